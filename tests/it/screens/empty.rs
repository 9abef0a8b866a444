//! Every empty board says what would be here and the key that makes it happen.

use qianzhi::console::{
    Action, Board, Context, Effect, Found, Key, Keymap, Mode, Model, Msg, Remap, Search, Strokes, update,
};
use qianzhi::domain::Realm;
use qianzhi::text::Lang;

use super::golden::Screen;
use super::{LANGS, colour, world};

/// The act that shows a board; where there are more boards than digits the last digit shows it.
fn digit(board: Board) -> Action {
    let place = Board::ALL.iter().position(|other| *other == board).unwrap().min(9);
    Action::GoTo(u8::try_from(place).unwrap())
}

fn has(model: &mut Model, board: Board) {
    let place = Board::ALL.iter().position(|other| *other == board).unwrap().min(9);
    model.layout.boards[place] = board;
}

/// The acts that an empty board names; what no key of the console can bring has a command of the program.
fn named(board: Board) -> (Vec<Action>, Option<&'static str>) {
    match board {
        Board::Situation => (vec![Action::NewIncident, Action::Write], None),
        Board::Incident => (vec![Action::NewIncident, digit(Board::Situation)], None),
        Board::Teams | Board::Plan | Board::Map => (vec![digit(Board::Hub)], None),
        Board::Orders => (vec![Action::NewOrder], None),
        Board::Conflicts => (vec![Action::Open], None),
        Board::Hub => (vec![], Some("--hub")),
        Board::Drill => (vec![], Some("qianzhi drill run")),
        Board::Journal => (vec![Action::Write], None),
        Board::Reports => (vec![Action::BeginReport], None),
        // A region brings its jurisdictions, no key does.
        Board::Switchover => (vec![], None),
        Board::Consultation => (vec![Action::RequestConsult], None),
        Board::Assembly => (vec![Action::WhoCanCome], None),
        Board::Resources => (vec![Action::ImportTable, Action::NewResource], None),
        Board::Aar => (vec![Action::OpenReview], None),
        Board::Linkage => (vec![Action::DraftAid], None),
        Board::Onsite => (vec![Action::OnsiteArrive], None),
        Board::Structure => (vec![], Some("qianzhi region adopt")),
    }
}

fn empty(lang: Lang, board: Board, keys: &Keymap) -> Model {
    let mut model = world::model(lang, Realm::Live, world::Scribe::new());
    model.keys = keys.clone();
    has(&mut model, board);
    model.link = qianzhi::console::LinkState::NotConfigured;
    model.sessions.clear();
    for key in keys.key_for(digit(board)).unwrap().keys() {
        for effect in update(&mut model, Msg::Key(*key)) {
            // Nothing is in the log.
            let Effect::History(search) = effect else { continue };
            let Search { ticket, whence, upto, .. } = *search;
            update(
                &mut model,
                Msg::History(Found { ticket, whence, upto, entries: Vec::new(), more: false, said: Vec::new() }),
            );
        }
    }
    assert_eq!(model.board, board);
    model
}

/// The rows of the board's zone at 80 by 24.
fn zone(model: &Model) -> String {
    Screen::draw(model, colour(), (80, 24)).text[3..15].join("\n")
}

fn changed() -> Keymap {
    let strokes = |n: char| Strokes::of(Key::ctrl('_')).then(Key::char(n));
    let acts = [Action::NewIncident, Action::Write, Action::NewOrder, digit(Board::Hub), digit(Board::Situation)];
    let changes = acts.into_iter().zip('1'..).map(|(action, n)| Remap { action, keys: vec![strokes(n)] });
    Keymap::default().remapped(&changes.collect::<Vec<_>>()).unwrap()
}

/// In a drill too, which takes cells for its word: the line is the first thing that is looked for.
#[test]
fn the_way_into_the_entry_line_is_said_whole_on_the_smallest_screen() {
    for lang in LANGS {
        let model = world::zhengzhou_drill(lang);
        let screen = Screen::draw(&model, colour(), (40, 10)).text;
        let words = lang.pick("Tab 或 : 开始键入", "Tab or : to type");
        assert!(screen.iter().any(|row| row.contains(words)), "{}", screen.join("\n"));
    }
}

#[test]
fn every_empty_board_names_the_key_that_fills_it() {
    for keys in [Keymap::default(), changed()] {
        for lang in LANGS {
            for board in Board::ALL {
                let model = empty(lang, board, &keys);
                let shown = zone(&model);
                let (acts, command) = named(board);
                for action in acts {
                    let name = match action {
                        // Of several ways the one of lists is named.
                        Action::Write | Action::Open => model.key_name_in(Context::Lists, action),
                        // On the assembly board `+` begins a line of the log.
                        Action::WhoCanCome => model.key_name_in(Context::On(board), action),
                        action => model.key_name(action),
                    };
                    let here = shown.split([' ', '(', ')', '\n']).collect::<Vec<_>>().join(" ");
                    assert!(here.contains(&format!(" {name} ")), "{board:?} {lang:?} does not name {name}:\n{shown}");
                }
                assert!(command.is_none_or(|command| shown.contains(command)), "{board:?}:\n{shown}");
            }
        }
    }
}

#[test]
fn the_key_that_is_named_leads_somewhere() {
    for board in Board::ALL {
        // Where nothing is at odds there is nothing to settle.
        for action in named(board).0.into_iter().filter(|_| board != Board::Conflicts) {
            let keys = Keymap::default();
            let mut model = empty(Lang::Zh, board, &keys);
            let way = keys.key_in(Context::Lists, action).or_else(|| keys.key_for(action));
            let way = way.or_else(|| keys.key_on(board, action)).unwrap();
            for key in way.keys() {
                update(&mut model, Msg::Key(*key));
            }
            let led = model.mode() != Mode::Board || model.board != board;
            assert!(led, "{action:?} on {board:?} leads nowhere: {:?}", model.notice);
        }
    }
}

#[test]
fn an_empty_drill_board_says_what_a_scenario_brings() {
    for lang in LANGS {
        let mut model = world::model(lang, Realm::Drill("d".to_owned()), world::Scribe::new());
        for key in model.keys.key_for(digit(Board::Drill)).unwrap().keys() {
            update(&mut model, Msg::Key(*key));
        }
        assert!(zone(&model).contains(&model.key_name(Action::DrillFire)), "{}", zone(&model));
    }
}

/// What a filter left nothing of says how to get it back.
#[test]
fn a_list_that_is_filtered_away_names_the_way_back() {
    for lang in LANGS {
        for board in [Board::Situation, Board::Teams, Board::Orders, Board::Plan, Board::Conflicts] {
            let mut model = world::zhengzhou_drill(lang);
            has(&mut model, board);
            for key in model.keys.key_for(digit(board)).unwrap().keys() {
                update(&mut model, Msg::Key(*key));
            }
            for key in qianzhi::console::key_script("/没有这个<enter>").unwrap() {
                update(&mut model, Msg::Key(key));
            }
            let shown = zone(&model);
            let back = model.key_name_in(Context::Lists, Action::Back);
            assert!(model.rows(board).is_empty() || shown.contains('!'), "{board:?}: only alarms stay\n{shown}");
            if model.rows(board).is_empty() {
                assert!(shown.contains(&back) && shown.contains(lang.pick("没有一行", "No row")), "{board:?}\n{shown}");
            }
        }
    }
}
