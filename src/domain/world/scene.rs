//! Scenes as they stand: their state, who commands, who is in, what is being done.

mod crew;
mod due;
mod found;
mod recall;
mod task;
mod trouble;

pub use crew::{CrewView, Heads};
pub use found::{CellView, RequestView, Tally, ZoneView};
use recall::Recalls;
pub use task::TaskView;
pub use trouble::SceneTrouble;

use super::{Merges, Reckoning, Said, World};
use crate::clock::At;
use crate::domain::algebra::{Ladder, Register};
use crate::domain::{
    Aspect, EventId, PostCard, RescuePlan, SceneMove, SceneNote, SceneNoted, SceneState, SceneStep, SizeUp, Value,
};

/// A scene as the boards show it.
#[derive(Clone, Debug)]
pub struct SceneView<'a> {
    /// Of which incident.
    pub incident: EventId,
    /// What it is at; of a disputed one the oldest side counts, and a withdrawal before all.
    pub step: Reckoning<&'a SceneMove>,
    /// Where it stands.
    pub state: SceneState,
    /// Every step that stands, the earliest first, those replaced since included.
    pub moves: Vec<(EventId, &'a SceneMove)>,
    /// The ledger, in the order in which things happened.
    pub notes: Vec<(EventId, &'a Said<SceneNote>)>,
    /// Who commands.
    pub commander: Reckoning<&'a str>,
    /// Since when everybody was called back, the last time: by a step, or by an order that is open, also one that was given
    /// where nothing was known of the scene.
    pub withdrawn: Option<(EventId, At)>,
    /// Since when everybody is to be counted anew: since they were called back, or since the last roll call of all.
    pub called: Option<At>,
}

impl<'a> SceneView<'a> {
    fn last<T>(&self, of: impl Fn(&'a SceneStep) -> Option<T>) -> Option<(EventId, At, T)> {
        self.moves.iter().rev().find_map(|(id, made)| Some((*id, made.at, of(&made.step)?)))
    }

    fn newest<T>(&self, of: impl Fn(&'a SceneNoted) -> Option<T>) -> Option<(EventId, At, T)> {
        self.notes.iter().rev().find_map(|(id, said)| Some((*id, said.what.at, of(&said.what.what)?)))
    }

    /// When the first were there, and the event that says so.
    pub fn opened(&self) -> Option<(EventId, At)> {
        let opened = self.moves.iter().find(|(_, made)| made.step == SceneStep::Opened);
        opened.map(|(id, made)| (*id, made.at))
    }

    /// The command post as it was last set up.
    pub fn post(&self) -> Option<(EventId, At, &'a PostCard)> {
        self.last(|step| if let SceneStep::Posted(card) = step { Some(card) } else { None })
    }

    /// The plan as it was last issued.
    pub fn plan(&self) -> Option<(EventId, At, &'a RescuePlan)> {
        self.last(|step| if let SceneStep::Planned(plan) = step { Some(plan) } else { None })
    }

    /// Since when it stands where it stands.
    pub fn since(&self) -> Option<At> {
        self.moves.last().map(|(_, made)| made.at)
    }

    /// What was seen first and last.
    pub fn size_up(&self) -> Option<(EventId, At, &'a SizeUp)> {
        self.newest(|noted| if let SceneNoted::SizeUp(size) = noted { Some(size) } else { None })
    }

    /// When the first size-up was given.
    pub fn sized_up(&self) -> Option<At> {
        let sizes = self.notes.iter().filter(|(_, said)| matches!(said.what.what, SceneNoted::SizeUp(_)));
        sizes.map(|(_, said)| said.what.at).min()
    }

    /// Hand-overs of command that nobody took, the newest first: the note, from whom, to whom, the brief. One that came before
    /// command passed by another is among them: who takes it says so.
    pub fn offers(&self) -> Vec<(EventId, &'a str, &'a str, &'a str)> {
        let taken: Vec<EventId> = self
            .notes
            .iter()
            .filter_map(|(_, said)| if let SceneNoted::CommandTaken { of } = said.what.what { Some(of) } else { None })
            .collect();
        let offers = self.notes.iter().rev().filter_map(|(id, said)| match &said.what.what {
            SceneNoted::CommandOffered { from, to, brief } => Some((*id, from.as_str(), to.as_str(), brief.as_str())),
            _ => None,
        });
        offers.filter(|(id, ..)| !taken.contains(id)).collect()
    }

    /// The newest hand-over of command, while it waits for the other side.
    pub fn offered(&self) -> Option<(EventId, &'a str, &'a str, &'a str)> {
        let of = |noted: &SceneNoted| matches!(noted, SceneNoted::CommandOffered { .. }).then_some(());
        let (newest, ..) = self.newest(of)?;
        self.offers().into_iter().find(|(id, ..)| *id == newest)
    }

    /// Whether anybody is in.
    pub fn anybody_in(&self) -> bool {
        self.crews().iter().any(|crew| crew.present() > 0)
    }

    /// Whether it was handed over or closed, and everybody is out.
    pub fn is_left(&self) -> bool {
        matches!(self.state, SceneState::HandedOver | SceneState::Closed) && !self.anybody_in()
    }

    /// The next version of the plan.
    pub fn next_version(&self) -> u16 {
        let versions = self.moves.iter().filter_map(|(_, made)| match &made.step {
            SceneStep::Planned(plan) => Some(plan.version),
            _ => None,
        });
        versions.max().unwrap_or(0).saturating_add(1)
    }
}

impl World {
    /// The scene of an incident; none when nothing is known of one.
    pub fn scene(&self, incident: EventId) -> Option<SceneView<'_>> {
        let merges = self.merges();
        self.scene_in(incident, &self.recalls(&merges))
    }

    /// The same where the orders to withdraw were reckoned before; as of when they were.
    fn scene_in(&self, incident: EventId, recalls: &Recalls<'_>) -> Option<SceneView<'_>> {
        let aspect = Aspect::Scene(incident);
        let writes: Vec<_> = self.registers.get(&aspect).into_iter().flat_map(Register::writes).collect();
        let standing = writes.iter().filter(|(id, _)| self.stands(id));
        let mut moves: Vec<(EventId, &SceneMove)> = standing
            .filter_map(|(id, write)| match &write.value.what {
                Value::Scene(made) if made.at <= recalls.until => Some((**id, made.as_ref())),
                _ => None,
            })
            .collect();
        let ledger = self.scene_notes.get(&incident).into_iter().flat_map(|ledger| ledger.standing(&self.strikes));
        let mut notes: Vec<_> =
            ledger.filter(|(_, said)| said.what.at <= recalls.until).map(|(id, said)| (*id, said)).collect();
        if moves.is_empty() && notes.is_empty() {
            return None;
        }
        moves.sort_by_key(|(id, made)| (made.at, *id));
        notes.sort_by_key(|(id, said)| (said.what.at, said.recorded, *id));
        let step = if recalls.until == At(i64::MAX) {
            self.reckon(&aspect, |v| if let Value::Scene(made) = v { Some(made.as_ref()) } else { None })
        } else {
            recall::step_until(&writes, &moves)
        };
        let step = one_meaning(step);
        let ordered = recall::in_force(recalls.of(incident), &moves);
        let by_step = moves.iter().rev().find(|(_, made)| made.step == SceneStep::Withdrawn);
        let by_step = by_step.map(|(id, made)| (*id, made.at));
        let withdrawn = ordered.into_iter().chain(by_step).max_by_key(|(id, at)| (*at, *id));
        let state = Self::scene_state(&step, &moves);
        let commander = self.commander(incident);
        let mut view = SceneView { incident, step, state, moves, notes, commander, withdrawn, called: None };
        // Who left for good is called back no more; whoever is in still is.
        if ordered.is_some() && !view.is_left() {
            view.state = SceneState::Withdrawn;
        }
        let back = view.withdrawn.filter(|_| view.state == SceneState::Withdrawn).map(|(_, at)| at);
        let of = |noted: &SceneNoted| matches!(noted, SceneNoted::CountCalled { .. }).then_some(());
        view.called = back.max(view.newest(of).map(|(_, at, ())| at));
        Some(view)
    }

    /// Where its steps lead. A withdrawal that anybody called is in force before whatever else was said apart; else people are
    /// at work as long as either side says so.
    fn scene_state(step: &Reckoning<&SceneMove>, moves: &[(EventId, &SceneMove)]) -> SceneState {
        // What led back leads to where the scene was before it was left; a closed one is open again.
        let before = |at: At| {
            let earlier = moves.iter().rev().filter(|(_, made)| made.at <= at);
            let mut stood = earlier.filter(|(_, made)| !matches!(made.step, SceneStep::Withdrawn | SceneStep::Closed));
            stood.find_map(|(_, made)| SceneState::after(&made.step)).unwrap_or(SceneState::Unopened)
        };
        let of = |made: &SceneMove| SceneState::after(&made.step).unwrap_or_else(|| before(made.at));
        match step {
            Reckoning::Unset => SceneState::Unopened,
            Reckoning::Agreed(made) => of(made),
            Reckoning::Disputed(sides) => {
                let states: Vec<SceneState> = sides.iter().map(|made| of(made)).collect();
                let withdrawn = states.iter().copied().find(|state| *state == SceneState::Withdrawn);
                let at_work = states.iter().copied().find(|state| state.at_work());
                withdrawn.or(at_work).or(states.first().copied()).unwrap_or(SceneState::Unopened)
            }
        }
    }

    /// Scenes of which anything is known: the open ones first, then those that began last.
    pub fn scenes(&self) -> Vec<SceneView<'_>> {
        let merges = self.merges();
        let recalls = self.recalls(&merges);
        let mut list: Vec<_> = self.scene_ids().into_iter().filter_map(|id| self.scene_in(id, &recalls)).collect();
        let began = |view: &SceneView<'_>| view.opened().map(|(_, at)| at).or(view.notes.first().map(|n| n.1.what.at));
        let over = |view: &SceneView<'_>| !self.open_scenes.contains(&view.incident);
        list.sort_by_key(|view| (over(view), std::cmp::Reverse(began(view)), view.incident));
        list
    }

    /// Those of them that are not closed, and those that are over people who are still in, by incident.
    pub fn open_scenes(&self) -> impl Iterator<Item = SceneView<'_>> {
        self.open_scenes_in(&self.merges()).into_iter()
    }

    /// The same where it is known which incidents are one.
    pub(in crate::domain) fn open_scenes_in(&self, merges: &Merges) -> Vec<SceneView<'_>> {
        if self.open_scenes.is_empty() {
            return Vec::new();
        }
        let recalls = self.recalls(merges);
        self.open_scenes.iter().filter_map(|id| self.scene_in(*id, &recalls)).collect()
    }

    /// Whether a scene of the incident, or of what is the same one, is open.
    pub fn scene_is_open(&self, incident: EventId) -> bool {
        let merges = self.merges();
        let kept = merges.kept(incident);
        self.open_scenes.iter().any(|of| merges.kept(*of) == kept && self.scene(*of).is_some())
    }

    /// Whether it is a fire, by its event code: the fire service commands there (消防法 art. 45).
    pub fn burns(&self, incident: EventId) -> bool {
        self.incident_code(incident).starts_with("12G")
    }

    /// Whether a command post stands for an incident, or whoever was there first commands.
    pub fn has_post(&self, incident: EventId) -> bool {
        let merges = self.merges();
        let kept = merges.kept(incident);
        let mut scenes = self.open_scenes.iter().filter(|of| merges.kept(**of) == kept);
        scenes.any(|of| {
            let commands = |view: &SceneView<'_>| view.commander != Reckoning::Unset;
            let stands = |view: &SceneView<'_>| view.state != SceneState::Closed;
            let post = |view: &SceneView<'_>| view.post().is_some() || (view.opened().is_some() && commands(view));
            self.scene(*of).is_some_and(|view| stands(&view) && post(&view))
        })
    }

    /// Who commands at an incident and at what is the same one, each name once.
    pub fn commanders(&self, incident: EventId) -> Vec<&str> {
        let merges = self.merges();
        let mut names: Vec<&str> = Vec::new();
        for id in merges.whole(merges.kept(incident)) {
            let said = match self.commander(id) {
                Reckoning::Unset => Vec::new(),
                Reckoning::Agreed(name) => vec![name],
                Reckoning::Disputed(all) => all,
            };
            for name in said {
                if !names.contains(&name) {
                    names.push(name);
                }
            }
        }
        names
    }

    /// Who was said to command at an incident and at what is the same one, those replaced since included, the earliest first:
    /// when that was recorded, by which event, who; empty where somebody was only taken away.
    pub fn command_events(&self, incident: EventId) -> Vec<(At, EventId, &str)> {
        let merges = self.merges();
        let mut list = Vec::new();
        for id in merges.whole(merges.kept(incident)) {
            let register = self.registers.get(&Aspect::Commander(id));
            let writes = register.into_iter().flat_map(Register::writes).filter(|(id, _)| self.stands(id));
            list.extend(writes.filter_map(|(id, write)| match &write.value.what {
                Value::Commander(name) => Some((write.value.recorded, *id, name.as_str())),
                _ => None,
            }));
        }
        list.sort_unstable();
        list
    }

    /// Keeps what is derived of a scene: whether it is open. While it is disputed whether one is closed, it is; and as long as
    /// people are in, whatever was said.
    pub(super) fn reckon_scene(&mut self, incident: EventId) {
        let register = self.registers.get(&Aspect::Scene(incident));
        let closed = |value: &Value| matches!(value, Value::Scene(made) if made.step == SceneStep::Closed);
        let mut heads = register.into_iter().flat_map(Register::heads).peekable();
        let open = match heads.peek() {
            Some(_) => !heads.all(|(_, write)| closed(&write.value.what)) || self.somebody_is_in(incident),
            None => self.scene_notes.contains_key(&incident),
        };
        if open {
            self.open_scenes.insert(incident);
        } else {
            self.open_scenes.remove(&incident);
        }
    }

    fn somebody_is_in(&self, incident: EventId) -> bool {
        let merges = Merges::default();
        self.scene_in(incident, &self.recalls(&merges)).is_some_and(|view| view.anybody_in())
    }

    /// The same of every scene of which a line was struck, or stands again.
    pub(super) fn reckon_struck_scenes(&mut self, touched: &[EventId]) {
        let of = |(incident, ledger): (&EventId, &Ladder<Said<SceneNote>>)| {
            ledger.ids().any(|id| touched.contains(&id)).then_some(*incident)
        };
        let scenes: Vec<EventId> = self.scene_notes.iter().filter_map(of).collect();
        for incident in scenes {
            self.reckon_scene(incident);
        }
    }
}

/// Each different meaning once, as it was said first: who calls everybody back apart from another says the same.
fn one_meaning(step: Reckoning<&SceneMove>) -> Reckoning<&SceneMove> {
    let Reckoning::Disputed(sides) = step else { return step };
    let mut kept: Vec<&SceneMove> = Vec::new();
    for side in sides {
        if !kept.iter().any(|one| one.means(side)) {
            kept.push(side);
        }
    }
    match kept.as_slice() {
        [one] => Reckoning::Agreed(*one),
        _ => Reckoning::Disputed(kept),
    }
}
