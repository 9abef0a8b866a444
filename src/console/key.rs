//! Keys, as the console understands them: no terminal library's type crosses this line.

use crate::text::Lang;

/// What was pressed.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[expect(missing_docs, reason = "keys are named as they are engraved")]
pub enum KeyCode {
    Char(char),
    F(u8),
    Enter,
    Tab,
    BackTab,
    Esc,
    Backspace,
    Delete,
    Insert,
    Up,
    Down,
    Left,
    Right,
    Home,
    End,
    PageUp,
    PageDown,
}

/// Held with it. Shift is part of a [`KeyCode::Char`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub enum Chord {
    /// Nothing.
    #[default]
    Plain,
    /// Ctrl.
    Ctrl,
    /// Alt, or Esc sent before.
    Alt,
}

/// A key press.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Key {
    /// What.
    pub code: KeyCode,
    /// With what.
    pub chord: Chord,
}

impl Key {
    /// A key alone.
    pub const fn plain(code: KeyCode) -> Self {
        Self { code, chord: Chord::Plain }
    }

    /// A character alone.
    pub const fn char(c: char) -> Self {
        Self::plain(KeyCode::Char(c))
    }

    /// A function key.
    pub const fn f(n: u8) -> Self {
        Self::plain(KeyCode::F(n))
    }

    /// A key with Ctrl.
    pub const fn ctrl(c: char) -> Self {
        Self { code: KeyCode::Char(c), chord: Chord::Ctrl }
    }

    /// The key as a command: what an input method makes full-width (`１`, `？`, `／`, `：`) or turns into Chinese
    /// punctuation (`、` on the key of `/`) counts as what is engraved on the key. Typed text stays as it is.
    #[must_use]
    pub fn as_command(self) -> Self {
        let code = match self.code {
            KeyCode::Char('、') => KeyCode::Char('/'),
            KeyCode::Char('。') => KeyCode::Char('.'),
            KeyCode::Char('\u{3000}') => KeyCode::Char(' '),
            KeyCode::Char(wide @ '\u{ff01}'..='\u{ff5e}') => {
                KeyCode::Char(char::from_u32(u32::from(wide) - 0xfee0).unwrap_or(wide))
            }
            other => other,
        };
        Self { code, ..self }
    }

    /// The character it types into a text, when it types one.
    pub fn typed(self) -> Option<char> {
        match self {
            Self { code: KeyCode::Char(c), chord: Chord::Plain } if !c.is_control() => Some(c),
            _ => None,
        }
    }

    /// How the key is written on the keys line, in help and in the manual.
    pub fn name(self, lang: Lang) -> String {
        let (zh, en) = match self.code {
            KeyCode::Char(c) if self.chord == Chord::Plain => return c.to_string(),
            KeyCode::Char(c) => return format!("{}-{}", self.chord.name(), c.to_ascii_uppercase()),
            KeyCode::F(n) => return format!("F{n}"),
            KeyCode::Enter => ("回车", "Enter"),
            KeyCode::Tab => ("Tab", "Tab"),
            KeyCode::BackTab => ("Shift-Tab", "Shift-Tab"),
            KeyCode::Esc => ("Esc", "Esc"),
            KeyCode::Backspace => ("退格", "Backspace"),
            KeyCode::Delete => ("Del", "Del"),
            KeyCode::Insert => ("Ins", "Ins"),
            KeyCode::Up => ("上", "Up"),
            KeyCode::Down => ("下", "Down"),
            KeyCode::Left => ("左", "Left"),
            KeyCode::Right => ("右", "Right"),
            KeyCode::Home => ("Home", "Home"),
            KeyCode::End => ("End", "End"),
            KeyCode::PageUp => ("上页", "PgUp"),
            KeyCode::PageDown => ("下页", "PgDn"),
        };
        match self.chord {
            Chord::Plain => lang.pick(zh, en).to_owned(),
            chord => format!("{}-{}", chord.name(), lang.pick(zh, en)),
        }
    }
}

impl Chord {
    fn name(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::Ctrl => "Ctrl",
            Self::Alt => "Alt",
        }
    }
}

