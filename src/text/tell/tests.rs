//! What every error type has to show: each of its sentences in both languages, alike in what they name.

use std::collections::BTreeSet;
use std::mem::discriminant;

use super::{Both, Tell};
use crate::text::Lang;

/// Lower-case words that are names in a Chinese sentence: of formats, files, commands and libraries.
const NAMES: &[&str] = &[
    "qianzhi", "tmux", "km", "sled", "zstd", "live", "test", "drill", "ws", "wss", "ssh", "form", "request", "xls",
    "xlsx", "csv", "wal", "seg", "log", "road", "head", "since", "yes", "journal", "demo", "panic", "main", "task",
    "verify", "export", "bundle", "true", "by", "hand",
];

/// Holds the sentences of a type, one sample or more of each variant, against what is asked of them. `source` is the
/// text of the file and `name` the type in it, so that no variant is without a sample. Samples are filled with ASCII
/// without lower-case letters: every other word must be Chinese.
#[track_caller]
pub(crate) fn told<T: Tell>(source: &str, name: &str, samples: &[T]) {
    let seen: BTreeSet<String> = samples.iter().map(|sample| format!("{:?}", discriminant(sample))).collect();
    assert_eq!(seen.len(), variants(source, name), "samples of {name}");
    for sample in samples {
        alike(sample);
    }
}

/// How many variants an enum has, or 1 for a struct, by its text: each is one line of four spaces and a name.
fn variants(source: &str, name: &str) -> usize {
    let begins =
        |kind: &str| source.find(&format!("{kind} {name} {{")).or_else(|| source.find(&format!("{kind} {name}(")));
    let Some(at) = begins("enum") else {
        assert!(begins("struct").is_some(), "no {name} here");
        return 1;
    };
    let body = source[at..].split("\n}").next().unwrap();
    let named =
        |line: &&str| line.strip_prefix("    ").is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_uppercase()));
    body.lines().filter(named).count()
}

/// Both sentences are there, each in its language, with the same figures and names.
#[track_caller]
pub(crate) fn alike(told: &(impl Tell + ?Sized)) {
    let (zh, en) = (told.zh(), told.to_string());
    assert!(en.is_ascii() && en.chars().any(|c| c.is_ascii_lowercase()), "no English: {en}");
    assert!(zh.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)), "no Chinese: {zh}");
    assert!(!zh.contains("  ") && zh.trim() == zh, "{zh}");
    assert_eq!(figures(&zh), figures(&en), "other figures or names:\n{zh}\n{en}");
    let left: Vec<String> = words(&zh).filter(|word| !NAMES.contains(&word.as_str())).collect();
    assert!(left.is_empty(), "English {left:?} left in: {zh}");
}

/// Everything with a digit or a capital letter in it, and what stands between backticks: paths, figures, names.
fn figures(text: &str) -> BTreeSet<String> {
    let bare = |text: &str| text.split('`').step_by(2).collect::<Vec<_>>().join(" ");
    let quoted = text.split('`').skip(1).step_by(2).map(str::to_owned);
    let part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '-' | '.' | ':' | '_');
    let tokens = bare(text);
    let tokens = tokens.split(|c| !part(c)).map(|token| token.trim_matches(['.', ':', '-', '/']).to_owned());
    tokens.filter(|token| token.contains(|c: char| c.is_ascii_digit())).chain(quoted).collect()
}

/// Words of lower-case letters outside of backticks, flags and paths.
fn words(text: &str) -> impl Iterator<Item = String> {
    let bare = text.split('`').step_by(2).collect::<Vec<_>>().join(" ");
    let tokens: Vec<String> = bare.split(|c: char| c.is_whitespace() || !c.is_ascii()).map(str::to_owned).collect();
    tokens.into_iter().filter(|token| !token.starts_with("--") && !token.contains("://")).flat_map(|token| {
        let words: Vec<String> = token.split(|c: char| !c.is_ascii_alphabetic()).map(str::to_owned).collect();
        words.into_iter().filter(|word| word.len() > 1 && word.chars().all(|c| c.is_ascii_lowercase()))
    })
}

#[test]
fn a_sentence_takes_names_as_they_are_and_errors_in_its_language() {
    let path = "/T/1";
    let why = Both::words("太长", "too long");
    let told = both!("{path}: 读不出: {0}", "{path}: cannot be read: {0}", why);
    assert_eq!(told.tell(Lang::Zh), "/T/1: 读不出: 太长");
    assert_eq!(told.tell(Lang::En), "/T/1: cannot be read: too long");
}
