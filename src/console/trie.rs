//! A trie of keys: what each key does, or which keys may follow it and what those are for.

use super::keymap::TITLES;
use super::{Action, Binding, Context, Key, Strokes, Title};

/// What a key leads to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Node {
    /// It does this.
    Act(Action),
    /// Other keys follow.
    Keys(Branch),
}

/// The keys that may be pressed next.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Branch {
    /// What they are for; of no matter where nothing has been pressed.
    pub title: Title,
    /// Each key, in the order of the hints.
    pub nodes: Vec<(Key, Node)>,
}

impl Branch {
    /// No key yet.
    pub(super) const fn new(title: Title) -> Self {
        Self { title, nodes: Vec::new() }
    }

    /// The trie of a context. What is at odds with what stands before it is left out: who changes keys is told of it.
    pub(super) fn grown<'b>(context: Context, bindings: impl Iterator<Item = &'b Binding>) -> Self {
        let mut root = Self::new(Title::More);
        for binding in bindings.filter(|binding| binding.context == context) {
            root.grow(context, Strokes::default(), binding.keys.keys(), binding.action);
        }
        root
    }

    fn grow(&mut self, context: Context, begun: Strokes, keys: &[Key], action: Action) {
        let Some((key, rest)) = keys.split_first() else { return };
        let begun = begun.then(*key);
        let place = self.nodes.iter().position(|(known, _)| known == key);
        match (rest, place) {
            ([], None) => self.nodes.push((*key, Node::Act(action))),
            ([], Some(_)) => {}
            (rest, place) => {
                let place = place.unwrap_or_else(|| {
                    self.nodes.push((*key, Node::Keys(Self::new(title(context, begun)))));
                    self.nodes.len() - 1
                });
                if let Some((_, Node::Keys(branch))) = self.nodes.get_mut(place) {
                    branch.grow(context, begun, rest, action);
                }
            }
        }
    }

    /// What these keys lead to.
    pub fn follow(&self, keys: &[Key]) -> Option<&Node> {
        let (key, rest) = keys.split_first()?;
        let (_, node) = self.nodes.iter().find(|(known, _)| known == key)?;
        match (node, rest) {
            (node, []) => Some(node),
            (Node::Keys(branch), rest) => branch.follow(rest),
            (Node::Act(_), _) => None,
        }
    }

    /// Every act with the keys that lead to it, in the order of the hints.
    pub(super) fn bindings(&self, context: Context) -> Vec<Binding> {
        let mut all = Vec::new();
        self.list(context, Strokes::default(), &mut all);
        all
    }

    fn list(&self, context: Context, begun: Strokes, all: &mut Vec<Binding>) {
        for (key, node) in &self.nodes {
            let keys = begun.then(*key);
            match node {
                Node::Act(action) => all.push(Binding { context, keys, action: *action }),
                Node::Keys(branch) => branch.list(context, keys, all),
            }
        }
    }
}

/// What the keys that follow these are for.
pub(super) fn title(context: Context, begun: Strokes) -> Title {
    let named = TITLES.iter().find(|(at, keys, _)| (*at, *keys) == (context, begun));
    named.map_or(Title::More, |(.., title)| *title)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::console::BINDINGS;

    #[test]
    fn the_trie_holds_the_table_in_its_order() {
        for context in Context::all() {
            let written: Vec<Binding> = BINDINGS.iter().filter(|b| b.context == context).copied().collect();
            assert_eq!(Branch::grown(context, BINDINGS.iter()).bindings(context), written, "{context:?}");
        }
    }

    #[test]
    fn a_node_is_an_act_or_leads_on_and_knows_what_for() {
        let lists = Branch::grown(Context::Lists, BINDINGS.iter());
        let view = [Key::ctrl('v')];
        let Some(Node::Keys(branch)) = lists.follow(&view) else { panic!("{view:?} leads on") };
        assert_eq!(branch.title, Title::View);
        assert!(matches!(
            lists.follow(&[Key::ctrl('v'), Key::plain(crate::console::KeyCode::Enter)]),
            Some(Node::Act(Action::PastAt))
        ));
        assert_eq!(lists.follow(&[Key::ctrl('v'), Key::f(9)]), None);
        assert_eq!(lists.follow(&[Key::char('/'), Key::f(9)]), None, "nothing follows an act");
    }

    #[test]
    fn every_title_stands_over_keys() {
        for (context, keys, title) in TITLES {
            let root = Branch::grown(*context, BINDINGS.iter());
            assert!(
                matches!(root.follow(keys.keys()), Some(Node::Keys(branch)) if branch.title == *title),
                "{title:?}"
            );
        }
    }
}
