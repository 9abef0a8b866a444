//! `qianzhi journal stats`.

use std::path::PathBuf;

use serde_json::{Value, json};

use crate::cli::failure::Failure;
use crate::cli::output::Output;
use crate::cli::setup::Wording;
use crate::clock::At;
use crate::journal::{Beginning, Compressed, Identity, Stats, StoreCheck, stats};
use crate::sync::Account;
use crate::text::Lang;
use crate::text::tell::Tell;
use crate::text::visible::visible;

/// Sum up a journal: events by kind and by post, bytes, times, the store, what a hub may lack.
#[derive(clap::Args)]
pub(super) struct Args {
    /// The journal; it may be in use.
    dir: PathBuf,
    /// Print one JSON object.
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    wording: Wording,
}

pub(super) fn run(args: &Args) -> Result<(), Failure> {
    let setup = args.wording.settle(&[])?;
    let own = Identity::post_of(&args.dir)?;
    let stats = stats(&args.dir, own)?;
    let mut output = Output::open();
    if args.json {
        output.line(&as_json(&stats).to_string())?;
    } else {
        lines(&stats, setup.lang()).iter().try_for_each(|line| output.line(&visible(line)))?;
    }
    output.flush()
}

fn lines(stats: &Stats, lang: Lang) -> Vec<String> {
    let say = |zh: String, en: String| if lang == Lang::Zh { zh } else { en };
    let Stats { realm, store_id, segments: (segments, disk), records: (records, bytes), head, .. } = stats;
    let span = |(from, to): (At, At)| format!("{} > {}", from.date_time(), to.date_time());
    let mut lines = vec![
        say(format!("日志 {store_id} 属 {realm}"), format!("journal {store_id}, realm {realm}")),
        say(
            format!("{records} 条事件 {bytes} 字节 最新入账号 {head}"),
            format!("{records} events, {bytes} bytes, newest arrival number {head}"),
        ),
        say(format!("{segments} 个日志段 占盘 {disk} 字节"), format!("{segments} segments, {disk} bytes on the disk")),
    ];
    let Compressed { segments: count, bytes: packed, holds: plain } = stats.compressed;
    if count > 0 {
        let ratio = super::compact::ratio(plain, packed);
        lines.push(say(
            format!("其中 {count} 段已压缩 {plain} > {packed} 字节 ({ratio})"),
            format!("of these, {count} compressed: {plain} > {packed} bytes ({ratio})"),
        ));
    }
    if stats.damaged > 0 {
        let n = stats.damaged;
        lines.push(say(
            format!("{n} 处读不出 请用 journal verify 查看"),
            format!("{n} places cannot be read: see journal verify"),
        ));
    }
    lines.extend(stats.begins.map(|Beginning { at, filled }| {
        let at = at.date_time();
        say(
            format!("本机所知始于 {at} 此前 {filled} 条为后补"),
            format!("this replica knows since {at}; older events that were filled in later: {filled}"),
        )
    }));
    lines.extend(stats.arrived.map(|times| say(format!("入账 {}", span(times)), format!("arrived {}", span(times)))));
    lines.extend(stats.recorded.map(|times| say(format!("记录 {}", span(times)), format!("recorded {}", span(times)))));
    lines.push(store_line(stats, lang));
    let (count, bytes, newest) = stats.snapshots;
    lines.push(say(
        format!("{count} 个快照 占盘 {bytes} 字节 最新到 {newest}"),
        format!("{count} snapshots, {bytes} bytes on the disk, the newest up to {newest}"),
    ));
    if let Some(Account { missing, unsent }) = stats.account {
        lines.push(say(format!("待发 {unsent}"), format!("unsent {unsent}")));
        lines.push(say(
            format!("平台已收而本机缺 {missing}"),
            format!("acknowledged by the hub but missing here {missing}"),
        ));
    } else {
        lines.push(say("待发 不明 从未连过平台".to_owned(), "unsent: not known, no hub was spoken to".to_owned()));
    }
    lines.push(say("按种类".to_owned(), "by kind".to_owned()));
    lines.extend(stats.kinds.iter().map(|(kind, n)| format!("  {n:>9}  {kind}")));
    lines.push(say("按席位".to_owned(), "by post".to_owned()));
    lines.extend(stats.posts().iter().map(|(post, n)| format!("  {n:>9}  {}", post.short())));
    lines.push(say("按序列 条数 最末序号".to_owned(), "by series: events, greatest sequence".to_owned()));
    lines.extend(stats.series.iter().map(|(series, (n, last))| format!("  {n:>9} {last:>9}  {series}")));
    lines
}

fn store_line(stats: &Stats, lang: Lang) -> String {
    let bytes = stats.store_bytes;
    let (zh, en) = match &stats.store {
        StoreCheck::None => ("查询库 无".to_owned(), "store: none".to_owned()),
        StoreCheck::InUse => (
            format!("查询库 由正在写日志的进程打开 占盘 {bytes} 字节"),
            format!("store: open in the process that writes the journal, {bytes} bytes on the disk"),
        ),
        StoreCheck::Unreadable(why) => {
            (format!("查询库 读不出: {}", why.zh()), format!("store: cannot be read: {why}"))
        }
        StoreCheck::Read { applied, .. } => {
            let behind = stats.head.saturating_sub(*applied);
            (
                format!("查询库 落后 {behind} 占盘 {bytes} 字节"),
                format!("store: {behind} behind, {bytes} bytes on the disk"),
            )
        }
    };
    if lang == Lang::Zh { zh } else { en }
}

fn as_json(stats: &Stats) -> Value {
    let span = |times: Option<(At, At)>| times.map(|(from, to)| json!([from.rfc3339(), to.rfc3339()]));
    let series = |(series, (events, last)): (&crate::domain::Series, &(u64, u64))| {
        json!({
            "post": series.post,
            "incarnation": format!("{:016x}", series.incarnation),
            "stream": series.stream,
            "events": events,
            "last": last,
        })
    };
    let lag = match stats.store {
        StoreCheck::Read { applied, .. } => Some(stats.head.saturating_sub(applied)),
        StoreCheck::None | StoreCheck::InUse | StoreCheck::Unreadable(_) => None,
    };
    json!({
        "realm": stats.realm,
        "store_id": stats.store_id.to_string(),
        "events": stats.records.0,
        "bytes": stats.records.1,
        "head": stats.head,
        "damaged": stats.damaged,
        "segments": stats.segments.0,
        "segment_bytes": stats.segments.1,
        "compressed": stats.compressed.segments,
        "compressed_bytes": stats.compressed.bytes,
        "compressed_holds": stats.compressed.holds,
        "knows_since": stats.begins.map(|begins| begins.at.rfc3339()),
        "filled_in": stats.begins.map(|begins| begins.filled),
        "arrived": span(stats.arrived),
        "recorded": span(stats.recorded),
        "kinds": stats.kinds,
        "posts": stats.posts().into_iter().map(|(post, n)| (post.to_string(), n)).collect::<std::collections::BTreeMap<_, _>>(),
        "series": stats.series.iter().map(series).collect::<Vec<_>>(),
        "store": super::store_json(&stats.store),
        "store_lag": lag,
        "store_bytes": stats.store_bytes,
        "snapshots": stats.snapshots.0,
        "snapshot_bytes": stats.snapshots.1,
        "snapshot_newest": stats.snapshots.2,
        "unsent": stats.account.map(|account| account.unsent),
        "missing": stats.account.map(|account| account.missing),
    })
}
