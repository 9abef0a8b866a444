//! What the choices of forms about reviews offer.

use super::super::options::{choice as option, say, words};
use super::super::{Choice, Pick};
use super::{AarPick, OtherPick, PaperPick};
use crate::console::{Model, Row};
use crate::domain::{
    AarOf, AarView, Disposal, EventId, FindingKind, ItemAct, ItemState, Means, Mechanism, Rating, Severity,
};
use crate::limits::AAR_ENTRIES_OFFERED;
use crate::text::when;
use crate::text::words::{AarWord, Word};

fn picks<T: Word>(model: &Model, all: &[T], pick: impl Fn(T) -> AarPick) -> Vec<Choice> {
    words(model, all, |one| Pick::Aar(pick(one)))
}

pub(super) fn nothing(model: &Model, zh: &'static str, en: &'static str) -> Choice {
    option(Pick::Nothing, "", model.lang.pick(zh, en))
}

pub(super) fn kinds(model: &Model) -> Vec<Choice> {
    picks(model, FindingKind::ALL, AarPick::Kind)
}

pub(super) fn mechanisms(model: &Model) -> Vec<Choice> {
    picks(model, Mechanism::ALL, AarPick::Mechanism)
}

pub(super) fn severities(model: &Model) -> Vec<Choice> {
    picks(model, Severity::ALL, AarPick::Severity)
}

pub(super) fn ratings(model: &Model) -> Vec<Choice> {
    picks(model, Rating::ALL, AarPick::Rating)
}

pub(super) fn acts(model: &Model) -> Vec<Choice> {
    picks(model, &ItemAct::ALL, AarPick::Act)
}

pub(super) fn disposals(model: &Model) -> Vec<Choice> {
    picks(model, &[Disposal::Destroyed, Disposal::Kept, Disposal::Nothing], AarPick::Disposal)
}

/// At the console first.
pub(super) fn heard(model: &Model) -> Vec<Choice> {
    let here = option(Pick::Means(Means::Console), "", model.lang.pick("当面或本席", "here"));
    let mut all = words(model, &[Means::Phone, Means::Radio, Means::Person], Pick::Means);
    all.insert(0, here);
    all
}

pub(super) fn accepts(model: &Model) -> Vec<Choice> {
    let all = [(true, AarWord::Accepted), (false, AarWord::Objected)];
    all.map(|(pick, word)| option(Pick::Aar(AarPick::Accepts(pick)), "", word.say(model.lang))).to_vec()
}

/// Every indicator at once, or an objective of one mechanism.
pub(super) fn scored(model: &Model) -> Vec<Choice> {
    let indicators =
        option(Pick::Aar(AarPick::Indicators), "", model.lang.pick("计算全部指标", "compute every indicator"));
    [indicators].into_iter().chain(mechanisms(model)).collect()
}

pub(super) fn paper_steps(model: &Model) -> Vec<Choice> {
    let all = [
        (PaperPick::Draft, "起草", "draft it"),
        (PaperPick::Review, "审核", "review it"),
        (PaperPick::Sign, "签发", "sign it"),
    ];
    all.map(|(pick, zh, en)| option(Pick::Aar(AarPick::Paper(pick)), "", model.lang.pick(zh, en))).to_vec()
}

pub(super) fn others(model: &Model) -> Vec<Choice> {
    let all = [
        (OtherPick::Disposed, "个人信息处置", "personal data disposed of"),
        (OtherPick::PlanRevised, "预案修订", "a plan revised"),
        (OtherPick::LookedBack, "回头看", "looked back"),
        (OtherPick::InquiryExtended, "事故调查延期", "investigation extended"),
        (OtherPick::InquirySubmitted, "调查报告已提交", "investigation report submitted"),
        (OtherPick::InquiryReplied, "调查报告已批复", "investigation report replied to"),
    ];
    all.map(|(pick, zh, en)| option(Pick::Aar(AarPick::Other(pick)), "", model.lang.pick(zh, en))).to_vec()
}

