//! `qianzhi hub`: stores what every post of its realm records, and passes it on.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Subcommand;
use tokio::runtime::Runtime;
use tokio::signal::unix::{Signal, SignalKind, signal};

use super::calling::secret;
use super::failure::{self, Failure};
use super::output::Output;
use super::setup::{Setup, Sources, text};
use super::trace;
use crate::config::settings::Setting;
use crate::hub::{Hub, HubKey, Options};
use crate::journal::bundle::Inbox;
use crate::journal::{self, BackedUp, Journal};
use crate::limits::LINK_GOODBYE;
use crate::text::tell::{Both, both};

/// Store what posts record and pass it on, until it is told to stop.
#[derive(clap::Args)]
pub(super) struct Args {
    /// Where to listen; an address that others can reach needs a join secret.
    #[arg(long, value_name = "ADDR:PORT")]
    listen: Option<String>,
    /// File with the secret that posts have to know; then it takes only wss.
    #[arg(long, value_name = "FILE")]
    join_secret_file: Option<PathBuf>,
    /// Directory of its store; one under the state directory when not given.
    #[arg(long, value_name = "DIR", global = true)]
    store: Option<PathBuf>,
    /// Which world: live, test or drill:NAME; a store that exists keeps its own.
    #[arg(long)]
    realm: Option<String>,
    /// Its name, for people.
    #[arg(long)]
    name: Option<String>,
    #[command(flatten)]
    sources: Sources,
    #[command(subcommand)]
    what: Option<What>,
}

#[derive(Subcommand)]
enum What {
    /// Copy the store into a directory, also while the hub runs; what lies there already is not copied again.
    Backup {
        /// Where to; `qianzhi journal verify` verifies it.
        dir: PathBuf,
        /// Copy the secret keys of the hub too: who has them can pass for it.
        #[arg(long)]
        with_keys: bool,
    },
    /// Put a backup in the place of the store of a hub that does not run. What came since comes back from the consoles.
    Restore {
        /// The backup.
        dir: PathBuf,
    },
}

impl What {
    fn run(&self, store: &Path) -> Result<(), Failure> {
        let mut out = Output::open();
        let done = match self {
            Self::Backup { dir, with_keys } => {
                let BackedUp { segments, copied } = journal::backup(store, dir, *with_keys)?;
                let dir = dir.display();
                both!(
                    "{dir}: {segments} 段, 这次复制 {copied} 段",
                    "{dir}: {segments} segments, {copied} of them copied now"
                )
            }
            Self::Restore { dir } => {
                let BackedUp { segments, .. } = journal::restore(dir, store)?;
                let (store, dir) = (store.display(), dir.display());
                both!("{store}: 从 {dir} 恢复 {segments} 段", "{store}: {segments} segments restored from {dir}")
            }
        };
        out.line(done.text(failure::tongue()))?;
        out.flush()
    }
}

pub(super) fn run(args: &Args) -> Result<(), Failure> {
    let setup = Setup::read(
        &args.sources,
        &[
            (Setting::Listen, args.listen.as_deref()),
            (Setting::JoinSecretFile, text(args.join_secret_file.as_deref())),
            (Setting::Store, text(args.store.as_deref())),
            (Setting::Realm, args.realm.as_deref()),
            (Setting::Name, args.name.as_deref()),
        ],
    )?;
    let settings = &setup.settings;
    let dir = match &settings.store {
        Some(dir) => dir.clone(),
        None => setup.paths()?.hub_store(),
    };
    if let Some(what) = &args.what {
        return what.run(&dir);
    }
    let options = journal::Options { realm: settings.realm_said.clone(), ..journal::Options::default() };
    let (store, opened) = Journal::open(&dir, &options)?;
    // A hub that was told where its store is needs no home, and then keeps no log.
    if let Ok(paths) = setup.paths() {
        trace::begin(&paths.log("hub"));
    }
    super::setup::look_at_disk(&store)?;
    let mut out = Output::open();
    for found in &opened.found {
        tracing::warn!("{found}");
        super::failure::say(found);
    }
    let tasks = Runtime::new().map_err(Failure::Thread)?;
    // Listened for first: whoever reads where the hub listens may end it at once.
    let stop = tasks.block_on(async { Stop::listen() }).map_err(Failure::Thread)?;
    let name = settings.name.clone().unwrap_or_else(super::face::host);
    let key = HubKey::open(&dir)?;
    let (pin, secret) = (key.pin(), secret(settings)?);
    let plain = secret.is_none();
    let options = Options { key: Some(key), secret, ..Options::new(name) };
    let hub = Hub::start(tasks.handle(), &settings.listen, Arc::new(store.clone()), options)?;
    let address = hub.address();
    let (realm, records, dir) = (store.realm(), opened.records, dir.display());
    let wss = format!("wss://{address}#{pin}");
    let at = if plain { both!("ws://{address} 和 {wss}", "ws://{address} and {wss}") } else { Both::same(wss) };
    let begun = both!(
        "监听 {0}, 收 {realm}, {dir} 里有 {records} 条",
        "listening on {0} for {realm}, {records} events in {dir}",
        at
    );
    out.line(begun.text(failure::tongue()))?;
    out.flush()?;
    let bundles = Inbox::start(&store, None)?;
    tasks.block_on(stop.told());
    drop(bundles);
    drop(tasks.block_on(async { tokio::time::timeout(LINK_GOODBYE, hub.stop()).await }));
    Ok(())
}

/// The signals that end a hub.
struct Stop {
    terminate: Signal,
    interrupt: Signal,
    hangup: Signal,
}

impl Stop {
    fn listen() -> std::io::Result<Self> {
        Ok(Self {
            terminate: signal(SignalKind::terminate())?,
            interrupt: signal(SignalKind::interrupt())?,
            hangup: signal(SignalKind::hangup())?,
        })
    }

    /// Waits for one of them.
    async fn told(mut self) {
        tokio::select! {
            _ = self.terminate.recv() => {}
            _ = self.interrupt.recv() => {}
            _ = self.hangup.recv() => {}
        }
    }
}
