//! The table of rules.md 5.1, line by line, and what becomes of everything that is no line of it.

use std::collections::BTreeSet;

use qianzhi::domain::{
    Attendance, Briefing, Certainty, Closing, Command, Consult, ConsultCommand, ConsultEvent, ConsultNoted,
    ConsultState as S, ConsultStep, ContentHash, Convening, EventId, Lacking, Means, Opinion, Outcome, Refusal, Rung,
    Stage, decide,
};

use super::super::{Otherwise, Row};
use super::{
    Hall, absent, action, asked, at, cancel, conclusion, convening, draft, joined, noted, opinion, sign, start,
};

/// The events as the paper names them.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum E {
    Requested,
    Convened,
    MemberJoined,
    MemberAbsent,
    Started,
    Presented,
    OpinionSubmitted,
    ConclusionDrafted,
    ConclusionSigned,
    ActionsIssued,
    OrderAcked,
    OrderRefused,
    AllActionsClosed,
    Superseded,
    Cancelled,
}

/// Every line of the table of rules.md 5.1, line by line.
const PAPER: &[(Option<S>, E, S)] = &[
    (None, E::Requested, S::Requested),
    (Some(S::Requested), E::Convened, S::Convening),
    (Some(S::Convening), E::MemberJoined, S::Convening),
    (Some(S::Convening), E::MemberAbsent, S::Convening),
    (Some(S::Convening), E::Started, S::Running),
    (Some(S::Running), E::Presented, S::Running),
    (Some(S::Running), E::OpinionSubmitted, S::Running),
    (Some(S::Running), E::ConclusionDrafted, S::ToSign),
    (Some(S::ToSign), E::ConclusionSigned, S::Concluded),
    (Some(S::Concluded), E::ActionsIssued, S::Issued),
    (Some(S::Issued), E::OrderAcked, S::Issued),
    (Some(S::Issued), E::OrderRefused, S::Issued),
    (Some(S::Issued), E::AllActionsClosed, S::Closed),
    (Some(S::Issued), E::Superseded, S::Closed),
    (Some(S::Requested), E::Cancelled, S::Cancelled),
    (Some(S::Convening), E::Cancelled, S::Cancelled),
    (Some(S::Running), E::Cancelled, S::Cancelled),
    (Some(S::ToSign), E::Cancelled, S::Cancelled),
];

const fn row(from: Option<S>, event: E, to: S, taken: fn(), otherwise: Otherwise) -> Row<Option<S>, E> {
    Row { from, event, to: Some(to), taken, otherwise }
}

const TABLE: &[Row<Option<S>, E>] = &[
    row(None, E::Requested, S::Requested, asked_for, Otherwise::Refused(asked_for_without_a_reason)),
    row(Some(S::Requested), E::Convened, S::Convening, is_convened, Otherwise::Override(convened_without_a_list)),
    row(Some(S::Convening), E::MemberJoined, S::Convening, somebody_joins, Otherwise::Harmless(joins_twice)),
    row(Some(S::Convening), E::MemberAbsent, S::Convening, somebody_is_absent, Otherwise::Harmless(comes_after_all)),
    row(Some(S::Convening), E::Started, S::Running, begins, Otherwise::Override(begins_without_quorum)),
    row(Some(S::Running), E::Presented, S::Running, is_presented, Otherwise::Override(presented_before_it_began)),
    row(Some(S::Running), E::OpinionSubmitted, S::Running, gives_its_opinion, Otherwise::Harmless(dissents)),
    row(Some(S::Running), E::ConclusionDrafted, S::ToSign, is_drafted, Otherwise::Override(drafted_without_opinions)),
    row(Some(S::ToSign), E::ConclusionSigned, S::Concluded, is_signed, Otherwise::Refused(signed_without_a_draft)),
    row(Some(S::Concluded), E::ActionsIssued, S::Issued, go_out, Otherwise::Override(go_out_without_a_deadline)),
    row(Some(S::Issued), E::OrderAcked, S::Issued, is_acknowledged, Otherwise::Harmless(is_acknowledged_twice)),
    row(Some(S::Issued), E::OrderRefused, S::Issued, is_refused, Otherwise::Harmless(is_refused)),
    row(Some(S::Issued), E::AllActionsClosed, S::Closed, is_closed, Otherwise::Override(closed_while_one_is_open)),
    row(Some(S::Issued), E::Superseded, S::Closed, the_next_concludes, Otherwise::Harmless(the_next_is_cancelled)),
    row(
        Some(S::Requested),
        E::Cancelled,
        S::Cancelled,
        cancelled_early,
        Otherwise::Refused(cancelled_without_a_reason),
    ),
    row(Some(S::Convening), E::Cancelled, S::Cancelled, cancelled_convening, Otherwise::Override(cancelled_too_late)),
    row(Some(S::Running), E::Cancelled, S::Cancelled, cancelled_running, Otherwise::Override(cancelled_too_late)),
    row(Some(S::ToSign), E::Cancelled, S::Cancelled, cancelled_to_sign, Otherwise::Override(cancelled_too_late)),
];

