//! The hub 联动平台: it stores what any post of its realm sends and passes it on to all others.
//!
//! One task per connection, each a cursor into the store; nothing waits for a slow post and no queue grows with its
//! lag. The hub writes no event and changes none. Until posts are enrolled it takes any post that can reach it: on a
//! loopback address everybody of this machine, elsewhere whoever comes by `wss` and knows its join secret.

mod accept;
mod desk;
mod key;
mod table;

use std::collections::BTreeSet;
use std::net::SocketAddr;
use std::sync::Arc;

use tokio::runtime::Handle;
use tokio::sync::watch;
use tokio::task::JoinHandle;

use crate::console::SessionInfo;
use crate::domain::{Fix, Stream};
use crate::sync::{Exceptions, Replica, Secret};
use crate::text::tell::Tell;
pub use key::{HubKey, KeyError};
use table::Table;

/// Why a hub does not start.
#[derive(Debug, thiserror::Error)]
pub enum HubError {
    /// Not an address.
    #[error("`{0}` is not an address to listen on: expected IP:PORT, such as 127.0.0.1:{port}", port = crate::link::PORT)]
    Address(String),
    /// An address others can reach.
    #[error(
        "a hub that others can reach on {0} takes only wss and a join secret: write a secret of at least {least} bytes \
         into a file and name it with --join-secret-file, or listen on a loopback address such as 127.0.0.1:{port}",
        least = crate::limits::SECRET_BYTES.0, port = .0.port()
    )]
    NotLoopback(SocketAddr),
    /// A join secret, and nothing to encrypt with.
    #[error("a hub with a join secret needs a key of its own for wss")]
    NoKey,
    /// Somebody listens there already.
    #[error("{0} is in use by another program, perhaps another hub: stop it or listen on another port")]
    InUse(SocketAddr),
    /// The system refuses.
    #[error("cannot listen on {address}: {source}")]
    Listen {
        /// Where.
        address: SocketAddr,
        /// Why.
        source: std::io::Error,
    },
}

/// What a hub is told at its start.
#[derive(Clone, Debug)]
pub struct Options {
    /// Its own name, for people.
    pub name: String,
    /// What it stores.
    pub streams: BTreeSet<Stream>,
    /// Its key, with which it answers `wss` too.
    pub key: Option<HubKey>,
    /// With a join secret it takes nobody who does not prove it, and nothing but `wss`.
    pub secret: Option<Secret>,
}

impl Options {
    /// A hub of this name that stores both streams.
    pub fn new(name: impl Into<String>) -> Self {
        Self { name: name.into(), streams: BTreeSet::from([Stream::Open, Stream::Control]), key: None, secret: None }
    }
}

/// What a hub knows of itself.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct HubBoard {
    /// Who is connected, oldest first.
    pub sessions: Vec<SessionInfo>,
    /// Events in its store.
    pub events: u64,
    /// What came and was not taken, since it began.
    pub exceptions: Exceptions,
    /// Connections that were no sessions: not ours, another realm, no room.
    pub turned_away: u64,
    /// Teams whose position is known.
    pub positions: usize,
}

/// A running hub. Dropping it stops it.
#[derive(Debug)]
pub struct Hub {
    address: SocketAddr,
    table: Arc<Table>,
    replica: Arc<dyn Replica>,
    stop: watch::Sender<bool>,
    task: JoinHandle<()>,
}

impl Hub {
    /// Listens on `listen` (`IP:PORT`; port 0 takes a free one) and serves the realm of `replica` on `runtime`.
    pub fn start(
        runtime: &Handle,
        listen: &str,
        replica: Arc<dyn Replica>,
        options: Options,
    ) -> Result<Self, HubError> {
        let wanted: SocketAddr = listen.parse().map_err(|_| HubError::Address(listen.chars().take(80).collect()))?;
        if options.secret.is_some() && options.key.is_none() {
            return Err(HubError::NoKey);
        }
        if !wanted.ip().is_loopback() && options.secret.is_none() {
            return Err(HubError::NotLoopback(wanted));
        }
        let refused = |source: std::io::Error| match source.kind() {
            std::io::ErrorKind::AddrInUse => HubError::InUse(wanted),
            _ => HubError::Listen { address: wanted, source },
        };
        let listener = std::net::TcpListener::bind(wanted).map_err(refused)?;
        listener.set_nonblocking(true).map_err(refused)?;
        let address = listener.local_addr().map_err(refused)?;
        let _inside = runtime.enter();
        let listener = tokio::net::TcpListener::from_std(listener).map_err(refused)?;
        let table = Arc::new(Table::new(replica.realm().clone()));
        let (stop, stopped) = watch::channel(false);
        let task = runtime.spawn(accept::serve(listener, replica.clone(), options, table.clone(), stopped));
        Ok(Self { address, table, replica, stop, task })
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// What it knows of itself now.
    pub fn board(&self) -> HubBoard {
        self.table.board(&*self.replica)
    }

    /// A position from this process itself, such as a drill's simulated teams.
    pub fn offer_fix(&self, fix: Fix) {
        self.table.offer_fixes(vec![fix], table::HERE);
    }

    /// Takes leave of every post and stops. What is on its way to the journal still arrives there.
    pub async fn stop(mut self) {
        self.stop.send_replace(true);
        // A task that panicked has ended too.
        drop((&mut self.task).await);
    }
}

impl Drop for Hub {
    fn drop(&mut self) {
        self.stop.send_replace(true);
    }
}

impl Tell for HubError {
    fn zh(&self) -> String {
        let port = crate::link::PORT;
        match self {
            Self::Address(text) => format!("`{text}` 不是可监听的地址: 应写 IP:PORT, 如 127.0.0.1:{port}"),
            Self::NotLoopback(address) => format!(
                "别人能连到 {address} 的平台只收 wss 和入网密码: 把至少 {} 字节的密码写进文件, 用 --join-secret-file 写明, 或只监听本机, \
                 如 127.0.0.1:{}",
                crate::limits::SECRET_BYTES.0,
                address.port()
            ),
            Self::NoKey => "有入网密码的平台要有自己的密钥, 用于 wss".to_owned(),
            Self::InUse(address) => format!("{address} 已被别的程序占用, 也许是另一个平台: 停掉它, 或换一个端口"),
            Self::Listen { address, source } => format!("不能监听 {address}: {}", source.zh()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_error_is_told_in_both_languages() {
        let address: SocketAddr = "10.0.0.9:7720".parse().unwrap();
        let errors = [
            HubError::Address("X9".into()),
            HubError::NotLoopback(address),
            HubError::NoKey,
            HubError::InUse(address),
            HubError::Listen { address, source: std::io::Error::from_raw_os_error(99) },
        ];
        crate::text::tell::tests::told(include_str!("hub.rs"), "HubError", &errors);
    }
}
