//! What was found on a scene: zones, readings, casualties, requests, what was searched.

use std::collections::{BTreeMap, BTreeSet};

use super::SceneView;
use crate::clock::At;
use crate::domain::{
    CasualtyState, CrewName, EventId, Evidence, HazardKind, HazardReading, InForce, Row, SceneNoted, SceneRequest,
    SearchGrid, What, World, Zone,
};
use crate::limits::SEARCH_PASSES;

/// A zone that is not lifted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ZoneView<'a> {
    /// The note that set it.
    pub id: EventId,
    /// When.
    pub at: At,
    /// What it is.
    pub what: &'a Zone,
}

/// A request that the scene made.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct RequestView<'a> {
    /// The note that asked.
    pub id: EventId,
    /// When.
    pub at: At,
    /// For what.
    pub what: &'a SceneRequest,
    /// Whether it is given, in which words, and when that was said first.
    pub answer: Option<(bool, &'a str, At)>,
}

/// How many are in a state, by each who counts.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Tally<'a> {
    /// In which state.
    pub state: CasualtyState,
    /// By whose count how many, by name.
    pub sources: Vec<(&'a str, i64)>,
}

/// A cell of the search grid.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CellView<'a> {
    /// Which.
    pub name: String,
    /// Who searched it: two who are not of one team are two passes.
    pub passes: BTreeSet<&'a str>,
    /// How many were found there.
    pub found: u32,
}

impl Tally<'_> {
    /// So many at least: those whom two counted are not added up, so the greatest count is what is known for sure. None
    /// where every count says only that there are fewer than somebody said before.
    pub fn count(&self) -> Option<u32> {
        let most = self.sources.iter().map(|(_, count)| *count).max().unwrap_or(0);
        (most >= 0).then(|| u32::try_from(most).unwrap_or(u32::MAX))
    }

    /// Whether those who count differ.
    pub fn differs(&self) -> bool {
        self.sources.windows(2).any(|pair| matches!(pair, [(_, one), (_, other)] if one != other))
    }
}

impl CellView<'_> {
    /// Whether as many passed over it, each by themselves, as it takes.
    pub fn cleared(&self) -> bool {
        self.passes.len() >= SEARCH_PASSES
    }
}

/// By whom a pass counts: two crews of one team are one.
fn searcher(crew: &CrewName) -> &str {
    crew.team.as_ref().map_or(crew.name.as_str(), |team| team.0.as_str())
}

