//! Indicators against rules.md 5.6 and the test vectors of 10.1.

use super::*;
use crate::domain::{
    Colour, Decision, Event, Fact, Figure, FigureKind, FigureReport, Form, Grade, Headquarters, Incident,
    IncidentStatus, IndicatorCode, ItemAnswer, ItemOf, Level, Means, Noted, Order, PostId, Posture, Realm, ReportFiled,
    ReportKind, Response, RungFact, Seat, SwitchNote, Urgency, Warning, Way,
};

struct Log(World, u8);

impl Log {
    fn new() -> Self {
        let mut log = Self(World::new(Realm::Test), 0);
        let (code, area) = ("hq".into(), "410100".into());
        log.add(Fact::HeadquartersFormed(Headquarters { code, name: "hq".into(), name_en: "hq".into(), area }));
        log
    }

    fn add(&mut self, fact: Fact) -> EventId {
        self.add_at(At(0), fact)
    }

    fn add_at(&mut self, recorded: At, fact: Fact) -> EventId {
        self.1 += 1;
        let id = EventId([self.1; 32]);
        let (post, actor) = (PostId([1; 32]), "x".to_owned());
        self.0.apply(&Event { id, post, seq: self.1.into(), hlc: 0, recorded, actor, fact, overridden: None });
        id
    }

    fn warning(&mut self, colour: Colour, received: At) -> EventId {
        self.add(Fact::WarningReceived(Warning {
            area: "410100".into(),
            kind: "暴雨".into(),
            kind_en: String::new(),
            colour,
            number: 0,
            issuer: "x".into(),
            issuer_en: String::new(),
            issued: received,
            received,
            text: "x".into(),
            terms: crate::domain::WarningTerms::default(),
        }))
    }

    fn decision(&mut self, decision: Decision, decided: At) -> EventId {
        let (area, by) = ("410100".into(), "hq".into());
        let response = Response {
            area,
            by,
            decision,
            basis: None,
            decided,
            effective: Some(decided + Span::hours(1)),
            conclusion: String::new(),
            role: None,
        };
        self.add(Fact::ResponseDecided { response, after: Vec::new() })
    }
}

fn at(text: &str) -> At {
    At::parse(&format!("2021-07-{text}")).unwrap()
}

fn activated() -> Decision {
    let text = || "x".to_owned();
    Decision::Activated { level: Level::One, matter: text(), period: text(), measures: text() }
}

fn only(world: &World, as_of: &str, id: IndicatorCode) -> Option<Indicator> {
    let mut of_id: Vec<Indicator> = indicators(world, at(as_of)).into_iter().filter(|i| i.id == id).collect();
    assert!(of_id.len() <= 1, "{of_id:?}");
    of_id.pop()
}

/// rules.md 9.1: first red 21:59, decision 16:30 the next day, effective later: 18 h 31 min.
#[test]
fn k1_runs_from_the_first_red_received_to_the_decision_not_to_when_it_takes_effect() {
    let mut log = Log::new();
    log.warning(Colour::Yellow, at("19 19:59"));
    let red = log.warning(Colour::Red, at("19 21:59"));
    log.warning(Colour::Red, at("20 06:02"));
    let decided = log.decision(activated(), at("20 16:30"));
    log.decision(Decision::Terminated, at("21 16:30"));
    let k1 = only(&log.0, "22 00:00", IndicatorCode::K1).unwrap();
    let Measure::Time { span_ms, from, to, target_ms, .. } = k1.measure else { panic!("a time") };
    assert_eq!(span_ms, Span::minutes(18 * 60 + 31));
    assert_eq!((from, to, target_ms, k1.met), (red, Some(decided), Span::minutes(30), Some(false)));
    // As of an earlier moment nobody had decided, and before the limit nothing was missed yet.
    assert_eq!(only(&log.0, "19 22:29", IndicatorCode::K1).unwrap().met, None);
    assert_eq!(only(&log.0, "19 22:30", IndicatorCode::K1).unwrap().met, Some(false));
    assert_eq!(only(&log.0, "19 21:58", IndicatorCode::K1), None);
}

