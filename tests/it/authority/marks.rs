//! The mark of an override stays on what carries it: through a correction, a settlement, and undoing there and back.

use qianzhi::clock::At;
use qianzhi::domain::{
    Aspect, Command, Confidence, Decision, Due, Entry, EventId, Fact, Level, Means, Ratify, Role, Row, Sanction,
    Standing, What,
};
use qianzhi::text::Lang;
use qianzhi::text::say::Say;

use super::matrix::decides;
use super::{CITY, Log, activated, at, response, sits};

fn duty() -> Standing {
    sits("李明", Some(Role::DutyOfficer))
}

fn scribe() -> Standing {
    Standing { reason: "值班员在接另一部电话".into(), ..sits("钱某", Some(Role::Scribe)) }
}

/// A bureau where only the duty officer and those above write things down.
fn strict() -> Log {
    let mut log = Log::new();
    let row = qianzhi::domain::BuiltIn::newest().rows().find(|row| row.id.0 == "RAUT-记录").unwrap().clone();
    let What::Authority { act, level, .. } = row.what else { panic!() };
    let what = What::Authority { act, level, role: Role::DutyOfficer };
    let rows = vec![Row { what, confidence: Confidence::Law, ..row }];
    log.does(&sits("吴某", Some(Role::ShiftLead)), Command::AdoptRules { profile: "栾川".into(), rows }).unwrap();
    log
}

/// Until when it is to be ratified, when it is.
fn clock(log: &Log, event: EventId) -> Option<At> {
    log.world.deadlines(at("09:20")).into_iter().find(|d| d.what == Due::Ratify { event }).map(|d| d.due)
}

#[test]
fn a_corrected_entry_keeps_its_mark_and_its_clock() {
    let mut log = strict();
    let entry = Entry::plain("道路中断".into(), at("09:10"));
    let id = log.does(&scribe(), Command::WriteEntry(entry.clone())).unwrap();
    assert_eq!(clock(&log, id), Some(at("09:40")));
    let fact = Fact::EntryLogged(entry);
    let told = |log: &Log| Say { world: &log.world, lang: Lang::Zh }.told(id, &fact);
    assert!(told(&log).starts_with("〔越权, 待追认〕"), "{}", told(&log));
    let later = Standing { now: at("09:15"), ..duty() };
    let amend = Command::AmendEntry { entry: id, text: "道路半幅通行".into(), reason: "核实".into() };
    let amended = log.does(&later, amend).unwrap();
    assert!(told(&log).contains("道路半幅通行") && told(&log).starts_with("〔越权, 待追认〕"), "{}", told(&log));
    assert_eq!((clock(&log, id), clock(&log, amended)), (Some(at("09:40")), None), "since it was written");
    // The correction can be an override of its own, with a clock of its own.
    let again = Standing { now: at("09:18"), ..scribe() };
    let amend = Command::AmendEntry { entry: id, text: "道路全通".into(), reason: "又核".into() };
    let amended = log.does(&again, amend).unwrap();
    assert_eq!((clock(&log, id), clock(&log, amended)), (Some(at("09:40")), Some(at("09:48"))));
    let answer = Ratify {
        of: amended,
        sanction: Sanction::Reversed,
        by: "李明".into(),
        role: None,
        means: Means::Console,
        note: "未核实".into(),
    };
    log.does(&later, Command::Ratify(answer)).unwrap();
    assert!(told(&log).contains("道路半幅通行"), "what was said before holds again: {}", told(&log));
    assert_eq!(clock(&log, id), Some(at("09:40")));
}

