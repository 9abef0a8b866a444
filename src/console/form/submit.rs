//! From a filled form to what is to be done.

mod aar;
mod assembly;
mod call;
mod consult;
mod incident;
mod lead;
mod linkage;
mod moment;
mod onsite;
mod outside;
mod paper;
mod plan;
mod resource;
mod right;
mod switch;

use super::groups::members;
use super::options::HAZARDS;
use super::time;
use super::{EndPick, Field, FieldKind, FieldName, Form, FormKind, Pick, SwitchForm};
use crate::clock::{At, Span};
use crate::console::{Action, Board, Model, Row, Table, Wanted, Whence};
use crate::domain::{
    Assignment, Command, Decision, Destination, DrillControl, Entry, EventId, Lead, Means, Noted, OfStep, Outcome,
    PositionReport, Ratify, Recipient, Role, Urgency, Warning, WarningTerms,
};
use crate::text::number::Said;
use crate::text::say::Say;
use crate::text::words::{HelpWord, SwitchWord, Word};

/// What a form comes to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(in crate::console) enum Submission {
    /// A command to be decided.
    Command(Command),
    /// The same, after a question.
    Ask(String, Command),
    /// A command that goes beyond the role of who sits here, and why.
    Because(Command, String),
    /// A row to go to.
    Find(Row),
    /// A moment to look at.
    Rewind(At),
    /// A place in the log to go to.
    Jump(Whence),
    /// Which entries of the log to show, and the name to keep that under.
    Filter(Wanted, String, Option<String>),
    /// Who sits here now, and as what.
    SignIn(String, Role),
    /// Who takes a shift over that was handed over, as what, and how they said so.
    TakeOver(EventId, String, Role, Means),
    /// A table to be read.
    Import(Table),
    /// What a key would do, on the board to be shown first.
    Perform(Option<Board>, Action),
}

/// The field that is found wanting, and why, in the operator's language.
type Fault = (FieldName, String);

/// What the form comes to, or which field is wanting.
pub(in crate::console) fn submit(form: &Form, model: &Model) -> Result<Submission, (usize, String)> {
    let filled = Filled { form, model };
    filled
        .matched()
        .and_then(|()| filled.submission())
        .map_err(|(name, why)| (form.fields.iter().position(|f| f.name == name).unwrap_or(0), why))
}

/// A form being read.
struct Filled<'a> {
    form: &'a Form,
    model: &'a Model,
}

/// Reads what is picked in a field as one kind of [`Pick`].
macro_rules! picked {
    ($self:ident, $name:expr, $variant:ident) => {
        match $self.form.pick($name) {
            Some(Pick::$variant(value)) => Ok(value.clone()),
            _ => Err($self.choose($name)),
        }
    };
}
use picked;

