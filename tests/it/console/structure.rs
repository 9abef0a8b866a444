//! The structure on the console: its board behind a key of its own, whom to call, and an order to a body.

use qianzhi::console::{Board, FieldName, Mode, Pick, Row};
use qianzhi::domain::{Fact, ListCode, Listed, Organ, OrganKind};

use super::desk::Desk;

fn listed(code: &str, kind: OrganKind, number: Option<u8>) -> Fact {
    let name = format!("机构{code}");
    let organ = Organ { code: ListCode(code.into()), name, kind, number, area: "410100".into(), ..Organ::default() };
    Fact::listing(Listed::Organ(organ), Vec::new())
}

#[test]
fn a_key_of_its_own_shows_the_structure_in_a_layout_that_has_no_digit_for_it() {
    let mut desk = Desk::new();
    assert!(!desk.model.layout.boards.contains(&Board::Structure));
    for fact in [
        listed("B", OrganKind::Member, None),
        listed("S2", OrganKind::Special, Some(2)),
        listed("S1", OrganKind::Special, Some(1)),
        listed("G", OrganKind::General, None),
    ] {
        desk.other(fact);
    }
    // The input method may be switched on.
    desk.keys("＃７");
    assert_eq!((desk.model.board, desk.model.mode()), (Board::Structure, Mode::Board));
    let codes = desk.model.rows(Board::Structure).iter().map(|row| match row {
        Row::Organ(code) => code.0.as_str(),
        other => panic!("{other:?}"),
    });
    assert_eq!(codes.collect::<Vec<_>>(), ["G", "S1", "S2", "B"]);
    desk.keys("1");
    assert_eq!(desk.model.board, Board::Situation, "and a digit leads away again");
}

#[test]
fn an_order_from_a_headquarters_row_goes_to_that_headquarters() {
    let mut desk = Desk::new();
    let hq = desk.model.world.all_headquarters().next().unwrap().code.clone();
    desk.other(listed(&hq.0, OrganKind::Special, Some(1)));
    desk.keys("#7<enter>1");
    let form = desk.model.form().expect("the menu's first act is an order");
    let to = form.fields.iter().find(|field| field.name == FieldName::To).unwrap();
    assert_eq!(to.pick(), Some(&Pick::Headquarters(hq)));
}
