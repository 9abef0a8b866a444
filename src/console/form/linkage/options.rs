//! What the choices of forms about help between cities offer, and how what is needed and who comes is read from a line.

use super::super::options::{choice as option, named, say, words};
use super::super::{Choice, Pick};
use crate::console::Model;
use crate::domain::{
    AidEvent, AidLine, AidSort, AidUnit, AidView, AreaCode, Capability, CostBearer, Datum, OrganKind, TeamCode,
};
use crate::text::Lang;
use crate::text::names::folded;
use crate::text::words::{LinkageWord, Word};

/// Cities that can be asked: the neighbours of the structure first, then every other jurisdiction that is not one's own.
pub(super) fn cities(model: &Model) -> Vec<Choice> {
    let own = model.area();
    let foreign = |code: &AreaCode| own.as_ref().is_none_or(|own| !own.covers(code));
    let organs = model.world.organs();
    let neighbours = organs.iter().filter(|organ| organ.kind == OrganKind::Neighbour).map(|organ| organ.area.clone());
    let above = own.iter().flat_map(|own| model.world.areas().filter(|area| area.code.contains(own)));
    let others = model.world.areas().filter(|area| area.code.0.ends_with("00")).map(|area| area.code.clone());
    let mut list: Vec<AreaCode> = Vec::new();
    for code in neighbours.chain(above.map(|area| area.code.clone())).chain(others) {
        if foreign(&code) && !list.contains(&code) {
            list.push(code);
        }
    }
    let choice = |code: &AreaCode| match model.world.area(code) {
        Some(area) => {
            let name = say(model).area(&area.code);
            named(Pick::Area(code.clone()), code.0.clone(), name, [&area.name, &area.name_en])
        }
        None => option(Pick::Area(code.clone()), code.0.clone(), code.0.clone()),
    };
    list.iter().map(choice).collect()
}

pub(super) fn bearers(model: &Model) -> Vec<Choice> {
    words(model, &CostBearer::ALL, Pick::CostBearer)
}

pub(super) fn datums() -> Vec<Choice> {
    Datum::ALL.map(|datum| option(Pick::Datum(datum), "", datum.tag())).to_vec()
}

pub(super) fn news(model: &Model) -> Vec<Choice> {
    let all: Vec<AidEvent> = AidEvent::ALL.into_iter().filter(|event| event.is_of_a_unit()).collect();
    words(model, &all, Pick::AidNews)
}

/// Those who come, with where each is, and one that nobody named yet.
pub(super) fn coming(model: &Model, view: &AidView<'_>) -> Vec<Choice> {
    let named = |unit: &&AidUnit| {
        let state = view.unit(unit).0.say(model.lang);
        option(Pick::AidUnit((*unit).clone()), "", format!("{} {state}", say(model).aid_unit(unit)))
    };
    let mut all: Vec<Choice> = view.units().iter().map(named).collect();
    all.push(option(Pick::Nothing, "", model.lang.pick("未列名的队伍或装备", "one that was not named")));
    all
}

/// As a unit is typed.
pub(super) fn unit_code(unit: &AidUnit) -> String {
    match unit {
        AidUnit::Team(code) => code.0.clone(),
        AidUnit::Named(name) => name.clone(),
    }
}

/// What stands between two of a list.
const BETWEEN: [char; 5] = [';', '；', '、', ',', '，'];

/// Who and what comes, as it was typed: teams of the asked city by code or name, anything else by its name.
pub(in crate::console) fn units(model: &Model, city: &AreaCode, text: &str) -> Vec<AidUnit> {
    let parts = text.split(BETWEEN).map(str::trim).filter(|part| !part.is_empty());
    parts
        .map(|part| {
            let code = TeamCode(folded(part).to_uppercase());
            let by_code = model.world.team_card(&code).map(|team| team.code.clone());
            let by_name = || {
                let mut teams = model.world.teams().into_iter().filter(|view| city.covers(&view.team.area));
                teams
                    .find(|view| view.team.name == part || view.team.name_en == part)
                    .map(|view| view.team.code.clone())
            };
            by_code.or_else(by_name).map_or_else(|| AidUnit::Named(part.to_owned()), AidUnit::Team)
        })
        .collect()
}

