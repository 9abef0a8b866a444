//! A deadline as the rail shows it: the act and the subject.

use super::Say;
use crate::domain::{Deadline, Due};
use crate::text::words::{Prompt, RuleWord, Word};

/// The words of one deadline.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DueWords {
    /// What must happen: `签收`.
    pub act: &'static str,
    /// About what and by whom: `指令14 抽排二队 李某 138..`.
    pub subject: String,
    /// The row it follows from, marked when that is nobody's law: `R-签收-专业 默认`.
    pub rule: String,
    /// Whether its limit is this project's default and no authority's.
    pub ours: bool,
}

impl Say<'_> {
    /// The act alone.
    pub fn act(&self, due: &Due) -> &'static str {
        self.word(match due {
            Due::Decide { .. } => Prompt::DueDecide,
            Due::Acknowledge { .. } => Prompt::DueAcknowledge,
            Due::CountHeads { .. } => Prompt::DueHeads,
            Due::Depart { .. } => Prompt::DueDepart,
            Due::ReportByPhone { .. } => Prompt::DueReportPhone,
            Due::ReportInWriting { .. } => Prompt::DueReportWritten,
            Due::FollowUp { .. } => Prompt::DueFollowUp,
            Due::Regular { .. } => Prompt::DueRegular,
            Due::Verify { .. } => Prompt::DueVerify,
            Due::Correct { .. } => Prompt::DueCorrect,
            Due::Ratify { .. } => Prompt::DueRatify,
            Due::Step { .. } => Prompt::DueStep,
        })
    }

    /// The words of a deadline.
    pub fn deadline(&self, deadline: &Deadline) -> DueWords {
        let subject = match &deadline.what {
            Due::Decide { warning } => self
                .world
                .warning(*warning)
                .map_or_else(|| warning.short(), |w| format!("{} {}", self.warning_short(w), self.area_of(&w.area))),
            Due::Acknowledge { order } | Due::CountHeads { order } => self.world.order(*order).map_or_else(
                || order.short(),
                |view| {
                    let number = Prompt::OrderNo.with(self.lang, &[&self.word(view.order.form), &view.label]);
                    let to = self.recipient(&view.order.to);
                    let contact = self.contact(&view.order.to);
                    let contact = if contact == to { "" } else { contact.as_str() };
                    format!("{number} {to} {contact}").trim_end().to_owned()
                },
            ),
            Due::Depart { order, team } => {
                format!(
                    "{} {}",
                    self.world.team(team).map_or(team.0.as_str(), |view| self.team_name(view.team)),
                    self.order(*order)
                )
            }
            Due::ReportByPhone { incident }
            | Due::ReportInWriting { incident }
            | Due::FollowUp { incident, .. }
            | Due::Regular { incident, .. }
            | Due::Verify { incident, .. }
            | Due::Correct { incident, .. } => self.incident(*incident),
            Due::Ratify { event } => {
                self.world.overridden(*event).map_or_else(|| event.short(), |view| self.to_ratify(&view))
            }
            Due::Step { run, step } => self.world.step(*run, step).map_or_else(
                || step.0.clone(),
                |step| format!("{} {}", self.step_title(step), self.owner(&step.owner)),
            ),
        };
        let ours = self.world.rule_behind(deadline).is_some_and(|force| force.row.is_default());
        let rule = match &deadline.rule {
            Some(id) if ours => format!("{id} {}", self.word(RuleWord::Mark)),
            Some(id) => id.to_string(),
            None => self.word(RuleWord::OfPlan).to_owned(),
        };
        DueWords { act: self.act(&deadline.what), subject, rule, ours }
    }

    /// What must happen and about what; a limit that is nobody's law says so.
    pub fn deadline_told(&self, deadline: &Deadline) -> String {
        let DueWords { act, subject, ours, .. } = self.deadline(deadline);
        let mark = if ours { self.word(RuleWord::Ours) } else { "" };
        format!("{act}{mark} {subject}")
    }

    pub(super) fn area_of(&self, code: &crate::domain::AreaCode) -> String {
        self.world.area(code).map_or_else(|| code.0.clone(), |area| self.area_name(area).to_owned())
    }
}
