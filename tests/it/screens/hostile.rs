//! Hostile and rare texts in the place of every name, on every board: nothing of it reaches the terminal raw, and no
//! column moves. `tests/data/README.md` names where the texts are from.

use std::io::{self, Write};
use std::sync::{Arc, Mutex};

use qianzhi::console::{Beside, Board, Model, Msg, Size, detail_rows, update};
use qianzhi::domain::{Event, Fact, Realm};
use qianzhi::term::encoder::{Colours, Encoder};
use qianzhi::text::Lang;
use qianzhi::text::cells::{Ambiguous, elide, width};
use qianzhi::text::visible::visible;
use qianzhi::view::{Look, draw, paint};
use ratatui::Terminal;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{keys, world};

const SIZE: (u16, u16) = (120, 40);

/// Every hostile string, and every rare and every very long name.
fn texts() -> Vec<String> {
    let mut all: Vec<String> = serde_json::from_str(include_str!("../../data/naughty.json")).unwrap();
    let villages = include_str!("../../data/villages.txt").lines().filter(|line| !line.starts_with('#'));
    all.extend(villages.map(str::to_owned));
    assert!(all.len() > 700, "{}", all.len());
    all
}

/// The fixture with these texts, one after another, in the place of its names.
fn named(texts: &[String]) -> Model {
    let mut scribe = world::zhengzhou();
    let mut next = texts.iter().cycle().cloned();
    for Event { fact, actor, .. } in &mut scribe.events {
        let mut name = || next.next().unwrap();
        *actor = name();
        match fact {
            Fact::TeamEnrolled { team, .. } => (team.name, team.leader) = (name(), name()),
            Fact::IncidentOpened(incident) => incident.title = name(),
            Fact::OrderIssued(order) => order.text = name(),
            Fact::EntryLogged(entry) => (entry.text, entry.source) = (name(), name()),
            Fact::WarningReceived(warning) => warning.kind = name(),
            Fact::InjectPlanned(inject) => (inject.title, inject.source) = (name(), name()),
            Fact::PlanAdopted(plan) => {
                plan.name = name();
                plan.steps.iter_mut().for_each(|step| step.title = name());
            }
            Fact::HeadquartersFormed(hq) => hq.name = name(),
            _ => {}
        }
    }
    let mut model = world::model(Lang::Zh, Realm::Drill("zhengzhou-720".into()), scribe);
    // Names on the map push one another aside: columns are looked at.
    model.layout.map_percent = 0;
    for session in &mut model.sessions {
        session.name = next.next().unwrap();
    }
    model.post.operator = next.next().unwrap();
    update(&mut model, Msg::Resize(Size { cols: SIZE.0, rows: SIZE.1 }));
    model
}

fn shown(model: &Model, board: Board) -> Model {
    let mut model = model.clone();
    let place = Board::ALL.iter().position(|other| *other == board).unwrap().min(9);
    model.layout.boards[place] = board;
    keys(&mut model, &((place + 1) % 10).to_string());
    model
}

/// What the terminal is sent, from a first frame.
fn written(model: &Model) -> Vec<u8> {
    let sink = Sink::default();
    let size = ratatui::layout::Size::new(SIZE.0, SIZE.1);
    let encoder = Encoder::new(sink.clone(), Box::new(move || Ok(size)), Colours::Sixteen).unwrap();
    let mut terminal = Terminal::new(encoder).unwrap();
    terminal.draw(|frame| draw(model, &Look::default(), frame)).unwrap();
    let bytes = sink.0.lock().unwrap();
    bytes.clone()
}

/// Keeps what is written.
#[derive(Clone, Default)]
struct Sink(Arc<Mutex<Vec<u8>>>);

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn drawn(model: &Model, board: Board, look: Look) -> Buffer {
    let model = shown(model, board);
    let mut buffer = Buffer::empty(Rect::new(0, 0, SIZE.0, SIZE.1));
    paint(&model, &look, &mut buffer);
    buffer
}

/// Boards whose rows have columns behind names.
const LISTS: [Board; 6] = [Board::Situation, Board::Teams, Board::Orders, Board::Plan, Board::Hub, Board::Drill];

