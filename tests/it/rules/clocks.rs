//! Clocks of reports (rules.md 3.3, 10.1): they run from the right moment, and an earlier report is never in their way.

use qianzhi::clock::{At, Span};
use qianzhi::domain::{
    Aspect, BuiltIn, Calendar, Date, Deadline, Due, EventId, Fact, Figure, FigureKind, FigureReport, Grade, Incident,
    IncidentStatus, Keep, Means, Promptness, ReportFiled, ReportKind, Row, RuleChange, RuleId, What,
};

use super::Log;

/// Beijing time of 2026.
fn on(text: &str) -> At {
    At::parse(&format!("2026-{text}")).unwrap()
}

fn incident(log: &mut Log, code: &str, area: &str, occurred: &str) -> EventId {
    log.say_at(
        on(occurred),
        Fact::IncidentOpened(Incident {
            unit_told: None,
            sensitive: false,
            title: "某厂".into(),
            title_en: None,
            code: code.into(),
            area: area.into(),
            place: None,
            occurred: on(occurred),
            received: on(occurred),
            address: String::new(),
        }),
    )
}

fn tell(log: &mut Log, incident: EventId, kind: ReportKind, at: &str) -> EventId {
    let report = ReportFiled::plain(incident, kind, 1, "省应急厅".into(), Means::Console, on(at));
    log.say_at(on(at), Fact::ReportFiled(report))
}

fn figure(log: &mut Log, incident: EventId, figure: FigureKind, count: u32, at: &str) -> EventId {
    let after = log.world.heads(&Aspect::Figure(incident, figure));
    let value = Figure { count: Some(count), verified: true };
    log.say_at(
        on(at),
        Fact::FigureReported(FigureReport { incident, figure, value, occurred: on(at), source: String::new(), after }),
    )
}

fn status(log: &mut Log, incident: EventId, status: IncidentStatus, at: &str) -> EventId {
    let after = log.world.heads(&Aspect::IncidentStatus(incident));
    log.say_at(on(at), Fact::IncidentStatusSet { incident, status, after })
}

/// The reports that are due on an incident, with the row each follows from.
fn due(log: &Log, incident: EventId, now: &str) -> Vec<(ReportKind, At, String)> {
    let deadlines = log.world.deadlines(on(now)).into_iter();
    let of = |d: Deadline| {
        // The way up has tests of its own.
        let (id, kind, _) = d.what.report().filter(|_| !matches!(d.what, Due::ReportUp { .. }))?;
        (id == incident).then(|| (kind, d.due, d.rule.unwrap().to_string()))
    };
    deadlines.filter_map(of).collect()
}

fn follow_up(at: &str, row: &str) -> Vec<(ReportKind, At, String)> {
    vec![(ReportKind::FollowUp, on(at), row.into())]
}

#[test]
fn an_accident_is_followed_up_once_a_day_and_a_major_one_twice_from_the_last_report() {
    let mut log = Log::new();
    let plant = incident(&mut log, "12D00", "410300", "07-20 10:00");
    assert!(due(&log, plant, "07-20 10:05").iter().all(|(kind, ..)| *kind == ReportKind::Initial));
    tell(&mut log, plant, ReportKind::Initial, "07-20 10:40");
    assert_eq!(due(&log, plant, "07-20 10:41"), follow_up("07-21 10:40", "R21-3-一般较大"));
    // Earlier than due: written down like any other, and the clock runs from it.
    tell(&mut log, plant, ReportKind::FollowUp, "07-20 13:00");
    assert_eq!(due(&log, plant, "07-20 14:00"), follow_up("07-21 13:00", "R21-3-一般较大"));
    log.say_at(
        on("07-20 14:00"),
        Fact::Graded { incident: plant, grade: Some(Grade::Major), reason: String::new(), after: Vec::new() },
    );
    assert_eq!(due(&log, plant, "07-20 14:00"), follow_up("07-21 01:00", "R21-3-重大"));
    tell(&mut log, plant, ReportKind::Final, "07-22 09:00");
    assert!(due(&log, plant, "07-22 09:01").is_empty(), "the final report ends it");
}

/// Ten dead are 重大 by 493, whoever decided what: a lower bound counts.
#[test]
fn a_grade_that_is_known_as_a_lower_bound_sets_the_pace() {
    let mut log = Log::new();
    let plant = incident(&mut log, "12D00", "410300", "07-20 10:00");
    figure(&mut log, plant, FigureKind::Dead, 9, "07-20 10:10");
    figure(&mut log, plant, FigureKind::Missing, 1, "07-20 10:10");
    tell(&mut log, plant, ReportKind::Initial, "07-20 10:40");
    assert_eq!(due(&log, plant, "07-20 10:41"), follow_up("07-20 22:40", "R21-3-重大"));
}

