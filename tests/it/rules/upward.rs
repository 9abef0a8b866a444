//! The way up (rules.md 3.3, 10.1): each government tells the next within its time after its own receipt, as far as the law of
//! the event's code wants it told, and a report that says whom it reached meets it.

use qianzhi::clock::{At, Span};
use qianzhi::domain::{
    Area, Aspect, BuiltIn, Due, EventId, Fact, Figure, FigureKind, FigureReport, Government, Grade, Headquarters,
    Incident, IncidentStatus, Means, Promptness, ReportFiled, ReportKind, Row, RuleChange, RuleId, What,
};

use super::{Log, at};
use Government::{City, Province, State};

/// The next government to be told, by when, by which row.
type Next = Option<(Government, At, String)>;

fn next(to: Government, by: &str, row: &str) -> (Government, At, String) {
    (to, at(by), row.to_owned())
}

fn opened(code: &str, area: &str, received: &str) -> Incident {
    Incident {
        title: "某厂".into(),
        title_en: None,
        code: code.into(),
        area: area.into(),
        place: None,
        address: String::new(),
        occurred: at(received),
        received: at(received),
        unit_told: None,
        sensitive: false,
    }
}

impl Log {
    fn came(&mut self, code: &str, area: &str, received: &str) -> EventId {
        self.say_at(at(received), Fact::IncidentOpened(opened(code, area, received)))
    }

    fn reached(&mut self, incident: EventId, to: Government, means: Means, when: &str) -> EventId {
        let plain = ReportFiled::plain(incident, ReportKind::Initial, 0, "值班室".into(), means, at(when));
        self.say_at(at(when), Fact::ReportFiled(ReportFiled { reached: Some(to), ..plain }))
    }

    fn graded(&mut self, incident: EventId, grade: Grade, when: &str) -> EventId {
        let after = self.world.heads(&Aspect::Grade(incident));
        self.say_at(at(when), Fact::Graded { incident, grade: Some(grade), reason: String::new(), after })
    }

    fn count(&mut self, incident: EventId, figure: FigureKind, count: u32, when: &str) {
        let after = self.world.heads(&Aspect::Figure(incident, figure));
        let value = Figure { count: Some(count), verified: false };
        let (occurred, source) = (at(when), String::new());
        let report = FigureReport { incident, figure, value, occurred, source, after };
        self.say_at(at(when), Fact::FigureReported(report));
    }

    /// What goes up next; there is never more than one of an incident.
    fn up(&self, incident: EventId, now: &str) -> Next {
        let due = self.world.deadlines(at(now)).into_iter();
        let mut up = due.filter_map(|d| match d.what {
            Due::ReportUp { incident: of, to } if of == incident => Some((to, d.due, d.rule.unwrap().to_string())),
            _ => None,
        });
        let first = up.next();
        assert!(up.next().is_none(), "one clock at a time");
        first
    }
}

/// rules.md 10.1: county received 10:59, city by 12:59; province by 14:59 for 较大.
#[test]
fn county_received_10_59_city_by_12_59_province_by_14_59_for_serious() {
    let mut log = Log::new();
    let plant = log.came("12D00", "410324", "10:59");
    log.graded(plant, Grade::Serious, "11:10");
    assert_eq!(log.up(plant, "11:10"), Some(next(City, "12:59", "R493-3")));
    log.reached(plant, City, Means::Phone, "12:59");
    assert_eq!(log.up(plant, "13:00"), Some(next(Province, "14:59", "R493-3")));
    log.reached(plant, Province, Means::Console, "14:30");
    assert_eq!(log.up(plant, "14:31"), None, "较大 goes to the province and no further");
}

/// rules.md 3.3, the worst case by statute after the unit's hour: 一般 two hours, 较大 four, 重大 six, from receipt to receipt.
#[test]
fn an_accident_goes_as_far_up_as_its_grade_says() {
    for (grade, chain) in [
        (None, &[City][..]),
        (Some(Grade::Ordinary), &[City]),
        (Some(Grade::Serious), &[City, Province]),
        (Some(Grade::Major), &[City, Province, State]),
        (Some(Grade::Extreme), &[City, Province, State]),
    ] {
        let mut log = Log::new();
        let plant = log.came("12G00", "410324", "10:00");
        if let Some(grade) = grade {
            log.graded(plant, grade, "10:00");
        }
        for (to, by) in chain.iter().zip(["12:00", "14:00", "16:00"]) {
            assert_eq!(log.up(plant, "10:30"), Some(next(*to, by, "R493-3")), "{grade:?}");
            log.reached(plant, *to, Means::Phone, by);
        }
        assert_eq!(log.up(plant, "16:01"), None, "{grade:?}");
    }
}

