//! What a form is about, and rows by name.

use super::options::say;
use super::{Form, FormKind, PaperForm, ResourceForm};
use crate::console::{Model, Row};
use crate::domain::Errand;
use crate::text::number::number as entry_number;
use crate::text::words::{RailWord, Word};

impl Model {
    /// A row's code and name in the operator's language; either may be empty.
    pub fn row_name(&self, row: &Row) -> (String, String) {
        row_name(self, row)
    }

    /// The first of these, and how many there are when there are several.
    fn deadlines_named(&self, alarms: &[String]) -> String {
        let first = alarms.first().and_then(|first| self.rail().iter().find(|due| due.alarm().0 == *first));
        let told = first.map_or_else(String::new, |deadline| say(self).deadline_told(deadline));
        if alarms.len() > 1 { RailWord::Group.with(self.lang, &[&alarms.len(), &told]) } else { told }
    }

    /// What stands below a form's title; empty when there is nothing to say.
    pub fn form_note(&self, form: &Form) -> String {
        // Whoever calls about a warning, or answers what it asks for, has what it states before the eyes.
        let (FormKind::Call(Errand::Warning(id), _) | FormKind::Measures(id)) = &form.kind else {
            return super::assembly::note(self, form);
        };
        self.world.warning(*id).map(|warning| say(self).warning_terms(warning)).unwrap_or_default()
    }

    /// What a form is about, to stand beside its title; empty when its fields say it.
    pub fn form_subject(&self, form: &Form) -> String {
        let row = match &form.kind {
            FormKind::Relief(id) => return say(self).relief_awaited(*id),
            FormKind::Notify(about) => return say(self).noticed(*about),
            FormKind::CountHeads(order) | FormKind::EndOrder(order) => Row::Order(*order),
            FormKind::Assign(team) => Row::Team(team.clone()),
            FormKind::Grade(id)
            | FormKind::IncidentStatus(id)
            | FormKind::Merge(id)
            | FormKind::Split(id)
            | FormKind::Code(id)
            | FormKind::Appoint(id)
            | FormKind::Onsite(id, _) => Row::Incident(*id),
            FormKind::StepSkipped(run, step) => Row::Step(*run, step.clone()),
            FormKind::Strike(id) if self.world.order(*id).is_some() => Row::Order(*id),
            FormKind::Strike(id) | FormKind::Amend(id) => Row::Line(*id),
            FormKind::Paper(
                PaperForm::Write(report)
                | PaperForm::Submit(report)
                | PaperForm::Return(report)
                | PaperForm::Sign(report)
                | PaperForm::Send(report)
                | PaperForm::Drop(report),
            ) => Row::Paper(*report),
            FormKind::Resource(ResourceForm::Consignment(_, code, id)) => Row::Consignment(code.clone(), *id),
            FormKind::Resource(ResourceForm::GiveBack(id) | ResourceForm::Compensate(id)) => Row::Requisition(*id),
            FormKind::Aar(form) if let Some(id) = form.aar() => Row::Aar(id),
            FormKind::Aid(form) => return super::linkage::subject(self, *form),
            FormKind::Consult(form) if let Some(id) = form.consult() => Row::Consult(id),
            FormKind::Mobilise(_) => return super::assembly::subject(self, form),
            FormKind::Tell(order, _) => Row::Mobilisation(*order),
            FormKind::Call(errand, seat) => return self.chain_told(*errand, seat.as_ref()),
            FormKind::Measures(warning) => return say(self).warning_named(*warning),
            FormKind::HandOver | FormKind::TakeOver(_) => return self.shift_told(&form.kind),
            FormKind::Switch(area, form) => return super::switch::subject(self, area, form),
            FormKind::Shelve(alarms) => return self.deadlines_named(alarms),
            FormKind::Paper(PaperForm::Begin | PaperForm::Confirm(_))
            | FormKind::Resource(_)
            | FormKind::Aar(_)
            | FormKind::Consult(_)
            | FormKind::Order(_)
            | FormKind::Climb
            | FormKind::Crew
            | FormKind::Message
            | FormKind::NewIncident
            | FormKind::Report
            | FormKind::TeamStatus
            | FormKind::Position
            | FormKind::Figure
            | FormKind::Warning
            | FormKind::StepDone
            | FormKind::StepBlocked
            | FormKind::Decide
            | FormKind::Propose
            | FormKind::Posture
            | FormKind::StartPlan
            | FormKind::SkipTo
            | FormKind::SignIn
            | FormKind::Why(_)
            | FormKind::Ratify
            | FormKind::Find
            | FormKind::PastAt
            | FormKind::JournalFilter
            | FormKind::JournalJump
            | FormKind::Evacuees
            | FormKind::Commands
            | FormKind::Import => return String::new(),
        };
        let (code, name) = row_name(self, &row);
        format!("{code} {name}").trim().to_owned()
    }
}

