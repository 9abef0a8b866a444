//! Same events, same state: the fold of a set of events does not depend on the order in which they arrive, nor on
//! how often, nor in how many parts (design.md, promise 3).

mod aar;
mod accidents;
mod assembly;
mod authority;
mod away;
mod calls;
mod consult;
mod corrected;
mod definition;
pub(crate) mod dice;
mod drills;
pub(crate) mod facts;
mod linkage;
mod lists;
mod merges;
pub(crate) mod posts;
mod reports;
mod resource;
mod reviews;
mod scene;
mod shifts;
mod switches;

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use qianzhi::domain::{Conflict, Event, EventId, Fact, Realm, Value, World};

use definition::Definition;
pub(super) use dice::Dice;
pub(super) use facts::{Hand, Known};
use posts::Recipe;

fn empty() -> World {
    World::new(Realm::Drill("fold".to_owned()))
}

fn fold<'a>(events: impl IntoIterator<Item = &'a Event>) -> World {
    let mut world = empty();
    events.into_iter().for_each(|event| world.apply(event));
    world
}

fn by_id(events: &[Event]) -> Vec<Event> {
    let mut sorted = events.to_vec();
    sorted.sort_by_key(|event| event.id);
    sorted
}

/// Calls `then` with every order of `events`.
fn permutations(events: &mut Vec<Event>, from: usize, then: &mut impl FnMut(&[Event])) {
    if from == events.len() {
        return then(events);
    }
    for i in from..events.len() {
        events.swap(from, i);
        permutations(events, from + 1, then);
        events.swap(from, i);
    }
}

/// Holds what the world says of every exclusive aspect against the definition.
fn agrees_with_definition(world: &World, events: &[Event]) {
    let definition = Definition::of(events);
    let mut disputed = 0;
    for aspect in definition.aspects() {
        let heads = definition.heads(aspect);
        assert_eq!(world.heads(aspect), heads, "{aspect:?}");
        let said = |id: &EventId| definition.said(aspect, id);
        let first = heads.first().and_then(said);
        // What means the same is no conflict, whoever said it and when.
        let differs = |value: &Value| first.is_none_or(|first| !value.means(first));
        let conflict = heads.iter().filter_map(said).any(differs);
        let said = world.conflict(aspect).filter(|it| it.sides.iter().all(|side| heads.contains(&side.id)));
        assert_eq!(said.is_some(), conflict, "{aspect:?}");
        disputed += usize::from(conflict);
    }
    // Merges in a ring are held to their own definition: see `merges`.
    let of_one = |it: &Conflict| it.sides.iter().all(|side| world.heads(&it.aspect).contains(&side.id));
    assert_eq!(world.conflicts().iter().filter(|it| of_one(it)).count(), disputed);
    assert!(events.iter().all(|event| world.stands(&event.id) == definition.stands(&event.id)));
}

/// What a large set must hold, or it proves nothing (issue point 3).
fn is_worth_folding(events: &[Event], world: &World) {
    let ids: BTreeSet<EventId> = events.iter().map(|e| e.id).collect();
    let count = |what: &dyn Fn(&Event) -> bool| events.iter().filter(|event| what(event)).count();
    let by_kind: BTreeMap<&str, usize> = events.iter().fold(BTreeMap::new(), |mut kinds, event| {
        *kinds.entry(event.fact.kind()).or_default() += 1;
        kinds
    });
    let struck = |e: &Event| match &e.fact {
        Fact::Struck { target, .. } | Fact::Voided { target, .. } => Some(*target),
        _ => None,
    };
    let strikes: BTreeSet<EventId> = events.iter().filter(|e| struck(e).is_some()).map(|e| e.id).collect();
    let unseen_after = |e: &Event| e.fact.write().is_some_and(|(_, _, after)| after.iter().any(|id| !ids.contains(id)));

    assert!(ids.len() >= 10_000, "{} events", ids.len());
    assert!(events.iter().map(|e| e.post).collect::<BTreeSet<_>>().len() >= 5, "posts");
    for kind in Fact::KINDS {
        assert!(by_kind.get(kind).is_some_and(|n| *n > 20), "too few {kind}: {by_kind:?}");
    }
    assert!(count(&|e| matches!(e.fact, Fact::Unknown { .. })) > 100, "unknown kinds");
    assert!(world.conflicts().len() >= 100, "{} conflicts", world.conflicts().len());
    assert!(count(&|e| matches!(e.fact, Fact::Struck { .. })) >= 100, "strikes");
    assert!(count(&|e| matches!(e.fact, Fact::Voided { .. })) >= 100, "voids");
    assert!(count(&|e| struck(e).is_some_and(|target| strikes.contains(&target))) >= 50, "strikes of strikes");
    assert!(count(&|e| struck(e).is_some_and(|target| !ids.contains(&target))) >= 10, "strikes of the unseen");
    assert!(count(&unseen_after) >= 100, "{} unseen afters", count(&unseen_after));
    let silent = strikes.iter().filter(|id| !world.stands(id)).count();
    assert!(silent >= 20, "{silent} strikes that do not stand");
}

