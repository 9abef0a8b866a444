//! A deadline as the rail shows it: the act and the subject.

use super::Say;
use crate::domain::{Article, ConsultWant, Deadline, Due, EventId, Government, HeadCount, StepCode, Tier, TierCalls};
use crate::text::words::{
    AarWord, AssemblyWord, AuthorityWord, CallWord, ConsultWord, EvacuationWord, LinkageWord, NoticeWord, PlanWord,
    Prompt, ReportWord, ResourceWord, RuleWord, Word,
};

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
            Due::Approve { .. } => return self.word(AuthorityWord::DueApprove),
            Due::Acknowledge { .. } => Prompt::DueAcknowledge,
            Due::Notify { .. } => return self.word(NoticeWord::Due),
            Due::Relieve { .. } => return self.word(EvacuationWord::Due),
            Due::CountHeads { .. } => Prompt::DueHeads,
            Due::FindMissing { .. } => Prompt::DueMissing,
            Due::Depart { .. } => Prompt::DueDepart,
            Due::CallNext { .. } | Due::CallLevel { .. } => return self.word(CallWord::DueCall),
            Due::ListCallees { .. } => return self.word(CallWord::DueList),
            Due::AnswerMeasures { .. } => return self.word(CallWord::DueMeasures),
            Due::Remind { .. } => return self.word(CallWord::DueRemind),
            Due::Complete { .. } => return self.word(CallWord::DueComplete),
            Due::ReportByPhone { .. } => Prompt::DueReportPhone,
            Due::ReportInWriting { .. } => Prompt::DueReportWritten,
            Due::FollowUp { .. } => Prompt::DueFollowUp,
            Due::Regular { .. } => Prompt::DueRegular,
            Due::Verify { .. } => Prompt::DueVerify,
            Due::Correct { .. } => Prompt::DueCorrect,
            Due::ReportUp { to, .. } => return self.word(up(*to)),
            Due::Ratify { .. } => Prompt::DueRatify,
            Due::TakeOver { .. } => return self.lang.pick("接班", "take over"),
            Due::Consult { wants, .. } => return self.word(*wants),
            Due::NextConsult { .. } => return self.word(ConsultWord::DueNext),
            Due::Aar { wants, .. } => return self.word(*wants),
            Due::Aid { wants, .. } => return self.word(*wants),
            Due::Scene { wants, .. } => return self.word(*wants),
            Due::Arrive { .. } => return self.word(AssemblyWord::DueArrive),
            Due::Eta { .. } => return self.word(AssemblyWord::DueEta),
            Due::AssignTask { .. } => return self.word(AssemblyWord::DueTask),
            Due::Rest { .. } => return self.word(AssemblyWord::DueRest),
            Due::Locate { .. } => return self.word(AssemblyWord::DueLocate),
            Due::Resource { wants, .. } => return self.resource_due(wants),
            Due::Step { .. } => Prompt::DueStep,
            Due::StepLate { .. } => return self.word(PlanWord::DueLate),
            Due::AssessPlan { .. } => return self.word(PlanWord::DueAssess),
            Due::Switch { what, .. } => return self.switch_due(*what),
        })
    }

    /// The words of a deadline.
    pub fn deadline(&self, deadline: &Deadline) -> DueWords {
        let subject = match &deadline.what {
            Due::Decide { warning } => self.warning_named(*warning),
            Due::Approve { proposal } => {
                self.world.proposal(*proposal).map_or_else(|| proposal.short(), |of| self.proposal(of))
            }
            Due::AnswerMeasures { warning } => self.measures_asked(*warning),
            Due::CallLevel { warning, tier } => self.level_called(*warning, *tier),
            Due::ListCallees { warning } => {
                let levels = self.world.levels_unlisted(*warning);
                let levels: String = levels.into_iter().map(|tier| self.word(tier)).collect::<Vec<_>>().join("/");
                CallWord::Unlisted.with(self.lang, &[&levels, &self.warning_named(*warning)])
            }
            Due::Acknowledge { order }
            | Due::CountHeads { order }
            | Due::CallNext { order, .. }
            | Due::Remind { order, .. }
            | Due::Complete { order } => self.order_awaited(*order),
            Due::FindMissing { order, .. } => self.missing_awaited(*order),
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
            | Due::Correct { incident, .. }
            | Due::ReportUp { incident, .. } => self.incident(*incident),
            Due::Ratify { event } => {
                self.world.overridden(*event).map_or_else(|| event.short(), |view| self.to_ratify(&view))
            }
            Due::TakeOver { handed } => self.handed_over(*handed),
            Due::Switch { area, what, .. } => self.switch_subject(area, *what, deadline.from),
            Due::Consult { .. } | Due::NextConsult { .. } => self.consult_awaited(deadline),
            Due::Aar { .. } => self.aar_awaited(deadline),
            Due::Aid { .. } => self.aid_awaited(deadline),
            Due::Scene { .. } => self.scene_awaited(deadline),
            Due::Notify { about } => self.notice_awaited(*about),
            Due::Relieve { evacuation } => self.relief_awaited(*evacuation),
            Due::Arrive { order }
            | Due::Eta { order, .. }
            | Due::AssignTask { order }
            | Due::Rest { order }
            | Due::Locate { order, .. } => self.mobilisation_due(*order),
            Due::Resource { entry, wants } => self.resource_awaited(*entry, wants),
            Due::Step { run, step } => self.world.step(*run, step).map_or_else(
                || step.0.clone(),
                |step| format!("{} {}", self.step_title(step), self.owner(&step.owner)),
            ),
            Due::StepLate { run, step } => self.step_late(*run, step),
            Due::AssessPlan { plan } => self
                .world
                .plan_adopted(*plan)
                .map_or_else(|| plan.short(), |plan| format!("{} {}", self.plan_name(plan), plan.version)),
        };
        let (rule, ours) = self.limited_by(deadline);
        DueWords { act: self.act(&deadline.what), subject, rule, ours }
    }

    /// The row that limits it, or whose word does where no row is; and whether that row is this project's default.
    fn limited_by(&self, deadline: &Deadline) -> (String, bool) {
        let ours = self.world.rule_behind(deadline).is_some_and(|force| force.row.is_default());
        let rule = match deadline.rule {
            Some(id) if ours => format!("{id} {}", self.word(RuleWord::Mark)),
            Some(id) => id.to_string(),
            None if matches!(deadline.what, Due::Locate { .. }) => self.word(AssemblyWord::OfDevice).to_owned(),
            None if matches!(deadline.what, Due::Consult { wants: ConsultWant::Renew, .. }) => {
                self.word(ConsultWord::Validity).to_owned()
            }
            None if matches!(deadline.what, Due::Consult { .. }) => self.word(ConsultWord::Agreed).to_owned(),
            None if matches!(deadline.what, Due::Aar { .. }) => self.word(AarWord::OwnTime).to_owned(),
            None if matches!(deadline.what, Due::Aid { .. }) => self.word(LinkageWord::ByOwnTime).to_owned(),
            None if matches!(deadline.what, Due::Complete { .. } | Due::Arrive { .. }) => {
                self.word(CallWord::OwnTime).to_owned()
            }
            None if matches!(deadline.what, Due::Resource { .. }) => self.word(ResourceWord::OwnTime).to_owned(),
            None => self.word(RuleWord::OfPlan).to_owned(),
        };
        (rule, ours)
    }

    /// `指令14 抽排二队 甲(A) 138..`: who is to be called next, and at which number.
    fn order_awaited(&self, order: EventId) -> String {
        let Some(view) = self.world.order(order) else { return order.short() };
        let number = Prompt::OrderNo.with(self.lang, &[&self.word(view.order.form), &view.label]);
        let to = self.recipient(&view.order.to);
        let next = self.next_call(&self.world.order_chain(&view));
        // A person is named once.
        let to = if next.starts_with(to) { "" } else { to };
        [number.as_str(), to, next.as_str()].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
    }

    /// `S4 抽排 水利局 → 市政府`: which step is late, whose it is, and who is to be told.
    fn step_late(&self, run: EventId, code: &StepCode) -> String {
        let Some(step) = self.world.step(run, code) else { return code.0.clone() };
        let whom = step.on_overdue.as_ref().map_or("", |owner| self.owner(owner));
        let (title, owner) = (self.step_title(step), self.owner(&step.owner));
        PlanWord::LateTo.with(self.lang, &[&code.0, &title, &owner, &whom])
    }

    /// `指令14 抽排二队 失联2人 (陈某 许某)`.
    fn missing_awaited(&self, order: EventId) -> String {
        let Some(view) = self.world.order(order) else { return order.short() };
        let number = Prompt::OrderNo.with(self.lang, &[&self.word(view.order.form), &view.label]);
        let missing = view.heads.map(|count| Prompt::MissingOf.with(self.lang, &[&count.missing, &named(count)]));
        format!("{number} {} {}", self.recipient(&view.order.to), missing.unwrap_or_default())
    }

    /// Those of an incident who were missing when the withdrawn were counted: `撤离清点失联2人 (陈某 许某): 指令14 张某`.
    pub fn missing_of(&self, incident: EventId) -> Vec<String> {
        let all = self.world.missing_after_withdrawals().into_iter();
        let here = all.filter(|one| self.world.concerns(one.incident, incident));
        here.map(|one| {
            let order = self.world.order(one.order).map_or_else(|| one.order.short(), |view| view.label);
            Prompt::MissingAfter.with(self.lang, &[&one.count.missing, &named(one.count), &order, &one.count.by])
        })
        .collect()
    }

    fn handed_over(&self, handed: EventId) -> String {
        let all = self.world.hand_overs(None);
        all.iter().find(|one| one.id == handed).map_or_else(|| handed.short(), |half| self.half_signed(half))
    }

    /// `红色预警第5号 郑州 未答3/8`.
    fn measures_asked(&self, warning: EventId) -> String {
        let named = self.warning_named(warning);
        let Some(article) = self.world.warning(warning).map(|warning| Article::of(warning.colour)) else {
            return named;
        };
        let open = self.world.measures_open(warning, article).len();
        format!("{named} {}", CallWord::Unanswered.with(self.lang, &[&open, &article.measures()]))
    }

    /// `乡 红色预警第5号 栾川 镇长(A) 138.. 还有3人`.
    fn level_called(&self, warning: EventId, tier: Tier) -> String {
        let levels = self.world.warning_calls(&self.world.rules(), warning);
        let level = levels.iter().find(|level| level.tier == tier);
        let mut open: Vec<_> = level.into_iter().flat_map(TierCalls::open).collect();
        open.sort_by_key(|chain| chain.calls.len());
        let next = open.first().map(|chain| self.next_call(chain)).unwrap_or_default();
        let rest = match open.len() {
            0 | 1 => String::new(),
            more => CallWord::People.with(self.lang, &[&(more - 1)]),
        };
        format!("{} {} {next} {rest}", self.word(tier), self.warning_named(warning)).trim_end().to_owned()
    }

    /// What must happen and about what; a limit that is nobody's law says so.
    pub fn deadline_told(&self, deadline: &Deadline) -> String {
        let DueWords { act, subject, ours, .. } = self.deadline(deadline);
        let mark = if ours { self.word(RuleWord::Ours) } else { "" };
        format!("{act}{mark} {subject}")
    }

    /// A jurisdiction by its name.
    pub fn area_of(&self, code: &crate::domain::AreaCode) -> String {
        self.world.area(code).map_or_else(|| code.0.clone(), |area| self.area_name(area).to_owned())
    }
}

/// To tell a government.
fn up(to: Government) -> ReportWord {
    match to {
        Government::County => ReportWord::UpCounty,
        Government::City => ReportWord::UpCity,
        Government::Province => ReportWord::UpProvince,
        Government::State | Government::MineSafety => ReportWord::UpState,
    }
}

/// The names of those who are missing, as far as known.
fn named(count: &HeadCount) -> String {
    if count.names.is_empty() { String::new() } else { format!(" ({})", count.names) }
}
