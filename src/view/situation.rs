//! The situation board: incidents, the one in focus with its newest lines, the map and the teams.

use ratatui::layout::Rect;

use super::empty::{self, Nothing};
use super::line::Line;
use super::look::Meaning;
use super::parts;
use super::pen::Pen;
use super::scene::{IncidentRow, Scene};
use super::{map, parts::Columns};
use crate::console::{Board, list_rows};
use crate::text::when;
use crate::text::words::{SituationWord, Word};

/// Below this width the map has no room beside the lists.
pub(super) const TWO_PANES_FROM: u16 = 64;

/// Draws the board.
pub(super) fn draw(scene: &Scene, area: Rect, pen: &mut Pen) {
    if area.width < TWO_PANES_FROM {
        left(scene, area, pen);
        return;
    }
    let (list, side) = parts::two_panes(scene, area);
    left(scene, list, pen);
    right(scene, side, pen);
}

fn left(scene: &Scene, area: Rect, pen: &mut Pen) {
    let columns = Columns::of(scene.model.lang);
    let incidents: Vec<&IncidentRow> =
        scene.model.rows(Board::Situation).iter().filter_map(|row| scene.incident(row)).collect();
    let shown = incidents.len().clamp(1, usize::from(list_rows(Board::Situation, area.height)));
    let focus = scene.focus().map(|row| row.id);
    let place = incidents.iter().position(|row| Some(row.id) == focus);
    let page = parts::Page::of(place, incidents.len(), u16::try_from(shown).unwrap_or(u16::MAX));
    let mut lines = vec![incidents_heading(scene, columns, &page)];
    if incidents.is_empty() {
        let hidden = scene.model.hidden(Board::Situation) > 0;
        lines.push(empty::line(scene, if hidden { Nothing::LeftByFilter } else { Nothing::Incidents }));
    }
    for row in incidents.into_iter().skip(page.first).take(shown) {
        lines.push(parts::incident(scene, row, columns, Some(row.id) == focus));
    }
    lines.push(Line::new());
    lines.extend(focus_block(scene));
    let height = usize::from(area.height);
    let room = height.saturating_sub(lines.len());
    lines.extend(parts::timeline(scene, focus, room));
    pen.lines(area, &lines);
}

fn incidents_heading(scene: &Scene, columns: Columns, page: &parts::Page) -> Line<'static> {
    let lang = scene.model.lang;
    let title = page.title(scene, Board::Situation, SituationWord::Incidents.with(lang, &[&scene.incidents.len()]));
    Line::new()
        .gap(1)
        .rest(title, Meaning::Heading)
        .col(columns.grade, scene.say.word(SituationWord::Grade), Meaning::Heading)
        .optional()
        .col(columns.level, scene.say.word(SituationWord::Level), Meaning::Heading)
        .optional()
        .right(when::COUNTDOWN_CELLS, scene.say.word(SituationWord::Due), Meaning::Heading)
}

/// The incident in focus: title, figures, the newest reading.
fn focus_block<'a>(scene: &Scene<'a>) -> Vec<Line<'a>> {
    let Some(row) = scene.focus() else {
        return vec![Line::new().gap(1).text(scene.say.word(SituationWord::DutyLog), Meaning::Heading)];
    };
    let occurred = SituationWord::Occurred.with(scene.model.lang, &[&when::date_minute(row.incident.occurred)]);
    let mut lines = vec![
        Line::new()
            .gap(1)
            .text(format!("{} {}", row.mark, scene.say.incident_title(row.incident)), Meaning::Heading)
            .gap(2)
            .rest(occurred, Meaning::Plain),
        parts::figures(scene, row.id),
    ];
    lines.extend(parts::newest_reading(scene));
    lines
}

fn right(scene: &Scene, area: Rect, pen: &mut Pen) {
    // The map grows; the teams beside it keep a quarter of the rows.
    let teams = (area.height / 4).min(u16::try_from(scene.teams.len()).unwrap_or(u16::MAX));
    let map_area = Rect { height: area.height - teams, ..area };
    map::draw(scene, map_area, pen);
    let below = Rect { y: map_area.bottom(), height: teams, ..area };
    let lines = parts::teams_legend(scene, usize::from(teams));
    pen.lines(below, &lines);
}
