//! 待批: what was proposed and nobody decided on yet, and what must be there before a response is terminated.

use super::due::counted;
use super::{OrderView, Reckoning, World};
use crate::clock::At;
use crate::domain::rules::Guard;
use crate::domain::{
    AreaCode, Deadline, Due, EventId, FigureKind, IncidentStatus, Lacking, Level, Proposal, Recipient, Rules, Timer,
    Urgency, What,
};

impl Timer {
    /// 审批 of a proposed level (rules.md 2.4).
    pub fn approval(level: Level) -> Self {
        match level {
            Level::One => Self::ApproveOne,
            Level::Two => Self::ApproveTwo,
            Level::Three => Self::ApproveThree,
            Level::Four => Self::ApproveFour,
        }
    }
}

impl World {
    /// Proposals that wait for a decision, the oldest first. A decision for the jurisdiction since, or on the proposal
    /// itself, answers all that was proposed before it.
    pub fn proposals(&self) -> Vec<(EventId, &Proposal)> {
        let open = self.standing(&self.proposals).map(|(id, said)| (id, &said.what));
        let mut list: Vec<_> = open.filter(|(id, proposal)| !self.answered(*id, proposal)).collect();
        list.sort_by_key(|(id, proposal)| (proposal.proposed, *id));
        list
    }

    /// A proposal that stands, answered or not.
    pub fn proposal(&self, id: EventId) -> Option<&Proposal> {
        self.proposals.get(&id).filter(|_| self.stands(&id)).map(|said| &said.what)
    }

    fn answered(&self, id: EventId, proposal: &Proposal) -> bool {
        self.standing_decisions(&proposal.area)
            .any(|(_, response)| response.basis == Some(id) || response.decided >= proposal.proposed)
    }

    pub(super) fn approvals_due(&self, rules: &Rules, list: &mut Vec<Deadline>) {
        for (id, proposal) in self.proposals() {
            let timer = Timer::approval(proposal.level);
            list.push(counted(rules, Due::Approve { proposal: id }, timer, proposal.proposed, None));
        }
    }

    /// The row of a guard, when it is in force.
    pub(in crate::domain) fn guarded(&self, guard: Guard, at: At) -> Option<crate::domain::RuleId> {
        let of = |what: &What| matches!(what, What::Guard { guard: of } if *of == guard);
        let row = self.rule_set().rows().find(|row| of(&row.what))?;
        row.in_force(at).then(|| row.id.clone())
    }

    /// Whether an order is of a jurisdiction or what lies in it; one of which nobody can tell whose it is is everybody's.
    pub(super) fn is_order_of(&self, view: &OrderView<'_>, area: &AreaCode) -> bool {
        let incident = view.order.incident.and_then(|id| self.incident(id)).map(|incident| &incident.area);
        let team = || match &view.order.to {
            Recipient::Team(code) => self.team(code).map(|team| &team.team.area),
            Recipient::Headquarters(_) | Recipient::Person { .. } => None,
        };
        incident.or_else(team).is_none_or(|of| area.covers(of))
    }

    /// What a life depends on and is open in a jurisdiction and what lies in it: withdrawals that nobody lifted, people
    /// trapped or missing by the figures that stand.
    pub fn lives_at_stake(&self, area: &AreaCode) -> Vec<Lacking> {
        let here = |of: &AreaCode| area.covers(of);
        let withdrawals = self.open_orders().filter(|view| view.order.urgency == Urgency::Withdraw);
        let mut open: Vec<Lacking> =
            withdrawals.filter(|view| self.is_order_of(view, area)).map(|view| Lacking::Withdrawal(view.id)).collect();
        for (id, incident) in self.incidents() {
            let closed = self.incident_status(id).first() == Some(IncidentStatus::Closed);
            if closed || !here(&incident.area) {
                continue;
            }
            for kind in [FigureKind::Trapped, FigureKind::Missing] {
                let count = match self.figure(id, kind) {
                    Reckoning::Unset => None,
                    Reckoning::Agreed(figure) => figure.count,
                    Reckoning::Disputed(figures) => figures.into_iter().filter_map(|figure| figure.count).max(),
                };
                if let Some(people) = count.filter(|people| *people > 0) {
                    open.push(Lacking::People(id, kind, people));
                }
            }
        }
        open
    }
}
