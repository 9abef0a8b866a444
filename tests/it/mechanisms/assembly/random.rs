//! Whatever is done in whatever order, with a reason where one is wanted: what must hold, holds.

use proptest::prelude::*;
use qianzhi::domain::Due;

use super::*;

fn events() -> impl Strategy<Value = Vec<(E, bool, u8)>> {
    let one = (proptest::sample::select(E::ALL), any::<bool>(), 0..40u8);
    proptest::collection::vec(one, 1..24)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn on_one_replica_what_must_hold_holds(events in events()) {
        let mut night = Night::new();
        let mut order = night.calls_up("P1");
        for (event, strikes, minutes) in events {
            night.now = night.now + qianzhi::clock::Span::minutes(i64::from(minutes));
            let before = night.state(order);
            let command = night.command(order, event);
            let Ok(id) = night.does_because(command, "电话里这样说") else { continue };
            let after = night.state(order);
            if matches!(event, E::Order) {
                order = id;
            } else if !matches!(event, E::PreAlert) {
                // A ladder: nothing goes back but by a strike.
                let aside = before.is_over() || before == S::Declined;
                prop_assert!(after >= before || aside, "{before:?} {event:?} {after:?}");
            }
            // Who is open is not over, and who is over has nothing due.
            for one in night.world.mobilisations() {
                prop_assert!(!one.state.is_over(), "{:?}", one.state);
            }
            for due in night.world.deadlines(night.now) {
                if let Some(order) = due.what.mobilisation() {
                    prop_assert!(!night.state(order).is_over(), "{:?}", due.what);
                }
                if let Due::Arrive { order } = due.what {
                    prop_assert!(night.world.mobilisation(order).unwrap().arrived().is_none());
                }
            }
            // Nobody who left is over before they are home, on another order, or replaced by word.
            for one in night.world.orders().into_iter().filter_map(|view| night.world.mobilisation(view.id)) {
                let home = one.when(|told| matches!(told, Told::Rested | Told::Diverted { .. } | Told::Replaced { .. }));
                if one.departed().is_some() && one.state.is_over() {
                    prop_assert!(home.is_some(), "{:?}", one.state);
                }
            }
            if strikes && !matches!(event, E::Order) {
                night.does(Command::Strike { target: id, reason: "听错".into() }).unwrap();
            }
            // What is packed away and brought back is the same.
            let mut packed = night.world.clone();
            packed.put_away(qianzhi::domain::Keep { at_hand: 0, chest: 1, past: 0 });
            prop_assert!(packed == night.world);
            prop_assert_eq!(packed.mobilisations().count(), night.world.mobilisations().count());
        }
    }
}
