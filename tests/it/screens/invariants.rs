//! What must be true of every board and of everything that lies over one, at sizes and looks that have no golden screen:
//! no panic, rows whole, no text outside its pane, no wide character cut in half, and what is due in sight.

use qianzhi::console::{Action, Board, Key, Model, Msg, Size, update};
use qianzhi::text::Lang;
use qianzhi::text::cells::{Ambiguous, width};
use qianzhi::view::{Look, paint};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::golden::Screen;
use super::{LANGS, keys, on, world};

const SIZES: [(u16, u16); 4] = [(40, 10), (1, 1), (3, 2), (200, 50)];

fn looks() -> [Look; 3] {
    [Look::default(), Look::mono(), Look { ambiguous: Ambiguous::Two, ..Look::default() }]
}

/// What lies over a board: scripts that open it, and what it is.
const OVER: [&str; 27] = [
    "<f1>",
    "<f1><pgdn>",
    "<enter>",
    "<c-o>",
    "<c-o>令",
    "<f2>",
    "<f2><tab>水深",
    "<f5>",
    "<f6>",
    "<f7>",
    "<f9>",
    "<f10>",
    "<c-r>",
    "<c-n>",
    "<c-t>",
    "<c-p>",
    "<c-f>",
    "<c-w>",
    "<c-d>",
    "<c-k>",
    "@",
    ";",
    "/抽",
    "水深<f12>",
    "<f2><ins>水深",
    "<c-v>",
    "<f4><down>",
];

/// Every board, and every board with something over it.
fn screens(lang: Lang) -> Vec<(String, Model)> {
    let mut all = Vec::new();
    for board in Board::ALL {
        let model = on(board, lang);
        for script in OVER {
            let mut over = model.clone();
            keys(&mut over, script);
            all.push((format!("{board:?} {script} {lang:?}"), over));
        }
        all.push((format!("{board:?} {lang:?}"), model));
    }
    let mut past = world::zhengzhou_drill(lang);
    keys(&mut past, "@1545<enter>");
    all.push((format!("past {lang:?}"), past));
    let mut filled = world::zhengzhou_drill(lang);
    filled.layout.braille = true;
    keys(&mut filled, "8<c-e>");
    all.push((format!("question {lang:?}"), filled));
    all
}

fn sized(model: &Model, (cols, rows): (u16, u16)) -> Model {
    let mut model = model.clone();
    update(&mut model, Msg::Resize(Size { cols, rows }));
    model
}

#[test]
fn rows_are_whole_and_no_wide_character_is_cut() {
    for lang in LANGS {
        for (name, model) in screens(lang) {
            for size in SIZES {
                let model = sized(&model, size);
                for look in looks() {
                    let what = format!("{name} at {size:?} {look:?}");
                    let mut buffer = Buffer::empty(Rect::new(0, 0, size.0, size.1));
                    let cursor = paint(&model, &look, &mut buffer);
                    assert!(cursor.is_none_or(|at| at.x < size.0 && at.y < size.1), "{what}: {cursor:?}");
                    for y in 0..size.1 {
                        whole(&buffer, y, look, &what);
                    }
                }
            }
        }
    }
}

/// A wide character has its second cell to itself, in the row and blank.
fn whole(buffer: &Buffer, y: u16, look: Look, what: &str) {
    let mut x = 0;
    while x < buffer.area.width {
        let symbol = buffer[(x, y)].symbol();
        assert!(!symbol.chars().any(char::is_control), "{what}: {symbol:?} at {x},{y}");
        let cells = u16::try_from(width(symbol, look.ambiguous)).unwrap();
        assert!((1..=2).contains(&cells), "{what}: {symbol:?} at {x},{y} has {cells} cells");
        assert!(x + cells <= buffer.area.width, "{what}: {symbol:?} at {x},{y} goes over the edge");
        if cells == 2 {
            assert_eq!(buffer[(x + 1, y)].symbol(), " ", "{what}: {symbol:?} at {x},{y} is cut in half");
        }
        x += cells;
    }
}

