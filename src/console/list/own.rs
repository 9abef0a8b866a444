//! The rows of each board in its own order: what a person sees who asked for nothing.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use crate::console::{Board, Model, OrderFilter, Row};
use crate::domain::{
    AssemblyState, Deadline, EventId, ListKind, OrderView, PaperState, PaperView, Reckoning, Rung, ShelterState, World,
};

impl Model {
    /// A board's rows in its own order, and how many it leaves out.
    pub(in crate::console) fn own_rows(&self, board: Board) -> (Vec<Row>, usize) {
        let world = &self.world;
        let rows = match board {
            Board::Situation => world.incidents().into_iter().map(|(id, _)| Row::Incident(id)).collect(),
            Board::Incident => self
                .selected_incident()
                .map(|incident| world.timeline(Some(incident)).map(|(_, id, ..)| Row::Line(id)).collect())
                .unwrap_or_default(),
            Board::Teams => self.team_rows(),
            Board::Orders => return order_rows(world, self.rail(), self.order_filter),
            Board::Plan => step_rows(world),
            Board::Conflicts => self.derived.conflicts.iter().map(|c| Row::Conflict(c.aspect.clone())).collect(),
            Board::Hub => self.sessions.iter().map(|session| Row::Session(session.name.clone())).collect(),
            Board::Drill => world.injects().into_iter().map(|(inject, _)| Row::Inject(inject.code.clone())).collect(),
            Board::Map => Vec::new(),
            Board::Reports => paper_rows(world),
            Board::Switchover => self.switch_rows(),
            Board::Consultation => world.consultations().iter().map(|view| Row::Consult(view.id)).collect(),
            Board::Aar => world.aars().iter().map(|view| Row::Aar(view.id)).collect(),
            Board::Linkage => linkage_rows(world),
            Board::Onsite => world.scenes().iter().map(|view| Row::Onsite(view.incident)).collect(),
            Board::Assembly => mobilisation_rows(world, self.rail()),
            Board::Resources => resource_rows(world, &self.derived.resource_due),
            Board::Structure => world.organs().into_iter().map(|organ| Row::Organ(organ.code.clone())).collect(),
            Board::Journal => {
                let chronicle = &self.chronicle;
                let rows = chronicle.entries.iter().map(|entry| Row::Entry(entry.number)).collect();
                let hidden = chronicle.total.map_or(0, |total| self.events.saturating_sub(total));
                return (rows, usize::try_from(hidden).unwrap_or(usize::MAX));
            }
        };
        (rows, 0)
    }
}

/// Orders: those nobody acknowledged first, the most pressing of them first; then those under way, newest first; then
/// those that ended.
fn order_rows(world: &World, rail: &[Deadline], filter: OrderFilter) -> (Vec<Row>, usize) {
    let late: BTreeMap<EventId, usize> =
        rail.iter().enumerate().filter_map(|(place, d)| Some((d.what.unanswered()?, place))).collect();
    let orders = world.orders();
    let all = orders.len();
    let mut listed: Vec<_> = orders
        .into_iter()
        .map(|view| (stage(&view), view))
        .filter(|(stage, _)| filter == OrderFilter::All || *stage <= Stage::Unanswered)
        .map(|(stage, view)| {
            let pressing = late.get(&view.id).copied().unwrap_or(usize::MAX);
            ((stage, pressing, Reverse(view.order.issued), view.id), Row::Order(view.id))
        })
        .collect();
    listed.sort_by_key(|(key, _)| *key);
    let hidden = all - listed.len();
    (listed.into_iter().map(|(_, row)| row).collect(), hidden)
}

/// How far an order is, for ordering the list.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Stage {
    Disputed,
    Unanswered,
    UnderWay,
    Ended,
}

fn stage(view: &OrderView<'_>) -> Stage {
    match (&view.outcome, view.height) {
        (Reckoning::Disputed(_), _) => Stage::Disputed,
        (Reckoning::Agreed(_), _) => Stage::Ended,
        (Reckoning::Unset, height) if height < Some(Rung::Acknowledged) => Stage::Unanswered,
        (Reckoning::Unset, _) => Stage::UnderWay,
    }
}

/// Mobilisations: those whose team declined first, somebody must go instead; then by what is due, the most pressing
/// first; then as far as they are.
fn mobilisation_rows(world: &World, rail: &[Deadline]) -> Vec<Row> {
    let due: BTreeMap<EventId, usize> =
        rail.iter().enumerate().rev().filter_map(|(place, d)| Some((d.what.of_mobilisation()?, place))).collect();
    let mut all: Vec<_> = world.mobilisations().collect();
    all.sort_by_key(|one| {
        let pressing = due.get(&one.id).copied().unwrap_or(usize::MAX);
        (one.state != AssemblyState::Declined, pressing, one.state, one.order.issued, one.id)
    });
    all.iter().map(|one| Row::Mobilisation(one.id)).collect()
}

/// Resources: what is due first, the most pressing of it first; then what is out, what an owner waits for, the shelters in
/// use; then what there is, and what is closed.
fn resource_rows(world: &World, due: &BTreeMap<Row, usize>) -> Vec<Row> {
    let sent = world.live_consignments().map(|one| {
        let at = one.entries.first().map(|(_, said)| said.what.at);
        ((u8::from(one.on_way() == 0 && !one.at_odds()), at), Row::Consignment(one.material, one.id))
    });
    let taken = world.open_requisitions().map(|view| ((2, Some(view.note.at)), Row::Requisition(view.id)));
    let shelters = world.shelters().into_iter().map(|view| {
        let used = !matches!(view.state(), ShelterState::Closed | ShelterState::Disabled);
        ((if used { 3 } else { 5 }, None), Row::Shelter(view.shelter.code.clone()))
    });
    let stocks = world.listed(ListKind::Material).map(|card| ((4, None), Row::Material(card.code().clone())));
    let mut rows: Vec<_> = sent.chain(taken).chain(shelters).chain(stocks).collect();
    // Stable: cards of one kind stay in the order of their codes.
    rows.sort_by_cached_key(|(group, row)| (due.get(row).copied().unwrap_or(usize::MAX), *group));
    rows.into_iter().map(|(_, row)| row).collect()
}

/// Papers: those that wait for somebody first, the newest of them first; then those that arrived, then those given up.
fn paper_rows(world: &World) -> Vec<Row> {
    let mut papers = world.report_papers(None);
    let stage = |view: &PaperView<'_>| match view.state.clone().first() {
        Some(PaperState::Dropped(_)) => 2,
        Some(PaperState::Signed { .. }) if view.filed.iter().any(|filing| !filing.receipts.is_empty()) => 1,
        _ => 0,
    };
    papers.sort_by_key(|view| (stage(view), Reverse(view.paper.begun), view.id));
    papers.iter().map(|view| Row::Paper(view.id)).collect()
}

/// Steps that apply at their run's level: run by run, the newest first, each in the order of its plan.
fn step_rows(world: &World) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut listed = BTreeSet::new();
    for (run, code) in world.steps_of_all() {
        if listed.insert((run, code)) {
            rows.push(Row::Step(run, code.clone()));
        }
    }
    rows
}

/// Requests, those that are not over first, and then what cities share.
fn linkage_rows(world: &World) -> Vec<Row> {
    let aids = world.aids().into_iter().map(|view| Row::Aid(view.id));
    let shared = world.shared_lists().into_iter().map(|view| Row::Shared(view.area.clone(), view.kind));
    aids.chain(shared).collect()
}
