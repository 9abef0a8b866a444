//! The engine: what happens next, who records it, and where the teams are.
//!
//! One happening at a time: [`Engine::step`] gives the acts of the next one that is due, the caller signs and records
//! them, folds them into its world and tells the engine of each ([`Engine::note`]), then asks again. So every act is
//! decided on a world that knows all acts before it, and a person's entries count like the engine's own.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::Arc;

use super::crew::Crew;
use super::opening::{self, CONTROLLER};
use super::{Act, Map, RoadCode, Scenario, SeatCode, Tick, chance, script};
use crate::clock::{At, Span};
use crate::domain::{
    Destination, DrillControl, Event, EventId, Fact, Fix, Grade, HqCode, InjectCode, Order, Recipient, Rung, Stream,
    TeamCode, TeamStatus, World,
};

/// A team that rests sends a position this often.
const REST_FIX: Span = Span::minutes(5);

/// An order that waits for a headquarters' answer.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct DeskRing {
    pub(super) hq: HqCode,
    pub(super) order: EventId,
    pub(super) at: At,
}

/// The exercise as a machine: events in, acts out.
#[derive(Clone, Debug)]
pub struct Engine {
    pub(super) scenario: Arc<Scenario>,
    pub(super) seed: u64,
    pub(super) map: Arc<Map>,
    pub(super) closed: BTreeSet<RoadCode>,
    opened: bool,
    /// Injects that wait for their time, by their place in the scenario: at one time the order of the file counts.
    waiting: BTreeSet<(At, usize)>,
    pub(super) fired: BTreeSet<InjectCode>,
    pub(super) crews: BTreeMap<TeamCode, Crew>,
    pub(super) desks: Vec<DeskRing>,
    /// Gradings of incidents that were just opened: they need the event's id.
    grades: VecDeque<(EventId, Grade, SeatCode)>,
    pub(super) controls: VecDeque<DrillControl>,
    /// Of the newest act; time never runs backwards.
    pub(super) clock: At,
    /// Speed to go on with after a pause.
    pub(super) speed: u32,
    pub(super) ended: bool,
}

/// What happens next.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Happening {
    Control,
    Opening,
    Grading,
    Inject(usize),
    Desk(usize),
    Team(TeamCode),
    End,
}

impl Engine {
    /// An engine for a drill that has not begun.
    pub fn new(scenario: Scenario, seed: u64) -> Self {
        let map = Map::new(&scenario.places, &scenario.roads);
        let waiting = scenario.injects.iter().enumerate().filter_map(|(n, row)| Some((row.at?, n))).collect();
        let crews =
            scenario.teams.iter().map(|t| (t.card.code.clone(), Crew::new(Arc::new(t.clone()), seed))).collect();
        let clock = scenario.begins;
        Self {
            scenario: Arc::new(scenario),
            seed,
            map: Arc::new(map),
            closed: BTreeSet::new(),
            opened: false,
            waiting,
            fired: BTreeSet::new(),
            crews,
            desks: Vec::new(),
            grades: VecDeque::new(),
            controls: VecDeque::new(),
            clock,
            speed: 1000,
            ended: false,
        }
    }

    /// What is being played.
    pub fn scenario(&self) -> &Scenario {
        &self.scenario
    }

    /// What everything random follows from.
    pub fn seed(&self) -> u64 {
        self.seed
    }

    /// Whether the drill is over.
    pub fn ended(&self) -> bool {
        self.ended
    }

    /// The next instant of drill time at which something happens by itself; what a controller asked is due at once.
    pub fn due(&self) -> Option<At> {
        self.next().map(|(at, _)| at)
    }

    fn next(&self) -> Option<(At, Happening)> {
        if self.ended {
            return None;
        }
        if !self.opened {
            return Some((self.scenario.begins, Happening::Opening));
        }
        let control = (!self.controls.is_empty()).then_some((self.clock, Happening::Control));
        let grading = (!self.grades.is_empty()).then_some((self.clock, Happening::Grading));
        let inject = self.waiting.first().map(|(at, n)| (*at, Happening::Inject(*n)));
        let desks = self.desks.iter().enumerate().map(|(n, ring)| (ring.at, Happening::Desk(n)));
        let teams = self.crews.iter().filter_map(|(code, crew)| Some((crew.due()?, Happening::Team(code.clone()))));
        let end = Some((self.scenario.ends, Happening::End));
        let all = [control, grading, inject, end].into_iter().flatten().chain(desks).chain(teams);
        all.map(|(at, what)| (at.max(self.clock), what)).min()
    }

