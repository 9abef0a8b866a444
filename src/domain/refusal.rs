//! Why a command is not carried out. The hard refusals are a closed list (design.md 3, promise 11).

use super::{AreaCode, Beyond, EventId, ReportPart, TeamCode, Unmet};
use crate::clock::At;

/// A typed "no, because"; `text` has the words in both languages.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum Refusal {
    /// An order to the military: a request is the right form (军队参加抢险救灾条例 art. 7).
    #[error("team {0} is military: send a request, not an order")]
    Military(TeamCode),
    /// An order to another city's team: a request is the right form (rules.md 4.4).
    #[error("team {0} belongs to another jurisdiction: send a request, not an order")]
    ForeignTeam(TeamCode),
    /// A request to oneself, or to a part of oneself: an order is the right form.
    #[error("{0} is no other city: order its teams")]
    AskedItself(AreaCode),
    /// An activation without its four statutory fields (突发事件应对法 art. 72).
    #[error("an activation states matter, level, expected period and measures: {0} is empty")]
    ActivationIncomplete(&'static str),
    /// A decision not to activate has a reason.
    #[error("a reason is needed")]
    ReasonMissing,
    /// A proposal rests on a warning, a threshold that was reached, or what a consultation concluded (rules.md 2.4).
    #[error("on what does it rest? say which threshold was reached, or what was concluded")]
    GroundMissing,
    /// A measure that is taken has an owner (突发事件应对法 art. 67; rules.md 2.2).
    #[error("who is responsible for it? name an owner")]
    OwnerMissing,
    /// Everything is as it is wanted.
    #[error("nothing would change: these rules are in force already")]
    NothingChanges,
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
    /// The incident has that code.
    #[error("nothing would change: the incident has this code")]
    CodedSo,
    /// Both are one incident already.
    #[error("these are one incident already")]
    MergedSo,
    /// It was merged into no other.
    #[error("this incident stands apart: it was merged into no other")]
    NotMerged,
    /// The aspect is no longer disputed.
    #[error("it is settled already")]
    NotDisputed,
    /// A report lacks required parts; with a reason it goes up all the same.
    #[error("a report of this kind needs {0:?}; write them, or say why it goes without")]
    PaperIncomplete(Vec<ReportPart>),
    /// A paper that nobody submitted cannot be signed or returned.
    #[error("the report was not submitted for signature yet")]
    PaperNotSubmitted,
    /// A paper goes up signed, or with a reason why not.
    #[error("the report is not signed; say why it goes up unsigned")]
    PaperNotSigned,
    /// A paper that was signed or given up is not changed any more.
    #[error("the report is signed or given up: begin a correction")]
    PaperClosed,
    /// An earlier time by hand rests on something (rules.md 3.4).
    #[error("a time by hand needs what it rests on, such as the number of a phone entry")]
    BasisMissing,
    /// What is reported has happened.
    #[error("the time lies in the future")]
    NotYet,
    /// Beyond the role of who commands: with a reason it goes through, and is ratified.
    #[error("{}: this is for others; say why it cannot wait, and it is ratified later", .0.rule)]
    Beyond(Box<Beyond>),
    /// Something must be there first: with a reason it goes through, and is ratified.
    #[error("{}: something must be there first; say why it cannot wait, and it is ratified later", .0.beyond.rule)]
    Unguarded(Box<Unmet>),
    /// Who ratifies is in authority.
    #[error("{}: to ratify this takes another role", .0.rule)]
    NotInAuthority(Box<Beyond>),
    /// Nobody ratifies what they did themselves.
    #[error("{0} did this: somebody else ratifies it")]
    OwnDecision(String),
    /// There is nothing to ratify, or it is answered for.
    #[error("this awaits no ratification")]
    NothingToRatify,
    /// Somebody else is calling that person.
    #[error("{by} is calling {name}: call the next one, or write down what came of it")]
    BeingCalled {
        /// Whom.
        name: String,
        /// Who calls.
        by: String,
        /// Since when.
        since: At,
    },
    /// A shift goes from one person to another.
    #[error("{0} handed over: somebody else takes over")]
    SameHand(String),
    /// Who signs is known by name.
    #[error("nobody is signed in: sign in first")]
    NobodySignedIn,
    /// There is no shift to take over.
    #[error("no shift waits to be taken over: who leaves signs first")]
    NothingHanded,
    /// What is reserved or put aside is so until later than now.
    #[error("the time has passed: write a later one")]
    TimePassed,
    /// So many cannot be carried, signed for, given back or written off: an entry before this one is missing or wrong.
    #[error("{asked} are more than the {there} that there are: write down first whence the others come")]
    MoreThanThere {
        /// How many it says.
        asked: u64,
        /// How many there are of it.
        there: u64,
    },
    /// A drill's control outside a drill.
    #[error("only a drill has a clock to control")]
    NotADrill,
}
