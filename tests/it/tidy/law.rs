//! The tables of ARCHITECTURE.md, which are law.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use super::source::{Source, root};

/// What ARCHITECTURE.md allows.
pub(super) struct Law {
    /// The floor each module is on.
    pub(super) floors: BTreeMap<String, u8>,
    /// From a module to those of its own floor that it may use.
    pub(super) arrows: BTreeSet<(String, String)>,
    /// In which modules a third-party crate may be named.
    pub(super) fences: BTreeMap<String, BTreeSet<String>>,
}

impl Law {
    pub(super) fn read() -> Self {
        Self::parse(&fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap())
    }

    pub(super) fn parse(text: &str) -> Self {
        let mut law = Self { floors: BTreeMap::new(), arrows: BTreeSet::new(), fences: BTreeMap::new() };
        for line in text.lines().filter(|line| line.starts_with('|')) {
            let cells: Vec<&str> = line.trim().trim_matches('|').split('|').map(str::trim).collect();
            match cells.as_slice() {
                [floor, modules, _, arrows] if floor.parse::<u8>().is_ok() => {
                    for module in names(modules) {
                        law.floors.insert(module.clone(), floor.parse().unwrap());
                        law.arrows.extend(names(arrows).into_iter().map(|to| (module.clone(), to)));
                    }
                }
                [crates, fence] if !names(crates).is_empty() => {
                    for name in names(crates) {
                        law.fences.insert(name.replace('-', "_"), names(fence).into_iter().collect());
                    }
                }
                _ => {}
            }
        }
        law
    }

    /// What `source` uses against the law, in words.
    pub(super) fn offences(&self, source: &Source) -> Vec<String> {
        let module = source.module();
        let from = module.first().copied().unwrap_or("main");
        let mut found = Vec::new();
        for to in used_modules(source) {
            if !self.allows(from, &to) {
                found.push(format!("{}: `{from}` may not use `{to}`", source.path));
            }
        }
        for (name, fence) in &self.fences {
            if !fence.contains(from) && words(&source.code).any(|word| word == name) {
                found.push(format!("{}: the crate `{name}` is fenced out of `{from}`", source.path));
            }
        }
        found
    }

    fn allows(&self, from: &str, to: &str) -> bool {
        match (self.floors.get(from), self.floors.get(to)) {
            (Some(above), Some(below)) => {
                from == to || above > below || self.arrows.contains(&(from.to_owned(), to.to_owned()))
            }
            // The binary's root wires the top floor only.
            (None, Some(_)) => from == "main" && to == "cli",
            (_, None) => false,
        }
    }
}

/// The names in back quotes.
fn names(cell: &str) -> Vec<String> {
    cell.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

pub(super) fn words(code: &str) -> impl Iterator<Item = &str> {
    code.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| !word.is_empty())
}

/// The modules of the crate's root that a file names: by `crate::`, by `qianzhi::`, or by climbing with `super::`.
pub(super) fn used_modules(source: &Source) -> BTreeSet<String> {
    let code: String = source.code.split_whitespace().collect::<Vec<_>>().join(" ").replace(" :: ", "::");
    let mut found = BTreeSet::new();
    let depth = source.module().len();
    let climbed = "super::".repeat(depth);
    let roots = ["crate::", "qianzhi::", climbed.as_str()];
    for root in roots.into_iter().filter(|root| !root.is_empty()) {
        for (at, _) in code.match_indices(root) {
            let before = code[..at].chars().next_back();
            if before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == ':') {
                continue;
            }
            found.extend(heads(&code[at + root.len()..]));
        }
    }
    found
}

/// The first names of what follows a root: one path, or a group of them.
fn heads(rest: &str) -> Vec<String> {
    let head = |text: &str| words(text).next().map(str::to_owned);
    let Some(group) = rest.trim_start().strip_prefix('{') else { return head(rest).into_iter().collect() };
    let mut found = Vec::new();
    let mut depth = 1;
    let mut item = String::new();
    for c in group.chars() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 || depth == 1 && c == ',' {
            found.extend(head(&item));
            item.clear();
        } else {
            item.push(c);
        }
        if depth == 0 {
            break;
        }
    }
    found
}

#[test]
fn a_path_upwards_is_found_however_it_is_written() {
    let law = Law::parse(
        "| 1 | `up` | x | |\n| 0 | `a`, `b` | x | |\n| 0 | `c` | x | `a` |\n\n| crate | only in |\n| `far-out` | `b` |\n",
    );
    let against = |path: &str, code: &str| law.offences(&Source::new(path, code)).len();
    for bad in [
        "use crate::up::X;",
        "fn f() { crate::up::x() }",
        "use crate::{b, c::{d, e}};",
        "use crate::{\n    a::b::{c, d},\n    up,\n};",
        "use super::up;",
        "use super::{a, up::Y};",
        "use crate::nowhere::X;",
        "use far_out::X;",
        "fn f() -> far_out::X { }",
    ] {
        assert!(against("src/a.rs", bad) > 0, "{bad}");
    }
    assert_eq!(against("src/a/deep.rs", "use super::up; use super::super::up;"), 1, "only the second climbs out");
    for good in ["use crate::a::X;", "use self::up;", "// crate::up", "const S: &str = \"crate::up\";"] {
        assert_eq!(against("src/a.rs", good), 0, "{good}");
    }
    assert_eq!(against("src/c.rs", "use crate::a::X;"), 0, "a listed arrow");
    assert_eq!(against("src/up.rs", "use crate::{a::X, b, c};"), 0, "downwards");
    assert_eq!(against("src/b.rs", "use far_out::X;"), 0, "inside the fence");
    assert_eq!(against("src/main.rs", "fn main() { qianzhi::a::b() }"), 1);
}
