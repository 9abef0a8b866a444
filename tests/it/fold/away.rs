//! Packing away what is closed changes nothing: not the state, nor what is due, disputed or open.

use proptest::prelude::*;
use qianzhi::clock::At;
use qianzhi::domain::{Deadline, Event, Fact, Keep, World};

use super::dice::Dice;
use super::posts::Recipe;
use super::{empty, fold, permutations, small_sets};

/// Whatever may be packed is.
const NOTHING: Keep = Keep { at_hand: 0, chest: 1, past: 0 };

/// Folds, and packs away after `percent` of the events.
fn packing(events: &[Event], dice: &mut Dice, percent: usize, keep: Keep) -> World {
    let mut world = empty();
    for event in events {
        world.apply(event);
        if dice.percent(percent) {
            world.put_away(keep);
        }
    }
    world
}

#[test]
fn ten_thousand_events_come_to_one_state_however_much_is_packed_away_meanwhile() {
    let recipe = Recipe { posts: 6, events: 13_000, codes: 20, meet: 1, kinds: Recipe::every_kind() };
    let mut events = recipe.cook(721);
    // What is disputed, what a merge names, what is reviewed, whose scene is open, where somebody is missing, what the
    // situation was told of and what owes a correction of its figures stays at hand, and here that would be every incident:
    // of the facts that make it so one in sixty-four is left.
    let holds = |fact: &Fact| {
        matches!(
            fact,
            Fact::IncidentMerged { .. }
                | Fact::FigureReported(_)
                | Fact::IncidentGraded { .. }
                | Fact::Graded { .. }
                | Fact::IncidentCoded { .. }
                | Fact::CommanderAppointed { .. }
                | Fact::AarOpened(_)
                | Fact::SceneMoved { .. }
                | Fact::SceneNoted(_)
                | Fact::HeadsCounted(_)
                | Fact::ReportFiled(_)
        )
    };
    events.retain(|event| !holds(&event.fact) || event.id.0[0] < 4);
    let whole = fold(&events);
    for (seed, keep) in [(0, NOTHING), (1, Keep { at_hand: 5, chest: 3, past: 2 })] {
        let mut dice = Dice::new(seed);
        let mut world = packing(&dice.shuffled(&events), &mut dice, 3, keep);
        world.put_away(keep);
        assert!(world.orders().len() < whole.orders().len(), "{} orders at hand", world.orders().len());
        assert!(world.incidents().len() < whole.incidents().len(), "{} incidents at hand", world.incidents().len());
        assert!(world.injects().len() < whole.injects().len(), "{} injects at hand", world.injects().len());
        assert_eq!(world.conflicts(), whole.conflicts());
        assert_eq!(
            world.open_orders().map(|o| o.id).collect::<Vec<_>>(),
            whole.open_orders().map(|o| o.id).collect::<Vec<_>>()
        );
        for at in [0, 1_626_700_000_000, 1_700_000_000_000] {
            let (packed, told) = (world.deadlines(At(at)), whole.deadlines(At(at)));
            let only = |these: &[Deadline], those: &[Deadline]| -> Vec<Deadline> {
                these.iter().filter(|one| !those.contains(one)).take(5).cloned().collect()
            };
            let none: [Vec<Deadline>; 2] = Default::default();
            assert_eq!([only(&packed, &told), only(&told, &packed)], none, "packed away, and at hand");
            assert!(packed == told, "in one order");
        }
        assert!(world == whole && world.bytes() == whole.bytes(), "seed {seed}");
    }
}

/// The same event in a world where all ids begin alike.
fn alike(event: &Event) -> Event {
    let mut event = event.clone();
    event.id.0[..8].fill(0);
    let payload = String::from_utf8(event.fact.to_payload()).unwrap();
    let is_id = |part: &&str| part.len() == 64 && part.bytes().all(|b| b.is_ascii_hexdigit());
    let parts = payload.split('"').map(|part| match Some(part).filter(is_id) {
        Some(id) => format!("{}{}", "0".repeat(16), &id[16..]),
        None => part.to_owned(),
    });
    event.fact = Fact::from_payload(parts.collect::<Vec<_>>().join("\"").as_bytes());
    event
}

/// What is packed away is looked for by the beginning of its id.
#[test]
fn ids_that_begin_alike_are_told_apart() {
    let recipe = Recipe { posts: 5, events: 3_000, codes: 6, meet: 1, kinds: Recipe::every_kind() };
    // Which incidents are closed and undisputed is the dice's: a night in which some are.
    let packed = (732..760).find_map(|seed| {
        let events: Vec<Event> = recipe.cook(seed).iter().map(alike).collect();
        let whole = fold(&events);
        let mut dice = Dice::new(2);
        let mut world = packing(&dice.shuffled(&events), &mut dice, 20, NOTHING);
        world.put_away(NOTHING);
        let some = world.orders().len() < whole.orders().len() && world.incidents().len() < whole.incidents().len();
        some.then_some((world, whole))
    });
    let (world, whole) = packed.expect("a night in which orders and incidents are packed away");
    assert!(world == whole && world.bytes() == whole.bytes());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(120))]

    #[test]
    fn a_small_set_comes_to_one_state_in_any_order_when_all_is_packed_after_every_event(events in small_sets()) {
        let expected = fold(&events).bytes();
        let mut wrong = None;
        permutations(&mut events.clone(), 0, &mut |order| {
            let twice = [order, order].concat();
            if packing(&twice, &mut Dice::new(0), 100, NOTHING).bytes() != expected {
                wrong = Some(order.to_vec());
            }
        });
        prop_assert!(wrong.is_none(), "{wrong:#?}");
    }
}
