//! Forms about a review: fields in the order in which a person says them, with what the log knows filled in.

mod options;

use serde::{Deserialize, Serialize};

use super::build::{choice, field, must, text, time};
use super::{Field, FieldKind, FieldName, Form, FormKind, Known, Pick, people};
use crate::console::{Line, Model};
use crate::domain::{
    AarOf, AarState, AarView, Disposal, EventId, FindingKind, ItemAct, Means, Mechanism, Rating, Severity,
};
use crate::limits::ENTRY_BYTES_MAX;
use crate::text::Lang;

/// What is done with a review.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum AarForm {
    /// Opened; of what is owed, when that was asked for.
    Open(Option<AarOf>),
    /// Its records sealed, as they were counted.
    Seal(EventId),
    /// 现场点评.
    HotWash(EventId),
    /// Its timeline made, as it was counted.
    Timeline(EventId),
    /// A finding.
    Finding(EventId),
    /// A unit's answer.
    Answer(EventId),
    /// An objective rated.
    Score(EventId),
    /// The report drafted, reviewed or signed.
    Report(EventId),
    /// An improvement item opened.
    OpenItem(EventId),
    /// An improvement item moved on: this one, when it was asked for.
    MoveItem(EventId, Option<EventId>),
    /// Closed.
    Close(EventId),
    /// A plan revised, personal data disposed of, an investigation, the look back.
    Other(EventId),
    /// A warning was published to the public.
    Publish,
}

/// What is chosen in forms about reviews.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each names a thing of the domain")]
pub enum AarPick {
    Of(AarOf),
    Kind(FindingKind),
    Mechanism(Mechanism),
    Severity(Severity),
    Finding(EventId),
    Entry(EventId),
    Accepts(bool),
    /// Every indicator, computed now.
    Indicators,
    Rating(Rating),
    Paper(PaperPick),
    Item(EventId),
    Act(ItemAct),
    Plan(EventId),
    Disposal(Disposal),
    Other(OtherPick),
}

/// Which step of the report.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each names a step of the domain")]
pub enum PaperPick {
    Draft,
    Review,
    Sign,
}

/// What else is written down.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each names a line of the ledger")]
pub enum OtherPick {
    Disposed,
    PlanRevised,
    LookedBack,
    InquiryExtended,
    InquirySubmitted,
    InquiryReplied,
}

impl AarForm {
    /// The review that it is about.
    pub fn aar(self) -> Option<EventId> {
        match self {
            Self::Open(_) | Self::Publish => None,
            Self::Seal(id)
            | Self::HotWash(id)
            | Self::Timeline(id)
            | Self::Finding(id)
            | Self::Answer(id)
            | Self::Score(id)
            | Self::Report(id)
            | Self::OpenItem(id)
            | Self::MoveItem(id, _)
            | Self::Close(id)
            | Self::Other(id) => Some(id),
        }
    }

    pub(super) fn title(self, lang: Lang) -> &'static str {
        match self {
            Self::Open(_) => lang.pick("复盘立项", "Open a review"),
            Self::Seal(_) => lang.pick("封存记录", "Seal the records"),
            Self::HotWash(_) => lang.pick("现场点评", "Hot wash"),
            Self::Timeline(_) => lang.pick("重建时间线", "Make the timeline"),
            Self::Finding(_) => lang.pick("记发现", "A finding"),
            Self::Answer(_) => lang.pick("单位答复", "A unit's answer"),
            Self::Score(_) => lang.pick("评分和指标", "Scores and indicators"),
            Self::Report(_) => lang.pick("复盘报告", "The report"),
            Self::OpenItem(_) => lang.pick("整改立项", "Open an item"),
            Self::MoveItem(..) => lang.pick("整改进展", "Move an item on"),
            Self::Close(_) => lang.pick("复盘闭环", "Close the review"),
            Self::Other(_) => lang.pick("复盘其他事项", "Other acts of a review"),
            Self::Publish => lang.pick("预警公众发布", "A warning was published"),
        }
    }
}

