//! Tables that a bureau has become cards of the log: contacts, teams, materials and shelters (issue 5, point 8), with
//! every mistake named by row and column, and nothing recorded before a person said so.

mod region;

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use qianzhi::clock::At;
use qianzhi::config::table::{Card, Change, List, Preview, Sheet, TableFault, compare};
use qianzhi::domain::{
    Area, Capability, Contact, Event, EventId, Fact, ListKind, Listed, Place, Point, PostId, Realm, TeamKind, Turn,
    World,
};
use qianzhi::journal::bundle::{Inbox, Writing};
use qianzhi::journal::{Journal, Options, Scribe, records};

/// A table as a duty room keeps it: titles above the heading, a number that is no code, wrapped cells.
const CONTACTS: &str = "洛阳市应急值守通讯录,,,,,,\n\
序号,单位名称,姓 名,职务,A/B角,手机号码,24小时值班电话,办公电话(区号),车牌\n\
1,市水利局,王建国,副局长,A角,13800000001,0379-60000001,0379-60000002,豫C1\n\
2,市水利局,李明,科长,B角,13800000002,0379-60000001,,\n\
3,\"栾川县\n应急管理局\",张三,局长,,13800000003,,,\n";

fn folded(facts: Vec<Fact>) -> World {
    let mut world = World::new(Realm::Test);
    for (n, fact) in (1..).zip(facts) {
        let (id, post) = (EventId([n; 32]), PostId([1; 32]));
        let at = At(i64::from(n));
        world.apply(&Event {
            id,
            post,
            seq: n.into(),
            hlc: n.into(),
            recorded: at,
            actor: "王某".into(),
            fact,
            overridden: None,
        });
    }
    world
}

fn seen(list: List, bytes: &[u8], world: &World) -> Result<Preview, TableFault> {
    compare(Sheet::of("t.csv".into(), bytes)?, list, world)
}

fn cards(preview: &Preview) -> Vec<&Card> {
    let all = preview.changes.iter();
    all.map(|change| match change {
        Change::New(card) | Change::Changed(card, _) | Change::Same(card) => card,
    })
    .collect()
}

fn contact(card: &Card) -> &Contact {
    match card {
        Card::Listed(card) => match card.as_ref() {
            Listed::Contact(contact) => contact,
            other => panic!("{other:?}"),
        },
        other => panic!("{other:?}"),
    }
}

fn gbk(text: &str) -> Vec<u8> {
    let (bytes, _, lost) = encoding_rs::GBK.encode(text);
    assert!(!lost);
    bytes.into_owned()
}

#[test]
fn one_table_is_the_same_cards_in_utf_8_with_and_without_a_mark_in_gbk_in_utf_16_and_with_tabs() {
    let world = folded(Vec::new());
    let plain = seen(List::Contacts, CONTACTS.as_bytes(), &world).unwrap();
    let marked = [b"\xEF\xBB\xBF", CONTACTS.as_bytes()].concat();
    let wide: Vec<u8> = CONTACTS.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let tabs = CONTACTS.replace(',', "\t");
    for bytes in [marked, gbk(CONTACTS), [b"\xFF\xFE", wide.as_slice()].concat(), tabs.into_bytes()] {
        assert_eq!(seen(List::Contacts, &bytes, &world).unwrap(), plain);
    }
    let cards = cards(&plain);
    let [wang, _, zhang] = cards.as_slice() else { panic!("{cards:?}") };
    let (wang, zhang) = (contact(wang), contact(zhang));
    assert_eq!(
        (wang.code.0.as_str(), wang.name.as_str(), wang.office.as_str()),
        ("市水利局/王建国", "王建国", "市水利局")
    );
    assert_eq!((wang.title.as_str(), wang.turn), ("副局长", Some(Turn::A)));
    assert_eq!(wang.numbers().collect::<Vec<_>>(), ["13800000001", "0379-60000001", "0379-60000002"]);
    assert_eq!((zhang.office.as_str(), zhang.turn), ("栾川县 应急管理局", None));
    assert_eq!(plain.unread, ["序号", "车牌"]);
}

