//! Calling the hub, and calling again.

use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use tokio::net::TcpStream;
use tokio::sync::watch;
use tokio::time::timeout;
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::error::ProtocolError;
use tokio_tungstenite::tungstenite::http::HeaderValue;
use tokio_tungstenite::tungstenite::{Error as SocketError, http};

use super::backlog::Tracker;
use super::carriage::Carriage;
use super::carrier::{Over, Surroundings, carry, socket_config, told_to_leave, words};
use super::line::{Line, Paced, Throttle};
use super::shared::{Phase, Shared};
use super::tls::{Tls, wrong_key};
use super::{HubAddress, Options, as_store, keep};
use crate::domain::{Fix, Realm};
use crate::limits::{
    BACKOFF, FIXES_PER_FRAME, GOOD_SESSION, HELLO_WITHIN, THIN_BACKOFF, THIN_CONNECT_WITHIN, THIN_FIXES_PER_FRAME,
    THIN_HELLO_WITHIN,
};
use crate::sync::desk::{Desk, Traffic};
use crate::sync::thin::Tempo;
use crate::sync::{
    Bye, Hello, Join, Kind, Me, Piece, Replica, SUBPROTOCOL, SeriesName, Session, SessionLine, Side, Token,
};
use crate::text::tell::{Both, both};

/// Why there is no session.
enum NoSession {
    /// Nobody there, or the line broke: worth trying again soon.
    Unreachable(Both),
    /// Somebody is there who will not do: a person has to change something.
    Refused(Both),
}

pub(super) async fn call_for_ever(
    hub: HubAddress,
    replica: Arc<dyn Replica>,
    options: Options,
    shared: Arc<Shared>,
    leave: watch::Receiver<Option<Bye>>,
) {
    let mut caller = Caller::new(hub, replica, options, shared);
    let stirring = caller.shared.clone();
    let _watch = caller.replica.watch(Arc::new(move || stirring.stir()));
    caller.run(leave).await;
}

struct Caller {
    hub: HubAddress,
    tls: Option<Result<Tls, rustls::Error>>,
    replica: Arc<dyn Replica>,
    options: Options,
    shared: Arc<Shared>,
    token: Token,
}

impl Caller {
    fn new(hub: HubAddress, replica: Arc<dyn Replica>, options: Options, shared: Arc<Shared>) -> Self {
        let token = options.keep.as_deref().map(keep::load).unwrap_or_default();
        let tls = hub.pin().map(Tls::new);
        Self { hub, tls, replica, options, shared, token }
    }

    async fn run(&mut self, mut leave: watch::Receiver<Option<Bye>>) {
        self.begin_account().await;
        let mut attempt = 0;
        loop {
            let began = self.shared.time.now().mono;
            let connected = tokio::select! {
                connected = self.connect() => connected,
                () = told_to_leave(&mut leave) => return,
            };
            let ended = match connected {
                Ok(carriage) => self.session(carriage, leave.clone()).await,
                Err(ended) => Some(ended),
            };
            let Some(ended) = ended else { return };
            let lasted = self.shared.time.now().mono.saturating_sub(began);
            attempt = if lasted >= GOOD_SESSION + HELLO_WITHIN { 1 } else { attempt + 1 };
            let pause = match ended {
                NoSession::Unreachable(why) => {
                    tracing::info!(hub = %self.hub, %why, attempt, "the hub cannot be reached");
                    self.shared.enter(Phase::Calling { attempt, why });
                    backoff(attempt, if self.options.budget.is_some() { THIN_BACKOFF } else { BACKOFF })
                }
                NoSession::Refused(why) => {
                    tracing::warn!(hub = %self.hub, %why, "the hub will not have this post");
                    self.shared.enter(Phase::Refused { why });
                    backoff(u32::MAX, BACKOFF)
                }
            };
            tokio::select! {
                () = self.wait(pause) => {}
                () = told_to_leave(&mut leave) => return,
            }
        }
    }

    /// What the journal holds and the hub does not, as far as this side can know before it has spoken to it.
    async fn begin_account(&self) {
        let gave = self
            .token
            .resume()
            .filter(|r| r.store == self.replica.id() && r.gave <= self.replica.head())
            .map_or(0, |r| r.gave);
        let (shared, replica, post) = (self.shared.clone(), self.replica.clone(), self.options.post);
        // A long journal is read from its beginning; not on a thread that others need.
        let read = tokio::task::spawn_blocking(move || {
            let mut tracker = Tracker::new(post, gave);
            let followed = tracker.follow(as_store(&replica));
            shared.begin_account(tracker);
            followed
        });
        if let Ok(Err(error)) = read.await {
            tracing::warn!(%error, "the backlog is not known");
        }
    }

