//! From bytes to keys and pastes; pure.
//!
//! A sequence may come in pieces, a byte at a time on a 9600-baud line: an Esc counts as the Esc key only when the
//! time for the rest of a sequence is up. What is pasted is text, never keys.

use crate::console::{Chord, FIRST_ROW, Key, KeyCode, Msg};
use crate::limits::PASTE_BYTES_MAX;

/// Longest sequence a terminal sends for one key, in bytes, with room; a longer one is none.
const SEQUENCE_BYTES_MAX: usize = 32;

/// What ends a paste.
const PASTE_END: &[u8] = b"\x1b[201~";

/// What was begun and may go on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Open {
    /// Nothing.
    Nothing,
    /// An escape sequence, or the Esc key.
    Escape,
    /// An escape sequence that is no key typed by hand.
    Sequence,
    /// A paste.
    Paste,
}

/// Bytes that have not become a message yet.
#[derive(Default, Debug)]
pub(super) struct Decoder {
    bytes: Vec<u8>,
    paste: Option<Paste>,
}

#[derive(Default, Debug)]
struct Paste {
    text: Vec<u8>,
    /// The last bytes seen, as far as they may be the beginning of the end.
    end: usize,
}

/// What the first bytes are.
enum Read {
    /// Too few bytes to tell.
    More,
    /// So many bytes that mean this, or nothing.
    Took(usize, Option<Msg>),
    /// The beginning of a paste, in so many bytes.
    PasteBegins(usize),
    /// A sequence too long to be a key: only that it is open need be remembered.
    Overlong,
}

impl Decoder {
    /// What is begun; decides how long to wait for more.
    pub(super) fn open(&self) -> Open {
        match (&self.paste, self.bytes.first()) {
            (Some(_), _) => Open::Paste,
            (None, Some(0x1b)) if self.bytes.len() > 2 => Open::Sequence,
            (None, Some(0x1b)) => Open::Escape,
            _ => Open::Nothing,
        }
    }

    /// Takes bytes in and gives out what they complete.
    pub(super) fn feed(&mut self, bytes: &[u8]) -> Vec<Msg> {
        let mut out = Vec::new();
        for &byte in bytes {
            if let Some(paste) = &mut self.paste {
                if paste.take(byte) {
                    out.extend(self.end_paste());
                }
                continue;
            }
            self.bytes.push(byte);
            self.read_all(&mut out);
        }
        out
    }

    /// No more bytes came in time: what was begun is what it is.
    pub(super) fn time_is_up(&mut self) -> Vec<Msg> {
        let begun = std::mem::take(&mut self.bytes);
        let mut out: Vec<Msg> = self.end_paste().into_iter().collect();
        if let [0x1b, rest @ ..] = begun.as_slice() {
            // A longer beginning is a key that was cut off on the way: not to be taken for other keys.
            let spoken = matches!(rest, [] | [b'[' | b'O']);
            let esc = spoken.then_some(key(KeyCode::Esc, Chord::Plain));
            let then = rest.first().filter(|_| spoken).map(|c| key(KeyCode::Char(char::from(*c)), Chord::Plain));
            out.extend(esc.into_iter().chain(then));
        }
        out
    }

    fn read_all(&mut self, out: &mut Vec<Msg>) {
        while !self.bytes.is_empty() {
            let taken = match read(&self.bytes) {
                Read::More => return,
                Read::Took(taken, msg) => {
                    out.extend(msg);
                    taken
                }
                Read::Overlong => return self.bytes.truncate(2),
                Read::PasteBegins(taken) => {
                    self.paste = Some(Paste::default());
                    taken
                }
            };
            self.bytes.drain(..taken.clamp(1, self.bytes.len()));
        }
    }

    fn end_paste(&mut self) -> Option<Msg> {
        let text = self.paste.take()?.text;
        let text = String::from_utf8_lossy(&text).replace("\r\n", "\n").replace('\r', "\n");
        (!text.is_empty()).then_some(Msg::Paste(text))
    }
}

impl Paste {
    /// Takes a byte in; `true` when the paste has ended.
    fn take(&mut self, byte: u8) -> bool {
        if PASTE_END.get(self.end) == Some(&byte) {
            self.end += 1;
            return self.end == PASTE_END.len();
        }
        let held = PASTE_END.get(..self.end).unwrap_or_default().to_vec();
        self.end = usize::from(byte == 0x1b);
        for byte in held.into_iter().chain((self.end == 0).then_some(byte)) {
            if self.text.len() < PASTE_BYTES_MAX {
                self.text.push(byte);
            }
        }
        false
    }
}

