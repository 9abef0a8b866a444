//! The world: the fold of events.
//!
//! [`World::apply`] is total: it never fails, refuses or panics, whatever the event says. What stands is derived
//! when it is asked for. Two worlds that were given the same set of events are equal, and [`World::bytes`] are the
//! same bytes.

mod aar;
mod apply;
mod assembly;
mod attic;
mod authority;
mod beside;
mod called;
mod chain;
mod consequence;
mod consult;
mod dispute;
mod district;
mod due;
mod evacuation;
mod grade;
mod heads;
mod linkage;
mod lists;
mod measures;
mod merge;
mod notice;
mod order;
mod owed;
mod paper;
mod plan;
mod plan_due;
mod pressing;
mod proposal;
mod question;
mod reckon;
mod reporting;
mod resource;
mod rule;
mod run;
mod runs;
mod scene;
mod settled;
mod shelf;
mod shift;
mod sorted;
mod standard;
mod step;
mod structure;
mod switch;
mod switch_due;
mod switch_trouble;
mod switchover;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::algebra::{Ladder, Newest, Register, Strikes};
use super::pack;
use super::{
    Aar, AarNote, Aid, AidTelling, Area, AreaCode, Aspect, Call, Calling, Consult, ConsultNote, DrillOpened, Entry,
    EventId, Fact, GaugeCode, HeadCount, Headquarters, HqCode, Incident, Inject, InjectCode, InjectFired, Inquiry,
    Lifting, ListCode, Notice, Order, Place, PlaceCode, Plan, PlanPart, PlanStarted, PositionReport, PostId, Proposal,
    Publication, Reading, Realm, Receipt, ReportBegun, ReportFiled, ResourceNote, RungFact, SceneNote, Shared, SignOff,
    SwitchNote, TeamCode, Telling, Value, Warning,
};
use crate::clock::At;
use crate::limits::RECENT_SIGN_OFFS;

pub use aar::{AarBreach, AarView, FindingView, ImprovementView};
pub use assembly::Mobilisation;
use attic::Attic;
pub use attic::Keep;
use authority::Overridden;
pub use authority::OverrideView;
pub use chain::{CallState, Callee, Chain, TierCalls};
pub use consequence::Consequences;
pub use consult::{ActionView, Attendance, ConsultSeat, ConsultView, Situation};
pub use evacuation::EvacuationView;
use evacuation::Evacuees;
pub use grade::GradeHeld;
pub use heads::Missing;
pub use linkage::{AidView, ShareView, SharedPart};
pub use measures::WarningEvent;
pub use merge::Merges;
pub use notice::NoticeView;
pub use order::OrderView;
pub use paper::{Filing, PaperView};
pub use question::TeamView;
pub use reckon::Reckoning;
pub use reporting::{ReportClock, UnitTold, Window};
use resource::StockIndex;
pub use resource::{Consignment, RequisitionView, ShelterView, StockView};
pub use run::StepView;
pub use scene::{CellView, CrewView, Heads, RequestView, SceneTrouble, SceneView, Tally, TaskView, ZoneView};
pub use shift::HandOver;
pub use standard::StandardMet;
use step::StepOrders;
pub use step::{OrderEnd, StepSent, StepStage};
pub use switch::{ItemView, SeatView, Switched};
pub use switchover::{NextAct, Picture};

/// The version of the fold. Replicas that differ in it may differ in state, and say so.
pub const FOLD_VERSION: u32 = 28;

/// Something somebody said: who, and when it was recorded.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Said<T> {
    /// What.
    pub what: T,
    /// Who signed.
    pub post: PostId,
    /// Who was signed in.
    pub actor: String,
    /// 入账.
    pub recorded: At,
}

/// Grow-only facts by id.
type Facts<T> = BTreeMap<EventId, Said<T>>;

/// Facts about a thing with a code, by code and id: the first that stands is the one shown.
type Named<K, T> = BTreeMap<(K, EventId), T>;

/// A line of a timeline: what the boards show of an event without asking the store.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Line {
    /// The fact, for its words.
    pub fact: Shared<Fact>,
    /// Who was signed in.
    pub actor: String,
    /// 入账: with its id the number by which people know it.
    pub recorded: At,
}

/// The newest lines of a timeline.
type Timeline = Newest<(At, EventId), Line>;

