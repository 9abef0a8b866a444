//! The bytes of a segment file. Pure.
//!
//! A segment `wal/seg-00000001.log` begins with its header, twice, in blocks of 4096 bytes, so that one lost block
//! leaves the other. Records follow from byte 8192, one after the other; the rest of the file is zeroes that were
//! really written. Integers are big-endian.
//!
//! | bytes | header |
//! |---|---|
//! | 8 | `qzsegmnt` |
//! | 2 | format = 1; a compressed segment is of format 2, and `packed` has its bytes |
//! | 16 | store id: random, the same in every segment of a journal |
//! | 8 | salt: random, the same in every segment of a journal, never sent anywhere |
//! | 8 | segment number, from 1; also in the file's name |
//! | 8 | arrival number of its first record |
//! | 1 + n | realm, UTF-8 |
//! | 4 | CRC-32C of everything before it |
//!
//! | bytes | record |
//! |---|---|
//! | 4 | n: bytes after the checksum |
//! | 4 | CRC-32C of salt, segment number, n and the n bytes |
//! | 8 | arrival number: this replica's, from 1; neither signed nor replicated |
//! | 8 | arrived: ms since 1970 UTC by the journal's clock |
//! | 4 | place in its group, from 0: the records of one group were synced by one `fdatasync` |
//! | 32 | id of the event, so that reading it back needs no hashing |
//! | n − 52 | the envelope, verbatim |
//!
//! The salt keeps content from passing for records: an envelope that holds the bytes of a record has the wrong
//! checksum. The place tells a torn group from damage: see `recover`.

use std::fmt;

use data_encoding::HEXLOWER;

use crate::clock::At;
use crate::domain::{EventId, Realm};
use crate::limits::ENVELOPE_BYTES_MAX;

const MAGIC: [u8; 8] = *b"qzsegmnt";

/// The newest format that is read.
pub(super) const FORMAT: u16 = Form::Packed as u16;

/// How the records of a segment lie in its file, by the format in its header.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Form {
    /// One after the other, as they were written.
    Plain = 1,
    /// In compressed blocks: `packed` has their bytes.
    Packed = 2,
}

/// Each copy of the header has a block of its own.
const HEADER_BLOCK: usize = 4096;

/// Where the records begin.
pub(super) const RECORDS_BEGIN: u64 = 2 * HEADER_BLOCK as u64;

/// Bytes of a record before its envelope.
pub(super) const RECORD_HEAD: usize = PREFIX + FIXED;

const PREFIX: usize = 8;
const FIXED: usize = 52;

/// The longest record.
pub(super) const RECORD_BYTES_MAX: usize = RECORD_HEAD + ENVELOPE_BYTES_MAX;

/// Names one journal for ever: made at random when it was created.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct StoreId(pub [u8; 16]);

impl fmt::Display for StoreId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&HEXLOWER.encode(&self.0))
    }
}

impl fmt::Debug for StoreId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "StoreId({self})")
    }
}

/// What a segment says of itself.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct SegmentHeader {
    pub(super) store: StoreId,
    pub(super) salt: u64,
    pub(super) number: u64,
    pub(super) first: u64,
    pub(super) realm: Realm,
}

/// Why a header cannot be read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum HeaderFault {
    /// The file is something else, or empty.
    Foreign,
    /// A format of later software.
    Version(u16),
    /// It was a header once.
    Damaged,
}

impl SegmentHeader {
    /// Both blocks.
    pub(super) fn bytes(&self, form: Form) -> Vec<u8> {
        let realm = self.realm.to_string();
        let mut block = Vec::with_capacity(2 * HEADER_BLOCK);
        block.extend(MAGIC);
        block.extend((form as u16).to_be_bytes());
        block.extend(self.store.0);
        block.extend(self.salt.to_be_bytes());
        block.extend(self.number.to_be_bytes());
        block.extend(self.first.to_be_bytes());
        // A realm's name has at most 64 characters.
        block.push(u8::try_from(realm.len()).unwrap_or(0));
        block.extend(realm.as_bytes());
        block.extend(crc32c::crc32c(&block).to_be_bytes());
        block.resize(HEADER_BLOCK, 0);
        block.extend_from_within(..);
        block
    }

