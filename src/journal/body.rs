//! The bytes of a segment, by their place in the segment: everything that reads records reads them here, and need not
//! know whether the file is compressed.
//!
//! Where a compressed block cannot be read, there are bytes that are no record and no prepared space either, so that
//! whoever reads treats it as it treats damage in a plain file.

use std::fs::{File, Metadata};
use std::io;
use std::num::NonZeroU64;
use std::os::unix::fs::{FileExt, MetadataExt};
use std::sync::{Mutex, PoisonError};

use rustix::fs::Advice;

use super::packed::{BLOCK_MAX, Block, LIST_FOOT, Unpacker, block_at, list, list_length, read_list};
use super::segment::{Form, RECORDS_BEGIN, SegmentHeader};

/// Stands where a block is lost: neither a record nor nothing.
const LOST: u8 = 0xff;

/// An open segment's bytes.
#[derive(Debug)]
pub(super) struct Body {
    file: File,
    packed: Option<Packed>,
}

/// The blocks of a compressed segment.
#[derive(Debug)]
struct Packed {
    header: SegmentHeader,
    seed: u32,
    blocks: Vec<Block>,
    /// Whether the list at the end of the file is right.
    listed: bool,
    /// Whether something was behind the last block that is no list: nobody knows what.
    torn: bool,
    /// The block that was read last, by its place in the list: the next record is most often in it too.
    newest: Mutex<Option<(usize, Vec<u8>)>>,
}

impl Body {
    /// The bytes of a segment that was just made.
    pub(super) fn plain(file: File) -> Self {
        Self { file, packed: None }
    }

    /// The bytes of the segment in `file`. Its form is what its own header says; where that is lost, and `header` is
    /// known otherwise, it is compressed when there are blocks in it.
    pub(super) fn of(file: File, header: &SegmentHeader) -> io::Result<Self> {
        let mut head = vec![0; usize::try_from(RECORDS_BEGIN).unwrap_or(0)];
        let length = read_file(&file, &mut head, 0)?;
        head.truncate(length);
        let form = SegmentHeader::read(&head).ok().map(|(_, form)| form);
        let packed = if form == Some(Form::Plain) { None } else { Some(Packed::open(&file, header)?) };
        Ok(Self { file, packed: packed.filter(|packed| form.is_some() || !packed.blocks.is_empty()) })
    }

    /// How it lies in its file.
    pub(super) fn form(&self) -> Form {
        if self.packed.is_some() { Form::Packed } else { Form::Plain }
    }

    /// The file itself: where the newest segment is written, and headers are mended.
    pub(super) fn file(&self) -> &File {
        &self.file
    }

    /// How many bytes there are, uncompressed.
    pub(super) fn length(&self) -> io::Result<u64> {
        match &self.packed {
            None => Ok(self.file.metadata()?.len()),
            Some(packed) => Ok(packed.length()),
        }
    }

    /// Whether this very file is meant.
    pub(super) fn is(&self, file: &Metadata) -> io::Result<bool> {
        Ok(self.file.metadata()?.ino() == file.ino())
    }

    /// The byte of the file at which that of the segment lies, or its block.
    pub(super) fn in_file(&self, offset: u64) -> u64 {
        self.packed.as_ref().map_or(offset, |packed| packed.in_file(offset))
    }

    /// Where the list of a compressed segment should be, when it is not there or not right.
    pub(super) fn unlisted(&self) -> Option<u64> {
        self.packed.as_ref().filter(|packed| !packed.listed).map(Packed::list_at)
    }

    /// The list that should be there, when nothing but the list is wrong.
    pub(super) fn list(&self) -> Option<Vec<u8>> {
        let packed = self.packed.as_ref().filter(|packed| packed.gapless())?;
        Some(list(&packed.blocks, packed.seed))
    }

    /// Lets the next reading of this part come from the disk, and not from memory.
    pub(super) fn cool(&self, offset: u64, length: u64) {
        if let Some(packed) = &self.packed {
            *packed.newest.lock().unwrap_or_else(PoisonError::into_inner) = None;
        }
        // Where that cannot be asked for, memory is read.
        let (from, to) = (self.in_file(offset), self.in_file(offset + length) + BLOCK_MAX as u64);
        rustix::fs::fadvise(&self.file, from, NonZeroU64::new(to - from), Advice::DontNeed).unwrap_or_default();
    }

