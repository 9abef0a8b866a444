//! A journal as JSON lines: a stable interface.
//!
//! One object a line, in order of arrival, with these fields in this order:
//!
//! | field | what |
//! |---|---|
//! | `number`, `arrived` | this replica's arrival number and time |
//! | `id` | SHA-256 of the signed bytes, hexadecimal |
//! | `post`, `incarnation`, `realm`, `stream` | the series; `stream` is `open` or `control` |
//! | `seq` | place in the series |
//! | `hlc` | hybrid logical clock, 16 hexadecimal digits |
//! | `recorded`, `offset_ms`, `quality` | the post's clock; `offset_ms` is `null` when unknown |
//! | `prev` | id of the event before it in the series; `null` for the first |
//! | `actor` | the person signed in |
//! | `credential`, `sealed` | hexadecimal; left out when empty |
//! | `payload` | as it was signed; or `payload_hex` when it is not JSON |
//! | `signature` | hexadecimal |
//!
//! Times are RFC 3339 in Beijing time. Characters that could steer a terminal are written as `\u` escapes.

use std::fmt::Write as _;
use std::io::{self, Write};
use std::path::Path;

use data_encoding::HEXLOWER;
use serde::Serialize;
use serde_json::value::RawValue;

use super::error::JournalError;
use super::reader::records;
use super::record::Record;
use crate::clock::Quality;
use crate::domain::{EventId, PostId, Stream};
use crate::text::tell::Tell;

/// Why an export stopped.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The journal cannot be read.
    #[error(transparent)]
    Journal(#[from] JournalError),
    /// The lines cannot be written.
    #[error("cannot write the export: {0}")]
    Out(#[from] io::Error),
}

/// What an export wrote.
#[derive(Debug, Default)]
pub struct Exported {
    /// How many lines.
    pub records: u64,
    /// Places that could not be read and were passed by.
    pub damaged: Vec<JournalError>,
}

/// Writes every record of the journal in `dir` to `out`, beside whoever writes the journal.
pub fn export(dir: &Path, out: &mut dyn Write) -> Result<Exported, ExportError> {
    let mut exported = Exported::default();
    for record in records(dir)? {
        match record {
            Ok(record) => {
                writeln!(out, "{}", line(&record))?;
                exported.records += 1;
            }
            Err(damaged @ JournalError::Damaged { .. }) => exported.damaged.push(damaged),
            Err(error) => return Err(error.into()),
        }
    }
    out.flush()?;
    Ok(exported)
}

#[derive(Serialize)]
struct Line<'a> {
    number: u64,
    arrived: String,
    id: EventId,
    post: PostId,
    incarnation: String,
    realm: &'a str,
    stream: Stream,
    seq: u64,
    hlc: String,
    recorded: String,
    offset_ms: Option<i32>,
    quality: Quality,
    prev: Option<EventId>,
    actor: &'a str,
    #[serde(skip_serializing_if = "String::is_empty")]
    credential: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    sealed: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    payload: Option<&'a RawValue>,
    #[serde(skip_serializing_if = "Option::is_none")]
    payload_hex: Option<String>,
    signature: String,
}

/// One record as one line, without the line's end.
pub fn line(record: &Record) -> String {
    let header = record.envelope.header();
    let payload: Option<&RawValue> = serde_json::from_slice(header.payload).ok();
    let line = Line {
        number: record.number,
        arrived: record.arrived.rfc3339(),
        id: record.envelope.id(),
        post: header.post,
        incarnation: format!("{:016x}", header.incarnation),
        realm: header.realm,
        stream: header.stream,
        seq: header.seq,
        hlc: format!("{:016x}", header.hlc),
        recorded: header.recorded.rfc3339(),
        offset_ms: header.offset_ms,
        quality: header.quality,
        prev: Some(header.prev).filter(|prev| *prev != EventId::default()),
        actor: header.actor,
        credential: HEXLOWER.encode(header.credential),
        sealed: HEXLOWER.encode(header.sealed),
        payload_hex: payload.is_none().then(|| HEXLOWER.encode(header.payload)),
        payload,
        signature: HEXLOWER.encode(header.signature),
    };
    let json = serde_json::to_string(&line).unwrap_or_else(|_| unreachable!("strings, integers and checked JSON"));
    harmless(&json)
}

/// The same JSON on one line, with nothing in it that a terminal would obey: outside strings JSON has no other
/// control characters than white space, and inside strings an escape means the same.
fn harmless(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        match c {
            '\n' | '\r' | '\t' => out.push(' '),
            '\u{7f}'..='\u{9f}'
            | '\u{61c}'
            | '\u{200b}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{feff}' => drop(write!(out, "\\u{:04x}", u32::from(c))),
            _ => out.push(c),
        }
    }
    out
}

impl Tell for ExportError {
    fn zh(&self) -> String {
        match self {
            Self::Journal(error) => error.zh(),
            Self::Out(error) => format!("不能写出: {}", error.zh()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn why_an_export_stopped_is_told_in_both_languages() {
        let errors = [
            ExportError::Journal(JournalError::InUse { dir: "/T/A.1".into() }),
            ExportError::Out(io::Error::from_raw_os_error(28)),
        ];
        crate::text::tell::tests::told(include_str!("export.rs"), "ExportError", &errors);
    }
}
