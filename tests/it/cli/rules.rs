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
    let adopt = |file: &str| qianzhi(&["rules", "adopt", file, "--journal", journal, "--yes", "--lang", "zh"]);
    // Where nobody can be asked nobody has said yes.
    let unasked = qianzhi(&["rules", "adopt", &profile, "--journal", journal, "--lang", "zh"]);
    assert_eq!(unasked.status.code(), Some(1), "{unasked:?}");
    assert!(String::from_utf8_lossy(&unasked.stderr).contains("--yes"), "{unasked:?}");
    let before = said(&qianzhi(&["rules", "show", "RLOC-电话", "--journal", journal, "--lang", "zh"]));
    assert!(!before.contains("洛应急"), "nothing was recorded: {before}");
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

/// Every kind of row that issue 5, point 1 names can be another, or one more; each wrong field is named where it stands.
#[test]
fn whatever_a_rule_counts_can_be_another_and_rules_can_be_added() {
    let dir = tempfile::tempdir().unwrap();
    let head = "[profile]\nname = \"洛阳市应急管理局\"\nversion = \"2026-1\"\n";
    let rule = |body: &str| format!("{head}\n[[rule]]\n{body}\nsource = \"洛应急〔2026〕3号\"\ntrust = \"law\"\n");
    let check = |body: &str, lang: &str| qianzhi(&["rules", "check", &file(dir.path(), &rule(body)), "--lang", lang]);
    for (body, says) in [
        ("id = \"G493-损失-较大\"\nfrom_value = 800.5\nbelow_value = 4000", "800.5万元至不到4000万元"),
        ("id = \"R-互锁-红\"\nwithin = \"15 min\"", "15分钟"),
        ("id = \"RAUT-启动-四级\"\nrole = \"duty_officer\"", "值班员"),
        ("id = \"RSTAT-3-市\"\ndaily_at = \"08:30\"", "08:30"),
        ("id = \"RSTAT-4-市\"\nworkdays = 4", "4个工作日"),
        ("id = \"R21-3-重大\"\nper_day = 4", "每日4次"),
        ("id = \"RSTAT-5\"\nevery_days = 5", "每5日"),
        ("id = \"R493-5\"\nwithin_days = 20", "20日内"),
        ("id = \"R493-2\"\nat_once = true", "立即"),
        ("id = \"R21-4\"\nwithin = \"2 h\"", "2小时"),
        ("id = \"RK11\"\nwithin = \"90 min\"", "不少于90分钟"),
        ("id = \"RK6\"\npercent = 98", "98%"),
        ("id = \"12G00\"\nclass = \"natural\"", "自然灾害"),
        ("id = \"R-工作日\"\nholidays = [\"2026-10-01\"]\nworkdays = [\"2026-10-10\"]", "2026-10-01"),
        ("id = \"RLY-1\"\nabout = \"limit\"\nwithin = \"3 h\"\nzh = \"舆情回应\"", "3小时"),
        (
            "id = \"RLY-2\"\nabout = \"duty\"\nteller = \"township\"\ntold = \"county\"\nwithin = \"20 min\"\nzh = \"乡镇报县\"",
            "20分钟",
        ),
        (
            "id = \"GLY-1\"\nabout = \"band\"\ntable = \"accident\"\nmeasure = \"moved\"\ngrade = \"serious\"\nfrom_value = 500\nzh = \"疏散\"",
            "500人以上",
        ),
        ("id = \"RLY-3\"\nabout = \"authority\"\nact = \"sign\"\nrole = \"special_office\"\nzh = \"签发\"", "专项办"),
        (
            "id = \"RLY-4\"\nabout = \"handling\"\ngrade = \"major\"\nhandling = \"investigate\"\nby = \"mine_safety\"\ncode = \"12B00\"\nzh = \"非煤矿山\"",
            "矿山安全监察机构",
        ),
        ("id = \"RLY-5\"\nabout = \"regrading\"\ncode = \"12L00\"\nwithin = \"10 d\"\nzh = \"轨道\"", "240小时"),
    ] {
        let output = check(body, "zh");
        assert!(output.status.success(), "{body}: {}", String::from_utf8_lossy(&output.stderr));
        let said = String::from_utf8(output.stdout).unwrap();
        assert!(said.contains(says), "{body}: {says}: {said}");
    }
    for (body, naming) in [
        ("id = \"RSTAT-3-市\"\ndaily_at = \"8:30\"", ["profile.toml:7:12", "rule[1].daily_at", "09:00"]),
        ("id = \"RSTAT-3-市\"\ndaily_at = \"24:00\"", ["profile.toml:7:12", "rule[1].daily_at", "24:00"]),
        ("id = \"RSTAT-4-市\"\nworkdays = 0", ["profile.toml:7:12", "rule[1].workdays", "1 to 60"]),
        ("id = \"R493-2\"\nwithin = \"1 h\"\nworkdays = 1", ["profile.toml:8:12", "`within`", "`workdays`"]),
        ("id = \"R493-2\"\nat_once = false", ["profile.toml:7:11", "rule[1].at_once", "true"]),
        ("id = \"G493-死亡-较大\"\nfrom_value = 3.5", ["profile.toml:7:14", "rule[1].from_value", "0 decimals"]),
        ("id = \"G493-死亡-较大\"\nfrom_value = 12", ["profile.toml:7:14", "below_value", "from_value"]),
        (
            "id = \"R-工作日\"\nholidays = [\"2026-10-01\", \"2026-02-30\"]",
            ["profile.toml:7:27", "rule[1].holidays[2]", "2026-02-30"],
        ),
        ("id = \"RLY-1\"\nabout = \"limits\"", ["profile.toml:7:9", "rule[1].about", "limit"]),
        ("id = \"RLY-1\"\nabout = \"limit\"\nwithin = \"3 h\"", ["profile.toml:5:1", "`zh` is missing", "rule[1]"]),
        (
            "id = \"RLY-2\"\nabout = \"duty\"\nteller = \"township\"\ntold = \"county\"\nzh = \"报\"",
            ["profile.toml:5:1", "`within` is missing", "daily_at"],
        ),
        (
            "id = \"RLY-3\"\nabout = \"authority\"\nact = \"sing\"\nrole = \"scribe\"\nzh = \"签\"",
            ["profile.toml:8:7", "rule[1].act", "sign"],
        ),
    ] {
        let output = check(body, "en");
        assert_eq!(output.status.code(), Some(1), "{body}");
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(naming.iter().all(|name| said.contains(name)), "{body}: {said}");
    }
}

