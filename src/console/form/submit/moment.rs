//! Times that were typed.

use super::{Fault, Filled};
use crate::clock::{At, Span};
use crate::console::form::FieldName;
use crate::console::form::time::{self, Ahead};
use crate::domain::Refusal;
use crate::text::words::{HelpWord, Word};
use crate::text::{refusal, when};

impl Filled<'_> {
    /// A time, when one was typed.
    pub(super) fn time(&self, name: FieldName) -> Result<Option<At>, Fault> {
        let text = self.text(name);
        let why = || {
            let lang = self.model.lang;
            let how = lang.pick("不是时间: 写 16:05 或 07-20 16:05", "is not a time: write 16:05 or 07-20 16:05");
            (name, format!("{text} {how}"))
        };
        if text.is_empty() { Ok(None) } else { time::parse(&text, self.model.now).map(Some).ok_or_else(why) }
    }

    /// A time; when none was typed, that of the form's opening: what is entered is known since then.
    pub(super) fn time_or_opened(&self, name: FieldName) -> Result<At, Fault> {
        Ok(self.time(name)?.unwrap_or(self.form.opened))
    }

    /// The same of what cannot lie ahead, such as when somebody got word: the clocks that run from it would not run yet.
    pub(super) fn over(&self, name: FieldName) -> Result<At, Fault> {
        let at = self.time_or_opened(name)?;
        if at > self.model.now { Err((name, refusal::words(self.model.lang, &Refusal::NotYet))) } else { Ok(at) }
    }

    /// A time that lies ahead of `from`, when one was typed: a limit, until when something is valid or reserved, when
    /// somebody is expected. A time of day that is just over is asked back; with its date it goes through.
    pub(super) fn ahead(&self, name: FieldName, from: At) -> Result<Option<At>, Fault> {
        match time::ahead(&self.text(name), from) {
            Some(Ahead::At(at)) => Ok(Some(at)),
            Some(Ahead::Over(at)) => {
                let next = when::date_minute(at + Span::hours(24));
                Err((name, HelpWord::JustOver.with(self.model.lang, &[&when::minute(at), &next])))
            }
            None => self.time(name),
        }
    }

    /// When somebody is expected to arrive, after it was told.
    pub(super) fn expected(&self) -> Result<Option<At>, Fault> {
        self.ahead(FieldName::Eta, self.time_or_opened(FieldName::At)?)
    }

    /// Until when alarms are put aside. What is over already takes back what was put aside; `decide` says when nothing was.
    pub(super) fn aside_until(&self) -> Result<At, Fault> {
        let until = match time::ahead(&self.text(FieldName::At), self.model.now) {
            Some(Ahead::At(at) | Ahead::Over(at)) => Some(at),
            None => self.time(FieldName::At)?,
        };
        until.ok_or_else(|| self.needs(FieldName::At))
    }

    pub(super) fn later(&self) -> Result<At, Fault> {
        let lang = self.model.lang;
        // A drill is skipped by what was typed, and not by a day because of a slip.
        match self.time(FieldName::At)? {
            Some(at) if at > self.model.now => Ok(at),
            _ => Err((
                FieldName::At,
                lang.pick("要晚于现在的演练时间", "must be later than the drill's time").to_owned(),
            )),
        }
    }
}
