//! Where a link keeps from where to go on, so that a restart sends nothing twice. Only a saving: without it, or with
//! one that no longer fits, the two sides compare what they hold.

use std::fs::{self, File};
use std::io::Read;
use std::path::Path;

use crate::limits::RESUME_FILE_BYTES_MAX;
use crate::sync::Resume;

/// What was kept; nothing when it cannot be read.
pub(super) fn load(path: &Path) -> Option<Resume> {
    let mut bytes = Vec::new();
    File::open(path).ok()?.take(RESUME_FILE_BYTES_MAX).read_to_end(&mut bytes).ok()?;
    serde_json::from_slice(&bytes).ok()
}

/// Keeps it, whole or not at all.
pub(super) fn save(path: &Path, resume: &Resume) {
    let Ok(bytes) = serde_json::to_vec(resume) else { return };
    let beside = path.with_extension("new");
    if let Err(error) = fs::write(&beside, bytes).and_then(|()| fs::rename(&beside, path)) {
        tracing::info!(path = %path.display(), %error, "the link could not keep where it was");
    }
}

/// Forgets it.
pub(super) fn clear(path: &Path) {
    // It may never have been there.
    drop(fs::remove_file(path));
}
