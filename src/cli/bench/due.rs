//! The list of deadlines over a night's world: 50 incidents, 500 teams, 5,000 open items, and every mechanism at work.

use std::hint::black_box;

use super::super::failure::Failure;
use super::{Figure, Line, Promise, quantile, whole};
use crate::clock::{At, Span, monotonic};
use crate::domain::{
    Event, EventId, Fact, Figure as Count, FigureKind, FigureReport, Form, Level, Means, Order, Owner, Plan,
    PlanStarted, PostId, Realm, Recipient, ReportFiled, ReportKind, Rung, RungFact, Step, StepCode, Team, TeamCode,
    TeamKind, TeamStatus, Urgency, World,
};
use crate::envelope::content_hash;

/// The world that is promised for: what is open is 3,700 orders, a third of the newest of each team
/// acknowledged, 1,000 steps of plans, and what the mechanisms wait for.
const INCIDENTS: u32 = 50;
const TEAMS: u32 = 500;
const ORDERS: u32 = 3700;
const RUNS: u32 = 25;
const STEPS: u32 = 40;

/// Incidents that have gone through every mechanism to the review; the others are in the middle of it.
const REVIEWED: u32 = 10;

/// Alarms that somebody acknowledged.
const SEEN: u32 = 500;

/// Lists that are made; the median counts.
const ROUNDS: usize = 200;

/// Makes the list again and again.
pub(super) fn measure() -> Result<Vec<Line>, Failure> {
    let (world, now) = night()?;
    let due = world.deadlines(now).len();
    if due < usize::try_from(ORDERS).unwrap_or(usize::MAX) {
        return Err(Failure::Unsettled);
    }
    let mut times: Vec<f64> = (0..ROUNDS)
        .map(|_| {
            let began = monotonic();
            black_box(black_box(&world).deadlines(now));
            began.elapsed().as_secs_f64() * 1e3
        })
        .collect();
    let median = quantile(&mut times, 0.5);
    let least = times.first().copied().unwrap_or_default();
    let what = format!("deadlines over 50 incidents, 500 teams, 5,000 open ({due} due), median ms");
    Ok(vec![
        Line::from(Figure::new(&what, median, Promise::Below(1.0))),
        Line::from(Figure::new("the same, the quickest, ms", least, Promise::None)),
    ])
}

/// Says things to a world.
struct Night {
    world: World,
    count: u32,
}

impl Night {
    fn say(&mut self, at: At, fact: Fact) -> EventId {
        self.count += 1;
        let id = EventId(content_hash(&self.count.to_be_bytes()).0);
        let seq = u64::from(self.count);
        let (post, actor) = (PostId([1; 32]), String::new());
        self.world.fold(Event { id, post, seq, hlc: seq, recorded: at, actor, fact, overridden: None });
        id
    }
}

fn night() -> Result<(World, At), Failure> {
    let began = At(1_626_739_200_000);
    let mut night = Night { world: World::new(Realm::Test), count: 0 };
    let incidents = (0..INCIDENTS).map(|n| incident(&mut night, n, began)).collect::<Result<Vec<_>, _>>()?;
    for n in 0..TEAMS {
        let code = code(n);
        let fact = Fact::TeamEnrolled { team: team(&code, n), after: Vec::new() };
        night.say(began, fact);
        let (status, after) = (TeamStatus::Ordered, Vec::new());
        night.say(began, Fact::TeamStatusSet { team: code, status, at: began, after, reason: String::new() });
    }
    let mut orders = Vec::new();
    for n in 0..ORDERS {
        let issued = began + Span::seconds(i64::from(n));
        let to = Recipient::Team(code(n % TEAMS));
        let incident = incidents.get(usize::try_from(n % INCIDENTS).unwrap_or_default()).copied();
        let order = Order {
            number: n,
            form: Form::Order,
            to,
            incident,
            text: format!("赶赴第{n}号点位抽排"),
            urgency: Urgency::Routine,
            destination: None,
            authority: None,
            issued,
            until: None,
            role: None,
            muster: None,
            step: None,
        };
        let order = night.say(issued, Fact::OrderIssued(order));
        orders.push(order);
        // Whose newest order is acknowledged is to depart.
        if n + TEAMS >= ORDERS && n.is_multiple_of(3) {
            let at = issued + Span::seconds(20);
            let (by, means) = (String::new(), Means::Phone);
            night.say(at, Fact::OrderRung(RungFact { order, rung: Rung::Acknowledged, by, means, at }));
        }
    }
    let now = began + Span::hours(2);
    runs(&mut night, began);
    for order in orders.iter().take(usize::try_from(SEEN).unwrap_or_default()) {
        night.say(now, Fact::AlarmAcknowledged { alarm: format!("acknowledge {order}") });
    }
    Ok((night.world, now))
}

fn code(n: u32) -> TeamCode {
    TeamCode(format!("T{n:03}"))
}

fn team(code: &TeamCode, n: u32) -> Team {
    Team {
        code: code.clone(),
        name: format!("抽排{n}队"),
        name_en: String::new(),
        kind: TeamKind::Social,
        capabilities: Vec::new(),
        area: "410300".into(),
        home: "p00".into(),
        people: 12,
        leader: "李某".into(),
        phone: "138".into(),
        readiness: crate::domain::Readiness::default(),
    }
}

/// An incident with its scene, consultation, stock, evacuees, aid and figures; the first few are over and under review.
fn incident(night: &mut Night, n: u32, began: At) -> Result<EventId, Failure> {
    let (since, until) =
        if n < REVIEWED { (began - Span::hours(24), Span::minutes(211)) } else { (began, Span::minutes(85)) };
    let told = whole::play(n, since, until, &mut |at, mut payload| {
        // A city has one response to the night, and one warning of it.
        let of_city = ["warning.", "measure.", "response.", "posture.", "switch."];
        if n > REVIEWED && of_city.iter().any(|kind| payload.kind.starts_with(kind)) {
            return Ok(EventId::default());
        }
        payload.after(&night.world);
        Ok(night.say(at, Fact::from_payload(&payload.bytes())))
    })?;
    let id = told.get("incident").copied().ok_or(Failure::Unsettled)?;
    let at = began + Span::minutes(30);
    let (to, means) = ("省应急厅".to_owned(), Means::Console);
    night.say(at, Fact::ReportFiled(ReportFiled::plain(id, ReportKind::Initial, 0, to, means, at)));
    let at = began + Span::hours(1);
    for figure in [FigureKind::Dead, FigureKind::Injured] {
        let value = Count { count: Some(n), verified: false };
        let after = Vec::new();
        night.say(
            at,
            Fact::FigureReported(FigureReport {
                incident: id,
                figure,
                value,
                occurred: at,
                source: String::new(),
                after,
            }),
        );
    }
    Ok(id)
}

/// Plans that run, of which nothing is done yet.
fn runs(night: &mut Night, began: At) {
    let step = |n: u32| Step {
        code: StepCode(format!("s{n}")),
        title: "封闭涵洞".to_owned(),
        owner: Owner::Unit("城管局".to_owned()),
        within: Span::minutes(i64::from(n)),
        ..Step::default()
    };
    let plan = Plan {
        code: "p".into(),
        name: "防汛预案".to_owned(),
        version: "1".to_owned(),
        steps: (0..STEPS).map(step).collect(),
        ..Plan::default()
    };
    let plan = night.say(began, Fact::PlanAdopted(plan));
    for n in 0..RUNS {
        let started = began + Span::minutes(i64::from(n));
        let run = PlanStarted { plan, incident: None, area: "410300".into(), level: Level::Two, started };
        night.say(started, Fact::PlanStarted(run));
    }
}
