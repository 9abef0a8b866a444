//! `qianzhi journal import`: bundles from files, from text, or from the standard input, into a journal.

use std::fs::File;
use std::io::{Read, stdin};
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde_json::json;

use crate::cli::failure::Failure;
use crate::cli::output::Output;
use crate::cli::setup::{Wording, text};
use crate::config::settings::Setting;
use crate::journal::bundle::{
    Answer, Applied, Blocks, Bundle, BundleError, BundleKind, HandedOver, hand_over, import, looks_like_text,
};
use crate::journal::{Doing, Journal, JournalError, Options};
use crate::limits::IMPORT_BYTES_MAX;
use crate::text::Lang;
use crate::text::tell::Both;
use crate::text::visible::visible;
use crate::text::when::date_minute;

/// Apply bundles to a journal, in any order and any number of times; a journal that is not there is made.
///
/// A journal that a console or a hub has open takes them through that process: it need not be stopped.
#[derive(clap::Args)]
pub(super) struct Args {
    /// Bundles, or texts with the blocks of bundles; `-` is the standard input, and so is no file at all.
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
    /// The journal.
    #[arg(long, value_name = "DIR")]
    journal: Option<PathBuf>,
    /// How long to wait for the process that has the journal open, in seconds.
    #[arg(long, value_name = "SECONDS", default_value_t = 30)]
    wait: u64,
    /// Print one JSON object for each bundle.
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    wording: Wording,
}

pub(super) fn run(args: &Args) -> Result<(), Failure> {
    let setup = args.wording.settle(&[(Setting::Journal, text(args.journal.as_deref()))])?;
    let Some(dir) = setup.settings.journal.clone() else {
        return Err(Failure::Usage(Both::words(
            "收进哪个日志? 用 --journal DIR 写明",
            "import into which journal? name one with --journal DIR",
        )));
    };
    let mut given = Given::default();
    let mut failures: Vec<Failure> = Vec::new();
    let none = [PathBuf::from("-")];
    for file in if args.files.is_empty() { &none[..] } else { &args.files } {
        let read = if file.as_os_str() == "-" { given.standard_input() } else { given.file(file) };
        failures.extend(read.err().map(Failure::from));
    }
    let (bundles, faults) = given.finish();
    failures.extend(faults.into_iter().map(Failure::from));
    let mut output = Output::open();
    let within = Duration::from_secs(args.wait);
    for bundle in &bundles {
        match apply(&dir, bundle, within) {
            Ok(applied) => {
                output.line(&if args.json {
                    as_json(bundle, &applied)
                } else {
                    line(bundle, &applied, setup.lang())
                })?;
                output.flush()?;
                failures.extend(applied.complaint(bundle.name()).map(Failure::from));
            }
            Err(failure) => failures.push(failure),
        }
    }
    // The last one is what the command ends with; those before it are said now.
    let last = failures.pop();
    failures.iter().for_each(Failure::say);
    last.map_or(Ok(()), Err)
}

/// Applies a bundle here, or through the process that has the journal open.
pub(in crate::cli) fn apply(dir: &Path, bundle: &Bundle, within: Duration) -> Result<Applied, Failure> {
    loop {
        let options = Options { realm: Some(bundle.header().realm.clone()), store: false, ..Options::default() };
        match Journal::open(dir, &options) {
            Ok((journal, opened)) => {
                opened.found.iter().for_each(crate::cli::failure::say);
                return Ok(import(&journal, bundle)?);
            }
            Err(JournalError::InUse { .. }) => {}
            Err(JournalError::Realm { dir, found: wanted, .. }) => {
                let (name, found) = (bundle.name().to_owned(), bundle.header().realm.clone());
                return Err(BundleError::Realm { name, found, dir, wanted }.into());
            }
            Err(error) => return Err(error.into()),
        }
        // What cannot be applied is told here, by its own name.
        bundle.check()?;
        match hand_over(dir, bundle, within)? {
            HandedOver::Answered(Answer::Applied(applied)) => return Ok(applied),
            HandedOver::Answered(Answer::Refused(why)) => return Err(Failure::HandedBack { dir: dir.to_owned(), why }),
            HandedOver::Waits(path) => return Err(Failure::HandedOver { dir: dir.to_owned(), path }),
            HandedOver::Free => {}
        }
    }
}

