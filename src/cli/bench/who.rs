//! Who can come, over the teams of a province: 2,000 of them, 200 called up already.

use std::collections::BTreeMap;
use std::hint::black_box;

use super::super::failure::Failure;
use super::{Figure, Line, Promise, quantile};
use crate::clock::{At, Span, monotonic};
use crate::domain::{
    Capability, Destination, Event, EventId, Fact, Fix, Form, Muster, Order, Place, Point, PostId, Readiness, Realm,
    Recipient, Team, TeamCode, TeamKind, TeamNeed, TeamStatus, Urgency, Wanted, World,
};
use crate::envelope::content_hash;

const TEAMS: u32 = 2000;
const PLACES: u32 = 200;
const CALLED_UP: u32 = 200;

/// Rankings that are made; the median counts.
const ROUNDS: usize = 200;

/// Makes the ranking again and again.
pub(super) fn measure() -> Result<Vec<Line>, Failure> {
    let (world, fixes, now) = province();
    let wanted = |capability, count| Wanted { capability, count, least: 1 };
    let need = TeamNeed {
        wanted: vec![wanted(Capability::FloodPump, 20), wanted(Capability::WaterSurface, 10)],
        place: Point { lat: 34_620_000, lon: 112_450_000 }.into(),
        by: Some(now + Span::hours(2)),
        own: Some("410300".into()),
        reserve_percent: 20,
        incident: None,
    };
    let listed = world.who_can_come(&need, &fixes, now).teams.len();
    if listed < usize::try_from(TEAMS).unwrap_or(usize::MAX) {
        return Err(Failure::Unsettled);
    }
    let mut times: Vec<f64> = (0..ROUNDS)
        .map(|_| {
            let began = monotonic();
            black_box(black_box(&world).who_can_come(&need, &fixes, now));
            began.elapsed().as_secs_f64() * 1e3
        })
        .collect();
    let median = quantile(&mut times, 0.5);
    Ok(vec![Line::from(Figure::new("who can come, of 2,000 teams, median ms", median, Promise::Below(5.0)))])
}

/// Every team can do what is wanted, so that each is ranked.
fn province() -> (World, BTreeMap<TeamCode, Fix>, At) {
    let now = At::parse("2026-07-20 16:00").unwrap_or(At(0));
    let mut world = World::new(Realm::Live);
    let mut count: u32 = 0;
    let mut say = |world: &mut World, fact: Fact| {
        count += 1;
        let id = EventId(content_hash(&count.to_be_bytes()).0);
        let (post, seq) = (PostId([1; 32]), u64::from(count));
        let actor = "值班员".to_owned();
        world.apply(&Event { id, post, seq, hlc: seq, recorded: now, actor, fact, overridden: None });
    };
    for n in 0..PLACES {
        say(&mut world, Fact::PlaceNamed(place(n)));
    }
    let mut fixes = BTreeMap::new();
    for n in 0..TEAMS {
        let team = team(n);
        let code = team.code.clone();
        say(&mut world, Fact::TeamEnrolled { team, after: Vec::new() });
        let status = Fact::TeamStatusSet {
            team: code.clone(),
            status: TeamStatus::Ready,
            at: now,
            after: Vec::new(),
            reason: String::new(),
        };
        say(&mut world, status);
        if n.is_multiple_of(4) {
            let fix = Fix { team: code.clone(), point: point(n * 31), at: now, speed_mh: None, every_ms: 30_000 };
            fixes.insert(code.clone(), fix);
        }
        if n < CALLED_UP {
            say(&mut world, Fact::OrderIssued(order(n, code, now)));
        }
    }
    (world, fixes, now)
}

fn point(n: u32) -> Point {
    let spread = |n: u32, most: u32| i32::try_from(n.wrapping_mul(2_654_435_761) % most).unwrap_or(0);
    Point { lat: 34_000_000 + spread(n, 1_500_000), lon: 111_500_000 + spread(n + 1, 2_500_000) }
}

fn place(n: u32) -> Place {
    Place {
        code: format!("p{n:03}").as_str().into(),
        name: format!("第{n}街道"),
        name_en: String::new(),
        point: point(n),
        source: "bench".into(),
        seat: None,
    }
}

fn team(n: u32) -> Team {
    let kinds = [TeamKind::Fire, TeamKind::Professional, TeamKind::Township, TeamKind::Social, TeamKind::Military];
    let area = if n.is_multiple_of(3) { "410100" } else { "410300" };
    Team {
        code: TeamCode(format!("T{n:04}")),
        name: format!("救援{n}队"),
        name_en: String::new(),
        kind: kinds.get(usize::try_from(n).unwrap_or(0) % kinds.len()).copied().unwrap_or(TeamKind::Social),
        capabilities: vec![Capability::FloodPump, Capability::WaterSurface],
        area: area.into(),
        home: format!("p{:03}", n % PLACES).as_str().into(),
        people: 12,
        leader: "李某".into(),
        phone: "138".into(),
        readiness: Readiness { insured: Some(!n.is_multiple_of(5)), range_km: Some(80), ..Readiness::default() },
    }
}

fn order(n: u32, code: TeamCode, issued: At) -> Order {
    Order {
        number: n,
        form: Form::Order,
        to: Recipient::Team(code),
        incident: None,
        text: "赴现场抽排".into(),
        urgency: Urgency::Urgent,
        destination: Some(Destination::Place("p000".into())),
        authority: None,
        until: None,
        issued,
        role: None,
        muster: Some(Box::new(Muster::default())),
        step: None,
    }
}
