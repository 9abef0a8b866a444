//! The guard of a termination (rules.md 2.3): “same or higher authority than the one that started it; needs 会商结论 + no
//! open life-safety task”. design.md, promise 11: a guard is no refusal: with a reason it goes through, and is ratified.

use qianzhi::domain::{
    Command, Condition, FigureKind, IncidentStatus, Lacking, Level, Means, Noted, Outcome, Posture, Ratify, Refusal,
    ReportKind, Response, Role, Sanction, Seat, Stage, Standing, Verdict, decide, judge,
};
use qianzhi::domain::{Fact, Figure, FigureReport};

use super::matrix::{at_rest, noted, terminates};
use super::{CITY, Log, activated, at, response, sits};

fn office() -> Standing {
    sits("吴某", Some(Role::SpecialOffice))
}

fn lacks(log: &Log, who: &Standing, command: &Command) -> Vec<Lacking> {
    match judge(&log.world, who, command) {
        Verdict::Unguarded(unmet) => unmet.lacks.into_iter().map(|lack| lack.what).collect(),
        Verdict::Within => Vec::new(),
        other => panic!("{other:?}"),
    }
}

fn figure(log: &mut Log, figure: FigureKind, count: Option<u32>) {
    let after = log.world.heads(&qianzhi::domain::Aspect::Figure(log.incident, figure));
    let value = Figure { count, verified: true };
    let (incident, source) = (log.incident, String::new());
    log.says(Fact::FigureReported(FigureReport { incident, figure, value, occurred: at("09:00"), source, after }));
}

#[test]
fn with_a_conclusion_and_nothing_open_one_in_authority_ends_it() {
    let mut log = at_rest(Level::Four);
    assert_eq!(judge(&log.world, &office(), &terminates("会商纪要3号")), Verdict::Within);
    log.does(&office(), terminates("会商纪要3号")).unwrap();
    assert_eq!(log.world.response(&CITY.into()).agreed().and_then(Response::level), None);
    assert!(log.world.unratified().is_empty());
}

#[test]
fn without_a_conclusion_it_wants_a_reason_and_somebody_else_ratifies() {
    let mut log = at_rest(Level::Four);
    assert_eq!(lacks(&log, &office(), &terminates("  ")), [Lacking::Conclusion]);
    let Err(Refusal::Unguarded(unmet)) = log.does(&office(), terminates("")) else { panic!("a reason is asked") };
    assert_eq!((unmet.beyond.rule.0.as_ref(), unmet.beyond.least), ("RAUT-终止-会商", Role::SpecialOffice));
    let why = Standing { reason: "会商室断电, 口头商定".into(), ..office() };
    let ended = log.does(&why, terminates("")).unwrap();
    assert_eq!(log.world.response(&CITY.into()).agreed().and_then(Response::level), None, "it holds");
    let open = log.world.unratified();
    assert_eq!((open.len(), open[0].basis.rule.0.as_ref()), (1, "RAUT-终止-会商"));
    let answer = |by: &str, role| Ratify {
        of: ended,
        sanction: Sanction::Ratified,
        by: by.into(),
        role: Some(role),
        means: Means::Phone,
        note: String::new(),
    };
    let own = answer("吴某", Role::SpecialOffice);
    assert_eq!(log.does(&office(), Command::Ratify(own)), Err(Refusal::OwnDecision("吴某".into())));
    let low = answer("李明", Role::DutyOfficer);
    assert!(matches!(log.does(&office(), Command::Ratify(low)), Err(Refusal::NotInAuthority(_))));
    log.does(&office(), Command::Ratify(answer("张某", Role::SpecialDeputy))).unwrap();
    assert!(log.world.unratified().is_empty());
}

#[test]
fn a_withdrawal_that_nobody_lifted_and_people_trapped_or_missing_are_open() {
    let mut log = Log::at_level(Level::Four);
    let order = log.withdrawal;
    let end = terminates("会商纪要3号");
    log.says(noted(Noted::TerminationProposed { met: Condition::ALL.to_vec() }));
    assert_eq!(lacks(&log, &office(), &end), [Lacking::Withdrawal(order)]);
    log.says(Fact::OrderEnded { order, outcome: Outcome::Done, at: at("09:05"), after: vec![] });
    assert_eq!(lacks(&log, &office(), &end), []);
    figure(&mut log, FigureKind::Trapped, Some(2));
    figure(&mut log, FigureKind::Missing, Some(1));
    figure(&mut log, FigureKind::Dead, Some(1));
    let people = |kind, count| Lacking::People(log.incident, kind, count);
    assert_eq!(lacks(&log, &office(), &end), [people(FigureKind::Trapped, 2), people(FigureKind::Missing, 1)]);
    let Err(Refusal::Unguarded(unmet)) = decide(&log.world, &office(), end.clone()) else { panic!() };
    assert!(unmet.lacks.iter().all(|lack| lack.rule.0 == "RAUT-终止-生命"));
    // Found, and nobody trapped any more.
    figure(&mut log, FigureKind::Trapped, Some(0));
    figure(&mut log, FigureKind::Missing, Some(0));
    assert_eq!(lacks(&log, &office(), &end), []);
}

