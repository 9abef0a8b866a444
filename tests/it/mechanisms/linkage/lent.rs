//! The hub coordinates and never commands: a team moves on an order of its own city or of the province, and on scene it
//! works under the city that asked for it (rules.md 4.4; design.md, promise 11).

use std::collections::BTreeMap;

use qianzhi::clock::Span;
use qianzhi::domain::{
    AssemblyCommand, AssemblyState, Assignment, Concern, Form, Lacking, Mobilise, Muster, Outcome, Ranking, Recipient,
    RuleId, TeamNeed, TeamStatus, Telling, Told, Urgency, Verdict, Wanted, judge,
};

use super::*;

fn order(team: &str, incident: Option<EventId>, form: Form) -> Command {
    Command::IssueOrder {
        form,
        to: Recipient::Team(team.into()),
        incident,
        text: "赴现场抽排".into(),
        urgency: Urgency::Urgent,
        destination: None,
        authority: None,
        until: None,
    }
}

fn refused(two: &Two, city: &str, command: &Command, team: &str) {
    // Also with a reason: it is on the closed list.
    let no = decide(&two.world, &two.who(city, "情况紧急"), command.clone());
    assert_eq!(no, Err(Refusal::ForeignTeam(team.into())), "{command:?}");
}

#[test]
fn another_citys_team_is_never_commanded_and_always_asked() {
    for state in [S::Draft, S::Sent, S::Granted, S::Dispatched, S::EnRoute, S::Released, S::Returned, S::Settled] {
        let two = Two::at(state);
        refused(&two, LUOYANG, &order("Z1", Some(two.incident), Form::Order), "Z1");
        let assignment = Assignment { incident: Some(two.incident), destination: None, order: None };
        refused(&two, LUOYANG, &Command::AssignTeam { team: "Z1".into(), assignment }, "Z1");
        let asked = decide(&two.world, &two.who(LUOYANG, ""), order("Z1", Some(two.incident), Form::Request)).unwrap();
        assert_eq!(asked.facts.len(), 1, "a request moves nobody");
    }
}

#[test]
fn on_scene_it_takes_orders_of_the_city_that_asked_for_that_incident_and_of_no_other() {
    for state in [S::Arrived, S::Working] {
        let mut two = Two::at(state);
        two.does(LUOYANG, order("Z1", Some(two.incident), Form::Order)).unwrap();
        two.does(ZHENGZHOU, order("Z1", Some(two.incident), Form::Order)).unwrap();
        refused(&two, LUOYANG, &order("Z2", Some(two.incident), Form::Order), "Z2");
        let other = two.says(Fact::IncidentOpened(Incident {
            unit_told: None,
            sensitive: false,
            title: "另一处".into(),
            title_en: None,
            code: "11A02".into(),
            area: LUOYANG.into(),
            place: None,
            occurred: two.now,
            received: two.now,
            address: String::new(),
        }));
        refused(&two, LUOYANG, &order("Z1", Some(other), Form::Order), "Z1");
        refused(&two, "410400", &order("Z1", Some(two.incident), Form::Order), "Z1");
    }
}

#[test]
fn the_province_and_the_own_city_command_and_a_county_does_not_command_its_city() {
    let two = Two::new();
    for (city, team) in [("410000", "Z1"), ("410000", "L1"), (LUOYANG, "K1"), (LUOYANG, "L1"), ("410324", "K1")] {
        let decided = decide(&two.world, &two.who(city, ""), order(team, Some(two.incident), Form::Order));
        assert!(decided.is_ok(), "{city} {team}: {decided:?}");
    }
    refused(&two, "410324", &order("L1", None, Form::Order), "L1");
    let military = decide(&two.world, &two.who("410000", "急"), order("J1", None, Form::Order));
    assert_eq!(military, Err(Refusal::Military("J1".into())), "soldiers are asked by anybody");
}

