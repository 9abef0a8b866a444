//! A small Zhengzhou, built from facts by hand: every id, time and number is fixed.

use qianzhi::clock::{At, Pace, Span};
use qianzhi::console::{
    Arrived, Backlog, Board, Layout, LinkState, Model, Msg, PostCard, SessionInfo, Size, StoreState, update,
};
use qianzhi::domain::*;
use qianzhi::text::Lang;

/// 2021-07-20 16:01:07, Beijing time.
pub(super) fn now() -> At {
    at("16:01:07")
}

/// A time of that day.
pub(super) fn at(clock: &str) -> At {
    At::parse(&format!("2021-07-20 {clock}")).unwrap()
}

/// Writes events with ids in the order of writing.
pub(super) struct Scribe {
    pub(super) events: Vec<Event>,
}

impl Scribe {
    pub(super) fn new() -> Self {
        Self { events: Vec::new() }
    }

    pub(super) fn says(&mut self, post: u8, actor: &str, recorded: At, fact: Fact) -> EventId {
        let n = u16::try_from(self.events.len()).unwrap() + 1;
        let mut id = [0; 32];
        id[..2].copy_from_slice(&n.to_be_bytes());
        id[31] = 1;
        let id = EventId(id);
        let seq = u64::from(n);
        let post = PostId([post; 32]);
        self.events.push(Event { id, post, seq, hlc: seq, recorded, actor: actor.to_owned(), fact, overridden: None });
        id
    }

    pub(super) fn duty(&mut self, clock: &str, fact: Fact) -> EventId {
        self.says(0xa1, "王某", at(clock), fact)
    }
}

fn area() -> AreaCode {
    "410100".into()
}

fn region(s: &mut Scribe) {
    s.duty("12:00", Fact::RulesAdopted { rules: Limits::default(), after: vec![] });
    s.duty("12:00", Fact::AreaNamed(Area { code: area(), name: "郑州".into(), name_en: "Zhengzhou".into() }));
    let places = [
        ("huiji", "惠济", "Huiji", 34.8678, 113.6169, "410108"),
        ("xingyang", "荥阳", "Xingyang", 34.7896, 113.3831, "410182"),
        ("zhongmu", "中牟", "Zhongmu", 34.7189, 113.9762, "410122"),
        ("zhongyuan", "中原", "Zhongyuan", 34.7484, 113.6130, "410102"),
        ("jinshui", "金水", "Jinshui", 34.7750, 113.6860, "410105"),
        ("zhengdong", "郑东", "Zhengdong", 34.7700, 113.7600, ""),
        ("erqi", "二七", "Erqi", 34.7240, 113.6400, "410103"),
        ("changzhuang", "常庄水库", "Changzhuang Reservoir", 34.7100, 113.5200, ""),
        ("guojiazui", "郭家咀水库", "Guojiazui Reservoir", 34.6600, 113.5600, ""),
        ("wulongkou", "五龙口", "Wulongkou", 34.7780, 113.6200, ""),
    ];
    for (code, name, name_en, lat, lon, seat) in places {
        let point = Point::degrees(lat, lon).unwrap();
        let place = Place {
            code: code.into(),
            name: name.into(),
            name_en: name_en.into(),
            point,
            source: "GeoNames, CC BY 4.0".into(),
            seat: Some(seat).filter(|seat| !seat.is_empty()).map(AreaCode::from),
        };
        s.duty("12:00", Fact::PlaceNamed(place));
    }
    let hq = Headquarters {
        code: "zz-flood".into(),
        name: "郑州市防汛抗旱指挥部".into(),
        name_en: "Zhengzhou Flood HQ".into(),
        area: area(),
    };
    s.duty("12:00", Fact::HeadquartersFormed(hq));
}

fn teams(s: &mut Scribe) {
    use Capability::{FloodPump, MedField, WaterSurface};
    let teams = [
        ("P1", "抽排一队", "Pump Team 1", TeamKind::Professional, FloodPump, 24, "李某", "138-0000-0001"),
        ("P2", "抽排二队", "Pump Team 2", TeamKind::Professional, FloodPump, 18, "赵某", "138-0000-0002"),
        ("D2", "消防特勤", "Fire Special Team", TeamKind::Fire, WaterSurface, 32, "孙某", "138-0000-0003"),
        ("M4", "医疗四队", "Medical Team 4", TeamKind::Medical, MedField, 9, "周某", "138-0000-0004"),
        ("S7", "水上救援志愿队", "Water Rescue Volunteers", TeamKind::Social, WaterSurface, 15, "吴某", ""),
        ("W1", "武警某支队", "Armed Police Detachment", TeamKind::Military, WaterSurface, 80, "", ""),
    ];
    for (code, name, name_en, kind, capability, people, leader, phone) in teams {
        let team = Team {
            code: code.into(),
            name: name.into(),
            name_en: name_en.into(),
            kind,
            capabilities: vec![capability],
            area: area(),
            home: "jinshui".into(),
            people,
            leader: leader.into(),
            phone: phone.into(),
            readiness: qianzhi::domain::Readiness::default(),
        };
        s.duty("12:00", Fact::TeamEnrolled { team, after: vec![] });
    }
}

