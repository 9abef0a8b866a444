//! Reviews that are closed and were looked back at are packed away, and so is the scene of an incident: whatever comes after, in
//! whichever order, is as with everything at hand.

use proptest::prelude::*;
use qianzhi::clock::{At, Span};
use qianzhi::domain::{
    AarNote, AarNoted, AarOf, AarStep, CrewName, Draft, Event, Fact, Finding, FindingKind, Grade, Improvement,
    IncidentStatus, Inquiry, ItemAct, Means, Mechanism, SceneMove, SceneNote, SceneNoted, SceneStep, Severity, Voice,
    World,
};

use super::accidents::{MORNING, NOTHING, event, graded, heard, id, opened, packing, rules, status, struck};
use super::fold;

fn later(hours: i64) -> At {
    MORNING + Span::hours(hours)
}

fn hand(by: &str) -> Voice {
    Voice { by: by.into(), role: None, means: Means::Console }
}

fn moved(n: u8, aar: u8, step: AarStep, after: &[u8]) -> Event {
    let after = after.iter().map(|n| id(*n)).collect();
    event(n, Fact::AarMoved { aar: id(aar), step: Box::new(step), at: later(n.into()), after })
}

fn signed(n: u8, aar: u8, number: u32, after: &[u8]) -> Event {
    let draft = Draft { summary: "险情处置完毕".into(), lessons: "泵车不足".into() };
    moved(n, aar, AarStep::Signed { draft, number, hand: hand("周某") }, after)
}

fn closed(n: u8, aar: u8, after: &[u8]) -> Event {
    moved(n, aar, AarStep::Closed(hand("周某")), after)
}

fn accepted(n: u8, aar: u8, item: u8, after: &[u8]) -> Event {
    let (evidence, hand) = ("照片".into(), hand("检查组"));
    moved(n, aar, AarStep::Item { item: id(item), act: ItemAct::Accepted, evidence, hand }, after)
}

fn noted(n: u8, aar: u8, what: AarNoted) -> Event {
    let note = AarNote { aar: id(aar), what, by: String::new(), means: Means::Console, at: later(n.into()) };
    event(n, Fact::AarNoted(Box::new(note)))
}

fn inquired(n: u8, aar: u8, what: Inquiry) -> Event {
    noted(n, aar, AarNoted::Inquiry { what, text: String::new() })
}

fn looked_back(n: u8, aar: u8) -> Event {
    noted(n, aar, AarNoted::LookedBack { text: "落实".into() })
}

fn problem(n: u8, aar: u8) -> Event {
    let found = Finding {
        kind: FindingKind::Problem,
        mechanism: *Mechanism::ALL.first().unwrap(),
        text: "泵车迟到".into(),
        evidence: vec![],
        severity: *Severity::ALL.first().unwrap(),
        cause: String::new(),
        unit: String::new(),
        repeats: None,
    };
    noted(n, aar, AarNoted::Finding(found))
}

fn item(n: u8, aar: u8, finding: u8) -> Event {
    let (text, owner, metric) = ("增购泵车".into(), "城管局".into(), String::new());
    noted(n, aar, AarNoted::Item(Improvement { finding: id(finding), text, owner, due: Some(later(24 * 30)), metric }))
}

fn answered(n: u8, aar: u8, finding: u8) -> Event {
    let (unit, text) = ("城管局".into(), String::new());
    noted(n, aar, AarNoted::Answered { finding: id(finding), unit, accepts: true, text })
}

fn scene(n: u8, incident: u8, step: SceneStep, after: &[u8]) -> Event {
    let after = after.iter().map(|n| id(*n)).collect();
    let made = Box::new(SceneMove { step, voice: hand("马某"), at: later(n.into()) });
    event(n, Fact::SceneMoved { incident: id(incident), made, after })
}

fn on_scene(n: u8, incident: u8, what: SceneNoted) -> Event {
    let (by, means, at) = (String::new(), Means::Console, later(n.into()));
    event(n, Fact::SceneNoted(Box::new(SceneNote { incident: id(incident), what, by, means, at })))
}

fn crew() -> CrewName {
    CrewName { team: Some("F1".into()), name: "一组".into() }
}

