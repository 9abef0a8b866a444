//! Aid requests as they stand: where each is, what was granted of each line, where those who come are; and what cities
//! share.

mod astray;
mod due;
mod lots;
mod promised;
mod share;

pub use share::{ShareView, SharedPart};

use std::collections::{BTreeMap, BTreeSet};

use super::{Reckoning, Said, World};
use crate::clock::At;
use crate::domain::algebra::Register;
use crate::domain::{
    Aid, AidEvent, AidLine, AidMove, AidState, AidStep, AidTelling, AidUnit, AreaCode, Aspect, EventId, Grant, Team,
    TeamCode, TeamKind, Value,
};

/// A request as the boards show it.
#[derive(Clone, Debug)]
pub struct AidView<'a> {
    /// The event that drafted it.
    pub id: EventId,
    /// What was drafted.
    pub aid: &'a Aid,
    /// Who wrote that down.
    pub actor: &'a str,
    /// What was decided; of a disputed one the oldest side counts.
    pub step: Reckoning<&'a AidMove>,
    /// Where the whole stands.
    pub state: AidState,
    /// Every decision that stands, the earliest first, those replaced since included.
    pub moves: Vec<(EventId, &'a AidMove)>,
    /// What was told of those who come and stands, the earliest first.
    pub told: Vec<(EventId, &'a AidTelling)>,
}

impl<'a> AidView<'a> {
    /// When it was sent first, and by whom.
    pub fn sent(&self) -> Option<(At, &'a AidStep)> {
        self.first(|step| matches!(step, AidStep::Sent(_)))
    }

    /// When it was taken up first; who granted or refused at once took it up then.
    pub fn accepted(&self) -> Option<(At, &'a AidStep)> {
        self.first(AidStep::is_answer)
    }

    /// When it was answered first: granted or refused.
    pub fn answered(&self) -> Option<(At, &'a AidStep)> {
        self.first(|step| matches!(step, AidStep::Granted { .. } | AidStep::Refused { .. }))
    }

    fn first(&self, of: impl Fn(&AidStep) -> bool) -> Option<(At, &'a AidStep)> {
        let found = self.moves.iter().filter(|(_, made)| of(&made.step)).min_by_key(|(_, made)| made.at);
        found.map(|(_, made)| (made.at, &made.step))
    }

    /// What is granted of each line, as decided last; nothing while nothing was.
    pub fn grants(&self) -> &'a [Grant] {
        let granted = self.moves.iter().rev().find_map(|(_, made)| match &made.step {
            AidStep::Granted { grants, .. } => Some(grants.as_slice()),
            _ => None,
        });
        // Nothing is granted by a request that was refused since, or that waits for its answer again.
        let now = self.step.clone().first().map(|made| &made.step);
        let taken_back = matches!(now, Some(AidStep::Refused { .. } | AidStep::Accepted(_) | AidStep::Sent(_)));
        granted.filter(|_| !taken_back).unwrap_or_default()
    }

    /// Each line with how many of it are granted.
    pub fn lines(&self) -> impl Iterator<Item = (&'a AidLine, u32)> {
        let grants = self.grants();
        let of = move |at: usize| grants.iter().filter(|one| usize::from(one.line) == at).map(|one| one.count).sum();
        self.aid.needs.iter().enumerate().map(move |(at, line)| (line, of(at)))
    }

    /// 部分同意: whether something was granted, and some line gets less than it asks.
    pub fn partial(&self) -> bool {
        !self.grants().is_empty() && self.lines().any(|(line, count)| count < line.count)
    }

    /// Who and what comes: those named in the grant and those of whom something was told.
    pub fn units(&self) -> BTreeSet<&'a AidUnit> {
        let granted = self.grants().iter().flat_map(|grant| &grant.units);
        granted.chain(self.told.iter().map(|(_, telling)| &telling.unit)).collect()
    }

    /// Where one that comes is, with the newest that was told of it; granted while nothing was told.
    pub fn unit(&self, unit: &AidUnit) -> (AidState, Option<&'a AidTelling>) {
        let of_unit: Vec<_> = self.told.iter().filter(|(_, telling)| telling.unit == *unit).copied().collect();
        match highest(&of_unit).into_values().next() {
            Some((_, telling)) => (telling.news.rung(), Some(telling)),
            None => (AidState::decided(self.step.clone().first().map(|made| &made.step)), None),
        }
    }

    /// When one of those who come first reported in.
    pub fn arrived(&self) -> Option<At> {
        let there = self.told.iter().filter(|(_, telling)| telling.news.rung() == AidState::Arrived);
        there.map(|(_, telling)| telling.at).min()
    }

    /// Whether it is the turn of what happens to the whole, or to one that comes. While it is disputed what was decided,
    /// whatever follows from either side is.
    pub fn in_turn(&self, event: AidEvent, unit: Option<&AidUnit>) -> bool {
        if let Some((state, Some(_))) = unit.map(|unit| self.unit(unit)) {
            return state.after(event).is_some();
        }
        let sides: Vec<AidState> = match &self.step {
            Reckoning::Unset => vec![AidState::Draft],
            Reckoning::Agreed(made) => vec![AidState::decided(Some(&made.step))],
            Reckoning::Disputed(all) => all.iter().map(|made| AidState::decided(Some(&made.step))).collect(),
        };
        let sides = if unit.is_some() || sides.len() > 1 { sides } else { vec![self.state] };
        sides.iter().any(|state| state.after(event).is_some())
    }
}

