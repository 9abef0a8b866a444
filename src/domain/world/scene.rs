//! Scenes as they stand: their state, who commands, who is in, what is being done.

mod crew;
mod due;
mod found;
mod task;
mod trouble;

pub use crew::{CrewView, Heads};
pub use found::{CellView, RequestView, Tally, ZoneView};
pub use task::TaskView;
pub use trouble::SceneTrouble;

use super::{Reckoning, Said, World};
use crate::clock::At;
use crate::domain::algebra::Register;
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

    /// When it was last allowed to go in again.
    pub fn re_entered(&self) -> Option<At> {
        let of = |step: &SceneStep| matches!(step, SceneStep::ReEntered { .. }).then_some(());
        self.last(of).map(|(_, at, ())| at)
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

    /// The hand-over of command that waits for the other side: the note, from whom, to whom, the brief.
    pub fn offered(&self) -> Option<(EventId, &'a str, &'a str, &'a str)> {
        let (id, _, offer) = self.newest(|noted| match noted {
            SceneNoted::CommandOffered { from, to, brief } => Some((from.as_str(), to.as_str(), brief.as_str())),
            _ => None,
        })?;
        let taken = self.notes.iter().any(|(_, said)| said.what.what == SceneNoted::CommandTaken { of: id });
        (!taken).then_some((id, offer.0, offer.1, offer.2))
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
        let aspect = Aspect::Scene(incident);
        let writes = self.registers.get(&aspect).into_iter().flat_map(Register::writes);
        let standing = writes.filter(|(id, _)| self.stands(id));
        let mut moves: Vec<(EventId, &SceneMove)> = standing
            .filter_map(|(id, write)| match &write.value.what {
                Value::Scene(made) => Some((*id, made.as_ref())),
                _ => None,
            })
            .collect();
        let ledger = self.scene_notes.get(&incident).into_iter().flat_map(|ledger| ledger.standing(&self.strikes));
        let mut notes: Vec<_> = ledger.map(|(id, said)| (*id, said)).collect();
        if moves.is_empty() && notes.is_empty() {
            return None;
        }
        moves.sort_by_key(|(id, made)| (made.at, *id));
        notes.sort_by_key(|(id, said)| (said.what.at, said.recorded, *id));
        let step = self.reckon(&aspect, |v| if let Value::Scene(made) = v { Some(made.as_ref()) } else { None });
        let allowed_in = moves.iter().rev().find(|(_, made)| matches!(made.step, SceneStep::ReEntered { .. }));
        let since = allowed_in.map_or(At(i64::MIN), |(_, made)| made.at);
        let ordered = self.withdrawals_of(incident).filter(|(_, issued)| *issued > since);
        let ordered = ordered.max_by_key(|(id, issued)| (*issued, *id));
        let moved = moves.iter().rev().find(|(_, made)| made.step == SceneStep::Withdrawn);
        let moved = moved.map(|(id, made)| (*id, made.at));
        let withdrawn = ordered.into_iter().chain(moved).max_by_key(|(id, at)| (*at, *id));
        let state = Self::scene_state(&step, &moves, ordered.is_some());
        Some(SceneView { incident, step, state, moves, notes, commander: self.commander(incident), withdrawn })
    }

    /// Where it stands. A withdrawal that anybody called is in force before whatever else was said apart.
    fn scene_state(step: &Reckoning<&SceneMove>, moves: &[(EventId, &SceneMove)], ordered_back: bool) -> SceneState {
        // What led back leads to where the scene was before it was left; a closed one is open again.
        let before = |at: At| {
            let earlier = moves.iter().rev().filter(|(_, made)| made.at <= at);
            let mut stood = earlier.filter(|(_, made)| !matches!(made.step, SceneStep::Withdrawn | SceneStep::Closed));
            stood.find_map(|(_, made)| SceneState::after(&made.step)).unwrap_or(SceneState::Unopened)
        };
        let of = |made: &SceneMove| SceneState::after(&made.step).unwrap_or_else(|| before(made.at));
        let state = match step {
            Reckoning::Unset => SceneState::Unopened,
            Reckoning::Agreed(made) => of(made),
            Reckoning::Disputed(sides) => {
                let states: Vec<SceneState> = sides.iter().map(|made| of(made)).collect();
                let withdrawn = states.iter().copied().find(|state| *state == SceneState::Withdrawn);
                withdrawn.or(states.first().copied()).unwrap_or(SceneState::Unopened)
            }
        };
        let left = matches!(state, SceneState::HandedOver | SceneState::Closed | SceneState::Unopened);
        if !left && ordered_back { SceneState::Withdrawn } else { state }
    }

    /// Orders to withdraw that are open for an incident, with when they were given.
    pub(in crate::domain) fn withdrawals_of(&self, incident: EventId) -> impl Iterator<Item = (EventId, At)> {
        let open = self.open_withdrawals.iter().filter(|id| self.stands(id));
        open.filter_map(move |id| {
            let order = &self.orders.get(id)?.what;
            let here = order.incident.is_some_and(|of| self.concerns(Some(of), incident));
            here.then_some((*id, order.issued))
        })
    }

    /// Scenes of which anything is known: the open ones first, then those that began last.
    pub fn scenes(&self) -> Vec<SceneView<'_>> {
        let of_moves = self.registers.range(Aspect::Scene(EventId([0; 32]))..);
        let of_moves = of_moves.map_while(|(aspect, _)| if let Aspect::Scene(id) = aspect { Some(*id) } else { None });
        let ids: std::collections::BTreeSet<EventId> = of_moves.chain(self.scene_notes.keys().copied()).collect();
        let mut list: Vec<_> = ids.into_iter().filter_map(|id| self.scene(id)).collect();
        let began = |view: &SceneView<'_>| view.opened().map(|(_, at)| at).or(view.notes.first().map(|n| n.1.what.at));
        list.sort_by_key(|view| (view.state == SceneState::Closed, std::cmp::Reverse(began(view)), view.incident));
        list
    }

    /// Those of them that are not closed, by incident.
    pub fn open_scenes(&self) -> impl Iterator<Item = SceneView<'_>> {
        self.open_scenes.iter().filter_map(|id| self.scene(*id))
    }

    /// Whether a scene of the incident, or of what is the same one, is open.
    pub fn scene_is_open(&self, incident: EventId) -> bool {
        self.open_scenes.contains(&incident)
            || self.open_scenes.iter().any(|of| self.concerns(Some(*of), incident) && self.scene(*of).is_some())
    }

    /// Whether a command post stands for an incident, or whoever was there first commands.
    pub fn has_post(&self, incident: EventId) -> bool {
        let mut scenes = self.open_scenes.iter().filter(|of| self.concerns(Some(**of), incident));
        scenes.any(|of| {
            let commands = |view: &SceneView<'_>| view.commander != Reckoning::Unset;
            self.scene(*of).is_some_and(|view| view.post().is_some() || (view.opened().is_some() && commands(&view)))
        })
    }

    /// Keeps what is derived of a scene: whether it is open.
    pub(super) fn reckon_scene(&mut self, incident: EventId) {
        let register = self.registers.get(&Aspect::Scene(incident));
        let closed = |value: &Value| matches!(value, Value::Scene(made) if made.step == SceneStep::Closed);
        let mut heads = register.into_iter().flat_map(Register::heads).peekable();
        let noted = self.scene_notes.contains_key(&incident);
        // While it is disputed whether one is closed, it is open.
        let open = match heads.peek() {
            Some(_) => !heads.all(|(_, write)| closed(&write.value.what)),
            None => noted,
        };
        if open {
            self.open_scenes.insert(incident);
        } else {
            self.open_scenes.remove(&incident);
        }
    }
}
