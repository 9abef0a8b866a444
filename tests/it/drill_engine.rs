//! The drill engine: equal seeds play alike, teams answer and move as their roads let them.

use qianzhi::clock::{At, Quality, Span};
use qianzhi::config::scenario;
use qianzhi::domain::{
    Command, Destination, DrillControl, EventId, Fact, Form, Outcome, Recipient, Reckoning, Refusal, Rung, Standing,
    TeamStatus, Urgency, decide,
};
use qianzhi::drill::{Driver, Tick};
use qianzhi::envelope::{Author, Envelope, Malformed, PostKey, Stamp};

use super::drill::{changed, shipped};

fn driver(file: &str, seed: u64) -> Driver {
    Driver::new(scenario::read(&shipped(file)).unwrap(), seed, 0)
}

fn at(text: &str) -> At {
    At::parse(text).unwrap()
}

fn rehearse(driver: &mut Driver, until: At) -> Vec<Envelope> {
    let mut all = Vec::new();
    driver
        .rehearse(until, |envelope| {
            all.push(envelope.clone());
            Ok::<(), Malformed>(())
        })
        .unwrap();
    all
}

fn bytes(envelopes: &[Envelope]) -> Vec<&[u8]> {
    envelopes.iter().map(Envelope::bytes).collect()
}

/// A person at a console of its own.
struct Person(Author);

impl Person {
    fn new(driver: &Driver) -> Self {
        let key = PostKey::from_seed([9; 32]);
        let series = qianzhi::domain::Series {
            post: key.post(),
            incarnation: 1,
            realm: driver.world().realm().clone(),
            stream: qianzhi::domain::Stream::Open,
        };
        Self(Author::new(key, series, None))
    }

    /// Gives a command at `now`; the driver hears of what was recorded. The first event's id.
    fn command(&mut self, driver: &mut Driver, now: At, command: Command) -> Result<EventId, Refusal> {
        let standing = Standing { area: Some("410100".into()), ..Standing::controller(now) };
        let facts = decide(driver.world(), &standing, command)?.facts;
        let stamp = Stamp { now, offset_ms: None, quality: Quality::Virtual };
        let ids: Vec<EventId> = facts
            .iter()
            .map(|fact| {
                let envelope = self.0.sign(stamp, "指挥员 王某", fact).unwrap();
                driver.take(&envelope);
                envelope.id()
            })
            .collect();
        Ok(ids[0])
    }
}

fn order(to: &str, place: &str, form: Form) -> Command {
    Command::IssueOrder {
        form,
        to: Recipient::Team(to.into()),
        incident: None,
        text: "赴现场".into(),
        urgency: Urgency::Urgent,
        destination: Some(Destination::Place(place.into())),
        authority: None,
        until: None,
    }
}

#[test]
fn equal_seeds_sign_equal_bytes_and_another_seed_does_not() {
    let play = |seed| {
        let mut driver = driver("zhengzhou-720.toml", seed);
        let ends = driver.engine().scenario().ends;
        let all = rehearse(&mut driver, ends);
        assert!(driver.engine().ended());
        (all, driver.world().bytes())
    };
    let (a, b, c) = (play(720), play(720), play(721));
    assert!(a.0.len() > 400, "{} events", a.0.len());
    assert!(bytes(&a.0) == bytes(&b.0), "equal seeds");
    assert!(a.1 == b.1, "equal worlds");
    assert!(bytes(&a.0) != bytes(&c.0), "another seed");
}

#[test]
fn time_never_runs_backwards_and_every_envelope_verifies_and_fits() {
    let mut driver = driver("zhengzhou-720.toml", 720);
    let ends = driver.engine().scenario().ends;
    let mut last = At(0);
    for envelope in rehearse(&mut driver, ends) {
        let verified = Envelope::verify(envelope.bytes()).unwrap();
        let header = verified.header();
        assert!(header.recorded >= last, "{:?}", verified.event().fact);
        last = header.recorded;
        assert!(!matches!(verified.event().fact, Fact::Unknown { .. }));
    }
    assert_eq!(driver.world().conflicts(), Vec::new(), "one author after the other disputes nothing");
    // Every inject with a time was fired, and no simulated person was refused.
    for (inject, fired) in driver.world().injects() {
        assert_eq!(inject.at, fired.map(|f| f.at), "{}", inject.code);
    }
    let remarks: Vec<_> = driver
        .world()
        .timeline(None)
        .filter_map(|(_, _, line, _)| line.entry().filter(|e| e.text.contains("没有结果")).map(|e| e.text.clone()))
        .collect();
    assert_eq!(remarks, Vec::<String>::new());
}

