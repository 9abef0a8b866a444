//! The selected scene: what its state asks for, what must not be and is, then people, tasks, what was found, the ledger.

use ratatui::layout::Rect;

use super::super::line::Line;
use super::super::look::Meaning;
use super::super::parts::TIME_CELLS;
use super::super::scene::{Scene, due_meaning};
use crate::clock::At;
use crate::console::{Action, Board, Context};
use crate::domain::{CrewView, SceneState, SceneView, TaskView, Timer};
use crate::text::Lang;
use crate::text::when;
use crate::text::words::{SceneWord, SwitchWord, Word};

/// From this width on people and tasks stand beside one another's log.
const NAME_CELLS: u16 = 21;

/// Cells of a number of people with the blank before it.
const COUNT_CELLS: u16 = 6;

/// The lines of the detail, as many as there is room for.
pub(super) fn lines<'a>(scene: &Scene<'a>, view: &SceneView<'a>, area: Rect) -> Vec<Line<'a>> {
    let mut lines = vec![Line::new(), head(scene, view), next(scene, view)];
    lines.extend(troubles(scene, view));
    // On a small screen the blanks between the blocks give way.
    let roomy = area.height > 20;
    let blocks = [
        people(scene, view),
        tasks(scene, view),
        readings(scene, view),
        zones(scene, view),
        search(scene, view),
        casualties(scene, view),
        requests(scene, view),
        post(scene, view),
        ledger(scene, view),
    ];
    for block in blocks.into_iter().filter(|block| !block.is_empty()) {
        if roomy {
            lines.push(Line::new());
        }
        lines.extend(block);
    }
    lines
}

/// `水厂 泄漏  作业周期2  总指挥 李某  进12 出4 在内8 未清点0`.
fn head<'a>(scene: &Scene<'a>, view: &SceneView<'a>) -> Line<'a> {
    let lang = scene.model.lang;
    let heads = view.heads(&scene.model.world.rules(), scene.now());
    let people = SceneWord::Heads.with(lang, &[&heads.entered, &heads.left, &heads.present, &heads.unaccounted]);
    let parts = [scene.say.scene_state(view.state), super::commander(scene, view), people];
    let meaning = if view.state == SceneState::Withdrawn { Meaning::Alarm } else { Meaning::Heading };
    Line::new().gap(1).rest(parts.join("  "), meaning)
}

/// The next act, and its key.
fn next<'a>(scene: &Scene<'a>, view: &SceneView<'a>) -> Line<'a> {
    let lang = scene.model.lang;
    let key = scene.model.key_name_in(Context::On(Board::Onsite), Action::OnsiteNext);
    let Some(act) = scene.model.onsite_next(view).map(|action| action.title(lang)) else {
        return Line::new().gap(1).rest(scene.say.word(SwitchWord::NoNext), Meaning::Quiet);
    };
    Line::new().gap(1).text(key, Meaning::Key).gap(1).rest(SceneWord::Next.with(lang, &[&act]), Meaning::Plain)
}

/// What must not be and is; who is to take command; what two posts did apart.
fn troubles<'a>(scene: &Scene<'a>, view: &SceneView<'a>) -> Vec<Line<'a>> {
    let lang = scene.model.lang;
    let attention = |text: String| Line::new().text("!", Meaning::Attention).rest(text, Meaning::Attention);
    let disputed = view.step.disputed().then(|| attention(scene.say.word(SceneWord::Disputed).to_owned()));
    let offered = view.offered().map(|(_, _, to, _)| attention(SceneWord::Offer.with(lang, &[&to])));
    let troubles = view.troubles(&scene.model.world);
    let troubles = troubles.iter().map(|trouble| attention(scene.say.scene_trouble(view, trouble)));
    disputed.into_iter().chain(offered).chain(troubles).chain(beyond(scene, view)).collect()
}

