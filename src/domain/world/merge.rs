//! Incidents that are one 合并: which is kept, what hangs on it, and where those who merged apart disagree.
//!
//! Merging writes no more than "this one goes into that one", an exclusive aspect of the one that goes; everything else is
//! derived, so that taking it back leaves all as it was. Merges of posts apart may form a ring (A into B here, B into A
//! there): then the incident of the ring of which word came first is kept, and a conflict is shown until a person settles
//! which of the merges goes.

use std::collections::{BTreeMap, BTreeSet};

use super::dispute::side;
use super::{Line, Reckoning, World};
use crate::clock::At;
use crate::domain::algebra::{Newest, Register};
use crate::domain::{Aspect, Conflict, EventId, Fact, Figure, FigureKind, Side, Value};

/// Which incidents are one.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Merges {
    /// For each that went into another: the one that is kept in the end.
    kept: BTreeMap<EventId, EventId>,
    /// For each that is kept and has others: those, the one of which word came first before.
    others: BTreeMap<EventId, Vec<EventId>>,
}

impl Merges {
    /// The incident under which this one is seen: itself, unless it went into another.
    pub fn kept(&self, id: EventId) -> EventId {
        self.kept.get(&id).copied().unwrap_or(id)
    }

    /// Those that went into this one.
    pub fn others(&self, kept: EventId) -> &[EventId] {
        self.others.get(&kept).map_or(&[], Vec::as_slice)
    }

    /// This one, and those that went into it.
    pub fn whole(&self, id: EventId) -> impl Iterator<Item = EventId> + '_ {
        [id].into_iter().chain(self.others(id).iter().copied())
    }

    /// Whether something of the incident `of` is seen under `incident`.
    pub fn concerns(&self, of: Option<EventId>, incident: EventId) -> bool {
        of.is_some_and(|of| of == incident || self.kept(of) == incident)
    }
}

impl World {
    /// Which incidents are one.
    pub fn merges(&self) -> Merges {
        let into = self.merged_into();
        let mut merges = Merges::default();
        for from in into.keys() {
            let mut path = vec![*from];
            let mut end = *from;
            while let Some(next) = into.get(&end) {
                if let Some(begin) = path.iter().position(|id| id == next) {
                    end = self.heard_first(path.get(begin..).unwrap_or_default()).unwrap_or(end);
                    break;
                }
                path.push(*next);
                end = *next;
            }
            if *from != end {
                merges.kept.insert(*from, end);
            }
        }
        for (other, kept) in &merges.kept {
            merges.others.entry(*kept).or_default().push(*other);
        }
        for others in merges.others.values_mut() {
            others.sort_by_key(|id| (self.incident(*id).map(|incident| incident.received), *id));
        }
        merges
    }

    /// The incident under which this one is seen.
    pub fn kept(&self, id: EventId) -> EventId {
        self.merges().kept(id)
    }

    /// Whether something of the incident `of` is seen under `incident`.
    pub fn concerns(&self, of: Option<EventId>, incident: EventId) -> bool {
        of == Some(incident) || self.merges().concerns(of, incident)
    }

    /// When an incident happened and when word of it first came, by whichever call: the legal clocks run from there.
    pub fn times(&self, incident: EventId) -> Option<(At, At)> {
        let merges = self.merges();
        let whole = || merges.whole(incident).filter_map(|id| self.incident(id));
        Some((whole().map(|one| one.occurred).min()?, whole().map(|one| one.received).min()?))
    }

    /// Into which incident this one was merged, as it was said: not where that one went in turn.
    pub fn merge_of(&self, incident: EventId) -> Reckoning<Option<EventId>> {
        self.reckon(&Aspect::Merged(incident), |v| if let Value::Merged(into) = v { Some(*into) } else { None })
    }

    /// Every merge between two incidents that stand; of a disputed one the oldest side.
    fn merged_into(&self) -> BTreeMap<EventId, EventId> {
        let merged = self.merge_registers().map(|(id, _)| id);
        let pairs = merged.filter_map(|from| Some((from, self.merge_of(from).first().flatten()?)));
        pairs
            .filter(|(from, to)| from != to && self.incident(*from).is_some() && self.incident(*to).is_some())
            .collect()
    }

    fn merge_registers(&self) -> impl Iterator<Item = (EventId, &Register<super::Said<Value>>)> {
        let from = Aspect::Merged(EventId([0; 32]));
        let registers = self.registers.range(from..);
        registers
            .map_while(|(aspect, register)| if let Aspect::Merged(id) = aspect { Some((*id, register)) } else { None })
    }

    /// Every incident that any merge ever named: a strike may bring each merge back, so these stay at hand.
    pub(super) fn named_by_merges(&self) -> BTreeSet<EventId> {
        let mut named = BTreeSet::new();
        for (id, register) in self.merge_registers() {
            named.insert(id);
            for (_, write) in register.writes() {
                named.extend(if let Value::Merged(into) = &write.value.what { *into } else { None });
            }
        }
        named
    }

