//! Peers that ask for the same work again and again, and what a hub shows a post of its own past.

use std::collections::BTreeSet;

use qianzhi::domain::Stream;
use qianzhi::limits::{HAVE_ENTRIES, REVIEWS_MAX};
use qianzhi::sync::frame::{Control, HaveSeries, SeriesName};
use qianzhi::sync::{Action, Check, Ended, Memory, Message};

use super::ends::Pair;
use super::post::{Post, at, memory};

fn invented(n: usize) -> SeriesName {
    SeriesName { post: Post::new(u8::try_from(n % 200).unwrap()).id(), inc: n as u64, stream: Stream::Open }
}

/// How many frames of events the hub sends after each of these, and how it ended.
fn answered(pair: &mut Pair, frames: impl Iterator<Item = Control>) -> (Vec<usize>, Option<Ended>) {
    let mut sent = Vec::new();
    for control in frames {
        pair.ms += 1;
        if let Err(ended) = pair.hub.hear(&control.encode(), pair.ms) {
            return (sent, Some(ended));
        }
        let mut events = 0;
        while let Some(message) = pair.hub.say(pair.ms).unwrap() {
            events += usize::from(matches!(message, Message::Binary(_)));
            pair.console.hear(&message, pair.ms).unwrap();
        }
        sent.push(events);
        // The console answers, so that the hub's window is never what holds it back.
        while let Some(message) = pair.console.say(pair.ms).unwrap() {
            pair.hub.hear(&message, pair.ms).unwrap();
        }
    }
    (sent, None)
}

#[test]
fn a_peer_that_wants_one_invented_series_after_another_is_cut_off() {
    let mut pair = Pair::new(None, memory(1, &[]), memory(9, &Post::new(1).logs_many(50)));
    pair.settle().unwrap();
    let wants = (0..1000).map(|n| Control::Want { series: vec![invented(n)] });
    let (sent, ended) = answered(&mut pair, wants);
    assert_eq!(ended, Some(Ended::TooMuch));
    assert_eq!(sent.len(), REVIEWS_MAX as usize, "one pass over the store for each, and then no more");
    assert!(sent.iter().all(|events| *events == 0), "nothing of what was asked for is here");
}

#[test]
fn wants_that_come_together_cost_one_pass_and_bring_everything() {
    let mut post = Post::new(1);
    let events = post.logs_many(50);
    let mut pair = Pair::new(None, memory(1, &events), memory(9, &events));
    pair.settle().unwrap();
    assert_eq!(pair.came(), 0);
    let own = SeriesName::of(&events[0].header().series().unwrap());
    for n in 0..200 {
        let series = (0..HAVE_ENTRIES).map(|k| invented(n * HAVE_ENTRIES + k)).chain([own]).collect();
        pair.hub.hear(&Control::Want { series }.encode(), 5).unwrap();
    }
    pair.settle().unwrap();
    assert_eq!(pair.console.came.len(), 50, "each once");
}

#[test]
fn ranges_of_invented_series_start_no_more_passes_than_any_session_may() {
    let mut pair = Pair::new(None, memory(1, &[]), memory(9, &Post::new(1).logs_many(50)));
    pair.settle().unwrap();
    let odd = Some(Check([1; 8]));
    let entry = |n: u32| HaveSeries { series: invented(n as usize), ranges: vec![(1, 9, Check([2; 8]))], odd };
    let haves = (1..256).map(|part| Control::Have { part, of: 256, series: vec![entry(part)] });
    let (sent, _) = answered(&mut pair, haves);
    assert!(sent.iter().all(|events| *events == 0), "{sent:?}");
}

/// The actions that `console` is given when it meets `hub` as the post `who`.
fn outrun(who: &Post, console: Memory, hub: Memory) -> BTreeSet<u64> {
    let mut pair = Pair::new(Some(who.id()), console, hub);
    let mut told = BTreeSet::new();
    for _ in 0..200 {
        pair.ms += 1;
        while let Some(message) = pair.hub.say(pair.ms).unwrap() {
            let actions = pair.console.session.receive(&message, at(pair.ms), &pair.console.store).unwrap();
            for action in actions {
                match action {
                    Action::Outrun(series) => drop(told.insert(series.inc)),
                    Action::Store { frame, events } => {
                        for held in events {
                            pair.console.store.append(held.envelope);
                        }
                        pair.console.session.stored(frame);
                    }
                    _ => {}
                }
            }
        }
        while let Some(message) = pair.console.say(pair.ms).unwrap() {
            pair.hub.hear(&message, pair.ms).unwrap();
        }
    }
    pair.assert_equal();
    told
}

#[test]
fn a_post_hears_that_a_hub_knows_more_of_its_own_series_and_only_then() {
    let mut a = Post::new(1);
    let mut b = Post::new(2);
    let own = a.logs_many(10);
    let inc = own[0].header().incarnation;
    let others = b.logs_many(10);
    let hub = memory(9, &[own.clone(), others.clone()].concat());
    assert_eq!(outrun(&a, memory(1, &own[..6]), hub.clone()), BTreeSet::from([inc]), "put back from a copy");
    assert_eq!(outrun(&a, memory(1, &[]), hub.clone()), BTreeSet::from([inc]), "the key is left and nothing else");
    assert_eq!(outrun(&a, memory(1, &own), hub.clone()), BTreeSet::new(), "the hub knows just as much");
    assert_eq!(outrun(&a, memory(1, &own), memory(9, &own[..4])), BTreeSet::new(), "the hub knows less");
    assert_eq!(outrun(&b, memory(1, &others), hub), BTreeSet::new(), "another post's series");
    let mut twin = Post::new(1);
    let fork = [twin.logs_many(6), vec![twin.logs("另")]].concat();
    assert_eq!(fork[..6], own[..6]);
    assert_eq!(outrun(&a, memory(1, &fork), memory(9, &own)), BTreeSet::from([inc]), "it has forked already");
}
