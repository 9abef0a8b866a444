//! 快速集结 (rules.md 5.3): the table of states and events, its guards, what is due, and what two posts did apart.

mod apart;
mod due;
mod indicators;
mod random;
mod who;

use qianzhi::clock::At;
use qianzhi::domain::{
    Area, AssemblyCommand, AssemblyEvent as E, AssemblyState as S, Capability, Command, Decided, Destination, Event,
    EventId, Fact, Form, Incident, Lacking, Means, Mobilise, Muster, Outcome, Override, Place, Point, PostId, Purpose,
    Readiness, Realm, Recipient, Refusal, Role, Rung, Stage, Standing, Team, TeamKind, TeamStatus, Telling, Told,
    Urgency, Verdict, World, decide, judge,
};

use super::{Otherwise, Row};

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
            title: "伊河路积水".into(),
            title_en: None,
            code: "11A02".into(),
            area: CITY.into(),
            place: Some("X".into()),
            occurred: at("08:50"),
            received: at("08:55"),
        }));
        night
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

/// The way of the paper to a state; the order that is there then.
fn way(to: S) -> &'static [E] {
    match to {
        S::Idle => &[],
        S::PreAlerted => &[E::PreAlert],
        S::Ordered => &[E::Order],
        S::Assembling => &[E::Order, E::Acknowledge],
        S::Mustered => &[E::Order, E::Acknowledge, E::RollCall],
        S::EnRoute => &[E::Order, E::Acknowledge, E::RollCall, E::Depart],
        S::AtRally => &[E::Order, E::Acknowledge, E::RollCall, E::Depart, E::ReachRally],
        S::Arrived => &[E::Order, E::Acknowledge, E::Depart, E::ReachScene],
        S::Staged => &[E::Order, E::Acknowledge, E::Depart, E::ReachScene, E::CheckIn],
        S::Tasked => &[E::Order, E::Acknowledge, E::Depart, E::ReachScene, E::CheckIn, E::Task],
        S::Released => &[E::Order, E::Acknowledge, E::Depart, E::ReachScene, E::CheckIn, E::Release],
        S::Returning => &[E::Order, E::Acknowledge, E::Depart, E::Cancel],
        S::Returned => &[E::Order, E::Acknowledge, E::Depart, E::Cancel, E::Return],
        S::Ready => &[E::Order, E::Acknowledge, E::Depart, E::Cancel, E::Return, E::Rest],
        S::Declined => &[E::Order, E::Decline],
        S::Cancelled => &[E::Order, E::Cancel],
        S::Diverted => &[E::Order, E::Acknowledge, E::Divert],
        S::Replaced => &[E::Order, E::Decline, E::Replace],
    }
}

/// A night with P1 in this state, and its order.
fn standing_at(state: S) -> (Night, EventId) {
    let mut night = Night::new();
    let mut order = EventId::default();
    for event in way(state) {
        let command = night.command(order, *event);
        let id = night.does(command).unwrap();
        if matches!(event, E::PreAlert | E::Order) {
            order = id;
        }
    }
    if state != S::Idle {
        assert_eq!(night.state(order), state, "the way to it");
    }
    (night, order)
}

/// In its turn it goes at once, leads where the paper says, and moves the team's status with the same gesture.
fn takes(from: S, event: E, to: S) {
    let (mut night, order) = standing_at(from);
    let command = night.command(order, event);
    assert_eq!(judge(&night.world, &night.standing(""), &command), Verdict::Within, "{from:?} {event:?}");
    let id = night.does(command).unwrap();
    let order = if matches!(event, E::PreAlert | E::Order) { id } else { order };
    assert_eq!(night.state(order), to, "{from:?} {event:?}");
    if let Some(status) = to.status() {
        assert_eq!(night.status("P1"), Some(status), "{from:?} {event:?}");
    }
    assert!(night.world.unratified().is_empty());
}

