//! What a response and a posture leave to be done, and until when (rules.md 2.4, 5.2).

use std::collections::{BTreeMap, BTreeSet};

use super::World;
use super::due::{counted, deadline};
use crate::clock::At;
use crate::domain::{
    AreaCode, Article, Aspect, Colour, Deadline, Decision, Due, EventId, Level, Noted, Posture, Rules, Seat, SwitchDue,
    TeamCode, TeamStatus, Timer, Value, Warning, Way,
};

/// The share of the checklist that the first of its two limits asks for, in hundredths (rules.md 5.2: 16项 ≥80%).
const MOST_PERCENT: usize = 80;

impl Timer {
    /// 指挥席位 after an activation of this level (rules.md 5.2).
    pub fn seats(level: Level) -> Self {
        match level {
            Level::One | Level::Two => Self::SeatsGrave,
            Level::Three => Self::SeatsThree,
            Level::Four => Self::SeatsFour,
        }
    }
}

/// When anything was last told of a jurisdiction.
type Told<'a> = BTreeMap<&'a AreaCode, At>;

/// One jurisdiction whose duties are listed.
struct Of<'a> {
    world: &'a World,
    rules: &'a Rules,
    area: &'a AreaCode,
    now: At,
    list: &'a mut Vec<Deadline>,
}

impl World {
    /// What is due of every response that is active and of every posture that asks for something.
    pub(super) fn switches_due(&self, rules: &Rules, now: At, list: &mut Vec<Deadline>) {
        let mut told = None;
        for area in self.switched_areas() {
            let told = told.get_or_insert_with(|| self.told());
            self.switch_due(rules, now, area, told, list);
        }
    }

    /// The same of one jurisdiction, however far away.
    pub(super) fn duties_of(&self, area: &AreaCode, now: At) -> Vec<Deadline> {
        let mut list = Vec::new();
        self.switch_due(&self.rules(), now, area, &self.told(), &mut list);
        list.sort_by(|a, b| (a.due, &a.what).cmp(&(b.due, &b.what)));
        list
    }

    /// The jurisdictions of which anybody said a response or a posture.
    pub fn switched_areas(&self) -> BTreeSet<&AreaCode> {
        let from = Aspect::Response(AreaCode::default());
        let switched = self.registers.range(from..).map_while(|(aspect, _)| match aspect {
            Aspect::Response(area) | Aspect::Posture(area) => Some(area),
            _ => None,
        });
        switched.collect()
    }

    fn told(&self) -> Told<'_> {
        let mut told = Told::new();
        let reports = self
            .standing(&self.reports)
            .filter_map(|(_, said)| Some((&self.incidents.get(&said.what.incident)?.what.area, said.what.reported)));
        let notes = self.switch_notes.values().flat_map(|notes| self.standing(notes));
        let notes = notes.filter(|(_, said)| said.what.what == Noted::SituationTold);
        for (area, at) in reports.chain(notes.map(|(_, said)| (&said.what.area, said.what.at))) {
            let last = told.entry(area).or_insert(at);
            *last = at.max(*last);
        }
        told
    }

    /// The incidents whose reports a jurisdiction's 态势通报 is counted from: those since its posture, and its newest.
    pub(super) fn incidents_told_of(&self) -> BTreeSet<EventId> {
        let mut since: BTreeMap<&AreaCode, Option<At>> = BTreeMap::new();
        let mut newest: BTreeMap<&AreaCode, (At, EventId)> = BTreeMap::new();
        let mut stay = BTreeSet::new();
        for said in self.reports.values() {
            let (incident, at) = (said.what.incident, said.what.reported);
            let Some(area) = self.incidents.get(&incident).map(|said| &said.what.area) else { continue };
            let since = since.entry(area).or_insert_with(|| self.posture_since(area).map(|switched| switched.at));
            if since.is_some_and(|since| at >= since) {
                stay.insert(incident);
            }
            let last = newest.entry(area).or_insert((at, incident));
            *last = (at, incident).max(*last);
        }
        stay.extend(newest.into_values().map(|(_, incident)| incident));
        stay
    }

    fn switch_due(&self, rules: &Rules, now: At, area: &AreaCode, told: &Told<'_>, list: &mut Vec<Deadline>) {
        let mut of = Of { world: self, rules, area, now, list };
        let level = self.level_in_force(area);
        let posture = self.posture_now(area);
        match level {
            Some(level) => of.response(level),
            None => of.declined(),
        }
        of.posture(posture, level);
        of.situation(posture, level, told.get(area).copied());
    }

    /// The newest warning in force of a jurisdiction that is at least this severe, while its event runs.
    pub(in crate::domain) fn warned(
        &self,
        area: &AreaCode,
        least: Colour,
        rules: &Rules,
        now: At,
    ) -> Option<(EventId, &Warning)> {
        let of_area = self.warnings_in_force().into_iter().filter(|(_, warning)| {
            let fresh = now - warning.received <= rules.within(Timer::WarningEpisode, warning.received);
            warning.area == *area && warning.colour >= least && fresh
        });
        of_area.max_by_key(|(id, warning)| (warning.received, *id))
    }

    /// Whether a team of the jurisdiction was told to stand by and has not said that it does.
    fn unconfirmed(&self, area: &AreaCode) -> bool {
        let statuses = self.registers.range(Aspect::TeamStatus(TeamCode::default())..);
        let of_teams = statuses.map_while(|(aspect, register)| match aspect {
            Aspect::TeamStatus(code) => Some((code, register)),
            _ => None,
        });
        let mut ready = of_teams.filter(|(_, register)| {
            register.heads().any(|(_, head)| head.value.what == Value::TeamStatus(TeamStatus::Ready))
        });
        ready.any(|(code, _)| self.team_card(code).is_some_and(|team| area.covers(&team.area)))
    }
}

