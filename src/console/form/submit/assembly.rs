//! What forms about mobilised teams come to.

use super::{Fault, FieldName, Filled, FormKind, Pick, picked};
use crate::console::form::assembly::{Mobilising, event_of};
use crate::domain::{
    AssemblyCommand, AssemblyEvent, Command, Crew, Destination, EventId, Form, Mobilise, Muster, Point, Purpose,
    Setting, TeamCode, Telling, Told,
};

impl Filled<'_> {
    pub(super) fn assembly(&self) -> Result<Command, Fault> {
        Ok(Command::Assembly(match &self.form.kind {
            FormKind::Mobilise(Mobilising::Divert(from)) => {
                let reason = self.needed(FieldName::Reason)?;
                let to = self.mobilise(Form::Order, Vec::new(), self.needed(FieldName::Text)?, None)?;
                AssemblyCommand::Divert { from: *from, reason, to }
            }
            FormKind::Mobilise(what) => AssemblyCommand::Muster(self.called_up(what)?),
            FormKind::Tell(order, _) => AssemblyCommand::Tell(self.telling(*order)?),
            _ => AssemblyCommand::SetCrew(self.crew()?),
        }))
    }

    /// By an order to one's own, by a request to all others.
    fn called_up(&self, what: &Mobilising) -> Result<Mobilise, Fault> {
        let (form, to): (Form, Vec<TeamCode>) = match self.form.pick(FieldName::Who) {
            Some(Pick::Teams(teams)) => (Form::Order, teams.clone()),
            Some(Pick::Team(team)) => (Form::Order, vec![team.clone()]),
            Some(Pick::Asked(team)) => (Form::Request, vec![team.clone()]),
            _ => return Err(self.choose(FieldName::Who)),
        };
        let text = if form == Form::Request {
            self.needed(FieldName::AidNeed)?;
            crate::console::form::aid::told(self.form, self.model)
        } else {
            self.needed(FieldName::Text)?
        };
        let instead_of = if let Mobilising::Instead(order) = what { Some(*order) } else { None };
        self.mobilise(form, to, text, instead_of)
    }

    fn mobilise(
        &self,
        form: Form,
        to: Vec<TeamCode>,
        text: String,
        instead_of: Option<EventId>,
    ) -> Result<Mobilise, Fault> {
        let purpose = match self.form.pick(FieldName::Purpose) {
            Some(Pick::Purpose(purpose)) => *purpose,
            _ => Purpose::Mobilise,
        };
        let setting: Option<Setting> =
            if let Some(Pick::Setting(setting)) = self.form.pick(FieldName::Setting) { Some(*setting) } else { None };
        let rally =
            if let Some(Pick::Place(code)) = self.form.pick(FieldName::Rally) { Some(code.clone()) } else { None };
        let muster = Muster {
            purpose,
            rally,
            route: self.text(FieldName::Route),
            required: self.ahead(FieldName::Required, self.model.now)?,
            equipment: self.text(FieldName::Equipment),
            safety: self.text(FieldName::Safety),
            contact: self.text(FieldName::Contact),
            frequency: self.text(FieldName::Frequency),
            setting,
        };
        let incident = self.incident();
        let (destination, text) = self.whereto(text);
        let urgency = picked!(self, FieldName::Urgency, Urgency)?;
        Ok(Mobilise { form, to, incident, text, urgency, destination, muster, instead_of })
    }

    /// Where to: a place of the map, or the coordinates that were typed. An address is told with the order, unless its text
    /// says it already.
    fn whereto(&self, text: String) -> (Option<Destination>, String) {
        let typed = self.form.named(FieldName::Destination).filter(|field| field.names_none());
        let Some(address) = typed.map(|field| field.line().text().trim()) else {
            return (self.place(FieldName::Destination), text);
        };
        if let Some(point) = Point::typed(address) {
            return (Some(Destination::Point(point)), text);
        }
        let told = text.contains(address);
        let text = if told { text } else { format!("{text} [{address}]") };
        (None, text)
    }

    fn telling(&self, order: EventId) -> Result<Telling, Fault> {
        let event = event_of(self.form).ok_or_else(|| self.choose(FieldName::News))?;
        let people = || self.number(FieldName::Count).and_then(|n| n.ok_or_else(|| self.needs(FieldName::Count)));
        let note = || self.text(FieldName::Note);
        let told = match event {
            AssemblyEvent::RollCall => Told::RollCalled {
                people: people()?,
                vehicles: self.number(FieldName::Vehicles)?.unwrap_or_default(),
                kit: self.text(FieldName::Kit),
            },
            AssemblyEvent::Depart => Told::Departed { people: people()?, eta: self.expected()? },
            AssemblyEvent::Slip => {
                let eta = self.expected()?.ok_or_else(|| self.needs(FieldName::Eta))?;
                Told::Slipped { eta, reason: note() }
            }
            AssemblyEvent::Block => Told::Blocked { by: self.needed(FieldName::Note)? },
            AssemblyEvent::Reroute => Told::Rerouted { route: note(), eta: self.expected()? },
            AssemblyEvent::ReachRally => Told::AtRally,
            AssemblyEvent::ReachScene => Told::AtScene,
            AssemblyEvent::CheckIn => Told::CheckedIn {
                people: people()?,
                names: self.text(FieldName::NameList),
                skills: self.text(FieldName::Skills),
                hours: self.number(FieldName::Hours)?,
            },
            AssemblyEvent::Task => Told::Tasked { task: self.needed(FieldName::Text)? },
            AssemblyEvent::Release => Told::Released,
            AssemblyEvent::GoHome => Told::Returning,
            AssemblyEvent::Return => Told::Returned,
            _ => Told::Rested,
        };
        Ok(Telling {
            order,
            told,
            by: self.needed(FieldName::By)?,
            means: picked!(self, FieldName::Means, Means)?,
            at: self.time_or_opened(FieldName::At)?,
        })
    }

    fn crew(&self) -> Result<Crew, Fault> {
        Ok(Crew {
            team: picked!(self, FieldName::Team, Team)?,
            name: self.needed(FieldName::Crew)?,
            people: self.text(FieldName::NameList),
            count: self.number(FieldName::Count)?.unwrap_or_default(),
            from: self.time_or_opened(FieldName::Since)?,
            to: self.ahead(FieldName::Until, self.time_or_opened(FieldName::Since)?)?,
        })
    }
}
