//! 平战转换 (rules.md 5.2): every posture × event of the table, written from the paper.

mod aided;

use qianzhi::clock::{At, Span};
use qianzhi::domain::{
    Aspect, Decision, Due, Event, EventId, Fact, ItemAnswer, Level, Means, Noted, PostId, Posture, Response, Role,
    Seat, SwitchDue, TeamStatus, Value, Way, decide,
};

use super::hall::{Hall, activates, asks, decides, ends, notes, turns};
use super::{Otherwise, Row};
use crate::it::authority::{activated, response};
use crate::it::fold::dice::Dice;
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
        E::LevelChanged => hall.does(activates(Level::One)),
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
    row!(War, LevelChanged, War, || hall(War).wants(activates(Level::Four), &["RAUT-逐级"])),
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

/// “headcount closed (0 unaccounted team members)”: a team that is lost, and heads that nobody counted.
fn heads_open() {
    let mut lost = hall(Stabilising);
    lost.note(ends());
    let (team, status, at) = ("T1".into(), TeamStatus::LostContact, lost.now);
    lost.hears(Fact::TeamStatusSet { team, status, at, after: vec![] });
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
    standby.hears(Fact::TeamStatusSet { team: "T1".into(), status: TeamStatus::Ready, at: At(0), after: vec![] });
    standby.forces(turns(Standby));
    assert_eq!(due(&standby, SwitchDue::Seats), Some(Span::minutes(30)));
    assert_eq!(due(&standby, SwitchDue::Confirm), Some(Span::minutes(15)));
    standby.seats();
    assert_eq!(due(&standby, SwitchDue::Seats), None);
    let after = standby.world().heads(&Aspect::TeamStatus("T1".into()));
    standby.hears(Fact::TeamStatusSet { team: "T1".into(), status: TeamStatus::Standby, at: At(0), after });
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
        war.does(activates(level));
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

/// Over random sequences of what people do on one post: peace never while a response is active and an order never left
/// behind, unless somebody gave a reason; who commands is named or missing for all to see.
#[test]
fn the_invariants_hold_over_random_sequences() {
    let mut peaceful = 0;
    for seed in 0..60 {
        let mut dice = Dice::new(seed);
        let mut hall = Hall::new();
        hall.closes_orders();
        for _ in 0..30 {
            hall.now = hall.now + Span::minutes(1);
            let command = match dice.below(9) {
                0..4 => turns(*dice.pick(&Posture::ALL)),
                4 | 5 => activates(*dice.pick(&[Level::One, Level::Two, Level::Four])),
                6 => decides(Decision::Terminated),
                7 => notes(ends(), hall.now),
                _ => {
                    let seat = *dice.pick(&Seat::ALL);
                    notes(Noted::Seated { seat, name: dice.pick(&["", "王某"]).to_string() }, hall.now)
                }
            };
            let who = hall.who(Role::GeneralCommander);
            if let Ok(decided) = decide(hall.world(), &who, command) {
                hall.log.records(&who, decided);
            }
            let (world, area) = (hall.world(), Hall::area());
            let normal = world.posture_now(&area) == Normal;
            peaceful += usize::from(normal);
            assert!(!(normal && world.level_in_force(&area).is_some()), "seed {seed}: peace over a response");
            assert_eq!(world.conflict(&Aspect::Posture(area.clone())), None);
            let picture = world.picture(&area, hall.now);
            let named = picture.seats.iter().any(|(seat, name)| *seat == Seat::Commander && !name.is_empty());
            let asked = world.next_act(&area, hall.now) == Some(qianzhi::domain::NextAct::Seat(Seat::Commander));
            let pending = world.proposals().iter().any(|(_, proposal)| proposal.area == area);
            assert!(!picture.wants_seats() || named || asked || pending, "seed {seed}: nobody asks for a commander");
        }
    }
    assert!(peaceful > 30, "peace was come to: {peaceful}");
}

/// Two posts apart: one goes back to peace, the other activates. Neither was out of its turn; together they are a conflict
/// that is shown and can be settled either way.
#[test]
fn peace_over_an_active_response_after_a_merge_is_a_conflict_that_can_be_settled() {
    let mut here = hall(Restoring);
    here.answers(Way::ToPeace);
    let base = here.clone();
    here.does(turns(Normal));
    // There, what comes again is activated: its posture follows what stood before.
    let who = base.who(Role::GeneralCommander);
    let decided = decide(base.world(), &who, activates(Level::Three)).unwrap();
    let event = |n: u8, fact: Fact| Event {
        id: EventId([200 + n; 32]),
        post: PostId([2; 32]),
        seq: u64::from(n),
        hlc: 1,
        recorded: who.now,
        actor: "王某".into(),
        fact,
        overridden: None,
    };
    let response_alone: Vec<Event> = decided.facts.iter().take(1).map(|fact| event(1, fact.clone())).collect();
    let world = here.merged(&response_alone);
    let aspect = Aspect::Posture(Hall::area());
    let conflict = world.conflict(&aspect).expect("it is shown");
    assert!(world.conflicts().contains(&conflict));
    let of = |value: &Value| matches!(value, Value::Posture(Normal));
    let peace = conflict.sides.iter().find(|side| of(&side.value)).unwrap().id;
    let active = conflict.sides.iter().find(|side| !of(&side.value)).unwrap().id;
    for (side, posture, level) in [(peace, Normal, None), (active, War, Some(Level::Three))] {
        let settle = qianzhi::domain::Command::Settle { aspect: aspect.clone(), in_favour_of: side };
        let why = qianzhi::domain::Standing { reason: "两处核对".into(), ..who.clone() };
        let decided = decide(&world, &why, settle).unwrap();
        let mut settled = world.clone();
        for (n, fact) in decided.facts.into_iter().enumerate() {
            settled.apply(&event(10 + u8::try_from(n).unwrap(), fact));
        }
        assert_eq!(settled.conflict(&aspect), None);
        assert_eq!((settled.posture_now(&Hall::area()), settled.level_in_force(&Hall::area())), (posture, level));
    }
    // With the posture that follows it, the two postures themselves are apart.
    let both: Vec<Event> = decided.facts.iter().zip(1..).map(|(fact, n)| event(n, fact.clone())).collect();
    assert!(here.merged(&both).conflict(&aspect).is_some());
}

/// An item that two posts answered alike is agreed; answered otherwise it is a conflict.
#[test]
fn two_posts_answer_one_item() {
    let war = hall(War);
    let area = Hall::area();
    let of = war.world().item_of(&area, Way::ToWar, 3).unwrap();
    let by = |n: u8, answer: ItemAnswer| {
        let note = qianzhi::domain::SwitchNote {
            area: area.clone(),
            what: Noted::Item { of, answer },
            by: format!("某{n}"),
            means: qianzhi::domain::Means::Phone,
            at: war.now,
        };
        let fact = Fact::SwitchNoted { note: Box::new(note), after: vec![] };
        let (id, post) = (EventId([210 + n; 32]), PostId([n; 32]));
        let (seq, recorded, actor) = (u64::from(n), war.now, String::new());
        Event { id, post, seq, hlc: 1, recorded, actor, fact, overridden: None }
    };
    let alike = war.merged(&[by(1, ItemAnswer::Done), by(2, ItemAnswer::Done)]);
    assert_eq!(alike.conflict(&Aspect::Item(area.clone(), of)), None);
    let other = ItemAnswer::HandedOver { to: "县里".into() };
    let apart = war.merged(&[by(1, ItemAnswer::Done), by(2, other)]);
    assert!(apart.conflict(&Aspect::Item(area.clone(), of)).is_some());
    assert!(apart.checklist(&area, Way::ToWar, war.now)[2].answer.disputed());
}

/// Two posts that activated apart answered the same checklist.
#[test]
fn answers_count_whichever_post_began_the_switchover() {
    let mut here = Hall::new();
    let area = Hall::area();
    here.hears(Fact::ResponseDecided { response: response(activated(Level::Two)), after: vec![] });
    let there = Response { by: "H2".into(), ..response(activated(Level::Two)) };
    here.hears(Fact::ResponseDecided { response: there, after: vec![] });
    let begun = here.world().switch_events(&area, Way::ToWar);
    assert_eq!(begun.len(), 2);
    for ((switch, _), number) in begun.into_iter().zip(1..) {
        let of = qianzhi::domain::ItemOf { switch, way: Way::ToWar, number };
        here.note(Noted::Item { of, answer: ItemAnswer::Done });
    }
    assert_eq!(here.world().checklist_progress(&area, Way::ToWar, here.now), Some((2, 16)));
}
