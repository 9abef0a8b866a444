//! Forms as they open: fields in the order in which a person says them, with what is already known filled in.

mod paper;

pub(in crate::console) use paper::follow_part;

use super::commands::commands;
use super::recipients::recipients;
use super::{Choice, EndPick, Field, FieldKind, FieldName, Form, FormKind, PaperForm, Pick, options, people, right};
use crate::clock::At;
use crate::console::{Board, Line, Model};
use crate::domain::{
    AreaCode, EventId, Form as OrderForm, Government, HqCode, Incident, IncidentStatus, Means, PlaceCode, Posture,
    Recipient, ReportKind, Rung, StepCode, TeamCode, TeamStatus, Urgency,
};
use crate::limits::{ENTRY_BYTES_MAX, FIELD_BYTES_MAX, OVERRIDE_REASON_BYTES_MAX};
use crate::text::when;

/// What is known when a form opens.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(in crate::console) struct Known {
    pub(in crate::console) team: Option<TeamCode>,
    pub(in crate::console) incident: Option<EventId>,
    pub(in crate::console) order: Option<EventId>,
    pub(in crate::console) warning: Option<EventId>,
    pub(in crate::console) proposal: Option<EventId>,
    pub(in crate::console) urgency: Urgency,
    pub(in crate::console) status: Option<TeamStatus>,
    pub(in crate::console) means: Option<Means>,
    pub(in crate::console) report: Option<ReportKind>,
    /// The government that a report is to reach.
    pub(in crate::console) reached: Option<Government>,
    pub(in crate::console) step: Option<(EventId, StepCode)>,
    /// Whether it is told that the step is late.
    pub(in crate::console) late: bool,
    pub(in crate::console) overridden: Option<EventId>,
    pub(in crate::console) posture: Option<Posture>,
    pub(in crate::console) headquarters: Option<HqCode>,
    /// The city that is asked, for what, and where it is wanted.
    pub(in crate::console) city: Option<AreaCode>,
    pub(in crate::console) need: Option<String>,
    pub(in crate::console) place: Option<PlaceCode>,
}

