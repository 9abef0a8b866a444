//! The selected review: what its state asks for comes first, so that a small screen shows that.

use super::super::line::Line;
use super::super::look::Meaning;
use super::super::parts::TIME_CELLS;
use super::super::scene::{Scene, due_meaning};
use crate::console::{Action, Board, Context};
use crate::domain::{AarState, AarView, FindingKind, FindingView, ImprovementView, ItemState};
use crate::text::Lang;
use crate::text::when;
use crate::text::words::{AarWord, Word};

/// The lines of the detail, as many as there is room for.
pub(super) fn lines<'a>(scene: &Scene<'a>, view: &AarView<'a>) -> Vec<Line<'a>> {
    let mut lines = vec![Line::new(), head(scene, view)];
    lines.extend(lacking(scene, view));
    lines.push(next(scene, view));
    let blocks = match view.state {
        AarState::Opened | AarState::Gathering => vec![clocks(scene, view), sealed(scene, view)],
        AarState::Evaluating | AarState::Drafted | AarState::Reviewed => {
            vec![findings(scene, view), clocks(scene, view), sealed(scene, view)]
        }
        AarState::Final | AarState::Improving | AarState::Closed => {
            vec![items(scene, view), clocks(scene, view), findings(scene, view), sealed(scene, view)]
        }
    };
    lines.extend(blocks.into_iter().flatten());
    lines.extend(statutes(scene, view));
    lines.extend(ledger(scene, view));
    lines
}

/// `响应 洛阳 07-20 16:30  评估  评估组 ..  发现3 答复1/2 整改0/2`.
fn head<'a>(scene: &Scene<'a>, view: &AarView<'a>) -> Line<'a> {
    let lang = scene.model.lang;
    let findings = view.findings();
    let problems = findings.iter().filter(|found| found.finding.kind == FindingKind::Problem).count();
    let open = findings.iter().filter(|found| found.unanswered()).count();
    let items = view.items(&scene.model.world);
    let done = items.iter().filter(|item| item.state == ItemState::Accepted).count();
    let mut parts = vec![scene.say.aar_of(view.aar), scene.say.word(view.state).to_owned()];
    if !view.aar.lead.is_empty() {
        parts.push(AarWord::Lead.with(lang, &[&view.aar.lead]));
    }
    if !findings.is_empty() {
        let counts: [usize; 5] =
            [findings.len(), findings.len() - open, findings.len(), done, problems.max(items.len())];
        let [all, answered, of, done, wanted] = counts;
        parts.push(AarWord::Counts.with(lang, &[&all, &answered, &of, &done, &wanted]));
    }
    Line::new().gap(1).rest(parts.join("  "), Meaning::Heading)
}

/// Who must still answer; what goes against the paper.
fn lacking<'a>(scene: &Scene<'a>, view: &AarView<'a>) -> Vec<Line<'a>> {
    let lang = scene.model.lang;
    let breaches = view.breaches(&scene.model.world).into_iter();
    let mut lines: Vec<Line<'a>> = breaches
        .map(|breach| Line::new().text("!", Meaning::Attention).rest(scene.say.aar_breach(breach), Meaning::Attention))
        .collect();
    let mut units: Vec<String> = Vec::new();
    for found in view.unanswered() {
        let unit = if found.finding.unit.is_empty() {
            scene.say.word(AarWord::Nobody).to_owned()
        } else {
            found.finding.unit.clone()
        };
        if !units.contains(&unit) {
            units.push(unit);
        }
    }
    if !units.is_empty() {
        let text = AarWord::ToAnswer.with(lang, &[&units.join(", ")]);
        lines.push(Line::new().gap(1).rest(text, Meaning::Attention));
    }
    lines
}

/// The next act, and its key.
fn next<'a>(scene: &Scene<'a>, view: &AarView<'a>) -> Line<'a> {
    let lang = scene.model.lang;
    let key = scene.model.key_name_in(Context::On(Board::Aar), Action::AarNext);
    let act = scene.model.aar_next(view).title(lang);
    Line::new().gap(1).text(key, Meaning::Key).gap(1).rest(AarWord::Next.with(lang, &[&act]), Meaning::Plain)
}

