//! The switchover of a jurisdiction in one picture, what comes next in it, and what a command would change in it.

use super::{Reckoning, World};
use crate::clock::{At, Span};
use crate::domain::{
    AreaCode, Command, Deadline, Due, Event, EventId, Fact, Lacking, Lifting, Noted, PostId, Posture, ResponseState,
    RuleId, Seat, Standing, SwitchDue, TeamStatus, Timer, Urgency, Way, decide,
};

/// The one act that the state asks for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NextAct {
    /// Decide on what was proposed, on a warning, or on the termination.
    Decide,
    /// Fill a seat.
    Seat(Seat),
    /// Answer an item of a checklist.
    Item(Way, u8),
    /// Tell the members.
    Members,
    /// Brief whoever leads.
    Brief,
    /// Follow a change of level with the plan.
    Replan,
    /// Ask the teams whether they stand by.
    Confirm,
    /// Answer the measures of a warning.
    Measures(EventId),
    /// Tell the situation.
    Situation,
    /// Hold the first consultation of a response, or the next one that is late.
    Consult,
    /// Propose the termination.
    ProposeEnd,
    /// Change the posture.
    Posture(Posture),
}

/// How a jurisdiction stands between peace and war.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Picture {
    /// Whose.
    pub area: AreaCode,
    /// Its posture.
    pub posture: Posture,
    /// Where its response stands.
    pub state: ResponseState,
    /// Who sits where; empty where nobody does.
    pub seats: [(Seat, String); 6],
    /// Of which checklist how many items are answered, and how many there are; none when no switchover runs.
    pub checklist: Option<(Way, usize, usize)>,
    /// What is due, in order of time.
    pub duties: Vec<(SwitchDue, At, Option<RuleId>)>,
    /// How often the situation is told; none inside as ordered by whoever leads, none at all where no rule says.
    pub rhythm: Option<Option<Span>>,
}

impl Picture {
    /// Whether the seats are to be filled.
    pub fn wants_seats(&self) -> bool {
        self.posture.is_seated() || self.state.level().is_some()
    }
}

impl World {
    /// How a jurisdiction stands.
    pub fn picture(&self, area: &AreaCode, now: At) -> Picture {
        let posture = self.posture_now(area);
        let state = self.response_state(area);
        let seats = self.seats_of(area).map(|view| (view.seat, view.name.first().unwrap_or_default().to_owned()));
        let checklist = self.way_now(area).and_then(|way| {
            let (answered, all) = self.checklist_progress(area, way, now)?;
            Some((way, answered, all))
        });
        let duties = self.duties_of(area, now).into_iter();
        let duties = duties.filter_map(|one| match one.what {
            Due::Switch { what, .. } => Some((what, one.due, one.rule.cloned())),
            _ => None,
        });
        let rhythm = self.rhythm(posture, state.level(), now).map(|(_, every)| every);
        Picture { area: area.clone(), posture, state, seats, checklist, duties: duties.collect(), rhythm }
    }

    /// Which checklist runs: back to peace while restoring, to war from standing by on; none in peacetime.
    pub fn way_now(&self, area: &AreaCode) -> Option<Way> {
        match self.posture_now(area) {
            Posture::Restoring => Some(Way::ToPeace),
            posture if posture.is_seated() || posture == Posture::Stabilising => Some(Way::ToWar),
            _ => self.level_in_force(area).map(|_| Way::ToWar),
        }
    }

    /// What is due of a jurisdiction's response and posture, in order of time, however far away.
    pub fn switch_duties(&self, area: &AreaCode, now: At) -> Vec<Deadline> {
        self.duties_of(area, now)
    }

