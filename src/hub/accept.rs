//! The listener: who may come in, and a short answer for who may not.

use std::io;
use std::sync::Arc;
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};
use tokio::task::JoinSet;
use tokio::time::timeout;
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::Error as SocketError;
use tokio_tungstenite::tungstenite::handshake::server::{ErrorResponse, Request, Response};
use tokio_tungstenite::tungstenite::http::{HeaderValue, StatusCode, header};
use tokio_tungstenite::tungstenite::protocol::Role;

use super::Options;
use super::desk::HubDesk;
use super::table::Table;
use crate::limits::{
    FIXES_PER_FRAME, LEAVE_WITHIN, SESSIONS_MAX, THIN_FIXES_PER_FRAME, THIN_HELLO_WITHIN, THIN_SESSIONS_MAX,
    TURNED_AWAY_MAX,
};
use crate::link::carriage::Carriage;
use crate::link::carrier::{Surroundings, Time, carry, socket_config};
use crate::link::line::{Line, Paced, Rewound, Throttle};
use crate::sync::thin::{OTHER_DICTIONARY, PREAMBLE_BYTES, Preamble, Tempo, dictionary_name};
use crate::sync::{Join, Kind, Me, Replica, SUBPROTOCOL, Session, Side, Store};

const BUSY: &str = "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 30\r\nConnection: close\r\n\
                    Content-Type: text/plain; charset=utf-8\r\n\r\nThis hub has no room for another session.\n";
/// How a TLS handshake begins (RFC 8446, 5.1).
const TLS_HANDSHAKE: u8 = 22;

const ONLY_WSS: &str = "HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Type: text/plain; charset=utf-8\r\n\
                        \r\nThis hub takes only wss.\n";
const NOT_A_SOCKET: &str = "HTTP/1.1 426 Upgrade Required\r\nUpgrade: websocket\r\nConnection: close\r\n\
                            Content-Type: text/plain; charset=utf-8\r\n\r\nThis is a qianzhi hub; consoles connect to it \
                            by WebSocket.\n";

/// What every session of a hub shares.
struct Host {
    replica: Arc<dyn Replica>,
    options: Options,
    table: Arc<Table>,
    time: Time,
    thin: Arc<Semaphore>,
}

/// How long a caller may take until it can say hello; a thin link is slow.
const GREET_WITHIN: Duration = THIN_HELLO_WITHIN;

/// Serves until told to stop, then takes leave of everybody.
pub(super) async fn serve(
    listener: TcpListener,
    replica: Arc<dyn Replica>,
    options: Options,
    table: Arc<Table>,
    mut stop: watch::Receiver<bool>,
) {
    let stirring = table.clone();
    let _watch = replica.watch(Arc::new(move || stirring.stir()));
    let (rooms, doormen) = (Arc::new(Semaphore::new(SESSIONS_MAX)), Arc::new(Semaphore::new(TURNED_AWAY_MAX)));
    let mut tasks = JoinSet::new();
    let thin = Arc::new(Semaphore::new(THIN_SESSIONS_MAX));
    let host = Arc::new(Host { replica, options, table: table.clone(), time: Time::begin(), thin });
    loop {
        let came = tokio::select! {
            biased;
            // Nobody left who could say it is a word too.
            _ = stop.wait_for(|stop| *stop) => break,
            Some(_) = tasks.join_next() => continue,
            came = listener.accept() => came,
        };
        let stream = match came {
            Ok((stream, _)) => stream,
            Err(error) => {
                // Most often no file descriptor is free: let a session end first.
                tracing::warn!(%error, "a connection was not accepted");
                tokio::time::sleep(LEAVE_WITHIN).await;
                continue;
            }
        };
        if let Ok(room) = rooms.clone().try_acquire_owned() {
            let host = host.clone();
            tasks.spawn(async move {
                welcome(stream, host).await;
                drop(room);
            });
        } else {
            table.turn_away();
            if let Ok(doorman) = doormen.clone().try_acquire_owned() {
                tasks.spawn(async move {
                    answer(stream, BUSY).await;
                    drop(doorman);
                });
            }
        }
    }
    drop(listener);
    table.close();
    // A session takes leave within its own limit; one that is still shaking hands is not waited for.
    let all_left = async { while tasks.join_next().await.is_some() {} };
    if timeout(2 * LEAVE_WITHIN, all_left).await.is_err() {
        tasks.shutdown().await;
    }
}

async fn welcome(stream: TcpStream, host: Arc<Host>) {
    let Ok(Some(Guest { carriage, budget, thin })) = timeout(GREET_WITHIN, greet(stream, &host)).await else {
        host.table.turn_away();
        return;
    };
    let (number, leave) = host.table.enter();
    let store: &dyn Store = &*host.replica;
    let options = &host.options;
    let me = Me {
        kind: Kind::Hub,
        store: store.id(),
        realm: store.realm().clone(),
        streams: options.streams.clone(),
        post: None,
        name: options.name.clone(),
    };
    let join = options.secret.clone().zip(options.key.as_ref());
    let join = join.map(|(secret, key)| Join { secret, hub_key: key.pin().0 });
    let tempo = budget.map_or(Tempo::WIDE, |budget| Tempo::thin(budget).answering());
    let session = Session::new(me, Side::Answerer, host.time.now(), store);
    let mut session = session.with_secret(join).at_tempo(tempo);
    let fixes_most = if budget.is_some() { THIN_FIXES_PER_FRAME } else { FIXES_PER_FRAME };
    let (table, replica) = (host.table.clone(), host.replica.clone());
    let mut desk = HubDesk { number, table, replica, fixes_sent: 0, fixes_most };
    let around = Surroundings { replica: &host.replica, time: host.time, pulse: host.table.pulse(), leave };
    let over = carry(carriage, &mut session, &mut desk, around).await;
    tracing::info!(session = number, ?over, "a session is over");
    drop(thin);
}

