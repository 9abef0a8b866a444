//! Plans and their steps.

mod trigger;

use std::collections::BTreeMap;

use super::Known;
use super::counted;
use crate::clock::{At, Span};
use crate::config::region::Stem;
use crate::config::{Fields, Line, Log, Names, Sited, Wrong};
use crate::domain::{
    ActionCard, AidLine, AidSort, Anchor, AreaCode, BuiltIn, Capability, Grade, GradeLevel, HqCode, Level, Owner,
    Phase, Plan, PlanClass, RuleId, Step, StepCode, TeamCode, TooLarge,
};
use crate::limits::{CARD_LINES_MAX, PAYLOAD_BYTES_MAX};
use crate::text::tell::{Both, both};

pub(in crate::config) fn plans(log: &mut Log<'_>, fields: &mut Fields<'_>, known: &mut Known) -> Vec<Plan> {
    let mut plans = Vec::new();
    for f in fields.tables(log, "plan") {
        plans.extend(plan(log, f, known));
    }
    plans
}

fn plan(log: &mut Log<'_>, mut f: Fields<'_>, known: &mut Known) -> Option<Plan> {
    let code = f.code(log, &mut known.plans);
    let name = f.line(log, "name");
    let name_en = f.may::<Line>(log, "name_en").map(|Line(name)| name);
    let version = f.line(log, "version");
    let class = f.may_word::<PlanClass>(log, "class");
    let codes = f.list::<Stem>(log, "codes").into_iter().map(|stem| stem.value.0).collect();
    let area = f.may_name::<AreaCode>(log, "area", &known.areas);
    let issuer = f.line_or_empty(log, "issuer");
    let (approved, valid_from) = (f.may::<At>(log, "approved"), f.may::<At>(log, "valid_from"));
    let review_due = f.may::<At>(log, "review_due");
    let before = log.count();
    let triggers = trigger::triggers(log, &mut f, "trigger", known);
    let levels = levels(log, &mut f);
    let uplift = lines(log, &mut f, "uplift");
    let reports = reports(log, &mut f);
    let steps = steps(log, &mut f, known);
    let cards = cards(log, &mut f);
    let exit = lines(log, &mut f, "exit");
    let resources = resources(log, &mut f);
    let comms = lines(log, &mut f, "comms");
    let spot = f.spot();
    f.close(log);
    let (code, name, version) = (code?.as_str().into(), name?, version?);
    let plan = Plan {
        code,
        name,
        name_en,
        version,
        class,
        codes,
        area,
        issuer,
        approved,
        valid_from,
        review_due,
        triggers,
        levels,
        uplift,
        reports,
        steps,
        cards,
        exit,
        resources,
        comms,
        parts: None,
    };
    if let Err(TooLarge(bytes)) = plan.clone().adopted()
        && log.count() == before
    {
        let code = &plan.code;
        let what = both!("预案 `{code}` ", "the plan `{code}`");
        log.wrong(&spot, Wrong::TooLong { what, bytes, max: PAYLOAD_BYTES_MAX });
    }
    Some(plan)
}

fn lines(log: &mut Log<'_>, f: &mut Fields<'_>, key: &'static str) -> Vec<String> {
    f.list::<Line>(log, key).into_iter().map(|line| line.value.0).collect()
}

/// `[[plan.level]]`: which level an incident of a grade calls for.
fn levels(log: &mut Log<'_>, f: &mut Fields<'_>) -> Vec<GradeLevel> {
    let mut levels: Vec<GradeLevel> = Vec::new();
    for mut f in f.tables(log, "level") {
        let (grade, level) = (f.word::<Grade>(log, "grade"), f.word::<Level>(log, "level"));
        let spot = f.spot_of("grade");
        f.close(log);
        let (Some(grade), Some(level)) = (grade, level) else { continue };
        if levels.iter().any(|of| of.grade == grade) {
            let expected = Both::words("每个等级一行", "one line for each grade");
            let found = Both::words("同一等级又一行", "another for the same grade");
            log.wrong(&spot, Wrong::Value { expected, found, nearest: None });
        }
        levels.push(GradeLevel { grade, level });
    }
    levels
}

/// `reports`: names of rows.
fn reports(log: &mut Log<'_>, f: &mut Fields<'_>) -> Vec<RuleId> {
    let mut reports = Vec::new();
    for Sited { value: Line(name), spot } in f.list::<Line>(log, "reports") {
        let id = RuleId::from(name.as_str());
        if BuiltIn::newest().row(&id).is_some() {
            reports.push(id);
            continue;
        }
        let nearest = crate::config::nearest(&name, BuiltIn::newest().rows().map(|row| row.id.0.as_ref()));
        log.wrong(&spot, Wrong::Unknown { what: Both::words("规则", "rule"), name, nearest });
    }
    reports
}

/// `[[plan.card]]`: what one role does, on one screen.
fn cards(log: &mut Log<'_>, f: &mut Fields<'_>) -> Vec<ActionCard> {
    let tables = f.tables(log, "card");
    let card = |mut f: Fields<'_>| {
        let (role, lines) = (f.line(log, "role"), lines(log, &mut f, "lines"));
        if lines.len() > CARD_LINES_MAX {
            let (count, max) = (lines.len(), CARD_LINES_MAX);
            let what = Both::words("行", "lines");
            log.wrong(&f.spot_of("lines"), Wrong::TooMany { what, count, max });
        }
        f.close(log);
        Some(ActionCard { role: role?, lines })
    };
    tables.into_iter().filter_map(card).collect()
}

