//! 快速集结 (rules.md 5.3): the table of states and events, its guards, what is due, and what two posts did apart.

mod apart;
mod due;
mod indicators;
mod random;
mod status;
mod system;
mod table;
mod who;

use qianzhi::clock::At;
use qianzhi::domain::{
    Area, AssemblyCommand, AssemblyEvent as E, AssemblyState as S, Capability, Command, Decided, Destination, Event,
    EventId, Fact, Form, Incident, Lacking, Means, Mobilise, Muster, Outcome, Override, Place, Point, PostId, Purpose,
    Readiness, Realm, Recipient, Refusal, Role, Rung, SceneMove, SceneNote, SceneNoted, SceneStep, SizeUp, Stage,
    Standing, Team, TeamKind, TeamStatus, Telling, Told, Urgency, Verdict, Voice, World, decide, judge,
};

use table::standing_at;

const CITY: &str = "410300";

fn at(text: &str) -> At {
    At::parse(&format!("2026-07-20 {text}")).unwrap()
}

/// A city with two pumping teams, a fire station, soldiers, another city's team and an incident; and the hands that write.
#[derive(Clone)]
struct Night {
    world: World,
    count: u16,
    now: At,
    incident: EventId,
}

fn point(lat: f64, lon: f64) -> Point {
    Point::degrees(lat, lon).unwrap()
}

fn team(code: &str, kind: TeamKind, area: &str, home: &str, capabilities: &[Capability]) -> Team {
    Team {
        code: code.into(),
        name: format!("{code}队"),
        name_en: String::new(),
        kind,
        capabilities: capabilities.to_vec(),
        area: area.into(),
        home: home.into(),
        people: 10,
        leader: "李某".into(),
        phone: "13800000000".into(),
        readiness: Readiness::default(),
    }
}

impl Night {
    fn new() -> Self {
        let mut night =
            Self { world: World::new(Realm::Live), count: 0, now: at("09:00"), incident: EventId::default() };
        for (code, name) in [(CITY, "洛阳市"), ("410100", "郑州市")] {
            night.says(Fact::AreaNamed(Area { code: code.into(), name: name.into(), name_en: String::new() }));
        }
        let places = [("X", 34.62, 112.45), ("A", 34.62, 112.50), ("B", 34.71, 112.45), ("Z", 34.7466, 113.6254)];
        for (code, lat, lon) in places {
            night.says(Fact::PlaceNamed(Place {
                code: code.into(),
                name: code.into(),
                name_en: String::new(),
                point: point(lat, lon),
                source: "test".into(),
                seat: None,
            }));
        }
        let pump = [Capability::FloodPump];
        let teams = [
            team("P1", TeamKind::Professional, CITY, "B", &pump),
            team("P2", TeamKind::Township, CITY, "A", &pump),
            team("F1", TeamKind::Fire, CITY, "A", &[Capability::WaterSurface, Capability::FloodPump]),
            team("J1", TeamKind::Military, CITY, "A", &pump),
            team("Z1", TeamKind::Professional, "410100", "Z", &pump),
        ];
        for team in teams {
            night.says(Fact::TeamEnrolled { team, after: vec![] });
        }
        night.incident = night.says(Fact::IncidentOpened(Incident {
            unit_told: None,
            sensitive: false,
            title: "伊河路积水".into(),
            title_en: None,
            code: "11A02".into(),
            area: CITY.into(),
            place: Some("X".into()),
            occurred: at("08:50"),
            received: at("08:55"),
            address: String::new(),
        }));
        night.first_on_scene();
        night
    }

    /// Whoever was there first commands until a post stands: so others can check in.
    fn first_on_scene(&mut self) {
        let (incident, at) = (self.incident, self.now);
        let voice = Voice { by: "消防站".into(), role: None, means: Means::Radio };
        let made = Box::new(SceneMove { step: SceneStep::Opened, voice, at });
        self.says(Fact::SceneMoved { incident, made, after: vec![] });
        let size = SizeUp { kind: "积水".into(), ..SizeUp::default() };
        let (what, by) = (SceneNoted::SizeUp(size), "消防站".into());
        self.says(Fact::SceneNoted(Box::new(SceneNote { incident, what, by, means: Means::Radio, at })));
        self.says(Fact::CommanderAppointed { incident, name: "周某".into(), follows: false, after: vec![] });
    }

