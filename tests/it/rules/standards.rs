//! Standards beside the grades (rules.md 1.3, 1.4): near misses, what goes to the national headquarters, the responses of the
//! state, rainstorm signals; and the rows of 1.5, 2.1 and 3.1 that go with them.

use qianzhi::clock::{At, Span};
use qianzhi::domain::{
    Aspect, BuiltIn, Colour, Confidence, EventId, Fact, Figure, FigureKind, FigureReport, Government, Grade, Handling,
    Incident, Level, Means, Reading, ReportFiled, ReportKind, Row, RuleChange, RuleId, Source, Standard, What,
};

use super::{Log, at};
use FigureKind::{AtRisk, Burnt, Collapsed, Dead, Injured, Missing, Moved, Trapped};
use Grade::{Extreme, Major, Ordinary, Serious};
use Standard::{Forest, ForestReport, NearMiss, Relief};

fn incident(log: &mut Log, code: &str) -> EventId {
    log.say(Fact::IncidentOpened(Incident {
        title: "事件".into(),
        title_en: None,
        code: code.into(),
        area: "410300".into(),
        place: None,
        occurred: at("09:50"),
        received: at("10:00"),
        address: String::new(),
        unit_told: None,
        sensitive: false,
    }))
}

fn figure(log: &mut Log, incident: EventId, figure: FigureKind, count: u32) {
    let after = log.world.heads(&Aspect::Figure(incident, figure));
    let value = Figure { count: Some(count), verified: true };
    let report = FigureReport { incident, figure, value, occurred: at("10:00"), source: String::new(), after };
    log.say(Fact::FigureReported(report));
}

fn with(code: &str, figures: &[(FigureKind, u32)]) -> (Log, EventId) {
    let mut log = Log::new();
    let id = incident(&mut log, code);
    for (kind, count) in figures {
        figure(&mut log, id, *kind, *count);
    }
    (log, id)
}

fn met(code: &str, figures: &[(FigureKind, u32)]) -> Vec<(Standard, Option<Level>)> {
    let (log, id) = with(code, figures);
    log.world.standards_met(id).into_iter().map(|met| (met.standard, met.level)).collect()
}

/// rules.md 1.3: ten at risk, three trapped or missing, five hundred evacuated.
#[test]
fn an_accident_that_puts_many_in_danger_is_a_near_miss() {
    let near_miss = |code: &str, figures: &[(FigureKind, u32)]| {
        let (log, id) = with(code, figures);
        log.world.near_miss(id).map(|met| met.value)
    };
    for (kind, least) in [(AtRisk, 10), (Trapped, 3), (Missing, 3), (Moved, 500)] {
        // Three missing are three deaths of a grade: 较大, and no near miss any more.
        let reaches = (kind != Missing).then_some(least);
        assert_eq!(near_miss("12D00", &[(kind, least)]), reaches, "{kind:?}");
        assert_eq!(near_miss("12D00", &[(kind, least - 1)]), None, "{kind:?}");
        assert_eq!(near_miss("11A02", &[(kind, least)]), None, "no accident");
    }
    assert_eq!(near_miss("12D00", &[(Trapped, 1), (Missing, 2)]), Some(3), "trapped or missing, together");
    assert_eq!(near_miss("12D00", &[(Trapped, 5), (Dead, 3)]), None, "what is 较大 is more than that");
    assert_eq!(near_miss("12D00", &[]), None, "unknown is not zero");
}

/// R21-3: a follow-up a day, by the row that says so of near misses.
#[test]
fn a_near_miss_is_followed_up_once_a_day() {
    let follows = |figures: &[(FigureKind, u32)]| {
        let (mut log, id) = with("12B00", figures);
        let report = ReportFiled::plain(id, ReportKind::Initial, 1, "省厅".into(), Means::Console, at("10:30"));
        log.say_at(at("10:30"), Fact::ReportFiled(report));
        let due = log.world.deadlines(at("11:00")).into_iter();
        let mut due = due.filter(|due| due.what.report().is_some_and(|(_, kind, _)| kind == ReportKind::FollowUp));
        due.next().map(|due| (due.rule.unwrap().0.to_string(), due.due - at("10:30")))
    };
    let (day, half) = (Span::hours(24), Span::hours(12));
    assert_eq!(follows(&[(Trapped, 3)]), Some(("R21-3-较大涉险".into(), day)));
    assert_eq!(follows(&[(Trapped, 2)]), Some(("R21-3-一般较大".into(), day)));
    assert_eq!(follows(&[(Trapped, 3), (Dead, 10)]), Some(("R21-3-重大".into(), half)));
}

