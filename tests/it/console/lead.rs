//! Who leads (rules.md 2.3, 2.4): a response proposed, approved from the rail, ended on a conclusion; an on-site commander
//! appointed. Everything by digits and chords.

use qianzhi::console::{Action, FieldName, Mode};
use qianzhi::domain::{Decision, Due, Fact, Ground, Level, Response};

use super::desk::Desk;

#[test]
fn a_response_is_proposed_with_its_ground_and_waits_on_the_rail_for_who_approves() {
    let mut desk = Desk::new();
    let fact = desk.records("<c-v>011三小时雨量超标<tab>2");
    let Fact::ResponseProposed(proposal) = fact else { panic!("{fact:?}") };
    assert_eq!((proposal.level, proposal.ground), (Level::Two, Ground::Threshold("三小时雨量超标".into())));
    let waits = desk.model.rail().iter().find(|due| matches!(due.what, Due::Approve { .. }));
    let waits = waits.expect("it is on the rail").clone();
    let Due::Approve { proposal } = waits.what else { panic!() };
    // F6, or Enter on it: the level and what it rests on are filled in.
    desk.keys("<f6>");
    let form = desk.model.form().unwrap();
    assert_eq!(form.pick(FieldName::Level), Some(&qianzhi::console::Pick::Level(Level::Two)));
    assert_eq!(form.pick(FieldName::Basis), Some(&qianzhi::console::Pick::Proposal(proposal)));
}

#[test]
fn a_proposal_without_its_ground_is_not_made() {
    let mut desk = Desk::new();
    assert!(desk.keys("<c-v>012<f10>").is_empty(), "nothing was concluded yet");
    assert_eq!(desk.model.mode(), Mode::Form);
    let fact = desk.records("会商纪要2号<tab>4");
    assert!(matches!(fact, Fact::ResponseProposed(p) if p.ground == Ground::Consultation("会商纪要2号".into())));
}

#[test]
fn the_commander_on_the_scene_is_appointed_by_name() {
    let mut desk = Desk::new();
    desk.keys("1;漫坝<enter>");
    let incident = desk.model.selected_incident().unwrap();
    assert!(desk.model.applies(Action::AppointCommander));
    assert!(desk.keys("<c-v>02<c-u><f10>").is_empty(), "a name is wanted");
    desk.records("王某<f10>");
    assert_eq!(desk.model.world.commander(incident).agreed(), Some("王某"));
}

#[test]
fn a_termination_asks_for_its_conclusion_and_says_what_is_lacking() {
    let mut desk = Desk::new();
    let area = desk.model.area().unwrap();
    let by = desk.model.world.all_headquarters().next().unwrap().code.clone();
    let (matter, period, measures) = ("防汛".into(), "24小时".into(), "转移".into());
    let decision = Decision::Activated { level: Level::Four, matter, period, measures };
    let decided = desk.model.now;
    let (conclusion, role) = (String::new(), None);
    let response = Response { area, by, decision, basis: None, decided, effective: None, conclusion, role };
    desk.other(Fact::ResponseDecided { response, after: vec![] });
    desk.keys("<f6>3<tab><tab>");
    let form = desk.model.form().unwrap();
    assert!(form.fields.iter().any(|field| field.name == FieldName::Conclusion && form.shown(field)));
    assert_eq!(form.field().map(|field| field.name), Some(FieldName::Conclusion), "it is asked for");
    assert!(desk.keys("<f10><f10>").is_empty(), "no conclusion was given");
    let said = desk.model.form().unwrap();
    assert!(matches!(said.kind, qianzhi::console::FormKind::Why(_)), "{:?}", said.kind);
    let fact = desk.records("口头商定<f10>");
    assert!(matches!(fact, Fact::ResponseDecided { response, .. } if response.decision == Decision::Terminated));
    assert_eq!(desk.model.world.unratified().last().map(|view| view.basis.reason.as_str()), Some("口头商定"));
}
