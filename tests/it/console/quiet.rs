//! Incoming events never move the selection and never repaint the field under the cursor; pastes are text.

use proptest::prelude::*;
use qianzhi::clock::Span;
use qianzhi::console::{Board, Mode, Model, Msg};
use qianzhi::domain::{Fact, Grade, TeamStatus};
use qianzhi::text::cells::Ambiguous;
use qianzhi::view::{Look, paint, rows};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::desk::{Desk, incident, order, status};

/// The row in which the cursor stands, and where.
fn field(model: &Model) -> Option<(Position, String)> {
    let mut buffer = Buffer::empty(Rect::new(0, 0, 80, 24));
    let cursor = paint(model, &Look::default(), &mut buffer)?;
    Some((cursor, rows(&buffer, Ambiguous::One).swap_remove(usize::from(cursor.y))))
}

/// What comes in while somebody works: other incidents, graded higher, orders, statuses, strikes.
fn traffic(desk: &mut Desk, n: usize) {
    match n % 5 {
        0 => drop(desk.other(incident(&format!("另一起 {n}"), "2021-07-20 16:09"))),
        1 => {
            let all = desk.model.world.incidents();
            let (id, _) = all[n % all.len()];
            let after = desk.model.world.heads(&qianzhi::domain::Aspect::Grade(id));
            desk.other(Fact::IncidentGraded { incident: id, grade: Some(Grade::Extreme), after });
        }
        2 => drop(desk.other(Fact::OrderIssued(order(100 + u32::try_from(n).unwrap(), "P10", None)))),
        3 => drop(desk.other(status("P10", TeamStatus::LostContact, Vec::new()))),
        _ => desk.pass(Span::seconds(1)),
    }
}

#[test]
fn the_field_under_the_cursor_stays_as_it_is() {
    for script in
        [":抽排一队 水深<left><left>", "<f2>p2<tab>赶赴京广<left>", "<f2>抽", "<c-f>", "<c-n>桥", "<f2>p2<ins>水深"]
    {
        let mut desk = Desk::new();
        desk.keys(script);
        let before = field(&desk.model);
        assert!(before.is_some(), "{script}: the cursor stands in a field");
        for n in 0..40 {
            traffic(&mut desk, n);
            assert_eq!(field(&desk.model), before, "{script}: after {n}");
        }
    }
}

#[test]
fn no_selection_moves_to_another_row() {
    let mut desk = Desk::new();
    desk.keys("1<down>3<down>4<down>5<down>");
    let selected = |desk: &Desk| Board::ALL.map(|board| desk.model.selected(board).cloned());
    let before = selected(&desk);
    for n in 0..40 {
        traffic(&mut desk, n);
        let now = selected(&desk);
        for (place, board) in Board::ALL.into_iter().enumerate() {
            assert!(before[place].is_none() || now[place] == before[place], "{board:?} after {n}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever is pasted wherever: no act, no record, no other board, and no control character in any text.
    #[test]
    fn a_paste_inserts_text_only(
        text in "[a-z0-9?:/水深\n\r\t\u{0}-\u{1f}\u{7f}-\u{9f}\u{2028}\u{202e}]{0,60}",
        into in prop::sample::select(vec!["", "<f4>", "<tab>", "<f2>", "<f2><tab>", "<c-f>", "<f5><tab><tab>", "4<enter>", "<f1>", "<f12>"]),
        bracket in any::<bool>(),
    ) {
        let mut desk = Desk::new();
        desk.keys(into);
        let (board, mode) = (desk.model.board, desk.model.mode());
        let effects = desk.effects.len();
        let text = if bracket { format!("{text}\u{1b}[201~\r2\u{18}") } else { text };
        desk.send(Msg::Paste(text));
        prop_assert!(desk.facts.is_empty() && desk.effects.len() == effects);
        prop_assert_eq!(desk.model.board, board);
        let now = desk.model.mode();
        prop_assert!(now == mode || (matches!(mode, Mode::Board | Mode::Rail) && now == Mode::Entry), "{:?}", now);
        let fields = desk.model.form().into_iter().flat_map(|form| &form.fields).map(|field| field.line().text());
        for text in fields.chain([desk.model.entry.line.text()]) {
            prop_assert!(!text.chars().any(char::is_control), "{:?}", text);
        }
    }
}
