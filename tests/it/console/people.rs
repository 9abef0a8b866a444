//! Sign-in with name and role, the question after an idle while, the quick change at hand-over.

use qianzhi::clock::Span;
use qianzhi::console::{Board, Effect, FieldName, FormKind, Mode};
use qianzhi::domain::{Fact, Realm};

use super::desk::Desk;

fn asks(desk: &Desk) -> bool {
    desk.model.form().is_some_and(|form| form.kind == FormKind::SignIn)
}

#[test]
fn a_hand_over_is_one_key_a_name_and_a_role_and_is_in_the_duty_log() {
    let mut desk = Desk::new();
    desk.keys("7<f10>");
    assert!(asks(&desk));
    let Fact::EntryLogged(entry) = desk.records("赵某<tab>2") else { panic!() };
    assert_eq!((desk.model.post.operator.as_str(), desk.model.role.as_str()), ("赵某", "值班长"));
    assert!(entry.text.contains("赵某 值班长") && entry.text.contains("王某"), "{}", entry.text);
    assert_eq!(entry.incident, None, "the duty log");
    assert_eq!(desk.effects, [Effect::SignIn("赵某".to_owned())], "from this entry on the new person signs");
    assert_eq!((desk.model.board, desk.model.mode()), (Board::Hub, Mode::Board));
}

#[test]
fn nobody_signs_in_without_a_name_and_a_change_of_mind_changes_nothing() {
    let mut desk = Desk::new();
    assert!(desk.keys("<f10><f10>").is_empty() && asks(&desk));
    desk.keys("赵<esc>");
    assert!(!asks(&desk) && desk.model.parked.is_empty());
    assert_eq!(desk.model.post.operator, "王某");
}

fn idle() -> Desk {
    let mut desk = Desk::new();
    desk.model.lock_minutes = 30;
    desk.keys("<left>");
    desk.pass(Span::minutes(30));
    assert!(!asks(&desk), "not before its time");
    desk
}

#[test]
fn after_an_idle_while_the_console_asks_who_is_there_and_there_is_no_way_round() {
    let mut desk = idle();
    desk.pass(Span::seconds(2));
    assert!(asks(&desk));
    let held = desk.facts.len();
    desk.keys("<esc><f2><f9><c-y><ins><f8><c-n>");
    assert!(asks(&desk) && desk.facts.len() == held, "{:?}", desk.model.overlays);
    desk.keys("<f1>");
    assert_eq!(desk.model.mode(), Mode::Help);
    desk.keys("<esc>");
    assert!(asks(&desk));
    // The same person: one key.
    desk.keys("<f10>");
    assert!(!asks(&desk) && !desk.model.locked);
}

#[test]
fn another_person_takes_over_a_console_that_asks() {
    let mut desk = idle();
    desk.pass(Span::seconds(2));
    let Fact::EntryLogged(entry) = desk.records("<c-u>钱某<f10>") else { panic!() };
    assert!(entry.text.contains("钱某"));
    assert_eq!(desk.model.post.operator, "钱某");
}

#[test]
fn what_was_half_typed_waits_below_the_question_and_outlives_the_process() {
    let mut desk = Desk::new();
    desk.model.lock_minutes = 30;
    desk.keys("水深一米<esc><f2>p2<tab>赶赴");
    desk.pass(Span::minutes(31));
    assert!(asks(&desk));
    let kept = serde_json::to_string(&desk.model.drafts().unwrap()).unwrap();
    assert!(kept.contains("赶赴") && kept.contains("水深一米"), "{kept}");
    desk.keys("<f10>");
    let form = desk.model.form().unwrap();
    assert_eq!(form.named(FieldName::Text).unwrap().line().text(), "赶赴");
}

#[test]
fn a_key_now_and_then_is_somebody_there_and_nought_minutes_never_ask() {
    let mut desk = idle();
    desk.keys("<left>");
    desk.pass(Span::minutes(29));
    assert!(!asks(&desk));
    let mut desk = Desk::empty(Realm::Live);
    desk.pass(Span::hours(100));
    assert!(!asks(&desk));
}

/// A digit that completes a form submits it; whoever presses the key that submits forms all the same signs nobody in.
#[test]
fn the_key_that_submits_after_a_digit_that_did_signs_nobody_in() {
    let mut desk = Desk::new();
    desk.keys("1<home><c-u>");
    assert_eq!(
        desk.model.form().map(|form| &form.kind).map(|kind| matches!(kind, FormKind::IncidentStatus(_))),
        Some(true)
    );
    let facts = desk.keys("2");
    assert!(matches!(&facts[..], [Fact::IncidentStatusSet { .. }]), "{facts:?} {}", desk.notice());
    let operator = desk.model.post.operator.clone();
    assert!(desk.keys("<f10>").is_empty());
    assert_eq!(desk.model.mode(), Mode::Board, "no form opens by itself");
    // What is typed next is no name.
    desk.keys("水深<esc>");
    assert_eq!(desk.model.post.operator, operator);
    // Pressed again it is the key that it is.
    desk.keys("<esc><f10>");
    assert_eq!(desk.model.form().map(|form| form.kind.clone()), Some(FormKind::SignIn));
}

/// A Chinese console wrote it; whoever reads the log in English reads English, and an older log its own words.
#[test]
fn who_took_the_seat_is_said_in_the_language_of_whoever_reads_it() {
    use qianzhi::domain::Entry;
    use qianzhi::text::{Lang, say::Say};
    let mut desk = Desk::new();
    desk.keys("7<f10>");
    let fact = desk.records("赵某<tab>2");
    let said = |lang, fact: &Fact| Say { world: &desk.model.world, lang }.fact(fact);
    assert_eq!(said(Lang::Zh, &fact), "赵某 值班长 接班, 交班 王某");
    assert_eq!(said(Lang::En, &fact), "赵某 shift lead takes over from 王某");
    let Fact::EntryLogged(entry) = fact else { panic!() };
    assert_eq!(entry.text, "赵某 值班长 接班, 交班 王某", "for who knows nothing of seats");
    let old = Fact::EntryLogged(Entry { seated: None, ..entry });
    assert_eq!(said(Lang::En, &old), "赵某 值班长 接班, 交班 王某");
}
