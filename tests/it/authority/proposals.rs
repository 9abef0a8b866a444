//! 建议 and 待批 (rules.md 2.4): a proposal rests on something, waits for its approval within Ⅰ10/Ⅱ15/Ⅲ20/Ⅳ30 minutes, and
//! any decision for the jurisdiction answers it.

use qianzhi::domain::{
    AlarmState, Colour, Command, Decision, Due, EventId, Fact, Ground, Level, Refusal, Response, Role, Warning, decide,
};

use super::matrix::{at_rest, terminates};
use super::{CITY, Log, activated, at, response, sits};

fn propose(level: Level, ground: Ground) -> Command {
    Command::ProposeResponse { area: CITY.into(), level, ground }
}

fn threshold() -> Ground {
    Ground::Threshold("3小时雨量超100毫米".into())
}

fn due(log: &Log, proposal: EventId) -> Option<qianzhi::domain::Deadline> {
    log.world.deadlines(at("09:11")).into_iter().find(|due| due.what == Due::Approve { proposal })
}

#[test]
fn each_level_has_its_own_time_for_approval_and_the_row_is_named() {
    for (level, until, row) in [
        (Level::One, "09:20", "R-审批-一级"),
        (Level::Two, "09:25", "R-审批-二级"),
        (Level::Three, "09:30", "R-审批-三级"),
        (Level::Four, "09:40", "R-审批-四级"),
    ] {
        let mut log = Log::new();
        let who = sits("郑某", Some(Role::GeneralCommander));
        let proposal = log.does(&who, propose(level, threshold())).unwrap();
        let due = due(&log, proposal).unwrap();
        assert_eq!((due.due, due.from), (at(until), at("09:10")), "{level:?}");
        assert_eq!(due.rule.unwrap().0, row);
        assert!(log.world.rule_behind(&due).unwrap().row.is_default(), "the law says no time");
        assert_eq!(due.alarm_state(at(until)), AlarmState::Waiting);
        assert_eq!(due.alarm_state(at("09:41")), AlarmState::Active);
    }
}

#[test]
fn an_activation_answers_it_and_so_does_a_reasoned_decline() {
    for decision in [activated(Level::Two), Decision::Declined { reason: "雨势减弱".into() }] {
        let mut log = Log::new();
        let proposal = log.does(&sits("李明", Some(Role::DutyOfficer)), propose(Level::Four, threshold())).unwrap();
        assert_eq!(log.world.proposals().len(), 1);
        let decided = Response { decided: at("09:15"), ..response(decision) };
        log.says(Fact::ResponseDecided { response: decided, after: vec![] });
        assert!(log.world.proposals().is_empty() && due(&log, proposal).is_none());
        // The next one is a proposal of its own.
        let later = qianzhi::domain::Standing { now: at("09:16"), ..sits("李明", Some(Role::DutyOfficer)) };
        let next = log.does(&later, propose(Level::Three, threshold())).unwrap();
        assert_eq!(log.world.proposals().iter().map(|(id, _)| *id).collect::<Vec<_>>(), [next]);
    }
}

#[test]
fn a_decision_that_names_the_proposal_answers_it_whatever_the_clocks_say() {
    let mut log = Log::new();
    let proposal = log.does(&sits("李明", Some(Role::DutyOfficer)), propose(Level::Four, threshold())).unwrap();
    let before = response(activated(Level::Four));
    assert!(before.decided < at("09:10"), "another post's clock is behind");
    log.says(Fact::ResponseDecided { response: before.clone(), after: vec![] });
    assert_eq!(log.world.proposals().len(), 1);
    log.says(Fact::ResponseDecided { response: Response { basis: Some(proposal), ..before }, after: vec![] });
    assert!(log.world.proposals().is_empty());
}

#[test]
fn a_proposal_that_is_taken_back_waits_no_more() {
    let mut log = Log::new();
    let duty = sits("李明", Some(Role::DutyOfficer));
    let proposal = log.does(&duty, propose(Level::Four, threshold())).unwrap();
    log.does(&duty, Command::Strike { target: proposal, reason: "误报".into() }).unwrap();
    assert!(due(&log, proposal).is_none() && log.world.proposal(proposal).is_none());
}

/// “basis (warning id / threshold / 会商 id)”.
#[test]
fn it_rests_on_a_warning_that_there_is_a_threshold_or_a_conclusion() {
    let mut log = Log::new();
    let duty = sits("李明", Some(Role::DutyOfficer));
    for empty in [Ground::Threshold(" ".into()), Ground::Consultation(String::new())] {
        assert_eq!(log.does(&duty, propose(Level::Four, empty)), Err(Refusal::GroundMissing));
    }
    let nowhere = Ground::Warning(EventId([9; 32]));
    assert!(matches!(log.does(&duty, propose(Level::Four, nowhere)), Err(Refusal::Unknown { .. })));
    let warning = log.says(Fact::WarningReceived(Warning {
        area: CITY.into(),
        kind: "暴雨".into(),
        kind_en: String::new(),
        colour: Colour::Red,
        number: 5,
        issuer: "市气象台".into(),
        issuer_en: String::new(),
        issued: at("09:00"),
        received: at("09:01"),
        text: "暴雨红色".into(),
        terms: qianzhi::domain::WarningTerms::default(),
    }));
    for good in [Ground::Warning(warning), threshold(), Ground::Consultation("会商纪要2号".into())] {
        log.does(&duty, propose(Level::Four, good)).unwrap();
    }
    assert_eq!(log.world.proposals().len(), 3);
}

