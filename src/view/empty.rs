//! What is said where there is nothing: what would be here, and the key that makes it happen.

use ratatui::layout::Rect;

use super::line::Line;
use super::look::Meaning;
use super::parts::Page;
use super::pen::Pen;
use super::scene::Scene;
use crate::console::{Action, Board, Context, LinkState};
use crate::text::cells;
use crate::text::visible::visible;
use crate::text::words::{
    AarWord, AssemblyWord, AtlasWord, ConflictWord, ConsultWord, DrillWord, HubWord, IncidentWord, JournalWord,
    LinkageWord, ListWord, OrderWord, PlanWord, ReportWord, ResourceWord, SceneWord, SituationWord, StructureWord,
    SwitchWord, TeamWord, Word,
};

/// The flag that names a hub.
const HUB_FLAG: &str = "--hub";

/// The command that starts a drill.
const DRILL_COMMAND: &str = "qianzhi drill run";

/// The command that brings a structure.
const REGION_COMMAND: &str = "qianzhi region adopt";

/// What there may be none of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Nothing {
    Incidents,
    Entries,
    Places,
    Target,
    Focus,
    Reports,
    Papers,
    Consults,
    Reviews,
    /// Requests for help of other cities.
    Aids,
    OrdersOfIncident,
    TeamsOfIncident,
    Teams,
    Orders,
    Unanswered,
    Structure,
    Resources,
    Runs,
    Plans,
    Conflicts,
    Sessions,
    Drill,
    Injects,
    Mobilisations,
    Scenes,
    Log,
    FoundInLog,
    LeftByFilter,
    Areas,
}

/// What is said of it, with the keys as this console has them.
pub(super) fn words(scene: &Scene, nothing: Nothing) -> String {
    let model = scene.model;
    let lang = model.lang;
    let key = |action| model.key_name(action);
    let in_lists = |action| model.key_name_in(Context::Lists, action);
    let hub = || model.key_of_board(Board::Hub);
    let filter = |word: &dyn Fn(&str, &str) -> String| word(&in_lists(Action::Filter), &in_lists(Action::Back));
    match nothing {
        Nothing::Incidents => SituationWord::NoIncidents.with(lang, &[&key(Action::NewIncident)]),
        Nothing::Entries => SituationWord::Empty.with(lang, &[&in_lists(Action::Write)]),
        Nothing::Places => SituationWord::NoMap.with(lang, &[&hub()]),
        Nothing::Target => AtlasWord::Nowhere.with(lang, &[&key(Action::Find)]),
        Nothing::Focus => {
            let board = model.key_of_board(Board::Situation);
            IncidentWord::NoIncident.with(lang, &[&board, &key(Action::NewIncident)])
        }
        Nothing::Reports => IncidentWord::NoReports.with(lang, &[&key(Action::Report)]),
        Nothing::Consults => ConsultWord::NoConsults.with(lang, &[&key(Action::RequestConsult)]),
        Nothing::Reviews => AarWord::NoAars.with(lang, &[&key(Action::OpenReview)]),
        Nothing::Aids => LinkageWord::NoAids.with(lang, &[&key(Action::DraftAid)]),
        Nothing::Papers => ReportWord::NoPapers.with(lang, &[&key(Action::BeginReport)]),
        Nothing::OrdersOfIncident => IncidentWord::NoOrders.with(lang, &[&key(Action::NewOrder)]),
        Nothing::TeamsOfIncident => IncidentWord::NoTeams.with(lang, &[&model.key_of_board(Board::Teams)]),
        Nothing::Teams => TeamWord::NoTeams.with(lang, &[&hub()]),
        Nothing::Resources => ResourceWord::Nothing.with(lang, &[&key(Action::ImportTable), &key(Action::NewResource)]),
        Nothing::Structure => StructureWord::Nothing.with(lang, &[&REGION_COMMAND]),
        Nothing::Orders => OrderWord::NoOrders.with(lang, &[&key(Action::NewOrder)]),
        Nothing::Unanswered => OrderWord::AllAnswered.with(lang, &[&key(Action::Unanswered)]),
        Nothing::Runs => {
            PlanWord::NoRuns.with(lang, &[&model.key_name_in(Context::On(Board::Plan), Action::StartPlan)])
        }
        Nothing::Plans => PlanWord::NoPlans.with(lang, &[&hub()]),
        Nothing::Conflicts => ConflictWord::Nothing.with(lang, &[&in_lists(Action::Open)]),
        Nothing::Sessions if model.link == LinkState::NotConfigured => HubWord::NoHub.with(lang, &[&HUB_FLAG]),
        Nothing::Sessions => HubWord::NoSessions.say(lang).to_owned(),
        Nothing::Drill => DrillWord::NoDrill.with(lang, &[&DRILL_COMMAND]),
        Nothing::Injects => DrillWord::NoInjects.with(lang, &[&key(Action::DrillFire)]),
        Nothing::Mobilisations => {
            AssemblyWord::Nobody.with(lang, &[&model.key_name_in(Context::On(Board::Assembly), Action::WhoCanCome)])
        }
        Nothing::Scenes => SceneWord::NoScenes.with(lang, &[&key(Action::OnsiteArrive)]),
        Nothing::Log => JournalWord::Nothing.with(lang, &[&in_lists(Action::Write)]),
        Nothing::FoundInLog => filter(&|change, away| JournalWord::NothingFound.with(lang, &[&change, &away])),
        Nothing::Areas => SwitchWord::NoArea.say(lang).to_owned(),
        Nothing::LeftByFilter => filter(&|change, away| ListWord::NothingLeft.with(lang, &[&change, &away])),
    }
}

/// The same as one line of a pane that has others below it.
pub(super) fn line<'a>(scene: &Scene, nothing: Nothing) -> Line<'a> {
    Line::new().gap(1).rest(words(scene, nothing), Meaning::Quiet)
}

/// The same as a whole pane, in as many rows as it takes: the key must not be cut off.
pub(super) fn pane(scene: &Scene, nothing: Nothing, area: Rect, pen: &mut Pen) {
    let words = visible(&words(scene, nothing)).into_owned();
    let rows = cells::wrap(&words, usize::from(area.width.saturating_sub(2)), pen.ambiguous());
    let lines: Vec<Line> =
        rows.into_iter().map(|row| Line::new().gap(1).rest(row.to_owned(), Meaning::Quiet)).collect();
    pen.lines(area, &lines);
}

/// A board without rows: what the filter hides, else what would be here.
pub(super) fn board(scene: &Scene, board: Board, nothing: Nothing, area: Rect, pen: &mut Pen) {
    let sought = scene.model.asked(board).is_some_and(|asked| !asked.sought.is_empty());
    if sought && scene.model.hidden(board) > 0 {
        let title = Page::of(None, 0, 1).title(scene, board, board.title(scene.model.lang).to_owned());
        pen.line(area, &Line::new().gap(1).rest(title, Meaning::Heading));
        let below = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
        pane(scene, Nothing::LeftByFilter, below, pen);
    } else {
        pane(scene, nothing, area, pen);
    }
}
