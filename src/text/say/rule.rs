//! Rules in words: what a row says, from where it comes, and whether it is anybody's rule at all.

use super::Say;
use crate::clock::{At, Span};
use crate::domain::{
    Calendar, Date, Goal, InForce, Level, Measure, Promptness, Row, RuleChange, RuleId, SetName, Standard, StandardMet,
    What, Whence,
};
use crate::text::words::{Full, Prompt, RuleWord, Word};

/// A set by its name: `qianzhi/1`.
pub fn set_name(set: &SetName) -> String {
    format!("{}/{}", set.name, set.version)
}

/// A figure of a grading table, in the unit in which people say it.
pub fn measured(measure: Measure, value: u32, say: &Say<'_>) -> String {
    let (zh, en) = match measure {
        Measure::Deaths | Measure::Injuries | Measure::Moved | Measure::AtRisk | Measure::Lost => ("人", ""),
        Measure::Rooms => ("间", ""),
        Measure::Loss => ("万元", " x10,000 yuan"),
        Measure::Burnt => ("公顷", " ha"),
        Measure::MagnitudeDense | Measure::MagnitudeSparse => ("级", ""),
    };
    let number = super::value::milli(i64::from(value) * 1000 / i64::from(measure.per_unit()));
    format!("{number}{}", say.lang.pick(zh, en))
}

