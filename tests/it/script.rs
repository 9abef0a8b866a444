//! The whole console without a terminal: a script of keys through the real loop, onto a screen in memory, with a real
//! journal in a temporary directory and a clock that stands still. Waits for idle, never for a time.

use std::collections::VecDeque;
use std::path::Path;
use std::sync::mpsc::{SyncSender, sync_channel};

use qianzhi::clock::{At, Clock, Quality};
use qianzhi::console::{Arrived, Desk, Effect, Key, KeyCode, Layout, Model, Msg, PostCard, Seat, Told};
use qianzhi::domain::{Realm, World};
use qianzhi::envelope::{Author, PostKey, Stamp};
use qianzhi::journal::{Identity, Journal, Options};
use qianzhi::limits::CONSOLE_QUEUE;
use qianzhi::term::run::{Clocks, Ended, Idle, Shell, run};
use qianzhi::text::Lang;
use qianzhi::text::cells::Ambiguous;
use qianzhi::view::{Look, draw, rows};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;

/// 2021-07-20 12:00 in Beijing.
const NOON: At = At(1_626_753_600_000);

/// One step of a script.
enum Step {
    /// Keys: characters as they are, others as `<ret>`, `<tab>`, `<esc>`, `<f1>`, `<c-x>`.
    Keys(&'static str),
    /// A paste.
    Paste(&'static str),
    /// The screen shows this.
    Shows(&'static str),
    /// The screen does not show this.
    Lacks(&'static str),
}
use Step::{Keys, Lacks, Paste, Shows};

/// Plays the script whenever the loop is idle, and records what the console asks to record.
struct Sitter {
    steps: VecDeque<Step>,
    inbox: SyncSender<Told>,
    journal: Journal,
    author: Author,
    /// The screens at which the loop was idle.
    screens: Vec<String>,
}

impl Shell for Sitter {
    fn perform(&mut self, _: Seat, effect: Effect) {
        let Effect::Record(decided) = effect else { return };
        let stamp = Stamp { now: NOON, offset_ms: None, quality: Quality::Virtual };
        let signed: Vec<_> =
            decided.payloads().map(|said| self.author.sign_payload(stamp, "王某", &said).unwrap()).collect();
        let before = self.journal.durable();
        self.journal.append(&signed).unwrap().wait().unwrap();
        let arrived = signed.iter().zip(before + 1..).map(|(e, number)| Arrived { number, event: e.event() });
        self.inbox.send(Msg::Recorded(arrived.collect()).into()).unwrap();
    }

    fn idle(&mut self, _desk: &Desk, screen: &Buffer) -> Idle {
        let shown = rows(screen, Ambiguous::One).join("\n");
        self.screens.push(shown.clone());
        loop {
            match self.steps.pop_front() {
                Some(Shows(text)) => assert!(shown.contains(text), "no {text:?}:\n{shown}"),
                Some(Lacks(text)) => assert!(!shown.contains(text), "{text:?}:\n{shown}"),
                Some(Keys(script)) => {
                    for key in keys(script) {
                        self.inbox.send(Msg::Key(key).into()).unwrap();
                    }
                    return Idle::Wait;
                }
                Some(Paste(text)) => {
                    self.inbox.send(Msg::Paste(text.to_owned()).into()).unwrap();
                    return Idle::Wait;
                }
                None => return Idle::Leave,
            }
        }
    }
}

fn keys(script: &str) -> Vec<Key> {
    let mut keys = Vec::new();
    let mut rest = script;
    while let Some(c) = rest.chars().next() {
        let named = rest.strip_prefix('<').and_then(|rest| rest.split_once('>'));
        let (key, after) = match named {
            Some((name, after)) => (named_key(name), after),
            None => (Key::plain(KeyCode::Char(c)), &rest[c.len_utf8()..]),
        };
        keys.push(key);
        rest = after;
    }
    keys
}

fn named_key(name: &str) -> Key {
    match name {
        "ret" => Key::plain(KeyCode::Enter),
        "tab" => Key::plain(KeyCode::Tab),
        "esc" => Key::plain(KeyCode::Esc),
        _ if name.starts_with('f') => Key::f(name[1..].parse().unwrap()),
        _ => Key::ctrl(name.strip_prefix("c-").and_then(|c| c.chars().next()).unwrap()),
    }
}

/// A console on the journal in `dir` plays the script; gives how it ended and the screens at which it was idle.
fn play(dir: &Path, steps: Vec<Step>) -> (Ended, Vec<String>) {
    let clock = Clock::fixed(NOON);
    let options = Options { clock: clock.clone(), ..Options::of(Realm::Test) };
    let mut world = World::new(Realm::Test);
    let (journal, _) = Journal::open_with(dir, &options, |record| world.apply(&record.event())).unwrap();
    let identity = Identity::given(PostKey::from_seed([1; 32]), 7, &Realm::Test);
    let series = identity.series_open.clone();
    let author = Author::new(identity.key.clone(), series.clone(), journal.tail(&series).unwrap());
    let card = PostCard { id: identity.post(), name: "指挥车1".into(), operator: "王某".into(), area: None };
    let mut desk = Desk::new(Model::new(world, card, Lang::Zh, Layout::default(), NOON));
    let (inbox, queue) = sync_channel(CONSOLE_QUEUE);
    let mut sitter = Sitter { steps: steps.into(), inbox, journal, author, screens: Vec::new() };
    let mut terminal = Terminal::new(TestBackend::new(80, 24)).unwrap();
    let look = Look::default();
    let draw = |desk: &Desk, frame: &mut ratatui::Frame<'_>| draw(desk.front(), &look, frame);
    let clocks = Clocks { own: clock.clone(), live: clock };
    let ended = run(&mut terminal, &mut desk, &queue, &clocks, &mut sitter, &draw).unwrap();
    assert!(sitter.steps.is_empty() || ended == Ended::Quit, "the script was not played to its end");
    (ended, sitter.screens)
}

#[test]
fn an_entry_is_typed_recorded_shown_and_there_after_a_restart() {
    let dir = tempfile::tempdir().unwrap();
    play(
        dir.path(),
        vec![
            Keys("<tab>水深一米六, 车辆绕行"),
            Shows("> 水深一米六, 车辆绕行"),
            Lacks("12:00 水深一米六"),
            Keys("<ret>"),
            Shows("12:00 水深一米六, 车辆绕行"),
        ],
    );
    play(dir.path(), vec![Shows("12:00 水深一米六, 车辆绕行")]);
}

#[test]
fn a_chinese_keyboard_commands_as_well_and_types_as_typed() {
    let last = |script| {
        let dir = tempfile::tempdir().unwrap();
        play(dir.path(), vec![Keys(script)]).1.pop().unwrap()
    };
    for (ascii, wide) in [("2", "２"), ("3", "３"), ("?", "？")] {
        assert_eq!(last(ascii), last(wide));
        assert_ne!(last(ascii), last("1"), "{ascii} does something");
    }
    assert!(last("<tab>１号：？").contains("１号：？"));
}

#[test]
fn a_paste_is_text_even_where_keys_are_commands() {
    let dir = tempfile::tempdir().unwrap();
    let (_, screens) = play(dir.path(), vec![Paste("2\u{18}水位\n上涨"), Shows("> 2水位"), Shows("还没有记录")]);
    assert!(!screens.is_empty());
    assert_eq!(play(dir.path(), vec![Lacks("水位")]).0, Ended::Idle, "and nothing was recorded");
}

#[test]
fn leaving_leaves() {
    let dir = tempfile::tempdir().unwrap();
    assert_eq!(play(dir.path(), vec![Keys("<c-x>")]).0, Ended::Quit);
}
