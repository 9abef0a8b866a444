//! The hand-over sheet 交接班单: what the next shift must know, short enough to be read aloud in two minutes.

use super::compose::known_casualties;
use super::{Block, Document};
use crate::clock::{At, Span};
use crate::domain::{Deadline, Due, EventId, IncidentStatus, PaperState, Rung};
use crate::text::Lang;
use crate::text::say::Say;
use crate::text::when::{countdown, minute_or_date, written, written_short};
use crate::text::words::{AuthorityWord, Full, Word};

/// How long a shift is when nobody says when it began.
pub const SHIFT: Span = Span::hours(12);

/// Lines of one section; what is more is counted. Two minutes are some 500 characters read aloud.
const LINES: usize = 8;

/// The sheet for a shift that began at `since` and ends at `now`.
pub fn handover(say: &Say<'_>, issuer: &str, since: At, now: At) -> Document {
    let lang = say.lang;
    let deadlines = say.world.deadlines(now);
    let (shelved, due): (Vec<&Deadline>, Vec<&Deadline>) =
        deadlines.iter().partition(|deadline| deadline.acknowledged || deadline.shelved.is_some());
    let reports = |deadline: &&&Deadline| deadline.what.report().is_some();
    let line =
        |deadline: &&Deadline| format!("{} {}", countdown(deadline.left(now), lang), say.deadline_told(deadline));
    let aside = |deadline: &&Deadline| {
        let shelf = say.world.shelf(&deadline.alarm().0).filter(|shelf| shelf.until > now);
        let why = shelf.map(|shelf| format!(" ({})", say.shelf(shelf))).unwrap_or_default();
        format!("{}{why}", line(deadline))
    };
    let also = |deadline: &&&Deadline| {
        !reports(deadline) && !matches!(deadline.what, Due::Acknowledge { .. } | Due::Ratify { .. })
    };
    let blocks = [
        section(lang, lang.pick("现行响应", "Response in force"), responses(say, now)),
        section(lang, lang.pick("在办事件", "Open incidents"), incidents(say)),
        section(lang, lang.pick("未了指令", "Open orders"), orders(say, now)),
        section(
            lang,
            lang.pick("待报信息", "Reports due"),
            due.iter().filter(reports).map(line).chain(papers(say)).collect(),
        ),
        unratified(say, &due, now),
        section(lang, lang.pick("其他到期", "Also due"), due.iter().filter(also).map(line).collect()),
        section(
            lang,
            lang.pick("已知悉或搁置未办", "Seen or put aside, not done"),
            shelved.iter().map(aside).collect(),
        ),
        changed(say, since, now),
    ];
    let title = match lang {
        Lang::Zh => format!("值班交接单 {}至{}", written_short(since, lang), written_short(now, lang)),
        Lang::En => format!("Hand-over sheet, {} to {}", written_short(since, lang), written_short(now, lang)),
    };
    Document {
        watermark: Document::watermark(say.world.realm(), lang),
        issuer: issuer.to_owned(),
        title,
        blocks: blocks.concat(),
        closing: vec![
            lang.pick("交班人：____________  时间：________", "handed over by: ____________  at: ________").to_owned(),
            lang.pick("接班人：____________  时间：________", "taken over by: ____________  at: ________").to_owned(),
        ],
        notes: vec![format!("{}{}", lang.pick("成文：", "as of "), written(now, lang))],
        ..Document::default()
    }
}

/// A heading that counts, and the lines that fit.
fn section(lang: Lang, heading: &str, lines: Vec<String>) -> Vec<Block> {
    let count = lines.len();
    counted(lang, heading, count, lines.into_iter().take(LINES).collect())
}

/// `count` things, of which these are told.
fn counted(lang: Lang, heading: &str, count: usize, mut told: Vec<String>) -> Vec<Block> {
    let heading = match lang {
        Lang::Zh => format!("{heading} ({count}项)"),
        Lang::En => format!("{heading} ({count})"),
    };
    let more = count.saturating_sub(told.len());
    if more > 0 {
        told.push(match lang {
            Lang::Zh => format!("另{more}项见各板"),
            Lang::En => format!("{more} more on the boards"),
        });
    }
    if told.is_empty() {
        told.push(lang.pick("无", "none").to_owned());
    }
    vec![Block::Heading(heading), Block::Paragraph(told.join("\n"))]
}

fn open(say: &Say<'_>) -> Vec<EventId> {
    let incidents = say.world.incidents();
    let open = incidents
        .iter()
        .filter(|(id, _)| say.world.incident_status(*id).first().unwrap_or_default() != IncidentStatus::Closed);
    open.map(|(id, _)| *id).collect()
}

/// An incident's name, grade, status and casualties.
fn incidents(say: &Say<'_>) -> Vec<String> {
    let lang = say.lang;
    let line = |id: EventId| {
        let grade =
            say.world.grade(id).first().flatten().map_or(lang.pick("未定级", "ungraded"), |g| Full(g).say(lang));
        let status = say.word(say.world.incident_status(id).first().unwrap_or_default());
        format!("{}, {grade}, {status}: {}", say.incident(id), known_casualties(say, id))
    };
    open(say).into_iter().map(line).collect()
}

