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
use super::occupant::{Occupant, OccupantKeeper};
use super::office::{Office, Teller};
use super::reception::Reception;
use super::setup::{Setup, text};
use super::station::Station;
use super::themes::ThemeKeeper;
use super::trace;
use crate::clock::{Clock, wall};
use crate::config::settings::Setting;
use crate::console::{Desk, Effect, Model, Msg, SAMPLES, Seat, Told};
use crate::domain::{Realm, World};
use crate::journal::STORE_THREAD;
use crate::limits::CONSOLE_QUEUE;
use crate::term::crash::{Crash, Fate};
use crate::term::fault::{Fault, NoSuchFault};
use crate::term::run::{self, Clocks, Idle, Shell};
use crate::term::screen::Screen;
use crate::term::tty::Tty;
use crate::text::tell::{Both, both};
use crate::view::draw;

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
    /// Show the test card, and ask again how to begin: with a drill, with a hub, alone.
    #[arg(long)]
    choose: bool,
    #[command(flatten)]
    face: Flags,
}

pub(super) fn run(args: &Args) -> Result<(), Failure> {
    let own = [
        (Setting::Hub, args.hub.as_deref()),
        (Setting::Journal, text(args.journal.as_deref())),
        (Setting::Realm, args.realm.as_deref()),
    ];
    let mut setup = args.face.settle(&[&own[..], &args.calling.settings()].concat())?;
    setup.take_answers()?;
    let mut face = Face::of(&setup)?;
    Calling::settled(&setup.settings)?;
    Tty::open(false)?;
    trace::begin(&setup.paths()?.log("console"));
    let inbox = Inbox::new();
    let Some(seated) = Reception::new(&mut setup, &face, &inbox).seat(args.choose)? else { return Ok(()) };
    super::setup::look_at_disk(&seated.station.journal)?;
    for found in seated.opened.found.into_iter().chain(std::mem::take(&mut face.spoilt_themes)) {
        drop(inbox.sender.try_send(Told::Of(Seat::Own, Msg::Found(found))));
    }
    let asks = take_seat(&mut face, &seated.seat, &setup);
    face.terminal = seated.terminal;
    // The hub of every day is the live realm's; a drill calls one that was named for it.
    let named = args.hub.is_some() || setup.settings.realm == Realm::Live;
    let days = setup.standing.as_ref().is_some_and(|standing| standing.hub == setup.settings.hub);
    let hub = if named || !days { Calling::settled(&setup.settings)? } else { None };
    let live = LivePost::beside(&setup, &setup.settings.realm);
    let (station, world, seat) = (seated.station, seated.world, Some(seated.seat));
    sit(Sitting { face, station, world, hub, live, asks, seat, ahead: seated.ahead, screen: seated.screen }, inbox)
}

/// Who sits at the post: whom the settings name, else who sat there last. Whether it is to be asked: nobody knows, or
/// that was too long ago. Who names a journal is the login, as before.
fn take_seat(face: &mut Face, seat: &Occupant, setup: &Setup) -> bool {
    if setup.settings.name.is_none() && !seat.post.is_empty() {
        face.name.clone_from(&seat.post);
    }
    if setup.settings.operator.is_some() || setup.settings.journal.is_some() {
        return false;
    }
    face.operator.clone_from(&seat.person);
    if setup.settings.role.is_empty() {
        face.role.clone_from(&seat.role);
    }
    seat.is_empty_for(face.lock_minutes, wall())
}

/// The loop's queue: everything that happens comes through it.
pub(super) struct Inbox {
    /// For those who tell.
    pub(super) sender: SyncSender<Told>,
    /// For the loop.
    pub(super) receiver: Receiver<Told>,
}

impl Inbox {
    /// An empty queue.
    pub(super) fn new() -> Self {
        let (sender, receiver) = sync_channel(CONSOLE_QUEUE);
        Self { sender, receiver }
    }
}

/// Everything that a console sits down with.
pub(super) struct Sitting {
    pub(super) face: Face,
    pub(super) station: Station,
    pub(super) world: World,
    pub(super) hub: Option<Calling>,
    /// The live post beside a drill, when there is one.
    pub(super) live: Option<LivePost>,
    /// Whether it is asked who is there.
    pub(super) asks: bool,
    /// Who sat there last, where that is kept.
    pub(super) seat: Option<Occupant>,
    /// Text that was typed before the boards.
    pub(super) ahead: String,
    /// The terminal, when it was entered.
    pub(super) screen: Option<Screen>,
}

