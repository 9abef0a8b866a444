//! What two sessions send each other, and what they do not.

use std::collections::BTreeSet;

use proptest::prelude::*;
use qianzhi::clock::At;
use qianzhi::domain::{EventId, Fix, Point, Realm, Stream, TeamStatus};
use qianzhi::envelope::Envelope;
use qianzhi::limits::{HELLO_WITHIN, LINK_SILENCE_MAX, WINDOW_BYTES};
use qianzhi::sync::frame::{Control, Frame, ResumeAt};
use qianzhi::sync::{Bye, Ended, Kind, Mark, Message, Report, Resume, Session, Side, Store, Why};

use super::ends::{End, Pair};
use super::post::{Post, at, entry, ids, me, memory, status};

const STATUSES: [TeamStatus; 3] = [TeamStatus::Ready, TeamStatus::EnRoute, TeamStatus::OnScene];

#[test]
fn each_side_gets_what_it_lacks_once_and_nothing_comes_back() {
    let (mut a, mut b) = (Post::new(1), Post::new(2));
    let (ours, theirs, both) = (a.logs_many(30), b.logs_many(20), a.logs_many(10));
    let console = memory(1, &[ours.clone(), both.clone()].concat());
    let hub = memory(9, &[theirs.clone(), both].concat());
    let mut pair = Pair::new(Some(a.id()), console, hub);
    pair.settle().unwrap();
    pair.assert_equal();
    assert_eq!((pair.hub.came.len(), pair.console.came.len()), (30, 20));
    for event in [a.logs("新"), a.logs("再")] {
        assert!(pair.console.store.append(event));
        pair.settle().unwrap();
    }
    assert_eq!((pair.hub.came.len(), pair.console.came.len()), (32, 20));
    let own: BTreeSet<EventId> =
        pair.console.store.events().iter().filter(|e| e.header().post == a.key.post()).map(Envelope::id).collect();
    assert_eq!(pair.console.delivered(), own);
}

#[test]
fn nothing_is_delivered_before_the_hubs_journal_says_so() {
    let mut a = Post::new(1);
    let mut pair = Pair::new(Some(a.id()), memory(1, &a.logs_many(3)), memory(9, &[]));
    pair.hub.held_back = Some(vec![]);
    pair.settle().unwrap();
    assert_eq!(pair.hub.came.len(), 3);
    assert!(pair.console.delivered().is_empty());
    assert_eq!(pair.console.session.vitals().gave, 0);
    for frame in pair.hub.held_back.take().unwrap() {
        pair.hub.session.stored(frame);
    }
    pair.settle().unwrap();
    assert_eq!(pair.console.delivered().len(), 3);
    assert_eq!(pair.console.session.vitals().gave, 3);
}

#[test]
fn a_caller_that_comes_back_sends_no_ranges_and_gets_only_what_is_new() {
    let (mut a, mut b) = (Post::new(1), Post::new(2));
    let mut pair = Pair::new(Some(a.id()), memory(1, &a.logs_many(50)), memory(9, &b.logs_many(50)));
    pair.settle().unwrap();
    pair.heartbeat();
    let resume = pair.console.session.resume(&pair.console.store).unwrap();
    assert!(resume.is_some());
    let (mut console, mut hub) = (pair.console.store, pair.hub.store);
    assert!(console.append(a.logs("离线")));
    assert!(hub.append(b.logs("其间")));
    let mut again = Pair::resuming(Some(a.id()), console, hub, resume);
    again.settle().unwrap();
    again.assert_equal();
    assert_eq!(again.console.greeted, Some(true));
    assert_eq!(again.came(), 2);
    assert!(!again.wire.iter().any(|m| matches!(m, Message::Text(text) if text.contains("\"have\""))));
}

/// Same name, same place, other contents: a hub put back from a copy, a console put back from an image, a stranger.
#[test]
fn a_token_that_no_longer_fits_falls_back_to_ranges() {
    let (mut a, mut b) = (Post::new(1), Post::new(2));
    let mut pair = Pair::new(Some(a.id()), memory(1, &a.logs_many(20)), memory(9, &b.logs_many(20)));
    pair.settle().unwrap();
    pair.heartbeat();
    let resume = pair.console.session.resume(&pair.console.store).unwrap();
    let (console, hub) = (pair.console.store, pair.hub.store);
    let old_hub = memory(9, &hub.events()[..25]);
    let mut regrown_hub = old_hub.clone();
    let mut c = Post::new(3);
    c.logs_many(40).into_iter().for_each(|e| assert!(regrown_hub.append(e)));
    let other_hub = memory(8, hub.events());
    let old_console = memory(1, &console.events()[..25]);
    for (console, hub) in [(&console, &old_hub), (&console, &regrown_hub), (&console, &other_hub), (&old_console, &hub)]
    {
        let mut again = Pair::resuming(Some(a.id()), console.clone(), hub.clone(), resume.clone());
        again.settle().unwrap();
        assert_eq!(again.console.greeted, Some(false));
        again.assert_equal();
    }
}

