//! A city whose response and posture are moved, by whoever may.

use qianzhi::clock::{At, Span};
use qianzhi::domain::{
    AreaCode, Command, Condition, Decision, Event, EventId, Fact, Ground, ItemAnswer, Lead, Level, Means, Noted,
    Outcome, Posture, Proposal, Refusal, Response, Role, Seat, Standing, SwitchNote, Verdict, Way, World, decide,
    judge,
};

use crate::it::authority::{CITY, Log, activated, at, response, sits};

/// A log, and the time of day in it.
#[derive(Clone)]
pub(super) struct Hall {
    pub(super) log: Log,
    pub(super) now: At,
}

impl Hall {
    /// Nothing was decided; an incident is open, and two orders.
    pub(super) fn new() -> Self {
        Self { log: Log::new(), now: at("09:10") }
    }

    pub(super) fn world(&self) -> &World {
        &self.log.world
    }

    pub(super) fn area() -> AreaCode {
        CITY.into()
    }

    /// Somebody in that role, now.
    pub(super) fn who(&self, role: Role) -> Standing {
        Standing { now: self.now, ..sits("周某", Some(role)) }
    }

    /// The top of the table does it, a minute later; it must be in their authority and in its turn.
    pub(super) fn does(&mut self, command: Command) -> EventId {
        self.does_as(Role::GeneralCommander, command)
    }

    pub(super) fn does_as(&mut self, role: Role, command: Command) -> EventId {
        self.now = self.now + Span::minutes(1);
        let who = self.who(role);
        let said = format!("{command:?}");
        let decided = decide(&self.log.world, &who, command).unwrap_or_else(|no| panic!("{said}: {no}"));
        assert_eq!(decided.overridden, None, "{said}");
        self.log.records(&who, decided)[0]
    }

    /// The same with a reason, whatever it goes beyond.
    pub(super) fn forces(&mut self, command: Command) -> EventId {
        self.now = self.now + Span::minutes(1);
        let who = Standing { reason: "情况紧急".into(), ..self.who(Role::GeneralCommander) };
        let decided = decide(&self.log.world, &who, command).unwrap();
        self.log.records(&who, decided)[0]
    }

    /// The same by somebody in that role.
    pub(super) fn forces_as(&mut self, role: Role, command: Command) -> EventId {
        self.now = self.now + Span::minutes(1);
        let who = Standing { reason: "情况紧急".into(), ..self.who(role) };
        let decided = decide(&self.log.world, &who, command).unwrap();
        self.log.records(&who, decided)[0]
    }

    /// What the top of the table would go against.
    pub(super) fn lacks(&self, command: &Command) -> Vec<&'static str> {
        self.lacks_as(Role::GeneralCommander, command)
    }

    /// The rows, in order, each once.
    pub(super) fn lacks_as(&self, role: Role, command: &Command) -> Vec<&'static str> {
        let rows: Vec<String> = match judge(&self.log.world, &self.who(role), command) {
            Verdict::Within => Vec::new(),
            Verdict::AtOnce(beyond) | Verdict::WithReason(beyond) => vec![beyond.rule.to_string()],
            Verdict::Unguarded(unmet) => unmet.lacks.iter().map(|lack| lack.rule.to_string()).collect(),
        };
        let mut rows: Vec<&'static str> = rows.into_iter().map(|row| &*row.leak()).collect();
        rows.dedup();
        rows
    }

    /// It wants a reason by these rows, goes through with one, and awaits its ratification.
    pub(super) fn wants(mut self, command: Command, rows: &[&str]) {
        assert_eq!(self.lacks(&command), rows, "{command:?}");
        let refused = decide(&self.log.world, &self.who(Role::GeneralCommander), command.clone());
        assert!(matches!(refused, Err(Refusal::Unguarded(_))), "{command:?}: {refused:?}");
        let before = self.world().unratified().len();
        self.forces(command);
        assert_eq!(self.world().unratified().len(), before + 1);
    }

    pub(super) fn refuses(&self, command: Command, no: &Refusal) {
        let who = Standing { reason: "情况紧急".into(), ..self.who(Role::GeneralCommander) };
        assert_eq!(decide(&self.log.world, &who, command), Err(no.clone()), "also with a reason");
    }

    /// Orders that are open are closed.
    pub(super) fn closes_orders(&mut self) {
        for order in self.world().open_orders().map(|view| view.id).collect::<Vec<_>>() {
            self.log.says(Fact::OrderEnded { order, outcome: Outcome::Done, at: self.now, after: vec![] });
        }
    }

    pub(super) fn seats(&mut self) {
        for seat in Seat::ALL {
            self.does(notes(Noted::Seated { seat, name: format!("{seat:?}") }, self.now));
        }
    }

    /// Every item of the checklist that runs that way.
    pub(super) fn answers(&mut self, way: Way) {
        for number in 1..=if way == Way::ToWar { 16 } else { 11 } {
            let of = self.world().item_of(&Self::area(), way, number).unwrap();
            self.does(notes(Noted::Item { of, answer: ItemAnswer::Done }, self.now));
        }
    }

    pub(super) fn note(&mut self, what: Noted) -> EventId {
        let at = self.now + Span::minutes(1);
        self.does(notes(what, at))
    }

    /// An event that another post wrote, which had not seen what stands here.
    pub(super) fn hears(&mut self, fact: Fact) -> EventId {
        self.log.says(fact)
    }

    /// Both logs as one.
    pub(super) fn merged(&self, events: &[Event]) -> World {
        let mut world = self.world().clone();
        for event in events {
            world.apply(event);
        }
        world
    }
}

pub(super) fn notes(what: Noted, at: At) -> Command {
    Command::NoteSwitch(SwitchNote { area: CITY.into(), what, by: String::new(), means: Means::Console, at })
}

pub(super) fn decides(decision: Decision) -> Command {
    let Response { area, by, .. } = response(decision.clone());
    let conclusion = if decision == Decision::Terminated { "会商纪要3号".into() } else { String::new() };
    Command::DecideResponse { area, by, decision, basis: None, effective: None, conclusion }
}

pub(super) fn activates(level: Level) -> Command {
    decides(activated(level))
}

/// A change of level that rests on a proposal of its own.
pub(super) fn changes(hall: &mut Hall, level: Level) -> Command {
    let ground = Ground::Threshold("雨情水情变化".into());
    let proposal = Proposal { area: Hall::area(), level, ground, proposed: hall.now };
    let basis = Some(hall.hears(Fact::ResponseProposed(proposal)));
    match activates(level) {
        Command::DecideResponse { area, by, decision, effective, conclusion, .. } => {
            Command::DecideResponse { area, by, decision, basis, effective, conclusion }
        }
        other => other,
    }
}

pub(super) fn turns(posture: Posture) -> Command {
    Command::ChangePosture { area: CITY.into(), posture, record: "明电3号".into() }
}

pub(super) fn asks() -> Noted {
    Noted::Leads(Lead::Asked { to: "省防指".into(), why: "跨市".into() })
}

pub(super) fn leads() -> Noted {
    Noted::Leads(Lead::Taken { by: "省防指".into() })
}

pub(super) fn ends() -> Noted {
    Noted::TerminationProposed { met: Condition::ALL.to_vec() }
}
