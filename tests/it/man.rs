//! The shipped manual pages are those the program writes: regenerate with `cargo run -- man man/`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::Command;

use qianzhi::console::Action;

fn pages(dir: &Path) -> BTreeMap<String, String> {
    fs::read_dir(dir)
        .unwrap_or_else(|e| panic!("{}: {e}", dir.display()))
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.path().extension().is_some_and(|ext| ext == "1"))
        .map(|entry| (entry.file_name().into_string().unwrap(), fs::read_to_string(entry.path()).unwrap()))
        .collect()
}

#[test]
fn shipped_pages_are_the_generated_ones() {
    let dir = tempfile::tempdir().unwrap();
    let status = Command::new(env!("CARGO_BIN_EXE_qianzhi")).arg("man").arg(dir.path()).status().unwrap();
    assert!(status.success());
    let (generated, shipped) = (pages(dir.path()), pages(&Path::new(env!("CARGO_MANIFEST_DIR")).join("man")));
    assert!(generated.contains_key("qianzhi.1"));
    for name in generated.keys().chain(shipped.keys()) {
        assert_eq!(generated.get(name), shipped.get(name), "man/{name}: run `cargo run -- man man/`");
    }
    let shipped_dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("man/zh_CN");
    let (chinese, shipped) = (pages(&dir.path().join("zh_CN")), pages(&shipped_dir));
    assert!(chinese.keys().eq(generated.keys()), "every page in both languages");
    for name in chinese.keys().chain(shipped.keys()) {
        assert_eq!(chinese.get(name), shipped.get(name), "man/zh_CN/{name}: run `cargo run -- man man/`");
    }
}

/// Every option that a page names, the other names too, and every key and act of the console.
#[test]
fn chinese_pages_name_the_same_options_and_acts() {
    let man = Path::new(env!("CARGO_MANIFEST_DIR")).join("man");
    let (english, chinese) = (pages(&man), pages(&man.join("zh_CN")));
    let words = |page: &str| -> BTreeSet<String> {
        let plain = page.replace("\\fB", " ").replace("\\fI", " ").replace("\\fR", " ").replace("\\-", "-");
        let word = |word: &str| word.trim_matches(|c: char| !c.is_ascii_alphanumeric() && c != '-').to_owned();
        plain.split_whitespace().map(word).filter(|word| word.starts_with("--")).collect()
    };
    for (name, page) in &english {
        assert_eq!(words(page), words(&chinese[name]), "{name}");
    }
    let slugs: BTreeSet<String> = Action::all().into_iter().filter_map(Action::slug).collect();
    let acts = |page: &str| -> BTreeSet<String> {
        let words = page.split_whitespace().map(|word| word.replace('\\', ""));
        words.filter(|word| word.contains('-') && slugs.contains(word)).collect()
    };
    let [one, other] = [&english, &chinese].map(|pages| acts(&pages["qianzhi-console.1"]));
    assert!(one.len() > 25, "{one:?}");
    assert_eq!(one, other, "the acts that a settings file names");
}

/// Blocks of commands, pictures and addresses are the same in both.
#[test]
fn both_readmes_name_the_same_commands() {
    let read = |name: &str| fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).unwrap();
    let (english, chinese) = (read("README.md"), read("README.zh.md"));
    let blocks = |text: &str| -> Vec<String> { text.split("\n```").skip(1).step_by(2).map(str::to_owned).collect() };
    assert!(blocks(&english).len() >= 6);
    assert_eq!(blocks(&english), blocks(&chinese));
    let quoted = |text: &str| -> BTreeSet<String> {
        let prose: String = text.split("\n```").step_by(2).collect();
        let quoted = prose.split('`').skip(1).step_by(2).map(|word| word.replace('\n', " "));
        quoted.filter(|word| !word.is_empty() && word != "man/zh_CN/").collect()
    };
    assert_eq!(quoted(&english), quoted(&chinese));
}
