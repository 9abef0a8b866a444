//! K11, K12, K13 by numerator, denominator and events (rules.md 5.6).

use qianzhi::domain::{Colour, Computed, IndicatorCode, Publication, Warning};
use qianzhi::review::{Indicator, Measure, Scope, indicators, indicators_of};

use super::*;

fn warned(desk: &mut Desk, issued: At) -> EventId {
    warned_of(desk, CITY, "暴雨", issued)
}

fn warned_of(desk: &mut Desk, area: &str, kind: &str, issued: At) -> EventId {
    desk.city.hears(Fact::WarningReceived(Warning {
        area: area.into(),
        kind: kind.into(),
        kind_en: String::new(),
        colour: Colour::Red,
        number: 5,
        issuer: "市气象台".into(),
        issuer_en: String::new(),
        issued,
        received: issued,
        text: "三小时一百毫米".into(),
        terms: qianzhi::domain::WarningTerms::default(),
    }))
}

fn publication(warning: EventId, at: At, people: Option<(u32, u32)>) -> Publication {
    let (reached, population) = people.unzip();
    Publication { warning, channel: "短信".into(), at, reached, population, by: String::new(), means: Means::Phone }
}

fn published(desk: &mut Desk, warning: EventId, at: At, people: Option<(u32, u32)>) -> EventId {
    desk.go(AarCommand::Publish(publication(warning, at, people)))
}

fn of(desk: &Desk, id: IndicatorCode, as_of: At) -> Vec<Indicator> {
    // The city has an incident of its own, which no test here is about.
    let own = desk.city.log.incident;
    let about = |one: &Indicator| !matches!(one.measure, Measure::Lead { to, .. } if to == own);
    indicators(desk.city.world(), as_of).into_iter().filter(|one| one.id == id && about(one)).collect()
}

#[test]
fn the_lead_of_a_warning_is_from_its_publication_to_the_onset() {
    let mut desk = Desk::new();
    let flood = incident(&mut desk, "11A02");
    let onset = desk.city.world().incident(flood).unwrap().occurred;
    let warning = warned(&mut desk, onset - Span::minutes(90));
    assert_eq!(of(&desk, IndicatorCode::K11, desk.now()), [], "nobody said when it was published");
    let second = published(&mut desk, warning, onset - Span::minutes(40), None);
    let first = published(&mut desk, warning, onset - Span::minutes(75), None);
    assert_ne!(first, second);
    let least_ms = Span::minutes(60);
    let measure = Measure::Lead {
        span_ms: Span::minutes(75),
        from: first,
        from_at: onset - Span::minutes(75),
        to: flood,
        to_at: onset,
        least_ms,
    };
    let [lead] = &of(&desk, IndicatorCode::K11, desk.now())[..] else { panic!() };
    assert_eq!((&lead.measure, lead.met), (&measure, Some(true)));
}

#[test]
fn a_lead_under_an_hour_misses_and_a_warning_after_the_onset_counts_against_it() {
    for (minutes, met) in [(60, true), (59, false), (-20, false)] {
        let mut desk = Desk::new();
        let flood = incident(&mut desk, "11A02");
        let onset = desk.city.world().incident(flood).unwrap().occurred;
        let warning = warned(&mut desk, onset);
        published(&mut desk, warning, onset - Span::minutes(minutes), None);
        let [lead] = &of(&desk, IndicatorCode::K11, desk.now())[..] else { panic!("{minutes}") };
        let Measure::Lead { span_ms, .. } = lead.measure else { panic!() };
        assert_eq!((span_ms, lead.met), (Span::minutes(minutes), Some(met)));
    }
    // An accident is not warned of.
    let mut desk = Desk::new();
    let accident = incident(&mut desk, "12F00");
    let onset = desk.city.world().incident(accident).unwrap().occurred;
    let warning = warned(&mut desk, onset);
    published(&mut desk, warning, onset - Span::minutes(90), None);
    assert_eq!(of(&desk, IndicatorCode::K11, desk.now()), []);
}

#[test]
fn coverage_counts_people_by_the_channel_that_reached_the_most() {
    let mut desk = Desk::new();
    let now = desk.now();
    let (one, two) = (warned(&mut desk, now), warned(&mut desk, now));
    published(&mut desk, one, now, Some((600, 1000)));
    published(&mut desk, one, now, Some((950, 1000)));
    published(&mut desk, two, now, Some((300, 1000)));
    published(&mut desk, two, now, None);
    let [coverage] = &of(&desk, IndicatorCode::K12, desk.now())[..] else { panic!() };
    let measure = Measure::Share {
        numerator: 1250,
        denominator: 2000,
        target_percent: Some(90),
        missed: vec![two],
        kept: vec![one],
    };
    assert_eq!((&coverage.measure, coverage.met), (&measure, Some(false)));
}