fn line(bundle: &Bundle, applied: &Applied, lang: Lang) -> String {
    let (name, header) = (bundle.name(), bundle.header());
    let (post, made) = (header.post.short(), date_minute(header.made));
    let said = match (header.kind, lang) {
        (BundleKind::Have, Lang::Zh) => {
            format!("{name}: 席位 {post} 于 {made} 列出的已有清单 其中没有事件 用于 --since")
        }
        (BundleKind::Have, Lang::En) => {
            format!("{name}: the list of what post {post} had at {made}; it carries no events, name it with --since")
        }
        (BundleKind::Events, Lang::Zh) => {
            format!("{name}: 席位 {post} 于 {made} 打包 新入账 {} 条 已有 {} 条", applied.new, applied.known)
        }
        (BundleKind::Events, Lang::En) => {
            format!("{name}: packed by post {post} at {made}; {} new, {} known", applied.new, applied.known)
        }
    };
    visible(&said).into_owned()
}

fn as_json(bundle: &Bundle, applied: &Applied) -> String {
    let header = bundle.header();
    json!({
        "name": bundle.name(),
        "kind": match header.kind { BundleKind::Events => "events", BundleKind::Have => "have" },
        "realm": header.realm,
        "post": header.post,
        "store": header.store.to_string(),
        "fold": header.fold,
        "made": header.made.rfc3339(),
        "events": header.events,
        "new": applied.new,
        "known": applied.known,
        "forged": applied.forged,
    })
    .to_string()
}

/// Bundles as they are given: files, and blocks of text from all of them together.
#[derive(Default)]
pub(super) struct Given {
    bundles: Vec<Bundle>,
    blocks: Blocks,
}

impl Given {
    /// A file: a bundle, or text with blocks of one.
    pub(super) fn file(&mut self, path: &Path) -> Result<(), BundleError> {
        let name = path.display().to_string();
        let failed = |source| BundleError::Io { doing: Doing::Read, name: name.clone(), source };
        let mut file = File::open(path).map_err(failed)?;
        let mut head = [0; 8];
        let read = file.read(&mut head).map_err(failed)?;
        if head.get(..read).is_some_and(Bundle::begins) {
            self.bundles.push(Bundle::open(path)?);
            return Ok(());
        }
        let text = file.take(IMPORT_BYTES_MAX + 1);
        self.input(&name, head.get(..read).unwrap_or_default().chain(text))
    }

    fn standard_input(&mut self) -> Result<(), BundleError> {
        self.input("-", stdin().lock())
    }

    fn input(&mut self, name: &str, input: impl Read) -> Result<(), BundleError> {
        let mut bytes = Vec::new();
        let failed = |source| BundleError::Io { doing: Doing::Read, name: name.to_owned(), source };
        input.take(IMPORT_BYTES_MAX + 1).read_to_end(&mut bytes).map_err(failed)?;
        if bytes.len() as u64 > IMPORT_BYTES_MAX {
            return Err(BundleError::TooLong { name: name.to_owned(), most: IMPORT_BYTES_MAX });
        }
        if Bundle::begins(&bytes) {
            self.bundles.push(Bundle::of_bytes(name, bytes)?);
            return Ok(());
        }
        let text = String::from_utf8_lossy(&bytes);
        if !looks_like_text(&text) {
            return Err(BundleError::NotABundle { name: name.to_owned() });
        }
        self.blocks.read(&text);
        Ok(())
    }

    /// Everything that is whole, and what is wrong with the rest.
    pub(super) fn finish(self) -> (Vec<Bundle>, Vec<BundleError>) {
        let (texts, faults) = self.blocks.finish();
        let mut bundles = self.bundles;
        let mut faults: Vec<BundleError> = faults.into_iter().map(BundleError::from).collect();
        for text in texts {
            match Bundle::of_bytes(text.name, text.bytes) {
                Ok(bundle) => bundles.push(bundle),
                Err(error) => faults.push(error),
            }
        }
        (bundles, faults)
    }
}
