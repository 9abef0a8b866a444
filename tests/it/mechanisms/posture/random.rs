//! Whatever is done in whatever order, by one post or by two apart: an invariant of rules.md 5.2 that does not hold is shown, and
//! none is broken by a decision in silence.

use proptest::prelude::*;
use qianzhi::domain::{
    Command, Decided, Event, Figure, FigureKind, Form, HeadCount, IncidentStatus, Lacking, Lifting, Means, Outcome,
    Recipient, Reckoning, Refusal, Standing, Urgency, World,
};

use super::*;

/// A post of the city with its view of the world.
#[derive(Clone)]
struct Post {
    world: World,
    n: u8,
    count: u8,
    now: At,
    incident: EventId,
    written: Vec<Event>,
}

/// What a person may do.
#[derive(Clone, Debug)]
enum Act {
    Turns(Posture),
    Activates(Level),
    Declines,
    ProposesEnd,
    Terminates,
    Asks,
    Seats(Seat, bool),
    Orders(Urgency),
    Closes,
    HandsOver,
    Counts(u32),
    Team(TeamStatus),
    Incident(bool),
    Missing(u32),
    Warned(Level),
    Lifts,
}

fn act() -> impl Strategy<Value = Act> {
    use proptest::sample::select;
    let levels = || select(vec![Level::One, Level::Two, Level::Three, Level::Four]);
    prop_oneof![
        4 => select(Posture::ALL.to_vec()).prop_map(Act::Turns),
        2 => levels().prop_map(Act::Activates),
        1 => Just(Act::Declines),
        1 => Just(Act::ProposesEnd),
        2 => Just(Act::Terminates),
        1 => Just(Act::Asks),
        2 => (select(vec![Seat::Commander, Seat::Press]), any::<bool>()).prop_map(|(seat, is)| Act::Seats(seat, is)),
        2 => select(vec![Urgency::Routine, Urgency::Urgent, Urgency::Withdraw]).prop_map(Act::Orders),
        3 => Just(Act::Closes),
        1 => Just(Act::HandsOver),
        1 => (0..3u32).prop_map(Act::Counts),
        1 => select(vec![TeamStatus::LostContact, TeamStatus::Ready]).prop_map(Act::Team),
        1 => any::<bool>().prop_map(Act::Incident),
        1 => (0..2u32).prop_map(Act::Missing),
        1 => levels().prop_map(Act::Warned),
        1 => Just(Act::Lifts),
    ]
}

/// Acts, each with whether its author gives a reason and by how many minutes later it is.
fn acts() -> impl Strategy<Value = Vec<(Act, bool, u8)>> {
    prop::collection::vec((act(), any::<bool>(), 0..20u8), 1..28)
}

impl Post {
    fn new() -> Self {
        let hall = Hall::new();
        let (world, now, incident) = (hall.world().clone(), hall.now, hall.log.incident);
        Self { world, n: 1, count: 0, now, incident, written: Vec::new() }
    }

    fn who(&self, reason: bool) -> Standing {
        let reason = if reason { "情况紧急".to_owned() } else { String::new() };
        Standing {
            area: None,
            now: self.now,
            person: format!("周{}", self.n),
            role: Some(Role::GeneralCommander),
            reason,
        }
    }

