//! 平战转换 (rules.md 5.2): every posture × event of the table, written from the paper.

mod aided;
mod apart;
mod lifted;
mod random;

use qianzhi::clock::{At, Span};
use qianzhi::domain::{
    Aspect, Decision, Due, Event, EventId, Fact, ItemAnswer, Level, Means, Noted, PostId, Posture, Response, Role,
    Seat, SwitchDue, TeamStatus, Value, Way, decide,
};

use super::hall::{Hall, activates, asks, changes, decides, ends, notes, turns};
use super::{Otherwise, Row};
use crate::it::authority::{activated, response};
use Otherwise::Override;
use Posture::{Expanded, Normal, Prepared, Reinforced, Restoring, Stabilising, Standby, War};
use aided::{granted, not_ours_to_grant};

/// The events of the paper; a change of level is in `response`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum E {
    DutyReinforced,
    WarningPeriodDeclared,
    StandbyOrdered,
    ResponseActivated,
    LevelChanged,
    EscalatedToHigher,
    RegionalAidGranted,
    MainDangerCleared,
    Relapse,
    ResponseTerminated,
    PostureNormal,
    WarningLifted,
}

fn posture(hall: &Hall) -> Posture {
    hall.world().posture_now(&Hall::area())
}

/// A hall in that posture, come to on the way of the paper.
fn hall(at: Posture) -> Hall {
    let mut hall = Hall::new();
    hall.closes_orders();
    match at {
        Normal => {
            hall.does(turns(Normal));
        }
        Reinforced | Prepared => {
            hall.does(turns(at));
        }
        Standby => {
            hall.seats();
            hall.does(turns(Standby));
        }
        War => war(&mut hall),
        Expanded => {
            war(&mut hall);
            hall.note(asks());
        }
        Stabilising | Restoring => {
            war(&mut hall);
            hall.does(turns(Stabilising));
            if at == Restoring {
                hall.note(ends());
                hall.does(decides(Decision::Terminated));
            }
        }
    }
    assert_eq!(posture(&hall), at);
    hall
}

fn war(hall: &mut Hall) {
    hall.seats();
    hall.does(activates(Level::Two));
}

/// In its turn, with its guard, within authority.
fn takes(from: Posture, event: E, to: Posture) {
    let mut hall = hall(from);
    match event {
        E::ResponseActivated => hall.does(activates(Level::Two)),
        E::LevelChanged => {
            let raise = changes(&mut hall, Level::One);
            hall.does(raise)
        }
        E::EscalatedToHigher => hall.note(asks()),
        // The other city's word, as it came by phone.
        E::RegionalAidGranted => {
            let grant = granted(&mut hall, Means::Phone);
            hall.does(grant)
        }
        // Whoever is on duty says so, at once.
        E::Relapse => hall.does_as(Role::ShiftLead, turns(War)),
        E::ResponseTerminated => {
            hall.note(ends());
            hall.does(decides(Decision::Terminated))
        }
        E::PostureNormal => {
            hall.answers(Way::ToPeace);
            hall.does(turns(Normal))
        }
        E::StandbyOrdered => {
            hall.seats();
            hall.does(turns(to))
        }
        E::DutyReinforced | E::WarningPeriodDeclared | E::MainDangerCleared | E::WarningLifted => hall.does(turns(to)),
    };
    assert_eq!(posture(&hall), to, "{from:?} {event:?}");
}

/// Without the paper that it rests on.
fn groundless(from: Posture, to: Posture) {
    hall(from).wants(bare(to), &["RAUT-转换-依据"]);
}

fn bare(posture: Posture) -> qianzhi::domain::Command {
    qianzhi::domain::Command::ChangePosture { area: Hall::area(), posture, record: String::new() }
}

/// Towards war nobody waits: it goes through at once by this row, is recorded so, and is ratified.
fn at_once(from: Posture, command: qianzhi::domain::Command, role: Role, row: &str) {
    let mut hall = hall(from);
    let who = hall.who(role);
    let decided = decide(hall.world(), &who, command).expect("nobody waits");
    assert_eq!(decided.overridden.as_ref().map(|basis| basis.rule.0.as_ref()), Some(row));
    hall.log.records(&who, decided);
    assert_eq!(hall.world().unratified().len(), 1);
}

