//! A drill and the live realm at once: which one is on screen, what breaks through, and that nothing crosses over.

use qianzhi::clock::{At, Span};
use qianzhi::console::{Arrived, Board, Desk as Both, Effect, Msg, Seat, Size, Stage, Told, key_script};
use qianzhi::domain::{Colour, Decision, Event, EventId, Fact, HqCode, Realm, Response, Warning, World};
use qianzhi::text::cells::Ambiguous;
use qianzhi::view::{Look, paint, rows};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::desk::{Desk, OTHER, at, background, now, order, warning};

/// A console in a drill, and its live realm beside it, in which nothing is due.
fn both() -> Both {
    let mut live = Desk::empty(Realm::Live);
    for fact in background() {
        if !matches!(fact, Fact::DrillOpened(_) | Fact::DrillClockSet { .. } | Fact::InjectPlanned(_)) {
            live.other(fact);
        }
    }
    let mut both = Both::new(Desk::new().model);
    both.expects_live();
    both.take(Told::Joined(Box::new(live.model)));
    both
}

/// Something that a post recorded in the live realm; `n` makes it another event than others.
fn recorded(n: u64, fact: Fact) -> Told {
    let mut id = [0xee; 32];
    id[..8].copy_from_slice(&n.to_be_bytes());
    let event = Event {
        id: EventId(id),
        post: OTHER,
        seq: n,
        hlc: 1000 + n,
        recorded: now(),
        actor: "李某".to_owned(),
        fact,
        overridden: None,
    };
    Told::Of(Seat::Live, Msg::Recorded(vec![Arrived { number: 1000 + n, event }]))
}

fn red() -> Fact {
    Fact::WarningReceived(Warning { received: now(), issued: now(), ..warning() })
}

fn press(both: &mut Both, script: &str) -> Vec<(Seat, Effect)> {
    let mut effects = Vec::new();
    for key in key_script(script).expect(script) {
        effects.extend(both.take(Msg::Key(key).into()));
    }
    effects
}

/// What was handed over to be recorded, and where.
fn facts(effects: Vec<(Seat, Effect)>) -> Vec<(Seat, Fact)> {
    let facts = effects.into_iter().filter_map(|(seat, effect)| match effect {
        Effect::Record(decided) => Some(decided.facts.into_iter().map(move |fact| (seat, fact))),
        _ => None,
    });
    facts.flatten().collect()
}

fn bells(effects: &[(Seat, Effect)]) -> usize {
    effects.iter().filter(|(_, effect)| *effect == Effect::Bell).count()
}

fn screen(both: &Both, (cols, height): (u16, u16), look: Look) -> Vec<String> {
    let mut buffer = Buffer::empty(Rect::new(0, 0, cols, height));
    paint(both.front(), &look, &mut buffer);
    rows(&buffer, Ambiguous::One)
}

fn shown(both: &Both) -> String {
    screen(both, (80, 24), Look::default()).join("\n")
}

#[test]
fn a_live_warning_is_on_every_board_from_40_by_10_with_word_mark_and_key() {
    let mut both = both();
    let look = Look::mono();
    for board in 1..=10 {
        for size in [(40, 10), (80, 24), (60, 16), (160, 48), (200, 50)] {
            both.take(Msg::Resize(Size { cols: size.0, rows: size.1 }).into());
            press(&mut both, &(board % 10).to_string());
            let before = screen(&both, size, look);
            assert!(!before.join("").contains("!!!"), "{before:?}");
            let mut both = both.clone();
            both.take(recorded(1, red()));
            let after = screen(&both, size, look);
            let row = after.iter().find(|row| row.contains("!!! 实战")).unwrap_or_else(|| panic!("{after:#?}"));
            assert!(row.contains("Ctrl-] 去实战") && row.contains("决定"), "{size:?} {row}");
            assert!(size.0 < 80 || row.contains("红色预警"), "{size:?} {row}");
            let moved = before.iter().zip(&after).filter(|(before, after)| before != after).count();
            assert!(moved <= 2, "nothing else moves: {before:#?}{after:#?}");
            assert!(both.front().window_title().starts_with("!!!实战"), "{}", both.front().window_title());
        }
    }
}

#[test]
fn it_breaks_through_whatever_lies_over_the_board_and_through_the_past() {
    for script in ["<f1>", "<c-o>", "<f2>抽", "4<enter>", ":写到一半", "3/抽排", "8<c-e>", "<f4>"] {
        let mut both = both();
        press(&mut both, script);
        both.take(recorded(1, red()));
        assert!(shown(&both).contains("!!! 实战"), "{script}:\n{}", shown(&both));
        press(&mut both, "<c-]>");
        assert_eq!(both.seat(), Seat::Live, "{script}");
    }
}