    /// Fills `into` from byte `offset` on; how many bytes there were, fewer only at the end.
    pub(super) fn read(&self, into: &mut [u8], offset: u64) -> io::Result<usize> {
        match &self.packed {
            None => read_file(&self.file, into, offset),
            Some(packed) => packed.read(&self.file, into, offset),
        }
    }

    /// Fills all of `into` from byte `offset` on.
    pub(super) fn read_exact(&self, into: &mut [u8], offset: u64) -> io::Result<()> {
        let whole = self.read(into, offset)? == into.len();
        if whole { Ok(()) } else { Err(io::ErrorKind::UnexpectedEof.into()) }
    }
}

impl Packed {
    fn open(file: &File, header: &SegmentHeader) -> io::Result<Self> {
        let (seed, length) = (header.seed(), file.metadata()?.len());
        let listed = listed(file, seed, length)?;
        let (whole, torn) = (listed.is_some(), false);
        let mut packed =
            Self { header: header.clone(), seed, blocks: Vec::new(), listed: whole, torn, newest: Mutex::default() };
        packed.blocks = match listed {
            Some(blocks) => blocks,
            None => search(file, seed)?,
        };
        packed.torn = !packed.listed && !resembles(file, packed.list_at(), &list(&packed.blocks, seed))?;
        Ok(packed)
    }

    fn list_at(&self) -> u64 {
        self.blocks.last().map_or(RECORDS_BEGIN, Block::after)
    }

    /// Whether no block is missing between others, and nothing else is behind them than a list.
    fn gapless(&self) -> bool {
        let mut expected = (RECORDS_BEGIN, RECORDS_BEGIN);
        let follows = |block: &Block| {
            std::mem::replace(&mut expected, (block.end(), block.after())) == (block.place.into(), block.at.into())
        };
        !self.torn && self.blocks.iter().all(follows)
    }

    fn length(&self) -> u64 {
        self.blocks.last().map_or(RECORDS_BEGIN, Block::end) + u64::from(self.torn)
    }

    /// The first block that ends behind `offset`.
    fn block(&self, offset: u64) -> usize {
        self.blocks.partition_point(|block| block.end() <= offset)
    }

    fn in_file(&self, offset: u64) -> u64 {
        let at = self.block(offset);
        let before = at.checked_sub(1).and_then(|before| self.blocks.get(before)).map_or(RECORDS_BEGIN, Block::after);
        match self.blocks.get(at) {
            _ if offset < RECORDS_BEGIN => offset,
            Some(block) if u64::from(block.place) <= offset => block.at.into(),
            _ => before,
        }
    }

    fn read(&self, file: &File, into: &mut [u8], offset: u64) -> io::Result<usize> {
        let mut unpacker = Unpacker::default();
        let mut filled = 0;
        while let Some(rest) = into.get_mut(filled..).filter(|rest| !rest.is_empty()) {
            let offset = offset + filled as u64;
            let at = self.block(offset);
            filled += match self.blocks.get(at) {
                _ if offset < RECORDS_BEGIN => copy(&self.header.bytes(Form::Plain), offset, rest),
                Some(block) if u64::from(block.place) <= offset => {
                    self.unpack(file, (at, block), offset, rest, &mut unpacker)?
                }
                Some(block) => lose(u64::from(block.place) - offset, rest),
                None => match lose(self.length().saturating_sub(offset), rest) {
                    0 => break,
                    lost => lost,
                },
            };
        }
        Ok(filled)
    }

    /// Reads on from `offset`, which lies in this block, to its end at most.
    fn unpack(
        &self,
        file: &File,
        (at, block): (usize, &Block),
        offset: u64,
        into: &mut [u8],
        unpacker: &mut Unpacker,
    ) -> io::Result<usize> {
        let within = offset - u64::from(block.place);
        let newest = || self.newest.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, bytes)) = newest().as_ref().filter(|(newest, _)| *newest == at) {
            return Ok(copy(bytes, within, into));
        }
        let plain = block.plain as usize;
        if within == 0
            && let Some(whole) = into.get_mut(..plain)
        {
            fill(file, self.seed, block, whole, unpacker)?;
            return Ok(plain);
        }
        let mut bytes = vec![0; plain];
        fill(file, self.seed, block, &mut bytes, unpacker)?;
        let copied = copy(&bytes, within, into);
        *newest() = Some((at, bytes));
        Ok(copied)
    }
}

