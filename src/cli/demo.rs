//! `qianzhi demo`: a console on a running drill, with a hub of its own and nothing to set up.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tokio::runtime::Runtime;

use super::calling::Calling;
use super::console::{Inbox, Sitting, sit};
use super::exercise::Exercise;
use super::face::{Face, Flags};
use super::failure::Failure;
use super::live::LivePost;
use super::output::Output;
use super::scratch::Scratch;
use super::station::Station;
use super::trace;
use crate::clock::{At, Clock, Pace, wall};
use crate::config::scenario;
use crate::config::settings::Setting;
use crate::console::{Board, Layout, Model, Msg, PostCard, Size, update};
use crate::domain::{AreaCode, PostId};
use crate::drill::{Driver, Scenario, Tick};
use crate::envelope::Envelope;
use crate::hub::{self, Hub};
use crate::journal::{Journal, Options};
use crate::limits::LINK_GOODBYE;
use crate::term::tty::Tty;
use crate::view::text_of;

/// Play a drill on this terminal, at once.
#[derive(clap::Args)]
pub(super) struct Args {
    /// Another scenario than 郑州 7·20.
    #[arg(long, value_name = "FILE")]
    scenario: Option<PathBuf>,
    /// How many times as fast as the real thing.
    #[arg(long, default_value_t = 10, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=1000))]
    speed: u32,
    #[command(flatten)]
    face: Flags,
}

const FLAGSHIP: &str = include_str!("../../scenarios/zhengzhou-720.toml");

/// The size of boards that are printed.
const PRINTED: Size = Size { cols: 100, rows: 40 };

/// Plays it: on a terminal as it runs, without one from beginning to end.
pub(super) fn run(args: &Args) -> Result<(), Failure> {
    let setup = args.face.settle(&[])?;
    let mut face = Face::of(&setup)?;
    if setup.settings.layout == Setting::Layout.default() {
        // Whoever plays alone is commander, duty officer and controller.
        face.layout = Layout::default();
    }
    let scenario = match &args.scenario {
        Some(path) => scenario::read(path)?,
        None => scenario::read_text("scenarios/zhengzhou-720.toml", FLAGSHIP)?,
    };
    face.area = face.area.or_else(|| home(&scenario));
    if std::io::stdin().is_terminal() && std::io::stdout().is_terminal() {
        if let Ok(paths) = setup.paths() {
            trace::begin(&paths.log("demo"));
        }
        let beside = LivePost::beside(&setup, &scenario.realm);
        live(scenario, args.speed, &face, beside)
    } else {
        headless(scenario, &face)
    }
}

/// The jurisdiction with the most teams: whose drill it is.
fn home(scenario: &Scenario) -> Option<AreaCode> {
    let teams = |area: &AreaCode| scenario.teams.iter().filter(|team| team.card.area == *area).count();
    scenario.areas.iter().map(|area| &area.code).max_by_key(|area| teams(area)).cloned()
}

/// From beginning to end without a clock; then every board as text.
fn headless(scenario: Scenario, face: &Face) -> Result<(), Failure> {
    let (ends, seed) = (scenario.ends, scenario.seed);
    let mut driver = Driver::new(scenario, seed, 0);
    driver.rehearse(ends, |_| Ok::<(), Failure>(()))?;
    let fixes = driver.engine_mut().fixes(ends);
    let post =
        PostCard { id: PostId::default(), name: String::new(), operator: String::new(), area: face.area.clone() };
    let mut model = Model::new(driver.world().clone(), post, face.lang, Layout::default(), ends);
    for msg in [Msg::Resize(PRINTED), Msg::Fixes(fixes), Msg::Tick(ends)] {
        update(&mut model, msg);
    }
    let mut out = Output::open();
    for board in Board::ALL {
        model.board = board;
        out.line(&text_of(&model, &face.look(&face.themes, face.terminal.fixed.unwrap_or_default())))?;
    }
    out.flush()
}

/// At speed, with a person at the keys.
fn live(scenario: Scenario, speed: u32, face: &Face, beside: Option<LivePost>) -> Result<(), Failure> {
    Tty::open(false)?;
    let scratch = Scratch::make("demo")?;
    let (opens, realm) = (scenario.opens, scenario.realm.clone());
    let clock = Clock::machine();
    let options = Options { clock: clock.clone(), ..Options::of(realm.clone()) };
    let (store_of_hub, _) = Journal::open(&scratch.path().join("hub"), &options)?;
    let chance = scenario.seed;
    let mut driver = Driver::new(scenario, chance, super::random()?);
    let mut history = Vec::new();
    driver.rehearse(opens, |envelope| {
        history.push(envelope.clone());
        Ok::<(), Failure>(())
    })?;
    history.extend(driver.run(Tick { drill: opens, wall: wall() }, speed.saturating_mul(1000))?);
    store(&store_of_hub, &clock, &history)?;
    let own = scratch.path().join("console");
    seed_journal(&own, &options, &clock, &history)?;
    let (station, world, _) = Station::open(&own, &realm, clock)?;
    let inbox = Inbox::new();
    let tasks = Runtime::new().map_err(Failure::Thread)?;
    let served =
        Arc::new(Hub::start(tasks.handle(), "127.0.0.1:0", Arc::new(store_of_hub.clone()), hub::Options::new("demo"))?);
    let address = format!("ws://{}", served.address()).parse()?;
    let positions = served.clone();
    let exercise =
        Exercise::start(driver, store_of_hub, move |fixes| fixes.into_iter().for_each(|fix| positions.offer_fix(fix)))?;
    let hub = Some(Calling::own(address));
    let ended = sit(Sitting { live: beside, ..Sitting::of(face.clone(), station, world, hub) }, inbox);
    drop(exercise);
    if let Some(served) = Arc::into_inner(served) {
        drop(tasks.block_on(async { tokio::time::timeout(LINK_GOODBYE, served.stop()).await }));
    }
    ended
}

/// Keeps events as if they had arrived when they happened.
fn store(journal: &Journal, clock: &Clock, history: &[Envelope]) -> Result<(), Failure> {
    for batch in history.chunk_by(|a, b| a.header().recorded == b.header().recorded) {
        if let Some(first) = batch.first() {
            clock.follow(Some(Pace { wall: At(0), drill: first.header().recorded, per_mille: 0 }));
        }
        journal.admits(batch.iter().map(|event| event.header().payload))?;
        journal.append(batch)?.wait()?;
    }
    Ok(())
}

/// A post that was there from the beginning.
fn seed_journal(dir: &Path, options: &Options, clock: &Clock, history: &[Envelope]) -> Result<(), Failure> {
    let (journal, _) = Journal::open(dir, options)?;
    store(&journal, clock, history)
}
