//! After-action reviews as they stand: their state, what was found and answered, what is to be improved, what is broken.

mod breach;
mod due;
mod items;

pub use breach::AarBreach;
pub use items::{FindingView, ImprovementView};

use super::{Facts, Ladder, Reckoning, Said, World};
use crate::clock::At;
use crate::domain::algebra::Register;
use crate::domain::{
    Aar, AarMove, AarNote, AarNoted, AarOf, AarState, AarStep, AreaCode, Aspect, Disposal, Draft, EventId, Inquiry,
    Publication, Reconstruction, Response, Seal, Value, Voice,
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
    /// What it is at; of a disputed one the oldest side counts.
    pub step: Reckoning<&'a AarMove>,
    /// Where it stands.
    pub state: AarState,
    /// Every step that stands, the earliest first, those replaced since included; not those of its items.
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

    /// The report that was signed last: its text, its number, who. While two stand, see `step`.
    pub fn signed(&self) -> Option<(EventId, At, (&'a Draft, u32, &'a Voice))> {
        self.last(|step| match step {
            AarStep::Signed { draft, number, hand } => Some((draft, *number, hand)),
            _ => None,
        })
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
    /// A review that stands.
    pub fn aar(&self, id: EventId) -> Option<AarView<'_>> {
        let said = self.aars.get(&id).filter(|_| self.stands(&id))?;
        let aspect = Aspect::Aar(id);
        let step = self.reckon(&aspect, |v| if let Value::Aar(made) = v { Some(made.as_ref()) } else { None });
        let writes = self.registers.get(&aspect).into_iter().flat_map(Register::writes);
        let mut moves: Vec<(At, EventId, &AarMove)> = writes
            .filter(|(id, _)| self.stands(id))
            .filter_map(|(id, write)| match &write.value.what {
                Value::Aar(made) => Some((write.value.recorded, *id, made.as_ref())),
                _ => None,
            })
            .collect();
        moves.sort_by_key(|(recorded, id, _)| (*recorded, *id));
        let moves = moves.into_iter().map(|(_, id, made)| (id, made)).collect();
        let ledger = self.aar_notes.get(&id).into_iter().flat_map(|ledger| ledger.standing(&self.strikes));
        let mut notes: Vec<_> = ledger.map(|(id, said)| (*id, said)).collect();
        notes.sort_by_key(|(id, said)| (said.what.at, said.recorded, *id));
        let items = notes.iter().any(|(_, said)| matches!(said.what.what, AarNoted::Item(_)));
        let state = AarState::after(step.clone().first().map(|made| &made.step), items);
        let (aar, actor) = (&said.what, said.actor.as_str());
        Some(AarView { id, aar, actor, step, state, moves, notes })
    }

    /// Reviews that stand: the open ones first, then the newest.
    pub fn aars(&self) -> Vec<AarView<'_>> {
        let mut list: Vec<_> = self.aars.keys().filter_map(|id| self.aar(*id)).collect();
        list.sort_by_key(|view| (view.state.over(), std::cmp::Reverse(view.aar.at), view.id));
        list
    }

    /// The review of something, when one was opened.
    pub fn aar_of(&self, of: AarOf) -> Option<EventId> {
        let covers = |aar: &Aar| match (aar.of, of) {
            (AarOf::Response(one), AarOf::Response(other)) => self.same_run(&aar.area, one, other),
            (one, other) => one == other,
        };
        self.standing(&self.aars).find(|(_, said)| covers(&said.what)).map(|(id, _)| id)
    }

    /// Whether two decisions belong to one response.
    fn same_run(&self, area: &AreaCode, one: EventId, other: EventId) -> bool {
        one == other || self.run_of(area, one).iter().any(|(id, _)| *id == other)
    }

    /// The response that a decision belongs to: from its activation to its termination.
    pub fn run_of(&self, area: &AreaCode, decision: EventId) -> Vec<(EventId, &Response)> {
        let runs = self.runs_of(area);
        runs.into_iter().find(|run| run.iter().any(|(id, _)| *id == decision)).unwrap_or_default()
    }

    /// Every response of a jurisdiction, the earliest first, each from its activation to its last termination.
    fn runs_of(&self, area: &AreaCode) -> Vec<Vec<(EventId, &Response)>> {
        let mut runs: Vec<Vec<(EventId, &Response)>> = Vec::new();
        let mut active = false;
        for (id, response) in self.decision_events(area) {
            let begins = response.level().is_some() && !active;
            let ends = response.decision == crate::domain::Decision::Terminated;
            match (begins, response.level().is_some() || ends, runs.last_mut()) {
                (true, ..) => runs.push(vec![(id, response)]),
                (false, true, Some(run)) => run.push((id, response)),
                _ => {}
            }
            active = response.level().is_some() || (active && !ends);
        }
        runs
    }

    /// When a response ended that was activated and terminated: the first termination, and when.
    pub fn ended_run(run: &[(EventId, &Response)]) -> Option<(EventId, At)> {
        let last_active = run.iter().rposition(|(_, response)| response.level().is_some())?;
        run.get(last_active + 1).map(|(id, response)| (*id, response.decided))
    }

    /// Keeps what is derived of a review: whether anything of it is still to come.
    pub(super) fn reckon_aar(&mut self, id: EventId) {
        self.open_aars.remove(&id);
        let Some(area) = self.aars.get(&id).map(|said| said.what.area.clone()) else { return };
        let open =
            self.aar(id).is_some_and(|view| view.step.disputed() || !view.state.over() || view.looked_back().is_none());
        if open {
            self.open_aars.insert(id);
        }
        self.reckon_to_review(&area);
    }

    /// Keeps the set of responses that were terminated, and of which no review was opened.
    pub(super) fn reckon_to_review(&mut self, area: &AreaCode) {
        self.to_review.retain(|(of, ..)| of != area);
        if self.realm.is_drill() {
            return;
        }
        let ended = self.runs_of(area).into_iter().filter_map(|run| Self::ended_run(&run));
        let reviewed = |decision: EventId| {
            let own = self.standing(&self.aars).filter(|(_, said)| said.what.area == *area);
            let mut of = own.filter_map(|(_, said)| match said.what.of {
                AarOf::Response(id) => Some(id),
                _ => None,
            });
            of.any(|id| self.same_run(area, id, decision))
        };
        let ended: Vec<(EventId, At)> = ended.filter(|(id, _)| !reviewed(*id)).collect();
        self.to_review.extend(ended.into_iter().map(|(id, at)| (area.clone(), at, id)));
    }

    /// The same after strikes: what they touch may have opened a review, or stand in its ledger.
    pub(super) fn reckon_struck_aars(&mut self, touched: &[EventId]) {
        let of_ledger = |ladder: &Ladder<Said<AarNote>>| touched.iter().any(|id| ladder.get(id).is_some());
        let noted = self.aar_notes.iter().filter(|(_, ladder)| of_ledger(ladder)).map(|(id, _)| *id);
        let opened = touched.iter().filter(|id| self.aars.contains_key(id)).copied();
        let all: Vec<EventId> = noted.chain(opened).collect();
        for id in all {
            self.reckon_aar(id);
        }
        for item in touched {
            self.reckon_item(*item);
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
        let writes = self
            .registers
            .range(Aspect::Aar(EventId([0; 32]))..=Aspect::Aar(EventId([255; 32])))
            .flat_map(|(_, register)| register.writes());
        let numbers = writes.filter_map(|(_, write)| match &write.value.what {
            Value::Aar(made) => match made.step {
                AarStep::Signed { number, .. } => Some(number),
                _ => None,
            },
            _ => None,
        });
        numbers.max().unwrap_or(0).saturating_add(1)
    }

    /// Takes a line of a review's ledger.
    pub(super) fn note_aar(&mut self, id: EventId, said: Said<AarNote>) {
        let (aar, item) = (said.what.aar, matches!(said.what.what, AarNoted::Item(_)));
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
