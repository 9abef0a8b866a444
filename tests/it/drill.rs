//! Scenario files: what is shipped is clean, and what is wrong is said exactly.

use std::path::{Path, PathBuf};

use qianzhi::config::{Fault, scenario};
use qianzhi::domain::{InjectKind, TeamKind};

pub(crate) fn shipped(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios").join(name)
}

#[test]
fn every_shipped_scenario_is_clean() {
    let mut count = 0;
    for entry in std::fs::read_dir(shipped("")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|ext| ext == "toml") {
            count += 1;
            if let Err(fault) = scenario::read(&path) {
                panic!("{fault}");
            }
        }
    }
    assert!(count >= 2, "{count}");
}

/// rules.md 9.1 and 4.1, and what issue 2 asks of the scenario.
#[test]
fn zhengzhou_has_what_was_asked() {
    let s = scenario::read(&shipped("zhengzhou-720.toml")).unwrap();
    assert_eq!(s.begins.date_time(), "2021-07-19 12:00:00");
    assert_eq!(s.opens.date_time(), "2021-07-20 15:50:00");
    assert!(s.places.iter().filter(|p| p.source.starts_with("GeoNames")).count() >= 15);
    assert_eq!(s.headquarters.iter().filter(|h| h.card.area.0 == "410100").count(), 1 + 12 + 1);
    assert!((10..=16).contains(&s.teams.len()));
    assert!(s.teams.iter().any(|t| t.card.kind == TeamKind::Military));
    assert!(s.plans.iter().any(|p| p.steps.len() >= 12));
    let reds: Vec<String> = s
        .injects
        .iter()
        .filter(|row| row.what.kind() == InjectKind::Warning && row.title.ends_with("暴雨红色预警"))
        .filter_map(|row| row.at.map(|at| at.date_time()[5..16].to_owned()))
        .collect();
    assert_eq!(reds, ["07-19 21:59", "07-20 06:02", "07-20 09:08", "07-20 11:50", "07-20 16:01"]);
    for row in &s.injects {
        assert!(
            ["[P]", "[M-H]", "[M-M]", "[M-L]", "[D]"].iter().any(|tag| row.source.ends_with(tag)),
            "{}",
            row.source
        );
    }
}

/// `first-steps.toml` with one text put in place of another, which must be there.
pub(super) fn changed(from: &str, to: &str) -> String {
    let text = std::fs::read_to_string(shipped("first-steps.toml")).unwrap();
    assert!(text.contains(from), "{from:?} is not in first-steps.toml");
    text.replacen(from, to, 1)
}

/// The line of the first occurrence of `needle` in `text`, from 1.
fn line_of(text: &str, needle: &str) -> usize {
    text[..text.find(needle).unwrap()].matches('\n').count() + 1
}

