//! What is packed comes back, byte for byte, and nobody's bytes make it panic.

use std::time::Duration;

use proptest::prelude::*;
use qianzhi::sync::Store;
use qianzhi::sync::thin::{Ear, PREAMBLE_BYTES, Preamble};

use super::line::Link;
use crate::it::net::post::{Post, memory};

/// Payloads of every sort, forks, gaps, strangers' events: each envelope arrives as it was signed.
#[test]
fn every_envelope_arrives_as_it_was_signed() {
    let (mut a, mut b) = (Post::new(1), Post::new(2));
    let mut fork = a.clone();
    let id = "0f".repeat(32);
    let payloads = [
        String::new(),
        "{}".to_owned(),
        format!("{{\"kind\":\"order.issued/9\",\"x\":\"{id}\",\"y\":\"{id}\",\"z\":\"{}\"}}", "ab".repeat(8)),
        format!("\"{id}\"\u{1}\u{2}\u{3}\u{4}\u{5}\"{}\"", "AB".repeat(32)),
        "洪".repeat(1365),
    ];
    let mut events = a.logs_many(5);
    events.extend(payloads.iter().map(|payload| a.says_verbatim(payload.as_bytes())));
    events.extend(b.logs_many(4));
    events.push(fork.logs("another under the same sequence"));
    events.push(a.orders(1));
    // A gap: the third of b is missing.
    events.remove(12);
    let mut link = Link::new(Some(a.id()), (memory(1, &events), memory(9, &[])), None, 9600, Duration::ZERO);
    link.until(Duration::from_mins(2), |link| link.hub.store.head() == events.len() as u64);
    for event in &events {
        assert!(link.hub.store.events().iter().any(|there| there.bytes() == event.bytes()));
    }
    let plain: usize = events.iter().map(|event| event.bytes().len()).sum();
    assert!(link.console.sent < plain, "{} {plain}", link.console.sent);
}

#[test]
fn a_preamble_is_read_as_it_is_written_and_nothing_else_is_one() {
    let preamble = Preamble::new(2400);
    assert_eq!(Preamble::decode(preamble.encode()), Some(preamble));
    assert_eq!(preamble.encode()[..8], *b"QZT1\x00\x00\x09\x60");
    let mut other = preamble.encode();
    other[0] = b'G';
    assert_eq!(Preamble::decode(other), None);
    for budget in [0, 299, 10_000_001, u32::MAX] {
        assert_eq!(Preamble::decode(Preamble { budget, ..preamble }.encode()), None);
    }
    assert_eq!(preamble.encode().len(), PREAMBLE_BYTES);
}

proptest! {
    #[test]
    fn no_bytes_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let mut ear = Ear::new().unwrap();
        ear.hear(&bytes);
        while let Ok(Some(_)) = ear.message() {}
    }
}
