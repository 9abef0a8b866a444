//! The table of rules.md 5.5, line by line. 评估 has three stations here: until a draft, until its review, until it is signed.

use std::collections::BTreeSet;

use qianzhi::domain::{
    AarEvent as E, AarLack, AarNoted, AarState as S, AarWant, Computed, Due, FindingKind, IndicatorCode, Inquiry,
    ItemAct, ItemState, Mechanism, Plan, Rating,
};

use super::super::{Otherwise, Row};
use super::*;

/// From, event, to, shown to be taken, and what becomes of it where its guard does not hold.
const TABLE: &[Row<S, E>] = &[
    row(S::Opened, E::Seal, S::Gathering, taken_seal, Otherwise::Override(unmerged)),
    row(S::Gathering, E::HotWash, S::Gathering, taken_hot_wash, Otherwise::Override(hot_wash_early)),
    row(S::Gathering, E::Reconstruct, S::Evaluating, taken_timeline, Otherwise::Override(gaps_unexplained)),
    row(S::Evaluating, E::Find, S::Evaluating, taken_finding, Otherwise::Override(no_evidence)),
    row(S::Evaluating, E::Score, S::Evaluating, taken_scores, Otherwise::Override(scores_early)),
    row(S::Evaluating, E::Answer, S::Evaluating, taken_answer, Otherwise::Refused(answers_nothing)),
    row(S::Evaluating, E::Draft, S::Drafted, taken_draft, Otherwise::Override(draft_early)),
    row(S::Drafted, E::Review, S::Reviewed, taken_review, Otherwise::Override(review_early)),
    row(S::Reviewed, E::Sign, S::Final, taken_sign, Otherwise::Override(unanswered)),
    row(S::Final, E::OpenItem, S::Improving, taken_item, Otherwise::Override(item_lacks)),
    row(S::Improving, E::Item, S::Improving, taken_steps, Otherwise::Override(own_acceptance)),
    row(S::Improving, E::RevisePlan, S::Improving, taken_plan, Otherwise::Refused(no_such_plan)),
    row(S::Improving, E::Dispose, S::Improving, taken_disposal, Otherwise::Override(kept_unsaid)),
    row(S::Improving, E::Close, S::Closed, taken_close, Otherwise::Override(close_early)),
    row(S::Closed, E::LookBack, S::Closed, taken_look_back, Otherwise::Override(look_back_early)),
    row(S::Improving, E::Inquire, S::Improving, taken_inquiry, Otherwise::Harmless(inquiry_anywhere)),
];

const fn row(from: S, event: E, to: S, taken: fn(), otherwise: Otherwise) -> Row<S, E> {
    Row { from, event, to, taken, otherwise }
}

#[test]
fn every_line_of_the_paper_is_taken_and_says_what_becomes_of_it_otherwise() {
    // The first line has nothing before it: 已立项 by what is over, or with a reason.
    assert_eq!(Desk::at(S::Opened).state(), S::Opened);
    a_review_is_opened_when_the_response_is_over();
    for row in TABLE {
        assert!(row.event.in_turn(row.from), "{:?} in {:?}", row.event, row.from);
        row.walk();
    }
    let lines: BTreeSet<E> = TABLE.iter().map(|row| row.event).collect();
    assert_eq!(lines, IN_TURN.iter().map(|(event, _)| *event).collect(), "every event of the paper has its line");
    assert_eq!(lines, E::ALL.into_iter().collect(), "and there is no other");
}

/// The whole of what is in its turn, from the paper: its rows, and what its guards let follow. Records are sealed anew while
/// they are gathered; a finding, its answer and the draft go on until the next hand has it; a disposition of personal data
/// and the closing come after the signature, with items or without; an investigation has its own time.
const IN_TURN: &[(E, &[S])] = &[
    (E::Seal, &[S::Opened, S::Gathering]),
    (E::HotWash, &[S::Gathering]),
    (E::Reconstruct, &[S::Gathering]),
    (E::Find, &[S::Evaluating, S::Drafted]),
    (E::Score, &[S::Evaluating, S::Drafted]),
    (E::Answer, &[S::Evaluating, S::Drafted, S::Reviewed]),
    (E::Draft, &[S::Evaluating, S::Drafted, S::Reviewed]),
    (E::Review, &[S::Drafted]),
    (E::Sign, &[S::Reviewed]),
    (E::OpenItem, &[S::Final, S::Improving]),
    (E::Item, &[S::Improving]),
    (E::RevisePlan, &[S::Improving]),
    (E::Dispose, &[S::Final, S::Improving]),
    (E::Close, &[S::Final, S::Improving]),
    (E::LookBack, &[S::Closed]),
    (E::Inquire, &[S::Opened, S::Gathering, S::Evaluating, S::Drafted, S::Reviewed, S::Final, S::Improving, S::Closed]),
];

