//! Where a hub is: `ws://HOST:PORT`.

use std::fmt;
use std::net::{IpAddr, ToSocketAddrs};
use std::str::FromStr;

/// The port when none is named.
pub const PORT: u16 = 7720;

/// Why a text is not the address of a hub.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum AddressError {
    /// Not of the expected form.
    #[error("`{0}` is not the address of a hub: expected ws://HOST:PORT, such as ws://127.0.0.1:{PORT}")]
    Form(String),
    /// Needs encryption, which does not exist yet.
    #[error(
        "`{0}` is not on this machine: until wss with a pinned key exists, reach a hub elsewhere through an SSH \
         tunnel (ssh -L {PORT}:127.0.0.1:{PORT} HOST) and name ws://127.0.0.1:{PORT}"
    )]
    NotLoopback(String),
}

/// The address of a hub on this machine.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct HubAddress {
    host: String,
    port: u16,
}

impl HubAddress {
    /// For the socket.
    pub(super) fn socket(&self) -> (String, u16) {
        (self.host.trim_matches(['[', ']']).to_owned(), self.port)
    }
}

impl fmt::Display for HubAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ws://{}:{}", self.host, self.port)
    }
}

impl FromStr for HubAddress {
    type Err = AddressError;

    fn from_str(text: &str) -> Result<Self, AddressError> {
        let shown: String = text.chars().take(80).collect();
        let form = || AddressError::Form(shown.clone());
        if text.starts_with("wss://") {
            return Err(AddressError::NotLoopback(shown));
        }
        let rest = text.strip_prefix("ws://").ok_or_else(form)?;
        let authority = rest.strip_suffix('/').unwrap_or(rest);
        let (host, port) =
            match authority.rsplit_once(':').filter(|(host, _)| !host.starts_with('[') || host.ends_with(']')) {
                Some((host, port)) => (host, port.parse().ok().filter(|port| *port != 0).ok_or_else(form)?),
                None => (authority, PORT),
            };
        let bare = host.strip_prefix('[').and_then(|h| h.strip_suffix(']')).unwrap_or(host);
        let name_char = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':');
        if bare.is_empty() || !bare.chars().all(name_char) || (bare.contains(':') && bare == host) {
            return Err(form());
        }
        if !is_loopback(bare) {
            return Err(AddressError::NotLoopback(shown));
        }
        Ok(Self { host: host.to_owned(), port })
    }
}

fn is_loopback(host: &str) -> bool {
    match host.parse::<IpAddr>() {
        Ok(ip) => ip.is_loopback(),
        // `localhost` is this machine by definition (RFC 6761); any other name is not looked up to find out.
        Err(_) => host.eq_ignore_ascii_case("localhost") && ("localhost", PORT).to_socket_addrs().is_ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_on_this_machine_reads_as_it_prints() {
        for (text, shown) in [
            ("ws://127.0.0.1:9000", "ws://127.0.0.1:9000"),
            ("ws://127.0.0.1/", "ws://127.0.0.1:7720"),
            ("ws://[::1]:80", "ws://[::1]:80"),
            ("ws://[::1]", "ws://[::1]:7720"),
        ] {
            assert_eq!(text.parse::<HubAddress>().unwrap().to_string(), shown);
        }
        assert_eq!("ws://[::1]:80".parse::<HubAddress>().unwrap().socket(), ("::1".to_owned(), 80));
    }

    #[test]
    fn anything_else_is_said_to_be_what_it_is() {
        for text in [
            "",
            "127.0.0.1:80",
            "http://127.0.0.1",
            "ws://",
            "ws://:80",
            "ws://127.0.0.1:0",
            "ws://127.0.0.1:x",
            "ws://127.0.0.1:99999",
            "ws://a b:1",
            "ws://127.0.0.1/x",
            "ws://::1:80",
            "ws://\u{1b}[2J:1",
        ] {
            assert!(matches!(text.parse::<HubAddress>(), Err(AddressError::Form(_))), "{text}");
        }
        for text in ["ws://192.168.1.5:7720", "ws://hub.example:1", "wss://127.0.0.1", "ws://[2001:db8::1]:1"] {
            assert!(matches!(text.parse::<HubAddress>(), Err(AddressError::NotLoopback(_))), "{text}");
        }
    }
}
