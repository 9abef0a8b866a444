//! Exclusive aspects: of what there can be only one at a time.

use serde::{Deserialize, Serialize};

use super::{
    AarMove, AarStep, Adopted, AidMove, AidTelling, AreaCode, Assignment, ConsultMove, Crew, DrillClock, EventId, Fact,
    Figure, FigureKind, Grade, IncidentStatus, ItemAnswer, ItemOf, Lead, ListCode, ListKind, Listed, Means, MeasureOf,
    Noted, Outcome, PaperState, Posture, Ratification, RegionName, ReportPart, RequisitionStep, Resource, ResourceNote,
    Response, RuleChange, RuleId, Sanction, SceneMove, Seat, ShareKind, SharedList, Shelf, ShelterStatus, ShelterStep,
    ShelterWord, StepCode, StepStatus, StockMove, SwitchNote, Taken, Team, TeamCode, TeamStatus,
};

/// Of what there is one value at a time, or a conflict.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum Aspect {
    /// The log's rules.
    Rules,
    /// An incident's grade.
    Grade(EventId),
    /// An incident's status.
    IncidentStatus(EventId),
    /// An incident's on-site commander.
    Commander(EventId),
    /// One figure of an incident.
    Figure(EventId, FigureKind),
    /// A jurisdiction's response.
    Response(AreaCode),
    /// A jurisdiction's posture.
    Posture(AreaCode),
    /// A team's card.
    Team(TeamCode),
    /// A team's status.
    TeamStatus(TeamCode),
    /// A team's assignment.
    Assignment(TeamCode),
    /// A crew of a team, by its name.
    Crew(TeamCode, String),
    /// An order's outcome.
    Outcome(EventId),
    /// A step of a started plan.
    Step(EventId, StepCode),
    /// The drill's clock.
    DrillClock,
    /// A part of a paper.
    ReportPart(EventId, ReportPart),
    /// Where a paper stands.
    PaperState(EventId),
    /// Until when an alarm is put aside, by its name.
    Shelf(String),
    /// One rule that a bureau set.
    Rule(RuleId),
    /// A card of a list.
    Listed(ListKind, ListCode),
    /// The answer to a measure that a warning calls for.
    Measure(MeasureOf),
    /// An incident's event code.
    IncidentCode(EventId),
    /// Into which incident another went.
    Merged(EventId),
    /// What an entry should have said.
    EntryText(EventId),
    /// Whether what was done beyond somebody's authority is ratified.
    Ratified(EventId),
    /// Who sits in a seat of a jurisdiction's command.
    Seat(AreaCode, Seat),
    /// The answer to an item of a switchover's checklist.
    Item(AreaCode, ItemOf),
    /// Who leads a jurisdiction's response.
    Lead(AreaCode),
    /// What a consultation is at.
    Consult(EventId),
    /// What a shelter stands at.
    Shelter(ListCode),
    /// What there is of a material, or how a consignment of it is accounted for: no register, a conflict derived from the
    /// ledger.
    Stock(ListCode, Option<EventId>),
    /// What a review is at.
    Aar(EventId),
    /// What an improvement item of a review is at.
    AarItem(EventId),
    /// What was decided on an aid request.
    Aid(EventId),
    /// A part of what a city shares.
    Shared(AreaCode, ShareKind, u8),
    /// What an incident's scene is at.
    Scene(EventId),
    /// The region's edition.
    Region,
    /// What a requisition's owner got back and was paid: no register, a conflict derived from the ledger.
    Requisition(EventId),
}

/// What an aspect can be.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each value belongs to the aspect of the same name")]
pub enum Value {
    Rules(Box<Adopted>),
    Grade(Option<Grade>),
    IncidentStatus(IncidentStatus),
    Commander(String),
    Figure(Figure),
    Response(Box<Response>),
    Posture(Posture),
    Team(Box<Team>),
    TeamStatus(TeamStatus),
    Assignment(Assignment),
    Crew(Box<Crew>),
    Outcome(Outcome),
    Step(StepStatus),
    DrillClock(DrillClock),
    ReportPart(String),
    PaperState(PaperState),
    Shelf(Shelf),
    Rule(Box<RuleChange>),
    Listed(Box<Listed>),
    Measure(Taken),
    IncidentCode(String),
    Merged(Option<EventId>),
    EntryText(String),
    Ratified(Sanction),
    Seat(String),
    Item(ItemAnswer),
    Lead(Lead),
    Consult(Box<ConsultMove>),
    Shelter(ShelterStatus),
    Stock(Box<StockMove>),
    Aar(Box<AarMove>),
    Aid(Box<AidMove>),
    Shared(Box<SharedList>),
    Scene(Box<SceneMove>),
    Region(RegionName),
    AidTold(Box<AidTelling>),
    Requisition(Box<RequisitionStep>),
}

