//! The linkage board of a flooded city: one request answered in part and on its way, one that nobody answered, one of a
//! neighbour, a draft; two lists that neighbours share, one of them stale.

use qianzhi::console::Model;
use qianzhi::domain::{
    Aid, AidLine, AidNews, AidSort, AidStep, AidTelling, AidUnit, Area, Aspect, Capability, CostBearer, Datum, EventId,
    Fact, Grant, Means, Point, Rally, Realm, Role, ShareKind, SharedItem, SharedList, Voice,
};
use qianzhi::text::Lang;

use super::golden::check;
use super::{LANGS, SIZES, colour, keys, slug, world};

fn line(sort: AidSort, what: &str, count: u32, unit: &str, capability: Option<Capability>) -> AidLine {
    AidLine { sort, what: what.into(), count, unit: unit.into(), capability }
}

fn drafts(s: &mut world::Scribe, clock: &str, from: &str, to: &str, needs: Vec<AidLine>, whole: bool) -> EventId {
    let point = Point::degrees(34.69, 113.59).unwrap();
    let text = |text: &str| if whole { text.into() } else { String::new() };
    let aid = Aid {
        from: from.into(),
        to: to.into(),
        incident: None,
        kind: "暴雨洪涝".into(),
        occurred: world::at("14:30"),
        place: "京广路隧道".into(),
        harm: text("隧道积水两米, 被困人数不明"),
        done: text("已封路, 抽排三台"),
        needs,
        rally: Rally { name: text("郑少高速收费站"), point: whole.then_some((point, Datum::Gcj02)) },
        route: text("连霍高速"),
        contact: text("钱某 0371-0000"),
        frequency: "350.125".into(),
        hours: Some(24),
        cost: CostBearer::Requester,
        logistics: text("郑州市应急局"),
        at: world::at(clock),
    };
    s.duty(clock, Fact::AidDrafted(Box::new(aid)))
}

fn moves(s: &mut world::Scribe, clock: &str, aid: EventId, step: AidStep) {
    let mut then = qianzhi::domain::World::new(Realm::Drill("zhengzhou-720".into()));
    s.events.iter().for_each(|event| then.apply(event));
    let after = then.heads(&Aspect::Aid(aid));
    s.duty(clock, Fact::AidMoved { aid, step: Box::new(step), at: world::at(clock), after });
}

fn tells(s: &mut world::Scribe, clock: &str, aid: EventId, unit: &AidUnit, news: AidNews) {
    let (unit, by, means, at) = (unit.clone(), "孙某".into(), Means::Phone, world::at(clock));
    s.duty(clock, Fact::AidTold(Box::new(AidTelling { aid, unit, news, by, means, at })));
}

fn voice(by: &str, means: Means) -> Voice {
    Voice { by: by.into(), role: Some(Role::GeneralDeputy), means }
}

fn shares(s: &mut world::Scribe, clock: &str, area: &str, kind: ShareKind, names: &[&str]) {
    let item = |name: &&str| SharedItem {
        name: (*name).into(),
        count: Some(12),
        unit: "台".into(),
        note: "市应急物资库".into(),
        ..SharedItem::default()
    };
    let list = SharedList {
        area: area.into(),
        kind,
        edition: "2021-7".into(),
        as_of: world::at(clock),
        part: 0,
        parts: 1,
        items: names.iter().map(item).collect(),
        by: "孙某".into(),
        means: Means::Phone,
    };
    s.duty("12:05", Fact::ShareListed { list: Box::new(list), after: vec![] });
}

