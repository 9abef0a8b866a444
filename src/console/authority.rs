//! As what somebody sits here, and what the table says of what they are about to do.

use super::form::{Submission, submit};
use super::{FieldName, Form, FormKind, Model, Pick};
use crate::domain::{Beyond, Role, Standing, Timer, judge};
use crate::text::names;
use crate::text::say::Say;

impl Model {
    /// In which role somebody sits here; none when they gave none that is known.
    pub fn sitting(&self) -> Option<Role> {
        names::role(&self.role)
    }

    /// Where the one who commands here stands.
    pub fn standing(&self) -> Standing {
        Standing {
            area: self.area(),
            now: self.now,
            person: self.post.operator.clone(),
            role: self.sitting(),
            reason: String::new(),
        }
    }

    /// What is told before a form is submitted that goes beyond the role of who sits here; nothing when it does not, or
    /// is not filled in yet. Of what is to be ratified: by whom it can be, and why it was done.
    pub fn beyond(&self, form: &Form) -> Option<String> {
        let say = Say { world: &self.world, lang: self.lang };
        if form.kind == FormKind::Ratify {
            let Some(Pick::Override(of)) = form.pick(FieldName::Override) else { return None };
            let view = self.world.overridden(*of)?;
            let least = self.world.ratifier(view.basis, self.now)?;
            let (claim, rule) = (view.basis.claim(), view.basis.rule.clone());
            let beyond = Beyond { claim, role: view.basis.role, rule, least, raised: false };
            let why = say.override_reason(&view).unwrap_or_default();
            return Some(format!("{} {why}", say.reserved(&beyond)).trim_end().to_owned());
        }
        let (Submission::Command(command) | Submission::Ask(_, command)) = submit(form, self).ok()? else {
            return None;
        };
        let within = self.world.rules().within(Timer::Ratify, self.now);
        say.verdict(&judge(&self.world, &self.standing(), &command), within)
    }
}
