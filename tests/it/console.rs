//! The application as a pure machine: keys in, effects and model out. No terminal, no clock, no disk.

mod alarms;
mod boards;
mod calling;
mod desk;
mod drafts;
mod forms;
mod heads;
mod ime;
mod lists;
mod map;
mod night;
mod orders;
mod palette;
mod papers;
mod past;
mod people;
mod quiet;
mod recording;
mod right;
mod rules;
mod sequences;
mod strokes;
mod table;
mod worlds;
