//! 会商纪要 and the situation pack of a consultation, as documents.

use super::{Block, Document};
use crate::clock::At;
use crate::domain::{
    Attendance, ConsultNoted, ConsultState, ConsultView, ContentHash, OrderView, Outcome, Reckoning, Situation,
};
use crate::envelope::content_hash;
use crate::text::say::Say;
use crate::text::when::{date_minute, minute, written};
use crate::text::words::{ConsultWord, Full, Word};

/// By what a situation pack is known: SHA-256 of its canonical JSON, the same in every language.
pub fn pack_hash(situation: &Situation) -> ContentHash {
    content_hash(&serde_json::to_vec(situation).unwrap_or_else(|_| unreachable!("texts and integers")))
}

/// The minutes of a consultation as of `now`: who was there, what each unit thinks with dissent verbatim, what was concluded,
/// and what becomes of its actions.
pub fn minutes(say: &Say<'_>, view: &ConsultView<'_>, issuer: &str, now: At) -> Document {
    let lang = say.lang;
    let signed = view.signed();
    let number = say.minutes(view.id).unwrap_or_default();
    let title = match &signed {
        Some(_) => format!("{} {}", say.consult(view.id), lang.pick("会商纪要", "minutes")),
        None => format!("{} {}", say.consult(view.id), lang.pick("会商纪要 (未签发)", "minutes (not signed)")),
    };
    let by_whom = match &signed {
        Some((_, at, of)) => {
            let role = of.role.map(|role| say.word(role)).unwrap_or_default();
            format!("{}{role} {} {}", lang.pick("签发人：", "signed by: "), of.by, written(*at, lang))
        }
        None => format!("({})", say.word(view.state)),
    };
    let mut blocks = held(say, view);
    blocks.extend(attendance(say, view));
    blocks.extend(opinions(say, view));
    blocks.extend(concluded(say, view));
    blocks.extend(actions(say, view));
    let date = signed.map_or(now, |(_, at, _)| at);
    Document {
        watermark: Document::watermark(say.world.realm(), lang),
        issuer: issuer.to_owned(),
        number: if number.is_empty() { view.id.short() } else { format!("{number} ({})", view.id.short()) },
        signed: by_whom,
        title,
        blocks,
        closing: vec![issuer.to_owned(), written(date, lang)],
        notes: notes(say, view, now),
        ..Document::default()
    }
}

fn heading(say: &Say<'_>, zh: &str, en: &str) -> Block {
    let text = match say.lang {
        crate::text::Lang::Zh => zh,
        crate::text::Lang::En => en,
    };
    Block::Heading(text.to_owned())
}

/// What it was about, and when and how it was held.
fn held(say: &Say<'_>, view: &ConsultView<'_>) -> Vec<Block> {
    let lang = say.lang;
    let mut lines = vec![view.consult.reason.clone()];
    if let Some(id) = view.consult.incident {
        lines.push(format!("{}{}", lang.pick("事件：", "incident: "), say.numbered_incident(id)));
    }
    if let Some(id) = view.consult.warning {
        lines.push(format!("{}{}", lang.pick("预警：", "warning: "), say.warning_named(id)));
    }
    lines.push(format!(
        "{}{} {}",
        lang.pick("提请：", "asked for by: "),
        view.consult.by,
        written(view.consult.at, lang)
    ));
    if let Some((at, convening)) = view.convened() {
        let means = say.word(convening.channel);
        lines.push(format!("{}{} {means}", lang.pick("召集：", "convened: "), written(at, lang)));
    }
    if let Some((_, at, opening)) = view.started() {
        let chair = &opening.chair;
        lines.push(format!("{}{} {chair}", lang.pick("开始、主持：", "begun, chaired by: "), written(at, lang)));
        lines.push(format!("{}{}", lang.pick("态势包：", "situation pack: "), opening.pack.short()));
    }
    vec![heading(say, "一、会商情况", "1. The consultation"), Block::Paragraph(lines.join("\n"))]
}

