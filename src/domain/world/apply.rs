//! One event into the world.

use std::collections::BTreeSet;

use super::authority::Overridden;
use super::{Line, Said, World};
use crate::clock::At;
use crate::domain::algebra::{Newest, Write};
use crate::domain::{
    AreaCode, Aspect, DrillControl, Event, EventId, Fact, ListCode, ListKind, Order, PostId, Urgency, Value,
};
use crate::limits::{RECENT_ENTRIES, RECENT_POSITIONS, RECENT_READINGS};

impl World {
    /// Folds one event in. The same event a second time changes nothing, and so does the order of events.
    pub fn apply(&mut self, event: &Event) {
        self.fold(event.clone());
    }

    /// The same with an event that is not needed any more.
    pub fn fold(&mut self, event: Event) {
        self.bring_back_for(&event);
        self.write_timeline(&event);
        let Event { id, post, recorded, actor, fact, overridden, .. } = event;
        let by = By { post, actor, recorded };
        if let Some(basis) = overridden {
            let what = Overridden::new(*basis, &fact);
            let by = By { actor: by.actor.clone(), ..by };
            said(&mut self.overrides, id, by, what);
            self.reckon_unratified(id);
        }
        if let Fact::SwitchNoted { note, .. } = &fact {
            self.note_switch(id, &by, note);
        }
        if let Fact::ResourceNoted { note, .. } = &fact {
            self.note_resource(id, &by, note);
        }
        match fact.into_write() {
            Ok((aspect, value, after)) => self.write_register(id, aspect, Write { value: by.says(value), after }),
            Err(fact) => self.grow(id, by, fact),
        }
    }

