//! Facts as the JSON that is signed, and back.

use serde::Deserialize;

use super::Fact;
use crate::domain::Override;

impl Fact {
    /// The JSON that is signed.
    pub fn to_payload(&self) -> Vec<u8> {
        match self {
            Self::Unknown { kind } => serde_json::to_vec(&serde_json::json!({ "kind": kind })),
            known => serde_json::to_vec(known),
        }
        .unwrap_or_else(|_| unreachable!("facts are maps of strings and integers"))
    }

    /// The same with the authority basis behind it, when there is one to be said. Who does not know the field reads the
    /// fact all the same.
    pub fn to_payload_with(&self, overridden: Option<&Override>) -> Vec<u8> {
        let mut payload = self.to_payload();
        if let Some(basis) = overridden {
            payload.pop();
            payload.extend_from_slice(br#","override":"#);
            let basis = serde_json::to_vec(basis).unwrap_or_else(|_| unreachable!("a basis is texts"));
            payload.extend(basis);
            payload.push(b'}');
        }
        payload
    }

    /// Reads a payload; what this version does not know is [`Fact::Unknown`].
    pub fn from_payload(payload: &[u8]) -> Self {
        Self::with_basis(payload).0
    }

    /// The same with the authority basis, when the payload says one that this version knows.
    pub fn with_basis(payload: &[u8]) -> (Self, Option<Box<Override>>) {
        #[derive(Deserialize)]
        struct Kind {
            kind: String,
        }
        #[derive(Deserialize)]
        struct Basis {
            #[serde(rename = "override")]
            basis: Box<Override>,
        }
        // Checked to be UTF-8 once: the parser then need not check every string in it.
        let text = std::str::from_utf8(payload).ok();
        let fact = text.and_then(|text| serde_json::from_str(text).ok()).unwrap_or_else(|| {
            let kind = serde_json::from_slice::<Kind>(payload).map(|k| k.kind).unwrap_or_default();
            Self::Unknown { kind }
        });
        // Few have one, and to look for the word is far cheaper than to read the payload twice.
        let basis = text.filter(|text| text.contains("\"override\""));
        (fact, basis.and_then(|text| serde_json::from_str::<Basis>(text).ok()).map(|with| with.basis))
    }
}