#[test]
fn who_is_told_early_starts_the_next_clock_early() {
    let mut log = Log::new();
    let plant = log.came("12D00", "410324", "10:00");
    log.graded(plant, Grade::Major, "10:00");
    log.reached(plant, City, Means::Phone, "10:20");
    assert_eq!(log.up(plant, "10:21"), Some(next(Province, "12:20", "R493-3")));
    // Over the head of the province: that one is still to be told, and the state knows since 10:30.
    log.reached(plant, State, Means::Phone, "10:30");
    assert_eq!(log.up(plant, "10:31"), Some(next(Province, "12:20", "R493-3")));
    log.reached(plant, Province, Means::Console, "10:40");
    assert_eq!(log.up(plant, "10:41"), None);
}

#[test]
fn a_grade_that_rises_starts_the_further_step_from_the_later_of_receipt_and_proof() {
    let mut log = Log::new();
    let plant = log.came("12D00", "410324", "10:00");
    log.reached(plant, City, Means::Phone, "10:30");
    assert_eq!(log.up(plant, "10:31"), None, "一般, until somebody knows better");
    // Three dead are 较大, whoever decided what: a lower bound counts.
    log.count(plant, FigureKind::Dead, 3, "13:00");
    assert_eq!(log.up(plant, "13:00"), Some(next(Province, "15:00", "R493-3")));
    // What is graver later gives no further time.
    log.graded(plant, Grade::Serious, "13:40");
    log.graded(plant, Grade::Major, "14:00");
    assert_eq!(log.up(plant, "14:00"), Some(next(Province, "15:00", "R493-3")));
    log.reached(plant, Province, Means::Console, "14:10");
    assert_eq!(log.up(plant, "14:11"), Some(next(State, "16:10", "R493-3")));
}

#[test]
fn only_a_report_that_says_whom_it_reached_meets_it_by_phone_or_in_writing() {
    for means in [Means::Phone, Means::Console] {
        let mut log = Log::new();
        let plant = log.came("12D00", "410324", "10:00");
        let plain = ReportFiled::plain(plant, ReportKind::Initial, 0, "市委办".into(), means, at("10:20"));
        let filed = log.say_at(at("10:20"), Fact::ReportFiled(plain));
        assert_eq!(log.up(plant, "10:21"), Some(next(City, "12:00", "R493-3")), "to whom is only text");
        let told = log.reached(plant, City, means, "10:30");
        assert_eq!(log.up(plant, "10:31"), None, "{means:?}");
        log.say_at(at("10:40"), Fact::Struck { target: told, reason: "误记".into() });
        assert_eq!(log.up(plant, "10:41"), Some(next(City, "12:00", "R493-3")), "what was taken back told nobody");
        assert_ne!(filed, told);
    }
}

/// 突发公共卫生事件应急条例 art. 19, 20: two hours to the city, two to the province, one to the state.
#[test]
fn a_public_health_event_goes_up_whatever_its_grade() {
    let mut log = Log::new();
    let fever = log.came("13A00", "410324", "08:00");
    assert_eq!(log.up(fever, "08:01"), Some(next(City, "10:00", "RPH-3-县")));
    log.reached(fever, City, Means::Phone, "09:00");
    assert_eq!(log.up(fever, "09:01"), Some(next(Province, "11:00", "RPH-3-市")));
    log.reached(fever, Province, Means::Phone, "09:30");
    assert_eq!(log.up(fever, "09:31"), Some(next(State, "10:30", "RPH-3-省")));
    log.reached(fever, State, Means::Phone, "10:00");
    assert_eq!(log.up(fever, "10:01"), None);
}

