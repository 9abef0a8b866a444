//! One storm through the five mechanisms on the real binary: two posts, one hub, and the link cut twice (rules.md 5.1 to 5.5).
//!
//! 指挥长 sits at one post and the duty officer at the other. Every step waits for what it changes on a screen.

use std::path::Path;

use qianzhi::clock::{At, Quality};
use qianzhi::domain::{
    Area, Capability, Contact, Fact, Headquarters, Incident, Listed, Place, Point, Readiness, Realm, Series, Stream,
    Team, TeamKind, TeamStatus,
};
use qianzhi::envelope::{Author, PostKey, Stamp};
use qianzhi::journal::{Journal, Options};

use super::hub::{HubProcess, free_address};
use super::{end, fold};
use crate::it::pty::{Pty, Setup};

const THEN: At = At(1_626_753_600_000);

/// The one team.
fn pumps() -> Team {
    Team {
        code: "P1".into(),
        name: "抽排一队".to_owned(),
        name_en: String::new(),
        kind: TeamKind::Professional,
        capabilities: vec![Capability::FloodPump],
        area: "410100".into(),
        home: "north".into(),
        people: 12,
        leader: "李某".to_owned(),
        phone: "13900000000".to_owned(),
        readiness: Readiness::default(),
    }
}

/// A city with its headquarters, three offices on the phone, one team and a flooded tunnel; the same bytes everywhere.
fn city(dir: &Path) {
    let place = |code: &str, lat| {
        Fact::PlaceNamed(Place {
            code: code.into(),
            name: code.to_owned(),
            name_en: String::new(),
            point: Point { lat, lon: 113_650_000 },
            source: "made up for a test".to_owned(),
            seat: None,
        })
    };
    let office = |code: &str, office: &str| {
        let contact = Contact {
            code: code.into(),
            name: format!("{office}值班"),
            office: office.into(),
            mobile: format!("1380000000{}", &code[1..]),
            ..Contact::default()
        };
        Fact::listing(Listed::Contact(contact), Vec::new())
    };
    let facts = [
        Fact::AreaNamed(Area { code: "410100".into(), name: "郑州".to_owned(), name_en: String::new() }),
        Fact::HeadquartersFormed(Headquarters {
            code: "zz".into(),
            name: "郑州总指挥部".to_owned(),
            name_en: String::new(),
            area: "410100".into(),
        }),
        place("north", 34_800_000),
        place("south", 34_700_000),
        office("c1", "气象局"),
        office("c2", "水利局"),
        office("c3", "交警支队"),
        Fact::TeamEnrolled { team: pumps(), after: Vec::new() },
        Fact::TeamStatusSet {
            team: "P1".into(),
            status: TeamStatus::Ready,
            at: THEN,
            after: Vec::new(),
            reason: String::new(),
        },
        Fact::IncidentOpened(Incident {
            unit_told: None,
            sensitive: false,
            title: "隧道积水".to_owned(),
            title_en: None,
            code: "11A02".to_owned(),
            area: "410100".into(),
            place: Some("south".into()),
            address: String::new(),
            occurred: THEN,
            received: THEN,
        }),
    ];
    let key = PostKey::from_seed([7; 32]);
    let series = Series { post: key.post(), incarnation: 1, realm: Realm::Test, stream: Stream::Open };
    let mut author = Author::new(key, series, None);
    let stamp = Stamp { now: THEN, offset_ms: None, quality: Quality::Unchecked };
    let signed: Vec<_> = facts.iter().map(|fact| author.sign(stamp, "city", fact).unwrap()).collect();
    let (journal, _) = Journal::open(dir, &Options::of(Realm::Test)).unwrap();
    drop(journal.append(&signed).unwrap().wait().unwrap());
}

/// One post: somebody in a role at a console of 120 by 40.
struct Desk {
    pty: Pty,
}

impl Desk {
    fn sit(setup: &Setup, who: &str, role: &str, url: &str) -> Self {
        let journal = setup.path(who);
        city(&journal);
        let journal = journal.to_str().unwrap();
        let args =
            ["console", "--realm", "test", "--hub", url, "--operator", who, "--name", who, "--role", role, "--journal"];
        let pty = setup.start(&[&args[..], &[journal, "--area", "410100"]].concat());
        pty.until_text("隧道积水");
        Self { pty }
    }

    /// Types a script of keys and waits until the screen shows what comes of it.
    #[track_caller]
    fn does(&mut self, script: &str, shows: &str) -> &mut Self {
        self.pty.keys(&typed(script));
        self.sees(shows)
    }

    #[track_caller]
    fn sees(&mut self, text: &str) -> &mut Self {
        self.pty.until_text(text);
        self
    }
}

