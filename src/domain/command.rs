//! Commands: what a person wants, in the imperative.

use super::{
    AarCommand, AidCommand, AreaCode, Article, Aspect, AssemblyCommand, Assignment, Call, Calling, ConsultCommand,
    Decision, Destination, DrillControl, Entry, Evacuation, EventId, Figure, FigureKind, Form, Grade, Ground,
    HeadCount, HqCode, IncidentStatus, Level, Lifting, Means, Notify, OfStep, Outcome, PlaceCode, PlanCode,
    PositionReport, Posture, Ratify, Recipient, Relief, ReportCommand, ResourceNote, Row, Rung, SceneCommand, Sheet,
    StepCode, StepStatus, SwitchNote, Taken, TeamCode, TeamStatus, Urgency, Warning,
};
use crate::clock::At;

/// What a person, or a simulated one, wants done.
#[derive(Clone, PartialEq, Eq, Debug)]
#[expect(missing_docs, reason = "the fields are those of the facts they become")]
pub enum Command {
    /// Write an entry.
    WriteEntry(Entry),
    /// Open an incident.
    OpenIncident {
        title: String,
        code: String,
        area: AreaCode,
        place: Option<PlaceCode>,
        address: String,
        occurred: At,
        received: At,
        unit_told: Option<At>,
        sensitive: bool,
    },
    /// Grade an incident.
    GradeIncident { incident: EventId, grade: Option<Grade>, reason: String },
    /// Give an incident an event code.
    CodeIncident { incident: EventId, code: String, reason: String },
    /// See an incident under another one: word of it came twice.
    MergeIncidents { merged: EventId, into: EventId, reason: String },
    /// Keep an incident apart again.
    SplitIncident { merged: EventId, reason: String },
    /// Correct what an entry says.
    AmendEntry { entry: EventId, text: String, reason: String },
    /// Set an incident's status.
    SetIncidentStatus { incident: EventId, status: IncidentStatus },
    /// Report a figure.
    ReportFigure { incident: EventId, figure: FigureKind, value: Figure, occurred: At, source: String },
    /// Do something with a report.
    Report(ReportCommand),
    /// Do something with a review.
    Aar(AarCommand),
    /// Do something with a consultation.
    Consult(ConsultCommand),
    /// Do something with an aid request, or share what there is.
    Aid(AidCommand),
    /// Do something on a scene.
    Scene(SceneCommand),
    /// Issue an order or a request; the number is given here.
    IssueOrder {
        form: Form,
        to: Recipient,
        incident: Option<EventId>,
        text: String,
        urgency: Urgency,
        destination: Option<Destination>,
        authority: Option<HqCode>,
        until: Option<At>,
    },
    /// Issue the same order to several at once: each gets its own, and its own ladder.
    IssueOrders {
        form: Form,
        to: Vec<Recipient>,
        incident: Option<EventId>,
        text: String,
        urgency: Urgency,
        destination: Option<Destination>,
        until: Option<At>,
    },
    /// Say that an order reached a rung.
    ClimbRung { order: EventId, rung: Rung, by: String, means: Means, at: At },
    /// Say that somebody is being called.
    BeginCall(Calling),
    /// Write down a call; one that was answered about an order can say that it was acknowledged.
    MakeCall { call: Call, acknowledged: bool },
    /// Answer measures that a warning calls for, by article and number.
    AnswerMeasures { warning: EventId, answers: Vec<(Article, u8, Taken)> },
    /// Write down that people were moved.
    MoveEvacuees(Evacuation),
    /// Write down what they got.
    GiveRelief(Relief),
    /// Write down what happened to a material, a requisition or a shelter.
    Resource(ResourceNote),
    /// Write down that neighbours or the garrison were told.
    Notify(Notify),
    /// Write down how many were counted after an order to withdraw.
    CountHeads(HeadCount),
    /// End an order.
    EndOrder { order: EventId, outcome: Outcome },
    /// Assign a team, or free it.
    AssignTeam { team: TeamCode, assignment: Assignment },
    /// Do something about a mobilisation.
    Assembly(AssemblyCommand),
    /// Set a team's status, with the reason where it has one.
    SetTeamStatus { team: TeamCode, status: TeamStatus, reason: String },
    /// Say where a team is.
    ReportPosition(PositionReport),
    /// Write down a warning.
    ReceiveWarning(Warning),
    /// Write down that a warning was lifted.
    LiftWarning(Lifting),
    /// Decide on the response.
    DecideResponse {
        area: AreaCode,
        by: HqCode,
        decision: Decision,
        basis: Option<EventId>,
        effective: Option<At>,
        conclusion: String,
    },
    /// Propose a response to those who may activate it.
    ProposeResponse { area: AreaCode, level: Level, ground: Ground },
    /// Appoint an incident's on-site commander.
    AppointCommander { incident: EventId, name: String },
    /// Change the posture.
    ChangePosture { area: AreaCode, posture: Posture, record: String },
    /// Note what was done in the course of a response or switchover.
    NoteSwitch(SwitchNote),
    /// Start a plan.
    StartPlan { plan: PlanCode, area: AreaCode, incident: Option<EventId>, level: Level },
    /// Move a step.
    SetStep { run: EventId, step: StepCode, status: StepStatus },
    /// Say that a step is done, and what shows it.
    ProveStep { run: EventId, step: StepCode, evidence: String },
    /// Send a step out as an order or as several, or tell by one that it is late.
    OrderStep { of: OfStep, order: Box<Command> },
    /// Settle a conflict in favour of one side.
    Settle { aspect: Aspect, in_favour_of: EventId },
    /// Take an event back.
    Strike { target: EventId, reason: String },
    /// Put alarms of one cause aside until a time, or take them up again.
    ShelveAlarms { alarms: Vec<String>, reason: String, until: At },
    /// Count by a bureau's rows from now on, and by no other bureau's.
    AdoptRules { profile: String, rows: Vec<Row> },
    /// Answer for what was done beyond somebody's authority.
    Ratify(Ratify),
    /// Sign the sheet by which a shift is handed over, to whom when that is known.
    HandOver { sheet: Sheet, to: String },
    /// Sign that a shift was taken over; `told` is who said so from elsewhere, and by what means.
    TakeOver { handed: EventId, told: Option<(String, Means)> },
    /// Acknowledge an alarm.
    AcknowledgeAlarms { alarms: Vec<String> },
    /// Control the drill.
    ControlDrill(DrillControl),
}
