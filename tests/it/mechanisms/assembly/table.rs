//! The paper's table, line by line (rules.md 5.3), and what becomes of each event where it stands in no line.

use super::super::{Otherwise, Row};
use super::*;

/// The way of the paper to a state; the order that is there then.
fn way(to: S) -> &'static [E] {
    match to {
        S::Idle => &[],
        S::PreAlerted => &[E::PreAlert],
        S::Ordered => &[E::Order],
        S::Assembling => &[E::Order, E::Acknowledge],
        S::Mustered => &[E::Order, E::Acknowledge, E::RollCall],
        S::EnRoute => &[E::Order, E::Acknowledge, E::RollCall, E::Depart],
        S::AtRally => &[E::Order, E::Acknowledge, E::RollCall, E::Depart, E::ReachRally],
        S::Arrived => &[E::Order, E::Acknowledge, E::Depart, E::ReachScene],
        S::Staged => &[E::Order, E::Acknowledge, E::Depart, E::ReachScene, E::CheckIn],
        S::Tasked => &[E::Order, E::Acknowledge, E::Depart, E::ReachScene, E::CheckIn, E::Task],
        S::Released => &[E::Order, E::Acknowledge, E::Depart, E::ReachScene, E::CheckIn, E::Release],
        S::Returning => &[E::Order, E::Acknowledge, E::Depart, E::Cancel],
        S::Returned => &[E::Order, E::Acknowledge, E::Depart, E::Cancel, E::Return],
        S::Ready => &[E::Order, E::Acknowledge, E::Depart, E::Cancel, E::Return, E::Rest],
        S::Declined => &[E::Order, E::Decline],
        S::Cancelled => &[E::Order, E::Cancel],
        S::Diverted => &[E::Order, E::Acknowledge, E::Divert],
        S::Replaced => &[E::Order, E::Decline, E::Replace],
    }
}

/// A night with P1 in this state, and its order.
pub(super) fn standing_at(state: S) -> (Night, EventId) {
    let mut night = Night::new();
    let mut order = EventId::default();
    for event in way(state) {
        let command = night.command(order, *event);
        let id = night.does(command).unwrap();
        if matches!(event, E::PreAlert | E::Order) {
            order = id;
        }
    }
    if state != S::Idle {
        assert_eq!(night.state(order), state, "the way to it");
    }
    (night, order)
}

/// In its turn it goes at once, leads where the paper says, and moves the team's status with the same gesture.
fn takes(from: S, event: E, to: S) {
    let (mut night, order) = standing_at(from);
    let command = night.command(order, event);
    assert_eq!(judge(&night.world, &night.standing(""), &command), Verdict::Within, "{from:?} {event:?}");
    let id = night.does(command).unwrap();
    let order = if matches!(event, E::PreAlert | E::Order) { id } else { order };
    assert_eq!(night.state(order), to, "{from:?} {event:?}");
    if let Some(status) = to.status() {
        assert_eq!(night.status("P1"), Some(status), "{from:?} {event:?}");
    }
    assert!(night.world.unratified().is_empty());
}

/// Out of its turn it wants a reason, holds with one, and awaits ratification.
fn wants_a_reason(from: S, event: E) {
    let (mut night, order) = standing_at(from);
    let command = night.command(order, event);
    let Err(Refusal::Unguarded(unmet)) = night.clone().does(command.clone()) else { panic!("{from:?} {event:?} went") };
    let turn = |lack: &qianzhi::domain::Lack| lack.what == Lacking::OutOfTurn(Stage::Assembly(from));
    assert!(unmet.lacks.iter().any(turn), "{from:?} {event:?}: {:?}", unmet.lacks);
    night.does_because(command, "电台里只听清这一句").unwrap();
    let open = night.world.unratified();
    assert_eq!((open.len(), open[0].basis.rule.0.as_ref()), (1, "RAUT-次序"), "{from:?} {event:?}");
}

macro_rules! table {
    ($($from:ident $event:ident => $to:ident, else $kind:ident $shows:expr;)+) => {
        /// The paper's table, line by line; where it names no guard, what becomes of the event elsewhere.
        const TABLE: &[Row<S, E>] = &[$(Row {
            from: S::$from,
            event: E::$event,
            to: S::$to,
            taken: || takes(S::$from, E::$event, S::$to),
            otherwise: Otherwise::$kind($shows),
        }),+];
    };
}

