//! What needs a process of its own: a console that opens a long journal, its first screen and its memory.

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use super::super::failure::Failure;
use super::super::output::Output;
use super::super::station::Station;
use super::log::Log;
use super::opening::{frame, model};
use super::{Figure, Line, Promise};
use crate::clock::{Clock, monotonic};
use crate::domain::Realm;
use crate::journal::{Journal, Options};

/// How long sled may take to come up with a long journal.
const PATIENCE: Duration = Duration::from_mins(10);

/// Bytes of a megabyte, as the promise counts them.
const MEGABYTE: f64 = 1e6;

/// Writes a journal of `events` and lets a process open it.
pub(super) fn measure(dir: &Path, events: usize) -> Result<Vec<Line>, Failure> {
    if events == 0 {
        return Ok(vec![Line::Unmade("the memory of a console with a long journal was not measured: --long 0".into())]);
    }
    let realm = write(dir, events)?;
    let this = std::env::current_exe().map_err(Failure::Scratch)?;
    let child = Command::new(this).args(["bench", "--child", &realm.to_string()]).arg(dir).output();
    let child = child.map_err(Failure::Scratch)?;
    let told = String::from_utf8_lossy(&child.stdout);
    let figures: Vec<f64> = told.split_whitespace().filter_map(|word| word.parse().ok()).collect();
    let [count, first, rss, lag] = figures[..] else {
        return Err(Failure::Measured(String::from_utf8_lossy(&child.stderr).trim().to_owned()));
    };
    Ok(vec![
        Figure::new(format!("first screen of a process with {count} events, ms"), first, Promise::None).into(),
        Figure::new("its resident memory with sled running, MB", rss / MEGABYTE, Promise::Below(160.0)).into(),
        Figure::new("events that its sled is behind", lag, Promise::None).into(),
    ])
}

fn write(dir: &Path, events: usize) -> Result<Realm, Failure> {
    let realm = super::log::flagship()?.realm;
    let (journal, _) = Journal::open(dir, &Options::of(realm.clone()))?;
    let mut take = |round: Vec<_>| {
        journal.append(round)?.wait()?;
        Ok(())
    };
    Log::write(events, &mut take)?;
    journal.store_settled(PATIENCE);
    Ok(realm)
}

/// The process: opens the journal in `dir` as a console does, and says how many events it has, after how many
/// milliseconds its first screen was drawn, its memory in bytes, and how far sled is behind.
pub(super) fn run(realm: &Realm, dir: &Path) -> Result<(), Failure> {
    let began = monotonic();
    let (station, world, _) = Station::open(dir, realm, Clock::machine())?;
    let model = model(world, station.clock.now(), station.journal.durable());
    let drawn = frame(&model);
    let first = began.elapsed().as_secs_f64() * 1e3;
    drop(drawn);
    station.journal.store_settled(PATIENCE);
    let mut out = Output::open();
    let (count, lag) = (station.journal.durable(), station.journal.store_lag());
    out.line(&format!("{count} {first} {} {lag}", resident().map_err(Failure::Scratch)?))?;
    out.flush()
}

/// This process's resident memory in bytes.
fn resident() -> std::io::Result<u64> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kilobytes: Option<u64> = line.and_then(|line| line.split_whitespace().next()?.parse().ok());
    kilobytes.map(|n| n * 1024).ok_or_else(|| std::io::Error::other("/proc/self/status names no VmRSS"))
}
