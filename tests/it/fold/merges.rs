//! Two calls about one fire (issue 5, point 2; rules.md 0.2 item 7, 1.3): what is merged is one incident, no clock is lost or
//! doubled, undoing leaves all as it was, and the order of arrival does not matter.

use std::collections::BTreeMap;

use proptest::prelude::*;
use qianzhi::clock::{At, Span};
use qianzhi::domain::{
    Aspect, Command, Due, Entry, Event, EventId, Fact, Figure, FigureKind, FigureReport, Grade, Incident,
    IncidentStatus, Means, PostId, Reckoning, ReportFiled, ReportKind, Standing, Value, World, decide,
};

use super::definition::Definition;
use super::{empty, fold, permutations};

const MORNING: At = At(1_626_743_400_000);

fn id(n: u8) -> EventId {
    EventId([n; 32])
}

fn event(n: u8, fact: Fact) -> Event {
    let seq = u64::from(n);
    let (post, recorded) = (PostId([n % 3; 32]), MORNING + Span::minutes(i64::from(n)));
    Event { id: id(n), post, seq, hlc: seq, recorded, actor: "王某".into(), fact, overridden: None }
}

/// An incident of which word came so many minutes after the morning's beginning.
fn heard(n: u8, minutes: i64) -> Event {
    let received = MORNING + Span::minutes(minutes);
    event(
        n,
        Fact::IncidentOpened(Incident {
            unit_told: None,
            sensitive: false,
            title: format!("火灾{n}"),
            title_en: None,
            code: "12G00".into(),
            area: "410300".into(),
            place: None,
            occurred: received,
            received,
            address: String::new(),
        }),
    )
}

fn merged(n: u8, from: u8, into: Option<u8>, after: &[u8]) -> Event {
    let after = after.iter().map(|n| id(*n)).collect();
    let (merged, into) = (id(from), into.map(id));
    event(n, Fact::IncidentMerged { merged, into, reason: "同一起火灾".into(), at: MORNING, after })
}

fn figure(n: u8, incident: u8, count: u32) -> Event {
    let value = Figure { count: Some(count), verified: false };
    let (incident, figure) = (id(incident), FigureKind::Dead);
    event(
        n,
        Fact::FigureReported(FigureReport {
            incident,
            figure,
            value,
            occurred: MORNING,
            source: String::new(),
            after: vec![],
        }),
    )
}

fn listed(world: &World) -> Vec<EventId> {
    world.incidents().into_iter().map(|(id, _)| id).collect()
}

/// Two calls, and what was done about each before anybody saw that they are one.
fn two_calls() -> Vec<Event> {
    let line =
        |n, of| event(n, Fact::EntryLogged(Entry { incident: Some(id(of)), ..Entry::plain("浓烟".into(), MORNING) }));
    vec![heard(1, 10), heard(2, 0), line(3, 1), line(4, 2), figure(5, 1, 2), figure(6, 2, 3)]
}

fn decided(world: &World, command: Command) -> Vec<Fact> {
    let standing = Standing::unknown(MORNING + Span::minutes(60));
    decide(world, &standing, command).unwrap().facts
}

#[test]
fn what_hangs_on_either_is_seen_under_the_one_that_is_kept() {
    let mut world = fold(&two_calls());
    let facts = decided(&world, Command::MergeIncidents { merged: id(2), into: id(1), reason: "同一起".into() });
    world.apply(&event(20, facts[0].clone()));
    assert_eq!(listed(&world), [id(1)]);
    assert!(world.incident(id(2)).is_some() && world.kept(id(2)) == id(1), "its number still finds it");
    let lines: Vec<EventId> = world.timeline(Some(id(1))).map(|(_, id, ..)| id).collect();
    assert!([3, 4].iter().all(|n| lines.contains(&id(*n))), "{lines:?}");
    world.apply(&event(21, Fact::EntryLogged(Entry { incident: Some(id(2)), ..Entry::plain("晚到".into(), MORNING) })));
    assert_eq!(world.timeline(Some(id(1))).filter(|(.., line, _)| line.entry().is_some()).count(), 3, "late word too");
    let report = ReportFiled::plain(id(2), ReportKind::Initial, 0, "市".into(), Means::Console, MORNING);
    world.apply(&event(22, Fact::ReportFiled(report)));
    assert_eq!(world.reports(id(1)).len(), 1);
    assert_eq!(world.next_report_number(id(1), ReportKind::Initial), 1, "numbers go on for both");
}

