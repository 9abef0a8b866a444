//! Whatever is pressed in whatever order: what holds of a consultation holds after every act.

use proptest::prelude::*;
use qianzhi::domain::{Command, ConsultEvent, ConsultNoted, ConsultState as S, Fact, Role, Standing, Verdict, judge};

use super::table::act;
use super::{Hall, absent, action, at, decide, noted, opinion};

/// An act, and whether its author gives a reason.
fn acts() -> impl Strategy<Value = Vec<(usize, bool)>> {
    prop::collection::vec((0..14_usize, any::<bool>()), 1..24)
}

fn command(hall: &Hall, which: usize) -> Option<super::ConsultCommand> {
    match which {
        11 => Some(noted(hall.consult, absent("气象局", "吴某"))),
        12 => Some(noted(hall.consult, opinion("水利局", true))),
        13 => Some(noted(hall.consult, action(None))),
        which => act(hall, *ConsultEvent::ALL.get(which)?),
    }
}

/// What must hold however it came there.
fn holds(hall: &Hall, said: &[ConsultNoted]) {
    let view = hall.view();
    // Nothing that was said is lost or changed.
    let kept: Vec<&ConsultNoted> = view.notes.iter().map(|(_, said)| &said.what.what).collect();
    assert!(said.iter().all(|one| kept.contains(&one)));
    // What is concluded was drafted before it was signed, and says the same.
    if let Some((_, _, signed)) = view.signed() {
        assert!(view.moves.iter().any(|(_, made, _)| {
            matches!(&made.step, qianzhi::domain::ConsultStep::Drafted(text) if *text == signed.conclusion)
        }));
    }
    // An action that went out is exactly one order, with its words.
    for action in view.actions(&hall.world) {
        assert_eq!(action.number.is_some(), action.order.is_some());
        assert!(action.order.is_none_or(|order| order.order.text == action.item.text));
    }
    let numbers: Vec<u32> = view.actions(&hall.world).iter().filter_map(|action| action.number).collect();
    let mut once = numbers.clone();
    once.sort_unstable();
    once.dedup();
    assert_eq!(once.len(), numbers.len(), "no action goes out twice");
    // Open is what is not over.
    let open = hall.world.open_consultations().any(|of| of.id == view.id);
    assert_eq!(open, !view.state.over());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn nothing_is_lost_and_nothing_goes_out_of_turn_in_silence(acts in acts()) {
        let mut hall = Hall::at(S::Requested);
        let mut said = Vec::new();
        for (which, gives_reason) in acts {
            hall.now = hall.now + qianzhi::clock::Span::minutes(1);
            let Some(command) = command(&hall, which) else { continue };
            let who = if gives_reason { hall.because("急") } else { hall.chair() };
            let command = Command::Consult(command);
            let verdict = judge(&hall.world, &who, &command);
            let before = hall.world.bytes();
            let overrides = hall.world.unratified().len();
            if let Ok(decided) = decide(&hall.world, &who, command) {
                    let marked = decided.overridden.is_some();
                    prop_assert_eq!(marked, verdict != Verdict::Within, "beyond the guard it is marked");
                    said.extend(decided.facts.iter().filter_map(|fact| match fact {
                        Fact::ConsultNoted(note) => Some(note.what.clone()),
                        _ => None,
                    }));
                    hall.records(&who.person, decided);
                    prop_assert_eq!(hall.world.unratified().len(), overrides + usize::from(marked));
            } else {
                prop_assert!(!gives_reason, "with a reason everything goes through");
                prop_assert_eq!(hall.world.bytes(), before);
            }
            holds(&hall, &said);
        }
    }

    /// Two posts do as they like apart; merged, both say the same, and what is at odds is shown.
    #[test]
    fn two_posts_that_did_as_they_liked_come_to_one_state(a in acts(), b in acts()) {
        let mut first = Hall::at(S::Convening);
        let mut second = Hall { post: qianzhi::domain::PostId([2; 32]), ..first.clone() };
        let mut events = Vec::new();
        for (hall, acts) in [(&mut first, a), (&mut second, b)] {
            for (which, _) in acts {
                let Some(command) = command(hall, which) else { continue };
                let who = hall.because("急");
                let decided = decide(&hall.world, &who, Command::Consult(command)).unwrap();
                let mut basis = decided.overridden;
                for fact in decided.facts {
                    let event = hall.event(&who.person, fact, basis.take());
                    hall.world.apply(&event);
                    events.push(event);
                }
            }
        }
        for event in &events {
            first.world.apply(event);
        }
        events.iter().rev().for_each(|event| second.world.apply(event));
        prop_assert_eq!(first.world.bytes(), second.world.bytes());
        let view = first.view();
        let disputed = view.step.disputed();
        let shown = first.world.conflicts().iter().any(|it| it.aspect == qianzhi::domain::Aspect::Consult(view.id));
        prop_assert_eq!(disputed, shown);
        prop_assert!(!disputed || view.concluded().is_none(), "what is disputed is no basis");
    }
}

/// A role that may not chair is marked, and whoever writes down the chair's word is not.
#[test]
fn who_writes_down_the_chairs_word_acts_in_the_chairs_role() {
    let hall = Hall::at(S::ToSign);
    let clerk = Standing { person: "李明".into(), role: Some(Role::DutyOfficer), now: at("09:10"), ..hall.chair() };
    let sign = |role| {
        Command::Consult(super::ConsultCommand::Sign {
            consult: hall.consult,
            by: "郑某".into(),
            role,
            means: qianzhi::domain::Means::Phone,
            at: at("09:10"),
        })
    };
    assert_eq!(judge(&hall.world, &clerk, &sign(Some(Role::SpecialDeputy))), Verdict::Within);
    assert!(matches!(judge(&hall.world, &clerk, &sign(Some(Role::ShiftLead))), Verdict::WithReason(_)));
}
