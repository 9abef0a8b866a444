//! Sentences about the domain: names, values, facts, deadlines and conflicts in the operator's language.
//!
//! User data is put in verbatim: whoever writes it to a screen makes it visible first.

mod aar;
mod assembly;
mod authority;
mod call;
mod conflict;
mod consult;
mod deadline;
mod evacuation;
mod fact;
mod incident;
mod linkage;
mod notice;
mod report;
mod resource;
mod rule;
mod scene;
mod shift;
mod structure;
mod switch;
mod value;
mod warning;

use super::Lang;
use super::words::{Prompt, Word};
use crate::domain::{
    Area, AreaCode, Destination, EventId, Headquarters, HqCode, Incident, Owner, Place, PlaceCode, Plan, Recipient,
    Step, TeamCode, World,
};

pub use deadline::DueWords;
pub use resource::yuan;
pub use rule::{measured, set_name};
pub use scene::hundredths;
pub use value::milli;

/// One who speaks of a world in a language.
#[derive(Clone, Copy)]
pub struct Say<'a> {
    /// What the names are looked up in.
    pub world: &'a World,
    /// The language.
    pub lang: Lang,
}

impl<'a> Say<'a> {
    /// The word in this language.
    pub fn word(&self, word: impl Word) -> &'static str {
        word.say(self.lang)
    }

    /// The Chinese name, or the English one where there is one and it is asked for.
    fn name(&self, zh: &'a str, en: &'a str) -> &'a str {
        if self.lang == Lang::En && !en.is_empty() { en } else { zh }
    }

    /// An incident's title.
    pub fn incident_title(&self, incident: &'a Incident) -> &'a str {
        self.name(&incident.title, incident.title_en.as_deref().unwrap_or_default())
    }

    /// An incident by its id; its short id when it is not here.
    pub fn incident(&self, id: EventId) -> String {
        self.world.incident_known(id).map_or_else(|| id.short(), |incident| self.incident_title(incident).to_owned())
    }

    /// A jurisdiction's name.
    pub fn area_name(&self, area: &'a Area) -> &'a str {
        self.name(&area.name, &area.name_en)
    }

    /// A jurisdiction by its code.
    pub fn area(&self, code: &'a AreaCode) -> &'a str {
        self.world.area(code).map_or(code.0.as_str(), |area| self.area_name(area))
    }

    /// A place's name.
    pub fn place_name(&self, place: &'a Place) -> &'a str {
        self.name(&place.name, &place.name_en)
    }

    /// A place by its code.
    pub fn place(&self, code: &'a PlaceCode) -> &'a str {
        self.world.place(code).map_or(code.0.as_str(), |place| self.place_name(place))
    }

    /// A headquarters' name.
    pub fn hq_name(&self, hq: &'a Headquarters) -> &'a str {
        self.name(&hq.name, &hq.name_en)
    }

    /// A headquarters by its code.
    pub fn hq(&self, code: &'a HqCode) -> &'a str {
        self.world.headquarters(code).map_or(code.0.as_str(), |hq| self.hq_name(hq))
    }

    /// A team's name by its code.
    pub fn team(&self, code: &'a TeamCode) -> &'a str {
        self.world.team(code).map_or(code.0.as_str(), |view| self.name(&view.team.name, &view.team.name_en))
    }

    /// A team's name.
    pub fn team_name(&self, team: &'a crate::domain::Team) -> &'a str {
        self.name(&team.name, &team.name_en)
    }

    /// A plan's name.
    pub fn plan_name(&self, plan: &'a Plan) -> &'a str {
        self.name(&plan.name, plan.name_en.as_deref().unwrap_or_default())
    }

    /// What a step asks for.
    pub fn step_title(&self, step: &'a Step) -> &'a str {
        self.name(&step.title, step.title_en.as_deref().unwrap_or_default())
    }

    /// A drill's name.
    pub fn drill_name(&self, drill: &'a crate::domain::DrillOpened) -> &'a str {
        self.name(&drill.name, &drill.name_en)
    }

    /// Who must do a step.
    pub fn owner(&self, owner: &'a Owner) -> &'a str {
        match owner {
            Owner::Headquarters(code) => self.hq(code),
            Owner::Team(code) => self.team(code),
            Owner::Unit(name) => name,
        }
    }

    /// What calls for a plan: a warning, an incident, a reading, a neighbour's request or a decision.
    pub fn caller(&self, by: EventId) -> String {
        if self.world.warning(by).is_some() {
            return self.warning_named(by);
        }
        if let Some(reading) = self.world.reading(by) {
            let quantity = self.name(&reading.quantity, &reading.quantity_en);
            return format!("{} {quantity} {}{}", reading.gauge, milli(reading.milli), reading.unit);
        }
        if let Some(view) = self.world.aid(by) {
            return format!("{} {}", self.area_of(&view.aid.from), view.aid.kind);
        }
        if let Some(response) = self.world.decision(by) {
            return format!("{} {}", self.area_of(&response.area), self.response(response));
        }
        self.incident(by)
    }

    /// To whom an order goes.
    pub fn recipient(&self, to: &'a Recipient) -> &'a str {
        match to {
            Recipient::Team(code) => self.team(code),
            Recipient::Headquarters(code) => self.hq(code),
            Recipient::Person { name, .. } => name,
        }
    }

    /// Whom to call about an order: name and number; empty when nobody is known.
    pub fn contact(&self, to: &'a Recipient) -> String {
        let (name, phone) = match to {
            Recipient::Team(code) => match self.world.team(code) {
                Some(view) => (view.team.leader.as_str(), view.team.phone.as_str()),
                None => return String::new(),
            },
            Recipient::Person { name, phone } => (name.as_str(), phone.as_str()),
            Recipient::Headquarters(_) => return String::new(),
        };
        if phone.is_empty() { name.to_owned() } else { format!("{name} {phone}") }
    }

    /// Where to.
    pub fn destination(&self, to: &'a Destination) -> String {
        match to {
            Destination::Place(code) => self.place(code).to_owned(),
            Destination::Point(point) => {
                format!("{},{}", milli(i64::from(point.lat) / 1000), milli(i64::from(point.lon) / 1000))
            }
        }
    }

    /// The order by the number people say: `指令14b`.
    pub fn order(&self, id: EventId) -> String {
        self.world.order(id).map_or_else(
            // What is kept for a request is for it as for an order.
            || self.aid(id),
            |view| Prompt::OrderNo.with(self.lang, &[&self.word(view.order.form), &view.label]),
        )
    }
}
