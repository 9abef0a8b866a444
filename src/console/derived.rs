//! What follows from the model's world and time: computed by `update` at most once a message, read by every frame.

use std::collections::BTreeMap;

use super::list::{Placed, quiet};
use super::{Board, Heights, Model, RailRow, Row, Selected, Stage, list_rows};
use crate::domain::{
    Article, Conflict, Deadline, Due, EventId, Fix, OrderView, ResourceWant, Rung, TeamCode, TeamStatus, TeamView,
    Urgency, World,
};
use crate::limits::SAID_EVERY;

/// Lists in their order, deadlines and conflicts.
#[derive(Clone, Debug, Default)]
pub struct Derived {
    /// What is due, the most pressing first.
    pub rail: Vec<Deadline>,
    /// The rows of the rail: what has one cause is one row.
    pub rail_rows: Vec<RailRow>,
    /// Where in the rail the most pressing of each resource stands.
    pub(super) resource_due: BTreeMap<Row, usize>,
    /// What a person must settle.
    pub conflicts: Vec<Conflict>,
    /// The rows of each board's list.
    pub rows: BTreeMap<Board, Vec<Row>>,
    /// Rows of each board's list that filters hide.
    pub hidden: BTreeMap<Board, usize>,
    /// Every team, in the order of the teams' list.
    pub(super) teams: Vec<Placed>,
    /// Teams that need nobody now, by status.
    pub quiet: BTreeMap<Option<TeamStatus>, Vec<TeamCode>>,
    /// Orders that nobody acknowledged and that are not ended.
    pub unanswered: usize,
    /// Orders that are not ended.
    pub open_orders: usize,
    /// Where somebody said that teams are, as the places' positions.
    pub reported: BTreeMap<TeamCode, Fix>,
}

impl Model {
    /// Makes everything derived anew and keeps each selection on its row; a row that vanished hands its selection to
    /// the one now in its place.
    pub(super) fn derive(&mut self) {
        self.derived.rail = self.world.deadlines(self.now);
        // What another jurisdiction owes presses nobody here: a city does not fill the province's seats.
        if let Some(own) = self.area() {
            self.derived.rail.retain(|due| self.world.is_owed_in(&own, due));
        }
        let silent = self.world.positions_due(&self.fixes, self.now);
        if !silent.is_empty() {
            self.derived.rail.extend(silent);
            self.derived.rail.sort_by_key(|deadline| deadline.due);
        }
        // What was put aside stands behind everything else, where it can be taken up again.
        self.derived.rail.sort_by_key(|deadline| deadline.shelved.is_some());
        self.group_rail();
        self.derived.resource_due = resource_due(&self.world, &self.derived.rail);
        if self.stage == Stage::Behind {
            return;
        }
        self.derived.conflicts = self.world.conflicts();
        let waits = |view: &OrderView| view.height < Some(Rung::Acknowledged);
        self.derived.open_orders = self.world.open_orders().count();
        self.derived.unanswered = self.world.open_orders().filter(waits).count();
        // The incident board lists the lines of what is selected on the situation board, so it comes after that one.
        for board in Board::ALL {
            self.derive_list(board);
        }
        self.derived.reported = reported(&self.world);
        if self.rail_at.as_ref().is_some_and(|at| !self.derived.rail.iter().any(|d| d.alarm() == *at)) {
            self.rail_at = None;
        }
    }

    /// Lists a board's rows anew: as the board has them, then as was asked for.
    pub(super) fn derive_list(&mut self, board: Board) {
        if board == Board::Teams {
            self.derived.teams = self.placed_teams();
            self.derived.quiet = quiet(&self.derived.teams);
        }
        let (rows, left_out) = self.own_rows(board);
        let (rows, hidden) = self.arranged(board, rows);
        self.derived.rows.insert(board, rows);
        self.derived.hidden.insert(board, hidden + left_out);
        self.keep_selection(board);
    }

