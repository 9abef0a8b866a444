//! Tables for the console that has the journal open: read, compared and recorded beside it, as `qianzhi import` does.

use std::path::{Path, PathBuf};

use crate::cli::failure::Failure;
use crate::cli::import::{beside, told};
use crate::clock::Clock;
use crate::config::table::{List, preview};
use crate::console::{Previewed, Table, TableList};
use crate::domain::{Fact, Realm};
use crate::text::Lang;

/// What a table would change of what the journal in `dir` holds.
pub(super) fn compare(dir: &Path, table: &Table, lang: Lang) -> Result<Previewed, Failure> {
    let world = beside::world(dir)?;
    let (file, list) = (path(&table.file), list(table.list));
    let found = preview(&file, list, &world)?;
    let facts = world.counted_anew(found.facts(&world), Clock::machine().now());
    Ok(Previewed { lines: told(&file, list, &found, lang), facts: facts.into() })
}

/// Records what was read, through the journal's inbox.
pub(super) fn record(dir: &Path, realm: &Realm, operator: &str, facts: &[Fact]) -> Result<usize, Failure> {
    beside::hand_over(dir, realm, operator, facts).map(|()| facts.len())
}

/// `~/` is the person's directory, as in a shell.
fn path(typed: &str) -> PathBuf {
    match (typed.strip_prefix("~/"), std::env::var_os("HOME")) {
        (Some(rest), Some(home)) => Path::new(&home).join(rest),
        _ => PathBuf::from(typed),
    }
}

fn list(list: TableList) -> List {
    match list {
        TableList::Contacts => List::Contacts,
        TableList::Teams => List::Teams,
        TableList::Materials => List::Materials,
        TableList::Shelters => List::Shelters,
        TableList::Organs => List::Organs,
        TableList::Experts => List::Experts,
        TableList::Watches => List::Watches,
        TableList::Areas => List::Areas,
        TableList::Places => List::Places,
        TableList::Headquarters => List::Headquarters,
    }
}
