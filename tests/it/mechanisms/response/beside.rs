//! The pairs of state and event that the table of rules.md 2.4 leaves out, each with what becomes of it.

use qianzhi::domain::{Standing, decide};

use super::*;

/// What becomes of an event where the paper has no line for it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Beside {
    /// It goes at once.
    Goes,
    /// It is out of its turn: with a reason it goes, and is ratified.
    OutOfTurn,
    /// There is no response that it could be about.
    Nothing,
}
use Beside::{Goes, Nothing, OutOfTurn};

/// The pairs that the paper's table leaves out, each with where it leads.
const BESIDES: &[(State, ResponseEvent, State, Beside)] = &[
    // 先期处置 goes on while nobody decided, and begins anew after the end; while a response runs an order is an order.
    (S::Initial, E::InitialActionOrdered, S::Initial, Goes),
    (S::Pending, E::InitialActionOrdered, S::Pending, Goes),
    (S::Active, E::InitialActionOrdered, S::Active, Goes),
    (S::Escalated, E::InitialActionOrdered, S::Escalated, Goes),
    (S::Cooperating, E::InitialActionOrdered, S::Cooperating, Goes),
    (S::Ending, E::InitialActionOrdered, S::Ending, Goes),
    (S::Ended, E::InitialActionOrdered, S::Initial, Goes),
    // Any office proposes at any time; what runs goes on running.
    (S::Pending, E::ResponseProposed, S::Pending, Goes),
    (S::Active, E::ResponseProposed, S::Active, Goes),
    (S::Escalated, E::ResponseProposed, S::Escalated, Goes),
    (S::Cooperating, E::ResponseProposed, S::Cooperating, Goes),
    (S::Ending, E::ResponseProposed, S::Ending, Goes),
    (S::Ended, E::ResponseProposed, S::Pending, Goes),
    // Whoever may activate needs nobody's proposal; the level that is in force changes nothing, but for a termination that was
    // proposed: the response goes on.
    (S::None, E::ResponseActivated, S::Active, Goes),
    (S::Initial, E::ResponseActivated, S::Active, Goes),
    (S::Active, E::ResponseActivated, S::Active, Goes),
    (S::Escalated, E::ResponseActivated, S::Escalated, Goes),
    (S::Cooperating, E::ResponseActivated, S::Cooperating, Goes),
    (S::Ending, E::ResponseActivated, S::Active, Goes),
    (S::Ended, E::ResponseActivated, S::Active, Goes),
    (S::None, E::Reactivated, S::Active, Goes),
    (S::Initial, E::Reactivated, S::Active, Goes),
    (S::Pending, E::Reactivated, S::Active, Goes),
    (S::Active, E::Reactivated, S::Active, Goes),
    (S::Escalated, E::Reactivated, S::Escalated, Goes),
    (S::Cooperating, E::Reactivated, S::Cooperating, Goes),
    (S::Ending, E::Reactivated, S::Active, Goes),
    // A warning that nobody proposed on is declined too; what runs is ended by a termination.
    (S::None, E::ResponseDeclined, S::None, Goes),
    (S::Initial, E::ResponseDeclined, S::Initial, Goes),
    (S::Ended, E::ResponseDeclined, S::None, Goes),
    (S::Active, E::ResponseDeclined, S::None, OutOfTurn),
    (S::Escalated, E::ResponseDeclined, S::None, OutOfTurn),
    (S::Cooperating, E::ResponseDeclined, S::None, OutOfTurn),
    (S::Ending, E::ResponseDeclined, S::None, OutOfTurn),
    // Where no level is in force another level is an activation; whoever leads, it may change.
    (S::None, E::LevelRaised, S::Active, Goes),
    (S::Initial, E::LevelRaised, S::Active, Goes),
    (S::Pending, E::LevelRaised, S::Active, Goes),
    (S::Escalated, E::LevelRaised, S::Escalated, Goes),
    (S::Cooperating, E::LevelRaised, S::Cooperating, Goes),
    (S::Ending, E::LevelRaised, S::Active, Goes),
    (S::Ended, E::LevelRaised, S::Active, Goes),
    (S::None, E::LevelLowered, S::Active, Goes),
    (S::Initial, E::LevelLowered, S::Active, Goes),
    (S::Pending, E::LevelLowered, S::Active, Goes),
    (S::Escalated, E::LevelLowered, S::Escalated, Goes),
    (S::Cooperating, E::LevelLowered, S::Cooperating, Goes),
    (S::Ending, E::LevelLowered, S::Active, Goes),
    (S::Ended, E::LevelLowered, S::Active, Goes),
    // What does not run is led by nobody; what is led is not asked for a second time.
    (S::None, E::EscalatedToHigher, S::None, OutOfTurn),
    (S::Initial, E::EscalatedToHigher, S::Initial, OutOfTurn),
    (S::Pending, E::EscalatedToHigher, S::Pending, OutOfTurn),
    (S::Escalated, E::EscalatedToHigher, S::Escalated, OutOfTurn),
    (S::Cooperating, E::EscalatedToHigher, S::Escalated, OutOfTurn),
    (S::Ending, E::EscalatedToHigher, S::Ending, OutOfTurn),
    (S::Ended, E::EscalatedToHigher, S::Ended, OutOfTurn),
    (S::None, E::LeadAccepted, S::None, OutOfTurn),
    (S::Initial, E::LeadAccepted, S::Initial, OutOfTurn),
    (S::Pending, E::LeadAccepted, S::Pending, OutOfTurn),
    (S::Active, E::LeadAccepted, S::Cooperating, OutOfTurn),
    (S::Cooperating, E::LeadAccepted, S::Cooperating, OutOfTurn),
    (S::Ending, E::LeadAccepted, S::Ending, OutOfTurn),
    (S::Ended, E::LeadAccepted, S::Ended, OutOfTurn),
    // 扩大·配合 ends as 扩大 does; what is proposed once is not proposed twice.
    (S::Cooperating, E::TerminationProposed, S::Ending, Goes),
    (S::Ending, E::TerminationProposed, S::Ending, OutOfTurn),
    (S::None, E::TerminationProposed, S::None, Nothing),
    (S::Initial, E::TerminationProposed, S::Initial, Nothing),
    (S::Pending, E::TerminationProposed, S::Pending, Nothing),
    (S::Ended, E::TerminationProposed, S::Ended, Nothing),
    // Where nothing runs nothing is ended too early; else 待终止 comes before the end.
    (S::None, E::ResponseTerminated, S::Ended, Goes),
    (S::Initial, E::ResponseTerminated, S::Ended, Goes),
    (S::Pending, E::ResponseTerminated, S::Ended, Goes),
    (S::Active, E::ResponseTerminated, S::Ended, OutOfTurn),
    (S::Escalated, E::ResponseTerminated, S::Ended, OutOfTurn),
    (S::Cooperating, E::ResponseTerminated, S::Ended, OutOfTurn),
    (S::Ended, E::ResponseTerminated, S::Ended, Goes),
];