#[test]
fn a_table_says_what_is_new_what_changes_field_by_field_what_stays_and_what_it_does_not_have() {
    let first = seen(List::Contacts, CONTACTS.as_bytes(), &folded(Vec::new())).unwrap();
    assert!(first.changes.iter().all(|change| matches!(change, Change::New(_))) && first.gone.is_empty());
    let world = folded(first.facts(&folded(Vec::new())));
    assert_eq!(world.listed(ListKind::Contact).count(), 3);
    let again = seen(List::Contacts, CONTACTS.as_bytes(), &world).unwrap();
    assert!(again.changes.iter().all(|change| matches!(change, Change::Same(_))) && again.facts(&world).is_empty());
    // Without a column for the title it stays; an empty cell empties its field.
    let other = "单位,姓名,手机,值班电话\n市水利局,王建国,13900000009,\n市水利局,李明,13800000002,0379-60000001\n\
                 市气象局,赵六,13800000006,\n";
    let next = seen(List::Contacts, other.as_bytes(), &world).unwrap();
    let [Change::Changed(wang, fields), Change::Same(_), Change::New(zhao)] = next.changes.as_slice() else {
        panic!("{next:?}")
    };
    let told: Vec<_> = fields.iter().map(|f| (f.name.0, f.before.as_str(), f.after.as_str())).collect();
    assert_eq!(told, [("手机", "13800000001", "13900000009"), ("值班电话", "0379-60000001", "")]);
    assert_eq!(contact(wang).title, "副局长");
    assert_eq!(
        (zhao.code(), next.gone.as_slice()),
        ("市气象局/赵六", &[("栾川县 应急管理局/张三".into(), "张三".into())][..])
    );
    // What it changes comes after what stood, so that two imports are no conflict.
    let facts = [first.facts(&folded(Vec::new())), next.facts(&world)].concat();
    let world = folded(facts);
    assert!(world.conflicts().is_empty());
    let wang = world.contacts().find(|contact| contact.name == "王建国").unwrap();
    assert_eq!((wang.mobile.as_str(), wang.duty_phone.as_str()), ("13900000009", ""));
    assert_eq!(world.contacts().count(), 4, "who is not in the table stays");
}

/// Who must hear of a warning stands in the list with the level and the jurisdiction (rules.md 2.2).
#[test]
fn a_contact_answers_for_a_jurisdiction_at_a_level() {
    use qianzhi::domain::Tier;
    let table = "姓名,单位,手机,层级,辖区\n镇长,潭头镇,13800000001,乡镇,410324101\n文员,潭头镇,13800000002,,\n";
    let seen_table = seen(List::Contacts, table.as_bytes(), &folded(Vec::new())).unwrap();
    let world = folded(seen_table.facts(&folded(Vec::new())));
    let of = |name: &str| {
        let one = world.contacts().find(|contact| contact.name == name).unwrap();
        (one.tier, one.area.clone().map(|area| area.0))
    };
    assert_eq!(of("镇长"), (Some(Tier::Township), Some("410324101".to_owned())));
    assert_eq!(of("文员"), (None, None));
    wrong(
        List::Contacts,
        "姓名,手机,层级,辖区\n镇长,13800000001,组,410324101\n镇长,13800000001,乡,潭头\n",
        &[
            "t.csv: row 2, column 3 (C 层级): expected a level",
            "t.csv: row 3, column 4 (D 辖区): there is no area `潭头`",
        ],
    );
}

#[track_caller]
fn wrong(list: List, table: &str, expected: &[&str]) {
    let world = folded(Vec::new());
    let Err(TableFault::Cells(cells)) = seen(list, table.as_bytes(), &world) else { panic!("{table} was taken") };
    let told: Vec<String> = cells.iter().map(ToString::to_string).collect();
    assert_eq!(told.len(), expected.len(), "{told:?}");
    for (told, expected) in told.iter().zip(expected) {
        assert!(told.starts_with(expected), "{told}\n{expected}");
    }
}

