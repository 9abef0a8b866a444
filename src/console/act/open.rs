//! Opening forms, with what is already known filled in.

use super::{Action, Effect, Model, Overlay, shift};
use crate::console::form::{Known, asked_of_a_city, build, follow_team, resumed, resumes};
use crate::console::{AidForm, Board, Context, FieldName, FormKind, Pane, Row};
use crate::domain::{
    Due, EventId, Form as OrderForm, Government, Means, Posture, Reckoning, ReportKind, Rung, StepCode, TeamCode,
    TeamStatus, Urgency,
};
use crate::text::words::{AuthorityWord, EvacuationWord, NoticeWord, Word};

/// Opens the form that an action asks for, or says what is missing for it.
pub(super) fn perform(model: &mut Model, action: Action) -> Vec<Effect> {
    let incident = model.selected_incident();
    let team = if let Some(Row::Team(code)) = model.selected(Board::Teams) { Some(code.clone()) } else { None };
    let needs_incident = |model: &mut Model| model.tell("先选一个事件", "select an incident first");
    match action {
        Action::NewOrder => order(model, Urgency::Routine),
        Action::Withdraw => order(model, Urgency::Withdraw),
        Action::AckOnBehalf => climb(model, order_meant(model)),
        Action::EndOrder => end_order(model),
        Action::ShelveAlarm => shelve(model),
        Action::Ratify => ratify(model, override_meant(model)),
        Action::Call | Action::Measures => by_phone(model, action),
        Action::CountHeads => match model.withdrawn_order() {
            Some(order) => {
                // The one in hand is no withdrawal: the one that waits for its count is taken in hand.
                model.select_row(Board::Orders, &Row::Order(order));
                open(model, FormKind::CountHeads(order), &Known::default());
            }
            None => model.tell("没有待清点的撤离", "no withdrawal waits for a count"),
        },
        Action::Decide => decide(model, warning_meant(model), proposal_meant(model)),
        Action::Report => {
            // The first word goes up by phone, what follows in writing (rules.md 3.3).
            let by_phone = incident.is_some_and(|id| model.world.reports(id).is_empty());
            report(model, incident, None, by_phone, None);
        }
        Action::Message => message(model),
        Action::NewIncident => open(model, FormKind::NewIncident, &Known::default()),
        Action::Posture => return posture(model, None),
        Action::StartPlan => start_plan(model, incident),
        Action::GradeIncident | Action::IncidentStatus | Action::Figure => match incident {
            Some(id) if action == Action::GradeIncident => open(model, FormKind::Grade(id), &Known::default()),
            Some(id) if action == Action::IncidentStatus => {
                open(model, FormKind::IncidentStatus(id), &Known::default());
            }
            Some(_) => open(model, FormKind::Figure, &Known { incident, ..Known::default() }),
            None => needs_incident(model),
        },
        Action::Warning => open(model, FormKind::Warning, &Known::default()),
        Action::TeamStatus | Action::Position if model.rows(Board::Teams).is_empty() => {
            model.tell("还没有队伍", "there is no team yet");
        }
        Action::TeamStatus | Action::Position => {
            // On its board the selected team is meant; elsewhere it is named.
            let team = team.filter(|_| model.board == Board::Teams && model.pane != Pane::Rail);
            let kind = if action == Action::Position { FormKind::Position } else { FormKind::TeamStatus };
            open(model, kind, &Known { team, ..Known::default() });
        }
        Action::AssignTeam => match team {
            Some(team) => open(model, FormKind::Assign(team), &Known { incident, ..Known::default() }),
            None => model.tell("先选一支队伍", "select a team first"),
        },
        Action::SignShift => return shift::sign(model),
        Action::Notify | Action::Relief => outside(model, action),
        Action::Evacuees => open(model, FormKind::Evacuees, &Known { incident, ..Known::default() }),
        Action::ImportTable => open(model, FormKind::Import, &Known::default()),
        Action::SignIn => open(model, FormKind::SignIn, &Known::default()),
        Action::Strike => strike(model),
        Action::Commands => {
            model.pane = Pane::Board;
            open(model, FormKind::Commands, &Known::default());
        }
        Action::Find if model.board == Board::Journal => open(model, FormKind::JournalJump, &Known::default()),
        Action::Find if model.every_row(model.board).is_empty() => {
            model.tell("这里没有可找的", "there is nothing to find here");
        }
        Action::Find => {
            model.pane = Pane::Board;
            open(model, FormKind::Find, &Known::default());
        }
        _ => {}
    }
    Vec::new()
}

