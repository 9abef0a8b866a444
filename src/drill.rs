//! The exercise: a scenario, a virtual clock, injects, and simulated teams that really move.
//!
//! Pure and deterministic: the same scenario, seed and events give the same acts, and the same cast signs them to the
//! same bytes. [`Engine`] says what happens; [`Cast`] holds the keys of those who say it; [`Rehearsal`] plays both
//! against a world of its own, without a clock. Shells add time and a journal.

mod road;
mod scenario;

pub use road::{Drive, Leg, Map, Start};
pub use scenario::{
    Delay, Desk, Edge, InjectRow, RoadCode, RosterTeam, Scenario, Seat, SeatCode, TeamChange, Trouble, What, Whim,
};
