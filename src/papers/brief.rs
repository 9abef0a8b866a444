//! The five-line brief 情况简报: what, where, how many, what is being done, since when; to be read to a superior on the
//! phone.

use super::compose::known_casualties;
use super::{Block, Document};
use crate::clock::At;
use crate::domain::{EventId, Rung};
use crate::text::Lang;
use crate::text::say::Say;
use crate::text::when::{span, written_short};

/// The briefs of these incidents as one paper, each under its name when there are several.
pub fn briefs(say: &Say<'_>, incidents: &[EventId], now: At) -> Document {
    let lang = say.lang;
    let mut blocks = Vec::new();
    for id in incidents {
        let Some(lines) = brief(say, *id, now) else { continue };
        if incidents.len() > 1 {
            blocks.push(Block::Heading(say.incident(*id)));
        }
        blocks.push(Block::Paragraph(lines.join("\n")));
    }
    Document {
        watermark: Document::watermark(say.world.realm(), lang),
        title: lang.pick("情况简报", "Situation brief").to_owned(),
        blocks,
        ..Document::default()
    }
}

/// Five lines about an incident as of `now`; `None` when there is no such incident.
pub fn brief(say: &Say<'_>, id: EventId, now: At) -> Option<[String; 5]> {
    let (world, lang) = (say.world, say.lang);
    let incident = world.incident(id)?;
    let grade = say.grade_told(id);
    let status = say.word(world.incident_status(id).first().unwrap_or_default());
    let what = match lang {
        Lang::Zh => format!("什么事：{}，{grade}，{status}", say.incident_title(incident)),
        Lang::En => format!("What: {}, {grade}, {status}", say.incident_title(incident)),
    };
    let area = say.area(&incident.area);
    // A city is a place of its own map too: it is not said twice.
    let place = say.scene_of(incident).filter(|place| *place != area);
    let place = place.map(|place| format!(" {place}")).unwrap_or_default();
    let commander = world.commander(id).agreed().map(|name| match lang {
        Lang::Zh => format!("，现场总指挥{name}"),
        Lang::En => format!(", on-site commander {name}"),
    });
    let where_ = format!("{}{}{place}{}", lang.pick("在哪里：", "Where: "), area, commander.unwrap_or_default());
    let people = [vec![known_casualties(say, id)], say.missing_of(id)].concat().join(lang.pick("；", "; "));
    let how_many = format!("{}{people}", lang.pick("多少人：", "How many: "));
    let done = format!("{}{}", lang.pick("在做什么：", "What is being done: "), doing(say, id));
    let (occurred, received) = world.times(id).unwrap_or((incident.occurred, incident.received));
    let since = match lang {
        Lang::Zh => format!(
            "从何时：{}事发，{}接报，已{}",
            written_short(occurred, lang),
            written_short(received, lang),
            span(now - occurred, lang)
        ),
        Lang::En => format!(
            "Since when: occurred {}, received {}, {} ago",
            written_short(occurred, lang),
            written_short(received, lang),
            span(now - occurred, lang)
        ),
    };
    Some([what, where_, how_many, done, since])
}

/// The response, the teams, the orders: in one line.
fn doing(say: &Say<'_>, id: EventId) -> String {
    let (world, lang) = (say.world, say.lang);
    let area = world.incident(id).map(|incident| &incident.area);
    let level = area.and_then(|area| world.response(area).first()).and_then(crate::domain::Response::level);
    let level = level.map(|level| match lang {
        Lang::Zh => format!("{}响应", say.word(level)),
        Lang::En => format!("response {}", say.word(level)),
    });
    let teams = world.teams();
    let here =
        teams.iter().filter(|view| view.assignment.clone().first().is_some_and(|to| world.concerns(to.incident, id)));
    let (teams, people) = here.fold((0, 0_u32), |(n, people), view| (n + 1, people.saturating_add(view.team.people)));
    let teams = (teams > 0).then(|| match lang {
        Lang::Zh => format!("{teams}支队伍{people}人"),
        Lang::En => format!("{teams} teams with {people} people"),
    });
    let open: Vec<_> = world.open_orders().filter(|view| world.concerns(view.order.incident, id)).collect();
    let silent = open.iter().filter(|view| view.height < Some(Rung::Acknowledged)).count();
    let orders = (!open.is_empty()).then(|| match lang {
        Lang::Zh => format!("在办指令{}条，未签收{silent}条", open.len()),
        Lang::En => format!("{} open orders, {silent} not acknowledged", open.len()),
    });
    let newest = open.iter().max_by_key(|view| (view.order.issued, view.id));
    let newest = newest.map(|view| match lang {
        Lang::Zh => format!("最近：{} {}", say.recipient(&view.order.to), view.order.text),
        Lang::En => format!("newest: {} {}", say.recipient(&view.order.to), view.order.text),
    });
    let all: Vec<String> = [level, teams, orders, newest].into_iter().flatten().collect();
    if all.is_empty() {
        lang.pick("正在核实", "being verified").to_owned()
    } else {
        all.join(lang.pick("，", ", "))
    }
}
