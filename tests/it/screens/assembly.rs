//! The assembly board of a flooded city: one on the way and late, one blocked, one that declined, one double-booked.

use qianzhi::console::Model;
use qianzhi::domain::{
    Destination, EventId, Fact, Form, Means, Muster, Order, Outcome, Realm, Recipient, Rung, RungFact, Setting,
    TeamStatus, Telling, Told, Urgency,
};
use qianzhi::text::Lang;

use super::world;

fn calls_up(s: &mut world::Scribe, clock: &str, number: u32, team: &str, place: &str, setting: Setting) -> EventId {
    let muster = Muster {
        rally: (team == "D2").then(|| "zhengdong".into()),
        route: "走中州大道".into(),
        equipment: "龙吸水两台".into(),
        safety: "涉水注意暗井".into(),
        contact: "钱某 0371-0000".into(),
        frequency: "350.125".into(),
        setting: Some(setting),
        required: (setting == Setting::Rural).then(|| world::at("16:25")),
        ..Muster::default()
    };
    s.duty(
        clock,
        Fact::OrderIssued(Order {
            number,
            form: Form::Order,
            to: Recipient::Team(team.into()),
            incident: None,
            text: "赴现场抽排".into(),
            urgency: Urgency::Urgent,
            destination: Some(Destination::Place(place.into())),
            authority: Some("zz-flood".into()),
            until: None,
            issued: world::at(clock),
            role: None,
            muster: Some(Box::new(muster)),
            step: None,
        }),
    )
}

fn tells(s: &mut world::Scribe, clock: &str, order: EventId, told: Told) {
    let (by, means, at) = ("李某".into(), Means::Phone, world::at(clock));
    s.duty(clock, Fact::AssemblyTold(Telling { order, told, by, means, at }));
}

fn acknowledges(s: &mut world::Scribe, clock: &str, order: EventId) {
    let (by, means, at) = ("李某".into(), Means::Phone, world::at(clock));
    s.duty(clock, Fact::OrderRung(RungFact { order, rung: Rung::Acknowledged, by, means, at }));
}

/// The fixture with five teams that were called up.
pub(super) fn scribe() -> world::Scribe {
    let mut s = world::zhengzhou();
    let p1 = calls_up(&mut s, "15:40", 21, "P1", "erqi", Setting::Rural);
    acknowledges(&mut s, "15:41", p1);
    tells(&mut s, "15:50", p1, Told::RollCalled { people: 22, vehicles: 3, kit: "缺一台泵".into() });
    tells(&mut s, "15:52", p1, Told::Departed { people: 22, eta: Some(world::at("16:12")) });
    tells(&mut s, "16:00", p1, Told::Blocked { by: "京广路口积水".into() });
    let d2 = calls_up(&mut s, "15:30", 22, "D2", "huiji", Setting::Urban);
    acknowledges(&mut s, "15:30", d2);
    for (clock, told) in [
        ("15:31", Told::Departed { people: 32, eta: Some(world::at("15:50")) }),
        ("15:48", Told::AtScene),
        ("15:55", Told::CheckedIn { people: 30, names: String::new(), skills: "潜水4人".into(), hours: Some(6) }),
    ] {
        tells(&mut s, clock, d2, told);
    }
    let s7 = calls_up(&mut s, "15:45", 23, "S7", "wulongkou", Setting::Rural);
    let outcome = Outcome::Refused("舟艇送检".into());
    s.duty("15:50", Fact::OrderEnded { order: s7, outcome, at: world::at("15:50"), after: vec![] });
    let m4 = calls_up(&mut s, "15:58", 24, "M4", "erqi", Setting::Urban);
    acknowledges(&mut s, "15:59", m4);
    calls_up(&mut s, "16:00", 25, "M4", "guojiazui", Setting::Rural);
    let (team, status, at) = ("M4".into(), TeamStatus::Assembling, world::at("15:59"));
    s.duty("15:59", Fact::TeamStatusSet { team, status, at, after: vec![], reason: String::new() });
    s
}

pub(super) fn model(lang: Lang) -> Model {
    world::model(lang, Realm::Drill("zhengzhou-720".into()), scribe())
}