/// Somebody who came in.
struct Guest {
    carriage: Carriage,
    /// Of a thin link.
    budget: Option<u32>,
    /// A thin link's place among them.
    thin: Option<OwnedSemaphorePermit>,
}

/// Encryption, when that is how the caller begins; then a thin link's preamble, or the handshake of a WebSocket. `None`
/// when it is no console.
async fn greet(stream: TcpStream, host: &Host) -> Option<Guest> {
    let opened = match open(stream, &host.options).await {
        Ok(opened) => opened,
        Err(error) => {
            tracing::info!(%error, "no line to somebody who called");
            return None;
        }
    };
    let Opened { mut line, throttle, first } = opened;
    if first == Some(Preamble::FIRST) {
        return thin(line, &throttle, host).await;
    }
    if let Some(first) = first {
        line = Box::new(Rewound::new(first, line));
    }
    let shaken = shake_hands(&mut line).await;
    if let Err(error) = &shaken {
        tracing::info!(%error, "somebody called who is no console");
        if !matches!(error, SocketError::Http(_)) {
            answer(line, NOT_A_SOCKET).await;
        }
        return None;
    }
    // The handshake reads no byte beyond its own.
    let socket = WebSocketStream::from_raw_socket(line, Role::Server, Some(socket_config())).await;
    Some(Guest { carriage: Carriage::whole(socket), budget: None, thin: None })
}

/// The rest of a preamble, and what is said to it when it will not do.
async fn thin(mut line: Line, throttle: &Throttle, host: &Host) -> Option<Guest> {
    let mut preamble = [0; PREAMBLE_BYTES];
    if let Some((first, rest)) = preamble.split_first_mut() {
        *first = Preamble::FIRST;
        line.read_exact(rest).await.ok()?;
    }
    let Some(Preamble { budget, dictionary }) = Preamble::decode(preamble) else {
        answer(line, NOT_A_SOCKET).await;
        return None;
    };
    if dictionary != dictionary_name() {
        let said = async {
            line.write_all(&[OTHER_DICTIONARY]).await?;
            line.shutdown().await
        };
        // Whoever does not listen hears nothing.
        drop(said.await);
        return None;
    }
    throttle.set(budget);
    let place = host.thin.clone().try_acquire_owned().ok()?;
    let carriage = Carriage::answering(line, budget).ok()?;
    Some(Guest { carriage, budget: Some(budget), thin: Some(place) })
}

/// A line, and the first byte of it when that had to be read.
struct Opened {
    line: Line,
    throttle: Throttle,
    first: Option<u8>,
}

/// The line, encrypted when the first byte is that of a TLS handshake. With a join secret nothing else is taken.
async fn open(stream: TcpStream, options: &Options) -> io::Result<Opened> {
    stream.set_nodelay(true)?;
    let mut first = [0];
    stream.peek(&mut first).await?;
    let throttle = Throttle::default();
    let stream = Paced::new(stream, throttle.clone());
    match &options.key {
        Some(key) if first == [TLS_HANDSHAKE] => {
            let mut line = key.tls.accept(stream).await?;
            line.read_exact(&mut first).await?;
            let [first] = first;
            Ok(Opened { line: Box::new(line), throttle, first: Some(first) })
        }
        _ if options.secret.is_some() => {
            answer(stream, ONLY_WSS).await;
            Err(io::Error::other("it does not encrypt"))
        }
        _ if first == [Preamble::FIRST] => {
            let mut line = stream;
            line.read_exact(&mut first).await?;
            let [first] = first;
            Ok(Opened { line: Box::new(line), throttle, first: Some(first) })
        }
        _ => Ok(Opened { line: Box::new(stream), throttle, first: None }),
    }
}

/// The WebSocket handshake, on a borrowed line so that a plain answer can still be given.
async fn shake_hands(line: &mut Line) -> Result<(), SocketError> {
    let socket = tokio_tungstenite::accept_hdr_async_with_config(line, admit, Some(socket_config())).await?;
    drop(socket);
    Ok(())
}

/// Lets consoles in and nobody's web page: a browser names the page that opens a socket, a console has none.
#[expect(clippy::result_large_err, reason = "the callback's signature")]
fn admit(request: &Request, mut response: Response) -> Result<Response, ErrorResponse> {
    if request.headers().contains_key(header::ORIGIN) {
        return Err(refusal(StatusCode::FORBIDDEN, "A hub takes no connections from web pages.\n"));
    }
    let offered = request.headers().get_all(header::SEC_WEBSOCKET_PROTOCOL);
    let ours = offered
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .any(|name| name.trim() == SUBPROTOCOL);
    if !ours {
        return Err(refusal(StatusCode::BAD_REQUEST, "This hub speaks the WebSocket subprotocol qianzhi.1.\n"));
    }
    response.headers_mut().insert(header::SEC_WEBSOCKET_PROTOCOL, HeaderValue::from_static(SUBPROTOCOL));
    Ok(response)
}

fn refusal(status: StatusCode, words: &str) -> ErrorResponse {
    let mut response = ErrorResponse::new(Some(words.to_owned()));
    *response.status_mut() = status;
    response
}

async fn answer(mut stream: impl AsyncWrite + Unpin, words: &str) {
    let said = async {
        stream.write_all(words.as_bytes()).await?;
        stream.shutdown().await
    };
    // Whoever does not listen hears nothing.
    drop(timeout(LEAVE_WITHIN, said).await);
}