#[test]
fn ten_thousand_events_of_six_posts_come_to_one_state_in_any_order() {
    let recipe = Recipe { posts: 6, events: 10_400, codes: 20, meet: 1, kinds: Recipe::every_kind() };
    let events = recipe.cook(722);
    let world = fold(&events);
    is_worth_folding(&events, &world);
    agrees_with_definition(&world, &events);

    let expected = world.bytes();
    let sorted = by_id(&events);
    assert!(fold(&sorted).bytes() == expected, "by id");
    assert!(fold(events.iter().rev()).bytes() == expected, "backwards");
    for seed in 0..4 {
        let mut dice = Dice::new(seed);
        let mut order = dice.shuffled(&events);
        let again: Vec<Event> = order.iter().filter(|_| dice.percent(10)).cloned().collect();
        order.extend(again);
        let order = dice.shuffled(&order);
        assert!(fold(&order).bytes() == expected, "order {seed}");
    }
}

#[test]
fn a_part_folds_to_its_own_state_and_goes_on_to_the_whole() {
    let recipe = Recipe { posts: 5, events: 2_000, codes: 8, meet: 3, kinds: Recipe::every_kind() };
    let events = recipe.cook(7);
    let expected = fold(&events).bytes();
    for seed in 0..4 {
        let mut dice = Dice::new(seed);
        let order = dice.shuffled(&events);
        let mut world = empty();
        let mut done = 0;
        while done < order.len() {
            let part = (done + 1 + dice.below(900)).min(order.len());
            order[done..part].iter().for_each(|event| world.apply(event));
            done = part;
            assert!(world.bytes() == fold(&by_id(&order[..done])).bytes(), "order {seed}, first {done}");
            agrees_with_definition(&world, &order[..done]);
        }
        assert!(world.bytes() == expected, "order {seed}");
    }
}