impl Filled<'_> {
    /// What was typed into a choice and names none of them is not dropped in silence.
    fn matched(&self) -> Result<(), Fault> {
        let unmatched = |field: &&Field| field.names_none() && !self.form.takes_address(field);
        match self.form.fields.iter().filter(|field| self.form.shown(field)).find(unmatched) {
            Some(field) => {
                let lang = self.model.lang;
                let (title, typed) = (field.name.title(lang), field.line().text());
                Err((field.name, HelpWord::NoMatchFor.with(lang, &[&title, &typed])))
            }
            None => Ok(()),
        }
    }

    fn submission(&self) -> Result<Submission, Fault> {
        Ok(match &self.form.kind {
            FormKind::SignIn => {
                Submission::SignIn(self.needed(FieldName::Signer)?, picked!(self, FieldName::Role, Role)?)
            }
            FormKind::TakeOver(handed) => {
                let (name, role) = (self.needed(FieldName::Signer)?, picked!(self, FieldName::Role, Role)?);
                Submission::TakeOver(*handed, name, role, picked!(self, FieldName::Means, Means)?)
            }
            FormKind::Why(command) => Submission::Because((**command).clone(), self.needed(FieldName::Reason)?),
            FormKind::Find => Submission::Find(picked!(self, FieldName::Row, Row)?),
            FormKind::Commands => match self.form.pick(FieldName::Command) {
                Some(Pick::Command(board, action)) => Submission::Perform(*board, *action),
                _ => return Err(self.choose(FieldName::Command)),
            },
            FormKind::PastAt => match self.time(FieldName::At)? {
                Some(at) => Submission::Rewind(at),
                None => return Err((FieldName::At, self.model.lang.pick("写一个时间", "write a time").to_owned())),
            },
            FormKind::JournalJump => Submission::Jump(self.jump()?),
            FormKind::Import => Submission::Import(super::table::named(self.form).map_err(|name| self.needs(name))?),
            FormKind::JournalFilter => self.journal_filter()?,
            FormKind::Decide | FormKind::Posture => self.asked(self.lead()?),
            FormKind::Switch(_, SwitchForm::Escalate) => self.asked(self.command()?),
            FormKind::Order(_) => self.asked(self.order()?),
            _ => Submission::Command(self.command()?),
        })
    }

    /// Activation, termination, withdrawal and a change of posture ask first.
    fn asked(&self, command: Command) -> Submission {
        let lang = self.model.lang;
        let say = Say { world: &self.model.world, lang };
        let inner = if let Command::OrderStep { order, .. } = &command { order } else { &command };
        let question = match inner {
            Command::DecideResponse { decision: Decision::Activated { level, .. }, area, .. } => {
                let verb = lang.pick("启动响应", "Activate the response");
                return Submission::Ask(format!("{verb}: {} {}?", say.area(area), level.say(lang)), command);
            }
            Command::DecideResponse { decision: Decision::Terminated, area, .. } => {
                let verb = lang.pick("终止响应", "Terminate the response");
                return Submission::Ask(format!("{verb}: {}?", say.area(area)), command);
            }
            Command::IssueOrder { urgency: Urgency::Withdraw, .. }
            | Command::IssueOrders { urgency: Urgency::Withdraw, .. } => {
                lang.pick("下达撤离?", "Order the withdrawal?")
            }
            Command::NoteSwitch(note) => match &note.what {
                Noted::Leads(Lead::Asked { to, .. }) => {
                    return Submission::Ask(SwitchWord::AskEscalate.with(lang, &[to]), command);
                }
                _ => return Submission::Command(command),
            },
            Command::ChangePosture { .. } => lang.pick("转换平战状态?", "Change the posture?"),
            _ => return Submission::Command(command),
        };
        Submission::Ask(question.to_owned(), command)
    }

    fn command(&self) -> Result<Command, Fault> {
        Ok(match &self.form.kind {
            FormKind::Climb => self.climb()?,
            FormKind::Ratify => Command::Ratify(self.ratify()?),
            FormKind::Shelve(alarms) => Command::ShelveAlarms {
                alarms: alarms.clone(),
                reason: self.needed(FieldName::Reason)?,
                until: self.aside_until()?,
            },
            FormKind::CountHeads(order) => self.heads(*order)?,
            FormKind::Notify(_) | FormKind::Evacuees | FormKind::Relief(_) => self.outside()?,
            FormKind::Call(..) => self.call()?,
            FormKind::Measures(warning) => self.measures(*warning)?,
            FormKind::EndOrder(order) => Command::EndOrder { order: *order, outcome: self.outcome()? },
            FormKind::Assign(team) => Command::AssignTeam {
                team: team.clone(),
                assignment: Assignment {
                    incident: self.incident(),
                    destination: self.place(FieldName::Place),
                    order: None,
                },
            },
            FormKind::TeamStatus => Command::SetTeamStatus {
                team: picked!(self, FieldName::Team, Team)?,
                status: picked!(self, FieldName::Status, TeamStatus)?,
                reason: if self.form.says_why() { self.text(FieldName::Reason) } else { String::new() },
            },
            FormKind::Position => self.position()?,
            FormKind::Mobilise(_) | FormKind::Tell(..) | FormKind::Crew => self.assembly()?,
            FormKind::Warning => self.warning()?,
            FormKind::Message => self.message()?,
            FormKind::NewIncident => self.new_incident()?,
            FormKind::Grade(incident) => {
                let grade =
                    if let Some(Pick::Grade(grade)) = self.form.pick(FieldName::Grade) { Some(*grade) } else { None };
                Command::GradeIncident { incident: *incident, grade, reason: self.text(FieldName::Reason) }
            }
            FormKind::IncidentStatus(incident) => Command::SetIncidentStatus {
                incident: *incident,
                status: picked!(self, FieldName::Status, IncidentStatus)?,
            },
            FormKind::Merge(_) | FormKind::Split(_) | FormKind::Code(_) | FormKind::Amend(_) => self.set_right()?,
            FormKind::Figure => self.figure()?,
            FormKind::Report | FormKind::Paper(_) => Command::Report(self.report()?),
            FormKind::Resource(form) => self.resource(form)?,
            FormKind::Consult(form) => Command::Consult(self.consult(*form)?),
            FormKind::Aar(form) => Command::Aar(self.aar(*form)?),
            FormKind::Aid(form) => Command::Aid(self.aid(*form)?),
            FormKind::Onsite(incident, form) => Command::Scene(self.onsite(*incident, *form)?),
            FormKind::StartPlan | FormKind::StepDone | FormKind::StepBlocked | FormKind::StepSkipped(..) => {
                self.plan()?
            }
            FormKind::Strike(target) => Command::Strike { target: *target, reason: self.needed(FieldName::Reason)? },
            FormKind::SkipTo => Command::ControlDrill(DrillControl::SkipTo(self.later()?)),
            FormKind::Order(_) => self.order()?,
            FormKind::Decide | FormKind::Propose | FormKind::Appoint(_) | FormKind::Posture => self.lead()?,
            FormKind::Switch(area, form) => self.switch(area, form)?,
            FormKind::HandOver => {
                Command::HandOver { sheet: self.model.handover_sheet().0, to: self.text(FieldName::Successor) }
            }
            FormKind::SignIn
            | FormKind::TakeOver(_)
            | FormKind::Why(_)
            | FormKind::Find
            | FormKind::Commands
            | FormKind::PastAt
            | FormKind::Import
            | FormKind::JournalFilter
            | FormKind::JournalJump => return Err(self.choose(FieldName::Row)),
        })
    }

    fn climb(&self) -> Result<Command, Fault> {
        Ok(Command::ClimbRung {
            order: picked!(self, FieldName::Order, Order)?,
            rung: picked!(self, FieldName::Rung, Rung)?,
            by: self.needed(FieldName::By)?,
            means: picked!(self, FieldName::Means, Means)?,
            at: self.time_or_opened(FieldName::At)?,
        })
    }

    /// A number as it is said (`1558-372`), else a time.
    fn jump(&self) -> Result<Whence, Fault> {
        let text = self.text(FieldName::Number);
        if let Some(said) = Said::parse(&text) {
            return Ok(Whence::Said(said));
        }
        let lang = self.model.lang;
        let how = lang.pick(
            "不是编号也不是时间: 写 1558-372 或 07-20 15:58",
            "is neither a number nor a time: write 1558-372 or 07-20 15:58",
        );
        let at = time::parse(&text, self.model.now).ok_or_else(|| (FieldName::Number, format!("{text} {how}")))?;
        Ok(Whence::At(at))
    }

    fn journal_filter(&self) -> Result<Submission, Fault> {
        if let Some(Pick::View(name)) = self.form.pick(FieldName::View) {
            let view = self.model.chronicle.views.iter().find(|view| view.name == *name);
            if let Some(view) = view {
                return Ok(Submission::Filter(view.wanted.clone(), view.sought.clone(), None));
            }
        }
        let wanted = Wanted {
            team: if let Some(Pick::Team(code)) = self.form.pick(FieldName::Team) { Some(code.clone()) } else { None },
            place: if let Some(Pick::Place(code)) = self.form.pick(FieldName::Place) {
                Some(code.clone())
            } else {
                None
            },
            kind: if let Some(Pick::Kind(kind)) = self.form.pick(FieldName::Kind) { Some(*kind) } else { None },
            since: self.time(FieldName::Since)?,
            // The whole of the minute that was written.
            until: self.time(FieldName::Until)?.map(|at| at + Span(59_999)),
        };
        let name = self.text(FieldName::SaveAs);
        Ok(Submission::Filter(wanted, self.text(FieldName::Sought), (!name.is_empty()).then_some(name)))
    }

    fn order(&self) -> Result<Command, Fault> {
        let FormKind::Order(form) = self.form.kind else { return Err(self.choose(FieldName::To)) };
        if self.form.pick(FieldName::To).is_none() {
            return Err(self.choose(FieldName::To));
        }
        let text = if self.form.asks_team() {
            self.needed(FieldName::AidNeed)?;
            super::aid::told(self.form, self.model)
        } else {
            self.needed(FieldName::Text)?
        };
        let urgency = picked!(self, FieldName::Urgency, Urgency)?;
        let (incident, destination) = (self.incident(), self.place(FieldName::Destination));
        let until = self.ahead(FieldName::Limit, self.model.now)?;
        let to = match self.form.pick(FieldName::To) {
            Some(Pick::Group(group)) => {
                let to = members(self.model, group).into_iter().map(Recipient::Team).collect();
                let command = Command::IssueOrders { form, to, incident, text, urgency, destination, until };
                return Ok(self.for_step(command));
            }
            _ => self.recipient()?,
        };
        let authority = None;
        Ok(self.for_step(Command::IssueOrder { form, to, incident, text, urgency, destination, authority, until }))
    }

    /// An order of the step that is picked, when one is.
    fn for_step(&self, order: Command) -> Command {
        let (run, step, late) = match self.form.pick(FieldName::OfStep) {
            Some(Pick::Step(run, step)) => (*run, step.clone(), false),
            Some(Pick::StepLate(run, step)) => (*run, step.clone(), true),
            _ => return order,
        };
        Command::OrderStep { of: OfStep { run, step, late }, order: Box::new(order) }
    }

    /// An entry about word that came from somebody: its three times are never merged.
    fn message(&self) -> Result<Command, Fault> {
        let received = self.time_or_opened(FieldName::Received)?;
        let occurred = self.time(FieldName::Occurred)?.unwrap_or(received);
        Ok(Command::WriteEntry(Entry {
            incident: self.incident(),
            received,
            means: picked!(self, FieldName::Means, Means)?,
            source: self.text(FieldName::Source),
            place: self.text(FieldName::Spot),
            told: self.text(FieldName::ToldWhom),
            ..Entry::plain(self.needed(FieldName::Text)?, occurred)
        }))
    }

    fn new_incident(&self) -> Result<Command, Fault> {
        let received = self.time_or_opened(FieldName::Received)?;
        Ok(Command::OpenIncident {
            title: self.needed(FieldName::Title)?,
            code: self.text(FieldName::Code),
            area: picked!(self, FieldName::Area, Area)?,
            place: if let Some(Pick::Place(code)) = self.form.pick(FieldName::Place) {
                Some(code.clone())
            } else {
                None
            },
            address: self.address(),
            occurred: self.time(FieldName::Occurred)?.unwrap_or(received),
            received,
            unit_told: self.time(FieldName::UnitTold)?,
            sensitive: self.form.pick(FieldName::Sensitive) == Some(&Pick::Met(true)),
        })
    }

    /// Where it is, as it was told, when no place of the map has that name.
    fn address(&self) -> String {
        let told = self.form.named(FieldName::Place).filter(|field| field.names_none());
        told.map(|field| field.line().text().trim().to_owned()).unwrap_or_default()
    }

    fn position(&self) -> Result<Command, Fault> {
        Ok(Command::ReportPosition(PositionReport {
            team: picked!(self, FieldName::Team, Team)?,
            place: picked!(self, FieldName::Place, Place)?,
            at: self.time_or_opened(FieldName::At)?,
            means: picked!(self, FieldName::Means, Means)?,
        }))
    }

    fn warning(&self) -> Result<Command, Fault> {
        let hazard = picked!(self, FieldName::Hazard, Hazard)?;
        let (kind, kind_en) = HAZARDS.get(hazard).copied().unwrap_or_default();
        let received = self.over(FieldName::Received)?;
        let issued = self.time(FieldName::Issued)?.unwrap_or(received);
        let begins = self.time(FieldName::Begins)?;
        Ok(Command::ReceiveWarning(Warning {
            area: picked!(self, FieldName::Area, Area)?,
            kind: kind.to_owned(),
            kind_en: kind_en.to_owned(),
            colour: picked!(self, FieldName::Colour, Colour)?,
            number: self.number(FieldName::Serial)?.unwrap_or_default(),
            issuer: self.text(FieldName::Issuer),
            issuer_en: String::new(),
            issued,
            received,
            text: self.needed(FieldName::Text)?,
            terms: WarningTerms {
                begins,
                expires: self.ahead(FieldName::Expires, begins.unwrap_or(issued))?,
                extent: self.text(FieldName::Extent),
                caution: self.text(FieldName::Caution),
                measures: self.text(FieldName::Advised),
                inquiries: self.text(FieldName::Inquiries),
            },
        }))
    }

    fn ratify(&self) -> Result<Ratify, Fault> {
        Ok(Ratify {
            of: picked!(self, FieldName::Override, Override)?,
            sanction: picked!(self, FieldName::Sanction, Sanction)?,
            by: self.needed(FieldName::By)?,
            role: Some(picked!(self, FieldName::Role, Role)?),
            means: picked!(self, FieldName::Means, Means)?,
            note: self.text(FieldName::Opinion),
        })
    }

    fn outcome(&self) -> Result<Outcome, Fault> {
        Ok(match picked!(self, FieldName::Outcome, End)? {
            EndPick::Done => Outcome::Done,
            EndPick::Refused => Outcome::Refused(self.needed(FieldName::Reason)?),
            EndPick::Cancelled => Outcome::Cancelled(self.needed(FieldName::Reason)?),
        })
    }

    fn incident(&self) -> Option<EventId> {
        if let Some(Pick::Incident(id)) = self.form.pick(FieldName::Incident) { Some(*id) } else { None }
    }

    fn place(&self, name: FieldName) -> Option<Destination> {
        if let Some(Pick::Place(code)) = self.form.pick(name) { Some(Destination::Place(code.clone())) } else { None }
    }

    fn text(&self, name: FieldName) -> String {
        self.form.named(name).map(|field| field.line().text().trim().to_owned()).unwrap_or_default()
    }

    fn needed(&self, name: FieldName) -> Result<String, Fault> {
        let text = self.text(name);
        if text.is_empty() { Err(self.needs(name)) } else { Ok(text) }
    }

    fn needs(&self, name: FieldName) -> Fault {
        let lang = self.model.lang;
        (name, format!("{}{}", lang.pick("请填", "please fill in: "), name.title(lang)))
    }

    fn choose(&self, name: FieldName) -> Fault {
        let lang = self.model.lang;
        (name, format!("{}{}", lang.pick("请选", "please choose: "), name.title(lang)))
    }

    /// A count; empty or `?` is unknown, which is not zero.
    fn number(&self, name: FieldName) -> Result<Option<u32>, Fault> {
        self.quantity(name, 1)
    }

    /// A number of units, of which each is kept as so many: `9999.99` of a hundred is 999 999.
    fn quantity(&self, name: FieldName, per_unit: u32) -> Result<Option<u32>, Fault> {
        let Some(FieldKind::Number(line)) = self.form.named(name).map(|field| &field.kind) else { return Ok(None) };
        let text = crate::text::names::folded(line.text());
        let why = || {
            let how =
                self.model.lang.pick("不是人数: 写数字, 不明写 ?", "is not a count: write a number, or ? when unknown");
            (name, format!("{} {how}", line.text()))
        };
        if text.is_empty() || text == "?" { Ok(None) } else { parts(&text, per_unit).map(Some).ok_or_else(why) }
    }
}

/// `text` in parts of its unit; none when it is no number, has more places than that, or is too large.
fn parts(text: &str, per_unit: u32) -> Option<u32> {
    let (whole, rest) = text.split_once('.').unwrap_or((text, ""));
    let mut sum: u32 = whole.parse::<u32>().ok()?.checked_mul(per_unit)?;
    let mut worth = per_unit;
    for c in rest.chars() {
        worth = worth.checked_div(10).filter(|worth| *worth > 0)?;
        sum = sum.checked_add(c.to_digit(10)?.checked_mul(worth)?)?;
    }
    Some(sum)
}
