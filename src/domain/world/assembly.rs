//! Mobilisations as they stand, and the crews of teams.

mod due;
mod offers;
mod spot;
mod who;

use std::collections::BTreeMap;

use super::{Reckoning, World};
use crate::clock::{At, Span};
use crate::domain::{
    Aspect, AssemblyState, Crew, EventId, Muster, Order, Outcome, Purpose, Recipient, Rules, Rung, TeamCode, Telling,
    Timer, Told, Value,
};

/// A mobilisation as the boards show it.
#[derive(Clone, Debug)]
pub struct Mobilisation<'a> {
    /// The order, which names it.
    pub id: EventId,
    /// What was ordered.
    pub order: &'a Order,
    /// What it says besides.
    pub muster: &'a Muster,
    /// Who was mobilised.
    pub team: &'a TeamCode,
    /// Where it stands.
    pub state: AssemblyState,
    /// When it was acknowledged first.
    pub acknowledged: Option<At>,
    /// Whether two posts said apart how the order ended.
    pub disputed: bool,
    /// What was told and stands, earliest first.
    pub told: Vec<(EventId, &'a Telling)>,
}

impl<'a> Mobilisation<'a> {
    /// When what `is` says was told first.
    pub fn when(&self, is: impl Fn(&Told) -> bool) -> Option<At> {
        self.told.iter().find(|(_, telling)| is(&telling.told)).map(|(_, telling)| telling.at)
    }

    /// The newest telling that `is` such.
    pub fn newest(&self, is: impl Fn(&Told) -> bool) -> Option<(EventId, &'a Telling)> {
        self.told.iter().rev().find(|(_, telling)| is(&telling.told)).copied()
    }

    /// When it departed.
    pub fn departed(&self) -> Option<At> {
        self.when(|told| matches!(told, Told::Departed { .. }))
    }

    /// When it reached the scene.
    pub fn arrived(&self) -> Option<At> {
        self.when(|told| matches!(told, Told::AtScene))
    }

    /// When it checked in.
    pub fn checked_in(&self) -> Option<At> {
        self.when(|told| matches!(told, Told::CheckedIn { .. }))
    }

    /// When it was given its first task.
    pub fn tasked(&self) -> Option<At> {
        self.when(|told| matches!(told, Told::Tasked { .. }))
    }

    /// The time of arrival that was told first.
    pub fn first_eta(&self) -> Option<At> {
        self.told.iter().find_map(|(_, telling)| telling.told.eta())
    }

    /// The time of arrival that was told last.
    pub fn eta(&self) -> Option<At> {
        self.told.iter().rev().find_map(|(_, telling)| telling.told.eta())
    }

    /// Whether the way is blocked, and nobody said since how it goes on.
    pub fn blocked(&self) -> Option<(EventId, &'a str)> {
        let news = |told: &Told| told.eta().is_some() || matches!(told, Told::Blocked { .. } | Told::Rerouted { .. });
        match self.newest(news) {
            Some((id, Telling { told: Told::Blocked { by }, .. })) => Some((id, by)),
            _ => None,
        }
    }

    /// Since when it stands where it stands.
    pub fn since(&self) -> At {
        let moved = self.told.iter().rev().find(|(_, telling)| telling.told.rung() == Some(self.state));
        let acknowledged = self.acknowledged.filter(|_| self.state == AssemblyState::Assembling);
        moved.map(|(_, telling)| telling.at).or(acknowledged).unwrap_or(self.order.issued)
    }

    /// How many are there, by the newest count.
    pub fn people(&self) -> Option<u32> {
        self.told.iter().rev().find_map(|(_, telling)| match telling.told {
            Told::RollCalled { people, .. } | Told::Departed { people, .. } | Told::CheckedIn { people, .. } => {
                Some(people)
            }
            _ => None,
        })
    }

    /// How long they had been on duty when they checked in.
    pub fn hours(&self) -> Option<(At, u32)> {
        self.told.iter().rev().find_map(|(_, telling)| match telling.told {
            Told::CheckedIn { hours: Some(hours), .. } => Some((telling.at, hours)),
            _ => None,
        })
    }