#[test]
fn an_order_given_last_overtakes_a_long_backlog_and_the_backlog_still_moves() {
    let mut a = Post::new(1);
    let mut events = a.logs_many(600);
    let order = a.orders(1);
    events.push(order.clone());
    let mut pair = Pair::new(Some(a.id()), memory(1, &events), memory(9, &[]));
    pair.settle().unwrap();
    pair.assert_equal();
    let place = pair.hub.came.iter().position(|id| *id == order.id()).unwrap();
    assert_eq!(place, 0, "the order went out first");
    let first = pair.wire.iter().find_map(|m| if let Ok(Frame::Events(e)) = Frame::decode(m) { Some(e) } else { None });
    assert!(first.unwrap().entries.len() > 1, "and did not go alone");
    assert_eq!(pair.came(), 601, "each once");
}

#[test]
fn many_orders_do_not_starve_the_rest() {
    let mut a = Post::new(1);
    let mut events = vec![a.logs("最早")];
    events.extend((0..400).map(|n| a.orders(n)));
    let mut pair = Pair::new(Some(a.id()), memory(1, &events), memory(9, &[]));
    pair.settle().unwrap();
    let place = pair.hub.came.iter().position(|id| *id == events[0].id()).unwrap();
    assert!(place < 60, "the report waited for {place} orders");
    assert_eq!(pair.came(), 401);
}

#[test]
fn a_slow_peer_holds_up_no_more_than_its_window() {
    let mut a = Post::new(1);
    let mut pair = Pair::new(None, memory(1, &a.logs_many(2000)), memory(9, &[]));
    pair.hub.held_back = Some(vec![]);
    pair.settle().unwrap();
    let bytes: usize = pair.wire.iter().map(|m| if let Message::Binary(b) = m { b.len() } else { 0 }).sum();
    assert!(bytes <= WINDOW_BYTES.0, "{bytes} bytes under way");
    assert!(bytes > WINDOW_BYTES.0 / 2);
}

/// A post restored from an image wrote other events under the same sequences. Every replica must end with both.
#[test]
fn two_histories_of_one_series_are_both_kept_however_they_meet() {
    let mut a = Post::new(1);
    let common = a.logs_many(4);
    let mut twin = a.clone();
    let ours = a.logs_many(3);
    let theirs: Vec<Envelope> = (0..6).map(|n| twin.logs(&format!("另一条{n}"))).collect();
    let longer = [common.clone(), theirs.clone()].concat();
    let equal = [common.clone(), theirs[..3].to_vec()].concat();
    let shorter = [common.clone(), theirs[..1].to_vec()].concat();
    for theirs in [&longer, &equal, &shorter] {
        let console = memory(1, &[common.clone(), ours.clone()].concat());
        let mut pair = Pair::new(Some(a.id()), console, memory(9, theirs));
        pair.settle().unwrap();
        pair.assert_equal();
        assert_eq!(pair.hub.store.events().len(), theirs.len() + 3);
    }
    // A side branch that ended earlier, known to one side only.
    let console = memory(1, &[longer.clone(), ours[..1].to_vec()].concat());
    let mut pair = Pair::new(Some(a.id()), console, memory(9, &longer));
    pair.settle().unwrap();
    pair.assert_equal();
    // The second one arrives while the session is on.
    let mut pair = Pair::new(None, memory(1, &common), memory(9, &common));
    pair.settle().unwrap();
    assert!(pair.hub.store.append(ours[0].clone()));
    pair.settle().unwrap();
    assert!(pair.hub.store.append(theirs[0].clone()));
    pair.settle().unwrap();
    pair.assert_equal();
    assert_eq!(pair.console.store.events().len(), 6);
}