#[test]
fn k1_takes_a_reasoned_no_for_a_decision_and_forgets_a_struck_warning() {
    let mut log = Log::new();
    let orange = log.warning(Colour::Orange, at("19 20:00"));
    log.decision(Decision::Declined { reason: "x".into() }, at("19 20:30"));
    let k1 = only(&log.0, "22 00:00", IndicatorCode::K1).unwrap();
    assert_eq!(k1.met, Some(true), "what it aims at is half an hour, also of an orange warning");
    log.add(Fact::Struck { target: orange, reason: "x".into() });
    assert_eq!(only(&log.0, "22 00:00", IndicatorCode::K1), None);
    log.warning(Colour::Yellow, at("20 20:00"));
    assert_eq!(only(&log.0, "22 00:00", IndicatorCode::K1), None, "yellow asks for no decision");
}

/// 5.6 K3: from the activation to the last of the six seats; 30 minutes at level Ⅰ (5.2), and what was raised since changes
/// nothing. A seat that somebody left again was filled all the same.
#[test]
fn k3_runs_from_the_activation_to_the_last_seat() {
    let mut log = Log::new();
    assert_eq!(only(&log.0, "20 10:00", IndicatorCode::K3), None);
    let from = log.decision(activated(), at("20 10:00"));
    let seat = |log: &mut Log, seat: Seat, name: &str, clock: &str| {
        let what = Noted::Seated { seat, name: name.into() };
        let note = SwitchNote { area: "410100".into(), what, by: String::new(), means: Means::Console, at: at(clock) };
        log.add(Fact::SwitchNoted { note: Box::new(note), after: Vec::new() })
    };
    for (n, one) in Seat::ALL.into_iter().enumerate().take(5) {
        seat(&mut log, one, "王某", &format!("20 10:1{n}"));
    }
    seat(&mut log, Seat::Commander, "", "20 10:15");
    assert_eq!(only(&log.0, "20 10:29", IndicatorCode::K3).unwrap().met, None);
    assert_eq!(only(&log.0, "20 10:31", IndicatorCode::K3).unwrap().met, Some(false));
    let last = seat(&mut log, Seat::Press, "宋某", "20 10:28");
    let k3 = only(&log.0, "20 11:00", IndicatorCode::K3).unwrap();
    let Measure::Time { span_ms, from: began, to, target_ms, .. } = k3.measure else { panic!("a time") };
    assert_eq!((span_ms, began, to), (Span::minutes(28), from, Some(last)));
    assert_eq!((target_ms, k3.met), (Span::minutes(30), Some(true)));
    // Ended with a seat empty: nothing is open any more.
    let mut log = Log::new();
    log.decision(activated(), at("20 10:00"));
    log.decision(Decision::Terminated, at("20 10:20"));
    assert_eq!(only(&log.0, "20 10:25", IndicatorCode::K3).unwrap().met, Some(false));
}

/// rules.md 10.1: received 10:00, told 10:59 on time, 11:01 late by a minute; 3.3 RLOC: by phone in half the time.
#[test]
fn k2_counts_the_phone_and_the_written_clock_of_each_incident() {
    let mut log = Log::new();
    let received = at("20 10:00");
    let incident = log.add(Fact::IncidentOpened(Incident {
        unit_told: None,
        sensitive: false,
        title: "x".into(),
        title_en: None,
        code: String::new(),
        area: "410100".into(),
        place: None,
        occurred: received,
        received,
        address: String::new(),
    }));
    assert_eq!(only(&log.0, "20 10:30", IndicatorCode::K2), None, "nothing was due yet");
    let share = |log: &Log, as_of: &str| match only(&log.0, as_of, IndicatorCode::K2).unwrap().measure {
        Measure::Share { numerator, denominator, .. } => (numerator, denominator),
        other => panic!("a share: {other:?}"),
    };
    assert_eq!(share(&log, "20 10:31"), (0, 1));
    let report = |means, reported| {
        let (kind, to) = (ReportKind::Initial, "x".into());
        Fact::ReportFiled(ReportFiled::plain(incident, kind, 0, to, means, reported))
    };
    log.add(report(Means::Phone, at("20 10:20")));
    assert_eq!(share(&log, "20 10:40"), (1, 1), "the written one is still open");
    log.add(report(Means::Console, at("20 11:01")));
    assert_eq!(share(&log, "20 12:00"), (1, 2));
    log.add(report(Means::Console, at("20 10:59")));
    assert_eq!(share(&log, "20 12:00"), (2, 2));
}

