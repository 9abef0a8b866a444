//! The posts of one login: several people may share it, and each has a post of their own.

use super::Chosen;
use crate::clock::At;
use crate::console::{Action, Line};
use crate::limits::FIELD_BYTES_MAX;
use crate::text::words::StartWord;

/// One post.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PostSeat {
    /// Its number, from 1.
    pub number: usize,
    /// Its name, as other posts see it.
    pub name: String,
    /// Whether somebody has it open.
    pub in_use: bool,
    /// Who sits there, or sat there last, with the role; empty when nobody said.
    pub person: String,
    /// Since when, or when it was last used.
    pub since: Option<At>,
}

/// The posts there are, and the one that is picked.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Posts {
    /// Every post.
    pub seats: Vec<PostSeat>,
    /// Whether there is room for one more.
    pub room: bool,
    /// Which row is picked; the one after the posts is the new one.
    pub at: usize,
    /// The name of a new one, while it is typed.
    pub name: Option<Line>,
}

impl Posts {
    /// These posts; the first free one is picked, or the new one.
    pub fn new(seats: Vec<PostSeat>, room: bool) -> Self {
        let rows = seats.len() + usize::from(room);
        let at = seats.iter().position(|seat| !seat.in_use).unwrap_or(seats.len()).min(rows.saturating_sub(1));
        Self { seats, room, at, name: None }
    }

    /// How many rows there are.
    pub fn rows(&self) -> usize {
        self.seats.len() + usize::from(self.room)
    }

    /// What a key comes to: nothing yet, an answer, or why not.
    pub(super) fn perform(&mut self, action: Action) -> Result<Option<Chosen>, StartWord> {
        if let Some(name) = &mut self.name {
            match action {
                Action::Back => self.name = None,
                Action::FormEnter | Action::Submit if name.text().trim().is_empty() => {
                    return Err(StartWord::PostNameWanted);
                }
                Action::FormEnter | Action::Submit => {
                    return Ok(Some(Chosen::NewPost(name.text().trim().to_owned())));
                }
                Action::Edit(way) => name.edit(way),
                _ => {}
            }
            return Ok(None);
        }
        let rows = self.rows().max(1);
        match action {
            Action::Up => self.at = (self.at + rows - 1) % rows,
            Action::Down => self.at = (self.at + 1) % rows,
            Action::Open => return self.pick(self.at),
            Action::MenuPick(place) if usize::from(place) < rows => {
                self.at = usize::from(place);
                return self.pick(self.at);
            }
            _ => {}
        }
        Ok(None)
    }

    fn pick(&mut self, place: usize) -> Result<Option<Chosen>, StartWord> {
        match self.seats.get(place) {
            Some(seat) if seat.in_use => Err(StartWord::PostTaken),
            Some(seat) => Ok(Some(Chosen::Post(seat.number))),
            None if self.room => {
                self.name = Some(Line::new(FIELD_BYTES_MAX));
                Ok(None)
            }
            None => Ok(None),
        }
    }
}
