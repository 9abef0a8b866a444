//! Team statuses (rules.md 6.3): of every two whether the one may lead to the other, written from the paper.

use TeamStatus::{
    Assembling, EnRoute, LostContact, OnScene, Ordered, PreAlerted, Ready, Released, Resting, Resupply, Returned,
    Returning, Staged, Standby, Unavailable, Withdrawing, Working,
};

use super::*;

/// What the paper allows, sentence by sentence.
const ALLOWED: &[(TeamStatus, &[TeamStatus])] = &[
    // Ready↔Standby; Ready/Standby→PreAlerted→Ordered→Assembling→EnRoute→OnScene→Staged↔Working.
    (Ready, &[Standby, PreAlerted]),
    (Standby, &[Ready, PreAlerted]),
    (PreAlerted, &[Ordered]),
    (Ordered, &[Assembling]),
    (Assembling, &[EnRoute]),
    (EnRoute, &[OnScene]),
    (OnScene, &[Staged]),
    (Staged, &[Working]),
    (Working, &[Staged]),
    // Working→Withdrawing→Staged; Staged/Working→Resting→Staged; →Resupply→Staged.
    (Working, &[Withdrawing, Resting, Resupply]),
    (Staged, &[Resting, Resupply]),
    (Withdrawing, &[Staged]),
    (Resting, &[Staged]),
    (Resupply, &[Staged]),
    // Staged→Released→Returning→Returned→(rest clock)→Ready.
    (Staged, &[Released]),
    (Released, &[Returning]),
    (Returning, &[Returned]),
    (Returned, &[Ready]),
    // EnRoute/Working→LostContact→previous: what comes after is in the test of that name.
    (EnRoute, &[LostContact]),
    (Working, &[LostContact]),
];

/// What the process of rules.md 5.3 and 5.4 does besides, with the line that says so.
const ASSEMBLY: &[(TeamStatus, &[TeamStatus])] = &[
    // 备勤 → MobilizeOrdered: without a 预先号令.
    (Ready, &[Ordered]),
    (Standby, &[Ordered]),
    // any pre-arrival OrderCancelled → 返回; at home that is 备勤.
    (PreAlerted, &[Ready]),
    (Ordered, &[Ready]),
    (Assembling, &[Ready]),
    (EnRoute, &[Returning]),
    // any pre-arrival Diverted → 改派; who waits, is released or on the way home may be sent on.
    (Assembling, &[Ordered]),
    (EnRoute, &[Ordered]),
    (Staged, &[Ordered]),
    (Released, &[Ordered]),
    (Returning, &[Ordered]),
    // Who was not available is again.
    (Unavailable, &[Ready]),
];

fn lists(table: &[(TeamStatus, &[TeamStatus])], from: TeamStatus, to: TeamStatus) -> bool {
    table.iter().any(|(of, leads)| *of == from && leads.contains(&to))
}

#[test]
fn every_pair_of_statuses_is_as_the_paper_says() {
    let mut allowed = 0;
    for from in TeamStatus::ALL {
        for to in TeamStatus::ALL {
            let may = match (from, to) {
                // any→Unavailable; of the lost nobody knows where they were but the log.
                (_, Unavailable) => true,
                (LostContact, to) => to != LostContact,
                (from, to) => lists(ALLOWED, from, to) || lists(ASSEMBLY, from, to),
            };
            assert_eq!(from.may_become(to), may, "{from:?} {to:?}");
            allowed += usize::from(may);
        }
    }
    assert_eq!(allowed, 17 + 15 + 37, "of 289");
}

/// What is allowed goes at once; what is not goes with a reason and is ratified; what stands already is no change.
#[test]
fn a_person_who_sets_a_status_meets_the_same_table() {
    for from in TeamStatus::ALL.into_iter().filter(|from| *from != LostContact) {
        let mut night = Night::new();
        let (team, at) = ("P1".into(), night.now);
        night.says(Fact::TeamStatusSet { team, status: from, at, after: vec![], reason: String::new() });
        for to in TeamStatus::ALL {
            let sets = Command::SetTeamStatus { team: "P1".into(), status: to, reason: String::new() };
            let mut goes = night.clone();
            if from == to || from.may_become(to) {
                goes.does(sets).unwrap_or_else(|no| panic!("{from:?} {to:?}: {no}"));
                assert!(goes.world.unratified().is_empty());
            } else {
                assert!(matches!(goes.does(sets.clone()), Err(Refusal::Unguarded(_))), "{from:?} {to:?}");
                goes.does_because(sets, "电台里这样说").unwrap();
                assert_eq!(goes.world.unratified().len(), 1);
            }
            assert_eq!(goes.status("P1"), Some(to), "{from:?} {to:?}");
        }
    }
}

/// “any→Unavailable{reason}”: the reason is in the log.
#[test]
fn why_a_team_is_not_available_is_recorded() {
    let mut night = Night::new();
    let sets = |reason: &str| Command::SetTeamStatus { team: "P1".into(), status: Unavailable, reason: reason.into() };
    let decided = decide(&night.world, &night.standing(""), sets(" 水泵送修 ")).unwrap();
    let Fact::TeamStatusSet { reason, .. } = &decided.facts[0] else { panic!("{:?}", decided.facts) };
    assert_eq!(reason, "水泵送修");
    let id = night.records(decided);
    assert_eq!(night.status("P1"), Some(Unavailable));
    // A line in the ledger says it in words, in both languages.
    let fact = Fact::TeamStatusSet {
        team: "P1".into(),
        status: Unavailable,
        at: night.now,
        reason: "水泵送修".into(),
        after: vec![],
    };
    for lang in [qianzhi::text::Lang::Zh, qianzhi::text::Lang::En] {
        let said = qianzhi::text::say::Say { world: &night.world, lang }.event(id, &fact);
        assert!(said.contains("水泵送修"), "{said}");
    }
    // What old posts wrote still folds, and nothing is said where there is nothing.
    let old = r#"{"kind":"team.status/1","data":{"team":"P1","status":"unavailable","at":1784509200000}}"#;
    let Fact::TeamStatusSet { reason, .. } = Fact::from_payload(old.as_bytes()) else { panic!("a status") };
    assert_eq!(reason, "");
    let new = Fact::TeamStatusSet { team: "P1".into(), status: Ready, at: at("09:00"), reason, after: vec![] };
    assert!(!String::from_utf8(new.to_payload()).unwrap().contains("reason"));
}
