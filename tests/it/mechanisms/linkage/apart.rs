//! What two posts did apart, after they heard of one another.

use qianzhi::domain::{Aspect, Reckoning};

use super::*;

/// The same cities at another post.
fn other(two: &Two) -> Two {
    Two { post: PostId([2; 32]), ..two.clone() }
}

fn does(two: &mut Two, city: &str, command: impl FnOnce(&Two) -> Command) -> Vec<Event> {
    let command = command(two);
    let decided = decide(&two.world, &two.who(city, "急"), command).unwrap();
    two.records(decided)
}

/// Both hear of one another.
fn meet(a: &mut Two, b: &mut Two, of_a: &[Event], of_b: &[Event]) {
    for event in of_b {
        a.world.apply(event);
    }
    for event in of_a.iter().rev() {
        b.world.apply(event);
    }
    assert_eq!(a.world.bytes(), b.world.bytes());
}

#[test]
fn yes_and_no_apart_are_a_conflict_that_somebody_settles_and_the_clock_stops_for_neither() {
    let mut a = Two::at(S::Accepted);
    let mut b = other(&a);
    let (of_a, of_b) =
        (does(&mut a, ZHENGZHOU, |it| it.act(E::Grant)), does(&mut b, ZHENGZHOU, |it| it.act(E::Refuse)));
    meet(&mut a, &mut b, &of_a, &of_b);
    assert!(matches!(a.view().step, Reckoning::Disputed(_)), "both stand");
    assert!(a.world.open_aids().any(|view| view.id == a.aid), "what is disputed is open");
    let aspect = Aspect::Aid(a.aid);
    assert_eq!(a.world.conflicts().iter().filter(|it| it.aspect == aspect).count(), 1);
    let settle = Command::Settle { aspect, in_favour_of: of_b[0].id };
    a.does(LUOYANG, settle).unwrap();
    assert_eq!(a.view().state, S::Refused);
    assert!(a.world.conflicts().is_empty());
}

#[test]
fn two_who_write_the_same_news_down_agree() {
    let mut a = Two::at(S::Dispatched);
    let mut b = other(&a);
    b.now = at("09:05");
    let (of_a, of_b) = (does(&mut a, ZHENGZHOU, |it| it.act(E::Depart)), does(&mut b, LUOYANG, |it| it.act(E::Depart)));
    meet(&mut a, &mut b, &of_a, &of_b);
    assert_eq!(a.view().state, S::EnRoute);
    assert!(a.world.conflicts().is_empty(), "{:?}", a.world.conflicts());
}

#[test]
fn a_team_promised_twice_apart_is_a_shown_conflict_and_goes_where_somebody_says() {
    let mut a = Two::new();
    a.drafts();
    let first = a.aid;
    a.does(LUOYANG, a.act(E::Send)).unwrap();
    a.drafts();
    a.does(LUOYANG, a.act(E::Send)).unwrap();
    let second = a.aid;
    let mut b = other(&a);
    a.aid = first;
    let (of_a, of_b) =
        (does(&mut a, ZHENGZHOU, |it| it.grants("Z1", 1)), does(&mut b, ZHENGZHOU, |it| it.grants("Z1", 2)));
    assert!(a.world.conflicts().is_empty() && b.world.conflicts().is_empty());
    meet(&mut a, &mut b, &of_a, &of_b);
    let conflicts = a.world.conflicts();
    assert_eq!(conflicts.len(), 1);
    assert_eq!(conflicts[0].aspect, Aspect::Aid(first.min(second)));
    assert_eq!(conflicts[0].sides.len(), 2);
    assert_eq!(a.world.conflict(&conflicts[0].aspect).as_ref(), Some(&conflicts[0]));
    let settle = Command::Settle { aspect: conflicts[0].aspect.clone(), in_favour_of: of_b[0].id };
    a.does(ZHENGZHOU, settle).unwrap();
    assert!(a.world.conflicts().is_empty());
    let promised = a.world.promised(&"Z1".into()).map(|(view, _)| view.id);
    assert_eq!(promised, Some(second));
    assert_eq!(a.world.aid(first).unwrap().grants()[0].units, [], "it was granted again without the team");
}
