//! Boards, lists and the rail.

use qianzhi::console::{Action, Board, Effect, Mode, Msg, OrderFilter, Overlay, Row};
use qianzhi::domain::{Fact, Grade, Means, Outcome, Rung, RungFact, TeamStatus};

use super::desk::{Desk, incident, now, order, status, team};

#[test]
fn digits_show_boards_full_width_ones_too_and_are_text_where_text_is_typed() {
    let mut desk = Desk::new();
    for (key, board) in [("2", Board::Incident), ("３", Board::Teams), ("8", Board::Drill), ("１", Board::Situation)]
    {
        desk.keys(key);
        assert_eq!(desk.model.board, board);
    }
    desk.model.layout.boards.truncate(8);
    desk.keys("9");
    assert_eq!(desk.model.board, Board::Situation);
    assert!(!desk.notice().is_empty(), "no ninth board: it says so");
    desk.keys("水3４");
    assert_eq!(desk.model.board, Board::Situation);
    assert_eq!(desk.model.entry.line.text(), "水3４", "as typed");
    desk.keys("<esc>？");
    assert_eq!(desk.model.mode(), Mode::Help);
}

#[test]
fn a_list_that_orders_itself_anew_keeps_its_selection() {
    let mut desk = Desk::new();
    let first = desk.model.selected(Board::Situation).cloned();
    let later = desk.other(incident("新的一起", "2021-07-20 16:09"));
    desk.other(Fact::IncidentGraded { incident: later, grade: Some(Grade::Extreme), after: Vec::new() });
    assert_eq!(desk.model.rows(Board::Situation)[0], Row::Incident(later));
    assert_eq!(desk.model.selected(Board::Situation).cloned(), first);
    assert_eq!(desk.model.selected_place(Board::Situation), Some(1));
    desk.keys("3<home><down><down>");
    let chosen = desk.selected_team().unwrap();
    desk.other(status("L3", TeamStatus::LostContact, Vec::new()));
    assert_eq!(desk.selected_team(), Some(chosen));
}

#[test]
fn a_row_that_vanishes_hands_its_selection_to_the_next() {
    let mut desk = Desk::new();
    let second = desk.other(Fact::OrderIssued(order(12, "P2", None)));
    desk.keys("<f3><home>");
    assert_eq!(desk.model.order_filter, OrderFilter::Unanswered);
    let Some(Row::Order(first)) = desk.model.selected(Board::Orders).cloned() else { panic!() };
    assert_ne!(first, second);
    let rung = RungFact { order: first, rung: Rung::Acknowledged, by: String::new(), means: Means::Phone, at: now() };
    desk.other(Fact::OrderRung(rung));
    assert_eq!(desk.model.rows(Board::Orders), [Row::Order(second)]);
    assert_eq!(desk.model.selected(Board::Orders), Some(&Row::Order(second)));
    assert_eq!(desk.model.hidden(Board::Orders), 1, "what a filter hides is counted");
    desk.keys("<f3>");
    assert_eq!(desk.model.rows(Board::Orders).len(), 2);
}

#[test]
fn orders_nobody_answered_come_first_and_ended_ones_last() {
    let mut desk = Desk::new();
    let done = desk.other(Fact::OrderIssued(order(12, "P2", None)));
    desk.other(Fact::OrderEnded { order: done, outcome: Outcome::Done, at: now(), after: Vec::new() });
    let open = desk.other(Fact::OrderIssued(order(13, "P10", None)));
    let rung = RungFact { order: open, rung: Rung::Acknowledged, by: String::new(), means: Means::Phone, at: now() };
    desk.other(Fact::OrderRung(rung));
    let rows = desk.model.rows(Board::Orders);
    assert_eq!(rows.len(), 3);
    assert_eq!(rows[1..], [Row::Order(open), Row::Order(done)]);
}

#[test]
fn teams_are_listed_by_need_and_then_as_people_count() {
    let mut desk = Desk::new();
    let codes = |desk: &Desk| -> Vec<String> {
        let codes = desk.model.rows(Board::Teams).iter();
        codes.map(|row| if let Row::Team(code) = row { code.0.clone() } else { panic!() }).collect()
    };
    assert_eq!(codes(&desk), ["J1", "L3", "P1", "P2", "P10"]);
    desk.other(status("P10", TeamStatus::Working, Vec::new()));
    desk.other(status("P2", TeamStatus::LostContact, Vec::new()));
    desk.other(status("J1", TeamStatus::Unavailable, Vec::new()));
    assert_eq!(codes(&desk), ["P2", "P10", "L3", "P1", "J1"]);
}