#[test]
fn what_another_city_ordered_its_team_is_not_called_off_and_a_withdrawal_is_anybodys() {
    let mut two = Two::new();
    let id = two.does(ZHENGZHOU, order("Z1", None, Form::Order)).unwrap();
    refused(&two, LUOYANG, &Command::EndOrder { order: id, outcome: Outcome::Cancelled("不用了".into()) }, "Z1");
    // That the team has done it or declined is news, which anybody may write down.
    let done = Command::EndOrder { order: id, outcome: Outcome::Done };
    assert!(decide(&two.world, &two.who(LUOYANG, ""), done).is_ok());
    let Command::IssueOrder { to, incident, text, destination, authority, until, .. } = order("Z1", None, Form::Order)
    else {
        panic!()
    };
    let urgency = Urgency::Withdraw;
    let back = Command::IssueOrder { form: Form::Order, to, incident, text, urgency, destination, authority, until };
    assert!(decide(&two.world, &two.who(LUOYANG, ""), back).is_ok(), "who sees the danger calls everybody back");
}

#[test]
fn an_order_of_its_own_city_sends_a_granted_team_off_and_what_is_told_of_it_follows() {
    let mut two = Two::at(S::Granted);
    let id = two.does(ZHENGZHOU, order("Z1", Some(two.incident), Form::Order)).unwrap();
    assert_eq!(two.view().state, S::Dispatched);
    let tell = |two: &mut Two, told: Told| {
        let telling = Telling { order: id, told, by: "李某".into(), means: Means::Phone, at: two.now };
        two.does_because(ZHENGZHOU, Command::Assembly(AssemblyCommand::Tell(telling)), "电话").unwrap();
    };
    tell(&mut two, Told::Departed { people: 18, eta: None });
    assert_eq!(two.view().state, S::EnRoute);
    tell(&mut two, Told::AtScene);
    assert_eq!(two.view().state, S::EnRoute, "the scene is not the check-in");
    let checked = Told::CheckedIn { people: 18, names: String::new(), skills: String::new(), hours: None };
    tell(&mut two, checked);
    assert_eq!(two.view().state, S::Arrived);
    // The asking city gives work and releases; the other city's board follows.
    two.does(LUOYANG, two.act(E::Work)).unwrap();
    two.does(LUOYANG, two.act(E::Release)).unwrap();
    assert_eq!(two.world.mobilisation(id).unwrap().state, qianzhi::domain::AssemblyState::Released);
    assert_eq!(two.world.team(&"Z1".into()).unwrap().status.agreed(), Some(TeamStatus::Released));
    tell(&mut two, Told::Returned);
    assert_eq!(two.view().state, S::Returned);
}

#[test]
fn a_city_answers_for_itself_and_by_phone_it_is_written_down_with_who_said_so() {
    let two = Two::at(S::Sent);
    for step in [
        AidStep::Accepted(says("王某", Means::Console)),
        AidStep::Refused { reason: "没有".into(), voice: says("王某", Means::Console) },
    ] {
        let command = two.step(step);
        let Verdict::Unguarded(unmet) = judge(&two.world, &two.who(LUOYANG, ""), &command) else { panic!("it went") };
        assert_eq!(unmet.lacks[0].rule, RuleId::from("RAUT-支援-本市"));
        assert_eq!(unmet.lacks[0].what, Lacking::OtherCity(two.aid));
        // The province stands above both.
        assert_eq!(judge(&two.world, &two.who("410000", ""), &command), Verdict::Within);
    }
    let mut two = Two::at(S::Sent);
    let clerk = Standing { role: Some(Role::DutyOfficer), person: "赵某".into(), ..two.who(LUOYANG, "") };
    for step in [
        AidStep::Accepted(Voice { by: "郑州钱某".into(), role: None, means: Means::Phone }),
        AidStep::Granted {
            grants: vec![Grant { line: 0, count: 1, units: vec![unit("Z1")] }],
            note: String::new(),
            voice: Voice { by: "郑州钱某".into(), role: Some(Role::GeneralDeputy), means: Means::Phone },
        },
    ] {
        let command = two.step(step);
        assert_eq!(judge(&two.world, &clerk, &command), Verdict::Within, "anybody writes down what was said");
        let decided = decide(&two.world, &clerk, command).unwrap();
        two.records(decided);
    }
    assert_eq!(two.view().state, S::Granted);
    // That it left is that city's word as well.
    let here = two.tells("Z1", AidNews::Dispatched { people: None }, Means::Console);
    assert!(matches!(judge(&two.world, &clerk, &here), Verdict::Unguarded(_)));
    let phoned = two.tells("Z1", AidNews::Dispatched { people: None }, Means::Phone);
    assert_eq!(judge(&two.world, &clerk, &phoned), Verdict::Within);
}

