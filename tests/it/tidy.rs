//! The house rules, read from the sources: floors, arrows, fences, and what may stand nowhere.

mod law;
mod source;

use std::collections::BTreeSet;
use std::fs;

use law::{Law, words};
use source::{Source, files, root, sources};

/// Most lines of a file that are not tests.
const LINES_MAX: usize = 500;

#[track_caller]
fn none(offences: &[String]) {
    assert!(offences.is_empty(), "{} offence(s):\n{}", offences.len(), offences.join("\n"));
}

/// Every line of `sources` in which `bad` finds something, as `path:line: why`.
fn lines_with(sources: &[Source], why: &str, bad: impl Fn(&Source, &str) -> bool) -> Vec<String> {
    let in_one = |source: &Source| {
        let numbered = source.code.lines().zip(1..).filter(|(line, _)| bad(source, line));
        numbered.map(|(line, n)| format!("{}:{n}: {why}: {}", source.path, line.trim())).collect::<Vec<_>>()
    };
    sources.iter().flat_map(in_one).collect()
}

#[test]
fn no_module_looks_up_and_every_arrow_is_listed() {
    let law = Law::read();
    assert!(law.floors.len() > 10 && law.fences.len() > 5, "the tables of ARCHITECTURE.md were not found");
    none(&sources("src").iter().flat_map(|source| law.offences(source)).collect::<Vec<_>>());
}

#[test]
fn arrows_inside_a_floor_form_no_circle() {
    let law = Law::read();
    let reach = |from: &str| {
        let (mut seen, mut edge) = (BTreeSet::new(), vec![from.to_owned()]);
        while let Some(at) = edge.pop() {
            let next = law.arrows.iter().filter(|(f, _)| *f == at).map(|(_, to)| to.clone());
            edge.extend(next.filter(|to| seen.insert(to.clone())));
        }
        seen
    };
    for (from, to) in &law.arrows {
        assert_eq!(law.floors.get(from), law.floors.get(to), "`{from}` → `{to}` is not inside one floor");
    }
    for module in law.floors.keys() {
        assert!(!reach(module).contains(module), "`{module}` uses itself through others");
    }
}

#[test]
fn the_table_lists_the_modules_that_are() {
    let lib = fs::read_to_string(root().join("src/lib.rs")).unwrap();
    let declared: BTreeSet<String> =
        lib.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';')).map(str::to_owned).collect();
    let listed: BTreeSet<String> = Law::read().floors.into_keys().collect();
    assert!(declared.is_subset(&listed), "not in ARCHITECTURE.md: {:?}", declared.difference(&listed));
}

#[test]
fn paths_that_the_map_names_exist() {
    let text = fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    let named =
        text.split('`').skip(1).step_by(2).filter(|name| name.starts_with("src/") || name.starts_with("tests/"));
    none(&named.filter(|name| !root().join(name).exists()).map(str::to_owned).collect::<Vec<_>>());
}

#[test]
fn every_file_says_what_it_is_and_none_is_long() {
    let all: Vec<Source> = sources("src").into_iter().chain(sources("tests")).collect();
    let silent = all.iter().filter(|s| !s.text.starts_with("//! "));
    let long = all.iter().filter(|s| s.own_lines() > LINES_MAX);
    let told = silent.map(|s| format!("{}: begin with a `//!` line", s.path));
    none(&told.chain(long.map(|s| format!("{}: {} lines", s.path, s.own_lines()))).collect::<Vec<_>>());
}

#[test]
fn nothing_dies_or_prints_on_the_quiet() {
    let bad = [".unwrap()", ".unwrap_err()", ".expect(", "panic!(", "todo!(", "unimplemented!(", "#[allow("];
    none(&lines_with(&sources("src"), "not outside tests", |_, line| bad.iter().any(|b| line.contains(b))));
    let prints = ["println!(", "print!(", "eprintln!(", "eprint!(", "dbg!("];
    none(&lines_with(&sources("src"), "prints", |_, line| prints.iter().any(|b| line.contains(b))));
}

