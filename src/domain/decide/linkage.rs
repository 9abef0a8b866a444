//! 支援请求: asked, answered, told of and settled; and what a city shares. Whose team moves is decided by its own city.

use super::{Standing, known, said, unknown};
use crate::clock::{At, Span};
use crate::domain::authority::speaks_for;
use crate::domain::{
    Aid, AidEvent, AidLine, AidMove, AidNews, AidState, AidStep, AidTelling, AidUnit, AidView, Aspect, Consignment,
    EventId, Fact, Grant, ListCode, Means, Movement, Posture, Refusal, Resource, ResourceNote, SharedItem, SharedList,
    StockMove, TeamCode, TeamStatus, Told, Value, Voice, World,
};
use crate::limits::{AID_BYTES_MAX, AID_KEPT_HOURS, AID_LINES_MAX, SHARED_BYTES_MAX, SHARED_PARTS_MAX};

/// What is done with aid requests and shared lists.
#[derive(Clone, PartialEq, Eq, Debug)]
#[expect(missing_docs, reason = "the fields are those of the facts they become")]
#[expect(clippy::large_enum_variant, reason = "a command is made once, by a person")]
pub enum AidCommand {
    /// Draft a request.
    Draft(Aid),
    /// Send it, take it up, grant, refuse, withdraw or settle it; or write down that those did whose it is.
    Step { aid: EventId, step: AidStep, at: At },
    /// Write down what was told of one that comes.
    Tell(AidTelling),
    /// Share a list, or write down what another city shares; it is cut into parts here.
    Share(SharedList),
}

impl AidCommand {
    /// Who says it, in which role and by what means, when somebody else may be writing it down.
    pub fn voice(&self) -> Option<&Voice> {
        match self {
            Self::Step { step, .. } => Some(step.voice()),
            Self::Draft(_) | Self::Tell(_) | Self::Share(_) => None,
        }
    }
}

/// The facts that follow, or why not.
pub(super) fn decide(world: &World, standing: &Standing, command: AidCommand) -> Result<Vec<Fact>, Refusal> {
    match command {
        AidCommand::Draft(aid) => Ok(vec![drafted(world, aid)?]),
        AidCommand::Step { aid, step, at } => {
            let view = world.aid(aid).ok_or_else(|| unknown("aid", &aid.short()))?;
            let step = whole(world, &view, step)?;
            let along = follows(world, standing, &view, &step, at);
            Ok([moved(world, aid, step, at)].into_iter().chain(along).collect())
        }
        AidCommand::Tell(telling) => told(world, standing, telling),
        AidCommand::Share(list) => shared(world, list),
    }
}

fn moved(world: &World, aid: EventId, step: AidStep, at: At) -> Fact {
    Fact::AidMoved { aid, step: Box::new(step), at, after: world.heads(&Aspect::Aid(aid)) }
}

/// What goes along with a step: what is kept in the asked city's stores for a grant, and is free again when nothing more is to
/// be given; and that the asking city's wartime is more than its own (rules.md 5.2, `RegionalAidGranted`).
fn follows(world: &World, standing: &Standing, view: &AidView<'_>, step: &AidStep, at: At) -> Vec<Fact> {
    let voice = step.voice();
    let stock = |moved: StockMove| {
        let note = ResourceNote { what: Resource::Stock(moved), by: voice.by.clone(), means: voice.means, at };
        Fact::ResourceNoted { note: Box::new(note), after: Vec::new() }
    };
    let free = |one: Consignment<'_>| {
        let (material, of) = (one.material.clone(), Some(one.id));
        stock(StockMove { material, count: one.unissued(), of, what: Movement::Freed })
    };
    match step {
        AidStep::Granted { grants, .. } => {
            let mut facts = Vec::new();
            // Of whose stores another city knows nothing it keeps nothing there.
            if speaks_for(standing, &view.aid.to) {
                let wanted = world.lots_of(view.aid, grants, standing.now);
                let fewer = |one: &Consignment<'_>| {
                    let now = wanted.get(&one.material).copied().unwrap_or(0);
                    now < world.given_for(view.id, &one.material, standing.now)
                };
                let kept = world.kept_for(view.id);
                let dropped: Vec<ListCode> = kept.iter().filter(|one| fewer(one)).map(|o| o.material.clone()).collect();
                facts.extend(kept.into_iter().filter(fewer).map(free));
                for (material, count) in wanted {
                    let given = if dropped.contains(&material) {
                        let of = world.materials_of(view.id).into_iter().filter(|one| one.material == material);
                        of.map(|one| one.issued).fold(0, u64::saturating_add)
                    } else {
                        world.given_for(view.id, &material, standing.now)
                    };
                    if let Some(count) = count.checked_sub(given).filter(|count| *count > 0) {
                        let hours = view.aid.hours.unwrap_or(AID_KEPT_HOURS).max(AID_KEPT_HOURS);
                        let until = standing.now + Span::hours(hours.into());
                        let what = Movement::Reserved { order: Some(view.id), whom: String::new(), until };
                        facts.push(stock(StockMove { material, count, of: None, what }));
                    }
                }
            }
            let expands = world.posture_now(&view.aid.from) == Posture::War;
            facts.extend(expands.then(|| super::switch::follows(world, &view.aid.from, Posture::Expanded, at)));
            facts
        }
        AidStep::Refused { .. } | AidStep::Withdrawn { .. } | AidStep::Settled { .. } => {
            world.kept_for(view.id).into_iter().map(free).collect()
        }
        AidStep::Accepted(_) if !view.grants().is_empty() => world.kept_for(view.id).into_iter().map(free).collect(),
        AidStep::Sent(_) | AidStep::Accepted(_) => Vec::new(),
    }
}