/// Out of its turn it wants a reason, holds with one, and awaits ratification.
fn wants_a_reason(from: S, event: E) {
    let (mut night, order) = standing_at(from);
    let command = night.command(order, event);
    let Err(Refusal::Unguarded(unmet)) = night.clone().does(command.clone()) else { panic!("{from:?} {event:?} went") };
    let turn = |lack: &qianzhi::domain::Lack| lack.what == Lacking::OutOfTurn(Stage::Assembly(from));
    assert!(unmet.lacks.iter().any(turn), "{from:?} {event:?}: {:?}", unmet.lacks);
    night.does_because(command, "电台里只听清这一句").unwrap();
    let open = night.world.unratified();
    assert_eq!((open.len(), open[0].basis.rule.0.as_ref()), (1, "RAUT-次序"), "{from:?} {event:?}");
}

macro_rules! table {
    ($($from:ident $event:ident => $to:ident, else $kind:ident $shows:expr;)+) => {
        /// The paper's table, line by line; where it names no guard, what becomes of the event elsewhere.
        const TABLE: &[Row<S, E>] = &[$(Row {
            from: S::$from,
            event: E::$event,
            to: S::$to,
            taken: || takes(S::$from, E::$event, S::$to),
            otherwise: Otherwise::$kind($shows),
        }),+];
    };
}

table! {
    Idle PreAlert => PreAlerted, else Refused || the_military_takes_requests(Purpose::PreAlert);
    Idle Order => Ordered, else Refused || the_military_takes_requests(Purpose::Mobilise);
    PreAlerted Order => Ordered, else Refused || another_city_takes_requests();
    PreAlerted Acknowledge => PreAlerted, else Harmless || a_second_answer_agrees();
    PreAlerted Decline => Declined, else Override || wants_a_reason(S::Staged, E::Decline);
    PreAlerted Cancel => Cancelled, else Override || wants_a_reason(S::Released, E::Cancel);
    Ordered Acknowledge => Assembling, else Harmless || a_second_answer_agrees();
    Ordered Decline => Declined, else Override || wants_a_reason(S::Arrived, E::Decline);
    Ordered Cancel => Cancelled, else Override || wants_a_reason(S::Tasked, E::Cancel);
    Ordered Divert => Diverted, else Override || wants_a_reason(S::Arrived, E::Divert);
    Ordered Replace => Replaced, else Harmless || a_substitute_leaves_who_is_under_way(S::EnRoute);
    Assembling RollCall => Mustered, else Override || four_fifths_or_a_reason();
    Assembling Depart => EnRoute, else Override || insurance_and_protection_or_a_reason();
    Assembling Decline => Declined, else Override || wants_a_reason(S::EnRoute, E::Decline);
    Assembling Cancel => Cancelled, else Override || wants_a_reason(S::Arrived, E::Cancel);
    Assembling Divert => Diverted, else Override || wants_a_reason(S::Staged, E::Divert);
    Mustered RollCall => Mustered, else Override || wants_a_reason(S::EnRoute, E::RollCall);
    Mustered Depart => EnRoute, else Override || wants_a_reason(S::Ordered, E::Depart);
    Mustered Cancel => Cancelled, else Override || wants_a_reason(S::Staged, E::Cancel);
    Mustered Divert => Diverted, else Override || wants_a_reason(S::Tasked, E::Divert);
    EnRoute Slip => EnRoute, else Override || wants_a_reason(S::Assembling, E::Slip);
    EnRoute Block => EnRoute, else Override || wants_a_reason(S::Ordered, E::Block);
    EnRoute Reroute => EnRoute, else Override || wants_a_reason(S::Arrived, E::Reroute);
    EnRoute ReachRally => AtRally, else Override || wants_a_reason(S::Assembling, E::ReachRally);
    EnRoute ReachScene => Arrived, else Override || wants_a_reason(S::Ordered, E::ReachScene);
    EnRoute Cancel => Returning, else Override || wants_a_reason(S::Returned, E::Cancel);
    EnRoute Divert => Diverted, else Override || wants_a_reason(S::Returned, E::Divert);
    AtRally Slip => AtRally, else Override || wants_a_reason(S::Mustered, E::Slip);
    AtRally Block => AtRally, else Override || wants_a_reason(S::Staged, E::Block);
    AtRally Reroute => AtRally, else Override || wants_a_reason(S::Mustered, E::Reroute);
    AtRally ReachScene => Arrived, else Override || wants_a_reason(S::Assembling, E::ReachScene);
    AtRally Cancel => Returning, else Override || wants_a_reason(S::Returning, E::Cancel);
    AtRally Divert => Diverted, else Override || wants_a_reason(S::Arrived, E::Divert);
    Arrived CheckIn => Staged, else Override || a_rally_is_not_the_scene();
    Staged Task => Tasked, else Override || wants_a_reason(S::Arrived, E::Task);
    Staged Release => Released, else Override || wants_a_reason(S::Arrived, E::Release);
    Staged CheckIn => Staged, else Override || wants_a_reason(S::EnRoute, E::CheckIn);
    Tasked CheckIn => Tasked, else Override || wants_a_reason(S::Released, E::CheckIn);
    Tasked Task => Tasked, else Override || wants_a_reason(S::EnRoute, E::Task);
    Tasked Release => Released, else Override || wants_a_reason(S::EnRoute, E::Release);
    Released GoHome => Returning, else Override || wants_a_reason(S::Tasked, E::GoHome);
    Released Divert => Diverted, else Override || wants_a_reason(S::Staged, E::Divert);
    Returning Return => Returned, else Override || wants_a_reason(S::Tasked, E::Return);
    Returning Divert => Diverted, else Override || wants_a_reason(S::Tasked, E::Divert);
    Returned Rest => Ready, else Override || wants_a_reason(S::Returning, E::Rest);
    Declined Replace => Replaced, else Harmless || a_substitute_leaves_who_is_under_way(S::Tasked);
}

