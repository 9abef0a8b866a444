//! Headquarters, other seats and teams of a scenario.

use super::Known;
use super::counted;
use crate::clock::Span;
use crate::config::{Fields, Line, Log, Sited, Word, Wrong};
use crate::domain::{AreaCode, Capability, Headquarters, Means, PlaceCode, Team, TeamKind};
use crate::drill::{Delay, Desk, RosterTeam, Seat, Trouble, Whim};
use crate::limits::TEAMS_MAX;
use crate::text::tell::Both;

const DESK_ACK: Delay = Delay { least: Span::seconds(20), most: Span::minutes(2) };

/// The controller's seat is always there.
pub(super) fn seats(log: &mut Log<'_>, fields: &mut Fields<'_>, known: &mut Known) -> Vec<Seat> {
    let mut seats = Vec::new();
    for mut f in fields.tables(log, "seat") {
        let code = f.code(log, &mut known.seats);
        let actor = f.line(log, "actor");
        f.close(log);
        if let (Some(code), Some(actor)) = (code, actor) {
            seats.push(Seat { code: code.as_str().into(), actor });
        }
    }
    seats
}

pub(super) fn headquarters(log: &mut Log<'_>, fields: &mut Fields<'_>, known: &mut Known) -> Vec<Desk> {
    let mut desks = Vec::new();
    for mut f in fields.tables(log, "headquarters") {
        let code = f.code(log, &mut known.headquarters);
        seat_too(log, &f, code.as_ref(), known);
        let name = f.line(log, "name");
        let name_en = f.line(log, "name_en");
        let area = f.need_name::<AreaCode>(log, "area", &known.areas);
        let duty = f.line(log, "duty");
        let ack = delay(log, &mut f, "ack", Some(DESK_ACK));
        f.close(log);
        if let (Some(code), Some(name), Some(name_en), Some(area), Some(duty), Some(ack)) =
            (code, name, name_en, area, duty, ack)
        {
            let card = Headquarters { code: code.as_str().into(), name, name_en, area };
            desks.push(Desk { card, duty, ack });
        }
    }
    desks
}

/// Teams without how they behave in a drill.
pub(in crate::config) fn cards(log: &mut Log<'_>, fields: &mut Fields<'_>, known: &mut Known) -> Vec<Team> {
    each(log, fields, |log, mut f| {
        let card = card(log, &mut f, known);
        f.close(log);
        card
    })
}

pub(super) fn teams(log: &mut Log<'_>, fields: &mut Fields<'_>, known: &mut Known) -> Vec<RosterTeam> {
    each(log, fields, |log, f| team(log, f, known))
}

/// As many as there may be.
fn each<'a, T>(
    log: &mut Log<'_>,
    fields: &mut Fields<'a>,
    mut read: impl FnMut(&mut Log<'_>, Fields<'a>) -> Option<T>,
) -> Vec<T> {
    let tables = fields.tables(log, "team");
    if tables.len() > TEAMS_MAX {
        let wrong = Wrong::TooMany { what: Both::words("队伍", "teams"), count: tables.len(), max: TEAMS_MAX };
        log.wrong(&fields.spot_of("team"), wrong);
        return Vec::new();
    }
    tables.into_iter().filter_map(|f| read(log, f)).collect()
}

/// What a team is, wherever it stands.
fn card(log: &mut Log<'_>, f: &mut Fields<'_>, known: &mut Known) -> Option<Team> {
    let code = f.code(log, &mut known.teams);
    seat_too(log, f, code.as_ref(), known);
    let name = f.line(log, "name");
    let name_en = f.line(log, "name_en");
    let kind = f.word::<TeamKind>(log, "kind");
    let capabilities = f.list::<Word<Capability>>(log, "capabilities");
    let area = f.need_name::<AreaCode>(log, "area", &known.areas);
    let home = f.need_name::<PlaceCode>(log, "home", &known.places);
    let people = f.need::<u32>(log, "people");
    let leader = f.line(log, "leader");
    let phone = f.line_or_empty(log, "phone");
    Some(Team {
        code: code?.as_str().into(),
        name: name?,
        name_en: name_en?,
        kind: kind?,
        capabilities: capabilities.into_iter().map(|sited| sited.value.0).collect(),
        area: area?,
        home: home?,
        people: people?,
        leader: leader?,
        phone,
        readiness: crate::domain::Readiness::default(),
    })
}

