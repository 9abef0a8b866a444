//! What an inject brings, kind by kind.

use serde::Deserialize;

use super::inject::{Row, worded};
use crate::clock::At;
use crate::config::{Fields, Line, Log, Wrong};
use crate::domain::{
    AreaCode, Colour, Decision, Destination, Figure, FigureKind, Form, Grade, HqCode, Incident, IncidentStatus,
    InjectKind, Level, Means, PlaceCode, PlanCode, Posture, Reading, Recipient, ReportKind, StepStatus, TeamCode,
    TeamKind, TeamStatus, Urgency, Warning,
};
use crate::drill::{Start, TeamChange, What};
use crate::limits::ENTRY_BYTES_MAX;
use crate::text::tell::Both;

pub(super) fn read(log: &mut Log<'_>, f: &mut Fields<'_>, row: &Row<'_>, kind: InjectKind) -> Option<What> {
    match kind {
        InjectKind::Warning => warning(log, f, row),
        InjectKind::Reading => reading(log, f, row),
        InjectKind::Message => message(log, f, row),
        InjectKind::Incident => incident(log, f, row),
        InjectKind::Figure => figure(log, f, row),
        InjectKind::Decision => decision(log, f, row),
        InjectKind::Order => order(log, f, row),
        InjectKind::Report => report(log, f, row),
        InjectKind::Plan => plan(log, f, row),
        InjectKind::Step => step(log, f, row),
        InjectKind::Posture => posture(log, f, row),
        InjectKind::Team => team(log, f, row),
    }
}

/// Text that becomes an entry or an order.
fn text(log: &mut Log<'_>, f: &mut Fields<'_>) -> Option<String> {
    let text = f.need_sited::<String>(log, "text")?;
    match text.value.trim().len() {
        0 => {
            let expected = Both::words("不空的文字", "a text that is not empty");
            log.wrong(&text.spot, Wrong::Value { expected, found: Both::default(), nearest: None });
            None
        }
        bytes if bytes > ENTRY_BYTES_MAX => {
            log.wrong(
                &text.spot,
                Wrong::TooLong { what: Both::words("文字", "the text"), bytes, max: ENTRY_BYTES_MAX },
            );
            None
        }
        _ => Some(text.value),
    }
}

/// A time that is the inject's own when it is not given.
fn time_or_own(log: &mut Log<'_>, f: &mut Fields<'_>, key: &'static str, row: &Row<'_>) -> At {
    f.may::<At>(log, key).or(row.at).or(row.cx.span.map(|(begins, _)| begins)).unwrap_or_default()
}

fn warning(log: &mut Log<'_>, f: &mut Fields<'_>, row: &Row<'_>) -> Option<What> {
    let area = f.need_name::<AreaCode>(log, "area", &row.cx.known.areas);
    let kind = f.line(log, "hazard");
    let kind_en = f.line_or_empty(log, "hazard_en");
    let colour = f.word::<Colour>(log, "colour");
    let number = f.may::<u32>(log, "number").unwrap_or(0);
    let unit = f.line(log, "issuer");
    let unit_en = f.line_or_empty(log, "issuer_en");
    let issued = time_or_own(log, f, "issued", row);
    let received = row.at.unwrap_or(issued);
    let text = text(log, f);
    Some(What::Warning(Warning {
        area: area?,
        kind: kind?,
        kind_en,
        colour: colour?,
        number,
        issuer: unit?,
        issuer_en: unit_en,
        issued,
        received,
        text: text?,
        terms: crate::domain::WarningTerms::default(),
    }))
}

fn reading(log: &mut Log<'_>, f: &mut Fields<'_>, row: &Row<'_>) -> Option<What> {
    let gauge = f.line(log, "gauge");
    let quantity = f.line(log, "quantity");
    let quantity_en = f.line_or_empty(log, "quantity_en");
    let value = f.need_sited::<f64>(log, "value");
    let unit = f.line(log, "unit");
    let to = time_or_own(log, f, "to", row);
    let from = f.may::<At>(log, "from").unwrap_or(to);
    let area = f.need_name::<AreaCode>(log, "area", &row.cx.known.areas);
    let value = value?;
    let milli = (value.value * 1000.0).round();
    if milli.abs() > 1e15 {
        let expected = Both::words("一万亿以下的数", "a value below a million million");
        log.wrong(&value.spot, Wrong::Value { expected, found: Both::same(value.value.to_string()), nearest: None });
        return None;
    }
    #[expect(clippy::cast_possible_truncation, reason = "checked to lie within 1e15")]
    let milli = milli as i64;
    let gauge = gauge?.as_str().into();
    Some(What::Reading(Reading { gauge, quantity: quantity?, quantity_en, milli, unit: unit?, from, to, area: area? }))
}

