//! The selected report: what it says so far, and what can be done with it.

use std::collections::BTreeMap;

use super::{Action, Board, Model, Row};
use crate::clock::At;
use crate::domain::{ContentHash, EventId, PaperState, PaperView, ReportPart, Sheet};
use crate::papers::{self, Document, Sender};
use crate::text::say::Say;

impl Model {
    /// The selected paper.
    pub fn selected_paper(&self) -> Option<PaperView<'_>> {
        if let Some(Row::Paper(id)) = self.selected(Board::Reports) { self.world.report_paper(*id) } else { None }
    }

    /// What the parts of a paper say that nobody wrote, composed from the log for the person signed in.
    pub fn composed_parts(&self, view: &PaperView<'_>) -> BTreeMap<ReportPart, String> {
        let say = Say { world: &self.world, lang: self.lang };
        let (person, office) = (self.post.operator.clone(), self.role.clone());
        let sender = Sender { unit: self.issuer_of(view), person, office, phone: String::new() };
        papers::composed(&say, view.paper, &sender)
    }

    /// What every part of a paper says: what was written, and what is composed where nobody did.
    pub fn paper_texts(&self, view: &PaperView<'_>) -> BTreeMap<ReportPart, String> {
        let mut texts = self.composed_parts(view);
        texts.extend(view.parts.iter().map(|(part, text)| (*part, (*text).to_owned())));
        texts
    }

    /// The hand-over sheet of this shift as of now, and by what it is known: since the last hand-over that both signed.
    pub fn handover_sheet(&self) -> (Sheet, Document) {
        let since = self.world.shift_since(Some(self.post.id)).unwrap_or(self.now - papers::SHIFT);
        self.sheet_of(since, self.now)
    }

    /// The same for other times, from the log as it is now.
    pub(super) fn sheet_of(&self, since: At, made: At) -> (Sheet, Document) {
        let say = Say { world: &self.world, lang: self.lang };
        let issuer = self.or_this_post(papers::issuer(&say, self.area().as_ref()));
        let document = papers::handover(&say, &issuer, since, made, Some(self.post.id));
        (papers::sheet(&document, since, made), document)
    }

    /// By what the situation is known that a consultation would begin with now.
    pub(super) fn pack_hash(&self, consult: EventId) -> Option<ContentHash> {
        let view = self.world.consultation(consult)?;
        Some(papers::pack_hash(&self.world.situation(&view)))
    }

    /// Whose paper it is.
    pub(super) fn issuer_of(&self, view: &PaperView<'_>) -> String {
        let say = Say { world: &self.world, lang: self.lang };
        let area = self.world.incident(view.paper.incident).map(|incident| &incident.area);
        match &view.paper.by {
            Some(by) => say.hq(by).to_owned(),
            None => self.or_this_post(papers::issuer(&say, area)),
        }
    }

    /// A paper has a heading even where no jurisdiction is known by name: then it is this post's.
    pub(super) fn or_this_post(&self, issuer: String) -> String {
        if issuer.is_empty() { self.post.name.clone() } else { issuer }
    }

    /// Whether an act makes sense for the selected paper as it stands.
    pub(super) fn paper_allows(&self, action: Action) -> bool {
        let Some(view) = self.selected_paper() else { return false };
        let state = view.state.clone().first().cloned().unwrap_or_default();
        let open = !matches!(state, PaperState::Signed { .. } | PaperState::Dropped(_));
        match action {
            Action::WritePart | Action::DropReport => open,
            Action::SubmitReport => matches!(state, PaperState::Draft | PaperState::Returned(_)),
            Action::ReturnReport | Action::SignReport => matches!(state, PaperState::Submitted { .. }),
            Action::SendReport => !matches!(state, PaperState::Dropped(_)),
            Action::ConfirmReceipt => view.filed.iter().any(|filing| filing.receipts.is_empty()),
            _ => true,
        }
    }
}
