//! What calls for a plan (rules.md 7.1): any or all of warnings, thresholds, grades, responses and neighbours' words. It is
//! proposed and never started by itself.

use qianzhi::domain::{Reading, Threshold, ThresholdOp};

use super::*;

/// A log with one plan that these call for.
fn with(triggers: Vec<Trigger>) -> Log {
    let mut log = Log::new();
    log.says("08:00", Fact::PlanAdopted(Plan { triggers, ..plan(vec![step("A", 30)]) }));
    log
}

fn called(log: &Log, now: &str) -> Option<EventId> {
    assert!(log.world.runs().is_empty(), "nothing starts a plan but a person");
    log.world.plans_called_for(at(now)).first().map(|(_, by)| *by)
}

fn rain(threshold: i64, window: Option<i64>) -> Threshold {
    Threshold {
        quantity: "小时雨量".into(),
        gauge: None,
        op: ThresholdOp::AtLeast,
        milli: threshold * 1000,
        unit: "mm".into(),
        window: window.map(Span::hours),
        forecast: false,
    }
}

impl Log {
    fn reads(&mut self, gauge: &str, quantity: &str, (from, to): (&str, &str), value: i64) -> EventId {
        let reading = Reading {
            gauge: gauge.into(),
            quantity: quantity.into(),
            quantity_en: String::new(),
            milli: value * 1000,
            unit: if quantity == "水位" { "m" } else { "mm" }.into(),
            from: at(from),
            to: at(to),
            area: CITY.into(),
        };
        self.says(to, Fact::ReadingTaken(reading))
    }

    fn grades(&mut self, clock: &str, incident: EventId, grade: Grade) {
        self.says(clock, Fact::IncidentGraded { incident, grade: Some(grade), after: vec![] });
    }
}

#[test]
fn all_of_several_conditions_must_hold_and_of_an_incident_for_one_and_the_same() {
    let warned = Trigger::Warning { colour: Colour::Orange, kind: None };
    let mut log = with(vec![Trigger::All(vec![warned, Trigger::Code("11A".into()), Trigger::Grade(Grade::Serious)])]);
    let flood = log.opens("08:10", "11A02");
    let fire = log.opens("08:11", "13B01");
    log.grades("08:12", fire, Grade::Extreme);
    log.warns("08:15", Colour::Red, "暴雨");
    assert_eq!(called(&log, "08:20"), None, "the flood has no grade, and the fire is none");
    log.grades("08:25", flood, Grade::Serious);
    let by = called(&log, "08:30");
    assert!(by.is_some());
    // Without the warning nothing calls.
    let mut dry = with(vec![Trigger::All(vec![
        Trigger::Warning { colour: Colour::Orange, kind: None },
        Trigger::Code("11A".into()),
    ])]);
    dry.opens("08:10", "11A02");
    assert_eq!(called(&dry, "08:20"), None);
}

#[test]
fn a_run_answers_what_called_and_what_comes_later_calls_anew() {
    let warned = |kind: &str| Trigger::Warning { colour: Colour::Orange, kind: Some(kind.into()) };
    let mut log = with(vec![Trigger::All(vec![warned("暴雨"), warned("大风")])]);
    log.warns("08:10", Colour::Orange, "暴雨");
    assert!(called(&log, "08:15").is_none());
    let wind = log.warns("08:20", Colour::Orange, "大风");
    assert_eq!(called(&log, "08:25"), Some(wind), "the last of them made it whole");
    let (plan, _) = log.world.plan(&"flood".into()).unwrap();
    log.starts("08:30", plan, Level::Three, None);
    let again = |log: &Log, now: &str| log.world.plans_called_for(at(now)).first().map(|(_, by)| *by);
    assert_eq!(again(&log, "08:35"), None);
    let worse = log.warns("09:00", Colour::Red, "暴雨");
    assert_eq!(again(&log, "09:05"), Some(worse));
}

#[test]
fn any_of_several_is_enough_also_inside_all() {
    let either =
        Trigger::Any(vec![Trigger::Warning { colour: Colour::Red, kind: None }, Trigger::Threshold(rain(50, None))]);
    let mut log = with(vec![Trigger::All(vec![either, Trigger::Level(Level::Four)])]);
    log.reads("G1", "小时雨量", ("08:00", "09:00"), 60);
    assert_eq!(called(&log, "09:05"), None, "no response runs");
    log.decides("09:10", Level::Three);
    assert!(called(&log, "09:15").is_some());
}

#[test]
fn a_response_calls_from_its_level_on_as_long_as_it_runs() {
    let mut log = with(vec![Trigger::Level(Level::Two)]);
    log.decides("08:10", Level::Three);
    assert_eq!(called(&log, "08:15"), None);
    log.decides("08:20", Level::Two);
    let by = called(&log, "08:25").unwrap();
    log.decides("08:30", Level::One);
    assert_eq!(called(&log, "08:35"), Some(by), "since it was reached");
    log.responds("09:00", Decision::Terminated);
    assert_eq!(called(&log, "09:05"), None);
}

