//! The order by which a step of a plan goes out, or by which it is told that it is late: what is known of it.

use super::build::Known;
use super::options::{choice, say};
use super::{Choice, Pick};
use crate::clock::At;
use crate::console::Model;
use crate::domain::{EventId, Owner, StepCode};
use crate::text::when;
use crate::text::words::{PlanWord, Word};

/// What an order of a step says when its form opens.
pub(super) struct Preset {
    /// To whom: the step's owner, or whoever is told that it is late.
    pub(super) to: Pick,
    /// Their name, when they are on no list.
    pub(super) name: String,
    /// What is to be done.
    pub(super) text: String,
    /// For the run's incident.
    pub(super) incident: Option<EventId>,
    /// Until the step is due, when that lies ahead.
    pub(super) until: Option<At>,
    /// What it may be for.
    pub(super) steps: Vec<Choice>,
    /// What it is for.
    pub(super) step: Pick,
}

/// The same for the step that is known.
pub(super) fn preset(model: &Model, known: &Known) -> Option<Preset> {
    let (run, code) = known.step.as_ref()?;
    let (runs, lang) = (model.world.runs(), model.lang);
    let (_, started, plan) = runs.into_iter().find(|(id, ..)| id == run)?;
    let views = model.world.step_views(*run, started, plan);
    let view = views.iter().find(|view| view.step.code == *code)?;
    let (step, due) = (view.step, view.due());
    let late = step.on_overdue.as_ref().filter(|_| known.late);
    let (to, name) = owner(model, late.unwrap_or(&step.owner));
    let title = say(model).step_title(step);
    let text = match late {
        Some(_) => {
            let by = due.map(when::date_minute).unwrap_or_default();
            PlanWord::LateText.with(lang, &[code, &title, &say(model).owner(&step.owner), &by])
        }
        None if step.order.is_empty() => title.to_owned(),
        None => step.order.clone(),
    };
    let mut steps = vec![
        choice(Pick::Nothing, "", say(model).word(PlanWord::NoOrder)),
        choice(Pick::Step(*run, code.clone()), "", PlanWord::OrderFor.with(lang, &[code, &title])),
    ];
    if step.on_overdue.is_some() {
        let words = PlanWord::LateFor.with(lang, &[code, &title]);
        steps.push(choice(Pick::StepLate(*run, code.clone()), "", words));
    }
    let of = (*run, code.clone());
    let step = if late.is_some() { Pick::StepLate(of.0, of.1) } else { Pick::Step(of.0, of.1) };
    let until = due.filter(|due| late.is_none() && *due > model.now);
    Some(Preset { to, name, text, incident: started.incident, until, steps, step })
}

/// To whom an order for an owner goes: a unit's first contact of the list, else a person who is named.
fn owner(model: &Model, owner: &Owner) -> (Pick, String) {
    match owner {
        Owner::Headquarters(code) => (Pick::Headquarters(code.clone()), String::new()),
        Owner::Team(code) => (Pick::Team(code.clone()), String::new()),
        Owner::Unit(unit) => {
            let of_unit = model.world.contacts().filter(|contact| contact.office == *unit || contact.name == *unit);
            match of_unit.min_by_key(|contact| (contact.turn.is_none(), contact.turn, &contact.code)) {
                Some(contact) => (Pick::Contact(contact.code.clone()), String::new()),
                None => (Pick::Person, unit.clone()),
            }
        }
    }
}

impl Model {
    /// The step that an order means, and whether it tells that it is late: the rail's, or the selected one.
    pub(in crate::console) fn step_meant(&self) -> Option<(EventId, StepCode, bool)> {
        use crate::console::{Board, Pane, Row};
        use crate::domain::Due;
        if self.pane == Pane::Rail {
            return match &self.selected_deadline()?.what {
                Due::Step { run, step } => Some((*run, step.clone(), false)),
                Due::StepLate { run, step } => Some((*run, step.clone(), true)),
                _ => None,
            };
        }
        match self.selected(self.board) {
            Some(Row::Step(run, code)) if self.board == Board::Plan => {
                let view = self.world.run_steps(*run).into_iter().find(|view| view.step.code == *code)?;
                let out = view.sent.iter().any(|sent| !sent.late && sent.ended.is_none());
                let late = out && view.is_late(self.now) && view.step.on_overdue.is_some();
                Some((*run, code.clone(), late))
            }
            _ => None,
        }
    }
}
