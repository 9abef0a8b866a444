//! Themes: how each meaning looks. Plain data; `config` reads the files, `view` draws with them.
//!
//! A theme is by meaning and never by place. Colour repeats what a mark already says, so a theme can make nothing
//! unreadable by being plain; what it must not do is make two meanings look alike that call for different acts: the
//! built-in ones are held to that by a test that sees as people with the three kinds of colour-blindness do
//! (`theme/tests.rs`).

mod builtin;

use crate::text::Lang;

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

    /// Its name in a theme's file.
    pub fn slug(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Quiet => "quiet",
            Self::Heading => "heading",
            Self::Status => "live",
            Self::Drill => "drill",
            Self::Test => "test",
            Self::Selected => "selected",
            Self::Alarm => "alarm",
            Self::Fresh => "fresh",
            Self::Attention => "attention",
            Self::Input => "input",
            Self::Key => "key",
            Self::Past => "past",
        }
    }

    /// Its place in a theme.
    fn place(self) -> usize {
        self as usize
    }
}

/// How many colours a terminal shows.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Colours {
    /// None (`NO_COLOR`): bold, reverse and underline stay.
    None,
    /// The sixteen every terminal has.
    #[default]
    Sixteen,
    /// The 256 of xterm.
    Indexed,
    /// Every one.
    True,
}

impl Colours {
    /// What a terminal of this kind (`TERM`) shows that says this of itself (`COLORTERM`).
    pub fn of(term: &str, colorterm: &str) -> Self {
        if matches!(colorterm, "truecolor" | "24bit") || term.ends_with("-direct") {
            Self::True
        } else if term.contains("256color") {
            Self::Indexed
        } else {
            Self::Sixteen
        }
    }
}

/// One colour.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Hue {
    /// The terminal's own.
    #[default]
    Own,
    /// One of the sixteen, from 0: as the terminal has it.
    Named(u8),
    /// Red, green, blue.
    Rgb(u8, u8, u8),
}

/// How one meaning looks.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct Ink {
    /// With as many colours as it takes.
    pub full: Paint,
    /// On a terminal of sixteen colours, where the nearest ones would not do.
    pub sixteen: Option<Paint>,
}

/// Colours and attributes.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct Paint {
    /// Colour of the letters.
    pub text: Hue,
    /// Colour behind them.
    pub ground: Hue,
    /// What there is besides colour.
    pub attributes: Attributes,
}

/// Attributes of letters.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is an attribute of its own that a terminal has")]
pub struct Attributes {
    /// Bold.
    pub bold: bool,
    /// Dim.
    pub dim: bool,
    /// Underlined.
    pub underline: bool,
    /// Letters and ground exchanged.
    pub reverse: bool,
    /// Blinking, slowly.
    pub blink: bool,
}

impl Ink {
    /// On a terminal of so many colours.
    pub fn paint(&self, colours: Colours) -> Paint {
        match (colours, self.sixteen) {
            (Colours::None, _) => Paint { attributes: self.full.attributes, ..Paint::default() },
            (Colours::Sixteen, Some(paint)) => paint,
            _ => self.full,
        }
    }
}

/// A theme.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Theme {
    /// Its name: of a built-in one that of [`Theme::NAMES`], else as its file says.
    pub name: String,
    /// Whether maps keep to ASCII, whatever the layout says.
    pub ascii: bool,
    inks: [Ink; 13],
}

impl Default for Theme {
    fn default() -> Self {
        Self::dark()
    }
}

impl Theme {
    /// Names of the built-in themes, the default first.
    pub const NAMES: [&'static str; 4] = ["dark", "light", "mono", "ascii"];

    /// The built-in theme of this name.
    pub fn built_in(name: &str) -> Option<Self> {
        match name {
            "dark" => Some(Self::dark()),
            "light" => Some(Self::light()),
            "mono" => Some(Self::mono()),
            "ascii" => Some(Self { name: "ascii".to_owned(), ascii: true, ..Self::mono() }),
            _ => None,
        }
    }

    /// How a meaning looks.
    pub fn ink(&self, meaning: Meaning) -> Ink {
        self.inks.get(meaning.place()).copied().unwrap_or_default()
    }

    /// The same with another look of one meaning.
    #[must_use]
    pub fn with(mut self, meaning: Meaning, ink: Ink) -> Self {
        if let Some(place) = self.inks.get_mut(meaning.place()) {
            *place = ink;
        }
        self
    }

    /// As a person reads its name.
    pub fn title(&self, lang: Lang) -> &str {
        match self.name.as_str() {
            "dark" => lang.pick("深色底", "dark"),
            "light" => lang.pick("浅色底", "light"),
            "mono" => lang.pick("单色", "mono"),
            "ascii" => lang.pick("单色, 地图只用 ASCII", "mono, maps in ASCII"),
            own => own,
        }
    }
}

/// The themes that a console goes round in, and the one it has: those built in and the user's own.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Themes {
    all: Vec<Theme>,
    at: usize,
}

impl Default for Themes {
    fn default() -> Self {
        Self::new(Theme::default(), Vec::new())
    }
}

impl Themes {
    /// The built-in ones, then `own`; `first` is the one that is had.
    pub fn new(first: Theme, own: Vec<Theme>) -> Self {
        let mut all: Vec<Theme> = Theme::NAMES.iter().filter_map(|name| Theme::built_in(name)).collect();
        for theme in own.into_iter().chain([first.clone()]) {
            if all.iter().all(|other| other.name != theme.name) {
                all.push(theme);
            }
        }
        let at = all.iter().position(|theme| theme.name == first.name).unwrap_or(0);
        if let Some(place) = all.get_mut(at) {
            *place = first;
        }
        Self { all, at }
    }

    /// The one that is had.
    pub fn now(&self) -> Option<&Theme> {
        self.all.get(self.at)
    }

    /// Its place, from 1, and how many there are.
    pub fn place(&self) -> (usize, usize) {
        (self.at + 1, self.all.len())
    }

    /// Takes the next one.
    pub(super) fn step(&mut self) {
        self.at = (self.at + 1) % self.all.len().max(1);
    }
}

#[cfg(test)]
mod tests;