/// Opens a change of posture, with what comes next picked.
pub(super) fn posture(model: &mut Model, posture: Option<Posture>) -> Vec<Effect> {
    open(model, FormKind::Posture, &Known { posture, ..Known::default() });
    Vec::new()
}

/// Opens a notice to neighbours, or relief for those who were moved, when something asks for it.
fn outside(model: &mut Model, action: Action) {
    let (kind, nothing) = if action == Action::Notify {
        (model.notice_meant().map(FormKind::Notify), NoticeWord::Nothing.say(model.lang))
    } else {
        (model.evacuation_meant().map(FormKind::Relief), EvacuationWord::Nothing.say(model.lang))
    };
    match kind {
        Some(kind) => open(model, kind, &Known::default()),
        None => model.note(nothing.to_owned()),
    }
}

/// The alarms of the row in hand, of a group every one, put aside with one reason and one time.
fn shelve(model: &mut Model) {
    let alarms: Vec<String> = model.alarms_to_shelve().into_iter().map(|alarm| alarm.0).collect();
    if alarms.is_empty() {
        model.tell("没有可搁置的告警", "there is no alarm to put aside");
    } else {
        open(model, FormKind::Shelve(alarms), &Known::default());
    }
}

/// On the rail, what is due there.
fn override_meant(model: &Model) -> Option<EventId> {
    match model.selected_deadline().filter(|_| model.pane == Pane::Rail)?.what {
        Due::Ratify { event } => Some(event),
        _ => None,
    }
}

/// Opens what awaits ratification, with what is meant picked.
pub(super) fn ratify(model: &mut Model, overridden: Option<EventId>) {
    if model.world.unratified().is_empty() {
        model.note(AuthorityWord::Nothing.say(model.lang).to_owned());
    } else {
        open(model, FormKind::Ratify, &Known { overridden, ..Known::default() });
    }
}

/// Opens a call, or the answers to what a warning asks.
fn by_phone(model: &mut Model, action: Action) {
    match (action, model.call_meant(), model.warning_asking()) {
        (Action::Call, Some((errand, seat)), _) => open(model, FormKind::Call(errand, seat), &Known::default()),
        (Action::Call, None, _) => model.tell("没有待叫应的", "nobody waits to be called"),
        (_, _, Some(warning)) => open(model, FormKind::Measures(warning), &Known::default()),
        (_, _, None) => model.tell("还没有预警", "there is no warning yet"),
    }
}

/// Opens a step's form; on the plan board about the selected one.
pub(super) fn step(model: &mut Model, kind: FormKind, step: Option<(EventId, StepCode)>) -> Vec<Effect> {
    open(model, kind, &Known { step, ..Known::default() });
    Vec::new()
}

/// Opens a form about an incident.
pub(super) fn form_about(model: &mut Model, kind: FormKind, incident: Option<EventId>) -> Vec<Effect> {
    open(model, kind, &Known { incident, ..Known::default() });
    Vec::new()
}

/// Opens a form about a team.
pub(super) fn about_team(model: &mut Model, kind: FormKind, team: Option<TeamCode>) -> Vec<Effect> {
    open(model, kind, &Known { team, ..Known::default() });
    Vec::new()
}

/// Opens a draft of an aid request, for an incident and a team of another city when they are known.
pub(super) fn aid(model: &mut Model, incident: Option<EventId>, team: Option<TeamCode>) -> Vec<Effect> {
    open(model, FormKind::Aid(AidForm::Draft), &Known { team, incident, ..Known::default() });
    Vec::new()
}

