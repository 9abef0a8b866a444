//! Neighbours and the garrison are told (突发事件应对法 art. 62, 64; rules.md 2.1, 3.3 RERL-2, 5.6 K14).

use std::path::Path;

use qianzhi::clock::At;
use qianzhi::config::region::read;
use qianzhi::domain::{
    Aspect, Colour, Command, Deadline, Decided, Due, Event, EventId, Fact, Figure, FigureKind, FigureReport, Grade,
    Incident, IndicatorCode, ListCode, Means, Notify, PostId, Realm, Refusal, Standing, Timer, Warning, World, decide,
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

fn luoyang() -> World {
    let mut world = World::new(Realm::Live);
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/scenarios/regions/luoyang.toml");
    for fact in world.adopt_region(&read(Path::new(file)).unwrap()) {
        says(&mut world, "08:00", fact);
    }
    world
}

fn warning(world: &mut World, clock: &str, colour: Colour) -> EventId {
    warning_of(world, "410300", clock, colour)
}

fn warning_of(world: &mut World, area: &str, clock: &str, colour: Colour) -> EventId {
    let received = at(clock);
    let warning = Warning {
        area: area.into(),
        kind: "暴雨".into(),
        kind_en: String::new(),
        colour,
        number: 1,
        issuer: "气象台".into(),
        issuer_en: String::new(),
        issued: received,
        received,
        text: "注意防范".into(),
        terms: qianzhi::domain::WarningTerms::default(),
    };
    says(world, clock, Fact::WarningReceived(warning))
}

fn due(world: &World, now: &str) -> Vec<Deadline> {
    let list = world.deadlines(at(now)).into_iter();
    list.filter(|deadline| matches!(deadline.what, Due::Notify { .. })).collect()
}

fn tell(world: &mut World, clock: &str, about: EventId, to: Vec<Option<ListCode>>) -> Result<Vec<EventId>, Refusal> {
    let notify = Notify { about, to, by: "赵某".into(), means: Means::Phone, at: at(clock) };
    let Decided { facts, overridden } = decide(world, &Standing::unknown(at(clock)), Command::Notify(notify))?;
    assert_eq!(overridden, None, "anybody tells them");
    Ok(facts.into_iter().map(|fact| says(world, clock, fact)).collect())
}

#[test]
fn an_orange_warning_is_told_to_each_neighbour_and_the_garrison_within_the_limit() {
    let mut world = luoyang();
    warning(&mut world, "08:30", Colour::Yellow);
    assert!(due(&world, "08:31").is_empty());
    let orange = warning(&mut world, "09:00", Colour::Orange);
    let open = due(&world, "09:01");
    assert_eq!(open.len(), 1, "one alarm whoever is left");
    assert_eq!(open[0].due, at("09:00") + world.rules().within(Timer::Notify, at("09:00")));
    assert_eq!(open[0].due, at("09:15"), "K14: within 15 minutes");
    let whom: Vec<_> = world.notices(orange).into_iter().map(|view| view.to.cloned()).collect();
    let code = |code: &str| Some(ListCode(code.into()));
    assert_eq!(whom, [code("N-410100"), code("N-410400"), code("N-419001"), None]);
    tell(&mut world, "09:05", orange, vec![code("N-410100")]).unwrap();
    assert_eq!(due(&world, "09:06").len(), 1);
    let rest = tell(&mut world, "09:20", orange, Vec::new()).unwrap();
    assert_eq!(rest.len(), 3, "whoever was not told");
    assert!(due(&world, "09:21").is_empty());
    assert_eq!(tell(&mut world, "09:22", orange, Vec::new()), Err(Refusal::Empty));
    let k14 = indicators(&world, at("09:30")).into_iter().find(|found| found.id == IndicatorCode::K14).unwrap();
    let Measure::Share { numerator, denominator, missed, .. } = k14.measure else { panic!() };
    assert_eq!((numerator, denominator, missed), (1, 4, vec![orange; 3]), "three were told after their limit");
    assert_eq!(k14.met, Some(false));
    // A notice that is taken back is awaited again.
    says(&mut world, "09:31", Fact::Struck { target: rest[0], reason: "拨错".into() });
    assert_eq!(due(&world, "09:32").len(), 1);
}

#[test]
fn a_major_incident_is_told_from_when_it_was_graded_so() {
    let mut world = luoyang();
    let (occurred, received) = (at("08:00"), at("08:10"));
    let (title, code) = ("溃坝".to_owned(), String::new());
    let area = "410324".into();
    let opened = Incident {
        unit_told: None,
        sensitive: false,
        title,
        title_en: None,
        code,
        area,
        place: None,
        occurred,
        received,
        address: String::new(),
    };
    let incident = says(&mut world, "08:10", Fact::IncidentOpened(opened));
    let grades = |grade, after| Fact::IncidentGraded { incident, grade: Some(grade), after };
    let serious = says(&mut world, "08:20", grades(Grade::Serious, vec![]));
    assert!(due(&world, "08:21").is_empty());
    says(&mut world, "09:40", grades(Grade::Major, vec![serious]));
    let open = due(&world, "09:41");
    assert_eq!((open.len(), open[0].due, open[0].incident), (1, at("09:55"), Some(incident)));
}

/// “may become 重大/特别重大” (art. 62; rules.md 3.3 RERL-2): what the figures prove is enough, graded or not, and the time
/// runs from when they first did.
#[test]
fn an_incident_that_its_figures_prove_to_be_major_is_told_from_when_they_did() {
    let mut world = luoyang();
    let (occurred, received, area) = (at("08:00"), at("08:10"), "410324".into());
    let (title, code) = ("焦化厂爆炸".to_owned(), "12D00".to_owned());
    let opened = Incident {
        unit_told: None,
        sensitive: false,
        title,
        title_en: None,
        code,
        area,
        place: None,
        occurred,
        received,
        address: String::new(),
    };
    let incident = says(&mut world, "08:10", Fact::IncidentOpened(opened));
    let figure = |world: &mut World, clock: &str, figure, count| {
        let after = world.heads(&Aspect::Figure(incident, figure));
        let (value, source) = (Figure { count: Some(count), verified: false }, String::new());
        says(
            world,
            clock,
            Fact::FigureReported(FigureReport { incident, figure, value, occurred: at(clock), source, after }),
        )
    };
    figure(&mut world, "08:20", FigureKind::Dead, 9);
    says(&mut world, "08:25", Fact::IncidentGraded { incident, grade: Some(Grade::Ordinary), after: vec![] });
    assert!(due(&world, "08:26").is_empty(), "9 dead are 较大");
    figure(&mut world, "08:40", FigureKind::Missing, 1);
    let told = |world: &World| due(world, "08:51").iter().map(|one| (one.due, one.incident)).collect::<Vec<_>>();
    assert_eq!(told(&world), [(at("08:55"), Some(incident))], "10 with the missing are 重大");
    figure(&mut world, "08:50", FigureKind::Dead, 30);
    assert_eq!(told(&world), [(at("08:55"), Some(incident))], "more of the same starts no other time");
}

/// The region is Luoyang's: what its neighbour is warned of is for that one to tell.
#[test]
fn what_is_a_neighbours_own_is_not_told_to_the_neighbours() {
    let mut world = luoyang();
    warning_of(&mut world, "410100", "09:00", Colour::Red);
    warning_of(&mut world, "410122", "09:00", Colour::Red);
    assert!(due(&world, "09:01").is_empty());
    warning_of(&mut world, "410324", "09:00", Colour::Red);
    assert_eq!(due(&world, "09:01").len(), 1, "a county's own warning is the city's to tell");
}

#[test]
fn who_knows_no_neighbour_is_asked_for_none() {
    let mut world = World::new(Realm::Live);
    let red = warning(&mut world, "09:00", Colour::Red);
    assert!(due(&world, "09:30").is_empty() && world.notices(red).is_empty());
    assert_eq!(tell(&mut world, "09:31", red, Vec::new()), Err(Refusal::Empty));
    let nowhere = EventId([9; 32]);
    assert!(matches!(tell(&mut world, "09:31", nowhere, vec![None]), Err(Refusal::Unknown { .. })));
}

/// K14 is of everything that had to be told: closed since, or graded down since, it had to be all the same.
#[test]
fn k14_forgets_no_incident_that_was_closed_or_graded_down() {
    let mut world = luoyang();
    let (occurred, received) = (at("08:00"), at("08:10"));
    let (title, code) = ("溃坝".to_owned(), String::new());
    let area = "410300".into();
    let opened = Incident {
        unit_told: None,
        sensitive: false,
        title,
        title_en: None,
        code,
        area,
        place: None,
        occurred,
        received,
        address: String::new(),
    };
    let incident = says(&mut world, "08:10", Fact::IncidentOpened(opened));
    let grades = |grade, after| Fact::IncidentGraded { incident, grade: Some(grade), after };
    let major = says(&mut world, "08:20", grades(Grade::Major, vec![]));
    tell(&mut world, "08:30", incident, Vec::new()).unwrap();
    let share = |world: &World| {
        let k14 = indicators(world, at("10:00")).into_iter().find(|one| one.id == IndicatorCode::K14)?;
        if let Measure::Share { numerator, denominator, .. } = k14.measure {
            Some((numerator, denominator))
        } else {
            None
        }
    };
    assert_eq!(share(&world), Some((4, 4)));
    let extreme = says(&mut world, "09:00", grades(Grade::Extreme, vec![major]));
    assert_eq!(share(&world), Some((4, 4)), "it was grave since 08:20");
    says(&mut world, "09:10", grades(Grade::Ordinary, vec![extreme]));
    assert_eq!(share(&world), Some((4, 4)));
    let status = qianzhi::domain::IncidentStatus::Closed;
    says(&mut world, "09:20", Fact::IncidentStatusSet { incident, status, after: vec![] });
    assert_eq!(share(&world), Some((4, 4)));
}