/// What is needed, as it was typed: `装备 排涝泵车 6台 flood.pump; 兵力 抢险队 2支`. The sort may be left out. None when a part
/// of it has no number, with that part.
pub(in crate::console) fn needs(text: &str) -> Result<Vec<AidLine>, String> {
    let parts = text.split(['\n', ';', '；', '、', ',', '，']).map(str::trim).filter(|part| !part.is_empty());
    parts.map(|part| need(part).ok_or_else(|| part.to_owned())).collect()
}

fn need(part: &str) -> Option<AidLine> {
    let (mut sort, mut capability, mut rest) = (None, None, Vec::new());
    for word in part.split_whitespace() {
        let tag = Capability::ALL.iter().find(|(_, tag)| *tag == word).map(|(capability, _)| *capability);
        let of_sort = AidSort::ALL.into_iter().find(|sort| sort.both().contains(&word));
        match (tag, of_sort) {
            (Some(tag), _) => capability = Some(tag),
            (None, Some(of)) if sort.is_none() && rest.is_empty() => sort = Some(of),
            _ => rest.push(word),
        }
    }
    let said = folded(&rest.join(" "));
    let from = said.rfind(|c: char| c.is_ascii_digit())?;
    let (head, unit) = said.split_at(from + 1);
    let begins = head
        .rfind(|c: char| !c.is_ascii_digit())
        .map_or(0, |at| at + head[at..].chars().next().map_or(1, char::len_utf8));
    let (what, digits) = head.split_at(begins);
    // `6台排涝泵车` says the same.
    let (what, unit) = match (what.trim(), unit.trim()) {
        ("", more) => {
            let mut chars = more.chars();
            let unit: String = chars.by_ref().take(1).collect();
            (chars.as_str().trim().to_owned(), unit)
        }
        (what, unit) => (what.to_owned(), unit.to_owned()),
    };
    let count = digits.parse().ok().filter(|count| *count > 0)?;
    let sort = sort.unwrap_or(if capability.is_some() { AidSort::Force } else { AidSort::Equipment });
    (!what.is_empty()).then_some(AidLine { sort, what, count, unit, capability })
}

/// The lines of a request, numbered as the form of a grant asks for them.
pub(super) fn lines_told(view: &AidView<'_>, lang: Lang) -> String {
    let line = |(line, at): (&AidLine, usize)| {
        let said = LinkageWord::Line.with(lang, &[&line.what, &line.count, &line.unit]);
        format!("{at}. {said}")
    };
    view.aid.needs.iter().zip(1..).map(line).collect::<Vec<_>>().join("  ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_needed_is_read_as_people_write_it() {
        let line = |sort, what: &str, count, unit: &str, capability| AidLine {
            sort,
            what: what.into(),
            count,
            unit: unit.into(),
            capability,
        };
        assert_eq!(
            needs("装备 排涝泵车 6台 flood.pump; 兵力 抢险队 2支；帐篷 300 顶"),
            Ok(vec![
                line(AidSort::Equipment, "排涝泵车", 6, "台", Some(Capability::FloodPump)),
                line(AidSort::Force, "抢险队", 2, "支", None),
                line(AidSort::Equipment, "帐篷", 300, "顶", None),
            ])
        );
        assert_eq!(needs("6台排涝泵车"), Ok(vec![line(AidSort::Equipment, "排涝泵车", 6, "台", None)]));
        assert_eq!(needs("排涝泵车"), Err("排涝泵车".to_owned()));
        assert_eq!(needs("泵车 0台"), Err("泵车 0台".to_owned()));
        assert_eq!(needs(" ; "), Ok(vec![]));
    }
}
