//! Just enough of a Rust reader: where comments, texts and tests are.

use std::fs;
use std::path::{Path, PathBuf};

/// One file of Rust.
pub(super) struct Source {
    /// From the root of the repository, with `/`.
    pub(super) path: String,
    /// As it stands.
    pub(super) text: String,
    /// The same, line by line, with comments and the insides of literals blanked and test modules cut out.
    pub(super) code: String,
}

impl Source {
    pub(super) fn new(path: &str, text: &str) -> Self {
        let code = if is_test_file(path) { String::new() } else { without_tests(&blanked(text)) };
        Self { path: path.to_owned(), text: text.to_owned(), code }
    }

    /// The modules from the root of the crate to this file: `["domain", "world"]`; empty for the roots themselves.
    pub(super) fn module(&self) -> Vec<&str> {
        let inside = self.path.strip_prefix("src/").unwrap_or(&self.path);
        let inside = inside.strip_suffix(".rs").unwrap_or(inside);
        inside.split('/').filter(|part| !matches!(*part, "lib" | "main" | "mod")).collect()
    }

    /// Lines that are not tests: comments count, they too must be read.
    pub(super) fn own_lines(&self) -> usize {
        if self.code.is_empty() { 0 } else { self.code.lines().count() }
    }
}

/// A file that `#[cfg(test)] mod tests;` declares.
fn is_test_file(path: &str) -> bool {
    path.ends_with("/tests.rs") || path.contains("/tests/") && path.starts_with("src/")
}

/// The root of the repository.
pub(super) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every file below `dir` of the repository, paths from its root.
pub(super) fn files(dir: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut open = vec![root().join(dir)];
    while let Some(dir) = open.pop() {
        for entry in fs::read_dir(&dir).unwrap_or_else(|e| panic!("{}: {e}", dir.display())) {
            let path: PathBuf = entry.unwrap().path();
            let name = path.file_name().unwrap().to_str().unwrap();
            if path.is_dir() {
                if !matches!(name, "target" | ".git") {
                    open.push(path);
                }
            } else {
                found.push(path.strip_prefix(root()).unwrap().to_str().unwrap().to_owned());
            }
        }
    }
    found.sort();
    found
}

/// Every Rust file below `dir`.
pub(super) fn sources(dir: &str) -> Vec<Source> {
    let rust = files(dir).into_iter().filter(|path| Path::new(path).extension().is_some_and(|ext| ext == "rs"));
    rust.map(|path| Source::new(&path, &fs::read_to_string(root().join(&path)).unwrap())).collect()
}

/// The text with comments and the insides of literals turned into spaces; line breaks stay.
pub(super) fn blanked(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while at < chars.len() {
        let end = skip(&chars, at);
        if end > at {
            out.extend(chars[at..end].iter().map(|c| if *c == '\n' { '\n' } else { ' ' }));
            at = end;
        } else {
            out.push(chars[at]);
            at += 1;
        }
    }
    out
}

/// Where the comment or literal that begins at `at` ends; `at` when none begins there.
fn skip(chars: &[char], at: usize) -> usize {
    let next = |n: usize| chars.get(at + n).copied().unwrap_or('\0');
    let after_word = at > 0 && (chars[at - 1].is_alphanumeric() || chars[at - 1] == '_');
    match (next(0), next(1)) {
        ('/', '/') => until(chars, at, |i| chars[i] == '\n'),
        ('/', '*') => block_comment(chars, at),
        ('"', _) => quoted(chars, at + 1),
        ('r', '"' | '#') if !after_word => raw(chars, at + 1).unwrap_or(at),
        ('b', 'r') if !after_word => raw(chars, at + 2).unwrap_or(at),
        ('\'', '\\') => until(chars, at + 3, |i| chars[i] == '\'') + 1,
        ('\'', _) if next(2) == '\'' => at + 3,
        _ => at,
    }
}

fn until(chars: &[char], from: usize, stop: impl Fn(usize) -> bool) -> usize {
    (from..chars.len()).find(|i| stop(*i)).unwrap_or(chars.len())
}

fn block_comment(chars: &[char], at: usize) -> usize {
    let mut depth = 0;
    let mut i = at;
    while i + 1 < chars.len() {
        match (chars[i], chars[i + 1]) {
            ('/', '*') => (depth, i) = (depth + 1, i + 2),
            ('*', '/') if depth == 1 => return i + 2,
            ('*', '/') => (depth, i) = (depth - 1, i + 2),
            _ => i += 1,
        }
    }
    chars.len()
}

fn quoted(chars: &[char], mut i: usize) -> usize {
    while i < chars.len() && chars[i] != '"' {
        i += if chars[i] == '\\' { 2 } else { 1 };
    }
    (i + 1).min(chars.len())
}

fn raw(chars: &[char], from: usize) -> Option<usize> {
    let hashes = chars[from..].iter().take_while(|c| **c == '#').count();
    let open = from + hashes;
    (chars.get(open) == Some(&'"')).then(|| {
        let closes =
            |i: usize| chars[i] == '"' && chars[i + 1..].iter().take(hashes).filter(|c| **c == '#').count() == hashes;
        (until(chars, open + 1, closes) + 1 + hashes).min(chars.len())
    })
}

/// Cuts every item under `#[cfg(test)]` out of blanked code.
fn without_tests(code: &str) -> String {
    const MARK: &str = "#[cfg(test)]";
    let mut out = String::new();
    let mut rest = code;
    while let Some(at) = rest.find(MARK) {
        out.push_str(&rest[..at]);
        let item = &rest[at + MARK.len()..];
        let end = match (item.find('{'), item.find(';')) {
            (Some(open), semi) if semi.is_none_or(|semi| open < semi) => open + closing(&item[open..]),
            (_, Some(semi)) => semi + 1,
            _ => item.len(),
        };
        rest = &item[end..];
    }
    out + rest
}

/// The length of the block that begins with the first character of `code`.
fn closing(code: &str) -> usize {
    let mut depth = 0usize;
    for (i, c) in code.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 1 => return i + 1,
            '}' => depth -= 1,
            _ => {}
        }
    }
    code.len()
}

#[test]
fn the_reader_sees_code_and_nothing_else() {
    let text = r##"//! crate::doc
use crate::a; /* crate::b /* nested */ crate::b */
const S: &str = "crate::c \" crate::c"; const R: &str = r#"crate::d " "#; const C: char = '"';
fn f<'a>(x: &'a str) { crate::e::g(x, '\'', b"crate::f") }
#[cfg(test)]
mod tests { use crate::t; fn x() { } }
#[cfg(test)]
mod more;
fn last() { crate::z() }
"##;
    let source = Source::new("src/one/two.rs", text);
    let seen: Vec<&str> = source.code.split("crate::").skip(1).map(|rest| &rest[..1]).collect();
    assert_eq!(seen, ["a", "e", "z"], "{}", source.code);
    assert_eq!(source.module(), ["one", "two"]);
    assert_eq!(Source::new("src/one/tests.rs", text).own_lines(), 0);
}
