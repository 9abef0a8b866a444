//! Help between cities at 80 by 24, by digits and chords: a request from its draft to its settlement, answered by phone; and
//! a neighbour's request that is answered here (rules.md 4.4).

use qianzhi::clock::Span;
use qianzhi::console::{Action, AidForm, Board, Effect, FieldName, FormKind, Mode, Overlay, Pick, Row};
use qianzhi::domain::{
    Aid, AidLine, AidNews, AidSort, AidState, AidStep, AidUnit, AidView, Capability, CostBearer, Due, EventId, Fact,
    Means, Rally, ShareKind, SharedItem, SharedList, Voice,
};
use qianzhi::papers::plain;
use qianzhi::view::{Look, text_of};

use super::desk::{Desk, now};

fn view(desk: &Desk) -> AidView<'_> {
    desk.model.selected_aid().unwrap()
}

fn screen(desk: &Desk) -> String {
    text_of(&desk.model, &Look::default())
}

fn desk() -> Desk {
    let mut desk = Desk::new();
    desk.model.role = "副总指挥".to_owned();
    desk.keys("#8");
    assert_eq!((desk.model.board, desk.model.mode()), (Board::Linkage, Mode::Board));
    desk
}

fn step(facts: &[Fact]) -> AidStep {
    let found = facts.iter().find_map(|fact| match fact {
        Fact::AidMoved { step, .. } => Some((**step).clone()),
        _ => None,
    });
    found.unwrap_or_else(|| panic!("{facts:?}"))
}

#[test]
fn a_request_goes_from_its_draft_to_its_settlement_with_the_next_key() {
    let mut desk = desk();
    let facts = desk.keys(
        "<c-a>1<tab>6台排涝泵车；2支抢险队<tab><tab><tab><tab><tab>积水两米<tab>已封路<tab>郑少收费站<tab><tab><tab>钱某0371<f10>",
    );
    let [Fact::AidDrafted(aid)] = facts.as_slice() else { panic!("{facts:?} {}", desk.notice()) };
    assert_eq!((aid.from.0.as_str(), aid.to.0.as_str()), ("410100", "410300"));
    let needs: Vec<(&str, u32, &str)> =
        aid.needs.iter().map(|line| (line.what.as_str(), line.count, line.unit.as_str())).collect();
    assert_eq!(needs, [("排涝泵车", 6, "台"), ("抢险队", 2, "支")]);
    assert_eq!((aid.kind.as_str(), aid.harm.as_str(), aid.done.as_str()), ("郑州 城区内涝", "积水两米", "已封路"));
    assert!(aid.lacks().is_empty(), "{:?}", aid.lacks());
    assert_eq!((view(&desk).state, desk.model.aid_next(&view(&desk))), (AidState::Draft, Action::SendAid));
    // Signed here.
    let facts = desk.keys("<c-g><f10>");
    let AidStep::Sent(voice) = step(&facts) else { panic!("{facts:?}") };
    assert_eq!((voice.by.as_str(), voice.means), ("王某", Means::Console));
    assert!(desk.model.rail().iter().any(|due| matches!(due.what, Due::Aid { .. })), "the clock runs");
    assert!(screen(&desk).contains("洛阳未答复"), "{}", screen(&desk));
    // Answered by phone, in part.
    let facts = desk.keys("<c-g>周某<f10>");
    assert!(matches!(step(&facts), AidStep::Accepted(Voice { means: Means::Phone, .. })), "{facts:?}");
    let facts = desk.keys("<c-g><c-u>4<tab>l3<tab><tab><tab><tab>周某<f10>");
    let AidStep::Granted { grants, voice, .. } = step(&facts) else { panic!("{facts:?}") };
    assert_eq!((voice.by.as_str(), voice.means), ("周某", Means::Phone));
    let granted: Vec<(u8, u32, usize)> =
        grants.iter().map(|grant| (grant.line, grant.count, grant.units.len())).collect();
    assert_eq!((granted, &grants[0].units[0]), (vec![(0, 4, 1), (1, 2, 0)], &AidUnit::Team("L3".into())));
    assert!(view(&desk).partial() && screen(&desk).contains("部分同意"), "{}", screen(&desk));
    for (script, after) in [
        ("<c-g><tab><tab><tab>孙某<f10>", AidState::Dispatched),
        ("<c-g><tab><tab>1710<tab>孙某<f10>", AidState::EnRoute),
        ("<c-g><tab><tab>18<tab>孙某<f10>", AidState::Arrived),
        ("<c-g><tab><tab>抽排隧道<tab>孙某<f10>", AidState::Working),
        ("<c-g><tab><tab>孙某<f10>", AidState::Released),
        ("<c-g><tab><tab>孙某<f10>", AidState::Returned),
    ] {
        let facts = desk.keys(script);
        assert_eq!(view(&desk).state, after, "{script} {facts:?} {}", desk.notice());
    }
    let facts = desk.keys("<c-g><tab>12000<f10>");
    let AidStep::Settled { bearer, yuan, .. } = step(&facts) else { panic!("{facts:?}") };
    assert_eq!((bearer, yuan, view(&desk).state), (CostBearer::Requester, Some(12_000), AidState::Settled));
    assert!(desk.model.world.unratified().is_empty(), "every step in its turn and in authority");
}

