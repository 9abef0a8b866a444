//! What was found, who answered it, and what becomes of it.

use super::super::{Reckoning, Said, World};
use super::AarView;
use crate::clock::At;
use crate::domain::algebra::Register;
use crate::domain::{
    AarMove, AarNote, AarNoted, AarStep, Aspect, EventId, Finding, FindingKind, Improvement, ItemAct, ItemState, Value,
    Voice,
};

/// A finding with its answers.
#[derive(Clone, Debug)]
pub struct FindingView<'a> {
    /// The note that says it.
    pub id: EventId,
    /// What was found.
    pub finding: &'a Finding,
    /// When.
    pub at: At,
    /// What the units answered: which, whether it accepts, what it says.
    pub answers: Vec<(EventId, &'a str, bool, &'a str)>,
    /// The improvement items that were opened for it.
    pub items: Vec<EventId>,
}

impl FindingView<'_> {
    /// Whether an answer is still to come: every unit that it names answers it, and a problem that names none is answered by
    /// any.
    pub fn unanswered(&self) -> bool {
        let units = units(&self.finding.unit);
        if units.is_empty() {
            return self.finding.kind == FindingKind::Problem && self.answers.is_empty();
        }
        let answered = |unit: &&str| self.answers.iter().any(|(_, by, ..)| self::units(by).contains(unit));
        !units.iter().all(answered)
    }
}

/// An improvement item.
#[derive(Clone, Debug)]
pub struct ImprovementView<'a> {
    /// The note that opened it.
    pub id: EventId,
    /// Of which review.
    pub aar: EventId,
    /// What is to be done.
    pub item: &'a Improvement,
    /// When it was opened.
    pub opened: At,
    /// What it is at.
    pub step: Reckoning<&'a AarMove>,
    /// Where it stands; while that is disputed, where the side stands that came least far.
    pub state: ItemState,
    /// Every step that stands: what, on which evidence, by whom, when.
    pub steps: Vec<(EventId, ItemAct, &'a str, &'a Voice, At)>,
}

/// The units that a field names.
fn units(named: &str) -> Vec<&str> {
    named.split(['、', '，', ',', '；', ';']).map(str::trim).filter(|unit| !unit.is_empty()).collect()
}

impl ImprovementView<'_> {
    /// Whether it is not signed off, or it is disputed whether it is.
    pub fn open(&self) -> bool {
        self.step.disputed() || self.state != ItemState::Accepted
    }

    /// When it was signed off, when it was.
    pub fn accepted(&self) -> Option<At> {
        let last = self.steps.iter().rev().find(|(_, act, ..)| *act == ItemAct::Accepted);
        last.filter(|_| self.state == ItemState::Accepted).map(|(.., at)| *at)
    }

    /// Whether its own owner signed it off.
    pub fn by_owner(&self) -> bool {
        let last = self.steps.iter().rev().find(|(_, act, ..)| *act == ItemAct::Accepted);
        self.state == ItemState::Accepted && last.is_some_and(|(_, _, _, hand, _)| hand.by == self.item.owner)
    }
}

impl<'a> AarView<'a> {
    /// What was found, in the order in which it was.
    pub fn findings(&self) -> Vec<FindingView<'a>> {
        let found = self.notes.iter().filter_map(|(id, said)| match &said.what.what {
            AarNoted::Finding(finding) => Some((*id, finding, said.what.at)),
            _ => None,
        });
        let of = |(id, finding, at)| {
            let answers = self.notes.iter().filter_map(move |(note, said)| match &said.what.what {
                AarNoted::Answered { finding, unit, accepts, text } if *finding == id => {
                    Some((*note, unit.as_str(), *accepts, text.as_str()))
                }
                _ => None,
            });
            let items = self.notes.iter().filter_map(move |(note, said)| match &said.what.what {
                AarNoted::Item(item) if item.finding == id => Some(*note),
                _ => None,
            });
            FindingView { id, finding, at, answers: answers.collect(), items: items.collect() }
        };
        found.map(of).collect()
    }

    /// A finding of it.
    pub fn finding(&self, id: EventId) -> Option<&'a Finding> {
        let (_, said) = self.notes.iter().find(|(note, _)| *note == id)?;
        if let AarNoted::Finding(finding) = &said.what.what { Some(finding) } else { None }
    }

    /// The findings that wait for an answer.
    pub fn unanswered(&self) -> Vec<FindingView<'a>> {
        self.findings().into_iter().filter(FindingView::unanswered).collect()
    }

    /// The problems for which no improvement item was opened.
    pub fn without_item(&self) -> Vec<FindingView<'a>> {
        let problem = |view: &FindingView<'_>| view.finding.kind == FindingKind::Problem && view.items.is_empty();
        self.findings().into_iter().filter(problem).collect()
    }

    /// Its improvement items, in the order in which they were opened.
    pub fn items(&self, world: &'a World) -> Vec<ImprovementView<'a>> {
        let opened = self.notes.iter().filter(|(_, said)| matches!(said.what.what, AarNoted::Item(_)));
        opened.filter_map(|(id, said)| world.improvement_of(*id, said)).collect()
    }
}

