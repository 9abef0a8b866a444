//! The hand-over sheet 交接班单: what the next shift must know, short enough to be read aloud in two minutes, and signed by
//! the one who leaves and the one who comes.

mod aloud;

use aloud::{Section, Told, Weight, blocks, length};

use super::Document;
use super::compose::known_casualties;
use crate::clock::{At, Span};
use crate::domain::{
    Colour, Consignment, Deadline, Due, EventId, HandOver, IncidentStatus, Level, OrderView, PaperState, PostId,
    Response, Rung, Sheet,
};
use crate::envelope::content_hash;
use crate::limits::{NAME_CELLS_ALOUD, ORDER_CELLS_ALOUD, SIGNATURES_ALOUD_EN, SIGNATURES_ALOUD_ZH};
use crate::text::Lang;
use crate::text::cells::{Ambiguous, elide};
use crate::text::say::Say;
use crate::text::when::{countdown, minute, minute_or_date, written};
use crate::text::words::{AuthorityWord, RuleWord};

/// How long a shift is when nobody says when it began.
pub const SHIFT: Span = Span::hours(12);

/// The sheet for a shift that began at `since` and ends at `now`, with the signatures of the post that there are.
pub fn handover(say: &Say<'_>, issuer: &str, since: At, now: At, post: Option<PostId>) -> Document {
    let lang = say.lang;
    let (from, to) = (written(since, lang), until(since, now, lang));
    let title = match lang {
        Lang::Zh => format!("值班交接单 {from}至{to}"),
        Lang::En => format!("Hand-over sheet, {from} to {to}"),
    };
    let all = say.world.hand_overs(post);
    let half = all.first().filter(|newest| newest.taken.is_none());
    let before = all.iter().find(|one| one.taken.is_some());
    let closing = signatures(say, half);
    let notes: Vec<String> = before.and_then(|one| signed(lang, one)).into_iter().collect();
    let watermark = Document::watermark(say.world.realm(), lang);
    // Who has signed changes nothing of what is told: both sign the same.
    let room = if lang == Lang::Zh { SIGNATURES_ALOUD_ZH } else { SIGNATURES_ALOUD_EN };
    let around = [&title, issuer, &watermark].map(length).iter().sum::<usize>() + room;
    let (blocks, annex) = blocks(lang, sections(say, since, now), around);
    Document { watermark, issuer: issuer.to_owned(), title, blocks, closing, notes, annex, ..Document::default() }
}

/// By what both know the sheet that they sign: what it says, whoever signed it.
pub fn sheet(document: &Document, since: At, made: At) -> Sheet {
    let unsigned = Document { closing: Vec::new(), notes: Vec::new(), ..document.clone() };
    let text: String = super::plain(&unsigned).into_iter().map(|line| line + "\n").collect();
    Sheet { since, made, hash: content_hash(text.as_bytes()) }
}

/// The same sheet with both signatures, once both have signed.
pub fn with_signatures(say: &Say<'_>, document: Document, both: &HandOver<'_>) -> Document {
    Document { closing: signatures(say, Some(both)), ..document }
}

/// A time without the date that the reader has just heard.
fn until(since: At, now: At, lang: Lang) -> String {
    let day = |at: At| (at.civil().year, at.civil().month, at.civil().day);
    let c = now.civil();
    match lang {
        _ if day(since) != day(now) => written(now, lang),
        Lang::Zh => format!("{:02}时{:02}分", c.hour, c.minute),
        Lang::En => minute(now),
    }
}

/// Who handed over and who took over, with times; a line to sign where nobody did.
fn signatures(say: &Say<'_>, of: Option<&HandOver<'_>>) -> Vec<String> {
    let lang = say.lang;
    let line = |who: &str, name: Option<(String, At)>, expected: &str| match (lang, name) {
        (Lang::Zh, Some((name, at))) => format!("{who}：{name} {} 已签", minute(at)),
        (Lang::Zh, None) => format!("{who}：{expected}________ 时间：________"),
        (Lang::En, Some((name, at))) => format!("{who}: {name}, signed {}", minute(at)),
        (Lang::En, None) => format!("{who}: {expected}________ at: ________"),
    };
    let out = of.map(|one| (short(&one.handed.by), one.handed.at));
    let into = of.and_then(|one| one.taken).map(|taken| {
        let means = say.taken_by(taken).map(|means| format!("({means})")).unwrap_or_default();
        (format!("{}{means}", short(&taken.by)), taken.at)
    });
    vec![
        line(lang.pick("交班人", "handed over by"), out, ""),
        line(lang.pick("接班人", "taken over by"), into, &of.map_or_else(String::new, |one| short(one.to()))),
    ]
}

/// The hand-over that began this shift.
fn signed(lang: Lang, both: &HandOver<'_>) -> Option<String> {
    let (out, into) = (both.handed, both.taken?);
    let (from, to, left, came) = (short(&out.by), short(&into.by), minute(out.at), minute(into.at));
    Some(match lang {
        Lang::Zh => format!("上次交接：{from}{left}交，{to}{came}接"),
        Lang::En => format!("last hand-over: {from} at {left}, taken by {to} at {came}"),
    })
}

