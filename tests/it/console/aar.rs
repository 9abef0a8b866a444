//! A review from the end of a response to its look back at 80 by 24, by digits and chords (rules.md 5.5).

use qianzhi::clock::Span;
use qianzhi::console::{Action, Board, Counting, Effect, Mode, Msg};
use qianzhi::domain::{
    AarNoted as Noted, AarOf, AarState as S, AarStep, AarView, AarWant, ContentHash, Decision, Due, Fact, FindingKind,
    HqCode, ItemAct, ItemState, Level, Means, Mechanism, Realm, Response, Role,
};
use qianzhi::papers::Records;
use qianzhi::review::{Scope, indicators_of};
use qianzhi::view::{Look, text_of};

use super::desk::Desk;

fn decided(desk: &mut Desk, decision: Decision) {
    let response = Response {
        area: "410100".into(),
        by: HqCode("H1".into()),
        decision,
        basis: None,
        decided: desk.model.now,
        effective: None,
        conclusion: "会商纪要3号".into(),
        role: Some(Role::GeneralDeputy),
    };
    let after = desk.model.world.heads(&qianzhi::domain::Aspect::Response("410100".into()));
    desk.other(Fact::ResponseDecided { response, after });
}

/// A city's desk whose response is over, at which the deputy commander sits.
fn desk() -> Desk {
    let mut desk = Desk::empty(Realm::Test);
    for fact in super::desk::background() {
        if matches!(fact, Fact::AreaNamed(_) | Fact::HeadquartersFormed(_)) {
            desk.other(fact);
        }
    }
    desk.model.role = "副总指挥".to_owned();
    assert_eq!(desk.model.sitting(), Some(Role::GeneralDeputy));
    let (matter, period, measures) = ("防汛".into(), "24小时".into(), "转移".into());
    decided(&mut desk, Decision::Activated { level: Level::Three, matter, period, measures });
    desk.pass(Span::minutes(90));
    decided(&mut desk, Decision::Terminated);
    desk.pass(Span::minutes(1));
    desk
}

fn view(desk: &Desk) -> AarView<'_> {
    desk.model.selected_aar().unwrap()
}

fn state(desk: &Desk) -> S {
    view(desk).state
}

fn screen(desk: &Desk) -> String {
    text_of(&desk.model, &Look::default())
}

fn step(desk: &mut Desk, script: &str) -> AarStep {
    let Fact::AarMoved { step, .. } = desk.records(script) else { panic!("{script}") };
    *step
}

fn note(desk: &mut Desk, script: &str) -> Noted {
    let Fact::AarNoted(note) = desk.records(script) else { panic!("{script}") };
    note.what
}

/// The journal counts the records that were asked for.
fn counts(desk: &mut Desk, wanted: Counting, hash: u8) {
    let asked = desk.effects.iter().rev().find_map(|effect| match effect {
        Effect::Count { aar, from, to, what } => Some((*aar, *from, *to, *what)),
        _ => None,
    });
    let (aar, from, to, what) = asked.unwrap_or_else(|| panic!("{:?}", desk.effects));
    assert_eq!(what, wanted);
    let opened = view(desk).aar;
    let until = if what == Counting::Indicators { desk.model.now } else { opened.at };
    assert_eq!((aar, from, to), (view(desk).id, opened.from, until));
    if what == Counting::Indicators {
        let scope = Scope::of_review(opened, to);
        let indicators = indicators_of(&desk.model.world, &scope);
        desk.send(Msg::Computed(aar, Box::new(Ok(indicators))));
        return;
    }
    let hash = ContentHash([hash; 32]);
    let records = Records { hash, events: 9, sourced: 9, unsourced: vec![], gaps: vec![], missing: 0 };
    desk.send(Msg::RecordsCounted(aar, what, Box::new(Ok(records))));
}

fn opened() -> Desk {
    let mut desk = desk();
    assert!(desk.model.rail().iter().any(|due| matches!(due.what, Due::Aar { wants: AarWant::Open, .. })));
    desk.keys("#5");
    assert_eq!((desk.model.board, desk.model.mode()), (Board::Aar, Mode::Board));
    let Fact::AarOpened(aar) = desk.records("<c-a><f10>") else { panic!() };
    assert!(matches!(aar.of, AarOf::Response(_)), "what is owed comes first: {aar:?}");
    assert_eq!(aar.area.0, "410100");
    assert!(!desk.model.rail().iter().any(|due| matches!(due.what, Due::Aar { wants: AarWant::Open, .. })));
    assert_eq!(state(&desk), S::Opened);
    desk
}