/// The bytes that a terminal sends for a key script.
fn typed(script: &str) -> String {
    let mut bytes = String::new();
    let mut rest = script;
    while let Some((text, after)) = rest.split_once('<') {
        let (name, after) = after.split_once('>').unwrap();
        bytes.push_str(text);
        match (name, name.strip_prefix("c-").map(str::as_bytes)) {
            (_, Some(&[letter])) => bytes.push(char::from(letter & 0x1f)),
            ("tab", _) => bytes.push('\t'),
            ("enter", _) => bytes.push('\r'),
            ("down", _) => bytes.push_str("\x1b[B"),
            ("esc", _) => bytes.push('\x1b'),
            ("home", _) => bytes.push_str("\x1b[H"),
            ("f2", _) => bytes.push_str("\x1bOQ"),
            ("f6", _) => bytes.push_str("\x1b[17~"),
            ("f10", _) => bytes.push_str("\x1b[21~"),
            _ => panic!("no such key: {name}"),
        }
        rest = after;
    }
    bytes.push_str(rest);
    bytes
}

/// 平战转换: a red warning, standing by, the commander's seat, and the response of the first level.
fn into_war(leader: &mut Desk, duty: &mut Desk) {
    duty.does("<c-w>11暴雨红色预警<tab>12<tab>气象台<f10>", "红色预警第12号");
    leader.sees("红色预警第12号");
    leader.does("#2", "P0 平时值守").does("<c-a>临战<f10>", "P0 平时值守 > P3 临战待命");
    leader.does("1", "Ctrl-G 指挥长入席").does("<c-g>徐某<f10>", "徐某");
    leader.does("<f6><f10>一级<f10>暴雨内涝<f10>24小时<f10>停工停课<f10>", "P3 临战待命 > P4 战时响应");
    leader.does("1", "Ctrl-G 通知成员").does("<c-g><f10>", "Ctrl-G");
    duty.does("#2", "P4 战时响应").sees("徐某");
}

/// 会商联动: asked for and convened on the link, held without it, signed and closed when it is back.
fn consultation(leader: &mut Desk, duty: &mut Desk, hub: HubProcess, again: impl FnOnce() -> HubProcess) -> HubProcess {
    leader.does("#1", "会商").does("<c-a>伊河上涨<f10>", "伊河上涨");
    leader.does("<c-g><tab><tab>2<f10>", "缺 气象局, 水利局, 交警支队");
    duty.does("#1", "缺 气象局, 水利局, 交警支队");
    hub.kill();
    leader.sees("平台 !断");
    leader.does("<c-g>1", "缺 水利局, 交警支队").does("<c-e>2<tab>1", "缺 交警支队").does("<c-e>2<tab>3", "缺席");
    leader.does("<c-g><f10>", "缺意见 气象局, 水利局, 交警支队");
    duty.does("1<tab>伊河水位三米二<enter>", "伊河水位三米二").does("<esc>", "开始键入");
    let hub = again();
    leader.sees("待发 0");
    duty.sees("待发 0").does("#1", "缺意见 气象局, 水利局, 交警支队");
    leader.does("<c-g><tab>1持续强降雨<f10>", "持续强降雨").does("<c-g><tab>2水位已超警<f10>", "[保留意见] 水位已超警");
    leader.does("<c-g><tab>3", "下一步 起草结论");
    leader.does("<c-g>水位上涨<enter>转移群众；封闭漫水桥<enter><enter>1", "下一步 签发结论");
    // A time of day that is past is one of tomorrow, or refused: the date says which.
    let until = qianzhi::clock::Clock::machine().now() + qianzhi::clock::Span::hours(2);
    let until = qianzhi::text::when::date_minute(until);
    let item = format!("<c-g>水利局值班<tab>加固堤防<tab>{until}<f10>");
    leader.does("<c-g><f10>", "下一步 议定事项").does(&item, "加固堤防");
    leader.does("<c-g>", "下达1件议定事项").does("1", "已下达");
    duty.sees("加固堤防").does("<c-g><f10>", "Ctrl-G 了结").does("<c-g><f10>", "下一步 闭环");
    leader.sees("下一步 闭环").does("<c-g>", "已闭环");
    duty.sees("已闭环");
    hub
}

/// 快速集结: ordered at one post, and told by the phone of the other until the team is on the scene.
fn assembly(leader: &mut Desk, duty: &mut Desk) {
    leader.does("1", "级别").does("+<tab><tab><tab><tab><tab><tab>赴南口抽排<f10>", "赴南口抽排");
    leader.does("#3", "待签收");
    duty.does("#3", "待签收").does("<c-g><f10>", "集结中").does("<c-g><f10>", "集结完成").does("<c-g><f10>", "在途");
    duty.does("<c-g><f10>", "已到场");
    leader.sees("已到场");
}

