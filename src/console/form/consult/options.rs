//! What the choices of forms about consultations offer.

use super::super::options::{choice as option, say, words};
use super::super::{Choice, Field, FieldName, Pick};
use super::{AttendPick, PresentPick, StancePick};
use crate::clock::At;
use crate::console::Model;
use crate::console::form::build::must;
use crate::domain::{
    Advice, Attendance, Certainty, Channel, Colour, ConsultKind, ConsultView, EventId, Level, Means, Response, Timer,
};
use crate::text::words::{ConsultWord, Word};

/// What stands between two units.
pub(super) const BETWEEN: &str = ", ";

pub(super) fn kinds(model: &Model) -> Vec<Choice> {
    words(model, &ConsultKind::ALL, Pick::ConsultKind)
}

pub(super) fn channels(model: &Model) -> Vec<Choice> {
    words(model, &Channel::ALL, Pick::Channel)
}

pub(super) fn certainties(model: &Model) -> Vec<Choice> {
    let all = Certainty::ALL.into_iter();
    all.map(|one| {
        let name = if one == Certainty::Unknown { model.lang.pick("未说", "not said") } else { one.say(model.lang) };
        option(Pick::Certainty(one), "", name)
    })
    .collect()
}

/// At the console first: who sits in the room is written down by whoever sits at the keys.
pub(super) fn heard(model: &Model) -> Vec<Choice> {
    let room = model.lang.pick("当面或本席", "here");
    let here = option(Pick::Means(Means::Console), "", room);
    let mut all = words(model, &[Means::Phone, Means::Radio, Means::Person], Pick::Means);
    all.insert(0, here);
    all
}

pub(super) fn attendance(model: &Model) -> Vec<Choice> {
    let all = [
        (AttendPick::Joined, Attendance::Present),
        (AttendPick::Proxy, Attendance::Proxy),
        (AttendPick::Absent, Attendance::Absent),
    ];
    all.map(|(pick, word)| option(Pick::Attendance(pick), "", word.say(model.lang))).to_vec()
}

pub(super) fn stances(model: &Model) -> Vec<Choice> {
    let all = [
        (StancePick::Opinion, "意见", "an opinion"),
        (StancePick::Dissent, "保留意见", "it dissents"),
        (StancePick::Missing, "标缺 (无意见)", "it gives none"),
    ];
    all.map(|(pick, zh, en)| option(Pick::Stance(pick), "", model.lang.pick(zh, en))).to_vec()
}

pub(super) fn presented(model: &Model) -> Vec<Choice> {
    let all = [
        (PresentPick::Situation, "情况通报", "the situation"),
        (PresentPick::Forecast, "预报", "the forecast"),
        (PresentPick::Adjourned, "讨论结束", "the discussion is over"),
    ];
    all.map(|(pick, zh, en)| option(Pick::Presented(pick), "", model.lang.pick(zh, en))).to_vec()
}

/// 级别建议: nothing changes first.
pub(super) fn advice(model: &Model) -> Vec<Choice> {
    let levels = [Level::One, Level::Two, Level::Three, Level::Four].map(Advice::Level);
    let [keep, rest @ ..] = Advice::PLAIN;
    let all = [keep].into_iter().chain(levels).chain(rest);
    all.map(|one| option(Pick::Advice(one), "", say(model).advice(one))).collect()
}

/// The units of a consultation: those of which something is waited for first, and one that is not on the list.
pub(super) fn unit(model: &Model, view: &ConsultView<'_>, opinions: bool) -> Field {
    let mut seats = view.seats();
    let waits = |seat: &crate::domain::ConsultSeat<'_>| {
        if opinions { seat.answered.is_none() } else { seat.attendance == Attendance::Awaited }
    };
    seats.sort_by_key(|seat| (!waits(seat), !seat.mandatory));
    let named = |seat: &crate::domain::ConsultSeat<'_>| {
        let mark = if seat.mandatory { ConsultWord::Mandatory.say(model.lang) } else { "" };
        let stands = model.lang.pick("已有", "in");
        let state = match (opinions, waits(seat)) {
            (true, false) => stands,
            (true, true) => "",
            (false, _) => seat.attendance.say(model.lang),
        };
        option(Pick::Unit(seat.unit.to_owned()), "", format!("{}{mark} {state}", seat.unit).trim_end())
    };
    let mut options: Vec<Choice> = seats.iter().map(named).collect();
    options.push(option(Pick::Nothing, "", model.lang.pick("名单外的单位或专家", "one that is not on the list")));
    let first = options.first().map(|choice| choice.pick.clone());
    must(FieldName::Unit, options, first.as_ref())
}

/// Every office in the list of contacts that is of no township or village: those that answer for a city.
pub(super) fn offices(model: &Model) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for contact in model.world.contacts() {
        let office = contact.office.trim();
        let city = contact.tier.is_none_or(|tier| tier == crate::domain::Tier::County);
        if city && !office.is_empty() && !all.iter().any(|one| one == office) {
            all.push(office.to_owned());
        }
    }
    all
}

/// The newest red warning.
pub(super) fn newest_red(model: &Model) -> Option<EventId> {
    let mut red = model.world.warnings().into_iter().rev().filter(|(_, warning)| warning.colour == Colour::Red);
    red.next().map(|(id, _)| id)
}

/// Until when a conclusion is proposed to hold: until the next consultation is due at the level there.
pub(in crate::console::form) fn until(model: &Model, view: &ConsultView<'_>) -> At {
    let level = model.world.response(&view.consult.area).first().and_then(Response::level);
    let timer = level.map_or(Timer::ConsultNextFour, Timer::next_consult);
    model.now + model.world.rules().within(timer, model.now)
}

/// What a decision may rest on: signed conclusions, those in force first; none when there is none.
pub(in crate::console::form) fn conclusions(model: &Model) -> Vec<Choice> {
    let mut views: Vec<_> = model.world.consultations().into_iter().filter(|view| view.concluded().is_some()).collect();
    views.sort_by_key(|view| (view.expired(model.now), std::cmp::Reverse(view.signed().map(|(_, at, _)| at))));
    let named = |view: &ConsultView<'_>| {
        let say = say(model);
        let told = view.conclusion().map(|conclusion| say.conclusion(conclusion)).unwrap_or_default();
        let mark = if view.expired(model.now) { ConsultWord::Expired.say(model.lang) } else { "" };
        let name = [mark, &say.consult_cited(view.id), &told].map(str::to_owned);
        let name = name.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
        option(Pick::Consult(view.id), "", name)
    };
    views.iter().map(named).collect()
}
