//! `qianzhi import`: lists as a bureau has them, into a journal; nothing is recorded before a person said so.

pub(super) mod beside;

use std::io::{BufRead, IsTerminal, stdin, stdout};
use std::path::{Path, PathBuf};

use clap::ValueEnum;

use super::failure::{Failure, WHICH_JOURNAL};
use super::output::Output;
use super::setup::{Setup, Wording};
use crate::config::settings::Setting;
use crate::config::table::{Card, Change, FieldChange, List, Preview, preview, said};
use crate::domain::{Fact, Realm, World};
use crate::envelope::Stamp;
use crate::journal::{Journal, JournalError, Options, Scribe};
use crate::limits::STORE_BATCH;
use crate::text::Lang;
use crate::text::visible::visible;

/// Take a list from a table: .csv in UTF-8 or GBK, or .xlsx.
///
/// What would change is shown first: `+` is new, `~` changes field by field, `-` stands in the log and not in the table,
/// and stays. Nothing is recorded until it is confirmed, with --yes or by an answer on the terminal. The first row that
/// names the columns is found by the names that tables use, in Chinese or English. Coordinates need a column 坐标系 that
/// says WGS84 or CGCS2000. A journal that a console or a hub has open takes the list through that process.
///
/// Exit code 0: recorded, or there was nothing to change; 1: something is wrong with the table, each thing named by row
/// and column, or nobody confirmed, and nothing was recorded; 2: wrong usage.
#[derive(clap::Args)]
#[command(verbatim_doc_comment)]
pub(super) struct Args {
    /// Which list.
    #[arg(value_enum)]
    list: Which,
    /// The table.
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// The post's journal; made when it is not there.
    #[arg(long, value_name = "DIR")]
    journal: Option<PathBuf>,
    /// The realm of a journal that is made: live, test or drill:NAME.
    #[arg(long)]
    realm: Option<String>,
    /// The person who imports; the login when not given.
    #[arg(long, value_name = "NAME")]
    operator: Option<String>,
    /// Record without asking.
    #[arg(long)]
    yes: bool,
    #[command(flatten)]
    wording: Wording,
}

/// The lists by name.
#[derive(Clone, Copy, ValueEnum)]
enum Which {
    /// Who is reached by which number.
    Contacts,
    /// Rescue teams.
    Teams,
    /// What lies in which store.
    Materials,
    /// Where people can stay.
    Shelters,
    /// Headquarters and member units: who leads what.
    Organs,
    /// Who advises.
    Experts,
    /// Whose watch it is, from when to when.
    Watches,
    /// Jurisdictions by code, and where their seats are.
    Areas,
    /// Places on the map.
    Places,
    /// Headquarters, each of a jurisdiction.
    Headquarters,
}

impl Which {
    fn list(self) -> List {
        match self {
            Self::Contacts => List::Contacts,
            Self::Teams => List::Teams,
            Self::Materials => List::Materials,
            Self::Shelters => List::Shelters,
            Self::Organs => List::Organs,
            Self::Experts => List::Experts,
            Self::Watches => List::Watches,
            Self::Areas => List::Areas,
            Self::Places => List::Places,
            Self::Headquarters => List::Headquarters,
        }
    }
}

pub(super) fn run(args: &Args) -> Result<(), Failure> {
    let own = [
        (Setting::Journal, super::setup::text(args.journal.as_deref())),
        (Setting::Realm, args.realm.as_deref()),
        (Setting::Operator, args.operator.as_deref()),
    ];
    let setup = args.wording.settle(&own)?;
    let dir = setup.settings.journal.clone();
    let dir = dir.ok_or(Failure::Usage(WHICH_JOURNAL))?;
    let options = Options { realm: setup.settings.realm_said.clone(), store: false, ..Options::default() };
    // A journal that is not there begins with what is confirmed: what is refused leaves nothing behind.
    let held = if dir.exists() {
        match Journal::open_world(&dir, &options) {
            // Nobody need close their console for a list.
            Err(JournalError::InUse { .. }) => return beside::run(args, &setup, &dir),
            opened => Some(opened?),
        }
    } else {
        None
    };
    for found in held.iter().flat_map(|(_, _, opened)| &opened.found) {
        super::failure::say(found);
    }
    let empty = World::new(setup.settings.realm_said.clone().unwrap_or(Realm::Live));
    let world = held.as_ref().map_or(&empty, |(_, world, _)| world);
    let found = preview(&args.file, args.list.list(), world)?;
    let facts = world.counted_anew(found.facts(world), crate::clock::Clock::machine().now());
    let mut out = Output::open();
    for line in told(&args.file, args.list.list(), &found, setup.lang()) {
        out.line(&line)?;
    }
    out.flush()?;
    if facts.is_empty() {
        return Ok(());
    }
    if !args.yes && !confirmed(&mut out, facts.len(), setup.lang())? {
        return Err(Failure::NotConfirmed(facts.len()));
    }
    let begun: Vec<Fact> = opening(world, &setup).into_iter().chain(facts.iter().cloned()).collect();
    let journal = match held {
        Some((journal, ..)) => journal,
        None => Journal::open_world(&dir, &options)?.0,
    };
    record(&dir, &journal, &options, &setup, &begun)?;
    out.line(&setup.lang().pick("已入账 {0} 条", "recorded: {0}").replace("{0}", &facts.len().to_string()))?;
    out.flush()
}

