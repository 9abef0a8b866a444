//! Terminal cells: how wide a text is, and how it is cut, padded and wrapped to fit.
//!
//! Everything works on grapheme clusters: no cluster is ever split, and a wide one that does not fit leaves a space.
//! Foreign text goes through [`super::visible::visible`] first; after it no cluster is without width.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// How many cells the terminal gives a character of East Asian width "ambiguous" (Ⅰ, “, ·, ●, Я).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Ambiguous {
    /// One cell: what most terminals do.
    #[default]
    One,
    /// Two cells: a terminal set up for Chinese.
    Two,
}

/// Width of one grapheme cluster, in cells.
pub fn cluster_width(cluster: &str, ambiguous: Ambiguous) -> usize {
    if let [byte] = cluster.as_bytes() {
        return usize::from(!byte.is_ascii_control());
    }
    match ambiguous {
        Ambiguous::One => cluster.width(),
        Ambiguous::Two => cluster.width_cjk() + usize::from(cluster.chars().next().is_some_and(ambiguous_letter)),
    }
}

/// Width of a text, in cells.
pub fn width(text: &str, ambiguous: Ambiguous) -> usize {
    clusters(text, ambiguous).map(|(_, cells)| cells).sum()
}

/// The grapheme clusters of a text, each with its width in cells.
pub fn clusters(text: &str, ambiguous: Ambiguous) -> impl DoubleEndedIterator<Item = (&str, usize)> {
    text.graphemes(true).map(move |cluster| (cluster, cluster_width(cluster, ambiguous)))
}

/// The longest beginning of `text`, in whole clusters, that fits into `cells`.
pub fn cut(text: &str, cells: usize, ambiguous: Ambiguous) -> &str {
    split(text, cells, ambiguous).0
}

/// `text` without its longest beginning that fits into `cells`: what [`cut`] leaves.
pub fn rest(text: &str, cells: usize, ambiguous: Ambiguous) -> &str {
    split(text, cells, ambiguous).1
}

/// The longest end of `text`, in whole clusters, that fits into `cells`: what a field shows behind its cursor.
pub fn tail(text: &str, cells: usize, ambiguous: Ambiguous) -> &str {
    let mut used = 0;
    let mut start = text.len();
    for (cluster, wide) in clusters(text, ambiguous).rev() {
        used += wide;
        if used > cells {
            break;
        }
        start -= cluster.len();
    }
    text.get(start..).unwrap_or_default()
}

fn split(text: &str, cells: usize, ambiguous: Ambiguous) -> (&str, &str) {
    let mut used = 0;
    let mut end = 0;
    for (cluster, wide) in clusters(text, ambiguous) {
        used += wide;
        if used > cells {
            break;
        }
        end += cluster.len();
    }
    text.split_at_checked(end).unwrap_or((text, ""))
}

/// `text` in exactly `cells` cells, against the left edge: cut when longer, filled with spaces when shorter.
pub fn pad_right(text: &str, cells: usize, ambiguous: Ambiguous) -> String {
    let (kept, blank) = kept_and_blank(text, cells, ambiguous);
    format!("{kept}{:blank$}", "")
}

/// `text` in exactly `cells` cells, against the right edge: for numbers and clocks.
pub fn pad_left(text: &str, cells: usize, ambiguous: Ambiguous) -> String {
    let (kept, blank) = kept_and_blank(text, cells, ambiguous);
    format!("{:blank$}{kept}", "")
}

fn kept_and_blank(text: &str, cells: usize, ambiguous: Ambiguous) -> (&str, usize) {
    let kept = cut(text, cells, ambiguous);
    (kept, cells.saturating_sub(width(kept, ambiguous)))
}

/// `text` when it fits into `cells`, else its beginning and `..`, so that nobody takes a part for the whole.
pub fn elide(text: &str, cells: usize, ambiguous: Ambiguous) -> String {
    let (kept, left) = split(text, cells, ambiguous);
    if left.is_empty() || cells < 4 {
        return kept.to_owned();
    }
    format!("{}..", cut(text, cells - 2, ambiguous))
}

/// `text` in lines of at most `cells` cells.
///
/// A line ends at a newline, after a space, beside a wide character, or, where nothing better offers, anywhere.
/// Closing punctuation stays with what it closes. A cluster wider than `cells` has a line of its own.
pub fn wrap(text: &str, cells: usize, ambiguous: Ambiguous) -> Vec<&str> {
    text.split('\n').flat_map(|paragraph| wrap_paragraph(paragraph, cells.max(1), ambiguous)).collect()
}