fn attendance(say: &Say<'_>, view: &ConsultView<'_>) -> Vec<Block> {
    let seats = view.seats();
    let rows = seats.iter().map(|seat| {
        let mark = if seat.mandatory { say.word(ConsultWord::Mandatory) } else { "" };
        vec![format!("{}{mark}", seat.unit), say.word(seat.attendance).to_owned(), seat.person.to_owned()]
    });
    let quorum = view.convened().map_or(0, |(_, convening)| convening.quorum);
    let there = ConsultWord::There.with(say.lang, &[&view.present(), &seats.len(), &quorum]);
    let columns =
        [ConsultWord::Unit, ConsultWord::Attendance, ConsultWord::Person].map(|word| say.word(word).to_owned());
    vec![
        heading(say, "二、参加单位 (*为必到)", "2. Units (* must come)"),
        Block::Paragraph(there),
        Block::Table { columns: columns.to_vec(), widths: vec![40, 20, 40], rows: rows.collect() },
    ]
}

/// What was presented and what each unit thinks, in its own words, every one of them.
fn opinions(say: &Say<'_>, view: &ConsultView<'_>) -> Vec<Block> {
    let said = view.notes.iter().filter_map(|(_, said)| {
        let note = &said.what;
        let told = matches!(
            note.what,
            ConsultNoted::Presented { .. } | ConsultNoted::Opinion(_) | ConsultNoted::NoOpinion { .. }
        );
        told.then(|| format!("{} {}", minute(note.at), say.consult_note(note)))
    });
    let mut lines: Vec<String> = said.collect();
    let missing = view.opinions_missing();
    if !missing.is_empty() {
        lines.push(ConsultWord::LackingOpinion.with(say.lang, &[&missing.join(", ")]));
    }
    vec![heading(say, "三、通报和意见", "3. Presented, and opinions"), Block::Paragraph(lines.join("\n"))]
}

fn concluded(say: &Say<'_>, view: &ConsultView<'_>) -> Vec<Block> {
    let mut blocks = vec![heading(say, "四、会商结论", "4. Conclusion")];
    let Some(conclusion) = view.conclusion() else {
        blocks.push(Block::Paragraph(say.lang.pick("尚未起草", "not drafted yet").to_owned()));
        return blocks;
    };
    let until = ConsultWord::ValidUntil.with(say.lang, &[&date_minute(conclusion.valid_until)]);
    let mut lines = vec![
        format!("{}: {}", say.word(ConsultWord::Trend), conclusion.trend),
        format!("{}: {}", say.word(ConsultWord::Advice), say.advice(conclusion.advice)),
    ];
    lines.extend(conclusion.measures.iter().enumerate().map(|(n, measure)| format!("({}) {measure}", n + 1)));
    lines.push(until);
    blocks.push(Block::Paragraph(lines.join("\n")));
    blocks
}

fn actions(say: &Say<'_>, view: &ConsultView<'_>) -> Vec<Block> {
    let actions = view.actions(say.world);
    if actions.is_empty() {
        return Vec::new();
    }
    let rows = actions.iter().map(|action| {
        let until = action.item.until.map_or_else(|| say.word(ConsultWord::NoLimit).to_owned(), date_minute);
        let stands = match (&action.order, action.number) {
            (Some(order), _) => stands(say, order),
            (None, Some(number)) => ConsultWord::Ordered.with(say.lang, &[&number]),
            (None, None) => say.word(ConsultWord::NotIssued).to_owned(),
        };
        vec![say.recipient(&action.item.to).to_owned(), action.item.text.clone(), until, stands]
    });
    let columns = [("单位", "unit"), ("事项", "action"), ("时限", "by"), ("进展", "stands at")];
    let columns = columns.map(|(zh, en)| say.lang.pick(zh, en).to_owned()).to_vec();
    vec![
        heading(say, "五、议定事项", "5. Actions"),
        Block::Table { columns, widths: vec![20, 40, 15, 25], rows: rows.collect() },
    ]
}

/// How far the order of an action is.
fn stands(say: &Say<'_>, order: &OrderView<'_>) -> String {
    let number = say.order(order.id);
    match &order.outcome {
        Reckoning::Agreed(outcome @ Outcome::Refused(_)) => {
            format!("{number} {} ({})", say.outcome(outcome), say.word(ConsultWord::ToChair))
        }
        Reckoning::Agreed(outcome) => format!("{number} {}", say.outcome(outcome)),
        Reckoning::Disputed(_) | Reckoning::Unset => {
            let height = order.height.map(|rung| say.word(rung)).unwrap_or_default();
            format!("{number} {height}").trim_end().to_owned()
        }
    }
}

