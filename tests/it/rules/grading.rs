//! Vectors of rules.md 10.1 about grades, and the half-open bands in both directions.

use qianzhi::domain::{Aspect, EventId, Fact, Figure, FigureKind, FigureReport, Grade, Incident, Measure};

use super::{Log, at};
use FigureKind::{Burnt, Collapsed, Dead, Density, Injured, Loss, Magnitude, Missing, Poisoned};
use Grade::{Extreme, Major, Ordinary, Serious};

const ACCIDENT: &str = "12D00";
const SLIDE: &str = "11D01";
const FOREST: &str = "11G01";
const QUAKE: &str = "11C00";

fn incident(log: &mut Log, code: &str) -> EventId {
    log.say(Fact::IncidentOpened(Incident {
        unit_told: None,
        sensitive: false,
        title: "事件".into(),
        title_en: None,
        code: code.into(),
        area: "410300".into(),
        place: None,
        occurred: at("09:50"),
        received: at("10:00"),
        address: String::new(),
    }))
}

fn figure(log: &mut Log, incident: EventId, figure: FigureKind, count: Option<u32>, verified: bool) {
    let after = log.world.heads(&Aspect::Figure(incident, figure));
    let value = Figure { count, verified };
    log.say(Fact::FigureReported(FigureReport {
        incident,
        figure,
        value,
        occurred: at("10:00"),
        source: String::new(),
        after,
    }));
}

/// The grade that known figures make, the driver, and whether it is provisional.
fn graded(code: &str, figures: &[(FigureKind, u32)]) -> Option<(Grade, Measure, bool)> {
    let mut log = Log::new();
    let id = incident(&mut log, code);
    for (kind, count) in figures {
        figure(&mut log, id, *kind, Some(*count), true);
    }
    log.world.bound(id).map(|bound| (bound.grade, bound.measure, bound.provisional))
}

fn grade(code: &str, figures: &[(FigureKind, u32)]) -> Option<Grade> {
    graded(code, figures).map(|(grade, ..)| grade)
}

#[test]
fn deaths_2_injuries_unknown_loss_unknown_is_ordinary_and_provisional() {
    assert_eq!(graded(ACCIDENT, &[(Dead, 2)]), Some((Ordinary, Measure::Deaths, true)));
    let all = [(Dead, 2), (Missing, 0), (Injured, 0), (Poisoned, 0), (Loss, 0)];
    assert_eq!(graded(ACCIDENT, &all), Some((Ordinary, Measure::Deaths, false)));
    assert_eq!(graded(ACCIDENT, &[]), None, "unknown is not zero");
}

#[test]
fn deaths_3_is_serious_and_deaths_9_with_1_missing_is_major() {
    for (deaths, wanted) in [(2, Ordinary), (3, Serious), (9, Serious), (10, Major), (29, Major), (30, Extreme)] {
        assert_eq!(grade(ACCIDENT, &[(Dead, deaths)]), Some(wanted), "{deaths}");
    }
    assert_eq!(grade(ACCIDENT, &[(Dead, 9), (Missing, 1)]), Some(Major));
}

#[test]
fn deaths_0_injuries_60_loss_100_is_major_by_the_injured() {
    let figures = [(Dead, 0), (Injured, 60), (Loss, 10_000)];
    assert_eq!(graded(ACCIDENT, &figures).map(|(g, by, _)| (g, by)), Some((Major, Measure::Injuries)));
    for (injured, wanted) in [(9, Ordinary), (10, Serious), (49, Serious), (50, Major), (99, Major), (100, Extreme)] {
        assert_eq!(grade(ACCIDENT, &[(Injured, injured)]), Some(wanted), "{injured}");
    }
    assert_eq!(grade(ACCIDENT, &[(Injured, 40), (Poisoned, 10)]), Some(Major), "acute poisoning counts as injury");
}

