//! What the keys line and the help screen say: made of the key table and of what makes sense now.

use super::{Action, Binding, Board, Context, Key, Keymap, Mode, Model, OrderFilter, Overlay, Pane, Row};
use crate::domain::{Due, Reckoning};
use crate::text::Lang;

/// A key and what it means.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Hint {
    /// The key.
    pub key: Key,
    /// What it means.
    pub action: Action,
}

/// A line of the help screen.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum HelpLine {
    /// Where the keys below work.
    Heading(&'static str),
    /// The keys, joined by spaces, and what they do.
    Keys(String, &'static str),
}

/// The act that ends a deadline, with the key for it on the rail: what the rail's row names.
pub fn act_for(due: &Due) -> Action {
    match due {
        Due::Acknowledge { .. } => Action::AckOnBehalf,
        Due::Depart { .. } => Action::TeamStatus,
        Due::Decide { .. } => Action::Decide,
        Due::ReportByPhone { .. } | Due::ReportInWriting { .. } => Action::Report,
        Due::Step { .. } => Action::StepDone,
    }
}

impl Model {
    /// What the keys line says, the most useful first: the view shows as many as fit.
    pub fn hints(&self) -> Vec<Hint> {
        let (mode, board) = (self.mode(), self.board);
        let mut live: Vec<(u8, &Binding)> = self
            .keys
            .bindings()
            .iter()
            .filter(|b| b.context.live(mode, board) && is_news(b.action) && self.applies(b.action))
            .filter(|b| !self.is_past || mode != Mode::Board || super::act::only_looks(b.action))
            .map(|b| (rank(b, board), b))
            .collect();
        live.sort_by_key(|(rank, _)| *rank);
        let mut hints: Vec<Hint> = Vec::new();
        for (_, b) in live {
            let action = self.meant(b.action);
            if !hints.iter().any(|hint| hint.action.title(self.lang) == action.title(self.lang)) {
                hints.push(Hint { key: b.key, action });
            }
        }
        hints
    }

    /// What a general key comes to here: Enter settles a conflict, does what is due, submits the last field.
    fn meant(&self, action: Action) -> Action {
        match (action, self.mode()) {
            (Action::Open, Mode::Board) if self.board == Board::Conflicts => Action::Settle,
            (Action::Open, Mode::Rail) => self.selected_deadline().map_or(action, |d| act_for(&d.what)),
            (Action::FormEnter, Mode::Form) if self.form().is_some_and(super::Form::enter_submits) => Action::Submit,
            (action, _) => action,
        }
    }

    /// Whether an action would do something now, on what is selected.
    pub fn applies(&self, action: Action) -> bool {
        let drill = self.world.realm().is_drill() && self.board == Board::Drill;
        match action {
            Action::Undo => !self.recent.is_empty(),
            Action::AcknowledgeAlarm => self.alarm_to_acknowledge().is_some(),
            Action::AckOnBehalf => self.derived.open_orders > 0,
            Action::EndOrder => self.selected_order().is_some_and(|view| view.outcome == Reckoning::Unset),
            Action::Decide => self.world.all_headquarters().next().is_some(),
            Action::Report | Action::GradeIncident | Action::IncidentStatus | Action::Figure => {
                self.selected_incident().is_some()
            }
            Action::TeamStatus => !self.rows(Board::Teams).is_empty(),
            Action::Position => !self.rows(Board::Teams).is_empty() && self.world.places().next().is_some(),
            Action::Warning => self.world.areas().next().is_some(),
            Action::StepDone | Action::StepBlocked => !self.rows(Board::Plan).is_empty(),
            Action::PreviousIncident | Action::NextIncident => self.rows(Board::Situation).len() > 1,
            Action::ShowIncident => self.layout.boards.contains(&Board::Incident),
            Action::Unanswered => self.layout.boards.contains(&Board::Orders),
            Action::StartPlan => self.world.plans().next().is_some(),
            Action::AssignTeam => self.selected_team().is_some(),
            Action::StepDoing | Action::StepSkipped => self.selected(Board::Plan).is_some(),
            Action::Settle | Action::PreviousSide | Action::NextSide => self.selected_conflict().is_some(),
            Action::SettleFirst | Action::SettleSecond | Action::SettleThird => {
                let side = super::act::side_of(action);
                self.selected_conflict().is_some_and(|conflict| side < Some(conflict.sides.len()))
            }
            Action::MapFollow => self.map.target.is_some(),
            Action::ThenHere => matches!(self.selected(self.board), Some(Row::Entry(_))),
            Action::EventAfter | Action::HourAfter => self.is_past,
            Action::Strike => match self.selected(self.board) {
                Some(Row::Line(id) | Row::Order(id)) => self.world.stands(id),
                Some(Row::Entry(number)) => {
                    self.chronicle.entry(*number).is_some_and(|entry| self.world.stands(&entry.event.id))
                }
                _ => false,
            },
            Action::DrillPause | Action::DrillSlower | Action::DrillFaster | Action::DrillSkip | Action::DrillEnd => {
                drill
            }
            Action::DrillFire => drill && self.inject_unfired(),
            Action::AsRequest => self.form().is_some_and(|form| matches!(form.kind, super::FormKind::Order(_))),
            Action::Open => match self.overlays.last() {
                Some(Overlay::Menu(menu)) => !menu.items.is_empty(),
                _ if self.pane == Pane::Rail => !self.rail().is_empty(),
                _ => self.selected(self.board).is_some(),
            },
            Action::Back => {
                self.mode() != Mode::Board
                    || (self.board == Board::Orders && self.order_filter == OrderFilter::Unanswered)
                    || self.asked(self.board).is_some_and(|asked| !asked.sought.is_empty())
            }
            Action::GoTo(place) => usize::from(place) < self.layout.boards.len(),
            _ => true,
        }
    }

    fn inject_unfired(&self) -> bool {
        let Some(Row::Inject(code)) = self.selected(Board::Drill) else { return false };
        self.world.injects().iter().any(|(inject, fired)| inject.code == *code && fired.is_none())
    }
}

/// What nobody needs to be told on the keys line.
fn is_news(action: Action) -> bool {
    !matches!(
        action,
        Action::Up
            | Action::Down
            | Action::PageUp
            | Action::PageDown
            | Action::First
            | Action::Last
            | Action::GoTo(_)
            | Action::MenuPick(_)
            | Action::Edit(_)
            | Action::Suspend
            | Action::Repaint
            | Action::ChoiceUp
            | Action::ChoiceDown
            | Action::Older
            | Action::Newer
            | Action::Flip
    )
}

/// Acting on the row, writing and ordering come first, so that a narrow screen never loses them; then what belongs to
/// this board alone, then what is live everywhere.
fn rank(binding: &Binding, board: Board) -> u8 {
    match (binding.context, binding.action) {
        (Context::Lists, Action::StepDone | Action::StepBlocked) if board == Board::Plan => 2,
        (Context::Anywhere, Action::TeamStatus | Action::Position) if board == Board::Teams => 2,
        (Context::Entry | Context::Filter | Context::Form | Context::Menu | Context::Ask | Context::Help, _)
        | (_, Action::Open | Action::Write) => 0,
        (_, Action::NewOrder) => 1,
        (Context::On(_), _) => 2,
        (Context::Anywhere, _) => 3,
        (Context::Lists | Context::Editing, _) => 4,
        (Context::Always, _) => 5,
    }
}

impl Model {
    /// The help screen: the keys that work here first, then those of other places.
    pub fn help(&self) -> Vec<HelpLine> {
        let below = self.overlays.iter().rev().find(|over| !matches!(over, Overlay::Help(_)));
        let mode = self.mode_under(below);
        let mut contexts = Context::all();
        let place = |context: &Context| match context {
            Context::On(_) => 0,
            Context::Always => 2,
            _ => 1,
        };
        contexts.sort_by_key(|context| (!context.live(mode, self.board), place(context)));
        help_lines(&self.keys, &contexts, self.lang)
    }
}

/// Every binding of these contexts, by where it is live.
pub fn help_lines(keys: &Keymap, contexts: &[Context], lang: Lang) -> Vec<HelpLine> {
    let mut lines = Vec::new();
    for context in contexts.iter().copied() {
        let mut acts: Vec<(Action, Vec<String>)> = Vec::new();
        for b in keys.bindings().iter().filter(|b| b.context == context) {
            let name = b.key.name(lang);
            match acts.iter_mut().find(|(action, _)| action.title(lang) == b.action.title(lang)) {
                Some((_, keys)) => keys.push(name),
                None => acts.push((b.action, vec![name])),
            }
        }
        if !acts.is_empty() {
            lines.push(HelpLine::Heading(context.title(lang)));
        }
        lines.extend(acts.into_iter().map(|(action, keys)| HelpLine::Keys(keys.join(" "), action.title(lang))));
    }
    lines
}
