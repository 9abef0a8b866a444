//! Parts that several boards share: the same thing stands in the same columns everywhere.

use ratatui::layout::Rect;

use super::empty::{self, Nothing};
use super::line::Line;
use super::look::Meaning;
use super::scene::{Freshness, IncidentRow, Scene, due_meaning, freshness};
use crate::clock::At;
use crate::console::Board;
use crate::domain::{Decision, EventId, FigureKind, IncidentStatus, Reckoning, TeamStatus, TeamView};
use crate::text::words::{EntryWord, IncidentWord, ListWord, Prompt, SituationWord, Word};
use crate::text::{Lang, when};

/// Widths of the shared columns, in cells, with the blank after them.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Columns {
    pub(super) grade: u16,
    pub(super) level: u16,
    pub(super) status: u16,
    pub(super) outcome: u16,
    pub(super) kind: u16,
}

impl Columns {
    pub(super) const fn of(lang: Lang) -> Self {
        match lang {
            Lang::Zh => Self { grade: 5, level: 5, status: 7, outcome: 7, kind: 5 },
            Lang::En => Self { grade: 9, level: 5, status: 12, outcome: 10, kind: 13 },
        }
    }
}

/// Cells of a clock `16:01` or date `07-20` with the blank after it.
pub(super) const TIME_CELLS: u16 = 6;

/// Cells of an age, `59分` or `59m`.
pub(super) const AGE_CELLS: u16 = 4;

/// Cells of a team's code with the blank after it.
pub(super) const CODE_CELLS: u16 = 5;

/// A list narrower than this beside the map says too little, a wider one says no more.
const LIST_MIN: u16 = 42;
const LIST_MAX: u16 = 72;

/// Lists left, map right, a blank column between.
pub(super) fn two_panes(scene: &Scene, area: Rect) -> (Rect, Rect) {
    let map = u32::from(scene.model.layout.map_percent.min(90));
    let left = u16::try_from(u32::from(area.width) * (100 - map) / 100).unwrap_or(area.width);
    let left = left.clamp(LIST_MIN.min(area.width), LIST_MAX);
    let right_at = area.x + left + 1;
    let list = Rect { width: left, ..area };
    (list, Rect { x: right_at, width: area.right().saturating_sub(right_at), ..area })
}

/// The page of a list that is shown: lists page, they do not scroll.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Page {
    /// The first row.
    pub(super) first: usize,
    /// Which page, from one.
    number: usize,
    /// How many there are.
    of: usize,
}

impl Page {
    /// The page of `rows` rows that holds `selected`, of a list of `len`.
    pub(super) fn of(selected: Option<usize>, len: usize, rows: u16) -> Self {
        let rows = usize::from(rows).max(1);
        let place = selected.unwrap_or(0).min(len.saturating_sub(1));
        Self { first: place / rows * rows, number: place / rows + 1, of: len.div_ceil(rows).max(1) }
    }

    /// The heading of a board's list: `title`, what its filter hides, the page when there is more than one, its order
    /// and what is looked for; the most needed first, because what does not fit is cut.
    pub(super) fn title(&self, scene: &Scene, board: Board, title: String) -> String {
        let lang = scene.model.lang;
        let mut parts = vec![title];
        let hidden = scene.model.hidden(board);
        if hidden > 0 {
            parts.push(ListWord::Hidden.with(lang, &[&hidden]));
        }
        if self.of > 1 {
            parts.push(EntryWord::Page.with(lang, &[&self.number, &self.of]));
        }
        if let Some(asked) = scene.model.asked(board) {
            if let Some(sorted) = asked.sorted {
                let way = scene.say.word(if sorted.down { ListWord::Down } else { ListWord::Up });
                parts.push(ListWord::By.with(lang, &[&sorted.by.title(lang), &way]));
            }
            if !asked.sought.is_empty() {
                parts.push(ListWord::Sought.with(lang, &[&asked.sought.text()]));
            }
        }
        parts.join("  ")
    }
}

