//! Reviews at the keys: the next act on one key, the others in their order, and what is read.

use super::{Action, Effect, Model, Pane, open, paper};
use crate::console::{AarForm, Board, Counting, FormKind, Overlay, Row};
use crate::domain::{
    AarCommand, AarNote, AarNoted, AarOf, AarState, AarView, AarWant, Computed, Due, EventId, ImprovementView, Means,
};
use crate::limits::AAR_EVIDENCE_MAX;
use crate::papers::{self, Records};
use crate::review::{self, Indicator, Measure};
use crate::text::say::Say;
use crate::text::tell::Both;
use crate::text::words::{AarWord, Word};

/// Whether an action is about a review.
pub(in crate::console) fn is(action: Action) -> bool {
    matches!(
        action,
        Action::OpenReview
            | Action::AarNext
            | Action::SealRecords
            | Action::HotWash
            | Action::MakeTimeline
            | Action::AddFinding
            | Action::AnswerFinding
            | Action::ScoreReview
            | Action::ReviewPaper
            | Action::OpenItem
            | Action::MoveItem
            | Action::CloseReview
            | Action::OtherReview
            | Action::CheckSeal
            | Action::ReadReview
            | Action::PublishWarning
    )
}

/// Carries the action out on the selected review.
pub(super) fn perform(model: &mut Model, action: Action) -> Vec<Effect> {
    match action {
        Action::OpenReview => return open_one(model, None),
        Action::PublishWarning => return open::form(model, FormKind::Aar(AarForm::Publish)),
        _ => {}
    }
    let Some(view) = model.selected_aar() else {
        if action == Action::AarNext {
            return open_one(model, None);
        }
        model.tell("先选一次复盘", "select a review first");
        return Vec::new();
    };
    let id = view.id;
    let form = match action {
        Action::AarNext => {
            let next = model.aar_next(&view);
            return perform(model, next);
        }
        Action::SealRecords => return count(model, id, Counting::Seal),
        Action::MakeTimeline => return count(model, id, Counting::Timeline),
        Action::CheckSeal => return count(model, id, Counting::Check),
        Action::HotWash => AarForm::HotWash(id),
        Action::AddFinding => AarForm::Finding(id),
        Action::AnswerFinding => AarForm::Answer(id),
        Action::ScoreReview => return count(model, id, Counting::Indicators),
        Action::ReviewPaper => AarForm::Report(id),
        Action::OpenItem => AarForm::OpenItem(id),
        Action::MoveItem => AarForm::MoveItem(id, None),
        Action::CloseReview => AarForm::Close(id),
        Action::OtherReview => AarForm::Other(id),
        _ => return read(model, id),
    };
    open::form(model, FormKind::Aar(form))
}

/// Of what is owed it is opened at once.
fn open_one(model: &mut Model, of: Option<AarOf>) -> Vec<Effect> {
    let incident = match of {
        Some(AarOf::Incident(id)) => Some(id),
        Some(_) => None,
        None => model.selected_incident(),
    };
    open::form_about(model, FormKind::Aar(AarForm::Open(of)), incident)
}

/// The incident that is being opened for review, which may be one that is packed away.
pub(super) fn opens_review_of(model: &Model) -> Option<EventId> {
    model.overlays.iter().find_map(|over| match over {
        Overlay::Form(form) => match form.kind {
            FormKind::Aar(AarForm::Open(Some(AarOf::Incident(id)))) => Some(id),
            _ => None,
        },
        _ => None,
    })
}

/// The journal is read for it, which takes longer than a key may.
fn count(model: &mut Model, aar: EventId, what: Counting) -> Vec<Effect> {
    let Some(view) = model.world.aar(aar) else { return Vec::new() };
    // Indicators are computed from everything, as of now: what was owed then may have been done since.
    let (from, to) = (view.aar.from, if what == Counting::Indicators { model.now } else { view.aar.at });
    model.note(AarWord::SealAsked.say(model.lang).to_owned());
    vec![Effect::Count { aar, from, to, what }]
}

