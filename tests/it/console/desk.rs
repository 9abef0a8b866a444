//! A desk to press keys at: a console on a small world, with a journal that says yes unless it is held.

use std::collections::VecDeque;

use qianzhi::clock::{At, Pace, Span};
use qianzhi::console::{
    Arrived, Board, Effect, Entry, Found, Key, Layout, Model, Moment, Msg, PostCard, Rewound, Row, Search, Size,
    Whence, key_script, update,
};
use qianzhi::domain::{
    Area, AreaCode, Colour, Decided, DrillClock, DrillOpened, Event, EventId, Fact, Form, Headquarters, HqCode,
    Incident, Inject, InjectKind, Level, Limits, Order, Override, Owner, Place, PlaceCode, Plan, PlanStarted, Point,
    PostId, Realm, Recipient, Step, Team, TeamCode, TeamKind, TeamStatus, Urgency, Warning, World,
};
use qianzhi::text::Lang;

/// The post that the keys are pressed at, and another one.
pub(super) const OWN: PostId = PostId([1; 32]);
pub(super) const OTHER: PostId = PostId([2; 32]);

pub(super) fn at(text: &str) -> At {
    At::parse(text).unwrap()
}

pub(super) fn now() -> At {
    at("2021-07-20 16:10")
}

#[derive(Clone)]
pub(super) struct Desk {
    pub(super) model: Model,
    /// Every fact that was handed to the journal, in order.
    pub(super) facts: Vec<Fact>,
    /// How often a set of rules was adopted.
    pub(super) adopted: usize,
    /// Every other effect.
    pub(super) effects: Vec<Effect>,
    /// How often the bell rang.
    pub(super) bells: usize,
    /// Facts on their way while the journal is held.
    pub(super) held: VecDeque<Decided>,
    pub(super) hold: bool,
    /// Everything that is durable, in order of arrival.
    pub(super) log: Vec<Event>,
    count: u64,
}

impl Desk {
    /// A console on an empty world.
    pub(super) fn empty(realm: Realm) -> Self {
        let post = PostCard {
            id: OWN,
            name: "指挥车1".to_owned(),
            operator: "王某".to_owned(),
            area: Some(AreaCode::from("410100")),
        };
        let model = Model::new(World::new(realm), post, Lang::Zh, Layout::default(), now());
        let mut desk = Self {
            model,
            facts: Vec::new(),
            adopted: 0,
            effects: Vec::new(),
            bells: 0,
            held: VecDeque::new(),
            hold: false,
            log: Vec::new(),
            count: 0,
        };
        desk.send(Msg::Resize(Size { cols: 80, rows: 24 }));
        desk
    }

    /// A console on a drill with two incidents, four teams, an order nobody acknowledged, a plan under way and a red
    /// warning nobody decided on.
    pub(super) fn new() -> Self {
        let mut desk = Self::empty(Realm::Drill("test".to_owned()));
        for fact in background() {
            desk.other(fact);
        }
        let north = desk.other(incident("郑州 城区内涝", "2021-07-20 15:40"));
        desk.other(incident("郭家咀水库 漫坝险情", "2021-07-20 15:30"));
        desk.other(Fact::OrderIssued(order(11, "P1", Some(north))));
        let plan = desk.other(Fact::PlanAdopted(plan()));
        let run = PlanStarted { plan, area: "410100".into(), incident: None, level: Level::One, started: now() };
        desk.other(Fact::PlanStarted(run));
        desk.other(Fact::WarningReceived(warning()));
        desk
    }

    pub(super) fn send(&mut self, msg: Msg) {
        for effect in update(&mut self.model, msg) {
            match effect {
                Effect::Record(decided) => {
                    // What a log begins with is nothing that keys said.
                    let said = decided.facts.iter().filter(|fact| !matches!(fact, Fact::SetAdopted { .. }));
                    self.facts.extend(said.cloned());
                    let begins = |fact: &&Fact| matches!(fact, Fact::SetAdopted { .. });
                    self.adopted += decided.facts.iter().filter(begins).count();
                    self.held.push_back(decided);
                }
                Effect::Bell => self.bells += 1,
                other => self.effects.push(other),
            }
        }
        if !self.hold {
            self.release();
        }
    }

    /// The journal says that what was on its way is durable.
    pub(super) fn release(&mut self) {
        while let Some(mut decided) = self.held.pop_front() {
            let actor = self.model.post.operator.clone();
            let mut basis = decided.overridden.take();
            let arrived = decided.facts.into_iter().map(|fact| {
                let mut arrived = self.event(OWN, &actor, fact);
                arrived.event.overridden = basis.take();
                arrived
            });
            let arrived = arrived.collect();
            self.send(Msg::Recorded(arrived));
        }
    }

