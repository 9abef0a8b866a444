//! `qianzhi journal`: verify and export a journal, also beside the console that writes it.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use clap::Subcommand;

use super::failure::Failure;
use super::output::Output;
use crate::journal::{ExportError, Report, export, verify};

/// Verify or export a journal.
#[derive(clap::Args)]
pub(super) struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    /// Check every checksum, id, signature and chain; exit code 1 when anything was changed, lost or forked.
    Verify {
        /// The journal.
        dir: PathBuf,
        /// Print the result as one JSON object.
        #[arg(long)]
        json: bool,
    },
    /// Write every event as a line of JSON, in order of arrival.
    Export {
        /// The journal.
        dir: PathBuf,
        /// Into this file instead of the standard output.
        #[arg(short, long, value_name = "FILE")]
        output: Option<PathBuf>,
    },
}

pub(super) fn run(args: &Args) -> Result<(), Failure> {
    match &args.what {
        What::Verify { dir, json } => verify_one(dir, *json),
        What::Export { dir, output } => match output {
            Some(path) => export_to_file(dir, path),
            None => export_to(dir, Output::open().writer(), Failure::Output),
        },
    }
}

fn verify_one(dir: &Path, json: bool) -> Result<(), Failure> {
    let report = verify(dir)?;
    let mut output = Output::open();
    if json {
        output.line(&as_json(&report).to_string())?;
    } else {
        for finding in &report.findings {
            output.line(&finding.to_string())?;
        }
        let Report { realm, segments, records, series, .. } = &report;
        let verdict = if report.sound() { "sound" } else { "not sound" };
        output
            .line(&format!("{verdict}: {records} records of {series} series in {segments} segments, realm {realm}"))?;
    }
    output.flush()?;
    if report.sound() { Ok(()) } else { Err(Failure::Unsound { dir: dir.to_owned() }) }
}

fn as_json(report: &Report) -> serde_json::Value {
    let finding = |f: &crate::journal::Finding| {
        serde_json::json!({
            "path": f.path.display().to_string(),
            "byte": f.offset,
            "what": f.flaw.to_string(),
            "pending": f.flaw.pending(),
        })
    };
    serde_json::json!({
        "sound": report.sound(),
        "realm": report.realm,
        "segments": report.segments,
        "records": report.records,
        "series": report.series,
        "findings": report.findings.iter().map(finding).collect::<Vec<_>>(),
    })
}

fn export_to_file(dir: &Path, path: &Path) -> Result<(), Failure> {
    // A journal that cannot be read leaves the file as it was.
    drop(crate::journal::records(dir)?);
    let failed = |source| Failure::Write { path: path.to_owned(), source };
    let mut file = BufWriter::new(File::create(path).map_err(failed)?);
    export_to(dir, &mut file, failed)?;
    file.into_inner().map_err(|e| failed(e.into_error()))?.sync_all().map_err(failed)
}

fn export_to(dir: &Path, to: &mut dyn Write, failed: impl Fn(std::io::Error) -> Failure) -> Result<(), Failure> {
    let exported = export(dir, to).map_err(|error| match error {
        ExportError::Journal(error) => Failure::Journal(error),
        ExportError::Out(error) => failed(error),
    })?;
    match exported.damaged.into_iter().next() {
        None => Ok(()),
        Some(damage) => Err(Failure::Journal(damage)),
    }
}
