//! Golden screens: the text, and what every cell means.

mod aar;
mod amiss;
mod assembly;
mod consult;
mod crowd;
mod empty;
mod golden;
mod hostile;
mod invariants;
mod linkage;
mod onsite;
mod plan;
mod realms;
mod remapped;
mod resources;
mod start;
mod structure;
mod switchover;
mod world;

use std::collections::BTreeSet;

use golden::{Screen, check};
use qianzhi::console::{
    Backlog, Board, Effect, Entry, Found, HelpLine, LinkState, Model, Moment, Msg, Rewound, Row, Size, StoreState,
    key_script, update,
};
use qianzhi::domain::{Entry as Note, Event, Fact, Means, Realm, TeamStatus, World};
use qianzhi::text::Lang;
use qianzhi::text::cells::{Ambiguous, width};
use qianzhi::text::tell::Both;
use qianzhi::view::Look;

const SIZES: [(u16, u16); 2] = [(80, 24), (160, 48)];
const LANGS: [Lang; 2] = [Lang::Zh, Lang::En];
const ALARM: char = 'A';

/// The terminal has told its size, which says what a page holds.
const RESIZED: Msg = Msg::Resize(Size { cols: 80, rows: 24 });

fn slug(lang: Lang) -> &'static str {
    lang.pick("zh", "en")
}

fn on(board: Board, lang: Lang) -> Model {
    let mut model = world::of_board(board, lang);
    let place = Board::ALL.iter().position(|b| *b == board).unwrap().min(9);
    model.layout.boards[place] = board;
    keys(&mut model, &((place + 1) % 10).to_string());
    assert_eq!(model.board, board);
    model
}

fn keys(model: &mut Model, script: &str) {
    for key in key_script(script).unwrap() {
        let effects = update(model, Msg::Key(key));
        answer(model, effects);
    }
}

/// Answers what is asked of the journal out of the fixture's events.
fn answer(model: &mut Model, effects: Vec<Effect>) {
    let events = world::zhengzhou().events;
    for effect in effects {
        let more = match effect {
            Effect::History(search) => {
                let all: Vec<(&Event, u64)> = events.iter().zip(1..).collect();
                let entries = all.into_iter().rev();
                let entries =
                    entries.filter(|(event, n)| search.upto.is_none_or(|upto| *n <= upto) && search.finds(event));
                let entry =
                    |(event, number): (&Event, u64)| Entry { number, arrived: event.recorded, event: event.clone() };
                let (ticket, whence, upto) = (search.ticket, search.whence, search.upto);
                let entries: Vec<Entry> = entries.map(entry).collect();
                let total = entries.len() as u64;
                update(model, Msg::History(Found { ticket, whence, upto, entries, more: false, said: Vec::new() }));
                update(model, Msg::Counted { ticket, upto, total })
            }
            Effect::Rewind(asked) => {
                let number = match asked {
                    Moment::Number(number) => usize::try_from(number).unwrap(),
                    Moment::At(at) => events.iter().filter(|event| event.recorded <= at).count(),
                };
                let mut then = World::new(model.world.realm().clone());
                events.iter().take(number).for_each(|event| then.apply(event));
                let at = if let Moment::At(at) = asked { at } else { events[number - 1].recorded };
                let then = Rewound { asked, number: number as u64, at, world: Box::new(then), missing: 0 };
                update(model, Msg::Past(then))
            }
            _ => Vec::new(),
        };
        answer(model, more);
    }
}

fn colour() -> Look {
    Look::default()
}

