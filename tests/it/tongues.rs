//! Errors in the language of who reads them: the real binary, run twice, in Chinese and in English.

use std::path::Path;
use std::process::{Command, Output, Stdio};

use crate::it::journal::post::{Post, journal_of, segments};

fn run(args: &[&str], environment: &[(&str, &str)]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_qianzhi"));
    command.args(args).stdin(Stdio::null()).env_clear().env("HOME", "/nonexistent").env("USER", "tester");
    command.envs(environment.iter().copied()).output().unwrap()
}

fn is_chinese(text: &str) -> bool {
    text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
}

/// Everything with a digit in it, and every path.
fn figures(text: &str) -> Vec<String> {
    let part = |c: char| c.is_ascii_alphanumeric() || "/-._:#".contains(c);
    let words = text.split(|c| !part(c)).map(|word| word.trim_matches(['.', ':']).to_owned());
    let mut all: Vec<String> = words.filter(|word| word.contains(|c: char| c.is_ascii_digit() || c == '/')).collect();
    all.sort();
    all.dedup();
    all
}

/// Fails in both languages with this code: one sentence for each thing that is wrong, with the same names and figures,
/// of which `naming` are some.
#[track_caller]
fn fails(args: &[&str], code: i32, naming: &[&str]) -> [String; 2] {
    let said = ["zh_CN.UTF-8", "C.UTF-8"].map(|locale| {
        let output = run(args, &[("LANG", locale)]);
        assert_eq!(output.status.code(), Some(code), "{output:?}");
        String::from_utf8(output.stderr).unwrap()
    });
    let [zh, en] = &said;
    assert!(is_chinese(zh) && !is_chinese(en), "{said:?}");
    assert_eq!(zh.lines().count(), en.lines().count(), "{said:?}");
    assert!(zh.lines().all(|line| line.starts_with("qianzhi: ") && is_chinese(line)), "{zh}");
    assert_eq!(figures(zh), figures(en), "{said:?}");
    for name in naming {
        assert!(zh.contains(name) && en.contains(name), "{said:?} should name {name}");
    }
    said
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

#[test]
fn files_that_are_missing_or_wrong_are_told_in_both_languages() {
    let dir = tempfile::tempdir().unwrap();
    let path = |name: &str, content: &str| {
        let path = dir.path().join(name);
        std::fs::write(&path, content).unwrap();
        path
    };
    let gone = dir.path().join("gone.toml");
    let [zh, en] = fails(&["rules", "check", text(&gone)], 1, &["gone.toml"]);
    assert!(zh.contains("没有这个文件") && en.contains("no such file"), "{zh}{en}");
    let profile =
        path("p.toml", "[profile]\nname = \"n\"\nversion = 3\n[[rule]]\nid = \"R493-2\"\nwithin = \"soon\"\n");
    let [zh, _] = fails(&["rules", "check", text(&profile)], 1, &["p.toml:3:11", "p.toml:6:10", "`soon`"]);
    assert!(zh.contains("应是一段时间") && zh.contains("却是整数 3"), "{zh}");
    let scenario = path("s.toml", "[drill]\nname = 1\nrealm = \"x\"\nsed = 5\n");
    fails(&["drill", "check", text(&scenario)], 1, &["s.toml:2:8", "`seed`", "`sed`"]);
    let settings = path("settings.toml", "lock = 9999\nwhat = 1\n[keys]\nundo = \"ctrl-z\"\n");
    fails(&["card", "--settings", text(&settings)], 1, &["settings.toml:1:8", "`what`", "Ctrl-Z"]);
    fails(&["card", "--lock", "soon"], 2, &["--lock", "`soon`", "1440"]);
    let layout = path("l.toml", "name = \"l\"\nboards = [\"plan\", \"plan\", \"maap\"]\n");
    fails(&["console", "--layout", text(&layout)], 1, &["l.toml:2:19", "`maap`", "`map`"]);
    let theme = path("t.toml", "name = \"t\"\n[alrm]\ntext = 1\n");
    fails(&["console", "--theme", text(&theme)], 1, &["t.toml:2:2", "`alarm`"]);
    fails(&["console", "--layout", "comander"], 1, &["`comander`", "`commander`"]);
}

#[test]
fn tables_that_are_wrong_are_told_in_both_languages() {
    let dir = tempfile::tempdir().unwrap();
    let journal = dir.path().join("j");
    let table = dir.path().join("t.csv");
    let import = |content: &[u8], naming: &[&str]| {
        std::fs::write(&table, content).unwrap();
        fails(&["import", "contacts", text(&table), "--journal", text(&journal)], 1, naming)
    };
    let [zh, en] = import(b"name,mobile,turn\nW,ring me,C\nW,1,\n", &["t.csv", "`ring me`", "`C`"]);
    assert!(zh.contains("第 2 行第 2 列") && en.contains("row 2, column 2"), "{zh}{en}");
    assert!(zh.lines().count() >= 2, "{zh}");
    import(&[0xD0, 0xCF, 0x11, 0xE0], &["t.csv", ".xlsx"]);
    import(b"a,b\n\xFF\xFF,c\n", &["t.csv"]);
    let [zh, _] = import(b"name,mobile\nW,13800000000\n", &["--yes"]);
    assert!(zh.contains("一处也没有入账"), "{zh}");
}

#[test]
fn journals_that_are_missing_damaged_or_locked_are_told_in_both_languages() {
    let dir = tempfile::tempdir().unwrap();
    let gone = dir.path().join("no-journal");
    let [zh, en] = fails(&["review", text(&gone)], 1, &["no-journal", "2"]);
    assert!(zh.contains("没有这个文件或目录 (系统错误 2)") && en.contains("(os error 2)"), "{zh}{en}");
    fails(&["review", text(dir.path())], 1, &[text(dir.path())]);
    let events = Post::new(1).entries(9);
    let damaged = journal_of(&events.chunks(3).map(<[_]>::to_vec).collect::<Vec<_>>());
    let segment = segments(damaged.path())[0].clone();
    let mut bytes = std::fs::read(&segment).unwrap();
    let second = events[1].bytes();
    let at = bytes.windows(second.len()).position(|window| window == second).unwrap();
    bytes[at + 20..at + 40].fill(0x55);
    std::fs::write(&segment, &bytes).unwrap();
    let [zh, _] = fails(&["review", text(damaged.path())], 1, &["seg-00000001.log"]);
    assert!(zh.contains("字节处损坏"), "{zh}");
    let verify = ["journal", "verify", text(damaged.path())];
    fails(&verify, 1, &[text(damaged.path())]);
    let found = String::from_utf8(run(&verify, &[("LANG", "zh_CN.UTF-8")]).stdout).unwrap();
    assert!(found.lines().all(is_chinese) && found.contains("不是条目"), "{found}");
    // The end of a segment that was not written whole is said when the journal is opened, and not in the way.
    let torn = journal_of(&[Post::new(2).entries(3)]);
    let segment = segments(torn.path())[0].clone();
    let mut bytes = std::fs::read(&segment).unwrap();
    let end = bytes.iter().rposition(|byte| *byte != 0).unwrap() + 1;
    bytes[end + 40..end + 90].fill(7);
    std::fs::write(&segment, &bytes).unwrap();
    let write = ["post", "log", "x", "--journal", text(torn.path())];
    let said = run(&write, &[("LANG", "zh_CN.UTF-8")]);
    assert!(said.status.success(), "{said:?}");
    assert!(String::from_utf8(said.stderr).unwrap().contains("断电时没写完"));
    let held = journal_of(&[Post::new(3).entries(1)]);
    let open = crate::it::journal::post::open(held.path());
    let [zh, _] = fails(&["post", "log", "x", "--journal", text(held.path())], 1, &[text(held.path())]);
    assert!(zh.contains("已被另一个程序打开"), "{zh}");
    drop(open);
}

#[test]
fn hubs_that_cannot_be_reached_or_entered_are_told_in_both_languages() {
    // A port that was free a moment ago, on which nobody listens now.
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let hub = format!("ws://127.0.0.1:{port}");
    let [zh, en] = fails(&["tail", "--hub", &hub], 1, &[&hub, "111"]);
    assert!(zh.contains("没有平台应答: 对方拒绝连接") && en.contains("refused"), "{zh}{en}");
    fails(&["tail", "--hub", "http://10.0.0.9"], 2, &["`http://10.0.0.9`"]);
    fails(&["tail", "--hub", "ws://10.0.0.9:7720"], 2, &["`ws://10.0.0.9:7720`"]);
    fails(&["tail", "--hub", "wss://10.0.0.9:7720"], 2, &["--pin"]);
    let dir = tempfile::tempdir().unwrap();
    let store = dir.path().join("hub");
    fails(&["hub", "--listen", "10.0.0.9:7720", "--store", text(&store)], 1, &["--join-secret-file", "7720"]);
    let secret = dir.path().join("secret");
    std::fs::write(&secret, "short").unwrap();
    let listen = ["hub", "--listen", "127.0.0.1:0", "--store", text(&store), "--join-secret-file", text(&secret)];
    fails(&listen, 1, &[text(&secret)]);
}

#[test]
fn the_language_is_that_of_the_flag_the_variable_the_settings_and_the_locale_in_this_order() {
    let dir = tempfile::tempdir().unwrap();
    let settings = dir.path().join("s.toml");
    let zh = |args: &[&str], environment: &[(&str, &str)]| {
        let output = run(&[&["review", "/nonexistent/j"], args].concat(), environment);
        is_chinese(&String::from_utf8(output.stderr).unwrap())
    };
    std::fs::write(&settings, "lang = \"zh\"\n").unwrap();
    let file = ["--settings", text(&settings)];
    let (chinese, english) = (("LANG", "zh_CN.UTF-8"), ("QIANZHI_LANG", "en"));
    assert!(!zh(&[], &[]) && zh(&[], &[chinese]));
    assert!(zh(&file, &[]) && !zh(&file, &[english]));
    assert!(zh(&["--lang", "zh"], &[english]) && zh(&["--lang=zh"], &[english]));
    assert!(!zh(&["--lang", "en"], &[chinese]));
    // What is wrong with the settings themselves is told in the language of the rest.
    std::fs::write(&settings, "lang = \"zh\"\nlok = 1\n").unwrap();
    assert!(!zh(&file, &[]) && zh(&file, &[chinese]));
    // And so is wrong usage.
    let output = run(&["review", "--lang", "zh", "--frobnicate"], &[]);
    assert!(is_chinese(&String::from_utf8(output.stderr).unwrap()));
}