/// The fields of a form of this kind.
pub(super) fn fields(model: &Model, form: AarForm, known: &Known) -> Vec<Field> {
    let view = form.aar().and_then(|id| model.world.aar(id));
    match (form, view) {
        (AarForm::Open(of), _) => open(model, known, of),
        (AarForm::Publish, _) => publish(model, known),
        (_, None) => Vec::new(),
        (AarForm::Seal(_), Some(_)) => vec![time(FieldName::At)],
        (AarForm::Timeline(_), Some(_)) => vec![text(FieldName::Remark, ""), time(FieldName::At)],
        (AarForm::HotWash(_), Some(_)) => vec![
            text(FieldName::Led, &model.post.operator),
            long(FieldName::Words, ""),
            choice(FieldName::Means, options::heard(model), None),
            time(FieldName::At),
        ],
        (AarForm::Finding(_), Some(view)) => finding(model, &view),
        (AarForm::Answer(_), Some(view)) => {
            let first = view.unanswered().first().map(|view| Pick::Aar(AarPick::Finding(view.id)));
            vec![
                must(FieldName::Finding, options::findings(model, &view), first.as_ref()),
                text(FieldName::UnitName, ""),
                text(FieldName::Words, ""),
                // Behind the words: a digit here ends the form.
                choice(FieldName::Accepts, options::accepts(model), None),
                choice(FieldName::Means, options::heard(model), None),
                time(FieldName::At),
            ]
        }
        (AarForm::Score(_), Some(_)) => vec![
            must(FieldName::Scored, options::scored(model), Some(&Pick::Aar(AarPick::Indicators))),
            text(FieldName::Objective, ""),
            choice(FieldName::Rating, options::ratings(model), None),
        ],
        (AarForm::Report(_), Some(view)) => report(model, &view),
        (AarForm::OpenItem(_), Some(view)) => open_item(model, &view),
        (AarForm::MoveItem(_, item), Some(view)) => move_item(model, &view, item),
        (AarForm::Close(_), Some(_)) => [hand(model), vec![time(FieldName::At)]].concat(),
        (AarForm::Other(_), Some(view)) => other(model, &view),
    }
}

/// What was asked for comes first, then what was over and not opened yet.
fn open(model: &Model, known: &Known, of: Option<AarOf>) -> Vec<Field> {
    let all = options::reviewable(model);
    let asked = known.incident.map(|id| Pick::Aar(AarPick::Of(AarOf::Incident(id))));
    let owed = model.world.to_review().next().map(|(.., id)| Pick::Aar(AarPick::Of(AarOf::Response(id))));
    let first = of
        .map(|of| Pick::Aar(AarPick::Of(of)))
        .or(owed)
        .or(asked)
        .filter(|pick| all.iter().any(|choice| choice.pick == *pick));
    let first = first.or_else(|| all.first().map(|choice| choice.pick.clone()));
    let incident = known.incident.map_or(Pick::Nothing, Pick::Incident);
    vec![
        must(FieldName::ReviewOf, all, first.as_ref()),
        choice(
            FieldName::Incident,
            super::options::incidents_or(model, "不归一个事件", "of no one incident"),
            Some(&incident),
        ),
        text(FieldName::Led, ""),
        time(FieldName::Since),
        text(FieldName::By, &model.post.operator),
        choice(FieldName::Means, options::heard(model), None),
    ]
}

fn finding(model: &Model, view: &AarView<'_>) -> Vec<Field> {
    let entries = options::entries(model, view);
    vec![
        choice(FieldName::FindingKind, options::kinds(model), Some(&Pick::Aar(AarPick::Kind(FindingKind::Problem)))),
        choice(FieldName::Mechanism, options::mechanisms(model), None),
        long(FieldName::Text, ""),
        choice(FieldName::EvidenceOne, entries.clone(), Some(&Pick::Nothing)),
        choice(FieldName::EvidenceTwo, entries.clone(), Some(&Pick::Nothing)),
        choice(FieldName::EvidenceThree, entries, Some(&Pick::Nothing)),
        choice(FieldName::Severity, options::severities(model), Some(&Pick::Aar(AarPick::Severity(Severity::Minor)))),
        text(FieldName::Cause, ""),
        text(FieldName::UnitName, ""),
        choice(FieldName::Repeats, options::earlier(model, view), Some(&Pick::Nothing)),
        text(FieldName::Speaker, ""),
    ]
}

