//! The hub coordinates and never commands: a team moves on an order of its own city or of the province, and on scene it
//! works under the city that asked for it (rules.md 4.4; design.md, promise 11).

use qianzhi::domain::{
    AssemblyCommand, Assignment, Form, Lacking, Outcome, Recipient, RuleId, TeamStatus, Telling, Told, Urgency,
    Verdict, judge,
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
