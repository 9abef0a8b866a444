//! The peer: `SQLite` as one would use it for a durable log (WAL, every commit synced).

use std::path::Path;

use rusqlite::{Connection, params};

use super::super::failure::Failure;
use crate::envelope::Envelope;

/// An open database.
pub(super) struct Peer {
    database: Connection,
    number: i64,
}

impl Peer {
    /// A new one.
    pub(super) fn open(path: &Path) -> Result<Self, Failure> {
        let database = Connection::open(path).map_err(words)?;
        database
            .execute_batch(
                "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; \
                 CREATE TABLE event (number INTEGER PRIMARY KEY, id BLOB NOT NULL, envelope BLOB NOT NULL);",
            )
            .map_err(words)?;
        Ok(Self { database, number: 0 })
    }

    /// One transaction.
    pub(super) fn append(&mut self, group: &[Envelope]) -> Result<(), Failure> {
        let transaction = self.database.transaction().map_err(words)?;
        {
            let mut insert = transaction.prepare_cached("INSERT INTO event VALUES (?1, ?2, ?3)").map_err(words)?;
            for envelope in group {
                self.number += 1;
                insert.execute(params![self.number, &envelope.id().0[..], envelope.bytes()]).map_err(words)?;
            }
        }
        transaction.commit().map_err(words)
    }
}

#[expect(clippy::needless_pass_by_value, reason = "for `map_err`")]
fn words(error: rusqlite::Error) -> Failure {
    Failure::Measured(format!("SQLite: {error}"))
}
