//! 平战转换 as it stands: who sits where, what was answered, who leads, and where the response is (rules.md 2.4, 2.5, 5.2).

use super::apply::By;
use super::{Reckoning, Said, World};
use crate::clock::{At, Span};
use crate::domain::algebra::Register;
use crate::domain::{
    AreaCode, Aspect, Condition, Decision, EventId, InForce, ItemAnswer, ItemOf, Lead, Level, Noted, Posture, Response,
    ResponseState, RuleId, Seat, SwitchNote, Value, Way, What,
};

/// A change of posture that stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Switched {
    /// The event that says so.
    pub id: EventId,
    /// To what.
    pub posture: Posture,
    /// When.
    pub at: At,
}

/// A seat as the board shows it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SeatView<'a> {
    /// Which.
    pub seat: Seat,
    /// Who sits there; nobody when it is unset.
    pub name: Reckoning<&'a str>,
    /// Since when.
    pub since: Option<At>,
}

/// An item of a checklist as the board shows it.
#[derive(Clone, Debug)]
pub struct ItemView<'a> {
    /// The row that asks it.
    pub row: InForce<'a>,
    /// Its number.
    pub number: u8,
    /// What was answered.
    pub answer: Reckoning<&'a ItemAnswer>,
    /// The answer as it was said: by whom, how, when; none while it is open.
    pub said: Option<&'a Said<SwitchNote>>,
}

impl ItemView<'_> {
    /// Whether nobody answered.
    pub fn open(&self) -> bool {
        self.answer == Reckoning::Unset
    }
}

impl World {
    /// Keeps who said what in the course of a switchover.
    pub(super) fn note_switch(&mut self, id: EventId, by: &By, note: &SwitchNote) {
        let said = || Said { what: note.clone(), post: by.post, actor: by.actor.clone(), recorded: by.recorded };
        self.switch_notes.entry(note.area.clone()).or_default().entry(id).or_insert_with(said);
    }

    /// What was noted for a jurisdiction and stands, in no order that means anything.
    pub fn switch_notes(&self, area: &AreaCode) -> impl Iterator<Item = (EventId, &Said<SwitchNote>)> {
        self.switch_notes.get(area).into_iter().flat_map(|notes| self.standing(notes))
    }

    /// The newest note that `is` one of these and not older than `since`.
    pub(super) fn noted_since(&self, area: &AreaCode, since: At, is: impl Fn(&Noted) -> bool) -> Option<&SwitchNote> {
        let notes = self.switch_notes(area).map(|(id, said)| (said.what.at, id, &said.what));
        notes
            .filter(|(at, _, note)| *at >= since && is(&note.what))
            .max_by_key(|(at, id, _)| (*at, *id))
            .map(|one| one.2)
    }

    /// Every standing change of posture of a jurisdiction, earliest first, those replaced since included.
    pub fn postures(&self, area: &AreaCode) -> Vec<Switched> {
        let register = self.registers.get(&Aspect::Posture(area.clone()));
        let writes = register.into_iter().flat_map(Register::writes).filter(|(id, _)| self.stands(id));
        let mut list: Vec<Switched> = writes
            .filter_map(|(id, write)| match write.value.what {
                Value::Posture(posture) => Some(Switched { id: *id, posture, at: write.value.recorded }),
                _ => None,
            })
            .collect();
        list.sort_by_key(|one| (one.at, one.id));
        list
    }

    /// The posture of a jurisdiction; that of peacetime duty while nobody said.
    pub fn posture_now(&self, area: &AreaCode) -> Posture {
        self.posture(area).first().unwrap_or_default()
    }

    /// Since when it is that, by the event that says so; of one posture said twice the first.
    pub fn posture_since(&self, area: &AreaCode) -> Option<Switched> {
        let now = self.posture_now(area);
        self.postures(area).into_iter().rev().take_while(|one| one.posture == now).last()
    }

    /// The gravest level in force in a jurisdiction, also while two decisions dispute it.
    pub fn level_in_force(&self, area: &AreaCode) -> Option<Level> {
        match self.response(area) {
            Reckoning::Unset => None,
            Reckoning::Agreed(response) => response.level(),
            Reckoning::Disputed(all) => all.into_iter().filter_map(Response::level).max(),
        }
    }

    /// The last termination of a jurisdiction's response.
    pub(super) fn last_ended(&self, area: &AreaCode) -> Option<(EventId, &Response)> {
        let mut decisions = self.decision_events(area).into_iter().rev();
        decisions.find(|(_, response)| response.decision == Decision::Terminated)
    }

