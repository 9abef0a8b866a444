//! Two hundred teams on a small screen: those that need nobody now are counted by status, one line each.
//!
//! A team with an alarm is never among them, and a list that was sorted or filtered shows every team by itself.

use std::collections::BTreeMap;

use super::facets::{Key, is_late_for, raises};
use crate::console::{Board, Model, Row};
use crate::domain::{Due, TeamCode, TeamStatus, TeamView};

/// Fewer than this of one status are listed one by one: a line that counts three saves nothing.
const FOLDED_MIN: usize = 3;

impl Model {
    /// Teams: those that need a person first (disputed, out of touch, late), then those committed, then those that could
    /// be sent, then the rest; inside each by code. Where they are more than a page, the quiet ones are folded.
    pub(super) fn team_rows(&self) -> Vec<Row> {
        let plain = self.lists.get(&Board::Teams).is_none_or(super::Asked::is_plain);
        let teams = &self.derived.teams;
        if !plain || teams.len() <= self.page_rows(Board::Teams) {
            return teams.iter().map(|team| Row::Team(team.code.clone())).collect();
        }
        let counts = &self.derived.quiet;
        let mut rows = Vec::new();
        let mut before = None;
        for Placed { need, status, code } in teams {
            let folds = *need >= QUIET && counts.get(status).is_some_and(|teams| teams.len() >= FOLDED_MIN);
            if folds && before != Some(status) {
                rows.push(Row::Quiet(*status));
            }
            before = folds.then_some(status);
            if !folds || self.unfolded.contains(status) {
                rows.push(Row::Team(code.clone()));
            }
        }
        rows
    }

    /// Every team in its order.
    pub(in crate::console) fn placed_teams(&self) -> Vec<Placed> {
        let late = |view: &TeamView| self.rail().iter().any(|d| is_late_for(d, self.now, &view.team.code));
        let awaited = self.rail().iter().any(|deadline| matches!(deadline.what, Due::Depart { .. }));
        let need = |view: &TeamView| if awaited && late(view) { 0 } else { need(view) };
        let mut teams: Vec<_> = self.world.teams().into_iter().map(|view| (need(&view), view)).collect();
        teams.sort_by_cached_key(|(need, view)| {
            // Statuses apart where they fold, else by code alone.
            let status = if *need >= QUIET { view.status.clone().first() } else { None };
            (*need, status, Key::code(&view.team.code.0))
        });
        let placed = |(need, view): (u8, TeamView<'_>)| Placed {
            need,
            status: view.status.first(),
            code: view.team.code.clone(),
        };
        teams.into_iter().map(placed).collect()
    }

    /// The teams of a status that a line counts.
    pub fn quiet_teams(&self, status: Option<TeamStatus>) -> &[TeamCode] {
        self.derived.quiet.get(&status).map_or(&[], Vec::as_slice)
    }

    /// Lists the quiet teams of a status one by one, or counts them again.
    pub(in crate::console) fn unfold(&mut self, status: Option<TeamStatus>) {
        if !self.unfolded.remove(&status) {
            self.unfolded.insert(status);
        }
        self.derive_list(Board::Teams);
    }

    /// Every row that a jump may go to: those of the list, and teams that are counted in a line.
    pub(in crate::console) fn every_row(&self, board: Board) -> Vec<Row> {
        if board == Board::Map {
            return self.map_rows();
        }
        if board == Board::Teams && self.rows(board).iter().any(|row| matches!(row, Row::Quiet(_))) {
            return self.derived.teams.iter().map(|team| Row::Team(team.code.clone())).collect();
        }
        self.rows(board).to_vec()
    }
}

/// A team in the order of the teams' list.
#[derive(Clone, Debug)]
pub(in crate::console) struct Placed {
    need: u8,
    status: Option<TeamStatus>,
    code: TeamCode,
}

/// The teams that need nobody now, by status.
pub(in crate::console) fn quiet(teams: &[Placed]) -> BTreeMap<Option<TeamStatus>, Vec<TeamCode>> {
    let mut quiet: BTreeMap<_, Vec<TeamCode>> = BTreeMap::new();
    for team in teams.iter().filter(|team| team.need >= QUIET) {
        quiet.entry(team.status).or_default().push(team.code.clone());
    }
    quiet
}

/// From this need on a team needs nobody now.
const QUIET: u8 = 3;

/// How much a team needs a person; the more the smaller.
fn need(view: &TeamView<'_>) -> u8 {
    use TeamStatus::{
        Assembling, EnRoute, LostContact, OnScene, Ordered, PreAlerted, Ready, Released, Resting, Resupply, Returned,
        Returning, Staged, Standby, Unavailable, Withdrawing, Working,
    };
    if raises(view) {
        return 0;
    }
    match view.status.clone().first().unwrap_or_default() {
        LostContact => 0,
        Ordered | Assembling | EnRoute | OnScene | Working | Withdrawing => 1,
        Staged | PreAlerted => 2,
        Ready | Standby => QUIET,
        Released | Returning | Returned | Resting | Resupply => 4,
        Unavailable => 5,
    }
}