fn notes(say: &Say<'_>, view: &ConsultView<'_>, now: At) -> Vec<String> {
    let lang = say.lang;
    let mut notes = Vec::new();
    let absent: Vec<&str> = view
        .seats()
        .iter()
        .filter(|seat| seat.mandatory && seat.attendance == Attendance::Absent)
        .map(|seat| seat.unit)
        .collect();
    if !absent.is_empty() {
        notes.push(format!("{}{}", lang.pick("必到单位缺席：", "absent although they must come: "), absent.join(", ")));
    }
    if view.step.disputed() {
        notes.push(say.word(ConsultWord::Disputed).to_owned());
    }
    if view.expired(now) {
        notes.push(
            lang.pick("结论已过期，不得再作依据", "the conclusion is past its time and no basis any more").to_owned(),
        );
    }
    if view.state == ConsultState::Cancelled || view.state == ConsultState::Closed {
        notes.extend(view.moves.last().map(|(_, made, _)| say.consult_step(&made.step)));
    }
    notes.extend(say.override_mark(view.signed().map(|(id, ..)| id).unwrap_or_default()).map(str::to_owned));
    notes.push(format!("{}{}", lang.pick("成文：", "as of "), written(now, lang)));
    notes
}

/// The situation pack, with the hash that it is known by.
pub fn pack(say: &Say<'_>, situation: &Situation, issuer: &str) -> Document {
    let lang = say.lang;
    let level =
        situation.level.map_or_else(|| lang.pick("未启动", "none").to_owned(), |level| say.word(level).to_owned());
    let posture = say.word(Full(situation.posture));
    let head = format!(
        "{} {}{level} {}{posture}",
        say.area(&situation.area),
        lang.pick("响应 ", "response "),
        lang.pick("状态 ", "posture ")
    );
    let incidents = situation.incidents.iter().map(|incident| {
        let figures = incident.figures.iter().map(|(kind, count)| {
            format!("{} {}", say.word(*kind), count.map_or_else(|| "?".to_owned(), |count| count.to_string()))
        });
        let figures = figures.collect::<Vec<_>>().join(", ");
        format!("{} {} {} {figures}", say.incident(incident.id), say.grade(incident.grade), say.word(incident.status))
    });
    let warnings = situation
        .warnings
        .iter()
        .map(|shown| format!("{} {}", date_minute(shown.received), say.warning_named(shown.id)));
    let teams = situation.teams.iter().map(|team| {
        let status = team.status.map_or("?", |status| say.word(status));
        let to = team.assignment.as_ref().map(|to| say.assignment(to)).unwrap_or_default();
        format!("{} {} {status} {} {to}", team.code, say.team(&team.code), team.people)
    });
    let orders = situation.orders.iter().map(|order| {
        let height = order.height.map(|rung| say.word(rung)).unwrap_or_default();
        format!("{} {} {} {height}", order.label, say.recipient(&order.to), order.text)
    });
    let section = |zh, en, lines: Vec<String>| {
        let none = || lang.pick("无", "none").to_owned();
        let text = if lines.is_empty() { none() } else { lines.join("\n") };
        [heading(say, zh, en), Block::Paragraph(text)]
    };
    let blocks = [
        vec![Block::Paragraph(head)],
        section("一、在办事件", "1. Open incidents", incidents.collect()).to_vec(),
        section("二、预警", "2. Warnings", warnings.collect()).to_vec(),
        section("三、出动队伍", "3. Teams at work", teams.collect()).to_vec(),
        section("四、未了指令", "4. Open orders", orders.collect()).to_vec(),
    ];
    Document {
        watermark: Document::watermark(say.world.realm(), lang),
        issuer: issuer.to_owned(),
        number: pack_hash(situation).short(),
        title: format!("{} {}", say.consult(situation.consult), lang.pick("态势包", "situation pack")),
        blocks: blocks.concat(),
        ..Document::default()
    }
}
