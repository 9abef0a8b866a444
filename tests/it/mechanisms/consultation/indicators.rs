//! 会商率 = incidents ≥较大 with a consultation / all; 参与率 = mandatory units present / required (rules.md 5.1, 5.6).

use qianzhi::domain::{ConsultState as S, Fact, Grade, Incident, IndicatorCode};
use qianzhi::review::{Measure, indicators};

use super::{CITY, Hall, absent, asked, at, convening, joined, noted, start};
use super::{Consult, ConsultCommand};

fn share(hall: &Hall, id: IndicatorCode) -> Option<(u32, u32, usize, Option<bool>)> {
    let found = indicators(&hall.world, at("10:00")).into_iter().find(|one| one.id == id && one.area.0 == CITY)?;
    let Measure::Share { numerator, denominator, missed, .. } = found.measure else { panic!() };
    Some((numerator, denominator, missed.len(), found.met))
}

fn graded(hall: &mut Hall, incident: qianzhi::domain::EventId, grade: Grade) {
    hall.says(Fact::Graded { incident, grade: Some(grade), reason: "核实".into(), after: vec![] });
}

#[test]
fn consultations_are_held_on_grave_incidents() {
    let mut hall = Hall::at(S::Running);
    assert_eq!(share(&hall, IndicatorCode::K4), None, "nothing is graded");
    let incident = hall.incident;
    graded(&mut hall, incident, Grade::Serious);
    assert_eq!(share(&hall, IndicatorCode::K4), Some((1, 1, 0, Some(true))));
    let other = |title: &str| {
        let (occurred, received) = (at("09:00"), at("09:00"));
        let area = CITY.into();
        Fact::IncidentOpened(Incident {
            unit_told: None,
            sensitive: false,
            title: title.into(),
            title_en: None,
            code: String::new(),
            area,
            place: None,
            occurred,
            received,
            address: String::new(),
        })
    };
    let second = hall.says(other("滑坡"));
    graded(&mut hall, second, Grade::Major);
    let small = hall.says(other("积水"));
    graded(&mut hall, small, Grade::Ordinary);
    assert_eq!(share(&hall, IndicatorCode::K4), Some((1, 2, 1, Some(false))), "an ordinary one asks for none");
    // Asked for and convened is not held.
    let ConsultCommand::Request(consult) = asked(&hall) else { panic!() };
    hall.consult = hall.go(ConsultCommand::Request(Consult { incident: Some(second), ..consult }));
    hall.go(ConsultCommand::Convene { consult: hall.consult, convening: convening() });
    assert_eq!(share(&hall, IndicatorCode::K4), Some((1, 2, 1, Some(false))));
    hall.go(noted(hall.consult, joined("气象局")));
    hall.go(noted(hall.consult, absent("水利局", "吴某")));
    hall.go(start(&hall));
    assert_eq!(share(&hall, IndicatorCode::K4), Some((2, 2, 0, Some(true))));
}

#[test]
fn whoever_must_come_takes_part_by_themselves_or_by_a_proxy() {
    let mut hall = Hall::at(S::Convening);
    assert_eq!(share(&hall, IndicatorCode::K5), None, "it has not begun");
    hall.go(noted(hall.consult, absent("水利局", "吴某")));
    hall.go(noted(hall.consult, absent("气象局", "")));
    hall.go(noted(hall.consult, joined("交警支队")));
    hall.go(start(&hall));
    assert_eq!(
        share(&hall, IndicatorCode::K5),
        Some((1, 2, 1, Some(false))),
        "the police need not come and does not count"
    );
    hall.go(noted(hall.consult, joined("气象局")));
    assert_eq!(share(&hall, IndicatorCode::K5), Some((2, 2, 0, Some(true))), "late is there");
}

/// From the request to the beginning, from the end to the signature, from the signature to the last acknowledgement
/// (rules.md 5.1).
#[test]
fn each_step_of_a_consultation_is_held_against_its_limit() {
    // Taken up in ten minutes and begun in thirty more, or not.
    let waits = Hall::at(S::Requested);
    assert_eq!(share(&waits, IndicatorCode::C1), Some((0, 1, 1, None)));
    assert_eq!(share(&waits, IndicatorCode::C2), None);
    let hall = Hall::at(S::Issued);
    assert_eq!(share(&hall, IndicatorCode::C1), Some((1, 1, 0, None)));
    assert_eq!(share(&hall, IndicatorCode::C2), Some((1, 1, 0, None)));
    assert_eq!(share(&hall, IndicatorCode::C3), Some((0, 1, 1, None)), "nobody acknowledged what was settled");
}
