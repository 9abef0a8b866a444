//! Questions about the structure 组织体系, and what adopting a region changes.

use super::World;
use crate::clock::At;
use crate::domain::{
    Aspect, Contact, EventId, Expert, Fact, ListCode, ListKind, Listed, Organ, OrganKind, Plan, Reckoning, Region,
    RegionName, Value, Watch, leads,
};

impl World {
    /// The edition of the region that the log goes by.
    pub fn region(&self) -> Reckoning<&RegionName> {
        self.reckon(&Aspect::Region, |v| if let Value::Region(region) = v { Some(region) } else { None })
    }

    /// The bodies of the structure: by kind, then by their place in it, then by code.
    pub fn organs(&self) -> Vec<&Organ> {
        let cards = self.listed(ListKind::Organ);
        let mut list: Vec<_> =
            cards.filter_map(|card| if let Listed::Organ(organ) = card { Some(organ) } else { None }).collect();
        list.sort_by_key(|organ| (organ.kind, organ.number.is_none(), organ.number, &organ.code));
        list
    }

    /// A body of the structure.
    pub fn organ(&self, code: &ListCode) -> Option<&Organ> {
        match self.card(&Aspect::Listed(ListKind::Organ, code.clone()))? {
            Listed::Organ(organ) => Some(organ),
            _ => None,
        }
    }

    /// Whom to call at a body: those of that name in the list, and of its office; A before B.
    pub fn contacts_of(&self, organ: &Organ) -> Vec<&Contact> {
        let offices = || organ.office.split(['、', ',', '，', ';', '；']).map(str::trim);
        let here =
            |contact: &&Contact| contact.office == organ.name || offices().any(|office| office == contact.office);
        let mut list: Vec<_> = self.contacts().filter(|contact| !contact.office.is_empty()).filter(here).collect();
        list.sort_by_key(|contact| (contact.turn.is_none(), contact.turn, &contact.code));
        list
    }

    /// The special headquarters that leads events of this code: the one that names the longest beginning of it.
    pub fn lead_organ(&self, code: &str) -> Option<&Organ> {
        let special = self.organs().into_iter().filter(|organ| organ.kind == OrganKind::Special);
        let fits = special.filter_map(|organ| Some((leads(&organ.codes, code)?, organ)));
        // Of two that name as much the first in order leads.
        fits.reduce(|best, next| if next.0 > best.0 { next } else { best }).map(|(_, organ)| organ)
    }

    /// Experts, those for events of this code first.
    pub fn experts(&self, code: &str) -> Vec<&Expert> {
        let cards = self.listed(ListKind::Expert);
        let mut list: Vec<_> =
            cards.filter_map(|card| if let Listed::Expert(expert) = card { Some(expert) } else { None }).collect();
        list.sort_by_key(|expert| (std::cmp::Reverse(leads(&expert.codes, code)), &expert.code));
        list
    }

    /// Whose watch it is at `at`: the highest role first.
    pub fn on_watch(&self, at: At) -> Vec<&Watch> {
        let cards = self.listed(ListKind::Watch);
        let watches = cards.filter_map(|card| if let Listed::Watch(watch) = card { Some(watch) } else { None });
        let mut list: Vec<_> = watches.filter(|watch| watch.holds(at)).collect();
        list.sort_by_key(|watch| (std::cmp::Reverse(watch.role.takes()), &watch.office, &watch.code));
        list
    }

    /// What is to be recorded so that the log goes by `region`: what stands already is not said again, and what the
    /// region does not name stays. Nothing when it is in force as it is.
    pub fn adopt_region(&self, region: &Region) -> Vec<Fact> {
        let mut facts = Vec::new();
        for area in &region.areas {
            if self.area(&area.code) != Some(area) {
                facts.extend(instead(self.named_before(&self.areas, &area.code), &region.name));
                facts.push(Fact::AreaNamed(area.clone()));
            }
        }
        for place in &region.places {
            if self.place(&place.code) != Some(place) {
                facts.extend(instead(self.named_before(&self.places, &place.code), &region.name));
                facts.push(Fact::PlaceNamed(place.clone()));
            }
        }
        for headquarters in &region.headquarters {
            if self.headquarters(&headquarters.code) != Some(headquarters) {
                let before = self.named_before(&self.headquarters, &headquarters.code);
                facts.extend(instead(before, &region.name));
                facts.push(Fact::HeadquartersFormed(headquarters.clone()));
            }
        }
        for card in &region.cards {
            let aspect = Aspect::Listed(card.kind(), card.code().clone());
            if self.disputed_or(&aspect, self.card(&aspect) != Some(card)) {
                facts.push(Fact::listing(card.clone(), self.heads(&aspect)));
            }
        }
        for team in &region.teams {
            let aspect = Aspect::Team(team.code.clone());
            if self.disputed_or(&aspect, self.team_card(&team.code) != Some(team)) {
                facts.push(Fact::TeamEnrolled { team: team.clone(), after: self.heads(&aspect) });
            }
        }
        let fresh = |plan: &&Plan| self.plan(&plan.code).is_none_or(|(_, stands)| stands != *plan);
        // A plan that does not fit even in parts was refused when its file was read.
        facts.extend(region.plans.iter().filter(fresh).cloned().filter_map(|plan| plan.adopted().ok()).flatten());
        if self.disputed_or(&Aspect::Region, self.region().agreed() != Some(&region.name)) || !facts.is_empty() {
            let after = self.heads(&Aspect::Region);
            facts.push(Fact::RegionAdopted { region: region.name.clone(), after });
        }
        facts
    }

    fn disputed_or(&self, aspect: &Aspect, differs: bool) -> bool {
        differs || self.conflict(aspect).is_some()
    }

    /// The events that name a code and stand: a name has no register, so a new one takes the old ones back.
    fn named_before<K: Ord + Clone, T>(&self, names: &super::Named<K, T>, code: &K) -> Vec<EventId> {
        let (first, last) = ((code.clone(), EventId([0; 32])), (code.clone(), EventId([255; 32])));
        names.range(first..=last).map(|((_, id), _)| *id).filter(|id| self.stands(id)).collect()
    }
}

fn instead(before: Vec<EventId>, region: &RegionName) -> impl Iterator<Item = Fact> {
    let reason = format!("{} {}", region.name, region.edition);
    before.into_iter().map(move |target| Fact::Struck { target, reason: reason.clone() })
}
