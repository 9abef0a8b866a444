//! `qianzhi journal`: look after a journal, also beside the console that writes it.

mod export;
mod import;
mod verify;

use clap::Subcommand;

use super::failure::Failure;

/// Verify, export or import a journal.
#[derive(clap::Args)]
pub(super) struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    Verify(verify::Args),
    Export(export::Args),
    Import(import::Args),
}

pub(super) fn run(args: &Args) -> Result<(), Failure> {
    match &args.what {
        What::Verify(args) => verify::run(args),
        What::Export(args) => export::run(args),
        What::Import(args) => import::run(args),
    }
}