/// The telling that brings each unit where it is: the highest, of several the newest. Who is sent off again after a release
/// begins anew. `told` is in its order.
fn highest<'a>(told: &[(EventId, &'a AidTelling)]) -> BTreeMap<&'a AidUnit, (EventId, &'a AidTelling)> {
    let mut units: BTreeMap<&AidUnit, (EventId, &AidTelling)> = BTreeMap::new();
    for (id, telling) in told {
        let best = units.entry(&telling.unit).or_insert((*id, telling));
        let (rung, was) = (telling.news.rung(), best.1.news.rung());
        if rung >= was || (rung == AidState::Dispatched && was >= AidState::Released) {
            *best = (*id, telling);
        }
    }
    units
}

impl World {
    /// A request that stands.
    pub fn aid(&self, id: EventId) -> Option<AidView<'_>> {
        self.aid_of(id).filter(|_| self.stands(&id))
    }

    fn aid_of(&self, id: EventId) -> Option<AidView<'_>> {
        let said = self.aids.get(&id)?;
        let aspect = Aspect::Aid(id);
        let step = self.reckon(&aspect, |v| if let Value::Aid(made) = v { Some(made.as_ref()) } else { None });
        let writes = self.registers.get(&aspect).into_iter().flat_map(Register::writes);
        let mut moves: Vec<_> = writes
            .filter(|(id, _)| self.stands(id))
            .filter_map(|(id, write)| match &write.value.what {
                Value::Aid(made) => Some((write.value.recorded, *id, made.as_ref())),
                _ => None,
            })
            .collect();
        moves.sort_by_key(|(recorded, id, _)| (*recorded, *id));
        let moves = moves.into_iter().map(|(_, id, made)| (id, made)).collect();
        let ledger = self.aid_told.get(&id).into_iter().flat_map(|ledger| ledger.standing(&self.strikes));
        let mut told: Vec<(EventId, &AidTelling)> = ledger.map(|(id, said)| (*id, &said.what)).collect();
        told.sort_by_key(|(id, telling)| (telling.at, telling.news.rung(), *id));
        let rungs = highest(&told).into_values().map(|(_, telling)| telling.news.rung());
        let decided = AidState::decided(step.clone().first().map(|made| &made.step));
        let state = AidState::of(decided, rungs);
        Some(AidView { id, aid: &said.what, actor: said.actor.as_str(), step, state, moves, told })
    }

    /// Requests that stand: those that are not over first, then the newest.
    pub fn aids(&self) -> Vec<AidView<'_>> {
        let mut list: Vec<_> = self.aids.keys().filter_map(|id| self.aid(*id)).collect();
        list.sort_by_key(|view| (view.state.is_over(), std::cmp::Reverse(view.aid.at), view.id));
        list
    }

    /// Those of them that are not over, by id.
    pub fn open_aids(&self) -> impl Iterator<Item = AidView<'_>> {
        self.open_aids.iter().filter_map(|id| self.aid(*id))
    }

    /// The open requests by which a team comes, has come or came, each with where it is.
    pub fn promises(&self, team: &TeamCode) -> impl Iterator<Item = (AidView<'_>, AidState)> {
        let unit = AidUnit::Team(team.clone());
        self.open_aids().filter_map(move |view| {
            let (state, _) = view.unit(&unit);
            view.units().contains(&unit).then_some((view, state))
        })
    }

    /// The open request by which a team comes or has come and is not home yet, with where it is; the oldest of several.
    pub fn promised(&self, team: &TeamCode) -> Option<(AidView<'_>, AidState)> {
        let away = self.promises(team).filter(|(_, state)| *state < AidState::Returned);
        away.min_by_key(|(view, _)| (view.aid.at, view.id))
    }

    /// Whether what is ordered for an incident is ordered for a request: it is the same incident, also after a merge; a
    /// request for none is for what happens in the city that asks, and an order for none is for any.
    pub fn is_for(&self, aid: &Aid, incident: Option<EventId>) -> bool {
        match (incident, aid.incident) {
            (None, _) => true,
            (Some(one), Some(of)) => self.is_same(one, of),
            (Some(one), None) => self.incident(one).is_some_and(|incident| aid.from.covers(&incident.area)),
        }
    }

    /// Whether two incidents are one.
    fn is_same(&self, one: EventId, other: EventId) -> bool {
        one == other || {
            let merges = self.merges();
            merges.kept(one) == merges.kept(other)
        }
    }

    /// Whether a team takes orders of whoever stands in `own`: one of its own jurisdiction or a higher one commands it, and
    /// on scene the city that it was lent to, for the incident that it was lent for (rules.md 4.4). The military takes
    /// requests. Of whom nobody knows where they stand nothing is asked.
    pub fn takes_orders(&self, own: Option<&AreaCode>, team: &Team, incident: Option<EventId>) -> bool {
        let lent = |own: &AreaCode| {
            self.promises(&team.code).any(|(view, state)| {
                let same = || incident.zip(view.aid.incident).is_none_or(|(one, of)| self.is_same(one, of));
                state.is_on_scene() && own.covers(&view.aid.from) && same()
            })
        };
        team.kind != TeamKind::Military && own.is_none_or(|own| own.covers(&team.area) || lent(own))
    }

    /// The jurisdiction above both of two cities, which answers for what crosses their border (突发事件应对法 art. 18): by their
    /// codes their province. None when one is part of the other, or when they are in two provinces.
    pub fn common_superior(&self, one: &AreaCode, other: &AreaCode) -> Option<AreaCode> {
        let province = |code: &AreaCode| {
            let digits = code.0.len() >= 6 && code.0.bytes().all(|b| b.is_ascii_digit());
            code.0.get(..2).filter(|_| digits).map(|stem| AreaCode(format!("{stem}0000")))
        };
        let (above, same) = (province(one)?, province(other)?);
        (above == same && !one.covers(other) && !other.covers(one)).then_some(above)
    }

    /// Takes what was told of one that comes.
    pub(super) fn tell_aid(&mut self, id: EventId, telling: Said<AidTelling>) {
        let aid = telling.what.aid;
        self.aid_told.entry(aid).or_default().insert(id, telling);
        self.reckon_aid(aid);
    }

    /// Keeps the set of requests that are not over. While it is disputed whether one is, or somebody is under way for it all
    /// the same, it is open.
    pub(super) fn reckon_aid(&mut self, id: EventId) {
        let open = self.aid_of(id);
        let open =
            open.is_some_and(|view| !view.state.is_over() || view.step.disputed() || view.astray().next().is_some());
        if open {
            self.open_aids.insert(id);
        } else {
            self.open_aids.remove(&id);
        }
    }

    /// The same of all whose tellings a strike touched.
    pub(super) fn reckon_struck_aids(&mut self, touched: &[EventId]) {
        let of = |(aid, ladder): (&EventId, &super::Ladder<Said<AidTelling>>)| {
            ladder.ids().any(|id| touched.contains(&id)).then_some(*aid)
        };
        let aids: Vec<EventId> = self.aid_told.iter().filter_map(of).collect();
        for aid in aids {
            self.reckon_aid(aid);
        }
    }
}