#[test]
fn loss_9999_99_is_major_and_10000_is_extreme() {
    for (loss, wanted) in [
        (99_999, Ordinary),
        (100_000, Serious),
        (499_999, Serious),
        (500_000, Major),
        (999_999, Major),
        (1_000_000, Extreme),
    ] {
        assert_eq!(grade(ACCIDENT, &[(Loss, loss)]), Some(wanted), "{loss}");
    }
}

#[test]
fn a_slide_with_0_dead_and_loss_600_is_major_by_its_own_table() {
    assert_eq!(grade(SLIDE, &[(Dead, 0), (Loss, 60_000)]), Some(Major), "大型");
    assert_eq!(grade(ACCIDENT, &[(Dead, 0), (Loss, 60_000)]), Some(Ordinary));
    for (loss, wanted) in [(9_999, Ordinary), (10_000, Serious), (49_999, Serious), (99_999, Major), (100_000, Extreme)]
    {
        assert_eq!(grade(SLIDE, &[(Loss, loss)]), Some(wanted), "{loss}");
    }
}

#[test]
fn forest_fire_100_ha_is_major_and_99_9_is_serious() {
    for (area, wanted) in
        [(99, Ordinary), (100, Serious), (9_990, Serious), (10_000, Major), (99_999, Major), (100_000, Extreme)]
    {
        assert_eq!(grade(FOREST, &[(Burnt, area)]), Some(wanted), "{area}");
    }
}

#[test]
fn quake_m6_0_in_a_dense_area_is_judged_extreme_and_later_deaths_12_make_it_serious() {
    let dense = [(Magnitude, 60), (Density, 900)];
    assert_eq!(graded(QUAKE, &dense), Some((Extreme, Measure::MagnitudeDense, true)));
    assert_eq!(grade(QUAKE, &[(Magnitude, 59), (Density, 900)]), Some(Major));
    assert_eq!(grade(QUAKE, &[(Magnitude, 60), (Density, 200)]), Some(Major), "more than 200 is dense");
    assert_eq!(grade(QUAKE, &[(Magnitude, 60)]), Some(Major), "a lower bound");
    assert_eq!(grade(QUAKE, &[(Magnitude, 60), (Density, 900), (Dead, 12)]), Some(Serious));
    regraded_with_a_reason();
    for (deaths, wanted) in [(9, Ordinary), (10, Serious), (49, Serious), (50, Major), (299, Major), (300, Extreme)] {
        assert_eq!(grade(QUAKE, &[(Dead, deaths)]), Some(wanted), "{deaths}");
    }
}

/// “later deaths 12 → 较大 (re-grade needs event + reason)”: no figure changes the grade that stands by itself.
fn regraded_with_a_reason() {
    use qianzhi::domain::{Command, Refusal, Role, Standing, decide};
    let mut log = Log::new();
    let id = incident(&mut log, QUAKE);
    figure(&mut log, id, Magnitude, Some(60), false);
    figure(&mut log, id, Density, Some(900), true);
    let who = Standing { role: Some(Role::DutyOfficer), person: "李某".into(), ..Standing::unknown(at("10:30")) };
    let grades =
        |grade, reason: &str| Command::GradeIncident { incident: id, grade: Some(grade), reason: reason.into() };
    let first = decide(&log.world, &who, grades(Extreme, "")).unwrap();
    for fact in first.facts {
        log.say(fact);
    }
    figure(&mut log, id, Dead, Some(12), true);
    assert_eq!(log.world.bound(id).map(|bound| bound.grade), Some(Serious));
    assert_eq!(log.world.grade(id).agreed(), Some(Some(Extreme)), "the figure alone changes nothing");
    for empty in ["", "  "] {
        assert_eq!(decide(&log.world, &who, grades(Serious, empty)), Err(Refusal::ReasonMissing));
    }
    let again = decide(&log.world, &who, grades(Serious, "核定死亡12人")).unwrap();
    let Fact::Graded { reason, .. } = &again.facts[0] else { panic!("{:?}", again.facts) };
    assert_eq!(reason, "核定死亡12人");
    for fact in again.facts {
        log.say(fact);
    }
    assert_eq!(log.world.grade(id).agreed(), Some(Some(Serious)));
}