    fn says(&mut self, fact: Fact) -> EventId {
        self.writes(fact, None)
    }

    fn writes(&mut self, fact: Fact, overridden: Option<Box<Override>>) -> EventId {
        self.count += 1;
        let mut id = EventId::default();
        id.0[..2].copy_from_slice(&self.count.to_be_bytes());
        let (post, seq, recorded) = (PostId([1; 32]), u64::from(self.count), self.now);
        self.world.apply(&Event { id, post, seq, hlc: seq, recorded, actor: "王某".into(), fact, overridden });
        id
    }

    /// The dispatcher of the city.
    fn standing(&self, reason: &str) -> Standing {
        Standing {
            area: Some(CITY.into()),
            now: self.now,
            person: "王某".into(),
            role: Some(Role::GeneralOffice),
            reason: reason.into(),
        }
    }

    fn records(&mut self, decided: Decided) -> EventId {
        let mut basis = decided.overridden;
        let ids: Vec<EventId> = decided.facts.into_iter().map(|fact| self.writes(fact, basis.take())).collect();
        ids[0]
    }

    /// Decides and records; the first event.
    fn does(&mut self, command: Command) -> Result<EventId, Refusal> {
        self.does_because(command, "")
    }

    fn does_because(&mut self, command: Command, reason: &str) -> Result<EventId, Refusal> {
        let decided = decide(&self.world, &self.standing(reason), command)?;
        Ok(self.records(decided))
    }

    fn mobilise(&self, team: &str, purpose: Purpose) -> Mobilise {
        Mobilise {
            form: Form::Order,
            to: vec![team.into()],
            incident: Some(self.incident),
            text: "赴伊河路抽排".into(),
            urgency: Urgency::Urgent,
            destination: Some(Destination::Place("X".into())),
            muster: Muster { purpose, ..Muster::default() },
            instead_of: None,
        }
    }

    fn calls_up(&mut self, team: &str) -> EventId {
        let what = self.mobilise(team, Purpose::Mobilise);
        self.does(Command::Assembly(AssemblyCommand::Muster(what))).unwrap()
    }

    fn warns(&mut self, team: &str) -> EventId {
        let what = self.mobilise(team, Purpose::PreAlert);
        self.does(Command::Assembly(AssemblyCommand::Muster(what))).unwrap()
    }

    fn state(&self, order: EventId) -> S {
        self.world.mobilisation(order).unwrap().state
    }

    fn status(&self, team: &str) -> Option<TeamStatus> {
        self.world.team(&team.into()).unwrap().status.agreed()
    }

    /// What an event is as a command, about this order of P1.
    fn command(&self, order: EventId, event: E) -> Command {
        let told = match event {
            E::PreAlert => return Command::Assembly(AssemblyCommand::Muster(self.mobilise("P1", Purpose::PreAlert))),
            E::Order => return Command::Assembly(AssemblyCommand::Muster(self.mobilise("P1", Purpose::Mobilise))),
            E::Acknowledge => {
                let (rung, by, means) = (Rung::Acknowledged, "李某".into(), Means::Phone);
                return Command::ClimbRung { order, rung, by, means, at: self.now };
            }
            E::Decline => return Command::EndOrder { order, outcome: Outcome::Refused("水泵送修".into()) },
            E::Cancel => return Command::EndOrder { order, outcome: Outcome::Cancelled("误报".into()) },
            E::Divert => {
                let to = self.mobilise("P1", Purpose::Mobilise);
                let reason = "龙门大道更急".into();
                return Command::Assembly(AssemblyCommand::Divert { from: order, reason, to });
            }
            E::Replace => {
                let what = Mobilise { instead_of: Some(order), ..self.mobilise("P2", Purpose::Mobilise) };
                return Command::Assembly(AssemblyCommand::Muster(what));
            }
            E::RollCall => Told::RollCalled { people: 10, vehicles: 2, kit: String::new() },
            E::Depart => Told::Departed { people: 10, eta: Some(at("09:40")) },
            E::Slip => Told::Slipped { eta: at("09:45"), reason: "积水绕行".into() },
            E::Block => Told::Blocked { by: "桥面过水".into() },
            E::Reroute => Told::Rerouted { route: "走滨河路".into(), eta: Some(at("09:50")) },
            E::ReachRally => Told::AtRally,
            E::ReachScene => Told::AtScene,
            E::CheckIn => Told::CheckedIn { people: 10, names: String::new(), skills: String::new(), hours: Some(2) },
            E::Task => Told::Tasked { task: "抽排东侧".into() },
            E::Release => Told::Released,
            E::GoHome => Told::Returning,
            E::Return => Told::Returned,
            E::Rest => Told::Rested,
        };
        Command::Assembly(AssemblyCommand::Tell(self.telling(order, told)))
    }