    /// Facts that write no register.
    #[expect(clippy::too_many_lines, reason = "one arm for each kind of fact, so that none is forgotten")]
    fn grow(&mut self, id: EventId, by: By, fact: Fact) {
        match fact {
            Fact::Struck { target, .. } | Fact::Voided { target, .. } => self.strike(id, target),
            Fact::AreaNamed(area) => named(&mut self.areas, area.code.clone(), id, area),
            Fact::PlaceNamed(place) => named(&mut self.places, place.code.clone(), id, place),
            Fact::HeadquartersFormed(hq) => named(&mut self.headquarters, hq.code.clone(), id, hq),
            Fact::InjectPlanned(inject) => named(&mut self.injects, inject.code.clone(), id, inject),
            Fact::InjectFired(fired) => named(&mut self.fired, fired.code.clone(), id, fired),
            Fact::PlanAdopted(plan) => self.adopt_plan(id, by, plan),
            Fact::PlanPart(part) => self.take_part(id, part),
            Fact::PlanStarted(run) => said(&mut self.runs, id, by, run),
            Fact::IncidentOpened(incident) => said(&mut self.incidents, id, by, incident),
            Fact::WarningReceived(warning) => said(&mut self.warnings, id, by, warning),
            Fact::WarningLifted(lifting) => said(&mut self.liftings, id, by, lifting),
            Fact::ResponseProposed(proposal) => said(&mut self.proposals, id, by, proposal),
            Fact::ConsultRequested(consult) => {
                said(&mut self.consults, id, by, *consult);
                self.reckon_consult(id);
            }
            Fact::ConsultNoted(note) => {
                self.consult_notes.entry(note.consult).or_default().insert(id, by.says(*note));
            }
            Fact::AarOpened(aar) => {
                said(&mut self.aars, id, by, *aar);
                self.note_opening(id);
            }
            Fact::AarNoted(note) => self.note_aar(id, by.says(*note)),
            Fact::WarningPublished(told) => self.publications.entry(told.warning).or_default().insert(id, *told),
            Fact::DrillControlled { control: DrillControl::End } => {
                self.ended_drills.insert((by.recorded, id));
            }
            Fact::AidDrafted(aid) => {
                said(&mut self.aids, id, by, *aid);
                self.reckon_aid(id);
            }
            Fact::AidTold(telling) => self.tell_aid(id, by.says(*telling)),
            Fact::SceneNoted(note) => {
                let incident = note.incident;
                self.scene_notes.entry(incident).or_default().insert(id, by.says(*note));
                self.reckon_scene(incident);
            }
            Fact::OrderIssued(order) => self.issued(id, by, order),
            Fact::ReportFiled(report) => said(&mut self.reports, id, by, report),
            Fact::ReportBegun(paper) => said(&mut self.papers, id, by, paper),
            Fact::ReportReceived(receipt) => said(&mut self.receipts, id, by, receipt),
            Fact::DrillOpened(drill) => said(&mut self.drills, id, by, drill),
            Fact::EvacueesMoved(moved) => self.note_evacuation(id, by, moved),
            Fact::ReliefGiven(relief) => self.note_relief(id, relief),
            Fact::NoticeGiven(notice) => self.notices.entry(notice.about).or_default().insert(id, notice),
            Fact::HeadsCounted(count) => self.head_counts.entry(count.order).or_default().insert(id, count),
            Fact::AssemblyTold(telling) => self.tell(id, telling),
            Fact::CallBegun(call) => self.begun_calls.entry(call.about.subject()).or_default().insert(id, call),
            Fact::ShiftSigned(sign_off) => self.sign_offs.insert((by.recorded, id), || by.says(sign_off)),
            Fact::CallMade(call) => self.calls.entry(call.about.subject()).or_default().insert(id, call),
            Fact::OrderRung(rung) => self.ladders.entry(rung.order).or_default().insert(id, rung),
            Fact::ReadingTaken(reading) => {
                let newest = self.readings.entry(reading.gauge.clone());
                newest.or_insert_with(|| Newest::new(RECENT_READINGS)).insert((reading.to, id), || reading);
            }
            Fact::PositionReported(report) => {
                let newest = self.positions.entry(report.team.clone());
                newest.or_insert_with(|| Newest::new(RECENT_POSITIONS)).insert((report.at, id), || report);
            }
            Fact::AlarmAcknowledged { alarm } => {
                self.acknowledged_alarms.entry(alarm).or_default().insert(id);
            }
            Fact::Unknown { kind } => {
                self.unknown.entry(kind).or_default().insert(id);
            }
            // Registers and timelines took these already; tracks and controls are read from the store.
            Fact::RulesAdopted { .. }
            | Fact::SetAdopted { .. }
            | Fact::RuleChanged { .. }
            | Fact::TeamEnrolled { .. }
            | Fact::ContactListed { .. }
            | Fact::MaterialListed { .. }
            | Fact::ShelterListed { .. }
            | Fact::OrganListed { .. }
            | Fact::ExpertListed { .. }
            | Fact::WatchListed { .. }
            | Fact::RegionAdopted { .. }
            | Fact::MeasureAnswered { .. }
            | Fact::IncidentGraded { .. }
            | Fact::Graded { .. }
            | Fact::IncidentCoded { .. }
            | Fact::IncidentMerged { .. }
            | Fact::EntryAmended { .. }
            | Fact::IncidentStatusSet { .. }
            | Fact::CommanderAppointed { .. }
            | Fact::FigureReported(_)
            | Fact::EntryLogged(_)
            | Fact::ResponseDecided { .. }
            | Fact::PostureChanged { .. }
            | Fact::TeamStatusSet { .. }
            | Fact::TeamAssigned { .. }
            | Fact::CrewSet { .. }
            | Fact::TrackLogged(_)
            | Fact::OrderEnded { .. }
            | Fact::StepSet { .. }
            | Fact::DrillClockSet { .. }
            | Fact::ReportPartWritten { .. }
            | Fact::PaperStateSet { .. }
            | Fact::AlarmShelved { .. }
            | Fact::DecisionRatified { .. }
            | Fact::SwitchNoted { .. }
            | Fact::ConsultMoved { .. }
            | Fact::ResourceNoted { .. }
            | Fact::AarMoved { .. }
            | Fact::AidMoved { .. }
            | Fact::ShareListed { .. }
            | Fact::SceneMoved { .. }
            | Fact::DrillControlled { .. } => {}
        }
    }

