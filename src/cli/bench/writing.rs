//! Writing: from ready bytes to the acknowledgement, beside a bare preallocated file with `fdatasync`.

use std::fs::File;
use std::io;
use std::os::unix::fs::FileExt;
use std::path::Path;

use super::super::failure::Failure;
use super::log::Log;
use super::{Figure, Promise, quantile};
use crate::clock::{Clock, monotonic};
use crate::journal::{Journal, Options};

/// Events of one turn; the two take turns, so that a noisy moment meets both.
const TURN: usize = 64;

/// Turns of each.
const TURNS: usize = 40;

/// Bytes the bare file is filled with before anything is measured.
const BARE_BYTES: u64 = 64 << 20;

/// Measures both, one event at a time.
pub(super) fn measure(dir: &Path, log: &Log) -> Result<Vec<Figure>, Failure> {
    let options = Options { clock: Clock::machine(), ..Options::of(log.realm.clone()) };
    let (journal, _) = Journal::open(dir, &options)?;
    let bare = bare(&dir.join("bare")).map_err(Failure::Scratch)?;
    let (mut ours, mut theirs, mut offset) = (Vec::new(), Vec::new(), 0);
    for turn in log.envelopes.chunks(TURN).take(TURNS) {
        for envelope in turn {
            let began = monotonic();
            journal.append(vec![envelope.clone()])?.wait()?;
            ours.push(began.elapsed().as_secs_f64() * 1e6);
        }
        for envelope in turn {
            let began = monotonic();
            bare.write_all_at(envelope.bytes(), offset).and_then(|()| bare.sync_data()).map_err(Failure::Scratch)?;
            theirs.push(began.elapsed().as_secs_f64() * 1e6);
            offset += envelope.bytes().len() as u64;
        }
    }
    let (ours, theirs) = (quantile(&mut ours, 0.5), quantile(&mut theirs, 0.5));
    Ok(vec![
        Figure::new("ready bytes to acknowledgement, sled running, median us", ours, Promise::None),
        Figure::new("a bare preallocated file with fdatasync, median us", theirs, Promise::None),
        Figure::new("rate of the journal's writer / rate of the bare file", theirs / ours, Promise::AtLeast(0.8)),
        #[expect(clippy::cast_precision_loss, reason = "a count of events")]
        Figure::new("events that sled is behind at the end", journal.store_lag() as f64, Promise::None),
    ])
}

fn bare(path: &Path) -> io::Result<File> {
    let file = File::options().read(true).write(true).create_new(true).open(path)?;
    let zeroes = vec![0; 1 << 20];
    for at in (0..BARE_BYTES).step_by(zeroes.len()) {
        file.write_all_at(&zeroes, at)?;
    }
    file.sync_all()?;
    Ok(file)
}
