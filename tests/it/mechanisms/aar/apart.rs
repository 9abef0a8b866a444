//! What two posts did apart in a review: shown, and settled by a person.

use qianzhi::domain::{AarBreach as B, AarWant, Aspect, Due, IndicatorCode, ItemState};
use qianzhi::review::indicators;

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
    // Who says the same of the same moment agrees.
    let mut desk = Desk::at(S::Improving);
    desk.finish();
    desk.go(note(&desk, disposed()));
    let other = theirs(&desk, close(&desk));
    desk.go(close(&desk));
    hears(&mut desk, other);
    assert!(!desk.view().step.disputed());
    assert_eq!(desk.state(), S::Closed);
    assert!(desk.view().breaches(desk.city.world()).is_empty());
}

fn report_due(desk: &Desk) -> bool {
    let all = desk.city.world().aar_deadlines(&desk.view(), desk.now());
    all.iter().any(|due| due.what == Due::Aar { aar: desk.aar, wants: AarWant::Report })
}

fn revised(desk: &Desk) -> usize {
    indicators(desk.city.world(), desk.now()).into_iter().filter(|one| one.id == IndicatorCode::R6).count()
}

/// One signs while another drafts anew: as long as that is disputed it is not signed, and settled for the draft it never was.
#[test]
fn a_signature_that_is_disputed_stops_no_deadline() {
    let mut desk = Desk::at(S::Reviewed);
    let other = theirs(&desk, draft_anew(&desk));
    desk.go(sign(&desk));
    assert!(!report_due(&desk));
    assert_eq!(revised(&desk), 1);
    hears(&mut desk, other);
    assert!(desk.view().step.disputed());
    assert_eq!(desk.state(), S::Drafted, "the side that came least far");
    assert!(report_due(&desk), "thirty working days go on");
    assert!(desk.view().signed().is_none());
    assert_eq!(revised(&desk), 0);
    let aspect = Aspect::Aar(desk.aar);
    let conflict = desk.city.world().conflict(&aspect).unwrap();
    let draft = conflict.sides.iter().find(|side| {
        desk.view()
            .moves
            .iter()
            .any(|(id, made)| *id == side.id && matches!(made.step, qianzhi::domain::AarStep::Drafted(_)))
    });
    let chosen = draft.unwrap().id;
    desk.city.does(Command::Settle { aspect, in_favour_of: chosen });
    assert!(desk.view().signed().is_none() && report_due(&desk));
    assert_eq!(desk.view().draft().unwrap().summary, "另一稿");
    let document = qianzhi::papers::after_action(
        &qianzhi::text::say::Say { world: desk.city.world(), lang: qianzhi::text::Lang::Zh },
        &desk.view(),
        "洛阳市应急管理局",
        desk.now(),
    );
    assert!(document.title.contains("未签发"), "{}", document.title);
}

fn draft_anew(desk: &Desk) -> AarCommand {
    let draft = Draft { summary: "另一稿".into(), lessons: String::new() };
    AarCommand::Draft { aar: desk.aar, draft, at: desk.now() }
}

/// One reviews a draft while another writes it anew: whoever signs then signs what nobody reviewed.
#[test]
fn while_it_is_disputed_which_draft_was_reviewed_a_signature_wants_a_reason() {
    let mut desk = Desk::at(S::Drafted);
    let other = theirs(&desk, draft_anew(&desk));
    desk.go(review(&desk));
    hears(&mut desk, other);
    let command = sign(&desk);
    assert_eq!(desk.lacks(&command), [Lacking::Aar(AarLack::Unsettled)]);
    desk.overrides(command, "RAUT-次序");
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
    desk.go(note(&desk, disposed()));
    assert_eq!(desk.lacks(&close(&desk)), [Lacking::Aar(AarLack::OpenItems(1))]);
    let all = indicators(desk.city.world(), due + Span::hours(1));
    assert_eq!(all.iter().find(|one| one.id == IndicatorCode::K13).unwrap().met, Some(false));
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
