//! The command line's promises, on the real binary: exit codes, one clear sentence, nothing else touched.

mod hubs;
mod rules;
mod wss;

use std::process::{Command, Output, Stdio};

/// A command that sees nothing of the settings of whoever runs the tests.
fn command(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_qianzhi"));
    command.args(args).stdin(Stdio::null()).env_clear().env("HOME", "/nonexistent").env("USER", "tester");
    command
}

fn qianzhi(args: &[&str]) -> Output {
    command(args).output().unwrap()
}

/// Holds a failed run to issue point 9: the exit code, nothing on the standard output, one sentence that names
/// what it is about, no panic, no escape sequence.
#[track_caller]
fn refused(output: &Output, code: i32, naming: &[&str]) {
    let said = std::str::from_utf8(&output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(code), "{said}");
    assert_eq!(output.stdout, b"", "the standard output stays empty");
    assert!(said.starts_with("qianzhi: ") && said.ends_with('\n'), "{said:?}");
    assert_eq!(said.lines().count(), 1, "one sentence: {said:?}");
    assert!(!said.contains("panicked") && !said.trim_end().contains(char::is_control), "{said:?}");
    for name in naming {
        assert!(said.contains(name), "{said:?} should name {name:?}");
    }
}

#[test]
fn wrong_usage_is_two_and_names_the_way_out() {
    refused(&qianzhi(&[]), 2, &["--help"]);
    refused(&qianzhi(&["--frobnicate"]), 2, &["--frobnicate", "--help"]);
    refused(&qianzhi(&["completion"]), 2, &["completion", "completions"]);
    refused(&qianzhi(&["completions", "tcsh"]), 2, &["tcsh", "bash"]);
    refused(&qianzhi(&["man"]), 2, &["<DIR>"]);
    refused(&qianzhi(&["\u{1b}[2J"]), 2, &["--help"]);
}

/// A list is no document: whoever wants a file of a paper says which.
#[test]
fn a_paper_that_is_to_be_written_is_named() {
    let dir = tempfile::tempdir().unwrap();
    let (journal, file) = (dir.path().join("j"), dir.path().join("r.docx"));
    let (journal, file) = (journal.to_str().unwrap(), file.to_str().unwrap());
    assert!(qianzhi(&["post", "--journal", journal, "--realm", "test", "log", "水深"]).status.success());
    for paper in ["report", "minutes", "pack", "review", "aid"] {
        refused(&qianzhi(&["paper", paper, journal, "-o", file, "--lang", "en"]), 2, &["which one", "-o"]);
        assert!(!std::path::Path::new(file).exists());
        assert!(qianzhi(&["paper", paper, journal]).status.success(), "{paper}: without -o they are listed");
    }
}

#[test]
fn help_and_version_are_answers() {
    for args in [["--help"].as_slice(), &["--version"], &["man", "--help"]] {
        let output = qianzhi(args);
        assert!(output.status.success());
        assert!(!output.stdout.is_empty() && output.stderr.is_empty(), "{args:?}");
    }
}

#[test]
fn pages_that_cannot_be_written_are_a_failure_that_names_the_place() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("taken");
    std::fs::write(&file, "").unwrap();
    let place = file.to_str().unwrap();
    refused(&qianzhi(&["man", place]), 1, &[place]);
}

#[test]
fn every_shell_gets_completions_that_know_the_commands() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let output = qianzhi(&["completions", shell]);
        assert!(output.status.success(), "{shell}");
        assert!(String::from_utf8(output.stdout).unwrap().contains("completions"), "{shell}");
    }
}

#[test]
fn settings_that_cannot_be_are_told_with_their_source() {
    let dir = tempfile::tempdir().unwrap();
    let journal = dir.path().join("journal");
    let journal = journal.to_str().unwrap();
    let file = dir.path().join("mine.toml");
    let path = file.to_str().unwrap();
    let post = ["post", "--journal", journal, "log", "x"];
    let posting = ["post", "--journal", journal, "--settings", path, "log", "x"];

    refused(&qianzhi(&posting), 1, &[path, "no such file"]);
    std::fs::write(&file, "lang = \"zh\"\nrelam = \"live\"\n").unwrap();
    refused(&qianzhi(&posting), 1, &[path, ":2:1:", "`relam`", "did you mean `realm`?"]);
    std::fs::write(&file, "lang = \n").unwrap();
    refused(&qianzhi(&posting), 1, &[path, ":1:8:"]);
    refused(&command(&post).env("QIANZHI_SETTINGS", path).output().unwrap(), 1, &[path]);
    refused(
        &qianzhi(&["post", "--journal", journal, "--realm", "tset", "log", "x"]),
        2,
        &["--realm", "`tset`", "test"],
    );
    refused(&command(&post).env("QIANZHI_LANG", "cn").output().unwrap(), 2, &["QIANZHI_LANG", "`cn`", "zh"]);
    refused(&command(&post).env("QIANZHI_LAN", "zh").output().unwrap(), 2, &["QIANZHI_LAN ", "QIANZHI_LANG"]);
    assert!(!dir.path().join("journal").exists(), "nothing was begun");
}

