//! Call-and-answer, orders that nobody acknowledged, and what a warning asks: written from rules.md 2.2, 5.2 to 5.4
//! and 10.1, not from the program.

mod calling;
mod chain;
mod due;
mod measures;
mod orders;

use qianzhi::clock::At;
use qianzhi::domain::{
    Answer, Area, Call, Colour, Command, Contact, Errand, Event, EventId, Fact, Form, Headquarters, ListCode, Means,
    Order, PostId, Realm, Recipient, Refusal, Role, Standing, Team, TeamKind, Tier, Turn, Urgency, Warning, World,
    decide,
};

/// Beijing time.
fn at(text: &str) -> At {
    At::parse(&format!("2026-07-20 {text}")).unwrap()
}

/// A world, and the hand that writes in it.
struct Log {
    world: World,
    count: u8,
}

impl Log {
    /// Luoyang with Luanchuan in it, a headquarters, one of its fire teams, one of Zhengzhou's, and soldiers.
    fn new() -> Self {
        let mut log = Self { world: World::new(Realm::Test), count: 0 };
        for (code, name) in [("410300", "洛阳市"), ("410324", "栾川县"), ("410100", "郑州市")] {
            log.say(Fact::AreaNamed(Area { code: code.into(), name: name.into(), name_en: String::new() }));
        }
        log.say(Fact::HeadquartersFormed(Headquarters {
            code: "zz".into(),
            name: "市总指挥部".into(),
            name_en: String::new(),
            area: "410300".into(),
        }));
        log.say(team("X1", "洛阳消防一队", TeamKind::Fire, "410300"));
        log.say(team("Z1", "郑州消防一队", TeamKind::Fire, "410100"));
        log.say(team("J1", "驻洛部队", TeamKind::Military, "410300"));
        log
    }

    fn say(&mut self, fact: Fact) -> EventId {
        self.say_at("09:00", fact)
    }

    fn say_at(&mut self, recorded: &str, fact: Fact) -> EventId {
        self.count += 1;
        let (id, post, seq) = (EventId([self.count; 32]), PostId([1; 32]), u64::from(self.count));
        let recorded = at(recorded);
        self.world.apply(&Event { id, post, seq, hlc: seq, recorded, actor: "李明".into(), fact, overridden: None });
        id
    }

    /// Decides as Luoyang's duty officer and records what follows.
    fn command(&mut self, now: &str, command: Command) -> Result<Vec<Fact>, Refusal> {
        self.command_as(None, now, command)
    }

    /// The same of somebody in a role.
    fn command_as(&mut self, role: Option<Role>, now: &str, command: Command) -> Result<Vec<Fact>, Refusal> {
        let standing = Standing { area: Some("410300".into()), role, ..Standing::unknown(at(now)) };
        let facts = decide(&self.world, &standing, command)?.facts;
        for fact in facts.clone() {
            self.say_at(now, fact);
        }
        Ok(facts)
    }

    fn order(&mut self, issued: &str, to: Recipient) -> EventId {
        self.say(Fact::OrderIssued(order(issued, to)))
    }

    /// Somebody of an office; A and B by turn.
    fn contact(&mut self, office: &str, name: &str, turn: Option<Turn>, mobile: &str) {
        self.listed(Contact { turn, mobile: mobile.into(), ..contact(office, name) });
    }

    fn listed(&mut self, contact: Contact) {
        self.say(Fact::ContactListed { contact: Box::new(contact), after: Vec::new() });
    }

    /// A call at a number of somebody by name; of the list when the code says so.
    fn called(&mut self, when: &str, about: Errand, name: &str, number: &str, answer: Answer) -> EventId {
        let contact = self.world.contacts().find(|one| one.name == name).map(|one| one.code.clone());
        let call = Call { contact, ..call(when, about, name, number, answer) };
        self.say_at(when, Fact::CallMade(call))
    }

    fn warning(&mut self, received: &str, colour: Colour) -> EventId {
        self.say(Fact::WarningReceived(warning("410300", received, colour)))
    }
}

fn team(code: &str, name: &str, kind: TeamKind, area: &str) -> Fact {
    let team = Team {
        code: code.into(),
        name: name.into(),
        name_en: String::new(),
        kind,
        capabilities: Vec::new(),
        area: area.into(),
        home: "home".into(),
        people: 6,
        leader: "李某".into(),
        phone: "13811110000".into(),
        readiness: qianzhi::domain::Readiness::default(),
    };
    Fact::TeamEnrolled { team, after: Vec::new() }
}

fn order(issued: &str, to: Recipient) -> Order {
    Order {
        number: 14,
        form: Form::Order,
        to,
        incident: None,
        text: "赶赴涧河抽排".into(),
        urgency: Urgency::Urgent,
        destination: None,
        authority: None,
        issued: at(issued),
        until: None,
        role: None,
        muster: None,
        step: None,
    }
}

fn contact(office: &str, name: &str) -> Contact {
    Contact {
        code: ListCode(format!("{office}/{name}")),
        name: name.into(),
        office: office.into(),
        ..Contact::default()
    }
}

/// Somebody who must hear of warnings.
fn responsible(tier: Tier, area: &str, office: &str, name: &str, turn: Option<Turn>, mobile: &str) -> Contact {
    Contact { tier: Some(tier), area: Some(area.into()), turn, mobile: mobile.into(), ..contact(office, name) }
}

fn call(when: &str, about: Errand, name: &str, number: &str, answer: Answer) -> Call {
    Call {
        about,
        contact: None,
        instead: None,
        name: name.into(),
        number: number.into(),
        by: "值班员王某".into(),
        means: Means::Phone,
        answer,
        at: at(when),
        note: String::new(),
    }
}

fn warning(area: &str, received: &str, colour: Colour) -> Warning {
    Warning {
        area: area.into(),
        kind: "暴雨".into(),
        kind_en: String::new(),
        colour,
        number: 1,
        issuer: "市气象台".into(),
        issuer_en: String::new(),
        issued: at(received),
        received: at(received),
        text: "3小时降雨量将达100毫米以上".into(),
        terms: qianzhi::domain::WarningTerms::default(),
    }
}
