//! Accidents that are closed and old are packed away, and their investigations are waited for all the same (Order 493 art. 29
//! and 32): whatever comes after, in whichever order, is as with everything at hand.

use proptest::prelude::*;
use qianzhi::clock::{At, Span};
use qianzhi::domain::{
    Aar, AarNote, AarNoted, AarOf, AarWant, BuiltIn, Due, Event, EventId, Fact, Figure, FigureKind, FigureReport,
    Grade, Headquarters, Incident, IncidentStatus, Inquiry, Keep, Means, PostId, World,
};

use super::{empty, fold};

pub(super) const MORNING: At = At(1_626_743_400_000);

/// Whatever may be packed is.
pub(super) const NOTHING: Keep = Keep { at_hand: 0, chest: 1, past: 0 };

pub(super) fn id(n: u8) -> EventId {
    EventId([n; 32])
}

pub(super) fn event(n: u8, fact: Fact) -> Event {
    let seq = u64::from(n);
    let (post, recorded) = (PostId([n % 3; 32]), MORNING + Span::minutes(i64::from(n)));
    Event { id: id(n), post, seq, hlc: seq, recorded, actor: "王某".into(), fact, overridden: None }
}

pub(super) fn heard(n: u8, code: &str) -> Event {
    let (occurred, area) = (MORNING + Span::hours(n.into()), "410300".into());
    let (title, code) = (format!("厂房坍塌{n}"), code.into());
    event(
        n,
        Fact::IncidentOpened(Incident {
            unit_told: None,
            sensitive: false,
            title,
            title_en: None,
            code,
            area,
            place: None,
            occurred,
            received: occurred,
            address: String::new(),
        }),
    )
}

pub(super) fn graded(n: u8, incident: u8, grade: Option<Grade>, after: &[u8]) -> Event {
    let after = after.iter().map(|n| id(*n)).collect();
    event(n, Fact::Graded { incident: id(incident), grade, reason: String::new(), after })
}

pub(super) fn status(n: u8, incident: u8, status: IncidentStatus, after: &[u8]) -> Event {
    let after = after.iter().map(|n| id(*n)).collect();
    event(n, Fact::IncidentStatusSet { incident: id(incident), status, after })
}

pub(super) fn struck(n: u8, target: u8) -> Event {
    event(n, Fact::Struck { target: id(target), reason: "写错".into() })
}

pub(super) fn opened(n: u8, area: &str, of: AarOf, incident: Option<u8>) -> Event {
    let (by, lead, means, at) = (String::new(), String::new(), Means::Console, MORNING + Span::hours(200));
    let (area, incident) = (area.into(), incident.map(id));
    event(n, Fact::AarOpened(Box::new(Aar { area, of, incident, from: MORNING, ended: at, lead, by, means, at })))
}

fn inquired(n: u8, aar: u8, what: Inquiry) -> Event {
    let (what, at) = (AarNoted::Inquiry { what, text: String::new() }, MORNING + Span::hours(300));
    event(n, Fact::AarNoted(Box::new(AarNote { aar: id(aar), what, by: String::new(), means: Means::Console, at })))
}

fn formed(n: u8, area: &str) -> Event {
    let (name, name_en) = (String::from("指挥部"), String::from("HQ"));
    event(
        n,
        Fact::HeadquartersFormed(Headquarters {
            code: format!("H{n}").as_str().into(),
            name,
            name_en,
            area: area.into(),
        }),
    )
}

