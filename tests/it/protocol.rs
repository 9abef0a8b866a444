//! The protocol is public (issue 3 point 5): `man/qianzhi-protocol.7` agrees with the program, and a client in another
//! language, written from the page alone, talks to the real hub.

mod client;
mod page;

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use qianzhi::clock::At;
use qianzhi::domain::{ContentHash, Fix, Point, Realm, Stream};
use qianzhi::envelope::Envelope;
use qianzhi::limits;
use qianzhi::sync::frame::{Control, Frame, HaveSeries, Hello, Progress, SeriesName};
use qianzhi::sync::thin::Preamble;
use qianzhi::sync::{Bye, Join, Kind, Mark, Message, PROTOCOL, Piece, SUBPROTOCOL, Secret, SessionLine, StoreId, Why};

use crate::it::net::ends::Pair;
use crate::it::net::post::{Post, memory};
use page::{Field, Page};

fn name() -> SeriesName {
    SeriesName { post: Post::new(1).id(), inc: 1, stream: Stream::Open }
}

fn hello() -> Hello {
    Hello {
        protocol: PROTOCOL.to_owned(),
        kind: Kind::Console,
        store: StoreId::default(),
        realm: Realm::Test,
        fold: 1,
        streams: vec![Stream::Open],
        post: None,
        name: String::new(),
        at: At(0),
        window: 0,
        resume: None,
        resumed: false,
        proof: Some(Box::default()),
    }
}

/// One of each frame. A new one does not compile until it stands here, and then has to stand in the page.
fn one_of_each() -> Vec<Control> {
    let (mark, progress, content) = (Mark::default(), Progress::default(), ContentHash([0; 32]));
    let next = |before: Option<&Control>| match before {
        None => Some(Control::Hello(hello())),
        Some(Control::Hello(_)) => Some(Control::Have { part: 0, of: 1, series: vec![] }),
        Some(Control::Have { .. }) => Some(Control::Want { series: vec![] }),
        Some(Control::Want { .. }) => Some(Control::Stored { frames: vec![], refused: vec![], mark }),
        Some(Control::Stored { .. }) => Some(Control::Fixes { n: 1, fixes: vec![] }),
        Some(Control::Fixes { .. }) => Some(Control::Fixed { n: 1 }),
        Some(Control::Fixed { .. }) => Some(Control::Fetch { hash: content, from: 0 }),
        Some(Control::Fetch { .. }) => Some(Control::Lacks { hash: content }),
        Some(Control::Lacks { .. }) => Some(Control::Ping { n: 1, at: At(0), progress, mark }),
        Some(Control::Ping { .. }) => Some(Control::Pong { n: 1, at: At(0), got: At(0), progress, mark }),
        Some(Control::Pong { .. }) => Some(Control::AskSessions),
        Some(Control::AskSessions) => Some(Control::Sessions { sessions: vec![] }),
        Some(Control::Sessions { .. }) => Some(Control::Bye(Bye::Stopping)),
        Some(Control::Bye(_)) => None,
    };
    let mut all: Vec<Control> = Vec::new();
    while let Some(control) = next(all.last()) {
        all.push(control);
    }
    all
}

fn json(control: &Control) -> serde_json::Map<String, serde_json::Value> {
    let Message::Text(text) = control.encode() else { panic!("a control frame is text") };
    serde_json::from_str(&text).unwrap()
}

#[test]
fn the_page_lists_every_control_frame_with_exactly_its_members() {
    let page = Page::read();
    let told: BTreeMap<String, BTreeSet<String>> = page
        .sections("CONTROL FRAMES")
        .into_iter()
        .map(|(frame, body)| (frame, body.items().into_iter().map(|item| item.name).collect()))
        .collect();
    let is: BTreeMap<String, BTreeSet<String>> = one_of_each()
        .iter()
        .map(|control| {
            let mut members = json(control);
            let frame = members.remove("t").unwrap().as_str().unwrap().to_owned();
            (frame, members.into_iter().map(|(name, _)| name).collect())
        })
        .collect();
    assert_eq!(told, is);
    assert!(page.section("TRANSPORT").text().contains(SUBPROTOCOL));
    assert!(page.text().contains(PROTOCOL));
}

