//! Facts that set something right: a code, two incidents that are one, what an entry should have said.

use qianzhi::domain::{Aspect, Fact};

use super::facts::Hand;

impl Hand<'_> {
    pub(super) fn corrected(&mut self, kind: &str) -> Fact {
        match kind {
            "incident.coded/1" => {
                let (incident, reason) = (self.one(|k| &k.incidents), self.text());
                let code = (*self.dice.pick(&["12G00", "11A02", ""])).to_owned();
                Fact::IncidentCoded { incident, code, reason, after: self.after(&Aspect::IncidentCode(incident)) }
            }
            "incident.merged/1" => {
                let merged = self.one(|k| &k.incidents);
                let (into, reason, at) = (self.maybe(|k| &k.incidents), self.text(), self.at());
                Fact::IncidentMerged { merged, into, reason, at, after: self.after(&Aspect::Merged(merged)) }
            }
            "entry.amended/1" => {
                let (entry, text, reason) = (self.one(|k| &k.entries), self.text(), self.text());
                Fact::EntryAmended { entry, text, reason, after: self.after(&Aspect::EntryText(entry)) }
            }
            other => panic!("the generator writes no {other}"),
        }
    }
}
