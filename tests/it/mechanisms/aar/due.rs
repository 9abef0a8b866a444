//! What a review is due for, by the rows of rules.md 5.5 and Order 493.

use qianzhi::domain::{AarNoted, AarWant as W, Deadline, Due, Grade, Inquiry};

use super::*;

/// What is due of reviews at that time, by what and until when.
fn due(desk: &Desk, at: At) -> Vec<(W, At)> {
    let all = desk.city.world().deadlines(at);
    all.iter()
        .filter_map(|due| if let Due::Aar { wants, .. } = due.what { Some((wants, due.due)) } else { None })
        .collect()
}

/// The same of this review, however far away, with the row.
fn far(desk: &Desk, wants: W) -> Option<Deadline> {
    let all = desk.city.world().aar_deadlines(&desk.view(), desk.now());
    all.into_iter().find(|due| matches!(due.what, Due::Aar { wants: of, .. } if of == wants))
}

fn hours(n: i64) -> Span {
    Span::hours(n)
}

#[test]
fn a_terminated_response_owes_a_review_within_a_day_until_one_is_opened() {
    let mut desk = Desk::new();
    let ended = desk.city.world().decision_events(&CITY.into()).last().unwrap().1.decided;
    let soon = ended + Span::minutes(1);
    assert_eq!(due(&desk, soon), [(W::Open, ended + hours(24))]);
    assert_eq!(due(&desk, ended + hours(30)), [(W::Open, ended + hours(24))], "and stays, late");
    let aar = desk.go(open(&desk));
    desk.aar = aar;
    assert!(due(&desk, soon).iter().all(|(wants, _)| *wants != W::Open));
    // The opening is taken back: it is owed again.
    let who = desk.who();
    let strike = Command::Strike { target: aar, reason: "重复".into() };
    let decided = decide(desk.city.world(), &who, strike).unwrap();
    desk.city.log.records(&who, decided);
    assert_eq!(due(&desk, soon), [(W::Open, ended + hours(24))]);
}

#[test]
fn two_responses_owe_two_reviews_and_one_that_runs_owes_none() {
    let mut desk = Desk::new();
    desk.city.does(activates(Level::Four));
    assert_eq!(desk.city.world().to_review().count(), 1, "the second is still running");
    desk.city.closes_orders();
    desk.city.forces(decides(qianzhi::domain::Decision::Terminated));
    assert_eq!(desk.city.world().to_review().count(), 2);
    let aar = desk.go(open(&desk));
    desk.aar = aar;
    assert_eq!(desk.city.world().to_review().count(), 1, "the first was opened by the end that it names");
}

#[test]
fn each_step_has_its_row() {
    let desk = Desk::at(S::Opened);
    let (opened, ended) = (desk.view().aar.at, desk.view().aar.ended);
    let seal = far(&desk, W::Seal).unwrap();
    assert_eq!((seal.due, seal.rule.unwrap().to_string()), (opened + hours(48), "R-复盘-封存".into()));
    let wash = far(&desk, W::HotWash).unwrap();
    assert_eq!((wash.due, wash.rule.unwrap().to_string()), (ended + hours(72), "R-复盘-点评".into()));
    let report = far(&desk, W::Report).unwrap();
    assert_eq!(report.rule.unwrap().to_string(), "R-复盘-报告");
    // Thirty working days are six weeks, and the day itself is not counted.
    assert!(report.due > ended + hours(24 * 42) && report.due <= ended + hours(24 * 43 + 24), "{:?}", report.due);
    let desk = Desk::at(S::Gathering);
    let timeline = far(&desk, W::Timeline).unwrap();
    assert_eq!(timeline.rule.unwrap().to_string(), "R-复盘-时间线");
    let (_, sealed, _) = desk.view().sealed().unwrap();
    assert!(timeline.due >= sealed + hours(24 * 7) && timeline.due <= sealed + hours(24 * 8), "{:?}", timeline.due);
    let desk = Desk::at(S::Final);
    assert_eq!(far(&desk, W::Report), None, "it is signed");
}