/// What the records of a review were counted to be.
pub(in crate::console) fn counted(
    model: &mut Model,
    aar: EventId,
    what: Counting,
    records: Result<Records, Both>,
) -> Vec<Effect> {
    let records = match records {
        Ok(records) => records,
        Err(why) => {
            let failed = AarWord::SealFailed.with(model.lang, &[&why.text(model.lang)]);
            model.warn(failed);
            return Vec::new();
        }
    };
    model.records = Some((aar, records));
    match what {
        Counting::Seal => open::form(model, FormKind::Aar(AarForm::Seal(aar))),
        Counting::Timeline => open::form(model, FormKind::Aar(AarForm::Timeline(aar))),
        Counting::Check => {
            let words = model.world.aar(aar).and_then(|view| model.seal_words(&view));
            model.note(words.unwrap_or_default());
            Vec::new()
        }
        Counting::Indicators => Vec::new(),
    }
}

/// What the indicators of a review were computed to be; an objective can be rated also where they were not.
pub(in crate::console) fn computed(
    model: &mut Model,
    aar: EventId,
    indicators: Result<Vec<Indicator>, Both>,
) -> Vec<Effect> {
    let indicators = indicators.unwrap_or_else(|why| {
        let failed = AarWord::SealFailed.with(model.lang, &[&why.text(model.lang)]);
        model.warn(failed);
        Vec::new()
    });
    model.indicators = Some((aar, indicators));
    open::form(model, FormKind::Aar(AarForm::Score(aar)))
}

fn read(model: &mut Model, id: EventId) -> Vec<Effect> {
    let say = Say { world: &model.world, lang: model.lang };
    let Some(view) = model.world.aar(id) else { return Vec::new() };
    let issuer = model.or_this_post(papers::issuer(&say, Some(&view.aar.area)));
    let document = papers::after_action(&say, &view, &issuer, model.now);
    paper::read(model, document, format!("review-{}", id.short()))
}

/// The act that ends what a review waits for, about that one.
pub(super) fn due(model: &mut Model, aar: EventId, wants: AarWant) -> Vec<Effect> {
    let world = &model.world;
    let of = match wants {
        AarWant::Open if world.drills().iter().any(|(id, _)| *id == aar) => Some(AarOf::Drill(aar)),
        AarWant::Open => Some(AarOf::Response(aar)),
        AarWant::Investigation | AarWant::Reply if world.aar(aar).is_none() => {
            // An accident owes it, whether it was reviewed or not: its ledger is that of the review of it.
            let reviews = world.aars();
            let own = reviews.iter().find(|view| view.aar.about().is_some_and(|id| world.concerns(Some(id), aar)));
            match own.map(|view| view.id) {
                Some(review) => return due(model, review, wants),
                None => Some(AarOf::Incident(aar)),
            }
        }
        _ => None,
    };
    if of.is_some() {
        if let Some(AarOf::Incident(id)) = of {
            model.world.bring_incident_back(id);
        }
        (model.board, model.pane) = (Board::Aar, Pane::Board);
        return open_one(model, of);
    }
    if !show(model, aar) {
        return Vec::new();
    }
    match wants {
        AarWant::Item(item) => open::form(model, FormKind::Aar(AarForm::MoveItem(aar, Some(item)))),
        _ => perform(model, act_for(wants)),
    }
}

/// What ends it.
pub(in crate::console) fn act_for(wants: AarWant) -> Action {
    match wants {
        AarWant::Open => Action::OpenReview,
        AarWant::Seal => Action::SealRecords,
        AarWant::HotWash => Action::HotWash,
        AarWant::Timeline => Action::MakeTimeline,
        AarWant::Report => Action::AarNext,
        AarWant::Item(_) => Action::MoveItem,
        AarWant::LookBack | AarWant::Investigation | AarWant::Reply => Action::OtherReview,
    }
}

/// Shows the board with this one selected, whatever was looked for there; whether it is there.
fn show(model: &mut Model, aar: EventId) -> bool {
    let row = Row::Aar(aar);
    let mut shown = model.select_row(Board::Aar, &row);
    if !shown {
        model.lists.remove(&Board::Aar);
        model.derive_list(Board::Aar);
        shown = model.select_row(Board::Aar, &row);
    }
    (model.board, model.pane) = (Board::Aar, Pane::Board);
    shown
}