/// The hub passed over its event, because the post had another one under that number, which came to the hub just before
/// the line broke; the next session goes on from a token.
#[test]
fn the_first_of_two_that_was_passed_over_follows_in_a_session_that_goes_on() {
    let mut a = Post::new(1);
    let common = a.logs_many(4);
    let mut twin = a.clone();
    for (ours, theirs) in [(a.logs("甲"), twin.logs("乙")), (a.orders(1), twin.orders(2))] {
        let console = memory(1, &[common.clone(), vec![ours.clone()]].concat());
        let hub = memory(9, &[common.clone(), vec![theirs.clone(), ours.clone()]].concat());
        let more = (0..10).map(|n| Post::new(3 + n).logs("其他"));
        let mut busy = hub.clone();
        more.for_each(|event| assert!(busy.append(event)));
        for hub in [hub, busy] {
            let seen = hub.mark_at(5).unwrap().unwrap();
            let at = ResumeAt { store: hub.id(), got: 5, seen, ahead: Vec::new() };
            let held = console.mark().unwrap();
            let streams = BTreeSet::from([Stream::Open]);
            let resume = Resume { at, gave: 5, store: console.id(), held, streams, ahead: Vec::new() };
            let mut pair = Pair::resuming(None, console.clone(), hub, Some(resume));
            pair.settle().unwrap();
            assert_eq!(pair.console.greeted, Some(true));
            pair.assert_equal();
        }
    }
}

#[test]
fn after_a_disagreement_the_next_session_compares_again() {
    let mut a = Post::new(1);
    let common = a.logs_many(2);
    let mut twin = a.clone();
    let console = memory(1, &[common.clone(), a.logs_many(1)].concat());
    let mut pair = Pair::new(Some(a.id()), console, memory(9, &[common, vec![twin.logs("另")]].concat()));
    pair.settle().unwrap();
    pair.heartbeat();
    assert_eq!(pair.console.session.resume(&pair.console.store).unwrap(), None);
    let mut again = Pair::new(Some(a.id()), pair.console.store, pair.hub.store);
    again.settle().unwrap();
    assert_eq!(again.came(), 0, "both have both: nothing is sent");
    assert!(again.console.session.resume(&again.console.store).unwrap().is_some());
}

#[test]
fn what_is_not_an_event_of_this_realm_is_counted_and_parked_and_the_rest_goes_on() {
    let mut a = Post::new(1);
    let good = a.logs("好");
    let mut pair = Pair::new(Some(a.id()), memory(1, &[]), memory(9, &[]));
    pair.settle().unwrap();
    let mut forged = good.bytes().to_vec();
    *forged.last_mut().unwrap() ^= 1;
    let stranger = Post::in_realm(2, Realm::Live, Stream::Open).logs("实战");
    let control = Post::in_realm(2, Realm::Test, Stream::Control).logs("导调");
    let mut bytes = vec![1];
    bytes.extend(1u64.to_be_bytes());
    bytes.extend(5u64.to_be_bytes());
    let mut push = |number: u64, envelope: &[u8]| {
        bytes.extend(number.to_be_bytes());
        bytes.extend(u16::try_from(envelope.len()).unwrap().to_be_bytes());
        bytes.extend(envelope);
    };
    push(1, b"");
    push(2, &forged);
    push(3, stranger.bytes());
    push(4, control.bytes());
    push(5, good.bytes());
    pair.hub.hear(&Message::Binary(bytes), 10).unwrap();
    assert_eq!(pair.hub.came, [good.id()]);
    let counted = pair.hub.session.vitals().exceptions;
    assert_eq!((counted.malformed, counted.signature, counted.realm, counted.stream), (1, 1, 1, 1));
    let Some(Message::Text(answer)) = pair.hub.say(10).unwrap() else { panic!("no answer") };
    let Ok(Control::Stored { frames, refused, .. }) = serde_json::from_str(&answer) else { panic!("{answer}") };
    assert_eq!(frames, [(1, 1)]);
    let expected = [(1, 0, Why::Malformed), (1, 1, Why::Signature), (1, 2, Why::Realm), (1, 3, Why::Stream)];
    assert_eq!(refused, expected);
}

#[test]
fn a_refused_event_of_ones_own_is_parked_in_view_and_not_called_delivered() {
    let mut a = Post::new(1);
    let event = a.logs("一");
    let mut pair = Pair::new(Some(a.id()), memory(1, std::slice::from_ref(&event)), memory(9, &[]));
    pair.hub.held_back = Some(vec![]);
    pair.settle().unwrap();
    let stored = Control::Stored { frames: vec![(1, 1)], refused: vec![(1, 0, Why::Signature)], mark: Mark::default() };
    pair.console.hear(&stored.encode(), 5).unwrap();
    assert_eq!(pair.console.reports, [Report::Parked { number: 1, id: event.id(), why: Why::Signature }]);
}

