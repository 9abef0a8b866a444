//! Profiles: a bureau's own rules, in the place of the built-in ones or beside them.
//!
//! `profile/sample.toml` shows how one is written; `qianzhi rules check --help` ends with it.

mod subject;

use std::borrow::Cow;
use std::path::Path;

use super::fields::{Fields, Log, Names, Sited, read_document};
use super::{Fault, Line, Wrong, load};
use crate::clock::At;
use crate::domain::{BuiltIn, Confidence, Row, Source};
use crate::limits::{PROFILE_RULES_MAX, RULE_BYTES_MAX};
use crate::text::tell::{Both, both};

/// A bureau's rules.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Profile {
    /// Its name and version.
    pub name: String,
    /// Its rows.
    pub rows: Vec<Row>,
}

impl Profile {
    /// A profile with all that one says, explained.
    pub const SAMPLE: &str = include_str!("profile/sample.toml");

    /// Reads a file.
    pub fn load(path: &Path) -> Result<Self, Fault> {
        let text = load(path)?;
        Self::parse(&path.display().to_string(), &text)
    }

    /// Reads a text; `file` is its name in problems.
    pub fn parse(file: &str, text: &str) -> Result<Self, Fault> {
        read_document(file, text, read)
    }
}

fn read(log: &mut Log<'_>, fields: &mut Fields<'_>) -> Option<Profile> {
    let name = if let Some(mut head) = fields.table(log, "profile") {
        let (name, version) = (head.line(log, "name"), head.line(log, "version"));
        head.close(log);
        name.zip(version).map(|(name, version)| format!("{name} {version}"))
    } else {
        let wrong = Wrong::Missing {
            key: "[profile]".to_owned(),
            expected: Both::words("name 和 version", "name and version"),
        };
        log.wrong(&fields.spot(), wrong);
        None
    };
    let mut names = Names::new(RULE);
    let mut rows = Vec::new();
    let tables = fields.tables(log, "rule");
    if tables.len() > PROFILE_RULES_MAX {
        let (count, max) = (tables.len(), PROFILE_RULES_MAX);
        log.wrong(&fields.spot(), Wrong::TooMany { what: Both::words("规则", "rules"), count, max });
        return None;
    }
    for mut table in tables {
        rows.extend(rule(log, &mut table, &mut names));
        table.close(log);
    }
    Some(Profile { name: name?, rows })
}

fn rule(log: &mut Log<'_>, f: &mut Fields<'_>, names: &mut Names) -> Option<Row> {
    let id = f.need_sited::<Line>(log, "id")?;
    let id = Sited { value: id.value.0, spot: id.spot };
    names.add(log, &id);
    let base = BuiltIn::newest().row(&id.value.as_str().into());
    let what = match base {
        Some(row) => subject::changed(log, f, row.what.clone()),
        None => subject::added(log, f, &id),
    };
    let (zh, en) = (f.may::<Line>(log, "zh"), f.may::<Line>(log, "en"));
    if let (None, None, None) = (base, &zh, &en)
        && what.is_some()
    {
        log.wrong(
            &f.spot(),
            Wrong::Missing { key: "zh".to_owned(), expected: Both::words("规则的内容", "what the rule says") },
        );
    }
    // Who says it in one language says it in both.
    let (zh, en) = match (base, zh, en) {
        (None, zh, en) => (zh.clone().or_else(|| en.clone()), en.or(zh)),
        (_, zh, en) => (zh, en),
    };
    let source = f.line(log, "source");
    let article = f.line_or_empty(log, "article");
    let confidence = f.word::<Confidence>(log, "trust");
    let (from, to) = (f.may::<At>(log, "from"), f.may_sited::<At>(log, "to"));
    if let (Some(from), Some(to)) = (from, &to)
        && to.value <= from
    {
        log.wrong(&to.spot, Wrong::Order { earlier: "from".to_owned(), later: "to".to_owned() });
    }
    let text = |own: Option<Line>, of: Option<&Cow<'static, str>>| {
        own.map(|Line(text)| Cow::Owned(text)).or_else(|| of.cloned()).unwrap_or_default()
    };
    let row = Row {
        id: id.value.as_str().into(),
        what: what?,
        zh: text(zh, base.map(|row| &row.zh)),
        en: text(en, base.map(|row| &row.en)),
        source: Source { work: Cow::Owned(source?), article: Cow::Owned(article) },
        confidence: confidence?,
        from,
        to: to.map(|to| to.value),
    };
    let bytes = serde_json::to_vec(&row).map_or(usize::MAX, |json| json.len());
    if bytes > RULE_BYTES_MAX {
        let of = &row.id;
        let what = both!("规则 `{of}` ", "the rule `{of}`");
        log.wrong(&id.spot, Wrong::TooLong { what, bytes, max: RULE_BYTES_MAX });
    }
    Some(row)
}

/// What a profile has.
const RULE: Both = Both::words("规则", "rule");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sample_is_a_profile() {
        let profile = Profile::parse("sample.toml", Profile::SAMPLE).unwrap();
        assert_eq!(profile.name, "洛阳市应急管理局 2026-1");
        let ids: Vec<_> = profile.rows.iter().map(|row| &*row.id.0).collect();
        assert_eq!(ids, ["RLOC-电话", "20105", "RSTAT-3-市", "R-工作日", "RLY-签发"]);
    }
}