fn warnings(s: &mut Scribe) {
    for (number, clock) in [(3, "09:08"), (4, "11:50"), (5, "16:01")] {
        let warning = Warning {
            area: area(),
            kind: "暴雨".into(),
            kind_en: "rainstorm".into(),
            colour: Colour::Red,
            number,
            issuer: "郑州市气象局".into(),
            issuer_en: "Zhengzhou Met Bureau".into(),
            issued: at(clock),
            received: at(clock),
            text: "三小时降雨量将达一百毫米以上".into(),
            terms: qianzhi::domain::WarningTerms::default(),
        };
        s.duty(clock, Fact::WarningReceived(warning));
    }
    let posture = |posture, clock| Fact::PostureChanged {
        area: area(),
        posture,
        at: at(clock),
        record: String::new(),
        follows: false,
        after: vec![],
    };
    s.duty("13:00", posture(Posture::Prepared, "13:00"));
    let reading = Reading {
        gauge: "zz-01".into(),
        quantity: "小时雨量".into(),
        quantity_en: "hourly rain".into(),
        milli: 61_500,
        unit: "mm".into(),
        from: at("15:00"),
        to: at("16:00"),
        area: area(),
    };
    s.duty("16:00", Fact::ReadingTaken(reading));
}

/// What was reported of two of them, by phone and on paper.
fn reported(s: &mut Scribe, flood: EventId, reservoir: EventId) {
    let report = |incident, kind, number, means, clock| {
        Fact::ReportFiled(ReportFiled::plain(incident, kind, number, "市委办".into(), means, at(clock)))
    };
    s.duty("15:40", report(flood, ReportKind::Initial, 0, Means::Phone, "15:40"));
    s.duty("15:50", report(flood, ReportKind::Initial, 0, Means::Console, "15:50"));
    s.duty("15:58", report(flood, ReportKind::FollowUp, 1, Means::Console, "15:58"));
    let paper = |incident, kind, number, clock| {
        let (to, secrecy, haste) = ("省应急管理厅".into(), Secrecy::Internal, Haste::Most);
        let begun = at(clock);
        Fact::ReportBegun(ReportBegun { incident, kind, number, to, by: None, secrecy, haste, begun })
    };
    let sent = s.duty("15:48", paper(flood, ReportKind::Initial, 0, "15:48"));
    let title = "关于郑州城区内涝情况的初报".into();
    s.duty("15:49", Fact::ReportPartWritten { report: sent, part: ReportPart::Title, text: title, after: vec![] });
    let (by, office, means) = ("李某".into(), "分管副市长".into(), Means::Phone);
    let state = PaperState::Signed { by, office, means, parts: vec![] };
    s.duty("15:49", Fact::PaperStateSet { report: sent, state, at: at("15:49"), after: vec![] });
    let to = "省应急管理厅".to_owned();
    let filed = ReportFiled::plain(flood, ReportKind::Initial, 0, to, Means::Console, at("15:50"));
    s.duty("15:50", Fact::ReportFiled(ReportFiled { paper: Some(sent), ..filed }));
    let returned = s.duty("15:57", paper(reservoir, ReportKind::FollowUp, 1, "15:57"));
    let state = PaperState::Returned("水位与水利局不符".into());
    s.duty("15:59", Fact::PaperStateSet { report: returned, state, at: at("15:59"), after: vec![] });
    s.duty("16:00", paper(flood, ReportKind::FollowUp, 2, "16:00"));
}