#[test]
fn one_clock_runs_from_the_first_word_and_any_report_stops_it() {
    let now = MORNING + Span::minutes(20);
    let phone = |world: &World| -> Vec<(EventId, At, bool)> {
        let due = world.deadlines(now).into_iter();
        due.filter_map(|d| {
            if let Due::ReportByPhone { incident } = d.what { Some((incident, d.due, d.acknowledged)) } else { None }
        })
        .collect()
    };
    let mut world = fold(&two_calls());
    let apart = phone(&world);
    assert_eq!(apart.len(), 2);
    let earlier = apart.iter().find(|(id_, ..)| *id_ == id(2)).unwrap().1;
    world.apply(&merged(20, 2, Some(1), &[]));
    assert_eq!(phone(&world), [(id(1), earlier, false)], "the later call is kept, the earlier receipt counts");
    world.apply(&event(21, Fact::AlarmAcknowledged { alarm: format!("report-phone {}", id(2)) }));
    assert_eq!(phone(&world), [(id(1), earlier, true)], "who saw that clock's alarm has seen it");
    let filed = ReportFiled::plain(id(2), ReportKind::Initial, 0, "市".into(), Means::Phone, now);
    world.apply(&event(22, Fact::ReportFiled(filed)));
    assert_eq!(phone(&world), []);
    assert_eq!(world.times(id(1)), Some((MORNING, MORNING)));
}

#[test]
fn figures_are_never_added_the_kept_ones_count_and_a_difference_is_told() {
    let mut world = fold(&two_calls());
    world.apply(&merged(20, 2, Some(1), &[]));
    let dead = |world: &World| world.figure(id(1), FigureKind::Dead).first().and_then(|f| f.count);
    assert_eq!(dead(&world), Some(2));
    assert_eq!(world.other_figures(id(1)), [(id(2), FigureKind::Dead, Some(3))]);
    world.apply(&event(21, Fact::Struck { target: id(5), reason: "听错".into() }));
    assert_eq!(dead(&world), Some(3), "as long as nobody said one of the kept, the other's is the only one known");
    assert_eq!(world.other_figures(id(1)), []);
}

#[test]
fn undone_by_a_strike_or_by_word_all_is_as_it_was() {
    let before = fold(&two_calls());
    let now = MORNING + Span::minutes(20);
    for undo in [
        Fact::Struck { target: id(20), reason: "不是一起".into() },
        Fact::IncidentMerged { merged: id(2), into: None, reason: "不是一起".into(), at: now, after: vec![id(20)] },
    ] {
        let mut world = fold(&two_calls());
        world.apply(&merged(20, 2, Some(1), &[]));
        assert_ne!(listed(&world), listed(&before));
        world.apply(&event(21, undo));
        assert_eq!(listed(&world), listed(&before));
        assert_eq!(world.deadlines(now), before.deadlines(now));
        assert_eq!(world.conflicts(), []);
        for n in [1, 2] {
            assert_eq!(world.figure(id(n), FigureKind::Dead), before.figure(id(n), FigureKind::Dead));
            let lines = |world: &World| -> Vec<EventId> {
                let entries = world.timeline(Some(id(n))).filter(|(.., line, _)| line.entry().is_some());
                entries.map(|(_, id, ..)| id).collect()
            };
            assert_eq!(lines(&world), lines(&before));
        }
    }
}

/// What is known of the one is not lost because word of the other is kept: a grade has legal consequences.
#[test]
fn the_one_that_is_kept_has_the_grade_code_and_commander_of_the_other_until_it_has_its_own() {
    let graded = |n, of, grade| {
        event(n, Fact::Graded { incident: id(of), grade: Some(grade), reason: "死亡10人".into(), after: vec![] })
    };
    let named = |n, of, name: &str| {
        event(n, Fact::CommanderAppointed { incident: id(of), name: name.into(), follows: false, after: vec![] })
    };
    let coded =
        event(12, Fact::IncidentCoded { incident: id(2), code: "12D00".into(), reason: String::new(), after: vec![] });
    let mut uncoded = heard(1, 10);
    if let Fact::IncidentOpened(incident) = &mut uncoded.fact {
        incident.code = String::new();
    }
    let mut world = fold(&[uncoded, heard(2, 0), graded(10, 2, Grade::Major), named(11, 2, "陈某"), coded]);
    assert_eq!(world.grade(id(1)), Reckoning::Unset);
    world.apply(&merged(20, 2, Some(1), &[]));
    assert_eq!(world.grade(id(1)), Reckoning::Agreed(Some(Grade::Major)));
    assert_eq!((world.commander(id(1)), world.incident_code(id(1))), (Reckoning::Agreed("陈某"), "12D00"));
    assert!(world.consequences(id(1)).is_some_and(|found| found.grade == Grade::Major));
    world.apply(&graded(21, 1, Grade::Serious));
    assert_eq!(world.grade(id(1)), Reckoning::Agreed(Some(Grade::Serious)), "its own counts");
    world.apply(&Event { seq: 30, ..event(22, Fact::Struck { target: id(20), reason: "两处".into() }) });
    assert_eq!(
        (world.commander(id(1)), world.incident_code(id(1))),
        (Reckoning::Unset, ""),
        "taken apart it is as it was"
    );
}

