//! What is due of mobilised teams, by the rows of the rules (rules.md 5.3).

use std::collections::BTreeMap;

use qianzhi::domain::{Deadline, Due, Fix, Setting};

use super::*;

fn due(night: &Night, now: &str, is: impl Fn(&Due) -> bool) -> Option<Deadline> {
    night.world.deadlines(at(now)).into_iter().find(|deadline| is(&deadline.what))
}

/// What is due of orders; what is due of the incident's reports is another matter.
fn of_orders(night: &Night, now: &str) -> Vec<Due> {
    let all = night.world.deadlines(at(now)).into_iter().map(|deadline| deadline.what);
    all.filter(|what| what.report().is_none()).collect()
}

fn row(deadline: &Deadline) -> &str {
    deadline.rule.map_or("", |rule| rule.0.as_ref())
}

#[test]
fn a_pre_alert_is_acknowledged_in_five_minutes_and_then_waits_for_the_order() {
    let mut night = Night::new();
    let order = night.warns("P1");
    let acks = |what: &Due| matches!(what, Due::Acknowledge { .. });
    let waits = due(&night, "09:01", acks).unwrap();
    assert_eq!((waits.due, row(&waits)), (at("09:05"), "R-预先号令"));
    let ack = night.command(order, E::Acknowledge);
    night.does(ack).unwrap();
    assert_eq!(of_orders(&night, "11:00"), [], "nobody is reminded of a warning");
    // The order it warned of takes its place; a professional team has a minute.
    night.now = at("09:20");
    let ordered = night.calls_up("P1");
    assert_eq!(night.state(order), S::Ready, "the warning is over");
    let waits = due(&night, "09:20", acks).unwrap();
    assert_eq!((waits.what, waits.due), (Due::Acknowledge { order: ordered }, at("09:21")));
}

#[test]
fn a_pre_alert_moves_nobody_and_books_nobody() {
    let mut night = Night::new();
    night.warns("P1");
    assert_eq!(night.status("P1"), Some(TeamStatus::PreAlerted));
    assert_eq!(night.world.team(&"P1".into()).unwrap().assignment.agreed(), None);
    let other = night.calls_up("P1");
    assert!(!night.world.double_booked(&night.world.mobilisation(other).unwrap()));
}

#[test]
fn departures_keep_the_limit_of_their_kind_and_enroute_ends_them() {
    let (mut night, order) = standing_at(S::Assembling);
    let departs = |what: &Due| matches!(what, Due::Depart { .. });
    let waits = due(&night, "09:01", departs).unwrap();
    assert_eq!((waits.due, row(&waits)), (at("09:10"), "R-出发-专业"));
    let command = night.command(order, E::Depart);
    night.does(command).unwrap();
    assert_eq!(due(&night, "09:30", departs), None);
}

fn called_up_in(setting: Option<Setting>, required: Option<At>) -> (Night, EventId) {
    let mut night = Night::new();
    let muster = Muster { setting, required, ..Muster::default() };
    let what = Mobilise { muster, ..night.mobilise("P1", Purpose::Mobilise) };
    let order = night.does(Command::Assembly(AssemblyCommand::Muster(what))).unwrap();
    (night, order)
}

#[test]
fn arrivals_are_due_as_the_order_says_else_by_the_profile_of_the_setting() {
    let arrives = |what: &Due| matches!(what, Due::Arrive { .. });
    let limit = |setting, required| {
        let (night, _) = called_up_in(setting, required);
        due(&night, "09:00", arrives).map(|deadline| (deadline.due, row(&deadline).to_owned()))
    };
    assert_eq!(limit(Some(Setting::Urban), None), Some((at("09:03"), "R-到场-城区".to_owned())));
    assert_eq!(limit(Some(Setting::Rural), None), Some((at("09:15"), "R-到场-城郊".to_owned())));
    assert_eq!(limit(Some(Setting::Urban), Some(at("09:30"))), Some((at("09:30"), String::new())));
    assert_eq!(limit(None, None), None);
    let (mut night, order) = called_up_in(Some(Setting::Urban), None);
    for event in [E::Acknowledge, E::Depart] {
        let command = night.command(order, event);
        night.does(command).unwrap();
    }
    night.tells(order, Told::AtRally).unwrap();
    assert!(due(&night, "09:20", arrives).is_some(), "a rally is not the scene");
    night.tells(order, Told::AtScene).unwrap();
    assert_eq!(due(&night, "09:20", arrives), None);
}

#[test]
fn an_eta_may_slip_by_a_fifth_of_the_way_or_ten_minutes_whichever_is_less() {
    let eta = |what: &Due| matches!(what, Due::Eta { .. });
    // 40 minutes of way: a fifth is 8.
    let (mut night, order) = standing_at(S::Assembling);
    night.tells(order, Told::Departed { people: 10, eta: Some(at("09:40")) }).unwrap();
    assert_eq!(due(&night, "09:10", eta).unwrap().due, at("09:48"));
    // Four hours: a fifth would be 48 minutes.
    let (mut far, other) = standing_at(S::Assembling);
    far.tells(other, Told::Departed { people: 10, eta: Some(at("13:00")) }).unwrap();
    assert_eq!(due(&far, "09:10", eta).unwrap().due, at("13:10"));
    // Told of more than that: an alarm at once, and a further one is an alarm of its own.
    night.now = at("09:20");
    night.tells(order, Told::Slipped { eta: at("09:47"), reason: String::new() }).unwrap();
    assert_eq!(due(&night, "09:21", eta).unwrap().due, at("09:48"), "within the grace");
    let first = night.tells(order, Told::Slipped { eta: at("09:55"), reason: "积水".into() }).unwrap();
    let slipped = due(&night, "09:21", eta).unwrap();
    assert!(slipped.late(at("09:21")) && row(&slipped) == "R-晚点", "{slipped:?}");
    assert_eq!(slipped.what, Due::Eta { order, since: first });
    night.does(Command::AcknowledgeAlarms { alarms: vec![slipped.alarm().0] }).unwrap();
    assert!(due(&night, "09:21", eta).unwrap().acknowledged);
    night.now = at("09:25");
    night.tells(order, Told::Slipped { eta: at("10:10"), reason: String::new() }).unwrap();
    assert!(!due(&night, "09:26", eta).unwrap().acknowledged, "a further slip rings anew");
}