/// A form of this kind, with what is known filled in.
pub(in crate::console) fn build(model: &Model, kind: FormKind, known: &Known) -> Form {
    let fields = match &kind {
        FormKind::Order(_) => order(model, known),
        FormKind::Climb => climb(model, known),
        FormKind::Call(..) | FormKind::Measures(_) => super::calls::fields(model, &kind),
        FormKind::Shelve(_) => vec![text(FieldName::Reason, ""), time(FieldName::At)],
        FormKind::CountHeads(order) => heads(model, *order),
        FormKind::Evacuees => super::evacuation::moved(model, known),
        FormKind::Relief(evacuation) => super::evacuation::relieved(model, *evacuation),
        FormKind::Notify(about) => super::notice::fields(model, *about),
        FormKind::EndOrder(order) => {
            // Who never said that they come is not done with it: they are called off.
            let waits = model.world.mobilisation(*order).is_some_and(|one| one.acknowledged.is_none());
            let end = waits.then_some(Pick::End(EndPick::Cancelled));
            vec![choice(FieldName::Outcome, options::ends(model), end.as_ref()), text(FieldName::Reason, "")]
        }
        FormKind::Mobilise(_) | FormKind::Tell(..) | FormKind::Crew => super::assembly::fields(model, &kind, known),
        FormKind::Assign(team) => assign(model, team, known),
        FormKind::TeamStatus => {
            let to = known.status.map(Pick::TeamStatus);
            let team = known.team.as_ref();
            let statuses = choice(FieldName::Status, options::team_statuses(model, team), to.as_ref());
            vec![team_field(model, known), statuses, text(FieldName::Reason, "")]
        }
        FormKind::Position => position(model, known),
        FormKind::Message => message(model, known),
        FormKind::NewIncident => new_incident(model),
        FormKind::Grade(incident) => graded(model, *incident),
        FormKind::IncidentStatus(incident) => incident_status(model, *incident),
        FormKind::Merge(_) | FormKind::Split(_) | FormKind::Code(_) | FormKind::Amend(_) => right::fields(model, &kind),
        FormKind::Import => super::table::fields(model),
        FormKind::Figure => figure(model, known),
        FormKind::Report => paper::told(model, known),
        FormKind::Paper(act) => paper::fields(model, *act, known),
        FormKind::Resource(form) => super::resource::fields(model, form, known),
        FormKind::Consult(form) => super::consult::fields(model, *form, known),
        FormKind::Aar(form) => super::aar::fields(model, *form, known),
        FormKind::Aid(form) => super::linkage::fields(model, *form, known),
        FormKind::Onsite(incident, form) => super::onsite::fields(model, *incident, *form),
        FormKind::Decide | FormKind::Propose | FormKind::Appoint(_) | FormKind::Posture => {
            super::lead::fields(model, &kind, known)
        }
        FormKind::Switch(area, form) => super::switch::fields(model, area, form),
        FormKind::StartPlan => start_plan(model, known),
        FormKind::Warning => warning(model),
        FormKind::StepDone => vec![step_field(model, known), text(FieldName::StepProof, "")],
        FormKind::StepBlocked => vec![step_field(model, known), text(FieldName::Reason, "")],
        FormKind::StepSkipped(..) | FormKind::Strike(_) => vec![text(FieldName::Reason, "")],
        FormKind::SkipTo | FormKind::PastAt => vec![time(FieldName::At)],
        FormKind::JournalJump => vec![text(FieldName::Number, "")],
        FormKind::JournalFilter => journal_filter(model),
        FormKind::SignIn => sign_in(model),
        FormKind::HandOver => vec![text(FieldName::Successor, "")],
        FormKind::TakeOver(handed) => take_over(model, *handed),
        FormKind::Why(_) => {
            vec![field(FieldName::Reason, FieldKind::Text(Line::with(OVERRIDE_REASON_BYTES_MAX, "")))]
        }
        FormKind::Ratify => ratify(model, known),
        FormKind::Commands => vec![choice(FieldName::Command, commands(model), None)],
        FormKind::Find => vec![choice(
            FieldName::Row,
            options::rows(model, model.board),
            model.selected(model.board).map(|row| Pick::Row(row.clone())).as_ref(),
        )],
    };
    opened(model, kind, fields, known)
}

/// The form with these fields, at the first that waits for something.
fn opened(model: &Model, kind: FormKind, fields: Vec<Field>, known: &Known) -> Form {
    // Who is called back is said by whoever calls it, or taken as it is proposed.
    let to_all = known.urgency == Urgency::Withdraw && known.team.is_none();
    let at = if to_all { 0 } else { first_to_fill(&fields) };
    let (known, opened) = (Box::new(known.clone()), model.now);
    let mut form = Form { kind, fields, at, opened, touched: false, fault: None, known };
    super::aid::follow_recipient(model, &mut form, false);
    super::assembly::follow_need(model, &mut form);
    if !form.shown_places().contains(&form.at) {
        form.at = 0;
    }
    form
}

fn incident_status(model: &Model, incident: EventId) -> Vec<Field> {
    let now: IncidentStatus = model.world.incident_status(incident).first().unwrap_or_default();
    vec![choice(FieldName::Status, options::incident_statuses(model), Some(&Pick::IncidentStatus(now)))]
}

/// The first field that nothing is known for: a team that is selected need not be passed by Tab.
fn first_to_fill(fields: &[Field]) -> usize {
    use FieldName::{
        Answer, By, Callee, ConsultKind, Figure, Incident, Override, Owner, Place, Reason, Status, Step, Team, Text, To,
    };
    let wanted: &[FieldName] = match fields.first() {
        Some(Field { name: Owner, .. }) => return super::calls::first_open(fields),
        Some(field) if field.pick().is_none() => &[],
        Some(Field { name: FieldName::Movement, .. }) => {
            let named = fields.iter().any(|field| field.name == FieldName::Material && field.pick().is_some());
            if named { &[FieldName::Amount] } else { &[FieldName::Material] }
        }
        Some(Field { name: FieldName::Site, .. }) => &[FieldName::ShelterWord],
        Some(Field { name: To, .. }) => &[Text],
        Some(Field { name: FieldName::AidCity, .. }) => &[FieldName::AidNeed],
        Some(Field { name: Callee, .. }) => &[Answer],
        Some(Field { name: Team, .. }) => &[Status, Place, FieldName::TaskObjective],
        Some(Field { name: FieldName::Crew, .. }) => &[FieldName::Present],
        Some(Field { name: Step | ConsultKind, .. }) => &[Reason, FieldName::StepProof],
        Some(Field { name: Incident, .. }) => &[Figure],
        Some(Field { name: Override, .. }) => &[By],
        _ => &[],
    };
    fields.iter().position(|field| wanted.contains(&field.name)).unwrap_or(0)
}