    /// The one act that the state of a jurisdiction asks for: a commander first, then what is due first; after that what
    /// leads on.
    pub fn next_act(&self, area: &AreaCode, now: At) -> Option<NextAct> {
        let posture = self.posture_now(area);
        let level = self.level_in_force(area);
        let state = self.response_state(area);
        if state == ResponseState::Pending {
            return Some(NextAct::Decide);
        }
        let stands_by = level.is_none() && matches!(posture, Posture::Prepared | Posture::Standby);
        if stands_by && self.all_clear(area).is_some() {
            return Some(NextAct::Posture(Posture::Normal));
        }
        let empty = || self.seats_of(area).iter().find(|view| view.name == Reckoning::Unset).map(|view| view.seat);
        if (posture.is_seated() || level.is_some()) && empty() == Some(Seat::Commander) {
            return Some(NextAct::Seat(Seat::Commander));
        }
        // What is asked for by law, and what was proposed, come before seats and lists.
        if matches!(state, ResponseState::Ending(_)) {
            return Some(NextAct::Decide);
        }
        if self.awaits_decision(area) {
            return self.asked_by_warning(area, posture);
        }
        let open = |way| self.checklist(area, way, now).iter().find(|item| item.open()).map(|item| item.number);
        let duties = self.duties_of(area, now);
        let asked = duties.iter().find_map(|one| match &one.what {
            Due::Switch { what, .. } => match what {
                SwitchDue::Members => Some(NextAct::Members),
                SwitchDue::Review => Some(NextAct::Decide),
                SwitchDue::Brief => Some(NextAct::Brief),
                SwitchDue::Roster => Some(NextAct::Seat(Seat::ShiftLead)),
                SwitchDue::FiveMeasures(warning) => Some(NextAct::Measures(*warning)),
                SwitchDue::Seats => empty().map(NextAct::Seat),
                SwitchDue::Confirm => Some(NextAct::Confirm),
                SwitchDue::MostItems | SwitchDue::AllItems => open(Way::ToWar).map(|n| NextAct::Item(Way::ToWar, n)),
                SwitchDue::Replan => Some(NextAct::Replan),
                SwitchDue::Situation(_) if one.late(now) => Some(NextAct::Situation),
                SwitchDue::Restore | SwitchDue::Situation(_) => None,
            },
            _ => None,
        });
        let consult = || self.consultation_asked(area, now).then_some(NextAct::Consult);
        asked.or_else(consult).or_else(|| match (posture, state) {
            (Posture::Stabilising, ResponseState::Active(_) | ResponseState::Cooperating(_)) => {
                Some(NextAct::ProposeEnd)
            }
            (Posture::Stabilising, ResponseState::Ended | ResponseState::None) => {
                Some(NextAct::Posture(Posture::Restoring))
            }
            (Posture::War | Posture::Expanded, _) => Some(NextAct::Posture(Posture::Stabilising)),
            (Posture::Restoring, _) => Some(match open(Way::ToPeace) {
                Some(number) => NextAct::Item(Way::ToPeace, number),
                None => NextAct::Posture(Posture::Normal),
            }),
            _ => self.asked_by_warning(area, posture),
        })
    }

    /// What a warning asks of a jurisdiction that does not respond: on a red or orange one to stand by and to decide, on
    /// another one to prepare (rules.md 5.2).
    fn asked_by_warning(&self, area: &AreaCode, posture: Posture) -> Option<NextAct> {
        let peace = matches!(posture, Posture::Normal | Posture::Reinforced);
        if self.awaits_decision(area) {
            let stands_by = posture == Posture::Standby;
            return Some(if stands_by { NextAct::Decide } else { NextAct::Posture(Posture::Standby) });
        }
        let since = self.posture_since(area).map(|one| one.at);
        let warned = self.warnings_in_force().iter().any(|(_, warning)| {
            warning.area == *area
                && Timer::decision(warning.colour).is_none()
                && since.is_none_or(|since| warning.received > since)
        });
        (peace && warned).then_some(NextAct::Posture(Posture::Prepared))
    }