/// `[[plan.resource]]`: so many of something, with what it must be able to do.
fn resources(log: &mut Log<'_>, f: &mut Fields<'_>) -> Vec<AidLine> {
    let tables = f.tables(log, "resource");
    let line = |mut f: Fields<'_>| {
        let sort = f.may_word::<AidSort>(log, "sort").unwrap_or(AidSort::Force);
        let (what, count, unit) = (f.line(log, "what"), f.need::<u32>(log, "count"), f.line_or_empty(log, "unit"));
        let capability = f.may_word::<Capability>(log, "capability");
        f.close(log);
        Some(AidLine { sort, what: what?, count: count?, unit, capability })
    };
    tables.into_iter().filter_map(line).collect()
}

fn steps(log: &mut Log<'_>, f: &mut Fields<'_>, known: &Known) -> Vec<Step> {
    let mut names = Names::new(Both::words("步骤", "step"));
    let mut steps = Vec::new();
    let mut afters: BTreeMap<String, Vec<Sited<String>>> = BTreeMap::new();
    for f in f.tables(log, "step") {
        if let Some((step, after)) = step(log, f, known, &mut names) {
            afters.insert(step.code.0.clone(), after);
            steps.push(step);
        }
    }
    // A step may wait for one that stands below it, so names are looked up when all are known.
    for step in &mut steps {
        let after = afters.get(&step.code.0).map(Vec::as_slice).unwrap_or_default();
        step.after =
            after.iter().filter(|name| names.check(log, name)).map(|name| name.value.as_str().into()).collect();
    }
    if let Some(cycle) = cycle(&steps) {
        let first = cycle.first().and_then(|code| afters.get(&code.0)).and_then(|after| after.first());
        let spot = first.map_or_else(|| f.spot(), |name| name.spot.clone());
        log.wrong(&spot, Wrong::Cycle(cycle.into_iter().map(|code| code.0).collect()));
    }
    steps
}

fn step(log: &mut Log<'_>, mut f: Fields<'_>, known: &Known, names: &mut Names) -> Option<(Step, Vec<Sited<String>>)> {
    let code = f.code(log, names);
    let title = f.line(log, "title");
    let title_en = f.may::<Line>(log, "title_en").map(|Line(title)| title);
    let owner = owned(log, &mut f, known);
    let within = f.need::<Span>(log, "within");
    let offset = f.may::<Span>(log, "offset").unwrap_or_default();
    let anchor = f.may_word::<Anchor>(log, "anchor").unwrap_or_default();
    let phase = f.may_word::<Phase>(log, "phase");
    let from_level = f.may_word::<Level>(log, "from_level");
    let support = lines(log, &mut f, "support");
    let basis = f.line_or_empty(log, "basis");
    let order = f.line_or_empty(log, "order");
    let checklist = lines(log, &mut f, "checklist");
    let evidence = f.line_or_empty(log, "evidence");
    let on_overdue = f.table(log, "on_overdue").and_then(|mut f| {
        let whom = owned(log, &mut f, known);
        f.close(log);
        whom
    });
    let after = f.list::<String>(log, "after");
    f.close(log);
    let (code, title, owner, within) = (code?.as_str().into(), title?, owner?, within?);
    let step = Step {
        code,
        title,
        title_en,
        owner,
        within,
        offset,
        anchor,
        phase,
        support,
        basis,
        order,
        checklist,
        evidence,
        on_overdue,
        from_level,
        after: Vec::new(),
    };
    Some((step, after))
}

/// Whose something is: exactly one of three ways to say it.
fn owned(log: &mut Log<'_>, f: &mut Fields<'_>, known: &Known) -> Option<Owner> {
    let before = log.count();
    let headquarters = f.may_name::<HqCode>(log, "headquarters", &known.headquarters).map(Owner::Headquarters);
    let team = f.may_name::<TeamCode>(log, "team", &known.teams).map(Owner::Team);
    let unit = f.may::<Line>(log, "unit").map(|Line(unit)| Owner::Unit(unit));
    let owners: Vec<Owner> = [headquarters, team, unit].into_iter().flatten().collect();
    if owners.len() != 1 && log.count() == before {
        let expected = Both::words("headquarters、team、unit 之一", "one of headquarters, team and unit");
        log.wrong(&f.spot(), Wrong::Value { expected, found: counted(owners.len()), nearest: None });
    }
    owners.into_iter().next()
}

/// A ring of steps that wait for each other, closed by its first step; `None` when there is none.
fn cycle(steps: &[Step]) -> Option<Vec<StepCode>> {
    let after: BTreeMap<&StepCode, &[StepCode]> = steps.iter().map(|s| (&s.code, s.after.as_slice())).collect();
    let mut done: std::collections::BTreeSet<&StepCode> = std::collections::BTreeSet::new();
    for step in steps {
        let mut path: Vec<(&StepCode, usize)> = vec![(&step.code, 0)];
        while let Some((code, next)) = path.last_mut() {
            let code = *code;
            let Some(before) = after.get(code).and_then(|list| list.get(*next)) else {
                done.insert(code);
                path.pop();
                continue;
            };
            *next += 1;
            if let Some(at) = path.iter().position(|(other, _)| *other == before) {
                let ring = path.iter().skip(at).map(|(code, _)| (*code).clone());
                return Some(ring.chain([before.clone()]).collect());
            }
            if !done.contains(before) {
                path.push((before, 0));
            }
        }
    }
    None
}