fn k1s(log: &Log, as_of: &str) -> Vec<(EventId, Option<EventId>, Span, Option<bool>)> {
    let all = indicators(&log.0, at(as_of)).into_iter().filter(|one| one.id == IndicatorCode::K1);
    let time = |one: Indicator| match one.measure {
        Measure::Time { from, to, span_ms, .. } => (from, to, span_ms, one.met),
        other => panic!("{other:?}"),
    };
    all.map(time).collect()
}

/// rules.md 2.2, 5.6: as the interlock asks it. A response that runs answers the next warning at once; each event of
/// warnings is one, and the next storm after the end of a response asks anew.
#[test]
fn k1_is_of_each_warning_event_and_a_response_that_runs_answers_it() {
    let mut log = Log::new();
    let first = log.warning(Colour::Orange, at("19 20:00"));
    log.warning(Colour::Orange, at("19 22:00"));
    let begun = log.decision(activated(), at("19 20:50"));
    let graver = log.warning(Colour::Red, at("20 03:00"));
    log.decision(Decision::Terminated, at("20 09:00"));
    let next = log.warning(Colour::Red, at("20 12:00"));
    let list = k1s(&log, "20 12:10");
    let half_hour_late = (first, Some(begun), Span::minutes(50), Some(false));
    let at_once = (graver, Some(begun), Span::ZERO, Some(true));
    assert_eq!(list, [half_hour_late, at_once, (next, None, Span::minutes(10), None)]);
}

/// A bureau's own aim counts (RK1, RK6): the rows are read.
#[test]
fn indicators_aim_at_what_the_rows_say() {
    use crate::domain::{BuiltIn, Row, RuleChange, What};
    let changed = |log: &mut Log, id: &str, goal: Goal| {
        let row = BuiltIn::newest().row(&id.into()).unwrap();
        let What::Target { indicator, .. } = row.what else { panic!() };
        let row = Row { what: What::Target { indicator, goal }, ..row.clone() };
        let change = RuleChange { profile: "x".into(), rule: id.into(), row: Some(Box::new(row)) };
        log.add(Fact::RuleChanged { change, after: Vec::new() });
    };
    let mut log = Log::new();
    log.warning(Colour::Red, at("19 20:00"));
    log.decision(activated(), at("19 20:20"));
    assert_eq!(k1s(&log, "19 23:00")[0].3, Some(true));
    changed(&mut log, "RK1", Goal::AtMost(Span::minutes(15)));
    assert_eq!(k1s(&log, "19 23:00")[0].3, Some(false));
    assert_eq!(percent_of(&log.0, IndicatorCode::K6, at("19 23:00")), Some(95));
    changed(&mut log, "RK6", Goal::Percent(98));
    assert_eq!(percent_of(&log.0, IndicatorCode::K6, at("19 23:00")), Some(98));
    assert_eq!(percent_of(&log.0, IndicatorCode::K7, at("19 23:00")), None, "the bureau's own to set");
    changed(&mut log, "RK7", Goal::Percent(80));
    assert_eq!(percent_of(&log.0, IndicatorCode::K7, at("19 23:00")), Some(80));
}

