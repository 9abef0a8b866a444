//! Lists as a bureau has them: a table of comma-separated text in UTF-8 or GBK, or a workbook, and what it would change.
//!
//! A table is read whole and never stops at the first mistake: every [`Cell`] that is wrong is named by row and column.
//! Columns are known by the names that tables use, in Chinese and English (`columns`); a column that is not there
//! leaves its field as it is, an empty cell empties it. Nothing here records anything.

mod cards;
mod columns;
mod heading;
mod readiness;
mod region;
mod sheet;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::Path;

use crate::config::Fault;
use crate::domain::{Aspect, Fact, Listed, World};
use crate::limits::{TABLE_COLUMNS_MAX, TABLE_ROWS_MAX, TABLE_WRONGS_SHOWN};
use crate::text::Lang;
use crate::text::tell::{Both, Tell, both};

pub use cards::Card;
pub use columns::List;
pub use region::Entry;
pub use sheet::Sheet;

/// Why a table was not taken.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum TableFault {
    /// The file.
    #[error(transparent)]
    File(#[from] Fault),
    /// Neither encoding.
    #[error("{file}: row {row}: is neither UTF-8 nor GBK text; save it as UTF-8")]
    Encoding {
        /// The file.
        file: String,
        /// The first row that cannot be read.
        row: usize,
    },
    /// A workbook of before 2007.
    #[error("{file}: is a workbook of the old form (.xls); save it as .xlsx or as .csv")]
    OldWorkbook {
        /// The file.
        file: String,
    },
    /// A workbook or text that cannot be read.
    #[error("{file}: cannot be read as a table: {why}; save it anew as .xlsx or as .csv")]
    Unreadable {
        /// The file.
        file: String,
        /// Why.
        why: Both,
    },
    /// Too large.
    #[error("{file}: has more than {TABLE_ROWS_MAX} rows or {TABLE_COLUMNS_MAX} columns; import it in parts")]
    TooLarge {
        /// The file.
        file: String,
    },
    /// No row that names columns.
    #[error("{file}: no row names the columns; one of the first rows must have {}", needed.join(", "))]
    NoHeading {
        /// The file.
        file: String,
        /// Columns that must be there.
        needed: Vec<String>,
    },
    /// Cells that are wrong; never empty.
    #[error("{}", lines(.0).join("\n"))]
    Cells(Vec<Cell>),
}

/// A cell that is wrong.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Cell {
    /// The file as it was named.
    pub file: String,
    /// Its row in the file, from 1.
    pub row: usize,
    /// Its column, from 1, and what that is called; none for the row as a whole.
    pub column: Option<(usize, String)>,
    /// What is wrong.
    pub wrong: Both,
}

impl fmt::Display for Cell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: row {}", self.file, self.row)?;
        if let Some((column, name)) = &self.column {
            write!(f, ", column {column} ({name})")?;
        }
        write!(f, ": {}", self.wrong)
    }
}

/// The first few in full, and how many there are besides: whoever mends those sees the rest.
fn lines(cells: &[Cell]) -> Vec<String> {
    let more = cells.len().saturating_sub(TABLE_WRONGS_SHOWN);
    let more = (more > 0).then(|| format!("and {more} more"));
    cells.iter().take(TABLE_WRONGS_SHOWN).map(Cell::to_string).chain(more).collect()
}

/// A field that would change.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FieldChange {
    /// Its column.
    pub name: (&'static str, &'static str),
    /// What stands.
    pub before: String,
    /// What the table says.
    pub after: String,
}

/// What a row of the table would do.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Change {
    /// Nobody of this code is in the list.
    New(Card),
    /// Its fields differ.
    Changed(Card, Vec<FieldChange>),
    /// It stands as it is.
    Same(Card),
}

/// What a table would change.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Preview {
    /// Row by row.
    pub changes: Vec<Change>,
    /// Cards of the list that are not in the table. They stay: a table may be a part.
    pub gone: Vec<(String, String)>,
    /// Columns that mean nothing here.
    pub unread: Vec<String>,
    /// Cells that were made harmless, by row and column: they began like a formula, or held control characters.
    pub defused: Vec<(usize, usize)>,
}

impl Preview {
    /// What is to be recorded when a person says so.
    pub fn facts(&self, world: &World) -> Vec<Fact> {
        let card = |change: &Change| match change {
            Change::New(card) | Change::Changed(card, _) => Some(card.clone()),
            Change::Same(_) => None,
        };
        self.changes.iter().filter_map(card).flat_map(|card| facts(world, card)).collect()
    }
}

fn facts(world: &World, card: Card) -> Vec<Fact> {
    match card {
        Card::Region(entry) => region::facts(world, *entry),
        Card::Team(team) => {
            let after = world.heads(&Aspect::Team(team.code.clone()));
            vec![Fact::TeamEnrolled { team: *team, after }]
        }
        Card::Listed(card) => {
            let after = world.heads(&Aspect::Listed(card.kind(), card.code().clone()));
            vec![Fact::listing(*card, after)]
        }
    }
}

/// Reads the table in a file and says what it would change of a list.
pub fn preview(path: &Path, list: List, world: &World) -> Result<Preview, TableFault> {
    compare(Sheet::read(path)?, list, world)
}