/// Small sets in which nearly everything is about the same thing.
fn small_sets() -> impl Strategy<Value = Vec<Event>> {
    let about = prop_oneof![
        Just(vec!["team.assigned/1", "team.status/1", "event.struck/1", "event.voided/1"]),
        Just(vec!["order.issued/1", "order.rung/1", "order.ended/1", "event.struck/1"]),
        Just(vec!["order.issued/1", "assembly.told/1", "order.ended/1", "event.struck/1"]),
        Just(vec!["incident.opened/1", "incident.graded/1", "figure.reported/1", "event.struck/1"]),
        Just(vec!["drill.clock/1", "rules.adopted/1", "event.struck/1"]),
        Just(vec!["consult.requested/1", "consult.moved/1", "consult.noted/1", "event.struck/1"]),
        Just(vec!["material.listed/1", "resource.noted/1", "resource.noted/1", "event.struck/1"]),
        Just(vec!["aar.opened/1", "aar.moved/1", "aar.noted/1", "response.decided/1", "event.struck/1"]),
        Just(vec!["aid.drafted/1", "aid.moved/1", "aid.told/1", "event.struck/1"]),
        Just(vec!["incident.opened/1", "scene.moved/1", "scene.noted/1", "event.struck/1"]),
        Just(vec!["plan.adopted/1", "plan.started/1", "step.set/1", "event.voided/1"]),
        Just(Recipe::every_kind()),
    ];
    (any::<u64>(), 2..6usize, 0..60usize, about).prop_map(|(seed, events, meet, kinds)| {
        // Twice the list, so that kinds come more than once in a set shorter than the list.
        Recipe { posts: 3, events, codes: 1, meet, kinds }.cook(seed)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(120))]

    #[test]
    fn every_permutation_of_a_small_set_comes_to_one_state(events in small_sets()) {
        let expected = fold(&events);
        agrees_with_definition(&expected, &events);
        let expected = expected.bytes();
        let mut wrong = None;
        permutations(&mut events.clone(), 0, &mut |order| {
            if fold(order).bytes() != expected {
                wrong = Some(order.to_vec());
            }
        });
        prop_assert!(wrong.is_none(), "{wrong:#?}");
    }

    #[test]
    fn no_duplication_of_a_small_set_changes_its_state(events in small_sets(), again in prop::collection::vec(any::<(prop::sample::Index, prop::sample::Index)>(), 1..12)) {
        let expected = fold(&events).bytes();
        let mut order = events.clone();
        for (which, place) in again {
            let copy = which.get(&events).clone();
            order.insert(place.index(order.len() + 1), copy);
            prop_assert!(fold(&order).bytes() == expected, "{order:#?}");
        }
    }

    #[test]
    fn bytes_from_anywhere_are_a_fact_of_some_kind(bytes in prop::collection::vec(any::<u8>(), 0..200), text in "\\{\"kind\":\"[a-z]{1,9}(\\.[a-z]{1,9})?/[0-9]\"(,\"data\":[\\{\\}\\[\\]\"0-9a-z:,]{0,30})?\\}?") {
        for payload in [bytes.as_slice(), text.as_bytes()] {
            let fact = Fact::from_payload(payload);
            let event = Event { id: EventId([1; 32]), fact, ..Recipe { posts: 1, events: 1, codes: 1, meet: 0, kinds: vec![""] }.cook(1).remove(0) };
            prop_assert!(!fold([&event]).bytes().is_empty());
        }
    }
}

#[test]
fn every_kind_reads_back_as_it_was_written() {
    let events = Recipe { posts: 5, events: 2_000, codes: 5, meet: 5, kinds: Fact::KINDS.to_vec() }.cook(4);
    let mut kinds = BTreeSet::new();
    for Event { fact, .. } in &events {
        kinds.insert(fact.kind());
        let payload = fact.to_payload();
        assert_eq!(Fact::from_payload(&payload), *fact, "{}", String::from_utf8_lossy(&payload));
        let json: serde_json::Value = serde_json::from_slice(&payload).unwrap();
        assert_eq!(json["kind"], fact.kind());
    }
    assert!(kinds.into_iter().eq(Fact::KINDS.iter().copied().collect::<BTreeSet<_>>()));
}

#[test]
fn a_payload_from_the_future_is_kept_to_the_byte_and_counted() {
    use qianzhi::clock::{At, Quality};
    use qianzhi::domain::{Series, Stream};
    use qianzhi::envelope::{Author, Envelope, PostKey, Stamp};

    let key = PostKey::from_seed([9; 32]);
    let series = Series { post: key.post(), incarnation: 1, realm: Realm::Test, stream: Stream::Open };
    let mut author = Author::new(key, series, None);
    let stamp = Stamp { now: At(0), offset_ms: Some(-3), quality: Quality::Compared };
    let payload = "{ \"data\":{\"方舱\": 1.5e3 },  \"kind\" : \"shelter.opened/3\" }".as_bytes();
    let signed = author.sign_payload(stamp, "", payload).unwrap();
    let relayed = Envelope::verify(signed.bytes()).unwrap();
    assert_eq!(relayed.header().payload, payload);
    let event = relayed.event();
    assert_eq!(event.fact, Fact::Unknown { kind: "shelter.opened/3".to_owned() });
    let without = World::new(Realm::Test);
    let mut with = without.clone();
    with.apply(&event);
    assert_ne!(with.bytes(), without.bytes(), "an unknown kind is counted, not dropped");
}
