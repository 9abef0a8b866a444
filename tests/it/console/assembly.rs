//! 快速集结 from the need to ready again, without a letter, at 80 by 24; and one dead mast is one alarm.

use qianzhi::clock::Span;
use qianzhi::console::{Board, FieldName, Mode, Msg, Row};
use qianzhi::domain::{
    AssemblyState, Destination, Due, EventId, Fact, Fix, Means, Muster, Order, Point, Recipient, TeamKind, TeamStatus,
    Telling, Told,
};
use qianzhi::view::{Look, text_of};

use super::desk::{Desk, now, order, team};

fn state(desk: &Desk, order: EventId) -> AssemblyState {
    desk.model.world.mobilisation(order).unwrap().state
}

fn status(desk: &Desk, team: &str) -> Option<TeamStatus> {
    desk.model.world.team(&team.into()).unwrap().status.agreed()
}

fn told(facts: &[Fact]) -> &Telling {
    let telling =
        facts.iter().find_map(|fact| if let Fact::AssemblyTold(telling) = fact { Some(telling) } else { None });
    telling.unwrap_or_else(|| panic!("{facts:?}"))
}

/// One key from the incident; the third of the list is taken.
fn called_up(desk: &mut Desk) -> EventId {
    let facts = desk.keys("+<tab><tab><tab>2<tab><tab><down><down><tab>赴京广路抽排<f10>");
    let Some(Fact::OrderIssued(issued)) = facts.first() else { panic!("{facts:?} {}", desk.notice()) };
    assert_eq!(issued.to, Recipient::Team("P2".into()));
    assert_eq!(issued.destination, Some(Destination::Place("jingguang".into())));
    assert!(issued.incident.is_some() && issued.muster.is_some());
    desk.model.world.orders().into_iter().find(|view| view.order.text == "赴京广路抽排").unwrap().id
}

#[test]
fn from_the_need_to_ready_again_every_step_is_the_next_key() {
    let mut desk = Desk::new();
    let order = called_up(&mut desk);
    assert_eq!((state(&desk, order), status(&desk, "P2")), (AssemblyState::Ordered, Some(TeamStatus::Ordered)));
    desk.keys("#3");
    assert_eq!((desk.model.board, desk.model.mode()), (Board::Assembly, Mode::Board));
    assert_eq!(desk.model.selected(Board::Assembly), Some(&Row::Mobilisation(order)));
    let screen = text_of(&desk.model, &Look::default());
    assert!(screen.contains("待签收") && screen.contains("Ctrl-G 下一步"), "{screen}");
    let steps = [
        ("<c-g><f10>", AssemblyState::Assembling, TeamStatus::Assembling),
        ("<c-g><f10>", AssemblyState::Mustered, TeamStatus::Assembling),
        ("<c-g><f10>", AssemblyState::EnRoute, TeamStatus::EnRoute),
        ("<c-e>311650<tab>绕行中州大道<f10>", AssemblyState::EnRoute, TeamStatus::EnRoute),
        ("<c-g><f10>", AssemblyState::Arrived, TeamStatus::OnScene),
        // Nobody commands on the scene yet: that is asked about, and they are checked in all the same.
        ("<c-g><f10>指挥员在途<f10>", AssemblyState::Staged, TeamStatus::Staged),
        ("<c-g>抽排东侧匝道<f10>", AssemblyState::Tasked, TeamStatus::Working),
        ("<c-g><f10>", AssemblyState::Released, TeamStatus::Released),
        ("<c-g><f10>", AssemblyState::Returning, TeamStatus::Returning),
        ("<c-g><f10>", AssemblyState::Returned, TeamStatus::Returned),
        ("<c-g><f10>", AssemblyState::Ready, TeamStatus::Ready),
    ];
    for (script, after, team) in steps {
        let facts = desk.keys(script);
        assert_eq!((state(&desk, order), status(&desk, "P2")), (after, Some(team)), "{script} {}", desk.notice());
        if after > AssemblyState::Assembling {
            // Who works by phone said it; nobody typed it twice.
            let telling = told(&facts);
            assert_eq!((telling.by.as_str(), telling.at), ("李某", now()));
            assert!(matches!(telling.means, Means::Phone | Means::Radio));
        }
    }
    assert!(desk.model.rows(Board::Assembly).is_empty(), "it is over");
    assert!(
        desk.model.world.unratified().iter().all(|view| view.basis.rule.0 != "RAUT-次序"),
        "every step in its turn"
    );
}

#[test]
fn out_of_its_turn_a_reason_is_asked_and_it_goes_through() {
    let mut desk = Desk::new();
    let order = called_up(&mut desk);
    desk.keys("#3");
    // Word comes that they are on the scene; nobody had heard that they left.
    desk.keys("<c-e>4<f10>");
    assert_eq!((state(&desk, order), desk.model.mode()), (AssemblyState::Ordered, Mode::Form));
    let screen = text_of(&desk.model, &Look::default());
    assert!(screen.contains("待签收"), "it says where it stands\n{screen}");
    desk.keys("电话才通<f10>");
    assert_eq!(state(&desk, order), AssemblyState::Arrived);
    assert!(desk.model.world.unratified().iter().any(|view| view.basis.rule.0 == "RAUT-次序"));
}

