//! The journal board: a stretch of the log around what is looked at, fetched as the eye goes along.
//!
//! The log is long; the model holds a window of it. Whoever holds the journal answers an [`Search`] with a [`Found`]; which
//! entries are wanted is decided here ([`Search::finds`]), so that what arrives live is judged by the same rule.

use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::Sought;
use crate::clock::At;
use crate::domain::{Call, Calling, Destination, Errand, Event, EventId, Fact, PlaceCode, Recipient, TeamCode, World};
use crate::limits::{HISTORY_PAGE, HISTORY_WINDOW, VIEWS_MAX};
use crate::text::Lang;
use crate::text::number::{DIGITS, Numbers, Said, number};
use crate::text::say::Say;

/// One entry of the log, as it arrived here.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Entry {
    /// Local arrival number.
    pub number: u64,
    /// When it arrived here.
    pub arrived: At,
    /// The event.
    pub event: Event,
}

/// What kind of thing an entry is about.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "each names a group of facts")]
pub enum EntryKind {
    Note,
    Order,
    Team,
    Incident,
    Report,
    Warning,
    Plan,
    Alarm,
    Drill,
    Setup,
    Consult,
    Review,
    Linkage,
    Scene,
}

impl EntryKind {
    /// Every kind, in the order of a choice.
    pub const ALL: [Self; 14] = [
        Self::Note,
        Self::Order,
        Self::Team,
        Self::Incident,
        Self::Report,
        Self::Warning,
        Self::Plan,
        Self::Alarm,
        Self::Drill,
        Self::Consult,
        Self::Review,
        Self::Linkage,
        Self::Scene,
        Self::Setup,
    ];