pub(super) fn field(name: FieldName, kind: FieldKind) -> Field {
    Field { name, kind }
}

pub(super) fn text(name: FieldName, preset: &str) -> Field {
    let max = if name == FieldName::Text { ENTRY_BYTES_MAX } else { FIELD_BYTES_MAX };
    field(name, FieldKind::Text(Line::with(max, preset)))
}

pub(super) fn time(name: FieldName) -> Field {
    field(name, FieldKind::Time(Line::new(FIELD_BYTES_MAX)))
}

/// A choice with `now` picked, or its first option when `now` is not given or not offered.
pub(super) fn choice(name: FieldName, options: Vec<Choice>, now: Option<&Pick>) -> Field {
    let place = now.and_then(|now| options.iter().position(|choice| choice.pick == *now));
    let picked = place.or(if options.is_empty() { None } else { Some(0) });
    field(name, FieldKind::Choice { options, picked, filter: Line::new(FIELD_BYTES_MAX) })
}

/// A choice that must be made by hand when it is not known: the first of a list is nobody's order.
pub(super) fn must(name: FieldName, options: Vec<Choice>, now: Option<&Pick>) -> Field {
    let picked = now.and_then(|now| options.iter().position(|choice| choice.pick == *now));
    field(name, FieldKind::Choice { options, picked, filter: Line::new(FIELD_BYTES_MAX) })
}

pub(super) fn incident_field(model: &Model, known: &Known, zh: &'static str, en: &'static str) -> Field {
    let now = known.incident.map_or(Pick::Nothing, Pick::Incident);
    choice(FieldName::Incident, options::incidents_or(model, zh, en), Some(&now))
}

fn order(model: &Model, known: &Known) -> Vec<Field> {
    let of_step = super::step::preset(model, known);
    let to = known.team.clone().map(Pick::Team).or_else(|| known.headquarters.clone().map(Pick::Headquarters));
    let to = to.or_else(|| of_step.as_ref().map(|of| of.to.clone()));
    let preset = match (&of_step, known.urgency) {
        (Some(of), _) => of.text.as_str(),
        (None, Urgency::Withdraw) => model.lang.pick("立即撤离", "Withdraw at once"),
        (None, Urgency::Routine | Urgency::Urgent) => "",
    };
    let name = of_step.as_ref().map_or("", |of| of.name.as_str());
    let incident = known.incident.filter(|_| of_step.is_none()).or(of_step.as_ref().and_then(|of| of.incident));
    let until = of_step.as_ref().and_then(|of| of.until).map(when::date_minute).unwrap_or_default();
    // Whoever calls a withdrawal means all who are there, unless they say whom.
    let withdrawn = || known.incident.filter(|_| known.urgency == Urgency::Withdraw);
    let to = to.or_else(|| super::groups::all_on(model, withdrawn()?));
    let to = must(FieldName::To, recipients(model), to.as_ref());
    let head = [to, text(FieldName::PersonName, name), text(FieldName::Phone, ""), text(FieldName::Text, preset)];
    let rest = [
        incident_field(model, &Known { incident, ..Known::default() }, "不归任何事件", "no incident"),
        choice(FieldName::Destination, options::places(model), None),
        choice(FieldName::Urgency, options::urgencies(model), Some(&Pick::Urgency(known.urgency))),
        field(FieldName::Limit, FieldKind::Time(Line::with(FIELD_BYTES_MAX, &until))),
    ];
    let step = of_step.map(|of| choice(FieldName::OfStep, of.steps, Some(&of.step)));
    head.into_iter().chain(super::aid::fields()).chain(rest).chain(step).collect()
}