impl Fact {
    /// The aspect this fact writes, what it says, and the heads it replaces; `None` for facts that write none.
    pub fn write(&self) -> Option<(Aspect, Value, Vec<EventId>)> {
        self.clone().into_write().ok()
    }

    /// The same of a fact that is not needed any more; it is given back when it writes none.
    #[expect(clippy::result_large_err, reason = "no error, and on the way of every event: a box would cost more")]
    #[expect(clippy::too_many_lines, reason = "one arm for each kind of fact, so that none is forgotten")]
    pub(super) fn into_write(self) -> Result<(Aspect, Value, Vec<EventId>), Self> {
        Ok(match self {
            Self::RulesAdopted { rules, after } => adopted(Adopted::Limits(rules), after),
            Self::SetAdopted { set, after } => adopted(Adopted::Set(set), after),
            Self::RuleChanged { change, after } => {
                (Aspect::Rule(change.rule.clone()), Value::Rule(Box::new(change)), after)
            }
            fact @ (Self::Graded { .. }
            | Self::IncidentGraded { .. }
            | Self::IncidentStatusSet { .. }
            | Self::IncidentCoded { .. }
            | Self::IncidentMerged { .. }
            | Self::CommanderAppointed { .. }
            | Self::FigureReported(_)
            | Self::EntryAmended { .. }) => return fact.write_of_incident(),
            Self::ResponseDecided { response, after } => {
                (Aspect::Response(response.area.clone()), Value::Response(Box::new(response)), after)
            }
            Self::PostureChanged { area, posture, after, .. } => {
                (Aspect::Posture(area), Value::Posture(posture), after)
            }
            Self::TeamEnrolled { team, after } => (Aspect::Team(team.code.clone()), Value::Team(Box::new(team)), after),
            Self::TeamStatusSet { team, status, after, .. } => {
                (Aspect::TeamStatus(team), Value::TeamStatus(status), after)
            }
            Self::TeamAssigned { team, assignment, after } => {
                (Aspect::Assignment(team), Value::Assignment(assignment), after)
            }
            Self::CrewSet { crew, after } => {
                (Aspect::Crew(crew.team.clone(), crew.name.clone()), Value::Crew(Box::new(crew)), after)
            }
            Self::OrderEnded { order, outcome, after, .. } => (Aspect::Outcome(order), Value::Outcome(outcome), after),
            Self::StepSet { run, step, status, after, .. } => (Aspect::Step(run, step), Value::Step(status), after),
            Self::AlarmShelved { alarm, shelf, after } => (Aspect::Shelf(alarm), Value::Shelf(shelf), after),
            Self::DrillClockSet { clock, after } => (Aspect::DrillClock, Value::DrillClock(clock), after),
            written @ (Self::ReportPartWritten { .. }
            | Self::PaperStateSet { .. }
            | Self::DecisionRatified { .. }
            | Self::SwitchNoted { .. }
            | Self::ConsultMoved { .. }
            | Self::ResourceNoted { .. }
            | Self::AarMoved { .. }
            | Self::AidMoved { .. }
            | Self::ShareListed { .. }
            | Self::SceneMoved { .. }
            | Self::MeasureAnswered { .. }) => return written.into_papers(),
            card @ (Self::ContactListed { .. }
            | Self::MaterialListed { .. }
            | Self::ShelterListed { .. }
            | Self::OrganListed { .. }
            | Self::ExpertListed { .. }
            | Self::WatchListed { .. }
            | Self::RegionAdopted { .. }) => return card.into_region(),
            other @ (Self::AreaNamed(_)
            | Self::PlaceNamed(_)
            | Self::HeadquartersFormed(_)
            | Self::PlanAdopted(_)
            | Self::PlanPart(_)
            | Self::PlanStarted(_)
            | Self::IncidentOpened(_)
            | Self::EntryLogged(_)
            | Self::ReadingTaken(_)
            | Self::ReportFiled(_)
            | Self::ReportBegun(_)
            | Self::ReportReceived(_)
            | Self::WarningReceived(_)
            | Self::WarningLifted(_)
            | Self::ResponseProposed(_)
            | Self::PositionReported(_)
            | Self::TrackLogged(_)
            | Self::OrderIssued(_)
            | Self::OrderRung(_)
            | Self::HeadsCounted(_)
            | Self::AssemblyTold(_)
            | Self::CallMade(_)
            | Self::CallBegun(_)
            | Self::ConsultRequested(_)
            | Self::ConsultNoted(_)
            | Self::AarOpened(_)
            | Self::AarNoted(_)
            | Self::WarningPublished(_)
            | Self::AidDrafted(_)
            | Self::AidTold(_)
            | Self::SceneNoted(_)
            | Self::ShiftSigned(_)
            | Self::NoticeGiven(_)
            | Self::EvacueesMoved(_)
            | Self::ReliefGiven(_)
            | Self::AlarmAcknowledged { .. }
            | Self::Struck { .. }
            | Self::Voided { .. }
            | Self::DrillOpened(_)
            | Self::DrillControlled { .. }
            | Self::InjectPlanned(_)
            | Self::InjectFired(_)
            | Self::Unknown { .. }) => return Err(other),
        })
    }