/// What a table would change of a list.
pub fn compare(sheet: Sheet, list: List, world: &World) -> Result<Preview, TableFault> {
    let heading = heading::find(&sheet, list)?;
    let known: BTreeMap<String, Card> = standing(list, world).map(|card| (card.code().to_owned(), card)).collect();
    let (mut wrong, mut changes) = (Vec::new(), Vec::new());
    let mut codes: BTreeMap<String, usize> = BTreeMap::new();
    for row in sheet.rows.iter().filter(|row| row.number > heading.row && !row.is_empty()) {
        let cells = heading.cells(row);
        let card = match cards::read(list, &cells, &known, world) {
            Ok(card) => card,
            Err(found) => {
                wrong.extend(found.into_iter().map(|(key, why)| heading.wrong(&sheet.file, row.number, key, why)));
                continue;
            }
        };
        if let Some(first) = codes.insert(card.code().to_owned(), row.number) {
            let code = card.code();
            let why = both!(
                "`{code}` 在第 {first} 行已经给过; 各给一次",
                "`{code}` was already given in row {first}; each is given once"
            );
            wrong.push(heading.wrong(&sheet.file, row.number, List::KEY, why));
            continue;
        }
        changes.push(match known.get(card.code()) {
            None => Change::New(card),
            Some(before) => match differences(list, before, &card) {
                fields if fields.is_empty() => Change::Same(card),
                fields => Change::Changed(card, fields),
            },
        });
    }
    if !wrong.is_empty() {
        return Err(TableFault::Cells(wrong));
    }
    let given: BTreeSet<&String> = codes.keys().collect();
    let gone = known.iter().filter(|(code, _)| !given.contains(code));
    let gone = gone.map(|(code, card)| (code.clone(), card.name().to_owned())).collect();
    Ok(Preview { changes, gone, unread: heading.unread, defused: sheet.defused })
}

fn standing(list: List, world: &World) -> Box<dyn Iterator<Item = Card> + '_> {
    match list.kind() {
        None if list.is_of_a_region() => {
            Box::new(region::standing(list, world).into_iter().map(|entry| Card::Region(Box::new(entry))))
        }
        None => Box::new(world.teams().into_iter().map(|view| Card::Team(Box::new(view.team.clone())))),
        Some(kind) => Box::new(world.listed(kind).cloned().map(Card::from)),
    }
}

/// What a card says, column by column; empty columns, and those that repeat its code or name, are left out.
pub fn said(list: List, card: &Card, lang: Lang) -> Vec<(&'static str, String)> {
    let columns = list.columns().iter().map(|column| (lang.pick(column.zh(), column.en), card.get(column.key)));
    columns.filter(|(_, cell)| !cell.is_empty() && cell != card.name() && cell != card.code()).collect()
}

fn differences(list: List, before: &Card, after: &Card) -> Vec<FieldChange> {
    let fields = list.columns().iter().map(|column| FieldChange {
        name: (column.zh(), column.en),
        before: before.get(column.key),
        after: after.get(column.key),
    });
    fields.filter(|field| field.before != field.after).collect()
}

impl FieldChange {
    /// The column's name.
    pub fn title(&self, lang: Lang) -> &'static str {
        lang.pick(self.name.0, self.name.1)
    }
}

/// The kind of a listed card, for whoever reads previews.
impl From<Listed> for Card {
    fn from(card: Listed) -> Self {
        Self::Listed(Box::new(card))
    }
}

impl Tell for TableFault {
    fn zh(&self) -> String {
        match self {
            Self::File(fault) => fault.zh(),
            Self::Encoding { file, row } => format!("{file}: 第 {row} 行: 不是 UTF-8 也不是 GBK 文字; 存成 UTF-8"),
            Self::OldWorkbook { file } => format!("{file}: 是旧格式的工作簿 (.xls); 存成 .xlsx 或 .csv"),
            Self::Unreadable { file, why } => {
                format!("{file}: 读不成表: {}; 重新存成 .xlsx 或 .csv", why.zh())
            }
            Self::TooLarge { file } => {
                format!("{file}: 超过 {TABLE_ROWS_MAX} 行或 {TABLE_COLUMNS_MAX} 列; 分几次导入")
            }
            Self::NoHeading { file, needed } => {
                format!("{file}: 没有写列名的一行; 开头几行里要有一行写着 {}", needed.join(", "))
            }
            Self::Cells(cells) => {
                let more = cells.len().saturating_sub(TABLE_WRONGS_SHOWN);
                let more = (more > 0).then(|| format!("另有 {more} 处"));
                cells.iter().take(TABLE_WRONGS_SHOWN).map(Tell::zh).chain(more).collect::<Vec<_>>().join("\n")
            }
        }
    }
}

impl Tell for Cell {
    fn zh(&self) -> String {
        let Self { file, row, column, wrong } = self;
        let column = column.as_ref().map(|(column, name)| format!("第 {column} 列 ({name})")).unwrap_or_default();
        format!("{file}: 第 {row} 行{column}: {}", wrong.zh())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::tell::tests::told;

    #[test]
    fn every_fault_of_a_table_is_told_in_both_languages() {
        let file = || "/T/A.1".to_owned();
        let cell =
            Cell { file: file(), row: 3, column: Some((2, "B".into())), wrong: Both::words("空着", "is empty") };
        let source = include_str!("table.rs");
        told(
            source,
            "TableFault",
            &[
                TableFault::File(Fault::Missing { file: file() }),
                TableFault::Encoding { file: file(), row: 3 },
                TableFault::OldWorkbook { file: file() },
                TableFault::Unreadable { file: file(), why: Both::words("坏了", "spoilt") },
                TableFault::TooLarge { file: file() },
                TableFault::NoHeading { file: file(), needed: vec!["N1 (N2)".into()] },
                TableFault::Cells(vec![cell.clone(), Cell { column: None, ..cell.clone() }]),
            ],
        );
        told(source, "Cell", &[cell]);
    }
}
