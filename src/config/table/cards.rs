//! A row as a card: each field from its cell, with what is wrong said in one sentence.

mod structure;

use std::collections::BTreeMap;

use super::columns::List;
use super::readiness;
use super::region::{self, Entry};
use crate::config::nearest;
use crate::domain::{
    AreaCode, Capability, Contact, Expert, ListCode, ListKind, Listed, Material, Organ, Point, Shelter, Team, TeamCode,
    TeamKind, Tier, Turn, World,
};
use crate::text::tell::{Both, both};

/// A card of one of the lists.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Card {
    /// A team.
    Team(Box<Team>),
    /// A contact, material, shelter, body, expert or watch.
    Listed(Box<Listed>),
    /// A jurisdiction, place or headquarters.
    Region(Box<Entry>),
}

/// Cells by the key of their column.
pub(super) type Cells<'a> = BTreeMap<&'static str, &'a str>;

/// What is wrong with which field.
pub(super) type Wrongs = Vec<(&'static str, Both)>;

impl Card {
    /// Its code.
    pub fn code(&self) -> &str {
        match self {
            Self::Team(team) => &team.code.0,
            Self::Listed(card) => &card.code().0,
            Self::Region(entry) => entry.code(),
        }
    }

    /// Its name.
    pub fn name(&self) -> &str {
        match self {
            Self::Team(team) => &team.name,
            Self::Listed(card) => card.name(),
            Self::Region(entry) => entry.name(),
        }
    }

    /// A field as a table would write it.
    pub(super) fn get(&self, key: &str) -> String {
        let card = match self {
            Self::Team(team) => return team_field(team, key),
            Self::Region(entry) => return entry.get(key),
            Self::Listed(card) => card.as_ref(),
        };
        match card {
            Listed::Contact(contact) => contact_field(contact, key),
            Listed::Material(material) => material_field(material, key),
            Listed::Shelter(shelter) => shelter_field(shelter, key),
            Listed::Organ(organ) => structure::organ_field(organ, key),
            Listed::Expert(expert) => structure::expert_field(expert, key),
            Listed::Watch(watch) => structure::watch_field(watch, key),
        }
    }

    fn set(&mut self, key: &str, cell: &str, world: &World) -> Result<(), Both> {
        let card = match self {
            Self::Team(team) => return set_team(team, key, cell, world),
            // Its fields depend on each other: it is read whole.
            Self::Region(_) => return Ok(()),
            Self::Listed(card) => card.as_mut(),
        };
        match card {
            Listed::Contact(contact) => set_contact(contact, key, cell, world),
            Listed::Material(material) => set_material(material, key, cell),
            Listed::Shelter(shelter) => set_shelter(shelter, key, cell),
            Listed::Organ(organ) => structure::set_organ(organ, key, cell, world),
            Listed::Expert(expert) => structure::set_expert(expert, key, cell),
            Listed::Watch(watch) => structure::set_watch(watch, key, cell),
        }
    }
}

/// The card of a row: the one that stands, where there is one, with what the row says.
pub(super) fn read(
    list: List,
    cells: &Cells<'_>,
    known: &BTreeMap<String, Card>,
    world: &World,
) -> Result<Card, Wrongs> {
    let code = code(list, cells, known)?;
    if list.is_of_a_region() {
        let stands = if let Some(Card::Region(entry)) = known.get(&code) { Some(entry.as_ref()) } else { None };
        return region::read(list, &code, cells, stands, world).map(|entry| Card::Region(Box::new(entry)));
    }
    let mut card = known.get(&code).cloned().unwrap_or_else(|| blank(list, &code, world));
    let mut wrong = Wrongs::new();
    for column in list.columns().iter().filter(|column| !matches!(column.key, "code" | "lon" | "lat" | "crs")) {
        let Some(cell) = cells.get(column.key) else { continue };
        if let Err(why) = card.set(column.key, cell, world) {
            wrong.push((column.key, why));
        }
    }
    if let Card::Listed(card) = &mut card
        && let Listed::Shelter(shelter) = card.as_mut()
        && (cells.contains_key("lon") || cells.contains_key("lat"))
    {
        match point(cells) {
            Ok(point) => shelter.point = point,
            Err(found) => wrong.push(found),
        }
    }
    if wrong.is_empty() { Ok(card) } else { Err(wrong) }
}

/// The code of a row; without one, what people tell the thing by. The number in a row's first column is no code: it
/// changes when somebody sorts the table.
fn code(list: List, cells: &Cells<'_>, known: &BTreeMap<String, Card>) -> Result<String, Wrongs> {
    let cell = |key| cells.get(key).copied().unwrap_or_default();
    let name = cell("name");
    if name.is_empty() {
        return Err(vec![("name", Both::words("空着; 每行都要有名称", "is empty; every row needs a name"))]);
    }
    let given = cell("code");
    if !given.is_empty() {
        return Ok(given.to_owned());
    }
    let of = |part: &str| if part.is_empty() { name.to_owned() } else { format!("{part}/{name}") };
    Ok(match list {
        List::Contacts | List::Experts => of(cell("office")),
        List::Materials => of(cell("store")),
        List::Teams => {
            let same = known.values().find(|card| card.name() == name).map(|card| card.code().to_owned());
            same.unwrap_or_else(|| name.to_owned())
        }
        List::Shelters | List::Organs | List::Areas | List::Places | List::Headquarters => name.to_owned(),
        // One person has many watches, and at one hour there is one of each role in an office.
        List::Watches => [cell("from"), cell("office"), cell("role")].join("/"),
    })
}

fn blank(list: List, code: &str, world: &World) -> Card {
    let code = ListCode(code.to_owned());
    match list.kind() {
        Some(ListKind::Contact) => Listed::Contact(Contact { code, ..Contact::default() }).into(),
        Some(ListKind::Material) => Listed::Material(Material { code, ..Material::default() }).into(),
        Some(ListKind::Shelter) => Listed::Shelter(Shelter { code, ..Shelter::default() }).into(),
        Some(ListKind::Organ) => Listed::Organ(Organ { code, ..Organ::default() }).into(),
        Some(ListKind::Expert) => Listed::Expert(Expert { code, ..Expert::default() }).into(),
        Some(ListKind::Watch) => structure::blank_watch(code).into(),
        None => Card::Team(Box::new(Team {
            code: TeamCode(code.0),
            name: String::new(),
            name_en: String::new(),
            kind: TeamKind::Professional,
            capabilities: Vec::new(),
            area: world.likely_area().cloned().unwrap_or_default(),
            home: String::new().as_str().into(),
            people: 0,
            leader: String::new(),
            phone: String::new(),
            readiness: crate::domain::Readiness::default(),
        })),
    }
}

fn contact_field(contact: &Contact, key: &str) -> String {
    match key {
        "code" => contact.code.0.clone(),
        "name" => contact.name.clone(),
        "office" => contact.office.clone(),
        "title" => contact.title.clone(),
        "turn" => contact.turn.map_or_else(String::new, |turn| turn.to_string()),
        "tier" => contact.tier.map_or_else(String::new, |tier| tier_name(tier).to_owned()),
        "area" => contact.area.as_ref().map_or_else(String::new, |area| area.0.clone()),
        "duty" => contact.duty.clone(),
        "mobile" => contact.mobile.clone(),
        "duty_phone" => contact.duty_phone.clone(),
        "desk_phone" => contact.desk_phone.clone(),
        "note" => contact.note.clone(),
        _ => String::new(),
    }
}

fn set_contact(contact: &mut Contact, key: &str, cell: &str, world: &World) -> Result<(), Both> {
    match key {
        "name" => cell.clone_into(&mut contact.name),
        "office" => cell.clone_into(&mut contact.office),
        "title" => cell.clone_into(&mut contact.title),
        "turn" => contact.turn = turn(cell)?,
        "tier" => contact.tier = tier(cell)?,
        "area" => contact.area = if cell.is_empty() { None } else { Some(area_of(cell, world)?) },
        "duty" => cell.clone_into(&mut contact.duty),
        "mobile" => contact.mobile = phone(cell)?,
        "duty_phone" => contact.duty_phone = phone(cell)?,
        "desk_phone" => contact.desk_phone = phone(cell)?,
        "note" => cell.clone_into(&mut contact.note),
        _ => {}
    }
    Ok(())
}

fn material_field(material: &Material, key: &str) -> String {
    match key {
        "code" => material.code.0.clone(),
        "name" => material.name.clone(),
        "class" => material.class.clone(),
        "count" => written(material.count),
        "unit" => material.unit.clone(),
        "store" => material.store.clone(),
        "level" => material.level.clone(),
        "mode" => material.mode.clone(),
        "keeper" => material.keeper.clone(),
        "phone" => material.phone.clone(),
        "note" => material.note.clone(),
        _ => String::new(),
    }
}

fn set_material(material: &mut Material, key: &str, cell: &str) -> Result<(), Both> {
    match key {
        "name" => cell.clone_into(&mut material.name),
        "class" => cell.clone_into(&mut material.class),
        "count" => material.count = number(cell)?,
        "unit" => cell.clone_into(&mut material.unit),
        "store" => cell.clone_into(&mut material.store),
        "level" => cell.clone_into(&mut material.level),
        "mode" => cell.clone_into(&mut material.mode),
        "keeper" => cell.clone_into(&mut material.keeper),
        "phone" => material.phone = phone(cell)?,
        "note" => cell.clone_into(&mut material.note),
        _ => {}
    }
    Ok(())
}

fn shelter_field(shelter: &Shelter, key: &str) -> String {
    match key {
        "code" => shelter.code.0.clone(),
        "name" => shelter.name.clone(),
        "class" => shelter.class.clone(),
        "span" => shelter.span.clone(),
        "certified" => shelter.certified.map_or_else(String::new, structure::written_day),
        "level" => shelter.level.clone(),
        "address" => shelter.address.clone(),
        "capacity" => written(shelter.capacity),
        "lon" => shelter.point.map_or_else(String::new, |point| degrees(point.lon)),
        "lat" => shelter.point.map_or_else(String::new, |point| degrees(point.lat)),
        "manager" => shelter.manager.clone(),
        "phone" => shelter.phone.clone(),
        "deputy" => shelter.deputy.clone(),
        "deputy_phone" => shelter.deputy_phone.clone(),
        "note" => shelter.note.clone(),
        _ => String::new(),
    }
}

fn set_shelter(shelter: &mut Shelter, key: &str, cell: &str) -> Result<(), Both> {
    match key {
        "name" => cell.clone_into(&mut shelter.name),
        "class" => cell.clone_into(&mut shelter.class),
        "span" => cell.clone_into(&mut shelter.span),
        "certified" => shelter.certified = structure::day(cell)?,
        "level" => cell.clone_into(&mut shelter.level),
        "address" => cell.clone_into(&mut shelter.address),
        "capacity" => shelter.capacity = number(cell)?,
        "manager" => cell.clone_into(&mut shelter.manager),
        "phone" => shelter.phone = phone(cell)?,
        "deputy" => cell.clone_into(&mut shelter.deputy),
        "deputy_phone" => shelter.deputy_phone = phone(cell)?,
        "note" => cell.clone_into(&mut shelter.note),
        _ => {}
    }
    Ok(())
}

fn team_field(team: &Team, key: &str) -> String {
    match key {
        "code" => team.code.0.clone(),
        "name" => team.name.clone(),
        "kind" => kind_name(team.kind).to_owned(),
        "capabilities" => team.capabilities.iter().map(|one| one.tag()).collect::<Vec<_>>().join(" "),
        "area" => team.area.0.clone(),
        "home" => team.home.0.clone(),
        "people" => team.people.to_string(),
        "leader" => team.leader.clone(),
        "phone" => team.phone.clone(),
        other => readiness::field(&team.readiness, other).unwrap_or_default(),
    }
}

fn set_team(team: &mut Team, key: &str, cell: &str, world: &World) -> Result<(), Both> {
    match key {
        "name" => cell.clone_into(&mut team.name),
        "kind" => team.kind = kind(cell)?,
        "capabilities" => team.capabilities = capabilities(cell)?,
        "area" if cell.is_empty() => {}
        "area" => team.area = known_area(cell, world)?,
        "home" if cell.is_empty() => team.home = String::new().as_str().into(),
        "home" => {
            let places: Vec<_> =
                world.places().map(|place| (&place.code, [&place.code.0, &place.name, &place.name_en])).collect();
            team.home = named(&Both::words("地点", "place"), cell, &places)?.clone();
        }
        "people" => {
            let people = number(cell)?
                .ok_or(Both::words("空着; 这支队伍有多少人?", "is empty; how many people has the team?"))?;
            team.people =
                u32::try_from(people).map_err(|_| both!("{people} 人不成队伍", "{people} people are no team"))?;
        }
        "leader" => cell.clone_into(&mut team.leader),
        "phone" => team.phone = phone(cell)?,
        other => drop(readiness::set(&mut team.readiness, other, cell)?),
    }
    Ok(())
}

/// A jurisdiction that the log knows, by code or name.
pub(super) fn known_area(cell: &str, world: &World) -> Result<AreaCode, Both> {
    let areas: Vec<_> = world.areas().map(|area| (&area.code, [&area.code.0, &area.name, &area.name_en])).collect();
    named(&Both::words("辖区", "area"), cell, &areas).cloned()
}

/// The same, or the code of a county, township or village that the log need not know (GB/T 2260, GB/T 10114).
fn area_of(cell: &str, world: &World) -> Result<AreaCode, Both> {
    let code = matches!(cell.len(), 6 | 9 | 12) && cell.bytes().all(|b| b.is_ascii_digit());
    if code { Ok(cell.into()) } else { known_area(cell, world) }
}

/// The levels at which people answer for a jurisdiction, with the words that tables have for them.
const TIERS: [(Tier, &[&str]); 3] = [
    (Tier::County, &["县", "县级", "区县", "区级", "县区", "county"]),
    (Tier::Township, &["乡", "乡镇", "乡级", "镇", "镇级", "乡镇街道", "街道", "乡镇级", "township"]),
    (Tier::Village, &["村", "村级", "社区", "村社区", "行政村", "village"]),
];

fn tier_name(tier: Tier) -> &'static str {
    let found = TIERS.iter().find(|(known, _)| *known == tier);
    found.and_then(|(_, names)| names.first().copied()).unwrap_or_default()
}

