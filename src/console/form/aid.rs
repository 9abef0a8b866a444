//! Requests to those who take no orders: the form becomes one by itself, with the six parts that the regulation names
//! (军队参加抢险救灾条例 art. 7: 种类、时间、地域、危害程度、已采取措施、所需兵力装备; rules.md 4.4).

use super::build::text;
use super::options::say;
use super::{Field, FieldName, Form, FormKind, Pick};
use crate::console::Model;
use crate::domain::{Form as OrderForm, Urgency};
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

/// Whether whom the form is for takes requests and no orders: soldiers, and other jurisdictions' teams. A withdrawal may
/// be called to anybody.
pub(in crate::console) fn takes_requests(model: &Model, form: &Form) -> bool {
    let Some(Pick::Team(code)) = form.pick(FieldName::To) else { return false };
    let Some(view) = model.world.team(code) else { return false };
    let incident = if let Some(Pick::Incident(id)) = form.pick(FieldName::Incident) { Some(*id) } else { None };
    let takes = model.world.takes_orders(model.area().as_ref(), view.team, incident);
    let withdraw = form.pick(FieldName::Urgency) == Some(&Pick::Urgency(Urgency::Withdraw));
    matches!(form.kind, FormKind::Order(_)) && !withdraw && !takes
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