/// What each event turns into when it happens in a state, in which it is or is not its turn.
fn command(desk: &mut Desk, event: E) -> Option<AarCommand> {
    let about_item = matches!(event, E::Item | E::RevisePlan);
    let about_finding = matches!(event, E::Answer | E::OpenItem);
    if about_item && desk.item == EventId([0; 32]) || about_finding && desk.finding == EventId([0; 32]) {
        return None;
    }
    Some(match event {
        E::Seal => seal(desk, 0, 0),
        E::HotWash => note(desk, hot_wash()),
        E::Reconstruct => timeline(desk, vec![], ""),
        E::Find => note(desk, problem(desk)),
        E::Score => note(desk, scored()),
        E::Answer => note(desk, answer(desk)),
        E::Draft => draft(desk),
        E::Review => review(desk),
        E::Sign if desk.view().draft().is_none() => return None,
        E::Sign => sign(desk),
        E::OpenItem => note(desk, item(desk)),
        E::Item => acts(desk, ItemAct::Verified, "检查组", "照片"),
        E::RevisePlan => {
            let plan = adopted(desk);
            note(desk, AarNoted::PlanRevised { plan, item: None })
        }
        E::Dispose => note(desk, disposed()),
        E::Close => close(desk),
        E::LookBack => note(desk, looked_back()),
        E::Inquire => note(desk, AarNoted::Inquiry { what: Inquiry::Submitted, text: String::new() }),
    })
}

/// Every state against every event: in its turn none is held up for it, out of its turn nothing is refused, and everything
/// wants a reason.
#[test]
fn out_of_its_turn_every_act_goes_through_with_a_reason() {
    let (mut out, mut within) = (0, 0);
    for state in S::ALL {
        let stands = Desk::at(state);
        for (event, turns) in IN_TURN {
            let mut desk = stands.clone();
            let Some(command) = command(&mut desk, *event) else { continue };
            if turns.contains(&state) {
                let lacks = desk.lacks(&command);
                let late = lacks.iter().any(|lack| matches!(lack, Lacking::OutOfTurn(_)));
                assert!(!late, "{event:?} in {state:?}: {lacks:?}");
                within += 1;
            } else {
                desk.out_of_turn(command);
                out += 1;
            }
        }
    }
    // Before there is a finding nobody answers it, before a draft nobody signs it, before an item nothing is done for it.
    assert_eq!((within, out), (32, 75));
}

/// The same of the six steps of an item.
#[test]
fn an_item_goes_through_its_six_steps_in_their_order_or_with_a_reason() {
    for (state, before) in ItemState::ALL.into_iter().zip([
        None,
        Some(ItemAct::Verified),
        Some(ItemAct::Registered),
        Some(ItemAct::Assigned),
        Some(ItemAct::Rectified),
        Some(ItemAct::Accepted),
    ]) {
        for act in ItemAct::ALL {
            let mut desk = Desk::item_at(before);
            let view = |desk: &Desk| desk.city.world().improvement(desk.aar, desk.item).unwrap().state;
            assert_eq!(view(&desk), state);
            let command = acts(&desk, act, "检查组", "照片");
            if act.in_turn(state) {
                desk.go(command);
            } else {
                desk.out_of_turn(command);
            }
            assert_eq!(view(&desk), ItemState::after(Some(act)), "{act:?} in {state:?}");
        }
    }
}

fn taken_seal() {
    let desk = Desk::at(S::Gathering);
    let view = desk.view();
    let (_, _, seal) = view.sealed().unwrap();
    assert_eq!((seal.hash, seal.events), (ContentHash([7; 32]), 12));
}

fn unmerged() {
    let mut desk = Desk::at(S::Opened);
    let command = seal(&desk, 2, 3);
    desk.needs_a_reason(command, &[AarLack::Unmerged(2, 3)], "RAUT-复盘-汇齐");
    assert_eq!(desk.state(), S::Gathering, "it is sealed all the same");
}

fn taken_hot_wash() {
    let desk = Desk::at(S::Evaluating);
    assert_eq!(desk.view().hot_wash().unwrap().2.0, "周某");
}

