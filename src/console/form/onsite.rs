//! Forms about a scene: fields in the order in which a person says them, with what the log knows filled in.

mod options;

pub(in crate::console) use options::task_due;

use serde::{Deserialize, Serialize};

use super::build::{choice, field, must, text, time};
use super::{Field, FieldKind, FieldName, Form, FormKind, Pick, options as common, people};
use crate::console::{Line, Model};
use crate::domain::{CasualtyState, CrewName, EventId, HazardKind, SceneGroup, SceneView, ZoneKind};
use crate::limits::{ENTRY_BYTES_MAX, FIELD_BYTES_MAX};

/// What is done on a scene.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each names an act of the scene")]
pub enum OnsiteForm {
    Arrive,
    SizeUp,
    Command,
    Zone,
    Post,
    Plan,
    Task,
    Progress,
    InOut,
    Count,
    Reading,
    Casualty,
    Request,
    Search,
    Evidence,
    ReEnter,
    Stable,
    GiveOver,
    Close,
}

/// What is picked in a form about a scene.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each names a thing of the scene")]
pub enum ScenePick {
    Zone(ZoneKind),
    /// An evacuation is ordered.
    Evacuate,
    /// A zone is lifted.
    Lift(EventId),
    /// A zone that people are in.
    In(EventId),
    Group(SceneGroup),
    Task(EventId),
    News(TaskPick),
    Crew(CrewName),
    /// Somebody who is no team.
    OtherCrew,
    /// In, or out.
    GoesIn(bool),
    Reading(HazardKind),
    Casualty(CasualtyState),
    /// An answer to a request: given or not.
    Answer(EventId, bool),
    /// Something new is asked for.
    Ask,
    /// A cell of the grid.
    Cell(String),
    /// The grid is laid.
    Lay,
    /// 初期指挥.
    First,
    /// 交.
    Offer,
    /// 接.
    Take(EventId),
}

/// What is told of a task.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each names a line of the ledger")]
pub enum TaskPick {
    Progress,
    Blocked,
    Relieved,
    Done,
}

impl OnsiteForm {
    pub(super) fn title(self, lang: crate::text::Lang) -> &'static str {
        match self {
            Self::Arrive => lang.pick("首到登记", "First on scene"),
            Self::SizeUp => lang.pick("首报", "Size-up"),
            Self::Command => lang.pick("指挥权", "Command"),
            Self::Zone => lang.pick("划区疏散", "Zones"),
            Self::Post => lang.pick("设立现场指挥部", "Command post"),
            Self::Plan => lang.pick("现场救援方案", "Rescue plan"),
            Self::Task => lang.pick("派任务", "A task"),
            Self::Progress => lang.pick("任务进展", "News of a task"),
            Self::InOut => lang.pick("人员进出", "In and out"),
            Self::Count => lang.pick("现场清点", "Roll call"),
            Self::Reading => lang.pick("监测读数", "A reading"),
            Self::Casualty => lang.pick("伤亡增减", "Casualties"),
            Self::Request => lang.pick("资源请求", "A request"),
            Self::Search => lang.pick("搜索网格", "Search grid"),
            Self::Evidence => lang.pick("移动物证", "Something moved"),
            Self::ReEnter => lang.pick("批准再入", "Allow entry again"),
            Self::Stable => lang.pick("宣布稳控", "Call it stable"),
            Self::GiveOver => lang.pick("移交现场", "Hand the scene over"),
            Self::Close => lang.pick("撤销现场指挥部", "Close the command post"),
        }
    }
}

/// The fields of a form of this kind: what is said, then by whom, by what means, when.
pub(super) fn fields(model: &Model, incident: EventId, form: OnsiteForm) -> Vec<Field> {
    let view = model.world.scene(incident);
    let view = view.as_ref();
    let own = match form {
        OnsiteForm::Arrive | OnsiteForm::Close => Vec::new(),
        OnsiteForm::SizeUp => size_up(model, incident, view),
        OnsiteForm::Command => command(model, incident, view),
        OnsiteForm::Post => post(model, view),
        OnsiteForm::Plan => plan(model, view),
        OnsiteForm::Task => task(model, incident, view),
        OnsiteForm::ReEnter => vec![long(FieldName::ExpertWord, ""), long(FieldName::MonitorWord, "")],
        OnsiteForm::Stable => vec![long(FieldName::ExpertWord, "")],
        OnsiteForm::GiveOver => vec![text(FieldName::HandTo, "")],
        OnsiteForm::InOut | OnsiteForm::Count | OnsiteForm::Search => people_fields(model, incident, view, form),
        other => found_fields(model, view, other),
    };
    let said = match form {
        // The post is the government's, to set up and to close; what the scene as a whole does its commander's.
        OnsiteForm::Post | OnsiteForm::Close => voice(model, None),
        OnsiteForm::Plan | OnsiteForm::ReEnter | OnsiteForm::Stable | OnsiteForm::GiveOver => voice(model, view),
        _ => vec![said_by(model), means(model), time(FieldName::At)],
    };
    [own, said].concat()
}

