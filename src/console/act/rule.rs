//! The rules behind what is in hand: a deadline, what was done beyond somebody's authority, a warning, an incident's grade.

use super::{Effect, Model, Overlay, paper};
use crate::console::{Board, Pane, Row};
use crate::domain::{Article, Due, EventId, InForce, Timer, What};
use crate::papers::{self, Document};
use crate::text::say::Say;
use crate::text::when;
use crate::text::words::{Full, IncidentWord, Prompt, Word};

/// Shows them; where nothing of that kind is in hand on a board, the rule of the most pressing deadline.
pub(super) fn show(model: &mut Model) -> Vec<Effect> {
    if let Some(document) = behind(model) {
        let name = paper::dated(model, "rules");
        return paper::read(model, document, name);
    }
    let chosen = model.selected_deadline().filter(|_| model.pane == Pane::Rail);
    // What awaits ratification has two: by which row it was beyond somebody's role, and how long the answer may take.
    if let Some(Due::Ratify { event }) = chosen.map(|deadline| &deadline.what)
        && let Some(document) = of_event(model, *event)
    {
        let name = paper::dated(model, "rules");
        return paper::read(model, document, name);
    }
    match chosen.or_else(|| model.rail().first()).cloned() {
        Some(deadline) => model.overlays.push(Overlay::Rule(Box::new(deadline))),
        None => model.tell("没有时限, 无从说依据", "nothing is due that a rule could be shown of"),
    }
    Vec::new()
}

/// The rules behind the selected row of the board.
fn behind(model: &Model) -> Option<Document> {
    if model.pane != Pane::Board {
        return None;
    }
    in_hand(model).and_then(|id| of_event(model, id)).or_else(|| consequences(model))
}

/// The event in the selected row.
fn in_hand(model: &Model) -> Option<EventId> {
    match model.selected(model.board)? {
        Row::Line(id) | Row::Order(id) | Row::Paper(id) | Row::Incident(id) => Some(*id),
        Row::Entry(number) => model.chronicle.entry(*number).map(|entry| entry.event.id),
        _ => None,
    }
}

/// Behind an override: by which row it was one, and how long its ratification may take. Behind a warning: what it sets
/// going, by when, and the measures it asks for.
fn of_event(model: &Model, id: EventId) -> Option<Document> {
    let (world, say) = (&model.world, Say { world: &model.world, lang: model.lang });
    let limits = world.rules();
    let timed = |timer: Timer, at| limits.row(timer).and_then(|row| world.rule(row, at));
    if let Some(view) = world.overridden(id) {
        let by_table = world.rule(&view.basis.rule, view.recorded);
        let rules: Vec<InForce<'_>> = by_table.into_iter().chain(timed(Timer::Ratify, view.recorded)).collect();
        return Some(papers::rules(&say, say.overridden(&view), Vec::new(), &rules));
    }
    let warning = world.warning(id)?;
    let article = Article::of(warning.colour);
    let mut rules: Vec<InForce<'_>> = Vec::new();
    if let (Some(decide), Some(call)) = (Timer::decision(warning.colour), Timer::call(warning.colour)) {
        let timers = [decide, Timer::AnswerMeasures, call];
        rules.extend(timers.into_iter().filter_map(|timer| timed(timer, warning.received)));
    }
    let measure = |force: &InForce<'_>| matches!(force.row.what, What::Measure { article: of, .. } if of == article);
    rules.extend(world.rule_rows(warning.received).into_iter().filter(measure));
    let stated = [say.warning_backdated(id, warning), say.warning_terms(warning), warning.text.clone()];
    let stated = stated.into_iter().filter(|part| !part.is_empty()).collect();
    Some(papers::rules(&say, say.warning_named(id), stated, &rules))
}

/// What follows from the grade of the incident on its board, the standards that it reached, and those to judge it by.
fn consequences(model: &Model) -> Option<Document> {
    let incident = model.selected_incident().filter(|_| model.board == Board::Incident)?;
    let say = Say { world: &model.world, lang: model.lang };
    let (found, met) = (model.world.consequences(incident), model.world.standards_met(incident));
    let judged = model.world.standards_judged(incident);
    if found.is_none() && met.is_empty() && judged.is_empty() {
        return None;
    }
    let mut before = vec![say.numbered_incident(incident)];
    before.extend(met.iter().map(|met| say.standard_met(met)));
    let of_standards = met.into_iter().map(|met| met.force).chain(judged);
    let Some(found) = found else {
        let rules: Vec<InForce<'_>> = of_standards.collect();
        let title = IncidentWord::Follows.with(model.lang, &[&say.word(Prompt::NoGrade)]);
        return Some(papers::rules(&say, title, before, &rules));
    };
    before.extend(found.provisional.then(|| say.word(IncidentWord::Provisional).to_owned()));
    if model.world.incident_code(incident).is_empty() {
        before.push(say.word(Prompt::NoCode).to_owned());
    }
    if let Some((force, until)) = &found.regrading {
        let until = IncidentWord::Until.with(model.lang, &[&when::date(*until)]);
        before.push(format!("{until} {}", say.rule_text(&force.row)));
    }
    let title = IncidentWord::Follows.with(model.lang, &[&say.word(Full(found.grade))]);
    let of_grade = found.rules.into_iter().chain(found.suggested.map(|(force, _)| force));
    let rules: Vec<InForce<'_>> = of_grade.chain(found.regrading.map(|(force, _)| force)).chain(of_standards).collect();
    Some(papers::rules(&say, title, before, &rules))
}

impl Model {
    /// Whether there is a rule to show of what is in hand, or of anything that is due.
    pub(in crate::console) fn shows_rules(&self) -> bool {
        !self.rail().is_empty() || behind(self).is_some()
    }
}
