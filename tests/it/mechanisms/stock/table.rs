//! The paper's lists of ledger events as tables (rules.md 6.4, 6.5; art. 12): every state × event, taken and otherwise.

use qianzhi::domain::{
    RequisitionEvent as R, RequisitionState as Q, ShelterEvent as C, StockEvent as E, StockState as S,
};

use super::super::{Otherwise, Row};
use super::*;

/// A depot with a consignment of 60 sacks in this state, as the paper leads there, and its name.
fn standing_at(state: S) -> (Depot, EventId) {
    let mut depot = Depot::new();
    let until = at("10:00");
    let kept = |depot: &mut Depot| depot.moves(60, None, reserved(until)).unwrap();
    let sent = |depot: &mut Depot, id| {
        depot.moves(0, Some(id), Movement::InTransit { carrier: "豫C8888".into(), eta: None }).unwrap();
    };
    let id = match state {
        S::Idle => EventId::default(),
        S::Reserved => kept(&mut depot),
        S::Lapsed => {
            let id = kept(&mut depot);
            depot.now = until;
            id
        }
        S::Freed => {
            let id = kept(&mut depot);
            depot.moves(0, Some(id), Movement::Freed).unwrap();
            id
        }
        S::Issued => depot.issues(60),
        S::InTransit => {
            let id = depot.issues(60);
            sent(&mut depot, id);
            id
        }
        S::Received | S::Settled => {
            let id = depot.issues(60);
            depot.moves(60, Some(id), received()).unwrap();
            if state == S::Settled {
                depot.moves(60, Some(id), Movement::Returned).unwrap();
            }
            id
        }
    };
    assert_eq!(depot.state(id), state, "the way to it");
    (depot, id)
}

/// What an event is as an entry, of all 60.
fn entry(from: S, id: EventId, event: E) -> Resource {
    let of = (from != S::Idle).then_some(id);
    match event {
        E::Stock => moved(60, of, Movement::Stocked { source: "采购".into() }),
        E::Reserve => moved(60, of, reserved(at("23:00"))),
        E::Free => moved(0, of, Movement::Freed),
        E::Issue => moved(60, of, issued()),
        E::Send => moved(0, of, Movement::InTransit { carrier: "豫C8888".into(), eta: None }),
        E::Receive => moved(60, of, received()),
        E::Return => moved(60, of, Movement::Returned),
        E::WriteOff => moved(60, of, Movement::WrittenOff { reason: "泡水".into() }),
    }
}

/// In its turn it goes at once and leads where the paper says.
fn takes(from: S, event: E, to: S) {
    let (mut depot, id) = standing_at(from);
    let command = depot.command(entry(from, id, event));
    assert_eq!(judge(&depot.world, &depot.standing(""), &command), Verdict::Within, "{from:?} {event:?}");
    let done = depot.events(command, "").unwrap()[0].id;
    let id = if from == S::Idle { done } else { id };
    assert_eq!(depot.state(id), to, "{from:?} {event:?}");
}

/// It points at nothing that could be reserved, carried, received or given back: refused whatever the reason.
fn points_at_nothing(from: S, event: E) {
    let (depot, id) = standing_at(from);
    let command = depot.command(entry(from, id, event));
    let refused = decide(&depot.world, &depot.standing("急"), command).unwrap_err();
    assert!(
        matches!(refused, Refusal::MoreThanThere { .. } | Refusal::Unknown { what: "consignment", .. }),
        "{from:?} {event:?}: {refused:?}"
    );
}

/// Out of its turn it goes through with a reason, and is ratified.
fn wants_a_reason(from: S, event: E) {
    let (mut depot, id) = standing_at(from);
    let command = depot.command(entry(from, id, event));
    let Verdict::Unguarded(unmet) = judge(&depot.world, &depot.standing(""), &command) else {
        panic!("{from:?} {event:?}")
    };
    assert!(unmet.lacks.iter().any(|lack| lack.what == Lacking::OutOfTurn(Stage::Stock(from))), "{from:?} {event:?}");
    depot.events(command, "又来拉了一车").unwrap();
    assert_eq!(depot.world.unratified().len(), 1);
    assert!(depot.on_hand() >= 0);
}

