//! Requests to those who take no orders. For soldiers the form becomes one by itself, with the six parts that the regulation
//! names (军队参加抢险救灾条例 art. 7: 种类、时间、地域、危害程度、已采取措施、所需兵力装备); another city's team is asked of its
//! city, by an aid request (rules.md 4.4).

use super::build::text;
use super::linkage::needs;
use super::options::say;
use super::{Field, FieldName, Form, FormKind, Known, Pick};
use crate::console::Model;
use crate::domain::{AidSort, Capability, EventId, Form as OrderForm, Team, TeamCode, TeamKind, Urgency};
use crate::text::when;
use crate::text::words::Word;

/// The six parts, in the order in which the regulation names them.
const PARTS: [FieldName; 6] = [
    FieldName::AidKind,
    FieldName::AidTime,
    FieldName::AidArea,
    FieldName::AidHarm,
    FieldName::AidDone,
    FieldName::AidNeed,
];

/// Their fields: what is needed comes first, because nobody else can know it.
pub(super) fn fields() -> impl Iterator<Item = Field> {
    let [rest @ .., need] = PARTS;
    [need].into_iter().chain(rest).map(|name| text(name, ""))
}

/// Whether whom the form is for takes requests and no orders: soldiers, and of a withdrawal, which no city is asked for first,
/// also another city's team.
pub(in crate::console) fn takes_requests(model: &Model, form: &Form) -> bool {
    let Some(Pick::Team(code)) = form.pick(FieldName::To) else { return false };
    let Some(team) = model.world.team_card(code).filter(|_| matches!(form.kind, FormKind::Order(_))) else {
        return false;
    };
    let own = model.world.takes_orders(model.area().as_ref(), team, incident_of(form));
    team.kind == TeamKind::Military || (withdraws(form) && !own)
}

/// Whether it calls somebody back.
pub(in crate::console) fn withdraws(form: &Form) -> bool {
    form.pick(FieldName::Urgency) == Some(&Pick::Urgency(Urgency::Withdraw))
}

fn incident_of(form: &Form) -> Option<EventId> {
    if let Some(Pick::Incident(id)) = form.pick(FieldName::Incident) { Some(*id) } else { None }
}

/// What is known of the aid request by which another city is asked for whom the form is for; none when that is nobody who
/// is another city's, or somebody who takes orders here.
pub(in crate::console) fn asked_of_a_city(model: &Model, form: &Form) -> Option<Known> {
    let own = model.area();
    let foreign = |code: &TeamCode| {
        let team = model.world.team_card(code).filter(|team| team.kind != TeamKind::Military)?;
        (!model.world.takes_orders(own.as_ref(), team, incident_of(form))).then_some(team)
    };
    let place = if let Some(Pick::Place(code)) = form.pick(FieldName::Destination) { Some(code.clone()) } else { None };
    let known = Known { incident: incident_of(form), place, ..Known::default() };
    match (&form.kind, form.pick(FieldName::To), form.pick(FieldName::Who)) {
        (FormKind::Order(_), Some(Pick::Team(code)), _) if !withdraws(form) => {
            let team = foreign(code)?;
            let typed = form.named(FieldName::Text).map(|field| field.line().text().trim()).unwrap_or_default();
            // What was typed goes along: what says how many of what is the need, everything else stands beside it.
            let counted = needs(typed).is_ok_and(|lines| !lines.is_empty());
            let parts = [team_needed(model, team, None), typed.to_owned()].into_iter().filter(|part| !part.is_empty());
            let all = parts.collect::<Vec<_>>().join("; ");
            let need = if counted { typed.to_owned() } else { all };
            Some(Known { city: Some(team.area.clone()), need: Some(need), ..known })
        }
        (FormKind::Mobilise(_), _, Some(Pick::Neighbour(code))) => {
            let team = foreign(code)?;
            let need = team_needed(model, team, capability(form));
            Some(Known { city: Some(team.area.clone()), need: Some(need), ..known })
        }
        (FormKind::Mobilise(_), _, Some(Pick::Offered(area, name))) => {
            let need = line(model, name, capability(form));
            Some(Known { city: Some(area.clone()), need: Some(need), ..known })
        }
        _ => None,
    }
}