/// At one time the order of the file counts: what stands below may refer to what stands above.
#[test]
fn what_happens_at_one_time_happens_in_the_order_of_the_file() {
    let mut driver = driver("zhengzhou-720.toml", 720);
    rehearse(&mut driver, at("2021-07-20 15:40"));
    let (_, run, _) = driver.world().runs()[0];
    let incident = driver.world().incident(run.incident.expect("started for an incident")).unwrap();
    assert_eq!(incident.title, "郑州 城区内涝");
}

/// Issue 2 point 1: at 15:50 teams move, orders wait for an answer, and a deadline turns late within the quarter hour.
#[test]
fn at_ten_to_four_it_is_lively() {
    let mut driver = driver("zhengzhou-720.toml", 720);
    let opens = driver.engine().scenario().opens;
    rehearse(&mut driver, opens);
    let moving = driver.world().teams().iter().filter(|t| t.status == Reckoning::Agreed(TeamStatus::EnRoute)).count();
    assert!(moving >= 2, "{moving}");
    let unanswered = driver.world().orders().iter().filter(|o| o.height < Some(Rung::Acknowledged)).count();
    assert!(unanswered >= 1, "{unanswered}");
    assert!(driver.world().deadlines(opens)[0].late(opens), "the interlock of the red warnings is late");
    let due: Vec<At> = driver.world().deadlines(opens).iter().map(|d| d.due).collect();
    let soon = due.iter().filter(|due| **due > opens + Span::minutes(1) && **due < opens + Span::minutes(15)).count();
    assert!(soon >= 3, "{due:?}");
    assert_eq!(driver.engine_mut().fixes(opens).len(), 16, "every team is on the map");
    assert_eq!(driver.engine_mut().fixes(opens).len(), 0, "a position is given once");
}

#[test]
fn an_order_given_by_a_person_is_acknowledged_and_the_team_arrives_when_its_road_lets_it() {
    let mut driver = driver("zhengzhou-720.toml", 720);
    let given = at("2021-07-20 15:52");
    rehearse(&mut driver, given);
    let mut person = Person::new(&driver);
    let id = person.command(&mut driver, given, order("D3", "gc", Form::Order)).unwrap();
    rehearse(&mut driver, given + Span::minutes(3));
    let world = driver.world();
    let view = world.order(id).unwrap();
    let acknowledged = view.reached(Rung::Acknowledged).expect("acknowledged");
    assert!((10..=30).contains(&(acknowledged - given).whole_seconds()), "its own delay: 10 to 30 s");
    assert_eq!(view.rungs[0].by, "林某");
    assert_eq!(world.team(&"D3".into()).unwrap().status.agreed(), Some(TeamStatus::EnRoute));
    // 新郑 to 管城 is 38.7 km on the map, at 30 km/h.
    let places = |code: &str| world.place(&code.into()).unwrap().point;
    let metres = i64::from(places("xz").metres_to(places("gc")));
    let on_road = Span(metres * 3_600_000 / 30_000);
    let assembles = (Span::seconds(30), Span::seconds(50));
    let arrived =
        |driver: &Driver| driver.world().team(&"D3".into()).unwrap().status.agreed() != Some(TeamStatus::EnRoute);
    rehearse(&mut driver, acknowledged + assembles.0 + on_road - Span::seconds(1));
    assert!(!arrived(&driver), "nobody is faster than the road");
    rehearse(&mut driver, acknowledged + assembles.1 + on_road + Span::seconds(1));
    assert!(arrived(&driver));
    rehearse(&mut driver, acknowledged + assembles.1 + on_road + Span::minutes(3));
    assert_eq!(
        driver.world().order(id).unwrap().outcome,
        Reckoning::Agreed(Outcome::Done),
        "no incident: being there was it"
    );
}

