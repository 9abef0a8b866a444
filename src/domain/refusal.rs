//! Why a command is not carried out. The hard refusals are a closed list (design.md 3, promise 11).

use super::{EventId, TeamCode, TeamStatus};

/// A typed "no, because"; `text` has the words in both languages.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum Refusal {
    /// An order to the military: a request is the right form (军队参加抢险救灾条例 art. 7).
    #[error("team {0} is military: send a request, not an order")]
    Military(TeamCode),
    /// An order to another city's team: a request is the right form (rules.md 4.4).
    #[error("team {0} belongs to another jurisdiction: send a request, not an order")]
    ForeignTeam(TeamCode),
    /// An activation without its four statutory fields (突发事件应对法 art. 72).
    #[error("an activation states matter, level, expected period and measures: {0} is empty")]
    ActivationIncomplete(&'static str),
    /// A decision not to activate has a reason.
    #[error("a reason is needed")]
    ReasonMissing,
    /// Nothing was typed.
    #[error("nothing was typed")]
    Empty,
    /// More than an entry holds.
    #[error("{0} bytes are more than an entry holds; at most {max}", max = crate::limits::ENTRY_BYTES_MAX)]
    TooLong(usize),
    /// It points at nothing.
    #[error("there is no {what} {name}")]
    Unknown {
        /// What was looked for.
        what: &'static str,
        /// Under which name.
        name: String,
    },
    /// The event is already struck.
    #[error("{} is already struck", .0.short())]
    AlreadyStruck(EventId),
    /// The aspect is no longer disputed.
    #[error("it is settled already")]
    NotDisputed,
    /// rules.md 6.3 does not let a team go there at once.
    #[error("a team cannot go from {from:?} to {to:?}")]
    TeamStatus {
        /// From.
        from: TeamStatus,
        /// To.
        to: TeamStatus,
    },
    /// A drill's control outside a drill.
    #[error("only a drill has a clock to control")]
    NotADrill,
}
