//! A hub as a process of its own.

use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};

use rustix::process::{Pid, Signal, kill_process};

/// A running hub; dropping it stops it as a service manager would, and waits for its end.
pub(crate) struct HubProcess {
    child: Child,
    /// Its address for posts.
    pub(crate) url: String,
}

/// An address on which nobody listens now.
pub(crate) fn free_address() -> String {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().to_string()
}

fn qianzhi(args: &[&str]) -> (Child, impl Iterator<Item = String> + use<>) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_qianzhi"))
        .args(args)
        .env_clear()
        .env("HOME", "/nonexistent")
        .env("XDG_STATE_HOME", std::env::temp_dir())
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap() as ChildStdout).lines().map(|line| line.unwrap());
    (child, lines)
}

impl HubProcess {
    /// Starts it and waits until it listens.
    pub(crate) fn start(store: &Path, listen: &str) -> Self {
        Self::start_with(store, listen, &[])
    }

    /// The same with more arguments; its address is the first that it says.
    pub(crate) fn start_with(store: &Path, listen: &str, more: &[&str]) -> Self {
        Self::start_in("test", store, listen, more)
    }

    /// The same in another realm.
    pub(crate) fn start_in(realm: &str, store: &Path, listen: &str, more: &[&str]) -> Self {
        let args = ["hub", "--realm", realm, "--listen", listen, "--store", store.to_str().unwrap()];
        let (child, mut lines) = qianzhi(&[&args, more].concat());
        let said = lines.next().expect("the hub says where it listens");
        let is_address = |word: &&str| word.starts_with("ws://") || word.starts_with("wss://");
        let url = said.split_whitespace().find(is_address).expect("an address").to_owned();
        Self { child, url }
    }

    /// Ends it at once.
    pub(crate) fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Watches it until it has passed on entries with all of these words.
    pub(crate) fn until_it_has(&self, words: &[&str]) {
        let (mut tail, lines) = qianzhi(&["tail", "--hub", &self.url, "--realm", "test", "--json"]);
        let mut missing = words.to_vec();
        for line in lines {
            missing.retain(|words| !line.contains(words));
            if missing.is_empty() {
                break;
            }
        }
        tail.kill().unwrap();
        tail.wait().unwrap();
        assert!(missing.is_empty(), "the hub was watched to its end and never had {missing:?}");
    }
}

impl Drop for HubProcess {
    fn drop(&mut self) {
        let pid = Pid::from_child(&self.child);
        // One that was killed is gone already.
        kill_process(pid, Signal::TERM).ok();
        self.child.wait().unwrap();
    }
}
