//! `qianzhi console`: the boards, on a terminal.

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use ratatui::Terminal;
use ratatui::buffer::Buffer;

use super::face::{Face, Flags};
use super::failure::Failure;
use super::setup::{Setup, text};
use super::station::{Feeder, Station, append};
use crate::clock::Clock;
use crate::config::settings::Setting;
use crate::console::{Effect, LinkState, Model, Msg, PostCard};
use crate::domain::World;
use crate::journal::{JournalError, Opened};
use crate::limits::CONSOLE_QUEUE;
use crate::term::encoder::Encoder;
use crate::term::run::{self, Idle, Shell};
use crate::term::tty::Tty;
use crate::term::{input, signals};
use crate::view::draw;

/// The boards, on this terminal; works without a hub.
#[derive(clap::Args)]
pub(super) struct Args {
    /// Address of the hub to call: `ws://HOST:PORT`.
    #[arg(long, value_name = "URL")]
    hub: Option<String>,
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
    let setup = args.face.settle(&[
        (Setting::Hub, args.hub.as_deref()),
        (Setting::Journal, text(args.journal.as_deref())),
        (Setting::Realm, args.realm.as_deref()),
    ])?;
    let face = Face::of(&setup)?;
    let tty = Tty::open()?;
    let (station, world, opened) = open_post(&setup)?;
    let inbox = Inbox::new();
    for found in opened.found {
        drop(inbox.sender.try_send(Msg::Found(found)));
    }
    sit(face, station, world, &tty, &inbox)
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
pub(super) fn sit(face: Face, station: Station, world: World, tty: &Tty, inbox: &Inbox) -> Result<(), Failure> {
    let card = PostCard { id: station.identity.post(), name: face.name, operator: face.operator, area: face.area };
    let mut model = Model::new(world, card, face.lang, face.layout, station.clock.now());
    model.events = station.journal.durable();
    let feeder = Feeder::start(&station.journal, model.events + 1, inbox.sender.clone())?;
    let clock = station.clock.clone();
    let mut outside = Outside {
        station,
        inbox: inbox.sender.clone(),
        tty: tty.clone(),
        operator: model.post.operator.clone(),
        offset_ms: None,
    };
    let look = face.look;
    let ended = {
        let _guard = tty.enter()?;
        let size = tty.clone();
        let ask_size = Box::new(move || Ok(size.size()));
        let encoder = Encoder::new(tty.clone(), ask_size, face.colours).map_err(Failure::Screen)?;
        let mut terminal = Terminal::new(encoder).map_err(Failure::Screen)?;
        signals::listen(tty.clone(), inbox.sender.clone()).map_err(Failure::Thread)?;
        input::listen(inbox.sender.clone()).map_err(Failure::Thread)?;
        run::run(&mut terminal, &mut model, &inbox.receiver, &clock, &mut outside, &|model, frame| {
            draw(model, &look, frame)
        })
    };
    feeder.stop();
    ended.map(drop).map_err(Failure::Screen)
}

/// What the loop asks of the world outside.
struct Outside {
    station: Station,
    inbox: SyncSender<Msg>,
    tty: Tty,
    operator: String,
    /// Estimated offset of this clock from the hub's, in ms.
    offset_ms: Option<i32>,
}

impl Shell for Outside {
    fn perform(&mut self, effect: Effect) {
        match effect {
            Effect::Record(facts) => match self.station.sign(&self.operator, &facts, self.offset_ms) {
                Ok(signed) => append(&self.station.journal, signed, &self.inbox),
                // Bounds are checked where things are typed, so this says that a check is missing.
                Err(error) => drop(self.inbox.try_send(Msg::JournalFailed(error.to_string()))),
            },
            Effect::Suspend => drop(self.tty.suspend()),
            Effect::Quit | Effect::Repaint => {}
        }
    }

    fn idle(&mut self, model: &Model, _screen: &Buffer) -> Idle {
        self.station.clock.follow(model.world.drill_clock().map(|drill| drill.pace));
        if let LinkState::Up { skew_ms, .. } = model.link {
            self.offset_ms = Some(skew_ms);
        }
        Idle::Wait
    }
}
