//! What is due of calls, reminders and answers (rules.md 2.2, 5.2, 5.3; peers.md 5.2).

use qianzhi::clock::At;
use qianzhi::domain::{
    Answer, Article, BuiltIn, Colour, Command, Deadline, Decision, Due, Errand, EventId, Fact, Means, Outcome, Posture,
    Recipient, Response, Rung, RungFact, Taken, Tier, Timer, Turn, Urgency, What,
};
use qianzhi::text::{Lang, say::Say};

use super::{Log, at, order, responsible, warning};

fn find(log: &Log, now: At, wanted: impl Fn(&Due) -> bool) -> Option<Deadline> {
    log.world.deadlines(now).into_iter().find(|deadline| wanted(&deadline.what))
}

fn calls(log: &Log, now: &str) -> Option<Deadline> {
    find(log, at(now), |what| matches!(what, Due::CallNext { .. }))
}

fn reminder(log: &Log, now: &str) -> Option<Deadline> {
    find(log, at(now), |what| matches!(what, Due::Remind { .. }))
}

fn climbed(order: EventId, rung: Rung, when: &str) -> Fact {
    Fact::OrderRung(RungFact { order, rung, by: "李某".into(), means: Means::Phone, at: at(when) })
}

/// A fire team acknowledges within a minute (rules.md 5.3).
#[test]
fn no_ack_at_limit_is_an_alarm_and_then_the_next_contact() {
    let mut log = Log::new();
    log.contact("洛阳消防一队", "甲", Some(Turn::A), "13600000001");
    let order = log.order("09:00", Recipient::Team("X1".into()));
    let late = find(&log, at("09:05"), |what| matches!(what, Due::Acknowledge { .. })).unwrap();
    assert_eq!((late.due, late.late(at("09:05"))), (at("09:01"), true));
    assert!(calls(&log, "09:05").is_none(), "nobody was called: the acknowledgement says whom to call");
    // A call in vain: the next one has a time and an alarm of its own.
    let first = log.called("09:04", Errand::Order(order), "李某", "13811110000", Answer::None);
    let next = calls(&log, "09:05").unwrap();
    assert_eq!((next.due, &next.what), (at("09:06"), &Due::CallNext { order, last: first }), "two minutes");
    // Each step rings by itself, also when the one before was seen.
    log.say(Fact::AlarmAcknowledged { alarm: next.alarm().0 });
    assert!(calls(&log, "09:05").unwrap().acknowledged);
    log.called("09:05", Errand::Order(order), "甲", "13600000001", Answer::Engaged);
    assert!(!calls(&log, "09:06").unwrap().acknowledged);
    // A human answered: nobody else is called, and the acknowledgement is still late.
    log.called("09:06", Errand::Order(order), "甲", "13600000001", Answer::By("甲".into()));
    assert!(calls(&log, "09:30").is_none());
    assert!(find(&log, at("09:30"), |what| matches!(what, Due::Acknowledge { .. })).is_some());
}

#[test]
fn an_acknowledgement_ends_the_calls() {
    let mut log = Log::new();
    let order = log.order("09:00", Recipient::Team("X1".into()));
    log.called("09:02", Errand::Order(order), "李某", "13811110000", Answer::Engaged);
    assert!(calls(&log, "09:03").is_some());
    log.say(climbed(order, Rung::Acknowledged, "09:03"));
    assert!(calls(&log, "09:30").is_none());
}

#[test]
fn acknowledged_and_nothing_heard_is_reminded_every_five_minutes_when_urgent_and_fifteen_when_not() {
    for (urgency, first, second) in [(Urgency::Urgent, "09:06", "09:11"), (Urgency::Routine, "09:16", "09:31")] {
        let mut log = Log::new();
        let to = Recipient::Person { name: "孙某".into(), phone: "1".into() };
        let id = log.say(Fact::OrderIssued(qianzhi::domain::Order { urgency, ..order("09:00", to) }));
        assert!(reminder(&log, "10:00").is_none(), "nobody acknowledged");
        log.say(climbed(id, Rung::Acknowledged, "09:01"));
        assert!(reminder(&log, "09:05").is_none(), "not before its time");
        let one = find(&log, at(first) + qianzhi::clock::Span(1), |what| matches!(what, Due::Remind { .. })).unwrap();
        assert_eq!(one.due, at(first));
        log.say(Fact::AlarmAcknowledged { alarm: one.alarm().0 });
        let two = find(&log, at(second) + qianzhi::clock::Span(1), |what| matches!(what, Due::Remind { .. })).unwrap();
        assert_eq!(two.due, at(second));
        assert!(!two.acknowledged, "the second reminder rings again");
        assert!(log.world.rule_behind(&two).unwrap().row.is_default(), "nobody's law, and it says so");
    }
}

