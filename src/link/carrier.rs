//! One session over one WebSocket: messages in and out, events to the journal, until either side ends it.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use futures_util::stream::{SplitSink, SplitStream};
use futures_util::{SinkExt, StreamExt};
use tokio::sync::{Notify, mpsc, watch};
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::protocol::WebSocketConfig;
use tokio_tungstenite::tungstenite::{Error as SocketError, Message as Packet};

use super::line::Line;
use crate::clock;
use crate::limits::{FRAME_BYTES_MAX, LEAVE_WITHIN, SESSION_QUEUE, SOCKET_BUFFER_BYTES};
use crate::sync::desk::{Desk, Said, ToStore, Traffic, hear, say, stored};
use crate::sync::frame::Control;
use crate::sync::{Bye, Ended, Message, Now, Replica, Session, Store, StoreError};

/// What a socket may hold and take.
pub(crate) fn socket_config() -> WebSocketConfig {
    WebSocketConfig::default()
        .read_buffer_size(SOCKET_BUFFER_BYTES)
        .write_buffer_size(SOCKET_BUFFER_BYTES)
        .max_write_buffer_size(4 * FRAME_BYTES_MAX)
        .max_message_size(Some(FRAME_BYTES_MAX))
        .max_frame_size(Some(FRAME_BYTES_MAX))
}

/// The machine's two clocks, as sessions take them.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Time(Instant);

impl Time {
    pub(crate) fn begin() -> Self {
        Self(clock::monotonic())
    }

    pub(crate) fn now(self) -> Now {
        Now { mono: clock::monotonic().saturating_duration_since(self.0), wall: clock::wall() }
    }

    /// The moment `mono` on the monotonic clock.
    fn at(self, mono: Duration) -> tokio::time::Instant {
        tokio::time::Instant::from_std(self.0 + mono)
    }
}

/// Why a socket is carried no longer.
#[derive(Debug)]
pub(crate) enum Over {
    /// The session ended.
    Ended(Ended),
    /// The socket broke or was closed.
    Socket(String),
    /// This side was told to.
    Stopped,
}

/// What a session shares with the rest of its process.
pub(crate) struct Surroundings<'a> {
    pub(crate) replica: &'a Arc<dyn Replica>,
    pub(crate) time: Time,
    /// Moves when there may be something to say.
    pub(crate) pulse: watch::Receiver<u64>,
    /// A word to leave with; its sender's end is one too.
    pub(crate) leave: watch::Receiver<Option<Bye>>,
}

type Socket = WebSocketStream<Line>;

/// Answers of the journal, from its thread. At most one for each frame that is not answered yet.
#[derive(Default)]
struct Inbox {
    answers: Mutex<Vec<(u64, Result<(), StoreError>)>>,
    bell: Notify,
}

/// Carries `session` over `socket` to its end.
pub(crate) async fn carry(
    socket: Socket,
    session: &mut Session,
    desk: &mut dyn Desk,
    around: Surroundings<'_>,
) -> Over {
    let (sink, stream) = socket.split();
    let (frames, waiting) = mpsc::channel(SESSION_QUEUE);
    let mut writer = std::pin::pin!(write(sink, waiting));
    let mut talk = Talk { stream, inbox: Arc::default(), traffic: Traffic::default(), around };
    let over = tokio::select! {
        over = talk.run(session, desk, &frames) => over,
        broken = &mut writer => Over::Socket(broken.map_or_else(|error| words(&error), |()| "it was closed".to_owned())),
    };
    desk.turn(session, talk.traffic);
    let Talk { around, .. } = talk;
    let bye = match &over {
        Over::Ended(ended) => ended.bye(),
        Over::Stopped => Some(around.leave.borrow().clone().unwrap_or(Bye::Stopping)),
        Over::Socket(_) => None,
    };
    // The other side may read nothing any more; it is not waited for.
    let parting = async move {
        if let Some(bye) = bye {
            // A writer that has ended cannot say it.
            drop(frames.send(packet(Control::Bye(bye).encode())).await);
        }
        drop(frames);
        if !matches!(over, Over::Socket(_)) {
            drop(writer.await);
        }
        over
    };
    match tokio::time::timeout(LEAVE_WITHIN, parting).await {
        Ok(over) => over,
        Err(_) => Over::Socket("it took no more".to_owned()),
    }
}

/// Writes what comes, several frames to one flush when they are there; closes at the end.
async fn write(mut sink: SplitSink<Socket, Packet>, mut frames: mpsc::Receiver<Packet>) -> Result<(), SocketError> {
    while let Some(frame) = frames.recv().await {
        sink.feed(frame).await?;
        while let Ok(frame) = frames.try_recv() {
            sink.feed(frame).await?;
        }
        sink.flush().await?;
    }
    sink.close().await
}