#[test]
fn every_cell_that_is_wrong_is_named_by_row_and_column_and_all_of_them_at_once() {
    wrong(
        List::Contacts,
        "通讯录\n\n姓名,单位,手机,AB角\n王,甲,问前台,A\n,乙,13800000000,\n李,丙,13800000001,C\n王,甲,13800000002,B\n",
        &[
            "t.csv: row 4, column 3 (C 手机): expected a telephone number, found `问前台`",
            "t.csv: row 5, column 1 (A 姓名): is empty",
            "t.csv: row 6, column 4 (D AB角): expected A or B, found `C`",
        ],
    );
    wrong(
        List::Contacts,
        "编号,姓名,手机\nk1,王,13800000000\nk2,李,13800000001\nk1,张,13800000002\n",
        &["t.csv: row 4, column 1 (A 编号): `k1` was already given in row 2"],
    );
    wrong(
        List::Materials,
        "物资名称,数量,仓库\n编织袋,\"20,000\",北库\n冲锋舟,约30,北库\n抽水泵,-3,南库\n发电机,1.5,南库\n",
        &[
            "t.csv: row 3, column 2 (B 数量): expected a whole number, found `约30`",
            "t.csv: row 4, column 2 (B 数量): expected a whole number, found `-3`",
            "t.csv: row 5, column 2 (B 数量): expected a whole number, found `1.5`",
        ],
    );
    wrong(
        List::Teams,
        "队伍名称,类别,能力,人数,驻地,辖区\n甲队,海军,flood.pump,三十,月球,火星\n乙队,消防,flood.pum,30,,\n",
        &[
            "t.csv: row 2, column 2 (B 类别): expected a kind of team",
            "t.csv: row 2, column 6 (F 辖区): there is no area `火星`",
            "t.csv: row 2, column 5 (E 驻地): there is no place `月球`",
            "t.csv: row 2, column 4 (D 人数): expected a whole number, found `三十`",
            "t.csv: row 3, column 3 (C 能力): there is no capability `flood.pum`; did you mean `flood.pump`?",
        ],
    );
}

/// rules.md 8.5: a coordinate without a system is invalid input, and is asked for.
#[test]
fn coordinates_without_their_system_are_refused_with_the_sentence_that_asks_for_it() {
    let head = "场所名称,经度,纬度,坐标系,容纳人数（人）\n";
    wrong(
        List::Shelters,
        &format!(
            "{head}甲,112.4540,34.6197,,500\n乙,112.4540,34.6197,GCJ02,500\n丙,112.4540,34.6197,54坐标,500\n丁,34.6197,112.4540,WGS84,1\n"
        ),
        &[
            "t.csv: row 2, column 2 (B 经度): a coordinate without its system may lie half a kilometre off: which is it, \
             WGS84 or CGCS2000?",
            "t.csv: row 3, column 4 (D 坐标系): coordinates in GCJ02 are shifted",
            "t.csv: row 4, column 4 (D 坐标系): expected WGS84 or CGCS2000",
            "t.csv: row 5, column 3 (C 纬度): latitude 112.454, longitude 34.6197 is not on the earth",
        ],
    );
    wrong(List::Shelters, "名称,经度,纬度\n甲,112.4540,34.6197\n", &["t.csv: row 2, column 2 (B 经度): a coordinate"]);
    let good = format!("{head}甲,112.4540,34.6197,WGS-84,500\n乙,112.454,34.6197,CGCS2000,\n丙,,,,\"1,200\"\n");
    let found = seen(List::Shelters, good.as_bytes(), &folded(Vec::new())).unwrap();
    let shelters: Vec<_> = cards(&found)
        .into_iter()
        .map(|card| match card {
            Card::Listed(card) => match card.as_ref() {
                Listed::Shelter(s) => (s.point, s.capacity),
                other => panic!("{other:?}"),
            },
            other => panic!("{other:?}"),
        })
        .collect();
    let point = Some(Point { lat: 34_619_700, lon: 112_454_000 });
    assert_eq!(shelters, [(point, Some(500)), (point, None), (None, Some(1200))]);
}