impl Say<'_> {
    /// A length of time in whole minutes or hours.
    pub fn span(&self, span: Span) -> String {
        let minutes = span.whole_seconds() / 60;
        if minutes != 0 && minutes % 60 == 0 {
            RuleWord::Hours.with(self.lang, &[&(minutes / 60)])
        } else {
            RuleWord::Minutes.with(self.lang, &[&minutes])
        }
    }

    /// A rule's text.
    pub fn rule_text<'r>(&self, row: &'r Row) -> &'r str {
        if self.lang == crate::text::Lang::En && !row.en.is_empty() { &row.en } else { &row.zh }
    }

    /// Where a rule stands: `突发事件应对法 第67条`.
    pub fn rule_source(&self, row: &Row) -> String {
        format!("{} {}", row.source.work, row.source.article).trim_end().to_owned()
    }

    /// A row by name, marked when it is nobody's law: `RAUT-先期调派 默认`.
    pub fn rule_marked(&self, id: &RuleId) -> String {
        let ours = self.world.rule(id, At(i64::MAX)).is_some_and(|force| force.row.is_default());
        if ours { format!("{id} {}", self.word(RuleWord::Mark)) } else { id.to_string() }
    }

    /// How far it can be trusted: `[D] 本项目默认`.
    pub fn rule_trust(&self, row: &Row) -> String {
        format!("[{}] {}", row.confidence.letter(), self.word(row.confidence))
    }

    /// From where it comes.
    pub fn rule_whence(&self, force: &InForce<'_>) -> String {
        match &force.whence {
            Whence::Set => {
                let set = set_name(&self.world.rule_set().name());
                RuleWord::FromSet.with(self.lang, &[&set])
            }
            Whence::Log(name) => RuleWord::FromLog.with(self.lang, &[name]),
            Whence::Profile { name, .. } => RuleWord::FromProfile.with(self.lang, &[name]),
        }
    }

    /// Since when and until when it is in force.
    pub fn rule_force(&self, row: &Row) -> String {
        let day = |at: At| at.date_time().split(' ').next().unwrap_or_default().to_owned();
        match (row.from, row.to) {
            (None, None) => self.word(RuleWord::Always).to_owned(),
            (Some(from), None) => RuleWord::From.with(self.lang, &[&day(from)]),
            (None, Some(to)) => RuleWord::Until.with(self.lang, &[&day(to)]),
            (Some(from), Some(to)) => RuleWord::FromUntil.with(self.lang, &[&day(from), &day(to)]),
        }
    }

    /// A change of a rule by a bureau.
    pub(super) fn rule_change(&self, change: &RuleChange) -> String {
        match &change.row {
            Some(row) => {
                Prompt::RuleChanged.with(self.lang, &[&change.rule, &self.rule_value(&row.what), &change.profile])
            }
            None => Prompt::RuleGivenBack.with(self.lang, &[&change.rule, &change.profile]),
        }
    }

    /// What a rule says, in few words: `30分钟`.
    pub fn rule_value(&self, what: &What) -> String {
        let lang = self.lang;
        match what {
            What::Timer { within, .. } | What::Limit { within } | What::Regrading { within, .. } => self.span(*within),
            What::Duty { from, to, by } => {
                RuleWord::Duty.with(lang, &[&self.word(*from), &self.word(*to), &self.promptness(*by)])
            }
            What::Band { table, measure, from, below, .. } => {
                let (table, of) = (self.word(*table), self.word(*measure));
                let from = measured(*measure, *from, self);
                match below {
                    None => RuleWord::BandFrom.with(lang, &[&table, &of, &from]),
                    Some(below) => {
                        RuleWord::BandTo.with(lang, &[&table, &of, &from, &measured(*measure, *below, self)])
                    }
                }
            }
            What::Circumstance { grade, .. } => RuleWord::Circumstance.with(lang, &[&self.word(Full(*grade))]),
            What::Code { class, table: None } => RuleWord::Ungraded.with(lang, &[&self.word(*class)]),
            What::Code { class, table: Some(table) } => {
                RuleWord::GradedBy.with(lang, &[&self.word(*class), &self.word(*table)])
            }
            What::Measure { number, .. } => RuleWord::Measure.with(lang, &[number]),
            What::Authority { act, level, role } => {
                let claim = self.claim(crate::domain::Claim { act: *act, level: *level });
                format!("{claim} {}", RuleWord::May.with(lang, &[&self.word(*role)]))
            }
            What::Calendar(calendar) => self.calendar(calendar),
            What::Rhythm { every: Some(every), .. } => RuleWord::Every.with(lang, &[&self.span(*every)]),
            What::Rhythm { every: None, .. } => self.word(RuleWord::AsOrdered).to_owned(),
            What::Item { way, number } => format!("{} {number}", self.word(*way)),
            What::Hazard { kind, from, below } => {
                let word = if *below { RuleWord::Below } else { RuleWord::FromOn };
                word.with(lang, &[&self.word(*kind), &super::scene::hundredths(*from), &kind.unit()])
            }
            What::Speed { kmh, .. } => RuleWord::Kmh.with(lang, &[kmh]),
            What::Detour { percent } => RuleWord::Percent.with(lang, &[percent]),
            What::Standard { standard, level, measure: None, .. } => {
                RuleWord::Circumstance.with(lang, &[&self.standard(*standard, *level)])
            }
            What::Standard { standard, level, measure: Some(measure), from, below } => {
                let (of, from) = (self.word(*measure), measured(*measure, *from, self));
                let standard = self.standard(*standard, *level);
                match below {
                    None => RuleWord::BandFrom.with(lang, &[&standard, &of, &from]),
                    Some(below) => {
                        RuleWord::BandTo.with(lang, &[&standard, &of, &from, &measured(*measure, *below, self)])
                    }
                }
            }
            What::Signal { colour, within, from } => {
                RuleWord::Signal.with(lang, &[&self.word(*colour), &self.span(*within), from])
            }
            What::Suggestion { level, .. } => RuleWord::Suggests.with(lang, &[&self.word(*level)]),
            What::Statute { statute } => self.word(*statute).to_owned(),
            What::Guard { guard } => self.word(*guard).to_owned(),
            What::Report { least, most: None, .. } => RuleWord::ReportsLeast.with(lang, &[least]),
            What::Report { least, most: Some(most), .. } => RuleWord::Reports.with(lang, &[least, most]),
            What::Field { need, .. } => self.word(*need).to_owned(),
            What::Jump { percent, people } => RuleWord::Jump.with(lang, &[percent, people]),
            What::Target { goal, .. } => self.goal(*goal),
            What::Handling { handling, by, .. } => {
                RuleWord::Handling.with(lang, &[&self.word(*handling), &self.word(*by)])
            }
        }
    }

    /// A standard, with the response level that it stands for.
    pub fn standard(&self, standard: Standard, level: Option<Level>) -> String {
        let name = self.word(standard);
        level.map_or_else(|| name.to_owned(), |level| RuleWord::OfLevel.with(self.lang, &[&name, &self.word(level)]))
    }

    /// A standard that an incident reached, and by what: `较大涉险事故 被困或下落不明4人`.
    pub fn standard_met(&self, met: &StandardMet<'_>) -> String {
        let value = measured(met.measure, met.value, self);
        let word = if met.provisional { RuleWord::MetAtLeast } else { RuleWord::Met };
        word.with(self.lang, &[&self.standard(met.standard, met.level), &self.word(met.measure), &value])
    }

    fn calendar(&self, calendar: &Calendar) -> String {
        if calendar.is_empty() {
            return self.word(RuleWord::Weekends).to_owned();
        }
        let days = |dates: &[Date]| dates.iter().map(Date::to_string).collect::<Vec<_>>().join(" ");
        let (off, on) = (&calendar.holidays, &calendar.workdays);
        RuleWord::Calendar.with(self.lang, &[&off.len(), &days(off), &on.len(), &days(on)])
    }

    fn promptness(&self, by: Promptness) -> String {
        let lang = self.lang;
        match by {
            Promptness::AtOnce => self.word(RuleWord::AtOnce).to_owned(),
            Promptness::WithinDays(days) => RuleWord::Days.with(lang, &[&days]),
            Promptness::Within(span) => self.span(span),
            Promptness::SameDay => self.word(RuleWord::SameDay).to_owned(),
            Promptness::PerDay(times) => RuleWord::PerDay.with(lang, &[&times]),
            Promptness::EveryDays(days) => RuleWord::EveryDays.with(lang, &[&days]),
            Promptness::DailyAt(minute) => {
                RuleWord::DailyAt.with(lang, &[&format!("{:02}:{:02}", minute / 60, minute % 60)])
            }
            Promptness::Workdays(days) => {
                let days = RuleWord::Workdays.with(lang, &[&days]);
                if self.world.calendar().is_empty() { RuleWord::WeekendsOnly.with(lang, &[&days]) } else { days }
            }
        }
    }

    fn goal(&self, goal: Goal) -> String {
        match goal {
            Goal::AtMost(span) => RuleWord::AtMost.with(self.lang, &[&self.span(span)]),
            Goal::AtLeast(span) => RuleWord::AtLeast.with(self.lang, &[&self.span(span)]),
            Goal::Percent(percent) => RuleWord::Percent.with(self.lang, &[&percent]),
            Goal::Zero => self.word(RuleWord::Zero).to_owned(),
            Goal::ByBureau => self.word(RuleWord::ByBureau).to_owned(),
        }
    }
}