#[test]
fn either_timeline_tells_of_the_merge_and_of_its_end() {
    let told = |world: &World, n: u8| -> Vec<u8> {
        let lines =
            world.timeline(Some(id(n))).filter(|(.., line, _)| matches!(*line.fact, Fact::IncidentMerged { .. }));
        lines.map(|(_, id, ..)| id.0[0]).collect()
    };
    let later = MORNING + Span::minutes(50);
    let parted = event(
        21,
        Fact::IncidentMerged { merged: id(2), into: None, reason: "两处".into(), at: later, after: vec![id(20)] },
    );
    let mut events = two_calls();
    events.push(merged(20, 2, Some(1), &[]));
    let world = fold(&events);
    assert_eq!((told(&world, 1), told(&world, 2)), (vec![20], vec![20]), "once, though it is a line of both");
    events.push(parted);
    let world = fold(&events);
    assert_eq!((told(&world, 1), told(&world, 2)), (vec![21, 20], vec![21, 20]), "and that they went apart again");
}

#[test]
fn the_timeline_tells_how_it_was_graded_coded_led_and_closed() {
    let reason = String::from("死亡增至3人");
    let (incident, after) = (id(1), vec![]);
    let facts = [
        Fact::IncidentGraded { incident, grade: None, after: vec![] },
        Fact::Graded { incident, grade: Some(Grade::Serious), reason, after: vec![] },
        Fact::IncidentCoded { incident, code: "12G00".into(), reason: String::new(), after: vec![] },
        Fact::CommanderAppointed { incident, name: "王某".into(), follows: false, after: vec![] },
        Fact::IncidentStatusSet { incident, status: IncidentStatus::Closed, after },
    ];
    let mut events = vec![heard(1, 0), heard(2, 1)];
    events.extend((20..).zip(facts).map(|(n, fact)| event(n, fact)));
    let world = fold(&events);
    let told: Vec<_> = world.timeline(Some(id(1))).map(|(at, id, ..)| (at, id.0[0])).collect();
    let recorded = |n: u8| (MORNING + Span::minutes(i64::from(n)), n);
    assert_eq!(told, [24, 23, 22, 21, 20].map(recorded), "at the time of their recording: they have no other");
    assert_eq!(world.timeline(Some(id(2))).count(), 0);
}

#[test]
fn posts_that_merged_each_into_the_other_see_one_incident_and_a_conflict_until_it_is_settled() {
    let mut events = two_calls();
    events.extend([merged(20, 1, Some(2), &[]), merged(21, 2, Some(1), &[])]);
    let mut world = fold(&events);
    assert_eq!(listed(&world), [id(2)], "the one of which word came first");
    let conflict = &world.conflicts()[0];
    assert_eq!((&conflict.aspect, conflict.sides.len()), (&Aspect::Merged(id(2)), 2));
    let settle = Command::Settle { aspect: conflict.aspect.clone(), in_favour_of: id(21) };
    let facts = decided(&world, settle);
    assert_eq!(facts.len(), 1);
    world.apply(&event(22, facts[0].clone()));
    assert_eq!((listed(&world), world.conflicts()), (vec![id(1)], vec![]), "2 goes into 1, as was settled");
}

#[test]
fn merges_of_one_into_two_others_are_a_conflict_and_chains_end_in_one() {
    let three = [heard(1, 10), heard(2, 0), heard(3, 5)];
    let apart = fold(three.iter().chain(&[merged(20, 1, Some(2), &[]), merged(21, 1, Some(3), &[])]));
    let conflict = apart.conflict(&Aspect::Merged(id(1))).unwrap();
    assert!(conflict.sides.iter().all(|side| matches!(side.value, Value::Merged(Some(_)))));
    assert_eq!(apart.kept(id(1)), id(2), "the oldest side, as everywhere");
    let chain = fold(three.iter().chain(&[merged(20, 1, Some(3), &[]), merged(21, 3, Some(2), &[])]));
    assert_eq!((chain.kept(id(1)), listed(&chain)), (id(2), vec![id(2)]));
    assert_eq!(chain.merge_of(id(1)), Reckoning::Agreed(Some(id(3))), "what was said stays");
}

