//! The orders board: what was asked of whom, how far it got, and who is still to answer.

use ratatui::layout::Rect;

use super::empty::{self, Nothing};
use super::line::Line;
use super::look::Meaning;
use super::parts::{self, Columns, TIME_CELLS};
use super::pen::Pen;
use super::scene::{Scene, due_meaning};
use crate::clock::At;
use crate::console::{Board, OrderFilter, Row, detail_rows};
use crate::domain::{EventId, OrderView, Outcome, Reckoning, Rung, Urgency};
use crate::text::visible::visible;
use crate::text::words::{CallWord, OrderWord, SituationWord, Word};
use crate::text::{Lang, cells, when};

/// Cells of a number people say, with the blank after it: `14b`.
const NUMBER_CELLS: u16 = 5;

/// Rows that materials take at most: who answered stands below them.
const MATERIAL_ROWS: usize = 2;

/// Cells of the four rungs.
const RUNG_CELLS: u16 = 9;

/// The rungs, lowest first, with the mark of each.
const RUNGS: [(Rung, OrderWord); 4] = [
    (Rung::Delivered, OrderWord::MarkDelivered),
    (Rung::Read, OrderWord::MarkRead),
    (Rung::Acknowledged, OrderWord::MarkAcknowledged),
    (Rung::Executing, OrderWord::MarkExecuting),
];

/// Cells of the recipient's name.
fn to_cells(lang: Lang, width: u16) -> u16 {
    let least = match lang {
        Lang::Zh => 15,
        Lang::En => 18,
    };
    least.max(width / 7)
}

/// Draws the board.
pub(super) fn draw(scene: &Scene, area: Rect, pen: &mut Pen) {
    let listed = scene.model.rows(Board::Orders);
    if listed.is_empty() {
        let hidden = scene.model.hidden(Board::Orders) > 0;
        let nothing = if hidden { Nothing::Unanswered } else { Nothing::Orders };
        empty::board(scene, Board::Orders, nothing, area, pen);
        return;
    }
    let detail = detail_rows(Board::Orders, area.height);
    let rows = area.height.saturating_sub(detail + 1);
    let place = scene.model.selected_place(Board::Orders);
    let page = parts::Page::of(place, listed.len(), rows);
    let mut lines = vec![heading(scene, area.width, &page)];
    for (row, n) in listed.iter().zip(0..).skip(page.first).take(usize::from(rows)) {
        if let Row::Order(id) = row
            && let Some(view) = scene.model.world.order(*id)
        {
            lines.push(order(scene, &view, area.width, Some(n) == place));
        }
    }
    pen.lines(Rect { height: rows + 1, ..area }, &lines);
    let below = Rect { y: area.bottom() - detail, height: detail, ..area };
    if let Some(view) = scene.model.selected_order() {
        let lines = details(scene, &view, below.width, pen.ambiguous());
        pen.lines(below, &lines);
    }
}

fn heading(scene: &Scene, width: u16, page: &parts::Page) -> Line<'static> {
    let lang = scene.model.lang;
    let columns = Columns::of(lang);
    let unanswered = scene.model.derived.unanswered;
    let title = match scene.model.order_filter {
        OrderFilter::All if unanswered > 0 => OrderWord::TextWaiting.with(lang, &[&unanswered]),
        OrderFilter::All => OrderWord::Text.say(lang).to_owned(),
        OrderFilter::Unanswered => OrderWord::Unanswered.say(lang).to_owned(),
    };
    let title = page.title(scene, Board::Orders, title);
    Line::new()
        .gap(2)
        .col(NUMBER_CELLS, scene.say.word(OrderWord::Number), Meaning::Heading)
        .col(TIME_CELLS, scene.say.word(OrderWord::Time), Meaning::Heading)
        .optional()
        .col(to_cells(lang, width), scene.say.word(OrderWord::To), Meaning::Heading)
        .rest(title, Meaning::Heading)
        .gap(1)
        .col(RUNG_CELLS, scene.say.word(OrderWord::Rungs), Meaning::Heading)
        .col(columns.outcome, scene.say.word(OrderWord::Outcome), Meaning::Heading)
        .right(when::COUNTDOWN_CELLS, scene.say.word(OrderWord::Due), Meaning::Heading)
}

/// Until when an order must be acknowledged, while it is not.
fn ack_due(scene: &Scene, id: EventId) -> Option<At> {
    scene.model.rail().iter().find(|d| d.what.unanswered() == Some(id)).map(|d| d.due)
}

fn order<'a>(scene: &Scene<'a>, view: &OrderView<'a>, width: u16, here: bool) -> Line<'a> {
    let lang = scene.model.lang;
    let columns = Columns::of(lang);
    let due = ack_due(scene, view.id);
    let late = due.is_some_and(|due| due < scene.now());
    let (outcome, meaning) = outcome(scene, view);
    let (mark, mark_meaning) = match (late, view.outcome.disputed()) {
        (true, _) => ("!", Meaning::Alarm),
        (_, true) => ("!", Meaning::Attention),
        _ => (" ", Meaning::Plain),
    };
    let done = matches!(view.outcome, Reckoning::Agreed(_));
    let text_meaning = if done { Meaning::Quiet } else { Meaning::Plain };
    let urgency = match view.order.urgency {
        Urgency::Routine => String::new(),
        urgency => format!("[{}] ", scene.say.word(urgency)),
    };
    let (countdown, due_is) = match due {
        Some(due) => (when::countdown(due - scene.now(), lang), due_meaning(due, scene.now())),
        None => (String::new(), Meaning::Plain),
    };
    let to = scene.say.recipient(&view.order.to);
    // Who has not answered is called: the number stands in the line.
    let next = match scene.model.order_filter {
        OrderFilter::Unanswered => {
            let chain = scene.model.world.order_chain(view);
            let calling = chain.calling(scene.now()).map(|call| scene.say.calling(call));
            calling.unwrap_or_else(|| scene.say.next_call(&chain))
        }
        OrderFilter::All => String::new(),
    };
    let next = if next.is_empty() { next } else { format!("{next} ") };
    Line::new()
        .text(if here { ">" } else { " " }, Meaning::Plain)
        .text(mark, mark_meaning)
        .col(NUMBER_CELLS, view.label.clone(), Meaning::Plain)
        .col(TIME_CELLS, when::minute_or_date(view.order.issued, scene.now()), Meaning::Quiet)
        .optional()
        .col(to_cells(lang, width) - 1, to, text_meaning)
        .gap(1)
        .rest(format!("{next}{urgency}{}", view.order.text), text_meaning)
        .gap(1)
        .col(RUNG_CELLS, rungs(scene, view), Meaning::Plain)
        .col(columns.outcome, outcome, meaning)
        .right(when::COUNTDOWN_CELLS, countdown, due_is)
        .selected(here)
}

