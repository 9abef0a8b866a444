//! The shipped manual pages are those the program writes: regenerate with `cargo run -- man man/`.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

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
}
