//! Who is in: in is out and present at all times; roll calls by the interval of the hazard; K10 (rules.md 5.4, 5.6).

use qianzhi::domain::{Heads, IndicatorCode, SceneTrouble, SceneWant};
use qianzhi::review::{Measure, indicators};

use super::*;

fn heads(ground: &Ground) -> Heads {
    ground.world.scene_heads(ground.incident, ground.now)
}

#[test]
fn in_is_out_and_present_at_all_times() {
    let mut ground = Ground::at(S::Initial);
    ground.notes(entered("F1", 8));
    ground.notes(entered("P1", 4));
    ground.notes(left("F1", 3));
    assert_eq!(heads(&ground), Heads { entered: 12, left: 3, present: 9, unaccounted: 0 });
    // Anybody, by name.
    let crew = CrewName { team: None, name: "厂里电工".into() };
    let (people, names, zone) = (2, "赵某 钱某".into(), None);
    ground.notes(SceneNoted::Entered { crew: crew.clone(), people, names, zone, remote: false });
    assert_eq!(heads(&ground).present, 11);
    ground.notes(SceneNoted::Left { crew, people: 2 });
    ground.notes(left("F1", 5));
    ground.notes(left("P1", 4));
    assert_eq!(heads(&ground), Heads { entered: 14, left: 14, present: 0, unaccounted: 0 });
}

#[test]
fn more_out_than_in_is_asked_about_and_shown() {
    let mut ground = Ground::at(S::Initial);
    ground.notes(entered("F1", 3));
    let command = ground.note(left("F1", 5));
    ground.lacks_on_scene(command, SceneLack::MoreOut(5, 3), "RAUT-现场-进出");
    assert_eq!(ground.view().troubles(&ground.world), [SceneTrouble::MoreOut(crew("F1"), 2)]);
    // Whose entry was forgotten is written down, and it is right again.
    ground.notes(entered("F1", 2));
    assert!(ground.view().troubles(&ground.world).is_empty());
}

#[test]
fn who_is_not_at_a_roll_call_is_not_accounted_for_until_found() {
    let mut ground = Ground::at(S::Initial);
    ground.notes(entered("F1", 8));
    ground.now = ground.now + Span::minutes(10);
    ground.notes(counted("F1", 6));
    assert_eq!(heads(&ground).unaccounted, 2);
    // Two of those that were there come out: the two are still missing.
    ground.now = ground.now + Span::minutes(1);
    ground.notes(left("F1", 2));
    assert_eq!((heads(&ground).present, heads(&ground).unaccounted), (6, 2));
    // Fresh people go in; they are seen.
    ground.notes(entered("F1", 3));
    assert_eq!((heads(&ground).present, heads(&ground).unaccounted), (9, 2));
    ground.now = ground.now + Span::minutes(1);
    ground.notes(counted("F1", 9));
    assert_eq!(heads(&ground).unaccounted, 0);
}

/// 15 minutes in a hot zone, 30 elsewhere; 5 after everybody was called back.
#[test]
fn a_roll_call_is_due_by_the_interval_of_the_hazard() {
    let due = |ground: &Ground| {
        let all = ground.world.deadlines(ground.now);
        let of = |what: &qianzhi::domain::Due| {
            matches!(what, qianzhi::domain::Due::Scene { wants: SceneWant::Count | SceneWant::CountBack, .. })
        };
        let one = all.into_iter().find(|one| of(&one.what)).unwrap();
        (one.due, one.rule.unwrap().0.to_string())
    };
    let mut ground = Ground::at(S::Period(1));
    let start = ground.now;
    ground.notes(entered("F1", 4));
    assert_eq!(due(&ground), (start + Span::minutes(30), "R-清点-现场".into()));
    let zone = Some(ground.notes(zone(ZoneKind::Hot)));
    ground.notes(SceneNoted::Entered { crew: crew("F1"), people: 2, names: String::new(), zone, remote: false });
    assert_eq!(due(&ground), (start + Span::minutes(15), "R-清点-热区".into()));
    ground.now = start + Span::minutes(14);
    ground.notes(counted("F1", 6));
    assert_eq!(due(&ground).0, start + Span::minutes(29));
    ground.now = start + Span::minutes(20);
    ground.withdraws();
    assert_eq!(due(&ground), (start + Span::minutes(25), "R-清点".into()));
    // Nobody knows of any of them until they are counted, late or not.
    assert_eq!(heads(&ground).unaccounted, 6);
    ground.now = start + Span::minutes(26);
    assert_eq!(heads(&ground).unaccounted, 6);
    ground.notes(counted("F1", 6));
    assert_eq!(heads(&ground).unaccounted, 0);
    // Who is out is asked after no more.
    ground.notes(left("F1", 6));
    let asks = |what: &qianzhi::domain::Due| {
        matches!(what, qianzhi::domain::Due::Scene { wants: SceneWant::Count | SceneWant::CountBack, .. })
    };
    assert!(ground.world.deadlines(ground.now).iter().all(|one| !asks(&one.what)));
}

