//! A loopback line that carries so many bits per second each way, counts them, and can be cut.

use std::io;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt, AsyncWriteExt, ReadHalf, WriteHalf};
use tokio::net::{TcpListener, TcpStream};
use tokio::runtime::Runtime;
use tokio::sync::watch;
use tokio::time::sleep_until;

use super::thin::Counter;
use crate::clock::monotonic;

/// What is carried at a time: a fifth of a second at 2400 bit/s.
const PIECE: usize = 64;

/// How late the machine may be before the line counts as idle.
const LATE: Duration = Duration::from_millis(250);

/// The line.
pub(super) struct SlowLine {
    address: SocketAddr,
    shared: Arc<Shared>,
}

struct Shared {
    bits: u64,
    up: Counter,
    down: Counter,
    /// Whether packets pass.
    passes: watch::Sender<bool>,
    /// When connections were taken.
    taken: Mutex<Vec<Instant>>,
}

impl SlowLine {
    /// To `hub`.
    pub(super) fn start(tasks: &Runtime, hub: SocketAddr, bits: u64) -> io::Result<Self> {
        let listener = tasks.block_on(TcpListener::bind("127.0.0.1:0"))?;
        let address = listener.local_addr()?;
        let (up, down) = (Counter::default(), Counter::default());
        let shared = Arc::new(Shared { bits, up, down, passes: watch::Sender::new(true), taken: Mutex::default() });
        tasks.spawn(take(listener, hub, shared.clone()));
        Ok(Self { address, shared })
    }

    /// Where it begins.
    pub(super) fn address(&self) -> SocketAddr {
        self.address
    }

    /// Bytes to the hub and from it, so far.
    pub(super) fn bytes(&self) -> (u64, u64) {
        (self.shared.up.get(), self.shared.down.get())
    }

    /// Nothing passes: connections break, and new ones are closed.
    pub(super) fn cut(&self) {
        self.shared.passes.send_replace(false);
    }

    /// Packets pass again, from now on.
    pub(super) fn mend(&self) -> Instant {
        let now = monotonic();
        self.shared.passes.send_replace(true);
        now
    }

    /// When the first connection since `then` was taken.
    pub(super) fn first_since(&self, then: Instant) -> Instant {
        let taken = self.shared.taken.lock().unwrap_or_else(PoisonError::into_inner);
        taken.iter().copied().find(|at| *at >= then).unwrap_or(then)
    }
}

async fn take(listener: TcpListener, hub: SocketAddr, shared: Arc<Shared>) {
    while let Ok((post, _)) = listener.accept().await {
        if !*shared.passes.borrow() {
            continue;
        }
        shared.taken.lock().unwrap_or_else(PoisonError::into_inner).push(monotonic());
        let Ok(hub) = TcpStream::connect(hub).await else { continue };
        let (from_post, to_post) = tokio::io::split(post);
        let (from_hub, to_hub) = tokio::io::split(hub);
        tokio::spawn(carry(from_post, to_hub, shared.clone(), true));
        tokio::spawn(carry(from_hub, to_post, shared.clone(), false));
    }
}

/// One direction: what was read is on the line for as long as its bits take.
async fn carry(mut from: ReadHalf<TcpStream>, mut to: WriteHalf<TcpStream>, shared: Arc<Shared>, is_up: bool) {
    let mut passes = shared.passes.subscribe();
    let through = async {
        let (mut piece, mut free) = ([0; PIECE], monotonic());
        while let Ok(n @ 1..) = from.read(&mut piece).await {
            // By the clock and not by naps: a machine that is late must not make the line slower.
            let now = monotonic();
            let begins = if free + LATE < now { now } else { free };
            free = begins + Duration::from_micros(n as u64 * 8 * 1_000_000 / shared.bits.max(1));
            sleep_until(free.into()).await;
            if is_up { &shared.up } else { &shared.down }.add(n);
            if to.write_all(piece.get(..n).unwrap_or_default()).await.is_err() {
                return;
            }
        }
    };
    tokio::select! {
        () = through => {}
        _ = passes.wait_for(|passes| !passes) => {}
    }
    // The other side may be gone.
    drop(to.shutdown().await);
}
