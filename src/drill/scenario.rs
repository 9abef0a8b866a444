//! A scenario as pure data: who there is, where, and what is going to happen.
//!
//! Inside a scenario an incident, a warning or an order is known by the code of the inject that brings it; which event
//! that became is found out while the drill runs.

use std::fmt;

use crate::clock::{At, Span};
use crate::domain::{
    Area, AreaCode, ContentHash, Decision, Destination, Entry, EventId, Fact, Figure, FigureKind, Form, Grade,
    Headquarters, HqCode, Incident, IncidentStatus, InjectCode, InjectKind, Level, Limits, Means, Order, Place,
    PlaceCode, Plan, PlanCode, Posture, Reading, Realm, Recipient, ReportFiled, ReportKind, Response, StepCode,
    StepStatus, Team, TeamCode, TeamStatus, Urgency, Warning,
};

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub struct $name(pub String);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(text.to_owned())
            }
        }
    )+};
}

codes! {
    /// A road of the scenario.
    RoadCode,
    /// One who simulates: a headquarters' or team's code, or that of a [`Seat`]; `control` is the controller 导调.
    SeatCode,
}

impl SeatCode {
    /// The controller's own seat.
    pub fn control() -> Self {
        Self("control".to_owned())
    }
}

/// Everything a drill needs to run.
#[derive(Clone, PartialEq, Debug)]
pub struct Scenario {
    /// Name.
    pub name: String,
    /// English name.
    pub name_en: String,
    /// The realm of its log; always a drill.
    pub realm: Realm,
    /// First moment of its history.
    pub begins: At,
    /// Where a demonstration starts the clock.
    pub opens: At,
    /// Last moment.
    pub ends: At,
    /// Everything random follows from it.
    pub seed: u64,
    /// SHA-256 of the file.
    pub hash: ContentHash,
    /// The limits adopted when the log begins.
    pub rules: Limits,
    /// Jurisdictions.
    pub areas: Vec<Area>,
    /// Places.
    pub places: Vec<Place>,
    /// Roads between places.
    pub roads: Vec<Edge>,
    /// Headquarters with who is on duty there.
    pub headquarters: Vec<Desk>,
    /// Other simulated authors: a met office, an emergency call room.
    pub seats: Vec<Seat>,
    /// Teams.
    pub teams: Vec<RosterTeam>,
    /// Plans.
    pub plans: Vec<Plan>,
    /// The master events list, in order of time and then of the file; what is fired by hand comes last.
    pub injects: Vec<InjectRow>,
}

impl Scenario {
    /// A place's row.
    pub fn place(&self, code: &PlaceCode) -> Option<&Place> {
        self.places.iter().find(|place| place.code == *code)
    }

    /// A team's row.
    pub fn team(&self, code: &TeamCode) -> Option<&RosterTeam> {
        self.teams.iter().find(|team| team.card.code == *code)
    }

    /// An inject's row.
    pub fn inject(&self, code: &InjectCode) -> Option<&InjectRow> {
        self.injects.iter().find(|inject| inject.code == *code)
    }
}

/// A road between two places, open in both directions.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Edge {
    /// Code by which an inject closes it.
    pub code: RoadCode,
    /// One end.
    pub from: PlaceCode,
    /// The other end.
    pub to: PlaceCode,
    /// Length in metres; the straight way when the file gives none.
    pub metres: u32,
}

/// A range in which a simulated delay is drawn, both ends included.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Delay {
    /// Shortest.
    pub least: Span,
    /// Longest.
    pub most: Span,
}

/// A headquarters and its simulated duty officer.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Desk {
    /// The headquarters.
    pub card: Headquarters,
    /// Who is signed in there.
    pub duty: String,
    /// How long an order to it waits for an answer.
    pub ack: Delay,
}

/// Another simulated author.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Seat {
    /// Code.
    pub code: SeatCode,
    /// Who is signed in there.
    pub actor: String,
}

/// A team and how it behaves.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RosterTeam {
    /// Its card.
    pub card: Team,
    /// Metres per hour on the road.
    pub speed_mh: u32,
    /// 签收 so long after an order.
    pub ack: Delay,
    /// 集结 takes so long after 签收.
    pub assemble: Delay,
    /// How its leader answers.
    pub means: Means,
    /// A position this often while it moves.
    pub fix_every: Span,
    /// Done so long after it began to work; `None` works until it is told otherwise.
    pub works: Option<Span>,
    /// What goes wrong by design.
    pub troubles: Vec<Trouble>,
}

/// What a team does with its n-th order.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Trouble {
    /// Which order, from 1.
    pub order: u32,
    /// What.
    pub whim: Whim,
}

/// A behaviour by design.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Whim {
    /// It says no, with this reason.
    Refuses(String),
    /// It answers so much later.
    Late(Span),
    /// Nobody answers.
    Silent,
}

/// A row of the master events list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct InjectRow {
    /// Code.
    pub code: InjectCode,
    /// Drill time; `None` is fired by hand.
    pub at: Option<At>,
    /// In one line.
    pub title: String,
    /// Where the fact comes from and how far it can be trusted: `国务院调查报告 2022-01-21 [M-H]`.
    pub source: String,
    /// Who says it.
    pub seat: SeatCode,
    /// What.
    pub what: What,
    /// Roads that nobody can use from now on.
    pub closes: Vec<RoadCode>,
    /// Roads that can be used again.
    pub reopens: Vec<RoadCode>,
}

