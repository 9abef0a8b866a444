//! The keyboard: bytes from the terminal, in a thread of their own, into the loop's queue.

mod decode;

use std::io::{self, ErrorKind};
use std::sync::mpsc::SyncSender;
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};

use super::tty::Tty;
use crate::console::{Msg, Told};
use crate::limits::{ESCAPE_WAIT, PASTE_WAIT, REPORT_WAIT};
use decode::{Decoder, Open};

/// Starts the thread that reads the standard input.
///
/// A terminal that is gone is told as [`Msg::Terminate`]. A full queue makes the thread wait, and with it the keyboard.
///
/// # Errors
/// When the thread cannot be made.
pub fn listen(tty: Tty, inbox: SyncSender<Told>) -> io::Result<()> {
    std::thread::Builder::new().name("input".to_owned()).spawn(move || {
        let mut decoder = Decoder::default();
        loop {
            let msgs = match next(&tty, &decoder) {
                Ok(Some(bytes)) => decoder.feed(&bytes),
                Ok(None) => decoder.time_is_up(),
                Err(_) => vec![Msg::Terminate],
            };
            let answers = msgs.iter().filter(|msg| matches!(msg, Msg::Cursor { .. })).count();
            if answers > 0 {
                tty.answered(answers);
            }
            let gone = msgs.contains(&Msg::Terminate);
            let told = msgs.into_iter().all(|msg| inbox.send(msg.into()).is_ok());
            if gone || !told {
                return;
            }
        }
    })?;
    Ok(())
}

/// The next bytes, or `None` when the time for what was begun is up.
fn next(tty: &Tty, decoder: &Decoder) -> io::Result<Option<Vec<u8>>> {
    let patience = match decoder.open() {
        Open::Nothing => None,
        // A terminal that was asked may be about to answer: its Esc is not the key.
        Open::Escape => Some(tty.may_answer().unwrap_or_default().max(ESCAPE_WAIT)),
        Open::Sequence => Some(REPORT_WAIT),
        Open::Paste => Some(PASTE_WAIT),
    };
    loop {
        let stdin = io::stdin();
        let mut fds = [PollFd::new(&stdin, PollFlags::IN)];
        match poll(&mut fds, patience.and_then(timespec).as_ref()) {
            Ok(0) => return Ok(None),
            Ok(_) => {}
            Err(error) if io::Error::from(error).kind() == ErrorKind::Interrupted => continue,
            Err(error) => return Err(error.into()),
        }
        let mut bytes = vec![0; 1024];
        match rustix::io::read(&stdin, &mut bytes).map_err(io::Error::from) {
            Ok(0) => return Err(ErrorKind::UnexpectedEof.into()),
            Ok(count) => {
                bytes.truncate(count);
                return Ok(Some(bytes));
            }
            Err(error) if matches!(error.kind(), ErrorKind::Interrupted | ErrorKind::WouldBlock) => {}
            Err(error) => return Err(error),
        }
    }
}

fn timespec(patience: Duration) -> Option<Timespec> {
    Timespec::try_from(patience).ok()
}
