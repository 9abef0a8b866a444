//! The console, killed while a person types.

use std::collections::BTreeSet;

use rustix::process::Signal;

use super::{Dice, ROUNDS, entries, sound};
use crate::it::pty::{Pty, Setup};

/// The line that is typed in: `log> `, `log 16:05> `.
fn is_entry_line(line: &str) -> bool {
    line.trim_start().strip_prefix("log").is_some_and(|rest| rest.split_once('>').is_some_and(|(of, _)| of.len() < 20))
}

/// The entries that a screen shows as recorded, newest first: every `K…` but the one being typed.
fn shown(screen: &vt100::Screen) -> Vec<String> {
    let entry = |line: &str| {
        let (at, _) =
            line.match_indices('K').find(|(at, _)| line[*at..].len() >= 7 && line[*at + 3..].starts_with('-'))?;
        Some(line[at..at + 7].to_owned())
    };
    let contents = screen.contents();
    contents.lines().filter(|line| !is_entry_line(line)).filter_map(entry).collect()
}

/// Types entries, waits for some of them, and is interrupted; gives what was seen as recorded, and whether it died with
/// more typed than it had shown.
fn type_and_die(pty: &mut Pty, round: u32, dice: &mut Dice) -> (BTreeSet<String>, bool) {
    let mut seen = BTreeSet::new();
    // What was half typed when the last console died stands in the line again; this round begins its own.
    pty.keys("\t\x15");
    let waited = dice.below(4);
    for n in 0..waited {
        let text = format!("K{round:02}-{n:03}");
        pty.keys(&format!("{text}\r"));
        pty.until(&text, |screen| shown(screen).contains(&text));
        seen.insert(text);
    }
    // More, of which nobody waits to see anything: the kill falls wherever they are by then.
    let mut last = String::new();
    for n in waited..waited + 1 + dice.below(5) {
        last = format!("K{round:02}-{n:03}");
        pty.keys(&format!("{last}\r"));
    }
    match dice.below(3) {
        0 => {}
        1 => drop(pty.until("any of it", |screen| screen.contents().contains(&last[..4]))),
        _ => drop(pty.until("the last of it", |screen| screen.contents().contains(&last))),
    }
    pty.signal(Signal::KILL);
    pty.end();
    seen.extend(shown(&pty.screen()));
    let midway = !seen.contains(&last);
    (seen, midway)
}

/// The screen that comes back shows the newest entries of the journal, and nothing that is not in it.
#[track_caller]
fn agrees(pty: &Pty, mut journal: Vec<(String, String)>, round: u32) {
    journal.sort();
    let rows = journal.len().min(10);
    let screen = pty.until("what the journal holds", |screen| {
        screen.contents().lines().any(is_entry_line) && shown(screen).len() >= rows
    });
    let on_screen: BTreeSet<String> = shown(&screen).into_iter().collect();
    let (there, hidden): (Vec<_>, Vec<_>) = journal.into_iter().partition(|(_, text)| on_screen.contains(text));
    assert_eq!(there.len(), on_screen.len(), "round {round}: not in the journal: {on_screen:?}");
    let oldest_shown = there.iter().map(|(at, _)| at).min();
    let newest_hidden = hidden.iter().map(|(at, _)| at).max();
    assert!(
        newest_hidden <= oldest_shown || oldest_shown.is_none(),
        "round {round}: {hidden:?} hidden, {there:?} shown"
    );
}

#[test]
fn what_the_screen_called_recorded_survives_kill_9() {
    let setup = Setup::default().sized(120, 40).with("LANG", "en_US.UTF-8");
    let journal = setup.path("journal");
    let start = || setup.start(&["console", "--realm", "test", "--journal", journal.to_str().unwrap()]);
    let mut recorded = BTreeSet::new();
    let mut held = Vec::new();
    let mut midway = 0;
    let mut dice = Dice(720);
    for round in 0..ROUNDS {
        let mut pty = start();
        agrees(&pty, held, round);
        let (seen, died_midway) = type_and_die(&mut pty, round, &mut dice);
        recorded.extend(seen);
        midway += u32::from(died_midway);
        held = entries(&journal);
        sound(&journal, &held, round);
        let after: BTreeSet<String> = held.iter().map(|(_, text)| text.clone()).collect();
        assert!(recorded.is_subset(&after), "round {round}: lost {:?}", recorded.difference(&after));
    }
    assert!(recorded.len() > ROUNDS as usize, "{} entries were seen", recorded.len());
    // Otherwise every kill fell into a pause, and the test proves little.
    assert!(midway > 0, "no kill fell between an entry and its showing");
}

#[test]
fn what_was_half_typed_survives_kill_9() {
    let setup = Setup::default().sized(100, 30).with("LANG", "en_US.UTF-8");
    let journal = setup.path("journal");
    let start = || setup.start(&["console", "--realm", "test", "--journal", journal.to_str().unwrap()]);
    let mut pty = start();
    pty.until("the boards", |screen| screen.contents().lines().any(is_entry_line));
    pty.keys("\t水深一米");
    // The screen's clock goes on, so this is looked at once a second; the disk has its time.
    let kept = || std::fs::read_to_string(journal.join("drafts.json")).unwrap_or_default();
    pty.until("the draft on the disk", |_| kept().contains("水深一米"));
    pty.signal(Signal::KILL);
    pty.end();
    let mut pty = start();
    let line = |screen: &vt100::Screen| screen.contents().lines().find(|line| is_entry_line(line)).map(str::to_owned);
    pty.until("the draft in the line", |screen| line(screen).is_some_and(|line| line.contains("水深一米")));
    assert!(entries(&journal).is_empty(), "half an entry is no entry");
    pty.keys("\t五\r");
    // On a board it is shown once it is durable.
    let on_board = |line: &str| line.contains("水深一米五") && !is_entry_line(line);
    pty.until("the entry on a board", |screen| screen.contents().lines().any(on_board));
    let said: Vec<String> = entries(&journal).into_iter().map(|(_, text)| text).collect();
    assert_eq!(said, ["水深一米五"]);
    pty.until("nothing half entered", |_| kept().is_empty());
}
