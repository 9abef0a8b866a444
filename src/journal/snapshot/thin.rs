//! Which snapshots are kept.
//!
//! The newest two (should one be damaged), the first, and of the others as few as leave no gap that is wider than the
//! way from its newer end to the newest: so rewinding to any moment folds at most as many records as lie between that
//! moment and now, and there are few more snapshots than doublings of the journal.

use std::path::Path;

use super::list;

/// Removes the snapshots that are not kept.
pub(super) fn thin(journal: &Path) {
    let Ok(listed) = list::all(journal) else { return };
    let numbers: Vec<u64> = listed.iter().map(|(number, _)| *number).collect();
    let going = superfluous(&numbers);
    for (_, path) in listed.iter().filter(|(number, _)| going.contains(number)) {
        if let Err(error) = std::fs::remove_file(path) {
            tracing::warn!(path = %path.display(), %error, "an old snapshot could not be removed");
        }
    }
}

/// Those of `numbers`, which ascend, that are not kept.
fn superfluous(numbers: &[u64]) -> Vec<u64> {
    let Some(newest) = numbers.last() else { return Vec::new() };
    let mut going = Vec::new();
    let mut newer = numbers.len().checked_sub(2).and_then(|at| numbers.get(at)).copied().unwrap_or_default();
    // From the newest on: the one in the middle goes when its neighbours are near enough to each other.
    for pair in numbers.get(..numbers.len().saturating_sub(2)).unwrap_or_default().windows(2).rev() {
        let [older, middle] = pair else { continue };
        if newer - older <= newest - newer {
            going.push(*middle);
        } else {
            newer = *middle;
        }
    }
    going
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_gap_is_wider_than_the_way_to_now_and_few_are_kept() {
        let mut kept: Vec<u64> = vec![0];
        let mut newest = 0;
        for n in 1..=2000u64 {
            newest += 30_000 + n * 7919 % 5000;
            kept.push(newest);
            let going = superfluous(&kept);
            kept.retain(|number| !going.contains(number));
            assert_eq!(kept.first(), Some(&0), "the first says since when the journal is there");
            assert_eq!(kept.last(), Some(&newest));
            let before = kept.get(kept.len() - 2).copied().unwrap();
            assert!(n == 1 || newest - before < 35_000, "a second one, should the newest be damaged");
            for gap in kept.windows(2) {
                let step = 2 * 35_000;
                assert!(gap[1] - gap[0] <= (newest - gap[1]).max(step), "{n}: {kept:?}");
            }
        }
        assert!(kept.len() <= 24, "{} are kept of 2000", kept.len());
    }

    #[test]
    fn few_are_all_kept() {
        for numbers in [vec![], vec![0], vec![0, 64], vec![0, 64, 128]] {
            assert!(superfluous(&numbers).is_empty(), "{numbers:?}");
        }
    }
}
