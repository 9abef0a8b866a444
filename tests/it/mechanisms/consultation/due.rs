//! What is due (rules.md 5.1): accept, call, start, draft, acknowledge; the first consultation, and the rhythm after it.

use qianzhi::clock::{At, Span};
use qianzhi::domain::{
    Answer, Call, Colour, Command, Consult, ConsultCommand, ConsultKind, ConsultNoted, ConsultState as S,
    ConsultWant as W, Convening, Decision, Due, Errand, EventId, Fact, Level, Lifting, ListCode, Means, Response, Role,
    Warning,
};

use super::{CITY, Hall, absent, asked, at, conclusion, convening, noted, opinion};

/// What the consultation waits for: what, until when, by which row.
fn due(hall: &Hall, now: &str) -> Vec<(W, At, Option<String>)> {
    let list = hall.world.deadlines(at(now)).into_iter();
    list.filter_map(|deadline| match deadline.what {
        Due::Consult { consult, wants } if consult == hall.consult => {
            Some((wants, deadline.due, deadline.rule.map(|rule| rule.0.to_string())))
        }
        _ => None,
    })
    .collect()
}

fn row(wants: W, until: &str, rule: &str) -> (W, At, Option<String>) {
    (wants, at(until), (!rule.is_empty()).then(|| rule.to_owned()))
}

/// When the next consultation of the city is due, and by which row.
fn next(hall: &Hall, now: &str) -> Option<(At, String)> {
    let mut list = hall.world.deadlines(at(now)).into_iter();
    let next = list.find(|deadline| matches!(&deadline.what, Due::NextConsult { area, .. } if area.0 == CITY))?;
    Some((next.due, next.rule.unwrap().0.to_string()))
}

fn warning(received: &str) -> Fact {
    Fact::WarningReceived(Warning {
        area: CITY.into(),
        kind: "暴雨".into(),
        kind_en: String::new(),
        colour: Colour::Red,
        number: 1,
        issuer: "市气象台".into(),
        issuer_en: String::new(),
        issued: at(received),
        received: at(received),
        text: "暴雨红色预警".into(),
        terms: qianzhi::domain::WarningTerms::default(),
    })
}

fn decide(hall: &mut Hall, decided: &str, decision: Decision) -> EventId {
    let after = hall.world.heads(&qianzhi::domain::Aspect::Response(CITY.into()));
    let response = Response {
        area: CITY.into(),
        by: "H1".into(),
        decision,
        basis: None,
        decided: at(decided),
        effective: None,
        conclusion: "险情解除".into(),
        role: Some(Role::GeneralCommander),
    };
    hall.says(Fact::ResponseDecided { response, after })
}

fn activated(level: Level) -> Decision {
    let (matter, period, measures) = ("防汛".into(), "24小时".into(), "转移".into());
    Decision::Activated { level, matter, period, measures }
}

#[test]
fn an_emergency_is_accepted_in_ten_minutes_called_in_ten_and_begins_in_thirty() {
    let mut hall = Hall::at(S::Requested);
    assert_eq!(due(&hall, "09:00"), [row(W::Accept, "09:10", "R-会商-受理")]);
    hall.now = at("09:05");
    hall.step(S::Convening);
    let both = [row(W::Call, "09:15", "R-会商-叫应"), row(W::Start, "09:35", "R-会商-开始")];
    assert_eq!(due(&hall, "09:05"), both);
    hall.says(warning("09:01"));
    assert_eq!(due(&hall, "09:05")[1], row(W::Start, "09:20", "R-会商-开始-红"), "a red warning is in force");
}

#[test]
fn other_kinds_begin_when_they_were_called_for_and_nobody_hurries_to_accept_them() {
    let mut hall = Hall::new();
    let ConsultCommand::Request(consult) = asked(&hall) else { panic!() };
    hall.consult = hall.go(ConsultCommand::Request(Consult { kind: ConsultKind::Routine, ..consult }));
    assert_eq!(due(&hall, "09:00"), []);
    let convening = Convening { t0: at("15:00"), ..convening() };
    hall.go(ConsultCommand::Convene { consult: hall.consult, convening });
    assert_eq!(due(&hall, "09:00"), [row(W::Call, "09:10", "R-会商-叫应"), row(W::Start, "15:00", "")]);
}

