//! What a drill's controllers write.

use qianzhi::clock::Pace;
use qianzhi::domain::{
    Aspect, DrillClock, DrillControl, DrillOpened, Fact, Inject, InjectCode, InjectFired, InjectKind,
};

use super::facts::Hand;

impl Hand<'_> {
    pub(super) fn drill(&mut self, kind: &str) -> Fact {
        let code = InjectCode(self.code('i'));
        match kind {
            "drill.opened/1" => Fact::DrillOpened(DrillOpened {
                name: self.text(),
                name_en: String::new(),
                scenario: qianzhi::envelope::content_hash(self.text().as_bytes()),
                seed: self.dice.next() >> 12,
                begins: self.at(),
                ends: self.at(),
            }),
            "drill.clock/1" => {
                let pace = Pace { wall: self.at(), drill: self.at(), per_mille: self.dice.small(3) * 1000 };
                Fact::DrillClockSet { clock: DrillClock { pace }, after: self.after(&Aspect::DrillClock) }
            }
            "drill.control/1" => {
                let skip = DrillControl::SkipTo(self.at());
                Fact::DrillControlled {
                    control: self.dice.pick(&[DrillControl::Pause, skip, DrillControl::End]).clone(),
                }
            }
            "inject.planned/1" => Fact::InjectPlanned(Inject {
                code,
                kind: InjectKind::Reading,
                at: Some(self.at()),
                title: self.text(),
                source: self.text(),
            }),
            "inject.fired/1" => Fact::InjectFired(InjectFired { code, at: self.at(), by_hand: true }),
            other => panic!("the generator writes no {other}"),
        }
    }
}
