//! A list from a table: the file is read outside, what it would change is read here, and nothing is recorded before a
//! person has said so.

use std::sync::Arc;

use super::{Ask, Effect, Model, Overlay, Then};
use crate::console::{Previewed, Reading, Table};
use crate::domain::Fact;
use crate::papers::{Block, Document};
use crate::text::tell::Both;
use crate::text::words::fill;

/// Asks the shell what the table would change.
pub(super) fn preview(model: &mut Model, table: Table) -> Vec<Effect> {
    model.note(format!("{}{}", model.lang.pick("正在读 ", "reading "), table.file));
    vec![Effect::Preview(table)]
}

/// What it would change is there to be read, or what is wrong with it.
pub(in crate::console) fn previewed(model: &mut Model, table: &Table, outcome: Result<Previewed, Both>) {
    let lang = model.lang;
    let (lines, facts) = match outcome {
        Ok(Previewed { lines, facts }) => (lines, Some(facts)),
        Err(why) => {
            model.warn(lang.pick("表格有错, 什么都没入账", "the table is wrong, nothing was recorded").to_owned());
            (why.text(lang).lines().map(str::to_owned).collect(), None)
        }
    };
    let facts = facts.filter(|facts| !facts.is_empty());
    if facts.is_some() {
        let (zh, en) = ("还没有入账: {0} 入账", "nothing is recorded yet: {0} records it");
        model.tell_key(super::super::Context::Reading, super::Action::Submit, zh, en);
    }
    let title = format!("{} {}", lang.pick("导入", "import:"), table.list.title(lang));
    let document = Document { title, blocks: vec![Block::Paragraph(lines.join("\n"))], ..Document::default() };
    model.overlays.push(Overlay::Reading(Reading { document, name: "import".to_owned(), top: 0, facts }));
}

/// Asks before what was read is recorded.
pub(super) fn ask(model: &mut Model, facts: Arc<[Fact]>) -> Vec<Effect> {
    let text = fill(model.lang.pick("以上 {0} 条入账?", "Record these {0}?"), &[&facts.len()]);
    model.overlays.push(Overlay::Ask(Ask { text, yes: false, then: Then::Import(facts), change: None }));
    Vec::new()
}

/// It was recorded, or why not.
pub(in crate::console) fn imported(model: &mut Model, outcome: Result<usize, Both>) {
    match outcome {
        Ok(count) => model.note(fill(model.lang.pick("名册已入账 {0} 条", "list recorded: {0}"), &[&count])),
        Err(why) => {
            let text = format!("{}{}", model.lang.pick("没有入账: ", "not recorded: "), why.text(model.lang));
            model.warn(text);
        }
    }
}
