//! What was done beyond somebody's authority, and who answered for it.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{Reckoning, Said, World};
use crate::clock::At;
use crate::domain::{
    Act, AreaCode, Aspect, Claim, ConsultStep, EventId, Fact, Override, Role, Row, RuleId, Sanction, SceneNoted, Value,
    What,
};

/// An override as the world keeps it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(super) struct Overridden {
    basis: Override,
    about: About,
}

/// What an overriding fact is about, as far as it is asked later.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
struct About {
    /// For which incident, when for one.
    incident: Option<EventId>,
    /// For which jurisdiction, when for one.
    area: Option<AreaCode>,
    /// Whether taking back the one entry takes back what was done: an order has gone out, and a profile has many rows.
    revocable: bool,
}

impl Overridden {
    pub(super) fn new(basis: Override, fact: &Fact) -> Self {
        let about = match fact {
            Fact::OrderIssued(order) => About { incident: order.incident, ..About::default() },
            Fact::PlanStarted(run) => {
                About { incident: run.incident, area: Some(run.area.clone()), ..About::default() }
            }
            Fact::Graded { incident, .. }
            | Fact::CommanderAppointed { incident, .. }
            | Fact::SceneMoved { incident, .. } => {
                About { incident: Some(*incident), revocable: true, ..About::default() }
            }
            Fact::ResponseDecided { response, .. } => {
                About { area: Some(response.area.clone()), revocable: true, ..About::default() }
            }
            Fact::PostureChanged { area, .. } => {
                About { area: Some(area.clone()), revocable: true, ..About::default() }
            }
            Fact::SwitchNoted { note, .. } => {
                About { area: Some(note.area.clone()), revocable: true, ..About::default() }
            }
            Fact::ResponseProposed(proposal) => {
                About { area: Some(proposal.area.clone()), revocable: true, ..About::default() }
            }
            Fact::ConsultRequested(consult) => {
                About { incident: consult.incident, area: Some(consult.area.clone()), revocable: true }
            }
            // What was issued has gone out; any other step resolves to the one before.
            Fact::ConsultMoved { step, .. } => {
                About { revocable: !matches!(**step, ConsultStep::Issued), ..About::default() }
            }
            Fact::AidDrafted(aid) => About { incident: aid.incident, area: Some(aid.from.clone()), revocable: true },
            Fact::AarOpened(aar) => About { incident: aar.incident, area: Some(aar.area.clone()), revocable: true },
            Fact::AarMoved { .. }
            | Fact::AarNoted(_)
            | Fact::WarningPublished(_)
            | Fact::ConsultNoted(_)
            | Fact::AidMoved { .. }
            | Fact::AidTold(_)
            | Fact::EntryAmended { .. } => About { revocable: true, ..About::default() },
            // Command, a post or a plan is taken back; a task that went out is not.
            Fact::SceneNoted(note) => {
                let gone = matches!(note.what, SceneNoted::Task(_) | SceneNoted::CommandTaken { .. });
                About { incident: Some(note.incident), revocable: !gone, ..About::default() }
            }
            Fact::EntryLogged(entry) => About { incident: entry.incident, revocable: true, ..About::default() },
            // What was taken from its owner, has left the store or was published is so: only what is told of it is taken back.
            Fact::ResourceNoted { note, .. } => About { revocable: !note.what.has_gone_out(), ..About::default() },
            _ => About::default(),
        };
        Self { basis, about }
    }

    /// The incident whose jurisdiction may have approved it since.
    fn approved_for(&self) -> Option<EventId> {
        self.about.incident.filter(|_| self.basis.act == Act::Dispatch)
    }
}

/// An override as the boards show it.
#[derive(Clone, Debug)]
pub struct OverrideView<'a> {
    /// The event that was done beyond its author's authority.
    pub id: EventId,
    /// On what basis.
    pub basis: &'a Override,
    /// For which incident, when for one.
    pub incident: Option<EventId>,
    /// For which jurisdiction, when for one.
    pub area: Option<&'a AreaCode>,
    /// Whether taking back the one entry takes back what was done.
    pub revocable: bool,
    /// By whom.
    pub actor: &'a str,
    /// When; the clock of 追认 runs from here.
    pub recorded: At,
    /// The answer.
    pub answer: Reckoning<Sanction>,
}

impl World {
    /// The row that reserves a claim at `at`, and the least role it gives it to; none when no row does. A bureau's own
    /// row beside the set counts before the set's, one for this very level before one for all.
    pub(in crate::domain) fn reserved(&self, claim: Claim, at: At) -> Option<(RuleId, Role)> {
        let of = |row: &Row| match row.what {
            What::Authority { act, level, role } if act == claim.act && (level.is_none() || level == claim.level) => {
                Some((level.is_some(), role))
            }
            _ => None,
        };
        let set = self.rule_set();
        let adopted = set.rows().filter(|row| of(row).is_some()).filter_map(|row| {
            // What a bureau puts in a row's place keeps its act, or the set's row counts.
            let force = self.rule(&row.id, at).filter(|force| of(&force.row).is_some());
            let (exact, role) = force.map_or_else(|| of(row), |force| of(&force.row))?;
            Some((exact, row.id.clone(), role))
        });
        let own = self.rows_put().filter_map(|(_, change)| {
            let row = change.row.as_deref().filter(|row| row.in_force(at) && set.row(&row.id).is_none())?;
            let (exact, role) = of(row)?;
            Some((exact, row.id.clone(), role))
        });
        adopted.chain(own).max_by_key(|(exact, ..)| *exact).map(|(_, id, role)| (id, role))
    }

