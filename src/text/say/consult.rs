//! Consultations in words.

use super::Say;
use crate::domain::{
    ActionItem, Advice, Closing, Conclusion, Consult, ConsultNote, ConsultNoted, ConsultStep, Deadline, Due, EventId,
    Fact, Lacking, Means, Opinion, Recipient,
};
use crate::text::when;
use crate::text::words::{ConsultWord, Word};

impl Say<'_> {
    /// A consultation by its kind and the day and minute it was asked for: `应急会商 07-20 21:05`; its short id when it is
    /// not here.
    pub fn consult(&self, id: EventId) -> String {
        self.world.consultation(id).map_or_else(
            || id.short(),
            |view| {
                let consult = view.consult;
                ConsultWord::Named.with(self.lang, &[&self.word(consult.kind), &when::date_minute(consult.at)])
            },
        )
    }

    /// The minutes of a consultation by their number, with a short id where two posts gave the same: `会商纪要3号`.
    pub fn minutes(&self, id: EventId) -> Option<String> {
        let view = self.world.consultation(id)?;
        let (_, _, signed) = view.signed()?;
        let named = ConsultWord::Minutes.with(self.lang, &[&signed.number]);
        let same = |other: &crate::domain::ConsultView<'_>| {
            other.id != id && other.signed().is_some_and(|(.., of)| of.number == signed.number)
        };
        let twice = self.world.consultations().iter().any(same);
        Some(if twice { ConsultWord::MinutesOf.with(self.lang, &[&named, &id.short()]) } else { named })
    }

    /// What a decision rests on: the minutes, or the consultation that has none yet.
    pub fn consult_cited(&self, id: EventId) -> String {
        self.minutes(id).unwrap_or_else(|| self.consult(id))
    }

    /// 级别建议.
    pub fn advice(&self, advice: Advice) -> String {
        match advice {
            Advice::Keep => self.word(ConsultWord::KeepLevel).to_owned(),
            Advice::Level(level) => ConsultWord::ToLevel.with(self.lang, &[&self.word(level)]),
            Advice::Decline => self.word(ConsultWord::Decline).to_owned(),
            Advice::Terminate => self.word(ConsultWord::Terminate).to_owned(),
        }
    }

    /// A conclusion in one line: `雨势减弱; 维持; 有效至 23:00`.
    pub fn conclusion(&self, conclusion: &Conclusion) -> String {
        let until = ConsultWord::ValidUntil.with(self.lang, &[&when::date_minute(conclusion.valid_until)]);
        let measures = conclusion.measures.join(", ");
        let parts = [conclusion.trend.clone(), self.advice(conclusion.advice), measures, until];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("; ")
    }

    pub(super) fn consult_fact(&self, fact: &Fact) -> String {
        match fact {
            Fact::ConsultRequested(consult) => self.consult_requested(consult),
            Fact::ConsultMoved { consult, step, .. } => {
                ConsultWord::Moved.with(self.lang, &[&self.consult(*consult), &self.consult_step(step)])
            }
            Fact::ConsultNoted(note) => {
                ConsultWord::Moved.with(self.lang, &[&self.consult(note.consult), &self.consult_note(note)])
            }
            _ => String::new(),
        }
    }

    /// `市气象局提请应急会商: 红色预警`.
    fn consult_requested(&self, consult: &Consult) -> String {
        let reason = match consult.incident {
            Some(id) => format!("{} ({})", consult.reason, self.incident(id)),
            None => consult.reason.clone(),
        };
        let said = ConsultWord::Requested.with(self.lang, &[&consult.by, &self.word(consult.kind), &reason]);
        self.heard(said, "", consult.means)
    }

    /// A step, without the consultation's name.
    pub fn consult_step(&self, step: &ConsultStep) -> String {
        let lang = self.lang;
        match step {
            ConsultStep::Convened(of) => {
                let at = when::date_minute(of.t0);
                let said =
                    ConsultWord::Convened.with(lang, &[&at, &self.word(of.channel), &of.members.len(), &of.quorum]);
                if of.chair.is_empty() {
                    said
                } else {
                    format!("{said}, {}", ConsultWord::Chair.with(lang, &[&of.chair]))
                }
            }
            ConsultStep::Started(of) => {
                self.heard(ConsultWord::Started.with(lang, &[&of.chair, &of.pack.short()]), "", of.means)
            }
            ConsultStep::Drafted(of) => ConsultWord::Drafted.with(lang, &[&self.conclusion(of)]),
            ConsultStep::Signed(of) => {
                let said = ConsultWord::Signed.with(lang, &[&of.number, &of.by, &self.conclusion(&of.conclusion)]);
                self.heard(said, "", of.means)
            }
            ConsultStep::Issued => self.word(ConsultWord::Issued).to_owned(),
            ConsultStep::Closed(Closing::AllDone) => self.word(ConsultWord::AllDone).to_owned(),
            ConsultStep::Closed(Closing::Superseded(by)) => {
                ConsultWord::Superseded.with(lang, &[&self.consult_cited(*by)])
            }
            ConsultStep::Cancelled { reason, by, .. } => ConsultWord::Cancelled.with(lang, &[by, reason]),
        }
    }

    /// A line of the ledger, with who said it by which means when somebody else wrote it down.
    pub fn consult_note(&self, note: &ConsultNote) -> String {
        let lang = self.lang;
        let said = match &note.what {
            ConsultNoted::Joined { unit, person } => ConsultWord::Joined.with(lang, &[unit, person]),
            ConsultNoted::Absent { unit, proxy, reason } if proxy.is_empty() => {
                ConsultWord::Absent.with(lang, &[unit, reason])
            }
            ConsultNoted::Absent { unit, proxy, reason } => {
                format!("{} {reason}", ConsultWord::AbsentFor.with(lang, &[unit, proxy]))
            }
            ConsultNoted::Presented { of, unit, text } => {
                ConsultWord::Presented.with(lang, &[unit, &self.word(*of), text])
            }
            ConsultNoted::Opinion(opinion) => self.opinion(opinion),
            ConsultNoted::NoOpinion { unit, reason } => ConsultWord::NoOpinion.with(lang, &[unit, reason]),
            ConsultNoted::Adjourned => self.word(ConsultWord::Adjourned).to_owned(),
            ConsultNoted::Action(item) => self.action_item(item),
            ConsultNoted::Ordered { number, .. } => ConsultWord::Ordered.with(lang, &[number]),
        };
        self.heard(said.trim_end().to_owned(), &note.by, note.means)
    }

    /// An opinion, verbatim; dissent is said first.
    pub fn opinion(&self, opinion: &Opinion) -> String {
        let lang = self.lang;
        let said = ConsultWord::Opinion.with(lang, &[&opinion.unit, &opinion.judgement, &self.word(opinion.certainty)]);
        let advice =
            if opinion.advice.is_empty() { String::new() } else { ConsultWord::Advises.with(lang, &[&opinion.advice]) };
        let mark = if opinion.dissent { format!("[{}] ", self.word(ConsultWord::Dissent)) } else { String::new() };
        format!("{mark}{said}{advice}")
    }

    /// `议定事项 市水利局: 加固 (限 23:00)`.
    pub fn action_item(&self, item: &ActionItem) -> String {
        let said = ConsultWord::Action.with(self.lang, &[&self.recipient(&item.to), &item.text]);
        let by = item.until.map_or_else(
            || self.word(ConsultWord::NoLimit).to_owned(),
            |at| ConsultWord::By.with(self.lang, &[&when::minute(at)]),
        );
        format!("{said} ({by})")
    }

    /// By whom and by what means word of it came, behind what was said.
    pub(super) fn heard(&self, said: String, by: &str, means: Means) -> String {
        let means = if means == Means::Console { "" } else { self.word(means) };
        match (by, means) {
            ("", "") => said,
            (by, "") => format!("{said} ({by})"),
            ("", means) => format!("{said} ({means})"),
            (by, means) => format!("{said} ({by} {means})"),
        }
    }

    /// What a guard of a consultation lacks.
    pub(super) fn consult_lacking(&self, what: Lacking) -> String {
        let lang = self.lang;
        match what {
            Lacking::Members => self.word(ConsultWord::NoMembers).to_owned(),
            Lacking::Quorum(there, quorum) => ConsultWord::NoQuorum.with(lang, &[&there, &quorum]),
            Lacking::Opinions(id) => {
                let view = self.world.consultation(id);
                let units = view.map(|view| view.opinions_missing().join(", ")).unwrap_or_default();
                ConsultWord::NoOpinions.with(lang, &[&units])
            }
            Lacking::ActionLimit(action) => {
                let text = self.proposed_action(action).map_or_else(|| action.short(), |item| self.action_named(item));
                ConsultWord::NoActionLimit.with(lang, &[&text])
            }
            Lacking::OpenActions(count) => ConsultWord::OpenActions.with(lang, &[&count]),
            Lacking::Unconcluded(id) => ConsultWord::Unconcluded.with(lang, &[&self.consult(id)]),
            Lacking::Expired(id, at) => {
                ConsultWord::PastTime.with(lang, &[&self.consult_cited(id), &when::date_minute(at)])
            }
            _ => String::new(),
        }
    }

    fn proposed_action(&self, action: EventId) -> Option<&ActionItem> {
        self.world.open_consultations().find_map(|view| {
            let found = view.notes.iter().find(|(id, _)| *id == action)?;
            if let ConsultNoted::Action(item) = &found.1.what.what { Some(item) } else { None }
        })
    }

    fn action_named(&self, item: &ActionItem) -> String {
        let to: &Recipient = &item.to;
        format!("{} {}", self.recipient(to), item.text)
    }

    /// What a deadline of a consultation is about: which, and who is waited for.
    pub(super) fn consult_awaited(&self, deadline: &Deadline) -> String {
        match &deadline.what {
            Due::Consult { consult, wants } => {
                let named = self.consult(*consult);
                let Some(view) = self.world.consultation(*consult) else { return named };
                let reason = view.consult.reason.as_str();
                let units = match wants {
                    crate::domain::ConsultWant::Call => view.awaited().join(", "),
                    crate::domain::ConsultWant::Renew => self.consult_cited(*consult),
                    _ => reason.to_owned(),
                };
                format!("{named} {units}").trim_end().to_owned()
            }
            Due::NextConsult { area, since } => {
                let area = self.area_of(area);
                match self.world.consultation(*since).and_then(|view| view.started()) {
                    Some((_, at, _)) => {
                        format!("{area} {}", ConsultWord::Since.with(self.lang, &[&when::minute(at)]))
                    }
                    None => format!("{area} {}", self.word(ConsultWord::First)),
                }
            }
            _ => String::new(),
        }
    }
}
