//! At speed, against the machine's clock, into a journal that others may read meanwhile.

use super::{Run, same_run};
use crate::cli::exercise::Exercise;
use crate::cli::failure::Failure;
use crate::cli::output::Output;
use crate::cli::setup::Setup;
use crate::clock::{At, Clock, Pace, wall};
use crate::config::scenario;
use crate::config::settings::Setting;
use crate::drill::{Driver, Tick};
use crate::envelope::Envelope;
use crate::journal::{Journal, Options};
use crate::text::Lang;
use crate::text::visible::visible;
use crate::text::when::date_minute;

pub(super) fn run(args: &Run) -> Result<(), Failure> {
    let setup = Setup::read(&args.sources, &[(Setting::Lang, args.lang.as_deref())])?;
    let Some(dir) = &args.journal else { return Err(Failure::Usage("record where? name --journal DIR".to_owned())) };
    let scenario = scenario::read(&args.file)?;
    let (name, opens, ends) = (scenario.name.clone(), scenario.opens, scenario.ends);
    let seed = args.seed.unwrap_or(scenario.seed);
    let clock = Clock::machine();
    let options = Options { clock: clock.clone(), ..Options::of(scenario.realm.clone()) };
    let mut driver = Driver::new(scenario, seed, crate::cli::random()?);
    let mut newest = At::default();
    let (journal, _) = Journal::open_with(dir, &options, |record| {
        if let Ok(envelope) = Envelope::stored(record.id, record.bytes) {
            newest = newest.max(record.header.recorded);
            driver.take(&envelope);
        }
    })?;
    driver.settle();
    same_run(&driver, dir)?;
    history(&mut driver, &journal, &clock, opens)?;
    let from = opens.max(newest);
    let started = driver.run(Tick { drill: from, wall: wall() }, args.speed.saturating_mul(1000))?;
    clock.follow(driver.world().drill_clock().map(|clock| clock.pace));
    journal.append(started)?.wait()?;
    let mut output = Output::open();
    let (from, until, at) = (date_minute(from), date_minute(ends), dir.display());
    output.line(&visible(&match setup.lang() {
        Lang::Zh => format!("{name} 从 {from} 到 {until}, {} 倍速, 日志 {at}", args.speed),
        Lang::En => format!("{name} from {from} to {until} at {}x, journal {at}", args.speed),
    }))?;
    output.flush()?;
    // Nobody on this machine shows positions; they are in the log as thinned tracks.
    Exercise::start(driver, journal, drop)?.play_out()
}

/// What lies before the opening, each event kept as if it had arrived when it happened.
fn history(driver: &mut Driver, journal: &Journal, clock: &Clock, opens: At) -> Result<(), Failure> {
    driver.rehearse(opens, |envelope| {
        let drill = envelope.header().recorded;
        clock.follow(Some(Pace { wall: At(0), drill, per_mille: 0 }));
        journal.append(vec![envelope.clone()])?.wait()?;
        Ok::<(), Failure>(())
    })
}
