//! What forms about a consultation come to.

use super::{Fault, FieldName, Filled, Pick, picked};
use crate::console::form::{AttendPick, ConsultForm, PresentPick, StancePick};
use crate::domain::{
    ActionItem, Briefing, Conclusion, Consult, ConsultCommand, ConsultNote, ConsultNoted, Convening, EventId, Means,
    Member, Opinion, Recipient, Role,
};

impl Filled<'_> {
    pub(super) fn consult(&self, form: ConsultForm) -> Result<ConsultCommand, Fault> {
        let now = self.model.now;
        Ok(match form {
            ConsultForm::Request => self.consult_asked()?,
            ConsultForm::Convene(consult) => ConsultCommand::Convene { consult, convening: self.convening()? },
            ConsultForm::Attend(consult) => self.note(consult, self.attendance()?)?,
            ConsultForm::Present(consult) => self.note(consult, self.presented()?)?,
            ConsultForm::Opinion(consult) => self.note(consult, self.opinion()?)?,
            ConsultForm::Action(consult) => self.note(consult, ConsultNoted::Action(self.action()?))?,
            ConsultForm::Start(consult) => {
                let (chair, role, means) = self.chair()?;
                let pack = self.model.pack_hash(consult).unwrap_or_default();
                // A meeting does not begin before what was shown in it was put together.
                let at = self.time(FieldName::At)?.unwrap_or(now);
                ConsultCommand::Start { consult, chair, role, means, pack, at }
            }
            ConsultForm::Draft(consult) => {
                let until = self.ahead(FieldName::Validity, now)?.ok_or_else(|| self.needs(FieldName::Validity))?;
                let measures = self.text(FieldName::Measures);
                let measures = measures.split([';', '；', '\n']).map(|one| one.trim().to_owned());
                let conclusion = Conclusion {
                    trend: self.needed(FieldName::Trend)?,
                    advice: picked!(self, FieldName::LevelAdvice, Advice)?,
                    measures: measures.filter(|one| !one.is_empty()).collect(),
                    valid_until: until,
                };
                ConsultCommand::Draft { consult, conclusion }
            }
            ConsultForm::Sign(consult) => {
                let (by, role, means) = self.chair()?;
                let at = self.time(FieldName::At)?.unwrap_or(now);
                ConsultCommand::Sign { consult, by, role, means, at }
            }
            ConsultForm::Cancel(consult) => {
                let (by, role, means) = self.chair()?;
                ConsultCommand::Cancel { consult, reason: self.needed(FieldName::Reason)?, by, role, means }
            }
        })
    }

    /// It goes on from the newest one of the jurisdiction whose conclusion nothing took the place of.
    fn consult_asked(&self) -> Result<ConsultCommand, Fault> {
        let area = picked!(self, FieldName::Area, Area)?;
        let warning = if let Some(Pick::Warning(id, _)) = self.form.pick(FieldName::Basis) { Some(*id) } else { None };
        let open = self.model.world.last_concluded(&area).filter(|view| !view.state.over());
        Ok(ConsultCommand::Request(Consult {
            area,
            kind: picked!(self, FieldName::ConsultKind, ConsultKind)?,
            reason: self.needed(FieldName::Reason)?,
            incident: self.incident(),
            warning,
            follows: open.map(|view| view.id),
            by: self.needed(FieldName::By)?,
            means: picked!(self, FieldName::Means, Means)?,
            at: self.form.opened,
        }))
    }

    /// Where nobody says how many there must be, everybody must who is to come.
    fn convening(&self) -> Result<Convening, Fault> {
        let units = |name, mandatory| {
            let text = self.text(name);
            let units = text.split([',', '，', '、', ';', '；']).map(str::trim).filter(|unit| !unit.is_empty());
            units.map(|unit| Member { unit: unit.to_owned(), mandatory }).collect::<Vec<_>>()
        };
        let members = [units(FieldName::Mandatory, true), units(FieldName::Others, false)].concat();
        let all = members.iter().filter(|member| member.mandatory).count();
        let quorum = self.number(FieldName::Quorum)?.unwrap_or_else(|| u32::try_from(all).unwrap_or(u32::MAX));
        Ok(Convening {
            members,
            quorum: u8::try_from(quorum).unwrap_or(u8::MAX),
            channel: picked!(self, FieldName::Channel, Channel)?,
            t0: self.time(FieldName::At)?.unwrap_or(self.model.now),
            chair: self.text(FieldName::Chair),
        })
    }

    fn unit(&self) -> Result<String, Fault> {
        match self.form.pick(FieldName::Unit) {
            Some(Pick::Unit(unit)) => Ok(unit.clone()),
            Some(Pick::Nothing) => self.needed(FieldName::UnitName),
            _ => Err(self.choose(FieldName::Unit)),
        }
    }

    /// A line of the ledger, with who said it and by which means.
    fn note(&self, consult: EventId, what: ConsultNoted) -> Result<ConsultCommand, Fault> {
        let means = match self.form.pick(FieldName::Means) {
            Some(Pick::Means(means)) => *means,
            _ => Means::Console,
        };
        // Who speaks for a unit that came is said in the line itself.
        let by = match &what {
            ConsultNoted::Opinion(_) | ConsultNoted::Presented { .. } => self.text(FieldName::Speaker),
            _ => String::new(),
        };
        let at = self.time(FieldName::At)?.unwrap_or(self.form.opened);
        Ok(ConsultCommand::Note(ConsultNote { consult, what, by, means, at }))
    }

    fn attendance(&self) -> Result<ConsultNoted, Fault> {
        let (unit, reason) = (self.unit()?, self.text(FieldName::Note));
        Ok(match picked!(self, FieldName::Attendance, Attendance)? {
            AttendPick::Joined => ConsultNoted::Joined { unit, person: self.text(FieldName::Speaker) },
            AttendPick::Proxy => ConsultNoted::Absent { unit, proxy: self.needed(FieldName::Speaker)?, reason },
            AttendPick::Absent => ConsultNoted::Absent { unit, proxy: String::new(), reason },
        })
    }

    fn presented(&self) -> Result<ConsultNoted, Fault> {
        let of = match picked!(self, FieldName::Presented, Presented)? {
            PresentPick::Adjourned => return Ok(ConsultNoted::Adjourned),
            PresentPick::Situation => Briefing::Situation,
            PresentPick::Forecast => Briefing::Forecast,
        };
        Ok(ConsultNoted::Presented { of, unit: self.unit()?, text: self.needed(FieldName::Text)? })
    }

    fn opinion(&self) -> Result<ConsultNoted, Fault> {
        let unit = self.unit()?;
        let stance = picked!(self, FieldName::Stance, Stance)?;
        if stance == StancePick::Missing {
            return Ok(ConsultNoted::NoOpinion { unit, reason: self.text(FieldName::Note) });
        }
        Ok(ConsultNoted::Opinion(Opinion {
            unit,
            judgement: self.needed(FieldName::Judgement)?,
            certainty: picked!(self, FieldName::Certainty, Certainty)?,
            advice: self.text(FieldName::Advice),
            dissent: stance == StancePick::Dissent,
        }))
    }

    fn action(&self) -> Result<ActionItem, Fault> {
        Ok(ActionItem {
            to: self.recipient()?,
            text: self.needed(FieldName::Text)?,
            until: self.ahead(FieldName::Limit, self.model.now)?,
        })
    }

    /// One to whom an order can go; not several at once.
    pub(super) fn recipient(&self) -> Result<Recipient, Fault> {
        Ok(match self.form.pick(FieldName::To) {
            Some(Pick::Team(code)) => Recipient::Team(code.clone()),
            Some(Pick::Headquarters(code)) => Recipient::Headquarters(code.clone()),
            Some(Pick::Contact(code)) => {
                let found = self.model.world.contacts().find(|contact| contact.code == *code);
                let contact = found.ok_or_else(|| self.choose(FieldName::To))?;
                let phone = contact.numbers().collect::<Vec<_>>().join(" / ");
                Recipient::Person { name: contact.name.clone(), phone }
            }
            Some(Pick::Person) => {
                Recipient::Person { name: self.needed(FieldName::PersonName)?, phone: self.text(FieldName::Phone) }
            }
            _ => return Err(self.choose(FieldName::To)),
        })
    }

    fn chair(&self) -> Result<(String, Option<Role>, Means), Fault> {
        let role = picked!(self, FieldName::Role, Role)?;
        Ok((self.needed(FieldName::Chair)?, Some(role), picked!(self, FieldName::Means, Means)?))
    }
}
