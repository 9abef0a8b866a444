//! An hour of a drill in fast time, with every board visited while it runs, on terminals of changing size that scroll
//! and show frames in one piece: afterwards every board is what a new painting of it shows.

use rustix::process::Signal;
use vt100::{Cell, Screen};

use super::{Pty, Setup};

/// The terminal says that it knows mode 2026 and that it is off.
const KNOWS_FRAMES: &str = "\x1b[?2026;2$y";
/// What ends a frame that is shown in one piece.
const FRAME_ENDS: &[u8] = b"\x1b[?2026l";
const ERASES: &[u8] = b"\x1b[2J";

fn holds(bytes: &[u8], sought: &[u8]) -> Option<usize> {
    bytes.windows(sought.len()).position(|window| window == sought)
}

/// Does something that paints most of the screen, and waits until that frame is whole.
fn frame(pty: &mut Pty, what: &str, act: impl FnOnce(&mut Pty)) {
    let before = pty.bytes().len();
    act(pty);
    pty.until_bytes(what, |bytes| holds(&bytes[before..], FRAME_ENDS).is_some());
}

/// The clock of the status line.
fn clock(screen: &Screen) -> String {
    let row = screen.rows(0, screen.size().1.get()).next().unwrap_or_default();
    row.split_whitespace().rev().find(|word| word.len() == 8 && word.contains(':')).unwrap_or_default().to_owned()
}

/// Every cell: what stands there, without what a second of the machine changes, and how it looks.
fn cells(screen: &Screen) -> Vec<(String, String)> {
    let (rows, cols) = (screen.size().0.get(), screen.size().1.get());
    let text = |cell: &Cell| {
        let shown = cell.contents();
        // Ages are counted in machine time, in seconds and then in minutes, and stand against an edge.
        if shown.chars().all(|c| c.is_ascii_digit() || " .,秒分时".contains(c)) {
            String::new()
        } else {
            shown.to_owned()
        }
    };
    // Of a blank nobody sees how bold it is.
    let look = |cell: &Cell| match text(cell).as_str() {
        "" => format!("{:?} {}", cell.bgcolor(), cell.inverse()),
        _ => format!("{:?} {:?} {} {}", cell.fgcolor(), cell.bgcolor(), cell.bold(), cell.inverse()),
    };
    let places = (0..rows).flat_map(|row| (0..cols).map(move |col| (row, col)));
    places.filter_map(|(row, col)| screen.cell(row, col)).map(|cell| (text(cell), look(cell))).collect()
}

#[test]
fn after_an_hour_every_board_is_what_a_new_painting_shows() {
    // An hour in fifteen seconds.
    let mut pty = Setup::default().start(&["demo", "--speed", "240"]);
    pty.until_text("演练");
    pty.keys(KNOWS_FRAMES);
    let boards = "1234567890";
    for ((cols, rows), until) in
        [((120, 40), "16:05:00"), ((60, 16), "16:20:00"), ((80, 24), "16:35:00"), ((100, 30), "16:50:00")]
    {
        frame(&mut pty, "the new size", |pty| pty.resize(cols, rows));
        for board in boards.chars() {
            frame(&mut pty, "a board", |pty| pty.keys(&board.to_string()));
        }
        // The log is where lines move most.
        frame(&mut pty, "the log", |pty| pty.keys("9"));
        pty.until(until, |screen| clock(screen).as_str() >= until);
    }
    frame(&mut pty, "the last size", |pty| pty.resize(80, 24));
    // The drill's clock stands still, and with it all that is of the drill.
    frame(&mut pty, "the drill", |pty| pty.keys("8"));
    pty.keys("\x01");
    pty.until_text("暂停");
    pty.until("the clock that stands", |screen| screen.contents().contains("已入账"));
    // The hub's board says how long the line takes, which is never still.
    for board in boards.chars().filter(|board| *board != '7') {
        frame(&mut pty, "a board", |pty| pty.keys(&board.to_string()));
        let was = pty.screen();
        let before = pty.bytes().len();
        pty.signal(Signal::CONT);
        pty.until_bytes("a new painting", |bytes| {
            let new = &bytes[before..];
            holds(new, ERASES).is_some_and(|at| holds(&new[at..], FRAME_ENDS).is_some())
        });
        let now = pty.screen();
        let differs: Vec<_> = cells(&was).into_iter().zip(cells(&now)).filter(|(was, now)| was != now).collect();
        assert!(differs.is_empty(), "board {board}: {differs:?}\n{}\n{}", was.contents(), now.contents());
    }
    let bytes = pty.bytes();
    let text = String::from_utf8_lossy(&bytes);
    let regions = text.split("\x1b[").filter(|rest| {
        let end = rest.find(|c: char| !matches!(c, '0'..='9' | ';'));
        end.is_some_and(|end| rest[end..].starts_with('r') && rest[..end].contains(';'))
    });
    assert!(regions.count() > 0, "nothing scrolled, so this proves too little");
    pty.keys("\x18");
    let left = pty.until("the end, or the question before it", |screen| {
        screen.contents().contains("退出吗") || !screen.alternate_screen()
    });
    if left.alternate_screen() {
        pty.keys("1");
    }
    assert!(pty.end().success());
    pty.assert_restored();
}
