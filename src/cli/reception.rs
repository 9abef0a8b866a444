//! Before the boards: what a console asks when it is started for the first time, and when this login has several posts.

use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use ratatui::Frame;

use super::calling::Calling;
use super::console::Inbox;
use super::face::Face;
use super::failure::Failure;
use super::occupant::Occupant;
use super::setup::Setup;
use super::station::Station;
use crate::clock::{At, Clock};
use crate::config::settings::{Answers, Setting};
use crate::console::{Chosen, Effect, Join, JoinField, PostSeat, Posts, SAMPLES, Seat, Start, StartPage, Terminal};
use crate::domain::World;
use crate::journal::{self, JournalError, Opened};
use crate::limits::POSTS_OF_A_LOGIN;
use crate::term::run::{self, Clocks, Shell};
use crate::term::screen::Screen;
use crate::text::cells::Ambiguous;
use crate::text::tell::Tell;
use crate::text::words::{StartWord, Word};
use crate::view::draw_start;

/// A post that was opened, and what was typed before it was.
pub(super) struct Seated {
    pub(super) station: Station,
    pub(super) world: World,
    pub(super) opened: Opened,
    pub(super) seat: Occupant,
    /// What is known of the terminal.
    pub(super) terminal: Terminal,
    /// Text typed ahead.
    pub(super) ahead: String,
    /// The screen, when something was asked on it.
    pub(super) screen: Option<Screen>,
}

/// Asks what is to be asked, and opens the post.
pub(super) struct Reception<'a> {
    setup: &'a mut Setup,
    face: &'a Face,
    inbox: &'a Inbox,
    screen: Option<Screen>,
    /// What is known of the terminal by now.
    terminal: Terminal,
    ahead: String,
    /// The name of a post that is made.
    named: Option<String>,
}

impl<'a> Reception<'a> {
    pub(super) fn new(setup: &'a mut Setup, face: &'a Face, inbox: &'a Inbox) -> Self {
        Self { setup, face, inbox, screen: None, terminal: face.terminal.clone(), ahead: String::new(), named: None }
    }

    /// From the first question to an open post.
    pub(super) fn seat(mut self, choose: bool) -> Result<Option<Seated>, Failure> {
        if let Some(page) = self.first_page(choose)
            && !self.begin(page)?
        {
            return Ok(None);
        }
        let dir = self.setup.settings.journal.clone();
        let Some((station, world, opened)) = (match &dir {
            Some(dir) => Some(Station::open(dir, &self.setup.settings.realm, Clock::machine())?),
            None => self.open_own()?,
        }) else {
            return Ok(None);
        };
        let mut seat = Occupant::read(station.journal.dir());
        let Self { terminal, ahead, screen, named, .. } = self;
        if let Some(name) = named {
            seat.post = name;
        }
        Ok(Some(Seated { station, world, opened, seat, terminal, ahead, screen }))
    }

    /// What is shown first: the card on a first start, the ways when only a drill was looked at, nothing when something
    /// says already what to do.
    fn first_page(&self, choose: bool) -> Option<StartPage> {
        if choose {
            return Some(StartPage::Card(0));
        }
        let said = [Setting::Hub, Setting::Journal, Setting::Realm].into_iter().any(|what| self.setup.says(what));
        let paths = self.setup.paths().ok()?;
        let begun = paths.answers().exists() || paths.journal(&self.setup.settings.realm, 1).exists();
        if said || self.setup.has_file() || begun {
            return None;
        }
        Some(if paths.card_seen().exists() { StartPage::Ways(0) } else { StartPage::Card(0) })
    }

