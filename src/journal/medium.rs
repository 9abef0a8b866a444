//! How a journal reaches the machine: the two system calls that an acknowledgement rests on, chance, and the name of
//! this boot.

use std::fmt;
use std::fs::File;
use std::io;
use std::os::unix::fs::FileExt;

/// The machine under a journal. A test puts a failing one in its place, a simulation one that repeats.
pub trait Medium: fmt::Debug + Send + Sync {
    /// Writes all of `bytes` at `offset`.
    fn write(&self, file: &File, bytes: &[u8], offset: u64) -> io::Result<()> {
        file.write_all_at(bytes, offset)
    }

    /// Returns once what was written is on the disk (`fdatasync`).
    fn sync(&self, file: &File) -> io::Result<()> {
        file.sync_data()
    }

    /// How many more bytes the disk takes on which this file is.
    fn available(&self, file: &File) -> io::Result<u64> {
        let disk = rustix::fs::fstatvfs(file)?;
        Ok(disk.f_bavail.saturating_mul(disk.f_frsize))
    }

    /// Fills `bytes` with chance.
    fn random(&self, bytes: &mut [u8]) -> io::Result<()> {
        Ok(getrandom::fill(bytes)?)
    }

    /// Names this boot of the machine; unknown is never the same as before.
    fn boot(&self) -> Option<String> {
        std::fs::read_to_string("/proc/sys/kernel/random/boot_id").ok().map(|id| id.trim().to_owned())
    }
}

/// This machine.
#[derive(Clone, Copy, Debug, Default)]
pub struct Disk;

impl Medium for Disk {}
