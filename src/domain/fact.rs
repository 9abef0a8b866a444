//! Facts: what an event says happened. Kinds are versioned and never change meaning.

#[macro_use]
mod kinds;
mod payload;

use serde::{Deserialize, Serialize};

use super::{
    Aar, AarNote, AarStep, Aid, AidStep, AidTelling, Area, AreaCode, Assignment, Call, Calling, Consult, ConsultNote,
    ConsultStep, Contact, Crew, DrillClock, DrillControl, DrillOpened, Entry, Evacuation, EventId, Expert,
    FigureReport, Grade, HeadCount, Headquarters, HqCode, Incident, IncidentStatus, Inject, InjectFired, Lifting,
    Limits, Material, MeasureAnswer, Notice, Order, Organ, Outcome, PaperState, Place, Plan, PlanPart, PlanStarted,
    PositionReport, Posture, Proposal, Publication, Ratification, Reading, Receipt, RegionName, Relief, ReportBegun,
    ReportFiled, ReportPart, ResourceNote, Response, RuleChange, RungFact, SceneMove, SceneNote, SetName, SharedList,
    Shelf, Shelter, SignOff, StepCode, StepStatus, SwitchNote, Team, TeamCode, TeamStatus, Telling, Track, Warning,
    Watch,
};
use crate::clock::At;