/// Issue 4, point 4: from 40×10 up, on every board and under everything that lies over one, by word and mark.
#[test]
fn what_is_due_is_in_view_on_every_board_from_40_by_10() {
    for lang in LANGS {
        let (title, late) = (lang.pick("下一时限", "Next due"), lang.pick("逾期", "late"));
        for (name, model) in screens(lang) {
            assert!(model.rail().first().is_some_and(|due| due.late(model.now)), "{name}: the fixture has a late one");
            for size in [(40, 10), (200, 50)] {
                let model = sized(&model, size);
                for look in looks() {
                    let text = Screen::draw(&model, look, size).text;
                    let what = format!("{name} at {size:?} {look:?}:\n{}", text.join("\n"));
                    let heading = text.iter().position(|row| row.contains(title)).expect(&what);
                    assert!(text[heading].contains(late), "{what}");
                    let first = &text[heading + 1];
                    assert!(first.contains('!') && first.contains("-0"), "the first that is due: {what}");
                }
            }
        }
    }
}

/// What lies over a board stays in the board's zone: the rail and the status line are those without it. Of every board
/// and everything that lies over one.
#[test]
fn what_lies_over_a_board_leaves_the_other_zones_alone() {
    for (lang, board) in LANGS.into_iter().flat_map(|lang| Board::ALL.map(|board| (lang, board))) {
        let below = on(board, lang);
        let overs: Vec<(&str, Model)> = OVER
            .into_iter()
            .filter(|script| !script.starts_with("<f4>"))
            .map(|script| {
                let mut over = below.clone();
                keys(&mut over, script);
                (script, over)
            })
            .filter(|(_, over)| over.board == below.board)
            .collect();
        assert!(overs.len() > 20, "{board:?}: {} lie over it", overs.len());
        for size in [(40, 10), (80, 24), (200, 50)] {
            let without = sized(&below, size);
            let one = Screen::draw(&without, Look::default(), size).text;
            let rail = one.iter().position(|row| row.contains(lang.pick("下一时限", "Next due"))).unwrap();
            let rail = rail..rail + usize::from(without.heights().rail);
            for (script, over) in &overs {
                let other = Screen::draw(&sized(over, size), Look::default(), size).text;
                // What a filter hides is counted in the status line.
                if !script.starts_with('/') {
                    assert_eq!(one[0], other[0], "{board:?} {script} at {size:?}: status line");
                }
                assert_eq!(one[rail.clone()], other[rail.clone()], "{board:?} {script} at {size:?}");
            }
        }
    }
}

/// Between the list and the map there is a blank column on every row: neither writes over the other.
#[test]
fn panes_beside_one_another_keep_a_blank_column_between_them() {
    for lang in LANGS {
        for (board, size) in [Board::Situation, Board::Teams].into_iter().flat_map(|b| [(b, (80, 24)), (b, (200, 50))])
        {
            let model = sized(&on(board, lang), size);
            let half = size.0 * (100 - u16::from(model.layout.map_percent)) / 100;
            let gap = usize::from(half.clamp(42, 72));
            for look in looks() {
                let mut buffer = Buffer::empty(Rect::new(0, 0, size.0, size.1));
                paint(&model, &look, &mut buffer);
                let heights = model.heights();
                let top = heights.status + heights.boards + heights.above_board;
                for y in top..top + heights.board {
                    let symbol = buffer[(u16::try_from(gap).unwrap(), y)].symbol();
                    assert_eq!(symbol, " ", "{board:?} at {size:?}, row {y}");
                }
            }
        }
    }
}

/// What has begun can be left at any size.
#[test]
fn a_key_that_leads_on_is_left_at_any_size() {
    for size in SIZES {
        let mut model = sized(&world::zhengzhou_drill(Lang::Zh), size);
        let before = Screen::draw(&model, Look::default(), size).text;
        keys(&mut model, "<c-v>");
        assert_eq!(model.begun.keys(), [Key::ctrl('v')]);
        keys(&mut model, "<esc>");
        assert_eq!(Screen::draw(&model, Look::default(), size).text, before, "{size:?}");
        assert!(model.keys.key_for(Action::Help).is_some());
    }
}
