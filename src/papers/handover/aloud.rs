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

/// What of a section is told, while that is being found out.
struct Part {
    section: Section,
    told: Vec<bool>,
}

impl Part {
    /// How many are not told, and how many of those are late.
    fn out(&self) -> (usize, usize) {
        let out = self.section.lines.iter().zip(&self.told).filter(|(_, told)| !**told);
        out.fold((0, 0), |(out, late), (line, _)| (out + 1, late + usize::from(line.weight == Weight::Late)))
    }

    /// What is told of it, with how many more there are when there are more.
    fn lines(&self, lang: Lang) -> Vec<String> {
        let told = self.section.lines.iter().zip(&self.told).filter(|(_, told)| **told);
        let (out, late) = self.out();
        let rest = (out > 0).then(|| rest(lang, out, late));
        told.map(|(line, _)| line.text.clone()).chain(rest).collect()
    }

    fn cost(&self, lang: Lang) -> usize {
        self.lines(lang).iter().map(|line| length(line)).sum()
    }
}

/// The sections with what fits beside `spent` characters, and an annex with the rest, which is not read. Every heading counts
/// all of its kind; what is not told is counted again behind what is, with how many of it are late. A kind of which there is
/// nothing is named in the last line.
pub(super) fn blocks(lang: Lang, sections: Vec<Section>, spent: usize) -> (Vec<Block>, Vec<Block>) {
    let (empty, full): (Vec<Section>, Vec<Section>) = sections.into_iter().partition(|one| one.lines.is_empty());
    let headings: Vec<String> = full.iter().map(|one| heading(lang, one)).collect();
    let nothing = (!empty.is_empty()).then(|| nothing(lang, &empty));
    let fixed = headings.iter().map(|text| length(text)).sum::<usize>() + nothing.as_deref().map_or(0, length);
    let limit = if lang == Lang::Zh { ALOUD_ZH } else { ALOUD_EN };
    let room = limit.saturating_sub(spent + fixed);
    let mut parts: Vec<Part> =
        full.into_iter().map(|section| Part { told: vec![false; section.lines.len()], section }).collect();
    fill(lang, &mut parts, room);
    let (mut blocks, mut annex) = (Vec::new(), Vec::new());
    for (part, heading) in parts.into_iter().zip(headings) {
        blocks.extend([Block::Heading(heading), Block::Paragraph(part.lines(lang).join("\n"))]);
        let left = part.section.lines.into_iter().zip(part.told).filter(|(_, told)| !told);
        let left: Vec<String> = left.map(|(line, _)| line.text).collect();
        if !left.is_empty() {
            annex.extend([Block::Heading(part.section.heading), Block::Paragraph(left.join("\n"))]);
        }
    }
    blocks.extend(nothing.map(Block::Paragraph));
    (blocks, annex)
}

/// Tells the weightiest, of one weight the first of each kind before the second of any, as long as all that is told and what
/// counts the rest fit. A line that did not fit may fit once nothing of another kind is left to be counted.
fn fill(lang: Lang, parts: &mut [Part], room: usize) {
    let mut places: Vec<(Weight, usize, usize)> = Vec::new();
    for (of, part) in parts.iter().enumerate() {
        places.extend(part.section.lines.iter().enumerate().map(|(at, told)| (told.weight, at, of)));
    }
    places.sort_unstable();
    let mut costs: Vec<usize> = parts.iter().map(|part| part.cost(lang)).collect();
    loop {
        let before = places.len();
        places.retain(|(_, at, of)| {
            let (Some(part), Some(cost)) = (parts.get_mut(*of), costs.get(*of).copied()) else { return false };
            let others = costs.iter().sum::<usize>() - cost;
            let tell = |part: &mut Part, told: bool| part.told.get_mut(*at).into_iter().for_each(|of| *of = told);
            tell(part, true);
            let now = part.cost(lang);
            if others + now > room {
                tell(part, false);
                return true;
            }
            costs.get_mut(*of).into_iter().for_each(|of| *of = now);
            false
        });
        if places.len() == before {
            return;
        }
    }
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
        let long = "长".repeat(420);
        let of = |last: Weight| {
            let kind = section("未了指令", &[(Weight::Seen, "甲"), (last, &long), (Weight::Late, "丙")]);
            text(&blocks(Lang::Zh, vec![kind, section("待追认", &[])], 80).0)
        };
        assert_eq!(of(Weight::Awaited), ["未了指令 (3项)", "甲\n丙\n另1项", "无：待追认"]);
        assert_eq!(of(Weight::Late)[1], "甲\n丙\n另1项, 逾期1项", "never dropped without a word");
        let all = text(&blocks(Lang::En, vec![section("Open orders", &[(Weight::Late, &long)])], 80).0);
        assert_eq!(all, ["Open orders (1)".to_owned(), long], "more letters than signs are said in two minutes");
    }

    /// Only what is not told is counted: where all of one kind is, nothing is kept for a line that never comes.
    #[test]
    fn what_fits_is_told_to_the_last_character_and_the_rest_is_in_the_annex() {
        let (one, other) = ("一".repeat(200), "二".repeat(196));
        let kinds = || {
            let first = section("甲类", &[(Weight::Late, &one)]);
            vec![first, section("乙类", &[(Weight::Late, &other), (Weight::Seen, "最末的一项")])]
        };
        // Both headings count ten characters, and all that is told four hundred and one.
        let fits = ALOUD_ZH - 401 - 2 * length("甲类 (1项)");
        let (told, annex) = blocks(Lang::Zh, kinds(), fits);
        assert_eq!(text(&told)[3], format!("{other}\n最末的一项"), "to the last character");
        assert!(annex.is_empty());
        let (told, annex) = blocks(Lang::Zh, kinds(), fits + 1);
        assert!(text(&told)[3].ends_with("另1项"), "{:?}", text(&told));
        assert_eq!(text(&annex), ["乙类", "最末的一项"]);
    }
}
