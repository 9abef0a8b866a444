//! What becomes of what went beyond somebody's authority: listed until somebody answers, due within the limit of 追认,
//! never answered for by who did it; the answer is a fact like any other, and two of them may disagree.

use qianzhi::clock::Span;
use qianzhi::domain::{
    AlarmState, Aspect, Command, Confidence, Decision, Due, EventId, Fact, Form, Level, Means, Posture, Ratify,
    Recipient, Refusal, Role, Row, Sanction, Standing, Timer, Urgency, What, decide,
};

use super::{CITY, Log, activated, at, response, sits};

fn activate(level: Level) -> Command {
    let (area, by) = (CITY.into(), "H1".into());
    Command::DecideResponse {
        area,
        by,
        decision: activated(level),
        basis: None,
        effective: None,
        conclusion: String::new(),
    }
}

/// A duty officer activates Ⅱ at 09:10; the event.
fn overridden(log: &mut Log) -> EventId {
    log.does(&sits("李明", Some(Role::DutyOfficer)), activate(Level::Two)).unwrap()
}

fn answer(of: EventId, sanction: Sanction, by: &str) -> Ratify {
    let note = if sanction == Sanction::Reversed { "等级过高" } else { "" };
    Ratify { of, sanction, by: by.into(), role: None, means: Means::Console, note: note.into() }
}

fn level(log: &Log) -> Option<Level> {
    log.world.response(&CITY.into()).first().and_then(qianzhi::domain::Response::level)
}

fn deputy() -> Standing {
    sits("周某", Some(Role::GeneralDeputy))
}

#[test]
fn a_duty_officers_activation_holds_at_once_and_is_listed_until_it_is_ratified() {
    let mut log = Log::new();
    let event = overridden(&mut log);
    assert_eq!(level(&log), Some(Level::Two), "it holds");
    let open = log.world.unratified();
    assert_eq!(open.iter().map(|view| view.id).collect::<Vec<_>>(), [event]);
    assert_eq!((open[0].actor, open[0].basis.role, open[0].recorded), ("李明", Some(Role::DutyOfficer), at("09:10")));
    assert_eq!(open[0].basis.rule.0, "RAUT-启动-二级");
    // Thirty minutes (2.3).
    let due = |log: &Log| {
        let all = log.world.deadlines(at("09:20"));
        all.into_iter().find(|d| d.what == Due::Ratify { event }).map(|d| (d.due, d.alarm_state(at("09:41"))))
    };
    assert_eq!(due(&log), Some((at("09:40"), AlarmState::Active)));
    log.does(&deputy(), Command::Ratify(answer(event, Sanction::Ratified, "周某"))).unwrap();
    assert!(log.world.unratified().is_empty() && due(&log).is_none());
    assert_eq!(level(&log), Some(Level::Two));
    let again = log.does(&deputy(), Command::Ratify(answer(event, Sanction::Ratified, "周某")));
    assert_eq!(again, Err(Refusal::NothingToRatify));
}

#[test]
fn whoever_did_it_cannot_ratify_it_and_a_hand_over_makes_it_another() {
    let mut log = Log::new();
    let event = overridden(&mut log);
    // The same person in a higher role, and by phone to themselves.
    for means in [Means::Console, Means::Phone] {
        let own = Ratify { role: Some(Role::GeneralCommander), means, ..answer(event, Sanction::Ratified, "李明") };
        let risen = sits("李明", Some(Role::GeneralCommander));
        assert_eq!(log.does(&risen, Command::Ratify(own)), Err(Refusal::OwnDecision("李明".into())));
    }
    // Who takes the seat over is another person, and in no higher role still has no authority: the row is named.
    let next = sits("陈某", Some(Role::ShiftLead));
    let Err(Refusal::NotInAuthority(no)) = log.does(&next, Command::Ratify(answer(event, Sanction::Ratified, "陈某")))
    else {
        panic!("a shift lead ratifies no level Ⅱ");
    };
    assert_eq!((no.rule.0.as_ref(), no.least), ("RAUT-启动-二级", Role::GeneralDeputy));
    let unknown = sits("陈某", None);
    let no = log.does(&unknown, Command::Ratify(answer(event, Sanction::Ratified, "陈某")));
    assert!(matches!(no, Err(Refusal::NotInAuthority(_))), "{no:?}");
    log.does(&sits("陈某", Some(Role::GeneralDeputy)), Command::Ratify(answer(event, Sanction::Ratified, "陈某")))
        .unwrap();
    assert!(log.world.unratified().is_empty());
}