impl Sitting {
    /// Nobody was there before, and nothing was asked.
    pub(super) fn of(face: Face, station: Station, world: World, hub: Option<Calling>) -> Self {
        let (live, seat, screen) = (None, None, None);
        Self { face, station, world, hub, live, asks: false, seat, ahead: String::new(), screen }
    }
}

/// Takes the terminal.
pub(super) fn enter(face: &Face, inbox: &Inbox) -> Result<Screen, Failure> {
    Ok(Screen::enter(&inbox.sender, face.kind, caught, report)?)
}

/// Runs the boards over an open post until somebody quits; over the live one beside it, when there is one.
pub(super) fn sit(sitting: Sitting, inbox: Inbox) -> Result<(), Failure> {
    let Sitting { face, station, world, hub, live, asks, seat, ahead, screen } = sitting;
    let face = &face;
    let mut model = face.model(world, &station, hub.as_ref());
    let fault = fault()?;
    let tasks = Runtime::new().map_err(Failure::Thread)?;
    let drafts = DraftKeeper::start(station.journal.dir(), &mut model)?;
    begin(&mut model, &ahead, asks);
    let seat = seat.map(|seat| OccupantKeeper::start(station.journal.dir(), seat, &model)).transpose()?;
    let mut screen = match screen {
        Some(screen) => screen,
        None => enter(face, &inbox)?,
    };
    if model.terminal.fixed.is_none() && model.terminal.asked.is_none() {
        model.terminal.ask(model.now);
        screen.measure().map_err(Failure::Screen)?;
    }
    let (events, operator) = (model.events, model.post.operator.clone());
    let mut desk = Desk::new(model);
    let clocks = Clocks { own: station.clock.clone(), live: Clock::machine() };
    let teller = Teller::new(Seat::Own, inbox.sender.clone());
    let own = Office::start(station, drafts, face, events, hub.as_ref(), teller, tasks.handle())?;
    let live = live.map(|post| LiveOffice::open(post, face, inbox.sender.clone(), tasks.handle(), &mut desk));
    let struck = fault.and_then(Fault::in_journal).map(|strike| own.watch(strike));
    let mut outside = Outside {
        own,
        live: live.transpose()?,
        seat,
        tty: screen.tty(),
        operator,
        fault,
        tasks,
        themes: face.theme_keeper.clone(),
    };
    let draw = |desk: &Desk, frame: &mut Frame<'_>| {
        let model = desk.front();
        draw(model, &face.look(&model.themes, model.terminal.ambiguous()), frame);
    };
    let ended = run::run(&mut screen.terminal, &mut desk, &inbox.receiver, &clocks, &mut outside, &draw);
    drop(screen);
    tracing::info!(?ended, "the console ends");
    // Whoever still has something to tell is told that nobody listens.
    drop(inbox.receiver);
    if let (Some(seat), Some(model)) = (outside.seat.take(), desk.of(Seat::Own)) {
        seat.stop(model);
    }
    drop(struck);
    outside.stop(&desk);
    ended.map(drop).map_err(Failure::Screen)
}

/// What was typed before the boards waits in the entry line, and below the question who is there.
fn begin(model: &mut Model, ahead: &str, asks: bool) {
    model.entry.line.paste(ahead);
    if asks {
        model.ask_who();
    }
}

/// The fault that a test asks for.
fn fault() -> Result<Option<Fault>, Failure> {
    let Some(text) = std::env::var_os("QIANZHI_FAULT") else { return Ok(None) };
    text.to_string_lossy().parse().map(Some).map_err(|error: NoSuchFault| Failure::Usage(Both::of(&error)))
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
        super::failure::say(&both!(
            "程序出错, 在 {place}: {what}; 已入账的都在: 重新启动",
            "a fault in the program, at {place}: {what}; what was recorded is safe: start it again"
        ));
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
    themes: ThemeKeeper,
    /// Keeps who sits here.
    seat: Option<OccupantKeeper>,
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
            (_, Effect::KeepTheme(name)) => self.themes.keep(name),
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
            if let Some(seat) = &mut self.seat {
                seat.look(model);
            }
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
