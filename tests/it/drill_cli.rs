//! `drill check`, `drill run --headless` and `review`, on the real binary.

use std::path::Path;
use std::process::{Command, Output, Stdio};

use super::drill::{changed, shipped};

fn qianzhi(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_qianzhi"))
        .args(args)
        .env("LC_ALL", "en_US.UTF-8")
        .stdin(Stdio::null())
        .output()
        .unwrap()
}

fn out(output: &Output) -> &str {
    let said = std::str::from_utf8(&output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(0), "{said}");
    assert_eq!(said, "");
    std::str::from_utf8(&output.stdout).unwrap()
}

fn file(name: &str) -> String {
    shipped(name).to_str().unwrap().to_owned()
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// Rehearses into a new journal and exports it.
fn exported(scenario: &str, seed: &str, dir: &Path) -> String {
    out(&qianzhi(&["drill", "run", scenario, "--headless", "--seed", seed, "--journal", text(dir)]));
    let mut lines = Vec::new();
    assert!(qianzhi::journal::export(dir, &mut lines).unwrap().damaged.is_empty());
    String::from_utf8(lines).unwrap()
}

#[test]
fn check_says_what_is_in_a_scenario_and_exactly_what_is_wrong_with_another() {
    let good = qianzhi(&["drill", "check", &file("zhengzhou-720.toml"), &file("first-steps.toml")]);
    let said = out(&good);
    assert_eq!(said.lines().count(), 2);
    assert!(said.contains("drill:zhengzhou-720 郑州7.20") && said.contains("16 teams"), "{said}");

    let dir = tempfile::tempdir().unwrap();
    let bad = dir.path().join("bad.toml");
    let broken = changed("destination = \"port\"", "destination = \"prot\"").replace("seed = 1", "seed = \"x\"");
    std::fs::write(&bad, broken).unwrap();
    let output = qianzhi(&["drill", "check", text(&bad)]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(output.stdout, b"");
    let said = String::from_utf8(output.stderr).unwrap();
    let lines: Vec<&str> = said.lines().collect();
    assert_eq!(lines.len(), 2, "{said}");
    let seed = format!("qianzhi: {}:10:8: drill.seed: expected a whole number from 0, found the text `x`", text(&bad));
    assert_eq!(lines[0], seed);
    assert!(lines[1].ends_with("there is no place `prot`; did you mean `port`?"), "{said}");
}

#[test]
fn a_missing_scenario_and_missing_arguments_are_one_sentence() {
    for (args, code, naming) in [
        (["drill", "check", "/no/such.toml"].as_slice(), 1, "/no/such.toml"),
        (&["drill", "run", "/no/such.toml", "--headless"], 1, "/no/such.toml"),
        (&["drill", "check"], 2, "<FILE>"),
        (&["drill", "run"], 2, "<FILE>"),
        (&["drill", "run", "x.toml", "--headless", "--seed", "one"], 2, "one"),
        (&["review", "/no/such/journal"], 1, "/no/such/journal"),
        (&["review", "/no/such/journal", "--at", "soon"], 2, "soon"),
    ] {
        let output = qianzhi(args);
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(code), "{args:?} {said}");
        assert_eq!(said.lines().count(), 1, "{said}");
        assert!(said.contains(naming) && !said.contains("panicked"), "{said}");
    }
}

#[test]
fn equal_seeds_export_equal_journals_and_another_seed_does_not() {
    let dir = tempfile::tempdir().unwrap();
    let scenario = file("zhengzhou-720.toml");
    let a = exported(&scenario, "5", &dir.path().join("a"));
    assert!(a.lines().count() > 400, "{}", a.lines().count());
    assert!(a == exported(&scenario, "5", &dir.path().join("b")), "equal seeds");
    assert!(a != exported(&scenario, "6", &dir.path().join("c")), "another seed");
    // The journal is as it should be, and a run that is over adds nothing.
    assert!(qianzhi::journal::verify(&dir.path().join("a")).unwrap().sound());
    assert!(a == exported(&scenario, "5", &dir.path().join("a")), "a run that is over");
    // A journal of another run is not written to.
    let other =
        qianzhi(&["drill", "run", &scenario, "--headless", "--seed", "6", "--journal", text(&dir.path().join("a"))]);
    assert_eq!(other.status.code(), Some(1));
    assert!(String::from_utf8(other.stderr).unwrap().contains("another scenario or seed"));
}

/// Issue 2 point 2: a fresh process, the journal alone, no scenario.
#[test]
fn a_review_needs_the_journal_alone() {
    let dir = tempfile::tempdir().unwrap();
    let journal = dir.path().join("j");
    let copy = dir.path().join("s.toml");
    std::fs::copy(shipped("zhengzhou-720.toml"), &copy).unwrap();
    out(&qianzhi(&["drill", "run", text(&copy), "--headless", "--journal", text(&journal)]));
    std::fs::remove_file(&copy).unwrap();
    let json = qianzhi(&["review", text(&journal), "--json"]);
    let list: serde_json::Value = serde_json::from_str(out(&json)).unwrap();
    let k1 = list.as_array().unwrap().iter().find(|i| i["id"] == "K1" && i["area"] == "410100").unwrap();
    assert_eq!(k1["span_ms"], (18 * 60 + 31) * 60_000);
    assert_eq!(k1["met"], false);
    let zh = qianzhi(&["review", text(&journal), "--lang", "zh"]);
    assert!(out(&zh).contains("18小时31分"), "{}", out(&zh));
    // An aim that is this project's own says so, and one of a law or a plan does not (issue 5, point 1).
    let of = |code: &str| out(&zh).lines().filter(|line| line.starts_with(code)).map(str::to_owned).collect::<Vec<_>>();
    assert!(
        !of("K1 ").is_empty() && of("K1 ").iter().chain(&of("K6 ")).all(|line| line.contains("(默认)")),
        "{}",
        out(&zh)
    );
    assert!(of("K2 ").iter().all(|line| !line.contains("(默认)")), "{}", out(&zh));
    assert!(out(&zh).contains(&format!("依据 {}", &k1["from"].as_str().unwrap()[..8])), "{}", out(&zh));
    let en = qianzhi(&["review", text(&journal), "--lang", "en", "--at", "2021-07-20 08:00"]);
    assert!(out(&en).contains("no decision") && out(&en).contains("10 h 1 min"), "{}", out(&en));
}

/// A scenario of six minutes, with an order two minutes after its opening.
fn six_minutes(dir: &Path) -> std::path::PathBuf {
    let file = dir.join("s.toml");
    let whole = changed("ends = \"2030-05-01 12:00\"", "ends = \"2030-05-01 08:16\"");
    let short = &whole[..whole.find("[[inject]]\ncode = \"R\"").unwrap()];
    std::fs::write(&file, short).unwrap();
    file
}

fn folded(journal: &Path) -> qianzhi::domain::World {
    let mut world = qianzhi::domain::World::new("drill:first-steps".parse().unwrap());
    for record in qianzhi::journal::records(journal).unwrap() {
        world.apply(&record.unwrap().envelope.event());
    }
    world
}

/// Six minutes of drill at 600 times the speed, with the history before it already in the log; then it goes on from
/// there when asked again.
#[test]
fn a_drill_runs_at_speed_into_a_journal_and_ends() {
    let dir = tempfile::tempdir().unwrap();
    let (file, journal) = (six_minutes(dir.path()), dir.path().join("j"));
    let run = ["drill", "run", text(&file), "--speed", "600", "--journal", text(&journal), "--lang", "en"];
    let said = qianzhi(&run);
    assert!(out(&said).starts_with("第一步 from 05-01 08:10 to 05-01 08:16 at 600x"), "{}", out(&said));
    let world = folded(&journal);
    assert_eq!(world.warnings().len(), 1, "the history");
    assert!(world.orders()[0].height >= Some(qianzhi::domain::Rung::Acknowledged), "the run");
    assert!(world.team(&"A1".into()).unwrap().status.agreed() > Some(qianzhi::domain::TeamStatus::Ordered));
    let pace = world.drill_clock().unwrap().pace;
    assert_eq!((pace.per_mille, pace.drill.date_time().as_str()), (0, "2030-05-01 08:16:00"));
    let bare = qianzhi(&["drill", "run", text(&file)]);
    assert_eq!(bare.status.code(), Some(2));
    assert!(String::from_utf8(bare.stderr).unwrap().contains("--journal"));
}

/// A hub on a free port of the loopback, stopped when it is dropped.
struct Hub {
    child: std::process::Child,
    url: String,
}

impl Hub {
    fn start(store: &Path, realm: &str) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_qianzhi"))
            .args(["hub", "--listen", "127.0.0.1:0", "--realm", realm, "--store", text(store)])
            .env("XDG_STATE_HOME", store.parent().unwrap())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut said = String::new();
        let mut lines = std::io::BufReader::new(child.stdout.take().unwrap());
        std::io::BufRead::read_line(&mut lines, &mut said).unwrap();
        let url = said.split_whitespace().find(|word| word.starts_with("ws://")).expect(&said).to_owned();
        Self { child, url }
    }
}

impl Drop for Hub {
    fn drop(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

#[test]
fn a_drill_played_for_a_hub_is_there_when_it_has_ended() {
    let dir = tempfile::tempdir().unwrap();
    let file = six_minutes(dir.path());
    let store = dir.path().join("hub");
    let hub = Hub::start(&store, "drill:first-steps");
    out(&qianzhi(&["drill", "run", text(&file), "--speed", "600", "--hub", &hub.url]));
    drop(hub);
    let world = folded(&store);
    assert_eq!(world.drill_clock().unwrap().pace.drill.date_time(), "2030-05-01 08:16:00");
    assert!(world.orders()[0].height >= Some(qianzhi::domain::Rung::Acknowledged));
    assert_eq!(world.teams().len(), 3);
}

#[test]
fn a_hub_of_another_realm_ends_the_drill_with_one_sentence() {
    let dir = tempfile::tempdir().unwrap();
    let file = six_minutes(dir.path());
    let hub = Hub::start(&dir.path().join("hub"), "test");
    let output = qianzhi(&["drill", "run", text(&file), "--speed", "1", "--hub", &hub.url]);
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert_eq!(said.lines().count(), 1, "{said}");
    assert!(said.contains(&hub.url) && said.contains("realm"), "{said}");
}