/// A neighbour's request, as its own post sent it.
fn asked(desk: &mut Desk) -> EventId {
    let aid = Aid {
        from: "410300".into(),
        to: "410100".into(),
        incident: None,
        kind: "暴雨".into(),
        occurred: now(),
        place: "伊河路".into(),
        harm: "积水".into(),
        done: "封路".into(),
        needs: vec![AidLine {
            sort: AidSort::Force,
            what: "排涝队".into(),
            count: 2,
            unit: "支".into(),
            capability: None,
        }],
        rally: Rally { name: "伊川站".into(), point: None },
        route: String::new(),
        contact: "周某".into(),
        frequency: String::new(),
        hours: None,
        cost: CostBearer::Requester,
        logistics: String::new(),
        at: now(),
    };
    let id = desk.other(Fact::AidDrafted(Box::new(aid)));
    let sent = AidStep::Sent(Voice { by: "吴某".into(), role: None, means: Means::Console });
    desk.other(Fact::AidMoved { aid: id, step: Box::new(sent), at: now(), after: vec![] });
    id
}

#[test]
fn a_neighbours_request_is_answered_here_and_its_team_goes_on_this_citys_order() {
    let mut desk = desk();
    let id = asked(&mut desk);
    assert_eq!(desk.model.selected(Board::Linkage), Some(&Row::Aid(id)));
    let facts = desk.keys("<c-g><f10>");
    assert!(matches!(step(&facts), AidStep::Accepted(Voice { means: Means::Console, .. })), "{facts:?}");
    let facts = desk.keys("<c-g><c-u>1<tab>P2<f10>");
    let AidStep::Granted { grants, .. } = step(&facts) else { panic!("{facts:?}") };
    assert_eq!((grants[0].count, grants[0].units.clone()), (1, vec![AidUnit::Team("P2".into())]));
    // An order of its own city sends it off, and the request follows by itself.
    let facts = desk.keys("3<end>");
    assert!(facts.is_empty());
    let command = qianzhi::domain::Command::IssueOrder {
        form: qianzhi::domain::Form::Order,
        to: qianzhi::domain::Recipient::Team("P2".into()),
        incident: None,
        text: "支援洛阳".into(),
        urgency: qianzhi::domain::Urgency::Urgent,
        destination: None,
        authority: None,
        until: None,
    };
    let decided = qianzhi::domain::decide(&desk.model.world, &desk.model.standing(), command).unwrap();
    assert!(
        decided
            .facts
            .iter()
            .any(|fact| matches!(fact, Fact::AidTold(told) if matches!(told.news, AidNews::Dispatched { .. })))
    );
    for fact in decided.facts {
        desk.other(fact);
    }
    desk.keys("#8");
    assert_eq!(view(&desk).state, AidState::Dispatched);
}

