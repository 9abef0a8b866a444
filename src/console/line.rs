//! A line of text being typed, edited by grapheme clusters.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// The text and the cursor in it. The cursor stands on a cluster's boundary, so it never splits a character that
/// the eye sees as one.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Line {
    text: String,
    /// In bytes.
    cursor: usize,
    /// Most bytes it takes.
    max: usize,
}

/// What an editing key does to a line.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[expect(missing_docs, reason = "edits are named as the keys that do them")]
pub enum Edit {
    Left,
    Right,
    Home,
    End,
    Backspace,
    Delete,
    /// Everything after the cursor.
    KillToEnd,
    /// Everything before the cursor.
    KillToStart,
    /// The word before the cursor.
    KillWord,
}

impl Edit {
    /// Every edit.
    pub const ALL: [Self; 9] = [
        Self::Left,
        Self::Right,
        Self::Home,
        Self::End,
        Self::Backspace,
        Self::Delete,
        Self::KillToEnd,
        Self::KillToStart,
        Self::KillWord,
    ];
}

impl Line {
    /// An empty line that takes at most `max` bytes.
    pub fn new(max: usize) -> Self {
        Self { text: String::new(), cursor: 0, max }
    }

    /// The same with a text in it, cut to fit; the cursor at its end.
    pub fn with(max: usize, text: &str) -> Self {
        let mut line = Self::new(max);
        line.paste(text);
        line
    }

    /// What was typed.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether nothing was typed.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// What stands before the cursor.
    pub fn before(&self) -> &str {
        self.text.get(..self.cursor).unwrap_or_default()
    }

    /// What stands after the cursor.
    pub fn after(&self) -> &str {
        self.text.get(self.cursor..).unwrap_or_default()
    }

    /// Cells between the start of the line and the cursor; ambiguous characters count two when `ambiguous_wide`.
    pub fn cursor_cells(&self, ambiguous_wide: bool) -> usize {
        let cells = |text: &str| if ambiguous_wide { text.width_cjk() } else { text.width() };
        self.before().graphemes(true).map(cells).sum()
    }

    /// Types one character; `false` when it did not fit. Control characters are not typed.
    pub fn insert(&mut self, c: char) -> bool {
        if c.is_control() || self.text.len() + c.len_utf8() > self.max {
            return false;
        }
        self.text.insert(self.cursor, c);
        self.cursor += c.len_utf8();
        self.settle();
        true
    }

    /// Pastes: line breaks and tabs become spaces, other control characters vanish; `false` when not all of it fitted.
    pub fn paste(&mut self, text: &str) -> bool {
        let mut flat = String::new();
        for c in text.replace("\r\n", "\n").chars() {
            match c {
                '\n' | '\r' | '\t' | '\u{2028}' | '\u{2029}' => flat.push(' '),
                c if c.is_control() => {}
                c => flat.push(c),
            }
        }
        let room = self.max.saturating_sub(self.text.len());
        let fits = flat.grapheme_indices(true).map(|(at, g)| at + g.len()).take_while(|end| *end <= room).last();
        let fits = fits.unwrap_or(0);
        self.text.insert_str(self.cursor, flat.get(..fits).unwrap_or_default());
        self.cursor += fits;
        self.settle();
        fits == flat.len()
    }

    /// Types `text` in place of `tail`, which stands right before the cursor; `false` when that does not fit.
    pub fn retype(&mut self, tail: &str, text: &str) -> bool {
        let Some(start) = self.before().strip_suffix(tail).map(str::len) else { return false };
        if self.text.len() - tail.len() + text.len() > self.max {
            return false;
        }
        self.cut(start, self.cursor);
        self.paste(text)
    }

    /// Puts another text in its place, the cursor at its end.
    pub fn set(&mut self, text: &str) {
        self.text.clear();
        self.cursor = 0;
        self.paste(text);
    }

    /// Empties the line and hands back what stood in it.
    pub fn take(&mut self) -> String {
        self.cursor = 0;
        std::mem::take(&mut self.text)
    }

    /// Carries an edit out.
    pub fn edit(&mut self, edit: Edit) {
        match edit {
            Edit::Left => self.cursor = self.previous(),
            Edit::Right => self.cursor = self.next(),
            Edit::Home => self.cursor = 0,
            Edit::End => self.cursor = self.text.len(),
            Edit::Backspace => self.cut(self.previous(), self.cursor),
            Edit::Delete => self.cut(self.cursor, self.next()),
            Edit::KillToEnd => self.cut(self.cursor, self.text.len()),
            Edit::KillToStart => self.cut(0, self.cursor),
            Edit::KillWord => self.cut(self.word_start(), self.cursor),
        }
        self.settle();
    }

    fn cut(&mut self, from: usize, to: usize) {
        self.text.drain(from..to);
        self.cursor = from;
    }

    fn previous(&self) -> usize {
        self.before().grapheme_indices(true).next_back().map_or(0, |(at, _)| at)
    }

