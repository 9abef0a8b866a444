//! Forms about mobilised teams: who can come, what was told of them, who is on duty.

use super::build::{choice, must, text, time};
use super::options::{self, choice as option, say};
use super::time::Ahead;
use super::{Choice, Field, FieldKind, FieldName, Form, FormKind, Known, Pick};
use crate::clock::At;
use crate::console::{Line, Model};
use crate::domain::{
    AssemblyEvent, AssemblyState, Candidate, Capability, Destination, EventId, Form as OrderForm, Means, Mobilisation,
    Offer, Purpose, Ranking, Setting, Spot, TeamCode, TeamKind, TeamNeed, Urgency, Wanted,
};
use crate::limits::{FIELD_BYTES_MAX, RESERVE_PERCENT};
use crate::text::when;
use crate::text::words::{AssemblyWord, Word};

use serde::{Deserialize, Serialize};

/// What an order that mobilises is about.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Mobilising {
    /// Whoever can come.
    New,
    /// The team that was warned of it, by its pre-alert.
    Warned(EventId),
    /// Somebody in the place of a team that declined, or that nobody answered for.
    Instead(EventId),
    /// A team that is under way, elsewhere.
    Divert(EventId),
}

impl Mobilising {
    /// The mobilisation that it goes on from.
    pub(super) fn from(&self) -> Option<EventId> {
        match self {
            Self::New => None,
            Self::Warned(order) | Self::Instead(order) | Self::Divert(order) => Some(*order),
        }
    }
}

/// The fields of a form of this kind.
pub(super) fn fields(model: &Model, kind: &FormKind, known: &Known) -> Vec<Field> {
    match kind {
        FormKind::Mobilise(what) => mobilise(model, what, known),
        FormKind::Tell(order, event) => tell(model, *order, *event),
        FormKind::Crew => crew(model, known),
        _ => Vec::new(),
    }
}

fn number(name: FieldName, preset: &str) -> Field {
    Field { name, kind: FieldKind::Number(Line::with(FIELD_BYTES_MAX, preset)) }
}

/// What is needed, where and by when; who comes; what they are told.
fn mobilise(model: &Model, what: &Mobilising, known: &Known) -> Vec<Field> {
    let from = what.from().and_then(|order| model.world.mobilisation(order));
    let incident = from.as_ref().and_then(|one| one.order.incident).or(known.incident);
    let place = from.as_ref().and_then(|one| one.order.destination.clone()).or_else(|| {
        let place = model.world.incident(incident?)?.place.clone()?;
        Some(Destination::Place(place))
    });
    let place = if let Some(Destination::Place(code)) = place { Pick::Place(code) } else { Pick::Nothing };
    let capability = from.as_ref().and_then(|one| model.world.team_card(one.team)?.capabilities.first().copied());
    let ordered = from.as_ref().map(|one| one.order.text.as_str()).unwrap_or_default();
    let muster = from.as_ref().map(|one| one.muster.clone()).unwrap_or_default();
    let incident_of = incident.filter(|_| !matches!(what, Mobilising::Divert(_)));
    let incident = Pick::Incident(incident.unwrap_or_default());
    let mut fields = Vec::new();
    let diverted = matches!(what, Mobilising::Divert(_));
    if diverted {
        fields.push(text(FieldName::Reason, ""));
    } else {
        let wanted = capability.map_or(Pick::Nothing, Pick::Capability);
        fields.push(choice(FieldName::Capability, capabilities(model), Some(&wanted)));
        fields.push(number(FieldName::Quantity, ""));
        fields.push(choice(FieldName::Least, grades(), None));
        for row in 0..ALSO {
            fields.push(choice(FieldName::AlsoCapability(row), capabilities(model), Some(&Pick::Nothing)));
            fields.push(number(FieldName::AlsoQuantity(row), ""));
            fields.push(choice(FieldName::AlsoLeast(row), grades(), None));
        }
    }
    let place = if diverted { Pick::Nothing } else { place };
    fields.push(destination(model, incident_of, &place));
    fields.push(time(FieldName::Required));
    if !diverted {
        fields.push(Field {
            name: FieldName::Who,
            kind: FieldKind::Choice { options: Vec::new(), picked: None, filter: Line::new(FIELD_BYTES_MAX) },
        });
    }
    fields.push(text(FieldName::Text, if diverted { "" } else { ordered }));
    fields.extend(super::aid::fields());
    fields.push(choice(
        FieldName::Incident,
        options::incidents_or(model, "不归任何事件", "no incident"),
        Some(&incident),
    ));
    if !diverted {
        fields.push(choice(FieldName::Purpose, purposes(model), None));
    }
    let setting = muster.setting.map_or(Pick::Nothing, Pick::Setting);
    fields.extend([
        choice(FieldName::Urgency, options::urgencies(model), Some(&Pick::Urgency(Urgency::Urgent))),
        choice(FieldName::Rally, options::places(model), muster.rally.map(Pick::Place).as_ref()),
        choice(FieldName::Setting, settings(model), Some(&setting)),
        text(FieldName::Route, &muster.route),
        text(FieldName::Equipment, &muster.equipment),
        text(FieldName::Safety, &muster.safety),
        text(FieldName::Contact, &muster.contact),
        text(FieldName::Frequency, &muster.frequency),
    ]);
    fields
}

