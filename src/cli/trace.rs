//! The log file: always on, never on the screen, and never more than two files of a known size.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use tracing_subscriber::filter::LevelFilter;
use tracing_subscriber::fmt::format::Writer;
use tracing_subscriber::fmt::time::FormatTime;

use super::failure;
use crate::clock::wall;
use crate::limits::LOG_FILE_BYTES_MAX;
use crate::text::tell::Both;

/// The same, said in one sentence where it cannot be: nobody is kept from a console because its log has no place.
pub(super) fn begin(file: &Path) {
    if let Err(error) = start(file) {
        failure::say(&Both::new(
            format!("日志文件 {} 打不开: {error}; 不写日志继续", file.display()),
            format!("the log file {} cannot be opened: {error}; going on without it", file.display()),
        ));
    }
}

/// Sends what the program says of itself to `file`, whose directory is made when it is not there.
///
/// # Errors
/// When the file cannot be opened. A second call in one process is no error and changes nothing.
fn start(file: &Path) -> io::Result<()> {
    if let Some(dir) = file.parent() {
        fs::create_dir_all(dir)?;
    }
    let log = Capped::open(file, LOG_FILE_BYTES_MAX)?;
    tracing_subscriber::fmt()
        .with_max_level(LevelFilter::INFO)
        .with_ansi(false)
        .with_timer(MachineTime)
        .with_thread_names(true)
        .with_writer(Mutex::new(log))
        .try_init()
        .ok();
    Ok(())
}

/// Lines carry the machine's time, also in a drill.
struct MachineTime;

impl FormatTime for MachineTime {
    fn format_time(&self, w: &mut Writer<'_>) -> std::fmt::Result {
        w.write_str(&wall().rfc3339())
    }
}

/// A file that is set aside as `.1` when it is full; the one set aside before goes.
struct Capped {
    path: PathBuf,
    file: File,
    bytes: u64,
    bytes_max: u64,
}

impl Capped {
    fn open(path: &Path, bytes_max: u64) -> io::Result<Self> {
        let file = append(path)?;
        let bytes = file.metadata()?.len();
        Ok(Self { path: path.to_owned(), file, bytes, bytes_max })
    }

    fn set_aside(&mut self) -> io::Result<()> {
        let mut aside = self.path.clone().into_os_string();
        aside.push(".1");
        fs::rename(&self.path, aside)?;
        self.file = append(&self.path)?;
        self.bytes = 0;
        Ok(())
    }
}

/// What is logged names people and places: only the owner reads it.
fn append(path: &Path) -> io::Result<File> {
    OpenOptions::new().append(true).create(true).mode(0o600).open(path)
}

impl Write for Capped {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        let length = u64::try_from(line.len()).unwrap_or(u64::MAX);
        if self.bytes > 0 && self.bytes.saturating_add(length) > self.bytes_max {
            self.set_aside()?;
        }
        let written = self.file.write(line)?;
        self.bytes = self.bytes.saturating_add(u64::try_from(written).unwrap_or(u64::MAX));
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn a_full_log_is_set_aside_once() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("qianzhi.log");
        let mut log = Capped::open(&path, 10).unwrap();
        for line in ["one\n", "two\n", "three\n", "four\n", "five\n"] {
            log.write_all(line.as_bytes()).unwrap();
        }
        drop(log);
        let read = |name: &str| fs::read_to_string(dir.path().join(name)).unwrap();
        assert_eq!((read("qianzhi.log.1").as_str(), read("qianzhi.log").as_str()), ("three\n", "four\nfive\n"));
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 2);
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);

        let mut log = Capped::open(&path, 10).unwrap();
        log.write_all(b"six\n").unwrap();
        assert_eq!(read("qianzhi.log"), "six\n", "what a run before wrote counts");
    }
}
