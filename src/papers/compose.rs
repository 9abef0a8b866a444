//! What a report says before anybody wrote it: its parts, composed from the log (rules.md 3.2).
//!
//! What the log does not know stays empty, for a person to write; an explanation of figures that jumped always does.

use std::collections::BTreeMap;

use crate::clock::At;
use crate::domain::{
    Entry, EventId, Figure, FigureKind, Form, Incident, Means, Reckoning, ReportBegun, ReportKind, ReportPart,
    TeamKind, World,
};
use crate::limits::ENTRY_BYTES_MAX;
use crate::text::Lang;
use crate::text::say::Say;
use crate::text::when::{minute, written, written_short};
use crate::text::words::{Full, Word};

/// Who reports.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Sender {
    /// 报送单位.
    pub unit: String,
    /// 报告人.
    pub person: String,
    /// 职务.
    pub office: String,
    /// 电话.
    pub phone: String,
}

/// The parts of a paper as the log has them; parts it knows nothing for are not there.
pub fn composed(say: &Say<'_>, paper: &ReportBegun, sender: &Sender) -> BTreeMap<ReportPart, String> {
    // A paper about what went into another incident tells of that one.
    let id = say.world.kept(paper.incident);
    let Some(incident) = say.world.incident(id) else { return BTreeMap::new() };
    let about = About { say: *say, id, incident, paper, since: since(say.world, paper) };
    let part = |part| match part {
        ReportPart::Title => title(say, paper),
        ReportPart::Source => about.source(),
        ReportPart::Sender => sent_by(sender, say.lang),
        ReportPart::Times => about.times(),
        ReportPart::Place => about.place(),
        ReportPart::Course => Some(about.course()).filter(|told| !told.is_empty()).unwrap_or_else(|| about.no_news()),
        ReportPart::Casualties => casualties(say, id),
        ReportPart::Impact => about.impact(),
        ReportPart::Measures => about.measures(),
        ReportPart::Forces => about.forces(),
        ReportPart::Requests => about.requests(),
        ReportPart::Unit | ReportPart::Loss | ReportPart::Risks | ReportPart::Explanation | ReportPart::Conclusion => {
            String::new()
        }
    };
    let wanted =
        ReportPart::ALL.into_iter().filter(|p| say.world.part_needed(*p, paper) != crate::domain::Need::Absent);
    wanted.map(|of| (of, part(of))).filter(|(_, text)| !text.is_empty()).collect()
}

/// From when a paper tells what happened: a 续报 tells progress only and does not repeat what was reported (rules.md 3.1).
fn since(world: &World, paper: &ReportBegun) -> Option<At> {
    let follows = matches!(paper.kind, ReportKind::FollowUp | ReportKind::Correction | ReportKind::Zero);
    let filings = world.filings(world.kept(paper.incident));
    let before = filings.iter().rfind(|filing| filing.report.reported <= paper.begun);
    before.filter(|_| follows).map(|filing| filing.report.reported)
}

/// `关于京广路隧道积水致死亡3人、失踪2人情况的续报2`.
pub fn title(say: &Say<'_>, paper: &ReportBegun) -> String {
    let id = say.world.kept(paper.incident);
    let what = say.incident(id);
    let kind = say.paper_kind(paper);
    let figures = [FigureKind::Dead, FigureKind::Missing, FigureKind::Injured, FigureKind::Trapped];
    let known = figures.into_iter().filter_map(|figure| match say.world.figure(id, figure) {
        Reckoning::Agreed(Figure { count: Some(count), .. }) if *count > 0 => Some(people(say, figure, *count)),
        _ => None,
    });
    let known: Vec<String> = known.collect();
    match (say.lang, known.is_empty()) {
        (Lang::Zh, true) => format!("关于{what}情况的{kind}"),
        (Lang::Zh, false) => format!("关于{what}致{}情况的{kind}", known.join("、")),
        (Lang::En, true) => format!("{kind}: {what}"),
        (Lang::En, false) => format!("{kind}: {what}, {}", known.join(", ")),
    }
}

