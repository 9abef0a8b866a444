//! Calls, and answers to what warnings ask.

use qianzhi::domain::{
    Answer, AreaCode, Article, Aspect, Call, Calling, Errand, Evacuation, Fact, Lifting, ListCode, Means,
    MeasureAnswer, MeasureOf, Notice, Relief, ReliefKind, Taken,
};

use super::facts::Hand;

impl Hand<'_> {
    pub(super) fn called(&mut self, kind: &str) -> Fact {
        match kind {
            "call.made/1" => {
                let (order, warning) = (self.one(|k| &k.orders), self.one(|k| &k.warnings));
                let report = self.one(|k| &k.papers);
                let consult = Errand::Consult(self.one(|k| &k.consults));
                let about = [Errand::Order(order), Errand::Warning(warning), Errand::Report(report), consult];
                let answers = [Answer::By(self.text()), Answer::None, Answer::Engaged, Answer::WrongNumber];
                Fact::CallMade(Call {
                    about: *self.dice.pick(&about),
                    contact: Some(ListCode(self.code('l'))),
                    instead: self.dice.percent(20).then(|| ListCode(self.code('l'))),
                    name: self.text(),
                    number: "13800000000".to_owned(),
                    by: self.text(),
                    means: Means::Phone,
                    answer: self.dice.pick(&answers).clone(),
                    at: self.at(),
                    note: self.text(),
                })
            }
            "call.begun/1" => {
                let about = [Errand::Order(self.one(|k| &k.orders)), Errand::Warning(self.one(|k| &k.warnings))];
                Fact::CallBegun(Calling {
                    about: *self.dice.pick(&about),
                    contact: self.dice.percent(50).then(|| ListCode(self.code('l'))),
                    name: self.text(),
                    number: "13800000000".to_owned(),
                    by: self.text(),
                    at: self.at(),
                })
            }
            "measure.answered/1" => {
                let warning = self.one(|k| &k.warnings);
                let article = *self.dice.pick(&[Article::Art66, Article::Art67]);
                let of = MeasureOf { warning, article, number: u8::try_from(self.dice.below(3)).unwrap() };
                let answers = [
                    Taken::Yes { owner: self.text(), reason: self.text() },
                    Taken::No { reason: self.text(), owner: self.text() },
                ];
                let answer = MeasureAnswer { of, taken: self.dice.pick(&answers).clone(), at: self.at() };
                Fact::MeasureAnswered { answer, after: self.after(&Aspect::Measure(of)) }
            }
            other => panic!("the generator writes no {other}"),
        }
    }

    fn notified(&mut self) -> Fact {
        let to = self.dice.percent(70).then(|| ListCode(self.code('l')));
        let (about, by, means, at) = (self.one(|k| &k.incidents), self.text(), Means::Phone, self.at());
        Fact::NoticeGiven(Notice { about, to, by, means, at })
    }

    pub(super) fn lifted(&mut self) -> Fact {
        let (warning, issuer, document) = (self.one(|k| &k.warnings), self.text(), self.text());
        let (by, means, at) = (self.text(), Means::Phone, self.at());
        Fact::WarningLifted(Lifting { warning, issuer, document, by, means, at })
    }

    pub(super) fn relieved(&mut self, kind: &str) -> Fact {
        if kind == "notice.given/1" {
            return self.notified();
        }
        let (people, by, means, at) = (self.dice.small(5), self.text(), Means::Radio, self.at());
        if kind == "relief.given/1" {
            let (evacuation, kinds) = (self.one(|k| &k.evacuations), vec![*self.dice.pick(&ReliefKind::ALL)]);
            return Fact::ReliefGiven(Relief { evacuation, kinds, people, by, means, at });
        }
        let shelter = self.dice.percent(50).then(|| ListCode(self.code('l')));
        let (incident, whence) = (self.maybe(|k| &k.incidents), self.text());
        let area = AreaCode(self.code('a'));
        let placed = self.dice.percent(50).then(|| self.at());
        Fact::EvacueesMoved(Evacuation { incident, area, whence, people, shelter, by, means, at, placed })
    }
}
