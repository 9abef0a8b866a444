//! Who is in: the ledger of who went in and came out, and what was counted since (rules.md 5.4, 5.6 K10).

use std::collections::BTreeMap;

use super::SceneView;
use crate::clock::At;
use crate::domain::{CrewName, EventId, Rules, SceneNoted, SceneState, Timer, World, ZoneKind};

/// A crew of a scene, by everything that was written down of it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CrewView<'a> {
    /// Who.
    pub crew: &'a CrewName,
    /// 进入: so many went in.
    pub entered: u32,
    /// 撤出: so many came out.
    pub left: u32,
    /// So many of those that are in were seen at the last entry or count.
    pub seen: u32,
    /// The entry or count by which that is known, and when.
    pub last: (EventId, At),
    /// When it was last counted; none while it was not.
    pub counted: Option<At>,
    /// Who was not there at the last count, by name.
    pub missing: &'a str,
    /// Into which zone it last went.
    pub zone: Option<EventId>,
}

/// The people of a scene.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Heads {
    /// 进.
    pub entered: u32,
    /// 出.
    pub left: u32,
    /// 在内.
    pub present: u32,
    /// 未清点到: in, and not accounted for.
    pub unaccounted: u32,
}

impl CrewView<'_> {
    /// 在内: so many are in.
    pub fn present(&self) -> u32 {
        self.entered.saturating_sub(self.left)
    }

    /// So many more came out than went in: somebody's entry is not written down.
    pub fn more_out(&self) -> u32 {
        self.left.saturating_sub(self.entered)
    }

    /// Until when its last count holds.
    pub fn due(&self, rules: &Rules, view: &SceneView<'_>) -> (At, Timer, At) {
        let hot = self
            .zone
            .and_then(|zone| view.zone(zone))
            .is_some_and(|zone| matches!(zone.what.kind, ZoneKind::Hot | ZoneKind::Forbidden));
        match (view.state, view.withdrawn) {
            // Whoever was counted since it was called is accounted for.
            (SceneState::Withdrawn, Some((_, called))) if self.last.1 < called => {
                (called + rules.within(Timer::CountHeads, called), Timer::CountHeads, called)
            }
            _ => {
                let (timer, from) = (if hot { Timer::CountHot } else { Timer::CountIn }, self.last.1);
                (from + rules.within(timer, from), timer, from)
            }
        }
    }

    /// 未清点到 at a time: those who were not there at the last count, and everybody when that is too old, or when all were
    /// called back since.
    pub fn unaccounted(&self, rules: &Rules, view: &SceneView<'_>, now: At) -> u32 {
        let (due, ..) = self.due(rules, view);
        let called = view.state == SceneState::Withdrawn && view.withdrawn.is_some_and(|(_, at)| self.last.1 < at);
        if called || now > due { self.present() } else { self.present().saturating_sub(self.seen) }
    }
}

impl<'a> SceneView<'a> {
    /// The crews that were ever in, in their order.
    pub fn crews(&self) -> Vec<CrewView<'a>> {
        self.crews_until(At(i64::MAX))
    }

    /// The same as it was then.
    pub fn crews_until(&self, until: At) -> Vec<CrewView<'a>> {
        let mut crews: BTreeMap<&'a CrewName, CrewView<'a>> = BTreeMap::new();
        for (id, said) in self.notes.iter().filter(|(_, said)| said.what.at <= until) {
            let at = said.what.at;
            let (SceneNoted::Entered { crew, .. } | SceneNoted::Left { crew, .. } | SceneNoted::Counted { crew, .. }) =
                &said.what.what
            else {
                continue;
            };
            let view = crews.entry(crew).or_insert_with(|| CrewView {
                crew,
                entered: 0,
                left: 0,
                seen: 0,
                last: (*id, at),
                counted: None,
                missing: "",
                zone: None,
            });
            match &said.what.what {
                SceneNoted::Entered { people, zone, .. } => {
                    // Those who go in are seen; those in already are not counted by it.
                    if view.present() == 0 {
                        view.last = (*id, at);
                    }
                    view.entered = view.entered.saturating_add(*people);
                    view.seen = view.seen.saturating_add(*people);
                    view.zone = zone.or(view.zone);
                }
                SceneNoted::Left { people, .. } => {
                    view.left = view.left.saturating_add(*people);
                    view.seen = view.seen.saturating_sub(*people);
                }
                SceneNoted::Counted { present, missing, .. } => {
                    (view.last, view.counted) = ((*id, at), Some(at));
                    (view.seen, view.missing) = (*present, missing);
                }
                _ => {}
            }
            view.seen = view.seen.min(view.present());
        }
        crews.into_values().collect()
    }

    /// One of them.
    pub fn crew(&self, crew: &CrewName) -> Option<CrewView<'a>> {
        self.crews().into_iter().find(|view| view.crew == crew)
    }

    /// The people of the scene: in is out and present at all times.
    pub fn heads(&self, rules: &Rules, now: At) -> Heads {
        let mut heads = Heads::default();
        for crew in self.crews() {
            heads.entered = heads.entered.saturating_add(crew.entered);
            heads.left = heads.left.saturating_add(crew.left);
            heads.present = heads.present.saturating_add(crew.present());
            heads.unaccounted = heads.unaccounted.saturating_add(crew.unaccounted(rules, self, now));
        }
        heads
    }
}

impl World {
    /// The people on the scene of an incident.
    pub fn scene_heads(&self, incident: EventId, now: At) -> Heads {
        self.scene(incident).map(|view| view.heads(&self.rules(), now)).unwrap_or_default()
    }
}
