//! The boards.

use serde::{Deserialize, Serialize};

use crate::text::Lang;

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
    /// 日志: the log.
    Journal,
    /// 地图: the map over the whole screen.
    Map,
    /// 报告: reports as papers.
    Reports,
    /// 转换: the switchover between peace and war.
    Switchover,
    /// 会商: consultations.
    Consultation,
    /// 集结: mobilised teams. Behind the mechanisms' prefix, and in no layout of its own accord.
    Assembly,
    /// 资源: materials, requisitions, shelters.
    Resources,
    /// 复盘: after-action reviews.
    Aar,
    /// 支援联动: help between cities, and what they share.
    Linkage,
    /// 现场: scenes. Behind the mechanisms' prefix too.
    Onsite,
    /// 组织体系: who leads what, and whose watch it is.
    Structure,
}

impl Board {
    /// Whether a key of its own shows it in any layout, one of its digits or not.
    pub fn has_own_key(self) -> bool {
        matches!(
            self,
            Self::Structure
                | Self::Switchover
                | Self::Consultation
                | Self::Assembly
                | Self::Resources
                | Self::Aar
                | Self::Linkage
                | Self::Onsite
        )
    }

    /// Every board, in the order of the boards line.
    pub const ALL: [Self; 19] = [
        Self::Situation,
        Self::Incident,
        Self::Teams,
        Self::Orders,
        Self::Plan,
        Self::Conflicts,
        Self::Hub,
        Self::Drill,
        Self::Journal,
        Self::Map,
        Self::Reports,
        Self::Switchover,
        Self::Consultation,
        Self::Assembly,
        Self::Resources,
        Self::Aar,
        Self::Linkage,
        Self::Onsite,
        Self::Structure,
    ];

    /// The name that layout files use.
    pub fn slug(self) -> &'static str {
        match self {
            Self::Situation => "situation",
            Self::Incident => "incident",
            Self::Teams => "teams",
            Self::Orders => "orders",
            Self::Plan => "plan",
            Self::Conflicts => "conflicts",
            Self::Hub => "hub",
            Self::Drill => "drill",
            Self::Journal => "journal",
            Self::Map => "map",
            Self::Reports => "reports",
            Self::Switchover => "switchover",
            Self::Consultation => "consultation",
            Self::Assembly => "assembly",
            Self::Resources => "resources",
            Self::Aar => "after-action",
            Self::Linkage => "linkage",
            Self::Onsite => "onsite",
            Self::Structure => "structure",
        }
    }

    /// As it stands in the boards line.
    pub fn title(self, lang: Lang) -> &'static str {
        match self {
            Self::Situation => lang.pick("态势", "Situation"),
            Self::Incident => lang.pick("事件", "Incident"),
            Self::Teams => lang.pick("队伍", "Teams"),
            Self::Orders => lang.pick("指令", "Orders"),
            Self::Plan => lang.pick("预案", "Plan"),
            Self::Conflicts => lang.pick("冲突", "Conflicts"),
            Self::Hub => lang.pick("联动", "Hub"),
            Self::Drill => lang.pick("导调", "Drill"),
            Self::Journal => lang.pick("日志", "Log"),
            Self::Map => lang.pick("地图", "Map"),
            Self::Reports => lang.pick("报告", "Reports"),
            Self::Switchover => lang.pick("转换", "Switchover"),
            Self::Consultation => lang.pick("会商", "Consult"),
            Self::Assembly => lang.pick("集结", "Assembly"),
            Self::Resources => lang.pick("资源", "Resources"),
            Self::Aar => lang.pick("复盘", "Review"),
            Self::Linkage => lang.pick("支援", "Linkage"),
            Self::Onsite => lang.pick("现场", "Onsite"),
            Self::Structure => lang.pick("机构", "Bodies"),
        }
    }

    /// Its name where the boards line has no room for titles: short, and never cut.
    pub fn short(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Self::Situation, Lang::En) => "Sit",
            (Self::Incident, Lang::En) => "Inc",
            (Self::Conflicts, Lang::En) => "Conf",
            (Self::Switchover, Lang::En) => "Switch",
            (Self::Resources, Lang::En) => "Res",
            (Self::Linkage, Lang::En) => "Link",
            (board, lang) => board.title(lang),
        }
    }
}