    /// The card and the ways; `false` when the person left.
    fn begin(&mut self, page: StartPage) -> Result<bool, Failure> {
        let paths = self.setup.paths()?.clone();
        let mut start = self.start(page, true);
        loop {
            match self.ask(&mut start)? {
                None | Some(Chosen::Looked | Chosen::Post(_) | Chosen::NewPost(_)) => return Ok(false),
                Some(Chosen::Drill) => {
                    journal::replace_whole(&paths.card_seen(), b"")?;
                    self.screen = None;
                    return Err(self.drill());
                }
                Some(Chosen::Alone) => {
                    keep(&paths.answers(), &Answers::default())?;
                    self.setup.take_answers()?;
                    return Ok(true);
                }
                Some(Chosen::Join(join)) => match self.join(&join) {
                    Ok(()) => return Ok(true),
                    Err(failure @ (Failure::HubAddress(_) | Failure::Secret { .. } | Failure::SecretFile { .. })) => {
                        start.again(failure.tell(self.face.lang));
                    }
                    Err(failure) => return Err(failure),
                },
            }
        }
    }

    /// The same process becomes the drill; what comes back is why it did not.
    fn drill(&self) -> Failure {
        let cells = match self.face.terminal.fixed {
            None => "auto",
            Some(Ambiguous::One) => "1",
            Some(Ambiguous::Two) => "2",
        };
        let own = std::env::current_exe().unwrap_or_else(|_| PathBuf::from("qianzhi"));
        let mut demo = Command::new(own);
        demo.args(["demo", "--lang", self.face.lang.pick("zh", "en"), "--ambiguous", cells]);
        Failure::Drill(demo.exec())
    }

    /// Keeps the hub that was named, when it can be one.
    fn join(&mut self, join: &Join) -> Result<(), Failure> {
        let paths = self.setup.paths()?.clone();
        let text = |field| Some(join.text(field)).filter(|text: &String| !text.is_empty());
        let mut answers = Answers { hub: text(JoinField::Address), pin: text(JoinField::Pin), secret_file: None };
        if let Some(secret) = text(JoinField::Secret) {
            let named = PathBuf::from(&secret);
            answers.secret_file = Some(if named.is_file() {
                named
            } else {
                journal::replace_whole(&paths.join_secret(), secret.as_bytes())?;
                paths.join_secret()
            });
        }
        let mut settings = self.setup.settings.clone();
        (settings.hub, settings.pin) = (answers.hub.clone(), answers.pin.clone());
        settings.join_secret_file.clone_from(&answers.secret_file);
        Calling::settled(&settings)?;
        keep(&paths.answers(), &answers)?;
        self.setup.take_answers()
    }

    /// One of this login's posts; asks which when there are several, or the only one is in use. `None` when the person
    /// left.
    fn open_own(&mut self) -> Result<Option<(Station, World, Opened)>, Failure> {
        let mut fault = None;
        loop {
            let seats = self.survey()?;
            let number = match seats.as_slice() {
                [] => 1,
                [only] if !only.in_use && fault.is_none() => only.number,
                _ => match self.which(seats, fault.take())? {
                    Some(number) => number,
                    None => return Ok(None),
                },
            };
            let realm = &self.setup.settings.realm;
            match Station::open(&self.setup.paths()?.journal(realm, number), realm, Clock::machine()) {
                // Somebody was faster.
                Err(Failure::Journal(JournalError::InUse { .. })) => fault = Some(StartWord::PostGone),
                opened => return opened.map(Some),
            }
        }
    }

    /// The posts that there are, with whoever has them.
    fn survey(&self) -> Result<Vec<PostSeat>, Failure> {
        let (paths, realm) = (self.setup.paths()?, &self.setup.settings.realm);
        let mut seats = Vec::new();
        for number in 1..=POSTS_OF_A_LOGIN {
            let dir = paths.journal(realm, number);
            if !dir.exists() {
                continue;
            }
            let in_use = journal::in_use(&dir)?;
            let seat = Occupant::read(&dir);
            let folder = || dir.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            let since = if in_use { seat.since } else { seat.touched };
            seats.push(PostSeat {
                number,
                name: Some(seat.post).filter(|name| !name.is_empty()).unwrap_or_else(folder),
                in_use,
                person: format!("{} {}", seat.person, seat.role).trim().to_owned(),
                since: since.map(At),
            });
        }
        Ok(seats)
    }

