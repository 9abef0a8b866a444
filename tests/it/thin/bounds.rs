//! The two bounds, in virtual time and by counted bytes, at 2400 bit/s each way.

use std::time::Duration;

use qianzhi::clock::At;
use qianzhi::domain::{EventId, Fix, Point};
use qianzhi::envelope::Envelope;
use qianzhi::sync::Report;

use super::line::Link;
use crate::it::net::post::{Post, memory};

const BUDGET: u32 = 2400;

/// What goes before the first chunk, in bytes each way: the whole TLS handshake, certificate and ticket included, though
/// after a cut a shorter one resumes. `real.rs` holds the real ones to it.
pub(super) const HANDSHAKE: (usize, usize) = (340, 760);

/// Words as people write them, none like another.
fn reports(post: &mut Post, count: usize) -> Vec<Envelope> {
    let places =
        ["京广北路隧道", "地铁五号线沙口路站", "常庄水库", "贾鲁河圃田段", "巩义米河镇", "阜外华中心血管病医院"];
    let what = ["水位上涨", "道路中断", "群众被困", "供电中断", "通信基站退服", "已转移", "请求排涝设备", "险情解除"];
    let words = |n: usize| {
        let (place, what) = (places[n * 7 % places.len()], what[n * 5 % what.len()]);
        format!("{place}{what}，第{}次报告，现场{}人，水深{}厘米", n % 97, n * 31 % 211, n * 17 % 143)
    };
    (0..count).map(|n| post.logs(&words(n))).collect()
}

fn delivered(link: &Link, id: EventId) -> Option<Duration> {
    let of = |(at, report): &(Duration, Report)| {
        matches!(report, Report::Delivered { id: i, .. } if *i == id).then_some(*at)
    };
    link.console.reports.iter().find_map(of)
}

fn took(link: &Link, id: EventId, since: Duration) -> Duration {
    delivered(link, id).unwrap().checked_sub(since).unwrap()
}

/// A console with 10,000 entries that the hub lacks, and a hub with 10,000 that the console lacks, well under way.
fn busy() -> (Post, Link) {
    let (mut ours, mut theirs) = (Post::new(1), Post::new(2));
    let (console, hub) = (memory(1, &reports(&mut ours, 10_000)), memory(9, &reports(&mut theirs, 10_000)));
    let mut link = Link::new(Some(ours.id()), (console, hub), None, BUDGET, Duration::ZERO);
    link.until(Duration::from_mins(1), |link| link.hub.came.len() > 10 && link.console.came.len() > 10);
    (ours, link)
}

#[test]
fn an_order_behind_ten_thousand_events_is_acknowledged_within_three_seconds() {
    let (mut post, mut link) = busy();
    for round in 0..20_u32 {
        // Not at the same moment of a chunk each time.
        link.run_for(Duration::from_millis(4000 + u64::from(round) * 137));
        let order = post.orders(round);
        let given = link.now;
        assert!(link.console.store.append(order.clone()));
        link.until(Duration::from_mins(1), |link| delivered(link, order.id()).is_some());
        let took = took(&link, order.id(), given);
        assert!(took <= Duration::from_secs(3), "round {round}: {took:?}");
        assert_eq!(link.hub.store.events().iter().filter(|event| event.id() == order.id()).count(), 1);
    }
    assert!(link.hub.came.len() < 2000, "the backlog is still there: {}", link.hub.came.len());
    // The line carried nothing faster than it can.
    let most = usize::try_from(link.now.as_millis()).unwrap() * BUDGET as usize / 8 / 1000 + 400;
    assert!(link.console.sent <= most && link.hub.sent <= most, "{} {} {most}", link.console.sent, link.hub.sent);
    // And all the time the reports went on.
    let before = link.hub.came.len();
    link.run_for(Duration::from_mins(1));
    assert!(link.hub.came.len() > before + 60, "{}", link.hub.came.len() - before);
}

#[test]
fn after_a_cut_an_order_is_acknowledged_within_ten_seconds_of_the_first_byte() {
    let (mut post, mut link) = busy();
    // Urgent ones before the cut: they are not sent again.
    let earlier: Vec<Envelope> = (0..30).map(|n| post.orders(n)).collect();
    for order in &earlier {
        assert!(link.console.store.append(order.clone()));
    }
    link.until(Duration::from_mins(2), |link| earlier.iter().all(|order| delivered(link, order.id()).is_some()));
    link.run_for(Duration::from_secs(11));
    let (resume, mut console, hub, now) = link.cut();
    assert!(resume.is_some());
    let order = post.orders(99);
    assert!(console.append(order.clone()));

    // One side speaks after the other.
    let handshake = Duration::from_millis((HANDSHAKE.0 + HANDSHAKE.1) as u64 * 8 * 1000 / u64::from(BUDGET));
    let begun = now + Duration::from_mins(3);
    let mut link = Link::new(Some(post.id()), (console, hub), resume, BUDGET, begun + handshake);
    link.until(Duration::from_mins(1), |link| delivered(link, order.id()).is_some());
    let took = took(&link, order.id(), begun);
    assert_eq!(link.console.told.resumed, Some(true));
    assert!(took <= Duration::from_secs(10), "{took:?}");
    assert!(!link.hub.came.iter().any(|id| earlier.iter().any(|order| order.id() == *id)), "sent again");
    let bytes = (link.console.sent + HANDSHAKE.0, link.hub.sent + HANDSHAKE.1);
    assert!(bytes.0 <= 3000 && bytes.1 <= 3000, "{bytes:?}");
}

#[test]
fn positions_are_conflated_and_hold_up_neither_orders_nor_reports() {
    let (mut post, mut link) = busy();
    let fix = |n: i64, at: i64| Fix {
        team: format!("T{n}").as_str().into(),
        point: Point { lat: 34_700_000 + i32::try_from(n).unwrap(), lon: 113_600_000 },
        at: At(at),
        speed_mh: None,
        every_ms: 1000,
    };
    // 40 teams, a fix each every second, for two minutes: ten times what the line could carry.
    for second in 0..120 {
        for team in 0..40 {
            link.console.told.fixes.offer(fix(team, second), 0, None);
        }
        link.run_for(Duration::from_secs(1));
    }
    let came = link.hub.told.fixes_came.len();
    assert!((12..1000).contains(&came), "the newest, not all: {came}");
    let newest: Vec<i64> = link.hub.told.fixes_came.iter().rev().take(5).map(|fix| fix.at.0).collect();
    assert!(newest.iter().all(|at| *at > 60), "what arrives is new: {newest:?}");
    let order = post.orders(7);
    let given = link.now;
    assert!(link.console.store.append(order.clone()));
    link.until(Duration::from_mins(1), |link| delivered(link, order.id()).is_some());
    assert!(took(&link, order.id(), given) <= Duration::from_secs(3));
}

#[test]
fn an_idle_thin_link_stays_up_on_few_bytes() {
    let mut post = Post::new(1);
    let mut link =
        Link::new(Some(post.id()), (memory(1, &post.logs_many(3)), memory(9, &[])), None, BUDGET, Duration::ZERO);
    link.run_for(Duration::from_secs(20));
    let before = (link.console.sent, link.hub.sent);
    link.run_for(Duration::from_mins(10));
    let share = |bytes: usize| bytes * 100 / (2400 / 8 * 600);
    let sent = (link.console.sent - before.0, link.hub.sent - before.1);
    assert!(share(sent.0) <= 5 && share(sent.1) <= 5, "{sent:?}");
}