#[test]
fn word_from_the_recipient_puts_a_reminder_off_and_progress_or_an_outcome_ends_it() {
    let mut log = Log::new();
    let to = Recipient::Person { name: "孙某".into(), phone: "1".into() };
    let id = log.order("09:00", to);
    log.say(climbed(id, Rung::Acknowledged, "09:01"));
    log.called("09:10", Errand::Order(id), "孙某", "1", Answer::None);
    assert_eq!(reminder(&log, "09:12").unwrap().due, at("09:11"), "a call in vain is no word");
    log.called("09:13", Errand::Order(id), "孙某", "1", Answer::By("孙某".into()));
    assert!(reminder(&log, "09:17").is_none());
    assert_eq!(reminder(&log, "09:19").unwrap().due, at("09:18"));
    let executing = log.say(climbed(id, Rung::Executing, "09:20"));
    assert!(reminder(&log, "11:00").is_none());
    log.say(Fact::Struck { target: executing, reason: "听错".into() });
    assert!(reminder(&log, "11:00").is_some());
    log.command("11:01", Command::EndOrder { order: id, outcome: Outcome::Done }).unwrap();
    assert!(reminder(&log, "12:00").is_none());
}

#[test]
fn an_orders_own_time_is_due_until_somebody_decides() {
    let mut log = Log::new();
    let to = Recipient::Person { name: "孙某".into(), phone: "1".into() };
    let id = log.say(Fact::OrderIssued(qianzhi::domain::Order { until: Some(at("10:00")), ..order("09:00", to) }));
    let own = |log: &Log| find(log, at("10:30"), |what| *what == Due::Complete { order: id });
    assert_eq!(own(&log).unwrap().due, at("10:00"));
    log.command("10:31", Command::EndOrder { order: id, outcome: Outcome::Cancelled("改派".into()) }).unwrap();
    assert!(own(&log).is_none());
}

fn measures(log: &Log, now: &str) -> Option<At> {
    find(log, at(now), |what| matches!(what, Due::AnswerMeasures { .. })).map(|deadline| deadline.due)
}

#[test]
fn the_eight_answers_are_due_an_hour_after_standing_by_until_each_is_given() {
    let mut log = Log::new();
    let red = log.warning("21:59", Colour::Red);
    assert_eq!(measures(&log, "22:00"), Some(at("22:59")));
    let posture = Posture::Standby;
    log.say_at(
        "22:20",
        Fact::PostureChanged {
            area: "410300".into(),
            posture,
            at: at("22:20"),
            record: String::new(),
            follows: false,
            after: Vec::new(),
        },
    );
    assert_eq!(measures(&log, "22:21"), Some(at("23:20")));
    for number in 1..=8 {
        assert!(measures(&log, "22:30").is_some(), "{number} is not answered");
        let taken = Taken::Yes { owner: "市总指挥部".into(), reason: String::new() };
        log.command("22:30", Command::AnswerMeasures { warning: red, answers: vec![(Article::Art67, number, taken)] })
            .unwrap();
    }
    assert_eq!(measures(&log, "22:30"), None);
}

#[test]
fn yellow_and_blue_are_a_checklist_that_nothing_runs_on() {
    let mut log = Log::new();
    log.warning("08:00", Colour::Yellow);
    log.warning("08:00", Colour::Blue);
    assert_eq!(log.world.deadlines(at("09:00")), []);
}

#[test]
fn the_responsible_persons_of_a_warning_are_due_by_themselves_level_by_level() {
    let mut log = Log::new();
    log.listed(responsible(Tier::County, "410324", "栾川县政府", "县长", None, "c1"));
    log.listed(responsible(Tier::Township, "410324101", "潭头镇", "镇长", None, "t1"));
    let red = log.warning("21:59", Colour::Red);
    let level = |log: &Log, now: &str, tier| {
        let found = find(log, at(now), |what| *what == Due::CallLevel { warning: red, tier })?;
        assert_eq!(log.world.rule_behind(&found).unwrap().row.id.to_string(), "R-叫应-红");
        Some(found.due)
    };
    assert_eq!(level(&log, "22:00", Tier::County), Some(at("22:09")));
    assert_eq!(level(&log, "22:00", Tier::Township), None, "the county is called first");
    log.called("22:01", Errand::Warning(red), "县长", "c1", Answer::None);
    assert!(level(&log, "22:02", Tier::County).is_some(), "a call in vain settles nothing");
    log.called("22:03", Errand::Warning(red), "县长", "c1", Answer::By("县长".into()));
    assert_eq!(level(&log, "22:04", Tier::County), None);
    assert_eq!(level(&log, "22:04", Tier::Township), Some(at("22:13")));
    // A warning of another jurisdiction calls nobody here.
    let elsewhere = log.say(Fact::WarningReceived(warning("410100", "22:00", Colour::Red)));
    assert!(
        find(&log, at("22:30"), |what| matches!(what, Due::CallLevel { warning, .. } if *warning == elsewhere))
            .is_none()
    );
}

fn decided(log: &mut Log, when: &str, decision: Decision) {
    let response = Response {
        area: "410300".into(),
        by: "zz".into(),
        decision,
        basis: None,
        decided: at(when),
        effective: None,
        conclusion: String::new(),
        role: None,
    };
    let after = log.world.heads(&qianzhi::domain::Aspect::Response("410300".into()));
    log.say(Fact::ResponseDecided { response, after });
}

