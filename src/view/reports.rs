//! The reports board: papers on their way from a draft to a receipt, and what each still lacks.

use ratatui::layout::Rect;

use super::empty::{self, Nothing};
use super::line::Line;
use super::look::Meaning;
use super::parts::{self, TIME_CELLS};
use super::pen::Pen;
use super::scene::Scene;
use crate::console::{Board, Row, detail_rows};
use crate::domain::{PaperState, PaperView};
use crate::text::words::{ReportWord, Word};
use crate::text::{Lang, cells, when};

/// Cells of a kind with its number.
fn kind_cells(lang: Lang) -> u16 {
    match lang {
        Lang::Zh => 8,
        Lang::En => 20,
    }
}

/// Cells of where a paper stands.
fn state_cells(width: u16) -> u16 {
    (width / 4).clamp(14, 30)
}

/// Draws the board.
pub(super) fn draw(scene: &Scene, area: Rect, pen: &mut Pen) {
    let listed = scene.model.rows(Board::Reports);
    if listed.is_empty() {
        empty::board(scene, Board::Reports, Nothing::Papers, area, pen);
        return;
    }
    let detail = detail_rows(Board::Reports, area.height);
    let rows = area.height.saturating_sub(detail + 1);
    let place = scene.model.selected_place(Board::Reports);
    let page = parts::Page::of(place, listed.len(), rows);
    let mut lines = vec![heading(scene, area.width, &page)];
    for (row, n) in listed.iter().zip(0..).skip(page.first).take(usize::from(rows)) {
        if let Row::Paper(id) = row
            && let Some(view) = scene.model.world.report_paper(*id)
        {
            lines.push(paper(scene, &view, area.width, Some(n) == place));
        }
    }
    pen.lines(Rect { height: rows + 1, ..area }, &lines);
    let below = Rect { y: area.bottom() - detail, height: detail, ..area };
    if let Some(view) = scene.model.selected_paper() {
        let lines = details(scene, &view, below.width, pen.ambiguous());
        pen.lines(below, &lines);
    }
}

fn heading(scene: &Scene, width: u16, page: &parts::Page) -> Line<'static> {
    let lang = scene.model.lang;
    let title = page.title(scene, Board::Reports, scene.say.word(ReportWord::Papers).to_owned());
    Line::new()
        .gap(2)
        .col(TIME_CELLS, scene.say.word(ReportWord::Time), Meaning::Heading)
        .col(kind_cells(lang), scene.say.word(ReportWord::Kind), Meaning::Heading)
        .rest(title, Meaning::Heading)
        .gap(1)
        .col(state_cells(width), scene.say.word(ReportWord::State), Meaning::Heading)
}

fn paper<'a>(scene: &Scene<'a>, view: &PaperView<'a>, width: u16, here: bool) -> Line<'a> {
    let state = view.state.clone().first().cloned().unwrap_or_default();
    let alarm = !view.disputed.is_empty() || view.state.disputed() || view.changed_since_signed;
    let (words, meaning) = standing(scene, view, &state);
    let text = if meaning == Meaning::Quiet { Meaning::Quiet } else { Meaning::Plain };
    Line::new()
        .text(if here { ">" } else { " " }, Meaning::Plain)
        .text(if alarm { "!" } else { " " }, Meaning::Attention)
        .col(TIME_CELLS, when::minute_or_date(view.paper.begun, scene.now()), Meaning::Quiet)
        .col(kind_cells(scene.model.lang), scene.say.paper(view.id), text)
        .rest(format!("{} > {}", scene.say.incident(view.paper.incident), view.paper.to), text)
        .gap(1)
        .col(state_cells(width), words, meaning)
        .selected(here)
}

/// Where a paper stands, in short, and whether somebody must do something.
fn standing(scene: &Scene, view: &PaperView, state: &PaperState) -> (String, Meaning) {
    let confirmed = view.filed.iter().any(|filing| !filing.receipts.is_empty());
    match (state, view.filed.is_empty()) {
        (PaperState::Dropped(_), _) => (scene.say.paper_state(state), Meaning::Quiet),
        (_, false) if confirmed => (scene.say.word(ReportWord::Confirmed).to_owned(), Meaning::Quiet),
        (_, false) => (scene.say.word(ReportWord::Unconfirmed).to_owned(), Meaning::Attention),
        (PaperState::Returned(_), true) => (scene.say.paper_state(state), Meaning::Attention),
        (state, true) => (scene.say.paper_state(state), Meaning::Plain),
    }
}

/// The selected paper: what it lacks, how it begins, when it went up.
fn details<'a>(scene: &Scene<'a>, view: &PaperView<'a>, width: u16, ambiguous: cells::Ambiguous) -> Vec<Line<'a>> {
    let lang = scene.model.lang;
    let texts = scene.model.paper_texts(view);
    let missing: Vec<&str> =
        scene.model.world.missing_parts(view.paper, &texts).into_iter().map(|part| scene.say.word(part)).collect();
    let wrapped = |text: &str| -> Vec<String> {
        let text = crate::text::visible::visible(text).into_owned();
        cells::wrap(&text, usize::from(width.saturating_sub(2)), ambiguous).into_iter().map(str::to_owned).collect()
    };
    let lacks = if missing.is_empty() {
        vec![Line::new().gap(1).rest(scene.say.word(ReportWord::Complete), Meaning::Quiet)]
    } else {
        let rows = wrapped(&ReportWord::Lacks.with(lang, &[&missing.join(", ")]));
        rows.into_iter().map(|row| Line::new().gap(1).rest(row, Meaning::Attention)).collect()
    };
    let title = texts.get(&crate::domain::ReportPart::Title).cloned().unwrap_or_default();
    let mut lines = vec![Line::new(), Line::new().gap(1).rest(title, Meaning::Heading)];
    lines.extend(lacks);
    for filing in view.filed.iter().rev() {
        let got = filing.receipts.first().map_or_else(
            || scene.say.word(ReportWord::Unconfirmed).to_owned(),
            |receipt| format!("{} {}", when::minute(receipt.at), receipt.by),
        );
        let report = filing.report;
        let means = scene.say.sent_by(report.means);
        let reached = report.reached.map(|government| format!(" {}", scene.say.report_reached(government)));
        let (at, reached) = (when::date_minute(report.reported), reached.unwrap_or_default());
        let sent = format!("{at} {} ({means}){reached}: {got}", report.to);
        lines.push(Line::new().gap(1).rest(sent, Meaning::Plain));
    }
    let course = texts.get(&crate::domain::ReportPart::Course).cloned().unwrap_or_default();
    lines.extend(wrapped(&course).into_iter().take(2).map(|row| Line::new().gap(1).rest(row, Meaning::Plain)));
    lines
}