    /// Whether it goes to a team by a pre-alert only.
    pub fn is_pre_alert(&self) -> bool {
        self.muster.purpose == Purpose::PreAlert
    }
}

impl World {
    /// Takes what was told of a mobilised team.
    pub(super) fn tell(&mut self, id: EventId, telling: Telling) {
        let order = telling.order;
        self.told.entry(order).or_default().insert(id, telling);
        self.note_arrivals(order);
        self.reckon_mobilising(order);
    }

    /// Keeps the set of mobilisations that are not over.
    pub(super) fn reckon_mobilising(&mut self, order: EventId) {
        let mobilises = self.orders.get(&order).is_some_and(|said| said.what.muster.is_some());
        if mobilises && self.mobilisation_of(order).is_some_and(|one| !one.state.is_over()) {
            self.mobilising.insert(order);
        } else {
            self.mobilising.remove(&order);
        }
    }

    /// The same of all whose tellings a strike touched.
    pub(super) fn reckon_struck_mobilisations(&mut self, touched: &[EventId]) {
        let of = |(order, ladder): (&EventId, &super::Ladder<Telling>)| {
            ladder.ids().any(|id| touched.contains(&id)).then_some(*order)
        };
        let orders: Vec<EventId> = self.told.iter().filter_map(of).collect();
        for order in orders {
            self.reckon_mobilising(order);
        }
    }

