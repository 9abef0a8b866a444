//! Writing: from ready bytes to the acknowledgement, beside a bare preallocated file with `fdatasync`, and in groups
//! beside `SQLite`.

use std::fs::File;
use std::io;
use std::os::unix::fs::FileExt;
use std::path::Path;

use super::super::failure::Failure;
use super::log::Log;
use super::{Figure, Line, Promise, quantile};
use crate::clock::{Clock, monotonic};
use crate::envelope::Envelope;
use crate::journal::{Journal, Options};

/// Events that are written one at a time, in turns with the bare file, so that a noisy moment meets both.
const SINGLES: usize = 2560;

/// Events of a group.
const GROUP: usize = 64;

/// Groups of one turn, and turns of each.
const GROUPS: (usize, usize) = (10, 20);

/// Bytes the bare file is filled with before anything is measured.
const BARE_BYTES: u64 = 64 << 20;

/// Measures one event at a time, then groups of 64.
pub(super) fn measure(dir: &Path, log: &Log) -> Result<Vec<Line>, Failure> {
    let options = Options { clock: Clock::machine(), ..Options::of(log.realm.clone()) };
    let (journal, _) = Journal::open(dir, &options)?;
    let mut lines = one_by_one(dir, &journal, log)?;
    lines.extend(in_groups(dir, &journal, log.envelopes.get(SINGLES..).unwrap_or_default())?);
    Ok(lines)
}

fn one_by_one(dir: &Path, journal: &Journal, log: &Log) -> Result<Vec<Line>, Failure> {
    let bare = bare(&dir.join("bare")).map_err(Failure::Scratch)?;
    let (mut ours, mut theirs, mut offset) = (Vec::new(), Vec::new(), 0);
    for envelope in log.envelopes.iter().take(SINGLES) {
        let began = monotonic();
        journal.append(vec![envelope.clone()])?.wait()?;
        ours.push(began.elapsed().as_secs_f64() * 1e6);
        let began = monotonic();
        bare.write_all_at(envelope.bytes(), offset).and_then(|()| bare.sync_data()).map_err(Failure::Scratch)?;
        theirs.push(began.elapsed().as_secs_f64() * 1e6);
        offset += envelope.bytes().len() as u64;
    }
    let (ours, theirs) = (quantile(&mut ours, 0.5), quantile(&mut theirs, 0.5));
    let figures = [
        Figure::new("ready bytes to acknowledgement, sled running, median us", ours, Promise::None),
        Figure::new("a bare preallocated file with fdatasync, median us", theirs, Promise::None),
        Figure::new("rate of the journal's writer / rate of the bare file", theirs / ours, Promise::AtLeast(0.85)),
        behind(journal),
    ];
    Ok(figures.map(Line::from).into())
}

#[expect(clippy::cast_precision_loss, reason = "a count of events")]
fn behind(journal: &Journal) -> Figure {
    Figure::new("events that sled is behind at the end", journal.store_lag() as f64, Promise::None)
}

/// What takes a group and returns once it is durable.
type Append = Box<dyn FnMut(&[Envelope]) -> Result<(), Failure>>;

/// Groups handed in one after the other, each waited for.
fn in_groups(dir: &Path, journal: &Journal, envelopes: &[Envelope]) -> Result<Vec<Line>, Failure> {
    let mut peer = sqlite(&dir.join("peer.sqlite"))?;
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for turn in envelopes.chunks(GROUP * GROUPS.0).take(GROUPS.1) {
        for group in turn.chunks(GROUP) {
            let began = monotonic();
            journal.append(group)?.wait()?;
            ours.push(began.elapsed().as_secs_f64());
        }
        for group in turn.chunks(GROUP) {
            let Some(append) = &mut peer else { continue };
            let began = monotonic();
            append(group)?;
            theirs.push(began.elapsed().as_secs_f64());
        }
    }
    let rate = |times: &mut Vec<f64>| super::checking::rate(GROUP, quantile(times, 0.5));
    let ours = rate(&mut ours);
    let mut lines: Vec<Line> = vec![
        Figure::new("in groups of 64, sled running, events/s", ours, Promise::None).into(),
        behind(journal).into(),
    ];
    if peer.is_some() {
        let theirs = rate(&mut theirs);
        lines.push(
            Figure::new("SQLite (WAL, synchronous=FULL) in groups of 64, events/s", theirs, Promise::None).into(),
        );
        lines.push(Figure::new("rate in groups / rate of SQLite", ours / theirs, Promise::AtLeast(1.0)).into());
    } else {
        let words = "SQLite is not compiled in, so groups were not held against it: \
                     cargo run --release --features peers -- bench";
        lines.push(Line::Unmade(words.to_owned()));
    }
    Ok(lines)
}

#[cfg(feature = "peers")]
fn sqlite(path: &Path) -> Result<Option<Append>, Failure> {
    let mut peer = super::sqlite::Peer::open(path)?;
    Ok(Some(Box::new(move |group| peer.append(group))))
}

#[cfg(not(feature = "peers"))]
#[expect(clippy::unnecessary_wraps, reason = "with the feature it may fail")]
fn sqlite(_: &Path) -> Result<Option<Append>, Failure> {
    Ok(None)
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
