//! Shelters as they stand: who is there, and for how long supplies last.

use std::collections::BTreeMap;

use super::super::{Reckoning, Said, World};
use crate::clock::{At, Span};
use crate::domain::{
    Aspect, Evacuation, EventId, ListCode, ListKind, Listed, Occupancy, Resource, ResourceNote, Shelter, ShelterState,
    ShelterStatus, ShelterStep, ShelterWord, SpecialNeed, Value,
};

/// A shelter with where it stands.
#[derive(Clone, Debug)]
pub struct ShelterView<'a> {
    /// Its card.
    pub shelter: &'a Shelter,
    /// What somebody set it to; unset is closed.
    pub status: Reckoning<&'a ShelterStatus>,
    /// How many are there: by the last count, those placed there since, less those who left; none when nobody said.
    pub present: Option<u64>,
    /// The last count: when, and on whose word.
    pub counted: Option<(At, &'a str)>,
    /// Who comes first, by the last count.
    pub special: &'a [(SpecialNeed, u32)],
    /// Until when its supplies last, by what was said last, and by which entry.
    pub supplied: Option<(EventId, At)>,
    /// When it was certified last, and by which entry, when by one.
    pub certified: Option<(Option<EventId>, At)>,
}

impl ShelterView<'_> {
    /// What it stands at; the first side while that is disputed.
    pub fn state(&self) -> ShelterState {
        self.status.clone().first().map_or(ShelterState::Closed, ShelterStatus::state)
    }

    /// The same with how full it is.
    pub fn occupancy(&self) -> Occupancy {
        Occupancy::of(self.state(), self.present, self.shelter.capacity)
    }
}

impl World {
    /// Every shelter, by code.
    pub fn shelters(&self) -> Vec<ShelterView<'_>> {
        let mut placed: BTreeMap<&ListCode, Vec<&Evacuation>> = BTreeMap::new();
        for (code, id) in &self.evacuees.placed {
            placed.entry(code).or_default().extend(self.moved(*id));
        }
        let cards = self
            .listed(ListKind::Shelter)
            .filter_map(|card| if let Listed::Shelter(one) = card { Some(one) } else { None });
        cards.map(|card| self.shelter_with(card, placed.get(&card.code).map_or(&[], Vec::as_slice))).collect()
    }

    /// One of them.
    pub fn shelter_view(&self, code: &ListCode) -> Option<ShelterView<'_>> {
        let card = self.shelter(code)?;
        let from = (code.clone(), EventId([0; 32]));
        let there = self.evacuees.placed.range(from..).take_while(|(of, _)| of == code);
        let there: Vec<&Evacuation> = there.filter_map(|(_, id)| self.moved(*id)).collect();
        Some(self.shelter_with(card, &there))
    }

    /// Who was moved, when that stands.
    fn moved(&self, id: EventId) -> Option<&Evacuation> {
        self.evacuees.get(&id).filter(|_| self.stands(&id)).map(|said| &said.what)
    }

    /// What was said of a shelter and stands, earliest first.
    pub fn shelter_words(&self, code: &ListCode) -> Vec<(EventId, &Said<ResourceNote>, &ShelterStep)> {
        let ladder = self.shelter_notes.get(code).into_iter();
        let standing = ladder.flat_map(|ladder| ladder.standing(&self.strikes));
        let words = standing.filter_map(|(id, said)| match &said.what.what {
            Resource::Shelter(step) => Some((*id, said, step)),
            _ => None,
        });
        let mut list: Vec<_> = words.collect();
        list.sort_by_key(|(id, said, _)| (said.what.at, said.recorded, *id));
        list
    }

    /// A shelter with those who were placed there.
    pub(super) fn shelter_with<'a>(&'a self, shelter: &'a Shelter, placed: &[&Evacuation]) -> ShelterView<'a> {
        let status = self.reckon(&Aspect::Shelter(shelter.code.clone()), |v| match v {
            Value::Shelter(status) => Some(status),
            _ => None,
        });
        let mut view = ShelterView {
            shelter,
            status,
            present: None,
            counted: None,
            special: &[],
            supplied: None,
            certified: shelter.certified.map(|at| (None, at)),
        };
        // Who is there is counted from the last count: neither a word nor a closing lets anybody out.
        let mut base: Option<(At, u64)> = None;
        let mut left = Vec::new();
        for (id, said, step) in self.shelter_words(&shelter.code) {
            let at = said.what.at;
            if let Some(people) = step.counted {
                base = Some((at, u64::from(people)));
                (view.counted, view.special) = (Some((at, said.what.by.as_str())), &[]);
            }
            match &step.word {
                ShelterWord::Counted { people, special } => {
                    base = Some((at, u64::from(*people)));
                    (view.counted, view.special) = (Some((at, said.what.by.as_str())), special);
                }
                ShelterWord::Status(_) => {}
                ShelterWord::Left { people } => left.push((at, u64::from(*people))),
                ShelterWord::Supplies { days } => {
                    view.supplied = Some((id, at + Span::hours(24 * i64::from(*days))));
                }
                ShelterWord::Certified => {
                    if view.certified.is_none_or(|(_, before)| at >= before) {
                        view.certified = Some((Some(id), at));
                    }
                }
            }
        }
        // Of one minute nobody knows what came first: the shelter is taken to be the fuller.
        let came = placed.iter().filter(|moved| base.is_none_or(|(from, _)| moved.there_since() >= from));
        let came: Vec<u64> = came.map(|moved| u64::from(moved.people)).collect();
        if base.is_some() || !came.is_empty() {
            let went = left.iter().filter(|(at, _)| base.is_none_or(|(from, _)| *at > from)).map(|(_, people)| *people);
            let there = came.into_iter().fold(base.map_or(0, |(_, people)| people), u64::saturating_add);
            view.present = Some(there.saturating_sub(went.fold(0, u64::saturating_add)));
        }
        view
    }
}