impl World {
    /// An improvement item of a review that stands.
    pub fn improvement(&self, aar: EventId, item: EventId) -> Option<ImprovementView<'_>> {
        let said = self.aar_notes.get(&aar)?.get(&item).filter(|_| self.stands(&item) && self.stands(&aar))?;
        self.improvement_of(item, said)
    }

    /// What an improvement item is, of whichever review; none when it does not stand.
    pub fn improvement_said(&self, item: EventId) -> Option<&Improvement> {
        let ledger = self.aar_notes.get(self.aar_items.get(&item)?)?;
        match &ledger.get(&item).filter(|_| self.stands(&item))?.what.what {
            AarNoted::Item(said) => Some(said),
            _ => None,
        }
    }

    /// What was found, in whichever review; none when it does not stand.
    pub fn finding_said(&self, finding: EventId) -> Option<&Finding> {
        let said = self.aar_notes.values().find_map(|ledger| ledger.get(&finding));
        match &said.filter(|_| self.stands(&finding))?.what.what {
            AarNoted::Finding(said) => Some(said),
            _ => None,
        }
    }

    fn improvement_of<'a>(&'a self, id: EventId, said: &'a Said<AarNote>) -> Option<ImprovementView<'a>> {
        let AarNoted::Item(item) = &said.what.what else { return None };
        let aspect = Aspect::AarItem(id);
        let step = self.reckon(&aspect, |v| if let Value::Aar(made) = v { Some(made.as_ref()) } else { None });
        let act = |made: &AarMove| if let AarStep::Item { act, .. } = made.step { Some(act) } else { None };
        let state = match &step {
            Reckoning::Unset => ItemState::Collected,
            Reckoning::Agreed(made) => ItemState::after(act(made)),
            Reckoning::Disputed(sides) => {
                sides.iter().map(|made| ItemState::after(act(made))).min().unwrap_or(ItemState::Collected)
            }
        };
        let writes = self.registers.get(&aspect).into_iter().flat_map(Register::writes);
        let mut steps: Vec<_> = writes
            .filter(|(id, _)| self.stands(id))
            .filter_map(|(id, write)| match &write.value.what {
                Value::Aar(made) => match &made.step {
                    AarStep::Item { act, evidence, hand, .. } => {
                        Some((write.value.recorded, (*id, *act, evidence.as_str(), hand, made.at)))
                    }
                    _ => None,
                },
                _ => None,
            })
            .collect();
        steps.sort_by_key(|(recorded, (id, ..))| (*recorded, *id));
        let steps = steps.into_iter().map(|(_, step)| step).collect();
        let (aar, opened) = (said.what.aar, said.what.at);
        Some(ImprovementView { id, aar, item, opened, step, state, steps })
    }

    /// Keeps the set of items that are not signed off, by when they are due.
    pub(in crate::domain::world) fn reckon_item(&mut self, item: EventId) {
        let Some(aar) = self.aar_items.get(&item).copied() else { return };
        let said = self.aar_notes.get(&aar).and_then(|ladder| ladder.get(&item));
        let Some(AarNoted::Item(Improvement { due: Some(due), .. })) = said.map(|said| &said.what.what) else { return };
        let due = *due;
        let open = self.improvement(aar, item).is_some_and(|view| view.open());
        if open {
            self.open_items.insert((due, item, aar));
        } else {
            self.open_items.remove(&(due, item, aar));
        }
    }

    /// The newest findings of reviews before this one: what a finding may repeat.
    pub fn earlier_findings(&self, aar: EventId) -> Vec<(EventId, &Finding)> {
        let from = self.aar(aar).map_or(At(i64::MAX), |view| view.aar.at);
        let mut others: Vec<AarView<'_>> = self.aars();
        others.retain(|view| view.id != aar && view.aar.at < from);
        let problems = others.iter().flat_map(AarView::findings);
        problems.filter(|view| view.finding.kind == FindingKind::Problem).map(|view| (view.id, view.finding)).collect()
    }
}
