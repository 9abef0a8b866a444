//! The standard output, for commands that print.

use std::io::{self, BufWriter, StdoutLock, Write};

use super::failure::Failure;

/// The standard output, buffered. Losing its reader is no failure: see [`Failure::report`].
pub(super) struct Output(BufWriter<StdoutLock<'static>>);

impl Output {
    /// Takes the standard output.
    pub(super) fn open() -> Self {
        Self(BufWriter::new(io::stdout().lock()))
    }

    /// One line.
    pub(super) fn line(&mut self, text: &str) -> Result<(), Failure> {
        writeln!(self.0, "{text}").map_err(Failure::Output)
    }

    /// Bytes as they are.
    pub(super) fn bytes(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        self.0.write_all(bytes).map_err(Failure::Output)
    }

    /// For those who write by themselves.
    pub(super) fn writer(&mut self) -> &mut impl Write {
        &mut self.0
    }

    /// Everything written so far reaches the reader.
    pub(super) fn flush(&mut self) -> Result<(), Failure> {
        self.0.flush().map_err(Failure::Output)
    }
}
