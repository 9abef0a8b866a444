//! Hand-over at the desk: one gesture in which two people sign, and what holds while only one has.

use qianzhi::clock::Span;
use qianzhi::console::{Effect, FormKind, Overlay, Pane};
use qianzhi::domain::{Due, Fact, Means, Realm, ShiftSide, SignOff};
use qianzhi::papers::plain;

use super::desk::{Desk, background, incident};

/// A duty room with one open incident.
fn room() -> Desk {
    let mut desk = Desk::empty(Realm::Live);
    for fact in background() {
        if !matches!(fact, Fact::DrillOpened(_) | Fact::DrillClockSet { .. } | Fact::InjectPlanned(_)) {
            desk.other(fact);
        }
    }
    desk.other(incident("郑州 城区内涝", "2021-07-20 15:40"));
    desk
}

fn signed(fact: &Fact) -> &SignOff {
    let Fact::ShiftSigned(sign_off) = fact else { panic!("{fact:?}") };
    sign_off
}

fn half_signed(desk: &Desk) -> bool {
    desk.model.rail().iter().any(|due| matches!(due.what, Due::TakeOver { .. }))
}

/// The sheet that is being read.
fn sheet(desk: &Desk) -> String {
    let Some(Overlay::Reading(reading)) = desk.model.overlays.last() else { panic!("{}", desk.notice()) };
    plain(&reading.document).join("\n")
}

#[test]
fn who_leaves_signs_the_post_changes_hands_and_who_comes_signs() {
    let mut desk = room();
    let handed = desk.records("<c-v>03钱某<enter>");
    let out = signed(&handed);
    assert_eq!((out.by.as_str(), &out.side), ("王某", &ShiftSide::Handed { to: "钱某".into() }));
    assert_eq!(out.sheet.made - out.sheet.since, Span::hours(12), "nobody handed over before");
    assert_eq!(desk.model.post.operator, "王某", "until somebody else has signed");
    assert!(half_signed(&desk));
    assert!(matches!(desk.model.form().map(|form| &form.kind), Some(FormKind::TakeOver(_))), "{}", desk.notice());
    desk.effects.clear();
    let taken = desk.records("<f10>");
    let into = signed(&taken);
    assert_eq!((into.by.as_str(), &into.sheet), ("钱某", &out.sheet), "what the other one has signed");
    assert!(matches!(into.side, ShiftSide::Taken { .. }));
    assert_eq!(desk.model.post.operator, "钱某");
    assert_eq!(desk.effects, [Effect::SignIn("钱某".into())], "the second sign-off is under the new name");
    assert_eq!(desk.log.last().unwrap().actor, "钱某");
    assert!(!half_signed(&desk));
    // Both names and times, on the sheet that they signed.
    let read = sheet(&desk);
    assert!(read.contains("交班人：王某 16:10") && read.contains("接班人：钱某 16:10"), "{read}");
}

/// Whoever takes over may be on their way: they say so on the phone, and who writes it down stays who sits there.
#[test]
fn the_second_signature_can_be_given_on_the_phone_by_name() {
    let mut desk = room();
    desk.records("<c-v>03钱某<enter>");
    desk.effects.clear();
    let taken = desk.records("<tab><tab>电话<f10>");
    let ShiftSide::Taken { means, .. } = signed(&taken).side else { panic!("{taken:?}") };
    assert_eq!((signed(&taken).by.as_str(), means), ("钱某", Means::Phone));
    assert_eq!((desk.log.last().unwrap().actor.as_str(), desk.model.post.operator.as_str()), ("王某", "王某"));
    assert_eq!(desk.effects, [], "nobody else signed in");
    assert!(!half_signed(&desk));
    let read = sheet(&desk);
    assert!(read.contains("交班人：王某 16:10") && read.contains("接班人：钱某(电话) 16:10"), "{read}");
    // It is still somebody else.
    desk.keys("<esc>");
    desk.records("<c-v>03钱某<enter>");
    assert!(desk.keys("<c-u>王某<tab><tab>电话<f10>").is_empty());
    assert!(desk.notice().contains("另一人签字"), "{}", desk.notice());
}

#[test]
fn one_person_cannot_be_both() {
    let mut desk = room();
    assert!(desk.keys("<c-v>03王某<enter>").is_empty());
    assert!(desk.notice().contains("另一人签字"), "{}", desk.notice());
    desk.records("<c-u><enter>");
    assert!(desk.keys("王某<f10>").is_empty());
    assert!(desk.notice().contains("另一人签字"), "{}", desk.notice());
    assert_eq!(desk.model.post.operator, "王某");
    assert!(half_signed(&desk), "and it stands half signed");
    // Somebody else comes: it goes on where it stood.
    let taken = desk.records("<c-u>孙某<f10>");
    assert_eq!((signed(&taken).by.as_str(), desk.model.post.operator.as_str()), ("孙某", "孙某"));
}

