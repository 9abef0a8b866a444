//! Facts about consultations.

use qianzhi::domain::{
    ActionItem, Advice, AreaCode, Aspect, Briefing, Certainty, Channel, Closing, Conclusion, Consult, ConsultKind,
    ConsultNote, ConsultNoted, ConsultStep, ContentHash, Convening, Fact, Level, Means, Member, Opening, Opinion,
    Recipient, Role, Signature, TeamCode,
};

use super::facts::Hand;

impl Hand<'_> {
    pub(super) fn consulted(&mut self, kind: &str) -> Fact {
        match kind {
            "consult.requested/1" => Fact::ConsultRequested(Box::new(Consult {
                area: AreaCode(self.code('a')),
                kind: *self.dice.pick(&ConsultKind::ALL),
                reason: self.text(),
                incident: self.maybe(|k| &k.incidents),
                warning: self.maybe(|k| &k.warnings),
                follows: self.maybe(|k| &k.consults),
                by: self.text(),
                means: Means::Phone,
                at: self.at(),
            })),
            "consult.moved/1" => {
                let (consult, at) = (self.one(|k| &k.consults), self.at());
                let step = Box::new(self.consult_step());
                Fact::ConsultMoved { consult, step, at, after: self.after(&Aspect::Consult(consult)) }
            }
            "consult.noted/1" => {
                let (consult, what) = (self.one(|k| &k.consults), self.consult_note());
                let (by, at) = (self.text(), self.at());
                Fact::ConsultNoted(Box::new(ConsultNote { consult, what, by, means: Means::Radio, at }))
            }
            other => panic!("the generator writes no {other}"),
        }
    }

    fn consult_step(&mut self) -> ConsultStep {
        let member = |unit: String, mandatory| Member { unit, mandatory };
        let conclusion = Conclusion {
            trend: self.text(),
            advice: *self.dice.pick(&[Advice::Keep, Advice::Level(Level::Two), Advice::Terminate]),
            measures: vec![self.text()],
            valid_until: self.at(),
        };
        match self.dice.below(8) {
            0 => ConsultStep::Convened(Convening {
                members: vec![member(self.code('u'), true), member(self.code('u'), self.dice.percent(50))],
                quorum: u8::try_from(self.dice.below(4)).unwrap(),
                channel: *self.dice.pick(&Channel::ALL),
                t0: self.at(),
                chair: self.text(),
            }),
            1 | 2 => ConsultStep::Started(Opening {
                chair: self.text(),
                role: Some(Role::SpecialDeputy),
                means: Means::Phone,
                pack: ContentHash([7; 32]),
            }),
            3 => ConsultStep::Drafted(conclusion),
            4 => ConsultStep::Signed(Signature {
                conclusion,
                number: self.dice.small(4),
                by: self.text(),
                role: None,
                means: Means::Console,
            }),
            5 => ConsultStep::Issued,
            6 => ConsultStep::Closed(Closing::Superseded(self.one(|k| &k.consults))),
            _ => ConsultStep::Cancelled { reason: self.text(), by: self.text(), role: None, means: Means::Console },
        }
    }

    fn consult_note(&mut self) -> ConsultNoted {
        let unit = self.code('u');
        match self.dice.below(8) {
            0 => ConsultNoted::Joined { unit, person: self.text() },
            1 => ConsultNoted::Absent { unit, proxy: self.text(), reason: self.text() },
            2 => ConsultNoted::Presented { of: Briefing::Forecast, unit, text: self.text() },
            3 => ConsultNoted::Opinion(Opinion {
                unit,
                judgement: self.text(),
                certainty: *self.dice.pick(&Certainty::ALL),
                advice: self.text(),
                dissent: self.dice.percent(40),
            }),
            4 => ConsultNoted::NoOpinion { unit, reason: self.text() },
            5 => ConsultNoted::Adjourned,
            6 => ConsultNoted::Action(ActionItem {
                to: Recipient::Team(TeamCode(self.code('t'))),
                text: self.text(),
                until: self.dice.percent(50).then(|| self.at()),
            }),
            _ => ConsultNoted::Ordered { action: self.one(|k| &k.actions), number: self.dice.small(9) },
        }
    }
}
