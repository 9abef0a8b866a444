//! What is due: derived from the world and its rules.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use foldhash::fast::RandomState as Quick;

use super::beside::Beside;
use super::{Merges, World};
use crate::clock::{At, Span};
use crate::domain::algebra::{Ladder, Register};
use crate::domain::{
    AreaCode, Aspect, Deadline, Due, EventId, Order, Purpose, Recipient, RuleId, Rules, Rung, RungFact, TeamCode,
    TeamKind, TeamStatus, Timer, Urgency, Value, Warning,
};

/// What is due later than this presses nobody.
pub(super) const AHEAD: Span = Span::hours(24);

impl World {
    /// Everything that is due and not done, the most pressing first. What is due later than a day from `now` is
    /// left out: it presses nobody and the list is read on every frame.
    pub fn deadlines(&self, now: At) -> Vec<Deadline> {
        let rules = self.rules();
        let merges = self.merges();
        let mut list = Vec::with_capacity(2 * self.open_orders.len());
        self.decisions_due(&rules, &mut list);
        self.approvals_due(&rules, &mut list);
        self.notices_due(&rules, &merges, now, &mut list);
        self.reliefs_due(&rules, &mut list);
        self.warnings_press(&rules, now, &mut list);
        let scenes = self.open_scenes_in(&merges);
        let consults: Vec<_> = self.open_consultations().collect();
        let (consulted, tasked) = (self.consulted_orders(&consults), self.tasked_orders(&scenes));
        let (consulted, tasked) = (consulted.into_iter().collect(), tasked.into_iter().collect());
        self.orders_due(&rules, now, (&consulted, &tasked), &mut list);
        self.missing_due(&rules, &merges, &mut list);
        self.mobilisations_due(&rules, &mut list);
        self.reports_due(&rules, &merges, &mut list);
        self.answers_due(&rules, &mut list);
        self.hand_overs_due(&rules, &mut list);
        self.consults_due(&rules, now, &consults, &mut list);
        self.aars_due(&rules, &merges, now, &mut list);
        self.aids_due(&rules, &mut list);
        self.scenes_due(&rules, &scenes, &mut list);
        self.steps_due(&rules, now, &mut list);
        self.plans_due(&rules, now, &mut list);
        self.resources_due(&rules, &merges, now, &mut list);
        self.switches_due(&rules, now, &mut list);
        let mut list = in_order(list);
        list.truncate(list.partition_point(|deadline| deadline.left(now) < AHEAD));
        self.alarms_touched(&merges, &mut list, now);
        list
    }

    /// What people did about the alarms of these.
    fn alarms_touched(&self, merges: &Merges, list: &mut [Deadline], now: At) {
        let aside: BTreeSet<&str> = self.shelved_alarms().collect();
        // A name is long and few are in question: its tag, the beginning of an id in it, rules out nearly all.
        let few = self.acknowledged_alarms.len() <= list.len();
        let acknowledged = self.acknowledged_alarms.keys().map(String::as_str).filter(|_| few);
        let tags: HashSet<u64, Quick> = acknowledged.chain(aside.iter().copied()).map(tag).collect();
        for deadline in list {
            deadline.incident = deadline.incident.map(|id| merges.kept(id));
            let before = self.alarm_before_merge(deadline, merges);
            if few && before.is_none() && !tags.contains(&deadline.what.subject().tag()) {
                continue;
            }
            let alarms = [Some(deadline.alarm().0), before];
            let alarms = || alarms.iter().flatten();
            deadline.acknowledged = alarms().any(|alarm| self.alarm_acknowledged(alarm));
            let shelves = alarms().filter(|name| aside.contains(name.as_str())).filter_map(|name| self.shelf(name));
            deadline.shelved = shelves.map(|shelf| shelf.until).filter(|until| *until > now).max();
        }
    }