#[test]
fn an_alarm_of_one_day_that_was_acknowledged_says_nothing_of_the_next() {
    let mut log = Log::new();
    let plant = incident(&mut log, "12D00", "410300", "07-20 10:00");
    tell(&mut log, plant, ReportKind::Initial, "07-20 10:40");
    let alarm = |log: &Log, now| log.world.deadlines(on(now)).remove(0);
    let first = alarm(&log, "07-21 11:00");
    log.say_at(on("07-21 11:00"), Fact::AlarmAcknowledged { alarm: first.alarm().0 });
    assert!(alarm(&log, "07-21 11:01").acknowledged, "seen, and still not done");
    tell(&mut log, plant, ReportKind::FollowUp, "07-21 11:10");
    assert!(!alarm(&log, "07-22 12:00").acknowledged);
}

#[test]
fn a_disaster_is_reported_every_morning_on_the_data_of_midnight_until_it_is_stable() {
    for (area, time, row) in [
        ("410322", "09:00", "RSTAT-3-县"),
        ("410300", "10:00", "RSTAT-3-市"),
        // 济源 is a county-level city that answers to its province.
        ("419001", "10:00", "RSTAT-3-市"),
        ("410000", "12:00", "RSTAT-3-省"),
    ] {
        let mut log = Log::new();
        let flood = incident(&mut log, "11A01", area, "07-20 16:00");
        tell(&mut log, flood, ReportKind::Initial, "07-20 16:30");
        assert_eq!(due(&log, flood, "07-20 17:00"), follow_up(&format!("07-21 {time}"), row), "{area}");
        // What goes up before midnight holds none of midnight's data.
        tell(&mut log, flood, ReportKind::FollowUp, "07-20 23:59");
        assert_eq!(due(&log, flood, "07-21 00:00"), follow_up(&format!("07-21 {time}"), row));
        // Nothing changed, which is a report too.
        tell(&mut log, flood, ReportKind::Zero, "07-21 00:00");
        assert_eq!(due(&log, flood, "07-21 13:00"), follow_up(&format!("07-22 {time}"), row));
        assert!(due(&log, flood, "07-21 08:00").is_empty(), "what is a day away presses nobody");
        status(&mut log, flood, IncidentStatus::Stabilised, "07-21 18:00");
        assert!(due(&log, flood, "07-22 11:00").is_empty());
    }
}

/// 2026-07-17 is a Friday: two working days after it end on Tuesday, three on Wednesday.
#[test]
fn a_stable_disaster_has_its_verified_report_in_so_many_working_days() {
    for (area, until, row) in [("410322", "07-22 00:00", "RSTAT-4-县"), ("410300", "07-23 00:00", "RSTAT-4-市")] {
        let mut log = Log::new();
        let flood = incident(&mut log, "11A01", area, "07-16 16:00");
        tell(&mut log, flood, ReportKind::Initial, "07-16 16:30");
        status(&mut log, flood, IncidentStatus::Stabilised, "07-17 09:00");
        let wanted = vec![(ReportKind::Verified, on(until), row.to_owned())];
        assert_eq!(due(&log, flood, "07-22 09:00"), wanted);
        tell(&mut log, flood, ReportKind::Verified, "07-20 09:00");
        assert!(due(&log, flood, "07-22 09:00").is_empty());
    }
}

/// The same two working days where a bureau's calendar gives Monday off and has people work on Saturday; without one
/// only weekends are left out, and the row says so.
#[test]
fn working_days_are_those_of_a_bureaus_calendar() {
    let mut log = Log::new();
    let flood = incident(&mut log, "11A01", "410322", "07-16 16:00");
    tell(&mut log, flood, ReportKind::Initial, "07-16 16:30");
    status(&mut log, flood, IncidentStatus::Stabilised, "07-17 09:00");
    let verified = |until: &str| vec![(ReportKind::Verified, on(until), "RSTAT-4-县".to_owned())];
    assert_eq!(due(&log, flood, "07-22 09:00"), verified("07-22 00:00"));
    let weekends = BuiltIn::newest().row(&"R-工作日".into()).unwrap();
    assert!(weekends.is_default() && weekends.zh.contains("只除周末"), "{weekends:?}");
    let put = |log: &mut Log, off: &[&str], on: &[&str]| {
        let dates = |days: &[&str]| days.iter().map(|day| Date::parse(day).unwrap()).collect();
        let what = What::Calendar(Calendar { holidays: dates(off), workdays: dates(on) });
        let row = Some(Box::new(Row { what, ..weekends.clone() }));
        let rule = RuleId::from("R-工作日");
        let after = log.world.heads(&Aspect::Rule(rule.clone()));
        log.say(Fact::RuleChanged { change: RuleChange { profile: "洛阳 2026-1".into(), rule, row }, after });
    };
    put(&mut log, &["2026-07-20"], &[]);
    assert_eq!(due(&log, flood, "07-23 09:00"), verified("07-23 00:00"), "Monday is off");
    put(&mut log, &["2026-07-20"], &["2026-07-18", "2026-07-19"]);
    assert_eq!(due(&log, flood, "07-20 09:00"), verified("07-20 00:00"), "Saturday and Sunday are worked");
}

