//! What a rule of a profile is about: every field that a built-in row can have another of, and the kinds of rows that a
//! bureau can add.

use serde::Deserialize;
use toml::de::DeValue;

use super::super::fields::{Fields, Log, Sited, nearest};
use super::super::{Line, Read, Wrong};
use super::RULE;
use crate::clock::Span;
use crate::domain::{
    Act, BuiltIn, Calendar, Class, Date, Goal, Government, Grade, GradingTable, Handling, Level, Measure, Need, Party,
    Promptness, ReportKind, ReportPart, Role, Standard, Way, What,
};
use crate::text::tell::{Both, both};

/// What a rule is about, with what the file says of it.
pub(super) fn changed(log: &mut Log<'_>, f: &mut Fields<'_>, mut what: What) -> Option<What> {
    match &mut what {
        What::Timer { within, .. } | What::Limit { within } | What::Regrading { within, .. } => {
            if f.has("within") {
                *within = limit(log, f)?;
            }
        }
        What::Duty { by, from, to } => {
            *from = f.may_word::<Party>(log, "teller").unwrap_or(*from);
            *to = f.may_word::<Party>(log, "told").unwrap_or(*to);
            *by = promptness(log, f, Some(*by))?;
        }
        What::Band { measure, from, below, .. } => bounds(log, f, *measure, from, below),
        What::Code { class, table } => {
            *class = f.may_word::<Class>(log, "class").unwrap_or(*class);
            *table = f.may_word::<GradingTable>(log, "table").or(*table);
        }
        What::Authority { role, .. } => *role = f.may_word(log, "role").unwrap_or(*role),
        What::Field { need, .. } => *need = f.may_word(log, "need").unwrap_or(*need),
        What::Handling { by, .. } => *by = f.may_word(log, "by").unwrap_or(*by),
        What::Suggestion { level, .. } => *level = f.may_word(log, "level").unwrap_or(*level),
        What::Jump { percent, people } => {
            *percent = f.may(log, "percent").unwrap_or(*percent);
            *people = f.may(log, "people").unwrap_or(*people);
        }
        What::Rhythm { every, .. } => {
            if f.has("within") {
                *every = Some(limit(log, f)?);
            }
        }
        What::Report { least, most, .. } => counts(log, f, least, most),
        What::Target { goal, .. } => aim(log, f, goal)?,
        What::Calendar(calendar) => {
            *calendar = Calendar { holidays: dates(log, f, "holidays"), workdays: dates(log, f, "workdays") };
        }
        What::Hazard { from, .. } => *from = quantity(log, f, "from_value", 100).unwrap_or(*from),
        What::Standard { level, measure: Some(measure), from, below, .. } => {
            *level = f.may_word::<Level>(log, "level").or(*level);
            bounds(log, f, *measure, from, below);
        }
        What::Signal { within, from, .. } => {
            if f.has("within") {
                *within = limit(log, f)?;
            }
            *from = quantity(log, f, "from_value", 1).unwrap_or(*from);
        }
        What::Speed { kmh, .. } => *kmh = positive(log, f, "kmh", 2_000).unwrap_or(*kmh),
        What::Detour { percent } => *percent = positive(log, f, "percent", 1_000).unwrap_or(*percent),
        // Their words alone can be others.
        What::Circumstance { .. }
        | What::Measure { .. }
        | What::Standard { measure: None, .. }
        | What::Guard { .. }
        | What::Item { .. }
        | What::Statute { .. } => {}
    }
    Some(what)
}

/// A kind of row that a bureau can add.
#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Kind {
    Code,
    Limit,
    Duty,
    Band,
    Circumstance,
    Authority,
    Field,
    Handling,
    Regrading,
    Suggestion,
    Item,
    Standard,
}

