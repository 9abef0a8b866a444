//! What is half entered, as data that outlives the process: a closed lid, a power cut, a killed terminal.

use serde::{Deserialize, Serialize};

use super::form::{Known, build, resumed};
use super::lead::lead;
use super::{FieldKind, Form, FormKind, Line, Model, Overlay, Pick, SavedView};
use crate::clock::At;
use crate::domain::EventId;

/// Everything that was typed and not recorded.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Drafts {
    /// The entry line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    entry: Option<EntryDraft>,
    /// Forms put aside, oldest first; the last one is the one that lay open, if `open`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    forms: Vec<FormDraft>,
    #[serde(default)]
    open: bool,
    /// Filters of the log with a name; no draft, but kept in the same way.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    views: Vec<SavedView>,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
struct EntryDraft {
    text: String,
    began: Option<At>,
    target: Option<EventId>,
    #[serde(default)]
    memo: bool,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
struct FormDraft {
    kind: FormKind,
    at: usize,
    opened: At,
    fields: Vec<FieldDraft>,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
enum FieldDraft {
    Text(String),
    Picked(Option<Pick>),
    /// A choice that is being sought: what stands there meanwhile, and what was typed.
    Sought(Option<Pick>, String),
}

impl Drafts {
    /// Whether nothing is half entered.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl Model {
    /// What is half entered now. `None` while something is on its way to the journal: until that is durable, what was
    /// kept before is the better copy.
    pub fn drafts(&self) -> Option<Drafts> {
        if !self.pending.is_empty() {
            return None;
        }
        let entry = self.entry.is_draft().then(|| EntryDraft {
            text: self.entry.line.text().to_owned(),
            began: self.entry.began,
            target: self.entry.target,
            memo: self.entry.memo,
        });
        // Who is there may be asked over a form that was begun.
        let begun = |over: &'_ Overlay| matches!(over, Overlay::Form(form) if form.touched && !form.kind.only_leads());
        let open = self.overlays.iter().rev().find(|over| begun(over));
        let open = open.and_then(|over| if let Overlay::Form(form) = over { Some(form) } else { None });
        let forms = self.parked.iter().chain(open).filter(|form| !form.kind.only_leads()).map(kept);
        let open = open.is_some_and(|form| !form.kind.only_leads());
        Some(Drafts { entry, forms: forms.collect(), open, views: self.chronicle.views.clone() })
    }

    /// Goes on with what was half entered when the console last ended, and says so.
    pub fn take_up(&mut self, mut drafts: Drafts) {
        self.chronicle.views = std::mem::take(&mut drafts.views);
        if drafts.is_empty() {
            return;
        }
        let entry = drafts.entry.filter(|draft| !self.holds(draft));
        if entry.is_none() && drafts.forms.is_empty() {
            return;
        }
        if let Some(EntryDraft { text, began, target, memo }) = entry {
            self.entry.line.set(&text);
            self.entry.began = began;
            self.entry.memo = memo;
            self.entry.target = target.filter(|id| self.world.incident(*id).is_some());
        }
        for draft in drafts.forms {
            if let Some(form) = self.restored(draft) {
                self.park(form);
            }
        }
        if drafts.open
            && let Some(form) = self.parked.pop()
        {
            self.overlays.push(Overlay::Form(form));
        }
        self.tell("接着上次没记完的填", "going on with what was not recorded last time");
    }

    /// Whether the line became an entry just before the end, and only its copy here was not yet taken away.
    fn holds(&self, draft: &EntryDraft) -> bool {
        let text = lead(&self.world, &draft.text).filter(|(_, rest)| !rest.is_empty()).map_or(&*draft.text, |(_, t)| t);
        let same = |line: &crate::domain::Line| {
            line.entry().is_some_and(|e| e.text == text.trim() && Some(e.occurred) == draft.began)
        };
        self.world.timeline(draft.target).any(|(_, _, line, _)| same(line))
    }

    /// The form with the choices there are now; `None` when what it was about is gone.
    fn restored(&self, draft: FormDraft) -> Option<Form> {
        let fresh = build(self, draft.kind.clone(), &Known::default());
        if fresh.fields.len() != draft.fields.len() {
            return None;
        }
        let mut was = Form { at: draft.at, opened: draft.opened, ..fresh.clone() };
        for (field, kept) in was.fields.iter_mut().zip(draft.fields) {
            match (&mut field.kind, kept) {
                (FieldKind::Text(line) | FieldKind::Number(line) | FieldKind::Time(line), FieldDraft::Text(text)) => {
                    line.set(&text);
                }
                (FieldKind::Choice { options, picked, .. }, FieldDraft::Picked(pick)) => {
                    *picked = pick.and_then(|pick| options.iter().position(|choice| choice.pick == pick));
                }
                (FieldKind::Choice { options, picked, filter }, FieldDraft::Sought(pick, sought)) => {
                    *picked = pick.and_then(|pick| options.iter().position(|choice| choice.pick == pick));
                    filter.set(&sought);
                }
                _ => return None,
            }
        }
        Some(resumed(&was, fresh))
    }
}

fn kept(form: &Form) -> FormDraft {
    let line = |line: &Line| FieldDraft::Text(line.text().to_owned());
    let fields = form.fields.iter().map(|field| match &field.kind {
        FieldKind::Text(text) | FieldKind::Number(text) | FieldKind::Time(text) => line(text),
        FieldKind::Choice { filter, .. } if filter.is_empty() => FieldDraft::Picked(field.pick().cloned()),
        FieldKind::Choice { filter, .. } => FieldDraft::Sought(field.pick().cloned(), filter.text().to_owned()),
    });
    FormDraft { kind: form.kind.clone(), at: form.at, opened: form.opened, fields: fields.collect() }
}
