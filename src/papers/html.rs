//! A document as one print-ready page of HTML: A4, the margins and type sizes of official papers (GB/T 9704-2012:
//! 37/35/28/26 mm, title 22 pt, text 16 pt on 28 pt), nothing loaded from anywhere.

use std::fmt::Write;

use super::{Block, Document};
use crate::text::Lang;
use crate::text::visible::visible;

/// How the page looks, on a screen and printed.
const STYLE: &str = "\
@page{size:A4;margin:37mm 26mm 35mm 28mm}\
body{font:16pt/28pt FangSong,STFangsong,'FangSong_GB2312','Noto Serif CJK SC',serif;max-width:156mm;margin:12mm auto;color:#000}\
@media print{body{margin:0;max-width:none}}\
header{font-family:SimHei,STHeiti,'Noto Sans CJK SC',sans-serif}\
.issuer{font:bold 26pt/36pt 'Noto Serif CJK SC',STSong,SimSun,serif;color:#c00;text-align:center;margin:8mm 0 4mm}\
.number{display:flex;justify-content:space-between;border-bottom:2pt solid #c00;padding-bottom:2mm}\
h1{font:bold 22pt/33pt 'Noto Serif CJK SC',STSong,SimSun,serif;text-align:center;margin:12mm 0 8mm}\
h2{font:16pt/28pt SimHei,STHeiti,'Noto Sans CJK SC',sans-serif;margin:0;break-after:avoid}\
p{margin:0;text-indent:2em;white-space:pre-line;overflow-wrap:anywhere}\
p.to{text-indent:0}\
.closing{text-align:right;margin-top:12mm;break-inside:avoid}.closing p{text-indent:0}\
table{border-collapse:collapse;width:100%;font-size:12pt;line-height:18pt;table-layout:fixed}\
thead{display:table-header-group}tr{break-inside:avoid}\
th,td{border:.5pt solid #000;padding:1mm 1.5mm;text-align:left;vertical-align:top;overflow-wrap:anywhere}\
footer{margin-top:8mm;border-top:.5pt solid #000;font-size:10.5pt;line-height:16pt}footer p{text-indent:0}\
.water{position:fixed;inset:0;display:flex;align-items:center;justify-content:center;font-size:110pt;\
color:rgba(200,0,0,.14);transform:rotate(-30deg);pointer-events:none;z-index:1}";

/// The document as a page. Text is escaped, and control characters are shown as what they are.
pub fn html(document: &Document, lang: Lang) -> String {
    let code = lang.pick("zh-CN", "en");
    let title = escaped(&document.title);
    let mut page = format!(
        "<!DOCTYPE html>\n<html lang=\"{code}\">\n<head>\n<meta charset=\"utf-8\">\n<title>{title}</title>\n\
         <style>{STYLE}</style>\n</head>\n<body>\n"
    );
    let mut add = |line: String| {
        page.push_str(&line);
        page.push('\n');
    };
    if !document.watermark.is_empty() {
        add(format!("<div class=\"water\">{}</div>", escaped(&document.watermark)));
    }
    add(head(document));
    let mark =
        if document.watermark.is_empty() { String::new() } else { format!("【{}】", escaped(&document.watermark)) };
    add(format!("<h1>{mark}{title}</h1>"));
    if !document.addressee.is_empty() {
        add(format!("<p class=\"to\">{}{}</p>", escaped(&document.addressee), lang.pick("：", ":")));
    }
    document.blocks.iter().for_each(|block| add(of_block(block)));
    if !document.closing.is_empty() {
        add(format!("<div class=\"closing\">{}</div>", paragraphs(&document.closing)));
    }
    if !document.notes.is_empty() {
        add(format!("<footer>{}</footer>", paragraphs(&document.notes)));
    }
    document.annex.iter().for_each(|block| add(of_block(block)));
    page.push_str("</body>\n</html>\n");
    page
}

fn of_block(block: &Block) -> String {
    match block {
        Block::Heading(text) => format!("<h2>{}</h2>", escaped(text)),
        Block::Paragraph(text) => format!("<p>{}</p>", escaped(text)),
        Block::Table { columns, widths, rows } => table(columns, widths, rows),
    }
}

fn head(document: &Document) -> String {
    let mut head = "<header>".to_owned();
    if !document.marks.is_empty() {
        head.push_str(&paragraphs(&document.marks));
    }
    if !document.issuer.is_empty() {
        let _infallible = write!(head, "<div class=\"issuer\">{}</div>", escaped(&document.issuer));
    }
    let (number, signed) = (escaped(&document.number), escaped(&document.signed));
    let _infallible = write!(head, "<div class=\"number\"><span>{number}</span><span>{signed}</span></div></header>");
    head
}

fn paragraphs(lines: &[String]) -> String {
    joined(lines.iter().map(|line| format!("<p class=\"to\">{}</p>", escaped(line))))
}

fn table(columns: &[String], widths: &[u8], rows: &[Vec<String>]) -> String {
    let cols = joined(widths.iter().map(|share| format!("<col style=\"width:{share}%\">")));
    let names = joined(columns.iter().map(|name| format!("<th>{}</th>", escaped(name))));
    let cells = |row: &Vec<String>| {
        let cell = |column: usize| row.get(column).map(|text| escaped(text)).unwrap_or_default();
        joined((0..columns.len()).map(|column| format!("<td>{}</td>", cell(column))))
    };
    let rows = joined(rows.iter().map(|row| format!("<tr>{}</tr>\n", cells(row))));
    format!("<table><colgroup>{cols}</colgroup><thead><tr>{names}</tr></thead><tbody>\n{rows}</tbody></table>")
}

fn joined(pieces: impl Iterator<Item = String>) -> String {
    pieces.collect::<Vec<_>>().concat()
}

/// Text as it may stand in an element or an attribute; line breaks stay.
fn escaped(text: &str) -> String {
    let lines = text.lines().map(|line| {
        let mut out = String::new();
        for c in visible(line).chars() {
            match c {
                '&' => out.push_str("&amp;"),
                '<' => out.push_str("&lt;"),
                '>' => out.push_str("&gt;"),
                '"' => out.push_str("&quot;"),
                '\'' => out.push_str("&#39;"),
                c => out.push(c),
            }
        }
        out
    });
    lines.collect::<Vec<_>>().join("\n")
}
