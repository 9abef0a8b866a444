//! The master events list: rows, their times, and what a row may refer to.

use std::collections::{BTreeMap, BTreeSet};

use super::{Known, what};
use crate::clock::At;
use crate::config::{Fields, Line, Log, Sited, Word, Wrong};
use crate::domain::{Fact, Inject, InjectCode, InjectKind, Place, Plan};
use crate::drill::{Edge, InjectRow, Map, RosterTeam, SeatCode};
use crate::limits::{INJECTS_MAX, PAYLOAD_BYTES_MAX};
use crate::text::tell::{Both, both};

/// What injects may refer to.
pub(super) struct Context<'a> {
    pub(super) known: &'a Known,
    pub(super) places: &'a [Place],
    pub(super) roads: &'a [Edge],
    pub(super) teams: &'a [RosterTeam],
    pub(super) plans: &'a [Plan],
    pub(super) span: Option<(At, At)>,
}

/// An inject that others refer to: when it happens, and what kind it is.
pub(super) struct Named {
    pub(super) kind: InjectKind,
    pub(super) at: Option<At>,
    /// Its place in the file: at one time the order of the file counts.
    pub(super) place: usize,
    /// An incident opens under this code; one that only moves another has none of its own.
    pub(super) opens: bool,
}

/// What one row sees of the others.
pub(super) struct Row<'a> {
    pub(super) cx: &'a Context<'a>,
    pub(super) named: &'a BTreeMap<String, Named>,
    pub(super) map: &'a Map,
    pub(super) at: Option<At>,
    pub(super) place: usize,
}

/// What an inject may be about.
const INCIDENT: Both = Both::words("事件", "incident");

/// How sure a source is (rules.md 0.1): `P` a public page, `M-H`, `M-M`, `M-L` recalled with high, medium or low
/// confidence, `D` invented for the drill.
const TRUST: [&str; 5] = ["P", "M-H", "M-M", "M-L", "D"];

pub(super) fn injects(log: &mut Log<'_>, fields: &mut Fields<'_>, cx: &Context<'_>) -> Vec<InjectRow> {
    let tables = fields.tables(log, "inject");
    if tables.len() > INJECTS_MAX {
        let wrong =
            Wrong::TooMany { what: Both::words("导调信息", "injects"), count: tables.len(), max: INJECTS_MAX };
        log.wrong(&fields.spot_of("inject"), wrong);
        return Vec::new();
    }
    let mut codes = cx.known.injects.clone();
    let map = Map::new(cx.places, cx.roads);
    let mut heads = Vec::new();
    let mut named = BTreeMap::new();
    for (place, mut f) in tables.into_iter().enumerate() {
        let code = f.code(log, &mut codes);
        let kind = f.word::<InjectKind>(log, "kind");
        let at = time(log, &mut f, cx);
        if let (Some(code), Some(kind)) = (&code, kind) {
            let opens = kind == InjectKind::Incident && !f.has("of");
            named.entry(code.clone()).or_insert(Named { kind, at, place, opens });
        }
        heads.push((f, code, kind, at));
    }
    let mut rows: Vec<InjectRow> = Vec::new();
    for (place, (mut f, code, kind, at)) in heads.into_iter().enumerate() {
        let row = Row { cx, named: &named, map: &map, at, place };
        let rest = rest(log, &mut f, &row, kind);
        let spot = f.spot();
        if kind.is_some() {
            f.close(log);
        }
        if let (Some(code), Some((title, source, seat, what, closes, reopens))) = (code, rest) {
            let code: InjectCode = code.as_str().into();
            let inject = InjectRow { code, at, title, source, seat, what, closes, reopens };
            small_enough(log, &spot, &inject);
            rows.push(inject);
        }
    }
    // Stable: at one time the order of the file counts.
    rows.sort_by_key(|row| (row.at.is_none(), row.at));
    rows
}

/// `at = "…"`, or `by_hand = true`; never both.
fn time(log: &mut Log<'_>, f: &mut Fields<'_>, cx: &Context<'_>) -> Option<At> {
    let at = f.may_sited::<At>(log, "at");
    let by_hand = f.may::<bool>(log, "by_hand").unwrap_or(false);
    let given = f.has("at");
    if given == by_hand {
        log.wrong(&f.spot(), Wrong::OneOf("at", "by_hand = true"));
    }
    let at = at?;
    if let Some((begins, ends)) = cx.span
        && !(begins..=ends).contains(&at.value)
    {
        log.wrong(&at.spot, Wrong::OutsideDrill { at: at.value, begins, ends });
    }
    Some(at.value)
}

type Rest = (String, String, SeatCode, crate::drill::What, Vec<crate::drill::RoadCode>, Vec<crate::drill::RoadCode>);

