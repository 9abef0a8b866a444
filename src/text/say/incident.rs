//! Incidents by number and code, and what becomes of them when two are one.

use super::Say;
use crate::domain::{EventId, Fact, Incident, Reckoning};
use crate::text::number::{DIGITS, number};
use crate::text::words::{Prompt, Word};

impl<'a> Say<'a> {
    /// Where an incident is: its place on the map, or the address that was told; none when neither was.
    pub fn scene_of(&self, incident: &'a Incident) -> Option<&'a str> {
        let told = || Some(incident.address.as_str()).filter(|address| !address.is_empty());
        incident.place.as_ref().map(|code| self.place(code)).or_else(told)
    }

    /// What happened in one line, as it stands now: an entry that was corrected says what it should have said, marked.
    pub fn told(&self, id: EventId, fact: &'a Fact) -> String {
        if let Fact::WarningReceived(warning) = fact {
            return joined([self.event(id, fact), self.warning_backdated(id, warning), self.warning_terms(warning)]);
        }
        let (Fact::EntryLogged(entry), amended) = (fact, self.world.amended(id)) else { return self.event(id, fact) };
        let mark = if amended.disputed() { Prompt::AmendedTwice } else { Prompt::Amended };
        match amended.first() {
            // What was done beyond somebody's authority stays that, whatever it says now.
            Some(text) => {
                let said = format!("[{}] {}", self.word(mark), self.entry(entry, text));
                self.override_mark(id).map_or_else(|| said.clone(), |mark| format!("{mark} {said}"))
            }
            None => self.event(id, fact),
        }
    }

    /// The same with what the entry said before, for whoever wants to know.
    pub fn told_in_full(&self, id: EventId, fact: &'a Fact) -> String {
        let told = self.told(id, fact);
        match fact {
            Fact::EntryLogged(entry) if self.world.amended(id) != Reckoning::Unset => {
                format!("{told} {}", Prompt::Was.with(self.lang, &[&entry.text]))
            }
            Fact::WarningReceived(warning) => joined([told, warning.text.clone()]),
            _ => told,
        }
    }

    /// An incident with the number under which the log has it, the one people say on the phone.
    pub fn numbered_incident(&self, id: EventId) -> String {
        match self.world.incident_recorded(id) {
            Some(recorded) => format!("{} {}", number(recorded, id, DIGITS.0), self.incident(id)),
            None => id.short(),
        }
    }

    /// An entry by the number that people say; by its id where the log here does not have it any more.
    pub fn numbered(&self, id: EventId) -> String {
        self.world.recorded(id).map_or_else(|| id.short(), |recorded| number(recorded, id, DIGITS.0))
    }

    /// An event code with its name in the rules in force; that there is none.
    pub fn event_code(&self, code: &str) -> String {
        if code.is_empty() {
            return self.word(Prompt::NoCode).to_owned();
        }
        let row = self.world.rule_set().rows().find(|row| row.id.0 == code);
        row.map_or_else(|| code.to_owned(), |row| format!("{code} {}", self.lang.pick(&row.zh, &row.en)))
    }

    /// `1402-17 二次来电 并入 1358-91 城区内涝`, or that it is on its own again.
    pub(super) fn merged(&self, merged: &str, into: Option<EventId>) -> String {
        match into {
            Some(into) => Prompt::IncidentMerged.with(self.lang, &[&merged, &self.numbered_incident(into)]),
            None => Prompt::IncidentSplit.with(self.lang, &[&merged]),
        }
    }

    /// `更正 1558-372: 新的文字 (笔误)`.
    pub(super) fn amended(&self, entry: EventId, text: &str, reason: &str) -> String {
        let amended = Prompt::EntryAmended.with(self.lang, &[&self.numbered(entry), &text]);
        if reason.is_empty() { amended } else { format!("{amended} ({reason})") }
    }
}

/// Those parts that say something.
fn joined<const N: usize>(parts: [String; N]) -> String {
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}
