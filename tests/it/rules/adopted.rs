//! A log counts by what it adopted: by limits of its own when it is old, by a set of a name, by a bureau's rows.

use qianzhi::clock::{At, Span};
use qianzhi::domain::{
    Aspect, BuiltIn, ContentHash, Due, EventId, Fact, Incident, Limits, Need, ReportKind, ReportPart, Row, RuleChange,
    RuleId, SetName, Timer, What, Whence,
};

use super::{Log, at};

const PHONE: &str = "RLOC-电话";

fn incident(log: &mut Log) -> EventId {
    log.say(Fact::IncidentOpened(Incident {
        unit_told: None,
        sensitive: false,
        title: "某厂火灾".into(),
        title_en: None,
        code: "12G00".into(),
        area: "410300".into(),
        place: None,
        occurred: at("09:50"),
        received: at("10:00"),
        address: String::new(),
    }))
}

/// When the report by phone is due.
fn phone(log: &Log, incident: EventId) -> At {
    let deadlines = log.world.deadlines(at("10:00"));
    deadlines.into_iter().find(|d| d.what == Due::ReportByPhone { incident }).unwrap().due
}

/// The row of the set with another limit, from a bureau's paper.
fn row(minutes: i64) -> Row {
    let row = BuiltIn::FIRST.row(&PHONE.into()).unwrap().clone();
    Row { what: What::Timer { timer: Timer::ReportPhone, within: Span::minutes(minutes) }, ..row }
}

fn change(log: &mut Log, row: Option<Row>) -> EventId {
    let rule = RuleId::from(PHONE);
    let after = log.world.heads(&Aspect::Rule(rule.clone()));
    let change = RuleChange { profile: "洛阳 2026-1".into(), rule, row: row.map(Box::new) };
    log.say(Fact::RuleChanged { change, after })
}

#[test]
fn an_old_log_counts_for_ever_by_the_limits_it_carries() {
    let mut log = Log::new();
    let payload = br#"{"kind":"rules.adopted/1","data":{"rules":{"name":"old","ack_professional":60000,"ack_other":300000,
        "decide_red":1800000,"decide_orange":3600000,"report_phone":1200000,"report_written":2400000,"depart_fire":60000,
        "depart_professional":600000,"depart_township":900000,"depart_social":14400000}}}"#;
    let fact = Fact::from_payload(payload);
    assert!(matches!(&fact, Fact::RulesAdopted { rules, .. } if *rules == Limits {
        name: "old".into(), report_phone: Span::minutes(20), report_written: Span::minutes(40), ..Limits::default() }));
    log.say(fact);
    let fire = incident(&mut log);
    assert_eq!(phone(&log, fire), at("10:20"));
    let rule = log.world.rule(&PHONE.into(), at("10:00")).unwrap();
    assert_eq!(rule.whence, Whence::Log("old".into()));
    assert!(matches!(rule.row.what, What::Timer { within, .. } if within == Span::minutes(20)));
    // What it says as the set does is the set's row, with its source.
    assert_eq!(log.world.rule(&"R-互锁-红".into(), at("10:00")).unwrap().whence, Whence::Set);
}

#[test]
fn a_log_that_adopted_nothing_has_the_first_set_and_one_that_adopted_it_says_so() {
    let mut log = Log::new();
    let fire = incident(&mut log);
    assert_eq!(phone(&log, fire), at("10:30"));
    let limits = |log: &Log| Timer::ALL.iter().map(|t| log.world.rules().within(*t, at("10:00"))).collect::<Vec<_>>();
    let before = limits(&log);
    log.say(Fact::SetAdopted { set: BuiltIn::FIRST.name(), after: Vec::new() });
    assert_eq!(log.world.rules().name, "qianzhi/1");
    assert_eq!(limits(&log), before);
}

#[test]
fn a_set_that_this_program_lacks_is_said_and_the_log_goes_on() {
    let mut log = Log::new();
    let fire = incident(&mut log);
    let first = BuiltIn::FIRST.name();
    let newer = SetName { version: 99, ..first.clone() };
    let other = SetName { hash: ContentHash([7; 32]), ..first };
    for lacking in [newer, other] {
        let after = log.world.heads(&Aspect::Rules);
        log.say(Fact::SetAdopted { set: lacking.clone(), after });
        assert_eq!(log.world.rules().unknown, Some(lacking));
        assert_eq!(phone(&log, fire), at("10:30"));
    }
}

