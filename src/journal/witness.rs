//! The local witness: how far the journal had come when a segment was last begun, or the journal last closed or found
//! to have grown. Segments cannot tell by themselves that their end is missing; this can.
//!
//! `DIR/head.a` and `DIR/head.b` hold one block of 4096 bytes each, written in turn and always after what they tell
//! was synced, so that one of them is whole whenever the power goes. Integers are big-endian.
//!
//! | bytes | slot |
//! |---|---|
//! | 8 | `qzwitnes` |
//! | 2 | format = 1 |
//! | 8 | turn: the slot with the greater one is the newer |
//! | 16, 8 | store id and salt, as in the headers of the segments |
//! | 8, 8 | number of the newest segment, and the arrival number of its first record |
//! | 8 | last arrival number that was given |
//! | 1 + n | realm, UTF-8 |
//! | 4 | CRC-32C of everything before it |

use std::fs::File;
use std::path::{Path, PathBuf};

use super::dir;
use super::error::{Doing, JournalError, Naming};
use super::medium::Medium;
use super::segment::{SegmentHeader, StoreId};

const MAGIC: [u8; 8] = *b"qzwitnes";
const FORMAT: u16 = 1;
const SLOT: usize = 4096;

/// What the witness knows.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Knowledge {
    /// The newest segment.
    pub(super) newest: SegmentHeader,
    /// The last arrival number that was given.
    pub(super) last: u64,
}

/// The two slots of a journal.
#[derive(Debug)]
pub(super) struct Witness {
    dir: PathBuf,
    turn: u64,
    /// What it knows; nothing when there was none.
    pub(super) knowledge: Option<Knowledge>,
    /// Slots were there, and none of them could be read.
    pub(super) unreadable: bool,
}

impl Witness {
    /// Reads whichever slot is newer and whole.
    pub(super) fn read(dir: &Path) -> Self {
        let slots: Vec<_> = [0, 1].iter().filter_map(|turn| std::fs::read(path(dir, *turn)).ok()).collect();
        let newest = slots.iter().filter_map(|bytes| decode(bytes)).max_by_key(|(turn, _)| *turn);
        let unreadable = newest.is_none() && !slots.is_empty();
        let (turn, knowledge) = newest.map_or((0, None), |(turn, knowledge)| (turn, Some(knowledge)));
        Self { dir: dir.to_owned(), turn, knowledge, unreadable }
    }

    /// Tells it, over the older slot, unless it knows.
    pub(super) fn tell(&mut self, knowledge: Knowledge, medium: &dyn Medium) -> Result<(), JournalError> {
        if self.knowledge.as_ref() == Some(&knowledge) {
            return Ok(());
        }
        let path = path(&self.dir, self.turn + 1);
        let new = !path.exists();
        let file = if new { dir::create(&path)? } else { dir::open(&path, true)? };
        write(&file, &path, &encode(self.turn + 1, &knowledge), medium)?;
        if new {
            dir::sync_parent(&path)?;
        }
        self.turn += 1;
        self.knowledge = Some(knowledge);
        Ok(())
    }
}

fn path(dir: &Path, turn: u64) -> PathBuf {
    dir.join(if turn.is_multiple_of(2) { "head.a" } else { "head.b" })
}

fn write(file: &File, path: &Path, slot: &[u8], medium: &dyn Medium) -> Result<(), JournalError> {
    medium.write(file, slot, 0).naming(Doing::Write, path)?;
    medium.sync(file).naming(Doing::Sync, path)
}

fn encode(turn: u64, knowledge: &Knowledge) -> Vec<u8> {
    let Knowledge { newest, last } = knowledge;
    let realm = newest.realm.to_string();
    let mut slot = Vec::with_capacity(SLOT);
    slot.extend(MAGIC);
    slot.extend(FORMAT.to_be_bytes());
    slot.extend(turn.to_be_bytes());
    slot.extend(newest.store.0);
    for field in [newest.salt, newest.number, newest.first, *last] {
        slot.extend(field.to_be_bytes());
    }
    // A realm's name has at most 64 characters.
    slot.push(u8::try_from(realm.len()).unwrap_or(0));
    slot.extend(realm.as_bytes());
    slot.extend(crc32c::crc32c(&slot).to_be_bytes());
    slot.resize(SLOT, 0);
    slot
}

/// The turn and the content of a slot; `None` when it is not whole, or of a later format.
fn decode(slot: &[u8]) -> Option<(u64, Knowledge)> {
    let rest = slot.strip_prefix(&MAGIC)?.strip_prefix(&FORMAT.to_be_bytes())?;
    let (turn, rest) = integer(rest)?;
    let (store, rest) = rest.split_first_chunk::<16>()?;
    let (salt, rest) = integer(rest)?;
    let (number, rest) = integer(rest)?;
    let (first, rest) = integer(rest)?;
    let (last, rest) = integer(rest)?;
    let (length, rest) = rest.split_first()?;
    let (realm, rest) = rest.split_at_checked(usize::from(*length))?;
    let crc = u32::from_be_bytes(*rest.first_chunk()?);
    if crc != crc32c::crc32c(slot.get(..slot.len() - rest.len())?) {
        return None;
    }
    let realm = std::str::from_utf8(realm).ok()?.parse().ok()?;
    let newest = SegmentHeader { store: StoreId(*store), salt, number, first, realm };
    Some((turn, Knowledge { newest, last }))
}

fn integer(bytes: &[u8]) -> Option<(u64, &[u8])> {
    bytes.split_first_chunk().map(|(first, rest)| (u64::from_be_bytes(*first), rest))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Realm;
    use crate::journal::medium::Disk;

    fn knowledge(last: u64) -> Knowledge {
        let realm = Realm::Drill("郑州".into());
        let newest = SegmentHeader { store: StoreId([7; 16]), salt: 5, number: 200, first: 1, realm };
        Knowledge { newest, last }
    }

    #[test]
    fn the_newest_whole_slot_counts_and_either_may_be_lost() {
        let dir = tempfile::tempdir().unwrap();
        let read = || Witness::read(dir.path());
        let mut witness = read();
        assert!(!witness.unreadable && witness.knowledge.is_none());
        for last in 1..=3 {
            witness.tell(knowledge(last), &Disk).unwrap();
            let known = read().knowledge.unwrap();
            assert_eq!((known.last, &known.newest), (last, &knowledge(1).newest));
        }
        let newest = dir.path().join("head.b");
        let whole = std::fs::read(&newest).unwrap();
        let used = whole.iter().rposition(|b| *b != 0).unwrap();
        for at in 0..=used {
            let mut spoilt = whole.clone();
            spoilt[at] ^= 4;
            assert_eq!(decode(&spoilt), None, "byte {at}");
            assert_eq!(decode(&whole[..at]), None, "cut at {at}");
        }
        std::fs::write(&newest, &whole[..60]).unwrap();
        assert_eq!(read().knowledge.unwrap().last, 2, "the older one");
        std::fs::write(dir.path().join("head.a"), b"").unwrap();
        assert!(read().unreadable);
        read().tell(knowledge(5), &Disk).unwrap();
        assert_eq!(read().knowledge.unwrap().last, 5);
    }
}