/// `死亡3人`, `3 dead`.
fn people(say: &Say<'_>, figure: FigureKind, count: u32) -> String {
    match say.lang {
        Lang::Zh => format!("{}{count}人", say.word(figure)),
        Lang::En => format!("{} {count}", say.word(figure)),
    }
}

/// Each figure with its state; one that nobody knows is being checked, and is not zero (rules.md 0.2 item 3).
pub(super) fn casualties(say: &Say<'_>, incident: EventId) -> String {
    let lang = say.lang;
    let checking = lang.pick("核实中", "being checked");
    let figure = |kind: FigureKind| match say.world.figure(incident, kind) {
        Reckoning::Agreed(Figure { count: Some(count), verified: true }) => people(say, kind, *count),
        Reckoning::Agreed(Figure { count: Some(count), verified: false }) => {
            format!("{}{}", people(say, kind, *count), lang.pick("(未核实)", " (unverified)"))
        }
        _ => format!("{}{}{checking}", say.word(kind), lang.pick("", " ")),
    };
    FigureKind::PEOPLE.map(figure).join(lang.pick("、", ", "))
}

/// The same in short, to be said: what is known, and that the rest is being checked.
pub(super) fn known_casualties(say: &Say<'_>, incident: EventId) -> String {
    let lang = say.lang;
    let mut known: Vec<String> = Vec::new();
    for kind in FigureKind::PEOPLE {
        if let Reckoning::Agreed(Figure { count: Some(count), verified }) = say.world.figure(incident, kind) {
            let mark = if *verified { "" } else { lang.pick("(未核实)", " (unverified)") };
            known.push(format!("{}{mark}", people(say, kind, *count)));
        }
    }
    if known.len() < FigureKind::PEOPLE.len() {
        known.push(if known.is_empty() {
            lang.pick("伤亡核实中", "casualties being checked").to_owned()
        } else {
            lang.pick("其余核实中", "the rest being checked").to_owned()
        });
    }
    known.join(lang.pick("、", ", "))
}

fn sent_by(sender: &Sender, lang: Lang) -> String {
    let phone = if sender.phone.is_empty() {
        String::new()
    } else {
        format!("{} {}", lang.pick("电话", "tel."), sender.phone)
    };
    let parts = [sender.unit.as_str(), sender.person.as_str(), sender.office.as_str(), phone.as_str()];
    parts.into_iter().filter(|part| !part.trim().is_empty()).collect::<Vec<_>>().join(lang.pick(" ", ", "))
}

/// What parts are composed of.
struct About<'a> {
    say: Say<'a>,
    id: EventId,
    incident: &'a Incident,
    paper: &'a ReportBegun,
    since: Option<At>,
}

