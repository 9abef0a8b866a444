//! `qianzhi region`: a city's structure, places, forces and plans from a file, adopted as a whole.

use std::path::{Path, PathBuf};

use clap::Subcommand;

use super::failure::{Failure, WHICH_JOURNAL};
use super::import;
use super::output::Output;
use super::setup::{Setup, Wording};
use crate::config::region;
use crate::config::settings::Setting;
use crate::domain::{Fact, Realm, Region, World};
use crate::journal::{Journal, JournalError, Options};
use crate::text::Lang;
use crate::text::say::Say;
use crate::text::visible::visible;
use crate::text::words::{StructureWord, Word};

/// Region 区域: headquarters, experts, watches, places, teams and plans of a city, from one file.
#[derive(clap::Args)]
pub(super) struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    /// Whether a region file is as it should be, and what it holds.
    Check {
        /// The region, a TOML file.
        file: PathBuf,
        #[command(flatten)]
        wording: Wording,
    },
    /// Go by a region from now on: record what it says that does not stand yet in the post's journal.
    ///
    /// What the region does not name stays as it is. A journal that a console or a hub has open takes it through that
    /// process. Exit code 0: recorded, or nothing to change; 1: something is wrong with the file, or nobody confirmed, and
    /// nothing was recorded; 2: wrong usage.
    #[command(verbatim_doc_comment)]
    Adopt {
        /// The region, a TOML file.
        file: PathBuf,
        /// The post's journal; made when it is not there.
        #[arg(long, value_name = "DIR")]
        journal: Option<PathBuf>,
        /// The realm of a journal that is made: live, test or drill:NAME.
        #[arg(long)]
        realm: Option<String>,
        /// The person who adopts it; the login when not given.
        #[arg(long, value_name = "NAME")]
        operator: Option<String>,
        /// Record without asking.
        #[arg(long)]
        yes: bool,
        #[command(flatten)]
        wording: Wording,
    },
    /// The structure of a journal: who leads what, and whose watch it is; the journal may be in use.
    Show {
        /// The post's journal.
        #[arg(long, value_name = "DIR")]
        journal: Option<PathBuf>,
        #[command(flatten)]
        wording: Wording,
    },
}

pub(super) fn run(args: &Args) -> Result<(), Failure> {
    match &args.what {
        What::Check { file, wording } => check(wording, file),
        What::Adopt { file, journal, realm, operator, yes, wording } => {
            let own = [
                (Setting::Journal, super::setup::text(journal.as_deref())),
                (Setting::Realm, realm.as_deref()),
                (Setting::Operator, operator.as_deref()),
            ];
            adopt(&wording.settle(&own)?, file, *yes)
        }
        What::Show { journal, wording } => {
            let setup = wording.settle(&[(Setting::Journal, super::setup::text(journal.as_deref()))])?;
            show(&setup)
        }
    }
}

fn check(wording: &Wording, file: &Path) -> Result<(), Failure> {
    let lang = wording.settle(&[])?.lang();
    let region = region::read(file)?;
    let mut out = Output::open();
    out.line(&held(&region, lang))?;
    out.flush()
}

/// What a region holds, in numbers.
fn held(region: &Region, lang: Lang) -> String {
    let say = Say { world: &World::new(Realm::Live), lang };
    let counts: [&dyn std::fmt::Display; 6] = [
        &say.region(&region.name),
        &region.areas.len(),
        &region.places.len(),
        &region.cards.len(),
        &region.teams.len(),
        &region.plans.len(),
    ];
    StructureWord::Held.with(lang, &counts)
}

fn adopt(setup: &Setup, file: &Path, yes: bool) -> Result<(), Failure> {
    let lang = setup.lang();
    let dir = setup.settings.journal.clone().ok_or(Failure::Usage(WHICH_JOURNAL))?;
    let region = region::read(file)?;
    let options = Options { realm: setup.settings.realm_said.clone(), store: false, ..Options::default() };
    let (journal, world) = match Journal::open_world(&dir, &options) {
        Ok((journal, world, opened)) => {
            for found in &opened.found {
                super::failure::say(found);
            }
            (Some(journal), world)
        }
        // Nobody need close their console for a region.
        Err(JournalError::InUse { .. }) => (None, import::beside::world(&dir)?),
        Err(error) => return Err(error.into()),
    };
    let facts = world.adopt_region(&region);
    let mut out = Output::open();
    out.line(&held(&region, lang))?;
    preview(&mut out, &Say { world: &world, lang }, &facts)?;
    out.flush()?;
    if facts.is_empty() {
        return Ok(());
    }
    if !yes && !import::confirmed(&mut out, facts.len(), lang)? {
        return Err(Failure::NotConfirmed(facts.len()));
    }
    match &journal {
        Some(journal) => {
            let begun: Vec<Fact> = import::opening(&world, setup).into_iter().chain(facts.iter().cloned()).collect();
            import::record(&dir, journal, &options, setup, &begun)?;
        }
        None => import::beside::hand_over(&dir, world.realm(), &setup.operator(), &facts)?,
    }
    out.line(&StructureWord::Recorded.with(lang, &[&facts.len()]))?;
    out.flush()
}

/// A line for each fact that would be recorded.
fn preview(out: &mut Output, say: &Say<'_>, facts: &[Fact]) -> Result<(), Failure> {
    if facts.is_empty() {
        return out.line(say.word(StructureWord::Unchanged));
    }
    facts.iter().try_for_each(|fact| out.line(&visible(&format!("+ {}", say.fact(fact)))))
}

fn show(setup: &Setup) -> Result<(), Failure> {
    let lang = setup.lang();
    let dir = setup.settings.journal.clone().ok_or(Failure::Usage(WHICH_JOURNAL))?;
    let world = import::beside::world(&dir)?;
    let say = Say { world: &world, lang };
    let mut out = Output::open();
    let region = world.region().first().map_or_else(|| say.word(StructureWord::NoRegion).to_owned(), |r| say.region(r));
    out.line(&visible(&region))?;
    for organ in world.organs() {
        let kind = say.word(organ.kind);
        let led = [&organ.commander, &organ.office].map(String::as_str).join(" ");
        let codes = organ.codes.join(" ");
        out.line(&visible(format!("{kind}  {}  {led}  {codes}", say.organ(organ)).trim_end()))?;
    }
    for watch in world.on_watch(crate::clock::Clock::machine().now()) {
        out.line(&visible(&say.watch(watch)))?;
    }
    out.flush()
}
