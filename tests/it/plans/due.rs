//! When steps begin and plans are assessed; and that a raised level adds and never deletes (rules.md 7.1).

use std::collections::BTreeSet;

use proptest::prelude::*;
use qianzhi::domain::{GradeLevel, Keep};

use super::*;

fn assessed(log: &Log, now: At) -> Vec<(At, Option<String>)> {
    let due = log.world.deadlines(now).into_iter().filter(|d| matches!(d.what, Due::AssessPlan { .. }));
    due.map(|d| (d.due, d.rule.map(ToString::to_string))).collect()
}

#[test]
fn a_plan_is_assessed_within_three_years_of_its_approval_or_by_its_own_time() {
    let day = |text: &str| At::parse(&format!("{text} 00:00")).unwrap();
    let mut log = Log::new();
    let approved = Plan { approved: Some(day("2024-01-01")), ..plan(vec![step("A", 30)]) };
    log.says("08:00", Fact::PlanAdopted(approved.clone()));
    // 3 times 365 days; a leap day is within them.
    let limit = day("2026-12-31");
    assert_eq!(assessed(&log, day("2026-12-29")), [], "more than a day ahead");
    assert_eq!(assessed(&log, day("2027-01-05")), [(limit, Some("R-预案-评估".to_owned()))]);
    // Its own time counts when it is sooner, and no later than the rule allows.
    let sooner = Plan { review_due: Some(day("2026-07-01")), version: "2".into(), ..approved.clone() };
    log.says("08:01", Fact::PlanAdopted(sooner));
    assert_eq!(assessed(&log, at("12:00")), [(day("2026-07-01"), Some("R-预案-评估".to_owned()))]);
    let later = Plan { review_due: Some(day("2030-01-01")), version: "3".into(), ..approved };
    let id = log.says("08:02", Fact::PlanAdopted(later));
    assert_eq!(log.world.plan_assessed_by(id), Some(limit));
    // The next edition ends it.
    let next = Plan { approved: Some(at("09:00")), version: "4".into(), ..plan(vec![step("A", 30)]) };
    log.says("09:00", Fact::PlanAdopted(next));
    assert_eq!(assessed(&log, day("2027-01-05")), []);
}

#[test]
fn a_plan_of_which_nobody_said_when_it_was_approved_counts_from_its_adoption() {
    let mut log = Log::new();
    let id = log.says("08:00", Fact::PlanAdopted(plan(vec![step("A", 30)])));
    assert_eq!(log.world.plan_assessed_by(id), Some(at("08:00") + Span::hours(24 * 365 * 3)));
    assert_eq!(assessed(&log, at("08:05")), []);
}

#[test]
fn a_step_begins_so_long_after_its_anchor_and_then_has_its_time() {
    let mut log = Log::new();
    let later = Step { offset: Span::minutes(60), ..step("A", 20) };
    let adopted = log.says("08:00", Fact::PlanAdopted(plan(vec![later])));
    log.starts("09:00", adopted, Level::Three, None);
    assert_eq!(log.due("09:05"), [("A".to_owned(), at("10:20"))]);
}

#[test]
fn a_plan_says_which_level_a_grade_asks_for_and_which_levels_it_uses() {
    let levels = vec![GradeLevel { grade: Grade::Major, level: Level::Two }];
    let from = Step { from_level: Some(Level::One), ..step("B", 30) };
    let plan = Plan { levels, ..plan(vec![step("A", 30), from]) };
    assert_eq!((plan.level_for(Grade::Major), plan.level_for(Grade::Extreme)), (Some(Level::Two), None));
    assert_eq!(plan.levels_used(), [Level::One, Level::Two]);
}

/// What happens to a run.
#[derive(Clone, Debug)]
enum Act {
    Decides(Level),
    Ends,
    Moves(u8, StepStatus),
}

fn acts() -> impl Strategy<Value = Vec<Act>> {
    let level = proptest::sample::select(vec![Level::One, Level::Two, Level::Three, Level::Four]);
    let status = proptest::sample::select(vec![StepStatus::Doing, StepStatus::Done, StepStatus::Skipped("无".into())]);
    let act = prop_oneof![
        4 => level.prop_map(Act::Decides),
        1 => Just(Act::Ends),
        3 => (0..5u8, status).prop_map(|(step, status)| Act::Moves(step, status)),
    ];
    proptest::collection::vec(act, 1..20)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn a_change_of_level_adds_steps_and_never_deletes_moves_or_hurries_one(acts in acts()) {
        let mut log = Log::new();
        let from = [None, Some(Level::Four), Some(Level::Three), Some(Level::Two), Some(Level::One)];
        let steps = from.into_iter().enumerate().map(|(n, from_level)| Step { from_level, ..step(&format!("S{n}"), 30) });
        let adopted = log.says("08:00", Fact::PlanAdopted(plan(steps.collect())));
        let run = log.starts("09:00", adopted, Level::Three, None);
        let mut before: Vec<(String, Option<At>, Option<StepStatus>)> = Vec::new();
        for (n, act) in acts.into_iter().enumerate() {
            let clock = format!("{:02}:{:02}", 9 + n / 6, n % 6 * 10 + 1);
            let moved = match act {
                Act::Decides(level) => { log.decides(&clock, level); None }
                Act::Ends => { log.responds(&clock, Decision::Terminated); None }
                Act::Moves(step, status) => {
                    let code = format!("S{step}");
                    log.moves(&clock, run, &code, status);
                    Some(code)
                }
            };
            let views = log.world.run_steps(run).into_iter();
            let now: Vec<_> =
                views.map(|v| (v.step.code.0.clone(), v.from, v.status.clone().first().cloned())).collect();
            let codes: BTreeSet<&String> = now.iter().map(|(code, ..)| code).collect();
            for (code, from, status) in &before {
                prop_assert!(codes.contains(code), "{code} is gone at {clock}");
                let same = now.iter().find(|(of, ..)| of == code).unwrap();
                prop_assert_eq!(same.1, *from, "{} begins at another time", code);
                if moved.as_ref() != Some(code) {
                    prop_assert_eq!(&same.2, status, "{} was moved", code);
                }
            }
            before = now;
        }
        let mut packed = log.world.clone();
        packed.put_away(Keep { at_hand: 0, chest: 1, past: 0 });
        prop_assert_eq!(packed.bytes(), log.world.bytes());
    }
}
