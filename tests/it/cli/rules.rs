//! `qianzhi rules`: what is built in, what a bureau puts in its place, and what is wrong with a file.

use std::fs;
use std::path::Path;
use std::process::Output;

use super::{qianzhi, refused};

fn said(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout.clone()).unwrap()
}

const PROFILE: &str = r#"
[profile]
name = "洛阳市应急管理局"
version = "2026-1"

[[rule]]
id = "RLOC-电话"
within = "20 min"
source = "洛应急〔2026〕3号"
article = "第4条"
trust = "law"
from = "2026-01-01 00:00"

[[rule]]
id = "20105"
class = "accident"
table = "accident"
zh = "燃气事故"
en = "gas accident"
source = "GB/T 35561-2017"
trust = "published"
"#;

fn file(dir: &Path, text: &str) -> String {
    let path = dir.join("profile.toml");
    fs::write(&path, text).unwrap();
    path.to_str().unwrap().to_owned()
}

#[test]
fn the_list_says_of_every_default_that_it_is_no_law_and_json_is_one_object_a_line() {
    let zh = said(&qianzhi(&["rules", "list", "--defaults", "--lang", "zh"]));
    let (rows, count) = zh.trim_end().rsplit_once('\n').unwrap();
    assert!(rows.lines().count() > 20 && rows.lines().all(|line| line.contains("〔本项目默认, 非法定〕")), "{zh}");
    assert!(rows.contains("RLOC-电话 [D]") && !rows.contains("R493-2"), "{zh}");
    assert!(count.contains("本项目默认"), "{count}");
    let json = said(&qianzhi(&["rules", "list", "--json"]));
    let rows: Vec<serde_json::Value> = json.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let hour = rows.iter().find(|row| row["rule"]["id"] == "R493-2").unwrap();
    assert_eq!(hour["project_default"], false);
    assert_eq!(hour["rule"]["source"]["article"], "第9条");
}

#[test]
fn one_rule_is_shown_with_its_source_and_one_that_is_not_there_with_the_nearest() {
    let shown = said(&qianzhi(&["rules", "show", "R493-2", "--lang", "en"]));
    for part in ["生产安全事故报告和调查处理条例 第9条", "1 h", "[L] law"] {
        assert!(shown.contains(part), "{shown}");
    }
    assert!(!shown.contains("default"), "{shown}");
    refused(&qianzhi(&["rules", "show", "R493-22"]), 2, &["R493-22", "R493-2"]);
}

#[test]
fn a_profile_is_adopted_into_a_journal_counts_there_and_is_given_back_by_the_next() {
    let dir = tempfile::tempdir().unwrap();
    let (journal, profile) = (dir.path().join("j"), file(dir.path(), PROFILE));
    let journal = journal.to_str().unwrap();
    said(&qianzhi(&["post", "--journal", journal, "--realm", "test", "log", "水深"]));
    let adopt = |file: &str| qianzhi(&["rules", "adopt", file, "--journal", journal, "--lang", "zh"]);
    assert!(said(&adopt(&profile)).contains("已采用 2 条规则"));
    let show = |id: &str| said(&qianzhi(&["rules", "show", id, "--journal", journal, "--lang", "zh"]));
    let phone = show("RLOC-电话");
    for part in ["20分钟", "洛应急〔2026〕3号 第4条", "[L] 法规", "洛阳市应急管理局 2026-1", "2026-01-01 起"]
    {
        assert!(phone.contains(part), "{part}: {phone}");
    }
    assert!(!phone.contains("非法定"), "it is the bureau's now: {phone}");
    assert!(show("20105").contains("燃气事故"));
    refused_without_change(&adopt(&profile));
    let next =
        file(dir.path(), &PROFILE[..PROFILE.find("[[rule]]\nid = \"20105\"").unwrap()].replace("2026-1\"", "2026-2\""));
    said(&adopt(&next));
    refused(&qianzhi(&["rules", "show", "20105", "--journal", journal]), 2, &["20105"]);
    assert!(show("RLOC-电话").contains("2026-2"));
}

/// The same profile a second time records nothing and says so.
fn refused_without_change(output: &Output) {
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("已在施行"), "{output:?}");
}

#[test]
fn what_is_wrong_with_a_profile_is_said_with_line_column_and_field() {
    let dir = tempfile::tempdir().unwrap();
    for (from, to, naming) in [
        ("RLOC-电话", "RLOC-电活", ["profile.toml:7:", "rule[1].id", "RLOC-电话"].as_slice()),
        ("within = \"20 min\"", "within = \"0 min\"", &["profile.toml:8:10", "rule[1].within", "more than nothing"]),
        ("within = \"20 min\"", "wihtin = \"20 min\"", &["profile.toml:8:1", "wihtin", "within"]),
        ("trust = \"law\"", "trust = \"sure\"", &["profile.toml:11:9", "rule[1].trust", "law"]),
        ("table = \"accident\"", "table = \"quake\"", &["rule[2].table", "earthquake"]),
        ("version = \"2026-1\"", "", &["profile", "`version` is missing"]),
        ("id = \"20105\"", "id = \"RLOC-电话\"", &["RLOC-电话", "already given on line 7"]),
        ("article = \"第4条\"", "to = \"2025-01-01 00:00\"", &["rule[1].to", "must not be before"]),
    ] {
        let output = qianzhi(&["rules", "check", &file(dir.path(), &PROFILE.replacen(from, to, 1))]);
        assert_eq!(output.status.code(), Some(1), "{to}");
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(naming.iter().all(|name| said.contains(name)), "{to}: {said}");
        assert!(output.stdout.is_empty());
    }
    assert!(
        said(&qianzhi(&["rules", "check", &file(dir.path(), PROFILE), "--lang", "zh"])).contains("没有问题: 2 条规则")
    );
}
