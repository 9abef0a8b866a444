//! What orders to a team that is at work already do to it.

use qianzhi::clock::Span;
use qianzhi::console::{Board, Model, Row};
use qianzhi::domain::{
    Aspect, Assignment, Command, Destination, Due, EventId, Fact, Form, InjectFired, Means, PlaceCode, Recipient, Rung,
    RungFact, Standing, TeamStatus, Urgency, decide,
};

use super::desk::{Desk, now, status};

/// Orders P2 through `decide`, as any post would, and puts what follows in the log.
fn orders(desk: &mut Desk, incident: Option<EventId>, destination: Option<&str>) -> EventId {
    let command = Command::IssueOrder {
        form: Form::Order,
        to: Recipient::Team("P2".into()),
        incident,
        text: "到位后报人数".to_owned(),
        urgency: Urgency::Urgent,
        destination: destination.map(|place| Destination::Place(PlaceCode::from(place))),
        authority: None,
        until: None,
    };
    let facts = decide(&desk.model.world, &Standing::unknown(desk.model.now), command).unwrap().facts;
    let ids: Vec<EventId> = facts.into_iter().map(|fact| desk.other(fact)).collect();
    ids[0]
}

fn assignment(desk: &Desk) -> Assignment {
    desk.model.world.team(&"P2".into()).unwrap().assignment.agreed().unwrap()
}

#[test]
fn an_order_that_names_no_destination_leaves_the_team_its_own() {
    let mut desk = Desk::new();
    let flooded = desk.incident("郑州");
    let dam = desk.incident("郭家咀");
    orders(&mut desk, Some(flooded), Some("jingguang"));
    let there = Some(Destination::Place("jingguang".into()));
    orders(&mut desk, Some(flooded), None);
    assert_eq!((assignment(&desk).incident, assignment(&desk).destination), (Some(flooded), there));
    orders(&mut desk, None, Some("jinshui"));
    let elsewhere = Some(Destination::Place("jinshui".into()));
    assert_eq!((assignment(&desk).incident, assignment(&desk).destination), (Some(flooded), elsewhere));
    orders(&mut desk, Some(dam), None);
    assert_eq!((assignment(&desk).incident, assignment(&desk).destination), (Some(dam), None), "another incident");
}

#[test]
fn a_team_departs_once_on_the_newest_order_it_has() {
    let mut desk = Desk::new();
    let departures = |desk: &Desk| -> Vec<EventId> {
        let due = desk.model.world.deadlines(desk.model.now).into_iter();
        due.filter_map(|d| if let Due::Depart { order, .. } = d.what { Some(order) } else { None }).collect()
    };
    let acknowledged = |desk: &mut Desk, order| {
        let at = desk.model.now;
        let by = "李某".to_owned();
        desk.other(Fact::OrderRung(RungFact { order, rung: Rung::Acknowledged, by, means: Means::Phone, at }))
    };
    let flooded = desk.incident("郑州");
    let first = orders(&mut desk, Some(flooded), Some("jingguang"));
    acknowledged(&mut desk, first);
    assert_eq!(departures(&desk), [first]);
    let heads = desk.model.world.heads(&Aspect::TeamStatus("P2".into()));
    desk.other(status("P2", TeamStatus::EnRoute, heads));
    desk.pass(Span::minutes(40));
    let second = orders(&mut desk, Some(flooded), Some("jinshui"));
    assert!(departures(&desk).is_empty(), "forty minutes after the first order nothing of it is late");
    acknowledged(&mut desk, second);
    assert!(departures(&desk).iter().all(|order| *order == second));
}

#[test]
fn the_drill_opens_on_the_inject_that_comes_next() {
    let mut desk = Desk::new();
    assert_eq!(desk.model.selected(Board::Drill), Some(&Row::Inject("i1".into())));
    desk.other(Fact::InjectFired(InjectFired { code: "i1".into(), at: now(), by_hand: false }));
    assert_eq!(desk.model.selected(Board::Drill), Some(&Row::Inject("i1".into())), "what was chosen stays");
    let Model { world, post, lang, layout, .. } = desk.model;
    let reopened = Model::new(world, post, lang, layout, now());
    assert_eq!(reopened.selected(Board::Drill), Some(&Row::Inject("i2".into())));
}