#[test]
fn the_table_of_the_paper_is_walked() {
    TABLE.iter().for_each(Row::walk);
}

#[test]
fn every_line_of_the_paper_is_in_the_table() {
    let table: BTreeSet<_> = TABLE.iter().map(|row| (row.from, row.event, row.to.unwrap())).collect();
    assert_eq!(table, PAPER.iter().copied().collect());
    assert_eq!(table.len(), TABLE.len());
}

/// What is no line of the paper and none of what follows from one (`ConsultEvent::in_turn` says which) wants a reason,
/// everywhere.
#[test]
fn whatever_is_out_of_its_turn_wants_a_reason_and_goes_through() {
    // Beyond the paper's lines: who comes late, opinions ahead of the meeting and on the draft, actions that are proposed, a
    // list or a draft that is written anew.
    let ours = [
        (S::Convening, ConsultEvent::Convene),
        (S::Running, ConsultEvent::Attend),
        (S::Convening, ConsultEvent::Opine),
        (S::ToSign, ConsultEvent::Opine),
        (S::Running, ConsultEvent::Propose),
        (S::ToSign, ConsultEvent::Propose),
        (S::Concluded, ConsultEvent::Propose),
        (S::ToSign, ConsultEvent::Draft),
    ];
    let of_paper = |event: E| match event {
        E::Requested | E::OrderAcked | E::OrderRefused => None,
        E::Convened => Some(ConsultEvent::Convene),
        E::MemberJoined | E::MemberAbsent => Some(ConsultEvent::Attend),
        E::Started => Some(ConsultEvent::Start),
        E::Presented => Some(ConsultEvent::Present),
        E::OpinionSubmitted => Some(ConsultEvent::Opine),
        E::ConclusionDrafted => Some(ConsultEvent::Draft),
        E::ConclusionSigned => Some(ConsultEvent::Sign),
        E::ActionsIssued => Some(ConsultEvent::Issue),
        E::AllActionsClosed | E::Superseded => Some(ConsultEvent::Close),
        E::Cancelled => Some(ConsultEvent::Cancel),
    };
    let paper = PAPER.iter().filter_map(|(from, event, _)| Some(((*from)?, of_paper(*event)?)));
    let in_turn: BTreeSet<(S, ConsultEvent)> = paper.chain(ours).collect();
    for state in S::ALL {
        for event in ConsultEvent::ALL {
            let hall = Hall::at(state);
            let Some(command) = act(&hall, event) else { continue };
            let turn = Lacking::OutOfTurn(Stage::Consultation(state));
            let lacks = hall.lacks(&command);
            assert_eq!(lacks.contains(&turn), !in_turn.contains(&(state, event)), "{event:?} in {state:?}: {lacks:?}");
            if lacks.contains(&turn) {
                let mut hall = hall;
                let why = hall.because("来不及");
                hall.does(&why, Command::Consult(command)).unwrap();
                assert_eq!(hall.world.unratified().len(), 1, "{event:?} in {state:?}");
            }
        }
    }
}

