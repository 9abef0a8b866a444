//! The on-site board of a flooded city: one scene in a working period, people missing at a roll call, a reading beyond its limit;
//! one that was left; two posts that moved one apart.

use qianzhi::console::Model;
use qianzhi::domain::{
    Aspect, Casualty, CasualtyState, CrewName, EventId, Fact, Form, GroupSeat, HazardKind, HazardReading, Means, Order,
    Point, PostCard, Realm, Recipient, RescuePlan, Role, Rung, RungFact, SceneGroup, SceneMove, SceneNote,
    SceneNoted as Noted, SceneRequest, SceneStep, SceneTask, SearchGrid, SizeUp, TeamStatus, Urgency, Voice, World,
    Zone, ZoneKind,
};
use qianzhi::text::Lang;

use super::golden::check;
use super::{LANGS, SIZES, colour, keys, slug, world};

fn incident(s: &world::Scribe, title: &str) -> EventId {
    let own = |event: &&qianzhi::domain::Event| matches!(&event.fact, Fact::IncidentOpened(incident) if incident.title.contains(title));
    s.events.iter().find(own).unwrap().id
}

fn moves(s: &mut world::Scribe, clock: &str, incident: EventId, step: SceneStep) {
    let mut then = World::new(Realm::Drill("zhengzhou-720".into()));
    s.events.iter().for_each(|event| then.apply(event));
    let after = then.heads(&Aspect::Scene(incident));
    let voice = Voice { by: "沈某".into(), role: Some(Role::OnSiteCommander), means: Means::Radio };
    let made = Box::new(SceneMove { step, voice, at: world::at(clock) });
    s.duty(clock, Fact::SceneMoved { incident, made, after });
}

fn notes(s: &mut world::Scribe, clock: &str, incident: EventId, by: &str, what: Noted) -> EventId {
    let note = SceneNote { incident, what, by: by.into(), means: Means::Radio, at: world::at(clock) };
    s.duty(clock, Fact::SceneNoted(Box::new(note)))
}

fn crew(team: &str, name: &str) -> CrewName {
    CrewName { team: Some(team.into()), name: name.into() }
}

fn goes_in(crew: CrewName, people: u32, zone: Option<EventId>) -> Noted {
    Noted::Entered { crew, people, names: String::new(), zone, remote: false }
}

fn card() -> PostCard {
    let seat = |group, lead: &str| GroupSeat { group, lead: lead.into() };
    PostCard {
        place: "沙口路站A口".into(),
        point: None,
        commander: "沈某".into(),
        deputy: "韩某".into(),
        groups: vec![seat(SceneGroup::Rescue, "孙某"), seat(SceneGroup::Medical, "周某")],
        radio: "350.125".into(),
        entry: "东侧辅道".into(),
        upwind: Some(true),
        exits: Some(1),
    }
}

/// The task, its order, and how far that is.
fn task(s: &mut world::Scribe, clock: &str, incident: EventId, number: u32, task: SceneTask, acked: Option<&str>) {
    let order = Order {
        number,
        form: Form::Order,
        to: Recipient::Team(task.team.clone()),
        incident: Some(incident),
        text: task.objective.clone(),
        urgency: Urgency::Urgent,
        destination: None,
        authority: None,
        issued: world::at(clock),
        until: None,
        role: None,
        muster: None,
        step: None,
    };
    notes(s, clock, incident, "", Noted::Task(SceneTask { number, ..task }));
    let order = s.duty(clock, Fact::OrderIssued(order));
    if let Some(at) = acked {
        let (by, means) = ("孙某".into(), Means::Radio);
        s.duty(at, Fact::OrderRung(RungFact { order, rung: Rung::Acknowledged, by, means, at: world::at(at) }));
    }
}

fn search(team: &str, objective: &str) -> SceneTask {
    SceneTask {
        number: 0,
        group: SceneGroup::Rescue,
        team: team.into(),
        area: "隧道上行".into(),
        zone: None,
        objective: objective.into(),
        hazards: "水位涨, 触电".into(),
        protection: "救生衣".into(),
        channel: "350.125".into(),
        signal: "三声长笛".into(),
        needs: None,
        air: false,
        life: true,
    }
}