/// Fills `into` with the records of a block; with something else when it is damaged.
fn fill(file: &File, seed: u32, block: &Block, into: &mut [u8], unpacker: &mut Unpacker) -> io::Result<()> {
    let mut bytes = vec![0; block.length as usize];
    let read = read_file(file, &mut bytes, block.at.into())?;
    if !unpacker.unpack(bytes.get(..read).unwrap_or_default(), seed, block, into)? {
        into.fill(LOST);
    }
    Ok(())
}

/// Copies what there is of `from` behind `offset`; how much.
fn copy(from: &[u8], offset: u64, into: &mut [u8]) -> usize {
    let rest = usize::try_from(offset).ok().and_then(|offset| from.get(offset..)).unwrap_or_default();
    let length = rest.len().min(into.len());
    if let (Some(into), Some(rest)) = (into.get_mut(..length), rest.get(..length)) {
        into.copy_from_slice(rest);
    }
    length
}

/// Fills what is lost, so many bytes at most; how many.
fn lose(length: u64, into: &mut [u8]) -> usize {
    let length = usize::try_from(length).unwrap_or(usize::MAX).min(into.len());
    into.get_mut(..length).unwrap_or_default().fill(LOST);
    length
}

/// The blocks by the list at the end of a file of `length` bytes, when that is right.
fn listed(file: &File, seed: u32, length: u64) -> io::Result<Option<Vec<Block>>> {
    let Some(foot_at) = length.checked_sub(LIST_FOOT as u64) else { return Ok(None) };
    let mut foot = [0; LIST_FOOT];
    read_file(file, &mut foot, foot_at)?;
    let Some(bytes) = list_length(&foot).filter(|bytes| *bytes <= length.saturating_sub(RECORDS_BEGIN)) else {
        return Ok(None);
    };
    let (at, mut list) = (length - bytes, vec![0; usize::try_from(bytes).unwrap_or(0)]);
    read_file(file, &mut list, at)?;
    Ok(read_list(&list, seed, at))
}

/// Whether what is in the file from `at` on is this list but for a few bytes.
fn resembles(file: &File, at: u64, list: &[u8]) -> io::Result<bool> {
    let mut there = vec![0; list.len() + 1];
    let length = read_file(file, &mut there, at)?;
    let alike = list.iter().zip(&there).filter(|(wanted, found)| wanted == found).count();
    Ok(length == list.len() && alike * 4 >= list.len() * 3)
}

/// The blocks that are somewhere in a file, in the order of their records.
fn search(file: &File, seed: u32) -> io::Result<Vec<Block>> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut buffer = vec![0; 2 * BLOCK_MAX];
    let mut at = RECORDS_BEGIN;
    loop {
        let length = read_file(file, &mut buffer, at)?;
        let bytes = buffer.get(..length).unwrap_or_default();
        // What begins in the first half is whole in the buffer, if it is in the file.
        let found = (0..length.min(BLOCK_MAX)).find_map(|skip| {
            let block = block_at(bytes.get(skip..)?, seed, at + skip as u64)?;
            let behind = blocks.last().is_none_or(|last| last.end() <= u64::from(block.place));
            behind.then_some(block)
        });
        match found {
            Some(block) => {
                at = block.after();
                blocks.push(block);
            }
            None if length <= BLOCK_MAX => return Ok(blocks),
            None => at += BLOCK_MAX as u64,
        }
    }
}