macro_rules! row {
    ($from:ident, $event:ident, $to:ident, $otherwise:expr) => {
        Row {
            from: $from,
            event: E::$event,
            to: $to,
            taken: || takes($from, E::$event, $to),
            otherwise: Override($otherwise),
        }
    };
}

const DUTY: Role = Role::DutyOfficer;

const TABLE: &[Row<Posture, E>] = &[
    row!(Normal, DutyReinforced, Reinforced, || at_once(
        Normal,
        bare(Reinforced),
        Role::GeneralCommander,
        "RAUT-转换-依据"
    )),
    row!(Normal, WarningPeriodDeclared, Prepared, || at_once(
        Normal,
        bare(Prepared),
        Role::GeneralCommander,
        "RAUT-转换-依据"
    )),
    row!(Reinforced, WarningPeriodDeclared, Prepared, || at_once(Reinforced, turns(Prepared), DUTY, "RAUT-转换-预警")),
    row!(Normal, StandbyOrdered, Standby, || at_once(
        Normal,
        turns(Standby),
        Role::GeneralCommander,
        "RAUT-转换-指挥长"
    )),
    row!(Reinforced, StandbyOrdered, Standby, || at_once(
        Reinforced,
        turns(Standby),
        Role::GeneralCommander,
        "RAUT-转换-指挥长"
    )),
    row!(Prepared, StandbyOrdered, Standby, || at_once(
        Prepared,
        turns(Standby),
        Role::GeneralCommander,
        "RAUT-转换-指挥长"
    )),
    row!(Normal, ResponseActivated, War, || at_once(Normal, activates(Level::Two), DUTY, "RAUT-启动-二级")),
    row!(Reinforced, ResponseActivated, War, || at_once(Reinforced, activates(Level::Two), DUTY, "RAUT-启动-二级")),
    row!(Prepared, ResponseActivated, War, || at_once(Prepared, activates(Level::Two), DUTY, "RAUT-启动-二级")),
    row!(Standby, ResponseActivated, War, || at_once(Standby, activates(Level::Two), DUTY, "RAUT-启动-二级")),
    row!(Restoring, ResponseActivated, War, || at_once(Restoring, activates(Level::Two), DUTY, "RAUT-启动-二级")),
    row!(Stabilising, ResponseActivated, War, || {
        assert_eq!(hall(Stabilising).lacks_as(DUTY, &activates(Level::Two)), ["RAUT-启动-二级"]);
    }),
    // P5 without a response: whoever leads, the new one is this headquarters' own.
    Row {
        from: Expanded,
        event: E::ResponseActivated,
        to: War,
        taken: || {
            let mut hall = Hall::new();
            hall.forces(turns(Expanded));
            hall.does(activates(Level::Two));
            assert_eq!(posture(&hall), War);
        },
        otherwise: Override(|| {
            let mut led = hall(Expanded);
            let raise = changes(&mut led, Level::One);
            led.does(raise);
            assert_eq!(posture(&led), Expanded, "a change of level leaves the lead where it is");
        }),
    },
    row!(War, LevelChanged, War, || {
        let mut hall = hall(War);
        let leap = changes(&mut hall, Level::Four);
        hall.wants(leap, &["RAUT-逐级"]);
    }),
    row!(War, EscalatedToHigher, Expanded, || at_once(War, notes(asks(), At(0)), DUTY, "RAUT-转换-扩大")),
    row!(War, RegionalAidGranted, Expanded, || not_ours_to_grant(War)),
    row!(War, MainDangerCleared, Stabilising, || {
        groundless(War, Stabilising);
        orders_left(War);
    }),
    row!(Expanded, MainDangerCleared, Stabilising, || {
        groundless(Expanded, Stabilising);
        orders_left(Expanded);
    }),
    row!(Stabilising, Relapse, War, || at_once(Stabilising, turns(War), DUTY, "RAUT-平战转换")),
    row!(Stabilising, ResponseTerminated, Restoring, heads_open),
    row!(Restoring, PostureNormal, Normal, || hall(Restoring).wants(turns(Normal), &["RAUT-转换-清单"])),
    row!(Prepared, WarningLifted, Normal, || groundless(Prepared, Normal)),
    row!(Prepared, WarningLifted, Reinforced, || groundless(Prepared, Reinforced)),
    row!(Standby, WarningLifted, Normal, || groundless(Standby, Normal)),
    row!(Standby, WarningLifted, Reinforced, || groundless(Standby, Reinforced)),
];

