//! 支援请求 between two cities (rules.md 4.4): the table of states and events, what is due, that nobody commands another city's
//! team, and what two posts did apart.

mod apart;
mod due;
mod lent;
mod lots;
mod random;
mod shares;
mod table;

use qianzhi::clock::At;
use qianzhi::domain::{
    Aid, AidCommand, AidEvent as E, AidLine, AidNews, AidSort, AidState as S, AidStep, AidTelling, AidUnit, AidView,
    Area, Capability, Command, CostBearer, Datum, Decided, Event, EventId, Fact, Grant, Incident, Means, Override,
    Place, Point, PostId, Rally, Readiness, Realm, Refusal, Role, Standing, Team, TeamKind, Voice, World, decide,
};

const LUOYANG: &str = "410300";
const ZHENGZHOU: &str = "410100";

fn at(text: &str) -> At {
    At::parse(&format!("2026-07-20 {text}")).unwrap()
}

/// Two cities of one province, each with its teams, on one log.
#[derive(Clone)]
struct Two {
    world: World,
    post: PostId,
    count: u16,
    now: At,
    incident: EventId,
    /// What happens in the asked city.
    elsewhere: EventId,
    aid: EventId,
}

fn team(code: &str, kind: TeamKind, area: &str) -> Team {
    Team {
        code: code.into(),
        name: format!("{code}队"),
        name_en: String::new(),
        kind,
        capabilities: vec![Capability::FloodPump],
        area: area.into(),
        home: "X".into(),
        people: 20,
        leader: "李某".into(),
        phone: "13800000000".into(),
        readiness: Readiness::default(),
    }
}

/// A request that lacks nothing.
fn aid(incident: EventId) -> Aid {
    let line = |sort, what: &str, count, unit: &str| AidLine {
        sort,
        what: what.into(),
        count,
        unit: unit.into(),
        capability: Some(Capability::FloodPump).filter(|_| sort == AidSort::Force),
    };
    Aid {
        from: LUOYANG.into(),
        to: ZHENGZHOU.into(),
        incident: Some(incident),
        kind: "暴雨洪涝".into(),
        occurred: at("08:50"),
        place: "洛阳市伊河路".into(),
        harm: "积水两米, 被困12人".into(),
        done: "已封路, 抽排三台".into(),
        needs: vec![line(AidSort::Force, "排涝队", 2, "支"), line(AidSort::Equipment, "大流量泵车", 6, "台")],
        rally: Rally {
            name: "伊川收费站".into(),
            point: Some((Point::degrees(34.42, 112.43).unwrap(), Datum::Cgcs2000)),
        },
        route: "宁洛高速".into(),
        contact: "周某 0379-1000".into(),
        frequency: "350.125".into(),
        hours: Some(24),
        cost: CostBearer::Requester,
        logistics: "洛阳市应急局".into(),
        at: at("09:00"),
    }
}

fn says(by: &str, means: Means) -> Voice {
    Voice { by: by.into(), role: Some(Role::GeneralCommander), means }
}

fn unit(code: &str) -> AidUnit {
    AidUnit::Team(code.into())
}

impl Two {
    fn new() -> Self {
        let (world, post, now) = (World::new(Realm::Live), PostId([1; 32]), at("09:00"));
        let (incident, elsewhere, aid) = (EventId::default(), EventId::default(), EventId::default());
        let mut two = Self { world, post, count: 0, now, incident, elsewhere, aid };
        for (code, name) in [("410000", "河南省"), (LUOYANG, "洛阳市"), (ZHENGZHOU, "郑州市"), ("410324", "栾川县")]
        {
            two.says(Fact::AreaNamed(Area { code: code.into(), name: name.into(), name_en: String::new() }));
        }
        two.says(Fact::PlaceNamed(Place {
            code: "X".into(),
            name: "X".into(),
            name_en: String::new(),
            point: Point::degrees(34.62, 112.45).unwrap(),
            source: "test".into(),
            seat: None,
        }));
        for (code, kind, area) in [
            ("L1", TeamKind::Professional, LUOYANG),
            ("K1", TeamKind::Township, "410324"),
            ("Z1", TeamKind::Professional, ZHENGZHOU),
            ("Z2", TeamKind::Professional, ZHENGZHOU),
            ("J1", TeamKind::Military, ZHENGZHOU),
        ] {
            two.says(Fact::TeamEnrolled { team: team(code, kind, area), after: vec![] });
        }
        let opened = |area: &str| Incident {
            unit_told: None,
            sensitive: false,
            title: "伊河路积水".into(),
            title_en: None,
            code: "11A02".into(),
            area: area.into(),
            place: None,
            occurred: at("08:50"),
            received: at("08:55"),
            address: String::new(),
        };
        two.incident = two.says(Fact::IncidentOpened(opened(LUOYANG)));
        two.elsewhere = two.says(Fact::IncidentOpened(opened(ZHENGZHOU)));
        two
    }