/// Whoever reads Chinese can write the same other end: every frame, member, field, constant and example, in the same
/// order, with the same figures.
#[test]
fn the_chinese_page_says_the_same() {
    let pages = [Page::read(), Page::chinese()];
    let items = pages
        .each_ref()
        .map(|page| page.items().into_iter().map(|item| format!("{} = {}", item.name, item.rest)).collect::<Vec<_>>());
    assert!(items[0].len() > 80);
    assert_eq!(items[0], items[1]);
    let [bold, zh] = pages.each_ref().map(Page::bold);
    assert_eq!(bold.symmetric_difference(&zh).collect::<Vec<_>>(), Vec::<&String>::new());
    let count = |page: &Page, request: &str| page.text().lines().filter(|line| line.starts_with(request)).count();
    for request in [".SH", ".SS", ".TP", ".PP", ".IP", ".nf", ".nr"] {
        assert_eq!(count(&pages[0], request), count(&pages[1], request), "{request}");
    }
    let figures = |page: &Page| {
        let text = page.text();
        let words = text.split(|c: char| !c.is_ascii_digit()).filter(|word| word.len() > 1).map(str::to_owned);
        words.collect::<BTreeSet<_>>()
    };
    assert_eq!(figures(&pages[0]), figures(&pages[1]));
    let prose = pages[1].text().lines().filter(|line| !line.starts_with('.') && line.is_ascii()).count();
    assert!(prose < 60, "lines of English left in the Chinese page");
    let example = |page: &Page| page.text().split(".nf").nth(1).unwrap().split(".fi").next().unwrap().to_owned();
    assert_eq!(example(&pages[0]), example(&pages[1]));
}

/// The members of what stands inside frames, and the words that a member may be.
#[test]
fn the_page_names_what_stands_inside_frames() {
    let page = Page::read();
    let frames: BTreeMap<String, Page> = page.sections("CONTROL FRAMES").into_iter().collect();
    let fix = Fix { team: "A".into(), point: Point { lat: 1, lon: 2 }, at: At(0), speed_mh: Some(1), every_ms: 1 };
    let line = SessionLine { name: String::new(), since: At(0), behind: 0, sent: 0, received: 0, silent: Some(1) };
    let entry = HaveSeries { series: name(), ranges: vec![], odd: None };
    let inside = [
        ("fixes", serde_json::to_value(&fix).unwrap()),
        ("fixes", serde_json::to_value(fix.point).unwrap()),
        ("sessions", serde_json::to_value(&line).unwrap()),
        ("have", serde_json::to_value(&entry).unwrap()),
        ("want", serde_json::to_value(name()).unwrap()),
        ("ping", serde_json::to_value(Progress::default()).unwrap()),
    ];
    for (frame, value) in inside {
        for member in value.as_object().unwrap().keys() {
            assert!(frames[frame].bold().contains(member), "{frame}: {member}");
        }
    }
    for member in serde_json::to_value(Mark::default()).unwrap().as_object().unwrap().keys() {
        assert!(page.section("RESUMING").bold().contains(member), "{member}");
    }
    let word = |value: serde_json::Value| value.as_str().unwrap().to_owned();
    for why in [Why::Malformed, Why::Signature, Why::Realm, Why::Stream] {
        let why = word(serde_json::to_value(why).unwrap());
        assert!(frames["stored"].bold().contains(&format!("\"{why}\"")), "{why}");
    }
    let byes = [
        Bye::Protocol { speaks: String::new() },
        Bye::Realm { realm: Realm::Live },
        Bye::Malformed { what: String::new() },
        Bye::TooMuch,
        Bye::Busy,
        Bye::Secret,
        Bye::Replaced,
        Bye::Silent,
        Bye::Store,
        Bye::Stopping,
    ];
    for bye in byes {
        let mut members = json(&Control::Bye(bye));
        members.remove("t");
        let why = word(members.remove("why").unwrap());
        assert!(frames["bye"].bold().contains(&format!("\"{why}\"")), "{why}");
        for member in members.keys() {
            assert!(frames["bye"].bold().contains(member), "{member}");
        }
    }
}

