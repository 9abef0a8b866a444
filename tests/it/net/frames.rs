//! The frames as `src/sync/frame.rs` documents them, written out by hand.

use proptest::prelude::*;
use qianzhi::limits::{ENVELOPE_BYTES_MAX, FRAME_BYTES_MAX, FRAME_EVENTS_MAX};
use qianzhi::sync::frame::{Control, Frame};
use qianzhi::sync::{FrameError, Message};

fn frame(entries: &[(u64, Vec<u8>)]) -> Vec<u8> {
    let mut bytes = vec![1, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 1, 0];
    for (number, envelope) in entries {
        bytes.extend(number.to_be_bytes());
        bytes.extend(u16::try_from(envelope.len()).unwrap().to_be_bytes());
        bytes.extend(envelope);
    }
    bytes
}

#[test]
fn a_frame_of_events_reads_as_its_table_says() {
    let entries = [(7, vec![0xaa; 3]), (u64::MAX, vec![0; ENVELOPE_BYTES_MAX])];
    let message = Message::Binary(frame(&entries));
    let Frame::Events(events) = Frame::decode(&message).unwrap() else { panic!("not events") };
    assert_eq!((events.frame, events.through), (2, 256));
    assert_eq!(events.entries, entries.iter().map(|(n, e)| (*n, e.as_slice())).collect::<Vec<_>>());
}

#[test]
fn what_is_cut_short_too_long_or_empty_is_not_a_frame() {
    let whole = frame(&[(1, vec![9; 5])]);
    for cut in 0..whole.len() {
        assert!(Frame::decode(&Message::Binary(whole[..cut].to_vec())).is_err(), "{cut}");
    }
    let bad = [
        frame(&[(1, vec![0; ENVELOPE_BYTES_MAX + 1])]),
        frame(&vec![(1, vec![]); FRAME_EVENTS_MAX + 1]),
        [vec![3], whole[1..].to_vec()].concat(),
        [vec![1], vec![0; 8], whole[9..].to_vec()].concat(),
    ];
    for bytes in bad {
        assert!(matches!(Frame::decode(&Message::Binary(bytes)), Err(FrameError::Events(_))));
    }
    assert!(Frame::decode(&Message::Binary(frame(&vec![(1, vec![]); FRAME_EVENTS_MAX]))).is_ok());
    let long = Message::Text(" ".repeat(FRAME_BYTES_MAX + 1));
    assert_eq!(Frame::decode(&long), Err(FrameError::TooLong(FRAME_BYTES_MAX + 1)));
}

/// Each control frame as another program would write it.
#[test]
fn control_frames_read_as_their_table_says() {
    let post = "ab".repeat(32);
    let mark = r#"{"number":3,"check":"00112233445566ff"}"#;
    let progress = r#"{"frame":1,"through":9}"#;
    let texts = [
        format!(
            r#"{{"t":"hello","protocol":"qianzhi/1","kind":"console","store":"{}","realm":"drill:郑州7.20","fold":1,
            "streams":["open","control"],"post":null,"name":"前指","at":1626768000000,"window":1048576,
            "resume":{{"store":"{}","got":5,"seen":{mark}}},"resumed":false}}"#,
            "0f".repeat(16),
            "1e".repeat(16)
        ),
        format!(
            r#"{{"t":"have","part":0,"of":1,"series":[{{"post":"{post}","inc":"00000000000000ff","stream":"open",
            "ranges":[[1,4,"0011223344556677"],[9,9,"0011223344556677"]],"odd":null}}]}}"#
        ),
        format!(r#"{{"t":"want","series":[{{"post":"{post}","inc":"ffffffffffffffff","stream":"control"}}]}}"#),
        format!(r#"{{"t":"stored","frames":[[1,3],[5,5]],"refused":[[5,0,"signature"]],"mark":{mark}}}"#),
        r#"{"t":"fixes","n":1,"fixes":[{"team":"A","point":{"lat":34700000,"lon":113600000},"at":1,"every_ms":2000}]}"#
            .to_owned(),
        r#"{"t":"fixed","n":1}"#.to_owned(),
        format!(r#"{{"t":"ping","n":1,"at":5,"progress":{progress},"mark":{mark}}}"#),
        format!(r#"{{"t":"pong","n":1,"at":5,"got":6,"progress":{progress},"mark":{mark}}}"#),
        r#"{"t":"ask_sessions"}"#.to_owned(),
        r#"{"t":"sessions","sessions":[{"name":"洛阳","since":1,"behind":0,"sent":2,"received":3}]}"#.to_owned(),
        r#"{"t":"bye","why":"realm","realm":"live"}"#.to_owned(),
        r#"{"t":"bye","why":"too_much"}"#.to_owned(),
    ];
    for text in texts {
        let message = Message::Text(text.clone());
        let Frame::Control(control) = Frame::decode(&message).unwrap_or_else(|e| panic!("{text}: {e}")) else {
            panic!("{text}: not a control frame")
        };
        let Message::Text(back) = control.encode() else { panic!("control frames are text") };
        let (before, after): (serde_json::Value, serde_json::Value) =
            (serde_json::from_str(&text).unwrap(), serde_json::from_str(&back).unwrap());
        assert_eq!(before, after);
    }
}

#[test]
fn nothing_else_is_a_control_frame() {
    for text in ["", "{}", "[]", r#"{"t":"dance"}"#, r#"{"t":"fixed"}"#, r#"{"t":"fixed","n":-1}"#] {
        assert!(matches!(Frame::decode(&Message::Text(text.into())), Err(FrameError::Control(_))), "{text}");
    }
    let short_inc = format!(r#"{{"t":"want","series":[{{"post":"{}","inc":"ff","stream":"open"}}]}}"#, "ab".repeat(32));
    assert!(serde_json::from_str::<Control>(&short_inc).is_err());
}

proptest! {
    #[test]
    fn no_bytes_panic(bytes in prop::collection::vec(any::<u8>(), 0..80), text in ".{0,60}") {
        let _frame = Frame::decode(&Message::Binary(bytes)).is_ok();
        let _frame = Frame::decode(&Message::Text(text)).is_ok();
    }
}
