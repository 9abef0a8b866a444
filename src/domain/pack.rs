//! A compact form of whatever derives serde, for files and for comparing: no names, integers as short as they are.
//!
//! A payload leaves out fields that say nothing; formats that rely on the order of fields alone cannot read such a
//! value back. Here a structure says which of its fields follow, so what was packed is read as it was.
//!
//! | what | bytes |
//! |---|---|
//! | unsigned integer | 7 bits a byte, the lowest first; the top bit says that more follow |
//! | signed integer | the same, of 2n or −2n − 1 |
//! | `u8`, `bool` | one byte |
//! | text, bytes, list, map | how many, then each |
//! | tuple | each |
//! | option | 0, or 1 and the value |
//! | variant | its place in the declaration, then its content |
//! | structure | how many fields it has; for each eight of them a byte that says which follow; those |
//! | the outermost structure | for each field 0, or 1 and the value, so that it can be written piece by piece |

mod read;
mod write;

use std::io;

pub(crate) use read::unpack;
pub(crate) use write::{pack, to_vec};

/// Why something cannot be packed, or what was packed cannot be read.
#[derive(Debug, thiserror::Error)]
pub(crate) enum PackError {
    /// The bytes cannot be read or written.
    #[error("{0}")]
    Io(#[from] io::Error),
    /// It ends in the middle.
    #[error("it ends too early")]
    Short,
    /// Bytes that no value has.
    #[error("it holds {0}")]
    Bad(&'static str),
    /// What the type says.
    #[error("{0}")]
    Other(String),
}

impl serde::ser::Error for PackError {
    fn custom<T: std::fmt::Display>(why: T) -> Self {
        Self::Other(why.to_string())
    }
}

impl serde::de::Error for PackError {
    fn custom<T: std::fmt::Display>(why: T) -> Self {
        Self::Other(why.to_string())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde::{Deserialize, Serialize};

    use super::*;
    use crate::domain::EventId;

    #[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
    #[serde(tag = "kind", content = "data")]
    enum Told {
        #[serde(rename = "nothing/1")]
        Nothing,
        Text(String),
        Parts {
            #[serde(default, skip_serializing_if = "Vec::is_empty")]
            after: Vec<u64>,
            at: i64,
            #[serde(default, skip_serializing_if = "Option::is_none")]
            note: Option<String>,
        },
    }

    #[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
    struct Many {
        a: u8,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        b: Option<u64>,
        c: bool,
        d: (i64, char),
        e: [u8; 3],
        f: Option<(Option<u8>, ())>,
        g: Vec<String>,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        h: String,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        i: Vec<Many>,
        j: BTreeMap<(u64, String), Option<i64>>,
        k: EventId,
    }

    #[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
    struct Whole {
        told: Vec<Told>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        maybe: Option<u64>,
        many: Vec<Many>,
    }

    fn whole() -> Whole {
        let small = Many {
            a: 255,
            b: Some(u64::MAX),
            d: (i64::MIN, '险'),
            f: Some((None, ())),
            k: EventId([7; 32]),
            ..Many::default()
        };
        let large = Many {
            g: vec![String::new(), "洛阳".repeat(99)],
            h: "h".into(),
            i: vec![small.clone(), Many::default()],
            j: [((128, "k".into()), Some(-1)), ((127, String::new()), None)].into(),
            ..Many::default()
        };
        let parts = |after: &[u64], note: Option<&str>| Told::Parts {
            after: after.to_vec(),
            at: -64,
            note: note.map(str::to_owned),
        };
        let told = vec![
            Told::Nothing,
            Told::Text("t".into()),
            parts(&[], None),
            parts(&[1, 1 << 40], None),
            parts(&[], Some("n")),
        ];
        Whole { told, maybe: None, many: vec![small, large, Many::default()] }
    }

    #[test]
    fn what_was_packed_is_read_as_it_was_whatever_was_left_out() {
        for maybe in [None, Some(7)] {
            let value = Whole { maybe, ..whole() };
            let bytes = to_vec(&value).unwrap();
            assert_eq!(unpack::<Whole>(&mut bytes.as_slice()).unwrap(), value);
        }
    }

    #[test]
    fn it_is_the_same_whatever_pieces_it_is_written_and_read_in() {
        /// Takes and gives no more than a few bytes at a time.
        struct Little<'a>(Vec<u8>, &'a [u8]);
        impl io::Write for Little<'_> {
            fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
                self.0.extend(bytes.iter().take(3));
                Ok(bytes.len().min(3))
            }
            fn flush(&mut self) -> io::Result<()> {
                Ok(())
            }
        }
        impl io::Read for Little<'_> {
            fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
                self.1.read(into)
            }
        }
        impl io::BufRead for Little<'_> {
            fn fill_buf(&mut self) -> io::Result<&[u8]> {
                Ok(&self.1[..self.1.len().min(5)])
            }
            fn consume(&mut self, n: usize) {
                self.1 = &self.1[n..];
            }
        }
        let bytes = to_vec(&whole()).unwrap();
        let mut little = Little(Vec::new(), &bytes);
        pack(&whole(), &mut little).unwrap();
        assert_eq!(little.0, bytes);
        assert_eq!(unpack::<Whole>(&mut little).unwrap(), whole());
    }

    #[test]
    fn what_is_cut_or_changed_is_an_error_or_another_value_and_nothing_worse() {
        let bytes = to_vec(&whole()).unwrap();
        for cut in 0..bytes.len() {
            assert!(unpack::<Whole>(&mut &bytes[..cut]).is_err(), "cut at {cut}");
        }
        for at in 0..bytes.len() {
            for bit in 0..8 {
                let mut changed = bytes.clone();
                changed[at] ^= 1 << bit;
                drop(unpack::<Whole>(&mut changed.as_slice()));
            }
        }
    }
}
