//! Forms: a small general mechanism for what takes more than one key.
//!
//! A [`Form`] is a kind and a list of [`Field`]s. `build` makes the fields from the model, `submit` makes a command of
//! them; nothing else knows what a form is about.

mod aar;
mod aid;
mod assembly;
mod build;
mod calls;
mod commands;
mod consult;
mod evacuation;
mod field;
mod groups;
mod lead;
mod linkage;
mod name;
mod notice;
mod onsite;
mod options;
mod people;
mod recipients;
mod resource;
mod right;
mod step;
mod subject;
mod submit;
mod switch;
mod table;
mod time;

pub(super) use aid::{asked_of_a_city, become_form, follow_recipient, takes_requests, withdraws};
pub(super) use assembly::{follow_asked, follow_need};
pub(super) use build::{Known, build, contact, follow_part, follow_team, resumed, resumes};
pub(super) use calls::dialled;
pub(super) use onsite::{pick_task, task_due};
pub(super) use submit::{Submission, submit};

pub use aar::{AarForm, AarPick, OtherPick, PaperPick};
pub use assembly::Mobilising;
pub use consult::{AttendPick, ConsultForm, PresentPick, StancePick};
pub use field::{
    AnswerPick, Choice, DecisionPick, EndPick, Field, FieldKind, GroundPick, Group, ItemPick, MeasurePick, Pick,
};
pub use linkage::AidForm;

pub use name::FieldName;
pub use onsite::{OnsiteForm, ScenePick, TaskPick};
pub use resource::{ResourceForm, ShelterPick};
pub use switch::SwitchForm;

use serde::{Deserialize, Serialize};

use crate::clock::At;
use crate::domain::{
    AreaCode, AssemblyEvent, Command, Errand, EventId, Form as OrderForm, ListCode, Posture, StepCode, TeamCode,
    TeamStatus,
};
use crate::text::Lang;
use crate::text::words::Word;

/// What a form is for, and about what.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum FormKind {
    /// A new order or request.
    Order(OrderForm),
    /// Somebody else's rung on an order.
    Climb,
    /// Alarms of one row to put aside, by their names.
    Shelve(Vec<String>),
    /// A call about something; on a warning that of one of those who must hear of it, by the code of the first.
    Call(Errand, Option<ListCode>),
    /// Answers to the measures that a warning asks for.
    Measures(EventId),
    /// Heads counted after an order to withdraw.
    CountHeads(EventId),
    /// That people were moved.
    Evacuees,
    /// What those who were moved got.
    Relief(EventId),
    /// That neighbours or the garrison were told of a warning or an incident.
    Notify(EventId),
    /// How an order ended.
    EndOrder(EventId),
    /// Teams to be called up: who can come, and what they are told.
    Mobilise(Mobilising),
    /// What was told of a mobilised team.
    Tell(EventId, AssemblyEvent),
    /// Who of a team is on duty.
    Crew,
    /// A team's assignment.
    Assign(TeamCode),
    /// A team's status.
    TeamStatus,
    /// Where a team is.
    Position,
    /// Word that came by phone, radio or in person.
    Message,
    /// A new incident.
    NewIncident,
    /// An incident's grade.
    Grade(EventId),
    /// An incident's status.
    IncidentStatus(EventId),
    /// An incident that goes into another.
    Merge(EventId),
    /// An incident of which another is taken apart again.
    Split(EventId),
    /// An incident's event code.
    Code(EventId),
    /// What an entry should have said.
    Amend(EventId),
    /// A table that a list comes from.
    Import,
    /// A figure of an incident.
    Figure,
    /// A warning that came in.
    Warning,
    /// A report that went up.
    Report,
    /// Something about a report's paper.
    Paper(PaperForm),
    /// Something about a consultation.
    Consult(ConsultForm),
    /// Something about a material, a requisition or a shelter.
    Resource(ResourceForm),
    /// Something about a review.
    Aar(AarForm),
    /// Something about help between cities.
    Aid(AidForm),
    /// Something about the scene of an incident.
    Onsite(EventId, OnsiteForm),
    /// A decision on the response.
    Decide,
    /// A response that is proposed.
    Propose,
    /// An incident's on-site commander.
    Appoint(EventId),
    /// A jurisdiction's posture.
    Posture,
    /// What was done in the course of a jurisdiction's switchover.
    Switch(AreaCode, SwitchForm),
    /// A plan to start.
    StartPlan,
    /// A step is done.
    StepDone,
    /// A step is blocked.
    StepBlocked,
    /// A step is not done.
    StepSkipped(EventId, StepCode),
    /// An event to take back.
    Strike(EventId),
    /// A later drill time to jump to.
    SkipTo,
    /// Who sits here now.
    SignIn,
    /// A shift that is handed over.
    HandOver,
    /// A shift that is taken over: the event that handed it over.
    TakeOver(EventId),
    /// Why something goes beyond the role of who sits here.
    #[serde(skip)]
    Why(Box<Command>),
    /// What is answered for what was done beyond somebody's authority.
    Ratify,
    /// A row to find on the board.
    Find,
    /// A command to carry out.
    Commands,
    /// A moment of the past to look at.
    PastAt,
    /// Which entries of the log to show.
    JournalFilter,
    /// An entry of the log to go to.
    JournalJump,
}

