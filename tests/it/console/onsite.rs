//! A scene from the first on it to the closed command post at 80 by 24, by digits and chords (rules.md 5.4).

use qianzhi::clock::Span;
use qianzhi::console::{Action, Board, Mode, Row};
use qianzhi::domain::{
    Due, Fact, IncidentStatus, Outcome, Reckoning, Rung, SceneNoted as Noted, SceneState, SceneStep, SceneView,
    TeamStatus, Urgency, ZoneKind,
};
use qianzhi::view::{Look, text_of};

use super::desk::Desk;

fn view(desk: &Desk) -> SceneView<'_> {
    desk.model.selected_scene().unwrap_or_else(|| panic!("no scene: {}", desk.notice()))
}

fn state(desk: &Desk) -> SceneState {
    view(desk).state
}

fn screen(desk: &Desk) -> String {
    text_of(&desk.model, &Look::default())
}

fn step(desk: &mut Desk, script: &str) -> SceneStep {
    let facts = desk.keys(script);
    let Some(Fact::SceneMoved { made, .. }) = facts.first() else { panic!("{script}: {facts:#?} {}", desk.notice()) };
    made.step.clone()
}

fn note(desk: &mut Desk, script: &str) -> Noted {
    let facts = desk.keys(script);
    let Some(Fact::SceneNoted(note)) = facts.first() else { panic!("{script}: {facts:#?} {}", desk.notice()) };
    note.what.clone()
}

fn next(desk: &Desk) -> Action {
    desk.model.onsite_next(&view(desk)).unwrap()
}

/// A desk at which somebody sits who may do everything, and a pumping team that waits on the scene.
fn desk() -> Desk {
    let mut desk = Desk::new();
    desk.model.role = "总指挥".to_owned();
    let (team, status, at) = ("P1".into(), TeamStatus::Staged, desk.model.now);
    let after = desk.model.world.heads(&qianzhi::domain::Aspect::TeamStatus("P1".into()));
    desk.other(Fact::TeamStatusSet { team, status, at, after, reason: String::new() });
    desk
}

#[test]
fn a_scene_goes_from_the_first_on_it_to_the_closed_post_by_digits_and_chords() {
    let mut desk = desk();
    desk.keys("#4");
    assert_eq!((desk.model.board, desk.model.mode()), (Board::Onsite, Mode::Board));
    assert_eq!(step(&mut desk, "<c-a><f10>"), SceneStep::Opened);
    assert_eq!(state(&desk), SceneState::Initial);
    let incident = view(&desk).incident;
    assert!(matches!(desk.model.selected(Board::Onsite), Some(Row::Onsite(_))));
    assert!(desk.model.rail().iter().any(|due| matches!(due.what, Due::Scene { .. })));
    let seen = note(&mut desk, "<c-g>漫堤<tab>3<tab>高压线<tab>东风<tab>大坝路<f10>");
    assert!(matches!(&seen, Noted::SizeUp(of) if of.trapped == Some(3) && of.ways == "大坝路"), "{seen:?}");
    let first = note(&mut desk, "<c-g><f10>");
    assert!(matches!(&first, Noted::Command { name, .. } if name == "王某"), "{first:?}");
    let zone = note(&mut desk, "<c-g>1堤脚<tab>34.75, 113.62<tab>200<f10>");
    assert!(matches!(&zone, Noted::Zone(of) if of.kind == ZoneKind::Hot && of.radius == 200 && of.point.is_some()));
    let posted = step(&mut desk, "<c-g>坝东广场<tab>陈某<f10>");
    assert!(
        matches!(&posted, SceneStep::Posted(card) if card.commander == "陈某" && card.groups.len() == 4),
        "{posted:?}"
    );
    assert_eq!(desk.model.world.commander(incident), Reckoning::Agreed("陈某"));
    let planned = step(&mut desk, "<c-g>封堵缺口<f10>");
    assert!(matches!(&planned, SceneStep::Planned(plan) if plan.version == 1 && plan.hours == 4), "{planned:?}");
    assert_eq!(state(&desk), SceneState::Period(1));
    works(&mut desk);
    passes_on(&mut desk);
    finds(&mut desk);
    is_left(&mut desk);
    ends(&mut desk);
}