    /// The acts of the next happening that is due by `tick`; none when nothing is. Ask until there are none.
    pub fn step(&mut self, world: &World, tick: Tick) -> Vec<Act> {
        while let Some((at, what)) = self.next().filter(|(at, _)| *at <= tick.drill) {
            self.clock = if what == Happening::Control { tick.drill } else { at };
            let acts = match what {
                Happening::Control => self.obey(world, tick),
                Happening::Opening => {
                    self.opened = true;
                    opening::acts(&self.scenario, self.seed)
                }
                Happening::Grading => self.grade(world),
                Happening::Inject(n) => self.fire_planned(world, n),
                Happening::Desk(n) => self.answer_desk(world, n),
                Happening::Team(code) => self.move_team(world, &code),
                Happening::End => self.finish(world, tick),
            };
            // A move that concerns nobody any more leaves no trace.
            if !acts.is_empty() {
                return acts;
            }
        }
        Vec::new()
    }

    /// What this seat may have been about when it recorded something at `at`, after an act at `clock`: what was due next,
    /// or what a controller had asked for. For what a torn journal lacks.
    pub(super) fn guesses(&self, world: &World, clock: At, at: At) -> Vec<Vec<Act>> {
        let tick = Tick::virtual_at(at);
        let mut own = self.clone();
        own.clock = own.clock.max(clock);
        own.controls.clear();
        let fires = self.controls.iter().filter(|control| matches!(control, DrillControl::Fire(_)));
        let asked = fires.map(|control| {
            let mut asked = own.clone();
            asked.controls.push_back(control.clone());
            asked.clock = at;
            asked.obey(world, tick)
        });
        let asked: Vec<Vec<Act>> = asked.collect();
        std::iter::once(own.step(world, tick)).chain(asked).collect()
    }

    /// An act of a seat, now, for everybody.
    pub(super) fn act(&self, seat: SeatCode, facts: Vec<Fact>) -> Act {
        let actor = self.actor(&seat);
        Act { at: self.clock, seat, actor, stream: Stream::Open, facts }
    }

    /// Who is signed in at a seat.
    pub(super) fn actor(&self, seat: &SeatCode) -> String {
        let desk = self.scenario.headquarters.iter().find(|desk| desk.card.code.0 == seat.0).map(|desk| &desk.duty);
        let other = || self.scenario.seats.iter().find(|s| s.code == *seat).map(|s| &s.actor);
        let team = || self.scenario.teams.iter().find(|t| t.card.code.0 == seat.0).map(|t| &t.card.leader);
        desk.or_else(other).or_else(team).cloned().unwrap_or_else(|| CONTROLLER.to_owned())
    }

    fn grade(&mut self, world: &World) -> Vec<Act> {
        let Some((incident, grade, seat)) = self.grades.pop_front() else { return Vec::new() };
        let after = world.heads(&crate::domain::Aspect::Grade(incident));
        vec![self.act(seat, vec![Fact::IncidentGraded { incident, grade: Some(grade), after }])]
    }

    /// Takes an inject off the list: it is fired, or will be by the act now under way.
    pub(super) fn strike_off(&mut self, code: &InjectCode) -> bool {
        if let Some(n) = self.scenario.injects.iter().position(|row| row.code == *code) {
            self.waiting.retain(|(_, waits)| *waits != n);
        }
        self.fired.insert(code.clone())
    }

