//! Reading and writing the bytes of an envelope.

use crate::clock::{At, Quality};
use crate::domain::{EventId, PostId, Realm, Series, Stream};
use crate::limits::{ENVELOPE_BYTES_MAX, NAME_BYTES_MAX, PAYLOAD_BYTES_MAX, SEALED_BYTES_MAX};
use crate::text::tell::Tell;

const VERSION: u8 = 1;
const ED25519_SHA256: u8 = 1;
const OFFSET_UNKNOWN: i32 = i32::MIN;
/// Bytes of a signature.
pub const SIGNATURE_BYTES: usize = 64;

/// What is wrong with bytes that should be an envelope.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Malformed {
    /// The bytes end inside a field, or go on after the last one.
    #[error("{0} bytes do not fit the fields they announce")]
    Length(usize),
    /// A version or algorithm of later software.
    #[error("version {0}, algorithm {1} is not one this program knows")]
    Version(u8, u8),
    /// A field holds a value outside its range.
    #[error("the field `{0}` is out of range")]
    Field(&'static str),
}

/// The fields of an envelope, borrowed from its bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Header<'a> {
    /// Who signed.
    pub post: PostId,
    /// Part of the series.
    pub incarnation: u64,
    /// Part of the series.
    pub stream: Stream,
    /// Part of the series, as text.
    pub realm: &'a str,
    /// Place in the series, from 1.
    pub seq: u64,
    /// Hybrid logical clock; orders display only.
    pub hlc: u64,
    /// 入账: this post's clock.
    pub recorded: At,
    /// Estimated offset from the hub's clock in ms.
    pub offset_ms: Option<i32>,
    /// How far the clock can be trusted.
    pub quality: Quality,
    /// The envelope before this one in the series; zeroes for the first.
    pub prev: EventId,
    /// The person signed in.
    pub actor: &'a str,
    /// Empty until posts are enrolled.
    pub credential: &'a [u8],
    /// Sealed personal data.
    pub sealed: &'a [u8],
    /// UTF-8 JSON.
    pub payload: &'a [u8],
    /// Over [`Header::signed`].
    pub signature: &'a [u8; SIGNATURE_BYTES],
    /// Everything before the signature.
    pub signed: &'a [u8],
}

struct Cursor<'a> {
    all: &'a [u8],
    rest: &'a [u8],
}

impl<'a> Cursor<'a> {
    fn take(&mut self, n: usize) -> Result<&'a [u8], Malformed> {
        let (head, rest) = self.rest.split_at_checked(n).ok_or(Malformed::Length(self.all.len()))?;
        self.rest = rest;
        Ok(head)
    }

    fn array<const N: usize>(&mut self) -> Result<&'a [u8; N], Malformed> {
        let (head, rest) = self.rest.split_first_chunk().ok_or(Malformed::Length(self.all.len()))?;
        self.rest = rest;
        Ok(head)
    }

    fn byte(&mut self) -> Result<u8, Malformed> {
        self.array::<1>().map(|[b]| *b)
    }

    fn u64(&mut self) -> Result<u64, Malformed> {
        self.array().map(|b| u64::from_be_bytes(*b))
    }

    fn short(&mut self) -> Result<&'a [u8], Malformed> {
        let n = self.byte()?;
        self.take(n.into())
    }

    fn long(&mut self, max: usize, field: &'static str) -> Result<&'a [u8], Malformed> {
        let n = usize::from(u16::from_be_bytes(*self.array()?));
        if n > max {
            return Err(Malformed::Field(field));
        }
        self.take(n)
    }

    fn text(&mut self, field: &'static str) -> Result<&'a str, Malformed> {
        std::str::from_utf8(self.short()?).map_err(|_| Malformed::Field(field))
    }
}

impl<'a> Header<'a> {
    /// Reads the fields; checks lengths and ranges, not the signature.
    pub fn read(bytes: &'a [u8]) -> Result<Self, Malformed> {
        if bytes.len() > ENVELOPE_BYTES_MAX {
            return Err(Malformed::Length(bytes.len()));
        }
        let mut cursor = Cursor { all: bytes, rest: bytes };
        let c = &mut cursor;
        let (version, algorithm) = (c.byte()?, c.byte()?);
        if (version, algorithm) != (VERSION, ED25519_SHA256) {
            return Err(Malformed::Version(version, algorithm));
        }
        let header = Self {
            post: PostId(*c.array()?),
            incarnation: c.u64()?,
            stream: match c.byte()? {
                0 => Stream::Open,
                1 => Stream::Control,
                _ => return Err(Malformed::Field("stream")),
            },
            realm: c.text("realm")?,
            seq: c.u64()?,
            hlc: c.u64()?,
            recorded: At(i64::from_be_bytes(*c.array()?)),
            offset_ms: Some(i32::from_be_bytes(*c.array()?)).filter(|ms| *ms != OFFSET_UNKNOWN),
            quality: match c.byte()? {
                0 => Quality::Unchecked,
                1 => Quality::Compared,
                2 => Quality::Virtual,
                _ => return Err(Malformed::Field("quality")),
            },
            prev: EventId(*c.array()?),
            actor: c.text("actor")?,
            credential: c.short()?,
            sealed: c.long(SEALED_BYTES_MAX, "sealed")?,
            payload: c.long(PAYLOAD_BYTES_MAX, "payload")?,
            signed: bytes.get(..bytes.len() - c.rest.len()).ok_or(Malformed::Length(bytes.len()))?,
            signature: c.array()?,
        };
        match (c.rest.is_empty(), header.seq) {
            (false, _) => Err(Malformed::Length(bytes.len())),
            (_, 0) => Err(Malformed::Field("sequence")),
            _ => Ok(header),
        }
    }

    /// The series this envelope stands in; an error when its realm is not one.
    pub fn series(&self) -> Result<Series, Malformed> {
        let realm: Realm = self.realm.parse().map_err(|_| Malformed::Field("realm"))?;
        Ok(Series { post: self.post, incarnation: self.incarnation, realm, stream: self.stream })
    }
}

/// What an author puts into one envelope beside the fixed fields of its series.
pub(super) struct Body<'a> {
    pub(super) seq: u64,
    pub(super) hlc: u64,
    pub(super) recorded: At,
    pub(super) offset_ms: Option<i32>,
    pub(super) quality: Quality,
    pub(super) prev: EventId,
    pub(super) actor: &'a str,
    pub(super) payload: &'a [u8],
}

