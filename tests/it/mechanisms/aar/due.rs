//! What a review is due for, by the rows of rules.md 5.5 and Order 493.

use qianzhi::domain::{
    AarNoted, AarState, AarWant as W, Aspect, Deadline, Decision, Due, Grade, IndicatorCode, Inquiry,
};

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
    desk.city.now = closed + hours(24 * 183);
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

/// Whether the investigation of this accident is due then, and until when.
fn asked(desk: &Desk, accident: EventId, at: At) -> Option<At> {
    let wanted = Due::Aar { aar: accident, wants: W::Investigation };
    desk.city.world().deadlines(at).into_iter().find(|due| due.what == wanted).map(|due| due.due)
}

fn graded(desk: &mut Desk, accident: EventId, grade: Grade) {
    let (reason, after) = (String::new(), vec![]);
    desk.city.hears(Fact::Graded { incident: accident, grade: Some(grade), reason, after });
}

fn inquires(desk: &mut Desk, what: Inquiry) {
    desk.go(note(desk, AarNoted::Inquiry { what, text: String::new() }));
}

/// The law asks for it after an accident, not after a response, and not of a review.
#[test]
fn an_accident_owes_its_investigation_with_a_review_or_without() {
    let mut desk = Desk::new();
    let accident = incident(&mut desk, "12F00");
    let occurred = desk.city.world().incident(accident).unwrap().occurred;
    let (soon, until) = (occurred + hours(24 * 60 - 12), occurred + hours(24 * 60));
    assert_eq!(asked(&desk, accident, soon), None, "nobody knows how grave it is");
    graded(&mut desk, accident, Grade::Serious);
    assert_eq!(asked(&desk, accident, occurred + hours(24 * 58)), None, "it presses nobody yet");
    assert_eq!(asked(&desk, accident, soon), Some(until), "nobody opened any review");
    assert_eq!(asked(&desk, accident, until + hours(240)), Some(until), "and stays, late");
    // Another post graded it apart: the gravest counts, whatever the other says.
    graded(&mut desk, accident, Grade::Ordinary);
    assert!(desk.city.world().grade(accident).disputed());
    assert_eq!(asked(&desk, accident, soon), Some(until));
    // A review of the response that is of no one incident changes nothing, closed and looked back at as well.
    let mut done = Desk::at(AarState::Closed);
    let accident = incident(&mut done, "12F00");
    graded(&mut done, accident, Grade::Serious);
    let occurred = done.city.world().incident(accident).unwrap().occurred;
    done.city.now = done.now() + hours(24 * 200);
    done.go(note(&done, looked_back()));
    assert_eq!(asked(&done, accident, done.now()), Some(occurred + hours(24 * 60)));
    // What the review of the accident says ends it.
    let AarCommand::Open(aar) = open(&done) else { panic!() };
    done.aar = done.city.forces(Command::Aar(AarCommand::Open(Aar { of: AarOf::Incident(accident), ..aar })));
    inquires(&mut done, Inquiry::Submitted);
    assert_eq!(asked(&done, accident, done.now()), None);
}

/// One in a county that is a city's to investigate: the city's log asks for it.
#[test]
fn a_serious_accident_in_a_county_is_the_citys() {
    let mut desk = Desk::new();
    let occurred = desk.now() - hours(2);
    let county = |area: &str| {
        let (title, code) = ("厂房坍塌".to_owned(), "12F00".into());
        let (area, address) = (area.into(), String::new());
        let received = occurred;
        Fact::IncidentOpened(Incident {
            unit_told: None,
            sensitive: false,
            title,
            title_en: None,
            code,
            area,
            place: None,
            occurred,
            received,
            address,
        })
    };
    let own = desk.city.hears(county("410324"));
    let other = desk.city.hears(county("410122"));
    for accident in [own, other] {
        graded(&mut desk, accident, Grade::Serious);
    }
    let late = occurred + hours(24 * 61);
    assert_eq!(asked(&desk, own, late), Some(occurred + hours(24 * 60)));
    assert_eq!(asked(&desk, other, late), None, "another city's");
}

