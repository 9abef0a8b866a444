//! What we build on may be shipped, and every exception of deny.toml is explained and still needed.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

fn deny() -> toml::Table {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("deny.toml");
    fs::read_to_string(path).unwrap().parse().unwrap()
}

fn output_of(command: &mut Command) -> String {
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// What is built for this machine.
struct Built {
    /// Name and version → licence expression.
    licences: BTreeMap<String, String>,
    /// Name and version → who needs it.
    needed_by: BTreeMap<String, BTreeSet<String>>,
}

fn built() -> Built {
    let version = output_of(Command::new("rustc").arg("-vV"));
    let host = version.lines().find_map(|line| line.strip_prefix("host: ")).unwrap();
    let metadata = output_of(
        Command::new(env!("CARGO"))
            .args(["metadata", "--format-version", "1", "--locked", "--offline", "--filter-platform", host])
            .current_dir(env!("CARGO_MANIFEST_DIR")),
    );
    let metadata: Value = serde_json::from_str(&metadata).unwrap();
    let list = |of: &Value| of.as_array().unwrap().clone();
    let text = |of: &Value| of.as_str().unwrap_or_default().to_owned();
    let packages = list(&metadata["packages"]);
    let label = |p: &Value| format!("{} {}", text(&p["name"]), text(&p["version"]));
    let labels: BTreeMap<String, String> = packages.iter().map(|p| (text(&p["id"]), label(p))).collect();
    let licences = packages.iter().map(|p| (label(p), text(&p["license"]))).collect();
    let mut needed_by: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for node in list(&metadata["resolve"]["nodes"]) {
        for dependency in list(&node["dependencies"]) {
            needed_by.entry(labels[&text(&dependency)].clone()).or_default().insert(labels[&text(&node["id"])].clone());
        }
    }
    Built { licences, needed_by }
}

/// Whether one may choose licences of `allowed` only: OR is a choice, AND is not; `/` is an old way to write OR.
fn may_ship(expression: &str, allowed: &BTreeSet<String>) -> bool {
    let spaced = expression.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ");
    let mut words = spaced.split_whitespace().rev().collect();
    any_of(&mut words, allowed) == Some(true) && words.is_empty()
}

/// `None` when the words, last first, are not an expression.
fn any_of(words: &mut Vec<&str>, allowed: &BTreeSet<String>) -> Option<bool> {
    let mut verdict = all_of(words, allowed)?;
    while words.pop_if(|word| *word == "OR").is_some() {
        verdict |= all_of(words, allowed)?;
    }
    Some(verdict)
}

fn all_of(words: &mut Vec<&str>, allowed: &BTreeSet<String>) -> Option<bool> {
    let mut verdict = one(words, allowed)?;
    while words.pop_if(|word| *word == "AND").is_some() {
        verdict &= one(words, allowed)?;
    }
    Some(verdict)
}

fn one(words: &mut Vec<&str>, allowed: &BTreeSet<String>) -> Option<bool> {
    let name = words.pop()?;
    if name == "(" {
        let verdict = any_of(words, allowed)?;
        return (words.pop()? == ")").then_some(verdict);
    }
    if words.pop_if(|word| *word == "WITH").is_some() {
        return Some(allowed.contains(&format!("{name} WITH {}", words.pop()?)));
    }
    Some(allowed.contains(name))
}

#[test]
fn expressions_are_read_as_spdx_means_them() {
    let allowed = BTreeSet::from(["MIT".to_owned(), "Zlib".to_owned()]);
    for good in ["MIT", "GPL-3.0 OR MIT", "MIT/GPL-3.0", "(GPL-3.0 OR MIT) AND Zlib", "GPL-2.0 WITH X OR MIT"] {
        assert!(may_ship(good, &allowed), "{good}");
    }
    for bad in ["", "GPL-3.0", "MIT AND GPL-3.0", "MIT OR", "(MIT", "MIT WITH X", "MIT Zlib"] {
        assert!(!may_ship(bad, &allowed), "{bad}");
    }
}

#[test]
fn everything_we_build_on_may_be_shipped() {
    let deny = deny();
    let allowed: BTreeSet<String> =
        deny["licenses"]["allow"].as_array().unwrap().iter().map(|name| name.as_str().unwrap().to_owned()).collect();
    let licences = built().licences;
    assert!(licences.len() > 100, "{} packages", licences.len());
    for (name, licence) in &licences {
        assert!(may_ship(licence, &allowed), "{name} is under {licence:?}, which deny.toml does not allow");
    }
    for one in &allowed {
        let without: BTreeSet<String> = allowed.iter().filter(|other| *other != one).cloned().collect();
        assert!(licences.values().any(|licence| !may_ship(licence, &without)), "nothing needs {one} any more");
    }
}

/// The two known advisories concern sled's inside; they stay there, and go when sled goes.
#[test]
fn every_ignored_advisory_is_explained_and_stays_where_it_is_explained() {
    let deny = deny();
    let ignored = deny["advisories"]["ignore"].as_array().unwrap();
    let needed_by = built().needed_by;
    let is = |label: &str, name: &str| label.split(' ').next() == Some(name);
    let inside_sled = |name: &str| {
        let mut edge: Vec<String> = needed_by.keys().filter(|label| is(label, name)).cloned().collect();
        let mut seen = BTreeSet::new();
        while let Some(at) = edge.pop() {
            if !is(&at, "sled") && seen.insert(at.clone()) {
                edge.extend(needed_by.get(&at).into_iter().flatten().cloned());
            }
        }
        !seen.iter().any(|label| is(label, "qianzhi"))
    };
    for one in ignored {
        let (id, reason) = (one["id"].as_str().unwrap(), one["reason"].as_str().unwrap());
        let name = reason.split(' ').next().unwrap();
        assert!(id.starts_with("RUSTSEC-") && reason.len() > 20, "{id}: explain it");
        assert!(needed_by.keys().any(|label| is(label, name)), "{id}: nothing needs {name} any more");
        assert!(inside_sled(name), "{id}: {name} is used outside sled now");
    }
}