    /// Who leads the active response besides this headquarters.
    pub fn leads(&self, area: &AreaCode) -> Option<(&Lead, At)> {
        let since = self.response_run(area).first()?.1.decided;
        let values = self.values(&Aspect::Lead(area.clone()));
        let (_, said) = values.first().filter(|(_, said)| said.recorded >= since)?;
        if let Value::Lead(lead) = &said.what { Some((lead, said.recorded)) } else { None }
    }

    /// The termination that was proposed since the last decision, with what was said to be so.
    pub fn termination_proposed(&self, area: &AreaCode) -> Option<(&SwitchNote, &[Condition])> {
        let since = self.response_run(area).last()?.1.decided;
        let note = self.noted_since(area, since, |what| matches!(what, Noted::TerminationProposed { .. }))?;
        if let Noted::TerminationProposed { met } = &note.what { Some((note, met)) } else { None }
    }

    /// Where a jurisdiction's response stands.
    pub fn response_state(&self, area: &AreaCode) -> ResponseState {
        if let Some(level) = self.level_in_force(area) {
            return match self.leads(area) {
                _ if self.termination_proposed(area).is_some() => ResponseState::Ending(level),
                None => ResponseState::Active(level),
                Some((Lead::Asked { .. }, _)) => ResponseState::Escalated(level),
                Some((Lead::Taken { .. }, _)) => ResponseState::Cooperating(level),
            };
        }
        if self.proposals().iter().any(|(_, proposal)| proposal.area == *area) {
            return ResponseState::Pending;
        }
        let ended = self.last_ended(area).map(|(_, response)| response.decided);
        let last = self.response(area).first();
        match last {
            _ if self.initial_action_in(area, ended) => ResponseState::Initial,
            Some(response) if response.decision == Decision::Terminated => ResponseState::Ended,
            _ => ResponseState::None,
        }
    }

    /// What began the switchover that runs that way: the changes of posture into it, and the decisions on the response.
    /// An answer to an item of any of them counts, because two posts may have begun it apart; the first is asked.
    pub fn switch_events(&self, area: &AreaCode, way: Way) -> Vec<(EventId, At)> {
        let within = |posture: Posture| match way {
            Way::ToWar => posture.is_seated() || posture == Posture::Stabilising,
            Way::ToPeace => posture == Posture::Restoring,
        };
        let changes = self.postures(area);
        let run = changes.iter().rev().take_while(|one| within(one.posture)).map(|one| (one.id, one.at));
        let mut list: Vec<(EventId, At)> = run.collect();
        if way == Way::ToWar {
            list.extend(self.response_run(area).into_iter().map(|(id, response)| (id, response.decided)));
        }
        list.sort_by_key(|(id, at)| (*at, *id));
        list
    }

    /// The items of a checklist that the rules ask, by number.
    pub fn items_asked(&self, way: Way, at: At) -> Vec<(u8, InForce<'_>)> {
        let number = |what: &What| match what {
            What::Item { way: of, number } if *of == way => Some(*number),
            _ => None,
        };
        let of_set = self.rule_set().rows().filter(|row| number(&row.what).is_some() && row.in_force(at));
        let of_set = of_set.map(|row| (number(&row.what).unwrap_or(0), self.in_place_of(row, at)));
        let beside = self.rows_beside(at).filter_map(|force| Some((number(&force.row.what)?, force)));
        let mut list: Vec<(u8, InForce<'_>)> = of_set.chain(beside).collect();
        list.sort_by(|a, b| (a.0, &a.1.row.id).cmp(&(b.0, &b.1.row.id)));
        list.dedup_by_key(|(number, _)| *number);
        list
    }

    /// What was answered to one item of the switchover that runs.
    fn item_answer(
        &self,
        area: &AreaCode,
        events: &[(EventId, At)],
        way: Way,
        number: u8,
    ) -> Vec<(EventId, &ItemAnswer)> {
        let mut answers = Vec::new();
        for (switch, _) in events {
            let aspect = Aspect::Item(area.clone(), ItemOf { switch: *switch, way, number });
            for (id, said) in self.values(&aspect) {
                if let Value::Item(answer) = &said.what {
                    answers.push((*id, answer));
                }
            }
        }
        answers
    }

    /// The checklist of the switchover that runs that way; nothing when none does.
    pub fn checklist(&self, area: &AreaCode, way: Way, now: At) -> Vec<ItemView<'_>> {
        let events = self.switch_events(area, way);
        if events.is_empty() {
            return Vec::new();
        }
        let notes = self.switch_notes.get(area);
        let asked = self.items_asked(way, now).into_iter().map(|(number, row)| {
            let answers = self.item_answer(area, &events, way, number);
            let said = answers.first().and_then(|(id, _)| notes?.get(id));
            let mut different: Vec<&ItemAnswer> = Vec::new();
            for (_, answer) in answers {
                if !different.contains(&answer) {
                    different.push(answer);
                }
            }
            let answer = match different.len() {
                0 => Reckoning::Unset,
                1 => different.pop().map_or(Reckoning::Unset, Reckoning::Agreed),
                _ => Reckoning::Disputed(different),
            };
            ItemView { row, number, answer, said }
        });
        asked.collect()
    }

