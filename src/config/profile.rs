//! Profiles: a bureau's own rules, in the place of the built-in ones or beside them.
//!
//! `profile/sample.toml` shows how one is written; `qianzhi rules check --help` ends with it.

use std::borrow::Cow;
use std::path::Path;

use super::fields::{Fields, Log, Names, Sited, nearest, read_document};
use super::{Fault, Line, Wrong, load};
use crate::clock::{At, Span};
use crate::domain::{BuiltIn, Class, Confidence, Goal, GradingTable, Promptness, Row, Source, What};
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
        Some(row) => changed(log, f, row.what.clone()),
        None => added(log, f, &id),
    };
    let (zh, en) = (f.may::<Line>(log, "zh"), f.may::<Line>(log, "en"));
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
        let rule = &row.id;
        let what = both!("规则 `{rule}` ", "the rule `{rule}`");
        log.wrong(&id.spot, Wrong::TooLong { what, bytes, max: RULE_BYTES_MAX });
    }
    Some(row)
}

/// What a rule is about, with what the file says of it.
fn changed(log: &mut Log<'_>, f: &mut Fields<'_>, mut what: What) -> Option<What> {
    match &mut what {
        What::Timer { within, .. } | What::Limit { within } | What::Regrading { within, .. } => {
            if f.has("within") {
                *within = limit(log, f)?;
            }
        }
        What::Duty { by, .. } => {
            if f.has("within") {
                *by = Promptness::Within(limit(log, f)?);
            }
        }
        What::Band { from, below, .. } => {
            *from = f.may(log, "from_value").unwrap_or(*from);
            *below = f.may(log, "below_value").or(*below);
            if below.is_some_and(|below| below <= *from) {
                let spot = f.spot_of("below_value");
                log.wrong(&spot, Wrong::Order { earlier: "from_value".to_owned(), later: "below_value".to_owned() });
            }
        }
        What::Code { table, .. } => *table = f.may_word::<GradingTable>(log, "table").or(*table),
        What::Authority { role, .. } => *role = f.may_word(log, "role").unwrap_or(*role),
        What::Field { need, .. } => *need = f.may_word(log, "need").unwrap_or(*need),
        What::Handling { by, .. } => *by = f.may_word(log, "by").unwrap_or(*by),
        What::Jump { percent, people } => {
            *percent = f.may(log, "percent").unwrap_or(*percent);
            *people = f.may(log, "people").unwrap_or(*people);
        }
        What::Target { goal, .. } => {
            if let Some(percent) = f.may_sited::<u32>(log, "percent") {
                match u8::try_from(percent.value).ok().filter(|percent| *percent <= 100) {
                    Some(percent) => *goal = Goal::Percent(percent),
                    None => {
                        log.wrong(&percent.spot, not(Both::words("0 到 100", "0 to 100"), &percent.value.to_string()));
                    }
                }
            } else if f.has("within") {
                *goal = Goal::AtMost(limit(log, f)?);
            }
        }
        What::Circumstance { .. } | What::Measure { .. } | What::Report { .. } => {}
    }
    Some(what)
}

/// A rule that no set has: an event code.
fn added(log: &mut Log<'_>, f: &mut Fields<'_>, id: &Sited<String>) -> Option<What> {
    if !f.has("class") {
        let known = nearest(&id.value, BuiltIn::newest().rows().map(|row| &*row.id.0));
        log.wrong(&id.spot, Wrong::Unknown { what: RULE, name: id.value.clone(), nearest: known });
        return None;
    }
    let class = f.word::<Class>(log, "class");
    let table = f.may_word::<GradingTable>(log, "table");
    Some(What::Code { class: class?, table })
}

/// A limit: more than nothing, and no more than a year.
fn limit(log: &mut Log<'_>, f: &mut Fields<'_>) -> Option<Span> {
    let span = f.need_sited::<Span>(log, "within")?;
    let good = span.value > Span::ZERO && span.value <= Span::hours(366 * 24);
    if !good {
        log.wrong(
            &span.spot,
            not(
                Both::words("大于零, 最多一年", "more than nothing and at most a year"),
                &format!("{} s", span.value.whole_seconds()),
            ),
        );
    }
    Some(span.value)
}

/// What a profile has.
const RULE: Both = Both::words("规则", "rule");

fn not(expected: Both, found: &str) -> Wrong {
    Wrong::Value { expected, found: Both::same(found.to_owned()), nearest: None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sample_is_a_profile() {
        let profile = Profile::parse("sample.toml", Profile::SAMPLE).unwrap();
        assert_eq!(profile.name, "洛阳市应急管理局 2026-1");
        let ids: Vec<_> = profile.rows.iter().map(|row| &*row.id.0).collect();
        assert_eq!(ids, ["RLOC-电话", "20105"]);
    }
}
