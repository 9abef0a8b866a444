//! The loop over an injected stream of messages: waits for idle, never for a time.

use std::collections::VecDeque;
use std::sync::mpsc::{SyncSender, sync_channel};
use std::sync::{Arc, Mutex};

use ratatui::layout::{Position, Size as Cells};
use ratatui::style::Style;

use super::*;
use crate::console::{Key, KeyCode, Layout, Model, PostCard, StoreState};
use crate::domain::{PostId, Realm, World};
use crate::term::encoder::Colours;
use crate::text::Lang;

fn model(now: At) -> Model {
    let post = PostCard { id: PostId([7; 32]), name: "指挥车1".into(), operator: "王某".into(), area: None };
    Model::new(World::new(Realm::Test), post, Lang::Zh, Layout::default(), now)
}

/// A drawing that shows what the tests look at.
fn draw(desk: &Desk, frame: &mut Frame<'_>) {
    let model = desk.front();
    let words = format!("{} {} {}", model.now, model.events, model.entry.line.text());
    let area = frame.area();
    if !area.is_empty() {
        frame.buffer_mut().set_stringn(0, 0, words, usize::from(area.width), Style::new());
    }
}

fn row(screen: &Buffer) -> String {
    (0..screen.area.width).map(|x| screen[(x, 0)].symbol()).collect::<String>().trim_end().to_owned()
}

enum Step {
    Send(Vec<Msg>),
    Clock(At),
    Leave,
}

/// Plays one step whenever the loop is idle and notes what was on the screen before it.
struct Script {
    steps: VecDeque<Step>,
    inbox: SyncSender<Told>,
    clock: Clock,
    seen: Vec<String>,
    performed: Vec<Effect>,
}

impl Shell for Script {
    fn perform(&mut self, _: Seat, effect: Effect) {
        self.performed.push(effect);
    }

    fn idle(&mut self, _desk: &Desk, screen: &Buffer) -> Idle {
        self.seen.push(row(screen));
        match self.steps.pop_front() {
            Some(Step::Send(msgs)) => msgs.into_iter().for_each(|msg| self.inbox.send(msg.into()).unwrap()),
            // The loop learns of it with the tick that comes before the next frame.
            Some(Step::Clock(at)) => {
                self.clock.set(at);
                self.inbox.send(Msg::Store(StoreState::Opening).into()).unwrap();
            }
            Some(Step::Leave) | None => return Idle::Leave,
        }
        Idle::Wait
    }
}

const NOON: At = At(1_626_753_600_000);

fn play<B: Surface>(terminal: &mut Terminal<B>, steps: Vec<Step>) -> (Ended, Script)
where
    B::Error: Send + Sync + 'static,
{
    let (inbox, queue) = sync_channel(CONSOLE_QUEUE);
    let clock = Clock::fixed(NOON);
    let mut script =
        Script { steps: steps.into(), inbox, clock: clock.clone(), seen: Vec::new(), performed: Vec::new() };
    let ended = run(terminal, &mut Desk::new(model(NOON)), &queue, &clocks(&clock), &mut script, &draw).unwrap();
    (ended, script)
}

fn clocks(clock: &Clock) -> Clocks {
    Clocks { own: clock.clone(), live: clock.clone() }
}

fn test_terminal() -> Terminal<TestBackend> {
    Terminal::new(TestBackend::new(40, 3)).unwrap()
}

fn keys(text: &str) -> Step {
    Step::Send(text.chars().map(|c| Msg::Key(Key::plain(KeyCode::Char(c)))).collect())
}

#[test]
fn messages_are_taken_in_and_then_drawn_once() {
    let mut terminal = test_terminal();
    let steps = vec![Step::Clock(NOON + crate::clock::Span::seconds(1)), Step::Leave];
    let (ended, script) = play(&mut terminal, steps);
    assert_eq!(ended, Ended::Idle);
    assert_eq!(script.seen, ["2021-07-20 12:00:00 0", "2021-07-20 12:00:01 0"]);
}

