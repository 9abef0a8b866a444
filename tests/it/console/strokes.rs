//! Log fast: the fifteen commonest entries, in at most five keystrokes each besides free text.
//!
//! A script is counted as it is pressed: every key is one keystroke, also a chord and a function key; every character
//! that is typed to name a team, a place, an incident, an order or a step is one; only what stands between `«` and `»`
//! is free: the words of an entry, an order, a reason or a title, and the number of people, which nobody can know
//! beforehand. Nothing is prepared: the cursor is on the hub's board, which lists none of what is entered, and what is
//! entered is about another team and another incident than those that are selected elsewhere.

use qianzhi::console::{Board, Mode, OrderFilter};
use qianzhi::domain::{
    Colour, Destination, Fact, Figure, FigureKind, Form, Means, PositionReport, Realm, Recipient, Rung, StepStatus,
    TeamStatus,
};

use super::desk::{Desk, at, incident, now, order, status};

/// Most keystrokes that an entry may take.
const MOST: usize = 5;

/// Keystrokes of a script, free text left out, and the script as it is pressed.
fn counted(script: &str) -> (usize, String) {
    let mut counted = 0;
    let mut pressed = String::new();
    for (n, part) in script.split(['«', '»']).enumerate() {
        pressed.push_str(part);
        if n % 2 == 0 {
            counted += qianzhi::console::key_script(part).expect(script).len();
        }
    }
    (counted, pressed)
}

/// A desk on the hub's board; a third team and the first incident are selected elsewhere.
fn unrelated() -> Desk {
    let mut desk = Desk::new();
    desk.other(status("P2", TeamStatus::EnRoute, Vec::new()));
    desk.other(Fact::OrderIssued(order(12, "P2", None)));
    desk.keys("3;p10<enter>7");
    assert_eq!((desk.model.board, desk.model.mode()), (Board::Hub, Mode::Board));
    assert_eq!(desk.selected_team(), Some("P10".into()));
    desk
}

/// Presses the script on a desk whose cursor is elsewhere; gives the facts, having counted the keys.
#[track_caller]
fn pressed(desk: &mut Desk, script: &str) -> Vec<Fact> {
    let (keys, script_pressed) = counted(script);
    assert!(keys <= MOST, "{script} takes {keys} keystrokes");
    let facts = desk.keys(&script_pressed);
    assert!(desk.model.overlays.is_empty(), "{script}: {:?} {:?}", desk.notice(), desk.model.form());
    facts
}

/// The one fact that the script records.
#[track_caller]
fn records(script: &str) -> (Fact, Desk) {
    let mut desk = unrelated();
    let mut facts = pressed(&mut desk, script);
    assert_eq!(facts.len(), 1, "{script}: {facts:#?} {}", desk.notice());
    (facts.remove(0), desk)
}

#[test]
fn the_count_counts_what_is_pressed() {
    assert_eq!(counted("<tab>P1 «已到京广路»<enter>"), (5, "<tab>P1 已到京广路<enter>".to_owned()));
    assert_eq!(counted("<c-f>«»2").0, 2);
}

#[test]
fn a_log_line() {
    let (Fact::EntryLogged(entry), _) = records("<tab>«水深一米六»<enter>") else { panic!() };
    assert_eq!((entry.text.as_str(), entry.about), ("水深一米六", None));
}

#[test]
fn a_log_line_for_a_team() {
    for script in
        ["<tab>p1 «arrived»<enter>", "<tab>P1«已到»<enter>", "<tab>p10«已到»<enter>", "<tab>Ｐ１：«已到»<enter>"]
    {
        let (Fact::EntryLogged(entry), _) = records(script) else { panic!() };
        let team = if script.contains("10") { "P10" } else { "P1" };
        assert_eq!(entry.about, Some(team.into()), "{script}");
        assert!(["arrived", "已到"].contains(&entry.text.as_str()), "{script}: {}", entry.text);
    }
}

#[test]
fn a_teams_status() {
    // The second thing that P1 can become, by its number.
    let (Fact::TeamStatusSet { team, status, .. }, _) = records("<c-t>p1<tab>2") else { panic!() };
    assert_eq!((team, status), ("P1".into(), TeamStatus::Standby));
    // What comes next after “on its way”.
    let (Fact::TeamStatusSet { team, status, .. }, _) = records("<c-t>p2<enter><enter>") else { panic!() };
    assert_eq!((team, status), ("P2".into(), TeamStatus::OnScene));
}

