//! Scenes in the matrix (rules.md 4.3, 5.4): the government sets the post up and closes it, the commander decides on the plan
//! and the scene as a whole, whoever is there keeps people out of danger and writes down what happens.

use qianzhi::domain::{
    Command, EventId, Fact, Means, Outcome, PostCard, RescuePlan, SceneCommand, SceneMove, SceneNote, SceneNoted,
    SceneStep, SizeUp, Voice, Zone, ZoneKind,
};

use super::matrix::{ANYBODY, Else, FOUR, LIFTS, Line, line};
use super::{Log, at};

fn voice(by: &str) -> Voice {
    Voice { by: by.into(), role: None, means: Means::Console }
}

/// A log whose scene took these steps.
fn after(steps: Vec<SceneStep>) -> (Log, EventId) {
    let mut log = Log::new();
    let (incident, order) = (log.incident, log.withdrawal);
    // Nobody is called back here but by a step of the scene.
    log.says(Fact::OrderEnded { order, outcome: Outcome::Done, at: at("09:00"), after: vec![] });
    let mut before: Vec<EventId> = Vec::new();
    for (step, minute) in steps.into_iter().zip(1..) {
        let made = SceneMove { step, voice: voice("陈某"), at: at(&format!("09:0{minute}")) };
        before = vec![log.says(Fact::SceneMoved { incident, made: Box::new(made), after: before })];
    }
    (log, incident)
}

fn card() -> PostCard {
    PostCard { place: "东门".into(), commander: "陈某".into(), ..PostCard::default() }
}

fn plan() -> RescuePlan {
    let (text, expert) = ("搜救".into(), "张某: 可行".into());
    RescuePlan { version: 1, text, hours: 4, until: at("13:00"), expert, opinion: None }
}

pub(super) fn lines() -> Vec<Line> {
    let now = at("09:10");
    let (unopened, incident) = after(vec![]);
    let (opened, _) = after(vec![SceneStep::Opened]);
    let (posted, _) = after(vec![SceneStep::Opened, SceneStep::Posted(card())]);
    let way = [SceneStep::Opened, SceneStep::Posted(card()), SceneStep::Planned(plan())];
    let (period, _) = after(way.to_vec());
    let (withdrawn, _) = after([&way[..], &[SceneStep::Withdrawn]].concat());
    let stable = SceneStep::Stabilised { expert: "张某".into() };
    let (steady, _) = after([&way[..], std::slice::from_ref(&stable)].concat());
    let given = SceneStep::HandedOver { to: "属地".into() };
    let (given_over, _) = after([&way[..], &[stable.clone(), given.clone()]].concat());
    // As the matrix is walked, 陈某 sits at the console.
    let step = |step: SceneStep| SceneCommand::Step { incident, step, voice: voice("陈某"), at: now };
    let note = |what: SceneNoted| {
        SceneCommand::Note(SceneNote { incident, what, by: String::new(), means: Means::Radio, at: now })
    };
    let zone = Zone { name: "罐区".into(), kind: ZoneKind::Hot, point: None, radius: 50 };
    let mut zoned = period.clone();
    let set =
        SceneNote { incident, what: SceneNoted::Zone(zone.clone()), by: String::new(), means: Means::Radio, at: now };
    let id = zoned.says(Fact::SceneNoted(Box::new(set)));
    let size = SizeUp { kind: "积水".into(), ..SizeUp::default() };
    let first = SceneNoted::Command { name: "周某".into(), unit: String::new(), fire: false };
    let re_enter = SceneStep::ReEntered { expert: "可进".into(), monitor: "正常".into(), lifts: None };
    let all = vec![
        ("first on scene", &unopened, step(SceneStep::Opened), ANYBODY, Else::Goes),
        ("size-up", &opened, note(SceneNoted::SizeUp(size)), ANYBODY, Else::Goes),
        ("take command first", &opened, note(first), ANYBODY, Else::Goes),
        ("set a zone", &opened, note(SceneNoted::Zone(zone)), ANYBODY, Else::Goes),
        ("set the post up", &opened, step(SceneStep::Posted(card())), FOUR, Else::Goes),
        ("rescue plan", &posted, step(SceneStep::Planned(plan())), LIFTS, Else::Why),
        ("lift a zone", &zoned, note(SceneNoted::ZoneLifted { zone: id }), LIFTS, Else::Why),
        ("allow entry again", &withdrawn, step(re_enter), LIFTS, Else::Why),
        ("call it stable", &period, step(stable), LIFTS, Else::Why),
        ("hand the scene over", &steady, step(given), LIFTS, Else::Why),
        ("close the post", &given_over, step(SceneStep::Closed), FOUR, Else::Why),
    ];
    all.into_iter()
        .map(|(what, log, command, may, others)| line(what, log.clone(), Command::Scene(command), may, others))
        .collect()
}