#[test]
fn asked_to_end_it_ends_without_another_frame() {
    let mut terminal = test_terminal();
    let (ended, script) = play(&mut terminal, vec![Step::Send(vec![Msg::Terminate, Msg::Paste("late".into())])]);
    assert_eq!(ended, Ended::Quit);
    assert_eq!(script.seen.len(), 1);
    assert_eq!(script.performed, []);
}

#[test]
fn a_loop_nobody_can_write_to_ends() {
    struct Deaf;
    impl Shell for Deaf {
        fn perform(&mut self, _: Seat, _: Effect) {}
    }
    let (inbox, queue) = sync_channel(1);
    drop(inbox);
    let mut terminal = test_terminal();
    let clock = Clock::fixed(NOON);
    assert_eq!(
        run(&mut terminal, &mut Desk::new(model(NOON)), &queue, &clocks(&clock), &mut Deaf, &draw).unwrap(),
        Ended::Idle
    );
}

/// What an encoder wrote, while the terminal changes its size under it.
#[derive(Clone, Default)]
struct Line(Arc<Mutex<Vec<Vec<u8>>>>);

impl io::Write for Line {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().push(bytes.to_vec());
        Ok(bytes.len())
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn nothing_new_writes_nothing_and_a_second_writes_a_digit() {
    let line = Line::default();
    let encoder = Encoder::new(line.clone(), Box::new(|| Ok(Cells::new(40, 3))), Colours::Sixteen).unwrap();
    let mut terminal = Terminal::new(encoder).unwrap();
    let quiet = || Step::Send(vec![Msg::Store(StoreState::Opening); 3]);
    let second = NOON + crate::clock::Span::seconds(1);
    play(&mut terminal, vec![quiet(), quiet(), Step::Clock(second), Step::Clock(second), quiet(), Step::Leave]);
    let writes = line.0.lock().unwrap().clone();
    assert_eq!(writes.len(), 2, "{writes:?}");
    assert_eq!(String::from_utf8_lossy(&writes[1]), "\x08\x08\x081", "the cursor waited behind the last glyph");
}

#[test]
fn any_size_is_survived_and_a_resize_paints_anew() {
    let size = Arc::new(Mutex::new(Cells::new(40, 3)));
    let asked = Arc::clone(&size);
    let line = Line::default();
    let ask = Box::new(move || {
        let mut size = asked.lock().unwrap();
        let now = *size;
        // Each frame finds another terminal.
        *size = Cells::new(now.width / 3, now.height / 2);
        Ok(now)
    });
    let mut terminal = Terminal::new(Encoder::new(line.clone(), ask, Colours::Sixteen).unwrap()).unwrap();
    let resize = || Step::Send(vec![Msg::Resize(Size { cols: 1, rows: 1 })]);
    play(&mut terminal, vec![resize(), resize(), resize(), keys("1"), Step::Leave]);
    *size.lock().unwrap() = Cells::new(30, 2);
    line.0.lock().unwrap().clear();
    let mut constant =
        Terminal::new(Encoder::new(line.clone(), Box::new(|| Ok(Cells::new(30, 2))), Colours::Sixteen).unwrap())
            .unwrap();
    play(&mut constant, vec![resize(), Step::Leave]);
    let frames = line.0.lock().unwrap().concat();
    assert_eq!(String::from_utf8_lossy(&frames).matches("\x1b[2J").count(), 2, "the first, and the one after");
    assert_eq!(constant.backend_mut().get_cursor_position().unwrap(), Position::ORIGIN);
}

#[test]
fn the_tick_comes_when_the_displayed_second_changes() {
    let start = monotonic();
    let after = |ms| start + Duration::from_millis(ms);
    let mut ticker = Ticker::new(At(10_300), start);
    assert_eq!(ticker.due, after(700));
    ticker.tick(At(11_002), after(702));
    assert_eq!(ticker.due, after(1700), "still where the seconds change");
    ticker.tick(At(21_000), after(1700));
    assert_eq!(ticker.due, after(2700), "a drill at ten times the speed ticks once a machine second");
    ticker.tick(At(21_000), after(2700));
    assert_eq!(ticker.due, after(3700), "and so does one that is paused");
}
