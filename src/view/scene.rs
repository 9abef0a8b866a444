//! What one frame shows, derived once from the model.

use std::collections::BTreeMap;

use super::look::Meaning;
use crate::clock::{At, Span};
use crate::console::{Model, Row};
use crate::domain::{
    Area, AreaCode, Aspect, Deadline, EventId, Fix, Grade, Incident, IncidentStatus, PlaceCode, Point, Reckoning,
    TeamStatus, TeamView,
};
use crate::limits::{FIX_LIVE_MIN, FIX_LOST_AFTER, FIX_SLACK};
use crate::text::say::Say;

/// Everything derived that more than one zone needs.
pub(super) struct Scene<'a> {
    pub(super) model: &'a Model,
    pub(super) say: Say<'a>,
    /// The post's jurisdiction.
    pub(super) area: Option<&'a Area>,
    /// Incidents in the order of the boards.
    pub(super) incidents: Vec<IncidentRow<'a>>,
    /// Teams by code.
    pub(super) teams: Vec<TeamView<'a>>,
}

/// An incident as every list shows it.
pub(super) struct IncidentRow<'a> {
    pub(super) id: EventId,
    /// The name it has on the map: `X1`.
    pub(super) mark: String,
    pub(super) incident: &'a Incident,
    pub(super) grade: Reckoning<Option<Grade>>,
    /// What the figures prove, where that is more than what was decided.
    pub(super) proven: Option<Grade>,
    pub(super) status: Reckoning<IncidentStatus>,
    /// Its nearest deadline.
    pub(super) due: Option<At>,
    /// Whether any aspect of it is disputed.
    pub(super) disputed: bool,
    /// Those that went into it.
    pub(super) merged: Vec<EventId>,
}

/// How old a position is (peers.md 5.3).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Freshness {
    Live,
    Stale,
    Lost,
}

/// How fresh a fix is at `now`.
pub(super) fn freshness(fix: &Fix, now: At) -> Freshness {
    let live = Span(fix.every_ms.saturating_mul(2).saturating_add(ms(FIX_SLACK))).max(Span(ms(FIX_LIVE_MIN)));
    match now - fix.at {
        age if age <= live => Freshness::Live,
        age if age <= live.max(Span(ms(FIX_LOST_AFTER))) => Freshness::Stale,
        _ => Freshness::Lost,
    }
}

fn ms(duration: std::time::Duration) -> i64 {
    i64::try_from(duration.as_millis()).unwrap_or(i64::MAX)
}

impl<'a> Scene<'a> {
    pub(super) fn of(model: &'a Model) -> Self {
        let world = &model.world;
        let conflicts = &model.derived.conflicts;
        let mut nearest: BTreeMap<EventId, At> = BTreeMap::new();
        for deadline in model.rail() {
            if let Some(incident) = deadline.incident {
                nearest.entry(incident).or_insert(deadline.due);
            }
        }
        let merges = world.merges();
        let disputed = |id: EventId| conflicts.iter().filter_map(|c| about(&c.aspect)).any(|of| merges.kept(of) == id);
        let incidents = world
            .incidents()
            .into_iter()
            .zip(1_usize..)
            .map(|((id, incident), n)| IncidentRow {
                id,
                mark: format!("X{n}"),
                incident,
                grade: world.grade(id),
                proven: world.grade_held(id).filter(|held| held.initial).map(|held| held.grade),
                status: world.incident_status(id),
                due: nearest.get(&id).copied(),
                disputed: disputed(id),
                merged: merges.others(id).to_vec(),
            })
            .collect();
        Self { model, say: Say { world, lang: model.lang }, area: area_of(model), incidents, teams: world.teams() }
    }

    pub(super) fn now(&self) -> At {
        self.model.now
    }

    /// The incident in focus: the selected one.
    pub(super) fn focus(&self) -> Option<&IncidentRow<'a>> {
        let selected = self.model.selected_incident();
        self.incidents.iter().find(|row| Some(row.id) == selected)
    }

    /// The incident of a list's row.
    pub(super) fn incident(&self, row: &Row) -> Option<&IncidentRow<'a>> {
        let Row::Incident(id) = row else { return None };
        self.incidents.iter().find(|incident| incident.id == *id)
    }

    /// A team's newest position: its device's fix, or the place that somebody named since.
    pub(super) fn fix(&self, team: &TeamView) -> Option<&'a Fix> {
        let fix = self.model.fixes.get(&team.team.code);
        let said = self.model.derived.reported.get(&team.team.code);
        fix.into_iter().chain(said).max_by_key(|fix| fix.at)
    }

    /// The place that somebody named, where that is a team's newest position.
    pub(super) fn said_at(&self, team: &TeamView) -> Option<&'a PlaceCode> {
        let report = self.model.world.reported_position(&team.team.code)?;
        self.fix(team).is_some_and(|fix| fix.at == report.at).then_some(&report.place)
    }

    /// Where an incident is, when its place is on the map.
    pub(super) fn incident_point(&self, row: &IncidentRow) -> Option<Point> {
        Some(self.model.world.place(row.incident.place.as_ref()?)?.point)
    }
}

/// What is due this soon is shown with attention.
pub(super) const SOON_MINUTES: i64 = 10;

/// The meaning of a due time.
pub(super) fn due_meaning(due: At, now: At) -> Meaning {
    match due - now {
        left if left < Span::ZERO => Meaning::Alarm,
        left if left <= Span::minutes(SOON_MINUTES) => Meaning::Attention,
        _ => Meaning::Plain,
    }
}

/// The same of one that may have a rule of its own from when on it warns.
pub(super) fn stage_meaning(deadline: &Deadline, now: At) -> Meaning {
    match deadline.warned {
        Some(warned) if now < warned => Meaning::Plain,
        Some(_) if !deadline.late(now) => Meaning::Attention,
        _ => due_meaning(deadline.due, now),
    }
}

/// Whether a team is on its way.
pub(super) fn moving(status: Option<TeamStatus>) -> bool {
    matches!(status, Some(TeamStatus::EnRoute | TeamStatus::Returning | TeamStatus::Withdrawing))
}

fn area_of(model: &Model) -> Option<&Area> {
    match &model.post.area {
        Some(code) => model.world.area(code),
        None => model.world.likely_area().and_then(|code| model.world.area(code)),
    }
}

/// The code of the post's jurisdiction, also before it has a name.
pub(super) fn area_code(model: &Model) -> Option<&AreaCode> {
    model.post.area.as_ref().or_else(|| model.world.likely_area())
}

/// The incident an aspect belongs to.
fn about(aspect: &Aspect) -> Option<EventId> {
    match aspect {
        Aspect::Grade(id)
        | Aspect::IncidentStatus(id)
        | Aspect::Commander(id)
        | Aspect::Figure(id, _)
        | Aspect::IncidentCode(id)
        | Aspect::Merged(id) => Some(*id),
        _ => None,
    }
}
