//! 解除预警 (突发事件应对法 art. 70; rules.md 5.2): what a warning asks for ends with it.

use qianzhi::domain::{Colour, Command, Lifting, Means, NextAct, Refusal, Warning};

use super::*;

/// A warning of rain.
pub(super) fn warns(colour: Colour, received: At) -> Fact {
    Fact::WarningReceived(Warning {
        area: Hall::area(),
        kind: "暴雨".into(),
        kind_en: String::new(),
        colour,
        number: 1,
        issuer: "气象台".into(),
        issuer_en: String::new(),
        issued: received,
        received,
        text: "三小时内将出现强降雨".into(),
        terms: qianzhi::domain::WarningTerms::default(),
    })
}

fn lifting(warning: EventId, at: At) -> Lifting {
    let (issuer, document) = ("气象台".into(), "解除暴雨红色预警".into());
    Lifting { warning, issuer, document, by: String::new(), means: Means::Phone, at }
}

fn lifts(hall: &mut Hall, warning: EventId) -> EventId {
    let lifting = lifting(warning, hall.now);
    hall.does_as(DUTY, Command::LiftWarning(lifting))
}

/// What is due because of a warning.
fn asked(hall: &Hall) -> Vec<&'static str> {
    let due = hall.world().deadlines(hall.now).into_iter().filter_map(|one| match one.what {
        Due::Decide { .. } => Some("decide"),
        Due::AnswerMeasures { .. } => Some("measures"),
        Due::CallLevel { .. } => Some("call"),
        Due::NextConsult { .. } => Some("consult"),
        Due::Switch { what: SwitchDue::FiveMeasures(_), .. } => Some("five"),
        _ => None,
    });
    let mut due: Vec<&str> = due.collect();
    due.sort_unstable();
    due.dedup();
    due
}

/// Somebody in a township who must hear of a red warning.
fn contact(hall: &mut Hall) {
    let contact = qianzhi::domain::Contact {
        code: "C1".into(),
        name: "孙某".into(),
        mobile: "0379-1".into(),
        tier: Some(qianzhi::domain::Tier::ALL[0]),
        ..qianzhi::domain::Contact::default()
    };
    hall.hears(Fact::ContactListed { contact: Box::new(contact), after: vec![] });
}

#[test]
fn the_interlock_the_measures_and_the_calls_end_with_the_warning() {
    let mut hall = Hall::new();
    contact(&mut hall);
    let warning = hall.hears(warns(Colour::Red, hall.now));
    assert_eq!(asked(&hall), ["call", "decide", "measures"]);
    let lift = lifts(&mut hall, warning);
    assert_eq!(asked(&hall), Vec::<&str>::new());
    assert_eq!(hall.world().lifted(warning).map(|(id, _)| id), Some(lift));
    // Struck, it is in force again.
    hall.does_as(DUTY, Command::Strike { target: lift, reason: "误记".into() });
    assert_eq!(asked(&hall), ["call", "decide", "measures"]);
}

#[test]
fn earlier_ones_of_its_kind_are_lifted_with_it_and_later_and_other_ones_are_not() {
    let mut hall = Hall::new();
    let minute = |n| hall.now + Span::minutes(n);
    let (first, second, third) = (minute(0), minute(10), minute(20));
    let early = hall.hears(warns(Colour::Orange, first));
    let named = hall.hears(warns(Colour::Red, second));
    let late = hall.hears(warns(Colour::Red, third));
    let Fact::WarningReceived(wind) = warns(Colour::Red, first) else { unreachable!() };
    let wind = hall.hears(Fact::WarningReceived(Warning { kind: "大风".into(), ..wind }));
    hall.now = third;
    lifts(&mut hall, named);
    let in_force: Vec<EventId> = hall.world().warnings_in_force().into_iter().map(|(id, _)| id).collect();
    assert_eq!(in_force.len(), 2);
    assert!(in_force.contains(&late) && in_force.contains(&wind) && !in_force.contains(&early));
}