/// rules.md 3.3: R21-3 a follow-up a day, R21-4 a change of casualties the same day, RSTAT-3 a city's report by ten, RSTAT-4
/// its verified report in three working days. Each clock that ran is counted, and one that stopped is not.
#[test]
fn k2_counts_every_clock_that_ran() {
    let share = |log: &Log, as_of: &str| match only(&log.0, as_of, IndicatorCode::K2).unwrap().measure {
        Measure::Share { numerator, denominator, .. } => (numerator, denominator),
        other => panic!("{other:?}"),
    };
    let opened = |code: &str| {
        let (occurred, received) = (at("20 10:00"), at("20 10:00"));
        let (code, area) = (code.into(), "410100".into());
        let (title, address) = ("x".into(), String::new());
        Fact::IncidentOpened(Incident {
            unit_told: None,
            sensitive: false,
            title,
            title_en: None,
            code,
            area,
            place: None,
            occurred,
            received,
            address,
        })
    };
    let told = |incident, kind, clock: &str| {
        Fact::ReportFiled(ReportFiled::plain(incident, kind, 0, "x".into(), Means::Console, at(clock)))
    };
    // An accident: initial twice in time, one follow-up in time, the next a day and an hour later.
    let mut log = Log::new();
    let accident = log.add(opened("12F00"));
    log.add(told(accident, ReportKind::Initial, "20 10:20"));
    assert_eq!(share(&log, "20 12:00"), (2, 2));
    log.add(told(accident, ReportKind::FollowUp, "21 10:00"));
    assert_eq!(share(&log, "21 12:00"), (3, 3));
    assert_eq!(share(&log, "22 10:30"), (3, 4), "a second one was due at ten");
    log.add(told(accident, ReportKind::Final, "22 11:00"));
    assert_eq!(share(&log, "26 11:00"), (3, 4), "after the last one none is");
    // A disaster: by ten the next day; stable before the next was due, and verified in three working days.
    let mut log = Log::new();
    let flood = log.add(opened("11A01"));
    log.add(told(flood, ReportKind::Initial, "20 10:20"));
    log.add(told(flood, ReportKind::Zero, "21 10:01"));
    assert_eq!(share(&log, "21 12:00"), (2, 3), "a minute after ten");
    let status = IncidentStatus::Stabilised;
    log.add_at(at("21 20:00"), Fact::IncidentStatusSet { incident: flood, status, after: Vec::new() });
    assert_eq!(share(&log, "23 12:00"), (2, 3), "the daily report stopped before the next ten o'clock");
    // 2021-07-21 is a Wednesday: until the end of Monday.
    assert_eq!(share(&log, "27 00:01"), (2, 4));
    log.add(told(flood, ReportKind::Verified, "26 18:00"));
    assert_eq!(share(&log, "27 00:01"), (3, 4));
}

#[test]
fn k2_counts_a_change_of_casualties_the_same_day() {
    let share = |log: &Log, as_of: &str| match only(&log.0, as_of, IndicatorCode::K2).unwrap().measure {
        Measure::Share { numerator, denominator, .. } => (numerator, denominator),
        other => panic!("{other:?}"),
    };
    let mut log = Log::new();
    let (occurred, received) = (at("20 10:00"), at("20 10:00"));
    let (code, area, title, address) = ("12F00".into(), "410100".into(), "x".into(), String::new());
    let incident = log.add(Fact::IncidentOpened(Incident {
        unit_told: None,
        sensitive: false,
        title,
        title_en: None,
        code,
        area,
        place: None,
        occurred,
        received,
        address,
    }));
    let told = |kind, clock: &str| {
        Fact::ReportFiled(ReportFiled::plain(incident, kind, 0, "x".into(), Means::Console, at(clock)))
    };
    log.add(told(ReportKind::Initial, "20 10:20"));
    let value = Figure { count: Some(2), verified: false };
    let (source, occurred) = ("x".into(), at("20 12:00"));
    let dead = FigureReport { incident, figure: FigureKind::Dead, value, source, occurred, after: Vec::new() };
    log.add_at(at("20 12:05"), Fact::FigureReported(dead));
    assert_eq!(share(&log, "20 23:00"), (2, 2));
    assert_eq!(share(&log, "21 00:01"), (2, 3), "by the end of the day");
    log.add(told(ReportKind::FollowUp, "21 08:00"));
    assert_eq!(share(&log, "21 08:30"), (3, 4), "the daily one was in time, the change was not");
}

