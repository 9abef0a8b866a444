//! Setting right what was taken down (issue 5, points 2 and 9; rules.md 1.5): two calls about one incident, an event code
//! that comes later, a correction of what an entry says. Everything by digits and chords.

use qianzhi::console::{Board, FieldName, Row};
use qianzhi::domain::{Fact, Reckoning};

use super::desk::Desk;

#[test]
fn an_incident_goes_into_another_with_a_reason_and_comes_back_with_one() {
    let mut desk = Desk::new();
    let (flood, dam) = (desk.incident("城区内涝"), desk.incident("漫坝"));
    desk.keys("1;城区内涝<enter>");
    let fact = desk.records("<c-v>611同一起险情<f10>");
    let Fact::IncidentMerged { merged, into, reason, .. } = fact else { panic!("{fact:?}") };
    assert_eq!((merged, into, reason.as_str()), (flood, Some(dam), "同一起险情"));
    assert_eq!(desk.model.rows(Board::Situation), [Row::Incident(dam)]);
    assert_eq!(desk.model.selected_incident(), Some(dam), "who looked at the one looks at the one that is kept");
    assert!(desk.model.rail().iter().all(|due| due.incident != Some(flood)), "what is due is due for the kept one");
    desk.keys(";城区内涝<enter>");
    assert_eq!(desk.model.selected_incident(), Some(dam), "the other's name still finds it");
    let fact = desk.records("<c-v>62<tab>两处险情<f10>");
    assert!(matches!(fact, Fact::IncidentMerged { merged, into: None, .. } if merged == flood), "{fact:?}");
    assert_eq!(desk.model.rows(Board::Situation).len(), 2);
}

#[test]
fn a_merge_needs_its_reason_and_is_undone_for_ten_seconds_like_anything_else() {
    let mut desk = Desk::new();
    desk.keys("1");
    assert!(desk.keys("<c-v>611<f10>").is_empty() && desk.model.form().is_some(), "it has no reason yet");
    desk.records("同一起<f10>");
    assert_eq!(desk.model.rows(Board::Situation).len(), 1);
    assert!(matches!(desk.records("<f8>"), Fact::Struck { .. }));
    assert_eq!(desk.model.rows(Board::Situation).len(), 2);
}

#[test]
fn an_event_code_comes_later_and_another_one_with_a_reason() {
    let mut desk = Desk::new();
    desk.keys("1;漫坝<enter>");
    let dam = desk.model.selected_incident().unwrap();
    let before = desk.model.world.incident_code(dam).to_owned();
    desk.keys("<c-v>63");
    let reason = desk.model.form().unwrap().named(FieldName::Reason).is_some();
    assert_eq!(reason, !before.is_empty(), "the first code needs none");
    let fact = desk.records(if reason { "11A03<tab>查明<f10>" } else { "11A03<f10>" });
    assert!(matches!(&fact, Fact::IncidentCoded { code, .. } if code == "11A03"), "{fact:?}");
    assert_eq!(desk.model.world.incident_code(dam), "11A03");
    assert!(desk.keys("<c-v>6311A04<f10>").is_empty(), "another code has a reason");
    assert!(matches!(desk.records("<tab>堤防<f10>"), Fact::IncidentCoded { .. }));
    assert_eq!(desk.model.world.incident_code(dam), "11A04");
}

#[test]
fn an_entry_is_corrected_by_another_and_stays_as_it_was_written() {
    let mut desk = Desk::new();
    desk.keys("1<tab>积水两米<enter><esc>");
    desk.keys("2<home>");
    let Some(Row::Line(entry)) = desk.model.selected(Board::Incident).cloned() else { panic!("no line") };
    let fact = desk.records("<c-v>64<c-u>积水一米<tab>听错<f10>");
    let Fact::EntryAmended { entry: of, text, reason, .. } = fact else { panic!("{fact:?}") };
    assert_eq!((of, text.as_str(), reason.as_str()), (entry, "积水一米", "听错"));
    assert_eq!(desk.model.world.amended(entry), Reckoning::Agreed("积水一米"));
    let incident = desk.model.selected_incident();
    let lines: Vec<_> = desk.model.world.timeline(incident).collect();
    let (_, _, line, stands) = lines.iter().find(|(_, id, ..)| *id == entry).unwrap();
    assert!(*stands && line.entry().unwrap().text == "积水两米", "the log keeps what was written");
    // Two who correct it apart disagree, and both corrections are kept.
    desk.other(Fact::EntryAmended { entry, text: "积水三米".into(), reason: "再报".into(), after: vec![] });
    assert!(desk.model.world.amended(entry).disputed());
    assert_eq!(desk.model.world.conflicts().len(), 1);
}

#[test]
fn a_struck_entry_is_said_to_be_struck_and_named_by_the_number_that_people_say() {
    let mut desk = Desk::new();
    desk.keys("1<tab>积水两米<enter><esc>2<home>");
    let Some(Row::Line(entry)) = desk.model.selected(Board::Incident).cloned() else { panic!("no line") };
    let said = qianzhi::text::number::number(desk.model.world.recorded(entry).unwrap(), entry, 3);
    desk.records("<del>记错地点<f10>");
    desk.keys("<c-v>64");
    assert!(desk.model.form().is_none() && desk.notice().contains("已划掉"), "{}", desk.notice());
    let struck = Fact::Struck { target: entry, reason: "记错地点".into() };
    let say = qianzhi::text::say::Say { world: &desk.model.world, lang: qianzhi::text::Lang::Zh };
    assert!(say.fact(&struck).contains(&said), "{} has no {said}", say.fact(&struck));
    assert!(!say.fact(&struck).contains(&entry.short()));
}

#[test]
fn what_cannot_be_set_right_is_said() {
    let mut desk = Desk::empty(qianzhi::domain::Realm::Test);
    for keys in ["<c-v>61", "<c-v>62", "<c-v>63", "<c-v>64"] {
        assert!(desk.keys(keys).is_empty() && desk.model.form().is_none(), "{keys}");
        assert!(!desk.notice().is_empty(), "{keys}");
    }
}
