//! What went into the incident: numbers, when word came, and figures that differ from those that count.

use super::super::line::Line;
use super::super::look::Meaning;
use super::super::scene::{IncidentRow, Scene};
use crate::text::when;
use crate::text::words::{IncidentWord, Word};

/// A heading, a line for each incident that went into this one, and one for each of its figures that does not count.
pub(super) fn lines<'a>(scene: &Scene<'a>, row: &IncidentRow<'a>) -> Vec<Line<'a>> {
    if row.merged.is_empty() {
        return Vec::new();
    }
    let (lang, world) = (scene.model.lang, &scene.model.world);
    let other_figures = world.other_figures(row.id);
    let heading = IncidentWord::Merged.with(lang, &[&row.merged.len()]);
    let mut lines = vec![Line::new().gap(1).rest(heading, Meaning::Heading)];
    for id in &row.merged {
        let received = world.incident(*id).map(|incident| when::minute_or_date(incident.received, scene.now()));
        let received = IncidentWord::ReceivedAt.with(lang, &[&received.unwrap_or_default()]);
        let number = scene.say.numbered_incident(*id);
        lines.push(Line::new().gap(2).rest(number, Meaning::Plain).gap(1).text(received, Meaning::Quiet));
        for (_, figure, count) in other_figures.iter().filter(|(of, ..)| of == id) {
            let says = count.map_or_else(|| "?".to_owned(), |count| count.to_string());
            let counts = scene.say.count(world.figure(row.id, *figure).agreed());
            let words = IncidentWord::OtherFigure.with(lang, &[&scene.say.word(*figure), &says, &counts]);
            lines.push(Line::new().gap(2).text("!", Meaning::Attention).gap(1).rest(words, Meaning::Attention));
        }
    }
    lines
}
