//! An incident through all five mechanisms, from the warning to the closed review: beside the scenario's mix it brings every
//! other kind of event into a log.

use std::collections::BTreeMap;

use serde_json::Value;

use super::super::failure::Failure;
use super::log::Payload;
use crate::clock::{At, Span};
use crate::domain::EventId;

/// A line an event: its name, minutes from the beginning or `setup`, its kind, its data. In these `@name` is the id of the
/// event of that name, `+n` a time so many minutes from the beginning, `=n` a number of this incident's own, `~` a hash.
const LINES: &str = include_str!("mechanisms.jsonl");

#[derive(serde::Deserialize)]
#[serde(untagged)]
enum When {
    Minutes(i64),
    Setup(#[expect(dead_code, reason = "only that it is no number counts")] String),
}

#[derive(serde::Deserialize)]
struct Said(String, When, String, Value);

/// As far as it goes.
pub(super) const TO_THE_END: Span = Span::hours(24);

/// Says what happens until so long after it began to `say`, which signs or folds a payload at a time and gives its id; the
/// ids by name. The lists that it goes by are said with the first one only.
pub(super) fn play(
    nth: u32,
    began: At,
    until: Span,
    say: &mut dyn FnMut(At, Payload) -> Result<EventId, Failure>,
) -> Result<BTreeMap<String, EventId>, Failure> {
    let mut told = Telling { nth, began, ids: BTreeMap::new() };
    for line in LINES.lines() {
        let Said(name, when, kind, mut data) =
            serde_json::from_str(line).map_err(|why| Failure::Measured(format!("mechanisms.jsonl: {why}: {line}")))?;
        let at = match when {
            When::Minutes(minutes) if Span::minutes(minutes) > until => continue,
            When::Minutes(minutes) => began + Span::minutes(minutes),
            When::Setup(_) if nth > 0 => continue,
            When::Setup(_) => began,
        };
        told.fill(&mut data);
        let id = say(at, Payload { kind, data })?;
        told.ids.insert(name, id);
    }
    Ok(told.ids)
}

/// What the placeholders stand for.
struct Telling {
    nth: u32,
    began: At,
    ids: BTreeMap<String, EventId>,
}

impl Telling {
    fn fill(&self, value: &mut Value) {
        match value {
            Value::String(text) => {
                if let Some(filled) = self.meant(text) {
                    *value = filled;
                }
            }
            Value::Array(list) => list.iter_mut().for_each(|one| self.fill(one)),
            Value::Object(map) => map.values_mut().for_each(|one| self.fill(one)),
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }

    fn meant(&self, text: &str) -> Option<Value> {
        if text == "~" {
            return Some(EventId([7; 32]).to_string().into());
        }
        let (mark, rest) = text.split_at_checked(1)?;
        match mark {
            "@" => self.ids.get(rest).map(|id| id.to_string().into()),
            "+" => rest.parse().ok().map(|minutes| (self.began + Span::minutes(minutes)).0.into()),
            "=" => rest.parse::<u32>().ok().map(|number| (900_000 + self.nth * 10 + number).into()),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::domain::Fact;

    #[test]
    fn every_line_is_an_event_that_is_understood_and_all_mechanisms_are_there() {
        let (mut kinds, mut count, mut wrong) = (BTreeSet::new(), 0_u8, Vec::new());
        play(0, At(1_626_739_200_000), TO_THE_END, &mut |_, payload| {
            let text = String::from_utf8_lossy(&payload.bytes()).into_owned();
            match serde_json::from_str::<Fact>(&text) {
                Ok(fact) if fact.kind() == payload.kind && !text.contains("\"@") && !text.contains("\"+") => {}
                other => wrong.push(format!("{text}: {:?}", other.err())),
            }
            kinds.insert(payload.kind);
            count += 1;
            Ok(EventId([count; 32]))
        })
        .unwrap();
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
        // What the scenario's own mix has, what profiles, regions and drills write, and what is seldom.
        let elsewhere = [
            "rule",
            "place.",
            "headquarters.",
            "team.",
            "plan.",
            "step.",
            "position.",
            "track.",
            "reading.",
            "incident.",
            "drill.",
            "inject.",
            "region.",
            "event.",
        ];
        let of = |kind: &&&str| !kinds.contains(**kind) && !elsewhere.iter().any(|first| kind.starts_with(first));
        let left: Vec<_> = Fact::KINDS.iter().filter(of).collect();
        assert!(left.is_empty(), "{left:?}");
    }
}
