//! What must not be between peace and war and is (the invariants of rules.md 5.2): a post does it with a reason only, two that
//! did their part apart may come to it, and then it is shown.

use super::{Reckoning, World};
use crate::domain::{AreaCode, EventId, IncidentStatus, Lacking, Posture, Seat, Timer, Warning};

impl World {
    /// Every invariant of rules.md 5.2 that does not hold in a jurisdiction, as what is lacking for it.
    pub fn switch_troubles(&self, area: &AreaCode) -> Vec<Lacking> {
        let mut troubles = Vec::new();
        let level = self.level_in_force(area);
        let said = match self.posture(area) {
            Reckoning::Unset => Vec::new(),
            Reckoning::Agreed(posture) => vec![posture],
            Reckoning::Disputed(postures) => postures,
        };
        let is = |of: fn(Posture) -> bool| said.iter().any(|posture| of(*posture));
        // 平时值守 excludes an active response.
        troubles.extend(level.filter(|_| said.contains(&Posture::Normal)).map(Lacking::Response));
        // P3+: from standing by until 转平恢复, where duty is given back to the shift (item 5 of its checklist).
        let led = is(|posture| posture.is_seated() || posture == Posture::Stabilising);
        if led && self.seat(area, Seat::Commander) == Reckoning::Unset {
            troubles.push(Lacking::Seat(Seat::Commander));
        }
        if said.contains(&Posture::War) && !self.has_basis(area) {
            troubles.push(Lacking::Ground(Posture::War));
        }
        // While one side says that it is war, war was not left.
        if !is(Posture::is_war) {
            troubles.extend(self.left_behind(area));
        }
        if is(|posture| posture == Posture::Restoring) || level.is_none() {
            troubles.extend(self.lost_from_sight(area));
        }
        troubles
    }

    /// What wartime is about: an incident that is not closed, or a warning that ran when it began or came since. What is of a
    /// jurisdiction above or below is its too: their responses go together (rules.md 2.3).
    fn has_basis(&self, area: &AreaCode) -> bool {
        let near = |of: &AreaCode| area.covers(of) || of.covers(area);
        let open = |id| self.incident_status(id).first() != Some(IncidentStatus::Closed);
        let incident = || self.incidents().into_iter().any(|(id, one)| near(&one.area) && open(id));
        let rules = self.rules();
        let since = self.posture_since(area).map(|one| one.at);
        let ran = |warning: &Warning| {
            let until = warning.received + rules.within(Timer::WarningEpisode, warning.received);
            since.is_none_or(|since| until >= since)
        };
        incident() || self.warnings_in_force().iter().any(|(_, warning)| near(&warning.area) && ran(warning))
    }

    /// Orders that were open when wartime was left, and still are. What is ordered after that, for the search and the way back,
    /// is no part of it.
    fn left_behind(&self, area: &AreaCode) -> Option<Lacking> {
        let (mut war, mut left) = (false, None);
        for change in self.postures(area) {
            if change.posture.is_war() {
                (war, left) = (true, None);
            } else if war {
                (war, left) = (false, Some(change.at));
            }
        }
        let left = left?;
        let from_before = |id: &EventId| self.order(*id).is_some_and(|view| view.order.issued <= left);
        let count = self.orders_left(area).iter().filter(|id| from_before(id)).count();
        (count > 0).then(|| Lacking::Orders(u32::try_from(count).unwrap_or(u32::MAX)))
    }

    /// Members of teams that nobody accounts for, and people who wait for help, of a response that was terminated.
    fn lost_from_sight(&self, area: &AreaCode) -> Vec<Lacking> {
        let decisions = self.decision_events(area);
        // Where nothing ran nothing was ended.
        let Some(last) = decisions.iter().rposition(|(_, one)| one.level().is_some()) else { return Vec::new() };
        let ended = decisions.get(last + 1).copied().or_else(|| self.last_ended(area));
        let Some((_, ended)) = ended else { return Vec::new() };
        let run = self.last_run(area, ended.decided);
        let begun = run.first().map_or(ended.decided, |(_, response)| response.decided);
        // Back in peace, what happens is no more of that response.
        let peace = self.posture_now(area).is_peace();
        let of_run =
            |order: &EventId| !peace || self.order(*order).is_some_and(|one| one.order.issued <= ended.decided);
        let lives = self.lives_at_stake(area).into_iter().filter(|lack| match lack {
            Lacking::Withdrawal(order) => of_run(order),
            Lacking::People(incident, ..) => self.incident(*incident).is_some_and(|one| one.received <= ended.decided),
            _ => false,
        });
        let mut unseen: Vec<Lacking> = lives.collect();
        for lack in self.unaccounted_since(area, Some(begun)) {
            let said = match lack {
                // A withdrawal that nobody lifted says already that its heads are not counted.
                Lacking::Heads(order) => unseen.contains(&Lacking::Withdrawal(order)) || !of_run(&order),
                Lacking::LostTeams(_) => peace,
                _ => false,
            };
            if !said {
                unseen.push(lack);
            }
        }
        unseen
    }
}
