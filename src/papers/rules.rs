//! Rules to be read: what each says, where it stands, how far it can be trusted, and that it is nobody's law where it is none.

use super::{Block, Document};
use crate::domain::InForce;
use crate::text::say::Say;
use crate::text::words::RuleWord;

/// The rules behind something, in full; what concerns them all first.
pub fn rules(say: &Say<'_>, title: String, before: Vec<String>, rules: &[InForce<'_>]) -> Document {
    let mut blocks: Vec<Block> = before.into_iter().map(Block::Paragraph).collect();
    for force in rules {
        let row = force.row.as_ref();
        blocks.push(Block::Heading(format!("{} {}", say.rule_marked(&row.id), say.rule_text(row))));
        let named = |name: RuleWord, text: String| format!("  {}  {text}", say.word(name));
        let mut told = vec![
            named(RuleWord::Value, say.rule_value(&row.what)),
            named(RuleWord::Source, say.rule_source(row)),
            named(RuleWord::Trust, say.rule_trust(row)),
            named(RuleWord::Whence, say.rule_whence(force)),
            named(RuleWord::Force, say.rule_force(row)),
        ];
        if row.is_default() {
            told.push(format!("  {}", say.word(RuleWord::NotLaw)));
        }
        blocks.push(Block::Paragraph(told.join("\n")));
    }
    Document { watermark: Document::watermark(say.world.realm(), say.lang), title, blocks, ..Document::default() }
}
