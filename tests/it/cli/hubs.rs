//! Hubs that cannot be, and addresses that are none of ours (issue point 9).

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::Stdio;

use super::{command, qianzhi, refused};
use crate::it::posts::hub::{HubProcess, free_address};

#[test]
fn a_hub_that_cannot_listen_says_where_and_why() {
    let dir = tempfile::tempdir().unwrap();
    let store = dir.path().join("store");
    let hub = |listen: &str| qianzhi(&["hub", "--listen", listen, "--store", store.to_str().unwrap()]);
    refused(&hub("nowhere"), 2, &["--listen", "`nowhere`", "127.0.0.1:7720"]);
    refused(&hub("0.0.0.0:7720"), 1, &["0.0.0.0:7720", "127.0.0.1:7720"]);
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    refused(&hub(&address), 1, &[&address, "in use", "another port"]);
    let file = dir.path().join("file");
    std::fs::write(&file, "").unwrap();
    let named = file.to_str().unwrap();
    refused(&qianzhi(&["hub", "--listen", "127.0.0.1:0", "--store", named]), 1, &[named]);
}

/// A program that is no hub: it does this with each connection.
fn stranger(with: impl Fn(TcpStream) + Send + 'static) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    // Ends with the tests' process: nobody waits for it.
    std::thread::spawn(move || listener.incoming().for_each(|stream| with(stream.unwrap())));
    format!("ws://{address}")
}

#[test]
fn an_address_that_is_not_a_hub_is_told_and_what_was_recorded_stays() {
    let web = stranger(|mut stream| {
        let mut request = [0; 2048];
        let _asked = stream.read(&mut request);
        stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi").ok();
    });
    let closing = stranger(drop);
    let dir = tempfile::tempdir().unwrap();
    for (n, url) in [web, closing].iter().enumerate() {
        let journal = dir.path().join(n.to_string());
        let journal = journal.to_str().unwrap();
        let output = qianzhi(&["post", "--journal", journal, "--hub", url, "--wait", "3", "log", "kept"]);
        let said = String::from_utf8(output.stdout).unwrap();
        assert!(said.starts_with("recorded ") && said.lines().count() == 1, "{said}");
        let told = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(1));
        assert!(told.starts_with("qianzhi: ") && told.lines().count() == 1 && told.contains(url.as_str()), "{told}");
        let exported = qianzhi(&["journal", "export", journal]);
        assert!(String::from_utf8(exported.stdout).unwrap().contains("kept"));
        refused(&qianzhi(&["tail", "--hub", url]), 1, &[url]);
    }
    let away = format!("ws://{}", free_address());
    refused(&qianzhi(&["tail", "--hub", &away]), 1, &[&away]);
    refused(&qianzhi(&["tail", "--hub", "http://127.0.0.1:1"]), 2, &["http://127.0.0.1:1", "ws://"]);
}

#[test]
fn another_realm_is_not_served() {
    let dir = tempfile::tempdir().unwrap();
    let hub = HubProcess::start(&dir.path().join("store"), "127.0.0.1:0");
    let journal = dir.path().join("journal");
    let journal = journal.to_str().unwrap();
    let output =
        qianzhi(&["post", "--journal", journal, "--realm", "live", "--hub", &hub.url, "--wait", "30", "log", "x"]);
    let told = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{told}");
    assert!(told.contains(&hub.url) && told.contains("realm"), "{told}");
}

#[test]
fn a_script_hears_of_a_delivery_while_its_input_is_open() {
    let dir = tempfile::tempdir().unwrap();
    let hub = HubProcess::start(&dir.path().join("store"), "127.0.0.1:0");
    let journal = dir.path().join("journal");
    let mut post = command(&["post", "--stdin", "--realm", "test", "--hub", &hub.url, "--journal"])
        .arg(&journal)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = post.stdin.take().unwrap();
    let mut lines = BufReader::new(post.stdout.take().unwrap()).lines().map(|line| line.unwrap());
    for n in 0..3 {
        // The next line is written only when the hub has this one.
        writeln!(input, "entry {n}").unwrap();
        let recorded = lines.next().unwrap();
        let id = recorded.strip_prefix("recorded ").unwrap();
        assert_eq!(lines.next().unwrap(), format!("delivered {id}"));
    }
    drop(input);
    assert!(post.wait().unwrap().success());
    assert_eq!(lines.next(), None);
}
