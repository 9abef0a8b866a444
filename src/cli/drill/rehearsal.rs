//! Without a clock, from beginning to end.

use std::path::Path;

use super::{Run, same_run};
use crate::cli::failure::Failure;
use crate::cli::output::Output;
use crate::cli::review;
use crate::clock::Clock;
use crate::config::scenario;
use crate::drill::{Driver, Tick};
use crate::envelope::Envelope;
use crate::journal::{Journal, Options};
use crate::text::Lang;
use crate::text::visible::visible;
use crate::text::when::date_minute;

pub(super) fn run(args: &Run) -> Result<(), Failure> {
    let setup = args.wording.settle(&[])?;
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
    let (realm, ends) = (scenario.realm.clone(), scenario.ends);
    let clock = Clock::fixed(scenario.begins);
    let options = Options { clock: clock.clone(), store: false, ..Options::of(realm) };
    let (journal, _) = Journal::open_with(dir, &options, |record| {
        if let Ok(envelope) = Envelope::stored(record.id, record.bytes) {
            driver.take(&envelope);
        }
    })?;
    driver.settle();
    same_run(driver, dir)?;
    while let Some(due) = driver.due().filter(|due| *due <= ends) {
        let signed = driver.play(Tick::virtual_at(due))?;
        if !signed.is_empty() {
            clock.set(due);
            journal.admits(signed.iter().map(|event| event.header().payload))?;
            journal.append(signed)?.wait()?;
        }
    }
    Ok(journal.durable())
}