/// “geo slide, 0 dead, loss 600万: 大型”: a slide is called as its own table calls it, in both languages.
#[test]
fn a_slide_is_called_by_the_words_of_its_table() {
    use qianzhi::text::{Lang, say::Say};
    let mut log = Log::new();
    let (slide, accident) = (incident(&mut log, SLIDE), incident(&mut log, ACCIDENT));
    let said = |lang| Say { world: &log.world, lang };
    let words =
        [(Extreme, "特大型", "特重"), (Major, "大型", "重大"), (Serious, "中型", "较大"), (Ordinary, "小型", "一般")];
    for (grade, of_slide, of_accident) in words {
        assert_eq!(said(Lang::Zh).grade_of(slide, Some(grade)), of_slide);
        assert_eq!(said(Lang::Zh).grade_in_full(slide, grade), of_slide);
        assert_eq!(said(Lang::Zh).grade_of(accident, Some(grade)), of_accident);
        assert_ne!(said(Lang::En).grade_of(slide, Some(grade)), said(Lang::En).grade_of(accident, Some(grade)));
    }
    assert_eq!(said(Lang::Zh).grade_of(slide, None), said(Lang::Zh).grade(None));
}

#[test]
fn what_no_table_grades_has_no_bound_and_what_no_table_asks_for_changes_none() {
    for code in ["14A00", "11A02", "13A00", "", "99999", "1"] {
        assert_eq!(grade(code, &[(Dead, 100)]), None, "{code:?}");
    }
    assert_eq!(grade(ACCIDENT, &[(Collapsed, 9999)]), None);
    assert_eq!(grade("12N00", &[(FigureKind::Moved, 150_000)]), Some(Extreme), "special equipment");
    assert_eq!(grade("12Q00", &[(FigureKind::Moved, 49_999)]), Some(Major), "environmental");
    assert_eq!(grade("12D05", &[(Dead, 3)]), Some(Serious), "a leaf is graded as what it belongs to");
}

#[test]
fn what_is_not_verified_or_disputed_is_provisional_and_the_greatest_that_was_said_counts() {
    let mut log = Log::new();
    let id = incident(&mut log, SLIDE);
    for kind in [Dead, Missing, Loss] {
        figure(&mut log, id, kind, Some(0), true);
    }
    assert!(!log.world.bound(id).unwrap().provisional);
    for count in [3, 10] {
        let value = Figure { count: Some(count), verified: true };
        let report = FigureReport {
            incident: id,
            figure: Dead,
            value,
            occurred: at("10:00"),
            source: String::new(),
            after: vec![],
        };
        log.say(Fact::FigureReported(report));
    }
    let bound = log.world.bound(id).unwrap();
    assert_eq!((bound.grade, bound.value, bound.provisional), (Major, 10, true));
    figure(&mut log, id, Dead, None, false);
    assert!(log.world.bound(id).unwrap().provisional);
}

/// Order is by severity, so that nobody compares the numbers the wrong way round.
#[test]
fn the_most_severe_of_several_measures_decides() {
    assert!(Extreme > Major && Major > Serious && Serious > Ordinary);
    assert_eq!(graded(ACCIDENT, &[(Dead, 3), (Loss, 1_000_000)]).map(|g| (g.0, g.1)), Some((Extreme, Measure::Loss)));
    assert_eq!(
        graded(ACCIDENT, &[(Dead, 3), (Injured, 10)]).map(|g| g.1),
        Some(Measure::Deaths),
        "the first of equals"
    );
}

