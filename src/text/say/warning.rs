//! Warnings in words: when word of one came, and what it states.

use super::Say;
use crate::domain::{BACKDATED_AFTER, EventId, Warning};
use crate::text::when;
use crate::text::words::{WarningWord, Word};

impl Say<'_> {
    /// That a warning was written in later than word of it came, and when it came; empty when it was written in at once.
    pub fn warning_backdated(&self, id: EventId, warning: &Warning) -> String {
        let late = self.world.recorded(id).filter(|recorded| *recorded - warning.received >= BACKDATED_AFTER);
        let mark = |recorded| {
            let received = when::minute_or_date(warning.received, recorded);
            format!("[{}]", WarningWord::Backdated.with(self.lang, &[&received.trim()]))
        };
        late.map(mark).unwrap_or_default()
    }

    /// What a warning states beyond its kind and colour (突发事件应对法 art. 64), as far as it is known; empty when nothing is.
    pub fn warning_terms(&self, warning: &Warning) -> String {
        let (lang, terms) = (self.lang, &warning.terms);
        let at = |word: WarningWord, at| word.with(lang, &[&when::date_minute(at)]);
        let text = |word: WarningWord, text: &str| (!text.is_empty()).then(|| word.with(lang, &[&text]));
        let parts = [
            terms.begins.map(|begins| at(WarningWord::Begins, begins)),
            terms.expires.map(|expires| at(WarningWord::Expires, expires)),
            text(WarningWord::Extent, &terms.extent),
            text(WarningWord::Caution, &terms.caution),
            text(WarningWord::Measures, &terms.measures),
            text(WarningWord::Inquiries, &terms.inquiries),
        ];
        parts.into_iter().flatten().collect::<Vec<_>>().join("; ")
    }

    /// A warning with what it states, for papers.
    pub fn warning_stated(&self, warning: &Warning) -> String {
        let terms = self.warning_terms(warning);
        let said = self.warning(warning);
        if terms.is_empty() { said } else { format!("{said} ({terms})") }
    }
}
