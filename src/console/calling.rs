//! What reaches a person who looks away from the screen: the bell, and the title of the terminal's window.

use std::collections::{BTreeMap, BTreeSet};

use super::Model;
use crate::clock::Span;
use crate::console::LinkState;
use crate::domain::{AlarmId, AlarmState, Deadline};
use crate::limits::{LINK_SILENCE_MAX, RETURNED_MAX, TITLE_NAME_CELLS};
use crate::text::cells::{Ambiguous, elide};
use crate::text::say::Say;
use crate::text::visible::visible;
use crate::text::when;
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
    fn calls(&self) -> BTreeMap<AlarmId, Deadline> {
        let calls = |deadline: &&Deadline| deadline.alarm_state(self.now) == AlarmState::Active;
        self.rail().iter().filter(calls).map(|deadline| (deadline.alarm(), deadline.clone())).collect()
    }

    /// Alarms that called and whose cause ended before anybody here had seen them, the oldest first.
    pub fn returned(&self) -> Vec<&Deadline> {
        let mut list: Vec<&Deadline> = self.returned.values().collect();
        list.sort_by_key(|deadline| deadline.due);
        list
    }

    /// How an alarm stands at this console; none when nothing is known of it.
    pub fn alarm_stands(&self, alarm: &AlarmId) -> Option<AlarmState> {
        let due = self.rail().iter().find(|deadline| deadline.alarm() == *alarm);
        let due = due.map(|deadline| deadline.alarm_state(self.now));
        due.or(self.returned.contains_key(alarm).then_some(AlarmState::Returned))
    }

    /// Keeps what called at the last tick and is not due any more, unless somebody acknowledged it or it ended by what was
    /// recorded here. What calls again has not returned.
    fn keep_returned(&mut self, before: &BTreeMap<AlarmId, Deadline>, now: &BTreeMap<AlarmId, Deadline>) {
        self.returned.retain(|alarm, _| !now.contains_key(alarm));
        let own = self.own_act.take().is_some();
        let mut gone: Vec<(&AlarmId, &Deadline)> =
            before.iter().filter(|(alarm, _)| !own && !now.contains_key(*alarm)).collect();
        if gone.is_empty() {
            return;
        }
        let due: BTreeSet<AlarmId> = self.rail().iter().map(Deadline::alarm).collect();
        gone.retain(|(alarm, _)| !due.contains(*alarm) && !self.world.alarm_acknowledged(&alarm.0));
        let room = RETURNED_MAX.saturating_sub(self.returned.len());
        let gone: Vec<_> = gone.into_iter().take(room).map(|(alarm, of)| (alarm.clone(), of.clone())).collect();
        self.returned.extend(gone);
    }

    /// Whether an alarm calls that did not when this was last asked: each rings once. What was late when the console
    /// began has rung where it fell due.
    pub(super) fn rings(&mut self) -> bool {
        let now = self.calls();
        let before = self.called.take();
        let new = before.as_ref().is_some_and(|before| now.keys().any(|alarm| !before.contains_key(alarm)));
        self.keep_returned(&before.unwrap_or_default(), &now);
        self.called = Some(now);
        new
    }

    /// The window's title: which world, the most pressing alarm that nobody acknowledged (what is to be done, how late,
    /// about what) and how many there are, whose console. What breaks through from the realm beside goes before it.
    /// Harmless and short, whatever the names in it are: a title is read in a list of windows.
    pub fn window_title(&self) -> String {
        let realm = StatusWord::of(self.world.realm()).say(self.lang);
        let (breaks, late) = (self.title_of_beside(), self.title_of_alarms());
        let mark = if late.is_empty() { "" } else { "!" };
        let product = self.lang.pick("前指", "qianzhi");
        format!("{breaks}{mark}{realm} {late}{product} {}", short(&self.post.name))
    }

    /// `逾期 3 签收 -00:12 指令14 抽排二队 `; empty when no alarm calls.
    fn title_of_alarms(&self) -> String {
        let calls = |deadline: &&Deadline| deadline.alarm_state(self.now) == AlarmState::Active;
        let Some(worst) = self.rail().iter().find(calls) else { return String::new() };
        let words = Say { world: &self.world, lang: self.lang }.deadline(worst);
        let count = RailWord::Late.with(self.lang, &[&self.calls().len()]);
        let late = when::countdown(worst.left(self.now), self.lang);
        format!("{count} {} {late} {} ", words.act, short(&words.subject))
    }

    /// `!!!实战 2件 00:28 启动决定 红色预警第5号 `; empty when nothing breaks through.
    fn title_of_beside(&self) -> String {
        let Some(beside) = self.beside.as_ref().filter(|beside| beside.breaches > 0) else { return String::new() };
        let realm = StatusWord::of(&beside.realm).say(self.lang);
        let count = BesideWord::Count.with(self.lang, &[&beside.breaches]);
        let due = beside.due.map(|due| format!("{} ", when::countdown(due - beside.now, self.lang)));
        format!("!!!{realm} {count} {}{} ", due.unwrap_or_default(), short(&beside.foremost))
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

/// Foreign text as part of a title.
fn short(text: &str) -> String {
    elide(&visible(text), TITLE_NAME_CELLS, Ambiguous::Two)
}