fn key(code: KeyCode, chord: Chord) -> Msg {
    Msg::Key(Key { code, chord })
}

/// What the first of `bytes`, not empty, mean.
fn read(bytes: &[u8]) -> Read {
    match bytes {
        [0x1b] | [0x1b, b'[' | b'O'] | [0x1b, b'[', b'['] => Read::More,
        [0x1b, b'[', b'[', letter, ..] => Read::Took(4, linux_function_key(*letter)),
        [0x1b, b'[', rest @ ..] => sequence(rest),
        [0x1b, b'O', letter, ..] => Read::Took(3, lettered(*letter).map(|code| key(code, Chord::Plain))),
        // Alt sends the same, but no key of ours has Alt, and a slow line brings Esc and the next key together.
        [0x1b, ..] => Read::Took(1, Some(key(KeyCode::Esc, Chord::Plain))),
        _ => character(bytes),
    }
}

/// One character, or one of the control characters that are keys.
fn character(bytes: &[u8]) -> Read {
    let Some(&first) = bytes.first() else {
        return Read::More;
    };
    let ctrl = |c: u8| Some(key(KeyCode::Char(char::from(c)), Chord::Ctrl));
    let plain = |code| Some(key(code, Chord::Plain));
    let msg = match first {
        b'\r' | b'\n' => plain(KeyCode::Enter),
        b'\t' => plain(KeyCode::Tab),
        0x08 | 0x7f => plain(KeyCode::Backspace),
        0 => ctrl(b' '),
        0x01..=0x1a => ctrl(first - 1 + b'a'),
        0x1b => plain(KeyCode::Esc),
        0x1c..=0x1f => ctrl(first + 0x40),
        b' '..=b'~' => plain(KeyCode::Char(char::from(first))),
        0xc2..=0xdf => return utf8(bytes, 2),
        0xe0..=0xef => return utf8(bytes, 3),
        0xf0..=0xf4 => return utf8(bytes, 4),
        _ => None,
    };
    Read::Took(1, msg)
}

fn utf8(bytes: &[u8], length: usize) -> Read {
    let seen = bytes.get(..length.min(bytes.len())).unwrap_or_default();
    if seen.iter().skip(1).any(|byte| !matches!(byte, 0x80..=0xbf)) {
        return Read::Took(1, None);
    }
    if seen.len() < length {
        return Read::More;
    }
    let c = std::str::from_utf8(seen).ok().and_then(|text| text.chars().next());
    Read::Took(length, c.map(|c| key(KeyCode::Char(c), Chord::Plain)))
}

/// A control sequence (ECMA-48 5.4), from after its `ESC [`.
fn sequence(rest: &[u8]) -> Read {
    let Some(end) = rest.iter().position(|byte| !matches!(byte, 0x20..=0x3f)) else {
        return if rest.len() < SEQUENCE_BYTES_MAX { Read::More } else { Read::Overlong };
    };
    let last = rest.get(end).copied().unwrap_or_default();
    if !matches!(last, 0x40..=0x7e) {
        // Broken off: the byte that broke it may begin something else.
        return Read::Took(end + 2, None);
    }
    let taken = end + 3;
    let parameters = rest.get(..end).and_then(|p| std::str::from_utf8(p).ok()).unwrap_or_default();
    let mut numbers = parameters.split(';').map(|number| number.parse::<u16>().unwrap_or(1));
    let (first, held) = (numbers.next().unwrap_or(1), numbers.next().unwrap_or(1));
    if (last, first) == (b'~', 200) {
        return Read::PasteBegins(taken);
    }
    // The answer to `ASK_SYNCHRONIZED`: the mode is known, set or reset.
    if last == b'y' && matches!(parameters, "?2026;1$" | "?2026;2$") {
        return Read::Took(taken, Some(Msg::Synchronized));
    }
    // The answer to CSI 6n. On the first row it would be a function key with a chord, so nobody asks there.
    if last == b'R'
        && let Some((row, column)) = report(parameters)
    {
        return Read::Took(taken, Some(Msg::Cursor { column, row }));
    }
    let code = if last == b'~' { numbered(first) } else { lettered(last) };
    let chord = match held.saturating_sub(1) {
        bits if bits & 4 != 0 => Chord::Ctrl,
        bits if bits & (2 | 8) != 0 => Chord::Alt,
        _ => Chord::Plain,
    };
    Read::Took(taken, code.map(|code| key(code, chord)))
}