/// Who is in, who was seen, who searched.
fn people_fields(model: &Model, incident: EventId, view: Option<&SceneView<'_>>, form: OnsiteForm) -> Vec<Field> {
    match form {
        OnsiteForm::Count => vec![
            must(FieldName::Crew, options::crews_in(model, view), options::crew_due(model, view).as_ref()),
            number(FieldName::Present, ""),
            text(FieldName::AbsentNames, ""),
        ],
        OnsiteForm::Search => vec![
            choice(FieldName::Cell, options::cells(model, view), options::first_cell(view).as_ref()),
            number(FieldName::GridColumns, "4"),
            number(FieldName::GridRows, "4"),
            text(FieldName::Place, ""),
            text(FieldName::Coordinates, ""),
            number(FieldName::GridSide, ""),
            must(FieldName::Crew, options::crews(model, incident, view), None),
            text(FieldName::Who, ""),
            text(FieldName::Method, ""),
            number(FieldName::Found, "0"),
        ],
        _ => vec![
            choice(FieldName::InOut, options::in_or_out(model), None),
            must(FieldName::Crew, options::crews(model, incident, view), None),
            text(FieldName::Who, ""),
            number(FieldName::Count, ""),
            text(FieldName::NameList, ""),
            choice(FieldName::TaskZone, options::inside(model, view), None),
            choice(FieldName::Remote, options::yes(model), Some(&Pick::Met(false))),
        ],
    }
}

/// What was found, asked for, moved, and heard of tasks.
fn found_fields(model: &Model, view: Option<&SceneView<'_>>, form: OnsiteForm) -> Vec<Field> {
    match form {
        OnsiteForm::Zone => vec![
            choice(FieldName::ZoneKind, options::zones(model, view), None),
            text(FieldName::ZoneName, ""),
            text(FieldName::Coordinates, ""),
            number(FieldName::Radius, ""),
            number(FieldName::Count, ""),
        ],
        OnsiteForm::Progress => vec![
            must(FieldName::Task, options::tasks(model, view), options::first_task(model, view).as_ref()),
            choice(FieldName::TaskNews, options::news(model), None),
            long(FieldName::Text, ""),
        ],
        OnsiteForm::Reading => vec![
            choice(FieldName::ReadingOf, options::readings(model), None),
            number(FieldName::Value, ""),
            text(FieldName::Place, ""),
        ],
        OnsiteForm::Casualty => vec![
            choice(FieldName::CasualtyState, options::casualties(model), None),
            text(FieldName::Change, ""),
            text(FieldName::Source, &options::last_source(view)),
            text(FieldName::Place, ""),
        ],
        OnsiteForm::Request => vec![
            choice(FieldName::Request, options::requests(model, view), options::first_request(view).as_ref()),
            text(FieldName::Text, ""),
            text(FieldName::ReportTo, model.lang.pick("指挥部", "headquarters")),
        ],
        _ => vec![
            text(FieldName::MovedThing, ""),
            choice(FieldName::Marked, options::yes(model), None),
            choice(FieldName::Sketched, options::yes(model), None),
            choice(FieldName::Recorded, options::yes(model), None),
        ],
    }
}

/// The period is as long as the last one, until somebody says otherwise.
fn plan(model: &Model, view: Option<&SceneView<'_>>) -> Vec<Field> {
    let hours = view.and_then(SceneView::plan).map_or(4, |(_, _, plan)| plan.hours);
    vec![
        long(FieldName::TaskObjective, ""),
        number(FieldName::PeriodHours, &hours.to_string()),
        long(FieldName::ExpertWord, ""),
        choice(FieldName::Cited, options::conclusions(model), None),
    ]
}

fn size_up(model: &Model, incident: EventId, view: Option<&SceneView<'_>>) -> Vec<Field> {
    let before = view.and_then(SceneView::size_up).map(|(_, _, size)| size);
    let code = Some(model.world.incident_code(incident)).filter(|code| !code.is_empty());
    let coded = code.map(|code| common::say(model).event_code(code)).unwrap_or_default();
    let kind = before.map_or(coded, |size| size.kind.clone());
    let of = |part: fn(&crate::domain::SizeUp) -> &String| before.map(part).cloned().unwrap_or_default();
    let trapped = before.and_then(|size| size.trapped).map(|count| count.to_string()).unwrap_or_default();
    vec![
        text(FieldName::Disaster, &kind),
        number(FieldName::Trapped, &trapped),
        text(FieldName::Dangers, &of(|size| &size.hazards)),
        text(FieldName::Wind, &of(|size| &size.wind)),
        text(FieldName::Ways, &of(|size| &size.ways)),
    ]
}