#[test]
fn k10_is_people_in_the_scene_of_whom_nobody_knows() {
    let k10 = |ground: &Ground, now: At| {
        let found = indicators(&ground.world, now).into_iter().find(|one| one.id == IndicatorCode::K10)?;
        let Measure::Share { numerator, denominator, missed, .. } = found.measure else { panic!() };
        Some((numerator, denominator, missed, found.met))
    };
    let mut ground = Ground::at(S::Initial);
    assert_eq!(k10(&ground, ground.now), None, "nobody went in");
    let start = ground.now;
    ground.notes(entered("F1", 8));
    ground.notes(entered("P1", 2));
    assert_eq!(k10(&ground, start), Some((0, 10, vec![], Some(true))));
    ground.now = start + Span::minutes(10);
    let id = ground.notes(counted("F1", 7));
    assert_eq!(k10(&ground, ground.now), Some((1, 10, vec![id], Some(false))), "the count that says so is named");
    assert_eq!(k10(&ground, start), Some((0, 10, vec![], Some(true))), "as of then it was not known");
    ground.now = start + Span::minutes(20);
    ground.notes(counted("F1", 8));
    ground.notes(left("P1", 2));
    assert_eq!(k10(&ground, ground.now), Some((0, 10, vec![], Some(true))));
    let late = start + Span::minutes(51);
    assert_eq!(k10(&ground, late).unwrap().0, 8, "not counted in time is not accounted for");
}

/// 到场报到: at a post, or with who took command first.
#[test]
fn who_checks_in_finds_a_post_or_whoever_commands() {
    use qianzhi::domain::{AssemblyCommand, Destination, Mobilise, Muster, Telling, Told};
    let mut ground = Ground::new();
    let at = ground.now;
    ground.says(Fact::TeamEnrolled { team: team("F2", TeamKind::Fire, vec![]), after: vec![] });
    let what = Mobilise {
        form: Form::Order,
        to: vec!["F2".into()],
        incident: Some(ground.incident),
        text: "增援".into(),
        urgency: Urgency::Urgent,
        destination: None::<Destination>,
        muster: Muster::default(),
        instead_of: None,
    };
    let who = ground.commander();
    let order = ground.does(&who, Command::Assembly(AssemblyCommand::Muster(what))).unwrap();
    let telling = |told| {
        let (by, means) = ("李某".into(), Means::Radio);
        Command::Assembly(AssemblyCommand::Tell(Telling { order, told, by, means, at }))
    };
    let rung = qianzhi::domain::Rung::Acknowledged;
    let (by, means) = ("李某".into(), Means::Radio);
    ground.does(&who, Command::ClimbRung { order, rung, by, means, at }).unwrap();
    ground.does(&who, telling(Told::Departed { people: 10, eta: None })).unwrap();
    ground.does(&who, telling(Told::AtScene)).unwrap();
    let check_in = telling(Told::CheckedIn { people: 10, names: String::new(), skills: String::new(), hours: None });
    let lacks = |ground: &Ground| match judge(&ground.world, &ground.commander(), &check_in) {
        Verdict::Unguarded(unmet) => unmet.lacks.into_iter().map(|lack| lack.what).collect(),
        Verdict::Within => Vec::new(),
        other => panic!("{other:?}"),
    };
    assert_eq!(lacks(&ground), [Lacking::Scene(SceneLack::NoPost)]);
    let mut forced = ground.clone();
    forced.does(&forced.because("指挥部未设"), check_in.clone()).unwrap();
    assert_eq!(forced.world.unratified().len(), 1);
    ground.steps(SceneStep::Opened);
    assert_eq!(lacks(&ground), [Lacking::Scene(SceneLack::NoPost)], "somebody is there, and nobody commands");
    ground.notes(command("周某", true));
    assert_eq!(lacks(&ground), []);
    // Checked in, it can have a task, which the mobilisation has with it.
    ground.does(&who, check_in.clone()).unwrap();
    ground.leads_to(S::Running);
    ground.leads_to(S::Period(1));
    ground.notes(SceneNoted::Task(task("F2")));
    assert!(ground.world.mobilisation(order).unwrap().tasked().is_some());
    assert_eq!(ground.world.teams_on_scene(ground.incident).len(), 1);
    // While it is on the scene the post does not close.
    ground.leads_to(S::Stable);
    ground.leads_to(S::HandedOver);
    let close = ground.step(SceneStep::Closed);
    ground.lacks_on_scene(close, SceneLack::TeamsIn(1), "RAUT-现场-撤销");
}

