//! Integration tests: one binary. `it/tidy.rs` checks that no file was forgotten here.

mod it {
    mod cli;
    mod man;
}