    fn keep_selection(&mut self, board: Board) {
        let Some(rows) = self.derived.rows.get(&board) else { return };
        let before = self.selection.get(&board);
        let place_of = |row: &Row| rows.iter().position(|other| other == row);
        // An incident that went into another is seen under that one.
        let kept =
            |row: &Row| if let Row::Incident(id) = row { Some(Row::Incident(self.world.kept(*id))) } else { None };
        let same = before.and_then(|before| place_of(&before.row).or_else(|| place_of(&kept(&before.row)?)));
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
            self.derive_list(Board::Incident);
        }
        if moved && board == Board::Conflicts {
            self.side = 0;
        }
    }

    /// Selects a row of a board's list; `false` when it is not listed.
    pub(super) fn select_row(&mut self, board: Board, row: &Row) -> bool {
        if let (Row::Team(code), false) = (row, self.rows(board).contains(row)) {
            // It may be counted in a line: that one opens.
            let status = self.world.team(code).and_then(|view| view.status.first());
            if self.rows(board).contains(&Row::Quiet(status)) && !self.unfolded.contains(&status) {
                self.unfold(status);
            }
        }
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

    /// The order to withdraw that counting heads means: the selected one, else the first that waits for it.
    pub fn withdrawn_order(&self) -> Option<EventId> {
        let selected = self.selected_order().filter(|_| self.board == Board::Orders);
        let selected = selected.filter(|view| view.order.urgency == Urgency::Withdraw).map(|view| view.id);
        // On the board of scenes those of the selected one are meant.
        let scene = if let Some(Row::Onsite(id)) = self.selected(Board::Onsite) { Some(*id) } else { None };
        selected.or_else(|| self.withdrawn_order_of(scene.filter(|_| self.board == Board::Onsite)))
    }

    /// The first order to withdraw that waits for its count: for an incident and for what is the same one, or for any.
    pub fn withdrawn_order_of(&self, incident: Option<EventId>) -> Option<EventId> {
        let merges = self.world.merges();
        let here =
            |of: Option<EventId>| incident.is_none_or(|id| of.is_some_and(|of| merges.kept(of) == merges.kept(id)));
        let awaited = |what: &Due| match what {
            Due::CountHeads { order } | Due::FindMissing { order, .. } => Some(*order),
            _ => None,
        };
        let orders = self.rail().iter().filter_map(|deadline| awaited(&deadline.what));
        orders.into_iter().find(|id| here(self.world.order_issued(*id).and_then(|order| order.incident)))
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

    /// The nearest thing that a row of the board of resources waits for.
    pub fn resource_due(&self, row: &Row) -> Option<&Deadline> {
        self.derived.rail.get(*self.derived.resource_due.get(row)?)
    }

    /// How many measures wait for their answer on all the warnings that ask: their rows may stand below those on screen.
    pub fn measures_open(&self) -> usize {
        let open = |due: &Deadline| match due.what {
            Due::AnswerMeasures { warning } => self.world.warning(warning).map(|received| (warning, received.colour)),
            _ => None,
        };
        let asking = self.rail().iter().filter_map(open);
        asking.map(|(warning, colour)| self.world.measures_open(warning, Article::of(colour)).len()).sum()
    }

    /// How many deadlines are late, and how many are due within `minutes`.
    pub fn rail_counts(&self, minutes: i64) -> (usize, usize) {
        let late = self.rail().iter().filter(|d| d.shelved.is_none() && d.late(self.now)).count();
        let soon = self.rail().iter().filter(|d| d.shelved.is_none() && !d.late(self.now));
        (late, soon.filter(|d| d.left(self.now) <= crate::clock::Span::minutes(minutes)).count())
    }

    /// How many alarms are put aside.
    pub fn shelved(&self) -> usize {
        self.rail().iter().filter(|deadline| deadline.shelved.is_some()).count()
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

fn reported(world: &World) -> BTreeMap<TeamCode, Fix> {
    let every_ms = i64::try_from(SAID_EVERY.as_millis()).unwrap_or(i64::MAX);
    let fix = |team: &TeamCode| {
        let report = world.reported_position(team)?;
        let point = world.place(&report.place)?.point;
        Some((team.clone(), Fix { team: team.clone(), point, at: report.at, speed_mh: None, every_ms }))
    };
    world.teams_reported().filter_map(fix).collect()
}

/// The rail by the rows of the board of resources: the most pressing of each comes first there.
fn resource_due(world: &World, rail: &[Deadline]) -> BTreeMap<Row, usize> {
    let of = |due: &Due| match due {
        Due::Resource { wants: ResourceWant::Certify(code) | ResourceWant::Supply(code), .. } => {
            Some(Row::Shelter(code.clone()))
        }
        Due::Resource { entry, wants: ResourceWant::GiveBack | ResourceWant::Compensate } => {
            Some(Row::Requisition(*entry))
        }
        Due::Resource { entry, wants: ResourceWant::Issue | ResourceWant::Sign } => {
            world.consignment_named(*entry).map(|(code, id)| Row::Consignment(code.clone(), id))
        }
        _ => None,
    };
    let named = rail.iter().enumerate().rev();
    named.filter_map(|(place, deadline)| Some((of(&deadline.what)?, place))).collect()
}