    /// The lines that tell of the merges of incidents which at some time went into this one: also that they went apart again.
    pub(super) fn partings(&self, kept: EventId) -> impl Iterator<Item = (&(At, EventId), &Line)> {
        let came = move |register: &Register<super::Said<Value>>| {
            register.writes().any(|(_, write)| matches!(write.value.what, Value::Merged(Some(into)) if into == kept))
        };
        let partners = self.merge_registers().filter(move |(_, register)| came(register)).map(|(id, _)| id);
        let lines = partners.filter_map(|id| self.timelines.get(&Some(id))).flat_map(Newest::iter);
        lines.filter(|(_, line)| matches!(*line.fact, Fact::IncidentMerged { .. }))
    }

    fn heard_first(&self, ids: &[EventId]) -> Option<EventId> {
        ids.iter().copied().min_by_key(|id| (self.incident(*id).map(|incident| incident.received), *id))
    }

    /// The rings that merges form, each beginning with the incident that is kept of it.
    fn merge_rings(&self) -> Vec<Vec<EventId>> {
        let into = self.merged_into();
        let mut rings: BTreeMap<EventId, Vec<EventId>> = BTreeMap::new();
        for from in into.keys() {
            let mut path = vec![*from];
            while let Some(next) = path.last().and_then(|last| into.get(last)) {
                if next == from {
                    // It is on the ring: the ring is named once, by the one that is kept.
                    let kept = self.heard_first(&path).unwrap_or(*from);
                    let turn = path.iter().position(|id| *id == kept).unwrap_or(0);
                    path.rotate_left(turn);
                    rings.entry(kept).or_insert(path);
                    break;
                }
                if path.contains(next) {
                    break;
                }
                path.push(*next);
            }
        }
        rings.into_values().collect()
    }

    /// The conflicts of posts that merged incidents in a ring. One of which a merge is itself disputed comes up when that
    /// is settled.
    pub(super) fn ring_conflicts(&self) -> Vec<Conflict> {
        let disputed = |id: &EventId| self.merge_of(*id).disputed();
        let rings = self.merge_rings().into_iter().filter(|ring| !ring.iter().any(disputed));
        rings
            .filter_map(|ring| {
                let kept = *ring.first()?;
                let sides = ring.iter().flat_map(|id| self.values(&Aspect::Merged(*id)));
                let mut sides: Vec<Side> = sides.map(|(id, said)| side(*id, said)).collect();
                sides.sort_by_key(|side| (side.recorded, side.id));
                Some(Conflict { aspect: Aspect::Merged(kept), sides })
            })
            .collect()
    }

    /// One figure of an incident. Of one into which others were merged its own counts; as long as nobody said one of it,
    /// what was said of the others does.
    pub fn figure(&self, incident: EventId, figure: FigureKind) -> Reckoning<&Figure> {
        self.of_whole(incident, |id| self.own_figure(id, figure))
    }

    /// What was said of an incident; as long as nobody said it of this very one, what was said of those that went into it.
    pub(super) fn of_whole<T: PartialEq>(
        &self,
        incident: EventId,
        own: impl Fn(EventId) -> Reckoning<T>,
    ) -> Reckoning<T> {
        match own(incident) {
            Reckoning::Unset => {}
            said => return said,
        }
        let mut values: Vec<T> = Vec::new();
        for id in self.merges().others(incident) {
            let said = match own(*id) {
                Reckoning::Unset => Vec::new(),
                Reckoning::Agreed(one) => vec![one],
                Reckoning::Disputed(all) => all,
            };
            for value in said {
                if !values.contains(&value) {
                    values.push(value);
                }
            }
        }
        match values.pop() {
            None => Reckoning::Unset,
            Some(one) if values.is_empty() => Reckoning::Agreed(one),
            Some(last) => {
                values.push(last);
                Reckoning::Disputed(values)
            }
        }
    }

    /// One figure as it was said of this very incident.
    fn own_figure(&self, incident: EventId, figure: FigureKind) -> Reckoning<&Figure> {
        self.reckon(&Aspect::Figure(incident, figure), |v| if let Value::Figure(f) = v { Some(f) } else { None })
    }

    /// What was said of the incidents that went into this one where it differs from what counts: it is shown beside, and
    /// never added.
    pub fn other_figures(&self, incident: EventId) -> Vec<(EventId, FigureKind, Option<u32>)> {
        let mut list = Vec::new();
        for id in self.merges().others(incident) {
            for kind in FigureKind::ALL {
                let Some(said) = self.own_figure(*id, kind).first() else { continue };
                let counts = self.figure(incident, kind);
                if counts.disputed() || counts.first().is_none_or(|figure| figure.count != said.count) {
                    list.push((*id, kind, said.count));
                }
            }
        }
        list
    }
}