/// So many more kinds of teams can be asked for in one question; each is shown once the one before it is filled in.
const ALSO: u8 = 5;

/// Where they are needed: a place of the map, or the address that the incident has and the map does not know.
fn destination(model: &Model, incident: Option<EventId>, place: &Pick) -> Field {
    let mut field = choice(FieldName::Destination, options::places(model), Some(place));
    let address = incident.and_then(|id| model.world.incident(id)).map(|incident| incident.address.as_str());
    let address = address.filter(|address| *place == Pick::Nothing && !address.is_empty());
    if let (Some(address), FieldKind::Choice { picked, filter, .. }) = (address, &mut field.kind) {
        *picked = None;
        *filter = Line::with(FIELD_BYTES_MAX, address);
    }
    field
}

/// Where they are needed, by what stands in the field; none while nobody says where.
pub(in crate::console) fn spot(model: &Model, form: &Form) -> Option<Spot> {
    let field = form.named(FieldName::Destination)?;
    match field.pick() {
        Some(Pick::Place(code)) => Some(model.world.place(code)?.point.into()),
        None if field.names_none() => Some(model.world.spot(field.line().text().trim())),
        _ => None,
    }
}

/// What is wanted, line by line; a capability of which nobody says how many is wanted once.
fn wanted(form: &Form) -> Vec<Wanted> {
    let first = (FieldName::Capability, FieldName::Quantity, FieldName::Least);
    let also = |row| (FieldName::AlsoCapability(row), FieldName::AlsoQuantity(row), FieldName::AlsoLeast(row));
    let lines = [first].into_iter().chain((0..ALSO).map(also));
    let of = lines.map_while(|(capability, quantity, least)| {
        let Some(Pick::Capability(capability)) = form.pick(capability) else { return None };
        let typed = form.named(quantity).map(|field| field.line().text().trim().to_owned()).unwrap_or_default();
        let count = crate::text::names::folded(&typed).parse().unwrap_or(1);
        let least = if let Some(Pick::Least(grade)) = form.pick(least) { *grade } else { 1 };
        Some(Wanted { capability: *capability, count, least })
    });
    of.collect()
}

/// Whether a further kind of team may be asked for: the one before it is.
pub(super) fn asks_further(form: &Form, row: u8) -> bool {
    wanted(form).len() > usize::from(row)
}

fn capabilities(model: &Model) -> Vec<Choice> {
    let any = option(Pick::Nothing, "", model.lang.pick("不限", "any"));
    let all = Capability::ALL.iter().map(|(capability, tag)| {
        let name = capability.say(model.lang);
        Choice { also: (*tag).to_owned(), ..option(Pick::Capability(*capability), "", name) }
    });
    [any].into_iter().chain(all).collect()
}

fn grades() -> Vec<Choice> {
    (1..=3u8).map(|grade| option(Pick::Least(grade), "", grade.to_string())).collect()
}

fn purposes(model: &Model) -> Vec<Choice> {
    options::words(model, &[Purpose::Mobilise, Purpose::PreAlert], Pick::Purpose)
}

fn settings(model: &Model) -> Vec<Choice> {
    let none = option(Pick::Nothing, "", model.lang.pick("不计时", "no limit"));
    [none].into_iter().chain(options::words(model, &[Setting::Urban, Setting::Rural], Pick::Setting)).collect()
}

/// What is needed, as it is filled in; none while nobody says where.
pub(in crate::console) fn need(model: &Model, form: &Form) -> Option<TeamNeed> {
    let place = spot(model, form)?;
    let wanted = wanted(form);
    let typed = |name| form.named(name).map(|field| field.line().text().trim().to_owned()).unwrap_or_default();
    let by = super::time::ahead(&typed(FieldName::Required), model.now).map(|(Ahead::At(at) | Ahead::Over(at))| at);
    let incident = if let Some(Pick::Incident(id)) = form.pick(FieldName::Incident) { Some(*id) } else { None };
    Some(TeamNeed { wanted, place, by, own: model.area(), reserve_percent: RESERVE_PERCENT, incident })
}