#[test]
fn positions_follow_the_road_and_a_team_without_contact_sends_none() {
    let mut driver = driver("zhengzhou-720.toml", 720);
    rehearse(&mut driver, at("2021-07-20 19:00"));
    let fixes = driver.engine_mut().fixes(at("2021-07-20 19:00"));
    assert!(fixes.iter().any(|fix| fix.team.0 == "LY1"));
    rehearse(&mut driver, at("2021-07-20 19:20"));
    assert_eq!(driver.world().team(&"LY1".into()).unwrap().status.agreed(), Some(TeamStatus::LostContact));
    let fixes = driver.engine_mut().fixes(at("2021-07-20 19:20"));
    assert!(fixes.iter().all(|fix| fix.team.0 != "LY1"));
    assert!(fixes.iter().all(|fix| fix.at <= at("2021-07-20 19:20")));
    rehearse(&mut driver, at("2021-07-20 19:41"));
    let fixes = driver.engine_mut().fixes(at("2021-07-20 19:42"));
    let there = fixes.iter().find(|fix| fix.team.0 == "LY1").expect("in touch again");
    let world = driver.world();
    let from_home = |p| world.place(&"ly".into()).unwrap().point.metres_to(p);
    // Acknowledged by 16:43, away by 17:08, 40 km/h since: the way went on although nobody heard of it.
    assert!(from_home(there.point) > 80_000, "{}", from_home(there.point));
}

#[test]
fn a_military_team_takes_requests_only_and_goes_when_it_agreed() {
    let mut driver = driver("zhengzhou-720.toml", 720);
    let now = at("2021-07-20 15:50");
    rehearse(&mut driver, now);
    let mut person = Person::new(&driver);
    let refused = person.command(&mut driver, now, order("J1", "zz", Form::Order));
    assert_eq!(refused, Err(Refusal::Military("J1".into())));
    let id = person.command(&mut driver, now, order("J1", "zz", Form::Request)).unwrap();
    assert_eq!(driver.world().team(&"J1".into()).unwrap().status.agreed(), Some(TeamStatus::Ready), "nobody moved it");
    rehearse(&mut driver, now + Span::minutes(9));
    let view = driver.world().order(id).unwrap();
    assert!(view.height >= Some(Rung::Acknowledged));
    assert!(view.reached(Rung::Acknowledged) >= Some(now + Span::minutes(3)));
    let assigned = driver.world().team(&"J1".into()).unwrap().assignment.agreed().unwrap();
    assert_eq!(assigned.order, Some(id));
}

#[test]
fn cancelling_an_order_turns_the_team_round() {
    let mut driver = driver("zhengzhou-720.toml", 720);
    let now = at("2021-07-20 15:52");
    rehearse(&mut driver, now);
    let mut person = Person::new(&driver);
    let id = person.command(&mut driver, now, order("D3", "gc", Form::Order)).unwrap();
    let later = now + Span::minutes(20);
    rehearse(&mut driver, later);
    let away = driver.engine_mut().fixes(later).into_iter().find(|f| f.team.0 == "D3").unwrap().point;
    let home = driver.world().place(&"xz".into()).unwrap().point;
    assert!(home.metres_to(away) > 5000);
    let outcome = Outcome::Cancelled("改派".into());
    person.command(&mut driver, later, Command::EndOrder { order: id, outcome }).unwrap();
    rehearse(&mut driver, later + Span::minutes(2));
    assert_eq!(driver.world().team(&"D3".into()).unwrap().status.agreed(), Some(TeamStatus::Returning));
    rehearse(&mut driver, later + Span::minutes(30));
    assert_eq!(driver.world().team(&"D3".into()).unwrap().status.agreed(), Some(TeamStatus::Returned));
}

#[test]
fn some_refuse_some_are_late_and_some_never_answer() {
    let mut driver = driver("zhengzhou-720.toml", 720);
    rehearse(&mut driver, at("2021-07-20 17:40"));
    let world = driver.world();
    let newest = |team: &str| {
        let to = Recipient::Team(team.into());
        world.orders().into_iter().find(|view| view.order.to == to).unwrap()
    };
    assert!(matches!(newest("E2").outcome, Reckoning::Agreed(Outcome::Refused(_))));
    // rules.md 5.3: who declined is not to be had; here, for half an hour.
    assert_eq!(world.team(&"E2".into()).unwrap().status.agreed(), Some(TeamStatus::Unavailable));
    assert_eq!(newest("W1").height, None, "nobody answers there");
    let late = newest("P2");
    assert!(late.reached(Rung::Acknowledged).unwrap() - late.order.issued >= Span::minutes(7));
}

