//! A night at the desk, by keys alone: three incidents, two reports due at once, an order that nobody answers, a red
//! warning at 21:59, a hand-over. Times and limits are those of the papers: phone 30 minutes and writing an hour after
//! word came (RLOC default 30/60), a professional team acknowledges within a minute and anybody else within five
//! (rules.md 5.3), a red warning is decided on within 30 minutes (rules.md 2.2).

use qianzhi::clock::{At, Span};
use qianzhi::console::Overlay;
use qianzhi::domain::{
    Answer, Aspect, Colour, Contact, Deadline, Due, EventId, Fact, Figure, FigureKind, FigureReport, Grade, Level,
    Means, PaperState, Realm, ReportKind, Role, Rung, ShiftSide, TeamStatus, Turn,
};
use qianzhi::papers::plain;
use qianzhi::text::cells::Ambiguous;
use qianzhi::view::{Look, paint, rows};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::desk::{Desk, background};

fn screen(desk: &Desk) -> String {
    let size = desk.model.size;
    let mut buffer = Buffer::empty(Rect::new(0, 0, size.cols, size.rows));
    paint(&desk.model, &Look::default(), &mut buffer);
    rows(&buffer, Ambiguous::One).join("\n")
}

/// A duty room on an ordinary evening.
fn duty_room() -> Desk {
    let mut desk = Desk::empty(Realm::Live);
    for fact in background() {
        if !matches!(fact, Fact::DrillOpened(_) | Fact::DrillClockSet { .. } | Fact::InjectPlanned(_)) {
            desk.other(fact);
        }
    }
    desk.other(Fact::ContactListed {
        contact: Box::new(Contact {
            code: "p1a".into(),
            name: "甲".into(),
            office: "抽排一队".into(),
            turn: Some(Turn::A),
            mobile: "13600000001".into(),
            ..Contact::default()
        }),
        after: Vec::new(),
    });
    desk.model.layout = qianzhi::config::layout::named("duty").unwrap();
    desk.model.role = "值班员".to_owned();
    until(&mut desk, "19:52");
    desk
}

/// Lets the time come, in steps short enough that every alarm rings in the minute in which it is due.
fn until(desk: &mut Desk, clock: &str) {
    let then = At::parse(&format!("2021-07-20 {clock}")).unwrap();
    assert!(desk.model.now <= then, "{clock} is over");
    while desk.model.now < then {
        desk.pass(Span::seconds(5));
    }
}

/// What is late and what will be, as the rail has it.
fn due(desk: &Desk) -> Vec<Deadline> {
    desk.model.world.deadlines(desk.model.now)
}

/// When this is due, as a clock time; `None` when it is not due at all.
fn due_at(desk: &Desk, what: &Due) -> Option<String> {
    due(desk).into_iter().find(|deadline| deadline.what == *what).map(|deadline| clock(deadline.due))
}

fn clock(at: At) -> String {
    let civil = at.civil();
    format!("{:02}:{:02}", civil.hour, civil.minute)
}

/// How many are late.
fn late(desk: &Desk) -> usize {
    due(desk).iter().filter(|deadline| deadline.left(desk.model.now) < Span::ZERO).count()
}

/// What the night is about.
struct Night {
    desk: Desk,
    fire: EventId,
    cave_in: EventId,
    gas: EventId,
}

#[test]
fn a_night_at_the_desk() {
    let mut night = calls_come_in();
    reports_go_up_by_phone(&mut night);
    reports_go_up_in_writing(&mut night);
    a_red_warning_is_decided_on(&mut night);
    the_next_shift_takes_over(&mut night);
}