/// 叫应: each member until a human answered, or its coming is known by other word.
#[test]
fn every_member_is_called_until_somebody_answers() {
    let mut hall = Hall::at(S::Convening);
    let open = |hall: &Hall| -> Vec<String> {
        let view = hall.view();
        hall.world.members_to_call(&view, at("09:05")).into_iter().map(|unit| unit.0).collect()
    };
    assert_eq!(open(&hall), ["气象局", "水利局", "交警支队"], "those who must come first");
    called(&mut hall, "水利局", Answer::None, false);
    assert_eq!(open(&hall), ["气象局", "交警支队", "水利局"], "who was called in vain is called again later");
    called(&mut hall, "水利局", Answer::By("周某".into()), true);
    assert_eq!(open(&hall), ["气象局", "交警支队"]);
    assert_eq!(hall.view().present(), 1, "whoever takes part by that call is there");
    called(&mut hall, "气象局", Answer::By("郑某".into()), false);
    assert_eq!((open(&hall), hall.view().present()), (vec!["交警支队".to_owned()], 1), "answered, and not there yet");
    hall.go(noted(hall.consult, absent("交警支队", "")));
    assert!(open(&hall).is_empty());
    assert!(!due(&hall, "09:05").iter().any(|(wants, ..)| *wants == W::Call));
}

fn called(hall: &mut Hall, unit: &str, answer: Answer, acknowledged: bool) {
    let chain = hall.world.member_chain(hall.consult, &ListCode(unit.into())).unwrap();
    let one = chain.next().unwrap().0.clone();
    let call = Call {
        about: Errand::Consult(hall.consult),
        contact: one.contact.clone(),
        instead: Some(ListCode(unit.into())),
        name: one.name,
        number: one.numbers[0].clone(),
        by: "陈某".into(),
        means: Means::Phone,
        answer,
        at: at("09:04"),
        note: String::new(),
    };
    let who = hall.chair();
    hall.does(&who, Command::MakeCall { call, acknowledged }).unwrap();
}

#[test]
fn the_draft_is_due_fifteen_minutes_after_the_end_of_the_discussion() {
    let mut hall = Hall::at(S::Running);
    assert_eq!(due(&hall, "09:00"), [], "while opinions are missing it goes on");
    hall.go(noted(hall.consult, opinion("气象局", false)));
    hall.go(noted(hall.consult, opinion("水利局", false)));
    assert_eq!(due(&hall, "09:10"), [row(W::Draft, "09:25", "R-会商-结论")], "since the last opinion");
    hall.go(noted(hall.consult, ConsultNoted::Adjourned));
    let mut said = hall.clone();
    let late = qianzhi::domain::ConsultNote {
        consult: said.consult,
        what: ConsultNoted::Adjourned,
        by: String::new(),
        means: Means::Phone,
        at: at("09:20"),
    };
    said.go(ConsultCommand::Note(late));
    assert_eq!(due(&said, "09:20"), [row(W::Draft, "09:35", "R-会商-结论")], "since somebody said that it is over");
}

#[test]
fn what_was_settled_is_acknowledged_in_fifteen_minutes_and_the_conclusion_ends() {
    let hall = Hall::at(S::Issued);
    let list = hall.world.deadlines(at("09:00"));
    let ack = list.iter().find(|deadline| matches!(deadline.what, Due::Acknowledge { .. })).unwrap();
    assert_eq!((ack.due, ack.rule.unwrap().0.as_ref()), (at("09:15"), "R-会商-签收"));
    assert_eq!(due(&hall, "09:00"), [row(W::Renew, "13:00", "")]);
    assert_eq!(hall.view().signed().unwrap().2.conclusion, conclusion("13:00"));
}

