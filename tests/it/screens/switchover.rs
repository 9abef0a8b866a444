//! Level Ⅰ was activated twenty minutes ago: half of the seats are filled, and a few items answered.

use qianzhi::console::Model;
use qianzhi::domain::{
    AreaCode, Aspect, Decision, EventId, Fact, ItemAnswer, Level, Means, Noted, Posture, Realm, Response, Seat,
    SwitchNote, Way, World,
};
use qianzhi::text::Lang;

use qianzhi::view::Look;

use super::{keys, world};

struct Room {
    scribe: world::Scribe,
    world: World,
}

impl Room {
    fn says(&mut self, clock: &str, fact: Fact) -> EventId {
        let id = self.scribe.duty(clock, fact);
        self.world.apply(self.scribe.events.last().unwrap());
        id
    }

    fn notes(&mut self, clock: &str, by: &str, what: Noted) {
        let area: AreaCode = "410100".into();
        let means = if by.is_empty() { Means::Console } else { Means::Phone };
        let note = SwitchNote { area, what, by: by.into(), means, at: world::at(clock) };
        self.says(clock, Fact::SwitchNoted { note: Box::new(note), after: vec![] });
    }
}

pub(super) fn model(lang: Lang) -> Model {
    world::model(lang, Realm::Drill("zhengzhou-720".into()), scribe())
}

pub(super) fn scribe() -> world::Scribe {
    let scribe = world::zhengzhou();
    let mut world = World::new(Realm::Drill("zhengzhou-720".into()));
    scribe.events.iter().for_each(|event| world.apply(event));
    let mut room = Room { scribe, world };
    let area: AreaCode = "410100".into();
    let decision = Decision::Activated {
        level: Level::One,
        matter: "暴雨内涝".into(),
        period: "24小时".into(),
        measures: "停工停课".into(),
    };
    let response = Response {
        area: area.clone(),
        by: "zz-flood".into(),
        decision,
        basis: None,
        decided: world::at("15:40"),
        effective: None,
        conclusion: String::new(),
        role: None,
    };
    let after = room.world.heads(&Aspect::Response(area.clone()));
    room.says("15:40", Fact::ResponseDecided { response, after });
    let after = room.world.heads(&Aspect::Posture(area.clone()));
    let (posture, at) = (Posture::War, world::at("15:40"));
    let war = Fact::PostureChanged { area: area.clone(), posture, at, record: String::new(), follows: true, after };
    room.says("15:40", war);
    for (clock, by, seat, name) in [
        ("15:44", "市委办", Seat::Commander, "徐某"),
        ("15:46", "", Seat::ShiftLead, "陈某"),
        ("15:47", "", Seat::Dispatcher, "王某"),
    ] {
        room.notes(clock, by, Noted::Seated { seat, name: name.into() });
    }
    for (clock, by, number, answer) in [
        ("15:50", "", 1, ItemAnswer::Done),
        ("15:52", "李某", 5, ItemAnswer::Done),
        ("15:55", "", 6, ItemAnswer::NotApplicable { reason: "指挥车自带授时".into() }),
        ("15:58", "赵某", 15, ItemAnswer::HandedOver { to: "机关事务局".into() }),
    ] {
        let of = room.world.item_of(&area, Way::ToWar, number).unwrap();
        room.notes(clock, by, Noted::Item { of, answer });
    }
    room.scribe
}

/// Wartime was left while another post had orders out and nobody sat in the chair.
fn apart() -> world::Scribe {
    let mut room = Room { scribe: scribe(), world: World::new(Realm::Drill("zhengzhou-720".into())) };
    room.scribe.events.iter().for_each(|event| room.world.apply(event));
    let area: AreaCode = "410100".into();
    let after = room.world.heads(&Aspect::Seat(area.clone(), Seat::Commander));
    let what = Noted::Seated { seat: Seat::Commander, name: String::new() };
    let (by, means, at) = (String::new(), Means::Console, world::at("15:59"));
    let note = Box::new(SwitchNote { area: area.clone(), what, by, means, at });
    room.says("15:59", Fact::SwitchNoted { note, after });
    let after = room.world.heads(&Aspect::Posture(area.clone()));
    let (posture, at, record) = (Posture::Stabilising, world::at("16:00"), String::new());
    room.says("16:00", Fact::PostureChanged { area, posture, at, record, follows: false, after });
    room.scribe
}

/// What a change of posture, and one of level, would do.
pub(super) fn states() -> Vec<(&'static str, Model, Look)> {
    let typed = |lang, script: &str| {
        let mut model = model(lang);
        keys(&mut model, script);
        model
    };
    let apart = |lang| {
        let mut model = world::model(lang, Realm::Drill("zhengzhou-720".into()), apart());
        keys(&mut model, "#2");
        model
    };
    let lift = {
        let mut model = model(Lang::Zh);
        keys(&mut model, "#2<c-e>9");
        model
    };
    vec![
        ("unmet", apart(Lang::Zh), Look::default()),
        ("unmet-en", apart(Lang::En), Look::default()),
        ("lift", lift, Look::default()),
        ("preview", typed(Lang::Zh, "#2<c-a>稳控<tab><tab>研判单2号<f10>"), Look::default()),
        ("preview-en", typed(Lang::En, "<f6><tab><tab><tab>3rain<tab>24 h<tab>pumps<f10>"), Look::default()),
    ]
}
