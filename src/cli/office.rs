//! Everything outside the loop that one realm of a console needs: its journal and pen, its link, who tells of what
//! arrives, who answers from the log, and who keeps what is half entered.

mod table;

use std::sync::Arc;
use std::sync::mpsc::{SendError, SyncSender, TrySendError};
use std::time::Instant;

use tokio::runtime::{Handle, Runtime};

use super::archive::Archive;
use super::calling::Calling;
use super::drafts::DraftKeeper;
use super::face::Face;
use super::failure::Failure;
use super::station::{Feeder, Station, append};
use super::wire::Wire;
use crate::clock::monotonic;
use crate::console::{Board, Effect, LinkState, Model, Msg, Seat, Table, Told};
use crate::domain::Fact;
use crate::journal::{WatchGuard, bundle};
use crate::limits::ASK_SESSIONS_EVERY;
use crate::papers::Document;
use crate::text::Lang;
use crate::text::tell::Both;

/// Tells the loop what happens in one realm.
#[derive(Clone)]
pub(super) struct Teller {
    seat: Seat,
    inbox: SyncSender<Told>,
}

impl Teller {
    /// For the realm of `seat`.
    pub(super) fn new(seat: Seat, inbox: SyncSender<Told>) -> Self {
        Self { seat, inbox }
    }

    /// Waits while the queue is full.
    pub(super) fn send(&self, msg: Msg) -> Result<(), SendError<Told>> {
        self.inbox.send(Told::Of(self.seat, msg))
    }

    /// Never waits.
    pub(super) fn try_send(&self, msg: Msg) -> Result<(), TrySendError<Told>> {
        self.inbox.try_send(Told::Of(self.seat, msg))
    }
}

/// A realm at work.
pub(super) struct Office {
    station: Station,
    teller: Teller,
    drafts: DraftKeeper,
    feeder: Feeder,
    archive: Archive,
    bundles: bundle::Inbox,
    wire: Option<Wire>,
    lang: Lang,
    tasks: Handle,
    /// Estimated offset of this clock from the hub's, in ms.
    offset_ms: Option<i32>,
    /// When the hub was last asked who is connected.
    asked: Instant,
}

impl Office {
    /// Begins to tell of everything after `events`, which the model holds already, and to call the hub.
    pub(super) fn start(
        station: Station,
        drafts: DraftKeeper,
        face: &Face,
        events: u64,
        hub: Option<&Calling>,
        teller: Teller,
        tasks: &Handle,
    ) -> Result<Self, Failure> {
        tracing::info!(realm = %station.journal.realm(), events, "a realm of the console begins");
        Ok(Self {
            feeder: Feeder::start(&station.journal, events + 1, teller.clone())?,
            archive: Archive::start(&station.journal, teller.clone())?,
            bundles: bundle::Inbox::start(&station.journal, Some(writing(&station, teller.clone())))?,
            wire: hub.map(|hub| Wire::start(tasks, hub, &face.name, &station, teller.clone())).transpose()?,
            station,
            teller,
            drafts,
            lang: face.lang,
            tasks: tasks.clone(),
            offset_ms: None,
            asked: monotonic(),
        })
    }

    /// Carries out what this realm asks for; `operator` signs.
    pub(super) fn perform(&mut self, operator: &str, effect: Effect) {
        let Self { station, teller, .. } = self;
        match effect {
            Effect::Record(decided) if !station.admits(&decided) => {
                drop(teller.try_send(Msg::NotRecorded(decided.facts)));
            }
            Effect::Record(decided) => match station.sign(operator, &decided, self.offset_ms) {
                Ok(signed) => append(&station.journal, signed, teller),
                // Bounds are checked where things are typed, so this says that a check is missing.
                Err(error) => drop(teller.try_send(Msg::JournalFailed(Both::of(&error)))),
            },
            Effect::History(ask) => self.archive.log(ask),
            Effect::Count { aar, from, to, what } => self.archive.count(aar, from, to, what),
            Effect::Rewind(moment) => self.archive.past(moment),
            Effect::Export { name, document } => self.export(name, *document),
            Effect::Preview(asked) => self.compare(asked),
            Effect::Import(facts) => self.import(operator.to_owned(), facts),
            Effect::SignIn(_)
            | Effect::OtherRealm
            | Effect::Suspend
            | Effect::Measure
            | Effect::KeepTheme(_)
            | Effect::Quit
            | Effect::Repaint
            | Effect::Bell => {}
        }
    }

    /// Writes a paper beside the journal, behind everything else.
    fn export(&self, name: String, document: Document) {
        let (dir, lang, told) = (self.station.journal.dir().join("papers"), self.lang, self.teller.clone());
        drop(self.tasks.spawn_blocking(move || {
            let done = super::paper::into_files(&dir, &name, &document, lang);
            let done = done.map(|()| dir.join(name).display().to_string()).map_err(|failure| Both::of(&failure));
            drop(told.try_send(Msg::Exported(done)));
        }));
    }

    /// Reads a table beside everything else.
    fn compare(&self, asked: Table) {
        let (dir, lang, told) = (self.station.journal.dir().to_owned(), self.lang, self.teller.clone());
        drop(self.tasks.spawn_blocking(move || {
            let found = table::compare(&dir, &asked, lang).map_err(|failure| Both::of(&failure));
            drop(told.try_send(Msg::Previewed(asked, found)));
        }));
    }

    /// Records what a table changes; this realm's own inbox takes it in.
    fn import(&self, operator: String, facts: Arc<[Fact]>) {
        let journal = &self.station.journal;
        let (dir, realm, told) = (journal.dir().to_owned(), journal.realm().clone(), self.teller.clone());
        drop(self.tasks.spawn_blocking(move || {
            let done = table::record(&dir, &realm, &operator, &facts).map_err(|failure| Both::of(&failure));
            drop(told.try_send(Msg::Imported(done)));
        }));
    }

    /// Looks at the model while nothing else is to be done.
    pub(super) fn look(&mut self, model: &Model) {
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
    }

    /// Lets a test's fault strike in this journal.
    pub(super) fn watch(&self, strike: impl Fn() + Send + Sync + 'static) -> WatchGuard {
        self.station.journal.watch(strike)
    }

    /// Keeps what is half entered, takes leave of the hub and lets the journal go. The loop takes nothing any more.
    pub(super) fn stop(self, model: &Model, tasks: &Runtime) {
        self.drafts.stop(model);
        drop(self.bundles);
        self.feeder.stop();
        self.archive.stop();
        if let Some(wire) = self.wire {
            wire.stop(tasks);
        }
    }
}

/// A bundle may hold entries of this post that its journal lost.
fn writing(station: &Station, warned: Teller) -> bundle::Writing {
    let outrun = station.scribe.outrun();
    let told = move |incarnation| {
        if outrun.tell(incarnation) {
            // A loop whose queue is full is told by the entry that it writes next.
            drop(warned.try_send(Msg::Outrun));
        }
    };
    bundle::Writing { post: station.scribe.post(), outrun: Box::new(told) }
}
