//! Resources at 80 by 24 by digits and chords: sacks reserved, issued, on the road, signed for and brought back; a machine
//! taken, given back and paid for; a shelter opened and counted (rules.md 6.4, 6.5).

use qianzhi::console::{Action, Board, Mode, Row};
use qianzhi::domain::{
    Due, Fact, ListCode, Listed, Material, Movement, Realm, RequisitionState, RequisitionStep, Resource, ResourceNote,
    ResourceWant, Shelter, ShelterStatus, ShelterStep, ShelterWord, SpecialNeed, StockMove, StockState,
};
use qianzhi::view::{Look, text_of};

use super::desk::Desk;

fn sacks() -> ListCode {
    "袋".into()
}

/// A city's desk with a store and a school, on the board of resources.
fn desk() -> Desk {
    let mut desk = Desk::empty(Realm::Test);
    for fact in super::desk::background() {
        if matches!(fact, Fact::AreaNamed(_) | Fact::HeadquartersFormed(_)) {
            desk.other(fact);
        }
    }
    let material = Material {
        code: sacks(),
        name: "编织袋".into(),
        count: Some(500),
        unit: "条".into(),
        store: "市级库".into(),
        ..Material::default()
    };
    let shelter = Shelter {
        code: "一中".into(),
        name: "第一中学".into(),
        capacity: Some(200),
        address: "凯旋东路1号".into(),
        manager: "吴某".into(),
        ..Shelter::default()
    };
    for card in [Listed::Material(material), Listed::Shelter(shelter)] {
        desk.other(Fact::listing(card, Vec::new()));
    }
    desk.model.role = "副总指挥".to_owned();
    desk.keys("#6");
    assert_eq!((desk.model.board, desk.model.mode()), (Board::Resources, Mode::Board));
    desk
}

fn noted(desk: &mut Desk, script: &str) -> ResourceNote {
    let Fact::ResourceNoted { note, .. } = desk.records(script) else { panic!("{script}") };
    *note
}

fn moved(desk: &mut Desk, script: &str) -> (u64, Movement) {
    let Resource::Stock(StockMove { count, what, .. }) = noted(desk, script).what else { panic!("{script}") };
    (count, what)
}

fn step(desk: &mut Desk, script: &str) -> RequisitionStep {
    let Resource::Requisition(step) = noted(desk, script).what else { panic!("{script}") };
    step
}

fn word(desk: &mut Desk, script: &str) -> ShelterWord {
    let Resource::Shelter(ShelterStep { word, .. }) = noted(desk, script).what else { panic!("{script}") };
    word
}

fn screen(desk: &Desk) -> String {
    text_of(&desk.model, &Look::default())
}

fn select(desk: &mut Desk, is: impl Fn(&Row) -> bool) {
    desk.keys("<home>");
    for _ in 0..20 {
        if desk.model.selected(Board::Resources).is_some_and(&is) {
            return;
        }
        desk.keys("<down>");
    }
    panic!("{}", screen(desk));
}