    /// Reads whichever block can be read.
    pub(super) fn read(bytes: &[u8]) -> Result<(Self, Form), HeaderFault> {
        let (first, second) = bytes.split_at(bytes.len().min(HEADER_BLOCK));
        read_block(first).or_else(|fault| {
            read_block(second).map_err(|other| if fault == HeaderFault::Foreign { other } else { fault })
        })
    }

    /// What the checksums of this segment begin with.
    pub(super) fn seed(&self) -> u32 {
        crc32c::crc32c_append(crc32c::crc32c(&self.salt.to_be_bytes()), &self.number.to_be_bytes())
    }
}

fn read_block(block: &[u8]) -> Result<(SegmentHeader, Form), HeaderFault> {
    let (magic, rest) = block.split_first_chunk::<8>().ok_or(HeaderFault::Foreign)?;
    if *magic != MAGIC {
        return Err(HeaderFault::Foreign);
    }
    fields(block, rest).ok_or(HeaderFault::Damaged)?
}

fn fields(block: &[u8], rest: &[u8]) -> Option<Result<(SegmentHeader, Form), HeaderFault>> {
    let (version, rest) = rest.split_first_chunk::<2>()?;
    let version = u16::from_be_bytes(*version);
    let form = match version {
        1 => Form::Plain,
        2 => Form::Packed,
        0 => return None,
        later => return Some(Err(HeaderFault::Version(later))),
    };
    let (store, rest) = rest.split_first_chunk::<16>()?;
    let (salt, rest) = rest.split_first_chunk::<8>()?;
    let (number, rest) = rest.split_first_chunk::<8>()?;
    let (first, rest) = rest.split_first_chunk::<8>()?;
    let (length, rest) = rest.split_first()?;
    let (realm, rest) = rest.split_at_checked(usize::from(*length))?;
    let (crc, rest) = rest.split_first_chunk::<4>()?;
    let covered = block.get(..block.len() - rest.len() - 4)?;
    if crc32c::crc32c(covered) != u32::from_be_bytes(*crc) {
        return None;
    }
    let header = SegmentHeader {
        store: StoreId(*store),
        salt: u64::from_be_bytes(*salt),
        number: u64::from_be_bytes(*number),
        first: u64::from_be_bytes(*first),
        realm: std::str::from_utf8(realm).ok()?.parse().ok()?,
    };
    Some(Ok((header, form)))
}

/// A record, borrowed from a segment's bytes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Frame<'a> {
    pub(super) number: u64,
    pub(super) arrived: At,
    pub(super) place: u32,
    pub(super) id: EventId,
    pub(super) envelope: &'a [u8],
}

impl<'a> Frame<'a> {
    /// Bytes it takes in the segment.
    pub(super) fn len(&self) -> usize {
        RECORD_HEAD + self.envelope.len()
    }

    /// Reads the record at the beginning of `bytes`; `None` when there is none.
    pub(super) fn read(bytes: &'a [u8], seed: u32) -> Option<Self> {
        let length = announced(bytes)?;
        let covered = bytes.get(PREFIX..length)?;
        let crc = u32::from_be_bytes(*bytes.get(4..)?.first_chunk()?);
        if crc != checksum(seed, bytes.get(..4)?, covered) {
            return None;
        }
        let (number, rest) = covered.split_first_chunk::<8>()?;
        let (arrived, rest) = rest.split_first_chunk::<8>()?;
        let (place, rest) = rest.split_first_chunk::<4>()?;
        let (id, envelope) = rest.split_first_chunk::<32>()?;
        Some(Self {
            number: u64::from_be_bytes(*number),
            arrived: At(i64::from_be_bytes(*arrived)),
            place: u32::from_be_bytes(*place),
            id: EventId(*id),
            envelope,
        })
    }

    /// The first number of its group.
    pub(super) fn group(&self) -> u64 {
        self.number.saturating_sub(u64::from(self.place))
    }
}

/// Bytes of the record that the beginning of `bytes` announces; `None` when no record is so long or short.
pub(super) fn announced(bytes: &[u8]) -> Option<usize> {
    let n = usize::try_from(u32::from_be_bytes(*bytes.first_chunk()?)).ok()?;
    (FIXED < n && n <= FIXED + ENVELOPE_BYTES_MAX).then_some(PREFIX + n)
}

