//! The matrix's lines about teams that are called up (rules.md 5.3): as any other order, and a warning moves nobody.

use qianzhi::domain::{AssemblyCommand, Command, Crew, Form, Level, Mobilise, Muster, Purpose, Urgency};

use super::matrix::Else::Goes;
use super::matrix::{ANYBODY, FOUR, Line, line};
use super::{Log, at};

pub(super) fn lines() -> Vec<Line> {
    let (before, under) = (Log::new(), Log::at_level(Level::Four));
    let mobilise = |log: &Log, purpose| {
        Command::Assembly(AssemblyCommand::Muster(Mobilise {
            form: Form::Order,
            to: vec!["T1".into()],
            incident: Some(log.incident),
            text: "赴现场".into(),
            urgency: Urgency::Urgent,
            destination: None,
            muster: Muster { purpose, ..Muster::default() },
            instead_of: None,
        }))
    };
    let crew = Command::Assembly(AssemblyCommand::SetCrew(Crew {
        team: "T1".into(),
        name: "甲班".into(),
        people: String::new(),
        count: 5,
        from: at("08:00"),
        to: None,
    }));
    vec![
        line("mobilise before approval", before.clone(), mobilise(&before, Purpose::Mobilise), FOUR, Goes),
        line("mobilise under a response", under.clone(), mobilise(&under, Purpose::Mobilise), ANYBODY, Goes),
        line("pre-alert", before.clone(), mobilise(&before, Purpose::PreAlert), ANYBODY, Goes),
        line("crew on duty", before.clone(), crew, ANYBODY, Goes),
    ]
}