/// The state of one realm. Serialised, it keeps what is packed away packed; [`World::bytes`] are of the whole.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct World {
    realm: Realm,
    strikes: Strikes,
    #[serde(deserialize_with = "sorted::map")]
    registers: BTreeMap<Aspect, Register<Said<Value>>>,
    areas: Named<AreaCode, Area>,
    places: Named<PlaceCode, Place>,
    headquarters: Named<HqCode, Headquarters>,
    plans: Facts<Plan>,
    /// Parts of plans that are larger than an event, by their plan's mark.
    plan_parts: BTreeMap<u64, BTreeMap<(u8, EventId), PlanPart>>,
    /// Derived: plans that came in parts, put together.
    whole_plans: BTreeMap<EventId, Plan>,
    /// Derived: when teams that were mobilised for an incident reached the scene, by the telling and the order; at hand also
    /// when the order is packed away.
    #[serde(deserialize_with = "sorted::map")]
    arrivals: BTreeMap<EventId, Vec<(At, EventId, EventId)>>,
    #[serde(deserialize_with = "sorted::map")]
    runs: Facts<PlanStarted>,
    /// Derived: orders of steps of runs, with how they ended; at hand also when run and order are packed away.
    step_orders: BTreeMap<EventId, StepOrders>,
    #[serde(deserialize_with = "sorted::map")]
    incidents: Facts<Incident>,
    #[serde(deserialize_with = "sorted::map")]
    warnings: Facts<Warning>,
    /// Few in a night, like warnings.
    proposals: Facts<Proposal>,
    /// What was noted in the course of switchovers, by jurisdiction: who said it, of seats and items too.
    switch_notes: BTreeMap<AreaCode, Facts<SwitchNote>>,
    /// As few.
    consults: Facts<Consult>,
    /// What was said and done at each consultation.
    consult_notes: BTreeMap<EventId, Ladder<Said<ConsultNote>>>,
    /// Derived: consultations that are not over, the only ones that deadlines look at.
    open_consults: BTreeSet<EventId>,
    /// What was found, said and done on each scene, by incident.
    #[serde(deserialize_with = "sorted::map")]
    scene_notes: BTreeMap<EventId, Ladder<Said<SceneNote>>>,
    /// Derived: incidents whose scene is not closed, the only ones that deadlines look at.
    open_scenes: BTreeSet<EventId>,
    /// Derived: when consultations began, by jurisdiction: the rhythm is counted from the last.
    held_consults: BTreeSet<(AreaCode, At, EventId)>,
    /// A few a year.
    aars: Facts<Aar>,
    /// What was found, answered and opened in each review.
    aar_notes: BTreeMap<EventId, Ladder<Said<AarNote>>>,
    /// Derived: of which review each improvement item is.
    aar_items: BTreeMap<EventId, EventId>,
    /// Derived: reviews that are not closed, the only ones that deadlines look into.
    open_aars: BTreeSet<EventId>,
    /// Derived: those that are closed and were not looked back at, by when they were.
    closed_aars: BTreeSet<(At, EventId)>,
    /// Lines about investigations, by the review in whose ledger they stand: when, and what.
    inquiry_notes: BTreeMap<(EventId, EventId), (At, Inquiry)>,
    /// Derived: improvement items that are not signed off, by when they are due, with their review.
    open_items: BTreeSet<(At, EventId, EventId)>,
    /// Derived: responses that were terminated and of which no review was opened, by the termination.
    to_review: BTreeSet<(AreaCode, At, EventId)>,
    /// When controllers ended the drill.
    ended_drills: BTreeSet<(At, EventId)>,
    /// When warnings reached the public, by the warning.
    publications: BTreeMap<EventId, Ladder<Publication>>,
    /// Requests for help of other cities: few in a year.
    aids: Facts<Aid>,
    /// What was told of those who come, by the request.
    aid_told: BTreeMap<EventId, Ladder<Said<AidTelling>>>,
    /// Derived: requests that are not over.
    open_aids: BTreeSet<EventId>,
    #[serde(deserialize_with = "sorted::map")]
    orders: Facts<Order>,
    /// Orders by the number people say; posts apart may give the same one.
    #[serde(deserialize_with = "sorted::map")]
    numbers: BTreeMap<u32, Vec<EventId>>,
    /// Derived: orders without a standing outcome, the only ones that deadlines look at.
    open_orders: BTreeSet<EventId>,
    /// Derived: those of them that call people back.
    open_withdrawals: BTreeSet<EventId>,
    #[serde(deserialize_with = "sorted::map")]
    ladders: BTreeMap<EventId, Ladder<RungFact>>,
    /// Counts of heads by the order to withdraw.
    head_counts: BTreeMap<EventId, Ladder<HeadCount>>,
    /// What was told of teams that were mobilised, by the order.
    #[serde(deserialize_with = "sorted::map")]
    told: BTreeMap<EventId, Ladder<Telling>>,
    /// Derived: orders that mobilise and are not over.
    mobilising: BTreeSet<EventId>,
    /// Calls by the event they are about.
    calls: BTreeMap<EventId, Ladder<Call>>,
    /// Calls that were begun, by the event they are about.
    begun_calls: BTreeMap<EventId, Ladder<Calling>>,
    /// Who was moved, and what they got.
    evacuees: Evacuees,
    /// Entries about materials, by material and consignment; what is of the store alone is a consignment of its own.
    stock: BTreeMap<(ListCode, EventId), Ladder<Said<ResourceNote>>>,
    /// Derived: by how much the entries since its count change what lies in the store, by material.
    stock_changes: BTreeMap<ListCode, i64>,
    /// Derived: consignments by what is asked of them, the only ones that deadlines look at; and what is at odds.
    stock_index: StockIndex,
    /// What was taken from its owners, by the entry that says so.
    requisitions: BTreeMap<EventId, Ladder<Said<ResourceNote>>>,
    /// Derived: those of them that are not settled.
    open_requisitions: BTreeSet<EventId>,
    /// What was said of shelters.
    shelter_notes: BTreeMap<ListCode, Ladder<Said<ResourceNote>>>,
    /// Word that warnings were lifted.
    liftings: Facts<Lifting>,
    /// Who outside was told, by the warning or incident.
    notices: BTreeMap<EventId, Ladder<Notice>>,
    /// The newest sign-offs under hand-over sheets.
    sign_offs: Newest<(At, EventId), Said<SignOff>>,
    #[serde(deserialize_with = "sorted::map")]
    reports: Facts<ReportFiled>,
    papers: Facts<ReportBegun>,
    receipts: Facts<Receipt>,
    readings: BTreeMap<GaugeCode, Newest<(At, EventId), Reading>>,
    positions: BTreeMap<TeamCode, Newest<(At, EventId), PositionReport>>,
    /// Per incident, and for the duty log as a whole under `None`.
    #[serde(deserialize_with = "sorted::map")]
    timelines: BTreeMap<Option<EventId>, Timeline>,
    acknowledged_alarms: BTreeMap<String, BTreeSet<EventId>>,
    /// What was done beyond somebody's authority: few, and all at hand.
    overrides: Facts<Overridden>,
    /// Derived: those of them that nobody answered for.
    unratified: BTreeSet<EventId>,
    drills: Facts<DrillOpened>,
    #[serde(deserialize_with = "sorted::map")]
    injects: Named<InjectCode, Inject>,
    #[serde(deserialize_with = "sorted::map")]
    fired: Named<InjectCode, InjectFired>,
    /// Kinds this version does not know, with the events that have them.
    unknown: BTreeMap<String, BTreeSet<EventId>>,
    /// What is closed and old.
    attic: Attic,
}

