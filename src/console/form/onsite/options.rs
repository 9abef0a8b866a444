//! What the choices of forms about a scene offer.

use super::super::options::{choice as option, say, words};
use super::super::{Choice, Pick};
use super::{ScenePick, TaskPick};
use crate::console::Model;
use crate::domain::{
    Capability, CasualtyState, CrewName, Due, EventId, HazardKind, Means, SceneGroup, SceneView, SceneWant, TeamStatus,
    ZoneKind,
};
use crate::text::words::{SceneWord, Word};

type View<'a> = Option<&'a SceneView<'a>>;

fn scene(pick: ScenePick, name: impl Into<String>) -> Choice {
    option(Pick::Scene(pick), "", name)
}

/// At the console first: who stands beside it is written down by whoever sits at the keys.
pub(super) fn heard(model: &Model) -> Vec<Choice> {
    let here = option(Pick::Means(Means::Console), "", model.lang.pick("当面或本席", "here"));
    let mut all = words(model, &[Means::Radio, Means::Phone, Means::Person], Pick::Means);
    all.insert(0, here);
    all
}

pub(super) fn yes(model: &Model) -> Vec<Choice> {
    let all = [(true, "是", "yes"), (false, "否", "no")];
    all.map(|(is, zh, en)| option(Pick::Met(is), "", model.lang.pick(zh, en))).to_vec()
}

pub(super) fn yes_no_unknown(model: &Model) -> Vec<Choice> {
    let unknown = option(Pick::Nothing, "", model.lang.pick("未说", "not said"));
    [unknown].into_iter().chain(yes(model)).collect()
}

pub(super) fn command(model: &Model, view: View<'_>) -> Vec<Choice> {
    let lang = model.lang;
    let offered = view.and_then(SceneView::offered);
    let take = offered.map(|(id, _, to, _)| {
        let name = format!("{} {to}", lang.pick("接过指挥权", "takes command:"));
        scene(ScenePick::Take(id), name)
    });
    let first = scene(ScenePick::First, lang.pick("担任初期指挥", "takes command first"));
    let offer = scene(ScenePick::Offer, lang.pick("交出指挥权给", "hands over to"));
    let held = view.is_some_and(|view| view.commander.clone().first().is_some());
    let rest = if held { [offer, first] } else { [first, offer] };
    take.into_iter().chain(rest).collect()
}

pub(super) fn zones(model: &Model, view: View<'_>) -> Vec<Choice> {
    let lang = model.lang;
    let kinds = ZoneKind::ALL.into_iter().map(|kind| scene(ScenePick::Zone(kind), kind.say(lang)));
    let evacuate = scene(ScenePick::Evacuate, lang.pick("疏散令", "evacuate"));
    let lift = view.map(SceneView::zones).unwrap_or_default().into_iter().map(|zone| {
        let name = format!("{} {}", zone.what.kind.say(lang), zone.what.name);
        scene(ScenePick::Lift(zone.id), SceneWord::Lifted.with(lang, &[&name]))
    });
    kinds.chain([evacuate]).chain(lift).collect()
}

/// Where people are: in no zone, or in one.
pub(super) fn inside(model: &Model, view: View<'_>) -> Vec<Choice> {
    let lang = model.lang;
    let none = option(Pick::Nothing, "", lang.pick("不在划区内", "in no zone"));
    let zones = view.map(SceneView::zones).unwrap_or_default().into_iter();
    let zones =
        zones.map(|zone| scene(ScenePick::In(zone.id), format!("{} {}", zone.what.kind.say(lang), zone.what.name)));
    [none].into_iter().chain(zones).collect()
}

pub(super) fn groups(model: &Model) -> Vec<Choice> {
    SceneGroup::ALL.into_iter().map(|group| scene(ScenePick::Group(group), group.say(model.lang))).collect()
}

pub(super) fn capabilities(model: &Model) -> Vec<Choice> {
    let any = option(Pick::Nothing, "", model.lang.pick("不限", "any"));
    let all = Capability::ALL.iter().map(|(able, tag)| option(Pick::Capability(*able), "", *tag));
    [any].into_iter().chain(all).collect()
}