    /// In a word.
    pub fn title(self, lang: Lang) -> &'static str {
        match self {
            Self::Note => lang.pick("记录", "note"),
            Self::Order => lang.pick("指令", "order"),
            Self::Team => lang.pick("队伍", "team"),
            Self::Incident => lang.pick("事件", "incident"),
            Self::Report => lang.pick("上报", "report"),
            Self::Warning => lang.pick("预警", "warning"),
            Self::Plan => lang.pick("预案", "plan"),
            Self::Alarm => lang.pick("知悉", "seen"),
            Self::Drill => lang.pick("导调", "drill"),
            Self::Setup => lang.pick("设置", "setup"),
            Self::Consult => lang.pick("会商", "consultation"),
            Self::Review => lang.pick("复盘", "review"),
            Self::Linkage => lang.pick("支援", "linkage"),
            Self::Scene => lang.pick("现场", "scene"),
        }
    }

    fn of_call(about: Errand) -> Self {
        match about {
            Errand::Order(_) => Self::Order,
            Errand::Warning(_) => Self::Warning,
            Errand::Report(_) => Self::Report,
            Errand::Consult(_) => Self::Consult,
        }
    }

    /// The kind of a fact.
    pub fn of(fact: &Fact) -> Self {
        match fact {
            Fact::EntryLogged(_)
            | Fact::EntryAmended { .. }
            | Fact::ShiftSigned(_)
            | Fact::Struck { .. }
            | Fact::Voided { .. }
            | Fact::Unknown { .. } => Self::Note,
            Fact::CallMade(Call { about, .. }) | Fact::CallBegun(Calling { about, .. }) => Self::of_call(*about),
            Fact::OrderIssued(_) | Fact::OrderRung(_) | Fact::HeadsCounted(_) | Fact::OrderEnded { .. } => Self::Order,
            Fact::TeamEnrolled { .. }
            | Fact::AssemblyTold(_)
            | Fact::CrewSet { .. }
            | Fact::TeamStatusSet { .. }
            | Fact::TeamAssigned { .. }
            | Fact::PositionReported(_)
            | Fact::TrackLogged(_) => Self::Team,
            Fact::IncidentOpened(_)
            | Fact::IncidentGraded { .. }
            | Fact::Graded { .. }
            | Fact::IncidentCoded { .. }
            | Fact::IncidentMerged { .. }
            | Fact::IncidentStatusSet { .. }
            | Fact::CommanderAppointed { .. }
            | Fact::FigureReported(_)
            | Fact::EvacueesMoved(_)
            | Fact::ResourceNoted { .. }
            | Fact::ReliefGiven(_) => Self::Incident,
            Fact::ReportFiled(_)
            | Fact::ReportBegun(_)
            | Fact::ReportPartWritten { .. }
            | Fact::PaperStateSet { .. }
            | Fact::ReportReceived(_) => Self::Report,
            Fact::WarningReceived(_)
            | Fact::WarningLifted(_)
            | Fact::WarningPublished(_)
            | Fact::NoticeGiven(_)
            | Fact::ResponseProposed(_)
            | Fact::ReadingTaken(_)
            | Fact::MeasureAnswered { .. }
            | Fact::ResponseDecided { .. }
            | Fact::DecisionRatified { .. }
            | Fact::SwitchNoted { .. }
            | Fact::PostureChanged { .. } => Self::Warning,
            Fact::ConsultRequested(_) | Fact::ConsultMoved { .. } | Fact::ConsultNoted(_) => Self::Consult,
            Fact::AarOpened(_) | Fact::AarMoved { .. } | Fact::AarNoted(_) => Self::Review,
            Fact::AidDrafted(_) | Fact::AidMoved { .. } | Fact::AidTold(_) | Fact::ShareListed { .. } => Self::Linkage,
            Fact::SceneMoved { .. } | Fact::SceneNoted(_) => Self::Scene,
            Fact::PlanStarted(_) | Fact::StepSet { .. } => Self::Plan,
            Fact::AlarmAcknowledged { .. } | Fact::AlarmShelved { .. } => Self::Alarm,
            Fact::DrillOpened(_)
            | Fact::DrillClockSet { .. }
            | Fact::DrillControlled { .. }
            | Fact::InjectPlanned(_)
            | Fact::InjectFired(_) => Self::Drill,
            Fact::RulesAdopted { .. }
            | Fact::SetAdopted { .. }
            | Fact::RuleChanged { .. }
            | Fact::ContactListed { .. }
            | Fact::MaterialListed { .. }
            | Fact::ShelterListed { .. }
            | Fact::OrganListed { .. }
            | Fact::ExpertListed { .. }
            | Fact::WatchListed { .. }
            | Fact::RegionAdopted { .. }
            | Fact::AreaNamed(_)
            | Fact::PlaceNamed(_)
            | Fact::HeadquartersFormed(_)
            | Fact::PlanAdopted(_)
            | Fact::PlanPart(_) => Self::Setup,
        }
    }
}

/// Which entries are wanted, besides what the filter line says.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Wanted {
    /// About this team.
    pub team: Option<TeamCode>,
    /// About this place.
    pub place: Option<PlaceCode>,
    /// Of this kind.
    pub kind: Option<EntryKind>,
    /// Recorded from then on.
    pub since: Option<At>,
    /// Recorded until then.
    pub until: Option<At>,
}

/// A filter with a name, to be called up again.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct SavedView {
    /// Its name.
    pub name: String,
    /// Its fields.
    pub wanted: Wanted,
    /// Its filter line.
    pub sought: String,
}

/// Whence where to look.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Whence {
    /// Whence the newest entry back.
    Newest,
    /// Whence the first entry on.
    Oldest,
    /// Back from before this arrival number.
    Before(u64),
    /// On from after this arrival number.
    After(u64),
    /// Back from what was recorded by then.
    At(At),
    /// Back from the newest entry that this number finds.
    Said(Said),
}

/// A question to whoever holds the journal.
#[derive(Clone, Debug)]
pub struct Search {
    /// Which question: answers to others are late.
    pub ticket: u64,
    /// Whence where.
    pub whence: Whence,
    /// Which entries.
    pub wanted: Wanted,
    /// What the filter line says.
    pub sought: Sought,
    /// The last arrival number that was known, when a past is looked at.
    pub upto: Option<u64>,
    /// What names are looked up in.
    pub names: Arc<World>,
    /// The language that words are looked for in.
    pub lang: Lang,
}

