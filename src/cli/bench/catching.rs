//! A console that was away for the whole log: from its call to the hub until all of it is durable here.

use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::sync_channel;
use std::time::Duration;

use tokio::runtime::Runtime;

use super::super::failure::Failure;
use super::log::Log;
use super::{Figure, Line, Promise};
use crate::clock::{Clock, monotonic};
use crate::domain::Stream;
use crate::hub::{self, Hub};
use crate::journal::{Journal, Options, verify};
use crate::link::{self, Link};
use crate::text::tell::both;

/// After so long without an event it is given up.
const PATIENCE: Duration = Duration::from_secs(30);

/// A real hub and a real link in this process, on loopback.
pub(super) fn measure(dir: &Path, log: &Log) -> Result<Vec<Line>, Failure> {
    let options = Options { clock: Clock::machine(), ..Options::of(log.realm.clone()) };
    let (ours, theirs) = (dir.join("console"), dir.join("hub"));
    let (held, _) = Journal::open(&theirs, &options)?;
    for batch in log.envelopes.chunks(1024) {
        held.append(batch)?.wait()?;
    }
    held.store_settled(PATIENCE);
    let tasks = Runtime::new().map_err(Failure::Thread)?;
    let hub = Hub::start(tasks.handle(), "127.0.0.1:0", Arc::new(held.clone()), hub::Options::new("bench"))?;
    let (journal, _) = Journal::open(&ours, &options)?;
    let (ring, bell) = sync_channel(1);
    // A bell that is already rung says the same.
    let watch = journal.watch(move || ring.try_send(()).unwrap_or_default());
    let mut options = link::Options::new("bench", None);
    options.streams.insert(Stream::Control);
    let address = format!("ws://{}", hub.address()).parse()?;
    let all = log.envelopes.len() as u64;
    let began = monotonic();
    let link = Link::start(tasks.handle(), address, Arc::new(journal.clone()), options);
    while journal.durable() < all {
        if bell.recv_timeout(PATIENCE).is_err() {
            let here = journal.durable();
            let why = both!("{all} 条到了 {here} 条", "{here} of {all} events arrived");
            return Err(Failure::HubAway { hub: hub.address().to_string(), why });
        }
    }
    let took = began.elapsed().as_secs_f64();
    drop(watch);
    tasks.block_on(async {
        link.stop().await;
        hub.stop().await;
    });
    drop((journal, held));
    if !verify(&ours)?.findings.is_empty() {
        return Err(Failure::Unsound { dir: ours });
    }
    let what = format!("a console {all} events behind is caught up on loopback, durable and verified, s");
    Ok(vec![Figure::new(what, took, Promise::Below(6.0)).into()])
}