    fn telling(&self, order: EventId, told: Told) -> Telling {
        Telling { order, told, by: "李某".into(), means: Means::Phone, at: self.now }
    }

    fn tells(&mut self, order: EventId, told: Told) -> Result<EventId, Refusal> {
        let telling = self.telling(order, told);
        self.does(Command::Assembly(AssemblyCommand::Tell(telling)))
    }
}

#[test]
fn a_status_outside_of_the_papers_moves_goes_through_with_a_reason() {
    // rules.md 6.3: Ready never leads to Working at once; design.md, promise 11: no hard refusal.
    let mut night = Night::new();
    let ready = Command::SetTeamStatus { team: "P1".into(), status: TeamStatus::Ready, reason: String::new() };
    night.does(ready).unwrap();
    let works = Command::SetTeamStatus { team: "P1".into(), status: TeamStatus::Working, reason: String::new() };
    let Err(Refusal::Unguarded(unmet)) = night.clone().does(works.clone()) else { panic!("it went") };
    assert_eq!(unmet.lacks[0].what, Lacking::OutOfTurn(Stage::Team(TeamStatus::Ready)));
    night.does_because(works, "已在现场自行展开").unwrap();
    assert_eq!(night.status("P1"), Some(TeamStatus::Working));
    assert_eq!(night.world.unratified().len(), 1);
}

/// rules.md 6.3 leads from 受令 to 集结中 and from 到场 to 待任务, and no further at once: what skips one goes through with a reason,
/// and is recorded.
#[test]
fn a_status_that_skips_one_of_the_paper_goes_through_with_a_reason() {
    for (from, to) in [(TeamStatus::Ordered, TeamStatus::EnRoute), (TeamStatus::OnScene, TeamStatus::Working)] {
        let mut night = Night::new();
        let set = |status| Command::SetTeamStatus { team: "P1".into(), status, reason: String::new() };
        night.does_because(set(from), "补记").unwrap();
        let before = night.world.unratified().len();
        let Err(Refusal::Unguarded(unmet)) = night.clone().does(set(to)) else { panic!("it went: {from:?} {to:?}") };
        assert_eq!(unmet.lacks[0].what, Lacking::OutOfTurn(Stage::Team(from)));
        night.does_because(set(to), "电话才通, 已经出发").unwrap();
        assert_eq!((night.status("P1"), night.world.unratified().len()), (Some(to), before + 1));
    }
}