#[test]
fn a_refusal_says_why_and_what_is_not_its_turn_is_not_offered() {
    let mut desk = desk();
    asked(&mut desk);
    assert!(!desk.model.applies(Action::SettleAid) && desk.model.applies(Action::RefuseAid));
    let facts = desk.keys("<c-e>4本市也在抢险<f10>");
    let AidStep::Refused { reason, .. } = step(&facts) else { panic!("{facts:?}") };
    assert_eq!((reason.as_str(), view(&desk).state), ("本市也在抢险", AidState::Refused));
    assert!(!desk.model.rail().iter().any(|due| matches!(due.what, Due::Aid { .. })));
}

#[test]
fn a_coordinate_without_its_system_is_asked_for_it() {
    let mut desk = desk();
    let script = "<c-a>1<tab>6台泵车<tab><tab><tab><tab><tab><tab><tab>路口<tab>34.6197,112.4540<f10>";
    assert!(desk.keys(script).is_empty(), "a coordinate without a system is no coordinate");
    assert_eq!(desk.model.mode(), Mode::Form);
    let facts = desk.keys("3");
    let [Fact::AidDrafted(aid)] = facts.as_slice() else { panic!("{facts:?} {}", desk.notice()) };
    assert_eq!(aid.rally.point.unwrap().1.tag(), "GCJ02");
    assert!(screen(&desk).contains("GCJ02"), "{}", screen(&desk));
}

#[test]
fn a_list_of_ones_own_teams_is_shared_and_stands_there_with_its_age() {
    let mut desk = desk();
    let facts = desk.keys("<c-u><f10>");
    let [Fact::ShareListed { list, .. }] = facts.as_slice() else { panic!("{facts:?} {}", desk.notice()) };
    assert_eq!((list.area.0.as_str(), list.items.len(), list.as_of), ("410100", 4, now()));
    assert!(screen(&desk).contains("共享队伍  4项"), "{}", screen(&desk));
}

/// What a neighbour shares stands in who can come behind the teams, with the age of its list, and Enter on it asks for it.
#[test]
fn what_a_neighbour_shares_is_asked_for_from_who_can_come() {
    let mut desk = Desk::new();
    desk.model.role = "副总指挥".to_owned();
    let item = SharedItem {
        name: "洛阳排涝队".into(),
        count: Some(30),
        capabilities: vec![Capability::FloodPump],
        note: "周某 0379-1000".into(),
        ..SharedItem::default()
    };
    let list = SharedList {
        area: "410300".into(),
        kind: ShareKind::Teams,
        edition: "7月".into(),
        as_of: now() - Span::hours(72),
        part: 0,
        parts: 1,
        items: vec![item],
        by: "周某".into(),
        means: Means::Phone,
    };
    desk.other(Fact::ShareListed { list: Box::new(list), after: vec![] });
    desk.keys("+<tab><tab><tab>2<tab><tab>");
    let form = desk.model.form().unwrap();
    assert_eq!(form.field().unwrap().name, FieldName::Who, "{:?}", form.field());
    let qianzhi::console::FieldKind::Choice { options, .. } = &form.field().unwrap().kind else { panic!() };
    let offered = options.last().unwrap();
    assert_eq!(offered.pick, Pick::Offered("410300".into(), "洛阳排涝队".into()));
    assert!(offered.name.contains("请求") && offered.name.contains("清单72小时前 陈旧"), "{}", offered.name);
    let mut other = desk.clone();
    other.keys("<tab>");
    let facts = desk.keys("洛阳排涝");
    assert!(facts.is_empty() && screen(&desk).contains("陈旧"), "why it stands there\n{}", screen(&desk));
    desk.keys("<enter>");
    let form = desk.model.form().unwrap();
    assert_eq!(form.kind, FormKind::Aid(AidForm::Draft), "{}", desk.notice());
    let facts = desk.keys("<f10>");
    let [Fact::AidDrafted(aid)] = facts.as_slice() else { panic!("{facts:?} {}", desk.notice()) };
    assert_eq!((aid.to.0.as_str(), aid.needs[0].what.as_str(), aid.needs[0].count), ("410300", "洛阳排涝队", 1));
    assert!(aid.incident.is_some() && !aid.place.is_empty(), "{aid:?}");
    // What was typed for whoever comes is put aside, because somebody else may be wanted as well.
    let mut desk = other;
    desk.keys("抽排隧道<backtab>洛阳排涝<enter>");
    assert_eq!(desk.model.form().unwrap().kind, FormKind::Aid(AidForm::Draft), "{}", desk.notice());
    desk.keys("<esc>+");
    let form = desk.model.form().unwrap();
    assert_eq!(form.named(FieldName::Text).unwrap().line().text(), "抽排隧道", "{}", desk.notice());
}

