//! `qianzhi journal`: look after a journal, also beside the console that writes it.

mod compact;
mod export;
mod import;
mod stats;
mod verify;

pub(super) use import::apply;

use clap::Subcommand;

use super::failure::Failure;
use crate::journal::StoreCheck;

/// Look after a journal: verify it, sum it up, export and import events, compress it.
#[derive(clap::Args)]
pub(super) struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    Verify(verify::Args),
    Stats(stats::Args),
    Export(export::Args),
    Import(import::Args),
    Compact(compact::Args),
}

pub(super) fn run(args: &Args) -> Result<(), Failure> {
    match &args.what {
        What::Verify(args) => verify::run(args),
        What::Stats(args) => stats::run(args),
        What::Export(args) => export::run(args),
        What::Import(args) => import::run(args),
        What::Compact(args) => compact::run(args),
    }
}

/// What was found of a store, the same wherever it is told.
fn store_json(store: &StoreCheck) -> serde_json::Value {
    match store {
        StoreCheck::None => serde_json::json!({"state": "none"}),
        StoreCheck::InUse => serde_json::json!({"state": "in_use"}),
        StoreCheck::Unreadable(why) => serde_json::json!({"state": "unreadable", "why": why}),
        StoreCheck::Read { applied, differ, .. } => {
            serde_json::json!({"state": "read", "applied": applied, "differ": differ})
        }
    }
}