#[test]
fn every_pair_of_state_and_event_is_in_one_of_the_tables_once() {
    for from in STATES {
        for event in E::ALL {
            let listed = TABLE.iter().filter(|row| (row.from, row.event) == (from, event)).count();
            let beside = BESIDES.iter().filter(|(of, what, ..)| (*of, *what) == (from, event)).count();
            assert_eq!(listed + beside, 1, "{from:?} {event:?}");
        }
    }
}

#[test]
fn what_is_in_no_line_of_the_paper_leads_where_it_must() {
    for (from, event, to, how) in BESIDES {
        let mut hall = hall(*from);
        let does = command(&mut hall, *event);
        let rows = hall.lacks(&does);
        let before = hall.world().unratified().len();
        match how {
            // Whoever is on duty begins, ahead of any authority.
            Goes if *event == E::InitialActionOrdered => {
                hall.forces_as(Role::DutyOfficer, does);
            }
            Goes => {
                assert!(rows.is_empty(), "{from:?} {event:?}: {rows:?}");
                hall.does(does);
            }
            OutOfTurn => {
                assert!(rows.contains(&"RAUT-次序"), "{from:?} {event:?}: {rows:?}");
                hall.forces(does);
                assert_eq!(hall.world().unratified().len(), before + 1, "{from:?} {event:?}");
            }
            Nothing => {
                let who = Standing { reason: "误以为在响应".into(), ..hall.who(Role::GeneralCommander) };
                let no = decide(hall.world(), &who, does);
                assert!(matches!(no, Err(Refusal::Unknown { .. })), "{from:?} {event:?}: {no:?}");
            }
        }
        assert_eq!(state(&hall), *to, "{from:?} {event:?}");
    }
}