/// Three incidents; returns their ids.
fn incidents(s: &mut Scribe) -> [EventId; 3] {
    let incident = |title: &str, title_en: &str, place: &str, occurred, received| Incident {
        unit_told: None,
        sensitive: false,
        title: title.into(),
        title_en: Some(title_en.into()),
        code: "11A02".into(),
        area: area(),
        place: Some(place.into()),
        occurred: at(occurred),
        received: at(received),
        address: String::new(),
    };
    let flood = s.duty("15:20", Fact::IncidentOpened(incident("城区内涝", "Urban flooding", "erqi", "15:10", "15:19")));
    let reservoir = s.duty(
        "15:41",
        Fact::IncidentOpened(incident(
            "郭家咀水库 漫坝险情",
            "Guojiazui Reservoir overtopping",
            "guojiazui",
            "15:30",
            "15:40",
        )),
    );
    let metro = s.duty(
        "15:58",
        Fact::IncidentOpened(incident("地铁5号线 被困", "Metro Line 5 people trapped", "wulongkou", "15:50", "15:57")),
    );
    let grade = |incident, grade| Fact::IncidentGraded { incident, grade: Some(grade), after: vec![] };
    s.duty("15:25", grade(flood, Grade::Extreme));
    s.duty("15:45", grade(reservoir, Grade::Major));
    s.says(0xb2, "刘某", at("15:46"), grade(reservoir, Grade::Serious));
    let commander =
        |name: &str| Fact::CommanderAppointed { incident: flood, name: name.into(), follows: false, after: vec![] };
    s.duty("15:30", commander("陈某"));
    let figure = |figure, count, verified, clock| {
        let value = Figure { count, verified };
        Fact::FigureReported(FigureReport {
            incident: flood,
            figure,
            value,
            occurred: at(clock),
            source: String::new(),
            after: vec![],
        })
    };
    s.duty("15:35", figure(FigureKind::Dead, Some(0), true, "15:35"));
    s.duty("15:36", figure(FigureKind::Missing, None, false, "15:36"));
    s.duty("15:55", figure(FigureKind::Moved, Some(1240), false, "15:55"));
    reported(s, flood, reservoir);
    [flood, reservoir, metro]
}

fn entries(s: &mut Scribe, flood: EventId) {
    let entry = |incident, text: &str, clock, means, source: &str| {
        Fact::EntryLogged(Entry { incident, means, source: source.into(), ..Entry::plain(text.into(), at(clock)) })
    };
    s.duty("15:22", entry(None, "常庄水库加大泄洪流量", "15:21", Means::Radio, "水库值班"));
    s.duty("15:56", entry(Some(flood), "京广隧道 积水 封闭", "15:55", Means::Phone, "张某"));
    let wrong = s.duty("15:57", entry(Some(flood), "京沙快速路 断行", "15:57", Means::Console, ""));
    s.duty("15:58", Fact::Struck { target: wrong, reason: "记错路名".into() });
    s.duty("15:59", entry(Some(flood), "二七广场 水深0.6米 车辆绕行", "15:59", Means::Phone, "巡防员"));
}

