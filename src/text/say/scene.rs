//! Scenes in words.

use super::Say;
use crate::clock::At;
use crate::domain::{
    CrewName, Deadline, Due, EventId, Fact, HazardReading, Point, PostCard, SceneLack, SceneMove, SceneNote,
    SceneNoted, SceneState, SceneStep, SceneTask, SceneTrouble, SceneView, SceneWant, What, Zone,
};
use crate::text::words::{SceneWord, Word};

/// Hundredths as people write them: `19.5`, `10`.
pub fn hundredths(value: u32) -> String {
    let (whole, rest) = (value / 100, value % 100);
    match rest {
        0 => whole.to_string(),
        rest if rest % 10 == 0 => format!("{whole}.{}", rest / 10),
        rest => format!("{whole}.{rest:02}"),
    }
}

/// What of these is not empty, a blank between.
fn beside<'p>(parts: impl IntoIterator<Item = &'p str>) -> String {
    parts.into_iter().map(str::trim).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

fn or_unknown(text: &str) -> &str {
    if text.is_empty() { "?" } else { text }
}

impl Say<'_> {
    /// Where a scene stands.
    pub fn scene_state(&self, state: SceneState) -> String {
        let word = match state {
            SceneState::Unopened => SceneWord::Unopened,
            SceneState::Initial => SceneWord::Initial,
            SceneState::Running => SceneWord::Running,
            SceneState::Period(n) => return SceneWord::Period.with(self.lang, &[&n]),
            SceneState::Withdrawn => SceneWord::Withdrawn,
            SceneState::Stable => SceneWord::Stable,
            SceneState::HandedOver => SceneWord::HandedOver,
            SceneState::Closed => SceneWord::Closed,
        };
        self.word(word).to_owned()
    }

    pub(super) fn scene_fact(&self, fact: &Fact) -> String {
        match fact {
            Fact::SceneMoved { incident, made, .. } => {
                SceneWord::Moved.with(self.lang, &[&self.incident(*incident), &self.scene_step(made)])
            }
            Fact::SceneNoted(note) => {
                SceneWord::Moved.with(self.lang, &[&self.incident(note.incident), &self.scene_note(note)])
            }
            _ => String::new(),
        }
    }

    /// A step, without the incident's name.
    pub fn scene_step(&self, made: &SceneMove) -> String {
        let lang = self.lang;
        let said = match &made.step {
            SceneStep::Opened => {
                return self.heard(SceneWord::Opened.with(lang, &[&made.voice.by]), "", made.voice.means);
            }
            SceneStep::Posted(card) => self.post_card(card),
            SceneStep::Planned(plan) => {
                let said = SceneWord::Planned.with(lang, &[&plan.version, &plan.hours, &plan.text]);
                let expert =
                    if plan.expert.is_empty() { String::new() } else { SceneWord::Expert.with(lang, &[&plan.expert]) };
                let rests = plan.opinion.map(|id| SceneWord::OnConsult.with(lang, &[&self.consult_cited(id)]));
                beside([said.as_str(), &expert, &rests.unwrap_or_default()])
            }
            SceneStep::Withdrawn => self.word(SceneWord::CalledBack).to_owned(),
            SceneStep::ReEntered { expert, monitor, .. } => {
                let of = |word: SceneWord, text: &String| {
                    if text.is_empty() { String::new() } else { word.with(lang, &[text]) }
                };
                let (expert, monitor) = (of(SceneWord::Expert, expert), of(SceneWord::Monitor, monitor));
                beside([self.word(SceneWord::ReEntered), &expert, &monitor])
            }
            SceneStep::Stabilised { expert } => {
                let expert = if expert.is_empty() { String::new() } else { SceneWord::Expert.with(lang, &[expert]) };
                beside([self.word(SceneWord::Stabilised), &expert])
            }
            SceneStep::HandedOver { to } => SceneWord::GivenOver.with(lang, &[to]),
            SceneStep::Closed => self.word(SceneWord::PostClosed).to_owned(),
        };
        self.heard(said, &made.voice.by, made.voice.means)
    }

    /// A command post in one line, with what of it is a warning.
    pub fn post_card(&self, card: &PostCard) -> String {
        let lang = self.lang;
        let said = SceneWord::Posted.with(lang, &[&card.place, &card.commander]);
        let parts = [&card.deputy, &card.radio, &card.entry].map(|part| or_unknown(part));
        let more = SceneWord::PostMore.with(lang, &[&parts[0], &parts[1], &parts[2]]);
        let bare = card.deputy.is_empty() && card.radio.is_empty() && card.entry.is_empty();
        let more = if bare { "" } else { &more };
        let groups: Vec<String> = card.groups.iter().map(|seat| beside([self.word(seat.group), &seat.lead])).collect();
        beside([said.as_str(), more, &groups.join(", "), &self.post_warnings(card).join(", ")])
    }

    /// What is a warning about where a post lies.
    pub fn post_warnings(&self, card: &PostCard) -> Vec<&'static str> {
        let low = (card.upwind == Some(false)).then(|| self.word(SceneWord::Downwind));
        let shut = card.exits.is_some_and(|exits| exits < 2).then(|| self.word(SceneWord::FewExits));
        low.into_iter().chain(shut).collect()
    }

    /// A zone with its coordinates.
    pub fn zone(&self, zone: &Zone) -> String {
        let place = zone.point.map(|point| self.around(point, zone.radius));
        let said = SceneWord::Zone.with(self.lang, &[&self.word(zone.kind), &zone.name, &place.unwrap_or_default()]);
        said.trim_end().to_owned()
    }

    /// Where a zone lies; a radius of 0 is none that anybody said.
    fn around(&self, point: Point, radius: u32) -> String {
        let radius = if radius == 0 { "?".to_owned() } else { radius.to_string() };
        SceneWord::Radius.with(self.lang, &[&degrees(point), &radius])
    }

    /// A reading, and its limit where it is beyond that.
    pub fn hazard_reading(&self, reading: &HazardReading) -> String {
        let value = hundredths(reading.value);
        SceneWord::Reading.with(self.lang, &[&self.word(reading.kind), &value, &reading.unit, &reading.place])
    }

    /// A crew: `D2 一组`, `D2 全队`, `村民`.
    pub fn crew_name(&self, crew: &CrewName) -> String {
        let Some(code) = &crew.team else { return crew.name.clone() };
        let name = if crew.name.is_empty() { self.team(code) } else { &crew.name };
        if name == code.0 { name.to_owned() } else { format!("{code} {name}") }
    }

    /// A task: what, to whom.
    pub fn scene_task(&self, task: &SceneTask) -> String {
        let marks = [(task.life, SceneWord::Life), (task.air, SceneWord::OnAir)];
        let marks = marks.into_iter().filter(|(is, _)| *is).map(|(_, word)| self.word(word)).collect::<Vec<_>>();
        let parts =
            [&task.area, &task.hazards, &task.protection, &task.channel, &task.signal].map(|part| or_unknown(part));
        let more = SceneWord::TaskMore.with(self.lang, &[&parts[0], &parts[1], &parts[2], &parts[3], &parts[4]]);
        let more = beside([marks.join(" ").as_str(), &more]);
        SceneWord::Task.with(self.lang, &[&self.word(task.group), &self.team(&task.team), &task.objective, &more])
    }

    /// What whoever takes command must know (rules.md 5.4, ICS 201): what was seen, where it stands, who is in, who does what, what
    /// endangers them, what was asked for.
    pub fn scene_brief(&self, view: &SceneView<'_>, now: At) -> String {
        let lang = self.lang;
        let mut parts: Vec<String> = Vec::new();
        parts.extend(
            view.size_up().map(|(_, _, size)| self.scene_noted(view.incident, &SceneNoted::SizeUp(size.clone()))),
        );
        parts.push(self.scene_state(view.state));
        parts.extend(
            view.plan().map(|(_, _, plan)| SceneWord::Planned.with(lang, &[&plan.version, &plan.hours, &plan.text])),
        );
        let heads = view.heads(&self.world.rules(), now);
        parts.push(SceneWord::Heads.with(lang, &[&heads.entered, &heads.left, &heads.present, &heads.unaccounted]));
        let tasks = view.open_tasks(self.world).into_iter();
        parts.extend(tasks.map(|task| {
            let signal = or_unknown(&task.task.signal).to_owned();
            format!("{} {} [{signal}]", self.team(&task.task.team), task.task.objective)
        }));
        let over = self.word(SceneWord::Beyond);
        parts.extend(
            view.beyond(self.world).iter().map(|(_, _, reading, _)| format!("{} {over}", self.hazard_reading(reading))),
        );
        parts.extend(view.zones().iter().map(|zone| self.zone(zone.what)));
        let open = view.requests().into_iter().filter(|one| one.answer.is_none());
        parts.extend(open.map(|one| SceneWord::Asked.with(lang, &[&one.what.to, &one.what.what])));
        parts.join("; ")
    }

    /// A line of the ledger, with who said it by which means when somebody else wrote it down.
    pub fn scene_note(&self, note: &SceneNote) -> String {
        let said = self.scene_noted(note.incident, &note.what);
        self.heard(said.trim_end().to_owned(), &note.by, note.means)
    }

    fn scene_noted(&self, incident: EventId, what: &SceneNoted) -> String {
        let lang = self.lang;
        let task = |id: &EventId| self.task_named(incident, *id);
        match what {
            SceneNoted::SizeUp(size) => {
                let trapped = size.trapped.map_or_else(|| "?".to_owned(), |count| count.to_string());
                let parts = [&size.hazards, &size.wind, &size.ways].map(|part| or_unknown(part));
                SceneWord::SizeUp.with(lang, &[&size.kind, &trapped, &parts[0], &parts[1], &parts[2]])
            }
            SceneNoted::Command { name, unit, .. } => SceneWord::Commands.with(lang, &[name, unit]),
            SceneNoted::Zone(zone) => self.zone(zone),
            SceneNoted::ZoneLifted { zone } => SceneWord::Lifted.with(lang, &[&self.zone_named(incident, *zone)]),
            SceneNoted::Evacuate { whence, people } => {
                let people = people.map_or_else(|| "?".to_owned(), |count| count.to_string());
                SceneWord::Evacuate.with(lang, &[whence, &people])
            }
            SceneNoted::CommandOffered { from, to, brief } => SceneWord::Offered.with(lang, &[from, to, brief]),
            SceneNoted::CommandTaken { of } => {
                let to = self.world.scene(incident).and_then(|view| {
                    let found = view.notes.iter().find(|(id, _)| id == of)?;
                    match &found.1.what.what {
                        SceneNoted::CommandOffered { to, .. } => Some(to.clone()),
                        _ => None,
                    }
                });
                SceneWord::Taken.with(lang, &[&to.unwrap_or_else(|| of.short())])
            }
            SceneNoted::Task(task) => self.scene_task(task),
            SceneNoted::Progress { task: of, text } => SceneWord::Progress.with(lang, &[&task(of), text]),
            SceneNoted::Blocked { task: of, text } => SceneWord::Blocked.with(lang, &[&task(of), text]),
            SceneNoted::Done { task: of, evidence } => SceneWord::Done.with(lang, &[&task(of), evidence]),
            SceneNoted::Relieved { task: of, with } => SceneWord::Relieved.with(lang, &[&task(of), with]),
            SceneNoted::Reading(reading) => self.hazard_reading(reading),
            SceneNoted::Casualty(one) => {
                let change = format!("{:+}", one.change);
                SceneWord::Casualty.with(lang, &[&self.word(one.state), &change, &one.source, &one.place])
            }
            SceneNoted::Asked(request) => SceneWord::Asked.with(lang, &[&request.to, &request.what]),
            SceneNoted::Answered { request, granted, text } => {
                let word = if *granted { SceneWord::Granted } else { SceneWord::Denied };
                word.with(lang, &[&self.request_named(incident, *request), text])
            }
            SceneNoted::Entered { crew, people, names, zone, remote } => {
                let zone = zone.map(|id| self.zone_named(incident, id)).unwrap_or_default();
                let remote = if *remote { self.word(SceneWord::Remote) } else { "" };
                let more = beside([zone.as_str(), remote, names]);
                SceneWord::Entered.with(lang, &[&self.crew_name(crew), people, &more])
            }
            SceneNoted::Left { crew, people } => SceneWord::Left.with(lang, &[&self.crew_name(crew), people]),
            SceneNoted::Counted { crew, present, missing } => {
                let missing =
                    if missing.is_empty() { String::new() } else { SceneWord::NotThere.with(lang, &[missing]) };
                SceneWord::Counted.with(lang, &[&self.crew_name(crew), present, &missing])
            }
            SceneNoted::CountCalled { why } => SceneWord::CountCalled.with(lang, &[why]),
            SceneNoted::Grid(grid) => SceneWord::Grid.with(lang, &[&grid.columns, &grid.rows, &grid.place]),
            SceneNoted::Searched { cell, crew, method, found, .. } => {
                SceneWord::Searched.with(lang, &[cell, &self.crew_name(crew), method, found])
            }
            SceneNoted::Evidence(evidence) => {
                let word = if evidence.protected() { SceneWord::Protected } else { SceneWord::Bare };
                SceneWord::Evidence.with(lang, &[&evidence.item, &self.word(word)])
            }
        }
    }

    fn task_named(&self, incident: EventId, id: EventId) -> String {
        let view = self.world.scene(incident);
        let tasks = view.map(|view| view.tasks(self.world)).unwrap_or_default();
        tasks
            .iter()
            .find(|task| task.id == id)
            .map_or_else(|| id.short(), |task| format!("{} {}", self.team(&task.task.team), task.task.objective))
    }

    fn zone_named(&self, incident: EventId, id: EventId) -> String {
        let view = self.world.scene(incident);
        let note = view.as_ref().and_then(|view| view.notes.iter().find(|(of, _)| *of == id));
        match note.map(|(_, said)| &said.what.what) {
            Some(SceneNoted::Zone(zone)) => format!("{} {}", self.word(zone.kind), zone.name),
            _ => id.short(),
        }
    }

    fn request_named(&self, incident: EventId, id: EventId) -> String {
        let requests = self.world.scene(incident).map(|view| view.requests()).unwrap_or_default();
        requests.iter().find(|one| one.id == id).map_or_else(|| id.short(), |one| one.what.what.clone())
    }

    /// What must not be and is.
    pub fn scene_trouble(&self, view: &SceneView<'_>, trouble: &SceneTrouble) -> String {
        let lang = self.lang;
        match trouble {
            SceneTrouble::Commanders(count) => {
                let names = self.world.commanders(view.incident).join(" / ");
                SceneWord::ManyCommand.with(lang, &[count, &names])
            }
            SceneTrouble::MoreSeen(crew, count) => SceneWord::MoreSeen.with(lang, &[&self.crew_name(crew), count]),
            SceneTrouble::Inside(count) => SceneWord::ClosedOver.with(lang, &[count]),
            SceneTrouble::Figure(state) => SceneWord::FigureOff.with(lang, &[&self.word(*state)]),
            SceneTrouble::NoSignal(task) => SceneWord::NoSignal.with(lang, &[&self.task_named(view.incident, *task)]),
            SceneTrouble::NotCheckedIn(team) => SceneWord::NotCheckedIn.with(lang, &[&self.team(team)]),
            SceneTrouble::Forbidden(crew, _) => SceneWord::InForbidden.with(lang, &[&self.crew_name(crew)]),
            SceneTrouble::TaskForbidden(task, _) => {
                SceneWord::InForbidden.with(lang, &[&self.task_named(view.incident, *task)])
            }
            SceneTrouble::MoreOut(crew, count) => SceneWord::MoreOut.with(lang, &[&self.crew_name(crew), count]),
        }
    }

    /// What a guard of a scene lacks.
    pub(super) fn scene_lacking(&self, what: SceneLack) -> String {
        let lang = self.lang;
        let word = match what {
            SceneLack::FireOfficer => SceneWord::NoFireOfficer,
            SceneLack::Brief => SceneWord::NoBrief,
            SceneLack::Expert => SceneWord::NoExpert,
            SceneLack::Monitor => SceneWord::NoMonitor,
            SceneLack::Signal => SceneWord::NeedsSignal,
            SceneLack::NotCheckedIn => SceneWord::NeedsCheckIn,
            SceneLack::Busy => SceneWord::NeedsFree,
            SceneLack::NoPost => SceneWord::NeedsPost,
            SceneLack::Period(hours) => return SceneWord::BadPeriod.with(lang, &[&hours]),
            SceneLack::Incapable(need) => return SceneWord::NeedsAble.with(lang, &[&need.tag()]),
            SceneLack::Forbidden(zone) => {
                let view = self.world.open_scenes().find(|view| view.zone(zone).is_some());
                let named = view.map_or_else(|| zone.short(), |view| self.zone_named(view.incident, zone));
                return SceneWord::NeedsAllowed.with(lang, &[&named]);
            }
            SceneLack::MoreOut(out, inside) => return SceneWord::NeedsIn.with(lang, &[&out, &inside]),
            SceneLack::MoreSeen(seen, inside) => {
                return SceneWord::NeedsSeen.with(lang, &[&seen.saturating_sub(inside), &seen, &inside]);
            }
            SceneLack::Commanders(count) => return SceneWord::NeedsOne.with(lang, &[&count]),
            SceneLack::Unaccounted(count) => return SceneWord::NeedsCount.with(lang, &[&count]),
            SceneLack::Reading(kind) => return SceneWord::NeedsReading.with(lang, &[&self.word(kind)]),
            SceneLack::LifeTasks(count) => return SceneWord::NeedsLife.with(lang, &[&count]),
            SceneLack::People(kind, count) => return SceneWord::NeedsPeople.with(lang, &[&self.word(kind), &count]),
            SceneLack::Evidence(count) => return SceneWord::NeedsEvidence.with(lang, &[&count]),
            SceneLack::TeamsIn(count) => return SceneWord::NeedsOut.with(lang, &[&count]),
            SceneLack::Inside(count) => return SceneWord::NeedsNobodyIn.with(lang, &[&count]),
        };
        self.word(word).to_owned()
    }

    /// What a deadline of a scene is about: which incident, and who or what is waited for.
    pub(super) fn scene_awaited(&self, deadline: &Deadline) -> String {
        let Due::Scene { incident, about, wants } = deadline.what else { return String::new() };
        let named = self.incident(incident);
        let Some(view) = self.world.scene(incident) else { return named };
        let of = match wants {
            SceneWant::Progress | SceneWant::Relief => {
                let tasks = view.open_tasks(self.world);
                let own = tasks.iter().find(|task| match wants {
                    SceneWant::Relief => task.since.0 == about,
                    _ => task.heard.is_some_and(|(id, _)| id == about),
                });
                own.map(|task| format!("{} {}", self.team(&task.task.team), task.task.objective))
            }
            SceneWant::Count | SceneWant::CountBack => {
                let crews = view.crews();
                let own = crews.iter().find(|crew| crew.last.0 == about);
                own.map(|crew| format!("{} {}", self.crew_name(crew.crew), crew.present()))
            }
            SceneWant::Answer => Some(self.request_named(incident, about)),
            SceneWant::Hazard => {
                let over = view.beyond(self.world);
                over.iter().find(|(id, ..)| *id == about).map(|(_, _, reading, row)| {
                    let limit = match row.row.what {
                        What::Hazard { from, kind, .. } => {
                            SceneWord::Limit.with(self.lang, &[&hundredths(from), &kind.unit()])
                        }
                        _ => String::new(),
                    };
                    format!("{} {limit}", self.hazard_reading(reading))
                })
            }
            SceneWant::Plan => view.plan().map(|(_, _, plan)| SceneWord::Period.with(self.lang, &[&plan.version])),
            SceneWant::SizeUp | SceneWant::Post => None,
        };
        of.map_or_else(|| named.clone(), |of| format!("{of} {named}"))
    }
}

/// A point as it is said: `34.61970 112.45400`.
fn degrees(point: Point) -> String {
    let one = |micro: i32| format!("{:.5}", f64::from(micro) / 1e6);
    format!("{} {}", one(point.lat), one(point.lon))
}
