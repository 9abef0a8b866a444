//! `qianzhi console`: the boards, on a terminal.

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use ratatui::Frame;
use ratatui::buffer::Buffer;
use tokio::runtime::Runtime;

use super::calling::{self, Calling};
use super::drafts::DraftKeeper;
use super::face::{Face, Flags};
use super::failure::Failure;
use super::live::{LiveOffice, LivePost};
use super::office::{Office, Teller};
use super::setup::{Setup, text};
use super::station::Station;
use super::trace;
use crate::clock::Clock;
use crate::config::settings::Setting;
use crate::console::{Desk, Effect, Msg, SAMPLES, Seat, Told};
use crate::domain::{Realm, World};
use crate::journal::{JournalError, Opened, STORE_THREAD};
use crate::limits::{CONSOLE_QUEUE, POSTS_OF_A_LOGIN};
use crate::term::crash::{Crash, Fate};
use crate::term::fault::{Fault, NoSuchFault};
use crate::term::run::{self, Clocks, Idle, Shell};
use crate::term::screen::Screen;
use crate::term::tty::Tty;
use crate::view::{Look, draw};

/// The boards, on this terminal; works without a hub.
#[derive(clap::Args)]
pub(super) struct Args {
    /// Address of the hub to call: `ws://HOST:PORT` on this machine, `wss://HOST:PORT#PIN` elsewhere.
    #[arg(long, value_name = "URL")]
    hub: Option<String>,
    #[command(flatten)]
    calling: calling::HubFlags,
    /// The post's journal; one under the state directory when not given.
    #[arg(long, value_name = "DIR")]
    journal: Option<PathBuf>,
    /// Which world: live, test or drill:NAME.
    #[arg(long)]
    realm: Option<String>,
    #[command(flatten)]
    face: Flags,
}

pub(super) fn run(args: &Args) -> Result<(), Failure> {
    let own = [
        (Setting::Hub, args.hub.as_deref()),
        (Setting::Journal, text(args.journal.as_deref())),
        (Setting::Realm, args.realm.as_deref()),
    ];
    let setup = args.face.settle(&[&own[..], &args.calling.settings()].concat())?;
    let face = Face::of(&setup)?;
    // The hub of every day is the live realm's; a drill calls one that was named for it.
    let named = args.hub.is_some() || setup.settings.realm == Realm::Live;
    let days = setup.standing.as_ref().is_some_and(|standing| standing.hub == setup.settings.hub);
    let hub = if named || !days { Calling::settled(&setup.settings)? } else { None };
    Tty::open(false)?;
    trace::start(&setup.paths()?.log("console")).map_err(Failure::Scratch)?;
    let (station, world, opened) = open_post(&setup)?;
    super::setup::look_at_disk(&station.journal)?;
    let inbox = Inbox::new();
    for found in opened.found {
        drop(inbox.sender.try_send(Told::Of(Seat::Own, Msg::Found(found))));
    }
    let live = LivePost::beside(&setup, &setup.settings.realm);
    sit(&face, station, world, hub.as_ref(), live, inbox)
}

/// The journal that was named; or the first of this login's that no other process has open, so that several people
/// may share one login.
fn open_post(setup: &Setup) -> Result<(Station, World, Opened), Failure> {
    let realm = &setup.settings.realm;
    if let Some(dir) = &setup.settings.journal {
        return Station::open(dir, realm, Clock::machine());
    }
    for nth in 1..=POSTS_OF_A_LOGIN {
        match Station::open(&setup.paths()?.journal(realm, nth), realm, Clock::machine()) {
            Err(Failure::Journal(JournalError::InUse { .. })) => {}
            opened => return opened,
        }
    }
    Err(Failure::PostsInUse(POSTS_OF_A_LOGIN))
}

/// The loop's queue: everything that happens comes through it.
pub(super) struct Inbox {
    /// For those who tell.
    pub(super) sender: SyncSender<Told>,
    receiver: Receiver<Told>,
}

impl Inbox {
    /// An empty queue.
    pub(super) fn new() -> Self {
        let (sender, receiver) = sync_channel(CONSOLE_QUEUE);
        Self { sender, receiver }
    }
}

