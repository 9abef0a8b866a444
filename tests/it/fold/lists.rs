//! Cards of the lists that a bureau keeps.

use qianzhi::domain::{
    Aspect, Contact, Expert, Fact, ListCode, Listed, Material, Organ, OrganKind, Point, RegionName, Role, Shelter,
    Turn, Watch,
};

use super::facts::Hand;

impl Hand<'_> {
    pub(super) fn listed(&mut self, kind: &str) -> Fact {
        let (code, name) = (ListCode(self.code('l')), self.text());
        let count = self.dice.percent(80).then(|| u64::from(self.dice.small(3)));
        let card = match kind {
            "contact.listed/1" => {
                let turn = *self.dice.pick(&[None, Some(Turn::A), Some(Turn::B)]);
                Listed::Contact(Contact { code, name, turn, mobile: self.text(), ..Contact::default() })
            }
            "material.listed/1" => Listed::Material(Material { code, name, count, ..Material::default() }),
            "shelter.listed/1" => {
                let point = self.dice.percent(50).then_some(Point { lat: 34_000_000, lon: 112_000_000 });
                Listed::Shelter(Shelter { code, name, capacity: count, point, ..Shelter::default() })
            }
            "organ.listed/1" => {
                let kind = *self.dice.pick(&OrganKind::ALL);
                let number = self.dice.percent(50).then(|| self.dice.small(3).try_into().unwrap_or(1));
                Listed::Organ(Organ { code, name, kind, number, codes: vec!["11A".into()], ..Organ::default() })
            }
            "expert.listed/1" => Listed::Expert(Expert { code, name, ..Expert::default() }),
            "watch.listed/1" => {
                let (from, to, role) = (self.at(), self.at(), *self.dice.pick(&Role::ALL));
                let (office, mobile) = (String::new(), self.text());
                Listed::Watch(Watch { code, name, role, office, from, to, mobile })
            }
            other => panic!("the generator writes no {other}"),
        };
        let after = self.after(&Aspect::Listed(card.kind(), card.code().clone()));
        Fact::listing(card, after)
    }

    pub(super) fn region_adopted(&mut self) -> Fact {
        let (name, edition) = (self.code('r'), self.code('e'));
        let region = RegionName { hash: qianzhi::envelope::content_hash(edition.as_bytes()), name, edition };
        Fact::RegionAdopted { region, after: self.after(&Aspect::Region) }
    }
}
