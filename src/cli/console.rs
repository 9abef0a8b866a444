//! `qianzhi console`: the boards, on a terminal.

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::time::Instant;

use ratatui::Frame;
use ratatui::buffer::Buffer;
use tokio::runtime::Runtime;

use super::archive::Archive;
use super::calling::{self, Calling};
use super::drafts::DraftKeeper;
use super::face::{Face, Flags};
use super::failure::Failure;
use super::setup::{Setup, text};
use super::station::{Feeder, Station, append};
use super::trace;
use super::wire::Wire;
use crate::clock::{Clock, monotonic};
use crate::config::settings::Setting;
use crate::console::{Board, Effect, LinkState, Model, Msg, PostCard, SAMPLES};
use crate::domain::World;
use crate::journal::{JournalError, Opened, STORE_THREAD, bundle};
use crate::limits::{ASK_SESSIONS_EVERY, CONSOLE_QUEUE};
use crate::papers::Document;
use crate::term::crash::{Crash, Fate};
use crate::term::fault::{Fault, NoSuchFault};
use crate::term::run::{self, Idle, Shell};
use crate::term::screen::Screen;
use crate::term::tty::Tty;
use crate::text::Lang;
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

/// Posts that one login may have open at a time in one realm.
const POSTS: usize = 16;

pub(super) fn run(args: &Args) -> Result<(), Failure> {
    let own = [
        (Setting::Hub, args.hub.as_deref()),
        (Setting::Journal, text(args.journal.as_deref())),
        (Setting::Realm, args.realm.as_deref()),
    ];
    let setup = args.face.settle(&[&own[..], &args.calling.settings()].concat())?;
    let face = Face::of(&setup)?;
    let hub = Calling::settled(&setup.settings)?;
    Tty::open(false)?;
    trace::start(&setup.paths()?.log("console")).map_err(Failure::Scratch)?;
    let (station, world, opened) = open_post(&setup)?;
    super::setup::look_at_disk(&station.journal)?;
    let inbox = Inbox::new();
    for found in opened.found {
        drop(inbox.sender.try_send(Msg::Found(found)));
    }
    sit(face, station, world, hub, inbox)
}

/// The journal that was named; or the first of this login's that no other process has open, so that several people
/// may share one login.
fn open_post(setup: &Setup) -> Result<(Station, World, Opened), Failure> {
    let realm = &setup.settings.realm;
    if let Some(dir) = &setup.settings.journal {
        return Station::open(dir, realm, Clock::machine());
    }
    for nth in 1..=POSTS {
        match Station::open(&setup.paths()?.journal(realm, nth), realm, Clock::machine()) {
            Err(Failure::Journal(JournalError::InUse { .. })) => {}
            opened => return opened,
        }
    }
    Err(Failure::PostsInUse(POSTS))
}

/// The loop's queue: everything that happens comes through it.
pub(super) struct Inbox {
    /// For those who tell.
    pub(super) sender: SyncSender<Msg>,
    receiver: Receiver<Msg>,
}

impl Inbox {
    /// An empty queue.
    pub(super) fn new() -> Self {
        let (sender, receiver) = sync_channel(CONSOLE_QUEUE);
        Self { sender, receiver }
    }
}

/// Runs the boards over an open post until somebody quits.
pub(super) fn sit(
    face: Face,
    station: Station,
    world: World,
    hub: Option<Calling>,
    inbox: Inbox,
) -> Result<(), Failure> {
    let card = PostCard { id: station.scribe.post(), name: face.name, operator: face.operator, area: face.area };
    let mut model = Model::new(world, card, face.lang, face.layout, station.clock.now());
    model.keys = face.keys;
    model.role = face.role;
    model.lock_minutes = face.lock_minutes;
    model.terminal = face.terminal;
    model.events = station.journal.durable();
    model.hub = hub.as_ref().map(|calling| calling.hub.to_string());
    let fault = fault()?;
    let tasks = Runtime::new().map_err(Failure::Thread)?;
    tracing::info!(realm = %station.journal.realm(), events = model.events, "the console begins");
    let drafts = DraftKeeper::start(station.journal.dir(), &mut model)?;
    let mut screen = Screen::enter(&inbox.sender, face.colours, face.titled, caught, report)?;
    if model.terminal.fixed.is_none() {
        model.terminal.ask(model.now);
        screen.measure().map_err(Failure::Screen)?;
    }
    let feeder = Feeder::start(&station.journal, model.events + 1, inbox.sender.clone())?;
    let archive = Archive::start(&station.journal, inbox.sender.clone())?;
    let bundles = bundle::Inbox::start(&station.journal, Some(writing(&station, &inbox)))?;
    let wire =
        hub.map(|hub| Wire::start(&tasks, &hub, &model.post.name, &station, inbox.sender.clone())).transpose()?;
    let struck = fault.and_then(Fault::in_journal).map(|strike| station.journal.watch(strike));
    let clock = station.clock.clone();
    let mut outside = Outside {
        station,
        inbox: inbox.sender.clone(),
        tty: screen.tty(),
        operator: model.post.operator.clone(),
        lang: model.lang,
        offset_ms: None,
        fault,
        tasks,
        wire,
        asked: monotonic(),
        drafts,
        archive,
    };
    let look = face.look;
    let draw = |model: &Model, frame: &mut Frame<'_>| {
        let look = Look { ambiguous: model.terminal.ambiguous(), ..look };
        draw(model, &look, frame);
    };
    let ended = run::run(&mut screen.terminal, &mut model, &inbox.receiver, &clock, &mut outside, &draw);
    drop(screen);
    tracing::info!(?ended, "the console ends");
    // Whoever still has something to tell is told that nobody listens.
    drop(inbox.receiver);
    outside.drafts.stop(&model);
    drop(struck);
    drop(bundles);
    feeder.stop();
    outside.archive.stop();
    if let Some(wire) = outside.wire.take() {
        wire.stop(&outside.tasks);
    }
    ended.map(drop).map_err(Failure::Screen)
}

