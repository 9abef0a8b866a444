//! The bytes of a segment, by their place in the segment: everything that reads records reads them here.

use std::fs::{File, Metadata};
use std::io;
use std::os::unix::fs::{FileExt, MetadataExt};

/// An open segment's bytes.
#[derive(Debug)]
pub(super) struct Body {
    file: File,
}

impl Body {
    /// The bytes of the segment in `file`.
    pub(super) fn of(file: File) -> Self {
        Self { file }
    }

    /// The file itself: where the newest segment is written, and headers are mended.
    pub(super) fn file(&self) -> &File {
        &self.file
    }

    /// How many bytes there are.
    pub(super) fn length(&self) -> io::Result<u64> {
        Ok(self.file.metadata()?.len())
    }

    /// Whether this very file is meant.
    pub(super) fn is(&self, file: &Metadata) -> io::Result<bool> {
        Ok(self.file.metadata()?.ino() == file.ino())
    }

    /// Fills `into` from byte `offset` on; how many bytes there were, fewer only at the end.
    pub(super) fn read(&self, into: &mut [u8], offset: u64) -> io::Result<usize> {
        let mut filled = 0;
        while let Some(rest) = into.get_mut(filled..).filter(|rest| !rest.is_empty()) {
            match self.file.read_at(rest, offset + filled as u64) {
                Ok(0) => break,
                Ok(n) => filled += n,
                Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
                Err(e) => return Err(e),
            }
        }
        Ok(filled)
    }

    /// Fills all of `into` from byte `offset` on.
    pub(super) fn read_exact(&self, into: &mut [u8], offset: u64) -> io::Result<()> {
        let whole = self.read(into, offset)? == into.len();
        if whole { Ok(()) } else { Err(io::ErrorKind::UnexpectedEof.into()) }
    }
}