    /// The clock that a merge carried over keeps what was said of its alarm when it was of an incident of its own.
    fn alarm_before_merge(&self, deadline: &Deadline, merges: &Merges) -> Option<String> {
        let first = |incident: EventId| {
            merges.whole(incident).min_by_key(|id| (self.incident(*id).map(|incident| incident.received), *id))
        };
        let what = match deadline.what {
            Due::ReportByPhone { incident } => Due::ReportByPhone { incident: first(incident)? },
            Due::ReportInWriting { incident } => Due::ReportInWriting { incident: first(incident)? },
            _ => return None,
        };
        (what != deadline.what).then(|| Deadline { what, ..deadline.clone() }.alarm().0)
    }

    /// The interlock: a red or orange warning that nobody lifted, and no decision of that jurisdiction since. The oldest unanswered
    /// warning of a jurisdiction stands for all of them, so that five warnings are one alarm.
    fn decisions_due(&self, rules: &Rules, list: &mut Vec<Deadline>) {
        let mut decided: BTreeMap<&AreaCode, Decided> = BTreeMap::new();
        for (id, warning) in self.warnings_in_force() {
            let Some(timer) = Timer::decision(warning.colour) else { continue };
            let area = decided.entry(&warning.area).or_insert_with(|| self.decided(&warning.area));
            if !area.answers(warning.received) {
                area.listed = true;
                list.push(counted(rules, Due::Decide { warning: id }, timer, warning.received, None));
            }
        }
    }

    /// Whether a red or orange warning of a jurisdiction waits for its decision.
    pub(super) fn awaits_decision(&self, area: &AreaCode) -> bool {
        let decided = self.decided(area);
        let asks = |warning: &Warning| warning.area == *area && Timer::decision(warning.colour).is_some();
        self.warnings_in_force().iter().any(|(_, warning)| asks(warning) && !decided.answers(warning.received))
    }

    fn decided(&self, area: &AreaCode) -> Decided {
        let decisions = self.decision_events(area).into_iter();
        Decided { decisions: decisions.map(|(id, r)| (r.decided, r.level().is_some(), id)).collect(), listed: false }
    }

    /// What answers a warning of a jurisdiction as of a moment, and when it did: the response that ran when it came, at once;
    /// else the first decision since.
    pub fn decision_on(&self, area: &AreaCode, received: At, as_of: At) -> Option<(EventId, At)> {
        let mut decided = self.decided(area);
        decided.decisions.retain(|(at, ..)| *at <= as_of);
        decided.answer(received)
    }

    /// Orders of consultations and of tasks have times of their own.
    fn orders_due(&self, rules: &Rules, now: At, (consulted, tasked): (&Those, &Those), list: &mut Vec<Deadline>) {
        let (mut issued, mut ladders) = (Beside::of(&self.orders), Beside::of(&self.ladders));
        let mut calls = Beside::of(&self.calls);
        let mut teams: HashMap<&TeamCode, Leads, Quick> =
            self.team_cards().map(|(code, team)| (code, Leads::of(Some(team.kind)))).collect();
        // Whether one that was acknowledged is its team's newest is known when all were seen.
        let mut acknowledged = Vec::new();
        for id in self.open_orders.iter().filter(|id| self.stands(id)) {
            let Some(order) = issued.get(id).map(|said| &said.what) else { continue };
            let mut kind = None;
            if let Recipient::Team(code) = &order.to {
                let leads = teams.entry(code).or_insert_with(|| Leads::of(None));
                leads.newest = leads.newest.max((order.issued, *id));
                kind = leads.kind;
            }
            let withdrawn = if order.urgency == Urgency::Withdraw { self.order(*id) } else { None };
            let counts = withdrawn.as_ref().is_some_and(|view| self.heads_awaited(view));
            if counts {
                let what = Due::CountHeads { order: *id };
                list.push(counted(rules, what, Timer::CountHeads, order.issued, order.incident));
            }
            let heard = ladders.get(id).map(|rungs| self.heard_of(rungs)).unwrap_or_default();
            let heard = Heard { counts, ..heard };
            // Whoever was counted has heard, and did what was asked.
            let done = withdrawn.and_then(|view| view.heads).filter(|_| !counts);
            let heard = done.map_or(heard, |count| Heard {
                acknowledged: heard.acknowledged.or(Some(count.at)),
                executing: true,
                ..heard
            });
            if heard.acknowledged.is_some() {
                acknowledged.push((*id, order, heard));
            } else {
                let of_consult = kind.is_none() && consulted.contains(id);
                let timer = order.answered_within(kind, tasked.contains(id), of_consult);
                list.push(self.answer_due(rules, now, (*id, order), calls.get(id), timer));
                self.order_presses(rules, now, (*id, order), heard, list);
            }
        }
        for (id, order, heard) in acknowledged {
            // The scene asks after its tasks.
            if tasked.contains(&id) {
                continue;
            }
            // Who was warned waits for the order itself.
            if order.muster.as_ref().is_some_and(|muster| muster.purpose == Purpose::PreAlert) {
                continue;
            }
            let Recipient::Team(code) = &order.to else {
                self.order_presses(rules, now, (id, order), heard, list);
                continue;
            };
            let (leads, progress) = (teams.get(code), self.progress(code));
            // Who is told to withdraw is counted, and sets out for nowhere.
            let sets_out = progress.waits && order.urgency != Urgency::Withdraw;
            let leaves = leads.filter(|of| sets_out && of.newest.1 == id);
            let departs = leaves.and_then(|of| Timer::departure(of.kind?));
            if let (Some(at), Some(timer)) = (heard.acknowledged, departs) {
                let what = Due::Depart { order: id, team: code.clone() };
                list.push(counted(rules, what, timer, at, order.incident));
            } else {
                self.order_presses(rules, now, (id, order), Heard { moved: progress.moved, ..heard }, list);
            }
        }
    }