/// What it waits for, however far away, with the row that says so.
fn clocks<'a>(scene: &Scene<'a>, view: &AarView<'a>) -> Vec<Line<'a>> {
    let now = scene.now();
    let due = scene.model.world.aar_deadlines(view, now);
    let line = |deadline: &crate::domain::Deadline| {
        let words = scene.say.deadline(deadline);
        let late = deadline.due < now;
        Line::new()
            .text(if late { "!" } else { " " }, Meaning::Alarm)
            .gap(1)
            .right(
                when::COUNTDOWN_CELLS,
                when::countdown(deadline.due - now, scene.model.lang),
                due_meaning(deadline.due, now),
            )
            .gap(1)
            .col(13, words.act, Meaning::Plain)
            .col(12, when::date_minute(deadline.due), Meaning::Quiet)
            .rest(words.rule, Meaning::Quiet)
    };
    due.iter().map(line).collect()
}

/// What the law wants of it now, and no clock says.
fn statutes<'a>(scene: &Scene<'a>, view: &AarView<'a>) -> Vec<Line<'a>> {
    let owed = scene.model.world.statutes(view, scene.now());
    let line = |force: &crate::domain::InForce<'_>| {
        let text = scene.say.rule_text(&force.row).to_owned();
        Line::new()
            .gap(1)
            .text(format!("{} ", scene.say.rule_source(&force.row)), Meaning::Quiet)
            .rest(text, Meaning::Plain)
    };
    owed.iter().map(line).collect()
}

/// The seal, and whether what is here now is what was sealed, as far as it was counted; the timeline.
fn sealed<'a>(scene: &Scene<'a>, view: &AarView<'a>) -> Vec<Line<'a>> {
    let held = scene.model.records.as_ref().filter(|(of, _)| *of == view.id);
    let differs = held.zip(view.sealed()).is_some_and(|((_, records), (_, _, seal))| records.hash != seal.hash);
    let meaning = if differs { Meaning::Attention } else { Meaning::Plain };
    let words = scene.model.seal_words(view);
    let mut lines: Vec<Line<'a>> = words.map(|words| Line::new().gap(2).rest(words, meaning)).into_iter().collect();
    if let Some((_, _, made)) = view.timeline() {
        let step = crate::domain::AarStep::Reconstructed(made.clone());
        lines.push(Line::new().gap(2).rest(scene.say.aar_step(&step), Meaning::Plain));
    }
    lines
}

/// Cells of a unit's name.
const UNIT_CELLS: u16 = 13;

/// Cells of a mechanism.
fn wide(scene: &Scene) -> u16 {
    match scene.model.lang {
        Lang::Zh => 10,
        Lang::En => 13,
    }
}

/// Cells of an answer.
fn answer_cells(scene: &Scene) -> u16 {
    match scene.model.lang {
        Lang::Zh => 7,
        Lang::En => 10,
    }
}

/// What was found: those who must still answer first.
fn findings<'a>(scene: &Scene<'a>, view: &AarView<'a>) -> Vec<Line<'a>> {
    let mut found = view.findings();
    if found.is_empty() {
        return Vec::new();
    }
    found.sort_by_key(|found| (!found.unanswered(), found.finding.kind, std::cmp::Reverse(found.finding.severity)));
    let title = Line::new()
        .gap(2)
        .col(wide(scene), scene.say.word(AarWord::Mechanism), Meaning::Heading)
        .rest(scene.say.word(AarWord::Findings), Meaning::Heading)
        .gap(1)
        .col(UNIT_CELLS, scene.say.word(AarWord::Unit), Meaning::Heading)
        .col(answer_cells(scene), scene.say.word(AarWord::Answer), Meaning::Heading);
    std::iter::once(title).chain(found.iter().map(|found| finding(scene, found))).collect()
}

