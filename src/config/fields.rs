//! The one reader of TOML tables: asks for keys, remembers what it asked for, reports everything that is wrong.

use std::collections::BTreeMap;
use std::ops::Range;

use serde::de::DeserializeOwned;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::problem::shown;
use super::{Code, Fault, Line, Problem, Read, Word, Wrong};
use crate::text::tell::{Both, both};

/// Where in the file something stands, for a problem found later.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Spot {
    /// Byte of the file.
    pub byte: usize,
    /// Path of the field.
    pub field: String,
}

/// A value and where it stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Sited<T> {
    /// The value.
    pub value: T,
    /// Where.
    pub spot: Spot,
}

/// Collects what is wrong with one file.
#[derive(Debug)]
pub struct Log<'a> {
    file: &'a str,
    text: &'a str,
    problems: Vec<(usize, Problem)>,
}

impl<'a> Log<'a> {
    /// Nothing is wrong yet.
    pub fn new(file: &'a str, text: &'a str) -> Self {
        Self { file, text, problems: Vec::new() }
    }

    /// Notes a problem.
    pub fn wrong(&mut self, spot: &Spot, wrong: Wrong) {
        let (line, column) = self.line_column(spot.byte);
        let problem = Problem { file: self.file.to_owned(), line, column, field: spot.field.clone(), wrong };
        self.problems.push((spot.byte, problem));
    }

    /// Line and column of a byte, both from 1; columns are characters.
    pub fn line_column(&self, byte: usize) -> (usize, usize) {
        let before = self.text.get(..byte).unwrap_or(self.text);
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        let in_line = before.get(line_start..).unwrap_or_default();
        (before.matches('\n').count() + 1, in_line.chars().count() + 1)
    }

    /// How many problems were noted.
    pub fn count(&self) -> usize {
        self.problems.len()
    }

    /// `value`, or every problem in order of the file.
    pub fn finish<T>(mut self, value: Option<T>) -> Result<T, Fault> {
        self.problems.sort_by_key(|(byte, _)| *byte);
        match value {
            Some(value) if self.problems.is_empty() => Ok(value),
            _ => Err(Fault::Problems(self.problems.into_iter().map(|(_, problem)| problem).collect())),
        }
    }
}

/// Reads a whole document with `read`, which is called only when the text is TOML.
pub fn read_document<T>(
    file: &str,
    text: &str,
    read: impl FnOnce(&mut Log<'_>, &mut Fields<'_>) -> Option<T>,
) -> Result<T, Fault> {
    let mut log = Log::new(file, text);
    let (table, errors) = DeTable::parse_recoverable(text);
    for error in &errors {
        let byte = error.span().map_or(0, |span| span.start);
        let spot = Spot { byte, field: String::new() };
        log.wrong(&spot, Wrong::Syntax(error.message().lines().collect::<Vec<_>>().join(", ")));
    }
    if !errors.is_empty() {
        return log.finish(None);
    }
    let mut fields = Fields { table: table.get_ref(), byte: 0, path: String::new(), asked: Vec::new(), passed: false };
    let value = read(&mut log, &mut fields);
    fields.close(&mut log);
    log.finish(value)
}

/// The known names of one kind of thing.
#[derive(Clone, Debug)]
pub struct Names {
    what: Both,
    lines: BTreeMap<String, usize>,
}

impl Names {
    /// None yet.
    pub fn new(what: Both) -> Self {
        Self { what, lines: BTreeMap::new() }
    }

    /// Takes a name; a second time is a problem.
    pub fn add(&mut self, log: &mut Log<'_>, name: &Sited<String>) {
        let (line, _) = log.line_column(name.spot.byte);
        if let Some(first_line) = self.lines.get(&name.value) {
            let wrong = Wrong::Duplicate { what: self.what.clone(), name: shown(&name.value), first_line: *first_line };
            log.wrong(&name.spot, wrong);
        } else {
            self.lines.insert(name.value.clone(), line);
        }
    }

    /// Whether there is a thing of that name.
    pub fn has(&self, name: &str) -> bool {
        self.lines.contains_key(name)
    }

    /// Whether there is a thing of that name; when not, that is a problem, with the nearest name.
    pub fn check(&self, log: &mut Log<'_>, name: &Sited<String>) -> bool {
        let known = self.lines.contains_key(&name.value);
        if !known {
            let nearest = nearest(&name.value, self.lines.keys().map(String::as_str));
            log.wrong(&name.spot, Wrong::Unknown { what: self.what.clone(), name: shown(&name.value), nearest });
        }
        known
    }
}