    /// A request that stands there, with Z1 the team that comes.
    fn at(state: S) -> Self {
        let mut two = Self::new();
        two.drafts();
        for event in way(state) {
            let command = two.act(*event);
            two.does(of_city(*event), command).unwrap();
        }
        assert_eq!(two.view().state, state, "the way to it");
        two
    }

    fn drafts(&mut self) -> EventId {
        let command = Command::Aid(AidCommand::Draft(aid(self.incident)));
        self.aid = self.does(LUOYANG, command).unwrap();
        self.aid
    }

    fn event(&mut self, fact: Fact, overridden: Option<Box<Override>>) -> Event {
        self.count += 1;
        let mut id = EventId([self.post.0[0]; 32]);
        id.0[..2].copy_from_slice(&self.count.to_be_bytes());
        let seq = u64::from(self.count);
        Event { id, post: self.post, seq, hlc: seq, recorded: self.now, actor: "王某".into(), fact, overridden }
    }

    fn says(&mut self, fact: Fact) -> EventId {
        let event = self.event(fact, None);
        self.world.apply(&event);
        event.id
    }

    fn records(&mut self, decided: Decided) -> Vec<Event> {
        let mut basis = decided.overridden;
        let events: Vec<Event> = decided.facts.into_iter().map(|fact| self.event(fact, basis.take())).collect();
        for event in &events {
            self.world.apply(event);
        }
        events
    }

    /// The top of a city's table.
    fn who(&self, city: &str, reason: &str) -> Standing {
        Standing {
            area: Some(city.into()),
            now: self.now,
            person: "王某".into(),
            role: Some(Role::GeneralCommander),
            reason: reason.into(),
        }
    }

    fn does(&mut self, city: &str, command: Command) -> Result<EventId, Refusal> {
        self.does_because(city, command, "")
    }

    fn does_because(&mut self, city: &str, command: Command, reason: &str) -> Result<EventId, Refusal> {
        let decided = decide(&self.world, &self.who(city, reason), command)?;
        Ok(self.records(decided)[0].id)
    }

    fn view(&self) -> AidView<'_> {
        self.world.aid(self.aid).unwrap()
    }

    fn step(&self, step: AidStep) -> Command {
        Command::Aid(AidCommand::Step { aid: self.aid, step, at: self.now })
    }

    fn tells(&self, code: &str, news: AidNews, means: Means) -> Command {
        let (aid, by, at) = (self.aid, "李某".into(), self.now);
        Command::Aid(AidCommand::Tell(AidTelling { aid, unit: unit(code), news, by, means, at }))
    }

    fn grants(&self, code: &str, count: u32) -> Command {
        let grants = vec![Grant { line: 0, count, units: vec![unit(code)] }];
        self.step(AidStep::Granted { grants, note: String::new(), voice: says("王某", Means::Console) })
    }

    /// What each event is, by whom it falls to.
    fn act(&self, event: E) -> Command {
        let own = says("王某", Means::Console);
        let tells = |news| self.tells("Z1", news, Means::Console);
        match event {
            E::Send => self.step(AidStep::Sent(own)),
            E::Accept => self.step(AidStep::Accepted(own)),
            E::Grant => self.grants("Z1", 1),
            E::Refuse => self.step(AidStep::Refused { reason: "本市也在抢险".into(), voice: own }),
            E::Withdraw => self.step(AidStep::Withdrawn { reason: "水已退".into(), voice: own }),
            E::Dispatch => tells(AidNews::Dispatched { people: Some(18) }),
            E::Depart => tells(AidNews::EnRoute { eta: Some(at("12:00")) }),
            E::Arrive => tells(AidNews::Arrived { people: Some(18) }),
            E::Work => tells(AidNews::Working { task: "抽排东侧匝道".into() }),
            E::Release => tells(AidNews::Released),
            E::Return => tells(AidNews::Returned),
            E::Settle => self.step(AidStep::Settled {
                bearer: CostBearer::Requester,
                yuan: Some(12_000),
                note: "结算单7号".into(),
                voice: own,
            }),
        }
    }
}

/// Whose each event is.
fn of_city(event: E) -> &'static str {
    match event {
        E::Accept | E::Grant | E::Refuse | E::Dispatch | E::Depart | E::Return => ZHENGZHOU,
        E::Send | E::Withdraw | E::Arrive | E::Work | E::Release | E::Settle => LUOYANG,
    }
}

/// The way of the paper to a state.
fn way(to: S) -> &'static [E] {
    use E::{Accept, Arrive, Depart, Dispatch, Grant, Refuse, Release, Return, Send, Settle, Withdraw, Work};
    const CHAIN: [E; 10] = [Send, Accept, Grant, Dispatch, Depart, Arrive, Work, Release, Return, Settle];
    match to {
        S::Draft => &[],
        S::Refused => &[Send, Accept, Refuse],
        S::Withdrawn => &[Send, Withdraw],
        other => &CHAIN[..other as usize],
    }
}