fn finding<'a>(scene: &Scene<'a>, found: &FindingView<'a>) -> Line<'a> {
    let waits = found.unanswered();
    let (answer, meaning) = match found.answers.last() {
        Some((_, _, true, _)) => (scene.say.word(AarWord::Accepted), Meaning::Plain),
        Some((_, _, false, _)) => (scene.say.word(AarWord::Objected), Meaning::Attention),
        None if waits => (scene.say.word(AarWord::NoAnswer), Meaning::Attention),
        None => ("", Meaning::Plain),
    };
    let finding = found.finding;
    let evidence = AarWord::Evidence.with(scene.model.lang, &[&finding.evidence.len()]);
    let kind = match finding.kind {
        FindingKind::Problem => scene.say.word(finding.severity),
        FindingKind::Strength => scene.say.word(finding.kind),
    };
    let mark =
        if finding.repeats.is_some() { format!("[{}] ", scene.say.word(AarWord::Repeats)) } else { String::new() };
    Line::new()
        .text(if waits { "!" } else { " " }, Meaning::Attention)
        .gap(1)
        .col(wide(scene), scene.say.word(finding.mechanism), Meaning::Plain)
        .rest(format!("{mark}{kind} {} ({evidence})", finding.text), Meaning::Plain)
        .gap(1)
        .col(UNIT_CELLS, finding.unit.as_str(), Meaning::Plain)
        .col(answer_cells(scene), answer, meaning)
}

/// Items by step, the first steps first, with owner and due; problems that have none before them.
fn items<'a>(scene: &Scene<'a>, view: &AarView<'a>) -> Vec<Line<'a>> {
    let mut items = view.items(&scene.model.world);
    let without = view.without_item();
    if items.is_empty() && without.is_empty() {
        return Vec::new();
    }
    items.sort_by_key(|item| (item.state, item.item.due, item.id));
    let title = Line::new()
        .gap(2)
        .col(STEP_CELLS, scene.say.word(AarWord::State), Meaning::Heading)
        .rest(scene.say.word(AarWord::ItemsHead), Meaning::Heading)
        .gap(1)
        .col(UNIT_CELLS, scene.say.word(AarWord::Owner), Meaning::Heading)
        .col(12, scene.say.word(AarWord::Due), Meaning::Heading);
    let none = without.iter().map(|found| {
        Line::new()
            .text("!", Meaning::Attention)
            .gap(1)
            .col(STEP_CELLS, scene.say.word(AarWord::NoItem), Meaning::Attention)
            .rest(found.finding.text.as_str(), Meaning::Plain)
    });
    let rows = items.iter().map(|one| item(scene, one));
    std::iter::once(title).chain(none).chain(rows).collect()
}

/// Cells of where an item stands.
const STEP_CELLS: u16 = 11;

fn item<'a>(scene: &Scene<'a>, item: &ImprovementView<'a>) -> Line<'a> {
    let now = scene.now();
    let done = item.state == ItemState::Accepted;
    let late = !done && item.item.due.is_some_and(|due| due < now);
    let due = item.item.due.map_or_else(|| scene.say.word(AarWord::NoDue).to_owned(), when::date_minute);
    let meaning = if done { Meaning::Quiet } else { Meaning::Plain };
    let due_meaning = if late { Meaning::Alarm } else { Meaning::Quiet };
    let disputed = item.step.disputed();
    Line::new()
        .text(if late || disputed { "!" } else { " " }, if late { Meaning::Alarm } else { Meaning::Attention })
        .gap(1)
        .col(STEP_CELLS, scene.say.word(item.state), if disputed { Meaning::Attention } else { meaning })
        .rest(item.item.text.as_str(), meaning)
        .gap(1)
        .col(UNIT_CELLS, item.item.owner.as_str(), meaning)
        .col(12, due, due_meaning)
}

/// What was said and done, the newest first: where the screen has room for it.
fn ledger<'a>(scene: &Scene<'a>, view: &AarView<'a>) -> Vec<Line<'a>> {
    let line = |(_, said): &(crate::domain::EventId, &'a crate::domain::Said<crate::domain::AarNote>)| {
        let at = when::minute_or_date(said.what.at, scene.now());
        Line::new().gap(2).col(TIME_CELLS, at, Meaning::Quiet).rest(scene.say.aar_note(&said.what), Meaning::Plain)
    };
    let lines: Vec<Line<'a>> = view.notes.iter().rev().map(line).collect();
    if lines.is_empty() { lines } else { std::iter::once(Line::new()).chain(lines).collect() }
}
