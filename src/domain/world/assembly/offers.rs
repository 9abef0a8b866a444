//! 谁能来, of what other cities share (rules.md 4.4): rows of their lists of teams, to be asked for. Of those that this log has
//! cards of more is known, and they stand among the teams.

use std::cmp::Reverse;

use super::super::World;
use super::who::drives;
use crate::clock::At;
use crate::domain::{Capability, Going, Offer, Rules, ShareKind, SharedItem, Speeds, TeamCode, TeamNeed, Timer};

impl World {
    /// Rows of other cities' shared lists of teams that cover any of what is needed, the first to arrive first. Grades are
    /// not shared: whoever is asked says them.
    pub(super) fn offers<'a>(&'a self, rules: &Rules, speeds: &Speeds, need: &TeamNeed, now: At) -> Vec<Offer<'a>> {
        let speed = speeds.of(Going::Listed);
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
                let straight = from.zip(need.place.point()).map(|(from, to)| from.metres_to(to));
                let metres = straight.map(|metres| speeds.way(Going::Listed, metres));
                let drives = metres.map(|metres| drives(metres, speed));
                let arrives = drives.map(|drives| now + answers + drives);
                let area = view.area;
                offers.push(Offer { area, item, as_of, age, covers, metres, speed, answers, drives, arrives });
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
