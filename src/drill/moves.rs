//! What simulated people do: leaders answer and move their teams, duty officers answer for their headquarters.

use super::crew::{Crew, Move, Ring};
use super::telling;
use super::{Act, Engine, SeatCode, chance};
use crate::clock::At;
use crate::domain::{
    Assignment, Command, Entry, Fact, Form, Means, Outcome, Reckoning, Rung, Standing, TeamCode, TeamStatus, World,
    decide,
};

/// What a team without a way says.
const NO_WAY: &str = "道路中断, 没有可通行路线, 原地待命";
/// What a team that goes another way says.
const AROUND: &str = "前方道路封闭, 改道";

/// The facts of commands that are not refused. A simulated leader whom the world refuses keeps silent: somebody else
/// recorded otherwise in the meantime.
pub(super) fn allowed(world: &World, now: At, commands: impl IntoIterator<Item = Command>) -> Vec<Fact> {
    let standing = Standing::controller(now);
    let decided = commands.into_iter().filter_map(|command| decide(world, &standing, command).ok());
    decided.flat_map(|decided| decided.facts).collect()
}

impl Engine {
    /// A headquarters' duty officer answers an order.
    pub(super) fn answer_desk(&mut self, world: &World, n: usize) -> Vec<Act> {
        let waiting = self.desks.remove(n);
        let seat = SeatCode(waiting.hq.0);
        let by = self.actor(&seat);
        let (rung, means, at) = (Rung::Acknowledged, Means::Phone, self.clock);
        let facts = allowed(world, at, [Command::ClimbRung { order: waiting.order, rung, by, means, at }]);
        self.acts(seat, facts)
    }

    /// A team's leader answers an order, or the team makes its next move.
    pub(super) fn move_team(&mut self, world: &World, code: &TeamCode) -> Vec<Act> {
        let at = self.clock;
        let Some(crew) = self.crews.get_mut(code) else { return Vec::new() };
        let rings = crew.rings.iter_mut().find(|ring| ring.at.is_some_and(|due| due <= at));
        let facts = if let Some(ring) = rings {
            // Said now; it stays on the list until the answer is in the log.
            ring.at = None;
            let ring = ring.clone();
            answer(world, at, crew, &ring)
        } else if let Some((_, next)) = crew.next.take() {
            self.make(world, code, next)
        } else {
            Vec::new()
        };
        self.acts(SeatCode(code.0.clone()), facts)
    }

    fn acts(&self, seat: SeatCode, facts: Vec<Fact>) -> Vec<Act> {
        if facts.is_empty() { Vec::new() } else { vec![self.act(seat, facts)] }
    }

    fn make(&mut self, world: &World, code: &TeamCode, next: Move) -> Vec<Fact> {
        let at = self.clock;
        let Some(crew) = self.crews.get_mut(code) else { return Vec::new() };
        if let (Move::Depart, Some(job)) = (next, &mut crew.job)
            && job.destination.is_none()
        {
            job.destination = Self::place_of(world, job.incident);
            if job.destination.is_none() {
                return self.prepare(world, code);
            }
        }
        let Some(crew) = self.crews.get_mut(code) else { return Vec::new() };
        let (status, commands, mut facts) = match next {
            Move::Prepare => return self.prepare(world, code),
            Move::Depart if !crew.has_way(at, &self.map, &self.closed) => {
                let blocked = telling::blocked(world, at, crew, NO_WAY);
                crew.stuck(at);
                return said(crew, at, NO_WAY).into_iter().chain(blocked).collect();
            }
            Move::Depart => {
                let around = if crew.moves(at) { said(crew, at, AROUND) } else { Vec::new() };
                (TeamStatus::EnRoute, None, around)
            }
            next => {
                let (status, command) = moves_to(crew, next);
                (status, command, Vec::new())
            }
        };
        facts.extend(crew.track(at));
        let eta = crew.expects(at, &self.map, &self.closed);
        let mut moved = telling::of(world, at, crew, next, eta);
        if moved.is_empty() {
            moved = allowed(world, at, [Command::SetTeamStatus { team: code.clone(), status, reason: String::new() }]);
        }
        if moved.is_empty() {
            // The world says otherwise; the vehicle moves all the same.
            crew.is_now(status, at, &self.map, &self.closed);
        }
        facts.extend(moved);
        facts.extend(allowed(world, at, commands));
        facts
    }

