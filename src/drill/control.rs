//! The controller: injects fired by time or by hand, and the drill's clock.

use super::opening::CONTROLLER;
use super::{Act, Engine, SeatCode, Tick, script};
use crate::clock::{At, Pace};
use crate::domain::{Aspect, DrillClock, DrillControl, Entry, Fact, InjectCode, InjectFired, Stream, World};
use crate::limits::DRILL_SPEED_MAX;

impl Engine {
    /// Anchors drill time to the machine's and lets it run, `per_mille` drill milliseconds per 1000.
    pub fn run(&mut self, world: &World, tick: Tick, per_mille: u32) -> Act {
        self.speed = per_mille.clamp(1, DRILL_SPEED_MAX);
        self.clock = self.clock.max(tick.drill);
        self.pace(world, tick, tick.drill, self.speed)
    }

    /// Drill time from now on: it is `drill`, and runs so fast.
    fn pace(&self, world: &World, tick: Tick, drill: At, per_mille: u32) -> Act {
        let pace = Pace { wall: tick.wall, drill, per_mille };
        let after = world.heads(&Aspect::DrillClock);
        self.act(SeatCode::control(), vec![Fact::DrillClockSet { clock: DrillClock { pace }, after }])
    }

    /// Does what a controller asked.
    pub(super) fn obey(&mut self, world: &World, tick: Tick) -> Vec<Act> {
        let Some(control) = self.controls.pop_front() else { return Vec::new() };
        let now = tick.drill;
        let running = world.drill_clock().map_or(0, |clock| clock.pace.per_mille);
        match control {
            DrillControl::Pause => vec![self.pace(world, tick, now, 0)],
            DrillControl::Resume => vec![self.pace(world, tick, now, self.speed)],
            DrillControl::Speed(per_mille) => {
                self.speed = per_mille.clamp(1, DRILL_SPEED_MAX);
                // A paused drill stays paused: the new speed is for when it goes on.
                let run = if running == 0 { 0 } else { self.speed };
                vec![self.pace(world, tick, now, run)]
            }
            DrillControl::SkipTo(to) if to > now => vec![self.pace(world, tick, to.min(self.scenario.ends), running)],
            DrillControl::SkipTo(to) => vec![self.remark(format!("不能跳回 {to}"))],
            DrillControl::Fire(code) if self.fired.contains(&code) => {
                vec![self.remark(format!("导调信息 {code} 已经触发"))]
            }
            DrillControl::Fire(code) => self.fire(world, &code, true),
            DrillControl::End => self.finish(world, tick),
        }
    }

    /// The drill is over: its clock stands.
    pub(super) fn finish(&mut self, world: &World, tick: Tick) -> Vec<Act> {
        self.ended = true;
        vec![self.pace(world, tick, self.clock, 0)]
    }

    /// The inject at this place of the list, whose time has come.
    pub(super) fn fire_planned(&mut self, world: &World, n: usize) -> Vec<Act> {
        let code = self.scenario.injects.get(n).map(|row| row.code.clone());
        code.map(|code| self.fire(world, &code, false)).unwrap_or_default()
    }

    /// An inject happens, by its time or by hand.
    pub(super) fn fire(&mut self, world: &World, code: &InjectCode, by_hand: bool) -> Vec<Act> {
        self.strike_off(code);
        let Some(row) = self.scenario.inject(code).cloned() else {
            return vec![self.remark(format!("没有导调信息 {code}"))];
        };
        let at = self.clock;
        let played = script::play(&self.scenario, world, &row, at, &|team| self.before(team));
        let fired = Fact::InjectFired(InjectFired { code: code.clone(), at, by_hand });
        let mut acts = Vec::new();
        match played {
            Ok(facts) => acts.push(self.act(row.seat, facts)),
            Err(why) => acts.push(self.remark(format!("导调信息 {code} 没有结果: {why}"))),
        }
        acts.push(Act { stream: Stream::Control, ..self.act(SeatCode::control(), vec![fired]) });
        acts
    }

    /// A word for the controllers alone.
    fn remark(&self, text: String) -> Act {
        let (occurred, received) = (self.clock, self.clock);
        let source = CONTROLLER.to_owned();
        let entry = Entry { received, source, ..Entry::plain(text, occurred) };
        Act { stream: Stream::Control, ..self.act(SeatCode::control(), vec![Fact::EntryLogged(entry)]) }
    }

    /// Closes and opens the roads that an inject names, and turns round whoever drives towards a closed one.
    pub(super) fn roads_of(&mut self, code: &InjectCode, at: At) {
        let Some(row) = self.scenario.inject(code) else { return };
        self.closed.extend(row.closes.iter().cloned());
        for road in &row.reopens {
            self.closed.remove(road);
        }
        for crew in self.crews.values_mut() {
            if crew.blocked(at, &self.closed) {
                crew.turn(at);
            }
        }
    }
}