fn capability(form: &Form) -> Option<Capability> {
    if let Some(Pick::Capability(capability)) = form.pick(FieldName::Capability) { Some(*capability) } else { None }
}

/// A team as a line of what is needed.
pub(super) fn team_needed(model: &Model, team: &Team, capability: Option<Capability>) -> String {
    line(model, say(model).team_name(team), capability)
}

/// `兵力 排涝队 1支 flood.pump`.
fn line(model: &Model, name: &str, capability: Option<Capability>) -> String {
    let (sort, unit) = (AidSort::Force.say(model.lang), model.lang.pick("支", "team"));
    let tag = capability.map(Capability::tag).unwrap_or_default();
    format!("{sort} {name} 1{unit} {tag}").trim_end().to_owned()
}

/// Makes the form an order or a request, whatever fits the one it is for now; `before` is what it was for.
pub(in crate::console) fn follow_recipient(model: &Model, form: &mut Form, before: bool) {
    let now = takes_requests(model, form);
    if now != before {
        become_form(model, form, if now { OrderForm::Request } else { OrderForm::Order });
    }
}

/// Makes it an order or a request; what was typed goes along, and what the log knows of the incident is filled in.
pub(in crate::console) fn become_form(model: &Model, form: &mut Form, kind: OrderForm) {
    let asked = form.asks_team();
    form.kind = FormKind::Order(kind);
    let asks = form.asks_team();
    if asks == asked {
        return;
    }
    let (from, to) = if asks { (FieldName::Text, FieldName::AidNeed) } else { (FieldName::AidNeed, FieldName::Text) };
    let typed = form.named(from).map(|field| field.line().text().to_owned()).unwrap_or_default();
    put(form, to, &typed);
    if asks {
        fill(model, form);
    }
    let shown = form.shown_places();
    if !shown.contains(&form.at) {
        form.at = form.fields.iter().position(|field| field.name == to).filter(|at| shown.contains(at)).unwrap_or(0);
    }
}

/// What the log knows of the incident.
fn fill(model: &Model, form: &mut Form) {
    let Some(Pick::Incident(id)) = form.pick(FieldName::Incident) else { return };
    let (id, say) = (*id, say(model));
    let Some(incident) = model.world.incident(id) else { return };
    put(form, FieldName::AidKind, say.incident_title(incident));
    put(form, FieldName::AidTime, &when::date_minute(incident.occurred));
    let place = say.scene_of(incident).unwrap_or_default();
    put(form, FieldName::AidArea, format!("{} {place}", say.area(&incident.area)).trim());
    let figures = crate::domain::FigureKind::ALL.into_iter().filter_map(|kind| {
        let figure = model.world.figure(id, kind).first()?;
        figure.count.filter(|count| *count > 0)?;
        Some(format!("{} {}", kind.say(model.lang), say.count(Some(figure))))
    });
    let harm = figures.collect::<Vec<_>>().join(", ");
    put(form, FieldName::AidHarm, &harm);
}

/// What the log knows of the incident, when whoever is picked takes requests only.
pub(super) fn follow_asked(model: &Model, form: &mut Form) {
    if form.asks_team() {
        fill(model, form);
    }
}

/// Writes into a field that holds nothing yet.
fn put(form: &mut Form, name: FieldName, value: &str) {
    let field = form.fields.iter_mut().find(|field| field.name == name && field.line().is_empty());
    if let Some(field) = field.filter(|_| !value.is_empty()) {
        field.write(|line| {
            line.set(value);
            true
        });
    }
}

/// The request as it is said: every part by its name, also one that is not known.
pub(super) fn told(form: &Form, model: &Model) -> String {
    let unknown = model.lang.pick("不明", "unknown");
    let part = |name: FieldName| {
        let value = form.named(name).map(|field| field.line().text().trim()).filter(|value| !value.is_empty());
        format!("{}: {}", name.title(model.lang), value.unwrap_or(unknown))
    };
    PARTS.map(part).join("; ")
}
