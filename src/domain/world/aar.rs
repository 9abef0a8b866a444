//! After-action reviews as they stand: their state, what was found and answered, what is to be improved, what is broken.

mod breach;
mod due;
mod inquiry;
mod items;

pub use breach::AarBreach;
pub use items::{FindingView, ImprovementView};

use std::collections::BTreeSet;

use super::{Facts, Ladder, Reckoning, Said, World};
use crate::clock::At;
use crate::domain::algebra::Register;
use crate::domain::{
    Aar, AarMove, AarNote, AarNoted, AarOf, AarState, AarStep, AreaCode, Aspect, Class, Disposal, Draft, EventId,
    InForce, Inquiry, Publication, Reconstruction, Seal, Statute, Value, Voice, What,
};

/// A review as the boards show it.
#[derive(Clone, Debug)]
pub struct AarView<'a> {
    /// The event that opened it.
    pub id: EventId,
    /// What was opened.
    pub aar: &'a Aar,
    /// Who wrote that down.
    pub actor: &'a str,
    /// What it is at.
    pub step: Reckoning<&'a AarMove>,
    /// Where it stands; while that is disputed, where the side stands that came least far.
    pub state: AarState,
    /// Every step that led here, the earliest first; not those of its items, nor what a settlement left behind.
    pub moves: Vec<(EventId, &'a AarMove)>,
    /// The ledger, in the order in which things happened.
    pub notes: Vec<(EventId, &'a Said<AarNote>)>,
}

impl<'a> AarView<'a> {
    fn last<T>(&self, of: impl Fn(&'a AarStep) -> Option<T>) -> Option<(EventId, At, T)> {
        self.moves.iter().rev().find_map(|(id, made)| Some((*id, made.at, of(&made.step)?)))
    }

    fn noted<T>(&self, of: impl Fn(&'a AarNoted) -> Option<T>) -> Option<(EventId, At, T)> {
        self.notes.iter().rev().find_map(|(id, said)| Some((*id, said.what.at, of(&said.what.what)?)))
    }

    /// As what its records were sealed last.
    pub fn sealed(&self) -> Option<(EventId, At, &'a Seal)> {
        self.last(|step| if let AarStep::Sealed(seal) = step { Some(seal) } else { None })
    }

    /// The timeline as it was made last.
    pub fn timeline(&self) -> Option<(EventId, At, &'a Reconstruction)> {
        self.last(|step| if let AarStep::Reconstructed(made) = step { Some(made) } else { None })
    }

    /// The report as it was last drafted.
    pub fn draft(&self) -> Option<&'a Draft> {
        self.last(|step| if let AarStep::Drafted(draft) = step { Some(draft) } else { None }).map(|(.., draft)| draft)
    }

    /// Who reviewed the draft last.
    pub fn reviewed(&self) -> Option<(EventId, At, &'a Voice)> {
        self.last(|step| if let AarStep::Reviewed(hand) = step { Some(hand) } else { None })
    }

    /// The report that was signed last: its text, its number, who. While two stand, see `step`; none while it is disputed
    /// whether it is signed at all.
    pub fn signed(&self) -> Option<(EventId, At, (&'a Draft, u32, &'a Voice))> {
        let signed = self.last(|step| match step {
            AarStep::Signed { draft, number, hand } => Some((draft, *number, hand)),
            _ => None,
        });
        signed.filter(|_| self.state >= AarState::Final)
    }

    /// When it was closed, and by whom.
    pub fn closed(&self) -> Option<(EventId, At, &'a Voice)> {
        self.last(|step| if let AarStep::Closed(hand) = step { Some(hand) } else { None }).filter(|_| self.state.over())
    }

    /// When 现场点评 was held, by whom, and what was said.
    pub fn hot_wash(&self) -> Option<(EventId, At, (&'a str, &'a str))> {
        self.noted(|note| match note {
            AarNoted::HotWash { led, text } => Some((led.as_str(), text.as_str())),
            _ => None,
        })
    }

    /// What became of the personal data.
    pub fn disposed(&self) -> Option<(EventId, At, (Disposal, &'a str))> {
        self.noted(|note| if let AarNoted::Disposed { how, text } = note { Some((*how, text.as_str())) } else { None })
    }

    /// When it was looked back, and what was seen.
    pub fn looked_back(&self) -> Option<(EventId, At, &'a str)> {
        self.noted(|note| if let AarNoted::LookedBack { text } = note { Some(text.as_str()) } else { None })
    }

    /// The adoptions of plans that revise them because of it, the earliest first.
    pub fn revisions(&self) -> Vec<(EventId, At, EventId, Option<EventId>)> {
        let of = |(id, said): &(EventId, &'a Said<AarNote>)| match &said.what.what {
            AarNoted::PlanRevised { plan, item } => Some((*id, said.what.at, *plan, *item)),
            _ => None,
        };
        self.notes.iter().filter_map(of).collect()
    }

    /// Ratings and indicators that were written down.
    pub fn scores(&self) -> impl Iterator<Item = (EventId, &'a AarNoted)> {
        let of = |(id, said): &(EventId, &'a Said<AarNote>)| {
            let what = &said.what.what;
            matches!(what, AarNoted::Scored { .. } | AarNoted::Computed { .. }).then_some((*id, what))
        };
        self.notes.iter().filter_map(of)
    }

    /// What was noted of an investigation beside it.
    pub fn inquiries(&self) -> impl Iterator<Item = (At, Inquiry)> {
        let of = |(_, said): &(EventId, &'a Said<AarNote>)| match said.what.what {
            AarNoted::Inquiry { what, .. } => Some((said.what.at, what)),
            _ => None,
        };
        self.notes.iter().filter_map(of)
    }
}

impl World {
    /// A review that stands and is not packed away.
    pub fn aar<'a>(&'a self, id: EventId) -> Option<AarView<'a>> {
        let said = self.aars.get(&id).filter(|_| self.stands(&id) && self.review_away(id).is_none())?;
        let aspect = Aspect::Aar(id);
        let step = self.reckon(&aspect, |v| if let Value::Aar(made) = v { Some(made.as_ref()) } else { None });
        let made = |(id, said): (EventId, &'a Said<Value>)| match &said.what {
            Value::Aar(made) => Some((said.recorded, id, made.as_ref())),
            _ => None,
        };
        let mut moves: Vec<(At, EventId, &AarMove)> = self.led_here(&aspect).into_iter().filter_map(made).collect();
        moves.sort_by_key(|(recorded, id, _)| (*recorded, *id));
        let moves = moves.into_iter().map(|(_, id, made)| (id, made)).collect();
        let ledger = self.aar_notes.get(&id).into_iter().flat_map(|ledger| ledger.standing(&self.strikes));
        let mut notes: Vec<_> = ledger.map(|(id, said)| (*id, said)).collect();
        notes.sort_by_key(|(id, said)| (said.what.at, said.recorded, *id));
        let items = notes.iter().any(|(_, said)| matches!(said.what.what, AarNoted::Item(_)));
        let state = match &step {
            Reckoning::Unset => AarState::Opened,
            Reckoning::Agreed(made) => AarState::after(Some(&made.step), items),
            Reckoning::Disputed(sides) => {
                let stands = sides.iter().map(|made| AarState::after(Some(&made.step), items));
                stands.min().unwrap_or(AarState::Opened)
            }
        };
        let (aar, actor) = (&said.what, said.actor.as_str());
        Some(AarView { id, aar, actor, step, state, moves, notes })
    }

    /// Reviews that stand and are not packed away: the open ones first, then the newest.
    pub fn aars(&self) -> Vec<AarView<'_>> {
        let mut list: Vec<_> = self.aars.keys().filter_map(|id| self.aar(*id)).collect();
        list.sort_by_key(|view| (view.state.over(), std::cmp::Reverse(view.aar.at), view.id));
        list
    }

    /// The review of something, when one was opened.
    pub fn aar_of(&self, of: AarOf) -> Option<EventId> {
        let covers = |aar: &Aar| match (aar.of, of) {
            (AarOf::Response(one), AarOf::Response(other)) => {
                one == other || self.run_of(&aar.area, one).iter().any(|(id, _)| *id == other)
            }
            (one, other) => one == other,
        };
        self.standing(&self.aars).find(|(_, said)| covers(&said.what)).map(|(id, _)| id)
    }

    /// Keeps what is derived of a review: whether anything of it is still to come, or only the look back.
    pub(super) fn reckon_aar(&mut self, id: EventId) {
        self.open_aars.remove(&id);
        self.closed_aars.retain(|(_, of)| *of != id);
        let (closed, open) = match self.aar(id) {
            Some(view) if view.step.disputed() || !view.state.over() => (None, true),
            Some(view) => (view.closed().filter(|_| view.looked_back().is_none()).map(|(_, at, _)| at), false),
            None => (None, false),
        };
        self.closed_aars.extend(closed.map(|at| (at, id)));
        if open {
            self.open_aars.insert(id);
        }
    }

    /// Takes an opening that is in the ledger.
    pub(super) fn note_opening(&mut self, id: EventId) {
        self.reckon_aar(id);
        if let Some(area) = self.aars.get(&id).map(|said| said.what.area.clone()) {
            self.reckon_to_review(&area);
        }
    }

    /// Keeps the set of responses that were terminated, and of which no review was opened.
    pub(super) fn reckon_to_review(&mut self, area: &AreaCode) {
        self.to_review.retain(|(of, ..)| of != area);
        if self.realm.is_drill() {
            return;
        }
        let own = self.standing(&self.aars).filter(|(_, said)| said.what.area == *area);
        let reviewed: BTreeSet<EventId> = own
            .filter_map(|(_, said)| match said.what.of {
                AarOf::Response(id) => Some(id),
                _ => None,
            })
            .collect();
        let mut runs = self.runs_of(area);
        if self.level_in_force(area).is_some() {
            // The last one runs, also while its termination is disputed.
            runs.pop();
        }
        let open = runs.iter().filter(|run| !run.iter().any(|(id, _)| reviewed.contains(id)));
        let ended: Vec<(EventId, At)> = open.filter_map(|run| Self::ended_run(run)).collect();
        self.to_review.extend(ended.into_iter().map(|(id, at)| (area.clone(), at, id)));
    }

    /// The same after strikes: what they touch may have opened a review, or stand in its ledger.
    pub(super) fn reckon_struck_aars(&mut self, touched: &[EventId]) {
        let of_ledger = |ladder: &Ladder<Said<AarNote>>| touched.iter().any(|id| ladder.get(id).is_some());
        let noted: Vec<EventId> =
            self.aar_notes.iter().filter(|(_, ladder)| of_ledger(ladder)).map(|(id, _)| *id).collect();
        let opened: Vec<EventId> = touched.iter().filter(|id| self.aars.contains_key(id)).copied().collect();
        for id in noted {
            self.reckon_aar(id);
        }
        for id in &opened {
            self.note_opening(*id);
        }
        // Also of a review whose opening has not come yet.
        let items = self.aar_items.iter().filter(|(item, aar)| touched.contains(aar) || touched.contains(item));
        for item in items.map(|(item, _)| *item).collect::<Vec<_>>() {
            self.reckon_item(item);
        }
    }

    /// When a warning reached the public, by every channel, the earliest first.
    pub fn publications(&self, warning: EventId) -> Vec<(EventId, &Publication)> {
        let told = self.publications.get(&warning).into_iter().flat_map(|ladder| ladder.standing(&self.strikes));
        let mut list: Vec<_> = told.map(|(id, told)| (*id, told)).collect();
        list.sort_by_key(|(id, told)| (told.at, *id));
        list
    }

    /// The next number of a review's report.
    pub fn next_aar_number(&self) -> u32 {
        self.report_numbers().map(|(_, number)| number).max().unwrap_or(0).saturating_add(1)
    }

    /// Whether another review's report has the same number: two posts apart gave it.
    pub fn aar_number_shared(&self, aar: EventId, number: u32) -> bool {
        let others: BTreeSet<EventId> =
            self.report_numbers().filter(|(of, given)| *of != aar && *given == number).map(|(of, _)| of).collect();
        let signs = |id: &EventId| {
            let here = || self.aar(*id)?.signed().map(|(.., (_, given, _))| given);
            self.review_away(*id).map_or_else(here, |away| away.signed) == Some(number)
        };
        others.iter().any(signs)
    }

    /// Every number that was ever given to a report, with its review.
    fn report_numbers(&self) -> impl Iterator<Item = (EventId, u32)> {
        let registers = self.registers.range(Aspect::Aar(EventId([0; 32]))..=Aspect::Aar(EventId([255; 32])));
        let here = registers.filter_map(|(aspect, _)| if let Aspect::Aar(id) = aspect { Some(*id) } else { None });
        let here = here.flat_map(|id| self.numbers_given(id).map(move |number| (id, number)));
        here.chain(self.reviews_away().flat_map(|(id, away)| away.given.iter().map(move |number| (id, *number))))
    }

    /// Those of one review that is at hand.
    pub(super) fn numbers_given(&self, aar: EventId) -> impl Iterator<Item = u32> {
        let writes = self.registers.get(&Aspect::Aar(aar)).into_iter().flat_map(Register::writes);
        writes.filter_map(|(_, write)| match &write.value.what {
            Value::Aar(made) => match made.step {
                AarStep::Signed { number, .. } => Some(number),
                _ => None,
            },
            _ => None,
        })
    }

    /// Takes a line of a review's ledger.
    pub(super) fn note_aar(&mut self, id: EventId, said: Said<AarNote>) {
        let (aar, item) = (said.what.aar, matches!(said.what.what, AarNoted::Item(_)));
        if let AarNoted::Inquiry { what, .. } = said.what.what {
            self.inquiry_notes.insert((aar, id), (said.what.at, what));
        }
        self.aar_notes.entry(aar).or_default().insert(id, said);
        if item {
            self.aar_items.insert(id, aar);
            self.reckon_item(id);
        }
        self.reckon_aar(aar);
    }

    /// Responses that were terminated and of which no review was opened: whose, when, by which decision.
    pub fn to_review(&self) -> impl Iterator<Item = (&AreaCode, At, EventId)> {
        self.to_review.iter().map(|(area, at, id)| (area, *at, *id))
    }

    pub(super) fn opened_aars(&self) -> &Facts<Aar> {
        &self.aars
    }
}

