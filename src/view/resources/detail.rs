//! The selected resource: what it is, its counts, the key of the next act, and its ledger, the newest entry first.

use super::super::line::Line;
use super::super::look::Meaning;
use super::super::parts::TIME_CELLS;
use super::super::scene::Scene;
use crate::console::{Action, Board, Context, Row};
use crate::domain::{
    Consignment, EventId, Material, RequisitionView, ResourceNote, Said, Shelter, ShelterView, StockView,
};
use crate::text::say::yuan;
use crate::text::when;
use crate::text::words::{Full, ResourceWord, Word};

/// The lines of the detail, as many as there are.
pub(super) fn lines<'a>(scene: &Scene<'a>, row: &Row) -> Vec<Line<'a>> {
    let world = &scene.model.world;
    let said = match row {
        Row::Material(code) => {
            world.stock(code, scene.now()).map(|view| (material_head(scene, view.material), stock_counts(scene, &view)))
        }
        Row::Consignment(code, id) => {
            world.consignment(code, *id).map(|one| (scene.say.consignment(&one), sent_counts(scene, &one)))
        }
        Row::Requisition(id) => {
            world.requisition(*id).map(|view| (scene.say.requisition(&view), taken_counts(scene, &view)))
        }
        Row::Shelter(code) => {
            world.shelter_view(code).map(|view| (shelter_head(scene, &view), shelter_counts(scene, &view)))
        }
        _ => None,
    };
    let Some((head, counts)) = said else { return Vec::new() };
    let mut lines = vec![Line::new(), Line::new().gap(1).rest(head, Meaning::Heading)];
    lines.extend(
        counts.into_iter().filter(|text| !text.is_empty()).map(|text| Line::new().gap(1).rest(text, Meaning::Plain)),
    );
    lines.push(next(scene, row));
    lines.extend(scene.model.resource_ledger(row).into_iter().map(|(id, said)| entry(scene, id, said)));
    lines
}

fn next<'a>(scene: &Scene<'a>, row: &Row) -> Line<'a> {
    let lang = scene.model.lang;
    let key = scene.model.key_name_in(Context::On(Board::Resources), Action::ResourceNext);
    let act = scene.model.resource_next(Some(row)).title(lang);
    let next = format!("{}: {act}", scene.say.word(ResourceWord::Next));
    Line::new().gap(1).text(key, Meaning::Key).gap(1).rest(next, Meaning::Plain)
}

fn entry<'a>(scene: &Scene<'a>, id: EventId, said: &Said<ResourceNote>) -> Line<'a> {
    let at = when::minute_or_date(said.what.at, scene.now());
    let mark = scene.say.override_mark(id).map(|mark| format!("{mark} ")).unwrap_or_default();
    let text = format!("{mark}{}", scene.say.resource(&said.what));
    Line::new().gap(2).col(TIME_CELLS, at, Meaning::Quiet).rest(text, Meaning::Plain)
}

/// Texts that say something, with two blanks between them.
fn joined(parts: Vec<String>) -> String {
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("  ")
}

fn material_head(scene: &Scene, material: &Material) -> String {
    let lang = scene.model.lang;
    let understood = [
        material.section().map(|of| of.say(lang)),
        material.store_level().map(|of| of.say(lang)),
        material.reserve_mode().map(|of| of.say(lang)),
    ];
    let understood = understood.into_iter().flatten().collect::<Vec<_>>().join(" ");
    let keeper = if material.keeper.is_empty() {
        String::new()
    } else {
        ResourceWord::Keeper.with(lang, &[&material.keeper, &material.phone])
    };
    joined(vec![material.name.clone(), material.class.clone(), understood, material.store.clone(), keeper])
}

fn counted(scene: &Scene, counts: &[(ResourceWord, u64)]) -> String {
    let some = counts.iter().filter(|(_, count)| *count > 0);
    joined(some.map(|(word, count)| format!("{} {count}", scene.say.word(*word))).collect())
}

fn stock_counts(scene: &Scene, view: &StockView<'_>) -> Vec<String> {
    let there = |word, count: Option<i64>| {
        let count = count.map_or_else(|| "?".to_owned(), |count| count.to_string());
        format!("{} {count}{}", scene.say.word(word), view.material.unit)
    };
    let counts = [
        (ResourceWord::Promised, view.reserved),
        (ResourceWord::OnWay, view.on_way),
        (ResourceWord::InUse, view.in_use),
        (ResourceWord::Lost, view.lost),
    ];
    let line = joined(vec![
        there(ResourceWord::OnHand, view.on_hand),
        there(ResourceWord::Free, view.free()),
        counted(scene, &counts),
    ]);
    let below = view.on_hand.is_some_and(|count| count < 0);
    vec![line, if below { scene.say.word(ResourceWord::Apart).to_owned() } else { String::new() }]
}