/// The known name that is most like `name`, when one is like it at all.
pub fn nearest<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> Option<String> {
    let score = |other: &str| strsim::jaro_winkler(&name.to_lowercase(), &other.to_lowercase());
    known
        .map(|other| (score(other), other))
        // Two-letter codes that share one letter score two thirds.
        .filter(|(score, _)| *score > 0.65)
        .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(a.1)))
        .map(|(_, other)| other.to_owned())
}

/// One table and what was asked of it.
#[derive(Debug)]
pub struct Fields<'a> {
    table: &'a DeTable<'a>,
    byte: usize,
    path: String,
    asked: Vec<&'static str>,
    passed: bool,
}

impl<'a> Fields<'a> {
    /// Says nothing of keys that nobody asked for: what they belong to is wrong already.
    pub fn pass(&mut self) {
        self.passed = true;
    }

    /// Where the table stands.
    pub fn spot(&self) -> Spot {
        Spot { byte: self.byte, field: self.path.clone() }
    }

    /// Where a key's value stands; the table itself when the key is not there.
    pub fn spot_of(&self, key: &str) -> Spot {
        let byte = self.value(key).map_or(self.byte, |value| value.span().start);
        Spot { byte, field: self.path_of(key) }
    }

    fn path_of(&self, key: &str) -> String {
        if self.path.is_empty() { key.to_owned() } else { format!("{}.{key}", self.path) }
    }

    fn value(&self, key: &str) -> Option<&'a Spanned<DeValue<'a>>> {
        self.table.get(key)
    }

    /// Whether the key is there; asking makes it known.
    pub fn has(&mut self, key: &'static str) -> bool {
        self.asked.push(key);
        self.value(key).is_some()
    }

    /// A value that may be there.
    pub fn may<T: Read>(&mut self, log: &mut Log<'_>, key: &'static str) -> Option<T> {
        self.asked.push(key);
        let value = self.value(key)?;
        match T::read(value.get_ref()) {
            Ok(read) => Some(read),
            Err(wrong) => {
                log.wrong(&self.spot_of(key), wrong);
                None
            }
        }
    }

    /// A value that must be there.
    pub fn need<T: Read>(&mut self, log: &mut Log<'_>, key: &'static str) -> Option<T> {
        self.asked.push(key);
        if self.value(key).is_none() {
            let wrong = Wrong::Missing { key: key.to_owned(), expected: T::expected() };
            log.wrong(&self.spot(), wrong);
            return None;
        }
        self.may(log, key)
    }

    /// A value that may be there, with where it stands.
    pub fn may_sited<T: Read>(&mut self, log: &mut Log<'_>, key: &'static str) -> Option<Sited<T>> {
        let spot = self.spot_of(key);
        self.may(log, key).map(|value| Sited { value, spot })
    }

    /// A value that must be there, with where it stands.
    pub fn need_sited<T: Read>(&mut self, log: &mut Log<'_>, key: &'static str) -> Option<Sited<T>> {
        let spot = self.spot_of(key);
        self.need(log, key).map(|value| Sited { value, spot })
    }

    /// A thing's own code, which must be there and nobody else's.
    pub fn code(&mut self, log: &mut Log<'_>, names: &mut Names) -> Option<String> {
        let spot = self.spot_of("code");
        let Code(value) = self.need(log, "code")?;
        let name = Sited { value, spot };
        names.add(log, &name);
        Some(name.value)
    }

    /// A line of text that must be there.
    pub fn line(&mut self, log: &mut Log<'_>, key: &'static str) -> Option<String> {
        self.need(log, key).map(|Line(text)| text)
    }

    /// A line of text; empty when it is not there.
    pub fn line_or_empty(&mut self, log: &mut Log<'_>, key: &'static str) -> String {
        self.may(log, key).map(|Line(text)| text).unwrap_or_default()
    }

    /// A word of a closed list that must be there.
    pub fn word<T: DeserializeOwned>(&mut self, log: &mut Log<'_>, key: &'static str) -> Option<T> {
        self.need(log, key).map(|Word(word)| word)
    }

    /// A word of a closed list that may be there.
    pub fn may_word<T: DeserializeOwned>(&mut self, log: &mut Log<'_>, key: &'static str) -> Option<T> {
        self.may(log, key).map(|Word(word)| word)
    }

    /// The name of a known thing that may be there.
    pub fn may_name<T: for<'s> From<&'s str>>(
        &mut self,
        log: &mut Log<'_>,
        key: &'static str,
        names: &Names,
    ) -> Option<T> {
        let name = self.may_sited::<String>(log, key)?;
        names.check(log, &name).then(|| T::from(&name.value))
    }

    /// The name of a known thing that must be there.
    pub fn need_name<T: for<'s> From<&'s str>>(
        &mut self,
        log: &mut Log<'_>,
        key: &'static str,
        names: &Names,
    ) -> Option<T> {
        let name = self.need_sited::<String>(log, key)?;
        names.check(log, &name).then(|| T::from(&name.value))
    }

