//! The night's papers 文书: reports, briefs, hand-over sheets and logs, as documents an office can send or file.
//!
//! A paper is made of a world, a time and a language, and of nothing else; [`Document`] is its one form. `plain`, `html`
//! and `docx` put that form on a screen, on a page and into an office's file.

mod after_action;
mod aid;
mod brief;
mod cards;
mod compose;
mod consult;
mod docx;
mod handover;
mod html;
mod issuer;
mod logs;
mod plain;
mod records;
mod report;
mod rules;

pub use after_action::after_action;
pub use aid::aid;
pub use brief::{brief, briefs};
pub use cards::action_cards;
pub use compose::{Sender, composed, title};
pub use consult::{minutes, pack, pack_hash};
pub use docx::docx;
pub use handover::{SHIFT, handover, sheet, with_signatures};
pub use html::html;
pub use issuer::issuer;
pub use logs::{phone_log, shift_log};
pub use plain::plain;
pub use records::{Gatherer, Records};
pub use report::report;
pub use rules::rules;

/// A document: the parts of an official paper that these have (党政机关公文格式 GB/T 9704), empty where one has none.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Document {
    /// 演练 or 测试 on every page; empty for the real thing.
    pub watermark: String,
    /// 密级 and 紧急程度.
    pub marks: Vec<String>,
    /// 发文机关: whose paper it is.
    pub issuer: String,
    /// 编号.
    pub number: String,
    /// 签发人, with office and time; what a draft says in its place.
    pub signed: String,
    /// 标题.
    pub title: String,
    /// 主送.
    pub addressee: String,
    /// What it says.
    pub blocks: Vec<Block>,
    /// 落款: unit, date; lines for those who sign by hand.
    pub closing: Vec<String>,
    /// What whoever reads it must know: that it is a draft, what it lacks, as of when it was made.
    pub notes: Vec<String>,
    /// 附: what belongs to it and is not read aloud; behind everything else, with a heading of its own.
    pub annex: Vec<Block>,
}

/// A piece of what a document says.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Block {
    /// A heading.
    Heading(String),
    /// A paragraph; line breaks in it are line breaks.
    Paragraph(String),
    /// A table with the names of its columns.
    Table {
        /// Names of the columns.
        columns: Vec<String>,
        /// As wide as which share of the page, in hundredths; as many as there are columns.
        widths: Vec<u8>,
        /// Cells by row; short rows end in empty cells.
        rows: Vec<Vec<String>>,
    },
}

impl Document {
    /// The realm's mark on a paper.
    pub(crate) fn watermark(realm: &crate::domain::Realm, lang: crate::text::Lang) -> String {
        use crate::domain::Realm;
        match realm {
            Realm::Live => String::new(),
            Realm::Test => lang.pick("测试", "TEST").to_owned(),
            Realm::Drill(_) => lang.pick("演练", "DRILL").to_owned(),
        }
    }
}
