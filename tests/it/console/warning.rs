//! A warning that came in (rules.md 2.1, 2.2): its clocks run from when word of it came, and what it states is kept.

use qianzhi::clock::Span;
use qianzhi::console::FieldName;
use qianzhi::domain::{Due, Fact, Warning};
use qianzhi::text::Lang;
use qianzhi::text::say::Say;

use super::desk::{Desk, at, now};

/// Red, rainstorm, and what it says; then on to the field that is named.
fn begun(desk: &mut Desk, then: FieldName) {
    desk.keys("<c-w>11特大暴雨");
    for _ in 0..20 {
        if desk.model.form().and_then(|form| form.field()).is_some_and(|field| field.name == then) {
            return;
        }
        desk.keys("<tab>");
    }
    panic!("no {then:?}");
}

fn recorded(facts: &[Fact]) -> &Warning {
    let [Fact::WarningReceived(warning)] = facts else { panic!("{facts:?}") };
    warning
}

#[test]
fn a_warning_is_entered_in_seconds_and_was_received_just_now() {
    let mut desk = Desk::new();
    let facts = desk.keys("<c-w>11特大暴雨<enter>");
    let warning = recorded(&facts);
    assert_eq!((warning.received, warning.issued, warning.terms.is_empty()), (now(), now(), true));
}

/// A fax of 15:55 that is typed at 16:10: the half hour for the decision ends at 16:25.
#[test]
fn the_clocks_run_from_when_word_came_and_what_is_typed_later_says_so() {
    let mut desk = Desk::new();
    begun(&mut desk, FieldName::Received);
    let facts = desk.keys("1555<f10>");
    assert_eq!(recorded(&facts).received, at("2021-07-20 15:55"), "{}", desk.notice());
    assert_eq!(recorded(&facts).issued, at("2021-07-20 15:55"), "issued no later than it was received");
    let world = &desk.model.world;
    let (id, warning) = world.warnings().into_iter().find(|(_, one)| one.text == "特大暴雨").unwrap();
    let due = world.deadlines(now()).into_iter();
    let decide = due.clone().find(|due| due.what == Due::Decide { warning: id }).map(|due| due.due);
    // The red warning of 16:01 is of the same jurisdiction: what was received first is decided first.
    assert_eq!(decide, Some(warning.received + Span::minutes(30)));
    let fact = Fact::WarningReceived(warning.clone());
    let say = |lang| Say { world, lang }.told(id, &fact);
    assert!(say(Lang::Zh).contains("[补录, 15:55接报]"), "{}", say(Lang::Zh));
    assert!(say(Lang::En).contains("[written in later, received 15:55]"), "{}", say(Lang::En));
}

#[test]
fn nobody_received_a_warning_that_is_still_to_come() {
    let mut desk = Desk::new();
    begun(&mut desk, FieldName::Received);
    assert!(desk.keys("1620<f10>").is_empty());
    assert!(desk.notice().contains("时间还没有到"), "{}", desk.notice());
    let form = desk.model.form().unwrap();
    assert_eq!(form.field().map(|field| field.name), Some(FieldName::Received), "and the field is in hand");
    assert_eq!(recorded(&desk.keys("<c-u>1610<f10>")).received, now());
}

/// 突发事件应对法 art. 64: each field comes back as it was typed, in the log and for whoever calls about it.
#[test]
fn what_the_law_has_a_warning_state_is_kept_and_told() {
    let mut desk = Desk::new();
    begun(&mut desk, FieldName::Begins);
    let keys = "1700<tab>2300<tab>郑州全市<tab>低洼处严重积水<tab>停课停业<tab>0371-12345<f10>";
    let warning = recorded(&desk.keys(keys)).clone();
    let terms = &warning.terms;
    assert_eq!((terms.begins, terms.expires), (Some(at("2021-07-20 17:00")), Some(at("2021-07-20 23:00"))));
    let texts = [&terms.extent, &terms.caution, &terms.measures, &terms.inquiries];
    assert_eq!(texts, ["郑州全市", "低洼处严重积水", "停课停业", "0371-12345"]);
    let (id, _) = desk.model.world.warnings().into_iter().find(|(_, one)| one.text == "特大暴雨").unwrap();
    let say = Say { world: &desk.model.world, lang: Lang::Zh };
    let fact = Fact::WarningReceived(warning.clone());
    let full = say.told_in_full(id, &fact);
    for part in ["07-20 17:00起", "郑州全市", "低洼处严重积水", "停课停业", "0371-12345", "特大暴雨"]
    {
        assert!(full.contains(part), "{part}: {full}");
    }
    assert!(!say.told(id, &fact).contains("补录"), "it was typed when it came");
}

/// A log of before has none of it; what has none writes none.
#[test]
fn a_warning_without_terms_reads_and_writes_as_before() {
    let plain = super::desk::warning();
    let json = serde_json::to_value(&plain).unwrap();
    assert!(json.get("terms").is_none(), "{json}");
    assert_eq!(serde_json::from_value::<Warning>(json).unwrap(), plain);
}
