//! Forms that set right what was taken down: fields and choices.

use super::build::{choice as field_choice, must, text};
use super::options::{choice, say};
use super::{Choice, Field, FieldName, FormKind, Pick};
use crate::console::Model;
use crate::domain::{EventId, What};

pub(super) fn fields(model: &Model, kind: &FormKind) -> Vec<Field> {
    match kind {
        FormKind::Merge(id) => merge(model, *id),
        FormKind::Split(id) => split(model, *id),
        FormKind::Code(id) => code(model, *id),
        _ => amend(model),
    }
}

/// Which incident is kept, and why.
fn merge(model: &Model, merged: EventId) -> Vec<Field> {
    let others = model.world.incidents().into_iter().filter(|(id, _)| *id != merged);
    let others = others.map(|(id, _)| numbered(model, id)).collect();
    vec![must(FieldName::Into, others, None), text(FieldName::Reason, "")]
}

/// Which of those that went into an incident is taken apart again.
fn split(model: &Model, kept: EventId) -> Vec<Field> {
    let merges = model.world.merges();
    let others = merges.others(kept).iter().map(|id| numbered(model, *id)).collect();
    vec![field_choice(FieldName::Apart, others, None), text(FieldName::Reason, "")]
}

/// The codes of the rules in force; another one has a reason.
fn code(model: &Model, incident: EventId) -> Vec<Field> {
    let world = &model.world;
    let stands = world.incident_code(incident);
    let codes = world.rule_rows(model.now).into_iter().map(|force| force.row);
    let mut options: Vec<Choice> = codes
        .filter(|row| matches!(row.what, What::Code { .. }))
        .map(|row| {
            let both = [&*row.zh, &*row.en];
            let name = model.lang.pick(both[0], both[1]);
            super::options::named(Pick::Code(row.id.0.to_string()), row.id.0.clone(), name, both)
        })
        .collect();
    if !stands.is_empty() && !options.iter().any(|option| option.code == stands) {
        options.insert(0, choice(Pick::Code(stands.to_owned()), stands, ""));
    }
    let now = (!stands.is_empty()).then(|| Pick::Code(stands.to_owned()));
    let code = must(FieldName::Code, options, now.as_ref());
    if stands.is_empty() { vec![code] } else { vec![code, text(FieldName::Reason, "")] }
}

/// What the entry says now, to be written over.
fn amend(model: &Model) -> Vec<Field> {
    let entry = model.selected_entry();
    let says = entry.map(|(id, text)| model.world.amended(id).first().unwrap_or(text)).unwrap_or_default();
    vec![text(FieldName::Text, says), text(FieldName::Reason, "")]
}

fn numbered(model: &Model, id: EventId) -> Choice {
    choice(Pick::Incident(id), "", say(model).numbered_incident(id))
}
