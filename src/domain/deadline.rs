//! Deadlines: derived, never stored; the one list that alarms, countdowns, drills and the review read.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{
    AarWant, AidWant, AreaCode, ConsultWant, EventId, Government, ReportKind, ResourceWant, RuleId, SceneWant,
    StepCode, TeamCode, Tier,
};
use crate::clock::{At, Span};

/// What must happen, and about what.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[expect(missing_docs, reason = "the fields say what the deadline is about")]
pub enum Due {
    /// 启动决定 after a red or orange warning (rules.md 2.2, R-互锁).
    Decide { warning: EventId },
    /// 审批 of a proposed response (rules.md 2.4, R-审批).
    Approve { proposal: EventId },
    /// 签收 of an order (rules.md 5.3).
    Acknowledge { order: EventId },
    /// 救助 of people who were moved (rules.md 5.6 K9).
    Relieve { evacuation: EventId },
    /// 通报 of a warning or an incident to neighbours and the garrison (rules.md 2.1, 3.3 RERL-2).
    Notify { about: EventId },
    /// 清点 after an order to withdraw (rules.md 5.4).
    CountHeads { order: EventId },
    /// 搜寻 of those who were missing at the newest count after an order to withdraw, since that count (rules.md 5.4).
    FindMissing { order: EventId, since: EventId },
    /// 出发 of a team that acknowledged an order (rules.md 5.3).
    Depart { order: EventId, team: TeamCode },
    /// 叫应 of the next contact about an order that nobody acknowledged, since the last call (rules.md 2.2, 5.3); since the
    /// order itself before the first.
    CallNext { order: EventId, last: EventId },
    /// 叫应 of those who answer for a jurisdiction at one level, on a red or orange warning (rules.md 2.2).
    CallLevel { warning: EventId, tier: Tier },
    /// 登记 of who answers for the levels at which nobody is listed who could be called about a red or orange warning
    /// (rules.md 2.2: 县, 乡, 村).
    ListCallees { warning: EventId },
    /// 八项措施 of a red or orange warning (突发事件应对法 art. 67; rules.md 5.2).
    AnswerMeasures { warning: EventId },
    /// 催办 of an order that was acknowledged, and of which nothing was heard since.
    Remind { order: EventId, since: At, round: u32 },
    /// 办结 of an order by its own time.
    Complete { order: EventId },
    /// 电话初报 of an incident (rules.md 3.3 RLOC).
    ReportByPhone { incident: EventId },
    /// 书面初报 of an incident (rules.md 3.3 RLOC).
    ReportInWriting { incident: EventId },
    /// 续报 on an accident since a report on it (rules.md 3.3 R21-3).
    FollowUp { incident: EventId, since: EventId },
    /// 每日续报 on a disaster, 零报告 when nothing changed, since a report on it (rules.md 3.3 RSTAT-3, RSTAT-5).
    Regular { incident: EventId, since: EventId },
    /// 核报 on a disaster since it is stable (rules.md 3.3 RSTAT-4).
    Verify { incident: EventId, since: EventId },
    /// 补报 of a change of casualties, by the figure that says so (rules.md 3.3 R21-4).
    Correct { incident: EventId, since: EventId },
    /// 逐级上报: the government above the last one that knows of an incident is told (rules.md 3.3 R493-3, RPH-3, RSTAT-1/2).
    ReportUp { incident: EventId, to: Government },
    /// 追认 of what was done beyond somebody's authority (rules.md 2.3, R-追认).
    Ratify { event: EventId },
    /// 接班签字 since a shift was handed over.
    TakeOver { handed: EventId },
    /// What a consultation waits for (rules.md 5.1).
    Consult { consult: EventId, wants: ConsultWant },
    /// What a review waits for (rules.md 5.5); while none was opened, what ended.
    Aar { aar: EventId, wants: AarWant },
    /// What a scene waits for (rules.md 5.4), since the event that it is about.
    Scene { incident: EventId, about: EventId, wants: SceneWant },
    /// 下一次会商 of a jurisdiction: since its response was activated, or since the last one.
    NextConsult { area: AreaCode, since: EventId },
    /// What an aid request waits for (rules.md 4.4).
    Aid { aid: EventId, wants: AidWant },
    /// 到场 of a mobilised team (rules.md 5.3).
    Arrive { order: EventId },
    /// 到达预计 of a team on its way: by the time it told, with some grace; at once when it told of more, or that the way is
    /// blocked. `since` is the telling.
    Eta { order: EventId, since: EventId },
    /// 派活 to a team that checked in.
    AssignTask { order: EventId },
    /// 休整 of a team that came home.
    Rest { order: EventId },
    /// 失联: of a team on its way no position came for too long; since its last one.
    Locate { order: EventId, last: At },
    /// A step of a started plan.
    Step { run: EventId, step: StepCode },
    /// 逾期上报: whoever the plan names is told that a step is late (rules.md 7.1).
    StepLate { run: EventId, step: StepCode },
    /// 评估 of an adopted plan, by the event that adopted it (rules.md 7.1).
    AssessPlan { plan: EventId },
    /// What a material, a requisition or a shelter waits for (rules.md 6.4, 6.5), since the entry that says so.
    Resource { entry: EventId, wants: ResourceWant },
    /// What a response or a posture asks for (rules.md 2.4, 5.2), since the event that began it.
    Switch { area: AreaCode, since: EventId, what: SwitchDue },
}

