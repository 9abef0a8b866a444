//! Hand-overs of shifts in words.

use super::Say;
use crate::domain::{HandOver, Means, Sheet, ShiftSide, SignOff};
use crate::text::Lang;
use crate::text::when::{date_minute, minute};

impl Say<'_> {
    /// `交接单 07-20 11:30至23:30`.
    pub fn sheet(&self, sheet: &Sheet) -> String {
        let (since, made) = (date_minute(sheet.since), minute(sheet.made));
        match self.lang {
            Lang::Zh => format!("交接单 {since}至{made}"),
            Lang::En => format!("hand-over sheet, {since} to {made}"),
        }
    }

    /// `王某 交班 > 钱某 (交接单 ..)`, `钱某 接班 (交接单 ..)`.
    pub fn sign_off(&self, sign_off: &SignOff) -> String {
        let (by, sheet) = (&sign_off.by, self.sheet(&sign_off.sheet));
        match (&sign_off.side, self.lang) {
            (ShiftSide::Handed { to }, Lang::Zh) if to.is_empty() => format!("{by} 交班签字 ({sheet})"),
            (ShiftSide::Handed { to }, Lang::Zh) => format!("{by} 交班签字 > {to} ({sheet})"),
            (ShiftSide::Handed { to }, Lang::En) if to.is_empty() => format!("{by} signed over the shift ({sheet})"),
            (ShiftSide::Handed { to }, Lang::En) => format!("{by} signed over the shift to {to} ({sheet})"),
            (ShiftSide::Taken { .. }, lang) => {
                let by = self.taken_by(sign_off).map_or_else(|| by.clone(), |means| format!("{by} ({means})"));
                match lang {
                    Lang::Zh => format!("{by} 接班签字 ({sheet})"),
                    Lang::En => format!("{by} signed for the shift ({sheet})"),
                }
            }
        }
    }

    /// How whoever took over said so, when that was not at the console.
    pub fn taken_by(&self, sign_off: &SignOff) -> Option<&'static str> {
        match sign_off.side {
            ShiftSide::Taken { means, .. } if means != Means::Console => Some(self.word(means)),
            _ => None,
        }
    }

    /// `王某 > 钱某 半签`: what waits for who takes over.
    pub fn half_signed(&self, half: &HandOver<'_>) -> String {
        let by = &half.handed.by;
        match (half.to(), self.lang) {
            ("", Lang::Zh) => format!("{by}已交班, 待接班签字"),
            (to, Lang::Zh) => format!("{by}已交班, 待{to}签字"),
            ("", Lang::En) => format!("half signed: {by} handed over"),
            (to, Lang::En) => format!("half signed: {by} handed over, {to} is to sign"),
        }
    }
}
