//! What can be wrong with a file, exactly.

mod syntax;

use std::fmt;

use crate::clock::At;
use crate::limits::CONFIG_FILE_BYTES_MAX;
use crate::text::tell::{Both, Tell, both};

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
        why: Both,
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
        at: Both,
        /// What is wrong there.
        why: Both,
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
    Missing { key: String, expected: Both },
    /// A value of another type.
    #[error("expected {expected}, found {found}")]
    Type { expected: Both, found: Both },
    /// A value of the right type that cannot be.
    #[error("expected {expected}, found `{found}`{}", hint(nearest.as_ref()))]
    Value { expected: Both, found: Both, nearest: Option<String> },
    /// A name that nothing in the file has.
    #[error("there is no {what} `{name}`{}", hint(nearest.as_ref()))]
    Unknown { what: Both, name: String, nearest: Option<String> },
    /// A name that two things have.
    #[error("the {what} `{name}` was already given on line {first_line}; codes are given once")]
    Duplicate { what: Both, name: String, first_line: usize },
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
    TooLong { what: Both, bytes: usize, max: usize },
    /// Too many of a thing.
    #[error("{count} {what} are too many; at most {max}")]
    TooMany { what: Both, count: usize, max: usize },
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
    pub fn not_one_of<'a>(what: Both, found: &str, known: impl Iterator<Item = &'a str> + Clone) -> Self {
        let list: Vec<&str> = known.clone().collect();
        let list = list.join(", ");
        let expected = if known.clone().count() > 12 { what } else { both!(" {list} 之一", "one of {list}") };
        Self::Value { expected, found: Both::same(shown(found)), nearest: super::nearest(found, known) }
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

impl Tell for Fault {
    fn zh(&self) -> String {
        match self {
            Self::Missing { file } => format!("{file}: 没有这个文件; 查一查文件名, 或所在目录"),
            Self::Directory { file } => format!("{file}: 是目录; 写其中的文件"),
            Self::Unreadable { file, why } => format!("{file}: 读不出 ({}); 查一查权限", why.zh()),
            Self::TooLarge { file, bytes } => format!("{file}: {bytes} 字节太多; 最多读 {CONFIG_FILE_BYTES_MAX}"),
            Self::NotText { file, byte } => format!("{file}: 不是 UTF-8 文字 (第 {byte} 字节); 存成 UTF-8"),
            Self::NoSuchLayout { name, known, nearest } => {
                format!("没有版面 `{name}`{}; 版面有 {known}, 或写一个文件", hint_zh(nearest.as_ref()))
            }
            Self::NoSuchTheme { name, known, nearest } => {
                format!("没有配色 `{name}`{}; 配色有 {known}, 或写一个文件", hint_zh(nearest.as_ref()))
            }
            Self::Outlines { file, at, why } => format!("{file}: {}: {}", at.zh(), why.zh()),
            Self::Problems(problems) => problems.iter().map(Tell::zh).collect::<Vec<_>>().join("\n"),
        }
    }
}

impl Tell for Problem {
    fn zh(&self) -> String {
        let Self { file, line, column, field, wrong } = self;
        format!("{file}:{line}:{column}: {}{}", Field(field), wrong.zh())
    }
}

fn hint_zh(nearest: Option<&String>) -> String {
    nearest.map(|name| format!("; 是不是 `{name}`?")).unwrap_or_default()
}

impl Tell for Wrong {
    fn zh(&self) -> String {
        match self {
            Self::Syntax(what) => format!("不是 TOML: {}", syntax::zh(what)),
            Self::UnknownKey { key, nearest } => format!("没有 `{key}` 这一项{}", hint_zh(nearest.as_ref())),
            Self::Missing { key, expected } => format!("缺 `{key}`; 应写{}", expected.zh()),
            Self::Type { expected, found } => format!("应是{}, 却是{}", expected.zh(), found.zh()),
            Self::Value { expected, found, nearest } => {
                format!("应是{}, 却是 `{}`{}", expected.zh(), found.zh(), hint_zh(nearest.as_ref()))
            }
            Self::Unknown { what, name, nearest } => {
                format!("没有{} `{name}`{}", what.zh(), hint_zh(nearest.as_ref()))
            }
            Self::Duplicate { what, name, first_line } => {
                format!("{} `{name}` 在第 {first_line} 行已经给过; 代码只给一次", what.zh())
            }
            Self::OutsideDrill { at, begins, ends } => format!("{at} 在演练之外, 演练从 {begins} 到 {ends}"),
            Self::Order { earlier, later } => format!("{later} 不能早于 {earlier}"),
            Self::OffEarth { lat, lon } => {
                format!("纬度 {lat} 经度 {lon} 不在地球上; 纬度从 -90 到 90, 经度从 -180 到 180")
            }
            Self::Swapped { lat, lon } => format!("纬度 {lat} 经度 {lon} 不在中国, 反过来就在: 对调"),
            Self::Cycle(steps) => format!("这些步骤互相等待: {}", steps.join(" > ")),
            Self::TooLong { what, bytes, max } => {
                format!("{}入账要 {bytes} 字节, 一条最多 {max}; 写短一些", what.zh())
            }
            Self::TooMany { what, count, max } => format!("{count} 个{}太多; 最多 {max}", what.zh()),
            Self::NoRoad { from, to } => format!("从 `{from}` 到 `{to}` 没有路; 在两处之间加一条 [[road]]"),
            Self::NotYet { name, at } => format!("`{name}` 在 {at} 才发生, 在这之后; 写到那时已发生的"),
            Self::RequestsOnly(team) => format!("队伍 `{team}` 只收请求, 不收指令; 写 form = \"request\""),
            Self::Key(fault) => fault.zh(),
            Self::OneOf(one, other) => format!("`{one}` 和 `{other}` 要写一个, 只写一个"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::tell::tests::told;

    #[test]
    fn every_fault_of_a_file_is_told_in_both_languages() {
        let (file, name, nearest) = (|| "/T/A.1".to_owned(), || "X9".to_owned(), || Some("X8".to_owned()));
        let why = || Both::words("没有权限 (13)", "not allowed (13)");
        let problem =
            Problem { file: file(), line: 3, column: 7, field: "A[2].B".into(), wrong: Wrong::Syntax("X".into()) };
        let source = include_str!("problem.rs");
        told(
            source,
            "Fault",
            &[
                Fault::Missing { file: file() },
                Fault::Directory { file: file() },
                Fault::Unreadable { file: file(), why: why() },
                Fault::TooLarge { file: file(), bytes: 99 },
                Fault::NotText { file: file(), byte: 12 },
                Fault::NoSuchLayout { name: name(), known: "L1, L2".into(), nearest: nearest() },
                Fault::NoSuchTheme { name: name(), known: "T1, T2".into(), nearest: nearest() },
                Fault::Outlines { file: file(), at: Both::words("第 3 行", "line 3"), why: why() },
                Fault::Problems(vec![problem.clone(), problem.clone()]),
            ],
        );
        told(source, "Problem", &[problem]);
    }

    #[test]
    fn whatever_is_wrong_in_a_file_is_told_in_both_languages() {
        let (name, nearest) = (|| "X9".to_owned(), || Some("X8".to_owned()));
        let (expected, found) = (|| Both::words("文字", "a text"), || Both::words("整数 5", "the number 5"));
        let [what, at] = [Both::words("队伍", "team"), expected()];
        told(
            include_str!("problem.rs"),
            "Wrong",
            &[
                Wrong::Syntax("X9".into()),
                Wrong::UnknownKey { key: name(), nearest: nearest() },
                Wrong::Missing { key: name(), expected: at },
                Wrong::Type { expected: expected(), found: found() },
                Wrong::Value { expected: expected(), found: Both::same("5"), nearest: nearest() },
                Wrong::Unknown { what: what.clone(), name: name(), nearest: nearest() },
                Wrong::Duplicate { what: what.clone(), name: name(), first_line: 4 },
                Wrong::OutsideDrill { at: At(0), begins: At(3_600_000), ends: At(7_200_000) },
                Wrong::Order { earlier: "A1".into(), later: "B2".into() },
                Wrong::OffEarth { lat: "91".into(), lon: "200".into() },
                Wrong::Swapped { lat: "113".into(), lon: "34".into() },
                Wrong::Cycle(vec!["S1".into(), "S2".into(), "S1".into()]),
                Wrong::TooLong { what: what.clone(), bytes: 9000, max: 4096 },
                Wrong::TooMany { what, count: 12, max: 9 },
                Wrong::NoRoad { from: name(), to: "X8".into() },
                Wrong::NotYet { name: name(), at: At(0) },
                Wrong::RequestsOnly(name()),
                Wrong::Key(crate::console::KeyFault::NoKey),
                Wrong::OneOf("A1", "B2"),
            ],
        );
    }
}
