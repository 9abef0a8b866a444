//! Forms about the response and who leads it: fields and choices.

use super::build::{choice as field_choice, must, text, time};
use super::options::{self, choice, say};
use super::{Choice, DecisionPick, Field, FieldName, FormKind, GroundPick, Known, Pick};
use crate::console::Model;
use crate::domain::{Due, EventId, HqCode, Level, ResponseState, Warning};

pub(super) fn fields(model: &Model, kind: &FormKind, known: &Known) -> Vec<Field> {
    match kind {
        FormKind::Decide => decide(model, known),
        FormKind::Propose => propose(model),
        FormKind::Appoint(incident) => {
            let now = model.world.commander(*incident).first().unwrap_or_default();
            vec![text(FieldName::Commander, now)]
        }
        _ => posture(model, known),
    }
}

/// The headquarters that decides: the one that decided last, or the only one; among several nobody's by default.
fn decider(model: &Model) -> Option<HqCode> {
    let own = model.area()?;
    let last = model.world.decisions(&own).last().map(|response| response.by.clone());
    let mut all = model.world.all_headquarters().filter(|hq| hq.area == own).map(|hq| hq.code.clone());
    last.or_else(|| all.next().filter(|_| all.next().is_none()))
}

/// The warning that the own jurisdiction has not answered.
fn unanswered(model: &Model) -> Option<EventId> {
    let own = model.area();
    let warnings =
        model.rail().iter().filter_map(|d| if let Due::Decide { warning } = d.what { Some(warning) } else { None });
    let mut warnings =
        warnings.filter(|id| model.world.warning(*id).is_some_and(|w| own.as_ref().is_none_or(|own| *own == w.area)));
    warnings.next()
}

/// The newest warning in force of the own jurisdiction that came after its last decision: what a change of level rests on.
fn since_decided(model: &Model) -> Option<EventId> {
    let own = model.area()?;
    let last = model.world.decisions(&own).last().map(|response| response.decided)?;
    let new = |(_, warning): &(EventId, &Warning)| warning.area == own && warning.received > last;
    model.world.warnings_in_force().into_iter().rev().find(new).map(|(id, _)| id)
}

/// The proposal that waits in the own jurisdiction, the oldest first.
fn proposed(model: &Model) -> Option<EventId> {
    let own = model.area();
    let mut open = model.world.proposals().into_iter();
    open.find(|(_, proposal)| own.as_ref().is_none_or(|own| *own == proposal.area)).map(|(id, _)| id)
}

/// On a proposal, when one is meant or waits and no warning is meant; else on a warning.
fn decide(model: &Model, known: &Known) -> Vec<Field> {
    let proposal = known.proposal.or_else(|| proposed(model).filter(|_| known.warning.is_none()));
    let proposal = proposal.and_then(|id| Some((id, model.world.proposal(id)?)));
    let warning = known
        .warning
        .or_else(|| unanswered(model))
        .or_else(|| since_decided(model))
        .and_then(|id| Some((id, model.world.warning(id)?)));
    let area = proposal.map(|(_, p)| &p.area).or(warning.map(|(_, w)| &w.area)).cloned();
    let area = area.or_else(|| model.area()).map(Pick::Area);
    let on_warning = warning.map(|(id, w)| Pick::Warning(id, w.colour));
    let basis = proposal.map(|(id, _)| Pick::Proposal(id)).or(on_warning).unwrap_or(Pick::Nothing);
    let active = model.area().and_then(|area| model.world.response(&area).first()?.level());
    let level = proposal.map(|(_, p)| p.level).or(active);
    let ending = model.area().is_some_and(|area| matches!(model.world.response_state(&area), ResponseState::Ending(_)));
    let decision = if ending { DecisionPick::Terminate } else { DecisionPick::Activate };
    vec![
        field_choice(FieldName::Decision, options::decisions(model), Some(&Pick::Decision(decision))),
        field_choice(FieldName::Area, options::areas(model), area.as_ref()),
        must(FieldName::Headquarters, options::headquarters(model), decider(model).map(Pick::Headquarters).as_ref()),
        must(FieldName::Level, options::levels(model), level.map(Pick::Level).as_ref()),
        text(FieldName::Matter, ""),
        text(FieldName::Period, ""),
        text(FieldName::Measures, ""),
        text(FieldName::Reason, ""),
        field_choice(FieldName::Cited, cited(model), Some(&in_force(model))),
        text(FieldName::Conclusion, ""),
        field_choice(FieldName::Basis, bases(model), Some(&basis)),
        time(FieldName::Effective),
    ]
}

/// The newest conclusion that is in force in the own jurisdiction; none when there is none.
fn in_force(model: &Model) -> Pick {
    let newest = model.area().and_then(|area| model.world.last_concluded(&area));
    newest.filter(|view| !view.expired(model.now)).map_or(Pick::Nothing, |view| Pick::Consult(view.id))
}

/// The conclusion that a termination rests on: one of this log, or one that is told in words.
fn cited(model: &Model) -> Vec<Choice> {
    let words = choice(Pick::Nothing, "", model.lang.pick("另写结论", "in words"));
    super::consult::conclusions(model).into_iter().chain([words]).collect()
}

/// What a decision may rest on: proposals that wait, then warnings, or nothing that was written down.
fn bases(model: &Model) -> Vec<Choice> {
    let open = model.world.proposals().into_iter();
    let open = open.map(|(id, proposal)| choice(Pick::Proposal(id), "", say(model).proposal(proposal)));
    open.chain(super::consult::conclusions(model)).chain(options::warnings(model)).collect()
}

fn propose(model: &Model) -> Vec<Field> {
    let area = model.area().map(Pick::Area);
    let on = unanswered(model).and_then(|id| Some(Pick::Warning(id, model.world.warning(id)?.colour)));
    vec![
        must(FieldName::Ground, grounds(model), on.as_ref()),
        text(FieldName::GroundText, ""),
        must(FieldName::Level, options::levels(model), suggested(model).map(Pick::Level).as_ref()),
        field_choice(FieldName::Area, options::areas(model), area.as_ref()),
    ]
}

/// What the selected incident's grade suggests, to be confirmed or changed: no level follows from a grade by itself.
fn suggested(model: &Model) -> Option<Level> {
    let of = model.world.consequences(model.selected_incident()?)?;
    of.suggested.map(|(_, level)| level)
}

/// What a proposal may rest on (rules.md 2.4).
fn grounds(model: &Model) -> Vec<Choice> {
    let lang = model.lang;
    let threshold = choice(Pick::Ground(GroundPick::Threshold), "", lang.pick("达到标准", "a threshold was reached"));
    let concluded =
        choice(Pick::Ground(GroundPick::Consultation), "", lang.pick("会商结论", "a consultation's conclusion"));
    let warnings = options::warnings(model).into_iter().filter(|choice| choice.pick != Pick::Nothing);
    let signed = super::consult::conclusions(model);
    [threshold, concluded].into_iter().chain(signed).chain(warnings).collect()
}

/// What comes next is picked already, when the switchover asks for it.
fn posture(model: &Model, known: &Known) -> Vec<Field> {
    let area = model.area();
    let now = area.as_ref().and_then(|area| model.world.posture(area).first()).unwrap_or_default();
    vec![
        field_choice(FieldName::Posture, options::postures(model), Some(&Pick::Posture(known.posture.unwrap_or(now)))),
        field_choice(FieldName::Area, options::areas(model), area.map(Pick::Area).as_ref()),
        text(FieldName::Record, ""),
    ]
}