#[test]
fn items_count_once_their_time_is_over_or_they_are_signed_off() {
    let mut desk = Desk::at(S::Improving);
    let due = desk.view().items(desk.city.world())[0].item.due.unwrap();
    assert_eq!(of(&desk, IndicatorCode::K13, desk.now()), [], "it is open, and not late");
    let [late] = &of(&desk, IndicatorCode::K13, due + Span::minutes(1))[..] else { panic!() };
    let missed =
        |missed, numerator, kept| Measure::Share { numerator, denominator: 1, target_percent: Some(90), missed, kept };
    assert_eq!((&late.measure, late.met), (&missed(vec![desk.item], 0, vec![]), Some(false)));
    desk.finish();
    let [done] = &of(&desk, IndicatorCode::K13, due + Span::minutes(1))[..] else { panic!() };
    assert_eq!((&done.measure, done.met), (&missed(vec![], 1, vec![desk.item]), Some(true)));
}

/// A publication of a warning that is not here points at nothing.
#[test]
fn a_publication_of_no_warning_is_refused() {
    let desk = Desk::new();
    let told = publication(EventId([9; 32]), desk.now(), None);
    let no = Refusal::Unknown { what: "warning", name: EventId([9; 32]).short() };
    desk.city.refuses(Command::Aar(AarCommand::Publish(told)), &no);
}

/// The indicators of rules.md 5.5: each by its numerator, denominator and events.
#[test]
fn reviews_are_measured_by_themselves() {
    let share = |desk: &Desk, id, as_of| {
        let list = of(desk, id, as_of);
        let [one] = &list[..] else { panic!("{id:?}: {list:?}") };
        match &one.measure {
            Measure::Share { numerator, denominator, missed, .. } => {
                (*numerator, *denominator, missed.clone(), one.met)
            }
            other => panic!("{other:?}"),
        }
    };
    // Opened in time; before, within the day nothing is known, and after it the end is named.
    let mut desk = Desk::new();
    let ended = desk.ended;
    assert_eq!(of(&desk, IndicatorCode::R1, desk.now()), []);
    let late = desk.now() + Span::hours(25);
    assert_eq!(share(&desk, IndicatorCode::R1, late), (0, 1, vec![ended], Some(false)));
    desk.aar = desk.go(open(&desk));
    assert_eq!(share(&desk, IndicatorCode::R1, late), (1, 1, vec![], Some(true)));
    // Sources, items, repeats.
    let mut desk = Desk::at(S::Gathering);
    let made = Reconstruction { items: 12, sourced: 9, gaps: vec![], remark: String::new() };
    let command = AarCommand::Reconstruct { aar: desk.aar, made, at: desk.now() };
    let made = desk.needs_a_reason(command, &[AarLack::Unsourced(3)], "RAUT-复盘-来源");
    assert_eq!(share(&desk, IndicatorCode::R2, desk.now()), (9, 12, vec![made], Some(false)));
    let first = desk.go(note(&desk, problem(&desk)));
    let again = Finding { repeats: Some(first), ..found(FindingKind::Problem, vec![desk.ended]) };
    let second = desk.go(note(&desk, AarNoted::Finding(again)));
    assert_eq!(share(&desk, IndicatorCode::R5, desk.now()), (1, 2, vec![second], None));
    let (_, _, mut missed, met) = share(&desk, IndicatorCode::R3, desk.now());
    missed.sort_unstable();
    assert_eq!(
        (missed, met),
        ([first, second].into_iter().collect::<std::collections::BTreeSet<_>>().into_iter().collect(), Some(false))
    );
    let done = Desk::at(S::Improving);
    assert_eq!(share(&done, IndicatorCode::R3, done.now()), (1, 1, vec![], Some(true)));
}

#[test]
fn a_revised_plan_ends_the_time_since_the_report() {
    let mut desk = Desk::at(S::Improving);
    let (signed, signed_at, _) = desk.view().signed().unwrap();
    let [open] = &of(&desk, IndicatorCode::R6, signed_at + Span::hours(24))[..] else { panic!() };
    assert_eq!(open.met, None, "it is open");
    let plan = super::table::adopted(&mut desk);
    let revised = desk.go(note(&desk, AarNoted::PlanRevised { plan, item: None }));
    let at = desk.view().revisions()[0].1;
    let [done] = &of(&desk, IndicatorCode::R6, desk.now())[..] else { panic!() };
    let Measure::Time { from, to, span_ms, .. } = done.measure else { panic!() };
    assert_eq!((from, to, span_ms, done.met), (signed, Some(revised), at - signed_at, Some(true)));
}