fn hot_wash_early() {
    let mut desk = Desk::at(S::Opened);
    let command = note(&desk, hot_wash());
    desk.out_of_turn(command);
    assert!(desk.view().hot_wash().is_some());
}

fn taken_timeline() {
    let desk = Desk::at(S::Evaluating);
    assert_eq!(desk.view().timeline().unwrap().2.items, 12);
}

fn gaps_unexplained() {
    let mut desk = Desk::at(S::Gathering);
    let gap = qianzhi::domain::Gap { from: desk.now() - Span::hours(3), to: desk.now() - Span::hours(1) };
    let command = timeline(&desk, vec![gap], "");
    desk.clone().needs_a_reason(command, &[AarLack::Gaps(1)], "RAUT-复盘-来源");
    let made = Reconstruction { items: 12, sourced: 10, gaps: vec![], remark: String::new() };
    let command = AarCommand::Reconstruct { aar: desk.aar, made, at: desk.now() };
    desk.clone().needs_a_reason(command, &[AarLack::Unsourced(2)], "RAUT-复盘-来源");
    let explained = timeline(&desk, vec![gap], "通信中断, 纸质记录补录");
    desk.go(explained);
}

fn taken_finding() {
    let desk = Desk::at(S::Drafted);
    assert_eq!(desk.view().findings()[0].finding.evidence, [desk.ended]);
}

/// It is no legal instrument and points at nothing that is not there: it goes through with a reason.
fn no_evidence() {
    let mut desk = Desk::at(S::Evaluating);
    let command = note(&desk, AarNoted::Finding(found(FindingKind::Problem, vec![])));
    desk.needs_a_reason(command, &[AarLack::NoEvidence], "RAUT-复盘-证据");
    assert_eq!(desk.view().findings().len(), 1);
}

fn scored() -> AarNoted {
    AarNoted::Scored { mechanism: Mechanism::Assembly, objective: "15分钟到场".into(), rating: Rating::Major }
}

fn taken_scores() {
    let mut desk = Desk::at(S::Evaluating);
    let value = Computed::Share { numerator: 3, denominator: 4 };
    let computed = AarNoted::Computed {
        indicator: IndicatorCode::K6,
        formula: 1,
        value,
        met: Some(false),
        of: None,
        events: vec![],
    };
    for what in [scored(), computed] {
        let command = note(&desk, what);
        desk.go(command);
    }
    assert_eq!(desk.view().scores().count(), 2);
}

fn scores_early() {
    let mut desk = Desk::at(S::Gathering);
    let command = note(&desk, scored());
    desk.out_of_turn(command);
}

fn taken_answer() {
    let desk = Desk::at(S::Drafted);
    assert!(desk.view().unanswered().is_empty());
}

/// Every unit that a finding names answers it, and nobody does in the place of another.
#[test]
fn a_finding_waits_for_every_unit_that_it_names() {
    let mut desk = Desk::at(S::Evaluating);
    let found = Finding { unit: "交警支队、市水务局".into(), ..found(FindingKind::Problem, vec![desk.ended]) };
    let finding = desk.go(note(&desk, AarNoted::Finding(found)));
    for (unit, open) in [("市气象局", 1), ("交警支队", 1), ("市水务局", 0)] {
        let (unit, text) = (unit.to_owned(), String::new());
        desk.go(note(&desk, AarNoted::Answered { finding, unit: unit.clone(), accepts: true, text }));
        assert_eq!(desk.view().unanswered().len(), open, "{unit}");
    }
}

fn answers_nothing() {
    let desk = Desk::at(S::Evaluating);
    let no = Refusal::Unknown { what: "finding", name: desk.finding.short() };
    desk.city.refuses(Command::Aar(note(&desk, answer(&desk))), &no);
}

fn taken_draft() {
    let desk = Desk::at(S::Drafted);
    assert_eq!(desk.view().draft().unwrap().summary, "总体有效");
}

fn draft_early() {
    let mut desk = Desk::at(S::Gathering);
    let command = draft(&desk);
    desk.out_of_turn(command);
}

fn taken_review() {
    let desk = Desk::at(S::Reviewed);
    assert_eq!(desk.view().reviewed().unwrap().2.by, "钱某");
}

fn review_early() {
    let mut desk = Desk::at(S::Evaluating);
    let command = review(&desk);
    desk.out_of_turn(command);
}

