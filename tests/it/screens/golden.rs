//! Golden screens as plain files: the text with every blank kept, then the same grid with a letter for what each
//! cell means. `QIANZHI_GOLDEN=write cargo test screens` writes them anew; look at the difference before it is kept.

use std::fs;
use std::path::PathBuf;

use qianzhi::console::{Model, Start};
use qianzhi::view::{Look, meanings, paint, paint_start, rows};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// A drawn screen.
pub(super) struct Screen {
    /// One string a row.
    pub(super) text: Vec<String>,
    /// One letter a cell.
    pub(super) meaning: Vec<String>,
    /// Where the cursor stands.
    pub(super) cursor: Option<(u16, u16)>,
}

impl Screen {
    pub(super) fn draw(model: &Model, look: Look, (cols, height): (u16, u16)) -> Self {
        let mut buffer = Buffer::empty(Rect::new(0, 0, cols, height));
        let cursor = paint(model, &look, &mut buffer);
        Self::of(&buffer, cursor, look)
    }

    /// The same of what is asked before the boards.
    pub(super) fn draw_start(start: &Start, look: Look, (cols, height): (u16, u16)) -> Self {
        let mut buffer = Buffer::empty(Rect::new(0, 0, cols, height));
        let cursor = paint_start(start, &look, &mut buffer);
        Self::of(&buffer, cursor, look)
    }

    fn of(buffer: &Buffer, cursor: Option<Position>, look: Look) -> Self {
        let (text, meaning) = (rows(buffer, look.ambiguous), meanings(buffer, &look));
        Self { text, meaning, cursor: cursor.map(|at| (at.x, at.y)) }
    }

    fn print(&self) -> String {
        let mut out = match self.cursor {
            Some((x, y)) => format!("cursor {x},{y}\n"),
            None => "cursor hidden\n".to_owned(),
        };
        for row in self.text.iter().chain(&self.meaning) {
            // The bar keeps trailing blanks from editors.
            out.push_str(row);
            out.push_str("|\n");
        }
        out
    }
}

/// Holds a screen against its golden file.
#[track_caller]
pub(super) fn check(name: &str, model: &Model, look: Look, size: (u16, u16)) {
    hold(name, &Screen::draw(model, look, size));
}

/// Holds a screen that is asked before the boards against its golden file.
#[track_caller]
pub(super) fn check_start(name: &str, start: &Start, look: Look, size: (u16, u16)) {
    hold(name, &Screen::draw_start(start, look, size));
}

#[track_caller]
fn hold(name: &str, screen: &Screen) {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(format!("tests/it/golden/{name}.txt"));
    let drawn = screen.print();
    if std::env::var_os("QIANZHI_GOLDEN").is_some_and(|v| v == "write") {
        fs::write(&path, drawn).unwrap();
        return;
    }
    let kept = fs::read_to_string(&path).unwrap_or_else(|_| panic!("{name}: there is no golden file {path:?}"));
    let differing = kept.lines().zip(drawn.lines()).enumerate().find(|(_, (kept, drawn))| kept != drawn);
    if let Some((n, (kept, drawn))) = differing {
        panic!("{name}, line {}:\nkept  {kept}\ndrawn {drawn}\n", n + 1);
    }
    assert_eq!(kept.lines().count(), drawn.lines().count(), "{name}");
}
