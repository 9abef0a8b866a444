//! Orders of steps (rules.md 7.1, the course of a task: 待触发, 已下达, 已签收, 执行中, 完成, 受阻, 取消, 超时): a step shows
//! how far its order is and is done with it, and a person's later word counts.

use qianzhi::domain::{
    Aspect, Command, Fact, Form, Keep, Lacking, Means, OfStep, Order, OrderEnd, Outcome, Refusal, Role, Rung, RungFact,
    Standing, StepStage, Urgency, decide,
};

use super::*;

/// Bureau duty, at a time.
fn who(clock: &str, reason: &str) -> Standing {
    let role = Some(Role::GeneralOffice);
    Standing { area: None, now: at(clock), person: "李某".into(), role, reason: reason.into() }
}

fn issue(to: &str) -> Command {
    Command::IssueOrder {
        form: Form::Order,
        to: Recipient::Person { name: to.into(), phone: "1".into() },
        incident: None,
        text: "开泵抽排".into(),
        urgency: Urgency::Urgent,
        destination: None,
        authority: None,
        until: Some(at("09:30")),
    }
}

fn out(run: EventId, step: &str, late: bool) -> Command {
    Command::OrderStep { of: OfStep { run, step: step.into(), late }, order: Box::new(issue("水利局")) }
}

impl Log {
    /// What a command comes to, at a time; the last of what it wrote.
    fn does(&mut self, clock: &str, command: Command) -> Vec<EventId> {
        let decided = decide(&self.world, &who(clock, "电话里这样说"), command).unwrap();
        decided.facts.into_iter().map(|fact| self.says(clock, fact)).collect()
    }

    fn climbs(&mut self, clock: &str, order: EventId, rung: Rung) -> EventId {
        let (by, means) = ("王某".to_owned(), Means::Phone);
        self.says(clock, Fact::OrderRung(RungFact { order, rung, by, means, at: at(clock) }))
    }

    fn ends(&mut self, clock: &str, order: EventId, outcome: Outcome) -> EventId {
        let after = self.world.heads(&Aspect::Outcome(order));
        self.says(clock, Fact::OrderEnded { order, outcome, at: at(clock), after })
    }

    fn stage(&self, run: EventId, step: &str) -> StepStage {
        self.world.run_steps(run).into_iter().find(|view| view.step.code.0 == step).unwrap().stage()
    }
}

/// A, then B after it, and E that asks for evidence.
fn running() -> (Log, EventId) {
    let mut log = Log::new();
    let b = Step { after: vec!["A".into()], ..step("B", 60) };
    let e = Step { evidence: "签到表".into(), ..step("E", 30) };
    let a = Step { order: "开泵抽排".into(), ..step("A", 30) };
    let adopted = log.says("08:00", Fact::PlanAdopted(plan(vec![a, b, e])));
    let run = log.starts("09:00", adopted, Level::Three, None);
    (log, run)
}

#[test]
fn a_step_goes_through_its_course_with_its_order_and_is_done_with_it() {
    let (mut log, run) = running();
    let view = log.world.run_steps(run).into_iter().next().unwrap();
    assert!(view.is_to_order() && view.stage() == StepStage::Waiting);
    let order = log.does("09:05", out(run, "A", false))[0];
    assert_eq!(log.world.order_issued(order).unwrap().step.as_deref(), Some(&of(run, "A")));
    assert_eq!(log.stage(run, "A"), StepStage::Ordered);
    log.climbs("09:06", order, Rung::Acknowledged);
    assert_eq!(log.stage(run, "A"), StepStage::Acknowledged);
    log.climbs("09:08", order, Rung::Executing);
    assert_eq!(log.stage(run, "A"), StepStage::Doing);
    assert!(log.due("09:10").iter().any(|(code, _)| code == "A"), "it is open until it is done");
    log.ends("09:40", order, Outcome::Done);
    let view = log.world.run_steps(run).into_iter().next().unwrap();
    assert_eq!((view.stage(), view.is_open()), (StepStage::Done, false));
    assert_eq!(view.done_late(), Some(Span::minutes(10)), "done with the order, and too late");
    assert_eq!(view.sent[0].ended, Some(OrderEnd::Done));
    assert_eq!(log.due("09:41"), [("E".to_owned(), at("09:30")), ("B".to_owned(), at("10:10"))], "B slides by ten");
    assert!(log.world.steps_before(run, &"B".into()).is_empty());
}

