//! Plans at the console: an order of a step with one key, what it says of a late one, evidence, and a key that is pressed
//! twice.

use qianzhi::clock::Span;
use qianzhi::console::{Board, FieldName, Overlay};
use qianzhi::domain::{
    Due, EventId, Fact, HqCode, Level, OfStep, Order, Outcome, Owner, Plan, PlanStarted, Realm, Recipient, Step,
    StepStage, StepStatus, Urgency,
};

use super::desk::{Desk, background, incident, now};

/// A console on a run of which A is a headquarters', B a unit's that tells somebody when it is late, E asks for evidence.
fn desk() -> (Desk, EventId, EventId) {
    let mut desk = Desk::empty(Realm::Drill("test".to_owned()));
    for fact in background() {
        desk.other(fact);
    }
    let flood = desk.other(incident("郑州 城区内涝", "2021-07-20 15:40"));
    let step = |code: &str, owner, minutes| Step {
        code: code.into(),
        title: format!("步骤{code}"),
        owner,
        within: Span::minutes(minutes),
        ..Step::default()
    };
    let hq = || Owner::Headquarters(HqCode::from("zz"));
    let a = Step { order: "开泵抽排".into(), ..step("A", hq(), 30) };
    let b = Step { on_overdue: Some(hq()), ..step("B", Owner::Unit("水利局".into()), 40) };
    let e = Step { evidence: "签到表".into(), ..step("E", hq(), 60) };
    let steps = vec![a, b, e];
    let plan = Plan { code: "f".into(), name: "防汛".into(), version: "1".into(), steps, ..Plan::default() };
    let plan = desk.other(Fact::PlanAdopted(plan));
    let incident = Some(flood);
    let run = PlanStarted { plan, area: "410100".into(), incident, level: Level::One, started: now() };
    let run = desk.other(Fact::PlanStarted(run));
    desk.keys("5<home>");
    assert_eq!(desk.model.board, Board::Plan);
    (desk, flood, run)
}

fn stage(desk: &Desk, run: EventId, code: &str) -> StepStage {
    desk.model.world.run_steps(run).into_iter().find(|view| view.step.code.0 == code).unwrap().stage()
}

fn issued(facts: &[Fact]) -> &Order {
    let order = facts.iter().find_map(|fact| if let Fact::OrderIssued(order) = fact { Some(order) } else { None });
    order.unwrap_or_else(|| panic!("{facts:?}"))
}

#[test]
fn one_key_drafts_the_order_of_a_step_to_its_owner_and_the_step_follows_it() {
    let (mut desk, flood, run) = desk();
    let facts = desk.keys("<f2><f10>");
    let order = issued(&facts).clone();
    assert_eq!(order.to, Recipient::Headquarters("zz".into()));
    assert_eq!((order.text.as_str(), order.incident), ("开泵抽排", Some(flood)));
    assert_eq!(order.until, Some(now() + Span::minutes(30)), "until the step is due");
    assert_eq!(order.step.as_deref(), Some(&OfStep { run, step: "A".into(), late: false }));
    assert_eq!(stage(&desk, run, "A"), StepStage::Ordered);
    let id = desk.log.iter().rev().find(|event| matches!(event.fact, Fact::OrderIssued(_))).unwrap().id;
    desk.other(Fact::OrderEnded { order: id, outcome: Outcome::Done, at: now(), after: vec![] });
    assert_eq!(stage(&desk, run, "A"), StepStage::Done);
}

#[test]
fn a_unit_that_is_on_no_list_is_named_and_a_step_may_be_taken_out_of_the_order() {
    let (mut desk, _, run) = desk();
    let order = issued(&desk.keys("<down><f2><f10>")).clone();
    assert_eq!(order.to, Recipient::Person { name: "水利局".into(), phone: String::new() });
    assert_eq!((order.text.as_str(), order.step.unwrap().step.0.as_str()), ("步骤B", "B"));
    // Elsewhere the key drafts an order of no step, and what was begun for a step is not taken up there.
    desk.keys("<home><f2>甲<esc>1<f2>");
    let Some(Overlay::Form(form)) = desk.model.overlays.last() else { panic!() };
    assert!(form.named(FieldName::OfStep).is_none());
    let _ = run;
}

#[test]
fn the_rail_tells_whom_the_plan_names_that_a_step_is_late() {
    let (mut desk, _, run) = desk();
    desk.pass(Span::minutes(41));
    let late = |desk: &Desk| desk.model.rail().iter().position(|due| matches!(due.what, Due::StepLate { .. }));
    let place = late(&desk).unwrap();
    desk.keys(&format!("<f4><home>{}<enter>", "<down>".repeat(place)));
    let facts = desk.keys("<f10>");
    let order = issued(&facts);
    assert_eq!((&order.to, order.urgency), (&Recipient::Headquarters("zz".into()), Urgency::Urgent));
    assert_eq!(order.text, "逾期上报: B 步骤B (责任 水利局) 应于07-20 16:50前办结, 至今未办结");
    assert_eq!(order.step.as_deref(), Some(&OfStep { run, step: "B".into(), late: true }));
    assert_eq!((late(&desk), stage(&desk, run, "B")), (None, StepStage::Waiting));
}

#[test]
fn a_step_that_asks_for_evidence_asks_for_it_before_it_is_done() {
    let (mut desk, flood, _) = desk();
    assert!(desk.keys("<end><c-d>").is_empty(), "it asks first");
    let facts = desk.keys("签到表12人<f10>");
    assert!(matches!(&facts[0], Fact::StepSet { step, status: StepStatus::Done, .. } if step.0 == "E"), "{facts:?}");
    assert!(matches!(&facts[1], Fact::EntryLogged(entry) if entry.incident == Some(flood)));
}

#[test]
fn a_key_that_is_pressed_twice_records_a_step_once() {
    let (mut desk, ..) = desk();
    desk.hold = true;
    assert_eq!(desk.keys("<c-g>").len(), 1);
    assert!(desk.keys("<c-g>").is_empty(), "the first is on its way");
    assert!(desk.keys("<c-d>").is_empty(), "and nothing is said beside it, or the post disputes itself");
    assert_eq!(desk.notice(), "上一键正在入账");
    desk.hold = false;
    desk.release();
    assert!(desk.keys("<c-g>").is_empty(), "it is so");
    assert_eq!(desk.notice(), "已记过");
    assert_eq!(desk.keys("<c-d>").len(), 1);
    assert!(desk.keys("<c-d>").is_empty(), "it is done");
    assert_eq!(desk.keys("<c-g>").len(), 1, "and may be gone on with");
    assert!(desk.model.world.conflicts().is_empty());
}

#[test]
fn what_a_plan_that_is_to_be_assessed_waits_for_is_said() {
    let (mut desk, ..) = desk();
    let due = Some(now());
    let plan = Plan { code: "old".into(), name: "旧".into(), version: "1".into(), review_due: due, ..Plan::default() };
    desk.other(Fact::PlanAdopted(plan));
    desk.pass(Span::minutes(1));
    let place = desk.model.rail().iter().position(|due| matches!(due.what, Due::AssessPlan { .. })).unwrap();
    desk.keys(&format!("1<f4><home>{}<enter>", "<down>".repeat(place)));
    assert_eq!(desk.model.board, Board::Plan);
    assert!(desk.notice().contains("qianzhi region adopt"), "{}", desk.notice());
}
