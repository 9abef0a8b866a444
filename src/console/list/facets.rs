//! What a row is about: its words, its place in each order, and whether it raises an alarm.

use super::Column;
use crate::clock::At;
use crate::console::{EntryKind, Model, Row};
use crate::domain::{
    AreaCode, Aspect, AssemblyState, Conflict, Deadline, Due, EventId, Inject, InjectFired, Mobilisation, OrderView,
    Organ, Reckoning, Seat, ShareKind, StepStatus, TeamCode, TeamStatus, TeamView, Way,
};
use crate::text::names::folded;
use crate::text::say::Say;
use crate::text::words::ResourceWord;

/// A place in an order.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(in crate::console) enum Key {
    /// A rank, a count, a time.
    Number(i64),
    /// Letters, then the number behind them: P2 comes before P10.
    Code(String, u64),
    /// A name.
    Text(String),
}

impl Key {
    fn time(at: At) -> Self {
        Self::Number(at.0)
    }

    fn name(name: &str) -> Self {
        Self::Text(folded(name))
    }

    /// A code by its letters and number.
    pub(in crate::console) fn code(code: &str) -> Self {
        let letters = code.trim_end_matches(|c: char| c.is_ascii_digit());
        let number = code.get(letters.len()..).unwrap_or_default().parse().unwrap_or(0);
        Self::Code(letters.to_owned(), number)
    }
}

/// A row, for the list it stands in.
#[derive(Clone, Debug, Default)]
pub(in crate::console) struct Facets {
    /// Everything that its line says, for filters.
    pub(in crate::console) words: String,
    /// It bears the mark `!`: no filter hides it.
    pub(in crate::console) alarm: bool,
    keys: Vec<(Column, Key)>,
}

impl Facets {
    fn new(words: impl Into<String>) -> Self {
        Self { words: words.into(), ..Self::default() }
    }

    fn alarm(mut self, alarm: bool) -> Self {
        self.alarm = alarm;
        self
    }

    fn by(mut self, column: Column, key: impl Into<Option<Key>>) -> Self {
        self.keys.extend(key.into().map(|key| (column, key)));
        self
    }

    /// Its place in the order of a column; `None` when that is not known.
    pub(in crate::console) fn key(&self, by: Column) -> Option<Key> {
        self.keys.iter().find(|(column, _)| *column == by).map(|(_, key)| key.clone())
    }

    /// What a row is about; nothing for one that is gone.
    pub(in crate::console) fn of(model: &Model, row: &Row) -> Self {
        let about = About { model, say: Say { world: &model.world, lang: model.lang } };
        match row {
            Row::Incident(id) => about.incident(*id),
            Row::Line(id) => about.line(*id),
            Row::Team(code) => model.world.team(code).map(|view| about.team(&view)),
            Row::Order(id) => model.world.order(*id).map(|view| about.order(&view)),
            Row::Mobilisation(id) => model.world.mobilisation(*id).map(|one| about.mobilisation(&one)),
            Row::Step(run, code) => about.step(*run, code),
            Row::Entry(number) => about.entry(*number),
            Row::Paper(id) => about.paper(*id),
            Row::Seat(seat) => about.seat(*seat),
            Row::Item(way, number) => about.item(*way, *number),
            Row::Consult(id) => about.consult(*id),
            Row::Material(_) | Row::Consignment(..) | Row::Requisition(_) | Row::Shelter(_) => about.resource(row),
            Row::Aar(id) => about.aar(*id),
            Row::Aid(id) => about.aid(*id),
            Row::Shared(area, kind) => about.shared(area, *kind),
            Row::Onsite(id) => about.scene(*id),
            Row::Organ(code) => model.world.organ(code).map(|organ| about.organ(organ)),
            // Neither stands in a list of which anything was asked.
            Row::Quiet(_) | Row::Place(_) => None,
            Row::Conflict(aspect) => about.conflict(aspect),
            Row::Session(name) => about.session(name),
            Row::Inject(code) => {
                let injects = model.world.injects();
                injects
                    .iter()
                    .find(|(inject, _)| inject.code == *code)
                    .map(|(inject, fired)| about.inject(inject, *fired))
            }
        }
        .unwrap_or_default()
    }
}

