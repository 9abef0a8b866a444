//! A conflict's sides as the conflicts board shows them.

use super::Say;
use crate::domain::{PostId, Side};
use crate::text::when;
use crate::text::words::{ConflictWord, Word};

impl Say<'_> {
    /// Who said it, from which post, when it was recorded, as it is read at the post `own`.
    pub fn side(&self, side: &Side, own: PostId) -> String {
        let post = if side.post == own {
            self.word(ConflictWord::Here).to_owned()
        } else {
            ConflictWord::Elsewhere.with(self.lang, &[&side.post.short()])
        };
        let (date, clock) = (when::date(side.recorded), when::clock(side.recorded));
        ConflictWord::Side.with(self.lang, &[&side.actor, &post, &date, &clock])
    }
}
