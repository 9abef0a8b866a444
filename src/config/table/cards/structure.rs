//! Rows of the structure 组织体系 as cards: bodies, experts and watches.

use super::{area_of, hint, nearest, phone};
use crate::clock::At;
use crate::domain::{Expert, ListCode, Listed, Organ, OrganKind, Role, Watch, World};
use crate::text::names;
use crate::text::tell::{Both, both};
use crate::text::words::Word;

/// A card of which nothing but the code is known.
pub(super) fn blank_watch(code: ListCode) -> Listed {
    Listed::Watch(Watch {
        code,
        name: String::new(),
        role: Role::DutyOfficer,
        office: String::new(),
        from: At(0),
        to: At(0),
        mobile: String::new(),
    })
}

pub(super) fn organ_field(organ: &Organ, key: &str) -> String {
    match key {
        "code" => organ.code.0.clone(),
        "name" => organ.name.clone(),
        "name_en" => organ.name_en.clone(),
        "kind" => organ.kind.both()[0].to_owned(),
        "number" => organ.number.map_or_else(String::new, |number| number.to_string()),
        "area" => organ.area.0.clone(),
        "commander" => organ.commander.clone(),
        "executive" => organ.executive.clone(),
        "deputies" => organ.deputies.join("、"),
        "office" => organ.office.clone(),
        "members" => organ.members.join("、"),
        "codes" => organ.codes.join(" "),
        "note" => organ.note.clone(),
        _ => String::new(),
    }
}

pub(super) fn set_organ(organ: &mut Organ, key: &str, cell: &str, world: &World) -> Result<(), Both> {
    match key {
        "name" => cell.clone_into(&mut organ.name),
        "name_en" => cell.clone_into(&mut organ.name_en),
        "kind" => organ.kind = kind(cell)?,
        "number" => organ.number = number(cell)?,
        "area" => organ.area = area_of(cell, world)?,
        "commander" => cell.clone_into(&mut organ.commander),
        "executive" => cell.clone_into(&mut organ.executive),
        "deputies" => organ.deputies = parts(cell),
        "office" => cell.clone_into(&mut organ.office),
        "members" => organ.members = parts(cell),
        "codes" => organ.codes = codes(cell)?,
        "note" => cell.clone_into(&mut organ.note),
        _ => {}
    }
    Ok(())
}

pub(super) fn expert_field(expert: &Expert, key: &str) -> String {
    match key {
        "code" => expert.code.0.clone(),
        "name" => expert.name.clone(),
        "field" => expert.field.clone(),
        "codes" => expert.codes.join(" "),
        "office" => expert.office.clone(),
        "mobile" => expert.mobile.clone(),
        "note" => expert.note.clone(),
        _ => String::new(),
    }
}

pub(super) fn set_expert(expert: &mut Expert, key: &str, cell: &str) -> Result<(), Both> {
    match key {
        "name" => cell.clone_into(&mut expert.name),
        "field" => cell.clone_into(&mut expert.field),
        "codes" => expert.codes = codes(cell)?,
        "office" => cell.clone_into(&mut expert.office),
        "mobile" => expert.mobile = phone(cell)?,
        "note" => cell.clone_into(&mut expert.note),
        _ => {}
    }
    Ok(())
}

pub(super) fn watch_field(watch: &Watch, key: &str) -> String {
    let when = |at: At| at.date_time().trim_end_matches(":00").to_owned();
    match key {
        "code" => watch.code.0.clone(),
        "name" => watch.name.clone(),
        "role" => watch.role.both()[0].to_owned(),
        "office" => watch.office.clone(),
        "from" => when(watch.from),
        "to" => when(watch.to),
        "mobile" => watch.mobile.clone(),
        _ => String::new(),
    }
}

pub(super) fn set_watch(watch: &mut Watch, key: &str, cell: &str) -> Result<(), Both> {
    match key {
        "name" => cell.clone_into(&mut watch.name),
        "role" => watch.role = role(cell)?,
        "office" => cell.clone_into(&mut watch.office),
        "from" => watch.from = when(cell)?,
        "to" => {
            watch.to = when(cell)?;
            if watch.to <= watch.from {
                return Err(both!("`{cell}` 不在接班以后", "`{cell}` is not after the watch begins"));
            }
        }
        "mobile" => watch.mobile = phone(cell)?,
        _ => {}
    }
    Ok(())
}

/// Names or codes in one cell, as people set them apart.
fn parts(cell: &str) -> Vec<String> {
    let parts = cell.split(|c: char| "、,，;；/\n".contains(c)).map(str::trim);
    parts.filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

/// Beginnings of event codes, by blanks or by the signs that set names apart.
fn codes(cell: &str) -> Result<Vec<String>, Both> {
    let words = cell.split(|c: char| c.is_whitespace() || "、,，;；/".contains(c)).filter(|word| !word.is_empty());
    let code = |word: &str| {
        let stem = word.trim_end_matches('*');
        let plain = !stem.is_empty() && stem.len() <= 5 && stem.bytes().all(|b| b.is_ascii_alphanumeric());
        if plain {
            return Ok(word.to_owned());
        }
        Err(both!(
            "应是事件编码的开头, 如 11A 或 11B03, 却是 `{word}`",
            "expected the beginning of an event code, such as 11A or 11B03, found `{word}`"
        ))
    };
    words.map(code).collect()
}

fn kind(cell: &str) -> Result<OrganKind, Both> {
    let cell = names::folded(cell);
    let called = |kind: &&OrganKind| kind.both().into_iter().any(|word| names::folded(word) == cell);
    OrganKind::ALL.iter().find(called).copied().ok_or_else(|| {
        let all = OrganKind::ALL.map(|kind| kind.both()[0]).join(", ");
        both!("应是机构类别 {all} 之一, 却是 `{cell}`", "expected a kind of body, one of {all}, found `{cell}`")
    })
}

fn role(cell: &str) -> Result<Role, Both> {
    names::role(cell).ok_or_else(|| {
        let known = Role::ALL.iter().map(|role| role.both()[0]);
        both!("没有角色 `{cell}`{0}", "there is no role `{cell}`{0}", hint(nearest(cell, known)))
    })
}

fn number(cell: &str) -> Result<Option<u8>, Both> {
    if cell.is_empty() {
        return Ok(None);
    }
    let wrong = || both!("应是 1 到 255 的序号, 却是 `{cell}`", "expected a place from 1 to 255, found `{cell}`");
    cell.parse().ok().filter(|number| *number > 0).map(Some).ok_or_else(wrong)
}

fn when(cell: &str) -> Result<At, Both> {
    At::parse(cell).ok_or_else(|| {
        both!(
            "应是时间, 如 2026-11-22 20:00, 却是 `{cell}`",
            "expected a time such as 2026-11-22 20:00, found `{cell}`"
        )
    })
}

/// A day, or a time of it; none for an empty cell.
pub(super) fn day(cell: &str) -> Result<Option<At>, Both> {
    if cell.is_empty() {
        return Ok(None);
    }
    let found = At::parse(cell).or_else(|| At::parse(&format!("{cell} 00:00")));
    found.map(Some).ok_or_else(|| {
        both!("应是日期, 如 2025-06-01, 却是 `{cell}`", "expected a day such as 2025-06-01, found `{cell}`")
    })
}

/// A day as tables write it.
pub(super) fn written_day(at: At) -> String {
    at.date_time().trim_end_matches(":00").to_owned()
}