/// design.md section 4, of merges, written apart from the code.
fn by_definition(events: &[Event]) -> BTreeMap<EventId, EventId> {
    let definition = Definition::of(events);
    let received: BTreeMap<EventId, At> = events
        .iter()
        .filter(|event| definition.stands(&event.id))
        .filter_map(|event| if let Fact::IncidentOpened(i) = &event.fact { Some((event.id, i.received)) } else { None })
        .collect();
    let recorded: BTreeMap<EventId, At> = events.iter().map(|event| (event.id, event.recorded)).collect();
    let next = |from: EventId| {
        let aspect = Aspect::Merged(from);
        let mut heads = definition.heads(&aspect);
        heads.sort_by_key(|id| (recorded[id], *id));
        match definition.said(&aspect, heads.first()?)? {
            Value::Merged(Some(to)) if *to != from && received.contains_key(to) => Some(*to),
            _ => None,
        }
    };
    let end = |from: EventId| {
        // After as many steps as there are incidents one stands at the end, or on the ring.
        let mut at = from;
        for _ in 0..received.len() {
            at = next(at).unwrap_or(at);
        }
        let mut ring = vec![at];
        while let Some(to) = next(ring[ring.len() - 1]).filter(|to| !ring.contains(to)) {
            ring.push(to);
        }
        ring.into_iter().min_by_key(|id| (received[id], *id)).unwrap()
    };
    received.keys().map(|id| (*id, end(*id))).collect()
}

/// Merges and strikes among a few incidents, each naming only what its author can have seen.
fn merges(most: usize) -> impl Strategy<Value = Vec<Event>> {
    let row = (0..8u8, 1..=4u8, 0..=4u8, any::<bool>());
    prop::collection::vec(row, 1..=most).prop_map(|rows| {
        let mut events = vec![heard(1, 10), heard(2, 0), heard(3, 5), heard(4, 5)];
        for ((sort, from, into, knows), n) in rows.into_iter().zip(20..) {
            let before =
                |event: &&Event| matches!(event.fact, Fact::IncidentMerged { merged, .. } if merged == id(from));
            let after: Vec<u8> = events.iter().filter(before).filter(|_| knows).map(|event| event.id.0[0]).collect();
            events.push(match sort {
                0 if 19 + from < n => event(n, Fact::Struck { target: id(19 + from), reason: "误".into() }),
                0 | 1 => event(n, Fact::Struck { target: id(from), reason: "误".into() }),
                _ => merged(n, from, Some(into).filter(|into| *into > 0), &after),
            });
        }
        events
    })
}

fn agrees(world: &World, events: &[Event]) {
    let expected = by_definition(events);
    for (id, kept) in &expected {
        assert_eq!(world.kept(*id), *kept, "{events:#?}");
    }
    let mut roots: Vec<EventId> = expected.values().copied().collect();
    roots.sort_unstable();
    roots.dedup();
    let mut shown = listed(world);
    shown.sort_unstable();
    assert_eq!(shown, roots);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn merges_of_posts_apart_come_to_one_answer_in_any_order(events in merges(9), seed in any::<u64>()) {
        let world = fold(&events);
        agrees(&world, &events);
        let mut shuffled = events.clone();
        let mut dice = super::Dice::new(seed);
        for _ in 0..3 {
            shuffled = dice.shuffled(&shuffled);
            let mut other = empty();
            for event in &shuffled {
                other.apply(event);
                if dice.percent(30) {
                    other.put_away(qianzhi::domain::Keep { at_hand: 0, chest: 1, past: 0 });
                }
            }
            prop_assert!(other == world);
            prop_assert_eq!(other.merges(), world.merges());
            prop_assert_eq!(other.conflicts(), world.conflicts());
            prop_assert_eq!(other.deadlines(MORNING), world.deadlines(MORNING));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(20))]

    #[test]
    fn every_order_of_a_few_merges_is_the_same(events in merges(2)) {
        let expected = fold(&events);
        let mut events = events;
        permutations(&mut events, 0, &mut |order| assert!(fold(order) == expected));
    }
}