/// The command of an event; none where there is nothing that it could be about.
pub(super) fn act(hall: &Hall, event: ConsultEvent) -> Option<ConsultCommand> {
    let id = hall.consult;
    Some(match event {
        ConsultEvent::Convene => ConsultCommand::Convene { consult: id, convening: convening() },
        ConsultEvent::Attend => noted(id, joined("交警支队")),
        ConsultEvent::Start => start(hall),
        ConsultEvent::Present => noted(id, presented()),
        ConsultEvent::Opine => noted(id, opinion("交警支队", false)),
        ConsultEvent::Propose => noted(id, action(Some(at("11:00")))),
        ConsultEvent::Draft => draft(hall),
        ConsultEvent::Sign => sign(hall),
        ConsultEvent::Issue => ConsultCommand::Issue { consult: id },
        ConsultEvent::Close => ConsultCommand::Close { consult: id },
        ConsultEvent::Cancel => cancel(hall),
    })
    .filter(|_| event != ConsultEvent::Sign || hall.view().draft().is_some())
    .filter(|_| event != ConsultEvent::Issue || hall.view().actions(&hall.world).iter().any(|one| one.number.is_none()))
}

fn presented() -> ConsultNoted {
    ConsultNoted::Presented { of: Briefing::Forecast, unit: "气象局".into(), text: "雨带北抬".into() }
}

fn asked_for() {
    let hall = Hall::at(S::Requested);
    assert_eq!((hall.view().consult.by.as_str(), hall.view().consult.reason.as_str()), ("水利局", "伊河上涨"));
}

fn asked_for_without_a_reason() {
    let hall = Hall::new();
    let ConsultCommand::Request(consult) = asked(&hall) else { panic!() };
    let empty = Command::Consult(ConsultCommand::Request(Consult { reason: "  ".into(), ..consult }));
    assert_eq!(decide(&hall.world, &hall.chair(), empty), Err(Refusal::ReasonMissing));
}

fn is_convened() {
    let hall = Hall::at(S::Convening);
    let view = hall.view();
    let seats = view.seats();
    let units: Vec<(&str, bool)> = seats.iter().map(|seat| (seat.unit, seat.mandatory)).collect();
    assert_eq!(units, [("气象局", true), ("水利局", true), ("交警支队", false)]);
    assert!(seats.iter().all(|seat| seat.attendance == Attendance::Awaited));
}

fn convened_without_a_list() {
    for convening in [Convening { members: vec![], ..convening() }, Convening { quorum: 0, ..convening() }] {
        let mut hall = Hall::at(S::Requested);
        let command = ConsultCommand::Convene { consult: hall.consult, convening };
        hall.needs_a_reason(command, &[Lacking::Members], "RAUT-会商-人数");
        assert_eq!(hall.state(), S::Convening);
    }
}

fn somebody_joins() {
    let mut hall = Hall::at(S::Convening);
    hall.go(noted(hall.consult, joined("水利局")));
    let seat = hall.view().seats().remove(1);
    assert_eq!((seat.attendance, seat.person), (Attendance::Present, "周某"));
    assert_eq!((hall.view().present(), hall.state()), (1, S::Convening));
}

fn joins_twice() {
    let mut hall = Hall::at(S::Convening);
    for _ in 0..2 {
        hall.go(noted(hall.consult, joined("水利局")));
    }
    assert_eq!(hall.view().present(), 1);
}

fn somebody_is_absent() {
    let mut hall = Hall::at(S::Convening);
    hall.go(noted(hall.consult, absent("气象局", "")));
    hall.go(noted(hall.consult, absent("水利局", "吴某")));
    let seats = hall.view().seats();
    assert_eq!([seats[0].attendance, seats[1].attendance], [Attendance::Absent, Attendance::Proxy]);
    assert_eq!(seats[1].person, "吴某");
    assert_eq!(
        (hall.view().present(), hall.view().absent()),
        (1, vec!["气象局"]),
        "a proxy counts, an absence does not"
    );
}

fn comes_after_all() {
    let mut hall = Hall::at(S::Convening);
    hall.go(noted(hall.consult, absent("气象局", "")));
    hall.go(noted(hall.consult, joined("气象局")));
    assert_eq!(hall.view().seats()[0].attendance, Attendance::Present, "what was written down last counts");
    assert_eq!(hall.view().notes.len(), 2, "and both stay");
}

fn begins() {
    let hall = Hall::at(S::Running);
    let view = hall.view();
    let (_, when, opening) = view.started().unwrap();
    assert_eq!((when, opening.chair.as_str(), opening.pack), (at("09:00"), "陈某", ContentHash([7; 32])));
}