/// Five orders; returns the one for pump team 1.
fn orders(s: &mut Scribe, [flood, reservoir, metro]: [EventId; 3]) -> EventId {
    let mut issue = |clock: &str, number, form, to: Recipient, incident, text: &str, urgency, place: Option<&str>| {
        let order = Order {
            number,
            form,
            to,
            incident: Some(incident),
            text: text.into(),
            urgency,
            destination: place.map(|place| Destination::Place(place.into())),
            authority: Some("zz-flood".into()),
            until: None,
            issued: at(clock),
            role: None,
            muster: None,
            step: None,
        };
        s.duty(clock, Fact::OrderIssued(order))
    };
    let team = |code: &str| Recipient::Team(code.into());
    let person = Recipient::Person { name: "钱某".into(), phone: "0371-0000".into() };
    let o11 = issue("15:24", 11, Form::Order, team("D2"), flood, "转移二七广场周边群众", Urgency::Urgent, Some("erqi"));
    let o12 = issue("15:52", 12, Form::Order, team("P1"), flood, "赴京广路抽排", Urgency::Routine, Some("erqi"));
    let o13 = issue("15:53", 13, Form::Request, team("W1"), reservoir, "请求支援封堵漫坝", Urgency::Urgent, None);
    let o14 =
        issue("15:57", 14, Form::Order, team("P2"), metro, "赴五龙口停车场抽排", Urgency::Urgent, Some("wulongkou"));
    let o15 = issue("15:58", 15, Form::Order, person, metro, "停运并清点列车人数", Urgency::Withdraw, None);
    let mut climb = |order, rung, by: &str, means, clock: &str| {
        s.duty(clock, Fact::OrderRung(RungFact { order, rung, by: by.into(), means, at: at(clock) }));
    };
    for (rung, clock) in [(Rung::Delivered, "15:24"), (Rung::Read, "15:25"), (Rung::Acknowledged, "15:25")] {
        climb(o11, rung, "孙某", Means::Console, clock);
    }
    climb(o12, Rung::Acknowledged, "李某", Means::Phone, "15:53");
    climb(o12, Rung::Executing, "李某", Means::Radio, "15:56");
    climb(o13, Rung::Delivered, "值班参谋", Means::Phone, "15:55");
    climb(o14, Rung::Delivered, "赵某", Means::Console, "15:57");
    let ended = |order, outcome| Fact::OrderEnded { order, outcome, at: at("15:59"), after: vec![] };
    s.duty("15:59", ended(o11, Outcome::Done));
    s.duty("16:00", ended(o15, Outcome::Refused("列车失电".into())));
    let status = |team: &str, status, clock| Fact::TeamStatusSet {
        team: team.into(),
        status,
        at: at(clock),
        after: vec![],
        reason: String::new(),
    };
    s.duty("15:56", status("P1", TeamStatus::EnRoute, "15:56"));
    s.duty("15:57", status("P2", TeamStatus::Ordered, "15:57"));
    s.duty("15:30", status("D2", TeamStatus::Working, "15:30"));
    s.duty("15:40", status("M4", TeamStatus::EnRoute, "15:40"));
    s.duty("12:00", status("S7", TeamStatus::Ready, "12:00"));
    let assign = |team: &str, incident, place: &str, order| {
        let destination = Some(Destination::Place(place.into()));
        Fact::TeamAssigned {
            team: team.into(),
            assignment: Assignment { incident: Some(incident), destination, order },
            after: vec![],
        }
    };
    s.duty("15:52", assign("P1", flood, "erqi", Some(o12)));
    s.duty("15:24", assign("D2", flood, "erqi", Some(o11)));
    s.duty("15:40", assign("M4", flood, "erqi", None));
    // Two posts that could not hear each other moved one team apart.
    s.duty("15:57", assign("P2", metro, "wulongkou", Some(o14)));
    s.says(0xb2, "刘某", at("15:58"), assign("P2", reservoir, "guojiazui", None));
    o12
}

fn plan(s: &mut Scribe, flood: EventId) {
    let step = |code: &str, title: &str, title_en: &str, owner, minutes| Step {
        code: code.into(),
        title: title.into(),
        title_en: Some(title_en.into()),
        owner,
        within: Span::minutes(minutes),
        after: match code {
            "4" => vec!["1".into()],
            "6" => vec!["4".into(), "5".into()],
            _ => vec![],
        },
        ..Step::default()
    };
    let hq = || Owner::Headquarters("zz-flood".into());
    let plan = Plan {
        code: "zz-flood".into(),
        name: "郑州市城区防汛应急预案".into(),
        name_en: Some("Zhengzhou urban flood plan".into()),
        version: "2021".into(),
        steps: vec![
            step("1", "成员单位到岗", "Members at their posts", hq(), 15),
            step("2", "封闭下穿隧道", "Close underpasses", Owner::Unit("交警支队".into()), 20),
            step("3", "地铁停运", "Stop the metro", Owner::Unit("地铁集团".into()), 30),
            step("4", "停工停课停业", "Stop work and school", hq(), 40),
            step("5", "低洼处群众转移", "Move people out of low places", Owner::Team("D2".into()), 60),
            step("6", "通报水库下游", "Warn below the reservoirs", hq(), 90),
        ],
        ..Plan::default()
    };
    let adopted = s.duty("12:00", Fact::PlanAdopted(plan));
    let run = s.duty(
        "15:22",
        Fact::PlanStarted(PlanStarted {
            plan: adopted,
            area: area(),
            incident: Some(flood),
            level: Level::Two,
            started: at("15:22"),
        }),
    );
    let set =
        |step: &str, status, clock| Fact::StepSet { run, step: step.into(), status, at: at(clock), after: vec![] };
    s.duty("15:30", set("1", StepStatus::Done, "15:30"));
    s.duty("15:55", set("2", StepStatus::Done, "15:55"));
    s.duty("15:50", set("3", StepStatus::Blocked("运营方未答复".into()), "15:50"));
    s.duty("15:40", set("5", StepStatus::Doing, "15:40"));
}