#[test]
fn a_lifting_names_a_warning_its_issuer_and_a_paper() {
    let mut hall = Hall::new();
    let warning = hall.hears(warns(Colour::Red, hall.now));
    let whole = lifting(warning, hall.now);
    let without =
        [Lifting { issuer: " ".into(), ..whole.clone() }, Lifting { document: String::new(), ..whole.clone() }];
    for lifting in without {
        hall.refuses(Command::LiftWarning(lifting), &Refusal::Empty);
    }
    let nothing = Lifting { warning: EventId([99; 32]), ..whole };
    assert!(decide(hall.world(), &hall.who(DUTY), Command::LiftWarning(nothing)).is_err());
}

#[test]
fn back_to_peacetime_on_the_lifting_itself_and_that_is_the_next_act() {
    for from in [Prepared, Standby] {
        let mut hall = hall(from);
        let warning = hall.hears(warns(Colour::Yellow, hall.now));
        assert_eq!(hall.lacks(&bare(Normal)), ["RAUT-转换-依据"], "{from:?}");
        lifts(&mut hall, warning);
        assert_eq!(hall.world().next_act(&Hall::area(), hall.now), Some(NextAct::Posture(Normal)), "{from:?}");
        for to in [Normal, Reinforced] {
            let mut hall = hall.clone();
            hall.does(bare(to));
            assert_eq!(posture(&hall), to);
        }
    }
}

#[test]
fn two_posts_that_wrote_one_lifting_down_agree_whatever_came_first() {
    let mut hall = Hall::new();
    let warning = hall.hears(warns(Colour::Red, hall.now));
    let event = |n: u8| Event {
        id: EventId([220 + n; 32]),
        post: PostId([n; 32]),
        seq: 1,
        hlc: 1,
        recorded: hall.now,
        actor: "王某".into(),
        fact: Fact::WarningLifted(lifting(warning, hall.now + Span::minutes(i64::from(n)))),
        overridden: None,
    };
    let (one, two) = (hall.merged(&[event(2), event(3)]), hall.merged(&[event(3), event(2)]));
    assert_eq!(one.bytes(), two.bytes());
    assert_eq!(one.lifted(warning).map(|(id, _)| id), Some(EventId([222; 32])), "the earlier one");
    // Heard before the warning itself, it is remembered.
    let mut before = qianzhi::domain::World::new(qianzhi::domain::Realm::Live);
    before.apply(&event(2));
    assert!(before.warnings_in_force().is_empty());
}

/// Of one and of all the same is said: lifted by word of its own, or with a later one of its kind and jurisdiction.
#[test]
fn those_in_force_are_those_that_nothing_lifted() {
    let mut hall = Hall::new();
    let began = hall.now;
    let at = |hours: i64| began + Span::hours(hours);
    let of = |area: &str, kind: &str, received: At| match warns(Colour::Red, received) {
        Fact::WarningReceived(warning) => {
            Fact::WarningReceived(Warning { area: area.into(), kind: kind.into(), ..warning })
        }
        other => other,
    };
    let mut all = Vec::new();
    for (n, area) in ["410300", "410100", "410300"].into_iter().enumerate() {
        for (m, kind) in ["暴雨", "大风"].into_iter().enumerate() {
            for hour in 0..4 {
                all.push(hall.hears(of(area, kind, at(hour * 6 + i64::try_from(n * 2 + m).unwrap()))));
            }
        }
    }
    let said = |hall: &Hall| -> Vec<EventId> {
        let mut list = hall.world().warnings();
        list.retain(|(id, _)| hall.world().lifted(*id).is_none());
        list.into_iter().map(|(id, _)| id).collect()
    };
    let in_force =
        |hall: &Hall| -> Vec<EventId> { hall.world().warnings_in_force().into_iter().map(|(id, _)| id).collect() };
    assert_eq!(in_force(&hall).len(), all.len());
    for (n, warning) in [1, 7, 18, 14].into_iter().enumerate() {
        let word = hall.hears(Fact::WarningLifted(lifting(all[warning], at(48))));
        assert!(in_force(&hall).len() < all.len() && in_force(&hall) == said(&hall), "{n}");
        // The warning that went over into another, or the word itself, is taken back.
        let target = if n % 2 == 0 { all[warning] } else { word };
        hall.hears(Fact::Struck { target, reason: "写错".into() });
        assert_eq!(in_force(&hall), said(&hall), "{n}");
    }
}
