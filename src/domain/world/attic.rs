//! What is closed and old, packed away.
//!
//! A world lists what is open and the newest of what is closed. The rest is packed into chests, so that a year of
//! closed orders costs little. Nothing is lost: an event that touches something packed brings its chest back first, so
//! the fold stays a function of the set of events. Only [`World::put_away`] packs; who never calls it has everything
//! at hand.

mod accident;
mod choose;
mod review;

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Said, Timeline, World};
use crate::domain::algebra::{Ladder, Packed, Register};
use crate::domain::{
    AarNote, AarStep, Aspect, Call, Calling, Event, EventId, Fact, FigureKind, HeadCount, Incident, Inject, InjectCode,
    InjectFired, Order, PlanStarted, ReportBegun, ReportFiled, ReportPart, RungFact, SceneNote, StepCode, Telling,
    Value,
};
use crate::limits::{AT_HAND, CHEST_SUBJECTS, PAST_AT_HAND};
pub(super) use accident::ACCIDENTS;
use accident::Accident;
use review::{Reviewed, reviewed};

/// How much stays at hand when a world packs away.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Keep {
    /// Closed things of each kind, the newest.
    pub at_hand: usize,
    /// Things that fill a chest; fewer are not worth packing.
    pub chest: usize,
    /// Writes of one register that no longer stand.
    pub past: usize,
}

impl Default for Keep {
    fn default() -> Self {
        Self { at_hand: AT_HAND, chest: CHEST_SUBJECTS, past: PAST_AT_HAND }
    }
}

/// What is packed as a whole, and brought back as a whole.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub(super) enum Subject {
    /// A closed incident: its registers, reports, timeline and scene.
    Incident(EventId),
    /// An ended order: its ladder and outcome.
    Order(EventId),
    /// A report's paper of a closed incident: its parts and where it stands.
    Paper(EventId),
    /// A started plan of which nothing is left to do.
    Run(EventId),
    /// An inject that was fired.
    Inject(InjectCode),
    /// A review that is closed and was looked back at: its ledger and steps, and those of its items.
    Aar(EventId),
}

/// The chests, and what lies in which.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Attic {
    chests: BTreeMap<u32, Packed>,
    /// What lies in which chest, sorted: its subjects, and the heads of every register in it, because a strike on one
    /// may open what is closed. Two things may share a tag; then one chest too many is brought back.
    tags: Vec<(Tag, u32)>,
    /// The number of the next chest.
    next: u32,
    /// Accidents that lie in them, as far as their investigation asks.
    accidents: BTreeMap<EventId, Accident>,
    /// Reviews that lie in them, of which only the opening is at hand.
    reviews: BTreeMap<EventId, Reviewed>,
}

/// A short name that is the same in every version: a year of closed orders has hundreds of thousands of them, and of so
/// many one event in ten thousand meets another's.
type Tag = u32;

impl Subject {
    fn tag(&self) -> Tag {
        match self {
            Self::Incident(id) | Self::Order(id) | Self::Paper(id) | Self::Run(id) | Self::Aar(id) => tag_of(id),
            // FNV-1a, 32 bits.
            Self::Inject(code) => {
                let step = |hash: Tag, byte| (hash ^ Tag::from(byte)).wrapping_mul(0x0100_0193);
                code.0.bytes().fold(0x811c_9dc5, step)
            }
        }
    }
}

/// An id is a hash: its beginning does.
fn tag_of(id: &EventId) -> Tag {
    id.0.first_chunk().map_or(0, |first| Tag::from_be_bytes(*first))
}

impl Attic {
    /// Which chests may hold what has this tag.
    fn places_of(&self, tag: Tag) -> Vec<u32> {
        let from = self.tags.partition_point(|(at, _)| *at < tag);
        self.tags.iter().skip(from).take_while(|(at, _)| *at == tag).map(|(_, number)| *number).collect()
    }
}