    /// Asks which; the number of the post. `None` when the person left.
    fn which(&mut self, seats: Vec<PostSeat>, fault: Option<StartWord>) -> Result<Option<usize>, Failure> {
        let taken: Vec<usize> = seats.iter().map(|seat| seat.number).collect();
        let fresh = (1..=POSTS_OF_A_LOGIN).find(|number| !taken.contains(number));
        if fresh.is_none() && seats.iter().all(|seat| seat.in_use) {
            return Err(Failure::PostsInUse(POSTS_OF_A_LOGIN));
        }
        let mut start = self.start(StartPage::Posts(Posts::new(seats, fresh.is_some())), false);
        start.fault = fault.map(|word| word.say(self.face.lang).to_owned());
        match (self.ask(&mut start)?, fresh) {
            (Some(Chosen::Post(number)), _) => Ok(Some(number)),
            (Some(Chosen::NewPost(name)), Some(number)) => {
                self.named = Some(name);
                Ok(Some(number))
            }
            _ => Ok(None),
        }
    }

    fn start(&self, page: StartPage, leads: bool) -> Start {
        let Face { keys, lang, .. } = self.face;
        let mut start = Start::new(page, leads, self.terminal.clone(), keys.clone(), *lang);
        start.bell = self.face.bell;
        start
    }

    /// Asks on the terminal, which is entered when it was not; the answer, or `None` when the person left.
    fn ask(&mut self, start: &mut Start) -> Result<Option<Chosen>, Failure> {
        let clock = Clock::machine();
        let mut screen = match self.screen.take() {
            Some(screen) => screen,
            None => super::console::enter(self.face, self.inbox)?,
        };
        if start.terminal.asked.is_none() {
            start.terminal.ask(clock.now());
            screen.measure().map_err(Failure::Screen)?;
        }
        converse(&mut screen, start, self.inbox, &clock, self.face)?;
        self.terminal = start.terminal.clone();
        self.ahead.push_str(&std::mem::take(&mut start.ahead));
        self.screen = Some(screen);
        Ok(start.chosen.take())
    }
}

fn keep(path: &Path, answers: &Answers) -> Result<(), Failure> {
    Ok(journal::replace_whole(path, answers.text().as_bytes())?)
}

/// The card, until the person has seen enough.
pub(super) fn show_card(face: &Face) -> Result<(), Failure> {
    let (inbox, clock) = (Inbox::new(), Clock::machine());
    let mut start = Start::new(StartPage::Card(0), false, face.terminal.clone(), face.keys.clone(), face.lang);
    start.bell = face.bell;
    let mut screen = super::console::enter(face, &inbox)?;
    start.terminal.ask(clock.now());
    screen.measure().map_err(Failure::Screen)?;
    converse(&mut screen, &mut start, &inbox, &clock, face)
}

fn converse(screen: &mut Screen, start: &mut Start, inbox: &Inbox, clock: &Clock, face: &Face) -> Result<(), Failure> {
    let mut porter = Porter(screen.tty());
    let draw = |start: &Start, frame: &mut Frame<'_>| {
        draw_start(start, &face.look(&face.themes, start.terminal.ambiguous()), frame);
    };
    let clocks = Clocks { own: clock.clone(), live: Clock::machine() };
    run::run(&mut screen.terminal, start, &inbox.receiver, &clocks, &mut porter, &draw)
        .map(drop)
        .map_err(Failure::Screen)
}

/// What the questions ask of the world outside.
struct Porter(crate::term::tty::Tty);

impl Shell<Start> for Porter {
    fn perform(&mut self, _seat: Seat, effect: Effect) {
        match effect {
            Effect::Suspend => drop(self.0.suspend()),
            Effect::Measure => self.0.ask(SAMPLES.len()),
            _ => {}
        }
    }
}