fn works(desk: &mut Desk) {
    assert_eq!(next(desk), Action::OnsiteTask);
    let task = note(desk, "<c-g>抢险封堵<tab><tab>南侧<tab><tab>塌方<tab>救生衣<tab>350.1<tab>三声哨<f10>");
    assert!(matches!(&task, Noted::Task(of) if of.team.0 == "P1" && of.signal == "三声哨"), "{task:?}");
    assert!(screen(desk).contains("三声哨"), "{}", screen(desk));
    // It is an order: whoever acknowledged on the radio is written down by the next key.
    let facts = desk.keys("<c-g><f10>");
    assert!(matches!(facts.first(), Some(Fact::OrderRung(rung)) if rung.rung == Rung::Acknowledged), "{facts:?}");
    assert_eq!(next(desk), Action::OnsiteProgress);
    let entered = note(desk, "<c-e>81P1<tab>6<f10>");
    assert!(matches!(&entered, Noted::Entered { people: 6, .. }), "{entered:?}");
    desk.pass(Span::minutes(20));
    let counted = note(desk, "<c-e>95<f10>");
    assert!(matches!(&counted, Noted::Counted { present: 5, .. }), "{counted:?}");
    assert!(screen(desk).contains("在内6 缺1"), "{}", screen(desk));
    let reading = note(desk, "<c-e>0风速<tab>12.5<tab>堤顶<f10>");
    assert!(matches!(&reading, Noted::Reading(of) if of.value == 1250), "{reading:?}");
    assert!(screen(desk).contains("超限"), "{}", screen(desk));
    let calm = note(desk, "<c-e>0风速<tab>3<tab>堤顶<f10>");
    assert!(matches!(&calm, Noted::Reading(of) if of.value == 300));
}

/// Command is offered with the brief that the scene itself makes, and taken; what blocks a task, and who relieves.
fn passes_on(desk: &mut Desk) {
    let incident = view(desk).incident;
    let blocked = note(desk, "<c-e>7<tab>3吊车未到<f10>");
    assert!(matches!(&blocked, Noted::Blocked { text, .. } if text == "吊车未到"), "{blocked:?}");
    let offered = note(desk, "<c-e>21郑某<f10>");
    let Noted::CommandOffered { from, to, brief } = &offered else { panic!("{offered:?}") };
    assert_eq!((from.as_str(), to.as_str()), ("陈某", "郑某"));
    for part in ["被困3", "封堵缺口", "三声哨", "在内6", "堤脚"] {
        assert!(brief.contains(part), "{part} in {brief}");
    }
    assert_eq!(next(desk), Action::OnsiteCommand);
    let taken = note(desk, "<c-g><f10>");
    assert!(matches!(&taken, Noted::CommandTaken { .. }), "{taken:?}");
    assert_eq!(desk.model.world.commander(incident), Reckoning::Agreed("郑某"));
    let relieved = note(desk, "<c-e>7<tab>4");
    assert!(matches!(&relieved, Noted::Relieved { .. }), "{relieved:?}");
}