/// design.md, promise 2: a log adopts its rules when it begins, whatever begins it, and one that has entries and none
/// takes what it counts by.
#[test]
fn a_log_that_a_region_or_a_list_begins_has_adopted_rules() {
    let region = concat!(env!("CARGO_MANIFEST_DIR"), "/scenarios/regions/luoyang.toml");
    let dir = tempfile::tempdir().unwrap();
    let contacts = dir.path().join("contacts.csv");
    fs::write(&contacts, "代码,姓名,手机\nc1,张三,13800000000\n").unwrap();
    let contacts = contacts.to_str().unwrap();
    for (name, begins) in
        [("r", vec!["region", "adopt", region, "--yes"]), ("i", vec!["import", "contacts", contacts, "--yes"])]
    {
        let journal = dir.path().join(name);
        let journal = journal.to_str().unwrap();
        said(&qianzhi(&[&begins[..], &["--journal", journal, "--realm", "live"]].concat()));
        let log = said(&qianzhi(&["journal", "export", journal]));
        let first = log.lines().find(|line| line.contains("rules.adopted/2"));
        assert!(first.is_some_and(|line| line == log.lines().next().unwrap()), "{name}: {log}");
        assert_eq!(log.matches("rules.adopted/2").count(), 1, "{name}");
        said(&qianzhi(&[&begins[..], &["--journal", journal, "--realm", "live"]].concat()));
        assert_eq!(said(&qianzhi(&["journal", "export", journal])).matches("rules.adopted/2").count(), 1, "{name}");
    }
}

