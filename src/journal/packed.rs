//! The bytes of a compressed segment. Pure.
//!
//! Sealed segments can be compressed (`compact`); the file keeps its name. It begins as every segment does, with its
//! header twice in 8192 bytes, here of format 2. Blocks follow, one after the other, and behind the last of them their
//! list. Each block holds whole records and is checked and read by itself, so that a record is read by decompressing
//! one block, and what is lost with a block is lost with no other. Integers are big-endian.
//!
//! | bytes | block |
//! |---|---|
//! | 4 | n: bytes after the checksum |
//! | 4 | m: bytes of records |
//! | 4 | where the records lie in the segment before it was compressed |
//! | 4 | CRC-32C of salt, segment number, n, m, the place and the n bytes |
//! | n | one zstd frame: the m bytes |
//!
//! | bytes | list, at the very end |
//! |---|---|
//! | 8 × k | n and m of each block |
//! | 4 | k: blocks |
//! | 4 | CRC-32C of salt, segment number and everything of the list before |
//! | 8 | `qzblocks` |
//!
//! The list holds nothing that the blocks do not: where it is damaged, or the file is longer or shorter than it says,
//! the blocks are searched for and the list is made of them.

use std::io;

use zstd::bulk::{Compressor, Decompressor};

use super::segment::{RECORD_BYTES_MAX, RECORDS_BEGIN};
use crate::limits::{PACKED_BLOCK_BYTES, PACKED_LEVEL};

const MAGIC: [u8; 8] = *b"qzblocks";

/// Bytes of a block before its zstd frame.
const HEAD: usize = 16;

/// Bytes of the list behind its entries.
const FOOT: usize = 16;

/// Bytes of an entry of the list.
const ENTRY: usize = 8;

/// The most bytes that a zstd frame of a block takes: what does not shrink grows by less.
const FRAME_MAX: usize = PACKED_BLOCK_BYTES + PACKED_BLOCK_BYTES / 64;

/// The most bytes that a block takes in its file.
pub(super) const BLOCK_MAX: usize = HEAD + FRAME_MAX;

const _: () = assert!(RECORD_BYTES_MAX <= PACKED_BLOCK_BYTES, "every record fits a block");

/// A block: where its records lie in the segment, and where it lies in the file.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Block {
    /// Where its records lie in the segment.
    pub(super) place: u32,
    /// Bytes of records.
    pub(super) plain: u32,
    /// Where it begins in the file.
    pub(super) at: u32,
    /// Bytes that it takes there.
    pub(super) length: u32,
}

impl Block {
    /// The byte behind its records in the segment.
    pub(super) fn end(&self) -> u64 {
        u64::from(self.place) + u64::from(self.plain)
    }

    /// The byte behind it in the file.
    pub(super) fn after(&self) -> u64 {
        u64::from(self.at) + u64::from(self.length)
    }

    fn frame(&self) -> u32 {
        self.length.saturating_sub(small(HEAD))
    }
}

/// Makes the file of a compressed segment, but for its header.
pub(super) struct Packer {
    zstd: Compressor<'static>,
    seed: u32,
    blocks: Vec<Block>,
}

impl Packer {
    /// For the segment whose checksums begin with `seed`.
    pub(super) fn new(seed: u32) -> io::Result<Self> {
        Ok(Self { zstd: Compressor::new(PACKED_LEVEL)?, seed, blocks: Vec::new() })
    }

    /// The block that follows, of these records: at most [`PACKED_BLOCK_BYTES`].
    pub(super) fn block(&mut self, records: &[u8]) -> io::Result<Vec<u8>> {
        let (place, at) = self.blocks.last().map_or((RECORDS_BEGIN, RECORDS_BEGIN), |last| (last.end(), last.after()));
        let place = u32::try_from(place).map_err(io::Error::other)?;
        let at = u32::try_from(at).map_err(io::Error::other)?;
        let frame = self.zstd.compress(records)?;
        let mut block = Vec::with_capacity(HEAD + frame.len());
        block.extend(small(frame.len()).to_be_bytes());
        block.extend(small(records.len()).to_be_bytes());
        block.extend(place.to_be_bytes());
        let crc = crc32c::crc32c_append(crc32c::crc32c_append(self.seed, &block), &frame);
        block.extend(crc.to_be_bytes());
        block.extend(frame);
        self.blocks.push(Block { place, plain: small(records.len()), at, length: small(block.len()) });
        Ok(block)
    }

