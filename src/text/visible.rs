//! Foreign text made harmless: whatever could move, ring, reorder, hide or pile up is shown as a mark.
//!
//! What came from outside is hostile (design.md, promise 9). The marks are ASCII: `^[` for a control character,
//! `<202E>` for an invisible or reordering one, `<+7>` for combining characters beyond the limit.

use std::borrow::Cow;
use std::fmt::Write as _;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthChar;

use super::cells::{Ambiguous, cluster_width};
use crate::limits::MARKS_PER_CLUSTER_MAX;

/// `text` with nothing in it that a terminal obeys or an eye misses; every cluster of the result has a width.
pub fn visible(text: &str) -> Cow<'_, str> {
    if text.chars().all(plain) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for cluster in text.graphemes(true) {
        show_cluster(cluster, &mut out);
    }
    Cow::Owned(out)
}

/// Printable ASCII, CJK ideographs and fullwidth forms: nothing to look at twice.
fn plain(c: char) -> bool {
    matches!(c, ' '..='~' | '\u{3001}'..='\u{3029}' | '\u{3041}'..='\u{3096}' | '\u{30A1}'..='\u{30FA}'
        | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7A3}' | '\u{FF01}'..='\u{FF60}')
}

fn show_cluster(cluster: &str, out: &mut String) {
    let mut before: Option<char> = None;
    let mut marks = 0;
    let mut spare = 0;
    // A cluster that would take no cell has no base to carry its marks.
    let based = cluster_width(cluster, Ambiguous::One) > 0;
    let mut chars = cluster.chars().peekable();
    while let Some(c) = chars.next() {
        match judge(c, before, chars.peek().copied()) {
            Judged::Control => caret(c, out),
            Judged::Hidden => hex(c, out),
            Judged::Mark if !based => hex(c, out),
            Judged::Mark if marks == MARKS_PER_CLUSTER_MAX => spare += 1,
            Judged::Mark => {
                marks += 1;
                out.push(c);
            }
            Judged::Shown => out.push(c),
        }
        before = Some(c);
    }
    if spare > 0 {
        push_fmt(out, format_args!("<+{spare}>"));
    }
}

enum Judged {
    /// A C0 or C1 control character.
    Control,
    /// Invisible, reordering, or not a character.
    Hidden,
    /// Takes no cell of its own and is seen on its base.
    Mark,
    /// Seen as itself.
    Shown,
}

fn judge(c: char, before: Option<char>, after: Option<char>) -> Judged {
    if c.is_control() {
        return Judged::Control;
    }
    if c == '\u{200D}' {
        // The joiner of emoji is seen as the joined picture; anywhere else it is invisible.
        let joins = before.is_some_and(pictured) && after.is_some_and(pictured);
        return if joins { Judged::Mark } else { Judged::Hidden };
    }
    if hidden(c) {
        return Judged::Hidden;
    }
    if c.width() == Some(0) { Judged::Mark } else { Judged::Shown }
}

fn pictured(c: char) -> bool {
    matches!(c, '\u{2190}'..='\u{2BFF}' | '\u{FE0F}' | '\u{1F000}'..='\u{1FAFF}')
}

/// Format characters, fillers, tags, line separators, non-characters: all that is there and cannot be seen.
/// Variation selectors stay: they choose the form of the character before them.
fn hidden(c: char) -> bool {
    let code = u32::from(c);
    matches!(code,
        0xAD | 0x34F | 0x61C | 0x115F | 0x1160 | 0x17B4 | 0x17B5 | 0x180B..=0x180F
        | 0x200B..=0x200F | 0x2028..=0x202E | 0x2060..=0x206F | 0x3164 | 0xFDD0..=0xFDEF | 0xFEFF | 0xFFA0
        | 0xFFF0..=0xFFFB | 0x1BCA0..=0x1BCA3 | 0x1D173..=0x1D17A | 0xE0000..=0xE00FF | 0xE01F0..=0xE0FFF)
        || code & 0xFFFE == 0xFFFE
}

fn caret(c: char, out: &mut String) {
    match u32::from(c) {
        code @ 0..=0x1F => {
            out.push('^');
            out.extend(char::from_u32(code + 0x40));
        }
        0x7F => out.push_str("^?"),
        _ => hex(c, out),
    }
}