#[test]
fn sacks_go_from_the_store_to_the_scene_and_back_by_digits_and_chords() {
    let mut desk = desk();
    // Reserved, by the second of the acts.
    let (count, what) = moved(&mut desk, "<c-e>2200<tab>水厂<tab>23:00<f10>");
    assert!(matches!(&what, Movement::Reserved { whom, .. } if whom == "水厂"), "{what:?}");
    assert_eq!(count, 200);
    let is_sent = |row: &Row| matches!(row, Row::Consignment(..));
    select(&mut desk, is_sent);
    let Some(Row::Consignment(_, id)) = desk.model.selected(Board::Resources).cloned() else { panic!() };
    let state = |desk: &Desk| desk.model.world.consignment(&sacks(), id).unwrap().state(desk.model.now);
    // The next act, one key after the other.
    let next = |desk: &Desk| desk.model.resource_next(desk.model.selected(Board::Resources));
    assert_eq!((state(&desk), next(&desk)), (StockState::Reserved, Action::IssueStock));
    let (count, what) = moved(&mut desk, "<c-g><tab><tab>赵某<f10>");
    assert!(matches!(&what, Movement::Issued { to, signer, .. } if (to.as_str(), signer.as_str()) == ("水厂", "赵某")));
    assert_eq!((count, next(&desk)), (200, Action::SendStock));
    let (_, what) = moved(&mut desk, "<c-g>豫C8888<f10>");
    assert!(matches!(&what, Movement::InTransit { carrier, eta: None } if carrier == "豫C8888"), "{what:?}");
    assert!(screen(&desk).contains("豫C8888"), "{}", screen(&desk));
    let waits = |desk: &Desk| {
        desk.model.rail().iter().any(|due| matches!(&due.what, Due::Resource { wants: ResourceWant::Sign, .. }))
    };
    assert!(waits(&desk) && next(&desk) == Action::ReceiveStock);
    // What is left empty is the rest: ten are short.
    let note = noted(&mut desk, "<c-g><tab>10<f10>");
    assert_eq!(note.by, "赵某", "who must sign is proposed");
    let Resource::Stock(StockMove { count: 190, what: Movement::Received { short: 10, damaged: 0 }, .. }) = note.what
    else {
        panic!("{note:?}")
    };
    assert!(!waits(&desk) && next(&desk) == Action::ReturnStock);
    let (count, what) = moved(&mut desk, "<c-g><f10>");
    assert_eq!((count, what), (190, Movement::Returned));
    assert_eq!(desk.model.world.on_hand(&sacks()), Some(490));
}

#[test]
fn more_than_there_is_goes_out_with_a_reason() {
    let mut desk = desk();
    select(&mut desk, |row| matches!(row, Row::Material(_)));
    let facts = desk.keys("<c-a>600<tab>水厂<f10>");
    assert!(facts.is_empty() && screen(&desk).contains("可用库存 (要600, 可用500)"), "{}", screen(&desk));
    let facts = desk.keys("库里实有<f10>");
    assert_eq!(facts.len(), 1, "the issue, with what was found: {facts:?}");
    assert_eq!(desk.model.world.on_hand(&sacks()), Some(0));
    // The key that takes back takes all of it back.
    desk.keys("<f8>");
    assert_eq!(desk.model.world.on_hand(&sacks()), Some(500));
}

/// As on the other boards with entries: the newest one of the row, with a reason.
#[test]
fn the_newest_entry_of_a_row_is_taken_back_by_a_key_of_the_board() {
    for key in ["<c-u>", "<del>"] {
        let mut desk = desk();
        select(&mut desk, |row| matches!(row, Row::Shelter(_)));
        let nothing = desk.keys(key);
        assert!(nothing.is_empty() && desk.model.mode() == Mode::Board, "{}", screen(&desk));
        word(&mut desk, "<c-g><tab><tab>走中州路<f10>");
        word(&mut desk, "<c-g><tab>181<f10>");
        let people = |desk: &Desk| desk.model.world.shelter_view(&"一中".into()).unwrap().present;
        assert_eq!(people(&desk), Some(181));
        let struck = desk.records(&format!("{key}数错了<f10>"));
        assert!(matches!(struck, Fact::Struck { .. }), "{struck:?}");
        assert_eq!(people(&desk), None, "the count alone");
        let view = desk.model.world.shelter_view(&"一中".into()).unwrap();
        assert_eq!(view.state(), qianzhi::domain::ShelterState::Open);
    }
}