/// What is done with a report's paper.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum PaperForm {
    /// Begun.
    Begin,
    /// Written, a part of it.
    Write(EventId),
    /// Submitted for signature although it lacks something.
    Submit(EventId),
    /// Given back.
    Return(EventId),
    /// Signed.
    Sign(EventId),
    /// Sent.
    Send(EventId),
    /// Confirmed: the event that says it went up.
    Confirm(EventId),
    /// Given up.
    Drop(EventId),
}

impl PaperForm {
    fn title(self, lang: Lang) -> &'static str {
        match self {
            Self::Begin => lang.pick("起草报告", "Draft a report"),
            Self::Write(_) => lang.pick("写报告", "Write a part"),
            Self::Submit(_) => lang.pick("送签", "Submit the report"),
            Self::Return(_) => lang.pick("退回报告", "Return the report"),
            Self::Sign(_) => lang.pick("签发", "Sign the report"),
            Self::Send(_) => lang.pick("发出报告", "Send the report"),
            Self::Confirm(_) => lang.pick("确认签收", "Receipt confirmed"),
            Self::Drop(_) => lang.pick("报告作废", "Give the report up"),
        }
    }
}

impl FormKind {
    /// Whether it only leads somewhere: there is nothing in it to keep.
    pub(super) fn only_leads(&self) -> bool {
        matches!(
            self,
            Self::Find
                | Self::Commands
                | Self::Import
                | Self::PastAt
                | Self::JournalFilter
                | Self::JournalJump
                | Self::SignIn
                | Self::HandOver
                | Self::TakeOver(_)
                | Self::Why(_)
        )
    }
}

/// A form being filled in, or put aside.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Form {
    /// What it is for.
    pub kind: FormKind,
    /// Every field, also those that do not apply now: see [`Form::shown`].
    pub fields: Vec<Field>,
    /// The field that keys go to.
    pub at: usize,
    /// When it was opened: the time of what it says where no other is typed.
    pub opened: At,
    /// Whether anything was typed or chosen in it.
    pub touched: bool,
    /// The field that was found wanting, and why, in the operator's language.
    pub fault: Option<(usize, String)>,
    /// What was known when it was opened: whoever begins it anew begins with that.
    pub(super) known: Box<Known>,
}

impl Form {
    /// The field that keys go to.
    pub fn field(&self) -> Option<&Field> {
        self.fields.get(self.at)
    }

    /// The first field of this name.
    pub fn named(&self, name: FieldName) -> Option<&Field> {
        self.fields.iter().find(|field| field.name == name)
    }

    /// What is picked in the field of this name.
    pub fn pick(&self, name: FieldName) -> Option<&Pick> {
        self.named(name)?.pick()
    }

