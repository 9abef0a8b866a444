//! The invariants of a review over any sequence of acts of one post: what breaks one was overridden.

use proptest::prelude::*;
use qianzhi::domain::{AarBreach as B, AarEvent as E, AarNoted, Decided, ItemState};

use super::*;

/// A review under any of its acts, in any order, by the owner or an inspector, with a reason or without.
fn act(desk: &mut Desk, dice: (u8, u8, bool)) {
    let (what, which, reason) = dice;
    let view = desk.view();
    let finding = view.findings().get(usize::from(which) % 3).map_or(desk.finding, |found| found.id);
    let items = view.items(desk.city.world());
    let item = items.get(usize::from(which) % 3).map_or(desk.item, |item| item.id);
    let step = ItemAct::ALL[usize::from(which) % ItemAct::ALL.len()];
    let by = if which % 2 == 0 { OWNER } else { "检查组" };
    let whole = Improvement { finding, ..improvement(desk) };
    let command = match what % 12 {
        0 => seal(desk, u32::from(which % 2), 0),
        1 => timeline(desk, vec![], ""),
        2 | 3 => note(desk, problem(desk)),
        4 => {
            let unit = "交警支队".to_owned();
            note(desk, AarNoted::Answered { finding, unit, accepts: true, text: String::new() })
        }
        5 => draft(desk),
        6 => review(desk),
        7 => sign(desk),
        8 => note(desk, AarNoted::Item(whole)),
        9 => {
            AarCommand::Item {
                aar: desk.aar, item, act: step, evidence: "照片".into(), hand: hand(by), at: desk.now()
            }
        }
        10 => note(desk, disposed()),
        _ => close(desk),
    };
    let who = Standing { reason: if reason { "补办".into() } else { String::new() }, ..desk.who() };
    if let Ok(decided) = decide(desk.city.world(), &who, Command::Aar(command)) {
        let Decided { .. } = &decided;
        desk.city.log.records(&who, decided);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn what_breaks_the_paper_was_overridden(acts in prop::collection::vec(any::<(u8, u8, bool)>(), 0..60)) {
        let mut desk = Desk::at(S::Evaluating);
        for dice in acts {
            let before = desk.state();
            let open = desk.city.world().unratified().len();
            act(&mut desk, dice);
            let view = desk.view();
            let world = desk.city.world();
            let overridden = world.unratified().len() > open;
            // A state is left only in its turn, or with a reason.
            if view.state != before && !overridden {
                let event = match view.state {
                    // Signed over an item that was opened early, or opened since.
                    S::Improving if before == S::Reviewed => E::Sign,
                    S::Opened => unreachable!("nothing leads back"),
                    S::Gathering => E::Seal,
                    S::Evaluating => E::Reconstruct,
                    S::Drafted => E::Draft,
                    S::Reviewed => E::Review,
                    S::Final => E::Sign,
                    S::Improving => E::OpenItem,
                    S::Closed => E::Close,
                };
                prop_assert!(event.in_turn(before), "{before:?} to {:?}", view.state);
            }
        }
        let world = desk.city.world();
        let overrides = world.unratified();
        let by_row = |row: &str| overrides.iter().any(|view| view.basis.rule.0.as_ref() == row);
        for breach in desk.view().breaches(world) {
            let explained = match breach {
                B::OwnAcceptance(_) => by_row("RAUT-复盘-销号") || by_row("RAUT-次序"),
                B::TwoItems(_) => by_row("RAUT-复盘-整改项") || by_row("RAUT-次序"),
                B::ClosedOver(_) | B::NoItem(_) => by_row("RAUT-复盘-闭环") || by_row("RAUT-次序"),
                B::Unanswered(_) => by_row("RAUT-复盘-答复") || by_row("RAUT-次序"),
                B::OpenedTwice(_) => false,
            };
            prop_assert!(explained, "{breach:?}");
        }
        // The set of what is due is what a look at every item gives.
        let far = At(i64::MAX / 2);
        let due = world.deadlines(far).into_iter().filter(|due| {
            matches!(due.what, qianzhi::domain::Due::Aar { wants: qianzhi::domain::AarWant::Item(_), .. })
        });
        let open = desk.view().items(world).into_iter().filter(|item| item.state != ItemState::Accepted).count();
        prop_assert_eq!(due.count(), open);
    }
}