fn more_than_is_free(event: E) {
    let mut depot = Depot::new();
    let what = if event == E::Issue { issued() } else { reserved(at("23:00")) };
    let asked = moved(101, None, what);
    let command = depot.command(asked);
    let Verdict::Unguarded(unmet) = judge(&depot.world, &depot.standing(""), &command) else { panic!("{event:?}") };
    assert_eq!((unmet.lacks[0].what, unmet.lacks[0].rule.0.as_ref()), (Lacking::Stock(100, 101), "RAUT-库存"));
    depot.events(command, "库里实有").unwrap();
    assert_eq!(depot.world.unratified().len(), 1);
}

fn nothing_is_malformed(what: Resource, no: &Refusal) {
    let depot = Depot::new();
    assert_eq!(decide(&depot.world, &depot.standing("急"), depot.command(what)), Err(no.clone()));
}

macro_rules! table {
    ($name:ident $s:ty, $e:ty; $($from:ident $event:ident => $to:ident, $taken:expr, else $kind:ident $shows:expr;)+) => {
        const $name: &[Row<$s, $e>] = &[$(Row {
            from: <$s>::$from,
            event: <$e>::$event,
            to: <$s>::$to,
            taken: $taken,
            otherwise: Otherwise::$kind($shows),
        }),+];
    };
}

table! { STOCK S, E;
    Idle Stock => Idle, || takes(S::Idle, E::Stock, S::Idle),
        else Refused || nothing_is_malformed(moved(0, None, Movement::Stocked { source: String::new() }), &Refusal::Empty);
    Idle Reserve => Reserved, || takes(S::Idle, E::Reserve, S::Reserved), else Override || more_than_is_free(E::Reserve);
    Idle Issue => Issued, || takes(S::Idle, E::Issue, S::Issued), else Override || more_than_is_free(E::Issue);
    Idle WriteOff => Idle, || takes(S::Idle, E::WriteOff, S::Idle),
        else Refused || nothing_is_malformed(
            moved(101, None, Movement::WrittenOff { reason: "鼠咬".into() }),
            &Refusal::MoreThanThere { asked: 101, there: 100 },
        );
    Reserved Issue => Issued, || takes(S::Reserved, E::Issue, S::Issued), else Override || wants_a_reason(S::Freed, E::Issue);
    Reserved Free => Freed, || takes(S::Reserved, E::Free, S::Freed), else Refused || points_at_nothing(S::Issued, E::Free);
    Lapsed Issue => Issued, || takes(S::Lapsed, E::Issue, S::Issued), else Override || wants_a_reason(S::Settled, E::Issue);
    Lapsed Free => Freed, || takes(S::Lapsed, E::Free, S::Freed), else Refused || points_at_nothing(S::Freed, E::Free);
    Issued Send => InTransit, || takes(S::Issued, E::Send, S::InTransit), else Refused || points_at_nothing(S::Reserved, E::Send);
    Issued Receive => Received, || takes(S::Issued, E::Receive, S::Received), else Refused || points_at_nothing(S::Lapsed, E::Receive);
    Issued Return => Settled, || takes(S::Issued, E::Return, S::Settled), else Refused || points_at_nothing(S::Reserved, E::Return);
    Issued WriteOff => Settled, || takes(S::Issued, E::WriteOff, S::Settled), else Refused || points_at_nothing(S::Freed, E::WriteOff);
    InTransit Send => InTransit, || takes(S::InTransit, E::Send, S::InTransit), else Refused || points_at_nothing(S::Received, E::Send);
    InTransit Receive => Received, || takes(S::InTransit, E::Receive, S::Received), else Refused || points_at_nothing(S::Received, E::Receive);
    InTransit Return => Settled, || takes(S::InTransit, E::Return, S::Settled), else Refused || points_at_nothing(S::Settled, E::Return);
    InTransit WriteOff => Settled, || takes(S::InTransit, E::WriteOff, S::Settled), else Refused || points_at_nothing(S::Settled, E::WriteOff);
    Received Return => Settled, || takes(S::Received, E::Return, S::Settled), else Refused || points_at_nothing(S::Freed, E::Return);
    Received WriteOff => Settled, || takes(S::Received, E::WriteOff, S::Settled), else Refused || points_at_nothing(S::Lapsed, E::WriteOff);
}