#[test]
fn every_line_of_the_paper_is_taken_and_shows_what_becomes_of_it_elsewhere() {
    for row in TABLE {
        assert_eq!(row.from.after(row.event), Some(row.to), "{:?} {:?}", row.from, row.event);
        row.walk();
    }
}

/// What starts another process or only agrees is nobody's turn: see the rows themselves.
fn has_turns(event: E) -> bool {
    !matches!(event, E::PreAlert | E::Order | E::Acknowledge | E::Replace)
}

#[test]
fn every_pair_that_is_not_in_the_paper_wants_a_reason() {
    let mut pairs = 0;
    for from in S::ALL.iter().copied().filter(|from| *from != S::Idle) {
        for event in E::ALL.iter().copied().filter(|event| has_turns(*event)) {
            let listed = TABLE.iter().any(|row| (row.from, row.event) == (from, event));
            assert_eq!(listed, from.after(event).is_some(), "{from:?} {event:?}: the program and the paper differ");
            // What is over is not ended a second time by anybody's turn.
            let over = from.is_over() && matches!(event, E::Cancel | E::Decline);
            if !listed && !over {
                wants_a_reason(from, event);
                pairs += 1;
            }
        }
    }
    assert!(pairs > 150, "{pairs} pairs");
}

fn the_military_takes_requests(purpose: Purpose) {
    let mut night = Night::new();
    let what = night.mobilise("J1", purpose);
    let order = Command::Assembly(AssemblyCommand::Muster(what.clone()));
    assert_eq!(night.does(order), Err(Refusal::Military("J1".into())));
    let asked = Mobilise { form: Form::Request, ..what };
    let order = night.does(Command::Assembly(AssemblyCommand::Muster(asked))).unwrap();
    assert_eq!(night.world.order(order).unwrap().order.form, Form::Request);
    assert_eq!(night.world.team(&"J1".into()).unwrap().status.agreed(), None, "a request moves nobody");
}

fn another_city_takes_requests() {
    let mut night = Night::new();
    let what = night.mobilise("Z1", Purpose::Mobilise);
    let order = Command::Assembly(AssemblyCommand::Muster(what));
    assert_eq!(night.does(order), Err(Refusal::ForeignTeam("Z1".into())));
}

/// Two who write one answer down agree.
fn a_second_answer_agrees() {
    let (mut night, order) = standing_at(S::EnRoute);
    let again = night.command(order, E::Acknowledge);
    night.does(again).unwrap();
    assert_eq!((night.state(order), night.status("P1")), (S::EnRoute, Some(TeamStatus::EnRoute)));
    assert!(night.world.unratified().is_empty());
}