    /// The last lifting by which no warning of a jurisdiction is in force any more; none while one is, or was never lifted.
    pub(in crate::domain) fn all_clear(&self, area: &AreaCode) -> Option<&Lifting> {
        // What came before peacetime duty last began says nothing of now.
        let normal = self.postures(area).into_iter().rev().find(|one| one.posture == Posture::Normal);
        let since = normal.map_or(At(i64::MIN), |one| one.at);
        let own = self.warnings().into_iter().filter(|(_, one)| one.area == *area && one.received >= since);
        let liftings: Option<Vec<&Lifting>> = own.map(|(id, _)| Some(self.lifted(id)?.1)).collect();
        liftings?.into_iter().max_by_key(|lifting| lifting.at)
    }

    /// Orders of a jurisdiction that are neither closed nor somebody else's.
    pub fn orders_left(&self, area: &AreaCode) -> Vec<EventId> {
        let notes = self.switch_notes.values().flat_map(|notes| self.standing(notes));
        let moved: Vec<EventId> = notes
            .filter_map(|(_, said)| match &said.what.what {
                Noted::OrdersHandedOver { orders, .. } => Some(orders),
                _ => None,
            })
            .flatten()
            .copied()
            .collect();
        let open = self.open_orders().filter(|view| !moved.contains(&view.id) && self.is_order_of(view, area));
        open.map(|view| view.id).collect()
    }

    /// Members of teams that nobody accounts for: heads that wait to be counted or were counted as missing, since the
    /// response began, and teams that are lost.
    pub fn unaccounted(&self, area: &AreaCode) -> Vec<Lacking> {
        let since = self.response_run(area).first().map(|(_, response)| response.decided);
        self.unaccounted_since(area, since)
    }

    /// The same since a moment; none is since ever.
    pub(super) fn unaccounted_since(&self, area: &AreaCode, since: Option<At>) -> Vec<Lacking> {
        let mut list = Vec::new();
        for view in self.open_orders().filter(|view| view.order.urgency == Urgency::Withdraw) {
            if self.is_order_of(&view, area) && self.heads_awaited(&view) {
                list.push(Lacking::Heads(view.id));
            }
        }
        for (order, counts) in &self.head_counts {
            let newest = counts.standing(&self.strikes).max_by_key(|(id, count)| (count.at, **id)).map(|(_, c)| c);
            let missing = newest.filter(|c| c.missing > 0 && since.is_none_or(|since| c.at >= since));
            if let (Some(count), Some(view)) = (missing, self.order(*order))
                && self.is_order_of(&view, area)
            {
                list.push(Lacking::Unaccounted(*order, count.missing));
            }
        }
        let silent = self.teams().into_iter().filter(|view| {
            area.covers(&view.team.area) && view.status.clone().first() == Some(TeamStatus::LostContact)
        });
        let silent = silent.count();
        if silent > 0 {
            list.push(Lacking::LostTeams(u32::try_from(silent).unwrap_or(u32::MAX)));
        }
        list
    }

    /// How a jurisdiction would stand after a command, by really folding its facts into a copy: what is shown before a
    /// change is confirmed is what then is. Nothing when the command would be refused for what it lacks in form; what it
    /// goes beyond does not matter here.
    pub fn foreseen(&self, standing: &Standing, command: &Command, area: &AreaCode) -> Option<(Picture, Picture)> {
        // What it would take as a reason is asked after this.
        let standing = Standing { reason: "-".to_owned(), ..standing.clone() };
        let facts = decide(self, &standing, command.clone()).ok()?.facts;
        let mut after = self.clone();
        for (place, fact) in facts.into_iter().enumerate() {
            after.apply(&imagined(place, &standing, fact));
        }
        Some((self.picture(area, standing.now), after.picture(area, standing.now)))
    }
}

/// An event that nobody signed, for a world that is thrown away.
fn imagined(place: usize, standing: &Standing, fact: Fact) -> Event {
    let mut id = [0xff; 32];
    if let Some(last) = id.last_mut() {
        *last = u8::try_from(place).unwrap_or(u8::MAX);
    }
    Event {
        id: EventId(id),
        post: PostId([0xff; 32]),
        seq: u64::MAX,
        hlc: u64::MAX,
        recorded: standing.now,
        actor: standing.person.clone(),
        fact,
        overridden: None,
    }
}
