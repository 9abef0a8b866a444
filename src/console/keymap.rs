//! The one table of keys, as it is written: a row for every way to an act, a row for every key that leads to further
//! keys. [`Keymap`](super::Keymap) makes a trie of it for each context; hints, the help screen, the palette and the
//! manual are made of that. Tests refuse a key that is bound twice where both bindings are live, one that is an act and
//! the beginning of others, and an action that no key reaches.
//!
//! Everything is on digits, function keys, arrows, Enter, Tab, Esc and Ctrl chords, because an input method may be
//! switched on. Ctrl-S, Q, B, C, Space and [ belong to the terminal, tmux and the input method; Ctrl-H, I, J and M
//! arrive as other keys.

use super::{Action, Board, Context, Edit, Key, KeyCode, Strokes};
use crate::text::Lang;

/// One row of the table.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Binding {
    /// Where.
    pub context: Context,
    /// Which keys, one after another, as commands (see [`Key::as_command`]).
    pub keys: Strokes,
    /// What it means there.
    pub action: Action,
}

/// What the keys that follow a key are for: the title of a node of the trie.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Title {
    /// How the boards are looked at, and as of when.
    View,
    /// For which side a conflict is settled.
    Side,
    /// What is done with a report.
    Paper,
    /// What sets right what was taken down.
    Right,
    /// Who leads, and by which rules.
    Lead,
    /// What is done in the course of a switchover.
    Switch,
    /// The boards of the mechanisms 会商、转换、集结、现场、复盘, and of the structure.
    Mechanism,
    /// What is done with a consultation.
    Consult,
    /// What is done with a resource.
    Resource,
    /// What is done with a mobilised team.
    Assembly,
    /// What is done with a review.
    Review,
    /// What is done about help between cities.
    Aid,
    /// What is done on a scene.
    Onsite,
    /// Whatever a settings file put there.
    More,
}

impl Title {
    /// In a word.
    pub fn title(self, lang: Lang) -> &'static str {
        match self {
            Self::View => lang.pick("查看", "view"),
            Self::Paper => lang.pick("办报告", "with the report"),
            Self::Right => lang.pick("更正导入", "mend"),
            Self::Lead => lang.pick("指挥规则", "lead"),
            Self::Switch => lang.pick("转换事项", "switchover acts"),
            Self::Mechanism => lang.pick("机制", "mechanisms"),
            Self::Consult => lang.pick("办会商", "consultation"),
            Self::Resource => lang.pick("办资源", "resource"),
            Self::Side => lang.pick("采信第几方", "settle for side"),
            Self::Assembly => lang.pick("办集结", "with the team"),
            Self::Review => lang.pick("办复盘", "review"),
            Self::Aid => lang.pick("办支援", "with the request"),
            Self::Onsite => lang.pick("办现场", "on the scene"),
            Self::More => lang.pick("更多", "more"),
        }
    }
}

/// Keys that lead to further keys, and what those are for; any other beginning has [`Title::More`].
pub(super) const TITLES: &[(Context, Strokes, Title)] = &[
    (Context::Lists, VIEW, Title::View),
    (Context::Lists, RIGHT, Title::Right),
    (Context::Lists, LEAD, Title::Lead),
    (Context::Lists, MECHANISM, Title::Mechanism),
    (Context::On(Board::Assembly), ASSEMBLY, Title::Assembly),
    (Context::On(Board::Aar), ACTS, Title::Review),
    (Context::On(Board::Conflicts), SIDE, Title::Side),
    (Context::On(Board::Switchover), SWITCH, Title::Switch),
    (Context::On(Board::Reports), PAPER, Title::Paper),
    (Context::On(Board::Consultation), ACTS, Title::Consult),
    (Context::On(Board::Resources), ACTS, Title::Resource),
    (Context::On(Board::Linkage), ACTS, Title::Aid),
    (Context::On(Board::Onsite), ACTS, Title::Onsite),
];

/// Some terminals keep Ctrl with an arrow to themselves: the ways along time are behind a chord too.
const VIEW: Strokes = Strokes::of(Key::ctrl('v'));

/// What is done with a mobilised team, in the order in which it goes on.
const ASSEMBLY: Strokes = Strokes::of(Key::ctrl('e'));

/// What sets right what was taken down: seldom needed, never in a hurry.
const RIGHT: Strokes = VIEW.then(Key::char('6'));

