//! 现场处置 (rules.md 5.4): the table of states and events, its guards, who is in, what is due, and what two posts did apart.

mod apart;
mod due;
mod ends;
mod heads;
mod ledger;
mod measured;
mod merged;
mod random;
mod recall;
mod table;
mod ways;

use qianzhi::clock::{At, Span};
use qianzhi::domain::{
    Area, Capability, Command, CrewName, Decided, Event, EventId, Fact, Form, Headquarters, Incident, Lacking, Means,
    Override, PostCard, PostId, Realm, Recipient, Refusal, RescuePlan, Role, SceneCommand, SceneGroup, SceneLack,
    SceneNote, SceneNoted, SceneState as S, SceneStep, SceneTask, SceneView, SizeUp, Stage, Standing, Team, TeamKind,
    TeamStatus, Urgency, Verdict, Voice, World, Zone, ZoneKind, decide, judge,
};

const CITY: &str = "410300";

fn at(text: &str) -> At {
    At::parse(&format!("2026-07-20 {text}")).unwrap()
}

/// A city with an incident and teams that checked in on its scene; and the hands that write.
#[derive(Clone)]
struct Ground {
    world: World,
    post: PostId,
    count: u32,
    now: At,
    incident: EventId,
}

impl Ground {
    /// An incident of this code, to whose scene nobody has come.
    fn of(code: &str) -> Self {
        let (post, now) = (PostId([1; 32]), at("09:00"));
        let mut ground = Self { world: World::new(Realm::Live), post, count: 0, now, incident: EventId::default() };
        ground.says(Fact::AreaNamed(Area { code: CITY.into(), name: "洛阳市".into(), name_en: String::new() }));
        ground.says(Fact::HeadquartersFormed(Headquarters {
            code: "H1".into(),
            name: "市专项指挥部".into(),
            name_en: String::new(),
            area: CITY.into(),
        }));
        let teams = [
            ("F1", TeamKind::Fire, vec![Capability::CollapseSearch, Capability::HazmatPlug]),
            ("P1", TeamKind::Professional, vec![Capability::HazmatPlug]),
            ("M1", TeamKind::Medical, vec![Capability::MedTriage]),
        ];
        for (code, kind, capabilities) in teams {
            ground.says(Fact::TeamEnrolled { team: team(code, kind, capabilities), after: vec![] });
            let (status, at) = (TeamStatus::Staged, ground.now);
            ground.says(Fact::TeamStatusSet { team: code.into(), status, at, after: vec![], reason: String::new() });
        }
        ground.incident = ground.says(Fact::IncidentOpened(Incident {
            unit_told: None,
            sensitive: false,
            title: "化工厂泄漏".into(),
            title_en: None,
            code: code.into(),
            area: CITY.into(),
            place: None,
            occurred: at("08:50"),
            received: at("08:55"),
            address: String::new(),
        }));
        ground
    }

    fn new() -> Self {
        Self::of("11B03")
    }

    fn says(&mut self, fact: Fact) -> EventId {
        self.writes("系统", fact, None)
    }

    fn writes(&mut self, actor: &str, fact: Fact, overridden: Option<Box<Override>>) -> EventId {
        let event = self.event(actor, fact, overridden);
        self.world.apply(&event);
        event.id
    }

    fn event(&mut self, actor: &str, fact: Fact, overridden: Option<Box<Override>>) -> Event {
        self.count += 1;
        let mut id = [self.post.0[0]; 32];
        id[..4].copy_from_slice(&self.count.to_be_bytes());
        let seq = u64::from(self.count);
        let (recorded, actor) = (self.now, actor.to_owned());
        Event { id: EventId(id), post: self.post, seq, hlc: seq, recorded, actor, fact, overridden }
    }

    /// The commander on the scene, who is also of the headquarters: everything is in their authority.
    fn commander(&self) -> Standing {
        let (person, role) = ("陈某".to_owned(), Some(Role::GeneralCommander));
        Standing { area: Some(CITY.into()), now: self.now, person, role, reason: String::new() }
    }

    fn because(&self, reason: &str) -> Standing {
        Standing { reason: reason.into(), ..self.commander() }
    }

