//! The rail of next deadlines: late ones first, the act, the subject, and what follows from it.
//!
//! ```text
//!  下一时限  逾期 2  10分钟内 3
//!  !逾期 -00:12  启动决定   红色预警第5号 郑州                       R-互锁-红 默认
//!         00:04  签收       指令14 抽排二队 李某 138..               R-签收-专业 默认
//! ```

use ratatui::layout::Rect;

use super::line::Line;
use super::look::Meaning;
use super::pen::Pen;
use super::scene::{SOON_MINUTES, Scene, stage_meaning};
use super::{parts, status};
use crate::console::{Action, Key, KeyCode, Mode, RailRow, Strokes, act_for};
use crate::domain::{Deadline, Due};
use crate::limits::RETURNED_CELLS;
use crate::text::cells::{Ambiguous, elide};
use crate::text::visible::visible;
use crate::text::words::{RailWord, RuleWord, StatusWord, Word};
use crate::text::{Lang, when};

/// Cells of the act's column.
pub(super) fn act_cells(lang: Lang) -> u16 {
    match lang {
        Lang::Zh => 9,
        Lang::En => 15,
    }
}

/// Cells of the rule's column.
const RULE_CELLS: u16 = 16;

/// Cells of the mark of what is no law, where the rule has no room.
const MARK_CELLS: u16 = 4;

/// Cells of the key that ends a deadline.
const KEY_CELLS: u16 = 9;

/// Cells of what that key does.
fn key_act_cells(lang: Lang) -> u16 {
    match lang {
        Lang::Zh => 9,
        Lang::En => 12,
    }
}

/// Cells of the word for "late".
const LATE_CELLS: u16 = 5;

/// Draws the rail.
pub(super) fn draw(scene: &Scene, area: Rect, pen: &mut Pen) {
    if area.height == 0 {
        return;
    }
    let in_rail = scene.model.mode() == Mode::Rail;
    let here = scene.model.rail_place().filter(|_| in_rail);
    pen.line(area, &heading(scene, here, area.height - 1));
    let below = Rect { y: area.y + 1, height: area.height - 1, ..area };
    if scene.model.rail().is_empty() {
        pen.line(below, &Line::new().gap(2).rest(scene.say.word(RailWord::Nothing), Meaning::Quiet));
        return;
    }
    let lines: Vec<Line> = shown(scene, here, below.height)
        .map(|(of, deadline, n)| row(scene, (of, deadline), Some(n) == here, (&*pen, below.width)))
        .collect();
    pen.lines(below, &lines);
}

/// What there is room for: the page of the row in hand, else the most pressing; what comes within ten minutes keeps
/// the last row, so that a pile of late ones does not hide it.
fn shown<'a>(
    scene: &Scene<'a>,
    here: Option<usize>,
    rows: u16,
) -> impl Iterator<Item = (&'a RailRow, &'a Deadline, usize)> + use<'a> {
    let (groups, rail) = (scene.model.rail_rows(), scene.model.rail());
    let page = parts::Page::of(here, groups.len(), rows);
    let rows = usize::from(rows);
    let (_, soon) = scene.model.rail_counts(SOON_MINUTES);
    let is_late = |row: &&RailRow| {
        rail.get(row.first()).is_some_and(|deadline| deadline.shelved.is_none() && deadline.late(scene.now()))
    };
    let late = groups.iter().filter(is_late).count();
    let keep = here.is_none() && soon > 0 && late >= rows && rows > 1;
    let first = page.first..page.first + rows - usize::from(keep);
    let last = if keep { late..late + 1 } else { 0..0 };
    first.chain(last).filter_map(|n| Some((groups.get(n)?, rail.get(groups.get(n)?.first())?, n)))
}

fn heading(scene: &Scene, here: Option<usize>, rows: u16) -> Line<'static> {
    let lang = scene.model.lang;
    let (late, soon) = scene.model.rail_counts(SOON_MINUTES);
    let mut line = Line::new().gap(1).text(scene.say.word(RailWord::Title), Meaning::Heading).gap(2);
    line =
        line.text(RailWord::Late.with(lang, &[&late]), if late > 0 { Meaning::Alarm } else { Meaning::Plain }).gap(2);
    if let Some(set) = scene.model.world.unknown_set() {
        let lacking = RailWord::Lacking.with(lang, &[&crate::text::say::set_name(set)]);
        line = line.text(lacking, Meaning::Alarm).gap(2);
    }
    let returned = scene.model.returned();
    if let Some(first) = returned.first() {
        let told = elide(&visible(&scene.say.deadline_told(first)), RETURNED_CELLS, Ambiguous::default());
        let words = RailWord::Returned.with(lang, &[&returned.len(), &told]);
        line = line.text(words, Meaning::Attention).gap(2);
    }
    let attention = if soon > 0 { Meaning::Attention } else { Meaning::Plain };
    line = line.text(RailWord::Soon.with(lang, &[&soon]), attention);
    // Where no row of the rail's page says it: an answer that is wanting stays in sight.
    let open = scene.model.measures_open();
    let said = || shown(scene, here, rows).any(|(_, due, _)| matches!(due.what, Due::AnswerMeasures { .. }));
    if open > 0 && !said() {
        line = line.gap(2).text(RailWord::Measures.with(lang, &[&open]), Meaning::Attention);
    }
    let shelved = scene.model.shelved();
    if shelved > 0 {
        line = line.gap(2).text(RailWord::Shelved.with(lang, &[&shelved]), Meaning::Plain).optional();
    }
    let hidden = scene.model.rail_rows().len().saturating_sub(usize::from(rows));
    let more = if hidden > 0 { RailWord::More.with(lang, &[&hidden]) } else { String::new() };
    line = line.gap(2).text(more, Meaning::Quiet).optional().rest("", Meaning::Plain);
    if scene.model.world.realm().is_drill() {
        line = line.text(scene.say.word(StatusWord::NotReal), status::realm_meaning(scene)).optional().gap(1);
    }
    line
}

