//! Forms and direct acts: which keys become which facts.

use qianzhi::clock::{At, Span};
use qianzhi::console::{Board, FieldName, FormKind, Mode, Pick};
use qianzhi::domain::{
    Aspect, Assignment, Decision, Destination, DrillControl, Fact, Figure, FigureKind, Form, Grade, IncidentStatus,
    Level, Means, Outcome, Posture, Recipient, ReportKind, Rung, StepStatus, TeamStatus, Urgency, Value,
};

use super::desk::{Desk, at, now, order, status};

#[test]
fn an_order_assigns_its_team() {
    let mut desk = Desk::new();
    let dam = desk.incident("郭家咀");
    let facts = desk.keys("1<end><f2>p2<enter>赶赴抽排<tab><tab>京广<tab>紧急<enter>");
    let [Fact::OrderIssued(order), Fact::TeamAssigned { team, assignment, .. }, Fact::TeamStatusSet { status, .. }] =
        facts.as_slice()
    else {
        panic!("{facts:#?} {:?}", desk.model.notice)
    };
    assert_eq!(order.number, 12);
    assert_eq!((order.form, order.urgency), (Form::Order, Urgency::Urgent));
    assert_eq!((&order.to, order.incident), (&Recipient::Team("P2".into()), Some(dam)));
    assert_eq!(order.destination, Some(Destination::Place("jingguang".into())));
    assert_eq!((order.text.as_str(), order.issued), ("赶赴抽排", now()));
    assert_eq!((team.0.as_str(), assignment.incident, *status), ("P2", Some(dam), TeamStatus::Ordered));
    assert_eq!(desk.model.mode(), Mode::Board);
}

#[test]
fn on_the_teams_board_an_order_to_the_selected_team_is_its_text_and_enter() {
    let mut desk = Desk::new();
    let facts = desk.keys("3;p10<enter><f2>赶赴<enter>");
    assert!(matches!(&facts[0], Fact::OrderIssued(order) if order.to == Recipient::Team("P10".into())));
}

#[test]
fn a_recipient_is_nobody_until_one_is_chosen() {
    let mut desk = Desk::new();
    assert!(desk.keys("<f2><f10>").is_empty());
    let form = desk.model.form().unwrap();
    assert_eq!(form.fields[form.at].name, FieldName::To);
    assert!(form.fault.is_some() && desk.model.notice.as_ref().unwrap().alarm);
    desk.keys("无此队<tab>赶赴<f10>");
    assert_eq!(desk.facts.len(), 0, "what matches nobody goes to nobody");
}

#[test]
fn a_person_is_named_with_the_number_to_call() {
    let mut desk = Desk::new();
    let facts = desk.keys("<f2>个人<tab>张某<tab>13800000000<tab>到岗<enter>");
    let Fact::OrderIssued(order) = &facts[0] else { panic!() };
    assert_eq!(order.to, Recipient::Person { name: "张某".to_owned(), phone: "13800000000".to_owned() });
    assert_eq!(facts.len(), 1, "a person is no team that could be moved");
}

/// design.md promise 11, rules.md 10.1: the form offers the request by itself, with the six parts of 军队参加抢险救灾条例
/// art. 7; whoever makes an order of it is refused with the way back.
#[test]
fn the_military_is_asked_and_not_ordered() {
    let mut desk = Desk::new();
    desk.keys("<f2>j1");
    assert_eq!(desk.model.form().unwrap().kind, FormKind::Order(Form::Request));
    assert!(desk.keys("<tab>请支援冲锋舟十艘<f4><f10>").is_empty());
    assert!(desk.notice().contains("请求") && desk.notice().contains("F4"), "{}", desk.notice());
    assert_eq!(desk.model.mode(), Mode::Form, "nothing typed is lost");
    let Fact::OrderIssued(order) = desk.records("<f4><f10>") else { panic!() };
    assert_eq!(order.form, Form::Request);
    for part in ["种类: ", "时间: ", "地域: ", "危害程度: ", "已采取: 不明", "所需: 请支援冲锋舟十艘"]
    {
        assert!(order.text.contains(part), "{part} {}", order.text);
    }
    assert!(desk.model.world.team(&"J1".into()).unwrap().status.agreed().is_none());
}

