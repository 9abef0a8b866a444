//! Who can come: computed by hand from the paper's limits (rules.md 5.3) and the places of [`Night`].
//!
//! A lies 0.05° east of X on the parallel 34.62°: 0.05 × cos 34.62° × 111.195 km = 4.575 km, by road 1.4 times as far,
//! 6.405 km. B lies 0.09° north: 10.008 km, by road 14.011 km. Fire engines go 50 km/h, all others 40.

use std::collections::BTreeMap;

use qianzhi::clock::Span;
use qianzhi::domain::{
    BuiltIn, Concern, Confidence, Crew, Fix, Going, Origin, Ranking, Row, RuleChange, Spot, TeamNeed, Travel, Wanted,
    What,
};

use super::*;

fn need(count: u32) -> TeamNeed {
    TeamNeed {
        wanted: vec![Wanted { capability: Capability::FloodPump, count, least: 1 }],
        place: point(34.62, 112.45).into(),
        by: None,
        own: Some(CITY.into()),
        reserve_percent: 20,
        incident: None,
    }
}

fn ranked<'a>(night: &'a Night, need: &TeamNeed) -> Ranking<'a> {
    night.world.who_can_come(need, &BTreeMap::new(), night.now)
}

fn codes(ranking: &Ranking<'_>) -> Vec<String> {
    ranking.teams.iter().map(|one| one.team.code.0.clone()).collect()
}

fn concerns(ranking: &Ranking<'_>, code: &str) -> Vec<Concern> {
    ranking.teams.iter().find(|one| one.team.code.0 == code).unwrap().concerns.clone()
}

fn near(span: Span, seconds: i64) {
    assert!((span.0 - seconds * 1000).abs() <= 3_000, "{} s, by hand {seconds} s", span.0 / 1000);
}

#[test]
fn teams_stand_in_the_order_of_their_arrival_with_the_reason() {
    let night = Night::new();
    let ranking = ranked(&night, &need(1));
    // F1: 1 + 1 min, 6.405 km at 50 km/h = 461 s. P2, a township team: 5 + 15 min, 576 s. P1: 1 + 10 min, 14.011 km at
    // 40 km/h = 1261 s. J1 answers a request first: 30 min and 576 s. Z1: 30 + 10 min, 108 km by the straight line.
    assert_eq!(codes(&ranking), ["F1", "P2", "P1", "J1", "Z1"]);
    let of = |code: &str| ranking.teams.iter().find(|one| one.team.code.0 == code).unwrap();
    near(of("F1").arrives.unwrap() - night.now, 120 + 461);
    near(of("P2").arrives.unwrap() - night.now, 20 * 60 + 576);
    near(of("P1").arrives.unwrap() - night.now, 11 * 60 + 1261);
    near(of("J1").arrives.unwrap() - night.now, 30 * 60 + 576);
    assert_eq!(of("F1").metres.unwrap() / 100, 64, "6.4 km by road");
    assert_eq!(of("F1").origin, Some((Origin::Home, Some(&"A".into()))));
    let forms: Vec<Form> = ranking.teams.iter().map(|one| one.form).collect();
    assert_eq!(forms, [Form::Order, Form::Order, Form::Order, Form::Request, Form::Request], "asked, never ordered");
    assert_eq!(ranking.reserve, (3, 3));
}

#[test]
fn as_many_are_proposed_as_are_needed_and_the_reserve_is_kept() {
    let night = Night::new();
    let proposed = |ranking: &Ranking<'_>| -> Vec<String> {
        ranking.teams.iter().filter(|one| one.proposed).map(|one| one.team.code.0.clone()).collect()
    };
    let two = ranked(&night, &need(2));
    assert_eq!((proposed(&two), two.covered()), (vec!["F1".to_owned(), "P2".into()], true));
    // Of three teams one must stay: a third of them is more than a fifth, none is less.
    let three = ranked(&night, &need(3));
    assert_eq!((proposed(&three), three.covered()), (vec!["F1".to_owned(), "P2".into()], false));
    assert_eq!(three.coverage[0].1, 2);
    assert_eq!(concerns(&three, "P1"), [Concern::Reserve], "said, and not left out");
}

