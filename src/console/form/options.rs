//! What the choices of forms offer, in the operator's language.

use super::subject::row_name;
use super::{Choice, DecisionPick, EndPick, Pick};
use crate::console::{Board, EntryKind, Model, Row};
use crate::domain::{
    Colour, Destination, Due, EventId, FigureKind, Government, Grade, Haste, IncidentStatus, Level, Means, Need,
    Posture, Recipient, Reckoning, ReportKind, ReportPart, Rung, Secrecy, StepCode, StepStatus, Team, TeamCode,
    TeamStatus, Urgency, Warning,
};
use crate::text::say::Say;
use crate::text::when;
use crate::text::words::{Full, Word};

pub(super) fn choice(pick: Pick, code: impl Into<String>, name: impl Into<String>) -> Choice {
    Choice { pick, code: code.into(), name: name.into(), also: String::new() }
}

/// A thing whose name is kept in both languages.
pub(super) fn named(pick: Pick, code: impl Into<String>, name: impl Into<String>, both: [&str; 2]) -> Choice {
    let name = name.into();
    let also = both.into_iter().find(|other| !name.starts_with(other)).unwrap_or_default().to_owned();
    Choice { also, ..choice(pick, code, name) }
}

/// Words of an enum of the domain.
pub(super) fn words<T: Word>(model: &Model, all: &[T], pick: impl Fn(T) -> Pick) -> Vec<Choice> {
    all.iter().map(|one| choice(pick(*one), "", one.say(model.lang))).collect()
}

pub(super) fn say(model: &Model) -> Say<'_> {
    Say { world: &model.world, lang: model.lang }
}

/// "None of them", in the words that fit.
fn nothing(model: &Model, zh: &'static str, en: &'static str) -> Choice {
    choice(Pick::Nothing, "", model.lang.pick(zh, en))
}

/// Headquarters, the own jurisdiction's first.
pub(super) fn headquarters(model: &Model) -> Vec<Choice> {
    let own = model.area();
    let mut all: Vec<_> = model.world.all_headquarters().collect();
    all.sort_by_key(|hq| Some(&hq.area) != own.as_ref());
    all.into_iter()
        .map(|hq| {
            let name = say(model).hq(&hq.code);
            named(Pick::Headquarters(hq.code.clone()), hq.code.0.clone(), name, [&hq.name, &hq.name_en])
        })
        .collect()
}

/// Incidents as the situation board lists them.
pub(super) fn incidents(model: &Model) -> Vec<Choice> {
    let all = model.world.incidents().into_iter();
    all.map(|(id, _)| choice(Pick::Incident(id), "", say(model).incident(id))).collect()
}

/// Incidents, or none.
pub(super) fn incidents_or(model: &Model, zh: &'static str, en: &'static str) -> Vec<Choice> {
    let mut all = incidents(model);
    all.push(nothing(model, zh, en));
    all
}

/// No place, then places by code.
pub(super) fn places(model: &Model) -> Vec<Choice> {
    let none = nothing(model, "不定", "none");
    let all = model.world.places();
    [none]
        .into_iter()
        .chain(all.map(|p| {
            let name = say(model).place(&p.code);
            named(Pick::Place(p.code.clone()), p.code.0.clone(), name, [&p.name, &p.name_en])
        }))
        .collect()
}

/// Any team, then teams by code.
pub(super) fn any_team(model: &Model) -> Vec<Choice> {
    let teams = model.world.teams().into_iter().map(|view| {
        let (team, say) = (view.team, say(model));
        let name = say.team(&team.code).to_owned();
        named(Pick::Team(team.code.clone()), team.code.0.clone(), name, [&team.name, &team.name_en])
    });
    [nothing(model, "不限", "any")].into_iter().chain(teams).collect()
}

/// Any kind of entry, then each.
pub(super) fn kinds(model: &Model) -> Vec<Choice> {
    let kinds = EntryKind::ALL.map(|kind| choice(Pick::Kind(kind), "", kind.title(model.lang)));
    [nothing(model, "不限", "any")].into_iter().chain(kinds).collect()
}

/// The filter as it is filled in, then those that were saved.
pub(super) fn views(model: &Model) -> Vec<Choice> {
    let saved = model.chronicle.views.iter().map(|view| choice(Pick::View(view.name.clone()), "", view.name.clone()));
    [nothing(model, "按下面各项", "as filled in below")].into_iter().chain(saved).collect()
}

