//! The realms that one person has before them: one, or a drill and the live one beside it.
//!
//! Each is a [`Model`] of its own, with its own world, log, link, drafts, filters and past; one of them is on screen and
//! takes the keys. What belongs to the person is the same in all: the terminal, its bell and colours, who is signed in, when a
//! key was last pressed, whether the console asks who is there. A message says whose it is, and so does an effect, so that what was
//! typed in one realm has no way into the other.

use std::collections::BTreeSet;

use super::act::unlock;
use super::beside::calls;
use super::{Bell, Beside, Breach, Effect, Model, Msg, Pane, Stage, update};
use crate::clock::At;
use crate::domain::{EventId, Realm};

/// Which of a console's realms.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Seat {
    /// The one that it was started in.
    Own,
    /// The live one, held beside a drill or a test.
    Live,
}

impl Seat {
    fn other(self) -> Self {
        match self {
            Self::Own => Self::Live,
            Self::Live => Self::Own,
        }
    }
}

/// A message and whose it is.
#[derive(Clone, Debug)]
pub enum Told {
    /// From the terminal: keys go to the realm on screen, its size to all.
    Terminal(Msg),
    /// What happened in one realm.
    Of(Seat, Msg),
    /// The live realm is open; from now on it is held.
    Joined(Box<Model>),
    /// The live realm could not be opened; why, in the operator's language.
    Alone(String),
}

impl From<Msg> for Told {
    fn from(msg: Msg) -> Self {
        Self::Terminal(msg)
    }
}

/// Every realm of a console.
#[derive(Clone, Debug)]
pub struct Desk {
    own: Model,
    live: Option<Box<Model>>,
    front: Seat,
    /// Warnings that came in while the live realm was not on screen.
    unseen: BTreeSet<EventId>,
    /// What broke through when this was last looked at: each rings once.
    rang: BTreeSet<Breach>,
}

impl Desk {
    /// A console in one realm.
    pub fn new(own: Model) -> Self {
        Self { own, live: None, front: Seat::Own, unseen: BTreeSet::new(), rang: BTreeSet::new() }
    }

    /// The live realm is being opened.
    pub fn expects_live(&mut self) {
        self.own.beside = Some(Beside::opening());
    }

    /// The realm on screen.
    pub fn front(&self) -> &Model {
        self.of(self.front).unwrap_or(&self.own)
    }

    /// Which one that is.
    pub fn seat(&self) -> Seat {
        self.front
    }

    /// A realm of this console, when it holds it.
    pub fn of(&self, seat: Seat) -> Option<&Model> {
        match seat {
            Seat::Own => Some(&self.own),
            Seat::Live => self.live.as_deref(),
        }
    }

    fn of_mut(&mut self, seat: Seat) -> Option<&mut Model> {
        match seat {
            Seat::Own => Some(&mut self.own),
            Seat::Live => self.live.as_deref_mut(),
        }
    }

    /// Takes one message in; pure. The shell carries out each effect in the realm that it names.
    pub fn take(&mut self, told: Told) -> Vec<(Seat, Effect)> {
        match told {
            Told::Terminal(msg @ (Msg::Resize(_) | Msg::Synchronized)) => {
                let mut effects = self.told(self.front, msg.clone());
                effects.extend(self.told(self.front.other(), msg));
                effects
            }
            Told::Terminal(msg) => self.typed(msg),
            Told::Of(seat, msg) if seat == self.front => self.told(seat, msg),
            Told::Of(seat, msg) => self.behind(seat, msg),
            Told::Joined(model) => self.joined(model),
            Told::Alone(why) => {
                self.own.beside = None;
                self.own.warn(why);
                Vec::new()
            }
        }
    }

    fn told(&mut self, seat: Seat, msg: Msg) -> Vec<(Seat, Effect)> {
        let Some(model) = self.of_mut(seat) else { return Vec::new() };
        update(model, msg).into_iter().map(|effect| (seat, effect)).collect()
    }

