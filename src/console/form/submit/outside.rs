//! People who were moved, relief, and notices to whoever is outside.

use super::{Fault, Filled, picked};
use crate::console::form::{FieldName, FormKind, Pick};
use crate::domain::{Command, Evacuation, Notify, Relief, ReliefKind};

impl Filled<'_> {
    pub(super) fn outside(&self) -> Result<Command, Fault> {
        let (by, means) = (self.needed(FieldName::By)?, picked!(self, FieldName::Means, Means)?);
        let at = self.time_or_opened(FieldName::At)?;
        let people = |form: &Self| form.number(FieldName::Count)?.ok_or_else(|| form.needs(FieldName::Count));
        Ok(match &self.form.kind {
            FormKind::Relief(evacuation) => {
                let one =
                    if let Some(Pick::Relief(kind)) = self.form.pick(FieldName::Given) { Some(*kind) } else { None };
                let kinds = one.map_or_else(|| ReliefKind::ALL.to_vec(), |kind| vec![kind]);
                Command::GiveRelief(Relief { evacuation: *evacuation, kinds, people: people(self)?, by, means, at })
            }
            FormKind::Notify(about) => {
                let to = if let Some(Pick::Notified(to)) = self.form.pick(FieldName::To) {
                    vec![to.clone()]
                } else {
                    Vec::new()
                };
                Command::Notify(Notify { about: *about, to, by, means, at })
            }
            _ => {
                let incident = self.incident();
                let of_incident =
                    incident.and_then(|id| self.model.world.incident(id)).map(|incident| incident.area.clone());
                let shelter = if let Some(Pick::Listed(code)) = self.form.pick(FieldName::Shelter) {
                    Some(code.clone())
                } else {
                    None
                };
                // They came at the time of the word, when nobody says: they may be affected for hours by then.
                let placed = if shelter.is_some() { Some(self.time_or_opened(FieldName::Placed)?) } else { None };
                let area = of_incident.or_else(|| self.model.area()).unwrap_or_default();
                let whence = self.needed(FieldName::Whence)?;
                Command::MoveEvacuees(Evacuation {
                    incident,
                    area,
                    whence,
                    people: people(self)?,
                    shelter,
                    by,
                    means,
                    at,
                    placed,
                })
            }
        })
    }
}
