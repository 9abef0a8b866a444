//! A conflict's sides as the conflicts board shows them.

use super::Say;
use crate::domain::Side;
use crate::text::when;
use crate::text::words::{ConflictWord, Word};

impl Say<'_> {
    /// Who said it, from which post, when it was recorded.
    pub fn side(&self, side: &Side) -> String {
        ConflictWord::Side.with(
            self.lang,
            &[&side.actor, &side.post.short(), &when::date(side.recorded), &when::clock(side.recorded)],
        )
    }
}