impl PartialEq for Search {
    fn eq(&self, other: &Self) -> bool {
        (self.ticket, self.whence, self.upto) == (other.ticket, other.whence, other.upto)
    }
}

impl Eq for Search {}

/// An answer: part of the log, newest first.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Found {
    /// To which question.
    pub ticket: u64,
    /// Whence where it was looked.
    pub whence: Whence,
    /// In which past, when in one.
    pub upto: Option<u64>,
    /// The entries.
    pub entries: Vec<Entry>,
    /// Whether there may be more beyond the last one looked at, in the direction of the search.
    pub more: bool,
    /// Of a number that was said, every entry that it finds, newest first: when each was recorded, and which it is.
    pub said: Vec<(At, EventId)>,
}

impl Search {
    /// How many entries an answer holds at most.
    pub const LIMIT: usize = HISTORY_PAGE;

    /// Whether an entry is wanted.
    pub fn finds(&self, event: &Event) -> bool {
        let wanted = &self.wanted;
        let in_time = wanted.since.is_none_or(|since| event.recorded >= since)
            && wanted.until.is_none_or(|until| event.recorded <= until);
        if !in_time || wanted.kind.is_some_and(|kind| kind != EntryKind::of(&event.fact)) {
            return false;
        }
        let say = Say { world: &self.names, lang: self.lang };
        if wanted.team.is_none() && wanted.place.is_none() && self.sought.is_empty() {
            return true;
        }
        let words = words(say, event, self.sought.digits());
        let team = wanted.team.as_ref().is_none_or(|code| {
            team_of(&self.names, &event.fact).as_ref() == Some(code) || words.contains(say.team(code))
        });
        let place = wanted
            .place
            .as_ref()
            .is_none_or(|code| place_of(&event.fact).as_ref() == Some(code) || words.contains(say.place(code)));
        team && place && self.sought.finds(&words)
    }

    /// Whether nothing is filtered.
    pub fn is_plain(&self) -> bool {
        self.wanted == Wanted::default() && self.sought.is_empty()
    }
}

/// Everything that an entry's line says, its number with so many digits.
pub(super) fn words(say: Say, event: &Event, digits: u8) -> String {
    format!("{} {} {}", number(event.recorded, event.id, digits), say.told_in_full(event.id, &event.fact), event.actor)
}

/// The team that a fact is about.
fn team_of(world: &World, fact: &Fact) -> Option<TeamCode> {
    let order = |id: &EventId| match world.order(*id).map(|view| view.order.to.clone()) {
        Some(Recipient::Team(code)) => Some(code),
        _ => None,
    };
    match fact {
        Fact::TeamEnrolled { team, .. } => Some(team.code.clone()),
        Fact::TeamStatusSet { team, .. } | Fact::TeamAssigned { team, .. } => Some(team.clone()),
        Fact::AssemblyTold(telling) => order(&telling.order),
        Fact::CrewSet { crew, .. } => Some(crew.team.clone()),
        Fact::TrackLogged(track) => Some(track.team.clone()),
        Fact::PositionReported(report) => Some(report.team.clone()),
        Fact::EntryLogged(entry) => entry.about.clone(),
        Fact::OrderIssued(given) => {
            if let Recipient::Team(code) = &given.to {
                Some(code.clone())
            } else {
                None
            }
        }
        Fact::OrderRung(rung) => order(&rung.order),
        Fact::OrderEnded { order: id, .. } => order(id),
        _ => None,
    }
}

/// The place that a fact is about.
fn place_of(fact: &Fact) -> Option<PlaceCode> {
    let going = |to: &Option<Destination>| match to {
        Some(Destination::Place(code)) => Some(code.clone()),
        _ => None,
    };
    match fact {
        Fact::PlaceNamed(place) => Some(place.code.clone()),
        Fact::IncidentOpened(incident) => incident.place.clone(),
        Fact::TeamAssigned { assignment, .. } => going(&assignment.destination),
        Fact::OrderIssued(order) => going(&order.destination),
        _ => None,
    }
}

