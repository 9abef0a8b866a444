//! A busy day: more of everything than a screen holds.

use qianzhi::console::Model;
use qianzhi::domain::*;
use qianzhi::text::Lang;

use super::world::{Scribe, at, model, zhengzhou};

/// The fixture with so many more teams, orders, entries and injects.
pub(super) fn crowd(teams: usize, orders: usize, lang: Lang) -> Model {
    let mut s = zhengzhou();
    let incident =
        s.events.iter().find(|event| matches!(event.fact, Fact::IncidentOpened(_))).map(|event| event.id).unwrap();
    for n in 0..teams {
        let team = Team {
            code: TeamCode(format!("K{n:03}")),
            name: format!("增援{n:03}队"),
            name_en: format!("Support {n:03}"),
            kind: TeamKind::Fire,
            capabilities: vec![Capability::WaterSurface],
            area: "410100".into(),
            home: "jinshui".into(),
            people: 8,
            leader: "某".into(),
            phone: String::new(),
            readiness: qianzhi::domain::Readiness::default(),
        };
        s.duty("14:00", Fact::TeamEnrolled { team, after: vec![] });
        let status = Fact::TeamStatusSet {
            team: TeamCode(format!("K{n:03}")),
            status: TeamStatus::ALL[n % TeamStatus::ALL.len()],
            at: at("14:30"),
            after: vec![],
            reason: String::new(),
        };
        s.duty("14:30", status);
    }
    for n in 0..orders {
        order(&mut s, n, teams, incident);
    }
    for n in 0..40 {
        let inject = Inject {
            code: InjectCode(format!("Q{n:02}")),
            kind: InjectKind::Message,
            at: Some(at("19:00")),
            title: format!("来电{n:02}"),
            source: "设定".into(),
        };
        s.duty("12:00", Fact::InjectPlanned(inject));
    }
    let mut model = model(lang, Realm::Drill("zhengzhou-720".into()), s);
    let fix = |n: usize| Fix {
        team: TeamCode(format!("K{n:03}")),
        point: Point {
            lat: 34_700_000 + i32::try_from(n * 700).unwrap(),
            lon: 113_500_000 + i32::try_from(n * 1300).unwrap(),
        },
        at: at("15:40"),
        speed_mh: None,
        every_ms: 30_000,
    };
    qianzhi::console::update(&mut model, qianzhi::console::Msg::Fixes((0..teams).map(fix).collect()));
    model
}

fn order(s: &mut Scribe, n: usize, teams: usize, incident: EventId) {
    let order = Order {
        number: 100 + u32::try_from(n).unwrap(),
        form: Form::Order,
        to: Recipient::Team(TeamCode(format!("K{:03}", n % teams.max(1)))),
        incident: Some(incident),
        text: format!("任务{n:03}"),
        urgency: Urgency::Routine,
        destination: None,
        authority: None,
        until: None,
        issued: at("15:00"),
        role: None,
        muster: None,
        step: None,
    };
    s.duty("15:00", Fact::OrderIssued(order));
}