fn hex(c: char, out: &mut String) {
    push_fmt(out, format_args!("<{:02X}>", u32::from(c)));
}

fn push_fmt(out: &mut String, args: std::fmt::Arguments<'_>) {
    // Writing to a String cannot fail.
    out.write_fmt(args).unwrap_or_default();
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::cells::clusters;
    use super::*;

    #[test]
    fn what_is_seen_stays_and_costs_no_copy() {
        for text in
            ["抽排一队 已到京广路, 水深1.6米", "ｶﾞ", "Zoë e\u{301} Ⅳ ●", "葛\u{E0100}城", "👩\u{200D}🚒 ☎\u{FE0F}"]
        {
            assert_eq!(visible(text), text);
        }
        assert!(matches!(visible("抽排一队 0371-12345"), Cow::Borrowed(_)));
    }

    #[test]
    fn what_a_terminal_would_obey_is_shown() {
        for (text, shown) in [
            ("\u{1b}[2J", "^[[2J"),
            ("a\u{7}b\u{8}c\u{7f}", "a^Gb^Hc^?"),
            ("a\r\nb\tc", "a^M^Jb^Ic"),
            ("\u{9b}31m\u{85}", "<9B>31m<85>"),
            ("\u{1b}]52;c;AAAA\u{7}", "^[]52;c;AAAA^G"),
            ("\0", "^@"),
        ] {
            assert_eq!(visible(text), shown);
        }
    }

    #[test]
    fn what_an_eye_would_miss_is_shown() {
        for (text, shown) in [
            ("ab\u{202E}dc", "ab<202E>dc"),
            ("\u{2066}x\u{2069}", "<2066>x<2069>"),
            ("管\u{200B}理", "管<200B>理"),
            ("a\u{200D}b", "a<200D>b"),
            ("a\u{E0041}\u{E007F}", "a<E0041><E007F>"),
            ("\u{FEFF}a\u{2028}b\u{AD}", "<FEFF>a<2028>b<AD>"),
            ("\u{FFFF}", "<FFFF>"),
            ("\u{3164}", "<3164>"),
            ("\u{301}a", "<301>a"),
        ] {
            assert_eq!(visible(text), shown);
        }
    }

    #[test]
    fn a_pile_of_marks_is_cut_down_and_counted() {
        let pile = format!("e{}x", "\u{301}".repeat(50));
        let kept = format!("e{}<+{}>x", "\u{301}".repeat(MARKS_PER_CLUSTER_MAX), 50 - MARKS_PER_CLUSTER_MAX);
        assert_eq!(visible(&pile), kept);
    }

    /// The "Big List of Naughty Strings"; `tests/data/README.md` names its source and licence.
    #[test]
    fn naughty_strings_become_harmless() {
        let strings: Vec<String> = serde_json::from_str(include_str!("../../tests/data/naughty.json")).unwrap();
        assert!(strings.len() > 400, "only {} strings", strings.len());
        for text in strings {
            harmless(&visible(&text)).unwrap();
        }
    }

    fn harmless(shown: &str) -> Result<(), TestCaseError> {
        for c in shown.chars() {
            prop_assert!(
                !c.is_control() && !matches!(u32::from(c), 0x202A..=0x202E | 0x2066..=0x2069 | 0x200B),
                "{c:?}"
            );
        }
        for (cluster, cells) in clusters(shown, Ambiguous::One) {
            prop_assert!(cells > 0, "no width: {cluster:?} in {shown:?}");
        }
        Ok(())
    }

    proptest! {
        #[test]
        fn any_text_becomes_harmless(text in any::<String>()) {
            harmless(&visible(&text))?;
        }

        #[test]
        fn any_mess_becomes_harmless(codes in prop::collection::vec(prop_oneof![
            0_u32..0x300, 0x300..0x370_u32, 0x600..0x620_u32, 0x1100..0x1200_u32, 0x2000..0x2070_u32,
            0x1F1E6..0x1F200_u32, 0xE0000..0xE0200_u32, 0xFE00..0xFE10_u32, 0x4E00..0x4E10_u32], 0..24)) {
            let text: String = codes.into_iter().filter_map(char::from_u32).collect();
            let shown = visible(&text).into_owned();
            harmless(&shown)?;
        }
    }
}