/// A draft may lack anything but whom it is for: what it lacks is asked when it is sent.
fn drafted(world: &World, aid: Aid) -> Result<Fact, Refusal> {
    let any = world.areas().next().is_some();
    for area in [&aid.from, &aid.to] {
        known(!any || world.area(area).is_some(), "area", area.to_string())?;
    }
    if aid.from.covers(&aid.to) {
        return Err(Refusal::AskedItself(aid.to));
    }
    if let Some(id) = aid.incident {
        known(world.incident(id).is_some(), "incident", id.short())?;
    }
    let line = |line: AidLine| AidLine { what: line.what.trim().to_owned(), unit: line.unit.trim().to_owned(), ..line };
    let needs: Vec<AidLine> = aid.needs.into_iter().map(line).filter(|line| !line.what.is_empty()).collect();
    let texts = [&aid.kind, &aid.place, &aid.harm, &aid.done, &aid.rally.name, &aid.route, &aid.contact];
    let texts = texts.into_iter().chain([&aid.frequency, &aid.logistics]);
    let bytes = texts.chain(needs.iter().map(|line| &line.what)).map(String::len).sum::<usize>();
    if bytes > AID_BYTES_MAX || needs.len() > AID_LINES_MAX {
        return Err(Refusal::TooLong(bytes));
    }
    Ok(Fact::AidDrafted(Box::new(Aid { needs, ..aid })))
}

/// A step as it is written: who says so has a name, a refusal and a withdrawal have a reason, and what is granted is
/// something of what was asked.
fn whole(world: &World, view: &AidView<'_>, step: AidStep) -> Result<AidStep, Refusal> {
    let named = |voice: Voice| Ok::<_, Refusal>(Voice { by: said(&voice.by)?, ..voice });
    let why = |reason: &str| said(reason).map_err(|no| if no == Refusal::Empty { Refusal::ReasonMissing } else { no });
    Ok(match step {
        AidStep::Sent(voice) => AidStep::Sent(named(voice)?),
        AidStep::Accepted(voice) => AidStep::Accepted(named(voice)?),
        AidStep::Refused { reason, voice } => AidStep::Refused { reason: why(&reason)?, voice: named(voice)? },
        AidStep::Withdrawn { reason, voice } => AidStep::Withdrawn { reason: why(&reason)?, voice: named(voice)? },
        AidStep::Settled { bearer, yuan, note, voice } => {
            AidStep::Settled { bearer, yuan, note: note.trim().to_owned(), voice: named(voice)? }
        }
        AidStep::Granted { grants, note, voice } => {
            let grants = grants.into_iter().map(|one| grant(world, view, one)).collect::<Result<Vec<_>, _>>()?;
            let grants: Vec<Grant> = grants.into_iter().filter(|one| one.count > 0 || !one.units.is_empty()).collect();
            if grants.is_empty() {
                return Err(Refusal::Empty);
            }
            AidStep::Granted { grants, note: note.trim().to_owned(), voice: named(voice)? }
        }
    })
}