    /// The same of papers, lists and answers.
    #[expect(clippy::result_large_err, reason = "as above")]
    fn into_papers(self) -> Result<(Aspect, Value, Vec<EventId>), Self> {
        Ok(match self {
            Self::ReportPartWritten { report, part, text, after } => {
                (Aspect::ReportPart(report, part), Value::ReportPart(text), after)
            }
            Self::PaperStateSet { report, state, after, .. } => {
                (Aspect::PaperState(report), Value::PaperState(state), after)
            }
            Self::DecisionRatified { ratification: answer, after } => {
                (Aspect::Ratified(answer.of), Value::Ratified(answer.sanction), after)
            }
            Self::MeasureAnswered { answer, after } => {
                (Aspect::Measure(answer.of), Value::Measure(answer.taken), after)
            }
            Self::SwitchNoted { note, after } if note.what.is_exclusive() => {
                let SwitchNote { area, what, .. } = *note;
                match what {
                    Noted::Seated { seat, name } => (Aspect::Seat(area, seat), Value::Seat(name), after),
                    Noted::Item { of, answer } => (Aspect::Item(area, of), Value::Item(answer), after),
                    Noted::Leads(lead) => (Aspect::Lead(area), Value::Lead(lead), after),
                    _ => unreachable!("what is exclusive was asked for"),
                }
            }
            Self::ResourceNoted { note, after } => match note.what {
                Resource::Shelter(ShelterStep { shelter, word: ShelterWord::Status(status), .. }) => {
                    (Aspect::Shelter(shelter), Value::Shelter(status), after)
                }
                _ => return Err(Self::ResourceNoted { note, after }),
            },
            Self::ConsultMoved { consult, step, at, after } => {
                (Aspect::Consult(consult), Value::Consult(Box::new(ConsultMove::new(*step, at))), after)
            }
            Self::AarMoved { aar, step, at, after } => {
                let aspect = match *step {
                    AarStep::Item { item, .. } => Aspect::AarItem(item),
                    _ => Aspect::Aar(aar),
                };
                (aspect, Value::Aar(Box::new(AarMove { aar, step: *step, at })), after)
            }
            Self::AidMoved { aid, step, at, after } => {
                (Aspect::Aid(aid), Value::Aid(Box::new(AidMove { step: *step, at })), after)
            }
            Self::ShareListed { list, after } => {
                (Aspect::Shared(list.area.clone(), list.kind, list.part), Value::Shared(list), after)
            }
            Self::SceneMoved { incident, made, after } => (Aspect::Scene(incident), Value::Scene(made), after),
            other => return Err(other),
        })
    }

