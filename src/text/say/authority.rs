//! Who may do what, in words: what goes beyond a role, what becomes of it, and who answered for it.

use super::Say;
use crate::clock::Span;
use crate::domain::{
    Beyond, Claim, EventId, Fact, Ground, Lacking, Means, OrderView, OverrideView, Proposal, Ratification, Role,
    Sanction, Stage, Unmet, Verdict,
};
use crate::text::words::{AssemblyWord, AuthorityWord, Full, RuleWord, Word};

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

    /// By whose authority an order was given: the headquarters, the role and the person, and by which row it goes beyond that
    /// role (rules.md 4.5: every order shows role, person and authority basis).
    pub fn order_basis(&self, view: &OrderView<'_>) -> String {
        let hq = view.order.authority.as_ref().map_or(self.word(AuthorityWord::NoBody), |hq| self.hq(hq));
        let beyond = self.world.overridden(view.id);
        let beyond = beyond.map(|one| AuthorityWord::ByRule.with(self.lang, &[&self.rule_marked(&one.basis.rule)]));
        let parts = [hq.to_owned(), self.role(view.order.role).to_owned(), view.actor.to_owned()];
        parts.into_iter().chain(beyond).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
    }

    /// Whose it is: `启动响应 二级归副总指挥以上 (RAUT-启动-二级)`.
    pub fn reserved(&self, beyond: &Beyond) -> String {
        let least = self.word(beyond.least);
        AuthorityWord::Above.with(self.lang, &[&self.claim(beyond.claim), &least, &self.rule_marked(&beyond.rule)])
    }

    /// What is told before something goes beyond a role; nothing when it does not. `within` is the limit of 追认.
    pub fn verdict(&self, verdict: &Verdict, within: Span) -> Option<String> {
        let beyond = verdict.beyond()?;
        let how = match verdict {
            Verdict::WithReason(_) => AuthorityWord::WantsReason,
            Verdict::AtOnce(_) | Verdict::Within => AuthorityWord::GoesThrough,
            Verdict::Unguarded(unmet) => {
                return Some(AuthorityWord::Lacks.with(self.lang, &[&self.lacking(unmet), &self.span(within)]));
            }
        };
        let whose = if beyond.role.is_none() { AuthorityWord::NoRole } else { AuthorityWord::Beyond };
        Some(how.with(self.lang, &[&self.word(whose), &self.reserved(beyond), &self.span(within)]))
    }

    /// What must be there first: `终止响应还缺: 会商结论 (RAUT-终止-会商); 未解除的撤离 指令2 (..)`.
    pub fn lacking(&self, unmet: &Unmet) -> String {
        let lacks = unmet.lacks.iter();
        let lacks = lacks.map(|lack| format!("{} ({})", self.lack(lack.what), self.rule_marked(&lack.rule)));
        let lacks = lacks.collect::<Vec<_>>().join(self.lang.pick("; ", "; "));
        // What lacks a text and a signature is the report that goes up, not the signing that the claim is.
        let reports = unmet.lacks.iter().any(|lack| lack.what == Lacking::Paper);
        let what =
            if reports { self.word(AuthorityWord::InWriting).to_owned() } else { self.claim(unmet.beyond.claim) };
        AuthorityWord::StillLacks.with(self.lang, &[&what, &lacks])
    }

    /// One thing that is lacking.
    pub fn lack(&self, what: Lacking) -> String {
        match what {
            Lacking::Conclusion => self.word(AuthorityWord::NoConclusion).to_owned(),
            Lacking::Withdrawal(order) => AuthorityWord::Withdrawal.with(self.lang, &[&self.order(order)]),
            Lacking::People(incident, kind, count) => {
                AuthorityWord::AtStake.with(self.lang, &[&self.incident(incident), &self.word(kind), &count])
            }
            Lacking::Strength(people, of) => AssemblyWord::Strength.with(self.lang, &[&people, &of]),
            Lacking::Insurance => self.word(AssemblyWord::Insurance).to_owned(),
            Lacking::Protection => self.word(AssemblyWord::Protection).to_owned(),
            Lacking::OutOfTurn(stage) => AuthorityWord::StepBefore.with(self.lang, &[&self.stage(stage)]),
            of_consult @ (Lacking::Members
            | Lacking::Quorum(..)
            | Lacking::Opinions(_)
            | Lacking::ActionLimit(_)
            | Lacking::OpenActions(_)
            | Lacking::Unconcluded(_)
            | Lacking::Expired(..)) => self.consult_lacking(of_consult),
            Lacking::Aar(what) => self.aar_lacking(what),
            of_aid @ (Lacking::AidPart(_) | Lacking::OtherCity(_) | Lacking::Promised(_)) => self.aid_lacking(of_aid),
            Lacking::Scene(lack) => self.scene_lacking(lack),
            Lacking::Paper => self.word(AuthorityWord::NoPaper).to_owned(),
            Lacking::Explanation => self.word(AuthorityWord::NoExplanation).to_owned(),
            Lacking::Report(kind) => self.word(kind).to_owned(),
            other => self.switch_lacking(other).or_else(|| self.resource_lacking(other)).unwrap_or_default(),
        }
    }

    /// Where a process stands.
    pub fn stage(&self, stage: Stage) -> String {
        match stage {
            Stage::Posture(posture) => self.word(Full(posture)).to_owned(),
            Stage::Response(response) => self.response_state(response),
            Stage::Scene(scene) => self.scene_state(scene),
            Stage::Consultation(consult) => self.word(consult).to_owned(),
            Stage::Assembly(assembly) => self.word(assembly).to_owned(),
            Stage::Aid(aid) => self.word(aid).to_owned(),
            Stage::Team(status) => self.word(status).to_owned(),
            Stage::Stock(here) => self.word(here).to_owned(),
            Stage::Requisition(here) => self.word(here).to_owned(),
            Stage::Shelter(here) => self.word(here).to_owned(),
            Stage::Review(review) => self.word(review).to_owned(),
            Stage::Item(item) => self.word(item).to_owned(),
        }
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
        let claim = self.claim(view.basis.claim());
        // Nobody may have been signed in.
        let said = [claim.as_str(), about.as_str(), who.trim_start()];
        said.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
    }

    /// The same, and who may ratify it: `启动响应 二级 王某 (值班员) > 副总指挥以上`.
    pub fn to_ratify(&self, view: &OverrideView<'a>) -> String {
        let least = self.world.ratifier(view.basis, view.recorded);
        let least = least.map_or_else(String::new, |least| RuleWord::May.with(self.lang, &[&self.word(least)]));
        format!("{} > {least}", self.overridden(view))
    }

    /// Why, when somebody said why.
    pub fn override_reason(&self, view: &OverrideView<'a>) -> Option<String> {
        let reason = &view.basis.reason;
        (!reason.is_empty()).then(|| AuthorityWord::Because.with(self.lang, &[reason]))
    }

    /// A proposal: `建议洛阳市启动二级响应: 会商结论 ..`.
    pub fn proposal(&self, proposal: &Proposal) -> String {
        let ground = match &proposal.ground {
            Ground::Warning(warning) => self.warning_named(*warning),
            Ground::Threshold(text) => AuthorityWord::OnThreshold.with(self.lang, &[text]),
            Ground::Consultation(text) => AuthorityWord::OnConsultation.with(self.lang, &[text]),
            Ground::Concluded(id) => self.consult_cited(*id),
        };
        let area = self.area_of(&proposal.area);
        AuthorityWord::Proposed.with(self.lang, &[&area, &self.word(proposal.level), &ground])
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