/// The letter that goes to the other city is read on the board, and written beside the journal.
#[test]
fn the_letter_of_a_request_is_read_and_exported() {
    let mut desk = desk();
    asked(&mut desk);
    desk.keys("<c-e><enter>");
    let Some(Overlay::Reading(reading)) = desk.model.overlays.last() else { panic!("{}", desk.notice()) };
    let lines = plain(&reading.document).join("\n");
    assert!(lines.contains("关于请求支援的函 (暴雨)") && lines.contains("排涝队"), "{lines}");
    desk.keys("<c-e>");
    assert!(desk.effects.iter().any(|effect| matches!(effect, Effect::Export { .. })), "{:?}", desk.effects);
}

/// rules.md 4.4: another city's team is asked of its city, with what that asks for; however the order to it was begun.
#[test]
fn another_citys_team_is_asked_of_its_city_by_an_aid_request() {
    for (script, counted) in [
        ("<f2>l3<tab>", false),
        ("<f2>l3<enter>", false),
        ("<f2>l3<f4>", false),
        ("<f2>l3<f10>", false),
        ("<f2>p1<tab>冲锋舟10艘<backtab><c-u>l3<f4>", true),
    ] {
        let mut desk = Desk::new();
        assert!(desk.keys(script).is_empty(), "{script}");
        let form = desk.model.form().unwrap();
        assert_eq!(form.kind, FormKind::Aid(AidForm::Draft), "{script} {}", desk.notice());
        assert_eq!(form.pick(FieldName::AidCity), Some(&Pick::Area("410300".into())), "{script}");
        assert_eq!(desk.model.overlays.len(), 1, "in the order's place");
        let line = |name| form.named(name).unwrap().line().text().to_owned();
        let name = desk.model.world.team_card(&"L3".into()).unwrap().name.clone();
        let need = if counted { "冲锋舟10艘".to_owned() } else { format!("兵力 {name} 1支") };
        assert_eq!(line(FieldName::AidNeed), need, "{script}");
        assert_eq!(line(FieldName::AidKind), "郑州 城区内涝", "what the log knows of the incident: {script}");
        let facts = desk.keys("<f10>");
        let [Fact::AidDrafted(aid)] = facts.as_slice() else { panic!("{script} {facts:?} {}", desk.notice()) };
        assert_eq!((aid.to.0.as_str(), aid.needs[0].count), ("410300", if counted { 10 } else { 1 }));
    }
    // What says no number stays to be read, and is asked about.
    let mut desk = Desk::new();
    desk.keys("<f2>p1<tab>请支援冲锋舟<backtab><c-u>l3<f4>");
    assert!(desk.keys("<f10>").is_empty() && desk.notice().contains("没有数量"), "{}", desk.notice());
    let need = desk.model.form().unwrap().named(FieldName::AidNeed).unwrap().line().text().to_owned();
    assert!(need.contains("请支援冲锋舟"), "{need}");
    // On the board of teams the selected one is meant; a withdrawal is called to anybody.
    let mut desk = Desk::new();
    desk.keys("3<home>");
    for _ in 0..desk.model.rows(Board::Teams).len() {
        if desk.model.selected(Board::Teams) != Some(&Row::Team("L3".into())) {
            desk.keys("<down>");
        }
    }
    desk.keys("<f2>");
    assert_eq!(desk.model.form().unwrap().kind, FormKind::Aid(AidForm::Draft));
    let mut desk = Desk::new();
    assert!(matches!(&desk.keys("<f9>l3<f10>1")[..], [Fact::OrderIssued(_)]), "{}", desk.notice());
}