/// What lies in one chest: parts of the world's maps.
#[derive(Default, Serialize, Deserialize)]
struct Chest {
    subjects: Vec<Subject>,
    registers: Vec<(Aspect, Register<Said<Value>>)>,
    incidents: Vec<(EventId, Said<Incident>)>,
    orders: Vec<(EventId, Said<Order>)>,
    ladders: Vec<(EventId, Ladder<RungFact>)>,
    head_counts: Vec<(EventId, Ladder<HeadCount>)>,
    told: Vec<(EventId, Ladder<Telling>)>,
    calls: Vec<(EventId, Ladder<Call>)>,
    begun_calls: Vec<(EventId, Ladder<Calling>)>,
    reports: Vec<(EventId, Said<ReportFiled>)>,
    papers: Vec<(EventId, Said<ReportBegun>)>,
    timelines: Vec<(Option<EventId>, Timeline)>,
    runs: Vec<(EventId, Said<PlanStarted>)>,
    injects: Vec<((InjectCode, EventId), Inject)>,
    fired: Vec<((InjectCode, EventId), InjectFired)>,
    scene_notes: Vec<(EventId, Ladder<Said<SceneNote>>)>,
    aar_notes: Vec<(EventId, Ladder<Said<AarNote>>)>,
}

/// Every decision, posture and step of a process is asked for, not only the last; what any merge names is
/// at hand.
fn asked_whole(aspect: &Aspect) -> bool {
    matches!(
        aspect,
        Aspect::Response(_)
            | Aspect::Posture(_)
            | Aspect::Merged(_)
            | Aspect::Consult(_)
            | Aspect::Aar(_)
            | Aspect::AarItem(_)
            | Aspect::Aid(_)
            | Aspect::Scene(_)
    )
}

impl World {
    /// Packs away what is closed and not among the newest of its kind, and what registers only remember. What was
    /// packed is not listed any more; the journal's history has it. Cheap when there is nothing to do.
    pub fn put_away(&mut self, keep: Keep) {
        let chosen = self.choose(keep);
        for subjects in chosen.chunks(keep.chest.max(1)) {
            self.fill_chest(subjects);
        }
        if !chosen.is_empty() {
            #[expect(clippy::stable_sort_primitive, reason = "a sorted run and a short rest, which it merges")]
            self.attic.tags.sort();
        }
        for (aspect, register) in &mut self.registers {
            // Since when an incident is so grave, or its figures prove it, is asked of every write.
            if !asked_whole(aspect) && !matches!(aspect, Aspect::Grade(_) | Aspect::Figure(..)) {
                register.pack_past(keep.past);
            }
        }
    }

    /// The bytes of everything that is packed away, chest by chest and then what registers have packed: what a snapshot
    /// holds of it, before it is compressed. For whoever pins the layout of snapshots.
    pub fn packed_bytes(&self) -> Vec<u8> {
        let registers = self.registers.values().flat_map(Register::packed_bytes);
        self.attic.chests.values().map(Packed::plain).chain(registers).flatten().collect()
    }

    fn fill_chest(&mut self, subjects: &[Subject]) {
        let mut chest = Chest { subjects: subjects.to_vec(), ..Chest::default() };
        for subject in subjects {
            self.move_into(&mut chest, subject);
        }
        let number = self.attic.next;
        self.attic.next += 1;
        let heads = chest.registers.iter().flat_map(|(_, register)| register.head_ids());
        // What was told decides whether a mobilisation is over, so a strike on it may open one; and so does each line of a
        // scene or a review, and each of its steps.
        let told = chest.told.iter().flat_map(|(_, ladder)| ladder.ids());
        let lines = chest.scene_notes.iter().flat_map(|(_, ladder)| ladder.ids());
        let lines = lines.chain(chest.aar_notes.iter().flat_map(|(_, ladder)| ladder.ids()));
        let steps = chest.registers.iter().filter(|(aspect, _)| asked_whole(aspect));
        let steps = steps.flat_map(|(_, register)| register.writes().map(|(id, _)| *id));
        let ids = heads.chain(told).chain(lines).chain(steps).map(|id| tag_of(&id));
        let mut tags: Vec<Tag> = chest.subjects.iter().map(Subject::tag).chain(ids).collect();
        tags.sort_unstable();
        tags.dedup();
        self.attic.tags.extend(tags.into_iter().map(|tag| (tag, number)));
        self.attic.chests.insert(number, Packed::of(&chest));
    }

