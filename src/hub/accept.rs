//! The listener: who may come in, and a short answer for who may not.

use std::io;
use std::sync::Arc;

use tokio::io::{AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, watch};
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
use crate::limits::{HELLO_WITHIN, LEAVE_WITHIN, SESSIONS_MAX, TURNED_AWAY_MAX};
use crate::link::carrier::{Surroundings, Time, carry, socket_config};
use crate::link::line::Line;
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
    let time = Time::begin();
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
            let (replica, options, table) = (replica.clone(), options.clone(), table.clone());
            tasks.spawn(async move {
                welcome(stream, replica, options, table, time).await;
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

async fn welcome(stream: TcpStream, replica: Arc<dyn Replica>, options: Options, table: Arc<Table>, time: Time) {
    let Ok(Some(line)) = timeout(HELLO_WITHIN, greet(stream, &options)).await else {
        table.turn_away();
        return;
    };
    // The handshake reads no byte beyond its own.
    let socket = WebSocketStream::from_raw_socket(line, Role::Server, Some(socket_config())).await;
    let (number, leave) = table.enter();
    let store: &dyn Store = &*replica;
    let me = Me {
        kind: Kind::Hub,
        store: store.id(),
        realm: store.realm().clone(),
        streams: options.streams,
        post: None,
        name: options.name,
    };
    let join = options.secret.zip(options.key).map(|(secret, key)| Join { secret, hub_key: key.pin().0 });
    let mut session = Session::new(me, Side::Answerer, time.now(), store).with_secret(join);
    let mut desk = HubDesk { number, table: table.clone(), replica: replica.clone(), fixes_sent: 0 };
    let around = Surroundings { replica: &replica, time, pulse: table.pulse(), leave };
    let over = carry(socket, &mut session, &mut desk, around).await;
    tracing::info!(session = number, ?over, "a session is over");
}

/// Encryption, when that is how the caller begins, and the WebSocket handshake; `None` when it is no console.
async fn greet(stream: TcpStream, options: &Options) -> Option<Line> {
    let mut line = match open(stream, options).await {
        Ok(line) => line,
        Err(error) => {
            tracing::info!(%error, "no line to somebody who called");
            return None;
        }
    };
    let shaken = shake_hands(&mut line).await;
    if let Err(error) = &shaken {
        tracing::info!(%error, "somebody called who is no console");
        if !matches!(error, SocketError::Http(_)) {
            answer(line, NOT_A_SOCKET).await;
        }
        return None;
    }
    Some(line)
}

/// The line, encrypted when the first byte is that of a TLS handshake. With a join secret nothing else is taken.
async fn open(stream: TcpStream, options: &Options) -> io::Result<Line> {
    stream.set_nodelay(true)?;
    let mut first = [0];
    stream.peek(&mut first).await?;
    match &options.key {
        Some(key) if first == [TLS_HANDSHAKE] => Ok(Box::new(key.tls.accept(stream).await?)),
        _ if options.secret.is_some() => {
            answer(stream, ONLY_WSS).await;
            Err(io::Error::other("it does not encrypt"))
        }
        _ => Ok(Box::new(stream)),
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
