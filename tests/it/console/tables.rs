//! A list from a table, at the desk (issue 5, point 8): the form asks for list and file, what it would change is read, and
//! nothing is recorded before a person has said so.

use std::sync::Arc;

use qianzhi::console::{Effect, Mode, Msg, Overlay, Previewed, Table, TableList};
use qianzhi::domain::Realm;
use qianzhi::text::tell::Both;

use super::desk::{Desk, team};

fn asked(desk: &mut Desk) -> Table {
    assert!(desk.keys("<c-v>652/mnt/u/队伍.csv<f10>").is_empty(), "a table is read outside");
    match desk.effects.pop() {
        Some(Effect::Preview(table)) => table,
        other => panic!("{other:?} {}", desk.notice()),
    }
}

#[test]
fn what_a_table_would_change_is_read_and_recorded_when_a_person_says_so() {
    let mut desk = Desk::empty(Realm::Live);
    let table = asked(&mut desk);
    assert_eq!((table.list, table.file.as_str()), (TableList::Teams, "/mnt/u/队伍.csv"));
    let facts: Arc<[_]> = vec![team("P9", "抽排九队", qianzhi::domain::TeamKind::Professional, "410100")].into();
    let lines = vec!["+ P9 抽排九队".to_owned()];
    desk.send(Msg::Previewed(table, Ok(Previewed { lines, facts: facts.clone() })));
    let Some(Overlay::Reading(reading)) = desk.model.overlays.last() else { panic!("{}", desk.notice()) };
    assert!(reading.lines(80).iter().any(|line| line.contains("抽排九队")));
    // One key too many records nothing.
    desk.keys("<f10>");
    assert_eq!(desk.model.mode(), Mode::Ask);
    desk.keys("<enter>");
    assert!(!desk.effects.iter().any(|effect| matches!(effect, Effect::Import(_))));
    desk.keys("<f10>1");
    assert_eq!(desk.effects.last(), Some(&Effect::Import(facts)));
    assert!(desk.model.overlays.is_empty());
    desk.send(Msg::Imported(Ok(1)));
    assert!(desk.notice().contains("入账 1 条"), "{}", desk.notice());
}

#[test]
fn a_table_that_is_wrong_is_read_with_every_place_and_records_nothing() {
    let mut desk = Desk::empty(Realm::Live);
    let table = asked(&mut desk);
    let why = Both::words("队伍.csv: 第 3 行: 空着\n队伍.csv: 第 4 行: 空着", "row 3 is empty\nrow 4 is empty");
    desk.send(Msg::Previewed(table, Err(why)));
    let Some(Overlay::Reading(reading)) = desk.model.overlays.last() else { panic!("{}", desk.notice()) };
    assert!(reading.lines(80).iter().any(|line| line.contains("第 4 行")));
    desk.keys("<f10>");
    assert_eq!(desk.model.mode(), Mode::Reading, "there is nothing to record");
}
