//! What two sessions owe each other when they meet, and what a session that goes on from a token promises.

use std::collections::BTreeSet;

use qianzhi::domain::EventId;
use qianzhi::sync::{Account, Resume};

use super::ends::Pair;
use super::post::{Post, memory};

/// journal.md 4.4, 5: "n events acknowledged to the hub but missing locally / stored locally but never sent".
#[test]
fn what_a_post_and_its_hub_owe_each_other_is_counted_when_they_compare() {
    let mut a = Post::new(1);
    let events = a.logs_many(20);
    let mut pair = Pair::new(Some(a.id()), memory(1, &events[..12]), memory(9, &events[..20]));
    pair.settle().unwrap();
    assert_eq!(pair.console.session.vitals().account, Some(Account { missing: 8, unsent: 0 }));
    let kept = [&events[..5], &events[15..]].concat();
    let mut pair = Pair::new(Some(a.id()), memory(1, &kept), memory(9, &events[3..9]));
    pair.settle().unwrap();
    assert_eq!(pair.console.session.vitals().account, Some(Account { missing: 4, unsent: 8 }));
    assert_eq!(pair.hub.session.vitals().account, None, "a hub writes nothing of its own");
    pair.assert_equal();
    pair.heartbeat();
    let resume = pair.console.session.resume(&pair.console.store).unwrap();
    let mut again = Pair::resuming(Some(a.id()), pair.console.store, pair.hub.store, resume);
    again.settle().unwrap();
    assert_eq!(again.console.session.vitals().account, None, "nothing was compared");
}

/// A hub may give the numbers behind its newest mark anew, once it was put back from a copy: nobody could tell.
#[test]
fn a_token_promises_nothing_behind_the_newest_mark_that_was_seen() {
    let (mut a, mut b) = (Post::new(1), Post::new(2));
    let mut pair = Pair::new(Some(a.id()), memory(1, &a.logs_many(3)), memory(9, &b.logs_many(5)));
    pair.settle().unwrap();
    pair.heartbeat();
    // The console takes these, and no heartbeat has named them yet.
    b.logs_many(4).into_iter().for_each(|event| assert!(pair.hub.store.append(event)));
    pair.settle().unwrap();
    let resume = pair.console.session.resume(&pair.console.store).unwrap().unwrap();
    assert!(resume.at.got <= resume.at.seen.number, "{resume:?}");
}

/// What overtook is not sent again after a cut: on a thin link every order would cost its seconds twice.
#[test]
fn what_came_before_its_turn_does_not_come_again_after_a_cut() {
    let (a, mut b) = (Post::new(1), Post::new(2));
    let mut events = b.logs_many(600);
    let order = b.orders(1);
    events.push(order.clone());
    let mut pair = Pair::new(Some(a.id()), memory(1, &[]), memory(9, &events));
    pair.console.held_back = Some(vec![]);
    pair.settle().unwrap();
    let first = pair.console.held_back.as_mut().unwrap().remove(0);
    pair.console.session.stored(first);
    pair.heartbeat();
    let came: BTreeSet<EventId> = pair.console.came.iter().copied().collect();
    assert!(came.contains(&order.id()) && came.len() < 500, "the order, and not all of the rest: {}", came.len());
    let resume = pair.console.session.resume(&pair.console.store).unwrap().unwrap();
    assert_eq!(resume.at.ahead, [(601, 601)]);
    let kept = serde_json::to_vec(&resume).unwrap();
    let resume: Resume = serde_json::from_slice(&kept).unwrap();
    let mut again = Pair::resuming(Some(a.id()), pair.console.store, pair.hub.store.clone(), Some(resume));
    again.settle().unwrap();
    assert_eq!(again.console.greeted, Some(true));
    assert!(!again.console.came.contains(&order.id()), "it is here");
    again.assert_equal();
    // Of what the hub cannot have meant by its numbers nothing is believed.
    again.heartbeat();
    let resume = again.console.session.resume(&again.console.store).unwrap().unwrap();
    assert_eq!((resume.at.got, resume.at.ahead), (601, vec![]));
}
