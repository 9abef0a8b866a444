//! Where a link keeps from where to go on, so that a restart sends nothing twice. Only a saving: without it, or with
//! one that no longer fits, the two sides compare what they hold.

use std::fs::{self, File};
use std::io::Read;
use std::path::Path;

use crate::limits::RESUME_FILE_BYTES_MAX;
use crate::sync::Token;

/// What was kept; nothing when it cannot be read.
pub(super) fn load(path: &Path) -> Token {
    let mut bytes = Vec::new();
    let read = File::open(path).and_then(|file| file.take(RESUME_FILE_BYTES_MAX).read_to_end(&mut bytes));
    if read.is_ok() { Token::read(&bytes) } else { Token::default() }
}

/// Keeps it, whole or not at all; forgets what was kept when it is worth nothing.
pub(super) fn save(path: &Path, token: &Token) {
    let Some(bytes) = token.bytes() else {
        // It may never have been there.
        return drop(fs::remove_file(path));
    };
    let beside = path.with_extension("new");
    if let Err(error) = fs::write(&beside, bytes).and_then(|()| fs::rename(&beside, path)) {
        tracing::info!(path = %path.display(), %error, "the link could not keep where it was");
    }
}