/// Opens a form about which nothing more is known.
pub(super) fn form(model: &mut Model, kind: FormKind) -> Vec<Effect> {
    open(model, kind, &Known::default());
    Vec::new()
}

/// Opens a form, or the one of the same kind that was put aside.
fn open(model: &mut Model, kind: FormKind, known: &Known) {
    let fresh = build(model, kind, known);
    let parked = model.parked.iter().rposition(|parked| resumes(parked, &fresh));
    let form = match parked {
        Some(place) => {
            let parked = model.parked.remove(place);
            let (zh, en) = ("放一边的接着填 ({0} 重填)", "going on with what was put aside ({0} starts over)");
            model.tell_key(Context::Form, Action::Reset, zh, en);
            let mut form = resumed(&parked, fresh);
            follow_team(model, &mut form);
            form
        }
        None => fresh,
    };
    model.overlays.push(Overlay::Form(form));
}

/// In the place of an order to another city's team: its city is asked for it.
pub(super) fn ask_city(model: &mut Model, known: &Known) {
    let form = build(model, FormKind::Aid(AidForm::Draft), known);
    model.overlays.push(Overlay::Form(form));
    model.tell("不归本级指挥: 向其所属市发支援请求", "takes no orders from here: its city is asked for aid");
}

fn order(model: &mut Model, urgency: Urgency) {
    let on_teams = model.board == Board::Teams && model.pane != Pane::Rail;
    let team = model.selected_team().filter(|_| on_teams);
    let assigned = team.as_ref().and_then(|view| view.assignment.clone().first()?.incident);
    let team = team.map(|view| view.team.code.clone());
    // On the board of scenes the selected one is meant: who is called back is called back from there.
    let scene = model.selected_scene().map(|view| view.incident).filter(|_| model.board == Board::Onsite);
    let incident = assigned.or(scene).or_else(|| model.selected_incident());
    // On the structure board the selected body is meant.
    let headquarters = match model.selected(model.board) {
        Some(Row::Organ(code)) if model.pane != Pane::Rail => Some(code.0.as_str().into()),
        _ => None,
    };
    let known = Known { team, incident, urgency, headquarters, ..Known::default() };
    let known = match model.step_meant().filter(|_| urgency == Urgency::Routine) {
        Some((run, step, late)) => {
            let urgency = if late { Urgency::Urgent } else { urgency };
            Known { step: Some((run, step)), late, urgency, ..Known::default() }
        }
        None => known,
    };
    let form = build(model, FormKind::Order(OrderForm::Order), &known);
    match asked_of_a_city(model, &form) {
        Some(known) => ask_city(model, &known),
        None => open(model, FormKind::Order(OrderForm::Order), &known),
    }
}

/// Opens the note of a call; what was begun in the entry line goes on in it, with the time of its first key.
fn message(model: &mut Model) {
    let begun = model.entry.began;
    let incident = if begun.is_some() { model.entry.target } else { model.selected_incident() };
    open(model, FormKind::Message, &Known { incident, ..Known::default() });
    if !model.entry.is_draft() {
        return;
    }
    if let Some(Overlay::Form(form)) = model.overlays.last_mut()
        && let Some(field) = form.fields.iter_mut().find(|field| field.name == FieldName::Text)
        && field.line().is_empty()
    {
        let text = model.entry.taken();
        field.write(|line| line.paste(&text));
        form.touched = true;
        form.opened = begun.unwrap_or(form.opened);
    }
}

/// The order that acknowledging means: the rail's, the selected one, or the one waited for longest.
fn order_meant(model: &Model) -> Option<EventId> {
    let on_rail = model.selected_deadline().filter(|_| model.pane == Pane::Rail).and_then(|d| d.what.unanswered());
    let selected = model.selected_order().filter(|_| model.board == Board::Orders);
    let selected = selected.filter(|view| view.outcome == Reckoning::Unset).map(|view| view.id);
    on_rail.or(selected).or_else(|| model.rail().iter().find_map(|d| d.what.unanswered()))
}

