//! `qianzhi rules`: what is counted by, where it stands, and a bureau's own rules.

use std::path::{Path, PathBuf};

use clap::Subcommand;

use super::failure::{Failure, WHICH_JOURNAL};
use super::import::beside;
use super::output::Output;
use super::pen::Pen;
use super::setup::Wording;
use crate::clock::Clock;
use crate::config::nearest;
use crate::config::profile::Profile;
use crate::config::settings::Setting;
use crate::domain::{Command, Confidence, Decided, Fact, InForce, Realm, Standing, Whence, World, decide};
use crate::journal::{self, JournalError};
use crate::text::Lang;
use crate::text::say::Say;
use crate::text::tell::{Both, both};
use crate::text::visible::visible;
use crate::text::words::{RuleWord, Word};

/// Rules 规则: what deadlines, grades and authority are counted by, with source and confidence.
#[derive(clap::Args)]
#[command(after_long_help = super::authority_table::of(Lang::En))]
pub(super) struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    /// Every rule, as a journal has them or as they are built in.
    List {
        /// Only those that are this project's defaults and no law.
        #[arg(long)]
        defaults: bool,
        /// One JSON object a line.
        #[arg(long)]
        json: bool,
        /// As this journal has them; it may be in use.
        #[arg(long, value_name = "DIR")]
        journal: Option<PathBuf>,
        #[command(flatten)]
        wording: Wording,
    },
    /// One rule with its text and source.
    Show {
        /// Its name, such as R493-2 or RLOC-电话.
        id: String,
        /// As this journal has it; it may be in use.
        #[arg(long, value_name = "DIR")]
        journal: Option<PathBuf>,
        #[command(flatten)]
        wording: Wording,
    },
    /// Whether a profile is as it should be, and what it changes.
    #[command(after_help = Profile::SAMPLE)]
    Check {
        /// The profile, a TOML file.
        file: PathBuf,
        #[command(flatten)]
        wording: Wording,
    },
    /// Count by a profile from now on: record its rules in the post's journal, which a console or a hub may have open.
    Adopt {
        /// The profile, a TOML file.
        file: PathBuf,
        /// The post's journal.
        #[arg(long, value_name = "DIR")]
        journal: Option<PathBuf>,
        /// The person who adopts it; the login when not given.
        #[arg(long, value_name = "NAME")]
        operator: Option<String>,
        /// Do not ask.
        #[arg(long)]
        yes: bool,
        #[command(flatten)]
        wording: Wording,
    },
}

pub(super) fn run(args: &Args) -> Result<(), Failure> {
    match &args.what {
        What::List { defaults, json, journal, wording } => list(wording, *defaults, *json, journal.as_deref()),
        What::Show { id, journal, wording } => show(wording, id, journal.as_deref()),
        What::Check { file, wording } => check(wording, file),
        What::Adopt { file, journal, operator, yes, wording } => {
            adopt(wording, file, journal.as_deref(), operator.as_deref(), *yes)
        }
    }
}

/// The world of a journal, or an empty one, which has what is built in.
fn world(journal: Option<&Path>) -> Result<World, Failure> {
    let Some(dir) = journal else { return Ok(World::new(Realm::Live)) };
    let reader = journal::records(dir)?;
    let mut world = World::new(reader.realm().clone());
    for record in reader {
        // Rules from a journal that cannot be read whole could be others than those it has.
        world.apply(&record?.envelope.event());
    }
    Ok(world)
}

/// What cannot be counted by is said, and on what the log goes on.
fn lacking(say: &Say<'_>) {
    if let Some(set) = &say.world.rules().unknown {
        super::failure::say(&Both::same(RuleWord::Lacking.with(say.lang, &[&crate::text::say::set_name(set)])));
    }
}

fn list(wording: &Wording, defaults: bool, json: bool, journal: Option<&Path>) -> Result<(), Failure> {
    let lang = wording.settle(&[])?.lang();
    let world = world(journal)?;
    let say = Say { world: &world, lang };
    lacking(&say);
    let rows = world.rule_rows(Clock::machine().now());
    let mut output = Output::open();
    for force in rows.iter().filter(|force| !defaults || force.row.is_default()) {
        let line = if json { as_json(force)? } else { visible(&as_line(&say, force)).into_owned() };
        output.line(&line)?;
    }
    if !json {
        let count = |of: Confidence| rows.iter().filter(|force| force.row.confidence == of).count();
        let (ours, unsure) = (count(Confidence::Default), count(Confidence::Memory));
        output.line(&RuleWord::Count.with(lang, &[&rows.len(), &ours, &unsure]))?;
    }
    output.flush()
}

/// Name, limit, text and source; what is nobody's law says so.
fn as_line(say: &Say<'_>, force: &InForce<'_>) -> String {
    let row = &force.row;
    let whence = match force.whence {
        Whence::Set => String::new(),
        Whence::Log(_) | Whence::Profile { .. } => format!(" <{}>", say.rule_whence(force)),
    };
    let mark = if row.is_default() { format!(" {}", say.word(RuleWord::NotLaw)) } else { String::new() };
    let counted = if row.is_counted() { String::new() } else { format!(" {}", say.word(RuleWord::Uncounted)) };
    format!(
        "{} [{}] {}: {} ({}){whence}{mark}{counted}",
        row.id,
        row.confidence.letter(),
        say.rule_text(row),
        say.rule_value(&row.what),
        say.rule_source(row),
    )
}