/// A storm is warned of by warnings of storms, of its own jurisdiction or the one above; a raised one is an event of its own.
#[test]
fn the_lead_is_that_of_the_warning_that_was_of_it() {
    let mut desk = Desk::new();
    let flood = incident(&mut desk, "11A02");
    let onset = desk.city.world().incident(flood).unwrap().occurred;
    for (area, kind) in [(CITY, "高温"), (CITY, "冰雹"), ("410100", "暴雨")] {
        let of_else = warned_of(&mut desk, area, kind, onset - Span::minutes(200));
        published(&mut desk, of_else, onset - Span::minutes(200), None);
    }
    assert_eq!(of(&desk, IndicatorCode::K11, desk.now()), [], "of something else, or somewhere else");
    let province = warned_of(&mut desk, "410000", "暴雨", onset - Span::minutes(120));
    published(&mut desk, province, onset - Span::minutes(120), None);
    let [lead] = &of(&desk, IndicatorCode::K11, desk.now())[..] else { panic!() };
    let Measure::Lead { span_ms, .. } = lead.measure else { panic!() };
    assert_eq!(span_ms, Span::minutes(120), "the province's covers the city");
    // The same storm at two places is two onsets, each with its own.
    let second = incident(&mut desk, "11A02");
    let leads = of(&desk, IndicatorCode::K11, desk.now());
    let of_which: Vec<_> = leads.iter().filter_map(|one| one.measure.of()).collect();
    assert!(leads.len() == 2 && of_which.contains(&flood) && of_which.contains(&second), "{leads:?}");
}

/// What a review looks at is from the beginning of its records to the end, in its jurisdiction and those below it.
#[test]
fn the_indicators_of_a_review_are_those_of_its_time_and_jurisdiction() {
    let mut desk = Desk::new();
    desk.aar = desk.go(open(&desk));
    let (from, ended) = (desk.view().aar.from, desk.view().aar.ended);
    let before = warned_of(&mut desk, CITY, "暴雨", from - Span::hours(48));
    let within = warned_of(&mut desk, CITY, "暴雨", from + Span::minutes(5));
    let county = warned_of(&mut desk, "410324", "暴雨", from + Span::minutes(6));
    let other = warned_of(&mut desk, "410100", "暴雨", from + Span::minutes(7));
    let after = warned_of(&mut desk, CITY, "暴雨", ended + Span::minutes(1));
    for warning in [before, within, county, other, after] {
        let at = desk.city.world().warning(warning).unwrap().received;
        published(&mut desk, warning, at, Some((9, 10)));
    }
    let now = desk.now() + Span::hours(1);
    let scope = Scope::of_review(desk.view().aar, now);
    let own = indicators_of(desk.city.world(), &scope);
    let reach: Vec<&Indicator> = own.iter().filter(|one| one.id == IndicatorCode::K12).collect();
    let [reach] = reach[..] else { panic!("{reach:?}") };
    assert_eq!(reach.area.0, CITY, "what a county did is the city's to answer for");
    let mut events = reach.measure.events();
    events.sort_unstable();
    let mut wanted = vec![within, county];
    wanted.sort_unstable();
    assert_eq!(events, wanted);
    let first: Vec<_> = own.iter().filter(|one| one.id == IndicatorCode::K1).map(|one| one.measure.of()).collect();
    assert!(!first.contains(&Some(before)) && first.contains(&Some(within)), "{first:?}");
    // Everything there is counts each for itself.
    let all = indicators(desk.city.world(), now);
    assert_eq!(all.iter().filter(|one| one.id == IndicatorCode::K12).count(), 3);
}

/// A report says what each of two onsets came to, and from which entries.
#[test]
fn a_report_keeps_a_line_for_each_of_what_is_measured_one_by_one() {
    let mut desk = Desk::at(S::Evaluating);
    let (one, two) = (incident(&mut desk, "11A02"), incident(&mut desk, "11A02"));
    for (of, minutes) in [(one, 75), (two, 30), (one, 70)] {
        let value = Computed::Time(Span::minutes(minutes));
        let (indicator, met) = (IndicatorCode::K11, Some(minutes >= 60));
        let what = AarNoted::Computed { indicator, formula: 2, value, met, of: Some(of), events: vec![of] };
        desk.go(note(&desk, what));
    }
    let say = qianzhi::text::say::Say { world: desk.city.world(), lang: qianzhi::text::Lang::Zh };
    let document = qianzhi::papers::after_action(&say, &desk.view(), "市局", desk.now());
    let text = qianzhi::papers::plain(&document).join("\n");
    assert!(text.contains("1小时10分") && text.contains("30分") && !text.contains("1小时15分"), "{text}");
    for of in [one, two] {
        assert!(text.contains(&say.numbered(of)), "{text}");
    }
}

/// A response that was opened for review twice is one that was reviewed, from the first time on.
#[test]
fn a_response_that_is_reviewed_twice_counts_once() {
    let mut desk = Desk::new();
    let second = open(&desk);
    desk.go(open(&desk));
    desk.city.forces(Command::Aar(second));
    let late = desk.now() + Span::hours(30);
    let [opened] = &of(&desk, IndicatorCode::R1, late)[..] else { panic!() };
    assert!(matches!(opened.measure, Measure::Share { numerator: 1, denominator: 1, .. }), "{opened:?}");
}
