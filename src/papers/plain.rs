//! A document as lines of text: for the screen, and to be read aloud.

use super::{Block, Document};
use crate::text::cells::{Ambiguous, pad_right, width};
use crate::text::visible::visible;

/// The document as lines without line ends. No line holds anything that a terminal would obey.
pub fn plain(document: &Document) -> Vec<String> {
    let mut lines = Vec::new();
    let mark = |text: &str| {
        if document.watermark.is_empty() { text.to_owned() } else { format!("【{}】{text}", document.watermark) }
    };
    let head = [document.marks.join("  "), document.issuer.clone(), document.number.clone(), document.signed.clone()];
    lines.extend(head.into_iter().filter(|line| !line.is_empty()));
    lines.push(mark(&document.title));
    lines.extend(Some(&document.addressee).filter(|to| !to.is_empty()).map(|to| format!("{to}:")));
    lines.extend(document.blocks.iter().flat_map(of_block));
    if !document.closing.is_empty() {
        lines.push(String::new());
    }
    lines.extend(document.closing.iter().cloned());
    lines.extend(document.notes.iter().map(|note| format!("({note})")));
    lines.extend(document.annex.iter().flat_map(of_block));
    lines.iter().map(|line| visible(line).into_owned()).collect()
}

fn of_block(block: &Block) -> Vec<String> {
    match block {
        Block::Heading(text) => vec![String::new(), text.clone()],
        Block::Paragraph(text) => text.lines().map(str::to_owned).collect(),
        Block::Table { columns, rows, .. } => table(columns, rows),
    }
}

/// Columns as wide as their widest cell, two cells apart; the last one takes what it takes.
fn table(columns: &[String], rows: &[Vec<String>]) -> Vec<String> {
    let all = || std::iter::once(columns).chain(rows.iter().map(Vec::as_slice));
    let cell = |row: &[String], column: usize| {
        row.get(column).map(|text| visible(&text.replace('\n', "; ")).into_owned()).unwrap_or_default()
    };
    let wide = |column| all().map(|row| width(&cell(row, column), Ambiguous::default())).max().unwrap_or(0);
    let widths: Vec<usize> = (0..columns.len()).map(wide).collect();
    let line = |row: &[String]| {
        let cells =
            widths.iter().enumerate().map(|(column, wide)| pad_right(&cell(row, column), *wide, Ambiguous::default()));
        cells.collect::<Vec<_>>().join("  ").trim_end().to_owned()
    };
    all().map(line).collect()
}