/// Who takes command first; who hands it over, to whom, with which brief; or that it is taken.
fn command(model: &Model, incident: EventId, view: Option<&SceneView<'_>>) -> Vec<Field> {
    let acts = options::command(model, view);
    let brief = view.map(|view| common::say(model).scene_brief(view, model.now)).unwrap_or_default();
    let held = view.and_then(|view| view.commander.clone().first()).unwrap_or_default();
    let me = if held.is_empty() { model.post.operator.as_str() } else { "" };
    vec![
        choice(FieldName::CommandAct, acts, None),
        text(FieldName::Commander, me),
        text(FieldName::OwnUnit, ""),
        // A fire scene is theirs (消防法 art. 45); of any other nobody claims it unasked.
        choice(FieldName::FireService, options::yes(model), Some(&Pick::Met(model.world.burns(incident)))),
        long(FieldName::Brief, &brief),
    ]
}

fn post(model: &Model, view: Option<&SceneView<'_>>) -> Vec<Field> {
    let card = view.and_then(SceneView::post).map(|(_, _, card)| card.clone()).unwrap_or_default();
    let groups = if card.groups.is_empty() {
        let first = [SceneGroup::Coordination, SceneGroup::Rescue, SceneGroup::Medical, SceneGroup::Security]
            .map(|group| common::say(model).word(group).to_owned());
        first.join(", ")
    } else {
        let seats = card
            .groups
            .iter()
            .map(|seat| format!("{} {}", common::say(model).word(seat.group), seat.lead).trim_end().to_owned());
        seats.collect::<Vec<_>>().join(", ")
    };
    let exits = card.exits.map(|exits| exits.to_string()).unwrap_or_default();
    let upwind = card.upwind.map(Pick::Met);
    vec![
        text(FieldName::Place, &card.place),
        text(FieldName::Commander, &card.commander),
        text(FieldName::Deputy, &card.deputy),
        long(FieldName::Groups, &groups),
        text(FieldName::Frequency, &card.radio),
        text(FieldName::Entrance, &card.entry),
        choice(FieldName::Upwind, options::yes_no_unknown(model), upwind.as_ref()),
        number(FieldName::Exits, &exits),
        text(FieldName::Coordinates, ""),
    ]
}

fn task(model: &Model, incident: EventId, view: Option<&SceneView<'_>>) -> Vec<Field> {
    // What holds for all holds for the next: the channel and the signal are those of the last task.
    let tasks = view.map(|view| view.tasks(&model.world)).unwrap_or_default();
    let last = tasks.last().map(|task| task.task.clone());
    let of = |part: fn(&crate::domain::SceneTask) -> &String| last.as_ref().map(part).cloned().unwrap_or_default();
    vec![
        must(FieldName::Team, options::teams(model, incident), options::first_team(model, incident).as_ref()),
        long(FieldName::TaskObjective, ""),
        choice(FieldName::SceneGroup, options::groups(model), Some(&Pick::Scene(ScenePick::Group(SceneGroup::Rescue)))),
        text(FieldName::TaskArea, ""),
        choice(FieldName::TaskZone, options::inside(model, view), None),
        text(FieldName::Dangers, &of(|task| &task.hazards)),
        text(FieldName::Protection, &of(|task| &task.protection)),
        text(FieldName::Frequency, &of(|task| &task.channel)),
        text(FieldName::Signal, &of(|task| &task.signal)),
        choice(FieldName::Capability, options::capabilities(model), None),
        choice(FieldName::OnAir, options::yes(model), Some(&Pick::Met(false))),
        choice(FieldName::Life, options::yes(model), Some(&Pick::Met(false))),
    ]
}

/// By whose word, in which role, by what means, when.
fn voice(model: &Model, view: Option<&SceneView<'_>>) -> Vec<Field> {
    let held = view.and_then(|view| view.commander.clone().first()).unwrap_or_default();
    let own = held.is_empty() || held == model.post.operator;
    let role = if own { model.sitting() } else { Some(crate::domain::Role::OnSiteCommander) };
    let role = role.map(Pick::Role);
    let by = if own { model.post.operator.as_str() } else { held };
    let by_phone = Pick::Means(crate::domain::Means::Phone);
    vec![
        text(FieldName::By, by),
        choice(FieldName::Role, people::roles(model), role.as_ref()),
        choice(FieldName::Means, options::heard(model), (!own).then_some(&by_phone)),
        time(FieldName::At),
    ]
}

fn said_by(model: &Model) -> Field {
    text(FieldName::By, &model.post.operator)
}

