//! What actions do. Total: any action in any mode does something sane or says why it does nothing.

mod aar;
mod ask;
mod assembly;
mod authority;
mod conflict;
mod consult;
mod drill;
mod entry;
mod filter;
mod form;
mod history;
mod lead;
mod linkage;
mod list;
mod map;
mod menu;
mod onsite;
mod open;
mod paper;
mod past;
mod people;
mod record;
mod resource;
mod right;
mod rule;
mod shift;
mod step;
mod switch;
mod table;

use super::{Action, Ask, Bell, Board, Effect, LinkState, Mode, Model, Overlay, Pane, Then};
use crate::domain::Command;
use crate::text::words::{RailWord, StatusWord, Word};

pub(super) use aar::{
    act_for_due as act_for_review, computed as indicators_computed, counted as records_counted, is as is_about_review,
};
pub(super) use assembly::is as is_about_assembly;
pub(super) use consult::is as is_about_consult;
pub(super) use entry::{pasted as entry_pasted, typed as entry_typed};
pub(super) use filter::{pasted as filter_pasted, typed as filter_typed};
pub(super) use form::{pasted as form_pasted, typed as form_typed};
pub(super) use history::{
    counted as history_counted, found as history_found, need as history_need, numbers as history_numbers,
};
pub(super) use linkage::is as is_about_aid;
pub(super) use onsite::{act_for as act_on_scene, is as is_on_scene};
pub(super) use past::{
    asked as rewind_asked, none as no_past, only_looks, press as past_press, refuse as past_refuse, rewound,
};
pub(super) use people::{lock_when_idle, unlock};
pub(super) use record::{account, failed, not_recorded, recorded, space, window};
pub(super) use table::{imported, previewed};

/// Carries an action out.
pub(super) fn perform(model: &mut Model, action: Action) -> Vec<Effect> {
    match (action, model.mode()) {
        (Action::Suspend, _) => vec![Effect::Suspend],
        (Action::Repaint, _) => vec![Effect::Repaint],
        (Action::OtherRealm, _) if model.beside.is_some() => vec![Effect::OtherRealm],
        (Action::OtherRealm, _) => {
            model.tell("这里没有别的域: 只开着一本日志", "no other realm is held here: one journal is open");
            Vec::new()
        }
        (Action::Quit, Mode::Ask) => Vec::new(),
        (Action::Quit, _) => quit(model),
        (Action::Write, Mode::Form) if model.locked => {
            people::insist(model);
            Vec::new()
        }
        (Action::Write, _) => entry::open(model),
        (Action::Help, Mode::Help) if matches!(model.overlays.last(), Some(Overlay::Help(_))) => close(model),
        (Action::Help, _) => {
            // From a question or the test card that lies over the help, the help comes forward: it does not pile up.
            model.overlays.retain(|over| !matches!(over, Overlay::Help(_)));
            model.overlays.push(Overlay::Help(0));
            Vec::new()
        }
        (action, Mode::Help) => help(model, action),
        (action, Mode::Menu) => menu::perform(model, action),
        (action, Mode::Ask) => ask::perform(model, action),
        (action, Mode::Form) => form::perform(model, action),
        (action, Mode::Reading) => paper::reading(model, action),
        (action, Mode::Entry) => entry::perform(model, action),
        (action, Mode::Filter) => filter::perform(model, action),
        (action, Mode::Board | Mode::Rail) => on_board(model, action),
    }
}

/// Takes the uppermost overlay away.
fn close(model: &mut Model) -> Vec<Effect> {
    model.overlays.pop();
    Vec::new()
}

fn help(model: &mut Model, action: Action) -> Vec<Effect> {
    let (lines, page) = match model.overlays.last() {
        Some(Overlay::Card(_)) => (model.card().len(), usize::from(model.heights().board)),
        _ => (model.help().len(), super::help_page(model.size.cols, model.heights().board)),
    };
    let Some(Overlay::Help(top) | Overlay::Card(top)) = model.overlays.last_mut() else {
        // A rule is read and left.
        return if action == Action::Back { close(model) } else { Vec::new() };
    };
    let last = lines.saturating_sub(page);
    match action {
        Action::Up => *top = top.saturating_sub(1),
        Action::Down => *top = (*top + 1).min(last),
        Action::PageUp => *top = top.saturating_sub(page),
        Action::PageDown => *top = (*top + page).min(last),
        Action::Back => return close(model),
        _ => {}
    }
    Vec::new()
}

