//! 应急响应 (rules.md 2.4): every state × event of the table, written from the paper.

mod beside;

use qianzhi::clock::Span;
use qianzhi::domain::{
    Command, Condition, Decision, Due, Form, Ground, ItemView, Level, Noted, Posture, Recipient, Refusal,
    ResponseEvent, ResponseState, Role, SwitchDue, Urgency, Way,
};

use super::hall::{Hall, activates, asks, changes, decides, ends, leads, notes, turns};
use super::{Otherwise, Row};
use Otherwise::{Override, Refused};
use ResponseEvent as E;
use State as S;

/// The states of the paper.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum State {
    None,
    Initial,
    Pending,
    Active,
    Escalated,
    Cooperating,
    Ending,
    Ended,
}

const STATES: [State; 8] =
    [S::None, S::Initial, S::Pending, S::Active, S::Escalated, S::Cooperating, S::Ending, S::Ended];

fn state(hall: &Hall) -> State {
    match hall.world().response_state(&Hall::area()) {
        ResponseState::None => S::None,
        ResponseState::Initial => S::Initial,
        ResponseState::Pending => S::Pending,
        ResponseState::Active(_) => S::Active,
        ResponseState::Escalated(_) => S::Escalated,
        ResponseState::Cooperating(_) => S::Cooperating,
        ResponseState::Ending(_) => S::Ending,
        ResponseState::Ended => S::Ended,
    }
}

fn orders(hall: &Hall) -> Command {
    Command::IssueOrder {
        form: Form::Order,
        to: Recipient::Team("T1".into()),
        incident: Some(hall.log.incident),
        text: "先行排水".into(),
        urgency: Urgency::Urgent,
        destination: None,
        authority: None,
        until: None,
    }
}

fn proposes() -> Command {
    let ground = Ground::Threshold("24小时雨量超100毫米".into());
    Command::ProposeResponse { area: Hall::area(), level: Level::Two, ground }
}

/// A hall in that state, come to on the way of the paper.
fn hall(at: State) -> Hall {
    let mut hall = Hall::new();
    match at {
        S::None => {}
        S::Initial => {
            let order = orders(&hall);
            hall.forces_as(Role::DutyOfficer, order);
        }
        S::Pending => {
            hall.does(proposes());
        }
        S::Active => {
            hall.does(proposes());
            hall.does(activates(Level::Two));
        }
        S::Escalated | S::Cooperating => {
            hall.does(activates(Level::Two));
            hall.note(asks());
            if at == S::Cooperating {
                hall.note(leads());
            }
        }
        S::Ending | S::Ended => {
            hall.closes_orders();
            hall.does(activates(Level::Two));
            hall.seats();
            hall.does(turns(Posture::Stabilising));
            hall.note(ends());
            if at == S::Ended {
                hall.does(decides(Decision::Terminated));
            }
        }
    }
    assert_eq!(state(&hall), at);
    hall
}

fn command(hall: &mut Hall, event: ResponseEvent) -> Command {
    let now = hall.now;
    let up = |what| notes(what, now + Span::minutes(1));
    match event {
        E::InitialActionOrdered => orders(hall),
        E::ResponseProposed => proposes(),
        E::ResponseActivated | E::Reactivated => activates(Level::Two),
        E::ResponseDeclined => decides(Decision::Declined { reason: "雨势减弱".into() }),
        E::LevelRaised => changes(hall, Level::One),
        E::LevelLowered => changes(hall, Level::Three),
        E::EscalatedToHigher => up(asks()),
        E::LeadAccepted => up(leads()),
        E::TerminationProposed => up(ends()),
        E::ResponseTerminated => decides(Decision::Terminated),
    }
}

/// In its turn, within the authority of who does it.
fn takes(from: State, event: ResponseEvent, to: State) {
    let mut hall = hall(from);
    let does = command(&mut hall, event);
    if event == E::InitialActionOrdered {
        // 先期处置 goes ahead of any authority, and 追认 runs.
        let before = hall.world().unratified().len();
        hall.forces_as(Role::DutyOfficer, does);
        assert_eq!(hall.world().unratified().len(), before + 1);
    } else {
        hall.does(does);
    }
    assert_eq!(state(&hall), to, "{from:?} {event:?}");
}

/// Who is not in the matrix goes ahead, or says why; either way it is recorded and ratified.
fn beyond(from: State, event: ResponseEvent, row: &str) {
    let mut hall = hall(from);
    let does = command(&mut hall, event);
    assert_eq!(hall.lacks_as(Role::DutyOfficer, &does), [row], "{from:?} {event:?}");
}

