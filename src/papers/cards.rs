//! 行动卡: what each role does by a plan that runs, a screen for each (rules.md 7.1).

use super::{Block, Document};
use crate::clock::At;
use crate::domain::{EventId, Organ, Plan, StepView};
use crate::text::Lang;
use crate::text::say::Say;
use crate::text::when::{minute, span, written};
use crate::text::words::{PlanWord, Word};

/// The cards that the plan brings, then one for each owner of steps that apply at the run's level, as of `now`.
pub fn action_cards(say: &Say<'_>, run: EventId, now: At) -> Option<Document> {
    let (world, lang) = (say.world, say.lang);
    let runs = world.runs();
    let (_, started, plan) = runs.into_iter().find(|(id, ..)| *id == run)?;
    let steps = world.step_views(run, started, plan);
    let mut blocks = Vec::new();
    blocks.extend(meta(say, plan).map(Block::Paragraph));
    for card in &plan.cards {
        blocks.push(Block::Heading(card.role.clone()));
        blocks.push(Block::Paragraph(card.lines.join("\n")));
    }
    let mut owners: Vec<_> = steps.iter().map(|view| &view.step.owner).collect();
    owners.sort();
    owners.dedup();
    for owner in owners {
        blocks.push(Block::Heading(say.owner(owner).to_owned()));
        let lines = steps.iter().filter(|view| view.step.owner == *owner).map(|view| line(say, view, now));
        blocks.push(Block::Paragraph(lines.collect::<Vec<_>>().join("\n")));
    }
    let section = |word: PlanWord, lines: Vec<String>| {
        let some = !lines.is_empty();
        some.then(|| [Block::Heading(word.say(lang).to_owned()), Block::Paragraph(lines.join("\n"))])
    };
    let levels = plan.levels.iter().map(|of| format!("{} {}", say.word(of.grade), say.word(of.level)));
    blocks.extend(section(PlanWord::Levels, levels.collect()).into_iter().flatten());
    blocks.extend(section(PlanWord::Uplift, plan.uplift.clone()).into_iter().flatten());
    blocks.extend(section(PlanWord::Organs, organs(say, plan)).into_iter().flatten());
    let rows = plan.reports.iter().filter_map(|id| world.rule(id, now)).map(|force| {
        let row = force.row;
        format!("{} {}", row.id, lang.pick(row.zh.as_ref(), row.en.as_ref()))
    });
    blocks.extend(section(PlanWord::Reports, rows.collect()).into_iter().flatten());
    let resources = plan.resources.iter().map(|line| format!("{} {}", line.sort.say(lang), say.aid_line(line)));
    blocks.extend(section(PlanWord::Resources, resources.collect()).into_iter().flatten());
    blocks.extend(section(PlanWord::Comms, plan.comms.clone()).into_iter().flatten());
    blocks.extend(section(PlanWord::Exit, plan.exit.clone()).into_iter().flatten());
    let missing = world.parts_missing(plan);
    if missing > 0 {
        blocks.insert(0, Block::Paragraph(PlanWord::PartsMissing.with(lang, &[&missing])));
    }
    let level = say.word(world.run_level(started));
    let name = say.plan_name(plan);
    Some(Document {
        watermark: Document::watermark(world.realm(), lang),
        title: match lang {
            Lang::Zh => format!("行动卡 {name} {} {level}", plan.version),
            Lang::En => format!("Action cards, {name} {} {level}", plan.version),
        },
        blocks,
        ..Document::default()
    })
}

/// Who issued it, when it was approved, and since when it is in force; none where nobody said.
fn meta(say: &Say<'_>, plan: &Plan) -> Option<String> {
    let day = |at: Option<At>| at.map_or_else(|| "-".to_owned(), |at| written(at, say.lang));
    let issuer = if plan.issuer.is_empty() { "-" } else { plan.issuer.as_str() };
    let some = !plan.issuer.is_empty() || plan.approved.is_some() || plan.valid_from.is_some();
    some.then(|| PlanWord::Issued.with(say.lang, &[&issuer, &day(plan.approved), &day(plan.valid_from)]))
}

/// The bodies that work by the plan: who commands, whose members there are, and whom to call first and second.
fn organs(say: &Say<'_>, plan: &Plan) -> Vec<String> {
    let bodies = say.world.organs().into_iter().filter(|organ| organ.plans.contains(&plan.code));
    let line = |organ: &Organ| {
        let join = |parts: &[String]| parts.join(say.lang.pick("、", ", "));
        let people = say.world.contacts_of(organ).into_iter().filter(|contact| contact.turn.is_some());
        let people = people.map(|contact| {
            let turn = contact.turn.map_or_else(String::new, |turn| turn.to_string());
            let number = contact.numbers().next().unwrap_or_default();
            format!("{}({turn}) {number}", contact.name)
        });
        let people: Vec<String> = people.collect();
        let parts = [organ.name.clone(), organ.commander.clone(), join(&organ.members), join(&people)];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("  ")
    };
    bodies.map(line).collect()
}

/// `S4 抽排力量就位  40分内 16:40前  执行中`, and below it its checklist and evidence.
fn line(say: &Say<'_>, view: &StepView<'_>, now: At) -> String {
    let (lang, step) = (say.lang, view.step);
    let within = span(step.within, lang);
    let until = match (view.due(), lang) {
        (Some(due), Lang::Zh) => format!("{within}内 {}前", minute(due)),
        (Some(due), Lang::En) => format!("within {within}, by {}", minute(due)),
        (None, Lang::Zh) => format!("{}后{within}内", say.word(step.anchor)),
        (None, Lang::En) => format!("within {within} of the {}", say.word(step.anchor)),
    };
    let status = say.step_status(view.status.clone().first().unwrap_or(&crate::domain::StepStatus::Waiting));
    // Late, and done too late, are two things.
    let late = match view.done_late() {
        Some(over) => format!("  {}", PlanWord::DoneLate.with(lang, &[&span(over, lang)])),
        None if view.is_late(now) => format!("  {}", say.word(PlanWord::Late)),
        None => String::new(),
    };
    let list = |word: PlanWord, text: String| {
        if text.is_empty() { String::new() } else { format!("\n  {}", word.with(lang, &[&text])) }
    };
    let checklist = list(PlanWord::Checklist, step.checklist.join(lang.pick("; ", "; ")));
    let evidence = list(PlanWord::Wants, step.evidence.clone());
    format!("{} {}  {until}  {status}{late}{checklist}{evidence}", step.code, say.step_title(step))
}