/// rules.md 1.5: who leads, how far the report must reach, who investigates, until when casualties may change it.
#[test]
fn what_follows_from_a_grade_comes_from_rows_and_is_provisional_until_somebody_graded() {
    use qianzhi::domain::{Government, Handling, What};
    let mut log = Log::new();
    let fire = incident(&mut log, "");
    assert_eq!(log.world.consequences(fire), None, "nothing is known");
    figure(&mut log, fire, Dead, Some(3), true);
    assert_eq!(log.world.consequences(fire), None, "no table grades what has no code");
    let code =
        |code: &str| Fact::IncidentCoded { incident: fire, code: code.into(), reason: String::new(), after: vec![] };
    let coded = log.say(code("12G00"));
    let follows = |log: &Log, kind: Handling| {
        let rows = log.world.consequences(fire).unwrap().rules;
        let by = rows.into_iter().find_map(|force| match force.row.what {
            What::Handling { handling, by, .. } if handling == kind => Some((by, force.row.is_default())),
            _ => None,
        });
        by.unwrap()
    };
    assert_eq!(log.world.consequences(fire).map(|it| (it.grade, it.provisional)), Some((Serious, true)));
    assert_eq!(follows(&log, Handling::Lead), (Government::City, true), "who leads is this project's default");
    assert_eq!(follows(&log, Handling::ReportTo), (Government::Province, false));
    assert_eq!(follows(&log, Handling::Investigate), (Government::City, false));
    let until = |log: &Log| log.world.consequences(fire).unwrap().regrading.map(|(_, until)| until);
    assert_eq!(until(&log), Some(at("09:50") + qianzhi::clock::Span::hours(7 * 24)), "a fire has seven days");
    log.say(Fact::Struck { target: coded, reason: "不是火灾".into() });
    log.say(code(ACCIDENT));
    assert_eq!(until(&log), Some(at("09:50") + qianzhi::clock::Span::hours(30 * 24)), "an accident has thirty");
    for kind in [Missing, Injured, Poisoned, Loss] {
        figure(&mut log, fire, kind, Some(0), true);
    }
    log.say(Fact::Graded { incident: fire, grade: Some(Major), reason: "跨市".into(), after: vec![] });
    assert_eq!(log.world.consequences(fire).map(|it| (it.grade, it.provisional)), Some((Major, false)));
    assert_eq!(follows(&log, Handling::Investigate).0, Government::Province);
}

/// rules.md 1.5: “Coal mine: 重大/较大/一般 investigated by 矿山安全监察机构”; what is extreme is the State Council's.
#[test]
fn coal_mine_accidents_are_investigated_by_the_mine_safety_inspectorate() {
    use qianzhi::domain::{Government, Grade, Handling, What};
    let investigates = |code: &str, grade: Grade| {
        let mut log = Log::new();
        let of = incident(&mut log, code);
        log.say(Fact::Graded { incident: of, grade: Some(grade), reason: "初判".into(), after: vec![] });
        let rules = log.world.consequences(of).unwrap().rules;
        let by = rules.iter().filter_map(|force| match force.row.what {
            What::Handling { handling: Handling::Investigate, by, .. } => Some((by, force.row.is_default())),
            _ => None,
        });
        by.collect::<Vec<_>>()
    };
    let inspectorate = vec![(Government::MineSafety, false)];
    for grade in [Grade::Major, Grade::Serious, Grade::Ordinary] {
        assert_eq!(investigates("12A00", grade), inspectorate, "{grade:?}");
        assert_eq!(investigates("12A03", grade), inspectorate, "what belongs to it");
        assert!(investigates("12B00", grade).iter().all(|(by, _)| *by != Government::MineSafety), "no coal");
    }
    assert_eq!(investigates("12A00", Grade::Extreme), [(Government::State, false)]);
}

