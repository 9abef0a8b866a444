//! A hub's key, as people pass it on: the SHA-256 of the public key in its certificate.

use std::fmt;
use std::str::FromStr;

use data_encoding::HEXLOWER_PERMISSIVE;

use crate::envelope::content_hash;
use crate::text::tell::Tell;

/// The SHA-256 of a hub's public key, as its certificate carries it (`SubjectPublicKeyInfo`, DER).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pin(pub [u8; 32]);

impl Pin {
    /// Of a public key in DER.
    pub fn of(public_key: &[u8]) -> Self {
        Self(content_hash(public_key).0)
    }
}

/// A text that is no pin.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("`{0}` is not the pin of a hub: expected the 64 hexadecimal digits that the hub prints at its start")]
pub struct NotAPin(pub String);

impl fmt::Display for Pin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&HEXLOWER_PERMISSIVE.encode(&self.0))
    }
}

impl fmt::Debug for Pin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Pin({self})")
    }
}

impl FromStr for Pin {
    type Err = NotAPin;

    fn from_str(text: &str) -> Result<Self, NotAPin> {
        let bytes = HEXLOWER_PERMISSIVE.decode(text.trim().as_bytes()).ok().and_then(|bytes| bytes.try_into().ok());
        bytes.map(Self).ok_or_else(|| NotAPin(text.chars().take(80).collect()))
    }
}

impl Tell for NotAPin {
    fn zh(&self) -> String {
        format!("`{}` 不是平台的公钥指纹: 应是平台启动时显示的 64 个十六进制数字", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pin_reads_as_it_prints_and_nothing_else_does() {
        let pin = Pin([0xa5; 32]);
        assert_eq!(pin.to_string().parse(), Ok(pin));
        assert_eq!(pin.to_string().to_uppercase().parse(), Ok(pin));
        for bad in ["", "a5", &"a5".repeat(31), &"a5".repeat(33), &"g5".repeat(32)] {
            assert!(bad.parse::<Pin>().is_err(), "{bad}");
        }
    }

    #[test]
    fn what_is_no_pin_is_told_in_both_languages() {
        let error = "X9".parse::<Pin>().unwrap_err();
        crate::text::tell::tests::told(include_str!("pin.rs"), "NotAPin", &[error]);
    }
}
