//! A report as a document: its head, its parts in order, who signed it, and what whoever reads it must know.

use std::collections::BTreeMap;

use super::{Block, Document};
use crate::clock::At;
use crate::domain::{Need, PaperState, PaperView, ReportPart};
use crate::text::Lang;
use crate::text::say::Say;
use crate::text::when::{written, written_short};
use crate::text::words::ReportWord;

/// The numerals that headings of an official paper begin with.
const NUMERALS: [&str; 16] =
    ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二", "十三", "十四", "十五", "十六"];

/// The report as it reads as of `now`: what people wrote, and what is composed where nobody did. `issuer` is whose paper
/// it is.
pub fn report(
    say: &Say<'_>,
    view: &PaperView<'_>,
    composed: &BTreeMap<ReportPart, String>,
    issuer: &str,
    now: At,
) -> Document {
    let (lang, paper) = (say.lang, view.paper);
    let state = view.state.clone().first().cloned().unwrap_or_default();
    // A signed paper says what was signed, and nothing that the log has come to know since.
    let frozen = matches!(state, PaperState::Signed { .. } | PaperState::Submitted { .. });
    let mut texts = if frozen { BTreeMap::new() } else { composed.clone() };
    texts.extend(view.parts.iter().map(|(part, text)| (*part, (*text).to_owned())));
    let shown = |part: &ReportPart| *part != ReportPart::Title && texts.get(part).is_some_and(|text| !text.is_empty());
    let blocks = ReportPart::ALL.into_iter().filter(shown).enumerate().flat_map(|(n, part)| {
        let name = say.word(part);
        let heading = match lang {
            Lang::Zh => format!("{}、{name}", NUMERALS.get(n).unwrap_or(&"")),
            Lang::En => format!("{}. {name}", n + 1),
        };
        [Block::Heading(heading), Block::Paragraph(texts.get(&part).cloned().unwrap_or_default())]
    });
    let blocks = blocks.collect();
    let signed = match &state {
        PaperState::Signed { by, office, .. } => {
            format!("{}{}", lang.pick("签发人：", "signed by: "), format!("{office} {by}").trim())
        }
        state => format!("({})", say.paper_state(state)),
    };
    let date = view.filed.first().map_or(now, |filing| filing.report.reported);
    Document {
        watermark: Document::watermark(say.world.realm(), lang),
        marks: vec![say.word(paper.secrecy).to_owned(), say.word(paper.haste).to_owned()],
        issuer: issuer.to_owned(),
        number: number(say, view, &state),
        signed,
        title: texts.get(&ReportPart::Title).cloned().unwrap_or_else(|| super::title(say, paper)),
        addressee: paper.to.clone(),
        blocks,
        closing: vec![issuer.to_owned(), written(date, lang)],
        notes: notes(say, view, &texts, &state, now),
        annex: Vec::new(),
    }
}

/// `2021-07-20 续报2 (1a2b3c4d)`: day, kind, and the short id that finds it in the log; marked until somebody has signed.
fn number(say: &Say<'_>, view: &PaperView<'_>, state: &PaperState) -> String {
    let c = view.paper.begun.civil();
    let kind = say.paper_kind(view.paper);
    let number = format!("{:04}-{:02}-{:02} {kind} ({})", c.year, c.month, c.day, view.id.short());
    if matches!(state, PaperState::Signed { .. }) {
        return number;
    }
    format!("{number} {}", say.lang.pick("草稿", "draft"))
}

fn notes(
    say: &Say<'_>,
    view: &PaperView<'_>,
    texts: &BTreeMap<ReportPart, String>,
    state: &PaperState,
    now: At,
) -> Vec<String> {
    let (lang, paper) = (say.lang, view.paper);
    let mut notes = Vec::new();
    let missing = say.world.missing_parts(paper, texts);
    if !missing.is_empty() {
        let list: Vec<&str> = missing.iter().map(|part| say.word(*part)).collect();
        notes.push(format!("{}{}", lang.pick("缺项：", "missing: "), list.join(lang.pick("、", ", "))));
    }
    for jump in say.world.report_jumps(paper.incident) {
        let explained = texts.get(&ReportPart::Explanation).is_some_and(|text| !text.is_empty());
        if !explained && say.world.part_needed(ReportPart::Explanation, paper) != Need::Absent {
            let (figure, from, to) = (say.word(jump.figure), jump.from, jump.to);
            notes.push(match lang {
                Lang::Zh => format!("{figure}由上报的{from}人变为{to}人，须写数据变化说明(本项目默认界限，非法定)"),
                Lang::En => {
                    format!(
                        "{figure} went from {from} as reported to {to}: say why (a default of this program, not law)"
                    )
                }
            });
        }
    }
    for (other, figure, count) in say.world.other_figures(say.world.kept(paper.incident)) {
        let (number, figure) = (say.numbered_incident(other), say.word(figure));
        let count = count.map_or_else(|| "?".to_owned(), |count| count.to_string());
        notes.push(match lang {
            Lang::Zh => format!("并入的 {number} 另报{figure} {count}，没有计入，须核实"),
            Lang::En => format!("{number}, merged, says {figure} {count}: not counted, to be checked"),
        });
    }
    if let PaperState::Submitted { reason } = state
        && !reason.is_empty()
    {
        notes.push(format!("{}{reason}", lang.pick("缺项理由：", "goes without it because: ")));
    }
    for part in &view.disputed {
        let name = say.word(*part);
        notes.push(match lang {
            Lang::Zh => format!("{name}两处同时改写，须裁定"),
            Lang::En => format!("{name} was written by two apart and must be settled"),
        });
    }
    if view.changed_since_signed {
        notes.push(lang.pick("签发后有改动，以签发时为准", "written in after it was signed").to_owned());
    }
    for filing in &view.filed {
        let report = filing.report;
        let mut line =
            format!("{} {} ({})", written_short(report.reported, lang), report.to, say.sent_by(report.means));
        let extra = [(&report.basis, ReportWord::Backdated), (&report.waiver, ReportWord::Unsigned)];
        for (text, word) in extra.into_iter().filter(|(text, _)| !text.is_empty()) {
            use crate::text::words::Word;
            line = format!("{line}; {}", word.with(lang, &[text]));
        }
        let got = filing.receipts.first().map_or_else(
            || lang.pick("尚未确认签收", "receipt not confirmed yet").to_owned(),
            |receipt| {
                format!("{} {} {}", written_short(receipt.at, lang), receipt.by, lang.pick("签收", "received it"))
            },
        );
        notes.push(format!("{}{line}; {got}", lang.pick("报送：", "sent: ")));
    }
    notes.push(format!("{}{}", lang.pick("成文：", "as of "), written(now, lang)));
    notes
}