/// Who leads and by which rules: seldom, and never by a slip of the finger.
const LEAD: Strokes = VIEW.then(Key::char('0'));

/// What is done in the course of a switchover, in the order in which it goes on.
const SWITCH: Strokes = Strokes::of(Key::ctrl('e'));

/// The boards that are more than the digits: those of the mechanisms, each by its place among the five.
const MECHANISM: Strokes = Strokes::of(Key::char('#'));

/// The digits of the sides: a digit alone shows a board.
const SIDE: Strokes = Strokes::of(Key::ctrl('e'));

/// What is done with a report, in the order in which it goes on.
const PAPER: Strokes = Strokes::of(Key::ctrl('e'));

/// What is done on the board of a mechanism besides the next act, in the order in which it goes on.
const ACTS: Strokes = Strokes::of(Key::ctrl('e'));

const fn bind(context: Context, key: Key, action: Action) -> Binding {
    Binding { context, keys: Strokes::of(key), action }
}

/// A key after others.
const fn after(context: Context, begun: Strokes, key: Key, action: Action) -> Binding {
    Binding { context, keys: begun.then(key), action }
}

const fn plain(code: KeyCode) -> Key {
    Key::plain(code)
}

const fn with_ctrl(code: KeyCode) -> Key {
    Key { code, chord: super::Chord::Ctrl }
}