#[test]
fn a_threshold_is_reached_by_a_reading_of_its_quantity_and_unit() {
    let mut log = with(vec![Trigger::Threshold(rain(50, None))]);
    log.reads("G1", "小时雨量", ("08:00", "09:00"), 49);
    log.reads("G1", "水位", ("09:00", "09:00"), 99);
    assert_eq!(called(&log, "09:05"), None);
    let first = log.reads("G1", "小时雨量", ("09:00", "10:00"), 50);
    assert_eq!(called(&log, "10:05"), Some(first));
    log.reads("G1", "小时雨量", ("10:00", "11:00"), 70);
    assert_eq!(called(&log, "11:05"), Some(first), "as long as it is reached, since the first");
    let (plan, _) = log.world.plan(&"flood".into()).unwrap();
    let mut runs = Log { world: log.world.clone(), count: log.count };
    runs.starts("11:10", plan, Level::Three, None);
    runs.reads("G1", "小时雨量", ("11:00", "12:00"), 80);
    assert!(runs.world.plans_called_for(at("12:05")).is_empty(), "the run answers all of it");
    log.reads("G1", "小时雨量", ("11:00", "12:00"), 20);
    assert_eq!(called(&log, "12:05"), None, "it is over");
}

#[test]
fn amounts_add_up_over_a_window_and_momentary_values_hold_all_the_while() {
    let mut log = with(vec![Trigger::Threshold(rain(100, Some(3)))]);
    log.reads("G1", "小时雨量", ("08:00", "09:00"), 40);
    log.reads("G1", "小时雨量", ("09:00", "10:00"), 40);
    assert_eq!(called(&log, "10:05"), None);
    // One that overlaps is not counted twice.
    log.reads("G1", "小时雨量", ("09:30", "10:30"), 30);
    assert_eq!(called(&log, "10:35"), None);
    let third = log.reads("G1", "小时雨量", ("10:00", "11:00"), 20);
    assert_eq!(called(&log, "11:05"), Some(third), "40 and 40 and 20");
    let level = |milli| Threshold {
        quantity: "水位".into(),
        unit: "m".into(),
        op: ThresholdOp::AtMost,
        milli,
        ..rain(0, Some(2))
    };
    let mut low = with(vec![Trigger::Threshold(level(3000))]);
    low.reads("G2", "水位", ("08:00", "08:00"), 3);
    low.reads("G2", "水位", ("09:00", "09:00"), 2);
    assert_eq!(called(&low, "09:05"), None, "an hour");
    let held = low.reads("G2", "水位", ("10:00", "10:00"), 3);
    assert_eq!(called(&low, "10:05"), Some(held));
    low.reads("G2", "水位", ("11:00", "11:00"), 4);
    low.reads("G2", "水位", ("12:00", "12:00"), 3);
    assert_eq!(called(&low, "12:05"), None, "it rose between");
}

#[test]
fn a_forecast_calls_where_the_plan_says_so_and_a_gauge_is_the_one_that_is_named() {
    let forecast = Threshold { forecast: true, gauge: Some("G1".into()), ..rain(50, None) };
    let mut log = with(vec![Trigger::Threshold(forecast)]);
    log.reads("G2", "小时雨量", ("08:00", "09:00"), 90);
    assert_eq!(called(&log, "09:05"), None, "another gauge");
    let ahead = log.reads("G1", "小时雨量", ("10:00", "11:00"), 90);
    assert_eq!(called(&log, "09:05"), Some(ahead));
    let mut seen = with(vec![Trigger::Threshold(rain(50, None))]);
    seen.reads("G1", "小时雨量", ("10:00", "11:00"), 90);
    assert_eq!(called(&seen, "09:05"), None, "what lies ahead was not measured");
}

#[test]
fn a_plan_of_another_jurisdiction_or_of_tomorrow_is_not_called_for() {
    let triggers = || vec![Trigger::Warning { colour: Colour::Orange, kind: None }];
    let steps = || vec![step("A", 30)];
    let mut log = Log::new();
    let theirs = Plan { area: Some("410400".into()), triggers: triggers(), ..plan(steps()) };
    let later = Plan { code: "later".into(), valid_from: Some(at("12:00")), triggers: triggers(), ..plan(steps()) };
    let ours = Plan { code: "ours".into(), area: Some("410000".into()), triggers: triggers(), ..plan(steps()) };
    for plan in [theirs, later, ours] {
        log.says("08:00", Fact::PlanAdopted(plan));
    }
    log.warns("08:10", Colour::Red, "暴雨");
    let codes = |now: &str| -> Vec<String> {
        log.world.plans_called_for(at(now)).into_iter().map(|(plan, _)| plan.code.0.clone()).collect()
    };
    assert_eq!(codes("08:15"), ["ours"], "a province's plan is for its cities too");
    assert_eq!(codes("12:05"), ["later", "ours"]);
}