#[test]
fn teams_are_enrolled_with_what_the_log_knows_of_areas_and_places() {
    let area =
        |code: &str, name: &str| Fact::AreaNamed(Area { code: code.into(), name: name.into(), name_en: String::new() });
    let place = Fact::PlaceNamed(Place {
        code: "p1".into(),
        name: "龙门站".into(),
        name_en: String::new(),
        point: Point::default(),
        source: "made up".into(),
        seat: None,
    });
    let before = vec![area("410300", "洛阳"), area("410324", "栾川县"), place];
    let world = folded(before.clone());
    let table = "队伍编号,队伍名称,队伍类型,专长,驻地,人数,队长,联系电话,行政区划\n\
                 P1,抽排一队,专业,flood.pump、power.gen,龙门站,12,李某,13800000001,栾川县\n,蓝天救援队,社会力量,,,30,,,\n\
                 ,红十字救援队,社会应急力量,,,9,,,\n";
    let found = seen(List::Teams, table.as_bytes(), &world).unwrap();
    let world = folded([before, found.facts(&world)].concat());
    let team = world.team(&"P1".into()).unwrap().team;
    assert_eq!((team.home.0.as_str(), team.area.0.as_str(), team.people), ("p1", "410324", 12));
    assert_eq!(team.capabilities, [Capability::FloodPump, Capability::PowerGen]);
    let social = world.team(&"蓝天救援队".into()).unwrap().team;
    assert_eq!((social.kind, social.area.0.as_str()), (TeamKind::Social, "410300"));
    // As the emergency ministry's own papers have it.
    let official = world.team(&"红十字救援队".into()).unwrap().team;
    assert_eq!((official.kind, official.people), (TeamKind::Social, 9));
    assert!(seen(List::Teams, table.as_bytes(), &world).unwrap().facts(&world).is_empty());
}

#[test]
fn formulas_and_control_characters_come_in_harmless_and_are_said() {
    let table =
        "姓名,单位,手机,备注\n=HYPERLINK(\"http://x\"),甲\u{202E}乙,+86 138-0000-0000,\u{1b}]0;t\u{7}@SUM(A1)\n";
    let table = table.replace("=HYPERLINK(\"http://x\")", "\"=HYPERLINK(\"\"http://x\"\")\"");
    let found = seen(List::Contacts, table.as_bytes(), &folded(Vec::new())).unwrap();
    let cards = cards(&found);
    let [card] = cards.as_slice() else { panic!("{cards:?}") };
    let card = contact(card);
    assert_eq!((card.name.as_str(), card.office.as_str()), ("'=HYPERLINK(\"http://x\")", "甲乙"));
    assert_eq!((card.mobile.as_str(), card.note.as_str()), ("+86 138-0000-0000", "]0;t@SUM(A1)"));
    assert_eq!(found.defused, [(2, 1), (2, 2), (2, 4)]);
    let long = format!("姓名,手机\n{},13800000000\n", "长".repeat(200));
    let Err(TableFault::Cells(cells)) = seen(List::Contacts, long.as_bytes(), &folded(Vec::new())) else { panic!() };
    assert!(cells[0].to_string().starts_with("t.csv: row 2, column 1 (A): takes 600 bytes"), "{}", cells[0]);
}

#[test]
fn what_is_no_table_is_said_with_the_way_out() {
    let world = folded(Vec::new());
    let fault = |bytes: &[u8]| seen(List::Contacts, bytes, &world).unwrap_err();
    assert!(matches!(fault(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1]), TableFault::OldWorkbook { .. }));
    assert!(matches!(fault(b"PK\x03\x04 and no more"), TableFault::Unreadable { .. }));
    let mut bytes = gbk("姓名,手机\n王,13800000000\n李");
    bytes.extend([0xFF, 0xFF, b'\n']);
    assert_eq!(fault(&bytes), TableFault::Encoding { file: "t.csv".into(), row: 3 });
    for table in ["", "甲,乙\n丙,丁\n", "姓名,单位\n王,甲\n"] {
        let TableFault::NoHeading { needed, .. } = fault(table.as_bytes()) else { panic!("{table}") };
        assert_eq!(needed, ["姓名 (name)", "手机 (mobile)"]);
    }
    let wide = format!("姓名,手机{}\n", ",x".repeat(200));
    assert!(matches!(fault(wide.as_bytes()), TableFault::TooLarge { .. }));
}