/// A bundle may hold entries of this post that its journal lost.
fn writing(station: &Station, inbox: &Inbox) -> bundle::Writing {
    let (outrun, warned) = (station.scribe.outrun(), inbox.sender.clone());
    let told = move |incarnation| {
        if outrun.tell(incarnation) {
            // A loop whose queue is full is told by the entry that it writes next.
            drop(warned.try_send(Msg::Outrun));
        }
    };
    bundle::Writing { post: station.scribe.post(), outrun: Box::new(told) }
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
    station: Station,
    inbox: SyncSender<Msg>,
    tty: Tty,
    operator: String,
    lang: Lang,
    /// Estimated offset of this clock from the hub's, in ms.
    offset_ms: Option<i32>,
    fault: Option<Fault>,
    tasks: Runtime,
    wire: Option<Wire>,
    /// When the hub was last asked who is connected.
    asked: Instant,
    drafts: DraftKeeper,
    archive: Archive,
}

impl Outside {
    /// Writes a paper beside the journal, behind everything else.
    fn export(&self, name: String, document: Document) {
        let (dir, lang, told) = (self.station.journal.dir().join("papers"), self.lang, self.inbox.clone());
        drop(self.tasks.spawn_blocking(move || {
            let done = super::paper::into_files(&dir, &name, &document, lang);
            let done = done.map(|()| dir.join(name).display().to_string()).map_err(|failure| failure.to_string());
            drop(told.try_send(Msg::Exported(done)));
        }));
    }
}

impl Shell for Outside {
    fn perform(&mut self, effect: Effect) {
        match effect {
            Effect::Record(facts) if !self.station.admits(&facts) => drop(self.inbox.try_send(Msg::NotRecorded(facts))),
            Effect::Record(facts) => match self.station.sign(&self.operator, &facts, self.offset_ms) {
                Ok(signed) => append(&self.station.journal, signed, &self.inbox),
                // Bounds are checked where things are typed, so this says that a check is missing.
                Err(error) => drop(self.inbox.try_send(Msg::JournalFailed(error.to_string()))),
            },
            Effect::History(ask) => self.archive.log(ask),
            Effect::Rewind(moment) => self.archive.past(moment),
            Effect::Suspend => drop(self.tty.suspend()),
            Effect::SignIn(name) => self.operator = name,
            Effect::Export { name, document } => self.export(name, *document),
            Effect::Measure => self.tty.ask(SAMPLES.len()),
            Effect::Quit | Effect::Repaint | Effect::Bell => {}
        }
    }

    fn idle(&mut self, model: &Model, _screen: &Buffer) -> Idle {
        self.station.clock.follow(model.world.drill_clock().map(|drill| drill.pace));
        self.drafts.look(model);
        if let LinkState::Up { skew_ms, .. } = model.link {
            self.offset_ms = Some(skew_ms);
        }
        if model.board == Board::Hub
            && self.asked.elapsed() >= ASK_SESSIONS_EVERY
            && let Some(wire) = &self.wire
        {
            wire.ask_sessions();
            self.asked = monotonic();
        }
        if let Some(fault) = &mut self.fault {
            fault.frame(|strike| drop(self.tasks.spawn(async move { strike() })));
        }
        Idle::Wait
    }
}