fn sign_in(model: &Model) -> Vec<Field> {
    let name = if model.locked { model.post.operator.as_str() } else { "" };
    vec![text(FieldName::Signer, name), choice(FieldName::Role, people::roles(model), None)]
}

/// The one who is to come is named already, when that was said.
fn take_over(model: &Model, handed: EventId) -> Vec<Field> {
    let all = model.world.hand_overs(None);
    let to = all.iter().find(|one| one.id == handed).map(crate::domain::HandOver::to).unwrap_or_default();
    let means = choice(FieldName::Means, options::means(model), Some(&Pick::Means(Means::Console)));
    vec![text(FieldName::Signer, to), choice(FieldName::Role, people::roles(model), None), means]
}

/// What the figures come to is proposed as long as nobody graded, and where they come to more.
fn graded(model: &Model, incident: EventId) -> Vec<Field> {
    let stands = model.world.grade(incident).first().flatten();
    let bound = model.world.bound(incident).map(|bound| bound.grade);
    let proposed = stands.max(bound).map_or(Pick::Nothing, Pick::Grade);
    let grade = choice(FieldName::Grade, options::grades(model), Some(&proposed));
    if stands.is_some() { vec![grade, text(FieldName::Reason, "")] } else { vec![grade] }
}

fn ratify(model: &Model, known: &Known) -> Vec<Field> {
    let open = model.world.unratified();
    let view = open.iter().find(|view| known.overridden.is_none_or(|meant| meant == view.id));
    // Nobody answers for themselves: then it is somebody on the phone.
    let own = view.is_some_and(|view| view.actor == model.post.operator);
    let (by, means) = if own { ("", Means::Phone) } else { (model.post.operator.as_str(), Means::Console) };
    let picked = view.map(|view| Pick::Override(view.id));
    vec![
        choice(FieldName::Override, people::overrides(model), picked.as_ref()),
        choice(FieldName::Sanction, people::sanctions(model), None),
        text(FieldName::By, by),
        choice(FieldName::Role, people::roles(model), None),
        choice(FieldName::Means, options::means(model), Some(&Pick::Means(means))),
        text(FieldName::Opinion, ""),
    ]
}

fn message(model: &Model, known: &Known) -> Vec<Field> {
    vec![
        text(FieldName::Source, ""),
        choice(FieldName::Means, options::means(model), None),
        incident_field(model, known, "值班日志", "duty log"),
        time(FieldName::Occurred),
        time(FieldName::Received),
        text(FieldName::Text, ""),
        text(FieldName::Spot, ""),
        text(FieldName::ToldWhom, ""),
    ]
}

fn position(model: &Model, known: &Known) -> Vec<Field> {
    vec![
        team_field(model, known),
        must(FieldName::Place, options::places_for(model, known.team.as_ref()), None),
        choice(FieldName::Means, options::heard_by(model), None),
        time(FieldName::At),
    ]
}

fn team_field(model: &Model, known: &Known) -> Field {
    must(FieldName::Team, options::teams(model), known.team.clone().map(Pick::Team).as_ref())
}

fn step_field(model: &Model, known: &Known) -> Field {
    let step = known.step.clone().map(|(run, step)| Pick::Step(run, step));
    must(FieldName::Step, options::steps(model), step.as_ref())
}

/// What the fields offer that depend on the team which is picked in another.
pub(in crate::console) fn follow_team(model: &Model, form: &mut Form) {
    let Some(Pick::Team(team)) = form.pick(FieldName::Team).cloned() else { return };
    if !matches!(form.kind, FormKind::TeamStatus | FormKind::Position) {
        return;
    }
    let fresh = build(model, form.kind.clone(), &Known { team: Some(team), ..Known::default() });
    for (field, fresh) in form.fields.iter_mut().zip(fresh.fields) {
        if matches!(field.name, FieldName::Status | FieldName::Place) {
            let held = field.pick().cloned();
            let mut fresh = fresh;
            if let (FieldKind::Choice { options, picked, .. }, Some(held)) = (&mut fresh.kind, held)
                && fresh.name == FieldName::Place
            {
                *picked = options.iter().position(|choice| choice.pick == held);
            }
            *field = fresh;
        }
    }
}

