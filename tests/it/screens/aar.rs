//! The board of reviews of a flooded city: one that was closed over an open item, one whose items are being worked on, one
//! that is evaluated.

use qianzhi::clock::{At, Span};
use qianzhi::console::Model;
use qianzhi::domain::{
    Aar, AarNote, AarNoted as Noted, AarOf, AarStep, Aspect, ContentHash, Draft, EventId, Fact, Finding, FindingKind,
    Gap, Improvement, ItemAct, Means, Mechanism, Realm, Reconstruction, Role, Seal, Severity, Voice,
};
use qianzhi::text::Lang;

use super::golden::check;
use super::{LANGS, SIZES, colour, keys, slug, world};

fn opens(s: &mut world::Scribe, clock: &str, incident: EventId, lead: &str) -> EventId {
    let at = world::at(clock);
    s.duty(
        clock,
        Fact::AarOpened(Box::new(Aar {
            area: "410100".into(),
            of: AarOf::Incident(incident),
            incident: Some(incident),
            from: at - Span::hours(4),
            ended: at - Span::minutes(30),
            lead: lead.into(),
            by: String::new(),
            means: Means::Console,
            at,
        })),
    )
}

fn moves(s: &mut world::Scribe, clock: &str, aar: EventId, step: AarStep) {
    let mut then = qianzhi::domain::World::new(Realm::Drill("zhengzhou-720".into()));
    s.events.iter().for_each(|event| then.apply(event));
    let aspect = match step {
        AarStep::Item { item, .. } => Aspect::AarItem(item),
        _ => Aspect::Aar(aar),
    };
    let after = then.heads(&aspect);
    s.duty(clock, Fact::AarMoved { aar, step: Box::new(step), at: world::at(clock), after });
}

fn notes(s: &mut world::Scribe, clock: &str, aar: EventId, what: Noted) -> EventId {
    let note = AarNote { aar, what, by: String::new(), means: Means::Phone, at: world::at(clock) };
    s.duty(clock, Fact::AarNoted(Box::new(note)))
}

fn hand(by: &str) -> Voice {
    Voice { by: by.into(), role: Some(Role::GeneralDeputy), means: Means::Console }
}

fn finding(kind: FindingKind, mechanism: Mechanism, text: &str, unit: &str, evidence: EventId) -> Noted {
    Noted::Finding(Finding {
        kind,
        mechanism,
        text: text.into(),
        evidence: vec![evidence],
        severity: Severity::Serious,
        cause: "预案没有备用路线".into(),
        unit: unit.into(),
        repeats: None,
    })
}

/// Opened, sealed, talked through, and put in order.
fn evaluated(s: &mut world::Scribe, incident: EventId, lead: &str) -> EventId {
    let id = opens(s, "14:00", incident, lead);
    let seal = Seal { hash: ContentHash([0x5a; 32]), events: 214, missing: 0, unsent: 0 };
    moves(s, "14:05", id, AarStep::Sealed(seal));
    notes(s, "14:10", id, Noted::HotWash { led: "沈某".into(), text: "集结快, 停运决定慢".into() });
    let gap = Gap { from: world::at("11:00"), to: world::at("12:30") };
    let made =
        Reconstruction { items: 214, sourced: 214, gaps: vec![gap], remark: "通信中断, 有纸质记录".into() };
    moves(s, "14:15", id, AarStep::Reconstructed(made));
    id
}

fn item(s: &mut world::Scribe, aar: EventId, of: EventId, text: &str, owner: &str, due: At) -> EventId {
    let metric = "演练验证".to_owned();
    let what = Improvement { finding: of, text: text.into(), owner: owner.into(), due: Some(due), metric };
    notes(s, "14:40", aar, Noted::Item(what))
}

fn acts(s: &mut world::Scribe, clock: &str, aar: EventId, item: EventId, act: ItemAct, by: &str) {
    moves(s, clock, aar, AarStep::Item { item, act, evidence: "照片".into(), hand: hand(by) });
}