struct Talk<'a> {
    stream: SplitStream<Socket>,
    inbox: Arc<Inbox>,
    traffic: Traffic,
    around: Surroundings<'a>,
}

impl Talk<'_> {
    async fn run(&mut self, session: &mut Session, desk: &mut dyn Desk, frames: &mpsc::Sender<Packet>) -> Over {
        let mut more = true;
        loop {
            // While something waits for room in the socket, only the other side's silence is waited for.
            let wake = self.around.time.at(if more { session.deadline() } else { session.wake() });
            let step = tokio::select! {
                biased;
                () = told_to_leave(&mut self.around.leave) => return Over::Stopped,
                came = self.stream.next() => self.hear(came, session, desk).await,
                () = self.inbox.bell.notified() => self.answered(session),
                room = frames.reserve(), if more => match room {
                    Ok(room) => match say(session, desk, self.around.time.now(), &**self.around.replica) {
                        Ok(Said::Message(message)) => {
                            self.traffic.sent += message.len() as u64;
                            room.send(packet(message));
                            continue;
                        }
                        Ok(Said::Later) => {
                            tokio::task::yield_now().await;
                            continue;
                        }
                        Ok(Said::Nothing) => {
                            more = false;
                            desk.turn(session, self.traffic);
                            continue;
                        }
                        Err(ended) => Err(Over::Ended(ended)),
                    },
                    Err(_) => Err(Over::Socket("it was closed".to_owned())),
                },
                moved = self.around.pulse.changed() => moved.map_err(|_| Over::Stopped),
                () = tokio::time::sleep_until(wake) => session.overdue(self.around.time.now()).map_err(Over::Ended),
            };
            if let Err(over) = step {
                return over;
            }
            more = true;
            desk.turn(session, self.traffic);
        }
    }

    async fn hear(
        &mut self,
        came: Option<Result<Packet, SocketError>>,
        session: &mut Session,
        desk: &mut dyn Desk,
    ) -> Result<(), Over> {
        let message = match came {
            Some(Ok(Packet::Text(text))) => Message::Text(text.as_str().to_owned()),
            Some(Ok(Packet::Binary(bytes))) => Message::Binary(bytes.to_vec()),
            Some(Ok(Packet::Ping(_) | Packet::Pong(_) | Packet::Frame(_))) => return Ok(()),
            Some(Ok(Packet::Close(_))) | None => return Err(Over::Socket("the other end closed it".to_owned())),
            Some(Err(error)) => return Err(Over::Socket(words(&error))),
        };
        self.traffic.received += message.len() as u64;
        let store: &dyn Store = &**self.around.replica;
        let came = hear(session, desk, &message, self.around.time.now(), store).map_err(Over::Ended)?;
        for to_store in came {
            self.store(to_store).await?;
        }
        Ok(())
    }

    /// Hands events to the journal, which may make its caller wait: not on a thread that others need.
    async fn store(&self, ToStore { frame, events }: ToStore) -> Result<(), Over> {
        let (replica, inbox) = (self.around.replica.clone(), self.inbox.clone());
        let then = Box::new(move |stored| {
            inbox.answers.lock().unwrap_or_else(PoisonError::into_inner).push((frame, stored));
            inbox.bell.notify_one();
        });
        match tokio::task::spawn_blocking(move || replica.append(events, then)).await {
            Ok(Ok(())) => Ok(()),
            Ok(Err(error)) => Err(Over::Ended(error.into())),
            Err(error) => Err(Over::Ended(StoreError(error.to_string()).into())),
        }
    }

    fn answered(&self, session: &mut Session) -> Result<(), Over> {
        let answers = std::mem::take(&mut *self.inbox.answers.lock().unwrap_or_else(PoisonError::into_inner));
        answers.into_iter().try_for_each(|(frame, answer)| stored(session, frame, answer)).map_err(Over::Ended)
    }
}

/// A word to leave with, or nobody left who could say one.
pub(crate) async fn told_to_leave(leave: &mut watch::Receiver<Option<Bye>>) {
    drop(leave.wait_for(Option::is_some).await);
}

fn packet(message: Message) -> Packet {
    match message {
        Message::Text(text) => Packet::text(text),
        Message::Binary(bytes) => Packet::binary(bytes),
    }
}

/// A socket's error in few words.
pub(crate) fn words(error: &SocketError) -> String {
    match error {
        SocketError::ConnectionClosed | SocketError::AlreadyClosed => "it was closed".to_owned(),
        SocketError::Capacity(error) => format!("a message was too long: {error}"),
        other => other.to_string(),
    }
}
