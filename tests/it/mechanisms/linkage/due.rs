//! Clocks (rules.md 4.4): 30 minutes for an answer, two hours at the latest; the time that was asked for.

use qianzhi::domain::{AidWant, Due};

use super::*;
use qianzhi::clock::Span;

fn wants(two: &Two, now: &str) -> Vec<(AidWant, At, Option<String>)> {
    let mut list: Vec<_> = two
        .world
        .deadlines(at(now))
        .into_iter()
        .filter_map(|deadline| match deadline.what {
            Due::Aid { aid, wants } if aid == two.aid => {
                Some((wants, deadline.due, deadline.rule.map(ToString::to_string)))
            }
            _ => None,
        })
        .collect();
    list.sort();
    list
}

#[test]
fn an_answer_is_due_in_half_an_hour_and_in_two_hours_at_the_latest_whoever_took_it_up() {
    assert_eq!(wants(&Two::at(S::Draft), "09:00"), [], "a draft waits for nobody");
    let both = vec![
        (AidWant::Answer, at("09:30"), Some("R-支援答复".into())),
        (AidWant::Limit, at("11:00"), Some("R-支援上限".into())),
    ];
    for state in [S::Sent, S::Accepted] {
        assert_eq!(wants(&Two::at(state), "09:10"), both, "{state:?}");
    }
    for state in [S::Granted, S::Refused, S::Withdrawn, S::EnRoute, S::Returned, S::Settled] {
        assert_eq!(wants(&Two::at(state), "09:10"), [], "{state:?}");
    }
}

#[test]
fn the_alarm_keeps_its_name_and_a_refusal_that_is_struck_lets_the_clock_run_on() {
    let mut two = Two::at(S::Accepted);
    let name = |two: &Two| {
        let list = two.world.deadlines(at("09:40"));
        list.iter()
            .find(|due| matches!(due.what, Due::Aid { wants: AidWant::Answer, .. }))
            .map(|due| due.alarm().0.clone())
    };
    let before = name(&two).unwrap();
    let refused = two.does(ZHENGZHOU, two.act(E::Refuse)).unwrap();
    assert_eq!(name(&two), None);
    two.says(Fact::Struck { target: refused, reason: "口误".into() });
    assert_eq!((two.view().state, name(&two)), (S::Accepted, Some(before)));
}

#[test]
fn when_the_time_that_was_asked_for_is_over_it_is_kept_or_released() {
    let mut two = Two::at(S::Arrived);
    assert_eq!(wants(&two, "23:00"), [(AidWant::Release, at("09:00") + Span::hours(24), None)]);
    two.does(LUOYANG, two.act(E::Release)).unwrap();
    assert_eq!(wants(&two, "23:00"), []);
}

#[test]
fn strikes_on_what_was_told_bring_a_request_back() {
    let mut two = Two::at(S::Returned);
    let settled = two.does(LUOYANG, two.act(E::Settle)).unwrap();
    assert!(two.world.open_aids().next().is_none());
    two.says(Fact::Struck { target: settled, reason: "金额不对".into() });
    assert_eq!(two.world.open_aids().map(|view| view.state).collect::<Vec<_>>(), [S::Returned]);
}
