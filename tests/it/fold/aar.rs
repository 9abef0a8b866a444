//! Facts about after-action reviews, and the publication of warnings.

use qianzhi::clock::Span;
use qianzhi::domain::{
    Aar, AarNote, AarNoted, AarOf, AarStep, AreaCode, Aspect, Computed, ContentHash, Disposal, Draft, Fact, Finding,
    FindingKind, Gap, Improvement, IndicatorCode, Inquiry, ItemAct, Means, Mechanism, Publication, Rating,
    Reconstruction, Role, Seal, Severity, Voice as Signed,
};

use super::facts::Hand;

impl Hand<'_> {
    pub(super) fn reviewed(&mut self, kind: &str) -> Fact {
        match kind {
            "aar.opened/1" => Fact::AarOpened(Box::new(Aar {
                area: AreaCode(self.code('a')),
                of: match self.dice.below(4) {
                    0 => AarOf::Drill(self.stranger()),
                    1 => AarOf::Incident(self.one(|k| &k.incidents)),
                    _ => AarOf::Response(self.one(|k| &k.decisions)),
                },
                incident: self.maybe(|k| &k.incidents),
                from: self.at(),
                ended: self.at(),
                lead: self.text(),
                by: self.text(),
                means: Means::Phone,
                at: self.at(),
            })),
            "aar.moved/1" => {
                let (aar, at) = (self.one(|k| &k.aars), self.at());
                let step = self.aar_step();
                let aspect = match step {
                    AarStep::Item { item, .. } => Aspect::AarItem(item),
                    _ => Aspect::Aar(aar),
                };
                Fact::AarMoved { aar, step: Box::new(step), at, after: self.after(&aspect) }
            }
            "aar.noted/1" => {
                let (aar, what) = (self.one(|k| &k.aars), self.aar_note());
                let (by, at) = (self.text(), self.at());
                Fact::AarNoted(Box::new(AarNote { aar, what, by, means: Means::Radio, at }))
            }
            other => panic!("the generator writes no {other}"),
        }
    }

    pub(super) fn published(&mut self, kind: &str) -> Fact {
        if kind == "warning.lifted/1" {
            return self.lifted();
        }
        Fact::WarningPublished(Box::new(Publication {
            warning: self.one(|k| &k.warnings),
            channel: self.text(),
            at: self.at(),
            reached: self.dice.percent(70).then(|| self.dice.small(9)),
            population: self.dice.percent(70).then(|| self.dice.small(9)),
            by: self.text(),
            means: Means::Phone,
        }))
    }

    fn signed_by(&mut self) -> Signed {
        Signed { by: self.code('w'), role: Some(Role::SpecialDeputy), means: Means::Phone }
    }

    fn aar_step(&mut self) -> AarStep {
        let draft = Draft { summary: self.text(), lessons: self.text() };
        match self.dice.below(10) {
            0 => AarStep::Sealed(Seal {
                hash: ContentHash([u8::try_from(self.dice.below(2)).unwrap(); 32]),
                events: self.dice.small(9),
                missing: self.dice.small(2),
                unsent: 0,
            }),
            1 => AarStep::Reconstructed(Reconstruction {
                items: self.dice.small(9),
                sourced: self.dice.small(9),
                gaps: vec![Gap { from: self.at(), to: self.at() }],
                remark: self.text(),
            }),
            2 => AarStep::Drafted(draft),
            3 => AarStep::Reviewed(self.signed_by()),
            4 => AarStep::Signed { draft, number: self.dice.small(4), hand: self.signed_by() },
            5 => AarStep::Closed(self.signed_by()),
            _ => AarStep::Item {
                item: self.one(|k| &k.items),
                act: *self.dice.pick(&ItemAct::ALL),
                evidence: self.text(),
                hand: self.signed_by(),
            },
        }
    }

    fn aar_note(&mut self) -> AarNoted {
        match self.dice.below(12) {
            0 => AarNoted::HotWash { led: self.text(), text: self.text() },
            1 | 2 => AarNoted::Finding(Finding {
                kind: *self.dice.pick(FindingKind::ALL),
                mechanism: *self.dice.pick(Mechanism::ALL),
                text: self.text(),
                evidence: vec![self.one(|k| &k.all)],
                severity: *self.dice.pick(Severity::ALL),
                cause: self.text(),
                unit: self.code('u'),
                repeats: self.dice.percent(20).then(|| self.one(|k| &k.findings)),
            }),
            3 => AarNoted::Answered {
                finding: self.one(|k| &k.findings),
                unit: self.code('u'),
                accepts: self.dice.percent(60),
                text: self.text(),
            },
            4 => AarNoted::Scored {
                mechanism: *self.dice.pick(Mechanism::ALL),
                objective: self.text(),
                rating: *self.dice.pick(Rating::ALL),
            },
            5 => AarNoted::Computed {
                indicator: *self.dice.pick(IndicatorCode::ALL),
                formula: 1,
                value: Computed::Time(Span::minutes(7)),
                met: Some(self.dice.percent(50)),
                of: self.dice.percent(30).then(|| self.one(|k| &k.all)),
                events: vec![self.one(|k| &k.all)],
            },
            6..9 => AarNoted::Item(Improvement {
                finding: self.one(|k| &k.findings),
                text: self.text(),
                owner: self.code('w'),
                due: self.dice.percent(80).then(|| self.at()),
                metric: self.text(),
            }),
            9 => AarNoted::PlanRevised { plan: self.one(|k| &k.plans), item: None },
            10 => AarNoted::Inquiry { what: Inquiry::Submitted, text: self.text() },
            _ if self.dice.percent(50) => AarNoted::LookedBack { text: self.text() },
            _ => AarNoted::Disposed { how: Disposal::Destroyed, text: self.text() },
        }
    }
}
