//! The built-in rows of set 1, one file a subject, from rules.md.

macro_rules! rows {
    ($(#[$doc:meta])* $name:ident $($id:literal = $what:expr, $zh:literal, $en:literal, $work:literal, $article:literal, $trust:ident;)+) => {
        $(#[$doc])*
        pub(super) const $name: &[$crate::domain::Row] =
            &[$($crate::domain::Row::of($id, $what, [$zh, $en], [$work, $article], $trust)),+];
    };
}

mod authority;
mod codes;
mod duties;
mod grades;
mod reports;
mod reviews;
mod scene;
mod speeds;
mod standards;
mod switch;
mod targets;
mod timers;
mod warnings;

use super::Row;

/// The tables of set 1, in the order in which they are listed.
pub(super) const FIRST: &[&[Row]] = &[
    timers::ROWS,
    scene::ROWS,
    speeds::ROWS,
    switch::TIMERS,
    duties::ROWS,
    reports::ROWS,
    reviews::ROWS,
    grades::ACCIDENTS,
    grades::OTHERS,
    grades::CIRCUMSTANCES,
    grades::HANDLING,
    standards::STANDARDS,
    standards::SIGNALS,
    warnings::ROWS,
    authority::ROWS,
    switch::RHYTHM,
    switch::TO_WAR,
    switch::TO_PEACE,
    targets::ROWS,
    codes::ROWS,
];