fn begins_without_quorum() {
    let mut hall = Hall::at(S::Convening);
    hall.go(noted(hall.consult, joined("气象局")));
    let begin = start(&hall);
    hall.needs_a_reason(begin, &[Lacking::Quorum(1, 2)], "RAUT-会商-人数");
    assert_eq!(hall.state(), S::Running);
}

fn is_presented() {
    let mut hall = Hall::at(S::Running);
    hall.go(noted(hall.consult, presented()));
    assert!(hall.view().notes.iter().any(|(_, said)| said.what.what == presented()));
}

fn presented_before_it_began() {
    let mut hall = Hall::at(S::Convening);
    let turn = Lacking::OutOfTurn(Stage::Consultation(S::Convening));
    hall.needs_a_reason(noted(hall.consult, presented()), &[turn], "RAUT-次序");
}

fn gives_its_opinion() {
    let mut hall = Hall::at(S::Running);
    assert_eq!(hall.view().opinions_missing(), ["气象局", "水利局"]);
    hall.go(noted(hall.consult, opinion("气象局", false)));
    assert_eq!(hall.view().opinions_missing(), ["水利局"]);
}

/// Dissent is kept verbatim beside what the unit said before.
fn dissents() {
    let mut hall = Hall::at(S::Running);
    hall.go(noted(hall.consult, opinion("气象局", false)));
    let other = Opinion {
        unit: "气象局".into(),
        judgement: "不同意降级: 上游仍有 120 毫米".into(),
        certainty: Certainty::Low,
        advice: String::new(),
        dissent: true,
    };
    hall.go(noted(hall.consult, ConsultNoted::Opinion(other.clone())));
    hall.go(noted(hall.consult, opinion("水利局", false)));
    hall.go(draft(&hall));
    hall.go(sign(&hall));
    let seat = hall.view().seats().remove(0);
    assert_eq!(seat.opinions.len(), 2, "neither is dropped");
    assert_eq!(*seat.opinions[1].1, other, "verbatim");
}

fn is_drafted() {
    let hall = Hall::at(S::ToSign);
    assert_eq!(hall.view().draft(), Some(&conclusion("13:00")));
}

fn drafted_without_opinions() {
    let mut hall = Hall::at(S::Running);
    hall.go(noted(hall.consult, opinion("气象局", false)));
    let (id, drafted) = (hall.consult, draft(&hall));
    assert_eq!(hall.lacks(&drafted), [Lacking::Opinions(id)]);
    // Marked as missing it is enough.
    let mut marked = hall.clone();
    let missing = ConsultNoted::NoOpinion { unit: "水利局".into(), reason: "失联".into() };
    marked.go(noted(id, missing));
    assert_eq!(marked.lacks(&drafted), []);
    hall.needs_a_reason(drafted, &[Lacking::Opinions(id)], "RAUT-会商-意见");
    assert_eq!(hall.state(), S::ToSign);
}

fn is_signed() {
    let hall = Hall::at(S::Concluded);
    let view = hall.view();
    let signed = view.concluded().unwrap();
    assert_eq!((signed.number, signed.by.as_str()), (1, "陈某"));
    assert_eq!(signed.conclusion, conclusion("13:00"), "what is signed is what was read");
}

fn signed_without_a_draft() {
    let hall = Hall::at(S::Running);
    let no = decide(&hall.world, &hall.because("急"), Command::Consult(sign(&hall)));
    assert!(matches!(no, Err(Refusal::Unknown { what: "conclusion", .. })), "it points at nothing: {no:?}");
}

fn go_out() {
    let hall = Hall::at(S::Issued);
    let view = hall.view();
    let actions = view.actions(&hall.world);
    let order = actions[0].order.as_ref().unwrap();
    assert_eq!((order.order.text.as_str(), order.order.until), ("加固堤防", Some(at("11:00"))));
    assert_eq!(order.order.incident, Some(hall.incident), "it belongs to the incident");
}

fn go_out_without_a_deadline() {
    let mut hall = Hall::at(S::Concluded);
    let proposed = hall.go(noted(hall.consult, action(None)));
    let issue = ConsultCommand::Issue { consult: hall.consult };
    hall.needs_a_reason(issue, &[Lacking::ActionLimit(proposed)], "RAUT-会商-时限");
    assert_eq!(hall.state(), S::Issued);
}