/// The fixture with its neighbours and what was asked of them.
pub(super) fn scribe() -> world::Scribe {
    let mut s = world::zhengzhou();
    for (code, name, name_en) in [
        ("410000", "河南省", "Henan"),
        ("410300", "洛阳", "Luoyang"),
        ("410400", "平顶山", "Pingdingshan"),
        ("419001", "济源", "Jiyuan"),
    ] {
        s.duty("12:01", Fact::AreaNamed(Area { code: code.into(), name: name.into(), name_en: name_en.into() }));
    }
    shares(&mut s, "09:00", "410300", ShareKind::Equipment, &["龙吸水", "动力舟桥"]);
    shares(&mut s, "09:00", "410400", ShareKind::Teams, &["平煤救护一中队"]);
    let stale = s.events.last_mut().unwrap();
    let Fact::ShareListed { list, .. } = &mut stale.fact else { panic!() };
    list.as_of = list.as_of + qianzhi::clock::Span::hours(-30);
    let pumps = vec![
        line(AidSort::Equipment, "排涝泵车", 6, "台", Some(Capability::FloodPump)),
        line(AidSort::Force, "抢险队", 2, "支", None),
    ];
    let first = drafts(&mut s, "15:00", "410100", "410300", pumps, true);
    moves(&mut s, "15:03", first, AidStep::Sent(voice("郑某", Means::Console)));
    moves(&mut s, "15:10", first, AidStep::Accepted(voice("周某", Means::Phone)));
    let (team, lot) = (AidUnit::Named("洛阳救援三队".into()), AidUnit::Named("龙吸水".into()));
    let grants = vec![
        Grant { line: 0, count: 4, units: vec![lot.clone()] },
        Grant { line: 1, count: 2, units: vec![team.clone()] },
    ];
    let granted =
        AidStep::Granted { grants, note: "油料由请求方保障".into(), voice: voice("周某", Means::Phone) };
    moves(&mut s, "15:20", first, granted);
    tells(&mut s, "15:30", first, &team, AidNews::Dispatched { people: Some(30) });
    tells(&mut s, "15:40", first, &team, AidNews::EnRoute { eta: Some(world::at("17:10")) });
    let boats = vec![line(AidSort::Equipment, "冲锋舟", 10, "艘", None)];
    let second = drafts(&mut s, "15:20", "410100", "410400", boats.clone(), true);
    moves(&mut s, "15:25", second, AidStep::Sent(voice("郑某", Means::Console)));
    let theirs = drafts(&mut s, "15:45", "419001", "410100", boats, true);
    moves(&mut s, "15:50", theirs, AidStep::Sent(voice("吴某", Means::Console)));
    drafts(&mut s, "15:58", "410100", "419001", vec![line(AidSort::Material, "帐篷", 300, "顶", None)], false);
    s
}

pub(super) fn model(lang: Lang) -> Model {
    world::model(lang, Realm::Drill("zhengzhou-720".into()), scribe())
}

fn on_board(lang: Lang) -> Model {
    let mut model = model(lang);
    keys(&mut model, "#8");
    model
}

#[test]
fn the_one_that_was_granted_in_part_shows_what_of_each_line_comes_and_where_it_is() {
    for lang in LANGS {
        for size in SIZES {
            let mut model = on_board(lang);
            keys(&mut model, "<down><down><down>");
            check(&format!("state-linkage-granted-{}-{}x{}", slug(lang), size.0, size.1), &model, colour(), size);
        }
    }
}

#[test]
fn one_that_nobody_answered_says_for_how_long_and_a_shared_list_is_read() {
    for lang in LANGS {
        let mut model = on_board(lang);
        keys(&mut model, "<down><down>");
        check(&format!("state-linkage-unanswered-{}", slug(lang)), &model, colour(), SIZES[0]);
        keys(&mut model, "<end>");
        check(&format!("state-linkage-shared-{}", slug(lang)), &model, colour(), SIZES[0]);
    }
}

#[test]
fn the_form_of_a_grant_names_each_line() {
    for lang in LANGS {
        let mut model = on_board(lang);
        keys(&mut model, "<down><c-e>3");
        check(&format!("state-linkage-grant-{}", slug(lang)), &model, colour(), SIZES[0]);
    }
}