fn activated() -> Decision {
    let text = || "写明".to_owned();
    Decision::Activated { level: qianzhi::domain::Level::One, matter: text(), period: text(), measures: text() }
}

/// rules.md 2.2, K1: per jurisdiction, from its first orange-or-red warning to its own response decision.
#[test]
fn the_interlock_runs_from_the_first_warning_to_the_decision_and_begins_anew_when_a_response_is_over() {
    let mut log = Log::new();
    let first = log.warning("01:00", Colour::Orange);
    log.warning("02:00", Colour::Red);
    let due = |log: &Log, now: &str| {
        let list = log.world.deadlines(at(now));
        let list: Vec<_> = list.into_iter().filter(|d| matches!(d.what, Due::Decide { .. })).collect();
        assert!(list.len() < 2, "several warnings are one alarm: {list:?}");
        list.into_iter().next().map(|d| (d.what, d.due))
    };
    assert_eq!(due(&log, "02:30"), Some((Due::Decide { warning: first }, at("02:00"))));
    decided(&mut log, "03:00", activated());
    assert_eq!(due(&log, "03:30"), None);
    log.warning("04:00", Colour::Red);
    assert_eq!(due(&log, "04:40"), None, "the response runs");
    decided(&mut log, "08:00", Decision::Terminated);
    assert_eq!(due(&log, "08:30"), None);
    assert_eq!(measures(&log, "08:30"), None, "what it asked is over with it");
    let next = log.warning("10:00", Colour::Red);
    assert_eq!(due(&log, "10:40"), Some((Due::Decide { warning: next }, at("10:30"))));
    assert_eq!(measures(&log, "10:40"), Some(at("11:00")));
}

#[test]
fn a_reasoned_decline_answers_the_warnings_so_far_and_no_later_one() {
    let mut log = Log::new();
    log.warning("01:00", Colour::Red);
    decided(&mut log, "01:20", Decision::Declined { reason: "雨带南移".into() });
    let due = |log: &Log| find(log, at("12:00"), |what| matches!(what, Due::Decide { .. })).map(|d| d.due);
    assert_eq!(due(&log), None);
    log.warning("02:00", Colour::Red);
    assert_eq!(due(&log), Some(at("02:30")));
}

#[test]
fn the_rows_of_calls_reminders_and_answers_are_this_projects_defaults_and_say_so() {
    use Timer::{AnswerMeasures, CallNext, CallOrange, CallRed, RemindRoutine, RemindUrgent, WarningEpisode};
    let minutes = [
        (CallRed, 10),
        (CallOrange, 20),
        (CallNext, 2),
        (RemindUrgent, 5),
        (RemindRoutine, 15),
        (AnswerMeasures, 60),
        (WarningEpisode, 24 * 60),
    ];
    for (timer, minutes) in minutes {
        let is = |row: &&qianzhi::domain::Row| {
            let what = What::Timer { timer, within: qianzhi::clock::Span::minutes(minutes) };
            row.what == what && row.is_default()
        };
        assert_eq!(BuiltIn::newest().rows().filter(is).count(), 1, "{timer:?}");
    }
}

/// rules.md 2.2: 叫应 goes 县→乡→村 until a human answers. A level at which nobody is listed is called by nobody: that is
/// said, in one row, until somebody is listed.
#[test]
fn a_red_warning_with_nobody_listed_at_a_level_says_so_until_somebody_is() {
    let mut log = Log::new();
    let yellow = log.warning("21:50", Colour::Yellow);
    let unlisted = |log: &Log| {
        let mut all = log.world.deadlines(at("22:00")).into_iter();
        all.find(|deadline| matches!(deadline.what, Due::ListCallees { .. }))
    };
    assert!(unlisted(&log).is_none(), "{yellow}: nobody is called");
    let red = log.warning("21:59", Colour::Red);
    let row = unlisted(&log).unwrap();
    assert_eq!(
        (&row.what, row.due),
        (&Due::ListCallees { warning: red }, at("22:09")),
        "the first level has ten minutes"
    );
    assert_eq!(log.world.levels_unlisted(red), Tier::ALL);
    for (lang, words) in [(Lang::Zh, "县/乡/村 无人登记"), (Lang::En, "nobody is listed")] {
        let said = Say { world: &log.world, lang }.deadline_told(&row);
        assert!(said.contains(words), "{said}");
    }
    log.listed(responsible(Tier::County, "410324", "栾川县政府", "县长", None, "c1"));
    assert_eq!(log.world.levels_unlisted(red), [Tier::Township, Tier::Village]);
    assert_eq!(unlisted(&log).unwrap().due, at("22:19"), "the second level has ten minutes after the first");
    log.listed(responsible(Tier::Township, "410324101", "潭头镇", "镇长", None, "t1"));
    log.listed(responsible(Tier::Village, "410324101", "汤营村", "村主任", None, "v1"));
    assert!(unlisted(&log).is_none(), "everybody is called now");
}