/// K3: whoever left before the activation does not sit there.
#[test]
fn k3_counts_nobody_who_had_left() {
    let mut log = Log::new();
    let seat = |log: &mut Log, seat: Seat, name: &str, clock: &str| {
        let what = Noted::Seated { seat, name: name.into() };
        let note = SwitchNote { area: "410100".into(), what, by: String::new(), means: Means::Console, at: at(clock) };
        log.add(Fact::SwitchNoted { note: Box::new(note), after: Vec::new() })
    };
    for one in Seat::ALL {
        seat(&mut log, one, "王某", "20 09:00");
    }
    seat(&mut log, Seat::Press, "", "20 09:30");
    log.decision(activated(), at("20 10:00"));
    assert_eq!(only(&log.0, "20 10:10", IndicatorCode::K3).unwrap().met, None, "one seat is empty");
    let last = seat(&mut log, Seat::Press, "宋某", "20 10:20");
    let Measure::Time { span_ms, to, .. } = only(&log.0, "20 11:00", IndicatorCode::K3).unwrap().measure else {
        panic!()
    };
    assert_eq!((span_ms, to), (Span::minutes(20), Some(last)));
}

/// K4 is of what is grave by either side of a dispute, and by its figures where nobody graded.
#[test]
fn k4_asks_of_every_incident_that_may_be_grave() {
    let share = |log: &Log| match only(&log.0, "20 12:00", IndicatorCode::K4).map(|one| one.measure) {
        Some(Measure::Share { numerator, denominator, .. }) => (numerator, denominator),
        None => (0, 0),
        other => panic!("{other:?}"),
    };
    let opened = || {
        let (occurred, received) = (at("20 10:00"), at("20 10:00"));
        let (code, area, title, address) = ("12F00".into(), "410100".into(), "x".into(), String::new());
        Fact::IncidentOpened(Incident {
            unit_told: None,
            sensitive: false,
            title,
            title_en: None,
            code,
            area,
            place: None,
            occurred,
            received,
            address,
        })
    };
    let mut log = Log::new();
    let disputed = log.add(opened());
    let graded = |incident, grade| Fact::IncidentGraded { incident, grade: Some(grade), after: Vec::new() };
    log.add(graded(disputed, Grade::Ordinary));
    assert_eq!(share(&log), (0, 0));
    log.add(graded(disputed, Grade::Serious));
    assert_eq!(share(&log), (0, 1));
    let incident = log.add(opened());
    let (value, figure) = (Figure { count: Some(3), verified: false }, FigureKind::Dead);
    let (source, occurred) = ("x".into(), at("20 10:30"));
    log.add(Fact::FigureReported(FigureReport { incident, figure, value, source, occurred, after: Vec::new() }));
    assert_eq!(share(&log), (0, 2), "three dead are a serious accident");
}

