//! `qianzhi journal export`: lines of JSON, or a bundle for another replica, as a file or as text.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};

use super::import::Given;
use crate::cli::failure::Failure;
use crate::cli::output::Output;
use crate::clock::{At, wall};
use crate::domain::Stream;
use crate::journal::bundle::{BundleError, BundleKind, Packed, Packing, Ranges, Since, blocks, pack};
use crate::journal::{ExportError, Identity, JournalError, export};
use crate::text::tell::{Both, both};

/// Write every event as a line of JSON, in order of arrival; or pack events for another replica.
#[derive(clap::Args)]
#[command(after_help = "\
A bundle is sealed with the key of the journal's post. It is applied with `qianzhi journal import`, in any order and
any number of times. Two replicas that no network joins need one bundle each way:

  there   qianzhi journal export DIR --have -o there.have
  here    qianzhi journal export DIR --since there.have --bundle -o here.qzb
  there   qianzhi journal import here.qzb; qianzhi journal export DIR --since here.qzb --bundle -o there.qzb
  here    qianzhi journal import there.qzb")]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
pub(super) struct Args {
    /// The journal; it may be in use.
    dir: PathBuf,
    /// Into this file instead of the standard output.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Write a bundle: a sealed and compressed file of events.
    #[arg(long)]
    bundle: bool,
    /// Write the bundle as blocks of text of at most 1,000 bytes each, for short messages and chats.
    #[arg(long)]
    text: bool,
    /// Write no events, only the list of what is here, for the other side's --since.
    #[arg(long, conflicts_with_all = ["bundle", "since"])]
    have: bool,
    /// Only events that arrived here since then: a time in Beijing such as "2021-07-20 16:01", or an arrival number;
    /// or only what the other side lacks: a file that it made with --have, or a bundle of its.
    #[arg(long, value_name = "TIME|NUMBER|FILE")]
    since: Option<String>,
    /// Take the controllers' stream of a drill along too, which players must not see.
    #[arg(long)]
    with_control: bool,
}

pub(super) fn run(args: &Args) -> Result<(), Failure> {
    if args.bundle || args.text || args.have {
        return bundle(args);
    }
    if args.since.is_some() || args.with_control {
        return Err(Failure::Usage(Both::words(
            "--since 和 --with-control 要与 --bundle、--text 或 --have 同用",
            "--since and --with-control go with --bundle, --text or --have",
        )));
    }
    match &args.output {
        Some(path) => {
            // A journal that cannot be read leaves the file as it was.
            drop(crate::journal::records(&args.dir)?);
            into_file(path, |file, failed| lines(&args.dir, file, failed))
        }
        None => lines(&args.dir, Output::open().writer(), &Failure::Output),
    }
}

/// What an error of writing means.
type Failed<'a> = &'a dyn Fn(io::Error) -> Failure;

/// Writes a file and makes it durable.
fn into_file(
    path: &Path,
    write: impl FnOnce(&mut dyn Write, Failed<'_>) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let failed = |source| Failure::Write { path: path.to_owned(), source };
    let mut file = BufWriter::new(File::create(path).map_err(failed)?);
    let written = write(&mut file, &failed);
    file.into_inner().map_err(|e| failed(e.into_error()))?.sync_all().map_err(failed)?;
    written
}

fn told(error: ExportError, failed: Failed<'_>) -> Failure {
    match error {
        ExportError::Journal(error) => Failure::Journal(error),
        ExportError::Out(error) => failed(error),
    }
}

/// What could be read was written; that it is not all is a failure.
fn whole(damaged: Vec<JournalError>) -> Result<(), Failure> {
    damaged.into_iter().next().map_or(Ok(()), |damage| Err(Failure::Journal(damage)))
}

fn lines(dir: &Path, to: &mut dyn Write, failed: Failed<'_>) -> Result<(), Failure> {
    let exported = export(dir, to).map_err(|error| told(error, failed))?;
    whole(exported.damaged)
}

fn bundle(args: &Args) -> Result<(), Failure> {
    drop(crate::journal::records(&args.dir)?);
    let packing = packing(args)?;
    let key = Identity::key_of(&args.dir)?;
    let pack = |to: &mut dyn Write, failed: Failed<'_>| {
        pack(&args.dir, &key, &packing, to).map_err(|error| told(error, failed))
    };
    let write = |to: &mut dyn Write, failed: Failed<'_>| {
        if !args.text {
            return pack(to, failed);
        }
        let mut bytes = Vec::new();
        let packed = pack(&mut bytes, failed)?;
        for (n, block) in blocks(&bytes)?.iter().enumerate() {
            let between = if n > 0 { "\n" } else { "" };
            write!(to, "{between}{block}").map_err(failed)?;
        }
        to.flush().map_err(failed)?;
        Ok(packed)
    };
    let Some(path) = &args.output else {
        if !args.text && io::stdout().is_terminal() {
            return Err(Failure::Usage(Both::words(
                "数据包不是文字: 用 -o FILE 写明文件, 或用 --text",
                "a bundle is no text: name a file with -o FILE, or use --text",
            )));
        }
        return whole(write(Output::open().writer(), &Failure::Output)?.damaged);
    };
    let mut packed = None;
    into_file(path, |file, failed| {
        packed = Some(write(file, failed)?);
        Ok(())
    })?;
    let Some(Packed { header, damaged }) = packed else { return Ok(()) };
    let mut output = Output::open();
    let (path, post) = (path.display(), header.post.short());
    output.line(&match header.kind {
        BundleKind::Events => format!("{path}: {} events of {}, sealed by post {post}", header.events, header.realm),
        BundleKind::Have => format!("{path}: what is here of {}, sealed by post {post}", header.realm),
    })?;
    output.flush()?;
    whole(damaged)
}

fn packing(args: &Args) -> Result<Packing, Failure> {
    let since = args.since.as_deref().map_or(Ok(Since::Beginning), since)?;
    let mut streams = BTreeSet::from([Stream::Open]);
    if args.with_control {
        streams.insert(Stream::Control);
    }
    let kind = if args.have { BundleKind::Have } else { BundleKind::Events };
    Ok(Packing { kind, since, streams, made: wall() })
}

fn since(text: &str) -> Result<Since, Failure> {
    if let Ok(number) = text.parse() {
        return Ok(Since::Number(number));
    }
    if let Some(at) = At::parse(text) {
        return Ok(Since::Time(at));
    }
    let path = Path::new(text);
    if !path.exists() {
        return Err(Failure::Usage(both!(
            "`{text}` 不是时间 (如 \"2021-07-20 16:01\"), 不是入账编号, 也不是文件",
            "`{text}` is neither a time such as \"2021-07-20 16:01\", nor an arrival number, nor a file"
        )));
    }
    let mut given = Given::default();
    given.file(path)?;
    let (bundles, faults) = given.finish();
    if let Some(fault) = faults.into_iter().next() {
        return Err(fault.into());
    }
    let mut lists =
        bundles.iter().map(crate::journal::bundle::Bundle::check).collect::<Result<Vec<Ranges>, BundleError>>()?;
    match (lists.pop(), lists.is_empty()) {
        (Some(list), true) => Ok(Since::Have(list)),
        _ => Err(Failure::Usage(both!(
            "{text} 里有几个数据包: 写只有一个的文件",
            "{text} holds several bundles: name a file with one"
        ))),
    }
}