#[test]
fn what_crosses_a_border_is_the_provinces_and_nothing_is_said_of_two_provinces() {
    let two = Two::new();
    let above = |a: &str, b: &str| two.world.common_superior(&a.into(), &b.into()).map(|area| area.0);
    assert_eq!(above(LUOYANG, ZHENGZHOU), Some("410000".into()));
    assert_eq!(above(LUOYANG, "419001"), Some("410000".into()), "a county-level city under the province");
    assert_eq!(above(LUOYANG, "410324"), None, "its own county");
    assert_eq!(above(LUOYANG, "610100"), None, "two provinces");
}

#[test]
fn a_team_is_promised_once_or_with_a_reason() {
    let mut two = Two::at(S::Granted);
    let first = two.aid;
    two.drafts();
    two.does(LUOYANG, two.act(E::Send)).unwrap();
    let again = two.grants("Z1", 1);
    let Verdict::Unguarded(unmet) = judge(&two.world, &two.who(ZHENGZHOU, ""), &again) else { panic!("it went") };
    assert_eq!((unmet.lacks[0].rule.0.as_ref(), unmet.lacks[0].what), ("RAUT-支援-不重复", Lacking::Promised(first)));
    two.does(ZHENGZHOU, two.grants("Z2", 1)).unwrap();
    assert!(two.world.conflicts().is_empty());
}

/// Something else that happens in a city.
fn elsewhere(two: &mut Two, area: &str) -> EventId {
    let (occurred, received) = (two.now, two.now);
    two.says(Fact::IncidentOpened(Incident {
        unit_told: None,
        sensitive: false,
        title: "另一处".into(),
        title_en: None,
        code: "11A02".into(),
        area: area.into(),
        place: None,
        occurred,
        received,
        address: String::new(),
    }))
}

fn tell(two: &mut Two, order: EventId, told: Told) {
    let telling = Telling { order, told, by: "李某".into(), means: Means::Phone, at: two.now };
    two.does_because(ZHENGZHOU, Command::Assembly(AssemblyCommand::Tell(telling)), "电话").unwrap();
}

fn departs(two: &mut Two, order: EventId) {
    tell(two, order, Told::Departed { people: 18, eta: None });
}

fn checks_in(two: &mut Two, order: EventId) {
    tell(two, order, Told::AtScene);
    tell(two, order, Told::CheckedIn { people: 18, names: String::new(), skills: String::new(), hours: None });
}

fn mobilise(to: &str, incident: Option<EventId>, instead_of: Option<EventId>) -> Mobilise {
    Mobilise {
        form: Form::Order,
        to: vec![to.into()],
        incident,
        text: "赴现场".into(),
        urgency: Urgency::Urgent,
        destination: None,
        muster: Muster::default(),
        instead_of,
    }
}

fn of_z1(two: &Two) -> S {
    two.view().unit(&unit("Z1")).0
}

#[test]
fn an_order_for_something_else_says_nothing_of_the_request() {
    let mut two = Two::at(S::Granted);
    let fire = elsewhere(&mut two, ZHENGZHOU);
    let id = two.does(ZHENGZHOU, order("Z1", Some(fire), Form::Order)).unwrap();
    assert_eq!(two.view().state, S::Granted, "it was sent to a fire of its own city's");
    departs(&mut two, id);
    checks_in(&mut two, id);
    assert_eq!(two.view().state, S::Granted);
    refused(&two, LUOYANG, &order("Z1", Some(two.incident), Form::Order), "Z1");
    assert!(!two.world.deadlines(at("23:00")).iter().any(|due| matches!(due.what, qianzhi::domain::Due::Aid { .. })));
    // Nor does what the asking city is told of the request say anything of that order.
    two.does_because(ZHENGZHOU, two.act(E::Dispatch), "另派").unwrap();
    two.does(ZHENGZHOU, two.act(E::Depart)).unwrap();
    two.does(LUOYANG, two.act(E::Release)).unwrap();
    assert_eq!(two.world.mobilisation(id).unwrap().state, AssemblyState::Staged);
    // An order that names nothing is for whatever the team was granted to.
    let mut plain = Two::at(S::Granted);
    plain.does(ZHENGZHOU, order("Z1", None, Form::Order)).unwrap();
    assert_eq!(plain.view().state, S::Dispatched);
}