#[test]
fn half_signed_it_stands_on_the_sheet_and_on_the_rail_which_leads_to_the_other_signature() {
    let mut desk = room();
    desk.records("<c-v>03钱某<enter>");
    desk.keys("<esc><c-v>2");
    let read = sheet(&desk);
    assert!(read.contains("交班人：王某 16:10") && read.contains("接班人：钱某____"), "{read}");
    desk.keys("<esc>");
    // Whoever is still there goes on under their own name.
    desk.keys("水深一米<enter>");
    assert_eq!(desk.log.last().unwrap().actor, "王某");
    desk.keys("<f4>");
    let place = desk.model.rail().iter().position(|due| matches!(due.what, Due::TakeOver { .. })).unwrap();
    desk.keys(&format!("<home>{}<enter>", "<down>".repeat(place)));
    assert_eq!(desk.model.pane, Pane::Rail);
    let taken = desk.records("<f10>");
    assert_eq!(signed(&taken).by, "钱某");
    // What was typed meanwhile is not on the sheet that they signed, so no other one is shown as signed.
    assert!(!matches!(desk.model.overlays.last(), Some(Overlay::Reading(_))) || sheet(&desk).contains("王某 16:10"));
}

#[test]
fn what_changed_counts_from_the_last_hand_over_that_both_signed() {
    let mut desk = room();
    desk.records("<c-v>03钱某<enter>");
    desk.keys("<esc>");
    desk.pass(Span::hours(1));
    let title = |desk: &mut Desk| {
        desk.keys("<c-v>2");
        let read = sheet(desk);
        desk.keys("<esc>");
        read
    };
    let half = title(&mut desk);
    assert!(
        half.contains("7月20日05时10分至17时10分") && half.contains("新事件 郑州 城区内涝"),
        "half is not done: {half}"
    );
    desk.records("<c-v>03<f10>");
    desk.keys("<esc>");
    desk.pass(Span::hours(1));
    let whole = title(&mut desk);
    assert!(whole.contains("7月20日16时10分至18时10分"), "since the sheet was made that both signed: {whole}");
    assert!(!whole.contains("新事件") && whole.contains("上次交接：王某16:10交，钱某17:10接"), "{whole}");
}

#[test]
fn a_signature_that_is_taken_back_was_not_given() {
    let mut desk = room();
    desk.records("<c-v>03钱某<enter>");
    desk.keys("<esc><f8>");
    assert!(!half_signed(&desk));
    desk.keys("<c-v>03");
    assert_eq!(desk.model.form().map(|form| &form.kind), Some(&FormKind::HandOver), "it begins anew");
    desk.keys("钱某<enter><f10><esc><f8>");
    assert!(half_signed(&desk), "the second one alone: it is half signed again");
}

#[test]
fn a_shift_that_was_handed_over_anew_is_taken_over_as_it_is_now() {
    let mut desk = room();
    desk.records("<c-v>03钱某<enter>");
    let first = desk.log.last().unwrap().id;
    desk.keys("<esc>");
    let again = SignOff { at: desk.model.now + Span::minutes(5), ..signed(&desk.log.last().unwrap().fact).clone() };
    desk.pass(Span::minutes(5));
    let mut arrived = desk.clone();
    arrived.model.post.id = super::desk::OTHER;
    arrived.other(Fact::ShiftSigned(again));
    // Another post's hand-over is its own.
    assert!(half_signed(&arrived));
    let due = arrived.model.rail().iter().filter(|due| matches!(due.what, Due::TakeOver { .. })).count();
    assert_eq!(due, 2, "each post's newest");
    assert!(arrived.model.world.hand_overs(None).iter().any(|one| one.id == first));
}

#[test]
fn nobody_hands_over_who_is_not_signed_in_and_the_form_says_which_sheet_is_signed() {
    let mut desk = room();
    desk.model.post.operator.clear();
    assert!(desk.keys("<c-v>03钱某<enter>").is_empty());
    assert!(desk.notice().contains("先签到"), "{}", desk.notice());
    let form = desk.model.form().unwrap();
    assert!(desk.model.form_subject(form).contains("交接单 07-20 04:10至16:10"), "{}", desk.model.form_subject(form));
}
