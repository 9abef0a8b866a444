//! Verifying a journal or a bundle: every checksum, id, signature and chain; and the store against the segments.

mod bundle;
mod check;

use std::fmt;
use std::path::{Path, PathBuf};

use super::error::JournalError;
use super::reader::{Step, Walk};
use super::segment::StoreId;
use super::snapshot::{self, SnapshotFlaw, SnapshotReport};
use super::store::{self, StoreCheck};
use crate::domain::{Realm, Series};
use crate::text::tell::Tell;

pub use bundle::verify_bundle;
use check::Check;

/// What is not as it should be.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Flaw {
    /// One of the two headers of a segment was changed.
    Header,
    /// The list of the blocks of a compressed segment was changed.
    List,
    /// Bytes that are not a record, though something was written behind them; of a compressed segment, a block.
    Changed,
    /// Arrival numbers that no record has.
    Missing {
        /// The first of them.
        first: u64,
        /// The last of them.
        last: u64,
    },
    /// The id beside an event is not the hash of its bytes.
    Id {
        /// The record's arrival number.
        number: u64,
    },
    /// The event does not carry its post's signature.
    Signature {
        /// The record's arrival number.
        number: u64,
    },
    /// The event belongs to another realm.
    Realm {
        /// The record's arrival number.
        number: u64,
        /// The realm it names.
        found: String,
    },
    /// An event names another one before it than the one that is here.
    Chain {
        /// Its series.
        series: Series,
        /// Its place in the series.
        seq: u64,
    },
    /// Different events claim one place of a series.
    Fork {
        /// Their series.
        series: Series,
        /// Their place in the series.
        seq: u64,
    },
    /// One event is there twice.
    Twice {
        /// The arrival number of the second.
        number: u64,
    },
    /// Events of a series that are not here, though later ones are: they may still come.
    Gap {
        /// Their series.
        series: Series,
        /// The first of them.
        first: u64,
        /// The last of them.
        last: u64,
    },
    /// The store has another event than the segments, or none.
    Store {
        /// The first record that differs.
        number: u64,
        /// How many differ.
        count: u64,
    },
    /// A bundle's list and the events it carries differ.
    Listed {
        /// The series.
        series: Series,
        /// A place of it that is in one of the two only.
        seq: u64,
    },
    /// A snapshot is not what the segments give.
    Snapshot(SnapshotFlaw),
    /// Bytes at the very end that are not a record: a write that is under way, or that the power cut.
    Unfinished,
}

impl Flaw {
    /// Whether it is only something that has not arrived yet, or that nobody needs.
    pub fn pending(&self) -> bool {
        match self {
            Self::Gap { .. } | Self::Unfinished => true,
            Self::Snapshot(flaw) => flaw.harmless(),
            _ => false,
        }
    }
}

impl fmt::Display for Flaw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Header => write!(f, "one of the two segment headers was changed"),
            Self::List => write!(
                f,
                "the list of the compressed blocks was changed; opening the journal makes it anew from the blocks"
            ),
            Self::Changed => write!(f, "the bytes here were changed or lost: they are not a record"),
            Self::Missing { first, last } => write!(f, "the records {first} to {last} are missing"),
            Self::Id { number } => write!(f, "record {number} was changed: its id is not the hash of its bytes"),
            Self::Signature { number } => write!(f, "record {number} does not carry its post's signature"),
            Self::Realm { number, found } => {
                write!(f, "record {number} belongs to another realm: {}", found.escape_debug())
            }
            Self::Chain { series, seq } => {
                write!(f, "event {seq} of {series} does not continue event {}: one of them was changed", seq - 1)
            }
            Self::Fork { series, seq } => write!(f, "{series} forked: different events claim the place {seq}"),
            Self::Twice { number } => write!(f, "record {number} holds an event that is here already"),
            Self::Gap { series, first, last } => {
                write!(f, "the events {first} to {last} of {series} are not here (yet)")
            }
            Self::Store { number, count } => write!(
                f,
                "the store differs from the segments in {count} records, first in record {number}: remove it, and it is \
                 built anew"
            ),
            Self::Listed { series, seq } => {
                write!(f, "the bundle lists event {seq} of {series} and does not carry it, or carries it unlisted")
            }
            Self::Snapshot(flaw) => write!(f, "{flaw}; without it the journal opens more slowly"),
            Self::Unfinished => write!(f, "an unfinished write: one is under way now, or the power cut it"),
        }
    }
}

/// A flaw, and where it shows.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Finding {
    /// Which segment, store or bundle.
    pub path: PathBuf,
    /// At which byte of it; where an event can be read in a bundle or a compressed segment, of what that unpacks to.
    pub offset: u64,
    /// Which event shows it: its series and its place there, when one can be read.
    pub event: Option<(Series, u64)>,
    /// What.
    pub flaw: Flaw,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} byte {}: {}", self.path.display(), self.offset, self.flaw)?;
        match (&self.flaw, &self.event) {
            // These name it themselves.
            (Flaw::Chain { .. } | Flaw::Fork { .. } | Flaw::Gap { .. } | Flaw::Listed { .. }, _) | (_, None) => Ok(()),
            (_, Some((series, seq))) => write!(f, " (event {seq} of {series})"),
        }
    }
}