#[test]
fn pages_move_by_what_fits_and_stop_at_the_ends() {
    let mut desk = Desk::new();
    for n in 20..220 {
        desk.other(team(&format!("T{n}"), "队", qianzhi::domain::TeamKind::Township, "410100"));
    }
    desk.keys("3.<home>");
    let page = desk.model.page_rows(Board::Teams);
    assert!(page > 3 && page < 24);
    desk.keys("<pgdn><pgdn>");
    assert_eq!(desk.model.selected_place(Board::Teams), Some(2 * page));
    desk.keys("<pgup><up>");
    assert_eq!(desk.model.selected_place(Board::Teams), Some(page - 1));
    desk.keys("<end><pgdn><down>");
    assert_eq!(desk.model.selected_place(Board::Teams), Some(204));
}

#[test]
fn the_incident_board_shows_the_incident_that_is_selected() {
    let mut desk = Desk::new();
    let (north, dam) = (desk.incident("城区"), desk.incident("郭家咀"));
    desk.keys("1<home>");
    assert_eq!(desk.model.selected_incident(), Some(north));
    desk.keys("2<right>");
    assert_eq!(desk.model.selected_incident(), Some(dam));
    let before = desk.model.rows(Board::Incident).len();
    desk.keys("漫坝<enter>");
    assert_eq!(desk.model.rows(Board::Incident).len(), before + 1);
    assert_eq!(desk.model.selected_incident(), Some(dam));
}

#[test]
fn find_goes_to_a_row_by_code_or_name() {
    let mut desk = Desk::new();
    desk.keys("3;p10<enter>");
    assert_eq!(desk.selected_team().unwrap().0, "P10");
    desk.keys("、洛阳<enter>");
    assert_eq!(desk.selected_team().unwrap().0, "L3");
    desk.keys(";p2<esc>");
    assert_eq!(desk.selected_team().unwrap().0, "L3");
    assert!(desk.model.parked.is_empty(), "a search is no draft");
}

#[test]
fn the_rail_leads_to_the_act_that_ends_a_deadline() {
    let mut desk = Desk::new();
    assert_eq!(
        desk.model.rail().len(),
        10,
        "an order, a warning, what it asks and whom nobody listed, two reports each of two incidents, two steps"
    );
    let late: Vec<_> = desk.model.rail().iter().map(|d| (d.due, qianzhi::console::act_for(&d.what))).collect();
    assert!(late.is_sorted_by_key(|(due, _)| *due), "the most pressing first");
    for (place, (_, act)) in late.into_iter().enumerate() {
        desk.keys("<f4><home>");
        desk.keys(&"<down>".repeat(place));
        assert_eq!(desk.model.rail_place(), Some(place));
        desk.keys("<enter>");
        match (act, desk.model.overlays.last()) {
            (Action::StepDone, Some(Overlay::Menu(menu))) => assert!(matches!(menu.row, Row::Step(..))),
            (_, Some(Overlay::Form(_))) => {}
            other => panic!("{other:?}"),
        }
        desk.keys("<esc><esc>");
        assert_eq!(desk.model.mode(), Mode::Board);
    }
}

#[test]
fn a_late_alarm_is_acknowledged_from_any_board_and_only_once() {
    let mut desk = Desk::new();
    let late = desk.model.rail().iter().filter(|d| d.late(now())).count();
    assert!(late >= 2);
    let Fact::AlarmAcknowledged { alarm } = desk.records("4<c-y>") else { panic!() };
    assert_eq!(alarm, desk.model.rail()[0].alarm().0);
    for _ in 1..late {
        desk.records("<c-y>");
    }
    assert!(desk.keys("<c-y>").is_empty());
    assert!(!desk.notice().is_empty());
    assert_eq!(desk.model.rail().iter().filter(|d| d.acknowledged).count(), late, "seen is not done: they stay");
}

