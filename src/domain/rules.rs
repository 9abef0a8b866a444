//! Rules 规则: the limits from which deadlines follow. Adopted by an event, so a newer binary changes no deadline.

use serde::{Deserialize, Serialize};

use super::{Colour, TeamKind};
use crate::clock::Span;

/// The limits of one log.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rules {
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

impl Rules {
    /// 签收 by a team of this kind, or by anybody else.
    pub fn acknowledge_within(&self, kind: Option<TeamKind>) -> Span {
        match kind {
            Some(TeamKind::Fire | TeamKind::Professional) => self.ack_professional,
            _ => self.ack_other,
        }
    }

    /// R-互锁: from a warning of this colour to a response decision; `None` where no decision is due.
    pub fn decide_within(&self, colour: Colour) -> Option<Span> {
        match colour {
            Colour::Red => Some(self.decide_red),
            Colour::Orange => Some(self.decide_orange),
            Colour::Yellow | Colour::Blue => None,
        }
    }
}

impl Default for Rules {
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