/// Unknown is not zero, and it is nobody either: what was never said holds nothing open.
#[test]
fn unknown_figures_and_closed_incidents_hold_nothing_open() {
    let mut log = at_rest(Level::Four);
    figure(&mut log, FigureKind::Trapped, None);
    assert_eq!(lacks(&log, &office(), &terminates("纪要")), []);
    figure(&mut log, FigureKind::Trapped, Some(3));
    assert_eq!(lacks(&log, &office(), &terminates("纪要")).len(), 1);
    let incident = log.incident;
    log.says(Fact::IncidentStatusSet { incident, status: IncidentStatus::Closed, after: vec![] });
    assert_eq!(lacks(&log, &office(), &terminates("纪要")), []);
}

#[test]
fn whoever_decided_on_the_response_is_asked_before_somebody_lower_ends_it() {
    let mut log = at_rest(Level::Four);
    let after = log.world.heads(&qianzhi::domain::Aspect::Response(CITY.into()));
    let by_commander = Response { role: Some(Role::GeneralCommander), ..response(activated(Level::Four)) };
    log.says(Fact::ResponseDecided { response: by_commander, after });
    log.says(noted(Noted::TerminationProposed { met: Condition::ALL.to_vec() }));
    let end = terminates("会商纪要3号");
    let Err(Refusal::Beyond(no)) = log.does(&office(), end.clone()) else { panic!("the office ends no commander's") };
    assert_eq!((no.least, no.raised, no.rule.0.as_ref()), (Role::GeneralCommander, true, "RAUT-终止-四级"));
    // With a reason it goes through, and only the same authority ratifies.
    let ended = log.does(&Standing { reason: "总指挥失联".into(), ..office() }, end).unwrap();
    let answer = |role| {
        Command::Ratify(Ratify {
            of: ended,
            sanction: Sanction::Ratified,
            by: "郑某".into(),
            role: Some(role),
            means: Means::Phone,
            note: String::new(),
        })
    };
    let low = log.does(&office(), answer(Role::GeneralDeputy));
    assert!(matches!(&low, Err(Refusal::NotInAuthority(no)) if no.least == Role::GeneralCommander), "{low:?}");
    log.does(&office(), answer(Role::GeneralCommander)).unwrap();
    assert!(log.world.unratified().is_empty());
}

#[test]
fn what_nobody_runs_needs_no_conclusion_to_end() {
    let log = Log::new();
    assert_eq!(lacks(&log, &office(), &terminates("")), []);
}

/// Who lifts a withdrawal by striking it, or by settling how it ended, lifts it all the same.
#[test]
fn a_withdrawal_is_lifted_by_no_back_door() {
    let mut log = Log::new();
    let duty = sits("李明", Some(Role::DutyOfficer));
    let strike = Command::Strike { target: log.withdrawal, reason: "误发".into() };
    let decided = decide(&log.world, &duty, strike.clone()).unwrap();
    assert_eq!(decided.overridden.unwrap().rule.0, "RAUT-解除撤离");
    let commander = sits("赵某", Some(Role::OnSiteCommander));
    assert_eq!(decide(&log.world, &commander, strike).unwrap().overridden, None);
    let order = log.withdrawal;
    for outcome in [Outcome::Done, Outcome::Cancelled("误发".into())] {
        log.says(Fact::OrderEnded { order, outcome, at: at("09:05"), after: vec![] });
    }
    let aspect = qianzhi::domain::Aspect::Outcome(order);
    let in_favour_of = log.world.conflict(&aspect).unwrap().sides[0].id;
    let settle = Command::Settle { aspect, in_favour_of };
    assert!(matches!(decide(&log.world, &duty, settle.clone()), Err(Refusal::Beyond(_))));
    assert_eq!(decide(&log.world, &commander, settle).unwrap().overridden, None);
    // One's own slip of the finger is one's own.
    let mut log = Log::new();
    let mistaken = super::matrix::withdraw(&log);
    let own = log.does(&duty, mistaken).unwrap();
    let back = Command::Strike { target: own, reason: "按错".into() };
    assert_eq!(decide(&log.world, &duty, back).unwrap().overridden, None);
}