/// “leaving P4 needs every open order closed/transferred”.
fn orders_left(from: Posture) {
    let opened = |hall: &mut Hall| {
        let order = crate::it::authority::order(7, qianzhi::domain::Urgency::Urgent);
        hall.hears(Fact::OrderIssued(order))
    };
    let mut open = hall(from);
    opened(&mut open);
    open.wants(turns(Stabilising), &["RAUT-转换-指令"]);
    let mut moved = hall(from);
    let order = opened(&mut moved);
    moved.note(Noted::OrdersHandedOver { orders: vec![order], to: "排水集团".into() });
    moved.does(turns(Stabilising));
}

/// The same when wartime is left by ending the response.
#[test]
fn a_response_that_is_ended_in_wartime_leaves_no_order_open() {
    let mut hall = hall(War);
    let order = crate::it::authority::order(7, qianzhi::domain::Urgency::Urgent);
    hall.hears(Fact::OrderIssued(order));
    hall.note(ends());
    hall.clone().wants(decides(Decision::Terminated), &["RAUT-转换-指令"]);
    hall.closes_orders();
    hall.does(decides(Decision::Terminated));
}

/// “P4 needs an incident or a warning basis”: a paper alone is none.
#[test]
fn wartime_rests_on_an_incident_or_a_warning() {
    let mut hall = Hall::new();
    assert!(!hall.lacks(&turns(War)).contains(&"RAUT-转换-依据"), "an incident is open");
    let (incident, status) = (hall.log.incident, qianzhi::domain::IncidentStatus::Closed);
    hall.hears(Fact::IncidentStatusSet { incident, status, after: vec![] });
    assert_eq!(hall.lacks(&turns(War)), ["RAUT-转换-依据"]);
    hall.hears(lifted::warns(qianzhi::domain::Colour::Yellow, hall.now));
    assert!(!hall.lacks(&turns(War)).contains(&"RAUT-转换-依据"));
}

/// “headcount closed (0 unaccounted team members)”: a team that is lost, and heads that nobody counted.
fn heads_open() {
    let mut lost = hall(Stabilising);
    lost.note(ends());
    let (team, status, at) = ("T1".into(), TeamStatus::LostContact, lost.now);
    lost.hears(Fact::TeamStatusSet { team, status, at, after: vec![], reason: String::new() });
    lost.wants(decides(Decision::Terminated), &["RAUT-终止-清点"]);
}

#[test]
fn every_row_of_the_paper_is_taken_and_has_its_guard() {
    for row in TABLE {
        eprintln!("{:?} {:?} {:?}", row.from, row.event, row.to);
        row.walk();
    }
}

/// Every other change is out of its turn, or leads to war, for which nobody waits.
#[test]
fn every_pair_of_postures_is_in_the_table_or_out_of_its_turn() {
    for from in Posture::ALL {
        for to in Posture::ALL.into_iter().filter(|to| *to != from) {
            let listed = TABLE.iter().any(|row| (row.from, row.to) == (from, to));
            // Reinforced duty ends as it began; wartime needs no response first where nobody waits.
            let besides = (from, to) == (Reinforced, Normal) || to == War;
            let lacks = hall(from).lacks(&turns(to));
            assert_eq!(lacks.contains(&"RAUT-次序"), !listed && !besides, "{from:?} {to:?}: {lacks:?}");
        }
    }
}

fn due(hall: &Hall, what: SwitchDue) -> Option<Span> {
    let list = hall.world().switch_duties(&Hall::area(), hall.now);
    let one = list.iter().find(|one| matches!(&one.what, Due::Switch { what: of, .. } if of.is_like(what)));
    one.map(|one| one.due - one.from)
}

