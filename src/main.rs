//! The `qianzhi` command.

use std::process::ExitCode;

use mimalloc::MiMalloc;

/// A fold is many small allocations; with the system's allocator it takes half as long again.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    qianzhi::cli::main(std::env::args_os())
}
