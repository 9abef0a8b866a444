//! Heads counted after a withdrawal: not closed until everybody is there or declared missing by a named person
//! (rules.md 5.4; 生产安全事故应急条例 art. 22).

use qianzhi::clock::Span;
use qianzhi::console::{Board, Row};
use qianzhi::domain::{Due, EventId, Fact, Outcome, Recipient, TeamCode, Urgency};

use super::desk::{Desk, now};

/// P1 is told to withdraw; its order's event.
fn withdrawn(desk: &mut Desk) -> EventId {
    let facts = desk.keys("<f9>p1<enter><tab><f10>1");
    let issued = facts.iter().any(|fact| {
        matches!(fact, Fact::OrderIssued(order)
        if order.urgency == Urgency::Withdraw && order.to == Recipient::Team(TeamCode::from("P1")))
    });
    assert!(issued, "{facts:?} {:?}", desk.model.notice);
    let orders = desk.model.world.orders();
    orders.into_iter().find(|view| view.order.urgency == Urgency::Withdraw).unwrap().id
}

fn due(desk: &Desk, order: EventId) -> Option<Span> {
    let rail = desk.model.world.deadlines(now());
    rail.into_iter().find(|d| d.what == Due::CountHeads { order }).map(|d| d.due - now())
}

#[test]
fn a_withdrawal_wants_its_heads_within_five_minutes_until_all_are_accounted_for() {
    let mut desk = Desk::new();
    let order = withdrawn(&mut desk);
    let people = desk.model.world.team(&"P1".into()).unwrap().team.people;
    assert!(people > 2, "the desk's teams have people");
    assert_eq!(due(&desk, order), Some(Span::minutes(5)));
    // Two are not there and nobody answers for them: it stays open.
    desk.model.layout.boards = vec![Board::Situation, Board::Orders];
    let present = people - 2;
    let facts = desk.keys(&format!("2<c-g>{present}<f10>"));
    assert!(
        matches!(&facts[0], Fact::HeadsCounted(count) if (count.present, count.missing) == (present, 0)),
        "{facts:?}"
    );
    assert_eq!(due(&desk, order), Some(Span::minutes(5)));
    // A named person declares them missing: it is closed, and the two stay on the screen.
    let facts = desk.keys(&format!("<c-g>{present}<tab>2<tab>陈某 许某<tab>张某<f10>"));
    assert!(
        matches!(&facts[0], Fact::HeadsCounted(count) if count.missing == 2 && count.names == "陈某 许某"),
        "{facts:?}"
    );
    assert_eq!(due(&desk, order), None);
}

#[test]
fn a_withdrawal_is_not_done_before_its_heads_are_counted() {
    let mut desk = Desk::new();
    let order = withdrawn(&mut desk);
    desk.model.layout.boards = vec![Board::Situation, Board::Orders];
    desk.keys("2;撤离<enter>");
    assert!(desk.keys("<c-u><f10>").is_empty());
    assert!(desk.model.notice.as_ref().unwrap().text.contains("清点"), "{:?}", desk.model.notice);
    // It asks why it should be all the same; nobody says.
    desk.keys("<esc><esc>");
    let people = desk.model.world.team(&"P1".into()).unwrap().team.people;
    desk.keys(&format!("<c-g>{people}<f10>"));
    let facts = desk.keys("<c-u><f10>");
    assert!(
        matches!(&facts[..], [Fact::OrderEnded { outcome: Outcome::Done, .. }]),
        "{facts:?} {:?}",
        desk.model.notice
    );
    assert_eq!(due(&desk, order), None);
}

#[test]
fn a_count_is_urgent_so_that_it_overtakes_and_goes_on_a_full_disk() {
    let mut desk = Desk::new();
    withdrawn(&mut desk);
    desk.model.layout.boards = vec![Board::Situation, Board::Orders];
    let facts = desk.keys("2<c-g>1<f10>");
    assert!(qianzhi::sync::urgent(&facts[0].to_payload()));
}

