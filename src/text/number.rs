//! Numbers of entries that people can say on the radio: `1558-372`, the minute in which an entry was recorded, and digits
//! that follow from its id.
//!
//! What is guaranteed:
//! - An entry has nine digits for ever, the same at every post. Its number is the minute and the first few of them.
//! - A number has as many digits as it takes to be told from the other entries of its minute that are here, at least
//!   three. It is no beginning of another entry's digits, so it finds that entry alone among those of its minute.
//! - A number never changes but by growing: when an entry arrives whose digits begin alike, both grow, and no other. What
//!   was said before is then a beginning of both, and finds both.
//! - Two posts that hold the same entries of a minute say the same numbers. One that lacks some says shorter ones, which
//!   are as good: they find the entry, or the few that it is one of.
//!
//! The day is not said: a number finds the entries of every day, the newest first. Nine digits fail to tell two entries
//! of one minute apart once in a thousand million; both are then found.

use std::collections::BTreeMap;

use crate::clock::At;
use crate::domain::EventId;

/// Digits of a number at least, and of an entry.
pub const DIGITS: (u8, u8) = (3, 9);

/// Minutes by which the clocks of Beijing are ahead.
const BEIJING_MINUTES: i64 = 8 * 60;

/// The digits of an entry, as one number below a thousand million.
fn check(id: EventId) -> u32 {
    let (start, rest) = id.0.split_at(2);
    let number = |bytes: &[u8]| bytes.iter().take(4).fold(0_u32, |number, byte| number << 8 | u32::from(*byte));
    number(start) % 1000 * 1_000_000 + number(rest) % 1_000_000
}

/// The first few digits of a check.
fn beginning(check: u32, digits: u8) -> u32 {
    check / 10_u32.pow(u32::from(DIGITS.1.saturating_sub(digits)))
}

/// How many digits two checks begin with alike.
fn alike(a: u32, b: u32) -> u8 {
    (0..=DIGITS.1).rev().find(|digits| beginning(a, *digits) == beginning(b, *digits)).unwrap_or(0)
}

/// The minute of an entry, counted from the epoch.
fn minute(recorded: At) -> i64 {
    recorded.0.div_euclid(60_000)
}

/// A minute as it is said: `1558`, Beijing time.
fn hour_minute(minute: i64) -> u16 {
    let of_day = (minute + BEIJING_MINUTES).rem_euclid(24 * 60);
    u16::try_from(of_day / 60 * 100 + of_day % 60).unwrap_or(0)
}

/// An entry's number with so many digits.
pub fn number(recorded: At, id: EventId, digits: u8) -> String {
    let digits = digits.clamp(DIGITS.0, DIGITS.1);
    format!(
        "{:04}-{:0cells$}",
        hour_minute(minute(recorded)),
        beginning(check(id), digits),
        cells = usize::from(digits)
    )
}

/// A number as somebody said it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Said {
    minute: u16,
    beginning: u32,
    digits: u8,
}

impl Said {
    /// As it is typed: `1558-372`, `1558372`, full-width or not.
    pub fn parse(text: &str) -> Option<Self> {
        let digits: String =
            text.trim().chars().map(super::names::narrow).filter(|c| !matches!(c, '-' | ' ')).collect();
        if !digits.bytes().all(|b| b.is_ascii_digit()) || digits.len() < 4 {
            return None;
        }
        let (minute, check) = digits.split_at(4);
        let count = u8::try_from(check.len()).ok().filter(|count| (DIGITS.0..=DIGITS.1).contains(count))?;
        Some(Self { minute: minute.parse().ok()?, beginning: check.parse().ok()?, digits: count })
    }

    /// Whether it finds this entry.
    pub fn finds(self, recorded: At, id: EventId) -> bool {
        hour_minute(minute(recorded)) == self.minute && beginning(check(id), self.digits) == self.beginning
    }
}

/// The digits of all entries that are here, minute by minute.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Numbers {
    /// The checks of each minute in their order, each as often as it is there.
    minutes: BTreeMap<i64, Vec<u32>>,
}

impl Numbers {
    /// Those of these entries.
    pub fn of(entries: impl IntoIterator<Item = (At, EventId)>) -> Self {
        let mut numbers = Self::default();
        for (recorded, id) in entries {
            numbers.take(recorded, id);
        }
        numbers
    }

    /// Takes an entry in, once however often it is told; whether another entry's number grew for it.
    pub fn take(&mut self, recorded: At, id: EventId) -> bool {
        let (minute, check) = (minute(recorded), check(id));
        let checks = self.minutes.entry(minute).or_default();
        let place = checks.partition_point(|other| *other < check);
        if checks.get(place) == Some(&check) {
            return false;
        }
        let beside = [place.checked_sub(1), Some(place)].map(|place| checks.get(place?).copied());
        checks.insert(place, check);
        beside.into_iter().flatten().any(|other| alike(check, other) >= DIGITS.0)
    }

    /// Takes in everything that others know.
    pub fn merge(&mut self, others: Self) {
        for (minute, checks) in others.minutes {
            match self.minutes.entry(minute) {
                std::collections::btree_map::Entry::Vacant(place) => drop(place.insert(checks)),
                std::collections::btree_map::Entry::Occupied(mut place) => {
                    place.get_mut().extend(checks);
                    place.get_mut().sort_unstable();
                    place.get_mut().dedup();
                }
            }
        }
    }

    /// How many digits tell this entry from the others of its minute.
    pub fn digits(&self, recorded: At, id: EventId) -> u8 {
        let own = check(id);
        let Some(checks) = self.minutes.get(&minute(recorded)) else { return DIGITS.0 };
        let place = checks.partition_point(|other| *other < own);
        let after = if checks.get(place) == Some(&own) { place + 1 } else { place };
        // In their order, those that begin most alike stand side by side.
        let beside = [place.checked_sub(1), Some(after)].map(|place| checks.get(place?).copied());
        let alike = beside.into_iter().flatten().map(|other| alike(own, other)).max().unwrap_or(0);
        (alike + 1).clamp(DIGITS.0, DIGITS.1)
    }