#[test]
fn the_control_stream_reaches_only_those_who_hold_it() {
    let mut control = Post::in_realm(1, Realm::Test, Stream::Control);
    let mut open = Post::new(2);
    let secret = control.logs("导调计划");
    let events = [vec![secret.clone()], open.logs_many(2)].concat();
    for wants in [false, true] {
        let mut ours = me(Kind::Console, 1, None);
        let mut theirs = me(Kind::Hub, 9, None);
        theirs.streams.insert(Stream::Control);
        if wants {
            ours.streams.insert(Stream::Control);
        }
        let mut pair = Pair::new(None, memory(1, &[]), memory(9, &events));
        pair.console = End::new(ours, Side::Caller(None), memory(1, &[]), 0);
        pair.hub = End::new(theirs, Side::Answerer, memory(9, &events), 0);
        pair.settle().unwrap();
        assert_eq!(pair.console.came.contains(&secret.id()), wants);
        let told =
            pair.wire.iter().any(|m| matches!(m, Message::Text(t) if t.contains(&control.key.post().to_string())));
        assert_eq!(told, wants, "not even its name is told");
    }
}

#[test]
fn who_is_not_ours_is_told_apart() {
    let store = memory(1, &[]);
    let caller = || Session::new(me(Kind::Console, 1, None), Side::Caller(None), at(0), &store);
    let hello = |change: &dyn Fn(&mut serde_json::Value)| {
        let mut hub = End::new(me(Kind::Hub, 9, None), Side::Answerer, memory(9, &[]), 0);
        let Some(call) = End::new(me(Kind::Console, 1, None), Side::Caller(None), memory(1, &[]), 0).say(0).unwrap()
        else {
            panic!("a caller speaks first")
        };
        hub.hear(&call, 0).unwrap();
        let Some(Message::Text(text)) = hub.say(0).unwrap() else { panic!("no answer") };
        let mut json = serde_json::from_str(&text).unwrap();
        change(&mut json);
        Message::Text(json.to_string())
    };
    let hears = |message: &Message| caller().receive(message, at(1), &store);
    assert!(hears(&hello(&|_| {})).is_ok());
    let realm = hears(&hello(&|h| h["realm"] = "live".into())).unwrap_err();
    assert!(matches!(&realm, Ended::Realm { ours: Realm::Test, theirs: Realm::Live }), "{realm}");
    assert!(realm.is_refusal() && realm.bye() == Some(Bye::Realm { realm: Realm::Test }));
    let version = hears(&hello(&|h| h["protocol"] = "qianzhi/9".into())).unwrap_err();
    assert!(matches!(version, Ended::Version { .. }) && version.is_refusal());
    for other in [hello(&|h| h["kind"] = "console".into()), hello(&|h| h["protocol"] = "mqtt".into())]
        .into_iter()
        .chain(["{}", "HTTP/1.1 200 OK", "{\"t\":\"welcome\"}", ""].map(|t| Message::Text(t.into())))
    {
        let ended = hears(&other).unwrap_err();
        assert!(matches!(ended, Ended::NotOurs { .. }) && ended.is_refusal(), "{other:?}: {ended}");
    }
    let hostile = hears(&Message::Text("\u{1b}]0;x\u{7}\u{202e}".repeat(999))).unwrap_err().to_string();
    assert!(hostile.len() < 1500 && !hostile.contains(['\u{1b}', '\u{7}', '\u{202e}']), "{hostile}");
    let bye = format!(r#"{{"t":"bye","why":"malformed","what":"{}"}}"#, "\\u001b[2J".repeat(999));
    let hostile = hears(&Message::Text(bye)).unwrap_err().to_string();
    assert!(hostile.len() < 1500 && !hostile.contains('\u{1b}'), "{hostile}");
    let quiet = caller().poll(at(u64::try_from(HELLO_WITHIN.as_millis()).unwrap()), &store);
    assert_eq!(quiet, Err(Ended::NoHello));
}

#[test]
fn silence_ends_a_session_and_a_heartbeat_keeps_it() {
    let mut pair = Pair::new(None, memory(1, &[]), memory(9, &[]));
    pair.settle().unwrap();
    for _ in 0..10 {
        pair.heartbeat();
    }
    let vitals = pair.console.session.vitals();
    assert!(vitals.round_trip.is_some() && vitals.skew_ms.is_some());
    let late = pair.ms + u64::try_from(LINK_SILENCE_MAX.as_millis()).unwrap() + 1;
    assert_eq!(pair.console.say(late), Err(Ended::Silent));
}

#[test]
fn only_the_newest_position_of_a_team_crosses_and_never_back() {
    let fix = |team: &str, ms: i64| Fix {
        team: team.into(),
        point: Point { lat: 34_700_000, lon: 113_600_000 },
        at: At(ms),
        speed_mh: Some(30_000),
        every_ms: 2000,
    };
    let mut pair = Pair::new(None, memory(1, &[]), memory(9, &[]));
    for ms in 0..50 {
        assert!(pair.console.fixes.offer(fix("A", ms), 0, None));
    }
    assert!(pair.hub.fixes.offer(fix("B", 7), 0, None));
    pair.settle().unwrap();
    let sent: Vec<Fix> = pair
        .wire
        .iter()
        .filter_map(|m| match Frame::decode(m) {
            Ok(Frame::Control(c)) => {
                if let Control::Fixes { fixes, .. } = *c {
                    Some(fixes)
                } else {
                    None
                }
            }
            _ => None,
        })
        .flatten()
        .collect();
    assert_eq!(sent.len(), 2);
    for end in [&pair.console, &pair.hub] {
        assert_eq!(end.fixes.all().cloned().collect::<Vec<_>>(), [fix("A", 49), fix("B", 7)]);
    }
}

#[test]
fn an_unknown_kind_passes_through_byte_for_byte() {
    let mut a = Post::new(1);
    let odd = a.says_verbatim(br#"{"kind":"drone.swarm/7","data":{"x":[1,2]}}"#);
    let not_json = a.says_verbatim(b"\x00\x01");
    let mut pair = Pair::new(Some(a.id()), memory(1, &[odd.clone(), not_json.clone()]), memory(9, &[]));
    pair.settle().unwrap();
    assert_eq!(pair.hub.store.events(), [odd, not_json]);
    pair.assert_equal();
}

#[test]
fn a_peer_that_floods_is_cut_off() {
    let mut a = Post::new(1);
    let mut pair = Pair::new(None, memory(1, &[]), memory(9, &[]));
    pair.settle().unwrap();
    pair.hub.held_back = Some(vec![]);
    let padding = "水".repeat(600);
    let ended = (1..2000u64).find_map(|frame| {
        let mut bytes = vec![1];
        bytes.extend(frame.to_be_bytes());
        bytes.extend(0u64.to_be_bytes());
        for _ in 0..8 {
            let event = a.says(&entry(&padding));
            bytes.extend(1u64.to_be_bytes());
            bytes.extend(u16::try_from(event.bytes().len()).unwrap().to_be_bytes());
            bytes.extend(event.bytes());
        }
        pair.hub.hear(&Message::Binary(bytes), 10).err()
    });
    assert_eq!(ended, Some(Ended::TooMuch));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    /// Any split of any history, branches included, over two stores in any order: one session makes them equal, and
    /// without branches each event crosses at most once.
    #[test]
    fn one_session_makes_any_two_replicas_equal(
        history in prop::collection::vec((0..3u8, 0..3u8, any::<u64>()), 1..40),
        fork in any::<bool>(),
    ) {
        let mut posts: Vec<Post> = (1..4).map(Post::new).collect();
        let mut twins = posts.clone();
        let (mut console, mut hub) = (vec![], vec![]);
        for (who, at_whom, order) in &history {
            let who = usize::from(*who);
            let event = if fork && order % 5 == 0 {
                twins[who].logs("另一条")
            } else {
                posts[who].says(&status("T", STATUSES[usize::from(order.to_le_bytes()[1] % 3)], vec![]))
            };
            if *at_whom != 1 {
                console.push((order, event.clone()));
            }
            if *at_whom != 0 {
                hub.push((order, event));
            }
        }
        let store = |id: u8, mut of: Vec<(&u64, Envelope)>| {
            of.sort_by_key(|(order, _)| order.rotate_left(u32::from(id)));
            memory(id, &of.into_iter().map(|(_, e)| e).collect::<Vec<_>>())
        };
        let (console, hub) = (store(1, console), store(9, hub));
        let missing = ids(&console).symmetric_difference(&ids(&hub)).count();
        let mut pair = Pair::new(None, console, hub);
        pair.settle().unwrap();
        pair.assert_equal();
        if !fork {
            prop_assert_eq!(pair.came(), missing);
        }
    }
}
