//! An envelope in few bytes: what the receiver knows of its series is not sent, and it rebuilds the very bytes that were
//! signed. An envelope that is not of the known form goes verbatim.
//!
//! Raw bytes of an entry: a byte of flags; the step of its arrival number from the one after the entry before it; and then
//! what the flags say is needed. Texts (actor, payload) stand in the text beside it, their lengths here.

use super::bytes::{Bytes, put, put_step};
use super::known::{Id, Known};
use super::text::{lengthen, shorten};
use crate::clock::Quality;
use crate::domain::Stream;
use crate::envelope::{Header, SIGNATURE_BYTES, content_hash};
use crate::limits::{ENVELOPE_BYTES_MAX, PAYLOAD_BYTES_MAX, THIN_SERIES_MAX};

/// Not verbatim.
const COMPACT: u8 = 0x80;
/// Of the series of the entry before it.
const SAME_SERIES: u8 = 0x01;
/// One after the last of its series in this lane, and chained to it.
const CHAINED: u8 = 0x02;
/// The hybrid clock is the time of recording, with a counter of 0.
const CLOCK: u8 = 0x04;
/// The clock's offset is that of the last of its series.
const OFFSET: u8 = 0x08;
/// Actor and quality are those of the last of its series.
const PERSON: u8 = 0x10;
/// Credential and sealed part are empty.
const PLAIN: u8 = 0x20;

/// What a lane carries: bytes as they are, and text to be compressed.
#[derive(Default)]
pub(super) struct Halves {
    pub(super) raw: Vec<u8>,
    pub(super) text: Vec<u8>,
}

/// The last envelope of a series in this lane.
#[derive(Clone)]
struct Tip {
    post: Id,
    incarnation: [u8; 8],
    stream: u8,
    realm: Vec<u8>,
    seq: u64,
    id: Id,
    offset: [u8; 4],
    quality: u8,
    actor: Vec<u8>,
}

/// What both ends of a lane know of the envelopes that went through it.
#[derive(Default)]
pub(super) struct Table {
    pub(super) known: Known,
    tips: Vec<Tip>,
    /// Place of the last entry's series.
    last: usize,
    number: u64,
    recorded: u64,
}

/// The fields of an envelope that may be left out or shortened.
struct Parts<'a> {
    tip: Tip,
    hlc: u64,
    recorded: u64,
    prev: Id,
    credential: &'a [u8],
    sealed: &'a [u8],
    payload: &'a [u8],
    signature: &'a [u8],
}

impl Parts<'_> {
    /// The envelope, and its id.
    fn whole(&self) -> Option<(Vec<u8>, Id)> {
        let tip = &self.tip;
        let mut out = Vec::with_capacity(256 + self.payload.len());
        out.extend([1, 1]);
        out.extend(tip.post);
        out.extend(tip.incarnation);
        out.push(tip.stream);
        sized(&mut out, &tip.realm, 1)?;
        out.extend(tip.seq.to_be_bytes());
        out.extend(self.hlc.to_be_bytes());
        out.extend(self.recorded.to_be_bytes());
        out.extend(tip.offset);
        out.push(tip.quality);
        out.extend(self.prev);
        sized(&mut out, &tip.actor, 1)?;
        sized(&mut out, self.credential, 1)?;
        sized(&mut out, self.sealed, 2)?;
        sized(&mut out, self.payload, 2)?;
        let id = content_hash(&out).0;
        out.extend(self.signature);
        (out.len() <= ENVELOPE_BYTES_MAX).then_some((out, id))
    }
}

fn sized(out: &mut Vec<u8>, field: &[u8], head: usize) -> Option<()> {
    match head {
        1 => out.push(u8::try_from(field.len()).ok()?),
        _ => out.extend(u16::try_from(field.len()).ok()?.to_be_bytes()),
    }
    out.extend(field);
    Some(())
}