    fn progress(&self, code: &TeamCode) -> Progress {
        let status = self.registers.get(&Aspect::TeamStatus(code.clone()));
        let heads = || status.into_iter().flat_map(Register::heads).map(|(id, head)| (head.value.recorded, id, head));
        // As everywhere: the oldest side of a dispute stands, and the newest says since when.
        let oldest = heads().min_by_key(|(recorded, id, _)| (*recorded, *id)).map(|(.., head)| &head.value.what);
        Progress {
            waits: matches!(oldest, Some(Value::TeamStatus(TeamStatus::Ordered | TeamStatus::Assembling))),
            moved: heads().map(|(recorded, ..)| recorded).max(),
        }
    }

    fn heard_of(&self, rungs: &Ladder<RungFact>) -> Heard {
        let mut heard = Heard::default();
        for (_, fact) in rungs.standing(&self.strikes).filter(|(_, fact)| fact.rung >= Rung::Acknowledged) {
            heard.acknowledged = Some(heard.acknowledged.map_or(fact.at, |at| at.min(fact.at)));
            heard.executing |= fact.rung > Rung::Acknowledged;
        }
        heard
    }

    fn answers_due(&self, rules: &Rules, list: &mut Vec<Deadline>) {
        for view in self.unratified() {
            let (what, incident) = (Due::Ratify { event: view.id }, view.incident);
            list.push(counted(rules, what, Timer::Ratify, view.recorded, incident));
        }
    }

    fn hand_overs_due(&self, rules: &Rules, list: &mut Vec<Deadline>) {
        for half in self.half_signed_everywhere() {
            list.push(counted(rules, Due::TakeOver { handed: half.id }, Timer::TakeOver, half.handed.at, None));
        }
    }
}

impl Order {
    /// By which timer it is acknowledged by a team of this kind, or by anybody else: a task on a scene, a pre-alert and what a
    /// consultation settled have times of their own.
    pub fn answered_within(&self, kind: Option<TeamKind>, tasked: bool, of_consult: bool) -> Timer {
        let pre_alert = self.muster.as_ref().is_some_and(|muster| muster.purpose == Purpose::PreAlert);
        match (tasked, pre_alert, of_consult) {
            (true, ..) => Timer::TaskAck,
            (_, true, _) => Timer::AckPreAlert,
            (.., true) => Timer::ConsultAck,
            _ => Timer::acknowledgement(kind),
        }
    }
}

/// Orders, for asking whether one is among them.
type Those = HashSet<EventId, Quick>;