/// The step that its state asks for, with the draft as it stands to be written over.
fn report(model: &Model, view: &AarView<'_>) -> Vec<Field> {
    let step = match view.state {
        AarState::Drafted => PaperPick::Review,
        AarState::Reviewed => PaperPick::Sign,
        _ => PaperPick::Draft,
    };
    let draft = view.draft();
    let mut fields = vec![
        choice(FieldName::PaperStep, options::paper_steps(model), Some(&Pick::Aar(AarPick::Paper(step)))),
        long(FieldName::Summary, draft.map(|draft| draft.summary.as_str()).unwrap_or_default()),
        long(FieldName::Lessons, draft.map(|draft| draft.lessons.as_str()).unwrap_or_default()),
    ];
    fields.extend(hand(model));
    fields.push(time(FieldName::At));
    fields
}

fn open_item(model: &Model, view: &AarView<'_>) -> Vec<Field> {
    let first = view.without_item().first().map(|view| Pick::Aar(AarPick::Finding(view.id)));
    vec![
        must(FieldName::Finding, options::findings(model, view), first.as_ref()),
        long(FieldName::Text, ""),
        text(FieldName::Owner, ""),
        time(FieldName::Due),
        text(FieldName::Metric, ""),
    ]
}

fn move_item(model: &Model, view: &AarView<'_>, item: Option<EventId>) -> Vec<Field> {
    let items = options::items(model, view);
    let asked = item.map(|id| Pick::Aar(AarPick::Item(id)));
    let asked = asked.filter(|pick| items.iter().any(|choice| choice.pick == *pick));
    let first = asked.or_else(|| items.first().map(|choice| choice.pick.clone()));
    let next = match first {
        Some(Pick::Aar(AarPick::Item(id))) => model.world.improvement(view.id, id).and_then(|item| item.state.next()),
        _ => None,
    };
    let next = next.map(|act| Pick::Aar(AarPick::Act(act)));
    let mut fields = vec![
        must(FieldName::Item, items, first.as_ref()),
        must(FieldName::ItemAct, options::acts(model), next.as_ref()),
        text(FieldName::Token, ""),
    ];
    fields.extend(hand(model));
    fields.push(time(FieldName::At));
    fields
}

fn other(model: &Model, view: &AarView<'_>) -> Vec<Field> {
    let first = if view.state.over() { OtherPick::LookedBack } else { OtherPick::Disposed };
    let items = options::items(model, view);
    let none = options::nothing(model, "不对应整改项", "for no item");
    vec![
        choice(FieldName::Other, options::others(model), Some(&Pick::Aar(AarPick::Other(first)))),
        choice(FieldName::Disposal, options::disposals(model), None),
        choice(FieldName::Revised, options::plans(model), None),
        choice(FieldName::Item, items.into_iter().chain([none]).collect(), None),
        field(FieldName::MoreDays, FieldKind::Number(Line::new(crate::limits::FIELD_BYTES_MAX))),
        text(FieldName::Words, ""),
        choice(FieldName::Means, options::heard(model), None),
        time(FieldName::At),
    ]
}

fn publish(model: &Model, known: &Known) -> Vec<Field> {
    let warnings = super::options::warnings(model);
    let warnings: Vec<_> = warnings.into_iter().filter(|choice| choice.pick != Pick::Nothing).collect();
    let picked = known.warning.and_then(|id| Some(Pick::Warning(id, model.world.warning(id)?.colour)));
    let picked = picked.or_else(|| warnings.first().map(|choice| choice.pick.clone()));
    let number = |name| field(name, FieldKind::Number(Line::new(crate::limits::FIELD_BYTES_MAX)));
    vec![
        must(FieldName::Basis, warnings, picked.as_ref()),
        text(FieldName::PublishedBy, ""),
        time(FieldName::Issued),
        number(FieldName::Reached),
        number(FieldName::Population),
        text(FieldName::Speaker, ""),
        choice(FieldName::Means, options::heard(model), None),
    ]
}

