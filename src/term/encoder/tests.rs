//! The encoder against a terminal emulator: whatever is drawn, the screen shows it, and bytes are few.

use std::num::NonZeroU16;
use std::sync::{Arc, Mutex};

use proptest::prelude::*;
use ratatui::Terminal;
use ratatui::buffer::{Buffer, CellDiffOption};
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use super::*;
use crate::text::cells::{Ambiguous, clusters};

/// The other end of the line: counts writes and lets an emulator read them.
#[derive(Clone)]
struct Line(Arc<Mutex<(vt100::Parser, Vec<Vec<u8>>)>>);

impl Line {
    fn new(cols: u16, rows: u16) -> Self {
        let parser = vt100::Parser::new(NonZeroU16::new(rows).unwrap(), NonZeroU16::new(cols).unwrap(), 0);
        Self(Arc::new(Mutex::new((parser, Vec::new()))))
    }

    fn writes(&self) -> Vec<Vec<u8>> {
        std::mem::take(&mut self.0.lock().unwrap().1)
    }

    fn screen(&self) -> vt100::Screen {
        self.0.lock().unwrap().0.screen().clone()
    }
}

impl Write for Line {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut end = self.0.lock().unwrap();
        end.0.process(bytes);
        end.1.push(bytes.to_vec());
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

struct Bench {
    line: Line,
    terminal: Terminal<Encoder<Line>>,
}

impl Bench {
    fn new(cols: u16, rows: u16, colours: Colours) -> Self {
        let line = Line::new(cols, rows);
        let encoder = Encoder::new(line.clone(), Box::new(move || Ok(Size::new(cols, rows))), colours).unwrap();
        Self { line, terminal: Terminal::new(encoder).unwrap() }
    }

    /// Draws a frame and says what was written.
    fn show(&mut self, draw: impl FnOnce(&mut Buffer)) -> String {
        self.show_with_cursor(None, draw)
    }

