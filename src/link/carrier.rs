//! One session over one connection: messages in and out, events to the journal, until either side ends it.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use futures_util::StreamExt;
use tokio::sync::{Notify, watch};
use tokio_tungstenite::tungstenite::Error as SocketError;
use tokio_tungstenite::tungstenite::protocol::WebSocketConfig;

use super::carriage::{Carriage, Incoming, Outlet};
use crate::clock;
use crate::limits::{FRAME_BYTES_MAX, LEAVE_WITHIN, SOCKET_BUFFER_BYTES};
use crate::sync::desk::{Desk, ToStore, Traffic, hear, stored};
use crate::sync::thin::Next;
use crate::sync::{Bye, Ended, Message, Now, Replica, Session, Store, StoreError};
use crate::text::tell::{Both, both};

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
    pub(super) fn at(self, mono: Duration) -> tokio::time::Instant {
        tokio::time::Instant::from_std(self.0 + mono)
    }
}

/// Why a socket is carried no longer.
#[derive(Debug)]
pub(crate) enum Over {
    /// The session ended.
    Ended(Ended),
    /// The socket broke or was closed.
    Socket(Both),
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

/// Answers of the journal, from its thread. At most one for each frame that is not answered yet.
#[derive(Default)]
struct Inbox {
    answers: Mutex<Vec<(u64, Result<(), StoreError>)>>,
    bell: Notify,
}

/// Carries `session` to its end.
pub(crate) async fn carry(
    carriage: Carriage,
    session: &mut Session,
    desk: &mut dyn Desk,
    around: Surroundings<'_>,
) -> Over {
    let Carriage { incoming, mut writer, mut outlet } = carriage;
    let mut talk = Talk { incoming, inbox: Arc::default(), traffic: Traffic::default(), around };
    let over = tokio::select! {
        over = talk.run(session, desk, &mut outlet) => over,
        broken = &mut writer => Over::Socket(broken.map_or_else(|why| why, |()| CLOSED)),
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
        let is_broken = matches!(over, Over::Socket(_));
        let said = async {
            match bye {
                Some(bye) => outlet.leave(bye).await,
                None => drop(outlet),
            }
        };
        if is_broken {
            said.await;
        } else {
            // The word may have to wait for room, which only the writer makes.
            let ((), written) = tokio::join!(said, writer);
            drop(written);
        }
        over
    };
    match tokio::time::timeout(LEAVE_WITHIN, parting).await {
        Ok(over) => over,
        Err(_) => Over::Socket(Both::words("它不再接收", "it took no more")),
    }
}

struct Talk<'a> {
    incoming: Incoming,
    inbox: Arc<Inbox>,
    traffic: Traffic,
    around: Surroundings<'a>,
}

impl Talk<'_> {
    async fn run(&mut self, session: &mut Session, desk: &mut dyn Desk, outlet: &mut Outlet) -> Over {
        let mut more = true;
        loop {
            // While something waits for room in the socket, only the other side's silence is waited for.
            let wake = self.around.time.at(if more { session.deadline() } else { session.wake() });
            let step = tokio::select! {
                biased;
                () = told_to_leave(&mut self.around.leave) => return Over::Stopped,
                came = self.incoming.next() => self.hear(came, session, desk).await,
                () = self.inbox.bell.notified() => self.answered(session),
                room = outlet.room(), if more => {
                    let Some(room) = room else { return Over::Socket(CLOSED) };
                    let with = (self.around.time.now(), &**self.around.replica as &dyn Store);
                    match outlet.say(room, session, desk, with, &mut self.traffic) {
                        Ok(Next::Chunk(_)) => continue,
                        Ok(Next::Later) => {
                            tokio::task::yield_now().await;
                            continue;
                        }
                        Ok(Next::Nothing) => {
                            more = false;
                            desk.turn(session, self.traffic);
                            continue;
                        }
                        Err(ended) => Err(Over::Ended(ended)),
                    }
                }
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
        came: Option<Result<Message, Over>>,
        session: &mut Session,
        desk: &mut dyn Desk,
    ) -> Result<(), Over> {
        let message =
            came.unwrap_or_else(|| Err(Over::Socket(Both::words("对方关闭了连接", "the other end closed it"))))?;
        self.traffic.received += message.len() as u64;
        let store: &dyn Store = &**self.around.replica;
        let came = hear(session, desk, &message, self.around.time.now(), store).map_err(Over::Ended)?;
        for to_store in came {
            self.store(to_store).await?;
        }
        Ok(())
    }

    /// Hands events to the journal, which may make its caller wait: not on a thread that others need.
    async fn store(&mut self, ToStore { frame, events }: ToStore) -> Result<(), Over> {
        let (replica, inbox) = (self.around.replica.clone(), self.inbox.clone());
        let then = Box::new(move |stored| {
            inbox.answers.lock().unwrap_or_else(PoisonError::into_inner).push((frame, stored));
            inbox.bell.notify_one();
        });
        match tokio::task::spawn_blocking(move || replica.append(events, then)).await {
            Ok(Ok(())) => Ok(()),
            Ok(Err(error)) => Err(Over::Ended(error.into())),
            Err(error) => Err(Over::Ended(StoreError(Both::same(error.to_string())).into())),
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

/// How a connection ends when nobody said a word.
const CLOSED: Both = Both::words("连接已关闭", "it was closed");

/// A socket's error in few words.
pub(crate) fn words(error: &SocketError) -> Both {
    match error {
        SocketError::ConnectionClosed | SocketError::AlreadyClosed => CLOSED,
        SocketError::Capacity(error) => both!("一条消息太长: {error}", "a message was too long: {error}"),
        SocketError::Io(error) => both!("线路出错: {0}", "IO error: {0}", error),
        other => both!("对方的话不对: {other}", "{other}"),
    }
}