fn parts(bytes: &[u8]) -> Option<Parts<'_>> {
    let header = Header::read(bytes).ok()?;
    let tip = Tip {
        post: header.post.0,
        incarnation: header.incarnation.to_be_bytes(),
        stream: match header.stream {
            Stream::Open => 0,
            Stream::Control => 1,
        },
        realm: header.realm.as_bytes().to_vec(),
        seq: header.seq,
        id: Id::default(),
        offset: header.offset_ms.unwrap_or(i32::MIN).to_be_bytes(),
        quality: match header.quality {
            Quality::Unchecked => 0,
            Quality::Compared => 1,
            Quality::Virtual => 2,
        },
        actor: header.actor.as_bytes().to_vec(),
    };
    Some(Parts {
        tip,
        hlc: header.hlc,
        recorded: header.recorded.0.cast_unsigned(),
        prev: header.prev.0,
        credential: header.credential,
        sealed: header.sealed,
        payload: header.payload,
        signature: header.signature,
    })
}

impl Table {
    /// Appends an entry.
    pub(super) fn put(&mut self, halves: &mut Halves, number: u64, envelope: &[u8]) {
        let whole = parts(envelope).and_then(|parts| parts.whole().map(|(bytes, id)| (parts, bytes, id)));
        match whole {
            Some((parts, bytes, id)) if bytes == envelope => self.put_compact(halves, number, parts, id),
            // Of a later version, or odd in another way.
            _ => {
                halves.raw.push(0);
                put_step(&mut halves.raw, number, self.number.wrapping_add(1));
                put(&mut halves.raw, envelope.len() as u64);
                halves.raw.extend(envelope);
            }
        }
        self.number = number;
    }

    fn put_compact(&mut self, halves: &mut Halves, number: u64, parts: Parts<'_>, id: Id) {
        let place = self.tips.iter().position(|tip| same_series(tip, &parts.tip));
        let is_new = place.is_none();
        let place = place.unwrap_or_else(|| self.begin(&parts.tip));
        let Some(tip) = self.tips.get(place) else { return };
        let now = &parts.tip;
        let flags = [
            (SAME_SERIES, !is_new && place == self.last),
            (CHAINED, now.seq == tip.seq.wrapping_add(1) && parts.prev == tip.id),
            (CLOCK, parts.hlc == parts.recorded << 16),
            (OFFSET, now.offset == tip.offset),
            (PERSON, (now.quality, &now.actor) == (tip.quality, &tip.actor)),
            (PLAIN, parts.credential.is_empty() && parts.sealed.is_empty()),
        ];
        let flags = flags.into_iter().filter(|(_, is)| *is).fold(COMPACT, |all, (flag, _)| all | flag);
        let seq = tip.seq;
        let raw = &mut halves.raw;
        raw.push(flags);
        put_step(raw, number, self.number.wrapping_add(1));
        if flags & SAME_SERIES == 0 {
            put(raw, if is_new { 0 } else { place as u64 + 1 });
        }
        if is_new {
            put_id(raw, &mut self.known, now.post);
            raw.extend(now.incarnation);
            raw.push(now.stream);
            put(raw, now.realm.len() as u64);
            halves.text.extend(&now.realm);
        }
        if flags & CHAINED == 0 {
            put_step(raw, now.seq, seq);
            put_id(raw, &mut self.known, parts.prev);
        }
        put_step(raw, parts.recorded, self.recorded);
        if flags & CLOCK == 0 {
            put_step(raw, parts.hlc, parts.recorded << 16);
        }
        if flags & OFFSET == 0 {
            raw.extend(now.offset);
        }
        if flags & PERSON == 0 {
            raw.push(now.quality);
            put(raw, now.actor.len() as u64);
            halves.text.extend(&now.actor);
        }
        if flags & PLAIN == 0 {
            for field in [parts.credential, parts.sealed] {
                put(raw, field.len() as u64);
                raw.extend(field);
            }
        }
        let (mut taken_out, mut text) = (Vec::new(), Vec::new());
        shorten(parts.payload, &mut self.known, &mut taken_out, &mut text);
        put(raw, text.len() as u64);
        raw.extend(taken_out);
        raw.extend(parts.signature);
        halves.text.extend(text);
        self.passed(place, parts.recorded, Tip { id, ..parts.tip });
    }

