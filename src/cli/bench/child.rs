//! What needs a process of its own: a console that opens a long journal, its first screen and its memory.

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use ratatui::buffer::Buffer;

use super::super::failure::Failure;
use super::super::output::Output;
use super::super::station::Station;
use super::log::Log;
use super::opening::{frame, model};
use super::{Figure, Line, Promise, quantile};
use crate::clock::{At, Clock, monotonic};
use crate::domain::{Keep, Realm, World};
use crate::journal::{Journal, Options, When};
use crate::limits::PUT_AWAY_EVERY;

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
    let [count, first, rss, lag, rewound, farthest, snapshots] = figures[..] else {
        return Err(Failure::Measured(String::from_utf8_lossy(&child.stderr).trim().to_owned()));
    };
    Ok(vec![
        Figure::new(
            format!("settled first frame with {count} events, from a snapshot, ms"),
            first,
            Promise::Below(500.0),
        )
        .into(),
        Figure::new("time to rewind a board, median ms", rewound, Promise::None).into(),
        Figure::new("time to rewind a board, longest of 16 moments, ms", farthest, Promise::None).into(),
        Figure::new("bytes of all its snapshots, MB", snapshots / MEGABYTE, Promise::None).into(),
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
    let (station, world, opened) = Station::open(dir, realm, Clock::machine())?;
    let now = station.clock.now();
    let (journal, count) = (&station.journal, station.journal.durable());
    let at_work = model(world, now, count);
    let drawn = frame(&at_work);
    let first = began.elapsed().as_secs_f64() * 1e3;
    if opened.snapshot == 0 {
        return Err(Failure::Unsettled);
    }
    journal.store_settled(PATIENCE);
    let (rss, lag) = (resident().map_err(Failure::Scratch)?, journal.store_lag());
    drop(at_work);
    let mut rewound = rewind(journal, now)?;
    let (median, farthest) = (quantile(&mut rewound, 0.5), quantile(&mut rewound, 1.0));
    drop(station);
    if drawn != everything(dir, realm, now, opened.snapshot)? {
        return Err(Failure::Unsettled);
    }
    let snapshots = bytes_in(&dir.join("snap")).map_err(Failure::Scratch)?;
    let mut out = Output::open();
    out.line(&format!("{count} {first} {rss} {lag} {median} {farthest} {snapshots}"))?;
    out.flush()
}

/// The same board as it was at moments all over the journal's past, half of them in its newest tenth: milliseconds from
/// the question to the frame.
fn rewind(journal: &Journal, now: At) -> Result<Vec<f64>, Failure> {
    let count = journal.durable();
    let far = (1..=8).map(|eighth| count / 8 * eighth - count / 16);
    let near = (1..=8).map(|eighth| count - count / 80 * eighth);
    let mut times = Vec::new();
    for number in far.chain(near) {
        let began = monotonic();
        let past = journal.world_at(When::Number(number))?;
        drop(frame(&model(past.world, now, number)));
        times.push(began.elapsed().as_secs_f64() * 1e3);
    }
    Ok(times)
}

/// The frame of a journal that is opened with every record, and from no snapshot. What is over is packed away where the
/// snapshot that ends at event `snapshot` packed it, since a board shows only what is at hand.
fn everything(dir: &Path, realm: &Realm, now: At, snapshot: u64) -> Result<Buffer, Failure> {
    let mut world = World::new(realm.clone());
    let options = Options { store: false, snapshots: None, ..Options::of(realm.clone()) };
    let (journal, _) = Journal::open_with(dir, &options, |record| {
        world.fold(record.event());
        if record.number.is_multiple_of(PUT_AWAY_EVERY) || record.number == snapshot {
            world.put_away(Keep::default());
        }
    })?;
    Ok(frame(&model(world, now, journal.durable())))
}

fn bytes_in(dir: &Path) -> std::io::Result<u64> {
    std::fs::read_dir(dir)?.map(|entry| Ok(entry?.metadata()?.len())).sum()
}

/// This process's resident memory in bytes.
pub(super) fn resident() -> std::io::Result<u64> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kilobytes: Option<u64> = line.and_then(|line| line.split_whitespace().next()?.parse().ok());
    kilobytes.map(|n| n * 1024).ok_or_else(|| std::io::Error::other("/proc/self/status names no VmRSS"))
}
