//! Whom to call next: pending, calling, escalated, answered (rules.md 2.2).

use qianzhi::domain::{Answer, CallState, Chain, Contact, Errand, EventId, Fact, Recipient, Tier, Turn};

use super::{Log, at, contact, responsible, warning};

/// Whom the chain of an order calls next, and at which number.
fn next(log: &Log, order: EventId) -> (CallState, String, String) {
    let view = log.world.order(order).unwrap();
    let chain = log.world.order_chain(&view);
    let (one, number) = chain.next().map_or((String::new(), ""), |(one, number)| (one.name.clone(), number));
    (chain.state(at("23:00")), one, number.to_owned())
}

fn is(state: CallState, name: &str, number: &str) -> (CallState, String, String) {
    (state, name.to_owned(), number.to_owned())
}

/// The fire team's leader, A and B of its office, and one above them.
fn staffed() -> (Log, EventId) {
    let mut log = Log::new();
    log.contact("市总指挥部", "总值班", None, "13500000000");
    log.contact("洛阳消防一队", "乙", Some(Turn::B), "13600000002");
    log.contact("洛阳消防一队", "甲", Some(Turn::A), "13600000001");
    let order = log.order("09:00", Recipient::Team("X1".into()));
    (log, order)
}

#[test]
fn an_order_is_called_out_to_its_leader_then_a_then_b_then_those_above_until_a_human_answers() {
    let (mut log, order) = staffed();
    let about = Errand::Order(order);
    assert_eq!(next(&log, order), is(CallState::Pending, "李某", "13811110000"));
    log.called("09:02", about, "李某", "13811110000", Answer::None);
    assert_eq!(next(&log, order), is(CallState::NextContact, "甲", "13600000001"));
    log.called("09:03", about, "甲", "13600000001", Answer::Engaged);
    assert_eq!(next(&log, order), is(CallState::NextContact, "乙", "13600000002"));
    log.called("09:04", about, "乙", "13600000002", Answer::None);
    assert_eq!(next(&log, order), is(CallState::Escalated, "总值班", "13500000000"));
    log.called("09:05", about, "总值班", "13500000000", Answer::None);
    assert_eq!(next(&log, order), is(CallState::Escalated, "李某", "13811110000"), "it begins anew");
    log.called("09:06", about, "李某", "13811110000", Answer::By("李某".into()));
    assert_eq!(next(&log, order).0, CallState::Answered);
}

#[test]
fn a_call_that_is_struck_was_not_made() {
    let (mut log, order) = staffed();
    let answered = log.called("09:02", Errand::Order(order), "李某", "13811110000", Answer::By("李某".into()));
    assert_eq!(next(&log, order).0, CallState::Answered);
    log.say(Fact::Struck { target: answered, reason: "接电话的不是人".into() });
    assert_eq!(next(&log, order), is(CallState::Pending, "李某", "13811110000"));
}

#[test]
fn a_wrong_number_gives_way_to_the_same_persons_next_number_and_is_not_called_again() {
    let mut log = Log::new();
    let numbers = Contact { mobile: "1".into(), duty_phone: "2".into(), ..contact("水利局", "孙某") };
    log.listed(Contact { turn: Some(Turn::A), ..numbers });
    let order = log.order("09:00", Recipient::Person { name: "孙某".into(), phone: "1".into() });
    let about = Errand::Order(order);
    log.called("09:01", about, "孙某", "1", Answer::WrongNumber);
    assert_eq!(next(&log, order), is(CallState::NextContact, "孙某", "2"));
    log.called("09:02", about, "孙某", "2", Answer::WrongNumber);
    assert_eq!(next(&log, order).1, "", "no number is left");
    assert_eq!(next(&log, order).0, CallState::Escalated);
}

#[test]
fn a_headquarters_is_called_at_the_contacts_of_its_office() {
    let mut log = Log::new();
    log.contact("市总指挥部", "乙", Some(Turn::B), "2");
    log.contact("市总指挥部", "甲", Some(Turn::A), "1");
    let order = log.order("09:00", Recipient::Headquarters("zz".into()));
    assert_eq!(next(&log, order), is(CallState::Pending, "甲", "1"));
}

