//! Orders first, on a thin link (issue 3 point 6): few bytes, the very bytes again, and an order overtakes.

mod bounds;
mod line;
mod pack;
mod proxy;
mod real;
