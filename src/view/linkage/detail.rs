//! The selected request, what its state asks for first; or the selected list.

use ratatui::layout::Rect;

use super::super::line::Line;
use super::super::look::Meaning;
use super::super::parts::TIME_CELLS;
use super::super::scene::Scene;
use crate::console::{Action, Board, Context};
use crate::domain::{AidState, AidStep, AidUnit, AidView, Aspect, ConsultKind, ShareView, SharedItem};
use crate::text::cells::{Ambiguous, wrap};
use crate::text::visible::visible;
use crate::text::when;
use crate::text::words::{LinkageWord, Word};

/// The lines of the detail, as many as there is room for.
pub(super) fn lines<'a>(scene: &Scene<'a>, view: &AidView<'a>, area: Rect, ambiguous: Ambiguous) -> Vec<Line<'a>> {
    let mut lines = vec![Line::new(), head(scene, view), pressing(scene, view), next(scene, view)];
    lines.extend(needs(scene, view));
    lines.extend(coming(scene, view));
    let width = usize::from(area.width.saturating_sub(2));
    lines.extend(said(scene, view).into_iter().flat_map(|text| {
        let text = visible(&text).into_owned();
        let rows: Vec<String> = wrap(&text, width, ambiguous).into_iter().map(str::to_owned).collect();
        rows.into_iter().map(|row| Line::new().gap(1).rest(row, Meaning::Plain))
    }));
    lines.push(Line::new());
    lines.extend(region(scene, view));
    lines.extend(ledger(scene, view));
    lines
}

/// `洛阳市 请 郑州市 支援  部分同意  签发 张某  发出21:05  受理21:12  21:20答复, 用时15分`.
fn head<'a>(scene: &Scene<'a>, view: &AidView<'a>) -> Line<'a> {
    let (lang, say) = (scene.model.lang, scene.say);
    let state = if view.partial() && view.state == AidState::Granted {
        say.word(LinkageWord::Partly)
    } else {
        say.word(view.state)
    };
    let way = LinkageWord::FromTo.with(lang, &[&say.area(&view.aid.from), &say.area(&view.aid.to)]);
    let mut parts = vec![way, state.to_owned()];
    if let Some((at, step)) = view.sent() {
        let by = step.voice().by.clone();
        parts.push(format!("{} {by}", LinkageWord::SentAt.with(lang, &[&when::minute_or_date(at, scene.now())])));
        if let Some((at, _)) = view.accepted() {
            parts.push(LinkageWord::AcceptedAt.with(lang, &[&when::minute_or_date(at, scene.now())]));
        }
        if let Some((answered, _)) = view.answered() {
            let span = when::span(answered - at, lang);
            parts.push(LinkageWord::Answered.with(lang, &[&when::minute_or_date(answered, scene.now()), &span]));
        }
    }
    Line::new().gap(1).rest(parts.join("  "), Meaning::Heading)
}

/// Who has not answered and for how long; what is in dispute; why it was refused.
fn pressing<'a>(scene: &Scene<'a>, view: &AidView<'a>) -> Line<'a> {
    let (lang, say) = (scene.model.lang, scene.say);
    if view.step.disputed() {
        return Line::new().gap(1).rest(say.word(LinkageWord::Conflict), Meaning::Attention);
    }
    if view.astray().next().is_some() {
        return Line::new().gap(1).rest(say.word(LinkageWord::Astray), Meaning::Attention);
    }
    if scene.model.derived.conflicts.iter().any(|conflict| conflict.aspect == Aspect::Aid(view.id)) {
        return Line::new().gap(1).rest(say.word(LinkageWord::Twice), Meaning::Attention);
    }
    if let (true, Some((sent, _))) = (view.state.awaits_answer(), view.sent()) {
        let (city, waited) = (say.area(&view.aid.to), when::span(scene.now() - sent, lang));
        let text = LinkageWord::Unanswered.with(lang, &[&city, &waited]);
        return Line::new().gap(1).rest(text, Meaning::Attention);
    }
    if let Some(AidStep::Refused { .. } | AidStep::Withdrawn { .. } | AidStep::Settled { .. }) =
        view.step.clone().first().map(|made| &made.step)
    {
        let said = view.step.clone().first().map(|made| say.aid_step(Some(view.aid), &made.step));
        return Line::new().gap(1).rest(said.unwrap_or_default(), Meaning::Plain);
    }
    let lacks: Vec<&str> = view.aid.lacks().into_iter().map(|part| say.word(part)).collect();
    if view.state == AidState::Draft && !lacks.is_empty() {
        let text = crate::text::words::ConsultWord::Lacking.with(lang, &[&lacks.join(", ")]);
        return Line::new().gap(1).rest(text, Meaning::Attention);
    }
    Line::new().gap(1).rest(view.aid.kind.as_str(), Meaning::Plain)
}

