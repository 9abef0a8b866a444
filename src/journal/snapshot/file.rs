//! The bytes of a snapshot file.
//!
//! Integers are big-endian. The header is followed by pieces and a last, empty one.
//!
//! | bytes | header |
//! |---|---|
//! | 8 | `qzsnapsh` |
//! | 2 | format = 1 |
//! | 4 | version of the fold |
//! | 4 | layout: the version of how index and world are packed |
//! | 16 | store id of the journal |
//! | 8 | n: the arrival number of the last record that is in it; 0 for none |
//! | 8 | arrived: of that record, ms since 1970 UTC by the journal's clock |
//! | 8 | made: when this file was written, by that clock |
//! | 8 | began: when the journal was begun, by that clock |
//! | 32 | mark: the id of event n; zeroes when n is 0 |
//! | 1 + n | realm, UTF-8 |
//! | 4 | CRC-32C of everything before it |
//!
//! | bytes | piece |
//! |---|---|
//! | 4 | n: bytes after the checksum, at most 256 KiB |
//! | 4 | CRC-32C of the n bytes, begun with the checksum before it |
//! | n | what is packed ([`crate::domain::pack`]) |
//!
//! Packed are, one after the other: for each segment up to record n its number, its first arrival number and the byte
//! behind the last of its records; the index; the world. A piece is checked before anything in it is read, and every
//! checksum rests on all that came before, so pieces of two files cannot be mixed.

use std::fs::File;
use std::io::{self, BufRead, Read, Write};
use std::path::Path;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::clock::At;
use crate::domain::pack::{PackError, pack, unpack};
use crate::domain::{EventId, FOLD_VERSION, Realm, World};
use crate::journal::index::Index;
use crate::journal::segment::StoreId;
use crate::limits::SNAPSHOT_PIECE_BYTES;
use crate::text::tell::Tell;

const MAGIC: [u8; 8] = *b"qzsnapsh";

/// The format written here, and the newest one that is read.
const FORMAT: u16 = 1;

/// How index and world are packed. A test holds this number against the bytes: whoever changes a type that is packed
/// raises it, so that no older file is read as something else.
pub const LAYOUT: u32 = 31;

/// The longest header.
const HEAD_BYTES_MAX: usize = 8 + 2 + 4 + 4 + 16 + 8 + 8 + 8 + 8 + 32 + 1 + 255 + 4;

/// What a snapshot says of itself.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Head {
    pub(super) fold: u32,
    pub(super) layout: u32,
    pub(super) store: StoreId,
    pub(super) number: u64,
    pub(super) arrived: At,
    pub(super) made: At,
    pub(super) began: At,
    pub(super) mark: EventId,
    pub(super) realm: Realm,
}

/// A segment whose records are in the snapshot, wholly or up to a byte.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(in crate::journal) struct Covered {
    /// The segment's number.
    pub(in crate::journal) number: u64,
    /// The first arrival number in its header.
    pub(in crate::journal) first: u64,
    /// The byte behind the last record that is in the snapshot.
    pub(in crate::journal) end: u64,
}

/// Why a snapshot is of no use.
#[derive(Debug, thiserror::Error)]
pub(super) enum Unfit {
    /// The operating system refused, or a piece ends too early.
    #[error("it cannot be read: {0}")]
    Io(#[from] io::Error),
    /// A checksum is wrong.
    #[error("it is damaged at byte {0}")]
    Damaged(u64),
    /// It is something else, or of later software.
    #[error("it is of another format")]
    Format,
    /// What is packed in it is not what it should be.
    #[error("what it holds cannot be read: {0}")]
    Packed(PackError),
    /// The fold or the layout has changed since.
    #[error("it was made by another version of this program")]
    Version,
    /// It belongs to another journal.
    #[error("it belongs to another journal")]
    Store,
    /// The event it ends with is not where it should be.
    #[error("it does not fit the segments: record {0} is missing there, or is another one")]
    Segments(u64),
    /// It holds another state than the segments give.
    #[error("it holds another state than the segments give")]
    State,
    /// The segments lack records, so nobody can say whether it is right.
    #[error("records it was made of are missing")]
    Unprovable,
}

impl From<PackError> for Unfit {
    fn from(error: PackError) -> Self {
        match error {
            // A wrong checksum comes through the reader wrapped in an error of the operating system's kind.
            PackError::Io(error) => match error.get_ref().and_then(|inner| inner.downcast_ref::<BadPiece>()) {
                Some(BadPiece(at)) => Self::Damaged(*at),
                None => Self::Io(error),
            },
            other => Self::Packed(other),
        }
    }
}

/// A piece, by its place in the file, whose checksum is wrong.
#[derive(Debug, thiserror::Error)]
#[error("a wrong checksum at byte {0}")]
struct BadPiece(u64);

impl Head {
    /// The head of a snapshot that this program makes.
    pub(super) fn now(store: StoreId, realm: Realm, began: At, made: At) -> Self {
        let mark = EventId::default();
        Self { fold: FOLD_VERSION, layout: LAYOUT, store, number: 0, arrived: began, made, began, mark, realm }
    }