/// A workbook, made here: parts of XML in an archive that compresses nothing.
fn workbook(sheet: &str) -> Vec<u8> {
    let types = r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>"#;
    let relations = |kind: &str, target: &str| {
        format!(
            r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" Target="{target}"/></Relationships>"#
        )
    };
    let book = r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="表" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
    let sheet = format!(
        r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{sheet}</sheetData></worksheet>"#
    );
    let parts = [
        ("[Content_Types].xml", types.to_owned()),
        ("_rels/.rels", relations("officeDocument", "xl/workbook.xml")),
        ("xl/workbook.xml", book.to_owned()),
        ("xl/_rels/workbook.xml.rels", relations("worksheet", "worksheets/sheet1.xml")),
        ("xl/worksheets/sheet1.xml", sheet),
    ];
    let (mut archive, mut list) = (Vec::new(), Vec::new());
    let count = u16::try_from(parts.len()).unwrap();
    for (name, text) in parts {
        let (size, offset) = (u32::try_from(text.len()).unwrap(), u32::try_from(archive.len()).unwrap());
        let mut about = Vec::new();
        about.extend([20, 0, 0, 0, 0, 0, 0, 0, 0x21, 0]);
        about.extend(crc32(text.as_bytes()).to_le_bytes());
        about.extend([size.to_le_bytes(), size.to_le_bytes()].concat());
        about.extend(u16::try_from(name.len()).unwrap().to_le_bytes());
        about.extend([0, 0]);
        archive.extend([b"PK\x03\x04".as_slice(), &about, name.as_bytes(), text.as_bytes()].concat());
        list.extend(
            [b"PK\x01\x02\x14\x00".as_slice(), &about, &[0; 10], &offset.to_le_bytes(), name.as_bytes()].concat(),
        );
    }
    let (size, offset) = (u32::try_from(list.len()).unwrap(), u32::try_from(archive.len()).unwrap());
    archive.extend(list);
    archive.extend(b"PK\x05\x06\x00\x00\x00\x00");
    archive.extend([count.to_le_bytes(), count.to_le_bytes()].concat());
    archive.extend([size.to_le_bytes(), offset.to_le_bytes()].concat());
    archive.extend([0, 0]);
    archive
}

fn crc32(bytes: &[u8]) -> u32 {
    let step = |sum: u32, bit| (sum >> 1) ^ (0xEDB8_8320 & (0u32.wrapping_sub((sum ^ bit) & 1)));
    !bytes.iter().fold(u32::MAX, |sum, byte| (0..8).fold(sum, |sum, n| step(sum, u32::from(byte >> n))))
}

