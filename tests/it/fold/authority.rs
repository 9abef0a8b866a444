//! What posts do beyond their authority, and how others answer.

use qianzhi::domain::{Act, Aspect, Fact, Level, Means, Override, Ratification, Role, Sanction};

use super::facts::Hand;

impl Hand<'_> {
    /// The basis of some events: one in eight was beyond somebody's authority.
    pub(in crate::it) fn basis(&mut self) -> Option<Override> {
        self.dice.percent(12).then(|| Override {
            act: *self.dice.pick(&[Act::Activate, Act::Dispatch, Act::Posture, Act::Sign]),
            level: *self.dice.pick(&[None, Some(Level::One), Some(Level::Four)]),
            role: *self.dice.pick(&[None, Some(Role::DutyOfficer), Some(Role::Scribe)]),
            rule: "RAUT-x".into(),
            reason: self.text(),
            least: self.dice.percent(20).then_some(Role::SpecialCommander),
        })
    }

    /// An answer, mostly to what awaits one.
    pub(super) fn ratified(&mut self) -> Fact {
        let open = self.world.unratified();
        let many = open.len().min(self.codes * 2);
        let of = if many == 0 || self.dice.percent(10) { self.one_of_all() } else { open[self.dice.below(many)].id };
        let ratification = Ratification {
            of,
            sanction: *self.dice.pick(&[Sanction::Ratified, Sanction::Reversed]),
            by: self.text(),
            role: *self.dice.pick(&[None, Some(Role::GeneralCommander)]),
            means: *self.dice.pick(&[Means::Console, Means::Phone]),
            note: self.text(),
            at: self.at(),
        };
        Fact::DecisionRatified { ratification, after: self.after(&Aspect::Ratified(of)) }
    }
}