    /// One step towards the road: down from what it was doing, under orders, assembling.
    fn prepare(&mut self, world: &World, code: &TeamCode) -> Vec<Fact> {
        let at = self.clock;
        let Some(crew) = self.crews.get_mut(code) else { return Vec::new() };
        let Some(job) = &mut crew.job else { return Vec::new() };
        if job.destination.is_none() {
            job.destination = Self::place_of(world, job.incident);
        }
        let (order, nth) = (job.order, job.nth);
        let (rung, by, means) = (Rung::Executing, crew.team.card.leader.clone(), crew.team.means);
        let executing = Command::ClimbRung { order, rung, by, means, at };
        if job.destination.is_none() {
            // Something to be done where it is.
            let takes = chance::delay(self.seed, &format!("do {code} {nth}"), crew.team.assemble);
            crew.next = Some((at + takes, Move::Finish));
            return allowed(world, at, [executing]);
        }
        let (status, rung) = match crew.status {
            TeamStatus::EnRoute => {
                crew.next = Some((at, Move::Depart));
                return allowed(world, at, [executing]);
            }
            TeamStatus::Ordered | TeamStatus::Assembling => (TeamStatus::Assembling, Some(executing)),
            TeamStatus::Returned | TeamStatus::Unavailable => (TeamStatus::Ready, None),
            TeamStatus::OnScene
            | TeamStatus::Working
            | TeamStatus::Withdrawing
            | TeamStatus::Resting
            | TeamStatus::Resupply => (TeamStatus::Staged, None),
            TeamStatus::Ready
            | TeamStatus::Standby
            | TeamStatus::PreAlerted
            | TeamStatus::Staged
            | TeamStatus::Released
            | TeamStatus::Returning
            | TeamStatus::LostContact => (TeamStatus::Ordered, None),
        };
        let mut facts =
            allowed(world, at, [Command::SetTeamStatus { team: code.clone(), status, reason: String::new() }]);
        if facts.is_empty() {
            crew.is_now(status, at, &self.map, &self.closed);
        }
        facts.extend(allowed(world, at, rung));
        facts
    }
}

/// The status that a move brings, and what is over with it.
fn moves_to(crew: &Crew, next: Move) -> (TeamStatus, Option<Command>) {
    let order = crew.job.as_ref().map(|job| job.order);
    let at_work = crew.job.as_ref().is_some_and(|job| job.incident.is_some());
    match next {
        Move::Prepare | Move::StandDown | Move::Rest => (TeamStatus::Ready, None),
        Move::Depart => (TeamStatus::EnRoute, None),
        Move::Arrive => (TeamStatus::OnScene, None),
        Move::CheckIn if at_work => (TeamStatus::Staged, None),
        Move::Work if at_work => (TeamStatus::Working, None),
        Move::CheckIn | Move::Work => (TeamStatus::Staged, done(order)),
        Move::Finish if crew.status == TeamStatus::Working => (TeamStatus::Staged, done(order)),
        Move::Finish => (TeamStatus::Ready, done(order)),
        Move::GoHome => (TeamStatus::Returning, None),
        Move::Home => (TeamStatus::Returned, None),
    }
}

/// The leader's answer to an order that still stands.
fn answer(world: &World, at: At, crew: &mut Crew, ring: &Ring) -> Vec<Fact> {
    let order = ring.order;
    let open = world.order(order).is_some_and(|view| view.outcome == Reckoning::Unset);
    if !open {
        crew.dropped(order, at);
        return Vec::new();
    }
    let unable = (crew.status == TeamStatus::Unavailable).then(|| "队伍不可用".to_owned());
    if let Some(reason) = ring.refuses.clone().or(unable) {
        return allowed(world, at, [Command::EndOrder { order, outcome: Outcome::Refused(reason) }]);
    }
    let (team, by) = (crew.team.card.code.clone(), crew.team.card.leader.clone());
    let answered = Command::ClimbRung { order, rung: Rung::Acknowledged, by, means: crew.team.means, at };
    let assignment = Assignment { incident: ring.incident, destination: ring.destination.clone(), order: Some(order) };
    // A request moved nobody when it was made: whose team it is decides, and has decided now.
    let assigned = (ring.form == Form::Request).then_some(Command::AssignTeam { team, assignment });
    // It assembles with its next move, at once.
    let mut facts = allowed(world, at, [answered].into_iter().chain(assigned));
    facts.retain(|fact| !matches!(fact, Fact::TeamStatusSet { .. }));
    facts
}

fn done(order: Option<crate::domain::EventId>) -> Option<Command> {
    order.map(|order| Command::EndOrder { order, outcome: Outcome::Done })
}

fn said(crew: &Crew, at: At, text: &str) -> Vec<Fact> {
    let incident = crew.job.as_ref().and_then(|job| job.incident);
    let card = &crew.team.card;
    let text = format!("{}: {text}", card.name);
    let source = [card.leader.as_str(), card.phone.as_str()].join(" ").trim_end().to_owned();
    vec![Fact::EntryLogged(Entry { incident, means: crew.team.means, source, ..Entry::plain(text, at) })]
}