/// Open orders, those who have not answered first.
fn orders(say: &Say<'_>, now: At) -> Vec<String> {
    let mut open: Vec<_> = say.world.open_orders().collect();
    open.sort_by_key(|view| (view.height >= Some(Rung::Acknowledged), view.order.issued, view.id));
    let line = |view: &crate::domain::OrderView<'_>| {
        let state = view.height.map_or(say.lang.pick("未送达", "not delivered"), |rung| say.word(rung));
        let when = minute_or_date(view.order.issued, now);
        let (to, contact) = (say.recipient(&view.order.to), say.contact(&view.order.to));
        let to = match contact.strip_prefix(to) {
            Some(phone) => format!("{to}{phone}"),
            None if contact.is_empty() => to.to_owned(),
            None => format!("{to} ({contact})"),
        };
        format!("{when} {} {to} {} [{state}]", view.label, view.order.text)
    };
    open.iter().map(line).collect()
}

/// Papers that wait for somebody.
fn papers(say: &Say<'_>) -> Vec<String> {
    let papers = say.world.report_papers(None);
    let waiting = papers.iter().filter_map(|view| {
        let state = view.state.clone().first().cloned().unwrap_or_default();
        let open = match &state {
            PaperState::Dropped(_) => false,
            PaperState::Signed { .. } => view.filed.iter().all(|filing| filing.receipts.is_empty()),
            PaperState::Draft | PaperState::Submitted { .. } | PaperState::Returned(_) => true,
        };
        let stands = match view.filed.first() {
            Some(_) => say.lang.pick("已发未确认签收", "sent, receipt not confirmed").to_owned(),
            None => say.paper_state(&state),
        };
        open.then(|| format!("{} {} [{stands}]", say.paper(view.id), say.incident(view.paper.incident)))
    });
    waiting.collect()
}

/// What was done beyond somebody's authority and awaits the answer, with the reason; nothing when nothing does.
fn unratified(say: &Say<'_>, due: &[&Deadline], now: At) -> Vec<Block> {
    let line = |deadline: &&Deadline| {
        let Due::Ratify { event } = deadline.what else { return None };
        let view = say.world.overridden(event)?;
        let why = say.override_reason(&view).map_or_else(String::new, |why| format!(" ({why})"));
        Some(format!("{} {}{why}", countdown(deadline.left(now), say.lang), say.to_ratify(&view)))
    };
    let lines: Vec<String> = due.iter().filter_map(line).collect();
    if lines.is_empty() { Vec::new() } else { section(say.lang, say.word(AuthorityWord::Awaiting), lines) }
}

/// Which level is in force where, since when, by whom.
fn responses(say: &Say<'_>, now: At) -> Vec<String> {
    let line = |area: &crate::domain::Area| {
        let response = say.world.response(&area.code).first().cloned()?;
        response.level()?;
        let since = minute_or_date(response.decided, now);
        Some(format!("{since} {} {}", say.hq(&response.by), say.response(&response)))
    };
    say.world.areas().filter_map(line).collect()
}

/// What changed since the shift began: how much, and what fits, in order of time. Decisions and warnings come
/// before new incidents, those before reports, and what is newer before what is older.
fn changed(say: &Say<'_>, since: At, now: At) -> Vec<Block> {
    let world = say.world;
    let within = |at: At| at >= since && at <= now;
    let mut list: Vec<(Weight, At, String)> = Vec::new();
    for (_, warning) in world.warnings().into_iter().filter(|(_, warning)| within(warning.received)) {
        list.push((Weight::Decided, warning.received, say.warning(warning)));
    }
    for area in world.areas() {
        for response in world.decisions(&area.code).into_iter().filter(|response| within(response.decided)) {
            let what = format!("{} {}", say.hq(&response.by), say.response(response));
            list.push((Weight::Decided, response.decided, what));
        }
    }
    for (id, incident) in world.incidents().into_iter().filter(|(_, incident)| within(incident.received)) {
        let what = format!("{} {}", say.lang.pick("新事件", "new incident"), say.incident(id));
        list.push((Weight::Opened, incident.received, what));
    }
    for id in open(say) {
        for filing in world.filings(id).into_iter().filter(|filing| within(filing.report.reported)) {
            let report = filing.report;
            let what = format!("{} > {}: {}", say.report_kind(report), report.to, say.incident(id));
            list.push((Weight::Reported, report.reported, what));
        }
    }
    let count = list.len();
    list.sort_by(|a, b| (a.0, b.1, &a.2).cmp(&(b.0, a.1, &b.2)));
    list.truncate(LINES);
    list.sort_by(|a, b| (a.1, a.0, &a.2).cmp(&(b.1, b.0, &b.2)));
    let told = list.into_iter().map(|(_, at, what)| format!("{} {what}", minute_or_date(at, now))).collect();
    counted(say.lang, say.lang.pick("本班变化", "Changed this shift"), count, told)
}

/// How much the next shift needs to hear of it, the most first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Weight {
    Decided,
    Opened,
    Reported,
}