fn checksum(seed: u32, length: &[u8], covered: &[u8]) -> u32 {
    crc32c::crc32c_append(crc32c::crc32c_append(seed, length), covered)
}

/// Appends a record whose checksum, number, time and place are still open: what a caller can do before the writer.
pub(super) fn draft(out: &mut Vec<u8>, id: EventId, envelope: &[u8]) {
    let n = u32::try_from(FIXED + envelope.len()).unwrap_or(u32::MAX);
    out.extend(n.to_be_bytes());
    out.extend([0; 24]);
    out.extend(id.0);
    out.extend(envelope);
}

/// Completes a draft: what only the writer knows.
pub(super) fn seal(draft: &mut [u8], seed: u32, number: u64, arrived: At, place: u32) {
    if let Some(field) = draft.get_mut(PREFIX..PREFIX + 8) {
        field.copy_from_slice(&number.to_be_bytes());
    }
    if let Some(field) = draft.get_mut(PREFIX + 8..PREFIX + 16) {
        field.copy_from_slice(&arrived.0.to_be_bytes());
    }
    if let Some(field) = draft.get_mut(PREFIX + 16..PREFIX + 20) {
        field.copy_from_slice(&place.to_be_bytes());
    }
    if let Some((length, rest)) = draft.split_first_chunk_mut::<4>()
        && let Some((crc, covered)) = rest.split_first_chunk_mut::<4>()
    {
        *crc = checksum(seed, length, covered).to_be_bytes();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header() -> SegmentHeader {
        SegmentHeader { store: StoreId([7; 16]), salt: 99, number: 3, first: 41, realm: Realm::Drill("郑州".into()) }
    }

    #[test]
    fn a_header_survives_the_loss_of_either_block() {
        for (form, lost) in [(Form::Plain, 0..4096), (Form::Plain, 4096..8192), (Form::Packed, 0..4096)] {
            let mut bytes = header().bytes(form);
            assert_eq!(bytes.len() as u64, RECORDS_BEGIN);
            bytes[lost].fill(0);
            assert_eq!(SegmentHeader::read(&bytes), Ok((header(), form)));
        }
        assert_eq!(SegmentHeader::read(&[0; 8192]), Err(HeaderFault::Foreign));
        assert_eq!(SegmentHeader::read(b""), Err(HeaderFault::Foreign));
    }

    #[test]
    fn a_header_with_any_changed_byte_is_not_taken() {
        let whole = header().bytes(Form::Plain);
        let used = whole.iter().take(4096).rposition(|b| *b != 0).unwrap();
        for at in 0..=used {
            let mut one = whole[..4096].to_vec();
            one[at] ^= 0x10;
            assert!(SegmentHeader::read(&one).is_err(), "byte {at}");
        }
    }

    #[test]
    fn a_later_format_says_which() {
        let mut bytes = header().bytes(Form::Plain);
        bytes[9] = 3;
        bytes[4096 + 9] = 3;
        assert_eq!(SegmentHeader::read(&bytes), Err(HeaderFault::Version(3)));
    }

    #[test]
    fn a_record_reads_back_and_any_changed_byte_is_seen() {
        let seed = header().seed();
        let mut bytes = Vec::new();
        draft(&mut bytes, EventId([5; 32]), b"envelope");
        seal(&mut bytes, seed, 42, At(-3), 2);
        let frame = Frame::read(&bytes, seed).unwrap();
        assert_eq!((frame.number, frame.arrived, frame.place, frame.group()), (42, At(-3), 2, 40));
        assert_eq!((frame.id, frame.envelope, frame.len()), (EventId([5; 32]), &b"envelope"[..], bytes.len()));
        for at in 0..bytes.len() {
            for bit in 0..8 {
                let mut changed = bytes.clone();
                changed[at] ^= 1 << bit;
                assert_eq!(Frame::read(&changed, seed), None, "byte {at} bit {bit}");
            }
            assert_eq!(Frame::read(&bytes[..at], seed), None, "cut at {at}");
        }
        let other = SegmentHeader { number: 4, ..header() }.seed();
        assert_eq!(Frame::read(&bytes, other), None, "a record of another segment");
    }
}
