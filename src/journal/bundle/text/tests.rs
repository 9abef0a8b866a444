//! What happens to text on its way, block by block.

use proptest::prelude::*;

use super::*;

fn bundle(length: usize) -> Vec<u8> {
    (0..length).map(|n| u8::try_from((n * 7919 + n / 256) % 251).unwrap()).collect()
}

fn read(text: &str) -> (Vec<TextBundle>, Vec<TextFault>) {
    let mut blocks = Blocks::default();
    blocks.read(text);
    blocks.finish()
}

#[track_caller]
fn arrives(text: &str, bytes: &[u8]) {
    let (bundles, faults) = read(text);
    assert_eq!(faults, []);
    assert_eq!(bundles.iter().map(|b| b.bytes.as_slice()).collect::<Vec<_>>(), [bytes]);
}

#[test]
fn a_block_has_at_most_a_thousand_bytes_of_plain_capitals_and_digits() {
    let blocks = blocks(&bundle(5000)).unwrap();
    assert_eq!(blocks.len(), 9);
    for block in &blocks {
        assert!(block.len() <= 1000, "{} bytes", block.len());
        assert!(block.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b' ' || b == b'\n'));
    }
}

#[test]
fn base_32_is_crockfords() {
    // From the definition: five bits a symbol, most significant first.
    assert_eq!(encode(&[0b0000_0000, 0b0100_0011]), "011G");
    assert_eq!(encode(b"\xff\xff\xff\xff\xff"), "ZZZZZZZZ");
    assert_eq!(decode(b"U"), None);
    assert_eq!(decode(b"0"), None, "no byte has five bits");
    assert_eq!(decode(b"ZZ"), None, "bits that nothing wrote");
}

#[test]
fn what_chats_and_short_messages_do_to_text_does_no_harm() {
    let bytes = bundle(2000);
    let blocks = blocks(&bytes).unwrap();
    let whole = blocks.join("\n");
    arrives(&whole, &bytes);
    arrives(&whole.to_lowercase(), &bytes);
    arrives(&whole.replace('\n', "\r\n"), &bytes);
    arrives(&whole.replace('\n', " "), &bytes);
    arrives(&whole.split_whitespace().collect::<String>(), &bytes);
    let wrapped: String =
        whole.chars().enumerate().flat_map(|(n, c)| [Some(c), (n % 23 == 22).then_some('\n')]).flatten().collect();
    arrives(&wrapped, &bytes);
    arrives(&wrapped.lines().flat_map(|line| ["> > “", line, "”\u{a0}\u{200b}…\n"]).collect::<String>(), &bytes);
    let wide: String = whole
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { char::from_u32(u32::from(c) + 0xfee0).unwrap() } else { c })
        .collect();
    arrives(&wide, &bytes);
    arrives(&whole.replace('0', "O").replace('1', "l"), &bytes);
    let mut shuffled: Vec<String> = blocks.iter().rev().chain(&blocks).cloned().collect();
    shuffled.swap(0, 3);
    let talk: String = shuffled
        .iter()
        .flat_map(|b| ["[10:32] 张三: 收到了吗? QZ BUND 第3块\n", b, "\n好的, got it - Ursula\n"])
        .collect();
    arrives(&talk, &bytes);
}

#[test]
fn missing_and_damaged_blocks_are_told_by_their_numbers() {
    let bytes = bundle(7000);
    let blocks = blocks(&bytes).unwrap();
    assert_eq!(blocks.len(), 12);
    let mut given: Vec<String> = blocks.clone();
    given[4] = given[4].replacen('\n', "\nX", 3);
    // Cut in the middle, as a message that is too long.
    given[8] = given[8][..500].to_owned();
    for gone in [11, 6, 5, 2] {
        given.remove(gone);
    }
    let (bundles, faults) = read(&given.concat());
    assert!(bundles.is_empty());
    let [TextFault::Missing { total, missing, damaged, .. }] = faults.as_slice() else { panic!("{faults:?}") };
    assert_eq!((*total, missing.as_slice(), damaged.as_slice()), (12, [3, 6, 7, 12].as_slice(), [5, 9].as_slice()));
    let said = faults[0].to_string();
    assert!(said.contains("12 blocks: missing 3, 6-7, 12; damaged 5, 9;"), "{said}");
    // What was lacking, given in another text, completes it.
    let mut both = Blocks::default();
    both.read(&given.concat());
    both.read(&[2, 4, 5, 6, 8, 11].map(|n: usize| blocks[n].clone()).concat());
    let (bundles, faults) = both.finish();
    assert_eq!((bundles.len(), faults), (1, vec![]));
}

#[test]
fn blocks_of_two_bundles_are_told_apart() {
    let (one, two) = (bundle(1500), bundle(900));
    let (a, b) = (blocks(&one).unwrap(), blocks(&two).unwrap());
    let text = [&a[1], &b[1], &a[0], &b[0], &a[2]].map(String::as_str).concat();
    let (mut bundles, faults) = read(&text);
    bundles.sort_by_key(|b| b.bytes.len());
    assert_eq!(bundles.into_iter().map(|b| b.bytes).collect::<Vec<_>>(), [two, one]);
    assert_eq!(faults, []);
}

#[test]
fn a_damaged_block_alone_is_told() {
    let block = blocks(&bundle(10)).unwrap().concat().replacen('\n', "\nZ", 1);
    let (bundles, faults) = read(&block);
    assert!(bundles.is_empty());
    assert!(
        matches!(faults.as_slice(), [TextFault::Unknown { claims }] if claims.contains("block 1 of 1")),
        "{faults:?}"
    );
    let (_, faults) = read("qzbundle says nothing more");
    assert!(matches!(faults.as_slice(), [TextFault::Unknown { .. }]));
    assert_eq!(read("no block at all, in 2026"), (vec![], vec![]));
}

#[test]
fn more_blocks_than_numbers_are_refused() {
    assert!(matches!(blocks(&vec![0; TEXT_BLOCK_BYTES * TEXT_BLOCKS_MAX + 1]), Err(BundleError::TooManyBlocks { .. })));
}

proptest! {
    #[test]
    fn any_bundle_arrives(bytes in prop::collection::vec(any::<u8>(), 1..3000)) {
        arrives(&blocks(&bytes).unwrap().concat(), &bytes);
    }

    /// One changed letter is either mended by what letters mean, or told; other bytes never come of it.
    #[test]
    fn a_changed_letter_is_never_taken(at in 0..953_usize, to in "[A-Za-z0-9 ]") {
        let bytes = bundle(560);
        let mut text = blocks(&bytes).unwrap().concat();
        prop_assume!(at < text.len());
        text.replace_range(at..=at, &to);
        let (bundles, _) = read(&text);
        prop_assert!(bundles.iter().all(|b| b.bytes == bytes));
    }

    #[test]
    fn nothing_panics_on_any_text(text in "\\PC{0,200}(QZBUNDLE|qzbundle 0001 ){0,3}[0-9A-Z ]{0,60}(QZUEND)?") {
        let (bundles, _) = read(&text);
        prop_assert!(bundles.is_empty());
    }
}

#[test]
fn every_fault_of_text_is_told_in_both_languages() {
    let name = || "Q7".to_owned();
    let errors = [
        TextFault::Missing { name: name(), total: 12, missing: vec![3, 7, 8], damaged: vec![5] },
        TextFault::Unknown { claims: "Q7 3/12".into() },
        TextFault::Mixed { name: name() },
    ];
    crate::text::tell::tests::told(include_str!("../text.rs"), "TextFault", &errors);
}