#[test]
fn enter_offers_what_can_be_done_by_digit() {
    let mut desk = Desk::new();
    desk.keys("5<home><enter>");
    let Some(Overlay::Menu(menu)) = desk.model.overlays.last() else { panic!() };
    let acts = [Action::StepDone, Action::StepDoing, Action::NewOrder, Action::StepBlocked, Action::StepSkipped];
    assert_eq!(menu.items, acts);
    let fact = desk.records("２");
    assert!(matches!(fact, Fact::StepSet { status: qianzhi::domain::StepStatus::Doing, .. }), "{fact:?}");
    assert_eq!(desk.model.mode(), Mode::Board);
}

#[test]
fn a_layout_says_which_boards_there_are_and_in_which_order() {
    let mut desk = Desk::new();
    for name in qianzhi::config::layout::names() {
        let layout = qianzhi::config::layout::named(name).unwrap();
        desk.model.board = layout.first;
        desk.model.layout = layout.clone();
        for (place, board) in layout.boards.iter().enumerate() {
            desk.keys(&format!("{}", place + 1));
            assert_eq!(desk.model.board, *board, "{name}");
        }
        desk.keys(&format!("1{}", layout.boards.len() + 1));
        assert_eq!(desk.model.board, layout.boards[0], "{name}");
    }
    desk.model.layout.boards.retain(|board| *board != Board::Orders);
    desk.keys("1<f3>");
    assert_ne!(desk.model.board, Board::Orders);
    assert!(!desk.notice().is_empty(), "a board that is not there is said");
}

/// A list may order itself anew between the look and the key: the menu's act is for the menu's row or for none.
#[test]
fn a_menu_acts_on_its_own_row_or_not_at_all() {
    let mut desk = Desk::new();
    let other = desk.other(Fact::OrderIssued(order(12, "P2", None)));
    desk.keys("<f3><home><enter>");
    let Some(Overlay::Menu(menu)) = desk.model.overlays.last() else { panic!() };
    let Row::Order(first) = menu.row else { panic!() };
    let close = menu.items.iter().position(|act| *act == Action::EndOrder).unwrap() + 1;
    assert_ne!(first, other);
    let rung = RungFact { order: first, rung: Rung::Acknowledged, by: String::new(), means: Means::Phone, at: now() };
    desk.other(Fact::OrderRung(rung));
    assert_eq!(desk.model.rows(Board::Orders), [Row::Order(other)]);
    desk.keys(&close.to_string());
    assert_eq!(desk.model.mode(), Mode::Board, "no form about the order that took its place");
    assert!(!desk.notice().is_empty());
}

#[test]
fn a_form_says_what_it_is_about() {
    let mut desk = Desk::new();
    let subject = |desk: &Desk| desk.model.form_subject(desk.model.form().unwrap());
    desk.keys("3;p2<enter><c-g>");
    assert_eq!(subject(&desk), "P2 抽排二队");
    desk.keys("<esc>4<c-u>");
    assert!(subject(&desk).starts_with("11 抽排一队"), "{}", subject(&desk));
    desk.keys("<esc>1;城区<enter><c-g>");
    assert_eq!(subject(&desk), "郑州 城区内涝");
}

#[test]
fn the_terminal_is_given_back_at_once_when_asked_from_outside() {
    let mut desk = Desk::new();
    desk.keys("草稿<f2>");
    desk.send(Msg::Terminate);
    assert_eq!(desk.effects, [Effect::Quit]);
}

/// Ten have digits, the others are taken with the arrows; what stands before an act is the key that does it.
#[test]
fn every_act_of_a_long_menu_has_its_key() {
    let mut desk = Desk::new();
    desk.keys("1<home><enter>");
    let Some(Overlay::Menu(menu)) = desk.model.overlays.last() else { panic!() };
    let acts = menu.items.len();
    assert!((10..=15).contains(&acts), "{acts}");
    let screen = qianzhi::view::text_of(&desk.model, &qianzhi::view::Look::default());
    for (key, place) in "1234567890".chars().zip(0..acts) {
        let (mut by_key, mut by_arrow) = (desk.clone(), desk.clone());
        let title = menu.items[place].title(qianzhi::text::Lang::Zh);
        assert!(screen.contains(&format!("{key} {title}")), "{key} {title}: {screen}");
        by_key.keys(&key.to_string());
        by_arrow.keys(&format!("{}<enter>", "<down>".repeat(place)));
        assert_ne!(by_key.model.mode(), Mode::Menu, "{key}");
        assert_eq!(by_key.model.overlays, by_arrow.model.overlays, "{key}");
    }
}
