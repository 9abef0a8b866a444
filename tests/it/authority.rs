//! Who may do what (rules.md 2.3, 5.4; design.md, promise 11): every role × every command × within, beyond and unknown,
//! held against a matrix that is written here from the paper; and what becomes of what went beyond.

mod aids;
mod consults;
mod guards;
mod marks;
mod matrix;
mod mobilise;
mod names;
mod origin;
mod outside;
mod plans;
mod postures;
mod proposals;
mod ratify;
mod resources;
mod reviews;
mod scenes;

use qianzhi::clock::At;
use qianzhi::domain::{
    Area, Colour, Command, Decided, Decision, Event, EventId, Fact, Form, Headquarters, Incident, Level, Order,
    Override, Owner, Plan, PostId, Realm, Recipient, Refusal, Response, Role, Standing, Step, Team, TeamKind, Urgency,
    Warning, World, decide,
};

pub(super) const CITY: &str = "410300";

pub(super) fn at(text: &str) -> At {
    At::parse(&format!("2026-07-20 {text}")).unwrap()
}

/// A world, and the hands that write in it.
#[derive(Clone)]
pub(super) struct Log {
    pub(super) world: World,
    count: u8,
    pub(super) incident: EventId,
    pub(super) order: EventId,
    pub(super) withdrawal: EventId,
    pub(super) plan_run: EventId,
}

impl Log {
    /// A city with an incident, an order and a withdrawal under way, and a plan that runs; no response is active.
    pub(super) fn new() -> Self {
        let none = EventId([0; 32]);
        let world = World::new(Realm::Live);
        let mut log = Self { world, count: 0, incident: none, order: none, withdrawal: none, plan_run: none };
        log.says(Fact::AreaNamed(Area { code: CITY.into(), name: "洛阳市".into(), name_en: "Luoyang".into() }));
        log.says(Fact::HeadquartersFormed(Headquarters {
            code: "H1".into(),
            name: "市防汛抗旱指挥部".into(),
            name_en: "Flood HQ".into(),
            area: CITY.into(),
        }));
        for code in ["T1", "T2"] {
            log.says(Fact::TeamEnrolled { team: team(code), after: vec![] });
        }
        log.incident = log.says(Fact::IncidentOpened(incident("京广路隧道积水")));
        log.order = log.says(Fact::OrderIssued(order(1, Urgency::Urgent)));
        log.withdrawal = log.says(Fact::OrderIssued(order(2, Urgency::Withdraw)));
        let plan = log.says(Fact::PlanAdopted(plan()));
        let (incident, level, started) = (None, Level::Four, at("09:00"));
        let run = qianzhi::domain::PlanStarted { plan, area: CITY.into(), incident, level, started };
        log.plan_run = log.says(Fact::PlanStarted(run));
        log
    }

    /// The same with a response at this level.
    pub(super) fn at_level(level: Level) -> Self {
        let mut log = Self::new();
        log.says(Fact::ResponseDecided { response: response(activated(level)), after: vec![] });
        log
    }

    pub(super) fn says(&mut self, fact: Fact) -> EventId {
        self.writes("系统", at("09:00"), fact, None)
    }

    fn writes(&mut self, actor: &str, recorded: At, fact: Fact, overridden: Option<Box<Override>>) -> EventId {
        self.count += 1;
        let (id, post, seq) = (EventId([self.count; 32]), PostId([1; 32]), u64::from(self.count));
        self.world.apply(&Event { id, post, seq, hlc: seq, recorded, actor: actor.into(), fact, overridden });
        id
    }

    /// Decides and records; the first event.
    pub(super) fn does(&mut self, who: &Standing, command: Command) -> Result<EventId, Refusal> {
        let decided = decide(&self.world, who, command)?;
        Ok(self.records(who, decided)[0])
    }

    pub(super) fn records(&mut self, who: &Standing, decided: Decided) -> Vec<EventId> {
        let mut basis = decided.overridden;
        decided.facts.into_iter().map(|fact| self.writes(&who.person, who.now, fact, basis.take())).collect()
    }
}

/// Somebody in a role at 09:10.
pub(super) fn sits(person: &str, role: Option<Role>) -> Standing {
    Standing { area: None, now: at("09:10"), person: person.into(), role, reason: String::new() }
}

pub(super) fn activated(level: Level) -> Decision {
    Decision::Activated { level, matter: "防汛".into(), period: "24小时".into(), measures: "转移安置".into() }
}

pub(super) fn response(decision: Decision) -> Response {
    Response {
        area: CITY.into(),
        by: "H1".into(),
        decision,
        basis: None,
        decided: at("09:00"),
        effective: None,
        conclusion: String::new(),
        role: None,
    }
}

fn team(code: &str) -> Team {
    Team {
        code: code.into(),
        name: format!("抽排{code}"),
        name_en: String::new(),
        kind: TeamKind::Professional,
        capabilities: vec![],
        area: CITY.into(),
        home: "L1".into(),
        people: 10,
        leader: "赵某".into(),
        phone: String::new(),
        readiness: qianzhi::domain::Readiness::default(),
    }
}

pub(super) fn warning() -> Warning {
    let now = at("09:05");
    Warning {
        area: CITY.into(),
        kind: "暴雨".into(),
        kind_en: String::new(),
        colour: Colour::Red,
        number: 1,
        issuer: "气象台".into(),
        issuer_en: String::new(),
        issued: now,
        received: now,
        text: "三小时内将出现强降雨".into(),
        terms: qianzhi::domain::WarningTerms::default(),
    }
}

/// A change of level that rests on a warning that came since.
fn on_warning(log: &mut Log, to: Level) -> Command {
    let basis = Some(log.says(Fact::WarningReceived(warning())));
    let (decision, conclusion) = (activated(to), String::new());
    Command::DecideResponse { area: CITY.into(), by: "H1".into(), decision, basis, effective: None, conclusion }
}

fn incident(title: &str) -> Incident {
    let (occurred, received) = (at("08:50"), at("08:55"));
    Incident {
        unit_told: None,
        sensitive: false,
        title: title.into(),
        title_en: None,
        code: "11A01".into(),
        area: CITY.into(),
        place: None,
        occurred,
        received,
        address: String::new(),
    }
}

pub(super) fn order(number: u32, urgency: Urgency) -> Order {
    Order {
        number,
        form: Form::Order,
        to: Recipient::Team("T2".into()),
        incident: None,
        text: "赴现场".into(),
        urgency,
        destination: None,
        authority: None,
        issued: at("09:00"),
        until: None,
        role: None,
        muster: None,
        step: None,
    }
}

fn plan() -> Plan {
    let within = qianzhi::clock::Span::minutes(10);
    let owner = Owner::Unit("应急局".into());
    let step = Step { code: "S1".into(), title: "集结".into(), owner, within, ..Step::default() };
    let (code, name, version) = ("P1".into(), "城市内涝".into(), "1".into());
    Plan { code, name, version, steps: vec![step], ..Plan::default() }
}
