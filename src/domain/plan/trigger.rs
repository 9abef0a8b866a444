//! What calls for a plan (rules.md 7.1). A plan is proposed by it, and started by a person.

use serde::{Deserialize, Serialize};

use crate::clock::Span;
use crate::domain::{AreaCode, Colour, GaugeCode, Grade, Level};

/// What calls for a plan; any one of a plan's is enough.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Trigger {
    /// A warning of this colour or a graver one; of this kind, when it is named.
    Warning {
        /// The least colour.
        colour: Colour,
        /// 预警类别, as the warning has it: `暴雨`.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        kind: Option<String>,
    },
    /// An incident of this grade or a graver one.
    Grade(Grade),
    /// An incident whose event code begins so.
    Code(String),
    /// That somebody activated a response of this level or a graver one, as long as it runs.
    Level(Level),
    /// What a gauge measures.
    Threshold(Threshold),
    /// A neighbour asks for help: this one, or any.
    Partner(Option<AreaCode>),
    /// Every one of these, about one incident where they ask for one.
    All(Vec<Trigger>),
    /// Any one of these.
    Any(Vec<Trigger>),
}

/// On which side of a threshold a reading calls.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ThresholdOp {
    /// At or above it.
    AtLeast,
    /// At or below it.
    AtMost,
}

/// A threshold of what gauges measure.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct Threshold {
    /// Which quantity, as readings have it: `小时雨量`.
    pub quantity: String,
    /// Of which gauge; none for any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gauge: Option<GaugeCode>,
    /// On which side.
    pub op: ThresholdOp,
    /// Thousandths of the unit.
    pub milli: i64,
    /// As readings have it; readings in another unit are not compared.
    pub unit: String,
    /// Over so long: amounts of intervals are added up, momentary values must hold all the while. None for each reading
    /// by itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub window: Option<Span>,
    /// 预报: whether a reading that lies ahead counts.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub forecast: bool,
}

impl Threshold {
    /// Whether a value calls.
    pub fn is_met(&self, milli: i64) -> bool {
        match self.op {
            ThresholdOp::AtLeast => milli >= self.milli,
            ThresholdOp::AtMost => milli <= self.milli,
        }
    }
}

impl Trigger {
    /// Whether it asks for something of an incident.
    pub fn asks_incident(&self) -> bool {
        match self {
            Self::Grade(_) | Self::Code(_) => true,
            Self::All(of) | Self::Any(of) => of.iter().any(Self::asks_incident),
            Self::Warning { .. } | Self::Level(_) | Self::Threshold(_) | Self::Partner(_) => false,
        }
    }
}
