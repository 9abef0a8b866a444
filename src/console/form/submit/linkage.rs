//! What forms about help between cities come to.

use super::{Fault, FieldName, Filled, Pick, picked};
use crate::console::form::linkage::{AidForm, datum, needs, units};
use crate::domain::{
    Aid, AidCommand, AidEvent, AidNews, AidStep, AidTelling, AidUnit, EventId, Grant, Point, Rally, ShareKind,
    SharedItem, SharedList, Voice,
};
use crate::limits::AID_LINES_MAX;

impl Filled<'_> {
    pub(super) fn aid(&self, form: AidForm) -> Result<AidCommand, Fault> {
        let step = |aid, step| Ok(AidCommand::Step { aid, step, at: self.time_or_opened(FieldName::At)? });
        match form {
            AidForm::Draft => Ok(AidCommand::Draft(self.aid_drafted()?)),
            AidForm::Send(aid) => step(aid, AidStep::Sent(self.voice()?)),
            AidForm::Accept(aid) => step(aid, AidStep::Accepted(self.voice()?)),
            AidForm::Grant(aid) => {
                let (grants, note) = (self.grants(aid)?, self.text(FieldName::Note));
                step(aid, AidStep::Granted { grants, note, voice: self.voice()? })
            }
            AidForm::Refuse(aid) => {
                let reason = self.needed(FieldName::Reason)?;
                step(aid, AidStep::Refused { reason, voice: self.voice()? })
            }
            AidForm::Withdraw(aid) => {
                let reason = self.needed(FieldName::Reason)?;
                step(aid, AidStep::Withdrawn { reason, voice: self.voice()? })
            }
            AidForm::Settle(aid) => {
                let bearer = picked!(self, FieldName::Bearer, CostBearer)?;
                let yuan = self.number(FieldName::Yuan)?.map(u64::from);
                let note = self.text(FieldName::Note);
                step(aid, AidStep::Settled { bearer, yuan, note, voice: self.voice()? })
            }
            AidForm::Tell(aid) => Ok(AidCommand::Tell(self.aid_news(aid)?)),
            AidForm::Share => Ok(AidCommand::Share(self.shared()?)),
        }
    }

    fn voice(&self) -> Result<Voice, Fault> {
        Ok(Voice {
            by: self.needed(FieldName::By)?,
            role: Some(picked!(self, FieldName::Role, Role)?),
            means: picked!(self, FieldName::Means, Means)?,
        })
    }

    fn aid_drafted(&self) -> Result<Aid, Fault> {
        let text = self.needed(FieldName::AidNeed)?;
        let lang = self.model.lang;
        let needs = needs(&text).map_err(|part| {
            let how = lang.pick("没有数量: 写 排涝泵车 6台", "has no number: write pump 6 sets");
            (FieldName::AidNeed, format!("{part} {how}"))
        })?;
        if needs.len() > AID_LINES_MAX {
            let how = lang.pick("项太多, 分成两份请求", "lines are too many: make two requests");
            return Err((FieldName::AidNeed, format!("{} {how}", needs.len())));
        }
        let point = self.rally_point()?;
        Ok(Aid {
            from: self.model.area().ok_or_else(|| self.needs(FieldName::AidCity))?,
            to: picked!(self, FieldName::AidCity, Area)?,
            incident: self.incident(),
            kind: self.text(FieldName::AidKind),
            occurred: self.time_or_opened(FieldName::Occurred)?,
            place: self.text(FieldName::AidArea),
            harm: self.text(FieldName::AidHarm),
            done: self.text(FieldName::AidDone),
            needs,
            rally: Rally { name: self.text(FieldName::RallyName), point },
            route: self.text(FieldName::Route),
            contact: self.text(FieldName::Contact),
            frequency: self.text(FieldName::Frequency),
            hours: self.number(FieldName::TermHours)?,
            cost: picked!(self, FieldName::Bearer, CostBearer)?,
            logistics: self.text(FieldName::Logistics),
            at: self.form.opened,
        })
    }

    /// A coordinate as it was said, never without its system (rules.md 8.5).
    fn rally_point(&self) -> Result<Option<(Point, crate::domain::Datum)>, Fault> {
        let text = self.text(FieldName::RallyPoint);
        if text.is_empty() {
            return Ok(None);
        }
        let lang = self.model.lang;
        let wrong = || {
            let how =
                lang.pick("不是坐标: 写 34.6197, 112.4540 (纬度在前)", "is no coordinate: write 34.6197, 112.4540");
            (FieldName::RallyPoint, format!("{text} {how}"))
        };
        let folded = crate::text::names::folded(&text);
        let mut parts = folded.split([',', '，', ' ']).map(str::trim).filter(|part| !part.is_empty());
        let degrees = |part: Option<&str>| part.and_then(|part| part.parse::<f64>().ok()).ok_or_else(wrong);
        let (lat, lon) = (degrees(parts.next())?, degrees(parts.next())?);
        let point = Point::degrees(lat, lon).ok_or_else(wrong)?;
        let datum = datum(self.form.pick(FieldName::Datum)).ok_or_else(|| self.choose(FieldName::Datum))?;
        Ok(Some((point, datum)))
    }

    /// What of each line; a line of which nothing is granted and nobody comes is left out.
    fn grants(&self, aid: EventId) -> Result<Vec<Grant>, Fault> {
        let view = self.model.world.aid(aid).ok_or_else(|| self.choose(FieldName::GrantCount(0)))?;
        let mut grants = Vec::new();
        for (_, line) in view.aid.needs.iter().zip(0u8..) {
            let count = self.number(FieldName::GrantCount(line))?.unwrap_or_default();
            let units = units(self.model, &view.aid.to, &self.text(FieldName::GrantUnits(line)));
            if count > 0 || !units.is_empty() {
                grants.push(Grant { line, count, units });
            }
        }
        if grants.is_empty() {
            let how =
                self.model.lang.pick("一项也没有同意: 要拒绝就办拒绝", "nothing is granted: to refuse, refuse it");
            return Err((FieldName::GrantCount(0), how.to_owned()));
        }
        Ok(grants)
    }

    fn aid_news(&self, aid: EventId) -> Result<AidTelling, Fault> {
        let unit = match self.form.pick(FieldName::AidUnit) {
            Some(Pick::AidUnit(unit)) => unit.clone(),
            Some(Pick::Nothing) => {
                let (name, view) = (self.needed(FieldName::UnitName)?, self.model.world.aid(aid));
                let named = view.and_then(|view| units(self.model, &view.aid.to, &name).into_iter().next());
                named.unwrap_or(AidUnit::Named(name))
            }
            _ => return Err(self.choose(FieldName::AidUnit)),
        };
        let people = self.number(FieldName::Count)?;
        let news = match picked!(self, FieldName::AidNews, AidNews)? {
            AidEvent::Depart => AidNews::EnRoute { eta: self.expected()? },
            AidEvent::Arrive => AidNews::Arrived { people },
            AidEvent::Work => AidNews::Working { task: self.text(FieldName::News) },
            AidEvent::Release => AidNews::Released,
            AidEvent::Return => AidNews::Returned,
            _ => AidNews::Dispatched { people },
        };
        Ok(AidTelling {
            aid,
            unit,
            news,
            by: self.needed(FieldName::By)?,
            means: picked!(self, FieldName::Means, Means)?,
            at: self.time_or_opened(FieldName::At)?,
        })
    }

    /// A list as it was typed; of one's own teams, stores and shelters what the log has cards of, when nothing was.
    fn shared(&self) -> Result<SharedList, Fault> {
        let area = picked!(self, FieldName::Area, Area)?;
        let kind: ShareKind = picked!(self, FieldName::ShareKind, ShareKind)?;
        let typed = self.text(FieldName::Items);
        let items: Vec<SharedItem> = if typed.is_empty() {
            self.model.world.shareable(&area, kind)
        } else {
            let parts = typed.split(['\n', ';', '；']).map(str::trim).filter(|part| !part.is_empty());
            parts.map(|part| SharedItem { name: part.to_owned(), ..SharedItem::default() }).collect()
        };
        if items.is_empty() {
            return Err(self.needs(FieldName::Items));
        }
        Ok(SharedList {
            area,
            kind,
            edition: self.needed(FieldName::Edition)?,
            as_of: self.time_or_opened(FieldName::AsOf)?,
            part: 0,
            parts: 1,
            items,
            by: self.text(FieldName::By),
            means: picked!(self, FieldName::Means, Means)?,
        })
    }
}
