//! Facts about resources: materials on the move, requisitions, shelters; and a balance that two posts overdrew apart.

use proptest::prelude::*;
use qianzhi::domain::{
    Aspect, EventId, Fact, ListCode, Means, Movement, Requisition, RequisitionStep, Resource, ResourceNote,
    ShelterStatus, ShelterStep, ShelterWord, SpecialNeed, StockMove,
};

use super::facts::Hand;
use super::posts::Recipe;
use super::{by_id, fold};

impl Hand<'_> {
    pub(super) fn resource(&mut self) -> Fact {
        let (what, after) = match self.dice.below(10) {
            0..6 => (Resource::Stock(self.stock_move()), Vec::new()),
            6 | 7 => (Resource::Requisition(self.requisition()), Vec::new()),
            _ => {
                let shelter = ListCode(self.code('l'));
                let word = self.shelter_word();
                let counted = self.dice.percent(20).then(|| self.dice.small(90));
                let after = match word {
                    ShelterWord::Status(_) => self.after(&Aspect::Shelter(shelter.clone())),
                    _ => Vec::new(),
                };
                (Resource::Shelter(ShelterStep { shelter, word, counted }), after)
            }
        };
        let (by, at) = (self.text(), self.at());
        Fact::ResourceNoted { note: Box::new(ResourceNote { what, by, means: Means::Phone, at }), after }
    }

    fn stock_move(&mut self) -> StockMove {
        let (order, until, text) = (self.maybe(|k| &k.orders), self.at(), self.text());
        let begins = [
            Movement::Stocked { source: self.text() },
            Movement::Reserved { order, whom: self.text(), until },
            Movement::Issued { order, to: self.text(), signer: self.text(), found: u64::from(self.dice.small(9)) },
            Movement::WrittenOff { reason: self.text() },
        ];
        let follows = [
            Movement::Freed,
            Movement::Issued { order, to: text.clone(), signer: String::new(), found: 0 },
            Movement::InTransit { carrier: self.text(), eta: self.dice.percent(50).then(|| self.at()) },
            Movement::Received { short: u64::from(self.dice.small(2)), damaged: u64::from(self.dice.small(2)) },
            Movement::Returned,
            Movement::Stocked { source: String::new() },
            Movement::WrittenOff { reason: text },
        ];
        let of = self.dice.percent(50).then(|| self.one(|k| &k.stock));
        let what = if of.is_some() { self.dice.pick(&follows).clone() } else { self.dice.pick(&begins).clone() };
        let count = if self.dice.percent(2) { u64::MAX } else { u64::from(self.dice.small(40)) };
        StockMove { material: ListCode(self.code('l')), count, of, what }
    }

    fn requisition(&mut self) -> RequisitionStep {
        let (count, of) = (u64::from(self.dice.small(5)), self.one(|k| &k.taken));
        match self.dice.below(3) {
            0 => RequisitionStep::Taken(Requisition {
                thing: self.text(),
                count,
                unit: "台".into(),
                owner: self.text(),
                phone: String::new(),
                incident: self.maybe(|k| &k.incidents),
                paper: self.text(),
            }),
            1 => RequisitionStep::GivenBack { of, count, lost: u64::from(self.dice.small(2)), damage: self.text() },
            _ => RequisitionStep::Compensated { of, fen: count * 100, paper: self.text() },
        }
    }

    fn shelter_word(&mut self) -> ShelterWord {
        let people = self.dice.small(400);
        match self.dice.below(8) {
            0 => ShelterWord::Status(ShelterStatus::Closed),
            1 => ShelterWord::Status(ShelterStatus::Prepared),
            2 => ShelterWord::Status(ShelterStatus::Open { address: self.text(), route: self.text() }),
            3 => ShelterWord::Status(ShelterStatus::Disabled { reason: self.text() }),
            4 => ShelterWord::Counted { people, special: vec![(SpecialNeed::Elderly, people / 3)] },
            5 => ShelterWord::Left { people },
            6 => ShelterWord::Supplies { days: people },
            _ => ShelterWord::Certified,
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    /// Who waits for relief is found without a walk through everybody who was ever moved.
    #[test]
    fn who_waits_for_relief_is_of_the_set_of_entries(seed in any::<u64>()) {
        let kinds = vec!["evacuees.moved/1", "relief.given/1", "relief.given/1", "relief.given/1", "event.struck/1"];
        let events = Recipe { posts: 3, events: 120, codes: 2, meet: 5, kinds }.cook(seed);
        let world = fold(&events);
        prop_assert_eq!(world.bytes(), fold(by_id(&events).iter().rev()).bytes());
        let waits = world.evacuations().into_iter().filter(|view| view.complete.is_none() && view.moved.people > 0);
        prop_assert_eq!(waits.collect::<Vec<_>>(), world.open_evacuations());
    }

    /// What is kept beside the entries is what the entries say, whatever came first: the balance of every material, which
    /// consignments and requisitions are open, and which of them are at odds.
    #[test]
    fn what_is_derived_of_resources_is_of_the_set_of_entries(seed in any::<u64>()) {
        let kinds = vec!["material.listed/1", "resource.noted/1", "resource.noted/1", "resource.noted/1", "event.struck/1"];
        let events = Recipe { posts: 3, events: 160, codes: 2, meet: 5, kinds }.cook(seed);
        let world = fold(&events);
        let other = fold(by_id(&events).iter().rev());
        prop_assert_eq!(world.bytes(), other.bytes());
        prop_assert_eq!(world.conflicts(), other.conflicts());
        for code in ["l0", "l1"].map(ListCode::from) {
            // Added up by hand, from the entries that stand and are not in the count.
            let Some(card) = world.material(&code) else { continue };
            let stands = events.iter().filter(|event| world.stands(&event.id));
            let seen: std::collections::BTreeMap<EventId, i64> = stands
                .filter_map(|event| match &event.fact {
                    Fact::ResourceNoted { note, .. } => match &note.what {
                        // What was found with an issue is there while that stands.
                        Resource::Stock(StockMove { what: Movement::Stocked { .. }, of: Some(of), .. })
                            if !world.stands(of) => None,
                        Resource::Stock(moved) if moved.material == code => Some((event.id, moved.change())),
                        _ => None,
                    },
                    _ => None,
                })
                .collect();
            let sum: i64 = seen.values().sum();
            let there = card.count.map(|count| i64::try_from(count).unwrap() + sum);
            prop_assert_eq!(world.on_hand(&code), there);
            let below = there.is_some_and(|there| there < 0);
            let shown = world.conflict(&Aspect::Stock(code.clone(), None));
            prop_assert_eq!(shown.is_some(), below, "less than nothing is a conflict, and nothing else is");
            if let Some(conflict) = shown {
                prop_assert!(world.conflicts().contains(&conflict));
                prop_assert!(conflict.sides.iter().all(|side| seen.get(&side.id).is_some_and(|change| *change < 0)));
            }
        }
        for one in world.open_consignments() {
            prop_assert!(one.unissued() > 0 || one.on_way() > 0);
        }
        let open: Vec<EventId> = world.open_requisitions().map(|view| view.id).collect();
        for view in world.requisitions() {
            let settled = view.held() == 0 && view.paid.is_some() && view.paid >= view.harmed;
            prop_assert_eq!(open.contains(&view.id), !settled, "open until given back and compensated");
        }
        // What is kept beside the ledger is what a walk through all of it finds.
        let codes = ["l0", "l1"].map(ListCode::from);
        let all: Vec<_> = codes.iter().flat_map(|code| world.consignments(code)).collect();
        let of = |is: &dyn Fn(&qianzhi::domain::Consignment) -> bool| {
            all.iter().filter(|one| is(one)).map(|one| (one.material.clone(), one.id)).collect::<Vec<_>>()
        };
        let named = |list: Vec<qianzhi::domain::Consignment>| {
            list.into_iter().map(|one| (one.material, one.id)).collect::<Vec<_>>()
        };
        prop_assert_eq!(named(world.open_consignments().collect()), of(&|one| one.unissued() > 0 || one.on_way() > 0));
        let live = of(&|one| one.unissued() > 0 || one.on_way() > 0 || one.in_use() > 0 || one.at_odds());
        prop_assert_eq!(named(world.live_consignments().collect()), live);
        for order in all.iter().filter_map(|one| one.order) {
            prop_assert_eq!(named(world.materials_of(order)), of(&|one| one.order == Some(order)));
        }
        for one in all.iter().filter(|one| one.on_way() > 0) {
            prop_assert!(world.open_consignment(one.batch).is_some());
        }
    }
}
