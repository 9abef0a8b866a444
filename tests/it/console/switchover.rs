//! From peace to war and back by keys alone, on a terminal of 80 by 24 (rules.md 2.4, 2.5, 5.2).

use qianzhi::clock::Span;
use qianzhi::console::{Board, Mode, Overlay};
use qianzhi::domain::{AreaCode, Decision, Fact, NextAct, Noted, Posture, ResponseState, Seat, Way};

use super::desk::Desk;
use super::sequences::shown;

fn area() -> AreaCode {
    "410100".into()
}

fn sits(desk: &mut Desk, role: &str) {
    desk.model.role = role.to_owned();
}

fn posture(desk: &Desk) -> Posture {
    desk.model.world.posture_now(&area())
}

fn next(desk: &Desk) -> Option<NextAct> {
    desk.model.world.next_act(&area(), desk.model.now)
}

/// The one note that the keys recorded.
fn notes(desk: &mut Desk, script: &str) -> Noted {
    let Fact::SwitchNoted { note, .. } = desk.records(script) else { panic!("{script}: {}", shown(desk)) };
    note.what
}

/// Before a change is confirmed a screen says what will be; what it says is what then is.
fn confirms(desk: &mut Desk, script: &str, said: &[&str]) -> Vec<Fact> {
    desk.pass(Span::minutes(1));
    assert!(desk.keys(script).is_empty(), "it asks first");
    assert_eq!(desk.model.mode(), Mode::Ask, "{}", shown(desk));
    let Some(Overlay::Ask(ask)) = desk.model.overlays.last() else { panic!() };
    let (before, foreseen) = *ask.change.clone().expect("what will change is shown");
    assert_eq!(before, desk.model.world.picture(&area(), desk.model.now));
    let screen = shown(desk);
    for word in said {
        assert!(screen.contains(word), "{word}\n{screen}");
    }
    let facts = desk.keys("1");
    assert_eq!(foreseen, desk.model.world.picture(&area(), desk.model.now));
    facts
}

/// 解除预警 on two strokes: what it asked is gone, and the way back is the next act.
#[test]
fn a_warning_is_lifted_by_keys_and_leads_back() {
    let mut desk = Desk::new();
    sits(&mut desk, "总指挥");
    desk.keys("#2");
    let warning = desk.other(Fact::WarningReceived(super::desk::warning()));
    confirms(&mut desk, "<c-g><f10>", &["P0 平时值守 > P3 临战待命"]);
    desk.pass(Span::minutes(1));
    let Fact::WarningLifted(lifting) = desk.records("<c-e>9<tab><tab>解除预警3号<f10>") else {
        panic!("{}", shown(&desk))
    };
    assert_eq!((lifting.warning, lifting.document.as_str()), (warning, "解除预警3号"));
    assert_eq!((lifting.issuer, lifting.at), (super::desk::warning().issuer, desk.model.now));
    assert!(!desk.model.rail().iter().any(|one| matches!(one.what, qianzhi::domain::Due::Decide { .. })));
    assert!(desk.keys("<c-e>9").is_empty());
    assert!(desk.notice().contains("没有在有效期内的预警"), "{}", desk.notice());
    // Nobody sits in the chair yet, and nobody needs to any more.
    assert_eq!(next(&desk), Some(NextAct::Posture(Posture::Normal)));
}