fn taken_sign() {
    let desk = Desk::at(S::Final);
    let view = desk.view();
    let (.., (draft, number, hand)) = view.signed().unwrap();
    assert_eq!(
        (draft.summary.as_str(), number, hand.by.as_str()),
        ("总体有效", 1, "周某"),
        "what was signed is kept whole"
    );
}

fn unanswered() {
    let mut desk = Desk::at(S::Evaluating);
    desk.finding = desk.go(note(&desk, problem(&desk)));
    desk.go(draft(&desk));
    desk.go(review(&desk));
    let command = sign(&desk);
    desk.needs_a_reason(command, &[AarLack::Unanswered(1)], "RAUT-复盘-答复");
    // A draft is what is signed: there is none to sign.
    let empty = Desk::at(S::Evaluating);
    let no = Refusal::Unknown { what: "draft", name: empty.aar.short() };
    empty.city.refuses(Command::Aar(sign(&empty)), &no);
}

fn taken_item() {
    let desk = Desk::at(S::Improving);
    let view = desk.view();
    let items = view.items(desk.city.world());
    assert_eq!((items[0].item.owner.as_str(), items[0].state), (OWNER, ItemState::Collected));
}

fn item_lacks() {
    let desk = Desk::at(S::Final);
    let whole = improvement(&desk);
    let lacking = [
        (Improvement { owner: String::new(), ..whole.clone() }, AarLack::NoOwner),
        (Improvement { due: None, ..whole.clone() }, AarLack::NoDue),
        (Improvement { metric: " ".into(), ..whole.clone() }, AarLack::NoMetric),
    ];
    for (item, lack) in lacking {
        let mut desk = desk.clone();
        let command = note(&desk, AarNoted::Item(item));
        desk.needs_a_reason(command, &[lack], "RAUT-复盘-整改项");
    }
    // One for each problem.
    let mut twice = Desk::at(S::Improving);
    let command = note(&twice, item(&twice));
    let finding = twice.finding;
    twice.needs_a_reason(command, &[AarLack::SecondItem(finding)], "RAUT-复盘-整改项");
}

fn taken_steps() {
    let mut desk = Desk::at(S::Improving);
    desk.finish();
    let view = desk.city.world().improvement(desk.aar, desk.item).unwrap();
    assert_eq!(view.state, ItemState::Accepted);
    assert_eq!(view.steps.len(), 5);
    assert!(view.steps.iter().all(|(_, _, evidence, ..)| !evidence.is_empty()), "evidence at each step");
}

fn own_acceptance() {
    let mut desk = Desk::item_at(Some(ItemAct::Rectified));
    let command = acts(&desk, ItemAct::Accepted, OWNER, "照片");
    desk.clone().needs_a_reason(command, &[AarLack::OwnAcceptance], "RAUT-复盘-销号");
    let command = acts(&desk, ItemAct::Accepted, "检查组", " ");
    desk.needs_a_reason(command, &[AarLack::NoProof], "RAUT-复盘-证据");
}

pub(super) fn adopted(desk: &mut Desk) -> EventId {
    desk.city.hears(Fact::PlanAdopted(Plan {
        code: "P9".into(),
        name: "防汛应急预案".into(),
        version: "2026-2".into(),
        ..Plan::default()
    }))
}

fn taken_plan() {
    let mut desk = Desk::at(S::Improving);
    let plan = adopted(&mut desk);
    let item = Some(desk.item);
    desk.go(note(&desk, AarNoted::PlanRevised { plan, item }));
    assert_eq!(desk.view().revisions()[0].2, plan, "bound to the adoption, which says plan and version");
}

fn no_such_plan() {
    let desk = Desk::at(S::Improving);
    let plan = EventId([9; 32]);
    let no = Refusal::Unknown { what: "plan", name: plan.short() };
    desk.city.refuses(Command::Aar(note(&desk, AarNoted::PlanRevised { plan, item: None })), &no);
}

fn taken_disposal() {
    let desk = Desk::at(S::Closed);
    assert_eq!(desk.view().disposed().unwrap().2, (Disposal::Destroyed, "安置名册"));
}

fn kept_unsaid() {
    let mut desk = Desk::at(S::Improving);
    let command = note(&desk, AarNoted::Disposed { how: Disposal::Kept, text: String::new() });
    desk.needs_a_reason(command, &[AarLack::Unjustified], "RAUT-复盘-闭环");
}

