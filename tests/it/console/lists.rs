//! Every list sorts, filters and jumps the same way (issue 4, point 7).

use qianzhi::clock::Span;
use qianzhi::console::{Board, Column, Key, Mode, Msg, Row};
use qianzhi::domain::{Due, Fact, Order, Realm, Reckoning, TeamStatus, Value};

use super::desk::{Desk, incident, now, order, status};

/// An order that is not late yet.
fn fresh(number: u32) -> Order {
    Order { issued: now(), ..order(number, "P2", None) }
}

fn codes(desk: &Desk) -> Vec<String> {
    let code = |row: &Row| if let Row::Team(code) = row { code.0.clone() } else { String::new() };
    desk.model.rows(Board::Teams).iter().map(code).collect()
}

#[test]
fn a_filter_is_typed_with_an_input_method_on_and_the_list_follows_every_key() {
    let mut desk = Desk::new();
    desk.keys("3");
    let all = codes(&desk);
    for slash in ['/', '／', '、'] {
        desk.key(Key::char(slash));
        assert_eq!(desk.model.mode(), Mode::Filter, "{slash}");
        desk.keys("<esc>");
    }
    desk.keys("/p2");
    assert_eq!(codes(&desk), ["P2"], "while it is typed");
    desk.keys("<enter>");
    assert_eq!((desk.model.mode(), codes(&desk)), (Mode::Board, vec!["P2".to_owned()]));
    assert_eq!(desk.model.hidden(Board::Teams), all.len() - 1, "what is hidden is counted");
    desk.keys("<esc>");
    assert_eq!((codes(&desk), desk.model.hidden(Board::Teams)), (all, 0));
}

#[test]
fn digits_and_arrows_go_on_working_around_a_filter() {
    let mut desk = Desk::new();
    desk.keys("3/p<down>");
    assert_eq!(desk.model.mode(), Mode::Filter, "arrows move in the list while the filter is open");
    assert!(desk.model.selected_place(Board::Teams).is_some_and(|place| place > 0));
    desk.keys("2<enter>4");
    assert_eq!(desk.model.board, Board::Orders, "digits are text in the filter and boards outside of it");
    assert_eq!(desk.model.asked(Board::Teams).unwrap().sought.text(), "p2", "each board keeps its own");
}

#[test]
fn no_filter_hides_an_alarm() {
    let mut desk = Desk::new();
    desk.other(status("P2", TeamStatus::LostContact, Vec::new()));
    desk.keys("3/没有这样的队");
    assert_eq!(codes(&desk), ["P2"], "a team out of touch stays");
    desk.other(Fact::OrderIssued(fresh(21)));
    desk.keys("<enter>4/没有这样的指令<enter>");
    assert_eq!(desk.model.rows(Board::Orders).len(), 1, "an order that nobody acknowledged in time stays");
    desk.pass(Span::hours(1));
    assert_eq!(desk.model.rows(Board::Orders).len(), 2, "and one that becomes late comes back");
    desk.keys("5/没有这样的步骤<enter>");
    let late = desk.model.rail().iter().filter(|d| d.late(desk.model.now)).count();
    assert!(late > 0 && !desk.model.rows(Board::Plan).is_empty(), "a late step stays");
}

#[test]
fn news_is_filtered_like_the_rest_and_the_selection_stays() {
    let mut desk = Desk::new();
    desk.keys("4/增援<enter>");
    let before = desk.model.rows(Board::Orders).len();
    let wanted = desk.other(Fact::OrderIssued(Order { text: "增援京广路".to_owned(), ..fresh(21) }));
    assert_eq!(desk.model.rows(Board::Orders).len(), before + 1);
    desk.keys(";增援<enter>");
    assert_eq!(desk.model.selected(Board::Orders), Some(&Row::Order(wanted)));
    desk.other(Fact::OrderIssued(fresh(22)));
    assert_eq!(desk.model.rows(Board::Orders).len(), before + 1);
    assert_eq!(desk.model.selected(Board::Orders), Some(&Row::Order(wanted)));
}

