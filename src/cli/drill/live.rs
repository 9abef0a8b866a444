//! At speed, against the machine's clock: for the consoles on a hub, or into a journal that others may read meanwhile.

use super::party::Party;
use super::{Run, same_run};
use crate::cli::calling::Calling;
use crate::cli::exercise::Exercise;
use crate::cli::failure::Failure;
use crate::cli::output::Output;
use crate::cli::scratch::Scratch;
use crate::clock::{At, Clock, Pace, wall};
use crate::config::scenario;
use crate::config::settings::Setting;
use crate::drill::{Driver, SeatCode, Tick};
use crate::envelope::Envelope;
use crate::journal::{Journal, Options};
use crate::text::Lang;
use crate::text::visible::visible;
use crate::text::when::date_minute;

pub(super) fn run(args: &Run) -> Result<(), Failure> {
    let own = [(Setting::Hub, args.hub.as_deref())];
    let setup = args.wording.settle(&[&own[..], &args.calling.settings()].concat())?;
    // A hub that the settings name is the one of the real thing; a drill goes only to one that was named for it.
    let hub = if args.hub.is_some() { Calling::settled(&setup.settings)? } else { None };
    let scenario = scenario::read(&args.file)?;
    let (name, ends) = (scenario.name.clone(), scenario.ends);
    let scratch = if args.journal.is_none() { Some(Scratch::make("drill")?) } else { None };
    let dir = args.journal.as_deref().or(scratch.as_ref().map(Scratch::path)).unwrap_or(&args.file);
    let clock = Clock::machine();
    let options = Options { clock: clock.clone(), ..Options::of(scenario.realm.clone()) };
    let drawn = args.seed.unwrap_or(scenario.seed);
    let mut driver = Driver::new(scenario, drawn, crate::cli::random()?);
    let mut newest = At::default();
    let (journal, _) = Journal::open_with(dir, &options, |record| {
        if let Ok(envelope) = Envelope::stored(record.id, record.bytes) {
            newest = newest.max(record.header.recorded);
            driver.take(&envelope);
        }
    })?;
    driver.settle();
    same_run(&driver, dir)?;
    let from = begin(&mut driver, &journal, &clock, newest, args.speed)?;
    let mut output = Output::open();
    let (from, until, times) = (date_minute(from), date_minute(ends), args.speed);
    output.line(&visible(&match setup.lang() {
        Lang::Zh => format!("{name} 从 {from} 到 {until}, {times} 倍速"),
        Lang::En => format!("{name} from {from} to {until} at {times}x"),
    }))?;
    output.flush()?;
    let Some(hub) = hub else {
        // Nobody here shows positions; they are in the log as thinned tracks.
        return Exercise::start(driver, journal, drop)?.play_out();
    };
    let post = driver.cast().post(&SeatCode::control());
    let party = Party::call(&hub, &journal, post, &name)?;
    let link = party.link();
    let send = move |fixes: Vec<_>| fixes.into_iter().for_each(|fix| link.offer_fix(fix));
    party.play(Exercise::start(driver, journal, send)?)
}

/// Records what lies before the opening, each event as if it had arrived when it happened, and lets the clock run:
/// from the opening, or from where a run was cut off.
fn begin(driver: &mut Driver, journal: &Journal, clock: &Clock, newest: At, speed: u32) -> Result<At, Failure> {
    let opens = driver.engine().scenario().opens;
    while let Some(due) = driver.due().filter(|due| *due <= opens) {
        let signed = driver.play(Tick::virtual_at(due))?;
        let Some(first) = signed.first() else { continue };
        clock.follow(Some(Pace { wall: At(0), drill: first.header().recorded, per_mille: 0 }));
        journal.admits(signed.iter().map(|event| event.header().payload))?;
        journal.append(signed)?.wait()?;
    }
    let from = opens.max(newest);
    let started = driver.run(Tick { drill: from, wall: wall() }, speed.saturating_mul(1000))?;
    clock.follow(driver.world().drill_clock().map(|clock| clock.pace));
    journal.append(started)?.wait()?;
    Ok(from)
}