fn taken_close() {
    let desk = Desk::at(S::Closed);
    assert_eq!(desk.view().closed().unwrap().2.by, "周某");
    assert!(desk.view().breaches(desk.city.world()).is_empty());
    // A review that found no problem has nothing to improve.
    let mut clean = Desk::at(S::Evaluating);
    let good = Finding { unit: String::new(), ..found(FindingKind::Strength, vec![clean.ended]) };
    clean.go(note(&clean, AarNoted::Finding(good)));
    clean.go(draft(&clean));
    clean.go(review(&clean));
    clean.go(sign(&clean));
    clean.go(note(&clean, disposed()));
    clean.go(close(&clean));
}

fn close_early() {
    let mut desk = Desk::at(S::Improving);
    let command = close(&desk);
    desk.clone().needs_a_reason(command.clone(), &[AarLack::OpenItems(1), AarLack::NotDisposed], "RAUT-复盘-闭环");
    desk.finish();
    let command = close(&desk);
    desk.needs_a_reason(command, &[AarLack::NotDisposed], "RAUT-复盘-闭环");
    let mut unopened = Desk::at(S::Final);
    let command = close(&unopened);
    unopened.needs_a_reason(command, &[AarLack::NoItem(1), AarLack::NotDisposed], "RAUT-复盘-闭环");
    // A major problem found in a rescue or a drill: the plan is revised (708 art. 6(5)).
    let mut grave = Desk::at(S::Evaluating);
    let found = Finding { severity: Severity::Grave, ..found(FindingKind::Problem, vec![grave.ended]) };
    grave.finding = grave.go(note(&grave, AarNoted::Finding(found)));
    grave.go(note(&grave, answer(&grave)));
    for command in [draft(&grave), review(&grave), sign(&grave), note(&grave, disposed())] {
        grave.go(command);
    }
    grave.item = grave.go(note(&grave, item(&grave)));
    grave.finish();
    let command = close(&grave);
    grave.clone().needs_a_reason(command, &[AarLack::NotRevised(1)], "RAUT-复盘-闭环");
    let plan = adopted(&mut grave);
    grave.go(note(&grave, AarNoted::PlanRevised { plan, item: None }));
    grave.go(close(&grave));
}

fn taken_look_back() {
    let mut desk = Desk::at(S::Closed);
    desk.city.now = desk.now() + Span::hours(24 * 183);
    desk.go(note(&desk, looked_back()));
    assert_eq!(desk.view().looked_back().unwrap().2, "路线已标识");
}

fn look_back_early() {
    let mut desk = Desk::at(S::Improving);
    let command = note(&desk, looked_back());
    desk.out_of_turn(command);
    // Six months after the closing at the earliest: in the minute after it nobody sees what lasts.
    let mut closed = Desk::at(S::Closed);
    let (_, at, _) = closed.view().closed().unwrap();
    let from = at + Span::hours(24 * 182);
    let command = note(&closed, looked_back());
    closed.needs_a_reason(command, &[AarLack::TooEarly(from)], "RAUT-次序");
}

fn taken_inquiry() {
    let mut desk = Desk::at(S::Improving);
    desk.go(note(&desk, AarNoted::Inquiry { what: Inquiry::Submitted, text: "调查报告".into() }));
    let due = desk.city.world().aar_deadlines(&desk.view(), desk.now());
    assert!(due.iter().any(|due| matches!(due.what, Due::Aar { wants: AarWant::Reply, .. })));
}

/// An investigation has its own time: it is noted wherever the review stands.
fn inquiry_anywhere() {
    for state in S::ALL {
        let mut desk = Desk::at(state);
        desk.go(note(&desk, AarNoted::Inquiry { what: Inquiry::Extended(30), text: String::new() }));
        assert_eq!(desk.state(), state);
    }
}

/// What is not over is not reviewed yet, but for a reason.
#[test]
fn a_review_is_opened_when_the_response_is_over() {
    let mut desk = Desk::new();
    desk.city.does(activates(Level::Four));
    let running = desk.city.world().decision_events(&CITY.into()).last().unwrap().0;
    let AarCommand::Open(aar) = open(&desk) else { panic!() };
    let early = AarCommand::Open(Aar { of: AarOf::Response(running), ..aar.clone() });
    desk.needs_a_reason(early, &[AarLack::NotOver], "RAUT-复盘-结束");
    let nothing = AarCommand::Open(Aar { of: AarOf::Response(EventId([9; 32])), ..aar });
    let no = Refusal::Unknown { what: "response, incident or drill", name: EventId([9; 32]).short() };
    desk.city.refuses(Command::Aar(nothing), &no);
}