/// The asked city grants of its own: another's team is nothing that it could give.
fn grant(world: &World, view: &AidView<'_>, one: Grant) -> Result<Grant, Refusal> {
    known(usize::from(one.line) < view.aid.needs.len(), "line", (u32::from(one.line) + 1).to_string())?;
    for unit in &one.units {
        if let AidUnit::Team(code) = unit {
            let team = world.team_card(code).ok_or_else(|| unknown("team", code))?;
            if !view.aid.to.covers(&team.area) {
                return Err(Refusal::ForeignTeam(code.clone()));
            }
        }
    }
    let bytes = one.units.iter().map(|unit| if let AidUnit::Named(name) = unit { name.len() } else { 0 }).sum();
    if bytes > AID_BYTES_MAX { Err(Refusal::TooLong(bytes)) } else { Ok(one) }
}

/// What was told of one that comes.
fn told(world: &World, standing: &Standing, telling: AidTelling) -> Result<Vec<Fact>, Refusal> {
    let view = world.aid(telling.aid).ok_or_else(|| unknown("aid", &telling.aid.short()))?;
    let by = said(&telling.by)?;
    match &telling.unit {
        AidUnit::Team(code) => known(world.team(code).is_some(), "team", code.to_string())?,
        AidUnit::Named(name) => drop(said(name)?),
    }
    Ok(with_team(world, standing, &view, AidTelling { by, ..telling }))
}

/// The same with an enrolled team's status and mobilisation, as far as they do not say so yet.
fn with_team(world: &World, standing: &Standing, view: &AidView<'_>, telling: AidTelling) -> Vec<Fact> {
    let mut along = Vec::new();
    if let AidUnit::Team(code) = &telling.unit {
        let rung = telling.news.rung();
        let status = status_of(rung).filter(|_| rung > view.unit(&telling.unit).0);
        along.extend(status.and_then(|to| super::assembly::moved(world, telling.at, code, to)));
        along.extend(of_mobilisation(world, standing, code, &telling));
    }
    [Fact::AidTold(Box::new(telling))].into_iter().chain(along).collect()
}

/// The status of a team that goes with how far it has come (rules.md 6.3).
fn status_of(state: AidState) -> Option<TeamStatus> {
    Some(match state {
        AidState::Dispatched => TeamStatus::Ordered,
        AidState::EnRoute => TeamStatus::EnRoute,
        AidState::Arrived => TeamStatus::Staged,
        AidState::Working => TeamStatus::Working,
        AidState::Released => TeamStatus::Released,
        AidState::Returned => TeamStatus::Returned,
        _ => return None,
    })
}

/// The same for its own city's order, which its board follows.
fn of_mobilisation(world: &World, standing: &Standing, team: &TeamCode, telling: &AidTelling) -> Option<Fact> {
    let view = world.aid(telling.aid)?;
    let mut orders = world.bookings(team).filter_map(|id| world.mobilisation(id));
    let order = orders.find(|one| !one.is_pre_alert() && world.is_for(view.aid, one.order.incident))?;
    let told = match &telling.news {
        AidNews::Arrived { people: Some(people) } => {
            Told::CheckedIn { people: *people, names: String::new(), skills: String::new(), hours: None }
        }
        AidNews::Working { task } if !task.is_empty() => Told::Tasked { task: task.clone() },
        AidNews::Released => Told::Released,
        _ => return None,
    };
    let further = told.rung().is_some_and(|rung| rung > order.state);
    let means = if telling.by == standing.person { Means::Console } else { telling.means };
    let by = telling.by.clone();
    further.then_some(Fact::AssemblyTold(crate::domain::Telling { order: order.id, told, by, means, at: telling.at }))
}

/// What goes along with what is told of a team that its own city mobilised for `incident`: the request that it comes on
/// follows.
pub(super) fn along(
    world: &World,
    (team, incident): (&TeamCode, Option<EventId>),
    told: &Told,
    by: &str,
    means: Means,
    at: At,
) -> Option<Fact> {
    let news = match told {
        Told::Departed { eta, .. } => AidNews::EnRoute { eta: *eta },
        Told::CheckedIn { people, .. } => AidNews::Arrived { people: Some(*people) },
        Told::Tasked { task } => AidNews::Working { task: task.clone() },
        Told::Released => AidNews::Released,
        Told::Returned => AidNews::Returned,
        _ => return None,
    };
    further(world, team, incident, news, by, means, at)
}

/// The same of an order that calls up a team which was granted: it is sent off. An order for another incident says nothing of
/// the request.
pub(super) fn dispatched(
    world: &World,
    standing: &Standing,
    team: &TeamCode,
    incident: Option<EventId>,
) -> Option<Fact> {
    let news = AidNews::Dispatched { people: None };
    further(world, team, incident, news, &standing.person, Means::Console, standing.now)
}

