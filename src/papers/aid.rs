//! 支援请求函: a request for help of another city as the document that goes to it (rules.md 4.4), with what was answered since.

use super::{Block, Document};
use crate::clock::At;
use crate::domain::{AidLine, AidStep, AidView, Capability, Timer};
use crate::text::say::Say;
use crate::text::when::{date_minute, span, written};
use crate::text::words::{LinkageWord, Word};

/// The request as of `now`: what happened, what is needed, where to and by which way, who bears what; and, once there is an
/// answer, what it is and where those who come are. Unsigned it says that it is a draft.
pub fn aid(say: &Say<'_>, view: &AidView<'_>, issuer: &str, now: At) -> Document {
    let lang = say.lang;
    let sent = view.sent();
    let title = match lang {
        crate::text::Lang::Zh => format!("关于请求支援的函 ({})", view.aid.kind),
        crate::text::Lang::En => format!("Request for aid ({})", view.aid.kind),
    };
    let signed = match sent {
        Some((at, AidStep::Sent(voice))) => {
            let role = voice.role.map(|role| say.word(role)).unwrap_or_default();
            format!("{}{role} {} {}", lang.pick("签发人：", "signed by: "), voice.by, written(at, lang))
        }
        _ => lang.pick("(草拟, 未签发)", "(draft, not signed)").to_owned(),
    };
    let mut blocks = happened(say, view);
    blocks.extend(needed(say, view));
    blocks.extend(way(say, view));
    blocks.extend(terms(say, view));
    blocks.extend(answered(say, view));
    Document {
        watermark: Document::watermark(say.world.realm(), lang),
        issuer: issuer.to_owned(),
        number: view.id.short(),
        signed,
        title,
        addressee: say.area(&view.aid.to).to_owned(),
        blocks,
        closing: vec![issuer.to_owned(), written(sent.map_or(now, |(at, _)| at), lang)],
        notes: notes(say, view, now),
        ..Document::default()
    }
}

fn heading(say: &Say<'_>, zh: &'static str, en: &'static str) -> Block {
    Block::Heading(say.lang.pick(zh, en).to_owned())
}

/// Lines of `name: value`; what is not known says so, because whoever is asked must not take it for nothing.
fn listed(say: &Say<'_>, lines: &[(&'static str, &'static str, String)]) -> Block {
    let unknown = say.lang.pick("未填", "not stated");
    let line = |(zh, en, value): &(&'static str, &'static str, String)| {
        let value = if value.trim().is_empty() { unknown } else { value.trim() };
        format!("{}{value}", say.lang.pick(zh, en))
    };
    Block::Paragraph(lines.iter().map(line).collect::<Vec<_>>().join("\n"))
}

fn happened(say: &Say<'_>, view: &AidView<'_>) -> Vec<Block> {
    let aid = view.aid;
    let lines = [
        ("灾种：", "kind: ", aid.kind.clone()),
        ("时间：", "since: ", written(aid.occurred, say.lang)),
        ("地域：", "where: ", aid.place.clone()),
        ("危害程度：", "how bad: ", aid.harm.clone()),
        ("已采取措施：", "done so far: ", aid.done.clone()),
    ];
    vec![heading(say, "一、灾情", "1. What happened"), listed(say, &lines)]
}

/// What is needed, line by line; once it was answered with what of it is granted, and who comes for it.
fn needed(say: &Say<'_>, view: &AidView<'_>) -> Vec<Block> {
    let lang = say.lang;
    let decided = view.answered().is_some();
    let row = |(at, (line, granted)): (usize, (&AidLine, u32))| {
        let able =
            line.capability.map(|capability| format!("{} {}", say.word(capability), Capability::tag(capability)));
        let count = format!("{}{}", line.count, line.unit);
        let mut cells = vec![say.word(line.sort).to_owned(), line.what.clone(), count, able.unwrap_or_default()];
        if decided {
            let units = view.grants().iter().filter(|grant| usize::from(grant.line) == at).flat_map(|one| &one.units);
            let units = units.map(|unit| say.aid_unit(unit)).collect::<Vec<_>>().join(", ");
            cells.push(format!("{granted}{} {units}", line.unit).trim_end().to_owned());
        }
        cells
    };
    let names = [("类型", "sort"), ("名称", "what"), ("数量", "how many"), ("能力", "able to"), ("同意", "granted")];
    let widths: &[u8] = if decided { &[12, 28, 14, 20, 26] } else { &[14, 36, 20, 30] };
    let columns = names.iter().take(widths.len()).map(|(zh, en)| lang.pick(zh, en).to_owned()).collect();
    let rows: Vec<Vec<String>> = view.lines().enumerate().map(row).collect();
    vec![
        heading(say, "二、所需兵力、装备、物资", "2. What is needed"),
        Block::Table { columns, widths: widths.to_vec(), rows },
    ]
}