/// Jurisdictions.
pub(super) fn areas(model: &Model) -> Vec<Choice> {
    let all = model.world.areas();
    let all: Vec<Choice> = all
        .map(|a| named(Pick::Area(a.code.clone()), a.code.0.clone(), say(model).area(&a.code), [&a.name, &a.name_en]))
        .collect();
    if !all.is_empty() {
        return all;
    }
    // Who works alone has no region yet, and an incident cannot wait for one.
    let own = model.post.area.clone().unwrap_or_default();
    vec![choice(Pick::Area(own.clone()), own.0, model.lang.pick("本辖区", "own jurisdiction"))]
}

/// Orders that are not ended: those nobody acknowledged first.
pub(super) fn orders(model: &Model) -> Vec<Choice> {
    let mut open: Vec<_> = model
        .world
        .orders()
        .into_iter()
        .filter(|view| view.outcome == crate::domain::Reckoning::Unset)
        .map(|view| {
            let say = say(model);
            let name = format!("{} {} {}", say.recipient(&view.order.to), say.contact(&view.order.to), view.order.text);
            // By the code of the team too.
            let also = if let Recipient::Team(team) = &view.order.to { team.0.clone() } else { String::new() };
            let order = Choice { also, ..choice(Pick::Order(view.id), view.label, name) };
            (view.height >= Some(Rung::Acknowledged), order)
        })
        .collect();
    open.sort_by_key(|(answered, _)| *answered);
    open.into_iter().map(|(_, choice)| choice).collect()
}

/// Warnings, the newest first, or none.
pub(super) fn warnings(model: &Model) -> Vec<Choice> {
    let none = nothing(model, "无", "none");
    let all = model.world.warnings().into_iter().rev();
    all.map(|(id, w)| warning(model, id, w)).chain([none]).collect()
}

/// A warning by its number, time and issuer.
pub(super) fn warning(model: &Model, id: EventId, warning: &Warning) -> Choice {
    // Five red ones in a night differ in their number alone: nothing may push that off a narrow screen.
    let (say, at) = (say(model), when::date_minute(warning.received));
    let name = format!("{} {at} {}", say.warning_short(warning), say.warning_source(warning));
    choice(Pick::Warning(id, warning.colour), "", name)
}

/// Plans, the newest version of each.
pub(super) fn plans(model: &Model) -> Vec<Choice> {
    let mut codes: Vec<_> = model.world.plans().map(|(_, plan)| plan.code.clone()).collect();
    codes.sort();
    codes.dedup();
    let newest = codes.into_iter().filter_map(|code| model.world.plan(&code));
    newest.map(|(_, p)| choice(Pick::Plan(p.code.clone()), p.code.0.clone(), say(model).plan_name(p))).collect()
}

/// The statuses that rules.md 6.3 lets a team go to, what comes next first, then the one that skips a step and wants a reason;
/// every one while its status is unset or disputed.
pub(super) fn team_statuses(model: &Model, team: Option<&TeamCode>) -> Vec<Choice> {
    let from = team.and_then(|team| model.world.team(team)).and_then(|view| view.status.agreed());
    let before = team.and_then(|team| model.world.status_before_loss(team));
    let may = |to: &TeamStatus| from.is_none_or(|from| from.may_become(*to));
    let mut allowed: Vec<TeamStatus> = TeamStatus::ALL.into_iter().filter(may).collect();
    // Whoever is heard of again is most likely where they were.
    allowed.sort_by_key(|to| (before != Some(*to), from.is_some_and(|from| *to < from)));
    allowed.extend(from.and_then(TeamStatus::skips_to));
    words(model, &allowed, Pick::TeamStatus)
}

/// Teams by code, the own jurisdiction's first.
pub(super) fn teams(model: &Model) -> Vec<Choice> {
    let own = model.area();
    let mut teams = model.world.teams();
    teams.sort_by_key(|view| (Some(&view.team.area) != own.as_ref(), view.team.code.clone()));
    let named = |team: &Team| {
        let name = say(model).team_name(team).to_owned();
        named(Pick::Team(team.code.clone()), team.code.0.clone(), name, [&team.name, &team.name_en])
    };
    teams.into_iter().map(|view| named(view.team)).collect()
}

/// Places where a team may be: where it is sent and its incident's first.
pub(super) fn places_for(model: &Model, team: Option<&TeamCode>) -> Vec<Choice> {
    let held = team.and_then(|team| model.world.team(team)).and_then(|view| view.assignment.first());
    let sent = held.as_ref().and_then(|held| match &held.destination {
        Some(Destination::Place(code)) => Some(code.clone()),
        _ => None,
    });
    let scene = held.and_then(|held| model.world.incident(held.incident?)?.place.clone());
    let mut all = places(model);
    all.retain(|choice| choice.pick != Pick::Nothing);
    let rank = |choice: &Choice| match &choice.pick {
        Pick::Place(code) if sent.as_ref() == Some(code) => 0,
        Pick::Place(code) if scene.as_ref() == Some(code) => 1,
        _ => 2,
    };
    all.sort_by_key(rank);
    all
}

