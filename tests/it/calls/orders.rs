//! Orders: calls that acknowledge, requests to those who take no orders, withdrawals.

use qianzhi::domain::{
    Answer, Command, Due, Errand, EventId, Fact, Form, HeadCount, Lacking, Means, Outcome, Recipient, Reckoning,
    Refusal, Role, Rung, Urgency,
};

use super::{Log, at, call, order};

fn issue(to: &str, form: Form, urgency: Urgency) -> Command {
    Command::IssueOrder {
        form,
        to: Recipient::Team(to.into()),
        incident: None,
        text: "立即到位".into(),
        urgency,
        destination: None,
        authority: None,
        until: None,
    }
}

fn make(about: Errand, answer: Answer, acknowledged: bool) -> Command {
    Command::MakeCall { call: call("09:03", about, "李某", "13811110000", answer), acknowledged }
}

#[test]
fn an_answered_call_that_acknowledges_is_the_rung_on_behalf_of_by_phone() {
    let mut log = Log::new();
    let order = log.order("09:00", Recipient::Team("X1".into()));
    let about = Errand::Order(order);
    // Nobody answers: a call, and no rung, whatever was ticked.
    let facts = log.command("09:03", make(about, Answer::None, true)).unwrap();
    assert!(matches!(&facts[..], [Fact::CallMade(_)]), "{facts:?}");
    // Somebody answers and acknowledges nothing.
    log.command("09:03", make(about, Answer::By("内勤".into()), false)).unwrap();
    assert_eq!(log.world.order(order).unwrap().height, None);
    let facts = log.command("09:03", make(about, Answer::By("李某".into()), true)).unwrap();
    let [Fact::CallMade(_), Fact::OrderRung(rung)] = &facts[..] else { panic!("{facts:?}") };
    assert_eq!((rung.rung, rung.by.as_str(), rung.means), (Rung::Acknowledged, "李某", Means::Phone));
    assert_eq!(log.world.order(order).unwrap().height, Some(Rung::Acknowledged));
    assert_eq!(log.world.calls(order).len(), 3, "call by call");
}

#[test]
fn a_call_names_its_errand_and_who_answered() {
    let mut log = Log::new();
    let nowhere = Errand::Order(EventId([99; 32]));
    let refused = log.command("09:03", make(nowhere, Answer::None, false));
    assert!(matches!(refused, Err(Refusal::Unknown { what: "order", .. })), "{refused:?}");
    let order = log.order("09:00", Recipient::Team("X1".into()));
    let refused = log.command("09:03", make(Errand::Order(order), Answer::By(" ".into()), true));
    assert_eq!(refused, Err(Refusal::Empty));
}

/// rules.md 10.1.
#[test]
fn military_team_and_unit_ordered_is_refused_and_task_requested_is_offered() {
    let mut log = Log::new();
    assert_eq!(log.command("09:00", issue("J1", Form::Order, Urgency::Urgent)), Err(Refusal::Military("J1".into())));
    assert_eq!(
        log.command("09:00", issue("Z1", Form::Order, Urgency::Routine)),
        Err(Refusal::ForeignTeam("Z1".into()))
    );
    for team in ["J1", "Z1"] {
        let facts = log.command("09:00", issue(team, Form::Request, Urgency::Urgent)).unwrap();
        assert_eq!(facts.len(), 1, "a request moves nobody: {facts:?}");
    }
}