impl About<'_> {
    /// Whether the paper still has to tell of this moment.
    fn news(&self, at: At) -> bool {
        self.since.is_none_or(|since| at > since)
    }

    /// Whom the first word came from.
    fn source(&self) -> String {
        let lines = self.say.world.timeline(Some(self.id)).filter(|(.., stands)| *stands);
        let entries = lines.filter_map(|(at, _, line, _)| Some((at, line.entry()?)));
        let named = entries.filter(|(_, entry)| !entry.source.is_empty());
        let first = named.min_by_key(|(at, _)| *at).map(|(_, entry)| entry);
        first.map_or_else(String::new, |entry| match entry.means {
            Means::Console => entry.source.clone(),
            means => format!("{} {}", self.say.word(means), entry.source),
        })
    }

    /// That nothing is new, which a 零报告 is there to say (rules.md 3.1); not while figures are known that nobody has reported.
    fn no_news(&self) -> String {
        let filings = self.say.world.filings(self.id);
        let before = filings.iter().rfind(|filing| filing.report.reported <= self.paper.begun);
        let told = before.is_some_and(|filing| filing.report.figures == self.say.world.reported_figures(self.id));
        if self.paper.kind != ReportKind::Zero || !told {
            return String::new();
        }
        let at = written(self.paper.begun, self.say.lang);
        match self.say.lang {
            Lang::Zh => format!("截至{at}，情况无新变化"),
            Lang::En => format!("nothing new as of {at}"),
        }
    }

    fn times(&self) -> String {
        let lang = self.say.lang;
        let times = self.say.world.times(self.id);
        let (occurred, received) = times.unwrap_or((self.incident.occurred, self.incident.received));
        let (occurred, received) = (written(occurred, lang), written(received, lang));
        let unit = self.say.world.unit_told(self.id).map(|unit| self.say.unit_told(&unit));
        let unit = unit.map(|unit| format!("{}{unit}", lang.pick("；", "; "))).unwrap_or_default();
        match lang {
            Lang::Zh => format!("{occurred}事发，{received}接报{unit}"),
            Lang::En => format!("occurred {occurred}, received {received}{unit}"),
        }
    }

    /// Jurisdiction, place, coordinates with their system (rules.md 8.5).
    fn place(&self) -> String {
        let say = self.say;
        let place = self.incident.place.as_ref();
        let point = place.and_then(|code| say.world.place(code)).map(|place| {
            let degrees = |micro: i32| format!("{:.4}", f64::from(micro) / 1e6);
            format!("(WGS84 {}, {})", degrees(place.point.lat), degrees(place.point.lon))
        });
        let name = say.scene_of(self.incident).map(ToOwned::to_owned);
        let area = say.area(&self.incident.area).to_owned();
        [Some(area), name, point].into_iter().flatten().collect::<Vec<_>>().join(" ")
    }

    /// The entries of the incident, earliest first; when they are too many, the newest.
    fn course(&self) -> String {
        let lang = self.say.lang;
        let mut lines: Vec<(At, String)> = Vec::new();
        for (at, id, line, stands) in self.say.world.timeline(Some(self.id)) {
            if let Some(entry) = line.entry()
                && stands
                && !entry.memo
                && self.news(at)
            {
                lines.push((at, self.told(entry, self.say.world.amended(id).first().unwrap_or(&entry.text))));
            }
        }
        // Newest first so far: keep as many of those as an entry holds.
        let mut room = ENTRY_BYTES_MAX * 3 / 4;
        let all = lines.len();
        let fitting = lines.iter().take_while(|(_, text)| {
            let fits = text.len() < room;
            room = room.saturating_sub(text.len() + 1);
            fits
        });
        let kept = fitting.count();
        lines.truncate(kept);
        lines.reverse();
        let older = (all > kept).then(|| match lang {
            Lang::Zh => format!("(更早{}条见日志)", all - kept),
            Lang::En => format!("({} earlier entries are in the log)", all - kept),
        });
        let told = older.into_iter().chain(lines.into_iter().map(|(_, text)| text));
        told.collect::<Vec<_>>().join(lang.pick("；", "; "))
    }

    fn told(&self, entry: &Entry, text: &str) -> String {
        let what = match &entry.about {
            Some(team) => format!("{} {text}", self.say.team(team)),
            None => text.to_owned(),
        };
        let when = written_short(entry.occurred, self.say.lang);
        match self.say.lang {
            Lang::Zh => format!("{when}，{what}"),
            Lang::En => format!("{when} {what}"),
        }
    }

    /// Warnings in force for the jurisdiction, the newest reading of each of its gauges, and how the incident stands.
    fn impact(&self) -> String {
        let say = self.say;
        let warnings = say.world.warnings();
        let newest = warnings.iter().rev().find(|(_, warning)| warning.area == self.incident.area);
        let warning = newest
            .map(|(_, warning)| format!("{} {}", written_short(warning.issued, say.lang), say.warning_stated(warning)));
        let readings = say.world.gauges().filter_map(|(_, readings)| {
            let reading = readings.into_iter().next()?;
            (reading.area == self.incident.area).then(|| say.reading(reading))
        });
        let status = say.world.incident_status(self.id).first().unwrap_or_default();
        let status = match say.lang {
            Lang::Zh => format!("目前{}", say.word(status)),
            Lang::En => format!("now {}", say.word(status)),
        };
        let all = warning.into_iter().chain(readings).chain([status]);
        all.collect::<Vec<_>>().join(say.lang.pick("；", "; "))
    }

    /// Decisions on the response, commander, plans, orders.
    fn measures(&self) -> String {
        let (say, lang) = (self.say, self.say.lang);
        let world = say.world;
        let mut list = Vec::new();
        for response in world.decisions(&self.incident.area).into_iter().filter(|r| self.news(r.decided)) {
            let when = written_short(response.decided, lang);
            list.push(format!("{when} {} {}", say.hq(&response.by), say.response(response)));
        }
        if let Some(name) = world.commander(self.id).agreed() {
            list.push(format!("{} {name}", lang.pick("现场总指挥", "on-site commander")));
        }
        for (run, started, plan) in world.runs().into_iter().filter(|(_, run, _)| world.concerns(run.incident, self.id))
        {
            use crate::domain::StepStatus::Done;
            let steps = world.step_views(run, started, plan);
            let done = steps.iter().filter(|view| matches!(view.status.clone().first(), Some(Done))).count();
            let (name, level, steps) = (say.plan_name(plan), say.word(world.run_level(started)), steps.len());
            list.push(match lang {
                Lang::Zh => format!("启动{name}({level})，完成步骤{done}/{steps}"),
                Lang::En => format!("{name} started ({level}), {done}/{steps} steps done"),
            });
        }
        let (orders, merges) = (world.orders(), world.merges());
        let orders = orders
            .iter()
            .filter(|view| merges.concerns(view.order.incident, self.id) && view.order.form == Form::Order);
        let mut orders: Vec<_> = orders.filter(|view| self.news(view.order.issued)).collect();
        orders.reverse();
        for view in orders {
            let when = minute(view.order.issued);
            let (to, by) = (say.recipient(&view.order.to), say.order_basis(view));
            list.push(format!("{when} {to} {} ({by})", view.order.text));
        }
        fitting(list, lang)
    }

    /// Teams at the incident and their people, by kind.
    fn forces(&self) -> String {
        let (say, lang) = (self.say, self.say.lang);
        let merges = say.world.merges();
        let mut by_kind: BTreeMap<TeamKind, (u32, u32)> = BTreeMap::new();
        for view in say.world.teams() {
            if view.assignment.first().is_some_and(|assignment| merges.concerns(assignment.incident, self.id)) {
                let (teams, people) = by_kind.entry(view.team.kind).or_default();
                *teams += 1;
                *people = people.saturating_add(view.team.people);
            }
        }
        if by_kind.is_empty() {
            return String::new();
        }
        let (teams, people) =
            by_kind.values().fold((0, 0_u32), |(t, p), (teams, people)| (t + teams, p.saturating_add(*people)));
        let kinds = by_kind.iter().map(|(kind, (teams, people))| match lang {
            Lang::Zh => format!("{}{teams}支{people}人", Full(*kind).say(lang)),
            Lang::En => format!("{} {teams} ({people} people)", Full(*kind).say(lang)),
        });
        let kinds = kinds.collect::<Vec<_>>().join(lang.pick("、", ", "));
        match lang {
            Lang::Zh => format!("共{teams}支队伍{people}人：{kinds}"),
            Lang::En => format!("{teams} teams, {people} people: {kinds}"),
        }
    }

    /// What was asked of others for this incident.
    fn requests(&self) -> String {
        let (orders, merges) = (self.say.world.orders(), self.say.world.merges());
        let asked = orders
            .iter()
            .filter(|view| merges.concerns(view.order.incident, self.id) && view.order.form == Form::Request);
        let asked = asked.filter(|view| self.news(view.order.issued) || self.paper.kind == ReportKind::Final);
        let mut asked: Vec<String> =
            asked.map(|view| format!("{}: {}", self.say.recipient(&view.order.to), view.order.text)).collect();
        asked.reverse();
        fitting(asked, self.say.lang)
    }
}

/// One after another in one paragraph, as many as an entry holds; how many more there are is said.
fn fitting(lines: Vec<String>, lang: Lang) -> String {
    let mut text = String::new();
    let all = lines.len();
    for (n, line) in lines.into_iter().enumerate() {
        if text.len() + line.len() + 40 > ENTRY_BYTES_MAX {
            let more = all - n;
            return match lang {
                Lang::Zh => format!("{text}；另{more}条见日志"),
                Lang::En => format!("{text}; {more} more are in the log"),
            };
        }
        if n > 0 {
            text.push_str(lang.pick("；", "; "));
        }
        text.push_str(&line);
    }
    text
}
