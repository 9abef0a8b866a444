//! What a console asks before its boards, drawn: a heading, what is asked, and the keys that work here.

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::line::Line;
use super::look::{Look, Meaning};
use super::pen::Pen;
use super::{card, entry};
use crate::console::{Action, Join, JoinField, Posts, Start, StartPage, Way};
use crate::text::cells;
use crate::text::when;
use crate::text::words::{StartWord, Word};

/// Cells of a field's name with the blank after it.
const NAME_CELLS: u16 = 12;

/// Cells before a line that belongs to the one above it.
const INDENT: u16 = 5;

/// Cells of a post's name.
const POST_CELLS: u16 = 18;

/// Cells of whether a post is in use.
const USE_CELLS: u16 = 8;

/// Draws the whole screen and sets the cursor.
pub fn draw_start(start: &Start, look: &Look, frame: &mut Frame) {
    if let Some(cursor) = paint_start(start, look, frame.buffer_mut()) {
        frame.set_cursor_position(cursor);
    }
}

/// Draws the whole screen on a buffer of any size, also none; returns where the cursor stands.
pub fn paint_start(start: &Start, look: &Look, buffer: &mut Buffer) -> Option<Position> {
    let area = buffer.area;
    if area.height == 0 || area.width == 0 {
        return None;
    }
    let mut pen = Pen::new(buffer, *look);
    let bar = Rect { height: 1, ..area };
    pen.fill(bar, Meaning::Status);
    let title = Line::new().gap(1).rest(StartWord::Product.say(start.lang), Meaning::Status);
    pen.line(bar, &title);
    let keys = Rect { y: area.bottom() - 1, height: u16::from(area.height > 1), ..area };
    // One row before the keys is for a word to the operator.
    let room = area.height.saturating_sub(4);
    let body = Rect { y: area.y + 2.min(area.height - 1), height: room, ..area };
    let cursor = match &start.page {
        StartPage::Card(top) => {
            let mut body = Rect { y: area.y + 1, height: area.height.saturating_sub(3), ..area };
            if start.is_measuring() && body.height > 0 {
                body.height -= 1;
            }
            card::draw(&start.card(), *top, &start.terminal, start.lang, body, &mut pen);
            None
        }
        StartPage::Ways(at) => {
            ways(start, *at, body, &mut pen);
            None
        }
        StartPage::Join(join) => join_page(start, join, body, &mut pen),
        StartPage::Posts(posts) => posts_page(start, posts, body, &mut pen),
    };
    let notice = Rect { y: area.bottom().saturating_sub(2), height: u16::from(area.height > 3), ..area };
    say(start, notice, &mut pen);
    pen.line(keys, &Line::new().gap(1).rest(hints(start), Meaning::Quiet));
    cursor.filter(|at| area.contains(*at))
}

/// What is wrong with the answer, or what became of what was typed too early.
fn say(start: &Start, area: Rect, pen: &mut Pen) {
    if let Some(fault) = &start.fault {
        pen.line(area, &Line::new().gap(1).text("! ", Meaning::Alarm).rest(fault.as_str(), Meaning::Alarm));
    } else if !start.ahead.is_empty() {
        let text = StartWord::Kept.with(start.lang, &[&start.ahead]);
        pen.line(area, &Line::new().gap(1).rest(text, Meaning::Plain));
    }
}

fn hints(start: &Start) -> String {
    let word = match &start.page {
        StartPage::Card(_) => StartWord::CardKeys,
        StartPage::Ways(_) => StartWord::WaysKeys,
        StartPage::Join(_) => StartWord::JoinKeys,
        StartPage::Posts(Posts { name: Some(_), .. }) => StartWord::NameKeys,
        StartPage::Posts(_) => StartWord::PostsKeys,
    };
    let name = |action| start.keys.name_of(action, start.lang);
    let [quit, next, back, submit] = [Action::Quit, Action::NextField, Action::Back, Action::Submit].map(name);
    word.with(start.lang, &[&quit, &next, &back, &submit])
}

fn ways(start: &Start, at: usize, area: Rect, pen: &mut Pen) {
    let lang = start.lang;
    let mut lines = vec![Line::new().gap(1).rest(StartWord::How.say(lang), Meaning::Heading), Line::new()];
    for (way, n) in Way::ALL.into_iter().zip(0_usize..) {
        let [name, what] = match way {
            Way::Drill => [StartWord::Drill, StartWord::DrillIs],
            Way::Join => [StartWord::Join, StartWord::JoinIs],
            Way::Alone => [StartWord::Alone, StartWord::AloneIs],
        };
        lines.push(choice(n, name.say(lang).to_owned(), n == at));
        lines.extend(wrapped(what.say(lang), area, pen));
        if area.height >= 12 {
            lines.push(Line::new());
        }
    }
    pen.lines(area, &lines);
}

