//! What a region is made of, from a bureau's tables: jurisdictions and their seats, places, headquarters.

use qianzhi::config::table::{Change, List};
use qianzhi::domain::{Fact, Incident, Realm, World};
use qianzhi::text::Lang;
use qianzhi::text::tell::Tell;

use super::{folded, gbk, qianzhi, seen, wrong};

const AREAS: &str = "洛阳市行政区划\n区划代码,名称,英文名称,经度,纬度,坐标系\n\
410300,洛阳市,Luoyang,112.454,34.6197,WGS84\n410302,老城区,,,,\n410324,栾川县,Luanchuan,111.616,33.785,CGCS2000\n";

fn world() -> World {
    let empty = folded(Vec::new());
    folded(seen(List::Areas, AREAS.as_bytes(), &empty).unwrap().facts(&empty))
}

#[test]
fn jurisdictions_come_with_their_seats_in_either_encoding() {
    let empty = folded(Vec::new());
    assert_eq!(seen(List::Areas, &gbk(AREAS), &empty).unwrap(), seen(List::Areas, AREAS.as_bytes(), &empty).unwrap());
    let world = world();
    let names: Vec<_> =
        world.areas().map(|area| (area.code.0.as_str(), area.name.as_str(), area.name_en.as_str())).collect();
    let expected = [("410300", "洛阳市", "Luoyang"), ("410302", "老城区", "老城区"), ("410324", "栾川县", "Luanchuan")];
    assert_eq!(names, expected, "without an English name its own stands in both");
    let seats: Vec<_> =
        world.places().map(|p| (p.seat.as_ref().unwrap().0.as_str(), p.point.lat, p.point.lon)).collect();
    assert_eq!(seats, [("410300", 34_619_700, 112_454_000), ("410324", 33_785_000, 111_616_000)]);
    let again = seen(List::Areas, AREAS.as_bytes(), &world).unwrap();
    assert!(again.facts(&world).is_empty() && again.gone.is_empty(), "{again:?}");
}

#[test]
fn a_name_that_changes_takes_the_place_of_the_one_before() {
    let before = world();
    let table = "代码,名称\n410302,老城区(河洛)\n";
    let next = seen(List::Areas, table.as_bytes(), &before).unwrap();
    let [Change::Changed(_, fields)] = next.changes.as_slice() else { panic!("{next:?}") };
    assert_eq!(fields.iter().map(|f| f.after.as_str()).collect::<Vec<_>>(), ["老城区(河洛)"], "and no other field");
    assert_eq!(next.gone.len(), 2, "they stay, and are named");
    let empty = folded(Vec::new());
    let facts = [seen(List::Areas, AREAS.as_bytes(), &empty).unwrap().facts(&empty), next.facts(&before)].concat();
    let after = folded(facts);
    assert_eq!(after.area(&"410302".into()).unwrap().name, "老城区(河洛)");
    assert_eq!(after.areas().count(), 3);
    // A seat that moves, with its jurisdiction's name as it was.
    let moved =
        seen(List::Areas, "代码,名称,经度,纬度,坐标系\n410324,栾川县,111.6,33.7,WGS84\n".as_bytes(), &after).unwrap();
    let facts = moved.facts(&after);
    assert!(matches!(&facts[..], [Fact::Struck { .. }, Fact::PlaceNamed(_)]), "{facts:?}");
}

#[test]
fn places_and_headquarters_belong_to_jurisdictions_that_the_log_knows() {
    let world = world();
    let places = "编号,名称,经度,纬度,坐标系,来源\nGJZ,郭家咀水库,113.55,34.65,WGS84,市水利局\n";
    let places = seen(List::Places, places.as_bytes(), &world).unwrap().facts(&world);
    let [Fact::PlaceNamed(place)] = places.as_slice() else { panic!("{places:?}") };
    assert_eq!((place.code.0.as_str(), place.source.as_str(), place.seat.as_ref()), ("GJZ", "市水利局", None));
    let hq = seen(List::Headquarters, "编号,指挥部,辖区\nzz,市应急总指挥部,洛阳市\n".as_bytes(), &world)
        .unwrap()
        .facts(&world);
    assert!(matches!(&hq[..], [Fact::HeadquartersFormed(hq)] if hq.area.0 == "410300"), "{hq:?}");
}