const TABLE: &[Row<State, ResponseEvent>] = &[
    Row {
        from: S::None,
        event: E::InitialActionOrdered,
        to: S::Initial,
        taken: || takes(S::None, E::InitialActionOrdered, S::Initial),
        otherwise: Override(|| beyond(S::None, E::InitialActionOrdered, "RAUT-先期调派")),
    },
    Row {
        from: S::None,
        event: E::ResponseProposed,
        to: S::Pending,
        taken: || takes(S::None, E::ResponseProposed, S::Pending),
        otherwise: Refused(|| no_basis(S::None)),
    },
    Row {
        from: S::Initial,
        event: E::ResponseProposed,
        to: S::Pending,
        taken: || takes(S::Initial, E::ResponseProposed, S::Pending),
        otherwise: Refused(|| no_basis(S::Initial)),
    },
    Row {
        from: S::Pending,
        event: E::ResponseActivated,
        to: S::Active,
        taken: || takes(S::Pending, E::ResponseActivated, S::Active),
        otherwise: Refused(four_fields),
    },
    Row {
        from: S::Pending,
        event: E::ResponseDeclined,
        to: S::None,
        taken: || takes(S::Pending, E::ResponseDeclined, S::None),
        otherwise: Refused(|| {
            hall(S::Pending).refuses(decides(Decision::Declined { reason: " ".into() }), &Refusal::ReasonMissing);
        }),
    },
    Row {
        from: S::Active,
        event: E::LevelRaised,
        to: S::Active,
        taken: || takes(S::Active, E::LevelRaised, S::Active),
        otherwise: Override(|| {
            beyond(S::Active, E::LevelRaised, "RAUT-启动-一级");
            no_news(Level::One);
        }),
    },
    Row {
        from: S::Active,
        event: E::LevelLowered,
        to: S::Active,
        taken: || takes(S::Active, E::LevelLowered, S::Active),
        // 郑州 2021-07-21: from Ⅰ to Ⅲ at once.
        otherwise: Override(|| {
            let mut hall = hall(S::Active);
            let leap = changes(&mut hall, Level::Four);
            hall.wants(leap, &["RAUT-逐级"]);
            no_news(Level::Three);
        }),
    },
    Row {
        from: S::Active,
        event: E::EscalatedToHigher,
        to: S::Escalated,
        taken: || takes(S::Active, E::EscalatedToHigher, S::Escalated),
        otherwise: Override(|| beyond(S::Active, E::EscalatedToHigher, "RAUT-转换-扩大")),
    },
    Row {
        from: S::Escalated,
        event: E::LeadAccepted,
        to: S::Cooperating,
        taken: || takes(S::Escalated, E::LeadAccepted, S::Cooperating),
        otherwise: Override(|| {
            let mut hall = hall(S::Active);
            let does = command(&mut hall, E::LeadAccepted);
            hall.wants(does, &["RAUT-次序"]);
        }),
    },
    Row {
        from: S::Active,
        event: E::TerminationProposed,
        to: S::Ending,
        taken: || takes(S::Active, E::TerminationProposed, S::Ending),
        otherwise: Override(|| conditions(S::Active)),
    },
    Row {
        from: S::Escalated,
        event: E::TerminationProposed,
        to: S::Ending,
        taken: || takes(S::Escalated, E::TerminationProposed, S::Ending),
        otherwise: Override(|| conditions(S::Escalated)),
    },
    Row {
        from: S::Ending,
        event: E::ResponseTerminated,
        to: S::Ended,
        taken: || takes(S::Ending, E::ResponseTerminated, S::Ended),
        otherwise: Override(|| {
            let Command::DecideResponse { area, by, decision, basis, effective, .. } = decides(Decision::Terminated)
            else {
                unreachable!()
            };
            let unconcluded =
                Command::DecideResponse { area, by, decision, basis, effective, conclusion: String::new() };
            hall(S::Ending).wants(unconcluded, &["RAUT-终止-会商"]);
        }),
    },
    Row {
        from: S::Ended,
        event: E::Reactivated,
        to: S::Active,
        taken: || takes(S::Ended, E::Reactivated, S::Active),
        otherwise: Override(|| beyond(S::Ended, E::Reactivated, "RAUT-启动-二级")),
    },
];

/// “new basis”: a level that changes on nothing, or on what it rests on already, wants a reason; the first activation rests
/// on nothing and goes at once.
fn no_news(level: Level) {
    let active = || hall(S::Active);
    active().wants(activates(level), &["RAUT-升降-依据"]);
    let mut again = active();
    let raise = changes(&mut again, Level::One);
    again.does(raise.clone());
    let Command::DecideResponse { basis, .. } = raise else { unreachable!() };
    let Command::DecideResponse { area, by, decision, effective, conclusion, .. } = activates(Level::Two) else {
        unreachable!()
    };
    let back = Command::DecideResponse { area, by, decision, basis, effective, conclusion };
    again.wants(back, &["RAUT-升降-依据"]);
    assert!(Hall::new().lacks(&activates(level)).is_empty());
    assert!(active().lacks(&activates(Level::Two)).is_empty(), "the same level again is no change");
}

