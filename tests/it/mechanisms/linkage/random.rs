//! Whatever is pressed in whatever order by either city: what holds of a request holds after every act.

use proptest::prelude::*;
use qianzhi::domain::{Aspect, Form, Order, Recipient, Urgency, Verdict, judge};

use super::*;
use qianzhi::clock::Span;

/// An act, whose console it is pressed at, and whether its author gives a reason.
fn acts() -> impl Strategy<Value = Vec<(usize, bool, bool)>> {
    prop::collection::vec((0..15_usize, any::<bool>(), any::<bool>()), 1..24)
}

fn command(two: &Two, which: usize) -> Command {
    let order = |team: &str| Command::IssueOrder {
        form: Form::Order,
        to: Recipient::Team(team.into()),
        incident: Some(two.incident),
        text: "抽排".into(),
        urgency: Urgency::Urgent,
        destination: None,
        authority: None,
        until: None,
    };
    match which {
        12 => order("Z1"),
        13 => order("L1"),
        14 => two.grants("Z2", 1),
        which => two.act(E::ALL[which]),
    }
}

/// What must hold however it came there.
fn holds(two: &Two) {
    let view = two.view();
    // Nothing comes that was not told of, and the whole is no further than the foremost.
    let foremost = view.units().into_iter().map(|unit| view.unit(unit).0).max();
    if (S::Dispatched..=S::Returned).contains(&view.state) {
        assert!(foremost >= Some(view.state), "{:?} {foremost:?}", view.state);
    }
    let open = two.world.open_aids().any(|of| of.id == view.id);
    assert_eq!(open, !view.state.is_over() || view.step.disputed());
    assert!(view.lines().all(|(_, count)| count <= 2));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn nobody_commands_another_citys_team_and_nothing_goes_out_of_turn_in_silence(acts in acts()) {
        let mut two = Two::at(S::Draft);
        for (which, here, gives_reason) in acts {
            two.now = two.now + Span::minutes(1);
            let city = if here { LUOYANG } else { ZHENGZHOU };
            let command = command(&two, which);
            let who = two.who(city, if gives_reason { "急" } else { "" });
            let verdict = judge(&two.world, &who, &command);
            let (before, overrides) = (two.world.bytes(), two.world.unratified().len());
            let on_scene = two.world.promised(&"Z1".into()).is_some_and(|(_, state)| state.is_on_scene());
            match decide(&two.world, &who, command) {
                Ok(decided) => {
                    let marked = decided.overridden.is_some();
                    prop_assert_eq!(marked, verdict != Verdict::Within, "beyond the guard it is marked");
                    for fact in &decided.facts {
                        if let Fact::OrderIssued(Order { to: Recipient::Team(team), form: Form::Order, .. }) = fact {
                            let own = two.world.team_card(team).unwrap().area.0 == city;
                            prop_assert!(own || (on_scene && here), "{} commands {}", city, team);
                        }
                    }
                    two.records(decided);
                    prop_assert_eq!(two.world.unratified().len(), overrides + usize::from(marked));
                }
                Err(no) => {
                    let foreign = matches!(no, Refusal::ForeignTeam(_));
                    prop_assert!(!gives_reason || foreign, "with a reason all but a foreign order goes: {:?}", no);
                    prop_assert_eq!(two.world.bytes(), before);
                }
            }
            holds(&two);
        }
    }

    /// Two posts do as they like apart; merged, both say the same, and what is at odds is shown.
    #[test]
    fn two_posts_that_did_as_they_liked_come_to_one_state(a in acts(), b in acts()) {
        let mut first = Two::at(S::Accepted);
        let mut second = Two { post: PostId([2; 32]), ..first.clone() };
        let mut events = Vec::new();
        for (two, acts, city) in [(&mut first, a, LUOYANG), (&mut second, b, ZHENGZHOU)] {
            for (which, ..) in acts {
                let command = command(two, which);
                if let Ok(decided) = decide(&two.world, &two.who(city, "急"), command) {
                    events.extend(two.records(decided));
                }
            }
        }
        for event in &events {
            first.world.apply(event);
        }
        events.iter().rev().for_each(|event| second.world.apply(event));
        prop_assert_eq!(first.world.bytes(), second.world.bytes());
        let disputed = first.view().step.disputed();
        let shown = first.world.conflicts().iter().any(|it| it.aspect == Aspect::Aid(first.aid));
        prop_assert_eq!(disputed, shown);
        prop_assert!(!disputed || first.world.open_aids().next().is_some(), "what is disputed is open");
    }
}
