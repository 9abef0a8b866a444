//! `qianzhi journal compact`.

use std::path::PathBuf;

use serde_json::{Value, json};

use crate::cli::failure::Failure;
use crate::cli::output::Output;
use crate::cli::setup::Wording;
use crate::clock::{At, wall};
use crate::journal::{Compacted, Compacting, Disk, LeftAlone, compact};
use crate::text::Lang;
use crate::text::visible::visible;

const DAY_MS: i64 = 24 * 60 * 60 * 1000;

/// Compress the segments of a journal that are not written any more. No event is ever removed.
#[derive(clap::Args)]
#[command(after_help = "\
Every event stays, byte for byte, at its number, whether a hub has it or not; journals are opened, read, verified,
exported, backed up and replayed as before. A compressed segment takes the place of the plain one when it is on the
disk and was read back and found the same: whenever the power goes, one or the other is there, and both are whole.

It may run beside the console or the hub that has the journal open: the newest two segments are never touched. Such a
process gives the disk space back within minutes. Programs older than this one say that they cannot read a compressed
segment, and change nothing.

What is damaged, or lacks events, is left alone: see `qianzhi journal verify`. Exit codes: 0 when every segment was
compressed or left alone for a reason that is said; 1 when it could not be carried out; 2 for wrong usage.")]
pub(super) struct Args {
    /// The journal; it may be in use.
    dir: PathBuf,
    /// Leave so many of the newest segments as they are.
    #[arg(long, value_name = "N", default_value_t = 2, value_parser = clap::value_parser!(u32).range(2..))]
    keep: u32,
    /// Compress only segments whose last event arrived more than so many days ago.
    #[arg(long, value_name = "DAYS", default_value_t = 0)]
    older_than: u32,
    /// Say what would be compressed, and how small it would be; change nothing.
    #[arg(long)]
    dry_run: bool,
    /// Print the result as one JSON object.
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    wording: Wording,
}

pub(super) fn run(args: &Args) -> Result<(), Failure> {
    let lang = args.wording.settle(&[])?.lang();
    let before = At(wall().0 - i64::from(args.older_than) * DAY_MS);
    let policy = Compacting {
        keep: usize::try_from(args.keep).unwrap_or(usize::MAX),
        arrived_before: (args.older_than > 0).then_some(before),
        dry_run: args.dry_run,
    };
    let mut output = Output::open();
    let (mut all, mut printed) = (Vec::new(), Ok(()));
    // What was done before a failure is said before the failure.
    let done = compact(&args.dir, policy, &Disk, &mut |segment| {
        if !args.json && printed.is_ok() {
            printed = output.line(&visible(&line(&segment, args, lang)));
        }
        all.push(segment);
    });
    printed?;
    if args.json {
        output.line(&as_json(&all, args.dry_run).to_string())?;
    } else if done.is_ok() {
        output.line(&sum(&all, args.dry_run, lang))?;
    }
    output.flush()?;
    Ok(done?)
}

fn line(segment: &Compacted, args: &Args, lang: Lang) -> String {
    let Compacted { path, bytes, result, .. } = segment;
    let path = path.display();
    match (result, lang) {
        (Ok(now), _) => format!("{path}: {bytes} > {now} ({})", ratio(*bytes, *now)),
        (Err(why), Lang::Zh) => format!("{path}: 未动 {}", why_zh(*why, args)),
        (Err(why), Lang::En) => format!("{path}: left alone: {}", why_en(*why, args)),
    }
}

fn why_zh(why: LeftAlone, args: &Args) -> String {
    match why {
        LeftAlone::Newest => format!("属最新的 {} 段", args.keep),
        LeftAlone::Young => format!("最末一条入账不满 {} 天", args.older_than),
        LeftAlone::Compressed => "已压缩".to_owned(),
        LeftAlone::Dense => "压缩省不了多少".to_owned(),
        LeftAlone::Damaged(at) => format!("第 {at} 字节读不出 请用 journal verify 查看"),
        LeftAlone::Gap => "后面缺条目 请用 journal verify 查看".to_owned(),
        LeftAlone::Changed => "期间被别的进程改过 可再执行一次".to_owned(),
    }
}

fn why_en(why: LeftAlone, args: &Args) -> String {
    match why {
        LeftAlone::Newest => format!("it is one of the newest {}", args.keep),
        LeftAlone::Young => format!("its last event arrived less than {} days ago", args.older_than),
        LeftAlone::Compressed => "it is compressed".to_owned(),
        LeftAlone::Dense => "it would not become much smaller".to_owned(),
        LeftAlone::Damaged(at) => format!("it cannot be read at byte {at}: see journal verify"),
        LeftAlone::Gap => "events behind it are missing: see journal verify".to_owned(),
        LeftAlone::Changed => "another process changed it meanwhile: run this again".to_owned(),
    }
}

/// Segments that were compressed, and their bytes before and after.
fn compressed(all: &[Compacted]) -> (usize, u64, u64) {
    let done = all.iter().filter_map(|segment| Some((segment.bytes, *segment.result.as_ref().ok()?)));
    done.fold((0, 0, 0), |(n, before, after), (was, is)| (n + 1, before + was, after + is))
}

fn sum(all: &[Compacted], dry_run: bool, lang: Lang) -> String {
    let (n, before, after) = compressed(all);
    let (left, ratio) = (all.len() - n, ratio(before, after));
    match (lang, dry_run) {
        (Lang::Zh, _) if n == 0 => format!("没有可压缩的段 未动 {left} 段"),
        (Lang::En, _) if n == 0 => format!("nothing to compress, {left} left alone"),
        (Lang::Zh, false) => format!("压缩 {n} 段 {before} > {after} 字节 ({ratio}) 未动 {left} 段"),
        (Lang::Zh, true) => format!("可压缩 {n} 段 {before} > {after} 字节 ({ratio}) 不动 {left} 段 未作改动"),
        (Lang::En, false) => {
            format!("{n} segments compressed, {before} > {after} bytes ({ratio}), {left} left alone")
        }
        (Lang::En, true) => {
            format!("{n} segments would be compressed, {before} > {after} bytes ({ratio}), {left} left alone")
        }
    }
}

/// How many times smaller, to two places.
pub(super) fn ratio(before: u64, after: u64) -> String {
    let hundredths = before.saturating_mul(100).checked_div(after).unwrap_or(100);
    format!("{}.{:02}:1", hundredths / 100, hundredths % 100)
}

fn as_json(all: &[Compacted], dry_run: bool) -> Value {
    let segment = |segment: &Compacted| {
        let why = segment.result.as_ref().err().map(|why| match why {
            LeftAlone::Newest => "newest",
            LeftAlone::Young => "young",
            LeftAlone::Compressed => "compressed",
            LeftAlone::Dense => "dense",
            LeftAlone::Damaged(_) => "damaged",
            LeftAlone::Gap => "gap",
            LeftAlone::Changed => "changed",
        });
        json!({
            "segment": segment.number,
            "path": segment.path.display().to_string(),
            "bytes": segment.bytes,
            "bytes_now": segment.result.as_ref().ok(),
            "left_alone": why,
        })
    };
    let (n, before, after) = compressed(all);
    json!({
        "dry_run": dry_run,
        "compressed": n,
        "left_alone": all.len() - n,
        "bytes": before,
        "bytes_now": after,
        "segments": all.iter().map(segment).collect::<Vec<_>>(),
    })
}
