//! The consultation board of a flooded city: one whose actions went out, one that is under way, one that is convened.

use qianzhi::console::Model;
use qianzhi::domain::{
    ActionItem, Advice, Aspect, Briefing, Certainty, Channel, Conclusion, Consult, ConsultKind, ConsultNote,
    ConsultNoted as Noted, ConsultStep, Contact, ContentHash, Convening, EventId, Fact, Level, Listed, Means, Member,
    Opening, Opinion, Order, Outcome, Realm, Recipient, Role, Rung, RungFact, Signature, Turn,
};
use qianzhi::text::Lang;

use super::golden::check;
use super::{LANGS, SIZES, colour, keys, slug, world};

/// Whom the list of contacts has for the offices that are asked.
fn contacts(s: &mut world::Scribe) {
    let people = [
        ("k1", "冯某", "市气象局", None, "138-0000-0031"),
        ("k2", "陈某", "市水利局", Some(Turn::A), "138-0000-0032"),
        ("k3", "褚某", "市水利局", Some(Turn::B), "138-0000-0033"),
        ("k4", "卫某", "市交警支队", None, "138-0000-0034"),
        ("k5", "蒋某", "地铁集团", None, "138-0000-0035"),
    ];
    for (code, name, office, turn, mobile) in people {
        let contact = Contact {
            code: code.into(),
            name: name.into(),
            office: office.into(),
            turn,
            mobile: mobile.into(),
            ..Contact::default()
        };
        s.duty("12:02", Fact::listing(Listed::Contact(contact), Vec::new()));
    }
}

fn asks(s: &mut world::Scribe, clock: &str, reason: &str, follows: Option<EventId>) -> EventId {
    let at = world::at(clock);
    s.duty(
        clock,
        Fact::ConsultRequested(Box::new(Consult {
            area: "410100".into(),
            kind: ConsultKind::Emergency,
            reason: reason.into(),
            incident: None,
            warning: None,
            follows,
            by: "市气象局".into(),
            means: Means::Phone,
            at,
        })),
    )
}

fn moves(s: &mut world::Scribe, clock: &str, consult: EventId, step: ConsultStep) {
    let mut then = qianzhi::domain::World::new(Realm::Drill("zhengzhou-720".into()));
    s.events.iter().for_each(|event| then.apply(event));
    let after = then.heads(&Aspect::Consult(consult));
    s.duty(clock, Fact::ConsultMoved { consult, step: Box::new(step), at: world::at(clock), after });
}

fn notes(s: &mut world::Scribe, clock: &str, consult: EventId, by: &str, what: Noted) -> EventId {
    let note = ConsultNote { consult, what, by: by.into(), means: Means::Phone, at: world::at(clock) };
    s.duty(clock, Fact::ConsultNoted(Box::new(note)))
}

fn convening(t0: &str) -> ConsultStep {
    let member = |unit: &str, mandatory| Member { unit: unit.into(), mandatory };
    let members = vec![
        member("市气象局", true),
        member("市水利局", true),
        member("市交警支队", true),
        member("地铁集团", true),
        member("市城管局", false),
    ];
    let (channel, t0) = (Channel::Video, world::at(t0));
    ConsultStep::Convened(Convening { members, quorum: 3, channel, t0, chair: "沈某".into() })
}

fn opening() -> ConsultStep {
    let (chair, role) = ("沈某".into(), Some(Role::GeneralDeputy));
    ConsultStep::Started(Opening { chair, role, means: Means::Phone, pack: ContentHash([0x5a; 32]) })
}

fn joined(unit: &str, person: &str) -> Noted {
    Noted::Joined { unit: unit.into(), person: person.into() }
}

fn thinks(unit: &str, judgement: &str, certainty: Certainty, advice: &str, dissent: bool) -> Noted {
    let (unit, judgement, advice) = (unit.into(), judgement.into(), advice.into());
    Noted::Opinion(Opinion { unit, judgement, certainty, advice, dissent })
}

fn conclusion(until: &str) -> Conclusion {
    Conclusion {
        trend: "未来三小时强降雨持续, 主城区内涝加重".into(),
        advice: Advice::Level(Level::One),
        measures: vec!["地铁全线停运".into(), "停工停课停业".into(), "封闭下穿隧道".into()],
        valid_until: world::at(until),
    }
}

/// The first consultation: concluded, its actions out, one refused.
fn issued(s: &mut world::Scribe) -> EventId {
    let id = asks(s, "14:00", "红色预警, 主城区内涝", None);
    moves(s, "14:05", id, convening("14:30"));
    for (unit, person) in [("市气象局", "冯某"), ("市水利局", "陈某"), ("市交警支队", "卫某"), ("地铁集团", "蒋某")]
    {
        notes(s, "14:20", id, "", joined(unit, person));
    }
    moves(s, "14:30", id, opening());
    notes(s, "14:40", id, "冯某", thinks("市气象局", "强降雨持续", Certainty::High, "提一级", false));
    let metro = thinks("地铁集团", "客流大, 先限流再停运", Certainty::Low, "", true);
    notes(s, "14:42", id, "蒋某", metro);
    moves(s, "14:50", id, ConsultStep::Drafted(conclusion("16:30")));
    let signed = Signature {
        conclusion: conclusion("16:30"),
        number: 7,
        by: "沈某".into(),
        role: Some(Role::GeneralDeputy),
        means: Means::Phone,
    };
    moves(s, "14:55", id, ConsultStep::Signed(signed));
    let actions = [
        ("蒋某", "地铁全线停运", Some("15:30")),
        ("卫某", "封闭京广路隧道", Some("15:15")),
        ("陈某", "常庄水库腾库", Some("17:00")),
        ("冯某", "每半小时报雨情", None),
    ];
    let mut proposed = Vec::new();
    for (name, text, until) in actions {
        let to = Recipient::Person { name: name.into(), phone: "138-0000-0030".into() };
        let item = ActionItem { to, text: text.into(), until: until.map(world::at) };
        proposed.push((notes(s, "14:56", id, "", Noted::Action(item.clone())), item));
    }
    moves(s, "15:00", id, ConsultStep::Issued);
    for ((action, item), number) in proposed.into_iter().take(3).zip(41..) {
        let order = s.duty(
            "15:00",
            Fact::OrderIssued(Order { until: item.until, ..order(number, item.to.clone(), &item.text) }),
        );
        notes(s, "15:00", id, "", Noted::Ordered { action, number });
        match number {
            41 => ends(s, order, Outcome::Refused("晚高峰客流大".into())),
            42 => ends(s, order, Outcome::Done),
            _ => {
                let (rung, by, means, at) = (Rung::Acknowledged, "陈某".into(), Means::Phone, world::at("15:06"));
                s.duty("15:06", Fact::OrderRung(RungFact { order, rung, by, means, at }));
            }
        }
    }
    id
}

