//! What no post alone does unasked in a review, and what a merge may nevertheless show: derived conflicts.

use super::super::World;
use super::AarView;
use crate::domain::{Aar, AarOf, AarState, EventId, FindingKind};

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
        let alike = |other: &Aar| match (self.aar.of, other.of) {
            (AarOf::Response(_), AarOf::Response(_)) => other.area == self.aar.area,
            (of, other) => of == other,
        };
        let others = world.standing(world.opened_aars());
        let others: Vec<_> = others.filter(|(id, said)| *id != self.id && alike(&said.what)).collect();
        let run = match self.aar.of {
            // Only a second review of a response asks which decisions are of one.
            AarOf::Response(id) if !others.is_empty() => world.run_of(&self.aar.area, id),
            _ => Vec::new(),
        };
        let same = |other: AarOf| other == self.aar.of || run.iter().any(|(of, _)| *of == other.id());
        let twin = others.iter().find(|(_, said)| same(said.what.of)).map(|(id, _)| *id);
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
        let open = items.iter().filter(|item| item.open()).count();
        if self.state.over() && open > 0 {
            list.push(AarBreach::ClosedOver(u32::try_from(open).unwrap_or(u32::MAX)));
        }
        list
    }
}