    fn records(&mut self, actor: &str, decided: Decided) -> Vec<EventId> {
        let mut basis = decided.overridden;
        decided.facts.into_iter().map(|fact| self.writes(actor, fact, basis.take())).collect()
    }

    fn does(&mut self, who: &Standing, command: Command) -> Result<EventId, Refusal> {
        let decided = decide(&self.world, who, command)?;
        Ok(self.records(&who.person, decided)[0])
    }

    /// Done by the commander, in its turn and with nothing lacking.
    fn go(&mut self, command: SceneCommand) -> EventId {
        let who = self.commander();
        let command = Command::Scene(command);
        assert_eq!(judge(&self.world, &who, &command), Verdict::Within, "{command:?}");
        self.does(&who, command).unwrap()
    }

    fn steps(&mut self, step: SceneStep) -> EventId {
        let command = self.step(step);
        self.go(command)
    }

    fn notes(&mut self, what: SceneNoted) -> EventId {
        let command = self.note(what);
        self.go(command)
    }

    fn step(&self, step: SceneStep) -> SceneCommand {
        let voice = Voice { by: "陈某".into(), role: None, means: Means::Console };
        SceneCommand::Step { incident: self.incident, step, voice, at: self.now }
    }

    fn note(&self, what: SceneNoted) -> SceneCommand {
        let (incident, by, at) = (self.incident, String::new(), self.now);
        SceneCommand::Note(SceneNote { incident, what, by, means: Means::Radio, at })
    }

    fn view(&self) -> SceneView<'_> {
        self.world.scene(self.incident).unwrap()
    }

    fn state(&self) -> S {
        self.world.scene(self.incident).map_or(S::Unopened, |view| view.state)
    }

    /// What the commander lacks for a command.
    fn lacks(&self, command: &SceneCommand) -> Vec<Lacking> {
        match judge(&self.world, &self.commander(), &Command::Scene(command.clone())) {
            Verdict::Unguarded(unmet) => unmet.lacks.into_iter().map(|lack| lack.what).collect(),
            Verdict::Within => Vec::new(),
            other => panic!("{other:?}"),
        }
    }

    /// Without a reason it is asked for; with one it goes through, is recorded, and awaits ratification.
    fn needs_a_reason(&mut self, command: SceneCommand, lacking: &[Lacking], row: &str) -> EventId {
        assert_eq!(self.lacks(&command), lacking, "{command:?}");
        let command = Command::Scene(command);
        let no = decide(&self.world, &self.commander(), command.clone());
        assert!(matches!(no, Err(Refusal::Unguarded(_))), "{no:?}");
        let before = self.world.unratified().len();
        let done = self.does(&self.because("险情急, 先办"), command).unwrap();
        let open = self.world.unratified();
        assert_eq!(open.len(), before + 1);
        let mine = open.iter().find(|view| view.id == done).unwrap();
        assert_eq!((mine.basis.rule.0.as_ref(), mine.basis.reason.as_str()), (row, "险情急, 先办"));
        done
    }

    fn lacks_on_scene(&mut self, command: SceneCommand, lack: SceneLack, row: &str) -> EventId {
        self.needs_a_reason(command, &[Lacking::Scene(lack)], row)
    }

    /// A ground whose scene stands there, by the way of the paper.
    fn at(state: S) -> Self {
        let mut ground = Self::new();
        let way: &[S] = match state {
            S::Unopened => &[],
            S::Initial => &[S::Initial],
            S::Running => &[S::Initial, S::Running],
            S::Period(_) => &[S::Initial, S::Running, S::Period(1)],
            S::Withdrawn => &[S::Initial, S::Running, S::Period(1), S::Withdrawn],
            S::Stable => &[S::Initial, S::Running, S::Period(1), S::Stable],
            S::HandedOver => &[S::Initial, S::Running, S::Period(1), S::Stable, S::HandedOver],
            S::Closed => &[S::Initial, S::Running, S::Period(1), S::Stable, S::HandedOver, S::Closed],
        };
        for to in way {
            ground.leads_to(*to);
        }
        ground
    }

    /// One step along the way, with everything that its guard wants, a minute later.
    pub(super) fn leads_to(&mut self, to: S) {
        self.now = self.now + Span::minutes(1);
        match to {
            S::Unopened => {}
            S::Initial => {
                self.steps(SceneStep::Opened);
                self.notes(size_up());
                self.notes(command("周某", false));
            }
            S::Running => drop(self.steps(SceneStep::Posted(post()))),
            S::Period(_) => drop(self.steps(SceneStep::Planned(plan(4, "")))),
            S::Withdrawn => drop(self.withdraws()),
            S::Stable => drop(self.steps(stable())),
            S::HandedOver => drop(self.steps(SceneStep::HandedOver { to: "属地".into() })),
            S::Closed => drop(self.steps(SceneStep::Closed)),
        }
        assert_eq!(self.state(), to);
    }

    /// Everybody is called back by an order to F1; the order.
    fn withdraws(&mut self) -> EventId {
        self.does(&self.commander(), self.back()).unwrap()
    }

    fn back(&self) -> Command {
        Command::IssueOrder {
            form: Form::Order,
            to: Recipient::Team("F1".into()),
            incident: Some(self.incident),
            text: "立即撤到路口".into(),
            urgency: Urgency::Withdraw,
            destination: None,
            authority: None,
            until: None,
        }
    }
}

