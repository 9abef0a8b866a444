//! Layout files: which boards a post shows. Three are built in; any other is a file.

use std::path::Path;

use super::{Fault, Fields, Log, Word, Wrong, load, nearest, read_document};
use crate::console::{Board, Layout};
use crate::text::tell::{Both, both};

/// The built-in layouts: commander, duty officer, drill controller.
const BUILT_IN: [(&str, &str); 3] = [
    ("commander", include_str!("../../layouts/commander.toml")),
    ("duty", include_str!("../../layouts/duty.toml")),
    ("controller", include_str!("../../layouts/controller.toml")),
];

/// Boards a layout can have: as many as there are digits.
const BOARDS_MAX: usize = 10;

/// Names of the built-in layouts.
pub fn names() -> impl Iterator<Item = &'static str> {
    BUILT_IN.iter().map(|(name, _)| *name)
}

/// The layout that `wanted` names: a built-in one, or a file.
pub fn named(wanted: &str) -> Result<Layout, Fault> {
    if let Some((name, text)) = BUILT_IN.iter().find(|(name, _)| *name == wanted) {
        return read_text(&format!("layouts/{name}.toml"), text);
    }
    // What looks like a name and is no file was meant as a name.
    let path = Path::new(wanted);
    let bare = !wanted.contains(['/', '\\', '.']);
    if bare && !path.exists() {
        return Err(Fault::NoSuchLayout {
            name: super::problem::shown(wanted),
            known: names().collect::<Vec<_>>().join(", "),
            nearest: nearest(wanted, names()),
        });
    }
    read(path)
}

/// Reads and checks a layout file.
pub fn read(path: &Path) -> Result<Layout, Fault> {
    let file = path.display().to_string();
    let (mut layout, outlines) = read_document(&file, &load(path)?, layout)?;
    if let Some(named) = outlines {
        // The file lies beside the layout that names it.
        layout.outlines = super::outlines::read(&path.parent().unwrap_or(Path::new("")).join(named))?;
    }
    Ok(layout)
}

/// Reads and checks a layout; `file` is its name in problems.
pub fn read_text(file: &str, text: &str) -> Result<Layout, Fault> {
    read_document(file, text, layout).map(|(layout, _)| layout)
}

/// The layout, and the file of outlines that it names.
fn layout(log: &mut Log<'_>, fields: &mut Fields<'_>) -> Option<(Layout, Option<String>)> {
    let name = fields.line(log, "name");
    let boards = boards(log, fields);
    let first = first(log, fields, &boards);
    let default = Layout::default();
    let map_percent = within(log, fields, "map_percent", 0, 80).unwrap_or(default.map_percent);
    let rail_rows = within(log, fields, "rail_rows", 1, 12).unwrap_or(default.rail_rows);
    let orders = fields.may_word(log, "orders").unwrap_or(default.orders);
    let outlines = fields.may::<String>(log, "outlines");
    let braille = fields.may::<bool>(log, "braille").unwrap_or(default.braille);
    let plain = Layout { name: name?, boards, first: first?, map_percent, rail_rows, orders, ..default };
    Some((Layout { braille, ..plain }, outlines))
}

/// The boards in the order of the digits: at least one, none twice.
fn boards(log: &mut Log<'_>, fields: &mut Fields<'_>) -> Vec<Board> {
    let spot = fields.spot_of("boards");
    if !fields.has("boards") {
        let known = Board::ALL.map(Board::slug).join(", ");
        let expected = both!("清单: {known}", "a list of {known}");
        log.wrong(&fields.spot(), Wrong::Missing { key: "boards".to_owned(), expected });
        return Vec::new();
    }
    let before = log.count();
    let mut boards: Vec<Board> = Vec::new();
    for listed in fields.list::<Word<Board>>(log, "boards") {
        let Word(board) = listed.value;
        if boards.contains(&board) {
            let wrong = Wrong::Value {
                expected: Both::words("每个板块一次", "each board once"),
                found: Both::same(board.slug()),
                nearest: None,
            };
            log.wrong(&listed.spot, wrong);
        }
        boards.push(board);
    }
    if boards.is_empty() && log.count() == before {
        let wrong = Wrong::Value {
            expected: Both::words("至少一个板块", "at least one board"),
            found: Both::same("[]"),
            nearest: None,
        };
        log.wrong(&spot, wrong);
    }
    if boards.len() > BOARDS_MAX {
        log.wrong(&spot, Wrong::TooMany { what: Both::words("板块", "boards"), count: boards.len(), max: BOARDS_MAX });
    }
    boards
}

