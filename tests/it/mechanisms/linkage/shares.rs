//! 共享资源: lists with their edition and age, in parts that fit events.

use qianzhi::domain::{ShareKind, SharedItem, SharedList};

use super::*;
use qianzhi::clock::Span;

fn list(items: usize, edition: &str, as_of: At) -> SharedList {
    let item = |n: usize| SharedItem {
        code: format!("w{n}"),
        name: format!("大流量排水泵{n}"),
        count: Some(3),
        unit: "台".into(),
        note: "郑州市应急物资库, 电话 0371-00000000".into(),
        ..SharedItem::default()
    };
    SharedList {
        area: ZHENGZHOU.into(),
        kind: ShareKind::Materials,
        edition: edition.into(),
        as_of,
        part: 0,
        parts: 1,
        items: (0..items).map(item).collect(),
        by: "钱某".into(),
        means: Means::Phone,
    }
}

fn share(two: &mut Two, list: SharedList) -> Vec<Event> {
    let decided = decide(&two.world, &two.who(LUOYANG, ""), Command::Aid(AidCommand::Share(list))).unwrap();
    two.records(decided)
}

#[test]
fn a_long_list_goes_out_in_parts_that_fit_events_and_is_whole_again() {
    let mut two = Two::new();
    let events = share(&mut two, list(200, "2026-3", at("08:00")));
    assert!(events.len() > 5);
    for event in &events {
        assert!(event.fact.to_payload().len() < 3_500, "room is left for heads and a basis");
    }
    let shared = two.world.shared_lists();
    assert_eq!((shared.len(), shared[0].items().count(), shared[0].missing()), (1, 200, 0));
    assert_eq!(shared[0].items().map(|item| item.code.clone()).collect::<Vec<_>>()[199], "w199");
    // One that lacks a part says so.
    let mut half = Two::new();
    events.iter().skip(1).for_each(|event| half.world.apply(event));
    assert_eq!(half.world.shared_lists()[0].missing(), 1);
}

#[test]
fn a_newer_edition_takes_the_place_of_a_longer_older_one() {
    let mut two = Two::new();
    share(&mut two, list(100, "2026-3", at("08:00")));
    share(&mut two, list(2, "2026-4", at("09:00")));
    let shared = two.world.shared_lists();
    assert_eq!((shared[0].edition(), shared[0].items().count(), shared[0].missing()), ("2026-4", 2, 0));
}

#[test]
fn a_list_is_stale_a_day_after_the_city_stood_behind_it() {
    let mut two = Two::new();
    share(&mut two, list(2, "2026-3", at("08:00")));
    let age = |now: At| two.world.shared_lists()[0].age(&two.world.rules(), now).unwrap();
    assert_eq!(age(at("09:30")), (Span::minutes(90), false));
    assert_eq!(age(at("08:00") + Span::hours(24)), (Span::hours(24), false));
    assert!(age(at("08:00") + Span::hours(24) + Span::minutes(1)).1);
}

#[test]
fn what_a_city_can_share_is_what_the_log_has_cards_of() {
    let two = Two::new();
    let codes: Vec<String> =
        two.world.shareable(&LUOYANG.into(), ShareKind::Teams).into_iter().map(|item| item.code).collect();
    assert_eq!(codes, ["K1", "L1"], "its own and its counties'");
    assert!(two.world.shareable(&LUOYANG.into(), ShareKind::Risks).is_empty());
}