/// The teams, those that wait on the scene first.
pub(super) fn teams(model: &Model, incident: EventId) -> Vec<Choice> {
    let mut all = model.world.teams();
    let rank = |view: &crate::domain::TeamView<'_>| {
        let here = model.world.checked_in(&view.team.code, incident);
        let free = view.status.clone().first() == Some(TeamStatus::Staged);
        (!(here && free), !here)
    };
    all.sort_by_key(rank);
    let name = |view: &crate::domain::TeamView<'_>| {
        let status = view.status.clone().first().map_or("?", |status| say(model).word(status));
        format!("{} {status}", say(model).team_name(view.team))
    };
    all.iter().map(|view| option(Pick::Team(view.team.code.clone()), view.team.code.0.clone(), name(view))).collect()
}

/// The first of them that waits on the scene.
pub(super) fn first_team(model: &Model, incident: EventId) -> Option<Pick> {
    let waits = |view: &crate::domain::TeamView<'_>| {
        let free = view.status.clone().first() == Some(TeamStatus::Staged);
        free && model.world.checked_in(&view.team.code, incident)
    };
    model.world.teams().iter().find(|view| waits(view)).map(|view| Pick::Team(view.team.code.clone()))
}

pub(super) fn tasks(model: &Model, view: View<'_>) -> Vec<Choice> {
    let open = view.map(|view| view.open_tasks(&model.world)).unwrap_or_default();
    let name =
        |task: &crate::domain::TaskView<'_>| format!("{} {}", say(model).team(&task.task.team), task.task.objective);
    open.iter().map(|task| scene(ScenePick::Task(task.id), name(task))).collect()
}

/// The one of which nothing was heard for longest.
pub(super) fn first_task(model: &Model, view: View<'_>) -> Option<Pick> {
    let open = view.map(|view| view.open_tasks(&model.world)).unwrap_or_default();
    let first = open.iter().min_by_key(|task| task.heard.map_or(task.at, |(_, at)| at));
    first.map(|task| Pick::Scene(ScenePick::Task(task.id)))
}

pub(super) fn news(model: &Model) -> Vec<Choice> {
    let all = [
        (TaskPick::Progress, "有进展", "progress"),
        (TaskPick::Done, "完成", "done"),
        (TaskPick::Blocked, "受阻", "blocked"),
        (TaskPick::Relieved, "轮换", "relieved"),
    ];
    all.map(|(pick, zh, en)| scene(ScenePick::News(pick), model.lang.pick(zh, en))).to_vec()
}

pub(super) fn in_or_out(model: &Model) -> Vec<Choice> {
    let all = [(true, "进入", "goes in"), (false, "撤出", "comes out")];
    all.map(|(goes_in, zh, en)| scene(ScenePick::GoesIn(goes_in), model.lang.pick(zh, en))).to_vec()
}

fn crew(model: &Model, crew: &CrewName) -> Choice {
    let code = crew.team.as_ref().map(|team| team.0.clone()).unwrap_or_default();
    Choice { code, ..scene(ScenePick::Crew(crew.clone()), say(model).crew_name(crew)) }
}

/// Crews that were in before, then the teams that are on the scene, then anybody.
pub(super) fn crews(model: &Model, incident: EventId, view: View<'_>) -> Vec<Choice> {
    let before: Vec<CrewName> =
        view.map(SceneView::crews).unwrap_or_default().into_iter().map(|one| one.crew.clone()).collect();
    let here = |team: &&crate::domain::TeamView<'_>| model.world.checked_in(&team.team.code, incident);
    let all = model.world.teams();
    let teams = all.iter().filter(here).chain(all.iter().filter(|team| !here(team)));
    let whole = teams.map(|view| CrewName { team: Some(view.team.code.clone()), name: String::new() });
    let fresh: Vec<CrewName> = whole.filter(|crew| !before.contains(crew)).collect();
    let other = scene(ScenePick::OtherCrew, model.lang.pick("其他人 (另写)", "others, by name"));
    before.iter().chain(&fresh).map(|one| crew(model, one)).chain([other]).collect()
}

/// Those that are in.
pub(super) fn crews_in(model: &Model, view: View<'_>) -> Vec<Choice> {
    let inside = view.map(SceneView::crews).unwrap_or_default().into_iter().filter(|one| one.present() > 0);
    inside.map(|one| crew(model, one.crew)).collect()
}