    /// The act as commands; none where there is nothing that it could be about.
    fn commands(&self, act: &Act) -> Vec<Command> {
        let (world, at, incident) = (&self.world, self.now, self.incident);
        let noted = |what| vec![notes(what, at)];
        match act {
            Act::Turns(to) => vec![turns(*to)],
            Act::Activates(level) => vec![activates(*level)],
            Act::Declines => vec![decides(Decision::Declined { reason: "雨势减弱".into() })],
            Act::ProposesEnd => noted(ends()),
            Act::Terminates => vec![decides(Decision::Terminated)],
            Act::Asks => noted(asks()),
            Act::Seats(seat, is) => {
                noted(Noted::Seated { seat: *seat, name: if *is { format!("王{}", self.n) } else { String::new() } })
            }
            Act::Orders(urgency) => vec![Command::IssueOrder {
                form: Form::Order,
                to: Recipient::Team("T1".into()),
                incident: Some(incident),
                text: "排水".into(),
                urgency: *urgency,
                destination: None,
                authority: None,
                until: None,
            }],
            Act::Closes => {
                let end = |order| Command::EndOrder { order, outcome: Outcome::Done };
                world.open_orders().map(|view| end(view.id)).collect()
            }
            Act::HandsOver => {
                let orders = world.orders_left(&Hall::area());
                if orders.is_empty() {
                    Vec::new()
                } else {
                    noted(Noted::OrdersHandedOver { orders, to: "县里".into() })
                }
            }
            Act::Counts(missing) => self.counts(*missing).into_iter().collect(),
            Act::Team(status) => {
                vec![Command::SetTeamStatus { team: "T1".into(), status: *status, reason: String::new() }]
            }
            Act::Incident(open) => {
                let status = if *open { IncidentStatus::Open } else { IncidentStatus::Closed };
                vec![Command::SetIncidentStatus { incident, status }]
            }
            Act::Missing(people) => vec![Command::ReportFigure {
                incident,
                figure: FigureKind::Missing,
                value: Figure { count: Some(*people), verified: true },
                occurred: at,
                source: "现场".into(),
            }],
            Act::Warned(level) => {
                use qianzhi::domain::Colour::{Blue, Orange, Red, Yellow};
                let colour = [Red, Orange, Yellow, Blue][*level as usize % 4];
                let Fact::WarningReceived(warning) = lifted::warns(colour, at) else { unreachable!() };
                vec![Command::ReceiveWarning(warning)]
            }
            Act::Lifts => {
                let last = world.warnings_in_force().last().map(|(id, _)| *id);
                let (issuer, document) = ("气象台".to_owned(), "解除预警".to_owned());
                let lifting =
                    |warning| Lifting { warning, issuer, document, by: String::new(), means: Means::Phone, at };
                last.map(|warning| Command::LiftWarning(lifting(warning))).into_iter().collect()
            }
        }
    }

    /// Heads of the newest order to withdraw.
    fn counts(&self, missing: u32) -> Option<Command> {
        let mut withdrawals = self.world.orders().into_iter().filter(|view| view.order.urgency == Urgency::Withdraw);
        let order = withdrawals.next_back()?.id;
        let (names, by, means) = (String::new(), "赵某".into(), Means::Radio);
        Some(Command::CountHeads(HeadCount { order, present: 10 - missing, missing, names, by, means, at: self.now }))
    }

    fn records(&mut self, who: &Standing, decided: Decided) {
        let mut overridden = decided.overridden;
        for fact in decided.facts {
            self.count += 1;
            let mut id = EventId([self.count; 32]);
            id.0[0] = 100 + self.n;
            let event = Event {
                id,
                post: PostId([100 + self.n; 32]),
                seq: u64::from(self.count),
                hlc: u64::from(self.count),
                recorded: who.now,
                actor: who.person.clone(),
                fact,
                overridden: overridden.take(),
            };
            self.world.apply(&event);
            self.written.push(event);
        }
    }
}

/// What of the paper's sentences does not hold, asked of the world one by one.
fn broken(world: &World) -> Vec<&'static str> {
    let area = Hall::area();
    let said = match world.posture(&area) {
        Reckoning::Unset => vec![],
        Reckoning::Agreed(posture) => vec![posture],
        Reckoning::Disputed(postures) => postures,
    };
    let level = world.level_in_force(&area);
    let mut broken = Vec::new();
    // Cannot be P0 while any response is active.
    if said.contains(&Normal) && level.is_some() {
        broken.push("peace");
    }
    // P3+ needs a named 指挥长 on duty.
    let led = [Standby, War, Expanded, Stabilising].iter().any(|posture| said.contains(posture));
    if led && world.seat(&area, Seat::Commander) == Reckoning::Unset {
        broken.push("commander");
    }
    // P4 needs an incident or a warning basis.
    let open = |id| world.incident_status(id).first() != Some(IncidentStatus::Closed);
    let incident = world.incidents().into_iter().any(|(id, _)| open(id));
    if said.contains(&War) && !incident && world.warnings_in_force().is_empty() {
        broken.push("ground");
    }
    // Leaving P4 needs every open order closed or transferred.
    let changes = world.postures(&area);
    let last_war = changes.iter().rposition(|one| one.posture.is_war());
    let left = last_war.and_then(|war| changes.get(war + 1)).map(|one| one.at);
    let of_war = |id: &EventId| left.is_some_and(|left| world.order(*id).unwrap().order.issued <= left);
    if !said.iter().any(|posture| posture.is_war()) && world.orders_left(&area).iter().any(of_war) {
        broken.push("orders");
    }
    broken
}

fn shown(world: &World) -> Vec<&'static str> {
    let troubles = world.switch_troubles(&Hall::area());
    let mut shown: Vec<&str> = troubles
        .iter()
        .filter_map(|one| match one {
            Lacking::Response(_) => Some("peace"),
            Lacking::Seat(_) => Some("commander"),
            Lacking::Ground(War) => Some("ground"),
            Lacking::Orders(_) => Some("orders"),
            Lacking::Withdrawal(_)
            | Lacking::People(..)
            | Lacking::Heads(_)
            | Lacking::Unaccounted(..)
            | Lacking::LostTeams(_) => None,
            other => panic!("{other:?} is no invariant"),
        })
        .collect();
    shown.dedup();
    shown
}