    /// The same of what a region and a bureau's tables say.
    #[expect(clippy::result_large_err, reason = "see `into_write`")]
    fn into_region(self) -> Result<(Aspect, Value, Vec<EventId>), Self> {
        Ok(match self {
            Self::ContactListed { contact, after } => listed(Listed::Contact(*contact), after),
            Self::MaterialListed { material, after } => listed(Listed::Material(*material), after),
            Self::ShelterListed { shelter, after } => listed(Listed::Shelter(*shelter), after),
            Self::OrganListed { organ, after } => listed(Listed::Organ(*organ), after),
            Self::ExpertListed { expert, after } => listed(Listed::Expert(*expert), after),
            Self::WatchListed { watch, after } => listed(Listed::Watch(*watch), after),
            Self::RegionAdopted { region, after } => (Aspect::Region, Value::Region(region), after),
            other => return Err(other),
        })
    }

    /// The same of facts about an incident and its entries.
    #[expect(clippy::result_large_err, reason = "see `into_write`")]
    fn write_of_incident(self) -> Result<(Aspect, Value, Vec<EventId>), Self> {
        Ok(match self {
            Self::Graded { incident, grade, after, .. } | Self::IncidentGraded { incident, grade, after } => {
                (Aspect::Grade(incident), Value::Grade(grade), after)
            }
            Self::IncidentStatusSet { incident, status, after } => {
                (Aspect::IncidentStatus(incident), Value::IncidentStatus(status), after)
            }
            Self::CommanderAppointed { incident, name, after, .. } => {
                (Aspect::Commander(incident), Value::Commander(name), after)
            }
            Self::IncidentCoded { incident, code, after, .. } => {
                (Aspect::IncidentCode(incident), Value::IncidentCode(code), after)
            }
            Self::IncidentMerged { merged, into, after, .. } => (Aspect::Merged(merged), Value::Merged(into), after),
            Self::EntryAmended { entry, text, after, .. } => (Aspect::EntryText(entry), Value::EntryText(text), after),
            Self::FigureReported(r) => (Aspect::Figure(r.incident, r.figure), Value::Figure(r.value), r.after),
            other => return Err(other),
        })
    }

