//! Cells of a file: comma-separated text in UTF-8 or GBK, or the first sheet of a workbook.

use std::collections::BTreeMap;
use std::io::Cursor;
use std::path::Path;

use calamine::{DataRef, Reader, Xlsx};
use encoding_rs::{GB18030, UTF_16BE, UTF_16LE};

use super::{Cell, TableFault};
use crate::config::Fault;
use crate::limits::{FIELD_BYTES_MAX, TABLE_COLUMNS_MAX, TABLE_FILE_BYTES_MAX, TABLE_ROWS_MAX};
use crate::text::tell::{Both, both};

/// Rows of cells.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Sheet {
    /// The file as it was named.
    pub(super) file: String,
    pub(super) rows: Vec<Row>,
    /// Cells that were made harmless, by row and column.
    pub(super) defused: Vec<(usize, usize)>,
}

/// One row.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Row {
    /// Its number in the file, from 1.
    pub(super) number: usize,
    pub(super) cells: Vec<String>,
}

impl Row {
    pub(super) fn is_empty(&self) -> bool {
        self.cells.iter().all(String::is_empty)
    }
}

impl Sheet {
    /// Reads a file.
    pub fn read(path: &Path) -> Result<Self, TableFault> {
        let file = path.display().to_string();
        let unreadable = |error: std::io::Error| match error.kind() {
            std::io::ErrorKind::NotFound => Fault::Missing { file: file.clone() },
            std::io::ErrorKind::IsADirectory => Fault::Directory { file: file.clone() },
            _ => Fault::Unreadable { file: file.clone(), why: Both::of(&error) },
        };
        let length = std::fs::metadata(path).map_err(unreadable)?.len();
        if length > TABLE_FILE_BYTES_MAX {
            return Err(TableFault::TooLarge { file });
        }
        let bytes = std::fs::read(path).map_err(unreadable)?;
        Self::of(file, &bytes)
    }

    /// The cells of a file's bytes: what it is shows in how it begins.
    pub fn of(file: String, bytes: &[u8]) -> Result<Self, TableFault> {
        let rows = if bytes.starts_with(b"PK\x03\x04") {
            workbook(&file, bytes)?
        } else if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
            return Err(TableFault::OldWorkbook { file });
        } else {
            text(&file, &decoded(&file, bytes)?)?
        };
        let mut sheet = Self { file, rows: Vec::new(), defused: Vec::new() };
        let mut wrong = Vec::new();
        for (number, cells) in rows {
            let mut clean = Vec::with_capacity(cells.len());
            for (column, cell) in (1..).zip(cells) {
                let cell = cell.and_then(|cell| sheet.clean(number, column, &cell));
                clean.push(cell.unwrap_or_else(|why| {
                    let column = Some((column, name_of(column)));
                    wrong.push(Cell { file: sheet.file.clone(), row: number, column, wrong: why });
                    String::new()
                }));
            }
            sheet.rows.push(Row { number, cells: clean });
        }
        if wrong.is_empty() { Ok(sheet) } else { Err(TableFault::Cells(wrong)) }
    }

    /// A cell without what a terminal or a spreadsheet would obey.
    fn clean(&mut self, row: usize, column: usize, cell: &str) -> Result<String, Both> {
        // Cells of several lines are names and addresses that were wrapped.
        let spaced: String = cell.chars().map(|c| if matches!(c, '\n' | '\r' | '\t') { ' ' } else { c }).collect();
        let mut text: String = spaced.chars().filter(|c| !commands(*c)).collect();
        text = text.trim().to_owned();
        let number = text.trim_start_matches(['+', '-']).chars().all(|c| c.is_ascii_digit() || " -().,".contains(c));
        let formula = text.starts_with(['=', '@']) || (text.starts_with(['+', '-']) && !number);
        if formula {
            // A spreadsheet that is made of it later shows it and does not run it.
            text.insert(0, '\'');
        }
        if formula || spaced.chars().any(commands) {
            self.defused.push((row, column));
        }
        if text.len() > FIELD_BYTES_MAX {
            let bytes = text.len();
            return Err(both!(
                "占 {bytes} 字节, 一项最多 {FIELD_BYTES_MAX}; 写短一些",
                "takes {bytes} bytes, more than the {FIELD_BYTES_MAX} a field may have; make it shorter"
            ));
        }
        Ok(text)
    }
}

/// Characters that move a cursor, hide or reorder text.
fn commands(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}')
}

/// `A`, `B`, … `AA`: as spreadsheets name columns.
pub(super) fn name_of(column: usize) -> String {
    let (mut left, mut name) = (column, String::new());
    while left > 0 {
        let letter = u8::try_from((left - 1) % 26).unwrap_or(0);
        name.insert(0, char::from(b'A' + letter));
        left = (left - 1) / 26;
    }
    name
}

