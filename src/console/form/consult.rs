//! Forms about a consultation: fields in the order in which a person says them, with what the log knows filled in.

mod options;

pub(super) use options::{conclusions, until};

use serde::{Deserialize, Serialize};

use super::build::{choice, field, must, text, time};
use super::{Field, FieldKind, FieldName, Form, FormKind, Known, Pick, people};
use crate::console::{Line, Model};
use crate::domain::{Certainty, Channel, ConsultKind, ConsultView, EventId, Means};
use crate::limits::{ENTRY_BYTES_MAX, FIELD_BYTES_MAX};
use crate::text::{Lang, when};

/// What is done with a consultation.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum ConsultForm {
    /// Asked for.
    Request,
    /// Convened.
    Convene(EventId),
    /// Who came.
    Attend(EventId),
    /// Begun.
    Start(EventId),
    /// What was presented.
    Present(EventId),
    /// What a unit thinks.
    Opinion(EventId),
    /// An action that is proposed.
    Action(EventId),
    /// The conclusion as a draft.
    Draft(EventId),
    /// The conclusion signed.
    Sign(EventId),
    /// Cancelled.
    Cancel(EventId),
}

/// Whether somebody came.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each names a line of the ledger")]
pub enum AttendPick {
    Joined,
    Proxy,
    Absent,
}

/// What a unit says.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each names a line of the ledger")]
pub enum StancePick {
    Opinion,
    Dissent,
    Missing,
}

/// What is presented; or that the discussion is over.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each names a line of the ledger")]
pub enum PresentPick {
    Situation,
    Forecast,
    Adjourned,
}

impl ConsultForm {
    /// The consultation that it is about.
    pub fn consult(self) -> Option<EventId> {
        match self {
            Self::Request => None,
            Self::Convene(id)
            | Self::Attend(id)
            | Self::Start(id)
            | Self::Present(id)
            | Self::Opinion(id)
            | Self::Action(id)
            | Self::Draft(id)
            | Self::Sign(id)
            | Self::Cancel(id) => Some(id),
        }
    }

    pub(super) fn title(self, lang: Lang) -> &'static str {
        match self {
            Self::Request => lang.pick("提请会商", "Ask for a consultation"),
            Self::Convene(_) => lang.pick("召集会商", "Convene"),
            Self::Attend(_) => lang.pick("到会登记", "Who is there"),
            Self::Start(_) => lang.pick("开始会商", "Begin"),
            Self::Present(_) => lang.pick("情况通报", "What is presented"),
            Self::Opinion(_) => lang.pick("会商意见", "An opinion"),
            Self::Action(_) => lang.pick("议定事项", "An action"),
            Self::Draft(_) => lang.pick("起草结论", "Draft the conclusion"),
            Self::Sign(_) => lang.pick("签发结论", "Sign the conclusion"),
            Self::Cancel(_) => lang.pick("取消会商", "Cancel"),
        }
    }
}

/// The fields of a form of this kind.
pub(super) fn fields(model: &Model, form: ConsultForm, known: &Known) -> Vec<Field> {
    let view = form.consult().and_then(|id| model.world.consultation(id));
    match (form, view) {
        (ConsultForm::Request, _) => request(model, known),
        (_, None) => Vec::new(),
        (ConsultForm::Convene(_), Some(view)) => convene(model, &view),
        (ConsultForm::Attend(_), Some(view)) => vec![
            options::unit(model, &view, false),
            text(FieldName::UnitName, ""),
            choice(FieldName::Attendance, options::attendance(model), None),
            text(FieldName::Speaker, ""),
            choice(FieldName::Means, options::heard(model), None),
            time(FieldName::At),
            text(FieldName::Note, ""),
        ],
        (ConsultForm::Start(_) | ConsultForm::Sign(_), Some(view)) => {
            [in_name_of(model, &view, FieldName::Chair), vec![time(FieldName::At)]].concat()
        }
        (ConsultForm::Present(_), Some(view)) => vec![
            choice(FieldName::Presented, options::presented(model), None),
            options::unit(model, &view, false),
            text(FieldName::UnitName, ""),
            text(FieldName::Text, ""),
            choice(FieldName::Means, options::heard(model), None),
        ],
        (ConsultForm::Opinion(_), Some(view)) => opinion(model, &view),
        (ConsultForm::Action(_), Some(_)) => vec![
            must(FieldName::To, super::recipients::recipients(model), None),
            text(FieldName::PersonName, ""),
            text(FieldName::Phone, ""),
            text(FieldName::Text, ""),
            time(FieldName::Limit),
        ],
        (ConsultForm::Draft(_), Some(view)) => draft(model, &view),
        (ConsultForm::Cancel(_), Some(view)) => {
            [vec![text(FieldName::Reason, "")], in_name_of(model, &view, FieldName::Chair)].concat()
        }
    }
}