/// `达读- - `: a mark where the order reached that rung or a higher one.
fn rungs(scene: &Scene, view: &OrderView) -> String {
    RUNGS.iter().map(|(rung, mark)| rung_mark(scene, view, *rung, *mark)).collect()
}

fn rung_mark(scene: &Scene, view: &OrderView, rung: Rung, mark: OrderWord) -> &'static str {
    scene.say.word(if view.height >= Some(rung) { mark } else { OrderWord::MarkNot })
}

fn outcome(scene: &Scene, view: &OrderView) -> (&'static str, Meaning) {
    match &view.outcome {
        Reckoning::Unset if view.expired(scene.now()) => (scene.say.word(CallWord::Expired), Meaning::Alarm),
        Reckoning::Unset => (scene.say.word(OrderWord::Running), Meaning::Plain),
        Reckoning::Agreed(Outcome::Refused(why)) => {
            (scene.say.outcome_short(&Outcome::Refused(why.clone())), Meaning::Alarm)
        }
        Reckoning::Agreed(outcome) => (scene.say.outcome_short(outcome), Meaning::Quiet),
        Reckoning::Disputed(_) => (scene.say.word(SituationWord::Disputed), Meaning::Attention),
    }
}

/// The selected order in full: its text, who gave it, who said what of it.
fn details<'a>(scene: &Scene<'a>, view: &OrderView<'a>, width: u16, ambiguous: cells::Ambiguous) -> Vec<Line<'a>> {
    let lang = scene.model.lang;
    let order = view.order;
    let who = OrderWord::IssuedBy.with(lang, &[&scene.say.order_basis(view), &when::date_minute(order.issued)]);
    let chain = scene.model.world.order_chain(view);
    let contact = scene.say.contact(&order.to);
    let title = format!("{} {}", scene.say.order(view.id), scene.say.recipient(&order.to));
    let mut lines = vec![
        Line::new(),
        Line::new()
            .gap(1)
            .text(title, Meaning::Heading)
            .gap(2)
            .text(contact, Meaning::Plain)
            .gap(2)
            .rest(who, Meaning::Quiet),
    ];
    let mut text = order.text.clone();
    if let Some(to) = &order.destination {
        text = format!("{text} ({})", OrderWord::Destination.with(lang, &[&scene.say.destination(to)]));
    }
    if let Some(until) = order.until {
        text = format!("{text} ({})", CallWord::Until.with(lang, &[&when::minute_or_date(until, scene.now())]));
    }
    if let Some(outcome) = view.outcome.clone().agreed() {
        text = format!("{text}  {}", scene.say.outcome(&outcome));
    }
    let text = visible(&text).into_owned();
    let wrapped = cells::wrap(&text, usize::from(width.saturating_sub(2)), ambiguous);
    lines.extend(wrapped.into_iter().take(2).map(|row| Line::new().gap(1).rest(row.to_owned(), Meaning::Plain)));
    let materials = visible(&scene.say.materials_of_order(view.id, scene.now())).into_owned();
    let wrapped = cells::wrap(&materials, usize::from(width.saturating_sub(2)), ambiguous);
    let some = wrapped.into_iter().filter(|row| !row.is_empty()).take(MATERIAL_ROWS);
    lines.extend(some.map(|row| Line::new().gap(1).rest(row.to_owned(), Meaning::Plain)));
    if let Some(count) = view.heads {
        let meaning =
            if scene.model.world.heads_awaited(view) || count.missing > 0 { Meaning::Alarm } else { Meaning::Plain };
        lines.push(Line::new().gap(1).rest(format!("{} {}", when::minute(count.at), scene.say.heads(count)), meaning));
    }
    if chain.people.len() > 1 || !chain.calls.is_empty() || !chain.begun.is_empty() {
        let told =
            CallWord::Chain.with(lang, &[&scene.say.chain_state(&chain, scene.now()), &scene.say.everybody(&chain)]);
        lines.push(Line::new().gap(1).rest(told, Meaning::Plain));
    }
    let rungs = view.rungs.iter().map(|rung| {
        let means = scene.say.word(rung.means);
        let said = OrderWord::By.with(lang, &[&when::minute(rung.at), &scene.say.word(rung.rung), &rung.by, &means]);
        (rung.at, said)
    });
    let calls = chain.calls.iter().map(|call| (call.at, format!("{} {}", when::minute(call.at), scene.say.call(call))));
    let mut told: Vec<(At, String)> = rungs.chain(calls).collect();
    told.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
    lines.extend(told.into_iter().map(|(_, said)| Line::new().gap(1).rest(said, Meaning::Plain)));
    lines
}