#[test]
fn from_peace_to_war_and_back_on_the_next_act() {
    let mut desk = Desk::new();
    sits(&mut desk, "总指挥");
    desk.keys("#2");
    assert_eq!(desk.model.board, Board::Switchover);
    assert!(shown(&desk).contains("P0 平时值守") && shown(&desk).contains("席位"), "{}", shown(&desk));

    // Standing by, on the red warning: a commander is asked for first.
    desk.other(Fact::WarningReceived(super::desk::warning()));
    assert_eq!(next(&desk), Some(NextAct::Posture(Posture::Standby)));
    confirms(&mut desk, "<c-g><f10>", &["P0 平时值守 > P3 临战待命", "要6席", "席位就位 30分钟"]);
    assert_eq!(posture(&desk), Posture::Standby);
    assert!(shown(&desk).contains("Ctrl-G 指挥长入席"), "{}", shown(&desk));
    let Noted::Seated { seat: Seat::Commander, name } = notes(&mut desk, "<c-g>徐某<f10>") else { panic!() };
    assert_eq!(name, "徐某");

    // Activated: one gesture, and the posture follows.
    let activate = "<f6><f10>一级<f10>暴雨内涝<f10>24小时<f10>停工停课<f10>";
    let said = ["P3 临战待命 > P4 战时响应", "响应中 一级", "通知成员 15分钟", "每2小时 > 每1小时"];
    let facts = confirms(&mut desk, activate, &said);
    assert!(matches!(&facts[..], [Fact::ResponseDecided { .. }, Fact::PostureChanged { follows: true, .. }]));
    assert_eq!(posture(&desk), Posture::War);

    // What is due first comes first: members, seats, then item by item.
    assert_eq!(notes(&mut desk, "<c-g><f10>"), Noted::MembersTold);
    for seat in Seat::ALL.into_iter().skip(1) {
        assert_eq!(desk.model.world.next_act(&area(), desk.model.now), Some(NextAct::Seat(seat)));
        notes(&mut desk, "<c-g>某人<f10>");
    }
    for number in 1..=16 {
        assert_eq!(desk.model.world.next_act(&area(), desk.model.now), Some(NextAct::Item(Way::ToWar, number)));
        notes(&mut desk, "<c-g><f10>");
    }
    assert!(shown(&desk).contains("16/16 100%"), "{}", shown(&desk));

    // The first consultation of the response is asked for.
    assert_eq!(next(&desk), Some(NextAct::Consult));
    let Fact::ConsultRequested(asked) = desk.records("<c-g>雨情<f10>") else { panic!("{}", shown(&desk)) };
    assert_eq!((asked.area, next(&desk)), (area(), Some(NextAct::Consult)));
    let Fact::ConsultMoved { .. } = desk.records("<c-g><f10>还没有名单<f10>") else { panic!("{}", shown(&desk)) };
    assert_eq!(desk.model.board, Board::Consultation, "it goes on there");
    desk.keys("#2");

    // A higher headquarters is asked, leads and is briefed.
    confirms(&mut desk, "<c-e>3省防指<enter>跨市<f10>", &["P4 战时响应 > P5 扩大战时", "移交通报 30分钟"]);
    assert!(matches!(notes(&mut desk, "<c-g><f10>"), Noted::Briefed));
    assert!(matches!(notes(&mut desk, "<c-e>4<f10>"), Noted::Leads(_)));
    assert!(matches!(notes(&mut desk, "<c-e>5<f10>"), Noted::Briefed));

    // Nobody leaves wartime with orders open: they become somebody else's.
    assert_eq!(desk.model.world.orders_left(&area()).len(), 1);
    notes(&mut desk, "<c-e>8排水集团<f10>");
    assert!(desk.model.world.orders_left(&area()).is_empty());
    confirms(&mut desk, "<c-g><tab><tab>研判单2号<f10>", &["P5 扩大战时 > P6 稳控收束"]);
    notes(&mut desk, "<c-g>1111");
    assert!(matches!(desk.model.world.response_state(&area()), ResponseState::Ending(_)));
    let said = ["P6 稳控收束 > P7 转平恢复", "已终止"];
    let facts = confirms(&mut desk, "<c-g><tab><tab><tab>会商纪要3号<f10>", &said);
    let Fact::ResponseDecided { response, .. } = &facts[0] else { panic!("{facts:#?}") };
    assert_eq!((&response.decision, response.conclusion.as_str()), (&Decision::Terminated, "会商纪要3号"));

    // And back: eleven items, then peace, and nobody sits there any more.
    for number in 1..=11 {
        assert_eq!(desk.model.world.next_act(&area(), desk.model.now), Some(NextAct::Item(Way::ToPeace, number)));
        notes(&mut desk, "<c-g><f10>");
    }
    confirms(&mut desk, "<c-g><f10>", &["P7 转平恢复 > P0 平时值守", "离席 徐某"]);
    assert_eq!(posture(&desk), Posture::Normal);
    assert!(shown(&desk).contains("没有要办的"), "{}", shown(&desk));
    assert!(desk.model.world.conflicts().is_empty());
}

/// Whoever is on the phone answers: by whom, by what means and when are written down with it.
#[test]
fn an_item_is_answered_for_somebody_on_the_phone() {
    let mut desk = Desk::new();
    sits(&mut desk, "值班员");
    desk.keys("#2<f6><f10>四级<f10>暴雨<f10>12小时<f10>巡查<f10>1");
    desk.keys("<home><down><down><down><down><down><down><down><down>");
    assert!(desk.keys("<enter>移交<enter>").is_empty());
    let Fact::SwitchNoted { note, .. } = desk.records("机关事务局<tab><c-u>赵某<tab>电话<f10>") else {
        panic!()
    };
    assert_eq!((note.by.as_str(), note.means), ("赵某", qianzhi::domain::Means::Phone));
    let Noted::Item { of, answer } = note.what else { panic!() };
    assert_eq!((of.number, answer), (3, qianzhi::domain::ItemAnswer::HandedOver { to: "机关事务局".into() }));
    assert!(shown(&desk).contains("赵某"), "{}", shown(&desk));
}

/// The rail says it too, and Enter there leads to it.
#[test]
fn what_a_response_asks_for_stands_in_the_rail_as_one_row_and_enter_acts() {
    let mut desk = Desk::new();
    sits(&mut desk, "总指挥");
    desk.keys("<f6><f10>一级<f10>暴雨内涝<f10>24小时<f10>停工停课<f10>1");
    let of_switch = |row: &&qianzhi::console::RailRow| {
        let due = &desk.model.rail()[row.first()];
        matches!(due.what, qianzhi::domain::Due::Switch { .. })
    };
    assert_eq!(desk.model.rail_rows().iter().filter(of_switch).count(), 1);
}