/// The bytes to sign.
pub(super) fn signed_bytes(series: &Series, body: &Body<'_>) -> Result<Vec<u8>, Malformed> {
    let realm = series.realm.to_string();
    let mut out = Vec::with_capacity(192 + body.payload.len());
    out.extend([VERSION, ED25519_SHA256]);
    out.extend(series.post.0);
    out.extend(series.incarnation.to_be_bytes());
    out.push(match series.stream {
        Stream::Open => 0,
        Stream::Control => 1,
    });
    short(&mut out, realm.as_bytes(), "realm")?;
    out.extend(body.seq.to_be_bytes());
    out.extend(body.hlc.to_be_bytes());
    out.extend(body.recorded.0.to_be_bytes());
    out.extend(body.offset_ms.unwrap_or(OFFSET_UNKNOWN).to_be_bytes());
    out.push(match body.quality {
        Quality::Unchecked => 0,
        Quality::Compared => 1,
        Quality::Virtual => 2,
    });
    out.extend(body.prev.0);
    short(&mut out, body.actor.as_bytes(), "actor")?;
    short(&mut out, &[], "credential")?;
    long(&mut out, &[], SEALED_BYTES_MAX, "sealed")?;
    long(&mut out, body.payload, PAYLOAD_BYTES_MAX, "payload")?;
    Ok(out)
}

fn short(out: &mut Vec<u8>, bytes: &[u8], field: &'static str) -> Result<(), Malformed> {
    let n = u8::try_from(bytes.len()).map_err(|_| Malformed::Field(field))?;
    debug_assert!(usize::from(n) <= NAME_BYTES_MAX);
    out.push(n);
    out.extend(bytes);
    Ok(())
}

fn long(out: &mut Vec<u8>, bytes: &[u8], max: usize, field: &'static str) -> Result<(), Malformed> {
    let n = u16::try_from(bytes.len()).ok().filter(|_| bytes.len() <= max).ok_or(Malformed::Field(field))?;
    out.extend(n.to_be_bytes());
    out.extend(bytes);
    Ok(())
}

impl Tell for Malformed {
    fn zh(&self) -> String {
        match self {
            Self::Length(bytes) => format!("{bytes} 字节和它自己说的各项长度不合"),
            Self::Version(version, algorithm) => format!("版本 {version} 算法 {algorithm} 本程序不认识"),
            Self::Field(name) => format!("`{name}` 一项超出范围"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_malformed_is_told_in_both_languages() {
        let errors = [Malformed::Length(7), Malformed::Version(9, 3), Malformed::Field("text")];
        crate::text::tell::tests::told(include_str!("codec.rs"), "Malformed", &errors);
    }
}