facts! {
    /// A log adopts its rules.
    "rules.adopted/1" RulesAdopted {
        /// The limits.
        rules: Limits,
        /// The standing adoptions it replaces.
        #[serde(default, skip_serializing_if = "Vec::is_empty")] after: Vec<EventId>
    },
    /// A log adopts a set of rules by its name.
    "rules.adopted/2" SetAdopted {
        /// Which.
        set: SetName,
        /// The standing adoptions it replaces.
        #[serde(default, skip_serializing_if = "Vec::is_empty")] after: Vec<EventId>
    },
    /// A bureau puts one rule in the place of another, adds one, or takes its own back.
    "rule.changed/1" RuleChanged {
        /// Which, and what.
        change: RuleChange,
        /// The standing changes of that rule that it replaces.
        #[serde(default, skip_serializing_if = "Vec::is_empty")] after: Vec<EventId>
    },
    /// A jurisdiction has a name.
    "area.named/1" AreaNamed(Area),
    /// A place is on the map.
    "place.named/1" PlaceNamed(Place),
    /// A headquarters was formed.
    "headquarters.formed/1" HeadquartersFormed(Headquarters),
    /// A team was enrolled, or enrolled anew with other data.
    "team.enrolled/1" TeamEnrolled {
        /// The team.
        team: Team,
        /// The standing enrolments it replaces.
        #[serde(default, skip_serializing_if = "Vec::is_empty")] after: Vec<EventId>
    },
    /// A plan was adopted.
    "plan.adopted/1" PlanAdopted(Plan),
    /// A part of a plan that is larger than an event.
    "plan.part/1" PlanPart(PlanPart),
    /// A plan was started.
    "plan.started/1" PlanStarted(PlanStarted),
    /// An incident was opened.
    "incident.opened/1" IncidentOpened(Incident),
    /// An incident was graded; `None` takes the grade back.
    "incident.graded/1" IncidentGraded {
        /// Which incident.
        incident: EventId,
        /// Its grade.
        grade: Option<Grade>,
        /// The standing gradings it replaces.
        #[serde(default, skip_serializing_if = "Vec::is_empty")] after: Vec<EventId>
    },
    /// An incident was graded, with the reason; `None` takes the grade back.
    "incident.graded/2" Graded {
        /// Which incident.
        incident: EventId,
        /// Its grade.
        grade: Option<Grade>,
        /// Why: a grade that replaces another has a reason.
        #[serde(default, skip_serializing_if = "String::is_empty")] reason: String,
        /// The standing gradings it replaces.
        #[serde(default, skip_serializing_if = "Vec::is_empty")] after: Vec<EventId>
    },
    /// An incident has an event code, or another one.
    "incident.coded/1" IncidentCoded {
        /// Which incident.
        incident: EventId,
        /// Its code in family A (rules.md 1.2); empty takes it back.
        code: String,
        /// Why: a code that replaces another has a reason.
        #[serde(default, skip_serializing_if = "String::is_empty")] reason: String,
        /// The standing settings it replaces.
        #[serde(default, skip_serializing_if = "Vec::is_empty")] after: Vec<EventId>
    },
    /// Two incidents are one: word of it came twice 合并. Both stay in the log under their own numbers.
    "incident.merged/1" IncidentMerged {
        /// The one that goes into the other.
        merged: EventId,
        /// The one that is kept; `None` keeps `merged` apart again.
        #[serde(default, skip_serializing_if = "Option::is_none")] into: Option<EventId>,
        /// Why.
        #[serde(default, skip_serializing_if = "String::is_empty")] reason: String,
        /// When.
        at: At,
        /// The standing settings it replaces.
        #[serde(default, skip_serializing_if = "Vec::is_empty")] after: Vec<EventId>
    },
    /// An incident's status changed.
    "incident.status/1" IncidentStatusSet {
        /// Which incident.
        incident: EventId,
        /// Its status.
        status: IncidentStatus,
        /// The standing settings it replaces.
        #[serde(default, skip_serializing_if = "Vec::is_empty")] after: Vec<EventId>
    },
    /// An on-site commander 现场总指挥 was appointed (生产安全事故应急条例 art. 20).
    "commander.appointed/1" CommanderAppointed {
        /// Of which incident.
        incident: EventId,
        /// Who.
        name: String,
        /// Whether it goes along with what was done on the scene, and claims nothing of its own.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")] follows: bool,
        /// The standing appointments it replaces.
        #[serde(default, skip_serializing_if = "Vec::is_empty")] after: Vec<EventId>
    },
    /// A figure was reported.
    "figure.reported/1" FigureReported(FigureReport),
    /// An entry was written.
    "entry.logged/1" EntryLogged(Entry),
    /// What an entry says was corrected 更正; the entry stays in the log as it was written.
    "entry.amended/1" EntryAmended {
        /// Which entry.
        entry: EventId,
        /// What it should have said.
        text: String,
        /// Why.
        #[serde(default, skip_serializing_if = "String::is_empty")] reason: String,
        /// The standing corrections it replaces.
        #[serde(default, skip_serializing_if = "Vec::is_empty")] after: Vec<EventId>
    },
    /// A gauge was read.
    "reading.taken/1" ReadingTaken(Reading),
    /// A report went up.
    "report.filed/1" ReportFiled(ReportFiled),
    /// A report was begun as a paper.
    "report.begun/1" ReportBegun(ReportBegun),
    /// A part of a paper was written.
    "report.part/1" ReportPartWritten {
        /// The event that began the paper.
        report: EventId,
        /// Which part.
        part: ReportPart,
        /// What it says; empty takes it out.
        text: String,
        /// The standing versions it replaces.
        #[serde(default, skip_serializing_if = "Vec::is_empty")] after: Vec<EventId>
    },
    /// A paper was submitted, returned, signed or dropped.
    "report.state/1" PaperStateSet {
        /// The event that began the paper.
        report: EventId,
        /// Where it stands.
        state: PaperState,
        /// When.
        at: At,
        /// The standing settings it replaces.
        #[serde(default, skip_serializing_if = "Vec::is_empty")] after: Vec<EventId>
    },
    /// Somebody confirmed that a report arrived.
    "report.received/1" ReportReceived(Receipt),
    /// A warning was received.
    "warning.received/1" WarningReceived(Warning),
    /// A warning was lifted by who issued it (突发事件应对法 art. 70).
    "warning.lifted/1" WarningLifted(Lifting),
    /// A measure that a warning calls for was answered.
    "measure.answered/1" MeasureAnswered {
        /// Which measure, and what.
        answer: MeasureAnswer,
        /// The standing answers it replaces.
        #[serde(default, skip_serializing_if = "Vec::is_empty")] after: Vec<EventId>
    },
    /// A response was proposed to those who may activate it.
    "response.proposed/1" ResponseProposed(Proposal),
    /// A response was decided.
    "response.decided/1" ResponseDecided {
        /// The response.
        response: Response,
        /// The standing decisions it replaces.
        #[serde(default, skip_serializing_if = "Vec::is_empty")] after: Vec<EventId>
    },
    /// A jurisdiction's posture changed.
    "posture.changed/1" PostureChanged {
        /// Whose.
        area: AreaCode,
        /// To what.
        posture: Posture,
        /// When.
        at: At,
        /// On which paper: a roster, an order, an assessment, a lifting, by its name or number.
        #[serde(default, skip_serializing_if = "String::is_empty")] record: String,
        /// Whether it goes along with a decision on the response, on that decision's authority.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")] follows: bool,
        /// The standing changes it replaces.
        #[serde(default, skip_serializing_if = "Vec::is_empty")] after: Vec<EventId>
    },
    /// 平战转换, and what goes with a response: a seat was filled, an item answered, who leads, what was told or proposed.
    "switch.noted/1" SwitchNoted {
        /// What, for whom, by whom and when.
        note: Box<SwitchNote>,
        /// The standing notes it replaces; empty where nothing is replaced.
        #[serde(default, skip_serializing_if = "Vec::is_empty")] after: Vec<EventId>
    },
    /// A team's status changed.
    "team.status/1" TeamStatusSet {
        /// Which team.
        team: TeamCode,
        /// Its status.
        status: TeamStatus,
        /// When.
        at: At,
        /// Why: 不可用 has a reason (rules.md 6.3).
        #[serde(default, skip_serializing_if = "String::is_empty")] reason: String,
        /// The standing settings it replaces.
        #[serde(default, skip_serializing_if = "Vec::is_empty")] after: Vec<EventId>
    },
    /// A team was assigned.
    "team.assigned/1" TeamAssigned {
        /// Which team.
        team: TeamCode,
        /// To what.
        assignment: Assignment,
        /// The standing assignments it replaces.
        #[serde(default, skip_serializing_if = "Vec::is_empty")] after: Vec<EventId>
    },
    /// Something was told of a team that an order mobilised.
    "assembly.told/1" AssemblyTold(Telling),
    /// A crew of a team is on duty from then to then.
    "crew.set/1" CrewSet {
        /// The crew.
        crew: Crew,
        /// The standing settings it replaces.
        #[serde(default, skip_serializing_if = "Vec::is_empty")] after: Vec<EventId>
    },
    /// Somebody said where a team is.
    "position.reported/1" PositionReported(PositionReport),
    /// A thinned track.
    "track.logged/1" TrackLogged(Track),
    /// An order was issued.
    "order.issued/1" OrderIssued(Order),
    /// An order reached a rung.
    "order.rung/1" OrderRung(RungFact),
    /// Somebody was called about an order, a warning or a report.
    "call.made/1" CallMade(Call),
    /// Somebody is being called: what comes of it follows.
    "call.begun/1" CallBegun(Calling),
    /// Heads were counted after an order to withdraw.
    "heads.counted/1" HeadsCounted(HeadCount),
    /// An order ended.
    "order.ended/1" OrderEnded {
        /// Which order.
        order: EventId,
        /// How.
        outcome: Outcome,
        /// When.
        at: At,
        /// The standing outcomes it replaces.
        #[serde(default, skip_serializing_if = "Vec::is_empty")] after: Vec<EventId>
    },
    /// A step of a started plan moved.
    "step.set/1" StepSet {
        /// The event that started the plan.
        run: EventId,
        /// Which step.
        step: StepCode,
        /// To what.
        status: StepStatus,
        /// When.
        at: At,
        /// The standing settings it replaces.
        #[serde(default, skip_serializing_if = "Vec::is_empty")] after: Vec<EventId>
    },
    /// A derived alarm was acknowledged by a person; `alarm` is its stable name.
    "alarm.acknowledged/1" AlarmAcknowledged {
        /// The alarm's name: rule, subject, triggering event.
        alarm: String
    },
    /// An alarm was put aside until a time 搁置, with the reason; an earlier time takes it up again.
    "alarm.shelved/1" AlarmShelved {
        /// The alarm's name: rule, subject, triggering event.
        alarm: String,
        /// Why and until when.
        shelf: Shelf,
        /// The standing settings it replaces.
        #[serde(default, skip_serializing_if = "Vec::is_empty")] after: Vec<EventId>
    },
    /// 交接班: one of the two signed the hand-over sheet.
    "shift.signed/1" ShiftSigned(SignOff),
    /// 追认: somebody in authority answered for what was done beyond it.
    "decision.ratified/1" DecisionRatified {
        /// The answer.
        ratification: Ratification,
        /// The standing answers it replaces.
        #[serde(default, skip_serializing_if = "Vec::is_empty")] after: Vec<EventId>
    },
    /// A consultation 会商 was asked for.
    "consult.requested/1" ConsultRequested(Box<Consult>),
    /// A consultation went on: convened, begun, concluded, closed.
    "consult.moved/1" ConsultMoved {
        /// The event that asked for it.
        consult: EventId,
        /// To what.
        step: Box<ConsultStep>,
        /// When.
        at: At,
        /// The standing steps it replaces.
        #[serde(default, skip_serializing_if = "Vec::is_empty")] after: Vec<EventId>
    },
    /// Somebody came to a consultation, said something there, or proposed an action.
    "consult.noted/1" ConsultNoted(Box<ConsultNote>),
    /// 评估复盘: a review was opened.
    "aar.opened/1" AarOpened(Box<Aar>),
    /// A review, or one of its improvement items, went on.
    "aar.moved/1" AarMoved {
        /// The event that opened the review.
        aar: EventId,
        /// To what.
        step: Box<AarStep>,
        /// When.
        at: At,
        /// The standing steps it replaces.
        #[serde(default, skip_serializing_if = "Vec::is_empty")] after: Vec<EventId>
    },
    /// 支援请求: help of another city was asked for, in a draft.
    "aid.drafted/1" AidDrafted(Box<Aid>),
    /// A request was sent, taken up, granted, refused, withdrawn or settled.
    "aid.moved/1" AidMoved {
        /// The event that drafted it.
        aid: EventId,
        /// To what.
        step: Box<AidStep>,
        /// When.
        at: At,
        /// The standing steps it replaces.
        #[serde(default, skip_serializing_if = "Vec::is_empty")] after: Vec<EventId>
    },
    /// Something was found, answered or opened in a review.
    "aar.noted/1" AarNoted(Box<AarNote>),
    /// A warning was published to the public.
    "warning.published/1" WarningPublished(Box<Publication>),
    /// Something was told of one that comes on a request.
    "aid.told/1" AidTold(Box<AidTelling>),
    /// 共享资源: a city lets others see what it has.
    "share.listed/1" ShareListed {
        /// The list, or a part of it.
        list: Box<SharedList>,
        /// The standing lists it replaces.
        #[serde(default, skip_serializing_if = "Vec::is_empty")] after: Vec<EventId>
    },
    /// A scene 现场 went on: opened, its post set up, its plan issued, withdrawn, closed.
    "scene.moved/1" SceneMoved {
        /// Of which incident.
        incident: EventId,
        /// To what, by whose word, when.
        made: Box<SceneMove>,
        /// The standing steps it replaces.
        #[serde(default, skip_serializing_if = "Vec::is_empty")] after: Vec<EventId>
    },
    /// Something was found, said or done on a scene.
    "scene.noted/1" SceneNoted(Box<SceneNote>),
    /// 转移: people were moved.
    "evacuees.moved/1" EvacueesMoved(Evacuation),
    /// 救助: some of those who were moved got something.
    "relief.given/1" ReliefGiven(Relief),
    /// 资源: a material moved, something was requisitioned, a shelter was opened or counted.
    "resource.noted/1" ResourceNoted {
        /// What, by whom and when.
        note: Box<ResourceNote>,
        /// The standing statuses of a shelter that it replaces; empty where nothing is replaced.
        #[serde(default, skip_serializing_if = "Vec::is_empty")] after: Vec<EventId>
    },
    /// 通报: a neighbouring city or the garrison was told.
    "notice.given/1" NoticeGiven(Notice),
    /// Its author or another takes an event back; it stays in the log.
    "event.struck/1" Struck {
        /// Which event.
        target: EventId,
        /// Why.
        reason: String
    },
    /// The origin's home hub found that an event's author had no authority for it.
    "event.voided/1" Voided {
        /// Which event.
        target: EventId,
        /// Why.
        reason: String,
        /// On whose table.
        by: HqCode
    },
    /// A drill began.
    "drill.opened/1" DrillOpened(DrillOpened),
    /// Drill time runs otherwise from now on.
    "drill.clock/1" DrillClockSet {
        /// How.
        clock: DrillClock,
        /// The standing settings it replaces.
        #[serde(default, skip_serializing_if = "Vec::is_empty")] after: Vec<EventId>
    },
    /// A controller asks something of the drill engine.
    "drill.control/1" DrillControlled {
        /// What.
        control: DrillControl
    },
    /// An inject is on the master events list.
    "inject.planned/1" InjectPlanned(Inject),
    /// An inject was fired.
    "inject.fired/1" InjectFired(InjectFired),
    /// A contact stands in the list, or stands there with other data.
    "contact.listed/1" ContactListed {
        /// The contact.
        contact: Box<Contact>,
        /// The standing cards it replaces.
        #[serde(default, skip_serializing_if = "Vec::is_empty")] after: Vec<EventId>
    },
    /// A material stands in the list, or stands there with other data.
    "material.listed/1" MaterialListed {
        /// The material.
        material: Box<Material>,
        /// The standing cards it replaces.
        #[serde(default, skip_serializing_if = "Vec::is_empty")] after: Vec<EventId>
    },
    /// A shelter stands in the list, or stands there with other data.
    "shelter.listed/1" ShelterListed {
        /// The shelter.
        shelter: Box<Shelter>,
        /// The standing cards it replaces.
        #[serde(default, skip_serializing_if = "Vec::is_empty")] after: Vec<EventId>
    },
    /// A body of the structure stands in the list, or stands there with other data.
    "organ.listed/1" OrganListed {
        /// The card.
        organ: Box<Organ>,
        /// The standing cards it replaces.
        #[serde(default, skip_serializing_if = "Vec::is_empty")] after: Vec<EventId>
    },
    /// An expert stands in the list, or stands there with other data.
    "expert.listed/1" ExpertListed {
        /// The card.
        expert: Box<Expert>,
        /// The standing cards it replaces.
        #[serde(default, skip_serializing_if = "Vec::is_empty")] after: Vec<EventId>
    },
    /// A watch stands in the list, or stands there with other data.
    "watch.listed/1" WatchListed {
        /// The card.
        watch: Box<Watch>,
        /// The standing cards it replaces.
        #[serde(default, skip_serializing_if = "Vec::is_empty")] after: Vec<EventId>
    },
    /// A log goes by an edition of a region; what that says are events of their own.
    "region.adopted/1" RegionAdopted {
        /// Which.
        region: RegionName,
        /// The standing adoptions it replaces.
        #[serde(default, skip_serializing_if = "Vec::is_empty")] after: Vec<EventId>
    },
}
