//! The teams board: every team with its status, since when, the age of its position; the selected one in full; the map.

use ratatui::layout::Rect;

use super::empty::{self, Nothing};
use super::line::Line;
use super::look::Meaning;
use super::parts::{self, AGE_CELLS, CODE_CELLS, Columns, TIME_CELLS};
use super::pen::Pen;
use super::scene::{Freshness, Scene, freshness};
use super::{age, map, situation};
use crate::console::{Board, Row, detail_rows};
use crate::domain::{Reckoning, RollUp, TeamCode, TeamStatus, TeamView};
use crate::text::when;
use crate::text::words::{AssemblyWord, Full, Prompt, SituationWord, TeamWord, Word};

/// Lists at least this wide have the kind of each team.
const KINDS_FROM: u16 = 52;

/// Draws the board.
pub(super) fn draw(scene: &Scene, area: Rect, pen: &mut Pen) {
    if area.width < situation::TWO_PANES_FROM {
        list(scene, area, pen);
        return;
    }
    let (left, right) = parts::two_panes(scene, area);
    list(scene, left, pen);
    map::draw(scene, right, pen);
}

fn list(scene: &Scene, area: Rect, pen: &mut Pen) {
    if scene.model.rows(Board::Teams).is_empty() {
        empty::board(scene, Board::Teams, Nothing::Teams, area, pen);
        return;
    }
    let columns = Columns::of(scene.model.lang);
    // The names go before the kinds.
    let kind = if area.width < KINDS_FROM { 0 } else { columns.kind };
    let detail = detail_rows(Board::Teams, area.height);
    let rows = area.height.saturating_sub(detail + 1);
    let place = scene.model.selected_place(Board::Teams);
    let page = parts::Page::of(place, scene.model.rows(Board::Teams).len(), rows);
    let mut lines = vec![heading(scene, columns, kind, &page)];
    for (row, n) in scene.model.rows(Board::Teams).iter().zip(0..).skip(page.first).take(usize::from(rows)) {
        let here = Some(n) == place;
        match row {
            Row::Team(code) => {
                let view = scene.teams.iter().find(|view| view.team.code == *code);
                lines.extend(view.map(|view| team(scene, view, columns, kind, here)));
            }
            Row::Quiet(status) => lines.push(quiet(scene, *status, here)),
            _ => {}
        }
    }
    pen.lines(Rect { height: rows + 1, ..area }, &lines);
    let below = Rect { y: area.bottom() - detail, height: detail, ..area };
    if let Some(Row::Team(code)) = scene.model.selected(Board::Teams)
        && let Some(view) = scene.teams.iter().find(|view| view.team.code == *code)
    {
        pen.lines(below, &details(scene, view));
    }
}

fn heading(scene: &Scene, columns: Columns, kind: u16, page: &parts::Page) -> Line<'static> {
    let mut title = TeamWord::Name.with(scene.model.lang, &[&scene.teams.len()]);
    if kind > 0 {
        title = format!("{title}  {}", rolled_up(scene));
    }
    let col = |word| scene.say.word(word);
    Line::new()
        .gap(2)
        .rest(page.title(scene, Board::Teams, title), Meaning::Heading)
        .gap(1)
        .text(age::positions(scene), Meaning::Attention)
        .col(kind, col(TeamWord::Kind), Meaning::Heading)
        .col(columns.status, col(TeamWord::Status), Meaning::Heading)
        .col(TIME_CELLS, col(TeamWord::Since), Meaning::Heading)
        .optional()
        .right(AGE_CELLS, col(TeamWord::Age), Meaning::Heading)
}

/// How many are available, assigned and out of service; whoever nobody said anything of is none of these.
fn rolled_up(scene: &Scene) -> String {
    let statuses = || scene.teams.iter().filter_map(|view| view.status.clone().first());
    let count = |of: RollUp| statuses().filter(|status| status.roll_up() == of).count();
    RollUp::ALL.map(|of| format!("{} {}", scene.say.word(of), count(of))).join(" ")
}

fn team<'a>(scene: &Scene<'a>, view: &TeamView<'a>, columns: Columns, kind: u16, here: bool) -> Line<'a> {
    let (status, meaning) = parts::team_status(scene, view);
    let (age, old) = parts::position_age(scene, view);
    let age_meaning = if old { Meaning::Attention } else { Meaning::Quiet };
    let disputed = view.status.disputed() || view.assignment.disputed() || double(scene, view);
    let lost = view.status.clone().first() == Some(TeamStatus::LostContact);
    let (mark, mark_meaning) = match (lost, disputed, old) {
        (true, ..) => ("!", Meaning::Alarm),
        (_, true, _) => ("!", Meaning::Attention),
        (_, _, true) => ("~", Meaning::Attention),
        _ => (" ", Meaning::Plain),
    };
    let since = view.since.map_or_else(|| "?".to_owned(), |at| when::minute_or_date(at, scene.now()));
    Line::new()
        .text(if here { ">" } else { " " }, Meaning::Plain)
        .text(mark, mark_meaning)
        .col(CODE_CELLS, view.team.code.0.as_str(), Meaning::Plain)
        .rest(scene.say.team_name(view.team), Meaning::Plain)
        .gap(1)
        .col(kind, scene.say.word(view.team.kind), Meaning::Quiet)
        .col(columns.status, status, meaning)
        .col(TIME_CELLS, since, Meaning::Quiet)
        .optional()
        .right(AGE_CELLS, age, age_meaning)
        .selected(here)
}