#[test]
fn a_disaster_goes_up_from_when_somebody_is_known_to_be_hurt() {
    let mut log = Log::new();
    let flood = log.came("11A01", "410324", "08:00");
    assert_eq!(log.up(flood, "08:01"), None, "nobody hurt");
    log.count(flood, FigureKind::Missing, 0, "08:10");
    assert_eq!(log.up(flood, "08:11"), None, "none is not some");
    log.count(flood, FigureKind::Missing, 2, "08:30");
    assert_eq!(log.up(flood, "08:31"), Some(next(City, "10:30", "RSTAT-1-县")));
    log.reached(flood, City, Means::Phone, "09:00");
    assert_eq!(log.up(flood, "09:01"), Some(next(Province, "11:00", "RSTAT-1-市")));
    log.reached(flood, Province, Means::Phone, "10:00");
    assert_eq!(log.up(flood, "10:01"), Some(next(State, "12:00", "RSTAT-1-省")));
}

/// RSTAT-2: ten dead and missing go to city, province and ministry at once, on the same clock.
#[test]
fn ten_dead_and_missing_of_a_disaster_go_to_province_and_state_on_the_countys_clock() {
    let mut log = Log::new();
    let slide = log.came("11D01", "410324", "08:00");
    log.count(slide, FigureKind::Dead, 4, "08:30");
    log.count(slide, FigureKind::Missing, 6, "08:40");
    assert_eq!(log.up(slide, "08:41"), Some(next(City, "10:30", "RSTAT-1-县")), "since the first was known");
    log.reached(slide, City, Means::Phone, "10:20");
    assert_eq!(log.up(slide, "10:21"), Some(next(Province, "10:40", "RSTAT-2")), "not two hours after the city");
    log.reached(slide, Province, Means::Phone, "10:30");
    assert_eq!(log.up(slide, "10:31"), Some(next(State, "10:40", "RSTAT-2")));
    log.reached(slide, State, Means::Phone, "10:35");
    assert_eq!(log.up(slide, "10:36"), None);
    // Nine wait for the city.
    let other = log.came("11D01", "410325", "08:00");
    log.count(other, FigureKind::Dead, 9, "08:00");
    log.reached(other, City, Means::Phone, "09:50");
    assert_eq!(log.up(other, "09:51"), Some(next(Province, "11:50", "RSTAT-1-市")));
}

/// rules.md 3.3: sensitive events are reported regardless of grade.
#[test]
fn what_is_sensitive_goes_to_the_province_whatever_its_grade() {
    for code in ["12D00", "11A01"] {
        let mut log = Log::new();
        let sensitive = Incident { sensitive: true, ..opened(code, "410300", "08:00") };
        let school = log.say_at(at("08:00"), Fact::IncidentOpened(sensitive));
        let (to, by, _) = log.up(school, "08:01").unwrap();
        assert_eq!((to, by), (Province, at("10:00")), "{code}");
        log.reached(school, Province, Means::Phone, "09:00");
        assert_eq!(log.up(school, "09:01"), None, "{code}");
    }
    assert!(!BuiltIn::newest().row(&"RERL-1".into()).unwrap().is_counted(), "at once is no number of hours");
}

/// A city's posts read what happens in its counties: word that came to its log came to the city.
#[test]
fn the_bureau_whose_log_it_is_has_the_first_receipt_in_its_jurisdiction() {
    let mut log = Log::new();
    let county = log.came("12D00", "410324", "08:00");
    assert_eq!(log.up(county, "08:01"), Some(next(City, "10:00", "R493-3")), "nobody else is known");
    let (code, name, name_en) = ("LY-0".into(), "洛阳市总指挥部".to_owned(), "Luoyang".to_owned());
    log.say(Fact::HeadquartersFormed(Headquarters { code, name, name_en, area: "410300".into() }));
    assert_eq!(log.up(county, "08:01"), None);
    log.graded(county, Grade::Serious, "08:30");
    assert_eq!(log.up(county, "08:31"), Some(next(Province, "10:30", "R493-3")), "since it is known to be grave");
    let beyond = log.came("12D00", "410182", "08:00");
    assert_eq!(log.up(beyond, "08:01"), Some(next(City, "10:00", "R493-3")), "another city's county");
    let nowhere = log.came("12D00", "河滩", "08:00");
    assert_eq!(log.up(nowhere, "08:01"), None, "a city, when nobody knows");
}