#[test]
fn every_line_of_the_ledger_is_taken_and_shows_what_becomes_of_it_elsewhere() {
    for row in STOCK {
        assert_eq!(row.from.after(row.event), Some(row.to), "{:?} {:?}", row.from, row.event);
        row.walk();
    }
}

#[test]
fn every_pair_of_the_ledger_that_is_in_no_line_is_an_issue_with_a_reason_or_points_at_nothing() {
    let mut pairs = 0;
    for from in S::ALL.iter().copied() {
        for event in E::ALL.iter().copied() {
            let listed = STOCK.iter().any(|row| (row.from, row.event) == (from, event));
            assert_eq!(listed, from.after(event).is_some(), "{from:?} {event:?}: the program and the paper differ");
            match event {
                _ if listed => continue,
                E::Issue => wants_a_reason(from, event),
                _ => points_at_nothing(from, event),
            }
            pairs += 1;
        }
    }
    assert_eq!(pairs + STOCK.len(), S::ALL.len() * E::ALL.len());
}

/// A requisition of two machines in this state.
fn taken_to(state: Q) -> (Depot, EventId) {
    let mut depot = Depot::new();
    let id = if state == Q::Idle { EventId::default() } else { depot.takes(2) };
    if matches!(state, Q::GivenBack | Q::Settled) {
        depot.does(step(id, R::GiveBack)).unwrap();
    }
    if matches!(state, Q::Compensated | Q::Settled) {
        depot.does(step(id, R::Compensate)).unwrap();
    }
    assert_eq!(depot.world.requisition(id).map_or(Q::Idle, |view| view.state), state, "the way to it");
    (depot, id)
}

fn step(of: EventId, event: R) -> Resource {
    match event {
        R::Take => taken(2),
        R::GiveBack => {
            Resource::Requisition(RequisitionStep::GivenBack { of, count: 2, lost: 0, damage: String::new() })
        }
        R::Compensate => {
            Resource::Requisition(RequisitionStep::Compensated { of, fen: 500_000, paper: "补偿协议".into() })
        }
    }
}

fn requisition_goes(from: Q, event: R, to: Q) {
    let (mut depot, id) = taken_to(from);
    let mut standing = depot.standing("");
    standing.role = Some(Role::SpecialDeputy);
    let command = depot.command(step(id, event));
    assert_eq!(judge(&depot.world, &standing, &command), Verdict::Within, "{from:?} {event:?}");
    let done = depot.does(step(id, event)).unwrap();
    let id = if from == Q::Idle { done } else { id };
    assert_eq!(depot.world.requisition(id).unwrap().state, to, "{from:?} {event:?}");
    assert_eq!(depot.world.open_requisitions().count() == 0, to == Q::Settled, "open until given back and compensated");
}

/// Whoever may not requisition takes what is needed at once, and has it ratified (art. 76).
fn taking_waits_for_nobody() {
    let mut depot = Depot::new();
    let clerk = Standing { role: Some(Role::DutyOfficer), ..depot.standing("") };
    let command = depot.command(taken(1));
    assert!(matches!(judge(&depot.world, &clerk, &command), Verdict::AtOnce(_)));
    let decided = decide(&depot.world, &clerk, command).unwrap();
    let basis = decided.overridden.clone();
    let event = depot.event(decided.facts[0].clone(), basis);
    depot.world.apply(&event);
    assert_eq!(depot.world.unratified().len(), 1);
}

fn no_more_goes_back_than_was_taken(from: Q) {
    let (depot, id) = taken_to(from);
    let refused = decide(&depot.world, &depot.standing("急"), depot.command(step(id, R::GiveBack)));
    let there = Refusal::MoreThanThere { asked: 2, there: 0 };
    let nothing = matches!(&refused, Err(Refusal::Unknown { what: "requisition", .. }));
    assert!(refused == Err(there) || nothing, "{from:?} {refused:?}");
}

/// Paid twice wants a reason.
fn paid_again_wants_a_reason(from: Q) {
    let (mut depot, id) = taken_to(from);
    let refused = depot.clone().does(step(id, R::Compensate));
    let Err(Refusal::Unguarded(unmet)) = refused else { panic!("{from:?} {refused:?}") };
    assert_eq!(unmet.lacks[0].what, Lacking::OutOfTurn(Stage::Requisition(from)));
    depot.does_because(step(id, R::Compensate), "追加补偿").unwrap();
    assert_eq!(depot.world.requisition(id).unwrap().fen, Some(1_000_000));
}

