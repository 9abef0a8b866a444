//! A drill that is killed in the middle of any write, and gone on with, comes to the log of one that never stopped:
//! no inject happens twice, and none is left out.

use std::path::Path;

use qianzhi::domain::{Fact, InjectCode};
use qianzhi::journal::records;

use super::Dice;
use crate::it::driver;

/// Drills that are played to their end.
const DRILLS: u64 = 6;

/// Ids in the order of their arrival, and the injects that were fired.
fn held(journal: &Path) -> (Vec<String>, Vec<InjectCode>) {
    let (mut ids, mut fired) = (Vec::new(), Vec::new());
    for record in records(journal).unwrap() {
        let record = record.unwrap();
        ids.push(record.envelope.id().to_string());
        if let Fact::InjectFired(inject) = record.envelope.event().fact {
            fired.push(inject.code);
        }
    }
    (ids, fired)
}

/// Plays until it ends or dies at the nth call to its disk; whether it ended.
fn play(journal: &Path, call: u64) -> bool {
    let mut child = driver::start(&["drill", journal.to_str().unwrap(), &call.to_string()]);
    let ended = driver::lines(&mut child).any(|(word, _)| word == "recorded");
    child.wait().unwrap();
    ended
}

#[test]
fn a_drill_killed_in_the_middle_of_any_write_comes_to_the_same_log() {
    let dir = tempfile::tempdir().unwrap();
    assert!(play(&dir.path().join("whole"), u64::MAX));
    let (whole, injects) = held(&dir.path().join("whole"));
    assert!(injects.len() > 4, "{injects:?}");
    let mut killed = 0;
    for drill in 0..DRILLS {
        let journal = dir.path().join(drill.to_string());
        let mut dice = Dice(drill);
        // A kill for about every fourth happening, so that each drill is torn in many places.
        while !play(&journal, 6 + dice.below(24)) {
            killed += 1;
            assert!(killed < 1000, "it gets on");
        }
        let (ids, fired) = held(&journal);
        assert_eq!(fired, injects, "drill {drill}");
        assert!(ids == whole, "drill {drill}");
    }
    assert!(killed > DRILLS, "{killed}");
}
