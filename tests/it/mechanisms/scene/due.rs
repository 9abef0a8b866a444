//! What a scene is due for (rules.md 5.4), each limit at its boundary.

use qianzhi::domain::{
    AlarmState, Deadline, Decision, Due, HazardKind, HazardReading, Response, Rung, RungFact, SceneRequest, SceneWant,
};

use super::*;

fn of(ground: &Ground, wants: SceneWant) -> Option<Deadline> {
    let all = ground.world.deadlines(ground.now);
    all.into_iter().find(|one| matches!(one.what, Due::Scene { wants: of, .. } if of == wants))
}

fn limit(ground: &Ground, wants: SceneWant) -> Option<(Span, String)> {
    let one = of(ground, wants)?;
    Some((one.due - one.from, one.rule.map(|rule| rule.0.to_string()).unwrap_or_default()))
}

#[test]
fn the_size_up_is_due_in_five_minutes() {
    let mut ground = Ground::new();
    ground.steps(SceneStep::Opened);
    assert_eq!(limit(&ground, SceneWant::SizeUp), Some((Span::minutes(5), "R-首报现场".into())));
    let one = of(&ground, SceneWant::SizeUp).unwrap();
    assert!(!one.late(ground.now + Span::minutes(5)) && one.late(ground.now + Span::minutes(5) + Span(1)));
    ground.notes(size_up());
    assert_eq!(limit(&ground, SceneWant::SizeUp), None);
}

fn activates(ground: &mut Ground) {
    let (matter, period, measures) = ("事项".into(), "一天".into(), "措施".into());
    let decision = Decision::Activated { level: qianzhi::domain::Level::Three, matter, period, measures };
    let response = Response {
        area: CITY.into(),
        by: "H1".into(),
        decision,
        basis: None,
        decided: ground.now,
        effective: None,
        conclusion: String::new(),
        role: None,
    };
    ground.says(Fact::ResponseDecided { response, after: vec![] });
}

#[test]
fn the_post_is_due_an_hour_after_the_activation() {
    let mut ground = Ground::at(S::Initial);
    assert_eq!(limit(&ground, SceneWant::Post), None, "no response was activated");
    ground.now = ground.now + Span::minutes(20);
    activates(&mut ground);
    let one = of(&ground, SceneWant::Post).unwrap();
    assert_eq!((one.due, one.rule.unwrap().0.as_ref()), (ground.now + Span::minutes(60), "R-现指设立"));
    ground.steps(SceneStep::Posted(post()));
    assert_eq!(limit(&ground, SceneWant::Post), None);
}

#[test]
fn a_task_is_acknowledged_in_three_minutes_told_of_every_thirty_and_relieved_after_eight_hours() {
    let mut ground = Ground::at(S::Period(1));
    let id = ground.notes(SceneNoted::Task(task("F1")));
    let order = ground.view().tasks(&ground.world)[0].order.as_ref().unwrap().id;
    let start = ground.now;
    let all = ground.world.deadlines(start);
    let ack = all.iter().find(|one| one.what == Due::Acknowledge { order }).unwrap();
    assert_eq!((ack.due, ack.rule.unwrap().0.as_ref()), (start + Span::minutes(3), "R-任务签收"));
    assert_eq!(limit(&ground, SceneWant::Progress), None, "until then its order asks");
    ground.now = start + Span::minutes(2);
    let (rung, by, means) = (Rung::Acknowledged, "李某".into(), Means::Radio);
    ground.says(Fact::OrderRung(RungFact { order, rung, by, means, at: ground.now }));
    assert_eq!(limit(&ground, SceneWant::Progress), Some((Span::minutes(30), "R-进展".into())));
    assert_eq!(limit(&ground, SceneWant::Relief), Some((Span::hours(8), "R-轮换".into())));
    let asked = |ground: &Ground| ground.world.deadlines(ground.now);
    assert!(asked(&ground).iter().all(|one| !matches!(one.what, Due::Remind { .. } | Due::Depart { .. })));
    ground.now = start + Span::minutes(25);
    ground.notes(SceneNoted::Progress { task: id, text: "到二层".into() });
    assert_eq!(of(&ground, SceneWant::Progress).unwrap().due, start + Span::minutes(55));
    assert_eq!(of(&ground, SceneWant::Relief).unwrap().due, start + Span::minutes(2) + Span::hours(8));
    // Whoever is called back tells of no progress.
    let mut back = ground.clone();
    back.withdraws();
    assert_eq!(limit(&back, SceneWant::Progress), None);
    ground.notes(SceneNoted::Done { task: id, evidence: String::new() });
    assert_eq!((limit(&ground, SceneWant::Progress), limit(&ground, SceneWant::Relief)), (None, None));
}

#[test]
fn who_works_on_air_is_relieved_after_twenty_minutes() {
    let mut ground = Ground::at(S::Period(1));
    let id = ground.notes(SceneNoted::Task(SceneTask { air: true, ..task("F1") }));
    let order = ground.view().tasks(&ground.world)[0].order.as_ref().unwrap().id;
    let (rung, by, means) = (Rung::Acknowledged, "李某".into(), Means::Radio);
    ground.says(Fact::OrderRung(RungFact { order, rung, by, means, at: ground.now }));
    assert_eq!(limit(&ground, SceneWant::Relief), Some((Span::minutes(20), "R-轮换-空呼".into())));
    ground.now = ground.now + Span::minutes(19);
    ground.notes(SceneNoted::Relieved { task: id, with: "二班".into() });
    assert_eq!(of(&ground, SceneWant::Relief).unwrap().due, ground.now + Span::minutes(20));
}

