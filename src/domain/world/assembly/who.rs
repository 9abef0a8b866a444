//! 谁能来: teams ranked by when they would arrive, with what speaks against each.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

use foldhash::fast::RandomState as Quick;

use super::super::{Said, World};
use super::Mobilisation;
use crate::clock::{At, Span};
use crate::domain::algebra::Register;
use crate::domain::{
    Aid, AidState, AidUnit, Aspect, AssemblyState, Candidate, Capability, Concern, EventId, Fix, Form, Going, Merges,
    Origin, PlaceCode, Point, Ranking, Rules, Seats, Speed, Speeds, Spot, Team, TeamCode, TeamKind, TeamNeed,
    TeamStatus, Timer, Value, Wanted,
};

/// What is asked of every team at once: one walk over the log's registers instead of a search for each team.
struct Known<'a> {
    statuses: HashMap<&'a TeamCode, (TeamStatus, At), Quick>,
    booked: HashMap<&'a TeamCode, EventId, Quick>,
    duty: HashMap<&'a TeamCode, Span, Quick>,
    promised: HashMap<&'a TeamCode, Vec<Promise<'a>>, Quick>,
    points: HashMap<&'a PlaceCode, Option<Point>, Quick>,
}

/// An open aid request that a team is granted to and not home from.
#[derive(Clone, Copy)]
struct Promise<'a> {
    id: EventId,
    aid: &'a Aid,
    on_scene: bool,
}

impl Promise<'_> {
    /// Whether the team works for whoever needs it, for that incident (rules.md 4.4).
    fn lends(&self, need: &TeamNeed, merges: &Merges) -> bool {
        let own = need.own.as_ref().is_some_and(|own| own.covers(&self.aid.from));
        self.on_scene && own && self.is_for(need, merges) != Some(false)
    }

    /// Whether it is for the incident that is asked for; none while either names none.
    fn is_for(&self, need: &TeamNeed, merges: &Merges) -> Option<bool> {
        let (one, of) = need.incident.zip(self.aid.incident)?;
        Some(merges.kept(one) == merges.kept(of))
    }
}

