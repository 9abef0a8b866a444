//! Opening a journal: bytes to world, and the first frame.

use std::path::Path;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::super::failure::Failure;
use super::log::Log;
use super::{Figure, Line, Promise, quantile};
use crate::clock::{At, Clock, monotonic};
use crate::console::{Layout, Model, Msg, PostCard, Size, update};
use crate::domain::{PostId, World};
use crate::journal::{Journal, Options};
use crate::text::Lang;
use crate::view::{Look, paint};

/// The screen that is opened on.
pub(super) const SCREEN: Size = Size { cols: 160, rows: 48 };

/// Rounds of each measurement; the median counts.
const ROUNDS: usize = 5;

/// A model as a console has it once its journal is folded.
pub(super) fn model(world: World, now: At, events: u64) -> Model {
    let post = PostCard { id: PostId::default(), name: "指挥车1".into(), operator: "王某".into(), area: None };
    let mut model = Model::new(world, post, Lang::Zh, Layout::default(), now);
    model.events = events;
    for msg in [Msg::Resize(SCREEN), Msg::Tick(now)] {
        update(&mut model, msg);
    }
    model
}

/// The frame of a model.
pub(super) fn frame(model: &Model) -> Buffer {
    let mut buffer = Buffer::empty(Rect::new(0, 0, SCREEN.cols, SCREEN.rows));
    paint(model, &Look::default(), &mut buffer);
    buffer
}

/// Opens a journal that holds `log`, several times.
pub(super) fn measure(dir: &Path, log: &Log) -> Result<Vec<Line>, Failure> {
    let options = Options { clock: Clock::fixed(log.ends), snapshots: None, ..Options::of(log.realm.clone()) };
    let (journal, _) = Journal::open(dir, &options)?;
    for batch in log.envelopes.chunks(1024) {
        journal.append(batch)?.wait()?;
    }
    drop(journal);
    let mut expected = World::new(log.realm.clone());
    for envelope in &log.envelopes {
        expected.apply(&envelope.event());
    }
    let settled = frame(&model(expected, log.ends, log.envelopes.len() as u64));
    // The same without the store, for the fold alone.
    let bare = Options { store: false, ..options.clone() };
    let (mut opened, mut folded) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        let began = monotonic();
        let (journal, world, _) = Journal::open_world(dir, &options)?;
        let first = frame(&model(world, log.ends, journal.durable()));
        opened.push(began.elapsed().as_secs_f64() * 1e3);
        if first != settled {
            return Err(Failure::Unsettled);
        }
        drop(journal);
        let began = monotonic();
        let (journal, _, found) = Journal::open_world(dir, &bare)?;
        #[expect(clippy::cast_precision_loss, reason = "a count of events")]
        folded.push(found.records as f64 / began.elapsed().as_secs_f64());
        if found.snapshot != 0 {
            return Err(Failure::Unsettled);
        }
        drop(journal);
    }
    let events = log.envelopes.len();
    let figures = [
        Figure::new(
            format!("settled first frame with {events} events, ms"),
            quantile(&mut opened, 0.5),
            Promise::Below(300.0),
        ),
        Figure::new(
            "segment bytes to World on the scenario's mix, events/s",
            quantile(&mut folded, 0.5),
            Promise::AtLeast(500_000.0),
        ),
    ];
    Ok(figures.map(Line::from).into())
}