/// How word of a position comes: over the radio first.
pub(super) fn heard_by(model: &Model) -> Vec<Choice> {
    words(model, &[Means::Radio, Means::Phone, Means::Person, Means::Console], Pick::Means)
}

/// Steps of started plans that are neither done nor given up: those that are due first.
pub(super) fn steps(model: &Model) -> Vec<Choice> {
    let open = |run: EventId, code: &StepCode| {
        !matches!(model.world.step_status(run, code), Reckoning::Agreed(StepStatus::Done | StepStatus::Skipped(_)))
    };
    let due = |run: EventId, code: &StepCode| {
        let is = |what: &Due| matches!(what, Due::Step { run: r, step } if *r == run && step == code);
        model.rail().iter().position(|deadline| is(&deadline.what)).unwrap_or(usize::MAX)
    };
    let mut all: Vec<(usize, Choice)> = Vec::new();
    for row in model.rows(Board::Plan) {
        if let Row::Step(run, code) = row
            && open(*run, code)
        {
            let (_, name) = row_name(model, row);
            all.push((due(*run, code), choice(Pick::Step(*run, code.clone()), code.0.clone(), name)));
        }
    }
    all.sort_by_key(|(due, _)| *due);
    all.into_iter().map(|(_, choice)| choice).collect()
}

/// Colours of warnings, the most severe first.
pub(super) fn colours(model: &Model) -> Vec<Choice> {
    words(model, &[Colour::Red, Colour::Orange, Colour::Yellow, Colour::Blue], Pick::Colour)
}

/// What warnings are of: those a flood-prone city on the Yellow River receives most first (气象灾害预警信号 and what
/// water, land and forest authorities issue).
pub(super) const HAZARDS: [(&str, &str); 16] = [
    ("暴雨", "rainstorm"),
    ("洪水", "flood"),
    ("山洪", "flash flood"),
    ("内涝", "waterlogging"),
    ("地质灾害", "geological hazard"),
    ("雷电", "lightning"),
    ("大风", "gale"),
    ("暴雪", "snowstorm"),
    ("森林火险", "forest fire"),
    ("高温", "heat"),
    ("寒潮", "cold wave"),
    ("大雾", "fog"),
    ("冰雹", "hail"),
    ("道路结冰", "road icing"),
    ("干旱", "drought"),
    ("台风", "typhoon"),
];

/// The same as choices.
pub(super) fn hazards(model: &Model) -> Vec<Choice> {
    let both = |(n, (zh, en)): (usize, &(&str, &str))| {
        let name = model.lang.pick(zh, en).to_owned();
        named(Pick::Hazard(n), "", name, [zh, en])
    };
    HAZARDS.iter().enumerate().map(both).collect()
}

/// Grades, the most severe first, or none.
pub(super) fn grades(model: &Model) -> Vec<Choice> {
    let all = [Grade::Extreme, Grade::Major, Grade::Serious, Grade::Ordinary];
    let mut all: Vec<_> = all.iter().map(|g| choice(Pick::Grade(*g), "", Full(*g).say(model.lang))).collect();
    all.push(nothing(model, "未定", "ungraded"));
    all
}

/// Response levels, the most severe first.
pub(super) fn levels(model: &Model) -> Vec<Choice> {
    words(model, &[Level::One, Level::Two, Level::Three, Level::Four], Pick::Level)
}

/// How soon an order must be acknowledged.
pub(super) fn urgencies(model: &Model) -> Vec<Choice> {
    words(model, &[Urgency::Routine, Urgency::Urgent, Urgency::Withdraw], Pick::Urgency)
}

/// Rungs; acknowledging first, because that is what is waited for.
pub(super) fn rungs(model: &Model) -> Vec<Choice> {
    words(model, &[Rung::Acknowledged, Rung::Delivered, Rung::Read, Rung::Executing], Pick::Rung)
}

/// How word came or went.
pub(super) fn means(model: &Model) -> Vec<Choice> {
    words(model, &[Means::Phone, Means::Radio, Means::Person, Means::Console], Pick::Means)
}

/// Means by which a report goes up; a phone report first (rules.md 3.3).
pub(super) fn report_means(model: &Model) -> Vec<Choice> {
    let written = choice(Pick::Means(Means::Console), "", say(model).sent_by(Means::Console));
    let mut all = words(model, &[Means::Phone], Pick::Means);
    all.push(written);
    all.extend(words(model, &[Means::Radio, Means::Person], Pick::Means));
    all
}

