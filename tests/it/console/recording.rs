//! The entry line, recording, undo, what happens when the journal stops.

use qianzhi::clock::{Pace, Span};
use qianzhi::console::{Board, LinkState};
use qianzhi::console::{JournalState, Mode, Msg, Row};
use qianzhi::domain::{DrillClock, Fact, Means, Realm};
use qianzhi::text::tell::Both;

use super::desk::{Desk, at, now};

#[test]
fn an_entry_has_the_time_of_its_first_key_and_goes_to_the_incident() {
    let mut desk = Desk::new();
    let north = desk.incident("城区");
    desk.keys("抽");
    desk.pass(Span::minutes(3));
    let Fact::EntryLogged(entry) = desk.records("排一队 已到<enter>") else { panic!() };
    assert_eq!((entry.about, entry.text.as_str()), (Some("P1".into()), "已到"));
    assert_eq!((entry.occurred, entry.received, entry.incident), (now(), now(), Some(north)));
    assert_eq!(desk.model.mode(), Mode::Entry, "the next entry can be typed at once");
    assert!(desk.model.entry.line.is_empty());
    let Fact::EntryLogged(next) = desk.records("水退<enter>") else { panic!() };
    assert_eq!(next.occurred, now() + Span::minutes(3), "the next entry has a time of its own");
}

#[test]
fn an_entry_goes_to_the_duty_log_where_there_is_no_incident_or_when_asked() {
    let mut desk = Desk::empty(Realm::Live);
    let Fact::EntryLogged(entry) = desk.records("<tab>接班<enter>") else { panic!() };
    assert_eq!(entry.incident, None);
    let mut desk = Desk::new();
    let Fact::EntryLogged(entry) = desk.records("接班<backtab><enter>") else { panic!() };
    assert_eq!(entry.incident, None);
}

/// peers.md section 4, asks 14 and 20: who said it, by what means, when it happened and when it was heard.
#[test]
fn word_by_phone_has_its_source_and_its_own_times() {
    let mut desk = Desk::new();
    let north = desk.incident("城区");
    desk.keys("隧道积水 已封闭");
    desk.pass(Span::minutes(1));
    let Fact::EntryLogged(entry) =
        desk.records("<c-r>张某 138<tab>电台<tab><tab>15:58<tab><tab><tab>陇海路<tab>区防办<f10>")
    else {
        panic!()
    };
    assert_eq!((entry.place.as_str(), entry.told.as_str()), ("陇海路", "区防办"));
    assert_eq!((entry.text.as_str(), entry.source.as_str()), ("隧道积水 已封闭", "张某 138"));
    assert_eq!((entry.means, entry.incident), (Means::Radio, Some(north)));
    assert_eq!((entry.occurred, entry.received), (at("2021-07-20 15:58"), now()), "heard at its first key");
    assert!(desk.model.entry.line.is_empty());
    desk.keys("<esc>水深<c-r><esc>");
    assert_eq!(desk.model.parked.len(), 1, "what was begun in the line waits in the form");
}

#[test]
fn the_incident_is_the_one_selected_at_the_first_key() {
    let mut desk = Desk::new();
    let north = desk.incident("城区");
    desk.keys("1<home>水深<esc><down>");
    assert_ne!(desk.model.selected_incident(), Some(north));
    let Fact::EntryLogged(entry) = desk.records("<tab>1米<enter>") else { panic!() };
    assert_eq!((entry.incident, entry.text.as_str()), (Some(north), "水深1米"));
}

#[test]
fn nothing_is_said_to_be_recorded_before_it_is_durable() {
    let mut desk = Desk::new();
    let rows = desk.model.rows(Board::Incident).len();
    desk.hold = true;
    desk.keys("水深<enter>");
    assert_eq!(desk.model.rows(Board::Incident).len(), rows);
    assert!(!desk.notice().contains("入账"));
    desk.hold = false;
    desk.release();
    assert_eq!(desk.model.rows(Board::Incident).len(), rows + 1);
    assert!(desk.notice().contains("入账"));
}

#[test]
fn an_empty_entry_records_nothing() {
    let mut desk = Desk::new();
    assert!(desk.keys("<tab><enter><tab> 　<enter>").is_empty());
    assert_eq!(desk.model.mode(), Mode::Board);
}