    /// The list of the blocks made so far.
    pub(super) fn list(&self) -> Vec<u8> {
        list(&self.blocks, self.seed)
    }
}

/// The list of these blocks.
pub(super) fn list(blocks: &[Block], seed: u32) -> Vec<u8> {
    let mut list = Vec::with_capacity(ENTRY * blocks.len() + FOOT);
    for block in blocks {
        list.extend(block.frame().to_be_bytes());
        list.extend(block.plain.to_be_bytes());
    }
    list.extend(small(blocks.len()).to_be_bytes());
    list.extend(crc32c::crc32c_append(seed, &list).to_be_bytes());
    list.extend(MAGIC);
    list
}

/// How long the list is of which these are the last [`LIST_FOOT`] bytes; `None` when they are no list's.
pub(super) fn list_length(foot: &[u8]) -> Option<u64> {
    let (count, rest) = word(foot)?;
    let (_, magic) = word(rest)?;
    (magic == MAGIC).then_some(u64::from(count) * ENTRY as u64 + FOOT as u64)
}

/// How many bytes [`list_length`] looks at.
pub(super) const LIST_FOOT: usize = FOOT;

/// The blocks that a list names, when it is whole and they fill the file up to byte `at`, where the list begins.
pub(super) fn read_list(list: &[u8], seed: u32, at: u64) -> Option<Vec<Block>> {
    let (covered, foot) = list.split_at_checked(list.len().checked_sub(FOOT - 4)?)?;
    let (crc, magic) = word(foot)?;
    if magic != MAGIC || crc != crc32c::crc32c_append(seed, covered) {
        return None;
    }
    let mut blocks = Vec::with_capacity(covered.len() / ENTRY);
    let (mut place, mut next) = (RECORDS_BEGIN, RECORDS_BEGIN);
    for entry in covered.get(..covered.len() - 4)?.chunks(ENTRY) {
        let (frame, plain) = word(entry)?;
        let (plain, _) = word(plain)?;
        let length = frame.checked_add(small(HEAD))?;
        let block = Block { place: u32::try_from(place).ok()?, plain, at: u32::try_from(next).ok()?, length };
        (place, next) = (block.end(), block.after());
        bounded(&block).then(|| blocks.push(block))?;
    }
    (next == at).then_some(blocks)
}

/// The block that begins with `bytes`, of which the whole is there and right; it lies at byte `at` of its file.
pub(super) fn block_at(bytes: &[u8], seed: u32, at: u64) -> Option<Block> {
    let (frame, rest) = word(bytes)?;
    let (plain, rest) = word(rest)?;
    let (place, rest) = word(rest)?;
    let (crc, rest) = word(rest)?;
    let length = frame.checked_add(small(HEAD))?;
    let block = Block { place, plain, at: u32::try_from(at).ok()?, length };
    if !bounded(&block) {
        return None;
    }
    let frame = rest.get(..usize::try_from(frame).ok()?)?;
    let right = crc == crc32c::crc32c_append(crc32c::crc32c_append(seed, bytes.get(..HEAD - 4)?), frame);
    right.then_some(block)
}

fn bounded(block: &Block) -> bool {
    let (plain, length) = (block.plain as usize, block.length as usize);
    plain > 0
        && plain <= PACKED_BLOCK_BYTES
        && length > HEAD
        && length <= BLOCK_MAX
        && u64::from(block.place) >= RECORDS_BEGIN
}

/// Takes blocks apart.
#[derive(Default)]
pub(super) struct Unpacker {
    zstd: Option<Decompressor<'static>>,
}

impl Unpacker {
    /// Fills `into` with the records of `block`, whose bytes these are; whether they are the block's and unchanged.
    pub(super) fn unpack(&mut self, bytes: &[u8], seed: u32, block: &Block, into: &mut [u8]) -> io::Result<bool> {
        if block_at(bytes, seed, block.at.into()).as_ref() != Some(block) || into.len() != block.plain as usize {
            return Ok(false);
        }
        let zstd = match &mut self.zstd {
            Some(zstd) => zstd,
            none => none.insert(Decompressor::new()?),
        };
        let unpacked = zstd.decompress_to_buffer(bytes.get(HEAD..).unwrap_or_default(), into);
        Ok(unpacked.is_ok_and(|length| length == into.len()))
    }
}

fn word(bytes: &[u8]) -> Option<(u32, &[u8])> {
    bytes.split_first_chunk().map(|(word, rest)| (u32::from_be_bytes(*word), rest))
}

/// Blocks and lists are far smaller than 4 GiB.
fn small(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}
