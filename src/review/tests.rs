//! Indicators against rules.md 5.6 and the test vectors of 10.1.

use super::*;
use crate::domain::{
    Colour, Decision, Event, Fact, Form, Headquarters, Incident, Level, Noted, Order, PostId, Realm, ReportFiled,
    Response, RungFact, Seat, SwitchNote, Urgency,
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
        self.1 += 1;
        let id = EventId([self.1; 32]);
        let (post, actor) = (PostId([1; 32]), "x".to_owned());
        self.0.apply(&Event { id, post, seq: self.1.into(), hlc: 0, recorded: At(0), actor, fact, overridden: None });
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

fn only(world: &World, as_of: &str, id: IndicatorId) -> Option<Indicator> {
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
    let k1 = only(&log.0, "22 00:00", IndicatorId::K1).unwrap();
    let Measure::Time { span_ms, from, to, target_ms, .. } = k1.measure else { panic!("a time") };
    assert_eq!(span_ms, Span::minutes(18 * 60 + 31));
    assert_eq!((from, to, target_ms, k1.met), (red, Some(decided), Span::minutes(30), Some(false)));
    // As of an earlier moment nobody had decided, and before the limit nothing was missed yet.
    assert_eq!(only(&log.0, "19 22:29", IndicatorId::K1).unwrap().met, None);
    assert_eq!(only(&log.0, "19 22:30", IndicatorId::K1).unwrap().met, Some(false));
    assert_eq!(only(&log.0, "19 21:58", IndicatorId::K1), None);
}

#[test]
fn k1_takes_a_reasoned_no_for_a_decision_and_forgets_a_struck_warning() {
    let mut log = Log::new();
    let orange = log.warning(Colour::Orange, at("19 20:00"));
    log.decision(Decision::Declined { reason: "x".into() }, at("19 20:50"));
    let k1 = only(&log.0, "22 00:00", IndicatorId::K1).unwrap();
    assert_eq!(k1.met, Some(true), "within the hour of an orange warning");
    log.add(Fact::Struck { target: orange, reason: "x".into() });
    assert_eq!(only(&log.0, "22 00:00", IndicatorId::K1), None);
    log.warning(Colour::Yellow, at("20 20:00"));
    assert_eq!(only(&log.0, "22 00:00", IndicatorId::K1), None, "yellow asks for no decision");
}

/// 5.6 K3: from the activation to the last of the six seats; 30 minutes at level Ⅰ (5.2), and what was raised since changes
/// nothing. A seat that somebody left again was filled all the same.
#[test]
fn k3_runs_from_the_activation_to_the_last_seat() {
    let mut log = Log::new();
    assert_eq!(only(&log.0, "20 10:00", IndicatorId::K3), None);
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
    assert_eq!(only(&log.0, "20 10:29", IndicatorId::K3).unwrap().met, None);
    assert_eq!(only(&log.0, "20 10:31", IndicatorId::K3).unwrap().met, Some(false));
    let last = seat(&mut log, Seat::Press, "宋某", "20 10:28");
    let k3 = only(&log.0, "20 11:00", IndicatorId::K3).unwrap();
    let Measure::Time { span_ms, from: began, to, target_ms, .. } = k3.measure else { panic!("a time") };
    assert_eq!((span_ms, began, to), (Span::minutes(28), from, Some(last)));
    assert_eq!((target_ms, k3.met), (Span::minutes(30), Some(true)));
    // Ended with a seat empty: nothing is open any more.
    let mut log = Log::new();
    log.decision(activated(), at("20 10:00"));
    log.decision(Decision::Terminated, at("20 10:20"));
    assert_eq!(only(&log.0, "20 10:25", IndicatorId::K3).unwrap().met, Some(false));
}

/// rules.md 10.1: received 10:00, told 10:59 on time, 11:01 late by a minute; 3.3 RLOC: by phone in half the time.
#[test]
fn k2_counts_the_phone_and_the_written_clock_of_each_incident() {
    let mut log = Log::new();
    let received = at("20 10:00");
    let incident = log.add(Fact::IncidentOpened(Incident {
        title: "x".into(),
        title_en: None,
        code: String::new(),
        area: "410100".into(),
        place: None,
        occurred: received,
        received,
        address: String::new(),
    }));
    assert_eq!(only(&log.0, "20 10:30", IndicatorId::K2), None, "nothing was due yet");
    let share = |log: &Log, as_of: &str| match only(&log.0, as_of, IndicatorId::K2).unwrap().measure {
        Measure::Share { numerator, denominator, .. } => (numerator, denominator),
        Measure::Time { .. } | Measure::Lead { .. } => panic!("a share"),
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
            muster: None,
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
    let k6 = only(&log.0, "20 11:00", IndicatorId::K6).unwrap();
    let Measure::Share { numerator, denominator, missed, .. } = k6.measure else { panic!("a share") };
    assert_eq!((numerator, denominator), (1, 3), "read is not acknowledged, and six minutes are not five");
    assert_eq!(missed, [ids[1], ids[2]]);
    assert_eq!(k6.met, Some(false));
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
