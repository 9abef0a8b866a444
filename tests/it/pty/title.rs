//! The window's title in a real terminal: the most pressing alarm, and nothing of what names in it would do there
//! (issue 4, point 4).

use qianzhi::clock::{At, Quality, Span};
use qianzhi::domain::{Fact, Incident, Realm, Series, Stream};
use qianzhi::envelope::{Author, PostKey, Stamp};
use qianzhi::journal::{Journal, Options};
use qianzhi::text::cells::{Ambiguous, elide};
use qianzhi::text::visible::visible;

use super::Setup;

/// Names that would end the title, begin another sequence, ring, clear, hide or turn text, or fill the line.
fn names() -> Vec<String> {
    let mut names: Vec<String> = [
        "bell \u{7} and more",
        "ended \u{1b}\\ too early",
        "ended \u{9c} by one byte",
        "\u{1b}]0;owned\u{7}",
        "\u{9d}2;owned\u{9c}",
        "\u{1b}[2J\u{1b}[1;1Hcleared",
        "\u{9b}2Jcleared",
        "\u{1b}P$q\u{1b}\\ asked",
        "\u{202e}txet \u{2066}turned",
        "un\u{200b}se\u{feff}en",
        "lines\r\n\tof text",
        "nul \0 and del \u{7f}",
    ]
    .map(str::to_owned)
    .to_vec();
    names.push("长".repeat(300));
    names.push(format!("e{}", "\u{301}".repeat(60)));
    let villages = include_str!("../../data/villages.txt").lines().filter(|line| !line.starts_with('#'));
    names.extend(villages.max_by_key(|name| name.chars().count()).map(str::to_owned));
    names
}

/// A journal with an incident of each name, which nobody reported: the first is latest.
fn journal(dir: &std::path::Path, names: &[String]) {
    let key = PostKey::from_seed([7; 32]);
    let series = Series { post: key.post(), incarnation: 1, realm: Realm::Test, stream: Stream::Open };
    let mut author = Author::new(key, series, None);
    let begun = At::parse("2021-07-20 08:00").unwrap();
    let stamp = Stamp { now: begun, offset_ms: None, quality: Quality::Unchecked };
    let mut signed = Vec::new();
    for (name, n) in names.iter().zip(0..) {
        let at = begun + Span::hours(n);
        let (code, area) = (String::new(), "410100".into());
        let incident = Incident {
            unit_told: None,
            sensitive: false,
            title: name.clone(),
            title_en: None,
            code,
            area,
            place: None,
            occurred: at,
            received: at,
            address: String::new(),
        };
        signed.push(author.sign(stamp, "a", &Fact::IncidentOpened(incident)).unwrap());
    }
    let (journal, _) = Journal::open(dir, &Options::of(Realm::Test)).unwrap();
    drop(journal.append(&signed).unwrap().wait().unwrap());
}

/// The titles that were set, in order, and everything else.
fn titles(bytes: &[u8]) -> (Vec<String>, String) {
    let text = String::from_utf8(bytes.to_vec()).expect("UTF-8");
    let mut parts = text.split("\u{1b}]2;");
    let mut rest = parts.next().unwrap_or_default().to_owned();
    let mut titles = Vec::new();
    for part in parts {
        let (title, after) = part.split_once("\u{1b}\\").unwrap_or((part, ""));
        titles.push(title.to_owned());
        rest.push_str(after);
    }
    (titles, rest)
}

#[test]
fn the_title_names_the_alarm_and_nothing_in_a_name_reaches_the_terminal_raw() {
    let names = names();
    let setup = Setup::default().with("LANG", "en_US.UTF-8");
    journal(&setup.path("journal"), &names);
    let mut pty =
        setup.start(&["console", "--journal", "journal", "--realm", "test", "--bell", "off", "--name", "car 1"]);
    // Each incident has two reports that are late; each key sees one of them, and the next is named.
    let alarms = 2 * names.len();
    for seen in 0..=alarms {
        let left = alarms - seen;
        let expected = if left > 0 { format!("!TEST late {left} ") } else { "TEST qianzhi".to_owned() };
        let last = |bytes: &[u8]| titles(bytes).0.pop().is_some_and(|title| title.starts_with(&expected));
        pty.until_bytes(&expected, last);
        pty.keys("\x19");
    }
    pty.keys("\x18");
    assert!(pty.end().success());
    let (titles, rest) = titles(&pty.bytes());
    for name in &names {
        let shown = elide(&visible(name), 40, Ambiguous::Two);
        assert!(titles.iter().any(|title| title.contains(&shown) && title.ends_with("qianzhi car 1")), "{shown}");
    }
    let unseen = |c: char| matches!(u32::from(c), 0x200B..=0x200F | 0x202A..=0x202E | 0x2060..=0x206F | 0xFEFF);
    for title in &titles {
        assert!(!title.contains(|c: char| c.is_control() || unseen(c)), "{title:?}");
        assert!(title.chars().count() <= 140, "{title}");
    }
    assert!(titles.iter().any(|title| title.contains("-999d")), "and how late it is: {titles:?}");
    let sent = |c: char| c.is_control() && !matches!(c, '\u{1b}' | '\r' | '\n' | '\u{8}');
    assert!(!rest.contains(|c: char| sent(c) || unseen(c)), "{rest:?}");
    assert!(!rest.contains("\u{1b}]") && !rest.contains("\u{1b}P"), "only titles are set");
}
