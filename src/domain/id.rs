//! Names of things: events, posts, series, realms.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use data_encoding::HEXLOWER;
use serde::de::{Error as _, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A name that is not what it should be.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum IdError {
    /// Not 64 hexadecimal digits.
    #[error("`{0}` is not 64 hexadecimal digits")]
    Hex(String),
    /// Not `live`, `test` or `drill:NAME`.
    #[error("`{0}` is not a realm: expected live, test or drill:NAME (letters, digits, `-`, `_`, `.`; at most 64)")]
    Realm(String),
}

macro_rules! bytes32 {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, Default)]
        pub struct $name(pub [u8; 32]);

        // In order of their bytes, as would be derived. Every map of the fold is by id, and ids are hashes: the first
        // eight bytes tell two apart, without a call for the rest.
        impl Ord for $name {
            fn cmp(&self, other: &Self) -> Ordering {
                self.tag().cmp(&other.tag()).then_with(|| self.0.cmp(&other.0))
            }
        }

        impl PartialOrd for $name {
            fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
                Some(self.cmp(other))
            }
        }

        impl $name {
            /// The first eight bytes as a number; the order of tags is that of names.
            pub(in crate::domain) fn tag(&self) -> u64 {
                let [a, b, c, d, e, f, g, h, ..] = self.0;
                u64::from_be_bytes([a, b, c, d, e, f, g, h])
            }

            /// The first eight hexadecimal digits, short enough to say on the radio.
            pub fn short(&self) -> String {
                let mut text = HEXLOWER.encode(&self.0);
                text.truncate(8);
                text
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&HEXLOWER.encode(&self.0))
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({})", stringify!($name), self.short())
            }
        }

        impl FromStr for $name {
            type Err = IdError;
            fn from_str(text: &str) -> Result<Self, IdError> {
                let mut bytes = [0; 32];
                let decoded = text.len() == 64 && HEXLOWER.decode_mut(text.as_bytes(), &mut bytes) == Ok(32);
                if decoded { Ok(Self(bytes)) } else { Err(IdError::Hex(text.chars().take(80).collect())) }
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                if to.is_human_readable() {
                    to.serialize_str(&HEXLOWER.encode(&self.0))
                } else {
                    to.serialize_bytes(&self.0)
                }
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                struct Hex;
                impl Visitor<'_> for Hex {
                    type Value = $name;
                    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                        f.write_str("64 hexadecimal digits")
                    }
                    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<$name, E> {
                        text.parse().map_err(E::custom)
                    }
                    fn visit_bytes<E: serde::de::Error>(self, bytes: &[u8]) -> Result<$name, E> {
                        bytes.try_into().map($name).map_err(|_| E::invalid_length(bytes.len(), &self))
                    }
                }
                if from.is_human_readable() {
                    from.deserialize_str(Hex)
                } else {
                    from.deserialize_bytes(Hex)
                }
            }
        }
    };
}

bytes32! {
    /// An event: the SHA-256 of its signed bytes.
    EventId
}

bytes32! {
    /// A post 席位: its Ed25519 public key.
    PostId
}

bytes32! {
    /// Content named by its SHA-256: a scenario, a plan, a rules profile.
    ContentHash
}

/// Which world an event belongs to. Fixed when a journal begins; no event crosses.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Realm {
    /// 实战.
    Live,
    /// 测试.
    Test,
    /// One drill 演练, by name.
    Drill(String),
}

impl Realm {
    /// Whether nothing in this realm is real.
    pub fn is_drill(&self) -> bool {
        matches!(self, Self::Drill(_))
    }
}

impl fmt::Display for Realm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Live => f.write_str("live"),
            Self::Test => f.write_str("test"),
            Self::Drill(name) => write!(f, "drill:{name}"),
        }
    }
}

impl FromStr for Realm {
    type Err = IdError;
    fn from_str(text: &str) -> Result<Self, IdError> {
        let name_char = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
        match (text, text.strip_prefix("drill:")) {
            ("live", _) => Ok(Self::Live),
            ("test", _) => Ok(Self::Test),
            (_, Some(name)) if !name.is_empty() && name.len() <= 64 && name.chars().all(name_char) => {
                Ok(Self::Drill(name.to_owned()))
            }
            _ => Err(IdError::Realm(text.chars().take(80).collect())),
        }
    }
}

impl Serialize for Realm {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Realm {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        text.parse().map_err(D::Error::custom)
    }
}

/// Who may hold a series. Part of the series, so that what is private leaves no gap that tells of it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stream {
    /// Everybody in the realm.
    #[default]
    Open,
    /// The drill's controllers 导调: plan, notes and scores that players' posts never hold.
    Control,
}

/// One post's unbroken run of events: sequence and hash chain run inside it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct Series {
    /// Who signs.
    pub post: PostId,
    /// Random; a new one begins when the journal may have been put back in time.
    pub incarnation: u64,
    /// Which world.
    pub realm: Realm,
    /// Who may hold it.
    pub stream: Stream,
}

impl fmt::Display for Series {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let stream = match self.stream {
            Stream::Open => "",
            Stream::Control => " control",
        };
        write!(f, "{}-{:08x} {}{stream}", self.post.short(), self.incarnation >> 32, self.realm)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_survive_text_and_refuse_anything_else() {
        let id = EventId([0xab; 32]);
        assert_eq!(id.to_string().parse(), Ok(id));
        assert_eq!(serde_json::to_string(&id).unwrap(), format!("\"{id}\""));
        assert_eq!(serde_json::from_str::<EventId>(&format!("\"{id}\"")).unwrap(), id);
        for bad in ["", "ab", "zz", &"a".repeat(63), &"a".repeat(65), &"a".repeat(66), &"g".repeat(64)] {
            assert!(bad.parse::<EventId>().is_err(), "{bad}");
        }
    }

    #[test]
    fn realms_read_as_they_print() {
        for text in ["live", "test", "drill:zhengzhou-720", "drill:郑州7.20"] {
            assert_eq!(text.parse::<Realm>().unwrap().to_string(), text);
        }
        for bad in ["", "Live", "drill:", "drill:a b", "drill:\u{1b}[m"] {
            assert!(bad.parse::<Realm>().is_err(), "{bad}");
        }
    }
}