/// Termination only with heads counted: who is not accounted for when a response is over is shown.
fn lost(world: &World) -> bool {
    let area = Hall::area();
    let decisions = world.decision_events(&area);
    let ran = decisions.iter().skip_while(|(_, one)| one.level().is_none());
    let over = ran.into_iter().any(|(_, one)| one.decision == Decision::Terminated);
    let ended = over && (world.level_in_force(&area).is_none() || world.posture(&area).agreed() == Some(Restoring));
    let away = ended && !world.posture_now(&area).is_peace();
    let lost = world.teams().into_iter().any(|view| view.status.first() == Some(TeamStatus::LostContact));
    let out = world.open_orders().any(|view| view.order.urgency == Urgency::Withdraw);
    away && (lost || out)
}

fn people(world: &World) -> bool {
    let of_people = |one: &Lacking| {
        matches!(
            one,
            Lacking::Withdrawal(_)
                | Lacking::People(..)
                | Lacking::Heads(_)
                | Lacking::Unaccounted(..)
                | Lacking::LostTeams(_)
        )
    };
    world.switch_troubles(&Hall::area()).iter().any(of_people)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn on_one_post_no_decision_breaks_an_invariant_in_silence(acts in acts()) {
        let mut post = Post::new();
        for (act, reason, minutes) in acts {
            post.now = post.now + Span::minutes(1 + i64::from(minutes));
            for command in post.commands(&act) {
                let who = post.who(reason);
                let (before, bytes) = (shown(&post.world), post.world.bytes());
                let (heads, open) = (people(&post.world), post.world.unratified().len());
                match decide(&post.world, &who, command) {
                    Ok(decided) => {
                        let silent = decided.overridden.is_none();
                        post.records(&who, decided);
                        prop_assert_eq!(post.world.unratified().len(), open + usize::from(!silent));
                        let after = shown(&post.world);
                        prop_assert_eq!(&after, &broken(&post.world), "{:?}", act);
                        prop_assert!(!lost(&post.world) || people(&post.world), "{:?}", act);
                        let new: Vec<&str> = after.into_iter().filter(|one| !before.contains(one)).collect();
                        if silent && matches!(act, Act::Turns(_) | Act::Terminates) {
                            prop_assert!(new.is_empty(), "{:?}: {:?}", act, new);
                            prop_assert!(heads || !people(&post.world), "{:?}", act);
                        }
                    }
                    Err(no) => {
                        // With a reason everything goes but what points at nothing.
                        let nothing = matches!(no, Refusal::Unknown { .. });
                        prop_assert!(!reason || nothing, "{:?}: {:?}", act, no);
                        prop_assert_eq!(post.world.bytes(), bytes);
                    }
                }
            }
            prop_assert_eq!(post.world.conflict(&Aspect::Posture(Hall::area())).is_some(), shown(&post.world).contains(&"peace"));
        }
    }

    /// Two posts do as they like apart; merged both are the same, and what does not hold is shown.
    #[test]
    fn two_posts_that_did_as_they_liked_come_to_one_state(base in acts(), a in acts(), b in acts()) {
        let mut first = Post::new();
        let does = |post: &mut Post, acts: Vec<(Act, bool, u8)>| {
            for (act, _, minutes) in acts {
                post.now = post.now + Span::minutes(i64::from(minutes));
                for command in post.commands(&act) {
                    let who = post.who(true);
                    if let Ok(decided) = decide(&post.world, &who, command) {
                        post.records(&who, decided);
                    }
                }
            }
        };
        does(&mut first, base.into_iter().take(8).collect());
        first.written.clear();
        let mut second = Post { n: 2, count: 0, ..first.clone() };
        does(&mut first, a.into_iter().take(14).collect());
        does(&mut second, b.into_iter().take(14).collect());
        let (mine, theirs) = (first.written.clone(), second.written.clone());
        for event in &theirs {
            first.world.apply(event);
        }
        mine.iter().rev().for_each(|event| second.world.apply(event));
        prop_assert_eq!(first.world.bytes(), second.world.bytes());
        prop_assert_eq!(shown(&first.world), broken(&first.world));
        prop_assert!(!lost(&first.world) || people(&first.world));
        prop_assert_eq!(first.world.switch_troubles(&Hall::area()), second.world.switch_troubles(&Hall::area()));
    }
}