#[test]
fn an_item_is_due_by_its_own_time_until_it_is_signed_off() {
    let mut desk = Desk::at(S::Improving);
    let due_at = desk.view().items(desk.city.world())[0].item.due.unwrap();
    let one = far(&desk, W::Item(desk.item)).unwrap();
    assert_eq!((one.due, one.rule), (due_at, None));
    assert!(!due(&desk, desk.now()).iter().any(|(wants, _)| matches!(wants, W::Item(_))), "it presses nobody yet");
    assert_eq!(due(&desk, due_at + hours(1)), [(W::Item(desk.item), due_at)]);
    desk.finish();
    assert_eq!(due(&desk, due_at + hours(1)), []);
    // What is sent back is open again.
    let back = acts(&desk, ItemAct::Returned, "检查组", "仍积水");
    desk.out_of_turn(back);
    assert_eq!(due(&desk, due_at + hours(1)), [(W::Item(desk.item), due_at)]);
}

#[test]
fn it_is_looked_back_from_six_months_on_and_within_twelve() {
    let mut desk = Desk::at(S::Closed);
    let (_, closed, _) = desk.view().closed().unwrap();
    let last = closed + hours(24 * 365);
    let at = |desk: &Desk, days: i64| {
        let all = desk.city.world().aar_deadlines(&desk.view(), closed + hours(24 * days));
        all.iter().map(|due| (due.what.clone(), due.due)).collect::<Vec<_>>()
    };
    assert_eq!(at(&desk, 181), []);
    assert_eq!(at(&desk, 183), [(Due::Aar { aar: desk.aar, wants: W::LookBack }, last)]);
    assert_eq!(due(&desk, last + hours(1)), [(W::LookBack, last)]);
    desk.go(note(&desk, looked_back()));
    assert_eq!(at(&desk, 200), []);
}

/// A serious accident is this city's to investigate: 60 days, extended by 60 at most, and a reply in 15 (Order 493).
#[test]
fn the_investigation_of_a_serious_accident_falls_on_this_city() {
    let mut desk = Desk::new();
    let accident = incident(&mut desk, "12F00");
    desk.city.hears(Fact::Graded {
        incident: accident,
        grade: Some(Grade::Serious),
        reason: String::new(),
        after: vec![],
    });
    let AarCommand::Open(aar) = open(&desk) else { panic!() };
    desk.aar = desk.go(AarCommand::Open(Aar { incident: Some(accident), ..aar }));
    let occurred = desk.city.world().incident(accident).unwrap().occurred;
    let asked = far(&desk, W::Investigation).unwrap();
    assert_eq!((asked.due, asked.rule.unwrap().to_string()), (occurred + hours(24 * 60), "R493-调查".into()));
    desk.go(note(&desk, AarNoted::Inquiry { what: Inquiry::Extended(90), text: "专家鉴定".into() }));
    assert_eq!(far(&desk, W::Investigation).unwrap().due, occurred + hours(24 * 120), "by sixty days at most");
    desk.go(note(&desk, AarNoted::Inquiry { what: Inquiry::Submitted, text: String::new() }));
    assert_eq!(far(&desk, W::Investigation), None);
    let submitted = desk.view().inquiries().last().unwrap().0;
    assert_eq!(far(&desk, W::Reply).unwrap().due, submitted + hours(24 * 15));
    desk.go(note(&desk, AarNoted::Inquiry { what: Inquiry::Replied, text: String::new() }));
    assert_eq!(far(&desk, W::Reply), None);
}

/// An ordinary one is the county's, a major one the province's, and a flood is no accident.
#[test]
fn other_investigations_do_not() {
    for (code, grade) in [("12F00", Grade::Ordinary), ("12F00", Grade::Major), ("11A02", Grade::Serious)] {
        let mut desk = Desk::new();
        let of = incident(&mut desk, code);
        desk.city.hears(Fact::Graded { incident: of, grade: Some(grade), reason: String::new(), after: vec![] });
        let AarCommand::Open(aar) = open(&desk) else { panic!() };
        desk.aar = desk.go(AarCommand::Open(Aar { incident: Some(of), ..aar }));
        assert_eq!(far(&desk, W::Investigation), None, "{code} {grade:?}");
    }
}