    /// The fact that writes `value` on `aspect` in place of `after`: how a person settles a conflict.
    #[expect(clippy::too_many_lines, reason = "one arm for each aspect, and no more in any arm than its fact")]
    pub fn settling(aspect: &Aspect, value: Value, at: crate::clock::At, after: Vec<EventId>) -> Option<Self> {
        Some(match (aspect.clone(), value) {
            (Aspect::Rules, Value::Rules(adopted)) => match *adopted {
                Adopted::Limits(rules) => Self::RulesAdopted { rules, after },
                Adopted::Set(set) => Self::SetAdopted { set, after },
            },
            (Aspect::Rule(_), Value::Rule(change)) => Self::RuleChanged { change: *change, after },
            (Aspect::Grade(incident), Value::Grade(grade)) => Self::IncidentGraded { incident, grade, after },
            (Aspect::IncidentStatus(incident), Value::IncidentStatus(status)) => {
                Self::IncidentStatusSet { incident, status, after }
            }
            (Aspect::Commander(incident), Value::Commander(name)) => {
                Self::CommanderAppointed { incident, name, follows: false, after }
            }
            (Aspect::IncidentCode(incident), Value::IncidentCode(code)) => {
                Self::IncidentCoded { incident, code, reason: String::new(), after }
            }
            (Aspect::Merged(merged), Value::Merged(into)) => {
                Self::IncidentMerged { merged, into, reason: String::new(), at, after }
            }
            (Aspect::EntryText(entry), Value::EntryText(text)) => {
                Self::EntryAmended { entry, text, reason: String::new(), after }
            }
            (Aspect::Figure(incident, figure), Value::Figure(value)) => Self::FigureReported(super::FigureReport {
                incident,
                figure,
                value,
                occurred: at,
                source: String::new(),
                after,
            }),
            (Aspect::Response(_), Value::Response(response)) => Self::ResponseDecided { response: *response, after },
            (Aspect::Posture(area), Value::Posture(posture)) => {
                Self::PostureChanged { area, posture, at, record: String::new(), follows: false, after }
            }
            (Aspect::Team(_), Value::Team(team)) => Self::TeamEnrolled { team: *team, after },
            (Aspect::TeamStatus(team), Value::TeamStatus(status)) => {
                Self::TeamStatusSet { team, status, at, after, reason: String::new() }
            }
            (Aspect::Assignment(team), Value::Assignment(assignment)) => Self::TeamAssigned { team, assignment, after },
            (Aspect::Crew(..), Value::Crew(crew)) => Self::CrewSet { crew: *crew, after },
            (Aspect::Outcome(order), Value::Outcome(outcome)) => Self::OrderEnded { order, outcome, at, after },
            (Aspect::Step(run, step), Value::Step(status)) => Self::StepSet { run, step, status, at, after },
            (Aspect::DrillClock, Value::DrillClock(clock)) => Self::DrillClockSet { clock, after },
            (Aspect::ReportPart(report, part), Value::ReportPart(text)) => {
                Self::ReportPartWritten { report, part, text, after }
            }
            (Aspect::Shelf(alarm), Value::Shelf(shelf)) => Self::AlarmShelved { alarm, shelf, after },
            (Aspect::PaperState(report), Value::PaperState(state)) => Self::PaperStateSet { report, state, at, after },
            (Aspect::Ratified(of), Value::Ratified(sanction)) => {
                let (by, note) = (String::new(), String::new());
                let ratification = Ratification { of, sanction, by, role: None, means: Means::Console, note, at };
                Self::DecisionRatified { ratification, after }
            }
            (Aspect::Consult(consult), Value::Consult(made)) => {
                Self::ConsultMoved { consult, step: Box::new(made.step), at: made.at.unwrap_or(at), after }
            }
            (Aspect::Shelter(shelter), Value::Shelter(status)) => {
                let what = Resource::Shelter(ShelterStep { shelter, word: ShelterWord::Status(status), counted: None });
                let note = ResourceNote { what, by: String::new(), means: Means::Console, at };
                Self::ResourceNoted { note: Box::new(note), after }
            }
            (Aspect::Aar(_) | Aspect::AarItem(_), Value::Aar(made)) => {
                Self::AarMoved { aar: made.aar, step: Box::new(made.step), at: made.at, after }
            }
            (Aspect::Aid(aid), Value::Aid(made)) => {
                Self::AidMoved { aid, step: Box::new(made.step), at: made.at, after }
            }
            (Aspect::Shared(..), Value::Shared(list)) => Self::ShareListed { list, after },
            (Aspect::Scene(incident), Value::Scene(made)) => Self::SceneMoved { incident, made, after },
            (Aspect::Region, Value::Region(region)) => Self::RegionAdopted { region, after },
            (Aspect::Listed(..), Value::Listed(card)) => Self::listing(*card, after),
            (Aspect::Measure(of), Value::Measure(taken)) => {
                Self::MeasureAnswered { answer: super::MeasureAnswer { of, taken, at }, after }
            }
            (Aspect::Seat(area, seat), Value::Seat(name)) => Self::noted(area, Noted::Seated { seat, name }, at, after),
            (Aspect::Lead(area), Value::Lead(lead)) => Self::noted(area, Noted::Leads(lead), at, after),
            (Aspect::Item(area, of), Value::Item(answer)) => Self::noted(area, Noted::Item { of, answer }, at, after),
            _ => return None,
        })
    }

    /// What was done in the course of a switchover, by whoever writes it down.
    pub(super) fn noted(area: AreaCode, what: Noted, at: crate::clock::At, after: Vec<EventId>) -> Self {
        let note = SwitchNote { area, what, by: String::new(), means: Means::Console, at };
        Self::SwitchNoted { note: Box::new(note), after }
    }

    /// The fact that puts a card into its list in place of `after`.
    pub fn listing(card: Listed, after: Vec<EventId>) -> Self {
        match card {
            Listed::Contact(contact) => Self::ContactListed { contact: contact.into(), after },
            Listed::Material(material) => Self::MaterialListed { material: material.into(), after },
            Listed::Shelter(shelter) => Self::ShelterListed { shelter: shelter.into(), after },
            Listed::Organ(organ) => Self::OrganListed { organ: organ.into(), after },
            Listed::Expert(expert) => Self::ExpertListed { expert: expert.into(), after },
            Listed::Watch(watch) => Self::WatchListed { watch: watch.into(), after },
        }
    }
}

fn adopted(rules: Adopted, after: Vec<EventId>) -> (Aspect, Value, Vec<EventId>) {
    (Aspect::Rules, Value::Rules(Box::new(rules)), after)
}

fn listed(card: Listed, after: Vec<EventId>) -> (Aspect, Value, Vec<EventId>) {
    (Aspect::Listed(card.kind(), card.code().clone()), Value::Listed(Box::new(card)), after)
}
