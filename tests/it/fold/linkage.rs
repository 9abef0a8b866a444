//! Facts about help between cities.

use qianzhi::domain::{
    Aid, AidLine, AidNews, AidSort, AidStep, AidTelling, AidUnit, AreaCode, Aspect, Capability, CostBearer, Datum,
    Fact, Grant, Means, Point, Rally, Role, ShareKind, SharedItem, SharedList, TeamCode, Voice,
};

use super::facts::Hand;

impl Hand<'_> {
    pub(super) fn linked(&mut self, kind: &str) -> Fact {
        match kind {
            "aid.drafted/1" => Fact::AidDrafted(Box::new(self.aid())),
            "aid.moved/1" => {
                let (aid, at) = (self.one(|k| &k.aids), self.at());
                let step = Box::new(self.aid_step());
                Fact::AidMoved { aid, step, at, after: self.after(&Aspect::Aid(aid)) }
            }
            "aid.told/1" => {
                let (aid, unit, by, at) = (self.one(|k| &k.aids), self.unit(), self.text(), self.at());
                let all = [
                    AidNews::Dispatched { people: Some(self.dice.small(30)) },
                    AidNews::EnRoute { eta: Some(self.at()) },
                    AidNews::Arrived { people: None },
                    AidNews::Working { task: self.text() },
                    AidNews::Released,
                    AidNews::Returned,
                ];
                let news = self.dice.pick(&all).clone();
                Fact::AidTold(Box::new(AidTelling { aid, unit, news, by, means: Means::Radio, at }))
            }
            "share.listed/1" => {
                let (area, kind) = (AreaCode(self.code('a')), *self.dice.pick(&ShareKind::ALL));
                let part = u8::try_from(self.dice.below(3)).unwrap();
                let after = self.after(&Aspect::Shared(area.clone(), kind, part));
                let item = SharedItem { code: self.code('t'), name: self.text(), ..SharedItem::default() };
                let list = SharedList {
                    area,
                    kind,
                    edition: self.code('e'),
                    as_of: self.at(),
                    part,
                    parts: 2,
                    items: vec![item],
                    by: self.text(),
                    means: Means::Phone,
                };
                Fact::ShareListed { list: Box::new(list), after }
            }
            other => panic!("the generator writes no {other}"),
        }
    }

    fn unit(&mut self) -> AidUnit {
        if self.dice.percent(80) { AidUnit::Team(TeamCode(self.code('t'))) } else { AidUnit::Named(self.text()) }
    }

    fn aid(&mut self) -> Aid {
        let point = Point { lat: 34_000_000, lon: 113_000_000 };
        Aid {
            from: AreaCode(self.code('a')),
            to: AreaCode(self.code('a')),
            incident: self.maybe(|k| &k.incidents),
            kind: self.text(),
            occurred: self.at(),
            place: self.text(),
            harm: self.text(),
            done: self.text(),
            needs: vec![AidLine {
                sort: *self.dice.pick(&AidSort::ALL),
                what: self.text(),
                count: self.dice.small(9),
                unit: self.text(),
                capability: Some(Capability::FloodPump),
            }],
            rally: Rally { name: self.text(), point: self.dice.percent(50).then_some((point, Datum::Gcj02)) },
            route: self.text(),
            contact: self.text(),
            frequency: self.text(),
            hours: self.dice.percent(60).then(|| self.dice.small(48)),
            cost: *self.dice.pick(&CostBearer::ALL),
            logistics: self.text(),
            at: self.at(),
        }
    }

    fn aid_step(&mut self) -> AidStep {
        let voice = Voice { by: self.code('v'), role: Some(Role::SpecialDeputy), means: Means::Phone };
        match self.dice.below(7) {
            0 | 1 => AidStep::Sent(voice),
            2 => AidStep::Accepted(voice),
            3 | 4 => AidStep::Granted {
                grants: vec![Grant { line: 0, count: self.dice.small(9), units: vec![self.unit(), self.unit()] }],
                note: self.text(),
                voice,
            },
            5 => AidStep::Refused { reason: self.text(), voice },
            _ => AidStep::Settled { bearer: CostBearer::Superior, yuan: Some(7), note: self.text(), voice },
        }
    }
}
