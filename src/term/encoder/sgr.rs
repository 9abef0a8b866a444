//! The shortest change of the terminal's pen (SGR, ECMA-48 8.3.117).

use std::fmt::Write as _;

use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier};

/// Colours and attributes that the next glyph is painted with.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Pen {
    fg: Color,
    bg: Color,
    modifier: Modifier,
}

/// Attribute, the code that sets it, the code that takes it away.
const ATTRIBUTES: [(Modifier, u8, u8); 8] = [
    (Modifier::BOLD, 1, 22),
    (Modifier::DIM, 2, 22),
    (Modifier::ITALIC, 3, 23),
    (Modifier::UNDERLINED, 4, 24),
    (Modifier::SLOW_BLINK, 5, 25),
    (Modifier::RAPID_BLINK, 6, 25),
    (Modifier::REVERSED, 7, 27),
    (Modifier::CROSSED_OUT, 9, 29),
];

/// Pairs of attributes that one code takes away together.
const TOGETHER: [Modifier; 2] =
    [Modifier::BOLD.union(Modifier::DIM), Modifier::SLOW_BLINK.union(Modifier::RAPID_BLINK)];

impl Pen {
    /// What a terminal starts with.
    pub(super) const PLAIN: Self = Self { fg: Color::Reset, bg: Color::Reset, modifier: Modifier::empty() };

    /// What a normal cell is painted with.
    pub(super) fn of(cell: &Cell) -> Self {
        Self { fg: cell.fg, bg: cell.bg, modifier: cell.modifier }
    }

    /// Whether a blank that wants nothing seen may be written with this pen.
    pub(super) fn leaves_blank(self) -> bool {
        self.blanks_like(Self::PLAIN)
    }

    /// Whether a blank painted with this pen looks as it would with that one: letters have no part in it.
    pub(super) fn blanks_like(self, other: Self) -> bool {
        const UNSEEN: Modifier = Modifier::BOLD.union(Modifier::DIM).union(Modifier::ITALIC);
        let seen = |pen: Self| pen.modifier.difference(UNSEEN);
        // Turned round, or underlined, a blank shows the colour of the letters.
        self.bg == other.bg && seen(self) == seen(other) && (seen(self).is_empty() || self.fg == other.fg)
    }

    /// Writes the shortest sequence that makes this pen, or one nobody knows, into `to`.
    pub(super) fn change(from: Option<Self>, to: Self, out: &mut String) {
        if from == Some(to) {
            return;
        }
        let anew = if to == Self::PLAIN { String::new() } else { format!("0;{}", codes_from(Self::PLAIN, to)) };
        let codes = match from.map(|from| codes_from(from, to)) {
            Some(step) if step.len() <= anew.len() => step,
            _ => anew,
        };
        let _ = write!(out, "\x1b[{codes}m");
    }
}

/// The codes that lead from one pen to another, joined by semicolons.
fn codes_from(from: Pen, to: Pen) -> String {
    let mut codes: Vec<String> = Vec::new();
    let mut lost = from.modifier.difference(to.modifier);
    let mut gained = to.modifier.difference(from.modifier);
    for pair in TOGETHER {
        if lost.intersects(pair) {
            gained |= to.modifier & pair;
            lost |= pair & from.modifier;
        }
    }
    for (attribute, _, off) in ATTRIBUTES {
        let off = off.to_string();
        if lost.intersects(attribute) && !codes.contains(&off) {
            codes.push(off);
        }
    }
    for (attribute, on, _) in ATTRIBUTES {
        if gained.intersects(attribute) {
            codes.push(on.to_string());
        }
    }
    if from.fg != to.fg {
        codes.push(colour_code(to.fg, 30));
    }
    if from.bg != to.bg {
        codes.push(colour_code(to.bg, 40));
    }
    codes.join(";")
}

/// `base` is 30 for the foreground and 40 for the background.
fn colour_code(colour: Color, base: u8) -> String {
    match colour {
        Color::Indexed(index @ 0..=7) => (base + index).to_string(),
        Color::Indexed(index @ 8..=15) => (base + 60 + (index - 8)).to_string(),
        Color::Indexed(index) => format!("{};5;{index}", base + 8),
        Color::Rgb(red, green, blue) => format!("{};2;{red};{green};{blue}", base + 8),
        _ => (base + 9).to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pen(fg: Color, modifier: Modifier) -> Pen {
        Pen { fg, bg: Color::Reset, modifier }
    }

    fn change(from: Option<Pen>, to: Pen) -> String {
        let mut out = String::new();
        Pen::change(from, to, &mut out);
        out
    }

    #[test]
    fn the_pen_changes_by_the_shortest_way() {
        let red = Color::Indexed(1);
        let plain = Pen::PLAIN;
        let bold = pen(Color::Reset, Modifier::BOLD);
        assert_eq!(change(Some(plain), plain), "");
        assert_eq!(change(None, plain), "\x1b[m");
        assert_eq!(change(Some(plain), bold), "\x1b[1m");
        assert_eq!(change(Some(bold), plain), "\x1b[m");
        assert_eq!(change(Some(bold), pen(red, Modifier::BOLD)), "\x1b[31m");
        assert_eq!(change(Some(pen(red, Modifier::BOLD)), pen(red, Modifier::DIM)), "\x1b[22;2m");
        assert_eq!(change(Some(pen(red, Modifier::BOLD | Modifier::DIM)), pen(red, Modifier::DIM)), "\x1b[22;2m");
        assert_eq!(change(None, pen(Color::Indexed(9), Modifier::REVERSED)), "\x1b[0;7;91m");
        assert_eq!(change(Some(plain), pen(Color::Indexed(202), Modifier::BOLD)), "\x1b[1;38;5;202m");
        let orange = Pen { bg: Color::Rgb(255, 95, 0), ..plain };
        assert_eq!(change(Some(plain), orange), "\x1b[48;2;255;95;0m");
    }
}
