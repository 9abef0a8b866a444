//! The hand-over sheet 交接班单: what the next shift must know, short enough to be read aloud in two minutes.

use super::compose::known_casualties;
use super::{Block, Document};
use crate::clock::{At, Span};
use crate::domain::{Deadline, Due, EventId, IncidentStatus, PaperState, Rung};
use crate::text::Lang;
use crate::text::say::Say;
use crate::text::when::{countdown, minute_or_date, written, written_short};
use crate::text::words::{Full, Word};

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
    let reports =
        |deadline: &&&Deadline| matches!(deadline.what, Due::ReportByPhone { .. } | Due::ReportInWriting { .. });
    let line =
        |deadline: &&Deadline| format!("{} {}", countdown(deadline.left(now), lang), say.deadline_told(deadline));
    let aside = |deadline: &&Deadline| {
        let shelf = say.world.shelf(&deadline.alarm().0).filter(|shelf| shelf.until > now);
        let why = shelf.map(|shelf| format!(" ({})", say.shelf(shelf))).unwrap_or_default();
        format!("{}{why}", line(deadline))
    };
    let sections = [
        (lang.pick("在办事件", "Open incidents"), incidents(say)),
        (lang.pick("未了指令", "Open orders"), orders(say, now)),
        (lang.pick("待报信息", "Reports due"), due.iter().filter(reports).map(line).chain(papers(say)).collect()),
        (
            lang.pick("其他到期", "Also due"),
            due.iter()
                .filter(|deadline| !reports(deadline))
                .filter(|d| !matches!(d.what, Due::Acknowledge { .. }))
                .map(line)
                .collect(),
        ),
        (lang.pick("已知悉或搁置未办", "Seen or put aside, not done"), shelved.iter().map(aside).collect()),
        (lang.pick("本班变化", "Changed this shift"), changes(say, since, now)),
    ];
    let mut blocks = Vec::new();
    for (heading, lines) in sections {
        let lines: Vec<String> = lines;
        blocks.push(Block::Heading(match lang {
            Lang::Zh => format!("{heading} ({}项)", lines.len()),
            Lang::En => format!("{heading} ({})", lines.len()),
        }));
        let more = lines.len().saturating_sub(LINES);
        let mut shown: Vec<String> = lines.into_iter().take(LINES).collect();
        if more > 0 {
            shown.push(match lang {
                Lang::Zh => format!("另{more}项见各板"),
                Lang::En => format!("{more} more on the boards"),
            });
        }
        if shown.is_empty() {
            shown.push(lang.pick("无", "none").to_owned());
        }
        blocks.push(Block::Paragraph(shown.join("\n")));
    }
    let title = match lang {
        Lang::Zh => format!("值班交接单 {}至{}", written_short(since, lang), written_short(now, lang)),
        Lang::En => format!("Hand-over sheet, {} to {}", written_short(since, lang), written_short(now, lang)),
    };
    Document {
        watermark: Document::watermark(say.world.realm(), lang),
        issuer: issuer.to_owned(),
        title,
        blocks,
        closing: vec![
            lang.pick("交班人：____________  时间：________", "handed over by: ____________  at: ________").to_owned(),
            lang.pick("接班人：____________  时间：________", "taken over by: ____________  at: ________").to_owned(),
        ],
        notes: vec![format!("{}{}", lang.pick("成文：", "as of "), written(now, lang))],
        ..Document::default()
    }
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
        format!("{when} {} {} {} [{state}]", view.label, say.contact(&view.order.to), view.order.text)
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

/// What was decided, warned of, opened and reported since the shift began, earliest first.
fn changes(say: &Say<'_>, since: At, now: At) -> Vec<String> {
    let world = say.world;
    let within = |at: At| at >= since && at <= now;
    let mut list: Vec<(At, String)> = Vec::new();
    for (_, warning) in world.warnings().into_iter().filter(|(_, warning)| within(warning.received)) {
        list.push((warning.received, say.warning(warning)));
    }
    for area in world.areas() {
        for response in world.decisions(&area.code).into_iter().filter(|response| within(response.decided)) {
            list.push((response.decided, format!("{} {}", say.hq(&response.by), say.response(response))));
        }
    }
    for (id, incident) in world.incidents().into_iter().filter(|(_, incident)| within(incident.received)) {
        list.push((incident.received, format!("{} {}", say.lang.pick("新事件", "new incident"), say.incident(id))));
    }
    for id in open(say) {
        for filing in world.filings(id).into_iter().filter(|filing| within(filing.report.reported)) {
            let report = filing.report;
            list.push((report.reported, format!("{} > {}: {}", say.report_kind(report), report.to, say.incident(id))));
        }
    }
    list.sort();
    list.into_iter().map(|(at, what)| format!("{} {what}", minute_or_date(at, now))).collect()
}
