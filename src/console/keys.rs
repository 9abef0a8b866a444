//! The keys as one console has them: the table, with what its user put in place of it.

use super::{Action, BINDINGS, Binding, Board, Chord, Context, Key, KeyCode, Mode};
use crate::text::Lang;

/// The table of keys of one console. Hints, help, palette and the keys themselves come from it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Keymap(Vec<Binding>);

impl Default for Keymap {
    fn default() -> Self {
        Self(BINDINGS.to_vec())
    }
}

/// One change: these keys do this act, and no others.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Remap {
    /// The act.
    pub action: Action,
    /// Its keys.
    pub keys: Vec<Key>,
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
    /// It does something else in the same place.
    #[error("{key} already does {by} ({at}); give that another key, or choose another here")]
    Taken {
        /// The key.
        key: String,
        /// What it does.
        by: String,
        /// Where.
        at: &'static str,
    },
}

impl Keymap {
    /// Every binding, in the order of the hints.
    pub fn bindings(&self) -> &[Binding] {
        &self.0
    }

    /// What a key means in this mode on this board.
    pub fn lookup(&self, mode: Mode, board: Board, key: Key) -> Option<Action> {
        let key = key.as_command();
        self.0.iter().find(|b| b.key == key && b.context.live(mode, board)).map(|b| b.action)
    }

    /// The key that does `action` from every board, when there is one; the one that is live in most places.
    pub fn key_for(&self, action: Action) -> Option<Key> {
        let bound = |context| self.0.iter().find(|b| b.context == context && b.action == action);
        [Context::Always, Context::Anywhere, Context::Lists].into_iter().find_map(bound).map(|b| b.key)
    }

    /// The key that does `action` on this board, when there is one.
    pub fn key_on(&self, board: Board, action: Action) -> Option<Key> {
        self.0.iter().find(|b| b.context == Context::On(board) && b.action == action).map(|b| b.key)
    }

    /// The name of a key that does `action`, for a sentence.
    pub fn name_of(&self, action: Action, lang: Lang) -> String {
        self.0.iter().find(|b| b.action == action).map(|b| b.key.name(lang)).unwrap_or_default()
    }

    /// The table with these changes.
    ///
    /// # Errors
    /// Every change that cannot be, in order: none is taken then.
    pub fn remapped(&self, changes: &[Remap]) -> Result<Self, Vec<Clash>> {
        let mut clashes = Vec::new();
        let mut map = self.clone();
        let mut added: Vec<(usize, usize, Binding)> = Vec::new();
        for (change, Remap { action, keys }) in changes.iter().enumerate() {
            let contexts = contexts(&self.0, *action);
            let fixed = contexts.is_empty() || !contexts.iter().all(|context| context.changes());
            if fixed || keys.is_empty() {
                let why = if fixed { KeyFault::Fixed } else { KeyFault::NoKey };
                clashes.push(Clash { change, key: None, why });
                continue;
            }
            let at = map.0.iter().position(|b| b.action == *action).unwrap_or(map.0.len());
            map.0.retain(|b| b.action != *action);
            for (place, key) in keys.iter().enumerate() {
                let typed = contexts.iter().any(|context| !matches!(context, Context::Lists | Context::On(_)));
                if let Some(why) = unfit(*key, typed) {
                    clashes.push(Clash { change, key: Some(place), why });
                    continue;
                }
                for context in &contexts {
                    let binding = Binding { context: *context, key: *key, action: *action };
                    map.0.insert(at.min(map.0.len()), binding);
                    added.push((change, place, binding));
                }
            }
        }
        for (change, place, binding) in added {
            let other = map.0.iter().find(|b| b.key == binding.key && b.action != binding.action && b.meets(&binding));
            if let Some(other) = other {
                let by = other.action.slug().unwrap_or_else(|| other.action.title(Lang::En).to_owned());
                let why = KeyFault::Taken { key: binding.key.name(Lang::En), by, at: other.context.title(Lang::En) };
                clashes.push(Clash { change, key: Some(place), why });
            }
        }
        clashes.dedup_by(|a, b| (a.change, a.key) == (b.change, b.key));
        if clashes.is_empty() { Ok(map) } else { Err(clashes) }
    }
}

impl Context {
    /// Whether what is bound there may have other keys: acts of boards; what is done in fields and lists keeps its own.
    fn changes(self) -> bool {
        matches!(self, Self::Always | Self::Anywhere | Self::Lists | Self::On(_))
    }
}

impl Binding {
    /// Whether both are live in some mode on some board.
    fn meets(&self, other: &Self) -> bool {
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
        all.retain(|context| *context == Context::Always || !context.changes());
    }
    if all.contains(&Context::Anywhere) {
        all.retain(|context| !matches!(context, Context::Lists | Context::On(_)));
    }
    all
}

/// Why a key can be given to nothing; `typed` where text is typed.
fn unfit(key: Key, typed: bool) -> Option<KeyFault> {
    let name = || key.name(Lang::En);
    match key {
        Key { code: KeyCode::Char(c), chord: Chord::Ctrl } => {
            ("sqzbc [hijm".contains(c) || !c.is_ascii_graphic()).then(|| KeyFault::Owned(name()))
        }
        Key { chord: Chord::Alt, .. } => Some(KeyFault::Owned(name())),
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