impl World {
    /// What the law wants of a review in the state in which it is (rules.md 5.5), by the rows in force: while it gathers and
    /// evaluates, what is to be found and told; once its report is signed, whom it is told to and what is revised; when it is
    /// closed, what is kept. A drill harmed nobody, and what is said of accidents is said of them alone.
    pub fn statutes(&self, view: &AarView<'_>, at: At) -> Vec<InForce<'_>> {
        let drill = matches!(view.aar.of, AarOf::Drill(_));
        let accident = view.aar.incident.is_some_and(|id| {
            let received = self.times(id).map_or(at, |(_, received)| received);
            self.class_of(self.incident_code(id), received) == Some(Class::Accident)
        });
        let bears = |statute: Statute| {
            use AarState::{Closed, Drafted, Evaluating, Final, Gathering, Improving, Opened, Reviewed};
            let (states, of): (&[AarState], bool) = match statute {
                Statute::Assess => (&[Opened, Gathering, Evaluating], !drill),
                Statute::Rescue => (&[Gathering, Evaluating, Drafted], accident && !drill),
                Statute::Report => (&[Evaluating, Drafted, Reviewed, Final], !drill),
                Statute::Congress => (&[Final, Improving], !drill),
                Statute::Revise => (&[Final, Improving], true),
                Statute::Archive | Statute::Privacy => (&[Improving, Closed], !drill),
            };
            of && states.contains(&view.state)
        };
        let rows = self.rule_rows(at).into_iter();
        rows.filter(|force| matches!(force.row.what, What::Statute { statute } if bears(statute))).collect()
    }
}
