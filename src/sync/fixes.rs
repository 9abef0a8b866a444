//! Positions: the newest fix per team, outside the chained log.

use std::collections::BTreeMap;

use crate::clock::{At, Span};
use crate::domain::{Fix, TeamCode};
use crate::limits::{FIX_AHEAD_MAX, FIXES_PER_FRAME, NAME_BYTES_MAX, TEAMS_MAX};

/// Where a fix came from, so that it is not sent back there: a number the shell gives each session; 0 is here.
pub type Origin = u64;

/// The newest fix of each team, and since when: a session asks what is newer than what it sent last.
#[derive(Debug, Default)]
pub struct FixBoard {
    version: u64,
    teams: BTreeMap<TeamCode, (u64, Origin, Fix)>,
}

impl FixBoard {
    /// Takes a fix; `false` when a newer one is known, or it cannot be one: a name too long, too many teams, or,
    /// where `now` is the time its clock should show, too far in the future.
    pub fn offer(&mut self, fix: Fix, from: Origin, now: Option<At>) -> bool {
        let ahead = Span(i64::try_from(FIX_AHEAD_MAX.as_millis()).unwrap_or(i64::MAX));
        if fix.team.0.len() > NAME_BYTES_MAX || now.is_some_and(|now| fix.at > now + ahead) {
            return false;
        }
        match self.teams.get(&fix.team) {
            Some((_, _, known)) if known.at >= fix.at => return false,
            None if self.teams.len() >= TEAMS_MAX => return false,
            _ => {}
        }
        self.version += 1;
        self.teams.insert(fix.team.clone(), (self.version, from, fix));
        true
    }

    /// Fixes newer than `since` that did not come from `to`, oldest change first, one frame of them; and the version
    /// to ask from next time.
    pub fn newer(&self, since: u64, to: Origin) -> (Vec<Fix>, u64) {
        self.newer_few(since, to, FIXES_PER_FRAME)
    }

    /// The same, at most `most` of them.
    pub fn newer_few(&self, since: u64, to: Origin, most: usize) -> (Vec<Fix>, u64) {
        let mut newer: Vec<&(u64, Origin, Fix)> = self.teams.values().filter(|(v, _, _)| *v > since).collect();
        newer.sort_unstable_by_key(|(version, _, _)| *version);
        newer.truncate(most.min(FIXES_PER_FRAME));
        let upto = newer.last().map_or(since, |(version, _, _)| *version);
        (newer.into_iter().filter(|(_, from, _)| *from != to).map(|(_, _, fix)| fix.clone()).collect(), upto)
    }

    /// The version of the newest change.
    pub fn version(&self) -> u64 {
        self.version
    }

    /// Every team's newest fix.
    pub fn all(&self) -> impl Iterator<Item = &Fix> {
        self.teams.values().map(|(_, _, fix)| fix)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Point;

    fn fix(team: &str, at: i64) -> Fix {
        Fix { team: team.into(), point: Point { lat: 1, lon: 2 }, at: At(at), speed_mh: None, every_ms: 1000 }
    }

    #[test]
    fn the_newest_by_the_devices_time_stays_whatever_arrives_last() {
        let mut board = FixBoard::default();
        assert!(board.offer(fix("a", 20), 1, None));
        assert!(!board.offer(fix("a", 10), 2, None));
        assert!(!board.offer(fix("a", 20), 2, None));
        assert_eq!(board.all().map(|f| f.at.0).collect::<Vec<_>>(), [20]);
    }

    #[test]
    fn a_session_gets_each_change_once_only_the_newest_and_never_its_own() {
        let mut board = FixBoard::default();
        for (team, at, from) in [("a", 1, 1), ("a", 2, 1), ("b", 1, 2)] {
            assert!(board.offer(fix(team, at), from, None));
        }
        let (fixes, upto) = board.newer(0, 2);
        assert_eq!(fixes, [fix("a", 2)]);
        assert_eq!(board.newer(upto, 2), (vec![], upto));
        assert_eq!(board.newer(0, 9).0.len(), 2);
    }

    #[test]
    fn a_clock_far_ahead_cannot_block_a_team() {
        let mut board = FixBoard::default();
        assert!(!board.offer(fix("a", i64::MAX), 1, Some(At(0))));
        assert!(board.offer(fix("a", 5000), 1, Some(At(0))));
    }

    #[test]
    fn more_fixes_than_one_frame_holds_come_in_turn() {
        let mut board = FixBoard::default();
        for n in 0..FIXES_PER_FRAME + 10 {
            assert!(board.offer(fix(&format!("t{n}"), 1), 1, None));
        }
        let (first, upto) = board.newer(0, 0);
        let (second, upto) = board.newer(upto, 0);
        assert_eq!((first.len(), second.len(), upto), (FIXES_PER_FRAME, 10, board.version()));
    }
}
