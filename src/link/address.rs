//! Where a hub is: `ws://HOST:PORT` on this machine, `wss://HOST:PORT#PIN` anywhere.

use std::fmt;
use std::net::{IpAddr, ToSocketAddrs};
use std::str::FromStr;

use super::pin::{NotAPin, Pin};
use crate::text::tell::Tell;

/// The port when none is named.
pub const PORT: u16 = 7720;

/// Why a text is not the address of a hub.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum AddressError {
    /// Not of the expected form.
    #[error(
        "`{0}` is not the address of a hub: expected ws://HOST:PORT on this machine, such as ws://127.0.0.1:{PORT}, or \
         wss://HOST:PORT#PIN"
    )]
    Form(String),
    /// Not encrypted, and not on this machine.
    #[error(
        "`{0}` is not on this machine: name a hub elsewhere as wss://HOST:PORT#PIN, with the pin that it prints at its \
         start"
    )]
    NotLoopback(String),
    /// Encrypted, to nobody knows whom.
    #[error(
        "`{0}` needs the hub's pin, which it prints at its start: name it with --pin, or write wss://HOST:PORT#PIN"
    )]
    NoPin(String),
    /// Not a pin.
    #[error(transparent)]
    Pin(#[from] NotAPin),
    /// A pin in the address and another one beside it.
    #[error("`{0}` names another pin than --pin: leave one of them out")]
    TwoPins(String),
}

/// The address of a hub.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct HubAddress {
    host: String,
    port: u16,
    /// The hub's key, when the line is encrypted.
    pin: Option<Pin>,
}

impl HubAddress {
    /// Reads an address; `pin` is one that was named beside it.
    pub fn read(text: &str, pin: Option<&str>) -> Result<Self, AddressError> {
        let shown: String = text.chars().take(80).collect();
        let form = || AddressError::Form(shown.clone());
        let (place, fragment) = text.split_once('#').map_or((text, None), |(place, pin)| (place, Some(pin)));
        let (secure, rest) = match place.strip_prefix("wss://") {
            Some(rest) => (true, rest),
            None => (false, place.strip_prefix("ws://").ok_or_else(form)?),
        };
        let (host, port) = authority(rest).ok_or_else(form)?;
        let bare = host.strip_prefix('[').and_then(|h| h.strip_suffix(']')).unwrap_or(host);
        let said = [fragment, pin].into_iter().flatten().map(str::parse).collect::<Result<Vec<Pin>, _>>()?;
        let pin = match (secure, said.as_slice()) {
            (true, []) => return Err(AddressError::NoPin(shown)),
            (true, [one, other]) if one != other => return Err(AddressError::TwoPins(shown)),
            (true, [one, ..]) => Some(*one),
            (false, _) if fragment.is_some() => return Err(form()),
            // A pin that is settled for another hub does not hinder one on this machine.
            (false, _) if is_loopback(bare) => None,
            (false, _) => return Err(AddressError::NotLoopback(shown)),
        };
        Ok(Self { host: host.to_owned(), port, pin })
    }

    /// For the socket.
    pub(super) fn socket(&self) -> (String, u16) {
        (self.host.trim_matches(['[', ']']).to_owned(), self.port)
    }

    /// The key the hub has to show, when the line is encrypted.
    pub fn pin(&self) -> Option<Pin> {
        self.pin
    }
}

/// Without the pin: it is for people, and for the request of the handshake.
impl fmt::Display for HubAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let scheme = if self.pin.is_some() { "wss" } else { "ws" };
        write!(f, "{scheme}://{}:{}", self.host, self.port)
    }
}

impl FromStr for HubAddress {
    type Err = AddressError;

    fn from_str(text: &str) -> Result<Self, AddressError> {
        Self::read(text, None)
    }
}

/// Host, with the brackets of IPv6, and port.
fn authority(text: &str) -> Option<(&str, u16)> {
    let text = text.strip_suffix('/').unwrap_or(text);
    let (host, port) = match text.rsplit_once(':').filter(|(host, _)| !host.starts_with('[') || host.ends_with(']')) {
        Some((host, port)) => (host, port.parse().ok().filter(|port| *port != 0)?),
        None => (text, PORT),
    };
    let bare = host.strip_prefix('[').and_then(|h| h.strip_suffix(']')).unwrap_or(host);
    let name_char = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':');
    let good = !bare.is_empty() && bare.chars().all(name_char) && !(bare.contains(':') && bare == host);
    good.then_some((host, port))
}

