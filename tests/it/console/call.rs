//! Calls and answers at the desk: who is next and at which number, in few keys (rules.md 2.2; peers.md 4, asks 6 and 7).

use qianzhi::clock::Span;
use qianzhi::console::{Board, FieldName, FormKind, OrderFilter, Pane};
use qianzhi::domain::{Answer, Article, Contact, Due, Errand, EventId, Fact, Means, Rung, Taken, Tier, Turn};
use qianzhi::text::cells::Ambiguous;
use qianzhi::text::say::Say;
use qianzhi::view::{Look, paint, rows};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::desk::{Desk, order};

/// A desk with an order that nobody acknowledged, to a team whose office has A and B.
fn unanswered() -> (Desk, EventId) {
    let mut desk = Desk::new();
    for (name, turn, mobile) in [("甲", Turn::A, "13600000001"), ("乙", Turn::B, "13600000002")] {
        listed(&mut desk, Contact { turn: Some(turn), mobile: mobile.into(), ..contact("抽排二队", name) });
    }
    let order = desk.other(Fact::OrderIssued(order(31, "P2", None)));
    desk.model.layout.boards = vec![Board::Situation, Board::Orders];
    desk.keys("2;31<enter>");
    (desk, order)
}

fn contact(office: &str, name: &str) -> Contact {
    Contact {
        code: format!("{office}/{name}").as_str().into(),
        name: name.into(),
        office: office.into(),
        ..Contact::default()
    }
}

fn listed(desk: &mut Desk, contact: Contact) {
    desk.other(Fact::ContactListed { contact: Box::new(contact), after: Vec::new() });
}

fn rail(desk: &Desk, wanted: impl Fn(&Due) -> bool) -> String {
    let deadline = desk.model.rail().iter().find(|d| wanted(&d.what)).expect("on the rail");
    let say = Say { world: &desk.model.world, lang: desk.model.lang };
    let words = say.deadline(deadline);
    format!("{} {}", words.act, words.subject)
}

/// Ctrl-V 4, and a digit for what came of it.
#[test]
fn a_call_takes_three_keys_and_an_acknowledgement_by_phone_is_the_rung() {
    let (mut desk, order) = unanswered();
    assert!(rail(&desk, |what| *what == Due::Acknowledge { order }).contains("李某 138"));
    // Nobody answers at the leader's, the line is engaged at A's.
    let facts = desk.keys("<c-v>43");
    let [Fact::CallMade(call)] = &facts[..] else { panic!("{facts:?} {}", desk.notice()) };
    assert_eq!((call.about, call.name.as_str(), call.number.as_str()), (Errand::Order(order), "李某", "138"));
    assert_eq!((&call.answer, call.by.as_str(), call.means), (&Answer::None, "王某", Means::Phone));
    let next = rail(&desk, |what| matches!(what, Due::CallNext { order: of, .. } if *of == order));
    assert!(next.contains("叫应") && next.contains("甲(A) 13600000001"), "{next}");
    let facts = desk.keys("<c-v>44");
    assert!(matches!(&facts[..], [Fact::CallMade(call)] if call.answer == Answer::Engaged && call.name == "甲"));
    // B answers and acknowledges.
    let facts = desk.keys("<c-v>41");
    let [Fact::CallMade(call), Fact::OrderRung(rung)] = &facts[..] else { panic!("{facts:?}") };
    assert_eq!((call.name.as_str(), &call.answer), ("乙", &Answer::By("乙".into())));
    assert_eq!((rung.rung, rung.by.as_str(), rung.means), (Rung::Acknowledged, "乙", Means::Phone));
    assert!(desk.model.rail().iter().all(|d| !matches!(d.what, Due::CallNext { .. })));
}

#[test]
fn the_rail_leads_to_the_call_with_whom_is_next_filled_in() {
    let (mut desk, order) = unanswered();
    desk.keys("<c-v>43<f4>");
    let place = desk.model.rail().iter().position(|d| matches!(d.what, Due::CallNext { .. })).unwrap();
    desk.keys(&"<down>".repeat(place));
    desk.keys("<enter>");
    let form = desk.model.form().unwrap();
    assert_eq!((&form.kind, desk.model.pane), (&FormKind::Call(Errand::Order(order), None), Pane::Rail));
    assert_eq!(form.field().unwrap().name, FieldName::Answer);
    assert!(desk.model.form_subject(form).contains("甲(A) 13600000001"), "{}", desk.model.form_subject(form));
    // Somebody else answered at A's number, and another number was tried: both can be said.
    let facts = desk.keys("<down><down><tab>内勤赵某<tab>0379-6<f10>");
    let [Fact::CallMade(call)] = &facts[..] else { panic!("{facts:?} {}", desk.notice()) };
    assert_eq!((&call.answer, call.number.as_str()), (&Answer::By("内勤赵某".into()), "0379-6"));
}

#[test]
fn nothing_is_recorded_before_it_is_said_what_came_of_the_call() {
    let (mut desk, _) = unanswered();
    assert!(desk.keys("<c-v>4<f10>").is_empty());
    assert!(desk.notice().contains("结果"), "{}", desk.notice());
}