#[test]
fn at_night_the_leader_ratifies_by_phone_and_whoever_sits_there_writes_it_down() {
    let mut log = Log::new();
    let event = overridden(&mut log);
    let duty = sits("李明", Some(Role::DutyOfficer));
    let phoned = |role| Ratify { role, means: Means::Phone, ..answer(event, Sanction::Ratified, "周某") };
    let no = log.does(&duty, Command::Ratify(phoned(Some(Role::SpecialCommander))));
    assert!(matches!(no, Err(Refusal::NotInAuthority(_))), "{no:?}");
    let ratified = decide(&log.world, &duty, Command::Ratify(phoned(Some(Role::GeneralDeputy)))).unwrap();
    let [Fact::DecisionRatified { ratification, .. }] = &ratified.facts[..] else { panic!("{ratified:?}") };
    let said = (ratification.by.as_str(), ratification.role, ratification.means, ratification.at);
    assert_eq!(said, ("周某", Some(Role::GeneralDeputy), Means::Phone, at("09:10")));
    log.records(&duty, ratified);
    assert!(log.world.unratified().is_empty());
}

#[test]
fn what_is_reversed_says_why_and_is_taken_back() {
    let mut log = Log::at_level(Level::Four);
    let why = Standing { reason: "水位猛涨".into(), ..sits("李明", Some(Role::DutyOfficer)) };
    let event = log.does(&why, activate(Level::Two)).unwrap();
    assert_eq!(log.world.overridden(event).unwrap().basis.reason, "水位猛涨");
    let mute = Ratify { note: String::new(), ..answer(event, Sanction::Reversed, "周某") };
    assert_eq!(log.does(&deputy(), Command::Ratify(mute)), Err(Refusal::ReasonMissing));
    log.does(&deputy(), Command::Ratify(answer(event, Sanction::Reversed, "周某"))).unwrap();
    assert!(!log.world.stands(&event) && log.world.unratified().is_empty());
    assert_eq!(level(&log), Some(Level::Four), "what it had replaced holds again");
}

#[test]
fn an_override_that_its_author_takes_back_needs_no_ratification() {
    let mut log = Log::new();
    let event = overridden(&mut log);
    let own = Command::Strike { target: event, reason: "按错".into() };
    let decided = decide(&log.world, &sits("李明", Some(Role::DutyOfficer)), own).unwrap();
    assert_eq!(decided.overridden, None, "one's own word is one's own to take back");
    log.records(&sits("李明", Some(Role::DutyOfficer)), decided);
    assert!(log.world.unratified().is_empty() && level(&log).is_none());
}

#[test]
fn two_who_answer_apart_are_a_conflict_that_one_in_authority_settles() {
    let mut here = Log::new();
    let event = overridden(&mut here);
    let yes = decide(&here.world, &deputy(), Command::Ratify(answer(event, Sanction::Ratified, "周某"))).unwrap();
    let chief = sits("郑某", Some(Role::GeneralCommander));
    let no = decide(&here.world, &chief, Command::Ratify(answer(event, Sanction::Reversed, "郑某"))).unwrap();
    here.records(&deputy(), yes);
    here.records(&chief, no);
    let conflict = here.world.conflict(&Aspect::Ratified(event)).expect("both are shown");
    assert_eq!(conflict.sides.len(), 2);
    assert!(!here.world.stands(&event));
    let yes = conflict.sides.iter().find(|side| side.actor == "周某").unwrap().id;
    let settle = Command::Settle { aspect: Aspect::Ratified(event), in_favour_of: yes };
    // The duty officer cannot settle what they may not ratify, whatever the reason.
    let why = Standing { reason: "来不及".into(), ..sits("陈某", Some(Role::DutyOfficer)) };
    assert!(matches!(here.does(&why, settle.clone()), Err(Refusal::NotInAuthority(_))));
    here.does(&chief, settle).unwrap();
    assert!(here.world.conflicts().is_empty());
    assert!(
        here.world.stands(&event) && level(&here) == Some(Level::Two),
        "it was ratified in the end: it holds again"
    );
    assert!(here.world.unratified().is_empty());
}

