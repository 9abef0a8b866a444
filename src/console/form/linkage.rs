//! Forms about help between cities: a request field by field, the answers to it, what is told of those who come, what it
//! cost, and what a city shares.

mod options;

pub(in crate::console) use options::{needs, units};

use serde::{Deserialize, Serialize};

use super::build::{choice, field, must, text, time};
use super::options as general;
use super::{Field, FieldKind, FieldName, Form, Known, Pick, people};
use crate::console::{Line, Model};
use crate::domain::{AidEvent, AidView, AreaCode, CostBearer, Datum, EventId, FigureKind, Means, ShareKind};
use crate::limits::{ENTRY_BYTES_MAX, FIELD_BYTES_MAX};
use crate::text::words::Word;
use crate::text::{Lang, when};

/// What is done about help between cities.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum AidForm {
    /// A request drafted.
    Draft,
    /// Signed and sent.
    Send(EventId),
    /// Taken up.
    Accept(EventId),
    /// Granted, whole or in part.
    Grant(EventId),
    /// Refused.
    Refuse(EventId),
    /// Withdrawn.
    Withdraw(EventId),
    /// What is told of one that comes.
    Tell(EventId),
    /// Its cost settled.
    Settle(EventId),
    /// A list that a city shares.
    Share,
}

impl AidForm {
    /// The request that it is about.
    pub fn aid(self) -> Option<EventId> {
        match self {
            Self::Draft | Self::Share => None,
            Self::Send(id)
            | Self::Accept(id)
            | Self::Grant(id)
            | Self::Refuse(id)
            | Self::Withdraw(id)
            | Self::Tell(id)
            | Self::Settle(id) => Some(id),
        }
    }

    pub(super) fn title(self, lang: Lang) -> &'static str {
        match self {
            Self::Draft => lang.pick("草拟支援请求", "Draft an aid request"),
            Self::Send(_) => lang.pick("签发支援请求", "Sign and send the request"),
            Self::Accept(_) => lang.pick("受理支援请求", "Take the request up"),
            Self::Grant(_) => lang.pick("同意支援", "Grant aid"),
            Self::Refuse(_) => lang.pick("拒绝支援", "Refuse aid"),
            Self::Withdraw(_) => lang.pick("撤回请求", "Withdraw the request"),
            Self::Tell(_) => lang.pick("来援动态", "News of who comes"),
            Self::Settle(_) => lang.pick("费用结算", "Settle the cost"),
            Self::Share => lang.pick("共享资源清单", "Share a list"),
        }
    }
}

/// The fields of a form of this kind.
pub(super) fn fields(model: &Model, form: AidForm, known: &Known) -> Vec<Field> {
    let view = form.aid().and_then(|id| model.world.aid(id));
    match (form, view) {
        (AidForm::Draft, _) => draft(model, known),
        (AidForm::Share, _) => share(model),
        (_, None) => Vec::new(),
        (AidForm::Send(_), Some(view)) => voice(model, &view.aid.from),
        (AidForm::Accept(_), Some(view)) => voice(model, &view.aid.to),
        (AidForm::Grant(_), Some(view)) => {
            let (from, mut grants) = (view.aid.to.clone(), grants(&view));
            grants.push(text(FieldName::Note, ""));
            [grants, voice(model, &from)].concat()
        }
        (AidForm::Refuse(_), Some(view)) => [vec![text(FieldName::Reason, "")], voice(model, &view.aid.to)].concat(),
        (AidForm::Withdraw(_), Some(view)) => {
            [vec![text(FieldName::Reason, "")], voice(model, &view.aid.from)].concat()
        }
        (AidForm::Tell(_), Some(view)) => tell(model, &view),
        (AidForm::Settle(_), Some(view)) => {
            let mut fields = vec![
                choice(FieldName::Bearer, options::bearers(model), Some(&Pick::CostBearer(view.aid.cost))),
                number(FieldName::Yuan),
                text(FieldName::Note, ""),
            ];
            fields.extend(voice(model, &view.aid.from));
            fields
        }
    }
}

fn number(name: FieldName) -> Field {
    field(name, FieldKind::Number(Line::new(FIELD_BYTES_MAX)))
}

