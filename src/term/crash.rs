//! A panic anywhere ends the process: terminal first, then the words, then out.
//!
//! Without this a panic in a task leaves a program that goes on drawing into a broken screen, and a console that
//! looks alive while a part of it is dead. What was acknowledged is on disk already; a restart is a fold.

use std::panic::{PanicHookInfo, set_hook};

use super::tty::Tty;

/// What is known of a panic.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Crash {
    /// The thread's name.
    pub thread: String,
    /// File and line.
    pub place: String,
    /// The panic's own words.
    pub what: String,
}

/// What becomes of the process.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Fate {
    /// Somebody catches this panic and goes on.
    GoesOn,
    /// It ends now; the terminal is as it was.
    Ends,
}

/// The exit code of a crash, Rust's own.
const EXIT_CODE: i32 = 101;

/// From now on a panic in any thread gives the terminal back, is reported, and ends the process, unless
/// `goes_on` knows that it is caught.
pub fn on_panic(
    tty: Tty,
    goes_on: impl Fn(&Crash) -> bool + Send + Sync + 'static,
    report: impl Fn(&Crash, Fate) + Send + Sync + 'static,
) {
    set_hook(Box::new(move |info| {
        let crash = Crash::of(info);
        if goes_on(&crash) {
            report(&crash, Fate::GoesOn);
            return;
        }
        tty.give_up();
        report(&crash, Fate::Ends);
        std::process::exit(EXIT_CODE);
    }));
}

impl Crash {
    fn of(info: &PanicHookInfo<'_>) -> Self {
        Self {
            thread: std::thread::current().name().unwrap_or("unnamed").to_owned(),
            place: info.location().map_or_else(String::new, |at| format!("{}:{}", at.file(), at.line())),
            what: info.payload_as_str().unwrap_or("no words").to_owned(),
        }
    }
}