/// Reads `bytes` by the sizes that the page gives, each field under its name; what remains comes back too.
fn by_table<'a>(fields: &[Field], mut bytes: &'a [u8]) -> (BTreeMap<String, &'a [u8]>, &'a [u8]) {
    let mut read = BTreeMap::new();
    for field in fields {
        let n = match field.length_bytes {
            0 => field.bytes,
            head => {
                let (length, rest) = bytes.split_at(head);
                bytes = rest;
                length.iter().fold(0, |n, byte| n << 8 | usize::from(*byte))
            }
        };
        let (value, rest) = bytes.split_at(n);
        bytes = rest;
        read.insert(field.name.clone(), value);
    }
    (read, bytes)
}

#[test]
fn the_pages_table_of_the_envelope_reads_what_the_program_signs() {
    let fields = Page::read().section("ENVELOPE").fields();
    let mut post = Post::new(7);
    for envelope in [post.orders(3), post.logs("管涵封闭")] {
        let (read, rest) = by_table(&fields, envelope.bytes());
        let header = envelope.header();
        assert_eq!(rest, b"", "the fields fill it");
        assert_eq!(read["version"], [1]);
        assert_eq!(read["algorithm"], [1]);
        assert_eq!(read["post"], header.post.0);
        assert_eq!(read["incarnation"], header.incarnation.to_be_bytes());
        assert_eq!(read["stream"], [0]);
        assert_eq!(read["realm"], header.realm.as_bytes());
        assert_eq!(read["sequence"], header.seq.to_be_bytes());
        assert_eq!(read["clock"], header.hlc.to_be_bytes());
        assert_eq!(read["recorded"], header.recorded.0.to_be_bytes());
        assert_eq!(read["offset"], i32::MIN.to_be_bytes());
        assert_eq!(read["quality"], [0]);
        assert_eq!(read["previous"], header.prev.0);
        assert_eq!(read["actor"], header.actor.as_bytes());
        assert_eq!(read["credential"], b"");
        assert_eq!(read["sealed"], b"");
        assert_eq!(read["payload"], header.payload);
        assert_eq!(read["signature"], header.signature);
        assert_eq!(read.len(), fields.len());
    }
}

#[test]
fn the_pages_table_of_a_frame_of_content_reads_what_a_session_sends() {
    let fields = Page::read().section("FRAMES OF CONTENT").fields();
    let piece = Piece { hash: ContentHash([7; 32]), total: 9, from: 4, bytes: b"piece".to_vec() };
    let Message::Binary(bytes) = piece.encode() else { panic!("content is binary") };
    let (read, rest) = by_table(&fields, &bytes);
    assert_eq!((read["type"], read["hash"]), (&[2][..], &[7; 32][..]));
    assert_eq!((read["total"], read["from"]), (&9u64.to_be_bytes()[..], &4u64.to_be_bytes()[..]));
    assert_eq!((rest, fields.len()), (&b"piece"[..], 4));
    assert_eq!(Frame::decode(&Message::Binary(bytes)), Ok(Frame::Piece(piece.clone())));
    let beyond = Piece { from: 5, ..piece }.encode();
    assert!(Frame::decode(&beyond).is_err(), "it ends behind its end");
}

#[test]
fn the_pages_table_of_a_frame_of_events_reads_what_a_session_sends() {
    let section = Page::read().section("FRAMES OF EVENTS");
    let (head, entry): (Vec<Field>, Vec<Field>) =
        section.fields().into_iter().partition(|field| matches!(field.name.as_str(), "type" | "frame" | "through"));
    let mut post = Post::new(1);
    let events = post.logs_many(5);
    let mut pair = Pair::new(Some(post.id()), memory(1, &events), memory(9, &[]));
    pair.settle().unwrap();
    let sent = pair.wire.iter().find(|message| matches!(Frame::decode(message), Ok(Frame::Events(_)))).unwrap();
    let Message::Binary(bytes) = sent else { panic!("a frame of events is binary") };
    let (read, mut rest) = by_table(&head, bytes);
    assert_eq!(read["type"], [1]);
    assert_eq!(read["frame"], 1_u64.to_be_bytes());
    assert_eq!(read["through"], 5_u64.to_be_bytes());
    for (n, event) in (1_u64..).zip(&events) {
        let (read, after) = by_table(&entry, rest);
        assert_eq!(read["number"], n.to_be_bytes());
        assert_eq!(read["envelope"], event.bytes());
        assert_eq!(Envelope::verify(read["envelope"]).unwrap(), *event);
        rest = after;
    }
    assert_eq!(rest, b"");
}

