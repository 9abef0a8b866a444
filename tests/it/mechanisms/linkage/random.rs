//! Whatever is pressed in whatever order by either city: what holds of a request holds after every act.

use proptest::prelude::*;
use qianzhi::domain::{Aspect, Form, Order, Outcome, Recipient, Urgency, Verdict, judge};

use super::*;
use qianzhi::clock::Span;

/// How many different acts there are.
const ACTS: usize = 21;

/// An act, whose console it is pressed at, and whether its author gives a reason.
fn acts() -> impl Strategy<Value = Vec<(usize, bool, bool)>> {
    prop::collection::vec((0..ACTS, any::<bool>(), any::<bool>()), 1..24)
}

fn command(two: &Two, which: usize) -> Command {
    let order = |team: &str, incident: Option<EventId>| Command::IssueOrder {
        form: Form::Order,
        to: Recipient::Team(team.into()),
        incident,
        text: "抽排".into(),
        urgency: Urgency::Urgent,
        destination: None,
        authority: None,
        until: None,
    };
    match which {
        12 => order("Z1", Some(two.incident)),
        13 => order("L1", Some(two.incident)),
        14 => two.grants("Z2", 1),
        15 => two.grants("Z1", 2),
        16 => two.grants("Z2", 5),
        17 => order("Z1", Some(two.elsewhere)),
        18 => order("Z1", None),
        19 => order("Z2", Some(two.elsewhere)),
        20 => {
            let order = two.world.mobilisations().map(|one| one.id).last().unwrap_or_default();
            Command::EndOrder { order, outcome: Outcome::Cancelled("不去了".into()) }
        }
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
    let astray = view.astray().next().is_some();
    assert_eq!(open, !view.state.is_over() || view.step.disputed() || astray);
    // What is granted is what was granted last, line by line; nothing while nothing is.
    let last = view.step.clone().first().map(|made| &made.step);
    let granted = match last {
        Some(AidStep::Granted { grants, .. }) => grants.iter().map(|one| one.count).sum(),
        Some(AidStep::Withdrawn { .. } | AidStep::Settled { .. }) => view.lines().map(|(_, count)| count).sum(),
        _ => 0u32,
    };
    if !view.step.disputed() {
        assert_eq!(view.lines().map(|(_, count)| count).sum::<u32>(), granted, "{last:?}");
    }
    // Nothing that is at odds is passed over in silence.
    let shown = two.world.conflicts().iter().any(|it| it.aspect == Aspect::Aid(view.id));
    assert_eq!(shown, view.step.disputed() || astray);
}

/// What an order says of a request is of an order for that incident, or for none.
fn follows(two: &Two, facts: &[Fact]) -> bool {
    let order = facts.iter().find_map(|fact| match fact {
        Fact::OrderIssued(order) => Some(order),
        _ => None,
    });
    let told = facts.iter().any(|fact| matches!(fact, Fact::AidTold(_)));
    order.is_none_or(|order| !told || order.incident.is_none_or(|incident| incident == two.incident))
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
            let on_scene = |team: &str| two.view().unit(&unit(team)).0.is_on_scene();
            let on_scene = [on_scene("Z1"), on_scene("Z2")];
            match decide(&two.world, &who, command) {
                Ok(decided) => {
                    let marked = decided.overridden.is_some();
                    prop_assert_eq!(marked, verdict != Verdict::Within, "beyond the guard it is marked");
                    for fact in &decided.facts {
                        if let Fact::OrderIssued(Order { to: Recipient::Team(team), form: Form::Order, .. }) = fact {
                            let own = two.world.team_card(team).unwrap().area.0 == city;
                            let lent = on_scene[usize::from(team.0 == "Z2")];
                            prop_assert!(own || (lent && here), "{} commands {}", city, team);
                        }
                    }
                    prop_assert!(follows(&two, &decided.facts), "{:?}", decided.facts);
                    two.records(decided);
                    prop_assert_eq!(two.world.unratified().len(), overrides + usize::from(marked));
                }
                Err(no) => {
                    let foreign = matches!(no, Refusal::ForeignTeam(_) | Refusal::Unknown { what: "order", .. });
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
        holds(&first);
        let at_odds = first.view().step.disputed() || first.view().astray().next().is_some();
        prop_assert!(!at_odds || first.world.open_aids().next().is_some(), "what is at odds is open");
        // Who was sent off and what was taken back apart are both shown: nobody drives on unknown to either.
        let taken_back = first.view().moves.iter().any(|(id, made)| {
            let over = matches!(made.step, AidStep::Withdrawn { .. } | AidStep::Refused { .. } | AidStep::Settled { .. });
            over && first.world.heads(&Aspect::Aid(first.aid)).contains(id)
        });
        let units = first.view().units().into_iter().map(|unit| first.view().unit(unit).0).collect::<Vec<_>>();
        let out = units.iter().any(|state| (S::Dispatched..=S::Working).contains(state));
        let shown = first.world.conflicts().iter().any(|it| it.aspect == Aspect::Aid(first.aid));
        prop_assert!(!(taken_back && out) || shown);
    }
}
