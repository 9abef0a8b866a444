//! Calls and measures in words.

use super::Say;
use crate::domain::{Answer, Call, CallState, Callee, Calling, Chain, Errand, MeasureOf, Taken};
use crate::text::when;
use crate::text::words::{CallWord, Word};

impl Say<'_> {
    /// What somebody is called about: `指令14`, `红色预警第5号 郑州`.
    pub fn errand(&self, about: Errand) -> String {
        match about {
            Errand::Order(id) => self.order(id),
            Errand::Warning(id) => self.warning_named(id),
            Errand::Report(id) => self.paper(id),
            Errand::Consult(id) => self.consult(id),
        }
    }

    /// A warning by colour, number and jurisdiction; its short id when it is not here.
    pub fn warning_named(&self, id: crate::domain::EventId) -> String {
        self.world.warning(id).map_or_else(
            || id.short(),
            |warning| format!("{} {}", self.warning_short(warning), self.area_of(&warning.area)),
        )
    }

    /// `值班员 叫应 王某 138.. (指令14): 无人接听`.
    pub fn call(&self, call: &Call) -> String {
        let whom = CallWord::MadeNumber.with(self.lang, &[&call.name, &call.number]);
        let whom = format!("{} ({})", whom.trim_end(), self.errand(call.about));
        let made = CallWord::Made.with(self.lang, &[&call.by, &whom, &self.answer(&call.answer)]);
        if call.note.is_empty() { made } else { format!("{made} {}", call.note) }
    }

    /// `值班员 正在叫应 王某 138.. (指令14)`.
    pub fn call_begun(&self, call: &Calling) -> String {
        let whom = CallWord::MadeNumber.with(self.lang, &[&call.name, &call.number]);
        CallWord::Begun.with(self.lang, &[&call.by, &format!("{} ({})", whom.trim_end(), self.errand(call.about))])
    }

    /// `21:03起王某正在叫李某`.
    pub fn calling(&self, call: &Calling) -> String {
        CallWord::Calling.with(self.lang, &[&when::minute(call.at), &call.by, &call.name])
    }

    /// How far a chain got: its state, or who is calling whom.
    pub fn chain_state(&self, chain: &Chain<'_>, now: crate::clock::At) -> String {
        match chain.calling(now).filter(|_| chain.state(now) == CallState::Calling) {
            Some(call) => self.calling(call),
            None => self.word(chain.state(now)).to_owned(),
        }
    }

    /// What came of a call.
    pub fn answer(&self, answer: &Answer) -> String {
        match answer {
            Answer::By(name) => CallWord::AnsweredBy.with(self.lang, &[name]),
            Answer::None => self.word(CallWord::NoAnswer).to_owned(),
            Answer::Engaged => self.word(CallWord::Engaged).to_owned(),
            Answer::WrongNumber => self.word(CallWord::WrongNumber).to_owned(),
        }
    }

    /// Somebody who can be called: `王某(B) 市水利局 138..`.
    pub fn callee(&self, one: &Callee, number: &str) -> String {
        let turn = one.turn.map_or_else(String::new, |turn| format!("({turn})"));
        let parts = [format!("{}{turn}", one.name), number.to_owned()];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
    }

    /// Who is to be called next, and at which number; those above are said to be above. Empty when nobody is known.
    pub fn next_call(&self, chain: &Chain<'_>) -> String {
        match chain.next() {
            Some((one, number)) if one.above => {
                CallWord::NextAbove.with(self.lang, &[&self.callee(one, ""), &number]).trim_end().to_owned()
            }
            Some((one, number)) => self.callee(one, number),
            // A name without a number is still somebody to look for.
            None => chain.people.first().map(|one| self.callee(one, "")).unwrap_or_default(),
        }
    }

    /// Everybody who can be called, the next one first: `甲(A) 136.., 乙(B) 137..`.
    pub fn everybody(&self, chain: &Chain<'_>) -> String {
        let next = chain.next().map(|(one, _)| one);
        let mut people: Vec<&Callee> = chain.people.iter().collect();
        people.sort_by_key(|one| Some(*one) != next);
        let told = people.into_iter().map(|one| self.callee(one, chain.number(one).unwrap_or_default()));
        told.collect::<Vec<_>>().join(", ")
    }

    /// `应对措施 转移疏散: 做, 张某`.
    pub fn measure(&self, of: MeasureOf, taken: &Taken) -> String {
        let warning = self.warning_named(of.warning);
        let measure = CallWord::short(of.article, of.number).map_or("?", |word| self.word(word));
        match taken {
            Taken::Yes { owner, reason } => {
                CallWord::Taken.with(self.lang, &[&warning, &measure, &self.listed([owner, reason])])
            }
            Taken::No { reason, owner } => {
                CallWord::NotTaken.with(self.lang, &[&warning, &measure, &self.listed([reason, owner])])
            }
        }
    }

    /// An answer alone: `做, 张某`.
    pub fn taken(&self, taken: &Taken) -> String {
        match taken {
            Taken::Yes { owner, reason } => format!("{}, {}", self.word(CallWord::Yes), self.listed([owner, reason])),
            Taken::No { reason, owner } => format!("{}, {}", self.word(CallWord::No), self.listed([reason, owner])),
        }
    }

    fn listed(&self, parts: [&str; 2]) -> String {
        let said: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        said.join(self.lang.pick(", ", ", "))
    }
}
