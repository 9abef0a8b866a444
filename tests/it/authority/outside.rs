//! What is told of whoever is outside: people who were moved, neighbours.

use qianzhi::domain::{Command, Evacuation, Fact, Means, Notify, Relief, ReliefKind};

use super::{CITY, Log, at};

pub(super) fn moved() -> Command {
    Command::MoveEvacuees(Evacuation {
        incident: None,
        area: CITY.into(),
        whence: "一组".into(),
        people: 8,
        shelter: None,
        by: "赵某".into(),
        means: Means::Phone,
        at: at("09:10"),
        placed: None,
    })
}

pub(super) fn with_evacuees(log: &Log) -> (Log, Command) {
    let mut log = log.clone();
    let Command::MoveEvacuees(group) = moved() else { unreachable!("it is") };
    let evacuation = log.says(Fact::EvacueesMoved(group));
    let (kinds, by) = (ReliefKind::ALL.to_vec(), "赵某".into());
    (log, Command::GiveRelief(Relief { evacuation, kinds, people: 8, by, means: Means::Phone, at: at("09:12") }))
}

pub(super) fn told(log: &Log) -> Notify {
    Notify { about: log.incident, to: vec![None], by: "赵某".into(), means: Means::Phone, at: at("09:10") }
}
