//! Lists of a region: `[[contact]]`, `[[expert]]`, `[[watch]]`, `[[material]]`, `[[shelter]]`.

use crate::clock::At;
use crate::config::scenario::Known;
use crate::config::{Fields, Log, Names, Read, Sited, Wrong};
use crate::domain::{
    AreaCode, Contact, Expert, ListCode, Listed, Material, PlaceCode, Role, Shelter, Tier, Turn, Watch,
};
use crate::text::names;
use crate::text::tell::Both;
use crate::text::words::Word as _;

/// Every card.
pub(super) fn all(log: &mut Log<'_>, fields: &mut Fields<'_>, known: &Known) -> Vec<Listed> {
    let mut cards = Vec::new();
    let mut of = |key, what, read: fn(&mut Log<'_>, &mut Fields<'_>, ListCode, &Known) -> Option<Listed>| {
        let mut codes = Names::new(what);
        for mut f in fields.tables(log, key) {
            if let Some(code) = f.code(log, &mut codes) {
                cards.extend(read(log, &mut f, ListCode(code), known));
                f.close(log);
            }
        }
    };
    of("contact", Both::words("联系人", "contact"), contact);
    of("expert", Both::words("专家", "expert"), expert);
    of("watch", Both::words("值班", "watch"), watch);
    of("material", Both::words("物资", "material"), material);
    of("shelter", Both::words("避难场所", "shelter"), shelter);
    cards
}

/// The beginning of an event code, such as `11A`, `11A*` or `11B03` (rules.md 1.2).
pub(in crate::config) struct Stem(pub(in crate::config) String);

const STEM: Both =
    Both::words("事件编码的开头, 如 11A 或 11B03", "the beginning of an event code, such as 11A or 11B03");

impl Read for Stem {
    fn expected() -> Both {
        STEM
    }

    fn read(value: &toml::de::DeValue<'_>) -> Result<Self, Wrong> {
        let text = String::read(value)?;
        let stem = text.strip_suffix('*').unwrap_or(&text);
        if (1..=5).contains(&stem.len()) && stem.bytes().all(|b| b.is_ascii_alphanumeric()) {
            return Ok(Self(text));
        }
        Err(Wrong::Value { expected: STEM, found: Both::same(text), nearest: None })
    }
}

/// The events that a body leads or an expert knows.
pub(super) fn codes(log: &mut Log<'_>, f: &mut Fields<'_>) -> Vec<String> {
    f.list::<Stem>(log, "codes").into_iter().map(|stem| stem.value.0).collect()
}

fn contact(log: &mut Log<'_>, f: &mut Fields<'_>, code: ListCode, known: &Known) -> Option<Listed> {
    let name = f.line(log, "name");
    let contact = Contact {
        code,
        name: String::new(),
        office: f.line_or_empty(log, "office"),
        title: f.line_or_empty(log, "title"),
        turn: f.may_word::<Turn>(log, "turn"),
        tier: f.may_word::<Tier>(log, "tier"),
        area: f.may_name::<AreaCode>(log, "area", &known.areas),
        duty: f.line_or_empty(log, "duty"),
        mobile: f.line_or_empty(log, "mobile"),
        duty_phone: f.line_or_empty(log, "duty_phone"),
        desk_phone: f.line_or_empty(log, "desk_phone"),
        note: f.line_or_empty(log, "note"),
    };
    Some(Listed::Contact(Contact { name: name?, ..contact }))
}

fn expert(log: &mut Log<'_>, f: &mut Fields<'_>, code: ListCode, _: &Known) -> Option<Listed> {
    let name = f.line(log, "name");
    let expert = Expert {
        code,
        name: String::new(),
        field: f.line_or_empty(log, "field"),
        codes: codes(log, f),
        office: f.line_or_empty(log, "office"),
        mobile: f.line_or_empty(log, "mobile"),
        note: f.line_or_empty(log, "note"),
    };
    Some(Listed::Expert(Expert { name: name?, ..expert }))
}

/// A role by its name in either language.
struct Named(Role);

impl Read for Named {
    fn expected() -> Both {
        Both::words("角色, 如 值班长", "a role, such as shift lead")
    }

    fn read(value: &toml::de::DeValue<'_>) -> Result<Self, Wrong> {
        let text = String::read(value)?;
        names::role(&text).map(Self).ok_or_else(|| {
            let known = Role::ALL.iter().flat_map(|role| role.both());
            let nearest = crate::config::nearest(&text, known);
            Wrong::Value { expected: Self::expected(), found: Both::same(text), nearest }
        })
    }
}

fn watch(log: &mut Log<'_>, f: &mut Fields<'_>, code: ListCode, _: &Known) -> Option<Listed> {
    let (name, role) = (f.line(log, "name"), f.need::<Named>(log, "role"));
    let (from, to) = (f.need::<At>(log, "from"), f.need_sited::<At>(log, "to"));
    let (office, mobile) = (f.line_or_empty(log, "office"), f.line_or_empty(log, "mobile"));
    let (from, Sited { value: to, spot }) = (from?, to?);
    if to <= from {
        log.wrong(&spot, Wrong::Order { earlier: "from".to_owned(), later: "to".to_owned() });
    }
    Some(Listed::Watch(Watch { code, name: name?, role: role?.0, office, from, to, mobile }))
}

fn material(log: &mut Log<'_>, f: &mut Fields<'_>, code: ListCode, _: &Known) -> Option<Listed> {
    let name = f.line(log, "name");
    let material = Material {
        code,
        name: String::new(),
        class: f.line_or_empty(log, "class"),
        count: f.may(log, "count"),
        counted: None,
        level: f.line_or_empty(log, "level"),
        unit: f.line_or_empty(log, "unit"),
        store: f.line_or_empty(log, "store"),
        mode: f.line_or_empty(log, "mode"),
        keeper: f.line_or_empty(log, "keeper"),
        phone: f.line_or_empty(log, "phone"),
        note: f.line_or_empty(log, "note"),
    };
    Some(Listed::Material(Material { name: name?, ..material }))
}

/// A shelter lies where a place of the region does.
fn shelter(log: &mut Log<'_>, f: &mut Fields<'_>, code: ListCode, known: &Known) -> Option<Listed> {
    let name = f.line(log, "name");
    let place = f.may_name::<PlaceCode>(log, "place", &known.places);
    let shelter = Shelter {
        code,
        name: String::new(),
        class: f.line_or_empty(log, "class"),
        span: f.line_or_empty(log, "span"),
        certified: f.may(log, "certified"),
        level: f.line_or_empty(log, "level"),
        address: f.line_or_empty(log, "address"),
        capacity: f.may(log, "capacity"),
        point: place.and_then(|place| known.points.get(&place.0).copied()),
        manager: f.line_or_empty(log, "manager"),
        phone: f.line_or_empty(log, "phone"),
        deputy: f.line_or_empty(log, "deputy"),
        deputy_phone: f.line_or_empty(log, "deputy_phone"),
        note: f.line_or_empty(log, "note"),
    };
    Some(Listed::Shelter(Shelter { name: name?, ..shelter }))
}
