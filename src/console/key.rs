//! Keys, as the console understands them: no terminal library's type crosses this line.

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

    /// A key with Ctrl.
    pub const fn ctrl(c: char) -> Self {
        Self { code: KeyCode::Char(c), chord: Chord::Ctrl }
    }
}
