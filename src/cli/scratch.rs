//! A directory that is gone when it is dropped.

use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};

use super::failure::Failure;

/// A directory of our own among the temporary files.
pub(super) struct Scratch(PathBuf);

impl Scratch {
    /// Makes it; only this user can look in.
    pub(super) fn make(what: &str) -> Result<Self, Failure> {
        let path = std::env::temp_dir().join(format!("qianzhi-{what}-{:016x}", super::random()?));
        std::fs::DirBuilder::new().mode(0o700).create(&path).map_err(Failure::Scratch)?;
        Ok(Self(path))
    }

    /// Where it is.
    pub(super) fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // What cannot be removed is the system's to sweep.
        std::fs::remove_dir_all(&self.0).ok();
    }
}