/// 生产安全事故应急条例 art. 22, rules.md 5.4: anyone may call it, to anybody. 10.1: whoever takes no orders is asked; what goes
/// to them is the right kind at once, and their heads are counted all the same.
#[test]
fn a_withdrawal_may_be_called_to_anybody_and_whoever_takes_no_orders_is_asked() {
    let mut log = Log::new();
    for team in ["J1", "Z1"] {
        let facts = log.command("09:00", issue(team, Form::Order, Urgency::Withdraw)).unwrap();
        assert!(
            matches!(&facts[..], [Fact::OrderIssued(order)] if order.form == Form::Request && order.urgency == Urgency::Withdraw),
            "{facts:?}"
        );
        let order = log.world.orders().into_iter().find(|o| o.order.to == Recipient::Team(team.into())).unwrap();
        assert!(log.world.heads_awaited(&order), "their heads are counted too");
        let counts = |due: &qianzhi::domain::Deadline| due.what == Due::CountHeads { order: order.id };
        assert!(log.world.deadlines(at("09:01")).iter().any(counts));
    }
    let facts = log.command("09:00", issue("X1", Form::Order, Urgency::Withdraw)).unwrap();
    assert!(facts.len() > 1, "{facts:?}");
    assert!(matches!(&facts[0], Fact::OrderIssued(order) if order.form == Form::Order));
    // Called to all at once, nobody is left out because one of them is asked.
    let to = ["X1", "J1"].map(|team| Recipient::Team(team.into())).to_vec();
    let (text, urgency) = ("撤".into(), Urgency::Withdraw);
    let all =
        Command::IssueOrders { form: Form::Order, to, incident: None, text, urgency, destination: None, until: None };
    let facts = log.command("09:02", all).unwrap();
    let forms: Vec<Form> = facts
        .iter()
        .filter_map(|fact| if let Fact::OrderIssued(order) = fact { Some(order.form) } else { None })
        .collect();
    assert_eq!(forms, [Form::Order, Form::Request]);
}

fn count(order: EventId, present: u32, missing: u32, by: &str) -> Command {
    let (names, by) = (String::new(), by.to_owned());
    Command::CountHeads(HeadCount { order, present, missing, names, by, means: Means::Radio, at: at("09:04") })
}

fn lacking(done: Result<Vec<Fact>, Refusal>) -> Vec<Lacking> {
    let Err(Refusal::Unguarded(unmet)) = done else { panic!("{done:?}") };
    unmet.lacks.into_iter().map(|lack| lack.what).collect()
}

/// Issue 5, point 3: it closes when all are counted or declared missing by a named person. Whoever sits there says so.
#[test]
fn a_withdrawal_closes_when_all_are_counted_or_declared_missing_by_a_named_person() {
    let done = |order| Command::EndOrder { order, outcome: Outcome::Done };
    for (present, missing) in [(6, 0), (4, 2)] {
        for role in [None, Some(Role::DutyOfficer), Some(Role::Scribe)] {
            let mut log = Log::new();
            log.command_as(role, "09:00", issue("X1", Form::Order, Urgency::Withdraw)).unwrap();
            let id = log.world.orders()[0].id;
            assert_eq!(lacking(log.command_as(role, "09:01", done(id))), [Lacking::Heads(id)], "nobody counted");
            log.command_as(role, "09:02", count(id, 4, 0, "张某")).unwrap();
            assert_eq!(
                lacking(log.command_as(role, "09:02", done(id))),
                [Lacking::Heads(id)],
                "two are neither here nor missing"
            );
            let nameless = log.command_as(role, "09:03", count(id, present, missing, " "));
            assert_eq!(nameless, Err(Refusal::Empty), "by nobody's name");
            log.command_as(role, "09:05", count(id, present, missing, "张某")).unwrap();
            log.command_as(role, "09:05", done(id)).unwrap();
            assert_eq!(log.world.order(id).unwrap().outcome, Reckoning::Agreed(Outcome::Done));
            assert!(log.world.unratified().is_empty(), "{role:?}: nobody need answer for that");
        }
    }
}

fn asked(log: &Log, order: EventId, now: &str) -> Vec<Due> {
    let deadlines = log.world.deadlines(at(now)).into_iter().map(|due| due.what);
    deadlines.filter(|what| what.called_about() == Some(order)).collect()
}