#[test]
fn settling_a_conflict_drops_no_mark_whichever_side_wins() {
    for winner in [Level::Two, Level::Four] {
        let mut log = Log::new();
        let beyond = log.does(&duty(), decides(activated(Level::Two))).unwrap();
        let apart = log.says(Fact::ResponseDecided { response: response(activated(Level::Four)), after: vec![] });
        let side = if winner == Level::Two { beyond } else { apart };
        let chief = sits("郑某", Some(Role::GeneralCommander));
        let settle = Command::Settle { aspect: Aspect::Response(CITY.into()), in_favour_of: side };
        let settled = log.does(&chief, settle).unwrap();
        assert_eq!(log.world.response(&CITY.into()).agreed().and_then(qianzhi::domain::Response::level), Some(winner));
        assert_eq!(clock(&log, beyond), Some(at("09:40")), "{winner:?}");
        // To take the settlement back brings the conflict again, and the mark was never away.
        log.does(&chief, Command::Strike { target: settled, reason: "再议".into() }).unwrap();
        assert_eq!(log.world.conflicts().len(), 1);
        assert_eq!(clock(&log, beyond), Some(at("09:40")), "{winner:?}");
    }
}

/// Whoever settles beyond their own authority is marked for it: a settlement launders nothing.
#[test]
fn a_settlement_beyond_authority_is_an_override_of_its_own() {
    let mut log = Log::at_level(Level::Three);
    log.says(Fact::ResponseDecided { response: response(activated(Level::One)), after: vec![] });
    let side = log.world.conflicts()[0].sides[0].id;
    let settle = Command::Settle { aspect: Aspect::Response(CITY.into()), in_favour_of: side };
    let settled = log.does(&Standing { reason: "联系不上".into(), ..duty() }, settle).unwrap();
    assert_eq!(clock(&log, settled), Some(at("09:40")));
}

#[test]
fn undone_it_waits_for_nobody_and_done_again_it_has_the_clock_it_had() {
    let mut log = Log::new();
    let event = log.does(&duty(), decides(activated(Level::Two))).unwrap();
    let undo = log.does(&duty(), Command::Strike { target: event, reason: "按错".into() }).unwrap();
    assert_eq!(clock(&log, event), None);
    log.does(&duty(), Command::Strike { target: undo, reason: "没有按错".into() }).unwrap();
    assert_eq!(log.world.response(&CITY.into()).agreed().and_then(qianzhi::domain::Response::level), Some(Level::Two));
    assert_eq!(clock(&log, event), Some(at("09:40")));
}

/// What somebody in authority took back does not come again by striking their strike: it stands, and is to be
/// answered for once more.
#[test]
fn what_was_reversed_and_is_brought_back_awaits_its_answer_again() {
    let mut log = Log::new();
    let event = log.does(&duty(), decides(activated(Level::Two))).unwrap();
    let deputy = sits("周某", Some(Role::GeneralDeputy));
    let answer = |sanction| {
        let (by, note) = ("周某".into(), "等级过高".into());
        Command::Ratify(Ratify { of: event, sanction, by, role: None, means: Means::Console, note })
    };
    let decided = qianzhi::domain::decide(&log.world, &deputy, answer(Sanction::Reversed)).unwrap();
    let events = log.records(&deputy, decided);
    assert!(!log.world.stands(&event) && clock(&log, event).is_none());
    log.does(&duty(), Command::Strike { target: events[1], reason: "水位又涨".into() }).unwrap();
    assert!(log.world.stands(&event));
    assert_eq!(clock(&log, event), Some(at("09:40")));
    log.does(&deputy, answer(Sanction::Ratified)).unwrap();
    assert!(log.world.unratified().is_empty() && log.world.stands(&event));
}

#[test]
fn a_declined_response_is_still_marked_when_an_entry_about_it_is_corrected() {
    let mut log = Log::new();
    let declined = Decision::Declined { reason: "雨势减弱".into() };
    let event = log.does(&duty(), decides(declined)).unwrap();
    let note = log.does(&duty(), Command::WriteEntry(Entry::plain("已请示".into(), at("09:11")))).unwrap();
    let amend = Command::AmendEntry { entry: note, text: "已电话请示".into(), reason: "补全".into() };
    log.does(&duty(), amend).unwrap();
    assert_eq!(clock(&log, event), Some(at("09:40")));
}
