//! 谁能来, of what other cities share (rules.md 4.4): rows of their lists of teams, to be asked for. Of those that this log has
//! cards of more is known, and they stand among the teams.

use std::cmp::Reverse;

use super::super::World;
use super::who::{by_road, drives};
use crate::clock::At;
use crate::domain::{Capability, Offer, Rules, ShareKind, SharedItem, TeamCode, TeamNeed, Timer};
use crate::limits::OFFER_KMH;

impl World {
    /// Rows of other cities' shared lists of teams that cover any of what is needed, the first to arrive first. Grades are
    /// not shared: whoever is asked says them.
    pub(super) fn offers<'a>(&'a self, rules: &Rules, need: &TeamNeed, now: At) -> Vec<Offer<'a>> {
        let answers = rules.within(Timer::AidAnswer, now);
        let mut offers = Vec::new();
        for view in self.shared_lists() {
            let own = need.own.as_ref().is_some_and(|own| own.covers(view.area));
            let (Some(as_of), Some(age)) = (view.as_of(), view.age(rules, now)) else { continue };
            if own || view.kind != ShareKind::Teams {
                continue;
            }
            for item in view.items() {
                let covers = covers(need, item);
                let carded = !item.code.is_empty() && self.team_card(&TeamCode(item.code.clone())).is_some();
                if carded || (covers.is_empty() && !need.wanted.is_empty()) {
                    continue;
                }
                let from = item.place.as_ref().and_then(|place| self.place(place)).map(|place| place.point);
                let metres = from.map(|from| by_road(from, need.place));
                let drives = metres.map(|metres| drives(metres, OFFER_KMH));
                let arrives = drives.map(|drives| now + answers + drives);
                offers.push(Offer { area: view.area, item, as_of, age, covers, metres, answers, drives, arrives });
            }
        }
        offers.sort_by_key(|one| (one.arrives.is_none(), one.arrives, Reverse(one.covers.len()), one.area, one.item));
        offers
    }
}

fn covers(need: &TeamNeed, item: &SharedItem) -> Vec<Capability> {
    let wanted = need.wanted.iter().map(|wanted| wanted.capability);
    wanted.filter(|capability| item.capabilities.contains(capability)).collect()
}
