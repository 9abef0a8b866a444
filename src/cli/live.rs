//! The live realm beside a drill or a test: what the settings name apart from the command's flags, opened behind the
//! first screen by a thread of its own.

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use tokio::runtime::{Handle, Runtime};

use super::calling::Calling;
use super::drafts::DraftKeeper;
use super::face::Face;
use super::failure::Failure;
use super::office::{Office, Teller};
use super::setup::Setup;
use super::station::Station;
use crate::clock::Clock;
use crate::config::settings::Settings;
use crate::console::{Desk, Effect, Model, Seat, Told};
use crate::domain::{Realm, World};
use crate::journal::{JournalError, Opened};
use crate::limits::POSTS_OF_A_LOGIN;
use crate::text::tell::Tell;

/// The live post of this login.
#[derive(Clone)]
pub(super) struct LivePost {
    settings: Settings,
    /// Where its journal may lie, in the order in which they are tried.
    dirs: Vec<PathBuf>,
}

impl LivePost {
    /// The one to hold beside `realm`: none beside the live realm itself, and none where nobody has a live journal or
    /// named a hub of the live realm.
    pub(super) fn beside(setup: &Setup, realm: &Realm) -> Option<Self> {
        let settings =
            setup.standing.clone().filter(|standing| *realm != Realm::Live && standing.realm == Realm::Live)?;
        let dirs = match (&settings.journal, setup.paths()) {
            (Some(dir), _) => vec![dir.clone()],
            (None, Ok(paths)) => (1..=POSTS_OF_A_LOGIN).map(|nth| paths.journal(&Realm::Live, nth)).collect(),
            (None, Err(_)) => Vec::new(),
        };
        let there = settings.hub.is_some() || dirs.iter().any(|dir| dir.exists());
        (there && !dirs.is_empty()).then_some(Self { settings, dirs })
    }

    /// The first journal that no other process has open. A new one is made only for a hub: without one nothing would
    /// ever be heard in it.
    fn open(&self) -> Result<(Station, World, Opened), Failure> {
        let mut in_use = None;
        for dir in self.dirs.iter().filter(|dir| self.settings.hub.is_some() || dir.exists()) {
            match Station::open(dir, &Realm::Live, Clock::machine()) {
                Err(failure @ Failure::Journal(JournalError::InUse { .. })) => in_use = Some(failure),
                opened => return opened,
            }
        }
        Err(in_use.unwrap_or(Failure::PostsInUse(self.dirs.len())))
    }
}

/// The live realm of a console: on its way, or at work.
pub(super) struct LiveOffice {
    coming: Receiver<Office>,
    here: Option<Office>,
}

impl LiveOffice {
    /// Opens the post in a thread of its own; the loop hears of it when it is there, or why not.
    pub(super) fn open(
        post: LivePost,
        face: &Face,
        inbox: SyncSender<Told>,
        tasks: &Handle,
        desk: &mut Desk,
    ) -> Result<Self, Failure> {
        desk.expects_live();
        let (slot, coming) = sync_channel(1);
        let (face, tasks) = (face.clone(), tasks.clone());
        let work = move || {
            if let Err(failure) = bring(&post, &face, &inbox, &tasks, &slot) {
                tracing::warn!(%failure, "the live realm is not held");
                let words = face.lang.pick(
                    "实战日志没有打开, 实战报警到不了这里",
                    "the live realm is not held, its alarms do not reach this screen",
                );
                drop(inbox.send(Told::Alone(format!("{words}: {}", failure.tell(face.lang)))));
            }
        };
        std::thread::Builder::new().name("live".to_owned()).spawn(work).map_err(Failure::Thread)?;
        Ok(Self { coming, here: None })
    }

    /// The office, once its model is on the desk.
    fn here(&mut self, desk: &Desk) -> Option<&mut Office> {
        if self.here.is_none() && desk.of(Seat::Live).is_some() {
            // It follows its model at once.
            self.here = self.coming.try_recv().ok();
        }
        self.here.as_mut()
    }

    /// Carries out what the live realm asks for. Its model is on the desk, so its office is here or about to be.
    pub(super) fn perform(&mut self, operator: &str, effect: Effect) {
        if self.here.is_none() {
            self.here = self.coming.recv().ok();
        }
        if let Some(office) = &mut self.here {
            office.perform(operator, effect);
        }
    }

    /// Looks at its model while nothing else is to be done.
    pub(super) fn look(&mut self, desk: &Desk) {
        if let (Some(office), Some(model)) = (self.here(desk), desk.of(Seat::Live)) {
            office.look(model);
        }
    }

    /// Ends it. One that is still being opened is left to itself: what it writes is whole at any moment.
    pub(super) fn stop(mut self, desk: &Desk, tasks: &Runtime) {
        self.here(desk);
        if let (Some(office), Some(model)) = (self.here, desk.of(Seat::Live)) {
            office.stop(model, tasks);
        }
    }
}

/// Opens journal and world, brings the model to the loop, and then lets everything that tells it begin.
fn bring(
    post: &LivePost,
    face: &Face,
    inbox: &SyncSender<Told>,
    tasks: &Handle,
    slot: &SyncSender<Office>,
) -> Result<(), Failure> {
    let hub = Calling::settled(&post.settings)?;
    let (station, world, opened) = post.open()?;
    let mut model: Model = face.model(world, &station, hub.as_ref());
    let drafts = DraftKeeper::start(station.journal.dir(), &mut model)?;
    for found in opened.found {
        tracing::warn!(%found, "the live journal");
    }
    let events = model.events;
    if inbox.send(Told::Joined(Box::new(model))).is_err() {
        return Ok(());
    }
    let teller = Teller::new(Seat::Live, inbox.clone());
    let office = Office::start(station, drafts, face, events, hub.as_ref(), teller, tasks)?;
    // A loop that has ended needs none.
    drop(slot.send(office));
    Ok(())
}