/// The next act, and its key.
fn next<'a>(scene: &Scene<'a>, view: &AidView<'a>) -> Line<'a> {
    let lang = scene.model.lang;
    let key = scene.model.key_name_in(Context::On(Board::Linkage), Action::AidNext);
    let act = scene.model.aid_next(view).title(lang);
    Line::new().gap(1).text(key, Meaning::Key).gap(1).rest(LinkageWord::Next.with(lang, &[&act]), Meaning::Plain)
}

/// What of each line is granted, and who comes for it.
fn needs<'a>(scene: &Scene<'a>, view: &AidView<'a>) -> Vec<Line<'a>> {
    let (lang, say) = (scene.model.lang, scene.say);
    let decided = !view.grants().is_empty();
    let line = |(at, (line, granted)): (usize, (&crate::domain::AidLine, u32))| {
        let short = decided && granted < line.count;
        let text = if decided {
            LinkageWord::GrantedOf.with(lang, &[&line.what, &granted, &line.count, &line.unit])
        } else {
            say.aid_line(line)
        };
        let units = view.grants().iter().filter(|grant| usize::from(grant.line) == at).flat_map(|grant| &grant.units);
        let units = units.map(|unit| say.aid_unit(unit)).collect::<Vec<_>>().join(", ");
        let tag = line.capability.map(crate::domain::Capability::tag).unwrap_or_default();
        let meaning = if short { Meaning::Attention } else { Meaning::Plain };
        Line::new()
            .gap(1)
            .text(if short { "!" } else { " " }, Meaning::Attention)
            .col(label_cells(scene), say.word(line.sort), Meaning::Quiet)
            .rest([text.as_str(), tag, units.as_str()].join(" ").trim_end().to_owned(), meaning)
    };
    view.lines().enumerate().map(line).collect()
}

fn label_cells(scene: &Scene) -> u16 {
    match scene.model.lang {
        crate::text::Lang::Zh => 9,
        crate::text::Lang::En => 11,
    }
}

/// Where each of those who come is, and the newest that was told of it.
fn coming<'a>(scene: &Scene<'a>, view: &AidView<'a>) -> Vec<Line<'a>> {
    let say = scene.say;
    let mut units: Vec<&AidUnit> = view.units().into_iter().collect();
    units.sort_by_key(|unit| view.unit(unit).0);
    let line = |unit: &&'a AidUnit| {
        let (state, told) = view.unit(unit);
        let meaning = if state == AidState::Granted { Meaning::Attention } else { Meaning::Plain };
        let at = told.map(|telling| when::minute_or_date(telling.at, scene.now())).unwrap_or_default();
        Line::new()
            .gap(2)
            .col(TIME_CELLS, at, Meaning::Quiet)
            .col(label_cells(scene), say.word(state), meaning)
            .rest(told.map_or_else(|| say.aid_unit(unit), |telling| say.aid_told(telling)), Meaning::Plain)
    };
    if units.is_empty() {
        return Vec::new();
    }
    let title = Line::new().gap(2).rest(say.word(LinkageWord::Coming), Meaning::Heading);
    std::iter::once(title).chain(units.iter().map(line)).collect()
}

/// The rest of the request, each part by its name.
fn said(scene: &Scene, view: &AidView<'_>) -> Vec<String> {
    let (lang, say, aid) = (scene.model.lang, scene.say, view.aid);
    let hours = aid.hours.map(|hours| LinkageWord::Hours.with(lang, &[&hours]));
    let logistics = Some(&aid.logistics).filter(|who| !who.is_empty());
    let terms = [
        hours,
        Some(LinkageWord::Cost.with(lang, &[&say.word(aid.cost)])),
        logistics.map(|who| LinkageWord::Logistics.with(lang, &[who])),
    ];
    let terms = terms.into_iter().flatten().collect::<Vec<_>>().join(", ");
    let contact = [aid.contact.as_str(), aid.frequency.as_str()].join(" ");
    let parts = [
        (LinkageWord::Where, format!("{} {}", when::date_minute(aid.occurred), aid.place)),
        (LinkageWord::Harm, aid.harm.clone()),
        (LinkageWord::Done, aid.done.clone()),
        (LinkageWord::Rally, say.rally(&aid.rally)),
        (LinkageWord::Route, aid.route.clone()),
        (LinkageWord::Contact, contact.trim().to_owned()),
        (LinkageWord::Terms, terms),
    ];
    let said = parts.into_iter().filter(|(_, text)| !text.is_empty());
    vec![said.map(|(word, text)| format!("{}: {text}", word.say(lang))).collect::<Vec<_>>().join("; ")]
}

