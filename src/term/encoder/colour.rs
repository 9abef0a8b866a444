//! Colours: as many as the terminal has.

use ratatui::style::Color;

pub use crate::console::Colours;

/// The nearest of the colours there are: `Reset`, `Indexed`, or `Rgb` where the terminal shows every one.
pub(super) fn reduce(colour: Color, colours: Colours) -> Color {
    let (index, rgb) = match colour {
        Color::Reset => return Color::Reset,
        Color::Black => (0, None),
        Color::Red => (1, None),
        Color::Green => (2, None),
        Color::Yellow => (3, None),
        Color::Blue => (4, None),
        Color::Magenta => (5, None),
        Color::Cyan => (6, None),
        Color::Gray => (7, None),
        Color::DarkGray => (8, None),
        Color::LightRed => (9, None),
        Color::LightGreen => (10, None),
        Color::LightYellow => (11, None),
        Color::LightBlue => (12, None),
        Color::LightMagenta => (13, None),
        Color::LightCyan => (14, None),
        Color::White => (15, None),
        Color::Indexed(index @ 0..=15) => (index, None),
        Color::Indexed(index) => (index, Some(of_index(index))),
        Color::Rgb(red, green, blue) => (to_index([red, green, blue]), Some([red, green, blue])),
    };
    match (colours, rgb) {
        (Colours::None, _) => Color::Reset,
        (Colours::Sixteen, Some(rgb)) => Color::Indexed(to_sixteen(rgb)),
        (Colours::True, Some([red, green, blue])) => Color::Rgb(red, green, blue),
        (_, None) | (Colours::Indexed, _) => Color::Indexed(index),
    }
}

/// What xterm shows for the channels of its cube of 216.
const STEPS: [u8; 6] = [0, 95, 135, 175, 215, 255];

/// What xterm shows for an index from 16 on: a cube of 216, then 24 greys.
fn of_index(index: u8) -> [u8; 3] {
    let cube = index.saturating_sub(16);
    let step = |n: u8| STEPS.get(usize::from(n)).copied().unwrap_or(u8::MAX);
    match index {
        232.. => [(index - 232).saturating_mul(10).saturating_add(8); 3],
        _ => [step(cube / 36), step(cube / 6 % 6), step(cube % 6)],
    }
}

/// The index from 16 on that is nearest to a colour: the nearest of the cube, or the nearest grey.
fn to_index(rgb: [u8; 3]) -> u8 {
    let far = |index: &u8| -> u32 {
        let channels = of_index(*index).into_iter().zip(rgb);
        channels.map(|(a, b)| u32::from(a.abs_diff(b)).pow(2)).sum()
    };
    let cube = rgb.into_iter().fold(0_u8, |index, channel| {
        let step = (0_u8..6).zip(STEPS).min_by_key(|(_, step)| step.abs_diff(channel)).map_or(0, |(n, _)| n);
        index * 6 + step
    });
    let middle = rgb.into_iter().map(u32::from).sum::<u32>() / 3;
    let grey = u8::try_from(middle.saturating_sub(3) / 10).unwrap_or(23).min(23);
    [16 + cube, 232 + grey].into_iter().min_by_key(far).unwrap_or(16)
}

/// Each channel is off or on against half of the strongest one; the strongest decides between dark and bright.
fn to_sixteen([red, green, blue]: [u8; 3]) -> u8 {
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
        for colours in [Colours::Sixteen, Colours::Indexed, Colours::True] {
            assert_eq!(reduce(Color::Reset, colours), Color::Reset);
            assert_eq!(reduce(Color::Red, colours), Color::Indexed(1), "the terminal's own red");
        }
        assert_eq!(reduce(Color::Red, Colours::None), Color::Reset);
    }

    #[test]
    fn what_stands_in_the_cube_of_256_is_found_there_and_what_does_not_becomes_the_nearest() {
        for index in 16..=u8::MAX {
            let [red, green, blue] = of_index(index);
            let found = reduce(Color::Rgb(red, green, blue), Colours::Indexed);
            let Color::Indexed(found) = found else { panic!("{found:?}") };
            assert_eq!(of_index(found), [red, green, blue], "some greys stand in the cube too");
        }
        assert_eq!(reduce(Color::Rgb(250, 100, 3), Colours::Indexed), Color::Indexed(202));
        assert_eq!(reduce(Color::Rgb(250, 100, 3), Colours::True), Color::Rgb(250, 100, 3));
        assert_eq!(reduce(Color::Indexed(202), Colours::True), Color::Rgb(255, 95, 0));
    }
}
