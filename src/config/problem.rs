//! What can be wrong with a file, exactly.

use std::fmt;

use crate::clock::At;
use crate::limits::CONFIG_FILE_BYTES_MAX;

/// Why a file was not taken.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum Fault {
    /// It is not there.
    #[error("{file}: there is no such file; check the name, or the directory you are in")]
    Missing {
        /// The file.
        file: String,
    },
    /// It is a directory.
    #[error("{file}: is a directory; name the file in it")]
    Directory {
        /// The file.
        file: String,
    },
    /// The system does not let it be read.
    #[error("{file}: cannot be read ({why}); check its permissions")]
    Unreadable {
        /// The file.
        file: String,
        /// What the system says.
        why: String,
    },
    /// More than any honest file of this kind holds.
    #[error("{file}: {bytes} bytes are too many; at most {CONFIG_FILE_BYTES_MAX} are read")]
    TooLarge {
        /// The file.
        file: String,
        /// Its size.
        bytes: u64,
    },
    /// Not UTF-8.
    #[error("{file}: is not UTF-8 text (byte {byte}); save it as UTF-8")]
    NotText {
        /// The file.
        file: String,
        /// The first byte that is not.
        byte: usize,
    },
    /// Neither a built-in layout nor a file.
    #[error("there is no layout `{name}`{}; the layouts are {known}, or name a file", hint(nearest.as_ref()))]
    NoSuchLayout {
        /// As it was named.
        name: String,
        /// Those there are.
        known: String,
        /// The most alike of them.
        nearest: Option<String>,
    },
    /// Neither a built-in theme, nor one of the user's own, nor a file.
    #[error("there is no theme `{name}`{}; the themes are {known}, or name a file", hint(nearest.as_ref()))]
    NoSuchTheme {
        /// As it was named.
        name: String,
        /// Those there are.
        known: String,
        /// The most alike of them.
        nearest: Option<String>,
    },
    /// A file of outlines that is no `GeoJSON`.
    #[error("{file}: {at}: {why}")]
    Outlines {
        /// The file.
        file: String,
        /// Where in it.
        at: String,
        /// What is wrong there.
        why: String,
    },
    /// It was read, and this is wrong with it; never empty.
    #[error("{}", Lines(.0))]
    Problems(Vec<Problem>),
}

impl Fault {
    /// The problems, when the file was read.
    pub fn problems(&self) -> &[Problem] {
        if let Self::Problems(list) = self { list } else { &[] }
    }
}

struct Lines<'a>(&'a [Problem]);

impl fmt::Display for Lines<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (n, problem) in self.0.iter().enumerate() {
            let line_end = if n == 0 { "" } else { "\n" };
            write!(f, "{line_end}{problem}")?;
        }
        Ok(())
    }
}

/// One thing that is wrong, and where.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("{file}:{line}:{column}: {}{wrong}", Field(field))]
pub struct Problem {
    /// The file as it was named.
    pub file: String,
    /// From 1.
    pub line: usize,
    /// In characters, from 1.
    pub column: usize,
    /// The path of the field, `inject[3].team`, counted from 1; empty for the file as a whole.
    pub field: String,
    /// What.
    pub wrong: Wrong,
}

struct Field<'a>(&'a str);

impl fmt::Display for Field<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() { Ok(()) } else { write!(f, "{}: ", self.0) }
    }
}

fn hint(nearest: Option<&String>) -> String {
    nearest.map(|name| format!("; did you mean `{name}`?")).unwrap_or_default()
}

/// What is wrong.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[expect(missing_docs, reason = "the fields are named in the message")]
pub enum Wrong {
    /// Not TOML.
    #[error("not TOML: {0}")]
    Syntax(String),
    /// A key that means nothing here.
    #[error("unknown key `{key}`{}", hint(nearest.as_ref()))]
    UnknownKey { key: String, nearest: Option<String> },
    /// A key that must be there.
    #[error("`{key}` is missing; expected {expected}")]
    Missing { key: String, expected: String },
    /// A value of another type.
    #[error("expected {expected}, found {found}")]
    Type { expected: String, found: String },
    /// A value of the right type that cannot be.
    #[error("expected {expected}, found `{found}`{}", hint(nearest.as_ref()))]
    Value { expected: String, found: String, nearest: Option<String> },
    /// A name that nothing in the file has.
    #[error("there is no {what} `{name}`{}", hint(nearest.as_ref()))]
    Unknown { what: &'static str, name: String, nearest: Option<String> },
    /// A name that two things have.
    #[error("the {what} `{name}` was already given on line {first_line}; codes are given once")]
    Duplicate { what: &'static str, name: String, first_line: usize },
    /// A time outside the drill.
    #[error("{at} is outside the drill, which runs from {begins} to {ends}")]
    OutsideDrill { at: At, begins: At, ends: At },
    /// Two times the wrong way round.
    #[error("{later} must not be before {earlier}")]
    Order { earlier: String, later: String },
    /// A point nobody can stand on.
    #[error(
        "latitude {lat}, longitude {lon} is not on the earth; latitude runs from -90 to 90, longitude from -180 to 180"
    )]
    OffEarth { lat: String, lon: String },
    /// A point in China if it were the other way round.
    #[error("latitude {lat}, longitude {lon} is not in China, and would be the other way round: swap them")]
    Swapped { lat: String, lon: String },
    /// Steps that wait for each other.
    #[error("these steps wait for each other: {}", .0.join(" > "))]
    Cycle(Vec<String>),
    /// More than fits.
    #[error("{what} takes {bytes} bytes in the log, more than the {max} an event may have; make it shorter")]
    TooLong { what: String, bytes: usize, max: usize },
    /// Too many of a thing.
    #[error("{count} {what} are too many; at most {max}")]
    TooMany { what: &'static str, count: usize, max: usize },
    /// No road leads there.
    #[error("no road leads from `{from}` to `{to}`; add a [[road]] between them")]
    NoRoad { from: String, to: String },
    /// A thing that has not happened yet at that time.
    #[error("`{name}` happens at {at}, which is after this; name something that has happened by then")]
    NotYet { name: String, at: At },
    /// An order to those who take requests only (军队参加抢险救灾条例 art. 7; rules.md 4.4).
    #[error("team `{0}` takes requests, never orders; write form = \"request\"")]
    RequestsOnly(String),
    /// A key that cannot be given to an act.
    #[error("{0}")]
    Key(crate::console::KeyFault),
    /// Two keys of which only one may be there.
    #[error("give either `{0}` or `{1}`, not both and not neither")]
    OneOf(&'static str, &'static str),
}

impl Wrong {
    /// A value that is not one of a closed list; the nearest one is offered.
    pub fn not_one_of<'a>(what: &str, found: &str, known: impl Iterator<Item = &'a str> + Clone) -> Self {
        let list: Vec<&str> = known.clone().collect();
        let expected = if list.len() > 12 { what.to_owned() } else { format!("one of {}", list.join(", ")) };
        Self::Value { expected, found: shown(found), nearest: super::nearest(found, known) }
    }
}

/// Foreign text as part of a sentence: short, on one line, without characters that move a cursor.
pub(super) fn shown(text: &str) -> String {
    let mut short: String = text.chars().take(60).map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect();
    if text.chars().count() > 60 {
        short.push_str("...");
    }
    short
}
