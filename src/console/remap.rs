//! Other keys for acts: what a settings file changes, and what is wrong with it.

use super::{Action, Binding, Board, Chord, Context, Key, KeyCode, Keymap, Mode, Strokes};
use crate::text::Lang;
use crate::text::tell::{Both, Tell};

/// One change: these keys do this act, and no others.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Remap {
    /// The act.
    pub action: Action,
    /// The ways to it, each a key or keys one after another.
    pub keys: Vec<Strokes>,
}

/// Why a change cannot be; which change, and which of its keys.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("{why}")]
pub struct Clash {
    /// The place of the change.
    pub change: usize,
    /// The place of the key in it; `None` for the change as a whole.
    pub key: Option<usize>,
    /// What is wrong.
    pub why: KeyFault,
}

/// What is wrong with a key.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum KeyFault {
    /// Nothing would do it any more.
    #[error("at least one key must do this, or it could not be done any more")]
    NoKey,
    /// Its keys belong to fields, menus or questions.
    #[error("this act has its fixed keys")]
    Fixed,
    /// The terminal, tmux or the input method takes it, or it arrives as another key.
    #[error("{0} belongs to the terminal, to tmux or to the input method; choose another")]
    Owned(String),
    /// Without it nobody could move about or get out.
    #[error("{0} is needed to move about and to get out; choose another")]
    Needed(String),
    /// It is typed as text.
    #[error("{0} is typed as text; choose a function key or a Ctrl chord")]
    Text(String),
    /// An input method that is switched on keeps letters to itself.
    #[error("{0} has a letter, which an input method keeps to itself; give this act keys without one too")]
    Letter(String),
    /// It does something else in the same place.
    #[error("{key} already does {by} ({at}); give that another key, or choose another here")]
    Taken {
        /// The key.
        key: String,
        /// What it does.
        by: Both,
        /// Where.
        at: Both,
    },
    /// One is the beginning of the other: the longer one could never be pressed.
    #[error(
        "{short} is the beginning of {long}, which does {by} ({at}); a key either does something or leads to others"
    )]
    Begins {
        /// The shorter.
        short: String,
        /// The longer.
        long: String,
        /// What the one that was there does.
        by: Both,
        /// Where.
        at: Both,
    },
}

impl Keymap {
    /// The keys with these changes.
    ///
    /// # Errors
    /// Every change that cannot be, in order: none is taken then.
    pub fn remapped(&self, changes: &[Remap]) -> Result<Self, Vec<Clash>> {
        let before = self.bindings();
        let mut table = before.clone();
        let mut clashes = Vec::new();
        let mut added: Vec<(usize, usize, Binding)> = Vec::new();
        for (change, Remap { action, keys }) in changes.iter().enumerate() {
            if !changeable(&before, *action) || keys.is_empty() {
                let why = if keys.is_empty() { KeyFault::NoKey } else { KeyFault::Fixed };
                clashes.push(Clash { change, key: None, why });
                continue;
            }
            let contexts = contexts(&before, *action);
            let at = table.iter().position(|b| b.action == *action).unwrap_or(table.len());
            table.retain(|b| b.action != *action);
            let mut rows = Vec::new();
            for (place, keys) in keys.iter().enumerate() {
                let typed = contexts.iter().any(|context| !matches!(context, Context::Lists | Context::On(_)));
                if let Some(why) = unfit(keys, typed) {
                    clashes.push(Clash { change, key: Some(place), why });
                } else {
                    let row = |context: &Context| Binding { context: *context, keys: *keys, action: *action };
                    rows.extend(contexts.iter().map(row));
                    added.extend(contexts.iter().map(row).map(|row| (change, place, row)));
                }
            }
            if let (Some(first), true) = (keys.first(), keys.iter().all(has_letter)) {
                clashes.push(Clash { change, key: Some(0), why: KeyFault::Letter(first.name(Lang::En)) });
            }
            let at = at.min(table.len());
            drop(table.splice(at..at, rows));
        }
        for (change, place, row) in added {
            let why = table.iter().find_map(|other| clash(&row, other));
            clashes.extend(why.map(|why| Clash { change, key: Some(place), why }));
        }
        clashes.sort_by_key(|clash| (clash.change, clash.key));
        clashes.dedup_by_key(|clash| (clash.change, clash.key));
        if clashes.is_empty() { Ok(Self::grown(&table)) } else { Err(clashes) }
    }
}

/// Whether an act may have other keys. What is done in fields, menus and questions keeps the keys that everybody knows
/// there; their function keys and chords are like those of the boards.
fn changeable(bindings: &[Binding], action: Action) -> bool {
    let mut all = bindings.iter().filter(|b| b.action == action).peekable();
    all.peek().is_some()
        && all.all(|b| {
            let boards = matches!(b.context, Context::Always | Context::Anywhere | Context::Lists | Context::On(_));
            let first = b.keys.split().map(|(key, _)| key);
            boards || first.is_some_and(|key| key.chord == Chord::Ctrl || matches!(key.code, KeyCode::F(_)))
        })
}

/// What is at odds between a row that was added and another.
fn clash(row: &Binding, other: &Binding) -> Option<KeyFault> {
    let name = |keys: &Strokes| keys.name(Lang::En);
    let (action, context) = (other.action, other.context);
    let by = || match action.slug() {
        Some(slug) => Both::same(slug),
        None => Both::new(action.title(Lang::Zh).to_owned(), action.title(Lang::En).to_owned()),
    };
    let at = Both::words(context.title(Lang::Zh), context.title(Lang::En));
    let (short, long) = if row.keys.begins(&other.keys) { (&row.keys, &other.keys) } else { (&other.keys, &row.keys) };
    if !row.meets(other) {
        None
    } else if short.begins(long) {
        Some(KeyFault::Begins { short: name(short), long: name(long), by: by(), at })
    } else if row.keys == other.keys && row.action != other.action {
        Some(KeyFault::Taken { key: name(&row.keys), by: by(), at })
    } else {
        None
    }
}