fn ends(s: &mut world::Scribe, order: EventId, outcome: Outcome) {
    s.duty("15:10", Fact::OrderEnded { order, outcome, at: world::at("15:10"), after: vec![] });
}

fn order(number: u32, to: Recipient, text: &str) -> Order {
    Order {
        number,
        form: qianzhi::domain::Form::Order,
        to,
        incident: None,
        text: text.into(),
        urgency: qianzhi::domain::Urgency::Routine,
        destination: None,
        authority: None,
        until: None,
        issued: world::at("15:00"),
        role: None,
        muster: None,
        step: None,
    }
}

/// The fixture with a consultation whose actions are out and the next one under way, two opinions short.
pub(super) fn scribe() -> world::Scribe {
    let mut s = world::zhengzhou();
    contacts(&mut s);
    let first = issued(&mut s);
    let id = asks(&mut s, "15:38", "第5号红色预警, 提级会商", Some(first));
    moves(&mut s, "15:42", id, convening("15:50"));
    for (unit, person) in [("市气象局", "冯某"), ("市水利局", "陈某"), ("地铁集团", "蒋某")] {
        notes(&mut s, "15:46", id, "", joined(unit, person));
    }
    let absent = Noted::Absent { unit: "市交警支队".into(), proxy: String::new(), reason: "路面指挥".into() };
    notes(&mut s, "15:47", id, "", absent);
    moves(&mut s, "15:50", id, opening());
    let forecast = Noted::Presented {
        of: Briefing::Forecast,
        unit: "市气象局".into(),
        text: "16 至 17 时小时雨量可超 100 毫米".into(),
    };
    notes(&mut s, "15:52", id, "", forecast);
    let weather = thinks("市气象局", "强降雨再持续三小时", Certainty::High, "启动一级", false);
    notes(&mut s, "15:54", id, "冯某", weather);
    let metro = thinks("地铁集团", "不同意立即停运: 站内滞留更危险", Certainty::Medium, "先限流", true);
    notes(&mut s, "15:56", id, "蒋某", metro);
    s
}

fn of(lang: Lang, scribe: world::Scribe) -> Model {
    world::model(lang, Realm::Drill("zhengzhou-720".into()), scribe)
}

pub(super) fn model(lang: Lang) -> Model {
    of(lang, scribe())
}

fn on_board(lang: Lang, scribe: world::Scribe) -> Model {
    let mut model = of(lang, scribe);
    keys(&mut model, "#1");
    model
}

#[test]
fn the_one_whose_actions_are_out_shows_their_ladders_and_who_refused() {
    for lang in LANGS {
        for size in SIZES {
            let mut model = on_board(lang, scribe());
            keys(&mut model, "<down>");
            check(&format!("state-consult-issued-{}-{}x{}", slug(lang), size.0, size.1), &model, colour(), size);
        }
    }
}

#[test]
fn one_that_is_convened_shows_whom_to_call() {
    for lang in LANGS {
        let mut s = world::zhengzhou();
        contacts(&mut s);
        let id = asks(&mut s, "15:50", "第5号红色预警, 提级会商", None);
        moves(&mut s, "15:55", id, convening("16:10"));
        notes(&mut s, "15:58", id, "", joined("市气象局", "冯某"));
        check(&format!("state-consult-convened-{}", slug(lang)), &on_board(lang, s), colour(), SIZES[0]);
    }
}

#[test]
fn two_conclusions_apart_are_said_on_the_board() {
    let mut s = scribe();
    let id = s.events.iter().rev().find(|event| matches!(event.fact, Fact::ConsultRequested(_))).unwrap().id;
    for (post, until) in [(0xa1, "17:00"), (0xb2, "18:00")] {
        let signed = Signature {
            conclusion: conclusion(until),
            number: 8,
            by: "沈某".into(),
            role: Some(Role::GeneralDeputy),
            means: Means::Phone,
        };
        let step = Box::new(ConsultStep::Signed(signed));
        let at = world::at("16:00");
        s.says(post, "王某", at, Fact::ConsultMoved { consult: id, step, at, after: vec![] });
    }
    check("state-consult-apart", &on_board(Lang::Zh, s), colour(), SIZES[0]);
}

#[test]
fn the_minutes_are_read_with_dissent_in_its_own_words() {
    for lang in LANGS {
        let mut model = on_board(lang, scribe());
        keys(&mut model, "<down><c-u>");
        check(&format!("state-consult-minutes-{}", slug(lang)), &model, colour(), SIZES[1]);
    }
}