    /// Whether this program can read what is packed.
    pub(super) fn current(&self) -> Result<(), Unfit> {
        if (self.fold, self.layout) == (FOLD_VERSION, LAYOUT) { Ok(()) } else { Err(Unfit::Version) }
    }

    fn bytes(&self) -> Vec<u8> {
        let realm = self.realm.to_string();
        let mut head = Vec::with_capacity(HEAD_BYTES_MAX);
        head.extend(MAGIC);
        head.extend(FORMAT.to_be_bytes());
        head.extend(self.fold.to_be_bytes());
        head.extend(self.layout.to_be_bytes());
        head.extend(self.store.0);
        head.extend(self.number.to_be_bytes());
        head.extend(self.arrived.0.to_be_bytes());
        head.extend(self.made.0.to_be_bytes());
        head.extend(self.began.0.to_be_bytes());
        head.extend(self.mark.0);
        // A realm's name has at most 64 characters.
        head.push(u8::try_from(realm.len()).unwrap_or(0));
        head.extend(realm.as_bytes());
        head.extend(crc32c::crc32c(&head).to_be_bytes());
        head
    }

    /// The head at the beginning of `bytes`, its length, and its checksum.
    fn read(bytes: &[u8]) -> Result<(Self, usize, u32), Unfit> {
        let known = bytes.strip_prefix(&MAGIC).and_then(|rest| rest.split_first_chunk::<2>());
        let (format, rest) = known.ok_or(Unfit::Format)?;
        if u16::from_be_bytes(*format) != FORMAT {
            return Err(Unfit::Format);
        }
        Self::fields(bytes, rest).ok_or(Unfit::Damaged(0))
    }

    fn fields(bytes: &[u8], mut rest: &[u8]) -> Option<(Self, usize, u32)> {
        fn take<const N: usize>(rest: &mut &[u8]) -> Option<[u8; N]> {
            let (field, after) = rest.split_first_chunk::<N>()?;
            *rest = after;
            Some(*field)
        }
        let rest = &mut rest;
        let fold = u32::from_be_bytes(take(rest)?);
        let layout = u32::from_be_bytes(take(rest)?);
        let store = StoreId(take(rest)?);
        let number = u64::from_be_bytes(take(rest)?);
        let arrived = At(i64::from_be_bytes(take(rest)?));
        let made = At(i64::from_be_bytes(take(rest)?));
        let began = At(i64::from_be_bytes(take(rest)?));
        let mark = EventId(take(rest)?);
        let [length] = take(rest)?;
        let (realm, after) = rest.split_at_checked(usize::from(length))?;
        *rest = after;
        let realm = std::str::from_utf8(realm).ok()?.parse().ok()?;
        let covered = bytes.get(..bytes.len() - rest.len())?;
        let crc = u32::from_be_bytes(take(rest)?);
        let whole = crc32c::crc32c(covered) == crc;
        whole.then_some((
            Self { fold, layout, store, number, arrived, made, began, mark, realm },
            covered.len() + 4,
            crc,
        ))
    }
}

/// Writes a snapshot; the file is the caller's to sync and to name.
pub(super) fn write(
    to: &mut dyn Write,
    head: &Head,
    covered: &[Covered],
    index: &Index,
    world: &World,
) -> Result<(), PackError> {
    let bytes = head.bytes();
    to.write_all(&bytes)?;
    let crc = bytes.last_chunk().map_or(0, |crc| u32::from_be_bytes(*crc));
    let mut pieces = Pieces { to, crc, piece: Vec::with_capacity(SNAPSHOT_PIECE_BYTES) };
    pack(&covered, &mut pieces)?;
    pack(index, &mut pieces)?;
    pack(world, &mut pieces)?;
    pieces.finish()?;
    Ok(())
}

/// Writes what is packed in pieces.
struct Pieces<'a> {
    to: &'a mut dyn Write,
    crc: u32,
    piece: Vec<u8>,
}

