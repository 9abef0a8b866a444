//! Everything that can be done is found by its name, and the list says the key.

use qianzhi::console::{Action, BINDINGS, Board, Context, FieldKind, FieldName, FormKind, Mode, Pick};
use qianzhi::domain::Realm;
use qianzhi::text::Lang;

use super::desk::Desk;

fn offered(desk: &Desk) -> Vec<(Action, String, String)> {
    let FieldKind::Choice { options, .. } = &desk.model.form().unwrap().named(FieldName::Command).unwrap().kind else {
        panic!("a list")
    };
    let action = |pick: &Pick| if let Pick::Command(_, action) = pick { *action } else { panic!("{pick:?}") };
    options.iter().map(|choice| (action(&choice.pick), choice.code.clone(), choice.name.clone())).collect()
}

#[test]
fn a_command_is_found_in_either_language_by_pinyin_and_by_its_key() {
    for typed in ["指令", "zhil", "order", "f2"] {
        let mut desk = Desk::new();
        desk.keys(&format!("<c-o>{typed}<enter>"));
        let kind = desk.model.form().map(|form| form.kind.clone());
        assert!(matches!(kind, Some(FormKind::Order(_))), "{typed}: {kind:?}");
    }
    let mut desk = Desk::new();
    desk.keys("<c-o>lukong<f10>");
    assert_eq!(desk.model.form().map(|form| &form.kind), Some(&FormKind::Commands), "what is no command does nothing");
}

#[test]
fn a_command_of_another_board_shows_that_board_first() {
    let mut desk = Desk::new();
    assert_eq!(desk.model.board, Board::Situation);
    desk.keys("<c-o>paiqian<enter>");
    assert_eq!(desk.model.board, Board::Teams);
    assert!(matches!(desk.model.form().map(|form| &form.kind), Some(FormKind::Assign(_))));
    let mut desk = Desk::new();
    desk.keys("<c-o>plan<enter>");
    assert_eq!((desk.model.board, desk.model.mode()), (Board::Plan, Mode::Board));
}

#[test]
fn what_stands_in_the_line_waits_and_the_palette_is_no_draft() {
    let mut desk = Desk::new();
    desk.keys("水深<c-o>chehui<esc>");
    assert_eq!(desk.model.entry.line.text(), "水深");
    assert!(desk.model.parked.is_empty());
}

#[test]
fn every_command_that_applies_is_offered_with_the_key_that_does_it() {
    for mut desk in [Desk::new(), Desk::empty(Realm::Live)] {
        for board in 1..=8 {
            desk.keys(&format!("{board}<c-o>"));
            let list = offered(&desk);
            desk.keys("<esc>");
            let shown = desk.model.board;
            for b in BINDINGS {
                let here = matches!(b.context, Context::Anywhere) || b.context == Context::On(shown);
                let passing = matches!(b.action, Action::Commands | Action::PreviousSide | Action::NextSide);
                if here && !passing && desk.model.applies(b.action) {
                    assert!(list.iter().any(|(action, ..)| *action == b.action), "{:?} on {shown:?}", b.action);
                }
            }
            for (action, key, name) in list {
                let bound = |b: &&qianzhi::console::Binding| b.action == action && b.keys.name(Lang::Zh) == key;
                assert!(BINDINGS.iter().any(|b| bound(&b)), "{action:?} has no key {key}");
                assert!(!name.is_empty(), "{action:?}");
            }
        }
    }
}
