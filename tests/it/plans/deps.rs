//! Steps that depend on others (rules.md 7.1: deps form a DAG): they come after those, and have the time after them that the plan
//! gives them.

use qianzhi::domain::{Command, Lacking, Refusal, Role, Standing, decide};

use super::*;

/// Bureau duty, at a time.
fn who(clock: &str, reason: &str) -> Standing {
    let role = Some(Role::GeneralOffice);
    Standing { area: None, now: at(clock), person: "李某".into(), role, reason: reason.into() }
}

fn sets(run: EventId, step: &str, status: StepStatus) -> Command {
    Command::SetStep { run, step: step.into(), status }
}

/// B after A, C after both, and one of level Ⅰ that B waits for when it applies.
fn running() -> (Log, EventId) {
    let mut log = Log::new();
    let after = |code, minutes, before: &[&str]| Step {
        after: before.iter().map(|code| (*code).into()).collect(),
        ..step(code, minutes)
    };
    let grave = Step { from_level: Some(Level::One), ..step("G", 10) };
    let steps = vec![step("A", 30), after("B", 60, &["A", "G"]), after("C", 90, &["A", "B"]), grave];
    let adopted = log.says("08:00", Fact::PlanAdopted(plan(steps)));
    let run = log.starts("09:00", adopted, Level::Three, None);
    (log, run)
}

#[test]
fn a_step_is_begun_and_done_after_those_it_depends_on_or_with_a_reason() {
    let (mut log, run) = running();
    for (step, status, open) in [
        ("B", StepStatus::Doing, 1),
        ("B", StepStatus::Done, 1),
        ("C", StepStatus::Doing, 2),
        ("C", StepStatus::Done, 2),
    ] {
        let command = sets(run, step, status);
        let Err(Refusal::Unguarded(unmet)) = decide(&log.world, &who("09:05", ""), command.clone()) else {
            panic!("{step} went")
        };
        assert_eq!(unmet.lacks.iter().map(|lack| lack.what).collect::<Vec<_>>(), [Lacking::StepsBefore(open)]);
        assert_eq!(unmet.lacks[0].rule.0.as_ref(), "RAUT-预案-前置");
        let decided = decide(&log.world, &who("09:05", "A已口头办结"), command).unwrap();
        assert!(decided.overridden.is_some(), "recorded, and awaits ratification");
    }
    // What does not depend on anything, and what is not done by it, is nobody's question.
    for free in [
        sets(run, "A", StepStatus::Doing),
        sets(run, "B", StepStatus::Blocked("桥断".into())),
        sets(run, "B", StepStatus::Skipped("不适用".into())),
    ] {
        assert_eq!(decide(&log.world, &who("09:05", ""), free).unwrap().overridden, None);
    }
    log.moves("09:10", run, "A", StepStatus::Skipped("已由县里办".into()));
    let b = decide(&log.world, &who("09:11", ""), sets(run, "B", StepStatus::Done)).unwrap();
    assert_eq!(b.overridden, None, "left out is over as well; what does not apply at this level is not waited for");
    log.decides("09:20", Level::One);
    let b = decide(&log.world, &who("09:21", ""), sets(run, "B", StepStatus::Done));
    assert!(matches!(b, Err(Refusal::Unguarded(_))), "at level one it waits for G too");
}

#[test]
fn a_step_is_due_later_by_as_much_as_what_it_depends_on_was_over_too_late() {
    let due = |log: &Log, code: &str| log.due("09:00").into_iter().find(|(of, _)| of == code).map(|(_, due)| due);
    let (log, run) = running();
    assert_eq!(due(&log, "B"), Some(at("10:00")), "T+60 from the anchor while A is open: nothing hides behind it");
    for (done, b, c) in [("09:20", "10:00", "10:30"), ("09:30", "10:00", "10:30"), ("09:45", "10:15", "10:45")] {
        let mut log = Log { world: log.world.clone(), count: log.count };
        log.moves(done, run, "A", StepStatus::Done);
        assert_eq!((due(&log, "B"), due(&log, "C")), (Some(at(b)), Some(at(c))), "A over at {done}");
    }
    // The latest of several counts.
    let mut late = Log { world: log.world.clone(), count: log.count };
    late.moves("09:40", run, "A", StepStatus::Done);
    late.moves("10:30", run, "B", StepStatus::Done);
    assert_eq!(
        due(&late, "C"),
        Some(at("11:00")),
        "B was to be over at T+60 and was at T+90: C has its half hour after it"
    );
    // Blocked is not over.
    let mut blocked = log;
    blocked.moves("09:50", run, "A", StepStatus::Blocked("桥断".into()));
    assert_eq!(due(&blocked, "B"), Some(at("10:00")));
}
