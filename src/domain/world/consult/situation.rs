//! 态势包: the situation that a consultation begins with. A function of the world alone, so that it can be made again from the
//! log as known then, and known by the hash of its bytes.

use serde::Serialize;

use super::ConsultView;
use crate::clock::At;
use crate::domain::{
    AreaCode, Assignment, Colour, EventId, FigureKind, Grade, IncidentStatus, Level, Posture, Recipient, Reckoning,
    Response, Rung, TeamCode, TeamStatus, World,
};
use crate::limits::PACK_WARNINGS_MAX;

/// A situation pack. Its fields and their order are what its hash is of.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Situation {
    /// For which consultation.
    pub consult: EventId,
    /// Of which jurisdiction.
    pub area: AreaCode,
    /// Its response; none when none runs.
    pub level: Option<Level>,
    /// Its posture.
    pub posture: Posture,
    /// Incidents that are not closed, of that jurisdiction and below.
    pub incidents: Vec<IncidentShown>,
    /// The newest warnings there, the newest first.
    pub warnings: Vec<WarningShown>,
    /// Teams that are under orders or at work.
    pub teams: Vec<TeamShown>,
    /// Orders that are open.
    pub orders: Vec<OrderShown>,
}

/// An incident in a pack.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct IncidentShown {
    /// Which.
    pub id: EventId,
    /// Its title.
    pub title: String,
    /// 定级.
    pub grade: Option<Grade>,
    /// Whether it is being handled.
    pub status: IncidentStatus,
    /// Its figures: unknown is not zero.
    pub figures: Vec<(FigureKind, Option<u32>)>,
}

/// A warning in a pack.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct WarningShown {
    /// Which.
    pub id: EventId,
    /// Its colour.
    pub colour: Colour,
    /// Of what.
    pub kind: String,
    /// When it was received.
    pub received: At,
}

/// A team in a pack.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct TeamShown {
    /// Which.
    pub code: TeamCode,
    /// What it does; none while that is unset or disputed.
    pub status: Option<TeamStatus>,
    /// For what.
    pub assignment: Option<Assignment>,
    /// How many people it has.
    pub people: u32,
}

/// An order in a pack.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct OrderShown {
    /// Which.
    pub id: EventId,
    /// The number people say.
    pub label: String,
    /// To whom.
    pub to: Recipient,
    /// What.
    pub text: String,
    /// How far it got.
    pub height: Option<Rung>,
}

impl World {
    /// The situation that a consultation would begin with, as this world knows it.
    pub fn situation(&self, view: &ConsultView<'_>) -> Situation {
        let area = view.consult.area.clone();
        Situation {
            consult: view.id,
            level: self.response(&area).first().and_then(Response::level),
            posture: self.posture(&area).first().unwrap_or_default(),
            incidents: self.incidents_shown(&area),
            warnings: self.warnings_shown(&area),
            teams: self.teams_shown(),
            orders: self.orders_shown(&area),
            area,
        }
    }

    fn incidents_shown(&self, area: &AreaCode) -> Vec<IncidentShown> {
        let mut list = Vec::new();
        for (id, incident) in self.incidents() {
            let status = self.incident_status(id).first().unwrap_or_default();
            if status == IncidentStatus::Closed || !area.covers(&incident.area) {
                continue;
            }
            let figure = |kind: &FigureKind| match self.figure(id, *kind) {
                Reckoning::Unset => None,
                Reckoning::Agreed(figure) => Some((*kind, figure.count)),
                Reckoning::Disputed(figures) => Some((*kind, figures.into_iter().filter_map(|of| of.count).max())),
            };
            list.push(IncidentShown {
                id,
                title: incident.title.clone(),
                grade: self.grade(id).first().flatten(),
                status,
                figures: FigureKind::ALL.iter().filter_map(figure).collect(),
            });
        }
        list
    }

    fn warnings_shown(&self, area: &AreaCode) -> Vec<WarningShown> {
        let own = self.warnings().into_iter().rev().filter(|(_, warning)| area.covers(&warning.area));
        own.take(PACK_WARNINGS_MAX)
            .map(|(id, warning)| WarningShown {
                id,
                colour: warning.colour,
                kind: warning.kind.clone(),
                received: warning.received,
            })
            .collect()
    }

    fn teams_shown(&self) -> Vec<TeamShown> {
        let teams = self.teams().into_iter().map(|view| TeamShown {
            code: view.team.code.clone(),
            status: view.status.agreed(),
            assignment: view.assignment.agreed(),
            people: view.team.people,
        });
        let idle = |team: &TeamShown| {
            let free = team.assignment.as_ref().is_none_or(|to| to.incident.is_none() && to.destination.is_none());
            free && matches!(team.status, None | Some(TeamStatus::Standby))
        };
        teams.filter(|team| !idle(team)).collect()
    }

    /// Those of the jurisdiction's incidents, and those for none.
    fn orders_shown(&self, area: &AreaCode) -> Vec<OrderShown> {
        let here = |incident: Option<EventId>| {
            incident.and_then(|id| self.incident(id)).is_none_or(|incident| area.covers(&incident.area))
        };
        let open = self.open_orders().filter(|view| here(view.order.incident));
        let mut list: Vec<_> = open.collect();
        list.sort_by_key(|view| (view.order.issued, view.id));
        list.into_iter()
            .map(|view| OrderShown {
                id: view.id,
                label: view.label,
                to: view.order.to.clone(),
                text: view.order.text.clone(),
                height: view.height,
            })
            .collect()
    }
}
