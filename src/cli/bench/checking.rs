//! Taking in what comes from outside: signatures and chain, under the one rule, alone, on one core and on all.

use super::super::failure::Failure;
use super::log::Log;
use super::{Figure, Line, Promise, quantile};
use crate::clock::monotonic;
use crate::domain::EventId;
use crate::envelope::{Envelope, Rejected};

/// Events of one round.
const EVENTS: usize = 4096;

/// Events that arrive together, as in one frame of the protocol.
const TOGETHER: usize = 128;

/// Rounds; the median counts.
const ROUNDS: usize = 5;

/// Checks the same events one by one, and as they come in frames.
pub(super) fn measure(log: &Log) -> Result<Vec<Line>, Failure> {
    let bytes: Vec<&[u8]> = log.envelopes.iter().take(EVENTS).map(Envelope::bytes).collect();
    let median = |check: &dyn Fn() -> Vec<Result<Envelope, Rejected>>| {
        let mut rates = Vec::new();
        for _ in 0..ROUNDS {
            let began = monotonic();
            chained(check())?;
            rates.push(rate(bytes.len(), began.elapsed().as_secs_f64()));
        }
        Ok::<f64, Failure>(quantile(&mut rates, 0.5))
    };
    let frames = || bytes.chunks(TOGETHER);
    let alone = median(&|| bytes.iter().map(|bytes| Envelope::verify(bytes)).collect())?;
    let one_core = median(&|| frames().flat_map(Envelope::verify_batch).collect())?;
    let all_cores = median(&|| frames().flat_map(Envelope::verify_all).collect())?;
    Ok(vec![
        Figure::new(
            "signature and chain checks on one core, in frames, events/s",
            one_core,
            Promise::AtLeast(25_000.0),
        )
        .into(),
        Figure::new("the same one event at a time, events/s", alone, Promise::None).into(),
        Figure::new("the same in frames on as many cores as there are, events/s", all_cores, Promise::None).into(),
    ])
}

/// Each names the one before it, from the first of the series on.
fn chained(checked: Vec<Result<Envelope, Rejected>>) -> Result<(), Failure> {
    let (mut before, mut seq) = (EventId::default(), 0);
    for envelope in checked {
        let envelope = envelope.map_err(|_| Failure::Unsettled)?;
        let header = envelope.header();
        if header.prev != before || header.seq != seq + 1 {
            return Err(Failure::Unsettled);
        }
        (before, seq) = (envelope.id(), header.seq);
    }
    Ok(())
}

#[expect(clippy::cast_precision_loss, reason = "a count of events")]
pub(super) fn rate(events: usize, seconds: f64) -> f64 {
    events as f64 / seconds
}