/// Where another order is in hand the withdrawal that waits for its count is taken in hand, so that the board shows which.
#[test]
fn the_withdrawal_that_is_counted_is_the_order_in_hand() {
    let mut desk = Desk::new();
    let order = withdrawn(&mut desk);
    desk.model.layout.boards = vec![Board::Situation, Board::Orders];
    desk.keys("2<home>");
    while desk.model.selected(Board::Orders) == Some(&Row::Order(order)) {
        desk.keys("<down>");
    }
    assert!(desk.model.selected(Board::Orders).is_some());
    desk.keys("<c-g>");
    assert!(matches!(desk.model.form().unwrap().kind, qianzhi::console::FormKind::CountHeads(of) if of == order));
    assert_eq!(desk.model.selected(Board::Orders), Some(&Row::Order(order)));
}

#[test]
fn the_rail_leads_to_the_count() {
    let mut desk = Desk::new();
    let order = withdrawn(&mut desk);
    desk.keys("<f4>");
    let wanted = desk.model.rail().iter().position(|d| d.what == Due::CountHeads { order }).unwrap();
    desk.keys(&"<down>".repeat(wanted));
    desk.keys("<enter>");
    assert!(matches!(desk.model.form().unwrap().kind, qianzhi::console::FormKind::CountHeads(of) if of == order));
}

/// rules.md 5.4: not cleared until every person is accounted for. The missing are on the brief, on the hand-over sheet, on the
/// incident's board, and the rail leads to the next count; a duty officer calls the withdrawal done.
#[test]
fn the_missing_of_a_withdrawal_are_told_wherever_the_incident_is() {
    let mut desk = Desk::new();
    desk.model.role = "值班员".into();
    let north = desk.incident("城区内涝");
    desk.keys("1;城区内涝<enter>");
    let order = withdrawn(&mut desk);
    assert_eq!(desk.model.world.order(order).unwrap().order.incident, Some(north));
    desk.model.layout.boards = vec![Board::Situation, Board::Incident, Board::Orders];
    let people = desk.model.world.team(&"P1".into()).unwrap().team.people;
    desk.keys(&format!("3<c-g>{}<tab>2<tab>陈某 许某<tab>张某<f10>", people - 2));
    let ended = desk.keys("<c-u><f10>");
    assert!(matches!(&ended[..], [Fact::OrderEnded { outcome: Outcome::Done, .. }]), "{ended:?} {}", desk.notice());
    let find =
        desk.model.rail().iter().position(|due| matches!(due.what, Due::FindMissing { .. })).expect("a deadline");
    let say = qianzhi::text::say::Say { world: &desk.model.world, lang: qianzhi::text::Lang::Zh };
    let brief = qianzhi::papers::brief(&say, north, desk.model.now).unwrap();
    assert!(brief[2].contains("失联2人") && brief[2].contains("陈某 许某"), "{brief:?}");
    let now = desk.model.now;
    let sheet = qianzhi::papers::handover(&say, "", now - Span::hours(12), now, None);
    let sheet = qianzhi::papers::plain(&sheet).join("\n");
    assert!(sheet.contains("失联2人"), "{sheet}");
    desk.keys("2");
    let mut buffer = ratatui::buffer::Buffer::empty(ratatui::layout::Rect::new(0, 0, 140, 40));
    qianzhi::view::paint(&desk.model, &qianzhi::view::Look::default(), &mut buffer);
    let screen = qianzhi::view::rows(&buffer, qianzhi::text::cells::Ambiguous::One).join("\n");
    assert!(screen.contains("撤离清点失联2人"), "{screen}");
    desk.keys(&format!("<f4><home>{}<enter>", "<down>".repeat(find)));
    assert!(matches!(desk.model.form().unwrap().kind, qianzhi::console::FormKind::CountHeads(of) if of == order));
}