/// Every state that has a golden screen of its own, at 80×24.
fn states() -> Vec<(&'static str, Model, Look)> {
    let zh = || world::zhengzhou_drill(Lang::Zh);
    let with = |mut model: Model, msgs: Vec<Msg>| {
        for msg in msgs {
            update(&mut model, msg);
        }
        model
    };
    let typed = |mut model: Model, script: &str| {
        keys(&mut model, script);
        model
    };
    let calling = LinkState::Calling { attempt: 7, why: Both::words("对方拒绝连接", "connection refused") };
    let backlog = Backlog { count: 14, oldest: Some(world::at("15:31")) };
    let hub_lost = with(zh(), vec![Msg::Link(calling), Msg::Backlog(backlog)]);
    let silent = with(zh(), vec![Msg::Link(LinkState::Up { heard_ms_ago: 192_000, rtt_ms: 43, skew_ms: -4100 })]);
    let failed = with(zh(), vec![Msg::JournalFailed(Both::words("磁盘已满", "disk full"))]);
    let store = with(zh(), vec![Msg::Store(StoreState::Rebuilding { done: 12_000, of: 90_000 })]);
    let empty = world::model(Lang::Zh, Realm::Live, world::Scribe::new());
    let live = world::model(Lang::Zh, Realm::Live, world::zhengzhou());
    let test = world::model(Lang::En, Realm::Test, world::zhengzhou());
    let mono = Look::mono();
    let two = Look { ambiguous: Ambiguous::Two, ..Look::default() };
    let mut states = vec![
        ("hub-lost", hub_lost.clone(), colour()),
        ("hub-lost-board", typed(hub_lost, "7"), colour()),
        ("hub-silent", silent, colour()),
        ("journal-failed", failed, colour()),
        ("store-rebuilding", store, colour()),
        ("nothing-yet", empty, colour()),
        ("live", live, colour()),
        ("test-realm", test, colour()),
        ("mono", zh(), mono),
        ("form", typed(zh(), "3<f2>"), colour()),
        ("form-choice", typed(zh(), "3<f2><backtab>抽"), colour()),
        ("form-en", typed(world::zhengzhou_drill(Lang::En), "<f6>"), colour()),
        ("palette", typed(zh(), "3<c-o>令"), colour()),
        ("help", typed(zh(), "<f1>"), colour()),
        ("help-en", typed(world::zhengzhou_drill(Lang::En), "<f1>"), colour()),
        ("menu", typed(zh(), "4<down><enter>"), colour()),
        ("ask", typed(zh(), "8<c-e>"), colour()),
        ("rail", typed(zh(), "<f4><down>"), colour()),
        ("entry", typed(zh(), ":抽排一队 已到京广路, 水深1.6米"), colour()),
        ("unanswered", typed(zh(), "4<f3>"), colour()),
        ("filter", typed(zh(), "3/抽排"), colour()),
        ("filter-flaw", typed(world::zhengzhou_drill(Lang::En), "4/(p"), colour()),
        ("filter-kept", typed(zh(), "3/抽排<enter>.,"), colour()),
        ("teams-200", typed(with(crowd::crowd(200, 60, Lang::Zh), vec![RESIZED]), "3"), colour()),
        ("teams-200-open", typed(with(crowd::crowd(200, 0, Lang::En), vec![RESIZED]), "3;K100<enter>"), colour()),
        ("map-followed", typed(zh(), "0;D2<enter>+"), colour()),
        ("map-moved", typed(world::zhengzhou_drill(Lang::En), "0;Erqi<enter>-<left><up>"), colour()),
        ("map-outlines", outlined(false), colour()),
        ("map-braille", outlined(true), colour()),
        ("journal-filter", typed(zh(), "9/指令1[0-9]<enter>"), colour()),
        ("journal-filter-form", typed(zh(), "9<c-u>"), colour()),
        ("past", typed(zh(), "@1545<enter>"), colour()),
        ("past-en", typed(world::zhengzhou_drill(Lang::En), "9<c-left><c-left>"), colour()),
        ("past-refuses", typed(zh(), "@1545<enter><f2>"), colour()),
        ("past-mono", typed(zh(), "4<c-left>"), mono),
        ("filter-nothing", typed(zh(), "6/没有<enter>"), colour()),
        ("hostile", hostile(), colour()),
        ("ambiguous-two", ambiguous(), two),
        ("ambiguous-one", ambiguous(), colour()),
    ];
    states.extend(amiss::states());
    states.extend(realms::states());
    states.extend(switchover::states());
    states
}

fn entry(text: &str) -> Model {
    let mut scribe = world::zhengzhou();
    let entry = Note { means: Means::Phone, source: text.to_owned(), ..Note::plain(text.to_owned(), world::now()) };
    scribe.duty("16:01:07", Fact::EntryLogged(entry));
    world::model(Lang::Zh, Realm::Drill("zhengzhou-720".into()), scribe)
}

/// A bureau's own outlines on the map.
fn outlined(braille: bool) -> Model {
    let mut model = world::zhengzhou_drill(Lang::Zh);
    let text = r#"{"type":"Polygon","coordinates":[[[113.45,34.62],[113.85,34.66],[113.8,34.9],[113.5,34.88],[113.45,34.62]]]}"#;
    model.layout.outlines = qianzhi::config::outlines::read_text("city.geojson", text).unwrap();
    model.layout.braille = braille;
    keys(&mut model, "0");
    model
}