/// What a response or a posture asks for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum SwitchDue {
    /// 通知成员单位.
    Members,
    /// 再评估 of a decision against activation.
    Review,
    /// 移交通报.
    Brief,
    /// 值班表.
    Roster,
    /// 五项措施 of a warning.
    FiveMeasures(EventId),
    /// 指挥席位就位.
    Seats,
    /// 队伍确认待命.
    Confirm,
    /// 平转战清单八成.
    MostItems,
    /// 平转战清单全部.
    AllItems,
    /// 方案调整.
    Replan,
    /// 转平.
    Restore,
    /// 态势通报 in the rhythm of the posture, since it was last told.
    Situation(At),
}

impl SwitchDue {
    /// Whether both ask for the same, whenever they began.
    pub fn is_like(self, other: Self) -> bool {
        self.slug() == other.slug()
    }

    /// As its alarm's name begins.
    fn slug(self) -> &'static str {
        match self {
            Self::Members => "members",
            Self::Review => "review",
            Self::Brief => "brief",
            Self::Roster => "roster",
            Self::FiveMeasures(_) => "five-measures",
            Self::Seats => "seats",
            Self::Confirm => "confirm",
            Self::MostItems => "most-items",
            Self::AllItems => "all-items",
            Self::Replan => "replan",
            Self::Restore => "restore",
            Self::Situation(_) => "situation",
        }
    }
}

impl Due {
    /// The event that its alarm's name begins with.
    pub(in crate::domain) fn subject(&self) -> EventId {
        match self {
            Self::Decide { warning }
            | Self::CallLevel { warning, .. }
            | Self::ListCallees { warning }
            | Self::AnswerMeasures { warning } => *warning,
            Self::Acknowledge { order }
            | Self::CountHeads { order }
            | Self::FindMissing { order, .. }
            | Self::Depart { order, .. }
            | Self::CallNext { order, .. }
            | Self::Remind { order, .. }
            | Self::Complete { order }
            | Self::Arrive { order }
            | Self::Eta { order, .. }
            | Self::AssignTask { order }
            | Self::Rest { order }
            | Self::Locate { order, .. } => *order,
            Self::ReportByPhone { incident } | Self::ReportInWriting { incident } | Self::ReportUp { incident, .. } => {
                *incident
            }
            Self::FollowUp { since, .. }
            | Self::Regular { since, .. }
            | Self::Verify { since, .. }
            | Self::Correct { since, .. }
            | Self::Switch { since, .. } => *since,
            Self::Approve { proposal } => *proposal,
            Self::Ratify { event }
            | Self::Notify { about: event }
            | Self::Relieve { evacuation: event }
            | Self::TakeOver { handed: event }
            | Self::Consult { consult: event, .. }
            | Self::NextConsult { since: event, .. }
            | Self::Resource { entry: event, .. }
            | Self::Aar { aar: event, .. }
            | Self::Aid { aid: event, .. }
            | Self::Scene { about: event, .. } => *event,
            Self::Step { run, .. } | Self::StepLate { run, .. } => *run,
            Self::AssessPlan { plan } => *plan,
        }
    }

    /// The order whose acknowledgement it waits for, by word or by phone.
    pub fn unanswered(&self) -> Option<EventId> {
        match self {
            Self::Acknowledge { order } | Self::CallNext { order, .. } => Some(*order),
            _ => None,
        }
    }

