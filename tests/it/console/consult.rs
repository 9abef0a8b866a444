//! A consultation from its request to its close at 80 by 24, by digits and chords: one member joins by phone, one speaks for
//! itself in the room, one is absent and nobody in its place (rules.md 5.1).

use qianzhi::console::{Action, Board, Effect, FieldName, Mode, Pick, Row};
use qianzhi::domain::{
    Answer, Aspect, Attendance, Closing, ConsultNoted as Noted, ConsultState, ConsultStep, ConsultView, ConsultWant,
    Contact, Due, Fact, Ground, Listed, Means, Outcome, Realm, Role, Rung,
};
use qianzhi::view::{Look, text_of};

use super::desk::Desk;

/// A city's desk with three offices in its list, at which the deputy commander sits.
fn desk() -> Desk {
    let mut desk = Desk::empty(Realm::Test);
    for fact in super::desk::background() {
        if matches!(fact, Fact::AreaNamed(_) | Fact::HeadquartersFormed(_)) {
            desk.other(fact);
        }
    }
    for (code, office) in [("c1", "气象局"), ("c2", "水利局"), ("c3", "交警支队")] {
        let contact = Contact {
            code: code.into(),
            name: format!("{office}值班"),
            office: office.into(),
            mobile: format!("1380000000{}", &code[1..]),
            ..Contact::default()
        };
        desk.other(Fact::listing(Listed::Contact(contact), Vec::new()));
    }
    desk.model.role = "副总指挥".to_owned();
    assert_eq!(desk.model.sitting(), Some(Role::GeneralDeputy));
    desk
}

fn view(desk: &Desk) -> ConsultView<'_> {
    desk.model.selected_consult().unwrap()
}

fn state(desk: &Desk) -> ConsultState {
    view(desk).state
}

fn screen(desk: &Desk) -> String {
    text_of(&desk.model, &Look::default())
}

fn step(desk: &mut Desk, script: &str) -> ConsultStep {
    let Fact::ConsultMoved { step, .. } = desk.records(script) else { panic!("{script}") };
    *step
}

fn note(desk: &mut Desk, script: &str) -> Noted {
    let Fact::ConsultNoted(note) = desk.records(script) else { panic!("{script}") };
    note.what
}

fn begun() -> Desk {
    let mut desk = desk();
    desk.keys("#1");
    assert_eq!((desk.model.board, desk.model.mode()), (Board::Consultation, Mode::Board));
    let Fact::ConsultRequested(asked) = desk.records("<c-a>伊河上涨<f10>") else { panic!() };
    assert_eq!((asked.reason.as_str(), asked.by.as_str(), asked.area.0.as_str()), ("伊河上涨", "王某", "410100"));
    assert!(desk.model.rail().iter().any(|due| matches!(due.what, Due::Consult { wants: ConsultWant::Accept, .. })));
    let ConsultStep::Convened(convening) = step(&mut desk, "<c-g><tab><tab>2<f10>") else { panic!() };
    let units: Vec<&str> = convening.members.iter().map(|member| member.unit.as_str()).collect();
    assert_eq!((units, convening.quorum), (vec!["气象局", "水利局", "交警支队"], 2));
    desk
}