/// Words from outside that would clear the screen, set the title, ring, and turn the reading direction.
fn hostile() -> Model {
    entry(
        "\u{1b}[2J\u{1b}]0;x\u{7}\u{9b}31m\u{202e}反\u{200b}\u{feff}e\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}",
    )
}

fn ambiguous() -> Model {
    entry("Ⅰ级响应 “暂停” … — · ●")
}

#[test]
fn every_board_in_both_languages_and_sizes() {
    for lang in LANGS {
        for board in Board::ALL {
            for (cols, rows) in SIZES {
                let name = format!("{}-{}-{cols}x{rows}", board.slug(), slug(lang));
                check(&name, &on(board, lang), colour(), (cols, rows));
            }
        }
    }
}

#[test]
fn every_state() {
    for (name, model, look) in states() {
        check(&format!("state-{name}"), &model, look, (80, 24));
    }
}

/// Every board and state, for what must be true of all of them.
fn everything() -> Vec<(String, Model, Look)> {
    let mut all: Vec<_> = states().into_iter().map(|(name, model, look)| (name.to_owned(), model, look)).collect();
    for lang in LANGS {
        all.extend(Board::ALL.map(|board| (format!("{} {lang:?}", board.slug()), on(board, lang), colour())));
    }
    all
}

#[test]
fn at_every_size_rows_are_whole_and_nothing_is_obeyed_by_a_terminal() {
    let sizes = [
        (0, 0),
        (0, 5),
        (5, 0),
        (1, 1),
        (2, 1),
        (1, 9),
        (3, 3),
        (7, 4),
        (13, 6),
        (20, 8),
        (33, 11),
        (40, 10),
        (63, 23),
        (64, 24),
        (79, 25),
        (81, 30),
        (100, 12),
        (120, 40),
        (132, 43),
        (200, 50),
        (250, 70),
    ];
    for (name, model, look) in everything() {
        for (cols, rows) in sizes {
            let screen = Screen::draw(&model, look, (cols, rows));
            let what = format!("{name} at {cols}x{rows}");
            assert_eq!(screen.text.len(), if cols == 0 { 0 } else { usize::from(rows) }, "{what}");
            for row in &screen.text {
                assert_eq!(width(row, look.ambiguous), usize::from(cols), "{what}: {row:?}");
                assert!(!row.chars().any(char::is_control), "{what}: {row:?}");
                assert!(!row.contains(['\u{202e}', '\u{200b}', '\u{feff}']), "{what}: {row:?}");
            }
            assert!(!screen.meaning.concat().contains('x'), "{what}: a style without a meaning");
            if let Some((x, y)) = screen.cursor {
                assert!(x < cols && y < rows, "{what}: cursor {x},{y}");
            }
        }
    }
}

#[test]
fn a_drill_is_marked_on_every_screen_and_the_real_thing_on_none() {
    for (name, model, look) in everything() {
        for (cols, rows) in [(20, 1), (20, 2), (24, 8), (40, 10), (80, 24), (160, 48)] {
            let text = Screen::draw(&model, look, (cols, rows)).text.join("\n");
            let mark = model.lang.pick("演练", "DRILL");
            let is_drill = model.world.realm().is_drill();
            assert_eq!(text.lines().next().unwrap().contains(mark), is_drill, "{name} at {cols}x{rows}:\n{text}");
            if !is_drill {
                assert!(!text.contains(mark), "{name} at {cols}x{rows}:\n{text}");
            }
        }
    }
}

#[test]
fn a_late_deadline_is_in_sight_from_eight_rows_on_without_colour_too() {
    for (name, model, look) in everything() {
        if model.rail().first().is_none_or(|deadline| !deadline.late(model.now)) {
            continue;
        }
        for (cols, rows) in [(30, 8), (40, 9), (80, 10), (80, 24), (132, 43)] {
            let screen = Screen::draw(&model, look, (cols, rows));
            let late = model.lang.pick("逾期", "late");
            let row = screen.text.iter().zip(&screen.meaning).find(|(row, _)| row.contains('!') && row.contains("-0"));
            let (row, meaning) = row.unwrap_or_else(|| panic!("{name} at {cols}x{rows}:\n{}", screen.text.join("\n")));
            assert!(look == Look::mono() || meaning.contains(ALARM), "{name}: {row}");
            assert!(screen.text.iter().any(|row| row.contains(late)), "{name} at {cols}x{rows}");
        }
    }
}