#[test]
fn every_board_orders_by_its_columns_and_both_ways() {
    for board in Board::ALL {
        let mut desk = Desk::new();
        desk.other(incident("第三起", "2021-07-20 14:00"));
        desk.model.layout.boards = vec![Board::Situation, board];
        desk.keys(if board == Board::Situation { "1" } else { "2" });
        let own = desk.model.rows(board).to_vec();
        for column in Column::of(board) {
            desk.keys(".");
            let sorted = desk.model.asked(board).unwrap().sorted.unwrap();
            assert_eq!((sorted.by, sorted.down), (*column, false));
            let mut same = desk.model.rows(board).to_vec();
            same.sort();
            let mut rows = own.clone();
            rows.sort();
            assert_eq!(same, rows, "{board:?} by {column:?}: an order loses and invents no row");
            desk.keys("，");
            assert!(desk.model.asked(board).unwrap().sorted.unwrap().down);
            desk.keys(",");
        }
        desk.keys("。");
        assert_eq!(desk.model.rows(board), own, "{board:?} comes back to its own order");
    }
}

#[test]
fn codes_are_ordered_as_people_count() {
    let mut desk = Desk::new();
    desk.keys("3.");
    let by_code = codes(&desk);
    let mut expected = by_code.clone();
    expected.sort_by_key(|code| (code[..1].to_owned(), code[1..].parse::<u32>().unwrap()));
    assert_eq!(by_code, expected);
    desk.keys(",");
    let turned: Vec<String> = by_code.into_iter().rev().collect();
    assert_eq!(codes(&desk), turned);
}

#[test]
fn a_jump_finds_a_row_by_name_on_every_list() {
    let mut desk = Desk::new();
    desk.keys("3；抽排二<enter>");
    assert_eq!(desk.model.selected(Board::Teams), Some(&Row::Team("P2".into())));
    desk.keys("1;郭家咀<enter>");
    let Some(Row::Incident(id)) = desk.model.selected(Board::Situation) else { panic!("no incident") };
    assert!(desk.model.world.incident(*id).unwrap().title.contains("郭家咀"));
}

#[test]
fn a_paste_into_a_filter_is_text_and_too_much_is_said() {
    let mut desk = Desk::empty(Realm::Live);
    desk.keys("3/");
    desk.send(Msg::Paste("一\n二\u{1b}[2J".to_owned()));
    assert_eq!(desk.model.filter_line.text(), "一 二[2J");
    desk.send(Msg::Paste("水".repeat(1000)));
    assert!(!desk.notice().is_empty());
}

#[test]
fn one_key_settles_for_each_side_and_names_no_side_that_is_not_there() {
    for (key, side) in [("<c-a>", 0), ("<c-g>", 1)] {
        let mut desk = Desk::new();
        desk.other(status("P2", TeamStatus::Working, Vec::new()));
        desk.other(status("P2", TeamStatus::Ready, Vec::new()));
        desk.keys("6");
        let sides = desk.model.selected_conflict().expect("two posts said it apart").sides.clone();
        assert!(desk.keys("<c-u>").is_empty(), "there is no third side");
        desk.records(key);
        let Reckoning::Agreed(stands) = desk.model.world.team(&"P2".into()).unwrap().status else { panic!("{key}") };
        assert_eq!(Value::TeamStatus(stands), sides[side].value, "{key}");
        desk.keys("<f8>");
        assert!(desk.model.selected_conflict().is_some(), "and one key takes it back");
    }
}

#[test]
fn an_act_from_the_rail_finds_its_row_behind_a_filter() {
    let mut desk = Desk::new();
    desk.keys("5/停课<enter><f4>");
    let wanted = desk.model.rail().iter().position(|d| matches!(&d.what, Due::Step { step, .. } if step.0 == "s1"));
    desk.keys(&format!("<home>{}<enter>", "<down>".repeat(wanted.unwrap())));
    desk.records("1");
}