/// A rule that no set has, by what `about` says it is; an event code says its `class`.
pub(super) fn added(log: &mut Log<'_>, f: &mut Fields<'_>, id: &Sited<String>) -> Option<What> {
    let kind = if f.has("about") {
        f.word::<Kind>(log, "about")?
    } else if f.has("class") {
        Kind::Code
    } else {
        let known = nearest(&id.value, BuiltIn::newest().rows().map(|row| &*row.id.0));
        log.wrong(&id.spot, Wrong::Unknown { what: RULE, name: id.value.clone(), nearest: known });
        // Nobody is told of fields that would be good with the right name.
        f.pass();
        return None;
    };
    match kind {
        Kind::Code => {
            let (class, table) = (f.word::<Class>(log, "class"), f.may_word::<GradingTable>(log, "table"));
            Some(What::Code { class: class?, table })
        }
        Kind::Limit => Some(What::Limit { within: limit(log, f)? }),
        Kind::Duty => {
            let (from, to) = (f.word::<Party>(log, "teller"), f.word::<Party>(log, "told"));
            let by = promptness(log, f, None);
            Some(What::Duty { from: from?, to: to?, by: by? })
        }
        Kind::Band => {
            let (table, measure) = (f.word::<GradingTable>(log, "table"), f.word::<Measure>(log, "measure"));
            let grade = f.word::<Grade>(log, "grade");
            first_value(log, f)?;
            let (mut from, mut below) = (0, None);
            bounds(log, f, measure?, &mut from, &mut below);
            Some(What::Band { table: table?, measure: measure?, grade: grade?, from, below })
        }
        Kind::Circumstance => {
            let (table, grade) = (f.word::<GradingTable>(log, "table"), f.word::<Grade>(log, "grade"));
            Some(What::Circumstance { table: table?, grade: grade? })
        }
        Kind::Authority => {
            let (act, level) = (f.word::<Act>(log, "act"), f.may_word::<Level>(log, "level"));
            let role = f.word::<Role>(log, "role");
            Some(What::Authority { act: act?, level, role: role? })
        }
        Kind::Field => {
            let (part, kind) = (f.word::<ReportPart>(log, "part"), f.word::<ReportKind>(log, "report"));
            let need = f.word::<Need>(log, "need");
            Some(What::Field { part: part?, kind: kind?, need: need? })
        }
        Kind::Handling => {
            let (grade, handling) = (f.word::<Grade>(log, "grade"), f.word::<Handling>(log, "handling"));
            let by = f.word::<Government>(log, "by");
            let code = f.may::<Line>(log, "code").map(|Line(code)| code.as_str().into());
            Some(What::Handling { grade: grade?, handling: handling?, by: by?, code })
        }
        Kind::Suggestion => {
            let (grade, level) = (f.word::<Grade>(log, "grade"), f.word::<Level>(log, "level"));
            let code = f.may::<Line>(log, "code").map(|Line(code)| code.as_str().into());
            Some(What::Suggestion { grade: grade?, level: level?, code })
        }
        Kind::Standard => standard(log, f),
        Kind::Item => {
            let (way, number) = (f.word::<Way>(log, "checklist"), between(log, f, "number", 99));
            Some(What::Item { way: way?, number: narrow(number?) })
        }
        Kind::Regrading => {
            let (code, within) = (f.line(log, "code"), limit(log, f));
            Some(What::Regrading { code: code?.as_str().into(), within: within? })
        }
    }
}

/// A standard beside the grades; without a measure it is for a person to judge.
fn standard(log: &mut Log<'_>, f: &mut Fields<'_>) -> Option<What> {
    let (standard, level) = (f.word::<Standard>(log, "standard"), f.may_word::<Level>(log, "level"));
    let measure = f.may_word::<Measure>(log, "measure");
    let (mut from, mut below) = (0, None);
    if let Some(measure) = measure {
        first_value(log, f)?;
        bounds(log, f, measure, &mut from, &mut below);
    }
    Some(What::Standard { standard: standard?, level, measure, from, below })
}

/// The keys that say by when somebody is told.
const PROMPTNESS: [&str; 8] =
    ["within", "at_once", "same_day", "within_days", "workdays", "per_day", "every_days", "daily_at"];