#[test]
fn the_pages_table_of_a_proof_is_what_a_caller_proves() {
    let fields = Page::read().section("JOINING").fields();
    let sizes: Vec<(String, usize)> = fields.into_iter().map(|field| (field.name, field.bytes)).collect();
    let told = [("words", b"qianzhi/1 join".len()), ("pin", 32), ("store", 16), ("at", 8)];
    assert_eq!(sizes, told.map(|(name, bytes)| (name.to_owned(), bytes)));
    let join = Join { secret: Secret::new(b"seven lanterns over the Luo river").unwrap(), hub_key: [7; 32] };
    let mut pair = Pair::new(None, memory(1, &[]), memory(9, &[]));
    pair.console.session = pair.console.session.with_secret(Some(join));
    pair.settle().unwrap();
    let Message::Text(text) = &pair.wire[0] else { panic!("a hello is text") };
    let hello: serde_json::Value = serde_json::from_str(text).unwrap();
    let at = hello["at"].as_i64().unwrap().to_be_bytes();
    let said = [b"qianzhi/1 join".as_slice(), &[7; 32], &[1; 16], &at].concat();
    let proof = qianzhi::envelope::keyed_hash(b"seven lanterns over the Luo river", &said);
    assert_eq!(hello["proof"], proof.to_string());
}

#[test]
fn the_pages_preamble_and_dictionary_are_the_programs() {
    let section = Page::read().section("THIN LINKS");
    let preamble = Preamble::new(2400).encode();
    let (read, rest) = by_table(&section.fields(), &preamble);
    assert_eq!(rest, b"");
    assert_eq!(read["magic"], b"QZT1");
    assert_eq!(read["budget"], 2400_u32.to_be_bytes());
    let told = section.bold().into_iter().find_map(|word| word.strip_prefix("0x").map(str::to_owned)).unwrap();
    let name = u32::from_be_bytes(read["dictionary"].try_into().unwrap());
    assert_eq!(told, format!("{name:08x}"), "another dictionary is another name, and needs another page");
    assert!(section.text().contains(&format!("from {} to {}", limits::THIN_BUDGET.start(), limits::THIN_BUDGET.end())));
}

#[test]
fn the_pages_limits_are_the_programs() {
    let ms = |time: Duration| u64::try_from(time.as_millis()).unwrap();
    let told = Page::read().section("LIMITS").items().into_iter();
    let told: BTreeMap<String, u64> = told.map(|item| (item.name, item.rest.parse().unwrap())).collect();
    let is = [
        ("FRAME_BYTES_MAX", limits::FRAME_BYTES_MAX as u64),
        ("FRAME_EVENTS_MAX", limits::FRAME_EVENTS_MAX as u64),
        ("CONTENT_BYTES_MAX", limits::CONTENT_BYTES_MAX),
        ("ENVELOPE_BYTES_MAX", limits::ENVELOPE_BYTES_MAX as u64),
        ("PAYLOAD_BYTES_MAX", limits::PAYLOAD_BYTES_MAX as u64),
        ("SEALED_BYTES_MAX", limits::SEALED_BYTES_MAX as u64),
        ("IN_FLIGHT_BYTES_MAX", limits::IN_FLIGHT_BYTES_MAX as u64),
        ("FRAMES_AHEAD_MAX", limits::FRAMES_AHEAD_MAX),
        ("EARLY_FRAMES_MAX", limits::EARLY_FRAMES_MAX as u64),
        ("HAVE_ENTRIES", limits::HAVE_ENTRIES as u64),
        ("HAVE_RANGES", limits::HAVE_RANGES as u64),
        ("HAVE_FRAMES", u64::from(limits::HAVE_FRAMES)),
        ("FIXES_PER_FRAME", limits::FIXES_PER_FRAME as u64),
        ("SESSIONS_TOLD_MAX", limits::SESSIONS_TOLD_MAX as u64),
        ("HELLO_WITHIN_MS", ms(limits::HELLO_WITHIN)),
        ("HEARTBEAT_MS", ms(limits::HEARTBEAT)),
        ("LINK_SILENCE_MAX_MS", ms(limits::LINK_SILENCE_MAX)),
        ("POST_SILENT_AFTER_MS", ms(limits::POST_SILENT_AFTER)),
    ];
    assert_eq!(told, is.into_iter().map(|(name, value)| (name.to_owned(), value)).collect());
}