#[test]
fn who_declined_is_replaced_with_the_same_need_on_one_key() {
    let mut desk = Desk::new();
    let order = called_up(&mut desk);
    desk.keys("#3<c-u>2水泵送修<f10>");
    assert_eq!((state(&desk, order), status(&desk, "P2")), (AssemblyState::Declined, Some(TeamStatus::Unavailable)));
    let facts = desk.keys("<c-g><f10>");
    let Some(Fact::OrderIssued(issued)) = facts.first() else { panic!("{facts:?} {}", desk.notice()) };
    assert_ne!(issued.to, Recipient::Team("P2".into()), "it says that it is not to be had");
    assert_eq!(
        (issued.text.as_str(), &issued.destination),
        ("赴京广路抽排", &Some(Destination::Place("jingguang".into())))
    );
    assert_eq!(state(&desk, order), AssemblyState::Replaced);
}

#[test]
fn soldiers_are_asked_with_the_six_parts_and_never_ordered() {
    let mut desk = Desk::new();
    let facts = desk.keys("+<tab><tab><tab>2<tab><tab>某部<tab>两个排, 冲锋舟四艘<f10>");
    let Some(Fact::OrderIssued(issued)) = facts.first() else { panic!("{facts:?} {}", desk.notice()) };
    assert_eq!((issued.form, &issued.to), (qianzhi::domain::Form::Request, &Recipient::Team("J1".into())));
    assert!(issued.text.contains("所需: 两个排") && issued.text.contains("危害程度"), "{}", issued.text);
    assert_eq!(facts.len(), 1, "a request moves nobody");
}

/// rules.md 5.3: one question for several things, and what stays short is said.
#[test]
fn two_kinds_of_teams_are_asked_for_in_one_question() {
    let mut desk = Desk::new();
    desk.keys("+");
    let shown = |desk: &Desk| {
        let form = desk.model.form().unwrap();
        form.shown_places()
            .into_iter()
            .filter(|place| {
                matches!(form.fields[*place].name, FieldName::AlsoCapability(_) | FieldName::AlsoQuantity(_))
            })
            .count()
    };
    assert_eq!(shown(&desk), 0, "nothing further before something is asked for");
    desk.keys("flood.pump<tab>2<tab><tab>");
    assert_eq!((shown(&desk), desk.model.form().unwrap().field().unwrap().name), (1, FieldName::AlsoCapability(0)));
    desk.keys("med.field");
    assert_eq!(shown(&desk), 3, "how many of it, and the next");
    desk.keys("<tab>1<tab><tab><tab>某某路12号<tab><tab>");
    let screen = text_of(&desk.model, &Look::default());
    let note = desk.model.form_note(desk.model.form().unwrap());
    assert!(note.contains("抽排水 0/2, 野战医疗 0/1 还缺 抽排水 2, 野战医疗 1"), "nobody here can: {note}");
    assert!(note.contains("不在图上") && screen.contains("抽排水 0/2"), "{note} {screen}");
}

/// Where they are needed is an address that the map does not know: it is said, and goes with the order.
#[test]
fn who_is_needed_at_an_address_is_told_it_and_coordinates_are_a_destination() {
    let mut desk = Desk::new();
    desk.keys("+<tab><tab><tab>某某路12号<tab><tab>");
    let screen = text_of(&desk.model, &Look::default());
    assert!(screen.contains("不在图上"), "{screen}");
    let facts = desk.keys("P2<tab>赴现场抽排<f10>");
    let Some(Fact::OrderIssued(issued)) = facts.first() else { panic!("{facts:?} {}", desk.notice()) };
    assert_eq!((issued.text.as_str(), &issued.destination), ("赴现场抽排 [某某路12号]", &None));
    let facts = desk.keys("+<tab><tab><tab>34.72, 113.65<tab><tab>P1<tab>赴现场抽排<f10>");
    let Some(Fact::OrderIssued(issued)) = facts.first() else { panic!("{facts:?} {}", desk.notice()) };
    let point = Point::degrees(34.72, 113.65).unwrap();
    assert_eq!((issued.text.as_str(), &issued.destination), ("赴现场抽排", &Some(Destination::Point(point))));
}

#[test]
fn two_hundred_silent_teams_behind_one_dead_mast_are_one_alarm_with_a_count() {
    let mut desk = Desk::new();
    let mut fixes = Vec::new();
    for n in 0..200 {
        let code = format!("K{n}");
        desk.other(team(&code, &format!("支援{n}队"), TeamKind::Professional, "410100"));
        let issued = Order { muster: Some(Box::new(Muster::default())), ..order(100 + n, &code, None) };
        let order = desk.other(Fact::OrderIssued(issued));
        let told = Told::Departed { people: 12, eta: None };
        desk.other(Fact::AssemblyTold(Telling { order, told, by: "李某".into(), means: Means::Radio, at: now() }));
        fixes.push(Fix {
            team: code.as_str().into(),
            point: Point::default(),
            at: now(),
            speed_mh: None,
            every_ms: 60_000,
        });
    }
    desk.send(Msg::Fixes(fixes));
    let silent = |desk: &Desk| -> Vec<usize> {
        let is = |place: &usize| matches!(desk.model.rail()[*place].what, Due::Locate { .. });
        desk.model.rail_rows().iter().filter(|row| row.members.iter().any(is)).map(|row| row.members.len()).collect()
    };
    assert_eq!(silent(&desk), [0; 0]);
    desk.send(Msg::Tick(now() + Span::minutes(4)));
    assert_eq!(silent(&desk), [200]);
}
