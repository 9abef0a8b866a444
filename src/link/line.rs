//! The bytes under a session: a connection, encrypted or not.

use tokio::io::{AsyncRead, AsyncWrite};

/// What a session can run over.
pub(crate) trait Duplex: AsyncRead + AsyncWrite + Send + Unpin {}

impl<T: AsyncRead + AsyncWrite + Send + Unpin> Duplex for T {}

/// An open connection.
pub(crate) type Line = Box<dyn Duplex>;
