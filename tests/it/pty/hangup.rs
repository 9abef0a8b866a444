//! The line is cut: what holds the terminal's other end is gone, as when an ssh connection breaks. The console ends in
//! order by itself, and the next one goes on where it was.

use std::fs;
use std::sync::mpsc::sync_channel;

use rustix::process::Signal;

use super::{DEADLINE, Setup};

/// The console in a terminal whose other end a process of its own holds, as `sshd` would. The shell beside it outlives the
/// hang-up and tells how the console ended.
const INNER: &str = "trap : HUP\n\"$QIANZHI\" console --journal journal --realm test\necho $? > ended\n";

#[test]
fn a_cut_line_ends_the_console_in_order_and_loses_nothing() {
    let setup = Setup::default();
    fs::write(setup.path("inner.sh"), INNER).unwrap();
    let mut line = setup.shell("mkfifo ended; exec script -qfc 'sh inner.sh' /dev/null");
    line.until_text("F1");
    line.keys("\t抽排一队 已到京广路\r");
    line.until("the entry on a board", |screen| {
        screen.contents().lines().any(|row| row.contains("抽排一队 已到京广路") && !row.contains('>'))
    });
    line.keys("\t水深一米");
    line.until_text("> 水深一米");
    let (told, ended) = sync_channel(1);
    let fifo = setup.path("ended");
    std::thread::spawn(move || told.send(fs::read_to_string(fifo)));
    line.signal(Signal::KILL);
    let status = ended.recv_timeout(DEADLINE).expect("the console ends by itself").unwrap();
    assert_eq!(status, "0\n", "in order");
    let log = fs::read_to_string(setup.path("state/qianzhi/console.log")).unwrap();
    assert!(log.contains("the console ends") && !log.contains("panic"), "{log}");
    let mut verify = setup.shell("\"$QIANZHI\" journal verify journal");
    verify.until_text("完好: 1 段 1 个序列 2 条");
    assert!(verify.end().success());
    let mut next = setup.start(&["console", "--journal", "journal", "--realm", "test"]);
    next.until_text("> 水深一米");
    next.until_text("抽排一队 已到京广路");
    next.keys("\t六\r");
    next.until("the entry that was half typed", |screen| {
        screen.contents().lines().any(|row| row.contains("水深一米六") && !row.contains('>'))
    });
    next.keys("\x18");
    assert!(next.end().success());
}
