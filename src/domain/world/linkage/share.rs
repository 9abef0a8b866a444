//! Shared lists as they stand, with how old each is.

use std::collections::BTreeMap;

use super::super::World;
use crate::clock::{At, Span};
use crate::domain::{
    AreaCode, Aspect, EventId, ListKind, Listed, Rules, ShareKind, SharedItem, SharedList, TeamCode, Timer, Value,
};

/// A part of a list, by the event that gave it.
pub type SharedPart<'a> = (EventId, &'a SharedList);

/// A city's list, of its newest edition.
#[derive(Clone, Debug)]
pub struct ShareView<'a> {
    /// Whose.
    pub area: &'a AreaCode,
    /// Of what.
    pub kind: ShareKind,
    /// The parts of the newest edition that are there, in order.
    pub parts: Vec<SharedPart<'a>>,
    /// Whether two posts wrote a part apart.
    pub disputed: bool,
}

impl<'a> ShareView<'a> {
    /// As of when the city stands behind it: the oldest of its parts.
    pub fn as_of(&self) -> Option<At> {
        self.parts.iter().map(|(_, list)| list.as_of).min()
    }

    /// Which edition.
    pub fn edition(&self) -> &'a str {
        self.parts.first().map_or("", |(_, list)| list.edition.as_str())
    }

    /// How many of its parts are not here.
    pub fn missing(&self) -> usize {
        let parts = self.parts.first().map_or(0, |(_, list)| usize::from(list.parts));
        parts.saturating_sub(self.parts.len())
    }

    /// Its rows.
    pub fn items(&self) -> impl Iterator<Item = &'a SharedItem> {
        self.parts.iter().flat_map(|(_, list)| &list.items)
    }

    /// How old it is, and whether that is too old to rely on.
    pub fn age(&self, rules: &Rules, now: At) -> Option<(Span, bool)> {
        let as_of = self.as_of()?;
        let age = (now - as_of).max(Span::ZERO);
        Some((age, age > rules.within(Timer::SharedFresh, as_of)))
    }
}

impl World {
    /// What cities share: by city, then in the order of the paper.
    pub fn shared_lists(&self) -> Vec<ShareView<'_>> {
        let from = Aspect::Shared(AreaCode::default(), ShareKind::Teams, 0);
        let all = self.registers.range(from..).map_while(|(aspect, _)| match aspect {
            Aspect::Shared(area, kind, _) => Some((area, *kind, aspect)),
            _ => None,
        });
        let mut lists: BTreeMap<(&AreaCode, ShareKind), ShareView<'_>> = BTreeMap::new();
        for (area, kind, aspect) in all {
            let values = self.values(aspect);
            let view =
                lists.entry((area, kind)).or_insert(ShareView { area, kind, parts: Vec::new(), disputed: false });
            view.disputed |= self.conflict(aspect).is_some();
            view.parts.extend(values.into_iter().take(1).filter_map(|(id, said)| match &said.what {
                Value::Shared(list) => Some((*id, list.as_ref())),
                _ => None,
            }));
        }
        let mut lists: Vec<_> = lists.into_values().collect();
        for view in &mut lists {
            // Only the newest edition counts; of a longer one before it parts may stand.
            let newest = view.parts.iter().map(|(_, list)| (list.as_of, list.edition.clone())).max();
            view.parts.retain(|(_, list)| newest.as_ref().is_some_and(|(_, edition)| list.edition == *edition));
            view.parts.retain(|(_, list)| list.part < list.parts);
        }
        lists.retain(|view| !view.parts.is_empty());
        lists
    }

    /// What the log has cards of that a city could share: its teams, and what the bureau's lists hold. Of large equipment
    /// and sources of risk there are no cards.
    pub fn shareable(&self, area: &AreaCode, kind: ShareKind) -> Vec<SharedItem> {
        let team = |view: crate::domain::TeamView<'_>| SharedItem {
            code: view.team.code.0.clone(),
            name: view.team.name.clone(),
            count: Some(view.team.people.into()),
            unit: String::new(),
            capabilities: view.team.capabilities.clone(),
            place: Some(view.team.home.clone()),
            note: [view.team.leader.as_str(), view.team.phone.as_str()].join(" ").trim().to_owned(),
        };
        let card = |card: &Listed| match card {
            Listed::Material(of) => Some(SharedItem {
                code: of.code.0.clone(),
                name: of.name.clone(),
                count: of.count,
                unit: of.unit.clone(),
                note: [of.store.as_str(), of.keeper.as_str(), of.phone.as_str()].join(" ").trim().to_owned(),
                ..SharedItem::default()
            }),
            Listed::Shelter(of) => Some(SharedItem {
                code: of.code.0.clone(),
                name: of.name.clone(),
                count: of.capacity,
                note: [of.address.as_str(), of.manager.as_str(), of.phone.as_str()].join(" ").trim().to_owned(),
                ..SharedItem::default()
            }),
            _ => None,
        };
        match kind {
            ShareKind::Teams => {
                self.teams().into_iter().filter(|view| area.covers(&view.team.area)).map(team).collect()
            }
            ShareKind::Materials => self.listed(ListKind::Material).filter_map(card).collect(),
            ShareKind::Shelters => self.listed(ListKind::Shelter).filter_map(card).collect(),
            ShareKind::Equipment | ShareKind::Risks => Vec::new(),
        }
    }

    /// 轮值单位: who has the region's duty at `at`, by the watch of the platform that both share; none when nobody is named.
    pub fn duty_city(&self, at: At) -> Option<&str> {
        let platforms = self.organs().into_iter().filter(|organ| organ.kind == crate::domain::OrganKind::Platform);
        let offices: Vec<&str> = platforms.map(|organ| organ.name.as_str()).collect();
        let watches = self.on_watch(at).into_iter();
        watches.filter(|watch| offices.contains(&watch.office.as_str())).map(|watch| watch.name.as_str()).next()
    }

    /// The row of a team in what its city shares, with the list that it is in.
    pub fn shared_team(&self, team: &TeamCode) -> Option<(ShareView<'_>, &SharedItem)> {
        let of_teams = self.shared_lists().into_iter().filter(|view| view.kind == ShareKind::Teams);
        of_teams.into_iter().find_map(|view| {
            let item = view.items().find(|item| item.code == team.0)?;
            Some((view, item))
        })
    }
}