fn wrap_paragraph(paragraph: &str, cells: usize, ambiguous: Ambiguous) -> Vec<&str> {
    let mut lines = Vec::new();
    let mut left = paragraph;
    loop {
        let end = line_end(left, cells, ambiguous);
        let (line, after) = left.split_at_checked(end).unwrap_or((left, ""));
        let hangs = !after.is_empty() || width(line, ambiguous) > cells;
        lines.push(if hangs { line.trim_end_matches(' ') } else { line });
        left = after.trim_start_matches(' ');
        if left.is_empty() {
            return lines;
        }
    }
}

/// Where the first line of `text` ends, in bytes; at least one cluster in, unless the text is empty.
fn line_end(text: &str, cells: usize, ambiguous: Ambiguous) -> usize {
    let mut used = 0;
    let mut at = 0;
    let mut best = 0;
    let mut before: Option<(&str, usize)> = None;
    for (cluster, wide) in clusters(text, ambiguous) {
        if before.is_some_and(|previous| may_break(previous, (cluster, wide))) {
            best = at;
        }
        used += wide;
        // A space may hang over the edge: it is trimmed.
        if used > cells && at > 0 && cluster != " " {
            return if best > 0 { best } else { at };
        }
        at += cluster.len();
        before = Some((cluster, wide));
    }
    at
}

fn may_break((before, before_wide): (&str, usize), (after, after_wide): (&str, usize)) -> bool {
    const CLOSING: &str = ",.;:!?)]}>，。；：！？）】》」』、”’%";
    const OPENING: &str = "([{<（【《「『“‘";
    if after == " " || CLOSING.contains(after) || OPENING.contains(before) {
        return false;
    }
    before == " " || before_wide > 1 || after_wide > 1
}