#[test]
fn a_drought_is_followed_up_every_ten_days() {
    let mut log = Log::new();
    let drought = incident(&mut log, "11A52", "410300", "07-01 10:00");
    tell(&mut log, drought, ReportKind::Initial, "07-01 10:30");
    assert!(due(&log, drought, "07-10 10:00").is_empty());
    assert_eq!(due(&log, drought, "07-11 09:00"), follow_up("07-11 10:30", "RSTAT-5"));
}

/// The vector of rules.md 10.1: the figure is stored, and outside its window nobody owes a report of it.
#[test]
fn road_crash_death_on_day_8_has_no_correction_and_one_in_a_plant_has() {
    let corrected = |code: &str, day: &str| {
        let mut log = Log::new();
        let of = incident(&mut log, code, "410300", "07-01 10:00");
        tell(&mut log, of, ReportKind::Initial, "07-01 10:40");
        status(&mut log, of, IncidentStatus::Closed, "07-02 10:00");
        figure(&mut log, of, FigureKind::Dead, 1, &format!("{day} 15:00"));
        assert_eq!(log.world.figure(of, FigureKind::Dead).first().unwrap().count, Some(1), "stored all the same");
        due(&log, of, &format!("{day} 16:00"))
    };
    let on_the_day = |day: &str| vec![(ReportKind::Correction, on(day), "R21-4".to_owned())];
    assert_eq!(corrected("12H00", "07-09"), Vec::new(), "day 8");
    assert_eq!(corrected("12H00", "07-08"), on_the_day("07-09 00:00"), "day 7");
    assert_eq!(corrected("12G00", "07-09"), Vec::new(), "a fire");
    assert_eq!(corrected("12D00", "07-09"), on_the_day("07-10 00:00"), "industrial, day 8");
    assert_eq!(corrected("12D00", "07-31"), on_the_day("08-01 00:00"), "industrial, day 30");
    assert_eq!(corrected("12D00", "08-01"), Vec::new(), "industrial, day 31");
}

#[test]
fn a_correction_that_went_up_ends_the_duty_and_what_was_reported_starts_none() {
    let mut log = Log::new();
    let plant = incident(&mut log, "12D00", "410300", "07-01 10:00");
    let mut report =
        ReportFiled::plain(plant, ReportKind::Initial, 1, "省厅".into(), Means::Console, on("07-01 10:40"));
    report.figures.insert(FigureKind::Dead, Some(2));
    log.say_at(on("07-01 10:40"), Fact::ReportFiled(report));
    let corrections = |log: &Log, now| due(log, plant, now).iter().filter(|d| d.0 == ReportKind::Correction).count();
    figure(&mut log, plant, FigureKind::Dead, 2, "07-01 11:00");
    assert_eq!(corrections(&log, "07-01 11:01"), 0, "that is what was reported");
    figure(&mut log, plant, FigureKind::Dead, 3, "07-01 12:00");
    assert_eq!(corrections(&log, "07-01 12:01"), 1);
    tell(&mut log, plant, ReportKind::Correction, "07-01 12:30");
    assert_eq!(corrections(&log, "07-01 12:31"), 0);
}

/// A death on day 5 after everything was closed is not forgotten because the incident was put away.
#[test]
fn an_incident_that_owes_a_correction_is_not_packed_away() {
    let mut log = Log::new();
    let plant = incident(&mut log, "12D00", "410300", "07-01 10:00");
    tell(&mut log, plant, ReportKind::Initial, "07-01 10:40");
    status(&mut log, plant, IncidentStatus::Closed, "07-02 10:00");
    figure(&mut log, plant, FigureKind::Dead, 1, "07-06 15:00");
    let other = incident(&mut log, "12D00", "410300", "07-01 09:00");
    status(&mut log, other, IncidentStatus::Closed, "07-02 10:00");
    log.world.put_away(Keep { at_hand: 0, chest: 1, past: 0 });
    assert_eq!(due(&log, plant, "07-06 16:00").len(), 1);
    assert!(log.world.incidents().iter().all(|(id, _)| *id != other), "what owes nothing is");
}

#[test]
fn a_bureaus_row_changes_the_clock_at_every_post() {
    let mut log = Log::new();
    let plant = incident(&mut log, "12D00", "410300", "07-20 10:00");
    tell(&mut log, plant, ReportKind::Initial, "07-20 10:40");
    let row = BuiltIn::FIRST.row(&"R21-3-一般较大".into()).unwrap().clone();
    let What::Duty { from, to, .. } = row.what else { panic!("a duty") };
    let what = What::Duty { from, to, by: Promptness::Within(Span::hours(6)) };
    let (rule, row) = (RuleId::from("R21-3-一般较大"), Some(Box::new(Row { what, ..row })));
    let change = RuleChange { profile: "洛阳 2026-1".into(), rule, row };
    log.say(Fact::RuleChanged { change, after: Vec::new() });
    assert_eq!(due(&log, plant, "07-20 10:41"), follow_up("07-20 16:40", "R21-3-一般较大"));
}