/// Who could come, for the form as it is filled in.
pub(in crate::console) fn ranking<'m>(model: &'m Model, form: &Form) -> Option<Ranking<'m>> {
    let need = need(model, form)?;
    Some(model.world.who_can_come(&need, &model.fixes, model.now))
}

/// Offers those who could come, the first to arrive first; the ones that are proposed together stand before all.
pub(in crate::console) fn follow_need(model: &Model, form: &mut Form) {
    let FormKind::Mobilise(what) = &form.kind else { return };
    let warned = if let Mobilising::Warned(order) = what { model.world.mobilisation(*order) } else { None };
    let team = warned.map(|one| Pick::Team(one.team.clone()));
    let ranking = ranking(model, form);
    let ranked = ranking.is_some();
    // Nobody said where: anybody, as the list of teams has them, and nobody by default.
    let all = ranking.map_or_else(|| options::teams(model), |ranking| candidates(model, &ranking));
    let Some(field) = form.fields.iter_mut().find(|field| field.name == FieldName::Who) else { return };
    let FieldKind::Choice { options, picked, filter } = &mut field.kind else { return };
    // Whoever stood first stood there by the ranking, and another may now; a team that was picked by hand stays.
    let by_hand = picked.filter(|place| *place > 0).and_then(|place| options.get(place));
    let held = by_hand.map(|choice| choice.pick.clone()).or(team);
    let place = held.and_then(|held| all.iter().position(|choice| same_team(&choice.pick, &held)));
    let first = if ranked && filter.is_empty() && !all.is_empty() { Some(0) } else { None };
    *picked = place.or(first);
    *options = all;
    follow_asked(model, form);
}

/// Fills in what the log knows, when the one that is picked is asked and not ordered.
pub(in crate::console) fn follow_asked(model: &Model, form: &mut Form) {
    if matches!(form.kind, FormKind::Mobilise(_)) {
        super::aid::follow_asked(model, form);
    }
}

fn same_team(a: &Pick, b: &Pick) -> bool {
    let code = |pick: &Pick| match pick {
        Pick::Team(code) | Pick::Asked(code) | Pick::Neighbour(code) => Some(code.clone()),
        _ => None,
    };
    code(a).is_some() && code(a) == code(b)
}

fn candidates(model: &Model, ranking: &Ranking<'_>) -> Vec<Choice> {
    let proposed: Vec<_> = ranking.teams.iter().filter(|one| one.proposed).map(|one| one.team.code.clone()).collect();
    let mut all = Vec::new();
    if proposed.len() > 1 {
        let names = proposed.iter().map(ToString::to_string).collect::<Vec<_>>().join("+");
        all.push(option(Pick::Teams(proposed), names, coverage(model, ranking)));
    }
    all.extend(ranking.teams.iter().map(|one| {
        let pick = match one.form {
            OrderForm::Order => Pick::Team(one.team.code.clone()),
            OrderForm::Request if one.team.kind == TeamKind::Military => Pick::Asked(one.team.code.clone()),
            OrderForm::Request => Pick::Neighbour(one.team.code.clone()),
        };
        let say = say(model);
        let both = [&one.team.name, &one.team.name_en].map(String::as_str);
        let named = candidate(model, one, say.team_name(one.team), ranking.coverage.len() > 1);
        options::named(pick, one.team.code.0.clone(), named, both)
    }));
    all.extend(ranking.offers.iter().map(|one| {
        let pick = Pick::Offered(one.area.clone(), one.item.name.clone());
        option(pick, one.item.code.clone(), offered(model, one))
    }));
    all
}

/// `17:40 郑州 冲锋舟队 请求 ! 清单3天前 陈旧`.
fn offered(model: &Model, one: &Offer<'_>) -> String {
    let say = say(model);
    let arrives = one.arrives.map_or_else(|| "?".to_owned(), when::minute);
    let asked = AssemblyWord::ByRequest.say(model.lang);
    format!("{arrives} {} {} {asked} ! {}", say.area(one.area), one.item.name, say.list_age(one))
}