/// An incident in a list.
pub(super) fn incident<'a>(scene: &Scene<'a>, row: &IncidentRow<'a>, columns: Columns, here: bool) -> Line<'a> {
    let now = scene.now();
    let late = row.due.is_some_and(|due| due < now);
    let (mark, mark_meaning) = match (late, row.disputed || row.grade.disputed()) {
        (true, _) => ("!", Meaning::Alarm),
        (false, true) => ("!", Meaning::Attention),
        (false, false) => (" ", Meaning::Plain),
    };
    // What the figures prove stands in place of less, and of nothing, until somebody decides.
    let (stands, grade) = match (row.proven, &row.grade) {
        (_, Reckoning::Disputed(_)) => (" ", scene.say.word(SituationWord::DisputedShort)),
        (Some(proven), grade) => {
            (if grade.clone().first().flatten().is_some() { "!" } else { "?" }, scene.say.grade(Some(proven)))
        }
        (None, Reckoning::Unset) => (" ", scene.say.word(Prompt::NoGrade)),
        (None, Reckoning::Agreed(grade)) => (" ", scene.say.grade(*grade)),
    };
    let doubted = row.grade.disputed() || stands == "!";
    let grade_meaning = if doubted { Meaning::Attention } else { Meaning::Plain };
    let closed = row.status.clone().first() == Some(IncidentStatus::Closed);
    let title_meaning = if closed { Meaning::Quiet } else { Meaning::Plain };
    let (due, meaning) = match row.due {
        Some(due) => (when::countdown(due - now, scene.model.lang), due_meaning(due, now)),
        None => (String::new(), Meaning::Plain),
    };
    Line::new()
        .text(if here { ">" } else { " " }, Meaning::Plain)
        .text(mark, mark_meaning)
        .col(4, row.mark.clone(), Meaning::Plain)
        .rest(titled(scene, row), title_meaning)
        .text(stands, if stands == "!" { Meaning::Attention } else { Meaning::Plain })
        .col(columns.grade, grade, grade_meaning)
        .optional()
        .col(columns.level, level(scene, row), Meaning::Plain)
        .optional()
        .right(when::COUNTDOWN_CELLS, due, meaning)
        .selected(here)
}

/// The title, and how many others went into it.
pub(super) fn titled(scene: &Scene, row: &IncidentRow) -> String {
    let title = scene.say.incident_title(row.incident).to_owned();
    match row.merged.len() {
        0 => title,
        others => format!("{title} {}", IncidentWord::MergedCount.with(scene.model.lang, &[&others])),
    }
}

/// The response level of an incident's jurisdiction. What was over before word of the incident came was never its own.
fn level(scene: &Scene, row: &IncidentRow) -> &'static str {
    match scene.model.world.response(&row.incident.area) {
        Reckoning::Agreed(response) if response.level().is_none() && response.decided < row.incident.received => {
            scene.say.word(SituationWord::LevelNone)
        }
        Reckoning::Unset => scene.say.word(SituationWord::LevelNone),
        Reckoning::Disputed(_) => scene.say.word(SituationWord::DisputedShort),
        Reckoning::Agreed(response) => match &response.decision {
            Decision::Activated { level, .. } => scene.say.word(*level),
            Decision::Declined { .. } => scene.say.word(SituationWord::LevelDeclined),
            Decision::Terminated => scene.say.word(SituationWord::LevelTerminated),
        },
    }
}

/// `死亡 0 失踪 ? 被困 ? 转移 1240 (未核实)`.
pub(super) fn figures<'a>(scene: &Scene<'a>, incident: EventId) -> Line<'a> {
    let mut line = Line::new().gap(1);
    let mut unverified = false;
    for kind in [FigureKind::Dead, FigureKind::Missing, FigureKind::Trapped, FigureKind::Moved] {
        let figure = scene.model.world.figure(incident, kind);
        let disputed = figure.disputed();
        let sides: Vec<String> = match &figure {
            Reckoning::Unset => vec!["?".to_owned()],
            Reckoning::Agreed(figure) => vec![scene.say.count(Some(figure))],
            Reckoning::Disputed(figures) => figures.iter().map(|figure| scene.say.count(Some(figure))).collect(),
        };
        unverified |= figure.agreed().is_some_and(|figure| figure.count.is_some() && !figure.verified);
        let text = format!("{} {}", scene.say.word(kind), sides.join("/"));
        line = line.text(text, if disputed { Meaning::Attention } else { Meaning::Plain }).gap(1);
    }
    if unverified {
        line = line.text(format!("({})", scene.say.word(Prompt::Unverified)), Meaning::Quiet);
    }
    line
}

