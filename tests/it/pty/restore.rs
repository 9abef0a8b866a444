//! The terminal is given back, whatever ends or stops the program (issue point 7).

use rustix::process::Signal;

use super::{Pty, Setup};

/// Leaves the program.
const QUIT: &str = "\x18";

fn start(setup: &Setup) -> Pty {
    setup.start(&["console", "--journal", "journal", "--realm", "test"])
}

/// A console without a hub, on a journal of its own, with its boards on the screen.
fn console(setup: &Setup) -> Pty {
    let pty = start(setup);
    pty.until_text("F1");
    pty.assert_entered();
    pty
}

#[test]
fn after_quitting() {
    let mut pty = console(&Setup::default());
    pty.keys(QUIT);
    assert!(pty.end().success());
    pty.assert_restored();
}

#[test]
fn after_being_told_to_end() {
    for signal in [Signal::TERM, Signal::HUP, Signal::INT] {
        let mut pty = console(&Setup::default());
        pty.signal(signal);
        let status = pty.end();
        assert_eq!(status.signal(), None, "it ended by itself");
        pty.assert_restored();
    }
}

#[track_caller]
fn assert_crashed(pty: &mut Pty) {
    let status = pty.end();
    assert_eq!(status.exit_code(), 101);
    pty.assert_restored();
    let shown = pty.screen().contents();
    assert!(shown.contains("QIANZHI_FAULT asked"), "the reason stands on the main screen:\n{shown}");
    assert!(!shown.contains("F1"), "and nothing of the console:\n{shown}");
    let entered = pty.bytes().windows(8).any(|bytes| bytes == b"\x1b[?1049h");
    assert!(entered, "it had taken the terminal before");
}

#[test]
fn after_a_panic_in_the_main_loop() {
    let setup = Setup::default().with("QIANZHI_FAULT", "panic-main");
    assert_crashed(&mut start(&setup));
    let log = std::fs::read_to_string(setup.path("state/qianzhi/console.log")).unwrap();
    assert!(log.contains("the console begins") && log.contains("QIANZHI_FAULT asked"), "{log}");
}

#[test]
fn after_a_panic_in_a_task() {
    assert_crashed(&mut start(&Setup::default().with("QIANZHI_FAULT", "panic-task:2")));
}

#[test]
fn after_a_panic_in_the_journals_thread() {
    let setup = Setup::default();
    let mut pty =
        console(&Setup { home: setup.home.clone(), ..Setup::default() }.with("QIANZHI_FAULT", "panic-journal"));
    pty.keys("水深一米六\r");
    assert_crashed(&mut pty);
    // What had been acknowledged before the thread died is there.
    console(&setup).until_text("水深一米六");
}

#[test]
fn while_the_shell_has_it_and_after() {
    let script = "\"$QIANZHI\" console --journal journal --realm test
                  for n in 1 2; do echo \"stopped $n\"; read go; fg >/dev/null; done
                  echo ended";
    let mut pty = Setup::default().shell(script);
    for n in ["1", "2"] {
        pty.until_text("F1");
        pty.assert_entered();
        if n == "1" {
            pty.keys("\x1a");
        } else {
            pty.signal_foreground(Signal::TSTP);
        }
        pty.until_text(&format!("stopped {n}"));
        pty.assert_restored();
        pty.resize(100, 30);
        pty.keys("\n");
    }
    let screen = pty.until("the boards in the new size", |screen| {
        screen.alternate_screen() && screen.rows(80, 20).any(|row| !row.trim().is_empty())
    });
    assert!(screen.contents().contains("F1"));
    pty.keys(QUIT);
    pty.until_text("ended");
    assert!(pty.end().success());
    pty.assert_restored();
}

#[test]
fn without_a_shell_ctrl_z_leaves_it_running() {
    // A session leader that stopped would never be continued: the system does not stop it either.
    let mut pty = console(&Setup::default());
    pty.keys("\x1a");
    pty.signal(Signal::TSTP);
    pty.keys(QUIT);
    assert!(pty.end().success());
    pty.assert_restored();
}

#[test]
fn what_is_pasted_is_no_command() {
    let mut pty = console(&Setup::default());
    pty.keys(&format!("\x1b[200~水位{QUIT}上涨\x1b[201~"));
    pty.until_text("上涨");
    pty.assert_entered();
    pty.signal(Signal::TERM);
    pty.end();
    pty.assert_restored();
}