impl Model {
    /// The selected review.
    pub fn selected_aar(&self) -> Option<AarView<'_>> {
        if let Some(Row::Aar(id)) = self.selected(Board::Aar) { self.world.aar(*id) } else { None }
    }

    /// The one thing that the state of a review asks for.
    pub fn aar_next(&self, view: &AarView<'_>) -> Action {
        match view.state {
            AarState::Opened => Action::SealRecords,
            AarState::Gathering if view.hot_wash().is_none() => Action::HotWash,
            AarState::Gathering => Action::MakeTimeline,
            AarState::Evaluating if view.findings().is_empty() => Action::AddFinding,
            AarState::Evaluating | AarState::Drafted | AarState::Reviewed if !view.unanswered().is_empty() => {
                Action::AnswerFinding
            }
            AarState::Evaluating if view.scores().next().is_none() => Action::ScoreReview,
            AarState::Evaluating | AarState::Drafted | AarState::Reviewed => Action::ReviewPaper,
            AarState::Final | AarState::Improving if !view.without_item().is_empty() => Action::OpenItem,
            AarState::Final | AarState::Improving => {
                let open = view.items(&self.world).iter().any(ImprovementView::open);
                match (open, view.disposed().is_none()) {
                    (true, _) => Action::MoveItem,
                    (false, true) => Action::OtherReview,
                    (false, false) => Action::CloseReview,
                }
            }
            AarState::Closed if view.looked_back().is_none() && self.may_look_back(view) => Action::OtherReview,
            AarState::Closed => Action::ReadReview,
        }
    }

    /// How what was sealed compares with what is here, as far as it was counted.
    pub fn seal_words(&self, view: &AarView<'_>) -> Option<String> {
        let (_, _, seal) = view.sealed()?;
        let counted = self.records.as_ref().filter(|(of, _)| *of == view.id).map(|(_, records)| records);
        let hash = seal.hash.short();
        Some(match counted {
            None => AarWord::SealUnknown.with(self.lang, &[&seal.events, &hash]),
            Some(records) if records.hash == seal.hash => AarWord::SealHolds.with(self.lang, &[&seal.events, &hash]),
            Some(records) => AarWord::SealDiffers.with(self.lang, &[&seal.events, &records.events]),
        })
    }

    /// What is known to be missing here: holes in series, contents that are named and not here, what the hub has.
    pub(in crate::console) fn missing_of(&self, records: &Records) -> u32 {
        let lacking = u32::try_from(self.holdings.lacking).unwrap_or(u32::MAX);
        let held = self.account.map_or(0, |account| u32::try_from(account.missing).unwrap_or(u32::MAX));
        records.missing.saturating_add(lacking).saturating_add(held)
    }

    /// Events of this post that its hub does not have.
    pub(in crate::console) fn unsent(&self) -> u32 {
        u32::try_from(self.backlog.count).unwrap_or(u32::MAX)
    }

    fn may_look_back(&self, view: &AarView<'_>) -> bool {
        self.world.look_back_from(view).is_some_and(|from| self.now >= from)
    }

    /// The indicators of what a review looks at, as they were computed last, as lines of its ledger; none when the log holds
    /// nothing for any.
    pub(in crate::console) fn computed_indicators(&self, aar: EventId) -> Option<AarCommand> {
        let (_, all) = self.indicators.as_ref().filter(|(of, _)| *of == aar)?;
        let notes = all.iter().map(|one| {
            let value = match one.measure {
                Measure::Time { span_ms, to_at: None, .. } => Computed::Open(span_ms),
                Measure::Time { span_ms, .. } | Measure::Lead { span_ms, .. } | Measure::Length { span_ms, .. } => {
                    Computed::Time(span_ms)
                }
                Measure::Share { numerator, denominator, .. } => Computed::Share { numerator, denominator },
            };
            let (indicator, formula, met, of) = (one.id, review::FORMULA, one.met, one.measure.of());
            let mut events = one.measure.events();
            events.truncate(AAR_EVIDENCE_MAX);
            let what = AarNoted::Computed { indicator, formula, value, met, of, events };
            AarNote { aar, what, by: String::new(), means: Means::Console, at: self.now }
        });
        let notes: Vec<AarNote> = notes.collect();
        (!notes.is_empty()).then_some(AarCommand::Notes { aar, notes })
    }

    /// Whether the act applies to what is selected.
    pub(in crate::console) fn aar_applies(&self, action: Action) -> bool {
        match action {
            Action::OpenReview | Action::AarNext => true,
            Action::PublishWarning => self.world.warnings().into_iter().next().is_some(),
            _ => self.selected_aar().is_some(),
        }
    }
}

/// What ends a deadline of a review.
pub(in crate::console) fn act_for_due(due: &Due) -> Action {
    if let Due::Aar { wants, .. } = due { act_for(*wants) } else { Action::AarNext }
}