#[test]
fn a_teams_position_by_place() {
    let said = |place: &str| {
        Fact::PositionReported(PositionReport {
            team: "P1".into(),
            place: place.into(),
            at: now(),
            means: Means::Radio,
        })
    };
    // By the first letter of the place, and by its number in the list.
    for (script, place) in [("<c-p>p1j<f10>", "jingguang"), ("<c-p>p1<tab>2", "jinshui"), ("<c-p>p1j2", "jinshui")] {
        let (fact, desk) = records(script);
        assert_eq!(fact, said(place), "{script}");
        assert_eq!(desk.model.world.reported_position(&"P1".into()).unwrap().place, place.into());
    }
}

#[test]
fn an_order_to_a_team() {
    let mut desk = unrelated();
    let facts = pressed(&mut desk, "<f2>p1<tab>«赶赴京广路»<enter>");
    let Fact::OrderIssued(order) = &facts[0] else { panic!() };
    assert_eq!((&order.to, order.form), (&Recipient::Team("P1".into()), Form::Order));
    assert_eq!(order.text, "赶赴京广路");
}

#[test]
fn an_order_to_a_group() {
    let mut desk = unrelated();
    let facts = pressed(&mut desk, "<f2>p*<tab>«全部后撤»<enter>");
    let sent: Vec<(u32, &Recipient)> = facts
        .iter()
        .filter_map(|fact| if let Fact::OrderIssued(order) = fact { Some((order.number, &order.to)) } else { None })
        .collect();
    let to = ["P1", "P10", "P2"].map(|team| Recipient::Team(team.into()));
    assert_eq!(sent, [(13, &to[0]), (14, &to[1]), (15, &to[2])], "each has its own, to be acknowledged by itself");
    let strikes = desk.keys("<f8>");
    assert_eq!(strikes.len(), facts.len(), "and all of it is taken back by one key");
}

#[test]
fn an_acknowledgement_for_someone_by_phone() {
    let mut desk = unrelated();
    let facts = pressed(&mut desk, "<f5>p2<f10>");
    // P2's leader is on another order than the one waited for longest.
    let second = desk.model.world.orders().into_iter().find(|view| view.order.number == 12).unwrap().id;
    let [Fact::OrderRung(rung)] = facts.as_slice() else { panic!("{facts:?} {}", desk.notice()) };
    assert_eq!((rung.order, rung.rung, rung.means), (second, Rung::Acknowledged, Means::Phone));
    assert_eq!((rung.by.as_str(), rung.at), ("李某", now()));
    assert!(desk.notice().contains("代李某 (电话)"), "{}", desk.notice());
}

#[test]
fn who_has_not_answered() {
    let mut desk = unrelated();
    assert!(pressed(&mut desk, "<f3>").is_empty());
    assert_eq!((desk.model.board, desk.model.order_filter), (Board::Orders, OrderFilter::Unanswered));
    assert_eq!(desk.model.rows(Board::Orders).len(), 2);
}

#[test]
fn an_incident() {
    let (Fact::IncidentOpened(incident), _) = records("<c-n>«桥梁垮塌»<tab>j<f10>") else { panic!() };
    assert_eq!((incident.title.as_str(), incident.place), ("桥梁垮塌", Some("jingguang".into())));
}

#[test]
fn figures_of_an_incident() {
    let figure = |script: &str| {
        let (Fact::FigureReported(report), desk) = records(script) else { panic!() };
        assert_eq!((report.figure, report.value), (FigureKind::Injured, Figure { count: Some(12), verified: false }));
        (report.incident, desk)
    };
    let (of, desk) = figure("<c-f>3«12»<enter>");
    assert_eq!(Some(of), desk.model.selected_incident());
    let (of, desk) = figure("<c-f><backtab>23«12»<enter>");
    assert_eq!(of, desk.incident("郭家咀"), "the second, which is not selected");
}

#[test]
fn a_step_done_and_a_step_blocked() {
    let step = |script: &str| {
        let (Fact::StepSet { step, status, .. }, _) = records(script) else { panic!() };
        (step.0, status)
    };
    assert_eq!(step("<c-d>s2<enter>"), ("s2".to_owned(), StepStatus::Done));
    assert_eq!(step("<c-k>s2<tab>«路断»<enter>"), ("s2".to_owned(), StepStatus::Blocked("路断".to_owned())));
}

#[test]
fn a_warning() {
    let (Fact::WarningReceived(warning), desk) = records("<c-w>21«三小时降雨量将达五十毫米»<enter>")
    else {
        panic!()
    };
    assert_eq!(
        (warning.colour, warning.kind.as_str(), warning.kind_en.as_str()),
        (Colour::Orange, "暴雨", "rainstorm")
    );
    assert_eq!((Some(warning.area), warning.received, warning.issued), (desk.model.area(), now(), now()));
    assert_eq!((warning.text.as_str(), warning.number), ("三小时降雨量将达五十毫米", 0));
}

