//! To which incident an event belongs. Pure.

use crate::domain::{EventId, Fact, RequisitionStep, Resource};

/// How an event comes to an incident.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::journal) enum Link {
    /// It belongs to none.
    Alone,
    /// To this one.
    Incident(EventId),
    /// To the one that this event belongs to, once that is known.
    Via(EventId),
}

/// The link of the event `id` that says `fact`.
#[expect(clippy::too_many_lines, reason = "one arm for each kind of fact, so that none is forgotten")]
pub(in crate::journal) fn link(id: EventId, fact: &Fact) -> Link {
    let named = |incident: &Option<EventId>| incident.map_or(Link::Alone, Link::Incident);
    match fact {
        Fact::IncidentOpened(_) => Link::Incident(id),
        Fact::IncidentGraded { incident, .. }
        | Fact::Graded { incident, .. }
        | Fact::IncidentCoded { incident, .. }
        | Fact::IncidentMerged { merged: incident, .. }
        | Fact::IncidentStatusSet { incident, .. }
        | Fact::SceneMoved { incident, .. }
        | Fact::CommanderAppointed { incident, .. } => Link::Incident(*incident),
        Fact::FigureReported(report) => Link::Incident(report.incident),
        Fact::ReportFiled(report) => Link::Incident(report.incident),
        Fact::ReportBegun(paper) => Link::Incident(paper.incident),
        Fact::ReportPartWritten { report, .. } | Fact::PaperStateSet { report, .. } => Link::Via(*report),
        Fact::ReportReceived(receipt) => Link::Via(receipt.filed),
        Fact::EntryLogged(entry) => named(&entry.incident),
        Fact::ConsultRequested(consult) => named(&consult.incident),
        Fact::ConsultMoved { consult, .. } => Link::Via(*consult),
        Fact::ConsultNoted(note) => Link::Via(note.consult),
        Fact::AarOpened(aar) => named(&aar.incident),
        Fact::AarMoved { aar, .. } => Link::Via(*aar),
        Fact::AarNoted(note) => Link::Via(note.aar),
        Fact::WarningPublished(told) => Link::Via(told.warning),
        Fact::WarningLifted(lifting) => Link::Via(lifting.warning),
        Fact::AidDrafted(aid) => named(&aid.incident),
        Fact::AidMoved { aid, .. } => Link::Via(*aid),
        Fact::AidTold(telling) => Link::Via(telling.aid),
        Fact::SceneNoted(note) => Link::Incident(note.incident),
        Fact::OrderIssued(order) => named(&order.incident),
        Fact::PlanStarted(run) => named(&run.incident),
        Fact::TeamAssigned { assignment, .. } => match (assignment.incident, assignment.order) {
            (Some(incident), _) => Link::Incident(incident),
            (None, Some(order)) => Link::Via(order),
            (None, None) => Link::Alone,
        },
        Fact::EntryAmended { entry, .. } => Link::Via(*entry),
        Fact::OrderRung(rung) => Link::Via(rung.order),
        Fact::NoticeGiven(notice) => Link::Via(notice.about),
        Fact::EvacueesMoved(moved) => named(&moved.incident),
        Fact::ReliefGiven(relief) => Link::Via(relief.evacuation),
        Fact::ResourceNoted { note, .. } => match (&note.what, note.what.of()) {
            (_, Some(of)) => Link::Via(of),
            (Resource::Stock(moved), None) => moved.what.order().map_or(Link::Alone, Link::Via),
            (Resource::Requisition(RequisitionStep::Taken(taken)), None) => named(&taken.incident),
            (Resource::Requisition(_) | Resource::Shelter(_), None) => Link::Alone,
        },
        Fact::HeadsCounted(count) => Link::Via(count.order),
        Fact::AssemblyTold(telling) => Link::Via(telling.order),
        Fact::CallMade(call) => Link::Via(call.about.subject()),
        Fact::CallBegun(call) => Link::Via(call.about.subject()),
        Fact::OrderEnded { order, .. } => Link::Via(*order),
        Fact::StepSet { run, .. } => Link::Via(*run),
        Fact::Struck { target, .. } | Fact::Voided { target, .. } => Link::Via(*target),
        Fact::DecisionRatified { ratification, .. } => Link::Via(ratification.of),
        Fact::RulesAdopted { .. }
        | Fact::SetAdopted { .. }
        | Fact::RuleChanged { .. }
        | Fact::AreaNamed(_)
        | Fact::PlaceNamed(_)
        | Fact::HeadquartersFormed(_)
        | Fact::TeamEnrolled { .. }
        | Fact::ContactListed { .. }
        | Fact::MaterialListed { .. }
        | Fact::ShelterListed { .. }
        | Fact::OrganListed { .. }
        | Fact::ExpertListed { .. }
        | Fact::WatchListed { .. }
        | Fact::RegionAdopted { .. }
        | Fact::ShareListed { .. }
        | Fact::PlanAdopted(_)
        | Fact::PlanPart(_)
        | Fact::ReadingTaken(_)
        | Fact::WarningReceived(_)
        | Fact::ResponseProposed(_)
        | Fact::MeasureAnswered { .. }
        | Fact::ResponseDecided { .. }
        | Fact::PostureChanged { .. }
        | Fact::SwitchNoted { .. }
        | Fact::TeamStatusSet { .. }
        | Fact::CrewSet { .. }
        | Fact::PositionReported(_)
        | Fact::TrackLogged(_)
        | Fact::AlarmAcknowledged { .. }
        | Fact::AlarmShelved { .. }
        | Fact::ShiftSigned(_)
        | Fact::DrillOpened(_)
        | Fact::DrillClockSet { .. }
        | Fact::DrillControlled { .. }
        | Fact::InjectPlanned(_)
        | Fact::InjectFired(_)
        | Fact::Unknown { .. } => Link::Alone,
    }
}
