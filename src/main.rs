//! The `qianzhi` command.
fn main() {}
