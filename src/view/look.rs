//! How meanings look on this terminal: a theme, for as many colours as there are.
//!
//! Colour repeats what a mark already says.

use ratatui::style::{Color, Modifier, Style};

use crate::console::{Colours, Hue, Paint, Theme};
use crate::text::cells::Ambiguous;

pub use crate::console::Meaning;

/// How this terminal is drawn on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Look {
    /// The style of each meaning, in the order of [`Meaning::LETTERS`].
    pub styles: [Style; 13],
    /// Width of characters of ambiguous width.
    pub ambiguous: Ambiguous,
    /// Whether maps keep to ASCII.
    pub ascii: bool,
}

impl Default for Look {
    /// The default theme in sixteen colours.
    fn default() -> Self {
        Self::of(&Theme::default(), Colours::Sixteen, Ambiguous::default())
    }
}

impl Look {
    /// A theme on a terminal of so many colours. Without colour every theme looks as the one that was made for that.
    pub fn of(theme: &Theme, colours: Colours, ambiguous: Ambiguous) -> Self {
        let plain = (colours == Colours::None).then(|| Theme::built_in("mono")).flatten();
        let shown = plain.as_ref().unwrap_or(theme);
        let styles = Meaning::LETTERS.map(|(meaning, _)| style(shown.ink(meaning).paint(colours)));
        Self { styles, ambiguous, ascii: theme.ascii }
    }

    /// Without colour.
    pub fn mono() -> Self {
        Self::of(&Theme::default(), Colours::None, Ambiguous::default())
    }

    /// The style of a meaning.
    pub fn style(&self, meaning: Meaning) -> Style {
        let drawn = Meaning::LETTERS.iter().zip(self.styles).find(|((other, _), _)| *other == meaning);
        drawn.map(|(_, style)| style).unwrap_or_default()
    }

    /// The meaning whose style this is; where some share one, the first in [`Meaning::LETTERS`] is named.
    pub fn meaning(&self, style: Style) -> Option<Meaning> {
        let style = Style::reset().patch(style);
        let same = |drawn: Style| {
            let wanted = Style::reset().patch(drawn);
            (wanted.fg, wanted.bg, wanted.add_modifier) == (style.fg, style.bg, style.add_modifier)
        };
        Meaning::LETTERS.iter().zip(self.styles).find(|(_, drawn)| same(*drawn)).map(|((meaning, _), _)| *meaning)
    }
}

fn style(paint: Paint) -> Style {
    let Paint { text, ground, attributes } = paint;
    let mut style = Style { fg: colour(text), bg: colour(ground), ..Style::new() };
    let all = [
        (attributes.bold, Modifier::BOLD),
        (attributes.dim, Modifier::DIM),
        (attributes.underline, Modifier::UNDERLINED),
        (attributes.reverse, Modifier::REVERSED),
        (attributes.blink, Modifier::SLOW_BLINK),
    ];
    for (_, modifier) in all.into_iter().filter(|(has, _)| *has) {
        style = style.add_modifier(modifier);
    }
    style
}

fn colour(hue: Hue) -> Option<Color> {
    match hue {
        Hue::Own => None,
        Hue::Named(index) => Some(Color::Indexed(index)),
        Hue::Rgb(red, green, blue) => Some(Color::Rgb(red, green, blue)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn in_colour_every_meaning_has_a_look_of_its_own() {
        for name in ["dark", "light"] {
            let theme = Theme::built_in(name).unwrap();
            for colours in [Colours::Sixteen, Colours::Indexed, Colours::True] {
                let look = Look::of(&theme, colours, Ambiguous::One);
                for (meaning, _) in Meaning::LETTERS {
                    assert_eq!(look.meaning(look.style(meaning)), Some(meaning), "{name} {colours:?}");
                }
            }
        }
    }

    #[test]
    fn without_colour_no_colour_is_used_and_what_calls_is_told_apart_from_what_does_not() {
        for name in Theme::NAMES {
            let look = Look::of(&Theme::built_in(name).unwrap(), Colours::None, Ambiguous::One);
            for (meaning, _) in Meaning::LETTERS {
                let style = look.style(meaning);
                assert_eq!((style.fg, style.bg), (None, None), "{meaning:?}");
            }
            let plain = look.style(Meaning::Plain);
            for meaning in [Meaning::Alarm, Meaning::Fresh, Meaning::Selected, Meaning::Drill, Meaning::Input] {
                assert_ne!(look.style(meaning), plain, "{name} {meaning:?}");
            }
        }
    }
}