/// A name as it is read aloud.
fn short(name: &str) -> String {
    elide(name, NAME_CELLS_ALOUD, Ambiguous::default())
}

fn sections(say: &Say<'_>, since: At, now: At) -> Vec<Section> {
    let lang = say.lang;
    let mut deadlines = say.world.deadlines(now);
    // Who signs is said below, and what an order waits for with the order.
    deadlines.retain(|deadline| !matches!(deadline.what, Due::TakeOver { .. }));
    // What a government above owes is not this bureau's to hand over.
    if let Some(own) = say.world.likely_area() {
        let up = |deadline: &Deadline| matches!(deadline.what, Due::ReportUp { .. });
        deadlines.retain(|deadline| !up(deadline) || say.world.is_owed_in(own, deadline));
    }
    // Of a switchover what presses most stands for the rest: the next shift sees its board.
    let mut switched = Vec::new();
    deadlines.retain(|deadline| match &deadline.what {
        Due::Switch { area, .. } => {
            let first = !switched.contains(area);
            switched.push(area.clone());
            first
        }
        _ => true,
    });
    let (seen, due): (Vec<&Deadline>, Vec<&Deadline>) =
        deadlines.iter().partition(|deadline| deadline.acknowledged || deadline.shelved.is_some());
    let told = |deadline: &&Deadline| Told {
        weight: if deadline.late(now) { Weight::Late } else { Weight::Awaited },
        text: format!("{} {}", countdown(deadline.left(now), lang), say.deadline_told(deadline)),
    };
    let reports = due.iter().filter(|deadline| deadline.what.report().is_some()).map(told);
    let also = |deadline: &&&Deadline| {
        let apart = deadline.what.report().is_some() || matches!(deadline.what, Due::Ratify { .. });
        !apart && order_of(&deadline.what).is_none()
    };
    let section = |zh, en, lines| Section { heading: lang.pick(zh, en).to_owned(), lines };
    vec![
        section("现行响应", "Response in force", responses(say, now)),
        section("在办事件", "Open incidents", incidents(say)),
        section("未了指令", "Open orders", orders(say, &due, now)),
        section("待报信息", "Reports due", reports.chain(papers(say)).collect()),
        Section { heading: say.word(AuthorityWord::Awaiting).to_owned(), lines: unratified(say, &due, now) },
        section("其他到期", "Also due", due.iter().filter(also).map(told).collect()),
        section("已知悉或搁置未办", "Seen or put aside, not done", aside(say, &seen, now)),
        section("本班变化", "Changed this shift", changed(say, since, now)),
    ]
}

/// What was seen or put aside is not done: until when, and why.
fn aside(say: &Say<'_>, seen: &[&Deadline], now: At) -> Vec<Told> {
    let line = |deadline: &&Deadline| {
        let shelf = say.world.shelf(&deadline.alarm().0).filter(|shelf| shelf.until > now);
        let why = shelf.map(|shelf| format!(" ({})", say.shelf(shelf))).unwrap_or_default();
        let weight = if deadline.late(now) && deadline.shelved.is_none() { Weight::Late } else { Weight::Seen };
        Told {
            weight,
            text: format!("{} {}{why}", countdown(deadline.left(now), say.lang), say.deadline_told(deadline)),
        }
    };
    seen.iter().map(line).collect()
}

fn open(say: &Say<'_>) -> Vec<EventId> {
    let incidents = say.world.incidents();
    let open = incidents
        .iter()
        .filter(|(id, _)| say.world.incident_status(*id).first().unwrap_or_default() != IncidentStatus::Closed);
    open.map(|(id, _)| *id).collect()
}

/// Incidents that are named whatever else is late.
const GRAVEST: usize = 3;

/// An incident's name, grade, status and casualties, the gravest first.
fn incidents(say: &Say<'_>) -> Vec<Told> {
    let line = |(place, id): (usize, EventId)| {
        let grade = say.grade_told(id);
        let status = say.word(say.world.incident_status(id).first().unwrap_or_default());
        let people = [vec![known_casualties(say, id)], say.missing_of(id)].concat().join("; ");
        let text = format!("{}, {grade}, {status}: {people}", say.incident(id));
        Told { weight: if place < GRAVEST { Weight::Gravest } else { Weight::Opened }, text }
    };
    open(say).into_iter().enumerate().map(line).collect()
}

/// The open order that something is due on.
fn order_of(due: &Due) -> Option<EventId> {
    match due {
        Due::Acknowledge { order }
        | Due::CountHeads { order }
        | Due::Depart { order, .. }
        | Due::CallNext { order, .. }
        | Due::Remind { order, .. }
        | Due::Complete { order } => Some(*order),
        _ => None,
    }
}