    fn move_into(&mut self, chest: &mut Chest, subject: &Subject) {
        match subject {
            Subject::Incident(id) => {
                if let Some(accident) = self.accident_to_keep(*id) {
                    self.attic.accidents.insert(*id, accident);
                }
                chest.incidents.extend(self.incidents.remove_entry(id));
                chest.timelines.extend(self.timelines.remove_entry(&Some(*id)));
                chest.reports.extend(self.reports.extract_if(.., |_, report| report.what.incident == *id));
                let figures = FigureKind::ALL.iter().map(|kind| Aspect::Figure(*id, *kind));
                chest.scene_notes.extend(self.scene_notes.remove_entry(id));
                let others =
                    [Aspect::Grade, Aspect::IncidentStatus, Aspect::Commander, Aspect::IncidentCode, Aspect::Scene];
                let others = others.map(|aspect| aspect(*id));
                for aspect in figures.chain(others) {
                    chest.registers.extend(self.registers.remove_entry(&aspect));
                }
            }
            Subject::Order(id) => {
                chest.orders.extend(self.orders.remove_entry(id));
                chest.head_counts.extend(self.head_counts.remove_entry(id));
                chest.told.extend(self.told.remove_entry(id));
                chest.calls.extend(self.calls.remove_entry(id));
                chest.begun_calls.extend(self.begun_calls.remove_entry(id));
                chest.ladders.extend(self.ladders.remove_entry(id));
                chest.registers.extend(self.registers.remove_entry(&Aspect::Outcome(*id)));
            }
            Subject::Paper(id) => {
                chest.papers.extend(self.papers.remove_entry(id));
                chest.calls.extend(self.calls.remove_entry(id));
                chest.begun_calls.extend(self.begun_calls.remove_entry(id));
                let parts = ReportPart::ALL.iter().map(|part| Aspect::ReportPart(*id, *part));
                for aspect in parts.chain([Aspect::PaperState(*id)]) {
                    chest.registers.extend(self.registers.remove_entry(&aspect));
                }
            }
            Subject::Run(id) => {
                chest.runs.extend(self.runs.remove_entry(id));
                for aspect in self.steps_of(*id) {
                    chest.registers.extend(self.registers.remove_entry(&aspect));
                }
            }
            Subject::Inject(code) => {
                let of_code = (code.clone(), EventId([0; 32]))..=(code.clone(), EventId([255; 32]));
                chest.injects.extend(self.injects.extract_if(of_code.clone(), |_, _| true));
                chest.fired.extend(self.fired.extract_if(of_code, |_, _| true));
            }
            Subject::Aar(id) => {
                self.attic.reviews.insert(*id, self.review_to_keep(*id));
                let items = self.items_of(*id);
                chest.aar_notes.extend(self.aar_notes.remove_entry(id));
                for aspect in items.into_iter().map(Aspect::AarItem).chain([Aspect::Aar(*id)]) {
                    chest.registers.extend(self.registers.remove_entry(&aspect));
                }
            }
        }
    }

    /// The registers of a started plan, also of steps that its plan does not have.
    fn steps_of(&self, run: EventId) -> Vec<Aspect> {
        let from = Aspect::Step(run, StepCode::default());
        let of_run = self.registers.range(from..).map(|(aspect, _)| aspect);
        of_run.take_while(|aspect| matches!(aspect, Aspect::Step(of, _) if *of == run)).cloned().collect()
    }

    /// Brings back whatever an event is about, before it is folded.
    pub(super) fn bring_back_for(&mut self, event: &Event) {
        if self.attic.chests.is_empty() {
            return;
        }
        for subject in subjects(event).into_iter().flatten() {
            self.bring_back_tagged(subject.tag());
        }
    }

    /// Brings back whatever a strike may open: `touched` are the events whose standing it may have changed.
    pub(super) fn bring_back_struck(&mut self, touched: &[EventId]) {
        // What stands again may be any write, and registers do not say which they have packed.
        if touched.iter().any(|id| self.strikes.touch(id) && self.strikes.stands(id)) {
            return self.bring_back_all();
        }
        for id in touched {
            self.bring_back_tagged(tag_of(id));
        }
    }