#[test]
fn a_request_leads_through_what_is_not_known_and_an_own_team_is_ordered_again() {
    let mut desk = Desk::new();
    let facts = desk.keys("<f2>j1<tab>冲锋舟<enter>");
    assert!(facts.is_empty(), "what is missing is asked: {facts:?}");
    assert_ne!(desk.model.form().unwrap().field().unwrap().name, FieldName::AidNeed);
    // Another one is picked: an order again, and what was typed is its text.
    desk.keys("<esc><f2><c-r>j1<tab>冲锋舟<backtab>p1");
    let form = desk.model.form().unwrap();
    assert_eq!(form.kind, FormKind::Order(Form::Order));
    assert_eq!(form.named(FieldName::Text).unwrap().line().text(), "冲锋舟");
}

#[test]
fn somebody_on_the_phone_acknowledges() {
    let mut desk = Desk::new();
    let order = desk.model.world.orders()[0].id;
    desk.pass(Span::minutes(2));
    let Fact::OrderRung(rung) = desk.records("<f5><f10>") else { panic!() };
    assert_eq!(rung.order, order, "the one waited for longest");
    assert_eq!((rung.rung, rung.by.as_str(), rung.means), (Rung::Acknowledged, "李某", Means::Phone));
    assert!(desk.model.world.order(order).unwrap().height == Some(Rung::Acknowledged));
}

#[test]
fn an_acknowledgement_has_its_own_time_means_and_name() {
    let mut desk = Desk::new();
    desk.keys("4<f5><tab>执行<tab><c-u>赵某<tab>电台<tab>16:05");
    let Fact::OrderRung(rung) = desk.records("<enter>") else { panic!() };
    assert_eq!((rung.rung, rung.by.as_str(), rung.means), (Rung::Executing, "赵某", Means::Radio));
    assert_eq!(rung.at, at("2021-07-20 16:05"));
    let mut desk = Desk::new();
    assert!(desk.keys("4<f5><tab><tab><tab><tab>sometime<enter>").is_empty());
    let form = desk.model.form().unwrap();
    assert_eq!(form.fields[form.at].name, FieldName::At);
}

#[test]
fn an_order_ends_with_an_outcome() {
    let mut desk = Desk::new();
    assert!(desk.keys("4<c-u>拒绝<f10>").is_empty(), "a refusal has a reason");
    let Fact::OrderEnded { outcome, .. } = desk.records("车坏<enter>") else { panic!() };
    assert_eq!(outcome, Outcome::Refused("车坏".to_owned()));
    let mut desk = Desk::new();
    let Fact::OrderEnded { outcome, .. } = desk.records("4<c-u><enter>") else { panic!() };
    assert_eq!(outcome, Outcome::Done);
}

#[test]
fn teams_are_assigned_freed_and_moved_only_where_the_rules_let_them() {
    let mut desk = Desk::new();
    let north = desk.incident("城区");
    let Fact::TeamAssigned { assignment, .. } = desk.records("3;p2<enter><c-g>城区<tab>金水<enter>") else {
        panic!()
    };
    let place = Some(Destination::Place("jinshui".into()));
    assert_eq!(assignment, Assignment { incident: Some(north), destination: place, order: None });
    let Fact::TeamAssigned { assignment, .. } = desk.records("<c-g>无任务<enter><enter>") else { panic!() };
    assert_eq!((assignment.incident, assignment.destination), (None, None));
    desk.other(status("P2", TeamStatus::EnRoute, Vec::new()));
    desk.keys(";p2<enter><c-t>");
    let matches = desk.model.form().unwrap().field().unwrap().matches();
    let offered = |status| matches.iter().any(|(_, choice)| choice.pick == Pick::TeamStatus(status));
    for to in [TeamStatus::OnScene, TeamStatus::Unavailable, TeamStatus::LostContact] {
        assert!(offered(to), "rules.md 6.3 lets a team on its way become {to:?}");
    }
    for to in [TeamStatus::Ready, TeamStatus::Working, TeamStatus::Resting, TeamStatus::EnRoute] {
        assert!(!offered(to), "rules.md 6.3 does not let a team on its way become {to:?}");
    }
    let Fact::TeamStatusSet { status, .. } = desk.records("到场<enter>") else { panic!() };
    assert_eq!(status, TeamStatus::OnScene);
}