/// `16:20 抽排一队 8公里 [已受令 指令3]`.
fn candidate(model: &Model, one: &Candidate<'_>, name: &str, several: bool) -> String {
    let say = say(model);
    let arrives = one.arrives.map_or_else(|| "?".to_owned(), when::minute);
    let against = one.concerns.iter().map(|concern| say.concern(concern)).collect::<Vec<_>>().join(", ");
    let against = if against.is_empty() { String::new() } else { format!(" ! {against}") };
    let asked = if one.form == OrderForm::Request { AssemblyWord::ByRequest.say(model.lang) } else { "" };
    // Of several things that are needed it says which it does.
    let can = one.covers.iter().map(|capability| capability.say(model.lang)).collect::<Vec<_>>().join("/");
    let can = if several && !can.is_empty() { format!("[{can}] ") } else { String::new() };
    format!("{arrives} {name} {can}{asked}{against}").trim_end().replace("  ", " ")
}

/// `够 备勤 5/8`.
fn coverage(model: &Model, ranking: &Ranking<'_>) -> String {
    let say = say(model);
    let (free, all) = ranking.reserve;
    let covers = ranking.coverage.iter().map(|(wanted, have)| {
        AssemblyWord::Cover.with(model.lang, &[&wanted.capability.say(model.lang), have, &wanted.count])
    });
    let covers = covers.collect::<Vec<_>>().join(", ");
    let covers = match (ranking.coverage.is_empty(), ranking.covered()) {
        (true, _) => String::new(),
        (_, true) => format!("{} {covers}", say.word(AssemblyWord::Covered)),
        (_, false) => AssemblyWord::Uncovered.with(model.lang, &[&covers]),
    };
    format!("{covers} {}", AssemblyWord::Reserve.with(model.lang, &[&free, &all])).trim_start().to_owned()
}

/// What stands beside the form's title: of the one in hand why it stands where it stands, else whether there are enough.
pub(super) fn subject(model: &Model, form: &Form) -> String {
    let from = if let FormKind::Mobilise(what) = &form.kind { what.from() } else { None };
    let of = from.map(|order| say(model).order(order)).unwrap_or_default();
    let Some(ranking) = ranking(model, form) else { return of };
    let in_hand = form.field().filter(|field| field.name == FieldName::Who).and_then(Field::pick);
    if let Some(Pick::Offered(area, name)) = in_hand {
        let one = ranking.offers.iter().find(|one| one.area == area && one.item.name == *name);
        return one.map(|one| say(model).why_offered(one)).unwrap_or_default();
    }
    let picked = match in_hand {
        Some(Pick::Team(code) | Pick::Asked(code) | Pick::Neighbour(code)) => {
            ranking.teams.iter().find(|one| one.team.code == *code)
        }
        _ => None,
    };
    match picked {
        Some(one) => say(model).why_there(one),
        None => format!("{of} {}", coverage(model, &ranking)).trim_start().to_owned(),
    }
}

/// What stands below the title of the question who can come: what of the need whoever is picked covers and what stays short,
/// where more than one team is needed; and how far it is known where.
pub(in crate::console) fn note(model: &Model, form: &Form) -> String {
    let FormKind::Mobilise(_) = &form.kind else { return String::new() };
    let Some(ranking) = ranking(model, form) else { return String::new() };
    let spot = spot(model, form).map(|spot| say(model).spot(&spot)).unwrap_or_default();
    let picked = match form.pick(FieldName::Who) {
        Some(Pick::Teams(teams)) => teams.clone(),
        Some(Pick::Team(team) | Pick::Asked(team) | Pick::Neighbour(team)) => vec![team.clone()],
        _ => Vec::new(),
    };
    let several = ranking.coverage.iter().map(|(wanted, _)| wanted.count).sum::<u32>() > 1;
    let covered = if several { covered_by(model, &ranking, &picked) } else { String::new() };
    [covered, spot].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("  ")
}

/// `F1+P2 抽排 1/2, 现场医疗 0/1 还缺 抽排 1, 现场医疗 1`.
fn covered_by(model: &Model, ranking: &Ranking<'_>, picked: &[TeamCode]) -> String {
    let names = picked.iter().map(ToString::to_string).collect::<Vec<_>>().join("+");
    let covering = ranking.covering(picked);
    let of = |(wanted, have): &(Wanted, u32)| {
        AssemblyWord::Cover.with(model.lang, &[&wanted.capability.say(model.lang), have, &wanted.count])
    };
    let have = covering.iter().map(of).collect::<Vec<_>>().join(", ");
    let lacks = covering.iter().filter(|(wanted, have)| *have < wanted.count);
    let lacks = lacks.map(|(wanted, have)| format!("{} {}", wanted.capability.say(model.lang), wanted.count - have));
    let lacks = lacks.collect::<Vec<_>>().join(", ");
    let end = if lacks.is_empty() {
        AssemblyWord::Covered.say(model.lang).to_owned()
    } else {
        AssemblyWord::StillShort.with(model.lang, &[&lacks])
    };
    format!("{names} {have} {end}").trim_start().to_owned()
}

