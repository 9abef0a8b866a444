//! `qianzhi journal verify`.

use std::path::PathBuf;

use crate::cli::failure::Failure;
use crate::cli::output::Output;
use crate::journal::{Report, verify};

/// Check every checksum, id, signature and chain; exit code 1 when anything was changed, lost or forked.
#[derive(clap::Args)]
pub(super) struct Args {
    /// The journal.
    dir: PathBuf,
    /// Print the result as one JSON object.
    #[arg(long)]
    json: bool,
}

pub(super) fn run(args: &Args) -> Result<(), Failure> {
    let report = verify(&args.dir)?;
    let mut output = Output::open();
    if args.json {
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
    if report.sound() { Ok(()) } else { Err(Failure::Unsound { dir: args.dir.clone() }) }
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