/// Letters and modifier symbols of East Asian width "ambiguous" (UAX #11, Unicode 15), which `unicode-width` leaves
/// at one cell in a Chinese context and terminals do not.
fn ambiguous_letter(c: char) -> bool {
    const RANGES: [(char, char); 61] = [
        ('\u{A8}', '\u{A8}'),
        ('\u{AA}', '\u{AA}'),
        ('\u{B4}', '\u{B4}'),
        ('\u{B8}', '\u{B8}'),
        ('\u{BA}', '\u{BA}'),
        ('\u{C6}', '\u{C6}'),
        ('\u{D0}', '\u{D0}'),
        ('\u{D8}', '\u{D8}'),
        ('\u{DE}', '\u{E1}'),
        ('\u{E6}', '\u{E6}'),
        ('\u{E8}', '\u{EA}'),
        ('\u{EC}', '\u{ED}'),
        ('\u{F0}', '\u{F0}'),
        ('\u{F2}', '\u{F3}'),
        ('\u{F8}', '\u{FA}'),
        ('\u{FC}', '\u{FC}'),
        ('\u{FE}', '\u{FE}'),
        ('\u{101}', '\u{101}'),
        ('\u{111}', '\u{111}'),
        ('\u{113}', '\u{113}'),
        ('\u{11B}', '\u{11B}'),
        ('\u{126}', '\u{127}'),
        ('\u{12B}', '\u{12B}'),
        ('\u{131}', '\u{133}'),
        ('\u{138}', '\u{138}'),
        ('\u{13F}', '\u{142}'),
        ('\u{144}', '\u{144}'),
        ('\u{148}', '\u{14B}'),
        ('\u{14D}', '\u{14D}'),
        ('\u{152}', '\u{153}'),
        ('\u{166}', '\u{167}'),
        ('\u{16B}', '\u{16B}'),
        ('\u{1CE}', '\u{1CE}'),
        ('\u{1D0}', '\u{1D0}'),
        ('\u{1D2}', '\u{1D2}'),
        ('\u{1D4}', '\u{1D4}'),
        ('\u{1D6}', '\u{1D6}'),
        ('\u{1D8}', '\u{1D8}'),
        ('\u{1DA}', '\u{1DA}'),
        ('\u{1DC}', '\u{1DC}'),
        ('\u{251}', '\u{251}'),
        ('\u{261}', '\u{261}'),
        ('\u{2C4}', '\u{2C4}'),
        ('\u{2C7}', '\u{2C7}'),
        ('\u{2C9}', '\u{2CB}'),
        ('\u{2CD}', '\u{2CD}'),
        ('\u{2D0}', '\u{2D0}'),
        ('\u{2D8}', '\u{2DB}'),
        ('\u{2DD}', '\u{2DD}'),
        ('\u{2DF}', '\u{2DF}'),
        ('\u{391}', '\u{3A1}'),
        ('\u{3A3}', '\u{3A9}'),
        ('\u{3B1}', '\u{3C1}'),
        ('\u{3C3}', '\u{3C9}'),
        ('\u{401}', '\u{401}'),
        ('\u{410}', '\u{44F}'),
        ('\u{451}', '\u{451}'),
        ('\u{207F}', '\u{207F}'),
        ('\u{2113}', '\u{2113}'),
        ('\u{2126}', '\u{2126}'),
        ('\u{212B}', '\u{212B}'),
    ];
    RANGES.iter().any(|&(first, last)| (first..=last).contains(&c))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const ONE: Ambiguous = Ambiguous::One;
    const TWO: Ambiguous = Ambiguous::Two;

    #[test]
    fn the_domains_own_characters_have_the_width_of_the_terminal() {
        for (text, one, two) in [
            ("", 0, 0),
            ("abc", 3, 3),
            ("抽排一队", 8, 8),
            ("，：？１", 8, 8),
            ("Ⅰ", 1, 2),
            ("“”…—·●", 6, 12),
            ("─│┌", 3, 6),
            ("Я", 1, 2),
            ("ā", 1, 2),
            ("e\u{301}", 1, 1),
            ("葛\u{E0100}", 2, 2),
            ("🚒", 2, 2),
            ("👩\u{200D}🚒", 2, 2),
            ("ｶ\u{FF9E}", 2, 2),
        ] {
            assert_eq!((width(text, ONE), width(text, TWO)), (one, two), "{text:?}");
        }
    }

    #[test]
    fn a_wide_glyph_at_the_edge_leaves_a_space() {
        assert_eq!(cut("一二三", 5, ONE), "一二");
        assert_eq!(rest("一二三", 5, ONE), "三");
        assert_eq!(pad_right("一二三", 5, ONE), "一二 ");
        assert_eq!(pad_left("一二三", 5, ONE), " 一二");
        assert_eq!(pad_left("-00:12", 8, ONE), "  -00:12");
        assert_eq!(tail("一二三", 5, ONE), "二三");
        assert_eq!(cut("a👩\u{200D}🚒b", 2, ONE), "a");
    }

    #[test]
    fn a_part_is_not_taken_for_the_whole() {
        assert_eq!(elide("京广路隧道", 10, ONE), "京广路隧道");
        assert_eq!(elide("京广路隧道", 9, ONE), "京广路..");
        assert_eq!(elide("京广路", 3, ONE), "京");
    }

    #[test]
    fn lines_break_where_a_reader_expects_it() {
        assert_eq!(wrap("pump team at Jingguang Road", 12, ONE), ["pump team at", "Jingguang", "Road"]);
        assert_eq!(wrap("抽排一队已到京广路，水深一米六", 18, ONE), ["抽排一队已到京广", "路，水深一米六"]);
        assert_eq!(wrap("abcdefgh", 3, ONE), ["abc", "def", "gh"]);
        assert_eq!(wrap("一行\n\n二行", 10, ONE), ["一行", "", "二行"]);
        assert_eq!(wrap("", 10, ONE), [""]);
        assert_eq!(wrap("一二", 1, ONE), ["一", "二"]);
    }

    fn mixed() -> impl Strategy<Value = String> {
        let part = prop_oneof![
            "[a-z0-9 ,.]{0,6}",
            "[一-龥，。：]{0,6}",
            Just("👩\u{200D}🚒".to_owned()),
            Just("“Ⅳ”…●".to_owned()),
            Just("e\u{301}葛\u{E0100}ｶ\u{FF9E}".to_owned()),
        ];
        prop::collection::vec(part, 0..8).prop_map(|parts| parts.concat())
    }

    proptest! {
        #[test]
        fn padded_text_has_exactly_its_cells(text in mixed(), cells in 0_usize..40, two: bool) {
            let ambiguous = if two { TWO } else { ONE };
            prop_assert_eq!(width(&pad_right(&text, cells, ambiguous), ambiguous), cells);
            prop_assert_eq!(width(&pad_left(&text, cells, ambiguous), ambiguous), cells);
            prop_assert!(width(&elide(&text, cells, ambiguous), ambiguous) <= cells);
        }

        #[test]
        fn cutting_loses_nothing(text in mixed(), cells in 0_usize..40) {
            let kept = cut(&text, cells, ONE);
            prop_assert_eq!(format!("{kept}{}", rest(&text, cells, ONE)), text.clone());
            prop_assert!(width(kept, ONE) <= cells);
            prop_assert!(width(&text, ONE) <= cells || width(kept, ONE) + 3 > cells);
            prop_assert!(text.ends_with(tail(&text, cells, ONE)));
        }

        #[test]
        fn wrapping_fits_and_keeps_every_letter(text in mixed(), cells in 2_usize..30) {
            let lines = wrap(&text, cells, ONE);
            for line in &lines {
                prop_assert!(width(line, ONE) <= cells, "{line:?}");
            }
            let letters = |s: &str| s.chars().filter(|c| *c != ' ').collect::<String>();
            prop_assert_eq!(letters(&lines.concat()), letters(&text));
        }
    }
}
