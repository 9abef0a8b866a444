//! With an input method switched on, no letter arrives as a key, and digits and marks may arrive full-width: every act
//! is reached all the same.

use qianzhi::clock::Span;
use qianzhi::console::{BINDINGS, Board, Chord, Key, KeyCode, Mode, key_script};
use qianzhi::domain::Fact;

use super::desk::{Desk, status};

/// Scripts that bring the desk into each mode, without a letter.
const INTO: [(Mode, &str); 8] = [
    (Mode::Board, ""),
    (Mode::Rail, "<f4>"),
    (Mode::Entry, "<tab>水"),
    (Mode::Filter, "／"),
    (Mode::Form, "<f2>"),
    (Mode::Menu, "<enter>"),
    (Mode::Ask, "水<f12>"),
    (Mode::Help, "？"),
];

/// The key as an input method widens it.
fn widened(key: Key) -> Option<Key> {
    match key {
        Key { code: KeyCode::Char(c @ '!'..='~'), chord: Chord::Plain } => {
            Some(Key::char(char::from_u32(u32::from(c) + 0xfee0)?))
        }
        _ => None,
    }
}

/// What a key press can change, to compare.
fn state(desk: &Desk) -> String {
    let model = &desk.model;
    format!(
        "{:?} {:?} {:?} {:?} {:?} {:?} {:?}",
        model.mode(),
        model.board,
        model.overlays,
        model.selection,
        model.notice,
        desk.facts,
        desk.effects
    )
}

#[test]
fn every_key_of_the_table_means_the_same_full_width_in_every_mode() {
    let mut widened_keys = 0;
    for (mode, script) in INTO {
        for board in 0..Board::ALL.len() {
            let mut ready = Desk::new();
            ready.keys(&format!("{}{script}", board + 1));
            for binding in BINDINGS.iter().filter(|b| b.context.live(ready.model.mode(), ready.model.board)) {
                let keys = binding.keys.keys();
                let wide: Vec<Key> = keys.iter().map(|key| widened(*key).unwrap_or(*key)).collect();
                if wide == keys {
                    continue;
                }
                let (mut narrow_desk, mut wide_desk) = (ready.clone(), ready.clone());
                for (key, wide) in keys.iter().zip(wide) {
                    narrow_desk.key(*key);
                    wide_desk.key(wide);
                }
                assert_eq!(state(&narrow_desk), state(&wide_desk), "{binding:?} in {mode:?}");
                widened_keys += 1;
            }
        }
    }
    assert!(widened_keys > 100, "{widened_keys}");
}

/// Everything that can be recorded, by scripts in which no letter is a key; digits and marks are full-width.
const DONE: &[(&str, &str)] = &[
    ("entry.logged/1", "<tab>水深<enter>"),
    ("entry.logged/1", "：水深<enter>"),
    ("entry.logged/1", "<ins><backtab><backtab>回电<enter>"),
    ("entry.logged/1", "<c-r>张某<tab><tab><tab><tab><tab>隧道积水<enter>"),
    ("entry.logged/1", "<f10>赵某<tab>２"),
    ("order.issued/1", "<f2><down><down><enter>赶赴<enter>"),
    ("order.issued/1", "<f9><down><down><f10>１"),
    ("order.rung/1", "<f5><enter>"),
    ("order.ended/1", "４<c-u>１"),
    ("team.status/1", "<c-t><down><enter>１"),
    ("team.assigned/1", "３<c-g>１"),
    ("position.reported/1", "<c-p><down><enter>２"),
    ("figure.reported/1", "<c-f>１３<enter>"),
    ("incident.opened/1", "<c-n>桥梁垮塌<enter>"),
    ("incident.graded/2", "<c-g>１"),
    ("incident.status/1", "<c-u>２"),
    ("report.filed/1", "<f7><tab><tab>市委办<f10>"),
    ("response.decided/1", "<f6>２<tab><tab>无须<f10>"),
    ("posture.changed/1", "<c-e>５１"),
    ("plan.started/1", "<c-a><tab>２"),
    ("step.set/1", "<c-d><down><enter>"),
    ("step.set/1", "<c-k><down><enter>路断<enter>"),
    ("step.set/1", "５<c-g>"),
    ("step.set/1", "５<c-u>停课<enter>"),
    ("warning.received/1", "<c-w>１１大雨<enter>"),
    ("alarm.acknowledged/1", "<c-y>"),
    ("event.struck/1", "２<del>记错<enter>"),
    ("event.struck/1", "<tab>水深<enter><f8>"),
    ("drill.control/1", "８<c-a>"),
    ("drill.control/1", "８<c-u>１８：００<enter>"),
    ("drill.control/1", "８<end><c-g>"),
    ("drill.control/1", "８<c-e>１"),
];

#[test]
fn everything_that_can_be_recorded_is_recorded_without_a_letter() {
    let mut undone = Vec::new();
    for (kind, script) in DONE {
        let pressed = key_script(script).unwrap();
        for key in &pressed {
            let letter = matches!(key, Key { code: KeyCode::Char(c), chord: Chord::Plain } if c.is_ascii());
            assert!(!letter, "{script}: {key:?}");
        }
        let mut desk = Desk::new();
        desk.other(status("P2", qianzhi::domain::TeamStatus::EnRoute, Vec::new()));
        desk.pass(Span::minutes(30));
        let facts = desk.keys(script);
        let kinds: Vec<&str> = facts.iter().map(Fact::kind).collect();
        if !kinds.contains(kind) {
            undone.push(format!("{script}: {kinds:?} {}", desk.notice()));
        }
    }
    assert!(undone.is_empty(), "{undone:#?}");
}

/// What an input method's window opens at: the hardware cursor stands in the field that is typed in.
#[test]
fn the_cursor_stands_in_the_field() {
    use qianzhi::view::{Look, paint};
    use ratatui::buffer::Buffer;
    use ratatui::layout::Rect;
    for (cols, rows) in [(40, 10), (80, 24), (160, 48)] {
        for (script, typing) in
            [("", true), ("<f4>", true), ("<tab>水深", true), ("<f2>", true), ("<f2><tab>赶", true), ("<f1>", false)]
        {
            let mut desk = Desk::new();
            desk.keys(script);
            let mut buffer = Buffer::empty(Rect::new(0, 0, cols, rows));
            let cursor = paint(&desk.model, &Look::default(), &mut buffer);
            assert_eq!(cursor.is_some(), typing, "{script} at {cols}x{rows}");
        }
    }
}
