//! A bundle as blocks of text, for short messages, chats and fax. Pure.
//!
//! ```text
//! QZBUNDLE 0003 0012 K7M29PAB     third of twelve, of the bundle with this name
//! 0A1B…                           base 32, in lines
//! 3QGT7K0 QZUEND                  CRC-32C over everything from the number on
//! ```
//!
//! On its way text is wrapped, quoted, indented, set in other letters, sorted anew, sent twice and talked around. So
//! only letters and digits count, in either case and of either width; O is 0, I and L are 1 (the alphabet is
//! Crockford's base 32, which a person can also read aloud); every field but the data has a fixed length; and U, which
//! the alphabet lacks, stands in both marks, so that no data looks like one. Nothing may be put *inside* a block but
//! what is neither letter nor digit; a block that something happened to says so by its checksum.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use super::error::BundleError;
use crate::envelope::content_hash;
use crate::limits::{TEXT_BLOCK_BYTES, TEXT_BLOCKS_MAX};
use crate::text::tell::Tell;

const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// Stands before a block, as it is written and as it is looked for.
const BEGIN: (&str, &[u8]) = ("QZBUNDLE", b"QZBUND1E");

/// Stands behind a block.
const END: &str = "QZUEND";

/// Characters of the number, of the count, of the bundle's name and of the checksum.
const NUMBER: usize = 4;
const NAME: usize = 8;
const CHECKSUM: usize = 7;

/// Characters of data in a line.
const LINE: usize = 64;

/// The blocks of a bundle, each with its line ends.
pub fn blocks(bundle: &[u8]) -> Result<Vec<String>, BundleError> {
    let total = bundle.len().div_ceil(TEXT_BLOCK_BYTES);
    if total > TEXT_BLOCKS_MAX {
        return Err(BundleError::TooManyBlocks { blocks: total, most: TEXT_BLOCKS_MAX });
    }
    let name = name(bundle);
    let block = |(number, bytes): (usize, &[u8])| {
        let (head, data) = ([format!("{number:04}"), format!("{total:04}"), name.clone()], encode(bytes));
        let checksum = checksum(&[head.concat().as_bytes(), data.as_bytes()].concat());
        let mut text = format!("{} {}\n", BEGIN.0, head.join(" "));
        let mut rest = data.as_str();
        while !rest.is_empty() {
            let (line, more) = rest.split_at_checked(LINE).unwrap_or((rest, ""));
            text.extend([line, "\n"]);
            rest = more;
        }
        text.extend([&checksum, " ", END, "\n"]);
        text
    };
    Ok((1..).zip(bundle.chunks(TEXT_BLOCK_BYTES)).map(block).collect())
}

/// Whether there is a block in this text.
pub fn looks_like_text(text: &str) -> bool {
    find(&normal(text), BEGIN.1).is_some()
}

/// A bundle whose blocks were all there.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TextBundle {
    /// Its name in the blocks.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// What is wrong with the blocks that were given.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum TextFault {
    /// Some blocks of a bundle are not there.
    #[error(
        "the text bundle {name} has {total} blocks: {}; give them once more, together with the others",
        of(["missing", "damaged"], missing, damaged)
    )]
    Missing {
        /// The bundle's name in the blocks.
        name: String,
        /// How many blocks it has.
        total: usize,
        /// Which of them were not given.
        missing: Vec<usize>,
        /// Which of them were given, but changed on their way.
        damaged: Vec<usize>,
    },
    /// A block that belongs to no bundle of which anything could be read.
    #[error("a block of text is damaged ({claims}): ask for it again")]
    Unknown {
        /// What it says it is.
        claims: String,
    },
    /// The blocks are whole, but together they are not the bundle they name.
    #[error("the blocks of the text bundle {name} are not of one bundle: ask for all of them again")]
    Mixed {
        /// The bundle's name in the blocks.
        name: String,
    },
}

/// `missing 3, 7-9; damaged 5`.
fn of([lacking, spoilt]: [&str; 2], missing: &[usize], damaged: &[usize]) -> String {
    let list = |word: &str, numbers: &[usize]| (!numbers.is_empty()).then(|| format!("{word} {}", Spans(numbers)));
    [list(lacking, missing), list(spoilt, damaged)].into_iter().flatten().collect::<Vec<_>>().join("; ")
}

/// Ascending numbers, runs of them as `7-9`.
struct Spans<'a>(&'a [usize]);

impl fmt::Display for Spans<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut rest = self.0;
        let mut comma = "";
        while let Some(first) = rest.first() {
            let run = rest.iter().zip(*first..).take_while(|(number, next)| *number == next).count();
            write!(f, "{comma}{first}")?;
            if run > 1 {
                write!(f, "-{}", first + run - 1)?;
            }
            comma = ", ";
            rest = rest.get(run..).unwrap_or_default();
        }
        Ok(())
    }
}

/// Blocks as they are found, in any order.
#[derive(Debug, Default)]
pub struct Blocks {
    /// By name and count.
    whole: BTreeMap<(String, usize), BTreeMap<usize, Vec<u8>>>,
    /// What damaged blocks say they are; nothing when not even that can be read.
    damaged: BTreeSet<Option<Claim>>,
}

type Claim = (String, usize, usize);