#[test]
fn a_consultation_goes_from_its_request_to_its_close_by_digits_and_chords() {
    let mut desk = begun();
    assert!(screen(&desk).contains("缺 气象局, 水利局, 交警支队"), "{}", screen(&desk));
    // The next act is to call; the first answers and takes part by that very call.
    assert_eq!(desk.model.consult_next(&view(&desk)), Action::Call);
    let facts = desk.keys("<c-g>1");
    let [Fact::CallMade(call), Fact::ConsultNoted(joined)] = facts.as_slice() else { panic!("{facts:#?}") };
    assert_eq!((call.answer.clone(), call.means), (Answer::By("气象局值班".into()), Means::Phone));
    assert!(matches!(&joined.what, Noted::Joined { unit, .. } if unit == "气象局"), "{joined:?}");
    // The second sits in the room; the third is absent and nobody speaks for it.
    assert!(matches!(note(&mut desk, "<c-e>2<tab>1"), Noted::Joined { unit, .. } if unit == "水利局"));
    let absent = note(&mut desk, "<c-e>2<tab>3");
    assert!(
        matches!(&absent, Noted::Absent { unit, proxy, .. } if unit == "交警支队" && proxy.is_empty()),
        "{absent:?}"
    );
    let attendance: Vec<Attendance> = view(&desk).seats().iter().map(|seat| seat.attendance).collect();
    assert_eq!(attendance, [Attendance::Present, Attendance::Present, Attendance::Absent]);
    // It begins with the situation as it is known now.
    let ConsultStep::Started(opening) = step(&mut desk, "<c-g><f10>") else { panic!() };
    assert_eq!((opening.chair.as_str(), opening.role), ("王某", Some(Role::GeneralDeputy)));
    let pack = qianzhi::papers::pack_hash(&desk.model.world.situation(&view(&desk)));
    assert_eq!(opening.pack, pack, "the same log makes the same pack");
    opinions_and_conclusion(&mut desk);
    actions_to_the_close(&mut desk);
    assert!(desk.model.world.unratified().is_empty(), "everything was in its turn");
}

fn opinions_and_conclusion(desk: &mut Desk) {
    assert!(screen(desk).contains("缺意见 气象局, 水利局, 交警支队"), "{}", screen(desk));
    let opinion = note(desk, "<c-g><tab>1持续强降雨<f10>");
    assert!(matches!(&opinion, Noted::Opinion(of) if of.unit == "气象局" && !of.dissent), "{opinion:?}");
    let dissent = note(desk, "<c-g><tab>2水位已超警, 不同意观望<f10>");
    assert!(matches!(&dissent, Noted::Opinion(of) if of.unit == "水利局" && of.dissent));
    assert!(screen(desk).contains("[保留意见] 水位已超警, 不同意观望"), "{}", screen(desk));
    let missing = note(desk, "<c-g><tab>3");
    assert!(matches!(&missing, Noted::NoOpinion { unit, .. } if unit == "交警支队"), "{missing:?}");
    assert!(desk.model.rail().iter().any(|due| matches!(due.what, Due::Consult { wants: ConsultWant::Draft, .. })));
    let ConsultStep::Drafted(draft) = step(desk, "<c-g>水位上涨<enter>转移群众；封闭漫水桥<enter><enter>1")
    else {
        panic!()
    };
    assert_eq!(draft.measures, ["转移群众", "封闭漫水桥"]);
    let ConsultStep::Signed(signed) = step(desk, "<c-g><f10>") else { panic!() };
    assert_eq!((signed.number, signed.conclusion), (1, draft));
}

fn actions_to_the_close(desk: &mut Desk) {
    let Noted::Action(item) = note(desk, "<c-g>水利局值班<tab>加固堤防<tab>18:00<f10>") else { panic!() };
    assert_eq!(item.text, "加固堤防");
    desk.keys("<c-g>");
    assert_eq!(desk.model.mode(), Mode::Ask, "orders go to many: it asks first");
    let facts = desk.keys("1");
    assert!(
        matches!(
            facts.as_slice(),
            [Fact::ConsultMoved { .. }, Fact::OrderIssued(_), Fact::ConsultNoted(note)]
                if matches!(note.what, Noted::Ordered { .. })
        ),
        "{facts:#?}"
    );
    assert_eq!(state(desk), ConsultState::Issued);
    let Fact::OrderRung(rung) = desk.records("<c-g><f10>") else { panic!() };
    assert_eq!(rung.rung, Rung::Acknowledged);
    let Fact::OrderEnded { outcome, .. } = desk.records("<c-g><f10>") else { panic!() };
    assert_eq!(outcome, Outcome::Done);
    assert_eq!(step(desk, "<c-g>"), ConsultStep::Closed(Closing::AllDone));
    assert_eq!(state(desk), ConsultState::Closed);
    assert!(desk.model.world.conflict(&Aspect::Consult(view(desk).id)).is_none());
}

