//! 复盘报告: the report of a review, composed from the log: what was reviewed, indicators, findings with their evidence,
//! improvement items with their steps, and who signed.

use super::{Block, Document};
use crate::clock::At;
use crate::domain::{AarNoted, AarView, FindingKind, FindingView, ImprovementView};
use crate::text::say::Say;
use crate::text::when::{date_minute, written};
use crate::text::words::{AarWord, Word};

/// The report as of `now`: a draft says that it is one.
pub fn after_action(say: &Say<'_>, view: &AarView<'_>, issuer: &str, now: At) -> Document {
    let lang = say.lang;
    let signed = view.signed();
    let number = say.aar_report(view.id).unwrap_or_default();
    let title = match &signed {
        Some(_) => format!("{} {}", say.aar(view.id), lang.pick("复盘评估报告", "after-action report")),
        None => {
            format!("{} {}", say.aar(view.id), lang.pick("复盘评估报告 (未签发)", "after-action report (not signed)"))
        }
    };
    let by_whom = match &signed {
        Some((_, at, (_, _, hand))) => {
            let role = hand.role.map(|role| say.word(role)).unwrap_or_default();
            format!("{}{role} {} {}", lang.pick("签发人：", "signed by: "), say.hand(hand), written(*at, lang))
        }
        None => format!("({})", say.word(view.state)),
    };
    let blocks = [
        opened(say, view),
        records(say, view),
        scores(say, view),
        findings(say, view, FindingKind::Strength),
        findings(say, view, FindingKind::Problem),
        items(say, view),
        lessons(say, view),
        statutes(say, view, now),
    ];
    let date = signed.map_or(now, |(_, at, _)| at);
    let hands = [("评估组：", "evaluators: "), ("审核：", "reviewed: "), ("签发：", "signed: ")];
    let lines = hands.map(|(zh, en)| format!("{}____________", lang.pick(zh, en)));
    Document {
        watermark: Document::watermark(say.world.realm(), lang),
        issuer: issuer.to_owned(),
        number: if number.is_empty() { view.id.short() } else { format!("{number} ({})", view.id.short()) },
        signed: by_whom,
        title,
        blocks: blocks.concat(),
        closing: lines.into_iter().chain([issuer.to_owned(), written(date, lang)]).collect(),
        notes: notes(say, view, now),
        ..Document::default()
    }
}

fn heading(say: &Say<'_>, zh: &'static str, en: &'static str) -> Block {
    Block::Heading(say.lang.pick(zh, en).to_owned())
}

/// What is reviewed, since when, by whom, and what was said of it as a whole.
fn opened(say: &Say<'_>, view: &AarView<'_>) -> Vec<Block> {
    let lang = say.lang;
    let mut lines = vec![format!("{}{}", lang.pick("复盘对象：", "of: "), say.aar_of(view.aar))];
    if let Some(id) = view.aar.incident {
        lines.push(format!("{}{}", lang.pick("事件：", "incident: "), say.numbered_incident(id)));
    }
    let (from, ended) = (written(view.aar.from, lang), written(view.aar.ended, lang));
    lines.push(format!("{}{from} - {ended}", lang.pick("起止：", "from and to: ")));
    lines.push(format!("{}{}", lang.pick("立项：", "opened: "), written(view.aar.at, lang)));
    if !view.aar.lead.is_empty() {
        lines.push(AarWord::Lead.with(lang, &[&view.aar.lead]));
    }
    if let Some((_, at, (led, text))) = view.hot_wash() {
        lines.push(format!("{} {}", date_minute(at), AarWord::HotWash.with(lang, &[&led, &text])));
    }
    let summary = view.signed().map(|(.., (draft, ..))| draft).or_else(|| view.draft());
    lines.extend(summary.map(|draft| draft.summary.clone()));
    vec![heading(say, "一、基本情况", "1. What is reviewed"), Block::Paragraph(lines.join("\n"))]
}

/// By what law the review is made, and what it is owed to.
fn statutes(say: &Say<'_>, view: &AarView<'_>, now: At) -> Vec<Block> {
    let owed = say.world.statutes(view, now);
    let lines: Vec<String> =
        owed.iter().map(|force| format!("{}: {}", say.rule_source(&force.row), say.rule_text(&force.row))).collect();
    if lines.is_empty() {
        return Vec::new();
    }
    vec![heading(say, "法定事项", "What the law wants"), Block::Paragraph(lines.join("\n"))]
}