    /// Brings back one incident, when it is packed away: for whoever acts on one that is not listed any more. It stays until
    /// the next [`World::put_away`].
    pub fn bring_incident_back(&mut self, incident: EventId) {
        if !self.attic.chests.is_empty() {
            self.bring_back_tagged(Subject::Incident(incident).tag());
        }
    }

    /// Brings back one run, when it is packed away.
    pub(super) fn bring_run_back(&mut self, run: EventId) {
        if !self.attic.chests.is_empty() {
            self.bring_back_tagged(Subject::Run(run).tag());
        }
    }

    fn bring_back_tagged(&mut self, tag: Tag) {
        for number in self.attic.places_of(tag) {
            self.attic.tags.retain(|(_, at)| *at != number);
            let Some(chest) = self.attic.chests.remove(&number) else { continue };
            // What a review that is at hand is about is at hand.
            for incident in self.empty(&chest) {
                self.bring_incident_back(incident);
            }
        }
    }

    fn bring_back_all(&mut self) {
        for chest in std::mem::take(&mut self.attic).chests.values() {
            drop(self.empty(chest));
        }
        self.registers.values_mut().for_each(Register::unpack_past);
    }

    /// Takes everything out of a chest; the incidents that reviews in it are about.
    fn empty(&mut self, chest: &Packed) -> Vec<EventId> {
        let chest: Chest = chest.open();
        let mut about = Vec::new();
        for subject in &chest.subjects {
            match subject {
                Subject::Incident(id) => drop(self.attic.accidents.remove(id)),
                Subject::Aar(id) => {
                    self.attic.reviews.remove(id);
                    about.extend(self.aars.get(id).into_iter().flat_map(reviewed));
                }
                _ => {}
            }
        }
        self.registers.extend(chest.registers);
        self.incidents.extend(chest.incidents);
        self.orders.extend(chest.orders);
        self.ladders.extend(chest.ladders);
        self.head_counts.extend(chest.head_counts);
        self.told.extend(chest.told);
        self.calls.extend(chest.calls);
        self.begun_calls.extend(chest.begun_calls);
        self.reports.extend(chest.reports);
        self.papers.extend(chest.papers);
        self.timelines.extend(chest.timelines);
        self.runs.extend(chest.runs);
        self.injects.extend(chest.injects);
        self.fired.extend(chest.fired);
        self.scene_notes.extend(chest.scene_notes);
        self.aar_notes.extend(chest.aar_notes);
        about
    }

    /// The same world with everything at hand.
    pub(super) fn unpacked(&self) -> Cow<'_, Self> {
        if self.attic.next == 0 && !self.registers.values().any(Register::has_packed) {
            return Cow::Borrowed(self);
        }
        let mut whole = self.clone();
        whole.bring_back_all();
        Cow::Owned(whole)
    }
}

