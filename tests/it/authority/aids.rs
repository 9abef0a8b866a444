//! Requests for help in the matrix (rules.md 4.4): who may sign one, grant, refuse or settle it; anybody drafts one and writes
//! down what is said. Nobody waits for help: it is asked for and answered at once, and ratified.

use qianzhi::domain::{
    Aid, AidCommand, AidLine, AidNews, AidSort, AidStep, AidTelling, AidUnit, Area, Aspect, Command, CostBearer,
    EventId, Fact, Grant, Means, Rally, Role, ShareKind, SharedItem, SharedList, Voice,
};

use super::consults::CHAIR;
use super::matrix::{ANYBODY, Else, Line, line};
use super::{CITY, Log, at};

const OTHER: &str = "410100";

fn aid() -> Aid {
    Aid {
        from: CITY.into(),
        to: OTHER.into(),
        incident: None,
        kind: "暴雨".into(),
        occurred: at("08:50"),
        place: "伊河路".into(),
        harm: "积水".into(),
        done: "封路".into(),
        needs: vec![AidLine {
            sort: AidSort::Equipment,
            what: "泵车".into(),
            count: 2,
            unit: "台".into(),
            capability: None,
        }],
        rally: Rally { name: "收费站".into(), point: None },
        route: String::new(),
        contact: "周某".into(),
        frequency: String::new(),
        hours: None,
        cost: CostBearer::Requester,
        logistics: String::new(),
        at: at("09:00"),
    }
}

fn says(by: &str, role: Option<Role>, means: Means) -> Voice {
    Voice { by: by.into(), role, means }
}

fn grant(voice: Voice) -> AidStep {
    let units = vec![AidUnit::Named("龙吸水".into())];
    AidStep::Granted { grants: vec![Grant { line: 0, count: 1, units }], note: String::new(), voice }
}

/// A log with another city, and a request after these steps.
fn after(steps: Vec<AidStep>) -> (Log, EventId) {
    let mut log = Log::new();
    log.says(Fact::AreaNamed(Area { code: OTHER.into(), name: "郑州市".into(), name_en: String::new() }));
    let id = log.says(Fact::AidDrafted(Box::new(aid())));
    for step in steps {
        let after = log.world.heads(&Aspect::Aid(id));
        log.says(Fact::AidMoved { aid: id, step: Box::new(step), at: at("09:05"), after });
    }
    (log, id)
}

pub(super) fn lines() -> Vec<Line> {
    let now = at("09:10");
    let phoned = || says("郑某", Some(Role::GeneralCommander), Means::Phone);
    // As the matrix is walked, 陈某 sits at the console.
    let own = || says("陈某", None, Means::Console);
    let (draft, first) = after(vec![]);
    let (sent, second) = after(vec![AidStep::Sent(phoned())]);
    let (granted, third) = after(vec![AidStep::Sent(phoned()), grant(phoned())]);
    let (mut home, fourth) = after(vec![AidStep::Sent(phoned()), grant(phoned())]);
    let tells = |aid, news| {
        let (unit, by) = (AidUnit::Named("龙吸水".into()), "孙某".into());
        AidTelling { aid, unit, news, by, means: Means::Phone, at: now }
    };
    home.says(Fact::AidTold(Box::new(tells(fourth, AidNews::Returned))));
    let step = |aid, step| AidCommand::Step { aid, step, at: now };
    let list = SharedList {
        area: OTHER.into(),
        kind: ShareKind::Equipment,
        edition: "3".into(),
        as_of: now,
        part: 0,
        parts: 1,
        items: vec![SharedItem { name: "龙吸水".into(), ..SharedItem::default() }],
        by: String::new(),
        means: Means::Phone,
    };
    let settled =
        |voice| AidStep::Settled { bearer: CostBearer::Responsible, yuan: Some(7), note: String::new(), voice };
    let refused = |voice| AidStep::Refused { reason: "无余力".into(), voice };
    let withdrawn = AidStep::Withdrawn { reason: "水退".into(), voice: own() };
    let all = vec![
        ("draft a request", &draft, AidCommand::Draft(aid()), ANYBODY, Else::Goes),
        ("send a request", &draft, step(first, AidStep::Sent(own())), CHAIR, Else::Goes),
        ("send it on the signer's word", &draft, step(first, AidStep::Sent(phoned())), ANYBODY, Else::Goes),
        ("take it up", &sent, step(second, AidStep::Accepted(own())), ANYBODY, Else::Goes),
        ("grant", &sent, step(second, grant(own())), CHAIR, Else::Goes),
        ("refuse", &sent, step(second, refused(own())), CHAIR, Else::Goes),
        ("refuse on somebody's word", &sent, step(second, refused(phoned())), ANYBODY, Else::Goes),
        ("withdraw it", &sent, step(second, withdrawn), ANYBODY, Else::Goes),
        ("news", &granted, AidCommand::Tell(tells(third, AidNews::Dispatched { people: None })), ANYBODY, Else::Goes),
        ("settle the cost", &home, step(fourth, settled(own())), CHAIR, Else::Why),
        ("share a list", &draft, AidCommand::Share(list), ANYBODY, Else::Goes),
    ];
    all.into_iter()
        .map(|(what, log, command, may, others)| line(what, log.clone(), Command::Aid(command), may, others))
        .collect()
}
