//! Papers of a consultation: its minutes, and the situation that it began with, made again from the log as known then.

use super::super::failure::Failure;
use super::super::output::Output;
use crate::clock::At;
use crate::domain::{ConsultStep, ConsultView, ContentHash, Event, EventId, Fact, World};
use crate::papers::{self, Document};
use crate::text::Lang;
use crate::text::say::Say;
use crate::text::tell::both;
use crate::text::visible::visible;

/// Entries of others that may have come in between what was shown and the entry that says so.
const BETWEEN_MAX: usize = 64;

/// The consultations there are, a line each, the open ones first.
pub(super) fn list(say: &Say<'_>) -> Result<(), Failure> {
    let mut output = Output::open();
    let views = say.world.consultations();
    if views.is_empty() {
        output.line(say.lang.pick(
            "还没有会商: 在控制台的会商页提请",
            "no consultation yet: one is asked for on the console's board of consultations",
        ))?;
    }
    for view in views {
        let minutes = say.minutes(view.id).unwrap_or_default();
        let (named, state, reason) = (say.consult(view.id), say.word(view.state), &view.consult.reason);
        output.line(&visible(&format!("{}  {named}  {reason}  [{state}] {minutes}", view.id.short())))?;
    }
    output.flush()
}

/// The one that `which` names: the beginning of its short number, the number of its minutes, or words of what it is about.
pub(super) fn one<'a>(say: &Say<'a>, which: &str) -> Result<ConsultView<'a>, Failure> {
    let numbered = |view: &ConsultView<'_>| view.signed().is_some_and(|(.., of)| of.number.to_string() == which);
    let named = |view: &ConsultView<'_>| {
        numbered(view) || view.id.short().starts_with(which) || view.consult.reason.contains(which)
    };
    let mut found: Vec<_> = say.world.consultations().into_iter().filter(named).collect();
    match (found.pop(), found.len()) {
        (Some(view), 0) => Ok(view),
        (None, _) => Err(Failure::Usage(both!(
            "没有叫 `{which}` 的会商: 不写它, 就列出全部",
            "no consultation named `{which}`: without it every one is listed"
        ))),
        (Some(_), others) => {
            let count = others + 1;
            Err(Failure::Usage(both!(
                "有 {count} 次会商叫 `{which}`: 写它的编号, 不写就列出全部",
                "{count} consultations are named `{which}`: give its short number; without it every one is listed"
            )))
        }
    }
}

/// The minutes.
pub(super) fn minutes(say: &Say<'_>, view: &ConsultView<'_>, unit: &str, now: At) -> Document {
    papers::minutes(say, view, unit, now)
}

/// The situation that it began with, from the entries that had arrived by then; of one that has not begun, as it is now.
/// What the start names by its hash is looked for among the last entries before it, and said when it is not found: then
/// this replica knew something else at that moment than the post where it began.
pub(super) fn pack(say: &Say<'_>, view: &ConsultView<'_>, unit: &str, events: &[Event]) -> Document {
    let lang = say.lang;
    let Some((_, _, opening)) = view.started() else {
        let mut document = papers::pack(say, &say.world.situation(view), unit);
        document.notes.push(lang.pick("尚未开始: 按现在所知", "it has not begun: as known now").to_owned());
        return document;
    };
    let Some((world, found)) = as_shown(events, say.world, view.id, opening.pack) else {
        return papers::pack(say, &say.world.situation(view), unit);
    };
    let then = Say { world: &world, lang };
    let shown = world.consultation(view.id).unwrap_or_else(|| view.clone());
    let mut document = papers::pack(&then, &world.situation(&shown), unit);
    document.notes.push(if found {
        lang.pick("与会商开始时的态势包相符", "this is the pack that the consultation began with").to_owned()
    } else {
        mismatch(lang, opening.pack)
    });
    document
}

fn mismatch(lang: Lang, hash: ContentHash) -> String {
    let hash = hash.short();
    match lang {
        Lang::Zh => format!("与会商开始时的态势包 {hash} 不符: 当时本机所知不同"),
        Lang::En => format!("not the pack {hash} that it began with: this replica knew something else then"),
    }
}

/// The world as it was before the entry that says that a consultation began: where its pack has this hash, and whether that
/// was found.
fn as_shown(events: &[Event], now: &World, consult: EventId, hash: ContentHash) -> Option<(World, bool)> {
    let began = |event: &Event| {
        matches!(&event.fact, Fact::ConsultMoved { consult: of, step, .. }
            if *of == consult && matches!(&**step, ConsultStep::Started(opening) if opening.pack == hash))
    };
    let place = events.iter().position(began)?;
    let first = place.saturating_sub(BETWEEN_MAX);
    let mut world = World::new(now.realm().clone());
    events.iter().take(first).for_each(|event| world.apply(event));
    let mut found = None;
    for event in events.iter().take(place).skip(first) {
        found = fits(&world, consult, hash).then(|| world.clone()).or(found);
        world.apply(event);
    }
    let last = fits(&world, consult, hash);
    match found {
        Some(earlier) if !last => Some((earlier, true)),
        _ => Some((world, last)),
    }
}

fn fits(world: &World, consult: EventId, hash: ContentHash) -> bool {
    let situation = world.consultation(consult).map(|view| world.situation(&view));
    situation.is_some_and(|situation| papers::pack_hash(&situation) == hash)
}