    /// A series that was not here yet: as if an envelope before its first had gone through.
    fn begin(&mut self, like: &Tip) -> usize {
        if self.tips.len() >= THIN_SERIES_MAX {
            self.tips.clear();
        }
        let none = Tip {
            seq: 0,
            id: Id::default(),
            offset: i32::MIN.to_be_bytes(),
            quality: 0,
            actor: Vec::new(),
            ..like.clone()
        };
        self.tips.push(none);
        self.tips.len() - 1
    }

    fn passed(&mut self, place: usize, recorded: u64, tip: Tip) {
        self.known.note(tip.id);
        self.recorded = recorded;
        self.last = place;
        if let Some(there) = self.tips.get_mut(place) {
            *there = tip;
        }
    }

    /// The next entry: its number and its envelope.
    pub(super) fn take(&mut self, raw: &mut Bytes<'_>, text: &mut Bytes<'_>) -> Option<(u64, Vec<u8>)> {
        let flags = raw.byte()?;
        let number = raw.step(self.number.wrapping_add(1))?;
        self.number = number;
        if flags & COMPACT == 0 {
            let n = raw.length().filter(|n| *n <= ENVELOPE_BYTES_MAX)?;
            return Some((number, raw.take(n)?.to_vec()));
        }
        let place = self.take_place(flags, raw, text)?;
        let before = self.tips.get(place)?.clone();
        let mut tip = before.clone();
        let prev = if flags & CHAINED == 0 {
            tip.seq = raw.step(before.seq)?;
            take_id(raw, &mut self.known)?
        } else {
            tip.seq = before.seq.wrapping_add(1);
            before.id
        };
        let recorded = raw.step(self.recorded)?;
        let hlc = if flags & CLOCK == 0 { raw.step(recorded << 16)? } else { recorded << 16 };
        if flags & OFFSET == 0 {
            tip.offset = raw.array()?;
        }
        if flags & PERSON == 0 {
            tip.quality = raw.byte()?;
            let n = raw.length()?;
            tip.actor = text.take(n)?.to_vec();
        }
        let mut optional = || -> Option<&[u8]> {
            if flags & PLAIN == 0 {
                let n = raw.length()?;
                raw.take(n)
            } else {
                Some(&[])
            }
        };
        let (credential, sealed) = (optional()?, optional()?);
        let n = raw.length()?;
        let payload = lengthen(Bytes(text.take(n)?), &mut self.known, raw, PAYLOAD_BYTES_MAX)?;
        let signature = raw.take(SIGNATURE_BYTES)?;
        let parts = Parts { tip, hlc, recorded, prev, credential, sealed, payload: &payload, signature };
        let (bytes, id) = parts.whole()?;
        self.passed(place, recorded, Tip { id, ..parts.tip });
        Some((number, bytes))
    }

    /// The place of an entry's series; a new one is begun.
    fn take_place(&mut self, flags: u8, raw: &mut Bytes<'_>, text: &mut Bytes<'_>) -> Option<usize> {
        if flags & SAME_SERIES != 0 {
            return Some(self.last);
        }
        if let Some(place) = raw.length()?.checked_sub(1) {
            return Some(place);
        }
        let post = take_id(raw, &mut self.known)?;
        let (incarnation, stream) = (raw.array()?, raw.byte()?);
        let n = raw.length()?;
        let realm = text.take(n)?.to_vec();
        let like = Tip {
            post,
            incarnation,
            stream,
            realm,
            seq: 0,
            id: Id::default(),
            offset: [0; 4],
            quality: 0,
            actor: Vec::new(),
        };
        Some(self.begin(&like))
    }
}

fn same_series(a: &Tip, b: &Tip) -> bool {
    (a.post, a.incarnation, a.stream, &a.realm) == (b.post, b.incarnation, b.stream, &b.realm)
}

/// 0 and the id, or one more than its place.
fn put_id(raw: &mut Vec<u8>, known: &mut Known, id: Id) {
    if let Some(place) = known.place(&id) {
        put(raw, u64::from(place) + 1);
    } else {
        raw.push(0);
        raw.extend(id);
        known.note(id);
    }
}

fn take_id(raw: &mut Bytes<'_>, known: &mut Known) -> Option<Id> {
    match raw.number()? {
        0 => {
            let id = raw.array()?;
            known.note(id);
            Some(id)
        }
        n => known.at(u8::try_from(n - 1).ok()?),
    }
}
