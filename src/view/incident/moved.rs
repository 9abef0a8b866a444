//! Who was moved for the incident, and how many of them have basic relief (rules.md 5.6 K9).

use super::super::line::Line;
use super::super::look::Meaning;
use super::super::scene::{IncidentRow, Scene};
use crate::domain::Due;
use crate::text::when;
use crate::text::words::{EvacuationWord, Word};

/// A heading with the sums, also of the incidents that went into this one, and a line for each group that waits.
pub(super) fn lines<'a>(scene: &Scene<'a>, row: &IncidentRow<'a>) -> Vec<Line<'a>> {
    let (lang, world) = (scene.model.lang, &scene.model.world);
    let groups = world.evacuations_of(row.id);
    if groups.is_empty() {
        return Vec::new();
    }
    let sum = |counts: &mut dyn Iterator<Item = u32>| counts.map(u64::from).fold(0, u64::saturating_add);
    let people = sum(&mut groups.iter().map(|view| view.moved.people));
    let relieved = sum(&mut groups.iter().map(|view| view.relieved));
    let heading = EvacuationWord::Sums.with(lang, &[&people, &relieved]);
    let mut lines = vec![Line::new().gap(1).rest(heading, Meaning::Heading)];
    for view in groups.iter().filter(|view| view.complete.is_none()) {
        let waits = |due: &&crate::domain::Deadline| due.what == Due::Relieve { evacuation: view.id };
        let due = scene.model.rail().iter().find(waits).map(|deadline| deadline.due);
        let meaning = due.map_or(Meaning::Plain, |due| super::due_meaning(due, scene.now()));
        let clock = due.map(|due| when::countdown(due - scene.now(), lang)).unwrap_or_default();
        lines.push(
            Line::new()
                .gap(1)
                .text(if meaning == Meaning::Alarm { "!" } else { " " }, meaning)
                .rest(scene.say.relief_awaited(view.id), Meaning::Plain)
                .right(when::COUNTDOWN_CELLS + 1, clock, meaning),
        );
    }
    lines
}
