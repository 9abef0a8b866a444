//! What reaches a person who looks away from the screen: the bell, and the title of the terminal's window.

use std::collections::BTreeSet;

use super::Model;
use crate::clock::Span;
use crate::console::LinkState;
use crate::domain::{AlarmId, AlarmState, Deadline};
use crate::limits::LINK_SILENCE_MAX;
use crate::text::visible::visible;
use crate::text::words::{BesideWord, RailWord, StatusWord, Word};

/// The bell of the terminal. Silenced, it takes no word away: the rail and the window's title say all the same.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Bell {
    /// It rings once for each alarm.
    #[default]
    Rings,
    /// It does not ring.
    Silent,
}

impl Model {
    /// Alarms that are late and that nobody acknowledged.
    fn calls(&self) -> BTreeSet<AlarmId> {
        let calls = |deadline: &&Deadline| deadline.alarm_state(self.now) == AlarmState::Active;
        self.rail().iter().filter(calls).map(Deadline::alarm).collect()
    }

    /// Whether an alarm calls that did not when this was last asked: each rings once. What was late when the console
    /// began has rung where it fell due.
    pub(super) fn rings(&mut self) -> bool {
        let now = self.calls();
        let new = self.called.as_ref().is_some_and(|before| now.difference(before).next().is_some());
        self.called = Some(now);
        new
    }

    /// The window's title: how many alarms nobody acknowledged, which world, whose console.
    pub fn window_title(&self) -> String {
        let calls = self.calls().len();
        let late = if calls > 0 { format!("!{} ", RailWord::Late.with(self.lang, &[&calls])) } else { String::new() };
        let realm = StatusWord::of(self.world.realm());
        let breaks = self.beside.as_ref().filter(|beside| beside.breaches > 0).map(|beside| {
            let count = BesideWord::Count.with(self.lang, &[&beside.breaches]);
            format!("!!!{} {count} ", StatusWord::of(&beside.realm).say(self.lang))
        });
        let product = self.lang.pick("前指", "qianzhi");
        format!("{}{late}{} {product} {}", breaks.unwrap_or_default(), realm.say(self.lang), visible(&self.post.name))
    }

    /// How old what other posts said is at least, while the hub is out of reach; `None` while it is heard, or where
    /// there is none. Never heard is unknown.
    pub fn unheard_for(&self) -> Option<Option<Span>> {
        match &self.link {
            LinkState::NotConfigured => None,
            LinkState::Up { heard_ms_ago, .. } if u128::from(*heard_ms_ago) <= LINK_SILENCE_MAX.as_millis() => None,
            _ => Some(self.heard.map(|heard| self.now - heard)),
        }
    }
}