    /// Waits, and keeps account of what is written meanwhile.
    async fn wait(&self, pause: Duration) {
        let mut pulse = self.shared.pulse();
        let mut end = std::pin::pin!(tokio::time::sleep(pause));
        loop {
            if let Err(error) = self.shared.follow(as_store(&self.replica)) {
                tracing::warn!(%error, "the backlog is not known");
            }
            tokio::select! {
                () = &mut end => return,
                _ = pulse.changed() => {}
            }
        }
    }

    async fn connect(&self) -> Result<Carriage, NoSession> {
        let Some(budget) = self.options.budget else { return self.websocket().await.map(Carriage::whole) };
        let line = self.line(THIN_CONNECT_WITHIN, THIN_HELLO_WITHIN).await?;
        Carriage::calling(line, budget)
            .map_err(|error| NoSession::Refused(both!("窄线路建不起来: {0}", "no thin link can be made: {0}", error)))
    }

    async fn websocket(&self) -> Result<WebSocketStream<Line>, NoSession> {
        let line = self.line(HELLO_WITHIN, HELLO_WITHIN).await?;
        let mut request =
            format!("{}/", self.hub).into_client_request().map_err(|error| NoSession::Refused(words(&error)))?;
        request.headers_mut().insert(http::header::SEC_WEBSOCKET_PROTOCOL, HeaderValue::from_static(SUBPROTOCOL));
        let upgrade = tokio_tungstenite::client_async_with_config(request, line, Some(socket_config()));
        match timeout(HELLO_WITHIN, upgrade).await.map_err(|_| late(HELLO_WITHIN))? {
            Ok((socket, _)) => Ok(socket),
            Err(SocketError::Io(error)) => {
                Err(NoSession::Unreachable(both!("线路断了: {0}", "the line broke: {0}", error)))
            }
            Err(SocketError::Protocol(ProtocolError::HandshakeIncomplete)) => {
                Err(NoSession::Unreachable(Both::words("还没有答话就挂断了", "it hung up before it answered")))
            }
            Err(SocketError::Http(answer)) if answer.status() == http::StatusCode::SERVICE_UNAVAILABLE => {
                Err(NoSession::Unreachable(Both::words("平台没有余位了", "the hub has no room for another session")))
            }
            Err(SocketError::Http(answer)) if answer.status() == http::StatusCode::FORBIDDEN => {
                let hub = &self.hub;
                Err(NoSession::Refused(both!(
                    "{hub} 只收带其公钥指纹的 wss 和入网密码",
                    "{hub} takes only wss with its pin, and a join secret"
                )))
            }
            Err(error) => {
                let hub = &self.hub;
                Err(NoSession::Refused(both!("{hub} 不是平台: {0}", "{hub} is not a hub: {0}", words(&error))))
            }
        }
    }

    /// An open line to the hub, encrypted when its address says so; connected and encrypted within these times.
    async fn line(&self, connected: Duration, encrypted: Duration) -> Result<Line, NoSession> {
        let unreachable = |error: io::Error| NoSession::Unreachable(Both::of(&error));
        let (host, port) = self.hub.socket();
        let connecting = TcpStream::connect((host.as_str(), port));
        let stream = timeout(connected, connecting).await.map_err(|_| late(connected))?.map_err(unreachable)?;
        stream.set_nodelay(true).map_err(unreachable)?;
        let throttle = Throttle::default();
        if let Some(budget) = self.options.budget {
            throttle.set(budget);
        }
        let stream = Paced::new(stream, throttle);
        let tls = match &self.tls {
            None => return Ok(Box::new(stream)),
            Some(Ok(tls)) => tls,
            Some(Err(error)) => {
                return Err(NoSession::Refused(both!(
                    "加密线路建不起来: {error}",
                    "no encrypted line can be made: {error}"
                )));
            }
        };
        match timeout(encrypted, tls.begin(stream)).await.map_err(|_| late(encrypted))? {
            Ok(line) => Ok(Box::new(line)),
            Err(error) => Err(if let Some(wrong) = wrong_key(&error) {
                NoSession::Refused(Both::of(&wrong))
            } else {
                let hub = &self.hub;
                NoSession::Unreachable(both!("和 {hub} 的加密线路不通: {0}", "no encrypted line to {hub}: {0}", error))
            }),
        }
    }

