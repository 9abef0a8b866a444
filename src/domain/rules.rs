//! Rules 规则 as data: rows with a source, in sets that a log adopts by name, and rows that a bureau puts in their place.
//!
//! - [`Row`]: one rule, whatever it is about: [`What`] is the typed part, the rest is the same for all.
//! - [`BuiltIn`]: the sets this program knows. A set never changes once it was released; a better one is the next
//!   version, and the old one stays, so that a newer program changes no deadline of a log by itself.
//! - [`Rules`]: the limits in force in a world, read on every frame.
//!
//! A log that adopted nothing has [`BuiltIn::FIRST`], for ever.

mod acting;
mod calendar;
mod clock;
mod day;
mod force;
mod limits;
mod measure;
mod promptness;
mod row;
mod set;
mod speed;
mod table;
mod what;

pub use acting::{Act, Guard, Timer};
pub use calendar::{Calendar, Date};
pub use clock::Clock;
pub use day::day;
pub(super) use force::Limit;
pub use force::{InForce, Rules, Whence};
pub use limits::Limits;
pub use measure::{GradingTable, Measure, Standard};
pub use promptness::Promptness;
pub use row::{Confidence, Row, RuleChange, RuleId, Source};
pub use set::{Adopted, BuiltIn, SetName};
pub(super) use speed::DETOUR;
pub use speed::{Going, Speed, Speeds};
pub(in crate::domain) use what::plain;
pub use what::{Article, Class, Goal, Government, Handling, IndicatorCode, Party, Statute, What};