/// Fills `into` from a place in a file on; how many bytes there were.
fn read_file(file: &File, into: &mut [u8], offset: u64) -> io::Result<usize> {
    let mut filled = 0;
    while let Some(rest) = into.get_mut(filled..).filter(|rest| !rest.is_empty()) {
        match file.read_at(rest, offset + filled as u64) {
            Ok(0) => break,
            Ok(n) => filled += n,
            Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
            Err(e) => return Err(e),
        }
    }
    Ok(filled)
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;
    use crate::domain::Realm;
    use crate::journal::packed::Packer;
    use crate::journal::segment::StoreId;

    fn header() -> SegmentHeader {
        SegmentHeader { store: StoreId([7; 16]), salt: 99, number: 3, first: 41, realm: Realm::Test }
    }

    /// A segment's bytes, and its compressed file: three blocks of lines that differ.
    fn both() -> (Vec<u8>, Vec<u8>) {
        let mut plain = header().bytes(Form::Plain);
        let mut file = header().bytes(Form::Packed);
        let mut packer = Packer::new(header().seed()).unwrap();
        for n in 0..3_u32 {
            let records: Vec<u8> = (0..20 + n).flat_map(|at| format!("{n} said {at} ").into_bytes()).collect();
            file.extend(packer.block(&records).unwrap());
            plain.extend(records);
        }
        file.extend(packer.list());
        (plain, file)
    }

    fn body(bytes: &[u8]) -> Body {
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(bytes).unwrap();
        Body::of(file, &header()).unwrap()
    }

    fn all(body: &Body) -> Vec<u8> {
        let mut bytes = vec![0; usize::try_from(body.length().unwrap()).unwrap() + 100];
        let length = body.read(&mut bytes, 0).unwrap();
        bytes.truncate(length);
        bytes
    }

    #[test]
    fn any_part_of_a_compressed_segment_is_that_of_the_plain_one() {
        let (plain, file) = both();
        let body = body(&file);
        assert_eq!((body.form(), body.unlisted(), body.length().unwrap()), (Form::Packed, None, plain.len() as u64));
        for begin in (8150..plain.len() + 3).step_by(7) {
            for wanted in [0, 1, 41, 300, 700, 2000] {
                let mut into = vec![0; wanted];
                let length = body.read(&mut into, begin as u64).unwrap();
                let rest = plain.get(begin..).unwrap_or_default();
                assert_eq!(into[..length], rest[..wanted.min(rest.len())], "{wanted} from {begin}");
            }
        }
        assert!(body.read_exact(&mut [0; 2], plain.len() as u64 - 1).is_err());
    }

    /// Every byte behind the header counts: one that is changed is seen, and costs its own block at most.
    #[test]
    fn any_changed_byte_is_seen_and_costs_one_block() {
        let (plain, file) = both();
        let blocks = body(&file).packed.unwrap().blocks;
        let list = usize::try_from(blocks[2].after()).unwrap();
        for at in 8192..file.len() {
            let mut changed = file.clone();
            changed[at] ^= 0x10;
            let body = body(&changed);
            let read = all(&body);
            if at >= list {
                assert_eq!((body.unlisted(), &read), (Some(list as u64), &plain), "byte {at}");
                assert_eq!(changed[..list], file[..list]);
                assert_eq!(body.list().unwrap(), file[list..], "it can be made anew");
                continue;
            }
            let block = blocks.iter().find(|block| at < usize::try_from(block.after()).unwrap()).unwrap();
            let gone = block.place as usize..usize::try_from(block.end()).unwrap();
            assert_eq!((&read[..gone.start], &read[gone.end..]), (&plain[..gone.start], &plain[gone.end..]));
            assert!(read[gone.clone()].iter().all(|byte| *byte == LOST), "byte {at}");
            assert_eq!(body.in_file(gone.start as u64), u64::from(block.at));
        }
    }

    /// What is cut off, or out, costs what was in it, and is never taken for something else.
    #[test]
    fn blocks_are_found_whatever_is_gone_from_the_file() {
        let (plain, file) = both();
        let blocks = body(&file).packed.unwrap().blocks;
        for cut in 8192..file.len() {
            let body = body(&file[..cut]);
            let whole = blocks.iter().filter(|block| block.after() <= cut as u64).map(Block::end).max();
            let whole = usize::try_from(whole.unwrap_or(RECORDS_BEGIN)).unwrap();
            let read = all(&body);
            assert_eq!(read[..whole], plain[..whole], "cut at {cut}");
            assert_eq!(read[whole..], [LOST], "cut at {cut}: there was more");
            assert!(body.unlisted().is_some() && body.list().is_none());
        }
        let (second, third) = (blocks[1], blocks[2]);
        let mut shorter = file;
        drop(shorter.drain(second.at as usize + 5..second.at as usize + 25));
        let body = body(&shorter);
        let read = all(&body);
        assert_eq!(read[..second.place as usize], plain[..second.place as usize]);
        assert!(read[second.place as usize..third.place as usize].iter().all(|byte| *byte == LOST));
        assert_eq!(read[third.place as usize..plain.len()], plain[third.place as usize..]);
        assert_eq!(read[plain.len()..], [LOST], "the list names a block that is not here");
        assert!(body.unlisted().is_some() && body.list().is_none(), "a block is missing: no list is made");
        // A header that is lost twice is known from elsewhere; the blocks say the form.
        shorter[..8192].fill(0);
        assert_eq!(self::body(&shorter).form(), Form::Packed);
        assert_eq!(self::body(&vec![0; 30_000]).form(), Form::Plain);
    }
}