impl Binding {
    /// Whether both are live in some mode on some board.
    pub fn meets(&self, other: &Self) -> bool {
        Mode::ALL.iter().any(|mode| {
            Board::ALL.iter().any(|board| self.context.live(*mode, *board) && other.context.live(*mode, *board))
        })
    }
}

/// Where an action is bound; what lies inside another of them is left out.
fn contexts(bindings: &[Binding], action: Action) -> Vec<Context> {
    let mut all: Vec<Context> = bindings.iter().filter(|b| b.action == action).map(|b| b.context).collect();
    all.sort_unstable();
    all.dedup();
    if all.contains(&Context::Always) {
        all.retain(|context| *context == Context::Always);
    }
    if all.contains(&Context::Anywhere) {
        all.retain(|context| !matches!(context, Context::Lists | Context::On(_)));
    }
    all
}

/// Why these keys can be given to nothing; `typed` where text is typed.
fn unfit(keys: &Strokes, typed: bool) -> Option<KeyFault> {
    let (first, rest) = keys.split()?;
    unfit_first(first, typed).or_else(|| rest.iter().find_map(|key| unfit_after(*key)))
}

/// Why a key can be pressed first for nothing.
fn unfit_first(key: Key, typed: bool) -> Option<KeyFault> {
    let name = || key.name(Lang::En);
    match key {
        _ if is_owned(key) => Some(KeyFault::Owned(name())),
        Key { code: KeyCode::Char(_), chord: Chord::Ctrl } => None,
        Key { code: KeyCode::Char(c), .. } if typed || c.is_alphanumeric() || c.is_whitespace() || !c.is_ascii() => {
            Some(KeyFault::Text(name()))
        }
        Key { code: KeyCode::Char(_) | KeyCode::F(_) | KeyCode::Insert, .. } => None,
        Key { code: KeyCode::PageUp | KeyCode::PageDown | KeyCode::Home | KeyCode::End | KeyCode::Delete, .. }
            if !typed =>
        {
            None
        }
        _ => Some(KeyFault::Needed(name())),
    }
}

/// Why a key can follow none: nothing is typed or moved there, and Esc leads out.
fn unfit_after(key: Key) -> Option<KeyFault> {
    let name = || key.name(Lang::En);
    match key.code {
        _ if is_owned(key) => Some(KeyFault::Owned(name())),
        KeyCode::Esc => Some(KeyFault::Needed(name())),
        KeyCode::Char(c) if !c.is_ascii_graphic() => Some(KeyFault::Text(name())),
        _ => None,
    }
}

/// Whether the terminal, tmux or the input method takes a key, or it arrives as another.
fn is_owned(key: Key) -> bool {
    match (key.chord, key.code) {
        (Chord::Ctrl, KeyCode::Char(c)) => "sqzbc [hijm".contains(c) || !c.is_ascii_graphic(),
        (Chord::Alt, _) => true,
        _ => false,
    }
}

/// Whether a letter is needed to press these.
fn has_letter(keys: &Strokes) -> bool {
    let letter = |key: &Key| matches!(key, Key { code: KeyCode::Char(c), chord: Chord::Plain } if c.is_alphabetic());
    keys.keys().iter().skip(1).any(letter)
}

impl Tell for Clash {
    fn zh(&self) -> String {
        self.why.zh()
    }
}

impl Tell for KeyFault {
    fn zh(&self) -> String {
        match self {
            Self::NoKey => "至少要有一个键, 否则再也做不了这件事".to_owned(),
            Self::Fixed => "这件事的键是固定的".to_owned(),
            Self::Owned(key) => format!("{key} 归终端、tmux 或输入法用; 另选一个"),
            Self::Needed(key) => format!("{key} 要用来移动和退出; 另选一个"),
            Self::Text(key) => format!("{key} 是打字用的; 选功能键或 Ctrl 组合键"),
            Self::Letter(key) => format!("{key} 里有字母, 会被输入法拿走; 再给这件事一个没有字母的键"),
            Self::Taken { key, by, at } => {
                format!("{key} 已用于 {} ({}); 给那件事另一个键, 或这里另选", by.zh(), at.zh())
            }
            Self::Begins { short, long, by, at } => {
                format!("{short} 是 {long} 的开头, 后者用于 {} ({}); 一个键要么做事, 要么引出别的键", by.zh(), at.zh())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fault_of_a_key_is_told_in_both_languages() {
        let (key, by, at) = (|| "F9".to_owned(), || Both::words("撤销", "undo"), || Both::words("列表", "lists"));
        let faults = [
            KeyFault::NoKey,
            KeyFault::Fixed,
            KeyFault::Owned(key()),
            KeyFault::Needed(key()),
            KeyFault::Text(key()),
            KeyFault::Letter(key()),
            KeyFault::Taken { key: key(), by: by(), at: at() },
            KeyFault::Begins { short: key(), long: "F9 F8".into(), by: by(), at: at() },
        ];
        crate::text::tell::tests::told(include_str!("remap.rs"), "KeyFault", &faults);
        let clash = Clash { change: 1, key: None, why: KeyFault::NoKey };
        crate::text::tell::tests::alike(&clash);
    }
}