/// A choice with the digit that takes it.
fn choice(n: usize, text: String, here: bool) -> Line<'static> {
    Line::new()
        .text(if here { " > " } else { "   " }, Meaning::Plain)
        .text(format!("{} ", n + 1), Meaning::Key)
        .rest(text, Meaning::Plain)
        .selected(here)
}

/// A sentence below what it is about, in as many lines as it needs.
fn wrapped<'t>(text: &'t str, area: Rect, pen: &Pen) -> Vec<Line<'t>> {
    let cells = usize::from(area.width.saturating_sub(INDENT + 1)).max(8);
    let line = |text| Line::new().gap(INDENT).rest(text, Meaning::Quiet);
    cells::wrap(text, cells, pen.ambiguous()).into_iter().map(line).collect()
}

fn join_page(start: &Start, join: &Join, area: Rect, pen: &mut Pen) -> Option<Position> {
    let lang = start.lang;
    pen.line(area, &Line::new().gap(1).rest(StartWord::JoinTitle.say(lang), Meaning::Heading));
    let mut y = area.y + 2;
    let mut cursor = None;
    for field in JoinField::ALL {
        if y >= area.bottom() {
            break;
        }
        let [name, from] = field.words();
        let here = field == join.at;
        let label = Line::new().text(if here { " > " } else { "   " }, Meaning::Plain).col(
            NAME_CELLS,
            name.say(lang),
            if here { Meaning::Heading } else { Meaning::Quiet },
        );
        pen.line(Rect { y, height: 1, ..area }, &label);
        let x = (area.x + 3 + NAME_CELLS).min(area.right());
        let value = Rect { x, y, width: area.right() - x, height: 1 };
        let line = join.line(field);
        let at = entry::typed(line.before(), line.after(), value, here, pen);
        cursor = if here { Some(at) } else { cursor };
        y += 1;
        let lines = wrapped(from.say(lang), area, pen);
        let below = Rect { y, height: area.bottom().saturating_sub(y), ..area };
        pen.lines(below, &lines);
        y += u16::try_from(lines.len()).unwrap_or(u16::MAX) + u16::from(area.height >= 12);
    }
    cursor
}

fn posts_page(start: &Start, posts: &Posts, area: Rect, pen: &mut Pen) -> Option<Position> {
    let lang = start.lang;
    if let Some(name) = &posts.name {
        pen.line(area, &Line::new().gap(1).rest(StartWord::NewPost.say(lang), Meaning::Heading));
        let label = Line::new().gap(3).col(NAME_CELLS, StartWord::PostName.say(lang), Meaning::Heading);
        let row = Rect { y: area.y + 2, height: u16::from(area.height > 2), ..area };
        pen.line(row, &label);
        let lines = wrapped(StartWord::PostNameIs.say(lang), area, pen);
        pen.lines(Rect { y: area.y + 3, height: area.height.saturating_sub(3), ..area }, &lines);
        let x = (area.x + 3 + NAME_CELLS).min(area.right());
        return Some(entry::typed(name.before(), name.after(), Rect { x, width: area.right() - x, ..row }, true, pen));
    }
    let lines = wrapped(StartWord::PostsAre.say(lang), area, pen);
    let title = Line::new().gap(1).rest(StartWord::PostsTitle.say(lang), Meaning::Heading);
    pen.lines(area, [title].iter().chain(&lines));
    let used = u16::try_from(lines.len() + 2).unwrap_or(u16::MAX).min(area.height);
    let list = Rect { y: area.y + used, height: area.height - used, ..area };
    let page = super::parts::Page::of(Some(posts.at), posts.rows(), list.height);
    let rows: Vec<Line> =
        (0..posts.rows()).skip(page.first).take(usize::from(list.height)).map(|n| post_row(start, posts, n)).collect();
    pen.lines(list, &rows);
    None
}

fn post_row(start: &Start, posts: &Posts, n: usize) -> Line<'static> {
    let lang = start.lang;
    let here = n == posts.at;
    let begun = Line::new()
        .text(if here { " > " } else { "   " }, Meaning::Plain)
        .col(3, (n + 1).to_string(), Meaning::Key)
        .selected(here);
    let Some(seat) = posts.seats.get(n) else {
        return begun.rest(StartWord::NewPostRow.say(lang), Meaning::Plain);
    };
    let (word, meaning) =
        if seat.in_use { (StartWord::InUse, Meaning::Attention) } else { (StartWord::Free, Meaning::Plain) };
    let when = seat.since.map(when::date_minute).unwrap_or_default();
    let who = match (seat.person.as_str(), seat.in_use) {
        ("", _) => StartWord::Nobody.say(lang).to_owned(),
        (person, true) => StartWord::Since.with(lang, &[&person, &when]),
        (person, false) => StartWord::Last.with(lang, &[&person, &when]),
    };
    begun
        .col(POST_CELLS, seat.name.clone(), Meaning::Plain)
        .gap(1)
        .col(USE_CELLS, word.say(lang), meaning)
        .rest(who, Meaning::Plain)
}
