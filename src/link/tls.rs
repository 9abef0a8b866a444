//! The encrypted line to a hub: TLS 1.3, the hub known by its pinned key and by nothing else, a short handshake.
//!
//! There is no authority between a post and its hub: whoever runs the hub passes its pin on. One cipher, one group and
//! one signature are offered, because each more costs bytes on every call; a caller that comes back resumes.

use std::error::Error as StdError;
use std::io;
use std::sync::Arc;

use rustls::client::Resumption;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::ring::cipher_suite::TLS13_AES_128_GCM_SHA256;
use rustls::crypto::ring::{default_provider, kx_group};
use rustls::crypto::{CryptoProvider, WebPkiSupportedAlgorithms, verify_tls13_signature};
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::server::ParsedCertificate;
use rustls::{CertificateError, ClientConfig, DigitallySignedStruct, Error, OtherError, SignatureScheme};
use tokio_rustls::TlsConnector;

use super::pin::Pin;
use crate::text::tell::Tell;

/// The name under which a session is kept for resumption. It is not sent: a hub is known by its key.
const NAME: &str = "hub.qianzhi";

/// Sessions kept for resumption: there is one hub, and a cache of fewer keeps none of them.
const KEPT: usize = 32;

/// The hub shows another key than the pinned one.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error(
    "its key is not the pinned one: pinned is {pinned}, and it shows {shown}; either the hub was set up anew, and its \
     operator gives you the new pin, or somebody else answers in its place, and then nothing may be sent there"
)]
pub(super) struct WrongKey {
    pinned: Pin,
    shown: Pin,
}

/// What a caller needs to call this hub again and again.
pub(super) struct Tls {
    connector: TlsConnector,
    name: ServerName<'static>,
}

impl Tls {
    /// For the hub with this key.
    pub(super) fn new(pin: Pin) -> Result<Self, Error> {
        let provider = CryptoProvider {
            cipher_suites: vec![TLS13_AES_128_GCM_SHA256],
            kx_groups: vec![kx_group::X25519],
            ..default_provider()
        };
        let verifier = PinnedKey { pin, algorithms: provider.signature_verification_algorithms };
        let mut config = ClientConfig::builder_with_provider(Arc::new(provider))
            .with_protocol_versions(&[&rustls::version::TLS13])?
            .dangerous()
            .with_custom_certificate_verifier(Arc::new(verifier))
            .with_no_client_auth();
        config.enable_sni = false;
        config.resumption = Resumption::in_memory_sessions(KEPT);
        let name = ServerName::try_from(NAME).map_err(|_| Error::General("a name that is none".to_owned()))?;
        Ok(Self { connector: TlsConnector::from(Arc::new(config)), name })
    }

    /// Shakes hands over a line that is open.
    pub(super) async fn begin<S>(&self, line: S) -> io::Result<tokio_rustls::client::TlsStream<S>>
    where
        S: tokio::io::AsyncRead + tokio::io::AsyncWrite + Unpin,
    {
        self.connector.connect(self.name.clone(), line).await
    }
}

/// The wrong key, when that is what a handshake failed for.
pub(super) fn wrong_key(error: &io::Error) -> Option<WrongKey> {
    let tls = error.get_ref()?.downcast_ref::<Error>()?;
    let Error::InvalidCertificate(CertificateError::Other(OtherError(cause))) = tls else { return None };
    let cause: &(dyn StdError + 'static) = &**cause;
    cause.downcast_ref::<WrongKey>().copied()
}

/// Takes one key, whatever certificate it comes in.
#[derive(Debug)]
struct PinnedKey {
    pin: Pin,
    algorithms: WebPkiSupportedAlgorithms,
}

impl ServerCertVerifier for PinnedKey {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        _: &[CertificateDer<'_>],
        _: &ServerName<'_>,
        _: &[u8],
        _: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        let shown = Pin::of(&ParsedCertificate::try_from(end_entity)?.subject_public_key_info());
        if shown == self.pin {
            return Ok(ServerCertVerified::assertion());
        }
        let wrong = WrongKey { pinned: self.pin, shown };
        Err(Error::InvalidCertificate(CertificateError::Other(OtherError(Arc::new(wrong)))))
    }

    fn verify_tls12_signature(
        &self,
        _: &[u8],
        _: &CertificateDer<'_>,
        _: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        Err(Error::General("TLS 1.2 is not spoken".to_owned()))
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        verify_tls13_signature(message, certificate, signature, &self.algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        vec![SignatureScheme::ED25519]
    }
}

impl Tell for WrongKey {
    fn zh(&self) -> String {
        let Self { pinned, shown } = self;
        format!(
            "它的公钥不是所认的那把: 认的是 {pinned}, 它出示 {shown}; 或是平台重装过, 由其管理员告知新指纹, 或是别人冒充它应答, \
             那就什么也不能发过去"
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_key_is_told_in_both_languages() {
        let wrong = WrongKey { pinned: Pin([1; 32]), shown: Pin([2; 32]) };
        crate::text::tell::tests::told(include_str!("tls.rs"), "WrongKey", &[wrong]);
    }
}
