//! Reports upward 信息报告 (rules.md 3.1-3.4): papers that are drafted, signed, sent, and confirmed as received.
//!
//! A paper's parts are exclusive aspects of their own, so that two who write different parts of one report do not
//! disturb each other, and two who write the same part are shown both. A signature names the writes that it signs.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{EventId, FigureKind, Government, HqCode, Means};
use crate::clock::{At, Span};

/// A time that is set back by so much or more is a 补录 (rules.md 3.4): what is typed is a minute.
pub const BACKDATED_AFTER: Span = Span::minutes(1);

/// 初报, 续报, 核报, 终报, 补报, 零报告 (rules.md 3.1).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReportKind {
    /// 初报.
    Initial,
    /// 续报.
    FollowUp,
    /// 核报.
    Verified,
    /// 终报.
    Final,
    /// 补报: figures changed after they were reported (生产安全事故报告和调查处理条例 art. 13).
    Correction,
    /// 零报告: nothing changed, which is a report too.
    Zero,
}

impl ReportKind {
    /// Every kind.
    pub const ALL: [Self; 6] =
        [Self::Initial, Self::FollowUp, Self::Verified, Self::Final, Self::Correction, Self::Zero];

    /// Whether an incident has several of it, which are numbered.
    pub fn numbered(self) -> bool {
        matches!(self, Self::FollowUp | Self::Correction | Self::Zero)
    }
}

/// A report went up: told, or sent as a paper.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ReportFiled {
    /// On which incident.
    pub incident: EventId,
    /// Which kind.
    pub kind: ReportKind,
    /// The number among those of its kind; 0 for a kind of which there is one.
    #[serde(default)]
    pub number: u32,
    /// To whom.
    pub to: String,
    /// How.
    #[serde(default)]
    pub means: Means,
    /// 上报.
    pub reported: At,
    /// The paper that was sent, when it was one of this log.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paper: Option<EventId>,
    /// 补录: what an earlier time rests on, such as the number of an entry of the phone log; empty when the report was
    /// written down as it went up (rules.md 3.4).
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub basis: String,
    /// Why a paper went up unsigned; empty when it was signed or there is none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub waiver: String,
    /// Which government it reached, one that reports go up to (rules.md 3.3); none when that is not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reached: Option<Government>,
    /// The figures that it gave; `None` is "not known yet". What the next report is compared with.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub figures: BTreeMap<FigureKind, Option<u32>>,
}

impl ReportFiled {
    /// Told or sent outside this log, when it went up, without figures.
    pub fn plain(incident: EventId, kind: ReportKind, number: u32, to: String, means: Means, reported: At) -> Self {
        let (paper, basis, waiver, figures) = (None, String::new(), String::new(), BTreeMap::new());
        Self { incident, kind, number, to, means, reported, paper, basis, waiver, reached: None, figures }
    }
}

/// 密级 (保守国家秘密法 art. 14).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Secrecy {
    /// 公开.
    #[default]
    Open,
    /// 内部.
    Internal,
    /// 秘密.
    Secret,
    /// 机密.
    Confidential,
    /// 绝密.
    TopSecret,
}

/// 紧急程度 of a paper (党政机关公文处理工作条例 art. 9).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Haste {
    /// 平件.
    Plain,
    /// 加急.
    #[default]
    Urgent,
    /// 特急.
    Most,
}

/// A paper was begun. Its id is that of the event that began it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ReportBegun {
    /// On which incident.
    pub incident: EventId,
    /// Which kind.
    pub kind: ReportKind,
    /// The number among those of its kind; 0 for a kind of which there is one.
    #[serde(default)]
    pub number: u32,
    /// To whom, as it stands at its head; several are separated by `、`.
    pub to: String,
    /// On whose behalf.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<HqCode>,
    /// 密级.
    #[serde(default)]
    pub secrecy: Secrecy,
    /// 紧急程度.
    #[serde(default)]
    pub haste: Haste,
    /// When it was begun.
    pub begun: At,
}

/// A part of a paper (rules.md 3.2), in the order in which a paper has them.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReportPart {
    /// 标题: place, kind, casualties, progress.
    Title,
    /// 信息来源.
    Source,
    /// 报送单位, 报告人, 职务, 电话.
    Sender,
    /// 事发时间, 接报时间.
    Times,
    /// 地点: county, unit or village, coordinates with their system.
    Place,
    /// 事发单位概况 (生产安全事故报告和调查处理条例 art. 12).
    Unit,
    /// 简要经过, 现场情况; in a 续报 what is new since the report before.
    Course,
    /// 伤亡情况: each figure, known or being checked.
    Casualties,
    /// 直接经济损失.
    Loss,
    /// 影响范围, 发展趋势.
    Impact,
    /// 已采取措施, 领导到位情况.
    Measures,
    /// 投入力量: people, vehicles, equipment.
    Forces,
    /// 次生衍生风险, 舆情.
    Risks,
    /// 请求支持, 建议.
    Requests,
    /// 数据变化说明.
    Explanation,
    /// 原因性质, 善后, 下一步.
    Conclusion,
}

