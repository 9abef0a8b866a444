//! The rule that a deadline follows from: its text, where it stands, how far it can be trusted, and whence the limit.

use ratatui::layout::Rect;

use crate::console::{Action, Context};
use crate::domain::{Deadline, Due, InForce};
use crate::text::cells::{Ambiguous, wrap};
use crate::text::visible::visible;
use crate::text::when;
use crate::text::words::{CallWord, RuleWord, Word};
use crate::view::line::Line;
use crate::view::look::Meaning;
use crate::view::pen::Pen;
use crate::view::scene::Scene;

/// Cells of what a line is about.
const NAME_CELLS: u16 = 11;

/// Draws it.
pub(super) fn draw(scene: &Scene, deadline: &Deadline, area: Rect, pen: &mut Pen) {
    let words = scene.say.deadline(deadline);
    let cells = (usize::from(area.width.saturating_sub(NAME_CELLS + 2)), pen.ambiguous());
    let title = format!("{} {}", words.act, words.subject);
    let mut lines = vec![Line::new().gap(1).rest(title, Meaning::Heading), Line::new()];
    match scene.model.world.rule_behind(deadline) {
        Some(force) => {
            lines.extend(about(scene, &force, cells));
            let since = when::date_minute(deadline.from);
            let until = when::date_minute(deadline.due);
            lines.extend(named(scene, RuleWord::Since, &format!("{since} > {until}"), cells));
        }
        None if matches!(deadline.what, Due::Complete { .. }) => {
            lines.push(Line::new().gap(1).rest(scene.say.word(CallWord::OwnTimeLong), Meaning::Plain));
        }
        None => lines.push(Line::new().gap(1).rest(scene.say.word(RuleWord::Plan), Meaning::Plain)),
    }
    if let Some(set) = &scene.model.world.rules().unknown {
        let lacking = RuleWord::Lacking.with(scene.model.lang, &[&crate::text::say::set_name(set)]);
        lines.push(Line::new().gap(1).rest(lacking, Meaning::Alarm));
    }
    lines.push(Line::new());
    let close = scene.model.key_name_in(Context::Help, Action::Back);
    lines.push(Line::new().gap(1).rest(RuleWord::Close.with(scene.model.lang, &[&close]), Meaning::Quiet));
    pen.lines(area, &lines);
}

fn about<'a>(scene: &Scene<'a>, force: &InForce<'_>, cells: (usize, Ambiguous)) -> Vec<Line<'a>> {
    let (say, row) = (&scene.say, force.row.as_ref());
    let told = [
        (RuleWord::Title, format!("{} {}", row.id, say.rule_text(row))),
        (RuleWord::Value, say.rule_value(&row.what)),
        (RuleWord::Source, say.rule_source(row)),
        (RuleWord::Trust, say.rule_trust(row)),
        (RuleWord::Whence, say.rule_whence(force)),
        (RuleWord::Force, say.rule_force(row)),
    ];
    let mut lines: Vec<Line<'a>> = told.iter().flat_map(|(name, text)| named(scene, *name, text, cells)).collect();
    if row.is_default() {
        lines.push(Line::new().gap(1).rest(say.word(RuleWord::NotLaw), Meaning::Attention));
    }
    if !force.row.is_counted() {
        lines.push(Line::new().gap(1).rest(say.word(RuleWord::Uncounted), Meaning::Attention));
    }
    lines
}

/// What it is about, and what is said of that in as many lines as it takes.
fn named<'a>(scene: &Scene<'a>, name: RuleWord, text: &str, (cells, ambiguous): (usize, Ambiguous)) -> Vec<Line<'a>> {
    let name = scene.say.word(name);
    let text = visible(text).into_owned();
    let rows = wrap(&text, cells, ambiguous).into_iter().enumerate();
    let line = |(n, row): (usize, &str)| {
        let name = if n == 0 { name } else { "" };
        Line::new().gap(1).col(NAME_CELLS, name, Meaning::Quiet).rest(row.to_owned(), Meaning::Plain)
    };
    rows.map(line).collect()
}