/// Who does it, in which role, and by what means word of it came.
fn hand(model: &Model) -> Vec<Field> {
    let role = model.sitting().map(Pick::Role);
    vec![
        text(FieldName::By, &model.post.operator),
        choice(FieldName::Role, people::roles(model), role.as_ref()),
        choice(FieldName::Means, options::heard(model), Some(&Pick::Means(Means::Console))),
    ]
}

/// A text that may be as long as an entry.
fn long(name: FieldName, preset: &str) -> Field {
    field(name, FieldKind::Text(Line::with(ENTRY_BYTES_MAX, preset)))
}

impl Form {
    fn aar_pick(&self, name: FieldName) -> Option<AarPick> {
        if let Some(Pick::Aar(pick)) = self.pick(name) { Some(*pick) } else { None }
    }

    /// Whether a field of such a form applies, given what is picked in the others.
    pub(super) fn shown_of_aar(&self, field: &Field) -> bool {
        let paper = self.aar_pick(FieldName::PaperStep);
        let other = self.aar_pick(FieldName::Other);
        let praise = self.aar_pick(FieldName::FindingKind) == Some(AarPick::Kind(FindingKind::Strength));
        let filled = |name| self.pick(name).is_some_and(|pick| *pick != Pick::Nothing);
        match field.name {
            FieldName::Summary | FieldName::Lessons => paper == Some(AarPick::Paper(PaperPick::Draft)),
            FieldName::By | FieldName::Role | FieldName::Means if paper.is_some() => {
                paper != Some(AarPick::Paper(PaperPick::Draft))
            }
            FieldName::Objective | FieldName::Rating => self.aar_pick(FieldName::Scored) != Some(AarPick::Indicators),
            FieldName::Severity | FieldName::Cause | FieldName::Repeats => !praise,
            FieldName::EvidenceTwo => filled(FieldName::EvidenceOne),
            FieldName::EvidenceThree => filled(FieldName::EvidenceOne) && filled(FieldName::EvidenceTwo),
            FieldName::Disposal => other == Some(AarPick::Other(OtherPick::Disposed)),
            FieldName::Revised => other == Some(AarPick::Other(OtherPick::PlanRevised)),
            FieldName::Item if other.is_some() => other == Some(AarPick::Other(OtherPick::PlanRevised)),
            FieldName::MoreDays => other == Some(AarPick::Other(OtherPick::InquiryExtended)),
            FieldName::Words if other == Some(AarPick::Other(OtherPick::PlanRevised)) => false,
            _ => true,
        }
    }

    /// Whether a field of such a form still wants something.
    pub(super) fn wants_of_aar(&self, field: &Field) -> bool {
        let empty = field.line().text().trim().is_empty();
        match (&field.kind, field.name) {
            // Evidence, owner, deadline and measure hold nobody up, and Enter leads to them before it submits.
            (FieldKind::Choice { picked, .. }, FieldName::EvidenceOne) => {
                picked.is_none() || field.pick() == Some(&Pick::Nothing)
            }
            (FieldKind::Choice { picked, .. }, _) => picked.is_none(),
            (_, FieldName::Words) => {
                empty
                    && self
                        .aar_pick(FieldName::Other)
                        .is_some_and(|other| other == AarPick::Other(OtherPick::LookedBack))
            }
            (
                _,
                FieldName::Text
                | FieldName::Objective
                | FieldName::Summary
                | FieldName::MoreDays
                | FieldName::Owner
                | FieldName::Due
                | FieldName::Metric
                | FieldName::Token
                | FieldName::PublishedBy,
            ) => empty,
            (_, FieldName::UnitName) => empty && matches!(self.kind, FormKind::Aar(AarForm::Answer(_))),
            (_, FieldName::Led) => empty && matches!(self.kind, FormKind::Aar(AarForm::HotWash(_))),
            (_, FieldName::By) => empty && !matches!(self.kind, FormKind::Aar(AarForm::Open(_))),
            _ => false,
        }
    }
}
