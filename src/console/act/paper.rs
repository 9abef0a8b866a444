//! Reports as papers: begun, written, submitted, signed, sent, confirmed, read and exported.

use super::{Action, Effect, Model, Overlay, close, open, record, table};
use crate::console::{Board, FormKind, PaperForm, Reading, Row};
use crate::domain::{Command, EventId, ReportCommand};
use crate::papers::{self, Document};
use crate::text::refusal;
use crate::text::say::Say;

/// Carries out what a key asks of the selected paper, or of papers at all.
pub(super) fn perform(model: &mut Model, action: Action) -> Vec<Effect> {
    match action {
        Action::BeginReport => {
            return open::form_about(model, FormKind::Paper(PaperForm::Begin), model.selected_incident());
        }
        Action::Brief => return brief(model),
        Action::Handover => return handover(model),
        Action::ActionCard => return cards(model),
        _ => {}
    }
    let Some(view) = model.selected_paper() else {
        model.tell("先选一份报告", "select a report first");
        return Vec::new();
    };
    let report = view.id;
    let unconfirmed = view.filed.iter().rev().find(|filing| filing.receipts.is_empty()).map(|filing| filing.id);
    match action {
        Action::WritePart => open::form(model, FormKind::Paper(PaperForm::Write(report))),
        Action::SubmitReport => submit(model, report),
        Action::ReturnReport => open::form(model, FormKind::Paper(PaperForm::Return(report))),
        Action::SignReport => open::form(model, FormKind::Paper(PaperForm::Sign(report))),
        Action::SendReport => open::form(model, FormKind::Paper(PaperForm::Send(report))),
        Action::ConfirmReceipt => {
            if let Some(filed) = unconfirmed {
                return open::form(model, FormKind::Paper(PaperForm::Confirm(filed)));
            }
            model.tell("没有待确认签收的报送", "nothing that was sent waits to be confirmed");
            Vec::new()
        }
        Action::DropReport => open::form(model, FormKind::Paper(PaperForm::Drop(report))),
        Action::ReadReport => {
            let document = document(model, report);
            read(model, document, format!("report-{}", report.short()))
        }
        _ => Vec::new(),
    }
}

/// Submits at once when nothing is missing, else asks why it goes without.
fn submit(model: &mut Model, report: EventId) -> Vec<Effect> {
    let Some(view) = model.world.report_paper(report) else { return Vec::new() };
    let composed = model.composed_parts(&view);
    let missing = model.world.missing_parts(view.paper, &model.paper_texts(&view));
    if missing.is_empty() {
        let composed = composed.into_iter().collect();
        let command = ReportCommand::Submit { report, composed, reason: String::new() };
        return record::carry_out(model, Command::Report(command), None).unwrap_or_default();
    }
    let why = refusal::words(model.lang, &crate::domain::Refusal::PaperIncomplete(missing));
    let effects = open::form(model, FormKind::Paper(PaperForm::Submit(report)));
    model.warn(why);
    effects
}

fn document(model: &Model, report: EventId) -> Document {
    let say = Say { world: &model.world, lang: model.lang };
    let Some(view) = model.world.report_paper(report) else { return Document::default() };
    papers::report(&say, &view, &model.composed_parts(&view), &model.issuer_of(&view), model.now)
}

/// The incident in focus in five lines.
fn brief(model: &mut Model) -> Vec<Effect> {
    let say = Say { world: &model.world, lang: model.lang };
    let Some(id) = model.selected_incident().filter(|id| model.world.incident(*id).is_some()) else {
        model.tell("没有事件可报", "there is no incident to tell of");
        return Vec::new();
    };
    let document = papers::briefs(&say, &[id], model.now);
    let name = dated(model, &format!("brief-{}", id.short()));
    read(model, document, name)
}

/// What each role does by the plan of the selected step.
fn cards(model: &mut Model) -> Vec<Effect> {
    let run = if let Some(Row::Step(run, _)) = model.selected(Board::Plan) { Some(*run) } else { None };
    let say = Say { world: &model.world, lang: model.lang };
    let Some((run, document)) = run.and_then(|run| Some((run, papers::action_cards(&say, run, model.now)?))) else {
        model.tell("先启动预案", "start a plan first");
        return Vec::new();
    };
    read(model, document, format!("cards-{}", run.short()))
}

/// The hand-over sheet of this shift.
fn handover(model: &mut Model) -> Vec<Effect> {
    let (_, document) = model.handover_sheet();
    let name = dated(model, "handover");
    read(model, document, name)
}

/// A file's name with the minute, because there are many of its kind.
pub(super) fn dated(model: &Model, name: &str) -> String {
    let c = model.now.civil();
    format!("{name}-{:04}{:02}{:02}-{:02}{:02}", c.year, c.month, c.day, c.hour, c.minute)
}

pub(super) fn read(model: &mut Model, document: Document, name: String) -> Vec<Effect> {
    model.overlays.push(Overlay::Reading(Reading { document, name, top: 0, facts: None }));
    Vec::new()
}

/// Keys while a paper is read.
pub(super) fn reading(model: &mut Model, action: Action) -> Vec<Effect> {
    let (cols, page) = (model.size.cols, usize::from(model.heights().board).max(1));
    let Some(Overlay::Reading(reading)) = model.overlays.last_mut() else { return Vec::new() };
    let last = reading.lines(cols).len().saturating_sub(page);
    match action {
        Action::Up => reading.top = reading.top.saturating_sub(1),
        Action::Down => reading.top = (reading.top + 1).min(last),
        Action::PageUp => reading.top = reading.top.saturating_sub(page),
        Action::PageDown => reading.top = (reading.top + page).min(last),
        Action::First => reading.top = 0,
        Action::Last => reading.top = last,
        Action::ExportPaper => {
            let (name, document) = (reading.name.clone(), Box::new(reading.document.clone()));
            return vec![Effect::Export { name, document }];
        }
        Action::Submit => {
            let facts = reading.facts.clone();
            return facts.map(|facts| table::ask(model, facts)).unwrap_or_default();
        }
        Action::Back => return close(model),
        _ => {}
    }
    Vec::new()
}