#[test]
fn what_speaks_against_a_team_is_said_and_leaves_it_in_the_list() {
    let mut night = Night::new();
    let card = night.world.team(&"F1".into()).unwrap().team.clone();
    let readiness = Readiness {
        insured: Some(false),
        protected: Some(false),
        range_km: Some(5),
        min_crew: Some(12),
        ..Readiness::default()
    };
    let after = night.world.heads(&qianzhi::domain::Aspect::Team("F1".into()));
    night.says(Fact::TeamEnrolled { team: Team { readiness, ..card }, after });
    let crew =
        Crew { team: "F1".into(), name: "甲班".into(), people: String::new(), count: 5, from: at("00:30"), to: None };
    night.does(Command::Assembly(AssemblyCommand::SetCrew(crew))).unwrap();
    let ranking = ranked(&night, &TeamNeed { by: Some(at("09:05")), ..need(1) });
    let against = concerns(&ranking, "F1");
    let tired = Concern::Tired(Span::minutes(510));
    let all = [tired, Concern::Far(5), Concern::Uninsured, Concern::Unprotected, Concern::Few(12)];
    assert!(all.iter().all(|concern| against.contains(concern)), "{against:?}");
    assert!(matches!(against[0], Concern::Late(_)), "{against:?}");
    assert_eq!(codes(&ranking)[0], "F1", "it is the first to arrive all the same");
    // Until the crew was relieved.
    let fresh = Crew {
        team: "F1".into(),
        name: "甲班".into(),
        people: String::new(),
        count: 5,
        from: at("00:30"),
        to: Some(at("08:30")),
    };
    night.does(Command::Assembly(AssemblyCommand::SetCrew(fresh))).unwrap();
    assert!(!concerns(&ranked(&night, &need(1)), "F1").contains(&tired));
}

#[test]
fn who_is_bound_elsewhere_resting_or_gone_is_listed_and_not_proposed() {
    let mut night = Night::new();
    let order = night.calls_up("F1");
    assert_eq!(concerns(&ranked(&night, &need(1)), "F1"), [Concern::Booked(order)]);
    let (mut rested, _) = standing_at(S::Returned);
    rested.now = at("12:00");
    let against = concerns(&ranked(&rested, &need(1)), "P1");
    assert_eq!(against, [Concern::Resting(at("17:00"))], "eight hours from 09:00");
    let (gone, _) = standing_at(S::Declined);
    assert_eq!(concerns(&ranked(&gone, &need(1)), "P1")[0], Concern::Unavailable);
    for night in [&night, &rested, &gone] {
        assert_eq!(ranked(night, &need(1)).teams.len(), 5, "nobody is left out");
    }
}

#[test]
fn a_grade_is_wanted_at_least_and_what_nobody_can_do_lists_nobody() {
    let mut night = Night::new();
    let card = night.world.team(&"P1".into()).unwrap().team.clone();
    let readiness = Readiness { grades: [(Capability::FloodPump, 3)].into(), ..Readiness::default() };
    let after = night.world.heads(&qianzhi::domain::Aspect::Team("P1".into()));
    night.says(Fact::TeamEnrolled { team: Team { readiness, ..card }, after });
    let wanted = |capability, least| TeamNeed { wanted: vec![Wanted { capability, count: 1, least }], ..need(1) };
    assert_eq!(codes(&ranked(&night, &wanted(Capability::FloodPump, 2))), ["P1"]);
    assert_eq!(codes(&ranked(&night, &wanted(Capability::WaterDive, 1))), [""; 0]);
    let any = TeamNeed { wanted: vec![], ..need(1) };
    assert_eq!(ranked(&night, &any).teams.len(), 5, "nothing asked for: anybody");
}

