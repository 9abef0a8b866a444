//! Calls of call-and-answer 叫应: who was called about what, at which number, and whether a human answered
//! (rules.md 2.2, 5.3). Every call is an entry of its own; the chain they make is derived.

use serde::{Deserialize, Serialize};

use super::{EventId, ListCode, Means};
use crate::clock::At;
use crate::limits::CALLING_MAX;

/// What somebody is called about.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Errand {
    /// An order that waits to be acknowledged.
    Order(EventId),
    /// A warning that the responsible persons must hear of.
    Warning(EventId),
    /// A report's paper.
    Report(EventId),
    /// A consultation: each of its members is called.
    Consult(EventId),
}

impl Errand {
    /// The event it is about.
    pub fn subject(self) -> EventId {
        match self {
            Self::Order(id) | Self::Warning(id) | Self::Report(id) | Self::Consult(id) => id,
        }
    }
}

/// What came of a call.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// 接通: a human answered, by name.
    By(String),
    /// 无人接听.
    None,
    /// 占线.
    Engaged,
    /// 号码错误, 空号.
    WrongNumber,
}

/// Somebody was called.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Call {
    /// About what.
    pub about: Errand,
    /// Whom, by the code in the list of contacts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<ListCode>,
    /// In whose place, when somebody above them was called: the code of the first of those who are to answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instead: Option<ListCode>,
    /// Whom, by name.
    pub name: String,
    /// At which number; empty when there was none, as on the radio.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub number: String,
    /// Who called.
    pub by: String,
    /// By what means.
    pub means: Means,
    /// What came of it.
    pub answer: Answer,
    /// When.
    pub at: At,
    /// Anything else that was said.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// Somebody is being called: others see it, and call somebody else meanwhile.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Calling {
    /// About what.
    pub about: Errand,
    /// Whom, by the code in the list of contacts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<ListCode>,
    /// Whom, by name.
    pub name: String,
    /// At which number; empty when there is none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub number: String,
    /// Who calls.
    pub by: String,
    /// Since when.
    pub at: At,
}

impl Calling {
    /// Whether somebody of that card or name is meant.
    pub fn is_of(&self, contact: Option<&ListCode>, name: &str) -> bool {
        match (&self.contact, contact) {
            (Some(called), Some(listed)) => called == listed,
            _ => self.name == name,
        }
    }

    /// Whether this call came of it.
    pub fn ended_by(&self, call: &Call) -> bool {
        call.at >= self.at && self.is_of(call.contact.as_ref(), &call.name)
    }

    /// Whether it still counts at `now`: a post may have died over it, or its clock may be wrong.
    pub fn is_live(&self, now: At) -> bool {
        let ago = (now - self.at).0.unsigned_abs();
        u128::from(ago) <= CALLING_MAX.as_millis()
    }
}

impl Call {
    /// Whether a human answered.
    pub fn answered(&self) -> bool {
        matches!(self.answer, Answer::By(_))
    }
}
