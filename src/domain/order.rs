//! Orders 指令: issued, climbed rung by rung, ended by an outcome.

use serde::{Deserialize, Serialize};

use super::{Destination, EventId, HqCode, Means, Muster, OfStep, Role, TeamCode};
use crate::clock::At;

/// To whom an order goes.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Recipient {
    /// A team, by its leader.
    Team(TeamCode),
    /// A headquarters.
    Headquarters(HqCode),
    /// A person, with the number to call.
    Person {
        /// Name.
        name: String,
        /// Number; empty when not known.
        #[serde(default)]
        phone: String,
    },
}

impl Recipient {
    /// Whether they are reached by phone only: whoever is not at a console cannot acknowledge there.
    pub fn is_on_the_phone(&self) -> bool {
        matches!(self, Self::Person { phone, .. } if !phone.trim().is_empty())
    }
}

/// How soon it must be acknowledged.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Urgency {
    /// 一般.
    #[default]
    Routine,
    /// 紧急.
    Urgent,
    /// 紧急撤离.
    Withdraw,
}

/// What may be asked of whom: the military and other cities' teams take requests, never orders
/// (军队参加抢险救灾条例 art. 4, 5, 7; rules.md 4.4).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Form {
    /// 指令.
    #[default]
    Order,
    /// 请求.
    Request,
}

/// An order or request that was issued.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Order {
    /// The number people say; two posts apart may give the same one.
    pub number: u32,
    /// Order or request.
    #[serde(default)]
    pub form: Form,
    /// To whom.
    pub to: Recipient,
    /// For which incident.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub incident: Option<EventId>,
    /// What is to be done, verbatim.
    pub text: String,
    /// How soon it must be acknowledged.
    #[serde(default)]
    pub urgency: Urgency,
    /// Where to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub destination: Option<Destination>,
    /// On whose authority (rules.md 0.2 item 12).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub authority: Option<HqCode>,
    /// In which role whoever gave it was signed in (rules.md 4.5); none where nobody knows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<Role>,
    /// When it was given.
    pub issued: At,
    /// Until when it is to be done, when that was said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<At>,
    /// How it mobilises a team 快速集结, when it does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub muster: Option<Box<Muster>>,
    /// Of which step of a plan that runs it is, when of one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub step: Option<Box<OfStep>>,
}

/// A rung of an order's ladder, lowest first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rung {
    /// 已送达.
    Delivered,
    /// 已读.
    Read,
    /// 已签收.
    Acknowledged,
    /// 执行中.
    Executing,
}

/// Somebody says an order reached a rung.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct RungFact {
    /// Which order.
    pub order: EventId,
    /// Which rung.
    pub rung: Rung,
    /// Who reached it: the recipient, not the one who typed.
    pub by: String,
    /// By what means word of it came.
    #[serde(default)]
    pub means: Means,
    /// When.
    pub at: At,
}

/// How an order ended; an exclusive aspect.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// 完成.
    Done,
    /// 拒绝, with the reason.
    Refused(String),
    /// 撤销, with the reason.
    Cancelled(String),
}
