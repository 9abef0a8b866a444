//! Integration tests: one binary. `it/tidy.rs` checks that no file was forgotten here.

#[cfg(test)]
mod it {
    mod authority;
    mod calls;
    mod cli;
    mod console;
    mod drill;
    mod drill_cli;
    mod drill_engine;
    mod drill_review;
    mod driver;
    mod durable;
    mod evacuations;
    mod fold;
    mod import;
    mod journal;
    mod kill;
    mod licences;
    mod man;
    mod mechanisms;
    mod net;
    mod notices;
    mod papers;
    mod plans;
    mod posts;
    mod power;
    mod protocol;
    mod pty;
    mod region;
    mod rules;
    mod screens;
    mod script;
    mod sim;
    mod thin;
    mod tidy;
    mod tongues;
}