impl World {
    /// An empty world.
    #[expect(clippy::too_many_lines, reason = "one line for each part of the world")]
    pub fn new(realm: Realm) -> Self {
        Self {
            realm,
            strikes: Strikes::default(),
            registers: BTreeMap::new(),
            areas: BTreeMap::new(),
            places: BTreeMap::new(),
            headquarters: BTreeMap::new(),
            plans: BTreeMap::new(),
            plan_parts: BTreeMap::new(),
            whole_plans: BTreeMap::new(),
            arrivals: BTreeMap::new(),
            runs: BTreeMap::new(),
            step_orders: BTreeMap::new(),
            incidents: BTreeMap::new(),
            warnings: BTreeMap::new(),
            proposals: BTreeMap::new(),
            switch_notes: BTreeMap::new(),
            consults: BTreeMap::new(),
            consult_notes: BTreeMap::new(),
            open_consults: BTreeSet::new(),
            held_consults: BTreeSet::new(),
            aars: BTreeMap::new(),
            aar_notes: BTreeMap::new(),
            aar_items: BTreeMap::new(),
            open_aars: BTreeSet::new(),
            closed_aars: BTreeSet::new(),
            inquiry_notes: BTreeMap::new(),
            open_items: BTreeSet::new(),
            to_review: BTreeSet::new(),
            ended_drills: BTreeSet::new(),
            publications: BTreeMap::new(),
            aids: BTreeMap::new(),
            aid_told: BTreeMap::new(),
            open_aids: BTreeSet::new(),
            scene_notes: BTreeMap::new(),
            open_scenes: BTreeSet::new(),
            orders: BTreeMap::new(),
            numbers: BTreeMap::new(),
            open_orders: BTreeSet::new(),
            open_withdrawals: BTreeSet::new(),
            ladders: BTreeMap::new(),
            head_counts: BTreeMap::new(),
            told: BTreeMap::new(),
            mobilising: BTreeSet::new(),
            calls: BTreeMap::new(),
            begun_calls: BTreeMap::new(),
            evacuees: Evacuees::default(),
            stock: BTreeMap::new(),
            stock_changes: BTreeMap::new(),
            stock_index: StockIndex::default(),
            requisitions: BTreeMap::new(),
            open_requisitions: BTreeSet::new(),
            shelter_notes: BTreeMap::new(),
            liftings: BTreeMap::new(),
            notices: BTreeMap::new(),
            sign_offs: Newest::new(RECENT_SIGN_OFFS),
            reports: BTreeMap::new(),
            papers: BTreeMap::new(),
            receipts: BTreeMap::new(),
            readings: BTreeMap::new(),
            positions: BTreeMap::new(),
            timelines: BTreeMap::new(),
            acknowledged_alarms: BTreeMap::new(),
            overrides: BTreeMap::new(),
            unratified: BTreeSet::new(),
            drills: BTreeMap::new(),
            injects: BTreeMap::new(),
            fired: BTreeMap::new(),
            unknown: BTreeMap::new(),
            attic: Attic::default(),
        }
    }