/// Two posts wrote the same extension down: it is one.
#[test]
fn an_extension_that_two_wrote_down_is_one() {
    let mut desk = Desk::new();
    let accident = incident(&mut desk, "12F00");
    graded(&mut desk, accident, Grade::Serious);
    let AarCommand::Open(aar) = open(&desk) else { panic!() };
    desk.aar = desk.go(AarCommand::Open(Aar { incident: Some(accident), ..aar }));
    inquires(&mut desk, Inquiry::Extended(30));
    inquires(&mut desk, Inquiry::Extended(30));
    let occurred = desk.city.world().incident(accident).unwrap().occurred;
    assert_eq!(far(&desk, W::Investigation).unwrap().due, occurred + hours(24 * 90));
}

/// Order 493 art. 32: an extreme accident has 30 days, and 30 more at most.
#[test]
fn the_reply_on_an_extreme_accident_has_thirty_days_and_thirty_more() {
    let mut desk = Desk::new();
    let accident = incident(&mut desk, "12F00");
    graded(&mut desk, accident, Grade::Extreme);
    let AarCommand::Open(aar) = open(&desk) else { panic!() };
    desk.aar = desk.go(AarCommand::Open(Aar { incident: Some(accident), ..aar }));
    inquires(&mut desk, Inquiry::Submitted);
    let submitted = desk.view().inquiries().last().unwrap().0;
    let reply = far(&desk, W::Reply).unwrap();
    assert_eq!((reply.due, reply.rule.unwrap().to_string()), (submitted + hours(24 * 30), "R493-批复-特别重大".into()));
    desk.city.now = desk.now() + hours(24);
    inquires(&mut desk, Inquiry::Extended(45));
    assert_eq!(far(&desk, W::Reply).unwrap().due, submitted + hours(24 * 60));
}

/// What was struck presses nobody, with all that hangs on it.
#[test]
fn the_items_of_a_struck_review_are_due_no_more() {
    let mut desk = Desk::at(S::Improving);
    let late = desk.view().items(desk.city.world())[0].item.due.unwrap() + hours(1);
    assert!(due(&desk, late).iter().any(|(wants, _)| *wants == W::Item(desk.item)));
    let who = desk.who();
    let strikes = |desk: &mut Desk, target| {
        let decided = decide(desk.city.world(), &who, Command::Strike { target, reason: "重复".into() }).unwrap();
        desk.city.log.records(&who, decided)[0]
    };
    let aar = desk.aar;
    let strike = strikes(&mut desk, aar);
    assert!(desk.city.world().improvement(desk.aar, desk.item).is_none());
    assert!(!due(&desk, late).iter().any(|(wants, _)| *wants == W::Item(desk.item)));
    strikes(&mut desk, strike);
    assert!(due(&desk, late).iter().any(|(wants, _)| *wants == W::Item(desk.item)), "it stands again");
}