/// Reads a key script: characters as they are, other keys between angle brackets: `2<down><f5><c-g>张<enter>`.
/// `<lt>` is `<`. `None` when a bracket names no key.
pub fn key_script(script: &str) -> Option<Vec<Key>> {
    let mut keys = Vec::new();
    let mut rest = script;
    while let Some(c) = rest.chars().next() {
        rest = &rest[c.len_utf8()..];
        if c == '<' {
            let (name, after) = rest.split_once('>')?;
            keys.push(named(&name.to_ascii_lowercase())?);
            rest = after;
        } else {
            keys.push(Key::char(c));
        }
    }
    Some(keys)
}

/// A key as a settings file names it: `f5`, `ctrl-t`, `ins`, `pgup`, a character.
pub(super) fn key_named(name: &str) -> Option<Key> {
    let name = name.to_ascii_lowercase();
    let name = match name.as_str() {
        "insert" => "ins",
        "delete" => "del",
        "pageup" => "pgup",
        "pagedown" => "pgdn",
        "shift-tab" => "backtab",
        "escape" => "esc",
        "backspace" => "bs",
        other => other,
    };
    let short = name.strip_prefix("ctrl-").map(|rest| format!("c-{rest}"));
    let short = short.as_deref().unwrap_or(name);
    named(short).or_else(|| one(short)).map(Key::as_command)
}

fn named(name: &str) -> Option<Key> {
    let chord = |chord, name| Some(Key { chord, ..one(name)? });
    match name.split_once('-') {
        Some(("c", rest)) if !rest.is_empty() => chord(Chord::Ctrl, rest),
        Some(("a", rest)) if !rest.is_empty() => chord(Chord::Alt, rest),
        _ => named_alone(name),
    }
}

/// A named key or a single character, as it stands after `c-` and `a-`.
fn one(name: &str) -> Option<Key> {
    let mut chars = name.chars();
    match (chars.next(), chars.next()) {
        (Some(c), None) => Some(Key::char(c)),
        _ => named_alone(name),
    }
}

fn named_alone(name: &str) -> Option<Key> {
    Some(Key::plain(match name {
        "enter" => KeyCode::Enter,
        "tab" => KeyCode::Tab,
        "backtab" => KeyCode::BackTab,
        "esc" => KeyCode::Esc,
        "bs" => KeyCode::Backspace,
        "del" => KeyCode::Delete,
        "ins" => KeyCode::Insert,
        "up" => KeyCode::Up,
        "down" => KeyCode::Down,
        "left" => KeyCode::Left,
        "right" => KeyCode::Right,
        "home" => KeyCode::Home,
        "end" => KeyCode::End,
        "pgup" => KeyCode::PageUp,
        "pgdn" => KeyCode::PageDown,
        "lt" => KeyCode::Char('<'),
        "space" => KeyCode::Char(' '),
        other => KeyCode::F(other.strip_prefix('f')?.parse().ok().filter(|n| (1..=12).contains(n))?),
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_reads_as_it_is_written() {
        let keys = key_script("2<down><F5><c-g>张<c-enter><lt>").unwrap();
        assert_eq!(
            keys,
            [
                Key::char('2'),
                Key::plain(KeyCode::Down),
                Key::f(5),
                Key::ctrl('g'),
                Key::char('张'),
                Key { code: KeyCode::Enter, chord: Chord::Ctrl },
                Key::char('<'),
            ]
        );
        assert_eq!(key_script("<nosuch>"), None);
        assert_eq!(key_script("<f13>"), None);
        assert_eq!(key_script("a<"), None);
    }

    #[test]
    fn what_an_input_method_widens_counts_as_the_key() {
        let command = |c| Key::char(c).as_command().code;
        for (wide, key) in [
            ('１', '1'),
            ('０', '0'),
            ('？', '?'),
            ('／', '/'),
            ('：', ':'),
            ('、', '/'),
            ('。', '.'),
            ('，', ','),
            ('；', ';'),
        ] {
            assert_eq!(command(wide), KeyCode::Char(key));
        }
        assert_eq!(command('水'), KeyCode::Char('水'));
        assert_eq!(Key::char('１').typed(), Some('１'), "as text it stays as typed");
    }
}
