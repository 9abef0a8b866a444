//! The shift log 值班日志 and the phone log 值班电话记录, as tables over a stretch of time.

use super::{Block, Document};
use crate::clock::At;
use crate::domain::{Call, Entry, Errand, Event, EventId, Fact, Means, RungFact};
use crate::text::Lang;
use crate::text::number::Numbers;
use crate::text::say::Say;
use crate::text::when::{minute, written, written_short};
use crate::text::words::{Prompt, Word};

/// Everything that people wrote and did from `since` to `now`, by the time it was recorded. Struck entries stay in it,
/// marked; what only sets the scene does not.
pub fn shift_log(say: &Say<'_>, issuer: &str, events: &[Event], since: At, now: At) -> Document {
    let lang = say.lang;
    let numbers = Numbers::of(events.iter().map(|event| (event.recorded, event.id)));
    let rows = of_shift(events, since, now).into_iter().filter(|event| tells(&event.fact)).map(|event| {
        let mut what = marked(say, event, say.told_in_full(event.id, &event.fact));
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

/// What went over the phone from `since` to `now`, with the six fields of a duty phone log (rules.md 3.2): time; place; what
/// happened; who was told; who called, with office and number; who wrote it down and when. Word that came, calls that were
/// made, reports, acknowledgements, counts and positions by phone.
pub fn phone_log(say: &Say<'_>, issuer: &str, events: &[Event], since: At, now: At) -> Document {
    let lang = say.lang;
    let of_shift = of_shift(events, since, now);
    let rows = of_shift.iter().filter_map(|event| {
        let call = phoned(say, event, &of_shift)?;
        let written_down = format!("{} {}", event.actor, written_short(event.recorded, lang));
        Some(vec![written_short(call.at, lang), call.place, call.said, call.told, call.caller, written_down])
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

fn incident_of(fact: &Fact) -> Option<EventId> {
    match fact {
        Fact::EntryLogged(entry) => entry.incident,
        Fact::OrderIssued(order) => order.incident,
        Fact::FigureReported(report) => Some(report.incident),
        Fact::ReportFiled(report) => Some(report.incident),
        _ => None,
    }
}

/// Something that went over the phone.
struct Phoned {
    at: At,
    place: String,
    said: String,
    told: String,
    caller: String,
}

/// What of it went over the phone; none when nothing did. An acknowledgement that an answered call brought is told with the
/// call.
fn phoned(say: &Say<'_>, event: &Event, all: &[&Event]) -> Option<Phoned> {
    let told = || marked(say, event, say.told_in_full(event.id, &event.fact));
    let of_order = |id: EventId| place_of(say, say.world.order_issued(id).and_then(|order| order.incident));
    let heard = |at: At, place: String, by: &str| {
        Some(Phoned { at, place, said: told(), told: String::new(), caller: by.to_owned() })
    };
    let brought = |rung: &RungFact| {
        let same = |call: &Call| call.about == Errand::Order(rung.order) && call.at == rung.at && call.answered();
        all.iter().any(|other| matches!(&other.fact, Fact::CallMade(call) if same(call)))
    };
    match &event.fact {
        Fact::EntryLogged(entry) if entry.means == Means::Phone => Some(Phoned {
            at: entry.received,
            place: if entry.place.is_empty() { place_of(say, entry.incident) } else { entry.place.clone() },
            said: heard_then(say, event, entry),
            told: told_of(say, entry),
            caller: entry.source.clone(),
        }),
        Fact::CallMade(call) if call.means == Means::Phone => {
            let place = if let Errand::Order(id) = call.about { of_order(id) } else { String::new() };
            let whom = format!("{} {} {}", minute(call.at), call.name, call.number);
            let whom = if call.answered() { whom.trim_end().to_owned() } else { String::new() };
            Some(Phoned { at: call.at, place, said: told(), told: whom, caller: call.by.clone() })
        }
        Fact::ReportFiled(report) if report.means == Means::Phone => Some(Phoned {
            at: report.reported,
            place: place_of(say, Some(report.incident)),
            said: told(),
            told: format!("{} {}", minute(report.reported), report.to),
            caller: event.actor.clone(),
        }),
        Fact::OrderRung(rung) if rung.means == Means::Phone && !brought(rung) => {
            heard(rung.at, of_order(rung.order), &rung.by)
        }
        Fact::HeadsCounted(count) if count.means == Means::Phone => heard(count.at, of_order(count.order), &count.by),
        Fact::AssemblyTold(told) if told.means == Means::Phone => heard(told.at, of_order(told.order), &told.by),
        Fact::PositionReported(report) if report.means == Means::Phone => {
            let place = say.world.place(&report.place).map(|place| say.place_name(place).to_owned());
            heard(report.at, place.unwrap_or_default(), &report.team.0)
        }
        _ => None,
    }
}

/// Where an incident is.
fn place_of(say: &Say<'_>, incident: Option<EventId>) -> String {
    let incident = incident.and_then(|id| say.world.incident(id));
    incident.map_or_else(String::new, |incident| {
        say.scene_of(incident).unwrap_or_else(|| say.area(&incident.area)).to_owned()
    })
}

/// Who was told: as somebody wrote down, and to whom the incident was reported after the call.
fn told_of(say: &Say<'_>, entry: &Entry) -> String {
    let filings = entry.incident.map(|id| say.world.filings(id)).unwrap_or_default();
    let after = filings.into_iter().filter(|filing| filing.report.reported >= entry.received);
    let after = after.map(|filing| format!("{} {}", minute(filing.report.reported), filing.report.to));
    let typed = Some(entry.told.clone()).filter(|told| !told.is_empty());
    typed.into_iter().chain(after).collect::<Vec<_>>().join("\n")
}

/// What was said: a corrected call stays in the log, with what it said before.
fn heard_then(say: &Say<'_>, event: &Event, entry: &Entry) -> String {
    let text = match say.world.amended(event.id).first() {
        Some(text) => format!("{text} {}", Prompt::Was.with(say.lang, &[&entry.text])),
        None => entry.text.clone(),
    };
    marked(say, event, text)
}

/// A struck call stays in the log, marked.
fn marked(say: &Say<'_>, event: &Event, text: String) -> String {
    if say.world.stands(&event.id) { text } else { format!("{}{text}", say.lang.pick("[已划掉] ", "[struck] ")) }
}