    /// Whether a field applies, given what is picked in the others; keys pass over those that do not.
    pub fn shown(&self, field: &Field) -> bool {
        match field.name {
            _ if matches!(self.kind, FormKind::Consult(_)) => self.shown_of_consult(field),
            _ if matches!(self.kind, FormKind::Resource(_)) => self.shown_of_resource(field),
            _ if matches!(self.kind, FormKind::Aar(_)) => self.shown_of_aar(field),
            _ if matches!(self.kind, FormKind::Aid(_)) => self.shown_of_aid(field),
            name if matches!(self.kind, FormKind::Onsite(..)) => self.shown_of_scene(name),
            FieldName::Answerer => {
                matches!(
                    self.pick(FieldName::Answer),
                    Some(Pick::Answer(AnswerPick::Acknowledged | AnswerPick::Answered))
                )
            }
            FieldName::MeasureNote(article, number) => {
                let picked = self.pick(FieldName::Measure(article, number));
                matches!(picked, Some(Pick::Measure(MeasurePick::No | MeasurePick::YesBy)))
            }
            FieldName::AlsoCapability(row) => assembly::asks_further(self, row),
            FieldName::AlsoQuantity(row) | FieldName::AlsoLeast(row) => {
                let also = matches!(self.pick(FieldName::AlsoCapability(row)), Some(Pick::Capability(_)));
                also && assembly::asks_further(self, row)
            }
            FieldName::Text if self.asks_team() => false,
            FieldName::AidKind
            | FieldName::AidTime
            | FieldName::AidArea
            | FieldName::AidHarm
            | FieldName::AidDone
            | FieldName::AidNeed => self.asks_team(),
            FieldName::Placed => matches!(self.pick(FieldName::Shelter), Some(Pick::Listed(_))),
            FieldName::PersonName | FieldName::Phone => self.pick(FieldName::To) == Some(&Pick::Person),
            FieldName::Level | FieldName::Matter | FieldName::Period | FieldName::Measures | FieldName::Effective
                if self.kind == FormKind::Decide =>
            {
                self.pick(FieldName::Decision) == Some(&Pick::Decision(DecisionPick::Activate))
            }
            FieldName::Reason if self.kind == FormKind::Decide => {
                self.pick(FieldName::Decision) == Some(&Pick::Decision(DecisionPick::Decline))
            }
            name if matches!(self.kind, FormKind::Tell(..)) => assembly::shown(self, name),
            // Where no consultation has a conclusion there is nothing to choose.
            FieldName::Cited => {
                let some = matches!(&field.kind, FieldKind::Choice { options, .. } if options.len() > 1);
                some && self.pick(FieldName::Decision) == Some(&Pick::Decision(DecisionPick::Terminate))
            }
            FieldName::Conclusion => {
                let words = self.pick(FieldName::Cited) == Some(&Pick::Nothing);
                words && self.pick(FieldName::Decision) == Some(&Pick::Decision(DecisionPick::Terminate))
            }
            FieldName::Reason if self.kind == FormKind::TeamStatus => self.says_why(),
            FieldName::GroundText => matches!(self.pick(FieldName::Ground), Some(Pick::Ground(_))),
            FieldName::ItemNote => self.pick(FieldName::ItemAnswer) != Some(&Pick::Item(ItemPick::Done)),
            FieldName::Reason if matches!(self.kind, FormKind::EndOrder(_)) => {
                self.pick(FieldName::Outcome) != Some(&Pick::End(EndPick::Done))
            }
            _ => true,
        }
    }

    /// Whether a team's status has a reason: 不可用 (rules.md 6.3).
    pub(super) fn says_why(&self) -> bool {
        self.pick(FieldName::Status) == Some(&Pick::TeamStatus(TeamStatus::Unavailable))
    }

    /// Whether a team is asked: a request has the six parts of its own in the place of the text; one to withdraw is said at once.
    pub(super) fn asks_team(&self) -> bool {
        match self.kind {
            FormKind::Order(OrderForm::Request) => {
                matches!(self.pick(FieldName::To), Some(Pick::Team(_))) && !aid::withdraws(self)
            }
            FormKind::Mobilise(_) => matches!(self.pick(FieldName::Who), Some(Pick::Asked(_))),
            _ => false,
        }
    }

