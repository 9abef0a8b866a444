//! The paper's chain, line by line (rules.md 4.4), and what becomes of each event where it stands in no line.

use qianzhi::domain::{AID_TURNS, Lacking, Stage, Verdict, judge};

use super::super::{Otherwise, Row};
use super::*;

/// In its turn it goes at once, and leads where the paper says.
fn takes(from: S, event: E, to: S) {
    let mut two = Two::at(from);
    let (city, command) = (of_city(event), two.act(event));
    assert_eq!(judge(&two.world, &two.who(city, ""), &command), Verdict::Within, "{from:?} {event:?}");
    two.does(city, command).unwrap();
    assert_eq!(two.view().state, to, "{from:?} {event:?}");
    assert!(two.world.unratified().is_empty());
    let open = two.world.open_aids().any(|view| view.id == two.aid);
    assert_eq!(open, !to.is_over(), "{from:?} {event:?}");
}

/// Out of its turn it wants a reason, holds with one, and awaits ratification.
fn wants_a_reason(from: S, event: E) {
    let mut two = Two::at(from);
    let (city, command) = (of_city(event), two.act(event));
    let Err(Refusal::Unguarded(unmet)) = two.clone().does(city, command.clone()) else {
        panic!("{from:?} {event:?} went")
    };
    let turn = |lack: &qianzhi::domain::Lack| matches!(lack.what, Lacking::OutOfTurn(Stage::Aid(_)));
    assert!(unmet.lacks.iter().any(turn), "{from:?} {event:?}: {:?}", unmet.lacks);
    two.does_because(city, command, "电话里只听清这一句").unwrap();
    let open = two.world.unratified();
    assert_eq!((open.len(), open[0].basis.rule.0.as_ref()), (1, "RAUT-次序"), "{from:?} {event:?}");
}

macro_rules! table {
    ($($from:ident $event:ident => $to:ident, else $other:ident;)+) => {
        /// The paper's chain and what follows from it; in the other state the same event comes out of its turn.
        const TABLE: &[Row<S, E>] = &[$(Row {
            from: S::$from,
            event: E::$event,
            to: S::$to,
            taken: || takes(S::$from, E::$event, S::$to),
            otherwise: Otherwise::Override(|| wants_a_reason(S::$other, E::$event)),
        }),+];
    };
}

table! {
    Draft Send => Sent, else Sent;
    Draft Withdraw => Withdrawn, else Working;
    Sent Accept => Accepted, else Draft;
    Sent Grant => Granted, else Draft;
    Sent Refuse => Refused, else Draft;
    Sent Withdraw => Withdrawn, else Dispatched;
    Accepted Grant => Granted, else Withdrawn;
    Accepted Refuse => Refused, else EnRoute;
    Accepted Withdraw => Withdrawn, else Returned;
    Granted Grant => Granted, else Released;
    Granted Refuse => Refused, else Dispatched;
    Granted Withdraw => Withdrawn, else EnRoute;
    Granted Dispatch => Dispatched, else Sent;
    Dispatched Depart => EnRoute, else Granted;
    Dispatched Grant => Dispatched, else Returned;
    Dispatched Release => Released, else Granted;
    EnRoute Depart => EnRoute, else Arrived;
    EnRoute Arrive => Arrived, else Dispatched;
    EnRoute Grant => EnRoute, else Settled;
    EnRoute Release => Released, else Returned;
    Arrived Work => Working, else EnRoute;
    Arrived Grant => Arrived, else Released;
    Arrived Release => Released, else Accepted;
    Working Work => Working, else Released;
    Working Grant => Working, else Returned;
    Working Release => Released, else Released;
    Released Return => Returned, else Working;
    Returned Settle => Settled, else Working;
    Refused Grant => Granted, else Withdrawn;
}

#[test]
fn every_line_of_the_paper_is_taken_and_wants_a_reason_elsewhere() {
    for row in TABLE {
        assert_eq!(row.from.after(row.event), Some(row.to), "{:?} {:?}", row.from, row.event);
        row.walk();
    }
}

#[test]
fn the_table_of_the_program_has_these_lines_and_no_other() {
    let lines: Vec<(S, E, S)> = TABLE.iter().map(|row| (row.from, row.event, row.to)).collect();
    for line in AID_TURNS {
        assert!(lines.contains(line), "{line:?} is in no line of the table");
    }
    assert_eq!(lines.len(), AID_TURNS.len());
    // The chain of the paper, from end to end.
    let mut state = S::Draft;
    while let Some(event) = state.next() {
        state = state.after(event).unwrap_or_else(|| panic!("{state:?} {event:?}"));
    }
    assert_eq!(state, S::Settled);
}

#[test]
fn every_pair_that_is_in_no_line_wants_a_reason() {
    for from in S::ALL {
        for event in E::ALL.into_iter().filter(|event| from.after(*event).is_none()) {
            wants_a_reason(from, event);
        }
    }
}