/// 现场处置: sized up and commanded at the duty officer's desk, planned at the other; apart, one counts who goes in while the
/// other sets a zone.
fn on_the_scene(leader: &mut Desk, duty: &mut Desk, hub: HubProcess, again: impl FnOnce() -> HubProcess) -> HubProcess {
    duty.does("#4", "现场").does("<c-a><f10>", "先期处置");
    duty.does("<c-g>积水<tab>3<tab>高压线<tab>东风<tab>南口<f10>", "高压线").does("<c-g><f10>", "总指挥 王某");
    // Somebody commands there now: the team is checked in without a reason.
    duty.does("#3", "已到场").does("<c-g><f10>", "待任务");
    leader.does("#4", "总指挥 王某").does("<c-g>1隧道口<tab>34.70, 113.65<tab>100<f10>", "隧道口");
    leader.does("<c-g>南口广场<tab>陈某<f10>", "南口广场").does("<c-g>抽排救人<f10>", "作业周期1");
    leader.does("<c-g>抽排隧道<tab><tab>南侧<tab><tab>触电<tab>绝缘靴<tab>350.1<tab>三声哨<f10>", "三声哨");
    duty.does("#4", "三声哨").does("<c-g><f10>", "下一步 任务进展");
    hub.kill();
    leader.sees("平台 !断").does("<c-e>0风速<tab>3<tab>南口<f10>", "风速 3m/s");
    duty.sees("平台 !断").does("<c-e>81P1<tab>6<f10>", "进6");
    let hub = again();
    leader.sees("待发 0").sees("进6");
    duty.sees("待发 0").sees("风速 3m/s").does("<c-e>82P1<tab>6<f10>", "出6").does("<c-g><tab>2", "完成");
    hub
}

/// Everybody goes home, the post closes, and the response ends.
fn out_of_war(leader: &mut Desk, duty: &mut Desk) {
    leader.does("<c-g>徐某: 已稳定<f10>", "下一步 转换");
    duty.does("#3", "作业").does("<c-g><f10>", "返程").does("<c-g><f10>", "归途").does("<c-g><f10>", "归建休整");
    duty.does("<c-g><f10>", "没有集结");
    leader.does("<c-g><tab><tab>研判单2号<f10>", "P4 战时响应 > P6 稳控收束").does("1", "下一步 移交现场");
    leader.does("<c-g>属地政府<f10>", "下一步 撤销现指");
    leader.does("<c-g><f10>", "撤销");
    leader.does("#2", "P6 稳控收束");
    leader.does("<f6>终止<f10>", "将会改变");
    // Nobody proposed it first: that is asked about, and it goes through.
    leader.does("1", "越权理由").does("会商同意<f10>", "P7 转平恢复 郑州");
}

/// 评估复盘: opened by what is owed, the records sealed and the course made from them; one finds and answers, the other
/// signs, and the item that comes of it is signed off by somebody else than its owner.
fn looked_back_at(leader: &mut Desk, duty: &mut Desk) {
    leader.does("#5", "复盘").does("<c-a><f10>", "已立项");
    leader.does("<c-g>", "> 时间").does("<f10>", "取证").does("<c-g><tab>集结快<f10>", "集结快");
    // The incident is from years before its log: the gap is explained.
    leader.does("<c-g>", "> 缺口说明").does("事发早于建档<f10>", "评估");
    duty.does("#5", "评估").sees("集结快").does("<c-g>13到场超时<enter><down><f10>", "到场超时");
    leader.sees("到场超时");
    duty.does("<c-g><tab>交警支队<tab>属实<tab>1", "属实");
    leader.sees("属实").does("<c-g>", "计算全部指标").does("<f10>", "下一步 复盘报告");
    leader.does("<c-g><tab>总体有效<tab>备用路线入预案<f10>", "送审").does("<c-g><f10>", "待签");
    leader.does("<c-g><f10>", "已定稿");
    duty.sees("已定稿");
    leader.does("<c-g><tab>划定备用路线<enter>王某<enter>12-20 18:00<enter>三条路线<f10>", "已归集");
    for state in ["已认定", "已入库", "已交办", "待验收", "已销号"] {
        leader.does("<c-g><tab><tab>照片<f10>", state);
    }
    duty.sees("已销号");
    leader.does("<c-g><f10>", "下一步 复盘闭环").does("<c-g><f10>", "已闭环");
    duty.sees("已闭环");
}

#[test]
fn two_posts_bring_one_storm_through_the_five_mechanisms_with_the_link_cut_twice() {
    let setup = Setup::default().sized(120, 40).with("LANG", "zh_CN.UTF-8");
    let address = free_address();
    let url = format!("ws://{address}");
    let store = setup.path("store");
    city(&store);
    let hub = HubProcess::start(&store, &address);
    let mut leader = Desk::sit(&setup, "徐某", "总指挥", &url);
    let mut duty = Desk::sit(&setup, "王某", "值班长", &url);
    into_war(&mut leader, &mut duty);
    let hub = consultation(&mut leader, &mut duty, hub, || HubProcess::start(&store, &address));
    assembly(&mut leader, &mut duty);
    let hub = on_the_scene(&mut leader, &mut duty, hub, || HubProcess::start(&store, &address));
    out_of_war(&mut leader, &mut duty);
    looked_back_at(&mut leader, &mut duty);
    let (leader, duty) = (end(leader.pty, &setup.path("徐某")), end(duty.pty, &setup.path("王某")));
    drop(hub);
    assert!(leader.bytes() == duty.bytes() && duty.bytes() == fold(&store).bytes());
}
