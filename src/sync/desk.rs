//! What every shell does with a session, whatever carries the messages: a socket, or a simulation in one thread.

use super::content::Piece;
use super::ended::Ended;
use super::frame::{Hello, Message, SeriesName, SessionLine};
use super::session::Session;
use super::store::{Store, StoreError};
use super::terms::{Action, Now, Poll};
use crate::domain::Fix;
use crate::envelope::Envelope;

/// Bytes over one connection.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Traffic {
    /// Sent.
    pub sent: u64,
    /// Received.
    pub received: u64,
}

/// Whoever a session is carried for.
pub trait Desk: Send {
    /// The other side is one of ours.
    fn greeted(&mut self, hello: &Hello, resumed: bool);
    /// The other side holds events of this post's own series that the store does not: nothing more may be written
    /// in that series.
    fn outrun(&mut self, series: SeriesName);
    /// Part of some content came that is lacking here.
    fn piece(&mut self, piece: Piece);
    /// Positions came.
    fn fixes(&mut self, fixes: Vec<Fix>);
    /// Positions newer than those sent before.
    fn newer_fixes(&mut self) -> Vec<Fix>;
    /// Who is connected.
    fn who(&mut self) -> Vec<SessionLine>;
    /// The other side said who is connected.
    fn told(&mut self, sessions: Vec<SessionLine>);
    /// Something happened; the session may be asked how it is, and told what to ask.
    fn turn(&mut self, session: &mut Session, traffic: Traffic);
}

/// Events to be made durable; then [`stored`] is told of their frame.
#[derive(Clone, PartialEq, Eq, Debug)]
#[must_use = "the frame is answered only once these are durable"]
pub struct ToStore {
    /// Which frame they came in.
    pub frame: u64,
    /// In the order in which they came.
    pub events: Vec<Envelope>,
}

/// What there is to say.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Said {
    /// This.
    Message(Message),
    /// There is more to look at; let others run first.
    Later,
    /// Nothing.
    Nothing,
}

/// A message came.
pub fn hear(
    session: &mut Session,
    desk: &mut dyn Desk,
    message: &Message,
    now: Now,
    store: &dyn Store,
) -> Result<Vec<ToStore>, Ended> {
    let mut to_store = Vec::new();
    for action in session.receive(message, now, store)? {
        match action {
            Action::Greeted { hello, resumed } => desk.greeted(&hello, resumed),
            Action::Outrun(series) => desk.outrun(series),
            Action::Store { frame, events } => {
                let events = events.into_iter().map(|held| held.envelope).collect();
                to_store.push(ToStore { frame, events });
            }
            Action::Piece(piece) => desk.piece(piece),
            Action::Fixes(fixes) => desk.fixes(fixes),
            Action::TellSessions => session.tell_sessions(desk.who()),
            Action::Sessions(sessions) => desk.told(sessions),
        }
    }
    Ok(to_store)
}

/// The journal answered: the events of a frame are durable, or the session is over.
pub fn stored(session: &mut Session, frame: u64, answer: Result<(), StoreError>) -> Result<(), Ended> {
    answer?;
    session.stored(frame);
    Ok(())
}

/// The next thing to say that does not wait behind a report: hello, answers, urgent events, heartbeat.
pub fn say_urgent(session: &mut Session, now: Now, store: &dyn Store) -> Result<Said, Ended> {
    Ok(match session.poll_urgent(now, store)? {
        Poll::Message(message) => Said::Message(message),
        Poll::Again => Said::Later,
        Poll::RoomForFixes | Poll::Idle => Said::Nothing,
    })
}

/// The next thing to say.
pub fn say(session: &mut Session, desk: &mut dyn Desk, now: Now, store: &dyn Store) -> Result<Said, Ended> {
    loop {
        match session.poll(now, store)? {
            Poll::Message(message) => return Ok(Said::Message(message)),
            Poll::RoomForFixes => {
                if let Some(message) = session.send_fixes(desk.newer_fixes()) {
                    return Ok(Said::Message(message));
                }
            }
            Poll::Again => return Ok(Said::Later),
            Poll::Idle => return Ok(Said::Nothing),
        }
    }
}