#[test]
fn a_team_comes_from_where_it_is_known_to_be_last() {
    let mut night = Night::new();
    let fix = Fix { team: "P1".into(), point: point(34.62, 112.45), at: at("08:55"), speed_mh: None, every_ms: 30_000 };
    let fixes = BTreeMap::from([("P1".into(), fix)]);
    let from = |night: &Night| {
        let ranking = night.world.who_can_come(&need(1), &fixes, night.now);
        let one = ranking.teams.iter().find(|one| one.team.code.0 == "P1").unwrap();
        (one.origin.map(|(origin, _)| origin), one.metres)
    };
    assert_eq!(from(&night), (Some(Origin::Fix), Some(0)));
    night.says(Fact::PositionReported(qianzhi::domain::PositionReport {
        team: "P1".into(),
        place: "A".into(),
        at: at("08:58"),
        means: Means::Radio,
    }));
    assert_eq!(from(&night).0, Some(Origin::Said), "what was said later counts");
}

fn wants(capability: Capability, count: u32) -> Wanted {
    Wanted { capability, count, least: 1 }
}

/// rules.md 5.3: a need is capabilities and how many teams of each; nobody does two things at once.
#[test]
fn several_things_are_needed_at_once_and_each_team_does_one_of_them() {
    let mut night = Night::new();
    let both = |pump, surface| TeamNeed {
        wanted: vec![wants(Capability::FloodPump, pump), wants(Capability::WaterSurface, surface)],
        reserve_percent: 0,
        ..need(1)
    };
    // F1 is the first and does both, P2 pumps only: F1 goes on the water and P2 pumps, whichever is asked for first.
    let one_each = ranked(&night, &both(1, 1));
    let proposed: Vec<&str> =
        one_each.teams.iter().filter(|one| one.proposed).map(|one| one.team.code.0.as_str()).collect();
    assert_eq!((proposed, one_each.covered()), (vec!["F1", "P2"], true));
    // One who does both is no two teams.
    let alone = one_each.covering(&["F1".into()]);
    assert_eq!(alone.iter().map(|(_, have)| have).sum::<u32>(), 1, "{alone:?}");
    let two = ranked(&night, &both(1, 2));
    assert!(!two.covered());
    assert_eq!(
        two.coverage.iter().map(|(wanted, have)| wanted.count - have).collect::<Vec<_>>(),
        [0, 1],
        "one boat short"
    );
    assert_eq!(codes(&two)[0], "F1", "ranked by arrival all the same");
    // The grade is asked of each by itself.
    let card = night.world.team(&"P1".into()).unwrap().team.clone();
    let readiness = Readiness { grades: [(Capability::FloodPump, 3)].into(), ..Readiness::default() };
    let after = night.world.heads(&qianzhi::domain::Aspect::Team("P1".into()));
    night.says(Fact::TeamEnrolled { team: Team { readiness, ..card }, after });
    let graded = TeamNeed {
        wanted: vec![Wanted { least: 3, ..wants(Capability::FloodPump, 1) }, wants(Capability::FloodPump, 1)],
        reserve_percent: 0,
        ..need(1)
    };
    let ranking = ranked(&night, &graded);
    let proposed: Vec<&str> =
        ranking.teams.iter().filter(|one| one.proposed).map(|one| one.team.code.0.as_str()).collect();
    assert_eq!((proposed, ranking.covered()), (vec!["F1", "P1"], true));
}