/// Where the cursor stands: row and column, from 1.
fn report(parameters: &str) -> Option<(u16, u16)> {
    let (row, column) = parameters.split_once(';')?;
    let (row, column) = (row.parse().ok()?, column.parse().ok()?);
    (row >= FIRST_ROW).then_some((row, column))
}

fn lettered(letter: u8) -> Option<KeyCode> {
    Some(match letter {
        b'A' => KeyCode::Up,
        b'B' => KeyCode::Down,
        b'C' => KeyCode::Right,
        b'D' => KeyCode::Left,
        b'H' => KeyCode::Home,
        b'F' => KeyCode::End,
        b'Z' => KeyCode::BackTab,
        b'M' => KeyCode::Enter,
        b'P'..=b'S' => KeyCode::F(letter - b'P' + 1),
        _ => return None,
    })
}

fn numbered(number: u16) -> Option<KeyCode> {
    let f = |n: u16| u8::try_from(n).ok().map(KeyCode::F);
    match number {
        1 | 7 => Some(KeyCode::Home),
        2 => Some(KeyCode::Insert),
        3 => Some(KeyCode::Delete),
        4 | 8 => Some(KeyCode::End),
        5 => Some(KeyCode::PageUp),
        6 => Some(KeyCode::PageDown),
        11..=15 => f(number - 10),
        17..=21 => f(number - 11),
        23..=26 => f(number - 12),
        28..=29 => f(number - 13),
        31..=34 => f(number - 14),
        _ => None,
    }
}

