//! Power loss: what was said to be recorded is there when the power comes back (design.md, promise 1).
//!
//! A real process writes to ext4 on a loop device over a file in FUSE; the file's server logs every write and every
//! flush, and how far the log was at every acknowledgement. For many moments the disk of that moment is rebuilt under
//! three models of what is lost, mounted, opened by the real binary and held against what was acknowledged by then.
//! The same on bare sled, whose flush does not reach the disk, fails; that it does is the proof that this can.
//!
//! As root: `cargo test --test it power -- --nocapture`. Where power cannot be cut, that is said on the standard error.

mod crash;
mod device;
mod rig;

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use qianzhi::envelope::Envelope;
use qianzhi::journal::records;

use crash::{MODELS, Model, Playback};
use rig::Rig;

use super::driver;
use super::kill::Dice;

/// Moments at which the power goes, for each recording and model: over both recordings more than 300 images.
const MOMENTS: usize = 52;

/// Says why nothing is proved here; `true` when something can be.
fn possible() -> bool {
    let why = rig::missing();
    if let Some(why) = &why {
        // Not by println: that is shown for failed tests only.
        writeln!(std::io::stderr(), "SKIPPED: power cannot be cut on this machine ({why}): run it as root").unwrap();
    }
    why.is_none()
}

/// What was acknowledged, and how much the disk had logged by then.
type Acknowledged = Vec<(usize, String)>;

/// A recording of the disk while `work` runs on it: the acknowledgements, and the playback.
fn record(rig: &Rig, work: impl FnOnce(&Path, &mut dyn FnMut(String))) -> (Acknowledged, Playback) {
    let mut acknowledged = Vec::new();
    let base = rig.device.content().bytes.clone();
    rig.device.content().recording = true;
    rig.mounted(|at| {
        work(at, &mut |id| acknowledged.push((rig.device.logged(), id)));
        // What unmounting writes comes too late for any moment.
        rig.device.content().recording = false;
    });
    let playback = Playback::new(&rig.device, base);
    (acknowledged, playback)
}

/// Half of the moments are acknowledgements, where the least is certain; the others are any, in between.
fn moments(acknowledged: &Acknowledged, dice: &mut Dice) -> Vec<usize> {
    let mut below = |n: usize| usize::try_from(dice.below(n as u64)).unwrap();
    let end = acknowledged.last().unwrap().0;
    let at = (0..MOMENTS).map(|n| if n % 2 == 0 { acknowledged[below(acknowledged.len())].0 } else { below(end) });
    let mut moments: Vec<_> = at.collect();
    moments.sort_unstable();
    moments
}

/// What was acknowledged by a moment.
fn by(acknowledged: &Acknowledged, moment: usize) -> BTreeSet<String> {
    acknowledged.iter().filter(|(at, _)| *at <= moment).map(|(_, id)| id.clone()).collect()
}

/// Opens the journal with the real binary, which must record one more entry; gives what it holds then. Every event is
/// held against its id, so that none is other than it was.
fn reopen(journal: &Path) -> Result<BTreeSet<String>, String> {
    let output = Command::new(env!("CARGO_BIN_EXE_qianzhi"))
        .args(["post", "--realm", "test", "--journal", journal.to_str().unwrap(), "log", "after the power came back"])
        .env_clear()
        .env("HOME", "/nonexistent")
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    // A write that the power cut may be said; that anything is missing may not.
    if !output.status.success() || !said.contains("recorded ") || said.contains("missing") || said.contains("damaged") {
        return Err(said);
    }
    let mut held = BTreeSet::new();
    for record in records(journal).map_err(|e| e.to_string())? {
        let record = record.map_err(|e| e.to_string())?;
        let read = Envelope::verify(record.envelope.bytes()).map_err(|e| format!("record {}: {e}", record.number))?;
        held.insert(read.id().to_string());
    }
    Ok(held)
}

/// What came of a recording: images, and in how many acknowledged events were lost, or nothing could be opened.
#[derive(Debug, Default)]
struct Toll {
    images: usize,
    lost: Vec<String>,
    unopenable: Vec<String>,
}