#[test]
fn a_journal_that_failed_is_said_without_colour_at_any_size_that_can_say_it() {
    for lang in LANGS {
        let mut model = world::zhengzhou_drill(lang);
        update(&mut model, Msg::JournalFailed(Both::words("磁盘", "disk")));
        let words = lang.pick("日志停写", "NOT RECORDING");
        for (cols, rows) in [(30, 1), (40, 3), (80, 10), (80, 24), (160, 48)] {
            for look in [colour(), Look::mono()] {
                let screen = Screen::draw(&model, look, (cols, rows));
                assert!(screen.text.concat().contains(words), "{cols}x{rows}:\n{}", screen.text.join("\n"));
            }
        }
    }
}

/// Codes, keys and what the fixture's data says in ASCII.
const LATIN: &str = "GPS P D M S V W X F R H Ctrl Tab Esc Del Ins Home End Shift Enter G T P W U N O Y L Z A E K D \
    wss hub zhengzhou example a b x \
    WGS LEL ppm cm mm h m s";

/// A rule has one name in every language: it is what `rules show` and a bureau's profile call it. So have the laws and
/// papers that rules come from.
fn rule_names() -> String {
    let rows = qianzhi::domain::BuiltIn::newest().rows();
    rows.flat_map(|row| [&*row.id.0, &*row.source.work, &*row.source.article]).collect::<Vec<_>>().join(" ")
}

#[test]
fn chinese_screens_have_no_stray_english() {
    let rules = rule_names();
    let of_rules = rules.split(|c: char| !c.is_ascii_alphabetic());
    let allowed: BTreeSet<&str> = LATIN.split_whitespace().chain(of_rules).collect();
    for (name, model, look) in everything() {
        if model.lang != Lang::Zh || name == "hostile" {
            continue;
        }
        let text = Screen::draw(&model, look, (250, 70)).text.join("\n");
        for word in text.split(|c: char| !c.is_ascii_alphabetic()).filter(|word| !word.is_empty()) {
            assert!(allowed.contains(word), "{name}: `{word}` in\n{text}");
        }
    }
}

#[test]
fn english_screens_have_no_chinese_but_what_people_wrote() {
    let said = |event: &Event| [event.actor.clone(), String::from_utf8(event.fact.to_payload()).unwrap()].join(" ");
    let scribes = [
        structure::scribe(),
        assembly::scribe(),
        switchover::scribe(),
        consult::scribe(),
        resources::scribe(),
        aar::scribe(),
        linkage::scribe(),
        onsite::scribe(),
    ];
    let written: String = scribes.iter().flat_map(|scribe| &scribe.events).map(said).collect();
    for (name, model, look) in everything() {
        if model.lang != Lang::En {
            continue;
        }
        let people = format!("{written} {} {:?} {}", model.post.name, model.sessions, rule_names());
        let text = Screen::draw(&model, look, (250, 70)).text.join("\n");
        for word in text.split(|c: char| c.is_ascii()).filter(|word| !word.is_empty()) {
            assert!(people.contains(word), "{name}: `{word}` in\n{text}");
        }
    }
}

#[test]
fn default_screens_have_no_character_of_ambiguous_width() {
    for (name, model, look) in everything() {
        if name.starts_with("ambiguous") || name == "hostile" {
            continue;
        }
        for row in Screen::draw(&model, look, (160, 48)).text {
            assert_eq!(width(&row, Ambiguous::One), width(&row, Ambiguous::Two), "{name}: {row}");
        }
    }
}

#[test]
fn drawing_twice_is_drawing_once() {
    for (name, model, look) in everything() {
        let (first, second) = (Screen::draw(&model, look, (80, 24)), Screen::draw(&model, look, (80, 24)));
        assert_eq!((first.text, first.cursor), (second.text, second.cursor), "{name}");
    }
}

/// Everything that the board shows from its first page to its last.
fn leaf_through(model: &mut Model, size: (u16, u16)) -> String {
    update(model, Msg::Resize(Size { cols: size.0, rows: size.1 }));
    keys(model, "<home>");
    let mut seen = String::new();
    loop {
        let page = Screen::draw(model, colour(), size).text.join("\n");
        if seen.ends_with(&page) {
            return seen;
        }
        seen.push_str(&page);
        keys(model, "<pgdn>");
    }
}

