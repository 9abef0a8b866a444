//! What a drill 演练 writes into its own log: its opening, its clock, its injects.

use serde::{Deserialize, Serialize};

use super::{ContentHash, InjectCode};
use crate::clock::{At, Pace};

/// A drill began: the scenario is named by its hash.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct DrillOpened {
    /// Its name.
    pub name: String,
    /// The same in English.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name_en: String,
    /// SHA-256 of the scenario file.
    pub scenario: ContentHash,
    /// Everything random in the drill follows from it.
    pub seed: u64,
    /// Drill time at which it begins.
    pub begins: At,
    /// Drill time at which it ends.
    pub ends: At,
}

/// How drill time runs from now on; an exclusive aspect.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct DrillClock {
    /// The anchor and the speed.
    pub pace: Pace,
}

/// What a controller asks of the drill engine.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DrillControl {
    /// 演练暂停.
    Pause,
    /// Go on.
    Resume,
    /// Run at so many drill milliseconds per 1000.
    Speed(u32),
    /// Jump to a later drill time; what lies between happens at once.
    SkipTo(At),
    /// Fire an inject by hand.
    Fire(InjectCode),
    /// 演练结束.
    End,
}

/// Kinds of inject (rules.md 7.5).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InjectKind {
    /// A warning arrives.
    Warning,
    /// A gauge is read.
    Reading,
    /// Word comes by phone, radio or otherwise.
    Message,
    /// An incident begins.
    Incident,
    /// A figure changes.
    Figure,
    /// A response is decided.
    Decision,
    /// A simulated player gives an order.
    Order,
    /// A report goes up.
    Report,
    /// A plan is started.
    Plan,
    /// A step of a plan moves.
    Step,
    /// The posture changes.
    Posture,
    /// A team is out of touch, or back.
    Team,
}

/// An inject of the master events list 导调信息, in the controllers' stream.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Inject {
    /// Its code.
    pub code: InjectCode,
    /// Kind.
    pub kind: InjectKind,
    /// Drill time; `None` is fired by hand.
    pub at: Option<At>,
    /// In one line.
    pub title: String,
    /// Where the fact comes from.
    pub source: String,
}

/// An inject was fired.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct InjectFired {
    /// Which.
    pub code: InjectCode,
    /// Drill time.
    pub at: At,
    /// Fired by a controller, not by its time.
    #[serde(default)]
    pub by_hand: bool,
}