/// The newest reading of any gauge of the post's jurisdiction.
pub(super) fn newest_reading<'a>(scene: &Scene<'a>) -> Option<Line<'a>> {
    let own = |area| scene.area.is_none_or(|own| own.code == area);
    let newest = scene
        .model
        .world
        .gauges()
        .filter_map(|(_, readings)| readings.into_iter().next())
        .filter(|reading| own(reading.area.clone()))
        .max_by_key(|reading| reading.to)?;
    let old = super::age::reading(scene, newest);
    let signal = scene.model.world.rain_signal(&newest.gauge);
    let signal = signal.map(|(colour, _)| {
        let colour = scene.say.word(colour);
        format!(" {}", SituationWord::RainSignal.with(scene.model.lang, &[&colour]))
    });
    let line = Line::new().gap(1).rest(scene.say.reading(newest), Meaning::Plain);
    Some(line.text(signal.unwrap_or_default(), Meaning::Attention).spare().text(old, Meaning::Attention))
}

/// The newest lines of an incident's timeline and of the duty log, newest first.
pub(super) fn timeline<'a>(scene: &Scene<'a>, incident: Option<EventId>, rows: usize) -> Vec<Line<'a>> {
    let world = &scene.model.world;
    let mut entries: Vec<_> = world.timeline(None).collect();
    if incident.is_some() {
        entries.extend(world.timeline(incident));
    }
    entries.sort_by_key(|(at, id, ..)| std::cmp::Reverse((*at, *id)));
    if entries.is_empty() && rows > 0 {
        return vec![empty::line(scene, Nothing::Entries)];
    }
    entries
        .into_iter()
        .take(rows)
        .map(|(at, id, line, stands)| timeline_line(scene, (at, id), &line.fact, &line.actor, stands, false))
        .collect()
}

/// One line of a timeline.
pub(super) fn timeline_line<'a>(
    scene: &Scene<'a>,
    (at, id): (At, EventId),
    fact: &'a crate::domain::Fact,
    actor: &'a str,
    stands: bool,
    here: bool,
) -> Line<'a> {
    let meaning = if stands { Meaning::Plain } else { Meaning::Quiet };
    let struck = if stands { String::new() } else { format!("[{}] ", scene.say.word(IncidentWord::Struck)) };
    Line::new()
        .text(if here { ">" } else { " " }, Meaning::Plain)
        .col(TIME_CELLS, when::minute_or_date(at, scene.now()), Meaning::Quiet)
        .rest(format!("{struck}{}", scene.say.told(id, fact)), meaning)
        .gap(1)
        .text(actor, Meaning::Quiet)
        .spare()
        .selected(here)
}

/// The busy teams in few lines: code, name, status, age of the position.
pub(super) fn teams_legend<'a>(scene: &Scene<'a>, rows: usize) -> Vec<Line<'a>> {
    let mut teams: Vec<&TeamView<'a>> = scene.teams.iter().collect();
    teams.sort_by_cached_key(|view| (idle(view), view.team.code.clone()));
    let columns = Columns::of(scene.model.lang);
    let mut lines: Vec<Line> = teams.iter().take(rows).map(|view| team_short(scene, view, columns)).collect();
    let stale: Vec<At> = scene
        .teams
        .iter()
        .filter_map(|view| scene.fix(view))
        .filter(|fix| freshness(fix, scene.now()) != Freshness::Live)
        .map(|fix| fix.at)
        .collect();
    // Two hundred old positions behind one dead mast are one line with a count.
    if let (true, Some(oldest)) = (stale.len() > rows, stale.iter().min()) {
        let age = when::age(scene.now() - *oldest, scene.model.lang);
        let text = SituationWord::OldPosition.with(scene.model.lang, &[&stale.len(), &age]);
        lines.truncate(rows.saturating_sub(1));
        lines.push(Line::new().text("~", Meaning::Attention).rest(text, Meaning::Attention));
    }
    lines
}

/// Teams that do something first.
fn idle(view: &TeamView) -> bool {
    matches!(
        view.status.clone().first(),
        None | Some(TeamStatus::Ready | TeamStatus::Standby | TeamStatus::Returned | TeamStatus::Unavailable)
    )
}