impl World {
    /// Who could come. Nobody is left out who can do any of what is wanted; problems are said and do not exclude.
    /// `fixes` are the newest positions of devices.
    pub fn who_can_come<'a>(&'a self, need: &TeamNeed, fixes: &BTreeMap<TeamCode, Fix>, now: At) -> Ranking<'a> {
        let rules = self.rules();
        let speeds = self.speeds(now);
        let mut known = self.known_of_teams(now);
        let mut teams: Vec<Candidate<'a>> = Vec::new();
        let merges = self.merges();
        let (mut free, mut own) = (0, 0);
        for team in self.cards() {
            let (status, since) = known.statuses.get(&team.code).copied().unwrap_or((TeamStatus::Ready, now));
            let promises = known.promised.get(&team.code).map_or(&[][..], Vec::as_slice);
            let lent = team.kind != TeamKind::Military && promises.iter().any(|one| one.lends(need, &merges));
            let is_own = is_own(need, team);
            let form = if is_own || lent { Form::Order } else { Form::Request };
            let booked = known.booked.get(&team.code).copied();
            // Who is promised for this very incident is sent by its own city.
            let bars = |one: &&Promise<'_>| !(lent || (is_own && one.is_for(need, &merges) == Some(true)));
            let barred = promises.iter().find(bars).map(|one| one.id);
            if is_own {
                own += 1;
                free += u32::from(is_reserve(status) && booked.is_none() && promises.is_empty());
            }
            let covers = covers(need, team);
            if covers.is_empty() && !need.wanted.is_empty() {
                continue;
            }
            let (origin, metres) = self.way(need, team, fixes, &speeds, &mut known);
            let duty = known.duty.get(&team.code).copied();
            let speed = speeds.of(Going::of(team));
            let about = About { team, status, since, form, booked, promised: barred, duty, speed };
            teams.push(candidate(&rules, need, now, &about, covers, origin, metres));
        }
        // Of whom nobody can say when they arrive, who leaves first stands first.
        let leaves = |one: &Candidate<'_>| if one.arrives.is_none() { one.prepares } else { Span::ZERO };
        teams.sort_by_key(|one| {
            (one.arrives.is_none(), one.arrives, leaves(one), Reverse(one.covers.len()), &one.team.code)
        });
        let coverage = propose(need, &mut teams, (free, own));
        let offers = self.offers(&rules, &speeds, need, now);
        Ranking { teams, coverage, reserve: (free, own), offers }
    }

    /// Of the own teams, how many are uncommitted and how many there are (rules.md 5.3: reserve ratio).
    pub fn reserve(&self, own: Option<&crate::domain::AreaCode>, now: At) -> (u32, u32) {
        let known = self.known_of_teams(now);
        let teams =
            self.cards().filter(|team| team.kind != TeamKind::Military && own.is_none_or(|own| own.covers(&team.area)));
        teams.fold((0, 0), |(free, all), team| {
            let status = known.statuses.get(&team.code).map_or(TeamStatus::Ready, |(status, _)| *status);
            let bound = known.booked.contains_key(&team.code) || known.promised.contains_key(&team.code);
            let uncommitted = is_reserve(status) && !bound;
            (free + u32::from(uncommitted), all + 1)
        })
    }

    /// The cards of all teams, by code; the oldest of each while it is disputed.
    fn cards(&self) -> impl Iterator<Item = &Team> {
        let from = Aspect::Team(TeamCode::default());
        let all = self
            .registers
            .range(from..)
            .map_while(|(aspect, register)| if matches!(aspect, Aspect::Team(_)) { Some(register) } else { None });
        all.filter_map(oldest).filter_map(|said| if let Value::Team(team) = &said.what { Some(&**team) } else { None })
    }

    fn known_of_teams(&self, now: At) -> Known<'_> {
        let from = Aspect::TeamStatus(TeamCode::default());
        let all = self.registers.range(from..).map_while(|(aspect, register)| match aspect {
            Aspect::TeamStatus(code) => Some((code, register)),
            _ => None,
        });
        let statuses = all.filter_map(|(code, register)| match oldest(register)? {
            Said { what: Value::TeamStatus(status), recorded, .. } => Some((code, (*status, *recorded))),
            _ => None,
        });
        let statuses = statuses.collect();
        let books = |one: &Mobilisation<'_>| !one.is_pre_alert() && one.state < AssemblyState::Returned;
        let booked = self.mobilisations().filter(books).map(|one| (one.team, one.id)).collect();
        let mut duty: HashMap<&TeamCode, Span, Quick> = HashMap::default();
        for crew in self.all_crews() {
            if let Some(hours) = crew.hours(now) {
                let longest = duty.entry(&crew.team).or_insert(hours);
                *longest = hours.max(*longest);
            }
        }
        let mut promised: HashMap<&TeamCode, Vec<Promise<'_>>, Quick> = HashMap::default();
        for view in self.open_aids() {
            for unit in view.units() {
                let (AidUnit::Team(code), (state, _)) = (unit, view.unit(unit)) else { continue };
                if state < AidState::Returned {
                    let one = Promise { id: view.id, aid: view.aid, on_scene: state.is_on_scene() };
                    promised.entry(code).or_default().push(one);
                }
            }
        }
        Known { statuses, booked, duty, promised, points: HashMap::default() }
    }

    /// From where a team would come, and how far that is by road.
    fn way<'a>(
        &'a self,
        need: &TeamNeed,
        team: &'a Team,
        fixes: &BTreeMap<TeamCode, Fix>,
        speeds: &Speeds,
        known: &mut Known<'a>,
    ) -> (Option<(Origin, Option<&'a PlaceCode>)>, Option<u32>) {
        let mut point = |place: &'a PlaceCode| {
            *known.points.entry(place).or_insert_with(|| self.place(place).map(|place| place.point))
        };
        let way = |from: Point| Some(speeds.way(Going::of(team), from.metres_to(need.place.point()?)));
        let fix = fixes.get(&team.code);
        let said = self.reported_position(&team.code).filter(|said| fix.is_none_or(|fix| fix.at < said.at));
        if let Some((said, from)) = said.and_then(|said| Some((said, point(&said.place)?))) {
            return (Some((Origin::Said, Some(&said.place))), way(from));
        }
        if let Some(fix) = fix {
            return (Some((Origin::Fix, None)), way(fix.point));
        }
        match point(&team.home) {
            Some(home) => (Some((Origin::Home, Some(&team.home))), way(home)),
            None => (None, None),
        }
    }
}

/// How long so many metres take.
pub(super) fn drives(metres: u32, speed: Speed) -> Span {
    Span(i64::from(metres) * 3_600 / i64::from(speed.kmh.max(1)))
}

fn oldest(register: &Register<Said<Value>>) -> Option<&Said<Value>> {
    register.heads().min_by_key(|(id, write)| (write.value.recorded, **id)).map(|(_, write)| &write.value)
}

/// Whether a team is of the own city's: the military and other cities' teams are asked, unless they were lent.
fn is_own(need: &TeamNeed, team: &Team) -> bool {
    team.kind != TeamKind::Military && need.own.as_ref().is_none_or(|own| own.covers(&team.area))
}

fn is_reserve(status: TeamStatus) -> bool {
    matches!(status, TeamStatus::Ready | TeamStatus::Standby | TeamStatus::PreAlerted)
}