/// What was told of a mobilised team.
fn tell(model: &Model, order: EventId, event: AssemblyEvent) -> Vec<Field> {
    let Some(one) = model.world.mobilisation(order) else { return Vec::new() };
    let card = model.world.team_card(one.team);
    let people = one.people().or(card.map(|team| team.people)).map(|people| people.to_string());
    let people = number(FieldName::Count, &people.unwrap_or_default());
    let vehicles = card.and_then(|team| team.readiness.vehicles).map(|count| count.to_string());
    let mut fields = match event {
        AssemblyEvent::RollCall => {
            vec![people, number(FieldName::Vehicles, &vehicles.unwrap_or_default()), text(FieldName::Kit, "")]
        }
        AssemblyEvent::Depart => vec![people, eta(model, &one)],
        AssemblyEvent::Slip => vec![
            choice(
                FieldName::News,
                events(model, &[AssemblyEvent::Slip, AssemblyEvent::Block, AssemblyEvent::Reroute]),
                None,
            ),
            time(FieldName::Eta),
            text(FieldName::Note, ""),
        ],
        AssemblyEvent::ReachScene => {
            let rally = one.muster.rally.is_some() && one.state == AssemblyState::EnRoute;
            let at = if rally { AssemblyEvent::ReachRally } else { AssemblyEvent::ReachScene };
            let places = events(model, &[AssemblyEvent::ReachScene, AssemblyEvent::ReachRally]);
            vec![choice(FieldName::News, places, Some(&Pick::Assembly(at)))]
        }
        AssemblyEvent::CheckIn => {
            vec![people, text(FieldName::NameList, ""), text(FieldName::Skills, ""), number(FieldName::Hours, "")]
        }
        AssemblyEvent::Task => vec![text(FieldName::Text, "")],
        AssemblyEvent::Release => {
            let next = [AssemblyEvent::Release, AssemblyEvent::GoHome, AssemblyEvent::Return, AssemblyEvent::Rest];
            let now = one.state.next().filter(|event| next.contains(event)).unwrap_or(AssemblyEvent::Release);
            vec![choice(FieldName::News, events(model, &next), Some(&Pick::Assembly(now)))]
        }
        _ => Vec::new(),
    };
    let by = card.map(|team| team.leader.clone()).unwrap_or_default();
    let means = if event == AssemblyEvent::Task { Means::Radio } else { Means::Phone };
    fields.extend([
        text(FieldName::By, &by),
        choice(FieldName::Means, options::means(model), Some(&Pick::Means(means))),
        time(FieldName::At),
    ]);
    fields
}

fn events(model: &Model, all: &[AssemblyEvent]) -> Vec<Choice> {
    options::words(model, all, Pick::Assembly)
}

/// When they would arrive, as estimated: what the leader says is typed over it.
fn eta(model: &Model, one: &Mobilisation<'_>) -> Field {
    let estimate = || {
        let Some(Destination::Place(code)) = one.order.destination.as_ref() else { return None };
        let need = TeamNeed {
            wanted: Vec::new(),
            place: model.world.place(code)?.point.into(),
            by: None,
            own: None,
            reserve_percent: 0,
            incident: None,
        };
        let ranking = model.world.who_can_come(&need, &model.fixes, model.now);
        let drives = ranking.teams.iter().find(|other| other.team.code == *one.team)?.drives?;
        Some(model.now + drives)
    };
    let at: Option<At> = estimate();
    let preset = at.map(when::minute).unwrap_or_default();
    Field { name: FieldName::Eta, kind: FieldKind::Time(Line::with(FIELD_BYTES_MAX, &preset)) }
}

fn crew(model: &Model, known: &Known) -> Vec<Field> {
    vec![
        must(FieldName::Team, options::teams(model), known.team.clone().map(Pick::Team).as_ref()),
        text(FieldName::Crew, ""),
        number(FieldName::Count, ""),
        text(FieldName::NameList, ""),
        time(FieldName::Since),
        time(FieldName::Until),
    ]
}

/// Which event a filled form of what was told means.
pub(super) fn event_of(form: &Form) -> Option<AssemblyEvent> {
    let FormKind::Tell(_, event) = form.kind else { return None };
    Some(if let Some(Pick::Assembly(event)) = form.pick(FieldName::News) { *event } else { event })
}

/// Whether a field of a form of what was told applies.
pub(super) fn shown(form: &Form, name: FieldName) -> bool {
    !matches!((event_of(form), name), (Some(AssemblyEvent::Block), FieldName::Eta))
}
