//! Cards of the lists that a bureau keeps.

use qianzhi::domain::{Aspect, Contact, Fact, ListCode, Listed, Material, Point, Shelter, Turn};

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
            other => panic!("the generator writes no {other}"),
        };
        let after = self.after(&Aspect::Listed(card.kind(), card.code().clone()));
        Fact::listing(card, after)
    }
}
