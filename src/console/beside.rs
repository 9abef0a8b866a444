//! What the realm that is not on screen says to the one that is: live alarms break through a drill.

use std::collections::BTreeSet;

use super::{JournalState, LinkState, Model};
use crate::clock::{At, Span};
use crate::domain::{AlarmId, AlarmState, Deadline, Due, EventId, Fact, Realm, Timer, Warning};
use crate::limits::NEWS_FOR;
use crate::text::say::Say;

/// The realm beside this one, as the screen shows it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Beside {
    /// Which.
    pub realm: Realm,
    /// Whether its journal is still being opened: nothing is known of it.
    pub opening: bool,
    /// Its clock.
    pub now: At,
    /// How many things break through.
    pub breaches: usize,
    /// The foremost of them, in the operator's language.
    pub foremost: String,
    /// When that is, or was, due.
    pub due: Option<At>,
    /// The alarm that it is, for the rail.
    pub alarm: Option<AlarmId>,
    /// Its link.
    pub link: LinkState,
    /// Whether its journal records.
    pub journal: JournalState,
    /// Own events that its hub does not have.
    pub backlog: u64,
    /// Whether something half entered waits there.
    pub draft: bool,
}

/// What breaks through; each rings once.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Breach {
    /// It is late and nobody acknowledged it.
    Late(AlarmId),
    /// A decision on a warning waits.
    Decide(AlarmId),
    /// A warning that nobody has looked at.
    Unseen(EventId),
}

impl Beside {
    /// The live realm whose journal is being opened.
    pub fn opening() -> Self {
        Self {
            realm: Realm::Live,
            opening: true,
            now: At::default(),
            breaches: 0,
            foremost: String::new(),
            due: None,
            alarm: None,
            link: LinkState::default(),
            journal: JournalState::default(),
            backlog: 0,
            draft: false,
        }
    }
}

/// Whether a fact is a warning that asks for a decision: a red or an orange one.
pub(super) fn calls(fact: &Fact) -> bool {
    matches!(fact, Fact::WarningReceived(warning) if Timer::decision(warning.colour).is_some())
}

impl Model {
    /// What breaks through, the most pressing first: what is late and not acknowledged, warnings on which a decision
    /// waits, and those of `unseen` that stand.
    pub(super) fn breaches(&self, unseen: &BTreeSet<EventId>) -> Vec<Breach> {
        let breach = |deadline: &Deadline| match (deadline.alarm_state(self.now), &deadline.what) {
            (AlarmState::Active, _) => Some(Breach::Late(deadline.alarm())),
            (AlarmState::Waiting | AlarmState::Warned, Due::Decide { .. }) if !deadline.acknowledged => {
                Some(Breach::Decide(deadline.alarm()))
            }
            _ => None,
        };
        let asks = |id: &EventId| {
            self.rail().iter().any(|deadline| matches!(&deadline.what, Due::Decide { warning } if warning == id))
        };
        let fresh = |warning: &Warning| {
            self.now - warning.received < Span(i64::try_from(NEWS_FOR.as_millis()).unwrap_or(i64::MAX))
        };
        let stands = |id: &&EventId| {
            let in_force = self.world.lifted(**id).is_none();
            self.world.warning(**id).is_some_and(fresh) && in_force && !asks(id)
        };
        let unseen = unseen.iter().filter(stands).map(|id| Breach::Unseen(*id));
        // A warning that just came is news; what is late was told when it fell due.
        let decide = |breach: &Breach| matches!(breach, Breach::Decide(_));
        let (waiting, late): (Vec<_>, Vec<_>) = self.rail().iter().filter_map(breach).partition(decide);
        unseen.chain(waiting).chain(late).collect()
    }

    /// This realm as the other shows it.
    pub(super) fn beside_of(&self, breaches: &[Breach]) -> Beside {
        let say = Say { world: &self.world, lang: self.lang };
        let (mut foremost, mut due, mut alarm) = (String::new(), None, None);
        match breaches.first() {
            Some(Breach::Late(id) | Breach::Decide(id)) => {
                if let Some(deadline) = self.rail().iter().find(|deadline| deadline.alarm() == *id) {
                    foremost = say.deadline_told(deadline);
                    (due, alarm) = (Some(deadline.due), Some(id.clone()));
                }
            }
            Some(Breach::Unseen(id)) => {
                foremost = self.world.warning(*id).map(|warning| say.warning(warning)).unwrap_or_default();
            }
            None => {}
        }
        let draft = self.entry.is_draft() || !self.parked.is_empty() || self.form().is_some_and(|form| form.touched);
        Beside {
            realm: self.world.realm().clone(),
            opening: false,
            now: self.now,
            breaches: breaches.len(),
            foremost,
            due,
            alarm,
            link: self.link.clone(),
            journal: self.journal.clone(),
            backlog: self.backlog.count,
            draft: draft || !self.pending.is_empty(),
        }
    }

    /// Says which realm is on screen, when another is held beside it.
    pub(super) fn say_where(&mut self) {
        let key = self.key_name(super::Action::OtherRealm);
        let text = match self.world.realm() {
            Realm::Live => self.lang.pick(
                "这里是实战: 记的都进实战日志 (KEY 回去)",
                "this is the live realm: what you record goes into the live log (KEY goes back)",
            ),
            Realm::Test => self.lang.pick(
                "这里是测试: 记的只进测试日志 (KEY 去实战)",
                "this is the test: what you record stays in its log (KEY goes to the live realm)",
            ),
            Realm::Drill(_) => self.lang.pick(
                "这里是演练: 记的只进演练日志 (KEY 去实战)",
                "this is the drill: what you record stays in its log (KEY goes to the live realm)",
            ),
        };
        self.note(text.replace("KEY", &key));
    }
}