/// rules.md 4.5: every order shows role, person and authority basis.
#[test]
fn an_order_says_in_which_role_it_was_given_and_by_whose_authority() {
    let mut night = Night::new();
    night.says(Fact::HeadquartersFormed(qianzhi::domain::Headquarters {
        code: "H1".into(),
        name: "市防汛抗旱指挥部".into(),
        name_en: "Flood HQ".into(),
        area: CITY.into(),
    }));
    let command = |night: &Night, authority: Option<&str>| Command::IssueOrder {
        form: Form::Order,
        to: Recipient::Team("P1".into()),
        incident: Some(night.incident),
        text: "抽排".into(),
        urgency: Urgency::Routine,
        destination: None,
        authority: authority.map(Into::into),
        until: None,
    };
    let basis = |night: &Night, order: EventId, lang| {
        let say = qianzhi::text::say::Say { world: &night.world, lang };
        say.order_basis(&night.world.order(order).unwrap())
    };
    let first = command(&night, Some("H1"));
    let order = night.does(first).unwrap();
    assert_eq!(night.world.order(order).unwrap().order.role, Some(Role::GeneralOffice));
    assert_eq!(basis(&night, order, qianzhi::text::Lang::Zh), "市防汛抗旱指挥部 总指办 王某");
    // Nobody said for which body, and in which role nobody knows: that is said too.
    let unknown = Standing { role: None, ..night.standing("") };
    let decided = decide(&night.world, &unknown, command(&night, None)).unwrap();
    let order = night.records(decided);
    let told = basis(&night, order, qianzhi::text::Lang::Zh);
    assert!(told.starts_with("未注明机构") && told.contains("王某"), "{told}");
    // An order of before has no role, and is written as it was.
    let old = r#"{"number":1,"to":{"team":"P1"},"text":"x","issued":0}"#;
    let read: qianzhi::domain::Order = serde_json::from_str(old).unwrap();
    assert!(read.role.is_none() && !serde_json::to_string(&read).unwrap().contains("role"));
}

#[test]
fn an_order_to_a_team_at_home_calls_it_up_and_one_to_a_team_at_work_is_a_task() {
    let mut night = Night::new();
    let plain = |night: &Night| Command::IssueOrder {
        form: Form::Order,
        to: Recipient::Team("P1".into()),
        incident: Some(night.incident),
        text: "抽排".into(),
        urgency: Urgency::Routine,
        destination: Some(Destination::Place("X".into())),
        authority: None,
        until: None,
    };
    let first = plain(&night);
    let order = night.does(first).unwrap();
    assert_eq!(night.state(order), S::Ordered);
    let (mut night, _) = standing_at(S::Tasked);
    let second = plain(&night);
    let order = night.does(second).unwrap();
    assert!(night.world.mobilisation(order).is_none());
    assert_eq!(night.status("P1"), Some(TeamStatus::Working), "who works goes on working");
}

#[test]
fn what_was_told_by_mistake_is_struck_and_the_state_is_as_before() {
    let (mut night, order) = standing_at(S::EnRoute);
    let id = night.tells(order, Told::AtScene).unwrap();
    assert_eq!(night.state(order), S::Arrived);
    night.does(Command::Strike { target: id, reason: "听错".into() }).unwrap();
    assert_eq!(night.state(order), S::EnRoute);
    // So with the end of it: it is open again.
    let (mut night, order) = standing_at(S::Returned);
    let id = night.tells(order, Told::Rested).unwrap();
    assert_eq!(night.world.mobilisations().count(), 0);
    night.does(Command::Strike { target: id, reason: "还没休整".into() }).unwrap();
    assert_eq!((night.state(order), night.world.mobilisations().count()), (S::Returned, 1));
}

#[test]
fn old_events_still_fold_and_new_ones_say_no_more_than_they_must() {
    // As posts wrote them before teams were mobilised by their orders.
    let order = r#"{"kind":"order.issued/1","data":{"number":1,"form":"order","to":{"team":"P1"},"text":"抽排","urgency":"routine","issued":1784509200000}}"#;
    let Fact::OrderIssued(read) = Fact::from_payload(order.as_bytes()) else { panic!("an order") };
    assert_eq!(read.muster, None);
    assert!(!String::from_utf8(Fact::OrderIssued(read).to_payload()).unwrap().contains("muster"));
    let card = r#"{"kind":"team.enrolled/1","data":{"team":{"code":"P1","name":"一队","name_en":"","kind":"fire","capabilities":["rope"],"area":"410300","home":"A","people":9,"leader":"李某","phone":""}}}"#;
    let Fact::TeamEnrolled { team, .. } = Fact::from_payload(card.as_bytes()) else { panic!("a team") };
    assert!(team.readiness.is_unsaid());
    assert_eq!(team.grade(Capability::Rope), Some(1), "a capability without a grade is of the first");
    assert!(!String::from_utf8(Fact::TeamEnrolled { team, after: vec![] }.to_payload()).unwrap().contains("readiness"));
}