#[test]
fn a_review_goes_from_its_opening_to_its_look_back_by_digits_and_chords() {
    let mut desk = opened();
    desk.keys("<c-g>");
    counts(&mut desk, Counting::Seal, 7);
    let AarStep::Sealed(seal) = step(&mut desk, "<f10>") else { panic!() };
    assert_eq!((seal.hash, seal.events, seal.missing, seal.unsent), (ContentHash([7; 32]), 9, 0, 0));
    let wash = note(&mut desk, "<c-g><tab>集结快, 通信差<f10>");
    assert!(matches!(&wash, Noted::HotWash { led, text } if led == "王某" && text == "集结快, 通信差"), "{wash:?}");
    desk.keys("<c-g>");
    counts(&mut desk, Counting::Timeline, 7);
    assert!(matches!(step(&mut desk, "<f10>"), AarStep::Reconstructed(made) if made.items == 9 && made.sourced == 9));
    findings_and_report(&mut desk);
    items_to_the_close(&mut desk);
    assert!(desk.model.world.unratified().is_empty(), "everything was in its turn");
}

fn findings_and_report(desk: &mut Desk) {
    let Noted::Finding(found) = note(desk, "<c-g>13到场超时<enter><down><f10>") else { panic!() };
    assert_eq!((found.kind, found.mechanism), (FindingKind::Problem, Mechanism::Assembly));
    assert_eq!((found.text.as_str(), found.evidence.len()), ("到场超时", 1));
    assert!(screen(desk).contains("待答复 ?"), "{}", screen(desk));
    let answered = note(desk, "<c-g><tab>交警支队<tab>属实<tab>1");
    assert!(
        matches!(&answered, Noted::Answered { unit, accepts: true, text, .. } if unit == "交警支队" && text == "属实"),
        "{answered:?}"
    );
    // Every indicator for which the log holds something: the seats, here.
    desk.keys("<c-g>");
    counts(desk, Counting::Indicators, 0);
    let computed = desk.keys("<f10>");
    assert!(!computed.is_empty(), "{:?}", desk.notice());
    for fact in computed {
        assert!(matches!(&fact, Fact::AarNoted(note) if matches!(note.what, Noted::Computed { .. })), "{fact:?}");
    }
    let AarStep::Drafted(draft) = step(desk, "<c-g><tab>总体有效<tab>备用路线入预案<f10>") else { panic!() };
    assert_eq!((draft.summary.as_str(), draft.lessons.as_str()), ("总体有效", "备用路线入预案"));
    assert!(matches!(step(desk, "<c-g><f10>"), AarStep::Reviewed(_)));
    let AarStep::Signed { draft: signed, number, hand } = step(desk, "<c-g><f10>") else { panic!() };
    assert_eq!((signed, number, hand.by.as_str(), hand.role), (draft, 1, "王某", Some(Role::GeneralDeputy)));
    assert_eq!(state(desk), S::Final);
}

fn items_to_the_close(desk: &mut Desk) {
    let Noted::Item(item) = note(desk, "<c-g><tab>划定备用路线<enter>赵某<enter>08-20 18:00<enter>三条路线<f10>")
    else {
        panic!()
    };
    assert_eq!((item.owner.as_str(), item.metric.as_str(), item.due.is_some()), ("赵某", "三条路线", true));
    assert_eq!(state(desk), S::Improving);
    assert!(screen(desk).contains("赵某"), "{}", screen(desk));
    let way = [ItemAct::Verified, ItemAct::Registered, ItemAct::Assigned, ItemAct::Rectified, ItemAct::Accepted];
    for wanted in way {
        let AarStep::Item { act, evidence, hand, .. } = step(desk, "<c-g><tab><tab>照片<f10>") else { panic!() };
        assert_eq!((act, evidence.as_str(), hand.by.as_str()), (wanted, "照片", "王某"));
    }
    assert_eq!(view(desk).items(&desk.model.world)[0].state, ItemState::Accepted);
    assert_eq!(desk.model.aar_next(&view(desk)), Action::OtherReview, "the personal data");
    assert!(matches!(note(desk, "<c-g><f10>"), Noted::Disposed { .. }));
    assert!(matches!(step(desk, "<c-g><f10>"), AarStep::Closed(_)));
    assert_eq!(state(desk), S::Closed);
    assert!(view(desk).breaches(&desk.model.world).is_empty());
    assert_eq!(desk.model.aar_next(&view(desk)), Action::ReadReview, "until six months are over");
    desk.pass(Span::hours(24 * 183));
    let back = note(desk, "<c-g><tab>路线已标识<f10>");
    assert!(matches!(&back, Noted::LookedBack { text } if text == "路线已标识"), "{back:?}");
}

#[test]
fn the_seal_is_held_against_the_log_and_says_when_it_differs() {
    let mut desk = opened();
    desk.keys("<c-g>");
    counts(&mut desk, Counting::Seal, 7);
    desk.keys("<f10>");
    desk.keys("<c-e><enter>");
    counts(&mut desk, Counting::Check, 7);
    assert!(desk.notice().contains("封存一致"), "{}", desk.notice());
    desk.keys("<c-e><enter>");
    counts(&mut desk, Counting::Check, 8);
    assert!(desk.notice().contains("与封存不符"), "{}", desk.notice());
    assert!(screen(&desk).contains("与封存不符"), "{}", screen(&desk));
}