fn sent_counts(scene: &Scene, one: &Consignment<'_>) -> Vec<String> {
    let lang = scene.model.lang;
    let counts = [
        (ResourceWord::Promised, one.promised(scene.now())),
        (ResourceWord::OnWay, one.on_way()),
        (ResourceWord::InUse, one.in_use()),
        (ResourceWord::Lost, one.short.saturating_add(one.damaged).saturating_add(one.written_off)),
    ];
    let eta = one.eta.map(|eta| ResourceWord::Expected.with(lang, &[&when::minute_or_date(eta, scene.now())]));
    let signer = if one.signer.is_empty() { String::new() } else { ResourceWord::SignedBy.with(lang, &[&one.signer]) };
    let order = one.order.map(|order| scene.say.order(order)).unwrap_or_default();
    let state = scene.say.word(one.state(scene.now())).to_owned();
    let how = joined(vec![one.carrier.to_owned(), eta.unwrap_or_default(), signer, order]);
    vec![joined(vec![state, counted(scene, &counts)]), how]
}

fn taken_counts(scene: &Scene, view: &RequisitionView<'_>) -> Vec<String> {
    let lang = scene.model.lang;
    let mut parts = vec![scene.say.word(view.state).to_owned()];
    parts.push(ResourceWord::Owner.with(lang, &[&view.taken.owner, &view.taken.phone]).trim_end().to_owned());
    if view.lost > 0 {
        parts.push(ResourceWord::Gone.with(lang, &[&view.lost]));
    }
    if !view.damage.is_empty() {
        parts.push(ResourceWord::Spoilt.with(lang, &[&view.damage]));
    }
    parts.extend(view.fen.map(|fen| ResourceWord::Yuan.with(lang, &[&yuan(fen)])));
    parts.push(view.taken.paper.clone());
    vec![joined(parts)]
}

fn shelter_head(scene: &Scene, view: &ShelterView<'_>) -> String {
    let published = match view.status.clone().first() {
        Some(crate::domain::ShelterStatus::Open { address, route }) => format!("{address} {route}"),
        _ => view.shelter.address.clone(),
    };
    joined(vec![view.shelter.name.clone(), shelter_classes(scene, view.shelter), published])
}

/// Both classifications side by side, each with for how long people can stay (rules.md 6.5, 10.2): the one that the card does
/// not say is unknown.
fn shelter_classes(scene: &Scene, shelter: &Shelter) -> String {
    let lang = scene.model.lang;
    let old = shelter.old_class().map_or(ResourceWord::NoClass.say(lang), |of| Full(of).say(lang));
    let span = shelter.span().map_or(ResourceWord::NoSpan.say(lang), |of| Full(of).say(lang));
    joined(vec![old.to_owned(), format!("{span} {}", shelter.level).trim_end().to_owned()])
}

fn shelter_counts(scene: &Scene, view: &ShelterView<'_>) -> Vec<String> {
    let lang = scene.model.lang;
    let known = |count: Option<u64>| count.map_or_else(|| "?".to_owned(), |count| count.to_string());
    let present =
        format!("{} {}/{}", scene.say.word(ResourceWord::Present), known(view.present), known(view.shelter.capacity));
    let special = view.special.iter().map(|(need, count)| format!("{} {count}", scene.say.word(*need)));
    let day = |at| when::date_minute(at);
    let supplied = view.supplied.map_or_else(
        || ResourceWord::SuppliedUntil.with(lang, &[&"?"]),
        |(_, at)| ResourceWord::SuppliedUntil.with(lang, &[&day(at)]),
    );
    let certified = view.certified.map_or_else(
        || ResourceWord::CertifiedAt.with(lang, &[&"?"]),
        |(_, at)| ResourceWord::CertifiedAt.with(lang, &[&scene.say.day(at)]),
    );
    let managers = [(&view.shelter.manager, &view.shelter.phone), (&view.shelter.deputy, &view.shelter.deputy_phone)];
    let managers = managers.into_iter().filter(|(name, _)| !name.is_empty());
    let managers: Vec<String> = managers.map(|(name, phone)| format!("{name} {phone}").trim_end().to_owned()).collect();
    let managers =
        if managers.is_empty() { String::new() } else { ResourceWord::Managers.with(lang, &[&managers.join(" / ")]) };
    let first = std::iter::once(present).chain(special).collect();
    vec![joined(first), joined(vec![supplied, certified, managers])]
}
