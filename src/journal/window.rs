//! Reading records out of a segment file through one buffer.

use std::fs::Metadata;
use std::io;
use std::sync::Arc;

use super::body::Body;
use super::segment::{Frame, RECORD_BYTES_MAX, announced};
use crate::limits::SCAN_WINDOW_BYTES;

/// A buffer over part of a segment.
#[derive(Debug)]
pub(super) struct Window {
    body: Arc<Body>,
    seed: u32,
    buffer: Vec<u8>,
    /// Where in the file the buffer begins, and how much of it is filled.
    start: u64,
    filled: usize,
    size: usize,
}

impl Window {
    /// Over `body`, whose checksums begin with `seed`.
    pub(super) fn new(body: &Arc<Body>, seed: u32) -> Self {
        Self { body: body.clone(), seed, buffer: Vec::new(), start: 0, filled: 0, size: SCAN_WINDOW_BYTES }
    }

    /// Forgets what was read, so that the file is read anew.
    pub(super) fn forget(&mut self) {
        self.filled = 0;
    }

    /// Whether it reads this very file.
    pub(super) fn is_of(&self, file: &Metadata) -> io::Result<bool> {
        self.body.is(file)
    }

    /// What it reads.
    pub(super) fn body(&self) -> &Body {
        &self.body
    }

    /// The byte of the file at which that of the segment lies.
    pub(super) fn in_file(&self, offset: u64) -> u64 {
        self.body.in_file(offset)
    }

    /// Reads a few bytes past the buffer; whether all of them are there.
    pub(super) fn peek(&self, offset: u64, into: &mut [u8]) -> bool {
        self.body.read_exact(into, offset).is_ok()
    }

    /// The record that begins at `offset`; `None` when there is none.
    pub(super) fn frame_at(&mut self, offset: u64) -> io::Result<Option<Frame<'_>>> {
        let Some(length) = announced(self.bytes(offset, 4)?) else { return Ok(None) };
        let seed = self.seed;
        Ok(Frame::read(self.bytes(offset, length)?, seed))
    }

    /// Where the next record begins at or after `offset`, whatever lies between.
    pub(super) fn search(&mut self, mut offset: u64) -> io::Result<Option<u64>> {
        let seed = self.seed;
        loop {
            let bytes = self.bytes(offset, RECORD_BYTES_MAX)?;
            if bytes.is_empty() {
                return Ok(None);
            }
            // At the end of the file every start is tried; else those whose record is sure to be in the buffer.
            let at_end = bytes.len() < RECORD_BYTES_MAX;
            let starts = if at_end { bytes.len() } else { bytes.len() - RECORD_BYTES_MAX + 1 };
            if let Some(at) = first_record(bytes, starts, seed) {
                return Ok(Some(offset + at as u64));
            }
            if at_end {
                return Ok(None);
            }
            offset += starts as u64;
        }
    }

    /// The last byte at or after `offset` that is not zero.
    pub(super) fn last_written(&mut self, mut offset: u64) -> io::Result<Option<u64>> {
        let mut last = None;
        loop {
            let bytes = self.bytes(offset, 1)?;
            if bytes.is_empty() {
                return Ok(last);
            }
            last = last_not_zero(bytes).map(|at| offset + at as u64).or(last);
            offset += bytes.len() as u64;
        }
    }

    /// The bytes from `offset`: at least `wanted`, unless the file ends before.
    fn bytes(&mut self, offset: u64, wanted: usize) -> io::Result<&[u8]> {
        let have = self.start..self.start + self.filled as u64;
        if offset < have.start || offset + wanted as u64 > have.end {
            self.fill(offset)?;
        }
        let skip = usize::try_from(offset - self.start).unwrap_or(usize::MAX);
        Ok(self.buffer.get(skip..self.filled).unwrap_or_default())
    }

    fn fill(&mut self, offset: u64) -> io::Result<()> {
        if self.buffer.is_empty() {
            self.buffer = vec![0; self.size];
        }
        (self.start, self.filled) = (offset, 0);
        self.filled = self.body.read(&mut self.buffer, offset)?;
        Ok(())
    }
}

fn is_record(bytes: &[u8], seed: u32) -> bool {
    announced(bytes).is_some() && Frame::read(bytes, seed).is_some()
}

/// The first of the `starts` at which a record begins. Zeroes are passed over by the block: no record begins with
/// four of them.
fn first_record(bytes: &[u8], starts: usize, seed: u32) -> Option<usize> {
    let mut at = 0;
    while at < starts {
        let rest = bytes.get(at..)?;
        if rest.get(..ZEROES.len()).is_some_and(|block| *block == ZEROES) {
            at += ZEROES.len() - 3;
        } else if is_record(rest, seed) {
            return Some(at);
        } else {
            at += 1;
        }
    }
    None
}

/// Compared with by the block: prepared space is most of a segment.
const ZEROES: [u8; 4096] = [0; 4096];

fn last_not_zero(bytes: &[u8]) -> Option<usize> {
    let blocks = bytes.rchunks(ZEROES.len());
    let mut end = bytes.len();
    for block in blocks {
        if ZEROES.get(..block.len()) != Some(block) {
            return block.iter().rposition(|b| *b != 0).map(|at| end - block.len() + at);
        }
        end -= block.len();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::At;
    use crate::domain::EventId;
    use crate::journal::segment::{draft, seal};
    use std::io::Write;

    fn record(number: u64, size: usize) -> Vec<u8> {
        let mut bytes = Vec::new();
        draft(&mut bytes, EventId([9; 32]), &vec![b'x'; size]);
        seal(&mut bytes, 1, number, At(0), 0);
        bytes
    }

    #[test]
    fn records_are_found_at_whatever_place_the_buffer_ends() {
        let mut file = tempfile::tempfile().unwrap();
        let sizes = [1, 100, 5000, 8192, 7, 3000];
        let mut offsets = Vec::new();
        let mut all = Vec::new();
        for (n, size) in (1..).zip(sizes.iter().cycle().take(40)) {
            offsets.push(all.len() as u64);
            all.extend(record(n, *size));
        }
        let end = all.len() as u64;
        all.resize(all.len() + 20_000, 0);
        file.write_all(&all).unwrap();
        let file = Arc::new(Body::plain(file));
        for size in [RECORD_BYTES_MAX, RECORD_BYTES_MAX + 1, 10_007, 1 << 20] {
            let mut window = Window { size, ..Window::new(&file, 1) };
            for (n, offset) in (1..).zip(&offsets) {
                assert_eq!(window.frame_at(*offset).unwrap().unwrap().number, n);
                let after = offsets.iter().copied().find(|o| o > offset);
                assert_eq!(window.search(offset + 1).unwrap(), after);
            }
            assert_eq!(window.frame_at(end).unwrap(), None);
            assert_eq!(window.last_written(0).unwrap(), Some(end - 1));
            assert_eq!(window.last_written(end).unwrap(), None);
        }
    }
}
