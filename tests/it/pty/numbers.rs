//! A number said on the radio that finds two entries by now (issue 4, point 7): through a real journal, in a real
//! terminal, in both languages.

use std::collections::BTreeMap;
use std::path::Path;

use qianzhi::clock::{At, Quality};
use qianzhi::domain::{Entry, EventId, Fact, Realm, Series, Stream};
use qianzhi::envelope::{Author, PostKey, Stamp};
use qianzhi::journal::{Journal, Options};
use qianzhi::text::number::{Numbers, number};

use super::Setup;

/// A journal with entries of one minute, of which the last has the first three digits of another: what was said of that
/// one when it was alone, and the numbers of both now, the older first.
fn journal(dir: &Path) -> (String, [String; 2]) {
    let key = PostKey::from_seed([7; 32]);
    let series = Series { post: key.post(), incarnation: 1, realm: Realm::Test, stream: Stream::Open };
    let mut author = Author::new(key, series, None);
    let now = At::parse("2021-07-20 15:58").unwrap();
    let stamp = Stamp { now, offset_ms: None, quality: Quality::Unchecked };
    let (mut signed, mut said): (Vec<_>, BTreeMap<String, EventId>) = (Vec::new(), BTreeMap::new());
    // Of a thousand numbers: two of a few dozen entries are alike, and any thousand and one.
    let (short, older, newer) = loop {
        let text = format!("water {}", signed.len());
        let event = author.sign(stamp, "a", &Fact::EntryLogged(Entry::plain(text, now))).unwrap();
        let (id, recorded) = (event.id(), event.header().recorded);
        signed.push(event);
        let short = number(recorded, id, 3);
        if let Some(older) = said.insert(short.clone(), id) {
            break (short, older, id);
        }
    };
    let numbers = Numbers::of(signed.iter().map(|event| (event.header().recorded, event.id())));
    let now = [older, newer].map(|id| numbers.number(now, id));
    let (journal, _) = Journal::open(dir, &Options::of(Realm::Test)).unwrap();
    drop(journal.append(&signed).unwrap().wait().unwrap());
    (short, now)
}

#[test]
fn a_number_that_finds_two_entries_says_so_and_names_both() {
    for (locale, two, none) in [
        ("zh_CN.UTF-8", "这个编号有 2 条, 已到最新一条", "日志里没有"),
        ("en_US.UTF-8", "2 entries have this number, here is the newest", "the log has no such entry"),
    ] {
        let setup = Setup::default().with("LANG", locale).sized(120, 30);
        let (short, [older, newer]) = journal(&setup.path("journal"));
        assert!(older.starts_with(&short) && newer.starts_with(&short) && older != newer);
        let mut pty = setup.start(&["console", "--journal", "journal", "--realm", "test", "--operator", "a"]);
        pty.keys("8");
        // Both have their longer numbers on the board, and no other entry the short one.
        pty.until_text(&newer);
        pty.keys(";");
        pty.keys(&format!("{short}\r"));
        let screen = pty.until_text(two);
        let told = screen.contents();
        assert!(told.contains(&newer) && told.contains(&older), "{told}");
        // The older one by the number that it has now: alone.
        pty.keys(";");
        pty.keys(&format!("{older}\r"));
        pty.until("the older one is selected", |screen| {
            let rows: Vec<String> = screen.rows(0, 120).collect();
            rows.iter().any(|row| row.contains('>') && row.contains(&older)) && !screen.contents().contains(two)
        });
        pty.keys(";");
        pty.keys("1559-372\r");
        pty.until_text(none);
        pty.keys("\x18");
        assert!(pty.end().success());
    }
}