#[test]
fn a_paste_is_text_on_one_line_and_never_commands() {
    let mut desk = Desk::new();
    desk.send(Msg::Paste("1\n2\n\u{1b}[31m3\n".to_owned()));
    assert_eq!(desk.model.board, Board::Situation);
    assert!(desk.facts.is_empty());
    assert_eq!(desk.model.entry.line.text(), "1 2 [31m3 ");
    desk.keys("<esc><f2>");
    desk.send(Msg::Paste("P2\n".to_owned()));
    assert!(desk.facts.is_empty());
    assert_eq!(desk.model.form().unwrap().field().unwrap().line().text(), "P2 ");
}

#[test]
fn an_entry_longer_than_a_payload_is_stopped_while_it_is_typed() {
    let mut desk = Desk::new();
    desk.send(Msg::Paste("水".repeat(1000)));
    assert!(desk.model.notice.as_ref().unwrap().alarm);
    let length = desk.model.entry.line.text().len();
    assert!(length <= 2000 && length > 1990);
    desk.records("<enter>");
}

#[test]
fn earlier_entries_come_back_while_the_line_is_empty() {
    let mut desk = Desk::new();
    desk.keys("一<enter>二<enter><up>");
    assert_eq!(desk.model.entry.line.text(), "二");
    desk.keys("<up><up>");
    assert_eq!(desk.model.entry.line.text(), "一");
    desk.keys("<down><down>");
    assert_eq!(desk.model.entry.line.text(), "");
    desk.keys("三<up>");
    assert_eq!(desk.model.entry.line.text(), "三", "a draft is not overwritten");
}

#[test]
fn a_name_is_completed() {
    let mut desk = Desk::new();
    desk.keys("已令p2<tab>到京广<tab>");
    assert_eq!(desk.model.entry.line.text(), "已令抽排二队到京广路");
}

#[test]
fn a_name_is_completed_from_pinyin_and_from_some_of_its_characters() {
    for (typed, expected) in [
        ("令cped", "令抽排二队"),
        ("令chou二", "令抽排二队"),
        ("令抽十", "令抽排十队"),
        ("到jgl", "到京广路"),
        ("令ｐ２", "令抽排二队"),
    ] {
        let mut desk = Desk::new();
        desk.keys(&format!("{typed}<tab>"));
        assert_eq!(desk.model.entry.line.text(), expected, "{typed}");
    }
    let mut desk = Desk::new();
    desk.keys("水深一米<tab>");
    assert_eq!(desk.model.entry.line.text(), "水深一米", "no name is made of what is none");
}

#[test]
fn a_wrong_key_is_taken_back_for_ten_seconds_with_all_it_did() {
    let mut desk = Desk::new();
    let team = |desk: &Desk| format!("{:?}", desk.model.world.team(&"P2".into()));
    let before = team(&desk);
    let facts = desk.keys("<f2>p2<tab>赶赴<f10>");
    assert_eq!(facts.len(), 3, "order, assignment, status: {facts:#?}");
    assert_ne!(team(&desk), before);
    desk.pass(Span::seconds(9));
    let strikes = desk.keys("<f8>");
    assert_eq!(strikes.len(), 3);
    assert!(strikes.iter().all(|fact| matches!(fact, Fact::Struck { .. })));
    assert_eq!(team(&desk), before, "the team stands as it stood");
    assert_eq!(desk.model.world.orders().len(), 1);
    assert!(desk.keys("<f8>").is_empty(), "taken back once, and the taking back is not taken back");
}

#[test]
fn after_ten_seconds_it_stands() {
    let mut desk = Desk::new();
    desk.keys("水深<enter>");
    desk.pass(Span::seconds(11));
    assert!(desk.keys("<f8>").is_empty());
    assert!(!desk.notice().is_empty());
    desk.keys("水退<enter>再涨<enter>");
    assert!(desk.keys("<f8><f8>").len() == 2, "the last two, one by one");
}

#[test]
fn ten_seconds_are_the_operators_at_any_speed_of_the_drill() {
    let mut desk = Desk::new();
    let clock = DrillClock { pace: Pace { wall: now(), drill: now(), per_mille: 60_000 } };
    let after = desk.model.world.heads(&qianzhi::domain::Aspect::DrillClock);
    desk.other(Fact::DrillClockSet { clock, after });
    desk.keys("水深<enter>");
    desk.pass(Span::seconds(9 * 60));
    assert_eq!(desk.keys("<f8>").len(), 1);
}

