//! Rows of the rail: what has one cause is one row with a count, that opens to its members.

use std::collections::BTreeMap;

use super::Model;
use crate::clock::At;
use crate::domain::{Act, AlarmId, AlarmState, AreaCode, Deadline, Due, EventId, RuleId, World};

/// Why several things are due. What was put aside or seen is told apart from what calls.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Cause {
    what: Shared,
    acknowledged: bool,
    shelved: bool,
}

/// What the members have in common.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Shared {
    /// One order that went to many: what they owe, its text, when it was issued, and for which incident.
    Order(Owed, String, At, Option<EventId>),
    /// What one person did for one incident beyond their authority, in one kind of act.
    Ratification(Act, Option<EventId>, String),
    /// One jurisdiction's response and posture.
    Switch(AreaCode),
    /// Teams on their way of which no position comes: one dead mast.
    Silent,
    /// One time of the day at which all reports of a kind are due.
    Regular(Option<&'static RuleId>, At),
}

/// What is owed on an order.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Owed {
    Acknowledgement,
    Call,
    Heads,
    Departure,
    Word,
}

/// One row: places in the rail of what it stands for, the most pressing first; several in a closed group.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RailRow {
    /// Places in the rail.
    pub members: Vec<usize>,
    /// What they have in common, when there are several, also of an opened group's.
    pub cause: Option<Cause>,
}

impl RailRow {
    /// Whether it stands for several.
    pub fn is_group(&self) -> bool {
        self.members.len() > 1
    }

    /// The place of the most pressing.
    pub fn first(&self) -> usize {
        self.members.first().copied().unwrap_or_default()
    }
}

/// The rail's rows, each where its most pressing member stands.
pub(super) fn rows(world: &World, rail: &[Deadline], open: Option<&Cause>) -> Vec<RailRow> {
    let causes: Vec<Option<Cause>> = rail.iter().map(|deadline| cause(world, deadline)).collect();
    let mut places: BTreeMap<&Cause, Vec<usize>> = BTreeMap::new();
    for (place, cause) in causes.iter().enumerate() {
        if let Some(cause) = cause {
            places.entry(cause).or_default().push(place);
        }
    }
    let row = |(place, cause): (usize, &Option<Cause>)| {
        let together = cause.as_ref().and_then(|cause| places.get(cause)).filter(|places| places.len() > 1);
        let alone = RailRow { members: vec![place], cause: None };
        match together {
            None => Some(alone),
            Some(_) if cause.as_ref() == open => Some(RailRow { cause: cause.clone(), ..alone }),
            Some(members) if members.first() == Some(&place) => {
                Some(RailRow { members: members.clone(), cause: cause.clone() })
            }
            Some(_) => None,
        }
    };
    causes.iter().enumerate().filter_map(row).collect()
}

fn cause(world: &World, deadline: &Deadline) -> Option<Cause> {
    let of_order = |owed, order: &EventId| {
        let order = world.order_issued(*order)?;
        Some(Shared::Order(owed, order.text.clone(), order.issued, order.incident))
    };
    let what = match &deadline.what {
        Due::Acknowledge { order } => of_order(Owed::Acknowledgement, order)?,
        Due::CallNext { order, last } if order == last => of_order(Owed::Call, order)?,
        Due::CountHeads { order } => of_order(Owed::Heads, order)?,
        Due::Depart { order, .. } => of_order(Owed::Departure, order)?,
        Due::Remind { order, .. } => of_order(Owed::Word, order)?,
        Due::Ratify { event } => {
            let view = world.overridden(*event)?;
            Shared::Ratification(view.basis.act, view.incident, view.actor.to_owned())
        }
        Due::Switch { area, .. } => Shared::Switch(area.clone()),
        Due::Locate { .. } => Shared::Silent,
        Due::Regular { .. } => Shared::Regular(deadline.rule, deadline.due),
        _ => return None,
    };
    Some(Cause { what, acknowledged: deadline.acknowledged, shelved: deadline.shelved.is_some() })
}

impl Model {
    /// The rows of the rail.
    pub fn rail_rows(&self) -> &[RailRow] {
        &self.derived.rail_rows
    }

    /// The place of the row in hand; the first when none was chosen.
    pub fn rail_place(&self) -> Option<usize> {
        let at = self.rail_at.as_ref().and_then(|at| self.rail().iter().position(|d| d.alarm() == *at));
        let chosen = at.and_then(|at| self.rail_rows().iter().position(|row| row.members.contains(&at)));
        chosen.or(if self.rail_rows().is_empty() { None } else { Some(0) })
    }

    /// The row in hand.
    pub fn selected_rail_row(&self) -> Option<&RailRow> {
        self.rail_rows().get(self.rail_place()?)
    }

    /// The selected deadline of the rail, of a group the most pressing; the first when none was chosen.
    pub fn selected_deadline(&self) -> Option<&Deadline> {
        self.rail().get(self.selected_rail_row()?.first())
    }

    /// Opens the group in hand to its members.
    pub(super) fn open_group(&mut self) -> bool {
        let cause = self.selected_rail_row().filter(|row| row.is_group()).and_then(|row| row.cause.clone());
        let Some(cause) = cause else { return false };
        self.rail_at = self.selected_deadline().map(Deadline::alarm);
        self.rail_open = Some(cause);
        self.group_rail();
        true
    }

    /// Closes the group that is open, when one is.
    pub(super) fn close_group(&mut self) -> bool {
        let was = self
            .rail_open
            .take()
            .is_some_and(|open| self.rail_rows().iter().any(|row| row.cause.as_ref() == Some(&open)));
        self.group_rail();
        was
    }

    /// Makes the rows of the rail anew.
    pub(super) fn group_rail(&mut self) {
        self.derived.rail_rows = rows(&self.world, &self.derived.rail, self.rail_open.as_ref());
    }

    /// The alarms that putting aside would, or taking up again: every one of the row in hand when the rail is looked at,
    /// else of the most pressing row that is late and not put aside.
    pub fn alarms_to_shelve(&self) -> Vec<AlarmId> {
        let every = |row: &RailRow| row.members.iter().filter_map(|place| self.rail().get(*place)).collect::<Vec<_>>();
        let in_hand = self.selected_rail_row().filter(|_| self.pane == super::Pane::Rail).map(every);
        let late = |row: &Vec<&Deadline>| row.iter().any(|due| due.late(self.now) && due.shelved.is_none());
        let row = in_hand.or_else(|| self.rail_rows().iter().map(every).find(late));
        row.unwrap_or_default().into_iter().map(Deadline::alarm).collect()
    }

    /// The alarms that acknowledging would acknowledge: of the row in hand when the rail is looked at, else of the most
    /// pressing row with one that is late and not acknowledged. Of a group every one.
    pub fn alarms_to_acknowledge(&self) -> Vec<AlarmId> {
        let active = |row: &RailRow| {
            let members = row.members.iter().filter_map(|place| self.rail().get(*place));
            let active = members.filter(|d| d.alarm_state(self.now) == AlarmState::Active);
            active.map(Deadline::alarm).collect::<Vec<_>>()
        };
        let in_hand = self.selected_rail_row().filter(|_| self.pane == super::Pane::Rail).map(active);
        let in_hand = in_hand.filter(|alarms| !alarms.is_empty());
        in_hand.unwrap_or_else(|| self.rail_rows().iter().map(active).find(|some| !some.is_empty()).unwrap_or_default())
    }
}