/// What an event is about, as far as that can lie in a chest.
#[expect(clippy::too_many_lines, reason = "one arm for each kind of fact, so that none is forgotten")]
fn subjects(event: &Event) -> [Option<Subject>; 2] {
    let incident = |id: &Option<EventId>| id.map(Subject::Incident);
    match &event.fact {
        Fact::IncidentOpened(_) => [Some(Subject::Incident(event.id)), None],
        Fact::Graded { incident, .. }
        | Fact::IncidentGraded { incident, .. }
        | Fact::IncidentCoded { incident, .. }
        | Fact::IncidentStatusSet { incident, .. }
        | Fact::SceneMoved { incident, .. }
        | Fact::CommanderAppointed { incident, .. } => [Some(Subject::Incident(*incident)), None],
        Fact::IncidentMerged { merged, into, .. } => [Some(Subject::Incident(*merged)), incident(into)],
        Fact::SceneNoted(note) => [Some(Subject::Incident(note.incident)), None],
        Fact::FigureReported(report) => [Some(Subject::Incident(report.incident)), None],
        Fact::ReportFiled(report) => [Some(Subject::Incident(report.incident)), None],
        Fact::ReportBegun(_) => [Some(Subject::Paper(event.id)), None],
        Fact::ReportPartWritten { report, .. } | Fact::PaperStateSet { report, .. } => {
            [Some(Subject::Paper(*report)), None]
        }
        Fact::EntryLogged(entry) => [incident(&entry.incident), None],
        Fact::EvacueesMoved(moved) => [incident(&moved.incident), None],
        Fact::AarOpened(aar) => [incident(&aar.incident), incident(&aar.about())],
        Fact::AidDrafted(aid) => [incident(&aid.incident), None],
        Fact::OrderIssued(order) => [Some(Subject::Order(event.id)), incident(&order.incident)],
        Fact::OrderRung(rung) => [Some(Subject::Order(rung.order)), None],
        Fact::HeadsCounted(count) => [Some(Subject::Order(count.order)), None],
        Fact::AssemblyTold(telling) => [Some(Subject::Order(telling.order)), None],
        // Whatever it is about is found by the beginning of its id.
        Fact::CallMade(call) => [Some(Subject::Order(call.about.subject())), None],
        Fact::CallBegun(call) => [Some(Subject::Order(call.about.subject())), None],
        Fact::OrderEnded { order, .. } => [Some(Subject::Order(*order)), None],
        Fact::PlanStarted(run) => [Some(Subject::Run(event.id)), incident(&run.incident)],
        Fact::AarNoted(note) => [Some(Subject::Aar(note.aar)), None],
        // An item is a line of the ledger of its review, and is found by it.
        Fact::AarMoved { aar, step, .. } => {
            let item = if let AarStep::Item { item, .. } = **step { Some(Subject::Aar(item)) } else { None };
            [Some(Subject::Aar(*aar)), item]
        }
        Fact::StepSet { run, .. } => [Some(Subject::Run(*run)), None],
        Fact::InjectPlanned(inject) => [Some(Subject::Inject(inject.code.clone())), None],
        Fact::InjectFired(fired) => [Some(Subject::Inject(fired.code.clone())), None],
        // A strike names an event, not what it is about: see `bring_back_struck`. The others stay at hand.
        Fact::Struck { .. }
        | Fact::Voided { .. }
        | Fact::RulesAdopted { .. }
        | Fact::SetAdopted { .. }
        | Fact::RuleChanged { .. }
        | Fact::AreaNamed(_)
        | Fact::PlaceNamed(_)
        | Fact::HeadquartersFormed(_)
        | Fact::TeamEnrolled { .. }
        | Fact::ContactListed { .. }
        | Fact::MaterialListed { .. }
        | Fact::ShelterListed { .. }
        | Fact::NoticeGiven(_)
        | Fact::ReliefGiven(_)
        | Fact::OrganListed { .. }
        | Fact::ExpertListed { .. }
        | Fact::WatchListed { .. }
        | Fact::RegionAdopted { .. }
        | Fact::PlanAdopted(_)
        | Fact::PlanPart(_)
        | Fact::EntryAmended { .. }
        | Fact::ReadingTaken(_)
        | Fact::ReportReceived(_)
        | Fact::MeasureAnswered { .. }
        | Fact::WarningReceived(_)
        | Fact::WarningLifted(_)
        | Fact::ResponseProposed(_)
        | Fact::ResponseDecided { .. }
        | Fact::PostureChanged { .. }
        | Fact::SwitchNoted { .. }
        | Fact::TeamStatusSet { .. }
        | Fact::TeamAssigned { .. }
        | Fact::CrewSet { .. }
        | Fact::PositionReported(_)
        | Fact::TrackLogged(_)
        | Fact::AlarmAcknowledged { .. }
        | Fact::AlarmShelved { .. }
        | Fact::ShiftSigned(_)
        | Fact::ConsultRequested(_)
        | Fact::ConsultMoved { .. }
        | Fact::ConsultNoted(_)
        | Fact::ResourceNoted { .. }
        | Fact::WarningPublished(_)
        | Fact::AidMoved { .. }
        | Fact::AidTold(_)
        | Fact::ShareListed { .. }
        | Fact::DecisionRatified { .. }
        | Fact::DrillOpened(_)
        | Fact::DrillClockSet { .. }
        | Fact::DrillControlled { .. }
        | Fact::Unknown { .. } => [None, None],
    }
}