#[test]
fn an_activation_by_one_in_authority_approves_the_first_measures() {
    let mut log = Log::new();
    let duty = sits("李明", Some(Role::DutyOfficer));
    let order = Command::IssueOrder {
        form: Form::Order,
        to: Recipient::Team("T1".into()),
        incident: Some(log.incident),
        text: "赴现场".into(),
        urgency: Urgency::Urgent,
        destination: None,
        authority: None,
        until: None,
    };
    let first = log.does(&duty, order).unwrap();
    assert_eq!(log.world.unratified().iter().map(|view| view.id).collect::<Vec<_>>(), [first]);
    // Another override approves nothing.
    let second = overridden(&mut log);
    assert_eq!(log.world.unratified().len(), 2);
    log.does(&deputy(), Command::Ratify(answer(second, Sanction::Ratified, "周某"))).unwrap();
    assert!(log.world.unratified().is_empty(), "once it is ratified it does");
}

#[test]
fn a_bureaus_profile_changes_the_table() {
    let mut log = Log::new();
    let duty = sits("李明", Some(Role::DutyOfficer));
    let changed = |role| {
        let row = qianzhi::domain::BuiltIn::newest().rows().find(|row| row.id.0 == "RAUT-启动-四级").unwrap().clone();
        let What::Authority { act, level, .. } = row.what else { panic!() };
        Row { what: What::Authority { act, level, role }, confidence: Confidence::Law, ..row }
    };
    let four = |log: &Log| decide(&log.world, &duty, activate(Level::Four)).unwrap().overridden;
    assert!(four(&log).is_some());
    let adopt = |rows| Command::AdoptRules { profile: "栾川 2026-1".into(), rows };
    log.does(&sits("吴某", Some(Role::ShiftLead)), adopt(vec![changed(Role::DutyOfficer)])).map(drop).unwrap();
    assert_eq!(four(&log), None, "here a duty officer activates Ⅳ");
}

#[test]
fn the_basis_stands_beside_the_fact_where_older_readers_pass_over_it() {
    let mut log = Log::new();
    let decided = decide(&log.world, &sits("李明", Some(Role::DutyOfficer)), activate(Level::Two)).unwrap();
    let payload = decided.payloads().next().unwrap();
    let json: serde_json::Value = serde_json::from_slice(&payload).unwrap();
    let basis =
        serde_json::json!({"act": "activate", "level": "two", "role": "duty_officer", "rule": "RAUT-启动-二级"});
    assert_eq!(json["override"], basis);
    assert_eq!((&json["kind"], &json["data"]["response"]["area"]), (&"response.decided/1".into(), &CITY.into()));
    let (fact, read) = Fact::with_basis(&payload);
    assert_eq!((&fact, read), (&decided.facts[0], decided.overridden.clone()));
    // A basis of a later version is passed over, never the fact.
    let later = String::from_utf8(payload).unwrap().replace("\"activate\"", "\"levitate\"");
    assert_eq!(Fact::with_basis(later.as_bytes()), (fact, None));
    // One that nobody knows the role of says so by saying none.
    let unknown = decide(&log.world, &sits("", None), activate(Level::Two)).unwrap();
    assert_eq!(unknown.overridden.as_ref().unwrap().role, None);
    log.records(&sits("", None), unknown);
    assert_eq!(log.world.unratified().len(), 1);
}

#[test]
fn the_limit_of_ratification_is_a_rule_and_the_word_goes_back_to_normal_with_a_reason_alone() {
    let mut log = Log::new();
    let limit = log.world.rules().within(Timer::Ratify, at("09:10"));
    assert_eq!(limit, Span::minutes(30));
    let duty = sits("李明", Some(Role::DutyOfficer));
    let posture = |posture| Command::ChangePosture { area: CITY.into(), posture, record: "省防指明电3号".into() };
    log.does(&duty, posture(Posture::Standby)).unwrap();
    let Err(Refusal::Beyond(no)) = log.does(&duty, posture(Posture::Normal)) else { panic!("a reason is asked") };
    assert_eq!(
        (no.rule.0.as_ref(), no.least, no.role),
        ("RAUT-转换-解除", Role::SpecialOffice, Some(Role::DutyOfficer))
    );
    let declined = Decision::Declined { reason: "雨势减弱".into() };
    log.says(Fact::ResponseDecided { response: response(declined), after: vec![] });
    assert_eq!(log.world.unratified().len(), 1, "what was recorded without a basis is nobody's override");
}
