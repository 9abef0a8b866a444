//! Whatever is done in whatever order, with a reason where one is wanted: what must hold, holds.

use proptest::prelude::*;
use qianzhi::domain::Due;

use super::*;

fn events() -> impl Strategy<Value = Vec<(E, bool, u8)>> {
    let one = (proptest::sample::select(E::ALL), any::<bool>(), 0..40u8);
    proptest::collection::vec(one, 1..24)
}

/// What is pressed at one of two consoles: an event of an order, a status that is set, or another order to one of two teams.
#[derive(Clone, Debug)]
enum Press {
    Event(E),
    Status(TeamStatus),
    CallUp(&'static str),
}

fn presses() -> impl Strategy<Value = Vec<(Press, u8)>> {
    let press = prop_oneof![
        4 => proptest::sample::select(E::ALL).prop_map(Press::Event),
        1 => proptest::sample::select(TeamStatus::ALL.to_vec()).prop_map(Press::Status),
        2 => proptest::sample::select(vec!["P1", "P2"]).prop_map(Press::CallUp),
    ];
    proptest::collection::vec((press, 0..20u8), 1..14)
}

/// A console of the city, with what it wrote; it goes on from what it saw before the link broke.
struct Console {
    night: Night,
    post: u8,
    order: EventId,
    written: Vec<Event>,
}

impl Console {
    fn of(night: &Night, order: EventId, post: u8) -> Self {
        Self { night: night.clone(), post, order, written: Vec::new() }
    }