/// A limit or a duty from which this program derives nothing says so wherever it is shown, and where it is adopted.
#[test]
fn a_row_from_which_no_clock_runs_says_so() {
    let mark = "此条不计时";
    let list = said(&qianzhi(&["rules", "list", "--lang", "zh"]));
    let line = |id: &str| list.lines().find(|line| line.starts_with(&format!("{id} "))).unwrap().to_owned();
    for id in ["R493-1", "R493-4", "R21-1", "R21-2", "RERL-1", "RPH-1", "RPH-2", "RSTAT-1-乡", "RNEWS-首发", "RSC-1"]
    {
        assert!(line(id).contains(mark), "{}", line(id));
    }
    let up =
        ["R493-2", "R493-3", "RPH-3-县", "RPH-3-市", "RPH-3-省", "RSTAT-1-县", "RSTAT-1-市", "RSTAT-1-省", "RSTAT-2"];
    for id in ["R493-5", "R21-4", "RSTAT-3-市", "RLOC-电话", "R-互锁-红", "12G00"].into_iter().chain(up) {
        assert!(!line(id).contains(mark), "{}", line(id));
    }
    assert!(said(&qianzhi(&["rules", "show", "R493-4", "--lang", "zh"])).contains(mark));
    assert!(said(&qianzhi(&["rules", "show", "R493-4", "--lang", "en"])).contains("no clock runs"));
    let dir = tempfile::tempdir().unwrap();
    let profile = r#"
[profile]
name = "洛阳市应急管理局"
version = "2026-1"

[[rule]]
id = "R493-4"
within = "30 min"
source = "洛应急〔2026〕3号"
trust = "law"

[[rule]]
id = "RLOC-电话"
within = "20 min"
source = "洛应急〔2026〕3号"
trust = "law"
"#;
    let checked = said(&qianzhi(&["rules", "check", &file(dir.path(), profile), "--lang", "zh"]));
    let marked: Vec<&str> = checked.lines().filter(|line| line.contains(mark)).collect();
    assert!(matches!(&marked[..], [one] if one.contains("R493-4")), "{checked}");
}

/// How fast teams come, how far ways wind and which level a grade suggests: a bureau has its own.
#[test]
fn speeds_ways_and_suggested_levels_can_be_others() {
    let dir = tempfile::tempdir().unwrap();
    let head = "[profile]\nname = \"洛阳市应急管理局\"\nversion = \"2026-1\"\n";
    let rule = |body: &str| format!("{head}\n[[rule]]\n{body}\nsource = \"洛应急〔2026〕3号\"\ntrust = \"law\"\n");
    let check = |body: &str, lang: &str| qianzhi(&["rules", "check", &file(dir.path(), &rule(body)), "--lang", lang]);
    let added =
        "id = \"RLY-6\"\nabout = \"suggestion\"\ngrade = \"serious\"\nlevel = \"two\"\ncode = \"11G00\"\nzh = \"林火\"";
    for (body, says) in [
        ("id = \"R-车速-消防\"\nkmh = 45", "45公里/时"),
        ("id = \"R-绕行\"\npercent = 160", "160%"),
        ("id = \"RGRD-响应-较大\"\nlevel = \"two\"", "建议二级响应"),
        (added, "建议二级响应"),
        (
            "id = \"RNAT-救助-二级-死亡\"\nfrom_value = 5\nbelow_value = 10",
            "国家自然灾害救助二级响应 死亡(含失踪) 5人至不到10人",
        ),
        (
            "id = \"RLY-7\"\nabout = \"standard\"\nstandard = \"near_miss\"\nmeasure = \"moved\"\nfrom_value = 300\nzh = \"疏散\"",
            "较大涉险事故 转移疏散 300人以上",
        ),
        ("id = \"RSIG-暴雨-红\"\nwithin = \"3 h\"\nfrom_value = 90", "红色 3小时90毫米以上"),
    ] {
        let output = check(body, "zh");
        let said = String::from_utf8(output.stdout).unwrap();
        assert!(output.status.success() && said.contains(says), "{body}: {said}");
    }
    let output = check("id = \"R-车速-消防\"\nkmh = 0", "en");
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(["profile.toml:7:7", "rule[1].kmh", "1 to 2000"].iter().all(|name| said.contains(name)), "{said}");
}
