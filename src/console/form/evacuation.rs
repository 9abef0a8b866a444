//! Forms of people who were moved, and of relief.

use super::build::{Known, choice, field, incident_field, text, time};
use super::options::{choice as option, heard_by, words};
use super::{Choice, Field, FieldKind, FieldName, Pick};
use crate::console::{Line, Model};
use crate::domain::{Due, EventId, ListKind, Listed, ReliefKind};
use crate::limits::FIELD_BYTES_MAX;
use crate::text::words::{EvacuationWord, Word};

fn people(count: &str) -> Field {
    let mut line = Line::new(FIELD_BYTES_MAX);
    line.paste(count);
    field(FieldName::Count, FieldKind::Number(line))
}

/// How many, whence, whither, for which incident, by whose word.
pub(super) fn moved(model: &Model, known: &Known) -> Vec<Field> {
    let incident = incident_field(model, known, "不归任何事件", "no incident");
    let nowhere = option(Pick::Nothing, "", model.lang.pick("投亲靠友或未定", "with relatives, or not yet"));
    let shelters = model.world.listed(ListKind::Shelter).filter_map(|card| match card {
        Listed::Shelter(shelter) => Some(option(Pick::Listed(shelter.code.clone()), "", shelter.name.clone())),
        _ => None,
    });
    let shelters: Vec<Choice> = [nowhere].into_iter().chain(shelters).collect();
    vec![
        people(""),
        text(FieldName::Whence, ""),
        choice(FieldName::Shelter, shelters, None),
        time(FieldName::Placed),
        incident,
        text(FieldName::By, ""),
        choice(FieldName::Means, heard_by(model), None),
        time(FieldName::At),
    ]
}

/// What they got, how many of them, by whose word.
pub(super) fn relieved(model: &Model, evacuation: EventId) -> Vec<Field> {
    let all = option(Pick::Nothing, "", EvacuationWord::AllKinds.say(model.lang));
    let kinds: Vec<Choice> = [all].into_iter().chain(words(model, &ReliefKind::ALL, Pick::Relief)).collect();
    let left = model.world.evacuation(evacuation).map(|view| view.moved.people.saturating_sub(view.relieved));
    vec![
        choice(FieldName::Given, kinds, None),
        people(&left.unwrap_or_default().to_string()),
        text(FieldName::By, ""),
        choice(FieldName::Means, heard_by(model), None),
        time(FieldName::At),
    ]
}

impl Model {
    /// Whose relief is meant: what the rail says, else those who wait longest.
    pub(in crate::console) fn evacuation_meant(&self) -> Option<EventId> {
        let here = self.selected_deadline().filter(|_| self.pane == crate::console::Pane::Rail);
        let of = |what: &Due| if let Due::Relieve { evacuation } = what { Some(*evacuation) } else { None };
        let here = here.and_then(|deadline| of(&deadline.what));
        here.or_else(|| self.world.open_evacuations().first().map(|view| view.id))
    }
}
