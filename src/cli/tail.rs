//! `qianzhi tail`: one event a line, as they come, also beside a live console.

use std::mem::MaybeUninit;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{RecvTimeoutError, sync_channel};
use std::time::Duration;

use rustix::fs::inotify;
use tokio::runtime::Runtime;

use super::calling::{self, Calling};
use super::failure::Failure;
use super::output::Output;
use super::setup::{Setup, Sources};
use crate::clock::wall;
use crate::config::settings::Setting;
use crate::console::LinkState;
use crate::domain::{Event, Realm, Stream, World};
use crate::journal::{JournalError, Record, line, records};
use crate::link::Options;
use crate::sync::{Passing, StoreId};
use crate::text::Lang;
use crate::text::say::Say;
use crate::text::tell::Both;
use crate::text::visible::visible;

/// Print events, one a line, those that are there and then those that come.
#[derive(clap::Args)]
pub(super) struct Args {
    /// Read this journal; somebody may be writing it.
    #[arg(long, value_name = "DIR")]
    journal: Option<PathBuf>,
    /// Watch this hub instead; nothing is kept.
    #[arg(long, value_name = "URL", conflicts_with_all = ["journal", "last", "no_follow"])]
    hub: Option<String>,
    #[command(flatten)]
    calling: calling::HubFlags,
    /// The hub's realm: live, test or drill:NAME.
    #[arg(long, requires = "hub")]
    realm: Option<String>,
    /// Only the last so many of those that are there.
    #[arg(short = 'n', long, value_name = "N")]
    last: Option<usize>,
    /// End when everything that is there was printed.
    #[arg(long)]
    no_follow: bool,
    /// Print lines of JSON, as `journal export` writes them.
    #[arg(long)]
    json: bool,
    /// Words: zh or en.
    #[arg(long, value_name = "zh|en")]
    lang: Option<String>,
    #[command(flatten)]
    sources: Sources,
}

pub(super) fn run(args: &Args) -> Result<(), Failure> {
    let own = [
        (Setting::Journal, super::setup::text(args.journal.as_deref())),
        (Setting::Lang, args.lang.as_deref()),
        (Setting::Hub, args.hub.as_deref()),
        (Setting::Realm, args.realm.as_deref()),
    ];
    let setup = Setup::read(&args.sources, &[&own[..], &args.calling.settings()].concat())?;
    if args.hub.is_some()
        && let Some(hub) = Calling::settled(&setup.settings)?
    {
        return follow_hub(&hub, setup.settings.realm.clone(), args.json, setup.lang());
    }
    let Some(dir) = setup.settings.journal.clone() else {
        return Err(Failure::Usage(Both::words(
            "看哪里? 用 --journal DIR 或 --hub URL 写明",
            "tail what? name --journal DIR or --hub URL",
        )));
    };
    follow_journal(&dir, args, setup.lang())
}

fn follow_journal(dir: &Path, args: &Args, lang: Lang) -> Result<(), Failure> {
    // Looked at before the first read, so that nothing is written between the two and missed.
    let bell = Bell::on(&dir.join("wal"));
    let mut reader = records(dir)?;
    let mut printer = Printer::new(reader.realm().clone(), args.json, lang);
    let mut held = std::collections::VecDeque::new();
    for record in reader.by_ref() {
        let Some(record) = readable(record)? else { continue };
        if let Some(last) = args.last {
            // Names in later lines come from earlier events, so those are folded though they are not printed.
            held.push_back(record);
            if held.len() > last
                && let Some(passed) = held.pop_front()
            {
                printer.pass(&passed.envelope.event());
            }
        } else {
            printer.print(&record)?;
        }
    }
    held.iter().try_for_each(|record| printer.print(record))?;
    printer.output.flush()?;
    if args.no_follow {
        return Ok(());
    }
    let bell = bell?;
    loop {
        for record in reader.by_ref() {
            if let Some(record) = readable(record)? {
                printer.print(&record)?;
            }
        }
        printer.output.flush()?;
        bell.wait()?;
    }
}

