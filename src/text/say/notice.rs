//! Notices 通报 in words.

use super::Say;
use crate::domain::{EventId, ListCode, Notice};
use crate::text::words::{NoticeWord, Word};

impl Say<'_> {
    /// A neighbouring city, or the garrison.
    pub fn notified(&self, to: Option<&ListCode>) -> String {
        match to {
            None => self.word(NoticeWord::Garrison).to_owned(),
            Some(code) => match self.world.organ(code) {
                Some(organ) => self.area(&organ.area).to_owned(),
                None => code.0.clone(),
            },
        }
    }

    /// A warning or an incident by its name.
    pub fn noticed(&self, about: EventId) -> String {
        if self.world.warning(about).is_some() { self.warning_named(about) } else { self.incident(about) }
    }

    /// That somebody was told.
    pub fn notice(&self, notice: &Notice) -> String {
        let (to, about) = (self.notified(notice.to.as_ref()), self.noticed(notice.about));
        NoticeWord::Given.with(self.lang, &[&to, &about, &self.sent_by(notice.means), &notice.by])
    }

    /// What is to be told, and whom it was not.
    pub(super) fn notice_awaited(&self, about: EventId) -> String {
        let left = self.world.notices(about).into_iter().filter(|view| view.given.is_none());
        let left: Vec<String> = left.map(|view| self.notified(view.to)).collect();
        NoticeWord::Left.with(self.lang, &[&self.noticed(about), &left.join(self.lang.pick("、", ", "))])
    }
}