    /// What somebody may be called about to end it.
    pub fn called_about(&self) -> Option<EventId> {
        match self {
            Self::CountHeads { order }
            | Self::FindMissing { order, .. }
            | Self::Depart { order, .. }
            | Self::Remind { order, .. }
            | Self::Complete { order }
            | Self::Arrive { order }
            | Self::Eta { order, .. }
            | Self::Locate { order, .. } => Some(*order),
            Self::CallLevel { warning, .. } => Some(*warning),
            Self::Consult { consult, wants: ConsultWant::Call } => Some(*consult),
            other => other.unanswered(),
        }
    }

    /// The order that it is about, as far as one that mobilises waits for it.
    pub fn of_mobilisation(&self) -> Option<EventId> {
        let departs = || if let Self::Depart { order, .. } = self { Some(*order) } else { None };
        self.mobilisation().or_else(|| self.unanswered()).or_else(departs)
    }

    /// The order of the mobilisation that it is about.
    pub fn mobilisation(&self) -> Option<EventId> {
        match self {
            Self::Arrive { order }
            | Self::Eta { order, .. }
            | Self::AssignTask { order }
            | Self::Rest { order }
            | Self::Locate { order, .. } => Some(*order),
            _ => None,
        }
    }

    /// Of a report: on which incident, which kind meets it, and whether a call is enough.
    pub fn report(&self) -> Option<(EventId, ReportKind, bool)> {
        match self {
            // A report of any kind tells it; the first one of a government is its 初报.
            Self::ReportByPhone { incident } | Self::ReportUp { incident, .. } => {
                Some((*incident, ReportKind::Initial, true))
            }
            Self::ReportInWriting { incident } => Some((*incident, ReportKind::Initial, false)),
            Self::FollowUp { incident, .. } | Self::Regular { incident, .. } => {
                Some((*incident, ReportKind::FollowUp, false))
            }
            Self::Verify { incident, .. } => Some((*incident, ReportKind::Verified, false)),
            Self::Correct { incident, .. } => Some((*incident, ReportKind::Correction, false)),
            Self::Decide { .. }
            | Self::Approve { .. }
            | Self::Notify { .. }
            | Self::Relieve { .. }
            | Self::Acknowledge { .. }
            | Self::CountHeads { .. }
            | Self::FindMissing { .. }
            | Self::Depart { .. }
            | Self::CallNext { .. }
            | Self::CallLevel { .. }
            | Self::ListCallees { .. }
            | Self::AnswerMeasures { .. }
            | Self::Remind { .. }
            | Self::Complete { .. }
            | Self::Ratify { .. }
            | Self::TakeOver { .. }
            | Self::Consult { .. }
            | Self::Aar { .. }
            | Self::NextConsult { .. }
            | Self::Aid { .. }
            | Self::Scene { .. }
            | Self::Arrive { .. }
            | Self::Eta { .. }
            | Self::AssignTask { .. }
            | Self::Rest { .. }
            | Self::Locate { .. }
            | Self::Step { .. }
            | Self::StepLate { .. }
            | Self::AssessPlan { .. }
            | Self::Resource { .. }
            | Self::Switch { .. } => None,
        }
    }
}

/// An alarm's stable name: rule, subject, triggering event. It survives a changed due time, and twenty consoles
/// derive one alarm.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct AlarmId(pub String);

impl fmt::Display for AlarmId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// An alarm put aside: it neither rings nor counts as late until then.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub struct Shelf {
    /// Why.
    pub reason: String,
    /// Until when.
    pub until: At,
}

/// How an alarm stands.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum AlarmState {
    /// Not late: there is no alarm yet.
    Waiting,
    /// Not late, and close enough that whoever owes it is warned: shown, and silent.
    Warned,
    /// Late, and nobody has seen it: it rings.
    Active,
    /// Late and seen: it is silent, and still not done.
    Acknowledged,
    /// Put aside until a time.
    Shelved,
    /// 复归: what it called for was done before anybody had seen it. Nothing is due any more, so no deadline has this state:
    /// whoever saw the alarm keeps it until it is looked at.
    Returned,
}

/// Something that is due.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Deadline {
    /// What.
    pub what: Due,
    /// Until when.
    pub due: At,
    /// The rule it follows from, by the row of the rules in force; none for a step, which the plan itself limits.
    pub rule: Option<&'static RuleId>,
    /// Since when its limit runs.
    pub from: At,
    /// From when on whoever owes it is warned, by a rule of its own; none where there is none.
    pub warned: Option<At>,
    /// For which incident, when for one.
    pub incident: Option<EventId>,
    /// Whether a person acknowledged its alarm.
    pub acknowledged: bool,
    /// Until when its alarm is put aside, when it is.
    pub shelved: Option<At>,
}