#[test]
fn a_bureaus_row_takes_the_place_of_the_sets_at_every_post_until_it_is_given_back() {
    let mut log = Log::new();
    let fire = incident(&mut log);
    let put = change(&mut log, Some(row(20)));
    assert_eq!(phone(&log, fire), at("10:20"));
    let rule = log.world.rule(&PHONE.into(), at("10:00")).unwrap();
    assert_eq!(rule.whence, Whence::Profile { name: "洛阳 2026-1".into(), event: put });
    change(&mut log, None);
    assert_eq!(phone(&log, fire), at("10:30"));
}

#[test]
fn a_row_counts_from_the_day_it_is_in_force_and_no_longer_than_it_is() {
    let mut log = Log::new();
    let fire = incident(&mut log);
    change(&mut log, Some(Row { from: Some(at("10:01")), ..row(20) }));
    assert_eq!(phone(&log, fire), at("10:30"), "the call came before it was in force");
    change(&mut log, Some(Row { from: Some(at("10:00")), to: Some(at("10:01")), ..row(20) }));
    assert_eq!(phone(&log, fire), at("10:20"));
    change(&mut log, Some(Row { to: Some(at("10:00")), ..row(20) }));
    assert_eq!(phone(&log, fire), at("10:30"), "it was in force no more");
}

#[test]
fn a_row_of_another_form_changes_no_limit() {
    let mut log = Log::new();
    let fire = incident(&mut log);
    change(&mut log, Some(Row { what: What::Timer { timer: Timer::DecideRed, within: Span::ZERO }, ..row(20) }));
    assert_eq!(phone(&log, fire), at("10:30"));
    assert_eq!(log.world.rules().within(Timer::DecideRed, at("10:00")), Span::minutes(30));
    let due = log.world.deadlines(at("10:00")).into_iter().find(|d| d.what == Due::ReportByPhone { incident: fire });
    let behind = log.world.rule_behind(&due.unwrap()).unwrap();
    assert_eq!((&behind.row.id, behind.whence), (&RuleId::from(PHONE), Whence::Set), "what limits it is shown");
}

#[test]
fn two_posts_that_set_one_rule_apart_are_a_conflict_and_the_older_counts() {
    let mut log = Log::new();
    let fire = incident(&mut log);
    let put = |log: &mut Log, minutes| {
        let change = RuleChange { profile: "洛阳".into(), rule: PHONE.into(), row: Some(Box::new(row(minutes))) };
        log.say(Fact::RuleChanged { change, after: Vec::new() });
    };
    put(&mut log, 20);
    put(&mut log, 20);
    assert!(log.world.conflicts().is_empty(), "they agree");
    put(&mut log, 15);
    assert_eq!(log.world.conflicts().len(), 1);
    assert_eq!(phone(&log, fire), at("10:20"));
}

#[test]
fn a_bureaus_row_says_what_a_report_must_hold_and_which_jump_it_must_explain() {
    let mut log = Log::new();
    let put = |log: &mut Log, id: &str, what: What| {
        let row = Row { what, ..BuiltIn::FIRST.row(&id.into()).unwrap().clone() };
        let change = RuleChange { profile: "洛阳".into(), rule: id.into(), row: Some(Box::new(row)) };
        log.say(Fact::RuleChanged { change, after: Vec::new() });
    };
    let (part, kind) = (ReportPart::Loss, ReportKind::Initial);
    assert_eq!(log.world.part_need(part, kind, at("10:00")), Need::Optional);
    put(&mut log, "RFLD-初报-直接经济损失", What::Field { part, kind, need: Need::Required });
    assert_eq!(log.world.part_need(part, kind, at("10:00")), Need::Required);
    let limits = |log: &Log| log.world.jump_limits(at("10:00")).map(|limits| (limits.percent, limits.people));
    assert_eq!(limits(&log), Some((50, 10)), "rules.md 3.1");
    assert!(BuiltIn::FIRST.row(&"RREP-突变".into()).unwrap().is_default(), "nobody's law");
    put(&mut log, "RREP-突变", What::Jump { percent: 20, people: 3 });
    assert_eq!(limits(&log), Some((20, 3)));
}

#[test]
fn a_log_begins_with_the_newest_set_once_and_only_when_it_begins() {
    let mut log = Log::new();
    let opening = log.world.opening().unwrap();
    assert_eq!(opening, Fact::SetAdopted { set: BuiltIn::newest().name(), after: Vec::new() });
    log.say(opening);
    assert_eq!(log.world.opening(), None);
    let mut old = Log::new();
    incident(&mut old);
    let counts_by = Fact::SetAdopted { set: BuiltIn::FIRST.name(), after: Vec::new() };
    assert_eq!(old.world.opening(), Some(counts_by.clone()), "what began without one counts by the first set for ever");
    old.say(counts_by);
    assert_eq!(old.world.opening(), None);
}