/// Two posts do not call the same person: Enter says that the call is being made, and everybody sees it.
#[test]
fn a_call_that_is_being_made_is_on_every_rail_and_the_other_post_is_offered_the_next_one() {
    let (mut desk, order) = unanswered();
    let facts = desk.keys("<c-v>4<enter>");
    let [Fact::CallBegun(calling)] = &facts[..] else { panic!("{facts:?} {}", desk.notice()) };
    assert_eq!((calling.about, calling.name.as_str(), calling.by.as_str()), (Errand::Order(order), "李某", "王某"));
    assert!(matches!(desk.model.form().unwrap().kind, FormKind::Call(..)), "it waits for what comes of it");
    let began = facts[0].clone();
    // The outcome is one digit, of the same person, also when the form was left meanwhile.
    let mut left = desk.clone();
    let facts = left.keys("<esc><c-v>43");
    assert!(matches!(&facts[..], [Fact::CallMade(call)] if call.name == "李某"), "{facts:?}");
    assert!(matches!(&desk.keys("3")[..], [Fact::CallMade(call)] if call.name == "李某"));
    // At another post.
    let (mut other, _) = unanswered();
    other.other(match began {
        Fact::CallBegun(calling) => Fact::CallBegun(qianzhi::domain::Calling { by: "赵某".into(), ..calling }),
        fact => fact,
    });
    for size in [(80, 24), (160, 48)] {
        let seen = screen(&other, size);
        assert!(seen.matches("16:10起赵某正在叫李某").count() >= 2, "on the rail and on the board: {seen}");
    }
    let facts = other.keys("<c-v>4<enter>");
    assert!(matches!(&facts[..], [Fact::CallBegun(calling)] if calling.name == "甲"), "{facts:?} {}", other.notice());
    // Whoever calls the same person all the same is told who is at it.
    assert!(other.keys("<backtab>1<enter>").is_empty());
    assert!(other.notice().contains("赵某 16:10 起正在叫 李某"), "{}", other.notice());
    other.pass(Span::minutes(4));
    assert!(!screen(&other, (80, 24)).contains("赵某正在叫"), "a post that died over it holds nobody up");
}

fn screen(desk: &Desk, (cols, lines): (u16, u16)) -> String {
    let mut buffer = Buffer::empty(Rect::new(0, 0, cols, lines));
    paint(&desk.model, &Look::default(), &mut buffer);
    rows(&buffer, Ambiguous::One).join("\n")
}

/// peers.md 4, ask 6: who has not acknowledged is one key from anywhere; here with the number to call.
#[test]
fn who_has_not_answered_is_one_key_away() {
    let (mut desk, order) = unanswered();
    desk.keys("1<f3>");
    assert_eq!((desk.model.board, desk.model.order_filter), (Board::Orders, OrderFilter::Unanswered));
    let view = desk.model.world.order(order).unwrap();
    let say = Say { world: &desk.model.world, lang: desk.model.lang };
    assert_eq!(say.next_call(&desk.model.world.order_chain(&view)), "李某 138");
}

#[test]
fn those_who_answer_for_a_jurisdiction_are_on_the_rail_as_soon_as_the_warning_is() {
    let mut desk = Desk::new();
    let person = |name: &str| Contact {
        tier: Some(Tier::County),
        area: Some("410100".into()),
        mobile: format!("139{name}"),
        ..contact("市政府", name)
    };
    listed(&mut desk, person("副市长"));
    listed(&mut desk, person("市长"));
    let told = rail(&desk, |what| matches!(what, Due::CallLevel { .. }));
    assert!(told.contains("副市长 139副市长") && told.contains("还有1人"), "{told}");
    desk.keys("<f4>");
    let place = desk.model.rail().iter().position(|d| matches!(d.what, Due::CallLevel { .. })).unwrap();
    desk.keys(&"<down>".repeat(place));
    // Answered: the next one is offered; a call about a warning acknowledges nothing, so the first digit is "answered".
    let facts = desk.keys("<enter>1");
    let [Fact::CallMade(call)] = &facts[..] else { panic!("{facts:?} {}", desk.notice()) };
    assert_eq!((call.contact.clone(), call.answered()), (Some("市政府/副市长".into()), true));
    assert!(rail(&desk, |what| matches!(what, Due::CallLevel { .. })).contains("市长 139市长"));
    desk.keys("<enter>1");
    assert!(desk.model.rail().iter().all(|d| !matches!(d.what, Due::CallLevel { .. })));
}

fn answers(facts: &[Fact]) -> Vec<(u8, Taken)> {
    let answer = |fact: &Fact| match fact {
        Fact::MeasureAnswered { answer, .. } => {
            assert_eq!(answer.of.article, Article::Art67);
            (answer.of.number, answer.taken.clone())
        }
        other => panic!("{other:?}"),
    };
    facts.iter().map(answer).collect()
}