/// One who knows what a row is about.
struct About<'a> {
    model: &'a Model,
    say: Say<'a>,
}

impl About<'_> {
    /// The nearest deadline that `is` about the row.
    fn due(&self, is: impl Fn(&Due) -> bool) -> Option<At> {
        self.model.rail().iter().find(|deadline| is(&deadline.what)).map(|deadline| deadline.due)
    }

    fn late(&self, due: Option<At>) -> bool {
        due.is_some_and(|due| due < self.model.now)
    }

    fn incident(&self, id: EventId) -> Option<Facets> {
        let world = &self.model.world;
        let incident = world.incident(id)?;
        let nearest = self.model.rail().iter().find(|deadline| deadline.incident == Some(id)).map(|d| d.due);
        let grade = world.grade(id);
        let disputed = grade.disputed() || world.incident_status(id).disputed();
        let title = self.say.incident_title(incident);
        let place = self.say.scene_of(incident).unwrap_or_default();
        let grade = world.gravest(id);
        let merged: Vec<String> =
            world.merges().others(id).iter().map(|other| self.say.numbered_incident(*other)).collect();
        let words = format!("{title} {} {place} {}", self.say.grade(grade), self.say.area(&incident.area));
        let number = self.say.numbered_incident(id);
        Some(
            Facets::new(format!("{words} {number} {}", merged.join(" ")))
                .alarm(disputed || self.late(nearest))
                .by(Column::Due, nearest.map(Key::time))
                // The gravest first.
                .by(Column::Grade, grade.map(|grade| Key::Number(-(grade as i64))))
                .by(Column::Since, Key::time(incident.occurred))
                .by(Column::Name, Key::name(title)),
        )
    }

    fn line(&self, id: EventId) -> Option<Facets> {
        let incident = self.model.selected_incident();
        let (at, _, line, _) = self.model.world.timeline(incident).find(|(_, line, ..)| *line == id)?;
        let facets = Facets::new(format!("{} {}", self.say.told_in_full(id, &line.fact), line.actor));
        Some(facets.by(Column::Since, Key::time(at)).by(Column::Kind, Key::name(line.fact.kind())))
    }

    fn team(&self, view: &TeamView) -> Facets {
        let team = view.team;
        let status = view.status.clone().first();
        let late = self.model.rail().iter().any(|deadline| is_late_for(deadline, self.model.now, &team.code));
        let name = self.say.team_name(team);
        let status_word = status.map_or("?", |status| self.say.word(status));
        let kind = self.say.word(team.kind);
        let assignment = view.assignment.clone().first();
        let assignment = assignment.map(|assignment| self.say.assignment(&assignment)).unwrap_or_default();
        let words = format!("{} {name} {kind} {status_word} {} {assignment}", team.code, team.leader);
        Facets::new(words)
            .alarm(raises(view) || late)
            .by(Column::Code, Key::code(&team.code.0))
            .by(Column::Name, Key::name(name))
            .by(Column::Kind, Key::name(kind))
            .by(Column::Status, status.map(|_| Key::name(status_word)))
            .by(Column::Since, view.since.map(Key::time))
    }

    fn mobilisation(&self, one: &Mobilisation) -> Facets {
        let due = self.due(|due| due.of_mobilisation() == Some(one.id));
        let name = self.say.team(one.team);
        let state = self.say.word(one.state);
        let lacks = self.say.lacking_of(one).join(" ");
        let words = format!("{} {name} {state} {} {lacks}", one.team, one.order.text);
        let double = self.model.world.double_booked(one);
        Facets::new(words)
            .alarm(self.late(due) || double || one.disputed || one.state == AssemblyState::Declined)
            .by(Column::Due, due.map(Key::time))
            .by(Column::Status, Key::Number(one.state as i64))
            .by(Column::Name, Key::name(name))
            .by(Column::Since, Key::time(one.since()))
    }

    fn order(&self, view: &OrderView) -> Facets {
        let due = self.due(|due| due.unanswered() == Some(view.id));
        let recipient = self.say.recipient(&view.order.to);
        let outcome = view.outcome.clone().first();
        let outcome_word = outcome.map(|outcome| self.say.outcome_short(&outcome)).unwrap_or_default();
        Facets::new(format!("{} {recipient} {} {outcome_word}", view.label, view.order.text))
            .alarm(self.late(due) || view.outcome.disputed())
            .by(Column::Due, due.map(Key::time))
            .by(Column::Code, Key::Number(i64::from(view.order.number)))
            .by(Column::Since, Key::time(view.order.issued))
            .by(Column::Recipient, Key::name(recipient))
            .by(Column::Status, Key::Number(view.height.map_or(0, |rung| rung as i64 + 1)))
    }

    fn step(&self, run: EventId, code: &crate::domain::StepCode) -> Option<Facets> {
        let world = &self.model.world;
        let step = world.step(run, code)?;
        let view = world.run_steps(run).into_iter().find(|view| view.step.code == *code)?;
        let (open, due) = (view.is_open(), view.due());
        let (reckoned, status) = (view.status.clone(), view.status.first().cloned().unwrap_or_default());
        let (title, owner) = (self.say.step_title(step), self.say.owner(&step.owner));
        let standing = self.say.step_status(&status);
        let alarm = open && self.late(due) || reckoned.disputed() || matches!(status, StepStatus::Blocked(_));
        Some(
            Facets::new(format!("{code} {title} {owner} {standing}"))
                .alarm(alarm)
                .by(Column::Due, due.filter(|_| open).map(Key::time))
                .by(Column::Status, Key::name(standing))
                .by(Column::Owner, Key::name(owner))
                .by(Column::Code, Key::code(&code.0)),
        )
    }

    fn paper(&self, id: EventId) -> Option<Facets> {
        let view = self.model.world.report_paper(id)?;
        let kind = self.say.paper_kind(view.paper);
        let state = self.say.paper_state(&view.state.clone().first().cloned().unwrap_or_default());
        let title = self.say.incident(view.paper.incident);
        let facets = Facets::new(format!("{kind} {title} {} {state}", view.paper.to));
        Some(
            facets
                .alarm(!view.disputed.is_empty() || view.state.disputed() || view.changed_since_signed)
                .by(Column::Since, Key::time(view.paper.begun))
                .by(Column::Kind, Key::name(&kind))
                .by(Column::Status, Key::name(&state))
                .by(Column::Name, Key::name(&title)),
        )
    }

    fn seat(&self, seat: Seat) -> Option<Facets> {
        let area = self.model.switch_area()?;
        let view = self.model.world.seats_of(&area).into_iter().find(|view| view.seat == seat)?;
        let name = view.name.clone().first().unwrap_or_default().to_owned();
        let facets = Facets::new(format!("{} {name}", self.say.word(seat)));
        Some(facets.alarm(view.name.disputed()).by(Column::Since, view.since.map(Key::time)))
    }

    fn item(&self, way: Way, number: u8) -> Option<Facets> {
        let area = self.model.switch_area()?;
        let list = self.model.world.checklist(&area, way, self.model.now);
        let item = list.into_iter().find(|item| item.number == number)?;
        let answer = item.answer.clone().first().map(|answer| self.say.item_answer(answer)).unwrap_or_default();
        let facets = Facets::new(format!("{} {answer}", self.say.item_title(way, number)));
        let facets = facets.alarm(item.answer.disputed()).by(Column::Status, Key::Number(i64::from(!item.open())));
        Some(facets.by(Column::Since, item.said.map(|said| Key::time(said.what.at))))
    }

    fn scene(&self, incident: EventId) -> Option<Facets> {
        let world = &self.model.world;
        let view = world.scene(incident)?;
        let due = self.due(|due| matches!(due, Due::Scene { incident: of, .. } if *of == incident));
        let (name, state) = (self.say.incident(incident), self.say.scene_state(view.state));
        let commander = view.commander.clone().first().unwrap_or_default();
        Some(
            Facets::new(format!("{name} {state} {commander}"))
                .alarm(view.step.disputed() || self.late(due) || !view.troubles(world).is_empty())
                .by(Column::Due, due.map(Key::time))
                .by(Column::Status, Key::name(&state))
                .by(Column::Name, Key::name(&name))
                .by(Column::Since, view.since().map(Key::time)),
        )
    }

    fn consult(&self, id: EventId) -> Option<Facets> {
        let view = self.model.world.consultation(id)?;
        let due = self.due(|due| matches!(due, Due::Consult { consult, .. } if *consult == id));
        let (kind, state) = (self.say.word(view.consult.kind), self.say.word(view.state));
        let minutes = self.say.minutes(id).unwrap_or_default();
        Some(
            Facets::new(format!("{kind} {} {state} {minutes}", view.consult.reason))
                .alarm(view.step.disputed() || self.late(due))
                .by(Column::Since, Key::time(view.consult.at))
                .by(Column::Kind, Key::name(kind))
                .by(Column::Status, Key::name(state))
                .by(Column::Name, Key::name(&view.consult.reason)),
        )
    }

    fn resource(&self, row: &Row) -> Option<Facets> {
        let world = &self.model.world;
        let (kind, words, status, alarm) = match row {
            Row::Material(code) => {
                let view = world.stock(code, self.model.now)?;
                let below = view.on_hand.is_some_and(|count| count < 0);
                let (name, store) = (&view.material.name, &view.material.store);
                (ResourceWord::KindStock, format!("{name} {store} {code}"), "", below)
            }
            Row::Consignment(code, id) => {
                let one = world.consignment(code, *id)?;
                let state = self.say.word(one.state(self.model.now));
                (ResourceWord::KindSent, self.say.consignment(&one), state, one.at_odds())
            }
            Row::Requisition(id) => {
                let view = world.requisition(*id)?;
                (ResourceWord::KindTaken, self.say.requisition(&view), self.say.word(view.state), false)
            }
            Row::Shelter(code) => {
                let view = world.shelter_view(code)?;
                let state = self.say.word(view.occupancy());
                let words = format!("{} {}", view.shelter.name, view.shelter.address);
                (ResourceWord::KindShelter, words, state, view.status.disputed())
            }
            _ => return None,
        };
        let due = self.model.resource_due(row).map(|deadline| deadline.due);
        let kind = self.say.word(kind);
        Some(
            Facets::new(format!("{kind} {words} {status}"))
                .alarm(alarm || self.late(due))
                .by(Column::Due, due.map(Key::time))
                .by(Column::Kind, Key::name(kind))
                .by(Column::Name, Key::name(&words))
                .by(Column::Status, Key::name(status)),
        )
    }

    fn aar(&self, id: EventId) -> Option<Facets> {
        let view = self.model.world.aar(id)?;
        let about = view.aar.about();
        let due = self.due(|due| matches!(due, Due::Aar { aar, .. } if *aar == id || Some(*aar) == about));
        let (named, state) = (self.say.aar_of(view.aar), self.say.word(view.state));
        let broken = view.step.disputed() || !view.breaches(&self.model.world).is_empty();
        Some(
            Facets::new(format!("{named} {state} {}", self.say.aar_report(id).unwrap_or_default()))
                .alarm(broken || self.late(due))
                .by(Column::Since, Key::time(view.aar.at))
                .by(Column::Status, Key::name(state))
                .by(Column::Name, Key::name(&named)),
        )
    }

    fn aid(&self, id: EventId) -> Option<Facets> {
        let view = self.model.world.aid(id)?;
        let due = self.due(|due| matches!(due, Due::Aid { aid, .. } if *aid == id));
        let (aid, state) = (view.aid, self.say.word(view.state));
        let cities = format!("{} {}", self.say.area(&aid.from), self.say.area(&aid.to));
        Some(
            Facets::new(format!("{cities} {} {} {state}", aid.kind, self.say.aid_needs(aid)))
                .alarm(view.step.disputed() || self.late(due))
                .by(Column::Since, Key::time(aid.at))
                .by(Column::Kind, Key::name(&cities))
                .by(Column::Status, Key::name(state))
                .by(Column::Name, Key::name(&aid.kind)),
        )
    }

    fn shared(&self, area: &AreaCode, kind: ShareKind) -> Option<Facets> {
        let lists = self.model.world.shared_lists();
        let view = lists.iter().find(|view| view.area == area && view.kind == kind)?;
        let (city, kind) = (self.say.area(area), self.say.word(kind));
        let items = view.items().map(|item| item.name.as_str()).collect::<Vec<_>>().join(" ");
        let facets = Facets::new(format!("{city} {kind} {items}")).by(Column::Since, view.as_of().map(Key::time));
        Some(facets.by(Column::Kind, Key::name(city)).by(Column::Name, Key::name(kind)))
    }

    fn organ(&self, organ: &Organ) -> Facets {
        let (kind, name) = (self.say.word(organ.kind), self.say.organ(organ));
        let people = [&organ.commander, &organ.executive, &organ.office].map(String::as_str).join(" ");
        let members = organ.members.join(" ");
        Facets::new(format!("{kind} {name} {people} {members} {}", organ.codes.join(" ")))
            .by(Column::Kind, Key::Number(organ.kind as i64))
            .by(Column::Name, Key::name(&name))
            .by(Column::Code, Key::code(&organ.code.0))
    }

    fn conflict(&self, aspect: &Aspect) -> Option<Facets> {
        let conflict: &Conflict = self.model.derived.conflicts.iter().find(|conflict| conflict.aspect == *aspect)?;
        let name = self.say.aspect(aspect);
        let sides: Vec<String> = conflict.sides.iter().map(|side| self.say.side(side, self.model.post.id)).collect();
        let since = conflict.sides.iter().map(|side| side.recorded).max();
        let facets = Facets::new(format!("{name} {}", sides.join(" ")));
        Some(facets.by(Column::Since, since.map(Key::time)).by(Column::Name, Key::name(&name)))
    }

    fn entry(&self, number: u64) -> Option<Facets> {
        let event = &self.model.chronicle.entry(number)?.event;
        let sought = self.model.asked(crate::console::Board::Journal).map_or(0, |asked| asked.sought.digits());
        let kind = EntryKind::of(&event.fact).title(self.model.lang);
        Some(
            Facets::new(crate::console::history::words(
                self.say,
                event,
                sought.max(self.model.chronicle.digits(number)),
            ))
            .by(Column::Since, Key::time(event.recorded))
            .by(Column::Kind, Key::name(kind))
            .by(Column::Name, Key::name(&event.actor)),
        )
    }

    fn session(&self, name: &str) -> Option<Facets> {
        let session = self.model.sessions.iter().find(|session| session.name == name)?;
        let traffic = session.sent_bytes.saturating_add(session.received_bytes);
        Some(
            Facets::new(name)
                .by(Column::Name, Key::name(name))
                .by(Column::Since, Key::time(session.since))
                .by(Column::Traffic, Key::Number(i64::try_from(traffic).unwrap_or(i64::MAX))),
        )
    }

    fn inject(&self, inject: &Inject, fired: Option<&InjectFired>) -> Facets {
        let kind = self.say.word(inject.kind);
        let at = fired.map(|fired| fired.at).or(inject.at);
        Facets::new(format!("{} {} {kind} {}", inject.code, inject.title, inject.source))
            .by(Column::Since, at.map(Key::time))
            .by(Column::Code, Key::code(&inject.code.0))
            .by(Column::Kind, Key::name(kind))
            .by(Column::Name, Key::name(&inject.title))
    }
}

/// Whether it is this team that is late.
pub(in crate::console) fn is_late_for(deadline: &Deadline, now: At, team: &TeamCode) -> bool {
    deadline.late(now) && matches!(&deadline.what, Due::Depart { team: code, .. } if code == team)
}

/// Whether a team bears the mark `!` by itself: out of touch, or disputed.
pub(in crate::console) fn raises(view: &TeamView) -> bool {
    let lost = matches!(view.status, Reckoning::Agreed(TeamStatus::LostContact));
    lost || view.status.disputed() || view.assignment.disputed()
}