/// Casualties, a request and its answer, the search, what was moved, who is evacuated, a zone that is lifted, a roll call of all.
fn finds(desk: &mut Desk) {
    let found = note(desk, "<c-e><enter>3+2<tab>医疗组<tab>南侧<f10>");
    assert!(matches!(&found, Noted::Casualty(one) if one.change == 2 && one.source == "医疗组"), "{found:?}");
    let asked = note(desk, "<c-u>1水泵2台<f10>");
    assert!(matches!(&asked, Noted::Asked(of) if of.what == "水泵2台" && of.to == "指挥部"), "{asked:?}");
    let answered = note(desk, "<c-u>2");
    assert!(matches!(&answered, Noted::Answered { granted: true, .. }), "{answered:?}");
    let grid = note(desk, "<enter>8<tab><tab><tab>坝体<tab>34.75, 113.62<tab>10<f10>");
    assert!(
        matches!(&grid, Noted::Grid(of) if (of.columns, of.rows, of.side) == (4, 4, 10) && of.corner.is_some()),
        "{grid:?}"
    );
    let searched = note(desk, "<enter>8B2<tab>P1<tab>人工<f10>");
    let laid = view(desk).grid().map(|(id, ..)| id);
    assert!(matches!(&searched, Noted::Searched { cell, grid, .. } if cell == "B2" && *grid == laid), "{searched:?}");
    let moved = note(desk, "<enter>9闸门<f10>");
    assert!(matches!(&moved, Noted::Evidence(of) if of.item == "闸门" && of.protected()), "{moved:?}");
    let out = note(desk, "<c-e>36下游三村<tab>200<f10>");
    assert!(matches!(&out, Noted::Evacuate { people: Some(200), .. }), "{out:?}");
    let lifted = note(desk, "<c-e>37");
    assert!(matches!(&lifted, Noted::ZoneLifted { .. }), "{lifted:?}");
    desk.pass(Span::minutes(1));
    let called = note(desk, "<c-e><c-e>");
    assert!(matches!(&called, Noted::CountCalled { .. }), "{called:?}");
    assert!(screen(desk).contains("在内6 缺6"), "{}", screen(desk));
    desk.pass(Span::minutes(6));
    assert_eq!((state(desk), next(desk)), (SceneState::Period(1), Action::OnsiteCount));
    note(desk, "<c-g>6<f10>");
    assert!(screen(desk).contains("在内6 缺0"), "{}", screen(desk));
}

fn is_left(desk: &mut Desk) {
    desk.pass(Span::minutes(1));
    let facts = desk.keys("<f9>P1<tab>撤到坝东<f10>1");
    assert!(
        matches!(facts.first(), Some(Fact::OrderIssued(order)) if order.urgency == Urgency::Withdraw),
        "{facts:?} {}",
        screen(desk)
    );
    desk.keys("#4");
    assert_eq!((state(desk), next(desk)), (SceneState::Withdrawn, Action::OnsiteCount));
    let counted = note(desk, "<c-g>6<f10>");
    assert!(matches!(&counted, Noted::Counted { present: 6, .. }), "{counted:?}");
    assert_eq!(next(desk), Action::CountHeads);
    let people = desk.model.world.team(&"P1".into()).unwrap().team.people;
    let facts = desk.keys(&format!("<c-g>{people}<tab>0<tab><tab>李某<f10>"));
    assert!(facts.iter().any(|fact| matches!(fact, Fact::HeadsCounted(_))), "{facts:?} {}", desk.notice());
    desk.keys("#4");
    assert_eq!(next(desk), Action::OnsiteReEnter);
    desk.pass(Span::minutes(1));
    let facts = desk.keys("<c-g>徐某: 可进<tab>读数正常<f10>");
    assert!(matches!(facts.first(), Some(Fact::SceneMoved { .. })), "{facts:?} {}", desk.notice());
    assert!(facts.iter().any(|fact| matches!(fact, Fact::OrderEnded { outcome: Outcome::Done, .. })), "{facts:?}");
    assert_eq!(state(desk), SceneState::Period(1));
}

