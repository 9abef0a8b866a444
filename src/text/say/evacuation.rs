//! People who were moved, and relief, in words.

use super::Say;
use crate::domain::{Evacuation, EventId, Relief};
use crate::text::words::{EvacuationWord, Word};

impl Say<'_> {
    /// Who was moved, whence and whither.
    pub fn evacuees(&self, moved: &Evacuation) -> String {
        let shelter = moved.shelter.as_ref().map(|code| {
            let name = self.world.shelter(code).map_or(code.0.as_str(), |shelter| shelter.name.as_str());
            EvacuationWord::Into.with(self.lang, &[&name])
        });
        let into = shelter.unwrap_or_default();
        let (means, whence) = (self.sent_by(moved.means), &moved.whence);
        EvacuationWord::Moved.with(self.lang, &[&moved.people, whence, &into, &means, &moved.by])
    }

    /// What they got.
    pub fn relief(&self, relief: &Relief) -> String {
        let kinds: Vec<&str> = relief.kinds.iter().map(|kind| self.word(*kind)).collect();
        let kinds = kinds.join(self.lang.pick("、", ", "));
        let whence = self.whence(relief.evacuation);
        let means = self.sent_by(relief.means);
        EvacuationWord::Given.with(self.lang, &[&whence, &kinds, &relief.people, &means, &relief.by])
    }

    /// Whence they were moved: what they are called by.
    pub fn whence(&self, evacuation: EventId) -> String {
        self.world.evacuation(evacuation).map_or_else(|| evacuation.short(), |view| view.moved.whence.clone())
    }

    /// How many of them wait for relief.
    pub fn relief_awaited(&self, evacuation: EventId) -> String {
        let Some(view) = self.world.evacuation(evacuation) else { return evacuation.short() };
        EvacuationWord::Left.with(self.lang, &[&view.moved.whence, &view.relieved, &view.moved.people])
    }
}