impl Blocks {
    /// Takes every block in a text.
    pub fn read(&mut self, text: &str) {
        let text = normal(text);
        let mut rest = text.as_slice();
        while let Some(at) = find(rest, BEGIN.1) {
            rest = rest.get(at + BEGIN.1.len()..).unwrap_or_default();
            let block = rest.get(..find(rest, BEGIN.1).unwrap_or(rest.len())).unwrap_or_default();
            let claim = claim(block);
            let data = find(block, END.as_bytes()).and_then(|end| data(block.get(..end)?));
            match (claim, data) {
                (Some((name, total, number)), Some(data)) => {
                    self.whole.entry((name, total)).or_default().entry(number).or_insert(data);
                }
                (claim, _) => {
                    self.damaged.insert(claim);
                }
            }
        }
    }

    /// The bundles of which every block was there, and what was wrong with the others.
    pub fn finish(mut self) -> (Vec<TextBundle>, Vec<TextFault>) {
        let (mut bundles, mut faults) = (Vec::new(), Vec::new());
        for ((name, total), blocks) in std::mem::take(&mut self.whole) {
            let missing: Vec<usize> = (1..=total).filter(|number| !blocks.contains_key(number)).collect();
            let claims = |number: &usize| self.damaged.contains(&Some((name.clone(), total, *number)));
            let (damaged, missing): (Vec<_>, Vec<_>) = missing.into_iter().partition(claims);
            self.damaged.retain(|claim| claim.as_ref().is_none_or(|(n, t, _)| (n, t) != (&name, &total)));
            if !missing.is_empty() || !damaged.is_empty() {
                faults.push(TextFault::Missing { name, total, missing, damaged });
                continue;
            }
            let bytes: Vec<u8> = blocks.into_values().flatten().collect();
            if self::name(&bytes) == name {
                bundles.push(TextBundle { name, bytes });
            } else {
                faults.push(TextFault::Mixed { name });
            }
        }
        let claims = |claim: Option<Claim>| match claim {
            Some((name, total, number)) => format!("it says it is block {number} of {total} of {name}"),
            None => "not even its number can be read".to_owned(),
        };
        faults.extend(self.damaged.into_iter().map(|claim| TextFault::Unknown { claims: claims(claim) }));
        (bundles, faults)
    }
}

/// What a block says it is.
fn claim(block: &[u8]) -> Option<Claim> {
    let number = |at: usize| std::str::from_utf8(block.get(at..at + NUMBER)?).ok()?.parse::<usize>().ok();
    let (number, total) = (number(0)?, number(NUMBER)?);
    let name = std::str::from_utf8(block.get(2 * NUMBER..2 * NUMBER + NAME)?).ok()?.to_owned();
    (1..=total.min(TEXT_BLOCKS_MAX)).contains(&number).then_some((name, total, number))
}

/// The data of a block without its marks, when nothing happened to it.
fn data(block: &[u8]) -> Option<Vec<u8>> {
    let (covered, sum) = block.split_at_checked(block.len().checked_sub(CHECKSUM)?)?;
    let data = covered.get(2 * NUMBER + NAME..)?;
    (checksum(covered).as_bytes() == sum).then(|| decode(data)).flatten()
}

fn checksum(covered: &[u8]) -> String {
    encode(&crc32c::crc32c(covered).to_be_bytes())
}

fn name(bundle: &[u8]) -> String {
    encode(content_hash(bundle).0.get(..NAME * 5 / 8).unwrap_or_default())
}

/// Letters and digits alone, in one form.
fn normal(text: &str) -> Vec<u8> {
    let one = |c: char| {
        let c = match c {
            // Full-width forms, as an input method writes them.
            '\u{ff10}'..='\u{ff5a}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
            _ => c,
        };
        match c.to_ascii_uppercase() {
            'O' => Some(b'0'),
            'I' | 'L' => Some(b'1'),
            c => u8::try_from(c).ok().filter(u8::is_ascii_alphanumeric),
        }
    };
    text.chars().filter_map(one).collect()
}

fn find(text: &[u8], word: &[u8]) -> Option<usize> {
    text.windows(word.len()).position(|window| window == word)
}

fn encode(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len() * 8 / 5 + 1);
    let (mut held, mut bits) = (0_u32, 0);
    let push = |out: &mut String, five: u32| {
        out.push(char::from(ALPHABET.get(five as usize & 31).copied().unwrap_or(b'0')));
    };
    for byte in bytes {
        (held, bits) = ((held << 8 | u32::from(*byte)) & 0xfff, bits + 8);
        while bits >= 5 {
            bits -= 5;
            push(&mut out, held >> bits);
        }
    }
    if bits > 0 {
        push(&mut out, held << (5 - bits));
    }
    out
}

/// `None` for a character or an end that no encoding has.
fn decode(text: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(text.len() * 5 / 8);
    let (mut held, mut bits) = (0_u32, 0);
    for character in text {
        let five = u32::try_from(ALPHABET.iter().position(|c| c == character)?).ok()?;
        (held, bits) = ((held << 5 | five) & 0xfff, bits + 5);
        if bits >= 8 {
            bits -= 8;
            out.push(u8::try_from(held >> bits & 0xff).ok()?);
        }
    }
    (bits < 5 && held & ((1 << bits) - 1) == 0).then_some(out)
}

impl Tell for TextFault {
    fn zh(&self) -> String {
        match self {
            Self::Missing { name, total, missing, damaged } => {
                let list = of(["缺", "坏"], missing, damaged);
                format!("文字包 {name} 共 {total} 块: {list}; 连同其他各块再给一次")
            }
            Self::Unknown { claims } => format!("有一块文字损坏 ({claims}): 请对方重发"),
            Self::Mixed { name } => format!("文字包 {name} 的各块不是一个包的: 请对方全部重发"),
        }
    }
}

#[cfg(test)]
mod tests;
