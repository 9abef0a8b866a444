//! Questions to the world: what stands, what is disputed, who is where.

use std::collections::{BTreeMap, BTreeSet};

use super::reckon::{oldest_first, reckoned};
use super::{Line, Merges, Reckoning, Said, World};
use crate::clock::At;
use crate::domain::algebra::{Newest, Register, Strikes};
use crate::domain::{
    Area, AreaCode, Aspect, Assignment, DrillClock, DrillOpened, EventId, GaugeCode, Grade, Headquarters, HqCode,
    Incident, IncidentStatus, Inject, InjectFired, Lifting, Place, PlaceCode, Plan, PlanCode, PlanStarted,
    PositionReport, Posture, Reading, Realm, ReportFiled, Response, Step, StepCode, Team, TeamCode, TeamStatus, Value,
    Warning,
};

/// A team as the boards show it.
#[derive(Clone, Debug)]
pub struct TeamView<'a> {
    /// Its card.
    pub team: &'a Team,
    /// Its status.
    pub status: Reckoning<TeamStatus>,
    /// Since when, by the newest standing setting.
    pub since: Option<At>,
    /// Its assignment.
    pub assignment: Reckoning<Assignment>,
}

impl World {
    /// Which world.
    pub fn realm(&self) -> &Realm {
        &self.realm
    }

    /// Whether an event is not struck or void.
    pub fn stands(&self, id: &EventId) -> bool {
        self.strikes.stands(id)
    }

    /// Of a team that is out of contact, what it was before; none of any other, and where that is not at hand any more.
    pub fn status_before_loss(&self, team: &TeamCode) -> Option<TeamStatus> {
        let register = self.registers.get(&Aspect::TeamStatus(team.clone()))?;
        let mut heads = register.heads();
        let (Some((_, lost)), None) = (heads.next(), heads.next()) else { return None };
        if lost.value.what != Value::TeamStatus(TeamStatus::LostContact) {
            return None;
        }
        let replaced = register.writes().filter(|(id, _)| lost.after.contains(id) && self.stands(id));
        replaced
            .filter_map(|(_, write)| if let Value::TeamStatus(s) = write.value.what { Some(s) } else { None })
            .last()
    }

    /// The heads a new fact on `aspect` must name to replace them.
    pub fn heads(&self, aspect: &Aspect) -> Vec<EventId> {
        self.registers.get(aspect).map(Register::head_ids).unwrap_or_default()
    }

    /// The aspect's standing values, oldest first, one per distinct value.
    pub(super) fn values(&self, aspect: &Aspect) -> Vec<(&EventId, &Said<Value>)> {
        self.registers.get(aspect).map(oldest_first).unwrap_or_default()
    }

    pub(super) fn reckon<'a, T: PartialEq>(
        &'a self,
        aspect: &Aspect,
        get: impl Fn(&'a Value) -> Option<T>,
    ) -> Reckoning<T> {
        self.registers.get(aspect).map_or(Reckoning::Unset, |register| reckoned(register, get))
    }

    /// The drill's clock.
    pub fn drill_clock(&self) -> Option<DrillClock> {
        self.reckon(&Aspect::DrillClock, |v| if let Value::DrillClock(c) = v { Some(*c) } else { None }).first()
    }

    /// Drills that were opened in this realm, with the events that say so.
    pub fn drills(&self) -> Vec<(EventId, &DrillOpened)> {
        self.standing(&self.drills).map(|(id, said)| (id, &said.what)).collect()
    }

    /// The drill, when one was opened; the oldest when two were.
    pub fn drill(&self) -> Option<&DrillOpened> {
        self.drills
            .iter()
            .filter(|(id, _)| self.stands(id))
            .min_by_key(|(id, d)| (d.recorded, **id))
            .map(|(_, d)| &d.what)
    }

    /// Jurisdictions, by code.
    pub fn areas(&self) -> impl Iterator<Item = &Area> {
        codes(&self.areas).filter_map(|code| self.area(code))
    }

