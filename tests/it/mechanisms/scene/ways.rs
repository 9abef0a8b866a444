//! The lines of the table up to the work: arrived, commanded, planned, tasked, measured.

use qianzhi::domain::{HazardKind, Outcome, Reckoning};

use super::table::*;
use super::*;

pub(super) fn somebody_arrives() {
    let mut ground = Ground::new();
    ground.steps(SceneStep::Opened);
    assert_eq!(ground.state(), S::Initial);
}

pub(super) fn arrives_twice() {
    let mut ground = Ground::at(S::Initial);
    let command = ground.step(SceneStep::Opened);
    ground.needs_a_reason(command, &[out_of_turn(S::Initial)], "RAUT-次序");
}

pub(super) fn takes_command() {
    let mut ground = Ground::at(S::Initial);
    ground.notes(command("吴某", false));
    assert_eq!(ground.view().commander, Reckoning::Agreed("吴某"));
}

/// 消防法 art. 45: at a fire the fire service commands.
pub(super) fn a_fire_is_the_fire_services() {
    let mut ground = Ground::of("12G01");
    ground.steps(SceneStep::Opened);
    let other = ground.note(command("吴某", false));
    ground.lacks_on_scene(other, SceneLack::FireOfficer, "RAUT-现场-火场");
    ground.notes(command("消防李某", true));
    assert_eq!(ground.view().commander, Reckoning::Agreed("消防李某"));
}

pub(super) fn sets_a_zone() {
    let mut ground = Ground::at(S::Initial);
    ground.notes(zone(ZoneKind::Hot));
    ground.notes(SceneNoted::Evacuate { whence: "下风向三村".into(), people: None });
    assert_eq!(ground.view().zones().len(), 1);
    // To lift it is the commander's; a shift lead in the duty room may not.
    let id = ground.view().zones()[0].id;
    let lift = Command::Scene(ground.note(SceneNoted::ZoneLifted { zone: id }));
    let clerk = Standing { role: Some(Role::DutyOfficer), ..ground.commander() };
    assert!(matches!(judge(&ground.world, &clerk, &lift), Verdict::WithReason(_)));
    ground.notes(SceneNoted::ZoneLifted { zone: id });
    assert!(ground.view().zones().is_empty());
}

pub(super) fn sets_one_before_anybody_is_there() {
    let mut ground = Ground::new();
    let command = ground.note(zone(ZoneKind::Cordon));
    ground.needs_a_reason(command, &[out_of_turn(S::Unopened)], "RAUT-次序");
}

pub(super) fn sets_the_post_up() {
    let mut ground = Ground::at(S::Initial);
    assert_eq!(ground.view().commander, Reckoning::Agreed("周某"));
    ground.steps(SceneStep::Posted(post()));
    assert_eq!((ground.state(), ground.view().commander), (S::Running, Reckoning::Agreed("陈某")), "whom it names");
}

pub(super) fn sets_it_up_in_a_period() {
    let mut ground = Ground::at(P);
    let command = ground.step(SceneStep::Posted(post()));
    ground.needs_a_reason(command, &[out_of_turn(P)], "RAUT-次序");
}

pub(super) fn passes_command_on() {
    let mut ground = Ground::at(S::Running);
    let offer = SceneNoted::CommandOffered { from: "陈某".into(), to: "郑某".into(), brief: "二层未搜".into() };
    let of = ground.notes(offer);
    assert_eq!(ground.view().commander, Reckoning::Agreed("陈某"), "until the other acknowledges it is who had it");
    assert_eq!(ground.view().offered().map(|(id, ..)| id), Some(of));
    ground.notes(SceneNoted::CommandTaken { of });
    assert_eq!((ground.state(), ground.view().commander), (S::Running, Reckoning::Agreed("郑某")));
    assert_eq!(ground.view().offered(), None);
    // It is taken once.
    let again = Command::Scene(ground.note(SceneNoted::CommandTaken { of }));
    assert!(matches!(decide(&ground.world, &ground.because("急"), again), Err(Refusal::Unknown { .. })));
}