    /// Mobilisations that stand and are not over, by their orders.
    pub fn mobilisations(&self) -> impl Iterator<Item = Mobilisation<'_>> {
        self.mobilising.iter().filter_map(|id| self.mobilisation(*id))
    }

    /// How many there are, those included whose order was struck.
    pub fn mobilising(&self) -> usize {
        self.mobilising.len()
    }

    /// A mobilisation by its order, when that stands.
    pub fn mobilisation(&self, order: EventId) -> Option<Mobilisation<'_>> {
        self.mobilisation_of(order).filter(|_| self.stands(&order))
    }

    /// Whether a team acknowledged an order that calls it up, and has not left on it.
    pub(in crate::domain) fn has_acknowledged(&self, team: &TeamCode) -> bool {
        let mut all = self.bookings(team).filter_map(|id| self.mobilisation(id));
        all.any(|one| matches!(one.state, AssemblyState::Assembling | AssemblyState::Mustered))
    }

    fn mobilisation_of(&self, id: EventId) -> Option<Mobilisation<'_>> {
        let order = &self.orders.get(&id)?.what;
        let muster = order.muster.as_deref()?;
        let Recipient::Team(team) = &order.to else { return None };
        let mut told: Vec<(EventId, &Telling)> =
            self.told.get(&id).into_iter().flat_map(|l| l.standing(&self.strikes)).map(|(id, t)| (*id, t)).collect();
        told.sort_by_key(|(id, telling)| (telling.at, telling.told.rung(), *id));
        let outcome = self.reckon(&Aspect::Outcome(id), |v| if let Value::Outcome(o) = v { Some(o) } else { None });
        let rungs = self.ladders.get(&id);
        let acknowledged = rungs.into_iter().flat_map(|l| l.standing(&self.strikes));
        let acknowledged = acknowledged.filter(|(_, rung)| rung.rung >= Rung::Acknowledged).map(|(_, r)| r.at).min();
        let disputed = outcome.disputed();
        let state = state(muster, acknowledged.is_some(), outcome.first(), &told);
        Some(Mobilisation { id, order, muster, team, state, acknowledged, disputed, told })
    }

    /// Mobilisations by team: two of one team are a double booking.
    pub fn mobilised(&self) -> BTreeMap<&TeamCode, Vec<Mobilisation<'_>>> {
        let mut teams: BTreeMap<&TeamCode, Vec<Mobilisation<'_>>> = BTreeMap::new();
        for one in self.mobilisations() {
            teams.entry(one.team).or_default().push(one);
        }
        teams
    }

    /// Whether another open order mobilises the same team: two headquarters may have ordered it apart. A pre-alert books
    /// nobody.
    pub fn double_booked(&self, one: &Mobilisation<'_>) -> bool {
        let books = |other: &Mobilisation<'_>| !other.is_pre_alert() && other.state != AssemblyState::Declined;
        // Few orders go to one team: the others are passed by.
        books(one)
            && self
                .bookings(one.team)
                .filter(|id| *id != one.id)
                .filter_map(|id| self.mobilisation(id))
                .any(|other| books(&other))
    }

    /// The orders that mobilise a team and are not over, those included that only warn it.
    pub fn bookings(&self, team: &TeamCode) -> impl Iterator<Item = EventId> {
        let to = move |id: &EventId| match self.orders.get(id).map(|said| &said.what.to) {
            Some(Recipient::Team(code)) => code == team,
            _ => false,
        };
        self.mobilising.iter().copied().filter(move |id| to(id) && self.stands(id))
    }

    /// By when it must be there: as the order says, else by the limit of the setting (rules.md 5.3).
    pub fn required(&self, rules: &Rules, one: &Mobilisation<'_>) -> Option<(At, Option<Timer>)> {
        if one.is_pre_alert() {
            return None;
        }
        if let Some(at) = one.muster.required {
            return Some((at, None));
        }
        let timer = Timer::arrival(one.muster.setting?);
        Some((one.order.issued + rules.within(timer, one.order.issued), Some(timer)))
    }

    /// The crews of a team, by name; the oldest of each while it is disputed.
    pub fn crews(&self, team: &TeamCode) -> impl Iterator<Item = &Crew> {
        let from = Aspect::Crew(team.clone(), String::new());
        let team = team.clone();
        let of_team = self.registers.range(from..).map(|(aspect, _)| aspect);
        let of_team = of_team.take_while(move |aspect| matches!(aspect, Aspect::Crew(of, _) if *of == team));
        of_team.filter_map(|aspect| self.crew(aspect))
    }

    /// Every crew of every team.
    pub fn all_crews(&self) -> impl Iterator<Item = &Crew> {
        let from = Aspect::Crew(TeamCode::default(), String::new());
        let all = self.registers.range(from..).map(|(aspect, _)| aspect);
        all.take_while(|aspect| matches!(aspect, Aspect::Crew(..))).filter_map(|aspect| self.crew(aspect))
    }

    fn crew(&self, aspect: &Aspect) -> Option<&Crew> {
        self.reckon(aspect, |v| if let Value::Crew(crew) = v { Some(crew.as_ref()) } else { None }).first()
    }

    /// For how long those of a team on duty have been so: the longest of its crews.
    pub fn on_duty(&self, team: &TeamCode, now: At) -> Option<Span> {
        self.crews(team).filter_map(|crew| crew.hours(now)).max()
    }

    /// How an order that is being ended by hand ended, for a mobilised team.
    pub fn order_outcome(&self, order: EventId) -> Reckoning<&Outcome> {
        self.reckon(&Aspect::Outcome(order), |v| if let Value::Outcome(o) = v { Some(o) } else { None })
    }
}

/// Where a mobilisation stands: as far as what was told brings it, unless the order itself ended before.
fn state(
    muster: &Muster,
    acknowledged: bool,
    outcome: Option<&Outcome>,
    told: &[(EventId, &Telling)],
) -> AssemblyState {
    let height = told.iter().filter_map(|(_, telling)| telling.told.rung()).max();
    let departed = height.is_some_and(|rung| rung >= AssemblyState::EnRoute);
    let begun = match muster.purpose {
        Purpose::PreAlert => AssemblyState::PreAlerted,
        Purpose::Mobilise if acknowledged => AssemblyState::Assembling,
        Purpose::Mobilise => AssemblyState::Ordered,
    };
    let reached = height.map_or(begun, |height| height.max(begun));
    match outcome {
        _ if reached >= AssemblyState::Ready => reached,
        // What was done without anybody's leaving is over; who left must come home.
        Some(Outcome::Done) if !departed => AssemblyState::Ready,
        Some(Outcome::Refused(_)) if !departed => AssemblyState::Declined,
        Some(Outcome::Cancelled(_)) if !departed => AssemblyState::Cancelled,
        Some(Outcome::Cancelled(_) | Outcome::Refused(_)) => reached.max(AssemblyState::Returning),
        Some(Outcome::Done) | None => reached,
    }
}
