//! Two posts that did their part apart: what of rules.md 5.2 does not hold then is shown.

use qianzhi::domain::{Event, HeadCount, IncidentStatus, Lacking, Outcome, Urgency, World};

use super::*;

/// An event of the other post, which had not seen what was done here.
fn there(hall: &Hall, n: u8, fact: Fact) -> Event {
    Event {
        id: EventId([230 + n; 32]),
        post: PostId([2; 32]),
        seq: u64::from(n),
        hlc: 1,
        recorded: hall.now,
        actor: "王某".into(),
        fact,
        overridden: None,
    }
}

fn troubles(world: &World) -> Vec<Lacking> {
    world.switch_troubles(&Hall::area())
}

#[test]
fn an_order_that_was_issued_apart_while_wartime_was_left_is_shown_until_it_is_closed() {
    let mut here = hall(War);
    let order = crate::it::authority::order(7, Urgency::Urgent);
    let issued = there(&here, 1, Fact::OrderIssued(order));
    here.does(turns(Stabilising));
    assert_eq!(troubles(here.world()), []);
    let mut merged = here.merged(std::slice::from_ref(&issued));
    assert_eq!(troubles(&merged), [Lacking::Orders(1)]);
    let closed = Fact::OrderEnded { order: issued.id, outcome: Outcome::Done, at: here.now, after: vec![] };
    merged.apply(&there(&here, 2, closed));
    assert_eq!(troubles(&merged), []);
}

#[test]
fn an_order_of_the_way_back_is_no_order_left_behind() {
    let mut here = hall(Stabilising);
    here.now = here.now + Span::minutes(5);
    let order = qianzhi::domain::Order { issued: here.now, ..crate::it::authority::order(7, Urgency::Urgent) };
    here.hears(Fact::OrderIssued(order));
    assert_eq!(troubles(here.world()), []);
}

#[test]
fn a_withdrawal_and_heads_that_were_missed_apart_while_the_response_ended_are_shown() {
    let mut here = hall(Stabilising);
    let base = here.clone();
    here.note(ends());
    here.does(decides(Decision::Terminated));
    assert_eq!(troubles(here.world()), []);

    let order = qianzhi::domain::Order { issued: here.now, ..crate::it::authority::order(7, Urgency::Withdraw) };
    let withdraws = there(&base, 1, Fact::OrderIssued(order));
    let both = here.merged(std::slice::from_ref(&withdraws));
    assert_eq!(troubles(&both), [Lacking::Withdrawal(withdraws.id)]);

    let order = base.log.withdrawal;
    let count = HeadCount {
        order,
        present: 8,
        missing: 2,
        names: String::new(),
        by: "赵某".into(),
        means: qianzhi::domain::Means::Radio,
        at: base.now,
    };
    let missed = here.merged(&[there(&base, 1, Fact::HeadsCounted(count))]);
    assert_eq!(troubles(&missed), [Lacking::Unaccounted(order, 2)]);

    let (team, status, at) = ("T1".into(), TeamStatus::LostContact, base.now);
    let lost =
        here.merged(&[there(&base, 1, Fact::TeamStatusSet { team, status, at, after: vec![], reason: String::new() })]);
    assert_eq!(troubles(&lost), [Lacking::LostTeams(1)]);
}

#[test]
fn nobody_in_the_chair_and_nothing_that_wartime_rests_on_are_shown() {
    let mut here = hall(War);
    assert_eq!(troubles(here.world()), []);
    here.note(Noted::Seated { seat: Seat::Commander, name: String::new() });
    assert_eq!(troubles(here.world()), [Lacking::Seat(Seat::Commander)]);
    let (incident, status) = (here.log.incident, IncidentStatus::Closed);
    let closed = there(&here, 1, Fact::IncidentStatusSet { incident, status, after: vec![] });
    let merged = here.merged(&[closed]);
    assert_eq!(troubles(&merged), [Lacking::Seat(Seat::Commander), Lacking::Ground(War)]);
    // P3 asks for the commander, not for an incident.
    let mut standby = Hall::new();
    standby.forces(turns(Standby));
    assert_eq!(troubles(standby.world()), [Lacking::Seat(Seat::Commander)]);
    let mut quiet = hall(Restoring);
    quiet.note(Noted::Seated { seat: Seat::Commander, name: String::new() });
    assert_eq!(troubles(quiet.world()), [], "P7 gives duty back to the shift");
}

#[test]
fn peace_over_an_active_response_is_shown_with_the_rest() {
    let mut here = hall(Restoring);
    here.answers(Way::ToPeace);
    let who = here.who(Role::GeneralCommander);
    let decided = decide(here.world(), &who, activates(Level::Three)).unwrap();
    let active = there(&here, 1, decided.facts[0].clone());
    here.does(turns(Normal));
    assert_eq!(troubles(&here.merged(&[active])), [Lacking::Response(Level::Three)]);
}

