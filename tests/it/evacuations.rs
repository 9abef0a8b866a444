//! Who was moved has basic relief within ten hours (rules.md 5.6 K9; 自然灾害救助条例 art. 14).

use qianzhi::clock::At;
use qianzhi::domain::{
    Command, Due, Evacuation, Event, EventId, Fact, Incident, IndicatorCode, ListCode, Listed, Means, PostId, Realm,
    Refusal, Relief, ReliefKind, Shelter, Standing, World, decide,
};
use qianzhi::envelope::content_hash;
use qianzhi::review::{Measure, indicators};

fn at(clock: &str) -> At {
    At::parse(&format!("2026-07-20 {clock}")).unwrap()
}

fn says(world: &mut World, clock: &str, fact: Fact) -> EventId {
    let id = EventId(content_hash(&[clock.as_bytes(), &fact.to_payload()].concat()).0);
    let (post, actor, recorded) = (PostId([1; 32]), "李某".to_owned(), at(clock));
    world.apply(&Event { id, post, seq: 0, hlc: 0, recorded, actor, fact, overridden: None });
    id
}

fn does(world: &mut World, clock: &str, command: Command) -> Result<EventId, Refusal> {
    let decided = decide(world, &Standing::unknown(at(clock)), command)?;
    assert_eq!(decided.overridden, None, "anybody writes it down");
    let [fact] = <[Fact; 1]>::try_from(decided.facts).unwrap();
    Ok(says(world, clock, fact))
}

fn moved(people: u32, clock: &str) -> Command {
    Command::MoveEvacuees(Evacuation {
        incident: None,
        area: "410324".into(),
        whence: "车村镇一组".into(),
        people,
        shelter: None,
        by: "王某".into(),
        means: Means::Phone,
        at: at(clock),
        placed: None,
    })
}

fn relief(evacuation: EventId, kinds: &[ReliefKind], people: u32, clock: &str) -> Command {
    let (kinds, by) = (kinds.to_vec(), "民政".into());
    Command::GiveRelief(Relief { evacuation, kinds, people, by, means: Means::Phone, at: at(clock) })
}

fn waiting(world: &World, now: &str) -> Vec<At> {
    let list = world.deadlines(at(now)).into_iter();
    list.filter(|deadline| matches!(deadline.what, Due::Relieve { .. })).map(|deadline| deadline.due).collect()
}

#[test]
fn the_ten_hours_run_until_everybody_has_every_kind() {
    use ReliefKind::{Clothes, Food, Medical, Shelter, Water};
    let mut world = World::new(Realm::Live);
    let group = does(&mut world, "02:00", moved(120, "01:30")).unwrap();
    assert_eq!(waiting(&world, "02:01"), [at("11:30")], "ten hours from when they were affected");
    does(&mut world, "04:00", relief(group, &[Food, Water, Shelter], 120, "04:00")).unwrap();
    assert_eq!(world.evacuation(group).unwrap().relieved, 0, "nobody has clothes yet");
    does(&mut world, "06:00", relief(group, &[Clothes, Medical], 80, "06:00")).unwrap();
    let view = world.evacuation(group).unwrap();
    assert_eq!((view.relieved, view.complete), (80, None));
    assert_eq!(waiting(&world, "06:01").len(), 1);
    let last = does(&mut world, "12:00", relief(group, &[Clothes, Medical], 40, "12:00")).unwrap();
    assert_eq!(world.evacuation(group).unwrap().complete, Some(at("12:00")));
    assert!(waiting(&world, "12:01").is_empty());
    let k9 = indicators(&world, at("13:00")).into_iter().find(|found| found.id == IndicatorCode::K9).unwrap();
    let Measure::Share { numerator, denominator, missed, .. } = k9.measure else { panic!() };
    assert_eq!((numerator, denominator, missed, k9.met), (80, 120, vec![group], Some(false)), "forty had it late");
    says(&mut world, "12:10", Fact::Struck { target: last, reason: "重复".into() });
    assert_eq!(waiting(&world, "12:11").len(), 1, "what is taken back was not given");
}

#[test]
fn who_was_moved_just_now_neither_keeps_nor_misses() {
    let mut world = World::new(Realm::Live);
    does(&mut world, "08:00", moved(10, "08:00")).unwrap();
    assert!(indicators(&world, at("09:00")).iter().all(|found| found.id != IndicatorCode::K9));
}

