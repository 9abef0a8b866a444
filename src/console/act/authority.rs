//! What goes beyond the role of who sits here: asked why where that can be waited for, and marked.

use super::{Model, Overlay};
use crate::console::FormKind;
use crate::console::form::{Known, build};
use crate::domain::{Command, Override};
use crate::text::say::Say;
use crate::text::words::AuthorityWord;

/// Asks why; what was typed so far stays below.
pub(super) fn ask(model: &mut Model, command: Command, text: String) {
    let form = build(model, FormKind::Why(Box::new(command)), &Known::default());
    model.overlays.push(Overlay::Form(form));
    model.warn(text);
}

/// What the operator is told of what has just gone beyond their role.
pub(super) fn marked(model: &Model, basis: &Override) -> String {
    let say = Say { world: &model.world, lang: model.lang };
    match basis.role {
        Some(_) => say.word(AuthorityWord::Marked).to_owned(),
        None => format!("{} {}", say.word(AuthorityWord::NoRole), say.word(AuthorityWord::Marked)),
    }
}