/// A proposal rests on something.
fn no_basis(from: State) {
    let ground = Ground::Threshold(" ".into());
    let empty = Command::ProposeResponse { area: Hall::area(), level: Level::Two, ground };
    hall(from).refuses(empty, &Refusal::GroundMissing);
}

/// 突发事件应对法 art. 72: without one of its four fields there is no activation.
fn four_fields() {
    let text = |field, name: &str| if field == name { String::new() } else { "有".to_owned() };
    for field in ["matter", "period", "measures"] {
        let (matter, period, measures) = (text(field, "matter"), text(field, "period"), text(field, "measures"));
        let decision = Decision::Activated { level: Level::Two, matter, period, measures };
        hall(S::Pending).refuses(decides(decision), &Refusal::ActivationIncomplete(field));
    }
}

/// Each of the four.
fn conditions(from: State) {
    for missing in Condition::ALL {
        let met = Condition::ALL.into_iter().filter(|one| *one != missing).collect();
        let mut hall = hall(from);
        let does = notes(Noted::TerminationProposed { met }, hall.now + Span::minutes(1));
        assert_eq!(hall.lacks(&does), ["RAUT-终止-条件"], "{missing:?}");
        hall.forces(does);
        assert_eq!(state(&hall), S::Ending);
    }
}

#[test]
fn every_row_of_the_paper_is_taken_and_has_its_guard() {
    for row in TABLE {
        eprintln!("{:?} {:?} {:?}", row.from, row.event, row.to);
        row.walk();
    }
}

fn due(hall: &Hall, what: SwitchDue) -> Option<Span> {
    let list = hall.world().switch_duties(&Hall::area(), hall.now);
    let one = list.iter().find(|one| matches!(&one.what, Due::Switch { what: of, .. } if of.is_like(what)));
    one.map(|one| one.due - one.from)
}

/// The timers of the table: notify members 15, hand-over brief 30, re-plan 30, and what ends them.
#[test]
fn its_timers_run_and_are_ended_by_what_they_ask_for() {
    let mut one = hall(S::Active);
    assert_eq!(due(&one, SwitchDue::Members), Some(Span::minutes(15)));
    one.note(Noted::MembersTold);
    assert_eq!(due(&one, SwitchDue::Members), None);
    assert_eq!(due(&one, SwitchDue::Replan), None);
    let raise = changes(&mut one, Level::One);
    one.does(raise);
    assert_eq!(due(&one, SwitchDue::Replan), Some(Span::minutes(30)));
    one.note(Noted::Replanned);
    assert_eq!(due(&one, SwitchDue::Replan), None);
    let mut asked = hall(S::Escalated);
    assert_eq!(due(&asked, SwitchDue::Brief), Some(Span::minutes(30)));
    asked.note(Noted::Briefed);
    assert_eq!(due(&asked, SwitchDue::Brief), None);
}

/// 再评估 in 60 minutes while a warning is orange or red, and only then.
#[test]
fn a_decision_against_activation_is_reviewed_while_the_warning_goes_on() {
    use qianzhi::domain::{Colour, Fact, Warning};
    let mut hall = Hall::new();
    hall.does(decides(Decision::Declined { reason: "雨势减弱".into() }));
    assert_eq!(due(&hall, SwitchDue::Review), None);
    let warning = |colour| {
        Fact::WarningReceived(Warning {
            area: Hall::area(),
            kind: "暴雨".into(),
            kind_en: String::new(),
            colour,
            number: 1,
            issuer: "气象台".into(),
            issuer_en: String::new(),
            issued: hall.now,
            received: hall.now,
            text: "三小时内将出现强降雨".into(),
            terms: qianzhi::domain::WarningTerms::default(),
        })
    };
    let (yellow, orange) = (warning(Colour::Yellow), warning(Colour::Orange));
    hall.hears(yellow);
    assert_eq!(due(&hall, SwitchDue::Review), None);
    hall.hears(orange);
    assert_eq!(due(&hall, SwitchDue::Review), Some(Span::minutes(60)));
    hall.does(activates(Level::Four));
    assert_eq!(due(&hall, SwitchDue::Review), None);
}

/// One gesture, not two: the posture goes along, on the same authority.
#[test]
fn the_posture_follows_the_response() {
    let posture = |hall: &Hall| hall.world().posture_now(&Hall::area());
    assert_eq!(posture(&hall(S::Pending)), Posture::Normal);
    assert_eq!(posture(&hall(S::Active)), Posture::War);
    assert_eq!(posture(&hall(S::Escalated)), Posture::Expanded);
    assert_eq!(posture(&hall(S::Ending)), Posture::Stabilising);
    let mut ended = hall(S::Ended);
    assert_eq!(posture(&ended), Posture::Restoring);
    ended.does(activates(Level::Three));
    assert_eq!(posture(&ended), Posture::War, "what comes again is war again");
    assert!(ended.world().checklist(&Hall::area(), Way::ToWar, ended.now).iter().all(ItemView::open));
}