/// Where they are needed need not be on the map: coordinates are a point, a name in an address is as near as that, and of what
/// nobody knows who leaves first stands first.
#[test]
fn where_they_are_needed_need_not_be_on_the_map() {
    let mut night = Night::new();
    assert_eq!(night.world.spot("34.62, 112.45"), Spot::Point(point(34.62, 112.45)));
    for (code, name, lat, seat) in [("T", "陇海路隧道", 34.7, None), ("S", "某区政府", 34.8, Some("410399"))] {
        let (name, seat, source) = (name.to_owned(), seat.map(Into::into), "x".to_owned());
        let place = Place { code: code.into(), name, name_en: String::new(), point: point(lat, 112.45), source, seat };
        night.says(Fact::PlaceNamed(place));
    }
    let area = Area { code: "410399".into(), name: "龙门区".into(), name_en: "Longmen".into() };
    night.says(Fact::AreaNamed(area));
    let near = |address: &str, code: &str, lat| {
        assert_eq!(night.world.spot(address), Spot::Near(code.into(), point(lat, 112.45)), "{address}");
    };
    near("陇海路隧道东侧300米", "T", 34.7);
    near("龙门李楼镇某村", "S", 34.8);
    near("longmen, 3rd street", "S", 34.8);
    assert_eq!(night.world.spot("某某路12号"), Spot::Unknown);
    let nowhere = TeamNeed { place: Spot::Unknown, by: Some(at("09:05")), ..need(2) };
    let ranking = ranked(&night, &nowhere);
    // F1 leaves after 1 + 1 min, P1 after 1 + 10, P2 after 5 + 15; who is asked answers first.
    assert_eq!(codes(&ranking), ["F1", "P1", "P2", "J1", "Z1"]);
    assert!(ranking.teams.iter().all(|one| one.arrives.is_none() && one.metres.is_none()));
    assert!(ranking.teams[0].origin.is_some(), "where they are is known all the same");
    assert_eq!(ranking.coverage[0].1, 2, "whoever leaves first is proposed");
}

/// How fast teams come are rows of this project's, and a bureau's count before them.
#[test]
fn speeds_are_rows_that_say_whose_they_are_and_a_bureau_has_its_own() {
    for going in Going::ALL {
        let row = BuiltIn::newest().row(&going.row().into()).unwrap();
        assert!(matches!(row.what, What::Speed { going: of, kmh } if of == *going && kmh > 0), "{row:?}");
        assert_eq!(row.confidence, Confidence::Default);
    }
    let mut night = Night::new();
    let of = |night: &Night, code: &str| {
        let ranking = ranked(night, &need(1));
        let one = ranking.teams.iter().find(|one| one.team.code.0 == code).unwrap();
        (one.metres.unwrap(), one.drives.unwrap(), one.speed)
    };
    let (metres, drives, speed) = of(&night, "F1");
    assert_eq!((speed.kmh, speed.is_default), (50, true));
    let row = BuiltIn::newest().row(&"R-车速-消防".into()).unwrap().clone();
    let put = |night: &mut Night, row: Row| {
        let change = RuleChange { profile: "洛阳 1".into(), rule: row.id.clone(), row: Some(Box::new(row)) };
        night.says(Fact::RuleChanged { change, after: Vec::new() });
    };
    let what = What::Speed { going: Going::Fire, kmh: 25 };
    put(&mut night, Row { what, confidence: Confidence::Law, ..row });
    let (same, slower, speed) = of(&night, "F1");
    assert_eq!((same, slower.0 / 1000, speed.kmh, speed.is_default), (metres, drives.0 * 2 / 1000, 25, false));
    let row = BuiltIn::newest().row(&"R-绕行".into()).unwrap().clone();
    put(&mut night, Row { what: What::Detour { percent: 100 }, ..row });
    assert_eq!(of(&night, "F1").0, metres * 100 / 140);
    // By air the way is straight, whatever the roads do.
    let card = night.world.team(&"P1".into()).unwrap().team.clone();
    let readiness = Readiness { travel: Some(Travel::Air), ..Readiness::default() };
    let after = night.world.heads(&qianzhi::domain::Aspect::Team("P1".into()));
    night.says(Fact::TeamEnrolled { team: Team { readiness, ..card }, after });
    let (metres, drives, speed) = of(&night, "P1");
    assert_eq!((speed.going, speed.kmh), (Going::Air, 180));
    near(drives, i64::from(metres) * 3600 / 180_000);
    assert!((10_000..10_020).contains(&metres), "{metres}: 10.008 km by the straight line");
}
