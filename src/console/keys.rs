//! The keys as one console has them: a trie for each context, made of the table and of what its user put in place of it.

use super::trie::{Branch, Node};
use super::{Action, BINDINGS, Binding, Board, Context, Key, Mode, Strokes, Title};
use crate::text::Lang;

/// The keys of one console. Hints, help, palette, manual and the keys themselves come from it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Keymap(Vec<(Context, Branch)>);

impl Default for Keymap {
    fn default() -> Self {
        Self::grown(BINDINGS)
    }
}

/// What a key comes to, after those that were pressed before it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Step {
    /// It does this.
    Act(Action),
    /// Other keys follow these.
    Begun(Strokes),
    /// It means nothing here.
    Nothing,
}

/// What a key leads to, for a hint.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Leads {
    /// To an act.
    To(Action),
    /// To further keys.
    On(Title),
}

impl Leads {
    /// In a word or two.
    pub fn title(self, lang: Lang) -> &'static str {
        match self {
            Self::To(action) => action.title(lang),
            Self::On(title) => title.title(lang),
        }
    }
}

impl Keymap {
    /// The tries that these rows come to.
    pub(super) fn grown(bindings: &[Binding]) -> Self {
        let contexts = Context::all().into_iter();
        Self(contexts.map(|context| (context, Branch::grown(context, bindings.iter()))).collect())
    }

    /// Every way to every act, in the order of the hints.
    pub fn bindings(&self) -> Vec<Binding> {
        self.0.iter().flat_map(|(context, branch)| branch.bindings(*context)).collect()
    }

    /// The trie of a context.
    pub fn root(&self, context: Context) -> Option<&Branch> {
        self.0.iter().find(|(at, _)| *at == context).map(|(_, branch)| branch)
    }

    /// The tries that are live in this mode on this board.
    fn live(&self, mode: Mode, board: Board) -> impl Iterator<Item = (Context, &Branch)> {
        let live = self.0.iter().filter(move |(context, _)| context.live(mode, board));
        live.map(|(context, branch)| (*context, branch))
    }

    /// What a key comes to in this mode on this board, after the keys that have begun.
    pub fn step(&self, mode: Mode, board: Board, begun: Strokes, key: Key) -> Step {
        let keys = begun.then(key.as_command());
        let mut step = Step::Nothing;
        for node in self.live(mode, board).filter_map(|(_, branch)| branch.follow(keys.keys())) {
            match node {
                Node::Act(action) => return Step::Act(*action),
                Node::Keys(_) => step = Step::Begun(keys),
            }
        }
        step
    }

    /// What these keys mean in this mode on this board.
    pub fn lookup(&self, mode: Mode, board: Board, keys: impl Into<Strokes>) -> Option<Action> {
        let mut begun = Strokes::default();
        for key in keys.into().keys() {
            match self.step(mode, board, begun, *key) {
                Step::Act(action) => return Some(action),
                Step::Begun(keys) => begun = keys,
                Step::Nothing => return None,
            }
        }
        None
    }

    /// What may follow these keys in this mode on this board, with where it is bound: each key once.
    pub fn following(&self, mode: Mode, board: Board, begun: Strokes) -> Vec<(Context, Key, Leads)> {
        let mut all: Vec<(Context, Key, Leads)> = Vec::new();
        for (context, root) in self.live(mode, board) {
            let branch = match root.follow(begun.keys()) {
                Some(Node::Keys(branch)) => branch,
                None if begun.is_empty() => root,
                _ => continue,
            };
            for (key, node) in &branch.nodes {
                let leads = match node {
                    Node::Act(action) => Leads::To(*action),
                    Node::Keys(branch) => Leads::On(branch.title),
                };
                if !all.iter().any(|(_, known, _)| known == key) {
                    all.push((context, *key, leads));
                }
            }
        }
        all
    }

    /// What the keys that follow these are for, in this mode on this board.
    pub fn title(&self, mode: Mode, board: Board, begun: Strokes) -> Option<Title> {
        let mut nodes = self.live(mode, board).filter_map(|(_, branch)| branch.follow(begun.keys()));
        nodes.find_map(|node| if let Node::Keys(branch) = node { Some(branch.title) } else { None })
    }

    /// The keys that do `action` from every board, when there are any; those that are live in most places.
    pub fn key_for(&self, action: Action) -> Option<Strokes> {
        [Context::Always, Context::Anywhere, Context::Lists]
            .into_iter()
            .find_map(|context| self.key_in(context, action))
    }

    /// The keys that do `action` on this board, when there are any.
    pub fn key_on(&self, board: Board, action: Action) -> Option<Strokes> {
        self.key_in(Context::On(board), action)
    }

    /// The shortest way to an act in a context, the first of them in the table.
    pub fn key_in(&self, context: Context, action: Action) -> Option<Strokes> {
        let ways = self.root(context)?.bindings(context).into_iter().filter(|b| b.action == action);
        ways.map(|b| b.keys).min_by_key(|keys| keys.keys().len())
    }

    /// The names of every way to an act in a context that is one key.
    pub fn names_in(&self, context: Context, action: Action, lang: Lang) -> Vec<String> {
        let all = self.root(context).map(|root| root.bindings(context)).unwrap_or_default();
        let ways = all.into_iter().filter(|b| b.action == action && b.keys.keys().len() == 1);
        ways.map(|b| b.keys.name(lang)).collect()
    }

    /// The name of the keys that do `action` somewhere, for a sentence.
    pub fn name_of(&self, action: Action, lang: Lang) -> String {
        let somewhere = self.0.iter().find_map(|(context, _)| self.key_in(*context, action));
        somewhere.map(|keys| keys.name(lang)).unwrap_or_default()
    }
}