fn request(model: &Model, known: &Known) -> Vec<Field> {
    let warning = known.warning.or_else(|| options::newest_red(model));
    let picked = warning.and_then(|id| Some(Pick::Warning(id, model.world.warning(id)?.colour)));
    let area = known.incident.and_then(|id| model.world.incident(id)).map(|incident| incident.area.clone());
    let area = area.or_else(|| model.area()).map(Pick::Area);
    let by = if model.post.operator.is_empty() { &model.post.name } else { &model.post.operator };
    let incident = known.incident.map_or(Pick::Nothing, Pick::Incident);
    vec![
        choice(FieldName::ConsultKind, options::kinds(model), Some(&Pick::ConsultKind(ConsultKind::Emergency))),
        text(FieldName::Reason, ""),
        choice(
            FieldName::Incident,
            super::options::incidents_or(model, "不归任何事件", "no incident"),
            Some(&incident),
        ),
        choice(FieldName::Basis, super::options::warnings(model), picked.as_ref()),
        choice(FieldName::Area, super::options::areas(model), area.as_ref()),
        text(FieldName::By, by),
        choice(FieldName::Means, options::heard(model), None),
    ]
}

/// The members of the last consultation there, or every office that the list of contacts has.
fn convene(model: &Model, view: &ConsultView<'_>) -> Vec<Field> {
    let before = view.convened().or_else(|| {
        let mut others = model.world.consultations();
        others.sort_by_key(|other| std::cmp::Reverse(other.consult.at));
        others.into_iter().filter(|other| other.consult.area == view.consult.area).find_map(|other| other.convened())
    });
    let (must_come, others, quorum) = match before {
        Some((_, convening)) => {
            let of = |mandatory| {
                let units = convening.members.iter().filter(|member| member.mandatory == mandatory);
                units.map(|member| member.unit.as_str()).collect::<Vec<_>>().join(options::BETWEEN)
            };
            (of(true), of(false), convening.quorum.to_string())
        }
        None => (options::offices(model).join(options::BETWEEN), String::new(), String::new()),
    };
    let chair = before.map(|(_, convening)| convening.chair.clone()).unwrap_or_default();
    let channel = before.map_or(Channel::Video, |(_, convening)| convening.channel);
    let mut number = field(FieldName::Quorum, FieldKind::Number(Line::new(FIELD_BYTES_MAX)));
    if let FieldKind::Number(line) = &mut number.kind {
        line.set(&quorum);
    }
    vec![
        long(FieldName::Mandatory, &must_come),
        long(FieldName::Others, &others),
        number,
        choice(FieldName::Channel, options::channels(model), Some(&Pick::Channel(channel))),
        time(FieldName::At),
        text(FieldName::Chair, &chair),
    ]
}

fn opinion(model: &Model, view: &ConsultView<'_>) -> Vec<Field> {
    vec![
        options::unit(model, view, true),
        text(FieldName::UnitName, ""),
        choice(FieldName::Stance, options::stances(model), None),
        text(FieldName::Judgement, ""),
        choice(FieldName::Certainty, options::certainties(model), Some(&Pick::Certainty(Certainty::Medium))),
        text(FieldName::Advice, ""),
        text(FieldName::Speaker, ""),
        choice(FieldName::Means, options::heard(model), None),
        time(FieldName::At),
        text(FieldName::Note, ""),
    ]
}