    /// From the keyboard. Who is there, and since when, is so in every realm.
    fn typed(&mut self, msg: Msg) -> Vec<(Seat, Effect)> {
        let was_locked = self.front().locked;
        let mut effects = self.told(self.front, msg);
        let person = self.front();
        let (operator, role, locked) = (person.post.operator.clone(), person.role.clone(), person.locked);
        let (terminal, bell, themes) = (person.terminal.clone(), person.bell, person.themes.clone());
        if let Some(other) = self.of_mut(self.front.other()) {
            other.touched = other.now;
            (other.post.operator, other.role) = (operator, role);
            (other.terminal, other.bell, other.themes) = (terminal, bell, themes);
            if was_locked && !locked {
                unlock(other);
            }
        }
        let switches = effects.iter().any(|(_, effect)| *effect == Effect::OtherRealm);
        effects.retain(|(_, effect)| *effect != Effect::OtherRealm);
        if switches {
            effects.extend(self.switch());
        }
        effects
    }

    /// What happens in the realm that is not on screen: it is folded, and heard where it is the live one.
    fn behind(&mut self, seat: Seat, msg: Msg) -> Vec<(Seat, Effect)> {
        let same_second = |before: At, now: At| before.0.div_euclid(1000) == now.0.div_euclid(1000);
        if let (Msg::Tick(now), Some(model)) = (&msg, self.of(seat))
            && same_second(model.now, *now)
        {
            return Vec::new();
        }
        if let (Seat::Live, Msg::Recorded(arrived)) = (seat, &msg) {
            self.unseen.extend(arrived.iter().filter(|one| calls(&one.event.fact)).map(|one| one.event.id));
        }
        let mut effects = self.told(seat, msg);
        // Its own bell rings for what is late; whether it rings here is asked below.
        effects.retain(|(_, effect)| *effect != Effect::Bell);
        if self.look() && self.front().bell == Bell::Rings {
            effects.push((seat, Effect::Bell));
        }
        effects
    }

    /// Tells the realm on screen what the other has to say; whether something new breaks through.
    fn look(&mut self) -> bool {
        let (front, other) = (self.front, self.front.other());
        let Some(model) = self.of(other) else { return false };
        let breaches = if other == Seat::Live { model.breaches(&self.unseen) } else { Vec::new() };
        let beside = model.beside_of(&breaches);
        let now: BTreeSet<Breach> = breaches.into_iter().collect();
        let rings = now.difference(&self.rang).next().is_some();
        self.rang = now;
        if let Some(model) = self.of_mut(front) {
            model.beside = Some(beside);
        }
        rings
    }

    /// The live realm is open. It stays behind, as long as nobody goes there.
    fn joined(&mut self, mut model: Box<Model>) -> Vec<(Seat, Effect)> {
        let own = &self.own;
        debug_assert!(
            *own.world.realm() != Realm::Live && *model.world.realm() == Realm::Live,
            "a realm and the live one"
        );
        model.size = own.size;
        model.synchronized = own.synchronized;
        (model.post.operator, model.role) = (own.post.operator.clone(), own.role.clone());
        (model.terminal, model.bell, model.themes) = (own.terminal.clone(), own.bell, own.themes.clone());
        model.touched = model.now;
        model.stage = Stage::Behind;
        model.derive();
        self.live = Some(model);
        if self.own.locked
            && let Some(live) = &mut self.live
        {
            live.ask_who();
        }
        if self.look() && self.own.bell == Bell::Rings { vec![(Seat::Live, Effect::Bell)] } else { Vec::new() }
    }

    /// Brings the other realm to the front. To the live one: to what broke through.
    fn switch(&mut self) -> Vec<(Seat, Effect)> {
        let from = self.front;
        let (to, locked) = (from.other(), self.front().locked);
        let alarm = self.front().beside.as_ref().and_then(|beside| beside.alarm.clone());
        let Some(model) = self.of_mut(to) else {
            self.own.tell("实战日志还没打开", "the live journal is not open yet");
            return Vec::new();
        };
        model.stage = Stage::Front;
        if locked && !model.locked {
            model.ask_who();
        }
        if let Some(alarm) = alarm {
            model.leave_past();
            if model.overlays.is_empty() {
                (model.pane, model.rail_at) = (Pane::Rail, Some(alarm));
            }
        }
        model.derive();
        model.say_where();
        if let Some(model) = self.of_mut(from) {
            model.stage = Stage::Behind;
            model.notice = None;
        }
        self.front = to;
        if to == Seat::Live {
            self.unseen.clear();
        }
        self.look();
        let now = self.front().now;
        let mut effects = self.told(to, Msg::Tick(now));
        effects.retain(|(_, effect)| *effect != Effect::Bell);
        effects
    }
}