/// A team that has open orders.
struct Leads {
    /// The newest of them: a team departs once, and an older one no longer says when.
    newest: (At, EventId),
    kind: Option<TeamKind>,
}

impl Leads {
    /// No order was seen yet.
    fn of(kind: Option<TeamKind>) -> Self {
        Self { newest: (At(i64::MIN), EventId::default()), kind }
    }
}

/// How far a team that acknowledged is.
struct Progress {
    /// Whether it has not departed yet.
    waits: bool,
    /// Since when its status is what it is.
    moved: Option<At>,
}

/// What was heard of an open order.
#[derive(Clone, Copy, Default)]
pub(super) struct Heard {
    /// When it was first acknowledged, or said to be executed.
    pub(super) acknowledged: Option<At>,
    /// Whether it was said to be executed.
    pub(super) executing: bool,
    /// Since when its team's status is what it is.
    pub(super) moved: Option<At>,
    /// Whether heads wait to be counted.
    pub(super) counts: bool,
}

/// The most pressing first; those of one moment in the order of what they are about.
fn in_order(list: Vec<Deadline>) -> Vec<Deadline> {
    // A deadline is large: numbers are sorted, and each deadline is moved to its place once. Those of one moment are mostly of
    // one kind, and then the subject alone puts them in order.
    let key = |of: &Deadline, place: u32| {
        let moment = of.due.0.cast_unsigned() ^ (1 << 63);
        (u128::from(moment) << 64) | u128::from(of.what.subject().tag() >> 32 << 32) | u128::from(place)
    };
    let mut keys: Vec<u128> = list.iter().zip(0..).map(|(of, place)| key(of, place)).collect();
    keys.sort_unstable();
    let mut unsorted: Vec<Option<Deadline>> = list.into_iter().map(Some).collect();
    let place = |key: &u128| usize::try_from(key & u128::from(u32::MAX)).unwrap_or(usize::MAX);
    let mut list = Vec::with_capacity(unsorted.len());
    list.extend(keys.iter().filter_map(|key| unsorted.get_mut(place(key)).and_then(Option::take)));
    list.chunk_by_mut(|a: &Deadline, b| a.due == b.due)
        .for_each(|same| same.sort_unstable_by(|a, b| a.what.cmp(&b.what)));
    list
}

/// The tag of an alarm's name: the first 16 hexadecimal digits of the first id in it, 0 when there is none.
fn tag(alarm: &str) -> u64 {
    let id = alarm.split(' ').nth(1).and_then(|id| id.get(..16));
    id.and_then(|digits| u64::from_str_radix(digits, 16).ok()).unwrap_or(0)
}

/// What a jurisdiction has decided, as far as warnings ask.
struct Decided {
    /// When, whether a level was activated, and by which event; earliest first.
    decisions: Vec<(At, bool, EventId)>,
    /// Whether an older warning is on the list.
    listed: bool,
}

impl Decided {
    /// Whether nothing is to be decided on a warning: something was decided since, or a response ran when it came. One
    /// that was terminated before answers nothing: the next storm asks anew.
    fn answers(&self, received: At) -> bool {
        self.listed || self.answer(received).is_some()
    }

    fn answer(&self, received: At) -> Option<(EventId, At)> {
        let before = self.decisions.iter().rev().find(|(at, ..)| *at <= received);
        if let Some((_, true, id)) = before {
            return Some((*id, received));
        }
        self.decisions.iter().find(|(at, ..)| *at >= received).map(|(at, _, id)| (*id, *at))
    }
}

/// One that the limit of a timer sets.
#[inline]
pub(super) fn counted(rules: &Rules, what: Due, timer: Timer, from: At, incident: Option<EventId>) -> Deadline {
    deadline(what, from + rules.within(timer, from), rules.row(timer), from, incident)
}

/// One whose alarm nobody has touched yet.
#[inline]
pub(super) fn deadline(
    what: Due,
    due: At,
    rule: Option<&'static RuleId>,
    from: At,
    incident: Option<EventId>,
) -> Deadline {
    Deadline { what, due, rule, from, incident, warned: None, acknowledged: false, shelved: None }
}