/// Readings that are beyond their limit: they say why the next act is to withdraw.
fn beyond<'a>(scene: &Scene<'a>, view: &SceneView<'a>) -> Vec<Line<'a>> {
    let line = |at: At, reading: &crate::domain::HazardReading| {
        let text = format!("{} {}", scene.say.hazard_reading(reading), scene.say.word(SceneWord::Beyond));
        Line::new()
            .text("!", Meaning::Alarm)
            .gap(1)
            .col(TIME_CELLS, when::minute_or_date(at, scene.now()), Meaning::Quiet)
            .rest(text, Meaning::Alarm)
    };
    view.beyond(&scene.model.world).iter().map(|(_, at, reading, _)| line(*at, reading)).collect()
}

/// Who is in, who is missing, and how long ago they were counted: those who are missing first.
fn people<'a>(scene: &Scene<'a>, view: &SceneView<'a>) -> Vec<Line<'a>> {
    let mut crews = view.crews();
    if crews.is_empty() {
        return Vec::new();
    }
    let (rules, now) = (scene.model.world.rules(), scene.now());
    crews.sort_by_key(|crew| {
        (std::cmp::Reverse(crew.unaccounted(&rules, view, now)), std::cmp::Reverse(crew.present().min(1)))
    });
    let word = |word| scene.say.word(word);
    let title = Line::new()
        .gap(2)
        .col(NAME_CELLS, word(SceneWord::Crew), Meaning::Heading)
        .right(COUNT_CELLS, word(SceneWord::In), Meaning::Heading)
        .right(COUNT_CELLS, word(SceneWord::Out), Meaning::Heading)
        .right(COUNT_CELLS + 1, word(SceneWord::Inside), Meaning::Heading)
        .right(COUNT_CELLS, word(SceneWord::Lost), Meaning::Heading)
        .gap(2)
        .rest(word(SceneWord::Par), Meaning::Heading);
    std::iter::once(title).chain(crews.iter().map(|crew| crew_line(scene, view, crew, &rules))).collect()
}

fn crew_line<'a>(
    scene: &Scene<'a>,
    view: &SceneView<'a>,
    crew: &CrewView<'a>,
    rules: &crate::domain::Rules,
) -> Line<'a> {
    let (lang, now) = (scene.model.lang, scene.now());
    let lost = crew.unaccounted(rules, view, now);
    let meaning = if crew.present() == 0 { Meaning::Quiet } else { Meaning::Plain };
    let alarm = if lost > 0 { Meaning::Alarm } else { meaning };
    let counted = match crew.counted {
        _ if crew.present() == 0 => String::new(),
        Some(at) => SceneWord::Age.with(lang, &[&when::age(now - at, lang)]),
        None => scene.say.word(SceneWord::Never).to_owned(),
    };
    let (due, ..) = crew.due(rules, view);
    let left = if crew.present() == 0 { String::new() } else { when::countdown(due - now, lang) };
    let left_meaning = match crew.warned(rules, view) {
        Some(warned) if now < warned => Meaning::Plain,
        Some(_) if now <= due => Meaning::Attention,
        _ => due_meaning(due, now),
    };
    let missing =
        if crew.missing.is_empty() { String::new() } else { SceneWord::NotThere.with(lang, &[&crew.missing]) };
    Line::new()
        .text(if lost > 0 || crew.more_out() > 0 { "!" } else { " " }, Meaning::Alarm)
        .gap(1)
        .col(NAME_CELLS, scene.say.crew_name(crew.crew), meaning)
        .right(COUNT_CELLS, crew.entered.to_string(), meaning)
        .right(COUNT_CELLS, crew.left.to_string(), meaning)
        .right(COUNT_CELLS + 1, crew.present().to_string(), meaning)
        .right(COUNT_CELLS, lost.to_string(), alarm)
        .gap(2)
        .col(age_cells(lang), counted, meaning)
        .rest(missing, Meaning::Attention)
        .right(when::COUNTDOWN_CELLS, left, left_meaning)
}

fn age_cells(lang: Lang) -> u16 {
    match lang {
        Lang::Zh => 9,
        Lang::En => 12,
    }
}

/// The tasks that are open, then those that are over.
fn tasks<'a>(scene: &Scene<'a>, view: &SceneView<'a>) -> Vec<Line<'a>> {
    let mut tasks = view.tasks(&scene.model.world);
    if tasks.is_empty() {
        return Vec::new();
    }
    tasks.sort_by_key(TaskView::closed);
    let title = Line::new().gap(2).rest(scene.say.word(SceneWord::Tasks), Meaning::Heading);
    std::iter::once(title).chain(tasks.iter().map(|task| task_line(scene, task))).collect()
}