/// Asks on the terminal; where there is none nobody can answer.
pub(super) fn confirmed(out: &mut Output, count: usize, lang: Lang) -> Result<bool, Failure> {
    if !stdin().is_terminal() || !stdout().is_terminal() {
        return Ok(false);
    }
    out.line(&lang.pick("入账以上 {0} 条? y 确认", "record these {0}? y confirms").replace("{0}", &count.to_string()))?;
    out.flush()?;
    let mut answer = String::new();
    stdin().lock().read_line(&mut answer).map_err(Failure::Input)?;
    Ok(matches!(answer.trim().to_lowercase().as_str(), "y" | "yes" | "是" | "ｙ"))
}

/// What goes in before anything else where a log begins with this; a log that is a hub's began there.
pub(super) fn opening(world: &World, setup: &Setup) -> Option<Fact> {
    world.opening().filter(|_| setup.settings.hub.is_none())
}

pub(super) fn record(
    dir: &Path,
    journal: &Journal,
    options: &Options,
    setup: &Setup,
    facts: &[Fact],
) -> Result<(), Failure> {
    let mut scribe = Scribe::open(dir, journal, options.medium.clone())?;
    let clock = &options.clock;
    // All or nothing, as far as the disk's room can be known: a part of a list is no list.
    journal.admits(facts.iter().map(Fact::to_payload))?;
    for part in facts.chunks(STORE_BATCH) {
        let stamp = Stamp { now: clock.now(), offset_ms: None, quality: clock.quality() };
        let sign = |fact| scribe.sign(stamp, &setup.operator(), fact);
        let signed = part.iter().map(sign).collect::<Result<Vec<_>, _>>()?;
        drop(journal.append(signed)?.wait()?);
    }
    Ok(())
}

/// What a table would change, line by line; no line holds anything that a terminal would obey.
pub(super) fn told(file: &Path, list: List, found: &Preview, lang: Lang) -> Vec<String> {
    let count = |is: fn(&Change) -> bool| found.changes.iter().filter(|change| is(change)).count();
    let counts = [
        (lang.pick("新增", "new"), count(|change| matches!(change, Change::New(_)))),
        (lang.pick("变更", "changed"), count(|change| matches!(change, Change::Changed(..)))),
        (lang.pick("不变", "unchanged"), count(|change| matches!(change, Change::Same(_)))),
        (lang.pick("表中没有(保留)", "not in the table (kept)"), found.gone.len()),
    ];
    let counts: Vec<String> = counts.iter().map(|(word, count)| format!("{word} {count}")).collect();
    let mut lines = Vec::new();
    let mut line = |text: &str| lines.push(visible(text).into_owned());
    line(&format!("{}: {}", file.display(), counts.join(", ")));
    for change in &found.changes {
        match change {
            Change::New(card) => {
                line(&format!("+ {}", named(card)));
                let said = said(list, card, lang);
                let said: Vec<String> = said.iter().map(|(title, cell)| format!("{title} {cell}")).collect();
                if !said.is_empty() {
                    line(&format!("    {}", said.join(", ")));
                }
            }
            Change::Changed(card, fields) => {
                line(&format!("~ {}", named(card)));
                for field in fields {
                    line(&format!("    {}", changed(field, lang)));
                }
            }
            Change::Same(_) => {}
        }
    }
    for (code, name) in &found.gone {
        line(&format!("- {code} {name}"));
    }
    if !found.unread.is_empty() {
        line(&format!("{}: {}", lang.pick("未读取的列", "columns not read"), found.unread.join(", ")));
    }
    if !found.defused.is_empty() {
        let places: Vec<String> = found.defused.iter().map(|(row, column)| format!("{row}:{column}")).collect();
        let told =
            lang.pick("已去除公式或控制字符 (行:列)", "formulas and control characters made harmless (row:column)");
        line(&format!("{told}: {}", places.join(", ")));
    }
    lines
}

fn named(card: &Card) -> String {
    if card.code() == card.name() { card.name().to_owned() } else { format!("{} {}", card.code(), card.name()) }
}

fn changed(field: &FieldChange, lang: Lang) -> String {
    let shown = |text: &str| if text.is_empty() { lang.pick("(空)", "(empty)").to_owned() } else { text.to_owned() };
    format!("{}: {} > {}", field.title(lang), shown(&field.before), shown(&field.after))
}