/// The row as it stands in events, with whence it comes.
fn as_json(force: &InForce<'_>) -> Result<String, Failure> {
    let whence = match &force.whence {
        Whence::Set => serde_json::json!({"set": null}),
        Whence::Log(name) => serde_json::json!({"limits": name}),
        Whence::Profile { name, event } => serde_json::json!({"profile": name, "event": event}),
    };
    let line = serde_json::json!({"rule": force.row, "project_default": force.row.is_default(), "counted": force.row.is_counted(), "whence": whence});
    serde_json::to_string(&line).map_err(|error| Failure::Output(error.into()))
}

fn show(wording: &Wording, id: &str, journal: Option<&Path>) -> Result<(), Failure> {
    let lang = wording.settle(&[])?.lang();
    let world = world(journal)?;
    let say = Say { world: &world, lang };
    lacking(&say);
    let now = Clock::machine().now();
    let Some(force) = world.rule(&id.into(), now) else {
        let rows = world.rule_rows(now);
        let near = nearest(id, rows.iter().map(|force| &*force.row.id.0));
        let near = near.map(|near| both!("; 是不是 {near}?", "; did you mean {near}?")).unwrap_or_default();
        return Err(Failure::Usage(both!(
            "没有规则 {id}{0} (`qianzhi rules list` 列出全部)",
            "there is no rule {id}{0} (`qianzhi rules list` has them all)",
            near
        )));
    };
    let row = &force.row;
    let mut output = Output::open();
    let mut named = |name: RuleWord, text: &str| output.line(&format!("{}: {}", say.word(name), visible(text)));
    named(RuleWord::Title, &format!("{} {}", row.id, say.rule_text(row)))?;
    named(RuleWord::Value, &say.rule_value(&row.what))?;
    named(RuleWord::Source, &say.rule_source(row))?;
    named(RuleWord::Trust, &say.rule_trust(row))?;
    named(RuleWord::Whence, &say.rule_whence(&force))?;
    named(RuleWord::Force, &say.rule_force(row))?;
    if row.is_default() {
        output.line(say.word(RuleWord::NotLaw))?;
    }
    if !row.is_counted() {
        output.line(say.word(RuleWord::Uncounted))?;
    }
    output.flush()
}

fn check(wording: &Wording, file: &Path) -> Result<(), Failure> {
    let lang = wording.settle(&[])?.lang();
    let profile = Profile::load(file)?;
    let world = World::new(Realm::Live);
    let mut output = Output::open();
    preview(
        &mut output,
        &Say { world: &world, lang },
        &decided(&world, &profile, &Standing::unknown(Clock::machine().now()))?.facts,
    )?;
    output.line(&RuleWord::Good.with(lang, &[&profile.rows.len(), &profile.name]))?;
    output.flush()
}

fn decided(world: &World, profile: &Profile, standing: &Standing) -> Result<Decided, Failure> {
    let command = Command::AdoptRules { profile: profile.name.clone(), rows: profile.rows.clone() };
    decide(world, standing, command).map_err(Failure::Refused)
}

/// A line for each fact that would be recorded.
fn preview(output: &mut Output, say: &Say<'_>, facts: &[Fact]) -> Result<(), Failure> {
    for fact in facts {
        let row = if let Fact::RuleChanged { change, .. } = fact { change.row.as_deref() } else { None };
        let uncounted = row.filter(|row| !row.is_counted()).map(|_| say.word(RuleWord::Uncounted));
        output.line(visible(&format!("{} {}", say.fact(fact), uncounted.unwrap_or_default())).trim_end())?;
    }
    output.flush()
}

fn adopt(
    wording: &Wording,
    file: &Path,
    journal: Option<&Path>,
    operator: Option<&str>,
    yes: bool,
) -> Result<(), Failure> {
    let setup = wording.settle(&[(Setting::Journal, super::setup::text(journal)), (Setting::Operator, operator)])?;
    let lang = setup.lang();
    let dir = setup.settings.journal.clone();
    let dir = dir.ok_or(Failure::Usage(WHICH_JOURNAL))?;
    let profile = Profile::load(file)?;
    let pen = match Pen::open(&dir, setup.settings.realm_said.clone(), setup.operator()) {
        // Nobody need close their console for a rule: it comes through that process.
        Err(Failure::Journal(JournalError::InUse { .. })) => None,
        pen => Some(pen?),
    };
    let world = world(Some(&dir))?;
    let role = crate::text::names::role(&setup.settings.role);
    let reason = lang.pick("经命令行采用", "adopted by command").to_owned();
    let standing = Standing { person: setup.operator(), role, reason, ..Standing::unknown(Clock::machine().now()) };
    let decided = decided(&world, &profile, &standing)?;
    let mut output = Output::open();
    preview(&mut output, &Say { world: &world, lang }, &decided.facts)?;
    if !yes && !super::import::confirmed(&mut output, decided.facts.len(), lang)? {
        return Err(Failure::NotConfirmed(decided.facts.len()));
    }
    if let Some(mut pen) = pen {
        pen.record(&decided)?.1.wait()?;
    } else {
        let payloads: Vec<Vec<u8>> = decided.payloads().collect();
        beside::hand_over_payloads(&dir, world.realm(), &setup.operator(), &payloads)?;
    }
    output.line(&RuleWord::Adopted.with(lang, &[&profile.rows.len(), &profile.name]))?;
    output.flush()
}