/// On a board or on the rail, and from the entry line for what is live there.
fn on_board(model: &mut Model, action: Action) -> Vec<Effect> {
    if model.is_past && !past::only_looks(action) {
        past::refuse(model);
        return Vec::new();
    }
    match action {
        Action::EventBefore
        | Action::EventAfter
        | Action::HourBefore
        | Action::HourAfter
        | Action::PastAt
        | Action::ThenHere => past::step(model, action),
        Action::JournalFilter => history::perform(model, action),
        Action::ShowRule => rule::show(model),
        action if map::moves(action) => map::perform(model, action),
        // Up and down are north and south, and Home shows everything.
        Action::Up | Action::Down | Action::PageUp | Action::PageDown | Action::First | Action::Open
            if model.board == Board::Map && model.pane == Pane::Board =>
        {
            map::perform(model, action)
        }
        Action::First | Action::Last if model.board == Board::Journal && model.pane == Pane::Board => {
            list::perform(model, action);
            history::perform(model, action)
        }
        // A digit that shows no board says so.
        Action::GoTo(_) => list::go(model, action),
        action if action.board(&[]).is_some() => list::go(model, action),
        Action::Up
        | Action::Down
        | Action::PageUp
        | Action::PageDown
        | Action::First
        | Action::Last
        | Action::PreviousIncident
        | Action::NextIncident
        | Action::Rail
        | Action::Unanswered
        | Action::Back => list::perform(model, action),
        Action::Filter | Action::SortNext | Action::SortTurn => filter::perform(model, action),
        Action::Open => menu::open(model),
        Action::NextTheme => next_theme(model),
        Action::TestCard => test_card(model),
        Action::Silence => silence(model),
        Action::Undo => record::undo(model),
        Action::AcknowledgeAlarm => acknowledge_alarm(model),
        Action::StepDone | Action::StepDoing | Action::StepBlocked | Action::StepSkipped => {
            step::perform(model, action)
        }
        Action::PreviousSide | Action::NextSide | Action::Settle | Action::SettleFor(_) => {
            conflict::perform(model, action)
        }
        Action::BeginReport
        | Action::WritePart
        | Action::SubmitReport
        | Action::ReturnReport
        | Action::SignReport
        | Action::SendReport
        | Action::ConfirmReceipt
        | Action::DropReport
        | Action::ReadReport
        | Action::Brief
        | Action::ActionCard
        | Action::Handover => paper::perform(model, action),
        action => of_mechanism(model, action),
    }
}

/// What belongs to one of the mechanisms, to the lead or to the drill; whatever is left opens a form.
fn of_mechanism(model: &mut Model, action: Action) -> Vec<Effect> {
    match action {
        action if assembly::is(action) => assembly::perform(model, action),
        action if lead::is(action) => lead::perform(model, action),
        action if switch::is(action) => switch::perform(model, action),
        action if resource::is(action) => resource::perform(model, action),
        action if linkage::is(action) => linkage::perform(model, action),
        action if consult::is(action) => consult::perform(model, action),
        action if aar::is(action) => aar::perform(model, action),
        action @ Action::OnsiteArrive => onsite::perform(model, action),
        action if onsite::is(action) => onsite::perform(model, action),
        action if right::is(action) => right::perform(model, action),
        Action::DrillPause
        | Action::DrillSlower
        | Action::DrillFaster
        | Action::DrillSkip
        | Action::DrillFire
        | Action::DrillEnd => drill::perform(model, action),
        action => open::perform(model, action),
    }
}

/// The terminal is measured anew, and rings.
fn test_card(model: &mut Model) -> Vec<Effect> {
    model.overlays.push(Overlay::Card(0));
    model.terminal.ask(model.now);
    [Effect::Measure].into_iter().chain((model.bell == Bell::Rings).then_some(Effect::Bell)).collect()
}