/// Without a quorum the chair is asked why, and it begins.
#[test]
fn without_a_quorum_it_begins_with_a_reason() {
    let mut desk = begun();
    assert!(desk.keys("<c-e>3<f10>").is_empty());
    let form = desk.model.form().unwrap();
    assert!(matches!(form.kind, qianzhi::console::FormKind::Why(_)), "{:?}", form.kind);
    assert!(desk.notice().contains("到会单位 (现有0, 须2)"), "{}", desk.notice());
    assert!(matches!(step(&mut desk, "水情急<f10>"), ConsultStep::Started(_)));
    let open = desk.model.world.unratified();
    assert_eq!((open.len(), open[0].basis.rule.0.as_ref()), (1, "RAUT-会商-人数"));
}

/// What is due is done from the rail.
#[test]
fn what_is_due_is_done_from_the_rail() {
    let mut desk = desk();
    desk.keys("#1<c-a>伊河上涨<f10>1<f4>");
    let place = |desk: &Desk| {
        desk.model.rail().iter().position(|due| matches!(due.what, Due::Consult { wants: ConsultWant::Accept, .. }))
    };
    desk.keys(&"<down>".repeat(place(&desk).unwrap()));
    desk.keys("<enter>");
    assert_eq!(desk.model.board, Board::Consultation, "the board of what is due is shown");
    assert!(matches!(step(&mut desk, "<tab><tab>2<f10>"), ConsultStep::Convened(_)));
}

/// A proposal is made on a conclusion that is chosen, not typed.
#[test]
fn a_proposal_rests_on_a_conclusion_that_is_chosen() {
    let mut desk = begun();
    desk.keys("<c-g>1<c-e>2<tab>1<c-e>2<tab>3<c-g><f10><c-g><tab>1雨<f10><c-g><tab>1水<f10><c-g><tab>3");
    desk.keys("<c-g>水位上涨<tab><tab><tab>1<c-g><f10>");
    assert_eq!(state(&desk), ConsultState::Concluded, "{}", screen(&desk));
    let id = view(&desk).id;
    desk.keys("<c-v>01");
    let form = desk.model.form().unwrap();
    let ground = form.named(FieldName::Ground).unwrap();
    let place = ground.matches().iter().position(|(_, choice)| choice.pick == Pick::Consult(id)).unwrap();
    let fact = desk.records(&format!("{}4", place + 1));
    assert!(matches!(fact, Fact::ResponseProposed(of) if of.ground == Ground::Concluded(id)));
}

/// The pack of one that has begun is read in the past, as it was known then; its hash is the one that the start names.
#[test]
fn the_situation_of_the_start_is_read_as_it_was_known_then() {
    let mut desk = begun();
    desk.keys("<c-g>1<c-e>2<tab>1<c-e>2<tab>3");
    desk.pass(qianzhi::clock::Span::minutes(1));
    let ConsultStep::Started(opening) = step(&mut desk, "<c-g><f10>") else { panic!() };
    desk.pass(qianzhi::clock::Span::minutes(5));
    desk.other(super::desk::incident("新塌方", "2021-07-20 16:12"));
    let now = qianzhi::papers::pack_hash(&desk.model.world.situation(&view(&desk)));
    assert_ne!(now, opening.pack, "the situation went on");
    desk.keys("<c-e><enter>");
    assert!(desk.effects.iter().any(|effect| matches!(effect, Effect::Rewind(_))));
    desk.archive();
    desk.keys("<c-e><enter>");
    // Below the board stands what presses now.
    let shown: String = screen(&desk).lines().take(16).collect();
    assert!(shown.contains(&opening.pack.short()) && !shown.contains("新塌方"), "{shown}");
    let past = desk.model.past.as_ref().unwrap();
    assert!(matches!(past.view.selected(Board::Consultation), Some(Row::Consult(_))));
}
