//! Scenes of incidents that are one (rules.md 10.1): whoever calls back one calls back all, one commands, one figure counts.

use qianzhi::domain::{Assignment, Casualty, CasualtyState, Figure, FigureKind, FigureReport, Reckoning, SceneTrouble};

use super::table::P;
use super::*;

/// A second incident, also of chemicals.
fn another(ground: &mut Ground) -> EventId {
    ground.says(Fact::IncidentOpened(Incident {
        unit_told: None,
        sensitive: false,
        title: "同一泄漏的另一通电话".into(),
        title_en: None,
        code: "11B03".into(),
        area: CITY.into(),
        place: None,
        occurred: at("08:51"),
        received: at("08:57"),
        address: String::new(),
    }))
}

fn merges(ground: &mut Ground, merged: EventId, into: EventId) {
    let at = ground.now;
    ground.says(Fact::IncidentMerged { merged, into: Some(into), reason: "同一起".into(), at, after: vec![] });
}

fn back(to: Vec<Recipient>, incident: Option<EventId>) -> Command {
    let (form, text, urgency) = (Form::Order, "撤".into(), Urgency::Withdraw);
    Command::IssueOrders { form, to, incident, text, urgency, destination: None, until: None }
}

fn state_of(ground: &Ground, incident: EventId) -> S {
    ground.world.scene(incident).map_or(S::Unopened, |view| view.state)
}

/// The scene is of the incident that went into the other; the order names the one that is kept.
#[test]
fn an_order_for_the_kept_incident_calls_back_the_scene_of_the_other() {
    let mut ground = Ground::at(P);
    let kept = another(&mut ground);
    let own = ground.incident;
    merges(&mut ground, own, kept);
    ground.now = ground.now + Span::minutes(1);
    let mut known = ground.clone();
    known.does(&known.commander(), back(vec![Recipient::Team("F1".into())], Some(kept))).unwrap();
    assert_eq!(known.state(), S::Withdrawn);
    assert!(known.view().moves.last().unwrap().1.step == SceneStep::Withdrawn);
    // The same where the order was written without knowing of the scene.
    let order = qianzhi::domain::Order {
        number: 7,
        form: Form::Order,
        to: Recipient::Team("F1".into()),
        incident: Some(kept),
        text: "撤".into(),
        urgency: Urgency::Withdraw,
        destination: None,
        authority: None,
        issued: ground.now,
        until: None,
        role: None,
        muster: None,
        step: None,
    };
    ground.says(Fact::OrderIssued(order));
    assert_eq!(ground.state(), S::Withdrawn);
}

#[test]
fn two_who_command_what_is_one_incident_are_shown_and_one_is_appointed() {
    let mut ground = Ground::at(S::Initial);
    let own = ground.incident;
    let other = another(&mut ground);
    ground.incident = other;
    ground.steps(SceneStep::Opened);
    ground.notes(command("吴某", false));
    assert_eq!(ground.view().troubles(&ground.world), []);
    merges(&mut ground, other, own);
    for incident in [own, other] {
        let view = ground.world.scene(incident).unwrap();
        assert_eq!(view.troubles(&ground.world), [SceneTrouble::Commanders(2)]);
    }
    assert_eq!(ground.world.commanders(own), ["周某", "吴某"]);
    // Whoever takes it on says why: somebody else has it.
    ground.incident = own;
    let command = ground.note(command("郑某", false));
    ground.lacks_on_scene(command, SceneLack::Commanders(2), "RAUT-现场-交接");
    assert_eq!(ground.world.commanders(other), ["郑某"]);
    let view = ground.world.scene(other).unwrap();
    assert_eq!(view.troubles(&ground.world), []);
}

/// What one source adds on either scene is its one count, and the figure is that of the incident that is kept.
#[test]
fn casualties_of_either_scene_are_in_the_one_figure() {
    let mut ground = Ground::at(P);
    let own = ground.incident;
    let kept = another(&mut ground);
    merges(&mut ground, own, kept);
    let (figure, value) = (FigureKind::Dead, Figure { count: Some(1), verified: true });
    let (occurred, source, after) = (ground.now, "指挥中心".to_owned(), vec![]);
    ground.says(Fact::FigureReported(FigureReport { incident: kept, figure, value, occurred, source, after }));
    let (state, source, place) = (CasualtyState::Dead, "医疗组".to_owned(), String::new());
    ground.notes(SceneNoted::Casualty(Casualty { state, change: 2, source, place }));
    let said = ground.world.figure(kept, FigureKind::Dead);
    assert_eq!(said, Reckoning::Agreed(&Figure { count: Some(3), verified: false }));
}

/// Teams of two scenes are called back by one gesture that names no incident: both scenes are left.
#[test]
fn teams_of_two_scenes_are_called_back_from_both() {
    let mut ground = Ground::at(P);
    let own = ground.incident;
    let other = another(&mut ground);
    ground.incident = other;
    ground.steps(SceneStep::Opened);
    for (team, incident) in [("F1", own), ("P1", other)] {
        let assignment = Assignment { incident: Some(incident), destination: None, order: None };
        ground.says(Fact::TeamAssigned { team: team.into(), assignment, after: vec![] });
    }
    // M1 is assigned nowhere, and in.
    let mut third = ground.clone();
    ground.now = ground.now + Span::minutes(1);
    let both = ["F1", "P1"].map(|team| Recipient::Team(team.into())).to_vec();
    ground.does(&ground.commander(), back(both, None)).unwrap();
    assert_eq!([own, other].map(|id| state_of(&ground, id)), [S::Withdrawn; 2]);
    let named: Vec<_> = ground.world.open_orders().filter_map(|view| view.order.incident).collect();
    assert_eq!(named.len(), 2, "heads are counted where they are called back from");
    third.notes(entered("M1", 2));
    third.now = third.now + Span::minutes(1);
    third.does(&third.commander(), back(vec![Recipient::Team("M1".into())], None)).unwrap();
    assert_eq!([own, other].map(|id| state_of(&third, id)), [P, S::Withdrawn], "where its people are in");
}