/// What verifying found.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Report {
    /// The journal's realm.
    pub realm: Realm,
    /// The journal's name, or that of the journal a bundle was made of.
    pub store_id: StoreId,
    /// How many segments.
    pub segments: u64,
    /// How many records that could be read.
    pub records: u64,
    /// How many series.
    pub series: usize,
    /// How many snapshots.
    pub snapshots: usize,
    /// What was found of the store.
    pub store: StoreCheck,
    /// In the order of the file; what shows only when all is read comes last.
    pub findings: Vec<Finding>,
}

impl Report {
    /// Whether nothing was changed, lost or forked; gaps may still be filled. A store that cannot be looked at now is no
    /// flaw.
    pub fn sound(&self) -> bool {
        self.findings.iter().all(|finding| finding.flaw.pending())
    }
}

/// Verifies the journal in `dir`, beside whoever writes it.
pub fn verify(dir: &Path) -> Result<Report, JournalError> {
    let mut report = segments(dir)?;
    report.store = store::check(dir, report.store_id)?;
    if let StoreCheck::Read { first: Some(number), differ, .. } = report.store {
        let flaw = Flaw::Store { number, count: differ };
        report.findings.push(Finding { path: super::dir::sled(dir), offset: 0, event: None, flaw });
    }
    let snapshots = snapshot::snapshots(dir)?;
    report.snapshots = snapshots.len();
    for SnapshotReport { path, flaw, .. } in snapshots {
        let finding = |flaw| Finding { path, offset: 0, event: None, flaw: Flaw::Snapshot(flaw) };
        report.findings.extend(flaw.map(finding));
    }
    Ok(report)
}

fn segments(dir: &Path) -> Result<Report, JournalError> {
    let mut walk = Walk::new(dir)?;
    let mut check = Check::new(walk.realm(), walk.store());
    loop {
        match walk.step()? {
            Step::Segment(path, header) => check.segment(path, &header, walk.body())?,
            Step::Record(record, offset) => check.record(record, offset),
            Step::Missing(first, last, offset) => check.find_next(offset, None, Flaw::Missing { first, last }),
            Step::Damage(offset) => check.find_next(offset, None, Flaw::Changed),
            Step::End(offset, unfinished) => {
                if unfinished {
                    check.find_next(offset, None, Flaw::Unfinished);
                }
                return Ok(check.finish());
            }
        }
    }
}

impl Tell for Flaw {
    fn zh(&self) -> String {
        match self {
            Self::Header => "两份段头有一份被改".to_owned(),
            Self::List => "压缩块的块表被改; 打开日志时照各块重写".to_owned(),
            Self::Changed => "这里的字节被改或丢失: 不是条目".to_owned(),
            Self::Missing { first, last } => format!("缺第 {first} 到 {last} 条"),
            Self::Id { number } => format!("第 {number} 条被改: 编号不是内容的摘要"),
            Self::Signature { number } => format!("第 {number} 条没有其席位的签名"),
            Self::Realm { number, found } => format!("第 {number} 条属于别的域: {}", found.escape_debug()),
            Self::Chain { series, seq } => {
                format!("{series} 的 {seq} 不接 {}: 其中一条被改", seq.saturating_sub(1))
            }
            Self::Fork { series, seq } => format!("{series} 分叉: 不同条目都占 {seq}"),
            Self::Twice { number } => format!("第 {number} 条这里已经有了"),
            Self::Gap { series, first, last } => format!("{series} 的 {first} 到 {last} (还) 没有到这里"),
            Self::Store { number, count } => {
                format!("查询库有 {count} 条和日志段不同, 首见于第 {number} 条: 删掉它, 即自动重建")
            }
            Self::Listed { series, seq } => format!("数据包列了 {series} 的 {seq} 却没有带, 或带了没有列"),
            Self::Snapshot(flaw) => format!("{}; 没有它, 打开日志慢一些", flaw.zh()),
            Self::Unfinished => "没写完: 正在写, 或断了电".to_owned(),
        }
    }
}

impl Tell for Finding {
    fn zh(&self) -> String {
        let place = format!("{} 第 {} 字节: {}", self.path.display(), self.offset, self.flaw.zh());
        match (&self.flaw, &self.event) {
            (Flaw::Chain { .. } | Flaw::Fork { .. } | Flaw::Gap { .. } | Flaw::Listed { .. }, _) | (_, None) => place,
            (_, Some((series, seq))) => format!("{place} ({series} 的 {seq})"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{PostId, Stream};
    use crate::text::tell::tests::{alike, told};

    #[test]
    fn every_flaw_is_told_in_both_languages() {
        let series = || Series { realm: Realm::Live, post: PostId([0x12; 32]), incarnation: 7, stream: Stream::Open };
        let flaws = [
            Flaw::Header,
            Flaw::List,
            Flaw::Changed,
            Flaw::Missing { first: 3, last: 9 },
            Flaw::Id { number: 4 },
            Flaw::Signature { number: 4 },
            Flaw::Realm { number: 4, found: "X9".into() },
            Flaw::Chain { series: series(), seq: 12 },
            Flaw::Fork { series: series(), seq: 12 },
            Flaw::Twice { number: 8 },
            Flaw::Gap { series: series(), first: 3, last: 9 },
            Flaw::Store { number: 5, count: 2 },
            Flaw::Listed { series: series(), seq: 12 },
            Flaw::Snapshot(SnapshotFlaw::Store),
            Flaw::Unfinished,
        ];
        told(include_str!("verify.rs"), "Flaw", &flaws);
        for flaw in flaws {
            let event = Some((series(), 12));
            alike(&Finding { path: "/T/S.1".into(), offset: 81, event, flaw });
        }
    }
}