    /// The number of an entry, as it is said now.
    pub fn number(&self, recorded: At, id: EventId) -> String {
        number(recorded, id, self.digits(recorded, id))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn id(check: u32) -> EventId {
        let mut id = [0; 32];
        id[..2].copy_from_slice(&u16::try_from(check / 1_000_000).unwrap().to_be_bytes());
        id[2..6].copy_from_slice(&(check % 1_000_000).to_be_bytes());
        EventId(id)
    }

    fn at(seconds: i64) -> At {
        At(At::parse("2021-07-20 15:58").unwrap().0 + seconds * 1000)
    }

    #[test]
    fn a_number_grows_only_for_its_like_and_what_was_said_finds_both() {
        let (a, b, c) = ((at(1), id(372_194_825)), (at(59), id(372_197_000)), (at(30), id(401_000_000)));
        let mut numbers = Numbers::of([a, c]);
        assert_eq!((numbers.number(a.0, a.1), numbers.number(c.0, c.1)), ("1558-372".into(), "1558-401".into()));
        assert!(numbers.take(b.0, b.1), "another grew");
        assert!(!numbers.take(b.0, b.1), "once");
        assert_eq!(numbers.number(a.0, a.1), "1558-372194");
        assert_eq!(numbers.number(b.0, b.1), "1558-372197");
        assert_eq!(numbers.number(c.0, c.1), "1558-401", "no other");
        let said = Said::parse("1558-372").unwrap();
        assert!(said.finds(a.0, a.1) && said.finds(b.0, b.1) && !said.finds(c.0, c.1));
        let longer = Said::parse("１５５８－３７２１９４".replace('－', "-").as_str()).unwrap();
        assert!(longer.finds(a.0, a.1) && !longer.finds(b.0, b.1));
        assert!(
            !said.finds(at(60), a.1) && said.finds(at(24 * 3600), a.1),
            "another minute; another day's same minute"
        );
    }

    #[test]
    fn what_is_no_number_is_none() {
        for text in ["", "15:58", "1558", "155837", "1558-3721948251", "1558-37a", "07-20 15:58"] {
            assert_eq!(Said::parse(text), None, "{text}");
        }
        assert!(Said::parse(" 1558 372 ").is_some() && Said::parse("1558372194825").is_some());
    }

    /// Entries of few minutes whose digits often begin alike.
    fn entries() -> impl Strategy<Value = Vec<(At, EventId)>> {
        let check = prop_oneof![0..1_000_000_000_u32, 372_000_000..372_010_000_u32, 372_005_000..372_005_040_u32];
        prop::collection::vec((-120..120_i64, check).prop_map(|(seconds, check)| (at(seconds), id(check))), 0..60)
    }

    proptest! {
        #[test]
        fn every_number_finds_its_entry_alone_in_its_minute(entries in entries()) {
            let numbers = Numbers::of(entries.iter().copied());
            for (recorded, id) in &entries {
                let said = Said::parse(&numbers.number(*recorded, *id)).unwrap();
                prop_assert!(said.finds(*recorded, *id));
                let others = entries.iter().filter(|(at, other)| other != id && minute(*at) == minute(*recorded));
                for (at, other) in others {
                    prop_assert!(!said.finds(*at, *other), "{} and {}", numbers.number(*recorded, *id), numbers.number(*at, *other));
                }
            }
        }

        #[test]
        fn a_number_only_grows_and_what_was_said_stays_valid(entries in entries()) {
            let mut numbers = Numbers::default();
            let mut said: Vec<(At, EventId, String)> = Vec::new();
            for (recorded, id) in entries {
                let grew = numbers.take(recorded, id);
                let mut changed = false;
                for (at, other, before) in &mut said {
                    let now = numbers.number(*at, *other);
                    prop_assert!(now.starts_with(before.as_str()), "{before} became {now}");
                    prop_assert!(Said::parse(before).unwrap().finds(*at, *other));
                    changed |= now != *before;
                    *before = now;
                }
                prop_assert!(grew || !changed, "whoever shows them is told");
                said.push((recorded, id, numbers.number(recorded, id)));
            }
        }

        #[test]
        fn posts_with_the_same_entries_say_the_same_in_whatever_order_they_came(
            entries in entries(), turn in 0..60_usize, cut in 0..60_usize,
        ) {
            let mut turned = entries.clone();
            turned.rotate_left(if entries.is_empty() { 0 } else { turn % entries.len() });
            turned.reverse();
            let (early, late) = turned.split_at(cut.min(turned.len()));
            let mut merged = Numbers::of(early.iter().copied());
            merged.merge(Numbers::of(late.iter().copied()));
            prop_assert_eq!(&merged, &Numbers::of(entries.iter().copied()));
            prop_assert_eq!(merged, Numbers::of(turned));
        }

        #[test]
        fn the_digits_are_no_longer_than_the_minute_needs(entries in entries()) {
            let numbers = Numbers::of(entries.iter().copied());
            for (recorded, id) in &entries {
                let digits = numbers.digits(*recorded, *id);
                if digits > DIGITS.0 {
                    let shorter = Said::parse(&number(*recorded, *id, digits - 1)).unwrap();
                    let found = entries.iter().filter(|(at, other)| {
                        other != id && minute(*at) == minute(*recorded) && shorter.finds(*at, *other)
                    });
                    prop_assert!(found.count() > 0);
                }
            }
        }
    }
}