/// What holds of the region: who answers for what crosses the border, whose turn it is, the last joint consultation, which
/// neighbours are still to be told.
fn region<'a>(scene: &Scene<'a>, view: &AidView<'a>) -> Vec<Line<'a>> {
    let (lang, say, world) = (scene.model.lang, scene.say, &scene.model.world);
    let mut lines = Vec::new();
    if let Some(above) = world.common_superior(&view.aid.from, &view.aid.to) {
        let name = world.area(&above).map_or_else(|| above.0.clone(), |area| say.area_name(area).to_owned());
        lines.push(Line::new().gap(1).rest(LinkageWord::Superior.with(lang, &[&name]), Meaning::Plain));
    }
    lines.push(Line::new().gap(1).rest(say.word(LinkageWord::NotCommanded), Meaning::Quiet));
    let joint = world.consultations();
    let joint = joint.iter().filter(|one| one.consult.kind == ConsultKind::Joint).max_by_key(|one| one.consult.at);
    let joint = joint.map_or_else(
        || say.word(LinkageWord::NoJoint).to_owned(),
        |one| format!("{} {}", when::date_minute(one.consult.at), say.word(one.state)),
    );
    let owed = world
        .asks_notice()
        .into_iter()
        .filter(|(about, _)| world.notices(*about).iter().any(|one| one.given.is_none()));
    let notices = LinkageWord::Owed.with(lang, &[&owed.count()]);
    let duty = world.duty_city(scene.now()).map_or_else(|| say.word(LinkageWord::NoDuty).to_owned(), str::to_owned);
    let text = format!("{} {duty}  {} {joint}  {notices}", say.word(LinkageWord::Duty), say.word(LinkageWord::Joint));
    lines.push(Line::new().gap(1).rest(text, Meaning::Plain));
    lines
}

/// What was decided and told, the newest first: where the screen has room for it.
fn ledger<'a>(scene: &Scene<'a>, view: &AidView<'a>) -> Vec<Line<'a>> {
    let moves = view.moves.iter().map(|(_, made)| (made.at, scene.say.aid_step(Some(view.aid), &made.step)));
    let told = view.told.iter().map(|(_, telling)| (telling.at, scene.say.aid_told(telling)));
    let mut all: Vec<_> = moves.chain(told).collect();
    all.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
    let line = |(at, text): (crate::clock::At, String)| {
        let at = when::minute_or_date(at, scene.now());
        Line::new().gap(2).col(TIME_CELLS, at, Meaning::Quiet).rest(text, Meaning::Plain)
    };
    let lines: Vec<Line<'a>> = all.into_iter().map(line).collect();
    if lines.is_empty() { lines } else { std::iter::once(Line::new()).chain(lines).collect() }
}

/// The rows of a list.
pub(super) fn shared<'a>(scene: &Scene<'a>, view: &ShareView<'a>) -> Vec<Line<'a>> {
    let lang = scene.model.lang;
    let title = view.parts.first().map(|(_, list)| scene.say.shared_list(list)).unwrap_or_default();
    let row = |item: &'a SharedItem| {
        let count = item.count.map(|count| format!("{count}{}", item.unit)).unwrap_or_default();
        let able = item.capabilities.iter().map(|capability| capability.say(lang)).collect::<Vec<_>>().join(" ");
        let place = item.place.as_ref().map(|place| scene.say.place(place)).unwrap_or_default();
        let rest = [able.as_str(), place, item.note.as_str()];
        let rest = rest.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("  ");
        Line::new()
            .gap(2)
            .col(8, item.code.as_str(), Meaning::Quiet)
            .col(24, item.name.as_str(), Meaning::Plain)
            .col(10, count, Meaning::Plain)
            .rest(rest, Meaning::Plain)
    };
    let head = [Line::new(), Line::new().gap(1).rest(title, Meaning::Heading)];
    head.into_iter().chain(view.items().map(row)).collect()
}