fn rest(log: &mut Log<'_>, f: &mut Fields<'_>, row: &Row<'_>, kind: Option<InjectKind>) -> Option<Rest> {
    let title = f.line(log, "title");
    let source = f.line(log, "source");
    let trust = trust(log, f);
    let seat = seat(log, f, row.cx.known);
    let closes = roads(log, f, "closes", row.cx.known);
    let reopens = roads(log, f, "reopens", row.cx.known);
    let what = what::read(log, f, row, kind?);
    Some((title?, format!("{} [{}]", source?, trust?), seat?, what?, closes, reopens))
}

fn trust(log: &mut Log<'_>, f: &mut Fields<'_>) -> Option<String> {
    let trust = f.need_sited::<String>(log, "trust")?;
    if TRUST.contains(&trust.value.as_str()) {
        return Some(trust.value);
    }
    log.wrong(
        &trust.spot,
        Wrong::not_one_of(Both::words("可信程度", "a degree of trust"), &trust.value, TRUST.iter().copied()),
    );
    None
}

fn seat(log: &mut Log<'_>, f: &mut Fields<'_>, known: &Known) -> Option<SeatCode> {
    match f.may_sited::<String>(log, "seat") {
        None => Some(SeatCode::control()),
        Some(name) if name.value == SeatCode::control().0 => Some(SeatCode::control()),
        Some(name) => known.seats.check(log, &name).then(|| name.value.as_str().into()),
    }
}

fn roads(log: &mut Log<'_>, f: &mut Fields<'_>, key: &'static str, known: &Known) -> Vec<crate::drill::RoadCode> {
    let names = f.list::<String>(log, key);
    let mut seen = BTreeSet::new();
    names
        .into_iter()
        .filter(|name| known.roads.check(log, name) && seen.insert(name.value.clone()))
        .map(|name| name.value.as_str().into())
        .collect()
}

/// What an inject writes must fit an event, with the longest ids there are.
fn small_enough(log: &mut Log<'_>, spot: &crate::config::Spot, row: &InjectRow) {
    let listed = Fact::InjectPlanned(Inject {
        code: row.code.clone(),
        kind: row.what.kind(),
        at: row.at,
        title: row.title.clone(),
        source: row.source.clone(),
    });
    let bytes = listed.to_payload().len().max(row.what.largest_payload());
    if bytes > PAYLOAD_BYTES_MAX {
        let code = &row.code;
        let what = both!("导调信息 `{code}` ", "the inject `{code}`");
        log.wrong(spot, Wrong::TooLong { what, bytes, max: PAYLOAD_BYTES_MAX });
    }
}

impl Row<'_> {
    /// The inject of another row that this one refers to, which must happen before it.
    pub(super) fn inject(
        &self,
        log: &mut Log<'_>,
        name: &Sited<String>,
        what: Both,
        fits: impl Fn(&Named) -> bool,
    ) -> Option<InjectCode> {
        let Some(named) = self.named.get(&name.value).filter(|named| fits(named)) else {
            let known = self.named.iter().filter(|(_, n)| fits(n)).map(|(code, _)| code.as_str());
            let nearest = crate::config::nearest(&name.value, known);
            log.wrong(&name.spot, Wrong::Unknown { what, name: name.value.clone(), nearest });
            return None;
        };
        if let (Some(at), Some(then)) = (self.at, named.at)
            && (then, named.place) > (at, self.place)
        {
            log.wrong(&name.spot, Wrong::NotYet { name: name.value.clone(), at: then });
        }
        Some(name.value.as_str().into())
    }

    /// The incident under `key`, when there is one.
    pub(super) fn may_incident(&self, log: &mut Log<'_>, f: &mut Fields<'_>, key: &'static str) -> Option<InjectCode> {
        let name = f.may_sited::<String>(log, key)?;
        self.inject(log, &name, INCIDENT, |named| named.opens)
    }

    /// The incident under `key`, which must be there.
    pub(super) fn incident(&self, log: &mut Log<'_>, f: &mut Fields<'_>, key: &'static str) -> Option<InjectCode> {
        let name = f.need_sited::<String>(log, key)?;
        self.inject(log, &name, INCIDENT, |named| named.opens)
    }
}

/// A closed list of words, and a reason that some of them need.
pub(super) fn worded<T: serde::de::DeserializeOwned>(
    log: &mut Log<'_>,
    f: &mut Fields<'_>,
    key: &'static str,
) -> (Option<T>, Option<String>) {
    let word = f.need::<Word<T>>(log, key).map(|Word(word)| word);
    let reason = f.may::<Line>(log, "reason").map(|Line(reason)| reason);
    (word, reason)
}