#[test]
fn a_posture_out_of_its_turn_wants_a_reason_and_goes_through() {
    let mut log = at_rest(Level::Four);
    log.says(noted(Noted::Seated { seat: Seat::Commander, name: "赵某".into() }));
    let lead = sits("赵某", Some(Role::SpecialDeputy));
    let to = |posture| Command::ChangePosture { area: CITY.into(), posture, record: "省防指明电3号".into() };
    log.does(&lead, to(Posture::War)).unwrap();
    log.does(&lead, to(Posture::Stabilising)).unwrap();
    // rules.md 5.2: P6 leads to P7 and, by a relapse, to P4; never straight to P0.
    let stage = Lacking::OutOfTurn(Stage::Posture(Posture::Stabilising));
    // Nor while the response is active.
    let active = Lacking::Response(Level::Four);
    assert_eq!(lacks(&log, &lead, &to(Posture::Normal)), [stage, active]);
    assert!(matches!(log.does(&lead, to(Posture::Normal)), Err(Refusal::Unguarded(_))));
    assert_eq!(judge(&log.world, &lead, &to(Posture::War)), Verdict::Within);
    let why = Standing { reason: "市政府电话通知转平".into(), ..lead };
    log.does(&why, to(Posture::Normal)).unwrap();
    assert_eq!(log.world.posture(&CITY.into()).agreed(), Some(Posture::Normal), "it holds");
    let open = log.world.unratified();
    assert_eq!((open.len(), open[0].basis.rule.0.as_ref()), (1, "RAUT-次序"));
}

/// rules.md 3.1: one initial and one final report an event; 3.4: overtime cannot be deleted, only explained. Whoever closes an
/// incident over what was not reported says why, and somebody answers for it.
#[test]
fn an_incident_is_closed_with_its_reports_or_with_a_reason_that_is_ratified() {
    let mut log = Log::new();
    let incident = log.incident;
    let officer = sits("李明", Some(Role::DutyOfficer));
    let close = || Command::SetIncidentStatus { incident, status: IncidentStatus::Closed };
    let due =
        |log: &Log| log.world.deadlines(at("12:00")).into_iter().filter(|due| due.what.report().is_some()).count();
    assert!(due(&log) > 0, "the initial report is late");
    let both = [Lacking::Report(ReportKind::Initial), Lacking::Report(ReportKind::Final)];
    assert_eq!(lacks(&log, &officer, &close()), both);
    assert!(matches!(log.does(&officer, close()), Err(Refusal::Unguarded(_))));
    assert!(due(&log) > 0, "nothing was closed");
    // A stage on the way is no end.
    let stable = Command::SetIncidentStatus { incident, status: IncidentStatus::Stabilised };
    assert_eq!(lacks(&log, &officer, &stable), []);
    // With a reason it goes through, and the reason is what is answered for.
    let mut explained = log.clone();
    let because = Standing { reason: "误报, 现场无事".into(), ..officer.clone() };
    let closing = explained.does(&because, close()).unwrap();
    let [open] = &explained.world.unratified()[..] else { panic!("{:?}", explained.world.unratified()) };
    assert_eq!(
        (open.id, open.basis.rule.0.as_ref(), open.basis.reason.as_str()),
        (closing, "RAUT-结束-报告", "误报, 现场无事")
    );
    // Who does not accept it opens the incident again, and its reports are due as before.
    explained.says(Fact::Struck { target: closing, reason: "不予追认".into() });
    assert_eq!(due(&explained), due(&log));
    // By phone is not yet in writing.
    let told = |kind, means| {
        Fact::ReportFiled(qianzhi::domain::ReportFiled::plain(incident, kind, 0, "省厅".into(), means, at("09:20")))
    };
    log.says(told(ReportKind::Initial, Means::Phone));
    assert_eq!(lacks(&log, &officer, &close()), both);
    log.says(told(ReportKind::Initial, Means::Console));
    log.says(told(ReportKind::Final, Means::Console));
    assert_eq!(lacks(&log, &officer, &close()), []);
    log.does(&officer, close()).unwrap();
    assert!(log.world.unratified().is_empty());
}
