//! Plans in files: every field is read, and every mistake is told with its line, column and field.

use qianzhi::domain::{GradeLevel, PlanClass, RuleId, Threshold, ThresholdOp};

use super::*;

const HEAD: &str = "[drill]\nname = \"练\"\nrealm = \"t\"\nbegins = \"2026-07-20 08:00\"\nopens = \"2026-07-20 08:00\"\n\
                    ends = \"2026-07-20 09:00\"\nseed = 1\n\n[[area]]\ncode = \"410300\"\nname = \"洛阳\"\nname_en = \"L\"\n\n";

/// A plan with these lines; the first of them is line 15 of the file.
fn file(lines: &str) -> String {
    format!("{HEAD}[[plan]]\ncode = \"p\"\nname = \"甲\"\nversion = \"1\"\n{lines}\n")
}

fn read(lines: &str) -> Plan {
    read_text("p.toml", &file(lines)).unwrap_or_else(|no| panic!("{no}")).plans.remove(0)
}

fn refused(lines: &str) -> String {
    read_text("p.toml", &file(lines)).unwrap_err().to_string()
}

#[test]
fn what_a_plan_is_and_whose_is_read() {
    let plan = read(
        "class = \"special\"\ncodes = [\"11A\"]\narea = \"410300\"\nissuer = \"市政府\"\napproved = \"2025-01-01 00:00\"\n\
         valid_from = \"2025-02-01 00:00\"\nreview_due = \"2027-12-31 00:00\"\nlevel = [{ grade = \"major\", level = \"two\" }]\n\
         uplift = [\"节假日\"]\nreports = [\"RLOC-电话\"]\n\n[[plan.step]]\ncode = \"A\"\ntitle = \"抽排\"\nunit = \"水利局\"\n\
         within = \"30 min\"\noffset = \"1 h\"\norder = \"开泵\"\nchecklist = [\"断电\", \"警戒\"]\nevidence = \"照片\"",
    );
    assert_eq!((plan.class, plan.codes, plan.area), (Some(PlanClass::Special), vec!["11A".into()], Some(CITY.into())));
    assert_eq!((plan.issuer.as_str(), plan.approved), ("市政府", At::parse("2025-01-01 00:00")));
    assert_eq!(plan.valid_from, At::parse("2025-02-01 00:00"));
    assert_eq!(plan.levels, [GradeLevel { grade: Grade::Major, level: Level::Two }]);
    assert_eq!((plan.uplift, plan.reports), (vec!["节假日".into()], vec![RuleId::from("RLOC-电话")]));
    let step = &plan.steps[0];
    assert_eq!((step.offset, step.order.as_str(), step.evidence.as_str()), (Span::minutes(60), "开泵", "照片"));
    assert_eq!(step.checklist, ["断电", "警戒"]);
}

#[test]
fn conditions_in_conditions_are_read() {
    let plan = read(
        "trigger = [{ all = [{ warning = \"orange\", kind = \"暴雨\" }, { any = [{ level = \"three\" }, \
         { quantity = \"水位\", gauge = \"G1\", at_most = -1.5, unit = \"m\", window = \"2 h\", forecast = true }] }] }, \
         { partner = \"410300\" }, { partner = \"any\" }]",
    );
    let threshold = Threshold {
        quantity: "水位".into(),
        gauge: Some("G1".into()),
        op: ThresholdOp::AtMost,
        milli: -1500,
        unit: "m".into(),
        window: Some(Span::minutes(120)),
        forecast: true,
    };
    let warning = Trigger::Warning { colour: Colour::Orange, kind: Some("暴雨".into()) };
    let any = Trigger::Any(vec![Trigger::Level(Level::Three), Trigger::Threshold(threshold)]);
    let all = Trigger::All(vec![warning, any]);
    assert_eq!(plan.triggers, [all, Trigger::Partner(Some(CITY.into())), Trigger::Partner(None)]);
}

#[test]
fn every_mistake_is_told_with_its_line_column_and_field() {
    for (lines, told) in [
        (
            "trigger = [{ all = [{ warning = \"orange\" }, { grade = \"x\" }] }]",
            "p.toml:18:55: plan[1].trigger[1].all[2].grade",
        ),
        ("trigger = [{ all = [] }]", "p.toml:18:20: plan[1].trigger[1].all"),
        ("trigger = [{ warning = \"orange\", code = \"11A\" }]", "p.toml:18:12: plan[1].trigger[1]"),
        (
            "trigger = [{ quantity = \"水位\", unit = \"m\" }]",
            "plan[1].trigger[1]: expected one of at_least and at_most",
        ),
        ("trigger = [{ at_least = 5.0, unit = \"m\" }]", "plan[1].trigger[1]: `quantity` is missing"),
        ("trigger = [{ partner = \"410301\" }]", "plan[1].trigger[1].partner"),
        ("area = \"410301\"", "p.toml:18:8: plan[1].area"),
        ("reports = [\"RLOC-电\"]", "p.toml:18:12: plan[1].reports[1]"),
        (
            "level = [{ grade = \"major\", level = \"two\" }, { grade = \"major\", level = \"one\" }]",
            "p.toml:18:56: plan[1].level[2].grade",
        ),
    ] {
        let said = refused(lines);
        assert!(said.contains(told), "`{told}` is not in\n{said}");
    }
    let ring = |before: &str, code: &str| {
        format!(
            "[[plan.step]]\ncode = \"{code}\"\ntitle = \"a\"\nunit = \"u\"\nwithin = \"1 min\"\nafter = [\"{before}\"]\n\n"
        )
    };
    let said = refused(&[ring("C", "A"), ring("A", "B"), ring("B", "C")].concat());
    assert!(said.contains("p.toml:23:10: plan[1].step[1].after[1]"), "{said}");
    assert!(said.contains("A > C > B > A"), "{said}");
}
