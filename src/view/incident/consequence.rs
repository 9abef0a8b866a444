//! What follows from the grade: who leads, how far the report must reach, who investigates; each line with its source.

use super::super::line::Line;
use super::super::look::Meaning;
use super::super::scene::Scene;
use crate::console::Action;
use crate::domain::{EventId, InForce, Standard, StandardMet};
use crate::text::when;
use crate::text::words::{Full, IncidentWord, Prompt, RuleWord, StructureWord, Word};

/// A heading with the grade, a line for each rule that follows from it, until when that may change, and the event code.
pub(super) fn lines<'a>(scene: &Scene<'a>, incident: EventId) -> Vec<Line<'a>> {
    let (lang, world) = (scene.model.lang, &scene.model.world);
    let consequences = world.consequences(incident);
    let grade = consequences.as_ref().map_or(scene.say.word(Prompt::NoGrade), |it| scene.say.word(Full(it.grade)));
    let mut heading = Line::new().gap(1).text(IncidentWord::Follows.with(lang, &[&grade]), Meaning::Heading).gap(1);
    if consequences.as_ref().is_some_and(|it| it.provisional) {
        heading = heading.rest(scene.say.word(IncidentWord::Provisional), Meaning::Attention);
    }
    if consequences.is_some() {
        let whole = IncidentWord::Whole.with(lang, &[&scene.model.key_name(Action::ShowRule)]);
        heading = heading.gap(1).text(whole, Meaning::Key).optional();
    }
    let mut lines = vec![heading, code(scene, incident)];
    lines.extend(world.near_miss(incident).iter().map(|met| met_line(scene, met, Meaning::Attention)));
    let others = world.standards_met(incident).into_iter().filter(|met| met.standard != Standard::NearMiss);
    lines.extend(others.map(|met| {
        let urgent = met.standard == Standard::ForestReport;
        met_line(scene, &met, if urgent { Meaning::Attention } else { Meaning::Plain })
    }));
    let Some(consequences) = consequences else { return lines };
    lines.extend(consequences.rules.iter().map(|force| rule(scene, force, None)));
    lines.extend(consequences.suggested.iter().map(|(force, _)| rule(scene, force, None)));
    lines.extend(consequences.regrading.iter().map(|(force, until)| {
        let until = IncidentWord::Until.with(lang, &[&when::date(*until)]);
        rule(scene, force, Some(until))
    }));
    lines
}

/// What a row says, that it is no law where it is none, and where it stands.
fn rule<'a>(scene: &Scene<'a>, force: &InForce<'_>, until: Option<String>) -> Line<'a> {
    let row = &force.row;
    let text = scene.model.lang.pick(&row.zh, &row.en).to_owned();
    let source = format!("{}{}", row.source.work, row.source.article);
    let mut line = Line::new().gap(2);
    if row.is_default() {
        line = line.text(scene.say.word(RuleWord::Mark), Meaning::Attention).gap(1);
    }
    if let Some(until) = until {
        line = line.text(until, Meaning::Plain).gap(1);
    }
    line.rest(text, Meaning::Plain).gap(1).text(source, Meaning::Quiet).optional()
}

/// A standard that the figures reach, by what, and where it stands.
fn met_line<'a>(scene: &Scene<'a>, met: &StandardMet<'_>, meaning: Meaning) -> Line<'a> {
    let row = &met.force.row;
    let source = format!("{}{}", row.source.work, row.source.article);
    Line::new().gap(2).rest(scene.say.standard_met(met), meaning).gap(1).text(source, Meaning::Quiet).optional()
}

fn code<'a>(scene: &Scene<'a>, incident: EventId) -> Line<'a> {
    let (lang, code) = (scene.model.lang, scene.model.world.incident_code(incident));
    if code.is_empty() {
        let key = scene.model.key_name(Action::CodeIncident);
        return Line::new().gap(2).rest(IncidentWord::Uncoded.with(lang, &[&key]), Meaning::Quiet);
    }
    let coded = IncidentWord::Coded.with(lang, &[&scene.say.event_code(code)]);
    let lead = scene.model.world.lead_organ(code);
    let lead = lead.map(|organ| StructureWord::Lead.with(lang, &[&scene.say.organ_name(organ)])).unwrap_or_default();
    Line::new().gap(2).text(coded, Meaning::Plain).gap(2).rest(lead, Meaning::Plain)
}