#[test]
fn a_request_is_answered_in_fifteen_minutes() {
    let mut ground = Ground::at(S::Initial);
    let what = SceneNoted::Asked(SceneRequest { what: "吊车 2 台".into(), to: "联动平台".into() });
    let request = ground.notes(what);
    assert_eq!(limit(&ground, SceneWant::Answer), Some((Span::minutes(15), "R-请求答复".into())));
    ground.notes(SceneNoted::Answered { request, granted: false, text: "没有".into() });
    assert_eq!(limit(&ground, SceneWant::Answer), None);
}

#[test]
fn a_reading_beyond_its_limit_is_an_alarm_at_once() {
    let mut ground = Ground::at(S::Period(1));
    let what = |value| {
        let kind = HazardKind::HydrogenSulphide;
        SceneNoted::Reading(HazardReading { kind, value, unit: "ppm".into(), place: "泵房".into() })
    };
    ground.notes(what(999));
    assert_eq!(limit(&ground, SceneWant::Hazard), None);
    ground.now = ground.now + Span::minutes(1);
    ground.notes(what(1000));
    let one = of(&ground, SceneWant::Hazard).unwrap();
    assert_eq!(one.rule.unwrap().0.as_ref(), "R-读数-硫化氢");
    assert!(one.late(ground.now + Span(1)));
    ground.now = ground.now + Span::minutes(1);
    ground.notes(what(200));
    assert_eq!(limit(&ground, SceneWant::Hazard), None);
}

#[test]
fn the_next_plan_is_due_when_the_period_ends() {
    let mut ground = Ground::at(S::Running);
    ground.steps(SceneStep::Planned(plan(4, "")));
    let one = of(&ground, SceneWant::Plan).unwrap();
    assert_eq!((one.due, one.rule), (ground.now + Span::hours(4), None));
    ground.now = ground.now + Span::hours(3);
    ground.steps(SceneStep::Planned(plan(6, "")));
    assert_eq!(of(&ground, SceneWant::Plan).unwrap().due, ground.now + Span::hours(6));
}

/// Twenty consoles derive one alarm, and each thing that is due has one of its own.
#[test]
fn every_deadline_has_its_own_alarm() {
    let mut ground = Ground::at(S::Period(1));
    ground.notes(entered("F1", 2));
    ground.notes(entered("P1", 2));
    ground.notes(SceneNoted::Asked(SceneRequest { what: "水".into(), to: "指挥部".into() }));
    let all = ground.world.deadlines(ground.now);
    let names: std::collections::BTreeSet<String> = all.iter().map(|one| one.alarm().0).collect();
    assert_eq!(names.len(), all.len());
    assert!(all.len() >= 4);
}

/// A crew in a hot zone is counted every 15 minutes and warned of 3 before, one on the scene every 30 and 5, a remote one every
/// 120 and 15; what is dangerous counts before what is far.
#[test]
fn who_is_in_is_counted_by_the_hazard_and_warned_of_before() {
    for (hot, remote, every, ahead, row) in [
        (true, false, 15, 3, "R-清点-热区"),
        (false, false, 30, 5, "R-清点-现场"),
        (false, true, 120, 15, "R-清点-偏远"),
        (true, true, 15, 3, "R-清点-热区"),
    ] {
        let mut ground = Ground::at(S::Period(1));
        let hot = if hot { Some(ground.notes(zone(ZoneKind::Hot))) } else { None };
        let start = ground.now;
        ground.notes(SceneNoted::Entered { crew: crew("F1"), people: 4, names: String::new(), zone: hot, remote });
        let one = of(&ground, SceneWant::Count).unwrap();
        assert_eq!((one.due, one.rule.unwrap().0.as_ref()), (start + Span::minutes(every), row));
        let warned = start + Span::minutes(every - ahead);
        assert_eq!(one.warned, Some(warned));
        let state = |at| one.alarm_state(at);
        assert_eq!(state(warned + Span(-1)), AlarmState::Waiting);
        assert_eq!((state(warned), state(one.due)), (AlarmState::Warned, AlarmState::Warned));
        assert_eq!(state(one.due + Span(1)), AlarmState::Active);
        // Nobody is lost before the count is late.
        let rules = ground.world.rules();
        let lost = |at| ground.view().heads(&rules, at).unaccounted;
        assert_eq!((lost(one.due), lost(one.due + Span(1))), (0, 4));
        // Called back, they are counted in five minutes, and nothing is said before.
        ground.now = ground.now + Span::minutes(1);
        ground.withdraws();
        let back = of(&ground, SceneWant::CountBack).unwrap();
        assert_eq!((back.due, back.warned), (ground.now + Span::minutes(5), None));
    }
}

/// Crews that are remote say so when they go in, and the last entry counts.
#[test]
fn a_crew_is_remote_as_it_was_said_when_it_last_went_in() {
    let mut ground = Ground::at(S::Period(1));
    let goes_in =
        |remote| SceneNoted::Entered { crew: crew("F1"), people: 2, names: String::new(), zone: None, remote };
    ground.notes(goes_in(true));
    assert!(ground.view().crews()[0].remote);
    ground.now = ground.now + Span::minutes(10);
    ground.notes(goes_in(false));
    assert!(!ground.view().crews()[0].remote);
    // What was written before there was such a word means what it meant.
    let old = r#"{"entered":{"crew":{"name":"甲班"},"people":2}}"#;
    let read: SceneNoted = serde_json::from_str(old).unwrap();
    assert!(matches!(&read, SceneNoted::Entered { remote: false, .. }));
    assert!(!serde_json::to_string(&read).unwrap().contains("remote"));
}