/// The time limits of 5.2, and what ends them.
#[test]
fn its_timers_run_and_are_ended_by_what_they_ask_for() {
    let mut one = hall(Reinforced);
    assert_eq!(due(&one, SwitchDue::Roster), Some(Span::hours(2)));
    one.note(Noted::Seated { seat: Seat::ShiftLead, name: "陈某".into() });
    assert_eq!(due(&one, SwitchDue::Roster), None);

    let mut standby = Hall::new();
    standby.hears(Fact::TeamStatusSet {
        team: "T1".into(),
        status: TeamStatus::Ready,
        at: At(0),
        after: vec![],
        reason: String::new(),
    });
    standby.forces(turns(Standby));
    assert_eq!(due(&standby, SwitchDue::Seats), Some(Span::minutes(30)));
    assert_eq!(due(&standby, SwitchDue::Confirm), Some(Span::minutes(15)));
    standby.seats();
    assert_eq!(due(&standby, SwitchDue::Seats), None);
    let after = standby.world().heads(&Aspect::TeamStatus("T1".into()));
    standby.hears(Fact::TeamStatusSet {
        team: "T1".into(),
        status: TeamStatus::Standby,
        at: At(0),
        after,
        reason: String::new(),
    });
    assert_eq!(due(&standby, SwitchDue::Confirm), None);

    for (level, minutes) in [(Level::One, 30), (Level::Two, 30), (Level::Three, 45), (Level::Four, 60)] {
        let mut war = Hall::new();
        war.does(activates(level));
        assert_eq!(due(&war, SwitchDue::Seats), Some(Span::minutes(minutes)), "{level:?}");
        war.seats();
        assert_eq!(due(&war, SwitchDue::Seats), None);
    }
    assert_eq!(due(&hall(Restoring), SwitchDue::Restore), Some(Span::hours(72)));
}

/// 突发事件应对法 art. 66: on a yellow or blue warning the five items are begun within 30 minutes of the warning period; a
/// red or orange one has the eight of art. 67 by a clock of their own.
#[test]
fn the_five_measures_are_answered_within_half_an_hour() {
    use qianzhi::domain::{Article, Colour, Command, Taken};
    for colour in [Colour::Blue, Colour::Yellow] {
        let mut hall = Hall::new();
        let warning = hall.hears(lifted::warns(colour, hall.now));
        assert_eq!(due(&hall, SwitchDue::FiveMeasures(warning)), None, "before the warning period");
        hall.does(turns(Prepared));
        assert_eq!(due(&hall, SwitchDue::FiveMeasures(warning)), Some(Span::minutes(30)), "{colour:?}");
        let list = hall.world().switch_duties(&Hall::area(), hall.now);
        let five = list.iter().find(|one| matches!(one.what, Due::Switch { what: SwitchDue::FiveMeasures(_), .. }));
        assert_eq!(five.map(|one| one.due), Some(hall.now + Span::minutes(30)));
        let answers = |numbers: std::ops::RangeInclusive<u8>| {
            let yes = |number| (Article::Art66, number, Taken::Yes { owner: "孙某".into(), reason: String::new() });
            Command::AnswerMeasures { warning, answers: numbers.map(yes).collect() }
        };
        hall.does(answers(1..=4));
        assert_eq!(due(&hall, SwitchDue::FiveMeasures(warning)), Some(Span::minutes(30)), "one is open");
        hall.does(answers(5..=5));
        assert_eq!(due(&hall, SwitchDue::FiveMeasures(warning)), None);
    }
    for colour in [Colour::Orange, Colour::Red] {
        let mut hall = Hall::new();
        let warning = hall.hears(lifted::warns(colour, hall.now));
        hall.does(turns(Prepared));
        assert_eq!(due(&hall, SwitchDue::FiveMeasures(warning)), None, "{colour:?}");
    }
}

