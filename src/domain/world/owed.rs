//! Whose a deadline is: what another jurisdiction owes presses nobody here.

use super::World;
use crate::domain::{AreaCode, Deadline, Due, EventId, Recipient};

impl World {
    /// Whether something that is due is for a post of the jurisdiction `own`. A decision, a consultation, a review or a plan is
    /// for the headquarters that it is of, and for those above it. An incident is also for the jurisdictions that it lies in
    /// part of, an order for those whose team it goes to, and a request for help for both cities. What is of no jurisdiction
    /// is for everybody.
    pub fn is_owed_in(&self, own: &AreaCode, deadline: &Deadline) -> bool {
        if let Some(area) = self.owing(&deadline.what) {
            return own.covers(area);
        }
        // What a government above owes presses nobody below it.
        if let (Due::ReportUp { to, .. }, Some(level)) = (&deadline.what, own.known_government())
            && to.below().is_some_and(|teller| teller > level)
        {
            return false;
        }
        let near = |area: &AreaCode| own.covers(area) || area.covers(own);
        if let Due::Aid { aid, .. } = &deadline.what {
            return self.aids.get(aid).is_none_or(|said| near(&said.what.from) || near(&said.what.to));
        }
        let of_incident = |id: EventId| self.incidents.get(&id).is_none_or(|said| near(&said.what.area));
        deadline.incident.is_none_or(of_incident) || self.goes_to(&deadline.what).is_some_and(near)
    }

    /// The jurisdiction whose headquarters must act, and nobody else.
    fn owing<'a>(&'a self, due: &'a Due) -> Option<&'a AreaCode> {
        match due {
            Due::Switch { area, .. } | Due::NextConsult { area, .. } => Some(area),
            Due::Decide { warning } | Due::AnswerMeasures { warning } | Due::CallLevel { warning, .. } => {
                self.warning(*warning).map(|warning| &warning.area)
            }
            Due::Approve { proposal } => self.proposal(*proposal).map(|proposal| &proposal.area),
            Due::Consult { consult, .. } => self.consults.get(consult).map(|said| &said.what.area),
            Due::Aar { aar, .. } => self.aars.get(aar).map(|said| &said.what.area),
            Due::Ratify { event } => self.overridden(*event).and_then(|view| view.area),
            Due::Notify { about } => {
                let incident = || self.incident(*about).map(|incident| &incident.area);
                self.warning(*about).map(|warning| &warning.area).or_else(incident)
            }
            Due::Step { run, .. } => self.runs.get(run).map(|said| &said.what.area),
            _ => None,
        }
    }

    /// Whose team an order goes to that something is due of.
    fn goes_to(&self, due: &Due) -> Option<&AreaCode> {
        let order = due.of_mobilisation().or_else(|| due.called_about())?;
        match &self.orders.get(&order)?.what.to {
            Recipient::Team(code) => self.team_card(code).map(|team| &team.area),
            _ => None,
        }
    }
}