impl Pieces<'_> {
    fn put(&mut self) -> io::Result<()> {
        self.crc = crc32c::crc32c_append(self.crc, &self.piece);
        let length = u32::try_from(self.piece.len()).map_err(io::Error::other)?;
        self.to.write_all(&length.to_be_bytes())?;
        self.to.write_all(&self.crc.to_be_bytes())?;
        self.to.write_all(&self.piece)?;
        self.piece.clear();
        Ok(())
    }

    fn finish(mut self) -> io::Result<()> {
        if !self.piece.is_empty() {
            self.put()?;
        }
        self.put()?;
        self.to.flush()
    }
}

impl Write for Pieces<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let room = SNAPSHOT_PIECE_BYTES - self.piece.len();
        let taken = bytes.get(..room).unwrap_or(bytes);
        self.piece.extend_from_slice(taken);
        if self.piece.len() == SNAPSHOT_PIECE_BYTES {
            self.put()?;
        }
        Ok(taken.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// An open snapshot, read from its beginning to its end.
pub(super) struct Reading {
    file: File,
    crc: u32,
    /// Where the next piece begins.
    next: u64,
    piece: Vec<u8>,
    at: usize,
}

impl Reading {
    /// Opens a snapshot and reads its head.
    pub(super) fn open(path: &Path) -> Result<(Head, Self), Unfit> {
        let mut file = File::open(path)?;
        let mut bytes = Vec::with_capacity(HEAD_BYTES_MAX);
        Read::by_ref(&mut file).take(HEAD_BYTES_MAX as u64).read_to_end(&mut bytes)?;
        let (head, length, crc) = Head::read(&bytes)?;
        let next = length as u64;
        io::Seek::seek(&mut file, io::SeekFrom::Start(next))?;
        Ok((head, Self { file, crc, next, piece: Vec::new(), at: 0 }))
    }

    /// The next thing that is packed.
    pub(super) fn next<T: DeserializeOwned>(&mut self) -> Result<T, Unfit> {
        Ok(unpack(self)?)
    }

    /// Reads to the end, and sees that nothing is missing and nothing too much.
    pub(super) fn finish(mut self) -> Result<(), Unfit> {
        let more = !self.fill_buf().map_err(PackError::from)?.is_empty();
        let behind = self.file.read(&mut [0]).map(|n| n > 0)?;
        if more || behind { Err(Unfit::Damaged(self.next)) } else { Ok(()) }
    }

    /// Checks whatever is left without reading what it says.
    pub(super) fn skim(mut self) -> Result<(), Unfit> {
        loop {
            let left = self.fill_buf().map_err(PackError::from)?.len();
            if left == 0 {
                return self.finish();
            }
            self.consume(left);
        }
    }

    fn turn(&mut self) -> io::Result<()> {
        let begin = self.next;
        let bad = || io::Error::other(BadPiece(begin));
        let cut = |e: io::Error| if e.kind() == io::ErrorKind::UnexpectedEof { bad() } else { e };
        let mut head = [0; 8];
        self.file.read_exact(&mut head).map_err(cut)?;
        let (length, crc) = head.split_at(4);
        let word = |bytes: &[u8]| bytes.first_chunk().map_or(0, |word| u32::from_be_bytes(*word));
        let (length, crc) = (usize::try_from(word(length)).map_err(|_| bad())?, word(crc));
        if length > SNAPSHOT_PIECE_BYTES {
            return Err(bad());
        }
        self.at = 0;
        self.piece.resize(length, 0);
        self.file.read_exact(&mut self.piece).map_err(cut)?;
        if crc32c::crc32c_append(self.crc, &self.piece) != crc {
            self.piece.clear();
            return Err(bad());
        }
        self.crc = crc;
        self.next += 8 + length as u64;
        Ok(())
    }
}

impl Read for Reading {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let n = self.fill_buf()?.read(into)?;
        self.consume(n);
        Ok(n)
    }
}

