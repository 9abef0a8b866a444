//! The hub's own key: what makes `wss` lines private, and what posts know the hub by.
//!
//! ```text
//! DIR/hub.key   the secret (Ed25519, PKCS #8), only its owner can read it
//! DIR/hub.pin   what is given to posts: see `link::Pin`
//! ```
//!
//! The certificate is made anew at each start and signs itself: nobody looks at anything in it but the key. Ed25519,
//! because key and signature are the shortest.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rcgen::{CertificateParams, DistinguishedName, KeyPair, PKCS_ED25519, PublicKeyData, SerialNumber};
use rustls::ServerConfig;
use rustls::crypto::ring::default_provider;
use rustls::pki_types::PrivatePkcs8KeyDer;
use rustls::server::ServerSessionMemoryCache;
use tokio_rustls::TlsAcceptor;

use crate::journal::Doing;
use crate::limits::TLS_SESSIONS_KEPT;
use crate::link::Pin;
use crate::text::tell::{Both, Tell};

/// Why a hub has no key.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// A file cannot be read or written.
    #[error("cannot {what} the hub's key {}: {source}", path.display())]
    File {
        /// What was tried.
        what: Doing,
        /// Which.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// What is in the file is no key.
    #[error(
        "{} is not the key of a hub: put the right file back, or remove it for a new key and give every post the new pin",
        path.display()
    )]
    Spoilt {
        /// Which.
        path: PathBuf,
    },
    /// The key cannot be used.
    #[error("the hub's key cannot be used: {0}")]
    Unusable(Both),
}

/// The hub's key, ready to shake hands with.
#[derive(Clone)]
pub struct HubKey {
    pin: Pin,
    pub(super) tls: TlsAcceptor,
}

impl std::fmt::Debug for HubKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "HubKey({})", self.pin)
    }
}

impl HubKey {
    /// The key kept in `dir`; made when there is none. Its pin is written beside it.
    pub fn open(dir: &Path) -> Result<Self, KeyError> {
        let path = dir.join("hub.key");
        let secret = match fs::read(&path) {
            Ok(secret) => secret,
            Err(error) if error.kind() == io::ErrorKind::NotFound => make(&path)?,
            Err(source) => return Err(KeyError::File { what: Doing::Read, path, source }),
        };
        let secret = PrivatePkcs8KeyDer::from(secret);
        let Ok(pair) = KeyPair::from_pkcs8_der_and_sign_algo(&secret, &PKCS_ED25519) else {
            return Err(KeyError::Spoilt { path });
        };
        let key = Self::of(&pair)?;
        let path = dir.join("hub.pin");
        let written = fs::write(&path, format!("{}\n", key.pin));
        written.map_err(|source| KeyError::File { what: Doing::Write, path, source })?;
        Ok(key)
    }

    fn of(pair: &KeyPair) -> Result<Self, KeyError> {
        let unusable = |error: &dyn std::fmt::Display| KeyError::Unusable(Both::same(error.to_string()));
        let mut params = CertificateParams::default();
        // What nobody reads is short, or not there.
        params.serial_number = Some(SerialNumber::from(1));
        params.distinguished_name = DistinguishedName::new();
        let certificate = params.self_signed(pair).map_err(|error| unusable(&error))?;
        let secret = PrivatePkcs8KeyDer::from(pair.serialize_der());
        let mut config = ServerConfig::builder_with_provider(Arc::new(default_provider()))
            .with_protocol_versions(&[&rustls::version::TLS13])
            .map_err(|error| unusable(&error))?
            .with_no_client_auth()
            .with_single_cert(vec![certificate.der().clone()], secret.into())
            .map_err(|error| unusable(&error))?;
        // A ticket that names a session kept here is a tenth of one that carries it.
        config.send_tls13_tickets = 1;
        config.session_storage = ServerSessionMemoryCache::new(TLS_SESSIONS_KEPT);
        Ok(Self { pin: Pin::of(&pair.subject_public_key_info()), tls: TlsAcceptor::from(Arc::new(config)) })
    }

    /// What posts know the hub by.
    pub fn pin(&self) -> Pin {
        self.pin
    }
}

/// A new key, durable before it is used: posts will be told its pin.
fn make(path: &Path) -> Result<Vec<u8>, KeyError> {
    let failed = |what| move |source| KeyError::File { what, path: path.to_owned(), source };
    let pair =
        KeyPair::generate_for(&PKCS_ED25519).map_err(|error| KeyError::Unusable(Both::same(error.to_string())))?;
    let secret = pair.serialize_der();
    let beside = path.with_extension("new");
    let mut file = OpenOptions::new()
        .create(true)
        .truncate(true)
        .write(true)
        .mode(0o600)
        .open(&beside)
        .map_err(failed(Doing::Create))?;
    file.write_all(&secret).and_then(|()| file.sync_all()).map_err(failed(Doing::Write))?;
    fs::rename(&beside, path).map_err(failed(Doing::Rename))?;
    let dir = path.parent().unwrap_or(Path::new("."));
    File::open(dir).and_then(|dir| dir.sync_all()).map_err(failed(Doing::Rename))?;
    Ok(secret)
}

impl Tell for KeyError {
    fn zh(&self) -> String {
        match self {
            Self::File { what, path, source } => {
                format!("{}: 不能{}平台的密钥: {}", path.display(), what.zh(), source.zh())
            }
            Self::Spoilt { path } => {
                format!("{} 不是平台的密钥: 换回原来的文件, 或删掉它另造一把, 并把新指纹告知每个席位", path.display())
            }
            Self::Unusable(why) => format!("平台的密钥不能用: {}", why.zh()),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn the_key_stays_is_its_owners_alone_and_a_spoilt_one_is_not_replaced() {
        let dir = tempfile::tempdir().unwrap();
        let first = HubKey::open(dir.path()).unwrap().pin();
        assert_eq!(HubKey::open(dir.path()).unwrap().pin(), first);
        let key = dir.path().join("hub.key");
        assert_eq!(fs::metadata(&key).unwrap().permissions().mode() & 0o777, 0o600);
        let told = fs::read_to_string(dir.path().join("hub.pin")).unwrap();
        assert_eq!(told.parse(), Ok(first));
        fs::write(&key, "not a key").unwrap();
        let error = HubKey::open(dir.path()).unwrap_err();
        assert!(error.to_string().contains("hub.key"), "{error}");
        assert_eq!(fs::read(&key).unwrap(), b"not a key");
        fs::remove_file(&key).unwrap();
        assert_ne!(HubKey::open(dir.path()).unwrap().pin(), first);
    }

    #[test]
    fn every_error_of_a_key_is_told_in_both_languages() {
        let (path, source) = (PathBuf::from("/T/HUB.1"), io::Error::from_raw_os_error(13));
        let errors = [
            KeyError::File { what: Doing::Read, path: path.clone(), source },
            KeyError::Spoilt { path },
            KeyError::Unusable(Both::same("X9")),
        ];
        crate::text::tell::tests::told(include_str!("key.rs"), "KeyError", &errors);
    }
}