/// 16 items, ≥ 80 % in 60 minutes and all in 120; done, not applicable with a reason, or handed over to somebody.
#[test]
fn the_checklist_is_answered_item_by_item() {
    let mut war = hall(War);
    let area = Hall::area();
    assert_eq!(war.world().checklist_progress(&area, Way::ToWar, war.now), Some((0, 16)));
    assert_eq!(due(&war, SwitchDue::MostItems), Some(Span::minutes(60)));
    assert_eq!(due(&war, SwitchDue::AllItems), Some(Span::minutes(120)));
    for number in 1..=12 {
        let of = war.world().item_of(&area, Way::ToWar, number).unwrap();
        war.note(Noted::Item { of, answer: ItemAnswer::Done });
    }
    assert_eq!(due(&war, SwitchDue::MostItems), Some(Span::minutes(60)), "75 %");
    let of = |war: &Hall, number| war.world().item_of(&area, Way::ToWar, number).unwrap();
    let empty = [ItemAnswer::NotApplicable { reason: " ".into() }, ItemAnswer::HandedOver { to: String::new() }];
    for answer in empty {
        let noted = notes(Noted::Item { of: of(&war, 13), answer }, war.now);
        assert!(decide(war.world(), &war.who(DUTY), noted).is_err(), "a reason, or somebody");
    }
    let reason = "县里没有舆情".to_owned();
    let answer = ItemAnswer::NotApplicable { reason };
    war.note(Noted::Item { of: of(&war, 13), answer });
    assert_eq!(due(&war, SwitchDue::MostItems), None, "81 %");
    for number in 14..=16 {
        let answer = ItemAnswer::HandedOver { to: "后勤组".into() };
        war.note(Noted::Item { of: of(&war, number), answer });
    }
    assert_eq!(due(&war, SwitchDue::AllItems), None);
    let list = war.world().checklist(&area, Way::ToWar, war.now);
    assert!(list.iter().all(|item| item.said.is_some_and(|said| said.actor == "周某")), "who said it is known");
    let beyond = notes(Noted::Item { of: of(&war, 17), answer: ItemAnswer::Done }, war.now);
    assert!(decide(war.world(), &war.who(DUTY), beyond).is_err(), "there is no item 17");
}

/// The rhythm of the paper; a report or a word in between begins it anew, daily ones ring no alarm.
#[test]
fn the_situation_is_told_in_the_rhythm_of_the_posture() {
    let rhythm = |hall: &Hall| due(hall, SwitchDue::Situation(At(0)));
    for quiet in [Normal, Reinforced, Expanded, Restoring] {
        assert_eq!(rhythm(&hall(quiet)), None, "{quiet:?}");
    }
    let told = [(Prepared, 6), (Standby, 2), (War, 2), (Stabilising, 6)];
    for (posture, hours) in told {
        assert_eq!(rhythm(&hall(posture)), Some(Span::hours(hours)), "{posture:?}");
    }
    let mut war = hall(War);
    for (level, hours) in [(Level::One, 1), (Level::Two, 2), (Level::Three, 4), (Level::Four, 6)] {
        let change = changes(&mut war, level);
        war.does(change);
        assert_eq!(rhythm(&war), Some(Span::hours(hours)), "{level:?}");
    }
    let before = war.world().switch_duties(&Hall::area(), war.now);
    war.note(Noted::SituationTold);
    let after = war.world().switch_duties(&Hall::area(), war.now);
    let last = |list: &[qianzhi::domain::Deadline]| {
        let told =
            |one: &&qianzhi::domain::Deadline| matches!(&one.what, Due::Switch { what: SwitchDue::Situation(_), .. });
        list.iter().find(told).unwrap().due
    };
    assert!(last(&after) > last(&before));
}

/// What the preview says is what then is.
#[test]
fn what_is_foreseen_is_what_comes() {
    let commands = [
        activates(Level::One),
        activates(Level::Three),
        decides(Decision::Terminated),
        turns(Reinforced),
        turns(Standby),
        turns(Stabilising),
        turns(Normal),
        notes(asks(), At(0)),
        notes(ends(), At(0)),
    ];
    for from in Posture::ALL {
        for command in &commands {
            let mut hall = hall(from);
            let area = Hall::area();
            let who = qianzhi::domain::Standing { reason: "情况紧急".into(), ..hall.who(Role::GeneralCommander) };
            let foreseen = hall.world().foreseen(&who, command, &area);
            let Ok(decided) = decide(hall.world(), &who, command.clone()) else {
                assert_eq!(foreseen, None, "{from:?} {command:?}");
                continue;
            };
            let (before, after) = foreseen.unwrap();
            assert_eq!(before, hall.world().picture(&area, who.now), "{from:?} {command:?}");
            hall.log.records(&who, decided);
            assert_eq!(after, hall.world().picture(&area, who.now), "{from:?} {command:?}");
        }
    }
}
