//! Chance: every draw follows from the drill's seed and from what it is for, never from the order of draws.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

use super::Delay;
use crate::clock::Span;
use crate::envelope::content_hash;

/// 32 bytes that follow from the seed and a name.
pub(super) fn bytes(seed: u64, name: &str) -> [u8; 32] {
    content_hash(format!("qianzhi drill {seed} {name}").as_bytes()).0
}

/// A number from 0 to `below`, exclusive; 0 when `below` is 0.
pub(super) fn number(seed: u64, name: &str, below: u64) -> u64 {
    ChaCha8Rng::from_seed(bytes(seed, name)).next_u64().checked_rem(below).unwrap_or(0)
}

/// A delay in whole seconds from its range.
pub(super) fn delay(seed: u64, name: &str, range: Delay) -> Span {
    let room = u64::try_from((range.most.0 - range.least.0) / 1000).unwrap_or(0);
    let drawn = number(seed, name, room + 1);
    Span(range.least.0 + i64::try_from(drawn).unwrap_or(0) * 1000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_draw_follows_from_seed_and_name_alone_and_stays_in_range() {
        let range = Delay { least: Span::seconds(30), most: Span::seconds(40) };
        let drawn: Vec<Span> = (0..200).map(|n| delay(7, &format!("ack P1 {n}"), range)).collect();
        assert_eq!(drawn[5], delay(7, "ack P1 5", range));
        for seconds in 30..=40 {
            assert!(drawn.contains(&Span::seconds(seconds)), "{seconds} s is never drawn");
        }
        assert!(drawn.iter().all(|d| (30..=40).contains(&d.whole_seconds())));
        assert_ne!(bytes(7, "a"), bytes(8, "a"));
        assert_eq!(number(7, "a", 0), 0);
    }
}