fn task_line<'a>(scene: &Scene<'a>, task: &TaskView<'a>) -> Line<'a> {
    let (lang, now) = (scene.model.lang, scene.now());
    let (word, meaning) = match task {
        task if task.done.is_some() => (SceneWord::Over, Meaning::Quiet),
        task if task.refused() => (SceneWord::Refused, Meaning::Alarm),
        task if task.closed() => (SceneWord::Over, Meaning::Quiet),
        task if task.acknowledged.is_none() => (SceneWord::WaitsAck, Meaning::Attention),
        task if task.blocked.is_some() => (SceneWord::Stuck, Meaning::Attention),
        _ => (SceneWord::UnderWay, Meaning::Plain),
    };
    let rules = scene.model.world.rules();
    let due = task.heard.filter(|_| !task.closed() && task.acknowledged.is_some());
    let due = due_of(task, due, &rules);
    let (left, left_meaning) = match due {
        Some(due) => (when::countdown(due - now, lang), due_meaning(due, now)),
        None => (String::new(), Meaning::Plain),
    };
    let label = task.order.as_ref().map(|order| order.label.clone()).unwrap_or_default();
    let blocked = task.blocked.filter(|_| !task.closed()).unwrap_or_default();
    let signal = if task.task.signal.is_empty() { "?" } else { &task.task.signal };
    Line::new()
        .text(if meaning == Meaning::Alarm { "!" } else { " " }, Meaning::Alarm)
        .gap(1)
        .col(4, label, Meaning::Quiet)
        .col(NAME_CELLS - 5, scene.say.team(&task.task.team).to_owned(), Meaning::Plain)
        .gap(1)
        .rest(format!("{} {blocked}", task.task.objective).trim_end().to_owned(), Meaning::Plain)
        .gap(1)
        .col(10, signal.to_owned(), Meaning::Quiet)
        .col(11, scene.say.word(word), meaning)
        .right(when::COUNTDOWN_CELLS, left, left_meaning)
}

fn due_of(
    task: &TaskView<'_>,
    heard: Option<(crate::domain::EventId, At)>,
    rules: &crate::domain::Rules,
) -> Option<At> {
    let progress = heard.map(|(_, at)| at + rules.within(Timer::Progress, at));
    // Until it is acknowledged its order has the clock.
    let issued = task.order.as_ref().map_or(task.at, |order| order.order.issued);
    let acknowledged =
        (task.acknowledged.is_none() && !task.closed()).then(|| issued + rules.within(Timer::TaskAck, issued));
    progress.or(acknowledged)
}

/// What is measured and within its limit; what is beyond stands above.
fn readings<'a>(scene: &Scene<'a>, view: &SceneView<'a>) -> Vec<Line<'a>> {
    let beyond: Vec<crate::domain::EventId> = view.beyond(&scene.model.world).iter().map(|(id, ..)| *id).collect();
    let mut all = view.readings();
    all.retain(|(id, ..)| !beyond.contains(id));
    if all.is_empty() {
        return Vec::new();
    }
    all.sort_by_key(|(_, at, _)| std::cmp::Reverse(*at));
    let told: Vec<String> = all.iter().map(|(_, _, reading)| scene.say.hazard_reading(reading)).collect();
    let text = format!("{}: {}", scene.say.word(SceneWord::Readings), told.join("; "));
    vec![Line::new().gap(2).rest(text, Meaning::Plain)]
}

fn zones<'a>(scene: &Scene<'a>, view: &SceneView<'a>) -> Vec<Line<'a>> {
    let zones = view.zones();
    if zones.is_empty() {
        return Vec::new();
    }
    let names: Vec<String> = zones.iter().map(|zone| scene.say.zone(zone.what)).collect();
    vec![Line::new().gap(2).rest(format!("{}: {}", scene.say.word(SceneWord::Zones), names.join("; ")), Meaning::Plain)]
}