#[test]
fn a_request_for_no_incident_is_for_what_happens_in_the_city_that_asks() {
    for (area, state) in [(LUOYANG, S::Dispatched), (ZHENGZHOU, S::Granted)] {
        let mut two = Two::new();
        let draft = Aid { incident: None, ..aid(two.incident) };
        two.aid = two.does(LUOYANG, Command::Aid(AidCommand::Draft(draft))).unwrap();
        two.does(LUOYANG, two.act(E::Send)).unwrap();
        two.does(ZHENGZHOU, two.act(E::Grant)).unwrap();
        let other = elsewhere(&mut two, area);
        two.does(ZHENGZHOU, order("Z1", Some(other), Form::Order)).unwrap();
        assert_eq!(two.view().state, state, "{area}");
    }
}

fn ranked<'a>(two: &'a Two, city: &str, incident: Option<EventId>) -> Ranking<'a> {
    let wanted = vec![Wanted { capability: Capability::FloodPump, count: 1, least: 1 }];
    let place = Point::degrees(34.62, 112.45).unwrap();
    let own = Some(city.into());
    let need = TeamNeed { wanted, place: place.into(), by: None, own, reserve_percent: 0, incident };
    two.world.who_can_come(&need, &BTreeMap::new(), two.now)
}

#[test]
fn who_can_come_knows_what_is_promised_and_what_is_lent() {
    let two = Two::at(S::Granted);
    let of = |ranking: &Ranking<'_>, code: &str| {
        let one = ranking.teams.iter().find(|one| one.team.code.0 == code).unwrap();
        (one.form, one.concerns.clone(), one.proposed)
    };
    let own = ranked(&two, ZHENGZHOU, None);
    assert_eq!(of(&own, "Z1"), (Form::Order, vec![Concern::Promised(two.aid)], false));
    assert_eq!((of(&own, "Z2").2, own.reserve), (true, (1, 2)), "of two teams one is uncommitted");
    assert_eq!(two.world.reserve(Some(&ZHENGZHOU.into()), two.now), (1, 2));
    // For what it was promised to it is the one to send.
    let sends = ranked(&two, ZHENGZHOU, Some(two.incident));
    assert_eq!(of(&sends, "Z1").1, []);
    // Lent and on scene it takes orders, and no half hour for an answer is added.
    let two = Two::at(S::Arrived);
    let here = ranked(&two, LUOYANG, Some(two.incident));
    assert_eq!(of(&here, "Z1"), (Form::Order, vec![], true));
    let team = here.teams.iter().find(|one| one.team.code.0 == "Z1").unwrap();
    assert!(team.prepares < Span::minutes(15), "{:?}", team.prepares);
    assert_eq!(here.reserve.1, 2, "it is none of its own teams");
    let mut two = two;
    let other = elsewhere(&mut two, LUOYANG);
    let there = ranked(&two, LUOYANG, Some(other));
    assert_eq!(of(&there, "Z1"), (Form::Request, vec![Concern::Promised(two.aid)], false));
}