    fn issued(&mut self, id: EventId, by: By, order: Order) {
        let same = self.numbers.entry(order.number).or_default();
        if let Err(place) = same.binary_search(&id) {
            same.insert(place, id);
        }
        let mobilises = order.muster.is_some();
        said(&mut self.orders, id, by, order);
        self.reckon_open(id);
        self.reckon_step_order(id);
        if mobilises {
            self.note_arrivals(id);
            self.reckon_mobilising(id);
        }
    }

    fn write_register(&mut self, id: EventId, aspect: Aspect, write: Write<Said<Value>>) {
        let followed = Followed::of(&aspect);
        self.registers.entry(aspect).or_default().insert(id, write, &self.strikes);
        self.follow(followed);
    }

    /// Keeps what is derived from a register beside it.
    fn follow(&mut self, followed: Option<Followed>) {
        match followed {
            Some(Followed::Order(order)) => {
                self.reckon_open(order);
                self.reckon_step_order(order);
                self.reckon_mobilising(order);
            }
            Some(Followed::Override(of)) => self.reckon_unratified(of),
            Some(Followed::Consult(consult)) => self.reckon_consult(consult),
            Some(Followed::Material(code)) => self.reckon_stock(&code),
            Some(Followed::Aar(aar)) => self.reckon_aar(aar),
            Some(Followed::Item(item)) => self.reckon_item(item),
            Some(Followed::Response(area)) => self.reckon_to_review(&area),
            Some(Followed::Aid(aid)) => self.reckon_aid(aid),
            Some(Followed::Scene(incident)) => self.reckon_scene(incident),
            None => {}
        }
    }

    /// Keeps the set of open orders: issued here, and no standing outcome.
    fn reckon_open(&mut self, order: EventId) {
        let ended = self.registers.get(&Aspect::Outcome(order)).is_some_and(|r| r.heads().next().is_some());
        let open = self.orders.get(&order).filter(|_| !ended);
        // Whoever takes no orders is asked to withdraw, and is called back all the same.
        let calls_back = open.is_some_and(|said| said.what.urgency == Urgency::Withdraw);
        keep(&mut self.open_withdrawals, order, calls_back);
        let open = open.is_some();
        keep(&mut self.open_orders, order, open);
    }

    fn write_timeline(&mut self, event: &Event) {
        for (incident, at) in lines_of(event).into_iter().flatten() {
            let line =
                || Line { fact: event.fact.clone().into(), actor: event.actor.clone(), recorded: event.recorded };
            self.timelines.entry(incident).or_insert_with(|| Newest::new(RECENT_ENTRIES)).insert((at, event.id), line);
        }
    }

    /// Strikes are rare and registers many, so a strike looks for the registers it touches.
    fn strike(&mut self, id: EventId, target: EventId) {
        self.strikes.add(target, id);
        let touched: Vec<EventId> = self.strikes.below(id, target).into_iter().collect();
        self.bring_back_struck(&touched);
        let mut followed = Vec::new();
        for (aspect, register) in &mut self.registers {
            if touched.iter().any(|id| register.contains(id)) {
                register.reckon(&self.strikes);
                followed.push(Followed::of(aspect));
            }
        }
        for followed in followed {
            self.follow(followed);
        }
        self.reckon_struck_mobilisations(&touched);
        self.reckon_struck_resources(&touched);
        self.reckon_struck_evacuations(&touched);
        self.reckon_struck_aars(&touched);
        self.reckon_struck_aids(&touched);
        self.reckon_struck_scenes(&touched);
        self.reckon_struck_steps(&touched);
    }
}

/// In the set or not.
fn keep(set: &mut BTreeSet<EventId>, id: EventId, is: bool) {
    if is {
        set.insert(id);
    } else {
        set.remove(&id);
    }
}

/// Of which registers something derived is kept.
#[derive(Clone)]
enum Followed {
    Order(EventId),
    Override(EventId),
    Consult(EventId),
    Material(ListCode),
    Aar(EventId),
    Item(EventId),
    Response(AreaCode),
    Aid(EventId),
    Scene(EventId),
}