fn ends(desk: &mut Desk) {
    let out = note(desk, "<c-e>82P1<tab>6<f10>");
    assert!(matches!(&out, Noted::Left { people: 6, .. }), "{out:?}");
    let done = note(desk, "<c-g><tab>2");
    assert!(matches!(&done, Noted::Done { .. }), "{done:?}");
    assert_eq!(next(desk), Action::OnsiteStable);
    let incident = view(desk).incident;
    assert!(matches!(step(desk, "<c-g>徐某: 已稳定<f10>"), SceneStep::Stabilised { .. }));
    assert_eq!(desk.model.world.incident_status(incident), Reckoning::Agreed(IncidentStatus::Stabilised));
    assert!(matches!(step(desk, "<c-g>属地政府<f10>"), SceneStep::HandedOver { .. }));
    // The team is released before the post closes.
    let (team, status, at) = ("P1".into(), TeamStatus::Released, desk.model.now);
    let after = desk.model.world.heads(&qianzhi::domain::Aspect::TeamStatus("P1".into()));
    desk.other(Fact::TeamStatusSet { team, status, at, reason: String::new(), after });
    assert_eq!(step(desk, "<c-g><f10>"), SceneStep::Closed);
    assert_eq!(state(desk), SceneState::Closed);
    assert!(desk.model.world.unratified().is_empty(), "everything was in its turn");
}

/// A task without a signal asks why, and goes.
#[test]
fn a_task_without_a_signal_asks_why() {
    let mut desk = desk();
    desk.keys("#4<c-a><f10><c-e>1漫堤<f10><c-e>2<f10><c-e>4坝东<tab>陈某<f10><c-e>5封堵<f10>");
    assert_eq!(state(&desk), SceneState::Period(1), "{}", desk.notice());
    assert!(desk.keys("<c-e>6抢险<f10>").is_empty());
    let form = desk.model.form().unwrap();
    assert!(matches!(form.kind, qianzhi::console::FormKind::Why(_)), "{:?}", form.kind);
    assert!(desk.notice().contains("撤离信号"), "{}", desk.notice());
    let task = note(&mut desk, "水情急<f10>");
    assert!(matches!(task, Noted::Task(_)));
    assert_eq!(desk.model.world.unratified().len(), 1);
    assert!(screen(&desk).contains("任务无撤离信号"), "{}", screen(&desk));
}

/// Two scenes: from the board the selected one is left, and its heads are counted, whatever is selected elsewhere.
#[test]
fn who_is_called_back_from_the_board_is_called_back_from_the_selected_scene() {
    let mut desk = desk();
    desk.keys("#4<c-a><f10><c-a><f10>");
    assert_eq!(desk.model.world.open_scenes().count(), 2, "{}", desk.notice());
    let mut left = Vec::new();
    for (team, goes) in [("P1", "<up>"), ("P2", "<down>")] {
        desk.keys(&format!("#4{goes}"));
        let here = view(&desk).incident;
        let facts = desk.keys(&format!("<f9>{team}<tab>撤<f10>1"));
        assert!(matches!(facts.first(), Some(Fact::OrderIssued(order)) if order.incident == Some(here)), "{facts:?}");
        assert!(facts.iter().any(|fact| matches!(fact, Fact::SceneMoved { incident, .. } if *incident == here)));
        left.push(here);
    }
    assert_ne!(left[0], left[1]);
    // The one that waits longest is of the other scene: the board counts its own.
    desk.keys("#4");
    assert_eq!((view(&desk).incident, next(&desk)), (left[1], Action::CountHeads));
    let order = desk.model.withdrawn_order().unwrap();
    assert_eq!(desk.model.world.order_issued(order).unwrap().incident, Some(left[1]));
}

/// Who is to take command waits for those who are in danger, in whatever state the scene is.
#[test]
fn lives_come_before_who_commands() {
    let mut desk = desk();
    desk.keys("#4<c-a><f10><c-e>1漫堤<f10><c-e>2<f10>");
    note(&mut desk, "<c-e>21郑某<f10>");
    assert_eq!((state(&desk), next(&desk)), (SceneState::Initial, Action::OnsiteCommand));
    note(&mut desk, "<c-e>0风速<tab>12.5<tab>堤顶<f10>");
    desk.pass(Span::minutes(1));
    assert_eq!(next(&desk), Action::Withdraw);
    desk.keys("<f9>P1<tab>撤到坝东<f10>1#4");
    assert_eq!((state(&desk), next(&desk)), (SceneState::Withdrawn, Action::CountHeads));
}