fn tier(cell: &str) -> Result<Option<Tier>, Both> {
    if cell.is_empty() {
        return Ok(None);
    }
    let found = TIERS.iter().find(|(_, names)| names.contains(&cell)).map(|(tier, _)| *tier);
    found.map(Some).ok_or_else(|| {
        both!("应是 县、乡、村 之一, 却是 `{cell}`", "expected a level, one of 县, 乡, 村, found `{cell}`")
    })
}

/// What is called so, by code or name.
fn named<'a, C>(what: &Both, cell: &str, known: &[(&'a C, [&'a String; 3])]) -> Result<&'a C, Both> {
    let found = known.iter().find(|(_, names)| names.iter().any(|name| *name == cell)).map(|(code, _)| *code);
    found.ok_or_else(|| {
        let names = known.iter().flat_map(|(_, names)| names.iter().map(|name| name.as_str()));
        both!(
            "日志里没有{0} `{cell}`{1}; 写一个有的, 或空着",
            "there is no {0} `{cell}` in the log{1}; name one that is, or leave it empty",
            what,
            hint(nearest(cell, names))
        )
    })
}

fn hint(nearest: Option<String>) -> Both {
    nearest.map(|name| both!("; 是不是 `{name}`?", "; did you mean `{name}`?")).unwrap_or_default()
}

/// The kinds of rules.md 6.1, with the words that tables have for them.
const KINDS: [(TeamKind, &[&str]); 6] = [
    (TeamKind::Fire, &["消防", "消防救援", "综合性消防", "综合性消防救援", "国家综合性消防救援队伍", "fire"]),
    (TeamKind::Professional, &["专业", "专业队伍", "专业救援队", "专业应急救援队伍", "专职", "professional"]),
    (TeamKind::Medical, &["医疗", "医疗救护", "medical"]),
    (TeamKind::Township, &["乡镇街道", "乡镇", "街道", "基层", "基层应急救援队伍", "township"]),
    (TeamKind::Social, &["社会队伍", "社会", "社会力量", "社会应急力量", "志愿", "social"]),
    (TeamKind::Military, &["军队武警", "军队", "武警", "民兵", "military"]),
];

fn kind_name(kind: TeamKind) -> &'static str {
    let found = KINDS.iter().find(|(known, _)| *known == kind);
    found.and_then(|(_, names)| names.first().copied()).unwrap_or_default()
}

