//! Facts about reports.

use qianzhi::domain::{
    Aspect, Fact, FigureKind, Government, Haste, HqCode, Means, PaperState, Receipt, ReportBegun, ReportFiled,
    ReportKind, ReportPart, Secrecy,
};

use super::facts::Hand;

impl Hand<'_> {
    pub(super) fn report(&mut self, kind: &str) -> Fact {
        let kinds = ReportKind::ALL;
        match kind {
            "report.filed/1" => Fact::ReportFiled(ReportFiled {
                reached: *self.dice.pick(&[None, Some(Government::City), Some(Government::Province)]),
                incident: self.one(|k| &k.incidents),
                kind: *self.dice.pick(&kinds),
                number: self.dice.small(3),
                to: self.text(),
                means: *self.dice.pick(&[Means::Phone, Means::Console]),
                reported: self.at(),
                paper: self.maybe(|k| &k.papers),
                basis: self.text(),
                waiver: String::new(),
                figures: [(FigureKind::Dead, None), (FigureKind::Moved, Some(self.dice.small(3)))].into(),
            }),
            "report.begun/1" => Fact::ReportBegun(ReportBegun {
                incident: self.one(|k| &k.incidents),
                kind: *self.dice.pick(&kinds),
                number: self.dice.small(3),
                to: self.text(),
                by: Some(HqCode(self.code('h'))),
                secrecy: *self.dice.pick(&[Secrecy::Open, Secrecy::Secret]),
                haste: *self.dice.pick(&[Haste::Plain, Haste::Most]),
                begun: self.at(),
            }),
            "report.part/1" => {
                let (report, text) = (self.one(|k| &k.papers), self.text());
                let part = *self.dice.pick(&[ReportPart::Title, ReportPart::Course, ReportPart::Conclusion]);
                Fact::ReportPartWritten { report, part, text, after: self.after(&Aspect::ReportPart(report, part)) }
            }
            "report.state/1" => {
                let (report, at) = (self.one(|k| &k.papers), self.at());
                let signed = PaperState::Signed {
                    by: self.text(),
                    office: self.text(),
                    means: Means::Phone,
                    parts: vec![self.stranger()],
                };
                let returned = PaperState::Returned(self.text());
                let submitted = PaperState::Submitted { reason: self.text() };
                let state = self.dice.pick(&[PaperState::Draft, submitted, returned, signed]).clone();
                Fact::PaperStateSet { report, state, at, after: self.after(&Aspect::PaperState(report)) }
            }
            "report.received/1" => Fact::ReportReceived(Receipt {
                filed: self.one(|k| &k.filed),
                by: self.text(),
                means: Means::Phone,
                at: self.at(),
            }),
            other => panic!("the generator writes no {other}"),
        }
    }
}