/// rules.md 1.4: the state's relief, by the dead and missing, those moved, and rooms; the gravest counts.
#[test]
fn a_disaster_reaches_the_relief_responses_of_the_state() {
    use Level::{Four, One, Three, Two};
    for (kind, bounds) in [
        (Dead, [20, 50, 100, 200]),
        (Moved, [100_000, 500_000, 1_000_000, 2_000_000]),
        (Collapsed, [10_000, 100_000, 200_000, 300_000]),
    ] {
        for (least, level) in bounds.into_iter().zip([Four, Three, Two, One]) {
            assert_eq!(met("11A02", &[(kind, least)]), [(Relief, Some(level))], "{kind:?} {least}");
        }
        assert_eq!(met("11A02", &[(kind, bounds[0] - 1)]), []);
    }
    assert_eq!(met("11A02", &[(Dead, 25), (Moved, 1_200_000)]), [(Relief, Some(Two))]);
    assert_eq!(met("12D00", &[(Dead, 25)]), [], "no natural disaster");
}

/// 森林防火条例 art. 32 (rules.md 1.4): 重大, three dead, ten seriously injured.
#[test]
fn a_forest_fire_goes_to_the_national_headquarters_at_once() {
    let reports = |figures: &[(FigureKind, u32)]| met("11G01", figures).iter().any(|(of, _)| *of == ForestReport);
    for (kind, least) in [(Burnt, 10_000), (Dead, 3), (Injured, 10)] {
        assert!(reports(&[(kind, least)]) && !reports(&[(kind, least - 1)]), "{kind:?}");
    }
    let forest = |hundredths| met("11G01", &[(Burnt, hundredths)]).into_iter().find(|(of, _)| *of == Forest);
    assert_eq!(forest(50_000), None, "over 500 hectares");
    assert_eq!(forest(50_001), Some((Forest, Some(Level::Four))));
    assert_eq!(forest(100_001), Some((Forest, Some(Level::Three))));
    let (log, id) = with("11G01", &[]);
    assert!(log.world.standards_judged(id).iter().any(|force| force.row.id.0 == "RFIRE-32-其他"));
    let (log, id) = with("11A01", &[]);
    let judged = log.world.standards_judged(id);
    assert_eq!(judged.iter().filter(|force| force.row.id.0.starts_with("RNAT-防汛")).count(), 4);
    assert!(judged.iter().all(|force| !force.row.is_counted()), "what no figure says is judged by people");
}

/// A county scales the state's figures down (rules.md 1.4: 死亡 5-9 for its level II).
#[test]
fn a_bureau_puts_its_own_figures_in_their_place() {
    let (mut log, id) = with("11A02", &[(Dead, 5)]);
    assert!(log.world.standards_met(id).is_empty());
    let rule = RuleId::from("RNAT-救助-二级-死亡");
    let row = Row {
        what: What::Standard {
            standard: Relief,
            level: Some(Level::Two),
            measure: Some(qianzhi::domain::Measure::Deaths),
            from: 5,
            below: Some(10),
        },
        source: Source { work: "某县自然灾害救助应急预案".into(), article: "".into() },
        ..BuiltIn::newest().row(&rule).unwrap().clone()
    };
    let change = RuleChange { profile: "某县 1".into(), rule, row: Some(Box::new(row)) };
    log.say(Fact::RuleChanged { change, after: vec![] });
    let met: Vec<_> = log.world.standards_met(id).into_iter().map(|met| met.level).collect();
    assert_eq!(met, [Some(Level::Two)]);
}

/// rules.md 1.4, 1.5: a quake's level is the state plan's; heads go to the scene of an accident by its grade.
#[test]
fn a_quake_suggests_by_its_plan_and_heads_go_to_an_accident() {
    let graded = |code: &str, grade| {
        let (mut log, of) = with(code, &[]);
        log.say(Fact::Graded { incident: of, grade: Some(grade), reason: "初判".into(), after: vec![] });
        (log, of)
    };
    for (grade, level) in [(Extreme, Level::One), (Major, Level::Two), (Serious, Level::Three), (Ordinary, Level::Four)]
    {
        let (log, of) = graded("11C00", grade);
        let suggested = log.world.consequences(of).unwrap().suggested;
        let said = suggested.map(|(force, level)| (force.row.confidence, level));
        assert_eq!(said, Some((Confidence::Published, level)), "{grade:?}");
    }
    for (grade, by) in
        [(Major, Some(Government::Province)), (Serious, Some(Government::City)), (Ordinary, Some(Government::County))]
    {
        let attends = |code: &str| {
            let (log, of) = graded(code, grade);
            let rules = log.world.consequences(of).unwrap().rules;
            rules.iter().find_map(|force| match force.row.what {
                What::Handling { handling: Handling::Attend, by, .. } => Some(by),
                _ => None,
            })
        };
        assert_eq!(attends("12D00"), by);
        assert_eq!(attends("11A02"), None, "that is law for accidents");
    }
}