/// A termination that lost its conflict ended nothing: the response runs on, and owes no review.
#[test]
fn a_termination_that_lost_its_conflict_ends_no_response() {
    let mut city = City::new();
    let activation = city.does(activates(Level::Three));
    city.closes_orders();
    let none = EventId([0; 32]);
    let mut desk = Desk { city, ended: none, aar: none, finding: none, item: none };
    let who = Standing { reason: "雨势加大".into(), ..desk.who() };
    let raise = decide(desk.city.world(), &who, activates(Level::Two)).unwrap().facts;
    let ended = desk.city.forces(decides(Decision::Terminated));
    for fact in raise {
        desk.city.hears(fact);
    }
    let aspect = Aspect::Response(CITY.into());
    let conflict = desk.city.world().conflict(&aspect).unwrap();
    assert_eq!(desk.city.world().to_review().count(), 0, "while it is disputed it runs");
    let chosen = conflict.sides.iter().find(|side| side.id != ended).unwrap().id;
    desk.city.does(Command::Settle { aspect: aspect.clone(), in_favour_of: chosen });
    let world = desk.city.world();
    assert_eq!(world.to_review().count(), 0);
    let runs = world.runs_of(&CITY.into());
    assert_eq!(runs.len(), 1);
    assert!(runs[0].iter().all(|(id, _)| *id != ended), "{runs:?}");
    let began = |run: Vec<(EventId, &qianzhi::domain::Response)>| run.first().map(|(id, _)| *id);
    assert_eq!(began(world.response_run(&CITY.into())), Some(activation));
    assert_eq!(began(world.last_run(&CITY.into(), desk.now())), Some(activation));
    let seated = qianzhi::review::indicators(world, desk.now());
    let k3 = seated.iter().find(|one| one.id == IndicatorCode::K3).unwrap();
    assert_eq!(k3.measure.events().first(), Some(&activation), "the activation is not lost");
    // Settled the other way it ended, and owes one.
    desk.city.forces(decides(Decision::Terminated));
    assert_eq!(desk.city.world().to_review().count(), 1);
}

/// A reasoned no neither begins nor ends a response: the three who ask have one answer.
#[test]
fn a_reasoned_no_neither_begins_nor_ends_a_response() {
    let mut desk = Desk::new();
    desk.city.forces(decides(Decision::Declined { reason: "雨势减弱".into() }));
    let began = desk.city.does(activates(Level::Four));
    let world = desk.city.world();
    assert_eq!(world.runs_of(&CITY.into()).len(), 2);
    assert_eq!(world.last_run(&CITY.into(), desk.now()).first().unwrap().0, began);
    assert_eq!(world.response_run(&CITY.into()).first().unwrap().0, began);
}

/// A drill owes its review within a day, and its report within 15 working days.
#[test]
fn a_drill_has_a_day_to_be_opened_and_fifteen_working_days_to_its_report() {
    use qianzhi::domain::{DrillOpened, Event, PostId, Realm, World};
    let begins = At::parse("2026-07-20 08:00").unwrap();
    let ends = begins + hours(4);
    let id = EventId([7; 32]);
    let (name, name_en) = ("防汛演练".to_owned(), String::new());
    let drill = DrillOpened { name, name_en, scenario: ContentHash([1; 32]), seed: 1, begins, ends };
    let mut world = World::new(Realm::Drill("3".into()));
    let said = |world: &mut World, id, fact| {
        let (post, actor, recorded) = (PostId([1; 32]), "周某".to_owned(), begins);
        world.apply(&Event { id, post, seq: 0, hlc: 0, recorded, actor, fact, overridden: None });
    };
    said(&mut world, id, Fact::DrillOpened(drill));
    let asked = |world: &World, now| {
        let mut list = world.deadlines(now).into_iter();
        list.find(|due| due.what == Due::Aar { aar: id, wants: W::Open }).map(|due| due.due)
    };
    assert_eq!(asked(&world, ends), None, "it is not over");
    assert_eq!(asked(&world, ends + Span::minutes(1)), Some(ends + hours(24)));
    let aar = EventId([8; 32]);
    let at = ends + hours(1);
    let opened = Aar {
        area: CITY.into(),
        of: AarOf::Drill(id),
        incident: None,
        from: begins,
        ended: ends,
        lead: String::new(),
        by: String::new(),
        means: Means::Console,
        at,
    };
    said(&mut world, aar, Fact::AarOpened(Box::new(opened)));
    assert_eq!(asked(&world, ends + Span::minutes(1)), None);
    let view = world.aar(aar).unwrap();
    let all = world.aar_deadlines(&view, at);
    let report = all.into_iter().find(|due| due.what == Due::Aar { aar, wants: W::Report }).unwrap();
    // Monday 2026-07-20, and three weeks of working days after it: to the end of Monday 2026-08-10.
    assert_eq!(report.due, At::parse("2026-08-11 00:00").unwrap());
    assert_eq!(report.rule.unwrap().to_string(), "R-复盘-报告-演练");
}