/// By when, as one of eight keys says it. Nothing but a problem noted when it is wrong, or when none of them is there
/// and nothing stood before.
fn promptness(log: &mut Log<'_>, f: &mut Fields<'_>, before: Option<Promptness>) -> Option<Promptness> {
    let said: Vec<&'static str> = PROMPTNESS.into_iter().filter(|key| f.has(key)).collect();
    if let [first, second, ..] = said.as_slice() {
        log.wrong(&f.spot_of(second), Wrong::OneOf(first, second));
        return None;
    }
    let Some(key) = said.first().copied() else {
        if before.is_none() {
            let wrong = Wrong::Missing { key: "within".to_owned(), expected: Both::same(PROMPTNESS.join(", ")) };
            log.wrong(&f.spot(), wrong);
        }
        return before;
    };
    Some(match key {
        "within" => Promptness::Within(limit(log, f)?),
        "at_once" | "same_day" => {
            let yes = f.may_sited::<bool>(log, key)?;
            if !yes.value {
                log.wrong(&yes.spot, not(Both::words("true, 或换一个键", "true, or another key"), "false"));
                return None;
            }
            if key == "at_once" { Promptness::AtOnce } else { Promptness::SameDay }
        }
        "within_days" => Promptness::WithinDays(between(log, f, key, 366)?),
        "workdays" => Promptness::Workdays(narrow(between(log, f, key, 60)?)),
        "per_day" => Promptness::PerDay(narrow(between(log, f, key, 24)?)),
        "every_days" => Promptness::EveryDays(narrow(between(log, f, key, 60)?)),
        _ => {
            let at = f.may_sited::<Line>(log, key)?;
            let minute = minute_of_day(&at.value.0);
            if minute.is_none() {
                log.wrong(
                    &at.spot,
                    not(Both::words("一天中的时刻, 如 \"09:00\"", "a time of the day such as \"09:00\""), &at.value.0),
                );
            }
            Promptness::DailyAt(minute?)
        }
    })
}

fn minute_of_day(text: &str) -> Option<u16> {
    let (hour, minute) = text.split_once(':')?;
    let two =
        |part: &str| part.parse::<u16>().ok().filter(|_| part.len() == 2 && part.bytes().all(|b| b.is_ascii_digit()));
    let (hour, minute) = (two(hour)?, two(minute)?);
    (hour < 24 && minute < 60).then_some(hour * 60 + minute)
}

/// A whole number from 1 to `most`.
fn between(log: &mut Log<'_>, f: &mut Fields<'_>, key: &'static str, most: u16) -> Option<u16> {
    let n = f.may_sited::<u16>(log, key)?;
    if !(1..=most).contains(&n.value) {
        log.wrong(&n.spot, not(both!("1 到 {most} 的整数", "a whole number from 1 to {most}"), &n.value.to_string()));
        return None;
    }
    Some(n.value)
}

/// A whole number from 1 to `most`, where one is said.
fn positive(log: &mut Log<'_>, f: &mut Fields<'_>, key: &'static str, most: u16) -> Option<u32> {
    if f.has(key) { between(log, f, key, most).map(u32::from) } else { None }
}

fn narrow(n: u16) -> u8 {
    u8::try_from(n).unwrap_or(u8::MAX)
}

/// That a band says where it begins.
fn first_value(log: &mut Log<'_>, f: &mut Fields<'_>) -> Option<()> {
    if f.has("from_value") {
        return Some(());
    }
    let wrong = Wrong::Missing { key: "from_value".to_owned(), expected: Quantity::expected() };
    log.wrong(&f.spot(), wrong);
    None
}

/// Bounds of a band in the unit that people say: 万元, hectares, magnitudes with their decimals.
fn bounds(log: &mut Log<'_>, f: &mut Fields<'_>, measure: Measure, from: &mut u32, below: &mut Option<u32>) {
    let per = measure.per_unit();
    *from = quantity(log, f, "from_value", per).unwrap_or(*from);
    *below = quantity(log, f, "below_value", per).or(*below);
    if below.is_some_and(|below| below <= *from) {
        let key = if f.has("below_value") { "below_value" } else { "from_value" };
        let spot = f.spot_of(key);
        log.wrong(&spot, Wrong::Order { earlier: "from_value".to_owned(), later: "below_value".to_owned() });
    }
}