    /// Tells the engine of an event, its own or anybody's. Each event once.
    pub fn note(&mut self, event: &Event) {
        match &event.fact {
            Fact::DrillOpened(drill) if drill.scenario == self.scenario.hash => self.opened = true,
            Fact::DrillClockSet { clock, .. } => {
                self.ended |= clock.pace.per_mille == 0 && clock.pace.drill >= self.scenario.ends;
            }
            Fact::DrillControlled { control } => self.controls.push_back(control.clone()),
            Fact::InjectFired(fired) => {
                self.strike_off(&fired.code);
                self.roads_of(&fired.code, fired.at);
            }
            Fact::IncidentOpened(incident) => {
                let row = self.scenario.injects.iter().find_map(|row| match &row.what {
                    super::What::Incident { incident: planned, grade: Some(grade) }
                        if script::same_incident(planned, incident) =>
                    {
                        Some((*grade, row.seat.clone()))
                    }
                    _ => None,
                });
                self.grades.extend(row.map(|(grade, seat)| (event.id, grade, seat)));
            }
            Fact::IncidentGraded { incident, .. } | Fact::Graded { incident, .. } => {
                self.grades.retain(|(id, ..)| id != incident);
            }
            Fact::OrderIssued(order) => self.rings(event.id, order),
            Fact::OrderRung(rung) if rung.rung >= Rung::Acknowledged => {
                self.desks.retain(|ring| ring.order != rung.order);
                for crew in self.crews.values_mut() {
                    crew.accepted(rung.order, rung.at);
                }
            }
            Fact::OrderEnded { order, at, .. } => self.dropped(*order, *at),
            Fact::Struck { target, .. } | Fact::Voided { target, .. } => self.dropped(*target, event.recorded),
            Fact::TeamStatusSet { team, status, at, .. } => {
                if let Some(crew) = self.crews.get_mut(team) {
                    crew.is_now(*status, *at, &self.map, &self.closed);
                }
            }
            _ => {}
        }
    }

    fn rings(&mut self, id: EventId, order: &Order) {
        match &order.to {
            Recipient::Team(code) => {
                if let Some(crew) = self.crews.get_mut(code) {
                    crew.ring(id, order);
                }
            }
            Recipient::Headquarters(code) => {
                if let Some(desk) = self.scenario.headquarters.iter().find(|desk| desk.card.code == *code) {
                    let delay = chance::delay(self.seed, &format!("desk {code} {}", order.number), desk.ack);
                    self.desks.push(DeskRing { hq: code.clone(), order: id, at: order.issued + delay });
                }
            }
            Recipient::Person { .. } => {}
        }
    }

    fn dropped(&mut self, order: EventId, at: At) {
        self.desks.retain(|ring| ring.order != order);
        for crew in self.crews.values_mut() {
            crew.dropped(order, at);
        }
    }

    /// What was asked before a restart was answered then, and time goes on from the newest act; call it when the whole
    /// journal was noted.
    pub(super) fn settle(&mut self, newest: At) {
        self.clock = self.clock.max(newest);
        self.ended |= self.controls.contains(&DrillControl::End);
        self.controls.clear();
    }

    /// Newest positions that were not given before: moving teams often, resting ones seldom, lost ones never.
    pub fn fixes(&mut self, now: At) -> Vec<Fix> {
        let mut fixes = Vec::new();
        for (code, crew) in &mut self.crews {
            let every = if crew.moves(now) { crew.team.fix_every } else { REST_FIX };
            // Devices do not all speak in the same second.
            let room = u64::try_from(every.0).unwrap_or(1);
            let own = i64::try_from(chance::number(self.seed, &format!("fix {code}"), room)).unwrap_or(0);
            let at = At(now.0 - (now.0 - own).rem_euclid(every.0.max(1)));
            if crew.lost() || crew.sent.is_some_and(|sent| at <= sent) {
                continue;
            }
            if let Some(point) = crew.point(at, &self.map) {
                let speed_mh = Some(if crew.moves(at) { crew.team.speed_mh } else { 0 });
                crew.sent = Some(at);
                fixes.push(Fix { team: code.clone(), point, at, speed_mh, every_ms: every.0 });
            }
        }
        fixes
    }

    /// Where an incident's teams go when an order names no place of its own.
    pub(super) fn place_of(world: &World, incident: Option<EventId>) -> Option<Destination> {
        let place = world.incident(incident?)?.place.clone()?;
        Some(Destination::Place(place))
    }

    /// The status a team goes back to when it is in touch again.
    pub(super) fn before(&self, team: &TeamCode) -> TeamStatus {
        self.crews.get(team).map_or(TeamStatus::Ready, |crew| crew.before)
    }
}