#[test]
fn one_key_goes_there_and_back_and_each_frame_says_which_it_is() {
    let mut both = both();
    both.take(recorded(1, red()));
    let drill = shown(&both);
    let (status, entry) = (drill.lines().next().unwrap().to_owned(), drill.lines().nth(22).unwrap().to_owned());
    assert!(status.starts_with(" 演练") && entry.starts_with(" 演练"), "{drill}");
    press(&mut both, "<c-]>");
    let live = shown(&both);
    assert_eq!((both.seat(), both.front().world.realm()), (Seat::Live, &Realm::Live));
    assert!(!live.contains("演练"), "{live}");
    assert!(live.lines().next().unwrap().starts_with(" 实战") && live.lines().nth(22).unwrap().starts_with(" 实战"));
    let alarm = both.front().selected_deadline().map(|deadline| deadline.alarm().0).unwrap();
    assert!(alarm.starts_with("interlock "), "the rail is on what broke through");
    press(&mut both, "<c-]>");
    assert_eq!(both.seat(), Seat::Own);
    assert!(shown(&both).contains("!!! 实战"), "until somebody decides it stays");
}

#[test]
fn what_is_typed_in_one_realm_is_recorded_there_or_nowhere() {
    let mut both = both();
    press(&mut both, ":演练草稿");
    press(&mut both, "<c-]>");
    assert_eq!(both.seat(), Seat::Live);
    assert!(!shown(&both).contains("演练草稿"));
    let live = facts(press(&mut both, ":水位上涨<enter>"));
    let [(Seat::Live, Fact::EntryLogged(entry))] = live.as_slice() else { panic!("{live:?}") };
    assert_eq!(entry.text, "水位上涨");
    press(&mut both, ":实战草稿");
    press(&mut both, "<c-]>");
    assert!(shown(&both).contains("演练草稿") && !shown(&both).contains("实战草稿"));
    let drill = facts(press(&mut both, "<enter>"));
    let [(Seat::Own, Fact::EntryLogged(entry))] = drill.as_slice() else { panic!("{drill:?}") };
    assert_eq!(entry.text, "演练草稿");
}

#[test]
fn a_form_of_the_drill_waits_in_the_drill() {
    let mut both = both();
    press(&mut both, "<f2>P1<tab>演练指令");
    press(&mut both, "<c-]>");
    assert!(both.front().form().is_none());
    // Whatever is pressed here, nothing of that form is recorded.
    assert_eq!(facts(press(&mut both, "<f10><enter>")), []);
    press(&mut both, "<esc><esc><c-]>");
    let recorded = facts(press(&mut both, "<f10>"));
    assert!(matches!(recorded.as_slice(), [(Seat::Own, Fact::OrderIssued(_)), ..]), "{recorded:?}");
    assert!(recorded.iter().all(|(seat, _)| *seat == Seat::Own), "{recorded:?}");
}

#[test]
fn an_event_of_one_realm_changes_nothing_of_the_other() {
    let mut both = both();
    let before = both.front().world.bytes();
    let rows: Vec<_> = Board::ALL.map(|board| both.front().rows(board).to_vec()).into();
    both.take(recorded(1, red()));
    both.take(recorded(2, Fact::OrderIssued(order(77, "P1", None))));
    assert!(both.front().world.bytes() == before);
    assert_eq!(rows, Vec::from(Board::ALL.map(|board| both.front().rows(board).to_vec())));
    let orders = |world: &World| world.orders().iter().filter(|view| view.order.number == 77).count();
    assert_eq!(orders(&both.of(Seat::Live).unwrap().world), 1);
    assert_eq!(orders(&both.front().world), 0);
}

#[test]
fn a_live_alarm_is_acknowledged_only_in_the_live_realm() {
    let mut both = both();
    both.take(recorded(1, red()));
    both.take(Told::Of(Seat::Live, Msg::Tick(now() + Span::minutes(45))));
    assert!(shown(&both).contains("!!! 实战"));
    let drill = facts(press(&mut both, "<c-y>"));
    assert!(drill.iter().all(|(seat, _)| *seat == Seat::Own), "{drill:?}");
    assert!(shown(&both).contains("!!! 实战"), "the drill's key acknowledges the drill's alarm");
    press(&mut both, "<c-]>");
    // Nobody is listed who could be called about it, and nobody decided.
    for (number, of) in [(2, "call-nobody "), (3, "interlock ")] {
        let live = facts(press(&mut both, "<c-y>"));
        let [(Seat::Live, Fact::AlarmAcknowledged { alarm })] = live.as_slice() else { panic!("{live:?}") };
        assert!(alarm.starts_with(of), "{alarm}");
        both.take(recorded(number, live[0].1.clone()));
    }
    press(&mut both, "<c-]>");
    assert_eq!(both.seat(), Seat::Own);
    assert!(!shown(&both).contains("!!!"), "{}", shown(&both));
}

