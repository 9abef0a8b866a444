//! The boards.

use serde::{Deserialize, Serialize};

/// One screen, one idea.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Board {
    /// 态势: incidents, map, next due.
    Situation,
    /// 事件: one incident's figures, timeline, reports, teams.
    Incident,
    /// 队伍: teams with the map.
    Teams,
    /// 指令.
    Orders,
    /// 预案.
    Plan,
    /// 冲突.
    Conflicts,
    /// 联动: hub and link.
    Hub,
    /// 导调: drill control.
    Drill,
}

impl Board {
    /// Every board, in the order of the boards line.
    pub const ALL: [Self; 8] = [
        Self::Situation,
        Self::Incident,
        Self::Teams,
        Self::Orders,
        Self::Plan,
        Self::Conflicts,
        Self::Hub,
        Self::Drill,
    ];
}