    /// Whether nothing was folded in.
    pub(super) fn is_untouched(&self) -> bool {
        let named =
            [self.areas.len(), self.places.len(), self.headquarters.len(), self.injects.len(), self.fired.len()];
        let said = [self.plans.len(), self.runs.len(), self.incidents.len(), self.warnings.len(), self.orders.len()];
        let others =
            [self.reports.len(), self.papers.len(), self.receipts.len(), self.drills.len(), self.unknown.len()];
        let of_codes = [self.readings.len(), self.positions.len(), self.ladders.len(), self.head_counts.len()];
        let of_codes = [&of_codes[..], &[self.told.len()]].concat();
        let signed = self.sign_offs.iter().count();
        let rest = [
            self.proposals.len(),
            self.notices.len(),
            self.liftings.len(),
            self.evacuees.len(),
            self.switch_notes.len(),
            self.stock.len(),
            self.requisitions.len(),
            self.shelter_notes.len(),
            self.registers.len(),
            self.timelines.len(),
            self.acknowledged_alarms.len(),
        ];
        let rest = [&rest[..], &[signed, self.consults.len(), self.consult_notes.len()]].concat();
        let reviews = [self.aars.len(), self.aar_notes.len(), self.ended_drills.len(), self.publications.len()];
        let rest = [&rest[..], &reviews].concat();
        let rest = [
            &rest[..],
            &[
                signed,
                self.consults.len(),
                self.consult_notes.len(),
                self.aids.len(),
                self.aid_told.len(),
                self.plan_parts.len(),
            ],
        ]
        .concat();
        let rest =
            [&rest[..], &[signed, self.consults.len(), self.consult_notes.len(), self.scene_notes.len()]].concat();
        [&named[..], &said, &others, &of_codes, &rest].concat().iter().all(|count| *count == 0)
    }

    /// The state as bytes, equal for equal sets of events.
    pub fn bytes(&self) -> Vec<u8> {
        pack::to_vec(&*self.unpacked()).unwrap_or_else(|_| unreachable!("a world is maps, strings and integers"))
    }
}

/// Packed away or at hand: equal when the same events were folded in.
impl PartialEq for World {
    fn eq(&self, other: &Self) -> bool {
        self.bytes() == other.bytes()
    }
}

impl Eq for World {}

/// The entry of a line, when it is one.
impl Line {
    /// The entry, when the line is one.
    pub fn entry(&self) -> Option<&Entry> {
        if let Fact::EntryLogged(entry) = &*self.fact { Some(entry) } else { None }
    }
}