fn kind(cell: &str) -> Result<TeamKind, Both> {
    let found = KINDS.iter().find(|(_, names)| names.contains(&cell)).map(|(kind, _)| *kind);
    found.ok_or_else(|| {
        let names = KINDS.iter().filter_map(|(_, names)| names.first().copied()).collect::<Vec<_>>().join(", ");
        both!("应是队伍类别 {names} 之一, 却是 `{cell}`", "expected a kind of team, one of {names}, found `{cell}`")
    })
}

fn capabilities(cell: &str) -> Result<Vec<Capability>, Both> {
    let words = cell.split(|c: char| c.is_whitespace() || "、,，;；".contains(c)).filter(|word| !word.is_empty());
    let mut all = Vec::new();
    for word in words {
        let found = Capability::ALL.iter().find(|(_, tag)| *tag == word).map(|(capability, _)| *capability);
        let known = Capability::ALL.iter().map(|(_, tag)| *tag);
        let one = found.ok_or_else(|| {
            both!("没有能力 `{word}`{0}", "there is no capability `{word}`{0}", hint(nearest(word, known)))
        })?;
        if !all.contains(&one) {
            all.push(one);
        }
    }
    Ok(all)
}

fn turn(cell: &str) -> Result<Option<Turn>, Both> {
    match cell.to_uppercase().trim_end_matches(['角', '岗', '班']) {
        "" => Ok(None),
        "A" | "Ａ" | "主" => Ok(Some(Turn::A)),
        "B" | "Ｂ" | "备" | "副" => Ok(Some(Turn::B)),
        _ => Err(both!("应是 A 或 B, 却是 `{cell}`", "expected A or B, found `{cell}`")),
    }
}

