//! Histories without a store: the same questions, answered from the segments alone. Slower, in little memory, and
//! there while sled is off, hung or being built anew.

use std::collections::{BTreeMap, BTreeSet};

use super::error::JournalError;
use super::record::Record;
use super::shared::Shared;
use super::store::{History, Link, Mark, Page, link};
use crate::domain::EventId;
use crate::limits::{STORE_BATCH, STORE_BATCH_BYTES};

/// Shows every durable record up to `number` to `visit`.
fn every(shared: &Shared, number: u64, mut visit: impl FnMut(&Record)) -> Result<(), JournalError> {
    let mut next = 1;
    while next <= number {
        let records = shared.read(next, STORE_BATCH, STORE_BATCH_BYTES)?;
        let Some(last) = records.last() else { break };
        next = last.number + 1;
        records.iter().take_while(|record| record.number <= number).for_each(&mut visit);
    }
    Ok(())
}

/// A page of a history, as the store would give it.
pub(super) fn page(shared: &Shared, query: History, before: Option<Mark>, limit: usize) -> Result<Page, JournalError> {
    let durable = shared.durable();
    let members = match query {
        History::All => None,
        History::Incident(id) => Some(members(shared, durable, id)?),
    };
    let mut newest: BTreeMap<Mark, Record> = BTreeMap::new();
    every(shared, durable, |record| {
        let mark = Mark { hlc: record.envelope.header().hlc, number: record.number };
        let asked = members.as_ref().is_none_or(|members| members.contains(&record.envelope.id()));
        if asked && before.is_none_or(|before| mark < before) {
            newest.insert(mark, record.clone());
            if newest.len() > limit {
                newest.pop_first();
            }
        }
    })?;
    let next = newest.first_key_value().map(|(mark, _)| *mark).filter(|_| newest.len() == limit);
    Ok(Page { records: newest.into_values().rev().collect(), next, complete_to: durable })
}

/// The events of an incident: each pass finds what hangs on those found before, in whatever order they arrived.
fn members(shared: &Shared, durable: u64, incident: EventId) -> Result<BTreeSet<EventId>, JournalError> {
    let mut members = BTreeSet::new();
    loop {
        let before = members.len();
        every(shared, durable, |record| {
            let event = record.envelope.event();
            let belongs = match link(event.id, &event.fact) {
                Link::Alone => false,
                Link::Incident(named) => named == incident,
                Link::Via(other) => members.contains(&other),
            };
            if belongs {
                members.insert(event.id);
            }
        })?;
        if members.len() == before {
            return Ok(members);
        }
    }
}

/// The event with this id.
pub(super) fn entry(shared: &Shared, id: EventId) -> Result<Option<Record>, JournalError> {
    let mut found = None;
    every(shared, shared.durable(), |record| {
        if record.envelope.id() == id {
            found = Some(record.clone());
        }
    })?;
    Ok(found)
}
