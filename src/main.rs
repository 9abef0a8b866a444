//! The `qianzhi` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    qianzhi::cli::main(std::env::args_os())
}