/// Runs the boards over an open post until somebody quits; over the live one beside it, when there is one.
pub(super) fn sit(
    face: &Face,
    station: Station,
    world: World,
    hub: Option<&Calling>,
    live: Option<LivePost>,
    inbox: Inbox,
) -> Result<(), Failure> {
    let mut model = face.model(world, &station, hub);
    let fault = fault()?;
    let tasks = Runtime::new().map_err(Failure::Thread)?;
    let drafts = DraftKeeper::start(station.journal.dir(), &mut model)?;
    let mut screen = Screen::enter(&inbox.sender, face.colours, face.titled, caught, report)?;
    if model.terminal.fixed.is_none() {
        model.terminal.ask(model.now);
        screen.measure().map_err(Failure::Screen)?;
    }
    let (events, operator) = (model.events, model.post.operator.clone());
    let mut desk = Desk::new(model);
    let clocks = Clocks { own: station.clock.clone(), live: Clock::machine() };
    let teller = Teller::new(Seat::Own, inbox.sender.clone());
    let own = Office::start(station, drafts, face, events, hub, teller, tasks.handle())?;
    let live = live.map(|post| LiveOffice::open(post, face, inbox.sender.clone(), tasks.handle(), &mut desk));
    let struck = fault.and_then(Fault::in_journal).map(|strike| own.watch(strike));
    let mut outside = Outside { own, live: live.transpose()?, tty: screen.tty(), operator, fault, tasks };
    let look = face.look;
    let draw = |desk: &Desk, frame: &mut Frame<'_>| {
        let model = desk.front();
        let look = Look { ambiguous: model.terminal.ambiguous(), ..look };
        draw(model, &look, frame);
    };
    let ended = run::run(&mut screen.terminal, &mut desk, &inbox.receiver, &clocks, &mut outside, &draw);
    drop(screen);
    tracing::info!(?ended, "the console ends");
    // Whoever still has something to tell is told that nobody listens.
    drop(inbox.receiver);
    drop(struck);
    outside.stop(&desk);
    ended.map(drop).map_err(Failure::Screen)
}

/// The fault that a test asks for.
fn fault() -> Result<Option<Fault>, Failure> {
    let Some(text) = std::env::var_os("QIANZHI_FAULT") else { return Ok(None) };
    text.to_string_lossy().parse().map(Some).map_err(|error: NoSuchFault| Failure::Usage(error.to_string()))
}

/// sled panics where others return errors; the journal catches it and does without the store, or builds it anew.
fn caught(crash: &Crash) -> bool {
    crash.thread == STORE_THREAD || crash.place.contains("/sled-")
}

/// A crash goes to the log, and in one line to the person whose terminal it was.
fn report(crash: &Crash, fate: Fate) {
    let Crash { thread, place, what } = crash;
    tracing::error!("panic in the thread {thread} at {place}: {what}");
    if fate == Fate::Ends {
        let words = format!("a fault in the program, at {place}: {what}; what was recorded is safe: start it again");
        super::failure::say(&words);
    }
}

/// What the loop asks of the world outside.
struct Outside {
    own: Office,
    live: Option<LiveOffice>,
    tty: Tty,
    operator: String,
    fault: Option<Fault>,
    tasks: Runtime,
}

impl Outside {
    fn stop(self, desk: &Desk) {
        if let Some(model) = desk.of(Seat::Own) {
            self.own.stop(model, &self.tasks);
        }
        if let Some(live) = self.live {
            live.stop(desk, &self.tasks);
        }
    }
}

impl Shell for Outside {
    fn perform(&mut self, seat: Seat, effect: Effect) {
        match (seat, effect) {
            (_, Effect::Measure) => self.tty.ask(SAMPLES.len()),
            (_, Effect::Suspend) => drop(self.tty.suspend()),
            (_, Effect::SignIn(name)) => self.operator = name,
            (Seat::Own, effect) => self.own.perform(&self.operator, effect),
            (Seat::Live, effect) => {
                if let Some(live) = &mut self.live {
                    live.perform(&self.operator, effect);
                }
            }
        }
    }

    fn idle(&mut self, desk: &Desk, _screen: &Buffer) -> Idle {
        if let Some(model) = desk.of(Seat::Own) {
            self.own.look(model);
        }
        if let Some(live) = &mut self.live {
            live.look(desk);
        }
        if let Some(fault) = &mut self.fault {
            fault.frame(|strike| drop(self.tasks.spawn(async move { strike() })));
        }
        Idle::Wait
    }
}