table! { TAKEN Q, R;
    Idle Take => Held, || requisition_goes(Q::Idle, R::Take, Q::Held), else Override taking_waits_for_nobody;
    Held GiveBack => GivenBack, || requisition_goes(Q::Held, R::GiveBack, Q::GivenBack),
        else Refused || no_more_goes_back_than_was_taken(Q::GivenBack);
    Held Compensate => Compensated, || requisition_goes(Q::Held, R::Compensate, Q::Compensated),
        else Override || paid_again_wants_a_reason(Q::Compensated);
    GivenBack Compensate => Settled, || requisition_goes(Q::GivenBack, R::Compensate, Q::Settled),
        else Override || paid_again_wants_a_reason(Q::Settled);
    Compensated GiveBack => Settled, || requisition_goes(Q::Compensated, R::GiveBack, Q::Settled),
        else Refused || no_more_goes_back_than_was_taken(Q::Settled);
}

#[test]
fn every_line_of_a_requisition_is_taken_and_every_other_pair_is_answered() {
    for row in TAKEN {
        assert_eq!(row.from.after(row.event), Some(row.to), "{:?} {:?}", row.from, row.event);
        row.walk();
    }
    for from in Q::ALL.iter().copied() {
        for event in [R::GiveBack, R::Compensate] {
            let listed = TAKEN.iter().any(|row| (row.from, row.event) == (from, event));
            assert_eq!(listed, from.after(event).is_some(), "{from:?} {event:?}");
            match (listed, from, event) {
                (true, ..) => {}
                (false, _, R::GiveBack) => no_more_goes_back_than_was_taken(from),
                (false, Q::Idle, _) => {
                    let depot = Depot::new();
                    let none =
                        decide(&depot.world, &depot.standing("急"), depot.command(step(EventId::default(), event)));
                    assert!(matches!(none, Err(Refusal::Unknown { what: "requisition", .. })));
                }
                (false, ..) => paid_again_wants_a_reason(from),
            }
        }
    }
}

#[test]
fn part_may_go_back_before_and_after_the_owner_is_paid_and_what_is_lost_counts() {
    let mut depot = Depot::new();
    let id = depot.takes(3);
    let back = |count, lost, damage: &str| {
        Resource::Requisition(RequisitionStep::GivenBack { of: id, count, lost, damage: damage.into() })
    };
    depot.does(back(1, 0, "")).unwrap();
    assert_eq!(depot.world.requisition(id).unwrap().state, Q::Held);
    depot.does(step(id, R::Compensate)).unwrap();
    assert_eq!(depot.world.requisition(id).unwrap().state, Q::Compensated);
    depot.after(60);
    depot.does(back(1, 1, "铲斗变形")).unwrap();
    let view = depot.world.requisition(id).unwrap();
    assert_eq!((view.state, view.held(), view.lost, view.damage), (Q::GivenBack, 0, 1, "铲斗变形"));
    depot.does(step(id, R::Compensate)).unwrap();
    assert_eq!(depot.world.requisition(id).unwrap().state, Q::Settled, "what is lost and spoilt is paid for too");
}

fn shelter_at(state: ShelterState) -> Depot {
    let mut depot = Depot::new();
    match state {
        ShelterState::Closed => {}
        ShelterState::Prepared => drop(depot.sets(ShelterStatus::Prepared).unwrap()),
        ShelterState::Open => drop(depot.sets(opened()).unwrap()),
        ShelterState::Disabled => drop(depot.sets(ShelterStatus::Disabled { reason: "墙体开裂".into() }).unwrap()),
    }
    depot
}

fn set_to(event: C) -> ShelterStatus {
    match event {
        C::Prepare => ShelterStatus::Prepared,
        C::Open => opened(),
        C::Close => ShelterStatus::Closed,
        C::Disable => ShelterStatus::Disabled { reason: "墙体开裂".into() },
    }
}

fn shelter_goes(from: ShelterState, event: C, to: ShelterState) {
    let mut depot = shelter_at(from);
    depot.sets(set_to(event)).unwrap();
    assert_eq!(depot.world.shelter_view(&school()).unwrap().state(), to, "{from:?} {event:?}");
    assert!(depot.world.unratified().is_empty());
}