fn is_acknowledged() {
    let mut hall = Hall::at(S::Issued);
    acknowledges(&mut hall);
    let view = hall.view();
    assert_eq!(view.actions(&hall.world)[0].order.as_ref().unwrap().height, Some(Rung::Acknowledged));
    assert_eq!(view.state, S::Issued);
}

fn is_acknowledged_twice() {
    let mut hall = Hall::at(S::Issued);
    acknowledges(&mut hall);
    acknowledges(&mut hall);
    assert_eq!(hall.state(), S::Issued);
}

fn acknowledges(hall: &mut Hall) {
    let order = hall.view().actions(&hall.world)[0].order.as_ref().unwrap().id;
    let (rung, by, means, at) = (Rung::Acknowledged, "孙某".into(), Means::Phone, hall.now);
    let who = hall.chair();
    hall.does(&who, Command::ClimbRung { order, rung, by, means, at }).unwrap();
}

/// A refusal is for the chair: it is shown, and the consultation goes on.
fn is_refused() {
    let mut hall = Hall::at(S::Issued);
    hall.ends_actions(&Outcome::Refused("人手不足".into()));
    assert!(hall.view().actions(&hall.world)[0].refused());
    assert_eq!(hall.state(), S::Issued);
}

fn is_closed() {
    let hall = Hall::at(S::Closed);
    assert_eq!(hall.view().moves.last().unwrap().1.step, ConsultStep::Closed(Closing::AllDone));
    assert_eq!(hall.world.open_consultations().count(), 0);
}

fn closed_while_one_is_open() {
    let mut hall = Hall::at(S::Issued);
    let close = ConsultCommand::Close { consult: hall.consult };
    hall.needs_a_reason(close, &[Lacking::OpenActions(1)], "RAUT-会商-闭环");
    assert_eq!(hall.state(), S::Closed);
}

/// The next one goes on from the first; once it has a conclusion, that takes the place of the first.
fn next_one(hall: &mut Hall) -> EventId {
    let first = hall.consult;
    let ConsultCommand::Request(consult) = asked(hall) else { panic!() };
    hall.consult = hall.go(ConsultCommand::Request(Consult { follows: Some(first), ..consult }));
    first
}

fn the_next_concludes() {
    let mut hall = Hall::at(S::Issued);
    let first = next_one(&mut hall);
    for to in [S::Convening, S::Running, S::ToSign] {
        hall.step(to);
        assert_eq!(hall.world.consultation(first).unwrap().state, S::Issued, "the conclusion stands until then");
    }
    hall.step(S::Concluded);
    let before = hall.world.consultation(first).unwrap();
    assert_eq!(before.moves.last().unwrap().1.step, ConsultStep::Closed(Closing::Superseded(hall.consult)));
    assert_eq!(hall.view().concluded().unwrap().number, 2);
}

fn the_next_is_cancelled() {
    let mut hall = Hall::at(S::Issued);
    let first = next_one(&mut hall);
    hall.step(S::Cancelled);
    assert_eq!(hall.world.consultation(first).unwrap().state, S::Issued);
}

fn cancelled_early() {
    cancelled_from(S::Requested);
}

fn cancelled_convening() {
    cancelled_from(S::Convening);
}

fn cancelled_running() {
    cancelled_from(S::Running);
}

fn cancelled_to_sign() {
    cancelled_from(S::ToSign);
}

fn cancelled_from(state: S) {
    let mut hall = Hall::at(state);
    hall.go(cancel(&hall));
    assert_eq!(hall.state(), S::Cancelled);
    assert_eq!(hall.world.open_consultations().count(), 0);
}

fn cancelled_without_a_reason() {
    let hall = Hall::at(S::Requested);
    let ConsultCommand::Cancel { consult, by, role, means, .. } = cancel(&hall) else { panic!() };
    let empty = ConsultCommand::Cancel { consult, reason: " ".into(), by, role, means };
    assert_eq!(decide(&hall.world, &hall.chair(), Command::Consult(empty)), Err(Refusal::ReasonMissing));
}

/// “before 结论”.
fn cancelled_too_late() {
    let mut hall = Hall::at(S::Concluded);
    let turn = Lacking::OutOfTurn(Stage::Consultation(S::Concluded));
    let command = cancel(&hall);
    hall.needs_a_reason(command, &[turn], "RAUT-次序");
    assert_eq!(hall.state(), S::Cancelled);
}