fn warning(model: &Model) -> Vec<Field> {
    let area = model.area();
    let last = model.world.warnings().into_iter().rev().find(|(_, w)| Some(&w.area) == area.as_ref());
    let issuer = last.map(|(_, warning)| warning.issuer.clone()).unwrap_or_default();
    vec![
        must(FieldName::Colour, options::colours(model), None),
        must(FieldName::Hazard, options::hazards(model), None),
        text(FieldName::Text, ""),
        field(FieldName::Serial, FieldKind::Number(Line::new(FIELD_BYTES_MAX))),
        text(FieldName::Issuer, &issuer),
        time(FieldName::Issued),
        time(FieldName::Received),
        must(FieldName::Area, options::areas(model), area.map(Pick::Area).as_ref()),
        // What the law has a warning state; whoever is in haste leaves it to the text.
        time(FieldName::Begins),
        time(FieldName::Expires),
        text(FieldName::Extent, ""),
        text(FieldName::Caution, ""),
        text(FieldName::Advised, ""),
        text(FieldName::Inquiries, ""),
    ]
}

/// By whom: the leader or person the order went to, as the number to call is shown beside it.
pub(in crate::console) fn contact(model: &Model, order: EventId) -> String {
    match model.world.order(order).map(|view| view.order.to.clone()) {
        Some(Recipient::Team(code)) => model.world.team(&code).map(|view| view.team.leader.clone()),
        Some(Recipient::Person { name, .. }) => Some(name),
        Some(Recipient::Headquarters(_)) | None => None,
    }
    .unwrap_or_default()
}

fn climb(model: &Model, known: &Known) -> Vec<Field> {
    let order = known.order.map(Pick::Order);
    let by = known.order.map(|order| contact(model, order)).unwrap_or_default();
    let reached = known.order.and_then(|id| model.world.order(id)).and_then(|view| view.height);
    let next = if reached >= Some(Rung::Acknowledged) { Rung::Executing } else { Rung::Acknowledged };
    vec![
        must(FieldName::Order, options::orders(model), order.as_ref()),
        choice(FieldName::Rung, options::rungs(model), Some(&Pick::Rung(next))),
        text(FieldName::By, &by),
        choice(FieldName::Means, options::means(model), None),
        time(FieldName::At),
    ]
}

fn heads(model: &Model, order: EventId) -> Vec<Field> {
    let number = |name| field(name, FieldKind::Number(Line::new(FIELD_BYTES_MAX)));
    vec![
        number(FieldName::Present),
        number(FieldName::Absent),
        text(FieldName::AbsentNames, ""),
        text(FieldName::By, &contact(model, order)),
        choice(FieldName::Means, options::heard_by(model), None),
        time(FieldName::At),
    ]
}

fn assign(model: &Model, team: &TeamCode, known: &Known) -> Vec<Field> {
    let now = model.world.team(team).and_then(|view| view.assignment.first());
    let incident = now.as_ref().and_then(|a| a.incident).or(known.incident);
    let known = Known { incident, ..known.clone() };
    vec![incident_field(model, &known, "无任务", "free"), choice(FieldName::Place, options::places(model), None)]
}

fn new_incident(model: &Model) -> Vec<Field> {
    let own = model.area().map(Pick::Area);
    vec![
        text(FieldName::Title, ""),
        choice(FieldName::Place, options::places(model), None),
        choice(FieldName::Area, options::areas(model), own.as_ref()),
        time(FieldName::Occurred),
        time(FieldName::Received),
        text(FieldName::Code, ""),
        time(FieldName::UnitTold),
        choice(FieldName::Sensitive, options::sensitive(model), Some(&Pick::Met(false))),
    ]
}

fn journal_filter(model: &Model) -> Vec<Field> {
    let wanted = &model.chronicle.wanted;
    let sought = model.asked(Board::Journal).map(|asked| asked.sought.text()).unwrap_or_default();
    let clock = |name, at: Option<At>| {
        let mut field = time(name);
        if let (Some(at), FieldKind::Time(line)) = (at, &mut field.kind) {
            line.set(&when::date_minute(at));
        }
        field
    };
    vec![
        choice(FieldName::View, options::views(model), None),
        choice(FieldName::Team, options::any_team(model), wanted.team.clone().map(Pick::Team).as_ref()),
        choice(FieldName::Place, options::places(model), wanted.place.clone().map(Pick::Place).as_ref()),
        choice(FieldName::Kind, options::kinds(model), wanted.kind.map(Pick::Kind).as_ref()),
        clock(FieldName::Since, wanted.since),
        clock(FieldName::Until, wanted.until),
        text(FieldName::Sought, sought),
        text(FieldName::SaveAs, ""),
    ]
}