impl Followed {
    fn of(aspect: &Aspect) -> Option<Self> {
        match aspect {
            Aspect::Outcome(order) => Some(Self::Order(*order)),
            Aspect::Ratified(of) => Some(Self::Override(*of)),
            Aspect::Consult(consult) => Some(Self::Consult(*consult)),
            Aspect::Listed(ListKind::Material, code) => Some(Self::Material(code.clone())),
            Aspect::Aar(aar) => Some(Self::Aar(*aar)),
            Aspect::AarItem(item) => Some(Self::Item(*item)),
            Aspect::Response(area) => Some(Self::Response(area.clone())),
            Aspect::Aid(aid) => Some(Self::Aid(*aid)),
            Aspect::Scene(incident) => Some(Self::Scene(*incident)),
            _ => None,
        }
    }
}

/// Who said it, and when.
pub(super) struct By {
    pub(super) post: PostId,
    pub(super) actor: String,
    pub(super) recorded: At,
}

impl By {
    fn says<T>(self, what: T) -> Said<T> {
        Said { what, post: self.post, actor: self.actor, recorded: self.recorded }
    }
}

pub(super) fn said<T>(facts: &mut super::Facts<T>, id: EventId, by: By, what: T) {
    facts.entry(id).or_insert_with(|| by.says(what));
}

fn named<K: Ord, T>(names: &mut super::Named<K, T>, code: K, id: EventId, what: T) {
    names.entry((code, id)).or_insert(what);
}

/// On which timelines an event is a line, and at what time. A merge is a line of both incidents: it is read where either is.
fn lines_of(event: &Event) -> [Option<(Option<EventId>, At)>; 2] {
    let of = |incident: EventId| (Some(incident), event.recorded);
    let one = match &event.fact {
        Fact::EntryLogged(entry) => (entry.incident, entry.occurred),
        Fact::IncidentOpened(incident) => (None, incident.received),
        Fact::IncidentMerged { merged, into, at, .. } => {
            return [Some((Some(*merged), *at)), into.filter(|into| into != merged).map(|into| (Some(into), *at))];
        }
        // These say no time of their own.
        Fact::IncidentGraded { incident, .. }
        | Fact::Graded { incident, .. }
        | Fact::IncidentCoded { incident, .. }
        | Fact::IncidentStatusSet { incident, .. }
        | Fact::CommanderAppointed { incident, .. } => of(*incident),
        Fact::WarningReceived(warning) => (None, warning.received),
        Fact::WarningLifted(lifting) => (None, lifting.at),
        Fact::ResponseProposed(proposal) => (None, proposal.proposed),
        Fact::ResponseDecided { response, .. } => (None, response.decided),
        Fact::PostureChanged { at, .. }
        | Fact::ConsultMoved { at, .. }
        | Fact::AarMoved { at, .. }
        | Fact::AidMoved { at, .. } => (None, *at),
        Fact::AidDrafted(aid) => (aid.incident, aid.at),
        Fact::AidTold(telling) => (None, telling.at),
        Fact::SwitchNoted { note, .. } => (None, note.at),
        Fact::OrderIssued(order) => (order.incident, order.issued),
        Fact::ReportFiled(report) => (Some(report.incident), report.reported),
        Fact::FigureReported(report) => (Some(report.incident), report.occurred),
        Fact::PlanStarted(run) => (run.incident, run.started),
        Fact::ConsultRequested(consult) => (None, consult.at),
        Fact::AarOpened(aar) => (None, aar.at),
        Fact::WarningPublished(told) => (None, told.at),
        Fact::SceneMoved { incident, made, .. } => (Some(*incident), made.at),
        Fact::SceneNoted(note) => (Some(note.incident), note.at),
        Fact::DecisionRatified { ratification, .. } => (None, ratification.at),
        Fact::ShiftSigned(sign_off) => (None, sign_off.at),
        Fact::NoticeGiven(notice) => (None, notice.at),
        Fact::EvacueesMoved(moved) => (moved.incident, moved.at),
        Fact::ReliefGiven(relief) => (None, relief.at),
        Fact::ResourceNoted { note, .. } => (None, note.at),
        Fact::ReadingTaken(reading) => (None, reading.to),
        _ => return [None, None],
    };
    [Some(one), None]
}
