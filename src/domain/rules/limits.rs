//! The limits of logs that began before rules were rows: what `rules.adopted/1` carries. A new log adopts a
//! [`SetName`](super::SetName) instead, but these fold for ever with the same meaning.

use serde::{Deserialize, Serialize};

use super::Timer;
use crate::clock::Span;

/// The limits of one log.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Limits {
    /// Its name, for the screen.
    pub name: String,
    /// 签收 by fire and professional teams (rules.md 5.3).
    pub ack_professional: Span,
    /// 签收 by everybody else (rules.md 5.3).
    pub ack_other: Span,
    /// R-互锁: red warning to response decision (rules.md 2.2).
    pub decide_red: Span,
    /// R-互锁: orange warning to response decision (rules.md 2.2).
    pub decide_orange: Span,
    /// 电话初报 from 接报 (rules.md 3.3 RLOC).
    pub report_phone: Span,
    /// 书面初报 from 接报 (rules.md 3.3 RLOC).
    pub report_written: Span,
    /// 出发 by a fire team from 签收 (rules.md 5.3).
    pub depart_fire: Span,
    /// 出发 by a professional or medical team.
    pub depart_professional: Span,
    /// 出发 by a township team.
    pub depart_township: Span,
    /// 出发 by a social team.
    pub depart_social: Span,
}

impl Limits {
    /// The limit of one timer; `None` for those that came later.
    pub fn of(&self, timer: Timer) -> Option<Span> {
        Some(match timer {
            Timer::AckProfessional => self.ack_professional,
            Timer::AckOther => self.ack_other,
            Timer::DecideRed => self.decide_red,
            Timer::DecideOrange => self.decide_orange,
            Timer::ReportPhone => self.report_phone,
            Timer::ReportWritten => self.report_written,
            Timer::DepartFire => self.depart_fire,
            Timer::DepartProfessional => self.depart_professional,
            Timer::DepartTownship => self.depart_township,
            Timer::DepartSocial => self.depart_social,
            // What the first form of limits never carried is a row.
            _ => return None,
        })
    }
}

impl Default for Limits {
    /// The defaults of rules.md, which are proposals and not law: a bureau sets its own.
    fn default() -> Self {
        Self {
            name: "default".to_owned(),
            ack_professional: Span::minutes(1),
            ack_other: Span::minutes(5),
            decide_red: Span::minutes(30),
            decide_orange: Span::minutes(60),
            report_phone: Span::minutes(30),
            report_written: Span::minutes(60),
            depart_fire: Span::minutes(1),
            depart_professional: Span::minutes(10),
            depart_township: Span::minutes(15),
            depart_social: Span::minutes(240),
        }
    }
}
