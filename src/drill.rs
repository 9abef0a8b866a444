//! The exercise: a scenario, a virtual clock, injects, and simulated teams that really move.
//!
//! Pure and deterministic: the same scenario, seed and events give the same acts, and the same cast signs them to the
//! same bytes. [`Engine`] says what happens; [`Cast`] holds the keys of those who say it; [`Driver`] plays both
//! against a world of its own. Shells add time, positions' way out, and a journal.

mod act;
mod cast;
mod chance;
mod control;
mod crew;
mod driver;
mod engine;
mod moves;
mod opening;
mod road;
mod scenario;
mod script;
mod telling;

pub use act::{Act, Tick};
pub use cast::Cast;
pub use driver::Driver;
pub use engine::Engine;
pub use road::{Drive, Leg, Map, Start};
pub use scenario::{
    Delay, Desk, Edge, InjectRow, RoadCode, RosterTeam, Scenario, Seat, SeatCode, TeamChange, Trouble, What, Whim,
};