    /// The jurisdiction that a post which says none belongs to: the one that has the most headquarters in the log, else the
    /// first. A neighbour that is listed beside it changes nothing.
    pub fn likely_area(&self) -> Option<&AreaCode> {
        let mut counts: BTreeMap<&AreaCode, usize> = BTreeMap::new();
        for hq in self.all_headquarters() {
            *counts.entry(&hq.area).or_default() += 1;
        }
        let most = counts.into_iter().rev().max_by_key(|(_, count)| *count).map(|(area, _)| area);
        most.or_else(|| self.areas().next().map(|area| &area.code))
    }

    /// A jurisdiction.
    pub fn area(&self, code: &AreaCode) -> Option<&Area> {
        self.first_standing(&self.areas, code)
    }

    /// Places, by code.
    pub fn places(&self) -> impl Iterator<Item = &Place> {
        codes(&self.places).filter_map(|code| self.place(code))
    }

    /// A place.
    pub fn place(&self, code: &PlaceCode) -> Option<&Place> {
        self.first_standing(&self.places, code)
    }

    /// A headquarters.
    pub fn headquarters(&self, code: &HqCode) -> Option<&Headquarters> {
        self.first_standing(&self.headquarters, code)
    }

    /// All headquarters, by code.
    pub fn all_headquarters(&self) -> impl Iterator<Item = &Headquarters> {
        codes(&self.headquarters).filter_map(|code| self.headquarters(code))
    }

    /// The events that name a jurisdiction and stand: whoever names it anew strikes them.
    pub fn area_events(&self, code: &AreaCode) -> Vec<EventId> {
        self.naming(&self.areas, code)
    }

    /// The same of a place.
    pub fn place_events(&self, code: &PlaceCode) -> Vec<EventId> {
        self.naming(&self.places, code)
    }

    /// The same of a headquarters.
    pub fn headquarters_events(&self, code: &HqCode) -> Vec<EventId> {
        self.naming(&self.headquarters, code)
    }

    fn naming<K: Ord + Clone, T>(&self, names: &super::Named<K, T>, code: &K) -> Vec<EventId> {
        let (first, last) = ((code.clone(), EventId([0; 32])), (code.clone(), EventId([255; 32])));
        names.range(first..=last).map(|((_, id), _)| *id).filter(|id| self.stands(id)).collect()
    }