/// What was terminated and not opened yet, then drills, then incidents, then responses that run or were opened.
pub(super) fn reviewable(model: &Model) -> Vec<Choice> {
    let (world, say) = (&model.world, say(model));
    let owed: Vec<EventId> = world.to_review().map(|(.., id)| id).collect();
    let named = |area: &crate::domain::AreaCode, at, id: EventId, mark: &str| {
        let name = format!("{} {} {mark}", say.area_of(area), when::date_minute(at));
        let name = AarWord::OfResponse.with(model.lang, &[&name.trim_end()]);
        option(Pick::Aar(AarPick::Of(AarOf::Response(id))), "", name)
    };
    let waits = world.to_review().map(|(area, at, id)| named(area, at, id, model.lang.pick("待立项", "owed")));
    let drills = world.drills().into_iter().map(|(id, _)| {
        let name = AarWord::OfDrill.with(model.lang, &[&say.drill_named(id)]);
        option(Pick::Aar(AarPick::Of(AarOf::Drill(id))), "", name)
    });
    let incidents = world.incidents().into_iter().map(|(id, _)| {
        let name = AarWord::OfIncident.with(model.lang, &[&say.incident(id)]);
        option(Pick::Aar(AarPick::Of(AarOf::Incident(id))), "", name)
    });
    let areas = world.switched_areas().into_iter();
    let others = areas.filter_map(|area| {
        let run = world.last_run(area, model.now);
        let (id, response) = run.last()?;
        (!owed.contains(id)).then(|| named(area, response.decided, *id, ""))
    });
    waits.chain(drills).chain(incidents).chain(others).collect()
}

/// Findings of a review, those of which something is waited for first.
pub(super) fn findings(model: &Model, view: &AarView<'_>) -> Vec<Choice> {
    let mut all = view.findings();
    all.sort_by_key(|one| (!one.unanswered(), !one.items.is_empty()));
    let named = |one: &crate::domain::FindingView<'_>| {
        let unit = if one.finding.unit.is_empty() { String::new() } else { format!(" {}", one.finding.unit) };
        option(Pick::Aar(AarPick::Finding(one.id)), "", format!("{}{unit}", say(model).finding(one.finding)))
    };
    all.iter().map(named).collect()
}

/// Problems of earlier reviews, or none.
pub(super) fn earlier(model: &Model, view: &AarView<'_>) -> Vec<Choice> {
    let all = model.world.earlier_findings(view.id).into_iter();
    let named = all.map(|(id, finding)| option(Pick::Aar(AarPick::Finding(id)), "", say(model).finding(finding)));
    [nothing(model, "不是重复发现", "not seen before")].into_iter().chain(named).collect()
}

/// Items of a review, those that are open first.
pub(super) fn items(model: &Model, view: &AarView<'_>) -> Vec<Choice> {
    let mut all = view.items(&model.world);
    all.sort_by_key(|item| (item.state == ItemState::Accepted, item.item.due));
    let named = |item: &crate::domain::ImprovementView<'_>| {
        let name = format!("{} {} [{}]", item.item.text, item.item.owner, item.state.say(model.lang));
        option(Pick::Aar(AarPick::Item(item.id)), "", name)
    };
    all.iter().map(named).collect()
}

/// Adoptions of plans, the newest first: what was adopted since the end of what is reviewed may revise it.
pub(super) fn plans(model: &Model) -> Vec<Choice> {
    let mut all: Vec<_> = model.world.plans().collect();
    all.reverse();
    let named = |(id, plan): (EventId, &crate::domain::Plan)| {
        let name = format!("{} {}", say(model).plan_name(plan), plan.version);
        option(Pick::Aar(AarPick::Plan(id)), "", name)
    };
    all.into_iter().map(named).collect()
}

/// What a finding may rest on: the entry that is selected on the journal's board, then the newest lines of its time.
pub(super) fn entries(model: &Model, view: &AarView<'_>) -> Vec<Choice> {
    let none = nothing(model, "无", "none");
    let selected = match model.selected(crate::console::Board::Journal) {
        Some(Row::Entry(number)) => model.chronicle.entry(*number),
        _ => None,
    };
    let say = say(model);
    let named = |id: EventId, at, recorded, words: String| {
        let number = model.numbers.number(recorded, id);
        option(Pick::Aar(AarPick::Entry(id)), "", format!("{} {number} {words}", when::date_minute(at)))
    };
    let selected = selected.map(|entry| {
        let event = &entry.event;
        named(event.id, event.recorded, event.recorded, say.fact(&event.fact))
    });
    let world = &model.world;
    let own = view.aar.incident.into_iter().flat_map(|incident| world.timeline(Some(incident)));
    let mut lines: Vec<_> = own.chain(world.timeline(None)).collect();
    lines.retain(|(at, ..)| *at >= view.aar.from && *at <= view.aar.at);
    lines.sort_by_key(|(at, id, ..)| (std::cmp::Reverse(*at), *id));
    let lines = lines.into_iter().take(AAR_ENTRIES_OFFERED);
    let lines = lines.map(|(at, id, line, _)| named(id, at, line.recorded, say.fact(&line.fact)));
    [none].into_iter().chain(selected).chain(lines).collect()
}
