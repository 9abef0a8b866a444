//! The selected consultation: what its state asks for comes first, so that a small screen shows that.

use ratatui::layout::Rect;

use super::super::line::Line;
use super::super::look::Meaning;
use super::super::parts::TIME_CELLS;
use super::super::scene::Scene;
use crate::console::{Action, Board, Context};
use crate::domain::{
    ActionView, Attendance, CallState, ConsultSeat, ConsultState, ConsultView, ListCode, Outcome, Reckoning,
};
use crate::text::Lang;
use crate::text::cells::{Ambiguous, wrap};
use crate::text::visible::visible;
use crate::text::when;
use crate::text::words::{CallWord, ConsultWord, Word};

/// The lines of the detail, as many as there is room for.
pub(super) fn lines<'a>(scene: &Scene<'a>, view: &ConsultView<'a>, area: Rect, ambiguous: Ambiguous) -> Vec<Line<'a>> {
    let mut lines = vec![Line::new(), head(scene, view), lacking(scene, view), next(scene, view)];
    let width = usize::from(area.width.saturating_sub(2));
    let mut blocks = match view.state {
        ConsultState::Requested | ConsultState::Convening => vec![attendance(scene, view), opinions(scene, view)],
        ConsultState::Running => vec![opinions(scene, view), attendance(scene, view), actions(scene, view)],
        ConsultState::ToSign => {
            vec![concluded(scene, view, width, ambiguous), opinions(scene, view), actions(scene, view)]
        }
        ConsultState::Concluded | ConsultState::Issued | ConsultState::Closed | ConsultState::Cancelled => {
            vec![actions(scene, view), concluded(scene, view, width, ambiguous), opinions(scene, view)]
        }
    };
    blocks.push(ledger(scene, view));
    for block in &mut blocks {
        lines.append(block);
    }
    lines
}

/// What was said and done, the newest first: where the screen has room for it.
fn ledger<'a>(scene: &Scene<'a>, view: &ConsultView<'a>) -> Vec<Line<'a>> {
    let line = |(_, said): &(crate::domain::EventId, &'a crate::domain::Said<crate::domain::ConsultNote>)| {
        let at = when::minute_or_date(said.what.at, scene.now());
        Line::new().gap(2).col(TIME_CELLS, at, Meaning::Quiet).rest(scene.say.consult_note(&said.what), Meaning::Plain)
    };
    let lines: Vec<Line<'a>> = view.notes.iter().rev().map(line).collect();
    if lines.is_empty() { lines } else { std::iter::once(Line::new()).chain(lines).collect() }
}

/// `应急会商 07-20 21:05  会商中  主持 张某  到会 5/7 须5  结论有效至 ..`.
fn head<'a>(scene: &Scene<'a>, view: &ConsultView<'a>) -> Line<'a> {
    let lang = scene.model.lang;
    let mut parts = vec![scene.say.consult(view.id), scene.say.word(view.state).to_owned()];
    if let Some((_, convening)) = view.convened() {
        parts.push(scene.say.word(convening.channel).to_owned());
        let units = convening.members.len();
        parts.push(ConsultWord::There.with(lang, &[&view.present(), &units, &convening.quorum]));
    }
    let chair = view.started().map(|(.., opening)| opening.chair.as_str());
    let chair = chair.or_else(|| view.convened().map(|(_, convening)| convening.chair.as_str()));
    parts.extend(chair.filter(|chair| !chair.is_empty()).map(|chair| ConsultWord::Chair.with(lang, &[&chair])));
    Line::new().gap(1).rest(parts.join("  "), Meaning::Heading)
}

/// Who is missing: of the meeting while it is convened, of the opinions while it runs; two conclusions apart.
fn lacking<'a>(scene: &Scene<'a>, view: &ConsultView<'a>) -> Line<'a> {
    let lang = scene.model.lang;
    if view.step.disputed() {
        return Line::new().gap(1).rest(scene.say.word(ConsultWord::Disputed), Meaning::Attention);
    }
    let (word, units) = match view.state {
        ConsultState::Convening => (ConsultWord::Lacking, view.absent()),
        ConsultState::Running | ConsultState::ToSign => (ConsultWord::LackingOpinion, view.opinions_missing()),
        _ => (ConsultWord::Lacking, Vec::new()),
    };
    if units.is_empty() {
        return Line::new().gap(1).rest(view.consult.reason.as_str(), Meaning::Plain);
    }
    Line::new().gap(1).rest(word.with(lang, &[&units.join(", ")]), Meaning::Attention)
}

