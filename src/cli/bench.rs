//! `qianzhi bench`: what is measured, side by side in one run, as ratios where there is a peer.
//!
//! By hand, not in CI: the figures are the machine's of that moment.

mod bundles;
mod catching;
mod checking;
mod child;
mod due;
mod duty;
mod frames;
mod log;
mod opening;
mod slow_line;
#[cfg(feature = "peers")]
mod sqlite;
mod thin;
mod thin_bytes;
mod who;
mod whole;
mod writing;

use std::fmt;
use std::path::PathBuf;

use super::failure::Failure;
use super::output::Output;
use super::scratch::Scratch;
use crate::domain::Realm;
use crate::text::tell::Both;

/// Measure, and compare with what was promised.
#[derive(clap::Args)]
pub(super) struct Args {
    /// Exit with 1 when a stated figure is missed.
    #[arg(long)]
    check: bool,
    /// Events in the journal that is opened.
    #[arg(long, default_value_t = 100_000, value_name = "N")]
    events: usize,
    /// Events in the journal that a process of its own opens; 0 leaves it out.
    #[arg(long, default_value_t = 1_000_000, value_name = "N")]
    long: usize,
    /// Be the process that is measured: open the journal of this realm in this directory.
    #[arg(long, hide = true, num_args = 2, value_names = ["REALM", "DIR"])]
    child: Option<Vec<String>>,
    /// Be the process that sits at the journal of the duty officer's day in this directory.
    #[arg(long, hide = true, value_name = "DIR")]
    duty: Option<PathBuf>,
    /// Measure only what the console promises.
    #[arg(long)]
    console: bool,
    /// Measure only the list of deadlines.
    #[arg(long, conflicts_with = "console")]
    deadlines: bool,
}

/// What one measurement has to say.
enum Line {
    /// A figure.
    Figure(Figure),
    /// A check that was not made, and why; in words.
    Unmade(String),
}

impl From<Figure> for Line {
    fn from(figure: Figure) -> Self {
        Self::Figure(figure)
    }
}

/// One measured figure.
struct Figure {
    /// What was measured, with its unit.
    what: String,
    /// What came out.
    value: f64,
    /// What was promised; `None` is printed only.
    promise: Promise,
}

/// What a figure must be.
#[derive(Clone, Copy)]
enum Promise {
    /// Printed only.
    None,
    /// Smaller than.
    Below(f64),
    /// At least.
    AtLeast(f64),
}

impl Figure {
    fn new(what: impl Into<String>, value: f64, promise: Promise) -> Self {
        Self { what: what.into(), value, promise }
    }

    fn kept(&self) -> bool {
        match self.promise {
            Promise::None => true,
            Promise::Below(limit) => self.value < limit,
            Promise::AtLeast(limit) => self.value >= limit,
        }
    }
}

impl fmt::Display for Figure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (promise, limit) = match self.promise {
            Promise::None => ("", String::new()),
            Promise::Below(limit) => ("< ", limit.to_string()),
            Promise::AtLeast(limit) => (">= ", limit.to_string()),
        };
        let verdict = match self.promise {
            Promise::None => "",
            _ if self.kept() => "kept",
            _ => "MISSED",
        };
        write!(f, "{:<66} {:>12.3}  {promise}{limit:<8} {verdict}", self.what, self.value)
    }
}

/// Measures everything and prints a line each.
pub(super) fn run(args: &Args) -> Result<(), Failure> {
    if let Some([realm, dir]) = args.child.as_deref() {
        let realm: Realm = realm.parse().map_err(|error: crate::domain::IdError| Failure::Usage(Both::of(&error)))?;
        return child::run(&realm, &PathBuf::from(dir));
    }
    if let Some(dir) = &args.duty {
        return duty::run(dir);
    }
    let scratch = Scratch::make("bench")?;
    let dir = |name: &str| scratch.path().join(name);
    let (mut out, mut missed, mut unmade) = (Output::open(), 0, 0);
    let mut print = |lines: Vec<Line>| -> Result<(), Failure> {
        for line in lines {
            match line {
                Line::Figure(figure) => {
                    missed += usize::from(!figure.kept());
                    out.line(&figure.to_string())?;
                }
                Line::Unmade(why) => {
                    unmade += 1;
                    out.line(&why)?;
                }
            }
        }
        out.flush()
    };
    print(due::measure()?)?;
    if args.deadlines {
        return if args.check && missed > 0 { Err(Failure::Missed(missed)) } else { Ok(()) };
    }
    print(who::measure()?)?;
    print(duty::measure(&dir("duty"))?)?;
    if args.console {
        return if args.check && missed > 0 { Err(Failure::Missed(missed)) } else { Ok(()) };
    }
    let log = log::Log::make(args.events)?;
    print(opening::measure(&dir("opening"), &log)?)?;
    print(frames::measure()?)?;
    print(writing::measure(&dir("writing"), &log)?)?;
    print(checking::measure(&log)?)?;
    print(catching::measure(&dir("catching"), &log)?)?;
    print(bundles::measure(&dir("bundles"), &log)?)?;
    print(thin::measure(&dir("thin"), &log)?.into_iter().map(Line::from).collect())?;
    drop(log);
    print(child::measure(&dir("long"), args.long)?)?;
    if args.check && unmade > 0 {
        out.line(&format!("checks that were not made: {unmade}, for the reasons above"))?;
        out.flush()?;
    }
    if args.check && missed > 0 { Err(Failure::Missed(missed)) } else { Ok(()) }
}

/// The value below which `part` of the samples lie; 0 for no samples.
fn quantile(samples: &mut [f64], part: f64) -> f64 {
    samples.sort_by(f64::total_cmp);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "an index"
    )]
    let place = ((samples.len() as f64 * part) as usize).min(samples.len().saturating_sub(1));
    samples.get(place).copied().unwrap_or_default()
}
