//! Sign-offs under hand-over sheets.

use qianzhi::domain::{ContentHash, Fact, Means, Sheet, ShiftSide, SignOff};

use super::facts::Hand;

impl Hand<'_> {
    /// Half of them take over what this post sees handed over, or what nobody did.
    pub(super) fn signed_off(&mut self) -> Fact {
        let open = self.world.hand_overs(None);
        let handed = if open.is_empty() { self.one_of_all() } else { self.dice.pick(&open).id };
        let sides = [
            ShiftSide::Handed { to: self.text() },
            ShiftSide::Taken { handed, means: *self.dice.pick(&[Means::Console, Means::Phone]) },
        ];
        let sheet = Sheet { since: self.at(), made: self.at(), hash: ContentHash(self.dice.bytes32()) };
        Fact::ShiftSigned(SignOff { sheet, side: self.dice.pick(&sides).clone(), by: self.text(), at: self.at() })
    }
}
