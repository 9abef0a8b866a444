//! An address where a place is chosen: what is typed is kept, said and never half recorded.

use qianzhi::console::{FieldName, Mode};
use qianzhi::domain::Fact;
use qianzhi::text::Lang;

use super::desk::{Desk, now};

/// Callers name streets and doors, and few of them are places of the map.
#[test]
fn an_incident_is_where_the_caller_said_it_is() {
    let mut desk = Desk::new();
    desk.keys("<c-n>仓库火灾<tab>中原路12号");
    assert_eq!(desk.model.form().unwrap().named(FieldName::Place).unwrap().line().text(), "中原路12号");
    let facts = desk.keys("<f10>");
    let [Fact::IncidentOpened(incident)] = &facts[..] else { panic!("{facts:?}") };
    assert_eq!((incident.place.as_ref(), incident.address.as_str()), (None, "中原路12号"));
    let id = desk.incident("仓库火灾");
    let say = qianzhi::text::say::Say { world: &desk.model.world, lang: Lang::Zh };
    let five = qianzhi::papers::brief(&say, id, now()).unwrap();
    assert!(five[1].contains("中原路12号"), "whoever asks on the phone is told: {five:?}");
    desk.keys("1/中原路<enter>");
    assert_eq!(desk.model.selected_incident(), Some(id), "and finds it");
}

/// Elsewhere what names none of a choice is said, kept, and never half recorded.
#[test]
fn what_is_typed_into_a_choice_and_names_none_of_it_is_said_and_kept() {
    let mut desk = Desk::new();
    assert!(desk.keys("<f2>p1<tab>抽排<tab><tab>中原路12号<f10>").is_empty(), "nothing is recorded without the place");
    let form = desk.model.form().unwrap();
    assert_eq!(form.fields[form.at].name, FieldName::Destination);
    assert!(form.fault.as_ref().is_some_and(|(_, why)| why.contains("中原路12号")), "{:?}", form.fault);
    assert_eq!(form.fields[form.at].line().text(), "中原路12号", "and what was typed still stands there");
    let facts = desk.keys("<c-u><f10>");
    assert!(matches!(&facts[..], [Fact::OrderIssued(order), ..] if order.destination.is_none()), "{facts:?}");
}

/// An address may begin with a number: its first digit takes a choice, and records nothing.
#[test]
fn a_digit_in_a_place_that_need_not_be_said_records_no_incident() {
    let mut desk = Desk::new();
    let board = desk.model.board;
    assert!(desk.keys("<c-n>仓库火灾<tab>2").is_empty(), "not yet");
    assert_eq!((desk.model.mode(), desk.model.board), (Mode::Form, board));
    let form = desk.model.form().unwrap();
    let place = form.named(FieldName::Place).unwrap();
    assert_eq!((form.field(), place.line().text()), (Some(place), "2"), "the digit stays, and so does the cursor");
    let Some(qianzhi::console::Pick::Place(second)) = place.pick().cloned() else { panic!("{:?}", place.pick()) };
    let facts = desk.keys("<f10>");
    assert!(matches!(&facts[..], [Fact::IncidentOpened(incident)] if incident.place == Some(second)), "{facts:?}");
}

/// What was typed of an address is kept whole: in the field where it was typed, and nothing of it in the next.
#[test]
fn an_address_that_begins_with_digits_keeps_them() {
    for (keys, name) in
        [("<c-n>仓库火灾<tab>", FieldName::Place), ("<f2>p1<tab>抽排<tab><tab>", FieldName::Destination)]
    {
        let mut desk = Desk::new();
        desk.keys(&format!("{keys}12号仓库东侧2楼"));
        let form = desk.model.form().unwrap();
        let field = form.field().unwrap();
        assert_eq!((field.name, field.line().text()), (name, "12号仓库东侧2楼"));
        let facts = desk.keys("<f10>");
        match &facts[..] {
            [] => assert!(desk.notice().contains("12号仓库东侧2楼"), "{}", desk.notice()),
            [Fact::IncidentOpened(incident)] => assert_eq!(incident.address, "12号仓库东侧2楼"),
            other => panic!("{other:?}"),
        }
    }
}
