//! What is noted in the course of switchovers.

use qianzhi::domain::{
    AreaCode, Aspect, Condition, Fact, ItemAnswer, ItemOf, Lead, Means, Noted, Posture, Seat, SwitchNote, Way,
};

use super::facts::Hand;

impl Hand<'_> {
    /// Towards war, and back.
    pub(super) fn posture(&mut self) -> Fact {
        let (area, at) = (AreaCode(self.code('a')), self.at());
        let posture = *self.dice.pick(&[Posture::Normal, Posture::War, Posture::Restoring]);
        let record = if self.dice.percent(50) { self.text() } else { String::new() };
        Fact::PostureChanged {
            after: self.after(&Aspect::Posture(area.clone())),
            area,
            posture,
            at,
            record,
            follows: self.dice.percent(20),
        }
    }

    /// Seats and items of the switchover that runs, as this post sees it, or of none; the rest grows.
    pub(super) fn noted(&mut self) -> Fact {
        let area = AreaCode(self.code('a'));
        let (what, after) = match self.dice.below(10) {
            0..3 => {
                let seat = *self.dice.pick(&Seat::ALL);
                let after = self.after(&Aspect::Seat(area.clone(), seat));
                (Noted::Seated { seat, name: self.dice.pick(&["", "王某", "李某"]).to_string() }, after)
            }
            3..6 => {
                let way = *self.dice.pick(&[Way::ToWar, Way::ToPeace]);
                let number = u8::try_from(1 + self.dice.below(3)).unwrap();
                let begun = self.world.item_of(&area, way, number);
                let of = begun.unwrap_or(ItemOf { switch: self.stranger(), way, number });
                let (reason, to) = (self.text(), self.text());
                let answers = [ItemAnswer::Done, ItemAnswer::NotApplicable { reason }, ItemAnswer::HandedOver { to }];
                let answer = self.dice.pick(&answers).clone();
                (Noted::Item { of, answer }, self.after(&Aspect::Item(area.clone(), of)))
            }
            6 => {
                let (to, why, by) = (self.text(), self.text(), self.text());
                let lead = self.dice.pick(&[Lead::Asked { to, why }, Lead::Taken { by }]).clone();
                (Noted::Leads(lead), self.after(&Aspect::Lead(area.clone())))
            }
            7 => (Noted::TerminationProposed { met: Condition::ALL[..self.dice.below(5)].to_vec() }, Vec::new()),
            8 => (Noted::OrdersHandedOver { orders: vec![self.one(|k| &k.orders)], to: self.text() }, Vec::new()),
            _ => {
                let plain = [Noted::MembersTold, Noted::Briefed, Noted::Replanned, Noted::SituationTold];
                (self.dice.pick(&plain).clone(), Vec::new())
            }
        };
        let means = *self.dice.pick(&[Means::Console, Means::Phone]);
        let note = SwitchNote { area, what, by: self.text(), means, at: self.at() };
        Fact::SwitchNoted { note: Box::new(note), after }
    }
}