pub(super) fn without_a_brief() {
    let mut ground = Ground::at(S::Running);
    let offer = SceneNoted::CommandOffered { from: "陈某".into(), to: "郑某".into(), brief: "  ".into() };
    let command = ground.note(offer);
    ground.lacks_on_scene(command, SceneLack::Brief, "RAUT-现场-交接");
    // Nor does somebody else command because a headquarters says so.
    let appoint = Command::AppointCommander { incident: ground.incident, name: "吴某".into() };
    let Verdict::Unguarded(unmet) = judge(&ground.world, &ground.commander(), &appoint) else { panic!("it went") };
    assert_eq!(unmet.lacks[0].what, Lacking::Scene(SceneLack::Brief));
    let same = Command::AppointCommander { incident: ground.incident, name: "陈某".into() };
    assert_eq!(judge(&ground.world, &ground.commander(), &same), Verdict::Within);
    // Nor because the post is set up anew with another name.
    let anew = ground.step(SceneStep::Posted(PostCard { commander: "吴某".into(), ..post() }));
    let lacks = [out_of_turn(S::Running), Lacking::Scene(SceneLack::Brief)];
    ground.needs_a_reason(anew, &lacks, "RAUT-次序");
}

pub(super) fn issues_a_plan() {
    let mut ground = Ground::at(S::Running);
    ground.steps(SceneStep::Planned(plan(2, "")));
    assert_eq!(ground.state(), P);
    ground.steps(SceneStep::Planned(plan(12, "")));
    assert_eq!(ground.state(), S::Period(2), "the next version begins the next period");
    let view = ground.view();
    let (_, at, plan) = view.plan().unwrap();
    assert_eq!((plan.version, plan.until), (2, at + Span::hours(12)));
}

/// Hazardous substances, mines and slopes; periods of 2 to 12 hours.
pub(super) fn without_experts_or_too_long() {
    for code in ["12D01", "12E01", "12A01", "12B01", "11D01"] {
        let mut ground = Ground::of(code);
        ground.leads_to(S::Initial);
        ground.leads_to(S::Running);
        let command = ground.step(SceneStep::Planned(plan(4, "")));
        ground.lacks_on_scene(command, SceneLack::Expert, "RAUT-现场-专家");
        ground.steps(SceneStep::Planned(plan(4, "张某: 先堵漏")));
    }
    for hours in [0, 1, 13] {
        let mut ground = Ground::at(S::Running);
        let command = ground.step(SceneStep::Planned(plan(hours, "")));
        ground.lacks_on_scene(command, SceneLack::Period(hours), "RAUT-现场-周期");
    }
}

pub(super) fn gives_a_task() {
    let mut ground = Ground::at(P);
    let (_, order) = given(&mut ground, SceneTask { needs: Some(Capability::CollapseSearch), ..task("F1") });
    let view = ground.world.order(order).unwrap();
    assert_eq!((&view.order.to, view.order.incident), (&Recipient::Team("F1".into()), Some(ground.incident)));
    assert!(view.order.text.contains("三声长笛"), "whoever has no screen is told the signal: {}", view.order.text);
    assert_eq!(ground.world.team(&"F1".into()).unwrap().status.agreed(), Some(TeamStatus::Working));
}