/// A whole number; thousands may be set apart.
pub(super) fn number(cell: &str) -> Result<Option<u64>, Both> {
    let plain: String = cell.chars().filter(|c| !matches!(c, ',' | '，' | ' ')).collect();
    if plain.is_empty() {
        return Ok(None);
    }
    plain.parse().map(Some).map_err(|_| both!("应是整数, 却是 `{cell}`", "expected a whole number, found `{cell}`"))
}

fn written(number: Option<u64>) -> String {
    number.map_or_else(String::new, |number| number.to_string())
}

/// Millionths of a degree as tables write them, without trailing zeroes.
pub(super) fn degrees(micro: i32) -> String {
    let sign = if micro < 0 { "-" } else { "" };
    let (whole, part) = (micro.unsigned_abs() / 1_000_000, micro.unsigned_abs() % 1_000_000);
    let text = format!("{sign}{whole}.{part:06}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// A telephone number, or several: digits, and what people set between them.
fn phone(cell: &str) -> Result<String, Both> {
    let digits = cell.chars().filter(char::is_ascii_digit).count();
    let fits = cell.chars().all(|c| c.is_ascii_digit() || "+-()（） /、,，;；转*#".contains(c));
    match (cell.is_empty(), fits && digits >= 3) {
        (true, _) => Ok(String::new()),
        (_, true) => Ok(cell.to_owned()),
        _ => Err(both!("应是电话号码, 却是 `{cell}`", "expected a telephone number, found `{cell}`")),
    }
}

/// Where it is, as its row says; `None` when its cells are empty.
pub(super) fn point(cells: &Cells<'_>) -> Result<Option<Point>, (&'static str, Both)> {
    let cell = |key| cells.get(key).copied().unwrap_or_default();
    let (lon, lat) = (cell("lon"), cell("lat"));
    if lon.is_empty() && lat.is_empty() {
        return Ok(None);
    }
    // rules.md 8.5: a coordinate without a system is no coordinate.
    let system: String = cell("crs").chars().filter(char::is_ascii_alphanumeric).collect();
    match system.to_uppercase().as_str() {
        "WGS84" | "CGCS2000" => {}
        "" => {
            return Err((
                "lon",
                Both::words(
                    "没有坐标系的坐标可能差半公里: 是 WGS84 还是 CGCS2000? 写在「坐标系」一列",
                    "a coordinate without its system may lie half a kilometre off: which is it, WGS84 or CGCS2000? say it \
                     in a column 坐标系",
                ),
            ));
        }
        "GCJ02" | "BD09" => {
            return Err((
                "crs",
                both!(
                    "{system} 坐标偏了半公里; 用 WGS84 或 CGCS2000 给",
                    "coordinates in {system} are shifted by half a kilometre; give them in WGS84 or CGCS2000"
                ),
            ));
        }
        _ => {
            let crs = cell("crs");
            let why = both!("应是 WGS84 或 CGCS2000, 却是 `{crs}`", "expected WGS84 or CGCS2000, found `{crs}`");
            return Err(("crs", why));
        }
    }
    let parsed = |key, text: &str| {
        let why = || both!("应是度数, 如 112.454, 却是 `{text}`", "expected degrees like 112.454, found `{text}`");
        text.parse().map_err(|_| (key, why()))
    };
    let (lon, lat): (f64, f64) = (parsed("lon", lon)?, parsed("lat", lat)?);
    let point = Point::degrees(lat, lon).ok_or_else(|| {
        ("lat", both!("纬度 {lat} 经度 {lon} 不在地球上", "latitude {lat}, longitude {lon} is not on the earth"))
    })?;
    region::in_the_country(lat, lon)?;
    Ok(Some(point))
}
