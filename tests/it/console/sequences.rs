//! Keys one after another: what has begun is shown with all that may follow, Esc leaves it, and no letter is needed.

use qianzhi::console::{
    Action, BINDINGS, Board, Edit, Key, KeyCode, Keymap, Leads, Mode, Msg, Overlay, Remap, Strokes, Title,
};
use qianzhi::domain::{Fact, TeamStatus};
use qianzhi::text::Lang;
use qianzhi::view::{Look, text_of};

use super::desk::{Desk, status};

fn begun(desk: &Desk) -> Vec<Key> {
    desk.model.begun.keys().to_vec()
}

pub(super) fn shown(desk: &Desk) -> String {
    text_of(&desk.model, &Look::default())
}

#[test]
fn a_beginning_shows_all_that_may_follow_and_esc_leaves_it() {
    for (lang, words) in [
        (Lang::Zh, ["Ctrl-V 查看", "左 前一条", "回车 回看"]),
        (Lang::En, ["Ctrl-V view", "Left earlier", "Enter look back"]),
    ] {
        let mut desk = Desk::new();
        desk.model.lang = lang;
        desk.keys("3<c-v>");
        assert_eq!(begun(&desk), [Key::ctrl('v')]);
        for words in words {
            assert!(shown(&desk).contains(words), "{words}\n{}", shown(&desk));
        }
        let board = desk.model.board;
        desk.keys("<esc>");
        assert!(begun(&desk).is_empty() && desk.model.overlays.is_empty());
        assert_eq!((desk.model.board, desk.notice()), (board, ""));
        assert!(!shown(&desk).contains(words[0]));
    }
}

#[test]
fn what_follows_is_done_and_what_does_not_is_said() {
    let mut desk = Desk::new();
    desk.keys("3<c-v><enter>");
    assert_eq!(desk.model.mode(), Mode::Form, "looking back asks for the time");
    assert!(begun(&desk).is_empty());
    desk.keys("<esc>4<c-v>;");
    assert_eq!(desk.model.board, Board::Orders, "; follows nothing here, and finds nothing either");
    assert!(desk.notice().contains("Ctrl-V ;"), "{}", desk.notice());
    assert!(begun(&desk).is_empty());
}

#[test]
fn no_text_is_taken_for_a_key_and_what_is_pasted_is_text() {
    let mut desk = Desk::new();
    desk.keys("<c-v>水");
    assert_eq!(desk.model.entry.line.text(), "", "it was meant for a key that there is not");
    desk.keys("水深");
    assert_eq!(desk.model.entry.line.text(), "水深", "and what follows is typed");
    let mut desk = Desk::new();
    desk.keys("<c-v>");
    desk.send(Msg::Paste("1\n".to_owned()));
    assert!(begun(&desk).is_empty());
    assert!(desk.model.entry.line.text().starts_with('1'));
    // In a field the key is none at all.
    let mut desk = Desk::new();
    desk.keys("水<c-v>");
    assert!(begun(&desk).is_empty());
}

#[test]
fn a_beginning_does_not_wait_behind_what_came_over_it() {
    let mut desk = Desk::new();
    desk.model.lock_minutes = 1;
    desk.keys("<c-v>");
    desk.pass(qianzhi::clock::Span::minutes(2));
    assert_eq!(desk.model.mode(), Mode::Form, "it asks who is there");
    assert!(begun(&desk).is_empty());
    desk.keys("<c-u>李<enter>");
    assert!(!matches!(desk.model.overlays.last(), Some(Overlay::Form(_))), "the first key typed was not lost");
    assert_eq!(desk.model.post.operator, "李");
}

/// Four posts set one team's status apart: each side has a key, and one key chord with a digit settles for any of them.
#[test]
fn every_side_of_a_conflict_has_a_key_and_the_board_says_it() {
    let all = [TeamStatus::Working, TeamStatus::Ready, TeamStatus::EnRoute, TeamStatus::Staged];
    for side in 0..all.len() {
        let mut desk = Desk::new();
        for status_set in all {
            desk.other(status("P2", status_set, Vec::new()));
        }
        let place = Board::ALL.iter().position(|board| *board == Board::Conflicts).unwrap() + 1;
        desk.keys(&place.to_string());
        let conflict = desk.model.selected_conflict().unwrap().clone();
        assert_eq!(conflict.sides.len(), 4);
        let text = shown(&desk);
        for key in ["Ctrl-A", "Ctrl-G", "Ctrl-U", "Ctrl-E 4"] {
            assert!(text.contains(key), "{key}\n{text}");
        }
        let facts = desk.keys(&format!("<c-e>{}", side + 1));
        let Some(Fact::TeamStatusSet { status, .. }) = facts.first() else { panic!("{facts:?} {}", desk.notice()) };
        let qianzhi::domain::Value::TeamStatus(wanted) = &conflict.sides[side].value else { panic!("{conflict:?}") };
        assert_eq!(status, wanted);
        desk.keys("<c-e>9");
        assert_eq!(desk.facts.len(), 1, "there is no ninth side, and the conflict is settled");
    }
}

#[test]
fn a_key_that_was_given_by_the_user_leads_on_with_its_name() {
    let keys = Strokes::named("ctrl-_ f3 1").unwrap();
    let mut desk = Desk::new();
    desk.model.keys = Keymap::default().remapped(&[Remap { action: Action::NewOrder, keys: vec![keys] }]).unwrap();
    let first = desk.model.hints().into_iter().find(|hint| hint.key == Key::ctrl('_'));
    assert_eq!(first.map(|hint| hint.leads), Some(Leads::On(Title::More)));
    desk.key(Key::ctrl('_'));
    desk.key(Key::f(3));
    assert!(shown(&desk).contains("Ctrl-_ F3 更多"), "{}", shown(&desk));
    assert!(shown(&desk).contains("1 指令"), "{}", shown(&desk));
    desk.key(Key::char('１'));
    assert_eq!(desk.model.mode(), Mode::Form);
    let mut desk = Desk::new();
    desk.key(Key::f(2));
    assert_eq!(desk.model.mode(), Mode::Form);
}

#[test]
fn all_that_may_follow_fits_on_the_screen() {
    for lang in [Lang::Zh, Lang::En] {
        for b in BINDINGS.iter().filter(|b| b.keys.keys().len() > 1) {
            let mut desk = Desk::new();
            desk.model.lang = lang;
            let board = *Board::ALL.iter().find(|board| b.context.live(Mode::Board, **board)).unwrap();
            desk.keys(&desk.model.key_of_board(board).replace(' ', ""));
            let keys = b.keys.keys();
            for key in keys.iter().take(keys.len() - 1) {
                desk.key(*key);
            }
            if !desk.model.applies(b.action) {
                continue;
            }
            let words = format!("{} {}", keys.last().unwrap().name(lang), b.action.title(lang));
            assert!(shown(&desk).contains(&words), "{words}\n{}", shown(&desk));
        }
    }
}

/// A field has keys of its own that follow nothing: an edit is one key.
#[test]
fn edits_are_one_key_each() {
    for edit in Edit::ALL {
        let ways: Vec<_> = BINDINGS.iter().filter(|b| b.action == Action::Edit(edit)).collect();
        assert!(!ways.is_empty() && ways.iter().all(|b| b.keys.keys().len() == 1), "{edit:?}");
    }
    assert_eq!(Key::plain(KeyCode::Esc).as_command(), Key::plain(KeyCode::Esc));
}