/// Whether a part must be there.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Need {
    /// It must.
    Required,
    /// It may.
    Optional,
    /// It must when figures jumped since the report before.
    OnJump,
    /// Such a paper has no such part.
    Absent,
}

impl ReportPart {
    /// Every part, in order.
    pub const ALL: [Self; 16] = [
        Self::Title,
        Self::Source,
        Self::Sender,
        Self::Times,
        Self::Place,
        Self::Unit,
        Self::Course,
        Self::Casualties,
        Self::Loss,
        Self::Impact,
        Self::Measures,
        Self::Forces,
        Self::Risks,
        Self::Requests,
        Self::Explanation,
        Self::Conclusion,
    ];
}

/// Where a paper stands (rules.md 3.4); an exclusive aspect. Sent and received are facts of their own.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PaperState {
    /// 草拟.
    #[default]
    Draft,
    /// 待签发.
    Submitted {
        /// Why it was submitted although something required is missing; empty when nothing is.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        reason: String,
    },
    /// 退回, with the reason: a draft again.
    Returned(String),
    /// 已签发.
    Signed {
        /// 签发人: the main or the authorised leader.
        by: String,
        /// 职务.
        office: String,
        /// How the signature was given: on the paper, by phone.
        means: Means,
        /// What was signed: the standing writes of its parts.
        parts: Vec<EventId>,
    },
    /// 作废, with the reason.
    Dropped(String),
}

/// Somebody confirmed that a report arrived 送达确认, 签收 (rules.md 3.2: by phone after fax or e-mail).
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Receipt {
    /// The event that says it went up.
    pub filed: EventId,
    /// Who confirmed it, with office and number as given.
    pub by: String,
    /// By what means.
    #[serde(default)]
    pub means: Means,
    /// When.
    pub at: At,
}

/// How much a figure may move between two reports without a written explanation: a row of the rules in force.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct JumpLimits {
    /// By this share of what was reported before, in hundredths, or more.
    pub percent: u32,
    /// By so many, or more.
    pub people: u32,
}

/// A figure that moved so much that a report must say why.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Jump {
    /// Which.
    pub figure: FigureKind,
    /// What was reported before.
    pub from: u32,
    /// What is to be reported now.
    pub to: u32,
}

/// The figures that jumped, up or down. What was not known before, or is not known now, did not jump: unknown is not
/// zero (rules.md 0.2 item 3).
pub fn jumps(
    before: &BTreeMap<FigureKind, Option<u32>>,
    now: &BTreeMap<FigureKind, Option<u32>>,
    limits: JumpLimits,
) -> Vec<Jump> {
    let both = now.iter().filter_map(|(figure, to)| Some((*figure, (*before.get(figure)?)?, (*to)?)));
    let far = both.filter(|(_, from, to)| {
        let moved = from.abs_diff(*to);
        let share = u64::from(moved) * 100 >= u64::from(*from) * u64::from(limits.percent);
        moved > 0 && (share || moved >= limits.people)
    });
    far.map(|(figure, from, to)| Jump { figure, from, to }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dead(count: Option<u32>) -> BTreeMap<FigureKind, Option<u32>> {
        BTreeMap::from([(FigureKind::Dead, count)])
    }

    #[test]
    fn half_as_many_again_or_ten_people_want_an_explanation_up_or_down() {
        let limits = JumpLimits { percent: 50, people: 10 };
        let explained = |from, to| !jumps(&dead(from), &dead(to), limits).is_empty();
        assert!(explained(Some(33), Some(63)));
        assert!(explained(Some(100), Some(110)));
        assert!(explained(Some(100), Some(90)));
        assert!(explained(Some(4), Some(6)));
        assert!(explained(Some(4), Some(2)));
        assert!(explained(Some(0), Some(1)));
        assert!(!explained(Some(100), Some(109)));
        assert!(!explained(Some(5), Some(7)));
        assert!(!explained(Some(0), Some(0)));
        assert!(!explained(None, Some(60)));
        assert!(!explained(Some(60), None));
    }
}