/// 30 km by the bridge at 60 km/h; round by the ring road when the bridge is closed.
#[test]
fn a_closed_road_changes_the_way() {
    let text = changed("bridge-port\"]", "bridge-port\"]").replace("by_hand = true", "at = \"2030-05-01 08:20\"");
    let arrived = |text: &str| {
        let mut driver = Driver::new(scenario::read_text("a", text).unwrap(), 1, 0);
        let all = rehearse(&mut driver, at("2030-05-01 10:00"));
        let statuses = all.iter().filter_map(|envelope| match envelope.event().fact {
            Fact::TeamStatusSet { team, status: TeamStatus::OnScene, at, .. } if team.0 == "A1" => Some(at),
            _ => None,
        });
        statuses.min().unwrap()
    };
    let open = arrived(&changed("seed = 1", "seed = 1"));
    let closed = arrived(&text);
    // Ordered 08:12, ready within 2 min 20 s; 20 km take 20 minutes.
    let there = at("2030-05-01 08:32");
    assert!(open >= there + Span::seconds(70) && open <= there + Span::seconds(140), "{open}");
    // Closed at 08:20, 6 to 7 km from the base: back to the base and 32 km round take 38 to 39 minutes.
    let round = at("2030-05-01 08:58");
    assert!(closed >= round - Span::minutes(2) && closed <= round + Span::minutes(2), "{closed}");
}

#[test]
fn injects_fired_by_hand_pause_skip_and_end_are_obeyed() {
    let mut driver = driver("first-steps.toml", 1);
    let begins = driver.engine().scenario().begins;
    rehearse(&mut driver, begins);
    let wall = At(1_000_000_000_000);
    driver.run(Tick { drill: begins, wall }, 10_000).unwrap();
    assert_eq!(driver.now(wall + Span::seconds(60)), begins + Span::minutes(10));
    let mut person = Person::new(&driver);
    let mut ask = |driver: &mut Driver, wall: At, control: DrillControl| {
        let drill = driver.now(wall);
        person.command(driver, drill, Command::ControlDrill(control)).unwrap();
        while !driver.play(Tick { drill: driver.now(wall), wall }).unwrap().is_empty() {}
        driver.now(wall)
    };
    // Ten seconds of the machine are a hundred of the drill; then it stands, and what is due waits.
    let paused = ask(&mut driver, wall + Span::seconds(10), DrillControl::Pause);
    assert_eq!(paused, begins + Span::seconds(100));
    assert_eq!(driver.now(wall + Span::hours(5)), paused);
    assert!(driver.world().warnings().is_empty());
    // An inject fired by hand happens although the clock stands.
    ask(&mut driver, wall + Span::hours(1), DrillControl::Fire("H".into()));
    let fired = driver.world().injects().into_iter().find(|(i, _)| i.code.0 == "H").unwrap().1.unwrap();
    assert!(fired.by_hand && fired.at == paused, "{fired:?}");
    // Resumed, it goes on from where it stood; a pause moves no inject.
    let resumed = wall + Span::hours(2);
    assert_eq!(ask(&mut driver, resumed, DrillControl::Resume), paused);
    assert_eq!(driver.now(resumed + Span::seconds(10)), paused + Span::seconds(100));
    // Skipping lets all that lies between happen, each at its own time; backwards it does not go.
    let to = at("2030-05-01 08:41");
    assert_eq!(ask(&mut driver, resumed + Span::seconds(10), DrillControl::SkipTo(to)), to);
    assert_eq!(driver.world().warnings()[0].1.received, at("2030-05-01 08:05"));
    assert_eq!(ask(&mut driver, resumed + Span::seconds(10), DrillControl::SkipTo(begins)), to);
    ask(&mut driver, resumed + Span::seconds(11), DrillControl::End);
    assert!(driver.engine().ended() && driver.engine().due().is_none());
    let ended = driver.now(resumed + Span::seconds(11));
    assert_eq!(driver.now(resumed + Span::hours(1)), ended);
}