#[test]
fn the_rail_opens_what_is_owed() {
    let mut desk = desk();
    let place =
        desk.model.rail().iter().position(|due| matches!(due.what, Due::Aar { wants: AarWant::Open, .. })).unwrap();
    desk.keys("<f4>");
    desk.keys(&"<down>".repeat(place));
    desk.keys("<enter>");
    assert_eq!(desk.model.board, Board::Aar, "the board of what is due is shown");
    assert!(matches!(desk.records("<f10>"), Fact::AarOpened(_)));
}

#[test]
fn a_warning_is_written_down_as_published_without_letters() {
    let mut desk = Desk::new();
    let Fact::WarningPublished(told) = desk.records("<c-v>07<tab>短信<tab><tab>1200<tab>1500<f10>") else { panic!() };
    assert_eq!((told.channel.as_str(), told.reached, told.population), ("短信", Some(1200), Some(1500)));
    assert_eq!(told.means, Means::Console);
    assert_eq!(told.at, desk.model.world.warning(told.warning).unwrap().issued, "when nothing else is said");
}

/// What is owed is what the form opens with: this response, this item.
#[test]
fn the_rail_leads_to_the_very_one_that_is_due() {
    let mut desk = opened();
    for act in ["<c-g>", "<f10>"] {
        desk.keys(act);
        if act == "<c-g>" {
            counts(&mut desk, Counting::Seal, 7);
        }
    }
    note(&mut desk, "<c-g><tab>集结快<f10>");
    desk.keys("<c-g>");
    counts(&mut desk, Counting::Timeline, 7);
    step(&mut desk, "<f10>");
    findings_and_report(&mut desk);
    let first = "<c-g><tab>划定备用路线<enter>赵某<enter>08-20 18:00<enter>三条路线<f10>";
    note(&mut desk, first);
    let finding = view(&desk).findings()[0].id;
    let due = desk.model.now + Span::hours(1);
    let second = qianzhi::domain::Improvement {
        finding,
        text: "更换电台".into(),
        owner: "钱某".into(),
        due: Some(due),
        metric: "到位".into(),
    };
    let aar = view(&desk).id;
    let (means, at) = (Means::Console, desk.model.now);
    let line = qianzhi::domain::AarNote { aar, what: Noted::Item(second), by: String::new(), means, at };
    desk.other(Fact::AarNoted(Box::new(line)));
    let later = view(&desk).items(&desk.model.world)[1].id;
    // The one that is due is neither the first that was opened nor chosen by hand.
    let wanted = Due::Aar { aar, wants: AarWant::Item(later) };
    let place = desk.model.rail().iter().position(|due| due.what == wanted).unwrap();
    desk.keys("<f4>");
    desk.keys(&"<down>".repeat(place));
    desk.keys("<enter>");
    let AarStep::Item { item, .. } = step(&mut desk, "<tab><tab>照片<f10>") else { panic!() };
    assert_eq!(item, later);
}

/// An accident that owes its investigation is opened for review from the rail.
#[test]
fn an_accident_that_waits_for_its_investigation_is_opened_for_review() {
    let mut desk = desk();
    let occurred = desk.model.now - Span::hours(24 * 60);
    let incident = desk.other(Fact::IncidentOpened(qianzhi::domain::Incident {
        unit_told: None,
        sensitive: false,
        title: "厂房坍塌".into(),
        title_en: None,
        code: "12F00".into(),
        area: "410100".into(),
        place: None,
        occurred,
        received: occurred,
        address: String::new(),
    }));
    let grade = Some(qianzhi::domain::Grade::Serious);
    desk.other(Fact::Graded { incident, grade, reason: String::new(), after: vec![] });
    let (status, closed) = (qianzhi::domain::IncidentStatus::Closed, desk.model.now);
    desk.other(Fact::IncidentStatusSet { incident, status, after: vec![] });
    desk.pass(Span::hours(1));
    // Closed and old it may be packed away, and be so again when word of something else comes.
    desk.model.world.put_away(qianzhi::domain::Keep { at_hand: 0, chest: 1, past: 0 });
    assert_eq!(desk.model.world.incident(incident), None);
    let wanted = Due::Aar { aar: incident, wants: AarWant::Investigation };
    let place = desk.model.rail().iter().position(|due| due.what == wanted).unwrap();
    assert!(screen(&desk).contains("事故调查"), "{}", screen(&desk));
    desk.keys("<f4>");
    desk.keys(&"<down>".repeat(place));
    desk.keys("<enter>");
    desk.model.world.put_away(qianzhi::domain::Keep { at_hand: 0, chest: 1, past: 0 });
    desk.other(Fact::WarningReceived(super::desk::warning()));
    let Fact::AarOpened(aar) = desk.records("<f10>") else { panic!() };
    assert_eq!((aar.of, aar.from, aar.ended), (AarOf::Incident(incident), occurred, closed), "its end is its closing");
}