    async fn session(&mut self, carriage: Carriage, leave: watch::Receiver<Option<Bye>>) -> Option<NoSession> {
        let store = as_store(&self.replica);
        let me = Me {
            kind: Kind::Console,
            store: store.id(),
            realm: store.realm().clone(),
            streams: self.options.streams.clone(),
            post: self.options.post,
            name: self.options.name.clone(),
        };
        let realm = me.realm.clone();
        let now = self.shared.time.now();
        let resume = self.token.begin(now);
        let join = self.options.secret.clone().zip(self.hub.pin());
        let join = join.map(|(secret, pin)| Join { secret, hub_key: pin.0 });
        let mut session = Session::new(me, Side::Caller(resume), now, store)
            .with_secret(join)
            .at_tempo(self.options.budget.map_or(Tempo::WIDE, Tempo::thin));
        let mut desk = CallerDesk {
            shared: self.shared.clone(),
            replica: self.replica.clone(),
            realm,
            keep: self.options.keep.clone(),
            token: std::mem::take(&mut self.token),
            outrun: self.options.outrun.clone(),
            fixes_sent: 0,
            fixes_most: if self.options.budget.is_some() { THIN_FIXES_PER_FRAME } else { FIXES_PER_FRAME },
        };
        let around = Surroundings { replica: &self.replica, time: self.shared.time, pulse: self.shared.pulse(), leave };
        let over = carry(carriage, &mut session, &mut desk, around).await;
        desk.keep_now(&session);
        self.token = desk.token;
        match over {
            Over::Ended(ended) if ended.is_refusal() => Some(NoSession::Refused(Both::of(&ended))),
            Over::Ended(ended) => Some(NoSession::Unreachable(Both::of(&ended))),
            Over::Socket(why) => Some(NoSession::Unreachable(both!("线路断了: {0}", "the line broke: {0}", why))),
            Over::Stopped => None,
        }
    }
}

/// The link's part in one session.
struct CallerDesk {
    shared: Arc<Shared>,
    replica: Arc<dyn Replica>,
    realm: Realm,
    keep: Option<PathBuf>,
    token: Token,
    outrun: Arc<dyn Fn(SeriesName) + Send + Sync>,
    fixes_sent: u64,
    fixes_most: usize,
}

impl CallerDesk {
    fn keep_now(&mut self, session: &Session) {
        if let Err(error) = self.token.note(session, as_store(&self.replica), self.shared.time.now()) {
            tracing::warn!(%error, "the journal cannot be read");
        }
        if let Some(path) = &self.keep {
            keep::save(path, &self.token);
        }
    }
}

impl Desk for CallerDesk {
    fn greeted(&mut self, hello: &Hello, resumed: bool) {
        tracing::info!(hub = %hello.name.escape_debug(), resumed, "the hub answers");
        self.shared.greeted(hello);
    }

    fn outrun(&mut self, series: SeriesName) {
        tracing::warn!(incarnation = series.inc, "the hub holds entries of this post that the journal does not");
        (self.outrun)(series);
    }

    fn piece(&mut self, piece: Piece) {
        if let Err(error) = self.replica.keep_piece(&piece) {
            tracing::warn!(%error, hash = %piece.hash, "content cannot be kept");
        }
    }

    fn fixes(&mut self, fixes: Vec<Fix>) {
        self.shared.take_fixes(fixes, &self.realm);
    }

    fn newer_fixes(&mut self) -> Vec<Fix> {
        let (fixes, upto) = self.shared.fixes_for_hub(self.fixes_sent, self.fixes_most);
        self.fixes_sent = upto;
        fixes
    }

    fn who(&mut self) -> Vec<SessionLine> {
        Vec::new()
    }

    fn told(&mut self, sessions: Vec<SessionLine>) {
        self.shared.told(sessions);
    }

    fn turn(&mut self, session: &mut Session, _: Traffic) {
        if session.peer().is_none() {
            return;
        }
        if self.shared.take_question() {
            session.ask_sessions();
        }
        if let Err(error) = self.shared.follow(as_store(&self.replica)) {
            tracing::warn!(%error, "the journal cannot be read");
        }
        self.shared.account(session.vitals(), &session.take_reports());
        if self.token.due(self.shared.time.now()) {
            self.keep_now(session);
        }
    }
}

fn late(within: Duration) -> NoSession {
    let within = within.as_secs();
    NoSession::Unreachable(both!("{within} s 内没有回答", "no answer within {within} s"))
}

/// How long to wait before call number `attempt`: twice as long each time, and between half and all of it by chance,
/// so that a hub that comes back is not met by everybody at once.
fn backoff(attempt: u32, (first, most): (Duration, Duration)) -> Duration {
    let doubled = first.saturating_mul(1 << attempt.saturating_sub(1).min(16));
    let longest = doubled.min(most);
    let chance = getrandom::u32().unwrap_or(u32::MAX);
    longest / 2 + longest.mul_f64(f64::from(chance) / f64::from(u32::MAX) / 2.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calls_come_further_apart_and_never_too_far() {
        for attempt in [1, 2, 5, 20, u32::MAX] {
            let waits: Vec<Duration> = (0..50).map(|_| backoff(attempt, BACKOFF)).collect();
            let longest = BACKOFF.0.saturating_mul(1 << attempt.min(17).saturating_sub(1)).min(BACKOFF.1);
            assert!(waits.iter().all(|wait| *wait >= longest / 2 && *wait <= longest), "{attempt}: {waits:?}");
            assert!(waits.iter().any(|wait| *wait != waits[0]), "not jittered");
        }
    }
}