    /// Whether a field still wants something: what a command cannot do without, and a count, which is unknown only when
    /// somebody says so.
    pub fn wants(&self, field: &Field) -> bool {
        use FieldName::{
            AidArea, AidDone, AidHarm, AidKind, AidNeed, AidTime, At, By, Commander, Conclusion, Count, File,
            GroundText, ItemNote, Matter, MeasureNote, Measures, Owner, Period, PersonName, Present, Reason, ReportTo,
            Signer, Text, Title, Upper,
        };
        if matches!(self.kind, FormKind::Consult(_)) {
            return self.wants_of_consult(field);
        }
        if matches!(self.kind, FormKind::Resource(_)) {
            return self.wants_of_resource(field);
        }
        if matches!(self.kind, FormKind::Aar(_)) {
            return self.wants_of_aar(field);
        }
        if matches!(self.kind, FormKind::Aid(_)) {
            return Self::wants_of_aid(field);
        }
        if matches!(self.kind, FormKind::Onsite(..)) {
            return self.wants_of_scene(field);
        }
        match (&field.kind, field.name) {
            (FieldKind::Choice { picked, .. }, _) => picked.is_none() && !self.takes_address(field),
            (_, At) => matches!(self.kind, FormKind::SkipTo | FormKind::Shelve(_)) && field.line().is_empty(),
            // What rests on an assessment or the calendar has a paper (rules.md 5.2); towards war nobody waits for one.
            (_, FieldName::Record | FieldName::Issuer)
                if matches!(self.kind, FormKind::Switch(_, SwitchForm::Lift)) =>
            {
                field.line().text().trim().is_empty()
            }
            (_, FieldName::Record) => {
                let rests = Some(Pick::Posture(Posture::Stabilising));
                self.pick(FieldName::Posture) == rests.as_ref() && field.line().text().trim().is_empty()
            }
            (_, Text) if matches!(self.kind, FormKind::Paper(PaperForm::Write(_))) => false,
            (
                _,
                AidArea | AidDone | AidHarm | AidKind | AidNeed | AidTime | By | Commander | Conclusion | Count | File
                | GroundText | ItemNote | Matter | MeasureNote(..) | Measures | Owner | Period | PersonName | Present
                | Reason | ReportTo | Signer | Text | Title | Upper,
            ) => field.line().text().trim().is_empty(),
            _ => false,
        }
    }

    /// Whether Enter submits: no field further on wants anything.
    pub fn enter_submits(&self) -> bool {
        let mut after = self.fields.iter().skip(self.at + 1);
        !after.any(|field| self.shown(field) && self.wants(field))
    }

    /// Whether what is typed into a field and is no place of the map is where the incident is, or the teams are needed, all the
    /// same.
    pub fn takes_address(&self, field: &Field) -> bool {
        let asks = match field.name {
            FieldName::Place => self.kind == FormKind::NewIncident,
            FieldName::Destination => matches!(self.kind, FormKind::Mobilise(_)),
            _ => false,
        };
        asks && field.names_none()
    }

    /// The places of the fields that apply, in order.
    pub fn shown_places(&self) -> Vec<usize> {
        self.fields.iter().enumerate().filter(|(_, field)| self.shown(field)).map(|(place, _)| place).collect()
    }

