//! The bytes under a session: a connection, encrypted or not, that keeps to a budget when it has one.

use std::io;
use std::os::fd::AsFd;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpSocket, TcpStream};
use tokio::time::Sleep;

use super::carrier::Time;
use crate::limits::THIN_SOCKET_BYTES;
use crate::sync::thin::Pace;

/// What a session can run over.
pub(crate) trait Duplex: AsyncRead + AsyncWrite + Send + Unpin {}

impl<T: AsyncRead + AsyncWrite + Send + Unpin> Duplex for T {}

/// An open connection.
pub(crate) type Line = Box<dyn Duplex>;

/// The budget of a connection in bits per second, once it is known: a hub is told it after the line is encrypted.
#[derive(Clone, Debug, Default)]
pub(crate) struct Throttle(Arc<AtomicU32>);

impl Throttle {
    /// The connection keeps to it from now on; what went before counts too.
    pub(crate) fn set(&self, budget: u32) {
        self.0.store(budget, Ordering::Relaxed);
    }

    fn get(&self) -> Option<u32> {
        Some(self.0.load(Ordering::Relaxed)).filter(|budget| *budget > 0)
    }
}

/// A connection that writes no faster than its budget, if it has one. It says that it is flushed when what was
/// written has had the time to leave: whoever waits for that before the next write forms no queue.
pub(crate) struct Paced {
    stream: TcpStream,
    throttle: Throttle,
    pace: Option<Pace>,
    time: Time,
    /// When the first byte was written, and how many since.
    began: Option<Duration>,
    written: usize,
    sleep: Option<Pin<Box<Sleep>>>,
}

impl Paced {
    pub(crate) fn new(stream: TcpStream, throttle: Throttle) -> Self {
        Self { stream, throttle, pace: None, time: Time::begin(), began: None, written: 0, sleep: None }
    }

    /// Takes up a budget that was set since.
    fn look(&mut self) {
        if self.pace.is_some() {
            return;
        }
        let Some(budget) = self.throttle.get() else { return };
        let mut pace = Pace::new(budget);
        pace.wrote(self.written, self.began.unwrap_or_default());
        self.pace = Some(pace);
        if let Err(error) = small_buffers(&self.stream) {
            tracing::info!(%error, "the socket of a thin link keeps its large buffers");
        }
    }

    /// Waits until what was written has left.
    fn poll_free(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        self.look();
        let Some(pace) = self.pace else { return Poll::Ready(()) };
        while self.time.now().mono < pace.free_at() {
            let until = self.time.at(pace.free_at());
            let sleep = self.sleep.get_or_insert_with(|| Box::pin(tokio::time::sleep_until(until)));
            if sleep.deadline() != until {
                sleep.as_mut().reset(until);
            }
            ready!(sleep.as_mut().poll(cx));
            self.sleep = None;
        }
        Poll::Ready(())
    }
}

/// What lies in the kernel cannot be overtaken. The options belong to the socket, whichever descriptor sets them.
fn small_buffers(stream: &TcpStream) -> io::Result<()> {
    let twin = std::net::TcpStream::from(stream.as_fd().try_clone_to_owned()?);
    let twin = TcpSocket::from_std_stream(twin);
    twin.set_send_buffer_size(THIN_SOCKET_BYTES)?;
    twin.set_recv_buffer_size(THIN_SOCKET_BYTES)
}

impl AsyncRead for Paced {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(cx, buf)
    }
}

impl AsyncWrite for Paced {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &[u8]) -> Poll<io::Result<usize>> {
        ready!(self.poll_free(cx));
        let n = ready!(Pin::new(&mut self.stream).poll_write(cx, buf))?;
        let now = self.time.now().mono;
        self.began.get_or_insert(now);
        self.written += n;
        if let Some(pace) = &mut self.pace {
            pace.wrote(n, now);
        }
        Poll::Ready(Ok(n))
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        ready!(Pin::new(&mut self.stream).poll_flush(cx))?;
        ready!(self.poll_free(cx));
        Poll::Ready(Ok(()))
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}

/// A line of which one byte was read to see what it is.
pub(crate) struct Rewound {
    first: Option<u8>,
    line: Line,
}

impl Rewound {
    pub(crate) fn new(first: u8, line: Line) -> Self {
        Self { first: Some(first), line }
    }
}

impl AsyncRead for Rewound {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        if buf.remaining() > 0
            && let Some(first) = self.first.take()
        {
            buf.put_slice(&[first]);
            return Poll::Ready(Ok(()));
        }
        Pin::new(&mut self.line).poll_read(cx, buf)
    }
}

impl AsyncWrite for Rewound {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &[u8]) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.line).poll_write(cx, buf)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.line).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.line).poll_shutdown(cx)
    }
}