#[test]
fn an_incident_is_opened_graded_counted_and_stabilised() {
    let mut desk = Desk::new();
    let Fact::IncidentOpened(opened) = desk.records("<c-n>京广隧道 积水<tab>京广<tab><tab>15:58<f10>") else {
        panic!()
    };
    assert_eq!((opened.title.as_str(), opened.place), ("京广隧道 积水", Some("jingguang".into())));
    assert_eq!((opened.occurred, opened.received), (at("2021-07-20 15:58"), now()));
    assert_eq!(opened.area.0, "410100");
    let tunnel = desk.incident("京广隧道");
    assert_eq!(desk.model.selected_incident(), Some(tunnel), "what was opened is what is worked on");
    let Fact::Graded { incident, grade, .. } = desk.records("<c-g>重大<enter>") else { panic!() };
    assert_eq!((incident, grade), (tunnel, Some(Grade::Major)));
    let Fact::FigureReported(figure) = desk.records("<c-f>被困<tab>３<tab>已核实<f10>") else { panic!() };
    assert_eq!((figure.figure, figure.value), (FigureKind::Trapped, Figure { count: Some(3), verified: true }));
    let Fact::FigureReported(figure) = desk.records("<c-f>失踪<tab>?<f10>") else { panic!() };
    assert_eq!(figure.value.count, None, "unknown is not zero");
    assert!(desk.keys("<c-f><tab>many<f10>").is_empty());
    desk.keys("<c-r>");
    assert_eq!(
        desk.model.form().unwrap().pick(FieldName::Incident),
        Some(&Pick::Incident(tunnel)),
        "begun anew as it opened: of the incident in hand"
    );
    desk.keys("<esc>");
    let Fact::IncidentStatusSet { status, .. } = desk.records("<c-u>稳控<enter>") else { panic!() };
    assert_eq!(status, IncidentStatus::Stabilised);
}

#[test]
fn reports_go_up_by_phone_first_and_are_numbered() {
    let mut desk = Desk::new();
    desk.keys("<f4>");
    while desk.model.selected_deadline().map(|d| qianzhi::console::act_for(&d.what))
        != Some(qianzhi::console::Action::Report)
    {
        desk.keys("<down>");
    }
    desk.keys("<enter><tab><tab>市委办");
    let Fact::ReportFiled(report) = desk.records("<f10>") else { panic!("{:?}", desk.model.notice) };
    assert_eq!((report.kind, report.means, report.to.as_str()), (ReportKind::Initial, Means::Phone, "市委办"));
    assert_eq!(report.incident, desk.incident("郭家咀"), "the one that is late");
    desk.keys("1;郭家咀<enter>");
    // In writing it has a text and a signature, or somebody says why it is only noted.
    assert!(desk.keys("<f7><f10>").is_empty(), "{}", desk.notice());
    let Fact::ReportFiled(report) = desk.records("传真已发, 文本在机要<enter>") else { panic!() };
    assert_eq!((report.kind, report.to.as_str()), (ReportKind::Initial, "市委办"));
    assert_eq!(report.means, Means::Console, "told by phone: the same in writing is still due");
    let Fact::ReportFiled(report) = desk.records("<f7><f10>传真已发, 文本在机要<enter>") else { panic!() };
    assert_eq!((report.kind, report.number, report.to.as_str()), (ReportKind::FollowUp, 1, "市委办"));
    desk.keys("1;城区<enter><f7>");
    let means = desk.model.form().unwrap().pick(FieldName::Means);
    assert_eq!(means, Some(&Pick::Means(Means::Phone)), "the first word goes up by phone");
}

/// 突发事件应对法 art. 72: matter, level, expected period, measures.
#[test]
fn an_activation_states_its_four_fields_and_asks_first() {
    let mut desk = Desk::new();
    desk.keys("<f6><f10>");
    let fields = [FieldName::Level, FieldName::Matter, FieldName::Period, FieldName::Measures];
    for (name, typed) in fields.into_iter().zip(["一级", "暴雨内涝", "24小时", "停工停课"]) {
        let form = desk.model.form().unwrap();
        assert_eq!(form.fields[form.at].name, name);
        assert!(form.fault.is_some() && desk.facts.is_empty());
        desk.keys(typed);
        desk.keys("<f10>");
    }
    assert_eq!(desk.model.mode(), Mode::Ask);
    let facts = desk.keys("<right><enter>");
    let [Fact::ResponseDecided { response, .. }, Fact::PostureChanged { posture: Posture::War, follows: true, .. }] =
        &facts[..]
    else {
        panic!("{facts:#?}")
    };
    let Decision::Activated { level, matter, period, measures } = &response.decision else { panic!() };
    assert_eq!((*level, matter.as_str()), (Level::One, "暴雨内涝"));
    assert_eq!((period.as_str(), measures.as_str()), ("24小时", "停工停课"));
    assert_eq!((response.area.0.as_str(), response.by.0.as_str(), response.decided), ("410100", "zz", now()));
    assert_eq!(response.basis, Some(desk.model.world.warnings()[0].0));
    assert!(!desk.model.rail().iter().any(|d| matches!(d.what, qianzhi::domain::Due::Decide { .. })));
}

