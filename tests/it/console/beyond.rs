//! What goes beyond the role of who sits here (issue 5, point 10; rules.md 2.3): the form says so before it is submitted,
//! asks why where that can be waited for, and whoever answers for it sees by whom and why it was done.

use qianzhi::console::{FormKind, Overlay};
use qianzhi::domain::{Decision, Fact, Level, Response, Sanction};
use qianzhi::text::Lang;
use qianzhi::text::cells::Ambiguous;
use qianzhi::view::{Look, paint, rows};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::desk::Desk;

/// The heading of the form on the screen: under the boards line, until its fields begin, which stand further in.
fn heading(desk: &Desk, (cols, lines): (u16, u16)) -> String {
    let mut buffer = Buffer::empty(Rect::new(0, 0, cols, lines));
    paint(&desk.model, &Look::default(), &mut buffer);
    let screen = rows(&buffer, Ambiguous::One);
    let from = screen.iter().skip(2).skip_while(|row| row.trim().is_empty());
    from.take_while(|row| row.starts_with(' ') && !row.starts_with("  ")).map(|row| row.trim()).collect()
}

fn duty_officer(lang: Lang) -> Desk {
    let mut desk = Desk::new();
    (desk.model.role, desk.model.lang) = (lang.pick("值班员", "duty officer").to_owned(), lang);
    desk
}

/// Level I is the general commander's (rules.md 2.3): it goes through at once, and the form has said so before.
#[test]
fn a_form_that_goes_beyond_the_role_says_whose_it_is_before_it_is_submitted() {
    for (lang, words) in [
        (Lang::Zh, ["启动响应", "总指挥", "30分", "追认"]),
        (Lang::En, ["activation", "commander", "30 min", "ratified"]),
    ] {
        let mut desk = duty_officer(lang);
        desk.keys("<f6><f10>1暴雨内涝<f10>24小时<f10>停工停课");
        let whole = heading(&desk, (160, 48));
        for words in words {
            assert!(whole.contains(words), "{words}: {whole}");
        }
        // On a small screen all of it stands there too, in a line of its own.
        let small = heading(&desk, (80, 24));
        for word in words.into_iter().chain([lang.pick("越权", "beyond your role")]) {
            assert!(small.contains(word), "{word}: {small}");
        }
        // Whoever may do it is told nothing.
        desk.model.role = lang.pick("总指挥", "general-HQ commander").to_owned();
        let small = heading(&desk, (80, 24));
        assert!(!small.contains(lang.pick("越权", "beyond your role")), "{small}");
    }
}

/// A desk at which a response runs that another one activated.
fn responding() -> Desk {
    let mut desk = duty_officer(Lang::Zh);
    let area = desk.model.area().unwrap();
    let by = desk.model.world.all_headquarters().next().unwrap().code.clone();
    let (matter, period, measures) = ("防汛".into(), "24小时".into(), "转移".into());
    let decision = Decision::Activated { level: Level::Four, matter, period, measures };
    let (conclusion, decided) = (String::new(), desk.model.now);
    let response = Response { area, by, decision, basis: None, decided, effective: None, conclusion, role: None };
    desk.other(Fact::ResponseDecided { response, after: vec![] });
    desk
}

#[test]
fn what_can_wait_asks_why_keeps_what_was_typed_and_is_answered_for_by_somebody_else() {
    let mut desk = responding();
    desk.keys("<f6>3<f10>");
    assert!(desk.keys("<f10>").is_empty(), "not without a reason");
    assert!(matches!(desk.model.form().map(|form| &form.kind), Some(FormKind::Why(_))), "{}", desk.notice());
    for (lang, title) in [(Lang::Zh, "越权理由"), (Lang::En, "Why it cannot wait")] {
        desk.model.lang = lang;
        assert!(heading(&desk, (80, 24)).starts_with(title), "{}", heading(&desk, (80, 24)));
    }
    desk.model.lang = Lang::Zh;
    // An empty reason is none, and leaving the question goes back to what was typed.
    assert!(desk.keys("<f10>").is_empty());
    assert!(desk.notice().contains("理由"), "{}", desk.notice());
    desk.keys("<esc>");
    let below = desk.model.overlays.iter().filter(|over| matches!(over, Overlay::Form(_))).count();
    assert_eq!((below, desk.model.form().map(|form| &form.kind)), (1, Some(&FormKind::Decide)));
    desk.keys("<f10><f10>");
    let fact = desk.records("雨已停, 主管在途<f10>");
    assert!(matches!(&fact, Fact::ResponseDecided { response, .. } if response.decision == Decision::Terminated));
    // The form of who answers for it says whose answer it takes and why it was done; oneself cannot.
    desk.keys("<c-v>5");
    let told = heading(&desk, (160, 48));
    assert!(told.starts_with("追认") && told.contains("雨已停, 主管在途"), "{told}");
    assert!(desk.keys("王某<tab>总指挥<f10>").is_empty(), "nobody answers for what they did themselves");
    assert!(desk.notice().contains("要由别人追认"), "{}", desk.notice());
    let fact = desk.records("<backtab><c-u>郑某<f10>");
    assert!(
        matches!(&fact, Fact::DecisionRatified { ratification, .. }
        if ratification.by == "郑某" && ratification.sanction == Sanction::Ratified),
        "{fact:?}"
    );
}
