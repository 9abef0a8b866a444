//! The city of the plan on the structure board, with people that nobody is.

use qianzhi::console::Model;
use qianzhi::domain::{Contact, Expert, Fact, Listed, Realm, Role, Turn, Watch};
use qianzhi::text::Lang;

use super::world;

/// The fixture with Luoyang's structure beside it, three contacts, an expert and the watch of the night.
pub(super) fn scribe() -> world::Scribe {
    let mut scribe = world::zhengzhou();
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/scenarios/regions/luoyang.toml");
    let region = qianzhi::config::region::read(std::path::Path::new(file)).unwrap();
    for fact in qianzhi::domain::World::new(Realm::Live).adopt_region(&region) {
        scribe.duty("12:01", fact);
    }
    let contact = |code: &str, name: &str, turn, mobile: &str| {
        Listed::Contact(Contact {
            code: qianzhi::domain::ListCode(code.into()),
            name: name.into(),
            office: "市水利局".into(),
            turn,
            mobile: mobile.into(),
            ..Contact::default()
        })
    };
    let watch = |code: &str, name: &str, role, mobile: &str| {
        Listed::Watch(Watch {
            code: qianzhi::domain::ListCode(code.into()),
            name: name.into(),
            role,
            office: String::new(),
            from: world::at("08:00"),
            to: world::at("20:00"),
            mobile: mobile.into(),
        })
    };
    let expert = Listed::Expert(Expert {
        code: qianzhi::domain::ListCode("e1".into()),
        name: "周某".into(),
        field: "水文".into(),
        codes: vec!["11A".into()],
        ..Expert::default()
    });
    for card in [
        contact("c2", "钱某", Some(Turn::B), "138-0000-0012"),
        contact("c1", "孙某", Some(Turn::A), "138-0000-0011"),
        watch("w1", "吴某", Role::ShiftLead, "138-0000-0021"),
        watch("w2", "郑某", Role::DutyOfficer, "138-0000-0022"),
        expert,
    ] {
        scribe.duty("12:02", Fact::listing(card, Vec::new()));
    }
    scribe
}

pub(super) fn model(lang: Lang) -> Model {
    world::model(lang, Realm::Drill("zhengzhou-720".into()), scribe())
}