#[test]
fn a_decline_has_a_reason_and_a_termination_asks() {
    let mut desk = Desk::new();
    assert!(desk.keys("<f6>不启动<f10>").is_empty());
    let Fact::ResponseDecided { response, .. } = desk.records("雨已减弱<f10>") else { panic!() };
    assert_eq!(response.decision, Decision::Declined { reason: "雨已减弱".to_owned() });
    assert!(desk.keys("<f6>终止<f10>").is_empty());
    let Fact::ResponseDecided { response, .. } = desk.records("1") else { panic!() };
    assert_eq!(response.decision, Decision::Terminated);
}

/// Most recipients are on a phone: who is in the contact list is found by pinyin, and the order carries the numbers.
#[test]
fn a_contact_of_the_list_is_ordered_by_name_and_the_order_carries_the_numbers() {
    let mut desk = Desk::new();
    let contact = qianzhi::domain::Contact {
        code: "市水利局/王建国".into(),
        name: "王建国".to_owned(),
        office: "市水利局".to_owned(),
        mobile: "13800000001".to_owned(),
        duty_phone: "0379-60000001".to_owned(),
        ..qianzhi::domain::Contact::default()
    };
    desk.other(Fact::ContactListed { contact: Box::new(contact), after: Vec::new() });
    desk.keys("<f2>wjg<tab>");
    assert_eq!(desk.model.form().unwrap().pick(FieldName::To), Some(&Pick::Contact("市水利局/王建国".into())));
    let fact = desk.records("开闸前报告<f10>");
    let Fact::OrderIssued(order) = fact else { panic!("{fact:?}") };
    let phone = "13800000001 / 0379-60000001".to_owned();
    assert_eq!(order.to, qianzhi::domain::Recipient::Person { name: "王建国".to_owned(), phone });
}

#[test]
fn the_deciding_headquarters_is_the_one_that_decided_before_or_is_chosen() {
    let mut desk = Desk::new();
    let hq = |desk: &Desk| desk.model.form().unwrap().pick(FieldName::Headquarters).cloned();
    desk.other(Fact::HeadquartersFormed(qianzhi::domain::Headquarters {
        code: "fire".into(),
        name: "火灾指挥部".to_owned(),
        name_en: String::new(),
        area: "410100".into(),
    }));
    desk.keys("<f6>");
    assert_eq!(hq(&desk), None, "among several nobody's by default");
    desk.keys("<tab><tab>总指挥部<f10>");
    assert_eq!(hq(&desk), Some(Pick::Headquarters("zz".into())));
    desk.keys("<c-r>不启动<tab><tab>zz<tab>雨停<f10>");
    assert_eq!(desk.facts.len(), 1, "{}", desk.notice());
    desk.keys("<f6>");
    assert_eq!(hq(&desk), Some(Pick::Headquarters("zz".into())));
}

#[test]
fn the_posture_changes_after_a_question() {
    let mut desk = Desk::new();
    assert!(desk.keys("1<c-e>战时响应<f10>").is_empty());
    let Fact::PostureChanged { posture, area, .. } = desk.records("y") else { panic!() };
    assert_eq!((posture, area.0.as_str()), (Posture::War, "410100"));
}

#[test]
fn a_plan_is_started_and_its_steps_move_by_one_key() {
    let mut desk = Desk::new();
    let Fact::PlanStarted(run) = desk.records("5<c-a><tab>二级<f10>") else { panic!("{:?}", desk.model.notice) };
    assert_eq!((run.level, run.started), (Level::Two, now()));
    let step = |fact| match fact {
        Fact::StepSet { step, status, .. } => (step.0, status),
        other => panic!("{other:?}"),
    };
    desk.keys("<home>");
    assert_eq!(step(desk.records("<c-g>")), ("s1".to_owned(), StepStatus::Doing));
    assert_eq!(step(desk.records("<c-d>")), ("s1".to_owned(), StepStatus::Done));
    assert_eq!(step(desk.records("<down><c-k>路断<enter>")), ("s2".to_owned(), StepStatus::Blocked("路断".to_owned())));
    assert_eq!(step(desk.records("<c-u>已停课<enter>")), ("s2".to_owned(), StepStatus::Skipped("已停课".to_owned())));
}