#[test]
fn k6_counts_answers_within_the_limit() {
    let mut log = Log::new();
    let issued = at("20 10:00");
    let order = |log: &mut Log, number| {
        log.add(Fact::OrderIssued(Order {
            number,
            form: Form::Order,
            to: Recipient::Headquarters("hq".into()),
            incident: None,
            text: "x".into(),
            urgency: Urgency::Routine,
            destination: None,
            authority: None,
            until: None,
            issued,
            role: None,
            muster: None,
            step: None,
        }))
    };
    let ids = [order(&mut log, 1), order(&mut log, 2), order(&mut log, 3)];
    let rung = |order, rung, minutes| {
        let at = issued + Span::minutes(minutes);
        Fact::OrderRung(RungFact { order, rung, by: "x".into(), means: Means::Phone, at })
    };
    log.add(rung(ids[0], Rung::Acknowledged, 5));
    log.add(rung(ids[1], Rung::Acknowledged, 6));
    log.add(rung(ids[2], Rung::Read, 1));
    let k6 = only(&log.0, "20 11:00", IndicatorCode::K6).unwrap();
    let Measure::Share { numerator, denominator, missed, .. } = k6.measure else { panic!("a share") };
    assert_eq!((numerator, denominator), (1, 3), "read is not acknowledged, and six minutes are not five");
    assert_eq!(missed, [ids[1], ids[2]]);
    assert_eq!(k6.met, Some(false));
}

/// A pre-alert has its own five minutes, also for a professional team; a person without a headquarters is of the incident's
/// jurisdiction; a task has the time that its deadline has.
#[test]
fn k6_takes_the_limit_that_the_deadline_takes() {
    use crate::domain::{Muster, Purpose, Readiness, Team};
    let mut log = Log::new();
    let (code, area): (crate::domain::TeamCode, AreaCode) = ("T1".into(), "410100".into());
    let team = Team {
        code: code.clone(),
        name: "x".into(),
        name_en: String::new(),
        kind: TeamKind::Professional,
        capabilities: vec![],
        area: area.clone(),
        home: "L1".into(),
        people: 10,
        leader: "x".into(),
        phone: String::new(),
        readiness: Readiness::default(),
    };
    log.add(Fact::TeamEnrolled { team, after: Vec::new() });
    let issued = at("20 10:00");
    let (occurred, received) = (issued, issued);
    let (kind, title, address) = (String::new(), "x".into(), String::new());
    let incident = log.add(Fact::IncidentOpened(Incident {
        unit_told: None,
        sensitive: false,
        title,
        title_en: None,
        code: kind,
        area,
        place: None,
        occurred,
        received,
        address,
    }));
    let order = |number, to, muster| {
        let (form, text, urgency) = (Form::Order, "x".into(), Urgency::Urgent);
        let (destination, authority, until) = (None, None, None);
        let incident = Some(incident);
        Fact::OrderIssued(Order {
            number,
            form,
            to,
            incident,
            text,
            urgency,
            destination,
            authority,
            issued,
            until,
            role: None,
            muster,
            step: None,
        })
    };
    let muster = Muster { purpose: Purpose::PreAlert, ..Muster::default() };
    let warned = log.add(order(1, Recipient::Team(code), Some(Box::new(muster))));
    let phone = Recipient::Person { name: "x".into(), phone: String::new() };
    let asked = log.add(order(2, phone, None));
    for order in [warned, asked] {
        let at = issued + Span::minutes(4);
        let rung = RungFact { order, rung: Rung::Acknowledged, by: "x".into(), means: Means::Phone, at };
        log.add(Fact::OrderRung(rung));
    }
    let k6 = only(&log.0, "20 11:00", IndicatorCode::K6).unwrap();
    let Measure::Share { numerator, denominator, .. } = k6.measure else { panic!("a share") };
    assert_eq!((numerator, denominator), (2, 2));
}

#[test]
fn json_has_stable_names() {
    let mut log = Log::new();
    log.warning(Colour::Red, at("19 21:59"));
    let json = serde_json::to_value(indicators(&log.0, at("19 22:59"))).unwrap();
    assert_eq!(json[0]["id"], "K1");
    assert_eq!(json[0]["area"], "410100");
    assert_eq!(json[0]["span_ms"], 3_600_000);
    assert_eq!(json[0]["target_ms"], 1_800_000);
    assert_eq!(json[0]["to"], serde_json::Value::Null);
    assert_eq!(json[0]["met"], false);
}

