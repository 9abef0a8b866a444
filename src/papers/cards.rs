//! 行动卡: what each role does by a plan that runs, a screen for each (rules.md 7.1).

use super::{Block, Document};
use crate::domain::{EventId, StepView};
use crate::text::Lang;
use crate::text::say::Say;
use crate::text::when::{minute, span};
use crate::text::words::{PlanWord, Word};

/// The cards that the plan brings, then one for each owner of steps that apply at the run's level.
pub fn action_cards(say: &Say<'_>, run: EventId) -> Option<Document> {
    let (world, lang) = (say.world, say.lang);
    let runs = world.runs();
    let (_, started, plan) = runs.into_iter().find(|(id, ..)| *id == run)?;
    let steps = world.step_views(run, started, plan);
    let mut blocks = Vec::new();
    for card in &plan.cards {
        blocks.push(Block::Heading(card.role.clone()));
        blocks.push(Block::Paragraph(card.lines.join("\n")));
    }
    let mut owners: Vec<_> = steps.iter().map(|view| &view.step.owner).collect();
    owners.sort();
    owners.dedup();
    for owner in owners {
        blocks.push(Block::Heading(say.owner(owner).to_owned()));
        let lines = steps.iter().filter(|view| view.step.owner == *owner).map(|view| line(say, view));
        blocks.push(Block::Paragraph(lines.collect::<Vec<_>>().join("\n")));
    }
    let section = |word: PlanWord, lines: Vec<String>| {
        let some = !lines.is_empty();
        some.then(|| [Block::Heading(word.say(lang).to_owned()), Block::Paragraph(lines.join("\n"))])
    };
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

/// `S4 抽排力量就位  40分内 16:40前  执行中`.
fn line(say: &Say<'_>, view: &StepView<'_>) -> String {
    let (lang, step) = (say.lang, view.step);
    let within = span(step.within, lang);
    let until = match (view.due(), lang) {
        (Some(due), Lang::Zh) => format!("{within}内 {}前", minute(due)),
        (Some(due), Lang::En) => format!("within {within}, by {}", minute(due)),
        (None, Lang::Zh) => format!("{}后{within}内", say.word(step.anchor)),
        (None, Lang::En) => format!("within {within} of the {}", say.word(step.anchor)),
    };
    let status = say.step_status(view.status.clone().first().unwrap_or(&crate::domain::StepStatus::Waiting));
    format!("{} {}  {until}  {status}", step.code, say.step_title(step))
}
