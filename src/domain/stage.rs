//! Where a process stands: what an act out of its turn is measured against.

use super::{
    AarState, AidState, AssemblyState, ConsultState, ItemState, Posture, RequisitionState, ResponseState, SceneState,
    ShelterState, StockState, TeamStatus,
};

/// The state of a process of emergency command (rules.md 2.4, 5.1–5.5).
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Stage {
    /// 平战转换.
    Posture(Posture),
    /// 应急响应.
    Response(ResponseState),
    /// 会商联动.
    Consultation(ConsultState),
    /// 快速集结 of one team by one order.
    Assembly(AssemblyState),
    /// 评估复盘.
    Review(AarState),
    /// An improvement item of one.
    Item(ItemState),
    /// 支援请求, or one that comes on it.
    Aid(AidState),
    /// 现场处置.
    Scene(SceneState),
    /// A team by itself (rules.md 6.3).
    Team(TeamStatus),
    /// A consignment of a material (rules.md 6.4).
    Stock(StockState),
    /// 征用.
    Requisition(RequisitionState),
    /// 应急避难场所 (rules.md 6.5).
    Shelter(ShelterState),
}

impl Posture {
    /// Whether rules.md 5.2 leads from this posture straight to `next`. A response may be activated from any; reinforced
    /// duty ends as it began, by the calendar.
    pub fn may_become(self, next: Self) -> bool {
        use Posture::{Expanded, Normal, Prepared, Reinforced, Restoring, Stabilising, Standby, War};
        match (self, next) {
            (_, War)
            | (Normal, Reinforced | Prepared | Standby)
            | (Reinforced, Normal | Prepared | Standby)
            // A warning that is lifted leads back (突发事件应对法 art. 70).
            | (Prepared, Standby | Normal | Reinforced)
            | (Standby, Normal | Reinforced)
            | (War, Expanded | Stabilising)
            | (Expanded, Stabilising)
            | (Stabilising, Restoring)
            | (Restoring, Normal) => true,
            (from, to) => from == to,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Posture::{Expanded, Normal, Prepared, Reinforced, Restoring, Stabilising, Standby, War};

    #[test]
    fn the_ways_of_the_paper_are_open_and_no_other() {
        let ways = [
            (Normal, vec![Reinforced, Prepared, Standby, War]),
            (Reinforced, vec![Normal, Prepared, Standby, War]),
            (Prepared, vec![Normal, Reinforced, Standby, War]),
            (Standby, vec![Normal, Reinforced, War]),
            (War, vec![Expanded, Stabilising]),
            (Expanded, vec![War, Stabilising]),
            (Stabilising, vec![War, Restoring]),
            (Restoring, vec![Normal, War]),
        ];
        let all = [Normal, Reinforced, Prepared, Standby, War, Expanded, Stabilising, Restoring];
        for (from, to) in ways {
            let open: Vec<Posture> = all.into_iter().filter(|next| *next != from && from.may_become(*next)).collect();
            assert_eq!(open, to, "from {from:?}");
        }
    }
}