#[test]
fn a_request_that_lacks_a_part_is_sent_with_a_reason_and_a_draft_may_lack_any() {
    let mut two = Two::new();
    let bare = Aid {
        kind: " ".into(),
        harm: String::new(),
        needs: vec![],
        rally: Rally::default(),
        contact: String::new(),
        ..aid(two.incident)
    };
    two.aid = two.does(LUOYANG, Command::Aid(AidCommand::Draft(bare))).unwrap();
    let send = two.act(E::Send);
    let Err(Refusal::Unguarded(unmet)) = two.clone().does(LUOYANG, send.clone()) else { panic!("it went") };
    let parts: Vec<String> = unmet.lacks.iter().map(|lack| format!("{:?}", lack.what)).collect();
    assert_eq!(parts, ["Kind", "Harm", "Needs", "Rally", "Contact"].map(|part| format!("AidPart({part})")));
    assert!(unmet.lacks.iter().all(|lack| lack.rule.0 == "RAUT-支援-要素"));
    two.does_because(LUOYANG, send, "先发后补").unwrap();
    assert_eq!(two.view().state, S::Sent);
}

#[test]
fn what_is_granted_of_each_line_is_kept_and_a_smaller_grant_is_in_part() {
    let mut two = Two::at(S::Accepted);
    let grants = vec![
        Grant { line: 0, count: 2, units: vec![unit("Z1"), unit("Z2")] },
        Grant { line: 1, count: 4, units: vec![AidUnit::Named("龙吸水".into())] },
    ];
    let voice = says("王某", Means::Console);
    two.does(ZHENGZHOU, two.step(AidStep::Granted { grants, note: "油料自备".into(), voice })).unwrap();
    let view = two.view();
    let lines: Vec<(u32, u32)> = view.lines().map(|(line, count)| (line.count, count)).collect();
    assert_eq!((lines, view.partial()), (vec![(2, 2), (6, 4)], true));
    assert_eq!(view.units().len(), 3);
    // A line that there is not, nothing at all, and another city's team are no grant.
    let grant = |line, count, code: &str| {
        let grants = vec![Grant { line, count, units: vec![unit(code)] }];
        two.step(AidStep::Granted { grants, note: String::new(), voice: says("王某", Means::Console) })
    };
    let why = two.who(ZHENGZHOU, "急");
    assert!(matches!(decide(&two.world, &why, grant(2, 1, "Z1")), Err(Refusal::Unknown { what: "line", .. })));
    assert_eq!(decide(&two.world, &why, grant(0, 1, "L1")), Err(Refusal::ForeignTeam("L1".into())));
    let none = AidStep::Granted { grants: vec![], note: String::new(), voice: says("王某", Means::Console) };
    assert_eq!(decide(&two.world, &why, two.step(none)), Err(Refusal::Empty));
}

#[test]
fn a_refusal_and_a_withdrawal_have_a_reason_and_a_request_to_oneself_is_none() {
    let two = Two::at(S::Accepted);
    let voice = || says("王某", Means::Console);
    let refuse = two.step(AidStep::Refused { reason: "  ".into(), voice: voice() });
    assert_eq!(decide(&two.world, &two.who(ZHENGZHOU, "急"), refuse), Err(Refusal::ReasonMissing));
    let withdraw = two.step(AidStep::Withdrawn { reason: String::new(), voice: voice() });
    assert_eq!(decide(&two.world, &two.who(LUOYANG, "急"), withdraw), Err(Refusal::ReasonMissing));
    for to in [LUOYANG, "410324"] {
        let draft = Command::Aid(AidCommand::Draft(Aid { to: to.into(), ..aid(two.incident) }));
        assert_eq!(decide(&two.world, &two.who(LUOYANG, "急"), draft), Err(Refusal::AskedItself(to.into())));
    }
    let nowhere = Command::Aid(AidCommand::Draft(Aid { to: "500000".into(), ..aid(two.incident) }));
    assert!(matches!(decide(&two.world, &two.who(LUOYANG, ""), nowhere), Err(Refusal::Unknown { what: "area", .. })));
}

#[test]
fn the_whole_goes_by_the_foremost_until_the_release_and_by_the_last_from_there() {
    let mut two = Two::at(S::Granted);
    let grants = vec![Grant { line: 0, count: 2, units: vec![unit("Z1"), unit("Z2")] }];
    let voice = says("王某", Means::Console);
    two.does(ZHENGZHOU, two.step(AidStep::Granted { grants, note: String::new(), voice })).unwrap();
    let tell = |two: &mut Two, city: &str, code: &str, news: AidNews| {
        let command = two.tells(code, news, Means::Console);
        two.does(city, command).unwrap();
    };
    tell(&mut two, ZHENGZHOU, "Z1", AidNews::Dispatched { people: None });
    tell(&mut two, ZHENGZHOU, "Z1", AidNews::EnRoute { eta: None });
    tell(&mut two, LUOYANG, "Z1", AidNews::Arrived { people: None });
    // The second is sent off while the first is there: nobody waits for the other.
    tell(&mut two, ZHENGZHOU, "Z2", AidNews::Dispatched { people: None });
    assert_eq!(two.view().state, S::Arrived);
    tell(&mut two, LUOYANG, "Z1", AidNews::Released);
    tell(&mut two, ZHENGZHOU, "Z1", AidNews::Returned);
    assert_eq!(two.view().state, S::Working, "one is home, the other is not");
    tell(&mut two, LUOYANG, "Z2", AidNews::Released);
    assert_eq!(two.view().state, S::Released);
    tell(&mut two, ZHENGZHOU, "Z2", AidNews::Returned);
    assert_eq!(two.view().state, S::Returned);
}
