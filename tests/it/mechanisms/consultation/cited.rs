//! What a decision may rest on: a conclusion that is signed, undisputed and not past its time (rules.md 2.4, 5.1).

use qianzhi::domain::{
    AreaCode, Command, ConsultState as S, Decision, EventId, Fact, Ground, Lacking, Level, Refusal, Response, Role,
    Stage, Verdict,
};

use super::{CITY, Hall, at, decide, judge};

fn propose(id: EventId) -> Command {
    Command::ProposeResponse { area: CITY.into(), level: Level::Three, ground: Ground::Concluded(id) }
}

fn terminate(basis: Option<EventId>) -> Command {
    Command::DecideResponse {
        area: CITY.into(),
        by: "H1".into(),
        decision: Decision::Terminated,
        basis,
        effective: None,
        conclusion: String::new(),
    }
}

fn lacking(hall: &Hall, command: &Command) -> Vec<Lacking> {
    match judge(&hall.world, &hall.chair(), command) {
        // What rules.md 2.4 asks besides is another table's.
        Verdict::Unguarded(unmet) => {
            let all = unmet.lacks.into_iter().map(|lack| lack.what);
            all.filter(|what| !matches!(what, Lacking::OutOfTurn(Stage::Response(_)))).collect()
        }
        Verdict::Within => Vec::new(),
        other => panic!("{other:?}"),
    }
}

fn responding(state: S) -> Hall {
    let mut hall = Hall::at(state);
    let decision = Decision::Activated {
        level: Level::Four,
        matter: "防汛".into(),
        period: "24小时".into(),
        measures: "转移".into(),
    };
    let response = Response {
        area: CITY.into(),
        by: "H1".into(),
        decision,
        basis: None,
        decided: at("08:58"),
        effective: None,
        conclusion: String::new(),
        role: Some(Role::SpecialOffice),
    };
    hall.says(Fact::ResponseDecided { response, after: vec![] });
    hall
}

#[test]
fn a_proposal_names_the_consultation_that_it_rests_on() {
    let mut hall = Hall::at(S::Concluded);
    assert_eq!(lacking(&hall, &propose(hall.consult)), []);
    let who = hall.chair();
    let proposed = hall.does(&who, propose(hall.consult)).unwrap();
    let ground = hall.world.proposal(proposed).unwrap().ground.clone();
    assert_eq!(ground, Ground::Concluded(hall.consult));
    // An older log said it in words, and folds as ever.
    let words = br#"{"kind":"response.proposed/1","data":{"area":"410300","level":"three","ground":{"consultation":"x"},"proposed":1}}"#;
    assert!(
        matches!(Fact::from_payload(words), Fact::ResponseProposed(of) if of.ground == Ground::Consultation("x".into()))
    );
}

#[test]
fn what_is_not_signed_or_past_its_time_is_a_basis_with_a_reason_alone() {
    let hall = Hall::at(S::ToSign);
    assert_eq!(lacking(&hall, &propose(hall.consult)), [Lacking::Unconcluded(hall.consult)]);
    let mut hall = Hall::at(S::Issued);
    hall.now = at("13:00");
    assert_eq!(lacking(&hall, &propose(hall.consult)), [], "to the last moment");
    hall.now = at("13:01");
    assert!(hall.view().expired(hall.now));
    let expired = Lacking::Expired(hall.consult, at("13:00"));
    assert_eq!(lacking(&hall, &propose(hall.consult)), [expired]);
    assert!(matches!(decide(&hall.world, &hall.chair(), propose(hall.consult)), Err(Refusal::Unguarded(_))));
    let why = hall.because("来不及再会商");
    hall.does(&why, propose(hall.consult)).unwrap();
    assert_eq!(hall.world.unratified()[0].basis.rule.0, "RAUT-会商-有效");
    // Every other decision that names it is measured alike.
    assert_eq!(lacking(&responding(S::ToSign), &terminate(None)).first(), Some(&Lacking::Conclusion));
}

#[test]
fn a_termination_rests_on_a_consultation_or_on_words() {
    let hall = responding(S::Concluded);
    assert_eq!(lacking(&hall, &terminate(Some(hall.consult))), []);
    assert_eq!(lacking(&hall, &terminate(None)), [Lacking::Conclusion]);
    let mut hall = hall;
    // Nobody proposed it: that too wants a reason.
    let who = hall.because("险情已过");
    hall.does(&who, terminate(Some(hall.consult))).unwrap();
    let area: AreaCode = CITY.into();
    let ended = hall.world.response(&area).agreed().cloned().unwrap();
    assert_eq!((ended.basis, ended.level()), (Some(hall.consult), None));
    let running = responding(S::Running);
    assert_eq!(lacking(&running, &terminate(Some(running.consult))), [Lacking::Unconcluded(running.consult)]);
}