impl<'a> SceneView<'a> {
    /// The zones that are not lifted, the oldest first. Lifting names the zone it lifts: one that was set apart stays.
    pub fn zones(&self) -> Vec<ZoneView<'a>> {
        let lifted: BTreeSet<EventId> = self
            .notes
            .iter()
            .filter_map(|(_, said)| match said.what.what {
                SceneNoted::ZoneLifted { zone } => Some(zone),
                _ => None,
            })
            .collect();
        let set = self.notes.iter().filter_map(|(id, said)| match &said.what.what {
            SceneNoted::Zone(what) => Some(ZoneView { id: *id, at: said.what.at, what }),
            _ => None,
        });
        set.filter(|zone| !lifted.contains(&zone.id)).collect()
    }

    /// One of them.
    pub fn zone(&self, id: EventId) -> Option<ZoneView<'a>> {
        self.zones().into_iter().find(|zone| zone.id == id)
    }

    /// The newest reading of each kind at each place.
    pub fn readings(&self) -> Vec<(EventId, At, &'a HazardReading)> {
        let mut newest: BTreeMap<(HazardKind, &str), (EventId, At, &'a HazardReading)> = BTreeMap::new();
        for (id, said) in &self.notes {
            if let SceneNoted::Reading(reading) = &said.what.what {
                newest.insert((reading.kind, reading.place.as_str()), (*id, said.what.at, reading));
            }
        }
        newest.into_values().collect()
    }

    /// Those of them that are beyond the limit of their row, with the row.
    pub fn beyond<'w>(&self, world: &'w World) -> Vec<(EventId, At, &'a HazardReading, InForce<'w>)> {
        self.beyond_rows(world, &world.hazard_rows())
    }

    /// The same by these rows.
    pub(super) fn beyond_rows<'w>(
        &self,
        world: &'w World,
        rows: &[(HazardKind, &'static Row)],
    ) -> Vec<(EventId, At, &'a HazardReading, InForce<'w>)> {
        let readings = self.readings();
        let over = readings.into_iter().filter_map(|(id, at, reading)| {
            let row = world.in_place_of(rows.iter().find(|(kind, _)| *kind == reading.kind)?.1, at);
            let What::Hazard { from, below, .. } = &row.row.what else { return None };
            let over = if *below { reading.value < *from } else { reading.value >= *from };
            over.then_some((id, at, reading, row))
        });
        over.collect()
    }

    /// Casualties, by state and by who counts.
    pub fn casualties(&self) -> Vec<Tally<'a>> {
        tallied(self.notes.iter().map(|(_, said)| &said.what.what))
    }

    /// What was asked for, the oldest first.
    pub fn requests(&self) -> Vec<RequestView<'a>> {
        let asked = self.notes.iter().filter_map(|(id, said)| match &said.what.what {
            SceneNoted::Asked(what) => Some(RequestView { id: *id, at: said.what.at, what, answer: None }),
            _ => None,
        });
        let mut list: Vec<RequestView<'a>> = asked.collect();
        // By what it names, whatever the clocks of those who asked and answered said.
        for (_, said) in &self.notes {
            if let SceneNoted::Answered { request, granted, text } = &said.what.what
                && let Some(one) = list.iter_mut().find(|one| one.id == *request && one.answer.is_none())
            {
                one.answer = Some((*granted, text, said.what.at));
            }
        }
        list
    }

    /// The search grid as it was last laid.
    pub fn grid(&self) -> Option<(EventId, At, &'a SearchGrid)> {
        self.newest(|noted| if let SceneNoted::Grid(grid) = noted { Some(grid) } else { None })
    }

    /// Its cells, and those that were searched besides. What was searched by another grid clears nothing of this one.
    pub fn cells(&self) -> Vec<CellView<'a>> {
        let laid = self.grid();
        let own = |grid: &Option<EventId>, at: At| match (laid, grid) {
            (Some((id, ..)), Some(grid)) => id == *grid,
            (Some((_, laid, _)), None) => at >= laid,
            (None, _) => true,
        };
        let names = laid.map(|(.., grid)| grid.cells().collect::<Vec<_>>()).unwrap_or_default();
        let empty = |name: String| CellView { name, passes: BTreeSet::new(), found: 0 };
        let mut cells: Vec<CellView<'a>> = names.into_iter().map(empty).collect();
        for (_, said) in &self.notes {
            if let SceneNoted::Searched { cell, crew, found, grid, .. } = &said.what.what
                && own(grid, said.what.at)
            {
                let place = cells.iter().position(|one| one.name == *cell).unwrap_or_else(|| {
                    cells.push(empty(cell.clone()));
                    cells.len() - 1
                });
                if let Some(one) = cells.get_mut(place) {
                    one.passes.insert(searcher(crew));
                    one.found = one.found.saturating_add(*found);
                }
            }
        }
        cells
    }

    /// Things that were moved.
    pub fn evidence(&self) -> Vec<&'a Evidence> {
        let mut items: Vec<&'a Evidence> = Vec::new();
        for (_, said) in &self.notes {
            if let SceneNoted::Evidence(evidence) = &said.what.what {
                // What is written down of the same thing later stands.
                items.retain(|one| one.item != evidence.item);
                items.push(evidence);
            }
        }
        items
    }
}

/// So many more and fewer, by state and by who counts.
fn tallied<'a>(noted: impl Iterator<Item = &'a SceneNoted>) -> Vec<Tally<'a>> {
    let mut tallies: BTreeMap<CasualtyState, BTreeMap<&'a str, i64>> = BTreeMap::new();
    for noted in noted {
        if let SceneNoted::Casualty(one) = noted {
            let count = tallies.entry(one.state).or_default().entry(one.source.as_str()).or_default();
            *count += i64::from(one.change);
        }
    }
    let tally = |(state, sources): (_, BTreeMap<_, _>)| Tally { state, sources: sources.into_iter().collect() };
    tallies.into_iter().map(tally).collect()
}

impl World {
    /// The rows that limit readings, as they were adopted.
    pub(super) fn hazard_rows(&self) -> Vec<(HazardKind, &'static Row)> {
        let of = |row: &'static Row| if let What::Hazard { kind, .. } = &row.what { Some((*kind, row)) } else { None };
        self.rule_set().rows().filter_map(of).collect()
    }

    /// Casualties of an incident and of what is the same one: what one source added on either scene is its one count.
    pub fn tallies(&self, incident: EventId) -> Vec<Tally<'_>> {
        let merges = self.merges();
        let whole: Vec<EventId> = merges.whole(merges.kept(incident)).collect();
        let ledgers = whole.iter().filter_map(|id| self.scene_notes.get(id));
        let lines = ledgers.flat_map(|ledger| ledger.standing(&self.strikes));
        tallied(lines.map(|(_, said)| &said.what.what))
    }
}
