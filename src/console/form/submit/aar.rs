//! What forms about a review come to.

use super::{Fault, FieldName, Filled, Pick, picked};
use crate::console::form::{AarForm, AarPick, OtherPick, PaperPick};
use crate::domain::{
    Aar, AarCommand, AarNote, AarNoted, AarOf, AreaCode, Disposal, Draft, EventId, Finding, FindingKind, Improvement,
    Inquiry, Means, Publication, Reconstruction, Seal, Voice, World,
};

impl Filled<'_> {
    pub(super) fn aar(&self, form: AarForm) -> Result<AarCommand, Fault> {
        let at = self.time(FieldName::At)?.unwrap_or(self.model.now);
        Ok(match form {
            AarForm::Open(_) => AarCommand::Open(self.review_opened()?),
            AarForm::Publish => AarCommand::Publish(self.published()?),
            AarForm::Seal(aar) => {
                let counted = self.counted(aar)?;
                let (hash, events) = (counted.hash, counted.events);
                let seal = Seal { hash, events, missing: self.model.missing_of(counted), unsent: self.model.unsent() };
                AarCommand::Seal { aar, seal, at }
            }
            AarForm::Timeline(aar) => {
                let counted = self.counted(aar)?;
                let (items, sourced, gaps) = (counted.events, counted.sourced, counted.gaps.clone());
                let made = Reconstruction { items, sourced, gaps, remark: self.text(FieldName::Remark) };
                AarCommand::Reconstruct { aar, made, at }
            }
            AarForm::HotWash(aar) => {
                let (led, text) = (self.needed(FieldName::Led)?, self.text(FieldName::Words));
                self.line(aar, AarNoted::HotWash { led, text })?
            }
            AarForm::Finding(aar) => self.line(aar, AarNoted::Finding(self.finding()?))?,
            AarForm::Answer(aar) => self.line(
                aar,
                AarNoted::Answered {
                    finding: self.found(FieldName::Finding)?,
                    unit: self.needed(FieldName::UnitName)?,
                    accepts: self.chosen(FieldName::Accepts)? == AarPick::Accepts(true),
                    text: self.text(FieldName::Words),
                },
            )?,
            AarForm::Score(aar) => self.scored(aar)?,
            AarForm::Report(aar) => match self.chosen(FieldName::PaperStep)? {
                AarPick::Paper(PaperPick::Review) => AarCommand::Review { aar, hand: self.hand()?, at },
                AarPick::Paper(PaperPick::Sign) => AarCommand::Sign { aar, hand: self.hand()?, at },
                _ => {
                    let (summary, lessons) = (self.needed(FieldName::Summary)?, self.text(FieldName::Lessons));
                    AarCommand::Draft { aar, draft: Draft { summary, lessons }, at }
                }
            },
            AarForm::OpenItem(aar) => {
                let item = Improvement {
                    finding: self.found(FieldName::Finding)?,
                    text: self.needed(FieldName::Text)?,
                    owner: self.text(FieldName::Owner),
                    due: self.ahead(FieldName::Due, self.model.now)?,
                    metric: self.text(FieldName::Metric),
                };
                self.line(aar, AarNoted::Item(item))?
            }
            AarForm::MoveItem(aar, _) => {
                let AarPick::Item(item) = self.chosen(FieldName::Item)? else {
                    return Err(self.choose(FieldName::Item));
                };
                let AarPick::Act(act) = self.chosen(FieldName::ItemAct)? else {
                    return Err(self.choose(FieldName::ItemAct));
                };
                AarCommand::Item { aar, item, act, evidence: self.text(FieldName::Token), hand: self.hand()?, at }
            }
            AarForm::Close(aar) => AarCommand::Close { aar, hand: self.hand()?, at },
            AarForm::Other(aar) => self.other_of_review(aar)?,
        })
    }

    /// From when its records are follows from what is reviewed, unless somebody says another time.
    fn review_opened(&self) -> Result<Aar, Fault> {
        let AarPick::Of(of) = self.chosen(FieldName::ReviewOf)? else { return Err(self.choose(FieldName::ReviewOf)) };
        let world = &self.model.world;
        let now = self.model.now;
        let incident = match of {
            AarOf::Incident(id) => Some(id),
            _ => self.incident(),
        };
        let (area, from, ended) = match of {
            AarOf::Incident(id) => {
                let found = world.incident(id).ok_or_else(|| self.choose(FieldName::ReviewOf))?;
                let occurred = world.times(id).map_or(found.occurred, |(occurred, _)| occurred);
                (found.area.clone(), occurred, world.incident_closed(id).unwrap_or(now))
            }
            AarOf::Drill(id) => {
                let drills = world.drills();
                let (_, drill) =
                    drills.into_iter().find(|(of, _)| *of == id).ok_or_else(|| self.choose(FieldName::ReviewOf))?;
                (self.model.area().unwrap_or_default(), drill.begins, world.drill_ended(drill.ends))
            }
            AarOf::Response(id) => {
                let area = self.area_of_decision(id).ok_or_else(|| self.choose(FieldName::ReviewOf))?;
                let run = world.run_of(&area, id);
                let began = run.first().map_or(now, |(_, response)| response.decided);
                let basis = run.first().and_then(|(_, response)| response.basis);
                let warned = basis.and_then(|id| world.warning(id)).map_or(began, |warning| warning.received);
                let heard = incident.and_then(|id| world.times(id)).map_or(began, |(_, received)| received);
                let ended = World::ended_run(&run).map_or(now, |(_, at)| at);
                (area, began.min(warned).min(heard), ended)
            }
        };
        Ok(Aar {
            area,
            of,
            incident,
            from: self.time(FieldName::Since)?.unwrap_or(from),
            ended: ended.min(now),
            lead: self.text(FieldName::Led),
            by: self.text(FieldName::By),
            means: picked!(self, FieldName::Means, Means)?,
            at: self.form.opened,
        })
    }

    fn area_of_decision(&self, decision: EventId) -> Option<AreaCode> {
        let world = &self.model.world;
        let holds = |area: &&AreaCode| world.decision_events(area).iter().any(|(id, _)| *id == decision);
        world.switched_areas().into_iter().find(holds).cloned()
    }

    /// What the records were counted to be; they are counted before such a form is opened.
    fn counted(&self, aar: EventId) -> Result<&crate::papers::Records, Fault> {
        let counted = self.model.records.as_ref().filter(|(of, _)| *of == aar).map(|(_, records)| records);
        counted.ok_or_else(|| {
            let words = self.model.lang.pick("先核对记录 (Esc, 再按一次)", "count the records first (Esc, and again)");
            (FieldName::At, words.to_owned())
        })
    }

    fn finding(&self) -> Result<Finding, Fault> {
        let AarPick::Kind(kind) = self.chosen(FieldName::FindingKind)? else {
            return Err(self.choose(FieldName::FindingKind));
        };
        let AarPick::Mechanism(mechanism) = self.chosen(FieldName::Mechanism)? else {
            return Err(self.choose(FieldName::Mechanism));
        };
        let AarPick::Severity(severity) = self.chosen(FieldName::Severity)? else {
            return Err(self.choose(FieldName::Severity));
        };
        let entries = [FieldName::EvidenceOne, FieldName::EvidenceTwo, FieldName::EvidenceThree];
        let evidence = entries.into_iter().filter_map(|name| match self.form.pick(name) {
            Some(Pick::Aar(AarPick::Entry(id))) => Some(*id),
            _ => None,
        });
        let repeats = match self.form.pick(FieldName::Repeats) {
            Some(Pick::Aar(AarPick::Finding(id))) if kind == FindingKind::Problem => Some(*id),
            _ => None,
        };
        Ok(Finding {
            kind,
            mechanism,
            text: self.needed(FieldName::Text)?,
            evidence: evidence.collect(),
            severity,
            cause: self.text(FieldName::Cause),
            unit: self.text(FieldName::UnitName),
            repeats,
        })
    }

    fn scored(&self, aar: EventId) -> Result<AarCommand, Fault> {
        let AarPick::Mechanism(mechanism) = self.chosen(FieldName::Scored)? else {
            let lang = self.model.lang;
            let none = lang.pick("日志里还算不出指标: 改评目标", "the log holds no indicator yet: rate an objective");
            let computed = self.model.computed_indicators(aar);
            return computed.ok_or_else(|| (FieldName::Scored, none.to_owned()));
        };
        let AarPick::Rating(rating) = self.chosen(FieldName::Rating)? else {
            return Err(self.choose(FieldName::Rating));
        };
        self.line(aar, AarNoted::Scored { mechanism, objective: self.needed(FieldName::Objective)?, rating })
    }

    fn other_of_review(&self, aar: EventId) -> Result<AarCommand, Fault> {
        let text = self.text(FieldName::Words);
        let AarPick::Other(other) = self.chosen(FieldName::Other)? else { return Err(self.choose(FieldName::Other)) };
        let what = match other {
            OtherPick::Disposed => {
                let how = match self.chosen(FieldName::Disposal)? {
                    AarPick::Disposal(how) => how,
                    _ => Disposal::Kept,
                };
                AarNoted::Disposed { how, text }
            }
            OtherPick::PlanRevised => {
                let AarPick::Plan(plan) = self.chosen(FieldName::Revised)? else {
                    return Err(self.choose(FieldName::Revised));
                };
                let item = match self.form.pick(FieldName::Item) {
                    Some(Pick::Aar(AarPick::Item(id))) => Some(*id),
                    _ => None,
                };
                AarNoted::PlanRevised { plan, item }
            }
            OtherPick::LookedBack => AarNoted::LookedBack { text: self.needed(FieldName::Words)? },
            OtherPick::InquiryExtended => {
                let days = self.number(FieldName::MoreDays)?.unwrap_or_default();
                let what = Inquiry::Extended(u16::try_from(days).unwrap_or(u16::MAX));
                AarNoted::Inquiry { what, text }
            }
            OtherPick::InquirySubmitted => AarNoted::Inquiry { what: Inquiry::Submitted, text },
            OtherPick::InquiryReplied => AarNoted::Inquiry { what: Inquiry::Replied, text },
        };
        self.line(aar, what)
    }

    fn published(&self) -> Result<Publication, Fault> {
        let Some(Pick::Warning(warning, _)) = self.form.pick(FieldName::Basis) else {
            return Err(self.choose(FieldName::Basis));
        };
        let issued = self.model.world.warning(*warning).map_or(self.form.opened, |warning| warning.issued);
        Ok(Publication {
            warning: *warning,
            channel: self.needed(FieldName::PublishedBy)?,
            at: self.time(FieldName::Issued)?.unwrap_or(issued),
            reached: self.number(FieldName::Reached)?,
            population: self.number(FieldName::Population)?,
            by: self.text(FieldName::Speaker),
            means: picked!(self, FieldName::Means, Means)?,
        })
    }

    fn chosen(&self, name: FieldName) -> Result<AarPick, Fault> {
        match self.form.pick(name) {
            Some(Pick::Aar(pick)) => Ok(*pick),
            _ => Err(self.choose(name)),
        }
    }

    fn found(&self, name: FieldName) -> Result<EventId, Fault> {
        if let AarPick::Finding(id) = self.chosen(name)? { Ok(id) } else { Err(self.choose(name)) }
    }

    fn hand(&self) -> Result<Voice, Fault> {
        let role = picked!(self, FieldName::Role, Role)?;
        Ok(Voice { by: self.needed(FieldName::By)?, role: Some(role), means: picked!(self, FieldName::Means, Means)? })
    }

    /// A line of the ledger, with who said it and by which means.
    fn line(&self, aar: EventId, what: AarNoted) -> Result<AarCommand, Fault> {
        let means = match self.form.pick(FieldName::Means) {
            Some(Pick::Means(means)) => *means,
            _ => Means::Console,
        };
        let by = self.text(FieldName::Speaker);
        let at = self.time(FieldName::At)?.unwrap_or(self.form.opened);
        Ok(AarCommand::Note(AarNote { aar, what, by, means, at }))
    }
}