/// Two posts apart: one goes back to peace, the other activates. Neither was out of its turn; together they are a conflict
/// that is shown and can be settled either way.
#[test]
fn peace_over_an_active_response_after_a_merge_is_a_conflict_that_can_be_settled() {
    let mut here = hall(Restoring);
    here.answers(Way::ToPeace);
    let base = here.clone();
    here.does(turns(Normal));
    // There, what comes again is activated: its posture follows what stood before.
    let who = base.who(Role::GeneralCommander);
    let decided = decide(base.world(), &who, activates(Level::Three)).unwrap();
    let event = |n: u8, fact: Fact| Event {
        id: EventId([200 + n; 32]),
        post: PostId([2; 32]),
        seq: u64::from(n),
        hlc: 1,
        recorded: who.now,
        actor: "王某".into(),
        fact,
        overridden: None,
    };
    let response_alone: Vec<Event> = decided.facts.iter().take(1).map(|fact| event(1, fact.clone())).collect();
    let world = here.merged(&response_alone);
    let aspect = Aspect::Posture(Hall::area());
    let conflict = world.conflict(&aspect).expect("it is shown");
    assert!(world.conflicts().contains(&conflict));
    let of = |value: &Value| matches!(value, Value::Posture(Normal));
    let peace = conflict.sides.iter().find(|side| of(&side.value)).unwrap().id;
    let active = conflict.sides.iter().find(|side| !of(&side.value)).unwrap().id;
    for (side, posture, level) in [(peace, Normal, None), (active, War, Some(Level::Three))] {
        let settle = qianzhi::domain::Command::Settle { aspect: aspect.clone(), in_favour_of: side };
        let why = qianzhi::domain::Standing { reason: "两处核对".into(), ..who.clone() };
        let decided = decide(&world, &why, settle).unwrap();
        let mut settled = world.clone();
        for (n, fact) in decided.facts.into_iter().enumerate() {
            settled.apply(&event(10 + u8::try_from(n).unwrap(), fact));
        }
        assert_eq!(settled.conflict(&aspect), None);
        assert_eq!((settled.posture_now(&Hall::area()), settled.level_in_force(&Hall::area())), (posture, level));
    }
    // With the posture that follows it, the two postures themselves are apart.
    let both: Vec<Event> = decided.facts.iter().zip(1..).map(|(fact, n)| event(n, fact.clone())).collect();
    assert!(here.merged(&both).conflict(&aspect).is_some());
}

/// An item that two posts answered alike is agreed; answered otherwise it is a conflict.
#[test]
fn two_posts_answer_one_item() {
    let war = hall(War);
    let area = Hall::area();
    let of = war.world().item_of(&area, Way::ToWar, 3).unwrap();
    let by = |n: u8, answer: ItemAnswer| {
        let note = qianzhi::domain::SwitchNote {
            area: area.clone(),
            what: Noted::Item { of, answer },
            by: format!("某{n}"),
            means: qianzhi::domain::Means::Phone,
            at: war.now,
        };
        let fact = Fact::SwitchNoted { note: Box::new(note), after: vec![] };
        let (id, post) = (EventId([210 + n; 32]), PostId([n; 32]));
        let (seq, recorded, actor) = (u64::from(n), war.now, String::new());
        Event { id, post, seq, hlc: 1, recorded, actor, fact, overridden: None }
    };
    let alike = war.merged(&[by(1, ItemAnswer::Done), by(2, ItemAnswer::Done)]);
    assert_eq!(alike.conflict(&Aspect::Item(area.clone(), of)), None);
    let other = ItemAnswer::HandedOver { to: "县里".into() };
    let apart = war.merged(&[by(1, ItemAnswer::Done), by(2, other)]);
    assert!(apart.conflict(&Aspect::Item(area.clone(), of)).is_some());
    assert!(apart.checklist(&area, Way::ToWar, war.now)[2].answer.disputed());
}

/// Two posts that activated apart answered the same checklist.
#[test]
fn answers_count_whichever_post_began_the_switchover() {
    let mut here = Hall::new();
    let area = Hall::area();
    here.hears(Fact::ResponseDecided { response: response(activated(Level::Two)), after: vec![] });
    let there = Response { by: "H2".into(), ..response(activated(Level::Two)) };
    here.hears(Fact::ResponseDecided { response: there, after: vec![] });
    let begun = here.world().switch_events(&area, Way::ToWar);
    assert_eq!(begun.len(), 2);
    for ((switch, _), number) in begun.into_iter().zip(1..) {
        let of = qianzhi::domain::ItemOf { switch, way: Way::ToWar, number };
        here.note(Noted::Item { of, answer: ItemAnswer::Done });
    }
    assert_eq!(here.world().checklist_progress(&area, Way::ToWar, here.now), Some((2, 16)));
}
