//! Acknowledged means durable: the system calls of the real binary, in their order (design.md, promise 1).

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

const SEGMENT: &str = "seg-00000001.log";

/// One system call: when it began and ended, by line of the trace, with its words and its result.
#[derive(Debug)]
struct Call {
    name: String,
    words: String,
    begun: usize,
    ended: usize,
    result: i64,
}

/// Reads what `strace -f` wrote. A call that another thread interrupted stands on two lines.
fn calls(trace: &str) -> Vec<Call> {
    let mut done: Vec<Call> = Vec::new();
    let mut open: Vec<(String, Call)> = Vec::new();
    for (n, line) in trace.lines().enumerate() {
        let Some((thread, rest)) = line.split_once(' ') else { continue };
        let rest = rest.trim_start();
        let result = || rest.rsplit_once(" = ").and_then(|(_, r)| r.split(' ').next()?.parse().ok()).unwrap_or(-1);
        if rest.starts_with("<... ") {
            let place = open.iter().position(|(owner, _)| owner == thread).expect("a call that was begun");
            let (_, call) = open.remove(place);
            done.push(Call { ended: n, result: result(), words: call.words + rest, ..call });
        } else if let Some((name, words)) = rest.split_once('(') {
            let call = Call { name: name.to_owned(), words: words.to_owned(), begun: n, ended: n, result: result() };
            if rest.ends_with("<unfinished ...>") {
                open.push((thread.to_owned(), call));
            } else {
                done.push(call);
            }
        }
    }
    done
}

/// Whether calls can be traced here; when not, that is said where nobody can miss it.
fn traceable(dir: &Path) -> bool {
    let tried = Command::new("strace").arg("-o").arg(dir.join("tried")).arg("true").stderr(Stdio::null()).status();
    let can = tried.is_ok_and(|status| status.success());
    if !can {
        // Not by println: that is shown for failed tests only.
        writeln!(std::io::stderr(), "SKIPPED: strace is not installed or may not trace: fdatasync was not seen")
            .unwrap();
    }
    can
}

#[test]
fn fdatasync_returns_between_the_write_and_the_word_recorded() {
    let dir = tempfile::tempdir().unwrap();
    if !traceable(dir.path()) {
        return;
    }
    let (trace, journal) = (dir.path().join("trace"), dir.path().join("journal"));
    let mut child = Command::new("strace")
        .args(["-f", "-y", "-s", "100000", "-e", "trace=write,writev,pwrite64,pwritev,pwritev2,fsync,fdatasync", "-o"])
        .arg(&trace)
        .arg(env!("CARGO_BIN_EXE_qianzhi"))
        .args(["post", "--stdin", "--journal"])
        .arg(&journal)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let texts: Vec<String> = (0..20).map(|n| format!("entry number {n:03} of the trace")).collect();
    let mut input = child.stdin.take().unwrap();
    for text in &texts {
        writeln!(input, "{text}").unwrap();
    }
    drop(input);
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let said: Vec<String> = String::from_utf8(output.stdout).unwrap().lines().map(str::to_owned).collect();
    assert_eq!(said.len(), texts.len());

    let trace = std::fs::read_to_string(&trace).unwrap();
    let calls = calls(&trace);
    let on_segment = |call: &&Call| call.words.contains(SEGMENT);
    for (text, recorded) in texts.iter().zip(&said) {
        let written = calls
            .iter()
            .filter(on_segment)
            .find(|call| call.name.contains("write") && call.words.contains(text.as_str()))
            .unwrap_or_else(|| panic!("{text:?} was never written to {SEGMENT}:\n{trace}"));
        let told = calls
            .iter()
            .find(|call| call.name == "write" && call.words.starts_with("1<") && call.words.contains(recorded))
            .unwrap_or_else(|| panic!("{recorded:?} was never written to the standard output"));
        let synced = calls.iter().filter(on_segment).any(|call| {
            matches!(call.name.as_str(), "fdatasync" | "fsync")
                && call.result == 0
                && call.begun > written.ended
                && call.ended < told.begun
        });
        assert!(written.result > 0 && synced, "{recorded} was said before {text:?} was on the disk:\n{trace}");
    }
}

#[test]
fn the_trace_is_read_across_threads() {
    let trace = "\
10 pwrite64(5</j/wal/seg-00000001.log>, \"abc\", 3, 8192) = 3
10 fdatasync(5</j/wal/seg-00000001.log> <unfinished ...>
11 write(1</x>, \"recorded 1\\n\", 11) = 11
10 <... fdatasync resumed>) = 0
12 +++ exited with 0 +++
";
    let calls = calls(trace);
    assert_eq!(calls.len(), 3);
    let sync = calls.iter().find(|call| call.name == "fdatasync").unwrap();
    assert_eq!((sync.begun, sync.ended, sync.result), (1, 3, 0));
    assert!(sync.words.contains(SEGMENT));
    let told = calls.iter().find(|call| call.name == "write").unwrap();
    assert!(told.begun < sync.ended, "this trace would fail the test");
}