/// A team in one short line: code, name, status, age of the position.
pub(super) fn team_short<'a>(scene: &Scene<'a>, view: &TeamView<'a>, columns: Columns) -> Line<'a> {
    let (status, meaning) = team_status(scene, view);
    let (age, old) = position_age(scene, view);
    let old_meaning = if old { Meaning::Attention } else { Meaning::Quiet };
    Line::new()
        .text(if old { "~" } else { " " }, old_meaning)
        .col(CODE_CELLS, view.team.code.0.as_str(), Meaning::Plain)
        .rest(scene.say.team_name(view.team), Meaning::Plain)
        .gap(1)
        .col(columns.status, status, meaning)
        .right(AGE_CELLS, age, old_meaning)
}

/// A team's status in a word; a dispute says so.
pub(super) fn team_status(scene: &Scene, view: &TeamView) -> (&'static str, Meaning) {
    match &view.status {
        Reckoning::Unset => ("?", Meaning::Plain),
        Reckoning::Agreed(TeamStatus::LostContact) => (scene.say.word(TeamStatus::LostContact), Meaning::Alarm),
        Reckoning::Agreed(status) => (scene.say.word(*status), Meaning::Plain),
        Reckoning::Disputed(_) => (scene.say.word(SituationWord::Disputed), Meaning::Attention),
    }
}

/// How old a team's position is, `?` when there is none, and whether it is too old to trust.
pub(super) fn position_age(scene: &Scene, view: &TeamView) -> (String, bool) {
    match scene.fix(view) {
        None => ("?".to_owned(), false),
        Some(fix) => {
            (when::age(scene.now() - fix.at, scene.model.lang), freshness(fix, scene.now()) != Freshness::Live)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Grade, Level, TeamKind};
    use crate::text::cells::{Ambiguous, width};
    use crate::text::words::PlanWord;

    /// Every word of a column with the cells it has, the blank after it not counted.
    fn reserved(lang: Lang) -> Vec<(&'static str, u16)> {
        let columns = Columns::of(lang);
        let mut words = Vec::new();
        for grade in [Grade::Extreme, Grade::Major, Grade::Serious, Grade::Ordinary] {
            words.push((grade.say(lang), columns.grade - 1));
        }
        words.push((Prompt::NoGrade.say(lang), columns.grade - 1));
        for level in [Level::One, Level::Two, Level::Three, Level::Four] {
            words.push((level.say(lang), columns.level - 1));
        }
        for word in [
            SituationWord::DisputedShort,
            SituationWord::LevelNone,
            SituationWord::LevelDeclined,
            SituationWord::LevelTerminated,
        ] {
            words.push((word.say(lang), columns.level));
        }
        words.extend(TeamStatus::ALL.map(|status| (status.say(lang), columns.status - 1)));
        words.push((SituationWord::Disputed.say(lang), columns.status - 1));
        for word in [Prompt::StepWaiting, Prompt::StepDoing, Prompt::StepDone, Prompt::StepBlocked, Prompt::StepSkipped]
        {
            words.push((word.say(lang), columns.status - 1));
        }
        for word in [PlanWord::StageOrdered, PlanWord::StageAcknowledged, PlanWord::StageToConfirm, PlanWord::ToOrder] {
            words.push((word.say(lang), columns.status - 1));
        }
        for word in [Prompt::Done, Prompt::OutcomeRefused, Prompt::OutcomeCancelled] {
            words.push((word.say(lang), columns.outcome - 1));
        }
        for kind in [
            TeamKind::Fire,
            TeamKind::Professional,
            TeamKind::Medical,
            TeamKind::Township,
            TeamKind::Social,
            TeamKind::Military,
        ] {
            words.push((kind.say(lang), columns.kind - 1));
        }
        words
    }

    #[test]
    fn every_word_fits_the_column_it_stands_in() {
        for lang in [Lang::Zh, Lang::En] {
            for (word, cells) in reserved(lang) {
                assert!(width(word, Ambiguous::Two) <= usize::from(cells), "`{word}` in {cells} cells");
            }
        }
    }

    #[test]
    fn a_page_holds_the_selected_row_and_begins_at_a_whole_number_of_rows() {
        let first = |selected, len, rows| Page::of(selected, len, rows).first;
        assert_eq!(first(None, 9, 5), 0);
        assert_eq!(first(Some(4), 9, 5), 0);
        assert_eq!(first(Some(5), 9, 5), 5);
        assert_eq!(first(Some(13), 20, 5), 10);
        assert_eq!(first(Some(99), 7, 5), 5, "a selection that is gone shows the last page");
        assert_eq!(first(Some(3), 9, 0), 3);
    }
}