/// What is changed, where the problem must be said to stand, its column, and the rest of the sentence.
const BROKEN: &[(&str, &str, &str, usize, &str)] = &[
    ("seed = 1", "seed = 1\nsede = 2", "sede = 2", 1, "drill.sede: unknown key `sede`; did you mean `seed`?"),
    ("seed = 1", "", "[drill]", 1, "drill: `seed` is missing; expected a whole number from 0"),
    (
        "seed = 1",
        "seed = \"one\"",
        "seed = \"one\"",
        8,
        "drill.seed: expected a whole number from 0, found the text `one`",
    ),
    ("seed = 1", "seed = ", "seed = ", 8, "not TOML: "),
    (
        "opens = \"2030-05-01 08:10\"",
        "opens = \"8.10\"",
        "opens = \"8.10\"",
        9,
        "drill.opens: expected a time such as \"2021-07-20 16:01\" (Beijing time), found `8.10`",
    ),
    (
        "ends = \"2030-05-01 12:00\"",
        "ends = \"2030-05-01 08:00\"",
        "ends = \"2030-05-01 08:00\"",
        8,
        "drill.ends: ends must not be before opens",
    ),
    (
        "at = \"2030-05-01 08:05\"",
        "at = \"2030-05-02 08:05\"",
        "at = \"2030-05-02 08:05\"",
        6,
        "inject[1].at: 2030-05-02 08:05:00 is outside the drill, which runs from 2030-05-01 08:00:00 to 2030-05-01 12:00:00",
    ),
    (
        "team = \"A1\"\nwithin",
        "team = \"A2\"\nwithin",
        "team = \"A2\"",
        8,
        "plan[1].step[2].team: there is no team `A2`; did you mean `A1`?",
    ),
    (
        "destination = \"port\"",
        "destination = \"prot\"",
        "destination = \"prot\"",
        15,
        "inject[3].destination: there is no place `prot`; did you mean `port`?",
    ),
    (
        "by = \"city\"",
        "by = \"ctiy\"",
        "by = \"ctiy\"",
        6,
        "inject[3].by: there is no headquarters `ctiy`; did you mean `city`?",
    ),
    ("incident = \"X\"", "incident = \"Y\"", "incident = \"Y\"", 12, "inject[3].incident: there is no incident `Y`"),
    (
        "incident = \"X\"\nreport",
        "incident = \"W\"\nreport",
        "incident = \"W\"",
        12,
        "inject[4].incident: there is no incident `W`",
    ),
    ("step = \"S1\"", "step = \"S9\"", "step = \"S9\"", 8, "inject[7].step: there is no step `S9`; did you mean `S1`?"),
    (
        "code = \"S1\"\nname",
        "code = \"A1\"\nname",
        "code = \"A1\"\nname = \"社会队\"",
        8,
        "team[3].code: the team `A1` was already given on line ",
    ),
    (
        "after = [\"S1\"]",
        "after = [\"S1\"]\n\n[[plan.step]]\ncode = \"S4\"\ntitle = \"x\"\nunit = \"x\"\nwithin = \"1 h\"\nafter = [\"S4\"]",
        "after = [\"S4\"]",
        10,
        "plan[1].step[3].after[1]: these steps wait for each other: S4 > S4",
    ),
    (
        "within = \"20 min\"",
        "within = \"20 min\"\nafter = [\"S2\"]",
        "after = [\"S2\"]",
        10,
        "plan[1].step[1].after[1]: these steps wait for each other: S1 > S2 > S1",
    ),
    (
        "capabilities = [\"flood.pump\"]",
        "capabilities = [\"flod.pump\"]",
        "capabilities = [\"flod.pump\"]",
        17,
        "team[1].capabilities[1]: expected a known word, found `flod.pump`; did you mean `flood.pump`?",
    ),
    (
        "lat = 30.00\nlon = 120.10",
        "lat = 120.10\nlon = 30.00",
        "lat = 120.10",
        7,
        "place[2].lat: latitude 120.1, longitude 30 is not in China, and would be the other way round: swap them",
    ),
    (
        "lat = 30.00\nlon = 120.10",
        "lat = 91.0\nlon = 200.0",
        "lat = 91.0",
        7,
        "place[2].lat: latitude 91, longitude 200 is not on the earth; latitude runs from -90 to 90, longitude from -180 to 180",
    ),
    (
        "percent = 50",
        "percent = 150",
        "percent = 150",
        11,
        "place[5].percent: expected a whole number from 0 to 100, found `150`",
    ),
    (
        "between = [\"base\", \"bridge\"]",
        "between = [\"base\", \"half\"]",
        "between = [\"base\", \"half\"]",
        20,
        "place[5].between[2]: expected a place that has its own lat and lon, found `half`",
    ),
    (
        "km = 10.0",
        "km = 1.0",
        "km = 1.0",
        6,
        "road[1].km: expected a length from 9.6 km, the straight way, to 1000 km, found `1`",
    ),
    (
        "destination = \"port\"",
        "destination = \"half\"",
        "destination = \"half\"",
        15,
        "inject[3].destination: no road leads from `base` to `half`; add a [[road]] between them",
    ),
    (
        "form = \"request\"",
        "form = \"order\"",
        "team = \"B1\"",
        8,
        "inject[8].team: team `B1` takes requests, never orders; write form = \"request\"",
    ),
    (
        "kind = \"warning\"",
        "kind = \"warnign\"",
        "kind = \"warnign\"",
        8,
        "inject[1].kind: expected one of warning, reading, message, incident, figure, decision, order, report, plan, step, posture, team, found `warnign`; did you mean `warning`?",
    ),
    (
        "at = \"2030-05-01 08:05\"",
        "",
        "[[inject]]",
        1,
        "inject[1]: give either `at` or `by_hand = true`, not both and not neither",
    ),
    (
        "at = \"2030-05-01 08:10\"\nkind",
        "at = \"2030-05-01 08:20\"\nkind",
        "incident = \"X\"",
        12,
        "inject[3].incident: `X` happens at 2030-05-01 08:20:00, which is after this; name something that has happened by then",
    ),
    (
        "at = \"2030-05-01 08:10\"\nkind",
        "at = \"2030-05-01 08:12\"\nkind = \"message\"\ntext = \"x\"\nincident = \"Z\"\ntitle = \"x\"\nsource = \"x\"\ntrust = \"D\"\n\n[[inject]]\ncode = \"Z\"\nat = \"2030-05-01 08:12\"\nkind",
        "incident = \"Z\"",
        12,
        "inject[2].incident: `Z` happens at 2030-05-01 08:12:00, which is after this",
    ),
    (
        "period = \"24小时\"",
        "",
        "[[inject]]\ncode = \"D\"",
        1,
        "inject[6]: `period` is missing; expected a text that is not empty",
    ),
    (
        "ack = [\"10 s\", \"20 s\"]",
        "ack = [\"20 s\", \"10 s\"]",
        "ack = [\"20 s\", \"10 s\"]",
        7,
        "team[1].ack: expected two lengths of time, the shorter first: [\"30 s\", \"2 min\"], found `2 of them`",
    ),
    (
        "within = \"20 min\"",
        "within = \"20 minutes\"",
        "within = \"20 minutes\"",
        10,
        "plan[1].step[1].within: expected a length of time such as \"90 s\", \"5 min\" or \"1 h 30 min\", found `20 minutes`",
    ),
    (
        "seat = \"990100\"",
        "seat = \"990101\"",
        "seat = \"990101\"",
        8,
        "place[1].seat: there is no area `990101`; did you mean `990100`?",
    ),
    (
        "name = \"临海市\"\nname_en = \"Linhai\"",
        "name = \"临海市\" # 海\nname_en = 7",
        "name_en = 7",
        11,
        "area[1].name_en: expected a text in quotes, found the whole number 7",
    ),
];