fn way(say: &Say<'_>, view: &AidView<'_>) -> Vec<Block> {
    let aid = view.aid;
    let lines = [
        ("集结点：", "rally point: ", say.rally(&aid.rally)),
        ("路线、通行：", "route: ", aid.route.clone()),
        ("联络人：", "contact: ", aid.contact.clone()),
        ("频率：", "frequency: ", aid.frequency.clone()),
    ];
    vec![heading(say, "三、集结、路线和联络", "3. Rally point, route and contact"), listed(say, &lines)]
}

fn terms(say: &Say<'_>, view: &AidView<'_>) -> Vec<Block> {
    let aid = view.aid;
    let hours = aid.hours.map(|hours| LinkageWord::Hours.with(say.lang, &[&hours])).unwrap_or_default();
    let lines = [
        ("预计时长：", "for how long: ", hours),
        ("费用承担：", "who bears the cost: ", say.word(aid.cost).to_owned()),
        ("后勤保障：", "logistics: ", aid.logistics.clone()),
    ];
    vec![
        heading(say, "四、时长、费用和后勤", "4. Duration, cost and logistics"),
        listed(say, &lines),
        Block::Paragraph(say.word(LinkageWord::NotCommanded).to_owned()),
    ]
}

/// What was decided since it was sent, and what was told of those who come.
fn answered(say: &Say<'_>, view: &AidView<'_>) -> Vec<Block> {
    let since = view.moves.iter().filter(|(_, made)| !matches!(made.step, AidStep::Sent(_)));
    let moves = since.map(|(_, made)| (made.at, say.aid_step(Some(view.aid), &made.step)));
    let told = view.told.iter().map(|(_, telling)| (telling.at, say.aid_told(telling)));
    let mut all: Vec<(At, String)> = moves.chain(told).collect();
    if all.is_empty() {
        return Vec::new();
    }
    all.sort();
    let rows = all.into_iter().map(|(at, text)| vec![date_minute(at), text]).collect();
    let columns = [("时间", "at"), ("办理情况", "what was done")].map(|(zh, en)| say.lang.pick(zh, en).to_owned());
    vec![
        heading(say, "五、答复和办理", "5. Answers"),
        Block::Table { columns: columns.to_vec(), widths: vec![22, 78], rows },
    ]
}

fn notes(say: &Say<'_>, view: &AidView<'_>, now: At) -> Vec<String> {
    let (lang, rules) = (say.lang, say.world.rules());
    let mut notes = Vec::new();
    let within = |timer, at| span(rules.within(timer, at), lang);
    if view.sent().is_none() || view.state.awaits_answer() {
        let from = view.sent().map_or(now, |(at, _)| at);
        let (answer, limit) = (within(Timer::AidAnswer, from), within(Timer::AidLimit, from));
        notes.push(LinkageWord::PleaseAnswer.with(lang, &[&answer, &limit]));
    }
    let lacks: Vec<&str> = view.aid.lacks().into_iter().map(|part| say.word(part)).collect();
    if !lacks.is_empty() {
        notes.push(crate::text::words::ConsultWord::Lacking.with(lang, &[&lacks.join(", ")]));
    }
    if let Some(above) = say.world.common_superior(&view.aid.from, &view.aid.to) {
        notes.push(LinkageWord::Superior.with(lang, &[&say.area_of(&above)]));
    }
    if view.step.disputed() {
        notes.push(say.word(LinkageWord::Conflict).to_owned());
    }
    let sent = view.moves.iter().find(|(_, made)| matches!(made.step, AidStep::Sent(_)));
    notes.extend(sent.and_then(|(id, _)| say.override_mark(*id)).map(str::to_owned));
    notes.push(format!("{}{}", lang.pick("成文：", "as of "), written(now, lang)));
    notes
}
