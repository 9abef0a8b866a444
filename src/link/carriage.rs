//! What carries a session's messages: a WebSocket, whole messages at a time; or a thin link, chunk by chunk.

use std::io;
use std::pin::Pin;
use std::sync::Arc;

use futures_util::stream::{SplitSink, unfold};
use futures_util::{SinkExt, Stream, StreamExt};
use tokio::io::{AsyncReadExt, AsyncWriteExt, ReadHalf, WriteHalf};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, mpsc};
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::{Error as SocketError, Message as Packet};

use super::carrier::{Over, words};
use super::line::Line;
use crate::limits::{SESSION_QUEUE, THIN_CHUNK_BYTES};
use crate::sync::desk::{Desk, Said, Traffic, say};
use crate::sync::frame::Control;
use crate::sync::thin::{Ear, Mouth, Next, OTHER_DICTIONARY, Preamble, TAKEN};
use crate::sync::{Bye, Ended, Message, Now, Session, Store};
use crate::text::tell::Both;

/// Messages from the other side, until it hangs up.
pub(super) type Incoming = Pin<Box<dyn Stream<Item = Result<Message, Over>> + Send>>;

/// Sends what the outlet was given, until it is dropped.
pub(super) type Writer = Pin<Box<dyn Future<Output = Result<(), Both>> + Send>>;

/// A connection, ready to carry a session.
pub(crate) struct Carriage {
    pub(super) incoming: Incoming,
    pub(super) writer: Writer,
    pub(super) outlet: Outlet,
}

/// Where a session's messages go.
pub(super) enum Outlet {
    /// Onto a WebSocket.
    Whole(mpsc::Sender<Packet>),
    /// Onto a thin link: one chunk at a time, the next one chosen when it has left.
    Thin { mouth: Box<Mouth>, chunks: mpsc::Sender<Chunk>, gate: Arc<Semaphore> },
}

/// Bytes, and the room they take on the line.
type Chunk = (Vec<u8>, Option<OwnedSemaphorePermit>);

/// Room for one message or chunk.
pub(super) enum Room {
    Whole(mpsc::OwnedPermit<Packet>),
    Thin(OwnedSemaphorePermit),
}

impl Carriage {
    /// On a WebSocket.
    pub(crate) fn whole(socket: WebSocketStream<Line>) -> Self {
        let (sink, stream) = socket.split();
        let (packets, waiting) = mpsc::channel(SESSION_QUEUE);
        let incoming = stream.filter_map(|came| async { message(came).transpose() });
        Self {
            incoming: Box::pin(incoming),
            writer: Box::pin(write_packets(sink, waiting)),
            outlet: Outlet::Whole(packets),
        }
    }

    /// On a thin link that this side has called.
    pub(crate) fn calling(line: Line, budget: u32) -> io::Result<Self> {
        Self::thin(line, budget, Preamble::new(budget).encode().to_vec(), true)
    }

    /// On a thin link from whom a preamble came.
    pub(crate) fn answering(line: Line, budget: u32) -> io::Result<Self> {
        Self::thin(line, budget, vec![TAKEN], false)
    }

    /// `preface` goes out before the first chunk and together with it.
    fn thin(line: Line, budget: u32, preface: Vec<u8>, unanswered: bool) -> io::Result<Self> {
        let (reader, writer) = tokio::io::split(line);
        let (chunks, waiting) = mpsc::channel(1);
        let hearing = Hearing { reader, ear: Ear::new()?, unanswered };
        Ok(Self {
            incoming: Box::pin(unfold(Some(hearing), hear_next)),
            writer: Box::pin(write_chunks(writer, waiting, preface)),
            outlet: Outlet::Thin { mouth: Box::new(Mouth::new(budget)?), chunks, gate: Arc::new(Semaphore::new(1)) },
        })
    }
}

impl Outlet {
    /// Waits for room; `None` when nothing goes out any more.
    pub(super) async fn room(&self) -> Option<Room> {
        match self {
            Self::Whole(packets) => packets.clone().reserve_owned().await.ok().map(Room::Whole),
            Self::Thin { gate, .. } => gate.clone().acquire_owned().await.ok().map(Room::Thin),
        }
    }

    /// The next thing to say goes into the room.
    pub(super) fn say(
        &mut self,
        room: Room,
        session: &mut Session,
        desk: &mut dyn Desk,
        (now, store): (Now, &dyn Store),
        traffic: &mut Traffic,
    ) -> Result<Next, Ended> {
        match (self, room) {
            (Self::Whole(_), Room::Whole(room)) => match say(session, desk, now, store)? {
                Said::Message(message) => {
                    traffic.sent += message.len() as u64;
                    room.send(packet(message));
                    Ok(Next::Chunk(Vec::new()))
                }
                Said::Later => Ok(Next::Later),
                Said::Nothing => Ok(Next::Nothing),
            },
            (Self::Thin { mouth, chunks, .. }, Room::Thin(room)) => {
                let next = mouth.next(session, desk, now, store)?;
                if let Next::Chunk(chunk) = &next {
                    traffic.sent += chunk.len() as u64;
                    // Whoever holds the room finds the queue empty; a writer that has ended says so itself.
                    drop(chunks.try_send((chunk.clone(), Some(room))));
                }
                Ok(next)
            }
            _ => Ok(Next::Nothing),
        }
    }