/// design.md promise 5: two posts that act apart make a conflict that a person settles.
#[test]
fn a_conflict_is_settled_for_the_side_that_was_picked() {
    let mut desk = Desk::new();
    desk.other(status("P2", TeamStatus::EnRoute, Vec::new()));
    desk.other(status("P2", TeamStatus::OnScene, Vec::new()));
    let aspect = Aspect::TeamStatus("P2".into());
    desk.keys("6");
    let sides = desk.model.selected_conflict().unwrap().sides.clone();
    assert_eq!(sides.len(), 2);
    desk.keys("<right><right>");
    assert_eq!(desk.model.side, 1);
    let fact = desk.records("<enter>");
    let (settled, value, after) = fact.write().unwrap();
    assert_eq!((settled, &value), (aspect.clone(), &sides[1].value));
    assert_eq!(after.len(), 2, "it replaces both sides");
    assert!(desk.model.world.conflict(&aspect).is_none());
    assert!(matches!(value, Value::TeamStatus(_)));
    desk.keys("<enter>");
    assert!(desk.notice().contains("没有"));
}

#[test]
fn settling_says_what_was_chosen() {
    let mut desk = Desk::new();
    desk.other(status("P2", TeamStatus::EnRoute, Vec::new()));
    desk.other(status("P2", TeamStatus::OnScene, Vec::new()));
    desk.hold = true;
    desk.keys("6<right><enter>");
    assert_eq!(desk.notice(), "", "nothing is said before it is durable");
    desk.hold = false;
    desk.release();
    assert!(desk.notice().contains("到场") && desk.notice().contains("李某"), "{}", desk.notice());
}

#[test]
fn the_controller_controls_the_drill() {
    let mut desk = Desk::new();
    let control = |fact| match fact {
        Fact::DrillControlled { control } => control,
        other => panic!("{other:?}"),
    };
    assert_eq!(control(desk.records("8<c-a>")), DrillControl::Pause);
    assert_eq!(control(desk.records("<right>")), DrillControl::Speed(10_000));
    assert!(desk.keys("<left>").is_empty(), "it runs at the machine's speed already");
    let later: At = at("2021-07-20 18:00");
    assert_eq!(control(desk.records("<c-u>18:00<enter>")), DrillControl::SkipTo(later));
    assert!(desk.keys("<c-u>15:00<enter>").is_empty(), "a drill does not run backwards");
    desk.keys("<esc>");
    assert_eq!(control(desk.records("<end><c-g>")), DrillControl::Fire("i2".into()));
    assert!(desk.keys("<c-e><enter>").is_empty(), "the end asks first");
    assert_eq!(control(desk.records("<c-e><right><enter>")), DrillControl::End);
    assert!(desk.keys("<f8>").is_empty(), "what the engine obeyed is not taken back by a strike");
}

#[test]
fn there_is_no_clock_to_control_outside_a_drill() {
    let mut desk = Desk::empty(qianzhi::domain::Realm::Live);
    assert!(desk.keys("8<c-a><left><right><c-u><c-g><c-e>").is_empty());
    assert_eq!(desk.model.mode(), Mode::Board);
}

#[test]
fn another_order_picked_is_another_person_called() {
    let mut desk = Desk::new();
    let mut second = order(12, "P2", None);
    second.to = Recipient::Person { name: "周某".to_owned(), phone: String::new() };
    desk.other(Fact::OrderIssued(second));
    desk.keys("<f5>");
    let by = |desk: &Desk| desk.model.form().unwrap().named(FieldName::By).unwrap().line().text().to_owned();
    assert_eq!(by(&desk), "李某");
    desk.keys("12");
    assert_eq!(by(&desk), "周某");
    assert_eq!(desk.model.form().map(|form| &form.kind), Some(&FormKind::Climb));
    assert_eq!(desk.model.board, Board::Situation);
}

#[test]
fn a_choice_is_narrowed_down_by_pinyin() {
    let mut desk = Desk::new();
    desk.keys("<f2>lyjy");
    let form = desk.model.form().unwrap();
    assert_eq!(form.pick(FieldName::To), Some(&qianzhi::console::Pick::Team("L3".into())), "洛阳救援三队");
}

