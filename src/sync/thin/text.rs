//! JSON with its hexadecimal taken out: an id in quotes is a byte of text and its thirty-two beside it, or, when both
//! ends know it, two bytes of text.
//!
//! | byte | stands for |
//! |---|---|
//! | 1 | 64 digits: the next 32 raw bytes, which are known from now on |
//! | 2, place | 64 digits: the id that is known there |
//! | 3 | 32 digits: the next 16 raw bytes |
//! | 4 | 16 digits: the next 8 raw bytes |
//! | 5, byte | that byte, one of these five: JSON has none of them |

use data_encoding::HEXLOWER;

use super::bytes::Bytes;
use super::known::Known;

const NEW: u8 = 1;
const OLD: u8 = 2;
const SIXTEEN: u8 = 3;
const EIGHT: u8 = 4;
const ITSELF: u8 = 5;

/// Appends `text` to `out` and `raw`.
pub(super) fn shorten(mut text: &[u8], known: &mut Known, raw: &mut Vec<u8>, out: &mut Vec<u8>) {
    while let Some((&byte, rest)) = text.split_first() {
        if (1..=ITSELF).contains(&byte) {
            out.push(ITSELF);
        }
        out.push(byte);
        text = rest;
        if byte != b'"' {
            continue;
        }
        if let Some(id) = quoted::<64>(rest).and_then(|id| id.try_into().ok()) {
            if let Some(place) = known.place(&id) {
                out.extend([OLD, place]);
            } else {
                out.push(NEW);
                raw.extend(id);
                known.note(id);
            }
            text = rest.get(64..).unwrap_or_default();
        } else if let Some(bytes) = quoted::<32>(rest) {
            out.push(SIXTEEN);
            raw.extend(bytes);
            text = rest.get(32..).unwrap_or_default();
        } else if let Some(bytes) = quoted::<16>(rest) {
            out.push(EIGHT);
            raw.extend(bytes);
            text = rest.get(16..).unwrap_or_default();
        }
    }
}

/// The bytes of N digits with a quote after them.
fn quoted<const N: usize>(text: &[u8]) -> Option<Vec<u8>> {
    let (digits, rest) = text.split_at_checked(N)?;
    if rest.first() != Some(&b'"') {
        return None;
    }
    HEXLOWER.decode(digits).ok()
}

/// What [`shorten`] was given, at most `most` bytes of it.
pub(super) fn lengthen(mut text: Bytes<'_>, known: &mut Known, raw: &mut Bytes<'_>, most: usize) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(text.0.len() * 2);
    let digits = |out: &mut Vec<u8>, bytes: &[u8]| out.extend(HEXLOWER.encode(bytes).into_bytes());
    while let Some(byte) = text.byte() {
        match byte {
            NEW => {
                let id = raw.array()?;
                known.note(id);
                digits(&mut out, &id);
            }
            OLD => digits(&mut out, &known.at(text.byte()?)?),
            SIXTEEN => digits(&mut out, raw.take(16)?),
            EIGHT => digits(&mut out, raw.take(8)?),
            ITSELF => out.push(text.byte()?),
            other => out.push(other),
        }
        if out.len() > most {
            return None;
        }
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn there_and_back(texts: &[&[u8]]) -> Vec<(usize, usize)> {
        let (mut here, mut there) = (Known::default(), Known::default());
        let mut sizes = vec![];
        for text in texts {
            let (mut raw, mut out) = (vec![], vec![]);
            shorten(text, &mut here, &mut raw, &mut out);
            let mut left = Bytes(&raw);
            assert_eq!(lengthen(Bytes(&out), &mut there, &mut left, 1 << 20).as_deref(), Some(*text));
            assert_eq!(left.0, b"");
            sizes.push((out.len(), raw.len()));
        }
        sizes
    }

    #[test]
    fn any_bytes_come_back_and_ids_are_short() {
        let id = format!("{{\"a\":\"{}\"}}", "0f".repeat(32));
        let odd = format!("\"{}\" \"{}\" \"{}\"", "0F".repeat(32), "0f".repeat(31), "0f".repeat(33));
        let others = format!("\"{}\",\"{}\"", "1e".repeat(16), "2d".repeat(8));
        let all: Vec<u8> = (0..=255).collect();
        let sizes =
            there_and_back(&[id.as_bytes(), id.as_bytes(), odd.as_bytes(), others.as_bytes(), &all, b"", b"\""]);
        assert_eq!(sizes[..2], [(9, 32), (10, 0)], "new, then known");
        assert_eq!(sizes[3], (7, 24));
    }

    #[test]
    fn what_is_cut_off_or_grows_too_long_is_nothing() {
        let mut known = Known::default();
        for bad in [&[NEW][..], &[OLD], &[OLD, 9], &[SIXTEEN], &[EIGHT], &[ITSELF]] {
            assert_eq!(lengthen(Bytes(bad), &mut known, &mut Bytes(b"1234567"), 1 << 20), None, "{bad:?}");
        }
        assert_eq!(lengthen(Bytes(&[EIGHT; 9]), &mut known, &mut Bytes(&[0; 72]), 100), None);
    }
}