fn of(run: EventId, step: &str) -> OfStep {
    OfStep { run, step: step.into(), late: false }
}

#[test]
fn a_step_that_asks_for_evidence_waits_for_a_person_who_names_it() {
    let (mut log, run) = running();
    let order = log.does("09:05", out(run, "E", false))[0];
    log.ends("09:20", order, Outcome::Done);
    assert_eq!(log.stage(run, "E"), StepStage::ToConfirm);
    assert!(log.due("09:21").iter().any(|(code, _)| code == "E"));
    let done = Command::SetStep { run, step: "E".into(), status: StepStatus::Done };
    let Err(Refusal::Unguarded(unmet)) = decide(&log.world, &who("09:22", ""), done) else { panic!() };
    assert_eq!((unmet.lacks[0].what, unmet.lacks[0].rule.0.as_ref()), (Lacking::Proof, "RAUT-预案-凭据"));
    let proved = Command::ProveStep { run, step: "E".into(), evidence: " 签到表12人 ".into() };
    let decided = decide(&log.world, &who("09:22", ""), proved).unwrap();
    assert_eq!(decided.overridden, None);
    assert!(matches!(&decided.facts[0], Fact::StepSet { status: StepStatus::Done, .. }));
    assert!(matches!(&decided.facts[1], Fact::EntryLogged(entry) if entry.text == "E 步骤E: 签到表12人"));
    let empty = Command::ProveStep { run, step: "E".into(), evidence: " ".into() };
    assert!(decide(&log.world, &who("09:22", ""), empty).is_err(), "no evidence is none");
}

#[test]
fn an_order_that_carried_nothing_out_leaves_its_step_open() {
    let (mut log, run) = running();
    let first = log.does("09:05", out(run, "A", false))[0];
    log.ends("09:10", first, Outcome::Refused("无泵".into()));
    assert_eq!(log.stage(run, "A"), StepStage::Waiting);
    assert!(log.world.run_steps(run)[0].is_to_order(), "it is to go out again");
    // Of several the last counts, and none may be open.
    let second = log.does("09:11", out(run, "A", false))[0];
    let third = log.does("09:12", out(run, "A", false))[0];
    log.ends("09:20", second, Outcome::Done);
    assert_eq!(log.stage(run, "A"), StepStage::Ordered, "one of them is open");
    let end = log.ends("09:25", third, Outcome::Cancelled("重复".into()));
    assert_eq!(log.stage(run, "A"), StepStage::Done);
    assert_eq!(log.world.step_moved(run, &"A".into()), Some(at("09:20")));
    // What was said of its end is taken back: it is open as before.
    log.says("09:30", Fact::Struck { target: end, reason: "误".into() });
    assert_eq!(log.stage(run, "A"), StepStage::Ordered);
    log.says("09:31", Fact::Struck { target: third, reason: "误".into() });
    assert_eq!(log.stage(run, "A"), StepStage::Done, "an order that was taken back holds nothing up");
}

#[test]
fn what_a_person_says_of_a_step_later_than_its_order_counts() {
    let (mut log, run) = running();
    let order = log.does("09:05", out(run, "A", false))[0];
    log.moves("09:06", run, "A", StepStatus::Blocked("停电".into()));
    assert_eq!(log.stage(run, "A"), StepStage::Blocked);
    log.ends("09:20", order, Outcome::Done);
    assert_eq!(log.stage(run, "A"), StepStage::Done, "it was carried out after all");
    log.moves("09:25", run, "A", StepStatus::Doing);
    assert_eq!(log.stage(run, "A"), StepStage::Doing, "it goes on");
    log.moves("09:30", run, "A", StepStatus::Skipped("并入B".into()));
    assert_eq!(log.stage(run, "A"), StepStage::Skipped);
}