    /// A list that may be there; each wrong item is a problem of its own.
    pub fn list<T: Read>(&mut self, log: &mut Log<'_>, key: &'static str) -> Vec<Sited<T>> {
        self.asked.push(key);
        let mut items = Vec::new();
        for (spot, value) in self.items(log, key) {
            match T::read(value) {
                Ok(value) => items.push(Sited { value, spot }),
                Err(wrong) => log.wrong(&spot, wrong),
            }
        }
        items
    }

    /// The tables of an array `[[key]]`, which may be missing.
    pub fn tables(&mut self, log: &mut Log<'_>, key: &'static str) -> Vec<Fields<'a>> {
        self.asked.push(key);
        let mut tables = Vec::new();
        for (spot, value) in self.items(log, key) {
            if let DeValue::Table(table) = value {
                tables.push(Fields { table, byte: spot.byte, path: spot.field, asked: Vec::new(), passed: false });
            } else {
                log.wrong(&spot, wrong_type(Both::words("表", "a table"), value));
            }
        }
        tables
    }

    /// The table `[key]`, which may be missing.
    pub fn table(&mut self, log: &mut Log<'_>, key: &'static str) -> Option<Fields<'a>> {
        self.asked.push(key);
        let value = self.value(key)?;
        if let DeValue::Table(table) = value.get_ref() {
            let Range { start, .. } = value.span();
            return Some(Fields { table, byte: start, path: self.path_of(key), asked: Vec::new(), passed: false });
        }
        log.wrong(&self.spot_of(key), wrong_type(Both::words("表", "a table"), value.get_ref()));
        None
    }

    /// Every entry of a table whose keys are names, and whose values are a text or a list of texts; one of anything else
    /// is a problem.
    pub fn texts(self, log: &mut Log<'_>) -> Vec<(Sited<String>, Vec<Sited<String>>)> {
        let mut all = Vec::new();
        for (key, value) in self.table {
            let value_of: &str = key.get_ref();
            let name = Sited {
                value: value_of.to_owned(),
                spot: Spot { byte: key.span().start, field: self.path_of(&shown(value_of)) },
            };
            let items = match value.get_ref() {
                DeValue::Array(_) => self.items(log, value_of),
                one => vec![(Spot { byte: value.span().start, ..name.spot.clone() }, one)],
            };
            let (mut texts, before) = (Vec::new(), log.count());
            for (spot, item) in items {
                match item {
                    DeValue::String(text) => texts.push(Sited { value: text.to_string(), spot }),
                    other => log.wrong(&spot, wrong_type(String::expected(), other)),
                }
            }
            if log.count() == before {
                all.push((name, texts));
            }
        }
        all
    }

    fn items(&self, log: &mut Log<'_>, key: &str) -> Vec<(Spot, &'a DeValue<'a>)> {
        let Some(value) = self.value(key) else { return Vec::new() };
        let DeValue::Array(array) = value.get_ref() else {
            log.wrong(&self.spot_of(key), wrong_type(Both::words("清单", "a list"), value.get_ref()));
            return Vec::new();
        };
        let path = self.path_of(key);
        let spot = |n: usize, byte| Spot { byte, field: format!("{path}[{n}]") };
        array.iter().zip(1..).map(|(item, n)| (spot(n, item.span().start), item.get_ref())).collect()
    }

    /// Every key that is there and was never asked for is a problem.
    pub fn close(self, log: &mut Log<'_>) {
        for key in self.table.keys() {
            let name: &str = key.get_ref();
            if !self.passed && !self.asked.contains(&name) {
                let spot = Spot { byte: key.span().start, field: self.path_of(&shown(name)) };
                let nearest = nearest(name, self.asked.iter().copied());
                log.wrong(&spot, Wrong::UnknownKey { key: shown(name), nearest });
            }
        }
    }
}

/// A value of another type than expected.
pub(super) fn wrong_type(expected: Both, found: &DeValue<'_>) -> Wrong {
    let found = match found {
        DeValue::String(text) => {
            let text = shown(text);
            both!("文字 `{text}`", "the text `{text}`")
        }
        DeValue::Integer(n) => {
            let n = shown(n.as_str());
            both!("整数 {n}", "the whole number {n}")
        }
        DeValue::Float(n) => {
            let n = shown(n.as_str());
            both!("数字 {n}", "the number {n}")
        }
        DeValue::Boolean(b) => Both::same(b.to_string()),
        DeValue::Datetime(at) => both!("时间 {at}", "the time {at}"),
        DeValue::Array(_) => Both::words("清单", "a list"),
        DeValue::Table(_) => Both::words("表", "a table"),
    };
    Wrong::Type { expected, found }
}