#[test]
fn a_name_in_the_other_language_finds_it_too() {
    let mut desk = Desk::new();
    let mut card = super::desk::team("P7", "抽排七队", qianzhi::domain::TeamKind::Professional, "410100");
    if let qianzhi::domain::Fact::TeamEnrolled { team, .. } = &mut card {
        team.name_en = "Pumping seven".to_owned();
    }
    desk.other(card);
    desk.keys("<f2>pumping");
    let form = desk.model.form().unwrap();
    assert_eq!(form.pick(FieldName::To), Some(&qianzhi::console::Pick::Team("P7".into())));
}

/// A console that works alone has no region: an incident is opened all the same.
#[test]
fn who_works_alone_opens_an_incident_before_any_jurisdiction_has_a_name() {
    let mut desk = Desk::empty(qianzhi::domain::Realm::Live);
    let facts = desk.keys("<c-n>隧道积水<f10>");
    let [Fact::IncidentOpened(incident)] = facts.as_slice() else { panic!("{facts:?} {:?}", desk.model.notice) };
    assert_eq!((incident.title.as_str(), incident.area.0.as_str()), ("隧道积水", "410100"), "the post's own code");
}

/// A post that works alone knows no jurisdiction but its own, and the red warning comes all the same.
#[test]
fn a_warning_is_taken_down_where_no_jurisdiction_is_known() {
    let mut desk = Desk::empty(qianzhi::domain::Realm::Test);
    let facts = desk.keys("<c-w>红<tab>暴雨<tab>三小时降雨量将达一百毫米<f10>");
    let warning =
        facts.iter().find_map(|fact| if let Fact::WarningReceived(warning) = fact { Some(warning) } else { None });
    assert_eq!(warning.map(|warning| &*warning.area.0), Some("410100"), "{facts:?} {:?}", desk.model.notice);
}

/// At 80 columns a choice has some thirty cells, and five red warnings of one night differ in their number.
#[test]
fn a_warning_is_offered_by_colour_and_number_first() {
    let mut desk = Desk::new();
    desk.keys("<f6>");
    let grounds = desk.model.form().unwrap().named(FieldName::Basis).unwrap();
    let qianzhi::console::FieldKind::Choice { options, .. } = &grounds.kind else { panic!() };
    let names: Vec<&str> = options.iter().map(|choice| &*choice.name).filter(|name| *name != "无").collect();
    assert!(
        !names.is_empty() && names.iter().all(|name| name.split(' ').next().unwrap().contains("预警")),
        "{names:?}"
    );
}

#[test]
fn a_form_that_is_no_order_does_not_say_that_it_became_one() {
    let mut desk = Desk::new();
    desk.keys("<c-n>桥<f4>");
    assert!(desk.notice().contains("只有指令和请求"), "{}", desk.notice());
    assert_eq!(desk.model.form().unwrap().named(FieldName::Title).unwrap().line().text(), "桥");
}

/// `Ctrl-V 0 3` and `Ctrl-V 0` are not the same keys.
#[test]
fn the_rail_writes_a_key_of_three_strokes_whole() {
    let mut desk = Desk::new();
    desk.keys("1<c-v>03钱某<enter><esc><esc>");
    let mut buffer = ratatui::buffer::Buffer::empty(ratatui::layout::Rect::new(0, 0, 80, 60));
    qianzhi::view::paint(&desk.model, &qianzhi::view::Look::default(), &mut buffer);
    let screen = qianzhi::view::rows(&buffer, qianzhi::text::cells::Ambiguous::One).join("\n");
    assert!(screen.lines().any(|line| line.contains("接班") && line.contains("Ctrl-V 0 3 ")), "{screen}");
}

/// “any→Unavailable{reason}” (rules.md 6.3): the form asks why, of this status alone.
#[test]
fn why_a_team_is_not_available_is_asked_with_it() {
    let mut desk = Desk::new();
    let unavailable = desk.records("<c-t>p1<tab>不可用<tab>水泵送修<f10>");
    let Fact::TeamStatusSet { status, reason, .. } = unavailable else { panic!("{unavailable:?}") };
    assert_eq!((status, reason.as_str()), (TeamStatus::Unavailable, "水泵送修"));
    let Fact::TeamStatusSet { reason, .. } = desk.records("<c-t>p2<enter><enter>") else { panic!() };
    assert_eq!(reason, "");
}