/// The request whose turn it is, of those that the incident is one of; the oldest of several.
fn further(
    world: &World,
    team: &TeamCode,
    incident: Option<EventId>,
    news: AidNews,
    by: &str,
    means: Means,
    at: At,
) -> Option<Fact> {
    let (rung, event) = (news.rung(), AidEvent::of_news(&news));
    let goes_on = |state: AidState| match state {
        AidState::Granted | AidState::Dispatched | AidState::EnRoute | AidState::Arrived | AidState::Working => {
            rung > state
        }
        // Who is called up again by an order that says what for is sent off anew.
        AidState::Released | AidState::Returned => rung > state || (rung == AidState::Dispatched && incident.is_some()),
        _ => false,
    };
    let all = world.promises(team).filter(|(view, state)| goes_on(*state) && world.is_for(view.aid, incident));
    let (view, _) = all.min_by_key(|(view, state)| (state.after(event).is_none(), view.aid.at, view.id))?;
    let telling = AidTelling { aid: view.id, unit: AidUnit::Team(team.clone()), news, by: by.to_owned(), means, at };
    Some(Fact::AidTold(Box::new(telling)))
}

/// What goes along when an order that sent a team off is called off, declined, replaced or diverted: the request hears that
/// the team does not come, unless another order still sends it there, `then` the incidents of those that take this one's
/// place. On scene it is released by whom it works for. Who had not left is home at once.
pub(super) fn called_off(world: &World, standing: &Standing, order: EventId, then: &[Option<EventId>]) -> Vec<Fact> {
    let Some(one) = world.mobilisation(order).filter(|one| !one.is_pre_alert()) else { return Vec::new() };
    let others = world.bookings(one.team).filter(|id| *id != order).filter_map(|id| world.mobilisation(id));
    let others = others.filter(|other| !other.is_pre_alert()).map(|other| other.order.incident);
    let still: Vec<Option<EventId>> = others.chain(then.iter().copied()).collect();
    let mut facts = Vec::new();
    for (view, state) in world.promises(one.team) {
        let under_way = matches!(state, AidState::Dispatched | AidState::EnRoute);
        let stays = still.iter().any(|incident| world.is_for(view.aid, *incident));
        if !under_way || stays || !world.is_for(view.aid, one.order.incident) {
            continue;
        }
        let home = (state == AidState::Dispatched).then_some(AidNews::Returned);
        facts.extend([AidNews::Released].into_iter().chain(home).map(|news| {
            let (unit, by) = (AidUnit::Team(one.team.clone()), standing.person.clone());
            let (means, at) = (Means::Console, standing.now);
            Fact::AidTold(Box::new(AidTelling { aid: view.id, unit, news, by, means, at }))
        }));
    }
    facts
}

/// A list in as many parts as it takes to fit events, all of one edition.
fn shared(world: &World, list: SharedList) -> Result<Vec<Fact>, Refusal> {
    let any = world.areas().next().is_some();
    known(!any || world.area(&list.area).is_some(), "area", list.area.to_string())?;
    let edition = said(&list.edition)?;
    let empty = SharedList { edition, items: Vec::new(), part: 0, parts: 1, by: list.by.trim().to_owned(), ..list };
    let items = list.items.into_iter().filter(|item| !item.name.trim().is_empty());
    let mut parts: Vec<Vec<SharedItem>> = vec![Vec::new()];
    let bytes_of = |item: &SharedItem| serde_json::to_vec(item).map_or(usize::MAX, |json| json.len());
    let mut bytes = 0;
    for item in items {
        let more = bytes_of(&item).saturating_add(1);
        if more > SHARED_BYTES_MAX {
            return Err(Refusal::TooLong(more));
        }
        if bytes + more > SHARED_BYTES_MAX {
            parts.push(Vec::new());
            bytes = 0;
        }
        bytes += more;
        if let Some(part) = parts.last_mut() {
            part.push(item);
        }
    }
    let count = u8::try_from(parts.len()).ok().filter(|count| *count <= SHARED_PARTS_MAX);
    let count = count.ok_or(Refusal::TooLong(parts.len() * SHARED_BYTES_MAX))?;
    let fact = |(items, part): (Vec<SharedItem>, u8)| {
        let list = SharedList { items, part, parts: count, ..empty.clone() };
        let after = world.heads(&Aspect::Shared(list.area.clone(), list.kind, part));
        Fact::ShareListed { list: Box::new(list), after }
    };
    Ok(parts.into_iter().zip(0..).map(fact).collect())
}

