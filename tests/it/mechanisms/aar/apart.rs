//! What two posts did apart in a review: shown, and settled by a person.

use qianzhi::domain::{AarBreach as B, Aspect, ItemState};

use super::*;

/// What another post writes that knows what this one knows: this one hears of it later.
fn theirs(desk: &Desk, command: AarCommand) -> Vec<Fact> {
    let who = Standing { reason: "另处先办".into(), ..desk.who() };
    decide(desk.city.world(), &who, Command::Aar(command)).unwrap().facts
}

fn hears(desk: &mut Desk, facts: Vec<Fact>) {
    for fact in facts {
        desk.city.hears(fact);
    }
}

#[test]
fn two_reports_signed_apart_are_a_conflict_and_one_closing_by_two_of_the_same_is_none() {
    let mut desk = Desk::at(S::Reviewed);
    let other = theirs(&desk, AarCommand::Sign { aar: desk.aar, hand: hand("吴某"), at: desk.now() });
    desk.go(sign(&desk));
    hears(&mut desk, other);
    let aspect = Aspect::Aar(desk.aar);
    assert!(desk.view().step.disputed());
    let conflict = desk.city.world().conflict(&aspect).unwrap();
    assert_eq!(conflict.sides.len(), 2);
    let chosen = conflict.sides[0].id;
    desk.city.does(Command::Settle { aspect: aspect.clone(), in_favour_of: chosen });
    assert!(desk.city.world().conflict(&aspect).is_none());
    assert_eq!(desk.state(), S::Final);
}

#[test]
fn an_item_signed_off_and_sent_back_apart_is_a_conflict_and_stays_due() {
    let mut desk = Desk::item_at(Some(ItemAct::Rectified));
    let other = theirs(&desk, acts(&desk, ItemAct::Returned, "检查组", "仍积水"));
    desk.go(acts(&desk, ItemAct::Accepted, "检查组", "照片"));
    hears(&mut desk, other);
    let view = desk.city.world().improvement(desk.aar, desk.item).unwrap();
    assert!(view.step.disputed());
    let due = view.item.due.unwrap();
    let late = desk.city.world().deadlines(due + Span::hours(1));
    assert!(late.iter().any(|one| one.due == due), "while it is disputed whether it is done, it is not");
}

#[test]
fn what_no_post_does_alone_is_shown_after_a_merge() {
    // Two opened it.
    let mut desk = Desk::new();
    let other = theirs(&desk, open(&desk));
    desk.aar = desk.go(open(&desk));
    hears(&mut desk, other);
    assert!(matches!(desk.view().breaches(desk.city.world())[..], [B::OpenedTwice(_)]));
    // Two opened an item for one problem.
    let mut desk = Desk::at(S::Final);
    let other = theirs(&desk, note(&desk, item(&desk)));
    desk.item = desk.go(note(&desk, item(&desk)));
    hears(&mut desk, other);
    let finding = desk.finding;
    assert_eq!(desk.view().breaches(desk.city.world()), [B::TwoItems(finding)]);
    // One closed it while another sent an item back.
    let mut desk = Desk::item_at(Some(ItemAct::Accepted));
    desk.go(note(&desk, disposed()));
    let other = theirs(&desk, acts(&desk, ItemAct::Returned, "检查组", "仍积水"));
    desk.go(close(&desk));
    hears(&mut desk, other);
    let stands = desk.city.world().improvement(desk.aar, desk.item).unwrap().state;
    assert_eq!(stands, ItemState::Assigned);
    assert_eq!(desk.view().breaches(desk.city.world()), [B::ClosedOver(1)]);
    // One signed it while another found something more.
    let mut desk = Desk::at(S::Drafted);
    let other = theirs(&desk, note(&desk, problem(&desk)));
    desk.go(review(&desk));
    hears(&mut desk, other);
    let open = desk.view().unanswered().len();
    assert_eq!(open, 1);
    let command = sign(&desk);
    desk.needs_a_reason(command, &[AarLack::Unanswered(1)], "RAUT-复盘-答复");
    assert!(matches!(desk.view().breaches(desk.city.world())[..], [B::Unanswered(_)]));
}