#[test]
fn every_breach_rings_once_and_a_drill_rings_in_no_live_realm() {
    let mut both = both();
    let tick = |at: At| Told::Of(Seat::Live, Msg::Tick(at));
    assert_eq!(bells(&both.take(tick(now() + Span::seconds(1)))), 0);
    assert_eq!(bells(&both.take(recorded(1, red()))), 1, "at once, long before a decision is late");
    assert_eq!(bells(&both.take(tick(now() + Span::seconds(2)))), 0);
    assert_eq!(bells(&both.take(tick(now() + Span::hours(3)))), 1, "and when it is late");
    assert_eq!(bells(&both.take(tick(now() + Span::hours(4)))), 0);
    both.take(recorded(2, Fact::OrderIssued(order(77, "P1", None))));
    assert_eq!(bells(&both.take(tick(now() + Span::hours(5)))), 0, "it was late when it came: counted, told, and rung");
    let mut both = self::both();
    assert_eq!(bells(&press(&mut both, "<c-]>")), 0);
    let late = Told::Of(Seat::Own, Msg::Tick(now() + Span::hours(20)));
    assert_eq!(bells(&both.take(late)), 0);
    assert!(!shown(&both).contains("!!!") && !both.front().window_title().contains("演练"));
}

#[test]
fn what_is_decided_or_long_past_is_no_news_and_what_is_struck_is_gone() {
    let answered = |received: At, decided: At| {
        let mut both = both();
        let decision = Decision::Declined { reason: "已过境".to_owned() };
        let response = Response {
            area: "410100".into(),
            by: HqCode::from("zz"),
            decision,
            basis: None,
            decided,
            effective: None,
            conclusion: String::new(),
            role: None,
        };
        let warning = Warning { received, issued: received, colour: Colour::Orange, ..warning() };
        both.take(recorded(1, Fact::ResponseDecided { response, after: Vec::new() }));
        both.take(recorded(2, Fact::WarningReceived(warning)));
        shown(&both).contains("!!! 实战")
    };
    assert!(!answered(at("2021-07-19 10:00"), at("2021-07-19 11:00")), "history that a replica is filled with");
    assert!(answered(now(), now() + Span::minutes(1)), "one that just came is told once, whatever was decided");
    let mut both = both();
    let blue = Fact::WarningReceived(Warning { received: now(), colour: Colour::Blue, ..warning() });
    both.take(recorded(1, blue));
    assert!(!shown(&both).contains("!!!"), "a blue one asks nobody");
    let Told::Of(_, Msg::Recorded(red)) = recorded(2, red()) else { panic!() };
    let target = red[0].event.id;
    both.take(Told::Of(Seat::Live, Msg::Recorded(red)));
    assert!(shown(&both).contains("!!! 实战"));
    both.take(recorded(3, Fact::Struck { target, reason: "误报".to_owned() }));
    assert!(!shown(&both).contains("!!!"), "{}", shown(&both));
    assert_eq!(both.of(Seat::Live).unwrap().stage, Stage::Behind);
}

#[test]
fn who_sits_there_is_asked_once_for_both_realms() {
    let mut drill = Desk::new();
    drill.model.lock_minutes = 30;
    let mut live = Desk::empty(Realm::Live);
    live.model.lock_minutes = 30;
    let mut both = Both::new(drill.model);
    both.take(Told::Joined(Box::new(live.model)));
    let later = now() + Span::minutes(31);
    both.take(Told::Of(Seat::Own, Msg::Tick(later)));
    assert!(both.front().locked);
    press(&mut both, "<c-]>");
    assert!(both.seat() == Seat::Live && both.front().locked, "the other realm is no way round");
    press(&mut both, "<c-u>赵某<tab>2");
    assert!(!both.front().locked);
    assert_eq!(both.front().post.operator, "赵某");
    press(&mut both, "<c-]>");
    let drill = both.front();
    assert!(!drill.locked && drill.overlays.is_empty());
    assert_eq!((drill.post.operator.as_str(), drill.role.as_str()), ("赵某", "值班长"));
}

#[test]
fn leaving_names_what_waits_in_the_other_realm() {
    let mut both = both();
    press(&mut both, "<c-]>:实战草稿<esc><c-]>");
    assert_eq!(both.seat(), Seat::Own);
    press(&mut both, "<c-x>");
    assert!(shown(&both).contains("实战 有没记完的草稿"), "{}", shown(&both));
}