#[test]
fn who_is_called_off_comes_no_more_and_the_asking_city_reads_it() {
    let cancelled = |order| Command::EndOrder { order, outcome: Outcome::Cancelled("本市出险".into()) };
    let declined = |order| Command::EndOrder { order, outcome: Outcome::Refused("车坏".into()) };
    for (end, leaves, reads) in [
        (&cancelled as &dyn Fn(EventId) -> Command, false, S::Returned),
        (&cancelled, true, S::Released),
        (&declined, false, S::Returned),
    ] {
        let mut two = Two::at(S::Granted);
        let id = two.does(ZHENGZHOU, order("Z1", Some(two.incident), Form::Order)).unwrap();
        if leaves {
            departs(&mut two, id);
        }
        two.does(ZHENGZHOU, end(id)).unwrap();
        assert_eq!(of_z1(&two), reads);
        // Sent off again for the same, it begins anew.
        two.now = two.now + Span::minutes(5);
        let again = mobilise("Z1", Some(two.incident), None);
        two.does(ZHENGZHOU, Command::Assembly(AssemblyCommand::Muster(again))).unwrap();
        assert_eq!(two.view().state, S::Dispatched);
    }
    // What is ended elsewhere says nothing of it, and who is on scene is released by whom it works for.
    let mut two = Two::at(S::Granted);
    let fire = elsewhere(&mut two, ZHENGZHOU);
    let other = two.does(ZHENGZHOU, order("Z1", Some(fire), Form::Order)).unwrap();
    let id = two.does(ZHENGZHOU, order("Z1", Some(two.incident), Form::Order)).unwrap();
    two.does_because(ZHENGZHOU, two.act(E::Dispatch), "电话").unwrap();
    two.does(ZHENGZHOU, cancelled(other)).unwrap();
    assert_eq!(of_z1(&two), S::Dispatched);
    two.does(ZHENGZHOU, two.act(E::Depart)).unwrap();
    two.does(LUOYANG, two.act(E::Arrive)).unwrap();
    two.does_because(ZHENGZHOU, cancelled(id), "结令").unwrap();
    assert_eq!(of_z1(&two), S::Arrived);
}

#[test]
fn a_substitute_and_a_diversion_are_read_by_the_asking_city_too() {
    let sent = || {
        let mut two = Two::at(S::Granted);
        let id = two.does(ZHENGZHOU, order("Z1", Some(two.incident), Form::Order)).unwrap();
        (two, id)
    };
    let (mut two, id) = sent();
    let instead = mobilise("Z2", Some(two.incident), Some(id));
    two.does(ZHENGZHOU, Command::Assembly(AssemblyCommand::Muster(instead))).unwrap();
    assert_eq!(of_z1(&two), S::Returned);
    for here in [false, true] {
        let (mut two, id) = sent();
        departs(&mut two, id);
        let incident = if here { two.incident } else { elsewhere(&mut two, ZHENGZHOU) };
        let to = mobilise("Z1", Some(incident), None);
        let divert = AssemblyCommand::Divert { from: id, reason: "改道".into(), to };
        two.does(ZHENGZHOU, Command::Assembly(divert)).unwrap();
        assert_eq!(of_z1(&two), if here { S::EnRoute } else { S::Released });
    }
}

#[test]
fn a_lent_team_takes_orders_after_its_incident_was_merged_and_whichever_request_is_the_older() {
    let mut two = Two::at(S::Working);
    let same = elsewhere(&mut two, LUOYANG);
    refused(&two, LUOYANG, &order("Z1", Some(same), Form::Order), "Z1");
    let (merged, at) = (two.incident, two.now);
    let after = two.world.heads(&qianzhi::domain::Aspect::Merged(merged));
    two.says(Fact::IncidentMerged { merged, into: Some(same), reason: "一件事".into(), at, after });
    for incident in [two.incident, same] {
        two.clone().does(LUOYANG, order("Z1", Some(incident), Form::Order)).unwrap();
    }
    // Released of one and not home yet, it comes for the next.
    let mut two = Two::at(S::Released);
    let next = elsewhere(&mut two, LUOYANG);
    two.now = two.now + Span::minutes(5);
    let draft = Aid { at: two.now, ..aid(next) };
    two.aid = two.does(LUOYANG, Command::Aid(AidCommand::Draft(draft))).unwrap();
    two.does(LUOYANG, two.act(E::Send)).unwrap();
    for event in [E::Grant, E::Dispatch, E::Depart] {
        two.does_because(ZHENGZHOU, two.act(event), "顺路").unwrap();
    }
    two.does(LUOYANG, two.act(E::Arrive)).unwrap();
    two.does(LUOYANG, order("Z1", Some(next), Form::Order)).unwrap();
    refused(&two, LUOYANG, &order("Z1", Some(two.incident), Form::Order), "Z1");
}
