//! The board of resources of a flooded city: what is on the way and late, what an owner waits for, a shelter nearly full.

use qianzhi::console::{Board, Model, Row};
use qianzhi::domain::{
    Evacuation, EventId, Fact, Listed, Material, Means, Movement, Realm, Relief, ReliefKind, Requisition,
    RequisitionStep, Resource, ResourceNote, Shelter, ShelterStatus, ShelterStep, ShelterWord, SpecialNeed, StockMove,
};
use qianzhi::text::Lang;

use super::golden::check;
use super::{LANGS, SIZES, colour, keys, slug, world};

fn lists(s: &mut world::Scribe) {
    let material = |code: &str, name: &str, count, unit: &str, class: &str| {
        Listed::Material(Material {
            code: code.into(),
            name: name.into(),
            class: class.into(),
            count,
            unit: unit.into(),
            store: "市级库".into(),
            level: "市".into(),
            mode: "实物".into(),
            keeper: "周某".into(),
            phone: "138-0000-0031".into(),
            ..Material::default()
        })
    };
    let shelter = |code: &str, name: &str, capacity, class: &str, span: &str| {
        Listed::Shelter(Shelter {
            code: code.into(),
            name: name.into(),
            class: class.into(),
            span: span.into(),
            level: "市级".into(),
            address: "嵩山路60号".into(),
            capacity: Some(capacity),
            manager: "吴某".into(),
            phone: "138-0000-0041".into(),
            deputy: "郑某".into(),
            deputy_phone: "138-0000-0042".into(),
            certified: Some(world::at("12:00")),
            ..Shelter::default()
        })
    };
    for card in [
        material("m1", "编织袋", Some(8000), "条", "3010101"),
        material("m2", "排水泵", Some(12), "台", "2020301"),
        material("m3", "折叠床", None, "张", "1010203"),
        shelter("s1", "第一中学", 400, "Ⅱ类", "短期"),
        shelter("s2", "体育中心", 2600, "Ⅰ类", "长期"),
        shelter("s3", "湖滨公园", 900, "三类", "紧急"),
    ] {
        s.duty("12:03", Fact::listing(card, Vec::new()));
    }
}

fn notes(s: &mut world::Scribe, clock: &str, by: &str, what: Resource) -> EventId {
    let note = ResourceNote { what, by: by.into(), means: Means::Phone, at: world::at(clock) };
    s.duty(clock, Fact::ResourceNoted { note: Box::new(note), after: vec![] })
}

fn moved(code: &str, count: u64, of: Option<EventId>, what: Movement) -> Resource {
    Resource::Stock(StockMove { material: code.into(), count, of, what })
}

fn word(code: &str, word: ShelterWord) -> Resource {
    Resource::Shelter(ShelterStep { shelter: code.into(), word, counted: None })
}

/// The fixture with materials, a requisition and shelters beside it.
pub(super) fn scribe() -> world::Scribe {
    let mut s = world::zhengzhou();
    lists(&mut s);
    let issued =
        |to: &str, signer: &str| Movement::Issued { order: None, to: to.into(), signer: signer.into(), found: 0 };
    let sent = notes(&mut s, "15:20", "周某", moved("m1", 5000, None, issued("京广隧道", "冯某")));
    let road = Movement::InTransit { carrier: "豫A12345".into(), eta: Some(world::at("15:50")) };
    notes(&mut s, "15:25", "周某", moved("m1", 0, Some(sent), road));
    let used = notes(&mut s, "14:30", "周某", moved("m2", 4, None, issued("常庄水库", "陈某")));
    notes(&mut s, "15:10", "陈某", moved("m2", 3, Some(used), Movement::Received { short: 0, damaged: 1 }));
    let kept = Movement::Reserved { order: None, whom: "地铁集团".into(), until: world::at("18:00") };
    notes(&mut s, "15:40", "周某", moved("m2", 8, None, kept));
    let taken = Requisition {
        thing: "挖掘机 豫A67890".into(),
        count: 2,
        unit: "台".into(),
        owner: "某路桥公司".into(),
        phone: "138-0000-0051".into(),
        incident: None,
        paper: "征用令1号".into(),
    };
    notes(&mut s, "15:05", "李某", Resource::Requisition(RequisitionStep::Taken(taken)));
    let open = ShelterStatus::Open { address: "嵩山路60号".into(), route: "走航海路".into() };
    notes(&mut s, "14:50", "吴某", word("s1", ShelterWord::Status(open)));
    notes(&mut s, "14:55", "吴某", word("s1", ShelterWord::Supplies { days: 1 }));
    let special = vec![(SpecialNeed::Minor, 41), (SpecialNeed::Elderly, 66)];
    notes(&mut s, "15:50", "吴某", word("s1", ShelterWord::Counted { people: 371, special }));
    notes(&mut s, "15:30", "吴某", word("s2", ShelterWord::Status(ShelterStatus::Prepared)));
    s
}

fn of(lang: Lang, scribe: world::Scribe) -> Model {
    world::model(lang, Realm::Drill("zhengzhou-720".into()), scribe)
}

