//! Regions: the file that ships, what adopting changes, and who leads what (rules.md 4.1, 4.2, 4.4).

use std::path::Path;
use std::process::Command;

use qianzhi::clock::At;
use qianzhi::config::region::{read, read_text};
use qianzhi::config::table::{List, Sheet, compare};
use qianzhi::domain::{Event, EventId, Fact, OrganKind, PostId, Realm, Region, Role, World};
use qianzhi::envelope::content_hash;

fn luoyang() -> Region {
    read(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/scenarios/regions/luoyang.toml"))).unwrap()
}

/// Folds facts in: the same fact is the same event.
fn folded(world: &mut World, facts: Vec<Fact>) {
    for fact in facts {
        let id = EventId(content_hash(&fact.to_payload()).0);
        let (post, actor, recorded) = (PostId([1; 32]), "李某".to_owned(), At(1_790_000_000_000));
        world.apply(&Event { id, post, seq: 0, hlc: 0, recorded, actor, fact, overridden: None });
    }
}

fn adopted() -> World {
    let mut world = World::new(Realm::Live);
    let facts = world.adopt_region(&luoyang());
    folded(&mut world, facts);
    world
}

#[test]
fn the_city_of_the_plan_is_one_and_twelve_and_one_with_its_districts_and_its_neighbours() {
    let world = adopted();
    let count = |kind| world.organs().iter().filter(|organ| organ.kind == kind).count();
    assert_eq!(
        (count(OrganKind::General), count(OrganKind::Special), count(OrganKind::Platform)),
        (1, 12, 1),
        "1+12+1 (rules.md 4.1)"
    );
    let special: Vec<_> =
        world.organs().into_iter().filter(|organ| organ.kind == OrganKind::Special).map(|o| o.number).collect();
    assert_eq!(special, (1..=12).map(Some).collect::<Vec<_>>());
    // rules.md 4.2: fourteen districts and counties below the city.
    let below: Vec<_> =
        world.areas().filter(|area| world.area(&"410300".into()).unwrap().code.contains(&area.code)).collect();
    assert_eq!((below.len(), count(OrganKind::County)), (14, 14));
    let neighbours: Vec<_> = world
        .organs()
        .into_iter()
        .filter(|organ| organ.kind == OrganKind::Neighbour)
        .map(|o| o.area.0.clone())
        .collect();
    assert_eq!(neighbours, ["410100", "410400", "419001"]);
    // The list of twelve is nobody's law, and each of them says so.
    assert!(world.organs().iter().filter(|o| o.kind == OrganKind::Special).all(|o| o.note.starts_with("本项目默认")));
    // Those that lead can be given orders and decide; neighbours cannot be commanded from here.
    assert_eq!(world.all_headquarters().count(), 1 + 12 + 1 + 14);
    assert!(world.headquarters(&"N-410100".into()).is_none());
}

/// rules.md 6.6: what the plan names, and nothing that it does not.
#[test]
fn the_bases_of_the_plan_are_members_with_their_source_and_nothing_else_is_invented() {
    let (region, world) = (luoyang(), adopted());
    let members: Vec<_> = world.organs().into_iter().filter(|organ| organ.kind == OrganKind::Member).collect();
    let names: Vec<_> = members.iter().map(|organ| organ.name.as_str()).collect();
    assert_eq!(
        names,
        [
            "豫西应急救援保障基地",
            "豫西航空救援基地",
            "河南省危化应急救援基地",
            "河南省隧道及轨道交通救援基地",
            "城市安全风险综合监测预警平台",
        ]
    );
    assert!(members.iter().all(|organ| organ.note.starts_with("规划")), "each names its source");
    // They command nobody, and the code of an event is still led by its headquarters.
    assert!(members.iter().all(|organ| world.headquarters(&organ.code.0.as_str().into()).is_none()));
    assert_eq!(world.lead_organ("12D01").unwrap().kind, OrganKind::Special);
    // What the plan does not name is not made up.
    assert!(region.teams.is_empty() && world.shelters().is_empty());
    assert!(world.organs().iter().all(|organ| organ.kind != OrganKind::Township));
}

/// rules.md 4.1: the event codes of the table.
#[test]
fn an_event_code_names_the_headquarters_that_leads() {
    let world = adopted();
    let led = [
        ("11A02", "防汛抗旱"),
        ("11B03", "防汛抗旱"),
        ("11B25", "森林防灭火"),
        ("11B01", "气象灾害"),
        ("11C01", "抗震救灾"),
        ("11D01", "地质灾害"),
        ("11G01", "森林防灭火"),
        ("12A01", "矿山"),
        ("12B01", "矿山"),
        ("12C01", "建设工程"),
        ("12D01", "危险化学品"),
        ("12E01", "危险化学品"),
        ("12G01", "火灾"),
        ("12H01", "道路交通"),
        ("12L01", "道路交通"),
        ("12N01", "特种设备"),
        ("12P01", "建设工程"),
        ("13001", "公共卫生"),
    ];
    for (code, name) in led {
        let organ = world.lead_organ(code).unwrap_or_else(|| panic!("{code} is led by nobody"));
        assert!(organ.name.contains(name), "{code}: {}", organ.name);
    }
    assert!(world.lead_organ("14001").is_none() && world.lead_organ("").is_none());
}

#[test]
fn a_region_is_adopted_once_and_the_next_edition_says_what_is_new_alone() {
    let mut world = adopted();
    assert!(world.adopt_region(&luoyang()).is_empty(), "what stands is not said again");
    assert_eq!(world.region().agreed(), Some(&luoyang().name));
    let mut next = luoyang();
    "2026-2".clone_into(&mut next.name.edition);
    "洛阳市防汛抗旱指挥部".clone_into(&mut next.headquarters[1].name);
    next.areas[1].name_en = "Luoyang City".into();
    let facts = world.adopt_region(&next);
    let kinds: Vec<_> = facts.iter().map(Fact::kind).collect();
    assert_eq!(
        kinds,
        ["event.struck/1", "area.named/1", "event.struck/1", "headquarters.formed/1", "region.adopted/1"],
        "a name that changes takes the old one back"
    );
    folded(&mut world, facts);
    assert_eq!(world.area(&"410300".into()).unwrap().name_en, "Luoyang City");
    assert_eq!(world.headquarters(&"LY-1".into()).unwrap().name, "洛阳市防汛抗旱指挥部");
    assert_eq!(world.region().agreed().unwrap().edition, "2026-2");
    assert!(world.conflicts().is_empty() && world.adopt_region(&next).is_empty());
}

#[test]
fn two_posts_that_adopt_two_editions_apart_are_a_conflict_that_is_shown() {
    let (mut one, other) = (adopted(), adopted());
    let edition = |edition: &str| {
        let mut region = luoyang();
        edition.clone_into(&mut region.name.edition);
        region
    };
    let apart = [one.adopt_region(&edition("2026-2")), other.adopt_region(&edition("2026-3"))].concat();
    folded(&mut one, apart);
    assert_eq!(one.conflicts().len(), 1);
    assert!(one.region().agreed().is_none());
}

#[test]
fn watches_and_experts_come_from_tables_and_are_found_when_they_are_asked_for() {
    let mut world = adopted();
    let table = "姓名,角色,单位,接班时间,交班时间,手机\n\
                 赵某,值班长,,2026-11-22 08:00,2026-11-22 20:00,13800000001\n\
                 钱某,值班员,,2026-11-22 08:00,2026-11-22 20:00,13800000002\n\
                 孙某,值班长,,2026-11-22 20:00,2026-11-23 08:00,13800000003\n";
    let seen = compare(Sheet::of("t.csv".into(), table.as_bytes()).unwrap(), List::Watches, &world).unwrap();
    let facts = seen.facts(&world);
    folded(&mut world, facts);
    let on = |time: &str| {
        let at = At::parse(time).unwrap();
        world.on_watch(at).into_iter().map(|watch| (watch.name.as_str(), watch.role)).collect::<Vec<_>>()
    };
    assert_eq!(on("2026-11-22 12:00"), [("赵某", Role::ShiftLead), ("钱某", Role::DutyOfficer)]);
    assert_eq!(on("2026-11-22 20:00"), [("孙某", Role::ShiftLead)]);
    assert!(on("2026-11-23 08:00").is_empty());
    let table =
        "姓名,专业,事件编码,单位,手机\n李某,火灾,12G,市消防协会,13800000004\n周某,危化,12D 12E,洛阳石化,13800000005\n";
    let seen = compare(Sheet::of("t.csv".into(), table.as_bytes()).unwrap(), List::Experts, &world).unwrap();
    let facts = seen.facts(&world);
    folded(&mut world, facts);
    let first = |code| world.experts(code).first().map(|expert| expert.name.clone());
    assert_eq!((first("12D01").as_deref(), first("12G03").as_deref()), (Some("周某"), Some("李某")));
}

#[test]
fn a_wrong_row_of_the_structure_is_named_with_its_column() {
    let world = adopted();
    let wrong = |list, table: &str| {
        let sheet = Sheet::of("t.csv".into(), table.as_bytes()).unwrap();
        compare(sheet, list, &world).unwrap_err().to_string()
    };
    let watch = wrong(
        List::Watches,
        "姓名,角色,接班时间,交班时间\n赵某,值斑长,2026-11-22 08:00,2026-11-22 20:00\n钱某,值班员,2026-11-22 20:00,2026-11-22 08:00\n孙某,值班员,昨天,2026-11-22 08:00\n",
    );
    assert!(watch.contains("row 2, column 2 (B 角色): there is no role `值斑长`; did you mean `值班长`?"), "{watch}");
    assert!(
        watch.contains("row 3, column 4 (D 交班时间)") && watch.contains("row 4, column 3 (C 接班时间)"),
        "{watch}"
    );
    let organ = wrong(List::Organs, "机构名称,类别,事件编码\n甲,专向指挥部,11A\n乙,专项指挥部,十一\n");
    assert!(organ.contains("row 2, column 2 (B 类别)") && organ.contains("row 3, column 3 (C 事件编码)"), "{organ}");
}

#[test]
fn what_is_wrong_with_a_region_file_is_said_with_line_column_and_field() {
    let text = "[region]\nname = \"甲\"\n\n[[area]]\ncode = \"410300\"\nname = \"洛阳市\"\nname_en = \"Luoyang\"\n\n\
                [[organ]]\ncode = \"A\"\nkind = \"special\"\nname = \"乙\"\narea = \"410399\"\ncodes = [\"十一\"]\n\
                [[organ]]\ncode = \"B\"\nkind = \"county\"\nname = \"丁\"\narea = \"410300\"\nplans = [\"P9\"]\n\n[[watch]]\ncode = \"w\"\nname = \"丙\"\nrole = \"值班长\"\nfrom = \"2026-11-22 20:00\"\n\
                to = \"2026-11-22 08:00\"\n";
    let said = read_text("r.toml", text).unwrap_err().to_string();
    for expected in [
        "r.toml:1:1: region: `edition` is missing",
        "r.toml:13:8: organ[1].area",
        "r.toml:14:10: organ[1].codes[1]",
        "r.toml:20:10: organ[2].plans[1]: there is no plan `P9`",
        "r.toml:27:6: watch[1].to",
    ] {
        assert!(said.contains(expected), "{expected} is not in\n{said}");
    }
}

#[test]
fn the_binary_checks_adopts_and_shows_a_region() {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/scenarios/regions/luoyang.toml");
    let home = tempfile::tempdir().unwrap();
    let dir = home.path().join("journal").display().to_string();
    let told = |args: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_qianzhi")).args(args).env("HOME", home.path()).output().unwrap();
        (output.status.code(), String::from_utf8(output.stdout).unwrap())
    };
    let (code, check) = told(&["region", "check", file, "--lang", "zh"]);
    assert!(code == Some(0) && check.contains("洛阳市 版次2026-1: 辖区 19, 地点 19"), "{check}");
    // Nobody can answer without a terminal, so nothing is recorded without --yes.
    assert_eq!(told(&["region", "adopt", file, "--journal", &dir, "--realm", "live"]).0, Some(1));
    let (code, adopt) = told(&["region", "adopt", file, "--journal", &dir, "--yes", "--lang", "en"]);
    assert!(code == Some(0) && adopt.contains("recorded:"), "{adopt}");
    let (code, show) = told(&["region", "show", "--journal", &dir, "--lang", "zh"]);
    assert!(code == Some(0) && show.contains("专项指挥部  1 洛阳市防汛抗旱应急指挥部"), "{show}");
    let (code, again) = told(&["region", "adopt", file, "--journal", &dir, "--yes", "--lang", "zh"]);
    assert!(code == Some(0) && again.contains("没有要改的"), "{again}");
}