fn means(model: &Model) -> Field {
    choice(FieldName::Means, options::heard(model), None)
}

fn number(name: FieldName, preset: &str) -> Field {
    field(name, FieldKind::Number(Line::with(FIELD_BYTES_MAX, preset)))
}

/// A text that may be as long as an entry.
fn long(name: FieldName, preset: &str) -> Field {
    field(name, FieldKind::Text(Line::with(ENTRY_BYTES_MAX / 2, preset)))
}

impl Form {
    fn scene_pick(&self, name: FieldName) -> Option<&ScenePick> {
        if let Some(Pick::Scene(pick)) = self.pick(name) { Some(pick) } else { None }
    }

    /// Whether a field of a form about a scene applies, given what is picked in the others.
    pub(super) fn shown_of_scene(&self, name: FieldName) -> bool {
        use FieldName as N;
        let FormKind::Onsite(_, form) = &self.kind else { return true };
        match form {
            OnsiteForm::Command => {
                let (first, offer) = match self.scene_pick(N::CommandAct) {
                    Some(ScenePick::Take(_)) => (false, false),
                    Some(ScenePick::Offer) => (false, true),
                    _ => (true, false),
                };
                match name {
                    N::Commander => first || offer,
                    N::OwnUnit | N::FireService => first,
                    N::Brief => offer,
                    _ => true,
                }
            }
            OnsiteForm::Zone => match self.scene_pick(N::ZoneKind) {
                Some(ScenePick::Lift(_)) => !matches!(name, N::ZoneName | N::Coordinates | N::Radius | N::Count),
                Some(ScenePick::Evacuate) => !matches!(name, N::Coordinates | N::Radius),
                _ => name != N::Count,
            },
            OnsiteForm::InOut => match name {
                N::Who => self.scene_pick(N::Crew) == Some(&ScenePick::OtherCrew),
                N::NameList | N::TaskZone | N::Remote => self.scene_pick(N::InOut) == Some(&ScenePick::GoesIn(true)),
                _ => true,
            },
            OnsiteForm::Request => match self.scene_pick(N::Request) {
                Some(ScenePick::Answer(..)) => name != N::ReportTo,
                _ => true,
            },
            OnsiteForm::Search => {
                let lays = self.scene_pick(N::Cell) == Some(&ScenePick::Lay);
                match name {
                    N::GridColumns | N::GridRows | N::Place | N::Coordinates | N::GridSide => lays,
                    N::Who => !lays && self.scene_pick(N::Crew) == Some(&ScenePick::OtherCrew),
                    N::Crew | N::Method | N::Found => !lays,
                    _ => true,
                }
            }
            OnsiteForm::Plan if name == N::Cited => {
                matches!(self.named(name).map(|f| &f.kind), Some(FieldKind::Choice { options, .. }) if options.len() > 1)
            }
            _ => true,
        }
    }

    /// Whether a field of such a form still wants something.
    pub(super) fn wants_of_scene(&self, field: &Field) -> bool {
        use FieldName as N;
        let empty = field.line().text().trim().is_empty();
        match (&field.kind, field.name) {
            (FieldKind::Choice { picked, .. }, _) => picked.is_none(),
            (
                _,
                N::By
                | N::Disaster
                | N::ZoneName
                | N::Commander
                | N::TaskObjective
                | N::PeriodHours
                | N::Who
                | N::Present
                | N::Value
                | N::Change
                | N::Source
                | N::MovedThing
                | N::HandTo
                | N::GridColumns
                | N::GridRows,
            ) => empty,
            (_, N::Count) => !matches!(self.kind, FormKind::Onsite(_, OnsiteForm::Zone)) && empty,
            (_, N::Place) => {
                let must = [OnsiteForm::Post, OnsiteForm::Reading];
                matches!(&self.kind, FormKind::Onsite(_, form) if must.contains(form)) && empty
            }
            // A done task may have nothing to show; an answer may have no words.
            (_, N::Text) => {
                let done = self.scene_pick(N::TaskNews) == Some(&ScenePick::News(TaskPick::Done));
                let relieved = self.scene_pick(N::TaskNews) == Some(&ScenePick::News(TaskPick::Relieved));
                let answered = matches!(self.scene_pick(N::Request), Some(ScenePick::Answer(..)));
                !done && !relieved && !answered && empty
            }
            _ => false,
        }
    }
}

/// The task that a deadline is about is the one that is picked.
pub(in crate::console) fn pick_task(form: &mut Form, task: EventId) {
    let wanted = Pick::Scene(ScenePick::Task(task));
    for field in &mut form.fields {
        if let (FieldName::Task, FieldKind::Choice { options, picked, .. }) = (field.name, &mut field.kind) {
            *picked = options.iter().position(|choice| choice.pick == wanted).or(*picked);
        }
    }
}