    /// Whether first measures for an incident went ahead of any authority and nobody took them back: what follows is
    /// covered by them.
    pub fn initial_action(&self, incident: EventId) -> bool {
        let reversed = |of| self.sanction(of).agreed() == Some(Sanction::Reversed);
        self.standing(&self.overrides).any(|(id, said)| {
            said.what.basis.act == Act::Dispatch && said.what.about.incident == Some(incident) && !reversed(id)
        })
    }

    /// Whether first measures went ahead in a jurisdiction since, before anything was approved.
    pub(super) fn initial_action_in(&self, area: &AreaCode, since: Option<At>) -> bool {
        self.standing(&self.overrides).any(|(id, said)| {
            let about = said.what.about.incident.and_then(|incident| self.incident(incident));
            said.what.basis.act == Act::Dispatch
                && since.is_none_or(|since| said.recorded > since)
                && about.is_some_and(|incident| incident.area == *area)
                && self.sanction(id).agreed() != Some(Sanction::Reversed)
        })
    }

    /// Whether an override is ratified.
    pub fn sanction(&self, of: EventId) -> Reckoning<Sanction> {
        self.reckon(&Aspect::Ratified(of), |v| if let Value::Ratified(s) = v { Some(*s) } else { None })
    }

    /// What an event was done on, when it went beyond its author's authority. Also of one that was taken back.
    pub fn overridden(&self, event: EventId) -> Option<OverrideView<'_>> {
        self.overrides.get(&event).map(|said| self.override_view(event, said))
    }

    fn override_view<'a>(&'a self, id: EventId, said: &'a Said<Overridden>) -> OverrideView<'a> {
        OverrideView {
            id,
            basis: &said.what.basis,
            incident: said.what.about.incident,
            area: said.what.about.area.as_ref(),
            revocable: said.what.about.revocable,
            actor: &said.actor,
            recorded: said.recorded,
            answer: self.sanction(id),
        }
    }

    /// What awaits ratification, the oldest first. First measures that an activation by somebody in authority followed
    /// await it no more, nor does a proposal that one in authority decided on.
    pub fn unratified(&self) -> Vec<OverrideView<'_>> {
        let open = self.unratified.iter().copied().chain(self.brought_back());
        let open = open.filter(|id| self.stands(id)).filter_map(|id| self.overridden(id));
        let mut list: Vec<OverrideView<'_>> = open.filter(|view| !self.approved_since(view)).collect();
        list.sort_by_key(|view| (view.recorded, view.id));
        list
    }

    /// What was reversed and taken back with it, where somebody struck that strike: it is to be answered for again.
    fn brought_back(&self) -> impl Iterator<Item = EventId> {
        let answered =
            self.overrides.iter().filter(|(id, said)| said.what.about.revocable && !self.unratified.contains(id));
        answered.map(|(id, _)| *id).filter(|id| self.sanction(*id).agreed() == Some(Sanction::Reversed))
    }

    fn approved_since(&self, view: &OverrideView<'_>) -> bool {
        let proposed = view.basis.act == Act::Propose;
        if !proposed && view.basis.act != Act::Dispatch {
            return false;
        }
        let of_incident = || view.incident.and_then(|id| self.incident(id)).map(|incident| &incident.area);
        let area = view.area.or_else(of_incident);
        let ratified =
            |id: &EventId| self.overridden(*id).is_none_or(|o| o.answer.agreed() == Some(Sanction::Ratified));
        area.is_some_and(|area| {
            self.standing_decisions(area)
                .filter(|(_, response)| proposed || response.level().is_some())
                .any(|(id, response)| response.decided >= view.recorded && ratified(&id))
        })
    }

    /// What a decision on a response, posture, grade, commander or consultation says that stands now, and who was signed in.
    pub(in crate::domain) fn standing_word(&self, event: EventId) -> Option<(&Value, &str)> {
        let decisions = self.registers.iter().filter(|(a, _)| {
            let of_incident = matches!(a, Aspect::Grade(_) | Aspect::Commander(_));
            let of_process = matches!(a, Aspect::Consult(_) | Aspect::Aar(_) | Aspect::Aid(_));
            of_incident || of_process || matches!(a, Aspect::Response(_) | Aspect::Posture(_))
        });
        let mut heads = decisions.flat_map(|(_, register)| register.heads());
        let (_, write) = heads.find(|(id, _)| **id == event)?;
        Some((&write.value.what, &write.value.actor))
    }

    /// Standing strikes on an event.
    pub(in crate::domain) fn standing_strikes(&self, event: EventId) -> BTreeSet<EventId> {
        self.strikes.strikers(&event).filter(|id| self.strikes.stands(id)).copied().collect()
    }

    /// Keeps the set of what nobody answered for.
    pub(super) fn reckon_unratified(&mut self, of: EventId) {
        let answered = self.registers.get(&Aspect::Ratified(of)).is_some_and(|r| r.heads().next().is_some());
        let open = self.overrides.get(&of).filter(|_| !answered);
        let incident = open.and_then(|said| said.what.approved_for());
        if open.is_some() {
            self.unratified.insert(of);
        } else {
            self.unratified.remove(&of);
        }
        // Whether it was approved since is asked of the incident's jurisdiction.
        if let Some(incident) = incident {
            self.bring_incident_back(incident);
        }
    }

    /// The incidents for which first measures await ratification.
    pub(super) fn incidents_unratified(&self) -> BTreeSet<EventId> {
        let open = self.unratified.iter().filter_map(|id| self.overrides.get(id));
        open.filter_map(|said| said.what.approved_for()).collect()
    }
}