fn rain(log: &mut Log, from: At, hours: i64, milli: i64) {
    log.say(Fact::ReadingTaken(Reading {
        gauge: "R1".into(),
        quantity: "雨量".into(),
        quantity_en: String::new(),
        milli,
        unit: "mm".into(),
        from,
        to: from + Span::hours(hours),
        area: "410300".into(),
    }));
}

/// rules.md 1.4: 50 mm in 12, 6 and 3 hours, 100 mm in 3.
#[test]
fn rain_calls_for_a_signal() {
    let signal = |readings: &[(&str, i64, i64)]| {
        let mut log = Log::new();
        for (from, hours, milli) in readings {
            rain(&mut log, at(from), *hours, *milli);
        }
        log.world.rain_signal(&"R1".into()).map(|(colour, force)| (colour, force.row.id.0.to_string()))
    };
    let called = |colour, id: &str| Some((colour, id.to_owned()));
    assert_eq!(signal(&[("02:00", 12, 50_000)]), called(Colour::Blue, "RSIG-暴雨-蓝"));
    assert_eq!(signal(&[("02:00", 12, 49_999)]), None);
    assert_eq!(signal(&[("02:00", 6, 50_000)]), called(Colour::Yellow, "RSIG-暴雨-黄"));
    assert_eq!(signal(&[("02:00", 3, 99_900)]), called(Colour::Orange, "RSIG-暴雨-橙"));
    assert_eq!(signal(&[("02:00", 1, 201_900)]), called(Colour::Red, "RSIG-暴雨-红"));
    // Hour by hour it adds up; what overlaps is counted once.
    assert_eq!(signal(&[("02:00", 1, 40_000), ("03:00", 1, 61_000)]), called(Colour::Red, "RSIG-暴雨-红"));
    assert_eq!(signal(&[("02:00", 2, 60_000), ("03:00", 1, 45_000)]), called(Colour::Orange, "RSIG-暴雨-橙"));
    assert_eq!(signal(&[("02:00", 24, 100_000)]), None, "nobody knows how much of it fell in twelve hours");
}

/// rules.md 3.1: six kinds of reports, each with how many an event has; what must be there is asked for by the rows.
#[test]
fn every_kind_of_report_has_its_row_and_the_rows_say_what_is_lacking() {
    let counts = |kind| {
        let mut rows = BuiltIn::newest().rows().filter_map(|row| match row.what {
            What::Report { kind: of, least, most } if of == kind => Some((least, most)),
            _ => None,
        });
        (rows.next(), rows.next())
    };
    assert_eq!(counts(ReportKind::Correction), (Some((0, None)), None));
    assert_eq!(counts(ReportKind::Zero), (Some((0, None)), None));
    assert!(ReportKind::ALL.into_iter().all(|kind| counts(kind).0.is_some()));
    let (mut log, id) = with("12D00", &[]);
    assert_eq!(log.world.reports_lacking(id), [ReportKind::Initial, ReportKind::Final]);
    let rule = RuleId::from("RREP-核报");
    let asked = BuiltIn::newest().row(&rule).unwrap().clone();
    let row = Row { what: What::Report { kind: ReportKind::Verified, least: 1, most: Some(1) }, ..asked };
    let change = RuleChange { profile: "洛阳 1".into(), rule, row: Some(Box::new(row)) };
    log.say(Fact::RuleChanged { change, after: vec![] });
    assert_eq!(log.world.reports_lacking(id), [ReportKind::Initial, ReportKind::Verified, ReportKind::Final]);
    let report = |kind, means| ReportFiled::plain(id, kind, 1, "省厅".into(), means, at("10:30"));
    log.say(Fact::ReportFiled(report(ReportKind::Initial, Means::Phone)));
    assert_eq!(log.world.reports_lacking(id).len(), 3, "by phone is not in writing");
    log.say(Fact::ReportFiled(report(ReportKind::Initial, Means::Console)));
    log.say(Fact::ReportFiled(report(ReportKind::Verified, Means::Console)));
    assert_eq!(log.world.reports_lacking(id), [ReportKind::Final]);
}

#[test]
fn the_bands_of_a_standard_meet_and_its_highest_is_open() {
    use std::collections::BTreeMap;
    let mut bands: BTreeMap<(Standard, _), Vec<_>> = BTreeMap::new();
    for row in BuiltIn::newest().rows() {
        if let What::Standard { standard, level, measure: Some(measure), from, below } = row.what {
            bands.entry((standard, measure)).or_default().push((from, below, level));
        }
    }
    assert!(bands.keys().any(|(of, _)| *of == NearMiss) && bands.len() > 8);
    for (of, mut rows) in bands {
        rows.sort_unstable_by_key(|(from, ..)| *from);
        for pair in rows.windows(2) {
            assert_eq!(pair[0].1, Some(pair[1].0), "{of:?}");
            assert!(pair[0].2 < pair[1].2, "{of:?}: more is more severe");
        }
    }
}