/// The next act, and its key.
fn next<'a>(scene: &Scene<'a>, view: &ConsultView<'a>) -> Line<'a> {
    let lang = scene.model.lang;
    let key = scene.model.key_name_in(Context::On(Board::Consultation), Action::ConsultNext);
    let act = scene.model.consult_next(view).title(lang);
    Line::new().gap(1).text(key, Meaning::Key).gap(1).rest(ConsultWord::Next.with(lang, &[&act]), Meaning::Plain)
}

/// Cells of a unit's name.
const UNIT_CELLS: u16 = 17;

/// Cells of whether somebody came.
fn wide(scene: &Scene) -> u16 {
    match scene.model.lang {
        Lang::Zh => 9,
        Lang::En => 11,
    }
}

/// Cells of how certain somebody is.
fn sure(scene: &Scene) -> u16 {
    match scene.model.lang {
        Lang::Zh => 5,
        Lang::En => 10,
    }
}

/// Who came, and how far calling got of those who did not.
fn attendance<'a>(scene: &Scene<'a>, view: &ConsultView<'a>) -> Vec<Line<'a>> {
    let seats = view.seats();
    if seats.is_empty() {
        return Vec::new();
    }
    let title = Line::new()
        .gap(2)
        .col(UNIT_CELLS, scene.say.word(ConsultWord::Unit), Meaning::Heading)
        .col(wide(scene), scene.say.word(ConsultWord::Attendance), Meaning::Heading)
        .rest(scene.say.word(ConsultWord::Person), Meaning::Heading);
    let row = |seat: &ConsultSeat<'a>| {
        let absent = matches!(seat.attendance, Attendance::Absent | Attendance::Awaited) && seat.mandatory;
        let meaning = if absent { Meaning::Attention } else { Meaning::Plain };
        let person =
            if seat.attendance == Attendance::Awaited { called(scene, view, seat) } else { seat.person.to_owned() };
        Line::new()
            .gap(2)
            .col(UNIT_CELLS, named(scene, seat), meaning)
            .col(wide(scene), scene.say.word(seat.attendance), meaning)
            .rest(person, Meaning::Plain)
    };
    std::iter::once(title).chain(seats.iter().map(row)).collect()
}

fn named(scene: &Scene, seat: &ConsultSeat<'_>) -> String {
    let mark = if seat.mandatory { scene.say.word(ConsultWord::Mandatory) } else { "" };
    format!("{}{mark}", seat.unit)
}

/// How far calling a unit got, and whom to call next.
fn called(scene: &Scene, view: &ConsultView<'_>, seat: &ConsultSeat<'_>) -> String {
    let world = &scene.model.world;
    let Some(chain) = world.member_chain(view.id, &ListCode(seat.unit.to_owned())) else { return String::new() };
    let state = scene.say.chain_state(&chain, scene.now());
    if chain.state(scene.now()) == CallState::Answered {
        return state;
    }
    CallWord::Chain.with(scene.model.lang, &[&state, &scene.say.next_call(&chain)])
}

/// What each unit thinks now; dissent is told apart, and nothing that was said before is lost: the minutes have all of it.
fn opinions<'a>(scene: &Scene<'a>, view: &ConsultView<'a>) -> Vec<Line<'a>> {
    let mut seats = view.seats();
    if matches!(view.state, ConsultState::Requested | ConsultState::Convening) {
        seats.retain(|seat| seat.answered.is_some());
    }
    seats.retain(|seat| seat.mandatory || !seat.opinions.is_empty() || seat.missing.is_some());
    if seats.is_empty() {
        return Vec::new();
    }
    // Those who are waited for first, then who dissents.
    let dissents = |seat: &ConsultSeat<'_>| seat.opinions.iter().any(|(_, opinion, _)| opinion.dissent);
    seats.sort_by_key(|seat| (seat.answered.is_some(), !dissents(seat)));
    let title = Line::new()
        .gap(2)
        .col(UNIT_CELLS, scene.say.word(ConsultWord::Unit), Meaning::Heading)
        .col(sure(scene), scene.say.word(ConsultWord::CertaintyShort), Meaning::Heading)
        .rest(scene.say.word(ConsultWord::Judgement), Meaning::Heading);
    std::iter::once(title).chain(seats.iter().map(|seat| opinion(scene, seat))).collect()
}