/// F1 to F5 on the Linux console.
fn linux_function_key(letter: u8) -> Option<Msg> {
    matches!(letter, b'A'..=b'E').then(|| key(KeyCode::F(letter - b'A' + 1), Chord::Plain))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn plain(code: KeyCode) -> Msg {
        key(code, Chord::Plain)
    }

    /// The messages of a stream, whole and a byte at a time: they must be the same.
    fn decoded(bytes: &[u8]) -> Vec<Msg> {
        let (mut whole, mut pieces) = (Decoder::default(), Decoder::default());
        let mut at_once = whole.feed(bytes);
        at_once.extend(whole.time_is_up());
        let mut one_by_one: Vec<Msg> = bytes.iter().flat_map(|byte| pieces.feed(&[*byte])).collect();
        one_by_one.extend(pieces.time_is_up());
        assert_eq!(at_once, one_by_one, "{bytes:?}");
        assert_eq!(whole.open(), Open::Nothing);
        at_once
    }

    #[test]
    fn every_key_a_duty_room_has_is_understood() {
        let c = |c| plain(KeyCode::Char(c));
        for (bytes, keys) in [
            (b"a1?".as_slice(), vec![c('a'), c('1'), c('?')]),
            ("队？".as_bytes(), vec![c('队'), c('？')]),
            ("🚒".as_bytes(), vec![c('🚒')]),
            (
                b"\r\t\x7f\x08",
                vec![plain(KeyCode::Enter), plain(KeyCode::Tab), plain(KeyCode::Backspace), plain(KeyCode::Backspace)],
            ),
            (b"\x1b", vec![plain(KeyCode::Esc)]),
            (b"\x1b\x1b", vec![plain(KeyCode::Esc), plain(KeyCode::Esc)]),
            (b"\x1b[A\x1bOB\x1b[Z", vec![plain(KeyCode::Up), plain(KeyCode::Down), plain(KeyCode::BackTab)]),
            (
                b"\x1b[1~\x1b[4~\x1b[5~\x1b[6~\x1b[3~\x1b[2~",
                vec![
                    plain(KeyCode::Home),
                    plain(KeyCode::End),
                    plain(KeyCode::PageUp),
                    plain(KeyCode::PageDown),
                    plain(KeyCode::Delete),
                    plain(KeyCode::Insert),
                ],
            ),
            (
                b"\x1bOP\x1b[11~\x1b[[A\x1b[15~\x1b[17~\x1b[24~",
                vec![
                    plain(KeyCode::F(1)),
                    plain(KeyCode::F(1)),
                    plain(KeyCode::F(1)),
                    plain(KeyCode::F(5)),
                    plain(KeyCode::F(6)),
                    plain(KeyCode::F(12)),
                ],
            ),
            (
                b"\x1b[1;5C\x1b[1;3D\x1b[5;5~\x1b[1;2P",
                vec![
                    key(KeyCode::Right, Chord::Ctrl),
                    key(KeyCode::Left, Chord::Alt),
                    key(KeyCode::PageUp, Chord::Ctrl),
                    plain(KeyCode::F(1)),
                ],
            ),
            (b"\x1a\x01\x1f", vec![Msg::Key(Key::ctrl('z')), Msg::Key(Key::ctrl('a')), Msg::Key(Key::ctrl('_'))]),
            (b"\x1b1\x1b\r", vec![plain(KeyCode::Esc), c('1'), plain(KeyCode::Esc), plain(KeyCode::Enter)]),
            (b"\x1b[", vec![plain(KeyCode::Esc), c('[')]),
        ] {
            assert_eq!(decoded(bytes), keys, "{bytes:?}");
        }
    }

    #[test]
    fn where_the_cursor_stands_is_an_answer_and_no_key() {
        let at = |row, column| Msg::Cursor { column, row };
        assert_eq!(decoded(b"\x1b[2;3R\x1b[12;2R"), [at(2, 3), at(12, 2)]);
        let one = || plain(KeyCode::Char('1'));
        assert_eq!(decoded(b"1\x1b[2;3R1"), [one(), at(2, 3), one()], "what is typed around it stays");
        assert_eq!(decoded(b"\x1b[1;5R"), [key(KeyCode::F(3), Chord::Ctrl)], "on the first row it is a key");
        assert_eq!(decoded(b"\x1b[R\x1b[2R\x1b[99999;1R").len(), 3, "and what is no place is none");
        let mut slow = Decoder::default();
        assert_eq!((slow.feed(b"\x1b"), slow.open()), (Vec::new(), Open::Escape));
        assert_eq!((slow.feed(b"[7;"), slow.open()), (Vec::new(), Open::Sequence), "nobody types this by hand");
        assert_eq!(slow.feed(b"2R"), [at(7, 2)]);
    }

    #[test]
    fn noise_is_dropped_and_what_follows_is_heard() {
        let a = plain(KeyCode::Char('a'));
        for noise in [
            b"\x1b[I".as_slice(),
            b"\x1b[?1;2c",
            b"\x1b[999~",
            b"\xff",
            b"\xe4",
            b"\xed\xa0\x80",
            b"\x1b[1;5",
            b"\x1b[12345678901234567890123456789012345678",
        ] {
            let mut decoder = Decoder::default();
            assert_eq!(decoder.feed(noise), [], "{noise:?}");
            decoder.time_is_up();
            assert_eq!(decoder.feed(b"a"), std::slice::from_ref(&a), "{noise:?}");
        }
    }

    #[test]
    fn a_paste_is_text_and_nothing_else() {
        let paste = |text: &str| vec![Msg::Paste(text.to_owned())];
        assert_eq!(decoded(b"\x1b[200~q\r\nF9 \x1b[A\x1b\x1b[201~"), paste("q\nF9 \u{1b}[A\u{1b}"));
        assert_eq!(decoded("\x1b[200~抽排一队\x1b[201~".as_bytes()), paste("抽排一队"));
        assert_eq!(decoded(b"\x1b[200~\x1b[201~"), []);
        assert_eq!(decoded(b"\x1b[200~cut off"), paste("cut off"), "and the keyboard is free again");
        let mut flood = b"\x1b[200~".to_vec();
        flood.extend(vec![b'x'; PASTE_BYTES_MAX * 2]);
        flood.extend(b"\x1b[201~");
        assert_eq!(Decoder::default().feed(&flood), paste(&"x".repeat(PASTE_BYTES_MAX)));
    }

    proptest! {
        #[test]
        fn any_bytes_are_survived_and_held_within_bounds(bytes in prop::collection::vec(prop_oneof![
            any::<u8>(), Just(0x1b), Just(b'['), Just(b';'), Just(b'~'), b'0'..=b'9'], 0..200)) {
            let mut decoder = Decoder::default();
            for byte in &bytes {
                decoder.feed(&[*byte]);
                prop_assert!(decoder.bytes.len() <= SEQUENCE_BYTES_MAX + 2);
            }
            decoder.time_is_up();
            prop_assert_eq!(decoder.feed(b"a"), [plain(KeyCode::Char('a'))]);
        }
    }
}