fn team(log: &mut Log<'_>, mut f: Fields<'_>, known: &mut Known) -> Option<RosterTeam> {
    let card = card(log, &mut f, known);
    let speed = f.need_sited::<u32>(log, "speed_kmh");
    let ack = delay(log, &mut f, "ack", None);
    let assemble = delay(log, &mut f, "assemble", None);
    let means = f.may_word::<Means>(log, "means").unwrap_or(Means::Phone);
    let fix_every = f.may_sited::<Span>(log, "fix_every");
    let works = f.may::<Span>(log, "works");
    let troubles = troubles(log, &mut f);
    f.close(log);
    let card = card?;
    let speed_mh =
        within(log, speed.as_ref()?, 1, 120, Both::words("1 到 120 km/h 的速度", "a speed from 1 to 120 km/h"))? * 1000;
    let fix_every = match &fix_every {
        Some(every) => within(
            log,
            every,
            Span::seconds(1),
            Span::hours(1),
            Both::words("1 s 到 1 h 的间隔", "an interval from 1 s to 1 h"),
        )?,
        None => Span::seconds(20),
    };
    Some(RosterTeam { card, speed_mh, ack: ack?, assemble: assemble?, means, fix_every, works, troubles })
}

/// Headquarters and teams speak for themselves: their codes are seats as well.
fn seat_too(log: &mut Log<'_>, f: &Fields<'_>, code: Option<&String>, known: &mut Known) {
    if let Some(code) = code {
        known.seats.add(log, &Sited { value: code.clone(), spot: f.spot_of("code") });
    }
}

fn within<T: Copy + PartialOrd + std::fmt::Debug>(
    log: &mut Log<'_>,
    value: &Sited<T>,
    least: T,
    most: T,
    expected: Both,
) -> Option<T> {
    if (least..=most).contains(&value.value) {
        return Some(value.value);
    }
    let found = Both::same(format!("{:?}", value.value));
    log.wrong(&value.spot, Wrong::Value { expected, found, nearest: None });
    None
}

/// `key = ["30 s", "2 min"]`: the shortest and the longest.
fn delay(log: &mut Log<'_>, f: &mut Fields<'_>, key: &'static str, default: Option<Delay>) -> Option<Delay> {
    let expected = Both::words(
        "两段时间, 短的在前: [\"30 s\", \"2 min\"]",
        "two lengths of time, the shorter first: [\"30 s\", \"2 min\"]",
    );
    if !f.has(key) {
        if default.is_none() {
            log.wrong(&f.spot(), Wrong::Missing { key: key.to_owned(), expected });
        }
        return default;
    }
    let before = log.count();
    let spans: Vec<Span> = f.list::<Span>(log, key).into_iter().map(|sited| sited.value).collect();
    match spans.as_slice() {
        [least, most] if least <= most => Some(Delay { least: *least, most: *most }),
        // Wrong items were said already.
        _ if log.count() > before => None,
        other => {
            let found = counted(other.len());
            log.wrong(&f.spot_of(key), Wrong::Value { expected, found, nearest: None });
            None
        }
    }
}

fn troubles(log: &mut Log<'_>, f: &mut Fields<'_>) -> Vec<Trouble> {
    let mut troubles = Vec::new();
    for mut f in f.tables(log, "trouble") {
        let order = f.need::<u32>(log, "order");
        let refuses = f.may::<Line>(log, "refuses").map(|Line(reason)| Whim::Refuses(reason));
        let late = f.may::<Span>(log, "late").map(Whim::Late);
        let silent = f.may::<bool>(log, "silent").filter(|silent| *silent).map(|_| Whim::Silent);
        let whims: Vec<Whim> = [refuses, late, silent].into_iter().flatten().collect();
        let spot = f.spot();
        f.close(log);
        match (<[Whim; 1]>::try_from(whims), order) {
            (Ok([whim]), Some(order)) => troubles.push(Trouble { order, whim }),
            (Err(whims), _) => {
                let expected = Both::words("refuses、late、silent 之一", "one of refuses, late and silent");
                let found = counted(whims.len());
                log.wrong(&spot, Wrong::Value { expected, found, nearest: None });
            }
            _ => {}
        }
    }
    troubles
}