/// A text that may be as long as an entry.
fn long(name: FieldName, preset: &str) -> Field {
    field(name, FieldKind::Text(Line::with(ENTRY_BYTES_MAX / 2, preset)))
}

/// The request: whom it is for and for what, what the log knows of the incident filled in.
fn draft(model: &Model, known: &Known) -> Vec<Field> {
    let incident = known.incident.and_then(|id| model.world.incident(id));
    let say = general::say(model);
    let title = incident.map(|incident| say.incident_title(incident).to_owned()).unwrap_or_default();
    let at = incident.map(|incident| when::date_minute(incident.occurred)).unwrap_or_default();
    let place = known.place.as_ref().or_else(|| incident?.place.as_ref()).map(|place| say.place(place));
    let area = incident.map(|incident| say.area(&incident.area));
    let place = [area, place].into_iter().flatten().collect::<Vec<_>>().join(" ");
    let harm = known.incident.map(|id| {
        let figures = FigureKind::ALL.into_iter().filter_map(|kind| {
            let figure = model.world.figure(id, kind).first()?;
            figure.count.filter(|count| *count > 0)?;
            Some(format!("{} {}", kind.say(model.lang), say.count(Some(figure))))
        });
        figures.collect::<Vec<_>>().join(", ")
    });
    let asked = known.team.as_ref().and_then(|code| model.world.team_card(code));
    let cities = options::cities(model);
    let area = known.city.as_ref().or_else(|| Some(&asked?.area));
    // A county's team is asked of its city.
    let over = |choice: &&super::Choice, area: &AreaCode| matches!(&choice.pick, Pick::Area(city) if city.covers(area));
    let city = area.and_then(|area| {
        let exact = cities.iter().find(|choice| choice.pick == Pick::Area(area.clone()));
        exact.or_else(|| cities.iter().find(|choice| over(choice, area))).map(|choice| choice.pick.clone())
    });
    let need = known.need.clone().or_else(|| asked.map(|team| super::aid::team_needed(model, team, None)));
    let mut occurred = time(FieldName::Occurred);
    if let FieldKind::Time(line) = &mut occurred.kind {
        line.set(&at);
    }
    let to = known.incident.map_or(Pick::Nothing, Pick::Incident);
    vec![
        must(FieldName::AidCity, cities, city.as_ref()),
        long(FieldName::AidNeed, &need.unwrap_or_default()),
        choice(FieldName::Incident, general::incidents_or(model, "不归任何事件", "no incident"), Some(&to)),
        text(FieldName::AidKind, &title),
        occurred,
        text(FieldName::AidArea, &place),
        text(FieldName::AidHarm, &harm.unwrap_or_default()),
        text(FieldName::AidDone, ""),
        text(FieldName::RallyName, ""),
        text(FieldName::RallyPoint, ""),
        must(FieldName::Datum, options::datums(), None),
        text(FieldName::Route, ""),
        text(FieldName::Contact, ""),
        text(FieldName::Frequency, ""),
        number(FieldName::TermHours),
        choice(FieldName::Bearer, options::bearers(model), Some(&Pick::CostBearer(CostBearer::default()))),
        text(FieldName::Logistics, ""),
    ]
}

/// Who says it: at the console when it is this city's to say, else by phone, because a city answers for itself.
fn voice(model: &Model, area: &AreaCode) -> Vec<Field> {
    let own = model.area().is_none_or(|own| own.covers(area));
    let (by, means) = if own { (model.post.operator.as_str(), Means::Console) } else { ("", Means::Phone) };
    let role = model.sitting().filter(|_| own).map(Pick::Role);
    vec![
        text(FieldName::By, by),
        choice(FieldName::Role, people::roles(model), role.as_ref()),
        choice(FieldName::Means, general::heard_by(model), Some(&Pick::Means(means))),
        time(FieldName::At),
    ]
}

