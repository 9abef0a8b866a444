//! `qianzhi journal verify`.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::import::Given;
use crate::cli::failure::Failure;
use crate::cli::output::Output;
use crate::journal::{Finding, Report, StoreCheck, verify, verify_bundle};
use crate::text::visible::visible;

/// Check every checksum, id, signature and chain of a journal, its store and its snapshots; or of a bundle.
#[derive(clap::Args)]
#[command(after_help = "\
Exit codes: 0 when nothing was changed, lost or forked, though events may still be on their way; 1 when something was,
or when it cannot be read; 2 for wrong usage. Every finding names its file and byte, and the event's place in its series.
The store is looked at when no process has the journal open.")]
pub(super) struct Args {
    /// The journal, which may be in use; or a bundle, or text with the blocks of one.
    #[arg(value_name = "DIR|FILE")]
    path: PathBuf,
    /// Print the result as one JSON object.
    #[arg(long)]
    json: bool,
}

pub(super) fn run(args: &Args) -> Result<(), Failure> {
    if args.path.is_file() {
        return bundles(&args.path, args.json);
    }
    let report = verify(&args.path)?;
    let mut output = Output::open();
    if args.json {
        output.line(&as_json(&report).to_string())?;
    } else {
        findings(&report, &mut output)?;
        match &report.store {
            StoreCheck::InUse => output.line("the store was not looked at: another process has the journal open")?,
            StoreCheck::Unreadable(why) => output.line(&visible(&format!("the store cannot be read: {why}")))?,
            StoreCheck::None | StoreCheck::Read { .. } => {}
        }
        let Report { realm, segments, records, series, snapshots, .. } = &report;
        output.line(&format!(
            "{}: {records} records of {series} series in {segments} segments, {snapshots} snapshots, realm {realm}",
            verdict(&report)
        ))?;
    }
    output.flush()?;
    if report.sound() { Ok(()) } else { Err(Failure::Unsound { dir: args.path.clone() }) }
}

fn bundles(path: &Path, json: bool) -> Result<(), Failure> {
    let mut given = Given::default();
    given.file(path)?;
    let (bundles, faults) = given.finish();
    let mut output = Output::open();
    let mut sound = true;
    for bundle in &bundles {
        let report = verify_bundle(bundle)?;
        sound &= report.sound();
        if json {
            output.line(&as_json(&report).to_string())?;
            continue;
        }
        findings(&report, &mut output)?;
        let (Report { records, series, realm, .. }, post) = (&report, bundle.header().post.short());
        let verdict = verdict(&report);
        output
            .line(&format!("{verdict}: {records} events of {series} series, sealed by post {post}, realm {realm}"))?;
    }
    output.flush()?;
    if let Some(fault) = faults.into_iter().next() {
        return Err(fault.into());
    }
    if sound { Ok(()) } else { Err(Failure::UnsoundBundle { path: path.to_owned() }) }
}

fn findings(report: &Report, output: &mut Output) -> Result<(), Failure> {
    report.findings.iter().try_for_each(|finding| output.line(&visible(&finding.to_string())))
}

fn verdict(report: &Report) -> &'static str {
    if report.sound() { "sound" } else { "not sound" }
}

fn as_json(report: &Report) -> Value {
    let finding = |f: &Finding| {
        json!({
            "path": f.path.display().to_string(),
            "byte": f.offset,
            "series": f.event.as_ref().map(|(series, _)| json!({
                "post": series.post,
                "incarnation": format!("{:016x}", series.incarnation),
                "stream": series.stream,
            })),
            "seq": f.event.as_ref().map(|(_, seq)| seq),
            "what": f.flaw.to_string(),
            "pending": f.flaw.pending(),
        })
    };
    json!({
        "sound": report.sound(),
        "realm": report.realm,
        "segments": report.segments,
        "records": report.records,
        "series": report.series,
        "snapshots": report.snapshots,
        "store": super::store_json(&report.store),
        "findings": report.findings.iter().map(finding).collect::<Vec<_>>(),
    })
}