/// The board shown first; the first of the list when the file does not say.
fn first(log: &mut Log<'_>, fields: &mut Fields<'_>, boards: &[Board]) -> Option<Board> {
    let spot = fields.spot_of("first");
    let first = fields.may_word::<Board>(log, "first");
    match first {
        Some(board) if !boards.is_empty() && !boards.contains(&board) => {
            log.wrong(
                &spot,
                Wrong::not_one_of(
                    Both::words("`boards` 里的板块", "a board of `boards`"),
                    board.slug(),
                    boards.iter().map(|b| b.slug()),
                ),
            );
            None
        }
        Some(board) => Some(board),
        None => boards.first().copied(),
    }
}

/// A small whole number between two bounds, both included.
fn within(log: &mut Log<'_>, fields: &mut Fields<'_>, key: &'static str, least: u16, most: u16) -> Option<u8> {
    let spot = fields.spot_of(key);
    let number = fields.may::<u16>(log, key)?;
    if (least..=most).contains(&number) {
        return u8::try_from(number).ok();
    }
    let expected = both!("{least} 到 {most} 的整数", "a whole number from {least} to {most}");
    log.wrong(&spot, Wrong::Value { expected, found: Both::same(number.to_string()), nearest: None });
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::console::OrderFilter;

    fn wrong(text: &str) -> String {
        read_text("my.toml", text).unwrap_err().to_string()
    }

    #[test]
    fn every_shipped_layout_loads_and_they_differ_in_what_they_are_for() {
        let files: Vec<String> = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/layouts"))
            .unwrap()
            .map(|entry| entry.unwrap().path().file_stem().unwrap().to_str().unwrap().to_owned())
            .collect();
        assert_eq!(files.len(), BUILT_IN.len(), "a layout file that is not built in: {files:?}");
        let all: Vec<Layout> = names().map(|name| named(name).unwrap()).collect();
        for (layout, name) in all.iter().zip(names()) {
            assert_eq!(layout.name, name);
            assert!(files.contains(&layout.name));
            assert!(layout.boards.contains(&layout.first));
            assert_eq!(layout.boards.contains(&Board::Drill), name == "controller", "{name}");
            for must in [Board::Situation, Board::Orders, Board::Conflicts, Board::Hub] {
                assert!(layout.boards.contains(&must), "{name} has no {must:?}");
            }
        }
        let [commander, duty, controller] = all.as_slice() else { panic!() };
        assert_eq!(controller.first, Board::Drill);
        assert_eq!(duty.orders, OrderFilter::Unanswered);
        assert!(duty.rail_rows > commander.rail_rows && commander.map_percent > duty.map_percent);
    }

    #[test]
    fn what_is_wrong_is_said_with_its_place_and_the_nearest_name() {
        let good = "name = \"x\"\nboards = [\"situation\", \"teams\"]\n";
        let layout = read_text("my.toml", good).unwrap();
        assert_eq!((layout.first, layout.boards.len()), (Board::Situation, 2));
        for (text, expected) in [
            ("name = \"x\"\nboards = [\"situation\", \"teems\"]\n", "my.toml:2:24: boards[2]: expected a known word"),
            ("name = \"x\"\nboards = [\"situation\", \"teems\"]\n", "did you mean `teams`?"),
            ("boards = [\"teams\"]\n", "my.toml:1:1: `name` is missing"),
            ("name = \"x\"\n", "`boards` is missing"),
            ("name = \"x\"\nboards = []\n", "my.toml:2:10: boards: expected at least one board"),
            ("name = \"x\"\nboards = [\"hub\", \"hub\"]\n", "boards[2]: expected each board once, found `hub`"),
            ("name = \"x\"\nboards = [\"hub\"]\nfirst = \"teams\"\n", "my.toml:3:9: first: expected one of hub"),
            (
                "name = \"x\"\nboards = [\"hub\"]\nmap_percent = 90\n",
                "map_percent: expected a whole number from 0 to 80",
            ),
            ("name = \"x\"\nboards = [\"hub\"]\nmap_percent = \"90\"\n", "map_percent: expected a whole number"),
            ("name = \"x\"\nboards = [\"hub\"]\nrail_row = 3\n", "unknown key `rail_row`; did you mean `rail_rows`?"),
            ("name = \"x\"\nboards = [\"hub\"]\norders = \"open\"\n", "orders: expected one of all, unanswered"),
            ("name = x\n", "not TOML"),
        ] {
            let said = wrong(text);
            assert!(said.contains(expected), "{said}\nshould say: {expected}");
        }
    }

    #[test]
    fn a_layout_is_named_or_a_file() {
        let said = named("comander").unwrap_err().to_string();
        assert!(said.contains("commander, duty, controller") && said.contains("did you mean `commander`?"), "{said}");
        assert!(named("./none.toml").unwrap_err().to_string().contains("no such file"));
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("own.toml");
        std::fs::write(&path, "name = \"own\"\nboards = [\"hub\"]\n").unwrap();
        assert_eq!(named(path.to_str().unwrap()).unwrap().name, "own");
    }
}