/// The warning that deciding means: the rail's.
fn warning_meant(model: &Model) -> Option<EventId> {
    match model.selected_deadline().filter(|_| model.pane == Pane::Rail)?.what {
        Due::Decide { warning } => Some(warning),
        _ => None,
    }
}

/// The proposal that deciding means: the rail's.
fn proposal_meant(model: &Model) -> Option<EventId> {
    match model.selected_deadline().filter(|_| model.pane == Pane::Rail)?.what {
        Due::Approve { proposal } => Some(proposal),
        _ => None,
    }
}

/// Opens the acknowledgement on somebody's behalf.
pub(super) fn climb(model: &mut Model, order: Option<EventId>) {
    let open_orders = model
        .world
        .orders()
        .into_iter()
        .any(|view| view.outcome == Reckoning::Unset && view.height < Some(Rung::Executing));
    if open_orders {
        open(model, FormKind::Climb, &Known { order, ..Known::default() });
    } else {
        model.tell("没有待签收的指令", "no order waits to be acknowledged");
    }
}

fn end_order(model: &mut Model) {
    match model.selected_order().map(|view| view.id) {
        Some(order) => open(model, FormKind::EndOrder(order), &Known::default()),
        None => model.tell("先选一条指令", "select an order first"),
    }
}

/// Opens the decision on the response.
pub(super) fn decide(model: &mut Model, warning: Option<EventId>, proposal: Option<EventId>) {
    if model.world.all_headquarters().next().is_none() {
        model.tell("还没有指挥部, 无从决定", "there is no headquarters yet that could decide");
    } else {
        open(model, FormKind::Decide, &Known { warning, proposal, ..Known::default() });
    }
}

/// Opens the note that the report went up that meets this.
pub(super) fn report_due(model: &mut Model, due: &Due) {
    let Some((incident, kind, by_phone)) = due.report() else { return };
    // Of what goes up a level the form knows which kind comes next.
    let (kind, to) = if let Due::ReportUp { to, .. } = due { (None, Some(*to)) } else { (Some(kind), None) };
    report(model, Some(incident), kind, by_phone, to);
}

/// Opens the note that a report went up.
fn report(
    model: &mut Model,
    incident: Option<EventId>,
    report: Option<ReportKind>,
    by_phone: bool,
    reached: Option<Government>,
) {
    if model.rows(Board::Situation).is_empty() {
        model.tell("还没有事件", "there is no incident yet");
        return;
    }
    // A report that is due in writing is not met by another call.
    let means = Some(if by_phone { Means::Phone } else { Means::Console });
    open(model, FormKind::Report, &Known { incident, means, report, reached, ..Known::default() });
}

fn start_plan(model: &mut Model, incident: Option<EventId>) {
    if model.world.plans().next().is_none() {
        model.tell("没有入库的预案", "no plan has been adopted");
    } else {
        open(model, FormKind::StartPlan, &Known { incident, ..Known::default() });
    }
}

/// Opens a team's status, with the next one filled in when it is known.
pub(super) fn team_status(model: &mut Model, team: &TeamCode, status: Option<TeamStatus>) {
    open(model, FormKind::TeamStatus, &Known { team: Some(team.clone()), status, ..Known::default() });
}

/// Takes back the selected line of the timeline, or the selected order.
fn strike(model: &mut Model) {
    let target = match model.selected(model.board) {
        Some(Row::Line(id) | Row::Order(id)) => Some(*id),
        Some(Row::Entry(number)) => model.chronicle.entry(*number).map(|entry| entry.event.id),
        Some(row) => model.resource_ledger(row).first().map(|(id, _)| *id),
        None => None,
    };
    match target.filter(|id| model.world.stands(id)) {
        Some(id) => open(model, FormKind::Strike(id), &Known::default()),
        None => model.tell("这一行没有可划掉的", "there is nothing to strike in this row"),
    }
}
