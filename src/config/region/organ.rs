//! Bodies of the structure: `[[organ]]`.

use crate::config::scenario::Known;
use crate::config::{Fields, Line, Log, Sited};
use crate::domain::{AreaCode, Organ};

/// A body, with the names that it gives to what stands below it in the file.
pub(super) struct Named {
    pub(super) organ: Organ,
    plans: Vec<Sited<String>>,
    teams: Vec<Sited<String>>,
}

/// Every body; the headquarters among them are known to plans by their codes.
pub(super) fn organs(log: &mut Log<'_>, fields: &mut Fields<'_>, known: &mut Known) -> Vec<Named> {
    let tables = fields.tables(log, "organ");
    tables.into_iter().filter_map(|f| organ(log, f, known)).collect()
}

fn organ(log: &mut Log<'_>, mut f: Fields<'_>, known: &mut Known) -> Option<Named> {
    let code = f.code(log, &mut known.headquarters);
    let name = f.line(log, "name");
    let name_en = f.line_or_empty(log, "name_en");
    let kind = f.word(log, "kind");
    let number = f.may::<u8>(log, "number");
    let area = f.need_name::<AreaCode>(log, "area", &known.areas);
    let commander = f.line_or_empty(log, "commander");
    let executive = f.line_or_empty(log, "executive");
    let deputies = lines(log, &mut f, "deputies");
    let office = f.line_or_empty(log, "office");
    let members = lines(log, &mut f, "members");
    let codes = super::lists::codes(log, &mut f);
    let plans = f.list::<String>(log, "plans");
    let teams = f.list::<String>(log, "teams");
    let note = f.line_or_empty(log, "note");
    f.close(log);
    let text = |names: &[Sited<String>]| names.iter().map(|name| name.value.clone()).collect::<Vec<_>>();
    let organ = Organ {
        code: crate::domain::ListCode(code?),
        name: name?,
        name_en,
        kind: kind?,
        number,
        area: area?,
        commander,
        executive,
        deputies,
        office,
        members,
        codes,
        plans: text(&plans).iter().map(|code| code.as_str().into()).collect(),
        teams: text(&teams).iter().map(|code| code.as_str().into()).collect(),
        note,
    };
    Some(Named { organ, plans, teams })
}

/// Plans and teams stand below the bodies that name them, so they are looked up when all are known.
pub(super) fn check(log: &mut Log<'_>, organs: &[Named], known: &Known) {
    for named in organs {
        for plan in &named.plans {
            known.plans.check(log, plan);
        }
        for team in &named.teams {
            known.teams.check(log, team);
        }
    }
}

fn lines(log: &mut Log<'_>, f: &mut Fields<'_>, key: &'static str) -> Vec<String> {
    f.list::<Line>(log, key).into_iter().map(|line| line.value.0).collect()
}