    fn show_with_cursor(&mut self, cursor: Option<(u16, u16)>, draw: impl FnOnce(&mut Buffer)) -> String {
        self.terminal.clear().unwrap();
        self.terminal
            .draw(|frame| {
                draw(frame.buffer_mut());
                if let Some(cursor) = cursor {
                    frame.set_cursor_position(cursor);
                }
            })
            .unwrap();
        let writes = self.line.writes();
        assert!(writes.len() <= 1, "a frame is one write: {writes:?}");
        String::from_utf8(writes.concat()).unwrap()
    }
}

fn text(x: u16, y: u16, words: &'static str, style: Style) -> impl Fn(&mut Buffer) {
    move |buffer| {
        buffer.set_string(x, y, words, style);
    }
}

#[test]
fn nothing_changed_is_nothing_written() {
    let mut bench = Bench::new(20, 4, Colours::Sixteen);
    let draw = text(2, 1, "抽排一队 16:01:07", Style::new().bold());
    let first = bench.show(&draw);
    assert_eq!(first, "\x1b[m\x1b[H\x1b[2J\n\x1b[2C\x1b[1m抽排一队 16:01:07\x1b[?25l");
    assert_eq!(bench.show(&draw), "");
    assert_eq!(bench.terminal.backend().written(), first.len() as u64);
}

#[test]
fn a_tick_of_the_clock_costs_a_few_bytes() {
    let mut bench = Bench::new(80, 24, Colours::Sixteen);
    bench.show(text(72, 0, "16:01:07", Style::new()));
    assert_eq!(bench.show(text(72, 0, "16:01:08", Style::new())), "\x1b[80G8");
    assert_eq!(bench.show(text(72, 0, "16:01:09", Style::new())), "\x1b[80G9");
    assert_eq!(bench.show(text(72, 0, "16:01:10", Style::new())), "\x1b[79G10");
}

#[test]
fn short_gaps_are_written_over_and_long_ends_erased() {
    let mut bench = Bench::new(40, 3, Colours::Sixteen);
    bench.show(text(0, 1, "1 of 2 teams on the road", Style::new()));
    assert_eq!(bench.show(text(0, 1, "2 of 3 teams on the road", Style::new())), "\r2\x1b[4C3");
    assert_eq!(bench.show(text(0, 1, "2 of 3", Style::new())), "\x1b[K");
}

/// Issue 4, point 9: one new line in a full-width Chinese list at 120x40 is fewer than 600 bytes.
#[test]
fn a_new_line_in_a_list_moves_the_others() {
    let mut bench = Bench::new(120, 40, Colours::Sixteen);
    let list = |first: usize| {
        move |buffer: &mut Buffer| {
            buffer.set_string(0, 0, "日志", Style::new().bold());
            for y in 1..38 {
                let row = format!("{:04}-{:03} ", 1558 - y, first + 40 - y) + &"京广路隧道积水封闭".repeat(6);
                buffer.set_string(0, u16::try_from(y).unwrap(), row, Style::new());
            }
            buffer.set_string(0, 39, "记录>", Style::new());
        }
    };
    let shifted = |extra: bool| {
        move |buffer: &mut Buffer| {
            let mut old = Buffer::empty(*buffer.area());
            list(0)(&mut old);
            buffer.clone_from(&old);
            if extra {
                for y in (2..38).rev() {
                    for x in 0..120 {
                        buffer[(x, y)] = old[(x, y - 1)].clone();
                    }
                }
                for x in 0..120 {
                    buffer[(x, 1)].reset();
                }
                buffer.set_string(
                    0,
                    1,
                    "1559-041 抽排一队 已到京广路".to_owned() + &"水深一米六".repeat(8),
                    Style::new(),
                );
            }
        }
    };
    bench.show(shifted(false));
    let bytes = bench.show(shifted(true));
    assert!(bytes.len() < 600, "{} bytes", bytes.len());
    assert!(bytes.contains("\x1b[2;38r"), "{bytes:?}");
    let screen = bench.line.screen().contents();
    assert!(
        screen.lines().nth(1).unwrap().starts_with("1559-041") && screen.lines().nth(39) == Some("记录>"),
        "{screen}"
    );
}

#[test]
fn large_frames_are_shown_in_one_piece_where_the_terminal_can() {
    let mut bench = Bench::new(80, 24, Colours::Sixteen);
    let full = |c: char| {
        move |buffer: &mut Buffer| {
            for y in 0..24 {
                buffer.set_string(0, y, c.to_string().repeat(79), Style::new());
            }
        }
    };
    assert!(!bench.show(full('a')).contains("2026"), "not before the terminal said so");
    bench.terminal.backend_mut().synchronize();
    let bytes = bench.show(full('b'));
    assert!(bytes.starts_with("\x1b[?2026h") && bytes.ends_with("\x1b[?2026l"), "{bytes:?}");
    assert_eq!(bench.show(full('b')), "", "nothing changed is nothing written, no marks either");
    assert!(!bench.show(text(0, 0, "c", Style::new())).is_empty());
    bench.show(full('b'));
    let tick = bench.show(|buffer| {
        full('b')(buffer);
        buffer.set_string(0, 0, "c", Style::new());
    });
    assert!(!tick.contains("2026"), "{tick:?}");
}

#[test]
fn the_cursor_moves_only_when_it_must() {
    let mut bench = Bench::new(40, 3, Colours::Sixteen);
    bench.show_with_cursor(Some((8, 2)), text(0, 2, "entry>", Style::new()));
    assert_eq!(bench.show_with_cursor(Some((8, 2)), text(0, 2, "entry>", Style::new())), "");
    assert_eq!(bench.show_with_cursor(Some((9, 2)), text(0, 2, "entry>  a", Style::new())), "a");
    assert_eq!(bench.show_with_cursor(Some((8, 2)), text(0, 2, "entry>  a", Style::new())), "\x08");
    assert_eq!(bench.show(text(0, 2, "entry>  a", Style::new())), "\x1b[?25l");
    assert!(bench.line.screen().hide_cursor());
}

#[test]
fn without_colour_only_attributes_are_written() {
    let mut bench = Bench::new(40, 3, Colours::None);
    let alarm = Style::new().red().on_yellow().bold().reversed().underlined();
    let bytes = bench.show(text(0, 0, "!逾期 -00:12", alarm));
    assert!(bytes.contains("\x1b[1;4;7m") || bytes.contains("\x1b[0;1;4;7m"), "{bytes:?}");
    let later = bench.show(text(0, 0, "!逾期 -00:13", alarm.blue()));
    for codes in (bytes + &later).split("\x1b[").filter_map(|s| s.split_once('m')).map(|(codes, _)| codes.to_owned()) {
        assert!(codes.split(';').all(|c| c.parse::<u8>().map_or(true, |c| c < 30)), "{codes}");
    }
}

#[test]
fn after_a_doubtful_glyph_nothing_is_trusted() {
    let mut bench = Bench::new(20, 2, Colours::Sixteen);
    let bytes = bench.show(text(0, 0, "Ⅳ级 ab", Style::new()));
    // The column after it is placed and written again, whatever the terminal made of the glyph.
    assert!(bytes.contains("Ⅳ\x1b[2G级 ab") || bytes.contains("Ⅳ\x1b[;2H级 ab"), "{bytes:?}");
    bench.show(text(0, 0, "Ⅳ级 ab", Style::new()));
    let bytes = bench.show(text(0, 0, "Ⅲ级 ab", Style::new()));
    assert!(bytes.ends_with("Ⅲ\x1b[2G级"), "{bytes:?}");
}

#[test]
fn what_a_terminal_would_obey_is_never_sent() {
    let mut bench = Bench::new(20, 2, Colours::Sixteen);
    bench.terminal.clear().unwrap();
    let backend = bench.terminal.backend_mut();
    let symbols = ["\u{1b}", "\u{7}", "\u{9b}", "\u{202e}", "a\u{1b}[2J", "\u{200b}", "", "\n"];
    let cells: Vec<Cell> = symbols.iter().map(|s| Cell::EMPTY.clone().set_symbol(s).clone()).collect();
    backend.draw(cells.iter().zip(0..).map(|(cell, x)| (x, 0, cell))).unwrap();
    backend.flush().unwrap();
    let bytes = String::from_utf8(bench.line.writes().concat()).unwrap();
    assert_eq!(bytes, "\x1b[m\x1b[H\x1b[2J?????? ?\x1b[?25l");
    assert_eq!(bench.line.screen().contents(), "?????? ?");
}

#[test]
fn no_size_is_too_small() {
    for (cols, rows) in [(0, 0), (0, 5), (5, 0), (1, 1), (1, 5), (5, 1)] {
        let sink = Encoder::new(Vec::new(), Box::new(move || Ok(Size::new(cols, rows))), Colours::Sixteen).unwrap();
        let mut terminal = Terminal::new(sink).unwrap();
        for words in ["抽排一队", "ab"] {
            terminal.clear().unwrap();
            terminal
                .draw(|frame| {
                    let area = frame.area();
                    if !area.is_empty() {
                        frame.buffer_mut().set_stringn(0, 0, words, usize::from(area.width), Style::new());
                    }
                    frame.set_cursor_position((7, 7));
                })
                .unwrap();
        }
    }
}

#[test]
fn another_size_is_painted_from_nothing() {
    let size = Arc::new(Mutex::new(Size::new(20, 4)));
    let asked = Arc::clone(&size);
    let line = Line::new(20, 4);
    let encoder = Encoder::new(line.clone(), Box::new(move || Ok(*asked.lock().unwrap())), Colours::Sixteen).unwrap();
    let mut terminal = Terminal::new(encoder).unwrap();
    let show = |terminal: &mut Terminal<Encoder<Line>>| {
        terminal.clear().unwrap();
        terminal.draw(|frame| frame.render_widget("抽排一队", frame.area())).unwrap();
        String::from_utf8(line.writes().concat()).unwrap()
    };
    show(&mut terminal);
    *size.lock().unwrap() = Size::new(5, 2);
    assert!(show(&mut terminal).contains("\x1b[2J抽排"));
    terminal.backend_mut().forget();
    assert!(show(&mut terminal).contains("\x1b[2J抽排"), "and when somebody else wrote");
}

/// A stretch of text somewhere on a screen.
#[derive(Clone, Debug)]
struct Stretch {
    x: u16,
    y: u16,
    text: String,
    style: Style,
    /// Reserve two columns for ambiguous characters.
    ambiguous: Ambiguous,
}

const COLS: u16 = 24;
const ROWS: u16 = 5;

fn stretch(doubtful: bool) -> impl Strategy<Value = Stretch> {
    let sure = prop_oneof!["[a-z ]{1,12}", "[一-龥，。：]{1,8}", "[a-c一-丂 ]{1,10}"];
    let doubted = prop_oneof![
        "[a-z ]{1,6}",
        "[一-龥]{1,4}",
        prop::sample::select(vec![
            "Ⅳ",
            "“”",
            "●·",
            "👩\u{200D}🚒x",
            "☎\u{FE0F}",
            "e\u{301}",
            "🚒",
            "葛\u{E0100}城",
            "Я"
        ])
        .prop_map(str::to_owned),
    ];
    let words = if doubtful { doubted.boxed() } else { sure.boxed() };
    let style = (0..4_u8, 0..4_u8, 0..32_u16).prop_map(|(fg, bg, bits)| {
        let mut style = Style::new();
        if fg > 0 {
            style = style.fg(ratatui::style::Color::Indexed(fg));
        }
        if bg > 0 {
            style = style.bg(ratatui::style::Color::Indexed(bg + 8));
        }
        let modifier = [Modifier::BOLD, Modifier::DIM, Modifier::ITALIC, Modifier::UNDERLINED, Modifier::REVERSED];
        // The emulator knows bold or dim, not both.
        let bits = if bits & 3 == 3 { bits ^ 1 } else { bits };
        modifier.into_iter().enumerate().filter(|(i, _)| bits >> i & 1 == 1).fold(style, |s, (_, m)| s.add_modifier(m))
    });
    (0..COLS, 0..ROWS, words, style, any::<bool>()).prop_map(|(x, y, text, style, two)| Stretch {
        x,
        y,
        text,
        style,
        ambiguous: if two { Ambiguous::Two } else { Ambiguous::One },
    })
}

/// Writes a stretch as a board would: cluster by cluster, each with the width that was reserved for it.
fn put(buffer: &mut Buffer, stretch: &Stretch) {
    let mut x = stretch.x;
    for (cluster, width) in clusters(&stretch.text, stretch.ambiguous) {
        let width = u16::try_from(width).unwrap();
        // The emulator wraps at the edge, which the console forbids a real terminal.
        if x + reach(cluster, width) >= COLS {
            return;
        }
        let cell = &mut buffer[(x, stretch.y)];
        cell.reset();
        cell.set_symbol(cluster).set_style(stretch.style);
        cell.set_diff_option(CellDiffOption::ForcedWidth(NonZeroU16::new(width).unwrap()));
        for tail in x + 1..x + width {
            buffer[(tail, stretch.y)].reset();
        }
        x += width;
    }
}

fn agrees(screen: &vt100::Screen, encoder: &Encoder<Line>) -> Result<(), TestCaseError> {
    for (index, slot) in encoder.wanted.iter().enumerate() {
        let (y, x) = (u16::try_from(index).unwrap() / COLS, u16::try_from(index).unwrap() % COLS);
        let Slot::Glyph { cell, width } = slot else {
            continue;
        };
        // The emulator shows a glyph its own way when its width is not the one that was reserved.
        if !trusted(cell.symbol(), *width) {
            continue;
        }
        let seen = screen.cell(y, x).unwrap();
        let contents = if seen.contents().is_empty() { " " } else { seen.contents() };
        prop_assert_eq!(contents, cell.symbol(), "at {},{}", x, y);
        let colour = |c: vt100::Color| match c {
            vt100::Color::Idx(i) => ratatui::style::Color::Indexed(i),
            _ => ratatui::style::Color::Reset,
        };
        prop_assert_eq!(colour(seen.bgcolor()), cell.bg, "background at {},{}", x, y);
        prop_assert_eq!(seen.underline(), cell.modifier.contains(Modifier::UNDERLINED), "underline at {},{}", x, y);
        prop_assert_eq!(seen.inverse(), cell.modifier.contains(Modifier::REVERSED), "reverse at {},{}", x, y);
        if cell.symbol() != " " || cell.modifier.contains(Modifier::REVERSED) {
            prop_assert_eq!(colour(seen.fgcolor()), cell.fg, "foreground at {},{}", x, y);
        }
        if cell.symbol() != " " {
            prop_assert_eq!(seen.bold(), cell.modifier.contains(Modifier::BOLD), "bold at {},{}", x, y);
            prop_assert_eq!(seen.dim(), cell.modifier.contains(Modifier::DIM), "dim at {},{}", x, y);
            prop_assert_eq!(seen.italic(), cell.modifier.contains(Modifier::ITALIC), "italic at {},{}", x, y);
        }
    }
    Ok(())
}

/// What the encoder wants must itself be what was drawn.
fn wants(encoder: &Encoder<Line>, buffer: &Buffer) -> Result<(), TestCaseError> {
    let mut x_end = 0;
    for (index, cell) in buffer.content.iter().enumerate() {
        if index % usize::from(COLS) == 0 {
            x_end = 0;
        }
        if index % usize::from(COLS) < x_end {
            continue;
        }
        let slot = Slot::from_cell(cell, COLS, Colours::Sixteen);
        prop_assert_eq!(&encoder.wanted[index], &slot, "slot {}", index);
        if let Slot::Glyph { width, .. } = slot {
            x_end = index % usize::from(COLS) + usize::from(width);
        }
    }
    Ok(())
}

fn check(frames: &[Vec<Stretch>]) -> Result<(), TestCaseError> {
    let mut bench = Bench::new(COLS, ROWS, Colours::Sixteen);
    for frame in frames {
        let mut drawn = Buffer::empty(Rect::new(0, 0, COLS, ROWS));
        for stretch in frame {
            put(&mut drawn, stretch);
        }
        bench.show(|buffer| buffer.clone_from(&drawn));
        wants(bench.terminal.backend(), &drawn)?;
        agrees(&bench.line.screen(), bench.terminal.backend())?;
    }
    let last = frames.last().cloned().unwrap_or_default();
    let again = bench.show(|buffer| last.iter().for_each(|s| put(buffer, s)));
    prop_assert_eq!(again, "");
    Ok(())
}

proptest! {
    #[test]
    fn the_terminal_shows_what_was_drawn(frames in frames(false)) {
        check(&frames)?;
    }

    #[test]
    fn doubtful_glyphs_spoil_nothing_around_them(frames in frames(true)) {
        check(&frames)?;
    }
}

fn frames(doubtful: bool) -> impl Strategy<Value = Vec<Vec<Stretch>>> {
    prop::collection::vec(prop::collection::vec(stretch(doubtful), 0..10), 1..6)
}
