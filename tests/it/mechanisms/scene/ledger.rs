//! What goes along: a strike takes a line back, other cities' teams are asked, the log says everything in both languages.

use qianzhi::domain::{Area, Order, Reckoning};
use qianzhi::text::Lang;
use qianzhi::text::say::Say;

use super::*;

#[test]
fn a_line_that_was_struck_is_not_there() {
    let mut ground = Ground::at(S::Initial);
    let id = ground.notes(entered("F1", 40));
    ground.notes(entered("F1", 4));
    let who = ground.commander();
    ground.does(&who, Command::Strike { target: id, reason: "多打一个零".into() }).unwrap();
    assert_eq!(ground.world.scene_heads(ground.incident, ground.now).present, 4);
    // A step too: the scene is where it was.
    let id = ground.steps(SceneStep::Posted(post()));
    ground.does(&who, Command::Strike { target: id, reason: "未批".into() }).unwrap();
    assert_eq!(ground.state(), S::Initial);
}

/// rules.md 4.4: a team of another city is asked, and ordered by its own.
#[test]
fn another_citys_team_is_asked() {
    let mut ground = Ground::at(S::Period(1));
    ground.says(Fact::AreaNamed(Area { code: "410100".into(), name: "郑州".into(), name_en: String::new() }));
    let card = Team { area: "410100".into(), ..team("Z1", TeamKind::Professional, vec![]) };
    let at = ground.now;
    ground.says(Fact::TeamEnrolled { team: card, after: vec![] });
    ground.says(Fact::TeamStatusSet {
        team: "Z1".into(),
        status: TeamStatus::Staged,
        at,
        after: vec![],
        reason: String::new(),
    });
    ground.notes(SceneNoted::Task(task("Z1")));
    let view = ground.view();
    let tasks = view.tasks(&ground.world);
    let order: &Order = tasks[0].order.as_ref().unwrap().order;
    assert_eq!(order.form, Form::Request);
    // Whether it goes to work is its own city's to say.
    assert_eq!(ground.world.team(&"Z1".into()).unwrap().status.agreed(), Some(TeamStatus::Staged));
}

/// Whoever covers a team's jurisdiction orders it: a province its city's team.
#[test]
fn a_team_takes_orders_of_whoever_is_above_its_city() {
    let ground = Ground::at(S::Period(1));
    let province = Standing { area: Some("410000".into()), ..ground.commander() };
    let command = Command::Scene(ground.note(SceneNoted::Task(task("F1"))));
    let decided = decide(&ground.world, &province, command).unwrap();
    let form =
        decided.facts.iter().find_map(|fact| if let Fact::OrderIssued(order) = fact { Some(order.form) } else { None });
    assert_eq!(form, Some(Form::Order));
}

/// rules.md 5.4: every team on scene is checked in, at a task or not; and so is the team of whoever is in.
#[test]
fn a_team_that_came_and_did_not_check_in_is_shown() {
    use qianzhi::domain::{Assignment, SceneTrouble};
    let mut ground = Ground::at(S::Initial);
    let (incident, at) = (Some(ground.incident), ground.now);
    for code in ["X8", "X9"] {
        ground.says(Fact::TeamEnrolled { team: team(code, TeamKind::Social, vec![]), after: vec![] });
        let (status, reason) = (TeamStatus::OnScene, String::new());
        ground.says(Fact::TeamStatusSet { team: code.into(), status, at, reason, after: vec![] });
    }
    assert_eq!(ground.view().troubles(&ground.world), [], "nobody knows on which scene they are");
    let assignment = Assignment { incident, destination: None, order: None };
    ground.says(Fact::TeamAssigned { team: "X8".into(), assignment, after: vec![] });
    ground.notes(entered("X9", 2));
    let expected = ["X8", "X9"].map(|code| SceneTrouble::NotCheckedIn(code.into()));
    assert_eq!(ground.view().troubles(&ground.world), expected);
}

/// A commander on the radio: who writes the word down acts in the role of who gave it.
#[test]
fn who_writes_down_the_commanders_word_acts_in_that_role() {
    let ground = Ground::at(S::Running);
    let clerk = Standing { person: "李明".into(), role: Some(Role::Scribe), ..ground.commander() };
    let planned = |role| {
        let voice = Voice { by: "陈某".into(), role, means: Means::Radio };
        let step = SceneStep::Planned(plan(4, ""));
        Command::Scene(SceneCommand::Step { incident: ground.incident, step, voice, at: ground.now })
    };
    assert_eq!(judge(&ground.world, &clerk, &planned(Some(Role::OnSiteCommander))), Verdict::Within);
    assert!(matches!(judge(&ground.world, &clerk, &planned(Some(Role::DutyOfficer))), Verdict::WithReason(_)));
}

#[test]
fn the_scene_is_told_in_both_languages() {
    let mut ground = Ground::at(S::Period(1));
    ground.notes(SceneNoted::Task(task("F1")));
    ground.notes(zone(ZoneKind::Hot));
    for (lang, words) in
        [(Lang::Zh, ["撤离信号 三声长笛", "热区 罐区"]), (Lang::En, ["withdraw on 三声长笛", "hot zone 罐区"])]
    {
        let say = Say { world: &ground.world, lang };
        let view = ground.view();
        let told: Vec<String> = view.notes.iter().map(|(_, said)| say.scene_note(&said.what)).collect();
        for word in words {
            assert!(told.iter().any(|line| line.contains(word)), "{word} in {told:?}");
        }
        assert_eq!(view.commander, Reckoning::Agreed("陈某"));
    }
}

/// Whoever receives the facts judges them as the post that wrote them did.
#[test]
fn a_hub_judges_a_step_as_its_post_did() {
    use qianzhi::domain::judge_fact;
    let ground = Ground::at(S::Running);
    let scribe = Standing { person: "李明".into(), role: Some(Role::Scribe), ..ground.commander() };
    let command = Command::Scene(ground.step(SceneStep::Planned(plan(4, ""))));
    let Command::Scene(SceneCommand::Step { step, at, incident, .. }) = command else { panic!() };
    let voice = Voice { by: "李明".into(), role: None, means: Means::Console };
    let command = Command::Scene(SceneCommand::Step { step, at, incident, voice });
    let decided = decide(&ground.world, &Standing { reason: "急".into(), ..scribe.clone() }, command.clone()).unwrap();
    let verdict = judge_fact(&ground.world, &scribe, &decided.facts[0]);
    assert_eq!(verdict, judge(&ground.world, &scribe, &command));
    assert!(matches!(verdict, Verdict::WithReason(_)));
}