/// The fixture with a scene in its first working period.
pub(super) fn scribe() -> world::Scribe {
    let mut s = world::zhengzhou();
    let id = incident(&s, "地铁5号线");
    moves(&mut s, "15:20", id, SceneStep::Opened);
    let size = SizeUp {
        kind: "隧道进水".into(),
        trapped: Some(500),
        hazards: "接触网".into(),
        wind: "无".into(),
        ways: "沙口路站A口".into(),
    };
    notes(&mut s, "15:22", id, "孙某", Noted::SizeUp(size));
    s.duty("15:23", Fact::CommanderAppointed { incident: id, name: "沈某".into(), follows: false, after: vec![] });
    let hot =
        Zone {
            name: "上行隧道".into(), kind: ZoneKind::Hot, point: Point::degrees(34.7801, 113.6402), radius: 200
        };
    let hot = notes(&mut s, "15:24", id, "孙某", Noted::Zone(hot));
    let shaft = Zone { name: "配电房".into(), kind: ZoneKind::Forbidden, point: None, radius: 0 };
    notes(&mut s, "15:24", id, "孙某", Noted::Zone(shaft));
    moves(&mut s, "15:30", id, SceneStep::Posted(card()));
    let plan = RescuePlan {
        version: 1,
        text: "先疏散后两节, 再破拆".into(),
        hours: 2,
        until: world::at("17:35"),
        expert: String::new(),
        opinion: None,
    };
    moves(&mut s, "15:35", id, SceneStep::Planned(plan));
    for team in ["D2", "M4"] {
        let (status, at) = (TeamStatus::Working, world::at("15:36"));
        s.duty("15:36", Fact::TeamStatusSet { team: team.into(), status, at, after: vec![], reason: String::new() });
    }
    task(&mut s, "15:37", id, 51, search("D2", "疏散后两节车厢"), Some("15:38"));
    task(&mut s, "15:59", id, 52, search("M4", "站台检伤"), None);
    notes(&mut s, "15:40", id, "", goes_in(crew("D2", "一组"), 12, Some(hot)));
    notes(&mut s, "15:42", id, "", goes_in(crew("D2", "二组"), 8, Some(hot)));
    notes(&mut s, "15:44", id, "", goes_in(crew("M4", ""), 5, None));
    let missing = "赵某 钱某".into();
    notes(&mut s, "15:52", id, "孙某", Noted::Counted { crew: crew("D2", "一组"), present: 10, missing });
    notes(&mut s, "15:55", id, "", Noted::Left { crew: crew("M4", ""), people: 5 });
    let (kind, unit) = (HazardKind::WaterRise, "cm/h".into());
    notes(
        &mut s,
        "15:56",
        id,
        "水文",
        Noted::Reading(HazardReading { kind, value: 6000, unit, place: "上行隧道".into() }),
    );
    for (source, change) in [("医疗四队", 12), ("公安", 14)] {
        let (state, place) = (CasualtyState::Rescued, String::new());
        notes(&mut s, "15:57", id, "", Noted::Casualty(Casualty { state, change, source: source.into(), place }));
    }
    notes(&mut s, "15:50", id, "", Noted::Asked(SceneRequest { what: "排水泵车 4 台".into(), to: "指挥部".into() }));
    let grid = SearchGrid { columns: 4, rows: 2, place: "车厢".into(), corner: None, side: 10 };
    notes(&mut s, "15:45", id, "", Noted::Grid(grid));
    for (cell, team) in [("A1", "D2"), ("A1", "M4"), ("B1", "D2")] {
        let (cell, crew, method) = (cell.into(), crew(team, ""), "人工".into());
        notes(&mut s, "15:48", id, "", Noted::Searched { cell, crew, method, found: 0, grid: None });
    }
    s
}

pub(super) fn model(lang: Lang) -> Model {
    of(lang, scribe())
}

fn of(lang: Lang, scribe: world::Scribe) -> Model {
    world::model(lang, Realm::Drill("zhengzhou-720".into()), scribe)
}

#[test]
fn a_scene_that_was_left_shows_who_is_not_counted() {
    for lang in LANGS {
        for size in SIZES {
            let mut s = scribe();
            let id = incident(&s, "地铁5号线");
            moves(&mut s, "15:58", id, SceneStep::Withdrawn);
            let mut model = of(lang, s);
            keys(&mut model, "#4");
            check(&format!("state-onsite-withdrawn-{}-{}x{}", slug(lang), size.0, size.1), &model, colour(), size);
        }
    }
}

#[test]
fn two_posts_that_moved_it_apart_and_two_commanders_are_said_on_the_board() {
    let mut s = scribe();
    let incident = incident(&s, "地铁5号线");
    for (post, step) in [(0xa1, SceneStep::Stabilised { expert: "徐某".into() }), (0xb2, SceneStep::Withdrawn)] {
        let voice = Voice { by: "沈某".into(), role: None, means: Means::Radio };
        let (made, at) = (Box::new(SceneMove { step, voice, at: world::at("16:00") }), world::at("16:00"));
        s.says(post, "王某", at, Fact::SceneMoved { incident, made, after: vec![] });
        let name = if post == 0xa1 { "沈某" } else { "韩某" };
        s.says(
            post,
            "王某",
            at,
            Fact::CommanderAppointed { incident, name: name.into(), follows: false, after: vec![] },
        );
    }
    let mut model = of(Lang::Zh, s);
    keys(&mut model, "#4");
    check("state-onsite-apart", &model, colour(), SIZES[0]);
}
