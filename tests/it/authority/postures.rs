//! The lines of the matrix about postures and what is noted in the course of a switchover (rules.md 2.4, 5.2).

use qianzhi::domain::{Command, Condition, Fact, Lead, Level, Noted, Outcome, Posture, Seat};

use super::matrix::Else::{Goes, Why};
use super::matrix::{ANYBODY, FOUR, LEADERS, LIFTS, Line, PROPOSE_ONE, THREE, line, noted};
use super::{CITY, Log, at};

/// Postures (5.2), with the commander named and no order open: into war nobody waits for a reason, also out of P6 again
/// (“duty officer may, ratify 30 min”). The head of the bureau is the general headquarters' office.
pub(super) fn postures() -> Vec<Line> {
    use Posture::{Expanded, Normal, Prepared, Reinforced, Stabilising, Standby, War};
    let seated = Noted::Seated { seat: Seat::Press, name: "宋某".into() };
    let asked = Noted::Leads(Lead::Asked { to: "省防指".into(), why: "跨市".into() });
    let ends = Noted::TerminationProposed { met: Condition::ALL.to_vec() };
    vec![
        line("to war", at_posture(Normal), posture(War), LEADERS, Goes),
        line("reinforce", at_posture(Normal), posture(Reinforced), PROPOSE_ONE, Goes),
        line("the calendar is over", at_posture(Reinforced), posture(Normal), PROPOSE_ONE, Why),
        line("warning period", at_posture(Reinforced), posture(Prepared), FOUR, Goes),
        line("to standby", at_posture(Prepared), posture(Standby), FOUR, Goes),
        line("to expanded war", at_posture(War), posture(Expanded), THREE, Goes),
        line("relapse", at_posture(Stabilising), posture(War), LEADERS, Goes),
        line("to rest", at_posture(War), posture(Stabilising), LIFTS, Why),
        line("back", at_posture(Standby), posture(Reinforced), FOUR, Why),
        line("a seat is taken", Log::new(), notes(seated), ANYBODY, Goes),
        line("escalate", Log::at_level(Level::Two), notes(asked), THREE, Goes),
        line("propose the end", Log::at_level(Level::Two), notes(ends), FOUR, Why),
    ]
}

fn at_posture(posture: Posture) -> Log {
    let mut log = Log::new();
    for order in [log.withdrawal, log.order] {
        log.says(Fact::OrderEnded { order, outcome: Outcome::Done, at: at("09:05"), after: vec![] });
    }
    let (record, after) = (String::new(), vec![]);
    log.says(Fact::PostureChanged { area: CITY.into(), posture, at: at("09:00"), record, follows: false, after });
    log.says(noted(Noted::Seated { seat: Seat::Commander, name: "周某".into() }));
    log
}

fn posture(posture: Posture) -> Command {
    Command::ChangePosture { area: CITY.into(), posture, record: "省防指明电3号".into() }
}

fn notes(what: Noted) -> Command {
    let Fact::SwitchNoted { note, .. } = noted(what) else { unreachable!() };
    Command::NoteSwitch(*note)
}