/// The grid, row by row: `.` nobody was there, `1` one pass, `#` cleared.
fn search<'a>(scene: &Scene<'a>, view: &SceneView<'a>) -> Vec<Line<'a>> {
    let cells = view.cells();
    if cells.is_empty() {
        return Vec::new();
    }
    let cleared = cells.iter().filter(|cell| cell.cleared()).count();
    let title = SceneWord::Search.with(scene.model.lang, &[&cleared, &cells.len()]);
    let mark = |cell: &crate::domain::CellView<'_>| match cell.passes.len() {
        0 => '.',
        _ if cell.cleared() => '#',
        _ => '1',
    };
    let columns = view.grid().map_or(cells.len(), |(.., grid)| usize::from(grid.columns.clamp(1, 26)));
    let rows: Vec<String> = cells.chunks(columns.max(1)).map(|row| row.iter().map(mark).collect::<String>()).collect();
    vec![Line::new().gap(2).rest(format!("{title}  {}", rows.join(" ")), Meaning::Plain)]
}

fn casualties<'a>(scene: &Scene<'a>, view: &SceneView<'a>) -> Vec<Line<'a>> {
    let tallies = view.casualties();
    if tallies.is_empty() {
        return Vec::new();
    }
    let differs = tallies.iter().any(crate::domain::Tally::differs);
    let one = |tally: &crate::domain::Tally<'_>| {
        let known = tally.count().map_or("?".to_owned(), |count| count.to_string());
        let count = format!("{} {known}", scene.say.word(tally.state));
        let sources: Vec<String> = tally.sources.iter().map(|(name, count)| format!("{name} {count}")).collect();
        if tally.differs() || tally.count().is_none() { format!("{count} ({})", sources.join(", ")) } else { count }
    };
    let all: Vec<String> = tallies.iter().map(one).collect();
    let mark = if differs { format!("  {}", scene.say.word(SceneWord::Differs)) } else { String::new() };
    let text = format!("{}: {}{mark}", scene.say.word(SceneWord::Casualties), all.join("  "));
    vec![Line::new().gap(2).rest(text, if differs { Meaning::Attention } else { Meaning::Plain })]
}

fn requests<'a>(scene: &Scene<'a>, view: &SceneView<'a>) -> Vec<Line<'a>> {
    let open = view.requests().into_iter().filter(|one| one.answer.is_none());
    let line = |one: crate::domain::RequestView<'a>| {
        Line::new()
            .gap(2)
            .col(TIME_CELLS, when::minute_or_date(one.at, scene.now()), Meaning::Quiet)
            .rest(SceneWord::Asked.with(scene.model.lang, &[&one.what.to, &one.what.what]), Meaning::Plain)
            .gap(1)
            .col(11, scene.say.word(SceneWord::Awaited), Meaning::Attention)
    };
    open.map(line).collect()
}

/// Where the post stands and by which plan it works.
fn post<'a>(scene: &Scene<'a>, view: &SceneView<'a>) -> Vec<Line<'a>> {
    let mut lines = Vec::new();
    if let Some((_, _, card)) = view.post() {
        let warns = !scene.say.post_warnings(card).is_empty();
        let meaning = if warns { Meaning::Attention } else { Meaning::Plain };
        lines.push(Line::new().gap(2).rest(scene.say.post_card(card), meaning));
    }
    if let Some((_, _, plan)) = view.plan() {
        let text = SceneWord::Planned.with(scene.model.lang, &[&plan.version, &plan.hours, &plan.text]);
        lines.push(Line::new().gap(2).rest(text, Meaning::Plain));
    }
    lines
}

/// What was said and done, the newest first: where the screen has room for it.
fn ledger<'a>(scene: &Scene<'a>, view: &SceneView<'a>) -> Vec<Line<'a>> {
    let line = |(_, said): &(crate::domain::EventId, &'a crate::domain::Said<crate::domain::SceneNote>)| {
        let at = when::minute_or_date(said.what.at, scene.now());
        Line::new().gap(2).col(TIME_CELLS, at, Meaning::Quiet).rest(scene.say.scene_note(&said.what), Meaning::Plain)
    };
    view.notes.iter().rev().map(line).collect()
}