fn team(code: &str, kind: TeamKind, capabilities: Vec<Capability>) -> Team {
    Team {
        code: code.into(),
        name: format!("{code}队"),
        name_en: String::new(),
        kind,
        capabilities,
        area: CITY.into(),
        home: "X".into(),
        people: 10,
        leader: "李某".into(),
        phone: String::new(),
        readiness: qianzhi::domain::Readiness::default(),
    }
}

fn size_up() -> SceneNoted {
    SceneNoted::SizeUp(SizeUp {
        kind: "氯气泄漏".into(),
        trapped: Some(2),
        hazards: "三号罐".into(),
        wind: "西北风".into(),
        ways: "东门".into(),
    })
}

fn command(name: &str, fire: bool) -> SceneNoted {
    SceneNoted::Command { name: name.into(), unit: "消防站".into(), fire }
}

fn post() -> PostCard {
    PostCard { place: "东门广场".into(), commander: "陈某".into(), radio: "350.1".into(), ..PostCard::default() }
}

fn plan(hours: u16, expert: &str) -> RescuePlan {
    RescuePlan {
        version: 0, text: "堵漏, 搜救二层".into(), hours, until: At(0), expert: expert.into(), opinion: None
    }
}

fn task(team: &str) -> SceneTask {
    SceneTask {
        number: 0,
        group: SceneGroup::Rescue,
        team: team.into(),
        area: "二层".into(),
        zone: None,
        objective: "搜救二层".into(),
        hazards: "氯气".into(),
        protection: "空呼".into(),
        channel: "350.1".into(),
        signal: "三声长笛".into(),
        needs: None,
        air: false,
        life: false,
    }
}

fn stable() -> SceneStep {
    SceneStep::Stabilised { expert: "张某: 已无泄漏".into() }
}

fn re_enter() -> SceneStep {
    SceneStep::ReEntered { expert: "张某: 可进".into(), monitor: "读数正常".into(), lifts: None }
}

fn zone(kind: ZoneKind) -> SceneNoted {
    SceneNoted::Zone(Zone { name: "罐区".into(), kind, point: None, radius: 100 })
}

fn crew(team: &str) -> CrewName {
    CrewName { team: Some(team.into()), name: String::new() }
}

fn entered(team: &str, people: u32) -> SceneNoted {
    SceneNoted::Entered { crew: crew(team), people, names: String::new(), zone: None, remote: false }
}

fn left(team: &str, people: u32) -> SceneNoted {
    SceneNoted::Left { crew: crew(team), people }
}

fn counted(team: &str, present: u32) -> SceneNoted {
    SceneNoted::Counted { crew: crew(team), present, missing: String::new() }
}

fn out_of_turn(state: S) -> Lacking {
    Lacking::OutOfTurn(Stage::Scene(state))
}