/// What is known of two accidents and a flood, beside the rules.
fn all() -> Vec<Event> {
    let (closed, open) = (IncidentStatus::Closed, IncidentStatus::Open);
    let dead = Figure { count: Some(3), verified: true };
    let figure = FigureReport { incident: id(2), figure: FigureKind::Dead, value: dead, ..figures() };
    vec![
        heard(1, "12F00"),
        heard(2, "12F00"),
        heard(3, "11A02"),
        status(4, 1, closed, &[]),
        status(5, 2, closed, &[]),
        status(6, 3, closed, &[]),
        graded(7, 1, Some(Grade::Serious), &[]),
        graded(8, 2, Some(Grade::Major), &[]),
        graded(9, 1, Some(Grade::Ordinary), &[7]),
        graded(10, 2, None, &[8]),
        graded(11, 3, Some(Grade::Serious), &[]),
        struck(12, 9),
        struck(13, 7),
        struck(14, 1),
        status(15, 1, open, &[4]),
        event(16, Fact::IncidentCoded { incident: id(3), code: "12F00".into(), reason: String::new(), after: vec![] }),
        event(17, Fact::IncidentCoded { incident: id(1), code: "11A02".into(), reason: String::new(), after: vec![] }),
        event(18, Fact::FigureReported(figure)),
        opened(19, "410300", AarOf::Incident(id(1)), Some(1)),
        opened(20, "410000", AarOf::Incident(id(2)), None),
        inquired(21, 19, Inquiry::Submitted),
        inquired(22, 19, Inquiry::Extended(30)),
        inquired(23, 20, Inquiry::Extended(20)),
        inquired(24, 19, Inquiry::Replied),
        formed(25, "410000"),
        struck(26, 19),
        event(
            27,
            Fact::IncidentMerged {
                merged: id(1),
                into: Some(id(2)),
                reason: "同一处".into(),
                at: MORNING,
                after: vec![],
            },
        ),
    ]
}

fn figures() -> FigureReport {
    let value = Figure { count: None, verified: false };
    FigureReport {
        incident: id(2),
        figure: FigureKind::Dead,
        value,
        occurred: MORNING + Span::hours(4),
        source: String::new(),
        after: Vec::new(),
    }
}

pub(super) fn rules() -> Event {
    event(100, Fact::SetAdopted { set: BuiltIn::newest().name(), after: vec![] })
}

pub(super) fn packing(events: &[Event]) -> World {
    let mut world = empty();
    world.apply(&rules());
    for event in events {
        world.apply(event);
        world.put_away(NOTHING);
    }
    world
}

fn owed(world: &World, at: At) -> Vec<EventId> {
    let due = world.deadlines(at).into_iter().map(|one| one.what);
    let of = |what: Due| if let Due::Aar { aar, wants: AarWant::Investigation } = what { Some(aar) } else { None };
    due.filter_map(of).collect()
}

#[test]
fn an_accident_that_is_packed_away_owes_its_investigation_until_somebody_says_otherwise() {
    let late = MORNING + Span::hours(24 * 70);
    let events = all();
    let of = |numbers: &[u8]| -> Vec<Event> {
        events.iter().filter(|event| numbers.contains(&event.id.0[0])).cloned().collect()
    };
    let mut world = packing(&of(&[1, 2, 4, 5, 7, 8]));
    assert_eq!(world.incidents(), [], "both are packed away");
    assert_eq!(owed(&world, late), [id(1)], "a major one is the province's");
    assert_eq!(world.incident_known(id(1)).map(|incident| incident.title.as_str()), Some("厂房坍塌1"));
    world.apply(&formed(25, "410000"));
    assert_eq!(owed(&world, late), [id(1), id(2)], "which has a headquarters here now");
    world.bring_incident_back(id(1));
    assert_eq!(world.incident(id(1)).map(|incident| incident.title.as_str()), Some("厂房坍塌1"));
    world.put_away(NOTHING);
    world.apply(&opened(19, "410300", AarOf::Incident(id(1)), Some(1)));
    world.apply(&inquired(21, 19, Inquiry::Submitted));
    world.put_away(NOTHING);
    assert_eq!(owed(&world, late), [id(2)]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn packed_away_after_every_event_accidents_owe_what_they_owe_at_hand(
        events in Just(all()).prop_shuffle(), many in 4..28usize
    ) {
        let events = &events[..many.min(events.len())];
        let packed = packing(events);
        let whole = fold([rules()].iter().chain(events));
        for days in [10, 61, 75, 130] {
            let at = MORNING + Span::hours(24 * days);
            prop_assert_eq!(packed.deadlines(at), whole.deadlines(at), "after {} days", days);
        }
        prop_assert_eq!(packed.conflicts(), whole.conflicts());
        prop_assert_eq!(packed.bytes(), whole.bytes());
    }
}