/// What an inject brings.
#[derive(Clone, PartialEq, Eq, Debug)]
#[expect(missing_docs, reason = "the fields are those of the facts and commands of the same name")]
pub enum What {
    /// A warning arrives.
    Warning(Warning),
    /// A gauge is read.
    Reading(Reading),
    /// Word comes.
    Message { incident: Option<InjectCode>, text: String, occurred: At, means: Means, from: String },
    /// An incident begins.
    Incident { incident: Incident, grade: Option<Grade> },
    /// An incident is graded, its status changes or its commander is appointed.
    Development {
        incident: InjectCode,
        grade: Option<Grade>,
        status: Option<IncidentStatus>,
        commander: Option<String>,
    },
    /// A figure changes.
    Figure { incident: InjectCode, figure: FigureKind, value: Figure },
    /// A response is decided.
    Decision { area: AreaCode, by: HqCode, decision: Decision, basis: Option<InjectCode>, effective: Option<At> },
    /// A simulated headquarters gives an order or makes a request.
    Order {
        by: HqCode,
        form: Form,
        to: Recipient,
        incident: Option<InjectCode>,
        text: String,
        urgency: Urgency,
        destination: Option<Destination>,
    },
    /// A report goes up.
    Report { incident: InjectCode, kind: ReportKind, to: String, means: Means },
    /// A plan is started.
    Plan { plan: PlanCode, area: AreaCode, incident: Option<InjectCode>, level: Level },
    /// A step of the newest run of a plan moves.
    Step { plan: PlanCode, step: StepCode, status: StepStatus },
    /// The posture changes.
    Posture { area: AreaCode, posture: Posture },
    /// A team is out of touch, back, or of another status.
    Team { team: TeamCode, change: TeamChange },
}

/// What happens to a team.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TeamChange {
    /// No position and no answer from now on.
    Lost,
    /// In touch again.
    Back,
    /// A status.
    Status(TeamStatus),
}

impl What {
    /// The kind it is listed under.
    pub fn kind(&self) -> InjectKind {
        match self {
            Self::Warning(_) => InjectKind::Warning,
            Self::Reading(_) => InjectKind::Reading,
            Self::Message { .. } => InjectKind::Message,
            Self::Incident { .. } | Self::Development { .. } => InjectKind::Incident,
            Self::Figure { .. } => InjectKind::Figure,
            Self::Decision { .. } => InjectKind::Decision,
            Self::Order { .. } => InjectKind::Order,
            Self::Report { .. } => InjectKind::Report,
            Self::Plan { .. } => InjectKind::Plan,
            Self::Step { .. } => InjectKind::Step,
            Self::Posture { .. } => InjectKind::Posture,
            Self::Team { .. } => InjectKind::Team,
        }
    }

    /// Bytes of the largest payload it writes, with ids of full length.
    pub fn largest_payload(&self) -> usize {
        let id = EventId::default();
        let incident = |code: &Option<InjectCode>| code.as_ref().map(|_| id);
        let fact = match self.clone() {
            Self::Warning(warning) => Fact::WarningReceived(warning),
            Self::Reading(reading) => Fact::ReadingTaken(reading),
            Self::Incident { incident, .. } => Fact::IncidentOpened(incident),
            Self::Message { incident: of, text, occurred, means, from } => {
                let incident = incident(&of);
                Fact::EntryLogged(Entry { incident, means, source: from, ..Entry::plain(text, occurred) })
            }
            Self::Order { by, form, to, incident: of, text, urgency, destination } => Fact::OrderIssued(Order {
                number: u32::MAX,
                form,
                to,
                incident: incident(&of),
                text,
                urgency,
                destination,
                authority: Some(by),
                until: None,
                issued: At(i64::MAX),
                role: None,
                muster: None,
                step: None,
            }),
            Self::Decision { area, by, decision, effective, .. } => Fact::ResponseDecided {
                response: Response {
                    area,
                    by,
                    decision,
                    basis: Some(id),
                    decided: At(i64::MAX),
                    effective,
                    conclusion: String::new(),
                    role: None,
                },
                after: vec![id; 2],
            },
            Self::Step { step, status, .. } => {
                Fact::StepSet { run: id, step, status, at: At(i64::MAX), after: vec![id; 2] }
            }
            Self::Development { commander, .. } => {
                let name = commander.unwrap_or_default();
                Fact::CommanderAppointed { incident: id, name, follows: false, after: vec![id; 2] }
            }
            Self::Report { kind, to, means, .. } => {
                let figures = FigureKind::PEOPLE.map(|kind| (kind, Some(u32::MAX))).into();
                let plain = ReportFiled::plain(id, kind, u32::MAX, to, means, At(i64::MAX));
                Fact::ReportFiled(ReportFiled { figures, ..plain })
            }
            // Codes, words and numbers only: bounded by their types.
            Self::Figure { .. } | Self::Plan { .. } | Self::Posture { .. } | Self::Team { .. } => return 0,
        };
        fact.to_payload().len()
    }
}
