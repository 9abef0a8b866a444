//! Configuration: settings, layouts, themes, region and scenario files, read, checked, with exact errors.
//!
//! A file is TOML. Reading never stops at the first mistake: every [`Problem`] names file, line, column, field, what
//! was expected and the nearest known name. [`Fields`] is the one reader of tables, so that an unknown key, a missing
//! one and a wrong type read alike in every kind of file.

mod fields;
mod keys;
pub mod layout;
pub mod outlines;
mod problem;
pub mod profile;
pub mod region;
pub mod scenario;
pub mod settings;
pub mod table;
pub mod theme;
mod value;

use std::path::Path;

use crate::limits::CONFIG_FILE_BYTES_MAX;
use crate::text::tell::Both;

pub use fields::{Fields, Log, Names, Sited, Spot, nearest, read_document};
pub use problem::{Fault, Problem, Wrong};
pub use value::{Code, Line, Read, Word};

/// Reads a file whole, as text. What goes wrong is one sentence with the file's name and the way out.
pub fn load(path: &Path) -> Result<String, Fault> {
    let file = || path.display().to_string();
    let unreadable = |error: std::io::Error| match error.kind() {
        std::io::ErrorKind::NotFound => Fault::Missing { file: file() },
        _ => Fault::Unreadable { file: file(), why: Both::of(&error) },
    };
    let meta = std::fs::metadata(path).map_err(unreadable)?;
    if meta.is_dir() {
        return Err(Fault::Directory { file: file() });
    }
    if meta.len() > CONFIG_FILE_BYTES_MAX {
        return Err(Fault::TooLarge { file: file(), bytes: meta.len() });
    }
    let bytes = std::fs::read(path).map_err(unreadable)?;
    String::from_utf8(bytes).map_err(|e| Fault::NotText { file: file(), byte: e.utf8_error().valid_up_to() })
}
