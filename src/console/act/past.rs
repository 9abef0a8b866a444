//! To a moment of the past, along it, and back to now.

use super::{Action, Effect, Model, open, perform};
use crate::clock::Span;
use crate::console::{
    Board, Context, FormKind, Key, KeyCode, Mode, Moment, NoPast, Past, Rewound, Row, Step, Strokes, Whence,
};
use crate::text::when;
use crate::text::words::fill;

/// A key while the past is on screen: it moves about there, along time, or back to now. Nothing is recorded.
pub(in crate::console) fn press(model: &mut Model, key: Key) -> Vec<Effect> {
    let Some(past) = &mut model.past else { return Vec::new() };
    let view = &mut past.view;
    let step_taken = model.keys.step(view.mode(), view.board, view.begun, key);
    let begun = !view.begun.is_empty() || matches!(step_taken, Step::Begun(_));
    let action = if let Step::Act(action) = step_taken { Some(action) } else { None };
    match (action, view.mode()) {
        (Some(Action::Suspend | Action::Repaint | Action::OtherRealm), _) => {
            return perform(model, action.unwrap_or(Action::Repaint));
        }
        (Some(Action::Quit), _) => {
            model.leave_past();
            return perform(model, Action::Quit);
        }
        (Some(Action::Back), Mode::Board) if !view.applies(Action::Back) => {
            model.leave_past();
            model.tell("回到现在", "back to now");
            return Vec::new();
        }
        (Some(action), Mode::Board) if steps(action) => {
            view.begun = Strokes::default();
            return step(model, action);
        }
        (None, Mode::Board) if !begun && key.code != KeyCode::Backspace => {
            refuse(view);
            return Vec::new();
        }
        _ => {}
    }
    let effects = super::super::update::press(view, key);
    model.board = view.board;
    effects
}

/// Whether an action moves along time.
fn steps(action: Action) -> bool {
    matches!(action, Action::EventBefore | Action::EventAfter | Action::HourBefore | Action::HourAfter)
}

/// Whether an action only looks, so that it may be done in the past.
pub(in crate::console) fn only_looks(action: Action) -> bool {
    use Action as A;
    steps(action)
        || matches!(
            action,
            A::GoTo(_)
                | A::ShowSwitchover
                | A::ShowIncident
                | A::Structure
                | A::Up
                | A::Down
                | A::PageUp
                | A::PageDown
                | A::First
                | A::Last
                | A::PreviousIncident
                | A::NextIncident
                | A::Back
                | A::Open
                | A::Find
                | A::Filter
                | A::SortNext
                | A::SortTurn
                | A::PreviousSide
                | A::NextSide
                | A::Unanswered
                | A::Commands
                | A::PastAt
                | A::ThenHere
                | A::JournalFilter
                | A::MapNearer
                | A::MapFarther
                | A::MapWest
                | A::MapEast
                | A::MapFollow
                | A::Consultations
                | A::Resources
                | A::ShowReviews
                | A::ReadReview
                | A::ShowOnsite
                | A::ReadMinutes
                | A::ReadPack
                | A::ShowLinkage
                | A::ReadAid
        )
}

/// Says that the past cannot be changed.
pub(in crate::console) fn refuse(model: &mut Model) {
    let key = model.key_name_in(Context::Lists, Action::Back);
    let (zh, en) = (
        "这是过去, 不能办也不能记: {0} 回到现在",
        "this is the past: nothing is done or recorded here; {0} goes back to now",
    );
    model.warn(fill(model.lang.pick(zh, en), &[&key]));
}

/// Moves along time, or asks for a time to be typed.
pub(super) fn step(model: &mut Model, action: Action) -> Vec<Effect> {
    let here = model.past.as_ref().map_or((model.events, model.now), |past| (past.number, past.at));
    let (number, at) = match model.rewind {
        // Steps add up while the first of them is still on its way.
        Some(Moment::Number(number)) => (number, here.1),
        Some(Moment::At(at)) => (here.0, at),
        None => here,
    };
    let moment = match action {
        Action::EventBefore if number == 0 => {
            model.tell("这是最早的一刻", "this is the first moment");
            return Vec::new();
        }
        Action::EventBefore => Moment::Number(number - 1),
        Action::EventAfter => Moment::Number(number + 1),
        Action::HourBefore => Moment::At(at - Span::hours(1)),
        Action::HourAfter => Moment::At(at + Span::hours(1)),
        Action::ThenHere => match model.selected(Board::Journal) {
            Some(Row::Entry(number)) => Moment::Number(*number),
            _ => return Vec::new(),
        },
        _ => return open::form(model, FormKind::PastAt),
    };
    vec![Effect::Rewind(moment)]
}

/// Notes what was asked for; a moment that is not over is now.
pub(in crate::console) fn asked(model: &mut Model, moment: Moment) -> bool {
    let over = match moment {
        Moment::Number(number) => number < model.events,
        Moment::At(at) => at < model.now,
    };
    if over {
        model.rewind = Some(moment);
    } else {
        if model.past.is_some() {
            model.tell("回到现在", "back to now");
        }
        model.leave_past();
    }
    over
}

impl Model {
    /// Back to now.
    pub(in crate::console) fn leave_past(&mut self) {
        self.rewind = None;
        if let Some(past) = self.past.take() {
            self.board = past.view.board;
            self.chronicle.views = past.view.chronicle.views;
        }
    }
}

/// The world of a moment is here: the boards show it.
pub(in crate::console) fn rewound(model: &mut Model, then: Rewound) {
    if model.rewind != Some(then.asked) {
        return;
    }
    model.rewind = None;
    let Rewound { number, at, world, missing, .. } = then;
    let mut past = match model.past.take() {
        Some(past) => past,
        None => Box::new(Past { number, at, missing, view: beginning(model) }),
    };
    (past.number, past.at, past.missing) = (number, at, missing);
    let view = &mut past.view;
    (view.world, view.now, view.events) = (*world, at, number);
    // What is looked at in the log is looked at anew: it may not have arrived yet.
    view.chronicle.jump = Some(Whence::Newest);
    view.derive();
    model.past = Some(past);
}

/// The boards as they are left for the past: the same board, the same filters.
fn beginning(model: &Model) -> Model {
    let world = crate::domain::World::new(model.world.realm().clone());
    let mut view = Model::new(world, model.post.clone(), model.lang, model.layout.clone(), model.now);
    view.is_past = true;
    view.keys.clone_from(&model.keys);
    view.size = model.size;
    view.board = model.board;
    view.selection.clone_from(&model.selection);
    view.lists.clone_from(&model.lists);
    view.unfolded.clone_from(&model.unfolded);
    view.order_filter = model.order_filter;
    view.map = model.map.clone();
    view.chronicle.wanted = model.chronicle.wanted.clone();
    view.chronicle.views.clone_from(&model.chronicle.views);
    view
}

/// There is no such past; says since when there is one.
pub(in crate::console) fn none(model: &mut Model, why: NoPast) {
    model.rewind = None;
    let lang = model.lang;
    let text = match why {
        NoPast::Before(began) => {
            let (zh, en) = ("本机所知始于", "this post knows nothing of its own before");
            format!("{} {}", lang.pick(zh, en), when::date_minute(began))
        }
        NoPast::Failed(why) => {
            format!("{}: {}", lang.pick("回不到那一刻", "that moment cannot be shown"), why.text(lang))
        }
    };
    model.warn(text);
}