/// A row's code and name.
pub(super) fn row_name(model: &Model, row: &Row) -> (String, String) {
    let say = say(model);
    match row {
        Row::Incident(id) | Row::Onsite(id) => (String::new(), say.incident(*id)),
        Row::Team(code) => (code.0.clone(), say.team(code).to_owned()),
        Row::Mobilisation(id) => model.world.mobilisation(*id).map_or_else(Default::default, |one| {
            let label = model.world.order(*id).map(|view| view.label).unwrap_or_default();
            (label, format!("{} {}", say.team(one.team), one.order.text))
        }),
        Row::Order(id) => model.world.order(*id).map_or_else(Default::default, |view| {
            let name = format!("{} {}", say.recipient(&view.order.to), view.order.text);
            (view.label, name)
        }),
        Row::Step(run, code) => {
            let title = model.world.step(*run, code).map(|step| say.step_title(step).to_owned());
            (code.0.clone(), title.unwrap_or_default())
        }
        Row::Conflict(aspect) => (String::new(), say.aspect(aspect)),
        Row::Paper(id) => {
            let of = model.world.report_paper(*id).map(|view| say.incident(view.paper.incident));
            (say.paper(*id), of.unwrap_or_default())
        }
        Row::Seat(seat) => (String::new(), say.word(*seat).to_owned()),
        Row::Item(way, number) => (say.word(*way).to_owned(), say.item_title(*way, *number)),
        Row::Consult(id) => {
            let reason = model.world.consultation(*id).map(|view| view.consult.reason.clone());
            (say.consult(*id), reason.unwrap_or_default())
        }
        Row::Material(code) => (code.0.clone(), say.material(code)),
        Row::Consignment(code, id) => {
            let one = model.world.consignment(code, *id);
            (String::new(), one.map(|one| say.consignment(&one)).unwrap_or_default())
        }
        Row::Requisition(id) => (String::new(), say.requisitioned(*id)),
        Row::Shelter(code) => (code.0.clone(), say.shelter_name(code)),
        Row::Aar(id) => (say.aar(*id), String::new()),
        Row::Aid(id) => {
            let needs = model.world.aid(*id).map(|view| say.aid_needs(view.aid));
            (say.aid(*id), needs.unwrap_or_default())
        }
        Row::Shared(area, kind) => (area.0.clone(), format!("{} {}", say.area(area), say.word(*kind))),
        Row::Organ(code) => {
            let name = model.world.organ(code).map(|organ| say.organ_name(organ).to_owned());
            (code.0.clone(), name.unwrap_or_default())
        }
        Row::Session(name) => (String::new(), name.clone()),
        Row::Quiet(status) => (String::new(), status.map_or("?", |status| say.word(status)).to_owned()),
        Row::Inject(code) => {
            let title = model.world.injects().into_iter().find(|(inject, _)| inject.code == *code);
            (code.0.clone(), title.map(|(inject, _)| inject.title.clone()).unwrap_or_default())
        }
        Row::Place(code) => (code.0.clone(), say.place(code).to_owned()),
        Row::Entry(number) => model.chronicle.entry(*number).map_or_else(Default::default, |entry| {
            let event = &entry.event;
            (entry_number(event.recorded, event.id, model.chronicle.digits(*number)), say.told(event.id, &event.fact))
        }),
        Row::Line(id) => {
            let incident = model.selected_incident();
            let line = model.world.timeline(incident).find(|(_, line, ..)| line == id);
            (String::new(), line.map(|(_, _, line, _)| say.told(*id, &line.fact)).unwrap_or_default())
        }
    }
}