table! {
    Idle PreAlert => PreAlerted, else Refused || the_military_takes_requests(Purpose::PreAlert);
    Idle Order => Ordered, else Refused || the_military_takes_requests(Purpose::Mobilise);
    PreAlerted Order => Ordered, else Refused another_city_takes_requests;
    PreAlerted Acknowledge => PreAlerted, else Harmless a_second_answer_agrees;
    PreAlerted Decline => Declined, else Override || wants_a_reason(S::Staged, E::Decline);
    PreAlerted Cancel => Cancelled, else Override || wants_a_reason(S::Released, E::Cancel);
    Ordered Acknowledge => Assembling, else Harmless a_second_answer_agrees;
    Ordered Decline => Declined, else Override || wants_a_reason(S::Arrived, E::Decline);
    Ordered Cancel => Cancelled, else Override || wants_a_reason(S::Tasked, E::Cancel);
    Ordered Divert => Diverted, else Override || wants_a_reason(S::Arrived, E::Divert);
    Ordered Replace => Replaced, else Harmless || a_substitute_leaves_who_is_under_way(S::EnRoute);
    Assembling RollCall => Mustered, else Override four_fifths_or_a_reason;
    Assembling Depart => EnRoute, else Override insurance_and_protection_or_a_reason;
    Assembling Decline => Declined, else Override || wants_a_reason(S::EnRoute, E::Decline);
    Assembling Cancel => Cancelled, else Override || wants_a_reason(S::Arrived, E::Cancel);
    Assembling Divert => Diverted, else Override || wants_a_reason(S::Staged, E::Divert);
    Mustered RollCall => Mustered, else Override || wants_a_reason(S::EnRoute, E::RollCall);
    Mustered Depart => EnRoute, else Override || wants_a_reason(S::Ordered, E::Depart);
    Mustered Cancel => Cancelled, else Override || wants_a_reason(S::Staged, E::Cancel);
    Mustered Divert => Diverted, else Override || wants_a_reason(S::Tasked, E::Divert);
    EnRoute Slip => EnRoute, else Override || wants_a_reason(S::Assembling, E::Slip);
    EnRoute Block => EnRoute, else Override || wants_a_reason(S::Ordered, E::Block);
    EnRoute Reroute => EnRoute, else Override || wants_a_reason(S::Arrived, E::Reroute);
    EnRoute ReachRally => AtRally, else Override || wants_a_reason(S::Assembling, E::ReachRally);
    EnRoute ReachScene => Arrived, else Override || wants_a_reason(S::Ordered, E::ReachScene);
    EnRoute Cancel => Returning, else Override || wants_a_reason(S::Returned, E::Cancel);
    EnRoute Divert => Diverted, else Override || wants_a_reason(S::Returned, E::Divert);
    AtRally Slip => AtRally, else Override || wants_a_reason(S::Mustered, E::Slip);
    AtRally Block => AtRally, else Override || wants_a_reason(S::Staged, E::Block);
    AtRally Reroute => AtRally, else Override || wants_a_reason(S::Mustered, E::Reroute);
    AtRally ReachScene => Arrived, else Override || wants_a_reason(S::Assembling, E::ReachScene);
    AtRally Cancel => Returning, else Override || wants_a_reason(S::Returning, E::Cancel);
    AtRally Divert => Diverted, else Override || wants_a_reason(S::Arrived, E::Divert);
    Arrived CheckIn => Staged, else Override a_rally_is_not_the_scene;
    Staged Task => Tasked, else Override || wants_a_reason(S::Arrived, E::Task);
    Staged Release => Released, else Override || wants_a_reason(S::Arrived, E::Release);
    Staged CheckIn => Staged, else Override || wants_a_reason(S::EnRoute, E::CheckIn);
    Tasked CheckIn => Tasked, else Override || wants_a_reason(S::Released, E::CheckIn);
    Tasked Task => Tasked, else Override || wants_a_reason(S::EnRoute, E::Task);
    Tasked Release => Released, else Override || wants_a_reason(S::EnRoute, E::Release);
    Released GoHome => Returning, else Override || wants_a_reason(S::Tasked, E::GoHome);
    Released Divert => Diverted, else Override || wants_a_reason(S::Staged, E::Divert);
    Returning Return => Returned, else Override || wants_a_reason(S::Tasked, E::Return);
    Returning Divert => Diverted, else Override || wants_a_reason(S::Tasked, E::Divert);
    Returned Rest => Ready, else Override || wants_a_reason(S::Returning, E::Rest);
    Declined Replace => Replaced, else Harmless || a_substitute_leaves_who_is_under_way(S::Tasked);
}

#[test]
fn every_line_of_the_paper_is_taken_and_shows_what_becomes_of_it_elsewhere() {
    for row in TABLE {
        assert_eq!(row.from.after(row.event), Some(row.to), "{:?} {:?}", row.from, row.event);
        row.walk();
    }
}

/// What starts another process or only agrees is nobody's turn: see the rows themselves.
fn has_turns(event: E) -> bool {
    !matches!(event, E::PreAlert | E::Order | E::Acknowledge | E::Replace)
}