#[test]
fn a_driver_that_was_told_the_journal_goes_on_as_if_it_had_never_stopped() {
    let ends = at("2021-07-21 06:00");
    let stop = at("2021-07-20 15:53");
    let mut first = driver("zhengzhou-720.toml", 720);
    let before = rehearse(&mut first, stop);
    let after = rehearse(&mut first, ends);
    let mut second = driver("zhengzhou-720.toml", 720);
    for envelope in &before {
        second.take(envelope);
    }
    second.settle();
    assert!(bytes(&rehearse(&mut second, ends)) == bytes(&after), "the same to the last byte");
}

/// A run whose journal ends after any record, also in the middle of what one happening brings, goes on to the same
/// log: nothing happens twice, and nothing is left out.
#[test]
fn a_journal_torn_at_any_record_is_gone_on_with_to_the_same_log() {
    let ends = at("2030-05-01 12:00");
    let all = rehearse(&mut driver("first-steps.toml", 1), ends);
    let whole = bytes(&all);
    assert!(whole.len() > 40, "{}", whole.len());
    for cut in 0..all.len() {
        let mut second = driver("first-steps.toml", 1);
        all[..cut].iter().for_each(|envelope| second.take(envelope));
        second.settle();
        let rest = rehearse(&mut second, ends);
        let after = all.get(cut).map(Envelope::event);
        assert!([&whole[..cut], &bytes(&rest)].concat() == whole, "cut after {cut}, before {after:?}");
    }
}

/// The same of the shipped drill, where many injects bring several facts, in the hour after its opening.
#[test]
fn injects_of_the_shipped_drill_are_fired_exactly_once_wherever_their_records_were_torn() {
    let (opens, until) = (at("2021-07-20 15:50"), at("2021-07-20 16:20"));
    let mut first = driver("zhengzhou-720.toml", 720);
    let before = rehearse(&mut first, opens);
    let hour = rehearse(&mut first, until);
    let mut ready = driver("zhengzhou-720.toml", 720);
    for envelope in &before {
        ready.take(envelope);
    }
    // Those after which the log of an inject is incomplete: its facts are there, that it was fired is not.
    let fired = |envelope: &Envelope| matches!(envelope.event().fact, Fact::InjectFired(_));
    let cuts: Vec<usize> = (0..hour.len()).filter(|n| fired(&hour[*n])).collect();
    assert!(cuts.len() > 3, "{cuts:?}");
    for cut in cuts {
        let mut second = driver("zhengzhou-720.toml", 720);
        before.iter().chain(&hour[..cut]).for_each(|envelope| second.take(envelope));
        second.settle();
        let rest = rehearse(&mut second, until);
        assert!(bytes(&rest) == bytes(&hour[cut..]), "torn before {:?}", hour[cut].event().fact);
    }
}

#[test]
fn an_inject_fired_by_hand_is_fired_once_wherever_its_records_were_torn() {
    let now = at("2030-05-01 08:15");
    let mut first = driver("first-steps.toml", 1);
    let before = rehearse(&mut first, now);
    let mut person = Person::new(&first);
    let known: Vec<Envelope> = {
        let facts = [Fact::DrillControlled { control: DrillControl::Fire("H".into()) }];
        let stamp = Stamp { now, offset_ms: None, quality: Quality::Virtual };
        facts.iter().map(|fact| person.0.sign(stamp, "导调", fact).unwrap()).collect()
    };
    for envelope in &known {
        first.take(envelope);
    }
    let fired = play(&mut first, now);
    assert!(fired.len() > 1, "facts, and that it was fired");
    for cut in 1..=fired.len() {
        let mut second = driver("first-steps.toml", 1);
        before.iter().chain(&known).chain(&fired[..cut]).for_each(|envelope| second.take(envelope));
        second.settle();
        assert!(bytes(&play(&mut second, now)) == bytes(&fired[cut..]), "torn after {cut}");
    }
}

/// Everything that is due by `now`.
fn play(driver: &mut Driver, now: At) -> Vec<Envelope> {
    let mut all = Vec::new();
    loop {
        let signed = driver.play(Tick { drill: now, wall: now }).unwrap();
        if signed.is_empty() {
            return all;
        }
        all.extend(signed);
    }
}