fn covers(need: &TeamNeed, team: &Team) -> Vec<Capability> {
    let can = |wanted: &&Wanted| team.grade(wanted.capability).is_some_and(|grade| grade >= wanted.least);
    need.wanted.iter().filter(can).map(|wanted| wanted.capability).collect()
}

/// What is known of a team.
#[derive(Clone, Copy)]
struct About<'a> {
    team: &'a Team,
    status: TeamStatus,
    since: At,
    form: Form,
    booked: Option<EventId>,
    promised: Option<EventId>,
    duty: Option<Span>,
    speed: Speed,
}

fn candidate<'a>(
    rules: &Rules,
    need: &TeamNeed,
    now: At,
    about: &About<'a>,
    covers: Vec<Capability>,
    origin: Option<(Origin, Option<&'a PlaceCode>)>,
    metres: Option<u32>,
) -> Candidate<'a> {
    let About { team, status, form, speed, .. } = *about;
    let rests = (status == TeamStatus::Returned).then(|| about.since + rules.within(Timer::Rest, about.since));
    let rests = rests.filter(|until| *until > now);
    let prepares = prepares(rules, now, about);
    let drives = metres.map(|metres| drives(metres, speed));
    let arrives = drives.map(|drives| now + prepares + drives);
    let mut concerns = concerns(rules, now, about, metres);
    concerns.extend(rests.map(Concern::Resting));
    concerns.extend(need.by.and_then(|by| arrives.filter(|at| *at > by).map(|at| Concern::Late(at - by))));
    concerns.sort_unstable();
    let proposed = false;
    Candidate { team, status, form, origin, metres, speed, prepares, drives, arrives, covers, concerns, proposed }
}

/// Until a team leaves: who is at home acknowledges and gets ready within its limits; who is asked answers first; who is
/// out only turns round.
fn prepares(rules: &Rules, now: At, about: &About<'_>) -> Span {
    let kind = about.team.kind;
    let answers = match about.form {
        Form::Order => rules.within(Timer::acknowledgement(Some(kind)), now),
        Form::Request => rules.within(Timer::AidAnswer, now),
    };
    let home = is_reserve(about.status) || matches!(about.status, TeamStatus::Returned | TeamStatus::Unavailable);
    let departs = Timer::departure(kind).filter(|_| home).map_or(Span::ZERO, |timer| rules.within(timer, now));
    Span(answers.0.saturating_add(departs.0))
}

fn concerns(rules: &Rules, now: At, about: &About<'_>, metres: Option<u32>) -> Vec<Concern> {
    let (team, ready) = (about.team, &about.team.readiness);
    let mut all = Vec::new();
    match (about.status, about.booked) {
        (TeamStatus::Unavailable, _) => all.push(Concern::Unavailable),
        (TeamStatus::LostContact, _) => all.push(Concern::Lost),
        (_, Some(order)) => all.push(Concern::Booked(order)),
        (status, None)
            if !is_reserve(status)
                && !matches!(
                    status,
                    TeamStatus::Staged | TeamStatus::Returned | TeamStatus::Released | TeamStatus::Returning
                ) =>
        {
            all.push(Concern::Busy(status));
        }
        _ => {}
    }
    all.extend(about.promised.map(Concern::Promised));
    all.extend(about.duty.filter(|on| *on >= rules.within(Timer::Relief, now)).map(Concern::Tired));
    let far = |km: &u32| metres.is_some_and(|metres| metres / 1000 >= *km);
    all.extend(ready.range_km.filter(far).map(Concern::Far));
    all.extend((ready.insured == Some(false)).then_some(Concern::Uninsured));
    all.extend((ready.protected == Some(false)).then_some(Concern::Unprotected));
    all.extend(ready.min_crew.filter(|least| team.people < *least).map(Concern::Few));
    all
}

/// Takes from the top who covers what is not covered yet, and says whose going would break the reserve.
fn propose(need: &TeamNeed, teams: &mut [Candidate<'_>], (free, own): (u32, u32)) -> Vec<(Wanted, u32)> {
    let mut seats = Seats::of(need.wanted.iter().copied());
    let mut left = free;
    for one in teams {
        let commits = one.form == Form::Order
            && is_reserve(one.status)
            && !one.concerns.iter().any(|c| matches!(c, Concern::Booked(_) | Concern::Promised(_)));
        let breaks =
            commits && u64::from(left.saturating_sub(1)) * 100 < u64::from(own) * u64::from(need.reserve_percent);
        if breaks {
            one.concerns.push(Concern::Reserve);
            one.concerns.sort_unstable();
        }
        let nowhere = one.arrives.is_none() && need.place != Spot::Unknown;
        let held_back = nowhere || one.form == Form::Request || one.concerns.iter().any(Concern::holds_back);
        if held_back || !seats.take(one.team) {
            continue;
        }
        one.proposed = true;
        left -= u32::from(commits);
    }
    seats.filled()
}