    fn event(&mut self, post: PostId, actor: &str, fact: Fact) -> Arrived {
        self.count += 1;
        let mut id = [0; 32];
        id[..8].copy_from_slice(&self.count.to_be_bytes());
        let recorded = self.model.now;
        let event = Event {
            id: EventId(id),
            post,
            seq: self.count,
            hlc: self.count,
            recorded,
            actor: actor.to_owned(),
            fact,
            overridden: None,
        };
        self.log.push(event.clone());
        Arrived { number: self.count, event }
    }

    /// Answers what was asked of the journal, as one that has everything would.
    pub(super) fn archive(&mut self) {
        for effect in std::mem::take(&mut self.effects) {
            match effect {
                Effect::History(search) => {
                    let found = look(&self.log, &search);
                    self.send(Msg::History(found));
                }
                Effect::Rewind(moment) => {
                    let then = rewound(&self.log, &self.model, moment);
                    self.send(Msg::Past(then));
                }
                other => self.effects.push(other),
            }
        }
    }

    /// Another post recorded this.
    pub(super) fn other(&mut self, fact: Fact) -> EventId {
        let arrived = self.event(OTHER, "李某", fact);
        let id = arrived.event.id;
        self.send(Msg::Recorded(vec![arrived]));
        id
    }

    /// Another post recorded this beyond its author's authority.
    pub(super) fn beyond(&mut self, fact: Fact, basis: Override) -> EventId {
        let mut arrived = self.event(OTHER, "李某", fact);
        arrived.event.overridden = Some(Box::new(basis));
        let id = arrived.event.id;
        self.send(Msg::Recorded(vec![arrived]));
        id
    }

    /// Presses the keys of a script; hands back the facts that they recorded.
    pub(super) fn keys(&mut self, script: &str) -> Vec<Fact> {
        let before = self.facts.len();
        for key in key_script(script).expect(script) {
            self.key(key);
        }
        self.facts[before..].to_vec()
    }

    pub(super) fn key(&mut self, key: Key) {
        self.send(Msg::Key(key));
    }

    /// Lets time pass.
    pub(super) fn pass(&mut self, span: Span) {
        self.send(Msg::Tick(self.model.now + span));
    }

    /// The one fact that the keys recorded.
    pub(super) fn records(&mut self, script: &str) -> Fact {
        let facts = self.keys(script);
        assert_eq!(facts.len(), 1, "{script}: {facts:#?} {:?}", self.model.notice);
        facts.into_iter().next().unwrap()
    }

    pub(super) fn notice(&self) -> &str {
        self.model.notice.as_ref().map_or("", |notice| notice.text.as_str())
    }

    pub(super) fn incident(&self, title: &str) -> EventId {
        self.model.world.incidents().iter().find(|(_, i)| i.title.contains(title)).expect(title).0
    }

    pub(super) fn selected_team(&self) -> Option<TeamCode> {
        match self.model.selected(Board::Teams) {
            Some(Row::Team(code)) => Some(code.clone()),
            _ => None,
        }
    }
}

/// Part of a log, newest first.
fn look(log: &[Event], search: &Search) -> Found {
    let entries =
        log.iter().zip(1..).map(|(event, number)| Entry { number, arrived: event.recorded, event: event.clone() });
    let known = entries.filter(|entry| search.upto.is_none_or(|upto| entry.number <= upto));
    let mut wanted: Vec<Entry> = known.filter(|entry| search.finds(&entry.event)).collect();
    wanted.reverse();
    match search.whence {
        Whence::Before(number) => wanted.retain(|entry| entry.number < number),
        Whence::After(number) => wanted.retain(|entry| entry.number > number),
        Whence::At(at) => wanted.retain(|entry| entry.event.recorded <= at),
        _ => {}
    }
    Found {
        ticket: search.ticket,
        whence: search.whence,
        upto: search.upto,
        entries: wanted,
        more: false,
        said: Vec::new(),
    }
}

fn rewound(log: &[Event], model: &Model, moment: Moment) -> Rewound {
    let count = match moment {
        Moment::Number(number) => usize::try_from(number).unwrap(),
        Moment::At(at) => log.iter().take_while(|event| event.recorded <= at).count(),
    };
    let mut world = World::new(model.world.realm().clone());
    log.iter().take(count).for_each(|event| world.apply(event));
    let last = log[..count].last().map_or(now(), |event| event.recorded);
    let at = if let Moment::At(at) = moment { at } else { last };
    Rewound { asked: moment, number: count as u64, at, world: Box::new(world), missing: 0 }
}