    /// As its heading.
    pub fn title(&self, lang: Lang) -> &'static str {
        match self.kind {
            FormKind::Order(OrderForm::Order) => lang.pick("下达指令", "New order"),
            FormKind::Order(OrderForm::Request) => lang.pick("发出请求", "New request"),
            FormKind::Climb => lang.pick("代签收", "Acknowledge on behalf"),
            FormKind::Call(..) => lang.pick("叫应", "Call and answer"),
            FormKind::Measures(_) => lang.pick("预警措施", "Measures on a warning"),
            FormKind::Shelve(_) => lang.pick("搁置告警", "Put an alarm aside"),
            FormKind::CountHeads(_) => lang.pick("清点人数", "Count heads"),
            FormKind::Evacuees => lang.pick("转移安置", "People moved"),
            FormKind::Relief(_) => lang.pick("发放救助", "Relief"),
            FormKind::Notify(_) => lang.pick("毗邻通报", "Tell neighbours"),
            FormKind::EndOrder(_) => lang.pick("了结指令", "Close an order"),
            FormKind::Mobilise(Mobilising::Divert(_)) => lang.pick("改派", "Divert a team"),
            FormKind::Mobilise(_) => lang.pick("谁能来", "Who can come"),
            FormKind::Tell(_, event) => event.say(lang),
            FormKind::Crew => lang.pick("班组在岗", "Crew on duty"),
            FormKind::Assign(_) => lang.pick("派遣队伍", "Assign a team"),
            FormKind::TeamStatus => lang.pick("队伍状态", "Team status"),
            FormKind::Position => lang.pick("队伍位置", "Where a team is"),
            FormKind::Warning => lang.pick("接到预警", "Warning received"),
            FormKind::Message => lang.pick("来电记录", "Word received"),
            FormKind::NewIncident => lang.pick("新事件", "New incident"),
            FormKind::Grade(_) => lang.pick("事件定级", "Grade an incident"),
            FormKind::IncidentStatus(_) => lang.pick("事件状态", "Incident status"),
            FormKind::Merge(_) => lang.pick("合并事件", "Merge incidents"),
            FormKind::Split(_) => lang.pick("拆分合并", "Undo a merge"),
            FormKind::Code(_) => lang.pick("事件编码", "Event code"),
            FormKind::Amend(_) => lang.pick("更正记录", "Correct an entry"),
            FormKind::Import => lang.pick("导入名册", "Import a list"),
            FormKind::Figure => lang.pick("报数字", "Report a figure"),
            FormKind::Report => lang.pick("信息上报", "Report filed"),
            FormKind::Paper(paper) => paper.title(lang),
            FormKind::Consult(form) => form.title(lang),
            FormKind::Resource(ref form) => form.title(lang),
            FormKind::Aar(form) => form.title(lang),
            FormKind::Aid(form) => form.title(lang),
            FormKind::Onsite(_, form) => form.title(lang),
            FormKind::Decide => lang.pick("响应决定", "Decide on the response"),
            FormKind::Propose => lang.pick("响应建议", "Propose a response"),
            FormKind::Appoint(_) => lang.pick("任命现场总指挥", "Appoint the on-site commander"),
            FormKind::Posture => lang.pick("平战转换", "Change the posture"),
            FormKind::Switch(_, ref form) => form.title(lang),
            FormKind::StartPlan => lang.pick("启动预案", "Start a plan"),
            FormKind::StepDone => lang.pick("步骤完成", "Step done"),
            FormKind::StepBlocked => lang.pick("步骤受阻", "Step blocked"),
            FormKind::StepSkipped(..) => lang.pick("步骤不做", "Step skipped"),
            FormKind::Strike(_) => lang.pick("划掉记录", "Strike an entry"),
            FormKind::SkipTo => lang.pick("演练跳至", "Skip to a drill time"),
            FormKind::SignIn => lang.pick("签到", "Sign in"),
            FormKind::HandOver => lang.pick("交班签字", "Hand over the shift"),
            FormKind::TakeOver(_) => lang.pick("接班签字", "Take over the shift"),
            FormKind::Why(_) => lang.pick("越权理由", "Why it cannot wait"),
            FormKind::Ratify => lang.pick("追认", "Ratify"),
            FormKind::Find => lang.pick("查找", "Find"),
            FormKind::Commands => lang.pick("全部命令", "Commands"),
            FormKind::PastAt => lang.pick("回看某一刻", "Look back at a moment"),
            FormKind::JournalFilter => lang.pick("细筛日志", "Filter the log"),
            FormKind::JournalJump => lang.pick("跳到日志某条", "Go to an entry of the log"),
        }
    }
}