/// Prints what a hub has, and what comes, until nobody reads. A hub that is not there at first is an error; one that
/// goes away later is called again.
fn follow_hub(calling: &Calling, realm: Realm, json: bool, lang: Lang) -> Result<(), Failure> {
    let (told, heard) = sync_channel(TAIL_QUEUE);
    let passed = told.clone();
    let id = StoreId(super::random128()?);
    // When nobody prints any more the program is about to end.
    let replica = Passing::new(id, realm.clone(), move |envelope| passed.send(Some(envelope)).unwrap_or_default());
    let mut options = Options::new("tail", None);
    options.streams.insert(Stream::Control);
    options.wake = Arc::new(move || told.try_send(None).unwrap_or_default());
    let tasks = Runtime::new().map_err(Failure::Thread)?;
    let address = calling.hub.to_string();
    let link = calling.link(tasks.handle(), Arc::new(replica), options);
    let mut printer = Printer::new(realm, json, lang);
    let (mut number, mut been_up) = (0, false);
    loop {
        match heard.recv_timeout(TAIL_LOOK) {
            Ok(Some(envelope)) => {
                number += 1;
                printer.print(&Record { number, arrived: wall(), envelope })?;
                continue;
            }
            Ok(None) | Err(RecvTimeoutError::Timeout) => printer.output.flush()?,
            Err(RecvTimeoutError::Disconnected) => return Ok(()),
        }
        match link.view().state {
            LinkState::Up { .. } => been_up = true,
            LinkState::Refused { why } => return Err(Failure::HubRefused { hub: address, why }),
            LinkState::Calling { attempt, why } if !been_up && attempt > 0 && !why.is_empty() => {
                return Err(Failure::HubAway { hub: address, why });
            }
            LinkState::Calling { .. } | LinkState::NotConfigured => {}
        }
    }
}

/// Events that wait to be printed; a hub that is faster waits.
const TAIL_QUEUE: usize = 1024;

/// How often printed lines are flushed and the link is looked at while nothing comes.
const TAIL_LOOK: Duration = Duration::from_millis(100);

/// A damaged place is told, and what lies behind it goes on.
fn readable(record: Result<Record, JournalError>) -> Result<Option<Record>, Failure> {
    match record {
        Ok(record) => Ok(Some(record)),
        Err(damaged @ JournalError::Damaged { .. }) => {
            Failure::Journal(damaged).say();
            Ok(None)
        }
        Err(error) => Err(error.into()),
    }
}

/// Rings when something is written in a directory.
struct Bell {
    watch: rustix::fd::OwnedFd,
    dir: PathBuf,
}

impl Bell {
    fn on(dir: &Path) -> Result<Self, Failure> {
        let failed = |e: rustix::io::Errno| Failure::Watch { path: dir.to_owned(), source: e.into() };
        let watch = inotify::init(inotify::CreateFlags::CLOEXEC).map_err(failed)?;
        let what = inotify::WatchFlags::MODIFY | inotify::WatchFlags::CREATE | inotify::WatchFlags::MOVED_TO;
        inotify::add_watch(&watch, dir, what).map_err(failed)?;
        Ok(Self { watch, dir: dir.to_owned() })
    }

    /// Waits until something was written since the last time.
    fn wait(&self) -> Result<(), Failure> {
        let mut room = [MaybeUninit::uninit(); 4096];
        match rustix::io::read(&self.watch, &mut room) {
            Ok(_) | Err(rustix::io::Errno::INTR) => Ok(()),
            Err(e) => Err(Failure::Watch { path: self.dir.clone(), source: e.into() }),
        }
    }
}

/// Prints events with the names that the events before them gave.
struct Printer {
    world: World,
    json: bool,
    lang: Lang,
    output: Output,
}

impl Printer {
    fn new(realm: Realm, json: bool, lang: Lang) -> Self {
        Self { world: World::new(realm), json, lang, output: Output::open() }
    }

    /// Takes an event in without printing it.
    fn pass(&mut self, event: &Event) {
        if !self.json {
            self.world.apply(event);
        }
    }

    fn print(&mut self, record: &Record) -> Result<(), Failure> {
        if self.json {
            return self.output.line(&line(record));
        }
        let event = record.envelope.event();
        self.world.apply(&event);
        let said = Say { world: &self.world, lang: self.lang }.fact(&event.fact);
        let line = format!(
            "{} {} {} {} {said}",
            event.recorded.date_time(),
            event.post.short(),
            if event.actor.is_empty() { "-" } else { &event.actor },
            event.fact.kind(),
        );
        self.output.line(&visible(&line))
    }
}
