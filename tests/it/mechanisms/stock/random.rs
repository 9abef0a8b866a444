//! Whatever is written in whatever order on one replica: what must hold of a balance, an account and an owner, holds.

use proptest::prelude::*;

use super::*;

/// An act by its number, how many, on which consignment, whether a reason is given, and how many minutes later.
fn acts() -> impl Strategy<Value = Vec<(u8, u64, usize, bool, u8)>> {
    prop::collection::vec((0..14_u8, 0..160_u64, 0..6_usize, any::<bool>(), 0..40_u8), 1..40)
}

fn act(which: u8, count: u64, of: Option<EventId>, taken_id: Option<EventId>, now: At) -> Resource {
    let part = count / 3;
    match which {
        0 => moved(count, None, Movement::Stocked { source: "采购".into() }),
        1 => moved(count, None, reserved(now + Span::minutes(30))),
        2 | 3 => moved(count, None, issued()),
        4 => moved(part, None, Movement::WrittenOff { reason: "霉变".into() }),
        5 => moved(part, of, issued()),
        6 => moved(0, of, Movement::Freed),
        7 => moved(0, of, Movement::InTransit { carrier: "豫C8888".into(), eta: None }),
        8 | 9 => moved(part, of, Movement::Received { short: part / 4, damaged: part / 5 }),
        10 => moved(part, of, Movement::Returned),
        11 => moved(part, of, Movement::WrittenOff { reason: "用尽".into() }),
        12 => Resource::Requisition(RequisitionStep::GivenBack {
            of: taken_id.unwrap_or_default(),
            count: count % 3,
            lost: count % 2,
            damage: String::new(),
        }),
        _ => Resource::Requisition(RequisitionStep::Compensated {
            of: taken_id.unwrap_or_default(),
            fen: count,
            paper: String::new(),
        }),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn on_one_replica_a_balance_is_never_below_zero_and_what_came_in_is_there_out_or_lost(acts in acts()) {
        let mut depot = Depot::new();
        let mut sent: Vec<EventId> = Vec::new();
        let machines = depot.takes(4);
        let mut came: u64 = 100;
        for (which, count, at, gives_reason, minutes) in acts {
            depot.after(i64::from(minutes));
            let of = sent.get(at % sent.len().max(1)).copied();
            let what = act(which, count, of, Some(machines), depot.now);
            let before = depot.world.bytes();
            let command = depot.command(what);
            let Ok(events) = depot.events(command, if gives_reason { "现场急用" } else { "" }) else {
                prop_assert_eq!(depot.world.bytes(), before, "what is refused changes nothing");
                continue;
            };
            for event in &events {
                let Fact::ResourceNoted { note, .. } = &event.fact else { continue };
                let Resource::Stock(moved) = &note.what else { continue };
                match moved.what {
                    Movement::Stocked { .. } => came += moved.count,
                    Movement::Issued { found, .. } => came += found,
                    _ => {}
                }
                if moved.of.is_none() && matches!(moved.what, Movement::Reserved { .. } | Movement::Issued { .. }) {
                    sent.push(event.id);
                }
            }
            prop_assert!(depot.on_hand() >= 0);
            prop_assert!(depot.world.conflicts().is_empty());
            // 入 = 出 + 存: whatever ever came in lies there, is on the way, is in use, or is lost.
            let view = depot.world.stock(&sacks(), depot.now).unwrap();
            let there = u64::try_from(depot.on_hand()).unwrap();
            prop_assert_eq!(there + view.on_way + view.in_use + view.lost, came);
            for id in &sent {
                let one = depot.world.consignment(&sacks(), *id).unwrap();
                let out = one.on_way() + one.in_use() + one.short + one.damaged + one.returned + one.written_off;
                prop_assert_eq!(out, one.issued);
            }
            // Open until given back and compensated.
            let owed = depot.world.requisition(machines).unwrap();
            let open = depot.world.open_requisitions().any(|view| view.id == machines);
            prop_assert_eq!(open, owed.held() > 0 || owed.paid.is_none() || owed.harmed > owed.paid);
            prop_assert!(owed.given_back + owed.lost <= 4);
            // What is packed away and brought back is the same.
            let mut packed = depot.world.clone();
            packed.put_away(qianzhi::domain::Keep { at_hand: 0, chest: 1, past: 0 });
            prop_assert!(packed == depot.world);
        }
    }

    /// Two posts that act as they like on the same reservations and lorries apart: merged, whatever cannot all be is shown, and
    /// nothing else is; settling ends it, and leaves what was kept.
    #[test]
    fn what_two_posts_wrote_of_the_same_consignments_apart_is_shown_and_settled(
        a in acts(), b in acts(), first in any::<bool>(),
    ) {
        let mut base = Depot::new();
        let kept = base.moves(40, None, reserved(at("20:00"))).unwrap();
        let sent = base.issues(30);
        let machines = base.takes(4);
        base.after(1);
        let mut posts = [Depot { post: 2, ..base.clone() }, Depot { post: 3, ..base }];
        let mut events = Vec::new();
        for (depot, acts) in posts.iter_mut().zip([a, b]) {
            for (which, count, at, gives_reason, minutes) in acts {
                depot.after(i64::from(minutes % 4));
                let what = act(5 + which % 9, count, Some([kept, sent][at % 2]), Some(machines), depot.now);
                let command = depot.command(what);
                events.extend(depot.events(command, if gives_reason { "现场急用" } else { "" }).unwrap_or_default());
                prop_assert!(depot.world.conflicts().is_empty(), "one post alone sees what it does");
            }
        }
        let [mut one, mut other] = posts;
        for event in &events {
            one.world.apply(event);
        }
        events.iter().rev().for_each(|event| other.world.apply(event));
        prop_assert_eq!(one.world.bytes(), other.world.bytes());
        prop_assert_eq!(one.world.conflicts(), other.world.conflicts());
        for id in [kept, sent] {
            let account = one.world.consignment(&sacks(), id).unwrap();
            let standing = |entry: &EventId| events.iter().find(|event| event.id == *entry);
            let issues = account.entries.iter().filter_map(|(entry, said)| match &said.what.what {
                Resource::Stock(StockMove { count, what: Movement::Issued { .. }, .. }) => {
                    Some((*count, standing(entry).is_some_and(|event| event.overridden.is_some())))
                }
                _ => None,
            });
            let unasked: Vec<u64> = issues.filter(|(_, reasoned)| !reasoned).map(|(count, _)| count).collect();
            let twice = account.reserved > 0 && unasked.len() > 1 && unasked.iter().sum::<u64>() > account.reserved;
            let shown = one.world.conflict(&Aspect::Stock(sacks(), Some(id)));
            prop_assert_eq!(shown.is_some(), twice || account.accounted() > account.issued);
        }
        let mut settled = 0;
        while let Some(conflict) = one.world.conflicts().into_iter().next() {
            let keep = if first { conflict.sides.first() } else { conflict.sides.last() }.unwrap().id;
            let done = one.events(Command::Settle { aspect: conflict.aspect, in_favour_of: keep }, "").unwrap();
            prop_assert!(one.world.stands(&keep));
            // A receipt that was kept of a lorry whose issue was not: it alone is too much, and is taken back by hand.
            if done.is_empty() {
                one.events(Command::Strike { target: keep, reason: "没有这车".into() }, "").unwrap();
            }
            settled += 1;
            prop_assert!(settled < 20, "settling ends");
        }
        prop_assert!(one.on_hand() >= 0);
    }

    /// Two posts that issue as they like apart: merged, less than nothing is a conflict, and settling ends it.
    #[test]
    fn what_two_posts_overdrew_apart_is_shown_and_settled(a in acts(), b in acts(), first in any::<bool>()) {
        let base = Depot::new();
        let mut posts = [Depot { post: 2, ..base.clone() }, Depot { post: 3, ..base }];
        let mut events = Vec::new();
        for (depot, acts) in posts.iter_mut().zip([a, b]) {
            for (which, count, _, _, minutes) in acts {
                depot.after(i64::from(minutes));
                let what = act(which % 5, count, None, None, depot.now);
                let command = depot.command(what);
                events.extend(depot.events(command, "急").unwrap_or_default());
            }
        }
        let [mut one, mut other] = posts;
        for event in &events {
            one.world.apply(event);
        }
        events.iter().rev().for_each(|event| other.world.apply(event));
        prop_assert_eq!(one.world.bytes(), other.world.bytes());
        let aspect = Aspect::Stock(sacks(), None);
        let shown = one.world.conflict(&aspect);
        prop_assert_eq!(shown.is_some(), one.on_hand() < 0);
        if let Some(conflict) = shown {
            prop_assert!(conflict.sides.len() >= 2, "both entries");
            let keep = if first { conflict.sides.first() } else { conflict.sides.last() }.unwrap().id;
            one.events(Command::Settle { aspect: aspect.clone(), in_favour_of: keep }, "").unwrap();
            prop_assert!(one.on_hand() >= 0 && one.world.conflict(&aspect).is_none());
            prop_assert!(one.world.stands(&keep));
        }
    }
}
