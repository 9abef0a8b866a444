//! Who is in: the ledger of who went in and came out, and what was counted since (rules.md 5.4, 5.6 K10).

use std::collections::BTreeMap;

use super::SceneView;
use crate::clock::At;
use crate::domain::{CrewName, EventId, Rules, SceneNoted, Timer, World, ZoneKind};

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
    /// Whether that is one in which they are counted more often.
    pub hot: bool,
    /// Whether they are remote, as it was said when they last went in: then they are counted less often, but in a hot zone.
    pub remote: bool,
    inside: u32,
    out_unseen: u32,
    in_unseen: u32,
    last_out: At,
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
        self.inside
    }

    /// So many more came out than were in: somebody's entry is not written down. Who goes in later is none of them.
    pub fn more_out(&self) -> u32 {
        self.out_unseen
    }

    /// So many more were seen at the last count than are in: the entry of somebody who is in there is not written down.
    pub fn more_seen(&self) -> u32 {
        self.in_unseen
    }

    /// Whether everybody was called back, or to a roll call, and these were not counted since; the time of the call.
    pub fn called(&self, view: &SceneView<'_>) -> Option<At> {
        view.called.filter(|called| self.last.1 < *called)
    }

    /// Until when its last count holds, by which limit, and since when that runs.
    pub fn due(&self, rules: &Rules, view: &SceneView<'_>) -> (At, Timer, At) {
        // Whoever was counted since it was called is accounted for.
        let (timer, from) = match self.called(view) {
            Some(called) => (Timer::CountHeads, called),
            None => (self.interval().0, self.last.1),
        };
        (from + rules.within(timer, from), timer, from)
    }

    /// How often they are counted, and how long before that whoever counts is warned. The danger counts before the distance.
    fn interval(&self) -> (Timer, Timer) {
        match (self.hot, self.remote) {
            (true, _) => (Timer::CountHot, Timer::WarnHot),
            (false, true) => (Timer::CountRemote, Timer::WarnRemote),
            (false, false) => (Timer::CountIn, Timer::WarnIn),
        }
    }

    /// From when on whoever counts them is warned that it is due; none once everybody was called back, which is due at once.
    pub fn warned(&self, rules: &Rules, view: &SceneView<'_>) -> Option<At> {
        let (due, _, from) = self.due(rules, view);
        let ahead = rules.within(self.interval().1, from);
        // A warning as long as the interval warns all the time, and says nothing.
        self.called(view).is_none().then(|| due - ahead).filter(|warned| *warned > from)
    }

    /// 未清点到 at a time: those who were not there at the last count, and everybody when that is too old, or when all were
    /// called back since.
    pub fn unaccounted(&self, rules: &Rules, view: &SceneView<'_>, now: At) -> u32 {
        let (due, ..) = self.due(rules, view);
        let all = self.called(view).is_some() || now > due;
        if all { self.present() } else { self.present().saturating_sub(self.seen) }
    }

    /// So many went in. An entry of the very moment at which too many came out, or were seen, is the one that was not
    /// written down then.
    fn goes_in(&mut self, id: EventId, at: At, people: u32) {
        let were_out = if self.last_out == at { self.out_unseen.min(people) } else { 0 };
        self.out_unseen -= were_out;
        let fresh = people - were_out;
        let were_in = if self.counted == Some(at) { self.in_unseen.min(fresh) } else { 0 };
        self.in_unseen -= were_in;
        // Those who go in are seen; those in already are not counted by it.
        if self.inside == 0 {
            self.last = (id, at);
        }
        self.entered = self.entered.saturating_add(people);
        self.inside = self.inside.saturating_add(fresh);
        self.seen = self.seen.saturating_add(fresh);
    }

    fn comes_out(&mut self, at: At, people: u32) {
        self.left = self.left.saturating_add(people);
        let more = people.saturating_sub(self.inside);
        self.inside = self.inside.saturating_sub(people);
        self.out_unseen = self.out_unseen.saturating_add(more);
        self.seen = self.seen.saturating_sub(people).min(self.inside);
        if more > 0 {
            self.last_out = at;
        }
    }
}

impl<'a> SceneView<'a> {
    /// The crews that were ever in, in their order. Nobody is below nobody at any moment: what is written down of more that came
    /// out stays beside, and takes nothing from those who go in later.
    pub fn crews(&self) -> Vec<CrewView<'a>> {
        let mut crews: BTreeMap<&'a CrewName, CrewView<'a>> = BTreeMap::new();
        for (id, said) in &self.notes {
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
                hot: false,
                remote: false,
                inside: 0,
                out_unseen: 0,
                in_unseen: 0,
                last_out: At(i64::MIN),
            });
            match &said.what.what {
                SceneNoted::Entered { people, zone, remote, .. } => {
                    view.goes_in(*id, at, *people);
                    view.remote = *remote;
                    view.zone = zone.or(view.zone);
                }
                SceneNoted::Left { people, .. } => view.comes_out(at, *people),
                SceneNoted::Counted { present, missing, .. } => {
                    (view.last, view.counted, view.missing) = ((*id, at), Some(at), missing);
                    view.seen = (*present).min(view.inside);
                    view.in_unseen = present.saturating_sub(view.inside);
                }
                _ => {}
            }
        }
        let mut crews: Vec<CrewView<'a>> = crews.into_values().collect();
        if crews.iter().any(|crew| crew.zone.is_some()) {
            let zones = self.zones();
            let hot = |id: EventId| {
                let zone = zones.iter().find(|zone| zone.id == id);
                zone.is_some_and(|zone| matches!(zone.what.kind, ZoneKind::Hot | ZoneKind::Forbidden))
            };
            for crew in &mut crews {
                crew.hot = crew.zone.is_some_and(hot);
            }
        }
        crews
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