/// Nobody is below nobody: who goes in later is in, and the entry that was forgotten stays asked after.
#[test]
fn who_goes_in_after_too_many_came_out_is_in() {
    let mut ground = Ground::at(S::Initial);
    ground.notes(entered("F1", 4));
    ground.now = ground.now + Span::minutes(1);
    let command = ground.note(left("F1", 5));
    ground.lacks_on_scene(command, SceneLack::MoreOut(5, 4), "RAUT-现场-进出");
    ground.now = ground.now + Span::minutes(1);
    ground.notes(entered("F1", 5));
    assert_eq!(heads(&ground).present, 5);
    assert_eq!(ground.view().troubles(&ground.world), [SceneTrouble::MoreOut(crew("F1"), 1)]);
    // The entry of the fifth is written down with its time.
    let SceneCommand::Note(note) = ground.note(entered("F1", 1)) else { panic!() };
    ground.go(SceneCommand::Note(SceneNote { at: ground.now + Span::minutes(-2), ..note }));
    assert_eq!(ground.view().troubles(&ground.world), []);
    assert_eq!(heads(&ground), Heads { entered: 10, left: 5, present: 5, unaccounted: 0 });
}

/// More at a roll call than are in: somebody is in there who is in no record.
#[test]
fn more_counted_than_are_in_is_asked_about_and_shown() {
    let mut ground = Ground::at(S::Initial);
    ground.notes(entered("F1", 5));
    ground.now = ground.now + Span::minutes(1);
    let command = ground.note(counted("F1", 8));
    ground.lacks_on_scene(command, SceneLack::MoreSeen(8, 5), "RAUT-现场-进出");
    assert_eq!(ground.view().troubles(&ground.world), [SceneTrouble::MoreSeen(crew("F1"), 3)]);
    assert_eq!(heads(&ground), Heads { entered: 5, left: 0, present: 5, unaccounted: 0 });
    ground.notes(entered("F1", 3));
    assert_eq!(ground.view().troubles(&ground.world), []);
    assert_eq!(heads(&ground), Heads { entered: 8, left: 0, present: 8, unaccounted: 0 });
}

