//! What the keys line and the help screen say: made of the key table and of what makes sense now.

use super::form::dialled;
use super::{
    Action, Board, Branch, Context, Key, Keymap, Leads, Mode, Model, Node, OrderFilter, Overlay, Pane, Row, Strokes,
    Title,
};
use crate::domain::{ConsultWant, Due, Reckoning};
use crate::text::Lang;

/// A key and what it leads to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Hint {
    /// The key; after those that have begun, it alone.
    pub key: Key,
    /// To what.
    pub leads: Leads,
}

/// A line of the help screen.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum HelpLine {
    /// Where the keys below work.
    Heading(&'static str),
    /// The keys, two blanks between them, and what they do; `..` behind those that others follow.
    Keys(String, &'static str),
}

/// The act that ends a deadline, with the key for it on the rail: what the rail's row names.
pub fn act_for(due: &Due) -> Action {
    match due {
        Due::Acknowledge { .. } | Due::Remind { .. } => Action::AckOnBehalf,
        Due::CallNext { .. } | Due::CallLevel { .. } => Action::Call,
        Due::ListCallees { .. } => Action::ImportTable,
        Due::AnswerMeasures { .. } => Action::Measures,
        Due::Complete { .. } => Action::EndOrder,
        Due::CountHeads { .. } | Due::FindMissing { .. } => Action::CountHeads,
        Due::Notify { .. } => Action::Notify,
        Due::Relieve { .. } => Action::Relief,
        Due::Depart { .. } => Action::TeamStatus,
        Due::Decide { .. } | Due::Approve { .. } => Action::Decide,
        Due::ReportByPhone { .. }
        | Due::ReportInWriting { .. }
        | Due::FollowUp { .. }
        | Due::Regular { .. }
        | Due::Verify { .. }
        | Due::Correct { .. }
        | Due::ReportUp { .. } => Action::Report,
        Due::Ratify { .. } => Action::Ratify,
        Due::TakeOver { .. } => Action::SignShift,
        Due::Consult { wants, .. } => match wants {
            ConsultWant::Accept => Action::ConveneConsult,
            ConsultWant::Call => Action::Call,
            ConsultWant::Start => Action::StartConsult,
            ConsultWant::Draft => Action::DraftConclusion,
            ConsultWant::Renew => Action::RequestConsult,
        },
        Due::NextConsult { .. } => Action::RequestConsult,
        Due::Aar { .. } => super::act::act_for_review(due),
        Due::Aid { .. } => Action::AidNext,
        Due::Scene { wants, .. } => super::act::act_on_scene(*wants),
        Due::Arrive { .. } => Action::AssemblyNext,
        Due::Eta { .. } => Action::OnTheWay,
        Due::AssignTask { .. } => Action::GiveTask,
        Due::Rest { .. } => Action::SendHome,
        Due::Locate { .. } => Action::Position,
        Due::Resource { .. } => Action::ResourceNext,
        Due::Step { .. } => Action::StepDone,
        Due::StepLate { .. } => Action::NewOrder,
        Due::AssessPlan { .. } => Action::Open,
        Due::Switch { .. } => Action::SwitchNext,
    }
}

impl Model {
    /// What the keys line says, the most useful first: the view shows as many as fit. Once keys have begun, what may
    /// follow them, all of it.
    pub fn hints(&self) -> Vec<Hint> {
        let (mode, board) = (self.mode(), self.board);
        let begun = !self.begun.is_empty();
        let following = self.keys.following(mode, board, self.begun);
        let live = following.into_iter().filter(|(_, key, leads)| match leads {
            Leads::To(action) => self.applies(*action) && (begun || is_news(*action)) && self.looks(mode, *action),
            Leads::On(_) => self.leads_somewhere(self.begun.then(*key)),
        });
        let mut live: Vec<(u8, Key, Leads)> =
            live.map(|(context, key, leads)| (rank(context, leads, board), key, leads)).collect();
        live.sort_by_key(|(rank, ..)| *rank);
        let mut hints: Vec<Hint> = Vec::new();
        for (_, key, leads) in live {
            let leads = if let Leads::To(action) = leads { Leads::To(self.meant(action)) } else { leads };
            if begun || !hints.iter().any(|hint| hint.leads.title(self.lang) == leads.title(self.lang)) {
                hints.push(Hint { key, leads });
            }
        }
        hints
    }

    /// What the keys that may follow now are for, when keys have begun.
    pub fn begun_title(&self) -> Option<Title> {
        if self.begun.is_empty() { None } else { self.keys.title(self.mode(), self.board, self.begun) }
    }

    /// In the past boards are only looked at.
    fn looks(&self, mode: Mode, action: Action) -> bool {
        !self.is_past || mode != Mode::Board || super::act::only_looks(action)
    }

    /// Whether any act behind these keys would do something now.
    fn leads_somewhere(&self, begun: Strokes) -> bool {
        let (mode, board) = (self.mode(), self.board);
        self.keys.following(mode, board, begun).into_iter().any(|(_, key, leads)| match leads {
            Leads::To(action) => self.applies(action) && self.looks(mode, action),
            Leads::On(_) => self.leads_somewhere(begun.then(key)),
        })
    }

    /// What a general key comes to here: Enter settles a conflict, does what is due, submits the last field.
    fn meant(&self, action: Action) -> Action {
        match (action, self.mode()) {
            (Action::Open, Mode::Board) if self.board == Board::Conflicts => Action::Settle,
            (Action::ConsultNext, Mode::Board) => {
                self.selected_consult().map_or(Action::RequestConsult, |view| self.consult_next(&view))
            }
            (Action::AarNext, Mode::Board) => {
                self.selected_aar().map_or(Action::OpenReview, |view| self.aar_next(&view))
            }
            (Action::AidNext, Mode::Board) => self.selected_aid().map_or(Action::DraftAid, |view| self.aid_next(&view)),
            (Action::OnsiteNext, Mode::Board) => {
                self.selected_scene().map_or(Action::OnsiteArrive, |view| self.onsite_next(&view).unwrap_or(action))
            }
            (Action::Open, Mode::Rail) => {
                let alone = self.selected_rail_row().is_some_and(|row| !row.is_group());
                self.selected_deadline().filter(|_| alone).map_or(action, |d| act_for(&d.what))
            }
            (Action::FormEnter, Mode::Form) if self.form().is_some_and(|form| dialled(form, self).is_some()) => {
                Action::Call
            }
            (Action::FormEnter, Mode::Form) if self.form().is_some_and(super::Form::enter_submits) => Action::Submit,
            (action, _) => action,
        }
    }

    /// Whether an action would do something now, on what is selected.
    pub fn applies(&self, action: Action) -> bool {
        match action {
            Action::Submit => !matches!(self.overlays.last(), Some(Overlay::Reading(paper)) if paper.facts.is_none()),
            Action::ShowRule => self.shows_rules(),
            Action::OtherRealm => self.beside.is_some(),
            Action::Undo => !self.recent.is_empty(),
            Action::AcknowledgeAlarm => !self.alarms_to_acknowledge().is_empty() || !self.returned.is_empty(),
            Action::Ratify => !self.world.unratified().is_empty(),
            Action::ShelveAlarm => !self.alarms_to_shelve().is_empty(),
            Action::AckOnBehalf => self.derived.open_orders > 0,
            Action::CountHeads => self.withdrawn_order().is_some(),
            Action::Notify => self.notice_meant().is_some(),
            Action::LiftWarning => !self.world.warnings_in_force().is_empty(),
            Action::Relief => self.evacuation_meant().is_some(),
            Action::Call => self.call_meant().is_some(),
            Action::Measures => self.warning_asking().is_some(),
            Action::EndOrder => self.selected_order().is_some_and(|view| view.outcome == Reckoning::Unset),
            Action::Decide => self.world.all_headquarters().next().is_some(),
            Action::Report
            | Action::GradeIncident
            | Action::IncidentStatus
            | Action::Figure
            | Action::Brief
            | Action::AppointCommander => self.selected_incident().is_some(),
            Action::MergeIncident | Action::SplitIncident | Action::CodeIncident | Action::Amend => {
                self.may_set_right(action)
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
            Action::StepDoing | Action::StepSkipped | Action::ActionCard => self.selected(Board::Plan).is_some(),
            Action::Settle | Action::PreviousSide | Action::NextSide => self.selected_conflict().is_some(),
            Action::SettleFor(side) => {
                self.selected_conflict().is_some_and(|conflict| usize::from(side) < conflict.sides.len())
            }
            Action::MapFollow => self.map.target.is_some(),
            Action::ThenHere => matches!(self.selected(self.board), Some(Row::Entry(_))),
            Action::EventAfter | Action::HourAfter => self.is_past,
            Action::Strike => self.may_strike(),
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
            action => self.applies_of_board(action),
        }
    }

    /// The same of what belongs to one board.
    fn applies_of_board(&self, action: Action) -> bool {
        let drill = self.world.realm().is_drill() && self.board == Board::Drill;
        match action {
            Action::DrillPause | Action::DrillSlower | Action::DrillFaster | Action::DrillSkip | Action::DrillEnd => {
                drill
            }
            Action::DrillFire => drill && self.inject_unfired(),
            Action::BeginReport => !self.rows(Board::Situation).is_empty(),
            Action::WritePart
            | Action::SubmitReport
            | Action::ReturnReport
            | Action::SignReport
            | Action::SendReport
            | Action::ConfirmReceipt
            | Action::DropReport
            | Action::ReadReport => self.paper_allows(action),
            action if super::act::is_about_assembly(action) => self.assembly_applies(action),
            Action::RequestConsult | Action::ConsultNext => true,
            action if super::act::is_about_consult(action) => self.selected_consult().is_some(),
            action if super::act::is_about_review(action) => self.aar_applies(action),
            action if super::act::is_about_aid(action) => self.aid_applies(action),
            action if super::act::is_on_scene(action) => self.selected_scene().is_some(),
            Action::ConveneConsult
            | Action::Attend
            | Action::StartConsult
            | Action::Present
            | Action::GiveOpinion
            | Action::ProposeAction
            | Action::DraftConclusion
            | Action::SignConclusion
            | Action::IssueActions
            | Action::CloseConsult
            | Action::CancelConsult
            | Action::ReadMinutes
            | Action::ReadPack => self.selected_consult().is_some(),
            _ => true,
        }
    }

    fn may_strike(&self) -> bool {
        match self.selected(self.board) {
            Some(Row::Line(id) | Row::Order(id)) => self.world.stands(id),
            Some(Row::Entry(number)) => {
                self.chronicle.entry(*number).is_some_and(|entry| self.world.stands(&entry.event.id))
            }
            Some(row) if self.board == Board::Resources => !self.resource_ledger(row).is_empty(),
            _ => false,
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
fn rank(context: Context, leads: Leads, board: Board) -> u8 {
    use Action as A;
    match (context, leads) {
        (Context::Lists, Leads::To(A::StepDone | A::StepBlocked)) if board == Board::Plan => 2,
        (Context::Anywhere, Leads::To(A::TeamStatus | A::Position)) if board == Board::Teams => 2,
        (
            Context::Entry
            | Context::Filter
            | Context::Form
            | Context::Menu
            | Context::Ask
            | Context::Help
            | Context::Reading,
            _,
        )
        | (_, Leads::To(A::Open | A::Write)) => 0,
        (_, Leads::To(A::NewOrder)) => 1,
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

/// Every way to every act of these contexts, by where it is live; keys that lead to others have a line of their own,
/// and what follows them stands below it.
pub fn help_lines(keys: &Keymap, contexts: &[Context], lang: Lang) -> Vec<HelpLine> {
    let mut lines = Vec::new();
    for context in contexts.iter().copied() {
        let Some(root) = keys.root(context).filter(|root| !root.nodes.is_empty()) else { continue };
        lines.push(HelpLine::Heading(context.title(lang)));
        branch_lines(root, Strokes::default(), lang, &mut lines);
    }
    lines
}

fn branch_lines(branch: &Branch, begun: Strokes, lang: Lang, lines: &mut Vec<HelpLine>) {
    let first = lines.len();
    for (key, node) in &branch.nodes {
        let keys = begun.then(*key);
        match node {
            Node::Act(action) => {
                let title = action.title(lang);
                let same = lines.iter_mut().skip(first).find_map(|line| match line {
                    HelpLine::Keys(keys, what) if *what == title => Some(keys),
                    _ => None,
                });
                match same {
                    Some(names) => *names = format!("{names}  {}", keys.name(lang)),
                    None => lines.push(HelpLine::Keys(keys.name(lang), title)),
                }
            }
            Node::Keys(branch) => {
                lines.push(HelpLine::Keys(format!("{} ..", keys.name(lang)), branch.title.title(lang)));
                branch_lines(branch, keys, lang, lines);
            }
        }
    }
}
