//! Making a bundle from a journal, beside whoever writes it.

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::Path;

use zstd::stream::write::Encoder;

use super::header::{BundleHeader, BundleKind};
use super::lacks::Lacks;
use super::ranges::{Ranges, Tally};
use crate::clock::At;
use crate::domain::{FOLD_VERSION, Stream};
use crate::envelope::{Hasher, PostKey};
use crate::journal::index::Key;
use crate::journal::{ExportError, JournalError, Record, records};
use crate::limits::BUNDLE_LEVEL;

/// Which events go along.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Since {
    /// All.
    Beginning,
    /// Those with this arrival number and later ones.
    Number(u64),
    /// Those that arrived then or later.
    Time(At),
    /// Those that a replica with this list may lack.
    Have(Ranges),
}

/// What to pack.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Packing {
    /// Events, or only the list of what is here.
    pub kind: BundleKind,
    /// Which events.
    pub since: Since,
    /// Which streams.
    pub streams: BTreeSet<Stream>,
    /// What the time is.
    pub made: At,
}

/// What was packed.
#[derive(Debug)]
pub struct Packed {
    /// What the bundle says of itself.
    pub header: BundleHeader,
    /// Places of the journal that could not be read and were passed by.
    pub damaged: Vec<JournalError>,
}

/// Writes a bundle of the journal in `dir` to `out`, sealed with `key`.
pub fn pack(dir: &Path, key: &PostKey, packing: &Packing, out: &mut dyn Write) -> Result<Packed, ExportError> {
    let lacks = match &packing.since {
        Since::Have(theirs) => Some(Lacks::new(dir, theirs.clone())?),
        Since::Beginning | Since::Number(_) | Since::Time(_) => None,
    };
    let choice = Choice { packing, lacks };
    let (header, list, damaged) = choice.count(dir, key)?;
    out.write_all(&header.seal(key))?;
    let mut content = Encoder::new(out, BUNDLE_LEVEL)?;
    let mut left = header.events;
    for record in records(dir)? {
        if left == 0 {
            break;
        }
        match record {
            Ok(record) if choice.takes(&record) => {
                content.write_all(&framed(&record))?;
                left -= 1;
            }
            Ok(_) | Err(JournalError::Damaged { .. }) => {}
            Err(error) => return Err(error.into()),
        }
    }
    content.write_all(&list)?;
    content.finish()?.flush()?;
    // What was counted a moment ago cannot be read any more: the disk is failing, and the bundle is of no use.
    if left > 0 {
        return Err(io::Error::other("the journal lost records while it was read").into());
    }
    Ok(Packed { header, damaged })
}

struct Choice<'a> {
    packing: &'a Packing,
    lacks: Option<Lacks>,
}

impl Choice<'_> {
    fn takes(&self, record: &Record) -> bool {
        let header = record.envelope.header();
        self.packing.kind == BundleKind::Events
            && self.packing.streams.contains(&header.stream)
            && match self.packing.since {
                Since::Beginning => true,
                Since::Number(number) => record.number >= number,
                Since::Time(at) => record.arrived >= at,
                Since::Have(_) => self.lacks.as_ref().is_none_or(|lacks| lacks.lacks(&header)),
            }
    }

    /// A first reading, for what the header says: the events, and the end of the content that follows them.
    fn count(&self, dir: &Path, key: &PostKey) -> Result<(BundleHeader, Vec<u8>, Vec<JournalError>), JournalError> {
        let reader = records(dir)?;
        let (realm, store) = (reader.realm().clone(), reader.store_id());
        let (mut hasher, mut tally, mut damaged) = (Hasher::default(), Tally::default(), Vec::new());
        let (mut events, mut bytes, mut head) = (0_u32, 0, 0);
        for record in reader {
            let record = match record {
                Ok(record) => record,
                Err(damage @ JournalError::Damaged { .. }) => {
                    damaged.push(damage);
                    continue;
                }
                Err(error) => return Err(error),
            };
            head = record.number;
            let header = record.envelope.header();
            let takes = self.takes(&record);
            if takes {
                let framed = framed(&record);
                hasher.update(&framed);
                bytes += framed.len() as u64;
                events += 1;
            }
            if takes || self.packing.kind == BundleKind::Have && self.packing.streams.contains(&header.stream) {
                tally.note(Key::of(&header), header.seq, record.envelope.id());
            }
        }
        let mut list = vec![0; 4];
        tally.finish().encode(&mut list);
        hasher.update(&list);
        let header = BundleHeader {
            kind: self.packing.kind,
            fold: FOLD_VERSION,
            store,
            head,
            made: self.packing.made,
            post: key.post(),
            realm,
            events,
            bytes: bytes + list.len() as u64,
            hash: hasher.finish(),
        };
        Ok((header, list, damaged))
    }
}

fn framed(record: &Record) -> Vec<u8> {
    let bytes = record.envelope.bytes();
    // An envelope has at most 8192 bytes.
    [&u32::try_from(bytes.len()).unwrap_or(u32::MAX).to_be_bytes(), bytes].concat()
}