/// 19:52 to 20:10: a fire, a team that does not answer, and two more calls within a minute.
fn calls_come_in() -> Night {
    let mut desk = duty_room();
    // Word came now: thirty minutes to the phone report, an hour to the written one.
    let Fact::IncidentOpened(_) = desk.records("<c-n>高层火灾<enter>") else { panic!() };
    let fire = desk.incident("高层火灾");
    assert_eq!(due_at(&desk, &Due::ReportByPhone { incident: fire }).as_deref(), Some("20:22"));
    assert_eq!(due_at(&desk, &Due::ReportInWriting { incident: fire }).as_deref(), Some("20:52"));

    // A professional team answers within a minute, and this one does not.
    until(&mut desk, "19:55");
    let facts = desk.keys("<f2>p1<tab>赶赴现场供水<enter>");
    let Some(Fact::OrderIssued(order)) = facts.first() else { panic!("{facts:?} {}", desk.notice()) };
    assert_eq!(order.incident, Some(fire), "the incident in hand is the order's");
    let order = desk.model.world.open_orders().next().unwrap().id;
    let unanswered = Due::Acknowledge { order };
    assert_eq!(due_at(&desk, &unanswered).as_deref(), Some("19:56"));
    let before = desk.bells;
    until(&mut desk, "19:57");
    assert!(desk.bells > before, "an order that nobody answers rings");
    assert!(screen(&desk).contains("抽排一队"), "{}", screen(&desk));

    // It goes on by phone: its leader is called, which every post sees, and does not answer.
    let facts = desk.keys("<c-v>4<enter>");
    assert!(matches!(&facts[..], [Fact::CallBegun(call)] if call.name == "李某"), "{facts:?} {}", desk.notice());
    assert!(screen(&desk).contains("19:57起王某正在叫李某"), "{}", screen(&desk));
    let Fact::CallMade(vain) = desk.records("3") else { panic!() };
    assert_eq!((vain.name.as_str(), &vain.answer), ("李某", &Answer::None));
    // The next contact has two minutes and an alarm of its own; one order is one row.
    let next =
        |desk: &Desk| due(desk).into_iter().find(|d| matches!(d.what, Due::CallNext { order: of, .. } if of == order));
    assert_eq!(next(&desk).map(|next| clock(next.due)).as_deref(), Some("19:59"));
    assert_eq!(due_at(&desk, &unanswered), None);
    let before = desk.bells;
    until(&mut desk, "20:00");
    assert!(desk.bells > before, "nobody called the next one in time");
    // A of its office answers and acknowledges for it, and it leaves within its ten minutes.
    let facts = desk.keys("<c-v>4<enter>1");
    let [Fact::CallBegun(_), Fact::CallMade(call), Fact::OrderRung(rung)] = &facts[..] else { panic!("{facts:?}") };
    assert_eq!((call.name.as_str(), &call.answer), ("甲", &Answer::By("甲".into())));
    assert_eq!((rung.order, rung.rung, rung.means), (order, Rung::Acknowledged, Means::Phone));
    assert!(next(&desk).is_none() && due_at(&desk, &unanswered).is_none());
    until(&mut desk, "20:04");
    let left = desk.records("<c-t>p1<tab>在途<enter>");
    assert!(matches!(left, Fact::TeamStatusSet { status: TeamStatus::EnRoute, .. }), "{left:?}");

    until(&mut desk, "20:10");
    desk.records("<c-n>地铁站口塌陷<enter>");
    desk.records("<c-n>燃气管道泄漏<enter>");
    let (cave_in, gas) = (desk.incident("地铁站口塌陷"), desk.incident("燃气管道泄漏"));
    for incident in [cave_in, gas] {
        assert_eq!(due_at(&desk, &Due::ReportByPhone { incident }).as_deref(), Some("20:40"));
    }
    Night { desk, fire, cave_in, gas }
}

/// Puts the cursor of the situation board on it.
fn turn_to(desk: &mut Desk, title: &str) {
    desk.keys(&format!("1<home>;{title}<enter>"));
}

/// The superior hears five lines on the fire; the two that are due at once are told before either is late.
fn reports_go_up_by_phone(Night { desk, fire, cave_in, gas }: &mut Night) {
    until(desk, "20:18");
    turn_to(desk, "高层");
    let Fact::FigureReported(figure) = desk.records("<c-f>失踪<tab>2<f10>") else { panic!() };
    assert_eq!((figure.incident, figure.value.count), (*fire, Some(2)));
    desk.keys("*");
    assert!(screen(desk).contains("失踪2人(未核实)"), "{}", screen(desk));
    desk.keys("<esc>");
    let Fact::ReportFiled(filed) = desk.records("<f7><tab><tab>市委市政府值班室<f10>") else { panic!() };
    assert_eq!((filed.incident, filed.kind, filed.means), (*fire, ReportKind::Initial, Means::Phone));
    assert_eq!(due_at(desk, &Due::ReportByPhone { incident: *fire }), None);

    // A duty officer ordered before any response was active: whoever may activate one ratifies that, by phone.
    let [first] = &desk.model.world.unratified()[..] else { panic!("{:?}", desk.model.world.unratified()) };
    assert_eq!((first.incident, first.basis.role), (Some(*fire), Some(Role::DutyOfficer)));
    let ratify = Due::Ratify { event: first.id };
    assert_eq!(due_at(desk, &ratify).as_deref(), Some("20:25"));
    let Fact::DecisionRatified { ratification, .. } = desk.records("<c-v>5周某<tab>专项副<f10>") else { panic!() };
    assert_eq!((ratification.by.as_str(), ratification.means), ("周某", Means::Phone));
    assert_eq!(due_at(desk, &ratify), None);

    until(desk, "20:38");
    for (title, incident) in [("塌陷", *cave_in), ("泄漏", *gas)] {
        turn_to(desk, title);
        let Fact::ReportFiled(filed) = desk.records("<f7><tab><tab>市委市政府值班室<f10>") else { panic!() };
        assert_eq!(filed.incident, incident);
    }
}

