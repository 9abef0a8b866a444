//! `qianzhi journal verify`.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::import::Given;
use crate::cli::failure::{Failure, tongue};
use crate::cli::output::Output;
use crate::journal::{Finding, Report, StoreCheck, verify, verify_bundle};
use crate::text::tell::{Both, Tell, both};
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
    let (report, lang) = (verify(&args.path)?, tongue());
    let mut output = Output::open();
    if args.json {
        output.line(&as_json(&report).to_string())?;
    } else {
        findings(&report, &mut output)?;
        match &report.store {
            StoreCheck::InUse => output.line(lang.pick(
                "查询库没有看: 日志由另一个程序打开着",
                "the store was not looked at: another process has the journal open",
            ))?,
            StoreCheck::Unreadable(why) => {
                output.line(&visible(both!("查询库读不出: {0}", "the store cannot be read: {0}", why).text(lang)))?;
            }
            StoreCheck::None | StoreCheck::Read { .. } => {}
        }
        let Report { realm, segments, records, series, snapshots, .. } = &report;
        let sum = both!(
            "{0}: {segments} 段 {series} 个序列 {records} 条, {snapshots} 个快照, 属 {realm}",
            "{0}: {records} records of {series} series in {segments} segments, {snapshots} snapshots, realm {realm}",
            verdict(&report)
        );
        output.line(sum.text(lang))?;
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
        let sum = both!(
            "{0}: {series} 个序列 {records} 条, 席位 {post} 所封, 属 {realm}",
            "{0}: {records} events of {series} series, sealed by post {post}, realm {realm}",
            verdict(&report)
        );
        output.line(sum.text(tongue()))?;
    }
    output.flush()?;
    if let Some(fault) = faults.into_iter().next() {
        return Err(fault.into());
    }
    if sound { Ok(()) } else { Err(Failure::UnsoundBundle { path: path.to_owned() }) }
}

fn findings(report: &Report, output: &mut Output) -> Result<(), Failure> {
    report.findings.iter().try_for_each(|finding| output.line(&visible(&finding.tell(tongue()))))
}

fn verdict(report: &Report) -> Both {
    if report.sound() { Both::words("完好", "sound") } else { Both::words("不完好", "not sound") }
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