    /// How many items of a checklist are answered, and how many there are; none when no switchover runs that way.
    pub fn checklist_progress(&self, area: &AreaCode, way: Way, now: At) -> Option<(usize, usize)> {
        let list = self.checklist(area, way, now);
        (!list.is_empty()).then(|| (list.iter().filter(|item| !item.open()).count(), list.len()))
    }

    /// Which item of the switchover that runs is meant by a number.
    pub fn item_of(&self, area: &AreaCode, way: Way, number: u8) -> Option<ItemOf> {
        let (switch, _) = self.switch_events(area, way).into_iter().next()?;
        Some(ItemOf { switch, way, number })
    }

    /// Every seat. Whoever sat there when peacetime duty began again sits there no more.
    pub fn seats_of(&self, area: &AreaCode) -> [SeatView<'_>; 6] {
        let left = self.postures(area).into_iter().rev().find(|one| one.posture == Posture::Normal).map(|one| one.at);
        Seat::ALL.map(|seat| {
            let values = self.values(&Aspect::Seat(area.clone(), seat));
            let mut names: Vec<&str> = Vec::new();
            let mut since = None;
            for (_, said) in values.iter().filter(|(_, said)| left.is_none_or(|left| said.recorded >= left)) {
                if let Value::Seat(name) = &said.what
                    && !name.is_empty()
                    && !names.contains(&name.as_str())
                {
                    names.push(name);
                    since = since.max(Some(said.recorded));
                }
            }
            let name = match names.len() {
                0 => Reckoning::Unset,
                1 => names.pop().map_or(Reckoning::Unset, Reckoning::Agreed),
                _ => Reckoning::Disputed(names),
            };
            SeatView { seat, name, since }
        })
    }

    /// Who sits in one seat.
    pub fn seat(&self, area: &AreaCode, seat: Seat) -> Reckoning<&str> {
        let [commander, lead, dispatcher, information, communications, press] = self.seats_of(area);
        let view = match seat {
            Seat::Commander => commander,
            Seat::ShiftLead => lead,
            Seat::Dispatcher => dispatcher,
            Seat::Information => information,
            Seat::Communications => communications,
            Seat::Press => press,
        };
        view.name
    }

    /// When the last of the seats was filled; none while one is empty.
    pub fn seated_at(&self, area: &AreaCode) -> Option<At> {
        let seats = self.seats_of(area);
        let times: Option<Vec<At>> = seats.iter().map(|seat| seat.since).collect();
        times?.into_iter().max()
    }

    /// When every seat had been filled for a response, by the note that filled the last: whoever sat there when it began sat
    /// there at once, and whoever had left before did not. One that was left later was filled all the same.
    pub fn seated_between(&self, area: &AreaCode, from: At, until: At) -> Option<(EventId, At)> {
        let peace = self.postures(area).into_iter().rev().find(|one| one.posture == Posture::Normal && one.at <= from);
        let since = peace.map_or(At(i64::MIN), |one| one.at);
        let mut last: Option<(At, EventId)> = None;
        for seat in Seat::ALL {
            let noted = self.switch_notes(area).filter_map(|(id, said)| match &said.what.what {
                Noted::Seated { seat: of, name } if *of == seat => Some((said.what.at, id, !name.is_empty())),
                _ => None,
            });
            let mut noted: Vec<_> = noted.filter(|(at, ..)| *at >= since && *at <= until).collect();
            noted.sort_unstable();
            let held = noted.iter().rposition(|(at, ..)| *at <= from).unwrap_or(0);
            let (at, id, _) = *noted.get(held..)?.iter().find(|(.., filled)| *filled)?;
            last = last.max(Some((at, id)));
        }
        last.map(|(at, id)| (id, at))
    }

    /// How often the situation is told in a posture, and the row that says so; none where no row does. `None` inside: as
    /// ordered by whoever leads.
    pub fn rhythm(&self, posture: Posture, level: Option<Level>, at: At) -> Option<(&'static RuleId, Option<Span>)> {
        let of = |what: &What| match what {
            What::Rhythm { posture: of, level: at_level, every } if *of == posture => {
                (at_level.is_none() || *at_level == level).then_some(*every)
            }
            _ => None,
        };
        let row = self.rule_set().rows().find(|row| of(&row.what).is_some() && row.in_force(at))?;
        let force = self.in_place_of(row, at);
        Some((&row.id, of(&force.row.what).or_else(|| of(&row.what))?))
    }
}
