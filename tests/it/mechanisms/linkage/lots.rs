//! A grant of materials keeps them in the store of the city that grants (rules.md 4.4, 6.4), until they go or nothing more is
//! to be given.

use qianzhi::clock::Span;
use qianzhi::domain::{
    Aspect, Lacking, ListCode, Listed, Material, Movement, Resource, ResourceNote, RuleId, StockMove, Verdict, judge,
};

use super::*;

fn pumps() -> ListCode {
    "P6".into()
}

/// A granted request whose second line is in the asked city's store: six pumps are asked, eight are there.
fn store() -> Two {
    let mut two = Two::at(S::Accepted);
    for (code, name, count) in [("P6", "大流量泵车", 8), ("T1", "帐篷", 50), ("T2", "帐篷", 50)] {
        let card = Material {
            code: code.into(),
            name: name.into(),
            count: Some(count),
            unit: "台".into(),
            store: "郑州库".into(),
            ..Material::default()
        };
        two.says(Fact::listing(Listed::Material(card), vec![]));
    }
    two
}

fn grant(two: &Two, count: u32, units: &[&str], means: Means) -> Command {
    let units = units.iter().map(|name| AidUnit::Named((*name).into())).collect();
    let grants = vec![Grant { line: 1, count, units }];
    two.step(AidStep::Granted { grants, note: String::new(), voice: says("王某", means) })
}

fn free(two: &Two) -> i64 {
    two.world.stock(&pumps(), two.now).unwrap().free().unwrap()
}

#[test]
fn what_is_granted_is_kept_with_the_same_gesture_and_no_more_than_that() {
    let mut two = store();
    two.does(ZHENGZHOU, grant(&two, 4, &["龙吸水"], Means::Console)).unwrap();
    assert_eq!(free(&two), 4);
    let kept = two.world.kept_for(two.aid);
    assert_eq!((kept.len(), kept[0].reserved, kept[0].order), (1, 4, Some(two.aid)));
    assert_eq!(kept[0].until, Some(two.now + Span::hours(24)), "for as long as the help is asked");
    // Widened by two more, and narrowed again: never twice.
    two.does(ZHENGZHOU, grant(&two, 6, &["龙吸水"], Means::Console)).unwrap();
    assert_eq!(free(&two), 2);
    two.does(ZHENGZHOU, grant(&two, 5, &["P6"], Means::Console)).unwrap();
    assert_eq!(free(&two), 3);
    // What two cards are named like is nobody's, until one is named.
    assert!(two.world.conflicts().is_empty() && two.world.unratified().is_empty());
}

#[test]
fn it_is_free_again_when_nothing_more_is_to_be_given() {
    for event in [E::Withdraw, E::Refuse] {
        let mut two = store();
        two.does(ZHENGZHOU, grant(&two, 4, &[], Means::Console)).unwrap();
        two.does(of_city(event), two.act(event)).unwrap();
        assert_eq!((free(&two), two.world.kept_for(two.aid).len()), (8, 0), "{event:?}");
    }
    // What went out for it is out; the rest is free when the cost is settled.
    let mut two = store();
    two.does(ZHENGZHOU, grant(&two, 4, &["泵车组"], Means::Console)).unwrap();
    let of = Some(two.world.kept_for(two.aid)[0].id);
    let what = Movement::Issued { order: Some(two.aid), to: "洛阳市".into(), signer: "周某".into(), found: 0 };
    let note = ResourceNote {
        what: Resource::Stock(StockMove { material: pumps(), count: 3, of, what }),
        by: "库管员".into(),
        means: Means::Phone,
        at: two.now,
    };
    two.does(ZHENGZHOU, Command::Resource(note)).unwrap();
    assert_eq!((free(&two), two.world.on_hand(&pumps())), (4, Some(5)));
    let tells = |two: &Two, news| {
        let (aid, by, at) = (two.aid, "李某".into(), two.now);
        let unit = AidUnit::Named("泵车组".into());
        Command::Aid(AidCommand::Tell(AidTelling { aid, unit, news, by, means: Means::Phone, at }))
    };
    let news = [
        AidNews::Dispatched { people: None },
        AidNews::EnRoute { eta: None },
        AidNews::Arrived { people: None },
        AidNews::Released,
        AidNews::Returned,
    ];
    for news in news {
        two.does(ZHENGZHOU, tells(&two, news)).unwrap();
    }
    two.does(LUOYANG, two.act(E::Settle)).unwrap();
    assert_eq!((two.view().state, free(&two), two.world.kept_for(two.aid).len()), (S::Settled, 5, 0));
}

#[test]
fn another_citys_stores_are_its_own_and_what_is_not_there_wants_a_reason() {
    // Luoyang writes down what Zhengzhou said: that keeps nothing in any store that Luoyang knows.
    let mut two = store();
    two.does(LUOYANG, grant(&two, 4, &[], Means::Phone)).unwrap();
    assert_eq!((two.view().state, free(&two)), (S::Granted, 8));
    // More than there is: with a reason, as of any reservation.
    let two = store();
    let much = grant(&two, 9, &[], Means::Console);
    let Verdict::Unguarded(unmet) = judge(&two.world, &two.who(ZHENGZHOU, ""), &much) else { panic!("it went") };
    assert_eq!((unmet.lacks[0].rule.clone(), unmet.lacks[0].what), (RuleId::from("RAUT-库存"), Lacking::Stock(8, 9)));
}

#[test]
fn a_team_and_a_name_that_several_cards_have_keep_nothing() {
    let mut two = store();
    two.does(ZHENGZHOU, two.act(E::Grant)).unwrap();
    two.does(ZHENGZHOU, grant(&two, 4, &["帐篷"], Means::Console)).unwrap();
    let kept: Vec<String> = two.world.kept_for(two.aid).iter().map(|one| one.material.0.clone()).collect();
    assert_eq!(kept, ["P6"], "the line's own name is one card's");
}

#[test]
fn the_loser_of_a_settled_dispute_keeps_nothing() {
    let mut two = store();
    let heads = two.world.heads(&Aspect::Aid(two.aid));
    two.does(ZHENGZHOU, grant(&two, 4, &[], Means::Console)).unwrap();
    let step = AidStep::Refused { reason: "无余力".into(), voice: says("钱某", Means::Console) };
    let refused = two.says(Fact::AidMoved { aid: two.aid, step: Box::new(step), at: two.now, after: heads });
    assert!(two.view().step.disputed());
    two.does(ZHENGZHOU, Command::Settle { aspect: Aspect::Aid(two.aid), in_favour_of: refused }).unwrap();
    assert_eq!((two.view().state, free(&two)), (S::Refused, 8));
}