/// Whoever was counted has heard: nobody is called about the order any more, however late.
#[test]
fn a_full_count_is_the_word_that_the_withdrawal_was_heard() {
    let mut log = Log::new();
    log.command("09:00", issue("X1", Form::Order, Urgency::Withdraw)).unwrap();
    let id = log.world.orders()[0].id;
    assert!(asked(&log, id, "09:30").contains(&Due::Acknowledge { order: id }));
    log.command("09:04", count(id, 5, 0, "张某")).unwrap();
    assert_eq!(log.world.order(id).unwrap().height, None, "one is not there: nothing says that they heard");
    assert!(asked(&log, id, "09:30").contains(&Due::CountHeads { order: id }));
    log.command("09:05", count(id, 6, 0, "张某")).unwrap();
    let view = log.world.order(id).unwrap();
    assert_eq!((view.height, view.rungs[0].by.as_str()), (Some(Rung::Acknowledged), "张某"));
    assert_eq!(asked(&log, id, "12:00"), [], "no reminder either");
}

/// Two of six are missing: that is a deadline of its own from the count on, also when the order is ended, until a later count
/// has them.
#[test]
fn the_missing_of_a_withdrawal_are_searched_for_until_they_are_counted() {
    let mut log = Log::new();
    log.command("09:00", issue("X1", Form::Order, Urgency::Withdraw)).unwrap();
    let order = log.world.orders()[0].id;
    log.command("09:04", count(order, 4, 2, "张某")).unwrap();
    let find = |log: &Log, now: &str| {
        let deadlines = log.world.deadlines(at(now)).into_iter();
        deadlines.filter(|due| matches!(due.what, Due::FindMissing { .. })).collect::<Vec<_>>()
    };
    let [due] = &find(&log, "09:05")[..] else { panic!("{:?}", find(&log, "09:05")) };
    assert_eq!((due.from, due.what.called_about()), (at("09:04"), Some(order)));
    assert!(log.world.rule_behind(due).unwrap().row.is_default(), "nobody's law, and it says so");
    log.command("09:06", Command::EndOrder { order, outcome: Outcome::Done }).unwrap();
    assert_eq!(find(&log, "11:00").len(), 1, "ended is not found");
    log.world.put_away(qianzhi::domain::Keep { at_hand: 0, chest: 1, past: 0 });
    assert_eq!(find(&log, "11:00").len(), 1, "nor put away");
    let recount = HeadCount {
        order,
        present: 6,
        missing: 0,
        names: String::new(),
        by: "张某".into(),
        means: Means::Radio,
        at: at("11:01"),
    };
    log.command("11:01", Command::CountHeads(recount)).unwrap();
    assert_eq!(find(&log, "11:02"), []);
}

/// The override of the guard above: given up with a reason, which stays in the log.
#[test]
fn a_withdrawal_that_is_given_up_needs_no_count_and_says_why() {
    let mut log = Log::new();
    log.command("09:00", issue("X1", Form::Order, Urgency::Withdraw)).unwrap();
    let order = log.world.orders()[0].id;
    let outcome = Outcome::Cancelled("误报".into());
    log.command("09:01", Command::EndOrder { order, outcome: outcome.clone() }).unwrap();
    assert_eq!(log.world.order(order).unwrap().outcome, Reckoning::Agreed(outcome));
}

#[test]
fn an_order_whose_own_time_is_over_is_expired_and_stays_open_until_somebody_decides() {
    let mut log = Log::new();
    let limited = qianzhi::domain::Order { until: Some(at("10:00")), ..order("09:00", Recipient::Team("X1".into())) };
    let id = log.say(Fact::OrderIssued(limited));
    let expired = |log: &Log, now| log.world.order(id).unwrap().expired(at(now));
    assert!(!expired(&log, "10:00") && expired(&log, "10:01"));
    assert!(log.world.open_orders().any(|view| view.id == id));
    log.command("10:05", Command::EndOrder { order: id, outcome: Outcome::Refused("道路中断".into()) }).unwrap();
    assert!(!expired(&log, "10:06"));
    let unlimited = log.order("09:00", Recipient::Team("X1".into()));
    assert!(!log.world.order(unlimited).unwrap().expired(at("23:00")));
}
