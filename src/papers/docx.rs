//! A document as an office's file: Office Open XML, with the page and the type sizes of official papers (GB/T 9704-2012).

use std::io::Cursor;

use docx_rs::{
    AlignmentType, Docx, Footer, Header, LineSpacing, LineSpacingType, PageMargin, PageNum, Paragraph, Run, RunFonts,
    SpecialIndentType, Table, TableCell, TableLayoutType, TableRow, WidthType,
};

use super::{Block, Document};
use crate::text::Lang;
use crate::text::visible::visible;

/// A page of A4 in twentieths of a point, and its margins of 37, 35, 28 and 26 mm.
const PAGE: (u32, u32) = (11_906, 16_838);
const TOP: i32 = 2098;
const BOTTOM: i32 = 1984;
const LEFT: i32 = 1587;
const RIGHT: i32 = 1474;
/// What the margins leave, in twentieths of a point.
const WIDTH: usize = 8845;

/// Half points: 22 pt, 16 pt, 12 pt, 10.5 pt.
const TITLE: usize = 44;
const TEXT: usize = 32;
const CELL: usize = 24;
const NOTE: usize = 21;

/// The file's bytes. The same document gives the same bytes.
pub fn docx(document: &Document, lang: Lang) -> Vec<u8> {
    let margins = PageMargin::new().top(TOP).bottom(BOTTOM).left(LEFT).right(RIGHT);
    let mut file = Docx::new()
        .page_size(PAGE.0, PAGE.1)
        .page_margin(margins)
        .default_fonts(fonts("仿宋"))
        .default_size(TEXT)
        .footer(
            Footer::new().add_paragraph(Paragraph::new().add_page_num(PageNum::new()).align(AlignmentType::Center)),
        );
    if !document.watermark.is_empty() {
        let mark = format!("【{}】", document.watermark);
        let run = run(&mark, TITLE).fonts(fonts("黑体")).bold().color("C00000");
        file = file.header(Header::new().add_paragraph(Paragraph::new().add_run(run).align(AlignmentType::Center)));
    }
    for paragraph in head(document) {
        file = file.add_paragraph(paragraph);
    }
    if !document.addressee.is_empty() {
        file = file.add_paragraph(line(&format!("{}{}", document.addressee, lang.pick("：", ":"))));
    }
    file = document.blocks.iter().fold(file, add);
    for text in &document.closing {
        file = file.add_paragraph(line(text).align(AlignmentType::Right));
    }
    for text in &document.notes {
        file = file.add_paragraph(Paragraph::new().add_run(run(text, NOTE)));
    }
    file = document.annex.iter().fold(file, add);
    let mut bytes = Cursor::new(Vec::new());
    match file.build().pack(&mut bytes) {
        Ok(()) => bytes.into_inner(),
        Err(error) => unreachable!("memory takes whatever is written to it: {error}"),
    }
}

fn add(file: Docx, block: &Block) -> Docx {
    match block {
        Block::Heading(text) => file.add_paragraph(
            Paragraph::new().add_run(run(text, TEXT).fonts(fonts("黑体"))).line_spacing(lines()).keep_next(true),
        ),
        Block::Paragraph(text) => text.lines().fold(file, |file, line| file.add_paragraph(body(line))),
        Block::Table { columns, widths, rows } => file.add_table(table(columns, widths, rows)),
    }
}

fn head(document: &Document) -> Vec<Paragraph> {
    let mut head: Vec<Paragraph> = document
        .marks
        .iter()
        .map(|mark| Paragraph::new().add_run(run(mark, TEXT).fonts(fonts("黑体"))).line_spacing(lines()))
        .collect();
    if !document.issuer.is_empty() {
        let run = run(&document.issuer, 52).fonts(fonts("宋体")).bold().color("C00000");
        head.push(Paragraph::new().add_run(run).align(AlignmentType::Center));
    }
    let number = [document.number.as_str(), document.signed.as_str()];
    let number: Vec<&str> = number.into_iter().filter(|text| !text.is_empty()).collect();
    if !number.is_empty() {
        head.push(line(&number.join("    ")).align(AlignmentType::Center));
    }
    let mark = if document.watermark.is_empty() { String::new() } else { format!("【{}】", document.watermark) };
    let title = run(&format!("{mark}{}", document.title), TITLE).fonts(fonts("宋体")).bold();
    let apart = LineSpacing::new().before(560).after(280);
    head.push(Paragraph::new().add_run(title).align(AlignmentType::Center).line_spacing(apart).keep_next(true));
    head
}

/// 28 pt from line to line.
fn lines() -> LineSpacing {
    LineSpacing::new().line_rule(LineSpacingType::Exact).line(560)
}

fn fonts(name: &str) -> RunFonts {
    RunFonts::new().ascii("Times New Roman").hi_ansi("Times New Roman").east_asia(name)
}

/// Text as it may stand in XML: control characters are shown as what they are.
fn run(text: &str, size: usize) -> Run {
    Run::new().add_text(visible(text).into_owned()).size(size)
}

fn line(text: &str) -> Paragraph {
    Paragraph::new().add_run(run(text, TEXT)).line_spacing(lines())
}

/// A paragraph of the text: its first line is indented by two characters.
fn body(text: &str) -> Paragraph {
    line(text).indent(None, Some(SpecialIndentType::FirstLine(640)), None, None)
}

fn table(columns: &[String], widths: &[u8], rows: &[Vec<String>]) -> Table {
    let grid: Vec<usize> = widths.iter().map(|share| WIDTH * usize::from(*share) / 100).collect();
    let cell = |text: &str, column: usize, bold: bool| {
        let wide = grid.get(column).copied().unwrap_or(0);
        let lines = text.lines().map(|line| {
            let run = run(line, CELL);
            Paragraph::new().add_run(if bold { run.bold() } else { run })
        });
        let cell = TableCell::new().width(wide, WidthType::Dxa);
        let filled = lines.fold(cell, TableCell::add_paragraph);
        // A cell without a paragraph is no valid one.
        if text.is_empty() { filled.add_paragraph(Paragraph::new()) } else { filled }
    };
    let row = |row: &[String], bold: bool| {
        let cells = 0..columns.len();
        TableRow::new(cells.map(|n| cell(row.get(n).map_or("", String::as_str), n, bold)).collect())
    };
    let all = std::iter::once(row(columns, true)).chain(rows.iter().map(|cells| row(cells, false)));
    Table::new(all.collect()).set_grid(grid.clone()).layout(TableLayoutType::Fixed)
}