fn message(log: &mut Log<'_>, f: &mut Fields<'_>, row: &Row<'_>) -> Option<What> {
    let incident = row.may_incident(log, f, "incident");
    let occurred = time_or_own(log, f, "occurred", row);
    let means = f.may_word::<Means>(log, "means").unwrap_or(Means::Phone);
    let from = f.line_or_empty(log, "from");
    let text = text(log, f);
    Some(What::Message { incident, text: text?, occurred, means, from })
}

fn incident(log: &mut Log<'_>, f: &mut Fields<'_>, row: &Row<'_>) -> Option<What> {
    let grade = f.may_word::<Grade>(log, "grade");
    if f.has("of") {
        let incident = row.incident(log, f, "of");
        let status = f.may_word::<IncidentStatus>(log, "status");
        let commander = f.may::<Line>(log, "commander").map(|Line(name)| name);
        return Some(What::Development { incident: incident?, grade, status, commander });
    }
    let name = f.line(log, "name");
    let name_en = f.may::<Line>(log, "name_en").map(|Line(name)| name);
    let code = f.line_or_empty(log, "event_code");
    let area = f.need_name::<AreaCode>(log, "area", &row.cx.known.areas);
    let place = f.may_name::<PlaceCode>(log, "place", &row.cx.known.places);
    let occurred = time_or_own(log, f, "occurred", row);
    let received = row.at.unwrap_or(occurred);
    let incident = Incident {
        title: name?,
        title_en: name_en,
        code,
        area: area?,
        place,
        occurred,
        received,
        address: String::new(),
        unit_told: None,
        sensitive: false,
    };
    Some(What::Incident { incident, grade })
}

fn figure(log: &mut Log<'_>, f: &mut Fields<'_>, row: &Row<'_>) -> Option<What> {
    let incident = row.incident(log, f, "incident");
    let figure = f.word::<FigureKind>(log, "figure");
    // Unknown is not zero (rules.md 0.2 item 3): a figure without a count is unknown.
    let count = f.may::<u32>(log, "count");
    let verified = f.may::<bool>(log, "verified").unwrap_or(false);
    Some(What::Figure { incident: incident?, figure: figure?, value: Figure { count, verified } })
}

/// The words of a decision.
#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Act {
    Activated,
    Declined,
    Terminated,
}

fn decision(log: &mut Log<'_>, f: &mut Fields<'_>, row: &Row<'_>) -> Option<What> {
    let area = f.need_name::<AreaCode>(log, "area", &row.cx.known.areas);
    let by = f.need_name::<HqCode>(log, "by", &row.cx.known.headquarters);
    let basis = f.may_sited::<String>(log, "basis");
    let basis = basis
        .and_then(|name| row.inject(log, &name, Both::words("预警", "warning"), |n| n.kind == InjectKind::Warning));
    let effective = f.may::<At>(log, "effective");
    let decision = match f.word::<Act>(log, "decision") {
        Some(Act::Activated) => activated(log, f),
        Some(Act::Declined) => f.line(log, "reason").map(|reason| Decision::Declined { reason }),
        Some(Act::Terminated) => Some(Decision::Terminated),
        None => None,
    };
    Some(What::Decision { area: area?, by: by?, decision: decision?, basis, effective })
}

/// The four statutory fields (突发事件应对法 art. 72).
fn activated(log: &mut Log<'_>, f: &mut Fields<'_>) -> Option<Decision> {
    let level = f.word::<Level>(log, "level");
    let matter = f.line(log, "matter");
    let period = f.line(log, "period");
    let measures = f.line(log, "measures");
    Some(Decision::Activated { level: level?, matter: matter?, period: period?, measures: measures? })
}

fn order(log: &mut Log<'_>, f: &mut Fields<'_>, row: &Row<'_>) -> Option<What> {
    let by = f.need_name::<HqCode>(log, "by", &row.cx.known.headquarters);
    let form = f.may_word::<Form>(log, "form").unwrap_or_default();
    let incident = row.may_incident(log, f, "incident");
    let urgency = f.may_word::<Urgency>(log, "urgency").unwrap_or_default();
    let destination = f.may_name::<PlaceCode>(log, "destination", &row.cx.known.places);
    let text = text(log, f);
    let to = match (f.has("team"), f.has("to_headquarters")) {
        (true, false) => f.need_name::<TeamCode>(log, "team", &row.cx.known.teams).map(Recipient::Team),
        (false, true) => f.need_name(log, "to_headquarters", &row.cx.known.headquarters).map(Recipient::Headquarters),
        _ => {
            log.wrong(&f.spot(), Wrong::OneOf("team", "to_headquarters"));
            None
        }
    };
    if let Some(Recipient::Team(code)) = &to {
        fit_for(log, f, row, code, form, destination.as_ref());
    }
    let destination = destination.map(Destination::Place);
    Some(What::Order { by: by?, form, to: to?, incident, text: text?, urgency, destination })
}