/// A cell that is the same whether the names are short or long belongs to a column that no name is in: under any other
/// name it must be the same.
#[test]
fn no_text_moves_a_column() {
    let of = |text: &str| named(&[text.to_owned()]);
    let plain = [of("x"), of(&"长".repeat(90)), of(&"y".repeat(90))];
    let texts = texts();
    let heights = plain[0].heights();
    let top = heights.status + heights.boards + heights.above_board;
    let bottom = top + heights.board + heights.above_rail + heights.rail;
    let rail = bottom - heights.rail;
    for ambiguous in [Ambiguous::One, Ambiguous::Two] {
        let look = Look { ambiguous, ..Look::default() };
        for board in LISTS {
            let [short, long, narrow] = plain.each_ref().map(|model| drawn(model, board, look).content);
            // The board and the rail; the status line drops what does not fit, the entry line begins with a name.
            let same = |n: &usize| short[*n] == long[*n] && short[*n] == narrow[*n];
            // Below a list stand sentences, and below the incidents who wrote each.
            let list = heights.board - detail_rows(board, heights.board);
            let end = if board == Board::Situation { top + 4 } else { top + list };
            let cells = |rows: std::ops::Range<u16>| usize::from(rows.start * SIZE.0)..usize::from(rows.end * SIZE.0);
            let zones = cells(top..end).chain(cells(rail..bottom));
            let fixed: Vec<usize> = zones.clone().filter(same).collect();
            let marks = fixed.iter().filter(|n| short[**n].symbol() != " ").count();
            assert!(marks > 100 && fixed.len() < zones.count(), "{board:?}: {marks} cells are in fixed columns");
            for chunk in texts.chunks(40) {
                let hostile = drawn(&named(chunk), board, look);
                for n in &fixed {
                    let at = (n % usize::from(SIZE.0), n / usize::from(SIZE.0));
                    // A mark may come to sit on the blank before it, which stays a blank of one cell.
                    let base = |symbol: &str| symbol.chars().next();
                    let (kept, found) = (base(short[*n].symbol()), base(hostile.content[*n].symbol()));
                    assert_eq!(kept, found, "{board:?} at {at:?} {ambiguous:?}: one of {chunk:?}");
                }
            }
        }
    }
}

/// What may be sent besides printable text: a sequence of the encoder's own, by its last byte.
fn own(bytes: &[u8]) {
    let text = std::str::from_utf8(bytes).expect("UTF-8");
    let mut left = text;
    // Return, line feed and backspace are the encoder's short moves.
    let control = |c: char| c.is_control() && !matches!(c, '\r' | '\n' | '\u{8}');
    while let Some(at) = left.find(control) {
        let rest = &left[at..];
        let sequence = rest.strip_prefix("\u{1b}[").unwrap_or_else(|| panic!("raw {:?}", rest.chars().next()));
        let end = sequence.find(|c: char| ('@'..='~').contains(&c)).expect("a sequence has an end");
        let (inside, last) = (&sequence[..end], sequence[end..].chars().next().unwrap());
        assert!(inside.chars().all(|c| c.is_ascii_digit() || matches!(c, ';' | '?')), "{inside:?}{last}");
        assert!("HGCDABdJKmhlrSTX".contains(last), "the encoder sends no {last}");
        left = &sequence[end + last.len_utf8()..];
    }
    let disguised = |c: char| matches!(u32::from(c), 0x200B..=0x200F | 0x202A..=0x202E | 0x2060..=0x206F | 0xFEFF);
    assert!(!text.contains(disguised), "a character that nobody sees");
}

#[test]
fn nothing_hostile_reaches_the_terminal_raw() {
    for chunk in texts().chunks(40) {
        let model = named(chunk);
        for board in Board::ALL {
            let bytes = written(&shown(&model, board));
            assert!(bytes.len() > 1000, "{}", bytes.len());
            own(&bytes);
        }
    }
}

/// Most cells and bytes of a title whatever its names are: three names, each cut, between words.
const TITLE_MOST: (usize, usize) = (200, 1000);

/// The window's title is written beside the frame: each text in the name of the most pressing alarm and of the console.
#[test]
fn every_hostile_name_goes_through_the_title_and_ends_where_it_should() {
    let mut model = world::zhengzhou_drill(Lang::Zh);
    let sink = Sink::default();
    let size = ratatui::layout::Size::new(SIZE.0, SIZE.1);
    let encoder = Encoder::new(sink.clone(), Box::new(move || Ok(size)), Colours::Sixteen).unwrap();
    let mut encoder = encoder.titled(true);
    let (mut named, mut written) = (0, 0);
    for text in texts() {
        model.beside = Some(Beside { breaches: 1, foremost: text.clone(), ..Beside::opening() });
        model.post.name.clone_from(&text);
        let title = model.window_title();
        let before = sink.0.lock().unwrap().len();
        encoder.call(Some(&title), false).unwrap();
        let bytes = sink.0.lock().unwrap()[before..].to_vec();
        let shown = elide(&visible(&text), 40, Ambiguous::Two);
        named += usize::from(title.contains(&shown));
        // A text that shows as the one before it sets no title anew.
        if bytes.is_empty() {
            continue;
        }
        written += 1;
        let told = std::str::from_utf8(&bytes).expect("UTF-8");
        let inside = told.strip_prefix("\u{1b}]2;").and_then(|told| told.strip_suffix("\u{1b}\\")).expect("one title");
        let disguised = |c: char| matches!(u32::from(c), 0x200B..=0x200F | 0x202A..=0x202E | 0x2060..=0x206F | 0xFEFF);
        assert!(!inside.contains(|c: char| c.is_control() || disguised(c)), "{text:?}: {inside:?}");
        assert!(width(inside, Ambiguous::Two) <= TITLE_MOST.0 && inside.len() <= TITLE_MOST.1, "{text:?}: {inside:?}");
    }
    assert!(named == texts().len() && written > 600, "{named} named, {written} written");
}