fn a_substitute_leaves_who_is_under_way(from: S) {
    let (mut night, order) = standing_at(from);
    let another = night.command(order, E::Replace);
    let other = night.does(another).unwrap();
    assert_eq!((night.state(order), night.state(other)), (from, S::Ordered), "nobody on the way is forgotten");
}

fn four_fifths_or_a_reason() {
    let (mut night, order) = standing_at(S::Assembling);
    let counted = |people| Told::RollCalled { people, vehicles: 1, kit: String::new() };
    let Err(Refusal::Unguarded(unmet)) = night.clone().tells(order, counted(7)) else { panic!("7 of 10 went") };
    assert_eq!(unmet.lacks.iter().map(|lack| lack.what).collect::<Vec<_>>(), [Lacking::Strength(7, 10)]);
    let telling = night.telling(order, counted(7));
    night.does_because(Command::Assembly(AssemblyCommand::Tell(telling)), "三人在外地培训").unwrap();
    assert_eq!(night.state(order), S::Mustered);
    assert_eq!(night.world.unratified()[0].basis.rule.0.as_ref(), "RAUT-集结-人数");
    // What was explained at the roll call is not asked again at the departure.
    night.tells(order, Told::Departed { people: 7, eta: None }).unwrap();
    let (mut night, order) = standing_at(S::Assembling);
    night.tells(order, counted(8)).unwrap();
    assert_eq!((night.state(order), night.world.unratified().len()), (S::Mustered, 0), "8 of 10 are four fifths");
}

fn insurance_and_protection_or_a_reason() {
    let (mut night, order) = standing_at(S::Mustered);
    let readiness = Readiness { insured: Some(false), protected: Some(false), ..Readiness::default() };
    let card = night.world.team(&"P1".into()).unwrap().team.clone();
    let after = night.world.heads(&qianzhi::domain::Aspect::Team("P1".into()));
    night.says(Fact::TeamEnrolled { team: Team { readiness, ..card }, after });
    let leaves = Told::Departed { people: 10, eta: None };
    let Err(Refusal::Unguarded(unmet)) = night.clone().tells(order, leaves.clone()) else { panic!("it left") };
    let lacks: Vec<Lacking> = unmet.lacks.iter().map(|lack| lack.what).collect();
    assert_eq!(lacks, [Lacking::Insurance, Lacking::Protection]);
    let telling = night.telling(order, leaves);
    night.does_because(Command::Assembly(AssemblyCommand::Tell(telling)), "救人要紧").unwrap();
    assert_eq!(night.state(order), S::EnRoute, "nobody is kept from saving a life");
}

fn a_rally_is_not_the_scene() {
    let (mut night, order) = standing_at(S::AtRally);
    assert_eq!(night.world.mobilisation(order).unwrap().arrived(), None);
    assert_eq!(night.status("P1"), Some(TeamStatus::EnRoute));
    wants_a_reason(S::AtRally, E::CheckIn);
    night.now = at("09:50");
    night.tells(order, Told::AtScene).unwrap();
    assert_eq!(night.world.mobilisation(order).unwrap().arrived(), Some(at("09:50")));
}

#[test]
fn a_status_outside_of_the_papers_moves_goes_through_with_a_reason() {
    // rules.md 6.3: Ready never leads to Working at once; design.md, promise 11: no hard refusal.
    let mut night = Night::new();
    let ready = Command::SetTeamStatus { team: "P1".into(), status: TeamStatus::Ready };
    night.does(ready).unwrap();
    let works = Command::SetTeamStatus { team: "P1".into(), status: TeamStatus::Working };
    let Err(Refusal::Unguarded(unmet)) = night.clone().does(works.clone()) else { panic!("it went") };
    assert_eq!(unmet.lacks[0].what, Lacking::OutOfTurn(Stage::Team(TeamStatus::Ready)));
    night.does_because(works, "已在现场自行展开").unwrap();
    assert_eq!(night.status("P1"), Some(TeamStatus::Working));
    assert_eq!(night.world.unratified().len(), 1);
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