pub(super) fn tasks_that_lack_something() {
    let lacks = |task: SceneTask, lack, row| {
        let mut ground = Ground::at(P);
        let command = ground.note(SceneNoted::Task(task));
        ground.lacks_on_scene(command, lack, row);
    };
    lacks(SceneTask { signal: " ".into(), ..task("F1") }, SceneLack::Signal, "RAUT-现场-信号");
    let needs = Some(Capability::MineRescue);
    lacks(SceneTask { needs, ..task("F1") }, SceneLack::Incapable(Capability::MineRescue), "RAUT-现场-能力");
    // One that did not check in.
    let mut ground = Ground::at(P);
    let at = ground.now;
    ground.says(Fact::TeamEnrolled { team: team("X9", TeamKind::Social, vec![]), after: vec![] });
    ground.says(Fact::TeamStatusSet {
        team: "X9".into(),
        status: TeamStatus::OnScene,
        at,
        after: vec![],
        reason: String::new(),
    });
    let command = ground.note(SceneNoted::Task(task("X9")));
    ground.lacks_on_scene(command, SceneLack::NotCheckedIn, "RAUT-现场-报到");
    // One that has a task.
    let mut ground = Ground::at(P);
    given(&mut ground, task("F1"));
    let command = ground.note(SceneNoted::Task(task("F1")));
    ground.lacks_on_scene(command, SceneLack::Busy, "RAUT-现场-报到");
    // A zone where nobody may go; people may not go in either.
    let mut ground = Ground::at(P);
    let id = ground.notes(zone(ZoneKind::Forbidden));
    let command = ground.note(SceneNoted::Task(SceneTask { zone: Some(id), ..task("F1") }));
    ground.clone().lacks_on_scene(command, SceneLack::Forbidden(id), "RAUT-现场-禁入");
    let goes_in =
        SceneNoted::Entered { crew: crew("F1"), people: 2, names: String::new(), zone: Some(id), remote: false };
    let command = ground.note(goes_in);
    ground.lacks_on_scene(command, SceneLack::Forbidden(id), "RAUT-现场-禁入");
    let hot = ground.notes(zone(ZoneKind::Hot));
    ground.notes(SceneNoted::Task(SceneTask { zone: Some(hot), ..task("P1") }));
}

pub(super) fn goes_on_and_ends() {
    let mut ground = Ground::at(P);
    let (task, order) = given(&mut ground, task("F1"));
    acknowledges(&mut ground, order);
    ground.notes(SceneNoted::Blocked { task, text: "楼梯塌".into() });
    assert_eq!(ground.view().tasks(&ground.world)[0].blocked, Some("楼梯塌"));
    ground.now = ground.now + Span::minutes(1);
    ground.notes(SceneNoted::Progress { task, text: "改走西梯".into() });
    assert_eq!(ground.view().tasks(&ground.world)[0].blocked, None);
    ground.notes(SceneNoted::Done { task, evidence: "照片3".into() });
    assert!(ground.view().tasks(&ground.world)[0].closed());
    assert_eq!(ground.world.order(order).unwrap().outcome, Reckoning::Agreed(Outcome::Done));
    assert_eq!(ground.world.team(&"F1".into()).unwrap().status.agreed(), Some(TeamStatus::Staged));
    assert_eq!(ground.state(), P);
}

pub(super) fn news_of_no_task() {
    let ground = Ground::at(P);
    let news = ground.note(SceneNoted::Progress { task: EventId([8; 32]), text: "到了".into() });
    let no = decide(&ground.world, &ground.because("急"), Command::Scene(news));
    assert!(matches!(no, Err(Refusal::Unknown { .. })), "{no:?}");
}

pub(super) fn a_reading_alarms() {
    let mut ground = Ground::at(P);
    // 可燃气体 from 10 %LEL on, oxygen below 19.5 %.
    let id = ground.notes(reading(HazardKind::Combustible, 1000));
    let beyond = ground.view();
    let beyond = beyond.beyond(&ground.world);
    assert_eq!((beyond.len(), beyond[0].0, beyond[0].3.row.id.0.as_ref()), (1, id, "R-读数-可燃"));
    assert!(beyond[0].3.row.is_default(), "the threshold says that it is this project's");
    ground.now = ground.now + Span::minutes(1);
    ground.notes(reading(HazardKind::Combustible, 999));
    assert!(ground.view().beyond(&ground.world).is_empty(), "the newest reading at the place counts");
    ground.notes(reading(HazardKind::Oxygen, 1949));
    assert_eq!(ground.view().beyond(&ground.world).len(), 1);
}

pub(super) fn one_within_its_limit_does_not() {
    let mut ground = Ground::at(P);
    ground.notes(reading(HazardKind::Combustible, 999));
    ground.notes(reading(HazardKind::Oxygen, 1950));
    ground.notes(reading(HazardKind::Other, 90_000));
    assert!(ground.view().beyond(&ground.world).is_empty());
}