#[test]
fn pure_machines_and_drawing_hide_no_state() {
    let hidden = |word: &str| {
        matches!(
            word,
            "RefCell" | "UnsafeCell" | "OnceCell" | "LazyCell" | "Mutex" | "RwLock" | "OnceLock" | "LazyLock"
        ) || word.starts_with("Atomic") && word.len() > 6
            || matches!(word, "thread_local")
    };
    let law = Law::read();
    let below = |source: &Source| {
        let module = source.module().first().map(|m| (*m).to_owned()).unwrap_or_default();
        module == "view" || module != "clock" && law.floors.get(&module).is_some_and(|floor| *floor < 2)
    };
    let found = lines_with(&sources("src"), "hides state", |source, line| {
        below(source) && (line.contains("std::cell") || line.contains("static mut") || words(line).any(hidden))
    });
    none(&found);
}

#[test]
fn time_enters_by_the_clock_and_the_environment_by_the_top() {
    let now = ["SystemTime::now", "Instant::now", "Utc::now", "Local::now", "thread::sleep", "unbounded_channel"];
    none(&lines_with(&sources("src"), "ask the clock, wait for a thing, bound the queue", |source, line| {
        source.path != "src/clock.rs" && now.iter().any(|bad| line.contains(bad))
    }));
    none(&lines_with(&sources("src"), "only cli and config read the environment", |source, line| {
        let from_outside = ["env::var", "env::args", "env::current_dir", "env::home_dir"];
        !matches!(source.module().first(), Some(&("cli" | "config")))
            && source.path != "src/main.rs"
            && from_outside.iter().any(|bad| line.contains(bad))
    }));
}

#[test]
fn every_test_file_is_declared() {
    for source in sources("tests").iter().filter(|s| s.path != "tests/it.rs") {
        let path = source.path.strip_prefix("tests/").unwrap().strip_suffix(".rs").unwrap();
        let (parent, name) = path.rsplit_once('/').unwrap_or_else(|| panic!("{}: belongs into tests/it/", source.path));
        let declared = fs::read_to_string(root().join(format!("tests/{parent}.rs"))).unwrap();
        assert!(
            declared.lines().any(|line| line.trim().trim_start_matches("pub(crate) ") == format!("mod {name};")),
            "tests/{parent}.rs forgets `mod {name};`"
        );
    }
}

/// Where this checkout lies is nobody's business: neither its own path nor a home may stand in a file.
#[test]
fn no_file_names_a_place_of_this_machine() {
    let own = root().ancestors().filter(|dir| dir.parent().is_some()).filter_map(|dir| dir.to_str());
    let common = ["/usr", "/usr/src", "/usr/local", "/tmp", "/var", "/opt", "/etc", "/mnt", "/srv"];
    let own: Vec<String> = own.filter(|dir| !common.contains(dir)).map(|dir| format!("{dir}/")).collect();
    let mut found = Vec::new();
    for path in files("").into_iter().filter(|path| !matches!(path.as_str(), "Cargo.lock" | ".git")) {
        let Ok(text) = fs::read_to_string(root().join(&path)) else { continue };
        for dir in &own {
            let stands = text.match_indices(dir.as_str()).any(|(at, _)| {
                let before = text[..at].chars().next_back();
                before.is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '_' | '.' | '/' | '-'))
            });
            if stands {
                found.push(format!("{path}: {dir}"));
            }
        }
    }
    none(&found);
}

/// Every error type has its Chinese beside it (`Tell`), and a test with a sample of every variant.
#[test]
fn every_error_is_told_in_both_languages() {
    let all = sources("src");
    let text: String = all.iter().map(|source| source.text.as_str()).collect();
    let mut types = Vec::new();
    for source in &all {
        for derived in source.text.split("thiserror::Error)]").skip(1) {
            let declared = derived.lines().find(|line| line.contains("enum ") || line.contains("struct ")).unwrap();
            let (_, name) = declared.split_once("enum ").or_else(|| declared.split_once("struct ")).unwrap();
            types.push(name.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap().to_owned());
        }
    }
    assert!(types.len() > 30, "{types:?}");
    // It is Chinese itself: an entry of a drill's controllers.
    types.retain(|name| name != "Unplayable");
    let untold = types.iter().filter(|name| !text.contains(&format!("impl Tell for {name} {{")));
    none(&untold.map(|name| format!("{name}: no Chinese")).collect::<Vec<_>>());
    // A refusal's samples stand with its words; what was packed has texts of others in it.
    let unshown = types.iter().filter(|name| !matches!(name.as_str(), "Refusal" | "PackError" | "Clash"));
    let unshown = unshown.filter(|name| !text.contains(&format!("\"{name}\",")));
    none(&unshown.map(|name| format!("{name}: no samples")).collect::<Vec<_>>());
}
