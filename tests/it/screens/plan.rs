//! The plan board with orders of steps: one on its way, one that is late and told of, one to be confirmed, one to go out; the
//! plans on file with what calls for them and by when they are assessed; and the order that a step opens with.

use qianzhi::clock::{At, Span};
use qianzhi::console::Model;
use qianzhi::domain::{
    EventId, Fact, Form, Level, Means, OfStep, Order, Outcome, Owner, Plan, PlanClass, PlanStarted, Reading, Realm,
    Recipient, Rung, RungFact, Step, StepStatus, Threshold, ThresholdOp, Trigger, Urgency,
};
use qianzhi::text::Lang;

use super::golden::check;
use super::{LANGS, SIZES, colour, keys, slug, world};

fn order(number: u32, clock: &str, to: &str, text: &str, of: OfStep) -> Fact {
    Fact::OrderIssued(Order {
        number,
        form: Form::Order,
        to: Recipient::Person { name: to.into(), phone: "0371-0000".into() },
        incident: None,
        text: text.into(),
        urgency: Urgency::Routine,
        destination: None,
        authority: None,
        issued: world::at(clock),
        until: None,
        muster: None,
        role: None,
        step: Some(Box::new(of)),
    })
}

fn plan() -> Plan {
    let unit = |name: &str| Owner::Unit(name.into());
    let step = |code: &str, title: &str, title_en: &str, owner, minutes| Step {
        code: code.into(),
        title: title.into(),
        title_en: Some(title_en.into()),
        owner,
        within: Span::minutes(minutes),
        ..Step::default()
    };
    let close = step("S1", "封闭下穿隧道", "Close underpasses", unit("交警支队"), 40);
    let close = Step { checklist: vec!["断流".into(), "值守".into(), "绕行牌".into()], ..close };
    let metro = step("S2", "地铁停运", "Stop the metro", unit("地铁集团"), 20);
    let metro = Step { on_overdue: Some(Owner::Headquarters("zz-flood".into())), ..metro };
    let count = step("S3", "清点转移人数", "Count those who were moved", unit("民政局"), 60);
    let count = Step { evidence: "各街道名册".into(), ..count };
    let pump =
        Step { order: "赴京广路抽排".into(), ..step("S4", "抽排", "Pump", Owner::Team("P1".into()), 60) };
    Plan {
        code: "zz-rain".into(),
        name: "暴雨专项预案".into(),
        name_en: Some("Rainstorm plan".into()),
        version: "2021".into(),
        class: Some(PlanClass::Special),
        steps: vec![close, metro, count, pump],
        ..Plan::default()
    }
}

/// The run of the plan: S1 acknowledged, S2 late and told of, S3 carried out, S4 not out yet.
fn running() -> world::Scribe {
    let mut s = world::zhengzhou();
    let adopted = s.duty("12:00", Fact::PlanAdopted(plan()));
    let started = world::at("15:36");
    let area = "410100".into();
    let run = PlanStarted { plan: adopted, area, incident: None, level: Level::Two, started };
    let run = s.duty("15:36", Fact::PlanStarted(run));
    let of = |step: &str, late| OfStep { run, step: step.into(), late };
    let first = s.duty("15:37", order(21, "15:37", "交警支队", "封闭下穿隧道", of("S1", false)));
    let word = RungFact {
        order: first,
        rung: Rung::Acknowledged,
        by: "何某".into(),
        means: Means::Phone,
        at: world::at("15:39"),
    };
    s.duty("15:39", Fact::OrderRung(word));
    let set = Fact::StepSet { run, step: "S2".into(), status: StepStatus::Doing, at: started, after: vec![] };
    s.duty("15:40", set);
    s.duty("15:58", order(22, "15:58", "市防指", "逾期上报: 地铁停运", of("S2", true)));
    let third = s.duty("15:41", order(23, "15:41", "民政局", "清点转移人数", of("S3", false)));
    s.duty("15:59", Fact::OrderEnded { order: third, outcome: Outcome::Done, at: world::at("15:59"), after: vec![] });
    s
}

fn of(lang: Lang, scribe: world::Scribe) -> Model {
    world::model(lang, Realm::Drill("zhengzhou-720".into()), scribe)
}

#[test]
fn steps_say_how_far_their_orders_are() {
    for lang in LANGS {
        for size in SIZES {
            let mut model = of(lang, running());
            keys(&mut model, "5<home>");
            check(&format!("state-plan-orders-{}-{}x{}", slug(lang), size.0, size.1), &model, colour(), size);
        }
    }
}

#[test]
fn an_order_of_a_step_opens_with_what_the_plan_says() {
    for lang in LANGS {
        let mut model = of(lang, running());
        keys(&mut model, "5<home><down><down><down><f2>");
        check(&format!("state-plan-order-form-{}", slug(lang)), &model, colour(), (80, 24));
    }
}

/// No run: a plan that rain calls for, one that is to be assessed soon, and one that is long due.
fn on_file() -> world::Scribe {
    let mut s = world::Scribe::new();
    let area = || qianzhi::domain::Area { code: "410100".into(), name: "郑州".into(), name_en: "Zhengzhou".into() };
    s.duty("12:00", Fact::AreaNamed(area()));
    let rain = Threshold {
        quantity: "小时雨量".into(),
        gauge: None,
        op: ThresholdOp::AtLeast,
        milli: 50_000,
        unit: "mm".into(),
        window: None,
        forecast: false,
    };
    let day = |text: &str| At::parse(&format!("{text} 00:00"));
    let general = Plan {
        code: "general".into(),
        name: "总体应急预案".into(),
        name_en: Some("General plan".into()),
        class: Some(PlanClass::General),
        approved: day("2018-05-01"),
        ..plan()
    };
    let called = Plan { triggers: vec![Trigger::Threshold(rain)], review_due: day("2021-08-31"), ..plan() };
    let mut adopted: Vec<EventId> = Vec::new();
    for plan in [called, general] {
        adopted.push(s.duty("12:00", Fact::PlanAdopted(plan)));
    }
    let reading = Reading {
        gauge: "郑州站".into(),
        quantity: "小时雨量".into(),
        quantity_en: "rain in an hour".into(),
        milli: 58_500,
        unit: "mm".into(),
        from: world::at("15:00"),
        to: world::at("16:00"),
        area: "410100".into(),
    };
    s.duty("16:00", Fact::ReadingTaken(reading));
    s
}

#[test]
fn plans_on_file_say_what_calls_for_them_and_by_when_they_are_assessed() {
    for lang in LANGS {
        for size in SIZES {
            let mut model = of(lang, on_file());
            keys(&mut model, "5");
            check(&format!("state-plan-file-{}-{}x{}", slug(lang), size.0, size.1), &model, colour(), size);
        }
    }
}
