//! The fault switch: lets a test, or a doubter, see what a panic does to the terminal.
//!
//! `QIANZHI_FAULT` is `panic-main`, `panic-task` or `panic-journal`, and may name the frame after which it strikes:
//! `panic-main:3`. Nothing else about the program changes.

use crate::text::tell::Tell;
use std::str::FromStr;

/// A panic on demand.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Fault {
    place: Place,
    /// Frames until it strikes.
    frames: u32,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Place {
    Main,
    Task,
    Journal,
}

/// The switch was given something else.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("QIANZHI_FAULT is {0:?}; it can be panic-main, panic-task or panic-journal, with :N for the Nth frame")]
pub struct NoSuchFault(String);

impl FromStr for Fault {
    type Err = NoSuchFault;

    fn from_str(text: &str) -> Result<Self, NoSuchFault> {
        let wrong = || NoSuchFault(text.to_owned());
        let (name, frames) = text.split_once(':').unwrap_or((text, "1"));
        let place = match name {
            "panic-main" => Place::Main,
            "panic-task" => Place::Task,
            "panic-journal" => Place::Journal,
            _ => return Err(wrong()),
        };
        Ok(Self { place, frames: frames.parse().map_err(|_| wrong())? })
    }
}

impl Fault {
    /// Counts a frame. After the last it panics here, or hands the panic to `spawn`, which runs it in a task.
    pub fn frame(&mut self, spawn: impl FnOnce(fn())) {
        if self.frames == 0 {
            return;
        }
        self.frames -= 1;
        match self.place {
            Place::Main if self.frames == 0 => strike(),
            Place::Task if self.frames == 0 => spawn(strike),
            Place::Main | Place::Task | Place::Journal => {}
        }
    }

    /// What the journal's thread shall call when it has recorded an event, if that is where the fault lies.
    pub fn in_journal(self) -> Option<fn()> {
        (self.place == Place::Journal).then_some(strike)
    }
}

#[expect(clippy::panic, reason = "this is what the switch is for")]
fn strike() {
    std::panic::panic_any("QIANZHI_FAULT asked for this");
}

impl Tell for NoSuchFault {
    fn zh(&self) -> String {
        format!("QIANZHI_FAULT 是 {:?}; 可以是 panic-main、panic-task 或 panic-journal, 后加 :N 指第 N 帧", self.0)
    }
}

#[cfg(test)]
mod tests {
    use std::panic::catch_unwind;

    use super::*;

    #[test]
    fn it_strikes_where_and_when_it_was_told() {
        let mut main: Fault = "panic-main:2".parse().unwrap();
        main.frame(|_| unreachable!());
        assert!(catch_unwind(move || main.frame(|_| ())).is_err());
        let mut task: Fault = "panic-task".parse().unwrap();
        let mut handed = None;
        task.frame(|panic| handed = Some(panic));
        assert!(catch_unwind(handed.unwrap()).is_err());
        task.frame(|_| unreachable!("once is enough"));
        assert!(catch_unwind("panic-journal".parse::<Fault>().unwrap().in_journal().unwrap()).is_err());
        assert!(main.in_journal().is_none());
    }

    #[test]
    fn anything_else_is_refused_by_name() {
        for text in ["", "panic", "panic-main:", "panic-main:-1", "panic-main:x"] {
            assert!(text.parse::<Fault>().unwrap_err().to_string().contains("panic-journal"), "{text}");
        }
    }

    #[test]
    fn a_switch_that_is_none_is_told_in_both_languages() {
        let error = "X9".parse::<Fault>().unwrap_err();
        crate::text::tell::tests::told(include_str!("fault.rs"), "NoSuchFault", &[error]);
    }
}