/// The one whose count is due first.
pub(super) fn crew_due(model: &Model, view: View<'_>) -> Option<Pick> {
    let view = view?;
    let rules = model.world.rules();
    let inside = view.crews().into_iter().filter(|one| one.present() > 0);
    let first = inside.min_by_key(|one| one.due(&rules, view).0)?;
    Some(Pick::Scene(ScenePick::Crew(first.crew.clone())))
}

pub(super) fn readings(model: &Model) -> Vec<Choice> {
    let name = |kind: HazardKind| format!("{} {}", kind.say(model.lang), kind.unit()).trim_end().to_owned();
    HazardKind::ALL.iter().map(|kind| scene(ScenePick::Reading(*kind), name(*kind))).collect()
}

pub(super) fn casualties(model: &Model) -> Vec<Choice> {
    CasualtyState::ALL.iter().map(|state| scene(ScenePick::Casualty(*state), state.say(model.lang))).collect()
}

/// Who counted last: the next word is most often theirs.
pub(super) fn last_source(view: View<'_>) -> String {
    let notes = view.map(|view| view.notes.as_slice()).unwrap_or_default();
    let source = notes.iter().rev().find_map(|(_, said)| match &said.what.what {
        crate::domain::SceneNoted::Casualty(one) => Some(one.source.clone()),
        _ => None,
    });
    source.unwrap_or_default()
}

pub(super) fn requests(model: &Model, view: View<'_>) -> Vec<Choice> {
    let lang = model.lang;
    let ask = scene(ScenePick::Ask, lang.pick("新请求", "ask for"));
    let open = view.map(SceneView::requests).unwrap_or_default().into_iter().filter(|one| one.answer.is_none());
    let answers = open.flat_map(|one| {
        let word = |granted| if granted { SceneWord::Granted } else { SceneWord::Denied };
        [true, false].map(|granted| {
            scene(ScenePick::Answer(one.id, granted), word(granted).with(lang, &[&one.what.what, &""]).trim_end())
        })
    });
    [ask].into_iter().chain(answers).collect()
}

/// The oldest that is not answered.
pub(super) fn first_request(view: View<'_>) -> Option<Pick> {
    let open = view.map(SceneView::requests).unwrap_or_default();
    let first = open.into_iter().find(|one| one.answer.is_none())?;
    Some(Pick::Scene(ScenePick::Answer(first.id, true)))
}

pub(super) fn cells(model: &Model, view: View<'_>) -> Vec<Choice> {
    let lay = scene(ScenePick::Lay, model.lang.pick("划网格", "lay the grid"));
    let cells = view.map(SceneView::cells).unwrap_or_default();
    let name = |cell: &crate::domain::CellView<'_>| format!("{}/2", cell.passes.len());
    // By its name, as it is called out on the radio.
    let own = cells
        .iter()
        .map(|cell| Choice { code: cell.name.clone(), ..scene(ScenePick::Cell(cell.name.clone()), name(cell)) });
    own.chain([lay]).collect()
}

/// The first that is not cleared.
pub(super) fn first_cell(view: View<'_>) -> Option<Pick> {
    let cells = view.map(SceneView::cells).unwrap_or_default();
    let first = cells.into_iter().find(|cell| !cell.cleared())?;
    Some(Pick::Scene(ScenePick::Cell(first.name)))
}

pub(super) fn conclusions(model: &Model) -> Vec<Choice> {
    let none = option(Pick::Nothing, "", model.lang.pick("不附会商", "none"));
    [none].into_iter().chain(super::super::consult::conclusions(model)).collect()
}

/// The task whose deadline this is, for the form that meets it.
pub(in crate::console) fn task_due(view: &SceneView<'_>, model: &Model, due: &Due) -> Option<EventId> {
    let Due::Scene { about, wants: SceneWant::Progress | SceneWant::Relief, .. } = due else { return None };
    let tasks = view.open_tasks(&model.world);
    let own = tasks.iter().find(|task| task.since.0 == *about || task.heard.is_some_and(|(id, _)| id == *about));
    own.map(|task| task.id)
}
