//! From any deadline one key shows its rule: text, source, how far it can be trusted, and whence the limit.

use qianzhi::console::{Board, Mode};
use qianzhi::domain::{Fact, Grade};
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

fn read(desk: &Desk) -> String {
    let Some(qianzhi::console::Overlay::Reading(reading)) = desk.model.overlays.last() else {
        panic!("{}", desk.notice())
    };
    reading.lines(80).join("\n")
}

/// Issue 5, point 1: from an override and from a warning one key shows the rule, and what is nobody's law says so.
#[test]
fn the_rules_behind_an_override_and_a_warning_in_hand_are_one_key_away() {
    let mut desk = Desk::new();
    desk.model.layout.boards = vec![Board::Situation, Board::Orders, Board::Journal];
    desk.keys("<f2>p1<tab>抽排<f10>");
    let of = desk.model.world.unratified()[0].basis.rule.clone();
    desk.keys("2<home>");
    for _ in 0..20 {
        if read_or_none(&mut desk).is_some() {
            break;
        }
        desk.keys("<esc><down>");
    }
    let told = read(&desk);
    assert!(told.contains(&*of.0) && told.contains("R-追认") && told.contains("本项目默认, 非法定"), "{told}");
    desk.keys("<esc>3");
    desk.archive();
    desk.keys("/红色预警<enter><home>");
    let told = (0..20).find_map(|_| {
        let told = read_or_none(&mut desk);
        desk.keys("<esc><down>");
        told.filter(|told| told.contains("RERL-67-8"))
    });
    let told = told.expect("a warning is among them");
    for part in ["R-互锁-红 默认", "突发事件应对法"] {
        assert!(told.contains(part), "{part}: {told}");
    }
}

/// Who leads and who investigates is read whole where the board has no room for it.
#[test]
fn what_follows_from_a_grade_is_read_in_full_on_eighty_columns() {
    let mut desk = Desk::new();
    desk.keys("1;城区内涝<enter>");
    let incident = desk.model.selected_incident().unwrap();
    let grade = Fact::Graded { incident, grade: Some(Grade::Major), reason: String::new(), after: vec![] };
    desk.other(grade);
    desk.keys("2");
    let rules: Vec<_> = {
        let found = desk.model.world.consequences(incident).unwrap();
        found.rules.iter().map(|force| force.row.id.0.clone()).collect()
    };
    assert!(!rules.is_empty());
    desk.keys("<home>");
    let told = (0..20).find_map(|_| {
        let told = read_or_none(&mut desk);
        desk.keys("<esc><down>");
        told.filter(|told| rules.iter().all(|id| told.contains(&**id)))
    });
    assert!(told.is_some_and(|told| told.contains("总体应急预案") && told.contains("本项目默认, 非法定")));
}

fn read_or_none(desk: &mut Desk) -> Option<String> {
    desk.keys("&");
    matches!(desk.model.overlays.last(), Some(qianzhi::console::Overlay::Reading(_))).then(|| read(desk))
}

#[test]
fn a_step_of_a_plan_says_that_the_plan_limits_it_and_the_rail_marks_defaults() {
    let mut desk = Desk::new();
    let step = desk.model.rail().iter().position(|due| due.rule.is_none()).unwrap();
    desk.keys(&format!("<f4><home>{}&", "<down>".repeat(step)));
    assert!(screen(&desk).contains("预案自定的时限"), "{}", screen(&desk));
    desk.keys("<esc>");
    let waits = |due: &&qianzhi::domain::Deadline| matches!(due.what, qianzhi::domain::Due::Acknowledge { .. });
    assert!(desk.model.rail().iter().any(|due| waits(&due)), "an order waits: {:?}", desk.model.rail());
    let screen = screen(&desk);
    assert!(screen.contains("R-签收-专业 默认") || screen.contains("R-签收-其他 默认"), "{screen}");
}

/// On the rail too: the row by which it was beyond somebody's role, and how long the answer may take.
#[test]
fn a_ratification_on_the_rail_shows_both_rows_that_are_behind_it() {
    let mut desk = Desk::new();
    desk.keys("<f2>p1<tab>抽排<f10>");
    let of = desk.model.world.unratified()[0].basis.rule.clone();
    let ratify = |due: &qianzhi::domain::Deadline| matches!(due.what, qianzhi::domain::Due::Ratify { .. });
    let row =
        desk.model.rail_rows().iter().position(|row| row.members.iter().any(|at| ratify(&desk.model.rail()[*at])));
    assert!(desk.keys(&format!("<f4><home>{}&", "<down>".repeat(row.unwrap()))).is_empty());
    let told = read(&desk);
    assert!(told.contains(&*of.0) && told.contains("R-追认"), "{told}");
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
        // A subject that is too long ends before the mark.
        let begins = |subject: &str| line.contains(&subject.chars().take(8).collect::<String>());
        if words.iter().any(|words| line.contains(words.act) && begins(&words.subject)) {
            assert!(line.contains("默认"), "{line}");
            seen += 1;
        }
    }
    assert!(seen > 0, "{screen}");
}
