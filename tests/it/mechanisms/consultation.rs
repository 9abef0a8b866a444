//! 会商联动 (rules.md 5.1): the table of states and events, its guards, what is due, and what two posts did apart.

mod apart;
mod cited;
mod due;
mod indicators;
mod random;
mod table;

use qianzhi::clock::At;
use qianzhi::domain::{
    ActionItem, Advice, Area, Certainty, Channel, Command, Conclusion, Consult, ConsultCommand, ConsultKind,
    ConsultNote, ConsultNoted, ConsultState as S, ConsultView, Contact, ContentHash, Convening, Decided, Event,
    EventId, Fact, Headquarters, Incident, Lacking, Means, Member, Opinion, Outcome, Override, PostId, Realm,
    Recipient, Refusal, Role, Standing, Tier, Verdict, World, decide, judge,
};

const CITY: &str = "410300";

fn at(text: &str) -> At {
    At::parse(&format!("2026-07-20 {text}")).unwrap()
}

/// A city's hall: its headquarters, an incident, the offices of its list of contacts; and the hands that write.
#[derive(Clone)]
struct Hall {
    world: World,
    post: PostId,
    count: u32,
    now: At,
    incident: EventId,
    consult: EventId,
}

impl Hall {
    fn new() -> Self {
        let none = EventId([0; 32]);
        let (post, now) = (PostId([1; 32]), at("09:00"));
        let mut hall = Self { world: World::new(Realm::Live), post, count: 0, now, incident: none, consult: none };
        hall.says(Fact::AreaNamed(Area { code: CITY.into(), name: "洛阳市".into(), name_en: String::new() }));
        hall.says(Fact::HeadquartersFormed(Headquarters {
            code: "H1".into(),
            name: "市防汛抗旱指挥部".into(),
            name_en: String::new(),
            area: CITY.into(),
        }));
        for (n, office) in ["气象局", "水利局", "交警支队"].into_iter().enumerate() {
            let contact = contact(&format!("c{n}"), office);
            hall.says(Fact::ContactListed { contact: Box::new(contact), after: vec![] });
        }
        hall.incident = hall.says(Fact::IncidentOpened(Incident {
            unit_told: None,
            sensitive: false,
            title: "伊河水位上涨".into(),
            title_en: None,
            code: String::new(),
            area: CITY.into(),
            place: None,
            occurred: at("08:50"),
            received: at("08:55"),
            address: String::new(),
        }));
        hall
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

    /// Decides and records; the first event.
    fn does(&mut self, who: &Standing, command: Command) -> Result<EventId, Refusal> {
        let decided = decide(&self.world, who, command)?;
        Ok(self.records(&who.person, decided)[0])
    }

    fn records(&mut self, actor: &str, decided: Decided) -> Vec<EventId> {
        let mut basis = decided.overridden;
        decided.facts.into_iter().map(|fact| self.writes(actor, fact, basis.take())).collect()
    }

    /// The chair, who may do everything.
    fn chair(&self) -> Standing {
        let (person, role) = ("陈某".to_owned(), Some(Role::GeneralCommander));
        Standing { area: Some(CITY.into()), now: self.now, person, role, reason: String::new() }
    }

    fn because(&self, reason: &str) -> Standing {
        Standing { reason: reason.into(), ..self.chair() }
    }

    /// Done by the chair, in its turn and with nothing lacking.
    fn go(&mut self, command: ConsultCommand) -> EventId {
        let who = self.chair();
        let command = Command::Consult(command);
        assert_eq!(judge(&self.world, &who, &command), Verdict::Within, "{command:?}");
        self.does(&who, command).unwrap()
    }

    fn view(&self) -> ConsultView<'_> {
        self.world.consultation(self.consult).unwrap()
    }

    fn state(&self) -> S {
        self.view().state
    }

    /// What the chair lacks for a command.
    fn lacks(&self, command: &ConsultCommand) -> Vec<Lacking> {
        match judge(&self.world, &self.chair(), &Command::Consult(command.clone())) {
            Verdict::Unguarded(unmet) => unmet.lacks.into_iter().map(|lack| lack.what).collect(),
            Verdict::Within => Vec::new(),
            other => panic!("{other:?}"),
        }
    }

    /// Without a reason it is asked for; with one it goes through, is recorded, and awaits ratification.
    fn needs_a_reason(&mut self, command: ConsultCommand, lacking: &[Lacking], row: &str) -> EventId {
        assert_eq!(self.lacks(&command), lacking, "{command:?}");
        let command = Command::Consult(command);
        let no = decide(&self.world, &self.chair(), command.clone());
        assert!(matches!(no, Err(Refusal::Unguarded(_))), "{no:?}");
        let before = self.world.unratified().len();
        let done = self.does(&self.because("水情急, 先办"), command).unwrap();
        let open = self.world.unratified();
        assert_eq!(open.len(), before + 1);
        let mine = open.iter().find(|view| view.id == done).unwrap();
        assert_eq!((mine.basis.rule.0.as_ref(), mine.basis.reason.as_str()), (row, "水情急, 先办"));
        done
    }

