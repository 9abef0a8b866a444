//! The ground: what happens in emergency command, and what follows from it.
//!
//! Pure: no clock, no disk, no socket, no terminal. Time, identity and randomness are arguments.
//!
//! - [`Fact`]: what happened, in the past tense; the payload of an event.
//! - [`World`]: the fold of events. Same events, same state, in any order and any number of times.
//! - [`algebra`]: the small code that makes it so.
//! - [`Command`] and [`decide`]: what a person wants, and the facts or the refusal that follow.
//! - [`Deadline`]: what is due, derived and never stored.

mod aar;
pub mod algebra;
mod aspect;
mod assembly;
mod authority;
mod call;
mod code;
mod command;
mod conflict;
mod consult;
mod deadline;
mod decide;
mod drill;
mod evacuation;
mod event;
mod fact;
mod geo;
mod grade;
mod grading;
mod heads;
mod id;
mod incident;
mod linkage;
mod listed;
mod measure;
mod notice;
mod order;
mod organ;
pub(crate) mod pack;
mod plan;
mod proposal;
mod ratify;
mod refusal;
mod region;
mod report;
mod resource;
mod response;
mod role;
mod rules;
mod scene;
mod seen;
mod shared;
mod shift;
mod stage;
mod switch;
mod team;
mod voice;
mod warning;
mod world;

