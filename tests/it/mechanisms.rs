//! The five mechanisms (rules.md 2.4, 5.1–5.5): of each a table of every state × event, written from the paper.

mod aar;
mod assembly;
mod consultation;
mod hall;
mod linkage;
mod posture;
mod response;
mod scene;
mod stock;

/// A row of a mechanism's table: the paper's line, and what shows it. Function pointers, so that no row is without.
pub(super) struct Row<S, E> {
    /// From which state.
    pub(super) from: S,
    /// What happens.
    pub(super) event: E,
    /// To which state.
    pub(super) to: S,
    /// Shows that it is taken, in its turn.
    pub(super) taken: fn(),
    /// Shows what becomes of it where the paper's guard does not hold.
    pub(super) otherwise: Otherwise,
}

/// What becomes of an act where its guard does not hold (design.md, promise 11).
pub(super) enum Otherwise {
    /// It goes through with a reason, and is ratified.
    Override(fn()),
    /// It is on the closed list of hard refusals.
    Refused(fn()),
    /// It goes through at once and changes nothing that it should not.
    Harmless(fn()),
}

impl<S, E> Row<S, E> {
    /// Runs both.
    pub(super) fn walk(&self) {
        (self.taken)();
        match self.otherwise {
            Otherwise::Override(shows) | Otherwise::Refused(shows) | Otherwise::Harmless(shows) => shows(),
        }
    }
}