#[test]
fn a_step_goes_out_after_those_it_depends_on_or_with_a_reason() {
    let (log, run) = running();
    let Err(Refusal::Unguarded(unmet)) = decide(&log.world, &who("09:05", ""), out(run, "B", false)) else { panic!() };
    assert_eq!(unmet.lacks[0].what, Lacking::StepsBefore(1));
    assert!(decide(&log.world, &who("09:05", "水利局已口头答复"), out(run, "B", false)).unwrap().overridden.is_some());
    let late = decide(&log.world, &who("10:05", ""), out(run, "B", true)).unwrap();
    assert_eq!(late.overridden, None, "that it is late is told at any time");
    let unknown = decide(&log.world, &who("09:05", ""), out(run, "X", false));
    assert!(matches!(unknown, Err(Refusal::Unknown { what: "step", .. })), "{unknown:?}");
}

#[test]
fn whom_the_plan_names_is_told_of_a_late_step_within_ten_minutes() {
    let mut log = Log::new();
    let a = Step { on_overdue: Some(Owner::Unit("市政府".into())), ..step("A", 30) };
    let adopted = log.says("08:00", Fact::PlanAdopted(plan(vec![a, step("B", 30)])));
    let run = log.starts("09:00", adopted, Level::Three, None);
    let late = |log: &Log, now: &str| -> Vec<(String, At, String)> {
        let due = log.world.deadlines(at(now)).into_iter();
        due.filter_map(|d| match &d.what {
            Due::StepLate { step, .. } => Some((step.0.clone(), d.due, d.alarm().0)),
            _ => None,
        })
        .collect()
    };
    assert_eq!(late(&log, "09:30"), [], "it is not late yet");
    let told = late(&log, "09:31");
    assert_eq!(told.len(), 1, "B names nobody");
    assert_eq!((told[0].0.as_str(), told[0].1), ("A", at("09:40")));
    assert_eq!(told[0].2, format!("step-late {run} A"));
    let mut done = Log { world: log.world.clone(), count: log.count };
    done.moves("09:32", run, "A", StepStatus::Done);
    assert_eq!(late(&done, "09:33"), [], "done late, and nobody is to be told");
    // The order that carries it out tells nobody; the one that says it is late carries nothing out.
    let carried = log.does("09:32", out(run, "A", false))[0];
    assert_eq!(late(&log, "09:33").len(), 1);
    let word = log.does("09:34", out(run, "A", true))[0];
    assert_eq!(late(&log, "09:35"), []);
    log.ends("09:36", word, Outcome::Done);
    assert_eq!(log.stage(run, "A"), StepStage::Ordered);
    log.ends("09:50", carried, Outcome::Done);
    assert_eq!(log.stage(run, "A"), StepStage::Done);
    log.says("10:00", Fact::Struck { target: word, reason: "未打通".into() });
    assert_eq!(late(&log, "10:01"), []);
}

#[test]
fn what_is_packed_away_is_open_again_when_its_order_is() {
    let (mut log, run) = running();
    let order = log.does("09:05", out(run, "A", false))[0];
    let end = log.ends("09:20", order, Outcome::Done);
    log.moves("09:21", run, "B", StepStatus::Done);
    log.moves("09:22", run, "E", StepStatus::Done);
    let mut packed = Log { world: log.world.clone(), count: log.count };
    packed.world.put_away(Keep { at_hand: 0, chest: 1, past: 0 });
    assert!(packed.world.runs().is_empty() && packed.world.order(order).is_none(), "both are packed away");
    for log in [&mut log, &mut packed] {
        log.says("09:30", Fact::Struck { target: end, reason: "误".into() });
        assert_eq!(log.stage(run, "A"), StepStage::Ordered);
        assert_eq!(log.due("09:31"), [("A".to_owned(), at("09:30"))]);
    }
    assert_eq!(log.world.bytes(), packed.world.bytes());
}

#[test]
fn an_order_of_no_step_is_written_as_before() {
    let json = String::from_utf8(Fact::OrderIssued(plain()).to_payload()).unwrap();
    assert!(!json.contains("step"), "{json}");
    let of = Order { step: Some(Box::new(OfStep { run: EventId([7; 32]), step: "A".into(), late: true })), ..plain() };
    let fact = Fact::OrderIssued(of);
    assert_eq!(Fact::from_payload(&fact.to_payload()), fact);
}

fn plain() -> Order {
    Order {
        number: 1,
        form: Form::Order,
        to: Recipient::Team("P1".into()),
        incident: None,
        text: "赴现场".into(),
        urgency: Urgency::Urgent,
        destination: None,
        authority: None,
        issued: at("09:00"),
        until: None,
        muster: None,
        role: None,
        step: None,
    }
}