impl Of<'_> {
    fn due(&mut self, since: EventId, what: SwitchDue, timer: Timer, from: At) {
        let what = Due::Switch { area: self.area.clone(), since, what };
        self.list.push(counted(self.rules, what, timer, from, None));
    }

    fn noted(&self, since: At, what: &Noted) -> bool {
        self.world.noted_since(self.area, since, |noted| noted == what).is_some()
    }

    /// While a response is active.
    fn response(&mut self, level: Level) {
        let run = self.world.response_run(self.area);
        let Some((first, activated, at_level)) =
            run.first().map(|(id, response)| (*id, response.decided, response.level().unwrap_or(level)))
        else {
            return;
        };
        if !self.noted(activated, &Noted::MembersTold) {
            self.due(first, SwitchDue::Members, Timer::NotifyMembers, activated);
        }
        if self.world.seated_at(self.area).is_none() {
            self.due(first, SwitchDue::Seats, Timer::seats(at_level), activated);
        }
        self.items(activated, first);
        let pairs = run.windows(2).filter_map(|pair| if let [a, b] = pair { Some((a, b)) } else { None });
        let changed =
            pairs.rev().find(|((_, a), (_, b))| a.level() != b.level()).map(|(_, now)| (now.0, now.1.decided));
        if let Some((id, at)) = changed {
            let started = self
                .world
                .standing(&self.world.runs)
                .any(|(_, run)| run.what.area == *self.area && run.what.started >= at);
            if !started && !self.noted(at, &Noted::Replanned) {
                self.due(id, SwitchDue::Replan, Timer::Replan, at);
            }
        }
        let led = self.world.heads(&Aspect::Lead(self.area.clone())).first().copied();
        if let (Some((_, at)), Some(id)) = (self.world.leads(self.area), led)
            && !self.noted(at, &Noted::Briefed)
        {
            self.due(id, SwitchDue::Brief, Timer::HandOverBrief, at);
        }
    }

    /// Most of the checklist first, then all of it. It may have been begun while standing by; its time runs from here.
    fn items(&mut self, activated: At, first: EventId) {
        let Some((answered, all)) = self.world.checklist_progress(self.area, Way::ToWar, self.now) else { return };
        if answered * 100 < all * MOST_PERCENT {
            self.due(first, SwitchDue::MostItems, Timer::MostItems, activated);
        }
        if answered < all {
            self.due(first, SwitchDue::AllItems, Timer::AllItems, activated);
        }
    }

    /// Decided against, while an orange or red warning goes on.
    fn declined(&mut self) {
        let decisions = self.world.decision_events(self.area);
        let Some((id, at)) = decisions
            .last()
            .filter(|(_, r)| matches!(r.decision, Decision::Declined { .. }))
            .map(|(id, response)| (*id, response.decided))
        else {
            return;
        };
        if self.world.warned(self.area, Colour::Orange, self.rules, self.now).is_some() {
            self.due(id, SwitchDue::Review, Timer::Review, at);
        }
    }

    fn posture(&mut self, posture: Posture, level: Option<Level>) {
        let Some(since) = self.world.posture_since(self.area) else { return };
        match posture {
            Posture::Reinforced if self.world.seat(self.area, Seat::ShiftLead).first().is_none() => {
                self.due(since.id, SwitchDue::Roster, Timer::DutyRoster, since.at);
            }
            Posture::Prepared => {
                // A red or orange one asks for the eight of art. 67 by a clock of its own.
                let warning = self.world.warned(self.area, Colour::Blue, self.rules, self.now);
                let warning = warning.filter(|(_, warning)| warning.colour < Colour::Orange);
                if let Some((warning, _)) =
                    warning.filter(|(id, _)| !self.world.measures_open(*id, Article::Art66).is_empty())
                {
                    self.due(since.id, SwitchDue::FiveMeasures(warning), Timer::FiveMeasures, since.at);
                }
            }
            Posture::Standby => {
                if level.is_none() && self.world.seated_at(self.area).is_none() {
                    self.due(since.id, SwitchDue::Seats, Timer::SeatsStandby, since.at);
                }
                if self.world.unconfirmed(self.area) {
                    self.due(since.id, SwitchDue::Confirm, Timer::ConfirmStandby, since.at);
                }
            }
            Posture::Restoring => self.due(since.id, SwitchDue::Restore, Timer::Restore, since.at),
            Posture::Normal | Posture::Reinforced | Posture::War | Posture::Expanded | Posture::Stabilising => {}
        }
    }

    /// 态势通报 in the rhythm of the posture. Every report that went up on an incident of the jurisdiction is one, so that
    /// the clocks of reports and this one are met together; daily rhythms are kept by the duty log, without an alarm.
    fn situation(&mut self, posture: Posture, level: Option<Level>, told: Option<At>) {
        if !matches!(posture, Posture::Prepared | Posture::Standby | Posture::War | Posture::Stabilising) {
            return;
        }
        let Some(since) = self.world.posture_since(self.area) else { return };
        let Some((row, Some(every))) = self.world.rhythm(posture, level, self.now) else { return };
        // A graver level tells more often from the moment it was decided.
        let changed = self.world.response_run(self.area).last().map(|(_, response)| response.decided);
        let from = told.into_iter().chain(changed).fold(since.at, At::max);
        let what = Due::Switch { area: self.area.clone(), since: since.id, what: SwitchDue::Situation(from) };
        self.list.push(deadline(what, from + every, Some(row), from, None));
    }
}
