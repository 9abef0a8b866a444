//! `qianzhi drill`: check scenarios, and rehearse one without a clock.

use std::path::{Path, PathBuf};

use clap::Subcommand;

use super::failure::Failure;
use super::output::Output;
use super::review;
use super::setup::{Setup, Sources};
use crate::clock::Clock;
use crate::config::scenario;
use crate::config::settings::Setting;
use crate::drill::{Driver, Scenario, Tick};
use crate::envelope::Envelope;
use crate::journal::{Journal, Options};
use crate::text::Lang;
use crate::text::visible::visible;
use crate::text::when::date_minute;

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
    /// Without a clock, from beginning to end, with simulated people alone.
    #[arg(long, required = true)]
    headless: bool,
    /// Everything random follows from it; the scenario's own when not given.
    #[arg(long, value_name = "N")]
    seed: Option<u64>,
    /// Where to record; nothing is recorded when not given. A journal that a run was cut off in goes on.
    #[arg(long, value_name = "DIR")]
    journal: Option<PathBuf>,
    /// Print the indicators as JSON.
    #[arg(long)]
    json: bool,
    /// Language: zh or en.
    #[arg(long)]
    lang: Option<String>,
    #[command(flatten)]
    sources: Sources,
}

pub(super) fn run(args: &Args) -> Result<(), Failure> {
    match &args.what {
        What::Check { files } => check(files),
        What::Run(args) => rehearse(args),
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

fn rehearse(args: &Run) -> Result<(), Failure> {
    let setup = Setup::read(&args.sources, &[(Setting::Lang, args.lang.as_deref())])?;
    let scenario = scenario::read(&args.file)?;
    let seed = args.seed.unwrap_or(scenario.seed);
    let ends = scenario.ends;
    let mut driver = Driver::new(scenario, seed, 0);
    let mut events = 0;
    if let Some(dir) = &args.journal {
        events = into_journal(&mut driver, dir)?;
    } else {
        driver.rehearse(ends, |_| {
            events += 1;
            Ok::<(), Failure>(())
        })?;
    }
    let mut output = Output::open();
    if !args.json {
        let drill = &driver.engine().scenario().name;
        let until = date_minute(ends);
        output.line(&visible(&match setup.lang() {
            Lang::Zh => format!("{drill} 演练到 {until}, {events} 条记录, 随机种子 {seed}"),
            Lang::En => format!("{drill} played to {until}: {events} events, seed {seed}"),
        }))?;
    }
    review::print(&mut output, driver.world(), ends, setup.lang(), args.json)?;
    output.flush()
}

/// Plays on from what the journal holds and records each happening before the next one is decided. The journal's
/// clock is the drill's, so that two runs with one seed are equal to the last byte.
fn into_journal(driver: &mut Driver, dir: &Path) -> Result<u64, Failure> {
    let scenario = driver.engine().scenario();
    let (ours, realm, ends) = (scenario.hash, scenario.realm.clone(), scenario.ends);
    let clock = Clock::fixed(scenario.begins);
    let options = Options { realm: Some(realm), clock: clock.clone(), store: false, ..Options::default() };
    let (journal, _) = Journal::open_with(dir, &options, |record| {
        if let Ok(envelope) = Envelope::stored(record.id, record.bytes) {
            driver.take(&envelope);
        }
    })?;
    driver.settle();
    let seed = driver.engine().seed();
    if driver.world().drill().is_some_and(|drill| drill.scenario != ours || drill.seed != seed) {
        return Err(Failure::OtherDrill { dir: dir.to_owned() });
    }
    while let Some(due) = driver.engine().due().filter(|due| *due <= ends) {
        let signed = driver.play(Tick::virtual_at(due)).map_err(Failure::Unsigned)?;
        if !signed.is_empty() {
            clock.set(due);
            journal.append(signed)?.wait()?;
        }
    }
    Ok(journal.durable())
}
