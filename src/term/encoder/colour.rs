//! Colours: sixteen, or none.

use ratatui::style::Color;

/// How many colours the terminal gets.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Colours {
    /// The sixteen every terminal has.
    #[default]
    Sixteen,
    /// None (`NO_COLOR`): bold, reverse and underline stay.
    None,
}

/// The nearest of the colours there are: `Reset`, or `Indexed` 0 to 15.
pub(super) fn reduce(colour: Color, colours: Colours) -> Color {
    if colours == Colours::None {
        return Color::Reset;
    }
    let index = match colour {
        Color::Reset => return Color::Reset,
        Color::Black => 0,
        Color::Red => 1,
        Color::Green => 2,
        Color::Yellow => 3,
        Color::Blue => 4,
        Color::Magenta => 5,
        Color::Cyan => 6,
        Color::Gray => 7,
        Color::DarkGray => 8,
        Color::LightRed => 9,
        Color::LightGreen => 10,
        Color::LightYellow => 11,
        Color::LightBlue => 12,
        Color::LightMagenta => 13,
        Color::LightCyan => 14,
        Color::White => 15,
        Color::Indexed(index @ 0..=15) => index,
        Color::Indexed(index @ 16..=231) => {
            let step = |n: u8| n.saturating_mul(51);
            let cube = index - 16;
            from_rgb(step(cube / 36), step(cube / 6 % 6), step(cube % 6))
        }
        Color::Indexed(index) => {
            let grey = (index - 232).saturating_mul(10).saturating_add(8);
            from_rgb(grey, grey, grey)
        }
        Color::Rgb(red, green, blue) => from_rgb(red, green, blue),
    };
    Color::Indexed(index)
}

/// Each channel is off or on against half of the strongest one; the strongest decides between dark and bright.
fn from_rgb(red: u8, green: u8, blue: u8) -> u8 {
    let strongest = red.max(green).max(blue);
    if strongest < 48 {
        return 0;
    }
    let on = |channel: u8, bit: u8| if channel > strongest / 2 { bit } else { 0 };
    let hue = on(red, 1) | on(green, 2) | on(blue, 4);
    match (hue, strongest) {
        (7, 0..=127) => 8,
        (7, 128..=207) => 7,
        (_, 208..) => hue | 8,
        _ => hue,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_colour_becomes_one_of_sixteen() {
        let check = |colour, index| assert_eq!(reduce(colour, Colours::Sixteen), Color::Indexed(index), "{colour:?}");
        check(Color::Red, 1);
        check(Color::White, 15);
        check(Color::Indexed(9), 9);
        check(Color::Indexed(196), 9);
        check(Color::Indexed(16), 0);
        check(Color::Indexed(240), 8);
        check(Color::Rgb(160, 0, 0), 1);
        check(Color::Rgb(255, 255, 255), 15);
        check(Color::Rgb(0, 200, 200), 6);
        for index in 0..=255 {
            assert!(matches!(reduce(Color::Indexed(index), Colours::Sixteen), Color::Indexed(0..=15)));
        }
        assert_eq!(reduce(Color::Reset, Colours::Sixteen), Color::Reset);
        assert_eq!(reduce(Color::Red, Colours::None), Color::Reset);
    }
}