fn figure(model: &Model, known: &Known) -> Vec<Field> {
    vec![
        must(FieldName::Incident, options::incidents(model), known.incident.map(Pick::Incident).as_ref()),
        choice(FieldName::Figure, options::figures(model), None),
        field(FieldName::Count, FieldKind::Number(Line::new(FIELD_BYTES_MAX))),
        choice(FieldName::Verified, options::verified(model), None),
        text(FieldName::Source, ""),
        time(FieldName::At),
    ]
}

fn start_plan(model: &Model, known: &Known) -> Vec<Field> {
    let incident: Option<&Incident> = known.incident.and_then(|id| model.world.incident(id));
    let area = incident.map(|i| i.area.clone()).or_else(|| model.area());
    let level = area.as_ref().and_then(|area| model.world.response(area).first()?.level());
    // What something calls for is proposed.
    let called = model.world.plans_called_for(model.now).first().map(|(plan, _)| *plan);
    // Where no response runs yet: the level that the plan asks for at the incident's grade.
    let by_grade = || called?.level_for(model.world.gravest(known.incident?)?);
    let level = level.or_else(by_grade);
    let called = called.map(|plan| plan.code.clone());
    vec![
        choice(FieldName::Plan, options::plans(model), called.map(Pick::Plan).as_ref()),
        must(FieldName::Level, options::levels(model), level.map(Pick::Level).as_ref()),
        choice(FieldName::Area, options::areas(model), area.map(Pick::Area).as_ref()),
        incident_field(model, known, "不归任何事件", "no incident"),
    ]
}

/// Whether a form put aside is what opening `fresh` asks for: the same kind, and not about another team or order.
pub(in crate::console) fn resumes(parked: &Form, fresh: &Form) -> bool {
    let same_kind = match (&parked.kind, &fresh.kind) {
        (FormKind::Order(OrderForm::Request | OrderForm::Order), FormKind::Order(_)) => true,
        (a, b) => a == b,
    };
    let agrees = |name| match (parked.pick(name), fresh.pick(name)) {
        (Some(was), Some(asked)) => was == asked,
        _ => true,
    };
    let withdraw = Pick::Urgency(Urgency::Withdraw);
    let urgent = |form: &Form| form.pick(FieldName::Urgency) == Some(&withdraw);
    // What was begun for a step goes on for that step, and for nothing else.
    let of_step = |form: &Form| form.named(FieldName::OfStep).and_then(|field| field.pick().cloned());
    let subjects = [FieldName::To, FieldName::Order, FieldName::Team, FieldName::Step, FieldName::AidCity];
    same_kind
        && of_step(parked) == of_step(fresh)
        && subjects.into_iter().all(agrees)
        && (!urgent(fresh) || urgent(parked))
}

/// The form put aside, with the choices there are now.
pub(in crate::console) fn resumed(parked: &Form, mut fresh: Form) -> Form {
    for (field, was) in fresh.fields.iter_mut().zip(&parked.fields) {
        match (&mut field.kind, &was.kind) {
            (FieldKind::Choice { options, picked, filter }, FieldKind::Choice { filter: sought, .. }) => {
                let same = was.pick().and_then(|pick| options.iter().position(|choice| choice.pick == *pick));
                // What was being sought and is none of them stands there as it was typed.
                *picked = if sought.is_empty() { same.or(*picked) } else { same };
                filter.clone_from(sought);
            }
            (now, was) => *now = was.clone(),
        }
    }
    let mut form = Form { kind: parked.kind.clone(), at: parked.at, opened: parked.opened, touched: true, ..fresh };
    // With the choices there are now, the field it was left in may not apply any more: then the one before it.
    form.at = form.shown_places().into_iter().rfind(|place| *place <= parked.at).unwrap_or(0);
    form
}