/// 突发事件应对法 art. 67: each of the eight with yes or no, reason and owner.
#[test]
fn the_eight_measures_are_eight_digits_and_a_no_asks_its_reason() {
    let mut desk = Desk::new();
    assert!(rail(&desk, |what| matches!(what, Due::AnswerMeasures { .. })).contains("未答8/8"));
    let facts = desk.keys("<c-v>3112汛情不涉<enter>1111<f10>");
    let owner = || "郑州 总指挥部".to_owned();
    let yes = || Taken::Yes { owner: owner(), reason: String::new() };
    let no = Taken::No { reason: "汛情不涉".into(), owner: owner() };
    assert_eq!(answers(&facts), [(1, yes()), (2, yes()), (3, no), (4, yes()), (5, yes()), (6, yes()), (7, yes())]);
    assert!(rail(&desk, |what| matches!(what, Due::AnswerMeasures { .. })).contains("未答1/8"));
    assert!(desk.notice().contains("已答复7项措施, 还有1项未答复"), "{}", desk.notice());
    assert_eq!(desk.model.measures_open(), 1, "and the rail's heading keeps saying so");
    // The last one, by another owner; it opens where something is missing, and what stands is not said again.
    let facts = desk.keys("<c-v>33市气象局；已入汛<f10>");
    assert_eq!(answers(&facts), [(8, Taken::Yes { owner: "市气象局".into(), reason: "已入汛".into() })]);
    assert!(desk.notice().contains("全部答复完"), "{}", desk.notice());
    assert!(desk.model.rail().iter().all(|d| !matches!(d.what, Due::AnswerMeasures { .. })));
    assert_eq!(desk.model.measures_open(), 0);
}

/// Eight digits in a row are eight answers: what comes after a no is the next answer and not its reason.
#[test]
fn a_digit_after_a_no_answers_the_next_measure_and_the_reason_is_asked_for_before_anything_is_recorded() {
    let mut desk = Desk::new();
    assert!(desk.keys("<c-v>311211111<f10>").is_empty(), "the reason is wanting");
    let form = desk.model.form().unwrap();
    assert_eq!(form.fields[form.at].name, FieldName::MeasureNote(Article::Art67, 3));
    assert_eq!(form.field().unwrap().line().text(), "");
    let facts = desk.keys("汛情不涉<f10>");
    let given = answers(&facts);
    assert_eq!(given.len(), 8, "{given:?}");
    assert_eq!(given[2], (3, Taken::No { reason: "汛情不涉".into(), owner: "郑州 总指挥部".into() }));
    // A reason may begin with a digit all the same.
    let mut desk = Desk::new();
    let facts = desk.keys("<c-v>32 3日前已停课; 教育局<f10>");
    assert_eq!(
        answers(&facts),
        [(1, Taken::No { reason: "3日前已停课".into(), owner: "教育局".into() })],
        "{}",
        desk.notice()
    );
}

#[test]
fn a_no_without_its_reason_is_sent_back_and_nothing_is_recorded() {
    let mut desk = Desk::new();
    assert!(desk.keys("<c-v>32<f10>").is_empty());
    assert!(desk.notice().contains("理由"), "{}", desk.notice());
    assert!(matches!(desk.model.form().unwrap().kind, FormKind::Measures(_)), "what was typed stays");
}

#[test]
fn an_order_can_say_by_when_and_is_expired_after() {
    let mut desk = Desk::new();
    let facts = desk.keys("<f2>p1<tab>抽干<tab><tab><tab><tab>1620<f10>");
    let Fact::OrderIssued(order) = &facts[0] else { panic!("{facts:?} {}", desk.notice()) };
    assert_eq!(order.until, Some(super::desk::at("2021-07-20 16:20")));
    let id = desk.model.world.orders()[0].id;
    assert!(!desk.model.world.order(id).unwrap().expired(desk.model.now));
    desk.pass(Span::minutes(11));
    assert!(desk.model.world.order(id).unwrap().expired(desk.model.now));
    assert!(rail(&desk, |what| *what == Due::Complete { order: id }).contains("办结"));
}

/// The form is open before the call is begun, and the clock goes on between: what came of the call ends it all the same.
#[test]
fn what_came_of_a_call_ends_it_for_everybody_however_late_it_was_begun() {
    for typed in [false, true] {
        let (mut desk, order) = unanswered();
        desk.keys("<c-v>4");
        desk.pass(Span::seconds(20));
        let begun = desk.keys("<enter>");
        assert!(matches!(&begun[..], [Fact::CallBegun(_)]), "{begun:?}");
        assert!(desk.model.world.calling(order, desk.model.now).is_some());
        desk.pass(Span::seconds(5));
        let minute = qianzhi::text::when::date_minute(desk.model.now);
        let keys = format!("无人接听<tab><tab><tab>{minute}<f10>");
        let made = desk.keys(if typed { &keys } else { "3" });
        assert!(
            matches!(&made[..], [Fact::CallMade(call)] if call.answer == Answer::None),
            "{made:?} {}",
            desk.notice()
        );
        assert!(desk.model.world.calling(order, desk.model.now).is_none(), "nobody is being called any more");
    }
}