/// The draft as it stands, to be written over.
fn draft(model: &Model, view: &ConsultView<'_>) -> Vec<Field> {
    let stands = view.draft();
    let advice = stands.map(|draft| Pick::Advice(draft.advice));
    let measures = stands.map(|draft| draft.measures.join("; ")).unwrap_or_default();
    let until = stands.map_or_else(|| until(model, view), |draft| draft.valid_until);
    let mut validity = time(FieldName::Validity);
    if let FieldKind::Time(line) = &mut validity.kind {
        line.set(&when::date_minute(until));
    }
    vec![
        long(FieldName::Trend, stands.map(|draft| draft.trend.as_str()).unwrap_or_default()),
        long(FieldName::Measures, &measures),
        validity,
        // The last: a digit here ends the form.
        must(FieldName::LevelAdvice, options::advice(model), advice.as_ref()),
    ]
}

/// The chair, in which role, and by what means word of it came: at the console when the chair sits there.
fn in_name_of(model: &Model, view: &ConsultView<'_>, name: FieldName) -> Vec<Field> {
    let started = view.started().map(|(.., opening)| (opening.chair.clone(), opening.role));
    let convened = view.convened().map(|(_, convening)| (convening.chair.clone(), None));
    let (chair, role) = started.or(convened).filter(|(chair, _)| !chair.is_empty()).unwrap_or_default();
    let own = chair.is_empty() || chair == model.post.operator;
    let chair = if chair.is_empty() { model.post.operator.clone() } else { chair };
    let role = role.or(if own { model.sitting() } else { None }).map(Pick::Role);
    let means = if own { Means::Console } else { Means::Phone };
    vec![
        text(name, &chair),
        must(FieldName::Role, people::roles(model), role.as_ref()),
        choice(FieldName::Means, options::heard(model), Some(&Pick::Means(means))),
    ]
}

/// A text that may be as long as an entry.
fn long(name: FieldName, preset: &str) -> Field {
    field(name, FieldKind::Text(Line::with(ENTRY_BYTES_MAX / 2, preset)))
}

impl Form {
    /// Whether a field of a form about a consultation applies, given what is picked in the others.
    pub(super) fn shown_of_consult(&self, field: &Field) -> bool {
        let unlisted = self.pick(FieldName::Unit) == Some(&Pick::Nothing);
        let adjourned = self.pick(FieldName::Presented) == Some(&Pick::Presented(PresentPick::Adjourned));
        let missing = self.pick(FieldName::Stance) == Some(&Pick::Stance(StancePick::Missing));
        let absent = self.pick(FieldName::Attendance) == Some(&Pick::Attendance(AttendPick::Absent));
        match field.name {
            FieldName::PersonName | FieldName::Phone => self.pick(FieldName::To) == Some(&Pick::Person),
            FieldName::UnitName => unlisted && !adjourned,
            FieldName::Unit | FieldName::Text if adjourned => false,
            FieldName::Judgement | FieldName::Certainty | FieldName::Advice => !missing,
            FieldName::Speaker => !missing && !absent,
            FieldName::Note => {
                missing || absent || self.pick(FieldName::Attendance) == Some(&Pick::Attendance(AttendPick::Proxy))
            }
            _ => true,
        }
    }

    /// Whether a field of such a form still wants something.
    pub(super) fn wants_of_consult(&self, field: &Field) -> bool {
        let empty = field.line().text().trim().is_empty();
        match (&field.kind, field.name) {
            (FieldKind::Choice { picked, .. }, _) => picked.is_none(),
            // Who chairs it may be known later.
            (_, FieldName::Chair) if matches!(self.kind, FormKind::Consult(ConsultForm::Convene(_))) => false,
            (_, FieldName::Speaker) => {
                empty && self.pick(FieldName::Attendance) == Some(&Pick::Attendance(AttendPick::Proxy))
            }
            (
                _,
                FieldName::Reason
                | FieldName::By
                | FieldName::Mandatory
                | FieldName::UnitName
                | FieldName::Text
                | FieldName::Judgement
                | FieldName::Trend
                | FieldName::Chair
                | FieldName::PersonName
                | FieldName::Limit,
            ) => empty,
            _ => false,
        }
    }
}
