//! Scenario files: TOML in, [`Scenario`] or every problem out.

mod inject;
pub(super) mod people;
pub(super) mod plan;
pub(super) mod region;
mod what;

use std::collections::BTreeMap;
use std::path::Path;

use super::{Code, Fault, Fields, Log, Names, Wrong, load, read_document};
use crate::clock::At;
use crate::domain::{ContentHash, Limits, Point, Realm};
use crate::drill::Scenario;
use crate::envelope::content_hash;
use crate::text::tell::{Both, both};

/// Reads and checks a scenario file.
pub fn read(path: &Path) -> Result<Scenario, Fault> {
    read_text(&path.display().to_string(), &load(path)?)
}

/// Reads and checks a scenario; `file` is its name in problems.
pub fn read_text(file: &str, text: &str) -> Result<Scenario, Fault> {
    let hash = content_hash(text.as_bytes());
    read_document(file, text, |log, fields| scenario(log, fields, hash))
}

/// Every name of the file, by kind.
pub(super) struct Known {
    pub(super) areas: Names,
    pub(super) places: Names,
    pub(super) roads: Names,
    pub(super) headquarters: Names,
    pub(super) seats: Names,
    pub(super) teams: Names,
    pub(super) plans: Names,
    pub(super) injects: Names,
    /// Where places are.
    pub(super) points: BTreeMap<String, Point>,
}

impl Known {
    pub(super) fn new() -> Self {
        Self {
            areas: Names::new(Both::words("辖区", "area")),
            places: Names::new(Both::words("地点", "place")),
            roads: Names::new(Both::words("道路", "road")),
            headquarters: Names::new(Both::words("指挥部", "headquarters")),
            seats: Names::new(Both::words("席位、指挥部或队伍", "seat, headquarters or team")),
            teams: Names::new(Both::words("队伍", "team")),
            plans: Names::new(Both::words("预案", "plan")),
            injects: Names::new(Both::words("导调信息", "inject")),
            points: BTreeMap::new(),
        }
    }
}

struct Head {
    name: String,
    name_en: String,
    realm: Realm,
    begins: At,
    opens: At,
    ends: At,
    seed: u64,
}

fn scenario(log: &mut Log<'_>, fields: &mut Fields<'_>, hash: ContentHash) -> Option<Scenario> {
    let head = head(log, fields);
    let rules = rules(log, fields);
    let mut known = Known::new();
    let areas = region::areas(log, fields, &mut known);
    let places = region::places(log, fields, &mut known);
    let roads = region::roads(log, fields, &mut known, &places);
    let headquarters = people::headquarters(log, fields, &mut known);
    let seats = people::seats(log, fields, &mut known);
    let teams = people::teams(log, fields, &mut known);
    let plans = plan::plans(log, fields, &mut known);
    let span = head.as_ref().map(|h| (h.begins, h.ends));
    let cx = inject::Context { known: &known, places: &places, roads: &roads, teams: &teams, plans: &plans, span };
    let injects = inject::injects(log, fields, &cx);
    let Head { name, name_en, realm, begins, opens, ends, seed } = head?;
    Some(Scenario {
        name,
        name_en,
        realm,
        begins,
        opens,
        ends,
        seed,
        hash,
        rules,
        areas,
        places,
        roads,
        headquarters,
        seats,
        teams,
        plans,
        injects,
    })
}

/// How many things were found where another number is expected.
fn counted(count: usize) -> Both {
    both!("{count} 个", "{count} of them")
}

fn head(log: &mut Log<'_>, fields: &mut Fields<'_>) -> Option<Head> {
    let Some(mut f) = fields.table(log, "drill") else {
        if !fields.has("drill") {
            let wrong =
                Wrong::Missing { key: "drill".to_owned(), expected: Both::words("表 [drill]", "the table [drill]") };
            log.wrong(&fields.spot(), wrong);
        }
        return None;
    };
    let name = f.line(log, "name");
    let name_en = f.line_or_empty(log, "name_en");
    let realm = f.need_sited::<Code>(log, "realm");
    let begins = f.need::<At>(log, "begins");
    let opens = f.need_sited::<At>(log, "opens");
    let ends = f.need_sited::<At>(log, "ends");
    let seed = f.need::<u64>(log, "seed");
    f.close(log);
    let (name, begins, opens, ends, seed) = (name?, begins?, opens?, ends?, seed?);
    let before = |earlier: &str, later: &str| Wrong::Order { earlier: earlier.to_owned(), later: later.to_owned() };
    if opens.value < begins {
        log.wrong(&opens.spot, before("begins", "opens"));
    }
    if ends.value < opens.value {
        log.wrong(&ends.spot, before("opens", "ends"));
    }
    let realm = realm?;
    let Ok(realm) = format!("drill:{}", realm.value.0).parse() else {
        let expected = Both::words("最多 64 字节的演练名", "a drill's name of at most 64 bytes");
        log.wrong(&realm.spot, Wrong::Value { expected, found: Both::same(realm.value.0), nearest: None });
        return None;
    };
    Some(Head { name, name_en, realm, begins, opens: opens.value, ends: ends.value, seed })
}

fn rules(log: &mut Log<'_>, fields: &mut Fields<'_>) -> Limits {
    let mut rules = Limits::default();
    let Some(mut f) = fields.table(log, "rules") else { return rules };
    if let Some(name) = f.may::<super::Line>(log, "name") {
        rules.name = name.0;
    }
    for (key, limit) in [
        ("ack_professional", &mut rules.ack_professional),
        ("ack_other", &mut rules.ack_other),
        ("decide_red", &mut rules.decide_red),
        ("decide_orange", &mut rules.decide_orange),
        ("report_phone", &mut rules.report_phone),
        ("report_written", &mut rules.report_written),
        ("depart_fire", &mut rules.depart_fire),
        ("depart_professional", &mut rules.depart_professional),
        ("depart_township", &mut rules.depart_township),
        ("depart_social", &mut rules.depart_social),
    ] {
        if let Some(span) = f.may(log, key) {
            *limit = span;
        }
    }
    f.close(log);
    rules
}