pub(super) fn model(lang: Lang) -> Model {
    of(lang, scribe())
}

#[test]
fn a_shelter_shows_who_is_there_and_for_how_long_its_supplies_last() {
    for lang in LANGS {
        let mut model = model(lang);
        keys(&mut model, "#6<down><down>");
        check(&format!("state-resources-shelter-{}", slug(lang)), &model, colour(), SIZES[0]);
    }
}

/// Shows a board with this row selected.
fn select(model: &mut Model, keyed: &str, board: Board, row: &Row) {
    keys(model, keyed);
    keys(model, "<home>");
    for _ in 0..40 {
        if model.selected(board) != Some(row) {
            keys(model, "<down>");
        }
    }
    assert_eq!(model.selected(board), Some(row));
}

/// Reserved, sent off, on the road with its time, signed for: an order says what of it is where.
#[test]
fn an_order_shows_what_was_reserved_and_sent_for_it() {
    for lang in LANGS {
        let mut s = scribe();
        let issued = |event: &&qianzhi::domain::Event| matches!(event.fact, Fact::OrderIssued(_));
        let order = s.events.iter().find(issued).unwrap().id;
        let whom = String::new();
        let kept = Movement::Reserved { order: Some(order), whom, until: world::at("18:00") };
        notes(&mut s, "15:41", "周某", moved("m1", 300, None, kept));
        let issued =
            || Movement::Issued { order: Some(order), to: "金水路".into(), signer: "陈某".into(), found: 0 };
        notes(&mut s, "15:42", "周某", moved("m1", 400, None, issued()));
        let sent = notes(&mut s, "15:43", "周某", moved("m1", 500, None, issued()));
        let road = Movement::InTransit { carrier: "豫A54321".into(), eta: Some(world::at("16:20")) };
        notes(&mut s, "15:44", "周某", moved("m1", 0, Some(sent), road));
        let there = notes(&mut s, "15:45", "周某", moved("m2", 2, None, issued()));
        notes(&mut s, "15:55", "陈某", moved("m2", 2, Some(there), Movement::Received { short: 0, damaged: 0 }));
        let mut model = of(lang, s);
        select(&mut model, "4", Board::Orders, &Row::Order(order));
        check(&format!("state-orders-materials-{}", slug(lang)), &model, colour(), SIZES[1]);
    }
}

/// Who was moved for an incident, with those of the one that went into it, and which of them wait for relief.
#[test]
fn an_incident_shows_who_was_moved_for_it() {
    for lang in LANGS {
        let mut s = scribe();
        let opened = |event: &&qianzhi::domain::Event| matches!(event.fact, Fact::IncidentOpened(_));
        let incidents: Vec<EventId> = s.events.iter().filter(opened).map(|event| event.id).collect();
        let moved = |incident, whence: &str, people, clock: &str| {
            Fact::EvacueesMoved(Evacuation {
                incident: Some(incident),
                area: "410100".into(),
                whence: whence.into(),
                people,
                shelter: Some("s1".into()),
                by: "吴某".into(),
                means: Means::Phone,
                at: world::at(clock),
                placed: None,
            })
        };
        let first = s.duty("13:00", moved(incidents[0], "京广路", 120, "12:30"));
        s.duty("14:00", moved(incidents[1], "沿河一组", 80, "08:20"));
        let kinds = ReliefKind::ALL.to_vec();
        let given = Relief {
            evacuation: first,
            kinds,
            people: 90,
            by: "民政".into(),
            means: Means::Phone,
            at: world::at("15:00"),
        };
        s.duty("15:00", Fact::ReliefGiven(given));
        let (merged, into, at) = (incidents[1], Some(incidents[0]), world::at("15:59"));
        s.duty("15:59", Fact::IncidentMerged { merged, into, reason: "同一处".into(), at, after: vec![] });
        let mut model = of(lang, s);
        select(&mut model, "1", Board::Situation, &Row::Incident(incidents[0]));
        keys(&mut model, "2");
        check(&format!("state-incident-moved-{}", slug(lang)), &model, colour(), SIZES[1]);
    }
}

#[test]
fn what_two_posts_issued_apart_is_said_on_both_boards() {
    let mut s = scribe();
    for (post, count) in [(0xa1, 2000), (0xb2, 2500)] {
        let what = moved(
            "m1",
            count,
            None,
            Movement::Issued { order: None, to: "东三街".into(), signer: "赵某".into(), found: 0 },
        );
        let note = ResourceNote { what, by: "周某".into(), means: Means::Phone, at: world::at("15:58") };
        s.says(post, "王某", world::at("15:58"), Fact::ResourceNoted { note: Box::new(note), after: vec![] });
    }
    let mut model = of(Lang::Zh, s);
    let row = qianzhi::console::Row::Material("m1".into());
    keys(&mut model, "#6");
    for _ in 0..20 {
        if model.selected(qianzhi::console::Board::Resources) != Some(&row) {
            keys(&mut model, "<down>");
        }
    }
    check("state-resources-apart", &model, colour(), SIZES[1]);
}