fn opinion<'a>(scene: &Scene<'a>, seat: &ConsultSeat<'a>) -> Line<'a> {
    let line = Line::new().gap(1);
    let Some((_, last, _)) = seat.opinions.last() else {
        let (text, meaning) = match seat.missing {
            Some(reason) => (ConsultWord::MarkedMissing.with(scene.model.lang, &[&reason]), Meaning::Quiet),
            None => ("?".to_owned(), Meaning::Attention),
        };
        return line
            .gap(1)
            .col(UNIT_CELLS, named(scene, seat), meaning)
            .col(sure(scene), "", Meaning::Plain)
            .rest(text, meaning);
    };
    let meaning = if last.dissent { Meaning::Attention } else { Meaning::Plain };
    let dissent = if last.dissent { format!("[{}] ", scene.say.word(ConsultWord::Dissent)) } else { String::new() };
    let advice = if last.advice.is_empty() {
        String::new()
    } else {
        ConsultWord::Advises.with(scene.model.lang, &[&last.advice])
    };
    line.text(if last.dissent { "!" } else { " " }, Meaning::Attention)
        .col(UNIT_CELLS, named(scene, seat), meaning)
        .col(sure(scene), scene.say.word(last.certainty), meaning)
        .rest(format!("{dissent}{}{advice}", last.judgement), meaning)
}

fn concluded<'a>(scene: &Scene<'a>, view: &ConsultView<'a>, width: usize, ambiguous: Ambiguous) -> Vec<Line<'a>> {
    let Some(conclusion) = view.conclusion() else { return Vec::new() };
    let expired = view.signed().is_some() && conclusion.valid_until < scene.now();
    let mark = if expired { format!("{} ", scene.say.word(ConsultWord::Expired)) } else { String::new() };
    let named = scene.say.minutes(view.id).unwrap_or_else(|| scene.say.word(ConsultState::ToSign).to_owned());
    let text = visible(&format!("{mark}{named}: {}", scene.say.conclusion(conclusion))).into_owned();
    let meaning = if expired { Meaning::Attention } else { Meaning::Plain };
    let rows = wrap(&text, width, ambiguous);
    rows.into_iter().map(|row| Line::new().gap(1).rest(row.to_owned(), meaning)).collect()
}

/// The actions with how far their orders are.
fn actions<'a>(scene: &Scene<'a>, view: &ConsultView<'a>) -> Vec<Line<'a>> {
    let actions = view.actions(&scene.model.world);
    if actions.is_empty() {
        return Vec::new();
    }
    let title = Line::new().gap(2).rest(scene.say.word(ConsultWord::Actions), Meaning::Heading);
    std::iter::once(title).chain(actions.iter().map(|action| action_line(scene, action))).collect()
}

fn action_line<'a>(scene: &Scene<'a>, action: &ActionView<'a>) -> Line<'a> {
    let say = scene.say;
    let until = action.item.until.map_or_else(
        || say.word(ConsultWord::NoLimit).to_owned(),
        |at| ConsultWord::By.with(scene.model.lang, &[&when::minute_or_date(at, scene.now())]),
    );
    let (stands, meaning) = match &action.order {
        None => (say.word(ConsultWord::NotIssued).to_owned(), Meaning::Attention),
        Some(order) => match &order.outcome {
            Reckoning::Agreed(outcome @ Outcome::Refused(_)) => {
                (format!("{} {}", say.outcome_short(outcome), say.word(ConsultWord::ToChair)), Meaning::Alarm)
            }
            Reckoning::Agreed(outcome) => (say.outcome_short(outcome).to_string(), Meaning::Quiet),
            Reckoning::Disputed(_) => ("!".to_owned(), Meaning::Attention),
            Reckoning::Unset => {
                let late = order.expired(scene.now());
                let height = order.height.map_or("-", |rung| say.word(rung)).to_owned();
                (height, if late { Meaning::Alarm } else { Meaning::Plain })
            }
        },
    };
    let label = action.order.as_ref().map(|order| order.label.clone()).unwrap_or_default();
    Line::new()
        .gap(1)
        .text(if meaning == Meaning::Alarm { "!" } else { " " }, Meaning::Alarm)
        .col(4, label, Meaning::Plain)
        .col(14, say.recipient(&action.item.to), Meaning::Plain)
        .rest(action.item.text.as_str(), Meaning::Plain)
        .gap(1)
        .col(12, until, Meaning::Quiet)
        .col(16, stands, meaning)
}
