//! Help between cities in words.

use super::Say;
use crate::domain::{
    Aid, AidEvent, AidLine, AidNews, AidStep, AidTelling, AidUnit, CostBearer, Deadline, Due, EventId, Fact, Grant,
    Lacking, Means, Point, Rally, SharedList, Voice,
};
use crate::text::when;
use crate::text::words::{LinkageWord, Word};

impl Say<'_> {
    /// A request by whom it is for and when it was drafted: `支援请求 郑州市 07-20 21:05`; its short id when it is not here.
    pub fn aid(&self, id: EventId) -> String {
        self.world.aid(id).map_or_else(
            || id.short(),
            |view| LinkageWord::Named.with(self.lang, &[&self.area_of(&view.aid.to), &when::date_minute(view.aid.at)]),
        )
    }

    /// `排涝泵车 6台`.
    pub fn aid_line(&self, line: &AidLine) -> String {
        LinkageWord::Line.with(self.lang, &[&line.what, &line.count, &line.unit])
    }

    /// Everything that is needed, in one line.
    pub fn aid_needs(&self, aid: &Aid) -> String {
        aid.needs.iter().map(|line| self.aid_line(line)).collect::<Vec<_>>().join(", ")
    }

    /// Who or what comes.
    pub fn aid_unit(&self, unit: &AidUnit) -> String {
        match unit {
            AidUnit::Team(code) => {
                self.world.team_card(code).map_or_else(|| code.0.clone(), |team| self.team_name(team).to_owned())
            }
            AidUnit::Named(name) => name.clone(),
        }
    }

    /// A rally point with the system of its coordinate, which is never left out.
    pub fn rally(&self, rally: &Rally) -> String {
        let point = rally.point.map(|(point, datum)| format!("{} {}", degrees(point), datum.tag()));
        [Some(rally.name.clone()).filter(|name| !name.is_empty()), point]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(" ")
    }

    /// Who, and by what means word of it came.
    fn voice(&self, voice: &Voice) -> String {
        if voice.means == Means::Console {
            return voice.by.clone();
        }
        format!("{} ({})", voice.by, self.word(voice.means))
    }

    /// What is granted: `排涝泵车 4/6台 P1, P2`.
    fn granted(&self, aid: &Aid, grants: &[Grant]) -> String {
        let one = |grant: &Grant| {
            let line = aid.needs.get(usize::from(grant.line))?;
            let said = LinkageWord::GrantedOf.with(self.lang, &[&line.what, &grant.count, &line.count, &line.unit]);
            let units = grant.units.iter().map(|unit| self.aid_unit(unit)).collect::<Vec<_>>().join(", ");
            Some(format!("{said} {units}").trim_end().to_owned())
        };
        grants.iter().filter_map(one).collect::<Vec<_>>().join("; ")
    }

    pub(super) fn linkage_fact(&self, fact: &Fact) -> String {
        let moved = |id: EventId, said: String| LinkageWord::Moved.with(self.lang, &[&self.aid(id), &said]);
        match fact {
            Fact::AidDrafted(aid) => {
                let way = LinkageWord::FromTo.with(self.lang, &[&self.area_of(&aid.from), &self.area_of(&aid.to)]);
                LinkageWord::Drafted.with(self.lang, &[&way, &aid.kind, &self.aid_needs(aid)])
            }
            Fact::AidMoved { aid, step, .. } => {
                let view = self.world.aid(*aid);
                moved(*aid, self.aid_step(view.as_ref().map(|view| view.aid), step))
            }
            Fact::AidTold(telling) => moved(telling.aid, self.aid_told(telling)),
            Fact::ShareListed { list, .. } => self.shared_list(list),
            _ => String::new(),
        }
    }

    /// A step, without the request's name.
    pub fn aid_step(&self, aid: Option<&Aid>, step: &AidStep) -> String {
        let (lang, voice) = (self.lang, self.voice(step.voice()));
        match step {
            AidStep::Sent(_) => LinkageWord::Sent.with(lang, &[&voice]),
            AidStep::Accepted(_) => LinkageWord::Accepted.with(lang, &[&voice]),
            AidStep::Granted { grants, note, .. } => {
                let what = aid.map(|aid| self.granted(aid, grants)).unwrap_or_default();
                let of = |at: usize| -> u32 {
                    grants.iter().filter(|one| usize::from(one.line) == at).map(|one| one.count).sum()
                };
                let less = aid.is_some_and(|aid| aid.needs.iter().enumerate().any(|(at, line)| of(at) < line.count));
                let word = if less { LinkageWord::PartlyGranted } else { LinkageWord::Granted };
                let said = word.with(lang, &[&voice, &what]);
                if note.is_empty() { said } else { format!("{said} ({note})") }
            }
            AidStep::Refused { reason, .. } => LinkageWord::Refused.with(lang, &[&voice, reason]),
            AidStep::Withdrawn { reason, .. } => LinkageWord::Withdrawn.with(lang, &[&voice, reason]),
            AidStep::Settled { bearer, yuan, note, .. } => {
                let said = LinkageWord::Settled.with(lang, &[&voice, &self.borne(*bearer, *yuan)]);
                format!("{said} {note}").trim_end().to_owned()
            }
        }
    }

    /// A step as a side of a conflict, which names no request.
    pub(super) fn aid_side(&self, step: &AidStep) -> String {
        let of = self.world.open_aids().find(|view| view.moves.iter().any(|(_, made)| made.step == *step));
        self.aid_step(of.as_ref().map(|view| view.aid), step)
    }

    /// `请求方承担 12000元`.
    fn borne(&self, bearer: CostBearer, yuan: Option<u64>) -> String {
        match yuan {
            Some(yuan) => LinkageWord::Yuan.with(self.lang, &[&self.word(bearer), &yuan]),
            None => LinkageWord::NoCharge.with(self.lang, &[&self.word(bearer)]),
        }
    }

    /// What was told of one that comes, with who said so.
    pub fn aid_told(&self, telling: &AidTelling) -> String {
        let (lang, unit) = (self.lang, self.aid_unit(&telling.unit));
        let people = |count: Option<u32>| count.map(|count| LinkageWord::People.with(lang, &[&count]));
        let (said, more) = match &telling.news {
            AidNews::Dispatched { people: count } => (LinkageWord::Dispatched.with(lang, &[&unit]), people(*count)),
            AidNews::EnRoute { eta } => {
                let eta = eta.map(|eta| LinkageWord::Expected.with(lang, &[&when::minute(eta)]));
                (LinkageWord::EnRoute.with(lang, &[&unit]), eta)
            }
            AidNews::Arrived { people: count } => (LinkageWord::Arrived.with(lang, &[&unit]), people(*count)),
            AidNews::Working { task } => (LinkageWord::Working.with(lang, &[&unit, task]), None),
            AidNews::Released => (LinkageWord::Released.with(lang, &[&unit]), None),
            AidNews::Returned => (LinkageWord::Returned.with(lang, &[&unit]), None),
        };
        let voice = Voice { by: telling.by.clone(), role: None, means: telling.means };
        let said = [said.trim_end().to_owned(), more.unwrap_or_default()].join(" ");
        format!("{} ({})", said.trim_end(), self.voice(&voice))
    }

    /// A shared list: `郑州市共享队伍: 12项, 2026-3版, 截至07-20 08:00`.
    pub fn shared_list(&self, list: &SharedList) -> String {
        let (area, kind, as_of) = (self.area_of(&list.area), self.word(list.kind), when::date_minute(list.as_of));
        let said = LinkageWord::Listed.with(self.lang, &[&area, &kind, &list.items.len(), &list.edition, &as_of]);
        if list.parts < 2 {
            return said;
        }
        LinkageWord::ListedPart.with(self.lang, &[&said, &(u32::from(list.part) + 1), &list.parts])
    }

    /// What a guard of a request lacks.
    pub(super) fn aid_lacking(&self, what: Lacking) -> String {
        match what {
            Lacking::AidPart(part) => self.word(part).to_owned(),
            Lacking::OtherCity(id) => {
                let city = self.world.aid(id).map(|view| self.area_of(&view.aid.to)).unwrap_or_default();
                LinkageWord::OtherCity.with(self.lang, &[&city])
            }
            Lacking::Promised(id) => LinkageWord::Promised.with(self.lang, &[&self.aid(id)]),
            _ => String::new(),
        }
    }

    /// What a deadline of a request is about: which, and who is waited for.
    pub(super) fn aid_awaited(&self, deadline: &Deadline) -> String {
        let Due::Aid { aid, .. } = deadline.what else { return String::new() };
        let Some(view) = self.world.aid(aid) else { return aid.short() };
        let way = LinkageWord::FromTo.with(self.lang, &[&self.area_of(&view.aid.from), &self.area_of(&view.aid.to)]);
        format!("{way} {}", self.aid_needs(view.aid))
    }

    /// An act of the table, in words.
    pub fn aid_event(&self, event: AidEvent) -> &'static str {
        event.say(self.lang)
    }
}

/// Latitude and longitude in degrees, as they were said.
fn degrees(point: Point) -> String {
    let one = |micro: i32| {
        let (sign, size) = (if micro < 0 { "-" } else { "" }, micro.unsigned_abs());
        format!("{sign}{}.{:06}", size / 1_000_000, size % 1_000_000)
    };
    format!("{}, {}", one(point.lat), one(point.lon))
}
