//! Told by word and mark, then by bell and window title; and how old what others said is.

use qianzhi::clock::Span;
use qianzhi::console::{LinkState, Msg};
use qianzhi::domain::{AlarmState, Fact, Realm};

use super::desk::Desk;

#[test]
fn an_alarm_rings_once_when_it_falls_due_and_not_again() {
    let mut desk = Desk::new();
    desk.pass(Span::seconds(1));
    let begun = desk.bells;
    desk.pass(Span::seconds(1));
    assert_eq!(desk.bells, begun, "nothing new is late");
    let late = |desk: &Desk| desk.model.rail_counts(0).0;
    let before = late(&desk);
    desk.pass(Span::hours(2));
    assert!(late(&desk) > before, "the desk has deadlines within two hours");
    assert_eq!(desk.bells, begun + 1, "several that fall due together ring together");
    for _ in 0..5 {
        desk.pass(Span::seconds(1));
    }
    assert_eq!(desk.bells, begun + 1);
}

#[test]
fn the_window_names_the_most_pressing_alarm_and_counts_the_rest_until_each_is_seen() {
    let mut desk = Desk::new();
    desk.pass(Span::hours(2));
    let waiting = desk.model.rail().iter().filter(|d| d.late(desk.model.now) && !d.acknowledged).count();
    assert!(waiting > 0);
    // Received at 15:30, to be told by phone within half an hour; it is ten past six.
    let worst = "电话初报 -02:10 郭家咀水库 漫坝险情";
    assert_eq!(desk.model.window_title(), format!("!演练 逾期 {waiting} {worst} 前指 指挥车1"));
    for left in (0..waiting).rev() {
        desk.keys("<c-y>");
        let title = desk.model.window_title();
        assert_eq!(title.starts_with(&format!("!演练 逾期 {left} ")), left > 0, "{title}");
        assert!(!title.contains(worst), "that one was seen: {title}");
    }
    let live = Desk::empty(Realm::Live).model.window_title();
    assert!(live.contains("实战") && live.contains("指挥车1") && !live.starts_with('!'), "{live}");
}

#[test]
fn a_name_from_outside_cannot_leave_the_title() {
    let mut desk = Desk::empty(Realm::Live);
    desk.model.post.name = "x\u{1b}\\\u{7}\u{9c}\u{1b}[2J".to_owned();
    assert!(!desk.model.window_title().chars().any(char::is_control));
    desk.model.post.name = "车".repeat(5000);
    let title = desk.model.window_title();
    assert!(title.chars().count() < 60 && title.ends_with(".."), "{title}");
}

#[test]
fn what_others_said_is_as_old_as_the_hub_was_last_heard() {
    let mut desk = Desk::new();
    assert_eq!(desk.model.unheard_for(), None, "no hub, no others");
    desk.send(Msg::Link(LinkState::Calling { attempt: 1, why: qianzhi::text::tell::Both::default() }));
    assert_eq!(desk.model.unheard_for(), Some(None), "never heard is unknown");
    desk.send(Msg::Link(LinkState::Up { heard_ms_ago: 1000, rtt_ms: 40, skew_ms: 0 }));
    assert_eq!(desk.model.unheard_for(), None);
    desk.pass(Span::seconds(59));
    desk.send(Msg::Link(LinkState::Calling { attempt: 2, why: qianzhi::text::tell::Both::default() }));
    assert_eq!(desk.model.unheard_for(), Some(Some(Span::minutes(1))));
    desk.send(Msg::Link(LinkState::Up { heard_ms_ago: 30_000, rtt_ms: 40, skew_ms: 0 }));
    assert_eq!(desk.model.unheard_for(), Some(Some(Span::seconds(30))), "a line that is up and silent says nothing");
}

/// Issue 5, point 6: what was late when a console opens its journal has rung where it fell due, and looking back rings
/// for nothing.
#[test]
fn replay_never_rings() {
    let mut desk = Desk::new();
    desk.pass(Span::hours(2));
    assert!(desk.model.window_title().starts_with('!'));
    let mut opened = Desk::empty(desk.model.world.realm().clone());
    (opened.model.world, opened.model.called) = (desk.model.world.clone(), None);
    opened.send(Msg::Tick(desk.model.now));
    assert!(opened.model.window_title().starts_with('!'), "it is late and said");
    assert_eq!(opened.bells, 0);
    let rung = desk.bells;
    for key in ["3<c-left>", "<c-left><c-left>", "<esc>"] {
        desk.keys(key);
        desk.archive();
    }
    assert_eq!(desk.bells, rung);
}

#[test]
fn what_another_post_acknowledged_calls_nobody_here_and_is_still_due() {
    let mut desk = Desk::new();
    desk.pass(Span::hours(2));
    let active = |desk: &Desk| {
        let now = desk.model.now;
        let active = desk.model.rail().iter().filter(|d| d.alarm_state(now) == AlarmState::Active);
        active.map(|d| d.alarm().0).collect::<Vec<_>>()
    };
    let (rung, due) = (desk.bells, desk.model.rail().len());
    for alarm in active(&desk) {
        desk.other(Fact::AlarmAcknowledged { alarm });
    }
    desk.pass(Span::seconds(1));
    assert!(active(&desk).is_empty() && !desk.model.window_title().starts_with('!'));
    assert_eq!((desk.bells, desk.model.rail().len()), (rung, due), "acknowledged is not done");
}