#[test]
fn what_was_read_back_from_the_journal_is_nobodys_last_key() {
    let mut desk = Desk::new();
    desk.hold = true;
    desk.keys("水深<enter>");
    let facts = std::mem::take(&mut desk.held);
    desk.model.pending.clear();
    desk.held = facts;
    desk.hold = false;
    desk.release();
    assert!(desk.keys("<f8>").is_empty());
}

#[test]
fn when_the_journal_stops_what_was_on_its_way_is_typed_still() {
    let mut desk = Desk::new();
    desk.hold = true;
    desk.keys("水深一米<enter>");
    desk.keys("<f2>p2<tab>赶赴<f10>");
    desk.held.clear();
    desk.send(Msg::JournalFailed(Both::same("disk")));
    assert_eq!(desk.model.journal, JournalState::Failed(Both::same("disk")));
    assert_eq!(desk.model.entry.line.text(), "水深一米");
    assert_eq!(desk.model.parked.len(), 1);
    assert!(desk.model.notice.as_ref().unwrap().alarm);
    assert!(desk.keys("<tab><enter>").is_empty(), "nothing is handed to a journal that has stopped");
    assert_eq!(desk.model.entry.line.text(), "水深一米", "and nothing typed is lost");
}

#[test]
fn leaving_asks_when_something_would_be_left_behind() {
    let mut desk = Desk::new();
    desk.keys("<f12>");
    assert_eq!(desk.effects.len(), 1, "nothing is left behind");
    for script in ["草稿<f12>", "草稿<esc><c-x>", "<f2>p2<esc><f12>", "<f2>p2<f12>"] {
        let mut desk = Desk::new();
        desk.keys(script);
        assert_eq!(desk.model.mode(), Mode::Ask, "{script}");
        desk.keys("<enter>");
        assert!(desk.effects.is_empty(), "{script}: no is picked first");
        desk.keys("<f12><right><enter>");
        assert_eq!(desk.effects.len(), 1, "{script}");
    }
    let mut desk = Desk::new();
    desk.model.link = LinkState::Calling { attempt: 3, why: Both::default() };
    desk.model.backlog.count = 2;
    desk.keys("<f12>");
    assert_eq!(desk.model.mode(), Mode::Ask);
    desk.keys("<esc>");
    assert_eq!((desk.model.mode(), desk.effects.len()), (Mode::Board, 0));
}

#[test]
fn a_word_to_the_operator_goes_with_the_next_key_or_after_its_time() {
    let mut desk = Desk::new();
    desk.keys("水深<enter>");
    assert!(desk.model.notice.is_some());
    desk.keys("<left>");
    assert!(desk.model.notice.is_none());
    desk.keys("水深<enter>");
    desk.pass(Span::seconds(60));
    assert!(desk.model.notice.is_none());
}

#[test]
fn an_entry_is_struck_with_a_reason() {
    let mut desk = Desk::new();
    desk.keys("水深<enter><esc>2<home>");
    let Some(Row::Line(id)) = desk.model.selected(Board::Incident).cloned() else { panic!() };
    assert!(desk.keys("<del><enter>").is_empty(), "a reason is needed");
    let fact = desk.records("记错<enter>");
    assert_eq!(fact, Fact::Struck { target: id, reason: "记错".to_owned() });
    desk.keys("<esc><del>");
    assert_eq!(desk.model.mode(), Mode::Board, "what is struck is not struck again");
}

/// Issue 5, point 1: a log adopts its rules when it begins, and what the operator takes back does not take them back.
#[test]
fn the_first_entry_of_a_log_adopts_the_rules_and_no_other_does() {
    let mut desk = Desk::empty(Realm::Live);
    desk.keys("<tab>接班<enter>");
    assert_eq!(desk.adopted, 1);
    assert_eq!(desk.model.world.rules().name, "qianzhi/1");
    desk.keys("<f8>");
    assert_eq!(desk.model.world.rules().name, "qianzhi/1");
    desk.keys("<tab>接班<enter>");
    assert_eq!(desk.adopted, 1);
    let mut old = Desk::new();
    old.keys("水深<enter>");
    assert_eq!(old.adopted, 0, "a log that began without them goes on without them");
}