/// The sealed records, the timeline and what it lacks.
fn records(say: &Say<'_>, view: &AarView<'_>) -> Vec<Block> {
    let lang = say.lang;
    let mut lines = Vec::new();
    match view.sealed() {
        Some((_, at, seal)) => {
            let step = crate::domain::AarStep::Sealed(seal.clone());
            lines.push(format!("{} {}", date_minute(at), say.aar_step(&step)));
            lines.push(format!("SHA-256 {}", seal.hash));
        }
        None => lines.push(lang.pick("记录尚未封存", "the records are not sealed").to_owned()),
    }
    if let Some((_, at, made)) = view.timeline() {
        let step = crate::domain::AarStep::Reconstructed(made.clone());
        lines.push(format!("{} {}", date_minute(at), say.aar_step(&step)));
        let gaps = made.gaps.iter().map(|gap| AarWord::Gap.with(lang, &[&date_minute(gap.from), &date_minute(gap.to)]));
        lines.extend(gaps.map(|gap| format!("{}{gap}", lang.pick("缺口：", "gap: "))));
    }
    vec![heading(say, "二、记录和时间线", "2. Records and timeline"), Block::Paragraph(lines.join("\n"))]
}

/// Indicators and ratings, each by the newest line that says it.
fn scores(say: &Say<'_>, view: &AarView<'_>) -> Vec<Block> {
    let lang = say.lang;
    let mut rows: Vec<Vec<String>> = Vec::new();
    for (_, what) in view.scores() {
        let (name, row) = match what {
            AarNoted::Computed { indicator, formula, value, met, of, events } => {
                let met = match met {
                    Some(true) => lang.pick("达标", "met"),
                    Some(false) => lang.pick("未达标", "missed"),
                    None => "",
                };
                let mut name = format!("{indicator:?} {}", say.word(*indicator));
                if let Some(of) = of {
                    name = format!("{name}\n{}", say.numbered(*of));
                }
                let mut verdict = format!("{met} ({}{formula})", lang.pick("公式", "formula "));
                if !events.is_empty() && of.is_none() {
                    let events: Vec<String> = events.iter().map(|id| say.numbered(*id)).collect();
                    verdict = format!("{verdict}\n{}", events.join("\n"));
                }
                (name, vec![say.computed(*value), verdict.trim_start().to_owned()])
            }
            AarNoted::Scored { mechanism, objective, rating } => {
                (format!("{} {objective}", say.word(*mechanism)), vec![say.word(*rating).to_owned(), String::new()])
            }
            _ => continue,
        };
        rows.retain(|row: &Vec<String>| row.first() != Some(&name));
        rows.push([vec![name], row].concat());
    }
    rows.sort_by_key(|row| row.first().map(|name| (name.split(' ').next().map_or(0, str::len), name.clone())));
    let title = heading(say, "三、指标和评定", "3. Indicators and ratings");
    if rows.is_empty() {
        return vec![title, Block::Paragraph(lang.pick("尚未计算", "none computed").to_owned())];
    }
    let columns = [("项目", "of what"), ("结果", "result"), ("评定", "verdict")];
    let columns = columns.map(|(zh, en)| lang.pick(zh, en).to_owned()).to_vec();
    vec![title, Block::Table { columns, widths: vec![45, 25, 30], rows }]
}