#[test]
fn a_named_journal_that_cannot_be_used_is_told_and_left_alone() {
    let dir = tempfile::tempdir().unwrap();
    let path = |name: &str| dir.path().join(name).to_str().unwrap().to_owned();
    let post = |journal: &str| qianzhi(&["post", "--journal", journal, "log", "x"]);

    std::fs::write(path("letter"), "dear").unwrap();
    refused(&post(&path("letter")), 1, &[&path("letter")]);
    std::fs::create_dir(path("desk")).unwrap();
    std::fs::write(path("desk/letter"), "dear").unwrap();
    refused(&post(&path("desk")), 1, &[&path("desk"), "not a journal", "letter"]);
    assert_eq!(std::fs::read_dir(path("desk")).unwrap().count(), 1, "nothing was put beside the letter");

    assert!(post(&path("mine")).status.success());
    let held = std::fs::File::open(path("mine/lock")).unwrap();
    held.lock().unwrap();
    refused(&post(&path("mine")), 1, &[&path("mine"), "open in another process"]);
    // A process that another test starts at this moment has the file for an instant too.
    held.unlock().unwrap();
    refused(&qianzhi(&["post", "--journal", &path("mine"), "--realm", "test", "log", "x"]), 1, &["live", "test"]);
}

#[test]
fn post_says_recorded_for_each_line_and_tells_which_were_not() {
    use std::io::Write;

    let dir = tempfile::tempdir().unwrap();
    let journal = dir.path().join("journal");
    let mut child = command(&["post", "--journal", journal.to_str().unwrap(), "--stdin"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let long = "x".repeat(5000);
    let mut input = child.stdin.take().unwrap();
    write!(input, "一号桥封闭\n\n{long}\n").unwrap();
    input.write_all(b"\xff\xfe\n").unwrap();
    write!(input, "last, without a line end").unwrap();
    drop(input);
    let output = child.wait_with_output().unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    let ids: Vec<&str> = said.lines().map(|line| line.strip_prefix("recorded ").unwrap()).collect();
    assert_eq!(ids.len(), 2, "{said}");
    assert!(ids.iter().all(|id| id.len() == 64) && ids[0] != ids[1]);
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(told.contains("5001 bytes") && told.contains("not UTF-8"), "{told}");
    assert_eq!(output.status.code(), Some(1), "something was not done");
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let mut child = command(&["completions", "bash"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), output.stderr.len()), (Some(0), 0));
}

/// A journal with these entries.
fn journal_with(dir: &std::path::Path, texts: &[&str]) -> String {
    let journal = dir.join("journal").to_str().unwrap().to_owned();
    for text in texts {
        assert!(qianzhi(&["post", "--journal", &journal, "--realm", "drill:t", "log", text]).status.success());
    }
    journal
}

#[test]
fn an_export_is_json_lines_and_a_sound_journal_verifies() {
    let dir = tempfile::tempdir().unwrap();
    let journal = journal_with(dir.path(), &["一", "two \u{1b}[2J", "three"]);
    let exported = qianzhi(&["journal", "export", &journal]);
    assert!(exported.status.success());
    let lines: Vec<serde_json::Value> = std::str::from_utf8(&exported.stdout)
        .unwrap()
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let texts: Vec<&str> = lines.iter().map(|line| line["payload"]["data"]["text"].as_str().unwrap()).collect();
    assert_eq!(texts, ["一", "two \u{1b}[2J", "three"]);
    assert!(lines.iter().all(|line| line["realm"] == "drill:t" && line["payload"]["kind"] == "entry.logged/1"));
    assert!(!exported.stdout.contains(&0x1b), "what is exported cannot move a cursor");

    let file = dir.path().join("export.jsonl");
    assert!(qianzhi(&["journal", "export", &journal, "-o", file.to_str().unwrap()]).status.success());
    assert_eq!(std::fs::read(&file).unwrap(), exported.stdout);

    let verified = qianzhi(&["journal", "verify", &journal]);
    assert!(verified.status.success() && verified.stderr.is_empty());
    assert!(String::from_utf8(verified.stdout).unwrap().starts_with("sound: 3 records"));
    let verified = qianzhi(&["journal", "verify", &journal, "--json"]);
    let report: serde_json::Value = serde_json::from_slice(&verified.stdout).unwrap();
    assert_eq!((&report["sound"], &report["records"]), (&true.into(), &3.into()));
}

#[test]
fn a_changed_byte_is_found_and_told() {
    let dir = tempfile::tempdir().unwrap();
    let journal = journal_with(dir.path(), &["the first entry", "the second entry"]);
    let segment = std::path::Path::new(&journal).join("wal/seg-00000001.log");
    let mut bytes = std::fs::read(&segment).unwrap();
    let at = bytes.windows(9).position(|w| w == b"the first").unwrap();
    bytes[at] = b'T';
    std::fs::write(&segment, bytes).unwrap();
    let verified = qianzhi(&["journal", "verify", &journal]);
    assert_eq!(verified.status.code(), Some(1));
    let said = String::from_utf8(verified.stdout).unwrap();
    assert!(said.contains("seg-00000001.log byte ") && said.contains("not sound"), "{said}");
    let told = String::from_utf8(verified.stderr).unwrap();
    assert!(told.starts_with("qianzhi: ") && told.contains(&journal), "{told}");
    let exported = qianzhi(&["journal", "export", &journal]);
    assert_eq!(exported.status.code(), Some(1), "what is left is exported, and that it is not all is a failure");
    assert!(String::from_utf8(exported.stdout).unwrap().contains("the second entry"));
}

#[test]
fn what_is_no_journal_is_not_read_as_one() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().to_str().unwrap();
    let missing = dir.path().join("missing");
    let missing = missing.to_str().unwrap();
    for command in [["journal", "verify"].as_slice(), &["journal", "export"], &["tail", "--journal"]] {
        refused(&qianzhi(&[command, &[path]].concat()), 1, &[path, "not a journal"]);
        refused(&qianzhi(&[command, &[missing]].concat()), 1, &[missing]);
    }
    let file = dir.path().join("kept.jsonl");
    std::fs::write(&file, "kept").unwrap();
    refused(&qianzhi(&["journal", "export", missing, "-o", file.to_str().unwrap()]), 1, &[missing]);
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "kept", "a file is not emptied for nothing");
    refused(&qianzhi(&["tail"]), 2, &["--journal"]);
}