/// rules.md 0.2 item 3: a grade from known figures is a lower bound, so one that was decided below it does not hold: what
/// follows is what the figures prove, marked 初判, until somebody decides on as much.
#[test]
fn a_grade_below_what_the_figures_prove_holds_for_nothing() {
    use qianzhi::domain::{Government, Handling, What};
    let mut log = Log::new();
    let of = incident(&mut log, ACCIDENT);
    figure(&mut log, of, Dead, Some(2), false);
    log.say(Fact::Graded { incident: of, grade: Some(Ordinary), reason: "初判".into(), after: vec![] });
    let held = |log: &Log| log.world.grade_held(of).map(|held| (held.grade, held.initial));
    let investigates = |log: &Log| {
        let rows = log.world.consequences(of).unwrap().rules;
        let by = rows.into_iter().find_map(|force| match force.row.what {
            What::Handling { handling: Handling::Investigate, by, .. } => Some(by),
            _ => None,
        });
        by.unwrap()
    };
    assert_eq!((held(&log), investigates(&log)), (Some((Ordinary, false)), Government::County));
    figure(&mut log, of, Dead, Some(9), false);
    assert_eq!(held(&log), Some((Serious, true)));
    figure(&mut log, of, Missing, Some(1), false);
    assert_eq!((held(&log), investigates(&log)), (Some((Major, true)), Government::Province));
    figure(&mut log, of, Dead, Some(30), false);
    assert_eq!((held(&log), investigates(&log)), (Some((Extreme, true)), Government::State));
    assert!(log.world.consequences(of).unwrap().provisional);
    assert_eq!(log.world.grade(of).agreed(), Some(Some(Ordinary)), "what was decided stands as it was decided");
    let after = log.world.heads(&Aspect::Grade(of));
    log.say(Fact::Graded { incident: of, grade: Some(Extreme), reason: "死亡30人".into(), after });
    assert_eq!(held(&log), Some((Extreme, false)));
    // More than the figures prove is what people know beside them.
    figure(&mut log, of, Dead, Some(3), true);
    figure(&mut log, of, Missing, Some(0), true);
    assert_eq!(held(&log), Some((Extreme, false)));
}

/// rules.md 0.2, 2.3: grade and response level are two axes. Which grade suggests which level is a row of this project's, a
/// bureau's row of the event's own code goes before it, and no response follows by itself.
#[test]
fn a_grade_suggests_a_level_and_starts_nothing() {
    use qianzhi::domain::{Confidence, Grade, Level, Row, RuleChange, Source, What};
    let graded = |code: &str, grade: Grade| {
        let mut log = Log::new();
        let of = incident(&mut log, code);
        log.say(Fact::Graded { incident: of, grade: Some(grade), reason: "初判".into(), after: vec![] });
        (log, of)
    };
    let suggests = |log: &Log, of| {
        let suggested = log.world.consequences(of).unwrap().suggested;
        suggested.map(|(force, level)| (level, force.row.is_default()))
    };
    for (grade, level) in [
        (Grade::Extreme, Level::One),
        (Grade::Major, Level::Two),
        (Grade::Serious, Level::Three),
        (Grade::Ordinary, Level::Four),
    ] {
        let (log, of) = graded("12A00", grade);
        assert_eq!(suggests(&log, of), Some((level, true)), "{grade:?}");
        assert!(log.world.decisions(&log.world.incident(of).unwrap().area).is_empty(), "nobody decided");
        assert!(log.world.proposals().is_empty(), "and nobody proposed");
    }
    let (mut log, of) = graded("11G01", Grade::Serious);
    let rule = qianzhi::domain::RuleId::from("RLY-林火");
    let what = What::Suggestion { grade: Grade::Serious, level: Level::Two, code: Some("11G00".into()) };
    let source = Source { work: "洛阳市森林火灾应急预案".into(), article: "".into() };
    let row = Row {
        id: rule.clone(),
        what,
        zh: "较大林火二级".into(),
        en: "level II".into(),
        source,
        confidence: Confidence::Published,
        from: None,
        to: None,
    };
    let change = RuleChange { profile: "洛阳 1".into(), rule, row: Some(Box::new(row)) };
    log.say(Fact::RuleChanged { change, after: vec![] });
    assert_eq!(suggests(&log, of), Some((Level::Two, false)), "the nearest code counts");
    // Social-security events are not graded by this law, and suggest none.
    let (log, of) = graded("14A00", Grade::Major);
    assert_eq!(log.world.consequences(of).and_then(|it| it.suggested.map(|one| one.1)), None);
}