    fn presses(&mut self, press: &Press) {
        let night = &self.night;
        let command = match press {
            Press::Event(event) => night.command(self.order, *event),
            Press::Status(status) => {
                Command::SetTeamStatus { team: "P1".into(), status: *status, reason: String::new() }
            }
            Press::CallUp(team) => Command::Assembly(AssemblyCommand::Muster(night.mobilise(team, Purpose::Mobilise))),
        };
        let Ok(decided) = decide(&night.world, &night.standing("电话里这样说"), command) else { return };
        let mut overridden = decided.overridden;
        for fact in decided.facts {
            let n = u8::try_from(self.written.len() + 1).unwrap();
            let mut id = EventId([self.post; 32]);
            id.0[0] = n;
            if matches!(fact, Fact::OrderIssued(_)) && matches!(press, Press::Event(E::Order) | Press::CallUp("P1")) {
                self.order = id;
            }
            let event = Event {
                id,
                post: PostId([self.post; 32]),
                seq: u64::from(n),
                hlc: u64::from(n),
                recorded: self.night.now,
                actor: "王某".into(),
                fact,
                overridden: overridden.take(),
            };
            self.night.world.apply(&event);
            self.written.push(event);
        }
    }
}

/// The teams that two orders hold at once, asked of the orders one by one: nobody who is over is held, and a 预先号令 holds
/// nobody.
fn held_twice(world: &World) -> Vec<String> {
    let mut twice = Vec::new();
    for code in ["P1", "P2"] {
        let held = world.orders().into_iter().filter_map(|view| world.mobilisation(view.id)).filter(|one| {
            one.team.0 == code && !one.state.is_over() && !matches!(one.state, S::PreAlerted | S::Declined)
        });
        if held.count() > 1 {
            twice.push(code.to_owned());
        }
    }
    twice
}

fn shown_twice(world: &World) -> Vec<String> {
    let mut shown: Vec<String> =
        world.mobilisations().filter(|one| world.double_booked(one)).map(|one| one.team.0.clone()).collect();
    shown.sort();
    shown.dedup();
    shown
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    /// Two consoles call up and move teams apart; merged both are the same, and a team that two orders hold is shown.
    #[test]
    fn two_posts_that_did_as_they_liked_come_to_one_state(a in presses(), b in presses()) {
        let mut night = Night::new();
        let order = night.calls_up("P1");
        let (mut first, mut second) = (Console::of(&night, order, 201), Console::of(&night, order, 202));
        for (console, presses) in [(&mut first, a), (&mut second, b)] {
            for (press, minutes) in presses {
                console.night.now = console.night.now + qianzhi::clock::Span::minutes(i64::from(minutes));
                console.presses(&press);
            }
        }
        second.written.iter().for_each(|event| first.night.world.apply(event));
        first.written.iter().rev().for_each(|event| second.night.world.apply(event));
        let (one, two) = (&first.night.world, &second.night.world);
        prop_assert_eq!(one.bytes(), two.bytes());
        prop_assert_eq!(shown_twice(one), held_twice(one));
        // A team of which two statuses were said apart is a conflict that is shown.
        for code in ["P1", "P2"] {
            let disputed = one.team(&code.into()).unwrap().status.disputed();
            let aspect = qianzhi::domain::Aspect::TeamStatus(code.into());
            prop_assert_eq!(disputed, one.conflicts().iter().any(|conflict| conflict.aspect == aspect));
        }
    }

    #[test]
    fn on_one_replica_what_must_hold_holds(events in events()) {
        let mut night = Night::new();
        let mut order = night.calls_up("P1");
        for (event, strikes, minutes) in events {
            night.now = night.now + qianzhi::clock::Span::minutes(i64::from(minutes));
            let before = night.state(order);
            let command = night.command(order, event);
            let Ok(id) = night.does_because(command, "电话里这样说") else { continue };
            let after = night.state(order);
            if matches!(event, E::Order) {
                order = id;
            } else if !matches!(event, E::PreAlert) {
                // A ladder: nothing goes back but by a strike.
                let aside = before.is_over() || before == S::Declined;
                prop_assert!(after >= before || aside, "{before:?} {event:?} {after:?}");
            }
            // Who is open is not over, and who is over has nothing due.
            for one in night.world.mobilisations() {
                prop_assert!(!one.state.is_over(), "{:?}", one.state);
            }
            for due in night.world.deadlines(night.now) {
                if let Some(order) = due.what.mobilisation() {
                    prop_assert!(!night.state(order).is_over(), "{:?}", due.what);
                }
                if let Due::Arrive { order } = due.what {
                    prop_assert!(night.world.mobilisation(order).unwrap().arrived().is_none());
                }
            }
            // Nobody who left is over before they are home, on another order, or replaced by word.
            for one in night.world.orders().into_iter().filter_map(|view| night.world.mobilisation(view.id)) {
                let home = one.when(|told| matches!(told, Told::Rested | Told::Diverted { .. } | Told::Replaced { .. }));
                if one.departed().is_some() && one.state.is_over() {
                    prop_assert!(home.is_some(), "{:?}", one.state);
                }
            }
            // Whatever the status is said to be besides, rules.md 6.3 is kept or a reason is in the log.
            let set = TeamStatus::ALL[usize::from(minutes) % TeamStatus::ALL.len()];
            let was = night.status("P1");
            let lost = night.world.status_before_loss(&"P1".into());
            let sets = Command::SetTeamStatus { team: "P1".into(), status: set, reason: String::new() };
            let goes = decide(&night.world, &night.standing(""), sets).is_ok();
            let from = if was == Some(TeamStatus::LostContact) { lost.or(was) } else { was };
            let may = from.is_none_or(|from| from == set || from.may_become(set));
            prop_assert_eq!(goes, may, "{:?} {:?}", was, set);
            if strikes && !matches!(event, E::Order) {
                night.does(Command::Strike { target: id, reason: "听错".into() }).unwrap();
            }
            // What is packed away and brought back is the same.
            let mut packed = night.world.clone();
            packed.put_away(qianzhi::domain::Keep { at_hand: 0, chest: 1, past: 0 });
            prop_assert!(packed == night.world);
            prop_assert_eq!(packed.mobilisations().count(), night.world.mobilisations().count());
        }
    }
}
