//! Forms about a report's paper.

use super::{Field, FieldKind, FieldName, Form, FormKind, Known, PaperForm, Pick, choice, must, options, text, time};
use crate::console::Model;
use crate::domain::{Due, EventId, Government, Haste, Means, PaperState, ReportKind, ReportPart, Secrecy};

pub(super) fn fields(model: &Model, act: PaperForm, known: &Known) -> Vec<Field> {
    match act {
        PaperForm::Begin => begin(model, known),
        PaperForm::Write(report) => {
            let parts = options::parts(model, report);
            let first = first_to_write(model, report);
            let preset = first.map(|part| said(model, report, part)).unwrap_or_default();
            vec![choice(FieldName::Part, parts, first.map(Pick::Part).as_ref()), text(FieldName::Text, &preset)]
        }
        PaperForm::Submit(_) => vec![text(FieldName::Lacking, "")],
        PaperForm::Sign(_) => vec![
            text(FieldName::Signer, ""),
            text(FieldName::Office, ""),
            choice(FieldName::Means, options::means(model), None),
        ],
        PaperForm::Send(report) => {
            let view = model.world.report_paper(report);
            let to = view.as_ref().map(|view| view.paper.to.clone()).unwrap_or_default();
            let signed = view.is_some_and(|view| matches!(view.state.first(), Some(PaperState::Signed { .. })));
            let mut fields = vec![text(FieldName::ReportTo, &to)];
            if !signed {
                fields.push(text(FieldName::Waiver, ""));
            }
            // What is signed goes up as a paper; a draft is read out on the phone, and signed later.
            let means = if signed { Means::Console } else { Means::Phone };
            fields.push(choice(FieldName::Means, options::report_means(model), Some(&Pick::Means(means))));
            let incident = model.world.report_paper(report).map(|view| view.paper.incident);
            let reached = reached(model, incident.and_then(|incident| to_reach(model, incident)));
            fields.extend([time(FieldName::At), text(FieldName::Proof, ""), reached]);
            fields
        }
        PaperForm::Confirm(_) => {
            vec![text(FieldName::By, ""), choice(FieldName::Means, options::means(model), None), time(FieldName::At)]
        }
        PaperForm::Return(_) | PaperForm::Drop(_) => vec![text(FieldName::Reason, "")],
    }
}

/// A report that was told, or sent outside this log.
pub(super) fn told(model: &Model, known: &Known) -> Vec<Field> {
    let filed = known.incident.map(|id| model.world.reports(id)).unwrap_or_default();
    let told = |phone: bool| filed.iter().any(|r| r.kind == ReportKind::Initial && (r.means == Means::Phone) == phone);
    // By phone first, then the same in writing; whoever told it in writing at once need not phone.
    let (next, means) = match (told(true), told(false)) {
        (_, true) => (ReportKind::FollowUp, Means::Phone),
        (true, false) => (ReportKind::Initial, Means::Console),
        (false, false) => (ReportKind::Initial, Means::Phone),
    };
    let means = known.means.unwrap_or(means);
    let next = known.report.unwrap_or(next);
    let to = filed.last().map(|r| r.to.clone()).unwrap_or_default();
    vec![
        must(FieldName::Incident, options::incidents(model), known.incident.map(Pick::Incident).as_ref()),
        choice(FieldName::Report, options::reports(model), Some(&Pick::Report(next))),
        text(FieldName::ReportTo, &to),
        choice(FieldName::Means, options::report_means(model), Some(&Pick::Means(means))),
        time(FieldName::At),
        text(FieldName::Proof, ""),
        reached(model, known.reached.or_else(|| to_reach(model, known.incident?))),
    ]
}

/// Which government a report reaches.
fn reached(model: &Model, now: Option<Government>) -> Field {
    choice(FieldName::UpTo, options::governments(model), now.map(Pick::Government).as_ref())
}

/// The one that the next clock of an incident's reports is for; none while another report is due first.
fn to_reach(model: &Model, incident: EventId) -> Option<Government> {
    let incident = model.world.kept(incident);
    let of = |what: &Due| what.report().is_some_and(|(of, ..)| of == incident);
    let mut due = model.derived.rail.iter().filter(|deadline| of(&deadline.what));
    match due.next()?.what {
        Due::ReportUp { to, .. } => Some(to),
        _ => None,
    }
}

fn begin(model: &Model, known: &Known) -> Vec<Field> {
    let filed = known.incident.map(|id| model.world.reports(id)).unwrap_or_default();
    let papers = model.world.report_papers(known.incident);
    let begun = papers.iter().any(|view| view.paper.kind == ReportKind::Initial);
    let told = filed.iter().any(|r| r.kind == ReportKind::Initial && r.means != Means::Phone);
    let next = if begun || told { ReportKind::FollowUp } else { ReportKind::Initial };
    let to = papers.first().map(|view| view.paper.to.clone()).or_else(|| filed.last().map(|r| r.to.clone()));
    vec![
        must(FieldName::Incident, options::incidents(model), known.incident.map(Pick::Incident).as_ref()),
        choice(FieldName::Report, options::reports(model), Some(&Pick::Report(next))),
        text(FieldName::ReportTo, &to.unwrap_or_default()),
        choice(FieldName::Secrecy, options::secrecies(model), Some(&Pick::Secrecy(Secrecy::Internal))),
        choice(FieldName::Haste, options::hastes(model), Some(&Pick::Haste(Haste::Urgent))),
    ]
}

/// The first part that is required and empty; else the title.
fn first_to_write(model: &Model, report: EventId) -> Option<ReportPart> {
    let view = model.world.report_paper(report)?;
    let missing = model.world.missing_parts(view.paper, &model.paper_texts(&view));
    Some(missing.first().copied().unwrap_or(ReportPart::Title))
}

/// What a part says now: what was written, else what the log composes.
fn said(model: &Model, report: EventId, part: ReportPart) -> String {
    let Some(view) = model.world.report_paper(report) else { return String::new() };
    model.paper_texts(&view).remove(&part).unwrap_or_default()
}

/// Another part is picked: its text takes the place of the one before, unless that was changed by hand.
pub(in crate::console) fn follow_part(model: &Model, form: &mut Form, before: Option<&Pick>) {
    let (FormKind::Paper(PaperForm::Write(report)), Some(Pick::Part(part))) = (&form.kind, form.pick(FieldName::Part))
    else {
        return;
    };
    let was = if let Some(Pick::Part(was)) = before { said(model, *report, *was) } else { String::new() };
    let now = said(model, *report, *part);
    let field = form.fields.iter_mut().find(|field| field.name == FieldName::Text);
    if let Some(FieldKind::Text(line)) = field.map(|field| &mut field.kind)
        && line.text() == was
    {
        line.set(&now);
    }
}
