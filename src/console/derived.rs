//! What follows from the model's world and time: computed by `update` at most once a message, read by every frame.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::{Board, Heights, Model, OrderFilter, Row, Selected, list_rows};
use crate::domain::{
    AlarmId, Conflict, Deadline, Due, EventId, OrderView, Reckoning, Rung, TeamCode, TeamStatus, TeamView, World,
};

/// Lists in their order, deadlines and conflicts.
#[derive(Clone, Debug, Default)]
pub struct Derived {
    /// What is due, the most pressing first.
    pub rail: Vec<Deadline>,
    /// What a person must settle.
    pub conflicts: Vec<Conflict>,
    /// The rows of each board's list.
    pub rows: BTreeMap<Board, Vec<Row>>,
    /// Orders that the filter hides.
    pub hidden_orders: usize,
    /// Orders that are not ended.
    pub open_orders: usize,
}

impl Model {
    /// Makes everything derived anew and keeps each selection on its row; a row that vanished hands its selection to
    /// the one now in its place.
    pub(super) fn derive(&mut self) {
        let rail = self.world.deadlines(self.now);
        let conflicts = self.world.conflicts();
        let (orders, hidden_orders, open_orders) = order_rows(&self.world, &rail, self.order_filter);
        let mut rows = BTreeMap::new();
        rows.insert(
            Board::Situation,
            self.world.incidents().into_iter().map(|(id, _)| Row::Incident(id)).collect::<Vec<_>>(),
        );
        rows.insert(Board::Teams, team_rows(&self.world));
        rows.insert(Board::Orders, orders);
        rows.insert(Board::Plan, step_rows(&self.world));
        rows.insert(Board::Conflicts, conflicts.iter().map(|c| Row::Conflict(c.aspect.clone())).collect());
        rows.insert(Board::Hub, self.sessions.iter().map(|s| Row::Session(s.name.clone())).collect());
        let injects = self.world.injects().into_iter().map(|(inject, _)| Row::Inject(inject.code.clone()));
        rows.insert(Board::Drill, injects.collect());
        self.derived = Derived { rail, conflicts, rows, hidden_orders, open_orders };
        self.keep_selections();
        self.derive_timeline();
        if self.rail_at.as_ref().is_some_and(|at| !self.derived.rail.iter().any(|d| d.alarm() == *at)) {
            self.rail_at = None;
        }
    }

    /// Lists the orders anew when another filter is asked for.
    pub(super) fn derive_orders(&mut self) {
        let (orders, hidden, open) = order_rows(&self.world, &self.derived.rail, self.order_filter);
        self.derived.rows.insert(Board::Orders, orders);
        self.derived.hidden_orders = hidden;
        self.derived.open_orders = open;
        self.keep_selection(Board::Orders);
    }

    /// The incident board lists the lines of the incident that is selected on the situation board.
    pub(super) fn derive_timeline(&mut self) {
        let lines = self
            .selected_incident()
            .map(|incident| self.world.timeline(Some(incident)).map(|(_, id, ..)| Row::Line(id)).collect())
            .unwrap_or_default();
        self.derived.rows.insert(Board::Incident, lines);
        self.keep_selection(Board::Incident);
    }

    fn keep_selections(&mut self) {
        for board in Board::ALL {
            if board != Board::Incident {
                self.keep_selection(board);
            }
        }
    }

    fn keep_selection(&mut self, board: Board) {
        let Some(rows) = self.derived.rows.get(&board) else { return };
        let before = self.selection.get(&board);
        let same = before.and_then(|before| rows.iter().position(|row| *row == before.row));
        let place = same.or(before.map(|before| before.place)).unwrap_or_else(|| self.first_place(board));
        let place = place.min(rows.len().saturating_sub(1));
        let now = rows.get(place).map(|row| Selected { row: row.clone(), place });
        if board == Board::Conflicts && same.is_none() {
            self.side = 0;
        }
        match now {
            Some(now) => self.selection.insert(board, now),
            None => self.selection.remove(&board),
        };
    }

    /// Where a board opens: on its first row; the drill's on the inject that comes next.
    fn first_place(&self, board: Board) -> usize {
        let next = || self.world.injects().iter().position(|(_, fired)| fired.is_none());
        if board == Board::Drill { next().unwrap_or(0) } else { 0 }
    }

    /// Selects the row in this place of the board's list; the last when there are fewer.
    pub(super) fn select_place(&mut self, board: Board, place: usize) {
        let rows = self.rows(board);
        let place = place.min(rows.len().saturating_sub(1));
        let Some(row) = rows.get(place).cloned() else { return };
        let moved = self.selected(board) != Some(&row);
        self.selection.insert(board, Selected { row, place });
        if moved && board == Board::Situation {
            self.selection.remove(&Board::Incident);
            self.derive_timeline();
        }
        if moved && board == Board::Conflicts {
            self.side = 0;
        }
    }

    /// Selects a row of a board's list; `false` when it is not listed.
    pub(super) fn select_row(&mut self, board: Board, row: &Row) -> bool {
        let place = self.rows(board).iter().position(|r| r == row);
        if let Some(place) = place {
            self.select_place(board, place);
        }
        place.is_some()
    }

    /// The incident that is selected on the situation board; the incident board shows it, entries go to it.
    pub fn selected_incident(&self) -> Option<EventId> {
        if let Some(Row::Incident(id)) = self.selected(Board::Situation) { Some(*id) } else { None }
    }