fn activated_at(level: Level) -> Decision {
    let text = || "x".to_owned();
    Decision::Activated { level, matter: text(), period: text(), measures: text() }
}

/// 5.2: 平转战16项 ≥80% in 60 min. An item that was answered in time counts, once; one that was answered later does not.
#[test]
fn p1_is_the_checklist_an_hour_after_the_activation() {
    let mut log = Log::new();
    let switch = log.decision(activated_at(Level::Two), at("20 10:00"));
    let mut item = |number: u8, clock: &str| {
        let what = Noted::Item { of: ItemOf { switch, way: Way::ToWar, number }, answer: ItemAnswer::Done };
        let note = SwitchNote { area: "410100".into(), what, by: String::new(), means: Means::Console, at: at(clock) };
        log.add(Fact::SwitchNoted { note: Box::new(note), after: Vec::new() })
    };
    let first = item(1, "20 10:05");
    for number in 2..=12 {
        item(number, "20 10:30");
    }
    item(1, "20 10:40");
    item(13, "20 11:01");
    assert_eq!(only(&log.0, "20 11:00", IndicatorCode::P1), None, "the hour is not over");
    let p1 = only(&log.0, "20 11:30", IndicatorCode::P1).unwrap();
    let Measure::Share { numerator, denominator, target_percent, missed, kept } = p1.measure else { panic!("a share") };
    assert_eq!((numerator, denominator, target_percent, p1.met), (12, 16, Some(80), Some(false)));
    assert_eq!((missed, kept.len()), (vec![switch], 12));
    assert!(kept.contains(&first));
}

/// 5.2: the number of level changes against the peak: step by step behind the event, or at once.
#[test]
fn p2_counts_the_changes_that_came_before_the_gravest_level() {
    let mut log = Log::new();
    let begun = log.decision(activated_at(Level::Four), at("20 10:00"));
    let raised = log.decision(activated_at(Level::Three), at("20 11:00"));
    let again = log.decision(activated_at(Level::One), at("20 12:00"));
    log.decision(activated_at(Level::Two), at("20 15:00"));
    let p2 = only(&log.0, "20 18:00", IndicatorCode::P2).unwrap();
    let Measure::Share { numerator, denominator, missed, kept, target_percent } = p2.measure else { panic!("a share") };
    assert_eq!((numerator, denominator, target_percent, p2.met), (2, 3, None, None));
    assert_eq!((missed, kept), (vec![raised, again], vec![begun]));
    // As it was before it was raised: none.
    let p2 = only(&log.0, "20 10:30", IndicatorCode::P2).unwrap();
    assert!(matches!(p2.measure, Measure::Share { numerator: 0, denominator: 1, .. }), "{p2:?}");
}

/// 5.2: time in P6, until the next posture; while it goes on, until now.
#[test]
fn p3_is_the_time_in_stabilisation() {
    let mut log = Log::new();
    let mut posture = |posture, clock: &str| {
        let (area, at) = ("410100".into(), at(clock));
        let (record, follows, after) = (String::new(), false, Vec::new());
        log.add_at(at, Fact::PostureChanged { area, posture, at, record, follows, after })
    };
    posture(Posture::War, "20 10:00");
    let from = posture(Posture::Stabilising, "20 12:00");
    posture(Posture::Stabilising, "20 12:30");
    let to = posture(Posture::Restoring, "20 14:00");
    let p3 = |log: &Log, clock: &str| only(&log.0, clock, IndicatorCode::P3).unwrap();
    let Measure::Length { span_ms, of, ref events, .. } = p3(&log, "20 13:00").measure else { panic!("a length") };
    assert_eq!((span_ms, of, events.as_slice()), (Span::minutes(60), Some(from), &[from][..]));
    let over = p3(&log, "20 16:00");
    let Measure::Length { span_ms, ref events, .. } = over.measure else { panic!("a length") };
    assert_eq!((span_ms, over.met, events.as_slice()), (Span::minutes(120), None, &[from, to][..]));
}
