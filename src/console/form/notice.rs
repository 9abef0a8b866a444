//! The form of a notice to neighbours and the garrison.

use super::options::{choice as option, heard_by, say};
use super::{Choice, Field, FieldName, Pick};
use crate::console::Model;
use crate::console::form::build::{choice, text, time};
use crate::domain::{Due, EventId};
use crate::text::words::{NoticeWord, Word};

/// Whom, who told them, how and when.
pub(super) fn fields(model: &Model, about: EventId) -> Vec<Field> {
    vec![
        choice(FieldName::To, whom(model, about), None),
        text(FieldName::By, &model.post.operator),
        choice(FieldName::Means, heard_by(model), Some(&Pick::Means(crate::domain::Means::Phone))),
        time(FieldName::At),
    ]
}

/// Everybody who was not told, then each of them.
fn whom(model: &Model, about: EventId) -> Vec<Choice> {
    let all = option(Pick::Nothing, "", NoticeWord::All.say(model.lang));
    let left = model.world.notices(about).into_iter().filter(|view| view.given.is_none());
    let one = |to: Option<&crate::domain::ListCode>| option(Pick::Notified(to.cloned()), "", say(model).notified(to));
    [all].into_iter().chain(left.map(|view| one(view.to))).collect()
}

impl Model {
    /// What a notice is about: what the rail says, else the first that somebody was not told of.
    pub(in crate::console) fn notice_meant(&self) -> Option<EventId> {
        let here = self.selected_deadline().filter(|_| self.pane == crate::console::Pane::Rail);
        let of = |what: &Due| if let Due::Notify { about } = what { Some(*about) } else { None };
        let here = here.and_then(|deadline| of(&deadline.what));
        here.or_else(|| self.rail().iter().find_map(|deadline| of(&deadline.what)))
    }
}