fn drill(s: &mut Scribe) {
    let opened = DrillOpened {
        name: "郑州7.20".into(),
        name_en: "Zhengzhou 7.20".into(),
        scenario: ContentHash([7; 32]),
        seed: 720,
        begins: at("12:00"),
        ends: at("20:00"),
    };
    s.duty("12:00", Fact::DrillOpened(opened));
    let pace = Pace { wall: at("12:00"), drill: at("12:00"), per_mille: 10_000 };
    s.duty("12:00", Fact::DrillClockSet { clock: DrillClock { pace }, after: vec![] });
    let injects = [
        ("W5", InjectKind::Warning, Some("16:01"), "第5次红色预警信号"),
        ("R1", InjectKind::Reading, Some("17:00"), "小时雨量 201.9 毫米"),
        ("M1", InjectKind::Message, Some("18:00"), "五龙口停车场挡水墙冲垮"),
        ("M2", InjectKind::Message, Some("18:04"), "地铁全网停运"),
        ("H1", InjectKind::Message, None, "医院断电求援"),
    ];
    for (code, kind, clock, title) in injects {
        let inject =
            Inject { code: code.into(), kind, at: clock.map(at), title: title.into(), source: "调查报告".into() };
        s.duty("12:00", Fact::InjectPlanned(inject));
    }
    s.duty("16:01", Fact::InjectFired(InjectFired { code: "W5".into(), at: at("16:01"), by_hand: false }));
}

/// Everything of the fixture.
pub(super) fn zhengzhou() -> Scribe {
    let mut s = Scribe::new();
    drill(&mut s);
    region(&mut s);
    teams(&mut s);
    warnings(&mut s);
    let incidents = incidents(&mut s);
    entries(&mut s, incidents[0]);
    plan(&mut s, incidents[0]);
    orders(&mut s, incidents);
    s
}

/// A console that holds `scribe`'s events, with its link up and positions of four teams.
pub(super) fn model(lang: Lang, realm: Realm, scribe: Scribe) -> Model {
    let post =
        PostCard { id: PostId([0xa1; 32]), name: "指挥车1".into(), operator: "王某".into(), area: Some(area()) };
    let mut model = Model::new(World::new(realm), post, lang, Layout::default(), now());
    model.hub = Some("wss://hub.zhengzhou.example:7720".into());
    let arrived = scribe.events.into_iter().zip(1..).map(|(event, number)| Arrived { number, event }).collect();
    let fix = |team: &str, lat, lon, clock| Fix {
        team: team.into(),
        point: Point::degrees(lat, lon).unwrap(),
        at: at(clock),
        speed_mh: Some(30_000),
        every_ms: 30_000,
    };
    let fixes = vec![
        fix("P1", 34.7100, 113.6100, "16:00:50"),
        fix("D2", 34.7350, 113.6600, "16:01:00"),
        fix("M4", 34.6900, 113.7600, "15:46:30"),
        fix("S7", 34.7760, 113.6900, "16:00:30"),
    ];
    let session = |name: &str, since, behind| SessionInfo {
        name: name.into(),
        since: at(since),
        behind,
        sent_bytes: 48_231,
        received_bytes: 12_004,
        silent: None,
    };
    let silent = SessionInfo { silent: Some(Span::minutes(12)), ..session("保障组", "13:05", 41) };
    for msg in [
        Msg::Recorded(arrived),
        Msg::Fixes(fixes),
        Msg::Link(LinkState::Up { heard_ms_ago: 1200, rtt_ms: 43, skew_ms: 120 }),
        Msg::Store(StoreState::Following { lag: 0 }),
        Msg::Backlog(Backlog { count: 0, oldest: None }),
        Msg::Sessions(vec![session("指挥车1", "15:02", 0), session("值班室", "14:30", 3), silent]),
        Msg::Resize(Size { cols: 80, rows: 24 }),
        Msg::Tick(now()),
    ] {
        update(&mut model, msg);
    }
    model
}

/// The fixture in a drill.
pub(super) fn zhengzhou_drill(lang: Lang) -> Model {
    model(lang, Realm::Drill("zhengzhou-720".into()), zhengzhou())
}

/// The fixture as a board is best seen with.
pub(super) fn of_board(board: Board, lang: Lang) -> Model {
    match board {
        Board::Structure => super::structure::model(lang),
        Board::Switchover => super::switchover::model(lang),
        Board::Assembly => super::assembly::model(lang),
        Board::Linkage => super::linkage::model(lang),
        Board::Consultation => super::consult::model(lang),
        Board::Resources => super::resources::model(lang),
        Board::Aar => super::aar::model(lang),
        Board::Onsite => super::onsite::model(lang),
        _ => zhengzhou_drill(lang),
    }
}