/// Quiet teams of one status in one line; how many of them have an old position is said, so that no mark is lost.
fn quiet<'a>(scene: &Scene<'a>, status: Option<TeamStatus>, here: bool) -> Line<'a> {
    let lang = scene.model.lang;
    let teams = scene.model.quiet_teams(status);
    let stale = |code: &&TeamCode| {
        let fix = scene.model.fixes.get(*code);
        fix.is_some_and(|fix| freshness(fix, scene.now()) != Freshness::Live)
    };
    let old = teams.iter().filter(stale).count();
    let open = scene.model.unfolded.contains(&status);
    let count = TeamWord::Folded.with(lang, &[&teams.len()]);
    let old_words = if old > 0 { TeamWord::FoldedOld.with(lang, &[&old]) } else { String::new() };
    Line::new()
        .text(if here { ">" } else { " " }, Meaning::Plain)
        .text(if old > 0 { "~" } else { " " }, Meaning::Attention)
        .col(CODE_CELLS, if open { "-" } else { "+" }, Meaning::Key)
        .text(format!("{} {count}", status.map_or("?", |status| scene.say.word(status))), Meaning::Plain)
        .gap(2)
        .rest(old_words, Meaning::Attention)
        .selected(here)
}

/// Whether two orders have the team.
fn double(scene: &Scene, view: &TeamView<'_>) -> bool {
    let world = &scene.model.world;
    let first = world.bookings(&view.team.code).filter_map(|id| world.mobilisation(id)).find(|one| !one.is_pre_alert());
    first.is_some_and(|one| world.double_booked(&one))
}

/// For how long those on duty have been so, when a crew was named.
fn on_duty(scene: &Scene, view: &TeamView<'_>) -> String {
    let hours = scene.model.world.on_duty(&view.team.code, scene.now()).map(|span| span.0 / 3_600_000);
    hours.map(|hours| format!("  {}", AssemblyWord::Hours.with(scene.model.lang, &[&hours]))).unwrap_or_default()
}

/// The selected team: who, for what, where.
fn details<'a>(scene: &Scene<'a>, view: &TeamView<'a>) -> Vec<Line<'a>> {
    let lang = scene.model.lang;
    let team = view.team;
    let people = TeamWord::PeopleCount.with(lang, &[&team.people]);
    let leader = format!("{} {}", team.leader, team.phone);
    let leader = if leader.trim().is_empty() { "?" } else { leader.trim() };
    let (assignment, meaning) = match &view.assignment {
        Reckoning::Unset => (scene.say.word(Prompt::Free).to_owned(), Meaning::Plain),
        Reckoning::Agreed(assignment) => (scene.say.assignment(assignment), Meaning::Plain),
        Reckoning::Disputed(sides) => {
            let sides: Vec<String> = sides.iter().map(|side| scene.say.assignment(side)).collect();
            let word = scene.say.word(SituationWord::Disputed);
            (format!("{word}: {}", sides.join(" / ")), Meaning::Attention)
        }
    };
    let (assignment, meaning) = if double(scene, view) {
        let orders: Vec<String> = scene.model.world.bookings(&team.code).map(|id| scene.say.order(id)).collect();
        (format!("{}: {}  {assignment}", scene.say.word(AssemblyWord::Double), orders.join(", ")), Meaning::Attention)
    } else {
        (assignment, meaning)
    };
    let position = match scene.fix(view) {
        None => scene.say.word(SituationWord::NoPosition).to_owned(),
        Some(fix) => {
            let age = when::age(scene.now() - fix.at, lang);
            match scene.said_at(view) {
                Some(place) => SituationWord::PositionSaid.with(lang, &[&scene.say.place(place), &age]),
                None => SituationWord::PositionAge.with(lang, &[&age]),
            }
        }
    };
    let rolled = view.status.clone().first().map(|status| format!("  {}", scene.say.word(status.roll_up())));
    let rolled = rolled.unwrap_or_default();
    vec![
        Line::new(),
        Line::new()
            .gap(1)
            .text(format!("{} {}", team.code, scene.say.team_name(team)), Meaning::Heading)
            .gap(2)
            .rest(format!("{} {people}{rolled}", scene.say.word(Full(team.kind))), Meaning::Plain),
        Line::new()
            .gap(1)
            .text(scene.say.word(TeamWord::Assignment), Meaning::Heading)
            .gap(1)
            .rest(assignment, meaning),
        Line::new()
            .gap(1)
            .text(scene.say.word(TeamWord::Leader), Meaning::Heading)
            .gap(1)
            .rest(format!("{leader}  {position}{}", on_duty(scene, view)), Meaning::Plain),
    ]
}