/// How an order ended.
pub(super) fn ends(model: &Model) -> Vec<Choice> {
    let all = [
        (EndPick::Done, "完成", "done"),
        (EndPick::Refused, "拒绝", "refused"),
        (EndPick::Cancelled, "撤销", "cancelled"),
    ];
    all.map(|(pick, zh, en)| choice(Pick::End(pick), "", model.lang.pick(zh, en))).to_vec()
}

/// What is decided on the response.
pub(super) fn decisions(model: &Model) -> Vec<Choice> {
    let all = [
        (DecisionPick::Activate, "启动或调整", "activate or change"),
        (DecisionPick::Decline, "不启动", "do not activate"),
        (DecisionPick::Terminate, "终止", "terminate"),
    ];
    all.map(|(pick, zh, en)| choice(Pick::Decision(pick), "", model.lang.pick(zh, en))).to_vec()
}

/// Whether an incident is still being handled.
pub(super) fn incident_statuses(model: &Model) -> Vec<Choice> {
    words(model, &[IncidentStatus::Open, IncidentStatus::Stabilised, IncidentStatus::Closed], Pick::IncidentStatus)
}

/// Kinds of figure.
pub(super) fn figures(model: &Model) -> Vec<Choice> {
    words(model, &FigureKind::ALL, Pick::Figure)
}

/// Whether a figure is verified.
pub(super) fn verified(model: &Model) -> Vec<Choice> {
    let all = [(false, "未核实", "unverified"), (true, "已核实", "verified")];
    all.map(|(is, zh, en)| choice(Pick::Verified(is), "", model.lang.pick(zh, en))).to_vec()
}

/// Whether an incident is 敏感.
pub(super) fn sensitive(model: &Model) -> Vec<Choice> {
    let all = [(false, "否", "no"), (true, "是", "yes")];
    all.map(|(is, zh, en)| choice(Pick::Met(is), "", model.lang.pick(zh, en))).to_vec()
}

/// Kinds of report.
pub(super) fn reports(model: &Model) -> Vec<Choice> {
    words(model, &ReportKind::ALL, Pick::Report)
}

/// Which government a report reached; none where it went to nobody above.
pub(super) fn governments(model: &Model) -> Vec<Choice> {
    let none = choice(Pick::Nothing, "", model.lang.pick("不逐级", "none above"));
    [none].into_iter().chain(words(model, &Government::UPWARD, Pick::Government)).collect()
}

/// 密级.
pub(super) fn secrecies(model: &Model) -> Vec<Choice> {
    use Secrecy::{Confidential, Internal, Open, Secret, TopSecret};
    words(model, &[Open, Internal, Secret, Confidential, TopSecret], Pick::Secrecy)
}

/// 紧急程度.
pub(super) fn hastes(model: &Model) -> Vec<Choice> {
    words(model, &[Haste::Plain, Haste::Urgent, Haste::Most], Pick::Haste)
}

/// The parts that a paper has.
pub(super) fn parts(model: &Model, report: EventId) -> Vec<Choice> {
    let Some(view) = model.world.report_paper(report) else { return Vec::new() };
    let parts: Vec<ReportPart> =
        ReportPart::ALL.into_iter().filter(|part| model.world.part_needed(*part, view.paper) != Need::Absent).collect();
    words(model, &parts, Pick::Part)
}

/// Postures from peacetime to wartime and back.
pub(super) fn postures(model: &Model) -> Vec<Choice> {
    use Posture::{Expanded, Normal, Prepared, Reinforced, Restoring, Stabilising, Standby, War};
    let all = [Normal, Reinforced, Prepared, Standby, War, Expanded, Stabilising, Restoring];
    words(model, &all.map(Full), |Full(posture)| Pick::Posture(posture))
}

/// Rows of a board's list, by code and name.
pub(super) fn rows(model: &Model, board: Board) -> Vec<Choice> {
    let named = |row: Row| {
        let (code, name) = row_name(model, &row);
        let also = row_also(model, &row);
        Choice { also, ..choice(Pick::Row(row), code, name) }
    };
    model.every_row(board).into_iter().map(named).collect()
}

/// What else finds a row: an incident by its number, and by those that went into it.
fn row_also(model: &Model, row: &Row) -> String {
    let Row::Incident(id) = row else { return String::new() };
    let merges = model.world.merges();
    merges.whole(*id).map(|id| say(model).numbered_incident(id)).collect::<Vec<_>>().join(" ")
}