/// Every binding; inside a context the most useful first, which is the order of the hints.
pub const BINDINGS: &[Binding] = &{
    use Action as A;
    use Context::{Always, Anywhere, Ask, Editing, Entry, Filter, Form, Help, Lists, Menu, On, Reading};
    use KeyCode::{
        BackTab, Backspace, Delete, Down, End, Enter, Esc, Home, Insert, Left, PageDown, PageUp, Right, Tab, Up,
    };
    [
        bind(Anywhere, Key::f(2), A::NewOrder),
        bind(Anywhere, Key::f(3), A::Unanswered),
        bind(Anywhere, Key::f(4), A::Rail),
        bind(Anywhere, Key::f(5), A::AckOnBehalf),
        bind(Anywhere, Key::f(6), A::Decide),
        bind(Anywhere, Key::f(7), A::Report),
        bind(Anywhere, Key::f(8), A::Undo),
        bind(Anywhere, Key::f(9), A::Withdraw),
        bind(Anywhere, Key::ctrl('r'), A::Message),
        bind(Anywhere, Key::ctrl('n'), A::NewIncident),
        bind(Anywhere, Key::ctrl('y'), A::AcknowledgeAlarm),
        bind(Anywhere, Key::ctrl('o'), A::Commands),
        bind(Anywhere, Key::ctrl('t'), A::TeamStatus),
        bind(Anywhere, Key::ctrl('p'), A::Position),
        bind(Anywhere, Key::ctrl('f'), A::Figure),
        bind(Lists, plain(Enter), A::Open),
        bind(Lists, plain(Tab), A::Write),
        bind(Lists, Key::char(':'), A::Write),
        bind(Lists, Key::char('/'), A::Filter),
        bind(Lists, Key::char(';'), A::Find),
        bind(Lists, Key::char('.'), A::SortNext),
        bind(Lists, Key::char(','), A::SortTurn),
        bind(Lists, Key::char('@'), A::PastAt),
        bind(Lists, with_ctrl(Left), A::EventBefore),
        bind(Lists, with_ctrl(Right), A::EventAfter),
        bind(Lists, with_ctrl(Up), A::HourBefore),
        bind(Lists, with_ctrl(Down), A::HourAfter),
        bind(Lists, Key::f(10), A::SignIn),
        bind(Lists, Key::ctrl('d'), A::StepDone),
        bind(Lists, Key::ctrl('k'), A::StepBlocked),
        bind(Lists, Key::ctrl('w'), A::Warning),
        bind(Lists, Key::char('&'), A::ShowRule),
        bind(Lists, plain(Up), A::Up),
        bind(Lists, plain(Down), A::Down),
        bind(Lists, plain(PageUp), A::PageUp),
        bind(Lists, plain(PageDown), A::PageDown),
        bind(Lists, plain(Home), A::First),
        bind(Lists, plain(End), A::Last),
        bind(Lists, plain(Esc), A::Back),
        bind(Lists, plain(BackTab), A::Rail),
        bind(Lists, Key::char('?'), A::Help),
        bind(Lists, Key::char('*'), A::Brief),
        bind(Lists, Key::char('%'), A::ShelveAlarm),
        bind(Lists, Key::char('1'), A::GoTo(0)),
        bind(Lists, Key::char('2'), A::GoTo(1)),
        bind(Lists, Key::char('3'), A::GoTo(2)),
        bind(Lists, Key::char('4'), A::GoTo(3)),
        bind(Lists, Key::char('5'), A::GoTo(4)),
        bind(Lists, Key::char('6'), A::GoTo(5)),
        bind(Lists, Key::char('7'), A::GoTo(6)),
        bind(Lists, Key::char('8'), A::GoTo(7)),
        bind(Lists, Key::char('9'), A::GoTo(8)),
        bind(Lists, Key::char('0'), A::GoTo(9)),
        after(Lists, MECHANISM, Key::char('1'), A::Consultations),
        after(Lists, MECHANISM, Key::char('2'), A::ShowSwitchover),
        after(Lists, MECHANISM, Key::char('3'), A::ShowAssembly),
        after(Lists, MECHANISM, Key::char('6'), A::Resources),
        after(Lists, MECHANISM, Key::char('5'), A::ShowReviews),
        after(Lists, MECHANISM, Key::char('4'), A::ShowOnsite),
        after(Lists, MECHANISM, Key::char('7'), A::Structure),
        after(Lists, MECHANISM, Key::char('8'), A::ShowLinkage),
        after(Lists, VIEW, plain(Enter), A::PastAt),
        after(Lists, VIEW, plain(Left), A::EventBefore),
        after(Lists, VIEW, plain(Right), A::EventAfter),
        after(Lists, VIEW, Key::char('1'), A::Brief),
        after(Lists, VIEW, Key::char('2'), A::Handover),
        after(Lists, VIEW, Key::char('3'), A::Measures),
        after(Lists, VIEW, Key::char('4'), A::Call),
        after(Lists, VIEW, Key::char('5'), A::Ratify),
        after(Lists, VIEW, Key::char('7'), A::NextTheme),
        after(Lists, RIGHT, Key::char('1'), A::MergeIncident),
        after(Lists, RIGHT, Key::char('2'), A::SplitIncident),
        after(Lists, RIGHT, Key::char('3'), A::CodeIncident),
        after(Lists, RIGHT, Key::char('4'), A::Amend),
        after(Lists, RIGHT, Key::char('5'), A::ImportTable),
        after(Lists, LEAD, Key::char('1'), A::Propose),
        after(Lists, LEAD, Key::char('2'), A::AppointCommander),
        after(Lists, LEAD, Key::char('3'), A::SignShift),
        after(Lists, LEAD, Key::char('4'), A::Notify),
        after(Lists, LEAD, Key::char('7'), A::PublishWarning),
        after(Lists, LEAD, Key::char('5'), A::Evacuees),
        after(Lists, LEAD, Key::char('6'), A::Relief),
        after(Lists, VIEW, Key::char('8'), A::TestCard),
        after(Lists, VIEW, Key::char('9'), A::Silence),
        after(Lists, VIEW, plain(Up), A::HourBefore),
        after(Lists, VIEW, plain(Down), A::HourAfter),
        bind(On(Board::Situation), Key::ctrl('g'), A::GradeIncident),
        bind(On(Board::Situation), Key::ctrl('u'), A::IncidentStatus),
        bind(On(Board::Situation), Key::ctrl('a'), A::StartPlan),
        bind(On(Board::Situation), Key::ctrl('e'), A::Posture),
        bind(On(Board::Situation), Key::char('+'), A::WhoCanCome),
        bind(On(Board::Incident), plain(Left), A::PreviousIncident),
        bind(On(Board::Incident), plain(Right), A::NextIncident),
        bind(On(Board::Incident), Key::ctrl('g'), A::GradeIncident),
        bind(On(Board::Incident), Key::ctrl('u'), A::IncidentStatus),
        bind(On(Board::Incident), Key::ctrl('a'), A::StartPlan),
        bind(On(Board::Incident), Key::char('+'), A::WhoCanCome),
        bind(On(Board::Incident), plain(Delete), A::Strike),
        bind(On(Board::Teams), Key::ctrl('g'), A::AssignTeam),
        bind(On(Board::Orders), Key::ctrl('u'), A::EndOrder),
        bind(On(Board::Orders), Key::ctrl('g'), A::CountHeads),
        bind(On(Board::Plan), Key::ctrl('g'), A::StepDoing),
        bind(On(Board::Plan), Key::ctrl('u'), A::StepSkipped),
        bind(On(Board::Plan), Key::ctrl('a'), A::StartPlan),
        bind(On(Board::Plan), Key::ctrl('e'), A::ActionCard),
        bind(On(Board::Conflicts), plain(Left), A::PreviousSide),
        bind(On(Board::Conflicts), plain(Right), A::NextSide),
        bind(On(Board::Conflicts), Key::ctrl('a'), A::SettleFor(0)),
        bind(On(Board::Conflicts), Key::ctrl('g'), A::SettleFor(1)),
        bind(On(Board::Conflicts), Key::ctrl('u'), A::SettleFor(2)),
        after(On(Board::Conflicts), SIDE, Key::char('1'), A::SettleFor(0)),
        after(On(Board::Conflicts), SIDE, Key::char('2'), A::SettleFor(1)),
        after(On(Board::Conflicts), SIDE, Key::char('3'), A::SettleFor(2)),
        after(On(Board::Conflicts), SIDE, Key::char('4'), A::SettleFor(3)),
        after(On(Board::Conflicts), SIDE, Key::char('5'), A::SettleFor(4)),
        after(On(Board::Conflicts), SIDE, Key::char('6'), A::SettleFor(5)),
        after(On(Board::Conflicts), SIDE, Key::char('7'), A::SettleFor(6)),
        after(On(Board::Conflicts), SIDE, Key::char('8'), A::SettleFor(7)),
        after(On(Board::Conflicts), SIDE, Key::char('9'), A::SettleFor(8)),
        bind(On(Board::Map), Key::char('+'), A::MapNearer),
        bind(On(Board::Map), Key::char('='), A::MapNearer),
        bind(On(Board::Map), Key::char('-'), A::MapFarther),
        bind(On(Board::Map), plain(Left), A::MapWest),
        bind(On(Board::Map), plain(Right), A::MapEast),
        bind(On(Board::Map), Key::ctrl('g'), A::MapFollow),
        bind(On(Board::Reports), Key::ctrl('a'), A::BeginReport),
        bind(On(Board::Reports), Key::ctrl('g'), A::WritePart),
        bind(On(Board::Reports), Key::ctrl('u'), A::ReadReport),
        after(On(Board::Reports), PAPER, Key::char('1'), A::SubmitReport),
        after(On(Board::Reports), PAPER, Key::char('2'), A::SignReport),
        after(On(Board::Reports), PAPER, Key::char('3'), A::SendReport),
        after(On(Board::Reports), PAPER, Key::char('4'), A::ConfirmReceipt),
        after(On(Board::Reports), PAPER, Key::char('5'), A::ReturnReport),
        after(On(Board::Reports), PAPER, plain(Delete), A::DropReport),
        bind(On(Board::Switchover), Key::ctrl('g'), A::SwitchNext),
        bind(On(Board::Switchover), Key::ctrl('a'), A::Posture),
        after(On(Board::Switchover), SWITCH, Key::char('1'), A::MembersTold),
        after(On(Board::Switchover), SWITCH, Key::char('2'), A::SituationTold),
        after(On(Board::Switchover), SWITCH, Key::char('3'), A::Escalate),
        after(On(Board::Switchover), SWITCH, Key::char('4'), A::LeadTaken),
        after(On(Board::Switchover), SWITCH, Key::char('5'), A::Briefed),
        after(On(Board::Switchover), SWITCH, Key::char('6'), A::Replanned),
        after(On(Board::Switchover), SWITCH, Key::char('7'), A::ProposeEnd),
        after(On(Board::Switchover), SWITCH, Key::char('8'), A::HandOrdersOver),
        after(On(Board::Switchover), SWITCH, Key::char('9'), A::LiftWarning),
        bind(On(Board::Consultation), Key::ctrl('g'), A::ConsultNext),
        bind(On(Board::Consultation), Key::ctrl('a'), A::RequestConsult),
        bind(On(Board::Consultation), Key::ctrl('u'), A::ReadMinutes),
        after(On(Board::Consultation), ACTS, Key::char('1'), A::ConveneConsult),
        after(On(Board::Consultation), ACTS, Key::char('2'), A::Attend),
        after(On(Board::Consultation), ACTS, Key::char('3'), A::StartConsult),
        after(On(Board::Consultation), ACTS, Key::char('4'), A::Present),
        after(On(Board::Consultation), ACTS, Key::char('5'), A::GiveOpinion),
        after(On(Board::Consultation), ACTS, Key::char('6'), A::ProposeAction),
        after(On(Board::Consultation), ACTS, Key::char('7'), A::DraftConclusion),
        after(On(Board::Consultation), ACTS, Key::char('8'), A::SignConclusion),
        after(On(Board::Consultation), ACTS, Key::char('9'), A::IssueActions),
        after(On(Board::Consultation), ACTS, Key::char('0'), A::CloseConsult),
        after(On(Board::Consultation), ACTS, plain(Enter), A::ReadPack),
        after(On(Board::Consultation), ACTS, plain(Delete), A::CancelConsult),
        bind(On(Board::Aar), Key::ctrl('g'), A::AarNext),
        bind(On(Board::Aar), Key::ctrl('a'), A::OpenReview),
        bind(On(Board::Aar), Key::ctrl('u'), A::ReadReview),
        after(On(Board::Aar), ACTS, Key::char('1'), A::SealRecords),
        after(On(Board::Aar), ACTS, Key::char('2'), A::HotWash),
        after(On(Board::Aar), ACTS, Key::char('3'), A::MakeTimeline),
        after(On(Board::Aar), ACTS, Key::char('4'), A::AddFinding),
        after(On(Board::Aar), ACTS, Key::char('5'), A::AnswerFinding),
        after(On(Board::Aar), ACTS, Key::char('6'), A::ScoreReview),
        after(On(Board::Aar), ACTS, Key::char('7'), A::ReviewPaper),
        after(On(Board::Aar), ACTS, Key::char('8'), A::OpenItem),
        after(On(Board::Aar), ACTS, Key::char('9'), A::MoveItem),
        after(On(Board::Aar), ACTS, Key::char('0'), A::CloseReview),
        after(On(Board::Aar), ACTS, plain(Enter), A::CheckSeal),
        after(On(Board::Aar), ACTS, plain(Delete), A::OtherReview),
        bind(On(Board::Linkage), Key::ctrl('g'), A::AidNext),
        bind(On(Board::Linkage), Key::ctrl('a'), A::DraftAid),
        bind(On(Board::Linkage), Key::ctrl('u'), A::ShareList),
        after(On(Board::Linkage), ACTS, Key::char('1'), A::SendAid),
        after(On(Board::Linkage), ACTS, Key::char('2'), A::AcceptAid),
        after(On(Board::Linkage), ACTS, Key::char('3'), A::GrantAid),
        after(On(Board::Linkage), ACTS, Key::char('4'), A::RefuseAid),
        after(On(Board::Linkage), ACTS, Key::char('5'), A::TellAid),
        after(On(Board::Linkage), ACTS, Key::char('6'), A::SettleAid),
        after(On(Board::Linkage), ACTS, plain(Enter), A::ReadAid),
        after(On(Board::Linkage), ACTS, plain(Delete), A::WithdrawAid),
        bind(On(Board::Assembly), Key::ctrl('g'), A::AssemblyNext),
        bind(On(Board::Assembly), Key::ctrl('a'), A::WhoCanCome),
        bind(On(Board::Assembly), Key::ctrl('u'), A::CloseMobilisation),
        after(On(Board::Assembly), ASSEMBLY, Key::char('1'), A::RollCall),
        after(On(Board::Assembly), ASSEMBLY, Key::char('2'), A::Depart),
        after(On(Board::Assembly), ASSEMBLY, Key::char('3'), A::OnTheWay),
        after(On(Board::Assembly), ASSEMBLY, Key::char('4'), A::ReachScene),
        after(On(Board::Assembly), ASSEMBLY, Key::char('5'), A::CheckIn),
        after(On(Board::Assembly), ASSEMBLY, Key::char('6'), A::GiveTask),
        after(On(Board::Assembly), ASSEMBLY, Key::char('7'), A::Divert),
        after(On(Board::Assembly), ASSEMBLY, Key::char('8'), A::SendHome),
        after(On(Board::Assembly), ASSEMBLY, Key::char('9'), A::Substitute),
        after(On(Board::Assembly), ASSEMBLY, Key::char('0'), A::OnDuty),
        bind(On(Board::Resources), Key::ctrl('g'), A::ResourceNext),
        bind(On(Board::Resources), Key::ctrl('a'), A::NewResource),
        after(On(Board::Resources), ACTS, Key::char('1'), A::StockIn),
        after(On(Board::Resources), ACTS, Key::char('2'), A::ReserveStock),
        after(On(Board::Resources), ACTS, Key::char('3'), A::IssueStock),
        after(On(Board::Resources), ACTS, Key::char('4'), A::SendStock),
        after(On(Board::Resources), ACTS, Key::char('5'), A::ReceiveStock),
        after(On(Board::Resources), ACTS, Key::char('6'), A::ReturnStock),
        after(On(Board::Resources), ACTS, Key::char('7'), A::WriteOffStock),
        after(On(Board::Resources), ACTS, Key::char('8'), A::Requisition),
        after(On(Board::Resources), ACTS, Key::char('9'), A::Compensate),
        after(On(Board::Resources), ACTS, Key::char('0'), A::ShelterWord),
        after(On(Board::Resources), ACTS, plain(Delete), A::FreeStock),
        bind(On(Board::Resources), Key::ctrl('u'), A::Strike),
        bind(On(Board::Resources), plain(Delete), A::Strike),
        bind(On(Board::Onsite), Key::ctrl('g'), A::OnsiteNext),
        bind(On(Board::Onsite), Key::ctrl('a'), A::OnsiteArrive),
        bind(On(Board::Onsite), Key::ctrl('u'), A::OnsiteRequest),
        after(On(Board::Onsite), ACTS, Key::char('1'), A::OnsiteSizeUp),
        after(On(Board::Onsite), ACTS, Key::char('2'), A::OnsiteCommand),
        after(On(Board::Onsite), ACTS, Key::char('3'), A::OnsiteZone),
        after(On(Board::Onsite), ACTS, Key::char('4'), A::OnsitePost),
        after(On(Board::Onsite), ACTS, Key::char('5'), A::OnsitePlan),
        after(On(Board::Onsite), ACTS, Key::char('6'), A::OnsiteTask),
        after(On(Board::Onsite), ACTS, Key::char('7'), A::OnsiteProgress),
        after(On(Board::Onsite), ACTS, Key::char('8'), A::OnsiteInOut),
        after(On(Board::Onsite), ACTS, Key::char('9'), A::OnsiteCount),
        after(On(Board::Onsite), ACTS, Key::char('0'), A::OnsiteReading),
        after(On(Board::Onsite), ACTS, Key::ctrl('e'), A::OnsiteCountAll),
        after(On(Board::Onsite), ACTS, plain(Enter), A::OnsiteCasualty),
        after(On(Board::Onsite), ACTS, plain(Delete), A::OnsiteClose),
        bind(On(Board::Journal), Key::ctrl('u'), A::JournalFilter),
        bind(On(Board::Journal), Key::ctrl('g'), A::ThenHere),
        bind(On(Board::Journal), plain(Delete), A::Strike),
        bind(On(Board::Drill), Key::ctrl('a'), A::DrillPause),
        bind(On(Board::Drill), plain(Left), A::DrillSlower),
        bind(On(Board::Drill), plain(Right), A::DrillFaster),
        bind(On(Board::Drill), Key::ctrl('u'), A::DrillSkip),
        bind(On(Board::Drill), Key::ctrl('g'), A::DrillFire),
        bind(On(Board::Drill), Key::ctrl('e'), A::DrillEnd),
        bind(Entry, plain(Enter), A::Record),
        bind(Entry, plain(Tab), A::Complete),
        bind(Entry, plain(Esc), A::Park),
        bind(Entry, plain(BackTab), A::Target),
        bind(Entry, plain(Up), A::Older),
        bind(Entry, plain(Down), A::Newer),
        bind(Filter, plain(Enter), A::KeepFilter),
        bind(Filter, plain(Tab), A::KeepFilter),
        bind(Filter, plain(Esc), A::Back),
        bind(Filter, plain(Up), A::Up),
        bind(Filter, plain(Down), A::Down),
        bind(Filter, plain(PageUp), A::PageUp),
        bind(Filter, plain(PageDown), A::PageDown),
        bind(Form, plain(Enter), A::FormEnter),
        bind(Form, plain(Tab), A::NextField),
        bind(Form, plain(BackTab), A::PreviousField),
        bind(Form, Key::f(10), A::Submit),
        bind(Form, Key { code: Enter, chord: super::Chord::Ctrl }, A::Submit),
        bind(Form, Key::f(4), A::AsRequest),
        bind(Form, plain(Esc), A::Back),
        bind(Form, Key::ctrl('r'), A::Reset),
        bind(Form, plain(Up), A::ChoiceUp),
        bind(Form, plain(Down), A::ChoiceDown),
        bind(Editing, plain(Left), A::Edit(Edit::Left)),
        bind(Editing, plain(Right), A::Edit(Edit::Right)),
        bind(Editing, plain(Home), A::Edit(Edit::Home)),
        bind(Editing, Key::ctrl('a'), A::Edit(Edit::Home)),
        bind(Editing, plain(End), A::Edit(Edit::End)),
        bind(Editing, Key::ctrl('e'), A::Edit(Edit::End)),
        bind(Editing, plain(Backspace), A::Edit(Edit::Backspace)),
        bind(Editing, plain(Delete), A::Edit(Edit::Delete)),
        bind(Editing, Key::ctrl('d'), A::Edit(Edit::Delete)),
        bind(Editing, Key::ctrl('k'), A::Edit(Edit::KillToEnd)),
        bind(Editing, Key::ctrl('u'), A::Edit(Edit::KillToStart)),
        bind(Editing, Key::ctrl('w'), A::Edit(Edit::KillWord)),
        bind(Menu, plain(Enter), A::Open),
        bind(Menu, plain(Up), A::Up),
        bind(Menu, plain(Down), A::Down),
        bind(Menu, plain(Esc), A::Back),
        bind(Menu, Key::char('1'), A::MenuPick(0)),
        bind(Menu, Key::char('2'), A::MenuPick(1)),
        bind(Menu, Key::char('3'), A::MenuPick(2)),
        bind(Menu, Key::char('4'), A::MenuPick(3)),
        bind(Menu, Key::char('5'), A::MenuPick(4)),
        bind(Menu, Key::char('6'), A::MenuPick(5)),
        bind(Menu, Key::char('7'), A::MenuPick(6)),
        bind(Menu, Key::char('8'), A::MenuPick(7)),
        bind(Menu, Key::char('9'), A::MenuPick(8)),
        bind(Menu, Key::char('0'), A::MenuPick(9)),
        bind(Ask, plain(Enter), A::Answer),
        bind(Ask, plain(Left), A::Flip),
        bind(Ask, plain(Right), A::Flip),
        bind(Ask, plain(Tab), A::Flip),
        bind(Ask, Key::f(10), A::Yes),
        bind(Ask, Key::char('1'), A::Yes),
        bind(Ask, plain(Esc), A::No),
        bind(Ask, Key::char('0'), A::No),
        bind(Help, plain(Up), A::Up),
        bind(Help, plain(Down), A::Down),
        bind(Help, plain(PageUp), A::PageUp),
        bind(Help, plain(PageDown), A::PageDown),
        bind(Help, plain(Esc), A::Back),
        bind(Help, plain(Enter), A::Back),
        bind(Reading, plain(Down), A::Down),
        bind(Reading, plain(Up), A::Up),
        bind(Reading, plain(PageDown), A::PageDown),
        bind(Reading, plain(PageUp), A::PageUp),
        bind(Reading, plain(Home), A::First),
        bind(Reading, plain(End), A::Last),
        bind(Reading, Key::ctrl('e'), A::ExportPaper),
        bind(Reading, Key::f(10), A::Submit),
        bind(Reading, plain(Esc), A::Back),
        bind(Reading, plain(Enter), A::Back),
        bind(Always, Key::f(1), A::Help),
        bind(Always, plain(Insert), A::Write),
        bind(Always, Key::f(11), A::Write),
        bind(Always, Key::f(12), A::Quit),
        bind(Always, Key::ctrl('x'), A::Quit),
        bind(Always, Key::ctrl(']'), A::OtherRealm),
        bind(Always, Key::ctrl('l'), A::Repaint),
        bind(Always, Key::ctrl('z'), A::Suspend),
    ]
};