/// Two posts that began apart said the same: no conflict, whatever order their entries come in. Two programs of
/// different age did not, and every replica counts by the same one until a person settles it.
#[test]
fn two_posts_that_began_apart_come_to_the_same_rules() {
    let name = BuiltIn::newest().name();
    let mut log = Log::new();
    for _ in 0..2 {
        log.say(Fact::SetAdopted { set: name.clone(), after: Vec::new() });
    }
    assert!(log.world.conflicts().is_empty());
    assert_eq!(log.world.unknown_set(), None);
    let newer = Fact::SetAdopted { set: SetName { version: 99, ..name.clone() }, after: Vec::new() };
    let older = Fact::SetAdopted { set: name, after: Vec::new() };
    let event = |n: u8, fact: &Fact| qianzhi::domain::Event {
        id: EventId([n; 32]),
        post: qianzhi::domain::PostId([n; 32]),
        seq: 1,
        hlc: 1,
        recorded: at("09:00"),
        actor: String::new(),
        fact: fact.clone(),
        overridden: None,
    };
    let fold = |events: [qianzhi::domain::Event; 2]| {
        let mut log = Log::new();
        for event in events {
            log.world.apply(&event);
        }
        (log.world.rules(), log.world.conflicts().len())
    };
    let (a, b) = (event(1, &newer), event(2, &older));
    assert_eq!(fold([a.clone(), b.clone()]), fold([b, a.clone()]));
    assert_eq!(fold([a.clone(), event(3, &older)]).1, 1, "shown to somebody who can settle it");
}

/// rules.md 3.3 RLOC: “15/30 for 特重大, 30/60 for 较大 (a city)”, and another county's 20/40 for all.
#[test]
fn a_city_has_times_of_its_own_for_the_grave_ones_and_one_row_holds_for_all_where_it_has_none() {
    use qianzhi::domain::Grade;
    let put = |log: &mut Log, id: &str, minutes: i64| {
        let row = BuiltIn::FIRST.row(&id.into()).unwrap().clone();
        let What::Timer { timer, .. } = row.what else { panic!("{id} is a timer") };
        let row = Row { what: What::Timer { timer, within: Span::minutes(minutes) }, ..row };
        let after = log.world.heads(&Aspect::Rule(id.into()));
        let change = RuleChange { profile: "一市 2026".into(), rule: id.into(), row: Some(Box::new(row)) };
        log.say(Fact::RuleChanged { change, after })
    };
    let due = |log: &Log, incident: EventId| {
        let deadlines = log.world.deadlines(at("10:00"));
        let of = |what: Due| {
            let found = deadlines.iter().find(|d| d.what == what).unwrap();
            assert_eq!(log.world.rule_behind(found).unwrap().row.id, *found.rule.unwrap());
            (found.due, found.rule.unwrap().to_string())
        };
        (of(Due::ReportByPhone { incident }), of(Due::ReportInWriting { incident }))
    };
    let graded = |log: &mut Log, incident: EventId, grade| {
        let after = log.world.heads(&Aspect::Grade(incident));
        log.say(Fact::Graded { incident, grade: Some(grade), reason: "初判".into(), after })
    };
    let mut county = Log::new();
    let fire = incident(&mut county);
    put(&mut county, "RLOC-电话", 20);
    put(&mut county, "RLOC-书面", 40);
    for grade in [Grade::Ordinary, Grade::Serious, Grade::Major, Grade::Extreme] {
        graded(&mut county, fire, grade);
        let ((phone, _), (written, _)) = due(&county, fire);
        assert_eq!((phone, written), (at("10:20"), at("10:40")), "{grade:?}");
    }
    let mut city = Log::new();
    let fire = incident(&mut city);
    put(&mut city, "RLOC-电话-特重大", 15);
    put(&mut city, "RLOC-书面-特重大", 30);
    let base = |minute: &str, row: &str| (at(minute), row.to_owned());
    assert_eq!(due(&city, fire), (base("10:30", "RLOC-电话"), base("11:00", "RLOC-书面")));
    graded(&mut city, fire, Grade::Serious);
    assert_eq!(due(&city, fire), (base("10:30", "RLOC-电话"), base("11:00", "RLOC-书面")));
    for grade in [Grade::Major, Grade::Extreme] {
        graded(&mut city, fire, grade);
        assert_eq!(due(&city, fire), (base("10:15", "RLOC-电话-特重大"), base("10:30", "RLOC-书面-特重大")));
    }
}
