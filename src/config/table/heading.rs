//! The row that names the columns: the first that names what must be there; titles may stand above it.

use std::collections::BTreeMap;

use super::columns::{Column, List};
use super::sheet::{Row, Sheet, name_of};
use super::{Cell, TableFault};
use crate::limits::TABLE_HEADING_WITHIN;
use crate::text::tell::Both;

/// Where which column is.
pub(super) struct Heading {
    /// Its row.
    pub(super) row: usize,
    /// By key: the place, from 0, and the name as the table has it.
    places: BTreeMap<&'static str, (usize, String)>,
    /// Columns that mean nothing here.
    pub(super) unread: Vec<String>,
}

/// Finds the heading.
pub(super) fn find(sheet: &Sheet, list: List) -> Result<Heading, TableFault> {
    let rows = sheet.rows.iter().filter(|row| !row.is_empty()).take(TABLE_HEADING_WITHIN);
    let mut headings = rows.map(|row| read(row, list));
    let complete = |heading: &Heading| list.needed().all(|column| heading.places.contains_key(column.key));
    headings.find(complete).ok_or_else(|| TableFault::NoHeading {
        file: sheet.file.clone(),
        needed: list.needed().map(|column| format!("{} ({})", column.zh(), column.en)).collect(),
    })
}

fn read(row: &Row, list: List) -> Heading {
    let mut heading = Heading { row: row.number, places: BTreeMap::new(), unread: Vec::new() };
    for (place, name) in row.cells.iter().enumerate().filter(|(_, name)| !name.is_empty()) {
        match list.columns().iter().find(|column| column.is_called(&plain(name))) {
            Some(Column { key, .. }) if !heading.places.contains_key(key) => {
                heading.places.insert(key, (place, name.clone()));
            }
            _ => heading.unread.push(name.clone()),
        }
    }
    heading
}

/// A name without spaces, marks and units: `*容纳人数（人）` is `容纳人数`.
fn plain(name: &str) -> String {
    let end = name.find(['(', '（', '[', '【', ':', '：']).filter(|at| *at > 0).unwrap_or(name.len());
    let name = name.get(..end).unwrap_or(name);
    name.chars().filter(|c| !c.is_whitespace() && !"*＊_-/".contains(*c)).flat_map(char::to_lowercase).collect()
}

impl Heading {
    /// The cells of a row by the key of their column; a short row has empty ones.
    pub(super) fn cells<'a>(&self, row: &'a Row) -> BTreeMap<&'static str, &'a str> {
        let cell = |place: usize| row.cells.get(place).map_or("", String::as_str);
        self.places.iter().map(|(key, (place, _))| (*key, cell(*place))).collect()
    }

    /// A cell that is wrong.
    pub(super) fn wrong(&self, file: &str, row: usize, key: &str, wrong: Both) -> Cell {
        let column = self.places.get(key).map(|(place, name)| (place + 1, format!("{} {name}", name_of(place + 1))));
        Cell { file: file.to_owned(), row, column, wrong }
    }
}
