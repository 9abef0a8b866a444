//! What of a sheet is read aloud: the weightiest that fits two minutes, and of every kind how many more there are.

use crate::limits::{ALOUD_EN, ALOUD_ZH};
use crate::papers::Block;
use crate::text::Lang;

/// How much the next shift needs to hear of it, the most first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Weight {
    /// One of the gravest incidents: without them nothing else means anything.
    Gravest,
    /// Late, and nobody put it aside.
    Late,
    /// Red: a warning, a response at its highest levels.
    Red,
    /// Decided, or in force.
    Decided,
    /// Another incident that is open, or new.
    Opened,
    /// Somebody's answer or report is awaited.
    Awaited,
    /// Reported, or on its way.
    Reported,
    /// Seen, or put aside.
    Seen,
}

/// A line of a section.
pub(super) struct Told {
    pub(super) weight: Weight,
    pub(super) text: String,
}

/// Things of one kind, in the order in which they are read.
pub(super) struct Section {
    pub(super) heading: String,
    pub(super) lines: Vec<Told>,
}

/// Characters as a reader counts them: blanks and the lines for signatures are none.
pub(super) fn length(text: &str) -> usize {
    text.chars().filter(|c| !c.is_whitespace() && *c != '_').count()
}

/// The sections with what fits beside `spent` characters. Every heading counts all of its kind; what is not told is
/// counted again behind what is, with how many of it are late. A kind of which there is nothing is named in the last line.
pub(super) fn blocks(lang: Lang, sections: Vec<Section>, spent: usize) -> Vec<Block> {
    let (empty, full): (Vec<Section>, Vec<Section>) = sections.into_iter().partition(|one| one.lines.is_empty());
    let headings: Vec<String> = full.iter().map(|one| heading(lang, one)).collect();
    let nothing = (!empty.is_empty()).then(|| nothing(lang, &empty));
    let fixed = headings.iter().map(|text| length(text)).sum::<usize>() + nothing.as_deref().map_or(0, length);
    // Each kind may have to say how many more there are.
    let more: usize = full.iter().map(|one| length(&rest(lang, one.lines.len(), one.lines.len()))).sum();
    let limit = if lang == Lang::Zh { ALOUD_ZH } else { ALOUD_EN };
    let mut left = limit.saturating_sub(spent + fixed + more);
    let mut places: Vec<(Weight, usize, usize)> = Vec::new();
    for (of, section) in full.iter().enumerate() {
        places.extend(section.lines.iter().enumerate().map(|(at, told)| (told.weight, at, of)));
    }
    // Of one weight the first of each kind come before the second of any.
    places.sort_unstable();
    let mut taken: Vec<(usize, usize)> = Vec::new();
    for (_, at, of) in places {
        let cost = full.get(of).and_then(|one| one.lines.get(at)).map_or(usize::MAX, |told| length(&told.text));
        if cost <= left {
            left -= cost;
            taken.push((of, at));
        }
    }
    taken.sort_unstable();
    let mut blocks = Vec::new();
    for (of, (section, heading)) in full.into_iter().zip(headings).enumerate() {
        let mut told = Vec::new();
        let (mut out, mut late) = (0, 0);
        for (at, line) in section.lines.into_iter().enumerate() {
            if taken.binary_search(&(of, at)).is_ok() {
                told.push(line.text);
            } else {
                out += 1;
                late += usize::from(line.weight == Weight::Late);
            }
        }
        if out > 0 {
            told.push(rest(lang, out, late));
        }
        blocks.extend([Block::Heading(heading), Block::Paragraph(told.join("\n"))]);
    }
    blocks.extend(nothing.map(Block::Paragraph));
    blocks
}

/// `未了指令 (40项)`.
fn heading(lang: Lang, section: &Section) -> String {
    let (heading, count) = (&section.heading, section.lines.len());
    match lang {
        Lang::Zh => format!("{heading} ({count}项)"),
        Lang::En => format!("{heading} ({count})"),
    }
}

/// `另32项, 逾期3项`.
fn rest(lang: Lang, count: usize, late: usize) -> String {
    match (lang, late) {
        (Lang::Zh, 0) => format!("另{count}项"),
        (Lang::Zh, _) => format!("另{count}项, 逾期{late}项"),
        (Lang::En, 0) => format!("{count} more"),
        (Lang::En, _) => format!("{count} more, {late} of them late"),
    }
}

/// `无: 待追认、其他到期`.
fn nothing(lang: Lang, empty: &[Section]) -> String {
    let names: Vec<&str> = empty.iter().map(|one| one.heading.as_str()).collect();
    match lang {
        Lang::Zh => format!("无：{}", names.join("、")),
        Lang::En => format!("None: {}", names.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn section(heading: &str, lines: &[(Weight, &str)]) -> Section {
        let told = |(weight, text): &(Weight, &str)| Told { weight: *weight, text: (*text).to_owned() };
        Section { heading: heading.to_owned(), lines: lines.iter().map(told).collect() }
    }

    fn text(blocks: &[Block]) -> Vec<String> {
        let of = |block: &Block| match block {
            Block::Heading(text) | Block::Paragraph(text) => text.clone(),
            Block::Table { .. } => String::new(),
        };
        blocks.iter().map(of).collect()
    }

    #[test]
    fn what_weighs_most_is_told_and_the_rest_is_counted_with_what_is_late_of_it() {
        let long = "长".repeat(400);
        let of = |last: Weight| {
            let kind = section("未了指令", &[(Weight::Seen, "甲"), (last, &long), (Weight::Late, "丙")]);
            text(&blocks(Lang::Zh, vec![kind, section("待追认", &[])], 80))
        };
        assert_eq!(of(Weight::Awaited), ["未了指令 (3项)", "甲\n丙\n另1项", "无：待追认"]);
        assert_eq!(of(Weight::Late)[1], "甲\n丙\n另1项, 逾期1项", "never dropped without a word");
        let all = text(&blocks(Lang::En, vec![section("Open orders", &[(Weight::Late, &long)])], 80));
        assert_eq!(all, ["Open orders (1)".to_owned(), long], "more letters than signs are said in two minutes");
    }
}