pub use aar::{
    Aar, AarEvent, AarMove, AarNote, AarNoted, AarOf, AarState, AarStep, AarWant, Computed, Disposal, Draft, Finding,
    FindingKind, Gap, Improvement, Inquiry, ItemAct, ItemState, Mechanism, Publication, Rating, Reconstruction, Seal,
    Severity,
};
pub use aspect::{Aspect, Value};
pub(in crate::domain) use assembly::Seats;
pub use assembly::{
    AssemblyEvent, AssemblyState, Candidate, Concern, Crew, Muster, Offer, Origin, Purpose, Ranking, Setting, Spot,
    TURNS as ASSEMBLY_TURNS, TeamNeed, Telling, Told, Wanted,
};
pub use authority::{
    AarLack, Beyond, Claim, Lack, Lacking, Override, SceneLack, Unmet, Verdict, judge, judge_fact, origin,
};
pub use call::{Answer, Call, Calling, Errand};
pub use code::{AreaCode, GaugeCode, HqCode, InjectCode, ListCode, PlaceCode, PlanCode, StepCode, TeamCode};
pub use command::Command;
pub use conflict::{Conflict, Side};
pub use consult::{
    ActionItem, Advice, Briefing, Certainty, Channel, Closing, Conclusion, Consult, ConsultEvent, ConsultKind,
    ConsultMove, ConsultNote, ConsultNoted, ConsultState, ConsultStep, ConsultWant, Convening, Member, Opening,
    Opinion, Signature,
};
pub use deadline::{AlarmId, AlarmState, Deadline, Due, Shelf, SwitchDue};
pub use decide::{
    AarCommand, AidCommand, AssemblyCommand, ConsultCommand, Decided, Mobilise, Notify, Ratify, ReportCommand,
    Reported, SceneCommand, Standing, decide,
};
pub use drill::{DrillClock, DrillControl, DrillOpened, Inject, InjectFired, InjectKind};
pub use evacuation::{Evacuation, Relief, ReliefKind};
pub use event::Event;
pub use fact::Fact;
pub use geo::Point;
pub use grade::{Colour, Grade, Level, Posture};
pub use grading::{Band, Bound, bound};
pub use heads::HeadCount;
pub use id::{ContentHash, EventId, IdError, PostId, Realm, Series, Stream};
pub use incident::{Entry, Figure, FigureKind, FigureReport, Incident, IncidentStatus, Means, Reading, Seated};
pub use linkage::{
    AID_TURNS, Aid, AidEvent, AidLine, AidMove, AidNews, AidPart, AidSort, AidState, AidStep, AidTelling, AidUnit,
    AidWant, CostBearer, Datum, Grant, Rally, ShareKind, SharedItem, SharedList,
};
pub use listed::{Contact, ListKind, Listed, Material, Shelter, Tier, Turn};
pub use measure::{MeasureAnswer, MeasureOf, Taken};
pub use notice::Notice;
pub use order::{Form, Order, Outcome, Recipient, Rung, RungFact, Urgency};
pub use organ::{Expert, Organ, OrganKind, Watch, leads};
pub use plan::{
    ActionCard, Anchor, GradeLevel, OfStep, Owner, Parts, Phase, Plan, PlanClass, PlanPart, PlanStarted, Step,
    StepStatus, Threshold, ThresholdOp, TooLarge, Trigger,
};
pub use proposal::{Ground, Proposal};
pub use ratify::{Ratification, Sanction};
pub use refusal::Refusal;
pub use region::{Region, RegionName};
pub use report::{
    BACKDATED_AFTER, Haste, Jump, JumpLimits, Need, PaperState, Receipt, ReportBegun, ReportFiled, ReportKind,
    ReportPart, Secrecy, jumps,
};
pub use resource::{
    MaterialSection, Movement, Occupancy, REQUISITION_TURNS, Requisition, RequisitionEvent, RequisitionState,
    RequisitionStep, ReserveMode, Resource, ResourceNote, ResourceWant, SHELTER_TURNS, STOCK_TURNS, ShelterClass,
    ShelterEvent, ShelterSpan, ShelterState, ShelterStatus, ShelterStep, ShelterWord, SpecialNeed, StockEvent,
    StockMove, StockState, StoreLevel,
};
pub use response::{ResponseEvent, ResponseState};
pub use role::Role;
pub use rules::{
    Act, Adopted, Article, BuiltIn, Calendar, Class, Clock, Confidence, Date, Goal, Going, Government, GradingTable,
    Guard, Handling, InForce, IndicatorCode, Limits, Measure, Party, Promptness, Row, RuleChange, RuleId, Rules,
    SetName, Source, Speed, Speeds, Standard, Statute, Timer, What, Whence, day,
};
pub use scene::{
    Casualty, CasualtyState, CrewName, Evidence, GroupSeat, HazardKind, HazardReading, PostCard, RescuePlan,
    SceneEvent, SceneGroup, SceneMove, SceneNote, SceneNoted, SceneRequest, SceneState, SceneStep, SceneTask,
    SceneWant, SearchGrid, SizeUp, Zone, ZoneKind,
};
pub use seen::Seen;
pub use shared::Shared;
pub use shift::{Sheet, Side as ShiftSide, SignOff};
pub use stage::Stage;
pub use switch::{Condition, ItemAnswer, ItemOf, Lead, Noted, Seat, SwitchNote, Way};
pub use team::{
    Area, Assignment, Capability, Destination, Fix, Headquarters, Place, PositionReport, Readiness, RollUp, Team,
    TeamKind, TeamStatus, Track, Travel,
};
pub use voice::Voice;
pub use warning::{Decision, Lifting, Response, Warning, WarningTerms};
pub use world::{
    AarBreach, AarView, ActionView, AidView, Attendance, CallState, Callee, CellView, Chain, Consequences, Consignment,
    ConsultSeat, ConsultView, CrewView, EvacuationView, FOLD_VERSION, Filing, FindingView, GradeHeld, HandOver, Heads,
    ImprovementView, ItemView, Keep, Line, Merges, Missing, Mobilisation, NextAct, NoticeView, OrderEnd, OrderView,
    OverrideView, PaperView, Picture, Reckoning, ReportClock, RequestView, RequisitionView, Said, SceneTrouble,
    SceneView, SeatView, ShareView, SharedPart, ShelterView, Situation, StandardMet, StepSent, StepStage, StepView,
    StockView, Switched, Tally, TaskView, TeamView, TierCalls, UnitTold, WarningEvent, Window, World, ZoneView,
};
