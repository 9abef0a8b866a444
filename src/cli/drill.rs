//! `qianzhi drill`: check scenarios, rehearse one without a clock, or play one at speed.

mod live;
mod party;
mod rehearsal;

use std::path::{Path, PathBuf};

use clap::Subcommand;

use super::calling;
use super::failure::Failure;
use super::output::Output;
use super::setup::Wording;
use crate::config::scenario;
use crate::domain::ContentHash;
use crate::drill::{Driver, Scenario};
use crate::text::visible::visible;

/// Check scenarios, or run one.
#[derive(clap::Args)]
pub(super) struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    /// Say exactly what is wrong with scenario files, or what is in them.
    Check {
        /// Scenario files.
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
    },
    Run(Run),
}

/// Play a scenario.
#[derive(clap::Args)]
struct Run {
    /// Scenario file.
    file: PathBuf,
    /// Without a clock, from beginning to end, with simulated people alone; then print the indicators.
    #[arg(long, conflicts_with = "hub")]
    headless: bool,
    /// Play for the consoles on this hub, whose realm is the drill's.
    #[arg(long, value_name = "URL")]
    hub: Option<String>,
    #[command(flatten)]
    calling: calling::HubFlags,
    /// How many times as fast as the real thing.
    #[arg(long, default_value_t = 1, value_name = "N", conflicts_with = "headless",
          value_parser = clap::value_parser!(u32).range(1..=600))]
    speed: u32,
    /// Everything random follows from it; the scenario's own when not given.
    #[arg(long, value_name = "N")]
    seed: Option<u64>,
    /// Where to record; a journal that a run was cut off in goes on. When not given, a headless run records nothing,
    /// and a run on a hub keeps its records there alone.
    #[arg(long, value_name = "DIR", required_unless_present_any = ["headless", "hub"])]
    journal: Option<PathBuf>,
    /// Print the indicators as JSON.
    #[arg(long, requires = "headless")]
    json: bool,
    #[command(flatten)]
    wording: Wording,
}

pub(super) fn run(args: &Args) -> Result<(), Failure> {
    match &args.what {
        What::Check { files } => check(files),
        What::Run(args) if args.headless => rehearsal::run(args),
        What::Run(args) => live::run(args),
    }
}

/// Every file is read; the exit code is that of the last one that is wrong.
fn check(files: &[PathBuf]) -> Result<(), Failure> {
    let mut output = Output::open();
    let mut wrong: Option<Failure> = None;
    for file in files {
        match scenario::read(file) {
            Ok(scenario) => output.line(&visible(&summary(file, &scenario)))?,
            Err(fault) => {
                if let Some(earlier) = wrong.replace(fault.into()) {
                    earlier.say();
                }
            }
        }
    }
    output.flush()?;
    wrong.map_or(Ok(()), Err)
}

fn summary(file: &Path, s: &Scenario) -> String {
    let steps: usize = s.plans.iter().map(|plan| plan.steps.len()).sum();
    format!(
        "{}: {} {}, {} places, {} roads, {} headquarters, {} teams, {} plan steps, {} injects, {} to {}",
        file.display(),
        s.realm,
        s.name,
        s.places.len(),
        s.roads.len(),
        s.headquarters.len(),
        s.teams.len(),
        steps,
        s.injects.len(),
        s.begins,
        s.ends,
    )
}

/// A journal holds this run or none.
fn same_run(driver: &Driver, dir: &Path) -> Result<(), Failure> {
    let (ours, seed): (ContentHash, u64) = (driver.engine().scenario().hash, driver.engine().seed());
    match driver.world().drill() {
        Some(drill) if drill.scenario != ours || drill.seed != seed => Err(Failure::OtherDrill { dir: dir.to_owned() }),
        _ => Ok(()),
    }
}
