//! A disk that tears, and that loses what was not synced when the power goes; and a machine whose chance repeats.
//!
//! The journal's own code runs on it, on real files: only its writes and syncs pass through here. What it renames and
//! sizes it syncs by itself and is taken as done.

use std::fs::File;
use std::io;
use std::os::unix::fs::{FileExt, MetadataExt};
use std::sync::{Mutex, MutexGuard};

use qianzhi::journal::Medium;

use crate::it::fold::dice::Dice;

/// What a disk writes as one.
const SECTOR: usize = 512;

/// Both headers of a segment.
const HEADERS: u64 = 8192;

/// How a machine goes down.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Death {
    /// The process is killed: what it wrote is in the page cache.
    Killed,
    /// The power goes: nothing that was not synced is left.
    PowerLost,
    /// The power goes while the disk is writing: any sectors of what was not synced are left.
    Torn,
}

impl Death {
    pub(super) fn any(dice: &mut Dice) -> Self {
        *dice.pick(&[Self::Killed, Self::PowerLost, Self::Torn, Self::Torn])
    }
}

/// What was written and not synced.
#[derive(Debug)]
struct Unsynced {
    file: File,
    inode: u64,
    offset: u64,
    length: usize,
    /// What stood there; shorter where the file ended.
    before: Vec<u8>,
}

struct State {
    dice: Dice,
    boot: u64,
    /// Writes and syncs until the machine goes down in the middle of one.
    countdown: Option<u32>,
    dead: bool,
    /// No more of it can be allocated.
    full: bool,
    unsynced: Vec<Unsynced>,
    syncs: u64,
    torn: u64,
}

/// One machine's disk, chance and boot.
pub(super) struct Disk {
    state: Mutex<State>,
    /// A disk that says it has synced and has not: a fault that the simulator must find.
    lies: bool,
}

impl std::fmt::Debug for Disk {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Disk")
    }
}

impl Disk {
    pub(super) fn new(seed: u64, lies: bool) -> Self {
        let state = State {
            dice: Dice::new(seed),
            boot: 1,
            countdown: None,
            dead: false,
            full: false,
            unsynced: Vec::new(),
            syncs: 0,
            torn: 0,
        };
        Self { state: Mutex::new(state), lies }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap()
    }

    /// The machine will go down in the middle of the write or sync after so many others.
    pub(super) fn doom(&self, others: u32) {
        self.state().countdown = Some(others);
    }

    /// The machine is down; whether anything was lost of what had been written.
    pub(super) fn die(&self, death: Death) -> bool {
        let mut state = self.state();
        let state = &mut *state;
        (state.countdown, state.dead) = (None, false);
        let mut lost = false;
        for write in state.unsynced.drain(..).rev() {
            for at in (0..write.length).step_by(SECTOR) {
                let gone = match death {
                    Death::Killed => false,
                    Death::PowerLost => true,
                    Death::Torn => state.dice.percent(50),
                };
                if gone {
                    lost = true;
                    let end = (at + SECTOR).min(write.length);
                    let mut old = vec![0; end - at];
                    let there = write.before.get(at..end.min(write.before.len())).unwrap_or_default();
                    old[..there.len()].copy_from_slice(there);
                    write.file.write_all_at(&old, write.offset + at as u64).unwrap();
                }
            }
        }
        state.torn += u64::from(lost);
        lost
    }

    /// Whether it went down in the middle of something.
    pub(super) fn is_dead(&self) -> bool {
        self.state().dead
    }

    /// Somebody fills the disk, or makes room on it.
    pub(super) fn fill(&self, full: bool) {
        self.state().full = full;
    }

    /// The machine starts anew.
    pub(super) fn boot_again(&self) {
        self.state().boot += 1;
    }

    /// How often a sync returned, and how often something was lost with the power.
    pub(super) fn counts(&self) -> (u64, u64) {
        let state = self.state();
        (state.syncs, state.torn)
    }
}

impl State {
    /// Whether the machine goes down in this very call.
    fn dying(&mut self) -> io::Result<bool> {
        if self.dead {
            return Err(io::Error::other("the machine is down"));
        }
        self.dead = self.countdown == Some(0);
        self.countdown = self.countdown.map(|n| n.saturating_sub(1));
        Ok(self.dead)
    }
}

impl Medium for Disk {
    fn write(&self, file: &File, bytes: &[u8], offset: u64) -> io::Result<()> {
        let mut state = self.state();
        let dying = state.dying()?;
        let length = if dying { state.dice.below(bytes.len() + 1) } else { bytes.len() };
        let mut before = vec![0; length];
        let mut filled = 0;
        while filled < length {
            match file.read_at(&mut before[filled..], offset + filled as u64)? {
                0 => break,
                n => filled += n,
            }
        }
        before.truncate(filled);
        file.write_all_at(&bytes[..length], offset)?;
        let inode = file.metadata()?.ino();
        state.unsynced.push(Unsynced { file: file.try_clone()?, inode, offset, length, before });
        if dying { Err(io::Error::other("the power went")) } else { Ok(()) }
    }

    fn sync(&self, file: &File) -> io::Result<()> {
        let mut state = self.state();
        if state.dying()? {
            return Err(io::Error::other("the power went"));
        }
        state.syncs += 1;
        // What a new segment begins with is synced by the journal itself.
        let inode = file.metadata()?.ino();
        state.unsynced.retain(|write| write.inode != inode || self.lies && write.offset >= HEADERS);
        Ok(())
    }

    fn available(&self, _: &File) -> io::Result<u64> {
        Ok(if self.state().full { 0 } else { u64::MAX })
    }

    fn random(&self, bytes: &mut [u8]) -> io::Result<()> {
        let mut state = self.state();
        bytes.chunks_mut(8).for_each(|chunk| chunk.copy_from_slice(&state.dice.next().to_le_bytes()[..chunk.len()]));
        Ok(())
    }

    fn boot(&self) -> Option<String> {
        Some(format!("boot-{}", self.state().boot))
    }
}