    fn first_standing<'a, K: Ord + Clone, T>(&self, names: &'a super::Named<K, T>, code: &K) -> Option<&'a T> {
        let (first, last) = ((code.clone(), EventId([0; 32])), (code.clone(), EventId([255; 32])));
        names.range(first..=last).find(|((_, id), _)| self.stands(id)).map(|(_, fact)| fact)
    }

    pub(super) fn standing<'a, T>(
        &'a self,
        facts: &'a super::Facts<T>,
    ) -> impl Iterator<Item = (EventId, &'a Said<T>)> {
        facts.iter().filter(|(id, _)| self.stands(id)).map(|(id, said)| (*id, said))
    }

    /// Incidents that stand and went into no other, the open ones first, then by severity, then newest first.
    pub fn incidents(&self) -> Vec<(EventId, &Incident)> {
        let mut list: Vec<_> = self.own_incidents(&self.merges()).collect();
        list.sort_by_cached_key(|(id, incident)| {
            let status = self.incident_status(*id).first().unwrap_or_default();
            let grade = self.gravest(*id);
            (status, std::cmp::Reverse(grade), std::cmp::Reverse(incident.occurred), *id)
        });
        list
    }

    /// The same by id.
    pub(super) fn own_incidents(&self, merges: &Merges) -> impl Iterator<Item = (EventId, &Incident)> {
        let own = |(id, _): &(EventId, _)| merges.kept(*id) == *id;
        self.standing(&self.incidents).map(|(id, said)| (id, &said.what)).filter(own)
    }

    /// An incident that stands.
    pub fn incident(&self, id: EventId) -> Option<&Incident> {
        self.incidents.get(&id).filter(|_| self.stands(&id)).map(|said| &said.what)
    }

    /// When an incident was recorded here first: with its id the number under which people know it.
    pub fn incident_recorded(&self, id: EventId) -> Option<At> {
        self.incidents.get(&id).filter(|_| self.stands(&id)).map(|said| said.recorded)
    }

    /// When an event was recorded, of those that the world has at hand: with its id the number by which people know it.
    pub fn recorded(&self, id: EventId) -> Option<At> {
        let incident = || self.incidents.get(&id).map(|said| said.recorded);
        let order = || self.orders.get(&id).map(|said| said.recorded);
        let paper = || self.papers.get(&id).map(|said| said.recorded);
        let line = || {
            let lines = self.timelines.values().flat_map(Newest::iter);
            lines.filter(|((_, line), _)| *line == id).map(|(_, line)| line.recorded).next()
        };
        let warning = || self.warnings.get(&id).map(|said| said.recorded);
        incident().or_else(order).or_else(paper).or_else(warning).or_else(line)
    }

    /// An incident's event code: as it was set since, else as it was opened with; empty when nobody gave one.
    pub fn incident_code(&self, id: EventId) -> &str {
        let set = Aspect::IncidentCode(id);
        let set = self.reckon(&set, |v| if let Value::IncidentCode(code) = v { Some(code.as_str()) } else { None });
        let own =
            |id: EventId| self.incident(id).map(|incident| incident.code.as_str()).filter(|code| !code.is_empty());
        let others =
            || self.merges().others(id).iter().map(|other| self.incident_code(*other)).find(|code| !code.is_empty());
        set.first().or_else(|| own(id)).or_else(others).unwrap_or_default()
    }

    /// What an entry should have said, when somebody corrected it.
    pub fn amended(&self, entry: EventId) -> Reckoning<&str> {
        self.reckon(&Aspect::EntryText(entry), |v| if let Value::EntryText(t) = v { Some(t.as_str()) } else { None })
    }

    /// An incident's grade; as long as nobody graded this very one, that of those that went into it.
    pub fn grade(&self, incident: EventId) -> Reckoning<Option<Grade>> {
        let own =
            |id| self.reckon(&Aspect::Grade(id), |v| if let Value::Grade(grade) = v { Some(*grade) } else { None });
        self.of_whole(incident, own)
    }

    /// An incident's status.
    pub fn incident_status(&self, incident: EventId) -> Reckoning<IncidentStatus> {
        self.reckon(
            &Aspect::IncidentStatus(incident),
            |v| if let Value::IncidentStatus(s) = v { Some(*s) } else { None },
        )
    }

    /// An incident's on-site commander; as long as nobody appointed one of this very one, those of what went into it.
    pub fn commander(&self, incident: EventId) -> Reckoning<&str> {
        let own = |id| {
            self.reckon(&Aspect::Commander(id), |v| if let Value::Commander(n) = v { Some(n.as_str()) } else { None })
        };
        self.of_whole(incident, own)
    }

    /// A jurisdiction's response.
    pub fn response(&self, area: &AreaCode) -> Reckoning<&Response> {
        self.reckon(
            &Aspect::Response(area.clone()),
            |v| if let Value::Response(r) = v { Some(r.as_ref()) } else { None },
        )
    }

    /// Every standing decision of a jurisdiction, earliest first, those replaced since included.
    pub fn decisions(&self, area: &AreaCode) -> Vec<&Response> {
        self.decision_events(area).into_iter().map(|(_, response)| response).collect()
    }

    /// The decision on a response that an event made, when it stands.
    pub fn decision(&self, id: EventId) -> Option<&Response> {
        let areas = self.registers.keys().filter_map(|aspect| match aspect {
            Aspect::Response(area) => Some(area),
            _ => None,
        });
        areas.flat_map(|area| self.standing_decisions(area)).find(|(of, _)| *of == id).map(|(_, response)| response)
    }

    /// A reading that is at hand, when it stands.
    pub fn reading(&self, id: EventId) -> Option<&Reading> {
        let all = self.readings.values().flat_map(crate::domain::algebra::Newest::iter);
        all.filter(|_| self.stands(&id)).find(|((_, of), _)| *of == id).map(|(_, reading)| reading)
    }

    /// The same, with the events that say so.
    pub fn decision_events(&self, area: &AreaCode) -> Vec<(EventId, &Response)> {
        let mut list: Vec<(EventId, &Response)> = self.standing_decisions(area).collect();
        list.sort_by_key(|(id, response)| (response.decided, *id));
        list
    }

    /// The same, in no order that means anything.
    pub(super) fn standing_decisions(&self, area: &AreaCode) -> impl Iterator<Item = (EventId, &Response)> {
        let writes = self.led_here(&Aspect::Response(area.clone())).into_iter();
        writes.filter_map(|(id, said)| if let Value::Response(r) = &said.what { Some((id, r.as_ref())) } else { None })
    }

    /// A jurisdiction's posture.
    pub fn posture(&self, area: &AreaCode) -> Reckoning<Posture> {
        self.reckon(&Aspect::Posture(area.clone()), |v| if let Value::Posture(p) = v { Some(*p) } else { None })
    }

    /// Warnings that stand, earliest received first.
    pub fn warnings(&self) -> Vec<(EventId, &Warning)> {
        let mut list: Vec<_> = self.standing(&self.warnings).map(|(id, said)| (id, &said.what)).collect();
        list.sort_by_key(|(id, warning)| (warning.received, *id));
        list
    }

    /// Those of them that nobody lifted, earliest first. A year has thousands, and every list of deadlines asks: each is
    /// looked up among what was lifted, as [`World::lifted`] says of one.
    pub fn warnings_in_force(&self) -> Vec<(EventId, &Warning)> {
        let mut named: BTreeSet<EventId> = BTreeSet::new();
        // Up to when the warnings of a kind and jurisdiction were lifted with a later one.
        let mut until: BTreeMap<(&AreaCode, &str), At> = BTreeMap::new();
        for (_, said) in self.standing(&self.liftings) {
            named.insert(said.what.warning);
            if let Some(of) = self.warning(said.what.warning) {
                let newest = until.entry((&of.area, of.kind.as_str())).or_insert(of.received);
                *newest = of.received.max(*newest);
            }
        }
        let lifted = |id: EventId, warning: &Warning| {
            let with_a_later = until.get(&(&warning.area, warning.kind.as_str()));
            named.contains(&id) || with_a_later.is_some_and(|newest| warning.received <= *newest)
        };
        let standing = self.standing(&self.warnings).map(|(id, said)| (id, &said.what));
        let mut list: Vec<_> = standing.filter(|(id, warning)| !lifted(*id, warning)).collect();
        list.sort_by_key(|(id, warning)| (warning.received, *id));
        list
    }

    /// By what a warning was lifted: by word of its own, or by that of a later one of its kind and jurisdiction, which it went
    /// over into. None while it is in force.
    pub fn lifted(&self, warning: EventId) -> Option<(EventId, &Lifting)> {
        self.lifting_of(warning, self.warning(warning)?)
    }

    fn lifting_of(&self, id: EventId, warning: &Warning) -> Option<(EventId, &Lifting)> {
        let goes_on_in = |later: EventId| {
            self.warning(later).is_some_and(|later| {
                (&later.area, &later.kind) == (&warning.area, &warning.kind) && warning.received <= later.received
            })
        };
        let of = self.standing(&self.liftings).map(|(id, said)| (id, &said.what));
        of.filter(|(_, lifting)| lifting.warning == id || goes_on_in(lifting.warning)).min_by_key(|(id, l)| (l.at, *id))
    }

    /// A warning that stands.
    pub fn warning(&self, id: EventId) -> Option<&Warning> {
        self.warnings.get(&id).filter(|_| self.stands(&id)).map(|said| &said.what)
    }

    /// Teams, by code.
    pub fn teams(&self) -> Vec<TeamView<'_>> {
        self.team_cards().filter_map(|(code, _)| self.team(code)).collect()
    }

    /// The cards of all teams, by code.
    pub(super) fn team_cards(&self) -> impl Iterator<Item = (&TeamCode, &Team)> {
        let from = Aspect::Team(TeamCode::default());
        let cards = self.registers.range(from..).map_while(|(aspect, register)| match aspect {
            Aspect::Team(code) => Some((code, register)),
            _ => None,
        });
        cards.filter_map(|(code, register)| Some((code, card(register)?)))
    }

    /// A team.
    pub fn team(&self, code: &TeamCode) -> Option<TeamView<'_>> {
        let status = Aspect::TeamStatus(code.clone());
        Some(TeamView {
            team: self.team_card(code)?,
            status: self.reckon(&status, |v| if let Value::TeamStatus(s) = v { Some(*s) } else { None }),
            since: self.values(&status).last().map(|(_, said)| said.recorded),
            assignment: self.reckon(&Aspect::Assignment(code.clone()), |v| {
                if let Value::Assignment(a) = v { Some(a.clone()) } else { None }
            }),
        })
    }

    /// A team's card; the oldest one while that is disputed.
    pub fn team_card(&self, code: &TeamCode) -> Option<&Team> {
        self.registers.get(&Aspect::Team(code.clone())).and_then(card)
    }

    /// The version of a plan that this event adopted.
    pub fn plan_adopted(&self, id: EventId) -> Option<&Plan> {
        self.plan_of(id).filter(|_| self.stands(&id))
    }

    /// The newest standing version of a plan, with the event that adopted it.
    pub fn plan(&self, code: &PlanCode) -> Option<(EventId, &Plan)> {
        let of_code = self.standing(&self.plans).filter(|(_, said)| said.what.code == *code);
        of_code.max_by_key(|(id, said)| (said.recorded, *id)).and_then(|(id, _)| Some((id, self.plan_of(id)?)))
    }

    /// Every plan that stands, by event.
    pub fn plans(&self) -> impl Iterator<Item = (EventId, &Plan)> {
        self.standing(&self.plans).filter_map(|(id, _)| Some((id, self.plan_of(id)?)))
    }

    /// Plans that were started, with the plan they pin, earliest first.
    pub fn runs(&self) -> Vec<(EventId, &PlanStarted, &Plan)> {
        let mut list: Vec<_> = self
            .standing(&self.runs)
            .filter_map(|(id, said)| Some((id, &said.what, self.plan_of(said.what.plan)?)))
            .collect();
        list.sort_by_key(|(id, run, _)| (run.started, *id));
        list
    }

    /// A step of a started plan.
    pub fn step(&self, run: EventId, code: &StepCode) -> Option<&Step> {
        let started = &self.runs.get(&run).filter(|_| self.stands(&run))?.what;
        self.step_of(started.plan, code)
    }

    /// Reports on an incident and those that went into it, earliest first.
    pub fn reports(&self, incident: EventId) -> Vec<&ReportFiled> {
        let merges = self.merges();
        let of = |report: &&ReportFiled| merges.concerns(Some(report.incident), incident);
        let mut list: Vec<_> = self.standing(&self.reports).map(|(_, said)| &said.what).filter(of).collect();
        list.sort_by_key(|report| report.reported);
        list
    }

    /// Gauges with their readings, newest first.
    pub fn gauges(&self) -> impl Iterator<Item = (&GaugeCode, Vec<&Reading>)> {
        self.readings.iter().map(|(code, newest)| {
            (code, newest.iter().filter(|((_, id), _)| self.stands(id)).map(|(_, reading)| reading).collect())
        })
    }

    /// Where somebody last said that a team is.
    pub fn reported_position(&self, team: &TeamCode) -> Option<&PositionReport> {
        let newest = self.positions.get(team)?.iter();
        newest.into_iter().find(|((_, id), _)| self.stands(id)).map(|(_, report)| report)
    }

    /// The teams of which somebody ever said where they are.
    pub fn teams_reported(&self) -> impl Iterator<Item = &TeamCode> {
        self.positions.keys()
    }

    /// The newest lines of the timeline of an incident and of those that went into it, or of the duty log under `None`, newest
    /// first; struck ones with `false`.
    pub fn timeline(&self, incident: Option<EventId>) -> impl Iterator<Item = (At, EventId, &Line, bool)> {
        let mut own = self.timelines.get(&incident).into_iter().flat_map(Newest::iter);
        let merges = incident.map(|_| self.merges()).unwrap_or_default();
        let others = merges.others(incident.unwrap_or_default()).iter();
        let mut others: Vec<_> =
            others.filter_map(|id| self.timelines.get(&Some(*id))).flat_map(Newest::iter).collect();
        others.extend(incident.into_iter().flat_map(|kept| self.partings(kept)));
        if !others.is_empty() {
            others.extend(own.by_ref());
            others.sort_by_key(|(key, _)| std::cmp::Reverse(*key));
            // A merge is a line of both.
            others.dedup_by_key(|(key, _)| *key);
        }
        own.chain(others).map(|((at, id), line)| (*at, *id, line, self.stands(id)))
    }

    /// Whether the store holds older lines of that timeline.
    pub fn has_older_lines(&self, incident: Option<EventId>) -> bool {
        let older = |of: Option<EventId>| self.timelines.get(&of).is_some_and(|n| n.older);
        older(incident) || incident.is_some_and(|id| self.merges().others(id).iter().any(|id| older(Some(*id))))
    }

    /// Whether a person acknowledged an alarm.
    pub fn alarm_acknowledged(&self, alarm: &str) -> bool {
        self.acknowledged_alarms.get(alarm).is_some_and(|ids| ids.iter().any(|id| self.stands(id)))
    }

    /// Injects on the master events list, in order of time, those fired by hand last; with when they were fired.
    pub fn injects(&self) -> Vec<(&Inject, Option<&InjectFired>)> {
        // Both are in order of code, so one walk over each is enough.
        let mut fired = firsts(&self.fired, &self.strikes).peekable();
        let mut list: Vec<_> = firsts(&self.injects, &self.strikes)
            .map(|(code, inject)| {
                while fired.next_if(|(other, _)| *other < code).is_some() {}
                (inject, fired.next_if(|(other, _)| *other == code).map(|(_, fired)| fired))
            })
            .collect();
        list.sort_by(|(a, _), (b, _)| (a.at.is_none(), a.at, &a.code).cmp(&(b.at.is_none(), b.at, &b.code)));
        list
    }

    /// Kinds this version does not know, with how many events have them.
    pub fn unknown_kinds(&self) -> impl Iterator<Item = (&str, usize)> {
        self.unknown.iter().map(|(kind, ids)| (kind.as_str(), ids.len()))
    }
}

/// Every code once, in order.
fn codes<K: Ord, T>(names: &super::Named<K, T>) -> impl Iterator<Item = &K> {
    let mut last = None;
    names.keys().map(|(code, _)| code).filter(move |code| last.replace(*code) != Some(*code))
}

/// The first of each code that stands, in order of code.
fn firsts<'a, K: Ord, T>(names: &'a super::Named<K, T>, strikes: &'a Strikes) -> impl Iterator<Item = (&'a K, &'a T)> {
    let mut last = None;
    let standing = names.iter().filter(|((_, id), _)| strikes.stands(id));
    standing.filter(move |((code, _), _)| last.replace(code) != Some(code)).map(|((code, _), fact)| (code, fact))
}

/// The oldest card of a team while it is disputed.
fn card(register: &Register<Said<Value>>) -> Option<&Team> {
    reckoned(register, |value| if let Value::Team(team) = value { Some(team.as_ref()) } else { None }).first()
}
