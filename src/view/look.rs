//! How meanings look: a theme by meaning, not by colour.
//!
//! Colour repeats what a mark already says. Two themes: sixteen colours, and none (`NO_COLOR`).

use ratatui::style::{Color, Modifier, Style};

use crate::text::cells::Ambiguous;

/// What a piece of the screen means.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub enum Meaning {
    /// What is simply there.
    #[default]
    Plain,
    /// What may be overlooked.
    Quiet,
    /// What stands over a pane or a column.
    Heading,
    /// The status line of the real thing.
    Status,
    /// Whatever says that this is a drill.
    Drill,
    /// Whatever says that this is a test.
    Test,
    /// What the next key acts on.
    Selected,
    /// Late, failed, refused.
    Alarm,
    /// The mark of an alarm that nobody has acknowledged: the one thing that blinks.
    Fresh,
    /// Disputed, old, soon due.
    Attention,
    /// Where a person types.
    Input,
    /// A key that works here.
    Key,
    /// The frame of what is past.
    Past,
}

impl Meaning {
    /// Every meaning with the letter that stands for it in golden screens.
    pub const LETTERS: [(Self, char); 13] = [
        (Self::Plain, '.'),
        (Self::Quiet, 'q'),
        (Self::Heading, 'H'),
        (Self::Status, 'L'),
        (Self::Drill, 'D'),
        (Self::Test, 'T'),
        (Self::Selected, 'S'),
        (Self::Alarm, 'A'),
        (Self::Fresh, 'B'),
        (Self::Attention, 'a'),
        (Self::Input, 'I'),
        (Self::Key, 'k'),
        (Self::Past, 'P'),
    ];
}

/// Which palette.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Theme {
    /// Sixteen colours.
    #[default]
    Colour,
    /// None: bold, reverse and underline.
    Mono,
}

/// How this terminal is drawn on.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Look {
    /// Palette.
    pub theme: Theme,
    /// Width of characters of ambiguous width.
    pub ambiguous: Ambiguous,
}

impl Look {
    /// The style of a meaning.
    pub fn style(&self, meaning: Meaning) -> Style {
        match self.theme {
            Theme::Colour => colour(meaning),
            Theme::Mono => mono(meaning),
        }
    }

    /// The meaning whose style this is; in [`Theme::Mono`] some share one, and the first in
    /// [`Meaning::LETTERS`] is named.
    pub fn meaning(&self, style: Style) -> Option<Meaning> {
        let drawn = |meaning| Style::reset().patch(self.style(meaning));
        Meaning::LETTERS.iter().map(|(meaning, _)| *meaning).find(|meaning| {
            let wanted = drawn(*meaning);
            let style = Style::reset().patch(style);
            (wanted.fg, wanted.bg, wanted.add_modifier) == (style.fg, style.bg, style.add_modifier)
        })
    }
}

fn colour(meaning: Meaning) -> Style {
    let plain = Style::new();
    match meaning {
        Meaning::Plain => plain,
        Meaning::Quiet => plain.add_modifier(Modifier::DIM),
        Meaning::Heading => plain.add_modifier(Modifier::BOLD),
        Meaning::Status => plain.fg(Color::White).bg(Color::Blue).add_modifier(Modifier::BOLD),
        Meaning::Drill => plain.fg(Color::White).bg(Color::Magenta).add_modifier(Modifier::BOLD),
        Meaning::Test => plain.fg(Color::Black).bg(Color::Cyan),
        Meaning::Past => plain.fg(Color::Black).bg(Color::Yellow),
        Meaning::Selected => plain.add_modifier(Modifier::REVERSED),
        Meaning::Alarm => plain.fg(Color::Red).add_modifier(Modifier::BOLD),
        Meaning::Fresh => plain.fg(Color::Red).add_modifier(Modifier::BOLD | Modifier::SLOW_BLINK),
        Meaning::Attention => plain.fg(Color::Yellow),
        Meaning::Input => plain.add_modifier(Modifier::UNDERLINED),
        Meaning::Key => plain.fg(Color::Cyan),
    }
}

fn mono(meaning: Meaning) -> Style {
    let style = Style::new();
    match meaning {
        Meaning::Plain | Meaning::Quiet | Meaning::Attention => style,
        Meaning::Heading | Meaning::Alarm => style.add_modifier(Modifier::BOLD),
        Meaning::Fresh => style.add_modifier(Modifier::BOLD | Modifier::SLOW_BLINK),
        Meaning::Status | Meaning::Drill | Meaning::Test | Meaning::Past | Meaning::Selected => {
            style.add_modifier(Modifier::REVERSED)
        }
        Meaning::Input | Meaning::Key => style.add_modifier(Modifier::UNDERLINED),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn in_colour_every_meaning_has_a_look_of_its_own() {
        let look = Look::default();
        for (meaning, _) in Meaning::LETTERS {
            assert_eq!(look.meaning(look.style(meaning)), Some(meaning));
        }
    }

    #[test]
    fn without_colour_no_colour_is_used() {
        let look = Look { theme: Theme::Mono, ..Look::default() };
        for (meaning, _) in Meaning::LETTERS {
            let style = look.style(meaning);
            assert_eq!((style.fg, style.bg), (None, None), "{meaning:?}");
        }
    }
}
