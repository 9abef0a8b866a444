//! `qianzhi man`: the manual pages, generated from the command tree.

use std::fs;
use std::path::PathBuf;

use super::failure::Failure;

/// Write the manual pages into a directory.
#[derive(clap::Args)]
pub(super) struct Args {
    /// Where to; made when it is not there.
    #[arg(value_name = "DIR")]
    dir: PathBuf,
}

pub(super) fn run(args: &Args) -> Result<(), Failure> {
    let failed = |source| Failure::Write { path: args.dir.clone(), source };
    fs::create_dir_all(&args.dir).map_err(failed)?;
    clap_mangen::generate_to(super::tree(), &args.dir).map_err(failed)
}