#[test]
fn the_first_one_is_due_an_hour_after_the_activation_and_the_next_as_the_level_asks() {
    let mut hall = Hall::new();
    assert_eq!(next(&hall, "09:00"), None);
    decide(&mut hall, "09:00", activated(Level::Four));
    let first = Some((at("10:00"), "R-首次会商".to_owned()));
    assert_eq!(next(&hall, "09:00"), first);
    // Another level is no other activation.
    decide(&mut hall, "09:20", activated(Level::Two));
    assert_eq!(next(&hall, "09:20"), first);
    hall.now = at("09:30");
    for to in [S::Requested, S::Convening] {
        hall.step(to);
    }
    assert_eq!(next(&hall, "09:30"), None, "one is on its way");
    for to in [S::Running, S::ToSign, S::Concluded] {
        hall.step(to);
    }
    assert_eq!(next(&hall, "09:30"), Some((at("13:30"), "R-会商-滚动-二级".to_owned())));
    let mut graver = hall.clone();
    decide(&mut graver, "09:40", activated(Level::One));
    assert_eq!(next(&graver, "09:40"), Some((at("11:30"), "R-会商-滚动-一级".to_owned())));
    let mut lower = hall.clone();
    decide(&mut lower, "09:40", activated(Level::Three));
    assert_eq!(next(&lower, "09:40"), Some((at("17:30"), "R-会商-滚动-三级".to_owned())));
    hall.says(warning("09:35"));
    assert_eq!(next(&hall, "09:40"), Some((at("10:30"), "R-会商-滚动-红".to_owned())));
    // Lifted (突发事件应对法 art. 70), the rhythm of the level runs again.
    let mut lifted = hall.clone();
    let (warning, _) = lifted.world.warnings()[0];
    let (issuer, document, by, at_once) = ("市气象台".into(), "解除预警".into(), String::new(), at("09:40"));
    let lifting = Lifting { warning, issuer, document, by, means: Means::Phone, at: at_once };
    lifted.says(Fact::WarningLifted(lifting));
    assert_eq!(next(&lifted, "09:45"), Some((at("13:30"), "R-会商-滚动-二级".to_owned())));
    decide(&mut hall, "09:50", Decision::Terminated);
    assert_eq!(next(&hall, "09:50"), None, "with the response its rhythm ends, and the warning's event is over");
    decide(&mut hall, "11:00", activated(Level::Four));
    assert_eq!(next(&hall, "11:00"), Some((at("12:00"), "R-首次会商".to_owned())), "activated anew");
}

#[test]
fn at_level_four_it_is_daily() {
    let mut hall = Hall::new();
    decide(&mut hall, "08:50", activated(Level::Four));
    for to in [S::Requested, S::Convening, S::Running, S::ToSign, S::Concluded] {
        hall.step(to);
    }
    // What is due later than a day presses nobody.
    let list = hall.world.deadlines(at("10:00"));
    let due = list.iter().find(|deadline| matches!(deadline.what, Due::NextConsult { .. })).unwrap();
    assert_eq!((due.due, due.rule.unwrap().0.as_ref()), (at("09:00") + Span::hours(24), "R-会商-滚动-四级"));
}

/// Twenty consoles derive one alarm: its name stays while the limit changes.
#[test]
fn the_alarm_keeps_its_name_while_its_time_changes() {
    let mut hall = Hall::new();
    decide(&mut hall, "09:00", activated(Level::Two));
    hall.now = at("09:30");
    for to in [S::Requested, S::Convening, S::Running, S::ToSign, S::Concluded] {
        hall.step(to);
    }
    let alarm = |hall: &Hall| {
        let list = hall.world.deadlines(at("09:40"));
        list.iter().find(|deadline| matches!(deadline.what, Due::NextConsult { .. })).unwrap().alarm()
    };
    let before = alarm(&hall);
    hall.says(warning("09:35"));
    assert_eq!(alarm(&hall), before);
}