pub(super) fn scribe() -> world::Scribe {
    let mut s = world::zhengzhou();
    let mut incidents = s.events.iter().filter(|event| matches!(event.fact, Fact::IncidentOpened(_)));
    let (one, two) = (incidents.next().unwrap().id, incidents.next().unwrap().id);
    let id = evaluated(&mut s, one, "韩某");
    let problem = FindingKind::Problem;
    let slow = notes(&mut s, "14:20", id, finding(problem, Mechanism::Assembly, "抽排二队到场超时", "市水利局", one));
    let metro =
        notes(&mut s, "14:21", id, finding(problem, Mechanism::OnSite, "站口封闭晚了四十分钟", "地铁集团", one));
    for (found, unit) in [(slow, "市水利局"), (metro, "地铁集团")] {
        let answer = Noted::Answered { finding: found, unit: unit.into(), accepts: true, text: "属实".into() };
        notes(&mut s, "14:25", id, answer);
    }
    let draft = Draft { summary: "处置总体有效".into(), lessons: "停运权限下放".into() };
    moves(&mut s, "14:30", id, AarStep::Drafted(draft.clone()));
    moves(&mut s, "14:32", id, AarStep::Reviewed(hand("钱某")));
    moves(&mut s, "14:35", id, AarStep::Signed { draft, number: 1, hand: hand("沈某") });
    let late = item(&mut s, id, slow, "划定抽排备用路线", "陈某", world::at("15:30"));
    let open = item(&mut s, id, metro, "停运权限写进预案", "蒋某", world::at("18:00"));
    acts(&mut s, "14:45", id, late, ItemAct::Verified, "钱某");
    for act in [ItemAct::Verified, ItemAct::Registered, ItemAct::Assigned, ItemAct::Rectified] {
        acts(&mut s, "14:50", id, open, act, "蒋某");
    }
    // Another one is being evaluated, and two units owe an answer.
    let id = evaluated(&mut s, two, "杨某");
    notes(&mut s, "15:00", id, finding(problem, Mechanism::Reporting, "书面初报晚了二十分钟", "市水利局", two));
    notes(&mut s, "15:01", id, finding(problem, Mechanism::Warning, "预警后无人决定", "市应急管理局", two));
    notes(&mut s, "15:02", id, finding(FindingKind::Strength, Mechanism::Consultation, "会商及时", "", two));
    s
}

fn of(lang: Lang, scribe: world::Scribe) -> Model {
    world::model(lang, Realm::Drill("zhengzhou-720".into()), scribe)
}

pub(super) fn model(lang: Lang) -> Model {
    of(lang, scribe())
}

#[test]
fn one_whose_items_are_worked_on_shows_them_by_step_with_owner_and_due() {
    for lang in LANGS {
        for size in SIZES {
            let mut model = model(lang);
            keys(&mut model, "#5");
            if matches!(model.selected_aar().map(|view| view.state), Some(qianzhi::domain::AarState::Evaluating)) {
                keys(&mut model, "<down>");
            }
            check(&format!("state-aar-items-{}-{}x{}", slug(lang), size.0, size.1), &model, colour(), size);
        }
    }
}

#[test]
fn two_reports_signed_apart_are_said_on_the_board() {
    let mut s = scribe();
    let id = s.events.iter().rev().find(|event| matches!(event.fact, Fact::AarOpened(_))).unwrap().id;
    let of_it = |event: &&qianzhi::domain::Event| match &event.fact {
        Fact::AarMoved { aar, step, .. } => *aar == id && !matches!(**step, AarStep::Item { .. }),
        _ => false,
    };
    let before: Vec<_> = s.events.iter().rev().find(of_it).map(|event| event.id).into_iter().collect();
    for (post, summary) in [(0xa1, "总体有效"), (0xb2, "问题较多")] {
        let draft = Draft { summary: summary.into(), lessons: String::new() };
        let step = Box::new(AarStep::Signed { draft, number: 2, hand: hand("沈某") });
        let at = world::at("16:00");
        s.says(post, "王某", at, Fact::AarMoved { aar: id, step, at, after: before.clone() });
    }
    let mut model = of(Lang::Zh, s);
    keys(&mut model, "#5");
    check("state-aar-apart", &model, colour(), SIZES[0]);
}

#[test]
fn the_report_is_read_with_findings_evidence_and_items() {
    for lang in LANGS {
        let mut model = model(lang);
        keys(&mut model, "#5");
        if matches!(model.selected_aar().map(|view| view.state), Some(qianzhi::domain::AarState::Evaluating)) {
            keys(&mut model, "<down>");
        }
        keys(&mut model, "<c-u>");
        check(&format!("state-aar-report-{}", slug(lang)), &model, colour(), SIZES[1]);
    }
}