/// A team can be asked that way, and gets there by road.
fn fit_for(
    log: &mut Log<'_>,
    f: &Fields<'_>,
    row: &Row<'_>,
    code: &TeamCode,
    form: Form,
    destination: Option<&PlaceCode>,
) {
    let Some(team) = row.cx.teams.iter().find(|team| team.card.code == *code) else { return };
    if team.card.kind == TeamKind::Military && form == Form::Order {
        log.wrong(&f.spot_of("team"), Wrong::RequestsOnly(code.0.clone()));
    }
    let Some(to) = destination else { return };
    let start = Start::Place(team.card.home.clone());
    if row.map.way(&start, &Destination::Place(to.clone()), &std::collections::BTreeSet::new()).is_none() {
        let wrong = Wrong::NoRoad { from: team.card.home.0.clone(), to: to.0.clone() };
        log.wrong(&f.spot_of("destination"), wrong);
    }
}

fn report(log: &mut Log<'_>, f: &mut Fields<'_>, row: &Row<'_>) -> Option<What> {
    let incident = row.incident(log, f, "incident");
    let kind = f.word::<ReportKind>(log, "report");
    let to = f.line(log, "to");
    let means = f.word::<Means>(log, "means");
    Some(What::Report { incident: incident?, kind: kind?, to: to?, means: means? })
}

fn plan(log: &mut Log<'_>, f: &mut Fields<'_>, row: &Row<'_>) -> Option<What> {
    let plan = f.need_name::<PlanCode>(log, "plan", &row.cx.known.plans);
    let area = f.need_name::<AreaCode>(log, "area", &row.cx.known.areas);
    let incident = row.may_incident(log, f, "incident");
    let level = f.word::<Level>(log, "level");
    Some(What::Plan { plan: plan?, area: area?, incident, level: level? })
}

/// The words of a step's status.
#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Stage {
    Waiting,
    Doing,
    Done,
    Blocked,
    Skipped,
}

fn step(log: &mut Log<'_>, f: &mut Fields<'_>, row: &Row<'_>) -> Option<What> {
    let plan = f.need_name::<PlanCode>(log, "plan", &row.cx.known.plans);
    let step = f.need_sited::<String>(log, "step");
    let (stage, reason) = worded::<Stage>(log, f, "status");
    let mut why = || {
        if reason.is_none() {
            let wrong = Wrong::Missing { key: "reason".to_owned(), expected: Both::words("理由", "why") };
            log.wrong(&f.spot(), wrong);
        }
        reason.clone()
    };
    let status = match stage {
        Some(Stage::Waiting) => Some(StepStatus::Waiting),
        Some(Stage::Doing) => Some(StepStatus::Doing),
        Some(Stage::Done) => Some(StepStatus::Done),
        Some(Stage::Blocked) => why().map(StepStatus::Blocked),
        Some(Stage::Skipped) => why().map(StepStatus::Skipped),
        None => None,
    };
    let (plan, step) = (plan?, step?);
    let steps = &row.cx.plans.iter().find(|p| p.code == plan)?.steps;
    if !steps.iter().any(|s| s.code.0 == step.value) {
        let nearest = crate::config::nearest(&step.value, steps.iter().map(|s| s.code.0.as_str()));
        log.wrong(&step.spot, Wrong::Unknown { what: Both::words("步骤", "step"), name: step.value, nearest });
        return None;
    }
    Some(What::Step { plan, step: step.value.as_str().into(), status: status? })
}

fn posture(log: &mut Log<'_>, f: &mut Fields<'_>, row: &Row<'_>) -> Option<What> {
    let area = f.need_name::<AreaCode>(log, "area", &row.cx.known.areas);
    let posture = f.word::<Posture>(log, "posture");
    Some(What::Posture { area: area?, posture: posture? })
}

/// Whether a team can be reached.
#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Contact {
    Lost,
    Back,
}

fn team(log: &mut Log<'_>, f: &mut Fields<'_>, row: &Row<'_>) -> Option<What> {
    let team = f.need_name::<TeamCode>(log, "team", &row.cx.known.teams);
    let change = match (f.has("contact"), f.has("status")) {
        (true, false) => f.word::<Contact>(log, "contact").map(|contact| match contact {
            Contact::Lost => TeamChange::Lost,
            Contact::Back => TeamChange::Back,
        }),
        (false, true) => f.word::<TeamStatus>(log, "status").map(TeamChange::Status),
        _ => {
            log.wrong(&f.spot(), Wrong::OneOf("contact", "status"));
            None
        }
    };
    Some(What::Team { team: team?, change: change? })
}