    fn next(&self) -> usize {
        self.cursor + self.after().graphemes(true).next().map_or(0, str::len)
    }

    fn word_start(&self) -> usize {
        let mut words = self.before().split_word_bound_indices();
        words.rfind(|(_, word)| !word.trim().is_empty()).map_or(0, |(at, _)| at)
    }

    /// Typing a combining mark, or deleting between two parts, may join clusters under the cursor: it moves on to
    /// the boundary after them.
    fn settle(&mut self) {
        let mut ends = self.text.grapheme_indices(true).map(|(at, g)| at + g.len());
        if self.cursor > 0 {
            self.cursor = ends.find(|end| *end >= self.cursor).unwrap_or(self.text.len());
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn shown(line: &Line) -> String {
        format!("{}|{}", line.before(), line.after())
    }

    #[test]
    fn edits_move_by_what_the_eye_sees_as_one() {
        let mut line = Line::with(100, "水e\u{301}👨‍👩‍👧深");
        for expected in ["水e\u{301}👨‍👩‍👧|深", "水e\u{301}|👨‍👩‍👧深", "水|e\u{301}👨‍👩‍👧深"]
        {
            line.edit(Edit::Left);
            assert_eq!(shown(&line), expected);
        }
        line.edit(Edit::Delete);
        assert_eq!(shown(&line), "水|👨‍👩‍👧深");
        line.edit(Edit::Right);
        line.edit(Edit::Backspace);
        assert_eq!(shown(&line), "水|深");
        line.edit(Edit::Home);
        line.edit(Edit::Backspace);
        assert_eq!(shown(&line), "|水深");
        line.edit(Edit::End);
        line.edit(Edit::Delete);
        assert_eq!(shown(&line), "水深|");
    }

    #[test]
    fn one_key_takes_away_what_the_eye_sees_as_one() {
        // A family, a flag, a skin tone, a syllable of three jamo, a letter with two marks, a keycap.
        for one in ["👨‍👩‍👧‍👦", "🇨🇳", "👍🏽", "\u{1112}\u{1161}\u{11ab}", "a\u{323}\u{302}", "1\u{fe0f}\u{20e3}"]
        {
            let mut line = Line::with(100, &format!("水{one}深"));
            line.edit(Edit::Left);
            line.edit(Edit::Backspace);
            assert_eq!(shown(&line), "水|深", "{one}");
            let mut line = Line::new(100);
            for c in one.chars() {
                assert!(line.insert(c));
            }
            line.edit(Edit::Left);
            assert_eq!(shown(&line), format!("|{one}"), "typed a part at a time it is one still");
            line.edit(Edit::Delete);
            assert!(line.is_empty(), "{one}");
        }
    }

    #[test]
    fn kills() {
        let mut line = Line::with(100, "P1 京广路 ok  ");
        line.edit(Edit::KillWord);
        assert_eq!(shown(&line), "P1 京广路 |");
        line.edit(Edit::Home);
        line.edit(Edit::Right);
        line.edit(Edit::Right);
        line.edit(Edit::KillToEnd);
        assert_eq!(shown(&line), "P1|");
        line.edit(Edit::KillToStart);
        assert_eq!(shown(&line), "|");
    }

    #[test]
    fn a_paste_is_one_line_of_text_and_is_cut_between_clusters() {
        let mut line = Line::new(100);
        assert!(line.paste("一\r\n二\n三\u{1b}[2J\t四\u{7}"));
        assert_eq!(line.text(), "一 二 三[2J 四");
        let mut short = Line::new(7);
        assert!(!short.paste("水深1e\u{301}"));
        assert_eq!(short.text(), "水深1");
        assert!(!short.insert('米'));
        assert!(!Line::new(9).insert('\u{1b}'));
    }

    #[test]
    fn the_cursor_is_counted_in_cells() {
        let line = Line::with(100, "水深1…");
        assert_eq!(line.cursor_cells(false), 6);
        assert_eq!(line.cursor_cells(true), 7);
    }

    proptest! {
        #[test]
        fn any_keys_leave_a_cursor_on_a_boundary_and_a_text_in_bounds(
            keys in prop::collection::vec(prop_oneof![
                any::<char>().prop_map(Ok),
                prop::sample::select(vec!['\u{301}', '👨', '\u{200d}', '👩', '🇨', '🇳', '\r', '水']).prop_map(Ok),
                prop::sample::select(Edit::ALL.to_vec()).prop_map(Err),
            ], 0..60)
        ) {
            let mut line = Line::new(40);
            for key in keys {
                match key {
                    Ok(c) => { line.insert(c); }
                    Err(edit) => line.edit(edit),
                }
                prop_assert!(line.text().len() <= 40);
                prop_assert_eq!(format!("{}{}", line.before(), line.after()), line.text());
                let boundary = line.before().is_empty()
                    || line.text().grapheme_indices(true).any(|(at, g)| at + g.len() == line.before().len());
                prop_assert!(boundary, "{:?}", line);
            }
        }
    }
}