impl Deadline {
    /// Time left; negative when late.
    pub fn left(&self, now: At) -> Span {
        self.due - now
    }

    /// Whether it is late.
    pub fn late(&self, now: At) -> bool {
        now > self.due
    }

    /// Whether whoever owes it is warned by now: it is due before long by a rule of its own.
    pub fn is_warned(&self, now: At) -> bool {
        self.warned.is_some_and(|warned| now >= warned) && !self.late(now)
    }

    /// How its alarm stands.
    pub fn alarm_state(&self, now: At) -> AlarmState {
        match (self.shelved, self.late(now), self.acknowledged) {
            (Some(until), ..) if until > now => AlarmState::Shelved,
            (_, false, _) if self.is_warned(now) => AlarmState::Warned,
            (_, false, _) => AlarmState::Waiting,
            (_, true, false) => AlarmState::Active,
            (_, true, true) => AlarmState::Acknowledged,
        }
    }

    /// The name of its alarm.
    pub fn alarm(&self) -> AlarmId {
        AlarmId(match &self.what {
            Due::Decide { warning } => format!("interlock {warning}"),
            Due::Approve { proposal } => format!("approve {proposal}"),
            Due::Notify { about } => format!("notify {about}"),
            Due::Relieve { evacuation } => format!("relieve {evacuation}"),
            Due::Acknowledge { order } => format!("acknowledge {order}"),
            Due::CountHeads { order } => format!("heads {order}"),
            Due::FindMissing { order, since } => format!("missing {order} {since}"),
            Due::Depart { order, team } => format!("depart {order} {team}"),
            // The first call is what a late acknowledgement has become.
            Due::CallNext { order, last } if order == last => format!("acknowledge {order}"),
            Due::CallNext { order, last } => format!("call {order} {last}"),
            Due::CallLevel { warning, tier } => format!("call-level {warning} {}", *tier as u8),
            Due::ListCallees { warning } => format!("call-nobody {warning}"),
            Due::AnswerMeasures { warning } => format!("measures {warning}"),
            Due::Remind { order, since, round } => format!("remind {order} {} {round}", since.0),
            Due::Complete { order } => format!("complete {order}"),
            Due::ReportByPhone { incident } => format!("report-phone {incident}"),
            Due::ReportInWriting { incident } => format!("report-written {incident}"),
            Due::FollowUp { since, .. } => format!("report-follow-up {since}"),
            Due::Regular { since, .. } => format!("report-regular {since}"),
            Due::Verify { since, .. } => format!("report-verified {since}"),
            Due::Correct { since, .. } => format!("report-correction {since}"),
            Due::ReportUp { incident, to } => format!("report-up {incident} {}", *to as u8),
            Due::Ratify { event } => format!("ratify {event}"),
            Due::TakeOver { handed } => format!("take-over {handed}"),
            Due::Consult { consult, wants } => format!("consult {consult} {}", *wants as u8),
            Due::Aar { aar, wants } => format!("aar {aar} {}", wants.slug()),
            Due::Aid { aid, wants } => format!("aid {aid} {}", *wants as u8),
            // Whoever is called back a second time before they were counted is asked after anew.
            Due::Scene { about, wants: wants @ SceneWant::CountBack, .. } => {
                format!("scene {about} {} {}", *wants as u8, self.from.0)
            }
            Due::Scene { about, wants, .. } => format!("scene {about} {}", *wants as u8),
            Due::NextConsult { since, .. } => format!("consult-next {since}"),
            Due::Arrive { order } => format!("arrive {order}"),
            Due::Eta { order, since } => format!("eta {order} {since}"),
            Due::AssignTask { order } => format!("task {order}"),
            Due::Rest { order } => format!("rest {order}"),
            Due::Locate { order, last } => format!("locate {order} {}", last.0),
            Due::Resource { entry, wants } => format!("{} {entry}", wants.slug()),
            Due::Step { run, step } => format!("step {run} {step}"),
            Due::StepLate { run, step } => format!("step-late {run} {step}"),
            Due::AssessPlan { plan } => format!("assess {plan}"),
            Due::Switch { since, what: SwitchDue::Situation(from), .. } => format!("situation {since} {}", from.0),
            Due::Switch { since, what, .. } => format!("{} {since}", what.slug()),
        })
    }
}
