//! A line between a post and a hub that carries so many bytes per second each way, counts them, and can be cut.

use std::io::{Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// What went over one connection: to the hub, and from it.
#[derive(Clone, Default)]
pub(super) struct Carried {
    pub(super) up: Vec<u8>,
    pub(super) down: Vec<u8>,
}

#[derive(Default)]
struct Lines {
    carried: Vec<Carried>,
    open: Vec<TcpStream>,
}

/// The line. Its threads end with the tests' process.
pub(super) struct Proxy {
    pub(super) address: SocketAddr,
    lines: Arc<Mutex<Lines>>,
}

impl Proxy {
    /// To `hub`, at so many bits per second each way.
    pub(super) fn start(hub: SocketAddr, bits: u64) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let lines = Arc::new(Mutex::new(Lines::default()));
        let shared = lines.clone();
        std::thread::spawn(move || {
            for post in listener.incoming().map(Result::unwrap) {
                let mut all = shared.lock().unwrap();
                let Ok(hub) = TcpStream::connect(hub) else { continue };
                let number = all.carried.len();
                all.carried.push(Carried::default());
                all.open.extend([post.try_clone().unwrap(), hub.try_clone().unwrap()]);
                drop(all);
                let (up, down) = ((post.try_clone().unwrap(), hub.try_clone().unwrap()), (hub, post));
                for ((from, to), is_up) in [(up, true), (down, false)] {
                    let lines = shared.clone();
                    std::thread::spawn(move || carry(from, to, bits, &lines, (number, is_up)));
                }
            }
        });
        Self { address, lines }
    }

    /// What each connection carried so far.
    pub(super) fn carried(&self) -> Vec<Carried> {
        self.lines.lock().unwrap().carried.clone()
    }

    /// Bytes up and down so far, over all connections.
    pub(super) fn bytes(&self) -> (usize, usize) {
        let all = self.lines.lock().unwrap();
        (all.carried.iter().map(|c| c.up.len()).sum(), all.carried.iter().map(|c| c.down.len()).sum())
    }

    /// Nothing passes any more on the connections that there are.
    pub(super) fn cut(&self) {
        let mut all = self.lines.lock().unwrap();
        for stream in all.open.drain(..) {
            // One end may have closed it.
            drop(stream.shutdown(Shutdown::Both));
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "a slow line is slow: nothing waits for this but the bytes")]
fn take_time(bytes: usize, bits: u64) {
    std::thread::sleep(Duration::from_micros(bytes as u64 * 8 * 1_000_000 / bits));
}

/// Carries one direction: what is read is on the line for as long as its bits take.
fn carry(mut from: TcpStream, mut to: TcpStream, bits: u64, lines: &Mutex<Lines>, (number, is_up): (usize, bool)) {
    let mut bytes = [0; 256];
    while let Ok(n @ 1..) = from.read(&mut bytes) {
        take_time(n, bits);
        let mut all = lines.lock().unwrap();
        let carried = &mut all.carried[number];
        if is_up { &mut carried.up } else { &mut carried.down }.extend(&bytes[..n]);
        drop(all);
        if to.write_all(&bytes[..n]).is_err() {
            break;
        }
    }
    // The other direction may have ended both.
    drop((from.shutdown(Shutdown::Both), to.shutdown(Shutdown::Both)));
}