/// What was found, with the entries that show it and what the unit answers.
fn findings(say: &Say<'_>, view: &AarView<'_>, kind: FindingKind) -> Vec<Block> {
    let lang = say.lang;
    let title = match kind {
        FindingKind::Strength => heading(say, "四、主要做法和优点", "4. Strengths"),
        FindingKind::Problem => heading(say, "五、存在问题", "5. Problems"),
    };
    let found: Vec<FindingView<'_>> = view.findings().into_iter().filter(|found| found.finding.kind == kind).collect();
    if found.is_empty() {
        return vec![title, Block::Paragraph(lang.pick("无", "none").to_owned())];
    }
    let rows = found.iter().enumerate().map(|(n, found)| {
        let finding = found.finding;
        let mut text = vec![finding.text.clone()];
        if !finding.cause.is_empty() {
            text.push(AarWord::Cause.with(lang, &[&finding.cause]));
        }
        if finding.repeats.is_some() {
            text.push(say.word(AarWord::Repeats).to_owned());
        }
        let evidence: Vec<String> = finding.evidence.iter().map(|id| say.numbered(*id)).collect();
        let answers = found.answers.iter().map(|(_, unit, accepts, text)| {
            let word = if *accepts { AarWord::Accepts } else { AarWord::Objects };
            word.with(lang, &[unit, text])
        });
        let answers: Vec<String> = answers.collect();
        let answers = if answers.is_empty() && found.unanswered() {
            say.word(AarWord::NoAnswer).to_owned()
        } else {
            answers.join("\n")
        };
        let mechanism = match kind {
            FindingKind::Problem => format!("{} {}", say.word(finding.mechanism), say.word(finding.severity)),
            FindingKind::Strength => say.word(finding.mechanism).to_owned(),
        };
        vec![(n + 1).to_string(), mechanism, text.join("\n"), evidence.join("\n"), answers]
    });
    let columns =
        [("序号", "no."), ("机制", "mechanism"), ("发现", "finding"), ("证据", "evidence"), ("单位答复", "answer")];
    let columns = columns.map(|(zh, en)| lang.pick(zh, en).to_owned()).to_vec();
    vec![title, Block::Table { columns, widths: vec![8, 16, 38, 18, 20], rows: rows.collect() }]
}

/// The improvement plan: each item with who, until when, by what one sees it, and how far it is.
fn items(say: &Say<'_>, view: &AarView<'_>) -> Vec<Block> {
    let lang = say.lang;
    let items = view.items(say.world);
    let title = heading(say, "六、整改项", "6. Improvement items");
    if items.is_empty() {
        return vec![title, Block::Paragraph(lang.pick("无", "none").to_owned())];
    }
    let row = |item: &ImprovementView<'_>| {
        let due = item.item.due.map_or_else(|| say.word(AarWord::NoDue).to_owned(), date_minute);
        let steps = item.steps.iter().map(|(_, act, evidence, hand, at)| {
            format!("{} {} {evidence} {}", date_minute(*at), say.word(*act), say.hand(hand))
        });
        let steps: Vec<String> = [say.word(item.state).to_owned()].into_iter().chain(steps).collect();
        vec![item.item.text.clone(), item.item.owner.clone(), due, item.item.metric.clone(), steps.join("\n")]
    };
    let columns =
        [("整改措施", "action"), ("责任人", "owner"), ("期限", "due"), ("衡量标准", "measure"), ("进展", "steps")];
    let columns = columns.map(|(zh, en)| lang.pick(zh, en).to_owned()).to_vec();
    vec![title, Block::Table { columns, widths: vec![28, 14, 14, 18, 26], rows: items.iter().map(row).collect() }]
}

fn lessons(say: &Say<'_>, view: &AarView<'_>) -> Vec<Block> {
    let draft = view.signed().map(|(.., (draft, ..))| draft).or_else(|| view.draft());
    let mut lines: Vec<String> =
        draft.map(|draft| draft.lessons.clone()).filter(|text| !text.is_empty()).into_iter().collect();
    let others = view.notes.iter().filter(|(_, said)| {
        matches!(
            said.what.what,
            AarNoted::PlanRevised { .. }
                | AarNoted::Disposed { .. }
                | AarNoted::Inquiry { .. }
                | AarNoted::LookedBack { .. }
        )
    });
    lines.extend(others.map(|(_, said)| format!("{} {}", date_minute(said.what.at), say.aar_note(&said.what))));
    if lines.is_empty() {
        return Vec::new();
    }
    vec![heading(say, "七、教训、建议和后续", "7. Lessons and what followed"), Block::Paragraph(lines.join("\n"))]
}

fn notes(say: &Say<'_>, view: &AarView<'_>, now: At) -> Vec<String> {
    let lang = say.lang;
    let mut notes: Vec<String> = view.breaches(say.world).into_iter().map(|breach| say.aar_breach(breach)).collect();
    if view.step.disputed() {
        notes.push(lang.pick("两处各自办理，须裁定", "two steps apart: settle them").to_owned());
    }
    notes.extend(view.signed().and_then(|(id, ..)| say.override_mark(id)).map(str::to_owned));
    notes.push(format!("{}{}", lang.pick("成文：", "as of "), written(now, lang)));
    notes
}