fn shelter_wants_a_reason(from: ShelterState, event: C) {
    let mut depot = shelter_at(from);
    let refused = depot.clone().sets(set_to(event));
    let Err(Refusal::Unguarded(unmet)) = refused else { panic!("{from:?} {event:?} {refused:?}") };
    assert_eq!(unmet.lacks[0].what, Lacking::OutOfTurn(Stage::Shelter(from)));
    depot.does_because(word(ShelterWord::Status(set_to(event))), "只有这里能进人").unwrap();
    assert_eq!(depot.world.unratified().len(), 1);
}

/// 自然灾害救助条例 art. 11: an opening is published with address and route.
fn an_opening_is_published(from: ShelterState) {
    for (address, route, lacking) in [("", "走中州路", Lacking::Address), ("凯旋东路1号", " ", Lacking::Route)]
    {
        let mut depot = shelter_at(from);
        let status = ShelterStatus::Open { address: address.into(), route: route.into() };
        let refused = depot.clone().sets(status.clone());
        let Err(Refusal::Unguarded(unmet)) = refused else { panic!("{refused:?}") };
        assert_eq!((unmet.lacks.len(), unmet.lacks[0].what), (1, lacking));
        assert_eq!(unmet.lacks[0].rule.0.as_ref(), "RAUT-开放公布");
        depot.does_because(word(ShelterWord::Status(status)), "广播随后发").unwrap();
        assert_eq!(depot.world.shelter_view(&school()).unwrap().state(), ShelterState::Open);
    }
}

table! { SHELTER ShelterState, C;
    Closed Prepare => Prepared, || shelter_goes(ShelterState::Closed, C::Prepare, ShelterState::Prepared),
        else Override || shelter_wants_a_reason(ShelterState::Open, C::Prepare);
    Closed Open => Open, || shelter_goes(ShelterState::Closed, C::Open, ShelterState::Open),
        else Override || an_opening_is_published(ShelterState::Closed);
    Closed Disable => Disabled, || shelter_goes(ShelterState::Closed, C::Disable, ShelterState::Disabled),
        else Override || shelter_wants_a_reason(ShelterState::Disabled, C::Prepare);
    Prepared Open => Open, || shelter_goes(ShelterState::Prepared, C::Open, ShelterState::Open),
        else Override || an_opening_is_published(ShelterState::Prepared);
    Prepared Close => Closed, || shelter_goes(ShelterState::Prepared, C::Close, ShelterState::Closed),
        else Override || shelter_wants_a_reason(ShelterState::Disabled, C::Open);
    Prepared Disable => Disabled, || shelter_goes(ShelterState::Prepared, C::Disable, ShelterState::Disabled),
        else Override || shelter_wants_a_reason(ShelterState::Disabled, C::Open);
    Open Open => Open, || shelter_goes(ShelterState::Open, C::Open, ShelterState::Open),
        else Override || an_opening_is_published(ShelterState::Open);
    Open Close => Closed, || shelter_goes(ShelterState::Open, C::Close, ShelterState::Closed),
        else Override || shelter_wants_a_reason(ShelterState::Open, C::Prepare);
    Open Disable => Disabled, || shelter_goes(ShelterState::Open, C::Disable, ShelterState::Disabled),
        else Override || shelter_wants_a_reason(ShelterState::Disabled, C::Open);
    Disabled Close => Closed, || shelter_goes(ShelterState::Disabled, C::Close, ShelterState::Closed),
        else Override || shelter_wants_a_reason(ShelterState::Disabled, C::Open);
}

#[test]
fn every_line_of_a_shelter_is_taken_and_every_other_pair_wants_a_reason_or_changes_nothing() {
    for row in SHELTER {
        assert_eq!(row.from.after(row.event), Some(row.to), "{:?} {:?}", row.from, row.event);
        row.walk();
    }
    for from in ShelterState::ALL.iter().copied() {
        for event in C::ALL.iter().copied() {
            let listed = SHELTER.iter().any(|row| (row.from, row.event) == (from, event));
            assert_eq!(listed, from.after(event).is_some(), "{from:?} {event:?}");
            let same = set_to(event).state() == from;
            if !listed && !same {
                shelter_wants_a_reason(from, event);
            }
        }
    }
}
