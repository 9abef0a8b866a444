//! What a review measures of scenes beside their limits (rules.md 5.4): cordons, overdue tasks, times without a commander.

use qianzhi::domain::{IndicatorCode, Rung, RungFact};
use qianzhi::review::{Indicator, Measure, indicators};

use super::*;

fn one(ground: &Ground, id: IndicatorCode) -> Option<Indicator> {
    indicators(&ground.world, ground.now).into_iter().find(|one| one.id == id)
}

/// So many of so many, those that missed, and whether what the bureau aims at is met.
fn share(ground: &Ground, id: IndicatorCode) -> Option<(u32, u32, Vec<EventId>, Option<bool>)> {
    let one = one(ground, id)?;
    let Measure::Share { numerator, denominator, missed, .. } = one.measure else { panic!("a share") };
    Some((numerator, denominator, missed, one.met))
}

#[test]
fn a_cordon_is_timed_from_the_first_there() {
    let mut ground = Ground::new();
    assert_eq!(one(&ground, IndicatorCode::S4), None, "nobody was there");
    let opened = ground.steps(SceneStep::Opened);
    let length = |ground: &Ground| {
        let Measure::Length { span_ms, events, of, .. } = one(ground, IndicatorCode::S4).unwrap().measure else {
            panic!("a length")
        };
        assert_eq!(of, Some(ground.incident));
        (span_ms, events)
    };
    ground.now = ground.now + Span::minutes(12);
    assert_eq!(length(&ground), (Span::minutes(12), vec![opened]), "it is not set yet");
    let set = ground.notes(zone(ZoneKind::Cordon));
    ground.now = ground.now + Span::minutes(30);
    ground.notes(zone(ZoneKind::Hot));
    assert_eq!(length(&ground), (Span::minutes(12), vec![opened, set]), "the first counts");
}

fn acknowledges(ground: &mut Ground, place: usize) {
    let order = ground.view().tasks(&ground.world)[place].order.as_ref().unwrap().id;
    let (rung, by, means) = (Rung::Acknowledged, "李某".into(), Means::Radio);
    ground.says(Fact::OrderRung(RungFact { order, rung, by, means, at: ground.now }));
}

/// progress ≥ every 30 min: 30 is in time, and while everybody is called back no word is due.
#[test]
fn a_task_is_overdue_when_nothing_is_heard_of_it_for_half_an_hour() {
    let mut ground = Ground::at(S::Period(1));
    let heard = ground.notes(SceneNoted::Task(task("F1")));
    let silent = ground.notes(SceneNoted::Task(task("P1")));
    assert_eq!(share(&ground, IndicatorCode::S5), None, "nobody took them up yet");
    acknowledges(&mut ground, 0);
    acknowledges(&mut ground, 1);
    ground.now = ground.now + Span::minutes(30);
    ground.notes(SceneNoted::Progress { task: heard, text: "到二层".into() });
    assert_eq!(share(&ground, IndicatorCode::S5), Some((0, 2, vec![], None)));
    ground.now = ground.now + Span::minutes(30);
    assert_eq!(share(&ground, IndicatorCode::S5), Some((1, 2, vec![silent], None)));
    ground.notes(SceneNoted::Done { task: heard, evidence: String::new() });
    // Word came late: it was overdue all the same.
    ground.notes(SceneNoted::Progress { task: silent, text: "到泵房".into() });
    assert_eq!(share(&ground, IndicatorCode::S5), Some((1, 2, vec![silent], None)));
    let mut back = Ground::at(S::Period(1));
    back.notes(SceneNoted::Task(task("F1")));
    acknowledges(&mut back, 0);
    back.now = back.now + Span::minutes(10);
    back.withdraws();
    back.now = back.now + Span::minutes(60);
    assert_eq!(share(&back, IndicatorCode::S5), Some((0, 1, vec![], None)), "they were called back");
}

/// Exactly one commander: by the time of the first size-up somebody commands.
#[test]
fn a_scene_that_nobody_commands_is_a_gap() {
    let mut ground = Ground::new();
    let opened = ground.steps(SceneStep::Opened);
    assert_eq!(share(&ground, IndicatorCode::S6), None, "too early to say");
    let appoint = |ground: &mut Ground| {
        let (incident, name) = (ground.incident, "周某".into());
        ground.says(Fact::CommanderAppointed { incident, name, follows: false, after: vec![] })
    };
    let mut soon = ground.clone();
    soon.now = soon.now + Span::minutes(5);
    appoint(&mut soon);
    assert_eq!(share(&soon, IndicatorCode::S6), Some((0, 1, vec![], None)));
    ground.now = ground.now + Span::minutes(6);
    assert_eq!(share(&ground, IndicatorCode::S6), Some((1, 1, vec![opened], None)));
    appoint(&mut ground);
    assert_eq!(share(&ground, IndicatorCode::S6), Some((1, 1, vec![opened], None)), "it was one");
}