#[test]
fn who_closes_a_shelter_says_that_nobody_is_inside() {
    let mut desk = desk();
    select(&mut desk, |row| matches!(row, Row::Shelter(_)));
    word(&mut desk, "<c-g><tab><tab>走中州路<f10>");
    word(&mut desk, "<c-g><tab>181<f10>");
    let close = "<c-e>0<down><down><down><tab>";
    let facts = desk.keys(&format!("{close}<f10>"));
    assert!(facts.is_empty() && screen(&desk).contains("还有181人在内"), "{}", screen(&desk));
    let note = noted(&mut desk, "<esc>0<f10>");
    assert!(matches!(note.what, Resource::Shelter(ShelterStep { counted: Some(0), .. })), "{note:?}");
    assert_eq!(desk.model.world.shelter_view(&"一中".into()).unwrap().present, Some(0));
}

/// On the evening of a flood: affected since eight, in the school since half past eleven.
#[test]
fn who_is_placed_is_there_since_the_time_that_was_told() {
    let mut desk = desk();
    let minute = |at| qianzhi::text::when::minute(at);
    desk.keys("<c-v>05");
    assert_eq!(desk.model.mode(), Mode::Form, "{}", screen(&desk));
    assert!(!screen(&desk).contains("到所时间"), "of those with relatives nobody asks");
    desk.keys("<esc>");
    let moved = desk.records("<c-v>0540<tab>沿河二组<tab><down><tab>11:30<tab><tab>村支书<tab><tab>08:00<f10>");
    let Fact::EvacueesMoved(moved) = moved else { panic!("{moved:?}") };
    assert_eq!(moved.shelter, Some("一中".into()));
    assert_eq!((minute(moved.at), moved.placed.map(minute)), ("08:00".into(), Some("11:30".into())));
    let now = desk.records("<c-v>0540<tab>沿河三组<tab><down><tab><tab><tab>村支书<tab><tab>08:00<f10>");
    let Fact::EvacueesMoved(now) = now else { panic!("{now:?}") };
    assert!(now.placed.is_some_and(|placed| placed > now.at), "when nobody says, now");
}

#[test]
fn what_was_taken_is_given_back_and_paid_for() {
    let mut desk = desk();
    let taken = step(&mut desk, "<c-e>8挖掘机<tab>2<tab>台<tab>某公司<f10>");
    assert!(matches!(&taken, RequisitionStep::Taken(taken) if (taken.count, taken.owner.as_str()) == (2, "某公司")));
    select(&mut desk, |row| matches!(row, Row::Requisition(_)));
    let Some(Row::Requisition(id)) = desk.model.selected(Board::Resources).cloned() else { panic!() };
    let state = |desk: &Desk| desk.model.world.requisition(id).unwrap().state;
    let back = step(&mut desk, "<c-g><f10>");
    assert!(matches!(back, RequisitionStep::GivenBack { count: 2, lost: 0, .. }), "{back:?}");
    assert_eq!(state(&desk), RequisitionState::GivenBack);
    let paid = step(&mut desk, "<c-g>1200.50<f10>");
    assert!(matches!(paid, RequisitionStep::Compensated { fen: 120_050, .. }), "{paid:?}");
    assert_eq!(state(&desk), RequisitionState::Settled);
    assert!(!desk.model.rows(Board::Resources).contains(&Row::Requisition(id)), "what is settled asks for nothing");
}

#[test]
fn a_shelter_is_opened_published_and_counted() {
    let mut desk = desk();
    select(&mut desk, |row| matches!(row, Row::Shelter(_)));
    let open = word(&mut desk, "<c-g><tab><tab>走中州路<f10>");
    let ShelterWord::Status(ShelterStatus::Open { address, route }) = open else { panic!("{open:?}") };
    assert_eq!((address.as_str(), route.as_str()), ("凯旋东路1号", "走中州路"));
    let counted = word(&mut desk, "<c-g><tab>181<tab>20<tab>33<f10>");
    let special = vec![(SpecialNeed::Minor, 20), (SpecialNeed::Elderly, 33)];
    assert_eq!(counted, ShelterWord::Counted { people: 181, special });
    assert!(screen(&desk).contains("接近满"), "{}", screen(&desk));
}