/// Open orders with what each waits for: what is late first, then those who have not answered.
fn orders(say: &Say<'_>, due: &[&Deadline], now: At) -> Vec<Told> {
    let waits = |view: &OrderView<'_>| due.iter().find(|deadline| order_of(&deadline.what) == Some(view.id));
    let late = |view: &OrderView<'_>| waits(view).filter(|deadline| deadline.late(now));
    let mut open: Vec<_> = say.world.open_orders().collect();
    open.sort_by_cached_key(|view| {
        let answered = view.height >= Some(Rung::Acknowledged);
        (late(view).is_none(), late(view).map(|deadline| deadline.due), answered, view.order.issued, view.id)
    });
    let line = |view: &OrderView<'_>| {
        let state = view.height.map_or(say.lang.pick("未送达", "not delivered"), |rung| say.word(rung));
        let what = elide(&view.order.text, ORDER_CELLS_ALOUD, Ambiguous::default());
        let (weight, waits) = match late(view) {
            Some(deadline) => {
                let since = countdown(deadline.left(now), say.lang);
                (Weight::Late, format!(", {}{} {since}", say.act(&deadline.what), ours(say, deadline)))
            }
            None if view.height >= Some(Rung::Acknowledged) => (Weight::Reported, String::new()),
            None => (Weight::Awaited, String::new()),
        };
        let to = say.recipient(&view.order.to);
        // What is still to go out or to arrive for it goes with it to who takes over.
        let sent = say.world.materials_of(view.id).into_iter();
        let sent = sent.filter(|one| one.on_way() > 0 || one.promised(now) > 0);
        let short = |one: Consignment<'_>| format!("; {} {}", say.word(one.state(now)), say.material(&one.material));
        let sent: String = sent.map(short).collect();
        Told { weight, text: format!("{} {to} {what} [{state}{waits}]{sent}", view.label) }
    };
    open.iter().map(line).collect()
}

/// The mark of a limit that is this project's default and nobody's law.
fn ours(say: &Say<'_>, deadline: &Deadline) -> &'static str {
    if say.deadline(deadline).ours { say.word(RuleWord::Ours) } else { "" }
}

/// Papers that wait for somebody.
fn papers(say: &Say<'_>) -> Vec<Told> {
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
        let text = format!("{} {} [{stands}]", say.paper(view.id), say.incident(view.paper.incident));
        open.then_some(Told { weight: Weight::Reported, text })
    });
    waiting.collect()
}

/// What was done beyond somebody's authority and awaits the answer, with the reason.
fn unratified(say: &Say<'_>, due: &[&Deadline], now: At) -> Vec<Told> {
    let line = |deadline: &&Deadline| {
        let Due::Ratify { event } = deadline.what else { return None };
        let view = say.world.overridden(event)?;
        let why = say.override_reason(&view).map_or_else(String::new, |why| format!(" ({why})"));
        let weight = if deadline.late(now) { Weight::Late } else { Weight::Decided };
        let left = countdown(deadline.left(now), say.lang);
        Some(Told { weight, text: format!("{left}{} {}{why}", ours(say, deadline), say.to_ratify(&view)) })
    };
    due.iter().filter_map(line).collect()
}

fn weight_of(response: &Response) -> Weight {
    if response.level() >= Some(Level::Two) { Weight::Red } else { Weight::Decided }
}

/// Which level is in force where, since when, by whom.
fn responses(say: &Say<'_>, now: At) -> Vec<Told> {
    let line = |area: &crate::domain::Area| {
        let response = say.world.response(&area.code).first().cloned()?;
        response.level()?;
        let since = minute_or_date(response.decided, now);
        let text = format!("{since} {} {}", say.hq(&response.by), say.response(&response));
        Some(Told { weight: weight_of(&response), text })
    };
    say.world.areas().filter_map(line).collect()
}

/// What changed since the shift began, in order of time: warnings and decisions, new incidents, reports. What stands
/// above already, the decision in force and what is still late, is not told twice with the same weight.
fn changed(say: &Say<'_>, since: At, now: At) -> Vec<Told> {
    let world = say.world;
    let within = |at: At| at >= since && at <= now;
    let mut list: Vec<(At, Weight, String)> = Vec::new();
    for (_, warning) in world.warnings().into_iter().filter(|(_, warning)| within(warning.received)) {
        let weight = if warning.colour == Colour::Red { Weight::Red } else { Weight::Decided };
        list.push((warning.received, weight, say.warning_stated(warning)));
    }
    for area in world.areas() {
        for response in world.decisions(&area.code).into_iter().filter(|response| within(response.decided)) {
            let what = format!("{} {}", say.hq(&response.by), say.response(response));
            list.push((response.decided, Weight::Decided, what));
        }
    }
    for (id, incident) in world.incidents().into_iter().filter(|(_, incident)| within(incident.received)) {
        let what = format!("{} {}", say.lang.pick("新事件", "new incident"), say.incident(id));
        list.push((incident.received, Weight::Awaited, what));
    }
    for id in open(say) {
        for filing in world.filings(id).into_iter().filter(|filing| within(filing.report.reported)) {
            let report = filing.report;
            let what = format!("{} > {}: {}", say.report_kind(report), report.to, say.incident(id));
            list.push((report.reported, Weight::Reported, what));
        }
    }
    list.sort();
    list.into_iter()
        .map(|(at, weight, what)| Told { weight, text: format!("{} {what}", minute_or_date(at, now)) })
        .collect()
}