/// The post that says no jurisdiction of its own goes on in the one that has the headquarters, whatever its neighbours' codes.
#[test]
fn a_neighbour_that_is_listed_beside_it_does_not_become_the_own_jurisdiction() {
    let empty = folded(Vec::new());
    let mut facts = seen(List::Areas, AREAS.as_bytes(), &empty).unwrap().facts(&empty);
    let hq = "指挥部,辖区\n市应急总指挥部,洛阳市\n防汛抗旱指挥部,410300\n郑州联络处,410300\n";
    facts.extend(seen(List::Headquarters, hq.as_bytes(), &folded(facts.clone())).unwrap().facts(&empty));
    let before = folded(facts.clone());
    assert_eq!(before.likely_area(), Some(&"410300".into()));
    facts.extend(seen(List::Areas, "代码,名称\n410100,郑州市\n".as_bytes(), &before).unwrap().facts(&before));
    let after = folded(facts);
    assert_eq!(after.areas().next().map(|area| area.code.0.as_str()), Some("410100"));
    assert_eq!(after.likely_area(), Some(&"410300".into()));
}

#[test]
fn what_is_wrong_with_a_region_is_named_by_row_and_column() {
    let table = "代码,名称\n4103,洛阳市\n";
    wrong(List::Areas, table, &["t.csv: row 2, column 1 (A 代码): expected a code of 6, 9 or 12 digits"]);
    let table = "代码,名称,经度,纬度\n410300,洛阳市,112.4,34.6\n";
    wrong(List::Areas, table, &["t.csv: row 2, column 3 (C 经度): a coordinate without its system"]);
    let table = "名称,经度,纬度,坐标系\n水库,,,WGS84\n大坝,34.6,112.4,WGS84\n";
    let expected = [
        "t.csv: row 2, column 2 (B 经度): is empty; a place has its coordinates",
        "t.csv: row 3, column 3 (C 纬度): latitude 112.4, longitude 34.6 is not on the earth",
    ];
    wrong(List::Places, table, &expected);
    let table = "指挥部,辖区\n总指挥部,\n";
    wrong(List::Headquarters, table, &["t.csv: row 2, column 2 (B 辖区): is empty; whose headquarters"]);
}

/// Whoever is told of twenty mistakes begins with those: the rest are counted.
#[test]
fn a_table_full_of_mistakes_is_told_in_a_screen_of_lines_with_the_count_of_the_rest() {
    let rows: String = (0..500).map(|n| format!("4103{n},洛阳市\n")).filter(|row| row.len() != 17).collect();
    let count = rows.lines().count();
    let fault = seen(List::Areas, format!("代码,名称\n{rows}").as_bytes(), &folded(Vec::new())).unwrap_err();
    for told in [fault.to_string(), fault.zh()] {
        assert_eq!(told.lines().count(), 21, "{told}");
    }
    let more = (count - 20).to_string();
    assert!(
        fault.to_string().ends_with(&format!("and {more} more")) && fault.zh().ends_with(&format!("另有 {more} 处"))
    );
}

/// The whole way, into the five lines that are told on the phone: where is filled.
#[test]
fn an_imported_jurisdiction_is_where_an_incident_is() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("区划.csv"), gbk(AREAS)).unwrap();
    let refused = qianzhi(dir.path(), &["import", "areas", "区划.csv", "--realm", "test"]);
    assert_eq!(refused.status.code(), Some(1), "nobody confirmed");
    let done = qianzhi(dir.path(), &["import", "areas", "区划.csv", "--realm", "test", "--yes"]);
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let mut facts = Vec::new();
    for record in qianzhi::journal::records(&dir.path().join("j")).unwrap() {
        facts.push(record.unwrap().envelope.event().fact);
    }
    let at = qianzhi::clock::At(1_626_743_400_000);
    facts.push(Fact::IncidentOpened(Incident {
        unit_told: None,
        sensitive: false,
        title: "仓库火灾".into(),
        title_en: None,
        code: String::new(),
        area: "410324".into(),
        place: None,
        occurred: at,
        received: at,
        address: String::new(),
    }));
    let world = folded(facts);
    assert_eq!(*world.realm(), Realm::Test);
    let say = qianzhi::text::say::Say { world: &world, lang: Lang::Zh };
    let id = world.incidents()[0].0;
    let brief = qianzhi::papers::plain(&qianzhi::papers::briefs(&say, &[id], at)).join("\n");
    assert!(brief.contains("栾川县"), "{brief}");
}