fn is_loopback(host: &str) -> bool {
    match host.parse::<IpAddr>() {
        Ok(ip) => ip.is_loopback(),
        // `localhost` is this machine by definition (RFC 6761); any other name is not looked up to find out.
        Err(_) => host.eq_ignore_ascii_case("localhost") && ("localhost", PORT).to_socket_addrs().is_ok(),
    }
}

impl Tell for AddressError {
    fn zh(&self) -> String {
        match self {
            Self::Form(text) => format!(
                "`{text}` 不是平台的地址: 本机写 ws://HOST:PORT, 如 ws://127.0.0.1:{PORT}, 别处写 wss://HOST:PORT#PIN"
            ),
            Self::NotLoopback(text) => {
                format!("`{text}` 不在本机: 别处的平台写 wss://HOST:PORT#PIN, 其中 PIN 是它启动时显示的公钥指纹")
            }
            Self::NoPin(text) => {
                format!("`{text}` 要有平台的公钥指纹, 它启动时显示: 用 --pin 写明, 或写 wss://HOST:PORT#PIN")
            }
            Self::Pin(error) => error.zh(),
            Self::TwoPins(text) => format!("`{text}` 里的公钥指纹和 --pin 的不同: 去掉一个"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_reads_as_it_prints() {
        let pin = "ab".repeat(32);
        for (text, shown) in [
            ("ws://127.0.0.1:9000", "ws://127.0.0.1:9000"),
            ("ws://127.0.0.1/", "ws://127.0.0.1:7720"),
            ("ws://[::1]:80", "ws://[::1]:80"),
            ("ws://[::1]", "ws://[::1]:7720"),
            (&format!("wss://hub.example:1#{pin}"), "wss://hub.example:1"),
            (&format!("wss://[2001:db8::1]/#{pin}"), "wss://[2001:db8::1]:7720"),
        ] {
            assert_eq!(text.parse::<HubAddress>().unwrap().to_string(), shown);
        }
        assert_eq!("ws://[::1]:80".parse::<HubAddress>().unwrap().socket(), ("::1".to_owned(), 80));
    }

    #[test]
    fn a_pin_comes_in_the_address_or_beside_it_and_there_is_one() {
        let (pin, other) = ("ab".repeat(32), "cd".repeat(32));
        let within = format!("wss://10.1.2.3#{pin}");
        let beside = HubAddress::read("wss://10.1.2.3", Some(&pin)).unwrap();
        assert_eq!(Ok(beside.clone()), within.parse());
        assert_eq!(beside.pin(), Some(Pin([0xab; 32])));
        assert_eq!(HubAddress::read(&within, Some(&pin)).as_ref(), Ok(&beside));
        assert!(matches!(HubAddress::read(&within, Some(&other)), Err(AddressError::TwoPins(_))));
        assert!(matches!("wss://10.1.2.3".parse::<HubAddress>(), Err(AddressError::NoPin(_))));
        assert!(matches!("wss://10.1.2.3#abc".parse::<HubAddress>(), Err(AddressError::Pin(_))));
        assert_eq!(HubAddress::read("ws://127.0.0.1", Some(&pin)).unwrap().pin(), None);
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
            "wss://a b:1",
            &format!("ws://127.0.0.1#{}", "ab".repeat(32)),
        ] {
            assert!(matches!(text.parse::<HubAddress>(), Err(AddressError::Form(_))), "{text}");
        }
        for text in ["ws://192.168.1.5:7720", "ws://hub.example:1", "ws://[2001:db8::1]:1"] {
            assert!(matches!(text.parse::<HubAddress>(), Err(AddressError::NotLoopback(_))), "{text}");
        }
    }

    #[test]
    fn every_error_is_told_in_both_languages() {
        let text = || "X9".to_owned();
        let errors = [
            AddressError::Form(text()),
            AddressError::NotLoopback(text()),
            AddressError::NoPin(text()),
            AddressError::Pin(NotAPin(text())),
            AddressError::TwoPins(text()),
        ];
        crate::text::tell::tests::told(include_str!("address.rs"), "AddressError", &errors);
    }
}