/// Each as a paper with a signature: that one of them is only noted as sent wants a reason.
fn reports_go_up_in_writing(Night { desk, fire, cave_in, gas }: &mut Night) {
    until(desk, "20:45");
    turn_to(desk, "泄漏");
    assert!(desk.keys("<f7><f10>").is_empty(), "no text, no signature");
    assert!(desk.notice().contains("报告文本和签发"), "{}", desk.notice());
    desk.keys("<esc><esc>");
    for (title, incident) in [("高层", *fire), ("塌陷", *cave_in), ("泄漏", *gas)] {
        turn_to(desk, title);
        let Fact::ReportBegun(_) = desk.records("0<c-a><f10>") else { panic!() };
        assert!(desk.keys("<c-e>1").is_empty(), "what is missing wants a reason");
        desk.keys("现场情况随后续报<enter>");
        let signed = desk.records("<c-e>2李某<tab>副市长<enter>");
        assert!(matches!(&signed, Fact::PaperStateSet { state: PaperState::Signed { by, .. }, .. } if by == "李某"));
        let Fact::ReportFiled(filed) = desk.records("<c-e>3<enter>") else { panic!() };
        assert_eq!((filed.incident, filed.kind), (incident, ReportKind::Initial));
        assert_ne!(filed.means, Means::Phone, "what is signed goes up as a paper");
        // And the other side says by phone that it came (rules.md 3.2).
        let Fact::ReportReceived(_) = desk.records("<c-e>4市委值班室赵某<f10>") else { panic!() };
    }
    until(desk, "21:30");
    assert_eq!(late(desk), 0, "{:?}", due(desk));
}

/// 21:59: half an hour to decide. Late, it rings; who has heard it says so, and it is silent and not done.
fn a_red_warning_is_decided_on(Night { desk, .. }: &mut Night) {
    until(desk, "21:59");
    let received = desk.records("<c-w>红<tab>暴雨<tab>三小时降雨量将达一百毫米<f10>");
    assert!(matches!(&received, Fact::WarningReceived(warning) if warning.colour == Colour::Red), "{received:?}");
    let warning = desk.model.world.warnings()[0].0;
    let decide = Due::Decide { warning };
    assert_eq!(due_at(desk, &decide).as_deref(), Some("22:29"));

    let before = desk.bells;
    until(desk, "22:30");
    // Nobody is listed who could be called about it, and that is said too.
    assert!(desk.bells > before && late(desk) == 2);
    assert_eq!(due_at(desk, &Due::ListCallees { warning }).as_deref(), Some("22:09"));
    desk.keys("<c-y>");
    let heard = desk.bells;
    until(desk, "22:33");
    assert_eq!(desk.bells, heard, "who has heard it is not told again");
    assert_eq!(due_at(desk, &decide).as_deref(), Some("22:29"), "heard is not done");

    desk.keys("<f6><f10>一级<f10>暴雨内涝<f10>24小时<f10>停工停课, 转移危险区群众<f10>");
    let facts = desk.keys("<right><enter>");
    let Some(Fact::ResponseDecided { response, .. }) = facts.first() else { panic!("{facts:?} {}", desk.notice()) };
    assert_eq!((response.basis, response.level()), (Some(warning), Some(Level::One)));
    assert_eq!(due_at(desk, &decide), None);
    // It holds at once; the level is the general commander's, who is called and says yes.
    assert!(desk.notice().contains("越权"), "{}", desk.notice());
    let answered = desk.records("<c-v>5郑某<tab>总指挥<f10>");
    assert!(
        matches!(&answered, Fact::DecisionRatified { ratification, .. }
        if ratification.role == Some(Role::GeneralCommander)),
        "{answered:?}"
    );
    assert!(desk.model.world.unratified().is_empty());
}

/// The paper that is being read.
fn sheet_lines(desk: &Desk) -> String {
    let Some(Overlay::Reading(reading)) = desk.model.overlays.last() else { panic!("{}", desk.notice()) };
    plain(&reading.document).join("\n")
}