/// The text of a file: by its mark, else UTF-8 where it is that, else GBK.
fn decoded(file: &str, bytes: &[u8]) -> Result<String, TableFault> {
    if let Some(rest) = bytes.strip_prefix(b"\xEF\xBB\xBF") {
        return utf8(file, rest);
    }
    for (mark, encoding) in [(b"\xFF\xFE", UTF_16LE), (b"\xFE\xFF", UTF_16BE)] {
        if let Some(rest) = bytes.strip_prefix(mark) {
            let (text, wrong) = encoding.decode_without_bom_handling(rest);
            return if wrong {
                Err(TableFault::Encoding { file: file.to_owned(), row: 1 })
            } else {
                Ok(text.into_owned())
            };
        }
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok(text.to_owned());
    }
    // No second byte of GBK is a line's end, so lines can be read one by one and the wrong one named.
    let mut text = String::new();
    for (row, line) in (1..).zip(bytes.split_inclusive(|byte| *byte == b'\n')) {
        let (line, wrong) = GB18030.decode_without_bom_handling(line);
        if wrong || line.contains('\0') {
            return Err(TableFault::Encoding { file: file.to_owned(), row });
        }
        text.push_str(&line);
    }
    Ok(text)
}

fn utf8(file: &str, bytes: &[u8]) -> Result<String, TableFault> {
    std::str::from_utf8(bytes).map(str::to_owned).map_err(|error| {
        let before = bytes.get(..error.valid_up_to()).unwrap_or_default();
        TableFault::Encoding { file: file.to_owned(), row: before.split(|byte| *byte == b'\n').count() }
    })
}

/// A row's number, and its cells or what is wrong with them.
type Cells = Vec<(usize, Vec<Result<String, Both>>)>;

fn text(file: &str, text: &str) -> Result<Cells, TableFault> {
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let count = |mark: char| first.chars().filter(|c| *c == mark).count();
    let mark = [',', '\t', ';'].into_iter().max_by_key(|mark| (count(*mark), *mark == ',')).unwrap_or(',');
    let delimiter = u8::try_from(mark).unwrap_or(b',');
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(text.as_bytes());
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record
            .map_err(|error| TableFault::Unreadable { file: file.to_owned(), why: Both::same(error.to_string()) })?;
        if rows.len() == TABLE_ROWS_MAX || record.len() > TABLE_COLUMNS_MAX {
            return Err(TableFault::TooLarge { file: file.to_owned() });
        }
        let number = record.position().map_or(rows.len() + 1, |place| usize::try_from(place.line()).unwrap_or(0));
        rows.push((number, record.iter().map(|cell| Ok(cell.to_owned())).collect()));
    }
    Ok(rows)
}

/// The first sheet, cell by cell: a workbook says itself how large it is, and is not believed.
fn workbook(file: &str, bytes: &[u8]) -> Result<Cells, TableFault> {
    let unreadable =
        |why: calamine::XlsxError| TableFault::Unreadable { file: file.to_owned(), why: Both::same(why.to_string()) };
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(unreadable)?;
    let Some(name) = book.sheet_names().first().cloned() else { return Ok(Vec::new()) };
    let mut reader = book.worksheet_cells_reader(&name).map_err(unreadable)?;
    let mut rows: BTreeMap<usize, Vec<Result<String, Both>>> = BTreeMap::new();
    while let Some(cell) = reader.next_cell().map_err(unreadable)? {
        let (row, column) = cell.get_position();
        let (row, column) = (usize::try_from(row).unwrap_or(0) + 1, usize::try_from(column).unwrap_or(0));
        let Some(value) = value(cell.get_value()) else { continue };
        if column >= TABLE_COLUMNS_MAX || row > TABLE_ROWS_MAX {
            return Err(TableFault::TooLarge { file: file.to_owned() });
        }
        let cells = rows.entry(row).or_default();
        if cells.len() <= column {
            cells.resize(column + 1, Ok(String::new()));
        }
        if let Some(place) = cells.get_mut(column) {
            *place = value;
        }
    }
    Ok(rows.into_iter().collect())
}

/// What a cell shows; `None` for an empty one. Numbers are written as people write them: a telephone number is no
/// fraction.
fn value(data: &DataRef<'_>) -> Option<Result<String, Both>> {
    Some(match data {
        DataRef::Empty => return None,
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => Ok(text.clone()),
        DataRef::SharedString(text) => Ok((*text).to_owned()),
        DataRef::Int(number) => Ok(number.to_string()),
        DataRef::Float(number) => Ok(number.to_string()),
        DataRef::Bool(truth) => Ok(if *truth { "是" } else { "否" }.to_owned()),
        DataRef::DateTime(time) => Ok(time.as_f64().to_string()),
        DataRef::Error(error) => {
            Err(both!("是错误值 {error}; 换成值", "holds the error {error}; put a value in its place"))
        }
    })
}
