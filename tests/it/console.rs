//! The application as a pure machine: keys in, effects and model out. No terminal, no clock, no disk.

mod boards;
mod desk;
mod drafts;
mod forms;
mod lists;
mod map;
mod orders;
mod palette;
mod past;
mod recording;
mod table;