#[test]
fn every_pair_that_is_not_in_the_paper_wants_a_reason() {
    let mut pairs = 0;
    for from in S::ALL.iter().copied().filter(|from| *from != S::Idle) {
        for event in E::ALL.iter().copied().filter(|event| has_turns(*event)) {
            let listed = TABLE.iter().any(|row| (row.from, row.event) == (from, event));
            assert_eq!(listed, from.after(event).is_some(), "{from:?} {event:?}: the program and the paper differ");
            // What is over is not ended a second time by anybody's turn.
            let over = from.is_over() && matches!(event, E::Cancel | E::Decline);
            if !listed && !over {
                wants_a_reason(from, event);
                pairs += 1;
            }
        }
    }
    assert!(pairs > 150, "{pairs} pairs");
}

fn the_military_takes_requests(purpose: Purpose) {
    let mut night = Night::new();
    let what = night.mobilise("J1", purpose);
    let order = Command::Assembly(AssemblyCommand::Muster(what.clone()));
    assert_eq!(night.does(order), Err(Refusal::Military("J1".into())));
    let asked = Mobilise { form: Form::Request, ..what };
    let order = night.does(Command::Assembly(AssemblyCommand::Muster(asked))).unwrap();
    assert_eq!(night.world.order(order).unwrap().order.form, Form::Request);
    assert_eq!(night.world.team(&"J1".into()).unwrap().status.agreed(), None, "a request moves nobody");
}

fn another_city_takes_requests() {
    let mut night = Night::new();
    let what = night.mobilise("Z1", Purpose::Mobilise);
    let order = Command::Assembly(AssemblyCommand::Muster(what));
    assert_eq!(night.does(order), Err(Refusal::ForeignTeam("Z1".into())));
}

/// Two who write one answer down agree.
fn a_second_answer_agrees() {
    let (mut night, order) = standing_at(S::EnRoute);
    let again = night.command(order, E::Acknowledge);
    night.does(again).unwrap();
    assert_eq!((night.state(order), night.status("P1")), (S::EnRoute, Some(TeamStatus::EnRoute)));
    assert!(night.world.unratified().is_empty());
}

fn a_substitute_leaves_who_is_under_way(from: S) {
    let (mut night, order) = standing_at(from);
    let another = night.command(order, E::Replace);
    let other = night.does(another).unwrap();
    assert_eq!((night.state(order), night.state(other)), (from, S::Ordered), "nobody on the way is forgotten");
}

fn four_fifths_or_a_reason() {
    let (mut night, order) = standing_at(S::Assembling);
    let counted = |people| Told::RollCalled { people, vehicles: 1, kit: String::new() };
    let Err(Refusal::Unguarded(unmet)) = night.clone().tells(order, counted(7)) else { panic!("7 of 10 went") };
    assert_eq!(unmet.lacks.iter().map(|lack| lack.what).collect::<Vec<_>>(), [Lacking::Strength(7, 10)]);
    let telling = night.telling(order, counted(7));
    night.does_because(Command::Assembly(AssemblyCommand::Tell(telling)), "三人在外地培训").unwrap();
    assert_eq!(night.state(order), S::Mustered);
    assert_eq!(night.world.unratified()[0].basis.rule.0.as_ref(), "RAUT-集结-人数");
    // What was explained at the roll call is not asked again at the departure.
    night.tells(order, Told::Departed { people: 7, eta: None }).unwrap();
    let (mut night, order) = standing_at(S::Assembling);
    night.tells(order, counted(8)).unwrap();
    assert_eq!((night.state(order), night.world.unratified().len()), (S::Mustered, 0), "8 of 10 are four fifths");
}

fn insurance_and_protection_or_a_reason() {
    let (mut night, order) = standing_at(S::Mustered);
    let readiness = Readiness { insured: Some(false), protected: Some(false), ..Readiness::default() };
    let card = night.world.team(&"P1".into()).unwrap().team.clone();
    let after = night.world.heads(&qianzhi::domain::Aspect::Team("P1".into()));
    night.says(Fact::TeamEnrolled { team: Team { readiness, ..card }, after });
    let leaves = Told::Departed { people: 10, eta: None };
    let Err(Refusal::Unguarded(unmet)) = night.clone().tells(order, leaves.clone()) else { panic!("it left") };
    let lacks: Vec<Lacking> = unmet.lacks.iter().map(|lack| lack.what).collect();
    assert_eq!(lacks, [Lacking::Insurance, Lacking::Protection]);
    let telling = night.telling(order, leaves);
    night.does_because(Command::Assembly(AssemblyCommand::Tell(telling)), "救人要紧").unwrap();
    assert_eq!(night.state(order), S::EnRoute, "nobody is kept from saving a life");
}

fn a_rally_is_not_the_scene() {
    let (mut night, order) = standing_at(S::AtRally);
    assert_eq!(night.world.mobilisation(order).unwrap().arrived(), None);
    assert_eq!(night.status("P1"), Some(TeamStatus::EnRoute));
    wants_a_reason(S::AtRally, E::CheckIn);
    night.now = at("09:50");
    night.tells(order, Told::AtScene).unwrap();
    assert_eq!(night.world.mobilisation(order).unwrap().arrived(), Some(at("09:50")));
}