/// A proposal beyond one's office goes up all the same, and a decision on it is the answer.
#[test]
fn a_scribes_proposal_goes_through_marked_and_a_decision_in_authority_answers_for_it() {
    let mut log = Log::new();
    let scribe = sits("钱某", Some(Role::Scribe));
    let proposal = log.does(&scribe, propose(Level::One, threshold())).unwrap();
    assert_eq!(log.world.unratified().iter().map(|view| view.id).collect::<Vec<_>>(), [proposal]);
    let declined = Decision::Declined { reason: "雨势减弱".into() };
    log.says(Fact::ResponseDecided {
        response: Response { decided: at("09:15"), ..response(declined) },
        after: vec![],
    });
    assert!(log.world.unratified().is_empty());
}

#[test]
fn who_commands_on_the_scene_is_appointed_by_name_and_another_takes_their_place() {
    let mut log = Log::new();
    let (incident, office) = (log.incident, sits("吴某", Some(Role::SpecialOffice)));
    let appoint = |name: &str| Command::AppointCommander { incident, name: name.into() };
    assert_eq!(log.does(&office, appoint(" ")), Err(Refusal::Empty));
    for name in ["王某", "赵某"] {
        assert_eq!(decide(&log.world, &office, appoint(name)).unwrap().overridden, None);
        log.does(&office, appoint(name)).unwrap();
        assert_eq!(log.world.commander(incident).agreed(), Some(name));
    }
    let nowhere = Command::AppointCommander { incident: EventId([9; 32]), name: "王某".into() };
    assert!(matches!(log.does(&office, nowhere), Err(Refusal::Unknown { .. })));
    // A duty officer gives a reason, and has it ratified.
    let duty = sits("李明", Some(Role::DutyOfficer));
    assert!(matches!(log.does(&duty, appoint("李明")), Err(Refusal::Beyond(_))));
}

/// The whole way of 2.4: proposed, approved, terminated on a conclusion.
#[test]
fn from_a_proposal_to_its_end() {
    let mut log = at_rest(Level::Four);
    let office = sits("吴某", Some(Role::SpecialOffice));
    log.does(&office, terminates("会商纪要3号")).unwrap();
    let said = log.world.response(&CITY.into()).agreed().unwrap().clone();
    assert_eq!((said.conclusion.as_str(), said.role), ("会商纪要3号", Some(Role::SpecialOffice)));
}

/// The vector of rules.md 10.1: “two commanders after merge: `ConflictDetected`, both shown”.
#[test]
fn two_commanders_after_merge_are_a_conflict_and_both_are_shown() {
    let mut log = Log::new();
    let incident = log.incident;
    for name in ["王某", "赵某"] {
        log.says(Fact::CommanderAppointed { incident, name: name.into(), follows: false, after: vec![] });
    }
    let aspect = qianzhi::domain::Aspect::Commander(incident);
    let conflict = log.world.conflict(&aspect).expect("it is detected");
    let named = |name: &str| qianzhi::domain::Value::Commander(name.into());
    let sides: Vec<_> = conflict.sides.iter().map(|side| side.value.clone()).collect();
    assert_eq!(sides, [named("王某"), named("赵某")]);
    assert!(log.world.commander(incident).disputed(), "nobody commands by default");
    // One in authority settles it, a duty officer has it ratified.
    let settle = Command::Settle { aspect, in_favour_of: conflict.sides[1].id };
    assert!(matches!(log.does(&sits("李明", Some(Role::DutyOfficer)), settle.clone()), Err(Refusal::Beyond(_))));
    log.does(&sits("吴某", Some(Role::SpecialOffice)), settle).unwrap();
    assert_eq!(log.world.commander(incident).agreed(), Some("赵某"));
}

/// The vector of rules.md 10.1: “activation without 预计期限: reject (Art 72)”, whoever it is and whatever the reason.
#[test]
fn activation_without_its_expected_period_is_rejected() {
    let mut log = Log::new();
    for role in [Role::DutyOfficer, Role::GeneralCommander] {
        let why = qianzhi::domain::Standing { reason: "来不及".into(), ..sits("郑某", Some(role)) };
        let Decision::Activated { level, matter, measures, .. } = activated(Level::Four) else { panic!() };
        let decision = Decision::Activated { level, matter, period: " ".into(), measures };
        let no = log.does(&why, super::matrix::decides(decision));
        assert_eq!(no, Err(Refusal::ActivationIncomplete("period")));
    }
    assert!(log.world.response(&CITY.into()).first().is_none());
}