/// What settles what is derived of a request: that somebody is under way on one that is over, or that a team is promised twice.
pub(super) fn settle(
    world: &World,
    standing: &Standing,
    aspect: &Aspect,
    chosen: EventId,
) -> Result<Vec<Fact>, Refusal> {
    let astray = if let Aspect::Aid(id) = aspect { world.aid(*id) } else { None };
    match astray.filter(|view| view.astray().next().is_some()) {
        Some(view) => Ok(settle_astray(world, standing, &view, chosen)),
        None => settle_promise(world, standing, chosen),
    }
}

/// In favour of the decision those who are under way are released; in favour of one of them the request is granted again.
fn settle_astray(world: &World, standing: &Standing, view: &AidView<'_>, chosen: EventId) -> Vec<Fact> {
    let (by, means, at) = (standing.person.clone(), Means::Console, standing.now);
    if !view.astray().any(|(id, _)| id == chosen) {
        let released = |(_, telling): (EventId, &AidTelling)| {
            let (aid, unit, by) = (view.id, telling.unit.clone(), by.clone());
            with_team(world, standing, view, AidTelling { aid, unit, news: AidNews::Released, by, means, at })
        };
        return view.astray().flat_map(released).collect();
    }
    let granted = view.moves.iter().rev().find(|(_, made)| matches!(made.step, AidStep::Granted { .. }));
    let step = granted.map_or_else(
        || {
            let units = view.astray().map(|(_, telling)| telling.unit.clone()).collect();
            let grants = vec![Grant { line: 0, count: 0, units }];
            AidStep::Granted { grants, note: String::new(), voice: Voice { by, role: standing.role, means } }
        },
        |(_, made)| made.step.clone(),
    );
    let along = follows(world, standing, view, &step, at);
    [moved(world, view.id, step, at)].into_iter().chain(along).collect()
}

/// A team that was promised twice goes where the chosen grant says: the others are granted again without it. One of which
/// nothing is left waits for its answer again, and its clocks run from when it was sent.
fn settle_promise(world: &World, standing: &Standing, chosen: EventId) -> Result<Vec<Fact>, Refusal> {
    let aid = world.aid_decided_by(chosen).ok_or_else(|| unknown("side", &chosen.short()))?;
    let kept: Vec<AidUnit> =
        world.aid(aid).into_iter().flat_map(|view| view.grants().iter().flat_map(|one| one.units.clone())).collect();
    let mut facts = Vec::new();
    for view in world.open_aids().filter(|view| view.id != aid && !view.step.disputed()) {
        let shares = |unit: &AidUnit| {
            matches!(unit, AidUnit::Team(_)) && kept.contains(unit) && view.unit(unit).0 < AidState::Returned
        };
        let Some(AidMove { step: AidStep::Granted { grants, note, voice }, .. }) = view.step.clone().first() else {
            continue;
        };
        if !grants.iter().flat_map(|one| &one.units).any(shares) {
            continue;
        }
        let without = |one: &Grant| {
            let gone = one.units.iter().filter(|unit| shares(unit)).count();
            let count = one.count.saturating_sub(u32::try_from(gone).unwrap_or(u32::MAX));
            let units: Vec<AidUnit> = one.units.iter().filter(|unit| !shares(unit)).cloned().collect();
            (count > 0 || !units.is_empty()).then(|| Grant { count, units, ..one.clone() })
        };
        let grants: Vec<Grant> = grants.iter().filter_map(without).collect();
        let step = if grants.is_empty() {
            AidStep::Accepted(voice.clone())
        } else {
            AidStep::Granted { grants, note: note.clone(), voice: voice.clone() }
        };
        let along = follows(world, standing, &view, &step, standing.now);
        facts.push(moved(world, view.id, step, standing.now));
        facts.extend(along);
    }
    if facts.is_empty() { Err(Refusal::NotDisputed) } else { Ok(facts) }
}

/// What goes along with the side of a dispute that a person chose: the same as with the step itself.
pub(super) fn along_settled(world: &World, standing: &Standing, aspect: &Aspect, value: &Value) -> Vec<Fact> {
    let (Aspect::Aid(id), Value::Aid(made)) = (aspect, value) else { return Vec::new() };
    world.aid(*id).map(|view| follows(world, standing, &view, &made.step, standing.now)).unwrap_or_default()
}

/// Whether a side of a conflict is of one that is derived: a grant of another request than the one that the conflict is
/// named by, or that somebody is under way.
pub(super) fn is_derived(world: &World, aspect: &Aspect, value: &Value) -> bool {
    let agreed = matches!(aspect, Aspect::Aid(id) if world.aid(*id).is_some_and(|view| !view.step.disputed()));
    agreed && matches!(value, Value::Aid(_) | Value::AidTold(_))
}
