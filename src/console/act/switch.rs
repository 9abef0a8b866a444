//! Acts of the switchover: the board, the one that comes next, and what is noted on it.

use super::{Action, Effect, Model, consult, list, open};
use crate::console::form::SwitchForm;
use crate::console::{Board, FormKind, Row};
use crate::domain::{AreaCode, Command, NextAct, Noted, Picture, SwitchDue, TeamStatus};
use crate::text::words::{SwitchWord, Word};

pub(super) fn is(action: Action) -> bool {
    matches!(
        action,
        Action::SwitchNext
            | Action::SwitchAnswer
            | Action::MembersTold
            | Action::SituationTold
            | Action::Escalate
            | Action::LeadTaken
            | Action::Briefed
            | Action::Replanned
            | Action::ProposeEnd
            | Action::HandOrdersOver
            | Action::LiftWarning
    )
}

pub(super) fn perform(model: &mut Model, action: Action) -> Vec<Effect> {
    let Some(area) = model.switch_area() else {
        model.tell("还没有辖区", "there is no jurisdiction yet");
        return Vec::new();
    };
    let form = match action {
        Action::SwitchNext => return next(model, area),
        Action::SwitchAnswer => match model.selected(Board::Switchover) {
            Some(Row::Seat(seat)) => SwitchForm::Seat(*seat),
            Some(Row::Item(way, number)) => SwitchForm::Item(*way, *number),
            _ => return Vec::new(),
        },
        Action::MembersTold => SwitchForm::Plain(Noted::MembersTold),
        Action::SituationTold => SwitchForm::Plain(Noted::SituationTold),
        Action::Escalate => SwitchForm::Escalate,
        Action::LeadTaken => SwitchForm::LeadTaken,
        Action::Briefed => SwitchForm::Plain(Noted::Briefed),
        Action::Replanned => SwitchForm::Plain(Noted::Replanned),
        Action::ProposeEnd => SwitchForm::ProposeEnd,
        Action::LiftWarning if model.world.warnings_in_force().is_empty() => {
            let nothing = SwitchWord::NothingToLift;
            model.note(nothing.say(model.lang).to_owned());
            return Vec::new();
        }
        Action::LiftWarning => SwitchForm::Lift,
        _ if model.world.orders_left(&area).is_empty() => {
            model.tell("没有未结指令", "no order is open");
            return Vec::new();
        }
        _ => SwitchForm::Orders,
    };
    open::form(model, FormKind::Switch(area, form))
}

/// The act that the state asks for, with what it is about filled in.
fn next(model: &mut Model, area: AreaCode) -> Vec<Effect> {
    let Some(act) = model.world.next_act(&area, model.now) else {
        model.tell("现在没有要办的", "nothing is asked for now");
        return Vec::new();
    };
    carry_on(model, area, act)
}

/// What ends one of the duties of the rail.
pub(super) fn due(model: &mut Model, area: AreaCode, what: SwitchDue) -> Vec<Effect> {
    let act = match what {
        SwitchDue::Members => NextAct::Members,
        SwitchDue::Review => NextAct::Decide,
        SwitchDue::Brief => NextAct::Brief,
        SwitchDue::FiveMeasures(warning) => NextAct::Measures(warning),
        SwitchDue::Confirm => NextAct::Confirm,
        SwitchDue::Replan => NextAct::Replan,
        SwitchDue::Situation(_) => NextAct::Situation,
        // Who and what is missing is seen on the board.
        SwitchDue::Roster | SwitchDue::Seats | SwitchDue::MostItems | SwitchDue::AllItems | SwitchDue::Restore => {
            return list::go(model, Action::ShowSwitchover);
        }
    };
    carry_on(model, area, act)
}

fn carry_on(model: &mut Model, area: AreaCode, act: NextAct) -> Vec<Effect> {
    let form = match act {
        NextAct::Decide => {
            open::decide(model, None, None);
            return Vec::new();
        }
        NextAct::Consult => return consult::ask(model, &area),
        NextAct::Posture(posture) => return open::posture(model, Some(posture)),
        NextAct::Measures(warning) => return open::form(model, FormKind::Measures(warning)),
        NextAct::Confirm => return confirm(model, &area),
        NextAct::Replan if model.world.plans().next().is_some() => return open::form(model, FormKind::StartPlan),
        NextAct::Replan => SwitchForm::Plain(Noted::Replanned),
        NextAct::Seat(seat) => SwitchForm::Seat(seat),
        NextAct::Item(way, number) => SwitchForm::Item(way, number),
        NextAct::Members => SwitchForm::Plain(Noted::MembersTold),
        NextAct::Brief => SwitchForm::Plain(Noted::Briefed),
        NextAct::Situation => SwitchForm::Plain(Noted::SituationTold),
        NextAct::ProposeEnd => SwitchForm::ProposeEnd,
    };
    open::form(model, FormKind::Switch(area, form))
}

/// The first team that has not said that it stands by.
fn confirm(model: &mut Model, area: &AreaCode) -> Vec<Effect> {
    let ready = |view: &crate::domain::TeamView<'_>| {
        area.covers(&view.team.area) && view.status.clone().first() == Some(TeamStatus::Ready)
    };
    let team = model.world.teams().into_iter().find(ready).map(|view| view.team.code.clone());
    match team {
        Some(team) => open::team_status(model, &team, Some(TeamStatus::Standby)),
        None => return list::go(model, Action::GoTo(0)),
    }
    Vec::new()
}

/// How the jurisdiction stands and how it would after a command that changes its posture or level.
pub(super) fn change(model: &Model, command: &Command) -> Option<(Picture, Picture)> {
    let area = match command {
        Command::DecideResponse { area, .. } | Command::ChangePosture { area, .. } => area,
        Command::NoteSwitch(note) => &note.area,
        _ => return None,
    };
    model.world.foreseen(&model.standing(), command, area)
}
