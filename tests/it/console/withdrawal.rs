//! Withdrawals: who is called back, and what is asked first.

use qianzhi::console::Mode;
use qianzhi::domain::{Assignment, Fact, Form, Recipient, TeamCode, Urgency};

use super::desk::Desk;

/// rules.md 5.4: anyone may call it, to anybody whose life is in danger; 10.1: soldiers are asked. No six parts hold it up.
#[test]
fn a_withdrawal_to_soldiers_goes_at_once_and_as_a_request() {
    let mut desk = Desk::new();
    let facts = desk.keys("<f9>j1<f10>1");
    assert!(
        matches!(&facts[..], [Fact::OrderIssued(order)] if (order.form, order.urgency) == (Form::Request, Urgency::Withdraw)),
        "{facts:?} {}",
        desk.notice()
    );
}

/// Whoever calls a withdrawal from an incident means all who are there (rules.md 5.4): they are named, and each is ordered.
#[test]
fn a_withdrawal_is_of_all_who_are_on_the_incident_unless_somebody_else_is_named() {
    let mut desk = Desk::new();
    let dam = desk.incident("郭家咀");
    for team in ["P2", "P10"] {
        let assignment = Assignment { incident: Some(dam), destination: None, order: None };
        desk.other(Fact::TeamAssigned { team: team.into(), assignment, after: vec![] });
    }
    desk.keys("1<end>");
    let incident = desk.model.selected_incident();
    let on: Vec<TeamCode> = desk
        .model
        .world
        .teams()
        .into_iter()
        .filter(|view| view.assignment.sides().iter().any(|held| held.incident == incident))
        .map(|view| view.team.code.clone())
        .collect();
    assert!(["P2", "P10"].iter().all(|code| on.contains(&TeamCode::from(*code))), "{on:?}");
    let facts = desk.keys("<f9><f10>1");
    let ordered: Vec<TeamCode> = facts
        .iter()
        .filter_map(|fact| match fact {
            Fact::OrderIssued(order) if order.urgency == Urgency::Withdraw => match &order.to {
                Recipient::Team(code) => Some(code.clone()),
                _ => None,
            },
            _ => None,
        })
        .collect();
    assert_eq!(ordered, on);
}

#[test]
fn withdrawal_asks_first() {
    let mut desk = Desk::new();
    assert!(desk.keys("<f9>p1<f10>").is_empty());
    assert_eq!(desk.model.mode(), Mode::Ask);
    desk.keys("<enter>");
    assert_eq!((desk.model.mode(), desk.facts.len()), (Mode::Form, 0), "no leads back to the form");
    let facts = desk.keys("<f10>1");
    assert!(matches!(&facts[0], Fact::OrderIssued(order) if order.urgency == Urgency::Withdraw));
    assert_eq!(desk.model.mode(), Mode::Board);
}