fn row<'a>(
    scene: &Scene<'a>,
    (of, deadline): (&RailRow, &Deadline),
    here: bool,
    (pen, width): (&Pen, u16),
) -> Line<'a> {
    let now = scene.now();
    let late = deadline.late(now);
    let words = scene.say.deadline(deadline);
    let meaning = if deadline.shelved.is_some() { Meaning::Quiet } else { stage_meaning(deadline, now) };
    let mark = match (late, deadline.acknowledged) {
        (true, false) => Meaning::Fresh,
        (true, true) => Meaning::Alarm,
        (false, _) => Meaning::Plain,
    };
    let shelved = deadline.shelved.is_some();
    // What was seen is told from what calls by its word too, not by colour alone.
    let late_word = match (shelved, late) {
        (true, _) => scene.say.word(RailWord::ShelvedMark),
        (false, true) if deadline.acknowledged => scene.say.word(RailWord::SeenMark),
        (false, true) => scene.say.word(RailWord::LateMark),
        (false, false) if deadline.is_warned(now) => scene.say.word(RailWord::WarnedMark),
        (false, false) => "",
    };
    let late = late && !shelved;
    // When it comes back matters more than by which rule it is due.
    let rule = match deadline.shelved {
        Some(until) => RailWord::Until.with(scene.model.lang, &[&when::minute_or_date(until, now)]),
        None => words.rule.clone(),
    };
    let subject = subject(scene, of, deadline, words.subject);
    let key = key_for_act(scene, deadline, here);
    // A key that is cut is another key, and so is one that runs into the word before it.
    let key_cells = KEY_CELLS.max(pen.width(&key) + 1);
    let (rule_cells, rule) = rule_column(scene, rule, pen.width(&subject) + key_cells, width);
    let act = if of.is_group() && here { Action::Open } else { act_for(&deadline.what) };
    let line = Line::new()
        .text(if here { ">" } else { " " }, Meaning::Plain)
        .text(if late { "!" } else { " " }, mark)
        .col(LATE_CELLS, late_word, meaning)
        .optional()
        .right(when::COUNTDOWN_CELLS, when::countdown(deadline.left(now), scene.model.lang), meaning)
        .gap(2)
        .col(act_cells(scene.model.lang), words.act, if late { Meaning::Alarm } else { Meaning::Plain })
        .gap(1)
        .rest(subject, Meaning::Plain)
        .gap(1)
        .col(rule_cells, rule, Meaning::Quiet);
    // That something is nobody's law is said before the end of a long subject is.
    let line = if rule_cells == MARK_CELLS { line.optional() } else { line.spare() };
    line.right(key_cells, key, Meaning::Key)
        .gap(1)
        .col(key_act_cells(scene.model.lang), act.title(scene.model.lang), Meaning::Plain)
        .optional()
        .selected(here)
}

/// The rule, or where it would cost the subject a part of its text only the mark that it is nobody's law.
fn rule_column(scene: &Scene, rule: String, cells: u16, width: u16) -> (u16, String) {
    let lang = scene.model.lang;
    let others = 2 + LATE_CELLS + when::COUNTDOWN_CELLS + 2 + act_cells(lang) + 2 + 1 + key_act_cells(lang);
    let mark = scene.say.word(RuleWord::Mark);
    let room = width.saturating_sub(others + cells);
    if room >= RULE_CELLS || !rule.ends_with(mark) {
        return (RULE_CELLS, rule);
    }
    (MARK_CELLS, mark.to_owned())
}

/// What it is about: who is being called comes first, of a group how many there are.
fn subject(scene: &Scene, of: &RailRow, deadline: &Deadline, subject: String) -> String {
    match of.members.len() {
        0 | 1 => match calling(scene, deadline) {
            Some(calling) => format!("{calling} {subject}"),
            None => subject,
        },
        several => RailWord::Group.with(scene.model.lang, &[&several, &subject]),
    }
}

/// Who is calling somebody about it at this moment: others need not.
fn calling(scene: &Scene, deadline: &Deadline) -> Option<String> {
    let call = scene.model.world.calling(deadline.what.called_about()?, scene.now())?;
    Some(scene.say.calling(call))
}

/// The key that ends it: Enter on the row in hand, else its function key, else the one that leads to the rail.
fn key_for_act(scene: &Scene, deadline: &Deadline, here: bool) -> String {
    let lang = scene.model.lang;
    let enter = Strokes::of(Key::plain(KeyCode::Enter));
    let keys = &scene.model.keys;
    let key =
        if here { Some(enter) } else { keys.key_for(act_for(&deadline.what)).or_else(|| keys.key_for(Action::Rail)) };
    key.unwrap_or(enter).name(lang)
}
