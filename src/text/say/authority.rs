//! Who may do what, in words: what goes beyond a role, what becomes of it, and who answered for it.

use super::Say;
use crate::clock::Span;
use crate::domain::{Beyond, Claim, EventId, Fact, Means, OverrideView, Ratification, Role, Sanction, Verdict};
use crate::text::words::{AuthorityWord, RuleWord, Word};

impl<'a> Say<'a> {
    /// An act, at its level when it has one.
    pub fn claim(&self, claim: Claim) -> String {
        match claim.level {
            Some(level) => format!("{} {}", self.word(claim.act), self.word(level)),
            None => self.word(claim.act).to_owned(),
        }
    }

    /// A role, or that nobody knows it.
    pub fn role(&self, role: Option<Role>) -> &'static str {
        role.map_or(self.word(AuthorityWord::NoRole), |role| self.word(role))
    }

    /// Whose it is: `启动响应 二级归副总指挥以上 (RAUT-启动-二级)`.
    pub fn reserved(&self, beyond: &Beyond) -> String {
        let least = self.word(beyond.least);
        AuthorityWord::Above.with(self.lang, &[&self.claim(beyond.claim), &least, &beyond.rule])
    }

    /// What is told before something goes beyond a role; nothing when it does not. `within` is the limit of 追认.
    pub fn verdict(&self, verdict: &Verdict, within: Span) -> Option<String> {
        let beyond = verdict.beyond()?;
        let how = match verdict {
            Verdict::WithReason(_) => AuthorityWord::WantsReason,
            Verdict::AtOnce(_) | Verdict::Within => AuthorityWord::GoesThrough,
        };
        let whose = if beyond.role.is_none() { AuthorityWord::NoRole } else { AuthorityWord::Beyond };
        Some(how.with(self.lang, &[&self.word(whose), &self.reserved(beyond), &self.span(within)]))
    }

    /// The mark on what was done beyond somebody's authority; nothing on anything else.
    pub fn override_mark(&self, event: EventId) -> Option<&'static str> {
        let view = self.world.overridden(event)?;
        Some(self.word(match view.answer.agreed() {
            None => AuthorityWord::Marked,
            Some(Sanction::Ratified) => AuthorityWord::MarkedRatified,
            Some(Sanction::Reversed) => AuthorityWord::MarkedReversed,
        }))
    }

    /// What happened, in one line, with the mark on what was done beyond somebody's authority.
    pub fn event(&self, id: EventId, fact: &'a Fact) -> String {
        let said = self.fact(fact);
        self.override_mark(id).map_or_else(|| said.clone(), |mark| format!("{mark} {said}"))
    }

    /// What was done beyond whose authority: `启动响应 二级 洛阳市 王某 (值班员)`.
    pub fn overridden(&self, view: &OverrideView<'a>) -> String {
        let who = AuthorityWord::By.with(self.lang, &[&view.actor, &self.role(view.basis.role)]);
        let incident = view.incident.map(|id| self.incident(id));
        let about = incident.or_else(|| view.area.map(|area| self.area(area).to_owned())).unwrap_or_default();
        [self.claim(view.basis.claim()), about, who]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(" ")
    }

    /// The same, and who may ratify it: `启动响应 二级 王某 (值班员) > 副总指挥以上`.
    pub fn to_ratify(&self, view: &OverrideView<'a>) -> String {
        let least = self.world.beyond(view.basis.claim(), view.basis.role, view.recorded).map(|beyond| beyond.least);
        let least = least.map_or_else(String::new, |least| RuleWord::May.with(self.lang, &[&self.word(least)]));
        format!("{} > {least}", self.overridden(view))
    }

    /// Why, when somebody said why.
    pub fn override_reason(&self, view: &OverrideView<'a>) -> Option<String> {
        let reason = &view.basis.reason;
        (!reason.is_empty()).then(|| AuthorityWord::Because.with(self.lang, &[reason]))
    }

    /// How long there is for the answer.
    pub fn time_left(&self, left: Span) -> String {
        let word = if left < Span::ZERO { AuthorityWord::Late } else { AuthorityWord::Left };
        word.with(self.lang, &[&self.span(Span(left.0.abs()))])
    }

    /// An answer: `追认 启动响应 二级 王某 (值班员): 张某 (总指挥) 电话`.
    pub(super) fn ratification(&self, answer: &Ratification) -> String {
        let what = self.world.overridden(answer.of);
        let what = what.map_or_else(|| answer.of.short(), |view| self.overridden(&view));
        let who = if answer.by.is_empty() {
            String::new()
        } else {
            AuthorityWord::By.with(self.lang, &[&answer.by, &self.role(answer.role)])
        };
        let means = if answer.means == Means::Console { "" } else { self.word(answer.means) };
        let said = [who.as_str(), means, answer.note.as_str()];
        let said = said.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
        format!("{} {what}: {said}", self.word(answer.sanction))
    }
}
