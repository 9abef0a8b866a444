//! 共享资源: lists with their edition and age, in parts that fit events.

use qianzhi::domain::{ShareKind, SharedItem, SharedList, TeamNeed, Wanted};

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

/// What neighbours share is asked for behind the teams that the log has cards of: nearest first, never ordered nor proposed.
#[test]
fn who_can_come_lists_what_neighbours_share_with_the_age_of_their_lists() {
    let mut two = Two::new();
    let item = |code: &str, name: &str, place: Option<&str>, capability| SharedItem {
        code: code.into(),
        name: name.into(),
        capabilities: vec![capability],
        place: place.map(Into::into),
        ..SharedItem::default()
    };
    for (code, lat) in [("N", 34.70), ("F", 34.90)] {
        two.says(Fact::PlaceNamed(Place {
            code: code.into(),
            name: code.into(),
            name_en: String::new(),
            point: Point::degrees(lat, 112.45).unwrap(),
            source: "test".into(),
            seat: None,
        }));
    }
    let rows = vec![
        item("", "不知在哪", None, Capability::FloodPump),
        item("", "远队", Some("F"), Capability::FloodPump),
        item("", "近队", Some("N"), Capability::FloodPump),
        item("Z1", "已有卡片", Some("N"), Capability::FloodPump),
        item("", "潜水队", Some("N"), Capability::WaterDive),
    ];
    let shares = |area: &str, items: Vec<SharedItem>, as_of| {
        let list = list(0, "3", as_of);
        Fact::ShareListed {
            list: Box::new(SharedList { area: area.into(), kind: ShareKind::Teams, items, ..list }),
            after: vec![],
        }
    };
    let as_of = two.now - Span::hours(90);
    two.says(shares(ZHENGZHOU, rows, as_of));
    // One's own list is no neighbour's.
    two.says(shares(LUOYANG, vec![item("", "自家队", Some("N"), Capability::FloodPump)], two.now));
    let need = TeamNeed {
        wanted: vec![Wanted { capability: Capability::FloodPump, count: 9, least: 1 }],
        place: Point::degrees(34.62, 112.45).unwrap().into(),
        by: None,
        own: Some(LUOYANG.into()),
        reserve_percent: 20,
        incident: None,
    };
    let ranking = two.world.who_can_come(&need, &std::collections::BTreeMap::new(), two.now);
    let names: Vec<&str> = ranking.offers.iter().map(|one| one.item.name.as_str()).collect();
    assert_eq!(names, ["近队", "远队", "不知在哪"]);
    let near = &ranking.offers[0];
    // 0.08° of latitude are 8.9 km, by road 12.5; half an hour for the answer, and 40 km/h.
    assert_eq!((near.metres.unwrap() / 100, near.answers), (124, Span::minutes(30)));
    let minutes = (near.arrives.unwrap() - two.now).0 / 60_000;
    assert_eq!(minutes, 48);
    assert_eq!((near.as_of, near.age), (as_of, (Span::hours(90), true)), "older than the row says: stale");
    assert!(ranking.offers[2].arrives.is_none());
    assert_eq!(ranking.coverage[0].1, 1, "of what is proposed nothing is a neighbour's, and the reserve is kept");
    let dive = TeamNeed { wanted: vec![], ..need };
    let any = two.world.who_can_come(&dive, &std::collections::BTreeMap::new(), two.now);
    assert_eq!(any.offers.len(), 4, "nothing asked for: whatever is shared");
}