fn quantity(log: &mut Log<'_>, f: &mut Fields<'_>, key: &'static str, per: u32) -> Option<u32> {
    let said = f.may_sited::<Quantity>(log, key)?;
    let parts = said.value.parts(per);
    if parts.is_none() {
        let places = per.ilog10();
        log.wrong(
            &said.spot,
            not(both!("最多 {places} 位小数的数", "a number with at most {places} decimals"), &said.value.0),
        );
    }
    parts
}

/// A number as it is written, from 0; how many decimals it may have is said by what is measured.
struct Quantity(String);

impl Read for Quantity {
    fn expected() -> Both {
        Both::words("从 0 起的数", "a number from 0")
    }

    fn read(value: &DeValue<'_>) -> Result<Self, Wrong> {
        let text = match value {
            DeValue::Float(n) => n.as_str(),
            DeValue::Integer(n) if n.radix() == 10 => n.as_str(),
            other => return Err(super::super::fields::wrong_type(Self::expected(), other)),
        };
        Ok(Self(text.to_owned()))
    }
}

impl Quantity {
    fn parts(&self, per: u32) -> Option<u32> {
        let (whole, rest) = self.0.split_once('.').unwrap_or((&self.0, ""));
        let places = usize::try_from(per.ilog10()).ok()?;
        let rest = rest.trim_end_matches('0');
        if rest.len() > places || !rest.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        let rest: u32 = format!("{rest:0<places$}").parse().or(if places == 0 { Ok(0) } else { Err(()) }).ok()?;
        whole.parse::<u32>().ok()?.checked_mul(per)?.checked_add(rest)
    }
}

/// How many reports of a kind an event has.
fn counts(log: &mut Log<'_>, f: &mut Fields<'_>, least: &mut u8, most: &mut Option<u8>) {
    let mut count = |key| {
        let n = f.may_sited::<u16>(log, key)?;
        let read = u8::try_from(n.value).ok();
        if read.is_none() {
            log.wrong(
                &n.spot,
                not(Both::words("0 到 255 的整数", "a whole number from 0 to 255"), &n.value.to_string()),
            );
        }
        read
    };
    *least = count("least").unwrap_or(*least);
    *most = count("most").or(*most);
    if most.is_some_and(|most| most < *least) {
        let spot = f.spot_of("most");
        log.wrong(&spot, Wrong::Order { earlier: "least".to_owned(), later: "most".to_owned() });
    }
}

/// What an indicator aims at: a share, or a time that is a ceiling or a floor as it was before.
fn aim(log: &mut Log<'_>, f: &mut Fields<'_>, goal: &mut Goal) -> Option<()> {
    if let Some(percent) = f.may_sited::<u32>(log, "percent") {
        match u8::try_from(percent.value).ok().filter(|percent| *percent <= 100) {
            Some(percent) => *goal = Goal::Percent(percent),
            None => log.wrong(&percent.spot, not(Both::words("0 到 100", "0 to 100"), &percent.value.to_string())),
        }
    } else if f.has("within") {
        let span = limit(log, f)?;
        *goal = if matches!(goal, Goal::AtLeast(_)) { Goal::AtLeast(span) } else { Goal::AtMost(span) };
    }
    Some(())
}

fn dates(log: &mut Log<'_>, f: &mut Fields<'_>, key: &'static str) -> Vec<Date> {
    let mut dates = Vec::new();
    for day in f.list::<Line>(log, key) {
        match Date::parse(&day.value.0) {
            Some(date) => dates.push(date),
            None => log.wrong(
                &day.spot,
                not(Both::words("日期, 如 \"2026-10-01\"", "a day such as \"2026-10-01\""), &day.value.0),
            ),
        }
    }
    dates
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

fn not(expected: Both, found: &str) -> Wrong {
    Wrong::Value { expected, found: Both::same(found.to_owned()), nearest: None }
}