/// County, two townships (one with A and B), a village; somebody of another county, and a clerk whom nobody calls.
fn valley() -> Log {
    let mut log = Log::new();
    let a = |turn| Some(turn);
    log.listed(responsible(Tier::County, "410324", "栾川县政府", "县长", None, "c1"));
    log.listed(responsible(Tier::Township, "410324101", "潭头镇", "镇长", a(Turn::A), "t1"));
    log.listed(responsible(Tier::Township, "410324101", "潭头镇", "副镇长", a(Turn::B), "t2"));
    log.listed(responsible(Tier::Township, "410324102", "汤营乡", "乡长", None, "t3"));
    log.listed(responsible(Tier::Village, "410324101201", "汤营村", "村支书", None, "v1"));
    log.listed(responsible(Tier::County, "410325", "嵩县政府", "邻县县长", None, "x1"));
    log.contact("栾川县政府", "文员", None, "9");
    log
}

fn red(log: &mut Log, received: &str) -> EventId {
    log.say(Fact::WarningReceived(warning("410324", received, qianzhi::domain::Colour::Red)))
}

fn names(chains: &[Chain<'_>]) -> Vec<Vec<String>> {
    let own = |chain: &Chain<'_>| chain.people.iter().filter(|p| !p.above).map(|p| p.name.clone()).collect();
    chains.iter().map(own).collect()
}

#[test]
fn red_is_called_down_level_by_level_ten_minutes_each() {
    let mut log = valley();
    let warning = red(&mut log, "21:59");
    let levels = log.world.warning_calls(&log.world.rules(), warning);
    assert_eq!(levels.iter().map(|l| l.tier).collect::<Vec<_>>(), Tier::ALL);
    assert_eq!(names(&levels[0].chains), [["县长"]], "neither another county nor the clerk");
    assert_eq!(names(&levels[1].chains), [vec!["乡长"], vec!["镇长", "副镇长"]]);
    let times: Vec<_> = levels.iter().map(|l| (l.begins, l.due)).collect();
    let minutes = |a, b| (at(a), at(b));
    // Nobody answered: each level's time runs out and the next one begins all the same.
    assert_eq!(times, [minutes("21:59", "22:09"), minutes("22:09", "22:19"), minutes("22:19", "22:29")]);
}

#[test]
fn a_level_begins_as_soon_as_the_one_above_is_through() {
    let mut log = valley();
    let warning = red(&mut log, "21:59");
    log.called("22:02", Errand::Warning(warning), "县长", "c1", Answer::By("县长".into()));
    // B answers for A.
    log.called("22:04", Errand::Warning(warning), "副镇长", "t2", Answer::By("副镇长".into()));
    let levels = log.world.warning_calls(&log.world.rules(), warning);
    assert_eq!((levels[1].begins, levels[1].due), (at("22:02"), at("22:12")));
    assert_eq!(names(&levels[1].open().cloned().collect::<Vec<_>>()), [["乡长"]]);
    assert_eq!(levels[2].begins, at("22:12"), "one township has not answered");
}

#[test]
fn orange_has_twenty_minutes_and_yellow_calls_nobody() {
    let mut log = valley();
    let fact = |colour| Fact::WarningReceived(warning("410324", "12:00", colour));
    let orange = log.say(fact(qianzhi::domain::Colour::Orange));
    let yellow = log.say(fact(qianzhi::domain::Colour::Yellow));
    let rules = log.world.rules();
    assert_eq!(log.world.warning_calls(&rules, orange)[0].due, at("12:20"));
    assert!(log.world.warning_calls(&rules, yellow).is_empty());
}

#[test]
fn a_village_that_does_not_answer_is_escalated_to_its_township_which_answers_in_its_place() {
    let mut log = valley();
    let warning = red(&mut log, "21:59");
    let about = Errand::Warning(warning);
    log.called("22:20", about, "村支书", "v1", Answer::None);
    let village = |log: &Log| {
        let levels = log.world.warning_calls(&log.world.rules(), warning);
        let chain = &levels[2].chains[0];
        (chain.state(at("23:00")), chain.next().unwrap().0.name.clone())
    };
    assert_eq!(village(&log), (CallState::Escalated, "镇长".to_owned()), "its own township, and not the other one");
    // A call about the township itself settles nothing for the village; one in the village's place does.
    log.called("22:21", about, "镇长", "t1", Answer::By("镇长".into()));
    assert_eq!(village(&log).0, CallState::Escalated);
    let call = super::call("22:22", about, "镇长", "t1", Answer::By("镇长".into()));
    let instead = Some("汤营村/村支书".into());
    let call = qianzhi::domain::Call { contact: Some("潭头镇/镇长".into()), instead, ..call };
    log.say(Fact::CallMade(call));
    assert_eq!(village(&log).0, CallState::Answered);
}