fn cell(place: &str, text: &str) -> String {
    format!(r#"<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>"#)
}

#[test]
fn a_workbook_is_read_with_numbers_as_people_write_them_and_its_rows_and_columns_by_their_own_names() {
    let row = |number: u32, cells: &[String]| format!(r#"<row r="{number}">{}</row>"#, cells.concat());
    let heading = row(3, &[cell("B3", "姓名"), cell("D3", "手机"), cell("E3", "职务")]);
    let number = |place: &str, value: &str| format!(r#"<c r="{place}"><v>{value}</v></c>"#);
    let good = row(5, &[cell("B5", "王建国"), number("D5", "13800000001"), cell("E5", "=1+1")]);
    let world = folded(Vec::new());
    let found = seen(List::Contacts, &workbook(&[heading.clone(), good].concat()), &world).unwrap();
    let cards = cards(&found);
    let [card] = cards.as_slice() else { panic!("{cards:?}") };
    let card = contact(card);
    assert_eq!((card.name.as_str(), card.mobile.as_str(), card.title.as_str()), ("王建国", "13800000001", "'=1+1"));
    assert_eq!(found.defused, [(5, 5)]);
    let bad = row(7, &[cell("B7", "李"), cell("D7", "没有"), r#"<c r="E7" t="e"><v>#REF!</v></c>"#.to_owned()]);
    let Err(TableFault::Cells(cells)) = seen(List::Contacts, &workbook(&[heading.clone(), bad].concat()), &world)
    else {
        panic!()
    };
    assert_eq!(cells[0].to_string(), "t.csv: row 7, column 5 (E): holds the error #REF!; put a value in its place");
    let bad = row(7, &[cell("B7", "李"), cell("D7", "没有")]);
    let Err(TableFault::Cells(cells)) = seen(List::Contacts, &workbook(&[heading, bad].concat()), &world) else {
        panic!()
    };
    assert!(cells[0].to_string().starts_with("t.csv: row 7, column 4 (D 手机): expected a telephone number"));
}

fn qianzhi(dir: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_qianzhi"));
    command
        .args(args)
        .args(["--journal", "j"])
        .current_dir(dir)
        .env_clear()
        .env("HOME", dir)
        .env("LANG", "zh_CN.UTF-8");
    command.output().unwrap()
}

#[test]
fn nothing_is_recorded_until_it_is_confirmed_and_a_second_import_changes_nothing() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("通讯录.csv"), gbk(CONTACTS)).unwrap();
    let import = |args: &[&str]| {
        let output = qianzhi(dir.path(), &[&["import", "contacts", "通讯录.csv", "--realm", "test"], args].concat());
        let text = |bytes| String::from_utf8(bytes).unwrap();
        (output.status.code(), text(output.stdout), text(output.stderr))
    };
    let (code, told, why) = import(&[]);
    assert_eq!(code, Some(1), "{why}");
    assert!(
        told.starts_with("通讯录.csv: 新增 3, 变更 0, 不变 0, 表中没有(保留) 0\n+ 市水利局/王建国 王建国\n"),
        "{told}"
    );
    assert_eq!(why, "qianzhi: 列出了 3 处变更, 一处也没有入账: 加 --yes 再运行, 或在终端上答 y\n");
    let (code, told, why) = import(&["--yes"]);
    assert_eq!((code, why.as_str()), (Some(0), ""));
    assert!(told.contains("\n    单位 市水利局") && told.ends_with("已入账 3 条\n"), "{told}");
    let (code, told, _) = import(&[]);
    assert_eq!(code, Some(0), "there is nothing to confirm");
    assert_eq!(told.lines().next(), Some("通讯录.csv: 新增 0, 变更 0, 不变 3, 表中没有(保留) 0"));
    fs::write(dir.path().join("通讯录.csv"), "姓名,手机\n王,无\n").unwrap();
    let (code, told, why) = import(&["--yes"]);
    assert_eq!((code, told.as_str()), (Some(1), ""));
    assert_eq!(why, "qianzhi: 通讯录.csv: 第 2 行第 2 列 (B 手机): 应是电话号码, 却是 `无`\n");
    let journal = dir.path().join("j");
    let output =
        Command::new(env!("CARGO_BIN_EXE_qianzhi")).args(["journal", "export"]).arg(journal).env_clear().output();
    let listed = String::from_utf8(output.unwrap().stdout).unwrap().matches("contact.listed/1").count();
    assert_eq!(listed, 3, "what was wrong changed nothing");
}

/// A console has the journal open: what was confirmed reaches it, signed by the same post under an incarnation of its own.
#[test]
fn a_table_reaches_a_running_program_that_has_the_journal_open_and_nothing_does_before_it_is_confirmed() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("t.csv"), CONTACTS).unwrap();
    let home = dir.path().join("j");
    let options = Options { store: false, growth_bytes: 64 << 10, ..Options::of(Realm::Test) };
    let (journal, _) = Journal::open(&home, &options).unwrap();
    let scribe = Scribe::open(&home, &journal, options.medium.clone()).unwrap();
    let outrun = scribe.outrun();
    let told = std::sync::Arc::new(std::sync::atomic::AtomicBool::new(false));
    let heard = told.clone();
    let tell = move |incarnation| heard.store(outrun.tell(incarnation), std::sync::atomic::Ordering::SeqCst);
    let writing = Writing { post: scribe.post(), outrun: Box::new(tell) };
    let inbox = Inbox::start(&journal, Some(writing)).unwrap();
    let shown = qianzhi(dir.path(), &["import", "contacts", "t.csv"]);
    assert_eq!(shown.status.code(), Some(1), "nobody confirmed");
    assert!(String::from_utf8_lossy(&shown.stdout).contains("+ "), "{shown:?}");
    assert_eq!(journal.durable(), 0);
    let taken = qianzhi(dir.path(), &["import", "contacts", "t.csv", "--yes"]);
    assert!(taken.status.success(), "{}", String::from_utf8_lossy(&taken.stderr));
    assert!(String::from_utf8_lossy(&taken.stdout).contains("已入账 3 条"), "{taken:?}");
    assert_eq!(journal.durable(), 3);
    assert!(!told.load(std::sync::atomic::Ordering::SeqCst), "the console goes on under its own incarnation");
    let mut world = World::new(Realm::Test);
    for record in records(&home).unwrap() {
        let event = record.unwrap().envelope.event();
        assert_eq!(event.post, scribe.post(), "the bureau's own post says so");
        world.apply(&event);
    }
    assert_eq!(world.contacts().count(), 3);
    // A second time nothing would change, and a mistake is named as ever.
    let again = qianzhi(dir.path(), &["import", "contacts", "t.csv", "--yes"]);
    assert!(again.status.success() && journal.durable() == 3, "{again:?}");
    fs::write(dir.path().join("bad.csv"), CONTACTS.replace("A角", "C角")).unwrap();
    let bad = qianzhi(dir.path(), &["import", "contacts", "bad.csv", "--yes"]);
    assert_eq!(bad.status.code(), Some(1));
    assert_eq!(journal.durable(), 3);
    drop(inbox);
}

/// rules.md 10.1: China lies between 73 and 136 east and 3 and 54 north; what lies elsewhere is no shelter of this city.
#[test]
fn a_shelter_outside_of_china_is_wrong_by_row_and_column() {
    let table = "编号,名称,经度,纬度,坐标系\nB1,体育馆,10.5,20.5,WGS84\n";
    let turned = "编号,名称,经度,纬度,坐标系\nB1,体育馆,34.6,76.4,WGS84\n";
    for (table, said) in [(table, "is not in China"), (turned, "the other way round")] {
        let Err(TableFault::Cells(cells)) = seen(List::Shelters, table.as_bytes(), &folded(Vec::new())) else {
            panic!("{table} was taken")
        };
        let told: Vec<String> = cells.iter().map(ToString::to_string).collect();
        assert!(told.len() == 1 && told[0].contains("经度") && told[0].contains(said), "{told:?}");
    }
}

/// What is wrong or not confirmed leaves nothing behind, not even an empty journal.
#[test]
fn an_import_that_records_nothing_begins_no_journal() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("t.csv"), CONTACTS).unwrap();
    fs::write(dir.path().join("bad.csv"), CONTACTS.replace("A角", "C角")).unwrap();
    for args in [["import", "contacts", "t.csv"].as_slice(), &["import", "contacts", "bad.csv", "--yes"]] {
        let output = qianzhi(dir.path(), args);
        assert_eq!(output.status.code(), Some(1), "{output:?}");
        assert!(!dir.path().join("j").exists(), "{args:?}");
    }
    assert!(qianzhi(dir.path(), &["import", "contacts", "t.csv", "--yes"]).status.success());
    // The rules that the log begins with, and the list.
    assert_eq!(records(&dir.path().join("j")).unwrap().count(), 1 + 3);
}