/// Word of one flood came twice, from the county and from the city: what is asked of the one that is kept is answered for both.
#[test]
fn an_incident_that_went_into_another_one_is_answered_for_under_that_one() {
    let mut world = World::new(Realm::Live);
    let opened = |area: &str, clock: &str| {
        Fact::IncidentOpened(Incident {
            unit_told: None,
            sensitive: false,
            title: "伊河漫堤".into(),
            title_en: None,
            code: "11A02".into(),
            area: area.into(),
            place: None,
            occurred: at(clock),
            received: at(clock),
            address: String::new(),
        })
    };
    let city = says(&mut world, "01:00", opened("410300", "01:00"));
    let county = says(&mut world, "01:10", opened("410324", "01:10"));
    let group = |people, incident, area: &str| {
        let Command::MoveEvacuees(group) = moved(people, "01:30") else { unreachable!("it is") };
        Command::MoveEvacuees(Evacuation { incident: Some(incident), area: area.into(), ..group })
    };
    let one = does(&mut world, "02:00", group(100, city, "410300")).unwrap();
    let other = does(&mut world, "02:01", group(20, county, "410324")).unwrap();
    does(&mut world, "03:00", relief(one, &ReliefKind::ALL, 100, "03:00")).unwrap();
    let k9 = |world: &World| {
        let all = indicators(world, at("13:00")).into_iter().filter(|found| found.id == IndicatorCode::K9);
        let share = |measure| match measure {
            Measure::Share { numerator, denominator, missed, .. } => (numerator, denominator, missed),
            other => panic!("{other:?}"),
        };
        all.map(|found| (found.area.0, share(found.measure))).collect::<Vec<_>>()
    };
    let of = |world: &World, incident| world.evacuations_of(incident).iter().map(|view| view.id).collect::<Vec<_>>();
    assert_eq!(k9(&world), [("410300".into(), (100, 100, vec![])), ("410324".into(), (0, 20, vec![other]))]);
    assert_eq!((of(&world, city), of(&world, county)), (vec![one], vec![other]));
    let merge = Fact::IncidentMerged {
        merged: county,
        into: Some(city),
        reason: "同一处".into(),
        at: at("03:10"),
        after: vec![],
    };
    let merge = says(&mut world, "03:10", merge);
    assert_eq!(k9(&world), [("410300".into(), (100, 120, vec![other]))], "the kept one answers for both");
    assert_eq!(of(&world, city), [other, one], "who waits first");
    let due = world.deadlines(at("04:00")).into_iter().find(|due| matches!(due.what, Due::Relieve { .. })).unwrap();
    assert_eq!(due.incident, Some(city));
    // Taken back, each answers for its own again.
    says(&mut world, "03:20", Fact::Struck { target: merge, reason: "两处".into() });
    assert_eq!(k9(&world).len(), 2);
    assert_eq!(of(&world, county), [other]);
}

#[test]
fn nobody_is_moved_to_a_shelter_that_there_is_not_and_nothing_is_given_to_nobody() {
    let mut world = World::new(Realm::Live);
    let Command::MoveEvacuees(to) = moved(5, "08:00") else { panic!() };
    let code = ListCode("s1".into());
    let into = |code: &ListCode| Command::MoveEvacuees(Evacuation { shelter: Some(code.clone()), ..to.clone() });
    assert!(matches!(does(&mut world, "08:00", into(&code)), Err(Refusal::Unknown { what: "shelter", .. })));
    let card = Shelter { code: code.clone(), name: "一中".into(), ..Shelter::default() };
    says(&mut world, "08:01", Fact::listing(Listed::Shelter(card), Vec::new()));
    let group = does(&mut world, "08:02", into(&code)).unwrap();
    assert_eq!(does(&mut world, "08:03", relief(group, &[], 5, "08:03")), Err(Refusal::Empty));
    assert_eq!(does(&mut world, "08:03", relief(group, &[ReliefKind::Food], 0, "08:03")), Err(Refusal::Empty));
    assert!(does(&mut world, "08:03", relief(EventId([9; 32]), &[ReliefKind::Food], 5, "08:03")).is_err());
    assert_eq!(does(&mut world, "08:04", moved(0, "08:04")), Err(Refusal::Empty));
}
