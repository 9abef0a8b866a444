//! After-action reviews in words.

use super::Say;
use crate::domain::{
    Aar, AarBreach, AarLack, AarNote, AarNoted, AarOf, AarStep, AarWant, Computed, Deadline, Due, EventId, Fact,
    Finding, Inquiry, Means, Publication, Voice,
};
use crate::text::when;
use crate::text::words::{AarWord, Word};

impl Say<'_> {
    /// What is reviewed: `响应 洛阳 07-20 16:30`, `事件 ...`, `演练 ...`.
    pub fn aar_of(&self, aar: &Aar) -> String {
        let lang = self.lang;
        match aar.of {
            AarOf::Response(_) => {
                let named = format!("{} {}", self.area_of(&aar.area), when::date_minute(aar.from));
                AarWord::OfResponse.with(lang, &[&named])
            }
            AarOf::Incident(id) => AarWord::OfIncident.with(lang, &[&self.incident(id)]),
            AarOf::Drill(id) => AarWord::OfDrill.with(lang, &[&self.drill_named(id)]),
        }
    }

    /// A drill by its name; its short id when it is not here.
    pub fn drill_named(&self, id: EventId) -> String {
        let drill = self.world.drills().into_iter().find(|(of, _)| *of == id);
        drill.map_or_else(
            || id.short(),
            |(_, drill)| {
                let english = Some(drill.name_en.as_str()).filter(|name| !name.is_empty());
                self.lang.pick(drill.name.as_str(), english.unwrap_or(&drill.name)).to_owned()
            },
        )
    }

    /// A review by what it is of; its short id when it is not here.
    pub fn aar(&self, id: EventId) -> String {
        self.world.aar(id).map_or_else(|| id.short(), |view| self.aar_of(view.aar))
    }

    /// Its report by the number, with a short id where two posts gave the same.
    pub fn aar_report(&self, id: EventId) -> Option<String> {
        let (_, _, (_, number, _)) = self.world.aar(id)?.signed()?;
        let named = AarWord::Report.with(self.lang, &[&number]);
        let twice = self.world.aar_number_shared(id, number);
        Some(if twice { AarWord::ReportOf.with(self.lang, &[&named, &id.short()]) } else { named })
    }

    pub(super) fn aar_fact(&self, fact: &Fact) -> String {
        match fact {
            Fact::AarOpened(aar) => {
                let said = AarWord::Opened.with(self.lang, &[&self.aar_of(aar)]);
                let lead = if aar.lead.is_empty() {
                    String::new()
                } else {
                    format!(", {}", AarWord::Lead.with(self.lang, &[&aar.lead]))
                };
                self.told_by(format!("{said}{lead}"), &aar.by, aar.means)
            }
            Fact::AarMoved { aar, step, .. } => {
                AarWord::Moved.with(self.lang, &[&self.aar(*aar), &self.aar_step(step)])
            }
            Fact::AarNoted(note) => AarWord::Moved.with(self.lang, &[&self.aar(note.aar), &self.aar_note(note)]),
            Fact::WarningPublished(told) => self.published(told),
            _ => String::new(),
        }
    }

    /// A step, without the review's name.
    pub fn aar_step(&self, step: &AarStep) -> String {
        let lang = self.lang;
        match step {
            AarStep::Sealed(seal) => {
                let said = AarWord::Sealed.with(lang, &[&seal.events, &seal.hash.short()]);
                if seal.missing == 0 && seal.unsent == 0 {
                    said
                } else {
                    format!("{said}, {}", AarWord::SealedShort.with(lang, &[&seal.missing, &seal.unsent]))
                }
            }
            AarStep::Reconstructed(made) => {
                let said = AarWord::Reconstructed.with(lang, &[&made.items, &made.sourced, &made.gaps.len()]);
                if made.remark.is_empty() { said } else { format!("{said}: {}", made.remark) }
            }
            AarStep::Drafted(draft) => AarWord::Drafted.with(lang, &[&draft.summary]),
            AarStep::Reviewed(hand) => AarWord::Reviewed.with(lang, &[&self.hand(hand)]),
            AarStep::Signed { number, hand, .. } => AarWord::Signed.with(lang, &[&number, &self.hand(hand)]),
            AarStep::Closed(hand) => AarWord::Closed.with(lang, &[&self.hand(hand)]),
            AarStep::Item { item, act, evidence, hand } => {
                let what = format!("{} {evidence}", self.word(*act));
                let what = AarWord::ItemBy.with(lang, &[&what.trim_end(), &self.hand(hand)]);
                AarWord::Item.with(lang, &[&self.item_named(*item), &what])
            }
        }
    }

    /// Who, and by what means when not at the console.
    pub fn hand(&self, hand: &Voice) -> String {
        if hand.means == Means::Console { hand.by.clone() } else { format!("{} {}", hand.by, self.word(hand.means)) }
    }

    /// An improvement item by what is to be done.
    pub fn item_named(&self, item: EventId) -> String {
        let found = self.world.improvement_said(item).map(|item| item.text.clone());
        found.unwrap_or_else(|| item.short())
    }

    /// A finding in one line: `问题·快速集结: 到场慢`.
    pub fn finding(&self, finding: &Finding) -> String {
        AarWord::Finding.with(self.lang, &[&self.word(finding.kind), &self.word(finding.mechanism), &finding.text])
    }

    fn finding_named(&self, id: EventId) -> String {
        let found = self.world.finding_said(id);
        found.map_or_else(|| id.short(), |finding| finding.text.clone())
    }

    /// A line of the ledger, with who said it by which means when somebody else wrote it down.
    pub fn aar_note(&self, note: &AarNote) -> String {
        let lang = self.lang;
        let said = match &note.what {
            AarNoted::HotWash { led, text } => AarWord::HotWash.with(lang, &[led, text]),
            AarNoted::Finding(finding) => {
                let evidence = AarWord::Evidence.with(lang, &[&finding.evidence.len()]);
                format!("{} ({evidence})", self.finding(finding))
            }
            AarNoted::Answered { unit, accepts, text, .. } => {
                let word = if *accepts { AarWord::Accepts } else { AarWord::Objects };
                word.with(lang, &[unit, text])
            }
            AarNoted::Scored { mechanism, objective, rating } => {
                AarWord::Scored.with(lang, &[&self.word(*mechanism), objective, &self.word(*rating)])
            }
            AarNoted::Computed { indicator, formula, value, .. } => AarWord::Computed
                .with(lang, &[&format!("{indicator:?} {}", self.word(*indicator)), &self.computed(*value), formula]),
            AarNoted::Item(item) => {
                let due = item.due.map_or_else(|| self.word(AarWord::NoDue).to_owned(), when::date_minute);
                AarWord::ItemOpened.with(lang, &[&item.text, &item.owner, &due])
            }
            AarNoted::PlanRevised { plan, .. } => {
                let plan = self
                    .world
                    .plan_adopted(*plan)
                    .map_or_else(|| plan.short(), |plan| format!("{} {}", self.plan_name(plan), plan.version));
                AarWord::PlanRevised.with(lang, &[&plan])
            }
            AarNoted::Disposed { how, text } => AarWord::Disposed.with(lang, &[&self.word(*how), text]),
            AarNoted::Inquiry { what, text } => {
                let days = match what {
                    Inquiry::Extended(days) => format!("{} ", AarWord::Days.with(lang, &[days])),
                    Inquiry::Submitted | Inquiry::Replied => String::new(),
                };
                AarWord::Inquiry.with(lang, &[&self.word(*what), &format!("{days}{text}")])
            }
            AarNoted::LookedBack { text } => AarWord::LookedBack.with(lang, &[text]),
        };
        self.told_by(said.trim_end().to_owned(), &note.by, note.means)
    }

    /// What an indicator came to.
    pub fn computed(&self, value: Computed) -> String {
        match value {
            Computed::Time(span) => when::span(span, self.lang),
            Computed::Open(span) => AarWord::StillOpen.with(self.lang, &[&when::span(span, self.lang)]),
            Computed::Share { numerator, denominator } => format!("{numerator}/{denominator}"),
        }
    }

    /// `红色预警第5号 郑州 公众发布 短信: 覆盖 1200/1500`.
    fn published(&self, told: &Publication) -> String {
        let count = |count: Option<u32>| count.map_or_else(|| "?".to_owned(), |count| count.to_string());
        let reach = format!("{}/{}", count(told.reached), count(told.population));
        let said = AarWord::Published.with(self.lang, &[&self.warning_named(told.warning), &told.channel, &reach]);
        self.told_by(said, &told.by, told.means)
    }

    fn told_by(&self, said: String, by: &str, means: Means) -> String {
        let means = if means == Means::Console { "" } else { self.word(means) };
        let by = format!("{by} {means}");
        if by.trim().is_empty() { said } else { format!("{said} ({})", by.trim()) }
    }

    /// What goes against the paper.
    pub fn aar_breach(&self, breach: AarBreach) -> String {
        let lang = self.lang;
        match breach {
            AarBreach::OpenedTwice(other) => AarWord::Twice.with(lang, &[&other.short()]),
            AarBreach::TwoItems(finding) => AarWord::TwoItems.with(lang, &[&self.finding_named(finding)]),
            AarBreach::OwnAcceptance(item) => AarWord::Own.with(lang, &[&self.item_named(item)]),
            AarBreach::ClosedOver(count) => AarWord::ClosedOver.with(lang, &[&count]),
            AarBreach::NoItem(finding) => AarWord::ProblemLeft.with(lang, &[&self.finding_named(finding)]),
            AarBreach::Unanswered(finding) => AarWord::LeftUnanswered.with(lang, &[&self.finding_named(finding)]),
        }
    }

    /// What a guard of a review lacks.
    pub(super) fn aar_lacking(&self, what: AarLack) -> String {
        let lang = self.lang;
        match what {
            AarLack::NotOver => self.word(AarWord::LackOver).to_owned(),
            AarLack::Unmerged(missing, unsent) => AarWord::LackMerged.with(lang, &[&missing, &unsent]),
            AarLack::Unsourced(count) => AarWord::LackSource.with(lang, &[&count]),
            AarLack::Gaps(count) => AarWord::LackGaps.with(lang, &[&count]),
            AarLack::NoEvidence => self.word(AarWord::LackEvidence).to_owned(),
            AarLack::NoProof => self.word(AarWord::LackProof).to_owned(),
            AarLack::Unanswered(count) => AarWord::LackAnswers.with(lang, &[&count]),
            AarLack::NoOwner => self.word(AarWord::LackOwner).to_owned(),
            AarLack::NoDue => self.word(AarWord::LackDue).to_owned(),
            AarLack::NoMetric => self.word(AarWord::LackMetric).to_owned(),
            AarLack::SecondItem(_) => self.word(AarWord::LackOnce).to_owned(),
            AarLack::NoProblem(_) => self.word(AarWord::LackProblem).to_owned(),
            AarLack::OwnAcceptance => self.word(AarWord::LackOther).to_owned(),
            AarLack::OpenItems(count) => AarWord::LackSignedOff.with(lang, &[&count]),
            AarLack::NoItem(count) => AarWord::LackItems.with(lang, &[&count]),
            AarLack::NotDisposed => self.word(AarWord::LackDisposed).to_owned(),
            AarLack::Unjustified => self.word(AarWord::LackReason).to_owned(),
            AarLack::Unsettled => self.word(AarWord::LackSettled).to_owned(),
            AarLack::TooEarly(from) => AarWord::LackTime.with(lang, &[&when::date_minute(from)]),
            AarLack::NotRevised(count) => AarWord::LackRevised.with(lang, &[&count]),
        }
    }

    /// What a deadline of a review is about: which, and of an item what and whose.
    pub(super) fn aar_awaited(&self, deadline: &Deadline) -> String {
        let Due::Aar { aar, wants } = &deadline.what else { return String::new() };
        match wants {
            AarWant::Open => {
                let drill = self.world.drills().into_iter().any(|(id, _)| id == *aar);
                if drill {
                    AarWord::OfDrill.with(self.lang, &[&self.drill_named(*aar)])
                } else {
                    let area =
                        self.world.to_review().find(|(_, _, id)| *id == *aar).map(|(area, ..)| self.area_of(area));
                    let named = format!("{} {}", area.unwrap_or_default(), when::date_minute(deadline.from));
                    AarWord::OfResponse.with(self.lang, &[&named.trim_start()])
                }
            }
            AarWant::Item(item) => {
                let owner = self.world.improvement(*aar, *item).map(|view| view.item.owner.clone());
                format!("{} {}", self.item_named(*item), owner.unwrap_or_default()).trim_end().to_owned()
            }
            AarWant::Investigation | AarWant::Reply if self.world.aar(*aar).is_none() => self.incident(*aar),
            _ => self.aar(*aar),
        }
    }
}
