//! The shift log 值班日志 and the phone log 值班电话记录, as tables over a stretch of time.

use super::{Block, Document};
use crate::clock::At;
use crate::domain::{Entry, Event, Fact, Means, World};
use crate::text::Lang;
use crate::text::number::Numbers;
use crate::text::say::Say;
use crate::text::when::{written, written_short};
use crate::text::words::{Prompt, Word};

/// Everything that people wrote and did from `since` to `now`, by the time it was recorded. Struck entries stay in it,
/// marked; what only sets the scene does not.
pub fn shift_log(say: &Say<'_>, issuer: &str, events: &[Event], since: At, now: At) -> Document {
    let lang = say.lang;
    let numbers = Numbers::of(events.iter().map(|event| (event.recorded, event.id)));
    let rows = of_shift(events, since, now).into_iter().filter(|event| tells(&event.fact)).map(|event| {
        let mut what = say.told_in_full(event.id, &event.fact);
        if !say.world.stands(&event.id) {
            what = format!("{}{what}", lang.pick("[已划掉] ", "[struck] "));
        }
        if let Some(incident) = incident_of(&event.fact) {
            what = format!("{what} 〔{}〕", say.incident(incident));
        }
        vec![written_short(event.recorded, lang), numbers.number(event.recorded, event.id), event.actor.clone(), what]
    });
    let columns = match lang {
        Lang::Zh => ["时间", "编号", "记录人", "内容"],
        Lang::En => ["time", "number", "by", "what"],
    };
    let table = Block::Table {
        columns: columns.map(str::to_owned).to_vec(),
        widths: vec![20, 13, 13, 54],
        rows: rows.collect(),
    };
    document(say, issuer, lang.pick("值班日志", "Shift log"), table, since, now)
}

/// The calls from `since` to `now` with the six fields of a duty phone log (rules.md 3.2): time; place; what happened;
/// who was told; who called, with office and number; who wrote it down and when.
pub fn phone_log(say: &Say<'_>, issuer: &str, events: &[Event], since: At, now: At) -> Document {
    let lang = say.lang;
    let rows = of_shift(events, since, now).into_iter().filter_map(|event| {
        let Fact::EntryLogged(entry) = &event.fact else { return None };
        (entry.means == Means::Phone).then(|| {
            vec![
                written_short(entry.received, lang),
                place(say, entry),
                heard(say, event, entry),
                told(say, entry),
                entry.source.clone(),
                format!("{} {}", event.actor, written_short(event.recorded, lang)),
            ]
        })
    });
    let columns = match lang {
        Lang::Zh => [
            "时间",
            "地点",
            "起因、过程、措施、结果、影响、趋势",
            "已报告或通知",
            "报告者单位、姓名、职务、电话",
            "记录人和时间",
        ],
        Lang::En => ["time", "place", "what happened", "who was told", "caller", "written down by"],
    };
    let table = Block::Table {
        columns: columns.map(str::to_owned).to_vec(),
        widths: vec![13, 13, 32, 14, 14, 14],
        rows: rows.collect(),
    };
    document(say, issuer, lang.pick("值班电话记录", "Phone log"), table, since, now)
}

fn document(say: &Say<'_>, issuer: &str, name: &str, table: Block, since: At, now: At) -> Document {
    let lang = say.lang;
    let title = match lang {
        Lang::Zh => format!("{name} {}至{}", written_short(since, lang), written_short(now, lang)),
        Lang::En => format!("{name}, {} to {}", written_short(since, lang), written_short(now, lang)),
    };
    Document {
        watermark: Document::watermark(say.world.realm(), lang),
        issuer: issuer.to_owned(),
        title,
        blocks: vec![table],
        notes: vec![format!("{}{}", lang.pick("成文：", "as of "), written(now, lang))],
        ..Document::default()
    }
}

fn of_shift(events: &[Event], since: At, now: At) -> Vec<&Event> {
    let mut of: Vec<&Event> = events.iter().filter(|event| event.recorded >= since && event.recorded <= now).collect();
    of.sort_by_key(|event| (event.recorded, event.hlc, event.id));
    of
}

/// Whether a fact is something that a person wrote, did or was told, and not the stage it happens on.
fn tells(fact: &Fact) -> bool {
    !matches!(
        fact,
        Fact::RulesAdopted { .. }
            | Fact::AreaNamed(_)
            | Fact::PlaceNamed(_)
            | Fact::HeadquartersFormed(_)
            | Fact::PlanAdopted(_)
            | Fact::PlanPart(_)
            | Fact::TrackLogged(_)
            | Fact::InjectPlanned(_)
            | Fact::InjectFired(_)
            | Fact::DrillClockSet { .. }
            | Fact::TeamEnrolled { .. }
    )
}

fn incident_of(fact: &Fact) -> Option<crate::domain::EventId> {
    match fact {
        Fact::EntryLogged(entry) => entry.incident,
        Fact::OrderIssued(order) => order.incident,
        Fact::FigureReported(report) => Some(report.incident),
        Fact::ReportFiled(report) => Some(report.incident),
        _ => None,
    }
}

fn place(say: &Say<'_>, entry: &Entry) -> String {
    let incident = entry.incident.and_then(|id| say.world.incident(id));
    incident.map_or_else(String::new, |incident| {
        say.scene_of(incident).unwrap_or_else(|| say.area(&incident.area)).to_owned()
    })
}

/// To whom the incident was reported after the call.
fn told(say: &Say<'_>, entry: &Entry) -> String {
    let of = |world: &World| {
        let filings = entry.incident.map(|id| world.filings(id)).unwrap_or_default();
        let after = filings.into_iter().filter(|filing| filing.report.reported >= entry.received);
        after
            .map(|filing| format!("{} {}", crate::text::when::minute(filing.report.reported), filing.report.to))
            .collect::<Vec<_>>()
    };
    of(say.world).join("\n")
}

/// What was said: struck and corrected calls stay in the log, marked.
fn heard(say: &Say<'_>, event: &Event, entry: &Entry) -> String {
    let lang = say.lang;
    let text = match say.world.amended(event.id).first() {
        Some(text) => format!("{text} {}", Prompt::Was.with(lang, &[&entry.text])),
        None => entry.text.clone(),
    };
    if say.world.stands(&event.id) { text } else { format!("{}{text}", lang.pick("[已划掉] ", "[struck] ")) }
}
