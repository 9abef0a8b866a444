//! Hand-overs of shifts: which were signed by one, and which by both.

use super::{Said, World};
use crate::clock::At;
use crate::domain::shift::{Side, SignOff};
use crate::domain::{EventId, PostId};

/// A shift that somebody handed over.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct HandOver<'a> {
    /// The event that says so.
    pub id: EventId,
    /// At which post.
    pub post: PostId,
    /// What the one who left signed.
    pub handed: &'a SignOff,
    /// What somebody else signed who took over; none while it is half signed.
    pub taken: Option<&'a SignOff>,
}

impl HandOver<'_> {
    /// To whom it was handed, when that was said.
    pub fn to(&self) -> &str {
        if let Side::Handed { to } = &self.handed.side { to } else { "" }
    }
}

impl World {
    /// The newest hand-overs that stand, of one post or of all, newest first.
    pub fn hand_overs(&self, post: Option<PostId>) -> Vec<HandOver<'_>> {
        let standing: Vec<(EventId, &Said<SignOff>)> =
            self.sign_offs.iter().filter(|((_, id), _)| self.stands(id)).map(|((_, id), said)| (*id, said)).collect();
        let taken = |of: EventId, by: &str| {
            let takes =
                |said: &SignOff| matches!(said.side, Side::Taken { handed, .. } if handed == of) && said.by != by;
            // Of two who took it over apart the earlier; they are the newest first here.
            standing.iter().rev().map(|(_, said)| &said.what).find(|said| takes(said))
        };
        let handed = standing.iter().filter(|(_, said)| {
            matches!(said.what.side, Side::Handed { .. }) && post.is_none_or(|post| post == said.post)
        });
        handed
            .map(|(id, said)| HandOver {
                id: *id,
                post: said.post,
                handed: &said.what,
                taken: taken(*id, &said.what.by),
            })
            .collect()
    }

    /// The hand-over of a post that only one has signed; one that was handed over anew since is none.
    pub fn half_signed(&self, post: PostId) -> Option<HandOver<'_>> {
        self.hand_overs(Some(post)).into_iter().next().filter(|newest| newest.taken.is_none())
    }

    /// Since when whoever sits there has the shift: the time of the newest sheet that both have signed.
    pub fn shift_since(&self, post: Option<PostId>) -> Option<At> {
        let complete = self.hand_overs(post).into_iter().find(|one| one.taken.is_some());
        complete.map(|one| one.handed.sheet.made)
    }

    /// The newest hand-over of each post that waits for who takes it over.
    pub(in crate::domain) fn half_signed_everywhere(&self) -> Vec<HandOver<'_>> {
        let mut posts = Vec::new();
        let mut newest = self.hand_overs(None);
        newest.retain(|one| {
            let first = !posts.contains(&one.post);
            posts.push(one.post);
            first && one.taken.is_none()
        });
        newest
    }
}
