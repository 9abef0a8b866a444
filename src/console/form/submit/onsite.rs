//! Forms about a scene, read.

use super::{Fault, FieldName, Filled, Pick, picked};
use crate::console::form::{OnsiteForm, ScenePick, TaskPick};
use crate::domain::{
    Casualty, CrewName, EventId, Evidence, GroupSeat, HazardReading, Means, Point, PostCard, RescuePlan, SceneCommand,
    SceneGroup, SceneNote, SceneNoted, SceneRequest, SceneStep, SceneTask, SearchGrid, SizeUp, Voice, Zone, ZoneKind,
};
use crate::text::words::Word;

impl Filled<'_> {
    pub(super) fn onsite(&self, incident: EventId, form: OnsiteForm) -> Result<SceneCommand, Fault> {
        let step = |step: SceneStep| self.scene_step(incident, step);
        let what = match form {
            OnsiteForm::Arrive => return step(SceneStep::Opened),
            OnsiteForm::Post => return step(SceneStep::Posted(self.post_card()?)),
            OnsiteForm::Plan => return step(SceneStep::Planned(self.rescue_plan()?)),
            OnsiteForm::ReEnter => {
                let (expert, monitor) = (self.text(FieldName::ExpertWord), self.text(FieldName::MonitorWord));
                return step(SceneStep::ReEntered { expert, monitor, lifts: None });
            }
            OnsiteForm::Stable => return step(SceneStep::Stabilised { expert: self.text(FieldName::ExpertWord) }),
            OnsiteForm::GiveOver => return step(SceneStep::HandedOver { to: self.needed(FieldName::HandTo)? }),
            OnsiteForm::Close => return step(SceneStep::Closed),
            OnsiteForm::SizeUp => SceneNoted::SizeUp(SizeUp {
                kind: self.needed(FieldName::Disaster)?,
                trapped: self.number(FieldName::Trapped)?,
                hazards: self.text(FieldName::Dangers),
                wind: self.text(FieldName::Wind),
                ways: self.text(FieldName::Ways),
            }),
            OnsiteForm::Command => self.command_act()?,
            OnsiteForm::Zone => self.zone_act()?,
            OnsiteForm::Task => SceneNoted::Task(self.scene_task()?),
            OnsiteForm::Progress => self.task_news()?,
            OnsiteForm::InOut => self.in_or_out()?,
            OnsiteForm::Count => SceneNoted::Counted {
                crew: self.crew_meant()?,
                present: self.number(FieldName::Present)?.ok_or_else(|| self.needs(FieldName::Present))?,
                missing: self.text(FieldName::AbsentNames),
            },
            OnsiteForm::Reading => self.hazard_reading()?,
            OnsiteForm::Casualty => SceneNoted::Casualty(self.casualty()?),
            OnsiteForm::Request => self.request()?,
            OnsiteForm::Search => self.search()?,
            OnsiteForm::Evidence => SceneNoted::Evidence(Evidence {
                item: self.needed(FieldName::MovedThing)?,
                marked: self.is_met(FieldName::Marked),
                sketched: self.is_met(FieldName::Sketched),
                recorded: self.is_met(FieldName::Recorded),
            }),
        };
        let (by, means) = (self.text(FieldName::By), picked!(self, FieldName::Means, Means)?);
        let at = self.time_or_opened(FieldName::At)?;
        // Who sits here says so without a name behind it.
        let by = if means == Means::Console && by == self.model.post.operator { String::new() } else { by };
        Ok(SceneCommand::Note(SceneNote { incident, what, by, means, at }))
    }

    fn scene_pick(&self, name: FieldName) -> Result<&ScenePick, Fault> {
        match self.form.pick(name) {
            Some(Pick::Scene(pick)) => Ok(pick),
            _ => Err(self.choose(name)),
        }
    }

    fn is_met(&self, name: FieldName) -> bool {
        self.form.pick(name) == Some(&Pick::Met(true))
    }

    /// A step by whose word it is; who is first on the scene has no role to say.
    fn scene_step(&self, incident: EventId, step: SceneStep) -> Result<SceneCommand, Fault> {
        let role = if let Some(Pick::Role(role)) = self.form.pick(FieldName::Role) { Some(*role) } else { None };
        let means = picked!(self, FieldName::Means, Means)?;
        let voice = Voice { by: self.needed(FieldName::By)?, role, means };
        Ok(SceneCommand::Step { incident, step, voice, at: self.time_or_opened(FieldName::At)? })
    }

    fn command_act(&self) -> Result<SceneNoted, Fault> {
        Ok(match self.scene_pick(FieldName::CommandAct)? {
            ScenePick::Take(of) => SceneNoted::CommandTaken { of: *of },
            ScenePick::Offer => {
                let crate::console::form::FormKind::Onsite(incident, _) = &self.form.kind else {
                    return Err(self.choose(FieldName::CommandAct));
                };
                let held = self.model.world.commander(*incident).first().unwrap_or("?").to_owned();
                let (to, brief) = (self.needed(FieldName::Commander)?, self.text(FieldName::Brief));
                SceneNoted::CommandOffered { from: held, to, brief }
            }
            _ => SceneNoted::Command {
                name: self.needed(FieldName::Commander)?,
                unit: self.text(FieldName::OwnUnit),
                fire: self.is_met(FieldName::FireService),
            },
        })
    }

    fn zone_act(&self) -> Result<SceneNoted, Fault> {
        Ok(match self.scene_pick(FieldName::ZoneKind)? {
            ScenePick::Lift(zone) => SceneNoted::ZoneLifted { zone: *zone },
            ScenePick::Evacuate => SceneNoted::Evacuate {
                whence: self.needed(FieldName::ZoneName)?,
                people: self.number(FieldName::Count)?,
            },
            pick => {
                let kind = if let ScenePick::Zone(kind) = pick { *kind } else { ZoneKind::Cordon };
                SceneNoted::Zone(Zone {
                    name: self.needed(FieldName::ZoneName)?,
                    kind,
                    point: self.point()?,
                    radius: self.number(FieldName::Radius)?.unwrap_or_default(),
                })
            }
        })
    }

    /// WGS-84 degrees, latitude first; a pair that lies elsewhere was most likely turned round.
    fn point(&self) -> Result<Option<Point>, Fault> {
        let name = FieldName::Coordinates;
        let text = self.text(name);
        if text.is_empty() {
            return Ok(None);
        }
        let parts: Vec<&str> = text.split([',', '，', ' ']).filter(|part| !part.is_empty()).collect();
        let point = match parts.as_slice() {
            [lat, lon] => lat.parse().ok().zip(lon.parse().ok()).and_then(|(lat, lon)| Point::degrees(lat, lon)),
            _ => None,
        };
        // The bounds of the country (rules.md 10.1).
        let here = |point: &Point| {
            (3_000_000..=54_000_000).contains(&point.lat) && (73_000_000..=136_000_000).contains(&point.lon)
        };
        let how = self.model.lang.pick(
            "写纬度, 经度 (WGS84), 如 34.6197, 112.4540",
            "write latitude, longitude (WGS84), as 34.6197, 112.4540",
        );
        point.filter(here).map(Some).ok_or_else(|| (name, format!("{text}: {how}")))
    }

    fn post_card(&self) -> Result<PostCard, Fault> {
        let upwind = match self.form.pick(FieldName::Upwind) {
            Some(Pick::Met(is)) => Some(*is),
            _ => None,
        };
        Ok(PostCard {
            place: self.needed(FieldName::Place)?,
            point: self.point()?,
            commander: self.needed(FieldName::Commander)?,
            deputy: self.text(FieldName::Deputy),
            groups: self.groups()?,
            radio: self.text(FieldName::Frequency),
            entry: self.text(FieldName::Entrance),
            upwind,
            exits: self.number(FieldName::Exits)?.map(|exits| u8::try_from(exits).unwrap_or(u8::MAX)),
        })
    }

    /// `抢险救援 李某, 医学救护`: each begins with the name of a group.
    fn groups(&self) -> Result<Vec<GroupSeat>, Fault> {
        let text = self.text(FieldName::Groups);
        let parts = text.split([',', '，', ';', '；', '、']).map(str::trim).filter(|part| !part.is_empty());
        let mut seats: Vec<GroupSeat> = Vec::new();
        for part in parts {
            let found = SceneGroup::ALL.into_iter().find_map(|group| {
                let rest = group.both().into_iter().find_map(|name| part.strip_prefix(name))?;
                Some((group, rest.trim()))
            });
            let Some((group, lead)) = found else {
                let names = SceneGroup::ALL.map(|group| group.say(self.model.lang)).join(", ");
                return Err((FieldName::Groups, format!("{part}: {names}")));
            };
            seats.push(GroupSeat { group, lead: lead.to_owned() });
        }
        Ok(seats)
    }

    fn rescue_plan(&self) -> Result<RescuePlan, Fault> {
        let hours = self.number(FieldName::PeriodHours)?.ok_or_else(|| self.needs(FieldName::PeriodHours))?;
        let opinion = if let Some(Pick::Consult(id)) = self.form.pick(FieldName::Cited) { Some(*id) } else { None };
        Ok(RescuePlan {
            version: 0,
            text: self.needed(FieldName::TaskObjective)?,
            hours: u16::try_from(hours).unwrap_or(u16::MAX),
            until: self.model.now,
            expert: self.text(FieldName::ExpertWord),
            opinion,
        })
    }

    fn scene_task(&self) -> Result<SceneTask, Fault> {
        let group = match self.scene_pick(FieldName::SceneGroup)? {
            ScenePick::Group(group) => *group,
            _ => SceneGroup::Rescue,
        };
        let needs = match self.form.pick(FieldName::Capability) {
            Some(Pick::Capability(able)) => Some(*able),
            _ => None,
        };
        Ok(SceneTask {
            number: 0,
            group,
            team: picked!(self, FieldName::Team, Team)?,
            area: self.text(FieldName::TaskArea),
            zone: self.zone_in(),
            objective: self.needed(FieldName::TaskObjective)?,
            hazards: self.text(FieldName::Dangers),
            protection: self.text(FieldName::Protection),
            channel: self.text(FieldName::Frequency),
            signal: self.text(FieldName::Signal),
            needs,
            air: self.is_met(FieldName::OnAir),
            life: self.is_met(FieldName::Life),
        })
    }

    fn zone_in(&self) -> Option<EventId> {
        match self.form.pick(FieldName::TaskZone) {
            Some(Pick::Scene(ScenePick::In(zone))) => Some(*zone),
            _ => None,
        }
    }

    fn task_news(&self) -> Result<SceneNoted, Fault> {
        let ScenePick::Task(task) = self.scene_pick(FieldName::Task)? else { return Err(self.choose(FieldName::Task)) };
        let (task, text) = (*task, self.text(FieldName::Text));
        Ok(match self.scene_pick(FieldName::TaskNews)? {
            ScenePick::News(TaskPick::Done) => SceneNoted::Done { task, evidence: text },
            ScenePick::News(TaskPick::Relieved) => SceneNoted::Relieved { task, with: text },
            ScenePick::News(TaskPick::Blocked) => SceneNoted::Blocked { task, text: self.needed(FieldName::Text)? },
            _ => SceneNoted::Progress { task, text: self.needed(FieldName::Text)? },
        })
    }

    fn crew_meant(&self) -> Result<CrewName, Fault> {
        match self.scene_pick(FieldName::Crew)? {
            ScenePick::Crew(crew) => Ok(crew.clone()),
            _ => Ok(CrewName { team: None, name: self.needed(FieldName::Who)? }),
        }
    }

    fn in_or_out(&self) -> Result<SceneNoted, Fault> {
        let crew = self.crew_meant()?;
        let people = self.number(FieldName::Count)?.ok_or_else(|| self.needs(FieldName::Count))?;
        Ok(match self.scene_pick(FieldName::InOut)? {
            ScenePick::GoesIn(false) => SceneNoted::Left { crew, people },
            _ => SceneNoted::Entered {
                crew,
                people,
                names: self.text(FieldName::NameList),
                zone: self.zone_in(),
                remote: self.is_met(FieldName::Remote),
            },
        })
    }

    fn hazard_reading(&self) -> Result<SceneNoted, Fault> {
        let ScenePick::Reading(kind) = self.scene_pick(FieldName::ReadingOf)? else {
            return Err(self.choose(FieldName::ReadingOf));
        };
        let value = self.quantity(FieldName::Value, 100)?.ok_or_else(|| self.needs(FieldName::Value))?;
        let (unit, place) = (kind.unit().to_owned(), self.needed(FieldName::Place)?);
        Ok(SceneNoted::Reading(HazardReading { kind: *kind, value, unit, place }))
    }

    fn casualty(&self) -> Result<Casualty, Fault> {
        let ScenePick::Casualty(state) = self.scene_pick(FieldName::CasualtyState)? else {
            return Err(self.choose(FieldName::CasualtyState));
        };
        let text = self.needed(FieldName::Change)?;
        let how = self.model.lang.pick("写增减人数, 如 +2 或 -1", "write how many more or fewer, as +2 or -1");
        let change = text.parse::<i32>().ok().filter(|change| *change != 0);
        let change = change.ok_or_else(|| (FieldName::Change, format!("{text}: {how}")))?;
        let (source, place) = (self.needed(FieldName::Source)?, self.text(FieldName::Place));
        Ok(Casualty { state: *state, change, source, place })
    }

    fn request(&self) -> Result<SceneNoted, Fault> {
        Ok(match self.scene_pick(FieldName::Request)? {
            ScenePick::Answer(request, granted) => {
                SceneNoted::Answered { request: *request, granted: *granted, text: self.text(FieldName::Text) }
            }
            _ => SceneNoted::Asked(SceneRequest {
                what: self.needed(FieldName::Text)?,
                to: self.text(FieldName::ReportTo),
            }),
        })
    }

    fn search(&self) -> Result<SceneNoted, Fault> {
        let whole = |name| self.number(name).and_then(|n| n.ok_or_else(|| self.needs(name)));
        let narrow = |n: u32| u8::try_from(n).unwrap_or(u8::MAX);
        Ok(match self.scene_pick(FieldName::Cell)? {
            ScenePick::Cell(cell) => SceneNoted::Searched {
                cell: cell.clone(),
                crew: self.crew_meant()?,
                method: self.text(FieldName::Method),
                found: self.number(FieldName::Found)?.unwrap_or_default(),
                grid: None,
            },
            _ => SceneNoted::Grid(SearchGrid {
                columns: narrow(whole(FieldName::GridColumns)?),
                rows: narrow(whole(FieldName::GridRows)?),
                place: self.text(FieldName::Place),
                corner: self.point()?,
                side: self.number(FieldName::GridSide)?.unwrap_or_default(),
            }),
        })
    }
}
