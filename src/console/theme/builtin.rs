//! The built-in themes.
//!
//! Their colours stand in the cube of 256, so that a terminal of that many shows the very same. Bars that say which world
//! this is differ in lightness and not in hue alone: to who sees no red, blue and violet are one colour.

use super::{Attributes, Hue, Ink, Meaning, Paint, Theme};

const BOLD: Attributes = Attributes { bold: true, dim: false, underline: false, reverse: false, blink: false };
const NONE: Attributes = Attributes { bold: false, ..BOLD };
const DIM: Attributes = Attributes { dim: true, ..NONE };
const UNDERLINE: Attributes = Attributes { underline: true, ..NONE };
const REVERSE: Attributes = Attributes { reverse: true, ..NONE };
const BLINK: Attributes = Attributes { blink: true, ..BOLD };

const BLACK: Hue = Hue::Rgb(0, 0, 0);
const WHITE: Hue = Hue::Rgb(255, 255, 255);
const NAVY: Hue = Hue::Rgb(0, 0, 175);
const PINK: Hue = Hue::Rgb(255, 95, 255);
const GREEN: Hue = Hue::Rgb(0, 135, 95);

/// The terminal's own sixteen, by number.
const OWN_BLACK: Hue = Hue::Named(0);
const OWN_RED: Hue = Hue::Named(1);
const OWN_YELLOW: Hue = Hue::Named(3);
const OWN_BLUE: Hue = Hue::Named(4);
const OWN_CYAN: Hue = Hue::Named(6);
const OWN_BRIGHT_RED: Hue = Hue::Named(9);
const OWN_BRIGHT_MAGENTA: Hue = Hue::Named(13);
const OWN_BRIGHT_WHITE: Hue = Hue::Named(15);

/// Letters on the terminal's own ground.
const fn text(text: Hue, attributes: Attributes) -> Paint {
    Paint { text, ground: Hue::Own, attributes }
}

/// Letters on a ground.
const fn bar(text: Hue, ground: Hue, attributes: Attributes) -> Paint {
    Paint { text, ground, attributes }
}

const fn ink(full: Paint, sixteen: Paint) -> Ink {
    Ink { full, sixteen: Some(sixteen) }
}

/// Without colour, however many there are.
const fn only(attributes: Attributes) -> Ink {
    Ink { full: text(Hue::Own, attributes), sixteen: None }
}

impl Theme {
    /// For dark grounds: the default.
    pub(super) fn dark() -> Self {
        let alarm = |attributes| ink(text(Hue::Rgb(255, 95, 0), attributes), text(OWN_BRIGHT_RED, attributes));
        let reversed = text(Hue::Own, REVERSE);
        let past = ink(bar(BLACK, Hue::Rgb(175, 175, 0), NONE), bar(OWN_BLACK, OWN_YELLOW, NONE));
        Self::plain("dark")
            .with(Meaning::Quiet, ink(text(Hue::Rgb(148, 148, 148), NONE), text(Hue::Own, DIM)))
            .with(Meaning::Alarm, alarm(BOLD))
            .with(Meaning::Fresh, alarm(BLINK))
            .with(Meaning::Attention, ink(text(Hue::Rgb(255, 175, 0), NONE), text(OWN_YELLOW, NONE)))
            .with(Meaning::Key, ink(text(Hue::Rgb(95, 175, 255), NONE), text(OWN_CYAN, NONE)))
            .with(Meaning::Selected, ink(bar(BLACK, Hue::Rgb(238, 238, 238), NONE), reversed))
            .with(Meaning::Past, past)
            .bars()
    }

    /// For light grounds.
    pub(super) fn light() -> Self {
        let alarm = |attributes| ink(text(Hue::Rgb(135, 0, 0), attributes), text(OWN_RED, attributes));
        let key = Attributes { bold: true, ..UNDERLINE };
        let past = ink(bar(BLACK, Hue::Rgb(255, 255, 135), NONE), bar(OWN_BLACK, OWN_YELLOW, NONE));
        Self::plain("light")
            .with(Meaning::Quiet, ink(text(Hue::Rgb(88, 88, 88), NONE), text(Hue::Own, DIM)))
            .with(Meaning::Alarm, alarm(BOLD))
            .with(Meaning::Fresh, alarm(BLINK))
            .with(Meaning::Attention, ink(text(Hue::Rgb(135, 95, 0), NONE), text(OWN_BLUE, NONE)))
            .with(Meaning::Key, ink(text(Hue::Rgb(0, 95, 215), NONE), text(Hue::Own, key)))
            .with(Meaning::Selected, ink(bar(WHITE, BLACK, NONE), text(Hue::Own, REVERSE)))
            .with(Meaning::Past, past)
            .bars()
    }

    /// Without colour: bold, reverse, underline and blinking.
    pub(super) fn mono() -> Self {
        let bars = [Meaning::Status, Meaning::Drill, Meaning::Test, Meaning::Past, Meaning::Selected];
        let theme = bars.into_iter().fold(Self::plain("mono"), |theme, bar| theme.with(bar, only(REVERSE)));
        theme
            .with(Meaning::Quiet, Ink::default())
            .with(Meaning::Alarm, only(BOLD))
            .with(Meaning::Fresh, only(BLINK))
            .with(Meaning::Key, only(UNDERLINE))
    }

    /// What is the same in all of them.
    fn plain(name: &str) -> Self {
        let theme = Self { name: name.to_owned(), ascii: false, inks: [Ink::default(); 13] };
        theme.with(Meaning::Heading, only(BOLD)).with(Meaning::Input, only(UNDERLINE))
    }

    /// Which world this is: dark blue, bright pink and green stay apart for every eye.
    fn bars(self) -> Self {
        self.with(Meaning::Status, ink(bar(WHITE, NAVY, BOLD), bar(OWN_BRIGHT_WHITE, OWN_BLUE, BOLD)))
            .with(Meaning::Drill, ink(bar(BLACK, PINK, BOLD), bar(OWN_BLACK, OWN_BRIGHT_MAGENTA, BOLD)))
            .with(Meaning::Test, ink(bar(BLACK, GREEN, NONE), bar(OWN_BLACK, OWN_CYAN, NONE)))
    }
}