    /// A hall whose consultation stands there, by the way of the paper.
    fn at(state: S) -> Self {
        let mut hall = Self::new();
        let way: &[S] = match state {
            S::Requested => &[S::Requested],
            S::Convening => &[S::Requested, S::Convening],
            S::Running => &[S::Requested, S::Convening, S::Running],
            S::ToSign => &[S::Requested, S::Convening, S::Running, S::ToSign],
            S::Concluded => &[S::Requested, S::Convening, S::Running, S::ToSign, S::Concluded],
            S::Issued => &[S::Requested, S::Convening, S::Running, S::ToSign, S::Concluded, S::Issued],
            S::Closed => &[S::Requested, S::Convening, S::Running, S::ToSign, S::Concluded, S::Issued, S::Closed],
            S::Cancelled => &[S::Requested, S::Cancelled],
        };
        for to in way {
            hall.step(*to);
        }
        hall
    }

    /// One step along the way, with everything that its guard wants.
    fn step(&mut self, to: S) {
        let id = self.consult;
        match to {
            S::Requested => self.consult = self.go(asked(self)),
            S::Convening => drop(self.go(ConsultCommand::Convene { consult: id, convening: convening() })),
            S::Running => {
                for unit in ["气象局", "水利局"] {
                    self.go(noted(id, joined(unit)));
                }
                self.go(start(self));
            }
            S::ToSign => {
                for unit in ["气象局", "水利局"] {
                    self.go(noted(id, opinion(unit, false)));
                }
                self.go(draft(self));
            }
            S::Concluded => drop(self.go(sign(self))),
            S::Issued => {
                self.go(noted(id, action(Some(at("11:00")))));
                self.go(ConsultCommand::Issue { consult: id });
            }
            S::Closed => {
                self.ends_actions(&Outcome::Done);
                self.go(ConsultCommand::Close { consult: id });
            }
            S::Cancelled => drop(self.go(cancel(self))),
        }
        assert_eq!(self.state(), to);
    }

    /// The orders of every action end so.
    fn ends_actions(&mut self, outcome: &Outcome) {
        let orders: Vec<EventId> =
            self.view().actions(&self.world).iter().map(|action| action.order.as_ref().unwrap().id).collect();
        for order in orders {
            let (outcome, at) = (outcome.clone(), self.now);
            self.says(Fact::OrderEnded { order, outcome, at, after: vec![] });
        }
    }
}

fn contact(code: &str, office: &str) -> Contact {
    Contact {
        code: code.into(),
        name: format!("{office}值班"),
        mobile: "13800000000".into(),
        office: office.into(),
        tier: Some(Tier::County),
        area: Some(CITY.into()),
        ..Contact::default()
    }
}

fn asked(hall: &Hall) -> ConsultCommand {
    ConsultCommand::Request(Consult {
        area: CITY.into(),
        kind: ConsultKind::Emergency,
        reason: "伊河上涨".into(),
        incident: Some(hall.incident),
        warning: None,
        follows: None,
        by: "水利局".into(),
        means: Means::Phone,
        at: hall.now,
    })
}

fn convening() -> Convening {
    let member = |unit: &str, mandatory| Member { unit: unit.into(), mandatory };
    let members = vec![member("气象局", true), member("水利局", true), member("交警支队", false)];
    Convening { members, quorum: 2, channel: Channel::Video, t0: at("09:20"), chair: "陈某".into() }
}

fn noted(consult: EventId, what: ConsultNoted) -> ConsultCommand {
    ConsultCommand::Note(ConsultNote { consult, what, by: String::new(), means: Means::Phone, at: at("09:10") })
}

fn joined(unit: &str) -> ConsultNoted {
    ConsultNoted::Joined { unit: unit.into(), person: "周某".into() }
}

fn absent(unit: &str, proxy: &str) -> ConsultNoted {
    ConsultNoted::Absent { unit: unit.into(), proxy: proxy.into(), reason: "出警".into() }
}

fn opinion(unit: &str, dissent: bool) -> ConsultNoted {
    ConsultNoted::Opinion(Opinion {
        unit: unit.into(),
        judgement: "未来三小时持续强降雨".into(),
        certainty: Certainty::High,
        advice: "转移沿河群众".into(),
        dissent,
    })
}

fn action(until: Option<At>) -> ConsultNoted {
    let to = Recipient::Person { name: "孙某".into(), phone: "0379-1".into() };
    ConsultNoted::Action(ActionItem { to, text: "加固堤防".into(), until })
}

fn start(hall: &Hall) -> ConsultCommand {
    let (chair, role, pack) = ("陈某".to_owned(), None, ContentHash([7; 32]));
    ConsultCommand::Start { consult: hall.consult, chair, role, means: Means::Console, pack, at: hall.now }
}

fn conclusion(until: &str) -> Conclusion {
    let measures = vec!["转移沿河群众".to_owned(), "封闭漫水桥".to_owned()];
    Conclusion {
        trend: "水位继续上涨".into(),
        advice: Advice::Level(qianzhi::domain::Level::Three),
        measures,
        valid_until: at(until),
    }
}

fn draft(hall: &Hall) -> ConsultCommand {
    ConsultCommand::Draft { consult: hall.consult, conclusion: conclusion("13:00") }
}

fn sign(hall: &Hall) -> ConsultCommand {
    ConsultCommand::Sign { consult: hall.consult, by: "陈某".into(), role: None, means: Means::Console, at: hall.now }
}

fn cancel(hall: &Hall) -> ConsultCommand {
    let (reason, by) = ("预警解除".into(), "陈某".into());
    ConsultCommand::Cancel { consult: hall.consult, reason, by, role: None, means: Means::Console }
}