#[test]
fn it_presses_whoever_owes_it_and_those_above() {
    let mut log = Log::new();
    for code in ["410000", "410300", "410324"] {
        log.say(Fact::AreaNamed(Area { code: code.into(), name: code.into(), name_en: code.into() }));
    }
    // The first area of a log without headquarters is the province's: its own receipt.
    let plant = log.came("12D00", "410324", "08:00");
    log.graded(plant, Grade::Major, "08:00");
    let pressed = |log: &Log| {
        let all = log.world.deadlines(at("08:30"));
        let due = all.iter().find(|d| matches!(d.what, Due::ReportUp { .. })).unwrap().clone();
        ["410324", "410300", "410000"].map(|own| log.world.is_owed_in(&own.into(), &due))
    };
    assert_eq!(pressed(&log), [false, false, true], "province to state is the province's");
    let mut log = Log::new();
    let plant = log.came("12D00", "410324", "08:00");
    log.graded(plant, Grade::Major, "08:00");
    assert_eq!(pressed(&log), [true, true, true], "county to city");
    log.reached(plant, City, Means::Phone, "08:10");
    assert_eq!(pressed(&log), [false, true, true], "city to province");
    assert!(!log.world.is_owed_in(&"410100".into(), &log.world.deadlines(at("08:30"))[0].clone()));
}

#[test]
fn a_closed_incident_owes_none_and_two_that_are_one_owe_one() {
    let mut log = Log::new();
    let first = log.came("12D00", "410324", "08:00");
    let second = log.came("12D00", "410324", "08:20");
    log.say(Fact::IncidentMerged {
        merged: second,
        into: Some(first),
        reason: "同一起".into(),
        at: at("08:30"),
        after: Vec::new(),
    });
    assert_eq!(log.up(first, "08:30"), Some(next(City, "10:00", "R493-3")));
    assert_eq!(log.up(second, "08:30"), None);
    log.reached(second, City, Means::Phone, "08:40");
    assert_eq!(log.up(first, "08:41"), None, "a report on either is a report");
    let third = log.came("12D00", "410324", "09:00");
    log.say(Fact::IncidentStatusSet { incident: third, status: IncidentStatus::Closed, after: Vec::new() });
    assert_eq!(log.up(third, "09:30"), None);
}

#[test]
fn a_bureaus_own_limit_counts() {
    let mut log = Log::new();
    let plant = log.came("12D00", "410324", "08:00");
    let row = BuiltIn::FIRST.row(&"R493-3".into()).unwrap().clone();
    let What::Duty { from, to, .. } = row.what else { panic!("a duty") };
    let what = What::Duty { from, to, by: Promptness::Within(Span::minutes(45)) };
    let (rule, row) = (RuleId::from("R493-3"), Some(Box::new(Row { what, ..row })));
    let change = RuleChange { profile: "洛阳 2026-1".into(), rule, row };
    log.say(Fact::RuleChanged { change, after: Vec::new() });
    assert_eq!(log.up(plant, "08:01"), Some(next(City, "08:45", "R493-3")));
}

/// rules.md 10.1: unit head told 10:00, county told 10:59: on time; 11:01: 超时 1 min.
#[test]
fn unit_head_told_10_00_county_told_10_59_is_on_time_and_11_01_is_one_minute_late() {
    let mut log = Log::new();
    let mut told = |code: &str, received: &str| {
        let incident = Incident { unit_told: Some(at("10:00")), ..opened(code, "410324", received) };
        let id = log.say_at(at(received), Fact::IncidentOpened(incident));
        log.world.unit_told(id)
    };
    let [early, whole, late] = ["10:59", "11:00", "11:01"].map(|received| told("12D00", received).unwrap());
    assert_eq!((early.late(), whole.late()), (None, None), "the hour itself is within the hour");
    assert_eq!((late.late(), late.rule), (Some(Span::minutes(1)), RuleId::from("R493-2")));
    assert_eq!(told("11A01", "11:01"), None, "a flood has no unit");
    let silent = log.came("12D00", "410324", "11:01");
    assert_eq!(log.world.unit_told(silent), None, "nobody said when its head was told");
}
