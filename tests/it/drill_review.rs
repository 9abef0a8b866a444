//! Indicators of a rehearsed drill, from its envelopes alone.

use qianzhi::clock::{At, Span};
use qianzhi::config::scenario;
use qianzhi::domain::{EventId, IndicatorCode, World};
use qianzhi::drill::Driver;
use qianzhi::envelope::{Envelope, Malformed};
use qianzhi::review::{Measure, indicators};

use super::drill::shipped;

/// Plays a scenario and folds what was signed into a world that never saw the scenario.
fn folded(text: &str) -> (World, At) {
    let scenario = scenario::read_text("a.toml", text).unwrap();
    let ends = scenario.ends;
    let mut driver = Driver::new(scenario, 720, 0);
    let mut world = World::new(driver.world().realm().clone());
    driver
        .rehearse(ends, |envelope| {
            world.apply(&Envelope::verify(envelope.bytes()).unwrap().event());
            Ok::<(), Malformed>(())
        })
        .unwrap();
    (world, ends)
}

fn k1(world: &World, as_of: At, area: &str) -> Option<(Span, EventId, Option<EventId>)> {
    let of_area = |i: &&qianzhi::review::Indicator| i.id == IndicatorCode::K1 && i.area.0 == area;
    let list = indicators(world, as_of);
    list.iter().find(of_area).map(|i| match i.measure {
        Measure::Time { span_ms, from, to, .. } => (span_ms, from, to),
        _ => panic!("K1 is a time"),
    })
}

const HOURS_18_MIN_31: Span = Span::minutes(18 * 60 + 31);

/// rules.md 9.1: "first red → Ⅰ = 18 h 31 min".
#[test]
fn zhengzhou_took_eighteen_hours_and_thirty_one_minutes() {
    let text = std::fs::read_to_string(shipped("zhengzhou-720.toml")).unwrap();
    let (world, ends) = folded(&text);
    let (span, from, to) = k1(&world, ends, "410100").unwrap();
    assert_eq!(span, HOURS_18_MIN_31);
    assert_eq!(world.warning(from).unwrap().received.date_time(), "2021-07-19 21:59:00");
    let decision = world.decision_events(&"410100".into()).into_iter().find(|(id, _)| Some(*id) == to).unwrap().1;
    // Both times stand: decided 16:30, effective 17:00.
    assert_eq!(decision.decided.date_time(), "2021-07-20 16:30:00");
    assert_eq!(decision.effective.map(At::date_time).as_deref(), Some("2021-07-20 17:00:00"));
    assert_eq!(k1(&world, ends, "410000"), None, "no warning of the province's own");
}

#[test]
fn moving_one_inject_moves_it_by_as_much() {
    let text = std::fs::read_to_string(shipped("zhengzhou-720.toml")).unwrap();
    for (from, to, moved) in [
        ("at = \"2021-07-20 16:30\"", "at = \"2021-07-20 16:10\"", Span::minutes(-20)),
        ("at = \"2021-07-19 21:59\"", "at = \"2021-07-19 22:29\"", Span::minutes(-30)),
        ("at = \"2021-07-19 21:59\"", "at = \"2021-07-19 20:59\"", Span::minutes(60)),
    ] {
        assert_eq!(text.matches(from).count(), 1, "{from} stands for one inject");
        // The decision names the fifth warning as its basis; earlier than that it has none.
        let text = text.replace(from, to).replace("basis = \"N25\"\n", "");
        let (world, ends) = folded(&text);
        let (span, ..) = k1(&world, ends, "410100").unwrap();
        assert_eq!(span, Span(HOURS_18_MIN_31.0 + moved.0), "{to}");
    }
}

#[test]
fn reports_and_acknowledgements_are_shares_that_name_who_missed() {
    let text = std::fs::read_to_string(shipped("zhengzhou-720.toml")).unwrap();
    let (world, ends) = folded(&text);
    let share = |id| {
        let list = indicators(&world, ends);
        let found = list.into_iter().find(|i| i.id == id && i.area.0 == "410100").unwrap();
        match found.measure {
            Measure::Share { numerator, denominator, missed, .. } => (numerator, denominator, missed),
            _ => panic!("a share"),
        }
    };
    let (kept, due, missed) = share(IndicatorCode::K2);
    assert_eq!((kept, due), (6, 8), "four incidents, two clocks each");
    let late: Vec<&str> = missed.iter().map(|id| world.incident(*id).unwrap().title.as_str()).collect();
    assert_eq!(late.len(), 2);
    assert!(late.contains(&"郑州 城区内涝"), "{late:?}");
    let (kept, due, missed) = share(IndicatorCode::K6);
    assert_eq!(due, 17, "eighteen orders, one of them to another city");
    assert_eq!(kept + u32::try_from(missed.len()).unwrap(), due);
    let silent = world.orders().into_iter().find(|o| o.order.text.starts_with("携舟艇")).unwrap().id;
    assert!(missed.contains(&silent), "the team that never answered");
}
