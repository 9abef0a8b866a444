//! `qianzhi post`: an entry, or one a line, into a journal: for scripts and for hands.

use std::io::{BufRead, BufReader, Read, stdin};
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::time::Duration;

use clap::Subcommand;

use super::calling::{self, Calling};
use super::delivery::{Delivery, LOOK};
use super::failure::{Failure, WHICH_JOURNAL};
use super::output::Output;
use super::pen::Pen;
use super::setup::{Setup, Sources};
use crate::config::settings::Setting;
use crate::domain::{Command, Entry, EventId, Standing, World, decide};
use crate::journal::{JournalError, Ticket};
use crate::limits::{ENTRY_BYTES_MAX, WRITER_QUEUE};
use crate::text::tell::Both;

/// Record an entry, or one a line; each is said to be recorded once it is durable.
#[derive(clap::Args)]
#[command(subcommand_negates_reqs = true, subcommand_value_name = "log TEXT")]
pub(super) struct Args {
    /// The post's journal; made when it is not there.
    #[arg(long, value_name = "DIR", global = true)]
    journal: Option<PathBuf>,
    /// The realm of a journal that is made: live, test or drill:NAME.
    #[arg(long, global = true)]
    realm: Option<String>,
    /// The person who writes; the login when not given.
    #[arg(long, value_name = "NAME", global = true)]
    operator: Option<String>,
    /// Deliver to this hub, and say so.
    #[arg(long, value_name = "URL", global = true)]
    hub: Option<String>,
    #[command(flatten)]
    calling: calling::HubFlags,
    /// How long to wait for the hub at the end, in seconds.
    #[arg(long, value_name = "SECONDS", default_value_t = 10, global = true)]
    wait: u64,
    /// An entry from each line of the standard input.
    #[arg(long)]
    stdin: bool,
    #[command(flatten)]
    sources: Sources,
    #[command(subcommand)]
    what: Option<What>,
}

#[derive(Subcommand)]
enum What {
    /// One entry.
    Log {
        /// Its words.
        text: String,
    },
}

pub(super) fn run(args: &Args) -> Result<(), Failure> {
    let own = [
        (Setting::Journal, super::setup::text(args.journal.as_deref())),
        (Setting::Realm, args.realm.as_deref()),
        (Setting::Operator, args.operator.as_deref()),
        (Setting::Hub, args.hub.as_deref()),
    ];
    let setup = Setup::read(&args.sources, &[&own[..], &args.calling.settings()].concat())?;
    let dir = setup.settings.journal.clone().ok_or(Failure::Usage(WHICH_JOURNAL))?;
    if args.what.is_some() == args.stdin {
        return Err(Failure::Usage(Both::words("要么 `log TEXT`, 要么 --stdin", "post either `log TEXT` or --stdin")));
    }
    let hub = Calling::settled(&setup.settings)?;
    let mut pen = Pen::open(&dir, setup.settings.realm_said.clone(), setup.operator())?;
    // A log that is a hub's began there.
    pen.begins &= hub.is_none();
    let delivery = hub.map(|hub| Delivery::start(hub, &pen.journal, &pen.scribe, &setup.operator()));
    let mut teller = Teller { output: Output::open(), delivery: delivery.transpose()? };
    let refused = match &args.what {
        Some(What::Log { text }) => {
            let (id, ticket) = pen.write(text)?;
            ticket.wait()?;
            teller.recorded(id)?;
            None
        }
        None => every_line(pen, &mut teller)?,
    };
    teller.finish(Duration::from_secs(args.wait))?;
    refused.map_or(Ok(()), Err)
}

/// Says what became of entries.
struct Teller {
    output: Output,
    delivery: Option<Delivery>,
}

impl Teller {
    fn recorded(&mut self, id: EventId) -> Result<(), Failure> {
        self.output.line(&format!("recorded {id}"))?;
        self.output.flush()?;
        if let Some(delivery) = &mut self.delivery {
            delivery.watch_for(id);
        }
        self.delivered()
    }

    /// Says what the hub has by now.
    fn delivered(&mut self) -> Result<(), Failure> {
        self.delivery.as_mut().map_or(Ok(()), |delivery| delivery.say(&mut self.output))
    }

    fn finish(self, within: Duration) -> Result<(), Failure> {
        let Self { mut output, delivery } = self;
        delivery.map_or(Ok(()), |delivery| delivery.finish(within, &mut output))
    }
}

impl Pen {
    fn write(&mut self, text: &str) -> Result<(EventId, Ticket), Failure> {
        let now = self.clock.now();
        let entry = Command::WriteEntry(Entry::plain(text.to_owned(), now));
        // Entries are judged without looking at anything else, so an empty world will do.
        let world = World::new(self.journal.realm().clone());
        let decided = decide(&world, &Standing::unknown(now), entry).map_err(Failure::Refused)?;
        self.record(&decided)
    }
}

/// What became of one line.
type Line = Result<(EventId, Ticket), Failure>;

/// Lines are signed and handed over while those before them are on their way to the disk, so that they share a sync.
/// What comes back is the last line that was refused.
fn every_line(mut pen: Pen, teller: &mut Teller) -> Result<Option<Failure>, Failure> {
    let (told, lines) = sync_channel(WRITER_QUEUE);
    let reader = std::thread::Builder::new()
        .name("qianzhi-lines".to_owned())
        .spawn(move || read_lines(&mut pen, &told))
        .map_err(Failure::Thread)?;
    let result = say_lines(&lines, teller);
    // When the words cannot be said any more nobody waits for lines that may never come.
    if result.is_ok() {
        drop(reader.join());
    }
    result
}

fn read_lines(pen: &mut Pen, told: &SyncSender<Line>) {
    let mut input = BufReader::new(stdin().lock());
    let mut line = Vec::new();
    loop {
        line.clear();
        // One byte more than an entry may have, and its line end, shows that it is too long.
        let read = input.by_ref().take(ENTRY_BYTES_MAX as u64 + 2).read_until(b'\n', &mut line);
        let outcome = match read {
            Ok(0) => return,
            Ok(_) if line.len() > ENTRY_BYTES_MAX + 1 && !line.ends_with(b"\n") => {
                // What cannot be read now is found out with the next line.
                let more = input.skip_until(b'\n').unwrap_or(0);
                Err(Failure::Refused(crate::domain::Refusal::TooLong(line.len() + more)))
            }
            Ok(_) => match std::str::from_utf8(&line) {
                Ok(text) if text.trim().is_empty() => continue,
                Ok(text) => pen.write(text),
                Err(_) => Err(Failure::NotText),
            },
            Err(error) => Err(Failure::Input(error)),
        };
        let last = match &outcome {
            Err(Failure::Journal(error)) => !matches!(error, JournalError::Full { .. }),
            Err(Failure::Input(_)) => true,
            _ => false,
        };
        if told.send(outcome).is_err() || last {
            return;
        }
    }
}

/// Says `recorded ID` for each line in its order, and what the hub has as soon as it has it; a line that was refused
/// is told, and the next goes on.
fn say_lines(lines: &Receiver<Line>, teller: &mut Teller) -> Result<Option<Failure>, Failure> {
    let mut refused: Option<Failure> = None;
    loop {
        match lines.recv_timeout(LOOK) {
            Ok(Ok((id, ticket))) => {
                ticket.wait()?;
                teller.recorded(id)?;
            }
            Ok(Err(failure)) => {
                if let Some(before) = refused.replace(failure) {
                    before.say();
                }
            }
            Err(RecvTimeoutError::Timeout) => teller.delivered()?,
            Err(RecvTimeoutError::Disconnected) => return Ok(refused),
        }
    }
}