#[test]
fn a_blocked_way_presses_at_once_until_somebody_says_how_it_goes_on() {
    let eta = |what: &Due| matches!(what, Due::Eta { .. });
    let (mut night, order) = standing_at(S::EnRoute);
    night.now = at("09:10");
    night.tells(order, Told::Blocked { by: "桥面过水".into() }).unwrap();
    assert!(due(&night, "09:11", eta).unwrap().late(at("09:11")));
    night.now = at("09:12");
    night.tells(order, Told::Rerouted { route: "走滨河路".into(), eta: Some(at("09:45")) }).unwrap();
    assert!(!due(&night, "09:13", eta).unwrap().late(at("09:13")));
    assert_eq!(night.world.mobilisation(order).unwrap().eta(), Some(at("09:45")));
}

#[test]
fn who_checked_in_has_a_task_in_ten_minutes_and_who_came_home_rests() {
    let (mut night, order) = standing_at(S::Staged);
    let tasks = due(&night, "09:01", |what| matches!(what, Due::AssignTask { .. })).unwrap();
    assert_eq!((tasks.due, row(&tasks)), (at("09:10"), "R-报到派活"));
    for told in [Told::Released, Told::Returning] {
        night.tells(order, told).unwrap();
    }
    night.now = at("10:00");
    night.tells(order, Told::Returned).unwrap();
    let rests = due(&night, "10:01", |what| matches!(what, Due::Rest { .. })).unwrap();
    assert_eq!((rests.due, row(&rests)), (at("18:00"), "R-休整"));
    night.now = at("18:00");
    night.tells(order, Told::Rested).unwrap();
    assert_eq!(of_orders(&night, "19:00"), []);
    assert_eq!(night.status("P1"), Some(TeamStatus::Ready));
    assert_eq!(night.world.order(order).unwrap().outcome.agreed(), Some(Outcome::Done), "the order is over with it");
}

/// “position ≤60 s city, ≤5 min rural; `PositionStale`: no fix > 3 intervals”, whatever the device does by itself.
#[test]
fn where_a_team_is_wanted_says_how_long_it_may_be_silent() {
    for (setting, last_moment, late) in [(Setting::Urban, "09:13", "09:14"), (Setting::Rural, "09:25", "09:26")] {
        for every_ms in [1_000, 60_000, 300_000] {
            let mut night = Night::new();
            let muster = Muster { setting: Some(setting), ..Muster::default() };
            let what = qianzhi::domain::Mobilise { muster, ..night.mobilise("P1", Purpose::Mobilise) };
            let order = night.does(Command::Assembly(AssemblyCommand::Muster(what))).unwrap();
            for event in [E::Acknowledge, E::Depart] {
                let command = night.command(order, event);
                night.does(command).unwrap();
            }
            let fix = Fix { team: "P1".into(), point: point(34.65, 112.45), at: at("09:10"), speed_mh: None, every_ms };
            let fixes = BTreeMap::from([("P1".into(), fix)]);
            assert_eq!(night.world.positions_due(&fixes, at(last_moment)), [], "{setting:?} {every_ms}");
            let lost = night.world.positions_due(&fixes, at(late));
            assert_eq!(lost[0].what, Due::Locate { order, last: at("09:10") }, "{setting:?} {every_ms}");
        }
    }
}

#[test]
fn a_silent_device_on_the_way_is_due_after_three_intervals() {
    let (mut night, order) = standing_at(S::EnRoute);
    let fix = |when: &str| Fix {
        team: "P1".into(),
        point: point(34.65, 112.45),
        at: at(when),
        speed_mh: None,
        every_ms: 300_000,
    };
    let of = |when: &str| BTreeMap::from([("P1".into(), fix(when))]);
    let silent = |night: &Night, fixes: &BTreeMap<_, _>, now: &str| night.world.positions_due(fixes, at(now));
    assert_eq!(silent(&night, &of("09:10"), "09:25"), [], "three intervals are not more than three");
    let lost = silent(&night, &of("09:10"), "09:26");
    assert_eq!(lost[0].what, Due::Locate { order, last: at("09:10") });
    assert_eq!(silent(&night, &BTreeMap::new(), "09:26"), [], "who has no device is not silent");
    // Somebody said where it is: that counts as well.
    night.says(Fact::PositionReported(qianzhi::domain::PositionReport {
        team: "P1".into(),
        place: "A".into(),
        at: at("09:20"),
        means: Means::Phone,
    }));
    assert_eq!(silent(&night, &of("09:10"), "09:26"), []);
    night.tells(order, Told::AtScene).unwrap();
    assert_eq!(silent(&night, &of("09:10"), "12:00"), [], "who arrived is where it is");
}
