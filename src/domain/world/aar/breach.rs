//! What no post alone does unasked in a review, and what a merge may nevertheless show: derived conflicts.

use super::super::World;
use super::AarView;
use crate::domain::{Aar, AarOf, AarState, EventId, FindingKind, ItemState};

/// Something in a review that goes against its paper.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum AarBreach {
    /// The same was opened for review twice: the other one.
    OpenedTwice(EventId),
    /// Two items are open for one problem.
    TwoItems(EventId),
    /// An item was signed off by its own owner.
    OwnAcceptance(EventId),
    /// It is closed, and so many items are not signed off.
    ClosedOver(u32),
    /// It is closed, and a problem has no item.
    NoItem(EventId),
    /// It is signed, and a finding was not answered.
    Unanswered(EventId),
}

impl AarView<'_> {
    /// What goes against the paper: overridden by a person, or come about by a merge.
    pub fn breaches(&self, world: &World) -> Vec<AarBreach> {
        let mut list = Vec::new();
        let run = match self.aar.of {
            AarOf::Response(id) => world.run_of(&self.aar.area, id),
            AarOf::Incident(_) | AarOf::Drill(_) => Vec::new(),
        };
        let same = |other: &Aar| match other.of {
            AarOf::Response(id) if other.area == self.aar.area => run.iter().any(|(of, _)| *of == id),
            of => of == self.aar.of,
        };
        let others = world.standing(world.opened_aars());
        let twin = others.filter(|(id, said)| *id != self.id && same(&said.what)).map(|(id, _)| id).next();
        list.extend(twin.map(AarBreach::OpenedTwice));
        for finding in self.findings() {
            if finding.items.len() > 1 {
                list.push(AarBreach::TwoItems(finding.id));
            }
            if self.state.over() && finding.finding.kind == FindingKind::Problem && finding.items.is_empty() {
                list.push(AarBreach::NoItem(finding.id));
            }
            if self.state >= AarState::Final && finding.unanswered() {
                list.push(AarBreach::Unanswered(finding.id));
            }
        }
        let items = self.items(world);
        list.extend(items.iter().filter(|item| item.by_owner()).map(|item| AarBreach::OwnAcceptance(item.id)));
        let open = items.iter().filter(|item| item.state != ItemState::Accepted).count();
        if self.state.over() && open > 0 {
            list.push(AarBreach::ClosedOver(u32::try_from(open).unwrap_or(u32::MAX)));
        }
        list
    }
}