#[test]
fn every_mistake_is_said_with_its_place_and_the_nearest_name() {
    let mut unsaid = Vec::new();
    for (from, to, stands, column, sentence) in BROKEN {
        let text = changed(from, to);
        let fault = scenario::read_text("a.toml", &text).unwrap_err();
        let line = line_of(&text, stands);
        let expected = format!("a.toml:{line}:{column}: {sentence}");
        let said: Vec<String> = fault.problems().iter().map(ToString::to_string).collect();
        if !said.iter().any(|s| s.starts_with(&expected)) {
            unsaid.push(format!("{from:?} > {to:?}\nexpected {expected}\nsaid {said:#?}"));
        }
    }
    assert!(unsaid.is_empty(), "{}", unsaid.join("\n\n"));
}

/// A column is counted in characters, not in bytes: the mistake stands after Chinese text on the same line.
#[test]
fn columns_are_characters() {
    let text = changed("seed = 1", "seed = 1");
    let broken = text.replacen("code = \"990100\"\nname = \"临海市\"", "name = \"临海市\"\ncode = [\"海\", 1]", 1);
    let fault = scenario::read_text("a.toml", &broken).unwrap_err();
    let line = line_of(&broken, "code = [\"海\", 1]");
    assert!(fault.problems().iter().any(|p| (p.line, p.column) == (line, 8)), "{fault}");
}

#[test]
fn all_problems_are_found_at_once_in_order_of_the_file() {
    let text = changed("seed = 1", "sede = 1").replace("capabilities = [\"flood.pump\"]", "capabilities = [\"pump\"]");
    let fault = scenario::read_text("a.toml", &text).unwrap_err();
    let fields: Vec<&str> = fault.problems().iter().map(|p| p.field.as_str()).collect();
    assert_eq!(fields, ["drill", "drill.sede", "team[1].capabilities[1]"]);
}

#[test]
fn an_event_that_would_not_fit_is_refused_before_the_drill() {
    let long = "很".repeat(700);
    let text = changed("text = \"赴港口抽排。\"", &format!("text = \"{long}\""));
    let fault = scenario::read_text("a.toml", &text).unwrap_err();
    let said = fault.to_string();
    assert!(said.contains("inject[3].text: the text takes 2100 bytes in the log, more than the 2000"), "{said}");

    // A plan goes out in parts, and a step that fits none of them is refused.
    let title = "一个很长很长很长的步骤名称";
    let step = |n: usize, support: &str| {
        format!("[[plan.step]]\ncode = \"N{n}\"\ntitle = \"{title}\"\nunit = \"局\"\nwithin = \"1 h\"\n{support}\n")
    };
    let with = |steps: String| changed("[[inject]]", &format!("{steps}[[inject]]"));
    let many: String = (10..60).map(|n| step(n, "")).collect();
    assert!(scenario::read_text("a.toml", &with(many)).is_ok());
    let helpers = vec![format!("\"{title}\""); 120].join(", ");
    let text = with(step(10, &format!("support = [{helpers}]\n")));
    let said = scenario::read_text("a.toml", &text).unwrap_err().to_string();
    assert!(said.contains("plan[1]: the plan `flood` takes ") && said.contains("more than the 4096"), "{said}");
}

#[test]
fn a_file_that_cannot_be_read_is_one_sentence() {
    let dir = tempfile::tempdir().unwrap();
    let missing = dir.path().join("none.toml");
    let fault = scenario::read(&missing).unwrap_err();
    assert_eq!(
        fault.to_string(),
        format!("{}: there is no such file; check the name, or the directory you are in", missing.display())
    );
    assert!(matches!(scenario::read(dir.path()), Err(Fault::Directory { .. })));
    let binary = dir.path().join("b.toml");
    std::fs::write(&binary, [b'a', 0xff, 0xfe]).unwrap();
    assert_eq!(
        scenario::read(&binary).unwrap_err().to_string(),
        format!("{}: is not UTF-8 text (byte 1); save it as UTF-8", binary.display())
    );
}

#[test]
fn nothing_in_a_file_can_move_the_cursor_of_who_reads_the_problem() {
    let text = changed("seed = 1", "seed = 1\n\"a\\u001b[2J\" = 2\nrealm2 = \"\\u001b]0;x\\u0007\"");
    let said = scenario::read_text("a.toml", &text).unwrap_err().to_string();
    assert!(!said.chars().any(|c| c.is_control() && c != '\n'), "{said:?}");
}