#[test]
fn tail_prints_what_is_there_and_follows_beside_the_writer() {
    use std::io::{BufRead, BufReader, Write};

    let dir = tempfile::tempdir().unwrap();
    let journal = journal_with(dir.path(), &["one", "two\u{1b}[2J", "three"]);
    let there = qianzhi(&["tail", "--journal", &journal, "--no-follow", "--last", "2", "--lang", "en"]);
    assert!(there.status.success());
    let said = String::from_utf8(there.stdout).unwrap();
    assert_eq!(said.lines().count(), 2, "{said}");
    assert!(said.lines().next().unwrap().contains("entry.logged/1") && said.contains("two") && said.contains("tester"));
    assert!(!said.contains('\u{1b}'));

    let mut tail = command(&["tail", "--journal", &journal, "--json"]).stdout(Stdio::piped()).spawn().unwrap();
    let mut lines = BufReader::new(tail.stdout.take().unwrap()).lines().map(|line| line.unwrap());
    assert!(lines.by_ref().take(3).all(|line| line.contains("entry.logged/1")));
    // A post that stays open while its lines are read by another process.
    let mut post = command(&["post", "--journal", &journal, "--stdin"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = post.stdin.take().unwrap();
    for n in 4..=6 {
        writeln!(input, "entry {n}").unwrap();
        let line: serde_json::Value = serde_json::from_str(&lines.next().unwrap()).unwrap();
        assert_eq!((&line["number"], &line["payload"]["data"]["text"]), (&n.into(), &format!("entry {n}").into()));
    }
    drop(input);
    assert!(post.wait().unwrap().success());
    tail.kill().unwrap();
    tail.wait().unwrap();
}

#[test]
fn a_console_without_a_terminal_says_so_and_begins_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let journal = dir.path().join("journal");
    let console = ["console", "--journal", journal.to_str().unwrap()];
    let refuses = |more: &[&str], code: i32, naming: &[&str]| {
        let output = command(&[&console[..], more].concat()).env("HOME", dir.path()).output().unwrap();
        refused(&output, code, naming);
    };
    refuses(&[], 1, &["not a terminal"]);
    let layout = dir.path().join("mine.toml");
    let named = layout.to_str().unwrap();
    std::fs::write(&layout, "name = \"mine\"\nboards = [\"situatoin\"]\n").unwrap();
    refuses(&["--layout", named], 1, &[named, ":2:11:", "did you mean `situation`?"]);
    refuses(&["--layout", "kommander"], 1, &["kommander", "commander"]);
    refuses(&["--layout", "/nonexistent/l.toml"], 1, &["/nonexistent/l.toml"]);
    refuses(&["--hub", "nowhere"], 2, &["--hub", "nowhere", "ws://"]);
    refuses(&["--ambiguous", "3"], 2, &["--ambiguous", "`3`"]);
    assert!(!journal.exists());
}

#[test]
fn a_scenario_that_cannot_be_played_is_told_with_its_place() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("mine.toml");
    let path = file.to_str().unwrap();
    refused(&qianzhi(&["demo", "--scenario", path]), 1, &[path, "no such file"]);
    std::fs::write(&file, "name = \n").unwrap();
    refused(&qianzhi(&["demo", "--scenario", path]), 1, &[path, ":1:"]);
    refused(&qianzhi(&["demo", "--scenario", dir.path().to_str().unwrap()]), 1, &["directory"]);
    refused(&qianzhi(&["demo", "--speed", "fast"]), 2, &["--speed", "fast"]);
}
