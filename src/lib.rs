//! Qianzhi 前指: a command-post console, its hub, its drills and its review.
//!
//! `ARCHITECTURE.md` is the map: five floors, one direction.
#![forbid(unsafe_code)]

pub mod cli;
pub mod clock;
pub mod config;
pub mod console;
pub mod domain;
pub mod drill;
pub mod envelope;
pub mod hub;
pub mod journal;
pub mod limits;
pub mod link;
pub mod papers;
pub mod review;
pub mod sync;
pub mod term;
pub mod text;
pub mod view;
