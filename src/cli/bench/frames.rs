//! Keys to frames, on the world the demo opens with.

use std::io::{self, Write};

use ratatui::Terminal;
use ratatui::layout;

use super::super::failure::Failure;
use super::log::flagship;
use super::opening::{SCREEN, model};
use super::{Figure, Line, Promise, quantile};
use crate::clock::{Span, monotonic};
use crate::console::{Arrived, Effect, Key, KeyCode, Msg, update};
use crate::drill::Driver;
use crate::term::encoder::{Colours, Encoder};
use crate::term::run::paint;
use crate::view::{Look, draw};

/// Rounds through the script of keys.
const ROUNDS: usize = 40;

/// What a duty officer's fingers do: through the boards and lists, an entry in Chinese, a form opened and put aside.
const KEYS: &[KeyCode] = &[
    KeyCode::Char('2'),
    KeyCode::Down,
    KeyCode::Char('3'),
    KeyCode::Down,
    KeyCode::Down,
    KeyCode::Up,
    KeyCode::Char('4'),
    KeyCode::Down,
    KeyCode::PageDown,
    KeyCode::Char('5'),
    KeyCode::Down,
    KeyCode::Char('1'),
    KeyCode::Tab,
    KeyCode::Char('抽'),
    KeyCode::Char('排'),
    KeyCode::Char('一'),
    KeyCode::Char('队'),
    KeyCode::Char('已'),
    KeyCode::Char('到'),
    KeyCode::Backspace,
    KeyCode::Esc,
    KeyCode::F(2),
    KeyCode::Char('P'),
    KeyCode::Char('1'),
    KeyCode::Tab,
    KeyCode::Esc,
    KeyCode::F(1),
    KeyCode::Esc,
];

/// A terminal that takes everything.
struct Sink;

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        Ok(bytes.len())
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Presses keys and lets events arrive.
pub(super) fn measure() -> Result<Vec<Line>, Failure> {
    let scenario = flagship()?;
    let (opens, seed) = (scenario.opens, scenario.seed);
    let mut driver = Driver::new(scenario, seed, 0);
    driver.rehearse(opens, |_| Ok::<(), Failure>(()))?;
    let mut later = Vec::new();
    let world = driver.world().clone();
    let fixes = driver.engine_mut().fixes(opens);
    driver.rehearse(opens + Span::hours(1), |envelope| {
        later.push(envelope.event());
        Ok::<(), Failure>(())
    })?;
    let mut model = model(world, opens, 0);
    update(&mut model, Msg::Fixes(fixes));
    let size = layout::Size::new(SCREEN.cols, SCREEN.rows);
    let encoder = Encoder::new(Sink, Box::new(move || Ok(size)), Colours::Sixteen).map_err(Failure::Screen)?;
    let mut terminal = Terminal::new(encoder).map_err(Failure::Screen)?;
    let look = Look::default();
    let mut show = |model: &_| -> Result<u64, Failure> {
        let before = terminal.backend().written();
        paint(&mut terminal, model, &|model, frame| draw(model, &look, frame)).map_err(Failure::Screen)?;
        Ok(terminal.backend().written() - before)
    };
    show(&model)?;
    let (mut times, mut key_bytes) = (Vec::new(), Vec::new());
    for key in KEYS.iter().cycle().take(KEYS.len() * ROUNDS) {
        let began = monotonic();
        let effects = update(&mut model, Msg::Key(Key::plain(*key)));
        let bytes = show(&model)?;
        times.push(began.elapsed().as_secs_f64() * 1e3);
        #[expect(clippy::cast_precision_loss, reason = "bytes of one frame")]
        key_bytes.push(bytes as f64);
        debug_assert!(!effects.contains(&Effect::Quit), "the script leaves the program alone");
    }
    let mut event_bytes = Vec::new();
    for (number, event) in later.into_iter().enumerate() {
        update(&mut model, Msg::Tick(event.recorded));
        update(&mut model, Msg::Recorded(vec![Arrived { number: number as u64, event }]));
        #[expect(clippy::cast_precision_loss, reason = "bytes of one frame")]
        event_bytes.push(show(&model)? as f64);
    }
    let figures = [
        Figure::new(
            "key to drawn frame on the demo's world, 160x48, p99 ms",
            quantile(&mut times, 0.99),
            Promise::Below(8.0),
        ),
        Figure::new("key to drawn frame, median ms", quantile(&mut times, 0.5), Promise::None),
        Figure::new("bytes to the terminal per keystroke, median", quantile(&mut key_bytes, 0.5), Promise::None),
        Figure::new("bytes to the terminal per keystroke, p99", quantile(&mut key_bytes, 0.99), Promise::None),
        Figure::new("bytes to the terminal per event, median", quantile(&mut event_bytes, 0.5), Promise::None),
        Figure::new("bytes to the terminal per event, p99", quantile(&mut event_bytes, 0.99), Promise::None),
    ];
    Ok(figures.map(Line::from).into())
}