/// As of a moment nobody was called back who was later, and somebody was who is not any more.
#[test]
fn k10_as_of_a_moment_knows_who_was_called_back_by_then() {
    let k10 = |ground: &Ground, now: At| {
        let found = indicators(&ground.world, now).into_iter().find(|one| one.id == IndicatorCode::K10).unwrap();
        let Measure::Share { numerator, .. } = found.measure else { panic!() };
        numerator
    };
    let mut ground = Ground::at(S::Period(1));
    let start = ground.now;
    ground.notes(entered("F1", 6));
    ground.now = start + Span::minutes(10);
    ground.withdraws();
    assert_eq!((k10(&ground, start + Span::minutes(9)), k10(&ground, ground.now)), (0, 6));
    ground.now = start + Span::minutes(12);
    ground.notes(counted("F1", 6));
    super::ends::heads(&mut ground, 10, 0);
    ground.now = start + Span::minutes(14);
    ground.steps(re_enter());
    let then = [9, 11, 13, 15].map(|minute| k10(&ground, start + Span::minutes(minute)));
    assert_eq!(then, [0, 6, 0, 0]);
    // The same where only an order called them back, and has ended since.
    let mut ground = Ground::at(S::Initial);
    let start = ground.now;
    ground.notes(entered("F1", 6));
    let mut apart = Ground { post: PostId([2; 32]), now: start + Span::minutes(10), ..Ground::new() };
    assert_eq!(apart.incident, ground.incident);
    let decided = decide(&apart.world, &apart.commander(), apart.back()).unwrap();
    for fact in decided.facts {
        let event = apart.event("陈某", fact, None);
        ground.world.apply(&event);
    }
    assert_eq!(ground.state(), S::Withdrawn);
    let order = ground.world.open_orders().next().unwrap().id;
    ground.now = start + Span::minutes(20);
    let (outcome, at, after) = (qianzhi::domain::Outcome::Done, ground.now, vec![]);
    ground.says(Fact::OrderEnded { order, outcome, at, after });
    let then = [9, 11, 21].map(|minute| k10(&ground, start + Span::minutes(minute)));
    assert_eq!(then, [0, 6, 0]);
}

/// peers.md 5.1: a roll call on one gesture, whatever calls for it; everybody goes on working and is counted anew in five minutes.
#[test]
fn a_roll_call_of_everybody_asks_after_everybody_who_is_in() {
    let mut ground = Ground::at(S::Period(1));
    ground.notes(entered("F1", 4));
    ground.notes(entered("P1", 2));
    ground.now = ground.now + Span::minutes(3);
    ground.notes(SceneNoted::CountCalled { why: "方案变更".into() });
    assert_eq!((ground.state(), heads(&ground).unaccounted), (S::Period(1), 6));
    let asked = |ground: &Ground| {
        let all = ground.world.deadlines(ground.now).into_iter();
        all.filter(|one| matches!(one.what, qianzhi::domain::Due::Scene { wants: SceneWant::CountBack, .. }))
            .collect::<Vec<_>>()
    };
    let due = asked(&ground);
    assert_eq!((due.len(), due[0].due, due[0].from), (2, ground.now + Span::minutes(5), ground.now));
    ground.now = ground.now + Span::minutes(2);
    ground.notes(counted("F1", 4));
    assert_eq!((asked(&ground).len(), heads(&ground).unaccounted), (1, 2));
    ground.notes(counted("P1", 1));
    assert_eq!((asked(&ground).len(), heads(&ground).unaccounted), (0, 1));
    // The next one is of now.
    ground.now = ground.now + Span::minutes(1);
    ground.notes(SceneNoted::CountCalled { why: String::new() });
    assert_eq!(asked(&ground).len(), 2);
}

/// The first size-up in five minutes, and the command post in an hour once a response runs (rules.md 5.4).
#[test]
fn the_first_size_up_and_the_command_post_have_their_time() {
    let share = |ground: &Ground, id, now: At| {
        let found = indicators(&ground.world, now).into_iter().find(|one| one.id == id)?;
        let Measure::Share { numerator, denominator, .. } = found.measure else { panic!() };
        Some((numerator, denominator))
    };
    for (state, posts) in [(S::Initial, (0, 1)), (S::Running, (1, 1))] {
        let mut ground = Ground::at(state);
        let (_, opened) = ground.view().opened().unwrap();
        let late = opened + Span::minutes(61);
        assert_eq!(share(&ground, IndicatorCode::S1, late), Some((1, 1)));
        assert_eq!(share(&ground, IndicatorCode::S2, late), None, "no response runs");
        let area = ground.world.incident(ground.view().incident).unwrap().area.clone();
        let text = || "x".to_owned();
        let (matter, period, measures) = (text(), text(), text());
        let level = qianzhi::domain::Level::Three;
        let response = qianzhi::domain::Response {
            area,
            by: "H1".into(),
            decision: qianzhi::domain::Decision::Activated { level, matter, period, measures },
            basis: None,
            decided: opened - Span::minutes(30),
            effective: None,
            conclusion: String::new(),
            role: None,
        };
        ground.says(Fact::ResponseDecided { response, after: vec![] });
        assert_eq!(share(&ground, IndicatorCode::S2, late), Some(posts));
    }
}
