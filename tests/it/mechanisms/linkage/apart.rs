//! What two posts did apart, after they heard of one another.

use qianzhi::domain::{AidWant, Aspect, Due, Lacking, Reckoning, Verdict, judge};

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
    // Either answer is the asked city's to give.
    for side in [of_a[0].id, of_b[0].id] {
        let settle = Command::Settle { aspect: aspect.clone(), in_favour_of: side };
        let Verdict::Unguarded(unmet) = judge(&a.world, &a.who(LUOYANG, ""), &settle) else { panic!("it went") };
        assert_eq!(
            (unmet.lacks[0].rule.0.as_ref(), unmet.lacks[0].what),
            ("RAUT-支援-本市", Lacking::OtherCity(a.aid))
        );
        assert_eq!(judge(&a.world, &a.who("410000", ""), &settle), Verdict::Within, "the province stands above both");
    }
    let settle = Command::Settle { aspect, in_favour_of: of_b[0].id };
    a.does(ZHENGZHOU, settle).unwrap();
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
    a.now = at("09:20");
    let Verdict::Unguarded(unmet) = judge(&a.world, &a.who(LUOYANG, ""), &settle) else { panic!("it went") };
    assert_eq!(unmet.lacks[0].what, Lacking::OtherCity(second));
    a.does(ZHENGZHOU, settle).unwrap();
    assert!(a.world.conflicts().is_empty());
    let promised = a.world.promised(&"Z1".into()).map(|(view, _)| view.id);
    assert_eq!(promised, Some(second));
    // The other one got nothing else: it waits for its answer again, since it was sent.
    let loser = a.world.aid(first).unwrap();
    assert_eq!((loser.grants(), loser.state), (&[][..], S::Accepted));
    let waits = |wants| {
        let list = a.world.deadlines(at("09:40"));
        list.into_iter().find(|due| due.what == Due::Aid { aid: first, wants }).map(|due| due.due)
    };
    assert_eq!((waits(AidWant::Answer), waits(AidWant::Limit)), (Some(at("09:30")), Some(at("11:00"))));
}

#[test]
fn what_else_was_granted_stays_granted_when_a_double_promise_is_settled() {
    let mut a = Two::new();
    let mut ids = Vec::new();
    for _ in 0..2 {
        ids.push(a.drafts());
        a.does(LUOYANG, a.act(E::Send)).unwrap();
    }
    let mut b = other(&a);
    (a.aid, b.aid) = (ids[0], ids[1]);
    let of_a = does(&mut a, ZHENGZHOU, |it| {
        let pumps = Grant { line: 1, count: 3, units: vec![] };
        let grants = vec![Grant { line: 0, count: 1, units: vec![unit("Z1")] }, pumps];
        it.step(AidStep::Granted { grants, note: String::new(), voice: says("王某", Means::Console) })
    });
    let of_b = does(&mut b, ZHENGZHOU, |it| it.grants("Z1", 1));
    meet(&mut a, &mut b, &of_a, &of_b);
    let aspect = a.world.conflicts()[0].aspect.clone();
    a.does(ZHENGZHOU, Command::Settle { aspect, in_favour_of: of_b[0].id }).unwrap();
    let (grants, state) = (a.world.aid(ids[0]).unwrap().grants().to_vec(), a.world.aid(ids[0]).unwrap().state);
    assert_eq!((grants, state), (vec![Grant { line: 1, count: 3, units: vec![] }], S::Granted));
}

/// Of the two sides of the shown conflict that of the decision, and that of who is under way.
fn sides(two: &Two) -> (EventId, EventId) {
    let conflicts = two.world.conflicts();
    assert_eq!(conflicts.len(), 1, "{conflicts:?}");
    let conflict = &conflicts[0];
    assert_eq!((conflict.aspect.clone(), conflict.sides.len()), (Aspect::Aid(two.aid), 2));
    assert_eq!(two.world.conflict(&conflict.aspect).as_ref(), Some(conflict));
    assert!(two.world.open_aids().any(|view| view.id == two.aid), "what is at odds is open");
    (conflict.sides[0].id, conflict.sides[1].id)
}

#[test]
fn what_was_withdrawn_here_and_sent_off_there_is_a_shown_conflict() {
    for event in [E::Withdraw, E::Refuse] {
        let mut a = Two::at(S::Granted);
        let mut b = other(&a);
        let of_a = does(&mut a, of_city(event), |it| it.act(event));
        let of_b = does(&mut b, ZHENGZHOU, |it| it.act(E::Dispatch));
        meet(&mut a, &mut b, &of_a, &of_b);
        let (decided, sent) = sides(&a);
        assert_eq!((decided, sent), (of_a[0].id, of_b[0].id));
        let aspect = Aspect::Aid(a.aid);
        // It holds: who is under way turns round.
        let mut back = a.clone();
        back.does(of_city(event), Command::Settle { aspect: aspect.clone(), in_favour_of: decided }).unwrap();
        assert!(back.world.conflicts().is_empty());
        assert_eq!(back.view().unit(&unit("Z1")).0, S::Released);
        assert_eq!(back.world.team(&"Z1".into()).unwrap().status.agreed(), Some(qianzhi::domain::TeamStatus::Released));
        // Or the help goes on, by the word of the city that gives it.
        let goes_on = Command::Settle { aspect, in_favour_of: sent };
        let Verdict::Unguarded(unmet) = judge(&a.world, &a.who(LUOYANG, ""), &goes_on) else { panic!("it went") };
        assert_eq!(unmet.lacks[0].what, Lacking::OtherCity(a.aid));
        a.does(ZHENGZHOU, goes_on).unwrap();
        assert!(a.world.conflicts().is_empty());
        assert_eq!((a.view().state, a.view().grants()[0].units.clone()), (S::Dispatched, vec![unit("Z1")]));
    }
}

#[test]
fn what_was_settled_here_while_another_was_sent_off_there_stays_open_and_is_shown() {
    let mut a = Two::at(S::Granted);
    a.does(ZHENGZHOU, {
        let grants = vec![Grant { line: 0, count: 2, units: vec![unit("Z1"), unit("Z2")] }];
        a.step(AidStep::Granted { grants, note: String::new(), voice: says("王某", Means::Console) })
    })
    .unwrap();
    for event in [E::Dispatch, E::Depart, E::Arrive, E::Work, E::Release, E::Return] {
        a.does(of_city(event), a.act(event)).unwrap();
    }
    let mut b = other(&a);
    let of_a = does(&mut a, LUOYANG, |it| it.act(E::Settle));
    let of_b = does(&mut b, ZHENGZHOU, |it| it.tells("Z2", AidNews::Dispatched { people: None }, Means::Console));
    meet(&mut a, &mut b, &of_a, &of_b);
    let (decided, _) = sides(&a);
    assert_eq!(a.world.promised(&"Z2".into()).map(|(view, state)| (view.id, state)), Some((a.aid, S::Dispatched)));
    a.does(LUOYANG, Command::Settle { aspect: Aspect::Aid(a.aid), in_favour_of: decided }).unwrap();
    assert!(a.world.conflicts().is_empty() && a.world.open_aids().next().is_none());
}
