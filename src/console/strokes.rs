//! Keys one after another: most ways to an act are one key, some begin with a key that leads to others.

use super::Key;
use super::key::key_named;
use crate::limits::STROKES_MAX;
use crate::text::Lang;

/// A few keys in the order in which they are pressed.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Strokes {
    keys: [Key; STROKES_MAX],
    len: usize,
}

impl Default for Strokes {
    fn default() -> Self {
        Self { keys: [Key::char(' '); STROKES_MAX], len: 0 }
    }
}

impl From<Key> for Strokes {
    fn from(key: Key) -> Self {
        Self::of(key)
    }
}

impl Strokes {
    /// One key.
    pub const fn of(key: Key) -> Self {
        Self { keys: [key, Key::char(' '), Key::char(' ')], len: 1 }
    }

    /// These keys and one more; what is over the longest that there is, is left out.
    #[must_use]
    pub const fn then(mut self, key: Key) -> Self {
        let mut rest: &mut [Key] = &mut self.keys;
        let mut place = self.len;
        while let [first, more @ ..] = rest {
            if place == 0 {
                *first = key;
                self.len += 1;
                return self;
            }
            place -= 1;
            rest = more;
        }
        self
    }

    /// The keys in their order.
    pub fn keys(&self) -> &[Key] {
        self.keys.get(..self.len).unwrap_or_default()
    }

    /// Whether no key has been pressed.
    pub const fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The first key, and those after it.
    pub fn split(&self) -> Option<(Key, &[Key])> {
        self.keys().split_first().map(|(first, rest)| (*first, rest))
    }

    /// Whether `other` begins with these keys and goes on.
    pub fn begins(&self, other: &Self) -> bool {
        self.len < other.len && other.keys().starts_with(self.keys())
    }

    /// As the keys line, help and the manual write them: `Ctrl-V 1`.
    pub fn name(&self, lang: Lang) -> String {
        let names: Vec<String> = self.keys().iter().map(|key| key.name(lang)).collect();
        names.join(" ")
    }

    /// Reads what a settings file says: names of keys with blanks between them; the name of the first that is none when
    /// one is not, and the whole when there are too many.
    pub fn named(text: &str) -> Result<Self, &str> {
        let mut strokes = Self::default();
        for name in text.split_whitespace() {
            if strokes.len == STROKES_MAX {
                return Err(text);
            }
            strokes = strokes.then(key_named(name).ok_or(name)?);
        }
        if strokes.is_empty() { Err(text) } else { Ok(strokes) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_read_and_named_one_after_another() {
        let strokes = Strokes::named("ctrl-v  １ f5").unwrap();
        assert_eq!(strokes.keys(), [Key::ctrl('v'), Key::char('1'), Key::f(5)]);
        assert_eq!(strokes.name(Lang::En), "Ctrl-V 1 F5");
        assert_eq!(Strokes::named("f5"), Ok(Strokes::of(Key::f(5))));
        assert_eq!(Strokes::named("f5 nosuch"), Err("nosuch"));
        assert_eq!(Strokes::named("1 2 3 4"), Err("1 2 3 4"));
        assert_eq!(Strokes::named(" "), Err(" "));
    }

    #[test]
    fn what_goes_on_begins_with_what_was_pressed() {
        let one = Strokes::of(Key::ctrl('v'));
        let two = one.then(Key::char('1'));
        assert!(one.begins(&two) && Strokes::default().begins(&one));
        assert!(!two.begins(&one) && !one.begins(&one));
        assert!(!Strokes::of(Key::f(1)).begins(&two));
        assert_eq!(two.then(Key::f(1)).then(Key::f(2)).keys().len(), STROKES_MAX);
    }
}