#[test]
fn lists_page_and_no_row_is_skipped() {
    for size in [(80, 24), (160, 48), (50, 14), (40, 9)] {
        let mut model = crowd::crowd(60, 50, Lang::Zh);
        // By code: nothing is folded.
        keys(&mut model, "3.");
        let seen = leaf_through(&mut model, size);
        let missing: Vec<String> = (0..60).map(|n| format!("K{n:03}")).filter(|code| !seen.contains(code)).collect();
        assert!(missing.is_empty(), "teams at {size:?}: {missing:?}");
        keys(&mut model, "4");
        let seen = leaf_through(&mut model, size);
        let missing: Vec<u32> = (100..150).filter(|n| !seen.contains(&n.to_string())).collect();
        assert!(missing.is_empty(), "orders at {size:?}: {missing:?}");
        keys(&mut model, "2");
        let seen = leaf_through(&mut model, size);
        // A timeline holds its newest lines; the first orders are older than those.
        let missing: Vec<u32> = (105..150).filter(|n| !seen.contains(&format!("指令{n}"))).collect();
        assert!(missing.is_empty(), "timeline at {size:?}: {missing:?}");
        keys(&mut model, "8");
        let seen = leaf_through(&mut model, size);
        let missing: Vec<String> = (0..40).map(|n| format!("来电{n:02}")).filter(|t| !seen.contains(t)).collect();
        assert!(missing.is_empty(), "injects at {size:?}: {missing:?}");
        keys(&mut model, "<f4>");
        let seen = leaf_through(&mut model, size);
        let missing: Vec<u32> = (100..150).filter(|n| !seen.contains(&format!("指令{n}"))).collect();
        assert!(missing.is_empty(), "rail at {size:?}: {missing:?}");
    }
}

#[test]
fn help_can_be_read_to_its_end() {
    for size in [(80, 24), (160, 48), (40, 10)] {
        let mut model = world::zhengzhou_drill(Lang::En);
        keys(&mut model, "<f1>");
        let seen = leaf_through(&mut model, size);
        for line in model.help() {
            let HelpLine::Keys(_, what) = line else { continue };
            assert!(seen.contains(what), "{what} at {size:?}");
        }
    }
}

/// Issue 4, point 7: 200 teams at 80x24; quiet ones collapse, none loses its alarm mark.
#[test]
fn two_hundred_teams_fold_and_every_alarm_keeps_its_line() {
    for lang in LANGS {
        let mut model = crowd::crowd(200, 0, lang);
        update(&mut model, RESIZED);
        keys(&mut model, "3");
        assert!(model.rows(Board::Teams).len() < 140, "{}", model.rows(Board::Teams).len());
        let seen = leaf_through(&mut model, (80, 24));
        let lost: Vec<String> = (0..200)
            .filter(|n| TeamStatus::ALL[n % TeamStatus::ALL.len()] == TeamStatus::LostContact)
            .map(|n| format!("!K{n:03}"))
            .collect();
        assert!(lost.len() > 10);
        for team in lost {
            assert!(seen.contains(&team), "{team} is out of touch and must not be folded away");
        }
        let folded: usize = model
            .rows(Board::Teams)
            .iter()
            .filter_map(|row| if let Row::Quiet(status) = row { Some(model.quiet_teams(*status).len()) } else { None })
            .sum();
        let single = model.rows(Board::Teams).iter().filter(|row| matches!(row, Row::Team(_))).count();
        assert_eq!(folded + single, model.world.teams().len(), "every team is in a line of its own or counted in one");
        keys(&mut model, "<home>");
        while !matches!(model.selected(Board::Teams), Some(Row::Quiet(_))) {
            keys(&mut model, "<down>");
        }
        let before = model.rows(Board::Teams).len();
        keys(&mut model, "<enter>");
        assert!(model.rows(Board::Teams).len() > before, "Enter lists them one by one");
        keys(&mut model, "<enter>");
        assert_eq!(model.rows(Board::Teams).len(), before, "and counts them again");
    }
}

#[test]
fn two_hundred_old_positions_are_one_line_with_a_count() {
    let model = crowd::crowd(200, 0, Lang::Zh);
    let text = Screen::draw(&model, colour(), (80, 24)).text.join("\n");
    assert!(text.contains("位置过时 201队"), "{text}");
}