/// 23:30: what is open and what changed, and who sits here from now on.
fn the_next_shift_takes_over(Night { desk, .. }: &mut Night) {
    until(desk, "23:30");
    desk.keys("<c-v>2");
    let sheet = sheet_lines(desk);
    assert!(sheet.contains("现行响应 (1项)"), "{sheet}");
    for said in ["高层火灾", "地铁站口塌陷", "燃气管道泄漏", "赶赴现场供水", "红色预警", "一级响应"]
    {
        assert!(sheet.contains(said), "{said}: {sheet}");
    }
    assert!(sheet.contains("本班变化 (11项)") && sheet.contains("21:59 暴雨 红色预警"), "{sheet}");
    assert!(!sheet.contains("演练"), "{sheet}");
    let Some(Overlay::Reading(reading)) = desk.model.overlays.last() else { panic!("{}", desk.notice()) };
    let read = qianzhi::papers::Document { annex: Vec::new(), ..reading.document.clone() };
    let read = plain(&read).join("\n");
    let aloud = read.chars().filter(|c| !c.is_whitespace() && *c != '_').count();
    assert!(aloud <= 500, "two minutes read aloud: {aloud} {sheet}");
    // What went beyond somebody's authority was answered for before the shift ends.
    assert!(desk.model.world.unratified().is_empty());
    // One gesture: who leaves signs, the post changes hands, who comes signs.
    let Fact::ShiftSigned(handed) = desk.records("<esc><c-v>03钱某<enter>") else { panic!() };
    assert_eq!((handed.by.as_str(), &handed.side), ("王某", &ShiftSide::Handed { to: "钱某".into() }));
    assert!(due(desk).iter().any(|due| matches!(due.what, Due::TakeOver { .. })), "half signed");
    let Fact::ShiftSigned(taken) = desk.records("<tab>2") else { panic!() };
    assert_eq!((taken.by.as_str(), taken.sheet.hash), ("钱某", handed.sheet.hash));
    assert_eq!((desk.model.post.operator.as_str(), desk.model.role.as_str()), ("钱某", "值班长"));
    assert!(!due(desk).iter().any(|due| matches!(due.what, Due::TakeOver { .. })));
    let both = sheet_lines(desk);
    assert!(both.contains("交班人：王某 23:30") && both.contains("接班人：钱某 23:30"), "{both}");
    // The next sheet begins where both have signed.
    desk.keys("<esc>");
    until(desk, "23:50");
    desk.keys("<c-v>2");
    let next = sheet_lines(desk);
    assert!(next.contains("23时30分至23时50分") && next.contains("上次交接：王某23:30交，钱某23:30接"), "{next}");
    assert!(!next.contains("新事件") && next.contains("高层火灾"), "nothing changed, and all is still open: {next}");
}

/// rules.md 0.2 item 3: at 80 columns too, whoever looks at boards 1 and 2 sees what the figures prove, and that it is not
/// what was decided.
#[test]
fn boards_at_80_columns_say_what_the_figures_prove() {
    let mut desk = duty_room();
    desk.records("<c-n>焦化厂爆炸<enter>");
    let incident = desk.incident("焦化厂爆炸");
    desk.other(Fact::IncidentCoded { incident, code: "12D00".into(), reason: String::new(), after: vec![] });
    let dead = |desk: &mut Desk, count| {
        let after = desk.model.world.heads(&Aspect::Figure(incident, FigureKind::Dead));
        let (value, source) = (Figure { count: Some(count), verified: false }, String::new());
        let occurred = desk.model.now;
        let figure = FigureKind::Dead;
        desk.other(Fact::FigureReported(FigureReport { incident, figure, value, occurred, source, after }));
    };
    let line = |desk: &mut Desk, board: &str| {
        desk.keys(board);
        let screen = screen(desk);
        let found = screen.lines().find(|line| line.contains("X1") && line.contains("焦化厂爆炸"));
        found.unwrap_or_else(|| panic!("{screen}")).to_owned()
    };
    dead(&mut desk, 12);
    assert!(line(&mut desk, "1").contains("?重大"), "{}", line(&mut desk, "1"));
    assert!(line(&mut desk, "3").contains("未定 !按数字至少重大"), "{}", line(&mut desk, "3"));
    let grade = Some(Grade::Ordinary);
    desk.other(Fact::Graded { incident, grade, reason: "初判".into(), after: vec![] });
    dead(&mut desk, 30);
    assert!(line(&mut desk, "1").contains("!特重"), "{}", line(&mut desk, "1"));
    assert!(line(&mut desk, "3").contains("一般 !按数字至少特别重大"), "{}", line(&mut desk, "3"));
    let after = desk.model.world.heads(&Aspect::Grade(incident));
    desk.other(Fact::Graded { incident, grade: Some(Grade::Extreme), reason: "死亡30人".into(), after });
    assert!(line(&mut desk, "1").contains(" 特重"), "{}", line(&mut desk, "1"));
    assert!(!line(&mut desk, "3").contains('!'), "{}", line(&mut desk, "3"));
}