/// The next theme: it is seen at once, named, and kept for the next start.
fn next_theme(model: &mut Model) -> Vec<Effect> {
    model.themes.step();
    let Some(theme) = model.themes.now() else { return Vec::new() };
    let (name, title) = (theme.name.clone(), theme.title(model.lang).to_owned());
    let (at, all) = model.themes.place();
    let plain =
        if model.terminal.plain { model.lang.pick(" (NO_COLOR: 不用颜色)", " (NO_COLOR: no colour)") } else { "" };
    let word = model.lang.pick("配色", "colours");
    model.note(format!("{word} {at}/{all}: {title}{plain}"));
    vec![Effect::KeepTheme(name)]
}

/// The bell is silenced, or rings again: what is due is said in words all the same.
fn silence(model: &mut Model) -> Vec<Effect> {
    if model.bell == Bell::Silent {
        model.bell = Bell::Rings;
        model.tell("铃声已开: 逾期时响一声", "the bell rings again when something is late");
        return vec![Effect::Bell];
    }
    model.bell = Bell::Silent;
    model.tell(
        "已静音: 只是不响, 时限栏与窗口标题照写",
        "silenced: the rail and the window's title say it all the same",
    );
    Vec::new()
}

fn acknowledge_alarm(model: &mut Model) -> Vec<Effect> {
    let alarms: Vec<String> = model.alarms_to_acknowledge().into_iter().map(|alarm| alarm.0).collect();
    if alarms.is_empty() {
        let seen = std::mem::take(&mut model.returned).len();
        if seen == 0 {
            model.tell("没有待知悉的逾期", "nothing is late that nobody has seen");
        } else {
            model.note(RailWord::ReturnedSeen.with(model.lang, &[&seen]));
        }
        return Vec::new();
    }
    record::carry_out(model, Command::AcknowledgeAlarms { alarms }, None).unwrap_or_default()
}

/// Leaves at once when nothing would be left behind, else asks.
fn quit(model: &mut Model) -> Vec<Effect> {
    let mut left = Vec::new();
    if model.entry.is_draft() || !model.parked.is_empty() || model.form().is_some_and(|form| form.touched) {
        left.push(model.lang.pick("有没记完的草稿", "a draft is not recorded").to_owned());
    }
    if !model.pending.is_empty() {
        left.push(model.lang.pick("有一条正在入账", "an entry is on its way to the journal").to_owned());
    }
    if model.backlog.count > 0 && model.link != LinkState::NotConfigured {
        left.push(format!("{} {}", model.lang.pick("没发到平台", "not yet at the hub:"), model.backlog.count));
    }
    if let Some(beside) = model.beside.as_ref().filter(|beside| beside.draft || beside.backlog > 0) {
        let realm = StatusWord::of(&beside.realm).say(model.lang);
        if beside.draft {
            left.push(format!("{realm} {}", model.lang.pick("有没记完的草稿", "a draft is not recorded")));
        }
        if beside.backlog > 0 && beside.link != LinkState::NotConfigured {
            left.push(format!("{realm} {} {}", model.lang.pick("没发到平台", "not yet at the hub:"), beside.backlog));
        }
    }
    if left.is_empty() {
        return vec![Effect::Quit];
    }
    let text = format!("{}. {}", left.join(", "), model.lang.pick("退出吗?", "Leave?"));
    // One question about leaving, and it lies on top: asked again from the help it comes forward, it does not pile up.
    model.overlays.retain(|over| !matches!(over, Overlay::Ask(Ask { then: Then::Quit, .. })));
    model.overlays.push(Overlay::Ask(Ask { text, yes: false, then: Then::Quit, change: None }));
    Vec::new()
}

/// Whether the layout has this board; says so when it has not.
fn has_board(model: &mut Model, board: Board) -> bool {
    let has = board.has_own_key() || model.layout.boards.contains(&board);
    if !has {
        let text =
            format!("{} {}", model.lang.pick("此布局没有此页:", "this layout has no board"), board.title(model.lang));
        model.warn(text);
    }
    has
}