    /// The selected team.
    pub fn selected_team(&self) -> Option<TeamView<'_>> {
        if let Some(Row::Team(code)) = self.selected(Board::Teams) { self.world.team(code) } else { None }
    }

    /// The selected order.
    pub fn selected_order(&self) -> Option<OrderView<'_>> {
        if let Some(Row::Order(id)) = self.selected(Board::Orders) { self.world.order(*id) } else { None }
    }

    /// The selected conflict.
    pub fn selected_conflict(&self) -> Option<&Conflict> {
        let Some(Row::Conflict(aspect)) = self.selected(Board::Conflicts) else { return None };
        self.derived.conflicts.iter().find(|conflict| conflict.aspect == *aspect)
    }

    /// What is due, the most pressing first.
    pub fn rail(&self) -> &[Deadline] {
        &self.derived.rail
    }

    /// The selected deadline's place in the rail.
    pub fn rail_place(&self) -> Option<usize> {
        let chosen = self.rail_at.as_ref().and_then(|at| self.rail().iter().position(|d| d.alarm() == *at));
        chosen.or(if self.rail().is_empty() { None } else { Some(0) })
    }

    /// The selected deadline of the rail; the most pressing when none was chosen.
    pub fn selected_deadline(&self) -> Option<&Deadline> {
        self.rail().get(self.rail_place()?)
    }

    /// How many deadlines are late, and how many are due within `minutes`.
    pub fn rail_counts(&self, minutes: i64) -> (usize, usize) {
        let late = self.rail().iter().filter(|d| d.late(self.now)).count();
        let soon = self.rail().iter().filter(|d| !d.late(self.now));
        (late, soon.filter(|d| d.left(self.now) <= crate::clock::Span::minutes(minutes)).count())
    }

    /// The alarm that acknowledging would acknowledge: the rail's selected one when the rail is looked at, else the
    /// most pressing that is late and not acknowledged.
    pub fn alarm_to_acknowledge(&self) -> Option<AlarmId> {
        let open = |d: &&Deadline| d.late(self.now) && !d.acknowledged;
        let chosen = self.selected_deadline().filter(|_| self.pane == super::Pane::Rail).filter(open);
        chosen.or_else(|| self.rail().iter().find(open)).map(Deadline::alarm)
    }

    /// Rows of a board's list that a page holds, by the height of the terminal: what the page keys move by.
    pub fn page_rows(&self, board: Board) -> usize {
        usize::from(list_rows(board, self.heights().board))
    }

    /// How this terminal's rows are divided.
    pub fn heights(&self) -> Heights {
        Heights::of(self.size.rows, u16::from(self.layout.rail_rows))
    }
}

/// Orders: those nobody acknowledged first, the most pressing of them first; then those under way, newest first; then
/// those that ended.
fn order_rows(world: &World, rail: &[Deadline], filter: OrderFilter) -> (Vec<Row>, usize, usize) {
    let late: BTreeMap<EventId, usize> = rail
        .iter()
        .enumerate()
        .filter_map(|(place, d)| if let Due::Acknowledge { order } = d.what { Some((order, place)) } else { None })
        .collect();
    let orders = world.orders();
    let all = orders.len();
    let open = orders.iter().filter(|view| view.outcome == Reckoning::Unset).count();
    let mut listed: Vec<_> = orders
        .into_iter()
        .map(|view| (stage(&view), view))
        .filter(|(stage, _)| filter == OrderFilter::All || *stage == Stage::Unanswered)
        .map(|(stage, view)| {
            let pressing = late.get(&view.id).copied().unwrap_or(usize::MAX);
            ((stage, pressing, Reverse(view.order.issued), view.id), Row::Order(view.id))
        })
        .collect();
    listed.sort_by_key(|(key, _)| *key);
    let hidden = all - listed.len();
    (listed.into_iter().map(|(_, row)| row).collect(), hidden, open)
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

/// Teams: those that need a person first (disputed, out of touch), then those committed, then those that could be
/// sent, then the rest; inside each by code, so that P2 comes before P10.
fn team_rows(world: &World) -> Vec<Row> {
    let mut listed: Vec<_> =
        world.teams().into_iter().map(|view| (need(&view), natural(&view.team.code), view.team.code.clone())).collect();
    listed.sort();
    listed.into_iter().map(|(_, _, code)| Row::Team(code)).collect()
}

fn need(view: &TeamView<'_>) -> u8 {
    use TeamStatus::{
        Assembling, EnRoute, LostContact, OnScene, Ordered, PreAlerted, Ready, Released, Resting, Resupply, Returned,
        Returning, Staged, Standby, Unavailable, Withdrawing, Working,
    };
    if view.status.disputed() || view.assignment.disputed() {
        return 0;
    }
    match view.status.clone().first().unwrap_or_default() {
        LostContact => 0,
        Ordered | Assembling | EnRoute | OnScene | Working | Withdrawing => 1,
        Staged | PreAlerted => 2,
        Ready | Standby => 3,
        Released | Returning | Returned | Resting | Resupply => 4,
        Unavailable => 5,
    }
}

/// Letters, then the number behind them.
fn natural(code: &TeamCode) -> (String, u64) {
    let letters = code.0.trim_end_matches(|c: char| c.is_ascii_digit());
    let number = code.0.get(letters.len()..).unwrap_or_default().parse().unwrap_or(0);
    (letters.to_owned(), number)
}

/// Steps that apply at their run's level: run by run, the newest first, each in the order of its plan.
fn step_rows(world: &World) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut listed = BTreeSet::new();
    for (run, started, plan) in world.runs().into_iter().rev() {
        for step in &plan.steps {
            if step.from_level.is_none_or(|from| started.level >= from) && listed.insert((run, &step.code)) {
                rows.push(Row::Step(run, step.code.clone()));
            }
        }
    }
    rows
}
