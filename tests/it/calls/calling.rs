//! Calling as a live state (rules.md 2.2: pending, calling, answered or no answer, next contact, escalated), and the
//! first call about an order that went to somebody on the phone.

use qianzhi::clock::Span;
use qianzhi::domain::{
    Answer, CallState, Calling, Command, Deadline, Due, Errand, EventId, Fact, Recipient, Refusal, Shelf, Turn,
};

use super::{Log, at, call};

/// The fire team's leader, and A of its office.
fn staffed() -> (Log, EventId) {
    let mut log = Log::new();
    log.contact("洛阳消防一队", "甲", Some(Turn::A), "13600000001");
    let order = log.order("09:00", Recipient::Team("X1".into()));
    (log, order)
}

fn calling(order: EventId, when: &str, by: &str, name: &str) -> Calling {
    let (about, number) = (Errand::Order(order), String::new());
    Calling { about, contact: None, name: name.into(), number, by: by.into(), at: at(when) }
}

fn begin(log: &mut Log, order: EventId, when: &str, by: &str, name: &str) -> Result<Vec<Fact>, Refusal> {
    log.command(when, Command::BeginCall(calling(order, when, by, name)))
}

/// The state, and whom somebody else would call now.
fn seen(log: &Log, order: EventId, now: &str) -> (CallState, String) {
    let view = log.world.order(order).unwrap();
    let chain = log.world.order_chain(&view);
    (chain.state(at(now)), chain.next_besides(at(now)).unwrap().name.clone())
}

#[test]
fn who_is_being_called_is_seen_and_the_other_post_calls_the_next_one() {
    let (mut log, order) = staffed();
    assert_eq!(seen(&log, order, "09:02"), (CallState::Pending, "李某".to_owned()));
    begin(&mut log, order, "09:02", "王某", "李某").unwrap();
    assert_eq!(seen(&log, order, "09:03"), (CallState::Calling, "甲".to_owned()));
    let view = log.world.order(order).unwrap();
    let chain = log.world.order_chain(&view);
    let live = chain.calling(at("09:03")).unwrap();
    assert_eq!((live.by.as_str(), live.name.as_str(), live.at), ("王某", "李某", at("09:02")));
    log.called("09:03", Errand::Order(order), "李某", "13811110000", Answer::None);
    assert_eq!(seen(&log, order, "09:03"), (CallState::NextContact, "甲".to_owned()));
    begin(&mut log, order, "09:03", "王某", "甲").unwrap();
    log.called("09:04", Errand::Order(order), "甲", "13600000001", Answer::By("甲".into()));
    assert_eq!(seen(&log, order, "09:04").0, CallState::Answered);
}

#[test]
fn nobody_is_called_by_two_at_a_time_and_what_came_of_a_call_is_always_written_down() {
    let (mut log, order) = staffed();
    begin(&mut log, order, "09:02", "王某", "李某").unwrap();
    let twice = begin(&mut log, order, "09:03", "赵某", "李某");
    let refused = Refusal::BeingCalled { name: "李某".into(), by: "王某".into(), since: at("09:02") };
    assert_eq!(twice, Err(refused));
    begin(&mut log, order, "09:03", "赵某", "甲").unwrap();
    let both = call("09:03", Errand::Order(order), "李某", "13811110000", Answer::Engaged);
    log.command("09:03", Command::MakeCall { call: both, acknowledged: false }).unwrap();
    let nothing = begin(&mut log, EventId([99; 32]), "09:03", "赵某", "甲");
    assert!(matches!(nothing, Err(Refusal::Unknown { what: "order", .. })), "{nothing:?}");
}

/// A post that died over a call holds nobody up: three minutes.
#[test]
fn a_call_that_was_never_finished_goes_stale_and_one_that_was_struck_was_not_begun() {
    let (mut log, order) = staffed();
    begin(&mut log, order, "09:02", "王某", "李某").unwrap();
    assert_eq!(seen(&log, order, "09:05").0, CallState::Calling);
    assert_eq!(seen(&log, order, "09:06"), (CallState::Pending, "李某".to_owned()));
    begin(&mut log, order, "09:06", "赵某", "李某").unwrap();
    let again = log.say_at("09:10", Fact::CallBegun(calling(order, "09:10", "孙某", "甲")));
    assert_eq!(seen(&log, order, "09:10").0, CallState::Calling);
    log.say(Fact::Struck { target: again, reason: "没有打".into() });
    assert_eq!(seen(&log, order, "09:10").0, CallState::Pending);
}

fn rows(log: &Log, order: EventId, now: qianzhi::clock::At) -> Vec<Deadline> {
    let all = log.world.deadlines(now).into_iter();
    all.filter(|deadline| deadline.what.unanswered() == Some(order)).collect()
}

/// rules.md 5.3: no acknowledgement at the limit is an alarm, then the next contact. One order is one row throughout.
#[test]
fn an_order_to_somebody_on_the_phone_is_called_as_soon_as_its_acknowledgement_is_late() {
    let mut log = Log::new();
    let order = log.order("09:00", Recipient::Person { name: "孙某".into(), phone: "0379-1".into() });
    let waiting = rows(&log, order, at("09:05"));
    assert_eq!(waiting.iter().map(|d| &d.what).collect::<Vec<_>>(), [&Due::Acknowledge { order }], "not yet late");
    let late = rows(&log, order, at("09:05") + Span(1));
    assert_eq!(late.iter().map(|d| &d.what).collect::<Vec<_>>(), [&Due::CallNext { order, last: order }]);
    assert_eq!((late[0].due, late[0].alarm()), (at("09:05"), waiting[0].alarm()), "the same alarm, with another act");
    log.called("09:07", Errand::Order(order), "孙某", "0379-1", Answer::None);
    let next = rows(&log, order, at("09:08"));
    assert_eq!((next.len(), next[0].due), (1, at("09:09")), "two minutes to the next call");
    assert_ne!(next[0].alarm(), late[0].alarm(), "which rings by itself");
    log.called("09:09", Errand::Order(order), "孙某", "0379-1", Answer::By("孙某".into()));
    let heard = rows(&log, order, at("09:10"));
    assert_eq!(heard.iter().map(|d| &d.what).collect::<Vec<_>>(), [&Due::Acknowledge { order }], "heard, and owed");
}

#[test]
fn what_was_put_aside_stays_so_when_it_becomes_a_call_and_who_has_no_number_is_not_called() {
    let mut log = Log::new();
    let order = log.order("09:00", Recipient::Person { name: "孙某".into(), phone: "0379-1".into() });
    let alarm = rows(&log, order, at("09:03"))[0].alarm().0;
    let shelf = Shelf { reason: "途中无信号".into(), until: at("09:30") };
    log.say(Fact::AlarmShelved { alarm, shelf, after: Vec::new() });
    let aside = rows(&log, order, at("09:10"));
    assert!(matches!(aside[..], [Deadline { what: Due::CallNext { .. }, shelved: Some(_), .. }]), "{aside:?}");
    let (name, phone) = ("无号".to_owned(), String::new());
    for to in [Recipient::Person { name, phone }, Recipient::Team("X1".into())] {
        let order = log.order("09:00", to);
        assert_eq!(rows(&log, order, at("09:10"))[0].what, Due::Acknowledge { order });
    }
}