impl BufRead for Reading {
    #[inline]
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        // The last piece is empty; behind it there is nothing.
        let last = self.piece.is_empty() && self.at == usize::MAX;
        if self.at >= self.piece.len() && !last {
            self.turn()?;
            if self.piece.is_empty() {
                self.at = usize::MAX;
            }
        }
        Ok(self.piece.get(self.at..).unwrap_or_default())
    }

    #[inline]
    fn consume(&mut self, n: usize) {
        self.at = self.at.saturating_add(n);
    }
}

impl Tell for Unfit {
    fn zh(&self) -> String {
        match self {
            Self::Io(error) => format!("读不出: {}", error.zh()),
            Self::Damaged(byte) => format!("在第 {byte} 字节处损坏"),
            Self::Format => "格式不同".to_owned(),
            Self::Packed(error) => format!("里面的内容读不出: {}", error.zh()),
            Self::Version => "由本程序的另一版本所写".to_owned(),
            Self::Store => "属于别的日志".to_owned(),
            Self::Segments(record) => format!("与日志段不合: 第 {record} 条那里没有, 或是另一条"),
            Self::State => "内容和日志段得出的不同".to_owned(),
            Self::Unprovable => "它所据的条目有缺".to_owned(),
        }
    }
}

impl Tell for BadPiece {
    fn zh(&self) -> String {
        format!("第 {} 字节处校验不符", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::pack::to_vec;
    use crate::domain::{PostId, Stream};
    use crate::journal::index::{Key, Place};
    use crate::text::tell::tests::told;

    /// Whoever sees this fail has changed the form of the index: raise [`LAYOUT`] and put the new number here.
    #[test]
    fn the_layout_has_another_number_when_the_index_has_another_form() {
        let mut index = Index::default();
        let key = |post| Key { post: PostId([post; 32]), incarnation: 9, stream: Stream::Control };
        for (number, seq, post) in [(1, 1, 1), (2, 2, 1), (3, 2, 1), (7, 1, 2)] {
            let place = Place { key: key(post), seq, id: EventId([7; 32]), prev: EventId([6; 32]), recorded: At(5) };
            index.insert(number, 8192 + 100 * number, 100, At(4), &place);
        }
        assert_eq!((LAYOUT, crc32c::crc32c(&to_vec(&index).unwrap())), (31, 1_724_044_422));
    }

    #[test]
    fn any_changed_byte_of_a_snapshot_is_seen() {
        let head = Head::now(StoreId([3; 16]), Realm::Drill("郑州".into()), At(1), At(2));
        let mut bytes = Vec::new();
        write(&mut bytes, &head, &[], &Index::default(), &World::new(Realm::Test)).unwrap();
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("snap-000000000000.qzs");
        let read = |bytes: &[u8]| -> Result<Head, Unfit> {
            std::fs::write(&path, bytes)?;
            let (head, mut reading) = Reading::open(&path)?;
            drop(reading.next::<Vec<Covered>>()?);
            drop(reading.next::<Index>()?);
            drop(reading.next::<World>()?);
            reading.finish()?;
            Ok(head)
        };
        assert_eq!(read(&bytes).unwrap(), head);
        for at in 0..bytes.len() {
            let mut changed = bytes.clone();
            changed[at] ^= 0x11;
            assert!(read(&changed).is_err(), "byte {at}");
            assert!(read(&bytes[..at]).is_err(), "cut at {at}");
        }
        assert!(read(&[&bytes[..], &[0]].concat()).is_err());
    }

    #[test]
    fn what_makes_a_snapshot_unfit_is_told_in_both_languages() {
        let source = include_str!("file.rs");
        let unfit = [
            Unfit::Io(io::Error::from_raw_os_error(5)),
            Unfit::Damaged(9),
            Unfit::Format,
            Unfit::Packed(PackError::Short),
            Unfit::Version,
            Unfit::Store,
            Unfit::Segments(7),
            Unfit::State,
            Unfit::Unprovable,
        ];
        told(source, "Unfit", &unfit);
        told(source, "BadPiece", &[BadPiece(12)]);
    }
}