    /// A last word.
    pub(super) async fn leave(mut self, bye: Bye) {
        let message = Control::Bye(bye).encode();
        // A writer that has ended cannot say it.
        match &mut self {
            Self::Whole(packets) => drop(packets.send(packet(message)).await),
            Self::Thin { mouth, chunks, .. } => {
                if let Ok(last) = mouth.last(&message) {
                    drop(chunks.send((last, None)).await);
                }
            }
        }
    }
}

/// What came from a WebSocket: what means nothing here is left out.
fn message(came: Result<Packet, SocketError>) -> Result<Option<Message>, Over> {
    match came {
        Ok(Packet::Text(text)) => Ok(Some(Message::Text(text.as_str().to_owned()))),
        Ok(Packet::Binary(bytes)) => Ok(Some(Message::Binary(bytes.to_vec()))),
        Ok(Packet::Ping(_) | Packet::Pong(_) | Packet::Frame(_)) => Ok(None),
        Ok(Packet::Close(_)) => Err(Over::Socket(Both::words("对方关闭了连接", "the other end closed it"))),
        Err(error) => Err(Over::Socket(words(&error))),
    }
}

fn packet(message: Message) -> Packet {
    match message {
        Message::Text(text) => Packet::text(text),
        Message::Binary(bytes) => Packet::binary(bytes),
    }
}

/// Writes what comes, several frames to one flush when they are there; closes at the end.
async fn write_packets(
    mut sink: SplitSink<WebSocketStream<Line>, Packet>,
    mut packets: mpsc::Receiver<Packet>,
) -> Result<(), Both> {
    let words = |error| words(&error);
    while let Some(packet) = packets.recv().await {
        sink.feed(packet).await.map_err(words)?;
        while let Ok(packet) = packets.try_recv() {
            sink.feed(packet).await.map_err(words)?;
        }
        sink.flush().await.map_err(words)?;
    }
    sink.close().await.map_err(words)
}

/// Writes chunk by chunk; each is given its room back when it has left.
async fn write_chunks(
    mut line: WriteHalf<Line>,
    mut chunks: mpsc::Receiver<Chunk>,
    mut preface: Vec<u8>,
) -> Result<(), Both> {
    let words = |error: io::Error| Both::of(&error);
    while let Some((chunk, room)) = chunks.recv().await {
        preface.extend(chunk);
        line.write_all(&preface).await.map_err(words)?;
        line.flush().await.map_err(words)?;
        preface.clear();
        drop(room);
    }
    line.shutdown().await.map_err(words)
}

/// The receiving end of a thin link.
struct Hearing {
    reader: ReadHalf<Line>,
    ear: Ear,
    /// This side has called, and the hub has not said yet whether it takes the preamble.
    unanswered: bool,
}

async fn hear_next(hearing: Option<Hearing>) -> Option<(Result<Message, Over>, Option<Hearing>)> {
    let mut hearing = hearing?;
    let mut bytes = [0; THIN_CHUNK_BYTES.1];
    loop {
        match hearing.ear.message() {
            Ok(Some(message)) => return Some((Ok(message), Some(hearing))),
            Ok(None) => {}
            Err(error) => return Some((Err(Over::Ended(error.into())), None)),
        }
        let came = match hearing.reader.read(&mut bytes).await {
            Ok(0) => return None,
            Ok(n) => bytes.get(..n).unwrap_or_default(),
            Err(error) => return Some((Err(Over::Socket(Both::of(&error))), None)),
        };
        let came = match came.split_first() {
            Some((answer, rest)) if hearing.unanswered => {
                if let Err(what) = taken(*answer) {
                    return Some((Err(Over::Ended(Ended::NotOurs { what })), None));
                }
                hearing.unanswered = false;
                rest
            }
            _ => came,
        };
        hearing.ear.hear(came);
    }
}

/// What the hub's first byte says.
fn taken(answer: u8) -> Result<(), Both> {
    match answer {
        TAKEN => Ok(()),
        OTHER_DICTIONARY => Err(Both::words(
            "它的窄线路用另一部词典; 换成同一版本",
            "its thin links use another dictionary; bring both to the same version",
        )),
        _ => Err(Both::words(
            "它不认识窄线路; 不用 --budget 呼它, 或把它换成这个版本",
            "it does not know thin links; call it without --budget, or bring it to this version",
        )),
    }
}
