//! Mobilised teams: orders that call them up, what is told of them, who is on duty.

use qianzhi::domain::{
    Aspect, Crew, Fact, Form, HqCode, Means, Muster, OfStep, Order, PlaceCode, Purpose, Recipient, Setting, StepCode,
    TeamCode, Telling, Told, Urgency,
};

use super::facts::Hand;

impl Hand<'_> {
    pub(super) fn order(&mut self) -> Order {
        Order {
            number: self.dice.small(9),
            form: *self.dice.pick(&[Form::Order, Form::Request]),
            to: Recipient::Team(TeamCode(self.code('t'))),
            incident: self.maybe(|k| &k.incidents),
            text: self.text(),
            urgency: *self.dice.pick(&[Urgency::Routine, Urgency::Withdraw]),
            destination: Some(self.destination()),
            authority: Some(HqCode(self.code('h'))),
            until: self.dice.percent(40).then(|| self.at()),
            issued: self.at(),
            role: None,
            muster: self.muster(),
            step: self.of_step(),
        }
    }

    /// Some are of a step of a plan that was started.
    fn of_step(&mut self) -> Option<Box<OfStep>> {
        let run = self.maybe(|k| &k.runs).filter(|_| self.dice.percent(60))?;
        let (step, late) = (StepCode(self.code('s')), self.dice.percent(20));
        Some(Box::new(OfStep { run, step, late }))
    }

    /// Most orders call up; some only warn.
    pub(super) fn muster(&mut self) -> Option<Box<Muster>> {
        let purpose = *self.dice.pick(&[Purpose::Mobilise, Purpose::Mobilise, Purpose::PreAlert]);
        let muster = Muster {
            purpose,
            rally: self.dice.percent(40).then(|| PlaceCode(self.code('p'))),
            required: self.dice.percent(40).then(|| self.at()),
            setting: self.dice.percent(40).then(|| *self.dice.pick(&[Setting::Urban, Setting::Rural])),
            route: self.text(),
            ..Muster::default()
        };
        self.dice.percent(70).then(|| Box::new(muster))
    }

    pub(super) fn mobilised(&mut self, kind: &str) -> Fact {
        match kind {
            "assembly.told/1" => {
                let (people, eta) = (self.dice.small(30), self.dice.percent(70).then(|| self.at()));
                let all = [
                    Told::RollCalled { people, vehicles: 2, kit: self.text() },
                    Told::Departed { people, eta },
                    Told::Slipped { eta: self.at(), reason: self.text() },
                    Told::Blocked { by: self.text() },
                    Told::Rerouted { route: self.text(), eta },
                    Told::AtRally,
                    Told::AtScene,
                    Told::CheckedIn { people, names: self.text(), skills: String::new(), hours: Some(3) },
                    Told::Tasked { task: self.text() },
                    Told::Diverted { reason: self.text() },
                    Told::Replaced { by: self.dice.percent(50).then(|| TeamCode(self.code('t'))) },
                    Told::Released,
                    Told::Returning,
                    Told::Returned,
                    Told::Rested,
                    Told::Rested,
                ];
                let told = self.dice.pick(&all).clone();
                let (order, by, at) = (self.one(|k| &k.orders), self.text(), self.at());
                Fact::AssemblyTold(Telling { order, told, by, means: Means::Radio, at })
            }
            "crew.set/1" => {
                let (team, name) = (TeamCode(self.code('t')), self.code('c'));
                let after = self.after(&Aspect::Crew(team.clone(), name.clone()));
                let to = self.dice.percent(40).then(|| self.at());
                let crew = Crew { team, name, people: self.text(), count: self.dice.small(9), from: self.at(), to };
                Fact::CrewSet { crew, after }
            }
            other => panic!("the generator writes no {other}"),
        }
    }
}