/// What the journal board holds.
#[derive(Clone, Debug, Default)]
pub struct Chronicle {
    /// The window, newest first.
    pub entries: VecDeque<Entry>,
    /// Whether older entries may be fetched.
    pub older: bool,
    /// Whether newer entries may be fetched: then what arrives is not shown at once.
    pub newer: bool,
    /// The question that waits for its answer.
    pub waiting: Option<Search>,
    /// How many entries are found in all, once they have been counted.
    pub total: Option<u64>,
    /// Which entries are wanted.
    pub wanted: Wanted,
    /// Filters with a name.
    pub views: Vec<SavedView>,
    /// Digits of the numbers of those entries of the window, by arrival number, that need more than most.
    longer: BTreeMap<u64, u8>,
    /// The question that the window answers.
    pub(super) asked: Option<Search>,
    /// Where to go next, when a jump was asked for.
    pub(super) jump: Option<Whence>,
    tickets: u64,
}

impl Chronicle {
    /// An entry of the window.
    pub fn entry(&self, number: u64) -> Option<&Entry> {
        let place = self.entries.partition_point(|entry| entry.number > number);
        self.entries.get(place).filter(|entry| entry.number == number)
    }

    /// Digits of an entry's number.
    pub fn digits(&self, number: u64) -> u8 {
        self.longer.get(&number).copied().unwrap_or(DIGITS.0)
    }

    /// Looks up how many digits the numbers of the window's entries need.
    pub(super) fn number_by(&mut self, numbers: &Numbers) {
        let digits = |entry: &Entry| (entry.number, numbers.digits(entry.event.recorded, entry.event.id));
        self.longer = self.entries.iter().map(digits).filter(|(_, digits)| *digits > DIGITS.0).collect();
    }

    /// Whether the window shows everything: nothing is filtered.
    pub fn asked_plain(&self) -> bool {
        self.asked.as_ref().is_none_or(Search::is_plain)
    }

    /// The next ticket.
    pub(super) fn ticket(&mut self) -> u64 {
        self.tickets += 1;
        self.tickets
    }

    /// Takes an answer in; an answer to another question is dropped. Returns whether it was taken.
    pub(super) fn take(&mut self, found: Found) -> bool {
        let Some(ask) = self.waiting.take_if(|ask| ask.ticket == found.ticket) else { return false };
        match found.whence {
            Whence::Before(_) => {
                self.older = found.more;
                self.entries.extend(found.entries);
                let over = self.entries.len().saturating_sub(HISTORY_WINDOW);
                self.newer |= over > 0;
                self.entries.drain(..over);
            }
            Whence::After(_) => {
                self.newer = found.more;
                for entry in found.entries.into_iter().rev() {
                    self.entries.push_front(entry);
                }
                self.older |= self.entries.len() > HISTORY_WINDOW;
                self.entries.truncate(HISTORY_WINDOW);
            }
            from => {
                self.newer = !matches!(from, Whence::Newest);
                self.older = found.more && from != Whence::Oldest;
                self.entries = found.entries.into();
            }
        }
        self.asked = Some(ask);
        true
    }

    /// Takes in what has just arrived, when the window stands at the newest entry and it is wanted.
    pub(super) fn arrived(&mut self, entry: Entry) {
        let newest = self.entries.front().map_or(0, |newest| newest.number);
        let Some(asked) = self.asked.as_ref().filter(|_| !self.newer && entry.number > newest) else { return };
        if asked.finds(&entry.event) {
            self.total = self.total.map(|total| total + 1);
            self.entries.push_front(entry);
            self.older |= self.entries.len() > HISTORY_WINDOW;
            self.entries.truncate(HISTORY_WINDOW);
        }
    }

    /// Keeps a filter under a name; one of the same name is replaced, the oldest goes when there are too many.
    pub(super) fn save(&mut self, view: SavedView) {
        self.views.retain(|kept| kept.name != view.name);
        self.views.push(view);
        let over = self.views.len().saturating_sub(VIEWS_MAX);
        self.views.drain(..over);
    }
}
