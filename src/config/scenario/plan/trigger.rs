//! What calls for a plan.

use super::super::{Known, counted};
use crate::clock::Span;
use crate::config::region::Stem;
use crate::config::{Fields, Line, Log, Sited, Wrong};
use crate::domain::{AreaCode, Colour, Grade, Level, Threshold, ThresholdOp, Trigger};
use crate::text::tell::Both;

/// Conditions in conditions go no deeper: nobody reads a plan that does.
const DEEPEST: usize = 4;

/// `[[plan.trigger]]`: one of `warning`, with a `kind` if it matters, `grade`, `code`, `level`, `quantity` with its threshold,
/// `partner`, and `all` or `any` of such.
pub(super) fn triggers(log: &mut Log<'_>, f: &mut Fields<'_>, key: &'static str, known: &Known) -> Vec<Trigger> {
    let tables = f.tables(log, key);
    tables.into_iter().filter_map(|f| trigger(log, f, known, 1)).collect()
}

fn trigger(log: &mut Log<'_>, mut f: Fields<'_>, known: &Known, depth: usize) -> Option<Trigger> {
    let before = log.count();
    let kind = f.may::<Line>(log, "kind").map(|Line(kind)| kind);
    let mut found: Vec<Trigger> = Vec::new();
    found.extend(f.may_word::<Colour>(log, "warning").map(|colour| Trigger::Warning { colour, kind }));
    found.extend(f.may_word::<Grade>(log, "grade").map(Trigger::Grade));
    found.extend(f.may::<Stem>(log, "code").map(|Stem(code)| Trigger::Code(code)));
    found.extend(f.may_word::<Level>(log, "level").map(Trigger::Level));
    found.extend(threshold(log, &mut f).map(Trigger::Threshold));
    found.extend(partner(log, &mut f, known));
    for (key, of) in [("all", Trigger::All as fn(Vec<Trigger>) -> Trigger), ("any", Trigger::Any)] {
        if f.has(key) {
            let tables = f.tables(log, key);
            if tables.is_empty() || depth == DEEPEST {
                let expected = Both::words("一到四层的条件", "conditions, four deep at most");
                log.wrong(&f.spot_of(key), Wrong::Value { expected, found: counted(tables.len()), nearest: None });
                continue;
            }
            found.push(of(tables.into_iter().filter_map(|f| trigger(log, f, known, depth + 1)).collect()));
        }
    }
    let spot = f.spot();
    f.close(log);
    if found.len() != 1 && log.count() == before {
        let expected = Both::words(
            "warning、grade、code、level、quantity、partner、all、any 之一",
            "one of warning, grade, code, level, quantity, partner, all and any",
        );
        log.wrong(&spot, Wrong::Value { expected, found: counted(found.len()), nearest: None });
    }
    found.into_iter().next()
}

/// `quantity` as readings have it, `at_least` or `at_most`, `unit`; `gauge`, `window` and `forecast` if they matter.
fn threshold(log: &mut Log<'_>, f: &mut Fields<'_>) -> Option<Threshold> {
    let gauge = f.may::<Line>(log, "gauge").map(|Line(gauge)| gauge.as_str().into());
    let least = f.may_sited::<f64>(log, "at_least").map(|value| (ThresholdOp::AtLeast, value));
    let most = f.may_sited::<f64>(log, "at_most").map(|value| (ThresholdOp::AtMost, value));
    let window = f.may::<Span>(log, "window");
    let forecast = f.may::<bool>(log, "forecast").unwrap_or_default();
    let (has_unit, spot) = (f.has("unit"), f.spot());
    let Some(Line(quantity)) = f.may::<Line>(log, "quantity") else {
        if has_unit || gauge.is_some() || least.is_some() || most.is_some() {
            let expected = Both::words("量的名称, 与读数一致", "what is measured, as readings have it");
            log.wrong(&spot, Wrong::Missing { key: "quantity".to_owned(), expected });
        }
        return None;
    };
    let unit = f.line(log, "unit");
    let (op, value) = match (least, most) {
        (Some(one), None) | (None, Some(one)) => one,
        (both, _) => {
            let expected = Both::words("at_least、at_most 之一", "one of at_least and at_most");
            let found = counted(if both.is_some() { 2 } else { 0 });
            log.wrong(&spot, Wrong::Value { expected, found, nearest: None });
            return None;
        }
    };
    Some(Threshold { quantity, gauge, op, milli: milli(log, &value)?, unit: unit?, window, forecast })
}

/// Thousandths of a value.
fn milli(log: &mut Log<'_>, value: &Sited<f64>) -> Option<i64> {
    let milli = (value.value * 1000.0).round();
    if milli.abs() > 1e15 {
        let expected = Both::words("一万亿以下的数", "a value below a million million");
        log.wrong(&value.spot, Wrong::Value { expected, found: Both::same(value.value.to_string()), nearest: None });
        return None;
    }
    #[expect(clippy::cast_possible_truncation, reason = "checked to lie within 1e15")]
    let milli = milli as i64;
    Some(milli)
}

/// `partner`: a jurisdiction that asks for help, or `any`.
fn partner(log: &mut Log<'_>, f: &mut Fields<'_>, known: &Known) -> Option<Trigger> {
    let name = f.may_sited::<String>(log, "partner")?;
    if name.value == "any" {
        return Some(Trigger::Partner(None));
    }
    known.areas.check(log, &name).then(|| Trigger::Partner(Some(AreaCode::from(name.value.as_str()))))
}
