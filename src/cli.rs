//! The command line: one file per subcommand. The only place that turns errors into words and exit codes.
//!
//! Exit codes are a stable interface: 0 done, 1 failed, 2 wrong usage. What a command produces goes to the standard
//! output, one clear sentence about what went wrong to the standard error.

mod archive;
mod authority_table;
mod bench;
mod calling;
mod card;
mod chinese;
mod completions;
mod console;
mod delivery;
mod demo;
mod drafts;
mod drill;
mod exercise;
mod face;
mod failure;
mod hub;
mod import;
mod journal;
mod key_table;
mod live;
mod man;
mod occupant;
mod office;
mod output;
mod paper;
mod pen;
mod post;
mod reception;
mod region;
mod review;
mod rules;
mod scratch;
mod setup;
mod station;
mod tail;
mod themes;
pub mod trace;
mod wire;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};

use crate::text::Lang;
use failure::Failure;

/// 前指: a terminal command post. Console, hub, drill engine and review in one program.
#[derive(Parser)]
#[command(name = "qianzhi", version, disable_help_subcommand = true, arg_required_else_help = true)]
#[command(after_help = ENVIRONMENT)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Journal(journal::Args),
    Tail(tail::Args),
    Demo(demo::Args),
    Card(card::Args),
    #[command(after_long_help = key_table::of(Lang::En))]
    Console(console::Args),
    Hub(hub::Args),
    Drill(drill::Args),
    Review(review::Args),
    Paper(paper::Args),
    Post(post::Args),
    Rules(rules::Args),
    Import(import::Args),
    Region(region::Args),
    Bench(bench::Args),
    Man(man::Args),
    Completions(completions::Args),
}

/// What is read beside the arguments.
const ENVIRONMENT: &str = "Environment:
  QIANZHI_*         any setting, as in QIANZHI_HUB: flag over variable over file
  QIANZHI_SETTINGS  the settings file
  QIANZHI_FAULT     a fault for tests; the terminal is given back all the same:
                    panic-main[:N]  panics in the main loop after frame N
                    panic-task[:N]  panics in a task after frame N
                    panic-journal   panics in the journal with the next event
  NO_COLOR          not empty: no colours; bold, reverse and underline stay
  LC_ALL, LC_MESSAGES, LANG
                    the language, when no setting names one
  XDG_CONFIG_HOME, XDG_STATE_HOME
                    where settings, journals and logs lie, when not under HOME";

/// Runs the program with these arguments, the first being its name.
pub fn main(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let args: Vec<OsString> = args.into_iter().collect();
    let lang = setup::tongue(&args);
    failure::speak(lang);
    let parsed = tree(lang).try_get_matches_from(args).and_then(|matches| Cli::from_arg_matches(&matches));
    let result = match parsed {
        Ok(cli) => run(cli.command),
        Err(error) => failure::usage(&error, lang),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failure.report(),
    }
}

fn run(command: Command) -> Result<(), Failure> {
    match command {
        Command::Journal(args) => journal::run(&args),
        Command::Tail(args) => tail::run(&args),
        Command::Demo(args) => demo::run(&args),
        Command::Card(args) => card::run(&args),
        Command::Console(args) => console::run(&args),
        Command::Hub(args) => hub::run(&args),
        Command::Drill(args) => drill::run(&args),
        Command::Review(args) => review::run(&args),
        Command::Paper(args) => paper::run(&args),
        Command::Post(args) => post::run(&args),
        Command::Rules(args) => rules::run(&args),
        Command::Import(args) => import::run(&args),
        Command::Region(args) => region::run(&args),
        Command::Bench(args) => bench::run(&args),
        Command::Man(args) => man::run(&args),
        Command::Completions(args) => completions::run(&args),
    }
}

/// The whole tree as it is written.
fn english() -> clap::Command {
    Cli::command()
}

/// The whole tree with the words of a language.
fn tree(lang: Lang) -> clap::Command {
    match lang {
        Lang::Zh => chinese::tree(english()),
        Lang::En => english(),
    }
}

/// A random number, for what must not be the same twice.
fn random() -> Result<u64, Failure> {
    getrandom::u64().map_err(Failure::Random)
}

/// A random name for a replica.
fn random128() -> Result<[u8; 16], Failure> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(Failure::Random)?;
    Ok(bytes)
}
