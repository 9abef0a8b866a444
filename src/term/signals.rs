//! Signals, as messages: asked to end, stopped, continued, resized.

use std::io;
use std::sync::mpsc::{SyncSender, TrySendError};
use std::time::Duration;

use rustix::process::{Signal, getpid, kill_process};
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::iterator::Signals;

use super::tty::{Tty, has_job_control};
use crate::console::{Msg, Size, Told};

/// How often, and how long each time, a signal waits for room in the loop's queue before the loop counts as stuck.
const STUCK_AFTER: (u32, Duration) = (100, Duration::from_millis(20));

/// Starts the thread that listens, before the terminal is entered.
///
/// The first SIGTERM, SIGHUP or SIGINT asks the loop to end. When a second one comes, or the loop takes nothing any
/// more, the terminal is given back and the process ends at once.
///
/// # Errors
/// When the handlers or the thread cannot be made.
pub fn listen(tty: Tty, inbox: SyncSender<Told>) -> io::Result<()> {
    let mut signals = Signals::new([SIGTERM, SIGHUP, SIGINT, SIGTSTP, SIGCONT, SIGWINCH])?;
    std::thread::Builder::new().name("signals".to_owned()).spawn(move || {
        let mut asked = false;
        for signal in signals.forever() {
            let told = match signal {
                SIGTSTP => {
                    stop(&tty);
                    true
                }
                SIGCONT if !tty.come_back() => true,
                SIGCONT | SIGWINCH => tell(&inbox, Msg::Resize(size(&tty))),
                _ => !std::mem::replace(&mut asked, true) && tell(&inbox, Msg::Terminate),
            };
            if !told {
                tty.give_up();
                std::process::exit(1);
            }
        }
    })?;
    Ok(())
}

/// The terminal's size, in the console's words.
pub fn size(tty: &Tty) -> Size {
    let size = tty.size();
    Size { cols: size.width, rows: size.height }
}

/// Stops for real, with the terminal in the shell's hands. Without a shell nobody would ever continue us, and the
/// system does not stop such a process either.
fn stop(tty: &Tty) {
    if has_job_control() {
        tty.step_away();
        if kill_process(getpid(), Signal::STOP).is_err() {
            tty.come_back();
        }
    }
}

/// Puts a message into the loop's queue; `false` when the loop takes none any more. A loop that is gone has ended
/// by itself, and that is as good.
fn tell(inbox: &SyncSender<Told>, msg: Msg) -> bool {
    let mut msg = Told::Terminal(msg);
    let (tries, moment) = STUCK_AFTER;
    for _ in 0..tries {
        match inbox.try_send(msg) {
            Ok(()) | Err(TrySendError::Disconnected(_)) => return true,
            Err(TrySendError::Full(back)) => msg = back,
        }
        std::thread::park_timeout(moment);
    }
    false
}