fn toll(
    rig: &Rig,
    (acknowledged, mut playback): (Acknowledged, Playback),
    models: &[Model],
    seed: u64,
    open: impl Fn(&Path) -> Result<BTreeSet<String>, String>,
) -> Toll {
    let mut dice = Dice(seed);
    let mut toll = Toll::default();
    for moment in moments(&acknowledged, &mut dice) {
        let expected = by(&acknowledged, moment);
        for model in models {
            playback.cut(moment, *model, &mut dice);
            toll.images += 1;
            match rig.mounted(&open) {
                Ok(held) => match expected.difference(&held).count() {
                    0 => {}
                    lost => toll.lost.push(format!("{model:?} at {moment}: {lost} of {}", expected.len())),
                },
                Err(why) => toll.unopenable.push(format!("{model:?} at {moment}: {why}")),
            }
        }
    }
    writeln!(
        std::io::stderr(),
        "power: {} images of {} acknowledgements: {} with losses, {} unopenable",
        toll.images,
        acknowledged.len(),
        toll.lost.len(),
        toll.unopenable.len()
    )
    .unwrap();
    toll
}

#[track_caller]
fn nothing_lost(toll: &Toll) {
    assert_eq!(toll.images, MOMENTS * MODELS.len());
    assert!(toll.lost.is_empty() && toll.unopenable.is_empty(), "{toll:#?}");
}

/// The words of a child's lines that say `recorded`.
fn every_recorded(child: &mut Child, told: &mut dyn FnMut(String)) {
    for (word, id) in driver::lines(child) {
        if word == "recorded" {
            told(id);
        }
    }
    assert!(child.wait().unwrap().success());
}

#[test]
fn the_real_binary_loses_nothing_that_it_said_is_recorded() {
    if !possible() {
        return;
    }
    let rig = Rig::new();
    let recording = record(&rig, |at, told| {
        let mut child = Command::new(env!("CARGO_BIN_EXE_qianzhi"))
            .args(["post", "--stdin", "--realm", "test", "--journal", at.join("journal").to_str().unwrap()])
            .env_clear()
            .env("HOME", "/nonexistent")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut said = BufReader::new(child.stdout.take().unwrap()).lines();
        let mut input = child.stdin.take().unwrap();
        let mut dice = Dice(1);
        for group in 0..250 {
            let size = 1 + dice.below(4);
            for n in 0..size {
                writeln!(input, "entry {n} of group {group}").unwrap();
            }
            for _ in 0..size {
                let line = said.next().unwrap().unwrap();
                told(line.strip_prefix("recorded ").unwrap().to_owned());
            }
        }
        drop(input);
        assert!(child.wait().unwrap().success());
    });
    nothing_lost(&toll(&rig, recording, &MODELS, 11, |at| reopen(&at.join("journal"))));
}

#[test]
fn a_journal_that_rotates_and_has_a_store_loses_nothing_either() {
    if !possible() {
        return;
    }
    let rig = Rig::new();
    let recording = record(&rig, |at, told| {
        let mut child = driver::start(&["journal", at.join("journal").to_str().unwrap(), "5", "2500", "store"]);
        every_recorded(&mut child, told);
        assert!(std::fs::read_dir(at.join("journal/wal")).unwrap().count() > 3, "it never rotated");
    });
    nothing_lost(&toll(&rig, recording, &MODELS, 12, |at| reopen(&at.join("journal"))));
}

#[test]
fn bare_sled_fails_the_same_harness() {
    if !possible() {
        return;
    }
    let rig = Rig::new();
    let recording = record(&rig, |at, told| {
        let mut child = driver::start(&["sled", at.join("db").to_str().unwrap(), "600"]);
        every_recorded(&mut child, told);
    });
    let toll = toll(&rig, recording, &[Model::DriveCache], 13, |at| {
        let mut child = driver::start(&["sled-read", at.join("db").to_str().unwrap()]);
        let held = driver::lines(&mut child).filter(|(word, _)| word == "held").map(|(_, n)| n).collect();
        let opened = child.wait().unwrap().success();
        opened.then_some(held).ok_or_else(|| "it panics".to_owned())
    });
    let failed = toll.lost.len() + toll.unopenable.len();
    assert!(failed * 2 > toll.images, "a harness that sled passes proves nothing: {toll:#?}");
}