pub(super) fn background() -> Vec<Fact> {
    let clock = DrillClock { pace: Pace { wall: now(), drill: now(), per_mille: 1000 } };
    let drill = DrillOpened {
        name: "郑州7.20".to_owned(),
        name_en: String::new(),
        scenario: qianzhi::domain::ContentHash([7; 32]),
        seed: 1,
        begins: now(),
        ends: now() + Span::hours(24),
    };
    let mut facts = vec![
        Fact::RulesAdopted { rules: Limits::default(), after: Vec::new() },
        Fact::DrillOpened(drill),
        Fact::DrillClockSet { clock, after: Vec::new() },
        area("410100", "郑州"),
        area("410300", "洛阳"),
        place("jinshui", "金水"),
        place("jingguang", "京广路"),
        Fact::HeadquartersFormed(Headquarters {
            code: "zz".into(),
            name: "郑州 总指挥部".to_owned(),
            name_en: "Zhengzhou general headquarters".to_owned(),
            area: "410100".into(),
        }),
    ];
    facts.extend([
        team("P1", "抽排一队", TeamKind::Professional, "410100"),
        team("P2", "抽排二队", TeamKind::Professional, "410100"),
        team("P10", "抽排十队", TeamKind::Professional, "410100"),
        team("L3", "洛阳救援三队", TeamKind::Social, "410300"),
        team("J1", "某部一队", TeamKind::Military, "410100"),
    ]);
    for (code, title) in [("i1", "隧道积水"), ("i2", "水位上涨")] {
        facts.push(Fact::InjectPlanned(Inject {
            code: code.into(),
            kind: InjectKind::Message,
            at: None,
            title: title.to_owned(),
            source: "test".to_owned(),
        }));
    }
    facts
}

fn area(code: &str, name: &str) -> Fact {
    Fact::AreaNamed(Area { code: code.into(), name: name.to_owned(), name_en: String::new() })
}

fn place(code: &str, name: &str) -> Fact {
    Fact::PlaceNamed(Place {
        code: code.into(),
        name: name.to_owned(),
        name_en: String::new(),
        point: Point::default(),
        source: "test".to_owned(),
        seat: None,
    })
}

pub(super) fn team(code: &str, name: &str, kind: TeamKind, area: &str) -> Fact {
    let team = Team {
        code: code.into(),
        name: name.to_owned(),
        name_en: String::new(),
        kind,
        capabilities: Vec::new(),
        area: area.into(),
        home: PlaceCode::from("jinshui"),
        people: 12,
        leader: "李某".to_owned(),
        phone: "138".to_owned(),
        readiness: qianzhi::domain::Readiness::default(),
    };
    Fact::TeamEnrolled { team, after: Vec::new() }
}

pub(super) fn incident(title: &str, occurred: &str) -> Fact {
    Fact::IncidentOpened(Incident {
        unit_told: None,
        sensitive: false,
        title: title.to_owned(),
        title_en: None,
        code: String::new(),
        area: "410100".into(),
        place: None,
        occurred: at(occurred),
        received: at(occurred),
        address: String::new(),
    })
}

pub(super) fn order(number: u32, to: &str, incident: Option<EventId>) -> Order {
    Order {
        number,
        form: Form::Order,
        to: Recipient::Team(to.into()),
        incident,
        text: "赶赴京广路抽排".to_owned(),
        urgency: Urgency::Urgent,
        destination: None,
        authority: None,
        until: None,
        issued: at("2021-07-20 16:00"),
        role: None,
        muster: None,
        step: None,
    }
}

fn plan() -> Plan {
    let step = |code: &str, title: &str| Step {
        code: code.into(),
        title: title.to_owned(),
        owner: Owner::Headquarters(HqCode::from("zz")),
        within: Span::minutes(30),
        ..Step::default()
    };
    Plan {
        code: "flood".into(),
        name: "防汛预案".to_owned(),
        version: "1".to_owned(),
        steps: vec![step("s1", "会商"), step("s2", "停课")],
        ..Plan::default()
    }
}

pub(super) fn warning() -> Warning {
    Warning {
        area: "410100".into(),
        kind: "暴雨".to_owned(),
        kind_en: String::new(),
        colour: Colour::Red,
        number: 5,
        issuer: "气象局".to_owned(),
        issuer_en: String::new(),
        issued: at("2021-07-20 16:01"),
        received: at("2021-07-20 16:01"),
        text: "100毫米".to_owned(),
        terms: qianzhi::domain::WarningTerms::default(),
    }
}

pub(super) fn status(team: &str, status: TeamStatus, after: Vec<EventId>) -> Fact {
    Fact::TeamStatusSet { team: team.into(), status, at: now(), after, reason: String::new() }
}
