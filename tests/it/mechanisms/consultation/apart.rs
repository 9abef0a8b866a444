//! What two posts did apart, after they heard of one another.

use qianzhi::domain::{
    Aspect, Command, ConsultCommand, ConsultNoted, ConsultState as S, Event, PostId, Reckoning, World,
};

use super::{Hall, Verdict, action, at, cancel, conclusion, decide, draft, joined, judge, noted, opinion, sign};

/// The same hall at another post.
fn other(hall: &Hall) -> Hall {
    Hall { post: PostId([2; 32]), ..hall.clone() }
}

/// Decides at a post; the events, folded there.
fn does(hall: &mut Hall, command: impl FnOnce(&Hall) -> ConsultCommand) -> Vec<Event> {
    let (who, command) = (hall.chair(), command(hall));
    let decided = decide(&hall.world, &who, Command::Consult(command)).unwrap();
    let mut basis = decided.overridden;
    let mut events = Vec::new();
    for fact in decided.facts {
        let event = hall.event(&who.person, fact, basis.take());
        hall.world.apply(&event);
        events.push(event);
    }
    events
}

/// Both hear of one another.
fn meet(a: &mut Hall, b: &mut Hall, of_a: &[Event], of_b: &[Event]) {
    for event in of_b {
        a.world.apply(event);
    }
    of_a.iter().rev().for_each(|event| b.world.apply(event));
    assert_eq!(a.world.bytes(), b.world.bytes());
}

#[test]
fn two_conclusions_signed_apart_are_a_conflict_that_somebody_settles_and_no_basis_until_then() {
    let mut a = Hall::at(S::Running);
    for unit in ["气象局", "水利局"] {
        a.go(noted(a.consult, opinion(unit, false)));
    }
    let mut b = other(&a);
    let mut of_a = does(&mut a, draft);
    of_a.extend(does(&mut a, sign));
    let mut of_b = does(&mut b, |b| ConsultCommand::Draft { consult: b.consult, conclusion: conclusion("15:00") });
    of_b.extend(does(&mut b, sign));
    assert!(a.view().concluded().is_some() && b.view().concluded().is_some());
    meet(&mut a, &mut b, &of_a, &of_b);
    assert!(matches!(a.view().step, Reckoning::Disputed(_)), "both stand");
    assert!(a.view().concluded().is_none(), "neither is a basis");
    let aspect = Aspect::Consult(a.consult);
    let conflict = a.world.conflict(&aspect).unwrap();
    let chosen = conflict.sides.iter().find(|side| side.id == of_b.last().unwrap().id).unwrap().id;
    let settle = Command::Settle { aspect, in_favour_of: chosen };
    assert_eq!(judge(&a.world, &a.chair(), &settle), Verdict::Within);
    let who = a.chair();
    a.does(&who, settle).unwrap();
    assert_eq!(a.view().concluded().unwrap().conclusion, conclusion("15:00"));
    assert!(a.world.conflicts().is_empty());
    assert_eq!(a.view().moves.len(), 7, "both signatures stay in the log");
}

#[test]
fn whoever_closes_it_apart_agrees() {
    let mut a = Hall::at(S::Issued);
    a.ends_actions(&qianzhi::domain::Outcome::Done);
    let mut b = other(&a);
    b.now = at("09:30");
    let close = |hall: &Hall| ConsultCommand::Close { consult: hall.consult };
    let (of_a, of_b) = (does(&mut a, close), does(&mut b, close));
    meet(&mut a, &mut b, &of_a, &of_b);
    assert!(a.world.conflicts().is_empty());
    assert_eq!((a.state(), a.world.open_consultations().count()), (S::Closed, 0));
}

#[test]
fn one_cancels_while_the_other_goes_on_and_it_stays_open_until_that_is_settled() {
    let mut a = Hall::at(S::Running);
    for unit in ["气象局", "水利局"] {
        a.go(noted(a.consult, opinion(unit, false)));
    }
    let mut b = other(&a);
    let of_a = does(&mut a, cancel);
    let of_b = does(&mut b, draft);
    meet(&mut a, &mut b, &of_a, &of_b);
    assert_eq!(a.world.conflicts().len(), 1);
    assert_eq!(a.world.open_consultations().count(), 1);
    // What follows from either side is in its turn.
    assert_eq!(a.lacks(&sign(&a)), []);
}

#[test]
fn the_ledger_of_two_posts_is_one() {
    let mut a = Hall::at(S::Convening);
    let mut b = other(&a);
    let comes = |unit: &'static str| move |hall: &Hall| noted(hall.consult, joined(unit));
    let (of_a, of_b) = (does(&mut a, comes("气象局")), does(&mut b, comes("水利局")));
    meet(&mut a, &mut b, &of_a, &of_b);
    assert_eq!(a.view().present(), 2);
    assert!(a.world.conflicts().is_empty());
}

/// Two posts give the same number to different orders: each action finds its own.
#[test]
fn actions_that_went_out_apart_are_told_apart_although_their_orders_have_one_number() {
    let mut a = Hall::at(S::Concluded);
    let mut b = other(&a);
    let mut of_a = does(&mut a, |a| noted(a.consult, action(Some(at("11:00")))));
    of_a.extend(does(&mut a, |a| ConsultCommand::Issue { consult: a.consult }));
    let second = match action(Some(at("12:00"))) {
        ConsultNoted::Action(item) => {
            ConsultNoted::Action(qianzhi::domain::ActionItem { text: "封闭漫水桥".into(), ..item })
        }
        other => other,
    };
    let mut of_b = does(&mut b, |b| noted(b.consult, second));
    of_b.extend(does(&mut b, |b| ConsultCommand::Issue { consult: b.consult }));
    meet(&mut a, &mut b, &of_a, &of_b);
    assert!(a.world.conflicts().is_empty(), "both say that they went out");
    let view = a.view();
    let mut told: Vec<(String, String)> = Vec::new();
    for action in view.actions(&a.world) {
        let order = action.order.unwrap();
        assert_eq!((order.order.number, &order.order.text), (1, &action.item.text));
        told.push((order.label, action.item.text.clone()));
    }
    told.sort();
    assert_eq!(told.len(), 2);
    assert_ne!(told[0].0, told[1].0);
}

/// A step that is taken back leaves what was before it.
#[test]
fn a_struck_signature_leaves_the_draft() {
    let mut hall = Hall::at(S::ToSign);
    let signed = hall.go(sign(&hall));
    let who = hall.chair();
    hall.does(&who, Command::Strike { target: signed, reason: "签错".into() }).unwrap();
    assert_eq!((hall.state(), hall.view().concluded().is_none()), (S::ToSign, true));
    let world: &World = &hall.world;
    assert_eq!(world.open_consultations().count(), 1);
}