/// Three reviews of two incidents and the scene of one, beside the rules.
fn all() -> Vec<Event> {
    let over = IncidentStatus::Closed;
    vec![
        heard(1, "12F00"),
        heard(2, "11A02"),
        status(4, 1, over, &[]),
        status(5, 2, over, &[]),
        graded(7, 1, Some(Grade::Serious), &[]),
        opened(19, "410300", AarOf::Incident(id(1)), Some(1)),
        opened(20, "410300", AarOf::Incident(id(2)), None),
        opened(21, "410300", AarOf::Response(id(99)), Some(2)),
        signed(30, 19, 3, &[]),
        closed(31, 19, &[30]),
        looked_back(32, 19),
        problem(33, 19),
        item(34, 19, 33),
        accepted(35, 19, 34, &[]),
        answered(36, 19, 33),
        inquired(37, 19, Inquiry::Submitted),
        inquired(38, 19, Inquiry::Replied),
        signed(41, 20, 3, &[]),
        closed(42, 20, &[41]),
        looked_back(43, 20),
        closed(44, 21, &[]),
        looked_back(45, 21),
        scene(50, 2, SceneStep::Opened, &[]),
        scene(51, 2, SceneStep::Closed, &[50]),
        on_scene(
            52,
            2,
            SceneNoted::Entered { crew: crew(), people: 4, names: String::new(), zone: None, remote: false },
        ),
        on_scene(53, 2, SceneNoted::Left { crew: crew(), people: 4 }),
        // What comes of it later.
        struck(60, 32),
        struck(61, 35),
        struck(62, 31),
        struck(63, 38),
        struck(64, 53),
        struck(65, 51),
        struck(66, 19),
        struck(67, 42),
        struck(68, 67),
        signed(69, 21, 7, &[44]),
        accepted(70, 20, 34, &[35]),
        graded(71, 1, Some(Grade::Extreme), &[7]),
        on_scene(
            72,
            2,
            SceneNoted::Entered { crew: crew(), people: 2, names: String::new(), zone: None, remote: false },
        ),
        scene(73, 2, SceneStep::Opened, &[51]),
    ]
}

/// What people are told of beside deadlines and conflicts.
fn told(world: &World) -> impl PartialEq + std::fmt::Debug + use<> {
    let shared = [19, 20, 21].map(|aar| [3, 7].map(|number| world.aar_number_shared(id(aar), number)));
    let open: Vec<_> = world.open_scenes().map(|view| (view.incident, view.state)).collect();
    let twice = [AarOf::Incident(id(1)), AarOf::Incident(id(2)), AarOf::Response(id(99))].map(|of| world.aar_of(of));
    (world.next_aar_number(), shared, open, twice)
}

#[test]
fn a_review_that_is_done_with_is_packed_away_with_its_incident_and_scene() {
    let done = all().into_iter().filter(|event| event.id.0[0] < 60);
    let mut world = packing(&done.collect::<Vec<_>>());
    assert_eq!((world.aars().len(), world.incidents().len(), world.scenes().len()), (0, 0, 0));
    assert_eq!(world.next_aar_number(), 4);
    assert!(world.aar_number_shared(id(19), 3), "with the other one");
    // Its look back is taken back: it is asked for again.
    world.apply(&struck(60, 32));
    world.put_away(NOTHING);
    assert_eq!(world.aars().len(), 1);
    assert_eq!(world.incidents().len(), 1, "what it is about");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn packed_away_after_every_event_reviews_and_scenes_are_what_they_are_at_hand(
        first in Just(all()).prop_shuffle(), many in 20..41usize, early in any::<bool>()
    ) {
        let mut events = first;
        events.truncate(many);
        if early {
            // As it is in life: what comes of it later comes later.
            events.sort_by_key(|event| event.id.0[0] >= 60);
        }
        let packed = packing(&events);
        let whole = fold([rules()].iter().chain(&events));
        for days in [1, 10, 40, 61, 100, 400] {
            prop_assert_eq!(packed.deadlines(later(24 * days)), whole.deadlines(later(24 * days)), "after {} days", days);
        }
        prop_assert_eq!(packed.conflicts(), whole.conflicts());
        prop_assert_eq!(told(&packed), told(&whole));
        prop_assert_eq!(packed.bytes(), whole.bytes());
    }
}
