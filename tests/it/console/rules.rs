//! From any deadline one key shows its rule: text, source, how far it can be trusted, and whence the limit.

use qianzhi::console::Mode;
use qianzhi::text::Lang;
use qianzhi::text::cells::Ambiguous;
use qianzhi::text::say::Say;
use qianzhi::view::{Look, paint, rows};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::desk::Desk;

fn screen(desk: &Desk) -> String {
    screen_of(desk, 120, 40)
}

fn screen_of(desk: &Desk, width: u16, height: u16) -> String {
    let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
    paint(&desk.model, &Look::default(), &mut buffer);
    rows(&buffer, Ambiguous::One).join("\n")
}

#[test]
fn the_rule_of_the_deadline_in_hand_is_one_key_away_and_says_that_it_is_nobodys_law() {
    let mut desk = Desk::new();
    let due = desk.model.rail().first().unwrap().clone();
    let row = desk.model.world.rule_behind(&due).unwrap().row.into_owned();
    assert_eq!(Some(&row.id), due.rule);
    assert!(desk.keys("<f4>&").is_empty(), "reading a rule records nothing");
    assert_eq!(desk.model.mode(), Mode::Help);
    let screen_with = screen(&desk);
    for part in [&*row.id.0, &*row.zh, &*row.source.work] {
        assert!(screen_with.contains(part), "{part}: {screen_with}");
    }
    assert_eq!(row.is_default(), screen_with.contains("本项目默认, 非法定"));
    desk.keys("<esc>");
    assert_eq!(desk.model.mode(), Mode::Rail, "back where the hand was");
}

#[test]
fn a_step_of_a_plan_says_that_the_plan_limits_it_and_the_rail_marks_defaults() {
    let mut desk = Desk::new();
    let step = desk.model.rail().iter().position(|due| due.rule.is_none()).unwrap();
    desk.keys(&format!("<f4><home>{}&", "<down>".repeat(step)));
    assert!(screen(&desk).contains("预案自定的时限"), "{}", screen(&desk));
    desk.keys("<esc>");
    let marked = screen(&desk)
        .lines()
        .filter(|line| line.contains("R-签收-专业 默认") || line.contains("R-签收-其他 默认"))
        .count();
    let ours =
        desk.model.rail().iter().filter(|due| matches!(due.what, qianzhi::domain::Due::Acknowledge { .. })).count();
    assert!(marked > 0 || ours == 0, "{}", screen(&desk));
}

/// Issue 5, point 1: rows that are nobody's law say so everywhere they appear, on the narrowest screen too, where their
/// names have no room.
#[test]
fn at_eighty_columns_the_rail_still_marks_what_is_nobodys_law() {
    let desk = Desk::new();
    let screen = screen_of(&desk, 80, 24);
    let say = Say { world: &desk.model.world, lang: Lang::Zh };
    let words: Vec<_> = desk.model.rail().iter().map(|due| say.deadline(due)).filter(|words| words.ours).collect();
    let mut seen = 0;
    for line in screen.lines() {
        if words.iter().any(|words| line.contains(words.act) && line.contains(&words.subject)) {
            assert!(line.contains("默认"), "{line}");
            seen += 1;
        }
    }
    assert!(seen > 0, "{screen}");
}