#[test]
fn who_is_ready_again_by_status_alone_is_not_waited_for_on_an_order_that_ended() {
    let ready = Command::SetTeamStatus { team: "P1".into(), status: TeamStatus::Ready, reason: String::new() };
    let (mut night, order) = standing_at(S::Tasked);
    let done = Command::EndOrder { order, outcome: Outcome::Done };
    night.does(done.clone()).unwrap();
    assert_eq!(night.world.mobilisations().count(), 1, "who is out must come home");
    night.does_because(ready.clone(), "已自行归建").unwrap();
    assert_eq!((night.state(order), night.world.mobilisations().count()), (S::Ready, 0));
    assert_eq!(night.world.bookings(&"P1".into()).count(), 0);
    let told = night.world.mobilisation(order).unwrap();
    let (_, rested) = told.newest(|told| *told == Told::Rested).unwrap();
    assert_eq!((rested.by.as_str(), rested.at), ("王某", night.now), "by whoever says the team is ready");

    // An order that still stands is waited for, and so is another team in place of one that declined.
    let (mut open, order) = standing_at(S::Tasked);
    open.does_because(ready.clone(), "误报在位").unwrap();
    assert_eq!(open.state(order), S::Tasked);
    let (mut declined, order) = standing_at(S::Declined);
    declined.does(ready.clone()).unwrap();
    assert_eq!(declined.state(order), S::Declined);
    // Another status than ready brings nobody home.
    let (mut night, order) = standing_at(S::Returning);
    night
        .does(Command::SetTeamStatus { team: "P1".into(), status: TeamStatus::Returned, reason: String::new() })
        .unwrap();
    assert_eq!(night.state(order), S::Returning);
    night.does(ready).unwrap();
    assert_eq!((night.state(order), night.world.mobilisations().count()), (S::Ready, 0));
}

#[test]
fn who_is_heard_of_again_goes_on_from_where_they_were() {
    // rules.md 6.3: EnRoute/Working > LostContact > previous.
    let (mut night, _) = standing_at(S::Tasked);
    let set = |status| Command::SetTeamStatus { team: "P1".into(), status, reason: String::new() };
    night.does(set(TeamStatus::LostContact)).unwrap();
    assert_eq!(night.world.status_before_loss(&"P1".into()), Some(TeamStatus::Working));
    for (status, goes) in [
        (TeamStatus::Working, true),
        // What comes after that is in its turn as well, and so is whoever cannot go on.
        (TeamStatus::Withdrawing, true),
        (TeamStatus::Unavailable, true),
        (TeamStatus::Ready, false),
        (TeamStatus::EnRoute, false),
    ] {
        let done = night.clone().does(set(status));
        assert_eq!(done.is_ok(), goes, "{status:?}");
        night.clone().does_because(set(status), "电台只听清这一句").unwrap();
    }
    night.does(set(TeamStatus::Working)).unwrap();
    assert_eq!(night.world.status_before_loss(&"P1".into()), None);
}

#[test]
fn every_status_is_rolled_up_as_the_paper_says() {
    use TeamStatus as T;
    use qianzhi::domain::RollUp::{Assigned, Available, OutOfService};
    let of = |rolled| TeamStatus::ALL.into_iter().filter(|s| s.roll_up() == rolled).collect::<Vec<_>>();
    // Available = Ready/Standby/Staged; Assigned = Ordered..Working; Out-of-service = Resting/Resupply/Unavailable.
    assert!([T::Ready, T::Standby, T::Staged].iter().all(|status| of(Available).contains(status)));
    let assigned = [T::Ordered, T::Assembling, T::EnRoute, T::OnScene, T::Working];
    assert!(assigned.iter().all(|status| of(Assigned).contains(status)));
    assert!([T::Resting, T::Resupply, T::Unavailable].iter().all(|status| of(OutOfService).contains(status)));
    assert_eq!(of(Available).len() + of(Assigned).len() + of(OutOfService).len(), TeamStatus::ALL.len());
}