/// For each line how many are granted, what is asked preset, and who comes.
fn grants(view: &AidView<'_>) -> Vec<Field> {
    let before = view.grants();
    let mut fields = Vec::new();
    for (line, at) in view.aid.needs.iter().zip(0u8..) {
        let granted = before.iter().find(|grant| grant.line == at);
        let mut count = number(FieldName::GrantCount(at));
        if let FieldKind::Number(text) = &mut count.kind {
            text.set(&granted.map_or(line.count, |grant| grant.count).to_string());
        }
        fields.push(count);
        let units = granted.map(|grant| grant.units.iter().map(options::unit_code).collect::<Vec<_>>().join(", "));
        fields.push(long(FieldName::GrantUnits(at), &units.unwrap_or_default()));
    }
    fields
}

/// What is told of one that comes: of the one that is least far, what comes next.
fn tell(model: &Model, view: &AidView<'_>) -> Vec<Field> {
    let units = view.units();
    let least = units.iter().min_by_key(|unit| view.unit(unit).0);
    let next = least.and_then(|unit| view.unit(unit).0.next()).filter(|event| event.is_of_a_unit());
    let first = least.map_or(Pick::Nothing, |unit| Pick::AidUnit((*unit).clone()));
    vec![
        choice(FieldName::AidUnit, options::coming(model, view), Some(&first)),
        text(FieldName::UnitName, ""),
        choice(FieldName::AidNews, options::news(model), Some(&Pick::AidNews(next.unwrap_or(AidEvent::Dispatch)))),
        number(FieldName::Count),
        time(FieldName::Eta),
        text(FieldName::News, ""),
        text(FieldName::By, ""),
        choice(FieldName::Means, general::heard_by(model), Some(&Pick::Means(Means::Phone))),
        time(FieldName::At),
    ]
}

fn share(model: &Model) -> Vec<Field> {
    let own = model.area().map(Pick::Area);
    vec![
        choice(FieldName::Area, general::areas(model), own.as_ref()),
        choice(FieldName::ShareKind, general::words(model, &ShareKind::ALL, Pick::ShareKind), None),
        text(FieldName::Edition, &when::date_minute(model.now)),
        time(FieldName::AsOf),
        field(FieldName::Items, FieldKind::Text(Line::new(ENTRY_BYTES_MAX))),
        text(FieldName::By, &model.post.operator),
        choice(FieldName::Means, general::heard_by(model), Some(&Pick::Means(Means::Console))),
    ]
}

impl Form {
    /// Whether a field of a form about help between cities applies, given what is picked in the others.
    pub(super) fn shown_of_aid(&self, field: &Field) -> bool {
        let news = if let Some(Pick::AidNews(event)) = self.pick(FieldName::AidNews) { Some(*event) } else { None };
        let typed = |name| self.named(name).is_some_and(|field| !field.line().text().trim().is_empty());
        match field.name {
            FieldName::UnitName => self.pick(FieldName::AidUnit) == Some(&Pick::Nothing),
            FieldName::Count => matches!(news, Some(AidEvent::Dispatch | AidEvent::Arrive)),
            FieldName::Eta => news == Some(AidEvent::Depart),
            FieldName::News => news == Some(AidEvent::Work),
            FieldName::Datum => typed(FieldName::RallyPoint),
            _ => true,
        }
    }

    /// Whether a field of such a form still wants something.
    pub(super) fn wants_of_aid(field: &Field) -> bool {
        let empty = || field.line().text().trim().is_empty();
        match (&field.kind, field.name) {
            (FieldKind::Choice { picked, .. }, _) => picked.is_none(),
            (_, FieldName::Reason | FieldName::By | FieldName::UnitName | FieldName::AidNeed | FieldName::Edition) => {
                empty()
            }
            _ => false,
        }
    }
}

/// What a form is about, to stand beside its title: of a grant the lines by the numbers that its fields have.
pub(super) fn subject(model: &Model, form: AidForm) -> String {
    let Some(view) = form.aid().and_then(|id| model.world.aid(id)) else { return String::new() };
    let say = general::say(model);
    match form {
        AidForm::Grant(_) => options::lines_told(&view, model.lang),
        _ => format!("{} {}", say.aid(view.id), say.aid_needs(view.aid)),
    }
}

/// The system of a coordinate, by its pick.
pub(in crate::console) fn datum(pick: Option<&Pick>) -> Option<Datum> {
    if let Some(Pick::Datum(datum)) = pick { Some(*datum) } else { None }
}
