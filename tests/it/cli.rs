//! The command line's promises, on the real binary: exit codes, one clear sentence, nothing else touched.

use std::process::{Command, Output, Stdio};

fn qianzhi(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_qianzhi")).args(args).stdin(Stdio::null()).output().unwrap()
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
