//! `qianzhi card`: what this terminal can show, and what is wrong with it.

use std::io::IsTerminal;

use super::face::{Face, Flags};
use super::failure::Failure;
use super::output::Output;
use super::reception;
use crate::console::Size;
use crate::term::tty::Tty;

/// Show the test card: widths, colours, the bell, and what is wrong with this terminal.
#[derive(clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    face: Flags,
}

/// On a terminal the card itself; without one what the environment alone says, a line for each thing that is wrong.
pub(super) fn run(args: &Args) -> Result<(), Failure> {
    let face = Face::of(&args.face.settle(&[])?)?;
    if std::io::stdin().is_terminal() && std::io::stdout().is_terminal() {
        return reception::show_card(&face);
    }
    let size = Tty::open(false).map_or(Size { cols: 80, rows: 24 }, |tty| crate::term::signals::size(&tty));
    let mut out = Output::open();
    for flaw in face.terminal.flaws(size) {
        out.line(&flaw.say(face.lang))?;
    }
    out.flush()
}
