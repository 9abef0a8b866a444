//! `qianzhi completions`: a completion script for a shell.

use clap_complete::Shell;

use super::failure::Failure;
use super::output::Output;

/// Print a completion script for a shell.
#[derive(clap::Args)]
pub(super) struct Args {
    /// Which shell.
    shell: Shell,
}

pub(super) fn run(args: &Args) -> Result<(), Failure> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut super::tree(super::setup::locale()), "qianzhi", &mut script);
    let mut output = Output::open();
    output.bytes(&script)?;
    output.flush()
}