#[test]
fn a_note_to_self() {
    let (Fact::EntryLogged(entry), _) = records("<tab><backtab><backtab>«十七点回电»<enter>") else { panic!() };
    assert!(entry.memo && entry.incident.is_none());
    assert_eq!(entry.text, "十七点回电");
    let mut desk = Desk::empty(Realm::Live);
    let Fact::EntryLogged(entry) = desk.records("<tab><backtab>回电<enter>") else { panic!() };
    assert!(entry.memo, "where there is no incident the next after the duty log");
    let Fact::EntryLogged(next) = desk.records("接班<enter>") else { panic!() };
    assert!(!next.memo, "the next entry is none");
}

#[test]
fn undo() {
    let mut desk = unrelated();
    desk.keys("<tab>水深<enter><esc>");
    let facts = pressed(&mut desk, "<f8>");
    assert!(matches!(facts.as_slice(), [Fact::Struck { .. }]), "{facts:?}");
}

/// One key opens the line from anywhere, and the entry's time is that moment, however long the words take to come.
#[test]
fn one_key_opens_the_line_from_anywhere_and_its_time_is_then() {
    use qianzhi::clock::Span;
    for (mode, into) in [
        (Mode::Board, ""),
        (Mode::Rail, "<f4>"),
        (Mode::Entry, "<tab>"),
        (Mode::Form, "<f2>p2"),
        (Mode::Menu, "4<enter>"),
        (Mode::Ask, "<f9>p2<f10>"),
        (Mode::Help, "<f1>"),
    ] {
        let mut desk = unrelated();
        desk.keys(into);
        assert_eq!(desk.model.mode(), mode);
        let below = desk.model.overlays.clone();
        desk.keys("<ins>");
        assert_eq!(desk.model.mode(), Mode::Entry, "{mode:?}");
        desk.pass(Span::seconds(40));
        let Fact::EntryLogged(entry) = desk.records("水深一米六<enter>") else { panic!() };
        assert_eq!((entry.occurred, entry.received), (now(), now()), "{mode:?}");
        assert_eq!(desk.model.overlays, below, "{mode:?}: what lay over the board lies there again");
    }
}

#[test]
fn a_line_left_open_was_opened_for_something_else() {
    use qianzhi::clock::Span;
    let mut desk = unrelated();
    desk.keys("<tab>");
    desk.pass(Span::minutes(30));
    let Fact::EntryLogged(entry) = desk.records("水深<enter>") else { panic!() };
    assert_eq!(entry.occurred, at("2021-07-20 16:40"));
}

#[test]
fn a_digit_takes_a_choice_where_no_code_has_one_and_the_name_can_still_be_typed() {
    let mut desk = Desk::new();
    desk.other(incident("地铁5号线 被困", "2021-07-20 16:05"));
    let of = |desk: &Desk| desk.model.form().unwrap().pick(qianzhi::console::FieldName::Incident).cloned();
    desk.keys("7<c-f><backtab>地铁5");
    assert_eq!(of(&desk), Some(qianzhi::console::Pick::Incident(desk.incident("地铁"))));
    assert_eq!(desk.model.mode(), Mode::Form, "where a name goes on with the digit it is part of it");
    desk.keys("<c-r>");
    let mut desk = Desk::new();
    // Codes of teams have digits: they are typed, and choose nothing by themselves.
    desk.keys("7<c-t>p1");
    assert_eq!(desk.model.mode(), Mode::Form);
    desk.keys("3");
    assert_eq!(desk.facts.len(), 0, "a code that is nobody's sets nobody's status");
    desk.keys("<enter>");
    assert_eq!(desk.facts.len(), 0);
}

#[test]
fn a_destination_is_offered_first() {
    let mut desk = unrelated();
    let issued = pressed(&mut desk, "<f2>p1<tab>«赶赴»<enter>");
    assert!(!issued.is_empty());
    let assigned = Fact::TeamAssigned {
        team: "P1".into(),
        assignment: qianzhi::domain::Assignment {
            incident: None,
            destination: Some(Destination::Place("jinshui".into())),
            order: None,
        },
        after: desk.model.world.heads(&qianzhi::domain::Aspect::Assignment("P1".into())),
    };
    desk.other(assigned);
    let facts = pressed(&mut desk, "<c-p>p1<tab>1");
    assert!(matches!(&facts[0], Fact::PositionReported(report) if report.place.0 == "jinshui"), "{facts:?}");
}
